//! Words of the site: definitions, and the terms of the interface in three languages.

mod keys;
mod seeking;
mod translation;

use crate::diagnostic::Reported;
use crate::place::{Cells, Location};
use crate::record::{Column, Holds, Id, Row, optional, required};
use crate::text::Language;

use super::Names;
use super::law::Document;
use super::table::{Entity, Key};

pub use keys::{KEYS, PAGES, keys};
pub use translation::Translation;

/// A definition that tables link to.
#[derive(Debug)]
pub struct Definition {
    /// Its id and anchor.
    pub id: String,
    /// The term.
    pub term: String,
    /// What it means.
    pub text: String,
    /// The document that defines it.
    pub document: Option<Key<Document>>,
    /// The article.
    pub article: Option<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// How it is computed.
    pub formula: Option<String>,
    /// What it is not.
    pub not_to_be_confused: Option<String>,
    /// Place in the list.
    pub order: u32,
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Definition {
    const TABLE: &'static str = "definitions";
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã"),
        required("term", "Thuật ngữ"),
        required("text", "Định nghĩa"),
        optional("document", "Văn bản"),
        optional("article", "Điều khoản"),
        optional("unit", "Đơn vị"),
        optional("formula", "Công thức"),
        optional("not_to_be_confused", "Không nhầm với"),
        required("order", "Thứ tự"),
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            term: row.required("term"),
            text: row.required("text"),
            document: names.documents.optional(row, "document"),
            article: row.optional("article"),
            unit: row.optional("unit"),
            formula: row.optional("formula"),
            not_to_be_confused: row.optional("not_to_be_confused"),
            order: row.required("order");
            at: row.at().clone(),
            cells: row.cells(),
        }
    }
}

/// A word or fixed sentence of the interface.
#[derive(Debug)]
pub struct Term {
    /// Its key: stage.planned.
    pub key: String,
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: Option<String>,
    /// Chinese.
    pub zh: Option<String>,
    /// The row.
    pub at: Location,
}

impl Term {
    /// Returns the words in a language, the Vietnamese ones where it has none.
    pub fn get(&self, language: Language) -> &str {
        let own = match language {
            Language::Vi => None,
            Language::En => self.en.as_deref(),
            Language::Zh => self.zh.as_deref(),
        };
        own.unwrap_or(&self.vi)
    }
}

impl Entity for Term {
    const TABLE: &'static str = "terms";
    const KEY: &'static [&'static str] = &["key"];
    const COLUMNS: &'static [Column] = &[
        required("key", "Khóa"),
        required("vi", "Tiếng Việt").holding(Holds::Vietnamese),
        optional("en", "Tiếng Anh").holding(Holds::English),
        optional("zh", "Tiếng Trung").holding(Holds::Chinese),
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        whole! {
            key: row.required("key"),
            vi: row.required("vi"),
            en: row.optional("en"),
            zh: row.optional("zh");
            at: row.at().clone(),
        }
    }
}
