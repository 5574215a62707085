//! How a legal form lies on its sheet: five columns on A4, everything locked but what the office fills in.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Format, FormatAlign, Note, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::style;
use crate::catalog::form::{Form, FormRow, RowKind};

/// Widths of the five columns, in characters; together they fill an A4 page at size 13.
const WIDTHS: [f64; 5] = [6.0, 38.0, 12.0, 14.0, 16.0];
const LAST: u16 = 4;
const RESULT: u16 = 3;
const SIZE: f64 = 13.0;

/// A piece of a form.
pub(super) enum Part<'a> {
    /// The title.
    Title(String),
    /// A line across the form.
    Line(String),
    /// A line that the office may complete.
    Open(String),
    /// A line of our own, which the circular does not have.
    Own(String),
    /// The two rows of headings.
    Head,
    /// A row of the table.
    Row(&'a FormRow),
    /// Place, date and who signs.
    Signer(&'a [String]),
}

/// Adds the sheet of a form to a workbook.
pub(super) fn add(book: &mut Workbook, form: &Form, parts: &[Part<'_>]) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(form.number.replace(" số ", " "))?;
    page(sheet)?;
    let mut row = 0;
    for part in parts {
        row = place(sheet, row, part, form)?;
    }
    let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&options);
    Ok(())
}

/// A4 upright with the margins of Nghị định 30/2020/NĐ-CP: 30 mm left, 15 mm right, 20 mm above and below.
fn page(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    const MM: f64 = 1.0 / 25.4;
    sheet.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    sheet.set_margins(30.0 * MM, 15.0 * MM, 20.0 * MM, 20.0 * MM, 10.0 * MM, 10.0 * MM);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

/// Puts a piece on the sheet and returns the row behind it.
fn place(sheet: &mut Worksheet, row: u32, part: &Part<'_>, form: &Form) -> Result<u32, XlsxError> {
    match part {
        Part::Title(text) => across(sheet, row, text, &style::form().set_bold().set_align(FormatAlign::Center)),
        Part::Line(text) => across(sheet, row, text, &style::form()),
        Part::Open(text) => across(sheet, row, text, &style::form().set_unlocked()),
        Part::Own(text) => across(sheet, row, text, &style::form().set_italic().set_unlocked()),
        Part::Head => head(sheet, row, form),
        Part::Row(line) => line_of(sheet, row, line),
        Part::Signer(lines) => signer(sheet, row, lines),
    }
}

fn across(sheet: &mut Worksheet, row: u32, text: &str, format: &Format) -> Result<u32, XlsxError> {
    sheet.merge_range(row, 0, row, LAST, text, format)?;
    sheet.set_row_height(row, style::height(text, WIDTHS.iter().sum(), SIZE))?;
    Ok(row + 1)
}

fn head(sheet: &mut Worksheet, row: u32, form: &Form) -> Result<u32, XlsxError> {
    let format = style::boxed().set_bold().set_align(FormatAlign::Center);
    let heads = ["TT", "Chỉ tiêu", "Đơn vị tính", form.result_heading.as_str(), "Ghi chú"];
    let mut height = 0.0_f64;
    for (column, text) in (0..).zip(heads) {
        sheet.write_string_with_format(row, column, text, &format)?;
        height = height.max(style::height(text, WIDTHS[usize::from(column)], SIZE));
        let number = style::boxed().set_align(FormatAlign::Center);
        sheet.write_string_with_format(row + 1, column, format!("({})", column + 1), &number)?;
    }
    sheet.set_row_height(row, height)?;
    sheet.set_row_height(row + 1, style::height("(1)", WIDTHS[0], SIZE))?;
    sheet.set_repeat_rows(row, row + 1)?;
    Ok(row + 2)
}

fn line_of(sheet: &mut Worksheet, row: u32, line: &FormRow) -> Result<u32, XlsxError> {
    let plain = if line.kind == RowKind::Head { style::boxed().set_bold() } else { style::boxed() };
    let centred = plain.clone().set_align(FormatAlign::Center);
    let unit = line.unit.as_deref().unwrap_or_default();
    sheet.write_string_with_format(row, 0, line.number.as_str(), &centred)?;
    sheet.write_string_with_format(row, 1, line.text.as_str(), &plain)?;
    sheet.write_string_with_format(row, 2, unit, &centred)?;
    if unit.is_empty() {
        sheet.write_blank(row, RESULT, &plain)?;
    } else {
        let result = Measured::of(unit);
        let format = plain.clone().set_align(FormatAlign::Right).set_unlocked().set_num_format(result.format());
        sheet.write_blank(row, RESULT, &format)?;
        sheet.add_data_validation(row, RESULT, row, RESULT, &result.validation(unit)?)?;
        if result == Measured::Share {
            let note = Note::new("Tỷ lệ này được tính lại từ các dòng khác; số ghi ở đây chỉ để đối chiếu.");
            sheet.insert_note(row, RESULT, &note.add_author_prefix(false).set_width(220).set_height(60))?;
        }
    }
    sheet.write_blank(row, LAST, &plain.set_unlocked().set_num_format("@"))?;
    let lines = [(line.text.as_str(), WIDTHS[1]), (unit, WIDTHS[2])];
    let height = lines.iter().map(|(text, width)| style::height(text, *width, SIZE)).fold(0.0, f64::max);
    sheet.set_row_height(row, height)?;
    Ok(row + 1)
}

/// What stands in a cell of column (4), by its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measured {
    Amount,
    Count,
    Flag,
    Share,
}

impl Measured {
    fn of(unit: &str) -> Self {
        match unit {
            "Cụm" | "Dự án" | "Người" => Self::Count,
            "Công trình" => Self::Flag,
            "%" => Self::Share,
            _ => Self::Amount,
        }
    }

    fn format(self) -> &'static str {
        match self {
            Self::Count | Self::Flag => "#,##0",
            Self::Amount | Self::Share => "#,##0.00####",
        }
    }

    fn validation(self, unit: &str) -> Result<DataValidation, XlsxError> {
        let rule = DataValidation::new();
        let (rule, expected) = match self {
            Self::Count => (
                rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
                format!("Gõ số nguyên không âm, đơn vị là {unit}."),
            ),
            Self::Flag => {
                (rule.allow_whole_number(DataValidationRule::Between(0, 1)), "Gõ 1 hoặc 0 như cột (2).".to_owned())
            }
            Self::Share => (
                rule.allow_decimal_number(DataValidationRule::Between(0.0, 100.0)),
                "Gõ số từ 0 đến 100; 29 nghĩa là 29 %, không gõ dấu %.".to_owned(),
            ),
            Self::Amount => (
                rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
                format!("Gõ số không âm, đơn vị là {unit}, không kèm chữ; số lẻ viết sau dấu phẩy."),
            ),
        };
        let rule = rule.set_input_title("Kết quả")?.set_input_message(&expected)?;
        rule.set_error_title("Xem lại kết quả")?.set_error_message(&expected)
    }
}

/// Place and date, the lines of the signer, room for the signature, and the name; on the right half.
fn signer(sheet: &mut Worksheet, row: u32, lines: &[String]) -> Result<u32, XlsxError> {
    const FIRST: u16 = 2;
    let centred = || style::form().set_align(FormatAlign::Center);
    let width: f64 = WIDTHS[usize::from(FIRST)..].iter().sum();
    let mut row = row + 1;
    let date = centred().set_italic().set_unlocked();
    sheet.merge_range(row, FIRST, row, LAST, "…, ngày … tháng … năm …", &date)?;
    sheet.set_row_height(row, style::height("", width, SIZE))?;
    for line in lines {
        row += 1;
        let format = if line.starts_with('(') { centred().set_italic() } else { centred().set_bold() };
        sheet.merge_range(row, FIRST, row, LAST, line, &format)?;
        sheet.set_row_height(row, style::height(line, width, SIZE))?;
    }
    // One tall row: cells merged over several rows would be asked about when the form comes back.
    row += 1;
    sheet.merge_range(
        row,
        FIRST,
        row,
        LAST,
        "",
        &centred().set_bold().set_align(FormatAlign::Bottom).set_unlocked(),
    )?;
    sheet.set_row_height(row, 96)?;
    Ok(row + 2)
}
