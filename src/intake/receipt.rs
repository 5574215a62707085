//! A file that was received as a source of facts: known by its contents, so that the same file is one source.

use std::collections::{BTreeMap, BTreeSet};

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

/// Returns the rows of the source and of its receipt; they name the forms and sheets, never the firm that sent them.
pub(super) fn rows(desk: &Desk<'_>, sent: &Received, told: &[Both], read: &[Row]) -> [Row; 2] {
    let at = Location::file(&desk.file);
    let said = |text: String| Located::new(text, at.clone());
    let whole = Sha256::digest(&sent.bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut what: Vec<&str> = told.iter().map(|what| what.get(Language::Vi)).collect();
    what.dedup();
    let what = what.join("; ");
    let today = desk.order.today.to_string();
    let source = BTreeMap::from([
        ("id", said(desk.source.clone())),
        ("title", said(format!("{what} (SHA-256 {})", &whole[..16]))),
        ("publisher", said("Báo cáo gửi Sở Công Thương".to_owned())),
        ("kind", said("received".to_owned())),
        ("checked_on", said(today.clone())),
    ]);
    let mut receipt = BTreeMap::from([
        ("id", said(desk.source.clone())),
        ("file", said(sent.name.clone())),
        ("what", said(what)),
        ("received_on", said(today)),
        ("sha256", said(whole)),
        ("state", said("checked".to_owned())),
    ]);
    // A file of one period is waited for by the report of that period.
    let periods: BTreeSet<&str> =
        read.iter().filter_map(|row| row.cells.get("period")).map(|cell| cell.value.as_str()).collect();
    if let (Some(period), 1) = (periods.first(), periods.len()) {
        receipt.insert("period", said((*period).to_owned()));
    }
    let row = |table, cells| Row { table, at: at.clone(), cells };
    [row("sources", source), row("receipts", receipt)]
}

/// Returns whether the rows of a table tell of the file itself, not of what it says.
pub(super) fn is_of_file(table: &str) -> bool {
    matches!(table, "sources" | "receipts")
}
