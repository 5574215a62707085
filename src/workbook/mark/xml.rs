//! A part of a package as text with places: its tags with their bytes, and edits that leave the rest as it was.
//!
//! Knows nothing of workbooks. Names are told without their prefix, because `<x:row>` is a row as well as `<row>`.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use crate::say;
use crate::text::Both;

/// The most characters of a cell and of a comment that Excel opens are 32 767; this leaves room for what was there.
const MOST_CHARACTERS: usize = 30_000;

/// A part of a package, decoded.
pub(super) struct Part {
    /// Its path in the package.
    pub(super) name: String,
    /// Its text, without a byte order mark.
    pub(super) text: String,
}

/// What a tag does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Open,
    Empty,
    Close,
}

/// A tag of a part.
pub(super) struct Tag<'a> {
    /// Whether it opens, closes, or both.
    pub(super) form: Form,
    /// How many elements its element is in; the root's is 0.
    pub(super) depth: usize,
    /// Its bytes in the part.
    pub(super) span: Range<usize>,
    start: BytesStart<'a>,
}

impl Part {
    /// Returns the tags in their order; the last item is the reason if the text is no XML.
    pub(super) fn tags(&self) -> Tags<'_> {
        self.tags_from(0)
    }

    /// Returns the tags behind a place, which stands for the beginning: for a look ahead.
    pub(super) fn tags_from(&self, at: usize) -> Tags<'_> {
        let text = self.text.get(at..).unwrap_or_default();
        Tags { part: self, text, reader: Reader::from_str(text), depth: 0, is_over: false }
    }

    /// Returns why the part cannot be changed.
    pub(super) fn broken(&self, reason: &Both) -> Both {
        let name = &self.name;
        say!(
            "phần {name} của tệp bị hỏng hoặc có cấu trúc lạ ({reason})",
            "the part {name} of the file is broken or of a strange build ({reason})"; reason = reason
        )
    }

    /// Returns why the part cannot be changed, when it lacks an element.
    pub(super) fn lacks(&self, element: &str) -> Both {
        self.broken(&say!("thiếu <{element}>", "there is no <{element}>"))
    }

    /// Returns the bytes of the part after its edits.
    pub(super) fn with(&self, edits: Edits) -> String {
        edits.apply(&self.text)
    }
}

/// The tags of a part.
pub(super) struct Tags<'a> {
    part: &'a Part,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    is_over: bool,
}

impl<'a> Tags<'a> {
    fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn end(&mut self, reason: &Both) -> Option<Result<Tag<'a>, Both>> {
        self.is_over = true;
        Some(Err(self.part.broken(reason)))
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Result<Tag<'a>, Both>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let from = self.place();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return self.end(&say!("{error}", "{error}")),
            };
            let span = from..self.place();
            let (form, start) = match event {
                Event::Start(start) => (Form::Open, start),
                Event::Empty(start) => (Form::Empty, start),
                Event::End(_) => (Form::Close, closed(&self.text[span.clone()])),
                Event::Eof if self.depth > 0 => {
                    return self.end(&say!("thiếu thẻ đóng", "a closing tag is missing"));
                }
                Event::Eof => break,
                _ => continue,
            };
            if form == Form::Close {
                self.depth = self.depth.saturating_sub(1);
            }
            let depth = self.depth;
            if form == Form::Open {
                self.depth += 1;
            }
            return Some(Ok(Tag { form, depth, span, start }));
        }
        None
    }
}

/// Returns the name in a closing tag.
fn closed(tag: &str) -> BytesStart<'_> {
    BytesStart::new(tag.trim_start_matches("</").trim_end_matches('>').trim_end())
}

impl Tag<'_> {
    /// Returns the name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Returns the prefix with its colon, or nothing.
    pub(super) fn prefix(&self) -> &str {
        let whole = self.start.name().into_inner();
        &whole[..whole.len() - self.name().len()]
    }

    /// Returns whether the tag begins an element of this name at this depth.
    pub(super) fn begins(&self, depth: usize, name: &str) -> bool {
        self.form != Form::Close && self.is(depth, name)
    }

    /// Returns whether the element ends with this tag.
    pub(super) fn ends(&self, depth: usize, name: &str) -> bool {
        self.form != Form::Open && self.is(depth, name)
    }

    /// Returns whether the tag is of an element of this name at this depth.
    pub(super) fn is(&self, depth: usize, name: &str) -> bool {
        self.depth == depth && self.name() == name
    }

    /// Returns the value of an attribute that has no prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.value(|key| key == name)
    }

    /// Returns the value of an attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// Returns whether an attribute says yes.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value == "1" || value == "true")
    }

    /// Returns the name of a relationship: `r:id`, whatever the prefix is.
    pub(super) fn relation(&self) -> Option<String> {
        self.value(|key| key.ends_with(":id"))
    }

    fn value(&self, is_meant: impl Fn(&str) -> bool) -> Option<String> {
        let mut all = self.start.attributes().filter_map(Result::ok);
        let attribute = all.find(|attribute| is_meant(attribute.key.into_inner()))?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0);
        Some(value.map_or_else(|_| attribute.value.to_string(), |value| value.to_string()))
    }

    /// Returns the tag with other attributes: a value is set, nothing takes the attribute away; `form` as wanted.
    pub(super) fn with(&self, form: Form, changes: &[(&str, Option<String>)], part: &Part) -> Result<String, Both> {
        let mut text = format!("<{}", self.start.name().into_inner());
        for attribute in self.start.attributes() {
            let attribute = attribute.map_err(|error| part.broken(&say!("{error}", "{error}")))?;
            let key = attribute.key.into_inner();
            if changes.iter().all(|(name, _)| *name != key) {
                // Written as it was read: the value is still escaped, and its quotes may be of either kind.
                let quote = if attribute.value.contains('"') { '\'' } else { '"' };
                text.push_str(&format!(" {key}={quote}{}{quote}", attribute.value));
            }
        }
        for (name, value) in changes {
            if let Some(value) = value {
                text.push_str(&format!(" {name}=\"{}\"", escape(value.as_str())));
            }
        }
        text.push_str(if form == Form::Empty { "/>" } else { ">" });
        Ok(text)
    }

    /// Returns the closing tag of the element.
    pub(super) fn closing(&self) -> String {
        format!("</{}>", self.start.name().into_inner())
    }
}

/// What stands instead of stretches of a text.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts text at a place; what is put there later stands behind.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Puts text in the place of other text.
    pub(super) fn replace(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.0.push((span, text.into()));
    }

    /// Returns whether nothing is to be changed.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
        let added: usize = self.0.iter().map(|(_, new)| new.len()).sum();
        let mut edited = String::with_capacity(text.len() + added);
        let mut done = 0;
        for (span, new) in self.0 {
            edited.push_str(text.get(done..span.start).unwrap_or_default());
            edited.push_str(&new);
            done = done.max(span.end);
        }
        edited.push_str(text.get(done..).unwrap_or_default());
        edited
    }
}

/// Returns text for the content of an element: what XML forbids is left out, and what Excel would decode is guarded.
pub(super) fn content(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_allowed = |letter: &char| match letter {
        '\t' | '\n' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        letter => *letter >= ' ',
    };
    let mut allowed: String = text.chars().filter(is_allowed).take(MOST_CHARACTERS + 1).collect();
    if let Some((end, _)) = allowed.char_indices().nth(MOST_CHARACTERS) {
        allowed.truncate(end);
        allowed.push('…');
    }
    escape(guarded(&allowed)).into_owned()
}

/// `_x0041_` in a text of a workbook is read as `A`, unless its first `_` is written as `_x005F_` (ECMA-376, 22.9.2.19).
fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let code = text.as_bytes().get(at..at + 7).unwrap_or_default();
        if let [b'_', b'x', digits @ .., b'_'] = code
            && digits.iter().all(u8::is_ascii_hexdigit)
        {
            guarded.push_str("_x005F");
        }
        guarded.push(letter);
    }
    guarded
}

/// Returns XML of our own with each name behind a prefix, as the part it is for has it.
pub(super) fn prefixed(xml: &str, prefix: &str) -> String {
    if prefix.is_empty() {
        return xml.to_owned();
    }
    let mut text = String::with_capacity(xml.len());
    let mut pieces = xml.split('<');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (slash, rest) = piece.strip_prefix('/').map_or(("", piece), |rest| ("/", rest));
        text.push_str(&format!("<{slash}{prefix}{rest}"));
    }
    text
}
