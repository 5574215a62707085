//! The package of a workbook: what is in it, unpacked within limits, and what is said when it is no workbook.

use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::hints::attribute;
use super::{COLUMN_LIMIT, PACKED_LIMIT, Position, ROW_LIMIT, SHEET_LIMIT, TEXT_LIMIT, UNPACKED_LIMIT};
use crate::diagnostic::{Code, Diagnostic};
use crate::files::SourcePath;
use crate::place::Location;
use crate::say;
use crate::text::Both;

/// The first bytes of old .xls files and of workbooks with a password.
pub(super) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The most parts of a package.
const PART_LIMIT: usize = 10_000;

/// The most attributes of a tag: an XML reader compares each with all before it, to find one that stands twice.
const ATTRIBUTE_LIMIT: usize = 200;

/// A package whose parts were all unpacked once through a limit: calamine loads shared strings whole.
pub(super) struct Archive<'a> {
    file: &'a SourcePath,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be read: each part is needed once, and a thousand sheets may name the same one.
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(file: &'a SourcePath, bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        if bytes.len() > PACKED_LIMIT {
            return Err(too_large(file, bytes.len(), PACKED_LIMIT));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_a_workbook(file, bytes))?;
        if zip.len() > PART_LIMIT {
            return Err(bomb(file));
        }
        let mut left = UNPACKED_LIMIT;
        for index in 0..zip.len() {
            let part = zip.by_index(index).map_err(|error| unreadable(file, &error.to_string()))?;
            let mut part = part.take(left + 1);
            let mut start = Vec::new();
            let looked = part.by_ref().take(1).read_to_end(&mut start);
            // What is no XML, a picture for instance, is not kept in memory.
            let is_xml = matches!(start.first(), Some(b'<' | 0xef | 0xfe | 0xff | 0 | b' ' | b'\n' | b'\r' | b'\t'));
            let read = match is_xml {
                true => part.read_to_end(&mut start).map(|size| size as u64),
                false => std::io::copy(&mut part, &mut std::io::sink()),
            };
            let size = looked.and(read).map_err(|error| unreadable(file, &error.to_string()))? + 1;
            left = left.checked_sub(size).ok_or_else(|| bomb(file))?;
            if is_xml && is_made_up(&start) {
                return Err(unreadable(
                    file,
                    "phần XML không do chương trình bảng tính ghi / XML of no spreadsheet program",
                ));
            }
        }
        Ok(Self { file, zip, left: UNPACKED_LIMIT })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Returns whether any part lies in a folder.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        self.zip.file_names().any(|name| name.is_ok_and(|name| name.starts_with(folder)))
    }

    /// Returns the text of a part; a missing one is empty.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Diagnostic> {
        let Ok(mut part) = self.zip.by_name(name) else { return Ok(String::new()) };
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).map_err(|error| unreadable(self.file, &error.to_string()))?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(|| bomb(self.file))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Returns whether a part has a tag that no spreadsheet program writes: with a crowd of attributes, or with a count of
/// texts for which the part has no room, and for which calamine would reserve memory.
fn is_made_up(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                // An attribute needs four bytes at least: most tags are too short.
                let may_be = tag.len() > ATTRIBUTE_LIMIT * 4;
                let is_crowded = may_be && tag.attributes().with_checks(false).nth(ATTRIBUTE_LIMIT).is_some();
                let counted = || attribute(&tag, "uniqueCount").is_some_and(|count| !fits(&count, bytes.len()));
                if is_crowded || tag.local_name().as_ref() == "sst" && counted() {
                    return true;
                }
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Returns whether so many texts can stand in so many bytes; what is no number reserves nothing.
fn fits(count: &str, size: usize) -> bool {
    let digits = count.trim_start_matches(['+', '0']);
    digits.len() < 10 && digits.parse::<usize>().unwrap_or(0) <= size
}

/// How to save a file so that it can be read.
pub(super) fn save_anew() -> Both {
    say!(
        "mở bằng Excel hoặc LibreOffice, bỏ mật khẩu nếu có, chọn Lưu thành (Save As), kiểu \"Excel Workbook (.xlsx)\"",
        "open it in Excel or LibreOffice, remove any password, choose Save As, \"Excel Workbook (.xlsx)\""
    )
}

/// A workbook with a password and an old .xls begin with the same eight bytes.
pub(super) fn not_a_workbook(file: &SourcePath, bytes: &[u8]) -> Diagnostic {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let message = if !bytes.starts_with(COMPOUND) {
        say!("tệp có đuôi sổ tính nhưng không phải sổ tính", "the file ends as a workbook and is none")
    } else if holds(&wide("EncryptedPackage")) {
        say!("sổ tính có mật khẩu", "the workbook has a password")
    } else if holds(&wide("Workbook")) || holds(&wide("Book")) {
        say!("tệp là sổ tính .xls đời cũ (Excel 97–2003)", "the file is an old .xls workbook (Excel 97–2003)")
    } else {
        say!("sổ tính có mật khẩu, hoặc là tệp .xls cũ", "the workbook has a password, or is an old .xls")
    };
    Diagnostic::new(Code::BadWorkbook, &Location::file(file), message).help(save_anew())
}

pub(super) fn unreadable(file: &SourcePath, reason: &str) -> Diagnostic {
    let message = say!("không đọc được sổ tính ({reason})", "the workbook cannot be read ({reason})");
    Diagnostic::new(Code::BadWorkbook, &Location::file(file), message).help(save_anew())
}

/// Says that a file has more bytes than are read.
pub(super) fn too_large(file: &SourcePath, size: usize, most: usize) -> Diagnostic {
    let (have, most) = (size.div_ceil(1 << 20), most >> 20);
    let message = say!("tệp {have} MB, mức cho phép là {most} MB", "the file has {have} MB, the limit is {most} MB");
    let help = say!("chia tệp thành tệp nhỏ hơn, hoặc bỏ phần thừa", "split the file, or remove what is surplus");
    Diagnostic::new(Code::TooLarge, &Location::file(file), message).help(help)
}

pub(super) fn too_far(file: &SourcePath, sheet: &Arc<str>, (row, column): Position) -> Diagnostic {
    let message = say!(
        "ô này nằm ngoài mức {ROW_LIMIT} dòng, {COLUMN_LIMIT} cột",
        "this cell lies beyond the limit of {ROW_LIMIT} rows and {COLUMN_LIMIT} columns"
    );
    let help = say!(
        "xóa các dòng, cột thừa ở cuối trang rồi lưu lại",
        "delete the surplus rows and columns at the end of the sheet and save it again"
    );
    Diagnostic::new(Code::TooLarge, &Location::cell(file, sheet, row, column), message).help(help)
}

pub(super) fn too_many(file: &SourcePath, sheet: &Arc<str>, (row, column): Position) -> Diagnostic {
    let message = say!(
        "từ ô này sổ tính có nhiều ô hơn mức cho phép",
        "from this cell on the workbook has more cells than is allowed"
    );
    let help = say!("xóa trang tính và ô thừa, hoặc chia tệp", "remove surplus sheets and cells, or split the file");
    Diagnostic::new(Code::TooLarge, &Location::cell(file, sheet, row, column), message).help(help)
}

pub(super) fn too_long(file: &SourcePath, sheet: &Arc<str>, (row, column): Position) -> Diagnostic {
    let message = say!(
        "ô này có hơn {TEXT_LIMIT} ký tự, mức của Excel",
        "this cell has more than {TEXT_LIMIT} characters, which is the limit of Excel"
    );
    let help = say!("rút gọn nội dung của ô", "shorten what the cell says");
    Diagnostic::new(Code::TooLarge, &Location::cell(file, sheet, row, column), message).help(help)
}

pub(super) fn too_many_sheets(file: &SourcePath, count: usize) -> Diagnostic {
    let message = say!(
        "sổ tính có {count} trang, mức cho phép là {SHEET_LIMIT} trang",
        "the workbook has {count} sheets, the limit is {SHEET_LIMIT}"
    );
    let help = say!("chia thành các tệp ít trang hơn", "split it into files of fewer sheets");
    Diagnostic::new(Code::TooLarge, &Location::file(file), message).help(help)
}

pub(super) fn bomb(file: &SourcePath) -> Diagnostic {
    let size = UNPACKED_LIMIT >> 20;
    let message =
        say!("sổ tính lớn hơn {size} MB sau khi giải nén", "the workbook has more than {size} MB when unpacked");
    let help = say!("xóa trang tính, ảnh và ô thừa", "remove surplus sheets, pictures and cells");
    Diagnostic::new(Code::TooLarge, &Location::file(file), message).help(help)
}
