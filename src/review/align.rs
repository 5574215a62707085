//! Two documents beside each other: paragraphs and rows paired by likeness, since sentences may have been rewritten.

use similar::{Algorithm, DiffOp, capture_diff_slices, diff_ratio};

use super::document::{At, Document, Paragraph};
use super::parts::{is_date, is_number};

/// Texts less alike than this are not the same one rewritten.
const ALIKE: f32 = 0.5;

/// How many texts further on one is looked for.
const NEAR: usize = 50;

/// A row of a table, or a paragraph: what is aligned.
pub(super) struct Unit<'a> {
    pub(super) text: String,
    /// Its paragraph, or the paragraphs of its cells by column.
    pub(super) cells: Vec<(usize, &'a Paragraph)>,
    /// The number of its table.
    pub(super) table: Option<usize>,
    /// Its row in that table.
    pub(super) row: usize,
    pub(super) is_cited: bool,
    /// Columns of which a cell was merged with another, so that it has no figures of its own.
    pub(super) skipped: Vec<usize>,
}

impl Unit<'_> {
    /// Returns what stands in a column.
    pub(super) fn cell(&self, column: usize) -> String {
        let own = self.cells.iter().filter(|(known, _)| *known == column);
        let words = own.flat_map(|(_, paragraph)| paragraph.text.split_whitespace());
        words.collect::<Vec<&str>>().join(" ")
    }
}

/// A text as it was and as it is, where there is one.
pub(super) type Pair<'a> = (Option<&'a Unit<'a>>, Option<&'a Unit<'a>>);

/// Pairs the texts of a report as it was with those as they are.
pub(super) fn pairs<'a>(theirs: &'a [Unit<'a>], ours: &'a [Unit<'a>]) -> Vec<Pair<'a>> {
    let text = |units: &[Unit<'_>]| units.iter().map(|unit| unit.text.clone()).collect::<Vec<String>>();
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &text(theirs), &text(ours)) {
        let (old, new) = (&theirs[op.old_range()], &ours[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => pairs.extend(old.iter().map(Some).zip(new.iter().map(Some))),
            _ => pairs.extend(paired(old, new)),
        }
    }
    pairs
}

/// Paragraphs and rows in order; what the office fills in by hand is left out.
pub(super) fn units(document: &Document) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut row: Option<(usize, usize)> = None;
    for paragraph in &document.paragraphs {
        let text = paragraph.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let own = paragraph.at.map(|At { table, row, .. }| (table, row));
        if text.is_empty() || is_blank(&text) {
            continue;
        }
        let column = paragraph.at.map_or(1, |at| at.column);
        match units.last_mut() {
            Some(last) if own.is_some() && own == row => {
                last.text.push_str(if last.cells.last().is_some_and(|(known, _)| *known == column) {
                    " "
                } else {
                    " | "
                });
                last.text.push_str(&text);
                last.cells.push((column, paragraph));
            }
            _ => units.push(Unit {
                text,
                cells: vec![(column, paragraph)],
                table: own.map(|(table, _)| table),
                row: own.map_or(0, |(_, row)| row),
                is_cited: false,
                skipped: Vec::new(),
            }),
        }
        row = own;
    }
    units
}

/// Number, date and the note of an annex are blank in what the program makes.
fn is_blank(text: &str) -> bool {
    is_number(text) || is_date(text) && text.chars().count() < 60 || text.starts_with("(Kèm theo")
}

/// Pairs each new unit with the old one that is most like it, in order; the rest stands alone.
fn paired<'a>(old: &'a [Unit<'a>], new: &'a [Unit<'a>]) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let mut from = 0;
    for unit in new {
        let is_alike = |other: &Unit<'_>| other.table.is_some() == unit.table.is_some();
        let like = |other: &Unit<'_>| if is_alike(other) { likeness(&other.text, &unit.text) } else { 0.0 };
        let best = (from..old.len().min(from + NEAR)).map(|index| (index, like(&old[index])));
        let best = best.max_by(|(a, one), (b, other)| one.total_cmp(other).then(b.cmp(a)));
        match best.filter(|(_, likeness)| *likeness >= ALIKE) {
            Some((index, _)) => {
                pairs.extend(old[from..index].iter().map(|unit| (Some(unit), None)));
                pairs.push((Some(&old[index]), Some(unit)));
                from = index + 1;
            }
            None => pairs.push((None, Some(unit))),
        }
    }
    pairs.extend(old[from..].iter().map(|unit| (Some(unit), None)));
    pairs
}

/// How alike two texts are, from 0 to 1, by the words that they share in order.
fn likeness(one: &str, other: &str) -> f32 {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split_whitespace().collect(), other.split_whitespace().collect());
    diff_ratio(&capture_diff_slices(Algorithm::Myers, &one, &other), one.len(), other.len())
}
