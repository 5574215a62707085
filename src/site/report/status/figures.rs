//! The names that the text of the report may give, the same in every period.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::catalog::figure::ConflictState;
use crate::catalog::form::Span;
use crate::catalog::rollup::{self, Line, Scope};
use crate::catalog::standing::Stage;
use crate::site::page::statistics::{remark, result_cell};
use crate::site::report::cite;
use crate::site::show::Show;
use crate::text::date::show_formal;

use super::change::Pair;
use super::obstacles;
use super::when;

/// Every row of Biểu 04 as `r3`, `r15_1`, …, with its comparisons, and the words around them.
pub(crate) fn figures(show: &Show<'_>, span: Span) -> BTreeMap<String, Value> {
    let spans = [span, span.previous(), span.year_before()];
    let [now, before, year_before] = spans.map(|span| rollup::lines(show.catalog, Scope::Province, span));
    let mut figures: BTreeMap<String, Value> = BTreeMap::new();
    for ((line, before), year_before) in now.iter().zip(&before).zip(&year_before) {
        if line.row.unit.is_some() {
            let pair = |other, before, words| Pair { now: (line, span), other: (other, before), words };
            let previous = pair(before, spans[1], "kỳ báo cáo trước").sentence();
            let year = pair(year_before, spans[2], "cùng kỳ năm trước").sentence();
            figures.insert(format!("r{}", line.row.number.replace('.', "_")), row(show, line, [previous, year]));
        }
    }
    let clusters = show.clusters();
    for stage in Stage::ALL {
        let members = clusters.iter().filter(|(key, _)| show.standing(*key).stage() == stage);
        let names: Vec<&str> = members.map(|(_, cluster)| cluster.short.as_str()).collect();
        figures.insert(format!("stage_{}", stage.name()), json!({ "count": names.len(), "names": names.join(", ") }));
    }
    let open = obstacles::open(show, span);
    let of = |state| show.catalog.conflicts.iter().filter(move |conflict| conflict.state == state).count();
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
        ("overdue", json!(open.iter().filter(|it| obstacles::is_overdue(it, span)).count())),
        ("conflicts", json!(of(ConflictState::Open))),
        ("settled", json!(of(ConflictState::Settled))),
        ("doc", documents.map(|it| (it.id.as_str().to_owned(), json!(cite::sign(it)))).collect()),
    ];
    figures.extend(named.map(|(name, value)| (name.to_owned(), value)));
    figures
}

fn row(show: &Show<'_>, line: &Line<'_>, [previous, year_before]: [String; 2]) -> Value {
    let is_told = line.sum.value.is_some() || line.sum.is_withheld;
    let value = if is_told { result_cell(line).words.text() } else { show.term("unknown") };
    let unit = line.row.unit.clone().unwrap_or_default();
    let unit = if unit == "ha" { unit } else { unit.to_lowercase() };
    let coverage = coverage(show, line);
    json!({
        "known": line.sum.value.is_some(),
        "said": said(line, &value, &unit, &coverage),
        "value": value,
        "unit": unit,
        "coverage": coverage,
        "complete": line.sum.missing.is_empty(),
        "remark": remark(show, line).text(),
        "reason": line.reason.map(|told| told.reason.trim_end_matches('.')).unwrap_or_default(),
        "against_previous": previous,
        "against_year_before": year_before,
    })
}

/// The result with its unit, and what must be said of it: "6 cụm (8/10 cụm có số liệu)".
fn said(line: &Line<'_>, value: &str, unit: &str, coverage: &str) -> String {
    if line.sum.value.is_none() {
        return value.to_owned();
    }
    let is_whole = line.sum.missing.is_empty() && !line.sum.is_weak && !line.sum.is_stale;
    let short = coverage.strip_prefix("tính trên ").unwrap_or(coverage);
    if is_whole { format!("{value} {unit}") } else { format!("{value} {unit} ({short})") }
}

/// Says how many clusters a result covers, and what its weak or old parts are.
fn coverage(show: &Show<'_>, line: &Line<'_>) -> String {
    let counted = format!("tính trên {}/{} cụm có số liệu", line.sum.known, line.sum.known + line.sum.missing.len());
    let marks = [(line.sum.is_weak, "grade.C"), (line.sum.is_stale, "reconfirm")];
    let told = marks.into_iter().filter(|(is_told, _)| *is_told).map(|(_, key)| show.term(key));
    told.fold(counted, |counted, mark| format!("{counted}, gồm số liệu {mark}"))
}
