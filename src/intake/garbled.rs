//! Turns the text of old fonts into Unicode: decoded to be understood, taken in only when somebody agreed.

use crate::diagnostic::{Code, Diagnostic};
use crate::record::Raw;
use crate::say;
use crate::text::charset::Charset;
use crate::text::encoding::{How, garbled};
use crate::workbook::{Book, Cell, Grid, Position};

use super::{Desk, Intake};

/// A cell that was typed in an old font.
struct Old {
    at: Position,
    from: String,
    to: String,
}

/// Rewrites the cells of old fonts and reports them, one fault for a sheet and a font.
pub(super) fn mend(book: &mut Book, desk: &Desk<'_>, intake: &mut Intake) {
    for grid in &mut book.grids {
        for charset in [Charset::Tcvn3, Charset::Vni] {
            let old = rewrite(grid, charset);
            if old.is_empty() {
                continue;
            }
            if !desk.order.decode.contains(&charset) {
                intake.faults.add(fault(grid, charset, &old, desk));
            }
            for cell in &old {
                let how = say!("đổi từ phông cũ sang Unicode", "from an old font to Unicode");
                Desk::repair(intake, &grid.at(&desk.file, cell.at), &cell.from, &cell.to, how);
            }
        }
    }
}

fn rewrite(grid: &mut Grid, charset: Charset) -> Vec<Old> {
    let mut old = Vec::new();
    for (at, cell) in &mut grid.cells {
        if let Some(to) = reread(cell, charset) {
            let Raw::Text(from) = std::mem::replace(&mut cell.value, Raw::of(&to)) else { continue };
            old.push(Old { at: *at, from, to });
        }
    }
    old
}

/// Returns what a cell says when its font or its letters tell of the old table.
fn reread(cell: &Cell, charset: Charset) -> Option<String> {
    let Raw::Text(text) = &cell.value else { return None };
    if text.is_ascii() {
        return None;
    }
    let font = cell.font.as_deref().and_then(Charset::of_font).filter(|(of_font, _)| *of_font == charset);
    if let Some((_, capitals)) = font {
        let read = charset.reread(text);
        // Who pastes Unicode text into such a cell leaves the font behind; these fonts have no letter beyond Latin-1.
        let is_old = text.chars().all(|c| c <= '\u{ff}' || !c.is_alphabetic()) && read != *text;
        return is_old.then(|| if capitals { read.to_uppercase() } else { read });
    }
    let found = garbled(text)?;
    let how = if charset == Charset::Tcvn3 { How::Tcvn3 } else { How::Vni };
    found.typed.filter(|_| found.how == how)
}

fn fault(grid: &Grid, charset: Charset, old: &[Old], desk: &Desk<'_>) -> Diagnostic {
    let first = &old[0];
    let (count, name, from, to) = (old.len(), charset.name(), &first.from, &first.to);
    let font = if charset == Charset::Tcvn3 { "TCVN3 (.VnTime)" } else { "VNI" };
    let message = say!(
        "{count} ô gõ bằng phông cũ {font}; ô này `{from}` đọc là `{to}`",
        "{count} cells are typed in the old font {font}; this one, `{from}`, reads `{to}`"
    );
    let help = say!(
        "xem danh sách ô ở phần đã sửa: đúng thì chạy lại với --decode {name}; sai thì đổi sang Unicode trong Excel rồi gửi lại",
        "see the list of repairs: if it is right run again with --decode {name}; else turn it into Unicode and send it again"
    );
    Diagnostic::new(Code::LegacyFont, &grid.at(&desk.file, first.at), message).found(from).help(help)
}
