//! A table as a workbook: the rows, what each field means, and where the table comes from.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::site::show::Show;

use super::value::SEPARATOR;
use super::{Dataset, Field, Value};

/// What every workbook says of its origin.
pub(super) struct About {
    province: String,
    publisher: String,
    as_of: String,
    /// The build date, ISO 8601; also the time of the file, so that two runs give the same bytes.
    date: String,
    license: String,
    /// Empty when the site has no address.
    url: String,
}

impl About {
    pub(super) fn new(show: &Show<'_>, base_url: &str) -> Self {
        let province = &show.catalog.province;
        Self {
            province: format!("Tỉnh {}", province.name),
            publisher: show.catalog.office(),
            as_of: province.as_of.to_string(),
            date: show.today.to_string(),
            license: [Some(&province.license), province.license_url.as_ref()]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(", "),
            url: base_url.to_owned(),
        }
    }
}

/// Returns the bytes of the workbook: numbers as numbers, dates as text because a month or quarter is no day.
///
/// Text is never a formula in a workbook, whatever it begins with.
pub(super) fn xlsx(dataset: &Dataset, about: &About) -> Vec<u8> {
    write(dataset, about).expect("tables are read with the bounds of a worksheet: rows, columns, characters of a cell")
}

fn write(dataset: &Dataset, about: &About) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&about.date)?;
    let properties = DocProperties::new()
        .set_title(format!("{} – {}", dataset.title, about.province))
        .set_author(&about.publisher)
        .set_comment(dataset.description)
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    rows(workbook.add_worksheet().set_name(dataset.name)?, dataset)?;
    fields(workbook.add_worksheet().set_name("Các trường")?, dataset)?;
    origin(workbook.add_worksheet().set_name("Giới thiệu")?, dataset, about)?;
    workbook.save_to_buffer()
}

fn rows(sheet: &mut Worksheet, dataset: &Dataset) -> Result<(), XlsxError> {
    head(sheet, dataset.fields.iter().map(|field| field.name))?;
    for (position, field) in dataset.fields.iter().enumerate() {
        sheet.set_column_width(column(position), width(field, dataset.column(field.name)))?;
    }
    for (index, row) in dataset.rows.iter().enumerate() {
        for (position, value) in row.iter().enumerate() {
            let (row, column) = (line(index + 1), column(position));
            match value {
                Value::Unknown => continue,
                Value::Text(text) => sheet.write_string(row, column, text)?,
                Value::List(items) => sheet.write_string(row, column, items.join(SEPARATOR))?,
                Value::Date(date) => sheet.write_string(row, column, date.to_string())?,
                Value::Number(amount) => sheet.write_number(row, column, amount.to_f64())?,
                Value::Integer(count) => sheet.write_number(row, column, *count as f64)?,
                Value::Boolean(yes) => sheet.write_boolean(row, column, *yes)?,
            };
        }
    }
    let last = (line(dataset.rows.len()), column(dataset.fields.len().saturating_sub(1)));
    sheet.autofilter(0, 0, last.0, last.1)?;
    Ok(())
}

fn fields(sheet: &mut Worksheet, dataset: &Dataset) -> Result<(), XlsxError> {
    const HEADS: [(&str, f64); 6] = [
        ("Trường", 20.0),
        ("Tên tiếng Việt", 30.0),
        ("Kiểu", 10.0),
        ("Đơn vị", 10.0),
        ("Ràng buộc", 40.0),
        ("Giải thích", 80.0),
    ];
    head(sheet, HEADS.iter().map(|(name, _)| *name))?;
    for (position, (_, width)) in HEADS.iter().enumerate() {
        sheet.set_column_width(column(position), *width)?;
    }
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (index, field) in dataset.fields.iter().enumerate() {
        let cells = [
            field.name.to_owned(),
            field.title.to_owned(),
            field.kind.label().to_owned(),
            field.unit.unwrap_or_default().to_owned(),
            dataset.constraints(field).join("; "),
            field.explanation(),
        ];
        for (position, text) in cells.iter().enumerate() {
            sheet.write_string_with_format(line(index + 1), column(position), text, &wrapped)?;
        }
    }
    Ok(())
}

fn origin(sheet: &mut Worksheet, dataset: &Dataset, about: &About) -> Result<(), XlsxError> {
    head(sheet, ["Mục", "Nội dung"].into_iter())?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 24)?.set_column_width(1, 90)?;
    let lines = [
        ("Bảng", dataset.title),
        ("Nội dung", dataset.description),
        ("Phạm vi", &about.province),
        ("Số liệu đến ngày", &about.as_of),
        ("Ngày lập trang", &about.date),
        ("Cơ quan công bố", &about.publisher),
        ("Giấy phép", &about.license),
        ("Trang", &about.url),
        ("Ô trống", "Chưa có số liệu; không phải số 0 và không phải “không”."),
    ];
    let known = lines.into_iter().filter(|(_, text)| !text.is_empty());
    for (index, (label, text)) in known.enumerate() {
        sheet.write_string_with_format(line(index + 1), 0, label, &wrapped)?;
        sheet.write_string_with_format(line(index + 1), 1, text, &wrapped)?;
    }
    Ok(())
}

/// One head row that stays in sight, as readers of tables expect it.
fn head<'a>(sheet: &mut Worksheet, names: impl Iterator<Item = &'a str>) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (position, name) in names.enumerate() {
        sheet.write_string_with_format(0, column(position), name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Wide enough for the name of the field and for most of its values, in characters.
fn width<'a>(field: &Field, values: impl Iterator<Item = &'a Value>) -> f64 {
    const MOST: usize = 60;
    const LEAST: usize = 8;
    let longest = values.map(|value| value.to_string().chars().count()).max().unwrap_or(0);
    let characters = longest.max(field.name.len()).clamp(LEAST, MOST) + 2;
    u8::try_from(characters).map_or(f64::from(u8::MAX), f64::from)
}

fn column(position: usize) -> u16 {
    u16::try_from(position).unwrap_or(u16::MAX)
}

fn line(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
