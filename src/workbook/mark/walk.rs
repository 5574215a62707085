//! The cells of a sheet in the order of its XML, each with its position, whether that is written there or counted.

use crate::text::Both;
use crate::workbook::Position;

use super::xml::{Form, Part, Tag};

/// The last cell of a sheet of Excel.
pub(super) const LAST: Position = (1_048_576, 16_384);

/// What a tag is to the table of cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The table itself.
    Table,
    /// A row of this number.
    Row(u32),
    /// A cell.
    Cell(Position),
}

/// Tells a visitor of the tags of tables, rows and cells, opening and closing, with their positions.
pub(super) fn walk<'a>(part: &'a Part, mut visit: impl FnMut(Step, &Tag<'a>) -> Result<(), Both>) -> Result<(), Both> {
    let (mut row, mut column, mut is_within) = (0_u32, 0_u32, false);
    for tag in part.tags() {
        let tag = tag?;
        let opens = tag.form != Form::Close;
        if tag.is(1, "sheetData") {
            is_within = opens;
            visit(Step::Table, &tag)?;
        } else if is_within && tag.is(2, "row") {
            if opens {
                row = tag.number("r").or_else(|| row_of_first_cell(part, &tag)).unwrap_or(row.saturating_add(1));
                column = 0;
            }
            visit(Step::Row(row), &tag)?;
        } else if is_within && tag.is(3, "c") {
            if opens {
                let written = tag.get("r").and_then(|name| position(&name));
                column = written.map_or(column.saturating_add(1), |(_, column)| column);
            }
            visit(Step::Cell((row, column)), &tag)?;
        }
    }
    Ok(())
}

/// A row may leave its number to its cells.
fn row_of_first_cell(part: &Part, row: &Tag<'_>) -> Option<u32> {
    let next = if row.form == Form::Open { part.tags_from(row.span.end).next()?.ok()? } else { return None };
    position(&next.get("r").filter(|_| next.begins(0, "c"))?).map(|(row, _)| row)
}

/// Reads the name of a cell: `C17`, `$C$17`.
pub(super) fn position(name: &str) -> Option<Position> {
    let name: String = name.trim().chars().filter(|letter| *letter != '$').collect();
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.chars() {
        let value = letter.to_digit(36).filter(|_| letter.is_ascii_alphabetic())? - 9;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let position = (row.parse().ok()?, column);
    is_cell(position).then_some(position)
}

/// Returns whether Excel has a cell there.
pub(super) fn is_cell((row, column): Position) -> bool {
    (1..=LAST.0).contains(&row) && (1..=LAST.1).contains(&column)
}

/// Reads the name of a stretch of cells, `A1:D20`, or of a single one.
pub(super) fn stretch(name: &str) -> Option<(Position, Position)> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    Some((position(first)?, position(last)?))
}
