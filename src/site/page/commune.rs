//! Communes of today with what they were formed from, and the districts that ended.

use crate::site::document::{Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::show::{Show, number};

/// Returns the blocks of the page.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let count = show.catalog.communes.len();
    let lead = format!(
        "Từ 01/7/2025 không còn cấp huyện; tỉnh {} có {count} xã, phường. Văn bản cũ vẫn ghi địa danh cũ, nên trang nêu cả hai.",
        show.catalog.province.name
    );
    vec![
        Block::paragraph(lead),
        Block::section("Xã, phường có cụm công nghiệp"),
        Block::Table(table(show, "co-cum", "Xã, phường có cụm công nghiệp trong dữ liệu", true)),
        Block::section("Tất cả xã, phường"),
        Block::Table(table(show, "tat-ca", "Xã, phường từ 01/7/2025", false)),
        Block::section("Huyện, thành phố cũ"),
        Block::Table(districts(show)),
    ]
}

fn table(show: &Show<'_>, id: &str, caption: &str, with_clusters: bool) -> Table {
    let mut communes: Vec<_> = show.catalog.communes.iter().collect();
    show.order
        .sort_by(&mut communes, |(_, commune)| commune.name.split_once(' ').map_or(&commune.name, |(_, name)| name));
    let rows = communes.into_iter().filter_map(|(key, commune)| {
        let clusters: Vec<Words> = show
            .clusters()
            .into_iter()
            .filter(|(_, cluster)| cluster.communes.contains(&key))
            .map(|(key, _)| show.cluster_link(key))
            .collect();
        if with_clusters && clusters.is_empty() {
            return None;
        }
        let districts: Vec<String> =
            commune.former_districts.iter().map(|key| show.catalog.districts[*key].name.clone()).collect();
        let area = commune.area_km2.map_or_else(|| show.unknown_cell(), |area| Cell::number(area, number(area)));
        Some(TableRow {
            id: (!with_clusters).then(|| format!("xa-{}", commune.code)),
            ..TableRow::new(vec![
                Cell::text(commune.name.clone()),
                Cell::text(commune.code.clone()),
                Cell::text(districts.join("; ")),
                Cell::text(commune.formed_from.join("; ")),
                area,
                Cell::text(if clusters.is_empty() {
                    Words::plain("không có trong dữ liệu")
                } else {
                    Words::join(clusters, "; ")
                }),
            ])
        })
    });
    let heads = columns(&[
        ("Xã, phường", Align::Left, 3),
        ("Mã", Align::Left, 1),
        ("Huyện cũ", Align::Left, 3),
        ("Hình thành từ", Align::Left, 6),
        ("Diện tích (km²)", Align::Right, 2),
        ("Cụm công nghiệp", Align::Left, 3),
    ]);
    Table::new(id, caption, heads, rows.collect()).note("Diện tích tính từ bản đồ tham khảo, không có giá trị pháp lý.")
}

fn districts(show: &Show<'_>) -> Table {
    let mut districts: Vec<_> = show.catalog.districts.iter().collect();
    show.order.sort_by(&mut districts, |(_, district)| &district.name);
    let rows = districts.into_iter().map(|(key, district)| {
        let communes =
            show.catalog.communes.iter().filter(|(_, commune)| commune.former_districts.contains(&key)).count();
        let clusters: Vec<Words> = show
            .clusters()
            .into_iter()
            .filter(|(_, cluster)| cluster.former_district == Some(key))
            .map(|(key, _)| show.cluster_link(key))
            .collect();
        TableRow {
            id: Some(format!("huyen-{}", district.code)),
            ..TableRow::new(vec![
                Cell::text(district.name.clone()),
                Cell::text(show.date(district.until)),
                Cell::number(crate::text::Amount::from(communes), communes.to_string()),
                Cell::text(if clusters.is_empty() {
                    Words::plain("không có trong dữ liệu")
                } else {
                    Words::join(clusters, "; ")
                }),
            ])
        }
    });
    let heads = columns(&[
        ("Huyện, thành phố cũ", Align::Left, 3),
        ("Ngày cuối", Align::Left, 2),
        ("Số xã, phường nay", Align::Right, 2),
        ("Cụm công nghiệp", Align::Left, 5),
    ]);
    Table::new("huyen-cu", "Các huyện, thành phố đến 30/6/2025", heads, rows.collect())
}
