//! Turns the bytes of the sources into located records; knows file formats, not the domain.
//!
//! Takes `Sources`, gives [`Records`]: one sheet a table, the guides with their front matter, the texts of reports, the
//! shapes of maps.
//! Reports faults of bytes and structure only.

mod csv;
mod geojson;
mod markdown;
mod xlsx;
mod yaml;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::{NARRATIVES, SourcePath, Sources};
use crate::place::Location;
use crate::record::{Raw, Sheet};
use crate::say;
use crate::text::clean;

pub use geojson::{Ring, Shape};
pub use markdown::Document;

/// The most bytes that one input file may have.
const FILE_LIMIT: usize = 64 << 20;

/// The most bytes of a map and of a page: what is read of them takes many times their size.
const MAP_LIMIT: usize = 8 << 20;
const PAGE_LIMIT: usize = 1 << 20;

/// The most columns of a table.
const COLUMN_LIMIT: usize = 500;

/// The most cells that the tables of a project may have together; a cell and its place take some hundred bytes.
const CELL_LIMIT: usize = 4_000_000;

/// The most characters of a cell, as in a spreadsheet.
const TEXT_LIMIT: usize = 32_767;

/// Everything that was read, by name.
#[derive(Debug, Default)]
pub struct Records {
    /// Tables by file name.
    pub sheets: BTreeMap<String, Sheet>,
    /// Maps by file name.
    pub maps: BTreeMap<String, Map>,
    /// Markdown documents in path order.
    pub documents: Vec<Document>,
    /// The texts of reports in path order.
    pub narratives: Vec<Narrative>,
}

/// The text of a report with names in the places of figures; what they are called only the reports know.
#[derive(Debug, Clone)]
pub struct Narrative {
    /// The file.
    pub path: SourcePath,
    /// The whole file.
    pub text: String,
}

/// Parses every data and content file.
pub fn records(sources: &Sources, diagnostics: &mut Diagnostics) -> Result<Records, Reported> {
    let mut records = Records::default();
    let mut left = CELL_LIMIT;
    for (path, bytes) in sources.below("data/") {
        let depth = path.as_str().matches('/').count();
        if depth > 1 || is_scratch(path) {
            continue;
        }
        if let Ok(Some(sheet)) = table(path, bytes, left, &mut records, diagnostics) {
            left = left.saturating_sub(sheet.records.iter().map(|record| record.fields.len()).sum());
            check_texts(&sheet, diagnostics);
            keep(sheet, path, &mut records, diagnostics);
        }
    }
    for (path, bytes) in sources.below("content/").filter(|(path, _)| path.extension() == "md") {
        if let Ok(text) = text(path, bytes, PAGE_LIMIT, diagnostics) {
            match path.as_str().starts_with(NARRATIVES) {
                true => records.narratives.push(Narrative { path: path.clone(), text }),
                false => records.documents.extend(markdown::document(path, text, diagnostics)),
            }
        }
    }
    diagnostics.gate()?;
    Ok(records)
}

/// Spreadsheet programs leave lock files such as `~$areas.xlsx` beside an open table.
fn is_scratch(path: &SourcePath) -> bool {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    matches!(name, "Thumbs.db" | "desktop.ini")
        || name.starts_with("~$")
        || name.starts_with('.')
        || name.ends_with('~')
}

/// A file of shapes.
#[derive(Debug, Clone)]
pub struct Map {
    /// The file.
    pub file: SourcePath,
    /// Its polygons.
    pub shapes: Vec<Shape>,
}

/// Reads a file below `data/`: a table of at most `left` cells, or shapes, which it keeps.
fn table(
    path: &SourcePath,
    bytes: &[u8],
    left: usize,
    records: &mut Records,
    faults: &mut Diagnostics,
) -> Result<Option<Sheet>, Reported> {
    match path.extension().as_str() {
        "csv" => csv::sheet(path, &text(path, bytes, FILE_LIMIT, faults)?, left, faults).map(Some),
        "yaml" => yaml::sheet(path, &text(path, bytes, FILE_LIMIT, faults)?, faults).map(Some),
        "xlsx" | "ods" => xlsx::sheet(path, bytes, left, faults).map(Some),
        "geojson" => {
            let shapes = geojson::shapes(path, &text(path, bytes, MAP_LIMIT, faults)?, faults)?;
            records.maps.insert(path.stem().to_owned(), Map { file: path.clone(), shapes });
            Ok(None)
        }
        "md" | "txt" => Ok(None),
        _ => {
            faults.add(unread(path));
            Ok(None)
        }
    }
}

fn keep(sheet: Sheet, path: &SourcePath, records: &mut Records, faults: &mut Diagnostics) {
    if let Some(first) = records.sheets.get(&sheet.name) {
        let name = &sheet.name;
        let message = say!("bảng `{name}` có ở hai tệp", "table `{name}` stands in two files");
        let note = say!("tệp thứ nhất", "the first file");
        let help = say!("giữ một tệp, bỏ tệp kia", "keep one file and remove the other");
        let fault = Diagnostic::new(Code::TwoSources, &Location::file(path), message);
        faults.add(fault.note(&Location::file(&first.at.file), note).help(help));
        return;
    }
    records.sheets.insert(sheet.name.clone(), sheet);
}

/// Reports texts that no spreadsheet would hold; a message repeats what it found, so it must have a bound.
fn check_texts(sheet: &Sheet, faults: &mut Diagnostics) {
    let names = sheet.header.iter().flatten().map(|name| (name.value.as_str(), &name.at));
    let keys = sheet.records.iter().flat_map(|record| &record.fields);
    let cells = keys.flat_map(|(key, cell)| {
        let texts: Vec<(&str, &Location)> = match &cell.value {
            Raw::Text(text) | Raw::Number(text) | Raw::Error(text) => vec![(text, &cell.at)],
            Raw::List(items) => items.iter().map(|item| (item.value.as_str(), &item.at)).collect(),
            Raw::Empty | Raw::Bool(_) | Raw::Date(_) => Vec::new(),
        };
        texts.into_iter().chain([(key.value.as_str(), &key.at)])
    });
    for (text, at) in names.chain(cells).filter(|(text, _)| text.len() > TEXT_LIMIT) {
        let count = text.chars().count();
        if count > TEXT_LIMIT {
            faults.add(long_text(at, count));
        }
    }
}

fn unread(path: &SourcePath) -> Diagnostic {
    let end = path.extension();
    let message = say!("chương trình không đọc tệp .{end}", "files ending in .{end} are not read");
    let help = match end.as_str() {
        "yml" => say!("đổi đuôi tệp thành .yaml", "rename the file to .yaml"),
        "json" => say!("tệp bản đồ phải có đuôi .geojson", "a map file must end in .geojson"),
        _ => say!(
            "lưu bảng thành .csv, .xlsx, .ods hoặc .yaml, hoặc chuyển tệp ra ngoài thư mục data",
            "save the table as .csv, .xlsx, .ods or .yaml, or move the file out of the data folder"
        ),
    };
    Diagnostic::new(Code::UnknownFile, &Location::file(path), message).help(help)
}

/// Decodes UTF-8 and brings it to NFC, so that every later comparison may compare bytes.
fn text(path: &SourcePath, bytes: &[u8], most: usize, diagnostics: &mut Diagnostics) -> Result<String, Reported> {
    if bytes.len() > most {
        return Err(diagnostics.reject(too_large(path, bytes.len(), most)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(clean(text)),
        Err(error) => Err(diagnostics.reject(not_utf8(path, bytes, error.valid_up_to()))),
    }
}

fn too_large(path: &SourcePath, size: usize, most: usize) -> Diagnostic {
    let (have, most) = (size.div_ceil(1 << 20), most >> 20);
    let message = say!("tệp {have} MB, mức cho phép là {most} MB", "the file has {have} MB, the limit is {most} MB");
    let help = say!("chia tệp thành tệp nhỏ hơn, hoặc bỏ phần thừa", "split the file, or remove what is surplus");
    Diagnostic::new(Code::TooLarge, &Location::file(path), message).help(help)
}

fn too_many_cells(at: &Location) -> Diagnostic {
    let message = say!(
        "từ dòng này các bảng có hơn {CELL_LIMIT} ô, vượt mức cho phép",
        "from this row on the tables have more than {CELL_LIMIT} cells, which is the limit"
    );
    let help = say!(
        "xóa dòng và cột thừa, chuyển kỳ cũ ra ngoài thư mục data",
        "remove surplus rows and columns, move old periods out of data"
    );
    Diagnostic::new(Code::TooLarge, at, message).help(help)
}

fn too_many_columns(at: &Location) -> Diagnostic {
    let message = say!("dòng có hơn {COLUMN_LIMIT} cột", "the row has more than {COLUMN_LIMIT} columns");
    let help = say!(
        "xóa các dấu ngăn cách thừa ở cuối dòng rồi lưu lại",
        "delete the surplus separators at the end of the row and save it again"
    );
    Diagnostic::new(Code::TooLarge, at, message).help(help)
}

fn long_text(at: &Location, count: usize) -> Diagnostic {
    let message = say!(
        "ô có {count} ký tự, nhiều nhất là {TEXT_LIMIT} như trong Excel",
        "the cell has {count} characters; the most is {TEXT_LIMIT}, as in Excel"
    );
    let help = say!(
        "rút gọn, hoặc chuyển đoạn dài vào tệp trong thư mục content",
        "shorten it, or move it to a page in content"
    );
    Diagnostic::new(Code::TooLarge, at, message).help(help)
}

fn not_utf8(path: &SourcePath, bytes: &[u8], valid: usize) -> Diagnostic {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let at = Location::text(path, &before, before.len()..before.len());
    let message = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        say!("tệp lưu bằng UTF-16, không phải UTF-8", "the file is UTF-16, not UTF-8")
    } else {
        say!(
            "byte ở đây không phải UTF-8; tệp có lẽ lưu bằng bảng mã cũ (Windows-1258, TCVN3, VNI)",
            "the byte here is not UTF-8; the file may use an older encoding (Windows-1258, TCVN3, VNI)"
        )
    };
    let help = match path.extension().as_str() {
        // A double click would open it in Excel, which turns 02.10 into 2.1.
        "csv" => say!(
            "không bấm đúp; trong Excel chọn Dữ liệu, Từ văn bản/CSV, chọn bảng mã của tệp, \"Không phát hiện kiểu dữ liệu\", lưu thành .xlsx cùng tên rồi xóa tệp .csv; chữ TCVN3, VNI thì đổi sang Unicode trước",
            "do not double-click it; in Excel choose Data, From Text/CSV, the encoding of the file, \"Do not detect data types\", save it as .xlsx of the same name and delete the .csv; convert TCVN3 or VNI text to Unicode first"
        ),
        _ => say!(
            "mở bằng Notepad, chọn Lưu thành…, Mã hóa: UTF-8; chữ TCVN3, VNI thì đổi sang Unicode trước",
            "open it in Notepad and choose Save as…, Encoding: UTF-8; convert TCVN3 or VNI text to Unicode first"
        ),
    };
    Diagnostic::new(Code::NotUtf8, &at, message).help(help)
}
