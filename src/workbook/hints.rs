//! What the parts of an XLSX say beside the values: hidden rows and columns, filters, comments.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::Archive;
use super::name::{position, resolve};
use super::xlsx::Parts;
use super::{Grid, ROW_LIMIT};
use crate::diagnostic::Diagnostic;

/// Returns the part of each sheet (ECMA-376 Part 1, 18.2.19 and 15.2.1: the workbook names a relation, that a path).
pub(super) fn sheets(archive: &mut Archive<'_>) -> Result<Parts, Diagnostic> {
    let relations = relations(&archive.text("xl/_rels/workbook.xml.rels")?, "xl/");
    let mut parts = Parts::new();
    each(&archive.text("xl/workbook.xml")?, |tag| {
        if tag.local_name().as_ref() == "sheet" {
            let target = attribute(tag, "id").and_then(|id| relations.iter().find(|relation| relation.id == id));
            parts.extend(attribute(tag, "name").zip(target.map(|relation| relation.target.clone())));
        }
    });
    Ok(parts)
}

/// Adds to a grid what its part says.
pub(super) fn add(archive: &mut Archive<'_>, part: &str, grid: &mut Grid) -> Result<(), Diagnostic> {
    let mut number = 0_u32;
    each(&archive.text(part)?, |tag| match tag.local_name().as_ref() {
        "row" => {
            number = attribute(tag, "r").and_then(|row| row.parse().ok()).unwrap_or(number.saturating_add(1));
            if is_on(tag, "hidden") && number <= ROW_LIMIT {
                grid.hidden_rows.insert(number);
            }
        }
        "col" if is_on(tag, "hidden") => {
            let bound = |name: &str| attribute(tag, name).and_then(|column| column.parse::<u32>().ok());
            let last = bound("max").unwrap_or(0).min(super::COLUMN_LIMIT);
            // Stretches of columns come in order and never overlap; a million of them may be made to.
            let next = grid.hidden_columns.last().map_or(1, |column| column + 1);
            grid.hidden_columns.extend(bound("min").unwrap_or(1).max(next)..=last);
        }
        "filterColumn" => grid.is_filtered = true,
        _ => {}
    });
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let base = format!("{folder}/");
    for relation in relations(&archive.text(&format!("{folder}/_rels/{name}.rels"))?, &base) {
        if relation.kind.ends_with("/comments") {
            each(&archive.text(&relation.target)?, |tag| {
                if tag.local_name().as_ref() == "comment" {
                    grid.comments.extend(attribute(tag, "ref").and_then(|cell| position(&cell)));
                }
            });
        }
    }
    Ok(())
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// Reads the relations of a part; targets are relative to its folder, or absolute.
fn relations(text: &str, base: &str) -> Vec<Relation> {
    let mut relations = Vec::new();
    each(text, |tag| {
        if tag.local_name().as_ref() == "Relationship" {
            let read = |name| attribute(tag, name).unwrap_or_default();
            let target = resolve(base, &read("Target"));
            relations.push(Relation { id: read("Id"), kind: read("Type"), target });
        }
    });
    relations
}

/// Calls for every tag that opens; what is not well-formed ends the walk, since calamine reads the values and complains.
pub(super) fn each(text: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => see(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Returns the value of an attribute, whatever prefix its name has.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(tag, name).as_deref(), Some("1" | "true"))
}
