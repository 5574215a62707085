//! Inspections that contradict themselves.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::inspection::Finding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;

/// Reports inspections that found no breach and yet have a day by which, or on which, one was put right.
pub(super) fn sound(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for row in catalog.inspections.iter().filter(|row| row.finding == Finding::Sound) {
        let dated = [("due", row.due), ("resolved_on", row.resolved_on)];
        let Some((column, date)) = dated.into_iter().find_map(|(column, date)| Some((column, date?))) else { continue };
        let message = say!(
            "`finding` ghi sound (không vi phạm) mà `{column}` ghi {date}",
            "`finding` is sound and `{column}` says {date}";
            date = date
        );
        let help = say!(
            "có vi phạm phải khắc phục thì ghi finding = breach; không thì để trống `{column}`",
            "set finding = breach if something had to be put right; else leave `{column}` empty"
        );
        let fault = Diagnostic::new(Code::WordsDisagree, &row.basis.cells.at("finding"), message).found("sound");
        let note = say!("`{column}` ở đây", "`{column}` is here");
        faults.add(fault.note(&row.basis.cells.at(column), note).help(help));
    }
}
