//! Addresses of the site as they are written on a page: relative to it, and in its language where there is the page.

use std::collections::BTreeSet;

use crate::files::OutputPath;
use crate::text::Language;

/// Where an address leads from the page on which it stands.
pub(super) struct Target {
    path: String,
    /// Its language, when the page has another.
    language: Option<Language>,
}

impl From<String> for Target {
    fn from(path: String) -> Self {
        Self { path, language: None }
    }
}

impl Target {
    /// Pages are planned with Vietnamese addresses; a page of another language leads to the page of its own among `paths`.
    pub(super) fn spoken(path: &str, language: Language, from: &OutputPath, paths: &BTreeSet<String>) -> Self {
        let translated = path.strip_prefix("vi/").map(|rest| format!("{language}/{rest}"));
        let is_foreign = language != Language::Vi && path.starts_with("vi/") && path.ends_with(".html");
        match translated.filter(|it| paths.contains(it)) {
            Some(path) => OutputPath::new(path).relative_from(from).into(),
            None => {
                Self { path: OutputPath::new(path).relative_from(from), language: is_foreign.then_some(Language::Vi) }
            }
        }
    }
}

/// Turns every address that is written from the root of the site into one that works where the page stands.
pub(super) fn addressed(text: &str, place: impl Fn(&str) -> Target) -> String {
    let mut parts = text.split("=\"@/");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (address, rest) = part.split_once('"').unwrap_or((part, ""));
        let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        let is_link = whole.ends_with("<a href");
        whole.push_str("=\"");
        let target = place(path);
        whole.push_str(&target.path);
        if let Some(anchor) = anchor {
            whole.push('#');
            whole.push_str(anchor);
        }
        whole.push('"');
        if let Some(language) = target.language.filter(|_| is_link) {
            whole.push_str(&format!(" hreflang=\"{language}\""));
        }
        whole.push_str(rest);
    }
    whole
}
