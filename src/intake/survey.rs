//! What a workbook does not show at first sight: hidden rows, merged cells, formulas without values, links, macros.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::SourcePath;
use crate::place::{Location, cell_name};
use crate::record::Raw;
use crate::say;
use crate::workbook::{Book, Grid, Position};

use super::recognise::Seen;

/// Reports what concerns the file as a whole.
pub(super) fn book(book: &Book, faults: &mut Diagnostics) {
    let at = Location::file(&book.file);
    if book.has_macros {
        let message =
            say!("sổ tính có macro; chương trình không chạy macro nào", "the workbook has macros; none was run");
        let help = say!("gửi bản không có macro, kiểu .xlsx", "send it without macros, as .xlsx");
        faults.add(Diagnostic::new(Code::Macros, &at, message).help(help));
    }
    if book.has_links {
        let message = say!(
            "sổ tính lấy số từ tệp khác; số ở đây là số của lần mở gần nhất",
            "the workbook takes values from other files; what was read is of the last time it was opened"
        );
        let help = say!(
            "trong Excel chọn Dữ liệu, Sửa liên kết, Ngắt liên kết; kiểm tra lại số rồi gửi",
            "in Excel choose Data, Edit Links, Break Link; check the values and send it again"
        );
        faults.add(Diagnostic::new(Code::OutsideLinks, &at, message).help(help));
    }
}

/// Reports what a sheet that is read hides, and what cannot be read of it.
pub(super) fn grid(grid: &Grid, seen: &Seen, file: &SourcePath, faults: &mut Diagnostics) {
    hidden(grid, seen, file, faults);
    let header = seen.header();
    let below = |at: &&Position| at.0 > header;
    for at in grid.cells.iter().filter(|(_, cell)| cell.has_formula && cell.value == Raw::Empty).map(|(at, _)| at) {
        if below(&at) {
            faults.add(unfinished(&grid.at(file, *at)));
        }
    }
    for (from, to) in grid.merged.iter().filter(|(from, _)| from.0 > header) {
        // Forms merge the lines of the signature, and the heads of their sections.
        let columns = &seen.headings().columns;
        let value = columns.get("value").copied();
        let covers_value = value.is_some_and(|column| (from.1..=to.1).contains(&column));
        let is_tall = to.0 > from.0;
        let matters = match seen {
            Seen::Form(_) => covers_value && is_tall,
            // A name over several rows is that of each; a number is not.
            Seen::Entry(sheet) => sheet.entry.fields.iter().any(|field| {
                let column = columns.get(field.column);
                column.is_some_and(|column| (from.1..=to.1).contains(column))
                    && (!field.kind.is_label() || from.1 < to.1)
            }),
        };
        if matters {
            faults.add(merged(&grid.at(file, from), from, to));
        }
    }
    for (column, text) in &seen.headings().twice {
        let message = say!("cột \"{text}\" có hai lần", "column \"{text}\" stands twice");
        let help = say!("xóa một trong hai cột", "remove one of the two");
        faults.add(Diagnostic::new(Code::DuplicateColumn, &grid.at(file, (header, *column)), message).help(help));
    }
    for (column, text, name) in &seen.headings().near {
        let message = say!("cột \"{text}\" được hiểu là \"{name}\"", "column \"{text}\" was taken for \"{name}\"");
        let help = say!("đúng thì thôi; sai thì sửa tên cột", "if that is wrong correct the heading");
        faults.add(Diagnostic::new(Code::NearHeading, &grid.at(file, (header, *column)), message).help(help));
    }
    let below = grid.cells.range((header + 1, 0)..).filter(|(_, cell)| cell.value != Raw::Empty);
    let filled: BTreeSet<u32> = below.map(|((_, column), _)| *column).collect();
    for (column, text) in &seen.headings().other {
        if filled.contains(column) && text.chars().any(char::is_alphabetic) {
            let message =
                say!("cột \"{text}\" không có trong mẫu; không đọc", "column \"{text}\" is not in the blank; not read");
            let help = say!(
                "nếu là một cột của mẫu thì sửa tên cột cho đúng",
                "if it is a column of the blank workbook correct its heading"
            );
            faults.add(Diagnostic::new(Code::IgnoredColumn, &grid.at(file, (header, *column)), message).help(help));
        }
    }
}

fn hidden(grid: &Grid, seen: &Seen, file: &SourcePath, faults: &mut Diagnostics) {
    let header = seen.header();
    let mut found: Vec<(Position, String, String)> = Vec::new();
    if grid.is_hidden {
        found.push(((header, 1), "trang này đang ẩn".to_owned(), "this sheet is hidden".to_owned()));
    }
    let filled = |row: &&u32| grid.row(**row).any(|(_, cell)| cell.value != Raw::Empty);
    let rows: Vec<u32> = grid.hidden_rows.iter().filter(|row| **row > header).filter(filled).copied().collect();
    if let Some(first) = rows.first() {
        let list = rows.iter().take(20).map(u32::to_string).collect::<Vec<_>>().join(", ");
        let (vi, en) = if grid.is_filtered { ("do bộ lọc", "by a filter") } else { ("", "") };
        found.push((
            (*first, 1),
            format!("dòng ẩn {vi} ({list})").replace("  ", " "),
            format!("rows hidden {en} ({list})").replace("  ", " "),
        ));
    }
    let columns =
        grid.hidden_columns.iter().filter(|column| seen.headings().columns.values().any(|one| one == *column));
    let columns: Vec<u32> = columns.copied().collect();
    if let Some(first) = columns.first() {
        let list = columns.iter().map(|column| cell_name(1, *column).replace('1', "")).collect::<Vec<_>>().join(", ");
        found.push(((header, *first), format!("cột ẩn ({list})"), format!("hidden columns ({list})")));
    }
    for (at, vi, en) in found {
        let message = say!("{vi}; vẫn được đọc", "{en}; read all the same");
        let help =
            say!("bỏ ẩn để kiểm tra; phần không gửi thì xóa hẳn", "unhide to check; delete what is not to be sent");
        faults.add(Diagnostic::new(Code::HiddenRows, &grid.at(file, at), message).help(help));
    }
}

fn unfinished(at: &Location) -> Diagnostic {
    let message = say!("ô có công thức mà chưa có kết quả", "the cell has a formula and no result");
    let help = say!(
        "mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại; hoặc gõ thẳng giá trị vào ô",
        "open the file in Excel or LibreOffice, save it and send it again; or type the value into the cell"
    );
    Diagnostic::new(Code::FormulaWithoutValue, at, message).help(help)
}

fn merged(at: &Location, from: Position, to: Position) -> Diagnostic {
    let (first, last) = (cell_name(from.0, from.1), cell_name(to.0, to.1));
    let message = say!(
        "các ô {first}:{last} bị gộp; chỉ ô đầu có giá trị, không biết các ô kia là bao nhiêu",
        "the cells {first}:{last} are merged; only the first has a value, what the others hold cannot be told"
    );
    let help = say!("bỏ gộp rồi điền từng ô", "unmerge them and fill in each cell");
    Diagnostic::new(Code::MergedCells, at, message).help(help)
}
