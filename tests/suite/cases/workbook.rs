//! Makes a workbook of lines with tabs, as an office would have typed them.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// Returns a workbook; a sheet's name may be followed by `hidden` or `far` (one cell at the far corner).
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
            let cells: Vec<&str> = line.split('\t').collect();
            for (column, cell) in (0u16..).zip(&cells) {
                match (*cell, column) {
                    ("<<", 1..) => merge(sheet, row, column, cells[usize::from(column) - 1]),
                    _ => write(sheet, row, column, cell),
                }
            }
        }
    }
    workbook.save_to_buffer().expect("the workbook can be written")
}

/// `<<` merges with the cell to the left.
fn merge(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    sheet.merge_range(row, column - 1, row, column, text, &Format::new()).expect("the cells can be merged");
}

/// Numbers become numbers, ISO days dates, `#REF!` a failed formula.
fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let written = match cell {
        "" => return,
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
