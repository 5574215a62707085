//! The looks of a workbook: each look of a marked cell is the cell's own with another fill.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Severity;
use crate::text::Both;

use super::package::HEAD;
use super::xml::{Edits, Form, Part, Tag, prefixed};

/// The lists of a style sheet in the order that its schema wants (ECMA-376 part 1, 18.8.39).
const LISTS: [&str; 6] = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs"];
/// What a list must have before anything of ours, when there is no such list: the meaning of these numbers is fixed.
const FIRST: [(&str, &[&str]); 4] = [
    ("fonts", &["<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"]),
    (
        "fills",
        &["<fill><patternFill patternType=\"none\"/></fill>", "<fill><patternFill patternType=\"gray125\"/></fill>"],
    ),
    ("borders", &["<border><left/><right/><top/><bottom/><diagonal/></border>"]),
    ("cellXfs", &["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"]),
];
/// The fonts of the list sheet: plain, bold, title, link.
const FONTS: [&str; 4] = [
    "<font><sz val=\"11\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font>",
    "<font><b/><sz val=\"11\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font>",
    "<font><b/><sz val=\"15\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font>",
    "<font><u/><sz val=\"11\"/><color rgb=\"FF0563C1\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font>",
];
const LINE: &str = "<color rgb=\"FFBFBFBF\"/>";

/// How a cell of the list sheet looks.
#[derive(Clone, Copy)]
pub(super) enum Look {
    Title,
    Summary,
    Heading,
    Text,
    Link,
    Severity(Severity),
}

/// An element of a list.
type Element = Range<usize>;

/// The style sheet of a workbook, with what is added to it.
pub(super) struct Styles {
    part: Part,
    prefix: String,
    /// What each list has.
    lists: BTreeMap<String, Vec<Element>>,
    /// What is added to each list.
    added: BTreeMap<&'static str, Vec<String>>,
    marked: BTreeMap<(u32, Severity), u32>,
    dark: BTreeMap<u32, u32>,
    looks: u32,
    fills: u32,
}

impl Styles {
    /// Reads a style sheet; a workbook may have none.
    pub(super) fn read(part: Option<Part>, name: &str, namespace: &str) -> Result<Self, Both> {
        let part = match part {
            Some(part) if part.tags().next().transpose()?.is_some_and(|root| root.form == Form::Open) => part,
            _ => Part { name: name.to_owned(), text: format!("{HEAD}<styleSheet xmlns=\"{namespace}\"></styleSheet>") },
        };
        let mut lists: BTreeMap<String, Vec<Element>> = BTreeMap::new();
        let (mut prefix, mut list) = (String::new(), String::new());
        for tag in part.tags() {
            let tag = tag?;
            match (tag.depth, tag.form) {
                (0, Form::Open) => tag.prefix().clone_into(&mut prefix),
                (1, Form::Open | Form::Empty) => {
                    tag.name().clone_into(&mut list);
                    lists.entry(list.clone()).or_default();
                }
                (2, Form::Open | Form::Empty) => lists.entry(list.clone()).or_default().push(tag.span.clone()),
                (2, Form::Close) => {
                    if let Some(element) = lists.get_mut(&list).and_then(|elements| elements.last_mut()) {
                        element.end = tag.span.end;
                    }
                }
                _ => {}
            }
        }
        let (added, marked, dark) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut styles = Self { part, prefix, lists, added, marked, dark, looks: 0, fills: 0 };
        styles.prepare();
        Ok(styles)
    }

    /// Adds the fills of marks and the looks of the list sheet.
    fn prepare(&mut self) {
        for (list, first) in FIRST {
            if self.lists.get(list).is_none_or(Vec::is_empty) {
                for element in first {
                    self.add(list, element);
                }
            }
        }
        let fill = |colour| {
            let inner = format!("<fgColor rgb=\"FF{colour}\"/><bgColor indexed=\"64\"/>");
            format!("<fill><patternFill patternType=\"solid\">{inner}</patternFill></fill>")
        };
        let fills = Severity::ALL.map(|severity| self.add("fills", &fill(colour(severity))));
        let heading = self.add("fills", &fill("D9E1F2"));
        let fonts = FONTS.map(|font| self.add("fonts", font));
        let sides = ["left", "right", "top", "bottom"].map(|side| format!("<{side} style=\"thin\">{LINE}</{side}>"));
        let framed = self.add("borders", &format!("<border>{}<diagonal/></border>", sides.concat()));
        let named =
            if self.lists.get("cellStyleXfs").is_some_and(|list| !list.is_empty()) { " xfId=\"0\"" } else { "" };
        let mut look = |font: u32, fill: u32, border: u32, wraps: bool| {
            let wrap =
                if wraps { "<alignment vertical=\"top\" wrapText=\"1\"/>" } else { "<alignment vertical=\"top\"/>" };
            let what = format!("fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\"{named}");
            let applied = "applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"";
            self.add("cellXfs", &format!("<xf numFmtId=\"0\" {what} {applied}>{wrap}</xf>"))
        };
        let [plain, bold, title, link] = fonts;
        let first = look(title, 0, 0, false);
        look(plain, 0, 0, false);
        look(bold, heading, framed, true);
        look(plain, 0, framed, true);
        look(link, 0, framed, true);
        for fill in fills {
            look(plain, fill, framed, true);
        }
        self.looks = first;
        self.fills = fills[0];
    }

    /// Adds an element of our own to a list and returns its number.
    fn add(&mut self, list: &'static str, element: &str) -> u32 {
        let element = prefixed(element, &self.prefix);
        self.push(list, element)
    }

    fn push(&mut self, list: &'static str, element: String) -> u32 {
        self.added.entry(list).or_default().push(element);
        u32::try_from(self.count(list) - 1).unwrap_or(u32::MAX)
    }

    /// Returns the number of a look of the list sheet.
    pub(super) fn look(&self, look: Look) -> u32 {
        self.looks
            + match look {
                Look::Title => 0,
                Look::Summary => 1,
                Look::Heading => 2,
                Look::Text => 3,
                Look::Link => 4,
                Look::Severity(severity) => 5 + rank(severity),
            }
    }

    /// Returns the number of a look with the fill of a severity, and otherwise as it was.
    pub(super) fn marked(&mut self, old: u32, severity: Severity) -> u32 {
        if let Some(known) = self.marked.get(&(old, severity)) {
            return *known;
        }
        let fill = self.fills + rank(severity);
        let plain = format!("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"{fill}\" borderId=\"0\" applyFill=\"1\"/>");
        let clone = self.refilled(old, fill).unwrap_or_else(|| prefixed(&plain, &self.prefix));
        let number = self.push("cellXfs", clone);
        self.marked.insert((old, severity), number);
        number
    }

    fn refilled(&mut self, old: u32, fill: u32) -> Option<String> {
        let element = self.lists.get("cellXfs")?.get(old as usize)?.clone();
        let font = self.part.tags_from(element.start).next()?.ok()?.number("fontId").unwrap_or(0);
        let font = self.darkened(font);
        let tag = self.part.tags_from(element.start).next()?.ok()?;
        let mut changes = vec![("fillId", Some(fill.to_string())), ("applyFill", Some("1".to_owned()))];
        if let Some(font) = font {
            changes.extend([("fontId", Some(font.to_string())), ("applyFont", Some("1".to_owned()))]);
        }
        let head = tag.with(tag.form, &changes, &self.part).ok()?;
        Some(head + self.part.text.get(element.start + tag.span.end..element.end)?)
    }

    /// White letters of a dark heading could not be read on a light fill: returns the same font in black.
    fn darkened(&mut self, font: u32) -> Option<u32> {
        if let Some(known) = self.dark.get(&font) {
            return Some(*known);
        }
        let element = self.lists.get("fonts")?.get(font as usize)?.clone();
        let text = self.part.text.get(element.clone())?;
        let mut tags =
            self.part.tags_from(element.start).map_while(Result::ok).take_while(|tag| tag.span.end <= text.len());
        let colour = tags.find(|tag| tag.begins(1, "color") && is_light(tag))?;
        let black = prefixed("<color rgb=\"FF000000\"/>", colour.prefix());
        let clone = [text.get(..colour.span.start)?, &black, text.get(colour.span.end..)?].concat();
        let number = self.push("fonts", clone);
        self.dark.insert(font, number);
        Some(number)
    }

    /// Returns the path and the text of the style sheet with what was added.
    pub(super) fn finish(self) -> Result<(String, String), Both> {
        let mut edits = Edits::default();
        let mut behind = 0;
        for tag in self.part.tags() {
            let tag = tag?;
            if tag.depth == 0 && tag.form == Form::Open {
                behind = tag.span.end;
            }
            let Some(list) = LISTS.iter().find(|list| tag.is(1, list)) else { continue };
            let new = self.added.get(list).map(|added| added.concat()).unwrap_or_default();
            let count = self.count(list).to_string();
            if tag.form == Form::Close {
                edits.insert(tag.span.start, new);
            } else if !new.is_empty() {
                let open = tag.with(Form::Open, &[("count", Some(count))], &self.part)?;
                let whole = if tag.form == Form::Empty { open + &new + &tag.closing() } else { open };
                edits.replace(tag.span.clone(), whole);
            }
        }
        for list in LISTS {
            if let Some(end) = self.end(list)? {
                behind = end;
            } else if let Some(added) = self.added.get(list) {
                let count = self.count(list);
                let (open, close) = (format!("<{list} count=\"{count}\">"), format!("</{list}>"));
                let [open, close] = [open, close].map(|tag| prefixed(&tag, &self.prefix));
                edits.insert(behind, open + &added.concat() + &close);
            }
        }
        let text = self.part.with(edits);
        Ok((self.part.name, text))
    }

    /// Returns how many elements a list has in the end.
    fn count(&self, list: &str) -> usize {
        self.lists.get(list).map_or(0, Vec::len) + self.added.get(list).map_or(0, Vec::len)
    }

    /// Returns where a list ends.
    fn end(&self, list: &str) -> Result<Option<usize>, Both> {
        for tag in self.part.tags() {
            let tag = tag?;
            if tag.ends(1, list) {
                return Ok(Some(tag.span.end));
            }
        }
        Ok(None)
    }
}

/// The fills of Excel's own "bad" and "neutral", and grey.
fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "FFC7CE",
        Severity::Warning => "FFEB9C",
        Severity::Note => "E4E4E4",
    }
}

/// Returns the place of a severity among all, the worst first.
pub(super) fn rank(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

/// Returns whether a colour is white or near it: in plain figures, of the theme, or of the old palette.
fn is_light(colour: &Tag<'_>) -> bool {
    let digits = colour.get("rgb").unwrap_or_default();
    let rgb = u32::from_str_radix(digits.get(digits.len().saturating_sub(6)..).unwrap_or_default(), 16);
    let is_bright = rgb.is_ok_and(|rgb| rgb.to_be_bytes().iter().skip(1).all(|part| *part > 0xb0));
    is_bright || matches!(colour.number("theme"), Some(0)) || matches!(colour.number("indexed"), Some(1 | 9))
}
