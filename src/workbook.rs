//! Workbooks as offices send them: every cell with what a careful reader must know about it.
//!
//! Takes the bytes of an XLSX, ODS or CSV file, gives a [`Book`] of [`Grid`]s within limits; knows no table and no form.

mod archive;
mod delimited;
mod hints;
pub mod mark;
mod merged;
mod name;
mod ods;
mod rich;
mod xlsx;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::files::SourcePath;
use crate::place::Location;
use crate::record::Raw;
use crate::say;
use crate::text::charset::Charset;

pub use delimited::lines;
pub use merged::Merged;

/// The most bytes that a workbook may have as it is; its parts are listed before they are counted.
pub const PACKED_LIMIT: usize = 16 << 20;
/// The most bytes that a workbook may unpack to.
pub const UNPACKED_LIMIT: u64 = 64 << 20;
/// The most rows of a sheet.
pub const ROW_LIMIT: u32 = 200_000;
/// The most columns of a sheet.
pub const COLUMN_LIMIT: u32 = 500;
/// The most cells of all sheets.
pub const CELL_LIMIT: usize = 4_000_000;
/// The most sheets of a workbook.
const SHEET_LIMIT: usize = 256;
/// The most characters of a cell, as in Excel; a message repeats what it found, so it must have a bound.
pub const TEXT_LIMIT: usize = 32_767;
/// The most characters of a sheet's name that are kept with each cell; Excel allows 31.
const NAME_LIMIT: usize = 80;

/// Row and column of a cell, from 1: (17, 3) is C17.
pub type Position = (u32, u32);

/// A file of tables as somebody sent it.
#[derive(Debug)]
pub struct Book {
    /// The file.
    pub file: SourcePath,
    /// What it is written in.
    pub kind: Kind,
    /// Its sheets in their order, hidden ones too.
    pub grids: Vec<Grid>,
    /// Whether it holds macros, which nobody runs here.
    pub has_macros: bool,
    /// Whether cells take their values from other files.
    pub has_links: bool,
}

/// What a file of tables is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML (ECMA-376), with macros or without.
    Xlsx,
    /// OpenDocument (ISO/IEC 26300).
    Ods,
    /// Text with separators, and the table of characters it was read by.
    Csv(Charset),
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Grid {
    /// Its name; of a CSV file the file's, as Excel names its sheet.
    pub name: Arc<str>,
    /// Whether nobody sees it on the screen.
    pub is_hidden: bool,
    /// The cells that hold something, or a formula.
    pub cells: BTreeMap<Position, Cell>,
    /// The cells whose text is in more than one font, piece by piece.
    pub runs: BTreeMap<Position, Arc<[Run]>>,
    /// The merged stretches.
    pub merged: Merged,
    /// The numbers of hidden rows.
    pub hidden_rows: BTreeSet<u32>,
    /// The numbers of hidden columns.
    pub hidden_columns: BTreeSet<u32>,
    /// Cells with a comment.
    pub comments: BTreeSet<Position>,
    /// Whether a filter hides rows, or may.
    pub is_filtered: bool,
}

/// A cell that holds something.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it holds; text is NFC and trimmed.
    pub value: Raw,
    /// The text as it was typed, where that is another one.
    pub typed: Option<String>,
    /// The font it is shown in.
    pub font: Option<Arc<str>>,
    /// How it is shown.
    pub format: Format,
    /// Whether it has a formula; without a value, none was saved.
    pub has_formula: bool,
}

/// A piece of a cell's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it says, as it was typed.
    pub text: String,
    /// Its font, where it is not that of the cell.
    pub font: Option<Arc<str>>,
}

/// How a cell shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As a number or as it is.
    Plain,
    /// A hundredfold, with a percent sign: 0.29 as 29 %.
    Percent,
}

impl Cell {
    /// A cell of text that was typed so.
    fn text(typed: String) -> Self {
        let clean = crate::text::nfc(&typed);
        let value = Raw::of(&clean);
        let same = matches!(&value, Raw::Text(text) if *text == typed);
        let typed = (!same && value != Raw::Empty).then_some(typed);
        Self { value, typed, font: None, format: Format::Plain, has_formula: false }
    }

    /// A cell of a value that is no text.
    fn of(value: Raw) -> Self {
        Self { value, typed: None, font: None, format: Format::Plain, has_formula: false }
    }
}

impl Grid {
    /// Returns the place of a cell.
    pub fn at(&self, file: &SourcePath, (row, column): Position) -> Location {
        Location::cell(file, &self.name, row, column)
    }

    /// Returns what a cell holds.
    pub fn value(&self, at: Position) -> &Raw {
        self.cells.get(&at).map_or(&Raw::Empty, |cell| &cell.value)
    }

    /// Returns the numbers of the rows that hold something, ascending.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        rows
    }

    /// Returns the filled cells of a row, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, 0)..(row + 1, 0)).map(|((_, column), cell)| (*column, cell))
    }
}

/// Reads a file of tables of at most `most` cells; what it is tell its first bytes, not its name.
///
/// # Errors
///
/// A file that is too large, no table, protected by a password, or of a kind that is not read: how to save it anew.
pub fn read(file: &SourcePath, bytes: &[u8], most: usize) -> Result<Book, Diagnostic> {
    match kind(bytes) {
        Signature::Zip => {
            let archive = archive::Archive::open(file, bytes)?;
            if archive.has("content.xml") {
                ods::book(file, archive, most)
            } else {
                xlsx::book(file, bytes, archive, most)
            }
        }
        Signature::Compound => Err(archive::not_a_workbook(file, bytes)),
        Signature::Page => Err(page(file)),
        Signature::Text => delimited::book(file, bytes, most, None),
    }
}

/// Reads an XLSX workbook and nothing else, whatever the file is called.
pub fn xlsx(file: &SourcePath, bytes: &[u8], most: usize) -> Result<Book, Diagnostic> {
    xlsx::book(file, bytes, archive::Archive::open(file, bytes)?, most)
}

/// Reads an OpenDocument workbook and nothing else, whatever the file is called.
pub fn ods(file: &SourcePath, bytes: &[u8], most: usize) -> Result<Book, Diagnostic> {
    ods::book(file, archive::Archive::open(file, bytes)?, most)
}

/// Reads a text with separators whose table of characters somebody told.
pub fn decode(file: &SourcePath, bytes: &[u8], most: usize, charset: Charset) -> Result<Book, Diagnostic> {
    match kind(bytes) {
        Signature::Text => delimited::book(file, bytes, most, Some(charset)),
        _ => read(file, bytes, most),
    }
}

enum Signature {
    Zip,
    /// The container of old office files and of protected new ones.
    Compound,
    /// A page or an XML sheet that a program named .xls.
    Page,
    Text,
}

fn kind(bytes: &[u8]) -> Signature {
    let start: Vec<u8> = bytes.iter().copied().skip_while(u8::is_ascii_whitespace).take(14).collect();
    let start = start.to_ascii_lowercase();
    match () {
        () if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") => Signature::Zip,
        () if bytes.starts_with(archive::COMPOUND) => Signature::Compound,
        () if start.starts_with(b"<html") || start.starts_with(b"<!doctype html") || start.starts_with(b"<?xml") => {
            Signature::Page
        }
        () => Signature::Text,
    }
}

fn page(file: &SourcePath) -> Diagnostic {
    let message = say!(
        "tệp này là trang web hoặc XML mang đuôi bảng tính, không phải sổ tính",
        "the file is a web page or XML with the ending of a workbook"
    );
    Diagnostic::new(Code::BadWorkbook, &Location::file(file), message).help(archive::save_anew())
}

/// Counts cells against the limit.
struct Budget {
    left: usize,
    /// One long text may be shared by a million cells, so what is copied counts too.
    text: u64,
}

impl Budget {
    fn new(cells: usize) -> Self {
        Self { left: cells, text: UNPACKED_LIMIT }
    }

    /// Takes a cell, which must lie within the sheet's limits.
    fn take(&mut self, file: &SourcePath, sheet: &Arc<str>, at: Position, cell: &Cell) -> Result<(), Diagnostic> {
        if at.0 > ROW_LIMIT || at.1 > COLUMN_LIMIT {
            return Err(archive::too_far(file, sheet, at));
        }
        let size = match &cell.value {
            Raw::Text(text) => text.len(),
            _ => 0,
        };
        if size > TEXT_LIMIT
            && let Raw::Text(text) = &cell.value
            && text.chars().nth(TEXT_LIMIT).is_some()
        {
            return Err(archive::too_long(file, sheet, at));
        }
        self.left = self.left.checked_sub(1).ok_or_else(|| archive::too_many(file, sheet, at))?;
        self.text = self.text.checked_sub(size as u64).ok_or_else(|| archive::bomb(file))?;
        Ok(())
    }

    /// Takes a merged stretch, which costs a cell for each of its columns, and adds it to a sheet.
    fn merge(&mut self, file: &SourcePath, grid: &mut Grid, first: Position, last: Position) -> Result<(), Diagnostic> {
        let columns = last.1.min(COLUMN_LIMIT).saturating_sub(first.1) as usize + 1;
        self.left = self.left.checked_sub(columns).ok_or_else(|| archive::too_many(file, &grid.name, first))?;
        grid.merged.add(first, last);
        Ok(())
    }
}

/// Sheets' names are shown with each cell.
fn shown(name: &str) -> Arc<str> {
    name.chars().take(NAME_LIMIT).collect::<String>().into()
}
