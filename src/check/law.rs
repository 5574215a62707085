//! What pages, duties, steps, definitions and constants rest on: documents in force, for as long as they are.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::force::Force;
use crate::catalog::law::{Document, Seen};
use crate::catalog::limit::{Limit, LimitId};
use crate::catalog::table::{Entity, Key};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Cells, Location};
use crate::record::nearest;
use crate::say;
use crate::text::{Both, Language, PartialDate};

/// What may rest on a document.
#[derive(Clone, Copy)]
enum Kind {
    Page,
    Duty,
    Step,
    Definition,
    Limit,
    Obstacle,
    Form,
}

/// Something that counts today and rests on a document.
struct Rest {
    kind: Kind,
    document: Key<Document>,
    at: Location,
}

/// Returns everything that rests on a document and counts today.
///
/// Duties, steps, constants and forms with an end are history, and so are obstacles that are settled. What a text changed in
/// another stays changed when it ends, so a form does not rest on what amended it.
fn rests(catalog: &Catalog, today: NaiveDate) -> Vec<Rest> {
    let mut all = Vec::new();
    let mut add = |kind, document: Option<Key<Document>>, at: Location| {
        all.extend(document.map(|document| Rest { kind, document, at }));
    };
    for document in catalog.guides.iter().flat_map(|guide| &guide.documents) {
        add(Kind::Page, Some(document.value), document.at.clone());
    }
    for duty in catalog.duties.iter().filter(|duty| duty.in_force_to.is_none()) {
        add(Kind::Duty, Some(duty.document), duty.cells.at("document"));
    }
    for step in catalog.procedures.iter().filter(|step| step.in_force_to.is_none()) {
        add(Kind::Step, step.document, step.basis.cells.at("document"));
    }
    for definition in &catalog.definitions {
        add(Kind::Definition, definition.document, definition.cells.at("document"));
    }
    for limit in catalog.limits.iter().filter(|limit| limit.in_force_to.is_none()) {
        add(Kind::Limit, limit.document, limit.cells.at("document"));
    }
    for obstacle in catalog.obstacles.iter().filter(|obstacle| obstacle.resolved_on.is_none()) {
        add(Kind::Obstacle, obstacle.document, obstacle.basis.cells.at("document"));
    }
    for form in catalog.forms.iter().filter(|form| form.holds(today)) {
        add(Kind::Form, Some(form.document), form.cells.at("document"));
    }
    all
}

/// Reports what counts today and rests on a document out of force.
///
/// Duties of a letter whose basis was replaced end with it and are not reported: the letter itself was never
/// revoked.
pub(super) fn bases(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for rest in rests(catalog, today) {
        let fault = expired(catalog, rest.document, &rest.at, today);
        faults.extend(fault.map(|fault| fault.help(renewal(catalog, &rest, today))));
    }
}

fn renewal(catalog: &Catalog, rest: &Rest, today: NaiveDate) -> Both {
    let newer = match catalog.force(rest.document, today) {
        Force::Replaced(newer) => Some(catalog.documents[newer].id.as_str()),
        Force::Ended(_) | Force::Future | Force::InForce => None,
    };
    let last = catalog.documents[rest.document].in_force_to;
    match (rest.kind, newer, last) {
        (Kind::Page, Some(id), _) => {
            say!("thay bằng `{id}` và rà lại nội dung trang", "name `{id}` instead and revise the page")
        }
        (Kind::Page, None, _) => say!(
            "bỏ mã này khỏi documents và rà lại nội dung trang",
            "remove this id from documents and revise the page"
        ),
        (Kind::Duty, _, Some(last)) => say!(
            "ghi in_force_to = {last} cho nhiệm vụ này, và thêm nhiệm vụ theo văn bản mới",
            "set in_force_to = {last} for this duty, and add the duty of the new document"
        ),
        (Kind::Duty, _, None) => say!(
            "ghi ngày cuối ở in_force_to cho nhiệm vụ này, và thêm nhiệm vụ theo văn bản mới",
            "give this duty its last day in in_force_to, and add the duty of the new document"
        ),
        (Kind::Definition, Some(id), _) => say!(
            "dẫn `{id}` với điều khoản của nó và rà lại câu định nghĩa",
            "name `{id}` with its article and revise the definition"
        ),
        (Kind::Definition, None, _) => say!(
            "dẫn văn bản đang có hiệu lực và rà lại câu định nghĩa",
            "name the document in force and revise the definition"
        ),
        (Kind::Step | Kind::Limit | Kind::Form, ..) => say!(
            "ghi ngày cuối ở in_force_to cho dòng này, và thêm dòng theo văn bản mới",
            "give this row its last day in in_force_to, and add the row of the new document"
        ),
        (Kind::Obstacle, ..) => say!(
            "dẫn văn bản đang có hiệu lực; nếu vướng mắc đã hết thì ghi resolved_on",
            "name the document in force; if the obstacle is settled set resolved_on"
        ),
    }
}

/// Says that a document is out of force, or nothing when it is not.
pub(super) fn expired(catalog: &Catalog, key: Key<Document>, at: &Location, today: NaiveDate) -> Option<Diagnostic> {
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

/// Returns whether a document is out of force.
pub(super) fn is_past(catalog: &Catalog, key: Key<Document>, today: NaiveDate) -> bool {
    matches!(catalog.force(key, today), Force::Ended(_) | Force::Replaced(_))
}

/// Reports what counts today and rests on a document that is not in force yet; pages are judged by their words.
pub(super) fn not_yet(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let begun = |rest: &Rest| !matches!(rest.kind, Kind::Page);
    let starts_later = |at: &Location| {
        let later = |first: Option<PartialDate>| first.is_some_and(|first| first.first() > today);
        let duties = catalog.duties.iter().filter(|duty| later(duty.in_force_from));
        let limits = catalog.limits.iter().filter(|limit| later(Some(limit.in_force_from)));
        let steps = catalog.procedures.iter().filter(|step| later(step.in_force_from));
        let cells = duties.map(|duty| &duty.cells).chain(limits.map(|limit| &limit.cells));
        let mut cells = cells.chain(steps.map(|step| &step.basis.cells));
        cells.any(|cells| cells.at("document") == *at)
    };
    for rest in rests(catalog, today).iter().filter(|rest| begun(rest) && !starts_later(&rest.at)) {
        faults.extend(future(catalog, rest.document, &rest.at, today).map(|fault| {
            fault.help(say!(
                "dẫn văn bản đang có hiệu lực, hoặc ghi ngày bắt đầu ở in_force_from nếu bảng có cột đó",
                "name the document in force, or give the first day in in_force_from where the table has it"
            ))
        }));
    }
}

/// Says that a document is not in force yet, or nothing when it is.
pub(super) fn future(catalog: &Catalog, key: Key<Document>, at: &Location, today: NaiveDate) -> Option<Diagnostic> {
    let document = &catalog.documents[key];
    let first = document.in_force_from.filter(|_| document.is_future(today))?;
    let name = document.citation();
    let message = say!(
        "{name} đến {first} mới có hiệu lực, sau ngày lập trang {now}",
        "{name} is in force only from {first}, after the build date {now}"; first = first, now = today
    );
    let note = say!("{name} ở bảng documents", "{name} in table documents");
    let fault = Diagnostic::new(Code::NotYetInForce, at, message).found(document.id.as_str());
    Some(fault.note(&document.basis.cells.at("in_force_from"), note))
}

/// A time in force that a table gives to what rests on a document.
struct Term<'a> {
    document: Key<Document>,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
    seen: Seen,
    cells: &'a Cells,
}

fn terms(catalog: &Catalog) -> Vec<Term<'_>> {
    let duties = catalog.duties.iter().map(|duty| Term {
        document: duty.document,
        from: duty.in_force_from,
        to: duty.in_force_to,
        seen: duty.seen,
        cells: &duty.cells,
    });
    let limits = catalog.limits.iter().filter_map(|limit| {
        let from = Some(limit.in_force_from);
        Some(Term { document: limit.document?, from, to: limit.in_force_to, seen: limit.seen, cells: &limit.cells })
    });
    let steps = catalog.procedures.iter().filter_map(|step| {
        let (from, to, cells) = (step.in_force_from, step.in_force_to, &step.basis.cells);
        Some(Term { document: step.document?, from, to, seen: step.seen, cells })
    });
    duties.chain(limits).chain(steps).collect()
}

/// Reports duties, steps and constants that begin before their document or outlive it.
pub(super) fn terms_within(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for term in terms(catalog) {
        let document = &catalog.documents[term.document];
        let name = document.citation();
        let (column, first) = match document.in_force_from {
            Some(first) => ("in_force_from", Some(first)),
            None => ("issued_on", document.issued_on),
        };
        if let (Some(from), Some(first)) = (term.from, first)
            && from.last() < first.first()
        {
            let message = say!(
                "có hiệu lực từ {from}, trước {name} ({first})",
                "in force from {from}, before {name} ({first})"; from = from, first = first
            );
            let fault = Diagnostic::new(Code::OutsideForce, &term.cells.at("in_force_from"), message);
            faults.add(outside(fault, document, column).found(from.to_string()));
        }
        if let (Some(to), Some(last)) = (term.to, document.in_force_to)
            && to.first() > last.last()
        {
            let message = say!(
                "có hiệu lực đến {to}, sau khi {name} hết hiệu lực ({last})",
                "in force until {to}, after the end of {name} ({last})"; to = to, last = last
            );
            let fault = Diagnostic::new(Code::OutsideForce, &term.cells.at("in_force_to"), message);
            faults.add(outside(fault, document, "in_force_to").found(to.to_string()));
        }
    }
}

fn outside(fault: Diagnostic, document: &Document, column: &'static str) -> Diagnostic {
    let name = document.citation();
    let note = say!("{name}: ô `{column}`", "{name}: the cell `{column}`");
    fault.note(&document.basis.cells.at(column), note).help(say!(
        "sửa ngày cho nằm trong thời gian hiệu lực của văn bản, hoặc kiểm tra cột document",
        "keep the date within the document's time in force, or check the column document"
    ))
}

/// Returns whether a text is known only from what others write of it.
pub(super) fn is_unread(document: &Document) -> bool {
    matches!(document.seen, Seen::Secondary | Seen::Unseen)
}

/// Reports duties, steps and constants said to be read in the original, of a document that was not.
pub(super) fn unread(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for term in terms(catalog).into_iter().filter(|term| term.seen == Seen::Original) {
        let document = &catalog.documents[term.document];
        if !is_unread(document) {
            continue;
        }
        let (name, seen) = (document.citation(), document.seen.name());
        let message = say!(
            "ghi đã đọc bản gốc (`original`), nhưng {name} mới biết qua nguồn khác (`{seen}`)",
            "said to be read in the `original`, but {name} is `{seen}`"
        );
        let note = say!("{name} ở bảng documents", "{name} in table documents");
        let help = say!(
            "ghi seen = {seen} để trang in dấu \"chờ đối chiếu bản gốc\"; đã đọc bản gốc thì sửa bảng documents",
            "set seen = {seen}, so that the page prints the mark; if the original was read correct table documents"
        );
        let fault = Diagnostic::new(Code::UnmarkedBasis, &term.cells.at("seen"), message).found("original");
        faults.add(fault.note(&document.basis.cells.at("seen"), note).help(help));
    }
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
