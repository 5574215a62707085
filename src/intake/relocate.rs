//! Leads what is wrong with the tables back to the cells of the file from which it would come.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::files::SourcePath;
use crate::place::Location;
use crate::text::{Both, Language};

use super::{Row, change, label, schema};

/// Returns what is wrong after the files were taken in and was not before, with the places in the files.
pub fn relocate(before: &Diagnostics, after: &Diagnostics, rows: &[Row]) -> Diagnostics {
    let known: BTreeSet<_> = before.iter().map(identity).collect();
    let new: Vec<&Diagnostic> = after.iter().filter(|fault| !known.contains(&identity(fault))).collect();
    let mut moved = Diagnostics::default();
    if new.is_empty() {
        return moved;
    }
    let by_record: BTreeMap<(String, String), &Row> =
        rows.iter().map(|row| ((format!("data/{}.csv", row.table), change::record(row)), row)).collect();
    for fault in new {
        let mut fault = fault.clone();
        let notes = fault.notes.iter().map(|(at, note)| (place(at, &by_record), note.clone())).collect();
        let moved_to = place(&fault.at, &by_record);
        if moved_to != fault.at {
            let table = fault.at.file.stem().to_owned();
            fault.message = headed(&fault.message, &table);
            fault.help = fault.help.map(|help| headed(&help, &table));
        }
        fault.at = moved_to;
        fault.notes = notes;
        moved.add(fault);
    }
    moved
}

/// What makes a fault the same one when lines move.
fn identity(fault: &Diagnostic) -> (&'static str, SourcePath, Option<String>, Option<String>, String) {
    let at = &fault.at;
    let record = at.record.as_ref().map(|record| record.to_string());
    (
        fault.code.name(),
        at.file.clone(),
        record,
        at.field.as_deref().map(str::to_owned),
        fault.message.get(Language::En).to_owned(),
    )
}

/// Returns the cell of the file that a cell of a table came from.
fn place(at: &Location, rows: &BTreeMap<(String, String), &Row>) -> Location {
    let Some(record) = &at.record else { return at.clone() };
    let Some(row) = rows.get(&(at.file.as_str().to_owned(), record.to_string())) else { return at.clone() };
    let cell = at.field.as_deref().and_then(|field| row.cells.get(field));
    cell.map_or_else(|| row.at.clone(), |cell| cell.at.clone())
}

/// Returns words in which the columns of a table have the headings that officials know: none of them sees a code name.
fn headed(words: &Both, table: &str) -> Both {
    let [vi, en] = [Language::Vi, Language::En].map(|language| {
        schema::columns(table).iter().fold(words.get(language).to_owned(), |text, column| {
            let name = column.name;
            let text = text.replace(&format!("`{name}`"), &format!("\"{}\"", label(table, name)));
            // A name of one word is a word of English, too.
            if name.contains('_') { text.replace(name, &format!("\"{}\"", label(table, name))) } else { text }
        })
    });
    Both::new(vi, en)
}
