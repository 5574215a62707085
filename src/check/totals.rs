//! Published totals: words, unit and indicator that belong together, and sizes that a cluster can have.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::statements::words;
use crate::catalog::Catalog;
use crate::catalog::figure::Total;
use crate::catalog::form::FormRow;
use crate::catalog::indicator::{FormId, Indicator};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::{Amount, Both};

/// First words of a total, in plain letters, and the units in which such a thing is counted.
const UNITS: &[(&str, &[&str])] = &[
    ("dien tich", &["ha", "km²", "m²"]),
    ("ccn", &["cụm"]),
    ("cum cong nghiep", &["cụm"]),
    ("so cum", &["cụm"]),
    ("so luong cum", &["cụm"]),
    ("khu va cum", &["khu, cụm"]),
    ("du an", &["dự án"]),
    ("so du an", &["dự án"]),
    ("lao dong", &["người"]),
    ("so lao dong", &["người"]),
    ("da giai phong mat bang", &["ha", "%", "hộ"]),
    ("da quyet dinh cho thue dat", &["ha", "%"]),
    ("dang xem xet cho thue", &["ha", "%"]),
];

/// Reports totals whose unit does not go with their first words.
pub(super) fn units(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    // The unit of an indicator is held by another rule.
    for total in catalog.totals.iter().filter(|total| total.indicator.is_none()) {
        let said = words(&total.text);
        let begins = |first: &str| said.starts_with(&format!(" {first} "));
        let Some((_, units)) = UNITS.iter().find(|(first, _)| begins(first)) else { continue };
        let (unit, text, all) = (total.unit.as_str(), total.text.as_str(), units.join("; "));
        if units.contains(&unit.to_lowercase().as_str()) {
            continue;
        }
        let message = say!(
            "\"{text}\" có đơn vị `{unit}`, phải là: {all}",
            "\"{text}\" has the unit `{unit}`, expected is: {all}"
        );
        let help = say!("sửa đơn vị hoặc nội dung", "correct the unit or the text");
        let cells = &total.basis.cells;
        let fault = Diagnostic::new(Code::UnitMismatch, &cells.at("unit"), message).found(unit);
        faults.add(fault.note(&cells.at("text"), say!("nội dung", "the text")).help(help));
    }
}

/// Words of a row of Biểu 04, and those of which a total of it has one.
const WORDS: &[(&str, &[&str])] = &[
    ("thanh lap", &["thanh lap"]),
    ("hoat dong", &["hoat dong"]),
    ("phuong an phat trien", &["phuong an", "quy hoach"]),
    ("dien tich", &["dien tich"]),
    ("lao dong", &["lao dong"]),
    ("lap day", &["lap day"]),
];

/// Reports totals whose words are not those of their indicator, or are those of one that is not given.
pub(super) fn indicators(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut known: BTreeMap<String, (Indicator, &Total)> = BTreeMap::new();
    for total in &catalog.totals {
        let indicator = total.indicator.clone().filter(|_| other_words(catalog, total).is_none());
        indicator.into_iter().for_each(|indicator| {
            known.entry(words(&total.text)).or_insert((indicator, total));
        });
    }
    for total in &catalog.totals {
        let fault = match &total.indicator {
            Some(_) => other_words(catalog, total),
            None => {
                let twin = known.get(&words(&total.text)).filter(|(_, twin)| twin.unit == total.unit);
                let row = catalog.form_rows.iter().find(|row| is_worded(row, total));
                let of_row = row.map(|row| format!("04.{}", row.number));
                let wanted = twin.map(|(indicator, _)| indicator.to_string()).or(of_row);
                wanted.map(|wanted| without_indicator(total, &wanted))
            }
        };
        faults.extend(fault);
    }
}

fn other_words(catalog: &Catalog, total: &Total) -> Option<Diagnostic> {
    let indicator = total.indicator.as_ref().filter(|indicator| indicator.form == FormId::Province)?;
    let row = catalog.form_row(indicator)?;
    let (row_said, said) = (words(head(&row.text)), words(&total.text));
    let lacks = |(word, any): &&(&str, &[&str])| {
        row_said.contains(&format!(" {word} ")) && !any.iter().any(|word| said.contains(&format!(" {word} ")))
    };
    WORDS.iter().find(lacks)?;
    let (text, row_text) = (total.text.as_str(), row.text.as_str());
    let message = say!(
        "chỉ tiêu {indicator} là \"{row_text}\", dòng này ghi \"{text}\"",
        "indicator {indicator} is \"{row_text}\", this row says \"{text}\""
    );
    let help = say!(
        "sửa chỉ tiêu hoặc nội dung; không có chỉ tiêu nào cùng nghĩa thì để trống",
        "correct the indicator or the text; leave it empty if no indicator has this meaning"
    );
    let cells = &total.basis.cells;
    let fault = Diagnostic::new(Code::WordsDisagree, &cells.at("indicator"), message).found(indicator.to_string());
    Some(fault.note(&cells.at("text"), say!("nội dung", "the text")).help(help))
}

/// A row of a form without what stands in brackets, which explains.
fn head(text: &str) -> &str {
    text.split('(').next().unwrap_or(text)
}

/// Returns whether a total has the words of a row of Biểu 04: `CCN đã thành lập`.
fn is_worded(row: &FormRow, total: &Total) -> bool {
    row.form == FormId::Province
        && row.unit.as_ref().is_some_and(|unit| unit.to_lowercase() == total.unit.to_lowercase())
        && bare(head(&row.text)) == bare(&total.text)
}

fn bare(text: &str) -> String {
    let said = words(text).replace(" cum cong nghiep ", " ccn ");
    let dropped = ["tong", "so", "luong", "cac"];
    said.split(' ').filter(|word| !dropped.contains(word)).collect::<Vec<_>>().join(" ")
}

fn without_indicator(total: &Total, wanted: &str) -> Diagnostic {
    let text = total.text.as_str();
    let message = say!(
        "\"{text}\" là chỉ tiêu {wanted} nhưng ô indicator để trống",
        "\"{text}\" is the indicator {wanted}, and the cell indicator is empty"
    );
    let help = say!(
        "ghi indicator = {wanted}; nếu là số khác thì viết nội dung cho khác",
        "set indicator = {wanted}; if it is another figure word the text differently"
    );
    Diagnostic::new(Code::WordsDisagree, &total.basis.cells.at("text"), message).found(text).help(help)
}

/// Sizes of a cluster on average, hectares: the law's 75 ha and a tenth for clusters from before
/// (NĐ 32/2024/NĐ-CP khoản 1 Điều 2), and craft villages of a few hectares.
const AVERAGE: (usize, usize) = (2, 82);

/// Reports a count of clusters and their area that make clusters of an impossible size.
pub(super) fn averages(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for area in catalog.totals.iter().filter(|total| total.unit == "ha" && total.value > Amount::ZERO) {
        let said = bare(&area.text);
        let Some(counted) = said.strip_prefix(" dien tich") else { continue };
        let is_same = |total: &&Total| {
            let (one, other) = (&total.basis, &area.basis);
            let is_near = one.as_of == other.as_of && one.sources == other.sources;
            is_near && total.unit.to_lowercase() == "cụm" && bare(&total.text) == counted
        };
        let Some(count) = catalog.totals.iter().find(is_same) else { continue };
        let Some(each) = area.value.per(count.value) else { continue };
        let (least, most) = AVERAGE;
        if !(Amount::from(least)..=Amount::from(most)).contains(&each) {
            faults.add(out_of_size(area, count, each.round(2)));
        }
    }
}

fn out_of_size(area: &Total, count: &Total, each: Amount) -> Diagnostic {
    let (least, most) = AVERAGE;
    let message: Both = say!(
        "{count} cụm có {area} ha, trung bình {each} ha một cụm, ngoài khoảng thường gặp {least}–{most} ha",
        "{count} clusters have {area} ha, {each} ha each, outside the usual {least}–{most} ha";
        count = count.value, area = area.value, each = each
    );
    let note = say!("số cụm của cùng nguồn", "the number of clusters by the same source");
    let help = say!("kiểm tra hai số và đơn vị", "check both figures and their units");
    let fault = Diagnostic::new(Code::ImplausibleAmount, &area.basis.cells.at("value"), message);
    fault.found(area.value.plain()).note(&count.basis.cells.at("value"), note).help(help)
}
