//! A Word document after somebody edited it: where it departs from the layout of Nghị định 30/2020/NĐ-CP, and which of
//! its figures are no longer those of the report that the data give today.
//!
//! Takes the bytes of documents and gives findings; never sees the data themselves.

mod align;
mod annex;
mod aside;
mod cell;
mod citation;
mod document;
mod dress;
mod ending;
mod figure;
mod filled;
mod grid;
mod kept;
mod layout;
mod look;
mod mention;
mod number;
mod package;
mod parts;
mod quantity;
mod script;
mod state;
mod table;
mod wording;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::say;
use crate::text::Both;

pub use citation::Citable;
use document::{Document, Paragraph};
use parts::Parts;

/// Something to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its kind: `margin`, `font`, `figure` …
    pub rule: &'static str,
    /// Where.
    pub place: Both,
    /// The other places, where the same is wrong in many.
    pub also: Vec<Both>,
    /// What was found and what is expected.
    pub message: Both,
    /// How to mend it.
    pub help: Both,
    /// The article that asks for it.
    pub source: &'static str,
}

/// What was found in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// To mend before the document is signed.
    pub mend: Vec<Finding>,
    /// To know: what could not be compared, what may be said shorter.
    pub notes: Vec<Finding>,
}

/// A document that was read.
#[derive(Debug)]
pub struct Edited {
    document: Document,
}

/// What a document says of the report that it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The kind of report, as the command line names it.
    pub kind: String,
    /// The period or cluster.
    pub subject: String,
    /// The name of the report's files.
    pub report: String,
    /// The day on which it was made, `2026-11-22`.
    pub date: String,
    /// The day that it is of, when that is none of a period.
    pub day: Option<String>,
}

/// Reads a document.
///
/// # Errors
///
/// Says why the bytes are no Word document that can be read within the limits (16 MB, 64 MB unpacked).
pub fn read(bytes: &[u8]) -> Result<Edited, Both> {
    document::read(bytes).map(|document| Edited { document })
}

impl Edited {
    /// Returns what it was made of; nothing when another program made it.
    pub fn origin(&self) -> Option<Origin> {
        let said = |name: &str| self.document.origin.get(name).cloned();
        let (kind, subject) = (said("ccn.kind")?, said("ccn.subject")?);
        Some(Origin { kind, subject, report: said("ccn.report")?, date: said("ccn.date")?, day: said("ccn.day") })
    }

    /// The kind of report; what another program made is taken for a report with head and signature.
    fn kind(&self) -> String {
        self.origin().map_or_else(|| "status".to_owned(), |origin| origin.kind)
    }

    /// Returns where the layout departs from Nghị định 30/2020/NĐ-CP; a factsheet is no administrative document.
    ///
    /// `known` are the documents of the data, which tell how each is cited in full.
    pub fn layout(&self, known: &[Citable]) -> Findings {
        let kind = self.kind();
        let mut found = Findings { mend: Vec::new(), notes: state::notes(&self.document) };
        if kind == "factsheet" {
            return found;
        }
        // Forms and lists stand by themselves, without head and signature of a document.
        let official = kind == "status";
        let parts = Parts::of(&self.document);
        found.mend.extend(layout::findings(&self.document, &parts, official));
        found.mend.extend(wording::findings(&self.document, &parts, official));
        found.append(filled::findings(&self.document, &parts, official));
        if official {
            found.append(citation::findings(&self.document, &parts, known));
        }
        found.mend = gathered(found.mend);
        found
    }

    /// Returns what of the layout of the same report made anew is no longer there.
    pub fn kept(&self, anew: &Self) -> Findings {
        let found = kept::findings(&self.document, &anew.document, self.kind() == "status");
        Findings { mend: gathered(found.mend), notes: gathered(found.notes) }
    }

    /// Returns where its figures are not those of the same report made anew; documents that are `known` may be cited.
    pub fn figures(&self, anew: &Self, known: &[Citable]) -> Findings {
        let is_cited = self.kind() == "status";
        let mut found = figure::findings(&self.document, &anew.document, known, is_cited);
        found.append(aside::findings(&self.document, &anew.document, known));
        found.mend = gathered(found.mend);
        found.notes.extend(many(&self.document, found.mend.len()));
        found
    }
}

impl Findings {
    /// Adds what was found by another rule.
    pub fn append(&mut self, other: Self) {
        self.mend.extend(other.mend);
        self.notes.extend(other.notes);
    }
}

/// From so many figures on, the data rather than the document are others than they should be.
const MANY: usize = 50;

fn many(document: &Document, count: usize) -> Option<Finding> {
    (count > MANY).then(|| Finding {
        also: Vec::new(),
        rule: "other-data",
        place: section_name(document, 0),
        message: say!(
            "số liệu khác ở {count} điểm: có thể báo cáo này lập từ thư mục dự án khác, hoặc trước một đợt cập nhật số liệu",
            "{count} figures differ: perhaps the report was made of another project, or before the data were updated"
        ),
        help: say!(
            "chọn đúng thư mục bằng --root; số liệu đã cập nhật thì lập lại báo cáo thay vì sửa từng số",
            "name the right folder with --root; after an update make the report again instead of mending each figure"
        ),
        source: figure::SOURCE,
    })
}

/// From so many places on, what is wrong in the same way everywhere is told once.
const SAME: usize = 4;

/// Tells once what was found in many places, such as a font that somebody gave the whole document, or twice in one.
fn gathered(mut found: Vec<Finding>) -> Vec<Finding> {
    found.dedup();
    let mut places: BTreeMap<(&str, Both), Vec<Both>> = BTreeMap::new();
    for finding in &found {
        places.entry((finding.rule, finding.message.clone())).or_default().push(finding.place.clone());
    }
    let kind = |finding: &Finding| (finding.rule, finding.message.clone());
    let mut counts: BTreeMap<(&str, Both), usize> = BTreeMap::new();
    found.iter().for_each(|finding| *counts.entry(kind(finding)).or_default() += 1);
    let told = found.into_iter().filter_map(|finding| {
        let count = counts.get_mut(&kind(&finding))?;
        // The rest of what was told already.
        let rest = match std::mem::take(count) {
            0 => return None,
            few if few < SAME => {
                *count = few;
                return Some(finding);
            }
            many => many - 1,
        };
        let also = places.remove(&kind(&finding)).unwrap_or_default().into_iter().skip(1).collect();
        let place = say!(
            "{place} và {rest} chỗ khác như vậy",
            "{place} and {rest} other places";
            place = &finding.place
        );
        Some(Finding { place, also, ..finding })
    });
    told.collect()
}

/// Counts findings by rule.
pub fn counts<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    findings.for_each(|finding| *counts.entry(finding.rule).or_default() += 1);
    counts
}

/// A finding about a paragraph, with its article in Phần I of Phụ lục I where that is all that is said.
fn about(
    document: &Document,
    paragraph: &Paragraph,
    rule: &'static str,
    message: Both,
    help: Both,
    source: &'static str,
) -> Finding {
    let place = place_of(document, paragraph, &beginning(&paragraph.text, 60));
    Finding { also: Vec::new(), rule, place, message, help, source }
}

/// The name of a section: the text itself, or the first words of an annex.
fn section_name(document: &Document, section: usize) -> Both {
    if section == 0 {
        return say!("phần chính", "the main part");
    }
    let own = |paragraph: &&Paragraph| paragraph.section == section && !paragraph.text.trim().is_empty();
    let name = document.paragraphs.iter().find(own).map(|paragraph| beginning(&paragraph.text, 30)).unwrap_or_default();
    say!("phần “{name}”", "part “{name}”")
}

/// Where a paragraph stands, with words by which it is found.
fn place_of(document: &Document, paragraph: &Paragraph, text: &str) -> Both {
    let section = section_name(document, paragraph.section);
    let Some(at) = paragraph.at else {
        return say!("{section}, đoạn “{text}”", "{section}, paragraph “{text}”"; section = section);
    };
    let (row, column) = (at.row, at.column);
    let grid = document.tables.get(&at.table).filter(|grid| grid.heads > 0 || grid.columns > 2);
    if let Some(grid) = grid.filter(|_| !document.captioned.contains(&at.table)) {
        let place = table_place(document, at.table, Some(paragraph));
        let head = grid.head(column).filter(|_| grid.heads > 0).map(|head| format!(" ({})", beginning(head, 30)));
        let head = head.unwrap_or_default();
        return match grid.front(row).filter(|front| grid.head(1) == Some("TT") && !front.is_empty()) {
            Some(front) => say!(
                "{place}, TT {front} cột {column}{head} “{text}”",
                "{place}, No. {front} column {column}{head} “{text}”";
                place = place
            ),
            None => say!(
                "{place}, dòng {row} cột {column}{head} “{text}”",
                "{place}, row {row} column {column}{head} “{text}”";
                place = place
            ),
        };
    }
    match document.captions.get(&at.table) {
        Some(caption) => {
            let caption = beginning(caption, 50);
            say!(
                "{section}, bảng “{caption}” dòng {row} cột {column} “{text}”",
                "{section}, table “{caption}” row {row} column {column} “{text}”";
                section = section
            )
        }
        None => say!("{section}, ô “{text}”", "{section}, cell “{text}”"; section = section),
    }
}

/// Where a table stands, with its name, or that of its annex where it has none.
fn table_place(document: &Document, table: usize, cell: Option<&Paragraph>) -> Both {
    let section = section_name(document, cell.map_or(0, |cell| cell.section));
    match document.captions.get(&table).map(|caption| beginning(caption, 50)) {
        Some(caption) => say!("{section}, bảng “{caption}”", "{section}, table “{caption}”"; section = section),
        None => {
            let first = document.tables.get(&table).and_then(|grid| grid.head(1)).unwrap_or_default();
            let first = beginning(first, 30);
            say!("{section}, bảng có ô đầu “{first}”", "{section}, the table that begins “{first}”"; section = section)
        }
    }
}

/// How many letters on each side of what is meant are shown.
const AROUND: usize = 30;

/// Where some bytes of a paragraph stand, with the words around them.
fn place_at(document: &Document, paragraph: &Paragraph, at: Range<usize>) -> Both {
    let text = &paragraph.text;
    let before: Vec<char> = text[..at.start].chars().rev().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let behind: String = text[at.end..].chars().take(AROUND).collect();
    // What is cut off ends with a whole word.
    let before = match at.start > before.len() {
        true => format!("…{}", before.split_once(' ').map_or("", |(_, rest)| rest)),
        false => before,
    };
    let behind = match text.len() - at.end > behind.len() {
        true => format!("{}…", behind.rsplit_once(' ').map_or("", |(rest, _)| rest)),
        false => behind,
    };
    let words = format!("{before}{}{behind}", &text[at]);
    place_of(document, paragraph, &words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The first letters of a text.
fn beginning(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        text
    } else {
        format!("{}…", text.chars().take(most).collect::<String>().trim_end())
    }
}
