//! Names that a file spells in two ways that sound the same: `Hoà Sơn` and `Hòa Sơn`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Located;
use crate::record::Raw;
use crate::say;
use crate::text::syllable::{is_respelt, spoken};
use crate::workbook::Grid;

use super::cell::items;
use super::recognise::Sheet;
use super::schema::{Field, Kind};
use super::{Desk, identity, recognise};

/// Columns of free text that hold names; other names of a cluster are other spellings by right.
const NAMES: [&str; 4] = ["name", "short", "developers", "investor"];

/// The names of a file, each spelling where it stands first.
#[derive(Default)]
pub(super) struct Names {
    known: BTreeSet<String>,
    by_sound: BTreeMap<String, Vec<Located<String>>>,
}

impl Names {
    /// Adds the names of a sheet, and tells of those that were spelt otherwise before.
    pub(super) fn add(&mut self, grid: &Grid, seen: &recognise::Seen, desk: &Desk<'_>, faults: &mut Diagnostics) {
        match seen {
            recognise::Seen::Form(frame) => {
                let lines = identity::lines(grid, frame.headings.first, desk);
                if let Some(name) = identity::named(frame.form, &lines) {
                    self.name(name, faults);
                }
            }
            recognise::Seen::Entry(sheet) => self.sheet(grid, sheet, desk, faults),
        }
    }

    fn sheet(&mut self, grid: &Grid, sheet: &Sheet, desk: &Desk<'_>, faults: &mut Diagnostics) {
        // The whole name of a cluster contains the short one.
        let is_told = |field: &&Field| field.column == "name" && sheet.headings.columns.contains_key("short");
        for field in sheet.entry.fields.iter().filter(|field| is_name(field) && !is_told(field)) {
            let Some(column) = sheet.headings.columns.get(field.column) else { continue };
            for row in grid.rows().into_iter().filter(|row| *row > sheet.headings.row) {
                let Raw::Text(text) = grid.value((row, *column)) else { continue };
                for item in items(text) {
                    if self.known.contains(item) {
                        continue;
                    }
                    let at = grid.at(&desk.file, (row, *column)).with_field(field.heading);
                    self.name(Located::new(item.to_owned(), at), faults);
                }
            }
        }
    }

    fn name(&mut self, name: Located<String>, faults: &mut Diagnostics) {
        if !self.known.insert(name.value.clone()) {
            return;
        }
        let alike = self.by_sound.entry(spoken(&name.value)).or_default();
        match alike.first() {
            Some(first) if is_respelt(&first.value, &name.value) => {
                let is_new = !alike[1..].iter().any(|one| !is_respelt(&one.value, &name.value));
                if is_new {
                    faults.add(respelt(first, &name));
                    alike.push(name);
                }
            }
            Some(_) => {}
            None => alike.push(name),
        }
    }
}

fn is_name(field: &Field) -> bool {
    matches!(field.kind, Kind::Cluster | Kind::Subject | Kind::Communes | Kind::Agency) || NAMES.contains(&field.column)
}

fn respelt(first: &Located<String>, other: &Located<String>) -> Diagnostic {
    let (one, two) = (&first.value, &other.value);
    let message = say!(
        "`{two}` ở chỗ khác trong tệp viết là `{one}`: một tên, hai cách viết",
        "`{two}` is written `{one}` elsewhere in the file: one name, two spellings"
    );
    let help = say!(
        "chọn một cách viết cho cả tệp; chữ trong hai ô được giữ như đã gõ",
        "choose one of them for the whole file; the text of both cells is kept as typed"
    );
    let note = say!("viết là `{one}` ở đây", "written `{one}` here");
    Diagnostic::new(Code::TwoSpellings, &other.at, message).found(two).note(&first.at, note).help(help)
}
