//! Where a value was read: file, line and column, row and field, or sheet and cell.

use std::ops::Range;
use std::sync::Arc;

use crate::files::SourcePath;

/// A place in an input file, as the editor's own program shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: SourcePath,
    /// The place within it.
    pub place: Place,
    /// The column of a table or the key of a record, when the place belongs to one.
    pub field: Option<Arc<str>>,
    /// What tells its row from the others of the table: the id, or the cells of the key with `/` between.
    pub record: Option<Arc<str>>,
}

/// A place within a file; lines, rows and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A stretch of a text file.
    Text(Stretch),
    /// A cell of a workbook.
    Cell {
        /// Name of the sheet.
        sheet: Arc<str>,
        /// Row as the spreadsheet program numbers it.
        row: u32,
        /// Column, A is 1.
        column: u32,
    },
}

/// A stretch of a text file, by line and column and by bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Line of the first character.
    pub line: u32,
    /// Column of the first character, in characters.
    pub column: u32,
    /// Byte range in the file, for the snippet.
    pub start: usize,
    /// End of the byte range.
    pub end: usize,
    /// Row of the table, the header being row 1.
    pub row: Option<u32>,
}

impl Location {
    fn new(file: &SourcePath, place: Place) -> Self {
        Self { file: file.clone(), place, field: None, record: None }
    }

    /// The file as a whole.
    pub fn file(file: &SourcePath) -> Self {
        Self::new(file, Place::File)
    }

    /// A stretch of a text file, given by bytes.
    pub fn text(file: &SourcePath, text: &str, bytes: Range<usize>) -> Self {
        Self::new(file, Place::Text(Stretch::new(text, bytes)))
    }

    /// A line and column that another parser found.
    pub fn line(file: &SourcePath, text: &str, line: u32, column: u32) -> Self {
        let lines_before = text.split_inclusive('\n').take(line.saturating_sub(1) as usize);
        let line_start: usize = lines_before.map(str::len).sum();
        let in_line = text[line_start..].lines().next().unwrap_or_default();
        let offset: usize = in_line.chars().take(column.saturating_sub(1) as usize).map(char::len_utf8).sum();
        let start = line_start + offset;
        let end = line_start + in_line.len();
        Self::text(file, text, start..end.max(start))
    }

    /// A cell of a workbook; `row` and `column` count from 1.
    pub fn cell(file: &SourcePath, sheet: &Arc<str>, row: u32, column: u32) -> Self {
        let place = Place::Cell { sheet: sheet.clone(), row, column };
        Self::new(file, place)
    }

    /// The place of a part of a cell, when the file holds the cell's text as it was read, in quotes or without.
    #[must_use]
    pub fn part(&self, text: &str, bytes: Range<usize>) -> Self {
        let mut part = self.clone();
        if let Place::Text(stretch) = &mut part.place {
            let quote = match (stretch.end - stretch.start).checked_sub(text.len()) {
                Some(0) => 0,
                Some(2) => 1,
                _ => return part,
            };
            if text.contains(['"', '\n']) {
                return part;
            }
            let chars = text[..bytes.start].chars().count() + quote;
            stretch.column += u32::try_from(chars).unwrap_or(0);
            stretch.end = stretch.start + quote + bytes.end;
            stretch.start += quote + bytes.start;
        }
        part
    }

    /// Returns the name of the sheet and that of the cell; of other places nothing.
    pub fn cell_names(&self) -> (String, String) {
        match &self.place {
            Place::Cell { sheet, row, column } => (sheet.to_string(), cell_name(*row, *column)),
            Place::File | Place::Text(_) => (String::new(), String::new()),
        }
    }

    /// The same place with the name of its column or key.
    #[must_use]
    pub fn with_field(mut self, field: impl Into<Arc<str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same place with the name of its record.
    #[must_use]
    pub fn with_record(mut self, name: Option<&Arc<str>>) -> Self {
        self.record = name.cloned();
        self
    }

    /// The same place with the row of its table.
    #[must_use]
    pub fn with_row(mut self, number: u32) -> Self {
        if let Place::Text(stretch) = &mut self.place {
            stretch.row = Some(number);
        }
        self
    }
}

impl Stretch {
    fn new(text: &str, bytes: Range<usize>) -> Self {
        let before = &text[..bytes.start.min(text.len())];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1;
        Self::at(text, before.matches('\n').count() + 1, column, bytes)
    }

    fn at(text: &str, line: usize, column: usize, bytes: Range<usize>) -> Self {
        let start = bytes.start.min(text.len());
        Self {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            start,
            end: bytes.end.clamp(start, text.len()),
            row: None,
        }
    }
}

/// The lines of a file, found once, for parsers that ask for the place of every value.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The characters before each block of [`BLOCK`] bytes: a line may be the whole file, and hold a million values.
    characters: Vec<usize>,
}

/// How many bytes are counted at most to tell a column.
const BLOCK: usize = 1024;

impl<'a> Lines<'a> {
    /// Finds the lines.
    pub fn new(text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let mut before = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            before += characters(block);
            before
        });
        let characters = std::iter::once(0).chain(blocks).collect();
        Self { text, starts: std::iter::once(0).chain(after).collect(), characters }
    }

    /// Returns the place of a stretch, as [`Location::text`] does.
    pub fn place(&self, file: &SourcePath, bytes: Range<usize>) -> Location {
        let line = self.starts.partition_point(|start| *start <= bytes.start);
        let (start, line_start) = (bytes.start.min(self.text.len()), self.starts[line - 1]);
        let unmarked = self.text[line_start..start].trim_start_matches('\u{feff}');
        let column = self.between(start - unmarked.len(), start) + 1;
        Location::new(file, Place::Text(Stretch::at(self.text, line, column, bytes)))
    }

    /// Returns how many characters stand between two bytes.
    fn between(&self, from: usize, to: usize) -> usize {
        if to - from <= BLOCK {
            return characters(&self.text.as_bytes()[from..to]);
        }
        self.before(to) - self.before(from)
    }

    /// Returns how many characters stand before a byte.
    fn before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.characters[block] + characters(&self.text.as_bytes()[block * BLOCK..byte])
    }
}

/// Counts the characters that begin in a stretch of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// Returns the name of a cell as spreadsheets write it: `C17`.
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column;
    while rest > 0 {
        let letter = (rest - 1) % 26;
        letters.insert(0, char::from(b'A' + u8::try_from(letter).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{row}")
}

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub at: Location,
}

impl<T> Located<T> {
    /// Joins a value and its place.
    pub fn new(value: T, at: Location) -> Self {
        Self { value, at }
    }
}

/// Where the cells of a row stand, for rules that compare cells after they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    row: Location,
    filled: Vec<(&'static str, Place)>,
}

impl Cells {
    /// Holds the place of a row and of its filled cells.
    pub fn new(row: &Location, filled: Vec<(&'static str, Place)>) -> Self {
        Self { row: row.clone(), filled }
    }

    /// Returns the place of a cell, or of the row when the cell is empty.
    pub fn at(&self, column: &'static str) -> Location {
        let found = self.filled.iter().find(|(name, _)| *name == column);
        let place = found.map_or(&self.row.place, |(_, place)| place).clone();
        Location { place, field: Some(column.into()), ..self.row.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cells_as_spreadsheets_do() {
        for (row, column, expected) in [(17, 3, "C17"), (1, 26, "Z1"), (1, 27, "AA1"), (2, 703, "AAA2")] {
            assert_eq!(cell_name(row, column), expected);
        }
    }

    #[test]
    fn counts_lines_and_columns_in_characters() {
        let file = SourcePath::new("data/a.csv");
        let text = "một\nhai, đá\n";
        let at = Location::text(&file, text, text.find("đá").map(|start| start..start + 4).expect("found"));
        let Place::Text(stretch) = &at.place else { panic!("a stretch") };
        assert_eq!((stretch.line, stretch.column), (2, 6));
        assert_eq!(Lines::new(text).place(&file, stretch.start..15), at);
        assert_eq!(Location::line(&file, text, 2, 6).place, Location::text(&file, text, stretch.start..15).place);
    }

    #[test]
    fn counts_the_same_in_a_line_as_long_as_a_book() {
        let file = SourcePath::new("data/a.csv");
        let text = format!("một\n\u{feff}{}", "đất, ".repeat(1000));
        let lines = Lines::new(&text);
        for (start, _) in text.char_indices() {
            assert_eq!(lines.place(&file, start..start), Location::text(&file, &text, start..start));
        }
        assert_eq!(lines.place(&file, text.len()..text.len()), Location::text(&file, &text, text.len()..text.len()));
    }
}
