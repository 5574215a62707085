//! Reported values of one form, period and subject against each other (TT 14/2024/TT-BCT, Phụ lục I).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::periods::{self, Parts};
use crate::catalog::Catalog;
use crate::catalog::figure::Observation;
use crate::catalog::form::{Form, FormRow, Period, Span};
use crate::catalog::indicator::{FormId, Indicator, Subject};
use crate::catalog::land::AreaKind;
use crate::catalog::rollup::{Measure, Rule, Term};
use crate::catalog::standing::Standing;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::{Amount, Language, PartialDate};

/// Ensures that a row belongs to a form that is there, and that a row of Biểu 03 or 04 has its way of being summed.
pub(super) fn rows(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for row in &catalog.form_rows {
        let (form, number) = (row.form.name(), row.number.as_str());
        let at = row.at.clone().with_field("number");
        if !catalog.forms.iter().any(|known| known.form == row.form) {
            let message = say!("không có dòng `{number}` trong biểu `{form}`", "form `{form}` has no row `{number}`");
            let help = say!("sửa số dòng hoặc mã biểu theo thông tư", "correct the row or form by the circular");
            faults.add(Diagnostic::new(Code::UnknownReference, &at, message).found(number).help(help));
        } else if SUMMARIES.contains(&row.form) && row.unit.is_some() && catalog.rule(row, first_day(row)).is_none() {
            let message = say!(
                "bảng `rollup` không ghi cách cộng dòng `{number}` của biểu `{form}`",
                "table `rollup` does not say how row `{number}` of form `{form}` is summed"
            );
            let help = say!(
                "thêm dòng vào bảng rollup; nếu số dòng sai thì sửa theo thông tư",
                "add the row to table rollup; if the number is wrong correct it by the circular"
            );
            faults.add(Diagnostic::new(Code::UnknownReference, &at, message).found(number).help(help));
        }
    }
}

/// Ensures that each period has every form that came into force before its end.
pub(super) fn versions(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for period in &catalog.periods {
        let end = period.span.to();
        for id in FormId::ALL.iter().copied().filter(|id| catalog.form(*id, end).is_none()) {
            let earlier = catalog.forms.iter().filter(|form| form.form == id && form.in_force_from.first() <= end);
            if let Some(last) = earlier.max_by_key(|form| form.in_force_from) {
                faults.add(gap(last, period));
            }
        }
    }
}

fn gap(last: &Form, period: &Period) -> Diagnostic {
    let (number, version, span) = (&last.number, &last.version, period.span.id());
    let message = say!(
        "không phiên bản nào của {number} có hiệu lực ở cuối kỳ {span} ({end}): phiên bản {version} hết hiệu lực trước đó",
        "no version of {number} is in force at the end of {span} ({end}): version {version} ended before";
        end = PartialDate::Day(period.span.to())
    );
    let help = say!(
        "sửa in_force_to của phiên bản này hoặc in_force_from của phiên bản sau cho nối nhau; phiên bản mới hơn tự thay phiên bản cũ",
        "correct in_force_to here or in_force_from of the next version; a newer version takes the place of an older by itself"
    );
    let fault = Diagnostic::new(Code::FormGap, &last.cells.at("in_force_to"), message).found(version);
    fault.note(&period.at, say!("kỳ {span}", "period {span}")).help(help)
}

/// A day on which the version of a row is in force.
fn first_day(row: &FormRow) -> NaiveDate {
    row.in_force_from.map_or(NaiveDate::MIN, PartialDate::first)
}

/// Ensures that what is added up has the unit of its row: rows 26 and 27 count the clusters that report a plant.
///
/// A unit that is written in another way is not its matter.
pub(super) fn summands(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for rule in &catalog.rollup {
        let province = Indicator { form: FormId::Province, row: rule.row.clone() };
        let Some((row, unit)) = catalog.form_row(&province).and_then(|row| Some((row, row.unit.as_deref()?))) else {
            continue;
        };
        for term in &rule.adds {
            let (name, own) = match term {
                Term::Measure(measure) => (measure.name().to_owned(), unit_of(*measure)),
                Term::Reported(indicator) => {
                    let own = catalog.form_row(indicator).and_then(|row| row.unit.as_deref()).unwrap_or_default();
                    (indicator.to_string(), if own == FLAG { COUNT } else { own })
                }
            };
            if own != unit && [own, unit].iter().all(|unit| UNITS.contains(unit)) {
                faults.add(other_unit(rule, row, &name, [own, unit]));
            }
        }
    }
}

/// The unit of rows that are 0 or 1, and of those that count clusters.
const FLAG: &str = "Công trình";
const COUNT: &str = "Cụm";

/// The units of rows that are sums (Thông tư 14/2024/TT-BCT, Phụ lục I).
const UNITS: [&str; 6] = [COUNT, "ha", "%", "Tỷ đồng", "Dự án", "Người"];

fn unit_of(measure: Measure) -> &'static str {
    match measure {
        Measure::Itself => COUNT,
        Measure::Occupancy => "%",
        Measure::Plan | Measure::Decided | Measure::DetailedPlan => "ha",
        Measure::Whole | Measure::Industrial | Measure::Leased => "ha",
    }
}

fn other_unit(rule: &Rule, row: &FormRow, name: &str, [own, unit]: [&str; 2]) -> Diagnostic {
    let number = &rule.row;
    let message = say!(
        "dòng {number} tính bằng `{unit}`, mà {name} tính bằng `{own}`",
        "row {number} is counted in `{unit}`, and {name} in `{own}`"
    );
    let help = say!("chọn số cùng đơn vị với dòng của biểu", "choose what has the unit of the row");
    let note = say!("dòng của biểu", "the row of the form");
    Diagnostic::new(Code::WrongUnit, &rule.cells.at("adds"), message).found(name).note(&row.at, note).help(help)
}

/// The values of one form for one period and one subject, by row number.
type Filled<'a> = BTreeMap<&'a str, &'a Observation>;

/// Forms of communes and of the province have the same rows.
const SUMMARIES: &[FormId] = &[FormId::Commune, FormId::Province];

/// A row and the rows that it is the sum of.
const SUMS: &[(&str, [&str; 2])] = &[("15", ["15.1", "15.2"]), ("16", ["16.1", "16.2"])];

/// Form, part and whole: the part cannot be larger.
const PARTS: &[(FormId, &str, &str)] = &[
    (FormId::Developer, "7", "6"),
    (FormId::Developer, "8", "6"),
    (FormId::Developer, "14", "13"),
    (FormId::Commune, "5", "3"),
    (FormId::Commune, "6", "4"),
    (FormId::Commune, "7", "3"),
    (FormId::Commune, "8", "4"),
    (FormId::Commune, "15.1", "3"),
    (FormId::Commune, "15.3", "15"),
    (FormId::Commune, "15.4", "15"),
    (FormId::Commune, "16.3", "16"),
    (FormId::Commune, "16.4", "16"),
    (FormId::Commune, "18", "17"),
    (FormId::Commune, "21", "20"),
    (FormId::Commune, "22", "20"),
    (FormId::Commune, "27", "26"),
];

/// Form, part and whole where a larger part is unusual and yet happens: costs overrun, land is leased early.
const USUAL_PARTS: &[(FormId, &str, &str)] =
    &[(FormId::Developer, "2", "1"), (FormId::Developer, "4", "3"), (FormId::Commune, "14", "13")];

/// Groups the values that are there by form, period and subject.
fn filled(catalog: &Catalog) -> BTreeMap<(FormId, Span, Subject), Filled<'_>> {
    let mut groups: BTreeMap<(FormId, Span, Subject), Filled<'_>> = BTreeMap::new();
    for observation in catalog.observations.iter().filter(|observation| observation.value.is_some()) {
        let group = (observation.indicator.form, observation.period, observation.subject);
        groups.entry(group).or_default().entry(&observation.indicator.row).or_insert(observation);
    }
    groups
}

/// Compares rows with the sum of the rows below them.
pub(super) fn sums(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for ((form, ..), rows) in filled(catalog).into_iter().filter(|((form, ..), _)| SUMMARIES.contains(form)) {
        for (whole, parts) in SUMS {
            let (Some(total), Some(one), Some(two)) = (rows.get(whole), rows.get(parts[0]), rows.get(parts[1])) else {
                continue;
            };
            if let (Some(stated), Some(first), Some(second)) = (total.value, one.value, two.value)
                && differs(stated, first, second)
            {
                faults.add(wrong_sum(form, whole, [total, one, two], [stated, first, second]));
            }
        }
    }
}

/// Rounded parts may miss their rounded sum by one unit of the last decimal; counts may not.
fn differs(stated: Amount, first: Amount, second: Amount) -> bool {
    let decimals = [stated, first, second].into_iter().map(Amount::decimals).max().unwrap_or(0);
    let unit = match decimals {
        0 => Amount::ZERO,
        more => Amount::from_plain(&format!("0.{}1", "0".repeat(more as usize - 1))).unwrap_or(Amount::ZERO),
    };
    let sum = first + second;
    sum > stated + unit || stated > sum + unit
}

fn wrong_sum(form: FormId, row: &str, rows: [&Observation; 3], values: [Amount; 3]) -> Diagnostic {
    let [total, one, two] = values.map(|value| value.show(Language::Vi, 4));
    let [total_en, one_en, two_en] = values.map(|value| value.show(Language::En, 4));
    let (sum, sum_en) = ((values[1] + values[2]).show(Language::Vi, 4), (values[1] + values[2]).show(Language::En, 4));
    let (form, first, second) = (form.number(), &rows[1].indicator, &rows[2].indicator);
    let message = say!(
        "Biểu số {form}, dòng {row} ghi {total}, nhưng {row}.1 + {row}.2 = {one} + {two} = {sum}",
        "form {form}, row {row} says {total_en}, but {row}.1 + {row}.2 = {one_en} + {two_en} = {sum_en}"
    );
    let help = say!(
        "đối chiếu ba dòng với báo cáo đã nhận; nếu báo cáo sai thì hỏi đơn vị gửi",
        "compare the three rows with the report received; if the report is wrong ask its sender"
    );
    let at = rows[0].basis.cells.at("value");
    let fault = Diagnostic::new(Code::FormSum, &at, message).found(values[0].plain());
    let fault = fault.note(&rows[1].basis.cells.at("value"), say!("dòng {first}: {one}", "row {first}: {one_en}"));
    fault.note(&rows[2].basis.cells.at("value"), say!("dòng {second}: {two}", "row {second}: {two_en}")).help(help)
}

/// Compares parts with their wholes.
pub(super) fn parts(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for ((form, ..), rows) in filled(catalog) {
        let rules = if SUMMARIES.contains(&form) { FormId::Commune } else { form };
        for (code, table) in [(Code::FormOrder, PARTS), (Code::FormUnusual, USUAL_PARTS)] {
            for (_, part, whole) in table.iter().filter(|(form, ..)| *form == rules) {
                if let (Some(part), Some(whole)) = (rows.get(part), rows.get(whole))
                    && part.value > whole.value
                {
                    faults.add(larger(catalog, code, part, whole));
                }
            }
        }
    }
}

fn larger(catalog: &Catalog, code: Code, part: &Observation, whole: &Observation) -> Diagnostic {
    let (small, large) = (&part.indicator, &whole.indicator);
    let value = |row: &Observation, language| row.value.map(|value| value.show(language, 4)).unwrap_or_default();
    let (have, most) = (value(part, Language::Vi), value(whole, Language::Vi));
    let (have_en, most_en) = (value(part, Language::En), value(whole, Language::En));
    let (subject, period) = (catalog.subject_id(part.subject), part.period.id());
    let message = say!(
        "chỉ tiêu {small} của `{subject}` kỳ {period} là {have}, lớn hơn chỉ tiêu {large} là {most}",
        "indicator {small} of `{subject}` for {period} is {have_en}, more than {large}, which is {most_en}"
    );
    let help = match code {
        Code::FormOrder => say!(
            "dòng trước là một phần của dòng sau; đối chiếu hai dòng với báo cáo đã nhận",
            "the first row is a part of the second; compare both with the report received"
        ),
        _ => say!(
            "có thể đúng nhưng ít gặp; hỏi lại đơn vị gửi báo cáo, đúng thì giữ nguyên",
            "this may be right but is unusual; ask the sender, and leave it if it is right"
        ),
    };
    let note = say!("chỉ tiêu {large}: {most}", "indicator {large}: {most_en}");
    let found = part.value.map(Amount::plain).unwrap_or_default();
    let fault = Diagnostic::new(code, &part.basis.cells.at("value"), message).found(found);
    fault.note(&whole.basis.cells.at("value"), note).help(help)
}

/// Compares stated rates of occupancy with leased land over industrial land: row 19 of the summaries, row 5 of a cluster.
pub(super) fn rates(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for ((form, span, subject), rows) in filled(catalog) {
        let (rate, leased) = if form == FormId::Developer { ("5", "4") } else { ("19", "18") };
        let (Some(rate), Some(leased)) = (rows.get(rate), rows.get(leased)) else { continue };
        let industrial = match subject {
            // The form of a cluster has no row for its industrial land.
            Subject::Cluster(key) => industrial(&Standing::new(catalog, key, span.to())),
            _ => rows.get("17").and_then(|row| row.value),
        };
        if let (Some(value), Some(industrial)) = (leased.value, industrial) {
            let parts = Parts { leased: value, industrial, at: leased.basis.cells.at("value") };
            faults.extend(periods::rate(rate, &parts));
        }
    }
}

/// Returns the industrial land of a cluster, unless it exceeds the whole, which the chain of areas tells.
fn industrial(standing: &Standing<'_>) -> Option<Amount> {
    let whole = standing.whole();
    let fits = |size: &Amount| whole.is_none_or(|whole| *size <= whole.ha);
    standing.figure(AreaKind::Industrial).map(|area| area.ha).filter(fits)
}
