//! Biểu số 03 of communes against the sums of their clusters (TT 14/2024/TT-BCT Điều 3 and Phụ lục I).

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::rollup::Compared;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::Language;

/// No more clusters than these are shown; the sum has all.
const SHOWN: usize = 5;

/// Reports figures of communes that contradict what their clusters add up to.
pub(super) fn communes(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for compared in catalog.compared().iter().filter(|compared| compared.contradicts()) {
        faults.add(other(catalog, compared));
    }
}

fn other(catalog: &Catalog, compared: &Compared<'_>) -> Diagnostic {
    let (commune, indicator) = (&catalog.communes[compared.commune].name, &compared.report.indicator);
    let (row, period, unit) = (&indicator.row, compared.report.period.id(), compared.report.unit.to_lowercase());
    let (known, whole) = (compared.sum.known, compared.sum.whole());
    let covered = match whole {
        0 => say!("không cụm nào thuộc dòng này", "no cluster belongs to the row"),
        _ => say!("tính trên {known}/{whole} cụm", "of {known}/{whole} clusters"),
    };
    let message = say!(
        "Biểu số 03 của {commune} kỳ {period}, dòng {row} ghi {stated} {unit}; cộng từ các cụm được {own} {unit} ({covered})",
        "form 03 of {commune} for {period}, row {row} says {stated} {unit}; the clusters add up to {own} {unit} ({covered})";
        stated = compared.stated, own = compared.own().unwrap_or_default(), covered = covered
    );
    let help = say!(
        "hỏi lại xã, đối chiếu với biểu của chủ đầu tư và dự án; sai bên nào sửa bên đó; Biểu số 04 dùng số cộng từ các cụm",
        "ask the commune and compare with the forms of developer and projects; correct the wrong one; form 04 uses the sum"
    );
    let fault = Diagnostic::new(Code::CommuneDiffers, &compared.report.basis.cells.at("value"), message);
    let fault = fault.found(compared.stated.plain()).help(help);
    let shares = catalog.shares(compared);
    if shares.is_empty() {
        let none = say!("không cụm nào của xã cộng vào dòng này", "no cluster of the commune adds to this row");
        return fault.note(&catalog.file("clusters"), none);
    }
    shares.into_iter().take(SHOWN).fold(fault, |fault, (cluster, share, at)| {
        let name = &cluster.short;
        let (vi, en) = (share.show(Language::Vi, 4), share.show(Language::En, 4));
        fault.note(&at, say!("cụm {name} cộng {vi}", "cluster {name} adds {en}"))
    })
}
