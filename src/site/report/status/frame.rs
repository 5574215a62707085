//! II.2 of the report: each cluster with a developer in one frame of seven parts (portal.md 6.2).
//!
//! A part of which the data say nothing says so, so that a reader finds each at its place.

use crate::catalog::cluster::Cluster;
use crate::catalog::form::Span;
use crate::catalog::inspection::Inspection;
use crate::catalog::land::AreaKind;
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::catalog::project::{Obstacle, Project, ProjectKind};
use crate::catalog::table::Key;
use crate::site::document::{Block, Words};
use crate::site::report::cite;
use crate::site::show::{Show, running};
use crate::text::PartialDate;

use super::UNDETERMINED;
use super::works::{by, developed, without_stop};
use super::{inspected, obstacles};

/// Developer, progress, what is in the way and why, what is expected, what comes next, and what is asked, by cluster.
pub(super) fn frames(show: &Show<'_>, span: Span) -> Vec<Block> {
    const LETTERS: [&str; 23] = [
        "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x",
        "y",
    ];
    let developed = developed(show);
    if developed.is_empty() {
        return vec![Block::paragraph("Chưa xác định được chủ đầu tư hạ tầng của cụm nào.")];
    }
    let mut blocks = Vec::new();
    for (index, (key, cluster)) in developed.into_iter().enumerate() {
        let letter = LETTERS.get(index).map_or_else(|| (index + 1).to_string(), |letter| (*letter).to_owned());
        let text = format!("{letter}) {}", cluster.name);
        blocks.push(Block::Heading { level: 3, id: format!("cum-{}", cluster.id), text });
        blocks.push(Block::List { items: frame(show, span, key, cluster) });
    }
    blocks
}

fn frame(show: &Show<'_>, span: Span, key: Key<Cluster>, cluster: &Cluster) -> Vec<Words> {
    let names: Vec<&str> = cluster.developers.iter().map(|name| name.value.as_str()).collect();
    let developer = if names.is_empty() { UNDETERMINED.to_owned() } else { names.join("; ") };
    let (open, all) = (obstacles::of(show, span, Some(key)), obstacles::of(show, span, None));
    let mut items = vec![format!("Chủ đầu tư: {developer}."), progress(show, key)];
    items.extend(match (open.is_empty(), all.is_empty()) {
        (true, true) => Some("Vướng mắc: chưa ghi nhận.".to_owned()),
        (true, false) => Some("Vướng mắc: chưa ghi nhận riêng; vướng mắc chung toàn tỉnh ở mục III.".to_owned()),
        (false, _) => None,
    });
    items.extend(open.iter().flat_map(|obstacle| [obstacle_line(show, obstacle), cause_line(show, obstacle)]));
    let breaches = inspected::open(show, span).into_iter().filter(|breach| breach.cluster == key);
    items.extend(breaches.map(|breach| breach_line(show, breach)));
    items.extend([expected(show, key), planned(show, span, key)]);
    items.extend(requests(show, &open));
    items.into_iter().map(Words::plain).collect()
}

fn progress(show: &Show<'_>, key: Key<Cluster>) -> String {
    let standing = show.standing(key);
    let stage = show.stage_of(key).text();
    let areas = [AreaKind::Cleared, AreaKind::Levelled, AreaKind::Serviced].into_iter().filter_map(|kind| {
        let figure = standing.figure(kind)?;
        let size = show.marked(show.measure(figure.ha, "ha"), &figure.grounds).text();
        Some(format!("{} {size}", show.term(&format!("area.{}", kind.name()))))
    });
    let last = newest(show, key).map(|act| latest(show, act));
    let told: Vec<String> = [running(&stage)].into_iter().chain(areas).chain(last).collect();
    format!("Tiến độ: {}.", told.join("; "))
}

/// The last act that is told as done.
pub(super) fn newest<'a>(show: &Show<'a>, key: Key<Cluster>) -> Option<&'a Milestone> {
    // That a cluster counts as established without a decision is a conclusion, not an event.
    let is_event = |act: &&Milestone| act.act != Act::Establishment || act.document.is_some() || act.date.is_some();
    show.standing(key).done().filter(is_event).max_by_key(|act| (act.known_by(), act.id.as_str()))
}

/// Says an act, and when it was done or known.
pub(super) fn latest(show: &Show<'_>, act: &Milestone) -> String {
    let text = show.sourced(without_stop(&act.text), act).text();
    let told = by(show, act);
    let known = act.known_by().filter(|_| told.is_empty());
    let known = known.map(|date| format!(" (theo thông tin {})", show.date(date))).unwrap_or_default();
    format!("việc mới nhất: {text}{told}{known}")
}

/// What is in the way, since when, and which document shows it.
fn obstacle_line(show: &Show<'_>, obstacle: &Obstacle) -> String {
    let text = show.sourced(without_stop(&obstacle.text), obstacle).text();
    let since = obstacle.since.map(|date| format!("từ {}", show.date(date)));
    let document = obstacle.document.map(|key| cite::sign(&show.catalog.documents[key]));
    let told: Vec<String> = since.into_iter().chain(document).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join("; ")) };
    format!("Vướng mắc: {text}{told}.")
}

/// What inspectors found that is not known to be put right.
fn breach_line(show: &Show<'_>, breach: &Inspection) -> String {
    let text = show.sourced(without_stop(&breach.text), breach).text();
    let due = breach.due.map(|due| format!("; thời hạn {}", show.date(due))).unwrap_or_default();
    format!("Vi phạm chưa có thông tin về việc khắc phục: {text} (kiểm tra {}{due}).", show.date(breach.date))
}

/// Why it came about, to which group of causes it belongs, and who must act.
fn cause_line(show: &Show<'_>, obstacle: &Obstacle) -> String {
    let cause = obstacle.cause.as_deref().map(|cause| without_stop(cause).to_owned());
    let group = running(&show.term(&format!("obstacle.{}", obstacle.category.name())));
    let agency = obstacle.agency.map(|key| obstacles::addressee(show, &show.catalog.agencies[key], obstacle.cluster));
    let [cause, agency] = [cause, agency].map(|told| told.unwrap_or_else(|| UNDETERMINED.to_owned()));
    format!("Nguyên nhân: {cause} (nhóm {group}); trách nhiệm xử lý: {agency}.")
}

/// What the project for the infrastructure is expected to bring.
fn expected(show: &Show<'_>, key: Key<Cluster>) -> String {
    let projects = show.catalog.projects.of(key).iter();
    let known = projects.filter(|project| project.basis.as_of.is_none_or(|date| date.first() <= show.today));
    let told = known.filter(|project| project.kind == ProjectKind::Infrastructure).filter_map(|project| {
        let told = brought(show, project);
        (!told.is_empty()).then(|| show.sourced(told.join("; "), project).text())
    });
    let told: Vec<String> = told.collect();
    let told = if told.is_empty() { show.unknown().text() } else { told.join("; ") };
    format!("Hiệu quả dự kiến: {told}.")
}

fn brought(show: &Show<'_>, project: &Project) -> Vec<String> {
    let result = project.expected_result.as_deref().map(|result| without_stop(result).to_owned());
    let jobs = project.expected_jobs().map(|jobs| format!("lao động dự kiến {}", show.measure(jobs, "người")));
    result.into_iter().chain(jobs).collect()
}

/// What comes next; where nothing is announced, what should have come.
fn planned(show: &Show<'_>, span: Span, key: Key<Cluster>) -> String {
    let planned = show.catalog.milestones.of(key).iter().filter(|act| act.state == ActState::Planned);
    let mut acts: Vec<(PartialDate, &Milestone)> = planned.filter_map(|act| Some((act.date?, act))).collect();
    acts.sort_by_key(|(date, act)| (*date, act.id.as_str()));
    let told = |(date, act): &(PartialDate, &Milestone)| {
        format!("{} (dự kiến {})", show.sourced(obstacles::announced(&act.text), *act).text(), show.date(*date))
    };
    let is_known = |act: &Milestone| act.basis.as_of.is_some_and(|date| date.first() <= show.today);
    let ahead = acts.iter().filter(|(date, act)| date.last() > show.today && is_known(act));
    let late = acts.iter().filter(|(date, act)| date.last() <= show.today && obstacles::is_ahead(show, key, act, span));
    let (ahead, late): (Vec<String>, Vec<String>) = (ahead.map(told).collect(), late.map(told).collect());
    match (ahead.is_empty(), late.is_empty()) {
        (false, _) => format!("Mốc tiếp theo: {}.", ahead.join("; ")),
        (true, false) => format!("Mốc đã quá hạn, chưa có thông tin thực hiện: {}.", late.join("; ")),
        (true, true) => format!("Mốc tiếp theo: {}.", show.unknown().text()),
    }
}

/// What is asked, of whom and by when; where nothing is in the way there is nothing to ask.
fn requests(show: &Show<'_>, open: &[&Obstacle]) -> Vec<String> {
    let told: Vec<String> = open.iter().filter_map(|obstacle| request(show, obstacle)).collect();
    if told.is_empty() { vec!["Đề nghị: chưa ghi nhận.".to_owned()] } else { told }
}

fn request(show: &Show<'_>, obstacle: &Obstacle) -> Option<String> {
    let request = without_stop(obstacle.request.as_deref()?);
    let agency = obstacle.agency.map(|key| obstacles::addressee(show, &show.catalog.agencies[key], obstacle.cluster));
    let agency = agency.map(|agency| format!("{agency} ")).unwrap_or_default();
    let request = if agency.is_empty() { request.to_owned() } else { running(request) };
    let due = obstacle.due.map(|due| format!(", thời hạn {}", show.date(due))).unwrap_or_default();
    Some(format!("Đề nghị: {agency}{request}{due}."))
}
