//! Reports as documents: the six-month and yearly report, Biểu số 03 and 04, the factsheet of a cluster, the work of an
//! agency, a page and a message for leaders.
//!
//! One value, printed by every format; numbers and dates are already text, so the formats cannot differ.

pub mod agency;
pub mod brief;
pub mod cite;
pub mod day;
pub mod factsheet;
pub mod firm;
pub mod form;
mod kept;
mod notes;
mod occupancy;
mod signs;
pub mod status;
mod subject;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::settings::{Format, ReportKind};
use crate::text::Language;

use super::document::{Block, Table};
use super::qr::Qr;
use super::url;

pub use kept::{Kept, kept};
pub use subject::Subject;

/// What a file says of itself.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// Title of the file.
    pub title: String,
    /// Who answers for it.
    pub author: String,
    /// Its date, `2026-11-22`.
    pub date: String,
    /// One sentence.
    pub description: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Its language tag.
    pub language: String,
}

/// The head block of an administrative document (NĐ 30/2020/NĐ-CP, Phụ lục I).
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// The parent body.
    pub parent: String,
    /// The issuing body.
    pub agency: String,
    /// Number, left blank for the office to fill in.
    pub number: String,
    /// Place and date, the date left blank.
    pub place_date: String,
}

/// Kind and title of a document.
#[derive(Debug, Clone, Serialize)]
pub struct Title {
    /// BÁO CÁO, or nothing.
    pub kind: String,
    /// The title.
    pub text: String,
    /// A line below it.
    pub note: String,
}

/// An annex with its own page numbers.
#[derive(Debug, Clone)]
pub struct Annex {
    /// Roman number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The line that says to which document it belongs.
    pub note: String,
    /// Whether its pages lie across.
    pub landscape: bool,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// The text of a report: blocks made by the program, or a template that an official can edit.
#[derive(Debug, Clone)]
pub enum Body {
    /// Blocks.
    Blocks(Vec<Block>),
    /// A text that an official can edit.
    Narrative(Narrative),
}

/// The texts of reports below `content/vi/bao-cao/`; another file there is one that nobody prints.
pub const NARRATIVES: &[&str] = &[status::TEMPLATE, brief::PAGE, brief::MESSAGE];

/// A text that an official can edit, the figures it may name, and what it may place.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    /// The file below `content/vi/bao-cao/`.
    pub template: &'static str,
    /// The figures, as text; the same names in every report of the kind.
    pub figures: BTreeMap<String, serde_json::Value>,
    /// Tables, charts and made sections, by the name that the text gives: `[[T1]]`.
    pub tables: BTreeMap<String, Vec<Block>>,
    /// How documents are cited, by id; texts name them as `doc["nd-32-2024"]`.
    pub citations: BTreeMap<String, cite::Citation>,
}

/// A report.
#[derive(Debug, Clone)]
pub struct Report {
    /// What it is.
    pub kind: ReportKind,
    /// What it is about.
    pub subject: Subject,
    /// The name of its files without extension.
    pub name: String,
    /// What its files say of themselves.
    pub meta: Meta,
    /// Its head block.
    pub head: Option<Head>,
    /// Its title.
    pub title: Title,
    /// To whom it goes.
    pub addressees: Vec<String>,
    /// Its text.
    pub body: Body,
    /// "Nơi nhận".
    pub recipients: Vec<String>,
    /// Lines of the signer.
    pub signer: Vec<String>,
    /// Its annexes.
    pub annexes: Vec<Annex>,
    /// Small print at the end.
    pub footer: String,
    /// The way from the paper to the page.
    pub qr: Option<Qr>,
}

impl Report {
    /// Returns the formats that it has: a message is text alone, and a workbook is where there are tables, but of one sheet of
    /// paper, whose figures are in the report or the open data.
    pub fn formats(&self) -> Vec<Format> {
        let is_message = self.kind == ReportKind::Message;
        let has = |format: &Format| match format {
            Format::Html => true,
            Format::Txt => is_message,
            Format::Xlsx => self.has_workbook(),
            _ => !is_message,
        };
        Format::ALL.iter().copied().filter(has).collect()
    }

    fn has_workbook(&self) -> bool {
        let is_table = |block: &Block| matches!(block, Block::Table(_));
        let in_text = match &self.body {
            Body::Blocks(blocks) => blocks.iter().any(is_table),
            Body::Narrative(narrative) => narrative.tables.values().flatten().any(is_table),
        };
        let in_annexes = self.annexes.iter().flat_map(|annex| &annex.blocks).any(is_table);
        let is_sheet = matches!(self.kind, ReportKind::Factsheet | ReportKind::Leaders | ReportKind::Message);
        !is_sheet && (in_text || in_annexes)
    }

    /// Returns its tables in order; `text` is its text, written out.
    pub fn tables<'a>(&'a self, text: &'a [Block]) -> Vec<&'a Table> {
        let annexes = self.annexes.iter().flat_map(|annex| &annex.blocks);
        let table = |block: &'a Block| if let Block::Table(table) = block { Some(table) } else { None };
        text.iter().chain(annexes).filter_map(table).collect()
    }

    /// Returns its file in a format, below the folder of its language; the page of a factsheet is that of its cluster, as
    /// is that of an agency's work.
    pub fn path(&self, format: Format) -> String {
        let folder = self.subject.folder();
        let path = match format {
            Format::Html if self.subject.has_page() => format!("{folder}/{}/index.html", self.name),
            Format::Html => format!("{folder}/index.html"),
            other => format!("{folder}/{}.{}", self.name, other.extension()),
        };
        Language::from_tag(&self.meta.language).map_or(path.clone(), |language| url::spoken(&path, language))
    }
}
