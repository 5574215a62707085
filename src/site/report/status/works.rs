//! II.1 and II.2 of the report: clusters on the way to their decision, and how far the works of the established are.

use crate::catalog::basis::Basis;
use crate::catalog::cluster::Cluster;
use crate::catalog::fact::{Infrastructure, InfrastructureKind, WorkState};
use crate::catalog::form::Span;
use crate::catalog::land::{Area, AreaKind};
use crate::catalog::law::{Task, Verb};
use crate::catalog::milestone::{Act, Milestone};
use crate::catalog::project::{Capital, CapitalKind};
use crate::catalog::standing::Stage;
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, RowKind, Table, TableRow, Words, columns};
use crate::site::report::cite;
use crate::site::show::{Show, capital, number};
use crate::text::{Amount, PartialDate};

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
            "Trong kỳ không có thông tin về quyết định thành lập, mở rộng, điều chỉnh hoặc bãi bỏ cụm công nghiệp.",
        )];
    }
    vec![Block::paragraph("Quyết định trong kỳ:"), Block::List { items }]
}

/// Day and document of an act in brackets.
pub(super) fn by(show: &Show<'_>, act: &Milestone) -> String {
    let document = act.document.map(|key| cite::sign(&show.catalog.documents[key]));
    let date = act.date.filter(|_| document.is_none()).map(|date| show.date(date));
    document.or(date).map(|told| format!(" ({told})")).unwrap_or_default()
}

pub(super) fn without_stop(text: &str) -> &str {
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
                since.map_or_else(Cell::gap, |since| days(since, on)),
                if agencies.is_empty() { super::undetermined() } else { Cell::text(agencies.join("; ")) },
            ]))
        })
        .collect();
    if rows.is_empty() {
        return Block::paragraph("Không có thông tin về hồ sơ thành lập, mở rộng đang làm thủ tục.");
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
fn days(since: PartialDate, on: chrono::NaiveDate) -> Cell {
    let count = (on - since.last().min(on)).num_days();
    let least = if since.first() == since.last() { "" } else { "ít nhất " };
    Cell::number(Amount::from(usize::try_from(count).unwrap_or(0)), format!("{least}{count}"))
}

/// The clusters whose infrastructure somebody develops, as far as it is told.
pub(super) fn developed<'a>(show: &Show<'a>) -> Vec<(Key<Cluster>, &'a Cluster)> {
    show.clusters().into_iter().filter(|(_, cluster)| cluster.is_developed()).collect()
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
        return Block::paragraph("Chưa xác định được cụm nào đã thành lập nên không có bảng tiến độ hạ tầng.");
    }
    let heads = columns(&[
        ("Cụm", Align::Left, 6),
        ("Theo quyết định (ha)", Align::Right, 4),
        ("Giải phóng mặt bằng (ha)", Align::Right, 4),
        ("San lấp (ha)", Align::Right, 4),
        ("Có hạ tầng (ha)", Align::Right, 4),
        ("Giao thông", Align::Center, 4),
        ("Cấp điện", Align::Center, 4),
        ("Cấp nước", Align::Center, 4),
        ("Xử lý nước thải", Align::Center, 4),
        ("Vốn đã thanh toán (tỷ đồng)", Align::Right, 5),
        ("Vốn được duyệt (tỷ đồng)", Align::Right, 5),
    ]);
    let caption = format!("Tiến độ đầu tư hạ tầng các cụm đã thành lập đến {}", show.day(span.to()));
    let keys = show.clusters().into_iter().map(|(key, _)| key).filter(|key| established(*key));
    let facts = keys.flat_map(|key| super::facts(show, key));
    Block::Table(
        Table::new("T3", caption, heads, rows)
            .note("… : chưa có số liệu. “Đã có” là công trình trong hoặc ngay ngoài hàng rào cụm; công suất, khoảng cách đấu nối ở Phụ lục III.")
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
    let money = |kind| {
        let sum = paid(show, key, kind);
        sum.map_or_else(Cell::gap, |sum| Cell::number(sum.amount_bn_vnd.value, amount(show, sum, "")))
    };
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
        money(CapitalKind::Paid),
        money(CapitalKind::Approved),
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
    amount(show, row, unit).text()
}

fn amount(show: &Show<'_>, row: &Capital, unit: &str) -> Words {
    let amount = format!("{}{unit}", number(row.amount_bn_vnd.value));
    show.sourced(show.qualified(amount, row.qualifier), row)
}

/// Says which figure the tables of the report have where it is not that of the row: an area with its expansion, a newer
/// one, land summed from its plots.
fn superseded(show: &Show<'_>, key: Key<Cluster>, row: &Area) -> Option<String> {
    let standing = show.standing(key);
    let used = match row.kind {
        AreaKind::Decision => standing.decided(),
        AreaKind::Leasable => standing.leasable(),
        kind => standing.figure(kind),
    };
    let used = used.filter(|used| used.ha != row.area_ha.value)?;
    let why = match row.kind {
        AreaKind::Decision if standing.figure(AreaKind::Expansion).is_some() => " gồm phần mở rộng",
        AreaKind::Leasable if !show.catalog.plots.of(key).is_empty() => " theo các lô được xác nhận",
        _ => "",
    };
    Some(format!("Các bảng của báo cáo dùng {}{why}.", show.measure(used.ha, "ha")))
}

/// Phụ lục III: every figure of the clusters with a developer, with its date and its source.
pub(super) fn detail(show: &Show<'_>) -> Block {
    let (mut rows, mut silent) = (Vec::new(), Vec::new());
    for (key, cluster) in developed(show) {
        let own = figures_of(show, key);
        if own.is_empty() {
            silent.push(cluster.short.as_str());
            continue;
        }
        rows.push(TableRow { kind: RowKind::Head, ..TableRow::new(vec![Cell::text(cluster.name.clone())]) });
        rows.extend(own);
    }
    let silent = (!silent.is_empty()).then(|| format!("Chưa có số liệu: {}.", silent.join(", ")));
    if rows.is_empty() {
        return Block::paragraph(silent.unwrap_or("Chưa xác định được chủ đầu tư hạ tầng của cụm nào.".to_owned()));
    }
    let heads = columns(&[
        ("Nội dung", Align::Left, 5),
        ("Số liệu", Align::Right, 4),
        ("Đến ngày", Align::Left, 2),
        ("Nguồn", Align::Left, 5),
        ("Ghi chú", Align::Left, 5),
    ]);
    let caption = format!("Các cụm có chủ đầu tư hạ tầng, số liệu đến {}", show.day(show.today));
    let table = Table::new("PL3", caption, heads, rows).note(silent.unwrap_or_default());
    Block::Table(table.source("ghi ở cột Nguồn của từng số."))
}

/// A row for each area, sum and work of a cluster known on the day.
fn figures_of(show: &Show<'_>, key: Key<Cluster>) -> Vec<TableRow> {
    let seen = |date: Option<PartialDate>| date.is_none_or(|date| date.first() <= show.today);
    let areas = show.catalog.areas.of(key).iter().filter(|row| seen(row.basis.as_of)).map(|row| {
        let size = Cell::number(row.area_ha.value, show.sourced(show.measure(row.area_ha.value, "ha"), row));
        (show.label(&format!("area.{}", row.kind.name())), size, &row.basis, superseded(show, key, row))
    });
    let money = show.catalog.capital.iter().filter(|row| row.cluster == Some(key) && seen(row.basis.as_of));
    let money = money.map(|row| {
        let size = Cell::number(row.amount_bn_vnd.value, amount(show, row, " tỷ đồng"));
        (capital(&show.term(&format!("capital.{}", row.kind.name()))), size, &row.basis, None)
    });
    let mut works: Vec<_> = show.catalog.infrastructure.of(key).iter().filter(|row| seen(row.basis.as_of)).collect();
    works.sort_by_key(|row| (row.kind, row.state, row.item.as_str()));
    let works = works.into_iter().map(|row| (row.item.clone(), work_cell(show, row), &row.basis, None));
    let row = |(name, value, basis, used): (String, Cell, &Basis, Option<String>)| {
        let note = basis.note.clone().into_iter().chain(used).collect::<Vec<_>>().join(" ");
        TableRow::new(vec![
            Cell::text(name),
            value,
            show.date_cell(basis.as_of),
            Cell::text(show.publisher_names(&basis.sources)),
            Cell::text(note),
        ])
    };
    areas.chain(money).chain(works).map(row).collect()
}

/// Whether a work is there, and how much it can.
fn work_cell(show: &Show<'_>, work: &Infrastructure) -> Cell {
    let size = work.capacity.map(|size| show.measure(size, work.unit.as_deref().unwrap_or_default()));
    let state = if work.state == WorkState::Present { "đã có" } else { "dự kiến" };
    let told: Vec<String> = [state.to_owned()].into_iter().chain(size).collect();
    let told = show.sourced(told.join(", "), work);
    match work.capacity {
        Some(size) => Cell::number(size, told),
        None => Cell::text(told),
    }
}
