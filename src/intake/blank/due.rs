//! Until when a form may be sent: "gửi trước ngày 20 tháng 6" means that the 19th is the last day in time.

use chrono::NaiveDate;

use crate::catalog::form::{Form, Span};
use crate::text::{Language, PartialDate};

/// Returns the last day on which the form of a period is in time, read from the form's own line on the deadline.
///
/// Nothing if the line does not have the words of the circular; then only the line itself can be told.
pub(super) fn last_day(form: &Form, span: Span) -> Option<NaiveDate> {
    let phrase =
        if span.half { "Báo cáo 6 tháng gửi trước ngày " } else { "Báo cáo năm gửi trước ngày " };
    let (_, rest) = form.deadline_line.split_once(phrase)?;
    let (day, rest) = rest.split_once(" tháng ")?;
    let month: String = rest.chars().take_while(char::is_ascii_digit).collect();
    NaiveDate::from_ymd_opt(span.year, month.parse().ok()?, day.parse().ok()?)?.pred_opt()
}

/// Returns the periods of this year and the next half of the year, the one due next first.
pub(super) fn next(form: &Form, today: NaiveDate) -> Option<(Span, NaiveDate)> {
    use chrono::Datelike;
    let year = today.year();
    let spans = [Span { year, half: true }, Span { year, half: false }, Span { year: year + 1, half: true }];
    let due = spans.into_iter().filter_map(|span| Some((span, last_day(form, span)?)));
    due.into_iter().find(|(_, last)| *last >= today)
}

/// Returns the period whose last day has passed most recently.
pub(in super::super) fn previous(form: &Form, today: NaiveDate) -> Option<(Span, NaiveDate)> {
    use chrono::Datelike;
    let year = today.year();
    let spans = [Span { year, half: false }, Span { year, half: true }, Span { year: year - 1, half: false }];
    let due = spans.into_iter().filter_map(|span| Some((span, last_day(form, span)?)));
    due.into_iter().find(|(_, last)| *last < today)
}

/// Writes a day as officials do: 19/06/2026.
pub(in super::super) fn day(day: NaiveDate) -> String {
    PartialDate::Day(day).show(Language::Vi)
}
