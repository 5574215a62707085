//! Reads CSV with comma or semicolon into a sheet whose cells know their line and bytes.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::{Lines, Located, Location, Place};
use crate::record::{Raw, Record, Sheet};
use crate::say;

use super::{COLUMN_LIMIT, too_many_cells, too_many_columns};

/// Reads a table of at most `most` cells; its name is the file's.
pub(super) fn sheet(path: &SourcePath, text: &str, most: usize, faults: &mut Diagnostics) -> Result<Sheet, Reported> {
    let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let table = Reader { path, text, lines: Lines::new(text), base, delimiter: delimiter(&text[base..]) };
    let mut rows = table.rows(most, faults)?.into_iter();
    let Some(header) = rows.next() else {
        let message = say!("tệp không có dòng tiêu đề", "the file has no header row");
        let help = say!("thêm dòng tiêu đề với tên các cột", "add a header row with the names of the columns");
        return Err(faults.reject(Diagnostic::new(Code::EmptyTable, &Location::file(path), message).help(help)));
    };
    let header: Vec<Arc<Located<String>>> =
        header.into_iter().map(|cell| Arc::new(Located::new(cell.text, cell.at))).collect();
    let at = header.first().map_or_else(|| Location::file(path), |name| name.at.clone());
    let mut records = Vec::new();
    for (index, row) in rows.enumerate() {
        // Excel writes rows that were cleared as separators alone.
        if row.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        if row.len() != header.len() {
            faults.add(wrong_field_count(&row, header.len(), &header));
            if faults.is_full() {
                break;
            }
            continue;
        }
        records.push(record(row, &header, u32::try_from(index + 2).unwrap_or(u32::MAX)));
    }
    Ok(Sheet { name: path.stem().to_owned(), at, header: Some(header), records })
}

struct Reader<'a> {
    path: &'a SourcePath,
    text: &'a str,
    lines: Lines<'a>,
    base: usize,
    delimiter: u8,
}

struct Field {
    text: String,
    at: Location,
}

impl Reader<'_> {
    fn rows(&self, most: usize, faults: &mut Diagnostics) -> Result<Vec<Vec<Field>>, Reported> {
        let body = &self.text[self.base..];
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(self.delimiter);
        let mut reader = builder.from_reader(body.as_bytes());
        let mut records = reader.records();
        let mut rows = Vec::new();
        let (mut start, mut left) = (0, most);
        loop {
            // csv's own line is wrong behind blank lines and quoted line breaks (it counts the record before them),
            // so the spans are found anew from where the last record ended, and before csv holds the record.
            start += body[start..].len() - body[start..].trim_start_matches(['\r', '\n']).len();
            if start == body.len() {
                return Ok(rows);
            }
            let spans = spans(body, start, self.delimiter).map_err(|open| faults.reject(self.unread(open)))?;
            let at = || self.place(&spans[0]);
            left = left.checked_sub(spans.len()).ok_or_else(|| faults.reject(too_many_cells(&at())))?;
            start = spans.last().map_or(start, |span| span.end);
            let Some(record) = records.next() else { return Ok(rows) };
            let record = record.expect("the bytes are UTF-8 and rows may differ in length");
            rows.push(self.row(&record, &spans));
        }
    }

    fn place(&self, span: &Range<usize>) -> Location {
        self.lines.place(self.path, span.start + self.base..span.end + self.base)
    }

    fn row(&self, record: &csv::StringRecord, spans: &[Range<usize>]) -> Vec<Field> {
        let field = |(text, span): (&str, &Range<usize>)| Field { text: text.trim().to_owned(), at: self.place(span) };
        record.iter().zip(spans).map(field).collect()
    }

    fn unread(&self, fault: Unread) -> Diagnostic {
        match fault {
            Unread::OpenQuote(open) => {
                let message =
                    say!("dấu nháy kép mở ở đây không được đóng", "the double quote opened here is never closed");
                let help = say!("thêm dấu nháy kép ở cuối ô", "add a double quote at the end of the cell");
                Diagnostic::new(Code::BadCsv, &self.place(&(open..open + 1)), message).help(help)
            }
            Unread::Wide(start) => too_many_columns(&self.place(&(start..start))),
        }
    }
}

/// Vietnamese Excel writes semicolons, because its decimal mark is the comma.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if header.matches(';').count() > header.matches(',').count() { b';' } else { b',' }
}

/// Where a reader stands within a field.
enum Within {
    Start,
    Plain,
    Quoted,
    /// Behind a quote that closes the field, unless a second one follows.
    Closed,
}

/// Why a record has no spans.
enum Unread {
    /// The field that begins here has a quote that is never closed.
    OpenQuote(usize),
    /// The field that begins here is one too many.
    Wide(usize),
}

/// Returns the byte range of each field of the record at `start`.
fn spans(text: &str, start: usize, delimiter: u8) -> Result<Vec<Range<usize>>, Unread> {
    let mut spans = Vec::new();
    let mut begin = start;
    let mut within = Within::Start;
    for (index, byte) in text.bytes().enumerate().skip(start) {
        within = match (within, byte) {
            (Within::Start | Within::Closed, b'"') => Within::Quoted,
            (Within::Quoted, b'"') => Within::Closed,
            (Within::Quoted, _) => Within::Quoted,
            (_, b'\r' | b'\n') => {
                spans.push(begin..index);
                return Ok(spans);
            }
            (_, byte) if byte == delimiter => {
                spans.push(begin..index);
                begin = index + 1;
                if spans.len() == COLUMN_LIMIT {
                    return Err(Unread::Wide(begin));
                }
                Within::Start
            }
            _ => Within::Plain,
        };
    }
    if matches!(within, Within::Quoted) {
        return Err(Unread::OpenQuote(begin));
    }
    spans.push(begin..text.len());
    Ok(spans)
}

fn record(row: Vec<Field>, header: &[Arc<Located<String>>], number: u32) -> Record {
    let at = row.first().map(|cell| cell.at.clone()).expect("a CSV record has a first field").with_row(number);
    let fields = row
        .into_iter()
        .zip(header)
        .map(|(cell, name)| (name.clone(), Located::new(Raw::of(&cell.text), cell.at.with_row(number))));
    Record { at, fields: fields.collect() }
}

fn wrong_field_count(row: &[Field], expected: usize, header: &[Arc<Located<String>>]) -> Diagnostic {
    let found = row.len();
    let last = &row.last().expect("a CSV record has a last field").at;
    let message =
        say!("dòng có {found} ô, tiêu đề có {expected} cột", "the row has {found} cells, the header {expected}");
    if found < expected {
        let missing = &header[found].value;
        return Diagnostic::new(Code::WrongFieldCount, last, message).help(say!(
            "thiếu ô từ cột `{missing}`; ô trống vẫn cần dấu ngăn cách",
            "cells are missing from column `{missing}` on; an empty cell still needs its separator"
        ));
    }
    if let Some([whole, fraction]) = row.array_windows().find(|[one, two]| is_digits(one) && is_digits(two)) {
        let (one, two) = (&whole.text, &fraction.text);
        let help = say!(
            "nếu đây là số {one},{two} thì viết {one}.{two}, hoặc đặt trong nháy kép \"{one},{two}\"",
            "if this is the number {one},{two} write {one}.{two}, or put it in double quotes: \"{one},{two}\""
        );
        return Diagnostic::new(Code::WrongFieldCount, &joined(&whole.at, &fraction.at), message).help(help);
    }
    Diagnostic::new(Code::WrongFieldCount, last, message).help(say!(
        "ô có dấu phẩy (kể cả phẩy thập phân) phải đặt trong nháy kép",
        "a cell with a comma, a decimal comma too, must stand in double quotes"
    ))
}

fn is_digits(field: &Field) -> bool {
    !field.text.is_empty() && field.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The stretch from the first place to the end of the second.
fn joined(first: &Location, second: &Location) -> Location {
    let mut both = first.clone();
    if let (Place::Text(stretch), Place::Text(end)) = (&mut both.place, &second.place) {
        stretch.end = end.end;
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_ends_at_its_limits() {
        let read = |text: &str, most: usize| {
            let mut faults = Diagnostics::default();
            let sheet = sheet(&SourcePath::new("data/a.csv"), text, most, &mut faults);
            let line = faults.sorted().first().map(|fault| match &fault.at.place {
                Place::Text(stretch) => (fault.code, stretch.line, stretch.column),
                _ => panic!("a place in the text"),
            });
            (sheet.map_or(0, |sheet| sheet.records.len()), line)
        };
        assert_eq!(read("a,b\n1,2\n\n3,4\n", 6), (2, None));
        assert_eq!(read("a,b\n1,2\n\n3,4\n", 5), (0, Some((Code::TooLarge, 4, 1))));
        assert_eq!(read(&",".repeat(COLUMN_LIMIT - 1), COLUMN_LIMIT), (0, None));
        assert_eq!(read(&",".repeat(COLUMN_LIMIT), 1000), (0, Some((Code::TooLarge, 1, 501))));
    }

    #[test]
    fn places_agree_with_the_fields_that_csv_reads() {
        let any = proptest::string::string_regex("[ab,;\"\r\n ]{0,24}").expect("a sound pattern");
        proptest::proptest!(|(text in any)| {
            let path = SourcePath::new("data/a.csv");
            let reader = Reader { path: &path, text: &text, lines: Lines::new(&text), base: 0, delimiter: b',' };
            let mut faults = Diagnostics::default();
            let Ok(rows) = reader.rows(100, &mut faults) else { return Ok(()) };
            let mut read = csv::ReaderBuilder::new();
            let mut read = read.has_headers(false).flexible(true).from_reader(text.as_bytes());
            let counts: Vec<usize> = read.records().map(|row| row.expect("UTF-8").len()).collect();
            proptest::prop_assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), counts);
            for field in rows.iter().flatten().filter(|field| !field.text.contains('"')) {
                let Place::Text(stretch) = &field.at.place else { return Ok(()) };
                let there = &text[stretch.start..stretch.end];
                if !there.contains('"') {
                    proptest::prop_assert_eq!(there.trim(), field.text.as_str());
                }
            }
        });
    }
}
