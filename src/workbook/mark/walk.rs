//! The cells of a sheet in the order of its XML, each with its position, whether that is written there or counted.

use crate::text::Both;
use crate::workbook::Position;

use super::super::name::position;
use super::xml::{Form, Part, Tag};

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

/// Reads the name of a stretch of cells, `A1:D20`, or of a single one.
pub(super) fn stretch(name: &str) -> Option<(Position, Position)> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    Some((position(first)?, position(last)?))
}
