//! Compares the rows of two tables: by their key, and where several rows share one, the most alike first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Change, Part, State};

/// A row with its cells in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// By what it is found again in the other table; need not be unique.
    pub(super) key: String,
    /// What a reader calls it.
    pub(super) name: String,
    /// Its cells.
    pub(super) cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// The title of its column.
    pub(super) column: String,
    /// What is compared.
    pub(super) raw: String,
    /// What is shown; nothing for an empty cell.
    pub(super) shown: Option<String>,
}

/// More rows than this under one key are taken in their order: to look for the most alike costs the square.
const MOST_ALIKE: usize = 200;

/// Returns the rows that differ, in the order of the new table, and then those that are gone.
pub(super) fn compare(old: &[Row], new: &[Row]) -> Vec<Part> {
    let partners = partners(old, new);
    let mut parts: Vec<Part> = new
        .iter()
        .zip(&partners)
        .filter_map(|(row, partner)| match partner {
            Some(before) => changed(&old[*before], row),
            None => Some(alone(row, State::Added)),
        })
        .collect();
    let continued: BTreeSet<usize> = partners.iter().copied().flatten().collect();
    let gone = (0..old.len()).filter(|index| !continued.contains(index));
    parts.extend(gone.map(|index| alone(&old[index], State::Removed)));
    parts
}

/// Finds for each new row the old one that it continues.
fn partners(old: &[Row], new: &[Row]) -> Vec<Option<usize>> {
    let mut by_key: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (index, row) in old.iter().enumerate() {
        by_key.entry(&row.key).or_default().push_back(index);
    }
    let mut partners = vec![None; new.len()];
    for (index, row) in new.iter().enumerate() {
        let Some(free) = by_key.get_mut(row.key.as_str()) else { continue };
        if let Some(at) = free.iter().take(MOST_ALIKE).position(|before| old[*before].cells == row.cells) {
            partners[index] = free.remove(at);
        }
    }
    for (index, row) in new.iter().enumerate().filter(|(index, _)| partners[*index].is_none()).collect::<Vec<_>>() {
        let Some(free) = by_key.get_mut(row.key.as_str()).filter(|free| !free.is_empty()) else { continue };
        let alike = |before: &usize| old[*before].cells.iter().zip(&row.cells).filter(|(a, b)| a.raw == b.raw).count();
        // Of equals `max_by_key` gives the last; the first is wanted.
        let best = (0..free.len().min(MOST_ALIKE)).rev().max_by_key(|at| alike(&free[*at]));
        partners[index] = best.and_then(|at| free.remove(at));
    }
    partners
}

fn changed(old: &Row, new: &Row) -> Option<Part> {
    let differing = old.cells.iter().zip(&new.cells).filter(|(before, after)| before.raw != after.raw);
    let changes: Vec<Change> = differing
        .map(|(before, after)| {
            // Two ids may have one name; then the ids tell them apart.
            let same = before.shown == after.shown;
            let shown = |cell: &Cell| if same { Some(cell.raw.clone()) } else { cell.shown.clone() };
            Change { row: None, what: after.column.clone(), old: shown(before), new: shown(after) }
        })
        .collect();
    let part = Part { name: new.name.clone(), state: State::Changed, changes };
    (!part.changes.is_empty()).then_some(part)
}

fn alone(row: &Row, state: State) -> Part {
    let filled = row.cells.iter().filter(|cell| cell.shown.is_some());
    let changes = filled.map(|cell| {
        let shown = cell.shown.clone();
        let (old, new) = if state == State::Added { (None, shown) } else { (shown, None) };
        Change { row: None, what: cell.column.clone(), old, new }
    });
    Part { name: row.name.clone(), state, changes: changes.collect() }
}
