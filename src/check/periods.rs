//! Reported figures against their period, their unit and the period before (TT 14/2024/TT-BCT Điều 3, Phụ lục I).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::figure::Observation;
use crate::catalog::indicator::{FormId, Subject};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::{Amount, Both};

/// Reports figures whose date lies outside the window of their period: 15/12 to 14/6 or 14/12.
pub(super) fn windows(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for observation in &catalog.observations {
        let Some(date) = observation.basis.as_of else { continue };
        let (from, to) = (observation.period.from(), observation.period.to());
        if date.last() >= from && date.first() <= to {
            continue;
        }
        let (period, cells) = (observation.period.id(), &observation.basis.cells);
        let message = say!(
            "số liệu đến {date}, ngoài kỳ {period} (từ {from} đến {to})",
            "the figure is of {date}, outside the period {period} ({from} to {to})";
            date = date, from = from, to = to
        );
        let note = say!("kỳ báo cáo", "the period");
        let help = say!(
            "sửa as_of hoặc period; số liệu sau ngày chốt thuộc kỳ sau (Thông tư 14/2024/TT-BCT Điều 3)",
            "correct as_of or period; figures after the cut-off belong to the next (Thông tư 14/2024/TT-BCT Điều 3)"
        );
        let fault = Diagnostic::new(Code::PeriodMismatch, &cells.at("as_of"), message).found(date.to_string());
        faults.add(fault.note(&cells.at("period"), note).help(help));
    }
}

/// Units of what is counted.
const COUNTED: &[&str] = &["cụm", "dự án", "người", "công trình", "khu, cụm"];

/// Reports counts that are not whole.
pub(super) fn counts(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let observed = catalog.observations.iter().filter_map(|row| Some((&row.basis, row.unit.as_str(), row.value?)));
    let published = catalog.totals.iter().map(|row| (&row.basis, row.unit.as_str(), row.value));
    for (basis, unit, value) in observed.chain(published) {
        if COUNTED.contains(&unit.to_lowercase().as_str()) {
            faults.extend(fraction(&basis.cells.at("value"), value, unit));
        }
    }
    for project in catalog.projects.iter() {
        let jobs = project.jobs;
        faults.extend(jobs.and_then(|jobs| fraction(&project.basis.cells.at("jobs"), jobs, "người")));
    }
}

fn fraction(at: &Location, value: Amount, unit: &str) -> Option<Diagnostic> {
    (value.decimals() > 0).then(|| {
        let message = say!(
            "{value} không phải số nguyên, mà đơn vị là {unit}",
            "{value} is not whole, and the unit is {unit}";
            value = value
        );
        let help = say!(
            "kiểm tra dấu phẩy và đơn vị; có thể đã gõ dấu chấm phần nghìn thành dấu thập phân",
            "check the decimal mark and the unit; a thousands separator may have become a decimal mark"
        );
        Diagnostic::new(Code::FractionalCount, at, message).found(value.plain()).help(help)
    })
}

/// Reports rows 13 and 14 of Biểu 02 with anything but 0 and 1.
pub(super) fn flags(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for observation in &catalog.observations {
        let indicator = &observation.indicator;
        let is_flag = indicator.form == FormId::Developer && matches!(indicator.row.as_str(), "13" | "14");
        let is_whole = |value: &Amount| value.decimals() == 0;
        let Some(value) = observation.value.filter(is_whole).filter(|value| is_flag && *value > Amount::from(1)) else {
            continue;
        };
        let message = say!(
            "chỉ tiêu {indicator} chỉ ghi 1 (có) hoặc 0 (không), ở đây là {value}",
            "indicator {indicator} is 1 (yes) or 0 (no), and this says {value}";
            value = value
        );
        let help = say!("ghi 1 hoặc 0 theo báo cáo đã nhận", "write 1 or 0 by the report received");
        let at = observation.basis.cells.at("value");
        faults.add(Diagnostic::new(Code::FormFlag, &at, message).found(value.plain()).help(help));
    }
}

/// Reports cumulative figures that are lower than in the period before, without a word on why.
pub(super) fn falling(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut series: BTreeMap<(Subject, &str, FormId), Vec<&Observation>> = BTreeMap::new();
    for observation in catalog.observations.iter().filter(|row| row.value.is_some() && row.indicator.is_cumulative()) {
        let indicator = &observation.indicator;
        series.entry((observation.subject, &indicator.row, indicator.form)).or_default().push(observation);
    }
    for mut rows in series.into_values() {
        rows.sort_by_key(|row| row.period);
        for pair in rows.windows(2) {
            let is_told = pair[1].reason.is_some() || pair[1].basis.note.is_some();
            if pair[1].value < pair[0].value && !is_told {
                faults.add(fell(catalog, pair[0], pair[1]));
            }
        }
    }
}

fn fell(catalog: &Catalog, before: &Observation, now: &Observation) -> Diagnostic {
    let (subject, indicator) = (catalog.subject_id(now.subject), &now.indicator);
    let (period, earlier) = (now.period.id(), before.period.id());
    let message = say!(
        "chỉ tiêu lũy kế {indicator} của `{subject}` giảm từ {was} (kỳ {earlier}) còn {is} (kỳ {period})",
        "the cumulative indicator {indicator} of `{subject}` falls from {was} ({earlier}) to {is} ({period})";
        was = before.value, is = now.value
    );
    let note = say!("kỳ {earlier}: {was}", "{earlier}: {was}"; was = before.value);
    let help = say!(
        "đối chiếu hai báo cáo; giảm thật (cụm bị bãi bỏ, đất bị thu hồi) thì ghi lý do ở cột `reason`",
        "compare both reports; if it did fall (a cluster revoked, land taken back) give the reason in the column `reason`"
    );
    let found = now.value.map(Amount::plain).unwrap_or_default();
    let fault = Diagnostic::new(Code::FormFalling, &now.basis.cells.at("value"), message).found(found);
    fault.note(&before.basis.cells.at("value"), note).help(help)
}

/// What a rate of occupancy is computed from.
pub(super) struct Parts {
    /// Leased land and industrial land, hectares.
    pub(super) leased: Amount,
    pub(super) industrial: Amount,
    /// Where the leased land is stated.
    pub(super) at: Location,
}

/// Returns a fault if a stated rate is not what its parts give.
///
/// By the law (NĐ 32/2024/NĐ-CP khoản 7 Điều 2) land committed counts too, so a higher rate is right where a note says
/// so; a lower one never is.
pub(super) fn rate(observation: &Observation, parts: &Parts) -> Option<Diagnostic> {
    let stated = observation.value?;
    let computed = parts.leased.percent_of(parts.industrial)?;
    let unit = match stated.decimals() {
        0 => Amount::from(1),
        1 => Amount::hundredths(10),
        _ => Amount::hundredths(1),
    };
    let is_noted = observation.basis.note.is_some() || observation.reason.is_some();
    let fits = stated + unit >= computed && (computed + unit >= stated || is_noted);
    (!fits).then(|| wrong_rate(observation, parts, [stated, computed]))
}

fn wrong_rate(observation: &Observation, parts: &Parts, rates: [Amount; 2]) -> Diagnostic {
    let indicator = &observation.indicator;
    let message: Both = say!(
        "chỉ tiêu {indicator} ghi {stated} %, nhưng {leased} ha trên {industrial} ha đất công nghiệp là {computed} %",
        "indicator {indicator} says {stated} %, but {leased} ha of {industrial} ha of industrial land are {computed} %";
        stated = rates[0], leased = parts.leased, industrial = parts.industrial, computed = rates[1].round(2)
    );
    let note = say!("đất đã cho thuê: {leased} ha", "land leased: {leased} ha"; leased = parts.leased);
    let help = say!(
        "tính lại tỷ lệ; nếu tính cả đất đã chấp thuận đầu tư (khoản 7 Điều 2 Nghị định 32/2024) thì ghi ở cột `note`",
        "compute the rate again; if it counts committed land (Clause 7, Article 2, Decree 32/2024/NĐ-CP) say so in the column `note`"
    );
    let at = observation.basis.cells.at("value");
    let fault = Diagnostic::new(Code::FormRatio, &at, message).found(rates[0].plain());
    fault.note(&parts.at, note).help(help)
}
