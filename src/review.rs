//! A Word document after somebody edited it: where it departs from the layout of Nghị định 30/2020/NĐ-CP, and which of
//! its figures are no longer those of the report that the data give today.
//!
//! Takes the bytes of documents and gives findings; never sees the data themselves.

mod document;
mod figure;
mod layout;
mod look;
mod package;
mod parts;
mod wording;

use std::collections::BTreeMap;

use crate::say;
use crate::text::Both;

use document::{Document, Paragraph};
use parts::Parts;

/// Something to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its kind: `margin`, `font`, `figure` …
    pub rule: &'static str,
    /// Where.
    pub place: Both,
    /// What was found and what is expected.
    pub message: Both,
    /// How to mend it.
    pub help: Both,
    /// The article that asks for it.
    pub source: &'static str,
}

/// A document that was read.
#[derive(Debug)]
pub struct Edited {
    document: Document,
}

/// What a document says of the report that it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The kind of report, as the command line names it.
    pub kind: String,
    /// The period or cluster.
    pub subject: String,
    /// The name of the report's files.
    pub report: String,
    /// The day on which it was made, `2026-11-22`.
    pub date: String,
    /// The day that it is of, when that is none of a period.
    pub day: Option<String>,
}

/// Reads a document.
///
/// # Errors
///
/// Says why the bytes are no Word document that can be read within the limits (16 MB, 64 MB unpacked).
pub fn read(bytes: &[u8]) -> Result<Edited, Both> {
    document::read(bytes).map(|document| Edited { document })
}

impl Edited {
    /// Returns what it was made of; nothing when another program made it.
    pub fn origin(&self) -> Option<Origin> {
        let said = |name: &str| self.document.origin.get(name).cloned();
        let (kind, subject) = (said("ccn.kind")?, said("ccn.subject")?);
        Some(Origin { kind, subject, report: said("ccn.report")?, date: said("ccn.date")?, day: said("ccn.day") })
    }

    /// Returns where the layout departs from Nghị định 30/2020/NĐ-CP; a factsheet is no administrative document.
    pub fn layout(&self) -> Vec<Finding> {
        let origin = self.origin();
        let kind = origin.as_ref().map_or("status", |origin| origin.kind.as_str());
        if kind == "factsheet" {
            return Vec::new();
        }
        // Forms and lists stand by themselves, without head and signature of a document.
        let official = kind == "status";
        let parts = Parts::of(&self.document);
        let mut found = layout::findings(&self.document, &parts, official);
        found.extend(wording::findings(&self.document, &parts, official));
        found
    }

    /// Returns where its figures are not those of the same report made anew.
    pub fn figures(&self, anew: &Self) -> Vec<Finding> {
        figure::findings(&self.document, &anew.document)
    }
}

/// Counts findings by rule.
pub fn counts<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    findings.for_each(|finding| *counts.entry(finding.rule).or_default() += 1);
    counts
}

/// A finding about a paragraph, with its article in Phần I of Phụ lục I where that is all that is said.
fn about(
    document: &Document,
    paragraph: &Paragraph,
    rule: &'static str,
    message: Both,
    help: Both,
    source: &'static str,
) -> Finding {
    let place = place_of(document, paragraph, &beginning(&paragraph.text, 60));
    Finding { rule, place, message, help, source }
}

/// The name of a section: the text itself, or the first words of an annex.
fn section_name(document: &Document, section: usize) -> Both {
    if section == 0 {
        return say!("phần chính", "the main part");
    }
    let own = |paragraph: &&Paragraph| paragraph.section == section && !paragraph.text.trim().is_empty();
    let name = document.paragraphs.iter().find(own).map(|paragraph| beginning(&paragraph.text, 30)).unwrap_or_default();
    say!("phần “{name}”", "part “{name}”")
}

/// Where a paragraph stands, with words by which it is found.
fn place_of(document: &Document, paragraph: &Paragraph, text: &str) -> Both {
    let section = section_name(document, paragraph.section);
    let (vi, en) = (section.get(crate::text::Language::Vi), section.get(crate::text::Language::En));
    match paragraph.at {
        Some(at) => {
            let (table, row, column) = (at.table, at.row, at.column);
            say!(
                "{vi}, bảng {table} dòng {row} cột {column} “{text}”",
                "{en}, table {table} row {row} column {column} “{text}”"
            )
        }
        None => say!("{vi}, đoạn “{text}”", "{en}, paragraph “{text}”"),
    }
}

/// The first letters of a text.
fn beginning(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        text
    } else {
        format!("{}…", text.chars().take(most).collect::<String>().trim_end())
    }
}
