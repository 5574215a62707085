//! Reads the first visible sheet of a workbook into a sheet whose cells know their names.
//!
//! Cells are streamed behind limits: a 14 KB file with one cell at XFD1048576 must not ask for 500 GB.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetVisible, Xlsx};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::{Located, Location, cell_name};
use crate::record::{Raw, Record, Sheet};
use crate::say;
use crate::text::nfc;

use super::{COLUMN_LIMIT, too_large, too_many_cells};

/// The most bytes that a workbook may have as it is; its parts are listed before they are counted.
const PACKED_LIMIT: usize = 16 << 20;
/// The most bytes that a workbook may unpack to.
const UNPACKED_LIMIT: u64 = 64 << 20;
const ROW_LIMIT: u32 = 200_000;
/// The most hidden rows that are named.
const HIDDEN_LIMIT: usize = 20;
/// The most characters of a sheet's name that are kept with each cell; Excel allows 31.
const NAME_LIMIT: usize = 80;

type Grid = BTreeMap<u32, BTreeMap<u32, Raw>>;

/// Reads a table of at most `most` cells; its name is the file's, its header the first row that is not empty.
pub(super) fn sheet(path: &SourcePath, bytes: &[u8], most: usize, faults: &mut Diagnostics) -> Result<Sheet, Reported> {
    let hidden = guard(path, bytes).map_err(|fault| faults.reject(fault))?;
    faults.extend(hidden_rows(path, &hidden));
    let Workbook { name, mut grid, unfinished, merged } =
        workbook(path, bytes).map_err(|fault| faults.reject(fault))?;
    let Some((header_row, header)) = grid.pop_first() else {
        let message = say!("trang \"{name}\" không có dòng tiêu đề", "sheet \"{name}\" has no header row");
        let help = say!("thêm dòng tiêu đề với tên các cột", "add a header row with the names of the columns");
        return Err(faults.reject(Diagnostic::new(Code::EmptyTable, &Location::file(path), message).help(help)));
    };
    let place = |row: u32, column: u32| Location::cell(path, &name, row, column);
    for (row, column) in unfinished.into_iter().filter(|(row, _)| *row > header_row) {
        faults.add(without_value(&place(row, column)));
    }
    for (first, last) in merged.into_iter().filter(|(first, _)| first.0 > header_row) {
        faults.add(merged_cells(&place(first.0, first.1), first, last));
    }
    // A column without a name may hold what somebody typed, so it is read too.
    let used: BTreeSet<u32> = grid.values().flat_map(BTreeMap::keys).chain(header.keys()).copied().collect();
    // Each row has a cell for each column, filled or not.
    if let Some(row) = grid.keys().nth(most / used.len()) {
        return Err(faults.reject(too_many_cells(&place(*row, 1))));
    }
    let named =
        |column: u32| Located::new(header.get(&column).map(words).unwrap_or_default(), place(header_row, column));
    let header: Vec<(u32, Located<String>)> = used.into_iter().map(|column| (column, named(column))).collect();
    let records = grid.into_iter().map(|(row, mut cells)| Record {
        at: place(row, 1),
        fields: header
            .iter()
            .map(|(column, name)| {
                let raw = cells.remove(column).unwrap_or(Raw::Empty);
                (name.clone(), Located::new(raw, place(row, *column).with_field(&name.value)))
            })
            .collect(),
    });
    let records = records.collect();
    let header = header.into_iter().map(|(_, name)| name).collect();
    Ok(Sheet { name: path.stem().to_owned(), at: place(header_row, 1), header: Some(header), records })
}

fn words(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) | Raw::Number(text) | Raw::Error(text) => text.clone(),
        Raw::Date(day) => day.to_string(),
        Raw::Bool(flag) => flag.to_string(),
        Raw::Empty | Raw::List(_) => String::new(),
    }
}

/// Unpacks every part through a limit before calamine loads the shared strings whole.
///
/// Returns the numbers of the rows that are hidden, of which calamine tells nothing.
fn guard(path: &SourcePath, bytes: &[u8]) -> Result<BTreeSet<String>, Diagnostic> {
    if bytes.len() > PACKED_LIMIT {
        return Err(too_large(path, bytes.len(), PACKED_LIMIT));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_a_workbook(path, bytes))?;
    let mut left = UNPACKED_LIMIT;
    let mut hidden = BTreeSet::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| unreadable(path, &error.to_string()))?;
        let is_sheet = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let mut text = Vec::new();
        let mut part = part.take(left + 1);
        let size = if is_sheet {
            part.read_to_end(&mut text).map(|size| size as u64)
        } else {
            std::io::copy(&mut part, &mut std::io::sink())
        };
        let size = size.map_err(|error| unreadable(path, &error.to_string()))?;
        left = left.checked_sub(size).ok_or_else(|| bomb(path))?;
        hidden.extend(hidden_in(&text));
    }
    Ok(hidden)
}

/// Returns the numbers of the hidden rows of a sheet: `<row r="8" hidden="1">`.
fn hidden_in(sheet: &[u8]) -> impl Iterator<Item = String> {
    let text = String::from_utf8_lossy(sheet);
    let rows: Vec<String> = text
        .split("<row ")
        .skip(1)
        .filter_map(|row| row.split_once('>').map(|(attributes, _)| attributes))
        .filter(|row| row.contains("hidden=\"1\"") || row.contains("hidden=\"true\""))
        .filter_map(|row| Some(row.split_once("r=\"")?.1.split_once('"')?.0.to_owned()))
        .take(HIDDEN_LIMIT)
        .collect();
    rows.into_iter()
}

/// A row that nobody sees on the screen is read like any other, and published.
fn hidden_rows(path: &SourcePath, rows: &BTreeSet<String>) -> Option<Diagnostic> {
    let mut numbers: Vec<u32> = rows.iter().filter_map(|row| row.parse().ok()).collect();
    numbers.sort_unstable();
    let list = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let message = say!(
        "sổ tính có dòng ẩn (dòng {list}); dòng ẩn vẫn được đọc và công bố",
        "the workbook has hidden rows ({list}); hidden rows are read and published, too"
    );
    let help = say!(
        "bỏ ẩn để kiểm tra; dòng không công bố thì ghi visibility = internal hoặc xóa khỏi bảng",
        "unhide and check them; set visibility = internal for what must not be public, or remove it"
    );
    (!numbers.is_empty()).then(|| Diagnostic::new(Code::HiddenRows, &Location::file(path), message).help(help))
}

/// Row and column, from 1.
type Position = (u32, u32);

/// What is read of a workbook.
struct Workbook {
    /// The name of its first visible sheet.
    name: String,
    grid: Grid,
    /// Cells with a formula of which no result was saved.
    unfinished: Vec<Position>,
    /// The first and the last cell of each merged stretch.
    merged: Vec<(Position, Position)>,
}

fn workbook(path: &SourcePath, bytes: &[u8]) -> Result<Workbook, Diagnostic> {
    let fail = |error: calamine::XlsxError| unreadable(path, &error.to_string());
    let mut workbook: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(fail)?;
    let visible = workbook.sheets_metadata().iter().find(|sheet| sheet.visible == SheetVisible::Visible);
    let Some(name) = visible.map(|sheet| sheet.name.clone()) else {
        let message = say!("mọi trang của sổ tính đều ẩn", "every sheet of the workbook is hidden");
        let help = say!("bỏ ẩn trang có bảng", "unhide the sheet with the table");
        return Err(Diagnostic::new(Code::BadWorkbook, &Location::file(path), message).help(help));
    };
    let mut grid = Grid::new();
    let mut valued = BTreeSet::new();
    let shown: String = name.chars().take(NAME_LIMIT).collect();
    // One long text may be shared by a million cells, so what is copied counts too.
    let mut left = UNPACKED_LIMIT;
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(fail)?;
    while let Some(cell) = cells.next_cell().map_err(fail)? {
        let (row, column) = cell.get_position();
        if row >= ROW_LIMIT || column >= COLUMN_LIMIT as u32 {
            return Err(too_far(path, &shown, row.saturating_add(1), column.saturating_add(1)));
        }
        let value = cell.get_value();
        if *value != DataRef::Empty {
            valued.insert((row + 1, column + 1));
        }
        let raw = raw(value);
        if let Raw::Text(text) = &raw {
            left = left.checked_sub(text.len() as u64).ok_or_else(|| bomb(path))?;
        }
        if raw != Raw::Empty {
            grid.entry(row + 1).or_default().insert(column + 1, raw);
        }
    }
    drop(cells);
    let mut unfinished = Vec::new();
    let mut formulas = workbook.worksheet_cells_reader(&name).map_err(fail)?;
    while let Some(formula) = formulas.next_formula().map_err(fail)? {
        let (row, column) = formula.get_position();
        let at = (row.saturating_add(1), column.saturating_add(1));
        if !formula.get_value().is_empty() && !valued.contains(&at) {
            unfinished.push(at);
        }
    }
    drop(formulas);
    let merged = workbook.merge_cells_by_sheet_name(&name).map_err(fail)?;
    let position = |(row, column): (u32, u32)| (row.saturating_add(1), column.saturating_add(1));
    let merged = merged.into_iter().map(|cells| (position(cells.start), position(cells.end))).collect();
    Ok(Workbook { name: shown, grid, unfinished, merged })
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

fn raw(value: &DataRef<'_>) -> Raw {
    match value {
        DataRef::Empty => Raw::Empty,
        DataRef::Int(number) => Raw::Number(number.to_string()),
        DataRef::Float(number) => Raw::Number(decimal(*number)),
        DataRef::Bool(flag) => Raw::Bool(*flag),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => cell_text(text),
        DataRef::SharedString(text) => cell_text(text),
        DataRef::DateTime(moment) => match moment.as_datetime() {
            Some(moment) => Raw::Date(moment.date()),
            None => Raw::Number(decimal(moment.as_f64())),
        },
        DataRef::Error(error) => Raw::Error(error.to_string()),
    }
}

/// Spreadsheets keep binary fractions: `7.0000000000000009` was typed as 7.
fn decimal(number: f64) -> String {
    let shown = format!("{number:.10}");
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn cell_text(text: &str) -> Raw {
    Raw::of(&nfc(text))
}

/// A workbook with a password and an old .xls are not archives; both begin with the same eight bytes.
fn not_a_workbook(path: &SourcePath, bytes: &[u8]) -> Diagnostic {
    let message = if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        say!("sổ tính có mật khẩu, hoặc là tệp .xls cũ đổi đuôi", "the workbook has a password, or is an old .xls")
    } else {
        say!("tệp có đuôi .xlsx nhưng không phải sổ tính Excel", "the file ends in .xlsx but is no Excel workbook")
    };
    let help = say!(
        "mở bằng Excel, bỏ mật khẩu nếu có, lưu thành \"Sổ làm việc Excel (.xlsx)\"",
        "open it in Excel, remove any password, save as \"Excel Workbook (.xlsx)\""
    );
    Diagnostic::new(Code::BadWorkbook, &Location::file(path), message).help(help)
}

fn unreadable(path: &SourcePath, reason: &str) -> Diagnostic {
    let message = say!("không đọc được sổ tính ({reason})", "the workbook cannot be read ({reason})");
    let help = say!(
        "mở bằng Excel, bỏ mật khẩu nếu có, lưu thành \"Sổ làm việc Excel (.xlsx)\"",
        "open it in Excel, remove any password, save as \"Excel Workbook (.xlsx)\""
    );
    Diagnostic::new(Code::BadWorkbook, &Location::file(path), message).help(help)
}

fn too_far(path: &SourcePath, sheet: &str, row: u32, column: u32) -> Diagnostic {
    let message = say!(
        "ô này nằm ngoài mức {ROW_LIMIT} dòng, {COLUMN_LIMIT} cột",
        "this cell lies beyond the limit of {ROW_LIMIT} rows and {COLUMN_LIMIT} columns"
    );
    let help = say!(
        "xóa các dòng, cột thừa ở cuối trang rồi lưu lại",
        "delete the surplus rows and columns at the end of the sheet and save it again"
    );
    Diagnostic::new(Code::TooLarge, &Location::cell(path, sheet, row, column), message).help(help)
}

fn bomb(path: &SourcePath) -> Diagnostic {
    let size = UNPACKED_LIMIT >> 20;
    let message =
        say!("sổ tính lớn hơn {size} MB sau khi giải nén", "the workbook has more than {size} MB when unpacked");
    let help = say!("xóa trang tính, ảnh và ô thừa", "remove surplus sheets, pictures and cells");
    Diagnostic::new(Code::TooLarge, &Location::file(path), message).help(help)
}
