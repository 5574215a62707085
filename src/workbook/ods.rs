//! Reads OpenDocument sheets cell by cell (ISO/IEC 26300-1, 9.1): calamine lays a sheet out whole, so that a kilobyte
//! of repeated cells asks for gigabytes, and it reads cells with errors as empty.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::{Archive, too_many_sheets, unreadable};
use super::hints::attribute;
use super::xlsx::decimal;
use super::{
    Book, Budget, COLUMN_LIMIT, Cell, Format, Grid, Kind, Position, Run, SHEET_LIMIT, TEXT_LIMIT, rich, shown,
};
use crate::diagnostic::Diagnostic;
use crate::files::SourcePath;
use crate::record::Raw;

/// Reads every sheet.
pub(super) fn book(file: &SourcePath, mut archive: Archive<'_>, most: usize) -> Result<Book, Diagnostic> {
    if archive.text("META-INF/manifest.xml")?.contains("encryption-data") {
        return Err(unreadable(file, "mật khẩu / password"));
    }
    let content = archive.text("content.xml")?;
    let mut walk = Walk { file, budget: Budget::new(most), styles: Styles::default(), grids: Vec::new(), links: false };
    let mut reader = Reader::from_str(&content);
    reader.config_mut().expand_empty_elements = true;
    let mut state = State::default();
    loop {
        match reader.read_event().map_err(|error| unreadable(file, &error.to_string()))? {
            Event::Start(tag) => walk.open(&tag, &mut state)?,
            Event::End(tag) => walk.close(tag.local_name().as_ref(), &mut state)?,
            Event::Text(text) => state.write(&text.xml10_content()),
            Event::CData(text) => state.write(&text.xml10_content()),
            Event::GeneralRef(name) => state.refer(&name),
            Event::Eof => break,
            _ => {}
        }
    }
    let has_macros = archive.has_below("Basic/");
    Ok(Book { file: file.clone(), kind: Kind::Ods, grids: walk.grids, has_macros, has_links: walk.links })
}

struct Walk<'a> {
    file: &'a SourcePath,
    budget: Budget,
    styles: Styles,
    grids: Vec<Grid>,
    links: bool,
}

#[derive(Default)]
struct Styles {
    fonts: BTreeMap<String, Arc<str>>,
    hidden: BTreeSet<String>,
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    style: String,
    row: u32,
    column: u32,
    row_repeats: u32,
    /// Whether the row is hidden; a sheet may hide a million empty ones.
    is_hidden: bool,
    cell: Option<Open>,
    /// Depth within a comment, whose text is not the cell's.
    comment: u32,
    in_text: bool,
    /// The styles of the stretches of text around the reader, the innermost last.
    spans: Vec<String>,
    filled: Vec<(u32, u32, Cell)>,
    /// The pieces of the texts of the row, by their column.
    runs: Vec<(u32, Arc<[Run]>)>,
}

/// A cell that is being read.
struct Open {
    tag: Attributes,
    text: String,
    /// The pieces of the text, each with its style.
    pieces: Vec<(Option<String>, String)>,
}

struct Attributes {
    kind: String,
    value: String,
    style: String,
    repeats: u32,
    span: Position,
    has_formula: bool,
    has_error: bool,
}

impl Attributes {
    fn of(tag: &BytesStart<'_>) -> Self {
        let text = |name: &str| attribute(tag, name).unwrap_or_default();
        let number = |name: &str| text(name).parse::<u32>().unwrap_or(1).max(1);
        let kinds: Vec<String> = values(tag, "value-type");
        let value = ["value", "date-value", "boolean-value", "string-value"].map(text);
        Self {
            has_error: kinds.iter().any(|kind| kind == "error"),
            kind: kinds.into_iter().next().unwrap_or_default(),
            value: value.into_iter().find(|value| !value.is_empty()).unwrap_or_default(),
            style: text("style-name"),
            repeats: number("number-columns-repeated"),
            span: (number("number-rows-spanned"), number("number-columns-spanned")),
            has_formula: !text("formula").is_empty(),
        }
    }
}

/// Returns the values of an attribute under every prefix: `office:value-type` and `calcext:value-type`.
fn values(tag: &BytesStart<'_>, name: &str) -> Vec<String> {
    let mut attributes = tag.attributes();
    let named = attributes.with_checks(false).flatten().filter(|one| one.key.local_name().as_ref() == name);
    let texts = named.filter_map(|one| one.normalized_value(XmlVersion::Implicit1_0).ok());
    texts.map(std::borrow::Cow::into_owned).collect()
}

impl State {
    fn write(&mut self, text: &str) {
        if let (Some(cell), true, 0) = (&mut self.cell, self.in_text, self.comment) {
            cell.text.push_str(text);
            let style = self.spans.last();
            match cell.pieces.last_mut() {
                Some((known, piece)) if known.as_ref() == style => piece.push_str(text),
                _ => cell.pieces.push((style.cloned(), text.to_owned())),
            }
        }
    }

    fn refer(&mut self, name: &quick_xml::events::BytesRef<'_>) {
        self.write(&rich::resolved(name).unwrap_or_default());
    }
}

impl Walk<'_> {
    fn open(&mut self, tag: &BytesStart<'_>, state: &mut State) -> Result<(), Diagnostic> {
        let text = |name: &str| attribute(tag, name).unwrap_or_default();
        let is_hidden = matches!(text("visibility").as_str(), "collapse" | "filter");
        match tag.local_name().as_ref() {
            "style" => state.style = text("name"),
            "table-properties" if text("display") == "false" => drop(self.styles.hidden.insert(state.style.clone())),
            "text-properties" => {
                let font = [text("font-name"), text("font-family")].into_iter().find(|font| !font.is_empty());
                self.styles.fonts.extend(font.map(|font| (state.style.clone(), font.as_str().into())));
            }
            "table" => {
                if self.grids.len() == SHEET_LIMIT {
                    return Err(too_many_sheets(self.file, SHEET_LIMIT + 1));
                }
                let is_hidden = self.styles.hidden.contains(&text("style-name"));
                self.grids.push(Grid { name: shown(&text("name")), is_hidden, ..Grid::default() });
                (state.row, state.column) = (0, 0);
            }
            "table-column" => {
                let first = state.column.saturating_add(1);
                state.column = state.column.saturating_add(text("number-columns-repeated").parse().unwrap_or(1));
                if let (Some(grid), true) = (self.grids.last_mut(), is_hidden) {
                    grid.hidden_columns.extend(first..=state.column.min(COLUMN_LIMIT));
                }
            }
            "table-row" => {
                state.row = state.row.saturating_add(1);
                state.column = 0;
                state.row_repeats = text("number-rows-repeated").parse().unwrap_or(1).max(1);
                state.is_hidden = is_hidden;
                if let (Some(grid), true) = (self.grids.last_mut(), is_hidden) {
                    grid.is_filtered |= text("visibility") == "filter";
                }
            }
            "table-cell" | "covered-table-cell" => {
                state.cell = Some(Open { tag: Attributes::of(tag), text: String::new(), pieces: Vec::new() });
            }
            "annotation" => {
                state.comment += 1;
                self.grids
                    .last_mut()
                    .into_iter()
                    .for_each(|grid| grid.comments.extend([(state.row, state.column.saturating_add(1))]));
            }
            "table-source" => self.links = true,
            "p" => {
                if state.cell.as_ref().is_some_and(|cell| !cell.text.is_empty()) {
                    state.write("\n");
                }
                state.in_text = true;
            }
            // A few bytes stand for a hundred blanks: where a cell is too long already, for one.
            "s" => {
                let is_long = state.cell.as_ref().is_some_and(|cell| cell.text.len() > TEXT_LIMIT);
                let most = if is_long { 1 } else { 100 };
                state.write(&" ".repeat(text("c").parse::<usize>().unwrap_or(1).min(most)));
            }
            "span" => state.spans.push(text("style-name")),
            "line-break" => state.write("\n"),
            "tab" => state.write("\t"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str, state: &mut State) -> Result<(), Diagnostic> {
        match name {
            "annotation" => state.comment = state.comment.saturating_sub(1),
            "p" => state.in_text = false,
            "span" => drop(state.spans.pop()),
            "table-cell" | "covered-table-cell" => self.cell(state)?,
            "table-row" => self.row(state)?,
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, state: &mut State) -> Result<(), Diagnostic> {
        let Some(Open { tag, text, pieces }) = state.cell.take() else { return Ok(()) };
        let first = state.column.saturating_add(1);
        state.column = state.column.saturating_add(tag.repeats);
        let mut cell = read(&tag, text);
        cell.font = self.styles.fonts.get(&tag.style).cloned();
        cell.has_formula = tag.has_formula;
        if tag.span != (1, 1)
            && let Some(grid) = self.grids.last_mut()
        {
            let last = (state.row.saturating_add(tag.span.0 - 1), first.saturating_add(tag.span.1 - 1));
            self.budget.merge(self.file, grid, (state.row, first), last)?;
        }
        if cell.value != Raw::Empty || cell.has_formula {
            state.runs.extend(self.runs(pieces).map(|runs| (first, runs)));
            // Repeats beyond the sheet's limits are reported at the first cell that lies there.
            for column in first..=state.column.min(COLUMN_LIMIT + 1) {
                let Some(grid) = self.grids.last() else { break };
                self.budget.take(self.file, &grid.name, (state.row, column), &cell)?;
                state.filled.push((state.row, column, cell.clone()));
            }
        }
        Ok(())
    }

    /// Returns the pieces of a text when one of them has a font of its own.
    fn runs(&self, pieces: Vec<(Option<String>, String)>) -> Option<Arc<[Run]>> {
        let font = |style: Option<String>| self.styles.fonts.get(&style?).cloned();
        let runs = pieces.into_iter().map(|(style, text)| Run { text, font: font(style) });
        Some(runs.collect::<Arc<[Run]>>()).filter(|runs| runs.iter().any(|run| run.font.is_some()))
    }

    /// Keeps the cells of a row, as often as it is repeated.
    fn row(&mut self, state: &mut State) -> Result<(), Diagnostic> {
        let filled = std::mem::take(&mut state.filled);
        let runs = std::mem::take(&mut state.runs);
        let Some(grid) = self.grids.last_mut() else { return Ok(()) };
        for repeat in 0..if filled.is_empty() { 0 } else { state.row_repeats } {
            for (row, column, cell) in &filled {
                let at = (row.saturating_add(repeat), *column);
                if repeat > 0 {
                    self.budget.take(self.file, &grid.name, at, cell)?;
                }
                grid.cells.insert(at, cell.clone());
                if state.is_hidden {
                    grid.hidden_rows.insert(at.0);
                }
            }
        }
        // Of repeated cells and rows the first tells enough: the others have their letters.
        grid.runs.extend(runs.into_iter().map(|(column, runs)| ((state.row, column), runs)));
        state.row = state.row.saturating_add(state.row_repeats - 1);
        Ok(())
    }
}

fn read(tag: &Attributes, text: String) -> Cell {
    if tag.has_error {
        return Cell::of(Raw::Error(text));
    }
    let number = || tag.value.parse::<f64>().ok().filter(|number| number.is_finite());
    match tag.kind.as_str() {
        "float" | "currency" => {
            number().map_or_else(|| Cell::text(text), |number| Cell::of(Raw::Number(decimal(number))))
        }
        "percentage" => match number() {
            Some(number) => Cell { format: Format::Percent, ..Cell::of(Raw::Number(decimal(number))) },
            None => Cell::text(text),
        },
        "date" => {
            let day = tag.value.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
            day.map_or_else(|| Cell::text(text), |day| Cell::of(Raw::Date(day)))
        }
        "boolean" => Cell::of(Raw::Bool(tag.value == "true")),
        _ if text.is_empty() => Cell::text(tag.value.clone()),
        _ => Cell::text(text),
    }
}
