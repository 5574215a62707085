//! The sheet *Đọc trước*: whom to ask, until when, how to type, how to send.

use rust_xlsxwriter::{FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Run, style};

/// Its name.
pub(super) const TITLE: &str = "Đọc trước";

/// Width of its one column, in characters: an A4 page upright.
const WIDTH: f64 = 84.0;

/// A paragraph of the sheet.
pub(super) enum Line {
    /// The title.
    Title(String),
    /// A heading.
    Head(&'static str),
    /// Text.
    Text(String),
}

impl Line {
    /// A paragraph of text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// Adds the sheet to a workbook.
pub(super) fn add(book: &mut Workbook, lines: &[Line]) -> Result<(), XlsxError> {
    let sheet: &mut Worksheet = book.add_worksheet();
    sheet.set_name(TITLE)?.set_column_width(0, WIDTH)?.set_screen_gridlines(false);
    sheet.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (row, line) in (0..).zip(lines) {
        let (text, format, size) = match line {
            Line::Title(text) => (text.as_str(), style::paragraph().set_bold().set_font_size(15), 15.0),
            Line::Head(text) => {
                (*text, style::paragraph().set_bold().set_font_size(13).set_align(FormatAlign::Bottom), 13.0)
            }
            Line::Text(text) => (text.as_str(), style::paragraph(), 12.0),
        };
        sheet.write_string_with_format(row, 0, text, &format)?;
        let space = if matches!(line, Line::Head(_)) { 8.0 } else { 0.0 };
        sheet.set_row_height(row, style::height(text, WIDTH, size) + space)?;
    }
    Ok(())
}

/// Says whom to ask: what is confirmed, and that the rest is not known yet.
pub(super) fn contact(run: &Run<'_>) -> Vec<Line> {
    let province = &run.catalog.province;
    let agency = &run.catalog.agencies[province.agency];
    let or = |one: &Option<String>, other: &Option<String>| one.clone().or_else(|| other.clone());
    let known = [
        ("Điện thoại", or(&province.phone, &agency.phone)),
        ("Thư điện tử", or(&province.email, &agency.email)),
        ("Địa chỉ", or(&province.address, &agency.address)),
    ];
    let mut lines = vec![Line::text(format!("{} tỉnh {}", agency.name, province.name))];
    lines.extend(known.iter().filter_map(|(what, value)| Some(Line::text(format!("{what}: {}", value.as_ref()?)))));
    let missing: Vec<String> =
        known.iter().filter(|(_, value)| value.is_none()).map(|(what, _)| what.to_lowercase()).collect();
    if !missing.is_empty() {
        lines.push(Line::text(format!("Chưa có {} được xác nhận.", missing.join(", "))));
    }
    lines
}
