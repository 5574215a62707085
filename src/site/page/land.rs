//! Land that can be leased: useful on a day without a free plot.

use crate::catalog::land::{Plot, PlotStatus};
use crate::catalog::standing::Stage;
use crate::site::document::{Align, Block, Cell, Heading, Table, TableRow, Words, columns};
use crate::site::show::{Show, number};
use crate::site::url::Place;

use super::cluster::answer;

/// Returns the blocks of the land page.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Answer { words: summary(show) }, Block::section("Lô đất thuê được ngay")];
    blocks.push(plots(show, "thue-ngay", "Lô đất thuê được ngay", |plot, fresh| {
        plot.status == PlotStatus::Vacant && fresh
    }));
    blocks.push(Block::section("Lô đất sẽ có hoặc cần xác nhận lại"));
    blocks.push(plots(show, "se-co", "Lô đất sẽ có hoặc cần xác nhận lại", |plot, fresh| {
        matches!(plot.status, PlotStatus::Cleared | PlotStatus::Uncleared)
            || plot.status == PlotStatus::Vacant && !fresh
    }));
    blocks.push(Block::section("Từng cụm: có thuê được đất ngay không?"));
    blocks.push(Block::Table(by_cluster(show)));
    blocks.push(Block::section("Căn cứ"));
    blocks.push(Block::paragraph(basis(show)));
    blocks
}

fn summary(show: &Show<'_>) -> Words {
    let total: usize = show.clusters().iter().map(|(key, _)| show.standing(*key).vacant_plots().len()).sum();
    let clusters = show.clusters().iter().filter(|(key, _)| show.standing(*key).stage() == Stage::Leasable).count();
    if clusters > 0 {
        return Words::plain(format!("{clusters} cụm có đất cho thuê được, {total} lô được xác nhận còn trống."));
    }
    Words::plain(
        "Hiện không có lô đất nào được xác nhận là thuê được ngay trong dữ liệu. Bảng dưới cho biết từng cụm đang ở bước nào và chờ việc gì.",
    )
}

fn plots(show: &Show<'_>, id: &str, caption: &str, fits: impl Fn(&Plot, bool) -> bool) -> Block {
    let rows: Vec<TableRow> = show
        .clusters()
        .into_iter()
        .flat_map(|(key, _)| {
            let standing = show.standing(key);
            show.catalog
                .plots
                .of(key)
                .iter()
                .filter(|plot| fits(plot, !standing.is_stale(*plot)))
                .map(|plot| plot_row(show, plot, true))
                .collect::<Vec<_>>()
        })
        .collect();
    if rows.is_empty() {
        return Block::paragraph("Không có lô nào trong dữ liệu.");
    }
    Block::Table(
        Table::new(id, caption, plot_columns(true), rows).note(
            "Lô chưa được xác nhận trong thời hạn quy định ghi “cần xác nhận lại” và không tính là thuê được ngay.",
        ),
    )
}

/// Returns the columns of a table of plots.
pub fn plot_columns(with_cluster: bool) -> Vec<Heading> {
    let mut heads = columns(&[
        ("Lô", Align::Left, 2),
        ("Cụm", Align::Left, 3),
        ("Diện tích (m²)", Align::Right, 2),
        ("Khoảnh lớn nhất (m²)", Align::Right, 2),
        ("Trạng thái", Align::Left, 3),
        ("Dự kiến", Align::Left, 2),
        ("Giá (đồng/m²)", Align::Right, 2),
        ("Xác nhận ngày", Align::Left, 2),
        ("Liên hệ", Align::Left, 3),
    ]);
    if !with_cluster {
        heads.remove(1);
    }
    heads
}

/// Returns a plot as a row.
pub fn plot_row(show: &Show<'_>, plot: &Plot, with_cluster: bool) -> TableRow {
    let amount = |amount: Option<crate::text::Amount>| {
        amount.map_or_else(|| show.unknown_cell(), |amount| Cell::number(amount, number(amount)))
    };
    let status = show.sourced(show.term(&format!("plot.{}", plot.status.name())), plot);
    let mut cells = vec![
        Cell::text(plot.code.clone()),
        Cell::text(show.cluster_link(plot.cluster)),
        amount(Some(plot.area_m2.value)),
        amount(plot.largest_m2),
        Cell::text(status),
        show.date_cell(plot.expected),
        amount(plot.price_vnd_per_m2),
        show.date_cell(plot.confirmed_on),
        show.text_cell(plot.contact.as_deref()),
    ];
    if !with_cluster {
        cells.remove(1);
    }
    TableRow::new(cells)
}

fn by_cluster(show: &Show<'_>) -> Table {
    let rows = show.clusters().into_iter().map(|(key, cluster)| {
        TableRow::new(vec![
            Cell::text(show.sourced(show.cluster_link(key), cluster)),
            Cell::text(show.place(cluster)),
            Cell::text(show.stage_of(key)),
            Cell::text(answer(show, key)),
            show.date_cell(cluster.basis.as_of),
        ])
    });
    let heads = columns(&[
        ("Cụm", Align::Left, 2),
        ("Xã, phường", Align::Left, 4),
        ("Giai đoạn", Align::Left, 3),
        ("Có thuê được đất ngay không?", Align::Left, 5),
        ("Số liệu đến", Align::Left, 2),
    ]);
    Table::new("tung-cum", "Khả năng thuê đất ở từng cụm", heads, rows.collect())
}

fn basis(show: &Show<'_>) -> Words {
    let decree = show.catalog.documents.iter().find(|(_, document)| document.number == "32/2024/NĐ-CP");
    let link = decree.map_or_else(|| Words::plain("Nghị định 32/2024/NĐ-CP"), |(key, _)| show.document_link(key));
    Words::plain("Chủ đầu tư hạ tầng công bố công khai diện tích đất chưa cho thuê, cho thuê lại trong cụm công nghiệp trên trang thông tin điện tử của doanh nghiệp và của địa phương (khoản 5 Điều 19 ").with(link).then("). Cách hiểu “thuê được ngay” ở trang ").with(Words::link("định nghĩa", Place::Definitions.address())).then(".")
}
