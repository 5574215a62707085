//! The ground of a cluster: land, plots, infrastructure, location, prices, incentives.

use crate::catalog::fact::{InfrastructureKind, PriceKind, WorkState};
use crate::catalog::land::AreaKind;
use crate::catalog::standing::figure::Figure;
use crate::site::document::{Address, Align, Bar, Block, Cell, Chart, Table, TableRow, Words, columns};
use crate::site::page::land::{plot_columns, plot_row};
use crate::site::show::{number, with_unit};
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
                    let note = area.basis.note.clone().unwrap_or_default();
                    let parts = self.parts(*kind).unwrap_or_default();
                    let source = Words::join(
                        [parts.into(), document, self.show.publishers(&area.basis.sources), note.into()]
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
        let heads = columns(&[
            ("Loại diện tích", Align::Left, 4),
            ("Diện tích (ha)", Align::Right, 2),
            ("Đến ngày", Align::Left, 2),
            ("Văn bản, nguồn, ghi chú", Align::Left, 6),
        ]);
        let table =
            Table::new("dat-dai", format!("Các diện tích của cụm {}, ha", self.cluster.short), heads, rows.collect());
        let table = table.note("… : chưa có số liệu. Mỗi diện tích có ngày và nguồn riêng, không cộng với nhau.");
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
            Cell::text(format!("Cộng {} lô còn trống đã được xác nhận.", plots.len())),
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
            text: self.show.marked(with_unit(area.ha, "ha"), &area.grounds).text(),
            share: area.ha.thousandths_of(whole.ha),
        };
        let mut bars = vec![bar(self.show.label("area.decision"), &whole)];
        bars.extend(known.iter().map(|(kind, area)| bar(self.show.label(&format!("area.{}", kind.name())), area)));
        let alt = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.text)).collect::<Vec<_>>().join("; ");
        Some(Block::Chart(Chart {
            id: "bieu-do-dat".to_owned(),
            title: format!("Đất của cụm {} đã đi đến đâu", self.cluster.short),
            subtitle: "Diện tích theo từng bước, ha".to_owned(),
            alt,
            bars,
            source: Words::plain("Số liệu và nguồn ở bảng dưới."),
        }))
    }

    pub(super) fn plots(&self) -> Block {
        let rows: Vec<TableRow> =
            self.show.catalog.plots.of(self.key).iter().map(|plot| plot_row(self.show, plot, false)).collect();
        if rows.is_empty() {
            return Block::paragraph(Words::plain("Danh sách lô đất: ").with(self.show.unknown()).then("."));
        }
        Block::Table(Table::new(
            "lo-dat",
            format!("Các lô đất của cụm {}", self.cluster.short),
            plot_columns(false),
            rows,
        ))
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
                        (Some(capacity), Some(unit)) => format!(" ({})", with_unit(*capacity, unit)),
                        _ => String::new(),
                    };
                    let distance =
                        work.distance_km.map(|km| format!(", cách {}", with_unit(km, "km"))).unwrap_or_default();
                    let words = self.show.sourced(format!("{}{capacity}{distance}", work.item), work);
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
        let heads = columns(&[
            ("Hạng mục", Align::Left, 2),
            ("Hiện có", Align::Left, 4),
            ("Dự kiến", Align::Left, 4),
            ("Đến ngày", Align::Left, 2),
            ("Nguồn", Align::Left, 2),
        ]);
        Block::Table(
            Table::new("ha-tang", format!("Hạ tầng của cụm {}", self.cluster.short), heads, rows.collect())
                .note("… : chưa có số liệu."),
        )
    }

    pub(super) fn location(&self) -> Vec<Block> {
        let note = self.cluster.coordinate_note.clone();
        let place = Words::plain("Nơi có cụm: ").with(self.show.place(self.cluster)).then(".");
        let mut blocks = vec![Block::paragraph(
            place.then(note.map(|note| format!(" {note}.").replace("..", ".")).unwrap_or_default()),
        )];
        let mut distances: Vec<_> = self.show.catalog.distances.of(self.key).iter().collect();
        distances.sort_by_key(|distance| (distance.distance_km, distance.place.as_str()));
        let rows: Vec<TableRow> = distances
            .into_iter()
            .map(|distance| {
                TableRow::new(vec![
                    Cell::text(distance.place.clone()),
                    Cell::number(distance.distance_km, self.show.sourced(number(distance.distance_km), distance)),
                    self.show.text_cell(distance.method.as_deref()),
                    self.show.date_cell(distance.basis.as_of),
                    Cell::text(self.show.publishers(&distance.basis.sources)),
                ])
            })
            .collect();
        if rows.is_empty() {
            blocks.push(Block::paragraph(Words::plain("Khoảng cách đường bộ: ").with(self.show.unknown()).then(".")));
            return blocks;
        }
        let heads = columns(&[
            ("Đến", Align::Left, 4),
            ("Khoảng cách (km)", Align::Right, 2),
            ("Cách đo", Align::Left, 3),
            ("Đến ngày", Align::Left, 2),
            ("Nguồn", Align::Left, 3),
        ]);
        blocks.push(Block::Table(Table::new(
            "khoang-cach",
            format!("Khoảng cách từ cụm {}, km", self.cluster.short),
            heads,
            rows,
        )));
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
                    let amount = with_unit(price.amount, &price.unit.replace("VND", "đồng"));
                    let amount = self.show.sourced(amount, price);
                    let tax = price.tax.map(|tax| self.show.term(&format!("tax.{}", tax.name())));
                    let note = price.basis.note.clone().unwrap_or_default();
                    let note = Words::join([self.show.publishers(&price.basis.sources), note.into()], "; ");
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
        let heads = columns(&[
            ("Loại giá, phí", Align::Left, 4),
            ("Mức", Align::Right, 3),
            ("Thuế", Align::Left, 2),
            ("Đến ngày", Align::Left, 2),
            ("Nguồn, ghi chú", Align::Left, 5),
        ]);
        let table = Table::new("gia", format!("Giá và phí tại cụm {}", self.cluster.short), heads, rows.collect());
        let note = "Giá cho thuê lại đất do chủ đầu tư hạ tầng công bố; chưa có số liệu thì liên hệ chủ đầu tư. Giá trong bảng giá đất của tỉnh không phải là giá cho thuê lại.";
        vec![Block::Table(table.note(note))]
    }

    pub(super) fn incentives(&self) -> Block {
        let guide = self.show.catalog.guides.iter().find(|guide| guide.slug == "uu-dai-va-ho-tro");
        let rule = "Cụm công nghiệp thuộc địa bàn có điều kiện kinh tế - xã hội khó khăn; trong khu kinh tế cửa khẩu hoặc xã đặc biệt khó khăn thì mức cao hơn (Điều 22 Nghị định 96/2026/NĐ-CP). Cơ quan thuế, cơ quan quản lý đất đai quyết định từng trường hợp.";
        let more = guide.map(|guide| Words::link("Ưu đãi và hỗ trợ", Address::file(&url::guide_path(guide))));
        Block::paragraph(
            Words::plain(rule)
                .then(" ")
                .with(more.map(|link| Words::plain("Xem: ").with(link).then(".")).unwrap_or_default()),
        )
    }
}
