//! Turns reports into PDF: the JSON that the Typst template reads, the digest that tells whether it changed.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic};
use crate::files::{NARRATIVES, SourcePath, Sources};
use crate::place::Location;
use crate::say;
use crate::site::document::{Block, Chart, Rung, Sketch, Table};
use crate::site::report::{Annex, Report};
use crate::text::{dotted, hex};

use super::credit;
use super::docx;
use super::pdf::{Fault, Typesetter};

const FOLDER: &str = "templates/report/";

/// The typesetter and the digest of everything that it prints with.
pub struct Printer<'a> {
    sources: &'a Sources,
    typesetter: Typesetter,
    templates: [u8; 32],
}

impl<'a> Printer<'a> {
    /// Reads the templates and fonts of the reports.
    pub fn new(sources: &'a Sources) -> Result<Self, Vec<Diagnostic>> {
        let files: BTreeMap<String, Vec<u8>> = sources
            .below(FOLDER)
            .map(|(path, bytes)| (path.as_str()[FOLDER.len()..].to_owned(), bytes.to_vec()))
            .filter(|(path, _)| path.ends_with(".typ") || path.ends_with(".ttf"))
            .collect();
        let mut digest = Sha256::new();
        for (path, bytes) in &files {
            digest.update(path.as_bytes());
            digest.update((bytes.len() as u64).to_le_bytes());
            digest.update(bytes);
        }
        digest.update(env!("CARGO_PKG_VERSION").as_bytes());
        let typesetter = Typesetter::new(&files)
            .map_err(|faults| faults.iter().map(|fault| typst_fault(sources, fault)).collect::<Vec<_>>())?;
        Ok(Self { sources, typesetter, templates: digest.finalize().into() })
    }

    /// Makes the Word document of a report.
    pub(super) fn docx(&self, report: &Report, text: &[Block]) -> Vec<u8> {
        docx::document(report, text, &self.typesetter)
    }

    /// Returns the digest of all that a PDF follows from: the report as the templates read it, templates, fonts, version.
    pub(super) fn input(&self, document: &[u8]) -> String {
        let mut digest = Sha256::new();
        digest.update(self.templates);
        digest.update(document);
        hex(&digest.finalize())
    }

    /// Reports the first character of a report that a font cannot show; nothing is laid out.
    pub(super) fn check_glyphs(&self, report: &Report, document: &[u8]) -> Result<(), Diagnostic> {
        let text = String::from_utf8_lossy(document);
        let missing = self.typesetter.missing_glyphs(&text, &report.meta.language);
        if missing.is_empty() { Ok(()) } else { Err(missing_glyph(self.sources, report, &missing, &text)) }
    }

    /// Lays a report out.
    pub(super) fn typeset(&self, document: &[u8]) -> Result<Vec<u8>, Diagnostic> {
        self.sound(self.typesetter.typeset(document))
    }

    /// Returns how many pages a report has.
    pub(super) fn pages(&self, document: &[u8]) -> Result<usize, Diagnostic> {
        self.sound(self.typesetter.pages(document))
    }

    fn sound<T>(&self, made: Result<T, Vec<Fault>>) -> Result<T, Diagnostic> {
        made.map_err(|faults| typst_fault(self.sources, faults.first().expect("Typst gives a reason when it fails")))
    }
}

fn missing_glyph(sources: &Sources, report: &Report, missing: &[char], text: &str) -> Diagnostic {
    let letter = missing[0];
    let around: String =
        text.split('"').find(|part| part.contains(letter)).unwrap_or_default().chars().take(80).collect();
    let (name, code) = (&report.name, u32::from(letter));
    let message = say!(
        "phông chữ của báo cáo không có ký tự `{letter}` (U+{code:04X}); báo cáo `{name}` in nó trong “{around}”",
        "the fonts of the reports lack the character `{letter}` (U+{code:04X}); report `{name}` prints it in “{around}”"
    );
    let help = match report.meta.language.as_str() {
        "zh" => say!(
            "viết bằng chữ Hán thông dụng hơn, hoặc bổ sung chữ vào phông: templates/report/fonts/subset-han.sh",
            "write it with a more common character, or add this one to the font: templates/report/fonts/subset-han.sh"
        ),
        _ => say!("viết lại bằng chữ cái La-tinh", "write it in Latin letters"),
    };
    Diagnostic::new(Code::MissingGlyph, &first_place(sources, letter), message).found(letter.to_string()).help(help)
}

/// Where the character stands in the data or in the text of a report; a workbook is only searched by name, its cells are packed.
fn first_place(sources: &Sources, letter: char) -> Location {
    let places = sources.below("data/").chain(sources.below(NARRATIVES)).filter_map(|(path, bytes)| {
        let text = std::str::from_utf8(bytes).ok()?;
        let start = text.find(letter)?;
        Some(Location::text(path, text, start..start + letter.len_utf8()))
    });
    places.into_iter().next().unwrap_or_else(|| Location::file(&SourcePath::new("data")))
}

fn typst_fault(sources: &Sources, fault: &Fault) -> Diagnostic {
    let file = SourcePath::new(format!("{FOLDER}{}", fault.file));
    let line = u32::try_from(fault.line).unwrap_or(1);
    let column = u32::try_from(fault.column).unwrap_or(1);
    let at = match sources.get(&file).and_then(|bytes| std::str::from_utf8(bytes).ok()) {
        Some(text) => Location::line(&file, text, line, column),
        None => Location::file(&file),
    };
    let reason = &fault.message;
    let message = match reason.strip_prefix("unknown variable: ") {
        Some(name) => {
            say!("tệp mẫu báo cáo dùng tên `{name}` không có", "the report template uses the unknown name `{name}`")
        }
        None => say!("tệp mẫu báo cáo có lỗi (Typst: {reason})", "the report template is wrong (Typst: {reason})"),
    };
    let help = say!(
        "sửa tệp mẫu ở dòng được chỉ, hoặc chép lại từ bản gốc",
        "mend the template at the line shown, or restore it"
    );
    Diagnostic::new(Code::BadTemplate, &at, message).help(help)
}

/// Returns a report as the template reads it.
pub(super) fn document(report: &Report, text: &[Block]) -> Vec<u8> {
    let head = report.head.as_ref().map(|head| json!(head));
    let value = json!({
        "kind": report.kind,
        "meta": report.meta,
        "head": head,
        "title": report.title,
        "addressees": report.addressees,
        "blocks": blocks(text),
        "recipients": report.recipients,
        "signer": report.signer,
        "annexes": report.annexes.iter().map(annex).collect::<Vec<_>>(),
        "footer": report.footer,
        "qr": report.qr,
    });
    value.to_string().into_bytes()
}

fn annex(annex: &Annex) -> Value {
    json!({
        "number": annex.number,
        "title": annex.title,
        "note": annex.note,
        "landscape": annex.landscape,
        "blocks": blocks(&annex.blocks),
    })
}

/// Page blocks as the report template knows them; maps have no place on paper.
fn blocks(all: &[Block]) -> Vec<Value> {
    let mut printed = Vec::new();
    for block in all {
        match block {
            Block::Heading { level, text, .. } => {
                printed.push(json!({ "type": "heading", "level": level.clamp(&1, &3), "text": text }))
            }
            Block::Paragraph { words } => printed.push(print_paragraph(&words.text())),
            Block::List { items } => {
                let items: Vec<String> = items.iter().map(|words| words.text()).collect();
                printed.push(json!({ "type": "list", "items": items }));
            }
            Block::Notice { words } | Block::Answer { words } => {
                printed.push(json!({ "type": "notice", "text": words.text() }))
            }
            Block::Facts { rows } => {
                let rows: Vec<Value> = rows
                    .iter()
                    .map(|fact| json!({ "label": fact.label.text(), "text": fact.words.text(), "note": fact.note.text() }))
                    .collect();
                printed.push(json!({ "type": "facts", "rows": rows }));
            }
            Block::Table(table) => printed.push(print_table(table)),
            Block::Chart(chart) => printed.push(print_chart(chart)),
            Block::Ladder { rungs } => {
                let items: Vec<String> = rungs.iter().map(Rung::line).collect();
                printed.push(json!({ "type": "list", "items": items }));
            }
            Block::Signature { lines } => printed.push(json!({ "type": "signature", "lines": lines })),
            Block::Sketch(sketch) => printed.push(print_sketch(sketch)),
            Block::Paper { .. }
            | Block::Map(_)
            | Block::Counters { .. }
            | Block::Doors { .. }
            | Block::Filter { .. } => {}
        }
    }
    printed
}

fn print_paragraph(text: &str) -> Value {
    match dotted(text) {
        Some(name) => json!({ "type": "dotted", "text": name }),
        None => json!({ "type": "paragraph", "text": text }),
    }
}

fn print_sketch(sketch: &Sketch) -> Value {
    json!({
        "type": "sketch", "title": sketch.title, "description": sketch.description, "size": sketch.size, "land": sketch.land,
        "border": sketch.border, "areas": sketch.areas, "parts": sketch.parts, "scale": sketch.scale,
        "north": sketch.north, "credit": sketch.credit.text(),
    })
}

fn print_chart(chart: &Chart) -> Value {
    json!({
        "type": "chart", "id": chart.id, "title": chart.title, "subtitle": chart.subtitle, "panels": chart.panels,
        "parts": chart.parts, "note": "", "source": credit(&chart.source),
    })
}

fn print_table(table: &Table) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<Value> =
                row.cells.iter().map(|cell| json!({ "text": cell.words.text(), "number": cell.number })).collect();
            json!({ "kind": row.kind, "cells": cells })
        })
        .collect();
    json!({
        "type": "table", "id": table.id, "caption": table.caption, "columns": table.columns, "numbered": table.numbered,
        "rows": rows, "note": table.note.text(), "source": credit(&table.source),
    })
}
