//! Before a report is signed somebody confirms by name what it rests on; when it is signed its figures are kept.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::form::{Period, PeriodState};
use crate::catalog::receipt::ReceiptState;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;

/// Reports files whose figures stand in a signed report and that nobody has confirmed.
pub(super) fn confirmed(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let signed = catalog.periods.iter().filter(|period| period.state == PeriodState::Signed);
    for period in signed {
        let open = catalog
            .receipts
            .iter()
            .filter(|receipt| receipt.period == Some(period.span) && receipt.state != ReceiptState::Confirmed);
        for receipt in open {
            let (id, what, span) = (receipt.id.as_str(), &receipt.what, period.span.id());
            let message = say!(
                "báo cáo kỳ {span} đã ký mà chưa ai xác nhận tệp `{id}` ({what})",
                "the report of {span} is signed and nobody has confirmed the file `{id}` ({what})"
            );
            let help = say!(
                "đối chiếu với tệp trong data/received/{id} rồi chạy `ccn confirm {id} --by \"Họ và tên\"`",
                "compare it with the file in data/received/{id}, then run `ccn confirm {id} --by \"Name\"`"
            );
            let note = say!("kỳ đã ký", "the signed period");
            let at = receipt.cells.at("state");
            faults.add(Diagnostic::new(Code::UnconfirmedReceipt, &at, message).note(&period.at, note).help(help));
        }
    }
}

/// Reports signed periods of which no row was kept.
pub(super) fn kept(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let is_kept = |period: &Period| catalog.signed.iter().any(|kept| kept.period == period.span);
    let signed = catalog.periods.iter().filter(|period| period.state == PeriodState::Signed);
    for period in signed.filter(|period| !is_kept(period)) {
        let span = period.span.id();
        let message = say!(
            "báo cáo kỳ {span} đã ký mà số chưa chốt: sửa số liệu thì Biểu số 04 đã công bố cũng đổi",
            "the report of {span} is signed and its figures are not kept: corrections would change the published form"
        );
        let help = say!("chạy `ccn freeze {span} --by \"Họ và tên\"`", "run `ccn freeze {span} --by \"Name\"`");
        faults.add(Diagnostic::new(Code::UnkeptReport, &period.at, message).found(span).help(help));
    }
}
