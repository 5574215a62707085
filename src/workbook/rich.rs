//! Texts of an XLSX whose pieces are in several fonts, which calamine joins.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::archive::Archive;
use super::hints::attribute;
use super::{Grid, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Raw;

/// The texts in several fonts, by what they say.
pub(super) type Texts = BTreeMap<String, Arc<[Run]>>;

/// Reads the shared texts that name a font for a piece (ECMA-376 Part 1, 18.4.5: `rFont`).
pub(super) fn texts(archive: &mut Archive<'_>) -> Result<Texts, Diagnostic> {
    let part = archive.text("xl/sharedStrings.xml")?;
    let mut texts = Texts::new();
    if !part.contains("rFont") {
        return Ok(texts);
    }
    let mut reader = Reader::from_str(&part);
    let (mut runs, mut in_text, mut in_reading) = (Vec::<Run>::new(), false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "si" => runs.clear(),
                "r" => runs.push(Run { text: String::new(), font: None }),
                "rFont" => {
                    if let Some(run) = runs.last_mut() {
                        run.font = attribute(&tag, "val").map(Arc::from);
                    }
                }
                // How Japanese is spoken, which no cell shows.
                "rPh" => in_reading = true,
                "t" => in_text = true,
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "si" if runs.iter().any(|run| run.font.is_some()) => {
                    let text = runs.iter().map(|run| run.text.as_str()).collect();
                    texts.insert(text, runs.drain(..).collect());
                }
                _ => {}
            },
            Ok(Event::Text(text)) if in_text && !in_reading => write(&mut runs, &text.xml10_content()),
            Ok(Event::CData(text)) if in_text && !in_reading => write(&mut runs, &text.xml10_content()),
            Ok(Event::GeneralRef(name)) if in_text && !in_reading => {
                write(&mut runs, &resolved(&name).unwrap_or_default());
            }
            Ok(Event::Eof) | Err(_) => return Ok(texts),
            Ok(_) => {}
        }
    }
}

fn write(runs: &mut [Run], text: &str) {
    if let Some(run) = runs.last_mut() {
        run.text.push_str(text);
    }
}

/// Returns what a reference such as `&amp;` or `&#10;` stands for.
pub(super) fn resolved(name: &BytesRef<'_>) -> Option<String> {
    let known = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'")];
    let letter = name.resolve_char_ref().ok().flatten().map(String::from);
    letter.or_else(|| {
        let sign = known.iter().find(|(known, _)| *known == name.xml10_content());
        sign.map(|(_, sign)| (*sign).to_owned())
    })
}

/// Adds to a sheet the pieces of its texts; a plain text of the same words is taken for them, which does no harm.
pub(super) fn add(texts: &Texts, grid: &mut Grid) {
    if texts.is_empty() {
        return;
    }
    let runs = grid.cells.iter().filter_map(|(at, cell)| {
        let Raw::Text(text) = &cell.value else { return None };
        let typed = cell.typed.as_ref().unwrap_or(text);
        texts.get(typed).map(|runs| (*at, Arc::clone(runs)))
    });
    grid.runs = runs.collect();
}
