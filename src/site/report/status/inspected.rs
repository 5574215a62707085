//! II.5 of the report: what inspectors found in the period, and which breaches are not put right.

use crate::catalog::form::Span;
use crate::catalog::inspection::{Finding, Inspection};
use crate::site::document::{Align, Block, Cell, Table, TableRow, columns};
use crate::site::report::cite;
use crate::site::show::Show;

/// Inspections of the period; one of which only the month is known belongs to the period in which the month begins.
pub(super) fn within<'a>(show: &Show<'a>, span: Span) -> Vec<&'a Inspection> {
    let mut all: Vec<&Inspection> = show.catalog.inspections.iter().filter(|it| is_within(it, span)).collect();
    all.sort_by_key(|it| (it.date, it.id.as_str()));
    all
}

fn is_within(inspection: &Inspection, span: Span) -> bool {
    (span.from()..=span.to()).contains(&inspection.date.first())
}

/// Breaches that are not known to be put right by the end of the period, whenever they were found.
pub(super) fn open<'a>(show: &Show<'a>, span: Span) -> Vec<&'a Inspection> {
    let mut open: Vec<&Inspection> = show.catalog.inspections.iter().filter(|it| it.is_open(span.to())).collect();
    open.sort_by_key(|it| (it.date, it.id.as_str()));
    open
}

/// The inspections of the period, after the breaches of earlier ones.
pub(super) fn table(show: &Show<'_>, span: Span) -> Option<Block> {
    let earlier = open(show, span).into_iter().filter(|it| !is_within(it, span));
    let told: Vec<&Inspection> = earlier.chain(within(show, span)).collect();
    if told.is_empty() {
        return None;
    }
    let rows = told.iter().map(|it| row(show, span, it)).collect();
    let heads = columns(&[
        ("Ngày", Align::Left, 3),
        ("Cụm", Align::Left, 2),
        ("Lĩnh vực", Align::Left, 3),
        ("Cơ quan kiểm tra", Align::Left, 3),
        ("Kết luận", Align::Left, 5),
        ("Khắc phục", Align::Left, 5),
        ("Căn cứ", Align::Left, 3),
    ]);
    let caption = "Thanh tra, kiểm tra trong kỳ và vi phạm từ kỳ trước chưa có thông tin về việc khắc phục";
    let table = Table::new("T6b", caption, heads, rows).source(super::published(show, told.iter().map(|it| &it.basis)));
    Some(Block::Table(table))
}

fn row(show: &Show<'_>, span: Span, inspection: &Inspection) -> TableRow {
    let cluster = &show.catalog.clusters[inspection.cluster];
    let inspector = |key| super::addressee(show, &show.catalog.agencies[key], Some(inspection.cluster));
    let agency = inspection.agency.map(inspector);
    let text = format!("{}: {}", show.term(&format!("inspection.{}", inspection.finding.name())), inspection.text);
    let basis = inspection.document.map(|key| cite::named(show, key));
    TableRow::new(vec![
        show.date_cell(Some(inspection.date)),
        Cell::text(cluster.short.clone()),
        Cell::text(show.label(&format!("inspection.{}", inspection.field.name()))),
        agency.map_or_else(super::undetermined, Cell::text),
        Cell::text(show.sourced(super::works::without_stop(&text).to_owned(), inspection)),
        mending(show, span, inspection),
        Cell::text(basis.unwrap_or_else(|| show.publisher_names(&inspection.basis.sources))),
    ])
}

/// When a breach was put right by the end of the period, or by when it must be.
fn mending(show: &Show<'_>, span: Span, inspection: &Inspection) -> Cell {
    if inspection.finding == Finding::Sound {
        return Cell::text("không phải khắc phục");
    }
    let on = span.to();
    let due = inspection.due.map(|due| {
        let late = if due.last() < on { ", đã quá hạn" } else { "" };
        format!("; thời hạn {}{late}", show.date(due))
    });
    match inspection.resolved_on.filter(|_| !inspection.is_open(on)) {
        Some(day) => Cell::text(format!("xong {}", show.date(day))),
        None => Cell::text(format!("chưa có thông tin về việc khắc phục{}", due.unwrap_or_default())),
    }
}
