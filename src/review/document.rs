//! A Word document as its readers see it: paragraphs with the look of their letters, cells, sections, page numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::say;
use crate::text::fold::is_nfc;
use crate::text::{Both, nfc};

use super::aside::{self, Aside};
use super::grid::Grid;
use super::look::{Letters, Lines, Styles};
use super::package::{Element, Package, no_document};

/// The most paragraphs of a document; a report of a hundred pages has three thousand.
const PARAGRAPH_LIMIT: usize = 20_000;

/// A stretch of text with one look.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) letters: Letters,
}

/// Where a cell stands: which table, row and column, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    pub(super) style: String,
    pub(super) lines: Lines,
    /// The section, from 0.
    pub(super) section: usize,
    pub(super) at: Option<At>,
    pub(super) in_list: bool,
}

/// A part of the document with pages of its own; lengths in twips.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    pub(super) width: i64,
    pub(super) height: i64,
    /// Top, right, bottom, left.
    pub(super) margin: [i64; 4],
    /// The number of its first page, when it is told.
    pub(super) start: Option<i64>,
    /// The number of the page in the head: of every page, and of the first.
    pub(super) number: Option<Run>,
    pub(super) number_side: String,
    pub(super) number_first: bool,
    /// Whether a foot has it.
    pub(super) number_below: bool,
}

/// A document.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) sections: Vec<Section>,
    /// The captions of tables by the number of the table.
    pub(super) captions: BTreeMap<usize, String>,
    /// The tables by number, and which of them have a caption that is to be read above them.
    pub(super) tables: BTreeMap<usize, Grid>,
    pub(super) captioned: BTreeSet<usize>,
    /// What stands beside the text: drawings, charts, notes at the foot.
    pub(super) asides: Vec<Aside>,
    /// How many pictures and objects nobody can read.
    pub(super) pictures: usize,
    /// How many changes wait to be accepted, and remarks to be settled.
    pub(super) changes: usize,
    /// How many paragraphs have letters that are written as a letter and its marks.
    pub(super) decomposed: usize,
    pub(super) remarks: usize,
    /// What it says of itself by name: `ccn.kind`, `ccn.subject`, `ccn.report`, `ccn.date`.
    pub(super) origin: BTreeMap<String, String>,
}

struct Reading {
    styles: Styles,
    /// Heads and feet by relation.
    edges: BTreeMap<String, Element>,
    /// The words of charts by relation.
    charts: BTreeMap<String, Vec<String>>,
    document: Document,
    table: usize,
    /// Which head and foot a section takes over from the one before it, by name and kind.
    heads: BTreeMap<(String, String), String>,
}

/// Reads a document; says why it cannot.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Both> {
    let mut package = Package::open(bytes)?;
    let name = package.main()?;
    let main = package.part(&name)?.ok_or_else(no_document)?;
    let body = main.child("body").ok_or_else(no_document)?;
    let file = name.rsplit('/').next().unwrap_or_default();
    let relations = package.part(&format!("word/_rels/{file}.rels"))?.unwrap_or_default();
    let (mut edges, mut charts) = (BTreeMap::new(), BTreeMap::new());
    let (mut theme, mut feet) = (None, Vec::new());
    for relation in &relations.children {
        let (Some(id), Some(target)) = (relation.get("Id"), relation.get("Target")) else { continue };
        let name = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
        let kind = relation.get("Type").unwrap_or_default();
        if kind.ends_with("/header") || kind.ends_with("/footer") {
            edges.extend(package.part(&name)?.map(|part| (id.to_owned(), part)));
        } else if kind.ends_with("/theme") {
            theme = package.part(&name)?;
        } else if kind.ends_with("/chart") {
            charts.extend(package.part(&name)?.map(|part| (id.to_owned(), aside::of_chart(&part))));
        } else if kind.ends_with("/footnotes") || kind.ends_with("/endnotes") {
            feet.extend(package.part(&name)?);
        }
    }
    let styles = Styles::read(package.part("word/styles.xml")?.as_ref(), theme.as_ref());
    let origin = package.part("docProps/custom.xml")?.map(|part| origin(&part)).unwrap_or_default();
    let asides = feet.iter().flat_map(aside::of_feet).collect();
    let (changes, remarks) = left(body);
    let document = Document { origin, asides, changes, remarks, ..Document::default() };
    let mut reading = Reading { styles, edges, charts, document, table: 0, heads: BTreeMap::new() };
    reading.blocks(&body.children, None);
    let count = reading.document.paragraphs.len();
    if count > PARAGRAPH_LIMIT {
        return Err(say!(
            "văn bản có {count} đoạn, mức cho phép là {PARAGRAPH_LIMIT}",
            "the document has {count} paragraphs, the limit is {PARAGRAPH_LIMIT}"
        ));
    }
    if let Some(section) = body.child("sectPr") {
        reading.section(section);
    }
    Ok(reading.document)
}

fn origin(part: &Element) -> BTreeMap<String, String> {
    let own = |property: &Element| Some((property.get("name")?.to_owned(), property.children.first()?.text.clone()));
    part.children.iter().filter_map(own).collect()
}

/// Marks of a change of looks, or of a cell.
const MARKS: [&str; 9] = [
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "cellIns",
    "cellDel",
    "cellMerge",
];

/// How many tracked changes a text has, and remarks in its margin.
fn left(body: &Element) -> (usize, usize) {
    let (mut changes, mut remarks) = (0, 0);
    body.each(&mut |element| match element.name.as_str() {
        "trPr" => changes += element.children.iter().filter(|mark| matches!(mark.name.as_str(), "ins" | "del")).count(),
        mark if MARKS.contains(&mark) => changes += 1,
        // What is around runs, not what marks a paragraph or a row; a line of a drawing has a `moveTo`, too.
        "ins" | "del" | "moveTo" | "moveFrom" if !element.children.is_empty() && element.get("author").is_some() => {
            changes += 1;
        }
        "commentReference" => remarks += 1,
        _ => {}
    });
    (changes, remarks)
}

impl Reading {
    fn blocks(&mut self, blocks: &[Element], at: Option<At>) {
        for block in blocks {
            match block.name.as_str() {
                "p" => self.paragraph(block, at),
                "tbl" if at.is_none() => self.table(block),
                // A table within a cell is read as its text.
                "tbl" | "tr" | "tc" | "sdt" | "sdtContent" | "ins" | "smartTag" | "customXml" => {
                    self.blocks(&block.children, at);
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, table: &Element) {
        self.table += 1;
        let caption = self.caption();
        self.document.captioned.extend(caption.is_some().then_some(self.table));
        let hidden = table.child("tblPr").and_then(|own| own.val("tblCaption")).map(crate::text::nfc);
        self.document.captions.extend(caption.or(hidden).map(|caption| (self.table, caption)));
        let mut grid = Grid::default();
        let kept = |line: &&Element| line.name == "tr" && !has(line, "trPr", "del");
        for (row, line) in table.children.iter().filter(kept).enumerate() {
            let (row, mut column) = (row + 1, 1);
            grid.row(row, line);
            for cell in line.children.iter().filter(|child| child.name == "tc") {
                let from = self.document.paragraphs.len();
                if !has(cell, "tcPr", "cellDel") {
                    self.blocks(&cell.children, Some(At { table: self.table, row, column }));
                }
                self.document.paragraphs[from..].iter().for_each(|one| grid.words((row, column), &one.text));
                column += grid.cell((row, column), cell);
            }
        }
        self.document.tables.insert(self.table, grid);
    }

    /// The paragraph before a table, when it is its caption.
    fn caption(&self) -> Option<String> {
        let last = self.document.paragraphs.iter().rev().find(|paragraph| !paragraph.text.trim().is_empty())?;
        let is_caption = last.style.to_lowercase() == "caption" || last.text.trim().starts_with("Bảng ");
        (last.at.is_none() && is_caption).then(|| last.text.trim().to_owned())
    }

    fn paragraph(&mut self, paragraph: &Element, at: Option<At>) {
        let own = paragraph.child("pPr");
        self.beside(paragraph);
        let mut runs = self.runs(paragraph);
        let is_decomposed = runs.iter().any(|run| !is_nfc(&run.text));
        if is_decomposed {
            self.document.decomposed += 1;
            runs.iter_mut().for_each(|run| run.text = nfc(&run.text));
        }
        self.document.paragraphs.push(Paragraph {
            text: runs.iter().map(|run| run.text.as_str()).collect(),
            runs,
            style: self.styles.name(own),
            lines: self.styles.lines(own),
            section: self.document.sections.len(),
            at,
            in_list: own.is_some_and(|own| own.child("numPr").is_some()),
        });
        if let Some(section) = own.and_then(|own| own.child("sectPr")) {
            self.section(section);
        }
    }

    /// Takes in the drawings of a paragraph.
    fn beside(&mut self, paragraph: &Element) {
        let name = self.document.paragraphs.iter().rev().find(|paragraph| !paragraph.text.trim().is_empty());
        let name = name.map(|paragraph| paragraph.text.trim().to_owned()).unwrap_or_default();
        let section = self.document.sections.len();
        let drawn = aside::of_paragraph(paragraph, &self.charts);
        self.document.pictures += drawn.pictures;
        let asides = drawn.words.into_iter().map(|words| Aside { name: name.clone(), section, words });
        self.document.asides.extend(asides);
    }

    /// The runs of a paragraph; words of drawings and deleted ones are left out.
    fn runs(&self, paragraph: &Element) -> Vec<Run> {
        let mut runs = Vec::new();
        self.gather(paragraph, paragraph.child("pPr"), &mut runs);
        runs
    }

    fn gather(&self, element: &Element, own: Option<&Element>, runs: &mut Vec<Run>) {
        for child in &element.children {
            match child.name.as_str() {
                "r" => {
                    let text: String = child.children.iter().map(letters_of).collect();
                    if !text.is_empty() {
                        runs.push(Run { text, letters: self.styles.letters(child.child("rPr"), own) });
                    }
                }
                "hyperlink" | "ins" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "moveTo" | "customXml" => {
                    self.gather(child, own, runs);
                }
                _ => {}
            }
        }
    }

    fn section(&mut self, own: &Element) {
        let size = |name| own.number("pgSz", name).unwrap_or(0);
        let margin = |name| own.number("pgMar", name).unwrap_or(0);
        let mut section = Section {
            width: size("w"),
            height: size("h"),
            margin: ["top", "right", "bottom", "left"].map(margin),
            start: own.number("pgNumType", "start"),
            ..Section::default()
        };
        for edge in own.children.iter().filter(|child| child.name.ends_with("Reference")) {
            let kind = edge.get("type").unwrap_or("default").to_owned();
            self.heads.extend(edge.get("id").map(|id| ((edge.name.clone(), kind), id.to_owned())));
        }
        let edge = |name: &str, kind: &str| self.edges.get(self.heads.get(&(name.to_owned(), kind.to_owned()))?);
        let has_number = |name, kind| edge(name, kind).is_some_and(|edge| self.number(edge).is_some());
        let apart = own.switch("titlePg") == Some(true);
        section.number_first = has_number("headerReference", if apart { "first" } else { "default" });
        section.number_below = has_number("footerReference", "default");
        if let Some((run, side)) = edge("headerReference", "default").and_then(|edge| self.number(edge)) {
            (section.number, section.number_side) = (Some(run), side);
        }
        self.document.sections.push(section);
    }

    /// The field with the number of the page, and the side of its paragraph.
    fn number(&self, edge: &Element) -> Option<(Run, String)> {
        let mut found = None;
        edge.each(&mut |element| {
            if element.name == "p" && found.is_none() && has_page_field(element) {
                let own = element.child("pPr");
                let side = self.styles.lines(own).side.unwrap_or_default();
                let plain = || Run { text: String::new(), letters: self.styles.letters(None, own) };
                found = Some((self.runs(element).into_iter().next().unwrap_or_else(plain), side));
            }
        });
        found
    }
}

/// Whether the properties of an element have a mark.
pub(super) fn has(element: &Element, properties: &str, mark: &str) -> bool {
    element.child(properties).is_some_and(|own| own.child(mark).is_some())
}

fn has_page_field(paragraph: &Element) -> bool {
    let mut found = false;
    let is_page = |code: &str| code.split_whitespace().next() == Some("PAGE");
    paragraph.each(&mut |element| {
        let in_words = element.name == "instrText" && is_page(&element.text);
        found |= in_words || element.name == "fldSimple" && element.get("instr").is_some_and(is_page);
    });
    found
}

/// What an element of a run says.
fn letters_of(element: &Element) -> String {
    match element.name.as_str() {
        "t" => element.text.clone(),
        "br" | "cr" => "\n".to_owned(),
        "tab" => "\t".to_owned(),
        "noBreakHyphen" => "-".to_owned(),
        _ => String::new(),
    }
}
