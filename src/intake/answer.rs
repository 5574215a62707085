//! What taking files in would do, in words for a terminal and as one object for programs.

mod copy;
mod page;
pub(super) mod sheet;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, Severity};
use crate::place::Location;
use crate::say;
use crate::text::Language;

use super::{Change, Intake, Repair, label};

pub use copy::copy;
pub use page::page;

/// The most repairs and changes that a terminal shows; the page and the JSON have all.
const SHOWN: usize = 60;

/// Returns what was read, mended and would change, in words.
pub fn words(intake: &Intake, changes: &[Change], applied: bool, language: Language) -> String {
    let mut text = String::new();
    for sheet in &intake.sheets {
        let (spot, what, rows) = (spot(&sheet.at), sheet.what.get(language), sheet.rows);
        text.push_str(say!("đọc {spot}: {what}, {rows} dòng\n", "read {spot}: {what}, {rows} rows\n").get(language));
    }
    if !intake.repairs.is_empty() {
        let count = intake.repairs.len();
        text.push_str(
            say!(
                "\nđã tự sửa hoặc bỏ qua {count} chỗ khi đọc:\n",
                "\n{count} repairs and rows passed over while reading:\n"
            )
            .get(language),
        );
        let shown = intake.repairs.iter().take(SHOWN).map(|repair| repaired(repair, language));
        text.extend(shown);
        text.push_str(&more(count, language));
    }
    text.push_str(&changed(intake, changes, applied, language));
    text.push_str(&absent(intake, language));
    text
}

fn repaired(repair: &Repair, language: Language) -> String {
    let (spot, how) = (spot(&repair.at), repair.how.get(language));
    format!("  {spot}: \"{}\" → \"{}\" ({how})\n", repair.from, repair.to)
}

fn changed(intake: &Intake, changes: &[Change], applied: bool, language: Language) -> String {
    let new = changes.iter().filter(|change| change.is_new).count();
    let other = changes.len() - new;
    if changes.is_empty() {
        return say!("\nsố liệu không có gì thay đổi\n", "\nnothing changes in the data\n").get(language).to_owned();
    }
    let verb = if applied { say!("thay đổi", "changes") } else { say!("sẽ thay đổi", "would change") };
    let count = say!("{new} dòng mới, {other} dòng sửa", "{new} new rows, {other} rows altered");
    let mut text = format!("\n{}: {}\n", verb.get(language), count.get(language));
    for change in changes.iter().take(SHOWN) {
        let sign = if change.is_new { "+" } else { "~" };
        text.push_str(&format!("  {sign} {}\n", change.words(&intake.lists, language)));
        // A new row is told by what it says, one that changes by what it said before, too.
        for said in change.cells.iter().filter(|said| !change.is_new || tells(said.column)) {
            let name = label(change.table, said.column);
            let (_, cell) = said.at.cell_names();
            let place = if cell.is_empty() { cell } else { format!(" [{cell}]") };
            let [old, new] =
                [&said.old, &said.new].map(|value| intake.lists.shown(change.table, said.column, value, language));
            let old = if old.is_empty() { old } else { format!("{old} → ") };
            text.push_str(&format!("      {name}: {old}{new}{place}\n"));
        }
    }
    text.push_str(&more(changes.len(), language));
    text
}

fn absent(intake: &Intake, language: Language) -> String {
    let count = intake.absent.len();
    if count == 0 {
        return String::new();
    }
    let title = say!(
        "\ncó trong số liệu mà không có trong tệp, giữ nguyên: {count} dòng\n",
        "\nin the data and not in the file, left as they are: {count} rows\n"
    );
    let mut text = title.get(language).to_owned();
    let shown = intake.absent.iter().take(SHOWN).map(|row| format!("  - {}\n", row.words(&intake.lists, language)));
    text.extend(shown);
    text.push_str(&more(count, language));
    text
}

/// Whether a cell of a new row says more than its name and its source do.
fn tells(column: &str) -> bool {
    !matches!(
        column,
        "id" | "period" | "subject" | "indicator" | "unit" | "source" | "grade" | "state" | "as_of" | "checked_on"
    )
}

fn more(count: usize, language: Language) -> String {
    match count.saturating_sub(SHOWN) {
        0 => String::new(),
        rest => say!("  … và {rest} chỗ nữa\n", "  … and {rest} more\n").get(language).to_owned(),
    }
}

/// A place as a clerk finds it: tệp, trang, ô.
fn spot(at: &Location) -> String {
    let (sheet, cell) = at.cell_names();
    if sheet.is_empty() { at.file.to_string() } else { format!("{} [{sheet}] {cell}", at.file) }
}

/// Returns everything as one object.
pub fn json(intake: &Intake, changes: &[Change], faults: &Diagnostics, applied: bool, language: Language) -> Value {
    let place = |at: &Location| {
        let (sheet, cell) = at.cell_names();
        json!({"file": at.file.as_str(), "sheet": sheet, "cell": cell})
    };
    let sheets = intake
        .sheets
        .iter()
        .map(|sheet| json!({"at": place(&sheet.at), "what": sheet.what.get(language), "rows": sheet.rows}));
    let repairs = intake.repairs.iter().map(|repair| {
        json!({"at": place(&repair.at), "from": repair.from, "to": repair.to, "how": repair.how.get(language)})
    });
    let changes = changes.iter().map(|change| {
        let cells = change.cells.iter().map(|said| {
            json!({"column": said.column, "label": label(change.table, said.column), "old": said.old, "new": said.new,
                   "at": place(&said.at)})
        });
        json!({"table": change.table, "record": change.record, "kind": if change.is_new { "new" } else { "changed" },
               "cells": cells.collect::<Vec<_>>()})
    });
    let found = faults.sorted().into_iter().map(|fault| {
        json!({"code": fault.code.name(), "severity": fault.severity().word(Language::En), "at": place(&fault.at),
               "column": fault.at.field.as_deref(), "found": fault.found, "message": fault.message.get(language),
               "help": fault.help.as_ref().map(|help| help.get(language))})
    });
    let count = |severity| faults.count(severity);
    json!({
        "errors": count(Severity::Error), "warnings": count(Severity::Warning), "notes": count(Severity::Note),
        "applied": applied,
        "absent": intake.absent.iter().map(|row| json!({"table": row.table, "record": row.record})).collect::<Vec<_>>(),
        "sheets": sheets.collect::<Vec<_>>(),
        "repairs": repairs.collect::<Vec<_>>(),
        "changes": changes.collect::<Vec<_>>(),
        "diagnostics": found.collect::<Vec<_>>(),
    })
}
