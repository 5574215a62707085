//! A SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format), which editors and code hosts read.

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::place::{Location, Place, cell_name};
use crate::text::{Both, Language};

/// Prints one log; the rules are the codes that occur, in the order of the table of codes.
pub(super) fn log(sorted: &[&Diagnostic], language: Language) -> String {
    let occurring: Vec<Code> =
        Code::ALL.iter().copied().filter(|code| sorted.iter().any(|diagnostic| diagnostic.code == *code)).collect();
    let rules: Vec<Value> = occurring.iter().map(|code| rule(*code, language)).collect();
    let results = sorted.iter().map(|diagnostic| {
        let rule = occurring.iter().position(|code| *code == diagnostic.code);
        result(diagnostic, rule.expect("every code that occurs is a rule"), language)
    });
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "ccn", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "language": language.tag(),
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code, language: Language) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.meaning(language) },
        "help": { "text": code.mend(language) },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(diagnostic: &Diagnostic, rule: usize, language: Language) -> Value {
    let help = diagnostic.help.as_ref().map(|help| format!("\n{}", help.get(language))).unwrap_or_default();
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": rule,
        "level": level(diagnostic.severity()),
        "message": { "text": format!("{}{help}", diagnostic.message.get(language)) },
        "locations": [location(&diagnostic.at, None, language)],
    });
    if !diagnostic.notes.is_empty() {
        let notes = diagnostic.notes.iter().map(|(at, note)| location(at, Some(note), language));
        result["relatedLocations"] = notes.collect();
    }
    if let Some(waived) = &diagnostic.waived {
        let justification = format!("{} ({}, {})", waived.reason, waived.by, waived.until);
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": justification }]);
    }
    result
}

/// A cell of a workbook has no line of text, so it stands as a logical place: `2026!D14`.
fn location(at: &Location, message: Option<&Both>, language: Language) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(at.file.as_str()) } });
    let mut logical = Vec::new();
    match &at.place {
        Place::File => {}
        Place::Text(stretch) => {
            let length = u64::try_from(stretch.end - stretch.start).unwrap_or(0);
            physical["region"] = json!({
                "startLine": stretch.line,
                "startColumn": stretch.column,
                "byteOffset": stretch.start,
                "byteLength": length,
            });
        }
        Place::Cell { sheet, row, column } => {
            logical.push(json!({ "fullyQualifiedName": format!("{sheet}!{}", cell_name(*row, *column)) }));
        }
    }
    if let Some(record) = &at.record {
        let field = at.field.as_ref().map(|field| format!(".{field}")).unwrap_or_default();
        logical.push(json!({ "name": format!("{record}{field}"), "kind": "member" }));
    }
    let mut location = json!({ "physicalLocation": physical });
    if !logical.is_empty() {
        location["logicalLocations"] = Value::Array(logical);
    }
    if let Some(message) = message {
        location["message"] = json!({ "text": message.get(language) });
    }
    location
}

/// A file name as a relative reference (RFC 3986): everything but unreserved characters and `/` is escaped.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
