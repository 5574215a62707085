//! What the text may name of the days to come: by when forms are sent, by when old clusters are settled.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::catalog::form::Span;
use crate::catalog::limit::{Limit, LimitValue};
use crate::site::calendar;
use crate::site::report::cite;
use crate::site::show::Show;
use crate::text::article::within;
use crate::text::date::show_formal;

/// `form_01.next` to `form_04.next` for the period after this one; `settle` with `divide`, `before`, `ahead` and `basis`.
///
/// What is not in the data is empty.
pub(super) fn figures(show: &Show<'_>, span: Span) -> BTreeMap<String, Value> {
    let due = calendar::due(show);
    let forms = calendar::forms(show).map(|form| {
        // Who is asked in this report sends the forms of the next: those of its own period are due before it is.
        let next = due.iter().find(|due| due.form.form == form.form && due.span.to() > span.to());
        let last = next.map(|due| show_formal(due.last)).unwrap_or_default();
        (form.form.name().replace("bieu-", "form_"), json!({ "next": last }))
    });
    let blank = ["form_01", "form_02", "form_03", "form_04"].map(|name| (name.to_owned(), json!({ "next": "" })));
    blank.into_iter().chain(forms).chain([("settle".to_owned(), settle(show))]).collect()
}

/// By when clusters from before the first regulation are settled, which day divides, and by which clause (NĐ 32/2024/NĐ-CP
/// Điều 35 khoản 4).
fn settle(show: &Show<'_>) -> Value {
    let deadline = limit(show, "pre-2009-deadline");
    let basis = deadline.and_then(|(limit, _)| {
        let document = &show.catalog.documents[limit.document?];
        Some(format!("{}{}", within(limit.article.as_deref()?, show.language), cite::sign(document)))
    });
    let day = |found: Option<(&Limit, NaiveDate)>| found.map(|(_, day)| show_formal(day)).unwrap_or_default();
    json!({
        "before": day(deadline),
        "ahead": deadline.is_some_and(|(_, day)| day > show.today),
        "divide": day(limit(show, "pre-2009-divide")),
        "basis": basis.unwrap_or_default(),
    })
}

/// A limit that is a day, as the law on the day of the report has it.
fn limit<'a>(show: &Show<'a>, id: &str) -> Option<(&'a Limit, NaiveDate)> {
    let mut limits = show.catalog.limits.iter().filter(|limit| limit.id == id && limit.holds(show.today));
    let limit = limits.next_back()?;
    match limit.value {
        LimitValue::Date(day) => Some((limit, day)),
        _ => None,
    }
}
