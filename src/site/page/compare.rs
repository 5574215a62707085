//! Clusters side by side, and plots: fields down, places across, complete without script.
//!
//! With script two to four are chosen, here or in the lists; the choice stands in the address.

use crate::catalog::cluster::Cluster;
use crate::catalog::fact::{Infrastructure, InfrastructureKind, WorkState};
use crate::catalog::land::{AreaKind, Plot};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Heading, Table, TableRow, Words};
use crate::site::facet::Finder;
use crate::site::show::Show;
use crate::text::Amount;

use super::clusters::developers;
use super::infrastructure::available;
use super::land::{division, price_tax};

/// Returns the blocks of the page.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let finder = Finder::new(show);
    let plots: Vec<&Plot> = show.clusters().into_iter().flat_map(|(key, _)| show.catalog.plots.of(key)).collect();
    let mut blocks = vec![
        Block::paragraph(show.term("compare.lead")),
        Block::heading("so-sanh-cum", &show.term("compare.clusters")),
        Block::Table(cluster_table(&finder)),
    ];
    if plots.len() > 1 {
        blocks.push(Block::heading("so-sanh-lo", &show.term("compare.plots")));
        blocks.push(Block::Table(plot_table(show, &plots)));
    }
    blocks
}

fn cluster_table(finder: &Finder<'_>) -> Table {
    let show = finder.show;
    let (keys, clusters): (Vec<Key<Cluster>>, Vec<&Cluster>) = show.clusters().into_iter().unzip();
    let area =
        |key: &str, figure: fn(&Show<'_>, Key<Cluster>) -> Cell| row(show, key, &keys, |place| figure(show, place));
    let text = |key: &str, words: &dyn Fn(Key<Cluster>) -> Option<Words>| {
        row(show, key, &keys, |place| words(place).map_or_else(|| show.unknown_cell(), Cell::text))
    };
    let of = |key: Key<Cluster>| &show.catalog.clusters[key];
    let rows = vec![
        text("compare.page", &|key| Some(show.cluster_link(key))),
        text("column.commune", &|key| Some(show.sourced(show.place(of(key)), of(key)))),
        text("column.stage", &|key| Some(show.stage_of(key))),
        area("column.decided", |show, key| show.figure_cell(show.standing(key).decided(), show.unknown_cell())),
        area("column.industrial", |show, key| {
            show.figure_cell(show.standing(key).figure(AreaKind::Industrial), show.unknown_cell())
        }),
        area("column.leasable", |show, key| show.figure_cell(show.standing(key).leasable(), show.unknown_cell())),
        area("column.occupancy", |show, key| {
            show.ratio_cell(show.standing(key).occupancy_in_practice().as_ref(), show.unknown_cell())
        }),
        text("filter.industry", &|key| show.list(&of(key).industries).map(|list| show.sourced(list, of(key)))),
        text("compare.power", &|key| works(show, key, InfrastructureKind::Power)),
        text("compare.wastewater", &|key| works(show, key, InfrastructureKind::Wastewater)),
        text("compare.gates", &|key| distances(finder, key)),
        text("column.developer", &|key| Some(show.sourced(developers(show, of(key))?, of(key)))),
        text("column.as-of", &|key| of(key).basis.as_of.map(|date| Words::plain(show.date(date)))),
    ];
    let heads = clusters.iter().map(|cluster| show.cluster_short(cluster));
    let ids = clusters.iter().map(|cluster| cluster.id.clone()).collect();
    let caption = show.phrase("compare.cluster-caption", &[("date", &show.date(show.catalog.province.as_of))]);
    Table::new("so-sanh-cum", caption, columns(show, heads), rows).choosing(ids)
}

fn plot_table(show: &Show<'_>, plots: &[&Plot]) -> Table {
    let amount = |key: &str, amount: fn(&Plot) -> Option<Amount>| {
        let cell = |plot: &Plot| amount(plot).map(|amount| Cell::number(amount, show.number(amount)));
        row(show, key, plots, |plot| cell(plot).unwrap_or_else(|| show.unknown_cell()))
    };
    let text = |key: &str, words: &dyn Fn(&Plot) -> Option<Words>| {
        row(show, key, plots, |plot| words(plot).map_or_else(|| show.unknown_cell(), Cell::text))
    };
    let rows = vec![
        text("column.cluster", &|plot| Some(show.cluster_link(plot.cluster))),
        amount("column.plot-area", |plot| Some(plot.area_m2.value)),
        amount("column.plot-largest", |plot| plot.largest_m2),
        text("column.plot-status", &|plot| {
            Some(show.sourced(show.term(&format!("plot.{}", plot.status.name())), plot))
        }),
        text("column.plot-expected", &|plot| plot.expected.map(|date| Words::plain(show.date(date)))),
        text("filter.industry", &|plot| show.list(&plot.industries)),
        amount("compare.density", |plot| plot.density_percent),
        amount("compare.floor-area", |plot| plot.floor_area_ratio),
        amount("compare.height", |plot| plot.height_m),
        amount("column.road-width", |plot| plot.road_width_m),
        text("column.plot-division", &|plot| Some(Words::plain(division(show, plot)?))),
        text("column.plot-power", &|plot| Some(show.said(plot.power.clone()?))),
        text("column.plot-water", &|plot| Some(show.said(plot.water.clone()?))),
        text("column.plot-wastewater", &|plot| Some(show.said(plot.wastewater.clone()?))),
        text("column.restrictions", &|plot| Some(show.said(plot.restrictions.clone()?))),
        amount("column.plot-price", |plot| plot.price_vnd_per_m2),
        text("column.price-tax", &|plot| Some(Words::plain(price_tax(show, plot)?))),
        text("column.plot-confirmed", &|plot| plot.confirmed_on.map(|date| Words::plain(show.date(date)))),
        text("column.contact", &|plot| plot.contact.as_deref().map(|contact| show.said(contact))),
    ];
    let head = |plot: &&Plot| format!("{} – {}", plot.code, show.cluster_short(&show.catalog.clusters[plot.cluster]));
    let ids = plots.iter().map(|plot| plot.id.clone()).collect();
    let caption = show.phrase("compare.plot-caption", &[("date", &show.date(show.catalog.province.as_of))]);
    Table::new("so-sanh-lo", caption, columns(show, plots.iter().map(head)), rows).choosing(ids)
}

fn columns(show: &Show<'_>, names: impl Iterator<Item = String>) -> Vec<Heading> {
    let column = |heading: String| Heading { heading, align: Align::Left, width: 3 };
    [show.term("compare.field")].into_iter().chain(names).map(column).collect()
}

fn row<T: Copy>(show: &Show<'_>, key: &str, places: &[T], cell: impl Fn(T) -> Cell) -> TableRow {
    let label = Cell::text(show.term(key));
    TableRow::new([label].into_iter().chain(places.iter().map(|place| cell(*place))).collect())
}

/// Returns the works of a kind, with what they can do; what is only planned says so.
fn works(show: &Show<'_>, key: Key<Cluster>, kind: InfrastructureKind) -> Option<Words> {
    let work = |work: &Infrastructure| {
        let capacity = work.capacity.zip(work.unit.as_deref()).map(|(amount, unit)| show.measure(amount, unit));
        let left = work.available.zip(work.unit.as_deref()).map(|(amount, unit)| available(show, amount, unit));
        let planned = (work.state == WorkState::Planned).then(|| show.term("infra.planned").to_lowercase());
        let told = capacity
            .into_iter()
            .chain(left)
            .chain(planned)
            .fold(show.said(work.item.clone()), |words, part| words.then(show.signs().comma).then(part));
        show.sourced(told, work)
    };
    let works = show.catalog.infrastructure.of(key).iter().filter(|work| work.kind == kind);
    let said = Words::join(works.map(work), show.signs().items);
    (!said.is_empty()).then_some(said)
}

/// Returns the distances to border gates, each with its unit.
fn distances(finder: &Finder<'_>, key: Key<Cluster>) -> Option<Words> {
    let show = finder.show;
    let told = finder.gates.iter().filter_map(|gate| {
        let distance = finder.distance(key, gate)?;
        let amount = show.measure(distance.distance_km, "km");
        Some(show.sourced(format!("{}{}{amount}", finder.gate(gate), show.signs().colon), distance))
    });
    let said = Words::join(told, show.signs().items);
    (!said.is_empty()).then_some(said)
}
