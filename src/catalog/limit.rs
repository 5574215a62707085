//! The dated constants that the law sets, and the rules of this site.

use chrono::{Days, NaiveDate};

use crate::choices;
use crate::diagnostic::Reported;
use crate::place::Cells;
use crate::record::{Column, Row, optional, required};
use crate::text::{Amount, PartialDate};

use super::basis::NOTE;
use super::law::{Document, Seen};
use super::table::{Entity, Key};
use super::{Catalog, Names};

choices! {
    /// A constant that the program computes with; its unit is part of its name.
    LimitId {
        /// The largest cluster, ha (NĐ 32/2024/NĐ-CP khoản 1 Điều 2).
        AreaMax = "area-max-ha",
        /// The smallest cluster, ha (the same).
        AreaMin = "area-min-ha",
        /// The smallest cluster of a mountain district, ha (the same, until NĐ 303/2026/NĐ-CP).
        AreaMinMountain = "area-min-mountain-ha",
        /// The smallest cluster of a craft village, ha (the same, until NĐ 303/2026/NĐ-CP).
        AreaMinCraft = "area-min-craft-ha",
        /// After how many days the state of land must be confirmed again (a rule of the site).
        LandAge = "land-age-days",
        /// The same for prices.
        PriceAge = "price-age-days",
        /// The same for what is under way.
        ProgressAge = "progress-age-days",
        /// Of how many firms a sum of unpublished figures must be to be told (a rule of the site).
        LeastFirms = "published-sum-least-firms",
    }
}

impl LimitId {
    /// Returns whether the constant must hold on every build day; the law has dropped the exceptions.
    pub fn is_lasting(self) -> bool {
        !matches!(self, Self::AreaMinMountain | Self::AreaMinCraft)
    }
}

/// The value of a constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitValue {
    /// A number, in the unit of the row.
    Number(Amount),
    /// A count of days.
    Days(u32),
    /// A day.
    Date(NaiveDate),
}

/// A constant of the law, or of this site, with its time in force.
#[derive(Debug)]
pub struct Limit {
    /// Its name: `area-max-ha`; the unit is part of it.
    pub id: String,
    /// Which constant of the program it is; most are only told to readers.
    pub known: Option<LimitId>,
    /// Its value.
    pub value: LimitValue,
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
}

/// Reads the value as what the constant is; of one that the program does not know, dates are told by their form.
fn limit_value(row: &mut Row<'_>, known: Option<LimitId>) -> Result<LimitValue, Reported> {
    let text: String = row.required("value")?;
    match known {
        Some(LimitId::LandAge | LimitId::PriceAge | LimitId::ProgressAge) => {
            row.required("value").map(LimitValue::Days)
        }
        None if text.matches(['-', '/']).count() == 2 => row.required("value").map(LimitValue::Date),
        _ => row.required("value").map(LimitValue::Number),
    }
}

impl Catalog {
    /// Returns a constant of area that holds on a day, hectares.
    pub fn limit_ha(&self, id: LimitId, on: NaiveDate) -> Option<Amount> {
        match self.limit(id, on)?.value {
            LimitValue::Number(hectares) => Some(hectares),
            _ => None,
        }
    }

    /// Returns the oldest day that still counts on a day by a rule on age; nothing when no rule holds then.
    pub fn oldest(&self, rule: LimitId, on: NaiveDate) -> Option<NaiveDate> {
        match self.limit(rule, on)?.value {
            LimitValue::Days(days) => on.checked_sub_days(Days::new(days.into())),
            _ => None,
        }
    }

    /// Returns of how many firms a sum of unpublished figures must be to be told; nothing when no rule holds then.
    pub fn least_firms(&self, on: NaiveDate) -> Option<Amount> {
        match self.limit(LimitId::LeastFirms, on)?.value {
            LimitValue::Number(firms) => Some(firms),
            _ => None,
        }
    }

    fn limit(&self, id: LimitId, on: NaiveDate) -> Option<&Limit> {
        // A row that nobody closed gives way to the one that replaced it.
        let held = self.limits.iter().filter(|limit| limit.known == Some(id) && limit.holds(on));
        held.max_by_key(|limit| limit.in_force_from)
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
        let id: Result<String, _> = row.required("id");
        let known = id.as_ref().ok().and_then(|id| LimitId::ALL.iter().find(|known| known.name() == id)).copied();
        let value = limit_value(row, known);
        let unit = row.required("unit");
        let in_force_from = row.required("in_force_from");
        let in_force_to = row.optional("in_force_to");
        let document = names.documents.optional(row, "document");
        let article = row.optional("article");
        let seen = row.optional("seen");
        Ok(Self {
            id: id?,
            known,
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
