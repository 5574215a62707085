//! Reads text with separators into one grid, as a spreadsheet program would show it.

use std::collections::BTreeMap;

use super::archive::too_large;
use super::{Book, Budget, Cell, Grid, Kind, PACKED_LIMIT};
use crate::diagnostic::{Code, Diagnostic};
use crate::files::SourcePath;
use crate::place::Location;
use crate::record::Raw;
use crate::say;
use crate::text::charset::{self, Charset, Guess};

/// The lines by which the separator is told.
const SAMPLE: usize = 50;

/// Reads a text by the table of characters that was told, or by the one that its bytes prove.
pub(super) fn book(file: &SourcePath, bytes: &[u8], most: usize, told: Option<Charset>) -> Result<Book, Diagnostic> {
    if bytes.len() > PACKED_LIMIT {
        return Err(too_large(file, bytes.len(), PACKED_LIMIT));
    }
    let (text, charset) = charset::decode(bytes, told).map_err(|guesses| unsure(file, &guesses))?;
    let mut grid = Grid { name: file.stem().into(), ..Grid::default() };
    let mut budget = Budget::new(most);
    let delimiter = delimiter(&text);
    for (row, line) in (1..).zip(lines(&text, delimiter).map_err(|line| unclosed(file, line))?) {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(delimiter).buffer_capacity(line.len().max(16));
        for record in reader.from_reader(line.as_bytes()).records() {
            let record = record.expect("the text is UTF-8 and rows may differ in length");
            for (column, typed) in (1..).zip(record.iter()) {
                let cell = Cell::text(typed.to_owned());
                if cell.value != Raw::Empty {
                    budget.take(file, &grid.name, (row, column), &cell)?;
                    grid.cells.insert((row, column), cell);
                }
            }
        }
    }
    Ok(Book { file: file.clone(), kind: Kind::Csv(charset), grids: vec![grid], has_macros: false, has_links: false })
}

/// Splits a text into the rows that a spreadsheet program shows: blank lines are rows, quoted line breaks end none.
///
/// A quote that is never closed is an error, with its row; the csv crate takes the rest of the file for its cell.
pub fn lines(text: &str, delimiter: u8) -> Result<Vec<&str>, usize> {
    let mut rows = Vec::new();
    let (mut start, mut is_quoted, mut begins) = (0, false, true);
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if is_quoted || begins => (is_quoted, begins) = (!is_quoted, is_quoted),
            b'\n' if !is_quoted => {
                rows.push(text[start..index].trim_end_matches('\r'));
                (start, begins) = (index + 1, true);
            }
            byte => begins = byte == delimiter,
        }
    }
    if is_quoted {
        return Err(rows.len() + 1);
    }
    rows.extend((start < text.len()).then(|| &text[start..]));
    Ok(rows)
}

/// Tells the separator by which most lines have the same number of fields; Vietnamese Excel writes semicolons.
fn delimiter(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let score = |delimiter: u8| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for line in &lines {
            // What stands in quotes is text: every second piece.
            let bare = line.split('"').step_by(2).flat_map(str::bytes);
            *counts.entry(bare.filter(|byte| *byte == delimiter).count()).or_default() += 1;
        }
        counts
            .into_iter()
            .filter(|(separators, _)| *separators > 0)
            .map(|(separators, lines)| (lines, separators))
            .max()
    };
    [b',', b'\t', b';'].into_iter().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}

fn unclosed(file: &SourcePath, line: usize) -> Diagnostic {
    let message = say!(
        "dấu nháy kép mở ở dòng {line} không được đóng; phần còn lại của tệp sẽ thành một ô",
        "the double quote opened in line {line} is never closed; the rest of the file would be one cell"
    );
    let help = say!("thêm dấu nháy kép ở cuối ô, hoặc lưu lại bằng Excel", "close the quote, or save it anew in Excel");
    Diagnostic::new(Code::BadCsv, &Location::file(file), message).help(help)
}

fn unsure(file: &SourcePath, guesses: &[Guess]) -> Diagnostic {
    let list: Vec<String> = guesses
        .iter()
        .map(|guess| format!("{} ({} %: \"{}\")", guess.charset.name(), guess.percent, guess.sample))
        .collect();
    let list = list.join("; ");
    let message = say!(
        "chữ trong tệp không phải Unicode; có thể là {list}",
        "the text of the file is not Unicode; it may be {list}"
    );
    let first = guesses.first().map_or("windows-1258", |guess| guess.charset.name());
    let help = say!(
        "xem câu đọc thử: đúng chữ thì chạy lại với --charset {first}; không chắc thì nhờ nơi gửi lưu kiểu \"CSV UTF-8\"",
        "look at the sample: if it reads well run again with --charset {first}; else ask for the file as \"CSV UTF-8\""
    );
    Diagnostic::new(Code::NotUtf8, &Location::file(file), message).help(help)
}
