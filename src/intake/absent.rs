//! Rows that the data have and the list of a file has not: they stay, and nobody has to find them alone.

use std::collections::BTreeSet;

use super::change::{Known, said};
use super::{Change, Row, change};

/// The sheets that list all there is of a cluster; the others hold what is new.
const LISTS: &[&str] = &["plots", "projects"];

/// Returns what the data have of the clusters of a list and the list has not, as changes without a cell.
pub fn absent(rows: &[Row], known: &Known<'_>) -> Vec<Change> {
    let mut absent = Vec::new();
    for table in LISTS {
        let listed: Vec<&Row> = rows.iter().filter(|row| row.table == *table).collect();
        let Some(first) = listed.first() else { continue };
        let of = |row: &&Row| row.cells.get("cluster").map(|cell| cell.value.clone());
        let clusters: BTreeSet<String> = listed.iter().filter_map(of).collect();
        let names: BTreeSet<String> = listed.iter().map(|row| change::record(row)).collect();
        let left =
            known.of(table).filter(|(name, row)| !names.contains(*name) && clusters.contains(&said(row, "cluster")));
        absent.extend(left.map(|(name, _)| Change {
            table,
            record: name.clone(),
            at: first.at.clone(),
            is_new: false,
            cells: Vec::new(),
        }));
    }
    absent
}
