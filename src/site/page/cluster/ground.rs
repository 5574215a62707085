//! The ground of a cluster: land, plots, infrastructure, location, prices, incentives.

use crate::catalog::fact::{Distance, InfrastructureKind, Price, PriceKind, WorkState};
use crate::catalog::guide::Guide;
use crate::catalog::land::{AreaKind, Plot};
use crate::catalog::standing::figure::Figure;
use crate::site::document::{Address, Align, Block, Cell, Mark, Table, TableRow, Words};
use crate::site::page::infrastructure::work_words;
use crate::site::page::land::{division, plot_columns, plot_row, price_tax};
use crate::site::url::{self, Place};
use crate::text::{Amount, Language};

use super::Sheet;

impl Sheet<'_> {
    pub(super) fn areas(&self) -> Table {
        let rows = AreaKind::ALL.iter().map(|kind| {
            if let Some(row) = self.leasable_row().filter(|_| *kind == AreaKind::Leasable) {
                return row;
            }
            let label = Cell::text(self.area_label(*kind));
            match self.standing.area(*kind) {
                Some(area) => {
                    let document = area.document.map(|key| self.show.document_link(key)).unwrap_or_default();
                    let note = self.said(area.basis.note.as_deref());
                    let parts = self.parts(*kind).unwrap_or_default();
                    let source = Words::join(
                        [parts.into(), document, self.show.publishers(&area.basis.sources), note]
                            .into_iter()
                            .filter(|words| !words.is_empty()),
                        self.show.signs().items,
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
            ("column.as-of", Align::Left, 3),
            ("column.basis", Align::Left, 6),
        ]);
        let table = Table::new("dat-dai", self.caption("cluster.land-caption"), heads, rows.collect());
        table.note(self.show.term("cluster.land-note"))
    }

    /// Land that can be leased now is the sum of the confirmed vacant plots where there are plots.
    fn leasable_row(&self) -> Option<TableRow> {
        let plots = self.standing.vacant_plots();
        let land = self.standing.leasable().filter(|_| !plots.is_empty())?;
        let confirmed = land.as_of();
        Some(TableRow::new(vec![
            Cell::text(self.area_label(AreaKind::Leasable)),
            self.show.figure_cell(Some(land), self.show.unknown_cell()),
            self.show.date_cell(confirmed),
            Cell::text(self.show.phrase("cluster.plots-summed", &[("count", &plots.len().to_string())])),
        ]))
    }

    pub(super) fn plots(&self) -> Vec<Block> {
        let plots = self.show.catalog.plots.of(self.key);
        if plots.is_empty() {
            return vec![Block::paragraph(self.show.sentence("cluster.no-plots", &[("unknown", self.show.unknown())]))];
        }
        let rows = plots.iter().map(|plot| plot_row(self.show, plot, false)).collect();
        let table = Table::new("lo-dat", self.caption("cluster.plots-caption"), plot_columns(self.show, false), rows);
        vec![Block::Table(table), Block::Table(self.conditions(plots)), Block::Table(self.connections(plots))]
    }

    /// What may be built on each plot, and on what terms it is leased.
    fn conditions(&self, plots: &[Plot]) -> Table {
        let show = self.show;
        let amount =
            |amount: Option<Amount>| amount.map_or_else(Cell::gap, |amount| Cell::number(amount, show.number(amount)));
        let said = |text: Option<&str>| text.map_or_else(Cell::gap, |text| Cell::text(show.said(text)));
        let rows = plots.iter().map(|plot| {
            TableRow::new(vec![
                Cell::text(plot.code.clone()),
                show.list(&plot.industries).map_or_else(Cell::gap, Cell::text),
                amount(plot.density_percent),
                amount(plot.floor_area_ratio),
                amount(plot.height_m),
                amount(plot.green_percent),
                plot.term_until.map_or_else(Cell::gap, |date| Cell::text(show.date(date))),
                said(plot.deposit.as_deref()),
                said(plot.allocation.as_deref()),
            ])
        });
        let heads = show.columns(&[
            ("column.plot", Align::Left, 2),
            ("column.industries", Align::Left, 4),
            ("column.density", Align::Right, 2),
            ("column.floor-area", Align::Right, 2),
            ("column.height", Align::Right, 2),
            ("column.green", Align::Right, 2),
            ("column.term-until", Align::Left, 2),
            ("column.deposit", Align::Left, 3),
            ("column.allocation", Align::Left, 3),
        ]);
        Table::new("dieu-kien-lo", self.caption("cluster.conditions-caption"), heads, rows.collect())
            .note(show.term("cluster.gap-note"))
    }

    /// What comes to the border of each plot, what limits it, and on what its price rests.
    fn connections(&self, plots: &[Plot]) -> Table {
        let show = self.show;
        let said = |text: Option<&String>| text.map_or_else(Cell::gap, |text| Cell::text(show.said(text.as_str())));
        let word = |word: Option<String>| word.map_or_else(Cell::gap, Cell::text);
        let rows = plots.iter().map(|plot| {
            TableRow::new(vec![
                Cell::text(plot.code.clone()),
                word(division(show, plot)),
                said(plot.shape.as_ref()),
                said(plot.power.as_ref()),
                said(plot.water.as_ref()),
                said(plot.wastewater.as_ref()),
                plot.road_width_m.map_or_else(Cell::gap, |width| Cell::number(width, show.number(width))),
                said(plot.restrictions.as_ref()),
                word(price_tax(show, plot)),
                plot.price_valid_until.map_or_else(Cell::gap, |date| Cell::text(show.date(date))),
            ])
        });
        let heads = show.columns(&[
            ("column.plot", Align::Left, 2),
            ("column.plot-division", Align::Left, 2),
            ("column.plot-shape", Align::Left, 3),
            ("column.plot-power", Align::Left, 3),
            ("column.plot-water", Align::Left, 3),
            ("column.plot-wastewater", Align::Left, 3),
            ("column.road-width", Align::Right, 2),
            ("column.restrictions", Align::Left, 3),
            ("column.price-tax", Align::Left, 2),
            ("column.price-valid", Align::Left, 2),
        ]);
        Table::new("dau-noi-lo", self.caption("cluster.connections-caption"), heads, rows.collect())
            .note(show.term("cluster.gap-note"))
    }

    pub(super) fn infrastructure(&self) -> Vec<Block> {
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
                    let words = work_words(self.show, work);
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
            ("column.as-of", Align::Left, 3),
            ("column.source", Align::Left, 4),
        ]);
        let table = Table::new("ha-tang", self.caption("cluster.infrastructure-caption"), heads, rows.collect());
        let all = Words::link(self.show.term("page.infrastructure"), Place::Infrastructure.address());
        let all = self.show.sentence("cluster.see", &[("page", all)]);
        vec![Block::Table(
            table.note(Words::plain(self.show.term("cluster.gap-note")).then(self.show.signs().gap).with(all)),
        )]
    }

    pub(super) fn location(&self) -> Vec<Block> {
        let note = self.cluster.coordinate_note.clone();
        let note = note.map(|note| self.show.said(format!("{note}.").replace("..", ".")));
        let place = self.show.sentence("cluster.place-line", &[("place", self.show.place(self.cluster))]);
        let place = Block::paragraph(Words::sentences([Some(place), note].into_iter().flatten(), self.show.signs()));
        let rows = self.distances();
        if rows.is_empty() {
            let none = self.show.sentence("cluster.no-distances", &[("unknown", self.show.unknown())]);
            return [place].into_iter().chain(self.whereabouts()).chain([Block::paragraph(none)]).collect();
        }
        let heads = self.show.columns(&[
            ("column.to", Align::Left, 4),
            ("column.distance-km", Align::Right, 2),
            ("column.minutes", Align::Right, 2),
            ("column.method", Align::Left, 3),
            ("column.as-of", Align::Left, 3),
            ("column.source", Align::Left, 3),
        ]);
        let table = Table::new("khoang-cach", self.caption("cluster.distances-caption"), heads, rows);
        let table = Block::Table(table.note(self.show.term("cluster.distances-note")));
        [place].into_iter().chain(self.whereabouts()).chain([table]).collect()
    }

    /// A row for each place that matters, then for the others to which a distance is known.
    fn distances(&self) -> Vec<TableRow> {
        let mut own: Vec<&Distance> = self.show.catalog.distances.of(self.key).iter().collect();
        own.sort_by_key(|distance| (distance.distance_km, distance.place.as_str()));
        let places = &self.show.catalog.province.distance_places;
        let asked = places.iter().flat_map(|place| {
            let rows = own.iter().filter(|distance| distance.place == *place);
            let rows: Vec<TableRow> = rows.map(|distance| self.distance_row(distance)).collect();
            if rows.is_empty() { vec![self.no_distance(place)] } else { rows }
        });
        let others = own.iter().filter(|distance| !places.contains(&distance.place));
        asked.chain(others.map(|distance| self.distance_row(distance))).collect()
    }

    fn distance_row(&self, distance: &Distance) -> TableRow {
        let minutes = distance.minutes.map(|minutes| Cell::number(minutes, self.show.number(minutes)));
        TableRow::new(vec![
            Cell::text(self.show.said(distance.place.clone())),
            Cell::number(distance.distance_km, self.show.sourced(self.show.number(distance.distance_km), distance)),
            minutes.unwrap_or_else(|| self.show.unknown_cell()),
            self.said_cell(distance.method.as_deref()),
            self.show.date_cell(distance.basis.as_of),
            Cell::text(self.show.publishers(&distance.basis.sources)),
        ])
    }

    fn no_distance(&self, place: &str) -> TableRow {
        let gaps = [self.show.unknown_cell(), Cell::gap(), Cell::gap(), Cell::gap(), Cell::gap()];
        TableRow::new([Cell::text(self.show.said(place))].into_iter().chain(gaps).collect())
    }

    pub(super) fn prices(&self) -> Vec<Block> {
        let prices = self.show.catalog.prices.of(self.key);
        let rows = PriceKind::ALL.iter().flat_map(|kind| {
            let own = prices.iter().filter(|price| price.kind == *kind);
            let own: Vec<TableRow> = own.map(|price| self.price_row(price)).collect();
            if own.is_empty() { vec![self.no_price(*kind)] } else { own }
        });
        let heads = self.show.columns(&[
            ("column.price", Align::Left, 4),
            ("column.amount", Align::Right, 4),
            ("column.tax", Align::Left, 3),
            ("column.valid-until", Align::Left, 3),
            ("column.publisher", Align::Left, 3),
            ("column.as-of", Align::Left, 3),
            ("column.source-note", Align::Left, 5),
        ]);
        let table = Table::new("gia", self.caption("cluster.prices-caption"), heads, rows.collect());
        vec![Block::Table(table.note(self.show.term("cluster.prices-note")))]
    }

    fn price_row(&self, price: &Price) -> TableRow {
        let kind = self.show.label(&format!("price.{}", price.kind.name()));
        let place =
            price.position.clone().map(|place| Words::plain(self.show.signs().aside).with(self.show.said(place)));
        let amount = self.show.measure(price.amount, &price.unit);
        let tax = price.tax.map(|tax| self.show.term(&format!("tax.{}", tax.name())));
        let note = self.said(price.basis.note.as_deref());
        let note = [self.show.publishers(&price.basis.sources), note].into_iter().filter(|words| !words.is_empty());
        TableRow::new(vec![
            Cell::text(Words::plain(kind).with(place.unwrap_or_default())),
            Cell::number(price.amount, self.show.sourced(amount, price)),
            self.show.text_cell(tax.as_deref()),
            self.show.date_cell(price.valid_until),
            self.said_cell(price.publisher.as_deref()),
            self.show.date_cell(price.basis.as_of),
            Cell::text(Words::join(note, self.show.signs().items)),
        ])
    }

    /// Only the province's table of prices is not the developer's to tell.
    fn no_price(&self, kind: PriceKind) -> TableRow {
        let ask = Words::marked(self.show.term("contact-developer"), Mark::Unknown);
        let amount = if kind == PriceKind::LandTable { self.show.unknown_cell() } else { Cell::text(ask) };
        let gaps = std::iter::repeat_n(Cell::gap(), 5);
        let label = Cell::text(self.show.label(&format!("price.{}", kind.name())));
        TableRow::new([label, amount].into_iter().chain(gaps).collect())
    }

    pub(super) fn incentives(&self) -> Block {
        let is_meant = |guide: &&Guide| guide.language == Language::Vi && guide.slug == "uu-dai-va-ho-tro";
        let guide = self.show.catalog.guides.iter().find(is_meant);
        let link =
            |guide| Words::link(self.show.label("cluster.incentives-guide"), Address::file(&url::guide_path(guide)));
        let more = guide.map(|guide| self.show.sentence("cluster.see", &[("page", link(guide))]));
        Block::paragraph(
            Words::plain(self.show.term("cluster.incentives-rule"))
                .then(self.show.signs().gap)
                .with(more.unwrap_or_default()),
        )
    }
}
