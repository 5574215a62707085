//! What a run is asked to do, beside its sources, and who watches it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::text::Language;

/// The choices of the person who starts a run; the command line is turned into this once.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Address of the site, instead of the one in `data/site.yaml`; empty when it is not known.
    pub base_url: Option<String>,
    /// The day that "today" means, instead of the one in `data/site.yaml`.
    pub date: Option<NaiveDate>,
    /// The day of a report that is planned beside those of the periods.
    pub as_of: Option<NaiveDate>,
    /// Language of messages, instead of the one in `data/site.yaml`.
    pub language: Option<Language>,
    /// Whether the pages are marked as a draft that is not to be published.
    pub draft: bool,
}

/// Reports of an earlier build by the digest of what they print, so that unchanged ones are not made again.
pub type Previous = BTreeMap<String, Vec<u8>>;

/// The kinds of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// Biểu số 01.
    #[serde(rename = "bieu-01")]
    Bieu01,
    /// Biểu số 02.
    #[serde(rename = "bieu-02")]
    Bieu02,
    /// Biểu số 03.
    #[serde(rename = "bieu-03")]
    Bieu03,
    /// Biểu số 04.
    #[serde(rename = "bieu-04")]
    Bieu04,
    /// Tình hình phát triển cụm công nghiệp.
    Status,
    /// A page for leaders.
    Leaders,
    /// A message of a few lines for leaders.
    Message,
    /// The sheet of a cluster.
    Factsheet,
    /// Duties of an agency, and what waits for it.
    Agency,
}

impl ReportKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::Bieu01,
        Self::Bieu02,
        Self::Bieu03,
        Self::Bieu04,
        Self::Status,
        Self::Leaders,
        Self::Message,
        Self::Factsheet,
        Self::Agency,
    ];
}

/// A file format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Portable document, PDF/UA-1 and PDF/A-2a.
    Pdf,
    /// Word document, which officials edit.
    Docx,
    /// Workbook; only forms have one.
    Xlsx,
    /// Plain text, to copy into a message.
    Txt,
    /// Page.
    Html,
}

impl Format {
    /// Every format, in the order in which links to them stand.
    pub const ALL: &[Self] = &[Self::Pdf, Self::Docx, Self::Xlsx, Self::Txt, Self::Html];

    /// Returns the ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Txt => "txt",
            Self::Html => "html",
        }
    }
}

/// An order for one report alone.
#[derive(Debug, Clone)]
pub struct Order {
    /// Which report.
    pub kind: ReportKind,
    /// Of what.
    pub about: Asked,
    /// In which formats.
    pub formats: Vec<Format>,
    /// Whether it is signed and sent within the administration, with the sums that the public is not told.
    pub official: bool,
}

/// What a report is asked of; all of the data when not said.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Of which period: `2026-H1`.
    pub period: Option<String>,
    /// Of which day that is none of a period: `2026-08-01`.
    pub day: Option<String>,
    /// Of which cluster, by its id.
    pub cluster: Option<String>,
    /// Of which commune, by its statistical code.
    pub commune: Option<String>,
    /// Of which agency, by its id.
    pub agency: Option<String>,
}

impl Asked {
    /// Returns each name, or nothing where none is given.
    pub fn parts(&self) -> [Option<&str>; 5] {
        [&self.period, &self.day, &self.cluster, &self.commune, &self.agency].map(Option::as_deref)
    }

    /// Returns whether something of these names is meant.
    pub fn is_met_by(&self, own: &Self) -> bool {
        self.parts().into_iter().zip(own.parts()).all(|(asked, own)| asked.is_none() || asked == own)
    }
}

/// A workbook that an office fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlankKind {
    /// The data-entry workbook.
    Entry,
    /// Biểu số 01, of a project in a cluster.
    Project,
    /// Biểu số 02, of the developer of a cluster.
    Developer,
    /// Biểu số 03, of a commune.
    Commune,
}

impl BlankKind {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Entry, Self::Project, Self::Developer, Self::Commune];

    /// Returns the name, with which its files begin.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entry => "nhap-lieu",
            Self::Project => "bieu-01",
            Self::Developer => "bieu-02",
            Self::Commune => "bieu-03",
        }
    }
}

/// An order for blank workbooks.
#[derive(Debug, Clone, Default)]
pub struct BlankOrder {
    /// Which workbook; every kind when not said.
    pub kind: Option<BlankKind>,
    /// For which period; the offices choose when not said.
    pub period: Option<String>,
    /// The forms of which cluster; of all when not said.
    pub cluster: Option<String>,
}

/// One piece of work within a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// A stage of the pipeline: `parse`, `resolve`, `check`, `plan`, `render`, within it
    /// `narratives`, `frame`, `links`, and `typeset` once for each PDF that is made anew.
    Stage(&'a str),
    /// A page made from a template.
    Page(&'a str),
    /// A report file.
    Report(&'a str),
}

/// Somebody who wants to know what goes on: a clock or a progress bar.
///
/// The library itself has no clock; it hands its work to the watch, which runs it exactly once.
pub trait Watch: Sync {
    /// Is told how many pages and reports will be made.
    fn expect(&self, pages: usize, reports: usize);

    /// Runs the work.
    fn during(&self, step: Step<'_>, work: &mut dyn FnMut());
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn expect(&self, _: usize, _: usize) {}

    fn during(&self, _: Step<'_>, work: &mut dyn FnMut()) {
        work();
    }
}

/// Hands a piece of work to the watch and returns what it gave.
pub(crate) fn watched<T>(watch: &dyn Watch, step: Step<'_>, work: impl FnOnce() -> T) -> T {
    let mut work = Some(work);
    let mut result = None;
    watch.during(step, &mut || {
        if let Some(work) = work.take() {
            result = Some(work());
        }
    });
    result.expect("a watch runs the work that it is handed")
}
