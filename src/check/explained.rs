//! Changes from one report to the next that a reader will ask about (portal.md 6.2: a fall, a change above 30 %).

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::rollup::{Changed, NOTABLE_PERCENT};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::Amount;

/// Reports changes of Biểu số 04 without the reason that the report has to give.
pub(super) fn unexplained(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let changes = catalog.notable_changes();
    changes.iter().filter(|change| !change.is_explained).for_each(|change| faults.add(without_reason(change)));
}

fn without_reason(change: &Changed<'_>) -> Diagnostic {
    let (row, text) = (&change.row.number, &change.row.text);
    let (period, earlier) = (change.now.0.span.id(), change.was.0.id());
    let percent = NOTABLE_PERCENT;
    let message = if change.fell {
        say!(
            "dòng {row} của Biểu số 04 ({text}) là số lũy kế mà giảm: {was} (kỳ {earlier}), {is} (kỳ {period}), chưa ghi lý do",
            "row {row} of form 04 ({text}) is cumulative and falls: {was} ({earlier}), {is} ({period}), without a reason";
            was = change.was.1, is = change.now.1
        )
    } else if change.was.1 == Amount::ZERO {
        say!(
            "dòng {row} của Biểu số 04 ({text}) tăng từ 0 (kỳ {earlier}) lên {is} (kỳ {period}), chưa ghi lý do",
            "row {row} of form 04 ({text}) rises from 0 ({earlier}) to {is} ({period}), without a reason";
            is = change.now.1
        )
    } else {
        say!(
            "dòng {row} của Biểu số 04 ({text}) thay đổi quá {percent} %: {was} (kỳ {earlier}), {is} (kỳ {period}), chưa ghi lý do",
            "row {row} of form 04 ({text}) changes by more than {percent} %: {was} ({earlier}), {is} ({period}), without a reason";
            was = change.was.1, is = change.now.1
        )
    };
    let help = say!(
        "kiểm tra hai số; nếu đúng, thêm vào data/reasons.csv dòng {period},04.{row} kèm lý do; báo cáo và cột Ghi chú in lý do đó",
        "check both figures; if they are right add a row {period},04.{row} with the reason to data/reasons.csv; the report prints it"
    );
    let at = change.now.0.at.clone().with_field("id");
    Diagnostic::new(Code::UnexplainedChange, &at, message).found(period).help(help)
}
