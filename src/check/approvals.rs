//! Tables that somebody approved row by row: what has changed since, what is new, what is gone.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::approval::Approval;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::record::{Seal, nearest};
use crate::say;

/// Reports rows of an approved table that are not as they were approved, and approvals of what is not there.
pub(super) fn rows(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut tables: BTreeMap<&str, BTreeMap<&str, &Approval>> = BTreeMap::new();
    for approval in &catalog.approvals {
        tables.entry(&approval.table).or_default().insert(&approval.record, approval);
    }
    for (table, mut approved) in tables {
        let seals = catalog.seals.get(table).map(Vec::as_slice).unwrap_or_default();
        for seal in seals {
            faults.extend(changed(table, seal, approved.remove(&*seal.record)));
        }
        let known = catalog.seals.contains_key(table);
        approved.into_values().for_each(|approval| faults.add(idle(catalog, approval, known)));
    }
}

fn changed(table: &str, seal: &Seal, approval: Option<&Approval>) -> Option<Diagnostic> {
    let help = say!(
        "đối chiếu dòng này với văn bản; đúng thì người duyệt chạy `ccn approve {table} --by \"Họ và tên\"`, sai thì sửa lại",
        "compare the row with its document; if it is right its approver runs `ccn approve {table} --by \"Name\"`"
    );
    let Some(approval) = approval else {
        let message =
            say!("bảng `{table}` đã được duyệt, dòng này thì chưa", "table `{table}` is approved, but this row is not");
        return Some(Diagnostic::new(Code::NotApproved, &seal.at, message).found(&*seal.record).help(help));
    };
    let by = approval.by.as_str();
    let message = say!(
        "dòng này đã đổi sau khi {by} duyệt ngày {on}", "the row has changed since {by} approved it on {on}"; on = approval.on
    );
    let fault = Diagnostic::new(Code::NotApproved, &seal.at, message).found(&*seal.record);
    let note = say!("lần duyệt", "the approval");
    (approval.digest != seal.digest).then(|| fault.note(&approval.cells.at("digest"), note).help(help))
}

fn idle(catalog: &Catalog, approval: &Approval, known: bool) -> Diagnostic {
    let (table, record) = (approval.table.as_str(), approval.record.as_str());
    if known {
        let message = say!(
            "bảng `{table}` không còn dòng `{record}` đã được duyệt",
            "table `{table}` no longer has the row `{record}`, which was approved"
        );
        let help = say!(
            "xóa nhầm thì lấy lại dòng; bỏ đúng thì chạy `ccn approve {table} --by \"Họ và tên\"`",
            "put the row back, or run `ccn approve {table} --by \"Name\"` if it is gone for good"
        );
        return Diagnostic::new(Code::IdleApproval, &approval.cells.at("record"), message).found(record).help(help);
    }
    let message = say!("không có bảng nào tên `{table}`", "no table is named `{table}`");
    let fault = Diagnostic::new(Code::IdleApproval, &approval.cells.at("table"), message).found(table);
    fault.help(match nearest(table, catalog.seals.keys().copied()) {
        Some(near) => say!("có phải là `{near}`?", "did you mean `{near}`?"),
        None => say!("xóa dòng này", "remove this row"),
    })
}
