//! Reads a Word document back, by the names of ISO/IEC 29500 and without the code that wrote it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element of a part.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Node>,
    /// Its own text.
    pub(crate) text: String,
}

impl Node {
    /// Returns every element below of that name, in the order of the part.
    pub(crate) fn all<'a>(&'a self, name: &str) -> Vec<&'a Node> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// Returns the child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Returns an attribute of a child, as a number.
    pub(crate) fn number(&self, child: &str, name: &str) -> Option<i64> {
        self.child(child)?.get(name)?.parse().ok()
    }

    /// Returns what a reader sees of a paragraph, without the words of drawings in it.
    pub(crate) fn said(&self) -> String {
        match self.name.as_str() {
            "w:t" => self.text.clone(),
            "w:br" => "\n".to_owned(),
            "w:tab" => "\t".to_owned(),
            "w:drawing" | "w:instrText" => String::new(),
            _ => self.children.iter().map(Node::said).collect(),
        }
    }

    /// Returns the id of the style of a paragraph.
    pub(crate) fn style(&self) -> &str {
        let own = self.child("w:pPr").and_then(|own| own.child("w:pStyle"));
        own.and_then(|style| style.get("w:val")).unwrap_or("Normal")
    }
}

/// Returns the parts of a package.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a document is an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("the part is there");
        let name = part.name().expect("its name can be read").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("the part can be unpacked");
        parts.insert(name, bytes);
    }
    parts
}

/// Returns the root of a part; a part that is not well-formed fails the test.
pub(crate) fn root(part: &[u8]) -> Node {
    let text = std::str::from_utf8(part).expect("a part is UTF-8");
    let mut reader = Reader::from_str(text);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().expect("a part is well-formed") {
            Event::Start(tag) => open.push(node(&tag)),
            Event::Empty(tag) => {
                let node = node(&tag);
                open.last_mut().expect("the root").children.push(node);
            }
            Event::End(_) => {
                let node = open.pop().expect("it was opened");
                open.last_mut().expect("the root").children.push(node);
            }
            Event::Text(found) => {
                let text = found.xml10_content();
                open.last_mut().expect("the root").text.push_str(&text);
            }
            Event::GeneralRef(found) => {
                let letter = letter(&found);
                open.last_mut().expect("the root").text.push(letter);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.remove(0).children.remove(0)
}

fn letter(name: &str) -> char {
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "#9" => '\t',
        other => panic!("&{other}; is written by nobody"),
    }
}

fn node(tag: &BytesStart<'_>) -> Node {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute has a name and a value");
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("a value is well-formed").into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Node { name: tag.name().as_ref().to_owned(), attributes: attributes.collect(), ..Node::default() }
}

/// Returns the body of a document.
pub(crate) fn body(bytes: &[u8]) -> Node {
    root(&parts(bytes)["word/document.xml"]).child("w:body").expect("a document has a body").clone()
}

/// Returns all that a file tells somebody who looks for words: texts, descriptions of drawings, properties.
pub(crate) fn words(bytes: &[u8]) -> String {
    let mut found = String::new();
    for (name, part) in parts(bytes) {
        if name.ends_with(".xml") {
            gather(&root(&part), &mut found);
        }
    }
    found
}

fn gather(node: &Node, found: &mut String) {
    // Distances are no words.
    if node.name != "wp:posOffset" {
        found.push_str(&node.text);
    }
    if let Some(told) = node.get("descr") {
        found.push_str(&format!("\n{told}\n"));
    }
    node.children.iter().for_each(|child| gather(child, found));
    if ["w:p", "w:tc", "vt:lpwstr"].contains(&node.name.as_str()) || node.name.starts_with("dc") {
        found.push('\n');
    }
}

/// Returns the paragraphs of the body, cells and boxes of drawings with them, in the order of reading.
pub(crate) fn paragraphs(node: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    for child in &node.children {
        if child.name == "w:p" {
            found.push(child);
        }
        found.extend(paragraphs(child));
    }
    found
}

/// Writes a document as lines that can be read in a review: style and text of each paragraph, rows, sections, drawings.
pub(crate) fn outline(bytes: &[u8]) -> String {
    let mut lines = Vec::new();
    outlined(&body(bytes), &mut lines);
    format!("{}\n", lines.join("\n"))
}

fn outlined(node: &Node, lines: &mut Vec<String>) {
    for child in &node.children {
        match child.name.as_str() {
            "w:p" => {
                let text = child.said().replace('\n', " ⏎ ");
                lines.push(format!("[{}] {text}", child.style()).trim_end().to_owned());
                for told in child.all("wp:docPr") {
                    lines.push(format!("  drawing: {}", told.get("descr").unwrap_or_default()));
                }
                child.all("w:sectPr").into_iter().for_each(|section| lines.push(section_line(section)));
            }
            "w:tbl" => child.children.iter().filter(|row| row.name == "w:tr").for_each(|row| lines.push(row_line(row))),
            "w:sectPr" => lines.push(section_line(child)),
            _ => {}
        }
    }
}

fn row_line(row: &Node) -> String {
    let cells = row.children.iter().filter(|cell| cell.name == "w:tc");
    let texts = cells.map(|cell| {
        let said: Vec<String> = cell.all("w:p").into_iter().map(Node::said).collect();
        said.join(" ⏎ ").trim_end_matches(" ⏎ ").to_owned()
    });
    let sign = if row.all("w:tblHeader").is_empty() { '|' } else { '‖' };
    format!("{sign} {}", texts.collect::<Vec<_>>().join(&format!(" {sign} ")))
}

fn section_line(section: &Node) -> String {
    let size = |name| section.number("w:pgSz", name).expect("a section has a size");
    format!("== section of {} by {} twips, pages from 1", size("w:w"), size("w:h"))
}
