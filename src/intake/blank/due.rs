//! Days as officials write them.

use chrono::NaiveDate;

use crate::text::{Language, PartialDate};

/// Writes a day as officials do: 19/06/2026.
pub(in super::super) fn day(day: NaiveDate) -> String {
    PartialDate::Day(day).show(Language::Vi)
}
