//! Writes a table as a workbook: real numbers, repeated head, fixed times, so that two runs give the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::site::document::{Align, RowKind, Table, TableRow};
use crate::site::report::Meta;
use crate::text::{Amount, Language};

const FONT: &str = "Times New Roman";

/// Returns the bytes of a workbook with one sheet.
pub fn workbook(table: &Table, meta: &Meta) -> Vec<u8> {
    let written = write(table, meta);
    written.expect("a table of bounded size with checked text fits a worksheet")
}

fn write(table: &Table, meta: &Meta) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&meta.date)?;
    let properties =
        DocProperties::new().set_title(&meta.title).set_author(&meta.author).set_comment(&meta.description);
    workbook.set_properties(&properties.set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.id))?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let title = base().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    sheet.merge_range(0, 0, 0, last, &table.caption, &title)?;
    sheet.set_row_height(0, 36)?;
    let mut row = head(sheet, table)?;
    sheet.set_freeze_panes(row, 0)?;
    sheet.set_repeat_rows(1, row - 1)?;
    for line in &table.rows {
        body(sheet, row, table, line)?;
        row += 1;
    }
    for text in [table.note.text(), table.source.text()].iter().filter(|text| !text.is_empty()) {
        sheet.write_with_format(row, 0, text.as_str(), &base().set_italic())?;
        row += 1;
    }
    workbook.save_to_buffer()
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(12)
}

fn boxed() -> Format {
    base().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top)
}

fn head(sheet: &mut Worksheet, table: &Table) -> Result<u32, XlsxError> {
    let format = boxed().set_bold().set_align(FormatAlign::Center);
    for (index, column) in table.columns.iter().enumerate() {
        let index = u16::try_from(index).unwrap_or(u16::MAX);
        sheet.write_with_format(1, index, column.heading.as_str(), &format)?;
        sheet.set_column_width(index, f64::from(column.width) * 4.5)?;
        if table.numbered {
            sheet.write_with_format(2, index, format!("({})", index + 1), &format)?;
        }
    }
    Ok(if table.numbered { 3 } else { 2 })
}

fn body(sheet: &mut Worksheet, row: u32, table: &Table, line: &TableRow) -> Result<(), XlsxError> {
    let bold = matches!(line.kind, RowKind::Head | RowKind::Total);
    for (index, column) in table.columns.iter().enumerate() {
        let column_index = u16::try_from(index).unwrap_or(u16::MAX);
        let mut format = boxed().set_align(match column.align {
            Align::Left => FormatAlign::Left,
            Align::Right => FormatAlign::Right,
            Align::Center => FormatAlign::Center,
        });
        if bold {
            format = format.set_bold();
        }
        match line.cells.get(index) {
            Some(cell) => match cell.number {
                Some(number) => {
                    let format = format.set_num_format(number_format(number, &cell.words.text()));
                    sheet.write_number_with_format(row, column_index, number.to_f64(), &format)?;
                }
                None => {
                    sheet.write_string_with_format(row, column_index, cell.words.text(), &format)?;
                }
            },
            None => {
                sheet.write_blank(row, column_index, &format)?;
            }
        }
    }
    Ok(())
}

/// Excel shows "#,##0.0" with the reader's own separators: 1.234,5 in Vietnamese.
///
/// What the words say beside the number (`khoảng 450`, `25 (chưa kiểm chứng)`) is part of the format, so that the cell
/// stays a number that can be added up and is never seen without its mark.
fn number_format(number: Amount, words: &str) -> String {
    let digits = match number.decimals() {
        0 => "#,##0".to_owned(),
        more => format!("#,##0.{}", "0".repeat(more.min(3) as usize)),
    };
    let (before, after) = words.split_once(&number.show(Language::Vi, 3)).unwrap_or(("", ""));
    format!("{}{digits}{}", literal(before), literal(after))
}

/// Text within a number format; it has no way to write a quotation mark, and a format has at most 255 characters.
fn literal(text: &str) -> String {
    let text: String = text.replace('"', "”").chars().take(100).collect();
    if text.is_empty() { text } else { format!("\"{text}\"") }
}

/// A sheet's name has at most 31 characters and none of `[]:*?/\`.
fn sheet_name(id: &str) -> String {
    id.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).take(31).collect()
}
