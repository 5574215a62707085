//! III to V of the report: what is in the way, what comes next, and what is asked of whom.

use std::collections::BTreeMap;

use crate::catalog::agency::{Agency, AgencyLevel};
use crate::catalog::cluster::Cluster;
use crate::catalog::fact::WorkState;
use crate::catalog::form::Span;
use crate::catalog::milestone::{ActState, Milestone};
use crate::catalog::project::{Obstacle, ObstacleCategory};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Mark, RowKind, Table, TableRow, Words, columns};
use crate::site::report::cite;
use crate::site::show::{Show, capital, running};
use crate::text::PartialDate;

use super::frame;
use super::works::without_stop;

/// Obstacles known by the end of the period and not settled by then.
pub(crate) fn open<'a>(show: &Show<'a>, span: Span) -> Vec<&'a Obstacle> {
    let mut open: Vec<&Obstacle> =
        show.catalog.obstacles.iter().filter(|obstacle| obstacle.is_open(span.to())).collect();
    open.sort_by_key(|obstacle| obstacle.id.as_str());
    open
}

/// Those of one cluster, or of the whole province.
pub(super) fn of<'a>(show: &Show<'a>, span: Span, cluster: Option<Key<Cluster>>) -> Vec<&'a Obstacle> {
    open(show, span).into_iter().filter(|obstacle| obstacle.cluster == cluster).collect()
}

/// The groups in the order of the report.
const GROUPS: [ObstacleCategory; 9] = [
    ObstacleCategory::Planning,
    ObstacleCategory::Land,
    ObstacleCategory::Capital,
    ObstacleCategory::Environment,
    ObstacleCategory::Law,
    ObstacleCategory::Procedure,
    ObstacleCategory::Capacity,
    ObstacleCategory::Labour,
    ObstacleCategory::Weather,
];

/// T8: obstacles by group, each with what shows it.
pub(super) fn table(show: &Show<'_>, span: Span) -> Block {
    let all = open(show, span);
    if all.is_empty() {
        return Block::paragraph("Chưa ghi nhận khó khăn, vướng mắc nào chưa giải quyết.");
    }
    let mut rows = Vec::new();
    for group in GROUPS {
        let members: Vec<&Obstacle> = all.iter().copied().filter(|obstacle| obstacle.category == group).collect();
        if !members.is_empty() {
            rows.push(head(&show.label(&format!("obstacle.{}", group.name()))));
        }
        rows.extend(members.into_iter().map(|obstacle| {
            let agency = obstacle.agency.map(|key| addressee(show, &show.catalog.agencies[key], obstacle.cluster));
            TableRow::new(vec![
                Cell::text(show.sourced(with_cause(obstacle), obstacle)),
                Cell::text(place(show, obstacle.cluster)),
                agency.map_or_else(super::undetermined, Cell::text),
                show.date_cell(obstacle.since.or(obstacle.basis.as_of)),
                Cell::text(shown_by(show, obstacle)),
            ])
        }));
    }
    let heads = columns(&[
        ("Khó khăn, vướng mắc", Align::Left, 7),
        ("Cụm", Align::Left, 3),
        ("Cơ quan xử lý", Align::Left, 3),
        ("Ghi nhận từ", Align::Left, 2),
        ("Căn cứ", Align::Left, 4),
    ]);
    Block::Table(
        Table::new("T8", "Khó khăn, vướng mắc chưa có thông tin về việc giải quyết", heads, rows)
            .source(super::published(show, all.iter().map(|obstacle| &obstacle.basis))),
    )
}

/// The obstacle, and why it came about where that is told.
fn with_cause(obstacle: &Obstacle) -> String {
    let cause = obstacle.cause.iter().map(|cause| format!("nguyên nhân: {}", running(without_stop(cause))));
    [without_stop(&obstacle.text).to_owned()].into_iter().chain(cause).collect::<Vec<_>>().join("; ")
}

fn head(text: &str) -> TableRow {
    TableRow { kind: RowKind::Head, ..TableRow::new(vec![Cell::text(text)]) }
}

pub(super) fn place(show: &Show<'_>, cluster: Option<Key<Cluster>>) -> String {
    cluster.map_or("Toàn tỉnh".to_owned(), |key| show.catalog.clusters[key].short.clone())
}

/// The document that shows the obstacle, or who published it.
fn shown_by(show: &Show<'_>, obstacle: &Obstacle) -> Words {
    match obstacle.document {
        Some(key) => cite::named(show, key),
        None if obstacle.basis.sources.is_empty() => show.unknown(),
        None => show.publisher_names(&obstacle.basis.sources),
    }
}

/// To whom requests go, in the order of the report (portal.md 6.2, V).
const ADDRESSEES: [&[AgencyLevel]; 5] = [
    &[AgencyLevel::Central],
    &[AgencyLevel::Province],
    &[AgencyLevel::Department, AgencyLevel::Board],
    &[AgencyLevel::District, AgencyLevel::Commune],
    &[AgencyLevel::Developer, AgencyLevel::Tenant],
];

/// T10: requests by who must act; an obstacle without a named agency is not a request to anybody.
pub(super) fn requests(show: &Show<'_>, span: Span) -> Vec<Block> {
    let all = open(show, span);
    let mut by_agency: BTreeMap<(usize, String), Vec<(&Obstacle, &str)>> = BTreeMap::new();
    for obstacle in &all {
        if let (Some(key), Some(request)) = (obstacle.agency, &obstacle.request) {
            let agency = &show.catalog.agencies[key];
            let place = ADDRESSEES.iter().position(|levels| levels.contains(&agency.level)).unwrap_or(2);
            by_agency.entry((place, addressee(show, agency, obstacle.cluster))).or_default().push((*obstacle, request));
        }
    }
    let told: Vec<&Obstacle> = by_agency.values().flatten().map(|(obstacle, _)| *obstacle).collect();
    if told.is_empty() {
        return match all.is_empty() {
            true => Vec::new(),
            false => vec![Block::paragraph(
                "Các khó khăn, vướng mắc ở mục III chưa có nội dung đề nghị hoặc cơ quan xử lý để kiến nghị.",
            )],
        };
    }
    let mut rows = Vec::new();
    for ((_, agency), requests) in by_agency {
        rows.push(head(&agency));
        rows.extend(requests.into_iter().map(|(obstacle, request)| {
            TableRow::new(vec![
                Cell::text(show.sourced(without_stop(&capital(request)).to_owned(), obstacle)),
                Cell::text(self::place(show, obstacle.cluster)),
                due(show, obstacle, span),
                Cell::text(shown_by(show, obstacle)),
            ])
        }));
    }
    let heads = columns(&[
        ("Nơi nhận, nội dung đề nghị", Align::Left, 7),
        ("Cụm", Align::Left, 3),
        ("Thời hạn", Align::Left, 3),
        ("Căn cứ", Align::Left, 4),
    ]);
    let silent = all.len() - told.len();
    let table = Table::new("T10", format!("Đề nghị với các cơ quan, đơn vị, đến {}", show.day(span.to())), heads, rows)
        .source(super::published(show, told.iter().map(|obstacle| &obstacle.basis)));
    let rest = (silent > 0).then(|| {
        Block::paragraph(format!(
            "{silent} khó khăn, vướng mắc khác ở mục III chưa có nội dung đề nghị hoặc cơ quan xử lý để kiến nghị."
        ))
    });
    [Block::Table(table)].into_iter().chain(rest).collect()
}

/// Names to whom a request goes: of the committees of communes that of the cluster.
pub(crate) fn addressee(show: &Show<'_>, agency: &Agency, cluster: Option<Key<Cluster>>) -> String {
    let communes = cluster.map(|key| &show.catalog.clusters[key].communes).filter(|communes| !communes.is_empty());
    match communes {
        Some(communes) if agency.level == AgencyLevel::Commune => {
            let names = communes.iter().map(|key| show.catalog.communes[*key].running_name());
            format!("Ủy ban nhân dân {}", names.collect::<Vec<_>>().join(", "))
        }
        _ => agency.name.clone(),
    }
}

fn due(show: &Show<'_>, obstacle: &Obstacle, span: Span) -> Cell {
    match obstacle.due {
        Some(due) if obstacle.is_overdue(span.to()) => Cell::text(format!("{} (đã quá hạn)", show.date(due))),
        Some(due) => Cell::text(show.date(due)),
        None => Cell::text(Words::marked("chưa ghi", Mark::Unknown)),
    }
}

/// Said of what was to be done by now.
const LATE: &str = " (đã quá hạn, chưa có thông tin thực hiện)";

/// What the cluster did after a day that it missed was announced: a reader would ask.
fn late_news<'a>(show: &Show<'a>, key: Key<Cluster>, act: &Milestone, span: Span) -> Option<&'a Milestone> {
    let is_late = act.date.is_some_and(|date| date.last() <= span.to());
    frame::newest(show, key).filter(|done| is_late && done.known_by() > act.basis.as_of)
}

/// T9: what is announced for later, and what was to be done by now and is not told as done.
pub(super) fn next(show: &Show<'_>, span: Span) -> Block {
    let mut rows: Vec<(PartialDate, TableRow)> = Vec::new();
    for (key, cluster) in show.clusters() {
        let acts = show.catalog.milestones.of(key).iter().filter(|act| act.state == ActState::Planned);
        for act in acts.filter(|act| is_ahead(show, key, act, span)) {
            let Some(date) = act.date else { continue };
            let late = if date.last() <= span.to() { LATE } else { "" };
            let since = late_news(show, key, act, span).map(|act| format!("; {}", frame::latest(show, act)));
            let cells = [
                Cell::text(cluster.short.clone()),
                Cell::text(show.sourced(announced(&act.text), act).then(since.unwrap_or_default())),
                Cell::text(format!("{}{late}", show.date(date))),
                Cell::text(
                    act.document.map_or_else(|| published(show, &act.basis.sources), |it| cite::named(show, it)),
                ),
            ];
            rows.push((date, TableRow::new(cells.into())));
        }
        let works = show.catalog.infrastructure.of(key).iter().filter(|work| work.state == WorkState::Planned);
        let seen = works.filter(|work| work.basis.as_of.is_some_and(|date| date.first() <= span.to()));
        for (work, date) in seen.filter_map(|work| Some((work, work.date?))) {
            let late = if date.last() <= span.to() { LATE } else { "" };
            let cells = [
                Cell::text(cluster.short.clone()),
                Cell::text(show.sourced(format!("Hoàn thành: {}", work.item), work)),
                Cell::text(format!("{}{late}", show.date(date))),
                Cell::text(published(show, &work.basis.sources)),
            ];
            rows.push((date, TableRow::new(cells.into())));
        }
    }
    if rows.is_empty() {
        return Block::paragraph("Chưa có mốc dự kiến nào được công bố cho kỳ tới.");
    }
    let words = |row: &TableRow| row.cells.iter().map(|cell| cell.words.text()).collect::<Vec<_>>();
    rows.sort_by_cached_key(|(date, row)| (date.last(), *date, words(row)));
    let heads = columns(&[
        ("Cụm", Align::Left, 3),
        ("Việc dự kiến", Align::Left, 6),
        ("Thời gian", Align::Left, 4),
        ("Căn cứ", Align::Left, 4),
    ]);
    let caption = format!("Các mốc dự kiến, kể cả mốc đã quá hạn, theo thông tin đến {}", show.day(span.to()));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Block::Table(Table::new("T9", caption, heads, rows).source("ghi ở cột Căn cứ của từng mốc."))
}

/// What is announced, below a head that says that it is.
pub(super) fn announced(text: &str) -> String {
    without_stop(&capital(text.strip_prefix("Dự kiến ").unwrap_or(text))).to_owned()
}

fn published(show: &Show<'_>, sources: &[Key<crate::catalog::basis::Source>]) -> Words {
    if sources.is_empty() { show.unknown() } else { show.publisher_names(sources) }
}

/// Whether an announced act was known by the cut-off and is not told as done by then.
pub(super) fn is_ahead(show: &Show<'_>, key: Key<Cluster>, act: &Milestone, span: Span) -> bool {
    let known = act.basis.as_of.is_some_and(|date| date.first() <= span.to());
    known && !show.standing(key).done().any(|done| done.act == act.act && done.known_by() >= act.basis.as_of)
}
