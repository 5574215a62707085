//! The boxes in which Excel shows comments: a drawing in VML, without which it shows none.
//!
//! Excel itself writes VML that is no XML (`<br>` in the texts of buttons), so it is searched as text.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use crate::text::Both;
use crate::workbook::Position;

use super::super::name::LAST;
use super::survey::{Presence, Survey};
use super::xml::{Edits, Part};

const NAMES: [(&str, &str); 3] = [
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
];
/// The kind of shape that comments are, by the number that Office gives to text boxes.
const TYPE: &str = "_x0000_t202";
/// How many shapes have numbers of one thousand of Excel's.
const CLUSTER: usize = 1024;
/// The width of a box, and how many letters fit into its line, in Tahoma of 9 points.
const WIDTH: f64 = 320.0;
const LETTERS: usize = 48;
const LINE: f64 = 15.0;
const HIGHEST: f64 = 600.0;

/// Room for the words that a box had before.
const THEIRS: &str = "\n\n\n\n\n\n";

/// What the boxes stand on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) survey: &'a Survey,
    pub(super) presence: &'a Presence,
}

/// Returns the drawing of a sheet that has none yet; `number` is that of its part, so that shapes differ by number.
pub(super) fn new_part(notes: &BTreeMap<Position, String>, ground: Ground<'_>, number: usize) -> String {
    let names: String = NAMES.iter().map(|(name, meaning)| format!(" xmlns:{name}=\"{meaning}\"")).collect();
    let clusters = (0..=notes.len() / CLUSTER).map(|more| (number + more).to_string()).collect::<Vec<_>>().join(",");
    let layout = format!(
        "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{clusters}\"/></o:shapelayout>{}",
        kind("")
    );
    let mut text = format!("<xml{names}>{layout}");
    for (index, (position, words)) in notes.iter().enumerate() {
        text += &shape(*position, words, ground, (number * CLUSTER + 1 + index, ""));
    }
    text + "</xml>"
}

fn kind(names: &str) -> String {
    format!(
        "<v:shapetype{names} id=\"{TYPE}\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
         <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    )
}

/// Returns the edits that add boxes to a drawing; a box that is there becomes large enough for the new words.
pub(super) fn added(part: &Part, notes: &BTreeMap<Position, String>, ground: Ground<'_>) -> Result<Edits, Both> {
    let text = &part.text;
    let end = text.rfind("</").ok_or_else(|| part.lacks("/xml"))?;
    let root = &text[..text.find("<xml").and_then(|at| Some(at + text[at..].find('>')?)).unwrap_or(0)];
    let missing = NAMES.iter().filter(|(name, meaning)| !root.contains(&format!("xmlns:{name}=\"{meaning}\"")));
    let mut names = String::new();
    for (name, meaning) in missing {
        // Writing to a string cannot fail.
        let _ = write!(names, " xmlns:{name}=\"{meaning}\"");
    }
    let mut edits = Edits::default();
    let known = known(text);
    if !text.contains(TYPE) {
        edits.insert(end, kind(&names));
    }
    let mut number = numbers(text).max().unwrap_or(CLUSTER);
    for (position, words) in notes {
        if let Some(anchor) = known.get(position) {
            edits.replace(anchor.clone(), frame(*position, &format!("{words}{THEIRS}"), ground));
        } else {
            number = number.saturating_add(1);
            edits.insert(end, shape(*position, words, ground, (number, &names)));
        }
    }
    Ok(edits)
}

/// Returns the comments that have a box, with the bytes that say where it stands.
fn known(text: &str) -> BTreeMap<Position, Range<usize>> {
    let mut known = BTreeMap::new();
    for (at, _) in text.match_indices("ObjectType=\"Note\"") {
        let end = text[at..].find("ClientData>").map_or(text.len(), |end| at + end);
        let field = |name: &str| {
            let from = at + text[at..end].find(name)? + name.len();
            Some(from..from + text[from..end].find('<')?)
        };
        let number = |name| text.get(field(name)?)?.trim().parse::<u32>().ok();
        if let (Some(row), Some(column), Some(anchor)) = (number(":Row>"), number(":Column>"), field(":Anchor>")) {
            known.insert((row.saturating_add(1), column.saturating_add(1)), anchor);
        }
    }
    known
}

/// Returns the numbers of the shapes that are there.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    let name = "_x0000_s";
    text.match_indices(name).filter_map(move |(at, _)| {
        let rest = &text[at + name.len()..];
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    })
}

fn shape(position: Position, words: &str, ground: Ground<'_>, (number, names): (usize, &str)) -> String {
    let (row, column) = (position.0 - 1, position.1 - 1);
    let (width, height) = (WIDTH * 0.75, tall(words) * 0.75);
    let style = format!("position:absolute;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden");
    let frame = frame(position, words, ground);
    format!(
        "<v:shape{names} id=\"_x0000_s{number}\" type=\"#{TYPE}\" style=\"{style}\" fillcolor=\"#ffffe1\" \
         o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
         <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\">\
         </div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{frame}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>\
         </x:ClientData></v:shape>"
    )
}

fn tall(words: &str) -> f64 {
    let lines: usize = words.lines().map(|line| line.chars().count() / LETTERS + 1).sum();
    let lines = u32::try_from(lines).unwrap_or(u32::MAX);
    (f64::from(lines) * LINE + LINE).min(HIGHEST)
}

/// Returns where a box stands: column, pixels, row, pixels of its first and of its last corner, from 0.
fn frame((row, column): Position, words: &str, Ground { survey, presence }: Ground<'_>) -> String {
    // Right of the cell, or left of it where the sheet ends.
    let left = if column + 20 > LAST.1 { column.saturating_sub(20).max(1) } else { column + 1 };
    let top = if row + NEAR_END > LAST.0 { row.saturating_sub(NEAR_END).max(1) } else { row.max(2) - 1 };
    let (right, x) = along(left, 15.0 + WIDTH, |column| survey.width(column));
    let (bottom, y) = along(top, 4.0 + tall(words), |row| presence.height(row));
    format!("{}, 15, {}, 4, {}, {x}, {}, {y}", left - 1, top - 1, right - 1, bottom - 1)
}

const NEAR_END: u32 = 40;

/// Walks some pixels over rows or columns and returns where that ends; hidden ones have no pixels.
fn along(from: u32, length: f64, size: impl Fn(u32) -> f64) -> (u32, u32) {
    let mut left = length;
    for at in from..from.saturating_add(60) {
        let size = size(at);
        if left < size {
            // At most the width of one column.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1785 pixels")]
            return (at, left as u32);
        }
        left -= size;
    }
    (from.saturating_add(59), 0)
}
