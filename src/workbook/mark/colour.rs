//! Gives marked cells another look, and puts in those that are not there; rows and cells stay in their order.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Severity;
use crate::place::cell_name;
use crate::text::Both;
use crate::workbook::Position;

use super::style::Styles;
use super::survey::{Presence, Survey};
use super::walk::{Step, stretch, walk};
use super::xml::{Edits, Form, Part, Tag, prefixed};

/// Adds to the edits of a sheet what colours its cells.
pub(super) fn colour(
    part: &Part,
    cells: &BTreeMap<Position, Severity>,
    (survey, presence): (&Survey, &Presence),
    styles: &mut Styles,
) -> Result<Edits, Both> {
    let missing = cells.keys().filter(|position| !presence.cells.contains(position)).copied().collect();
    let mut painter = Painter { part, cells, survey, styles, missing, row: Row::default(), edits: Edits::default() };
    walk(part, |step, tag| match (step, tag.form) {
        (Step::Table, form) => painter.table(tag, form, presence),
        (Step::Row(row), form) => painter.row(row, tag, form, presence),
        (Step::Cell(position), Form::Open | Form::Empty) => painter.cell(position, tag),
        (Step::Cell(_), Form::Close) => Ok(()),
    })?;
    let mut edits = painter.edits;
    widen(part, cells, &mut edits)?;
    Ok(edits)
}

/// The row that is being read.
#[derive(Default)]
struct Row {
    /// The style of its empty cells, if it has one.
    style: Option<u32>,
}

struct Painter<'a> {
    part: &'a Part,
    cells: &'a BTreeMap<Position, Severity>,
    survey: &'a Survey,
    styles: &'a mut Styles,
    /// The cells to put in.
    missing: BTreeSet<Position>,
    row: Row,
    edits: Edits,
}

impl Painter<'_> {
    fn table(&mut self, tag: &Tag<'_>, form: Form, presence: &Presence) -> Result<(), Both> {
        match form {
            Form::Open => {}
            Form::Close => {
                let rows = self.rows_before(u32::MAX, presence);
                self.edits.insert(tag.span.start, rows);
            }
            Form::Empty => {
                let rows = self.rows_before(u32::MAX, presence);
                let text = tag.with(Form::Open, &[], self.part)? + &rows + &tag.closing();
                self.edits.replace(tag.span.clone(), text);
            }
        }
        Ok(())
    }

    fn row(&mut self, row: u32, tag: &Tag<'_>, form: Form, presence: &Presence) -> Result<(), Both> {
        if form == Form::Close {
            let cells = self.cells_before((row, u32::MAX));
            if !cells.is_empty() {
                self.edits.insert(tag.span.start, cells);
            }
            return Ok(());
        }
        let rows = self.rows_before(row, presence);
        if !rows.is_empty() {
            self.edits.insert(tag.span.start, rows);
        }
        self.row = Row { style: tag.number("s").filter(|_| tag.is_set("customFormat")) };
        let new: Vec<u32> = self.missing.range((row, 0)..=(row, u32::MAX)).map(|(_, column)| *column).collect();
        let (Some(first), Some(last)) = (new.first(), new.last()) else { return Ok(()) };
        let spans = tag.get("spans").map(|spans| ("spans", wider(&spans, *first, *last)));
        let changes: Vec<(&str, Option<String>)> = spans.into_iter().collect();
        let mut text = tag.with(Form::Open, &changes, self.part)?;
        if form == Form::Empty {
            text += &self.cells_before((row, u32::MAX));
            text += &tag.closing();
        }
        self.edits.replace(tag.span.clone(), text);
        Ok(())
    }

    fn cell(&mut self, position: Position, tag: &Tag<'_>) -> Result<(), Both> {
        let cells = self.cells_before(position);
        if !cells.is_empty() {
            self.edits.insert(tag.span.start, cells);
        }
        if let Some(severity) = self.cells.get(&position) {
            let style = self.styles.marked(tag.number("s").unwrap_or(0), *severity).to_string();
            self.edits.replace(tag.span.clone(), tag.with(tag.form, &[("s", Some(style))], self.part)?);
        }
        Ok(())
    }

    /// Writes the missing cells of a row that stand before a cell.
    fn cells_before(&mut self, (row, column): Position) -> String {
        let new: Vec<Position> = self.missing.range((row, 0)..(row, column)).copied().collect();
        let style = self.row.style;
        new.into_iter().map(|position| self.new_cell(position, style)).collect()
    }

    /// Writes the rows that are missing altogether and stand before a row.
    fn rows_before(&mut self, row: u32, presence: &Presence) -> String {
        let new = self.missing.range(..(row, 0)).filter(|(row, _)| !presence.rows.contains(row));
        let new: Vec<Position> = new.copied().collect();
        let mut text = String::new();
        for cells in new.chunk_by(|one, next| one.0 == next.0) {
            let written: String = cells.iter().map(|position| self.new_cell(*position, None)).collect();
            let number = cells.first().map_or(0, |(row, _)| *row);
            text += &prefixed(&format!("<row r=\"{number}\">"), &self.survey.prefix);
            text += &written;
            text += &prefixed("</row>", &self.survey.prefix);
        }
        text
    }

    fn new_cell(&mut self, position: Position, style: Option<u32>) -> String {
        self.missing.remove(&position);
        let severity = self.cells.get(&position).copied().unwrap_or(Severity::Note);
        let style = self.styles.marked(style.unwrap_or_else(|| self.survey.style(position.1)), severity);
        let name = cell_name(position.0, position.1);
        prefixed(&format!("<c r=\"{name}\" s=\"{style}\"/>"), &self.survey.prefix)
    }
}

/// Returns the columns that a row says it spans, when it has more; nothing, which is allowed, when it says nonsense.
fn wider(spans: &str, first: u32, last: u32) -> Option<String> {
    let mut bounds = (first, last);
    for span in spans.split_whitespace() {
        let (from, to) = span.split_once(':')?;
        bounds = (bounds.0.min(from.parse().ok()?), bounds.1.max(to.parse().ok()?));
    }
    Some(format!("{}:{}", bounds.0, bounds.1))
}

/// Makes the stretch that a sheet says it fills hold the marked cells.
fn widen(part: &Part, cells: &BTreeMap<Position, Severity>, edits: &mut Edits) -> Result<(), Both> {
    for tag in part.tags() {
        let tag = tag?;
        if tag.begins(1, "sheetData") {
            break;
        }
        let known = tag.get("ref").filter(|_| tag.begins(1, "dimension")).and_then(|name| stretch(&name));
        if let Some((mut first, mut last)) = known {
            for (row, column) in cells.keys() {
                first = (first.0.min(*row), first.1.min(*column));
                last = (last.0.max(*row), last.1.max(*column));
            }
            let name = format!("{}:{}", cell_name(first.0, first.1), cell_name(last.0, last.1));
            edits.replace(tag.span.clone(), tag.with(tag.form, &[("ref", Some(name))], part)?);
        }
    }
    Ok(())
}
