//! Makes a workbook of lines with tabs, as an office would have typed them.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Returns a workbook; a row may end with `(hidden)`, a sheet's name may be followed by `hidden` or `far` (one cell at the far corner).
pub(crate) fn bytes(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (head, rows) in sheets {
        let mut words = head.split(" | ");
        let sheet = workbook.add_worksheet();
        sheet.set_name(words.next().unwrap_or_default()).expect("a name that Excel takes");
        // Excel opens the first sheet unless another is active, and never hides the one it opens.
        let mut is_hidden = false;
        for word in words {
            match word {
                "hidden" => is_hidden = true,
                "far" => drop(sheet.write_string(1_048_575, 16_383, "x").expect("the last cell")),
                _ => panic!("no option `{word}`"),
            }
        }
        sheet.set_hidden(is_hidden);
        if !is_hidden {
            sheet.set_active(true);
        }
        for (row, line) in (0u32..).zip(rows.lines()) {
            if line.ends_with("\t(hidden)") {
                sheet.set_row_hidden(row).expect("the row can be hidden");
            }
            let cells: Vec<&str> = line.trim_end_matches("\t(hidden)").split('\t').collect();
            for (column, cell) in (0u16..).zip(&cells) {
                match (*cell, column) {
                    ("<<", 1..) => merge(sheet, (row, column - 1), (row, column), cells[usize::from(column) - 1]),
                    ("^^", _) => {
                        let above =
                            rows.lines().nth(row as usize - 1).and_then(|line| line.split('\t').nth(column.into()));
                        merge(sheet, (row - 1, column), (row, column), above.unwrap_or_default());
                    }
                    _ => write(sheet, row, column, cell),
                }
            }
        }
    }
    unfinished(&workbook.save_to_buffer().expect("the workbook can be written"))
}

/// Takes out the results of the formulas that shall have none, as programs write them that do not calculate.
pub(crate) fn unfinished(bytes: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).expect("a workbook is an archive");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("the part is there");
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("the part can be read");
        let name = part.name().expect("the part has a name").into_owned();
        if name.starts_with("xl/worksheets/") {
            text = String::from_utf8(text).expect("a sheet is text").replace("</f><v>0</v>", "</f>").into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).expect("the part can be written");
        to.write_all(&text).expect("the part can be written");
    }
    to.finish().expect("the archive can be closed").into_inner()
}

/// `<<` merges with the cell to the left, `^^` with the cell above.
fn merge(sheet: &mut Worksheet, from: (u32, u16), to: (u32, u16), text: &str) {
    sheet.merge_range(from.0, from.1, to.0, to.1, text, &Format::new()).expect("the cells can be merged");
}

/// Numbers become numbers, ISO days dates, `#REF!` a failed formula, `=A1` a formula without result, `=1+1|2` one with.
fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let written = match cell {
        "" => return,
        formula if formula.starts_with('=') => {
            let (formula, result) = formula.split_once('|').unwrap_or((formula, ""));
            sheet.write_formula(row, column, Formula::new(formula).set_result(result)).map(|_| ())
        }
        "TRUE" | "FALSE" => sheet.write_boolean(row, column, cell == "TRUE").map(|_| ()),
        error if error.starts_with('#') => {
            sheet.write_formula(row, column, Formula::new("=A1").set_result(error)).map(|_| ())
        }
        text => match (text.parse::<f64>(), ExcelDateTime::parse_from_str(text)) {
            (Ok(number), _) => sheet.write_number(row, column, number).map(|_| ()),
            (_, Ok(date)) if text.len() == 10 => sheet.write_datetime_with_format(row, column, &date, &day).map(|_| ()),
            _ => sheet.write_string(row, column, text.trim_start_matches('\'')).map(|_| ()),
        },
    };
    written.expect("the cell can be written");
}
