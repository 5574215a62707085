//! Reported figures against the forms that they belong to (TT 14/2024/TT-BCT Điều 3 and Phụ lục I).

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::indicator::{FormId, Indicator, Subject};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Cells, Location};
use crate::say;

/// Reports figures of a form that does not report on their subject: they would count for nothing.
pub(super) fn subjects(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for observation in &catalog.observations {
        if observation.subject.form() != observation.indicator.form {
            let at = observation.basis.cells.at("subject");
            faults.add(wrong_subject(catalog, observation.subject, &observation.indicator, &at));
        }
    }
    for total in &catalog.totals {
        if let Some(indicator) = total.indicator.as_ref().filter(|indicator| indicator.form != FormId::Province) {
            faults.add(not_of_province(indicator, &total.basis.cells.at("indicator")));
        }
    }
}

fn wrong_subject(catalog: &Catalog, subject: Subject, indicator: &Indicator, at: &Location) -> Diagnostic {
    let (number, id) = (indicator.form.number(), catalog.subject_id(subject));
    let (wanted, wanted_en) = kind(indicator.form);
    let (is, is_en) = kind(subject.form());
    let message = say!(
        "chỉ tiêu {indicator} thuộc Biểu số {number}, báo cáo cho {wanted}, nhưng `{id}` là {is}",
        "indicator {indicator} is of form {number}, which reports on {wanted_en}, and `{id}` is {is_en}"
    );
    let right = subject.form().number();
    let help = match indicator.form {
        FormId::Province => say!(
            "ghi subject = province, hoặc dùng chỉ tiêu của Biểu số {right}, ví dụ {right}.1",
            "set subject = province, or use an indicator of form {right}, such as {right}.1"
        ),
        _ => say!(
            "ghi mã của {wanted}, hoặc dùng chỉ tiêu của Biểu số {right}, ví dụ {right}.1",
            "give the id of {wanted_en}, or use an indicator of form {right}, such as {right}.1"
        ),
    };
    Diagnostic::new(Code::WrongSubject, at, message).found(id).help(help)
}

/// A published total is a figure of the whole province.
fn not_of_province(indicator: &Indicator, at: &Location) -> Diagnostic {
    let (number, (wanted, wanted_en)) = (indicator.form.number(), kind(indicator.form));
    let message = say!(
        "bảng totals chỉ có số của cả tỉnh, mà chỉ tiêu {indicator} thuộc Biểu số {number}, báo cáo cho {wanted}",
        "table totals holds figures of the whole province, and indicator {indicator} is of form {number}, on {wanted_en}"
    );
    let help = say!(
        "dùng chỉ tiêu cùng nghĩa của Biểu số 04, hoặc để trống ô này",
        "use the indicator of form 04 with the same meaning, or leave the cell empty"
    );
    Diagnostic::new(Code::WrongSubject, at, message).found(indicator.to_string()).help(help)
}

/// What a form reports on.
fn kind(form: FormId) -> (&'static str, &'static str) {
    match form {
        FormId::Project => ("một dự án trong cụm", "a project in a cluster"),
        FormId::Developer => ("một cụm công nghiệp", "a cluster"),
        FormId::Commune => ("một xã, phường", "a commune"),
        FormId::Province => ("cả tỉnh", "the whole province"),
    }
}

/// Reports figures in another unit than their row of the form has.
pub(super) fn units(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for observation in &catalog.observations {
        unit(catalog, &observation.indicator, &observation.unit, &observation.basis.cells, faults);
    }
    for total in &catalog.totals {
        if let Some(indicator) = &total.indicator {
            unit(catalog, indicator, &total.unit, &total.basis.cells, faults);
        }
    }
}

fn unit(catalog: &Catalog, indicator: &Indicator, found: &str, cells: &Cells, faults: &mut Diagnostics) {
    let Some((row, unit)) = catalog.form_row(indicator).and_then(|row| Some((row, row.unit.as_deref()?))) else {
        return;
    };
    // The form prints `Cụm` at the head of a cell; within a sentence it is `cụm`.
    if unit.to_lowercase() == found.to_lowercase() {
        return;
    }
    let message = say!(
        "chỉ tiêu {indicator} tính bằng `{unit}`, ở đây ghi `{found}`",
        "indicator {indicator} is counted in `{unit}`, and this says `{found}`"
    );
    let help =
        say!("đổi giá trị sang {unit} rồi ghi unit = {unit}", "convert the value to {unit} and set unit = {unit}");
    let note = say!("dòng của biểu", "the row of the form");
    let fault = Diagnostic::new(Code::WrongUnit, &cells.at("unit"), message).found(found);
    faults.add(fault.note(&row.at, note).help(help));
}
