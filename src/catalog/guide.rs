//! A guidance or fixed page: its front matter and its body's outline.

mod page;

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::{Diagnostics, Reported};
use crate::files::SourcePath;
use crate::markdown::{self, Heading};
use crate::parse;
use crate::place::{Lines, Located};
use crate::record::{Column, Need, Record, Row, Sheet, bind, optional, required};
use crate::text::Language;
use crate::text::number::NumberStyle;

use super::Names;
use super::agency::Agency;
use super::law::Document;
use super::table::{Entity, Key};

choices! {
    /// Which part of the site a page belongs to.
    Section {
        /// Guidance for investors and offices.
        Guidance = "huong-dan",
        /// A fixed page: about, contact, accessibility.
        Fixed = "trang",
    }
}

/// A Markdown page.
#[derive(Debug)]
pub struct Guide {
    /// The file.
    pub path: SourcePath,
    /// Its language, from the folder: `content/vi/…`.
    pub language: Language,
    /// Its name in addresses, from the file name.
    pub slug: String,
    /// Its title, the page's h1.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Place in its section.
    pub order: u32,
    /// When its words last changed.
    pub updated: NaiveDate,
    /// The documents that it rests on.
    pub documents: Vec<Located<Key<Document>>>,
    /// The agencies that it speaks of.
    pub agencies: Vec<Key<Agency>>,
    /// Its part of the site.
    pub section: Section,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Links with their places.
    pub links: Vec<Located<String>>,
    /// The whole file.
    pub text: String,
    /// Byte at which the body begins.
    pub body: usize,
}

/// The front matter alone.
struct Front {
    title: String,
    summary: String,
    order: u32,
    updated: NaiveDate,
    documents: Vec<Located<Key<Document>>>,
    agencies: Vec<Key<Agency>>,
    section: Section,
}

impl Entity for Front {
    const TABLE: &'static str = "front";
    const NEED: Need = Need::Optional;
    const COLUMNS: &'static [Column] = &[
        required("title", "Tiêu đề"),
        required("summary", "Tóm tắt"),
        required("order", "Thứ tự"),
        required("updated", "Cập nhật"),
        optional("documents", "Văn bản"),
        optional("agencies", "Cơ quan"),
        required("section", "Mục"),
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let title = row.required("title");
        let summary = row.required("summary");
        let order = row.required("order");
        let updated = row.required("updated");
        let documents = names.documents.list(row, "documents");
        let places = row.items("documents");
        let agencies = names.agencies.list(row, "agencies");
        let section = row.required("section");
        let located = documents?.into_iter().zip(places?).map(|(key, place)| Located::new(key, place.at));
        Ok(Self {
            title: title?,
            summary: summary?,
            order: order?,
            updated: updated?,
            documents: located.collect(),
            agencies: agencies?,
            section: section?,
        })
    }
}

/// Reads a page; reports faults of its front matter and of its Markdown.
pub(super) fn read(document: parse::Document, names: &Names, faults: &mut Diagnostics) -> Option<Guide> {
    let outline = markdown::outline(&document.text, document.body);
    let lines = Lines::new(&document.text);
    page::check(&document, &lines, &outline, faults);
    let front = front(document.front, &document.path, names, faults)?;
    let located = |link: markdown::Link| Located::new(link.target, lines.place(&document.path, link.bytes));
    let links = outline.links.into_iter().map(located).collect();
    let folder = document.path.as_str().split('/').nth(1).unwrap_or_default();
    Some(Guide {
        language: Language::from_tag(folder).unwrap_or(Language::Vi),
        slug: document.path.stem().to_owned(),
        path: document.path,
        title: front.title,
        summary: front.summary,
        order: front.order,
        updated: front.updated,
        documents: front.documents,
        agencies: front.agencies,
        section: front.section,
        headings: outline.headings,
        links,
        text: document.text,
        body: document.body,
    })
}

fn front(record: Record, path: &SourcePath, names: &Names, faults: &mut Diagnostics) -> Option<Front> {
    let sheet = Sheet { name: path.stem().to_owned(), at: record.at.clone(), header: None, records: vec![record] };
    let bound = bind(sheet, Front::COLUMNS, Front::KEY, faults);
    let bound = bound.first()?;
    Front::read(&mut Row::new(bound, NumberStyle::Plain, faults), names).ok()
}
