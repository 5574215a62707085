//! Writes tables as a workbook: real numbers, repeated head, fixed times, so that two runs give the same bytes.

use std::cmp::Reverse;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::render::credit;
use crate::site::document::{Align, Block, RowKind, Table, TableRow};
use crate::site::report::{Meta, Report};
use crate::text::{Amount, Language};

const FONT: &str = "Times New Roman";

/// Width of a column in characters for each share that it has of the page.
const SHARE: u32 = 4;
/// Letters of running text in a column that ten digits fill.
const LETTERS: u32 = 12;
/// Height of a line in points.
const LINE: u32 = 16;

/// A sheet: a table, and what stands above and below it.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// What it is.
    pub title: &'a str,
    /// Lines between title and table.
    pub above: Vec<String>,
    /// The table.
    pub table: &'a Table,
    /// Lines of the signer.
    pub signed: &'a [String],
    /// Lines at the end.
    pub below: Vec<String>,
}

/// Returns a sheet for each table of a report; a form, which is one table, keeps all of its lines around it.
pub fn sheets<'a>(report: &'a Report, text: &'a [Block]) -> Vec<Sheet<'a>> {
    let tables = report.tables(text);
    let note = report.title.note.clone();
    if let ([table], None) = (tables.as_slice(), &report.head) {
        return vec![form(&report.title.text, note, table, text)];
    }
    let sheet = |table: &&'a Table| Sheet {
        title: if table.caption.is_empty() { &report.title.text } else { &table.caption },
        above: vec![note.clone()],
        table,
        signed: &[],
        below: Vec::new(),
    };
    tables.iter().map(sheet).collect()
}

fn form<'a>(title: &'a str, note: String, table: &'a Table, text: &'a [Block]) -> Sheet<'a> {
    let mut sheet = Sheet { title, above: vec![note], table, signed: &[], below: Vec::new() };
    let mut is_below = false;
    for block in text {
        match block {
            Block::Table(_) => is_below = true,
            Block::Paragraph { words } if is_below => sheet.below.push(words.text()),
            Block::Paragraph { words } => sheet.above.push(words.text()),
            Block::Signature { lines } => sheet.signed = lines,
            _ => {}
        }
    }
    sheet
}

/// Returns the bytes of a workbook.
pub fn workbook(sheets: &[Sheet<'_>], meta: &Meta) -> Vec<u8> {
    write(sheets, meta).expect("tables of bounded size with checked text fit worksheets")
}

fn write(sheets: &[Sheet<'_>], meta: &Meta) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&meta.date)?;
    let properties =
        DocProperties::new().set_title(&meta.title).set_author(&meta.author).set_comment(&meta.description);
    workbook.set_properties(&properties.set_creation_datetime(&created));
    for (index, sheet) in sheets.iter().enumerate() {
        let name = sheet_name(&sheet.table.id);
        let earlier = sheets[..index].iter().filter(|other| sheet_name(&other.table.id) == name).count();
        let name = if earlier == 0 { name } else { format!("{name}-{}", earlier + 1) };
        print(workbook.add_worksheet().set_name(name)?, sheet)?;
    }
    workbook.save_to_buffer()
}

fn print(page: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    let table = sheet.table;
    let centred = base().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap();
    let plain = base().set_text_wrap().set_align(FormatAlign::Top);
    across(page, table, 0, (0, sheet.title), &centred.clone().set_bold())?;
    let mut row = 1;
    for line in sheet.above.iter().filter(|line| !line.is_empty()) {
        across(page, table, row, (0, line), &plain)?;
        row += 1;
    }
    let top = row;
    row = head(page, table, top)?;
    page.set_freeze_panes(row, 0)?;
    page.set_repeat_rows(top, row - 1)?;
    for line in &table.rows {
        body(page, row, table, line)?;
        row += 1;
    }
    for text in [table.note.text(), credit(&table.source)].iter().filter(|text| !text.is_empty()) {
        across(page, table, row, (0, text), &plain.clone().set_italic())?;
        row += 1;
    }
    for line in sheet.signed {
        across(page, table, row, (table.columns.len() / 2, line), &centred)?;
        row += 1;
    }
    for line in &sheet.below {
        across(page, table, row, (0, line), &plain)?;
        row += 1;
    }
    // A form stands upright, as the circular prints it.
    let page = if table.numbered { page.set_portrait() } else { page.set_landscape() };
    page.set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_print_area(0, 0, row - 1, column(table.columns.len().saturating_sub(1)))?;
    Ok(())
}

/// Writes a text from a column on to the last, in a row as high as it needs: no program makes room for merged cells.
fn across(
    page: &mut Worksheet,
    table: &Table,
    row: u32,
    (first, text): (usize, &str),
    format: &Format,
) -> Result<(), XlsxError> {
    let last = table.columns.len().saturating_sub(1);
    if first >= last {
        page.write_with_format(row, column(first), text, format)?;
        return Ok(());
    }
    let width = table.columns[first..].iter().map(|column| column.width * SHARE).sum();
    page.merge_range(row, column(first), row, column(last), text, format)?;
    page.set_row_height(row, height([lines(text, width)]))?;
    Ok(())
}

/// Returns on how many lines a text stands in a column of a width in digits.
fn lines(text: &str, width: u32) -> u32 {
    let width = width * LETTERS / 10;
    let of_line = |line: &str| {
        let mut lines = 1;
        let mut used = 0;
        for word in line.split(' ') {
            let length = u32::try_from(word.chars().count()).unwrap_or(u32::MAX).saturating_add(1);
            if used > 0 && used + length > width + 1 {
                lines += 1;
                used = 0;
            }
            lines += (length - 1) / (width + 1);
            used += length;
        }
        lines
    };
    text.split('\n').map(of_line).sum()
}

/// The height of a row in points; Excel has none above 409.
fn height(lines: impl IntoIterator<Item = u32>) -> f64 {
    f64::from(lines.into_iter().max().unwrap_or(1).clamp(1, 25) * LINE)
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(12)
}

fn boxed() -> Format {
    base().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top)
}

fn head(sheet: &mut Worksheet, table: &Table, top: u32) -> Result<u32, XlsxError> {
    let format = boxed().set_bold().set_align(FormatAlign::Center);
    let heads = table.columns.iter().map(|column| lines(&column.heading, column.width * SHARE));
    sheet.set_row_height(top, height(heads))?;
    for (index, column) in table.columns.iter().enumerate() {
        let index = self::column(index);
        sheet.write_with_format(top, index, column.heading.as_str(), &format)?;
        sheet.set_column_width(index, f64::from(column.width * SHARE) + 1.0)?;
        if table.numbered {
            sheet.write_with_format(top + 1, index, format!("({})", index + 1), &format)?;
        }
    }
    Ok(top + if table.numbered { 2 } else { 1 })
}

fn body(sheet: &mut Worksheet, row: u32, table: &Table, line: &TableRow) -> Result<(), XlsxError> {
    let bold = matches!(line.kind, RowKind::Head | RowKind::Total);
    let cells = line.cells.iter().zip(&table.columns);
    sheet.set_row_height(row, height(cells.map(|(cell, column)| lines(&cell.words.text(), column.width * SHARE))))?;
    for (index, column) in table.columns.iter().enumerate() {
        let column_index = self::column(index);
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
    let found = (0..=3).rev().filter_map(|decimals| {
        let (before, after) = words.split_once(&number.show_fixed(Language::Vi, decimals))?;
        Some((decimals, before, after))
    });
    // The first of the words with the most decimals: "0 (0,0 %)" is nought, of which the rest tells more.
    let shown = found.min_by_key(|(decimals, before, _)| (before.len(), Reverse(*decimals)));
    let (decimals, before, after) = shown.unwrap_or((number.decimals().min(3), "", ""));
    let digits = match decimals {
        0 => "#,##0".to_owned(),
        some => format!("#,##0.{}", "0".repeat(some as usize)),
    };
    format!("{}{digits}{}", literal(before), literal(after))
}

/// Text within a number format; it has no way to write a quotation mark, and a format has at most 255 characters.
fn literal(text: &str) -> String {
    let text: String = text.replace('"', "”").chars().take(100).collect();
    if text.is_empty() { text } else { format!("\"{text}\"") }
}

/// A sheet's name has at most 31 characters and none of `[]:*?/\`; some are left for a number behind it.
fn sheet_name(id: &str) -> String {
    let id = id.strip_prefix("bang-").unwrap_or(id);
    id.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).take(25).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Excel puts the reader's own comma where the format has a point; what stands around the figure is text.
    #[test]
    fn a_number_has_the_decimals_that_are_shown() {
        let table = [
            ("0", "0,0 %", "#,##0.0\" %\""),
            ("5", "5,0 %", "#,##0.0\" %\""),
            ("450.25", "khoảng 450,25", "\"khoảng \"#,##0.00"),
            ("2215.756", "2.215,756", "#,##0.000"),
            ("12", "12", "#,##0"),
            ("0", "0 (0,0 %)", "#,##0\" (0,0 %)\""),
            ("50", "+50 (+33,3 %)", "\"+\"#,##0\" (+33,3 %)\""),
        ];
        for (number, words, format) in table {
            let number = Amount::from_plain(number).expect("a number");
            assert_eq!(number_format(number, words), format, "{words}");
        }
    }

    #[test]
    fn a_row_is_as_high_as_its_words_need() {
        assert_eq!(lines("một hai ba bốn", 12), 1);
        assert_eq!(lines("một hai ba bốn", 10), 2);
        assert_eq!(lines("một\nhai", 10), 2);
        assert_eq!(lines("khôngcókhoảngtrắng", 5), 3);
    }
}
