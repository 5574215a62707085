//! Decisions against the rows that rest on them: date, number, and the cluster that they speak of.

use chrono::NaiveDate;

use super::citing::{Named, Register};
use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::land::AreaKind;
use crate::catalog::law::Document;
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Cells;
use crate::say;
use crate::text::citation::citations;
use crate::text::{Both, PartialDate, fold};

/// Acts that are done by signing a decision: the day of the act is the day of the document
/// (NĐ 32/2024/NĐ-CP Điều 10, Điều 12).
const BY_DECISION: &[Act] = &[Act::Establishment, Act::Expansion, Act::Adjustment, Act::Revocation];

/// A row that a decision shows.
struct Decided<'a> {
    cluster: Key<Cluster>,
    document: Key<Document>,
    date: Option<PartialDate>,
    column: &'static str,
    /// Whether it is the area of the whole cluster.
    is_whole: bool,
    cells: &'a Cells,
}

fn decided(catalog: &Catalog) -> Vec<Decided<'_>> {
    let areas = catalog.areas.iter().filter(|area| matches!(area.kind, AreaKind::Decision | AreaKind::Expansion));
    let areas = areas.filter_map(|area| {
        let (cells, date) = (&area.basis.cells, area.basis.as_of);
        let (cluster, is_whole) = (area.cluster, area.kind == AreaKind::Decision);
        Some(Decided { cluster, document: area.document?, date, column: "as_of", is_whole, cells })
    });
    let done = |milestone: &&Milestone| milestone.state == ActState::Done && BY_DECISION.contains(&milestone.act);
    let acts = catalog.milestones.iter().filter(done).filter_map(|milestone| {
        let (cells, date) = (&milestone.basis.cells, milestone.date);
        let (cluster, document) = (milestone.cluster, milestone.document?);
        Some(Decided { cluster, document, date, column: "date", is_whole: false, cells })
    });
    areas.chain(acts).collect()
}

/// Reports decided areas and acts that their own document contradicts.
pub(super) fn mismatches(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for row in decided(catalog) {
        let document = &catalog.documents[row.document];
        let fault = cluster(catalog, &row, document).or_else(|| day(&row, document));
        faults.extend(fault.or_else(|| other(catalog, &row, document)));
    }
    texts(catalog, faults);
    acts_without_date(catalog, faults);
    areas_of_decision(catalog, faults);
}

/// An act done by signing a decision has the day of the decision.
fn acts_without_date(catalog: &Catalog, faults: &mut Diagnostics) {
    let by_decision = |row: &&Milestone| row.state == ActState::Done && BY_DECISION.contains(&row.act);
    for row in catalog.milestones.iter().filter(by_decision).filter(|row| row.date.is_none()) {
        let Some(document) = row.document.map(|key| &catalog.documents[key]) else { continue };
        let Some(issued) = document.issued_on else { continue };
        let name = document.citation();
        let message = say!(
            "mốc dẫn {name} mà ô date để trống; văn bản ban hành {issued}",
            "the act rests on {name}, issued on {issued}, and the cell date is empty"; issued = issued
        );
        let help = say!("ghi ngày của văn bản", "give the day of the document");
        faults.add(mismatch((&row.basis.cells, "document"), message, (document, "issued_on")).help(help));
    }
}

/// The area of the day on which a cluster was established is that of the decision which established it.
fn areas_of_decision(catalog: &Catalog, faults: &mut Diagnostics) {
    for area in catalog.areas.iter() {
        let acts = catalog.milestones.of(area.cluster).iter();
        let mut done = acts.filter(|act| act.act == Act::Establishment && act.state == ActState::Done);
        let Some(act) = done.find(|act| act.document.is_some()) else { continue };
        let Some(document) = act.document.map(|key| &catalog.documents[key]) else { continue };
        let (name, cells) = (document.citation(), &area.basis.cells);
        let is_that_day = document.issued_on.is_some() && area.basis.as_of == document.issued_on;
        let (column, message, help) = match (area.kind, area.document) {
            (AreaKind::Decision, None) if is_that_day => (
                "as_of",
                say!(
                    "diện tích có ngày của {name}, quyết định thành lập cụm, mà ô document để trống",
                    "the area has the day of {name}, which established the cluster, and the cell document is empty"
                ),
                say!("ghi quyết định ở cột document", "name the decision in the column document"),
            ),
            (AreaKind::Plan, own) if own == act.document => (
                "kind",
                say!(
                    "diện tích dẫn {name}, quyết định thành lập cụm, mà loại ghi `plan`",
                    "the area rests on {name}, which established the cluster, and its kind is `plan`"
                ),
                say!("ghi kind = decision, hoặc sửa cột document", "set kind = decision, or correct the document"),
            ),
            _ => continue,
        };
        let fault = Diagnostic::new(Code::DecisionMismatch, &cells.at(column), message).help(help);
        faults.add(fault.note(&act.basis.cells.at("document"), say!("mốc thành lập", "the establishment")));
    }
}

fn mismatch(at: (&Cells, &'static str), message: Both, document: (&Document, &'static str)) -> Diagnostic {
    let (document, column) = document;
    let name = document.citation();
    let note = say!("{name}: ô `{column}`", "{name}: the cell `{column}`");
    let fault = Diagnostic::new(Code::DecisionMismatch, &at.0.at(at.1), message);
    fault.note(&document.basis.cells.at(column), note)
}

fn day(row: &Decided<'_>, document: &Document) -> Option<Diagnostic> {
    let (date, issued) = (row.date?, document.issued_on?);
    let name = document.citation();
    let apart = date.last() < issued.first() || date.first() > issued.last();
    apart.then(|| {
        let message = say!(
            "ngày {date} khác ngày ban hành {name}: {issued}",
            "{date} is not the day on which {name} was issued: {issued}"; date = date, issued = issued
        );
        let help = say!(
            "sửa ngày theo văn bản, hoặc sửa cột document nếu dẫn nhầm văn bản",
            "correct the date by the document, or the column document if it names the wrong one"
        );
        mismatch((row.cells, row.column), message, (document, "issued_on")).found(date.to_string()).help(help)
    })
}

/// A decision whose subject names another cluster, and not this one, was put into the wrong row.
fn cluster(catalog: &Catalog, row: &Decided<'_>, document: &Document) -> Option<Diagnostic> {
    let own = &catalog.clusters[row.cluster];
    let other = catalog.clusters.rows().iter().find(|cluster| names(&document.subject, cluster))?;
    if names(&document.subject, own) {
        return None;
    }
    let (citation, named, short) = (document.citation(), other.short.as_str(), own.short.as_str());
    let message = say!(
        "{citation} nói về cụm {named}, dòng này là của cụm {short}",
        "{citation} is about {named}, this row belongs to {short}"
    );
    let help = say!("sửa cột document hoặc cột cluster", "correct the column document or cluster");
    Some(mismatch((row.cells, "document"), message, (document, "subject")).found(document.id.as_str()).help(help))
}

/// Returns whether a text names a cluster by its short name; `Hồ Sơn 1` does not name `Hồ Sơn 10`.
fn names(text: &str, cluster: &Cluster) -> bool {
    let (text, short) = (fold(text), fold(&cluster.short));
    text.match_indices(&short).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + short.len()..].chars().next();
        before.is_none_or(|letter| !letter.is_alphanumeric()) && after.is_none_or(|letter| !letter.is_alphanumeric())
    })
}

/// The area by decision and the act of establishment of one cluster rest on one decision, unless a later act changed it.
fn other(catalog: &Catalog, row: &Decided<'_>, document: &Document) -> Option<Diagnostic> {
    let acts = catalog.milestones.of(row.cluster);
    let done = |milestone: &&Milestone| milestone.act == Act::Establishment && milestone.state == ActState::Done;
    let milestone = acts.iter().find(done).filter(|_| row.is_whole)?;
    let established = milestone.document.filter(|_| acts.iter().all(|act| act.document != Some(row.document)))?;
    let (one, other) = (document.citation(), catalog.documents[established].citation());
    let message = say!(
        "diện tích theo quyết định dẫn {one}, mốc thành lập cụm dẫn {other}",
        "the area by decision rests on {one}, the establishment of the cluster on {other}"
    );
    let help = say!(
        "ghi cùng một quyết định; diện tích điều chỉnh thì thêm mốc `adjustment` với quyết định điều chỉnh",
        "name one decision; for a changed area add an act `adjustment` with its decision"
    );
    let fault = Diagnostic::new(Code::DecisionMismatch, &row.cells.at("document"), message);
    let note = say!("mốc thành lập", "the establishment");
    Some(fault.found(document.id.as_str()).note(&milestone.basis.cells.at("document"), note).help(help))
}

/// The words of an act name the document of its row, if they name one.
fn texts(catalog: &Catalog, faults: &mut Diagnostics) {
    let register = Register::new(catalog);
    for milestone in catalog.milestones.iter() {
        let cited = citations(&milestone.text);
        let found = cited.iter().filter_map(|(bytes, number)| match register.find(number) {
            Named::Document(key) => Some((bytes, key)),
            Named::OtherYear(_) | Named::Nothing => None,
        });
        let found: Vec<_> = found.collect();
        let Some((bytes, key)) = found.first() else { continue };
        if milestone.document.is_some_and(|own| found.iter().any(|(_, key)| *key == own)) {
            continue;
        }
        let (id, name) = (catalog.documents[*key].id.as_str(), catalog.documents[*key].citation());
        let message = match milestone.document.map(|own| catalog.documents[own].citation()) {
            Some(own) => say!(
                "câu này dẫn {name}, nhưng cột document là {own}",
                "the words name {name}, but the column document is {own}"
            ),
            None => say!(
                "câu này dẫn {name}, nhưng cột document để trống",
                "the words name {name}, but the column document is empty"
            ),
        };
        let help = say!("ghi document = {id}, hoặc sửa số trong câu", "set document = {id}, or correct the number");
        let at = milestone.basis.cells.at("text").part(&milestone.text, (*bytes).clone());
        let fault = Diagnostic::new(Code::DecisionMismatch, &at, message).found(&milestone.text[(*bytes).clone()]);
        let note = say!("cột document", "the column document");
        faults.add(match milestone.document {
            Some(_) => fault.note(&milestone.basis.cells.at("document"), note).help(help),
            None => fault.help(help),
        });
    }
}
