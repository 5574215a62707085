//! The zip file of a workbook: its parts, how they refer to each other, and the file with some of them changed.
//!
//! What is not changed is copied as it lies there, still packed.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{Cursor, Read, Write};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use crate::say;
use crate::text::Both;
use crate::workbook::UNPACKED_LIMIT;

use super::super::name::resolve;
use super::xml::{Edits, Form, Part, prefixed};

const TYPES: &str = "[Content_Types].xml";
/// Where each kind of relationship of an ordinary workbook is described.
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook as a zip file of parts.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part lies, by its path as [`key`] writes it.
    index: BTreeMap<String, usize>,
    changed: BTreeMap<usize, String>,
    added: Vec<(String, String)>,
    /// What the new parts are: path and content type.
    declared: Vec<(String, &'static str)>,
    /// What the kinds of relationships begin with; another one in "strict" workbooks.
    base: String,
}

/// How a part refers to another.
pub(super) struct Relation {
    /// Its name in the part.
    pub(super) id: String,
    /// The last word of its kind: `worksheet`, `comments`.
    pub(super) kind: String,
    /// The path of the other part.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    /// Opens a workbook and returns it with the path of the part that lists its sheets.
    pub(super) fn open(bytes: &'a [u8]) -> Result<(Self, String), Both> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_package(bytes))?;
        let names = (0..archive.len()).filter_map(|at| Some((key(&archive.name_for_index(at)?.ok()?), at)));
        let index = names.collect();
        let (changed, added, declared) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut package = Self { archive, index, changed, added, declared, base: TRANSITIONAL.to_owned() };
        let part = package.part("_rels/.rels")?.ok_or_else(|| no_package(bytes))?;
        for tag in part.tags() {
            let tag = tag?;
            let kind = tag.get("Type").unwrap_or_default();
            if let (Some(base), Some(target)) = (kind.strip_suffix("/officeDocument"), tag.get("Target")) {
                package.base = base.to_owned();
                let target = resolve("", &target);
                if !key(&target).ends_with(".xml") {
                    return Err(no_package(bytes));
                }
                return Ok((package, target));
            }
        }
        Err(no_package(bytes))
    }

    /// Returns the name of the words of the parts: one for ordinary workbooks, one for "strict" ones.
    pub(super) fn namespace(&self) -> &'static str {
        if self.base == TRANSITIONAL {
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        } else {
            "http://purl.oclc.org/ooxml/spreadsheetml/main"
        }
    }

    /// Returns what an attribute with the name of a relationship belongs to.
    pub(super) fn relationships(&self) -> &str {
        &self.base
    }

    /// Returns a part, if there is one, as it is by now.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, Both> {
        let wanted = key(name);
        if let Some((_, text)) = self.added.iter().find(|(name, _)| key(name) == wanted) {
            return Ok(Some(Part { name: name.to_owned(), text: text.clone() }));
        }
        let Some(at) = self.index.get(&wanted).copied() else { return Ok(None) };
        let text = match self.changed.get(&at) {
            Some(text) => text.clone(),
            None => self.read(at).map_err(|reason| unreadable(name, &reason))?,
        };
        Ok(Some(Part { name: name.to_owned(), text }))
    }

    /// Returns a part that a workbook must have.
    pub(super) fn needed(&mut self, name: &str) -> Result<Part, Both> {
        let missing = say!("phần này không có trong tệp", "the file has no such part");
        self.part(name)?.ok_or_else(|| unreadable(name, &missing))
    }

    fn read(&mut self, at: usize) -> Result<String, Both> {
        let file = self.archive.by_index(at).map_err(verbatim)?;
        let mut bytes = Vec::new();
        let size = file.take(UNPACKED_LIMIT + 1).read_to_end(&mut bytes).map_err(verbatim)?;
        if size as u64 > UNPACKED_LIMIT {
            let most = UNPACKED_LIMIT >> 20;
            return Err(say!("lớn hơn {most} MB", "more than {most} MB"));
        }
        decode(&bytes).ok_or_else(|| say!("bảng mã chữ lạ", "its encoding is unknown"))
    }

    /// Puts a part into the place of the one of its name, or behind all others.
    pub(super) fn put(&mut self, name: &str, text: String) {
        if let Some(at) = self.index.get(&key(name)) {
            self.changed.insert(*at, text);
        } else if let Some(added) = self.added.iter_mut().find(|(other, _)| key(other) == key(name)) {
            added.1 = text;
        } else {
            self.added.push((name.to_owned(), text));
        }
    }

    /// Puts a part there after edits, if there are any.
    pub(super) fn edit(&mut self, part: &Part, edits: Edits) {
        if !edits.is_empty() {
            self.put(&part.name, part.with(edits));
        }
    }

    /// Adds a part under the first free number and returns its path.
    pub(super) fn add(&mut self, stem: &str, ending: &str, kind: &'static str, text: String) -> String {
        let is_free = |name: &String| {
            !(self.index.contains_key(&key(name)) || self.added.iter().any(|(other, _)| key(other) == key(name)))
        };
        let mut names = (1_u32..).map(|number| format!("{stem}{number}{ending}"));
        let name = names.find(is_free).unwrap_or_default();
        self.declare(&name, kind, text);
        name
    }

    /// Adds a part under its usual name.
    pub(super) fn declare(&mut self, name: &str, kind: &'static str, text: String) {
        self.declared.push((name.to_owned(), kind));
        self.put(name, text);
    }

    /// Returns what a part refers to inside the package.
    pub(super) fn relations(&mut self, source: &str) -> Result<Vec<Relation>, Both> {
        let Some(part) = self.part(&relations_of(source))? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        for tag in part.tags() {
            let tag = tag?;
            let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target")) else {
                continue;
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let is_inside = tag.get("TargetMode").is_none_or(|mode| mode != "External");
            let target = if is_inside { resolve(folder(source), &target) } else { String::new() };
            relations.push(Relation { id, kind, target });
        }
        Ok(relations)
    }

    /// Makes a part refer to another, and returns the name of the relationship.
    pub(super) fn relate(&mut self, source: &str, kind: &str, target: &str) -> Result<String, Both> {
        let taken = self.relations(source)?;
        let mut names = (taken.len() + 1..).map(|number| format!("rId{number}"));
        let is_free = |id: &String| !taken.iter().any(|relation| relation.id.eq_ignore_ascii_case(id));
        let id = names.find(is_free).unwrap_or_default();
        let base = &self.base;
        let line = format!("<Relationship Id=\"{id}\" Type=\"{base}/{kind}\" Target=\"/{}\"/>", escape(target));
        let name = relations_of(source);
        match self.part(&name)? {
            Some(part) => {
                let edits = at_the_end(&part, "Relationships", &line)?;
                self.edit(&part, edits);
            }
            None => {
                let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
                let text = format!("{HEAD}<Relationships xmlns=\"{namespace}\">{line}</Relationships>");
                self.put(&name, text);
            }
        }
        Ok(id)
    }

    /// Returns the zip file: the old parts in their order, the new ones behind them.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Both> {
        let types = self.needed(TYPES)?;
        let lines = self.declared.iter().map(|(name, kind)| {
            let name = escape(name.as_str());
            format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>")
        });
        let edits = at_the_end(&types, "Types", &lines.collect::<String>())?;
        self.edit(&types, edits);
        self.write().map_err(|error| {
            say!("không ghi được bản đánh dấu ({error})", "the marked copy cannot be written ({error})"; error = error)
        })
    }

    fn write(mut self) -> Result<Vec<u8>, Both> {
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            match self.changed.get(&at) {
                None => {
                    let file = self.archive.by_index_raw(at).map_err(verbatim)?;
                    to.raw_copy_file(file).map_err(verbatim)?;
                }
                Some(text) => {
                    let name = self.archive.name_for_index(at).and_then(Result::ok).unwrap_or_default().into_owned();
                    to.start_file(name, options).map_err(verbatim)?;
                    to.write_all(text.as_bytes()).map_err(verbatim)?;
                }
            }
        }
        for (name, text) in &self.added {
            to.start_file(name.as_str(), options).map_err(verbatim)?;
            to.write_all(text.as_bytes()).map_err(verbatim)?;
        }
        to.finish().map(Cursor::into_inner).map_err(verbatim)
    }
}

/// The first line of the parts that we make.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Returns edits that add elements as the last of the root.
fn at_the_end(part: &Part, root: &str, lines: &str) -> Result<Edits, Both> {
    let mut edits = Edits::default();
    for tag in part.tags() {
        let tag = tag?;
        if tag.ends(0, root) {
            let lines = prefixed(lines, tag.prefix());
            match tag.form {
                Form::Close => edits.insert(tag.span.start, lines),
                _ => edits.replace(tag.span.clone(), tag.with(Form::Open, &[], part)? + &lines + &tag.closing()),
            }
        }
    }
    Ok(edits)
}

/// Parts are told apart without case; some programs write the separators of Windows.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Returns the folder of a part with its last slash.
pub(super) fn folder(name: &str) -> &str {
    name.rfind('/').map_or("", |slash| &name[..=slash])
}

fn relations_of(source: &str) -> String {
    let folder = folder(source);
    format!("{folder}_rels/{}.rels", &source[folder.len()..])
}

/// Returns a part as text: by its mark, by what it says itself, else as UTF-8. What it says is made true.
fn decode(bytes: &[u8]) -> Option<String> {
    let by_look = match bytes {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        // What can be read byte by byte is no UTF-16, whatever it says.
        _ => declared(bytes).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE),
    };
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or(by_look).unwrap_or(UTF_8);
    let (text, used, is_broken) = encoding.decode(bytes);
    if is_broken {
        return None;
    }
    let text = text.into_owned();
    if used == UTF_8 {
        return Some(text);
    }
    let rest = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(_, rest)| rest.to_owned());
    Some(HEAD.to_owned() + rest.as_deref().unwrap_or(&text))
}

/// Returns the encoding in the first line: `<?xml version="1.0" encoding="windows-1258"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    let end = head.windows(2).position(|two| two == b"?>")?;
    let line = std::str::from_utf8(&head[..end]).ok()?.strip_prefix("<?xml")?;
    let label = line.split_once("encoding")?.1.split(['"', '\'']).nth(1)?;
    Encoding::for_label(label.as_bytes())
}

/// A workbook with a password and an old .xls begin with the same eight bytes.
fn no_package(bytes: &[u8]) -> Both {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return say!(
            "tệp có mật khẩu, hoặc là tệp .xls cũ, nên không đánh dấu được; hãy bỏ mật khẩu và lưu thành .xlsx",
            "the file has a password or is an old .xls, so it cannot be marked; remove the password, save it as .xlsx"
        );
    }
    say!(
        "tệp không phải sổ tính .xlsx nên không đánh dấu được; hãy mở bằng Excel và lưu thành .xlsx",
        "the file is no .xlsx workbook, so it cannot be marked; open it in Excel and save it as .xlsx"
    )
}

fn unreadable(name: &str, reason: &Both) -> Both {
    say!(
        "không đọc được phần {name} của tệp ({reason})",
        "the part {name} of the file cannot be read ({reason})"; reason = reason
    )
}

/// Returns what a library says of a failure, which it says in English only.
fn verbatim(error: impl Display) -> Both {
    say!("{error}", "{error}")
}
