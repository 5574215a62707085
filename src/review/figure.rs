//! Figures of an edited document against those of the same report made anew.
//!
//! Sentences may have been rewritten: paragraphs and rows are aligned by likeness, and only figures are compared. A figure
//! is a run of digits with what writes numbers, dates and counts: `1.234,5`, `15/12/2025`, `8/10`.

use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices, diff_ratio};

use super::document::{At, Document, Paragraph};
use super::parts::{is_date, is_number};
use super::{Finding, beginning, place_of, section_name};
use crate::say;
use crate::text::Both;

const SOURCE: &str = "số liệu của dự án";
/// Texts less alike than this are not the same one rewritten.
const ALIKE: f32 = 0.5;

/// How many letters on each side of a figure are shown.
const AROUND: usize = 30;
/// How many texts further on one is looked for.
const NEAR: usize = 50;

/// A row of a table, or a paragraph: what is aligned.
struct Unit<'a> {
    text: String,
    /// Its paragraph, or the paragraphs of its cells by column.
    cells: Vec<(usize, &'a Paragraph)>,
    in_table: bool,
}

/// Finds figures that differ, figures that no figure of the report stands behind, and rows that are gone.
pub(super) fn findings(edited: &Document, anew: &Document) -> Vec<Finding> {
    let (ours, theirs) = (units(edited), units(anew));
    let known: BTreeSet<String> = theirs.iter().flat_map(|unit| figures(&unit.text)).collect();
    let text = |units: &[Unit<'_>]| units.iter().map(|unit| unit.text.clone()).collect::<Vec<String>>();
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &text(&theirs), &text(&ours)) {
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Insert { new_index, new_len, .. } => {
                for unit in &ours[new_index..new_index + new_len] {
                    unfounded(edited, unit, &known, &mut found);
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                found.extend(theirs[old_index..old_index + old_len].iter().filter_map(|unit| lost(edited, unit)));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let pairs = paired(&theirs[old_index..old_index + old_len], &ours[new_index..new_index + new_len]);
                for pair in pairs {
                    match pair {
                        (Some(old), Some(new)) => compare(edited, old, new, &known, &mut found),
                        (None, Some(new)) => unfounded(edited, new, &known, &mut found),
                        (Some(old), None) => found.extend(lost(edited, old)),
                        (None, None) => {}
                    }
                }
            }
        }
    }
    found
}

/// Paragraphs and rows in order; what the office fills in by hand is left out.
fn units(document: &Document) -> Vec<Unit<'_>> {
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
            _ => units.push(Unit { text, cells: vec![(column, paragraph)], in_table: own.is_some() }),
        }
        row = own;
    }
    units
}

/// Number, date and the note of an annex are blank in what the program makes.
fn is_blank(text: &str) -> bool {
    is_number(text) || is_date(text) && text.chars().count() < 60 || text.starts_with("(Kèm theo")
}

/// The figures of a text with the byte at which each begins, in order.
fn placed(text: &str) -> Vec<(usize, &str)> {
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '/');
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let run = &rest[start..];
        let run = &run[..run.find(|sign: char| !is_part(sign)).unwrap_or(run.len())];
        let figure = run.trim_end_matches(|sign: char| !sign.is_ascii_digit());
        found.push((text.len() - rest.len() + start, figure));
        rest = &rest[start + run.len()..];
    }
    found
}

/// The figures of a text, in order.
fn figures(text: &str) -> Vec<String> {
    placed(text).into_iter().map(|(_, figure)| figure.to_owned()).collect()
}

/// A finding about a figure of a paragraph, with the words around it; about its beginning when it is not there.
fn told(edited: &Document, place: &Paragraph, figure: &str, rule: &'static str, [message, help]: [Both; 2]) -> Finding {
    let text = place.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let around = placed(&text).into_iter().find(|(_, known)| *known == figure).map(|(at, _)| {
        let before: Vec<char> = text[..at].chars().rev().take(AROUND).collect();
        let behind: String = text[at..].chars().take(AROUND + figure.len()).collect();
        let start = if before.len() < AROUND { "" } else { "…" };
        let end = if text[at..].chars().count() > AROUND + figure.len() { "…" } else { "" };
        format!("{start}{}{behind}{end}", before.into_iter().rev().collect::<String>())
    });
    let words = around.unwrap_or_else(|| beginning(&text, 2 * AROUND));
    Finding { rule, place: place_of(edited, place, &words), message, help, source: SOURCE }
}

/// Pairs each new unit with the old one that is most like it, in order; the rest stands alone.
fn paired<'a, 'b>(old: &'a [Unit<'b>], new: &'a [Unit<'b>]) -> Vec<(Option<&'a Unit<'b>>, Option<&'a Unit<'b>>)> {
    let mut pairs = Vec::new();
    let mut from = 0;
    for unit in new {
        let like =
            |other: &Unit<'_>| if other.in_table == unit.in_table { likeness(&other.text, &unit.text) } else { 0.0 };
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

/// Compares the figures of a text with those of the same text as it was.
fn compare(edited: &Document, old: &Unit<'_>, new: &Unit<'_>, known: &BTreeSet<String>, found: &mut Vec<Finding>) {
    let columns: BTreeSet<usize> = old.cells.iter().chain(&new.cells).map(|(column, _)| *column).collect();
    for column in columns {
        let said = |unit: &Unit<'_>| {
            let own = unit.cells.iter().filter(|(known, _)| *known == column);
            own.map(|(_, paragraph)| paragraph.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let place = new.cells.iter().find(|(known, _)| *known == column).or(new.cells.first());
        let Some((_, place)) = place else { continue };
        let (was, is) = (figures(&said(old)), figures(&said(new)));
        for op in capture_diff_slices(Algorithm::Myers, &was, &is) {
            let (before, after) = (op.old_range(), op.new_range());
            match op {
                DiffOp::Equal { .. } => {}
                // A sentence may leave a figure out; a cell may not.
                DiffOp::Delete { .. } if new.in_table => found.push(differs(edited, place, &was[before], &[])),
                DiffOp::Delete { .. } => {}
                DiffOp::Insert { .. } => found.extend(unknown(edited, place, &is[after], known)),
                DiffOp::Replace { .. } => found.extend(replaced(edited, place, (&was, before), (&is, after), known)),
            }
        }
    }
}

/// Figures in the places of others: one for one, and the rest as new.
fn replaced(
    edited: &Document,
    place: &Paragraph,
    (was, before): (&[String], Range<usize>),
    (is, after): (&[String], Range<usize>),
    known: &BTreeSet<String>,
) -> Vec<Finding> {
    let both = before.len().min(after.len());
    let pairs = before.clone().take(both).zip(after.clone().take(both));
    let mut found: Vec<Finding> =
        pairs.map(|(old, new)| differs(edited, place, &was[old..=old], &is[new..=new])).collect();
    found.extend(unknown(edited, place, &is[after.start + both..after.end], known));
    found
}

fn differs(edited: &Document, place: &Paragraph, was: &[String], is: &[String]) -> Finding {
    let (was, is) = (was.join("; "), if is.is_empty() { "…".to_owned() } else { is.join("; ") });
    let message = say!("văn bản ghi {is}, số liệu là {was}", "the document says {is}, the data {was}");
    let help = say!(
        "sửa văn bản theo số liệu; nếu số trong văn bản đúng thì sửa bảng trong data/ rồi lập lại",
        "mend the document; if it is right, mend the table in data/ and make the report again"
    );
    told(edited, place, &is, "figure", [message, help])
}

/// Figures that stand nowhere in the report.
fn unknown(edited: &Document, place: &Paragraph, figures: &[String], known: &BTreeSet<String>) -> Vec<Finding> {
    let tell = |figure: &String| {
        let message =
            say!("số {figure} không có trong số liệu của báo cáo", "figure {figure} stands nowhere in the report");
        let help = say!(
            "đối chiếu nguồn của số này; số đúng thì đưa vào bảng trong data/",
            "find its source; if it is right, put it into a table in data/"
        );
        told(edited, place, figure, "unknown-figure", [message, help])
    };
    figures.iter().filter(|figure| !known.contains(*figure)).map(tell).collect()
}

fn unfounded(edited: &Document, unit: &Unit<'_>, known: &BTreeSet<String>, found: &mut Vec<Finding>) {
    for (_, paragraph) in &unit.cells {
        found.extend(unknown(edited, paragraph, &figures(&paragraph.text), known));
    }
}

/// A row with figures that is gone; a sentence may go.
fn lost(edited: &Document, unit: &Unit<'_>) -> Option<Finding> {
    if !unit.in_table || figures(&unit.text).is_empty() {
        return None;
    }
    let section = unit.cells.first().map_or(0, |(_, paragraph)| paragraph.section);
    let text = beginning(&unit.text, 80);
    Some(Finding {
        rule: "lost-row",
        place: section_name(edited, section),
        message: say!("bảng mất dòng “{text}”", "the table lacks the row “{text}”"),
        help: say!("chép lại dòng này từ bản ccn lập", "copy the row again from the document that ccn makes"),
        source: SOURCE,
    })
}
