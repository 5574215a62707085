//! Reads HTML as its reader does: sections with facts, rows of tables and texts.
//!
//! Takes any HTML; what is not closed or stands where it should not costs words, never the run.

use std::collections::BTreeMap;
use std::mem;

use html5gum::{Token, Tokenizer};

use super::page::{Page, Section, Zone};
use super::row::{Cell, Row};
use crate::say;
use crate::text::Language;

/// Tags that stand within a text; every other one begins a new one.
const INLINE: [&[u8]; 17] = [
    b"a", b"abbr", b"b", b"br", b"cite", b"code", b"em", b"i", b"img", b"mark", b"q", b"small", b"span", b"strong",
    b"sub", b"sup", b"time",
];

/// Tags whose content nobody reads.
const UNREAD: [&[u8]; 4] = [b"script", b"style", b"template", b"head"];

/// Tags that end a fact or a cell though its end is not written.
const PARTS: [&[u8]; 15] =
    [b"caption", b"dd", b"dl", b"dt", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"main", b"table", b"td", b"th", b"tr"];

/// Reads a page; `language` is that of the few words which are not on the page.
pub(super) fn read(bytes: &[u8], language: Language) -> Page {
    let mut reader =
        Reader { note_label: say!("ngày, nguồn", "date, source").get(language).to_owned(), ..Reader::default() };
    for token in Tokenizer::new(bytes) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| {
                    (String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(value).into_owned())
                });
                reader.open(&tag.name, &attributes.collect::<Vec<_>>());
            }
            Token::EndTag(tag) => reader.close(&tag.name),
            Token::String(text) => reader.hear(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    reader.finish();
    reader.end_row();
    let mut page = reader.page;
    [&mut page.main, &mut page.around].into_iter().for_each(distinguish);
    page
}

/// Gives sections that share a key keys of their own, by their order.
fn distinguish(zone: &mut Zone) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for section in &mut zone.0 {
        let count = seen.entry(section.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            section.key = format!("{} {count}", section.key);
        }
    }
}

/// What the text that is being read is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Within {
    #[default]
    Text,
    Title,
    Heading,
    Caption,
    Term,
    Fact,
    Cell,
}

type Attributes = [(String, String)];

#[derive(Debug, Default)]
struct Reader {
    page: Page,
    in_main: bool,
    within: Within,
    text: String,
    /// What is said of a fact in small print: its date and source.
    note: String,
    note_label: String,
    /// The spans that are open, each with whether it is small print.
    spans: Vec<bool>,
    /// The tag that is open and not read.
    unread: Option<Vec<u8>>,
    /// The words and the lines of the drawing that is open.
    drawing: Option<(String, String)>,
    term: String,
    /// The titles of the columns of a table; the row that is open, with its id.
    columns: Vec<String>,
    cells: Vec<String>,
    row_id: Option<String>,
}

impl Reader {
    fn open(&mut self, name: &[u8], attributes: &Attributes) {
        if self.unread.is_some() {
            return;
        }
        if let Some((words, lines)) = &mut self.drawing {
            words.push(' ');
            lines.extend(attributes.iter().flat_map(|(_, value)| [value.as_str(), "\n"]));
            return;
        }
        let attribute =
            |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        match name {
            b"svg" => self.drawing = Some(Default::default()),
            b"span" => self.spans.push(attribute("class").is_some_and(|class| class == "note")),
            b"a" => {
                let outside = attribute("href").filter(|link| link.contains(':'));
                self.page.links.extend(outside.filter(|_| self.in_main));
            }
            b"br" => self.hear(" "),
            name if UNREAD.contains(&name) => self.unread = Some(name.to_vec()),
            name if INLINE.contains(&name) => {}
            name => self.begin(name, attribute("id")),
        }
    }

    /// Begins what is no part of a running text.
    fn begin(&mut self, name: &[u8], id: Option<String>) {
        // A list within a fact or a cell goes on with it.
        if matches!(self.within, Within::Fact | Within::Cell) && !PARTS.contains(&name) {
            return self.hear(" ");
        }
        self.finish();
        self.within = match name {
            b"h1" if self.in_main => Within::Title,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Within::Heading,
            b"caption" => Within::Caption,
            b"dt" => Within::Term,
            b"dd" => Within::Fact,
            b"td" | b"th" => Within::Cell,
            _ => Within::Text,
        };
        match name {
            b"main" => self.in_main = true,
            b"table" => {
                self.section(id);
                self.columns.clear();
            }
            b"tr" => {
                self.end_row();
                self.row_id = id;
            }
            _ if self.within == Within::Heading => self.section(id),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if self.unread.as_deref() == Some(name) {
            self.unread = None;
        } else if name == b"svg" {
            let (words, lines) = self.drawing.take().unwrap_or_default();
            self.page.drawings.push(plain(&words));
            self.page.shapes.push(lines);
        } else if self.unread.is_none() && self.drawing.is_none() {
            self.end(name);
        }
    }

    fn end(&mut self, name: &[u8]) {
        if name == b"span" {
            self.spans.pop();
        }
        if INLINE.contains(&name) {
            return;
        }
        if matches!(self.within, Within::Fact | Within::Cell) && !PARTS.contains(&name) {
            return self.hear(" ");
        }
        self.finish();
        match name {
            b"main" => self.in_main = false,
            b"tr" | b"table" => self.end_row(),
            _ => {}
        }
    }

    /// Puts what was read where it belongs, whether or not its end was written.
    fn finish(&mut self) {
        match self.within {
            Within::Text => {
                let text = self.take();
                if !text.is_empty() {
                    self.current().texts.push(text);
                }
            }
            Within::Title => self.page.title = self.take(),
            Within::Heading | Within::Caption => self.entitle(),
            Within::Term => self.term = self.take(),
            Within::Fact => self.end_fact(),
            Within::Cell => {
                let cell = self.take();
                self.cells.push(cell);
            }
        }
    }

    fn hear(&mut self, text: &str) {
        if self.unread.is_some() {
            return;
        }
        let small = self.within == Within::Fact && self.spans.contains(&true);
        match &mut self.drawing {
            Some((words, _)) => words.push_str(text),
            None if small => self.note.push_str(text),
            None => self.text.push_str(text),
        }
    }

    /// Returns the text that was read, and goes on with plain text.
    fn take(&mut self) -> String {
        self.within = Within::Text;
        plain(&mem::take(&mut self.text))
    }

    fn zone(&mut self) -> &mut Zone {
        if self.in_main { &mut self.page.main } else { &mut self.page.around }
    }

    /// Returns the section that is open.
    fn current(&mut self) -> &mut Section {
        let zone = &mut self.zone().0;
        if zone.is_empty() {
            zone.push(Section::default());
        }
        zone.last_mut().expect("a section was pushed if there was none")
    }

    fn section(&mut self, id: Option<String>) {
        let section = Section { key: id.unwrap_or_default(), ..Section::default() };
        self.zone().0.push(section);
    }

    /// Without an id a section is known by its title.
    fn entitle(&mut self) {
        let title = self.take();
        let section = self.current();
        if section.key.is_empty() {
            section.key.clone_from(&title);
        }
        section.title = title;
    }

    fn end_fact(&mut self) {
        let (value, note) = (self.take(), plain(&mem::take(&mut self.note)));
        let cells = vec![cell("", value), cell(&self.note_label, note)];
        let (key, name) = (self.term.clone(), self.term.clone());
        self.current().rows.push(Row { key, name, cells });
    }

    /// The first row of a table names its columns.
    fn end_row(&mut self) {
        let texts = mem::take(&mut self.cells);
        if texts.is_empty() {
            return;
        }
        if self.columns.is_empty() {
            self.current().texts.push(texts.join(" | "));
            self.columns = texts;
            return;
        }
        let first = texts.first().cloned().unwrap_or_default();
        // A mere number says too little.
        let is_number = first.chars().all(|letter| letter.is_ascii_digit() || ".IVX".contains(letter));
        let second = texts.get(1).filter(|_| is_number).map(|second| format!("{first} {second}"));
        let name = second.unwrap_or_else(|| first.clone());
        let unit = self.columns.iter().position(|column| column.starts_with("Đơn vị")).and_then(|at| texts.get(at));
        let unit = unit.cloned().unwrap_or_default();
        let column = |index: usize| self.columns.get(index).map_or("", String::as_str);
        let cells = texts.into_iter().enumerate().map(|(index, text)| {
            let is_figure = index > 0 && text.chars().all(|c| c.is_ascii_digit() || ".,−-".contains(c));
            let cell = cell(column(index), text);
            let shown =
                cell.shown.map(|shown| if is_figure { format!("{shown} {unit}").trim_end().to_owned() } else { shown });
            Cell { shown, ..cell }
        });
        let cells = cells.collect();
        let key = self.row_id.take().unwrap_or(first);
        self.current().rows.push(Row { key, name, cells });
    }
}

fn cell(column: &str, text: String) -> Cell {
    Cell { column: column.to_owned(), shown: Some(text.clone()).filter(|text| !text.is_empty()), raw: text }
}

/// Returns text with every run of white space as one space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}
