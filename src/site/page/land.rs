//! Land that can be leased: useful on a day without a free plot.

use crate::catalog::cluster::Cluster;
use crate::catalog::land::{AreaKind, Plot, PlotStatus};
use crate::catalog::standing::Stage;
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Heading, Table, TableRow, Words, columns};
use crate::site::facet::Finder;
use crate::site::show::Show;
use crate::site::url::{self, Place};
use crate::text::Amount;

use super::cluster::{answer, expected};
use super::clusters::developers;
use super::group;

/// Returns the blocks of the land page.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let finder = Finder::new(show);
    let heading = |id: &str, key: &str| Block::heading(id, &show.term(key));
    let ask = vec![("agency", show.agency_link(show.catalog.province.agency))];
    let mut all: Vec<Key<Cluster>> = show.clusters().into_iter().map(|(key, _)| key).collect();
    // The nearest to a lease first.
    all.sort_by_key(|key| std::cmp::Reverse(rank(show.standing(*key).stage())));
    let can_be_leased = |plot: &Plot, fresh: bool| plot.status == PlotStatus::Vacant && fresh;
    let may_come = |plot: &Plot, _: bool| matches!(plot.status, PlotStatus::Cleared | PlotStatus::Uncleared);
    let is_stale = |plot: &Plot, fresh: bool| plot.status == PlotStatus::Vacant && !fresh;
    let head = [
        Block::Answer { words: summary(show) },
        Block::Filter { fields: finder.land_fields() },
        Block::paragraph(show.sentence("land.ask", &ask)),
    ];
    let body = [
        heading("lo-dat-thue-duoc-ngay", "land.now"),
        plots(&finder, "thue-ngay", ["land.now", "filter.plots-now"], can_be_leased),
        heading("dat-se-co", "land.later"),
        plots(&finder, "se-co", ["land.later-caption", "filter.plots-later"], may_come),
    ];
    let others = [
        heading("lo-dat-can-xac-nhan-lai", "land.again"),
        plots(&finder, "can-xac-nhan-lai", ["land.again-caption", "filter.plots-later"], is_stale),
        heading("tung-cum-co-thue-duoc-dat-ngay-khong", "land.by-cluster"),
        Block::Table(by_cluster(&finder, &all).counted(show.term("filter.clusters-told"))),
        heading("can-cu", "land.basis"),
        Block::paragraph(basis(show)),
    ];
    let head = head.into_iter().chain(group::industry_links(show, &finder));
    head.chain(body).chain(clusters_to_come(&finder)).chain(others).collect()
}

/// Clusters whose works were announced for a day to come, the nearest first; the land of each as far as it is known.
fn clusters_to_come(finder: &Finder<'_>) -> Option<Block> {
    let show = finder.show;
    let announced = show.clusters().into_iter().filter_map(|(key, cluster)| Some((expected(show, key)?, key, cluster)));
    let mut coming: Vec<_> = announced.filter(|(date, ..)| date.last() >= show.today).collect();
    coming.sort_by_key(|(date, ..)| *date);
    let rows = coming.into_iter().map(|(date, key, cluster)| {
        let standing = show.standing(key);
        let area = |figure| show.figure_cell(figure, show.unknown_cell());
        let cells = vec![
            Cell::text(show.sourced(show.cluster_link(key), cluster)),
            Cell::text(show.date(date)),
            Cell::text(show.stage_of(key)),
            area(standing.figure(AreaKind::Industrial)),
            area(standing.decided()),
        ];
        TableRow::new(cells).known(finder.cluster(key))
    });
    let rows: Vec<TableRow> = rows.collect();
    let heads = show.columns(&[
        ("column.cluster", Align::Left, 3),
        ("column.plot-expected", Align::Left, 2),
        ("column.stage", Align::Left, 3),
        ("column.industrial", Align::Right, 2),
        ("column.decided", Align::Right, 2),
    ]);
    let table = Table::new("cum-se-co", show.term("land.clusters-caption"), heads, rows);
    let is_told = !table.rows.is_empty();
    let table = table.note(show.term("land.clusters-note")).counted(show.term("filter.clusters-told"));
    is_told.then_some(Block::Table(table))
}

/// How near a stage is to land that can be leased.
fn rank(stage: Stage) -> usize {
    const NEARER: [Stage; 7] = [
        Stage::Planned,
        Stage::Procedure,
        Stage::Established,
        Stage::Clearing,
        Stage::Building,
        Stage::Operating,
        Stage::Leasable,
    ];
    NEARER.iter().position(|near| *near == stage).map_or(0, |place| place + 1)
}

fn summary(show: &Show<'_>) -> Words {
    let total: usize = show.clusters().iter().map(|(key, _)| show.standing(*key).vacant_plots().len()).sum();
    let clusters = show.clusters().iter().filter(|(key, _)| show.standing(*key).stage() == Stage::Leasable).count();
    let counts = [("clusters", &*clusters.to_string()), ("plots", &*total.to_string())];
    Words::plain(if clusters > 0 { show.phrase("land.some", &counts) } else { show.term("land.none") })
}

fn plots(finder: &Finder<'_>, id: &str, [caption, counted]: [&str; 2], fits: impl Fn(&Plot, bool) -> bool) -> Block {
    let show = finder.show;
    let of_cluster = |key: Key<Cluster>| show.catalog.plots.of(key).iter();
    let fresh = |plot: &Plot| !show.standing(plot.cluster).is_stale(plot);
    let all = show.clusters().into_iter().flat_map(|(key, _)| of_cluster(key));
    let chosen = all.filter(|plot| fits(plot, fresh(plot)));
    let mut chosen: Vec<&Plot> = chosen.collect();
    // The nearest first; what nobody has announced comes last.
    chosen.sort_by_key(|plot| (plot.expected.is_none(), plot.expected));
    let row = |plot: &Plot| plot_row(show, plot, true).known(finder.plot(plot));
    let rows: Vec<TableRow> = chosen.into_iter().map(row).collect();
    if rows.is_empty() {
        return Block::paragraph(show.term("land.no-plot"));
    }
    let table = Table::new(id, show.term(caption), plot_columns(show, true), rows);
    Block::Table(table.note(show.term("land.stale-note")).counted(show.term(counted)))
}

/// Returns the columns of a table of plots.
pub fn plot_columns(show: &Show<'_>, with_cluster: bool) -> Vec<Heading> {
    let mut heads = columns(&[
        (&show.term("column.plot"), Align::Left, 2),
        (&show.term("column.cluster"), Align::Left, 3),
        (&show.term("column.plot-area"), Align::Right, 2),
        (&show.term("column.plot-largest"), Align::Right, 2),
        (&show.term("column.plot-status"), Align::Left, 3),
        (&show.term("column.plot-expected"), Align::Left, 2),
        (&show.term("column.plot-price"), Align::Right, 2),
        (&show.term("column.plot-confirmed"), Align::Left, 2),
        (&show.term("column.contact"), Align::Left, 3),
    ]);
    if !with_cluster {
        heads.remove(1);
    }
    heads
}

/// Returns a plot as a row.
pub fn plot_row(show: &Show<'_>, plot: &Plot, with_cluster: bool) -> TableRow {
    let amount = |amount: Option<Amount>| {
        amount.map_or_else(|| show.unknown_cell(), |amount| Cell::number(amount, show.number(amount)))
    };
    let status = show.sourced(show.term(&format!("plot.{}", plot.status.name())), plot);
    let mut cells = vec![
        Cell::text(plot.code.clone()),
        Cell::text(show.cluster_link(plot.cluster)),
        amount(Some(plot.area_m2.value)),
        amount(plot.largest_m2),
        Cell::text(status),
        show.date_cell(plot.expected),
        price(show, plot),
        show.date_cell(plot.confirmed_on),
        Cell::text(plot.contact.as_deref().map_or_else(|| show.unknown(), |contact| show.said(contact))),
    ];
    if !with_cluster {
        cells.remove(1);
    }
    TableRow::new(cells)
}

/// A price without its tax is half a price.
fn price(show: &Show<'_>, plot: &Plot) -> Cell {
    let tax = price_tax(show, plot).map(|tax| show.signs().remark(&tax)).unwrap_or_default();
    let said = |price: Amount| Cell::number(price, format!("{}{tax}", show.number(price)));
    plot.price_vnd_per_m2.map_or_else(|| show.unknown_cell(), said)
}

/// Says whether tax is in the price of a plot.
pub fn price_tax(show: &Show<'_>, plot: &Plot) -> Option<String> {
    plot.price_tax.map(|tax| show.term(&format!("tax.{}", tax.name())))
}

/// Says whether a plot can be had in another size.
pub fn division(show: &Show<'_>, plot: &Plot) -> Option<String> {
    plot.division.map(|division| show.term(&format!("division.{}", division.name())))
}

/// Returns the answer of each of some clusters, with whom to ask; these stand first, where a phone shows them.
pub fn by_cluster(finder: &Finder<'_>, keys: &[Key<Cluster>]) -> Table {
    let show = finder.show;
    let row = |key: Key<Cluster>| {
        let cluster = &show.catalog.clusters[key];
        let cells = vec![
            Cell::text(show.sourced(show.cluster_link(key), cluster)),
            Cell::text(answer(show, key)),
            Cell::text(whom_to_ask(show, key)),
            Cell::text(show.stage_of(key)),
            Cell::text(show.place(cluster)),
            show.date_cell(cluster.basis.as_of),
        ];
        TableRow::new(cells).known(finder.cluster(key))
    };
    let heads = columns(&[
        (&show.term("column.cluster"), Align::Left, 2),
        (&show.term("column.can-lease"), Align::Left, 5),
        (&show.term("column.ask"), Align::Left, 3),
        (&show.term("column.stage"), Align::Left, 3),
        (&show.term("column.commune"), Align::Left, 4),
        (&show.label("column.as-of"), Align::Left, 2),
    ]);
    let rows = keys.iter().map(|key| row(*key)).collect();
    Table::new("tung-cum", show.term("land.by-cluster-caption"), heads, rows)
}

/// The developer first (NĐ 32/2024/NĐ-CP Điều 20), else the agency; the numbers stand on the page of the cluster.
fn whom_to_ask(show: &Show<'_>, key: Key<Cluster>) -> Words {
    let cluster = &show.catalog.clusters[key];
    let first = developers(show, cluster).unwrap_or_else(|| show.agency_link(show.catalog.province.agency));
    let page = Words::link(show.term("land.ask-page"), url::contact(show.catalog, key));
    Words::sentences([first, page], show.signs())
}

fn basis(show: &Show<'_>) -> Words {
    let decree = show.catalog.documents.iter().find(|(_, document)| document.number == "32/2024/NĐ-CP");
    let decree =
        decree.map_or_else(|| Words::plain(show.term("land.basis-decree")), |(key, _)| show.document_link(key));
    let definitions = Words::link(show.term("land.definitions"), Place::Definitions.address());
    show.sentence("land.basis-text", &[("decree", decree), ("definitions", definitions)])
}
