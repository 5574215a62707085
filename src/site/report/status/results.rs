//! I and II.3 to II.6 of the report: the indicators, projects and occupancy, production, environment, old clusters.

use crate::catalog::cluster::Cluster;
use crate::catalog::fact::{InfrastructureKind, WorkState};
use crate::catalog::form::Span;
use crate::catalog::indicator::FormId;
use crate::catalog::land::AreaKind;
use crate::catalog::limit::LimitValue;
use crate::catalog::rollup::{self, Line, Scope};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::page::statistics::{period_name, result_cell};
use crate::site::show::Show;
use crate::text::date::show_formal;

use super::change::{NOT_COMPARED, Pair};

/// The rows of T1: what a reader of the report asks first.
const SHORT: &[&str] = &["1", "3", "4", "5", "9", "11", "13", "14", "15", "16", "17", "18", "19", "20"];

/// The rows of T5.
const PRODUCTION: &[&str] = &["22", "23", "24", "25"];

/// T1: the main indicators beside those of the same period a year ago and of the period before.
pub(super) fn indicators(show: &Show<'_>, span: Span) -> Block {
    let caption =
        format!("Các chỉ tiêu chính {} so với cùng kỳ năm trước và kỳ báo cáo trước", period_name(span).to_lowercase());
    compared(show, span, ("T1", caption), SHORT)
}

/// T5: production, taxes and work.
pub(super) fn production(show: &Show<'_>, span: Span) -> Block {
    let caption = format!(
        "Kết quả sản xuất, nộp ngân sách, lao động {} so với cùng kỳ năm trước và kỳ báo cáo trước",
        period_name(span).to_lowercase()
    );
    compared(show, span, ("T5", caption), PRODUCTION)
}

/// Rows of Biểu 04 beside two other periods; those without a figure in any of the three are named below.
fn compared(show: &Show<'_>, span: Span, (id, caption): (&str, String), rows: &[&str]) -> Block {
    let spans = [span, span.year_before(), span.previous()];
    let results = spans.map(|span| rollup::lines(show.catalog, Scope::Province, span));
    let (mut printed, mut silent, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    let chosen = (0..results[0].len()).filter(|index| rows.contains(&results[0][*index].row.number.as_str()));
    for lines in chosen.map(|index| [0, 1, 2].map(|period| &results[period][index])) {
        let number = &lines[0].row.number;
        if lines.iter().all(|line| line.sum.value.is_none() && !line.sum.is_withheld) {
            silent.push(number.clone());
            continue;
        }
        let pair = |other: usize| Pair { now: (lines[0], spans[0]), other: (lines[other], spans[other]), words: "" };
        for (pair, with) in [(pair(1), spans[1]), (pair(2), spans[2])] {
            reasons
                .extend(pair.change().err().map(|reason| (number.clone(), period_name(with).to_lowercase(), reason)));
        }
        printed.push(TableRow::new(row(&lines, [pair(1), pair(2)])));
    }
    if printed.is_empty() {
        let rows = silent.join(", ");
        return Block::paragraph(format!(
            "Chưa có số liệu của các dòng {rows}, Biểu số 04, ở kỳ này, cùng kỳ năm trước và kỳ báo cáo trước."
        ));
    }
    let note = note(&silent, &reasons);
    Block::Table(
        Table { head_column: 1, ..Table::new(id, caption, heads(spans), printed) }
            .note(note)
            .source("Phụ lục I (Biểu số 04), cộng từ các cụm; tỷ lệ % làm tròn đến một chữ số thập phân."),
    )
}

fn row(lines: &[&Line<'_>; 3], pairs: [Pair<'_>; 2]) -> Vec<Cell> {
    let [year, previous] = pairs.map(|pair| pair.cells());
    let [by, percent] = year;
    let line = lines[0];
    vec![
        Cell::text(line.row.number.clone()),
        Cell::text(line.row.text.clone()),
        Cell::text(line.row.unit.clone().unwrap_or_default()),
        result_cell(line),
        result_cell(lines[1]),
        by,
        percent,
        result_cell(lines[2]),
        previous.into_iter().next().unwrap_or_default(),
    ]
}

fn heads(spans: [Span; 3]) -> Vec<crate::site::document::Heading> {
    let [now, year, previous] = spans.map(period_name);
    columns(&[
        ("TT", Align::Center, 2),
        ("Chỉ tiêu", Align::Left, 8),
        ("Đơn vị", Align::Center, 3),
        (&now, Align::Right, 4),
        (&year, Align::Right, 4),
        ("Tăng, giảm so với cùng kỳ", Align::Right, 4),
        ("%", Align::Right, 3),
        (&previous, Align::Right, 4),
        ("Tăng, giảm so với kỳ trước", Align::Right, 4),
    ])
}

/// Says which rows have no figure, and why others are not compared, each reason once.
fn note(silent: &[String], reasons: &[(String, String, String)]) -> String {
    let mut parts = vec!["… : chưa có số liệu.".to_owned()];
    if !silent.is_empty() {
        parts.push(format!("Chưa có số liệu ở cả ba kỳ: dòng {}.", silent.join(", ")));
    }
    let mut told: Vec<(&str, &str)> = Vec::new();
    for (_, period, reason) in reasons {
        if !told.contains(&(period, reason)) {
            told.push((period, reason));
        }
    }
    let of = |wanted: &(&str, &str)| {
        let rows = reasons.iter().filter(|(_, period, reason)| (period.as_str(), reason.as_str()) == *wanted);
        rows.map(|(row, ..)| row.as_str()).collect::<Vec<_>>().join(", ")
    };
    let said = told.iter().map(|told| format!("dòng {} với {}: {}", of(told), told.0, told.1));
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        parts.push(format!("{}: {}.", crate::site::show::capital(NOT_COMPARED), said.join("; ")));
    }
    parts.join(" ")
}

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
        let mut rows = show
            .catalog
            .observations
            .iter()
            .filter(|it| it.period == span.reported() && it.indicator.is(FormId::Developer, row));
        let found = rows.find(|it| it.subject == crate::catalog::indicator::Subject::Cluster(key));
        let found = found.and_then(|it| Some((it, it.value?)));
        found.map_or_else(Cell::gap, |(it, value)| Cell::number(value, show.sourced(show.number(value), it)))
    };
    let rate = standing.occupancy_in_practice().and_then(|ratio| show.ratio(&ratio));
    vec![
        reported("6"),
        reported("7"),
        reported("8"),
        show.figure_cell(standing.figure(AreaKind::Industrial), Cell::gap()),
        show.figure_cell(standing.figure(AreaKind::Leased), Cell::gap()),
        rate.map_or_else(Cell::gap, Cell::text),
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
    let named = (!silent.is_empty()).then(|| format!(" Chưa có số liệu: {}.", silent.join(", ")));
    format!("… : chưa có số liệu. {note}{}", named.unwrap_or_default())
}

/// The columns of T6.
const KINDS: [InfrastructureKind; 3] =
    [InfrastructureKind::Wastewater, InfrastructureKind::Waste, InfrastructureKind::Fire];

/// T6: wastewater and fire protection by cluster, where anything is known.
pub(super) fn environment(show: &Show<'_>, span: Span) -> Block {
    let (known, silent) = split(show, None, |key| KINDS.map(|kind| works(show, key, kind)).into());
    if known.is_empty() {
        return Block::paragraph(
            "Chưa có số liệu về công trình xử lý nước thải, chất thải rắn, phòng cháy, chữa cháy của từng cụm và về các lần kiểm tra.",
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
        Table::new("T6", caption, heads, known)
            .note(without(&silent, "Chưa có số liệu về các lần kiểm tra trong kỳ."))
            .source(super::published(show, facts)),
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

/// T7: clusters formed before the first regulation, and by when they must be settled (NĐ 32/2024/NĐ-CP Điều 35 khoản 4).
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
            let size = areas.into_iter().find_map(|kind| standing.figure(kind));
            TableRow::new(vec![
                Cell::text(cluster.short.clone()),
                Cell::text(show.stage_of(*key)),
                show.figure_cell(size, show.unknown_cell()),
                decided,
            ])
        })
        .collect();
    let whole = unknown.len() == clusters.len();
    let named = if whole { format!("cả {} cụm", clusters.len()) } else { unknown.join(", ") };
    let rest =
        (!unknown.is_empty()).then(|| Block::paragraph(format!("Dữ liệu chưa ghi thời điểm hình thành của {named}.")));
    let first = if rows.is_empty() {
        Block::paragraph("Chưa xác định được cụm nào hình thành trước ngày 05 tháng 10 năm 2009.")
    } else {
        let heads = columns(&[
            ("Cụm", Align::Left, 3),
            ("Giai đoạn", Align::Left, 3),
            ("Diện tích (ha)", Align::Right, 2),
            ("Quyết định thành lập", Align::Left, 3),
        ]);
        let caption = format!("Các cụm hình thành trước ngày 05/10/2009, đến {}", show.day(span.to()));
        let facts = clusters.iter().filter(|(_, it)| it.before_2009 == Some(true)).map(|(_, it)| &it.basis);
        let table = Table::new("T7", caption, heads, rows).source(super::published(show, facts));
        Block::Table(match deadline(show) {
            Some(deadline) => table.note(deadline),
            None => table,
        })
    };
    [first].into_iter().chain(rest).collect()
}

/// The day by which such clusters must be settled, as the law in force says.
fn deadline(show: &Show<'_>) -> Option<Words> {
    let mut limits =
        show.catalog.limits.iter().filter(|limit| limit.id == "pre-2009-deadline" && limit.holds(show.today));
    let limit = limits.next_back()?;
    let LimitValue::Date(day) = limit.value else { return None };
    let article = limit.article.clone().unwrap_or_default();
    let document = limit.document.map(|key| show.document_link(key)).unwrap_or_default();
    Some(Words::plain(format!("Phải xử lý xong trước {} ({article} ", show_formal(day))).with(document).then(")."))
}
