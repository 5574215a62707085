//! The package of a document: its parts, their types and relations, packed with fixed times.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::site::report::{Meta, Report};

use super::xml::Element;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE_TYPE: &str = "application/vnd.openxmlformats-officedocument";

/// A part of the package: where it lies, its type, its bytes.
pub(super) struct Part {
    /// `word/document.xml`.
    pub(super) path: &'static str,
    /// The type of its content.
    pub(super) kind: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

impl Part {
    /// A part of WordprocessingML.
    pub(super) fn word(path: &'static str, kind: &str, root: &Element) -> Self {
        Self { path, kind: format!("{WORD}.{kind}+xml"), bytes: root.part() }
    }
}

/// Returns the bytes of the package.
pub(super) fn package(parts: Vec<Part>, time: DateTime) -> Vec<u8> {
    let written = write(parts, time);
    written.expect("parts with different names fit into memory")
}

fn write(parts: Vec<Part>, time: DateTime) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let options = options.last_modified_time(time).unix_permissions(0o644);
    let mut add = |path: &str, bytes: &[u8]| {
        archive.start_file(path, options)?;
        archive.write_all(bytes).map_err(zip::result::ZipError::from)
    };
    add("[Content_Types].xml", &types(&parts).part())?;
    add("_rels/.rels", &relations(&ROOT, "").part())?;
    add("word/_rels/document.xml.rels", &relations(&DOCUMENT, "word/").part())?;
    for part in &parts {
        add(part.path, &part.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn types(parts: &[Part]) -> Element {
    let default = |ending, kind| Element::new("Default").with("Extension", ending).with("ContentType", kind);
    let part = |part: &Part| {
        Element::new("Override").with("PartName", format!("/{}", part.path)).with("ContentType", &part.kind)
    };
    Element::new("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .child(default("xml", "application/xml"))
        .children(parts.iter().map(part))
}

/// The relations of the package: type and target.
const ROOT: [(&str, &str); 4] = [
    ("officeDocument", "word/document.xml"),
    ("metadata/core-properties", "docProps/core.xml"),
    ("extended-properties", "docProps/app.xml"),
    ("custom-properties", "docProps/custom.xml"),
];

/// The relations of the document, `rId1` and on.
const DOCUMENT: [(&str, &str); 7] = [
    ("styles", "word/styles.xml"),
    ("numbering", "word/numbering.xml"),
    ("settings", "word/settings.xml"),
    ("fontTable", "word/fontTable.xml"),
    ("theme", "word/theme/theme1.xml"),
    ("header", "word/header1.xml"),
    ("header", "word/header2.xml"),
];

/// Relations; a target is written from the folder of the part that has them.
fn relations(all: &[(&str, &str)], folder: &str) -> Element {
    let relation = |(index, (kind, target)): (usize, &(&str, &str))| {
        let base = if kind.starts_with("metadata") { format!("{PACKAGE}/relationships") } else { OFFICE.to_owned() };
        Element::new("Relationship")
            .with("Id", format!("rId{}", index + 1))
            .with("Type", format!("{base}/{kind}"))
            .with("Target", target.strip_prefix(folder).unwrap_or(target))
    };
    let root = Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships"));
    root.children(all.iter().enumerate().map(relation))
}

/// Returns what the file says of itself: for every reader, and for `ccn lint-report` what it was made of.
pub(super) fn properties(report: &Report) -> [Part; 3] {
    [core(&report.meta), application(), custom(report)]
}

fn core(meta: &Meta) -> Part {
    let said = |name, text: &str| Element::new(name).text(text);
    let day = |name| Element::new(name).with("xsi:type", "dcterms:W3CDTF").text(format!("{}T00:00:00Z", meta.date));
    let root = Element::new("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(said("dc:title", &meta.title))
        .child(said("dc:creator", &meta.author))
        .child(said("cp:keywords", &meta.keywords.join(", ")))
        .child(said("dc:description", &meta.description))
        .child(said("cp:lastModifiedBy", &meta.author))
        .child(day("dcterms:created"))
        .child(day("dcterms:modified"))
        .child(said("dc:language", super::language(meta)));
    let kind = "application/vnd.openxmlformats-package.core-properties+xml".to_owned();
    Part { path: "docProps/core.xml", kind, bytes: root.part() }
}

fn application() -> Part {
    let root = Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
    let root = root.child(Element::new("Application").text("ccn"));
    Part { path: "docProps/app.xml", kind: format!("{OFFICE_TYPE}.extended-properties+xml"), bytes: root.part() }
}

fn custom(report: &Report) -> Part {
    let root = Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
        .with("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
    let property = |(index, (name, value)): (usize, (&str, String))| {
        Element::new("property")
            .with("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
            .with("pid", index + 2)
            .with("name", name)
            .child(Element::new("vt:lpwstr").text(value))
    };
    let said = super::origin(report);
    let root = root.children(said.into_iter().enumerate().map(property));
    Part { path: "docProps/custom.xml", kind: format!("{OFFICE_TYPE}.custom-properties+xml"), bytes: root.part() }
}
