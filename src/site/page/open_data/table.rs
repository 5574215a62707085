//! The page of an open table: what it is, its fields, its first rows, its files, how it was tried, what changed.

use crate::catalog::basis::Grade;
use crate::catalog::figure::Change;
use crate::site::dataset::proof::{self, Tried};
use crate::site::dataset::{self, Dataset, Field, Rhythm, Value};
use crate::site::document::{Address, Align, Block, Cell, Fact, Mark, Table, TableRow, Words, columns};
use crate::site::page::word::sorted_changes;
use crate::site::page::{blank, home_crumb};
use crate::site::show::{Show, number};
use crate::site::url::{self, Place};
use crate::site::{Contact, Frame, Page, PageBody};
use crate::text::{Amount, PartialDate};

use super::{described, size};

/// How many rows the page shows.
const PREVIEW: usize = 5;

/// Returns the page of every table.
pub fn pages<'a>(
    show: &'a Show<'a>,
    datasets: &'a [Dataset],
    frame: &'a Frame,
) -> impl Iterator<Item = Page> + use<'a> {
    datasets.iter().map(move |dataset| Page {
        body: PageBody::Blocks(blocks(show, dataset, datasets, frame)),
        crumbs: vec![home_crumb(show), ("Dữ liệu mở".to_owned(), Place::OpenData.address())],
        json_ld: described::table(dataset, frame),
        ..blank(
            url::dataset_path(dataset.name),
            "open-data",
            "dataset",
            &format!("Dữ liệu: {}", dataset.title),
            dataset.description,
        )
    })
}

fn blocks(show: &Show<'_>, dataset: &Dataset, all: &[Dataset], frame: &Frame) -> Vec<Block> {
    let mut blocks = vec![
        Block::paragraph(dataset.description),
        Block::Facts { rows: facts(show, dataset, &frame.contact) },
        Block::section("Tải về"),
        Block::Table(files(dataset)),
        Block::section("Các trường"),
        Block::Table(fields(dataset)),
        Block::section("Các dòng đầu"),
        preview(dataset),
        Block::section("Kết quả kiểm tra"),
        Block::paragraph(
            "Trang chỉ được lập khi các bảng số liệu không còn lỗi nào, trừ lỗi mà cơ quan đã ghi lý do miễn; có lỗi thì bản đang công bố giữ nguyên. Từng giá trị của bảng này được thử lại khi lập trang như sau. Kiểm tra này là về hình thức; số liệu chắc chắn đến đâu xem trường grade và nguồn.",
        ),
        Block::Table(trial(&proof::tried(dataset, all))),
        Block::section("Thay đổi"),
    ];
    blocks.extend(changes(show, dataset));
    blocks
}

fn facts(show: &Show<'_>, dataset: &Dataset, contact: &Contact) -> Vec<Fact> {
    let province = &show.catalog.province;
    let license = match &province.license_url {
        Some(url) => Words::link(province.license.clone(), Address::outside(url)),
        None => Words::plain(province.license.clone()),
    };
    let rhythm = match dataset.rhythm {
        Rhythm::Irregular => "Khi có số liệu hoặc văn bản mới",
        Rhythm::HalfYearly => "Hai lần một năm, theo kỳ báo cáo 6 tháng và năm",
    };
    let fact = |label: &str, words: Words| Fact::new(label, words, Words::default());
    let count = number(Amount::from(dataset.rows.len()));
    let mut rows = vec![
        fact("Số dòng", Words::plain(count)),
        fact("Số liệu đến ngày", Words::plain(as_of(show, dataset))),
        fact("Ngày lập", Words::plain(show.day(show.today))),
        fact("Cập nhật", Words::plain(rhythm)),
        fact("Giấy phép", license),
    ];
    rows.extend(grades(dataset).map(|words| fact("Độ tin cậy của các dòng", words)));
    let office = [Some(&contact.agency), contact.phone.as_ref(), contact.email.as_ref(), contact.address.as_ref()];
    let office = office.into_iter().flatten().cloned().collect::<Vec<_>>().join("; ");
    rows.push(fact("Liên hệ", Words::plain(office)));
    rows
}

/// The days of the rows; the day of the whole data where rows have none.
fn as_of(show: &Show<'_>, dataset: &Dataset) -> String {
    match dataset::coverage([dataset]) {
        Some((first, last)) if first != last => {
            let day = |day| show.date(PartialDate::Day(day));
            format!("từ {} đến {}, ghi ở từng dòng", day(first), day(last))
        }
        Some((day, _)) => show.day(day),
        None => show.date(show.catalog.province.as_of),
    }
}

/// How many rows are of each grade, where rows have one.
fn grades(dataset: &Dataset) -> Option<Words> {
    dataset.position("grade")?;
    let count = |grade: &Grade| {
        let rows = dataset.column("grade").filter(|value| value.items() == [grade.name()]).count();
        (rows > 0).then(|| Words::plain(format!("{}: {} dòng", grade.name(), number(Amount::from(rows)))))
    };
    let counts: Vec<Words> = Grade::ALL.iter().filter_map(count).collect();
    (!counts.is_empty()).then(|| Words::join(counts, "; "))
}

fn files(dataset: &Dataset) -> Table {
    let rows = dataset.files.iter().map(|file| {
        let bytes = Amount::from(file.bytes.len().div_ceil(1000));
        TableRow::new(vec![
            Cell::text(Words::link(file.name(), Address::file(&file.path))),
            Cell::text(file.kind.label()),
            Cell::number(bytes, size(file)),
            Cell::text(file.sha256.clone()),
        ])
    });
    let heads = columns(&[
        ("Tệp", Align::Left, 3),
        ("Dạng", Align::Left, 1),
        ("Kích thước", Align::Right, 2),
        ("SHA-256", Align::Left, 8),
    ]);
    let package = Words::link("datapackage.json", Address::file(&dataset::path("datapackage", "json")));
    let catalog = Words::link("dcat.jsonld", Address::file(&dataset::path("dcat", "jsonld")));
    Table::new(&format!("tep-{}", dataset.name), "Các tệp của bảng", heads, rows.collect()).note(
        Words::plain("Mô tả cho máy đọc: ").with(package).then(" (Data Package 2), ").with(catalog).then(" (DCAT 3)."),
    )
}

fn fields(dataset: &Dataset) -> Table {
    let rows = dataset.fields.iter().map(|field| {
        let name = if dataset.key == Some(field.name) { format!("{} (khóa)", field.name) } else { field.name.into() };
        TableRow::new(vec![
            Cell::text(name),
            Cell::text(field.title),
            Cell::text(field.kind.label()),
            Cell::text(field.unit.unwrap_or_default()),
            Cell::text(constraints(dataset, field)),
            Cell::text(field.explanation()),
        ])
    });
    let heads = columns(&[
        ("Trường", Align::Left, 3),
        ("Tên tiếng Việt", Align::Left, 3),
        ("Kiểu", Align::Left, 2),
        ("Đơn vị", Align::Left, 1),
        ("Ràng buộc", Align::Left, 3),
        ("Giải thích", Align::Left, 6),
    ]);
    let caption = format!("Các trường của bảng {}", dataset.name);
    Table::new(&format!("truong-{}", dataset.name), caption, heads, rows.collect())
}

fn constraints(dataset: &Dataset, field: &Field) -> Words {
    let plain = Words::plain(dataset.constraints(field).join("; "));
    match field.refers {
        Some((table, _)) => {
            plain.then(" (").with(Words::link("xem bảng", Address::file(&url::dataset_path(table)))).then(")")
        }
        None => plain,
    }
}

/// The first rows as the files have them; only numbers are written as on every page.
fn preview(dataset: &Dataset) -> Block {
    if dataset.rows.is_empty() {
        return Block::paragraph(Words::plain("Bảng chưa có dòng nào: chưa có số liệu công khai."));
    }
    let heads: Vec<(&str, Align, u32)> = dataset
        .fields
        .iter()
        .map(|field| (field.name, if field.bounds().0.is_some() { Align::Right } else { Align::Left }, 2))
        .collect();
    let rows = dataset.rows.iter().take(PREVIEW).map(|row| TableRow::new(row.iter().map(cell).collect()));
    let rows: Vec<TableRow> = rows.collect();
    let caption = format!("{} dòng đầu trong {}", rows.len(), number(Amount::from(dataset.rows.len())));
    let table = Table::new(&format!("dong-{}", dataset.name), caption, columns(&heads), rows);
    Block::Table(
        table.note("Tên trường và mã như trong tệp; số viết như trên các trang. … : ô trống, chưa có số liệu."),
    )
}

fn cell(value: &Value) -> Cell {
    match (value, value.amount()) {
        (Value::Unknown, _) => Cell::gap(),
        (_, Some(amount)) => Cell::number(amount, amount.show(crate::text::Language::Vi, 10)),
        _ => Cell::text(value.to_string()),
    }
}

fn trial(tried: &[Tried]) -> Table {
    let count = |count: usize| Cell::number(Amount::from(count), number(Amount::from(count)));
    let rows =
        tried.iter().map(|it| TableRow::new(vec![Cell::text(it.promise.label()), count(it.values), count(it.broken)]));
    let heads =
        columns(&[("Điều kiện", Align::Left, 6), ("Số giá trị đã thử", Align::Right, 2), ("Số lỗi", Align::Right, 1)]);
    Table::new("kiem-tra", "Các điều kiện đã thử trên từng giá trị của bảng", heads, rows.collect())
}

/// What the list of changes tells of tables of this kind; it tells no single cell.
fn changes(show: &Show<'_>, dataset: &Dataset) -> Vec<Block> {
    let all = Words::link("Trang thay đổi", Address::file(&Place::Changes.path()));
    let lead = Block::paragraph(
        Words::plain("Bản mới thay bản cũ ở cùng địa chỉ; ngày lập là phiên bản của tệp. ")
            .with(all)
            .then(" kể những thay đổi đáng chú ý."),
    );
    let of_kind = |change: &&&Change| change.kind.as_deref() == Some(dataset.log);
    let items: Vec<Words> = sorted_changes(show)
        .iter()
        .filter(of_kind)
        .map(|change| Words::marked(show.date(change.date), Mark::Strong).then(": ").then(change.text.clone()))
        .collect();
    if items.is_empty() { vec![lead] } else { vec![lead, Block::List { items }] }
}
