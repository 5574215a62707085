//! Reads YAML, a list of flat maps or one map, into a sheet whose values know their line and column.
//!
//! Scalars keep the text as typed: `0052` stays a code and `2026-01` a month.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::{Lines, Located, Location};
use crate::record::{Raw, Record, Sheet};
use crate::say;
use crate::text::Both;

/// Reads a table; its name is the file's.
pub(super) fn sheet(path: &SourcePath, text: &str, faults: &mut Diagnostics) -> Result<Sheet, Reported> {
    let page = Page { path, text, lines: Lines::new(text), offset: 0 };
    let root = page.parse(text).map_err(|fault| faults.reject(fault))?;
    let records = match root.value {
        Node::Null => Vec::new(),
        Node::Map(_) => page.record(root).map(|record| vec![record]).map_err(|fault| faults.reject(fault))?,
        Node::List(items) => {
            let read: Result<Vec<Record>, Diagnostic> = items.into_iter().map(|item| page.record(item)).collect();
            read.map_err(|fault| faults.reject(fault))?
        }
        Node::Scalar(_) => return Err(faults.reject(page.not_records(&root))),
    };
    Ok(Sheet { name: path.stem().to_owned(), at: Location::file(path), header: None, records })
}

/// Reads the front matter of a document that starts at byte `offset` of its file.
pub(super) fn front_matter(path: &SourcePath, text: &str, range: std::ops::Range<usize>) -> Result<Record, Diagnostic> {
    let page = Page { path, text, lines: Lines::new(text), offset: range.start };
    let root = page.parse(&text[range])?;
    page.record(root)
}

struct Page<'a> {
    path: &'a SourcePath,
    text: &'a str,
    lines: Lines<'a>,
    offset: usize,
}

#[derive(Debug)]
enum Node {
    Null,
    Scalar(String),
    List(Vec<Spanned<Node>>),
    Map(Vec<(Spanned<String>, Spanned<Node>)>),
}

impl Page<'_> {
    fn parse(&self, yaml: &str) -> Result<Spanned<Node>, Diagnostic> {
        let options = serde_saphyr::options! { with_snippet: false, strict_booleans: true };
        serde_saphyr::from_str_with_options(yaml, options).map_err(|error| self.bad_yaml(&error))
    }

    fn bad_yaml(&self, error: &serde_saphyr::Error) -> Diagnostic {
        let first_line = self.text[..self.offset].matches('\n').count() as u32;
        let at = match error.location() {
            Some(spot) => Location::line(self.path, self.text, spot.line() as u32 + first_line, spot.column() as u32),
            None => Location::file(self.path),
        };
        let error = error.to_string();
        let is_limit = ["Nodes", "Events", "ScalarBytes"].iter().any(|limit| error.contains(limit));
        // A file that is shorter than its values has multiplied them by aliases.
        if is_limit && error.contains("budget") && self.text.len() > 2 * VALUES {
            return too_large(&at);
        }
        let (message, help) = reason(&error);
        Diagnostic::new(Code::BadYaml, &at, message).help(help)
    }

    fn not_records(&self, node: &Spanned<Node>) -> Diagnostic {
        let message = say!("cần một danh sách bản ghi `khóa: giá trị`", "a list of records `key: value` is expected");
        let help = say!("mỗi bản ghi bắt đầu bằng `- khóa: giá trị`", "each record begins with `- key: value`");
        Diagnostic::new(Code::BadYaml, &self.at(node), message).help(help)
    }

    fn record(&self, node: Spanned<Node>) -> Result<Record, Diagnostic> {
        let at = self.at(&node);
        let Node::Map(pairs) = node.value else {
            return Err(self.not_records(&node));
        };
        let mut fields = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let name = Located::new(key.value.clone(), self.at(&key));
            let value_at = self.at(&value).with_field(key.value.as_str());
            fields.push((Arc::new(name), Located::new(self.raw(value)?, value_at)));
        }
        Ok(Record { at, fields })
    }

    fn raw(&self, node: Spanned<Node>) -> Result<Raw, Diagnostic> {
        let at = self.at(&node);
        match node.value {
            Node::Null => Ok(Raw::Empty),
            Node::Scalar(read) => Ok(scalar(self.typed(&at).unwrap_or(read))),
            Node::List(items) => {
                let texts = items.into_iter().map(|item| {
                    let at = self.at(&item);
                    match item.value {
                        Node::Scalar(read) => Ok(Located::new(self.typed(&at).unwrap_or(read), at)),
                        _ => Err(self.not_flat(&at)),
                    }
                });
                texts.collect::<Result<Vec<_>, _>>().map(Raw::List)
            }
            Node::Map(_) => Err(self.not_flat(&at)),
        }
    }

    fn not_flat(&self, at: &Location) -> Diagnostic {
        let message = say!("giá trị lồng nhau không dùng ở đây", "nested values are not used here");
        let help = say!("viết một giá trị, hoặc danh sách [a, b]", "write one value, or a list [a, b]");
        Diagnostic::new(Code::BadYaml, at, message).help(help)
    }

    /// The characters of an unquoted scalar as typed, before YAML makes `0052` a number.
    fn typed(&self, at: &Location) -> Option<String> {
        let crate::place::Place::Text(stretch) = &at.place else {
            return None;
        };
        let typed = self.text.get(stretch.start..stretch.end)?.trim();
        let plain = !typed.starts_with(['"', '\'', '|', '>', '&', '*', '!']) && !typed.contains('\n');
        plain.then(|| typed.to_owned())
    }

    fn at<T>(&self, node: &Spanned<T>) -> Location {
        let span = node.referenced.span();
        let start = self.offset + span.byte_offset().unwrap_or(0) as usize;
        let end = start + span.byte_len().unwrap_or(0) as usize;
        let end = end.min(self.text.len());
        let kept = self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        self.lines.place(self.path, start..start + kept)
    }
}

/// The most values that the parser reads.
const VALUES: usize = 250_000;

fn too_large(at: &Location) -> Diagnostic {
    let message = say!("đến đây tệp có quá nhiều giá trị cho YAML", "up to here the file has too many values for YAML");
    let help = say!("lưu bảng thành .csv hoặc .xlsx", "save the table as .csv or .xlsx");
    Diagnostic::new(Code::TooLarge, at, message).help(help)
}

/// Says in plain words what the parser found; its own words remain where there are no better ones.
fn reason(error: &str) -> (Both, Both) {
    let error = error.lines().next().unwrap_or_default();
    // The place is printed by itself, and in front matter the parser counts from the wrong line.
    let error = error.rsplit_once(" at line ").map_or(error, |(words, _)| words);
    let has = |words: &str| error.contains(words);
    if let Some((_, key)) = error.split_once("duplicate mapping key: ") {
        let key = key.split(',').next().unwrap_or(key);
        return (
            say!("khóa `{key}` có hai lần trong một bản ghi", "the key `{key}` stands twice in one record"),
            say!("xóa một trong hai dòng", "remove one of the two lines"),
        );
    }
    if has("mapping values are not allowed") {
        return (
            say!("giá trị có dấu hai chấm mà không có nháy kép", "the value has a colon and no quotes"),
            say!("đặt cả giá trị trong nháy kép: khóa: \"…: …\"", "put the whole value in quotes: key: \"…: …\""),
        );
    }
    if has("tabs disallowed") || has("tab") && has("indentation") {
        return (
            say!("dòng thụt bằng phím Tab", "the line is indented with a tab"),
            say!("thụt bằng hai dấu cách", "indent with two spaces"),
        );
    }
    if has("budget") || has("recursion limit") {
        return (
            say!(
                "tệp lồng quá sâu hoặc dùng bí danh `*` nhân lên quá nhiều",
                "the file nests too deep, or its aliases `*` multiply too much"
            ),
            say!("viết mỗi bản ghi là các dòng `khóa: giá trị`", "write each record as lines `key: value`"),
        );
    }
    if has("multiple YAML documents") {
        return (
            say!(
                "dòng `---` ở trên chia tệp thành nhiều tài liệu",
                "the line `---` above divides the file into several documents"
            ),
            say!("giữ một tài liệu: xóa dòng `---`", "keep one document: delete that line"),
        );
    }
    if has("quoted scalar") {
        return (
            say!("nháy mở ở trên chưa đóng", "a quote opened above is not closed"),
            say!("thêm nháy đóng ở cuối giá trị của dòng trên", "close the quote at the end of the value above"),
        );
    }
    if has("did not find expected key") || has("indentation") {
        return (
            say!("dòng thụt không khớp với các dòng cùng bản ghi", "the line is not indented like its record"),
            say!("cho các khóa của một bản ghi thẳng cột với nhau", "align the keys of a record"),
        );
    }
    (
        say!("YAML sai cấu trúc ({error})", "malformed YAML ({error})"),
        say!(
            "kiểm tra thụt đầu dòng, dấu hai chấm, nháy và ngoặc ở dòng này và dòng trên",
            "check indentation, colons, quotes and brackets on this line and the one above"
        ),
    )
}

fn scalar(text: String) -> Raw {
    let text = text.trim();
    if text == "~" || text == "null" { Raw::Empty } else { Raw::of(text) }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value, a list or a map")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(Node::Map(pairs))
    }
}
