//! The marked copy: the sender's own workbook with colours and comments on its cells, and a list in front.
//!
//! The package is changed at the level of its XML, so that what is not marked stays as the sender made it, byte for
//! byte. Reads and writes no file; decides nothing about the cells.

mod book;
mod colour;
mod list;
mod note;
mod package;
mod shape;
mod style;
mod survey;
mod walk;
mod xml;

use std::collections::BTreeMap;

use crate::diagnostic::Severity;
use crate::text::Both;
use crate::workbook::Position;

use super::name::is_cell;
use book::{Book, Sheet};
use colour::colour;
use package::{Package, folder};
use shape::Ground;
use style::{Styles, rank};
use survey::{Presence, Survey, deselect};
use xml::{Edits, Part, prefixed};

const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// What stands beside a cell of the marked copy.
///
/// A mark of a sheet that the workbook does not have, or of a cell that no sheet has (row or column 0), is about the
/// workbook or the sheet as a whole: it stands in the list only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The name of the sheet, as its tab shows it.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The column; A is 1.
    pub column: u32,
    /// How bad it is: light red, light yellow, light grey.
    pub severity: Severity,
    /// The name of the kind of fault.
    pub code: String,
    /// What is wrong and what is expected; may have line breaks.
    pub text: String,
}

/// The words of the list in front, in the language of the sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Legend {
    /// The name of its sheet; a number is added if the workbook has one of this name.
    pub sheet: String,
    /// Its title.
    pub title: String,
    /// Lines below the title.
    pub summary: Vec<String>,
    /// What its columns are: severity, sheet, cell, text, code.
    pub headings: [String; 5],
    /// Error, warning, note.
    pub severities: [String; 3],
}

/// Marks cells of an XLSX file and lists the marks in a sheet in front, in the order in which they are given.
///
/// What is said of merged cells stands at the first of them, the only one that is seen.
///
/// # Errors
///
/// Returns why the file cannot be changed: no workbook, a password, broken parts.
pub fn mark(bytes: &[u8], marks: &[Mark], legend: &Legend) -> Result<Vec<u8>, Both> {
    let (mut package, path) = Package::open(bytes)?;
    let book = Book::read(&mut package, path)?;
    let root = folder(&book.path).to_owned();
    let mut styles = styles(&mut package, &book, &root)?;
    for sheet in &book.sheets {
        let Some(part) = package.part(&sheet.path)? else { continue };
        let cells = cells(marks, sheet);
        if cells.is_empty() {
            let mut edits = Edits::default();
            deselect(&part, &mut edits)?;
            package.edit(&part, edits);
        } else {
            Copy { package: &mut package, styles: &mut styles, legend, root: &root }.sheet(&part, cells)?;
        }
    }
    let has_cells = |name: &str| book.sheets.iter().any(|sheet| sheet.name == name && sheet.has_cells);
    let list = list::part(marks, legend, &styles, (package.namespace(), has_cells));
    let list = package.add(&format!("{root}worksheets/sheet"), ".xml", WORKSHEET, list);
    let id = package.relate(&book.path, "worksheet", &list)?;
    book.put_first(&mut package, &book.free_name(&legend.sheet), &id)?;
    let (name, text) = styles.finish()?;
    package.put(&name, text);
    package.finish()
}

/// Reads the style sheet; a workbook without one gets one.
fn styles(package: &mut Package<'_>, book: &Book, root: &str) -> Result<Styles, Both> {
    let part = book.styles.as_ref().map(|name| package.part(name)).transpose()?.flatten();
    let name = book.styles.clone().unwrap_or_else(|| format!("{root}styles.xml"));
    if part.is_none() {
        package.declare(&name, STYLES, String::new());
    }
    if book.styles.is_none() {
        package.relate(&book.path, "styles", &name)?;
    }
    Styles::read(part, &name, package.namespace())
}

/// Returns what is said of each cell of a sheet.
fn cells<'a>(marks: &'a [Mark], sheet: &Sheet) -> BTreeMap<Position, Vec<&'a Mark>> {
    let mut cells: BTreeMap<Position, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        let position = (mark.row, mark.column);
        if sheet.has_cells && mark.sheet == sheet.name && is_cell(position) {
            cells.entry(position).or_default().push(mark);
        }
    }
    cells
}

/// The copy while its sheets are marked.
struct Copy<'a, 'b> {
    package: &'a mut Package<'b>,
    styles: &'a mut Styles,
    legend: &'a Legend,
    /// The folder of the workbook's parts.
    root: &'a str,
}

impl Copy<'_, '_> {
    fn sheet(&mut self, part: &Part, mut cells: BTreeMap<Position, Vec<&Mark>>) -> Result<(), Both> {
        let survey = Survey::of(part)?;
        survey.gather(&mut cells);
        let presence = Presence::of(&cells, part, &survey)?;
        let worst = |marks: &Vec<&Mark>| marks.iter().map(|mark| mark.severity).min().unwrap_or(Severity::Note);
        let severities = cells.iter().map(|(position, marks)| (*position, worst(marks))).collect();
        let notes = cells.iter().map(|(position, marks)| (*position, words(marks, self.legend))).collect();
        let mut edits = colour(part, &severities, (&survey, &presence), self.styles)?;
        deselect(part, &mut edits)?;
        self.notes(&part.name, &notes)?;
        let ground = Ground { survey: &survey, presence: &presence };
        self.shapes(part, &notes, (ground, &mut edits))?;
        self.package.edit(part, edits);
        Ok(())
    }

    /// Adds the comments to the part that has those of the sheet, or makes one.
    fn notes(&mut self, sheet: &str, notes: &BTreeMap<Position, String>) -> Result<(), Both> {
        let relations = self.package.relations(sheet)?;
        let known = relations.into_iter().find(|relation| relation.kind == "comments");
        if let Some(part) = known.map(|known| self.package.part(&known.target)).transpose()?.flatten() {
            let edits = note::added(&part, notes)?;
            self.package.edit(&part, edits);
            return Ok(());
        }
        let text = note::new_part(notes, self.package.namespace());
        let name = self.package.add(&format!("{}comments", self.root), ".xml", COMMENTS, text);
        self.package.relate(sheet, "comments", &name).map(drop)
    }

    /// Adds the boxes of the comments to the drawing of the sheet, or makes one.
    fn shapes(
        &mut self,
        sheet: &Part,
        notes: &BTreeMap<Position, String>,
        (ground, edits): (Ground<'_>, &mut Edits),
    ) -> Result<(), Both> {
        let survey = ground.survey;
        if let Some((id, _)) = &survey.drawing {
            let relations = self.package.relations(&sheet.name)?;
            let known = relations.into_iter().find(|relation| relation.id == *id);
            if let Some(part) = known.map(|known| self.package.part(&known.target)).transpose()?.flatten() {
                let edits = shape::added(&part, notes, ground)?;
                self.package.edit(&part, edits);
                return Ok(());
            }
        }
        let stem = format!("{}drawings/vmlDrawing", self.root);
        let name = self.package.add(&stem, ".vml", DRAWING, String::new());
        let number = name.trim_start_matches(&stem).trim_end_matches(".vml").parse().unwrap_or(1);
        self.package.put(&name, shape::new_part(notes, ground, number));
        let id = self.package.relate(&sheet.name, "vmlDrawing", &name)?;
        let base = self.package.relationships();
        let element = prefixed(&format!("<legacyDrawing xmlns:r=\"{base}\" r:id=\"{id}\"/>"), &survey.prefix);
        match &survey.drawing {
            Some((_, span)) => edits.replace(span.clone(), element),
            None => edits.insert(survey.behind, element),
        }
        Ok(())
    }
}

/// Returns the comment of a cell: each mark as a paragraph.
fn words(marks: &[&Mark], legend: &Legend) -> String {
    let lines = marks.iter().map(|mark| {
        let severity = &legend.severities[rank(mark.severity) as usize];
        let (text, code) = (mark.text.trim(), &mark.code);
        format!("{severity} [{code}]: {text}")
    });
    lines.collect::<Vec<_>>().join("\n\n")
}
