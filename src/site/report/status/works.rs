//! II.1 and II.2 of the report: clusters on the way to their decision, and the works of each developer.

use crate::catalog::cluster::{Cluster, DeveloperKind};
use crate::catalog::fact::{InfrastructureKind, WorkState};
use crate::catalog::form::Span;
use crate::catalog::land::AreaKind;
use crate::catalog::law::{Task, Verb};
use crate::catalog::milestone::{Act, Milestone};
use crate::catalog::project::{Capital, CapitalKind, Obstacle};
use crate::catalog::standing::Stage;
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::report::cite;
use crate::site::show::{Show, capital, number, running};
use crate::text::PartialDate;

use super::obstacles;

/// What changed in the decisions on clusters within the period.
pub(super) fn decisions(show: &Show<'_>, span: Span) -> Vec<Block> {
    const DECIDED: [Act; 4] = [Act::Establishment, Act::Expansion, Act::Adjustment, Act::Revocation];
    let mut items = Vec::new();
    for (key, cluster) in show.clusters() {
        let standing = show.standing(key);
        let acts = standing.done();
        let within =
            acts.filter(|act| DECIDED.contains(&act.act) && act.is_between(span.from(), span.to()) == Some(true));
        let mut within: Vec<_> = within.collect();
        within.sort_by_key(|act| (act.date, act.id.as_str()));
        items.extend(within.into_iter().map(|act| {
            let text = format!("{}: {}", cluster.short, without_stop(&act.text));
            Words::plain(format!("{}{}.", show.sourced(text, act).text(), by(show, act)))
        }));
    }
    if items.is_empty() {
        return vec![Block::paragraph(
            "Trong kỳ, dữ liệu không ghi nhận quyết định thành lập, mở rộng, điều chỉnh hoặc bãi bỏ cụm công nghiệp nào.",
        )];
    }
    vec![Block::paragraph("Quyết định trong kỳ:"), Block::List { items }]
}

/// Day and document of an act in brackets.
fn by(show: &Show<'_>, act: &Milestone) -> String {
    let document = act.document.map(|key| cite::sign(&show.catalog.documents[key]));
    let date = act.date.filter(|_| document.is_none()).map(|date| show.date(date));
    document.or(date).map(|told| format!(" ({told})")).unwrap_or_default()
}

fn without_stop(text: &str) -> &str {
    text.trim_end_matches(['.', ' '])
}

/// T2: dossiers by rung, since when, and who has them.
pub(super) fn dossiers(show: &Show<'_>, span: Span) -> Block {
    let on = span.to();
    let duties = show.catalog.duties.iter();
    let leading = duties.filter(|duty| duty.task == Task::Establishment && duty.verb == Verb::Lead && duty.is_live(on));
    let mut agencies: Vec<&str> =
        leading.flat_map(|duty| &duty.agencies).map(|key| show.catalog.agencies[*key].name.as_str()).collect();
    agencies.sort_unstable();
    agencies.dedup();
    let rows: Vec<TableRow> = show
        .clusters()
        .into_iter()
        .filter(|(key, _)| show.standing(*key).stage() == Stage::Procedure)
        .filter_map(|(key, cluster)| {
            let standing = show.standing(key);
            let rungs = standing.done().filter(|act| matches!(act.act, Act::Notice | Act::Dossier | Act::Appraisal));
            let last = rungs.max_by_key(|act| (act.known_by(), act.id.as_str()))?;
            let since = last.known_by();
            Some(TableRow::new(vec![
                Cell::text(cluster.short.clone()),
                Cell::text(show.sourced(show.label(&format!("act.{}", last.act.name())), last)),
                show.date_cell(since),
                since.map_or_else(Cell::gap, |since| Cell::text(days(since, on))),
                if agencies.is_empty() { show.unknown_cell() } else { Cell::text(agencies.join("; ")) },
            ]))
        })
        .collect();
    if rows.is_empty() {
        return Block::paragraph("Dữ liệu không ghi nhận hồ sơ thành lập, mở rộng nào đang làm thủ tục.");
    }
    let heads = columns(&[
        ("Cụm", Align::Left, 3),
        ("Bước", Align::Left, 4),
        ("Từ", Align::Left, 2),
        ("Số ngày đến ngày chốt", Align::Right, 2),
        ("Cơ quan chủ trì", Align::Left, 4),
    ]);
    let caption = format!("Hồ sơ thành lập, mở rộng đang làm thủ tục đến {}", show.day(on));
    let waiting = show.clusters().into_iter().filter(|(key, _)| show.standing(*key).stage() == Stage::Procedure);
    let acts = waiting.flat_map(|(key, _)| show.catalog.milestones.of(key)).map(|act| &act.basis);
    let table = Table::new("T2", caption, heads, rows)
        .note("Cơ quan chủ trì theo nhiệm vụ được giao ở văn bản đang có hiệu lực; tính cả ngày nghỉ.")
        .source(super::published(show, acts));
    Block::Table(table)
}

/// A date that is known to the month only gives the fewest days that it can be.
fn days(since: PartialDate, on: chrono::NaiveDate) -> String {
    let count = (on - since.last().min(on)).num_days();
    if since.first() == since.last() { count.to_string() } else { format!("ít nhất {count}") }
}

/// The clusters whose infrastructure somebody develops, as far as it is told.
pub(super) fn developed<'a>(show: &Show<'a>) -> Vec<(Key<Cluster>, &'a Cluster)> {
    let is_developed = |cluster: &Cluster| {
        let kind = cluster.developer_kind;
        !cluster.developers.is_empty() || matches!(kind, Some(DeveloperKind::Enterprise | DeveloperKind::Public))
    };
    show.clusters().into_iter().filter(|(_, cluster)| is_developed(cluster)).collect()
}

/// Each cluster with a developer in one frame: developer, progress, what is in the way, next, and what is asked.
pub(super) fn frames(show: &Show<'_>, span: Span) -> Vec<Block> {
    const LETTERS: [&str; 23] = [
        "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x",
        "y",
    ];
    let developed = developed(show);
    if developed.is_empty() {
        return vec![Block::paragraph("Dữ liệu chưa ghi chủ đầu tư hạ tầng của cụm nào.")];
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
    let developer = if names.is_empty() { show.unknown().text() } else { names.join("; ") };
    let mut items = vec![format!("Chủ đầu tư: {developer}."), progress(show, key)];
    let open: Vec<&Obstacle> =
        obstacles::open(show, span).into_iter().filter(|obstacle| obstacle.cluster == Some(key)).collect();
    if open.is_empty() {
        items.push("Vướng mắc: chưa ghi nhận.".to_owned());
    }
    items.extend(open.iter().map(|obstacle| obstacle_line(show, obstacle)));
    items.extend(planned(show, key));
    items.extend(open.iter().filter_map(|obstacle| request_line(show, obstacle)));
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
    let last = standing.done().max_by_key(|act| (act.known_by(), act.id.as_str()));
    let last = last.map(|act| {
        let text = show.sourced(without_stop(&act.text), act).text();
        format!("việc mới nhất: {text}{}", by(show, act))
    });
    let told: Vec<String> = [running(&stage)].into_iter().chain(areas).chain(last).collect();
    format!("Tiến độ: {}.", told.join("; "))
}

/// What is in the way, since when, which document shows it, and to which group of causes it belongs.
fn obstacle_line(show: &Show<'_>, obstacle: &Obstacle) -> String {
    let text = show.sourced(without_stop(&obstacle.text), obstacle).text();
    let group = show.term(&format!("obstacle.{}", obstacle.category.name()));
    let since = obstacle.since.map(|date| format!("từ {}", show.date(date)));
    let document = obstacle.document.map(|key| cite::sign(&show.catalog.documents[key]));
    let told: Vec<String> = since.into_iter().chain(document).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join("; ")) };
    format!("Vướng mắc: {text}{told}. Nguyên nhân: nhóm {}.", running(&group))
}

fn planned(show: &Show<'_>, key: Key<Cluster>) -> Option<String> {
    let acts = show.catalog.milestones.of(key).iter().filter(|act| {
        let known = act.basis.as_of.is_some_and(|date| date.first() <= show.today);
        let ahead = act.date.is_some_and(|date| date.last() > show.today);
        act.state == crate::catalog::milestone::ActState::Planned && known && ahead
    });
    let mut acts: Vec<_> = acts.collect();
    acts.sort_by_key(|act| (act.date, act.id.as_str()));
    let told = acts.into_iter().filter_map(|act| {
        let date = show.date(act.date?);
        Some(format!("{} (dự kiến {date})", show.sourced(without_stop(&act.text), act).text()))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("Mốc tiếp theo: {}.", told.join("; ")))
}

fn request_line(show: &Show<'_>, obstacle: &Obstacle) -> Option<String> {
    let request = without_stop(obstacle.request.as_deref()?);
    let agency = obstacle.agency.map(|key| format!("{}: ", show.catalog.agencies[key].name)).unwrap_or_default();
    let due = obstacle.due.map(|due| format!(", thời hạn {}", show.date(due))).unwrap_or_default();
    Some(format!("Đề nghị: {agency}{request}{due}."))
}

/// T3: how far the works of the established clusters are.
pub(super) fn progress_table(show: &Show<'_>, span: Span) -> Block {
    let established = |key: Key<Cluster>| show.standing(key).is_established() == Some(true);
    let rows: Vec<TableRow> = show
        .clusters()
        .into_iter()
        .filter(|(key, _)| established(*key))
        .map(|(key, cluster)| progress_row(show, key, cluster))
        .collect();
    if rows.is_empty() {
        return Block::paragraph("Dữ liệu không ghi nhận cụm nào đã thành lập nên không có bảng tiến độ hạ tầng.");
    }
    let heads = columns(&[
        ("Cụm", Align::Left, 3),
        ("Theo quyết định (ha)", Align::Right, 2),
        ("Giải phóng mặt bằng (ha)", Align::Right, 2),
        ("San lấp (ha)", Align::Right, 2),
        ("Có hạ tầng (ha)", Align::Right, 2),
        ("Giao thông", Align::Center, 2),
        ("Cấp điện", Align::Center, 2),
        ("Cấp nước", Align::Center, 2),
        ("Xử lý nước thải", Align::Center, 2),
        ("Vốn thanh toán / được duyệt (tỷ đồng)", Align::Right, 3),
    ]);
    let caption = format!("Tiến độ đầu tư hạ tầng các cụm đã thành lập đến {}", show.day(span.to()));
    let keys = show.clusters().into_iter().map(|(key, _)| key).filter(|key| established(*key));
    let facts = keys.flat_map(|key| super::facts(show, key));
    Block::Table(
        Table::new("T3", caption, heads, rows)
            .note("… : chưa có số liệu. “Đã có” là công trình trong hoặc ngay ngoài hàng rào cụm mà dữ liệu nêu; công suất, khoảng cách đấu nối ở Phụ lục III.")
            .source(super::published(show, facts)),
    )
}

fn progress_row(show: &Show<'_>, key: Key<Cluster>, cluster: &Cluster) -> TableRow {
    let standing = show.standing(key);
    let work = |kind: InfrastructureKind| {
        let works = show.catalog.infrastructure.of(key).iter().filter(|work| work.kind == kind);
        let seen = works.filter(|work| work.basis.as_of.is_some_and(|date| date.first() <= show.today));
        let states: Vec<WorkState> = seen.map(|work| work.state).collect();
        match () {
            () if states.contains(&WorkState::Present) => Cell::text("đã có"),
            () if states.contains(&WorkState::Planned) => Cell::text("dự kiến"),
            () => Cell::gap(),
        }
    };
    let money = |kind| paid(show, key, kind).map_or_else(|| "…".to_owned(), |it| said(show, it, ""));
    let sums = [CapitalKind::Paid, CapitalKind::Approved].map(money);
    let capital = if sums.iter().all(|sum| sum == "…") { Cell::gap() } else { Cell::text(sums.join(" / ")) };
    TableRow::new(vec![
        Cell::text(cluster.short.clone()),
        show.figure_cell(standing.decided(), Cell::gap()),
        show.figure_cell(standing.figure(AreaKind::Cleared), Cell::gap()),
        show.figure_cell(standing.figure(AreaKind::Levelled), Cell::gap()),
        show.figure_cell(standing.figure(AreaKind::Serviced), Cell::gap()),
        work(InfrastructureKind::Road),
        work(InfrastructureKind::Power),
        work(InfrastructureKind::Water),
        work(InfrastructureKind::Wastewater),
        capital,
    ])
}

/// The newest sum of a kind known on the day.
pub(super) fn paid<'a>(show: &Show<'a>, key: Key<Cluster>, kind: CapitalKind) -> Option<&'a Capital> {
    let rows = show.catalog.capital.iter().filter(|row| row.cluster == Some(key) && row.kind == kind);
    let seen = rows.filter(|row| row.basis.as_of.is_none_or(|date| date.first() <= show.today));
    seen.max_by_key(|row| (row.basis.as_of, row.amount_bn_vnd.value))
}

/// A sum with its unit, how exact it is, and its marks.
pub(super) fn said(show: &Show<'_>, row: &Capital, unit: &str) -> String {
    let amount = format!("{}{unit}", number(row.amount_bn_vnd.value));
    show.sourced(show.qualified(amount, row.qualifier), row).text()
}

/// Phụ lục III: every figure of the clusters with a developer, with its date and its source.
pub(super) fn detail(show: &Show<'_>) -> Block {
    let mut rows = Vec::new();
    for (key, cluster) in developed(show) {
        let kind = crate::site::document::RowKind::Head;
        rows.push(TableRow { kind, ..TableRow::new(vec![Cell::text(cluster.name.clone())]) });
        let seen = |date: Option<PartialDate>| date.is_none_or(|date| date.first() <= show.today);
        let areas = show.catalog.areas.of(key).iter().filter(|row| seen(row.basis.as_of)).map(|row| {
            let size = Cell::number(row.area_ha.value, show.sourced(show.measure(row.area_ha.value, "ha"), row));
            (show.label(&format!("area.{}", row.kind.name())), size, &row.basis)
        });
        let money = show.catalog.capital.iter().filter(|row| row.cluster == Some(key) && seen(row.basis.as_of));
        let money = money.map(|row| {
            let size = Cell::text(said(show, row, " tỷ đồng"));
            (capital(&show.term(&format!("capital.{}", row.kind.name()))), size, &row.basis)
        });
        let mut works: Vec<_> =
            show.catalog.infrastructure.of(key).iter().filter(|row| seen(row.basis.as_of)).collect();
        works.sort_by_key(|row| (row.kind, row.state, row.item.as_str()));
        let works = works.into_iter().map(|row| {
            let size = row.capacity.map(|size| show.measure(size, row.unit.as_deref().unwrap_or_default()));
            let state = if row.state == WorkState::Present { "đã có" } else { "dự kiến" };
            let told: Vec<String> = [state.to_owned()].into_iter().chain(size).collect();
            (row.item.clone(), Cell::text(show.sourced(told.join(", "), row)), &row.basis)
        });
        rows.extend(areas.chain(money).chain(works).map(|(name, value, basis)| {
            let note = basis.note.as_deref().unwrap_or_default();
            TableRow::new(vec![
                Cell::text(name),
                value,
                show.date_cell(basis.as_of),
                Cell::text(show.publishers(&basis.sources).text()),
                Cell::text(note),
            ])
        }));
    }
    if rows.is_empty() {
        return Block::paragraph("Dữ liệu chưa ghi chủ đầu tư hạ tầng của cụm nào.");
    }
    let heads = columns(&[
        ("Nội dung", Align::Left, 5),
        ("Số liệu", Align::Right, 4),
        ("Đến ngày", Align::Left, 2),
        ("Nguồn", Align::Left, 5),
        ("Ghi chú", Align::Left, 5),
    ]);
    let caption = format!("Các cụm có chủ đầu tư hạ tầng, số liệu đến {}", show.day(show.today));
    Block::Table(Table::new("PL3", caption, heads, rows).source("ghi ở cột Nguồn của từng số."))
}
