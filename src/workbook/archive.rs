//! The package of a workbook: what is in it, unpacked within limits, and what is said when it is no workbook.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{COLUMN_LIMIT, PACKED_LIMIT, Position, ROW_LIMIT, UNPACKED_LIMIT};
use crate::diagnostic::{Code, Diagnostic};
use crate::files::SourcePath;
use crate::place::Location;
use crate::say;
use crate::text::Both;

/// The first bytes of old .xls files and of workbooks with a password.
pub(super) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The most parts of a package.
const PART_LIMIT: usize = 10_000;

/// A package whose parts were all unpacked once through a limit: calamine loads shared strings whole.
pub(super) struct Archive<'a> {
    file: &'a SourcePath,
    zip: ZipArchive<Cursor<&'a [u8]>>,
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
            let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
            let size = size.map_err(|error| unreadable(file, &error.to_string()))?;
            left = left.checked_sub(size).ok_or_else(|| bomb(file))?;
        }
        Ok(Self { file, zip })
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
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
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

pub(super) fn too_far(file: &SourcePath, sheet: &str, (row, column): Position) -> Diagnostic {
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

pub(super) fn too_many(file: &SourcePath, sheet: &str, (row, column): Position) -> Diagnostic {
    let message = say!(
        "từ ô này sổ tính có nhiều ô hơn mức cho phép",
        "from this cell on the workbook has more cells than is allowed"
    );
    let help = say!("xóa trang tính và ô thừa, hoặc chia tệp", "remove surplus sheets and cells, or split the file");
    Diagnostic::new(Code::TooLarge, &Location::cell(file, sheet, row, column), message).help(help)
}

pub(super) fn bomb(file: &SourcePath) -> Diagnostic {
    let size = UNPACKED_LIMIT >> 20;
    let message =
        say!("sổ tính lớn hơn {size} MB sau khi giải nén", "the workbook has more than {size} MB when unpacked");
    let help = say!("xóa trang tính, ảnh và ô thừa", "remove surplus sheets, pictures and cells");
    Diagnostic::new(Code::TooLarge, &Location::file(file), message).help(help)
}
