//! What stands between the head and the foot of a page, as templates print it.

use tera::Value;

use crate::markdown;
use crate::site::GuidePage;
use crate::site::document::Block;
use crate::site::report::Report;

/// Converts blocks for a template.
pub(super) fn blocks(blocks: &[Block]) -> Value {
    Value::from_serializable(&blocks)
}

/// Converts a Markdown page for a template; its HTML is the only text that is not escaped again.
pub(super) fn guide(guide: &GuidePage) -> Value {
    let html = markdown::html(&guide.text, guide.body, guide.language, |target| match guide.links.get(target) {
        Some(address) => {
            serde_json::to_value(address).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
        }
        None => String::new(),
    });
    let mut all = vec![serde_json::json!({ "type": "markup", "html": html })];
    all.extend(guide.after.iter().filter_map(|block| serde_json::to_value(block).ok()));
    Value::from_serializable(&all)
}

/// A report as a page: what the paper says above its text, the text, and the annexes.
pub(super) fn report_blocks(report: &Report, text: &[Block]) -> Value {
    let mut all: Vec<Block> = Vec::new();
    if !report.title.note.is_empty() {
        all.push(Block::paragraph(report.title.note.clone()));
    }
    all.extend(text.iter().map(deeper));
    for annex in &report.annexes {
        all.push(Block::section(&format!("Phụ lục {}. {}", annex.number, annex.title)));
        all.extend(annex.blocks.iter().cloned());
    }
    blocks(&all)
}

/// Sections of a report are of level 1 on paper, below the h1 on a page.
fn deeper(block: &Block) -> Block {
    match block {
        Block::Heading { level, id, text } => Block::Heading { level: level + 1, id: id.clone(), text: text.clone() },
        other => other.clone(),
    }
}
