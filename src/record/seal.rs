//! The digest of a row's contents, by which an approval knows whether the row is still the one that was approved.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Bound, Raw};
use crate::place::Location;
use crate::text::number::NumberStyle;
use crate::text::{Amount, PartialDate};

/// A row by its name and the digest of its contents.
#[derive(Debug)]
pub struct Seal {
    /// The name of the row in its table.
    pub record: Arc<str>,
    /// `k` and sixteen hexadecimal digits; a spreadsheet program would take digits alone for a number.
    pub digest: String,
    /// The row.
    pub at: Location,
}

impl Bound {
    /// Returns the seal of a row that has a name.
    ///
    /// It is made of the filled cells in the order of the declared columns, so that neither the file's format nor the
    /// order of its columns or rows changes it.
    pub fn seal(&self) -> Option<Seal> {
        let mut hasher = Sha256::new();
        for column in self.columns {
            let cell = self.cells.iter().find(|(name, cell)| *name == column.name && cell.value != Raw::Empty);
            for text in cell.into_iter().flat_map(|(_, cell)| said(&cell.value)) {
                hasher.update(format!("{}\u{1f}{text}\u{1e}", column.name));
            }
        }
        let digest: String = hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Some(Seal { record: self.at.record.clone()?, digest: format!("k{digest}"), at: self.at.clone() })
    }
}

/// A list is the same whether it is a list of YAML or a cell with semicolons, a day or a number however it is written.
fn said(raw: &Raw) -> Vec<String> {
    match raw {
        Raw::Text(text) => text.split(';').map(|item| plain(item.trim())).collect(),
        Raw::List(items) => items.iter().map(|item| item.value.trim().to_owned()).collect(),
        Raw::Number(text) | Raw::Error(text) => vec![text.clone()],
        Raw::Bool(value) => vec![value.to_string()],
        Raw::Date(date) => vec![date.to_string()],
        Raw::Empty => Vec::new(),
    }
}

/// A code such as `06385` is no number.
fn plain(text: &str) -> String {
    let is_code = text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = || Amount::parse(text, NumberStyle::Plain).ok().filter(|_| !is_code).map(Amount::plain);
    let day = || PartialDate::parse(text).filter(|_| text.len() > 4).map(|date| date.to_string());
    day().or_else(number).unwrap_or_else(|| text.to_owned())
}
