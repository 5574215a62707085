//! Reads the first visible sheet of a workbook, XLSX or OpenDocument, into a sheet whose cells know their names.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::{Located, Location, cell_name};
use crate::record::{Raw, Record, Sheet};
use crate::say;
use crate::workbook::{self, Grid, Position};

use super::too_many_cells;

/// The most hidden rows that are named.
const HIDDEN_LIMIT: usize = 20;

/// Reads a table of at most `most` cells; its name is the file's, its header the first row that is not empty.
pub(super) fn sheet(path: &SourcePath, bytes: &[u8], most: usize, faults: &mut Diagnostics) -> Result<Sheet, Reported> {
    let read = if path.extension() == "ods" { workbook::ods } else { workbook::xlsx };
    let book = read(path, bytes, workbook::CELL_LIMIT).map_err(|fault| faults.reject(fault))?;
    let Some(mut grid) = book.grids.into_iter().find(|grid| !grid.is_hidden) else {
        return Err(faults.reject(all_hidden(path)));
    };
    faults.extend(hidden_rows(path, &grid.hidden_rows));
    let filled = |grid: &Grid| grid.cells.iter().find(|(_, cell)| cell.value != Raw::Empty).map(|((row, _), _)| *row);
    let Some(header_row) = filled(&grid) else {
        return Err(faults.reject(without_header(path, &grid.name)));
    };
    let place = |row: u32, column: u32| Location::cell(path, &grid.name, row, column);
    for (row, column) in unfinished(&grid).filter(|(row, _)| *row > header_row) {
        faults.add(without_value(&place(row, column)));
    }
    for (first, last) in grid.merged.iter().filter(|(first, _)| first.0 > header_row) {
        faults.add(merged_cells(&place(first.0, first.1), first, last));
    }
    let mut cells = std::mem::take(&mut grid.cells);
    cells.retain(|_, cell| cell.value != Raw::Empty);
    // A column without a name may hold what somebody typed, so it is read too.
    let used: BTreeSet<u32> = cells.keys().map(|(_, column)| *column).collect();
    let mut rows: Vec<u32> = cells.keys().map(|(row, _)| *row).filter(|row| *row > header_row).collect();
    rows.dedup();
    // Each row has a cell for each column, filled or not.
    if let Some(row) = rows.get(most / used.len()) {
        return Err(faults.reject(too_many_cells(&place(*row, 1))));
    }
    let mut take = |row: u32, column: u32| cells.remove(&(row, column)).map_or(Raw::Empty, |cell| cell.value);
    let header: Vec<(u32, Arc<str>, Arc<Located<String>>)> = used
        .into_iter()
        .map(|column| {
            let name = words(&take(header_row, column));
            (column, name.as_str().into(), Arc::new(Located::new(name, place(header_row, column))))
        })
        .collect();
    let records = rows.into_iter().map(|row| Record {
        at: place(row, 1),
        fields: header
            .iter()
            .map(|(column, field, name)| {
                let at = place(row, *column).with_field(field.clone());
                (name.clone(), Located::new(take(row, *column), at))
            })
            .collect(),
    });
    let records = records.collect();
    let header = header.into_iter().map(|(_, _, name)| name).collect();
    Ok(Sheet { name: path.stem().to_owned(), at: place(header_row, 1), header: Some(header), records })
}

/// Returns the cells with a formula of which no result was saved.
fn unfinished(grid: &Grid) -> impl Iterator<Item = Position> {
    grid.cells.iter().filter(|(_, cell)| cell.has_formula && cell.value == Raw::Empty).map(|(at, _)| *at)
}

fn words(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) | Raw::Number(text) | Raw::Error(text) => text.clone(),
        Raw::Date(day) => day.to_string(),
        Raw::Bool(flag) => flag.to_string(),
        Raw::Empty | Raw::List(_) => String::new(),
    }
}

fn all_hidden(path: &SourcePath) -> Diagnostic {
    let message = say!("mọi trang của sổ tính đều ẩn", "every sheet of the workbook is hidden");
    let help = say!("bỏ ẩn trang có bảng", "unhide the sheet with the table");
    Diagnostic::new(Code::BadWorkbook, &Location::file(path), message).help(help)
}

fn without_header(path: &SourcePath, name: &str) -> Diagnostic {
    let message = say!("trang \"{name}\" không có dòng tiêu đề", "sheet \"{name}\" has no header row");
    let help = say!("thêm dòng tiêu đề với tên các cột", "add a header row with the names of the columns");
    Diagnostic::new(Code::EmptyTable, &Location::file(path), message).help(help)
}

/// A row that nobody sees on the screen is read like any other, and published.
fn hidden_rows(path: &SourcePath, rows: &BTreeSet<u32>) -> Option<Diagnostic> {
    let list = rows.iter().take(HIDDEN_LIMIT).map(u32::to_string).collect::<Vec<_>>().join(", ");
    let message = say!(
        "sổ tính có dòng ẩn (dòng {list}); dòng ẩn vẫn được đọc và công bố",
        "the workbook has hidden rows ({list}); hidden rows are read and published, too"
    );
    let help = say!(
        "bỏ ẩn để kiểm tra; dòng không công bố thì ghi visibility = internal hoặc xóa khỏi bảng",
        "unhide and check them; set visibility = internal for what must not be public, or remove it"
    );
    (!rows.is_empty()).then(|| Diagnostic::new(Code::HiddenRows, &Location::file(path), message).help(help))
}

/// A program that is no spreadsheet program writes formulas and no results; read as empty, the figure would be lost.
fn without_value(at: &Location) -> Diagnostic {
    let message = say!("ô có công thức mà chưa có kết quả", "the cell has a formula and no result");
    let help = say!(
        "mở tệp bằng Excel hoặc LibreOffice, lưu lại, rồi gửi lại; hoặc gõ thẳng giá trị vào ô",
        "open the file in Excel or LibreOffice, save it and send it again; or type the value into the cell"
    );
    Diagnostic::new(Code::FormulaWithoutValue, at, message).help(help)
}

/// Only the first of merged cells has the value: the other rows would be read as empty.
fn merged_cells(at: &Location, first: Position, last: Position) -> Diagnostic {
    let (from, to) = (cell_name(first.0, first.1), cell_name(last.0, last.1));
    let message = say!(
        "các ô {from}:{to} bị gộp; chỉ ô đầu có giá trị, các ô kia là ô trống",
        "the cells {from}:{to} are merged; only the first has a value, the others are empty"
    );
    let help = say!("bỏ gộp rồi điền từng ô", "unmerge them and fill in each cell");
    Diagnostic::new(Code::MergedCells, at, message).help(help)
}
