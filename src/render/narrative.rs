//! Writes out the text of a report from its template: headings, paragraphs, lists and placed tables.
//!
//! The template is plain text that an official can edit: `# heading`, `## heading`, `- item` (or `*`, `+`), `[[T1]]`; every
//! figure is a name. An unknown name is told at its line.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tera::Context;

use crate::diagnostic::{Code, Diagnostic};
use crate::files::{NARRATIVES, Sources};
use crate::markdown::template;
use crate::place::Location;
use crate::record::nearest;
use crate::say;
use crate::site::document::{Block, Words};
use crate::site::report::{self, Body, Narrative, cite};
use crate::text::slug;

use super::engine::{Engine, source};

/// Returns the name of the text of a report, which is its path.
pub(super) fn name(narrative: &Narrative) -> String {
    format!("{NARRATIVES}{}", narrative.template)
}

/// Returns the blocks of a report.
pub(super) fn blocks(body: &Body, engine: &Engine) -> Result<Vec<Block>, Diagnostic> {
    match body {
        Body::Blocks(blocks) => Ok(blocks.clone()),
        Body::Narrative(narrative) => {
            let mut context = Context::new();
            for (name, figure) in &narrative.figures {
                context.insert(name.clone(), figure);
            }
            let name = name(narrative);
            let text = engine.print(&name, &context)?;
            let placed = place_tables(&text, &narrative.tables).map_err(|fault| match fault {
                Misplaced::Unknown(table) => {
                    let bytes = places(engine.text(&name), &table).into_iter().next().unwrap_or_default();
                    unknown_table(&name, engine.text(&name), (&table, bytes), narrative)
                }
                Misplaced::Twice(table) => placed_twice(&name, engine.text(&name), &table),
                Misplaced::Within(table) => placed_within(&name, engine.text(&name), &table),
            });
            let mut blocks = placed?;
            if blocks.is_empty() {
                return Err(empty(&name));
            }
            cite::resolve(&mut blocks, &narrative.citations);
            Ok(blocks)
        }
    }
}

/// A table that cannot stand where it was placed.
enum Misplaced {
    Unknown(String),
    Twice(String),
    Within(String),
}

fn place_tables(text: &str, tables: &BTreeMap<String, Vec<Block>>) -> Result<Vec<Block>, Misplaced> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut placed = BTreeSet::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            let table = tables.get(name).ok_or_else(|| Misplaced::Unknown(name.to_owned()))?;
            if !placed.insert(name) {
                return Err(Misplaced::Twice(name.to_owned()));
            }
            blocks.extend(table.iter().cloned());
        } else if let Some((name, _)) = template::placed(line).next() {
            return Err(Misplaced::Within(name.to_owned()));
        } else if let Some((level, words)) = heading_of(line) {
            blocks.push(Block::Heading { level, id: slug(words), text: words.to_owned() });
        } else if let Some(item) = ["- ", "* ", "+ "].iter().find_map(|sign| line.strip_prefix(sign)) {
            match blocks.last_mut() {
                Some(Block::List { items }) => items.push(Words::plain(item)),
                _ => blocks.push(Block::List { items: vec![Words::plain(item)] }),
            }
        } else {
            blocks.push(Block::paragraph(line));
        }
    }
    Ok(blocks)
}

/// Returns the level and the words of a heading: `#` is "I.", `##` is "1.", `###` is "a)".
fn heading_of(line: &str) -> Option<(u8, &str)> {
    let marks = [(3, "### "), (2, "## "), (1, "# ")];
    marks.into_iter().find_map(|(level, mark)| Some((level, line.strip_prefix(mark)?)))
}

fn empty(name: &str) -> Diagnostic {
    let message = say!("báo cáo từ tệp này không có chữ nào", "the report of this file has no words");
    let help = say!("viết lời văn vào tệp, hoặc chép lại tệp từ bản gốc", "write its text, or restore the file");
    Diagnostic::new(Code::BadTemplate, &Location::file(&source(name)), message).help(help)
}

/// Tells of a table that the report does not have, at the bytes where it is placed.
pub(super) fn unknown_table(
    name: &str,
    text: &str,
    (table, bytes): (&str, Range<usize>),
    narrative: &Narrative,
) -> Diagnostic {
    let known = narrative.tables.keys().cloned().collect::<Vec<_>>().join(", ");
    let message =
        say!("không có bảng `{table}`; các bảng: {known}", "there is no table `{table}`; the tables are: {known}");
    let at = Location::text(&source(name), text, bytes);
    let fault = Diagnostic::new(Code::BadTemplate, &at, message).found(table);
    match nearest(table, narrative.tables.keys().map(String::as_str)) {
        Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
        None => fault.help(say!("dùng một trong các bảng được nêu", "use one of the tables listed")),
    }
}

/// Where the prose of a text places a table.
fn places(text: &str, table: &str) -> Vec<Range<usize>> {
    let placed = template::tables(text, &template::pieces(text)).into_iter();
    placed.filter(|(placed, _)| *placed == table).map(|(_, bytes)| bytes).collect()
}

fn placed_twice(name: &str, text: &str, table: &str) -> Diagnostic {
    let places: Vec<Location> =
        places(text, table).into_iter().map(|bytes| Location::text(&source(name), text, bytes)).collect();
    let file = Location::file(&source(name));
    let message = say!("bảng `{table}` được đặt hai lần", "the table `{table}` is placed twice");
    let help =
        say!("giữ một chỗ; chỗ kia viết \"xem bảng ở mục …\"", "keep one of the places, and refer to it in the other");
    let fault = Diagnostic::new(Code::BadTemplate, places.last().unwrap_or(&file), message).found(table).help(help);
    match places.first().filter(|_| places.len() > 1) {
        Some(first) => fault.note(first, say!("lần thứ nhất", "the first time")),
        None => fault,
    }
}

fn placed_within(name: &str, text: &str, table: &str) -> Diagnostic {
    let place = places(text, table).into_iter().next();
    let at = Location::text(&source(name), text, place.unwrap_or_default());
    let message = say!("bảng `{table}` đặt giữa một câu", "the table `{table}` is placed within a sentence");
    let help = say!("đặt [[{table}]] riêng một dòng", "give [[{table}]] a line of its own");
    Diagnostic::new(Code::BadTemplate, &at, message).found(table).help(help)
}

/// Returns a warning for every file beside the texts of reports that no report prints.
pub(super) fn idle(sources: &Sources) -> Vec<Diagnostic> {
    let known = report::NARRATIVES;
    let file = |path: &str| path.strip_prefix(NARRATIVES).map(str::to_owned);
    let names = sources.below(NARRATIVES).filter_map(|(path, _)| Some((path, file(path.as_str())?)));
    let idle = names.filter(|(_, name)| !known.contains(&name.as_str()));
    let fault = |(path, name): (&crate::files::SourcePath, String)| {
        let all = known.join(", ");
        let message = say!(
            "không báo cáo nào in tệp `{name}`; lời văn các báo cáo: {all}",
            "no report prints the file `{name}`; the texts of reports are: {all}"
        );
        let fault = Diagnostic::new(Code::UnknownFile, &Location::file(path), message).found(name.as_str());
        match nearest(&name, known.iter().copied()) {
            Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
            None => fault.help(say!("đổi tên hoặc bỏ tệp", "rename or remove the file")),
        }
    };
    idle.map(fault).collect()
}
