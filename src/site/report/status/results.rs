//! II.3, II.5 and II.6 of the report: projects and occupancy, environment, old clusters.

use crate::catalog::cluster::Cluster;
use crate::catalog::fact::{InfrastructureKind, WorkState};
use crate::catalog::form::Span;
use crate::catalog::indicator::{FormId, Subject};
use crate::catalog::land::AreaKind;
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Table, TableRow, columns};
use crate::site::show::Show;

/// T4: projects and occupancy by cluster, where anything is known.
pub(super) fn tenants(show: &Show<'_>, span: Span) -> Block {
    let (known, silent) = split(show, Some(INDUSTRIAL), |key| tenant_row(show, span, key));
    if known.is_empty() {
        return Block::paragraph("Chưa có số liệu về dự án đã thuê đất, đất đã cho thuê của cụm nào.");
    }
    let heads = columns(&[
        ("Cụm", Align::Left, 3),
        ("Dự án đã thuê đất", Align::Right, 2),
        ("Có vốn nước ngoài", Align::Right, 2),
        ("Đang hoạt động", Align::Right, 2),
        ("Đất công nghiệp (ha)", Align::Right, 2),
        ("Đã cho thuê (ha)", Align::Right, 2),
        ("Tỷ lệ lấp đầy", Align::Right, 4),
        ("Cho thuê được ngay (ha)", Align::Right, 2),
    ]);
    let caption = format!("Dự án và lấp đầy từng cụm đến {}", show.day(span.to()));
    let reports = show
        .catalog
        .observations
        .iter()
        .filter(|it| it.period == span.reported() && it.indicator.form == FormId::Developer);
    let areas = show.catalog.areas.iter().filter(|area| matches!(area.kind, AreaKind::Industrial | AreaKind::Leased));
    let facts = reports.map(|it| &it.basis).chain(areas.map(|area| &area.basis));
    Block::Table(
        Table::new("T4", caption, heads, known)
            .note(without(&silent, "Tỷ lệ lấp đầy là đất đã cho thuê trên đất công nghiệp."))
            .source(super::published(show, facts)),
    )
}

/// The column of industrial land, which says nothing of tenants by itself.
const INDUSTRIAL: usize = 3;

fn tenant_row(show: &Show<'_>, span: Span, key: Key<Cluster>) -> Vec<Cell> {
    let standing = show.standing(key);
    let reported = |row: &str| {
        let mut rows = show.catalog.observations.of(&Subject::Cluster(key));
        let found = rows.find(|it| it.period == span.reported() && it.indicator.is(FormId::Developer, row));
        let found = found.and_then(|it| Some((it, it.value?)));
        found.map_or_else(Cell::gap, |(it, value)| Cell::number(value, show.sourced(show.number(value), it)))
    };
    vec![
        reported("6"),
        reported("7"),
        reported("8"),
        show.figure_cell(standing.figure(AreaKind::Industrial), Cell::gap()),
        show.figure_cell(standing.figure(AreaKind::Leased), Cell::gap()),
        show.ratio_cell(standing.occupancy_in_practice().as_ref(), Cell::gap()),
        show.figure_cell(standing.leasable(), Cell::gap()),
    ]
}

/// Makes a row for each cluster of which any cell but that `beside` is known, and names the others.
fn split(
    show: &Show<'_>,
    beside: Option<usize>,
    cells: impl Fn(Key<Cluster>) -> Vec<Cell>,
) -> (Vec<TableRow>, Vec<String>) {
    let (mut known, mut silent) = (Vec::new(), Vec::new());
    for (key, cluster) in show.clusters() {
        let cells = cells(key);
        match cells.iter().enumerate().all(|(index, cell)| Some(index) == beside || cell.is_gap()) {
            true => silent.push(cluster.short.clone()),
            false => known.push(TableRow::new([Cell::text(cluster.short.clone())].into_iter().chain(cells).collect())),
        }
    }
    (known, silent)
}

fn without(silent: &[String], note: &str) -> String {
    let named = (!silent.is_empty()).then(|| format!("Chưa có số liệu: {}.", silent.join(", ")));
    [Some("… : chưa có số liệu.".to_owned()), Some(note.to_owned()).filter(|it| !it.is_empty()), named]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The columns of T6.
const KINDS: [InfrastructureKind; 3] =
    [InfrastructureKind::Wastewater, InfrastructureKind::Waste, InfrastructureKind::Fire];

/// T6: wastewater and fire protection by cluster, where anything is known.
pub(super) fn environment(show: &Show<'_>, span: Span) -> Block {
    let (known, silent) = split(show, None, |key| KINDS.map(|kind| works(show, key, kind)).into());
    if known.is_empty() {
        return Block::paragraph(
            "Chưa có số liệu về công trình xử lý nước thải, chất thải rắn, phòng cháy, chữa cháy của từng cụm.",
        );
    }
    let heads = columns(&[
        ("Cụm", Align::Left, 2),
        ("Xử lý nước thải tập trung", Align::Left, 5),
        ("Chất thải rắn", Align::Left, 4),
        ("Phòng cháy, chữa cháy", Align::Left, 4),
    ]);
    let caption = format!("Bảo vệ môi trường, phòng cháy, chữa cháy từng cụm đến {}", show.day(span.to()));
    let facts = show.catalog.infrastructure.iter().filter(|work| KINDS.contains(&work.kind)).map(|work| &work.basis);
    Block::Table(
        Table::new("T6", caption, heads, known).note(without(&silent, "")).source(super::published(show, facts)),
    )
}

fn works(show: &Show<'_>, key: Key<Cluster>, kind: InfrastructureKind) -> Cell {
    let works = show.catalog.infrastructure.of(key).iter().filter(|work| work.kind == kind);
    let seen = works.filter(|work| work.basis.as_of.is_some_and(|date| date.first() <= show.today));
    let mut told: Vec<String> = seen
        .map(|work| {
            let size = work.capacity.map(|size| show.measure(size, work.unit.as_deref().unwrap_or_default()));
            let state = if work.state == WorkState::Present { "đã có" } else { "dự kiến" };
            let date = work.date.map(|date| format!("{state} {}", show.date(date)));
            let told = [Some(work.item.clone()), size, date.or_else(|| Some(state.to_owned()))];
            show.sourced(told.into_iter().flatten().collect::<Vec<_>>().join(", "), work).text()
        })
        .collect();
    told.sort();
    if told.is_empty() { Cell::gap() } else { Cell::text(told.join("; ")) }
}

/// T7: clusters formed before the first regulation, and by when they must be settled (NĐ 32/2024/NĐ-CP khoản 4 Điều 35).
pub(super) fn old(show: &Show<'_>, span: Span) -> Vec<Block> {
    let clusters = show.clusters();
    let unknown: Vec<&str> = clusters
        .iter()
        .filter(|(_, cluster)| cluster.before_2009.is_none())
        .map(|(_, cluster)| cluster.short.as_str())
        .collect();
    let rows: Vec<TableRow> = clusters
        .iter()
        .filter(|(_, cluster)| cluster.before_2009 == Some(true))
        .map(|(key, cluster)| {
            let standing = show.standing(*key);
            let decided = match standing.is_established() {
                Some(true) => Cell::text("đã có"),
                Some(false) => Cell::text("chưa có"),
                None => show.unknown_cell(),
            };
            let areas = [AreaKind::Decision, AreaKind::DetailedPlan, AreaKind::Plan];
            let size = areas.into_iter().find_map(|kind| Some((kind, standing.figure(kind)?)));
            let kind = size.as_ref().map(|(kind, _)| show.label(&format!("area.{}", kind.name())));
            TableRow::new(vec![
                Cell::text(cluster.short.clone()),
                Cell::text(show.stage_of(*key)),
                show.figure_cell(size.map(|(_, figure)| figure), show.unknown_cell()),
                kind.map_or_else(Cell::gap, Cell::text),
                decided,
            ])
        })
        .collect();
    let whole = unknown.len() == clusters.len();
    let named = if whole { format!("cả {} cụm", clusters.len()) } else { unknown.join(", ") };
    let rest = (!unknown.is_empty())
        .then(|| Block::paragraph(format!("Chưa có thông tin về thời điểm hình thành của {named}.")));
    let first = if rows.is_empty() {
        Block::paragraph("Chưa xác định được cụm nào thuộc diện này.")
    } else {
        let heads = columns(&[
            ("Cụm", Align::Left, 3),
            ("Giai đoạn", Align::Left, 3),
            ("Diện tích (ha)", Align::Right, 2),
            ("Loại diện tích", Align::Left, 3),
            ("Quyết định thành lập", Align::Left, 3),
        ]);
        let caption = format!("Các cụm hình thành trước khi có quy chế quản lý, đến {}", show.day(span.to()));
        let facts = clusters.iter().filter(|(_, it)| it.before_2009 == Some(true)).map(|(_, it)| &it.basis);
        Block::Table(Table::new("T7", caption, heads, rows).source(super::published(show, facts)))
    };
    [first].into_iter().chain(rest).collect()
}
