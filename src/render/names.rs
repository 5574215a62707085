//! Every name in the text of a report, in every branch: what no figures of today reach may be printed tomorrow.
//!
//! A name must lead to one figure: `r3` alone would print everything that is known of row 3.

use std::ops::Range;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::template::{self, Kind};
use crate::place::Location;
use crate::say;
use crate::site::report::{Body, Narrative};

use super::engine::{Engine, source};
use super::fault::unknown_name;
use super::narrative;

/// Returns the names of figures and tables that the text of a report gives and its kind of report does not know.
pub(super) fn unknown(body: &Body, engine: &Engine) -> Vec<Diagnostic> {
    let Body::Narrative(narrative) = body else { return Vec::new() };
    let name = narrative::name(narrative);
    let text = engine.text(&name);
    let mut faults = Vec::new();
    let mut own: Vec<&str> = vec!["loop"];
    let pieces = template::pieces(text);
    for piece in &pieces {
        let (inside, start) = (&text[piece.bytes.clone()], piece.bytes.start);
        match piece.kind {
            Kind::Command => own.extend(introduced(inside)),
            Kind::Print => {}
            Kind::Prose | Kind::Remark => continue,
        }
        for path in paths(inside).into_iter().filter(|path| !own.contains(&path[0].0)) {
            let at = |bytes: Range<usize>| Location::text(&source(&name), text, start + bytes.start..start + bytes.end);
            match lead(narrative, &path) {
                Err((bytes, known)) => faults.push(unknown_name(&at(bytes.clone()), &inside[bytes], &known)),
                Ok(value) => {
                    let bytes = path[0].1.start..path[path.len() - 1].1.end;
                    let is_alone =
                        piece.kind == Kind::Print && inside.trim_matches(['-', ' ']) == &inside[bytes.clone()];
                    faults.extend(unprintable(&at(bytes.clone()), &inside[bytes], value, is_alone));
                }
            }
        }
    }
    let placed = template::tables(text, &pieces).into_iter();
    let unknown = placed.filter(|(table, _)| !narrative.tables.contains_key(*table));
    faults.extend(unknown.map(|(table, bytes)| narrative::unknown_table(&name, text, (table, bytes), narrative)));
    faults
}

/// A name with its parts, `r3` `value`, each with its bytes.
type Path<'a> = Vec<(&'a str, Range<usize>)>;

/// Returns what a name leads to, or its first part that there is not, and the names that there are in its place.
fn lead<'a>(narrative: &'a Narrative, path: &Path<'_>) -> Result<&'a Value, (Range<usize>, String)> {
    let (first, bytes) = &path[0];
    let Some(mut value) = narrative.figures.get(*first) else {
        return Err((bytes.clone(), narrative.figures.keys().cloned().collect::<Vec<_>>().join(", ")));
    };
    for (part, bytes) in &path[1..] {
        let Value::Object(members) = value else { return Err((bytes.clone(), String::new())) };
        let Some(member) = members.get(*part) else {
            return Err((bytes.clone(), members.keys().cloned().collect::<Vec<_>>().join(", ")));
        };
        value = member;
    }
    Ok(value)
}

/// Tells of a name that leads to many figures, or to a yes or no that is printed alone.
fn unprintable(at: &Location, name: &str, value: &Value, is_alone: bool) -> Option<Diagnostic> {
    let fault = |message| Diagnostic::new(Code::BadTemplate, at, message).found(name);
    match value {
        Value::Object(_) if name == "doc" => {
            let message = say!("tên `doc` còn thiếu mã văn bản", "the name `doc` lacks the id of a document");
            let help = say!(
                "viết {{{{ doc[\"mã văn bản\"] }}}}; mã ở bảng documents",
                "write {{{{ doc[\"its id\"] }}}}; ids are in the table documents"
            );
            Some(fault(message).help(help))
        }
        Value::Object(members) => {
            let first = ["said", "value"].into_iter().filter(|name| members.contains_key(*name));
            let rest = members.keys().map(String::as_str).filter(|name| !["said", "value"].contains(name));
            let names: Vec<&str> = first.chain(rest).collect();
            let all = names.iter().map(|name| format!(".{name}")).collect::<Vec<_>>().join(", ");
            let message = say!(
                "tên `{name}` còn thiếu phần sau dấu chấm: {all}",
                "the name `{name}` lacks what stands behind the dot: {all}"
            );
            let example = names.first().copied().unwrap_or_default();
            Some(fault(message).help(say!("ví dụ {name}.{example}", "for example {name}.{example}")))
        }
        Value::Bool(_) if is_alone => {
            let message = say!(
                "tên `{name}` là điều kiện, không in được: báo cáo sẽ có chữ true hoặc false",
                "the name `{name}` is a condition: the report would print true or false"
            );
            let help =
                say!("dùng trong {{% if {name} %}} … {{% endif %}}", "use it in {{% if {name} %}} … {{% endif %}}");
            Some(fault(message).help(help))
        }
        _ => None,
    }
}

/// Returns the names that a command brings in: `for x in …`, `set x = …`.
fn introduced(command: &str) -> Vec<&str> {
    let words = command.trim_matches(['-', ' ']);
    let named = words.strip_prefix("for ").and_then(|rest| Some(rest.split_once(" in ")?.0));
    let set = words.strip_prefix("set ").and_then(|rest| Some(rest.split_once('=')?.0));
    named.or(set).into_iter().flat_map(|names| names.split(',').map(str::trim)).collect()
}

/// Words of the template language.
const KEYWORDS: [&str; 17] = [
    "if", "elif", "else", "endif", "for", "in", "endfor", "set", "and", "or", "not", "true", "false", "none", "null",
    "break", "continue",
];

/// Returns the names in a command or in the place of a value: no strings, filters, tests, arguments nor functions.
fn paths(inside: &str) -> Vec<Path<'_>> {
    let mut found = Vec::new();
    let (mut from, mut before) = (0, "");
    while let Some(letter) = inside[from..].chars().next() {
        if matches!(letter, '"' | '\'' | '`') {
            let close = inside[from + 1..].find(letter).map_or(inside.len(), |close| from + close + 2);
            (from, before) = (close, "");
        } else if letter.is_alphabetic() || letter == '_' {
            let (path, end) = path(inside, from);
            let word = path[0].0;
            let rest = inside[end..].trim_start();
            let is_argument = rest.starts_with('=') && !rest.starts_with("==") && before != "set";
            let is_name = !KEYWORDS.contains(&word) && word != "is" && !matches!(before, "|" | "is" | "is not");
            let is_name = is_name && !is_argument && !rest.starts_with('(');
            before = match (before, word) {
                ("is", "not") => "is not",
                (_, "is" | "set") => word,
                _ => "",
            };
            if is_name {
                found.push(path);
            }
            from = end;
        } else {
            before = match letter {
                '|' => "|",
                letter if letter.is_whitespace() => before,
                _ => "",
            };
            from += letter.len_utf8();
            // What follows a digit or a closing bracket with a dot is no name of its own.
            if letter.is_ascii_digit() || letter == '.' {
                let rest = inside[from..].trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'));
                from = inside.len() - rest.len();
            }
        }
    }
    found
}

/// Reads `r3.value` or `doc["nd-32-2024"]`; returns its end.
fn path(inside: &str, start: usize) -> (Path<'_>, usize) {
    let mut path = Path::new();
    let mut from = start;
    loop {
        let length = inside[from..].find(|c: char| !c.is_alphanumeric() && c != '_');
        let end = length.map_or(inside.len(), |length| from + length);
        path.push((&inside[from..end], from..end));
        from = end;
        while let Some(id) = id(&inside[from..]) {
            path.push((id, from + 2..from + 2 + id.len()));
            from += id.len() + 4;
        }
        let follows = inside[from..].strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        if !follows {
            return (path, from);
        }
        from += 1;
    }
}

/// The id in `["nd-32-2024"]`, in any quotes.
fn id(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('[')?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (id, after) = rest[1..].split_once(quote)?;
    after.starts_with(']').then_some(id)
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn names_are_told_from_words_of_the_language() {
        for (inside, expected) in [
            (" r3.value ", vec!["r3.value"]),
            (" if r3.known and not r4.known ", vec!["r3.known", "r4.known"]),
            (" if stage_building.count > 0 ", vec!["stage_building.count"]),
            (" doc[\"nd-32-2024\"] ", vec!["doc.nd-32-2024"]),
            (" doc['nd-32-2024'] ", vec!["doc.nd-32-2024"]),
            (" doc[\"nd-32-2024\"].late ", vec!["doc.nd-32-2024.late"]),
            (" period | upper | default(value=\"x\") ", vec!["period"]),
            (" if r3.value is not containing(pat=\"x\") ", vec!["r3.value"]),
            (" for cluster in clusters ", vec!["cluster", "clusters"]),
            (" \"r99.value\" ~ r3.unit ", vec!["r3.unit"]),
        ] {
            let found: Vec<String> = paths(inside)
                .into_iter()
                .map(|path| path.into_iter().map(|(part, _)| part).collect::<Vec<_>>().join("."))
                .collect();
            assert_eq!(found, expected, "{inside}");
        }
    }
}
