//! Dates that tell of the past and cannot: in the future, before the tables were kept, after their source was read.

use chrono::{Datelike, NaiveDate};

use crate::catalog::Catalog;
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::record::Holds;
use crate::say;

/// The first year of which these tables can hold a fact; clusters have been reported on since 2009.
const FIRST_YEAR: i32 = 2000;

/// Reports dates of the past that lie after the build date.
///
/// A build for an earlier day knows what the data were collected later, so the later of both days counts.
pub(super) fn future(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let today = today.max(catalog.province.date);
    for told in catalog.told.iter().filter(|told| told.date.first() > today) {
        let column = told.column.name;
        let message = say!(
            "ngày {date} ở cột `{column}` sau ngày lập trang {today}",
            "{date} in column `{column}` lies after the build date, {today}";
            date = told.date, today = today
        );
        let help = say!(
            "sửa ngày; ngày lập trang là `date` trong data/site.yaml",
            "correct the date; the build date is `date` in data/site.yaml"
        );
        faults.add(Diagnostic::new(Code::DateInFuture, &told.at, message).found(told.date.to_string()).help(help));
    }
}

/// Reports facts from before the tables were kept.
pub(super) fn implausible(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let facts = catalog.told.iter().filter(|told| told.column.holds == Holds::Fact);
    for told in facts.filter(|told| told.date.last().year() < FIRST_YEAR) {
        let message = say!(
            "số liệu không thể có từ {date}, trước năm {FIRST_YEAR}",
            "there can be no fact of {date}, before {FIRST_YEAR}";
            date = told.date
        );
        let help = say!("kiểm tra năm", "check the year");
        let fault = Diagnostic::new(Code::ImplausibleDate, &told.at, message);
        faults.add(fault.found(told.date.to_string()).help(help));
    }
}

/// How far ahead anything is planned, years: the plan of a province looks no further.
const HORIZON: i32 = 30;

/// Reports plans, deadlines and terms of prices that lie beyond what anybody plans.
pub(super) fn too_far(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let planned = |row: &&Milestone| row.state == ActState::Planned;
    let acts = catalog.milestones.iter().filter(planned).map(|row| (&row.basis.cells, "date", row.date));
    let works = catalog.infrastructure.iter().map(|row| (&row.basis.cells, "date", row.date));
    let deadlines = catalog.obstacles.iter().map(|row| (&row.basis.cells, "due", row.due));
    let mending = catalog.inspections.iter().map(|row| (&row.basis.cells, "due", row.due));
    let prices = catalog.prices.iter().map(|row| (&row.basis.cells, "valid_until", row.valid_until));
    let last = today.year() + HORIZON;
    for (cells, column, date) in acts.chain(works).chain(deadlines).chain(mending).chain(prices) {
        let Some(date) = date.filter(|date| date.first().year() > last) else { continue };
        let message = say!(
            "{date} xa hơn {HORIZON} năm, không kế hoạch hay thời hạn nào đặt xa như vậy",
            "{date} is more than {HORIZON} years ahead, further than anybody plans";
            date = date
        );
        let help = say!("kiểm tra năm", "check the year");
        faults
            .add(Diagnostic::new(Code::ImplausibleDate, &cells.at(column), message).found(date.to_string()).help(help));
    }
}

/// Reports facts that hold for a day after their only source was read: the source cannot have said so.
pub(super) fn after_check(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for basis in catalog.facts() {
        let ([key], Some(as_of)) = (basis.sources.as_slice(), basis.as_of) else { continue };
        let source = &catalog.sources[*key];
        if as_of.first() <= source.checked_on.last() {
            continue;
        }
        let message = say!(
            "số liệu đến {as_of} nhưng nguồn duy nhất được kiểm tra lần cuối {checked}",
            "a fact as of {as_of}, whose only source was last checked on {checked}";
            as_of = as_of, checked = source.checked_on
        );
        let help = say!(
            "sửa as_of, hoặc kiểm tra lại nguồn rồi sửa checked_on",
            "correct as_of, or look at the source again and correct checked_on"
        );
        let fault = Diagnostic::new(Code::FactAfterCheck, &basis.cells.at("as_of"), message).found(as_of.to_string());
        let note = say!("ngày kiểm tra nguồn", "when the source was checked");
        faults.add(fault.note(&source.cells.at("checked_on"), note).help(help));
    }
}

/// Tells of acts that were planned for a day now past, unless a later row says that they are done.
pub(super) fn overdue(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for milestone in catalog.milestones.iter().filter(|milestone| milestone.state == ActState::Planned) {
        let Some(date) = milestone.date.filter(|date| date.last() < today) else { continue };
        if milestone.act != Act::Other && is_done(catalog, milestone) {
            continue;
        }
        let message = say!(
            "mốc dự kiến {date} đã qua, chưa có mốc đã thực hiện",
            "the act was planned for {date}, which is past, and no row says that it is done";
            date = date
        );
        let help = say!(
            "có tin thì thêm dòng state = done hoặc ngày dự kiến mới; chưa có thì giữ nguyên",
            "add a row with state = done or the new date once it is known; leave it if it is not"
        );
        let at = milestone.basis.cells.at("date");
        faults.add(Diagnostic::new(Code::OverdueMilestone, &at, message).found(date.to_string()).help(help));
    }
}

fn is_done(catalog: &Catalog, planned: &Milestone) -> bool {
    let mut acts = catalog.milestones.of(planned.cluster).iter();
    acts.any(|other| other.act == planned.act && other.state == ActState::Done)
}
