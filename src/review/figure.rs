//! Figures of an edited document against those of the same report made anew.
//!
//! Sentences may have been rewritten: paragraphs and rows are aligned by likeness, and only figures are compared.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::{Pair, Unit, pairs, units};
use super::citation::Citable;
use super::document::{Document, Paragraph};
use super::number::{Figure, Kind, Known, figures};
use super::{Finding, Findings, annex, beginning, cell, place_at, place_of, quantity, section_name, table};
use crate::say;
use crate::text::Both;

/// What figures are held to.
pub(super) const SOURCE: &str = "số liệu của dự án";

/// Finds figures that differ, figures that no figure of the report stands behind, and rows that are gone or new.
///
/// `is_cited` when the days of documents in the running text are looked at where they are cited.
pub(super) fn findings(edited: &Document, anew: &Document, citable: &[Citable], is_cited: bool) -> Findings {
    let (mut ours, mut theirs) = (units(edited), units(anew));
    for unit in ours.iter_mut().chain(&mut theirs) {
        unit.is_cited = is_cited && unit.table.is_none() && unit.cells.iter().all(|(_, cell)| cell.section == 0);
    }
    let mut found = Findings { mend: table::settle(edited, anew, &theirs, &mut ours), notes: Vec::new() };
    let pairs = pairs(&theirs, &ours);
    let known = Known::new(anew, citable);
    let rows = Rows::of(&pairs);
    let gone = annex::gone(anew, &pairs);
    found.mend.extend(annex::findings(anew, &gone));
    for pair in pairs {
        match pair {
            (Some(old), Some(new)) if old.text != new.text => {
                compare(edited, old, new, &known, &mut found.mend);
                found.append(cell::findings(edited, anew, old, new));
            }
            (None, Some(new)) if rows.is_added(new) => found.mend.push(added(edited, new)),
            (None, Some(new)) => unfounded(edited, new, &known, &mut found.mend),
            (Some(old), None) if gone.contains(&annex::section(old)) => {}
            (Some(old), None) => found.mend.extend(lost(anew, old, &rows)),
            _ => {}
        }
    }
    found
}

fn has_figures(unit: &Unit<'_>) -> bool {
    !figures(&unit.text, false).is_empty()
}

/// Which tables are still there, by their numbers as they were and as they are.
struct Rows {
    own: BTreeSet<usize>,
    /// How many rows with figures each lost table had, and the first of them.
    lost: BTreeMap<usize, (usize, String)>,
}

impl Rows {
    fn of(pairs: &[Pair<'_>]) -> Self {
        let both = pairs.iter().filter_map(|pair| Some((pair.0?.table?, pair.1?.table?)));
        let (kept, own): (BTreeSet<usize>, BTreeSet<usize>) = both.unzip();
        let mut lost: BTreeMap<usize, (usize, String)> = BTreeMap::new();
        let gone = pairs.iter().filter(|pair| pair.1.is_none()).filter_map(|pair| pair.0);
        for unit in gone.filter(|unit| has_figures(unit)) {
            if let Some(table) = unit.table.filter(|table| !kept.contains(table)) {
                lost.entry(table).or_insert_with(|| (0, unit.text.clone())).0 += 1;
            }
        }
        Self { own, lost }
    }

    /// Whether somebody put a row with figures into a table of the report.
    fn is_added(&self, unit: &Unit<'_>) -> bool {
        unit.table.is_some_and(|table| self.own.contains(&table)) && has_figures(unit)
    }
}

/// The figures of one column of a unit, each with its paragraph.
fn of_column<'a>(unit: &Unit<'a>, column: usize) -> Vec<(&'a Paragraph, Figure)> {
    let own = unit.cells.iter().filter(|(known, _)| *known == column);
    let all = own.flat_map(|(_, paragraph)| {
        figures(&paragraph.text, unit.table.is_none()).into_iter().map(|figure| (*paragraph, figure))
    });
    all.filter(|(_, figure)| !(unit.is_cited && figure.kind == Kind::DayOfDocument)).collect()
}

/// Compares the figures of a text with those of the same text as it was.
fn compare(edited: &Document, old: &Unit<'_>, new: &Unit<'_>, known: &Known, found: &mut Vec<Finding>) {
    let columns: BTreeSet<usize> = old.cells.iter().chain(&new.cells).map(|(column, _)| *column).collect();
    for column in columns.into_iter().filter(|column| !new.skipped.contains(column)) {
        let (was, is) = (of_column(old, column), of_column(new, column));
        let keys = |all: &[(&Paragraph, Figure)]| all.iter().map(|(_, one)| one.key.clone()).collect::<Vec<_>>();
        for op in capture_diff_slices(Algorithm::Myers, &keys(&was), &keys(&is)) {
            let (before, after) = (&was[op.old_range()], &is[op.new_range()]);
            match op {
                DiffOp::Equal { .. } => {
                    let same = before.iter().zip(after);
                    found.extend(same.flat_map(|(was, is)| quantity::differing(edited, was, is, new.table.is_some())));
                }
                // A sentence may leave a figure out; a cell may not.
                DiffOp::Delete { .. } if new.table.is_some() => {
                    let place = new.cells.iter().find(|(known, _)| *known == column).or(new.cells.first());
                    found.extend(place.map(|(_, place)| emptied(edited, place, before)));
                }
                DiffOp::Delete { .. } => {}
                DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                    let both = before.len().min(after.len());
                    found.extend(before[..both].iter().zip(after).map(|(was, is)| differs(edited, was, is)));
                    // What is blank in the data has no figure, not even one of another cell.
                    match old.cells.iter().any(|(known, cell)| *known == column && is_blank_cell(cell)) {
                        true => found.extend(after[both..].iter().map(|is| filled(edited, is))),
                        false => found.extend(unknown(edited, &after[both..], known)),
                    }
                }
            }
        }
    }
}

pub(super) fn mended() -> Both {
    say!(
        "sửa văn bản theo số liệu; nếu số trong văn bản đúng thì sửa bảng trong data/ rồi lập lại",
        "mend the document; if it is right, mend the table in data/ and make the report again"
    )
}

fn differs(edited: &Document, (_, was): &(&Paragraph, Figure), (place, is): &(&Paragraph, Figure)) -> Finding {
    let (was, at, is) = (&was.text, is.at.clone(), &is.text);
    let message = say!("văn bản ghi {is}, số liệu là {was}", "the document says {is}, the data {was}");
    Finding {
        also: Vec::new(),
        rule: "figure",
        place: place_at(edited, place, at),
        message,
        help: mended(),
        source: SOURCE,
    }
}

/// `…`, which stands in a cell that has no data.
fn is_blank_cell(cell: &Paragraph) -> bool {
    cell.at.is_some() && ["…", "...", "-"].contains(&cell.text.trim())
}

fn filled(edited: &Document, (place, is): &(&Paragraph, Figure)) -> Finding {
    let (at, is) = (is.at.clone(), &is.text);
    let message = say!("ô ghi {is}, số liệu của ô này chưa có", "the cell says {is}, the data have nothing for it");
    let place = place_at(edited, place, at);
    Finding { also: Vec::new(), rule: "figure", place, message, help: mended(), source: SOURCE }
}

fn emptied(edited: &Document, place: &Paragraph, was: &[(&Paragraph, Figure)]) -> Finding {
    let was = was.iter().map(|(_, was)| was.text.as_str()).collect::<Vec<_>>().join("; ");
    let message = say!("ô không còn số {was} của số liệu", "the cell lacks the figure {was} of the data");
    let place = place_of(edited, place, &beginning(&place.text, 60));
    Finding { also: Vec::new(), rule: "figure", place, message, help: mended(), source: SOURCE }
}

/// Figures that stand nowhere in the report; the day of a document that is not known goes with its number.
fn unknown(edited: &Document, all: &[(&Paragraph, Figure)], known: &Known) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut is_told = false;
    for (place, figure) in all.iter().filter(|(_, figure)| !known.has(figure)) {
        if figure.kind == Kind::DayOfDocument && is_told {
            continue;
        }
        is_told = figure.kind == Kind::Document;
        let [message, help] = unfamiliar(figure);
        let place = place_at(edited, place, figure.at.clone());
        found.push(Finding { also: Vec::new(), rule: "unknown-figure", place, message, help, source: SOURCE });
    }
    found
}

/// What is said of a figure that stands nowhere, and what to do.
fn unfamiliar(figure: &Figure) -> [Both; 2] {
    let text = &figure.text;
    let help = say!(
        "đối chiếu nguồn của số này; số đúng thì đưa vào bảng trong data/",
        "find its source; if it is right, put it into a table in data/"
    );
    match figure.kind {
        Kind::Number => {
            [say!("số {text} không có trong số liệu của báo cáo", "figure {text} stands nowhere in the report"), help]
        }
        Kind::Day | Kind::DayOfDocument => [
            say!("thời điểm “{text}” không có trong số liệu của báo cáo", "day “{text}” stands nowhere in the report"),
            help,
        ],
        Kind::Document => [
            say!(
                "văn bản {text} không có trong báo cáo và bảng documents",
                "document {text} is neither in the report nor in table documents"
            ),
            say!(
                "đối chiếu bản gốc; đúng thì thêm văn bản vào data/documents.csv",
                "look at the original; if it is right, add the document to data/documents.csv"
            ),
        ],
    }
}

fn unfounded(edited: &Document, unit: &Unit<'_>, known: &Known, found: &mut Vec<Finding>) {
    let columns: BTreeSet<usize> = unit.cells.iter().map(|(column, _)| *column).collect();
    found.extend(columns.into_iter().flat_map(|column| unknown(edited, &of_column(unit, column), known)));
}

/// A row with figures that is gone, or the whole table; a sentence may go.
fn lost(anew: &Document, unit: &Unit<'_>, rows: &Rows) -> Option<Finding> {
    let table = unit.table?;
    let place = section_name(anew, annex::section(unit));
    if let Some((count, first)) = rows.lost.get(&table) {
        let name = beginning(anew.captions.get(&table).unwrap_or(first), 80);
        let message = say!("mất cả bảng “{name}”, {count} dòng", "the table “{name}”, {count} rows, is gone");
        let help = say!("chép lại bảng này từ bản ccn lập", "copy the table again from the document that ccn makes");
        return (*first == unit.text).then_some(Finding {
            also: Vec::new(),
            rule: "lost-table",
            place,
            message,
            help,
            source: SOURCE,
        });
    }
    if !has_figures(unit) {
        return None;
    }
    let text = beginning(&unit.text, 80);
    let place = match anew.captions.get(&table).map(|caption| beginning(caption, 50)) {
        Some(caption) => say!("{place}, bảng “{caption}”", "{place}, table “{caption}”"; place = place),
        None => place,
    };
    Some(Finding {
        also: Vec::new(),
        rule: "lost-row",
        place,
        message: say!("bảng mất dòng “{text}”", "the table lacks the row “{text}”"),
        help: say!("chép lại dòng này từ bản ccn lập", "copy the row again from the document that ccn makes"),
        source: SOURCE,
    })
}

/// A row with figures that the report does not have.
fn added(edited: &Document, unit: &Unit<'_>) -> Finding {
    let text = beginning(&unit.text, 80);
    let place = unit.cells.first().map(|(_, first)| place_of(edited, first, &beginning(&first.text, 60)));
    Finding {
        also: Vec::new(),
        rule: "added-row",
        place: place.unwrap_or_else(|| section_name(edited, 0)),
        message: say!("bảng có thêm dòng “{text}”", "the table has a further row “{text}”"),
        help: say!(
            "dòng đúng thì thêm vào bảng trong data/ rồi lập lại; chép nhầm thì xóa",
            "if it is right, add it in data/ and make the report again; else delete it"
        ),
        source: SOURCE,
    }
}
