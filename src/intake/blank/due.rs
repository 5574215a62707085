//! Which form was due last, and days as officials write them.

use chrono::NaiveDate;

use crate::catalog::form::{Form, Span};
use crate::text::{Language, PartialDate};

/// Returns the period whose last day has passed most recently.
pub(in super::super) fn previous(form: &Form, today: NaiveDate) -> Option<(Span, NaiveDate)> {
    use chrono::Datelike;
    let year = today.year();
    let spans = [Span { year, half: false }, Span { year, half: true }, Span { year: year - 1, half: false }];
    let due = spans.into_iter().filter_map(|span| Some((span, form.last_day(span)?)));
    due.into_iter().find(|(_, last)| *last < today)
}

/// Writes a day as officials do: 19/06/2026.
pub(in super::super) fn day(day: NaiveDate) -> String {
    PartialDate::Day(day).show(Language::Vi)
}
