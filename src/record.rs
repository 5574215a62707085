//! Rows of a table with the place of each cell, whatever file they came from.
//!
//! A [`Sheet`] is what a parser gives; [`bind`] matches its header with the columns that an entity declares;
//! a [`Row`] then reads typed values, and each call reports its own fault.

mod cell;
mod column;
mod header;
pub mod repeat;
mod seal;
mod written;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::place::{Cells, Located, Location};
use crate::say;
use crate::text::number::NumberStyle;
use crate::text::{Both, PartialDate, fold};

use cell::text_of;
pub use cell::{Cell, Degrees, Id, bad_choice};
pub use column::{Column, Holds, Need, optional, required};
use header::{check_header, check_names, find};
pub use seal::Seal;
pub use written::written;

/// A cell as its file holds it; text is NFC and trimmed.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number stored as a number, in plain form.
    Number(String),
    /// A truth value stored as such.
    Bool(bool),
    /// A date stored as a date.
    Date(NaiveDate),
    /// The list of a YAML file.
    List(Vec<Located<String>>),
    /// A formula error such as `#REF!`.
    Error(String),
}

impl Raw {
    /// Reads a text, which may be a formula error that a spreadsheet program wrote into a CSV file.
    pub fn of(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            error if is_formula_error(error) => Self::Error(error.to_owned()),
            text => Self::Text(text.to_owned()),
        }
    }
}

/// The errors of Excel and LibreOffice as they stand in a cell.
fn is_formula_error(text: &str) -> bool {
    const ERRORS: [&str; 10] =
        ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"];
    let numbered = text.strip_prefix("Err:").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    ERRORS.contains(&text) || numbered
}

/// A table as read: the header, and one record a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The table's name, which is its file name: `areas`.
    pub name: String,
    /// The file or the header row.
    pub at: Location,
    /// The header of CSV and XLSX; YAML has keys in each record.
    pub header: Option<Vec<Arc<Located<String>>>>,
    /// The rows.
    pub records: Vec<Record>,
}

/// One row: its place and its cells under the names that the file gives them.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The row.
    pub at: Location,
    /// The cells, in the order of the file.
    pub fields: Vec<(Arc<Located<String>>, Located<Raw>)>,
}

/// A record whose cells stand under declared columns.
#[derive(Debug)]
pub struct Bound {
    /// The row, with its name.
    pub at: Location,
    columns: &'static [Column],
    has_header: bool,
    cells: Vec<(&'static str, Located<Raw>)>,
}

/// Matches the header of a sheet with the declared columns and reports what does not fit.
///
/// The cells of the columns of `key` name each record.
pub fn bind(sheet: Sheet, columns: &'static [Column], key: &[&str], diagnostics: &mut Diagnostics) -> Vec<Bound> {
    if let Some(header) = &sheet.header {
        check_header(header, &sheet, columns, diagnostics);
    }
    let has_header = sheet.header.is_some();
    let mut bound = Vec::with_capacity(sheet.records.len());
    for record in sheet.records {
        if sheet.header.is_none() {
            let keys: Vec<&Located<String>> = record.fields.iter().map(|(key, _)| &**key).collect();
            check_names(&keys, columns, diagnostics);
        }
        let mut cells = Vec::with_capacity(record.fields.len());
        let named = record.fields.into_iter();
        cells.extend(named.filter_map(|(name, raw)| Some((find(&name.value, columns)?.name, raw))));
        let mut row = Bound { at: record.at, columns, has_header, cells };
        row.name(key);
        written::check(&row, diagnostics);
        bound.push(row);
    }
    bound
}

/// A date that tells of the past.
#[derive(Debug)]
pub struct Told {
    /// The date.
    pub date: PartialDate,
    /// Its column.
    pub column: &'static Column,
    /// Its place.
    pub at: Location,
}

impl Bound {
    /// Gives the row and its cells their name, by which messages and waivers know them when lines move.
    fn name(&mut self, key: &[&str]) {
        let text = |column: &&str| {
            let cell = self.cells.iter().find(|(name, _)| name == column);
            cell.and_then(|(_, cell)| text_of(cell).ok()).unwrap_or_default()
        };
        let parts: Vec<String> = key.iter().map(text).collect();
        if parts.iter().any(|part| !part.is_empty()) {
            let name: Arc<str> = parts.join("/").into();
            self.at.record = Some(name.clone());
            self.cells.iter_mut().for_each(|(_, cell)| cell.at.record = Some(name.clone()));
        }
    }

    /// Returns the texts of the row, the entries of a list one by one, with their column and place.
    pub fn texts(&self) -> impl Iterator<Item = (&'static Column, &str, &Location)> {
        let cells = self.cells.iter().filter_map(|(name, cell)| Some((find(name, self.columns)?, cell)));
        cells.flat_map(|(column, cell)| {
            let texts = match &cell.value {
                Raw::Text(text) => vec![(text.as_str(), &cell.at)],
                Raw::List(items) => items.iter().map(|item| (item.value.as_str(), &item.at)).collect(),
                _ => Vec::new(),
            };
            texts.into_iter().map(move |(text, at)| (column, text, at))
        })
    }

    /// Returns the dates of the row that tell of the past; a cell that is no date is reported where it is read.
    pub fn told(&self) -> impl Iterator<Item = Told> {
        let cells = self.cells.iter().filter_map(|(name, cell)| Some((find(name, self.columns)?, cell)));
        let told = cells.filter(|(column, _)| matches!(column.holds, Holds::Past | Holds::Fact));
        told.filter_map(|(column, cell)| {
            let date = PartialDate::read(cell, NumberStyle::Plain).ok()?;
            Some(Told { date, column, at: cell.at.clone().with_field(column.name) })
        })
    }

    /// Returns whether the table has a column.
    pub fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    /// Returns the columns in which two rows differ.
    pub fn differs_in(&self, other: &Self) -> Vec<&'static str> {
        let said = |row: &Self, column: &str| {
            row.cells.iter().find(|(name, _)| *name == column).map_or(Raw::Empty, |(_, cell)| cell.value.clone())
        };
        let columns = self.columns.iter().map(|column| column.name);
        columns.filter(|column| said(self, column) != said(other, column)).collect()
    }
}

/// Returns the known name most like what was typed, if one is near enough to be meant.
///
/// Looks at no more than five thousand names, and at none for a text that is longer than names are. Of one or two
/// letters, and of a number, nothing tells which other one was meant; but Excel drops the zeros before a number.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const NAMES: usize = 5000;
    const LENGTH: usize = 200;
    if typed.len() > LENGTH {
        return None;
    }
    let typed = fold(typed);
    let mut comparable = known.filter(|name| name.len() <= LENGTH).take(NAMES);
    if typed.chars().count() < 3 || typed.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = |text: &str| text.trim_start_matches('0').to_owned();
        return comparable
            .find(|name| fold(name) == typed || !number(name).is_empty() && number(name) == number(&typed));
    }
    let scored = comparable.map(|name| (strsim::damerau_levenshtein(&typed, &fold(name)), name));
    let (distance, name) = scored.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1.max(typed.chars().count() / 3)).then_some(name)
}

/// The reader of one row; each call reports its own fault.
#[derive(Debug)]
pub struct Row<'a> {
    bound: &'a Bound,
    style: NumberStyle,
    /// Where faults go.
    pub diagnostics: &'a mut Diagnostics,
}

impl<'a> Row<'a> {
    /// Starts to read a row whose file writes numbers in this style.
    pub fn new(bound: &'a Bound, style: NumberStyle, diagnostics: &'a mut Diagnostics) -> Self {
        Self { bound, style, diagnostics }
    }

    /// Returns the place of the row.
    pub fn at(&self) -> &'a Location {
        &self.bound.at
    }

    /// Returns the place of a cell, or of the row when the cell is missing.
    pub fn place(&self, column: &str) -> &'a Location {
        self.cell(column).map_or(&self.bound.at, |cell| &cell.at)
    }

    /// Returns the places of the filled cells.
    pub fn cells(&self) -> Cells {
        let filled = self.bound.cells.iter().filter(|(_, cell)| cell.value != Raw::Empty);
        Cells::new(&self.bound.at, filled.map(|(name, cell)| (*name, cell.at.place.clone())).collect())
    }

    /// Returns whether the row may be counted in sums without being told by itself.
    pub fn is_countable(&self) -> bool {
        self.bound.columns.iter().any(|column| column.holds == Holds::Openness)
    }

    /// Returns whether the cell is missing or empty.
    pub fn is_empty(&self, column: &str) -> bool {
        self.cell(column).is_none()
    }

    /// Reads a cell that must be filled.
    pub fn required<T: Cell>(&mut self, column: &'static str) -> Result<T, Reported> {
        match self.optional(column)? {
            Some(value) => Ok(value),
            None => Err(self.reject_empty(column)),
        }
    }

    /// Reads a cell that may be empty.
    pub fn optional<T: Cell>(&mut self, column: &'static str) -> Result<Option<T>, Reported> {
        let Some(cell) = self.cell(column) else {
            return Ok(None);
        };
        T::read(cell, self.style).map(Some).map_err(|fault| self.reject_in(column, fault))
    }

    /// Reads a cell that must be filled if its table declares so.
    pub fn declared<T: Cell>(&mut self, column: &'static str) -> Result<Option<T>, Reported> {
        if self.is_required(column) { self.required(column).map(Some) } else { self.optional(column) }
    }

    /// Reports an empty cell that its table declares required.
    pub fn demand(&mut self, column: &'static str) -> Result<(), Reported> {
        if self.is_required(column) && self.is_empty(column) {
            return Err(self.reject_empty(column));
        }
        Ok(())
    }

    fn is_required(&self, column: &str) -> bool {
        self.bound.columns.iter().any(|declared| declared.name == column && declared.need == Need::Required)
    }

    /// Reads a cell of several values separated by `;`, or a YAML list; empty gives an empty list.
    pub fn list<T: Cell>(&mut self, column: &'static str) -> Result<Vec<T>, Reported> {
        let items = self.items(column)?;
        let read: Vec<Result<T, Diagnostic>> =
            items.into_iter().map(|item| T::read(&as_raw(item), self.style)).collect();
        let mut values = Ok(Vec::new());
        for result in read {
            match (result, &mut values) {
                (Ok(value), Ok(all)) => all.push(value),
                (Ok(_), Err(_)) => {}
                (Err(fault), _) => values = Err(self.reject_in(column, fault)),
            }
        }
        values
    }

    /// Reads the texts of a list cell with their places.
    pub fn items(&mut self, column: &'static str) -> Result<Vec<Located<String>>, Reported> {
        let Some(cell) = self.cell(column) else {
            return Ok(Vec::new());
        };
        let items = match &cell.value {
            Raw::List(items) => items.clone(),
            _ => {
                let text = String::read(cell, self.style).map_err(|fault| self.reject_in(column, fault))?;
                let mut items = Vec::new();
                let mut start = 0;
                for part in text.split_inclusive(';') {
                    let item = part.trim_end_matches(';').trim();
                    let before = start + part.len() - part.trim_start().len();
                    let at = cell.at.part(&text, before..before + item.len()).with_field(column);
                    items.extend((!item.is_empty()).then(|| Located::new(item.to_owned(), at)));
                    start += part.len();
                }
                items
            }
        };
        written::check_repeats(&items, self.diagnostics);
        Ok(items)
    }

    /// Reports that a filled cell is wrong, and how to mend it.
    pub fn reject(&mut self, column: &'static str, code: Code, message: Both, help: Both) -> Reported {
        let mut fault = Diagnostic::new(code, self.place(column), message).help(help);
        fault.found = self.cell(column).and_then(|cell| text_of(cell).ok());
        self.reject_in(column, fault)
    }

    fn reject_in(&mut self, column: &'static str, mut fault: Diagnostic) -> Reported {
        fault.at = fault.at.with_field(column);
        self.diagnostics.reject(fault)
    }

    fn cell(&self, column: &str) -> Option<&'a Located<Raw>> {
        let (_, cell) = self.bound.cells.iter().find(|(name, _)| *name == column)?;
        (cell.value != Raw::Empty).then_some(cell)
    }

    fn reject_empty(&mut self, column: &'static str) -> Reported {
        match self.bound.cells.iter().find(|(name, _)| *name == column) {
            Some((_, cell)) => self.diagnostics.reject(empty_cell(cell.at.clone().with_field(column), column)),
            // A table with a header lacks the whole column, which was reported once at the header.
            None if self.bound.has_header => self.diagnostics.gate().err().unwrap_or_else(|| self.missing_key(column)),
            None => self.missing_key(column),
        }
    }

    fn missing_key(&mut self, column: &'static str) -> Reported {
        let message = say!("bản ghi thiếu khóa `{column}`", "the record lacks the key `{column}`");
        let help = say!("thêm dòng `{column}: …` vào bản ghi", "add a line `{column}: …` to the record");
        self.diagnostics.reject(Diagnostic::new(Code::EmptyCell, &self.bound.at, message).help(help))
    }
}

fn as_raw(item: Located<String>) -> Located<Raw> {
    Located::new(Raw::of(&item.value), item.at)
}

fn empty_cell(at: Location, column: &str) -> Diagnostic {
    let message = say!("ô `{column}` bị trống", "cell `{column}` is empty");
    let help = say!(
        "điền ô này; chưa biết thì bỏ cả dòng, chương trình sẽ ghi \"chưa có số liệu\"",
        "fill the cell; if it is not known leave the whole row out, the site will say so"
    );
    Diagnostic::new(Code::EmptyCell, &at, message).help(help)
}
