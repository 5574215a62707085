//! Dates that cannot be: acts in the future, acts in an impossible order, ends before beginnings.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Cells;
use crate::say;
use crate::text::{Language, PartialDate};

/// Reports acts that are done after today.
pub(super) fn future(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for milestone in catalog.milestones.iter().filter(|milestone| milestone.state == ActState::Done) {
        let Some(date) = milestone.date.filter(|date| date.first() > today) else { continue };
        let (day, day_en) = (date.show(Language::Vi), date.show(Language::En));
        let build = PartialDate::Day(today);
        let (now, now_en) = (build.show(Language::Vi), build.show(Language::En));
        let message = say!(
            "mốc ghi đã thực hiện (`done`) nhưng ngày {day} sau ngày lập trang {now}",
            "the act is `done` but its date, {day_en}, lies after the build date {now_en}"
        );
        let help = say!(
            "sửa ngày; nếu là dự kiến thì ghi state = planned",
            "correct the date; if it is only planned set state = planned"
        );
        let at = milestone.basis.cells.at("date");
        faults.add(Diagnostic::new(Code::MilestoneInFuture, &at, message).found(date.to_string()).help(help));
    }
}

/// Acts of which the second cannot come before the first, and why.
///
/// Only what is impossible: a cluster may operate without being established (TT 14/2024/TT-BCT, Biểu 04,
/// dòng 15.2), and a detailed plan may come before the decision.
const ORDER: &[(Act, Act)] = &[
    (Act::Establishment, Act::Expansion),
    (Act::Establishment, Act::Lease),
    (Act::Establishment, Act::Construction),
    (Act::Establishment, Act::Infrastructure),
    (Act::Construction, Act::Infrastructure),
    (Act::Suspension, Act::Resumption),
];

/// Reports acts in an impossible order.
pub(super) fn order(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for (key, cluster) in catalog.clusters.iter() {
        let done = |milestone: &&Milestone| milestone.state == ActState::Done;
        let acts: Vec<&Milestone> = catalog.milestones.of(key).iter().filter(done).collect();
        for (first, second) in ORDER {
            // Clusters from before 2009 were built first and established later (NĐ 32/2024/NĐ-CP khoản 4 Điều 35).
            if *first == Act::Establishment && cluster.before_2009 == Some(true) {
                continue;
            }
            let earliest =
                acts.iter().filter(|act| act.act == *first).min_by_key(|act| act.known_by().map(PartialDate::last));
            for later in acts.iter().filter(|act| act.act == *second) {
                if let Some(earlier) = earliest.filter(|earlier| precedes(later, earlier)) {
                    faults.add(out_of_order(later, earlier));
                }
            }
        }
        for revocation in acts.iter().filter(|act| act.act == Act::Revocation) {
            for after in acts.iter().filter(|act| !matches!(act.act, Act::Revocation | Act::Other)) {
                if precedes(revocation, after) {
                    faults.add(after_revocation(after, revocation));
                }
            }
        }
    }
}

/// Returns whether one act certainly happened before another; an act without a date may have happened any time.
fn precedes(one: &Milestone, other: &Milestone) -> bool {
    match (one.known_by(), other.date) {
        (Some(one), Some(other)) => one.last() < other.first(),
        _ => false,
    }
}

fn place(milestone: &Milestone) -> crate::place::Location {
    milestone.basis.cells.at(if milestone.date.is_some() { "date" } else { "as_of" })
}

fn said(milestone: &Milestone) -> (String, String) {
    let date = milestone.known_by();
    let show = |language| date.map(|date| date.show(language)).unwrap_or_default();
    (show(Language::Vi), show(Language::En))
}

fn out_of_order(later: &Milestone, earlier: &Milestone) -> Diagnostic {
    let ((day, day_en), (base, base_en)) = (said(later), said(earlier));
    let ((act, act_en), (first, first_en)) = (words(later.act), words(earlier.act));
    let message = say!(
        "{act} ({day}) không thể trước {first} ({base})",
        "{act_en} ({day_en}) cannot come before {first_en} ({base_en})"
    );
    let check_both = say!("kiểm tra ngày và loại việc (act) của hai mốc", "check date and act of both rows");
    let help = say!(
        "kiểm tra ngày và loại việc (act) của hai mốc; cụm có trước 05/10/2009 thì ghi before_2009 = yes ở bảng clusters",
        "check date and act of both rows; for a cluster older than 5 October 2009 set before_2009 = yes in clusters"
    );
    let help = if earlier.act == Act::Establishment { help } else { check_both };
    let fault = Diagnostic::new(Code::MilestoneOrder, &place(later), message).found(day);
    fault.note(&place(earlier), say!("{first}: {base}", "{first_en}: {base_en}")).help(help)
}

fn after_revocation(after: &Milestone, revocation: &Milestone) -> Diagnostic {
    let ((day, day_en), (base, base_en)) = (said(after), said(revocation));
    let (act, act_en) = words(after.act);
    let message = say!(
        "{act} ({day}) sau khi cụm đã bị bãi bỏ ({base})",
        "{act_en} ({day_en}) after the cluster was revoked ({base_en})"
    );
    let help = say!(
        "kiểm tra hai ngày; nếu cụm chỉ dừng rồi tiếp tục thì ghi suspension và resumption thay cho revocation",
        "check both dates; if the cluster only paused use suspension and resumption instead of revocation"
    );
    let fault = Diagnostic::new(Code::MilestoneOrder, &place(after), message).found(day);
    fault.note(&place(revocation), say!("bãi bỏ: {base}", "revoked: {base_en}")).help(help)
}

fn words(act: Act) -> (String, String) {
    let (vi, en) = match act {
        Act::Establishment => ("quyết định thành lập cụm", "the establishment of the cluster"),
        Act::Expansion => ("quyết định mở rộng", "the expansion"),
        Act::Lease => ("giao đất, cho thuê đất cho chủ đầu tư", "the lease of land to the developer"),
        Act::Construction => ("khởi công hạ tầng", "the start of works"),
        Act::Infrastructure => ("hoàn thành hạ tầng", "the completion of infrastructure"),
        Act::Suspension => ("tạm dừng", "the suspension"),
        Act::Resumption => ("tiếp tục trở lại", "the resumption"),
        other => return (format!("việc `{}`", other.name()), format!("the act `{}`", other.name())),
    };
    (vi.to_owned(), en.to_owned())
}

/// Reports acts that the news of them contradicts: done after the news of it, or planned for a day before the news.
pub(super) fn against_news(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for milestone in catalog.milestones.iter() {
        let (Some(date), Some(news)) = (milestone.date, milestone.basis.as_of) else { continue };
        let message = match milestone.state {
            ActState::Done if date.first() > news.last() && date.first() <= today => say!(
                "mốc ghi đã thực hiện {date}, mà tin chỉ đến {news}",
                "the act is said to be done on {date}, and the news is of {news}"; date = date, news = news
            ),
            ActState::Planned if date.last() <= news.first() => say!(
                "mốc ghi dự kiến {date}, mà tin là của {news}",
                "the act is planned for {date}, and the news is of {news}"; date = date, news = news
            ),
            _ => continue,
        };
        let help = say!(
            "sửa date, as_of hoặc state: việc đã xong không sau ngày của tin, việc dự kiến không trước ngày ấy",
            "correct date, as_of or state: what is done is not after the news of it, what is planned not before"
        );
        let cells = &milestone.basis.cells;
        let fault = Diagnostic::new(Code::FactAfterCheck, &cells.at("date"), message).found(date.to_string());
        faults.add(fault.note(&cells.at("as_of"), say!("ngày của tin", "the news")).help(help));
    }
}

/// Reports ends that lie before their beginnings.
pub(super) fn reversed(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for document in catalog.documents.rows() {
        let cells = &document.basis.cells;
        let begin = document.in_force_from.map(|date| ("in_force_from", date));
        let begin = begin.or(document.issued_on.map(|date| ("issued_on", date)));
        pair(cells, begin, ("in_force_to", document.in_force_to), faults);
    }
    for agency in catalog.agencies.rows() {
        pair(&agency.basis.cells, agency.since.map(|date| ("since", date)), ("until", agency.until), faults);
    }
    for obstacle in &catalog.obstacles {
        let since = obstacle.since.map(|date| ("since", date));
        pair(&obstacle.basis.cells, since, ("resolved_on", obstacle.resolved_on), faults);
    }
    for inspection in catalog.inspections.iter() {
        let cells = &inspection.basis.cells;
        pair(cells, Some(("date", inspection.date)), ("resolved_on", inspection.resolved_on), faults);
        pair(cells, Some(("date", inspection.date)), ("due", inspection.due), faults);
    }
    let in_force = |date| Some(("in_force_from", date));
    for duty in &catalog.duties {
        pair(&duty.cells, duty.in_force_from.and_then(in_force), ("in_force_to", duty.in_force_to), faults);
    }
    for step in &catalog.procedures {
        pair(&step.basis.cells, step.in_force_from.and_then(in_force), ("in_force_to", step.in_force_to), faults);
    }
    for limit in &catalog.limits {
        pair(&limit.cells, in_force(limit.in_force_from), ("in_force_to", limit.in_force_to), faults);
    }
    for form in &catalog.forms {
        pair(&form.cells, in_force(form.in_force_from), ("in_force_to", form.in_force_to), faults);
    }
}

type Dated = (&'static str, PartialDate);

fn pair(cells: &Cells, begin: Option<Dated>, end: (&'static str, Option<PartialDate>), faults: &mut Diagnostics) {
    let ((first_column, first), (last_column, last)) = match (begin, end) {
        (Some(first), (column, Some(last))) => (first, (column, last)),
        _ => return,
    };
    if last.last() >= first.first() {
        return;
    }
    let (first_vi, last_vi) = (first.show(Language::Vi), last.show(Language::Vi));
    let (first_en, last_en) = (first.show(Language::En), last.show(Language::En));
    let message = say!(
        "ngày kết thúc {last_vi} trước ngày bắt đầu {first_vi}",
        "the end, {last_en}, lies before the beginning, {first_en}"
    );
    let note = say!("ngày bắt đầu (`{first_column}`)", "the beginning (`{first_column}`)");
    let help = say!(
        "sửa một trong hai ngày; chưa có ngày kết thúc thì để trống",
        "correct one of the dates; leave the end empty if there is none yet"
    );
    let fault = Diagnostic::new(Code::DatesReversed, &cells.at(last_column), message).found(last.to_string());
    faults.add(fault.note(&cells.at(first_column), note).help(help));
}
