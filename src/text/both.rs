//! Text in the two languages in which the program speaks to the people who run it.

use std::fmt;

use chrono::NaiveDate;

use super::{Amount, PartialDate};

/// A language of the site or of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Vietnamese, complete everywhere.
    Vi,
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl Language {
    /// Returns the language with this BCP 47 tag, if the site knows it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            "zh" => Some(Self::Zh),
            _ => None,
        }
    }

    /// Returns its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
            Self::Zh => "中文（简体）",
        }
    }

    /// Returns the BCP 47 tag, which is also the first part of the addresses.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

/// One sentence in Vietnamese and in English; neither can be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Both {
    vi: String,
    en: String,
}

impl Both {
    /// Makes the pair.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// Returns the text for messages in `language`; messages have no Chinese, so it reads English.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En | Language::Zh => &self.en,
        }
    }
}

/// A value that each language writes in its own way: `73,76` and `73.76`.
pub trait Said {
    /// Returns the value as the language writes it.
    fn said(&self, language: Language) -> String;
}

impl Said for Both {
    fn said(&self, language: Language) -> String {
        self.get(language).to_owned()
    }
}

impl Said for Amount {
    fn said(&self, language: Language) -> String {
        self.show(language, 6)
    }
}

impl Said for PartialDate {
    fn said(&self, language: Language) -> String {
        self.show(language)
    }
}

impl Said for NaiveDate {
    fn said(&self, language: Language) -> String {
        PartialDate::Day(*self).show(language)
    }
}

impl<T: Said> Said for Option<T> {
    fn said(&self, language: Language) -> String {
        self.as_ref().map(|value| value.said(language)).unwrap_or_default()
    }
}

impl<T: Said> Said for &T {
    fn said(&self, language: Language) -> String {
        (*self).said(language)
    }
}

/// Writes a [`Both`] from two format strings, Vietnamese first.
///
/// Values after the semicolon are written by each language in its own way:
/// `say!("diện tích {size} ha", "an area of {size} ha"; size = area)`.
#[macro_export]
macro_rules! say {
    ($vi:literal, $en:literal $(; $($name:ident = $value:expr),+)? $(,)?) => {
        $crate::text::Both::new(
            { $($(let $name = $crate::text::Said::said(&$value, $crate::text::Language::Vi);)+)? format!($vi) },
            { $($(let $name = $crate::text::Said::said(&$value, $crate::text::Language::En);)+)? format!($en) },
        )
    };
}
