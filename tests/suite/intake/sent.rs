//! The text form of received files.
//!
//! A section `--- NAME.xlsx form bieu-02 | LINE | LINE` is a workbook with that form filled in soundly, and the lines
//! above its table. `--- NAME.xlsx sheet TITLE` is a sheet of lines with tabs; a second section of the same name is its
//! second sheet. Lines below a form change it, a cell each: `D9<TAB>content<TAB>option…`. `--- NAME.csv text` is bytes
//! with the escapes of the other cases. `--- options` holds what the person knows, as on the command line.
//!
//! Content: a number, a day such as 2026-06-14, `'text`, `=formula|result`, `#REF!`, nothing for an empty cell.
//! Options: `font NAME`, `percent`, `comment TEXT`, `fonts NAME|NAME` for the pieces of a text with `|` between. Whole lines: `merge A1:B2`, `hide row 9`, `hide column D`,
//! `hide sheet`, `package PART` (a part of the package, such as macros).

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use crate::cases::workbook::unfinished;
use ccn::catalog::form::Span;
use ccn::files::{SourcePath, Sources};
use ccn::intake::{Order, Received};
use ccn::text::charset::Charset;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Note, Workbook, Worksheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) struct Sent {
    about: String,
    sections: Vec<(String, String)>,
    /// The answer in Vietnamese and what is wrong in English.
    pub(super) expected: [String; 2],
}

/// Sound results of the forms, as `tests/base` allows them: of Ví Dụ 8, of the weaving mill, of Xã Ví Dụ Nam.
const FILLED: [(&str, &[&str]); 3] = [
    ("bieu-01", &["12.5", "0.75", "400", "9.5"]),
    ("bieu-02", &["400", "380.5", "15", "15", "100", "1", "0", "0", "12.5", "1.25", "20", "8.5", "1", "1"]),
    (
        "bieu-03",
        &[
            "0", "0", "1", "25", "0", "0", "1", "25", "0", "0", "0", "0", "300", "120.5", "0", "0", "0", "0", "0", "0",
            "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0",
        ],
    ),
];

impl Sent {
    pub(super) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("the case is UTF-8");
        let mut sent = Self { about: String::new(), sections: Vec::new(), expected: Default::default() };
        for line in text.split_inclusive('\n') {
            match (line.strip_prefix("--- ").map(str::trim_end), sent.sections.last_mut()) {
                (Some(head), _) => sent.sections.push((head.to_owned(), String::new())),
                (None, Some((_, body))) => body.push_str(line),
                (None, None) => sent.about.push_str(line),
            }
        }
        for (index, head) in ["expected vi", "expected en"].into_iter().enumerate() {
            if let Some(at) = sent.sections.iter().position(|(known, _)| known == head) {
                sent.expected[index] = sent.sections.remove(at).1;
            }
        }
        sent
    }

    pub(super) fn write(&self, path: &Path, answers: &[String; 2]) {
        let mut text = self.about.clone();
        for (head, body) in &self.sections {
            text.push_str(&format!("--- {head}\n{body}"));
        }
        let [vi, en] = answers;
        text.push_str(&format!("--- expected vi\n{vi}--- expected en\n{en}"));
        fs::write(path, text).expect("the case can be written");
    }

    /// The base with the edits of the case: `--- data/periods.yaml edit`, as in the other cases, or a whole new file.
    pub(super) fn sources(&self, base: &Sources) -> Sources {
        let mut sources = base.clone();
        for (head, body) in &self.sections {
            if let Some(path) = head.strip_suffix(" edit") {
                let path = SourcePath::new(path);
                let mut text = String::from_utf8(sources.get(&path).expect(head).to_vec()).expect("UTF-8");
                for pair in body.split("\n-") {
                    let pair = pair.trim_start_matches('-').trim_end();
                    let (old, new) = pair.split_once("\n+").unwrap_or((pair, ""));
                    assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in the base");
                    text = text.replacen(old, &new.replace("\n+", "\n"), 1);
                }
                sources.insert(path, text.into_bytes());
            } else if head.starts_with("data/") {
                sources.insert(SourcePath::new(head), body.clone().into_bytes());
            }
        }
        sources
    }

    /// Whether a file is given by its bytes.
    pub(super) fn is_raw(&self) -> bool {
        self.sections.iter().any(|(head, _)| head.ends_with(" text"))
    }

    /// Whether another writer of the same workbook mends or loses what is found: the line `# saved anew: CODE …`.
    pub(super) fn differs(&self, found: &str) -> bool {
        let told = self.about.lines().find_map(|line| line.strip_prefix("# saved anew: "));
        told.is_some_and(|codes| codes.split(' ').any(|code| found.starts_with(code)))
    }

    pub(super) fn order(&self) -> Order {
        let mut order = Order::default();
        let options = self.sections.iter().find(|(head, _)| head == "options").map_or("", |(_, body)| body);
        for line in options.lines() {
            let (name, value) = line.split_once(' ').expect("an option and its value");
            let charset = |name: &str| Charset::UNMARKED.into_iter().find(|known| known.name() == name);
            match name {
                "--period" => order.period = Span::parse(value),
                "--subject" => order.subject = Some(value.to_owned()),
                "--as" => order.kind = Some(value.to_owned()),
                "--charset" => order.charset = charset(value),
                "--decode" => order.decode = charset(value).into_iter().collect(),
                "--reason" => order.reason = Some(value.to_owned()),
                _ => panic!("no option {name}"),
            }
        }
        order
    }

    pub(super) fn files(&self) -> Vec<Received> {
        let mut books: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        let mut files = Vec::new();
        for (head, body) in &self.sections {
            let (name, what) = head.split_once(' ').unwrap_or((head, ""));
            match what {
                "" | "edit" => {}
                "text" => files.push(Received { name: name.to_owned(), bytes: unescaped(body) }),
                what => books.entry(name).or_default().push((what, body)),
            }
        }
        files.extend(books.into_iter().map(|(name, sheets)| Received { name: name.to_owned(), bytes: book(&sheets) }));
        files
    }
}

fn book(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    // A fixed time: the answer names the digest of the file.
    let made = ExcelDateTime::parse_from_str("2026-06-20").expect("a day");
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for (what, body) in sheets {
        let sheet = workbook.add_worksheet();
        match what.split_once(' ').expect("what the section is") {
            ("form", of) => form(sheet, of, body),
            ("sheet", title) => {
                sheet.set_name(title).expect("a name that Excel takes");
                let (lines, edits): (Vec<&str>, Vec<&str>) = body.lines().partition(|line| !is_order(line));
                for (row, line) in (0u32..).zip(lines) {
                    for (column, cell) in (0u16..).zip(line.split('\t')) {
                        put(sheet, row, column, cell, &[]);
                    }
                }
                edits.into_iter().for_each(|edit| order(sheet, edit));
            }
            (other, _) => panic!("no section `{other}`"),
        }
    }
    let bytes = unfinished(&workbook.save_to_buffer().expect("the workbook can be written"));
    let parts = sheets.iter().flat_map(|(_, body)| body.lines()).filter_map(|line| line.strip_prefix("package "));
    parts.fold(bytes, |bytes, part| with_part(&bytes, part))
}

/// Adds a part to a package, of which a reader sees only that it is there.
fn with_part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new_append(Cursor::new(bytes.to_vec())).expect("a workbook is an archive");
    writer.start_file(name, SimpleFileOptions::default()).expect("the part can be added");
    writer.write_all(b"<x/>").expect("the part can be written");
    writer.finish().expect("the archive can be closed").into_inner()
}

/// Lays a form out as the circular does, filled in, then changes cells.
fn form(sheet: &mut Worksheet, of: &str, body: &str) {
    let mut parts = of.split(" | ");
    let form = parts.next().expect("the form");
    let number = form.trim_start_matches("bieu-");
    sheet.set_name(format!("Biểu {number}")).expect("a name that Excel takes");
    let mut cells: BTreeMap<(u32, u16), String> = BTreeMap::new();
    let mut row = 0;
    for line in [format!("Biểu số {number}. Theo Thông tư 14/2024/TT-BCT")].into_iter().chain(parts.map(str::to_owned))
    {
        cells.insert((row, 0), line);
        row += 1;
    }
    row = 4;
    let result =
        if number == "03" { "Kết quả (Luỹ kế đến thời điểm báo cáo)" } else { "Kết quả" };
    for (column, head) in (0..).zip(["TT", "Chỉ tiêu", "Đơn vị tính", result, "Ghi chú"]) {
        cells.insert((row, column), head.to_owned());
        cells.insert((row + 1, column), format!("'({})", column + 1));
    }
    row += 2;
    let table = fs::read_to_string(crate::cases::root().join("data/form_rows.csv")).expect("the rows of the forms");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let (_, filled) = FILLED.iter().find(|(name, _)| *name == form).expect("a form that is sent");
    let mut filled = filled.iter();
    for record in reader.records().map(|record| record.expect("a row")).filter(|record| &record[0] == form) {
        let value = if record[3].is_empty() { "" } else { filled.next().expect("a result for each row") };
        for (column, text) in (0..).zip([&record[1], &record[2], &record[3], value]) {
            cells.insert((row, column), text.to_owned());
        }
        row += 1;
    }
    cells.insert((row + 1, 3), "…, ngày … tháng … năm …".to_owned());
    let mut orders = Vec::new();
    let mut options: BTreeMap<(u32, u16), Vec<String>> = BTreeMap::new();
    for line in body.lines().filter(|line| !line.is_empty()) {
        if is_order(line) {
            orders.push(line);
            continue;
        }
        let mut fields = line.split('\t');
        let at = position(fields.next().expect("a cell"));
        cells.insert(at, fields.next().unwrap_or_default().to_owned());
        options.insert(at, fields.map(str::to_owned).collect());
    }
    for ((row, column), content) in &cells {
        put(sheet, *row, *column, content, options.get(&(*row, *column)).map_or(&[], Vec::as_slice));
    }
    orders.into_iter().for_each(|line| order(sheet, line));
}

fn is_order(line: &str) -> bool {
    ["merge ", "hide ", "package "].iter().any(|word| line.starts_with(word))
}

fn order(sheet: &mut Worksheet, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    match words.as_slice() {
        ["merge", range] => {
            let (from, to) = range.split_once(':').expect("a range");
            let (from, to) = (position(from), position(to));
            // What stands in the first cell was written before and stays.
            let text = words.get(2).copied().unwrap_or_default();
            sheet.merge_range(from.0, from.1, to.0, to.1, text, &Format::new()).expect("the cells can be merged");
        }
        ["merge", range, ..] => {
            let (from, to) = range.split_once(':').expect("a range");
            let (from, to) = (position(from), position(to));
            let text = words[2..].join(" ");
            sheet.merge_range(from.0, from.1, to.0, to.1, &text, &Format::new()).expect("the cells can be merged");
        }
        ["hide", "row", row] => {
            sheet.set_row_hidden(row.parse::<u32>().expect("a number") - 1).expect("the row can be hidden");
        }
        ["hide", "column", letter] => {
            sheet.set_column_hidden(position(&format!("{letter}1")).1).expect("the column can be hidden");
        }
        ["package", _] => {}
        ["hide", "sheet"] => {
            sheet.set_hidden(true);
        }
        _ => panic!("no order `{line}`"),
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, content: &str, options: &[String]) {
    let mut format = Format::new();
    for option in options {
        format = match option.split_once(' ').unwrap_or((option, "")) {
            ("font", name) => format.set_font_name(name),
            ("fonts", names) => return rich(sheet, (row, column), content, names),
            ("percent", _) => format.set_num_format("0.0%"),
            ("comment", text) => {
                sheet.insert_note(row, column, &Note::new(text)).expect("a note");
                format
            }
            (other, _) => panic!("no option `{other}`"),
        };
    }
    let written = match content {
        "" => return,
        formula if formula.starts_with('=') => {
            let (formula, result) = formula.split_once('|').unwrap_or((formula, ""));
            sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result), &format)
        }
        error if error.starts_with('#') => sheet.write_formula_with_format(
            row,
            column,
            Formula::new(if error == "#DIV/0!" { "=1/0" } else { "=#REF!" }).set_result(error),
            &format,
        ),
        text if text.starts_with('\'') => sheet.write_string_with_format(row, column, &text[1..], &format),
        text => match (text.parse::<f64>(), ExcelDateTime::parse_from_str(text)) {
            (Ok(number), _) => sheet.write_number_with_format(row, column, number, &format),
            (_, Ok(date)) if text.len() == 10 => {
                sheet.write_datetime_with_format(row, column, &date, &format.set_num_format("dd/mm/yyyy"))
            }
            _ => sheet.write_string_with_format(row, column, text.replace("\\n", "\n"), &format),
        },
    };
    written.expect("the cell can be written");
}

/// Writes a text whose pieces have a font each.
fn rich(sheet: &mut Worksheet, (row, column): (u32, u16), content: &str, names: &str) {
    let fonts: Vec<Format> = names.split('|').map(|name| Format::new().set_font_name(name)).collect();
    let pieces: Vec<(&Format, &str)> = fonts.iter().zip(content.trim_start_matches('\'').split('|')).collect();
    sheet.write_rich_string(row, column, &pieces).expect("the pieces can be written");
}

/// `D9` is row 8, column 3.
fn position(cell: &str) -> (u32, u16) {
    let (letter, row) = cell.split_at(1);
    (row.parse::<u32>().expect("a row") - 1, u16::from(letter.as_bytes()[0] - b'A'))
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.trim_end_matches('\n');
    while let Some((plain, escape)) = rest.split_once("\\x") {
        bytes.extend(plain.bytes());
        bytes.push(u8::from_str_radix(&escape[..2], 16).expect("two hexadecimal digits"));
        rest = &escape[2..];
    }
    bytes.extend(rest.bytes());
    bytes
}
