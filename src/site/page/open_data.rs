//! The page of open data: which tables there are, how to read their files; and a page for each table.

pub mod described;
pub mod table;

use crate::site::dataset::{self, DataFile, Dataset, FileKind};
use crate::site::document::{Address, Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::show::{Show, with_unit};
use crate::site::url::{self, Place};
use crate::text::Amount;

/// Returns the blocks of the page.
pub fn blocks(show: &Show<'_>, datasets: &[Dataset]) -> Vec<Block> {
    let mut blocks = vec![
        Block::paragraph(lead(show)),
        Block::section("Cách đọc các tệp"),
        Block::List { items: rules() },
        Block::section("Các bảng dữ liệu"),
        Block::Table(overview(show, datasets)),
        Block::paragraph(
            Words::plain("Số liệu đầy đủ, tin cậy và mới đến đâu: ")
                .with(Words::link(show.term("page.quality"), Place::Quality.address()))
                .then("."),
        ),
        Block::paragraph(
            Words::plain("Mô tả cho máy đọc (Frictionless Data Package 2), có kiểu, đơn vị, khóa, kích thước và mã băm SHA-256 của từng tệp: ")
                .with(Words::link("datapackage.json", Address::file(&dataset::path("datapackage", "json"))))
                .then(". Cho danh mục dữ liệu của tỉnh (DCAT 3): ")
                .with(Words::link("dcat.jsonld", Address::file(&dataset::path("dcat", "jsonld"))))
                .then("."),
        ),
    ];
    let maps = datasets.iter().filter_map(|dataset| {
        let what = if dataset.shapes.is_empty() { "Các cụm có tọa độ" } else { dataset.title };
        let words = Words::plain(format!("{what}, cho bản đồ (GeoJSON, WGS 84): "));
        Some(Block::paragraph(words.with(link(dataset.file(FileKind::GeoJson)?)).then(".")))
    });
    blocks.extend(maps);
    blocks
}

fn lead(show: &Show<'_>) -> Words {
    let province = &show.catalog.province;
    let license = match &province.license_url {
        Some(url) => Words::link(province.license.clone(), Address::outside(url)),
        None => Words::plain(province.license.clone()),
    };
    Words::plain("Mọi bảng công khai của trang, lập lại mỗi lần cập nhật trang từ cùng dữ liệu với các trang và báo cáo. Giấy phép: ")
        .with(license)
        .then(format!(
            ". Được dùng lại, kể cả cho mục đích thương mại nếu giấy phép cho phép; xin ghi nguồn “{}” và ngày số liệu {}. Ngày lập: {}.",
            province.title,
            show.date(province.as_of),
            show.day(show.today),
        ))
}

fn rules() -> Vec<Words> {
    [
        "CSV: UTF-8 có BOM nên Excel đọc đúng chữ Việt; ngăn cột bằng dấu phẩy, xuống dòng CRLF, dòng đầu là tên trường. Nếu Excel dồn vào một cột, dùng Dữ liệu › Từ văn bản/CSV (Data › From Text/CSV).",
        "XLSX: số là số, dòng đầu là tên trường, có trang tính “Các trường” giải thích từng trường.",
        "JSON: UTF-8, mỗi bảng là một mảng đối tượng có cùng tên trường và cùng nội dung với CSV.",
        "Ô trống trong CSV và null trong JSON: chưa có số liệu, không phải số 0 và không phải “không”.",
        "Số viết 1234.5, không có dấu ngăn hàng nghìn. Đúng/sai viết true, false.",
        "Ngày viết đúng độ chính xác của nguồn: 2026-01-23, 2026-01 (tháng), 2026-Q1 (quý), 2026 (năm).",
        "Danh sách trong CSV ngăn bằng “; ”, trong JSON là mảng.",
        "Mã có số 0 ở đầu (mã xã, phường) phải mở như chữ, nếu không bảng tính sẽ bỏ số 0.",
        "Trong CSV, chữ bắt đầu bằng =, +, -, @ hoặc dấu tab được thêm dấu nháy đơn ở trước để bảng tính không chạy như công thức; JSON giữ nguyên.",
    ]
    .map(Words::plain)
    .into()
}

fn overview(show: &Show<'_>, datasets: &[Dataset]) -> Table {
    let rows = datasets.iter().map(|dataset| {
        let count = Amount::from(dataset.rows.len());
        let file = |kind| Cell::text(dataset.file(kind).map(link).unwrap_or_default());
        let cells = vec![
            Cell::text(Words::link(dataset.title, Address::file(&url::dataset_path(dataset.name)))),
            Cell::text(dataset.description),
            Cell::number(count, crate::site::show::number(count)),
            file(FileKind::Csv),
            file(FileKind::Xlsx),
            file(FileKind::Json),
        ];
        TableRow { id: Some(anchor(dataset.name)), ..TableRow::new(cells) }
    });
    let heads = columns(&[
        ("Bảng", Align::Left, 3),
        ("Nội dung", Align::Left, 6),
        ("Số dòng", Align::Right, 1),
        ("CSV", Align::Left, 2),
        ("XLSX", Align::Left, 2),
        ("JSON", Align::Left, 2),
    ]);
    let caption = format!("Các bảng dữ liệu mở, số liệu đến {}", show.date(show.catalog.province.as_of));
    Table::new("cac-bang", caption, heads, rows.collect())
        .note("Tên bảng dẫn đến trang của bảng: các trường, dòng đầu, kích thước, mã băm, kết quả kiểm tra. Bảng có 0 dòng: chưa có số liệu công khai nào.")
}

/// Returns a link to a file with its size.
fn link(file: &DataFile) -> Words {
    Words::link(file.name(), Address::file(&file.path)).then(format!(" ({})", size(file)))
}

fn size(file: &DataFile) -> String {
    with_unit(Amount::from(file.bytes.len().div_ceil(1000)), "kB")
}

/// Where the table stood before it had a page of its own; a published address stays.
fn anchor(name: &str) -> String {
    format!("bang-{name}")
}
