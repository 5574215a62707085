//! Words of the data in other languages: what the tables have in Vietnamese and a reader of another language meets.

use crate::diagnostic::Reported;
use crate::place::Location;
use crate::record::{Column, Holds, Need, Row, optional, required};
use crate::text::Language;

use super::super::Names;
use super::super::table::Entity;

/// The translation of one text of the data, wherever it stands.
///
/// It belongs to the Vietnamese words themselves: when an official changes them, the old translation no longer applies,
/// and the page shows the new words in Vietnamese until somebody translates them.
#[derive(Debug)]
pub struct Translation {
    /// The Vietnamese text, letter by letter as a table has it.
    pub vi: String,
    /// English.
    pub en: Option<String>,
    /// Chinese.
    pub zh: Option<String>,
    /// The row.
    pub at: Location,
}

impl Translation {
    /// Returns the words in a language, if there are any.
    pub fn get(&self, language: Language) -> Option<&str> {
        match language {
            Language::Vi => Some(&self.vi),
            Language::En => self.en.as_deref(),
            Language::Zh => self.zh.as_deref(),
        }
    }
}

impl Entity for Translation {
    const TABLE: &'static str = "translations";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["vi"];
    const COLUMNS: &'static [Column] = &[
        required("vi", "Tiếng Việt").holding(Holds::Vietnamese),
        optional("en", "Tiếng Anh").holding(Holds::English),
        optional("zh", "Tiếng Trung").holding(Holds::Chinese),
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        let (vi, en, zh) = (row.required("vi"), row.optional("en"), row.optional("zh"));
        Ok(Self { vi: vi?, en: en?, zh: zh?, at: row.at().clone() })
    }
}
