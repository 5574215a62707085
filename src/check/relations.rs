//! What documents do to each other: who may change whom, and the days on which one ends and the next begins.

use chrono::{Days, NaiveDate};

use crate::catalog::Catalog;
use crate::catalog::law::{Document, Relation, RelationKind, Seen};
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::{Both, PartialDate};

/// Reports relations that cannot be: backwards in time, of a document to itself, against the rank of the texts.
pub(super) fn order(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for relation in &catalog.relations {
        let (acting, target) = (&catalog.documents[relation.document], &catalog.documents[relation.target]);
        let itself = relation.document == relation.target;
        // What replaces itself is a circle, which another rule tells.
        if itself && relation.relation == RelationKind::Replaces {
            continue;
        }
        let said = if itself {
            let name = acting.citation();
            Some(("target", say!("{name} có quan hệ với chính nó", "{name} is related to itself")))
        } else {
            younger(acting, target).or_else(|| rank_of(relation, acting, target))
        };
        let Some((column, message)) = said else { continue };
        let help = say!(
            "kiểm tra hai văn bản và loại quan hệ; cột document là văn bản ra sau, cột target là văn bản ra trước",
            "check both documents and the relation; `document` is the later one, `target` the earlier one"
        );
        let at = relation.cells.at(column);
        let name = target.citation();
        let note = say!("{name} ở bảng documents", "{name} in table documents");
        let fault = Diagnostic::new(Code::RelationOrder, &at, message).help(help);
        faults.add(fault.note(&target.basis.cells.at("number"), note));
    }
}

fn younger(acting: &Document, target: &Document) -> Option<(&'static str, Both)> {
    let (later, earlier) = (acting.issued_on?, target.issued_on?);
    let (name, other) = (acting.citation(), target.citation());
    (later.last() < earlier.first()).then(|| {
        let message = say!(
            "{name} ({day}) ra trước {other} ({base}) nên không thể tác động đến văn bản này",
            "{name} ({day}) is older than {other} ({base}) and cannot act on it"; day = later, base = earlier
        );
        ("document", message)
    })
}

/// The rank of a text by who issued it, 1 the highest; letters, plans and party texts have none
/// (Luật Ban hành văn bản quy phạm pháp luật, the article on the system of texts).
fn rank(document: &Document) -> Option<u8> {
    const RANKS: &[(&str, u8)] = &[
        ("Quốc hội", 1),
        ("Ủy ban Thường vụ Quốc hội", 2),
        ("Chính phủ", 3),
        ("Thủ tướng Chính phủ", 4),
        ("Bộ ", 5),
        ("HĐND tỉnh", 6),
        ("UBND tỉnh", 7),
    ];
    let fits = |(name, _): &&(&str, u8)| {
        document.issuer == *name
            || ((name.ends_with(' ') || name.ends_with("tỉnh")) && document.issuer.starts_with(name))
    };
    let is_text = !matches!(document.kind.as_str(), "công văn" | "kế hoạch" | "văn bản hợp nhất");
    RANKS.iter().find(fits).map(|(_, rank)| *rank).filter(|_| is_text && document.seen != Seen::House)
}

fn is_resolution(document: &Document) -> bool {
    document.kind == "nghị quyết" && document.issuer == "Chính phủ"
}

fn rank_of(relation: &Relation, acting: &Document, target: &Document) -> Option<(&'static str, Both)> {
    let (name, other) = (acting.citation(), target.citation());
    let kind = relation.relation;
    let joins = acting.kind == "văn bản hợp nhất";
    if joins != (kind == RelationKind::Consolidates) && acting.seen != Seen::House {
        let message = if joins {
            say!("{name} là văn bản hợp nhất nên chỉ có quan hệ `consolidates`", "{name} only consolidates")
        } else {
            say!(
                "{name} không phải văn bản hợp nhất nên không thể hợp nhất {other}",
                "{name} is no consolidated text and cannot consolidate {other}"
            )
        };
        return Some(("relation", message));
    }
    let (high, low) = (rank(acting)?, rank(target)?);
    let message = match kind {
        // The Government may adjust laws by resolution for a time (Nghị quyết 206/2025/QH15).
        RelationKind::Replaces | RelationKind::Amends if high > low && !is_resolution(acting) => say!(
            "{name} có hiệu lực pháp lý thấp hơn {other} nên không thể thay thế hay sửa đổi văn bản này",
            "{name} ranks below {other} and can neither replace nor amend it"
        ),
        RelationKind::Guides | RelationKind::Implements if high < low => say!(
            "{name} có hiệu lực pháp lý cao hơn {other} nên không phải là văn bản hướng dẫn, thi hành văn bản này",
            "{name} ranks above {other} and does not guide or implement it"
        ),
        _ => return None,
    };
    Some(("relation", message))
}

/// Reports documents whose end contradicts what replaces them, or whose end nothing explains.
///
/// The day of the end is asked for only where the clause that replaces a text is known: it says the day.
pub(super) fn validity(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for (key, document) in catalog.documents.iter() {
        faults.extend(early(document));
        let replaces = |relation: &&Relation| relation.relation == RelationKind::Replaces && relation.target == key;
        match catalog.relations.iter().find(replaces) {
            Some(relation) => faults.extend(replaced(catalog, document, relation, today)),
            None => faults.extend(ended(catalog, key, document, today)),
        }
    }
}

fn early(document: &Document) -> Option<Diagnostic> {
    let (issued, first) = (document.issued_on?, document.in_force_from?);
    let name = document.citation();
    (first.last() < issued.first()).then(|| {
        let message = say!(
            "{name} có hiệu lực từ {first}, trước ngày ban hành {issued}",
            "{name} is in force from {first}, before it was issued on {issued}"; first = first, issued = issued
        );
        let help = say!("kiểm tra hai ngày với bản gốc", "check both dates against the document itself");
        let cells = &document.basis.cells;
        let note = say!("ngày ban hành", "the day of issue");
        let fault = Diagnostic::new(Code::ValidityUnclear, &cells.at("in_force_from"), message);
        fault.found(first.to_string()).note(&cells.at("issued_on"), note).help(help)
    })
}

fn replaced(catalog: &Catalog, document: &Document, relation: &Relation, today: NaiveDate) -> Option<Diagnostic> {
    let newer = &catalog.documents[relation.document];
    let first = newer.in_force_from.filter(|first| first.first() <= today)?;
    let PartialDate::Day(first_day) = first else { return None };
    let last = PartialDate::Day(first_day.checked_sub_days(Days::new(1))?);
    let (name, other) = (document.citation(), newer.citation());
    let message = match document.in_force_to {
        None if relation.article.is_some() => say!(
            "{other} đã thay thế {name} từ {first}, nhưng dòng này không ghi ngày hết hiệu lực",
            "{other} replaced {name} on {first}, but this row has no last day in force"; first = first
        ),
        Some(typed) if typed.last() < last.first() || typed.first() > last.last() => say!(
            "{name} ghi hiệu lực đến {typed}, còn {other} thay thế văn bản này từ {first}",
            "{name} is said to be in force until {typed}, but {other} replaces it from {first}"; typed = typed, first = first
        ),
        _ => return None,
    };
    let help =
        say!("ghi in_force_to = {last}, hoặc sửa ngày của {other}", "set in_force_to = {last}, or correct {other}");
    let note = say!("{other} có hiệu lực từ đây", "{other} begins here");
    let fault = Diagnostic::new(Code::ValidityUnclear, &document.basis.cells.at("in_force_to"), message);
    Some(fault.note(&newer.basis.cells.at("in_force_from"), note).help(help))
}

fn ended(catalog: &Catalog, key: Key<Document>, document: &Document, today: NaiveDate) -> Option<Diagnostic> {
    let last = document.in_force_to.filter(|last| last.last() < today)?;
    // A text that amends another ends with it, without being replaced by name.
    let amended = |relation: &Relation| relation.document == key && relation.relation == RelationKind::Amends;
    let falls = |relation: &&Relation| amended(relation) && super::law::is_past(catalog, relation.target, today);
    if catalog.relations.iter().any(|relation| falls(&relation)) {
        return None;
    }
    let name = document.citation();
    let message = say!(
        "{name} hết hiệu lực sau {last}, nhưng không dòng nào của relations nói văn bản nào thay thế",
        "{name} ended ({last}), but no row of relations says what replaced it"; last = last
    );
    let help = say!(
        "thêm dòng `replaces` vào relations; văn bản tự hết hiệu lực theo thời hạn của nó thì ghi dòng miễn lỗi",
        "add a row `replaces` to relations; if the text ended by its own term add a waiver"
    );
    let at = document.basis.cells.at("in_force_to");
    Some(Diagnostic::new(Code::ValidityUnclear, &at, message).found(last.to_string()).help(help))
}
