//! The list of clusters: complete without script, with the same rows by stage; a filter for readers with script.

use std::collections::BTreeMap;

use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::land::AreaKind;
use crate::catalog::standing::Stage;
use crate::catalog::standing::figure::Figure;
use crate::catalog::table::Key;
use crate::site::chart::{self, Bar};
use crate::site::document::{Align, Block, Cell, Chart, RowKind, Table, TableRow, Words, columns};
use crate::site::facet::Finder;
use crate::site::show::Show;
use crate::site::url::Place;
use crate::text::Amount;

use super::group;

/// Returns the blocks of the list.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let finder = Finder::new(show);
    let count = show.catalog.clusters.len().to_string();
    let all = Words::link(show.term("list.print-all-link"), Place::PrintAll.address());
    let side_by_side = Words::link(show.term("list.compare-link"), Place::Compare.address());
    let mut blocks = vec![
        Block::paragraph(show.phrase("list.lead", &[("count", &count)])),
        Block::Filter { fields: finder.cluster_fields() },
        Block::Table(table(show, &finder)),
        Block::paragraph(show.sentence("list.compare", &[("compare", side_by_side)])),
        Block::paragraph(show.sentence("list.print-all", &[("all", all)])),
        Block::heading("theo-giai-doan", &show.term("list.by-stage")),
        chart(show),
    ];
    for stage in Stage::ALL {
        let names: Vec<Words> = members(show, stage).into_iter().map(|key| show.cluster_link(key)).collect();
        if !names.is_empty() {
            blocks.push(Block::Heading {
                level: 3,
                id: format!("giai-doan-{}", stage.name()),
                text: show.term(&format!("stage.{}", stage.name())),
            });
            blocks.push(Block::List { items: names });
        }
    }
    blocks.extend(group::links(show, &finder));
    blocks
}

/// Returns the clusters at a stage, in order of names.
pub fn members(show: &Show<'_>, stage: Stage) -> Vec<Key<Cluster>> {
    let at_stage = show.clusters().into_iter().filter(|(key, _)| show.standing(*key).stage() == stage);
    at_stage.map(|(key, _)| key).collect()
}

/// Returns the table of all clusters.
pub fn table(show: &Show<'_>, finder: &Finder<'_>) -> Table {
    let heads = columns(&[
        (&show.term("column.cluster"), Align::Left, 4),
        (&show.term("column.commune"), Align::Left, 5),
        (&show.term("column.stage"), Align::Left, 3),
        (&show.term("column.decided"), Align::Right, 2),
        (&show.term("column.industrial"), Align::Right, 2),
        (&show.term("column.leased"), Align::Right, 2),
        (&show.term("column.leasable"), Align::Right, 2),
        (&show.term("column.occupancy"), Align::Right, 3),
        (&show.term("column.developer"), Align::Left, 4),
        (&show.label("column.as-of"), Align::Left, 2),
    ]);
    let row = |(key, cluster)| row(show, key, cluster).known(finder.cluster(key));
    let rows = show.clusters().into_iter().map(row).chain(total(show)).collect();
    let province = &show.catalog.province;
    let caption = show.phrase("list.caption", &[("province", &show.province()), ("date", &show.date(province.as_of))]);
    let table = Table::new("danh-sach", caption, heads, rows).note(show.term("list.note"));
    table.counted(show.term("filter.clusters"))
}

/// Ten cells of "chưa có số liệu" would hide the few figures that there are: here a gap is the sign of the legend.
fn row(show: &Show<'_>, key: Key<Cluster>, cluster: &Cluster) -> TableRow {
    let standing = show.standing(key);
    let area = |figure| show.figure_cell(figure, Cell::gap());
    TableRow::new(vec![
        Cell::text(show.sourced(show.cluster_link(key), cluster)),
        Cell::text(show.place(cluster)),
        Cell::text(show.stage_of(key)),
        area(standing.decided()),
        area(standing.figure(AreaKind::Industrial)),
        area(standing.figure(AreaKind::Leased)),
        area(standing.leasable()),
        show.ratio_cell(standing.occupancy_in_practice().as_ref(), Cell::gap()),
        developers(show, cluster).map_or_else(Cell::gap, Cell::text),
        show.date_cell(cluster.basis.as_of),
    ])
}

/// Returns who develops the infrastructure, where that is published and known.
pub fn developers(show: &Show<'_>, cluster: &Cluster) -> Option<Words> {
    let names: Vec<String> = cluster.developers.iter().map(|name| name.value.clone()).collect();
    show.list(&names).filter(|_| cluster.level == Level::A)
}

/// Adds up the areas by decision and says how many clusters they cover.
fn total(show: &Show<'_>) -> Option<TableRow> {
    let known: Vec<Figure<'_>> =
        show.clusters().into_iter().filter_map(|(key, _)| show.standing(key).decided()).collect();
    let (count, all) = (known.len().to_string(), show.catalog.clusters.len().to_string());
    let label = show.phrase("list.sum", &[("known", &count), ("all", &all)]);
    let sum = show.figure_cell(Some(known.into_iter().reduce(Figure::plus)?), Cell::default());
    let mut cells = vec![Cell::text(label), Cell::default(), Cell::default(), sum];
    cells.resize(10, Cell::default());
    Some(TableRow { kind: RowKind::Total, ..TableRow::new(cells) })
}

/// Clusters by stage as bars.
pub fn chart(show: &Show<'_>) -> Block {
    let whole = Amount::from(show.catalog.clusters.len());
    let counts = counts(show);
    let bars: Vec<Bar> =
        Stage::ALL.iter().filter(|stage| counts[stage] > 0).map(|stage| bar(show, *stage, counts[stage])).collect();
    if bars.is_empty() {
        return Block::paragraph(show.sentence("chart.stages-unknown", &[("unknown", show.unknown())]));
    }
    let [building, leasable] = [Stage::Building, Stage::Leasable].map(|stage| counts[&stage].to_string());
    // Nobody having confirmed a plot is not the same as there being none.
    let title = if leasable == "0" { "chart.stages-none" } else { "chart.stages-free" };
    let list = Words::link(show.term("chart.stages-list"), Place::Clusters.address());
    Block::Chart(Chart {
        id: "bieu-do-giai-doan".to_owned(),
        title: show.phrase(title, &[("building", &building), ("leasable", &leasable)]),
        subtitle: show
            .phrase("chart.stages-subtitle", &[("province", &show.province()), ("date", &show.day(show.today))]),
        panels: vec![chart::bars(&bars, whole)],
        parts: Vec::new(),
        data: chart::file(show, "milestones"),
        source: show.sentence("chart.stages-source", &[("list", list)]),
    })
}

/// Counts the clusters at every stage.
pub fn counts(show: &Show<'_>) -> BTreeMap<Stage, usize> {
    let mut counts: BTreeMap<Stage, usize> = Stage::ALL.into_iter().map(|stage| (stage, 0)).collect();
    for (key, _) in show.catalog.clusters.iter() {
        *counts.entry(show.standing(key).stage()).or_default() += 1;
    }
    counts
}

/// The bar of a stage.
pub fn bar(show: &Show<'_>, stage: Stage, count: usize) -> Bar {
    let value = Amount::from(count);
    Bar { label: show.term(&format!("stage.{}", stage.name())), text: show.measure(value, "cụm"), value }
}
