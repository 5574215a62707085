//! Pages and duties that rest on documents out of force.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::force::Force;
use crate::catalog::law::Document;
use crate::catalog::limit::{Limit, LimitId};
use crate::catalog::table::{Entity, Key};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::record::nearest;
use crate::say;
use crate::text::{Language, PartialDate};

/// Reports pages and live duties that name a document out of force.
///
/// Duties with an end are history. Duties of a letter whose basis was replaced end with it and are not reported:
/// the letter itself was never revoked.
pub(super) fn bases(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for guide in &catalog.guides {
        for document in &guide.documents {
            let help_empty = say!(
                "bỏ mã này khỏi documents và rà lại nội dung trang",
                "remove this id from documents and revise the page"
            );
            if let Some(fault) = expired(catalog, document.value, &document.at, today) {
                faults.add(match catalog.force(document.value, today) {
                    Force::Replaced(newer) => {
                        let id = catalog.documents[newer].id.as_str();
                        fault.help(say!(
                            "thay bằng `{id}` và rà lại nội dung trang",
                            "name `{id}` instead and revise the page"
                        ))
                    }
                    _ => fault.help(help_empty),
                });
            }
        }
    }
    for duty in catalog.duties.iter().filter(|duty| duty.in_force_to.is_none()) {
        if let Some(fault) = expired(catalog, duty.document, &duty.cells.at("document"), today) {
            let last = catalog.documents[duty.document].in_force_to;
            faults.add(fault.help(match last {
                Some(last) => say!(
                    "ghi in_force_to = {last} cho nhiệm vụ này, và thêm nhiệm vụ theo văn bản mới",
                    "set in_force_to = {last} for this duty, and add the duty of the new document"
                ),
                None => say!(
                    "ghi ngày cuối ở in_force_to cho nhiệm vụ này, và thêm nhiệm vụ theo văn bản mới",
                    "give this duty its last day in in_force_to, and add the duty of the new document"
                ),
            }));
        }
    }
}

fn expired(catalog: &Catalog, key: Key<Document>, at: &Location, today: NaiveDate) -> Option<Diagnostic> {
    let document = &catalog.documents[key];
    let name = document.citation();
    let message = match catalog.force(key, today) {
        Force::Future | Force::InForce => return None,
        Force::Replaced(newer) => {
            let newer = catalog.documents[newer].citation();
            say!("{name} đã hết hiệu lực, được thay bằng {newer}", "{name} is out of force, replaced by {newer}")
        }
        Force::Ended(last) => {
            say!("{name} hết hiệu lực sau ngày {last}", "{name} was in force until {last}"; last = last)
        }
    };
    let note = say!("{name} ở bảng documents", "{name} in table documents");
    let fault = Diagnostic::new(Code::ExpiredBasis, at, message).found(document.id.as_str());
    Some(fault.note(&document.basis.cells.at("id"), note))
}

/// Reports constants that the program computes with and that the table of limits does not give.
pub(super) fn limits(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for id in LimitId::ALL {
        let of_id = |limit: &&Limit| limit.known == Some(*id);
        match catalog.limits.iter().filter(of_id).max_by_key(|limit| limit.in_force_from) {
            None => faults.add(absent(catalog, id.name())),
            Some(last) if id.is_lasting() && !catalog.limits.iter().filter(of_id).any(|limit| limit.holds(today)) => {
                faults.add(lapsed(last, today));
            }
            Some(_) => {}
        }
    }
}

fn absent(catalog: &Catalog, id: &str) -> Diagnostic {
    let at = catalog.file(Limit::TABLE);
    let message = say!(
        "bảng limits không có `{id}`, mà chương trình cần để tính",
        "table limits lacks `{id}`, which the program computes with"
    );
    let fault = Diagnostic::new(Code::MissingLimit, &at, message).found(id);
    let others = || catalog.limits.iter().filter(|limit| limit.known.is_none());
    match nearest(id, others().map(|limit| limit.id.as_str())) {
        Some(near) => {
            let typed = others().find(|limit| limit.id == near).map(|limit| limit.cells.at("id"));
            let note = say!("`{near}` ở đây", "`{near}` is here");
            let fault = typed.iter().fold(fault, |fault, typed| fault.note(typed, note.clone()));
            fault.help(say!("có phải `{near}` là `{id}` viết sai?", "is `{near}` a misspelt `{id}`?"))
        }
        None => fault.help(say!(
            "thêm dòng có id = {id}, kèm giá trị, đơn vị, ngày hiệu lực và văn bản",
            "add a row with id = {id}, its value, unit, first day in force and document"
        )),
    }
}

fn lapsed(last: &Limit, today: NaiveDate) -> Diagnostic {
    let id = &last.id;
    let (day, day_en) = (PartialDate::Day(today).show(Language::Vi), PartialDate::Day(today).show(Language::En));
    let message = say!(
        "không dòng `{id}` nào áp dụng vào ngày lập trang {day}; đây là dòng mới nhất",
        "no row `{id}` holds on the build date, {day_en}; this is the newest"
    );
    let help = say!(
        "kiểm tra in_force_from và in_force_to; luật đã đổi thì thêm dòng theo văn bản mới",
        "check in_force_from and in_force_to; if the law has changed add a row by the new text"
    );
    Diagnostic::new(Code::MissingLimit, &last.cells.at("id"), message).found(id).help(help)
}
