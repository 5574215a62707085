//! The ground of a cluster: land, plots, infrastructure, location, prices, incentives.

use crate::catalog::fact::{InfrastructureKind, PriceKind, WorkState};
use crate::catalog::land::AreaKind;
use crate::catalog::standing::figure::Figure;
use crate::site::document::{Address, Align, Bar, Block, Cell, Chart, Table, TableRow, Words};
use crate::site::page::land::{plot_columns, plot_row};
use crate::site::url;

use super::Sheet;

impl Sheet<'_> {
    pub(super) fn land(&self) -> Vec<Block> {
        let rows = AreaKind::ALL.iter().map(|kind| {
            if let Some(row) = self.leasable_row().filter(|_| *kind == AreaKind::Leasable) {
                return row;
            }
            let label = Cell::text(self.show.label(&format!("area.{}", kind.name())));
            match self.standing.area(*kind) {
                Some(area) => {
                    let document = area.document.map(|key| self.show.document_link(key)).unwrap_or_default();
                    let note = self.said(area.basis.note.as_deref());
                    let parts = self.parts(*kind).unwrap_or_default();
                    let source = Words::join(
                        [parts.into(), document, self.show.publishers(&area.basis.sources), note]
                            .into_iter()
                            .filter(|words| !words.is_empty()),
                        "; ",
                    );
                    let figure = self.figure(*kind);
                    // What expansions added counts since the last of them.
                    let date = figure.as_ref().and_then(Figure::as_of);
                    TableRow::new(vec![
                        label,
                        self.show.figure_cell(figure, self.show.unknown_cell()),
                        self.show.date_cell(date),
                        Cell::text(source),
                    ])
                }
                None => TableRow::new(vec![label, self.show.unknown_cell(), Cell::gap(), Cell::gap()]),
            }
        });
        let heads = self.show.columns(&[
            ("column.area-kind", Align::Left, 4),
            ("column.area-ha", Align::Right, 2),
            ("column.as-of", Align::Left, 2),
            ("column.basis", Align::Left, 6),
        ]);
        let table = Table::new("dat-dai", self.caption("cluster.land-caption"), heads, rows.collect());
        let table = table.note(self.show.term("cluster.land-note"));
        self.land_chart().into_iter().chain([Block::Table(table)]).collect()
    }

    /// Land that can be leased now is the sum of the confirmed vacant plots where there are plots.
    fn leasable_row(&self) -> Option<TableRow> {
        let plots = self.standing.vacant_plots();
        let land = self.standing.leasable().filter(|_| !plots.is_empty())?;
        let confirmed = land.as_of();
        Some(TableRow::new(vec![
            Cell::text(self.show.label("area.leasable")),
            self.show.figure_cell(Some(land), self.show.unknown_cell()),
            self.show.date_cell(confirmed),
            Cell::text(self.show.phrase("cluster.plots-summed", &[("count", &plots.len().to_string())])),
        ]))
    }

    /// The bar of the land split exists only when there is something to compare with the whole.
    pub(super) fn land_chart(&self) -> Option<Block> {
        let whole = self.standing.decided()?;
        let kinds = [AreaKind::Cleared, AreaKind::Levelled, AreaKind::Serviced, AreaKind::Leased, AreaKind::Leasable];
        let size = |kind: AreaKind| match kind {
            AreaKind::Leasable => self.standing.leasable(),
            other => self.standing.figure(other),
        };
        let known: Vec<(AreaKind, Figure<'_>)> =
            kinds.into_iter().filter_map(|kind| Some((kind, size(kind)?))).collect();
        if known.is_empty() {
            return None;
        }
        let bar = |label: String, area: &Figure<'_>| Bar {
            label,
            text: self.show.marked(self.show.measure(area.ha, "ha"), &area.grounds).text(),
            share: area.ha.thousandths_of(whole.ha),
        };
        let mut bars = vec![bar(self.show.label("area.decision"), &whole)];
        bars.extend(known.iter().map(|(kind, area)| bar(self.show.label(&format!("area.{}", kind.name())), area)));
        let alt = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.text)).collect::<Vec<_>>().join("; ");
        Some(Block::Chart(Chart {
            id: "bieu-do-dat".to_owned(),
            title: self.caption("cluster.land-chart"),
            subtitle: self.show.term("cluster.land-chart-what"),
            alt,
            bars,
            source: Words::plain(self.show.term("cluster.table-below")),
        }))
    }

    pub(super) fn plots(&self) -> Block {
        let rows: Vec<TableRow> =
            self.show.catalog.plots.of(self.key).iter().map(|plot| plot_row(self.show, plot, false)).collect();
        if rows.is_empty() {
            return Block::paragraph(self.show.sentence("cluster.no-plots", &[("unknown", self.show.unknown())]));
        }
        Block::Table(Table::new("lo-dat", self.caption("cluster.plots-caption"), plot_columns(self.show, false), rows))
    }

    pub(super) fn infrastructure(&self) -> Block {
        let works = self.show.catalog.infrastructure.of(self.key);
        let rows = InfrastructureKind::ALL.iter().flat_map(|kind| {
            let label = self.show.label(&format!("infra.{}", kind.name()));
            let mut of_kind: Vec<_> = works.iter().filter(|work| work.kind == *kind).collect();
            of_kind.sort_by_key(|work| (work.state, work.item.as_str()));
            if of_kind.is_empty() {
                let unknown = self.show.unknown_cell();
                return vec![TableRow::new(vec![
                    Cell::text(label),
                    unknown.clone(),
                    unknown,
                    Cell::gap(),
                    Cell::gap(),
                ])];
            }
            of_kind
                .into_iter()
                .map(|work| {
                    let capacity = match (&work.capacity, &work.unit) {
                        (Some(capacity), Some(unit)) => format!(" ({})", self.show.measure(*capacity, unit)),
                        _ => String::new(),
                    };
                    let away = |km| self.show.phrase("cluster.away", &[("distance", &self.show.measure(km, "km"))]);
                    let distance = work.distance_km.map(|km| format!(", {}", away(km))).unwrap_or_default();
                    let item = self.show.said(work.item.clone()).then(capacity).then(distance);
                    let words = self.show.sourced(item, work);
                    let (present, planned) = match work.state {
                        WorkState::Present => (Cell::text(words), Cell::gap()),
                        WorkState::Planned => (Cell::gap(), Cell::text(words)),
                    };
                    let date = self.show.date_cell(work.date.or(work.basis.as_of));
                    TableRow::new(vec![
                        Cell::text(label.clone()),
                        present,
                        planned,
                        date,
                        Cell::text(self.show.publishers(&work.basis.sources)),
                    ])
                })
                .collect()
        });
        let heads = self.show.columns(&[
            ("column.item", Align::Left, 2),
            ("infra.present", Align::Left, 4),
            ("infra.planned", Align::Left, 4),
            ("column.as-of", Align::Left, 2),
            ("column.source", Align::Left, 2),
        ]);
        Block::Table(
            Table::new("ha-tang", self.caption("cluster.infrastructure-caption"), heads, rows.collect())
                .note(self.show.term("cluster.gap-note")),
        )
    }

    pub(super) fn location(&self) -> Vec<Block> {
        let note = self.cluster.coordinate_note.clone();
        let note = note.map(|note| Words::plain(" ").with(self.show.said(format!("{note}.").replace("..", "."))));
        let place = self.show.sentence("cluster.place-line", &[("place", self.show.place(self.cluster))]);
        let mut blocks = vec![Block::paragraph(place.with(note.unwrap_or_default()))];
        let mut distances: Vec<_> = self.show.catalog.distances.of(self.key).iter().collect();
        distances.sort_by_key(|distance| (distance.distance_km, distance.place.as_str()));
        let rows: Vec<TableRow> = distances
            .into_iter()
            .map(|distance| {
                TableRow::new(vec![
                    Cell::text(self.show.said(distance.place.clone())),
                    Cell::number(
                        distance.distance_km,
                        self.show.sourced(self.show.number(distance.distance_km), distance),
                    ),
                    self.said_cell(distance.method.as_deref()),
                    self.show.date_cell(distance.basis.as_of),
                    Cell::text(self.show.publishers(&distance.basis.sources)),
                ])
            })
            .collect();
        if rows.is_empty() {
            blocks.push(Block::paragraph(
                self.show.sentence("cluster.no-distances", &[("unknown", self.show.unknown())]),
            ));
            return blocks;
        }
        let heads = self.show.columns(&[
            ("column.to", Align::Left, 4),
            ("column.distance-km", Align::Right, 2),
            ("column.method", Align::Left, 3),
            ("column.as-of", Align::Left, 2),
            ("column.source", Align::Left, 3),
        ]);
        blocks.push(Block::Table(Table::new("khoang-cach", self.caption("cluster.distances-caption"), heads, rows)));
        blocks
    }

    pub(super) fn prices(&self) -> Vec<Block> {
        let prices = self.show.catalog.prices.of(self.key);
        let rows = PriceKind::ALL.iter().flat_map(|kind| {
            let label = Cell::text(self.show.label(&format!("price.{}", kind.name())));
            let of_kind: Vec<_> = prices.iter().filter(|price| price.kind == *kind).collect();
            if of_kind.is_empty() {
                return vec![TableRow::new(vec![
                    label,
                    self.show.unknown_cell(),
                    Cell::gap(),
                    Cell::gap(),
                    Cell::gap(),
                ])];
            }
            of_kind
                .into_iter()
                .map(|price| {
                    let amount = self.show.measure(price.amount, &price.unit);
                    let amount = self.show.sourced(amount, price);
                    let tax = price.tax.map(|tax| self.show.term(&format!("tax.{}", tax.name())));
                    let note = self.said(price.basis.note.as_deref());
                    let note = Words::join([self.show.publishers(&price.basis.sources), note], "; ");
                    TableRow::new(vec![
                        label.clone(),
                        Cell::number(price.amount, amount),
                        self.show.text_cell(tax.as_deref()),
                        self.show.date_cell(price.basis.as_of),
                        Cell::text(note),
                    ])
                })
                .collect()
        });
        let heads = self.show.columns(&[
            ("column.price", Align::Left, 4),
            ("column.amount", Align::Right, 3),
            ("column.tax", Align::Left, 2),
            ("column.as-of", Align::Left, 2),
            ("column.source-note", Align::Left, 5),
        ]);
        let table = Table::new("gia", self.caption("cluster.prices-caption"), heads, rows.collect());
        vec![Block::Table(table.note(self.show.term("cluster.prices-note")))]
    }

    pub(super) fn incentives(&self) -> Block {
        let guide = self.show.catalog.guides.iter().find(|guide| guide.slug == "uu-dai-va-ho-tro");
        let link =
            |guide| Words::link(self.show.label("cluster.incentives-guide"), Address::file(&url::guide_path(guide)));
        let more = guide.map(|guide| self.show.sentence("cluster.see", &[("page", link(guide))]));
        Block::paragraph(
            Words::plain(self.show.term("cluster.incentives-rule")).then(" ").with(more.unwrap_or_default()),
        )
    }
}
