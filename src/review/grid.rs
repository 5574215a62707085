//! How a table is laid out: rows, columns, heads, cells over several of them.

use std::collections::BTreeMap;

use super::document::has;
use super::package::Element;

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// How many rows at the top are repeated on each page.
    pub(super) heads: usize,
    /// The words of the first row by column.
    names: BTreeMap<usize, String>,
    /// The words of the first column by row.
    firsts: BTreeMap<usize, String>,
    /// Cells over several columns, or that are one with that above or below, by row and column.
    spans: BTreeMap<(usize, usize), (usize, bool)>,
}

impl Grid {
    /// Takes in the properties of a row.
    pub(super) fn row(&mut self, row: usize, line: &Element) {
        self.rows = row;
        if has(line, "trPr", "tblHeader") && self.heads + 1 == row {
            self.heads = row;
        }
    }

    /// Takes in a cell and tells over how many columns it goes.
    pub(super) fn cell(&mut self, (row, column): (usize, usize), cell: &Element) -> usize {
        let own = cell.child("tcPr");
        let span = own.and_then(|own| own.number("gridSpan", "val")).unwrap_or(1);
        let span = usize::try_from(span.clamp(1, 1000)).unwrap_or(1);
        let is_tall = own.is_some_and(|own| own.child("vMerge").is_some());
        if span > 1 || is_tall {
            self.spans.insert((row, column), (span, is_tall));
        }
        self.columns = self.columns.max(column + span - 1);
        span
    }

    /// Takes in the words of a cell.
    pub(super) fn words(&mut self, (row, column): (usize, usize), text: &str) {
        let add = |words: &mut String| {
            words.push_str(if words.is_empty() { "" } else { " " });
            words.push_str(text.trim());
        };
        if row == 1 {
            add(self.names.entry(column).or_default());
        }
        if column == 1 {
            add(self.firsts.entry(row).or_default());
        }
    }

    /// Returns the words above a column.
    pub(super) fn head(&self, column: usize) -> Option<&str> {
        self.names.get(&column).map(String::as_str)
    }

    /// Returns the words in front of a row.
    pub(super) fn front(&self, row: usize) -> Option<&str> {
        self.firsts.get(&row).map(String::as_str)
    }

    /// Returns over how many columns a cell goes, and whether over rows, when it is more than one cell.
    pub(super) fn span(&self, row: usize, column: usize) -> Option<(usize, bool)> {
        self.spans.get(&(row, column)).copied()
    }
}
