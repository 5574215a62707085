//! The works of all clusters side by side: how far the data reach, distances, and what is there or planned.

use crate::catalog::cluster::Cluster;
use crate::catalog::fact::{Infrastructure, InfrastructureKind, WorkState};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Heading, Table, TableRow, Words};
use crate::site::show::Show;
use crate::text::Amount;

/// Returns the blocks of the page.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let distances = distances(show);
    let lead = Block::paragraph(show.term("infrastructure.lead"));
    let coverage = [heading(show, "co-so-lieu-den-dau", "infrastructure.coverage"), Block::Table(coverage(show))];
    let ways = [heading(show, "khoang-cach", "infrastructure.distances"), distances];
    let works = [heading(show, "tung-cum", "infrastructure.works"), Block::Table(works(show))];
    [lead].into_iter().chain(coverage).chain(ways).chain(works).collect()
}

fn heading(show: &Show<'_>, id: &str, term: &str) -> Block {
    Block::heading(id, &show.label(term))
}

/// For each kind of work, how many clusters have it, plan it, or have nothing in the data.
fn coverage(show: &Show<'_>) -> Table {
    let clusters = show.clusters();
    let rows = InfrastructureKind::ALL.iter().map(|kind| {
        // What is there comes before what is planned.
        let best = |key| of_kind(show, key, *kind).first().map(|work| work.state);
        let states: Vec<Option<WorkState>> = clusters.iter().map(|(key, _)| best(*key)).collect();
        let count = |state| {
            let count = states.iter().filter(|known| **known == state).count();
            Cell::number(count.into(), count.to_string())
        };
        TableRow::new(vec![
            Cell::text(show.label(&format!("infra.{}", kind.name()))),
            count(Some(WorkState::Present)),
            count(Some(WorkState::Planned)),
            count(None),
        ])
    });
    let heads = show.columns(&[
        ("column.item", Align::Left, 4),
        ("infra.present", Align::Right, 2),
        ("infra.planned", Align::Right, 2),
        ("unknown", Align::Right, 2),
    ]);
    let caption = show.phrase("infrastructure.coverage-caption", &[("count", &clusters.len().to_string())]);
    Table::new("do-phu-ha-tang", caption, heads, rows.collect())
}

/// A row for each cluster, a column for each place to which a distance is asked or known.
fn distances(show: &Show<'_>) -> Block {
    let asked = show.catalog.province.distance_places.iter();
    let known = show.catalog.distances.iter().map(|distance| &distance.place);
    let mut places: Vec<&String> = Vec::new();
    for place in asked.chain(known) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.is_empty() {
        return Block::paragraph(show.unknown());
    }
    let rows = show.clusters().into_iter().map(|(key, cluster)| {
        let head = Cell::text(show.sourced(show.cluster_link(key), cluster));
        TableRow::new([head].into_iter().chain(places.iter().map(|place| distance(show, key, place))).collect())
    });
    let mut heads = show.columns(&[("column.cluster", Align::Left, 3)]);
    let column = |place: &&String| Heading { heading: show.said(place.as_str()).text(), align: Align::Right, width: 2 };
    heads.extend(places.iter().map(column));
    let table = Table::new("khoang-cach", show.term("infrastructure.distances-caption"), heads, rows.collect());
    Block::Table(table.note(show.term("infrastructure.distances-note")))
}

/// The newest distance, with the marks of its source.
fn distance(show: &Show<'_>, key: Key<Cluster>, place: &str) -> Cell {
    let own = show.catalog.distances.of(key).iter().filter(|distance| distance.place == place);
    own.max_by_key(|distance| distance.basis.as_of).map_or_else(Cell::gap, |distance| {
        Cell::number(distance.distance_km, show.sourced(show.number(distance.distance_km), distance))
    })
}

/// What each cluster has and plans of each kind.
fn works(show: &Show<'_>) -> Table {
    let rows = show.clusters().into_iter().map(|(key, cluster)| {
        let head = Cell::text(show.sourced(show.cluster_link(key), cluster));
        let cells = InfrastructureKind::ALL.iter().map(|kind| {
            let works = of_kind(show, key, *kind);
            let told = works.into_iter().map(|work| {
                let state = Words::plain(show.term(&format!("infra.{}", work.state.name()))).then(show.signs().colon);
                state.with(work_words(show, work))
            });
            let told = Words::join(told, show.signs().items);
            if told.is_empty() { Cell::gap() } else { Cell::text(told) }
        });
        TableRow::new([head].into_iter().chain(cells).collect())
    });
    let mut heads = show.columns(&[("column.cluster", Align::Left, 3)]);
    let column = |kind: &InfrastructureKind| Heading {
        heading: show.label(&format!("infra.{}", kind.name())),
        align: Align::Left,
        width: 3,
    };
    heads.extend(InfrastructureKind::ALL.iter().map(column));
    Table::new("ha-tang-cac-cum", show.term("infrastructure.works-caption"), heads, rows.collect())
        .note(show.term("cluster.gap-note"))
}

fn of_kind<'a>(show: &Show<'a>, key: Key<Cluster>, kind: InfrastructureKind) -> Vec<&'a Infrastructure> {
    let mut works: Vec<_> = show.catalog.infrastructure.of(key).iter().filter(|work| work.kind == kind).collect();
    works.sort_by_key(|work| (work.state, work.item.as_str()));
    works
}

/// Returns a work with its capacity, the distance to its connection and its marks.
pub fn work_words(show: &Show<'_>, work: &Infrastructure) -> Words {
    let capacity = match (&work.capacity, &work.unit) {
        (Some(capacity), Some(unit)) => {
            let left = work.available.map(|left| available(show, left, unit));
            let told: Vec<String> = [show.measure(*capacity, unit)].into_iter().chain(left).collect();
            show.signs().remark(&told.join(show.signs().items))
        }
        _ => String::new(),
    };
    let away = |km| show.phrase("cluster.away", &[("distance", &show.measure(km, "km"))]);
    let distance = work.distance_km.map(|km| format!("{}{}", show.signs().comma, away(km))).unwrap_or_default();
    show.sourced(show.said(work.item.clone()).then(capacity).then(distance), work)
}

/// Says what new users can still have of a work.
pub fn available(show: &Show<'_>, left: Amount, unit: &str) -> String {
    show.phrase("infrastructure.available", &[("amount", &show.measure(left, unit))])
}
