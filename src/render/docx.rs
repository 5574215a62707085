//! Writes reports as Word documents that officials edit: the same text, layout and measures as the PDF, in named styles.
//!
//! A small writer of WordprocessingML (ISO/IEC 29500) on `zip`; the crates tried write children in an order that Word for
//! the web refuses, or know no repeated table head. Fixed times, so that two runs give the same bytes.

mod blocks;
mod chart;
mod drawing;
mod form;
mod head;
mod look;
mod package;
mod paragraph;
mod section;
mod settings;
mod sketch;
mod style;
mod table;
mod xml;

use crate::site::document::Block;
use crate::site::report::{Meta, Report};

use super::offline::midnight;
use super::pdf::Typesetter;

use look::Look;
use package::{Part, package};
use paragraph::Paragraph;
use style::Style;
use xml::Element;

/// The names of WordprocessingML.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The names of relations between parts.
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What every part of one document needs: its measures, the widths of letters, how many drawings it has so far.
struct Paper<'a> {
    look: Look,
    fonts: &'a Typesetter,
    drawings: u32,
}

impl Paper<'_> {
    /// Returns the width of a line of text in a style, twips.
    fn text_width(&self, style: Style, text: &str) -> u32 {
        let (size, bold) = style.letters(&self.look);
        // A half point is ten twips.
        (self.fonts.width(text, bold) * f64::from(size) * 10.0).round() as u32
    }

    /// Returns the next number of a drawing; no two are the same within a document.
    fn drawing(&mut self) -> u32 {
        self.drawings += 1;
        self.drawings
    }
}

/// Returns the bytes of a report; `fonts` tell how long the rules under titles are.
pub fn document(report: &Report, text: &[Block], fonts: &Typesetter) -> Vec<u8> {
    let mut paper = Paper { look: Look::of(report.kind), fonts, drawings: 0 };
    let body = body(report, text, &mut paper);
    let look = &paper.look;
    let language = language(&report.meta);
    let root = drawing_names(Element::new("w:document").with("xmlns:w", MAIN).with("xmlns:r", RELATED)).child(body);
    let theme = Part {
        path: "word/theme/theme1.xml",
        kind: "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
        bytes: include_bytes!("docx/theme.xml").to_vec(),
    };
    let mut parts = vec![
        Part::word("word/document.xml", "document.main", &root),
        Part::word("word/styles.xml", "styles", &form::part(look, language)),
        Part::word("word/numbering.xml", "numbering", &settings::numbering(look.indent + look.hang(), look.hang())),
        Part::word("word/settings.xml", "settings", &settings::settings(language)),
        Part::word("word/fontTable.xml", "fontTable", &settings::fonts()),
        theme,
        Part::word("word/header1.xml", "header", &section::head(false)),
        Part::word("word/header2.xml", "header", &section::head(true)),
    ];
    parts.extend(package::properties(report));
    package(parts, midnight(&report.meta.date))
}

/// The text and each annex, every one with pages of its own.
fn body(report: &Report, text: &[Block], paper: &mut Paper<'_>) -> Element {
    let mut parts = vec![(main(report, text, paper), false)];
    for annex in &report.annexes {
        let mut content = head::annex(annex);
        content.extend(blocks::blocks(&annex.blocks, paper, annex.landscape, 1));
        parts.push((content, annex.landscape));
    }
    let count = parts.len();
    let mut body = Element::new("w:body");
    for (index, (mut content, landscape)) in parts.into_iter().enumerate() {
        let section = section::section(&paper.look, landscape);
        if index + 1 < count {
            content.push(Paragraph::empty(Style::Break).ending(section).element());
            body = body.children(content);
        } else {
            content.extend(blocks::closing(&report.footer));
            // Behind a table there is a paragraph, if only an empty one.
            let is_open = content.last().is_none_or(|last| last.is("w:tbl"));
            content.extend(is_open.then(|| Paragraph::empty(Style::Break).element()));
            body = body.children(content).child(section);
        }
    }
    body
}

fn main(report: &Report, text: &[Block], paper: &mut Paper<'_>) -> Vec<Element> {
    let mut content = Vec::new();
    if let Some(head) = &report.head {
        content.extend(head::letterhead(head, paper));
    }
    let mark = report.qr.as_ref().map(|qr| chart::qr(qr, paper));
    content.extend(head::title(&report.title, paper, mark));
    content.extend(head::addressees(&report.addressees, paper));
    content.extend(blocks::blocks(text, paper, false, 0));
    content.extend(head::signatures(&report.recipients, &report.signer, paper));
    content
}

/// The names that drawings are told with.
fn drawing_names(root: Element) -> Element {
    root.with("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
        .with("xmlns:wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup")
        .with("xmlns:wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape")
}

/// The tag of the language of a document.
fn language(meta: &Meta) -> &'static str {
    match meta.language.as_str() {
        "en" => "en-GB",
        "zh" => "zh-CN",
        _ => "vi-VN",
    }
}

/// What a document was made of: so that it can be made again and compared after somebody edited it.
fn origin(report: &Report) -> Vec<(&'static str, String)> {
    let kind = serde_json::to_value(report.kind).ok();
    let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
    let subject = report.subject.named();
    let parts: Vec<&str> = subject.parts().into_iter().flatten().collect();
    let mut said = vec![
        ("ccn.kind", kind),
        ("ccn.subject", parts.join(" ")),
        ("ccn.report", report.name.clone()),
        ("ccn.date", report.meta.date.clone()),
    ];
    // A report of a day that is none of a period is made only when that day is asked for.
    said.extend(subject.day.map(|day| ("ccn.day", day)));
    said
}
