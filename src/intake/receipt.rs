//! A file that was received as a source of facts: known by its contents, so that the same file is one source.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::place::{Located, Location};
use crate::text::{Both, Language};

use super::{Desk, Received, Row};

/// Returns the id of the source: the same bytes have the same.
pub(super) fn id(bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("nhan-{digest}")
}

/// Returns a name under which the file can be kept on every system.
pub(super) fn file_name(name: &str) -> String {
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem: String = crate::text::slug(stem).chars().take(80).collect();
    let end: String = end.chars().filter(char::is_ascii_alphanumeric).take(5).collect::<String>().to_lowercase();
    let stem = if stem.is_empty() { "tep" } else { &stem };
    if end.is_empty() { stem.to_owned() } else { format!("{stem}.{end}") }
}

/// Returns the row of the source; it names the forms and sheets, never the firm that sent them.
pub(super) fn row(desk: &Desk<'_>, sent: &Received, told: &[Both]) -> Row {
    let at = Location::file(&desk.file);
    let said = |text: String| Located::new(text, at.clone());
    let whole = Sha256::digest(&sent.bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut title: Vec<&str> = told.iter().map(|what| what.get(Language::Vi)).collect();
    title.dedup();
    let title = format!("{} (SHA-256 {})", title.join("; "), &whole[..16]);
    let cells = BTreeMap::from([
        ("id", said(desk.source.clone())),
        ("title", said(title)),
        ("publisher", said("Báo cáo gửi Sở Công Thương".to_owned())),
        ("kind", said("received".to_owned())),
        ("checked_on", said(desk.order.today.to_string())),
    ]);
    Row { table: "sources", at, cells }
}
