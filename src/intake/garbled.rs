//! Turns the text of old fonts into Unicode: decoded to be understood, taken in only when somebody agreed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Location;
use crate::record::Raw;
use crate::say;
use crate::text::charset::Charset;
use crate::text::encoding::{self, How, garbled};
use crate::workbook::{Book, Cell, Grid, Position, Run};

use super::{Desk, Intake};

/// A cell that was typed in an old font.
struct Old {
    at: Position,
    from: String,
    to: String,
}

/// What the fonts and the letters of a text tell.
enum Told {
    /// Nothing: figures and plain Latin letters.
    Nothing,
    /// Unicode.
    Unicode,
    /// All of it is of one old table, by which it reads so.
    Old(Charset, String),
    /// Part of it is of an old table.
    Mixed(Charset),
}

/// Rewrites the cells of old fonts and reports them, one fault for a sheet and a font; each cell that has Unicode in it,
/// too, must be typed again.
pub(super) fn mend(book: &mut Book, desk: &Desk<'_>, intake: &mut Intake) {
    for grid in &mut book.grids {
        let mut all: BTreeMap<Charset, Vec<Old>> = BTreeMap::new();
        for (at, cell) in &mut grid.cells {
            match told(cell, grid.runs.get(at)) {
                Told::Old(charset, to) => {
                    let from = std::mem::replace(&mut cell.value, Raw::of(&to));
                    let old = Old { at: *at, from: super::cell::shown(&from), to };
                    all.entry(charset).or_default().push(old);
                }
                Told::Mixed(charset) => {
                    let at = Location::cell(&desk.file, &grid.name, at.0, at.1);
                    intake.faults.add(mixed(cell, charset, &at));
                }
                Told::Nothing | Told::Unicode => {}
            }
        }
        for (charset, old) in all {
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

/// Returns what the pieces of a cell tell together.
fn told(cell: &Cell, runs: Option<&Arc<[Run]>>) -> Told {
    let Raw::Text(text) = &cell.value else { return Told::Nothing };
    if text.is_ascii() {
        return Told::Nothing;
    }
    let Some(runs) = runs else { return piece(text, cell.font.as_deref()) };
    let pieces = runs.iter().map(|run| (run, piece(&run.text, run.font.as_deref().or(cell.font.as_deref()))));
    let (mut all, mut old, mut has_unicode) = (String::new(), Vec::new(), false);
    for (run, told) in pieces {
        match told {
            Told::Nothing => all.push_str(&run.text),
            Told::Unicode => has_unicode = true,
            Told::Old(charset, text) => {
                all.push_str(&text);
                old.push(charset);
            }
            Told::Mixed(charset) => return Told::Mixed(charset),
        }
    }
    match old.as_slice() {
        [] => Told::Unicode,
        [first, others @ ..] if has_unicode || others.iter().any(|other| other != first) => Told::Mixed(*first),
        [first, ..] => Told::Old(*first, all),
    }
}

/// Returns what a text in one font tells.
fn piece(text: &str, font: Option<&str>) -> Told {
    if text.is_ascii() {
        return Told::Nothing;
    }
    if let Some((charset, capitals)) = font.and_then(Charset::of_font) {
        let read = charset.reread(text);
        // Who pastes Unicode text into such a cell leaves the font behind; these fonts have no letter beyond Latin-1.
        let is_old = text.chars().all(|c| c <= '\u{ff}' || !c.is_alphabetic()) && read != *text;
        if is_old {
            return Told::Old(charset, if capitals { read.to_uppercase() } else { read });
        }
    }
    match garbled(text).map(|found| (table(found.how), found.typed)) {
        Some((Some(charset), Some(typed))) => Told::Old(charset, typed),
        Some(_) => Told::Unicode,
        None => mixed_letters(text),
    }
}

fn mixed_letters(text: &str) -> Told {
    match encoding::mixed(text).and_then(table) {
        Some(charset) => Told::Mixed(charset),
        None if text.contains(char::is_alphabetic) => Told::Unicode,
        None => Told::Nothing,
    }
}

fn table(how: How) -> Option<Charset> {
    match how {
        How::Tcvn3 => Some(Charset::Tcvn3),
        How::Vni => Some(Charset::Vni),
        How::Reread | How::Lost | How::Questioned => None,
    }
}

fn font(charset: Charset) -> &'static str {
    if charset == Charset::Tcvn3 { "TCVN3 (.VnTime)" } else { "VNI" }
}

fn mixed(cell: &Cell, charset: Charset, at: &Location) -> Diagnostic {
    let (text, font) = (super::cell::shown(&cell.value), font(charset));
    let message = say!(
        "ô lẫn chữ phông cũ {font} với chữ Unicode: `{text}`",
        "the cell mixes letters of the old font {font} with Unicode: `{text}`"
    );
    let help = say!(
        "gõ lại cả ô bằng Unicode; không tự đổi được, vì đổi thì phần Unicode hỏng",
        "type the whole cell again in Unicode; no table reads it, since that would spoil the part that is Unicode"
    );
    Diagnostic::new(Code::LegacyFont, at, message).found(text).help(help)
}

fn fault(grid: &Grid, charset: Charset, old: &[Old], desk: &Desk<'_>) -> Diagnostic {
    let first = &old[0];
    let (count, name, from, to) = (old.len(), charset.name(), &first.from, &first.to);
    let font = font(charset);
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
