//! What a figure measures, and whether it rises or falls: `450,25 tỷ đồng`, `giảm 1`.

use std::ops::Range;

use super::document::{Document, Paragraph};
use super::figure::{SOURCE, mended};
use super::number::{Figure, figures};
use super::{Finding, place_at};
use crate::say;

/// Units as they are written, and what they are; the longer ones first.
const UNITS: [(&str, &str); 34] = [
    ("m³/ngày đêm", "m³/ngày đêm"),
    ("m3/ngày đêm", "m³/ngày đêm"),
    ("m³/ngày.đêm", "m³/ngày đêm"),
    ("phần trăm", "%"),
    ("triệu đồng", "triệu đồng"),
    ("nghìn đồng", "nghìn đồng"),
    ("ngàn đồng", "nghìn đồng"),
    ("triệu usd", "triệu usd"),
    ("tỷ đồng", "tỷ đồng"),
    ("tỉ đồng", "tỷ đồng"),
    ("lao động", "người"),
    ("héc ta", "ha"),
    ("héc-ta", "ha"),
    ("dự án", "dự án"),
    ("hecta", "ha"),
    ("người", "người"),
    ("triệu", "triệu đồng"),
    ("đồng", "đồng"),
    ("km²", "km²"),
    ("km2", "km²"),
    ("usd", "usd"),
    ("kva", "kva"),
    ("mva", "mva"),
    ("cụm", "cụm"),
    ("tỷ", "tỷ đồng"),
    ("hộ", "hộ"),
    ("m²", "m²"),
    ("m2", "m²"),
    ("m³", "m³"),
    ("m3", "m³"),
    ("ha", "ha"),
    ("km", "km"),
    ("mw", "mw"),
    ("kv", "kv"),
];

/// The unit that a text begins with, and how many bytes of the text in small letters it has.
fn leading(text: &str) -> Option<(&'static str, usize)> {
    for sign in ["%", "‰"] {
        if text.starts_with(sign) {
            return Some((if sign == "%" { "%" } else { "‰" }, sign.len()));
        }
    }
    UNITS.iter().find_map(|(written, unit)| {
        let behind = text.strip_prefix(written)?;
        (!behind.starts_with(char::is_alphanumeric)).then_some((*unit, written.len()))
    })
}

/// Returns the unit that a cell or the bracket at its end consists of: `Tỷ đồng`, `Diện tích (ha)`.
pub(super) fn of_cell(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    let inner =
        text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text.as_str(), |(_, unit)| unit.trim());
    leading(inner).filter(|(_, length)| *length == inner.len()).map(|(unit, _)| unit)
}

fn unit(text: &str, at: &Range<usize>) -> Option<&'static str> {
    let behind = text[at.end..].trim_start().chars().take(20).collect::<String>().to_lowercase();
    leading(&behind).map(|(unit, _)| unit)
}

/// The word or sign before a figure that tells where it goes.
fn direction(text: &str, at: &Range<usize>, in_table: bool) -> Option<&'static str> {
    let before = &text[..at.start];
    if in_table {
        let (rest, sign) = before.char_indices().next_back().map(|(index, sign)| (&before[..index], sign))?;
        let is_sign = !rest.ends_with(char::is_alphanumeric);
        return match sign {
            '+' if is_sign => Some("tăng"),
            '-' | '−' | '–' if is_sign => Some("giảm"),
            _ => None,
        };
    }
    let from = figures(before, false).last().map_or(0, |last| last.at.end);
    let clause = before[from..].rsplit([';', '.', '(', ')']).next()?.to_lowercase();
    let words = clause.split(|letter: char| !letter.is_alphabetic());
    words.rev().find_map(|word| ["tăng", "giảm"].into_iter().find(|known| *known == word))
}

/// Finds where the same figure measures something else, or rises instead of falling.
pub(super) fn differing(
    edited: &Document,
    (old, was): &(&Paragraph, Figure),
    (new, is): &(&Paragraph, Figure),
    in_table: bool,
) -> Vec<Finding> {
    let figure = &is.text;
    let tell = |rule, message| Finding {
        also: Vec::new(),
        rule,
        place: place_at(edited, new, is.at.clone()),
        message,
        help: mended(),
        source: SOURCE,
    };
    let mut found = Vec::new();
    let units = (unit(&old.text, &was.at), unit(&new.text, &is.at));
    if let (Some(before), Some(after)) = units
        && before != after
    {
        let message = say!(
            "văn bản ghi “{figure} {after}”, số liệu là “{figure} {before}”",
            "the document says “{figure} {after}”, the data “{figure} {before}”"
        );
        found.push(tell("unit", message));
    }
    let (before, after) = (direction(&old.text, &was.at, in_table), direction(&new.text, &is.at, in_table));
    if before.is_some() && before != after && (after.is_some() || in_table) {
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or("không dấu"));
        found.push(tell(
            "direction",
            say!(
                "văn bản ghi “{after} {figure}”, số liệu là “{before} {figure}”",
                "the document says “{after} {figure}”, the data “{before} {figure}”"
            ),
        ));
    }
    found
}
