//! What is wrong with tables and with what names their rows.

use crate::catalog::basis::Visibility;
use crate::diagnostic::{Code, Diagnostic};
use crate::files::SourcePath;
use crate::place::Location;
use crate::say;

pub(super) fn missing_table(table: &str) -> Diagnostic {
    let file = SourcePath::new(format!("data/{table}.csv"));
    let message = say!("thiếu bảng `{table}`", "table `{table}` is missing");
    let help = say!(
        "thêm tệp {table}.csv, {table}.xlsx hoặc {table}.yaml vào thư mục data",
        "add {table}.csv, {table}.xlsx or {table}.yaml to the data folder"
    );
    Diagnostic::new(Code::MissingTable, &Location::file(&file), message).help(help)
}

/// Says that something public names a row that stays inside the office: the name alone would tell of it.
pub fn internal_reference(table: &str, id: &str, hidden: Visibility, at: &Location, mark: &Location) -> Diagnostic {
    let word = hidden.name();
    let (kind, kind_en) = match hidden {
        Visibility::Counted => ("chỉ được cộng vào tổng", "a row that is only counted"),
        _ => ("nội bộ", "an internal row"),
    };
    let message = say!(
        "chỗ này được công khai nhưng nhắc đến `{id}`, một dòng {kind} của bảng `{table}`",
        "this is public and names `{id}`, {kind_en} of table `{table}`"
    );
    let note = say!("`{id}` ghi visibility = {word}", "`{id}` has visibility = {word}");
    let help = say!(
        "bỏ mã ở đây, ghi visibility = {word} cho dòng này nếu bảng có cột đó, hoặc công khai `{id}`",
        "remove the id here, set visibility = {word} for this row where the table has it, or publish `{id}`"
    );
    Diagnostic::new(Code::InternalReference, at, message).found(id).note(mark, note).help(help)
}

/// Says that a row which counts in sums names one that is in none.
pub(super) fn uncounted_reference(table: &str, id: &str, at: &Location, mark: &Location) -> Diagnostic {
    let message = say!(
        "dòng này được cộng vào tổng nhưng là của `{id}`, một dòng nội bộ của bảng `{table}`, không cộng vào tổng nào",
        "this row is counted in sums and names `{id}`, an internal row of table `{table}`, which is in no sum"
    );
    let note = say!("`{id}` ghi visibility = internal", "`{id}` has visibility = internal");
    let help = say!(
        "ghi visibility = counted cho `{id}` để tổng có nó, hoặc ghi visibility = internal cho dòng này",
        "set visibility = counted for `{id}`, so that sums have it, or visibility = internal for this row"
    );
    Diagnostic::new(Code::InternalReference, at, message).found(id).note(mark, note).help(help)
}

pub(super) fn duplicate_id(id: &str, at: &Location, first: &Location) -> Diagnostic {
    let message = say!("mã `{id}` đã được dùng", "the id `{id}` is used already");
    let help = say!("đặt mã khác cho dòng này hoặc xóa dòng trùng", "give this row another id, or remove it");
    Diagnostic::new(Code::DuplicateId, at, message)
        .found(id)
        .note(first, say!("lần thứ nhất", "the first use"))
        .help(help)
}
