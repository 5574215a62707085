//! One JSON object a line, for programs of the office.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::place::{Location, Place, cell_name};
use crate::text::Language;

#[derive(Serialize)]
struct Message<'a> {
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    spot: Spot<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<Waived<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    #[serde(flatten)]
    spot: Spot<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Waived<'a> {
    by: &'a str,
    reason: &'a str,
    until: String,
}

/// A place: tables of text have line and row, workbooks sheet and cell.
#[derive(Serialize)]
struct Spot<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
}

/// Prints a diagnostic as one line.
pub(super) fn line(diagnostic: &Diagnostic, language: Language) -> String {
    let notes = diagnostic.notes.iter().map(|(at, note)| Note { spot: spot(at), message: note.get(language) });
    let message = Message {
        code: diagnostic.code.name(),
        severity: diagnostic.severity().word(Language::En),
        spot: spot(&diagnostic.at),
        found: diagnostic.found.as_deref(),
        message: diagnostic.message.get(language),
        notes: notes.collect(),
        help: diagnostic.help.as_ref().map(|help| help.get(language)),
        waived: diagnostic.waived.as_ref().map(|waived| Waived {
            by: &waived.by,
            reason: &waived.reason,
            until: waived.until.to_string(),
        }),
    };
    let object = serde_json::to_string(&message).expect("a struct of texts and numbers always serialises");
    format!("{object}\n")
}

fn spot(at: &Location) -> Spot<'_> {
    let (file, field, record) = (at.file.as_str(), at.field.as_deref(), at.record.as_deref());
    let nowhere = Spot { file, sheet: None, row: None, column: None, cell: None, line: None, field, record };
    match &at.place {
        Place::File => nowhere,
        Place::Text(stretch) => {
            Spot { row: stretch.row, column: Some(stretch.column), line: Some(stretch.line), ..nowhere }
        }
        Place::Cell { sheet, row, column } => Spot {
            sheet: Some(sheet),
            row: Some(*row),
            column: Some(*column),
            cell: Some(cell_name(*row, *column)),
            ..nowhere
        },
    }
}
