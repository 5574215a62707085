//! The page of open data: which tables there are, what each field means, and the files.

use serde_json::{Value, json};

use crate::site::Frame;
use crate::site::dataset::{self, Dataset, Field};
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
            Words::plain("Mô tả cho máy đọc (Frictionless Data Package 2), có kiểu, đơn vị, khóa, kích thước và mã băm SHA-256 của từng tệp: ")
                .with(Words::link("datapackage.json", Address::file(&dataset::path("datapackage", "json"))))
                .then("."),
        ),
    ];
    if dataset::map(datasets).is_some() {
        let link = Words::link("GeoJSON", Address::file(&dataset::path(dataset::MAP, "geojson")));
        blocks.push(Block::paragraph(Words::plain("Các cụm có tọa độ, cho bản đồ: ").with(link).then(".")));
    }
    blocks.push(Block::section("Các trường của từng bảng"));
    for dataset in datasets {
        blocks.push(Block::Heading {
            level: 3,
            id: anchor(dataset.name),
            text: format!("{} ({})", dataset.title, dataset.name),
        });
        blocks.push(Block::paragraph(dataset.description));
        blocks.push(Block::Table(fields(dataset)));
    }
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
        TableRow::new(vec![
            Cell::text(Words::link(dataset.title, Address::anchor(&anchor(dataset.name)))),
            Cell::text(dataset.description),
            Cell::number(count, crate::site::show::number(count)),
            Cell::text(file(dataset.name, "csv", &dataset::csv(dataset))),
            Cell::text(file(dataset.name, "json", &dataset::json(dataset))),
        ])
    });
    let heads = columns(&[
        ("Bảng", Align::Left, 3),
        ("Nội dung", Align::Left, 7),
        ("Số dòng", Align::Right, 1),
        ("CSV", Align::Left, 2),
        ("JSON", Align::Left, 2),
    ]);
    let caption = format!("Các bảng dữ liệu mở, số liệu đến {}", show.date(show.catalog.province.as_of));
    Table::new("cac-bang", caption, heads, rows.collect()).note("Bảng có 0 dòng: chưa có số liệu công khai nào.")
}

fn file(name: &str, extension: &str, bytes: &[u8]) -> Words {
    let kilobytes = Amount::from(bytes.len().div_ceil(1000));
    Words::link(format!("{name}.{extension}"), Address::file(&dataset::path(name, extension)))
        .then(format!(" ({})", with_unit(kilobytes, "kB")))
}

fn anchor(name: &str) -> String {
    format!("bang-{name}")
}

fn fields(dataset: &Dataset) -> Table {
    let rows = dataset.fields.iter().map(|field| {
        let name = if dataset.key == Some(field.name) { format!("{} (khóa)", field.name) } else { field.name.into() };
        TableRow::new(vec![
            Cell::text(name),
            Cell::text(field.title),
            Cell::text(field.kind.label()),
            Cell::text(field.unit.unwrap_or_default()),
            Cell::text(explanation(field)),
        ])
    });
    let heads = columns(&[
        ("Trường", Align::Left, 3),
        ("Tên tiếng Việt", Align::Left, 3),
        ("Kiểu", Align::Left, 2),
        ("Đơn vị", Align::Left, 1),
        ("Giải thích", Align::Left, 6),
    ]);
    Table::new(
        &format!("truong-{}", dataset.name),
        format!("Các trường của bảng {}", dataset.name),
        heads,
        rows.collect(),
    )
}

fn explanation(field: &Field) -> Words {
    let own = (!field.description.is_empty()).then(|| Words::plain(field.description));
    let ids = field.refers.map(|(table, target)| {
        Words::plain(format!("Mã ở cột {target} của bảng "))
            .with(Words::link(table, Address::anchor(&anchor(table))))
            .then(".")
    });
    let choices = field.choices.iter().map(|(value, label)| format!("{value}: {label}")).collect::<Vec<_>>();
    let choices = (!choices.is_empty()).then(|| Words::plain(format!("{}.", choices.join("; "))));
    Words::join([own, ids, choices].into_iter().flatten(), " ")
}

/// Describes the data sets for catalogues (schema.org Dataset).
pub fn json_ld(datasets: &[Dataset], frame: &Frame) -> Value {
    let address = url::canonical(&frame.base_url, &Place::OpenData.path());
    let publisher = publisher(frame);
    let parts = datasets.iter().filter(|dataset| !dataset.rows.is_empty()).map(|dataset| {
        json!({ "@type": "Dataset", "name": dataset.title, "description": dataset.description, "url": format!("{address}#{}", anchor(dataset.name)), "license": frame.license_url.as_ref().unwrap_or(&frame.license) })
    });
    let mut described = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": format!("{}: dữ liệu mở", frame.title),
        "description": format!("Các bảng về cụm công nghiệp tỉnh {}: diện tích, mốc tiến độ, hạ tầng, dự án, nhiệm vụ của cơ quan, văn bản và chỉ tiêu theo kỳ, kèm nguồn và ngày của từng số liệu.", frame.province),
        "url": address,
        "inLanguage": "vi",
        "isAccessibleForFree": true,
        "license": frame.license_url.as_ref().unwrap_or(&frame.license),
        "creator": publisher.clone(),
        "publisher": publisher,
        "dateModified": frame.date_iso,
        "version": frame.date_iso,
        "keywords": ["cụm công nghiệp", frame.province, "dữ liệu mở"],
        "spatialCoverage": { "@type": "Place", "name": format!("Tỉnh {}, Việt Nam", frame.province) },
        "distribution": distribution(datasets, frame),
        "hasPart": parts.collect::<Value>(),
    });
    if let Some((from, to)) = dataset::coverage(datasets) {
        described["temporalCoverage"] = format!("{from}/{to}").into();
    }
    described
}

fn publisher(frame: &Frame) -> Value {
    let mut publisher =
        json!({ "@type": "GovernmentOrganization", "name": frame.contact.agency, "url": frame.base_url });
    let contact = [("telephone", &frame.contact.phone), ("email", &frame.contact.email)];
    for (key, value) in contact {
        if let Some(value) = value {
            publisher[key] = value.as_str().into();
        }
    }
    publisher
}

fn distribution(datasets: &[Dataset], frame: &Frame) -> Value {
    let download = |name: &str, extension: &str, media: &str| {
        json!({
            "@type": "DataDownload",
            "name": format!("{name}.{extension}"),
            "encodingFormat": media,
            "contentUrl": format!("{}{}", frame.base_url, dataset::path(name, extension)),
        })
    };
    let both = |dataset: &Dataset| {
        [download(dataset.name, "csv", "text/csv"), download(dataset.name, "json", "application/json")]
    };
    let mut files: Vec<Value> = datasets.iter().flat_map(both).collect();
    files.push(download("datapackage", "json", "application/json"));
    files.extend(dataset::map(datasets).map(|_| download(dataset::MAP, "geojson", "application/geo+json")));
    files.into()
}
