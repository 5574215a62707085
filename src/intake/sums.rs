//! Rows that are no data: blank ones, heads of groups, totals; the totals check the sums.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::cell_name;
use crate::record::Raw;
use crate::say;
use crate::text::{Amount, fold};
use crate::workbook::{Cell, Grid};

use super::recognise::Sheet;
use super::schema::{Field, Kind};
use super::{Desk, Intake, figure};

/// What a row is.
pub(super) enum RowKind {
    /// Nothing in the columns that are read.
    Blank,
    /// The head of a group: `I. Cụm đã thành lập`.
    Group,
    /// A total, with its words.
    Total(String),
    /// A record.
    Data,
}

/// Tells what a row is.
pub(super) fn kind(grid: &Grid, row: u32, sheet: &Sheet) -> RowKind {
    let read = |column: &u32| sheet.headings.columns.values().any(|known| known == column);
    let filled: Vec<(u32, &Cell)> =
        grid.row(row).filter(|(_, cell)| cell.value != Raw::Empty || cell.has_formula).collect();
    let texts: Vec<&str> = filled
        .iter()
        .filter_map(|(_, cell)| match &cell.value {
            Raw::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    if let Some(label) = texts.iter().take(2).map(|text| fold(text)).find(|text| is_total(text)) {
        return RowKind::Total(label);
    }
    if !filled.iter().any(|(column, _)| read(column)) {
        return RowKind::Blank;
    }
    let numbers = numeric(sheet).any(|(_, column)| matches!(grid.value((row, column)), Raw::Number(_)));
    // `(1) (2) (3)` below the headings, or a lone text with its Roman number.
    let counted = || {
        filled.iter().all(|(_, cell)| {
            super::cell::shown(&cell.value).trim_matches(['(', ')', ' ']).parse::<u32>().is_ok_and(|number| number < 60)
        })
    };
    if !numbers
        && (texts.len() == 1 && filled.len() == 1
            || texts.len() == 2 && filled.len() == 2 && is_ordinal(&fold(texts[0])))
    {
        return RowKind::Group;
    }
    if filled.len() > 2 && row == sheet.headings.row + 1 && counted() { RowKind::Group } else { RowKind::Data }
}

/// Returns whether folded words are those of a total; `Công ty …` and `Tổng công ty …` are firms.
fn is_total(text: &str) -> bool {
    let bare = text.split(['(', ':']).next().unwrap_or_default().trim();
    matches!(bare, "cong" | "tong" | "tong cong" | "tong so" | "toan tinh" | "cong don" | "tong toan tinh")
        || bare.strip_prefix("cong nhom ").or(bare.strip_prefix("cong muc ")).is_some_and(|rest| rest.len() <= 4)
        || is_ordinal(bare.strip_prefix("cong ").unwrap_or(""))
}

fn is_ordinal(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')']);
    !text.is_empty() && text.len() <= 4 && (text.chars().all(|c| "ivx".contains(c)) || text.len() == 1)
}

/// The columns that can be summed, with their fields.
fn numeric(sheet: &Sheet) -> impl Iterator<Item = (&'static Field, u32)> {
    let summed =
        |field: &&'static Field| matches!(field.kind, Kind::Number { .. } | Kind::Whole { .. } | Kind::Money { .. });
    sheet
        .entry
        .fields
        .iter()
        .filter(summed)
        .filter_map(|field| Some((field, *sheet.headings.columns.get(field.column)?)))
}

/// The sums of the rows read so far: of the group, and of all.
#[derive(Default)]
pub(super) struct Totals {
    group: BTreeMap<u32, Amount>,
    all: BTreeMap<u32, Amount>,
}

impl Totals {
    /// Adds a row.
    pub(super) fn add(&mut self, grid: &Grid, row: u32, sheet: &Sheet) {
        for (field, column) in numeric(sheet) {
            if let Some(value) = amount(grid, row, column, field) {
                for sums in [&mut self.group, &mut self.all] {
                    let sum = sums.entry(column).or_default();
                    *sum = *sum + value;
                }
            }
        }
    }

    /// Begins a new group.
    pub(super) fn close(&mut self) {
        self.group.clear();
    }

    /// Compares a total with the sum of its group, or of all rows above it.
    pub(super) fn compare(
        &mut self,
        grid: &Grid,
        row: u32,
        label: &str,
        sheet: &Sheet,
        desk: &Desk<'_>,
        intake: &mut Intake,
    ) {
        for (field, column) in numeric(sheet) {
            let Some(total) = amount(grid, row, column, field) else { continue };
            let sum = |sums: &BTreeMap<u32, Amount>| sums.get(&column).copied().unwrap_or_default();
            let (group, all) = (sum(&self.group), sum(&self.all));
            if total != group && total != all {
                let meant = if label.contains("tong cong") || label.contains("toan tinh") { all } else { group };
                let cell = cell_name(row, column);
                let message = say!(
                    "ô {cell} ghi tổng {total}, các dòng trên cộng lại là {meant}",
                    "cell {cell} has the total {total}, the rows above add up to {meant}";
                    total = total, meant = meant
                );
                let help = say!(
                    "kiểm tra các dòng và dòng tổng; dòng tổng không được nhập, chỉ để đối chiếu",
                    "check the rows and the total; totals are only compared, never taken in"
                );
                let at = grid.at(&desk.file, (row, column)).with_field(field.heading);
                intake.faults.add(Diagnostic::new(Code::SumDiffers, &at, message).help(help));
            }
        }
        self.close();
    }
}

/// The number of a cell, without a word on what is wrong with it.
fn amount(grid: &Grid, row: u32, column: u32, field: &Field) -> Option<Amount> {
    let at = crate::place::Location::file(&crate::files::SourcePath::new(""));
    let cell = grid.cells.get(&(row, column))?;
    figure::read(cell, field.kind.unit(), &at).ok().flatten().map(|read| read.value)
}
