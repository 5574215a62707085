//! The links from a page to the same page in other languages.

use serde::Serialize;

use crate::files::OutputPath;
use crate::site::{Page, Site, url};
use crate::text::Language;

/// The same page in a language.
#[derive(Serialize)]
pub(super) struct Translation {
    /// Its tag.
    language: &'static str,
    /// The language in its own name.
    name: &'static str,
    /// The page, from the one that leads there: it stays in its own language.
    link: String,
    /// Its public address, when it has one.
    url: Option<String>,
}

impl Translation {
    pub(super) fn new(site: &Site, page: &Page, language: Language, path: &str) -> Self {
        let link = OutputPath::new(path).relative_from(&OutputPath::new(page.path.as_str()));
        let url = url::public(&site.frame.base_url, path);
        Self { language: language.tag(), name: language.name(), link, url }
    }
}
