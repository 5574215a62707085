//! Turns the bytes of the sources into located records; knows file formats, not the domain.
//!
//! Takes `Sources`, gives [`Records`]: one sheet a table, the guides with their front matter, the shapes of maps.
//! Reports faults of bytes and structure only.

mod csv;
mod geojson;
mod markdown;
mod xlsx;
mod yaml;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::{SourcePath, Sources};
use crate::place::Location;
use crate::record::Sheet;
use crate::say;
use crate::text::clean;

pub use geojson::Shape;
pub use markdown::Document;

/// The most bytes that one input file may have.
const FILE_LIMIT: usize = 64 << 20;

/// Everything that was read, by name.
#[derive(Debug, Default)]
pub struct Records {
    /// Tables by file name.
    pub sheets: BTreeMap<String, Sheet>,
    /// Map shapes by file name.
    pub shapes: BTreeMap<String, Vec<Shape>>,
    /// Markdown documents in path order.
    pub documents: Vec<Document>,
}

/// Parses every data and content file.
pub fn records(sources: &Sources, diagnostics: &mut Diagnostics) -> Result<Records, Reported> {
    let mut records = Records::default();
    for (path, bytes) in sources.below("data/") {
        let depth = path.as_str().matches('/').count();
        if depth == 1 && !is_scratch(path) {
            table(path, bytes, &mut records, diagnostics);
        }
    }
    for (path, bytes) in sources.below("content/").filter(|(path, _)| path.extension() == "md") {
        if let Ok(text) = text(path, bytes, diagnostics) {
            records.documents.extend(markdown::document(path, text, diagnostics));
        }
    }
    diagnostics.gate()?;
    Ok(records)
}

/// Spreadsheet programs leave lock files such as `~$areas.xlsx` beside an open table.
fn is_scratch(path: &SourcePath) -> bool {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    name.starts_with("~$") || name.starts_with('.') || name.ends_with('~')
}

fn table(path: &SourcePath, bytes: &[u8], records: &mut Records, diagnostics: &mut Diagnostics) {
    let sheet = match path.extension().as_str() {
        "csv" => text(path, bytes, diagnostics).and_then(|text| csv::sheet(path, &text, diagnostics)),
        "yaml" => text(path, bytes, diagnostics).and_then(|text| yaml::sheet(path, &text, diagnostics)),
        "xlsx" => xlsx::sheet(path, bytes, diagnostics),
        "geojson" => {
            let shapes = text(path, bytes, diagnostics).and_then(|text| geojson::shapes(path, &text, diagnostics));
            records.shapes.extend(shapes.ok().map(|shapes| (path.stem().to_owned(), shapes)));
            return;
        }
        "md" | "txt" => return,
        _ => return diagnostics.add(unread(path)),
    };
    let Ok(sheet) = sheet else { return };
    if let Some(first) = records.sheets.get(&sheet.name) {
        let name = &sheet.name;
        let message = say!("bảng `{name}` có ở hai tệp", "table `{name}` stands in two files");
        let note = say!("tệp thứ nhất", "the first file");
        let help = say!("giữ một tệp, bỏ tệp kia", "keep one file and remove the other");
        let fault = Diagnostic::new(Code::TwoSources, &Location::file(path), message);
        diagnostics.add(fault.note(&Location::file(&first.at.file), note).help(help));
        return;
    }
    records.sheets.insert(sheet.name.clone(), sheet);
}

fn unread(path: &SourcePath) -> Diagnostic {
    let end = path.extension();
    let message = say!("chương trình không đọc tệp .{end}", "files ending in .{end} are not read");
    let help = match end.as_str() {
        "yml" => say!("đổi đuôi tệp thành .yaml", "rename the file to .yaml"),
        "json" => say!("tệp bản đồ phải có đuôi .geojson", "a map file must end in .geojson"),
        _ => say!(
            "lưu bảng thành .csv, .xlsx hoặc .yaml, hoặc chuyển tệp ra ngoài thư mục data",
            "save the table as .csv, .xlsx or .yaml, or move the file out of the data folder"
        ),
    };
    Diagnostic::new(Code::UnknownFile, &Location::file(path), message).help(help)
}

/// Decodes UTF-8 and brings it to NFC, so that every later comparison may compare bytes.
fn text(path: &SourcePath, bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<String, Reported> {
    if bytes.len() > FILE_LIMIT {
        return Err(diagnostics.reject(too_large(path, bytes.len())));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(clean(text)),
        Err(error) => Err(diagnostics.reject(not_utf8(path, bytes, error.valid_up_to()))),
    }
}

fn too_large(path: &SourcePath, size: usize) -> Diagnostic {
    let (have, most) = (size >> 20, FILE_LIMIT >> 20);
    let message = say!("tệp {have} MB, mức cho phép là {most} MB", "the file has {have} MB, the limit is {most} MB");
    let help = say!("chia bảng thành tệp nhỏ hơn", "split the table into smaller files");
    Diagnostic::new(Code::TooLarge, &Location::file(path), message).help(help)
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
    let help = say!(
        "mở tệp bằng Excel, chọn Lưu thành, kiểu \"CSV UTF-8\"; chữ TCVN3, VNI thì đổi sang Unicode trước",
        "open the file in Excel and save it as \"CSV UTF-8\"; convert TCVN3 or VNI text to Unicode first"
    );
    Diagnostic::new(Code::NotUtf8, &at, message).help(help)
}
