//! Figures that are a thousand or ten thousand times what is known: a unit slipped, and somebody has to say which.

use crate::catalog::Catalog;
use crate::catalog::figure::Observation;
use crate::catalog::form::Span;
use crate::catalog::standing::Standing;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::Amount;

use super::{Order, Row};

/// From how many times on a figure is asked about: tỷ for triệu is a thousand, ha for m² ten thousand.
const TIMES: usize = 200;

/// Reports reported figures that are far from the last one of the same row and subject, and land beyond the cluster's.
pub(super) fn slips(rows: &[Row], catalog: &Catalog, order: &Order, faults: &mut Diagnostics) {
    // Who gives a reason has looked.
    let is_told = |row: &Row| order.reason.is_some() || row.cells.contains_key("reason");
    let silent = rows.iter().filter(|row| row.table == "observations" && !is_told(row));
    faults.extend(silent.filter_map(|row| slip(row, catalog, order)));
}

/// Returns whether a reported figure needs a reason: it is far from what is known, or falls and counts up.
pub(super) fn is_asked(row: &Row, catalog: &Catalog, order: &Order) -> bool {
    let falls = || {
        let value = Amount::from_plain(&row.cells.get("value")?.value)?;
        let last = last(row, catalog)?;
        Some(last.indicator.is_cumulative() && value < last.value?)
    };
    slip(row, catalog, order).is_some() || falls() == Some(true)
}

/// Returns the last report of the same figure, up to the period of the row.
fn last<'a>(row: &Row, catalog: &'a Catalog) -> Option<&'a Observation> {
    let cell = |column: &str| row.cells.get(column).map_or("", |cell| cell.value.as_str());
    let span = Span::parse(cell("period"))?;
    let (subject, indicator) = (cell("subject"), cell("indicator"));
    let of_figure = catalog
        .observations
        .iter()
        .filter(|old| catalog.subject_id(old.subject) == subject && old.indicator.to_string() == indicator);
    of_figure.filter(|old| old.period <= span).max_by_key(|old| old.period)
}

fn slip(row: &Row, catalog: &Catalog, order: &Order) -> Option<Diagnostic> {
    let cell = row.cells.get("value")?;
    let value = Amount::from_plain(&cell.value)?;
    let unit = row.cells.get("unit").map_or("", |cell| cell.value.as_str());
    let known = last(row, catalog).and_then(|old| Some((old.value?, old.period)));
    if let Some((last, period)) = known.filter(|(last, _)| is_far(*last, value)) {
        return Some(far(value, last, &period.id(), unit, &cell.at));
    }
    let whole = whole(catalog, row, order).filter(|whole| value > *whole && is_far(*whole, value))?;
    Some(beyond(value, whole, &cell.at))
}

fn is_far(one: Amount, other: Amount) -> bool {
    let (small, large) = (one.min(other), one.max(other));
    let reached = small.times(Amount::from(TIMES)).is_some_and(|bound| large >= bound);
    small > Amount::ZERO && reached
}

/// Returns the area of the cluster whose land a row of Biểu số 02 tells, hectares.
fn whole(catalog: &Catalog, row: &Row, order: &Order) -> Option<Amount> {
    let cell = |column: &str| row.cells.get(column).map_or("", |cell| cell.value.as_str());
    if !matches!(cell("indicator"), "02.3" | "02.4") {
        return None;
    }
    let (key, _) = catalog.clusters.iter().find(|(_, cluster)| cluster.id == cell("subject"))?;
    Standing::new(catalog, key, order.today).decided_ha()
}

fn far(value: Amount, last: Amount, period: &str, unit: &str, at: &Location) -> Diagnostic {
    let message = say!(
        "{value} {unit} gấp hoặc kém hàng trăm lần số của kỳ {period} ({last} {unit}); có phải nhầm đơn vị?",
        "{value} {unit} is hundreds of times more or less than in {period} ({last} {unit}); did a unit slip?";
        value = value, last = last
    );
    let help = say!(
        "kiểm tra triệu đồng và tỷ đồng, m² và ha, dấu phẩy; số đúng là như thế thì ghi lý do ở cột Lý do hoặc --reason",
        "check million and billion, m² and ha, the decimal mark; if it is right give the reason in the sheet or with --reason"
    );
    Diagnostic::new(Code::UnitSlip, at, message).found(value.plain()).help(help)
}

fn beyond(value: Amount, whole: Amount, at: &Location) -> Diagnostic {
    let message = say!(
        "{value} ha lớn hơn cả cụm ({whole} ha) hàng trăm lần; có phải số tính bằng m²?",
        "{value} ha is hundreds of times the whole cluster ({whole} ha); is it in m²?";
        value = value, whole = whole
    );
    let meant = Amount::from_plain("0.0001").and_then(|factor| value.times(factor)).unwrap_or(value);
    let help = say!("nếu là m² thì gõ {meant}", "if it is in m² type {meant}"; meant = meant);
    Diagnostic::new(Code::UnitSlip, at, message).found(value.plain()).help(help)
}
