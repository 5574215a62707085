//! One sign in a table for what is weak or old, explained once below it: the words themselves would stand in every row.

use crate::site::document::{Block, Table};
use crate::site::show::Show;

const SIGN: &str = "(*)";

/// Puts the sign in the tables of some blocks.
pub(super) fn signed(show: &Show<'_>, blocks: Vec<Block>) -> Vec<Block> {
    let put = |block| match block {
        Block::Table(table) => Block::Table(table_signed(show, table)),
        other => other,
    };
    blocks.into_iter().map(put).collect()
}

/// Puts the sign in a table.
pub(super) fn table_signed(show: &Show<'_>, mut table: Table) -> Table {
    let remarks = ["grade.C", "reconfirm"].map(|key| show.term(key));
    let mut found = Vec::new();
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        found.extend(cell.words.sign(SIGN, &remarks));
    }
    let told: Vec<&str> = remarks.iter().filter(|remark| found.contains(remark)).map(String::as_str).collect();
    if told.is_empty() {
        return table;
    }
    let gap = if table.note.is_empty() { "" } else { " " };
    table.note = table.note.then(format!("{gap}{SIGN}: thông tin {}.", told.join(" hoặc ")));
    table
}
