//! The search index as a script that assigns one constant: a page opened from a folder may load no other file.

use std::collections::BTreeMap;

use serde_json::json;

use crate::site::index::Kind;
use crate::site::{Page, Site};
use crate::text::search::{ROMAN, SHORT, TONES};

/// Where it stands.
pub(super) const PATH: &str = "assets/search-index.js";

/// Returns the script; an entry is kind, address, name, note, other names, other words, and the other languages in which
/// there is its page.
pub(super) fn script(site: &Site) -> Vec<u8> {
    let others: BTreeMap<&str, String> = site.pages.iter().map(|page| (page.path.as_str(), others(page))).collect();
    let rows = site.index.iter().map(|entry| {
        let path = entry.address.path();
        let page = path.split_once('#').map_or(path, |(page, _)| page);
        let others = others.get(page).map_or("", String::as_str);
        json!([entry.kind as usize, path, entry.title, entry.note, entry.names, entry.words, others])
    });
    let index = json!({
        "short": SHORT,
        "roman": ROMAN,
        "tones": TONES,
        "kinds": Kind::ALL.map(Kind::title),
        "entries": rows.collect::<Vec<_>>(),
    });
    format!("const SEARCH_INDEX = {index};\n").into_bytes()
}

fn others(page: &Page) -> String {
    let others = page.translations.iter().filter(|(language, _)| *language != page.language);
    others.map(|(language, _)| language.tag()).collect::<Vec<_>>().join(" ")
}
