//! Writes out the text of a report from its template: headings, paragraphs, lists and placed tables.
//!
//! The template is plain text that an official can edit: `# heading`, `## heading`, `- item`, `[[T1]]`; every
//! figure is a name. An unknown name is told at its line.

use std::collections::BTreeMap;

use tera::Context;

use crate::diagnostic::{Code, Diagnostic};
use crate::files::SourcePath;
use crate::place::Location;
use crate::record::nearest;
use crate::say;
use crate::site::document::{Block, Words};
use crate::site::report::Body;
use crate::text::slug;

use super::engine::Engine;

/// Returns the blocks of a report.
pub(super) fn blocks(body: &Body, engine: &Engine) -> Result<Vec<Block>, Diagnostic> {
    match body {
        Body::Blocks(blocks) => Ok(blocks.clone()),
        Body::Narrative { template, figures, tables } => {
            let mut context = Context::new();
            for (name, figure) in figures {
                context.insert(name.clone(), figure);
            }
            let name = format!("report/{template}");
            let text = engine.print(&name, &context)?;
            place_tables(&text, tables).map_err(|unknown| unknown_table(&name, engine.text(&name), &unknown, tables))
        }
    }
}

fn place_tables(text: &str, tables: &BTreeMap<String, Block>) -> Result<Vec<Block>, String> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            blocks.push(tables.get(name).cloned().ok_or_else(|| name.to_owned())?);
        } else if let Some(words) = line.strip_prefix("## ") {
            blocks.push(heading(2, words));
        } else if let Some(words) = line.strip_prefix("# ") {
            blocks.push(heading(1, words));
        } else if let Some(item) = line.strip_prefix("- ") {
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

fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, id: slug(words), text: words.to_owned() }
}

fn unknown_table(template: &str, text: &str, name: &str, tables: &BTreeMap<String, Block>) -> Diagnostic {
    let file = SourcePath::new(format!("templates/{template}"));
    let known = tables.keys().cloned().collect::<Vec<_>>().join(", ");
    let message =
        say!("không có bảng `{name}`; các bảng: {known}", "there is no table `{name}`; the tables are: {known}");
    let at = match text.find(&format!("[[{name}]]")) {
        Some(start) => Location::text(&file, text, start..start + name.len() + 4),
        None => Location::file(&file),
    };
    let fault = Diagnostic::new(Code::BadTemplate, &at, message).found(name);
    match nearest(name, tables.keys().map(String::as_str)) {
        Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
        None => fault.help(say!("dùng một trong các bảng được nêu", "use one of the tables listed")),
    }
}
