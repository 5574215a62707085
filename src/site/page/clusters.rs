//! The list of clusters: complete without script, with the same rows by stage.

use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::land::AreaKind;
use crate::catalog::standing::Stage;
use crate::catalog::standing::figure::Figure;
use crate::catalog::table::Key;
use crate::site::document::{Align, Bar, Block, Cell, Chart, Table, TableRow, Words, columns};
use crate::site::show::{Show, with_unit};
use crate::site::url::Place;
use crate::text::Amount;

/// Returns the blocks of the list.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let count = show.catalog.clusters.len();
    let lead = format!(
        "Danh sách gồm {count} cụm công nghiệp có trong dữ liệu, xếp theo tên. Đây chưa phải là danh mục đầy đủ của quy hoạch tỉnh."
    );
    let mut blocks =
        vec![Block::paragraph(lead), Block::Table(table(show)), Block::section("Theo giai đoạn"), chart(show)];
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
    blocks
}

/// Returns the clusters at a stage, in order of names.
pub fn members(show: &Show<'_>, stage: Stage) -> Vec<Key<Cluster>> {
    let at_stage = show.clusters().into_iter().filter(|(key, _)| show.standing(*key).stage() == stage);
    at_stage.map(|(key, _)| key).collect()
}

fn table(show: &Show<'_>) -> Table {
    let heads = columns(&[
        ("Cụm công nghiệp", Align::Left, 4),
        ("Xã, phường", Align::Left, 5),
        ("Giai đoạn", Align::Left, 3),
        ("Diện tích theo quyết định (ha)", Align::Right, 2),
        ("Đất công nghiệp (ha)", Align::Right, 2),
        ("Đã cho thuê (ha)", Align::Right, 2),
        ("Cho thuê được ngay (ha)", Align::Right, 2),
        ("Tỷ lệ lấp đầy", Align::Right, 3),
        ("Chủ đầu tư hạ tầng", Align::Left, 4),
        ("Số liệu đến", Align::Left, 2),
    ]);
    let rows = show.clusters().into_iter().map(|(key, cluster)| row(show, key, cluster)).collect();
    let caption = format!(
        "Các cụm công nghiệp tỉnh {}, số liệu đến {}",
        show.catalog.province.name,
        show.date(show.catalog.province.as_of)
    );
    let mut table = Table::new("danh-sach", caption, heads, rows);
    if let Some(total) = total(show) {
        table.rows.push(total);
    }
    table.note("… : chưa có số liệu trong nguồn nào đã đọc; không phải bằng 0. Dòng cộng chỉ gồm các cụm có số liệu.")
}

/// Ten cells of "chưa có số liệu" would hide the few figures that there are: here a gap is the sign of the legend.
fn row(show: &Show<'_>, key: Key<Cluster>, cluster: &Cluster) -> TableRow {
    let standing = show.standing(key);
    let area = |figure| show.figure_cell(figure, Cell::gap());
    let occupancy = standing.occupancy_in_practice().and_then(|ratio| show.ratio(&ratio));
    let developers: Vec<&str> = cluster.developers.iter().map(|name| name.value.as_str()).collect();
    let developer = match (cluster.level, developers.is_empty()) {
        (Level::A, false) => Cell::text(developers.join("; ")),
        _ => Cell::gap(),
    };
    TableRow::new(vec![
        Cell::text(show.sourced(show.cluster_link(key), cluster)),
        Cell::text(show.place(cluster)),
        Cell::text(show.stage_of(key)),
        area(standing.decided()),
        area(standing.figure(AreaKind::Industrial)),
        area(standing.figure(AreaKind::Leased)),
        area(standing.leasable()),
        occupancy.map_or_else(Cell::gap, Cell::text),
        developer,
        show.date_cell(cluster.basis.as_of),
    ])
}

/// Adds up the areas by decision and says how many clusters they cover.
fn total(show: &Show<'_>) -> Option<TableRow> {
    let known: Vec<Figure<'_>> =
        show.clusters().into_iter().filter_map(|(key, _)| show.standing(key).decided()).collect();
    let label = format!("Cộng {}/{} cụm có số liệu", known.len(), show.catalog.clusters.len());
    let sum = show.figure_cell(Some(known.into_iter().reduce(Figure::plus)?), Cell::default());
    let mut cells = vec![Cell::text(label), Cell::default(), Cell::default(), sum];
    cells.resize(10, Cell::default());
    Some(TableRow { kind: crate::site::document::RowKind::Total, cells, id: None })
}

/// Clusters by stage as bars.
pub fn chart(show: &Show<'_>) -> Block {
    let stages: Vec<Stage> = show.clusters().iter().map(|(key, _)| show.standing(*key).stage()).collect();
    let members = |stage: Stage| stages.iter().filter(|other| **other == stage).count();
    let whole = Amount::from(show.catalog.clusters.len());
    let bars: Vec<Bar> = Stage::ALL
        .into_iter()
        .filter_map(|stage| {
            let count = members(stage);
            (count > 0).then(|| Bar {
                label: show.term(&format!("stage.{}", stage.name())),
                text: with_unit(Amount::from(count), "cụm"),
                share: Amount::from(count).thousandths_of(whole),
            })
        })
        .collect();
    if bars.is_empty() {
        return Block::paragraph(Words::plain("Số cụm theo giai đoạn: ").with(show.unknown()).then("."));
    }
    let alt = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.text)).collect::<Vec<_>>().join("; ");
    let building = members(Stage::Building);
    let leasable = members(Stage::Leasable);
    Block::Chart(Chart {
        id: "bieu-do-giai-doan".to_owned(),
        title: match leasable {
            // Nobody having confirmed a plot is not the same as there being none.
            0 => format!("{building} cụm đang xây hạ tầng, chưa cụm nào có lô được xác nhận còn trống"),
            some => format!("{building} cụm đang xây hạ tầng, {some} cụm có đất cho thuê được"),
        },
        subtitle: format!("Số cụm theo giai đoạn, tỉnh {}, ngày {}", show.catalog.province.name, show.day(show.today)),
        alt,
        bars,
        source: Words::plain("Nguồn: các mốc có ngày ở trang từng cụm; xem ")
            .with(Words::link("danh sách cụm", Place::Clusters.address()))
            .then("."),
    })
}
