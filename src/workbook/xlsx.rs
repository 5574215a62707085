//! Reads Office Open XML: values and styles through calamine, cell by cell, and from the parts what calamine leaves out.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetVisible, Style, Xlsx, XlsxError};

use super::archive::{Archive, too_many_sheets, unreadable};
use super::{Book, Budget, Cell, Format, Grid, Kind, SHEET_LIMIT, hints, rich, shown};
use crate::diagnostic::Diagnostic;
use crate::files::SourcePath;
use crate::record::Raw;

/// Reads every sheet; 14 KB with one cell at XFD1048576 must not ask for 500 GB.
pub(super) fn book(file: &SourcePath, bytes: &[u8], mut archive: Archive<'_>, most: usize) -> Result<Book, Diagnostic> {
    let fail = |error: XlsxError| unreadable(file, &error.to_string());
    let mut workbook: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(fail)?;
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    if sheets.len() > SHEET_LIMIT {
        return Err(too_many_sheets(file, sheets.len()));
    }
    let mut budget = Budget::new(most);
    let mut parts = hints::sheets(&mut archive)?;
    let texts = rich::texts(&mut archive)?;
    let mut grids = Vec::new();
    for (name, is_hidden) in sheets {
        let mut grid = Grid { name: shown(&name), is_hidden, ..Grid::default() };
        values(file, &mut workbook, &name, &mut grid, &mut budget)?;
        rich::add(&texts, &mut grid);
        formulas(file, &mut workbook, &name, &mut grid, &mut budget)?;
        let merged = workbook.merge_cells_by_sheet_name(&name).map_err(fail)?;
        for cells in merged {
            budget.merge(file, &mut grid, from_one(cells.start), from_one(cells.end))?;
        }
        if let Some(part) = parts.remove(&name) {
            hints::add(&mut archive, &part, &mut grid)?;
        }
        grids.push(grid);
    }
    let has_macros = archive.has("xl/vbaProject.bin");
    let has_links = archive.has_below("xl/externalLinks/");
    Ok(Book { file: file.clone(), kind: Kind::Xlsx, grids, has_macros, has_links })
}

type Sheets<'a> = Xlsx<Cursor<&'a [u8]>>;

fn values(
    file: &SourcePath,
    workbook: &mut Sheets<'_>,
    name: &str,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Diagnostic> {
    let fail = |error: XlsxError| unreadable(file, &error.to_string());
    let mut reader = workbook.worksheet_cells_reader(name).map_err(fail)?;
    let styles: Vec<(Option<Arc<str>>, Format)> = reader.styles().iter().map(style).collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(fail)? {
        let at = from_one(cell.get_position());
        let mut read = self::cell(cell.get_value());
        if let Some((font, format)) = styles.get(style) {
            (read.font, read.format) = (font.clone(), *format);
        }
        if read.value != Raw::Empty {
            budget.take(file, &grid.name, at, &read)?;
            grid.cells.insert(at, read);
        }
    }
    Ok(())
}

/// Marks the cells with formulas; one without a saved result stays, empty.
fn formulas(
    file: &SourcePath,
    workbook: &mut Sheets<'_>,
    name: &str,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Diagnostic> {
    let fail = |error: XlsxError| unreadable(file, &error.to_string());
    let mut reader = workbook.worksheet_cells_reader(name).map_err(fail)?;
    while let Some(formula) = reader.next_formula().map_err(fail)? {
        if formula.get_value().is_empty() {
            continue;
        }
        let at = from_one(formula.get_position());
        let empty = Cell::of(Raw::Empty);
        if !grid.cells.contains_key(&at) {
            budget.take(file, &grid.name, at, &empty)?;
        }
        grid.cells.entry(at).or_insert(empty).has_formula = true;
    }
    Ok(())
}

fn from_one((row, column): (u32, u32)) -> (u32, u32) {
    (row.saturating_add(1), column.saturating_add(1))
}

fn style(style: &Style) -> (Option<Arc<str>>, Format) {
    let font = style.font.as_ref().and_then(|font| font.name.as_deref()).map(Arc::from);
    let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    (font, if code.contains('%') { Format::Percent } else { Format::Plain })
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::of(Raw::Empty),
        DataRef::Int(number) => Cell::of(Raw::Number(number.to_string())),
        DataRef::Float(number) => Cell::of(Raw::Number(decimal(*number))),
        DataRef::Bool(flag) => Cell::of(Raw::Bool(*flag)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text.clone()),
        DataRef::SharedString(text) => Cell::text((*text).to_owned()),
        DataRef::DateTime(moment) => match moment.as_datetime() {
            Some(moment) => Cell::of(Raw::Date(moment.date())),
            None => Cell::of(Raw::Number(decimal(moment.as_f64()))),
        },
        DataRef::Error(error) => Cell::of(Raw::Error(error.to_string())),
    }
}

/// Spreadsheets keep binary fractions: `7.0000000000000009` was typed as 7, and `2270060.2000000002` as 2270060.2, since
/// nobody can type more than 15 digits.
pub(super) fn decimal(number: f64) -> String {
    let whole = format!("{:.0}", number.abs()).len();
    let shown = format!("{number:.*}", 15_usize.saturating_sub(whole).min(10));
    let shown = if shown.contains('.') { shown.trim_end_matches('0').trim_end_matches('.') } else { &shown };
    shown.to_owned()
}

/// The path of each sheet's part, by the sheet's name.
pub(super) type Parts = BTreeMap<String, String>;

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn numbers_are_those_that_were_typed() {
        for (number, typed) in [
            (7.000_000_000_000_001, "7"),
            (2_270_060.2, "2270060.2"),
            (0.1 + 0.2, "0.3"),
            (-12.5, "-12.5"),
            (1e15, "1000000000000000"),
            (99_999_999.99, "99999999.99"),
        ] {
            assert_eq!(decimal(number), typed);
        }
    }
}
