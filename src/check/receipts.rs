//! Before a report is signed somebody confirms by name what it rests on; when it is signed its figures are kept.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::form::{FormRow, Period, PeriodState, Span};
use crate::catalog::indicator::FormId;
use crate::catalog::receipt::ReceiptState;
use crate::catalog::signed::Signed;
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

/// Reports kept figures of a period that is not signed, and those of a signed one that lack rows of its form.
pub(super) fn signed(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let spans: BTreeSet<Span> = catalog.signed.iter().map(|row| row.period).collect();
    for span in spans {
        let kept: Vec<&Signed> = catalog.signed.iter().filter(|row| row.period == span).collect();
        let is_signed = catalog.periods.iter().any(|it| it.span == span && it.state == PeriodState::Signed);
        if !is_signed {
            faults.add(unsigned(kept[0], span));
            continue;
        }
        let rows = catalog.rows_of(FormId::Province, span.to()).filter(|row| row.unit.is_some());
        let lacks = |row: &&FormRow| !kept.iter().any(|one| one.indicator.is(row.form, &row.number));
        let missing: Vec<&str> = rows.filter(lacks).map(|row| row.number.as_str()).collect();
        if !missing.is_empty() {
            faults.add(incomplete(kept[0], span, &missing.join(", ")));
        }
    }
}

fn unsigned(first: &Signed, span: Span) -> Diagnostic {
    let span = span.id();
    let message = say!(
        "bảng signed có số chốt của kỳ {span}, bảng periods không ghi kỳ này đã ký: Biểu số 04 sẽ in số chốt thay cho số cộng từ các cụm",
        "table signed keeps figures of {span}, which table periods does not call signed: form 04 would print them"
    );
    let help = say!(
        "đã ký thì ghi state: signed, số và ngày báo cáo ở data/periods.yaml; chưa ký thì xóa các dòng của kỳ {span} ở bảng signed",
        "if it is signed set state: signed with number and day in data/periods.yaml; if not remove the rows of {span} from signed"
    );
    Diagnostic::new(Code::SignedRows, &first.cells.at("period"), message).found(span).help(help)
}

fn incomplete(first: &Signed, span: Span, missing: &str) -> Diagnostic {
    let span = span.id();
    let message = say!(
        "số chốt của kỳ {span} thiếu dòng {missing} của Biểu số 04",
        "the kept figures of {span} lack the rows {missing} of form 04"
    );
    let help = say!(
        "bảng signed không sửa tay: lấy lại các dòng ấy từ bản sao lưu hoặc báo cáo đã ký",
        "table signed is not edited by hand: take those rows from a backup or the signed report"
    );
    Diagnostic::new(Code::SignedRows, &first.cells.at("period"), message).found(span).help(help)
}
