//! Writes a report as plain text, a line for each sentence, to copy into a message.

use crate::site::document::Block;

/// Returns paragraphs and items of lists, each on a line; a message has nothing else.
pub(super) fn text(blocks: &[Block]) -> String {
    let lines = blocks.iter().flat_map(|block| match block {
        Block::Heading { text, .. } => vec![text.clone()],
        Block::Paragraph { words } | Block::Notice { words } | Block::Answer { words } => vec![words.text()],
        Block::List { items } => items.iter().map(|item| format!("- {}", item.text())).collect(),
        _ => Vec::new(),
    });
    lines.map(|line| line + "\n").collect()
}
