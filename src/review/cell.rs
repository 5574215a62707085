//! Words of cells: units and the wording of a form are as the data have them, other words are pointed at.

use std::collections::BTreeSet;

use super::align::Unit;
use super::document::Document;
use super::figure::{SOURCE, mended};
use super::number::figures;
use super::{Finding, Findings, beginning, place_of, quantity};
use crate::say;
use crate::text::fold;

/// Compares the words of a row of a table with those of the same row of the report.
pub(super) fn findings(edited: &Document, anew: &Document, old: &Unit<'_>, new: &Unit<'_>) -> Findings {
    let mut found = Findings::default();
    // What has no head is no table of data: letterhead, signature.
    let Some(grid) = old.table.and_then(|table| anew.tables.get(&table)).filter(|grid| grid.heads > 0) else {
        return found;
    };
    let is_form = old.table.and_then(|table| anew.captions.get(&table)).is_some_and(|name| name.starts_with("Biểu số"));
    let columns: BTreeSet<usize> = old.cells.iter().chain(&new.cells).map(|(column, _)| *column).collect();
    for column in columns.into_iter().filter(|column| !new.skipped.contains(column)) {
        let (was, is) = (old.cell(column), new.cell(column));
        // Another figure was told already; a head is told by its unit.
        if words(&was) == words(&is) && quantity::of_cell(&was) == quantity::of_cell(&is) || keys(&was) != keys(&is) {
            continue;
        }
        let cell = new.cells.iter().find(|(known, _)| *known == column).or(new.cells.first());
        let Some((_, cell)) = cell else { continue };
        let (before, after) = (quantity::of_cell(&was), quantity::of_cell(&is));
        let is_unit = before.is_some() && before != after;
        let is_note = grid.head(column).is_some_and(|head| fold(head) == "ghi chu");
        let place = place_of(edited, cell, &beginning(&is, 60));
        let (was, is) = (beginning(&was, 80), beginning(&is, 80));
        let message = match is.is_empty() {
            true => say!("ô trống, số liệu là “{was}”", "the cell is empty, the data say “{was}”"),
            false => say!("văn bản ghi “{is}”, số liệu là “{was}”", "the document says “{is}”, the data “{was}”"),
        };
        let rule = if is_unit { "unit" } else { "words" };
        let finding = Finding { also: Vec::new(), rule, place, message, help: mended(), source: SOURCE };
        match is_unit || is_form && !is_note {
            true => found.mend.push(finding),
            false => found.notes.push(finding),
        }
    }
    found
}

/// The letters of a text without marks.
fn words(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphabetic()).collect()
}

fn keys(text: &str) -> Vec<String> {
    figures(text, false).into_iter().map(|figure| figure.key).collect()
}
