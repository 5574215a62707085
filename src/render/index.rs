//! The search index as a script that assigns one constant: a page opened from a folder may load no other file.

use serde_json::json;

use crate::site::index::{Entry, Kind};
use crate::text::search::{ROMAN, SHORT, TONES};

/// Where it stands.
pub(super) const PATH: &str = "assets/search-index.js";

/// Returns the script; an entry is kind, address, name, note, other names, other words.
pub(super) fn script(entries: &[Entry]) -> Vec<u8> {
    let rows = entries.iter().map(|entry| {
        json!([entry.kind as usize, entry.address.path(), entry.title, entry.note, entry.names, entry.words])
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
