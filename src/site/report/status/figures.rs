//! The names that the text of the report may give, the same in every period.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::catalog::figure::ConflictState;
use crate::catalog::form::{FormRow, Span};
use crate::catalog::indicator::FormId;
use crate::catalog::rollup::{self, Income, Line, Scope};
use crate::catalog::standing::Stage;
use crate::site::page::statistics::{self, remark, result_cell};
use crate::site::report::cite;
use crate::site::show::{Show, number};
use crate::text::date::show_formal;

use super::ahead;
use super::change::{Pair, Reading};
use super::when;
use super::{inspected, obstacles};

/// Every row of Biểu 04 as `r3`, `r15_1`, …, with its comparisons, and the words around them.
pub(crate) fn figures(show: &Show<'_>, span: Span) -> BTreeMap<String, Value> {
    let spans = [span, span.previous(), span.year_before()];
    let [now, before, year_before] =
        spans.map(|other| rollup::lines_as(show.catalog, Scope::Province, other, span.to()));
    let mut figures: BTreeMap<String, Value> = BTreeMap::new();
    for ((line, before), year_before) in now.iter().zip(&before).zip(&year_before) {
        if line.row.unit.is_some() {
            let readings = [line, before, year_before].map(Reading::from);
            figures.insert(name_of(line.row), row(show, line, &readings, spans));
        }
    }
    for row in show.catalog.form_rows.iter().filter(|row| row.form == FormId::Province && row.unit.is_some()) {
        figures.entry(name_of(row)).or_insert_with(|| absent(show));
    }
    let incomes = [("income_projects", Income::Projects), ("income_developers", Income::Developers)];
    figures.extend(incomes.into_iter().filter_map(|(name, of)| Some((name.to_owned(), income(show, of, spans)?))));
    figures.extend(stages(show));
    let clusters = show.clusters();
    let open = obstacles::open(show, span);
    let states = || show.catalog.conflicts.iter().filter_map(|conflict| conflict.state_on(span.to()));
    let of = |wanted| states().filter(|state| *state == wanted).count();
    let documents = show.catalog.documents.rows().iter();
    let named = [
        ("province", json!(show.catalog.province.name)),
        ("from", json!(show_formal(span.from()))),
        ("to", json!(show_formal(span.to()))),
        ("period", json!(when(span))),
        ("half", json!(span.half)),
        ("clusters", json!(clusters.len())),
        ("obstacles", json!(open.len())),
        ("requests", json!(open.iter().filter(|it| it.request.is_some() && it.agency.is_some()).count())),
        ("deadlines", json!(open.iter().filter(|it| it.due.is_some()).count())),
        ("overdue", json!(open.iter().filter(|it| it.is_overdue(span.to())).count())),
        ("inspections", json!(inspected::within(show, span).len())),
        ("breaches", json!(inspected::open(show, span).len())),
        ("conflicts", json!(of(ConflictState::Open))),
        ("settled", json!(of(ConflictState::Settled))),
        ("doc", documents.map(|it| (it.id.as_str().to_owned(), json!(cite::sign(it)))).collect()),
    ];
    figures.extend(named.map(|(name, value)| (name.to_owned(), value)));
    figures.extend(ahead::figures(show, span));
    figures
}

/// `r3`, `r15_1`.
fn name_of(row: &FormRow) -> String {
    format!("r{}", row.number.replace('.', "_"))
}

/// A row that another version of the form has: the text that names it is that of all periods.
fn absent(show: &Show<'_>) -> Value {
    let unknown = show.term("unknown");
    json!({
        "known": false, "said": unknown, "value": unknown, "unit": "", "coverage": "", "complete": false, "undecided": 0,
        "published": "", "remark": "", "reason": "", "against_previous": "", "against_year_before": "",
    })
}

/// Compares with the report before and with the year before.
fn pairs<'a>([now, before, year_before]: &'a [Reading<'a>; 3], spans: [Span; 3]) -> [Pair<'a>; 2] {
    let pair = |other, span, words| Pair { now: (now, spans[0]), other: (other, span), words };
    [pair(before, spans[1], "kỳ báo cáo trước"), pair(year_before, spans[2], "cùng kỳ năm trước")]
}

/// The average income of the workers who are reported in Biểu 01 or 02.
fn income(show: &Show<'_>, of: Income, spans: [Span; 3]) -> Option<Value> {
    let row = show.catalog.income_row(of)?;
    let readings = spans.map(|span| Reading::of(row, &show.catalog.income(of, span)));
    let [previous, year_before] = pairs(&readings, spans).map(|pair| pair.sentence());
    let now = &readings[0];
    let value = if now.is_silent() { show.term("unknown") } else { now.cell.words.text() };
    let unit = row.unit.clone().unwrap_or_default().to_lowercase();
    let coverage = format!("{} dự án có số liệu", now.coverage());
    let said = if now.value.is_some() { format!("{value} {unit} ({coverage})") } else { value.clone() };
    Some(json!({
        "known": now.value.is_some(),
        "said": said,
        "value": value,
        "unit": unit,
        "coverage": format!("tính trên {coverage}"),
        "against_previous": previous,
        "against_year_before": year_before,
    }))
}

/// The clusters at each stage; where none is, of how many the stage is not known.
fn stages(show: &Show<'_>) -> Vec<(String, Value)> {
    let clusters = show.clusters();
    let at = |stage: Stage| -> Vec<&str> {
        let members = clusters.iter().filter(|(key, _)| show.standing(*key).stage() == stage);
        members.map(|(_, cluster)| cluster.short.as_str()).collect()
    };
    let unclear = at(Stage::Unknown).len();
    let stages = Stage::ALL.into_iter().map(|stage| {
        let names = at(stage);
        let of_others = (unclear > 0 && stage != Stage::Unknown)
            .then(|| format!("{unclear}/{} cụm chưa rõ giai đoạn", clusters.len()));
        let of_members = match names.as_slice() {
            [] if of_others.is_some() => "chưa ghi nhận cụm nào".to_owned(),
            [] => "không có cụm nào".to_owned(),
            names => format!("{} cụm ({})", names.len(), names.join(", ")),
        };
        let said = [Some(of_members), of_others].into_iter().flatten().collect::<Vec<_>>().join("; ");
        let named = json!({ "count": names.len(), "names": names.join(", "), "said": said, "complete": unclear == 0 });
        (format!("stage_{}", stage.name()), named)
    });
    stages.collect()
}

fn row(show: &Show<'_>, line: &Line<'_>, readings: &[Reading<'_>; 3], spans: [Span; 3]) -> Value {
    let pairs = pairs(readings, spans);
    // A reason explains a change that the report tells: of what is counted within a period, that since a year ago.
    let is_told = pairs[usize::from(line.row.nature.as_deref() == Some("flow"))].has_changed();
    let reason = line.reason.filter(|_| is_told).map(|told| told.reason.trim_end_matches('.'));
    let [previous, year_before] = pairs.map(|pair| pair.sentence());
    let is_told = line.sum.value.is_some() || line.sum.is_withheld;
    let value = if is_told { told(show, line) } else { show.term("unknown") };
    let unit = line.row.unit.clone().unwrap_or_default();
    let unit = if unit == "ha" { unit } else { unit.to_lowercase() };
    let coverage = coverage(show, line);
    json!({
        "known": line.sum.value.is_some(),
        "said": said(line, &value, &unit, &coverage),
        "value": value,
        "unit": unit,
        "coverage": coverage,
        "complete": line.sum.is_whole(),
        "undecided": line.sum.undecided,
        "published": statistics::published_elsewhere(show, line),
        "remark": remark(show, line).text(),
        "reason": reason.unwrap_or_default(),
        "against_previous": previous,
        "against_year_before": year_before,
    })
}

/// The result in words: no more exact than the parts of which it is the sum.
fn told(show: &Show<'_>, line: &Line<'_>) -> String {
    match (line.sum.value, line.sum.rough) {
        (Some(value), Some(rough)) if !line.sum.is_withheld => show.qualified(number(rough.of(value)), rough.qualifier),
        _ => result_cell(line).words.text(),
    }
}

/// The result with its unit, and what must be said of it: "6 cụm (8/10 cụm có số liệu)".
fn said(line: &Line<'_>, value: &str, unit: &str, coverage: &str) -> String {
    if line.sum.value.is_none() {
        return value.to_owned();
    }
    let is_whole = line.sum.is_whole() && !line.sum.is_weak && !line.sum.is_stale;
    let short = coverage.strip_prefix("tính trên ").unwrap_or(coverage);
    if is_whole { format!("{value} {unit}") } else { format!("{value} {unit} ({short})") }
}

/// Says how many clusters a result covers, and what its weak or old parts are.
fn coverage(show: &Show<'_>, line: &Line<'_>) -> String {
    let counted = statistics::coverage(show, line);
    let marks = [(line.sum.is_weak, "grade.C"), (line.sum.is_stale, "reconfirm")];
    let told = marks.into_iter().filter(|(is_told, _)| *is_told).map(|(_, key)| show.term(key));
    told.fold(counted, |counted, mark| format!("{counted}, gồm số liệu {mark}"))
}
