//! Matches the names of a header with the columns that a table declares.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Located, Location};
use crate::say;
use crate::text::fold;

use super::{Column, Need, Raw, Sheet, nearest};

/// Reports what is missing from a header, and what is too much.
pub(super) fn check_header(
    header: &[Arc<Located<String>>],
    sheet: &Sheet,
    columns: &'static [Column],
    faults: &mut Diagnostics,
) {
    if !header.iter().any(|name| find(&name.value, columns).is_some()) {
        faults.add(no_header(sheet, columns));
        return;
    }
    let names: Vec<&Located<String>> = header.iter().map(|name| &**name).collect();
    check_names(&names, columns, faults);
    let is_named = |column: &Column| header.iter().any(|name| find(&name.value, columns) == Some(column));
    let missing: Vec<&Column> =
        columns.iter().filter(|column| column.need == Need::Required && !is_named(column)).collect();
    let unnamed = unnamed(header, sheet);
    // A required column may be the one whose name was lost, so it is not reported a second time.
    if !unnamed.is_empty() {
        unnamed.into_iter().for_each(|(name, first)| faults.add(unnamed_column(name, first, &missing)));
        return;
    }
    for column in missing {
        let (name, label, table) = (column.name, column.label, &sheet.name);
        let message = say!(
            "bảng `{table}` thiếu cột bắt buộc `{name}` ({label})",
            "table `{table}` lacks the required column `{name}`"
        );
        let help = say!("thêm cột `{name}` vào dòng tiêu đề", "add the column `{name}` to the header row");
        faults.add(Diagnostic::new(Code::MissingColumn, &sheet.at, message).help(help));
    }
}

/// Returns the empty cells of a header that have filled cells below, each with the first of them.
fn unnamed<'a>(header: &'a [Arc<Located<String>>], sheet: &'a Sheet) -> Vec<(&'a Located<String>, &'a Located<Raw>)> {
    let first = |index: usize| {
        let below = sheet.records.iter().filter_map(|record| record.fields.get(index));
        below.map(|(_, cell)| cell).find(|cell| cell.value != Raw::Empty)
    };
    let empty = header.iter().enumerate().filter(|(_, name)| name.value.is_empty());
    empty.filter_map(|(index, name)| Some((&**name, first(index)?))).collect()
}

fn unnamed_column(name: &Located<String>, first: &Located<Raw>, missing: &[&Column]) -> Diagnostic {
    let message = say!(
        "cột này không có tên nhưng có ô đã điền ở dưới; số liệu sẽ bị mất",
        "this column has no name and yet filled cells below; what they say would be lost"
    );
    let fault = Diagnostic::new(Code::UnnamedColumn, &name.at, message);
    let fault = fault.note(&first.at, say!("ô đầu tiên đã điền", "the first filled cell"));
    if missing.is_empty() {
        return fault.help(say!(
            "gõ tên cột vào ô tiêu đề; cột không dùng thì xóa cả cột",
            "type the name of the column into the header; delete the column if it is not used"
        ));
    }
    let names = missing.iter().map(|column| format!("`{}`", column.name)).collect::<Vec<_>>().join(", ");
    fault.help(say!("gõ tên cột; bảng còn thiếu {names}", "type the name of the column; the table lacks {names}"))
}

/// A first row without any name of a column is a title, or the table of another file.
fn no_header(sheet: &Sheet, columns: &[Column]) -> Diagnostic {
    let table = &sheet.name;
    let needed = columns.iter().filter(|column| column.need == Need::Required).map(|column| column.name);
    let needed = needed.collect::<Vec<_>>().join(", ");
    let message =
        say!("dòng đầu không có tên cột nào của bảng `{table}`", "the first row has no column name of table `{table}`");
    let help = say!(
        "dòng tiêu đề phải đứng đầu: xóa dòng tên bảng ở trên; các cột bắt buộc: {needed}",
        "the header must come first: remove the title above it; required columns: {needed}"
    );
    Diagnostic::new(Code::MissingColumn, &sheet.at, message).help(help)
}

/// Reports names that no column has, and columns named twice.
pub(super) fn check_names(names: &[&Located<String>], columns: &'static [Column], faults: &mut Diagnostics) {
    let mut seen: Vec<(&'static str, &Location)> = Vec::new();
    for name in names.iter().filter(|name| !name.value.is_empty()) {
        match find(&name.value, columns) {
            None => faults.add(unknown_column(name, columns)),
            Some(column) => match seen.iter().find(|(known, _)| *known == column.name) {
                Some((known, first)) => {
                    let message = say!("cột `{known}` có hai lần", "column `{known}` stands twice");
                    let note = say!("lần thứ nhất ở đây", "the first is here");
                    let fault = Diagnostic::new(Code::DuplicateColumn, &name.at, message).found(&name.value);
                    faults.add(fault.note(first, note).help(say!("xóa một trong hai cột", "remove one of the two")));
                }
                None => seen.push((column.name, &name.at)),
            },
        }
    }
}

/// The column that keeps a row inside the office, as `catalog::basis` declares it, and its label.
const VISIBILITY: [&str; 2] = ["visibility", "muc cong khai"];

fn unknown_column(name: &Located<String>, columns: &'static [Column]) -> Diagnostic {
    let found = &name.value;
    if VISIBILITY.contains(&fold(found).as_str()) {
        let message = say!(
            "bảng này công bố mọi dòng, nên cột `{found}` không giữ kín được dòng nào",
            "this table is published as a whole, so that column `{found}` hides no row"
        );
        let help = say!(
            "xóa những dòng không được công bố, rồi xóa cột này",
            "remove the rows that must not be published, then this column"
        );
        return Diagnostic::new(Code::UselessVisibility, &name.at, message).found(found).help(help);
    }
    let message = say!("không có cột nào tên `{found}`", "no column is named `{found}`");
    let known = columns.iter().flat_map(|column| [column.name, column.label]);
    let fault = Diagnostic::new(Code::UnknownColumn, &name.at, message).found(found);
    match nearest(found, known) {
        // Under another name the column hides nothing.
        Some(near) if VISIBILITY.contains(&fold(near).as_str()) => {
            let message = say!(
                "cột `{found}` không giữ kín được dòng nào: không có cột nào tên như thế",
                "column `{found}` hides no row: no column has this name"
            );
            let help = say!("có phải là `{near}`?", "did you mean `{near}`?");
            Diagnostic::new(Code::UselessVisibility, &name.at, message).found(found).help(help)
        }
        Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
        None => {
            let all = columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
            fault.help(say!("xóa cột, hoặc dùng một trong: {all}", "remove it, or use one of: {all}"))
        }
    }
}

/// Returns the column of a name, written as in the data files or in Vietnamese.
pub(super) fn find(name: &str, columns: &'static [Column]) -> Option<&'static Column> {
    let exact = columns.iter().find(|column| column.name == name);
    exact.or_else(|| {
        let folded = fold(name);
        columns.iter().find(|column| column.name == folded || fold(column.label) == folded)
    })
}
