//! Finds the row of headings and which column is which, by names and their other names, then by likeness.

use std::collections::BTreeMap;

use crate::record::Raw;
use crate::text::fold;
use crate::workbook::Grid;

use super::position;

/// What a column may be called.
pub(super) struct Wanted {
    /// What it is known by here.
    pub(super) column: &'static str,
    /// Its names, the printed one first, each with what is left of it to compare.
    names: Vec<(String, String)>,
}

impl Wanted {
    pub(super) fn new<'a>(column: &'static str, names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { column, names: names.into_iter().map(|name| (name.to_owned(), plain(name))).collect() }
    }
}

/// Headings that were found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Headings {
    /// The last row of the headings; the table begins below.
    pub(super) row: u32,
    /// The first row of the headings.
    pub(super) first: u32,
    /// The number of each column that was found.
    pub(super) columns: BTreeMap<&'static str, u32>,
    /// Columns taken by likeness: number, what stands there, the name that it is like.
    pub(super) near: Vec<(u32, String, String)>,
    /// Columns with a heading that is none of the wanted.
    pub(super) other: Vec<(u32, String)>,
    /// Columns that stand twice: number, heading.
    pub(super) twice: Vec<(u32, String)>,
}

impl Headings {
    /// Returns how sure it is that these are headings.
    pub(super) fn score(&self) -> usize {
        self.columns.len() * 2 - self.near.len()
    }
}

/// How far down headings are looked for: forms have titles, senders and dates above them.
const DEPTH: u32 = 30;
/// The most characters of a heading that are looked at; the longest of a blank workbook has 60.
const LONGEST: usize = 300;
/// The most columns that are not known by name and are compared letter by letter.
const COMPARED: usize = 60;

/// Returns the headings that fit best, of one row or of two.
pub(super) fn find(grid: &Grid, wanted: &[Wanted]) -> Option<Headings> {
    let rows: Vec<u32> = grid.rows().into_iter().filter(|row| *row <= DEPTH).collect();
    let one = rows.iter().map(|row| read(grid, *row, *row, wanted));
    let two = rows.windows(2).filter(|pair| pair[1] == pair[0] + 1).map(|pair| read(grid, pair[0], pair[1], wanted));
    // The first of equals: max_by_key would take the last.
    let mut best: Option<Headings> = None;
    for found in one.chain(two) {
        if found.score() > best.as_ref().map_or(0, Headings::score) {
            best = Some(found);
        }
    }
    best
}

fn read(grid: &Grid, first: u32, last: u32, wanted: &[Wanted]) -> Headings {
    let mut found = Headings { row: last, first, ..Headings::default() };
    let mut columns: Vec<u32> = (first..=last).flat_map(|row| grid.row(row).map(|(column, _)| column)).collect();
    columns.sort_unstable();
    columns.dedup();
    for column in columns {
        let texts = texts(grid, first, last, column);
        let Some(shown) = texts.first().cloned() else { continue };
        let exact = texts.iter().find_map(|text| named(text, wanted));
        let unnamed = found.near.len() + found.other.len();
        let near = || texts.iter().filter(|_| unnamed < COMPARED).find_map(|text| like(text, wanted));
        match exact.map(|column| (column, None)).or_else(|| near().map(|(column, name)| (column, Some(name)))) {
            Some((name, _)) if found.columns.contains_key(name) => found.twice.push((column, shown)),
            Some((name, near)) => {
                found.columns.insert(name, column);
                found.near.extend(near.map(|near| (column, shown, near)));
            }
            None => found.other.push((column, shown)),
        }
    }
    found
}

/// Returns what may be the heading of a column: of two rows the lower cell, the upper one, and both in one.
fn texts(grid: &Grid, first: u32, last: u32, column: u32) -> Vec<String> {
    let text = |row: u32| match grid.value((row, column)) {
        Raw::Text(text) => Some(text.chars().take(LONGEST).collect::<String>()),
        Raw::Number(number) => Some(number.clone()),
        _ => None,
    };
    if first == last {
        return text(first).into_iter().collect();
    }
    // A merged cell above names every column below it.
    let above = text(first).or_else(|| {
        let (from, _) = grid.merged.over((first, column)).filter(|(_, to)| to.0 < last)?;
        match grid.value(from) {
            Raw::Text(text) => Some(text.chars().take(LONGEST).collect()),
            _ => None,
        }
    });
    match (above, text(last)) {
        (Some(above), Some(below)) => vec![below.clone(), format!("{above} {below}"), above],
        (above, below) => below.into_iter().chain(above).collect(),
    }
}

fn named(text: &str, wanted: &[Wanted]) -> Option<&'static str> {
    let plains = [plain(text), plain(position::without_system(text))];
    let known = |one: &&Wanted| one.column == text || one.names.iter().any(|(_, known)| plains.contains(known));
    wanted.iter().find(known).map(|one| one.column)
}

/// A heading without marks, signs and what stands in brackets behind it, except a unit.
pub(super) fn plain(text: &str) -> String {
    let folded = fold(text);
    let kept: String = folded.chars().map(|c| if c.is_alphanumeric() || c == '%' { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The likeness from which a heading may be meant, of 1.
const LIKE: f64 = 0.82;

/// Only what is about as long is compared letter by letter.
fn is_like(plain: &str, known: &str) -> bool {
    let (one, other) = (plain.chars().count(), known.chars().count());
    #[expect(clippy::cast_precision_loss, reason = "headings have few letters")]
    let may_be = one.min(other) as f64 >= LIKE * one.max(other) as f64;
    may_be && strsim::normalized_damerau_levenshtein(plain, known) >= LIKE
}

/// Returns the one column whose name is like a text; of two that are, none.
fn like(text: &str, wanted: &[Wanted]) -> Option<(&'static str, String)> {
    let plain = plain(text);
    if plain.chars().count() < 4 || plain.len() > 200 {
        return None;
    }
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for one in wanted {
        let near = one.names.iter().find(|(_, known)| is_like(&plain, known));
        found.extend(near.map(|(name, _)| (one.column, name.clone())));
    }
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
