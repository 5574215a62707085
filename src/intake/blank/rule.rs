//! How the cells of a column are shown and what Excel lets in, by the kind of the column.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula, XlsxError,
};

use super::style::{self, shortened};
use crate::catalog::province::Province;
use crate::intake::schema::{Field, Kind};

/// Excel lets a title have 32 characters.
const TITLE: usize = 32;
/// And a message 255.
const MESSAGE: usize = 255;

/// Returns the format of the empty cells of a column.
///
/// Numbers show with the reader's own separators. A date that may be a month or a year is text: Excel would turn 03/2026
/// into its first day, and 2026 into a day of 1905. So is every text: 06445 and 1/2 stay what they are.
pub(super) fn format(kind: Kind) -> Format {
    style::cell().set_text_wrap().set_num_format(match kind {
        Kind::Number { .. } | Kind::Money { .. } => "#,##0.######",
        Kind::Percent => "0.##",
        Kind::Whole { .. } => "#,##0",
        Kind::Degrees => "0.000000",
        Kind::Day => "dd/mm/yyyy",
        _ => "@",
    })
}

/// Returns the width of a column, in characters.
pub(super) fn width(field: &Field) -> f64 {
    let of_kind = match field.kind {
        Kind::Text | Kind::Contact => 30.0,
        Kind::Texts | Kind::Communes | Kind::Indicator => 40.0,
        Kind::Choice { .. } | Kind::Agency | Kind::Subject | Kind::Document | Kind::Period => 26.0,
        Kind::Cluster => 20.0,
        _ => 14.0,
    };
    // A heading of two lines.
    let heading = field.heading.chars().count() as f64 * 0.6 + 2.0;
    heading.max(of_kind)
}

/// Returns what Excel checks and says at a cell; nothing for free text. `list` is the name of the list to choose from.
pub(super) fn validation(
    field: &Field,
    list: Option<&str>,
    province: &Province,
) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new();
    let (rule, expected) = match field.kind {
        Kind::Number { most, .. } => {
            (rule.allow_decimal_number(DataValidationRule::Between(0.0, f64::from(most))), number(field, most))
        }
        Kind::Whole { most, .. } => {
            let bound = i32::try_from(most).unwrap_or(i32::MAX);
            (rule.allow_whole_number(DataValidationRule::Between(0, bound)), whole(field, most))
        }
        Kind::Percent => (
            rule.allow_decimal_number(DataValidationRule::Between(0.0, 100.0)),
            "Gõ số từ 0 đến 100; 29 nghĩa là 29 %, không gõ dấu %.".to_owned(),
        ),
        Kind::Money { unit } => (
            rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            format!("Gõ số không âm, tính bằng {unit}, không kèm chữ."),
        ),
        Kind::Degrees => degrees(field, province),
        Kind::Day => (
            rule.allow_date(DataValidationRule::Between(
                ExcelDateTime::from_ymd(1945, 1, 1)?,
                ExcelDateTime::from_ymd(2100, 12, 31)?,
            )),
            format!("Gõ đủ ngày, tháng, năm, như {}.", field.example),
        ),
        Kind::Date => {
            let said = "Gõ 02/06/2026; chỉ biết tháng, quý, năm thì gõ 06/2026, quý 2/2026, 2026.";
            (rule.allow_any_value(), said.to_owned())
        }
        _ => match list {
            Some(name) => (rule.allow_list_formula(Formula::new(format!("={name}"))), choice(field).to_owned()),
            None => return Ok(None),
        },
    };
    let title = shortened(field.name(), TITLE);
    let prompt = shortened(&format!("{}\n{expected}", field.meaning), MESSAGE);
    let rule = rule.set_input_title(&title)?.set_input_message(prompt)?;
    let rule = rule.set_error_title(shortened(&format!("Xem lại {title}"), TITLE))?;
    let rule = rule.set_error_message(shortened(&expected, MESSAGE))?.set_error_style(strictness(field.kind));
    // Several names stand in one cell, which no list can check: the list is there to copy from.
    Ok(Some(rule.show_error_message(field.kind != Kind::Communes)))
}

/// What may be new, and then stands on another sheet, is let in after a question, and so are metres of VN-2000.
fn strictness(kind: Kind) -> DataValidationErrorStyle {
    match kind {
        Kind::Cluster | Kind::Document | Kind::Agency | Kind::Subject | Kind::Period | Kind::Degrees => {
            DataValidationErrorStyle::Warning
        }
        _ => DataValidationErrorStyle::Stop,
    }
}

fn number(field: &Field, most: u32) -> String {
    let unit = field.kind.unit();
    let unit = if unit.is_empty() { String::new() } else { format!(", tính bằng {unit}") };
    format!("Gõ số từ 0 đến {}{unit}, không kèm chữ; số lẻ viết sau dấu phẩy.", grouped(most))
}

fn whole(field: &Field, most: u32) -> String {
    format!("Gõ số nguyên từ 0 đến {}, tính bằng {}.", grouped(most), field.kind.unit())
}

fn choice(field: &Field) -> &'static str {
    match field.kind {
        Kind::Cluster => "Chọn trong danh sách. Cụm mới thì ghi vào trang Cụm trước, rồi ghi tên ngắn ở đây.",
        Kind::Document => "Chọn trong danh sách. Văn bản mới thì ghi vào trang Văn bản trước, rồi ghi số ở đây.",
        Kind::Subject => "Chọn trong danh sách. Cụm, dự án mới thì ghi vào trang Cụm, trang Dự án trước.",
        Kind::Agency => "Chọn trong danh sách. Cơ quan chưa có thì báo cho nơi nhận.",
        Kind::Communes => "Chọn trong danh sách; nhiều xã thì chép tên ở trang Danh mục, cách nhau bằng dấu chấm phẩy.",
        Kind::Period => "Chọn trong danh sách, hoặc ghi theo mẫu: 6 tháng đầu năm 2026, Năm 2026.",
        _ => "Chọn trong danh sách, không gõ chữ khác; danh sách ở trang Danh mục.",
    }
}

/// A point outside the province has longitude and latitude in the wrong order, or is not in degrees.
fn degrees(field: &Field, province: &Province) -> (DataValidation, String) {
    let [west, south, east, north] = province.bounds.map(|bound| bound.0);
    let (least, most) = if field.column == "lon" { (west, east) } else { (south, north) };
    let rule = DataValidationRule::Between(least.to_f64(), most.to_f64());
    let said = |bound: crate::text::Amount| bound.show(crate::text::Language::Vi, 6);
    let expected = format!("Gõ độ thập phân từ {} đến {}, như {}.", said(least), said(most), said(least));
    (DataValidation::new().allow_decimal_number(rule), expected)
}

fn grouped(number: u32) -> String {
    crate::text::Amount::from(number as usize).show(crate::text::Language::Vi, 0)
}
