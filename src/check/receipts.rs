//! Files that were received: before a report is signed, somebody confirms by name what it rests on.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::form::PeriodState;
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
