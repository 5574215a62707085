//! The blocks of a report, one function a type, as `templates/report/blocks.typ` prints them.

use crate::render::credit;
use crate::site::document::{Block, Fact, Table, Words};
use crate::text::dotted;

use super::head::{apart, place};
use super::paragraph::Paragraph;
use super::style::Style;
use super::table::{LINED, bare, ruled};
use super::xml::Element;
use super::{Paper, chart, sketch};

/// Prints blocks in their order; a heading is at most one level below the one before it, `above` at the beginning.
///
/// The last paragraph stays with what follows.
pub(super) fn blocks(all: &[Block], paper: &mut Paper<'_>, landscape: bool, above: u8) -> Vec<Element> {
    let mut level = above;
    let mut printed = Vec::new();
    for (index, block) in all.iter().enumerate() {
        let is_last = index + 1 == all.len();
        match block {
            Block::Heading { level: own, text, .. } => {
                level = (*own).clamp(1, 3).min(level + 1);
                printed.push(Paragraph::of(Style::Heading(level), text).element());
            }
            Block::Paragraph { words } => {
                printed.push(paragraph(&words.text(), paper.look.width(landscape)).kept(is_last).element());
            }
            Block::List { items } => printed.extend(items.iter().map(|words| item(&words.text()))),
            Block::Notice { words } | Block::Answer { words } => {
                printed.push(Paragraph::of(Style::Notice, &words.text()).element());
            }
            Block::Facts { rows } => printed.extend(facts(rows, paper.look.width(landscape))),
            Block::Table(table) => {
                let is_signed = matches!(all.get(index + 1), Some(Block::Signature { .. }));
                printed.extend(figures(table, paper, landscape, is_signed));
            }
            Block::Chart(drawn) => printed.extend(chart::chart(drawn, paper, landscape)),
            Block::Sketch(drawn) => printed.extend(sketch::sketch(drawn, paper)),
            Block::Ladder { rungs } => printed.extend(rungs.iter().map(|rung| item(&rung.line()))),
            Block::Signature { lines } => printed.extend(place(lines, paper.look.width(landscape))),
            // What leads on has no place on paper.
            Block::Paper { .. }
            | Block::Map(_)
            | Block::Counters { .. }
            | Block::Doors { .. }
            | Block::Filter { .. } => {}
        }
    }
    printed
}

fn paragraph(text: &str, width: u32) -> Paragraph {
    match dotted(text) {
        Some(name) => Paragraph::of(Style::Body, &format!("{name} \t")).dotted(width),
        None => Paragraph::of(Style::Body, text),
    }
}

fn item(text: &str) -> Element {
    Paragraph::of(Style::Item, text).element()
}

/// Rows that stay with the signature behind them, which may not stand on a page alone.
const SIGNED: usize = 2;

/// A table with its caption above and its remarks below.
fn figures(table: &Table, paper: &Paper<'_>, landscape: bool, is_signed: bool) -> Vec<Element> {
    let named = table.numbered || table.caption.is_empty();
    let above = if named { apart() } else { Paragraph::of(Style::Caption, &table.caption).element() };
    let below = remarks(&table.note, &table.source);
    let kept = if is_signed { SIGNED } else { usize::from(below.is_some()) };
    vec![above, ruled(table, paper, landscape, kept), below.unwrap_or_else(apart)]
}

/// Note and source of a figure.
pub(super) fn remarks(note: &Words, source: &Words) -> Option<Element> {
    let lines: Vec<String> = [note.text(), credit(source)].into_iter().filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| Paragraph::of(Style::Remark, &lines.join("\n")).element())
}

/// Key facts: what it is at the left, the figure with its date and source at the right.
fn facts(rows: &[Fact], width: u32) -> Vec<Element> {
    if rows.is_empty() {
        return Vec::new();
    }
    let row = |fact: &Fact| {
        let note = fact.note.text();
        let note = (!note.is_empty()).then(|| Paragraph::of(Style::FactNote, &note));
        let figure = Paragraph::empty(Style::Fact).strong(&fact.words.text());
        let label = Paragraph::of(Style::Fact, &fact.label.text());
        vec![vec![label], [figure].into_iter().chain(note).collect()]
    };
    let label = width * 36 / 100;
    vec![bare(LINED, rows.iter().map(row).collect(), &[label, width - label]), apart()]
}

/// The line that closes a report: state of the data and where they come from.
pub(super) fn closing(text: &str) -> Option<Element> {
    (!text.is_empty()).then(|| Paragraph::of(Style::Closing, text).element())
}
