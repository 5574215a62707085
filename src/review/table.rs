//! Tables that were changed as tables: a column more or less, cells that were merged.

use std::collections::BTreeMap;

use super::align::{Unit, pairs};
use super::document::Document;
use super::figure::SOURCE;
use super::{Finding, beginning, table_place};
use crate::say;
use crate::text::Both;

/// A table as it was and as it is, and its rows.
type Rows<'a> = Vec<(&'a Unit<'a>, &'a Unit<'a>)>;

/// Returns the tables of both documents that are the same, with their rows.
pub(super) fn same<'a>(theirs: &'a [Unit<'a>], ours: &'a [Unit<'a>]) -> BTreeMap<(usize, usize), Rows<'a>> {
    let mut tables: BTreeMap<(usize, usize), Rows<'a>> = BTreeMap::new();
    for pair in pairs(theirs, ours) {
        let (Some(old), Some(new)) = pair else { continue };
        if let (Some(was), Some(is)) = (old.table, new.table) {
            tables.entry((was, is)).or_default().push((old, new));
        }
    }
    // One row alike makes no table the same.
    let count = |table: usize| theirs.iter().filter(|unit| unit.table == Some(table)).count();
    tables.retain(|(was, _), rows| rows.len() > 1 || count(*was) == 1);
    tables
}

/// What happened to the columns and cells of tables.
#[derive(Default)]
struct Settling {
    found: Vec<Finding>,
    /// The columns of a table as they are, by what they were.
    columns: BTreeMap<usize, BTreeMap<usize, usize>>,
    /// Merged cells: table and row as they are, columns as they were.
    merged: BTreeMap<(usize, usize), Vec<usize>>,
}

/// Tells once of columns that are gone or new and of merged cells, and gives the rest the columns that it had.
pub(super) fn settle(edited: &Document, anew: &Document, theirs: &[Unit<'_>], ours: &mut [Unit<'_>]) -> Vec<Finding> {
    let mut settling = Settling::default();
    for ((was, is), rows) in same(theirs, ours) {
        settling.columns(edited, anew, (was, is), &rows);
        settling.merged(edited, anew, (was, is), &rows);
    }
    for unit in ours {
        let Some(table) = unit.table else { continue };
        if let Some(columns) = settling.columns.get(&table) {
            unit.cells.retain_mut(|(column, _)| match columns.get(column) {
                Some(was) => {
                    *column = *was;
                    true
                }
                None => false,
            });
        }
        unit.skipped = settling.merged.remove(&(table, unit.row)).unwrap_or_default();
    }
    settling.found
}

fn finding(place: Both, rule: &'static str, message: Both) -> Finding {
    let help = say!(
        "chép lại bảng này từ bản ccn lập; cần bảng khác thì lập thêm bảng riêng",
        "copy the table again from the document that ccn makes; put what is more into a table of its own"
    );
    Finding { also: Vec::new(), rule, place, message, help, source: SOURCE }
}

impl Settling {
    fn columns(&mut self, edited: &Document, anew: &Document, (was, is): (usize, usize), rows: &Rows<'_>) {
        let (Some(old), Some(new)) = (anew.tables.get(&was), edited.tables.get(&is)) else { return };
        if old.columns == new.columns || old.columns.max(new.columns) > MOST {
            return;
        }
        let kept = aligned(old.columns, new.columns, rows);
        let place =
            || table_place(edited, is, rows.first().and_then(|(_, new)| new.cells.first()).map(|(_, cell)| *cell));
        let head = |name: Option<&str>| beginning(name.unwrap_or_default(), 40);
        for column in (1..=old.columns).filter(|column| !kept.values().any(|was| was == column)) {
            let name = head(old.head(column));
            let message = say!("bảng mất cột {column} “{name}”", "the table lacks column {column} “{name}”");
            self.found.push(finding(place(), "lost-column", message));
            for (_, new) in rows {
                self.merged.entry((is, new.row)).or_default().push(column);
            }
        }
        for column in (1..=new.columns).filter(|column| !kept.contains_key(column)) {
            let name = head(new.head(column));
            let message =
                say!("bảng có thêm cột {column} “{name}”", "the table has a further column {column} “{name}”");
            self.found.push(finding(place(), "added-column", message));
        }
        self.columns.insert(is, kept);
    }

    fn merged(&mut self, edited: &Document, anew: &Document, (was, is): (usize, usize), rows: &Rows<'_>) {
        let (Some(old), Some(new)) = (anew.tables.get(&was), edited.tables.get(&is)) else { return };
        let mut spots = Vec::new();
        for (before, after) in rows {
            let own = self.columns.get(&is);
            let was_column = |column: usize| own.map_or(Some(column), |columns| columns.get(&column).copied());
            for (column, span) in (1..=new.columns).filter_map(|column| Some((column, new.span(after.row, column)?))) {
                let Some(first) = was_column(column).filter(|first| old.span(before.row, *first) != Some(span)) else {
                    continue;
                };
                let columns = first..(first + span.0).min(first + MOST);
                let (row, last) = (after.row, column + span.0 - 1);
                spots.push(match span.0 {
                    1 => say!("dòng {row} cột {column}", "row {row} column {column}"),
                    _ => say!("dòng {row} cột {column}–{last}", "row {row} columns {column}–{last}"),
                });
                self.merged.entry((is, row)).or_default().extend(columns);
            }
        }
        let Some((first, rest)) = spots.split_first() else { return };
        let rest = rest
            .iter()
            .take(5)
            .fold(first.clone(), |all, spot| say!("{all}, {spot}", "{all}, {spot}"; all = all, spot = spot));
        let place = table_place(edited, is, rows.first().and_then(|(_, new)| new.cells.first()).map(|(_, cell)| *cell));
        let message = say!(
            "bảng có ô bị gộp ({rest}); số ở các ô đó không so được",
            "cells were merged ({rest}); their figures cannot be compared";
            rest = rest
        );
        self.found.push(finding(place, "merged-cells", message));
    }
}

/// A table with more columns is not aligned.
const MOST: usize = 60;

/// The columns as they are by what they were: the most cells that say the same, in order.
fn aligned(old: usize, new: usize, rows: &Rows<'_>) -> BTreeMap<usize, usize> {
    let same = |was: usize, is: usize| {
        let alike = rows.iter().filter(|(before, after)| {
            let text = before.cell(was);
            !text.is_empty() && text == after.cell(is)
        });
        // A column of which every cell was changed is matched sooner than left alone.
        alike.count() * 4 + 1
    };
    let mut best = vec![vec![0_usize; new + 1]; old + 1];
    for was in 1..=old {
        for is in 1..=new {
            best[was][is] = (best[was - 1][is - 1] + same(was, is)).max(best[was - 1][is]).max(best[was][is - 1]);
        }
    }
    let (mut was, mut is, mut kept) = (old, new, BTreeMap::new());
    while was > 0 && is > 0 {
        if best[was][is] == best[was - 1][is] {
            was -= 1;
        } else if best[was][is] == best[was][is - 1] {
            is -= 1;
        } else {
            kept.insert(is, was);
            (was, is) = (was - 1, is - 1);
        }
    }
    kept
}
