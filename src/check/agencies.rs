//! Agencies in time: who still exists, and who took over from whom.

use chrono::{Days, NaiveDate};

use super::law::is_past;
use crate::catalog::Catalog;
use crate::catalog::agency::Agency;
use crate::catalog::guide::Guide;
use crate::catalog::law::{Document, Relation, RelationKind};
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::{Both, PartialDate};

/// Letters that apply letters that apply a decision: the limit only ends a circle in the data.
const DEEPEST: usize = 8;

/// Returns whether all that a document carries out or explains is out of force: a letter that applied a decision is
/// seldom revoked by name, and its duties are those of its time.
fn has_lost_ground(catalog: &Catalog, document: Key<Document>, today: NaiveDate, depth: usize) -> bool {
    if depth == 0 || is_past(catalog, document, today) {
        return depth > 0;
    }
    let rests = |relation: &&Relation| {
        let kind = matches!(relation.relation, RelationKind::Implements | RelationKind::Guides);
        kind && relation.document == document
    };
    let mut grounds = catalog.relations.iter().filter(rests).peekable();
    grounds.peek().is_some() && grounds.all(|relation| has_lost_ground(catalog, relation.target, today, depth - 1))
}

/// Reports work of today that is given to agencies which no longer exist, and duties that end before
/// their agency begins.
///
/// Duties of history keep the agencies of their time; a duty may be older than an agency, which then took it over.
pub(super) fn ended(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let mut judge = |key: Key<Agency>, at: Location, what: &Both| {
        faults.extend(gone(catalog, key, &at, what, today));
    };
    for duty in catalog.duties.iter().filter(|duty| duty.is_live(today)) {
        if has_lost_ground(catalog, duty.document, today, DEEPEST) {
            continue;
        }
        let what = say!("nhiệm vụ đang áp dụng", "a duty in force");
        duty.agencies.iter().for_each(|key| judge(*key, duty.cells.at("agencies"), &what));
    }
    for step in catalog.procedures.iter().filter(|step| step.is_live(today)) {
        let what = say!("bước thủ tục đang áp dụng", "a step in force");
        let cells = &step.basis.cells;
        step.deciders.iter().for_each(|key| judge(*key, cells.at("deciders"), &what));
        step.parties.iter().for_each(|key| judge(*key, cells.at("parties"), &what));
        step.submit_to.iter().for_each(|key| judge(*key, cells.at("submit_to"), &what));
    }
    for obstacle in catalog.obstacles.iter().filter(|obstacle| obstacle.resolved_on.is_none()) {
        let what = say!("vướng mắc chưa giải quyết", "an open obstacle");
        obstacle.agency.iter().for_each(|key| judge(*key, obstacle.basis.cells.at("agency"), &what));
    }
    for cluster in catalog.clusters.rows() {
        let what = say!("cụm công nghiệp", "a cluster");
        cluster.manager.iter().for_each(|key| judge(*key, cluster.basis.cells.at("manager"), &what));
    }
    judge(catalog.province.agency, catalog.province.cells.at("agency"), &say!("trang này", "the site"));
    for guide in &catalog.guides {
        let what = say!("trang hướng dẫn", "a page of guidance");
        guide.agencies.iter().for_each(|key| judge(*key, listed(catalog, guide, *key), &what));
    }
    for duty in &catalog.duties {
        for agency in duty.agencies.iter().map(|key| &catalog.agencies[*key]) {
            faults.extend(late(agency, duty.in_force_to, &duty.cells.at("agencies")));
        }
    }
}

/// The place of an agency in the front matter of a page.
fn listed(catalog: &Catalog, guide: &Guide, key: Key<Agency>) -> Location {
    let (front, id) = (&guide.text[..guide.body], catalog.agencies[key].id.as_str());
    let list = front.find("agencies:").unwrap_or_default();
    let start = front[list..].find(id).map(|start| list + start);
    let place = start.map(|start| Location::text(&guide.path, &guide.text, start..start + id.len()));
    place.unwrap_or_else(|| Location::file(&guide.path))
}

fn gone(catalog: &Catalog, key: Key<Agency>, at: &Location, what: &Both, today: NaiveDate) -> Option<Diagnostic> {
    let agency = &catalog.agencies[key];
    let until = agency.until.filter(|_| !agency.is_live(today))?;
    let name = agency.name.as_str();
    let message = say!(
        "{what} ghi {name}, cơ quan đã kết thúc ngày {until}",
        "{what} names {name}, which ended ({until})"; what = what, until = until
    );
    let ids: Vec<&str> = agency.successors.iter().map(|key| catalog.agencies[*key].id.as_str()).collect();
    let ids = ids.join("; ");
    let help = if ids.is_empty() {
        say!(
            "ghi cơ quan đang làm việc này; ghi cơ quan kế tục ở successors",
            "name the agency that does it now; give its successors"
        )
    } else {
        say!("ghi `{ids}`; việc đã kết thúc thì ghi ngày cuối", "name `{ids}`; if the work has ended give its last day")
    };
    let fault = Diagnostic::new(Code::EndedAgency, at, message).found(&agency.id);
    let note = say!("{name} ở bảng agencies", "{name} in table agencies");
    Some(fault.note(&agency.basis.cells.at("until"), note).help(help))
}

fn late(agency: &Agency, end: Option<PartialDate>, at: &Location) -> Option<Diagnostic> {
    let (since, end) = (agency.since?, end?);
    let name = agency.name.as_str();
    (since.first() > end.last()).then(|| {
        let message = say!(
            "nhiệm vụ kết thúc {end}, trước khi có {name} ({since})",
            "the duty ended ({end}) before {name} began ({since})"; end = end, since = since
        );
        let help = say!(
            "ghi cơ quan của thời đó, hoặc sửa in_force_to",
            "name the agency of that time, or correct in_force_to"
        );
        let note = say!("{name} ở bảng agencies", "{name} in table agencies");
        let fault = Diagnostic::new(Code::EndedAgency, at, message).found(&agency.id);
        fault.note(&agency.basis.cells.at("since"), note).help(help)
    })
}

/// Reports successions with a gap: an end without a successor, a successor without an end, days that do not meet.
pub(super) fn succession(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for agency in catalog.agencies.rows() {
        let cells = &agency.basis.cells;
        let name = agency.name.as_str();
        match (agency.until, agency.successors.is_empty()) {
            (Some(until), true) => {
                let message = say!(
                    "{name} kết thúc ngày {until} nhưng không ghi cơ quan kế tục",
                    "{name} ended ({until}) but has no successor"; until = until
                );
                let help = say!(
                    "ghi mã cơ quan nhận nhiệm vụ ở successors; không có cơ quan nào thì ghi dòng miễn lỗi",
                    "give the agency that took over in successors; if there is none add a waiver"
                );
                faults.add(Diagnostic::new(Code::AgencySuccession, &cells.at("until"), message).help(help));
            }
            (None, false) => {
                let message = say!(
                    "{name} có cơ quan kế tục nhưng không ghi ngày kết thúc",
                    "{name} has a successor but no last day"
                );
                let help = say!("ghi ngày cuối ở until", "give the last day in until");
                faults.add(Diagnostic::new(Code::AgencySuccession, &cells.at("successors"), message).help(help));
            }
            _ => {}
        }
        for successor in agency.successors.iter().map(|key| &catalog.agencies[*key]) {
            faults.extend(gap(agency, successor));
        }
    }
}

fn gap(agency: &Agency, successor: &Agency) -> Option<Diagnostic> {
    let (until, since) = (agency.until?, successor.since?);
    let next = |day: NaiveDate| day.checked_add_days(Days::new(1));
    // Dates of a month or a year meet when any of their days do.
    let meets = since.first() <= next(until.last())? && since.last() >= next(until.first())?;
    let (name, other) = (agency.name.as_str(), successor.name.as_str());
    (!meets).then(|| {
        let message = say!(
            "{name} kết thúc {until}, cơ quan kế tục {other} bắt đầu {since}: hai ngày không liền nhau",
            "{name} ended ({until}) and its successor {other} began ({since}): the days do not meet"; until = until, since = since
        );
        let help = say!("sửa until, hoặc since của cơ quan kế tục", "correct until, or since of the successor");
        let fault = Diagnostic::new(Code::AgencySuccession, &agency.basis.cells.at("until"), message);
        let note = say!("{other} ở đây", "{other} is here");
        fault.found(until.to_string()).note(&successor.basis.cells.at("since"), note).help(help)
    })
}
