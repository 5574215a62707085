//! The dated constants that the law sets, and the rules of this site.

use chrono::NaiveDate;

use crate::diagnostic::Reported;
use crate::place::Cells;
use crate::record::{Column, Row, optional, required};
use crate::text::{Amount, PartialDate};

use super::Names;
use super::basis::NOTE;
use super::law::{Document, Seen};
use super::table::{Entity, Key};

/// A constant of the law, or of this site, with its time in force.
#[derive(Debug)]
pub struct Limit {
    /// Its name: `area-max-ha`; the unit is part of it.
    pub id: String,
    /// Its value: a number or a date.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// First day.
    pub in_force_from: PartialDate,
    /// Last day.
    pub in_force_to: Option<PartialDate>,
    /// The document.
    pub document: Option<Key<Document>>,
    /// The article.
    pub article: Option<String>,
    /// How the document was read.
    pub seen: Seen,
    /// Its cells.
    pub cells: Cells,
}

impl Limit {
    /// Returns whether the constant holds on a day.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.in_force_from.first() <= on && self.in_force_to.is_none_or(|last| last.last() >= on)
    }

    /// Returns the value as a number.
    pub fn amount(&self) -> Option<Amount> {
        Amount::from_plain(&self.value)
    }
}

impl Entity for Limit {
    const TABLE: &'static str = "limits";
    const KEY: &'static [&'static str] = &["id", "in_force_from"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Tên"),
        required("value", "Giá trị"),
        required("unit", "Đơn vị"),
        required("in_force_from", "Hiệu lực từ"),
        optional("in_force_to", "Hiệu lực đến"),
        optional("document", "Mã văn bản"),
        optional("article", "Điều khoản"),
        optional("seen", "Cách đọc"),
        NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let id = row.required("id");
        let value = row.required("value");
        let unit = row.required("unit");
        let in_force_from = row.required("in_force_from");
        let in_force_to = row.optional("in_force_to");
        let document = names.documents.optional(row, "document");
        let article = row.optional("article");
        let seen = row.optional("seen");
        Ok(Self {
            id: id?,
            value: value?,
            unit: unit?,
            in_force_from: in_force_from?,
            in_force_to: in_force_to?,
            document: document?,
            article: article?,
            seen: seen?.unwrap_or(Seen::Secondary),
            cells: row.cells(),
        })
    }
}
