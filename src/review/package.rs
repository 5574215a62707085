//! The package of a Word document: its parts, unpacked and read within limits.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::say;
use crate::text::Both;

/// The most bytes of a file, and of all its parts unpacked.
const PACKED_LIMIT: usize = 16 << 20;
const UNPACKED_LIMIT: u64 = 64 << 20;
/// The most parts of a package, elements of a part, elements within elements, attributes of an element.
const PART_LIMIT: usize = 10_000;
const ELEMENT_LIMIT: usize = 2_000_000;
const DEPTH_LIMIT: usize = 100;
const ATTRIBUTE_LIMIT: usize = 100;

/// An element of a part; names are without the prefix of their namespace.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    pub(super) text: String,
}

impl Element {
    /// Returns the first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the attribute `val` of a child.
    pub(super) fn val(&self, child: &str) -> Option<&str> {
        self.child(child)?.get("val")
    }

    /// Returns an attribute of a child as a number; what stands behind a point is dropped.
    pub(super) fn number(&self, child: &str, name: &str) -> Option<i64> {
        let text = self.child(child)?.get(name)?;
        text.split('.').next()?.parse().ok()
    }

    /// Returns whether a child switches something on.
    pub(super) fn switch(&self, child: &str) -> Option<bool> {
        let found = self.child(child)?;
        Some(!matches!(found.get("val"), Some("0" | "false" | "off")))
    }

    /// Calls for every element below, the element itself first.
    pub(super) fn each<'a>(&'a self, see: &mut dyn FnMut(&'a Self)) {
        see(self);
        self.children.iter().for_each(|child| child.each(see));
    }
}

/// The parts of a document.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a file; says why it cannot be read.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Both> {
        if bytes.len() > PACKED_LIMIT {
            let (have, most) = (bytes.len().div_ceil(1 << 20), PACKED_LIMIT >> 20);
            return Err(say!(
                "tệp {have} MB, mức cho phép là {most} MB: bỏ ảnh thừa hoặc nén ảnh \
                 (Picture Format > Compress Pictures) rồi lưu lại",
                "the file has {have} MB, the limit is {most}: remove or compress pictures and save it again"
            ));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| other(bytes))?;
        if let Some(kind) = packed(&mut zip) {
            return Err(wrong(&kind));
        }
        if zip.len() > PART_LIMIT {
            return Err(too_large());
        }
        Ok(Self { zip, left: UNPACKED_LIMIT })
    }

    /// Returns the name of the part with the text, which need not be the usual one.
    pub(super) fn main(&mut self) -> Result<String, Both> {
        let relations = self.part("_rels/.rels")?.unwrap_or_default();
        let is_main = |relation: &&Element| relation.get("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        let target = relations.children.iter().find(is_main).and_then(|relation| relation.get("Target"));
        Ok(target.map_or("word/document.xml", |target| target.trim_start_matches('/')).to_owned())
    }

    /// Reads a part; nothing when there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Element>, Both> {
        let Ok(part) = self.zip.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let size =
            part.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| damaged(name, &error.to_string()))?;
        self.left = self.left.checked_sub(size as u64).ok_or_else(too_large)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| damaged(name, "UTF-8"))?;
        read(text.trim_start_matches('\u{feff}')).map_err(|reason| damaged(name, &reason)).map(Some)
    }
}

/// Says that a file is no Word document.
pub(super) fn no_document() -> Both {
    wrong(&say!("thiếu phần lời văn", "it has no text"))
}

/// Says what a file is instead of a Word document, and what to do.
fn wrong(kind: &Both) -> Both {
    say!(
        "tệp không phải văn bản Word (.docx): {kind}; mở bằng Word hoặc LibreOffice rồi lưu kiểu Word (.docx)",
        "the file is no Word document (.docx): {kind}; open it in Word or LibreOffice and save it as Word (.docx)";
        kind = kind
    )
}

/// What a file that is no package begins with.
fn other(bytes: &[u8]) -> Both {
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    let kind = if bytes.is_empty() {
        say!("tệp trống, 0 byte", "it is empty")
    } else if begins(b"\xd0\xcf\x11\xe0") && holds_name(bytes, "EncryptedPackage") {
        return say!(
            "văn bản có mật khẩu: mở bằng Word, File > Info > Protect Document > Encrypt with Password, xóa mật khẩu, lưu lại",
            "the document has a password: open it in Word, File > Info > Protect Document, clear it, save it again"
        );
    } else if begins(b"\xd0\xcf\x11\xe0") {
        say!("đây là kiểu Word 97-2003 (.doc)", "this is Word 97-2003 (.doc)")
    } else if begins(b"%PDF") {
        return say!(
            "tệp này là PDF: soát bản Word mà từ đó in ra PDF",
            "this is a PDF: check the Word document that it was printed from"
        );
    } else if begins(b"{\\rtf") {
        say!("đây là kiểu RTF", "this is RTF")
    } else if begins(b"PK") {
        return say!(
            "tệp hỏng hoặc chép, tải về chưa hết: chép lại từ bản gốc",
            "the file is damaged or was not copied to its end: copy it again"
        );
    } else {
        say!("không rõ là kiểu gì", "its kind is not known")
    };
    wrong(&kind)
}

/// What a package holds that is no Word document.
fn packed(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Both> {
    let has = |start: &str| zip.file_names().any(|name| name.is_ok_and(|name| name.starts_with(start)));
    if has("word/") {
        None
    } else if has("xl/") {
        Some(say!("đây là bảng tính Excel", "this is a workbook of Excel"))
    } else if has("ppt/") {
        Some(say!("đây là bản trình chiếu PowerPoint", "this is a presentation of PowerPoint"))
    } else if has("content.xml") {
        Some(say!("đây là kiểu OpenDocument của LibreOffice", "this is OpenDocument of LibreOffice"))
    } else {
        Some(say!("đây là tệp nén", "this is an archive"))
    }
}

/// Whether an old container has an entry of a name, which it writes in two bytes a letter.
fn holds_name(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

fn too_large() -> Both {
    let size = UNPACKED_LIMIT >> 20;
    say!(
        "văn bản lớn hơn {size} MB sau khi giải nén, hoặc có quá nhiều phần: bỏ ảnh và bảng thừa",
        "the document has more than {size} MB when unpacked, or too many parts: remove surplus pictures and tables"
    )
}

fn damaged(part: &str, reason: &str) -> Both {
    say!(
        "không đọc được phần {part} của văn bản ({reason}): mở bằng Word hoặc LibreOffice rồi lưu lại",
        "part {part} of the document cannot be read ({reason}): open it in Word or LibreOffice and save it again"
    )
}

fn read(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(tag) => open.push(element(&tag)?),
            Event::Empty(tag) => {
                let element = element(&tag)?;
                into(&mut open, |last| last.children.push(element))?;
            }
            Event::End(_) => {
                let element = open.pop().ok_or("</>")?;
                into(&mut open, |last| last.children.push(element))?;
            }
            Event::Text(found) => into(&mut open, |last| last.text.push_str(&found.xml10_content()))?,
            Event::CData(found) => into(&mut open, |last| last.text.push_str(&found.xml10_content()))?,
            Event::GeneralRef(name) => into(&mut open, |last| last.text.push_str(&resolved(&name)))?,
            Event::DocType(_) => return Err("DOCTYPE".to_owned()),
            Event::Eof => break,
            _ => continue,
        }
        count += 1;
        if count > ELEMENT_LIMIT || open.len() > DEPTH_LIMIT {
            return Err(format!("> {ELEMENT_LIMIT} / {DEPTH_LIMIT}"));
        }
    }
    open.first_mut().and_then(|root| root.children.pop()).ok_or_else(|| "<>".to_owned())
}

fn into(open: &mut [Element], give: impl FnOnce(&mut Element)) -> Result<(), String> {
    open.last_mut().map(give).ok_or_else(|| "</>".to_owned())
}

fn element(tag: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false).take(ATTRIBUTE_LIMIT) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element { name: tag.local_name().as_ref().to_owned(), attributes, ..Element::default() })
}

/// The letter that a reference stands for; an unknown one is dropped.
fn resolved(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return letter.to_string();
    }
    let known = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'")];
    let name = name.xml10_content();
    known.iter().find(|(known, _)| *known == name).map_or(String::new(), |(_, letter)| (*letter).to_owned())
}
