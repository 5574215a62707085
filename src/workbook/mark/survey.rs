//! What must be known of a sheet before its cells are marked: what is merged, how wide and high it is, what follows.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::Both;
use crate::workbook::Position;

use super::walk::{Step, stretch, walk};
use super::xml::{Edits, Form, Part};

/// The elements of a sheet that come before its `legacyDrawing` (ECMA-376 part 1, 18.3.1.99).
const BEFORE: [&str; 30] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
];
/// How many rows below a marked cell its comment may cover.
const NEAR: u32 = 60;

/// A stretch of columns with one look.
struct Columns {
    last: u32,
    width: Option<f64>,
    style: Option<u32>,
}

/// What is known of a sheet as a whole.
pub(super) struct Survey {
    columns: BTreeMap<u32, Columns>,
    merged: Vec<(Position, Position)>,
    width: f64,
    height: f64,
    /// The prefix of the names of the part, with its colon.
    pub(super) prefix: String,
    /// The relationship of the drawing that has the comments, with the place of its element.
    pub(super) drawing: Option<(String, std::ops::Range<usize>)>,
    /// Where that element belongs.
    pub(super) behind: usize,
}

impl Survey {
    /// Looks through a sheet.
    pub(super) fn of(part: &Part) -> Result<Self, Both> {
        let (columns, merged) = (BTreeMap::new(), Vec::new());
        let mut survey =
            Self { columns, merged, width: 64.0, height: 20.0, prefix: String::new(), drawing: None, behind: 0 };
        for tag in part.tags() {
            let tag = tag?;
            if tag.depth == 0 && tag.form == Form::Open {
                tag.prefix().clone_into(&mut survey.prefix);
            }
            if tag.depth == 1 && tag.form != Form::Open && BEFORE.contains(&tag.name()) {
                survey.behind = tag.span.end;
            }
            if tag.form == Form::Close || tag.depth == 0 {
                continue;
            }
            match (tag.depth, tag.name()) {
                (1, "sheetFormatPr") => {
                    let number = |name| tag.get(name).and_then(|value| value.parse::<f64>().ok());
                    survey.width = number("defaultColWidth").map_or(survey.width, pixels_wide);
                    survey.height = number("defaultRowHeight").map_or(survey.height, pixels_high);
                }
                (2, "col") => {
                    let first = tag.number("min").unwrap_or(1);
                    let width = tag.get("width").and_then(|value| value.parse().ok()).map(pixels_wide);
                    let width = if tag.is_set("hidden") { Some(0.0) } else { width };
                    let last = tag.number("max").unwrap_or(first);
                    survey.columns.insert(first, Columns { last, width, style: tag.number("style") });
                }
                (2, "mergeCell") => survey.merged.extend(tag.get("ref").and_then(|name| stretch(&name))),
                (1, "legacyDrawing") => {
                    survey.drawing = tag.relation().map(|id| (id, tag.span.clone()));
                }
                _ => {}
            }
        }
        Ok(survey)
    }

    fn columns_of(&self, column: u32) -> Option<&Columns> {
        self.columns.range(..=column).next_back().map(|(_, columns)| columns).filter(|columns| column <= columns.last)
    }

    /// Returns the style of an empty cell of a column.
    pub(super) fn style(&self, column: u32) -> u32 {
        self.columns_of(column).and_then(|columns| columns.style).unwrap_or(0)
    }

    /// Returns the width of a column on the screen.
    pub(super) fn width(&self, column: u32) -> f64 {
        self.columns_of(column).and_then(|columns| columns.width).unwrap_or(self.width)
    }

    /// Of merged cells only the first is seen: what is said of the others is moved there.
    pub(super) fn gather<T>(&self, cells: &mut BTreeMap<Position, Vec<T>>) {
        for (first, last) in &self.merged {
            let rows = cells.range((first.0, 0)..=(last.0.max(first.0), u32::MAX)).map(|(position, _)| *position);
            let within = |position: &Position| *position != *first && (first.1..=last.1).contains(&position.1);
            let hidden: Vec<Position> = rows.filter(within).collect();
            for position in hidden {
                let moved = cells.remove(&position).unwrap_or_default();
                cells.entry(*first).or_default().extend(moved);
            }
        }
    }
}

/// Excel tells the width of columns in digits of its own font, seven pixels wide, with five for the margins.
fn pixels_wide(digits: f64) -> f64 {
    (digits.clamp(0.0, 255.0) * 7.0).round()
}

fn pixels_high(points: f64) -> f64 {
    (points.clamp(0.0, 409.5) * 4.0 / 3.0).round()
}

/// Which of the cells that are to be marked are there, and how high the rows near them are.
pub(super) struct Presence {
    /// The rows of cells to be marked.
    pub(super) rows: BTreeSet<u32>,
    /// The cells to be marked.
    pub(super) cells: BTreeSet<Position>,
    heights: BTreeMap<u32, f64>,
    usual: f64,
}

impl Presence {
    /// Looks for the cells in a sheet.
    pub(super) fn of<T>(cells: &BTreeMap<Position, T>, part: &Part, survey: &Survey) -> Result<Self, Both> {
        let marked: BTreeSet<u32> = cells.keys().map(|(row, _)| *row).collect();
        let (rows, found) = (BTreeSet::new(), BTreeSet::new());
        let mut presence = Self { rows, cells: found, heights: BTreeMap::new(), usual: survey.height };
        let mut has_table = false;
        walk(part, |step, tag| {
            match step {
                Step::Table => has_table = true,
                Step::Row(row) if tag.form != Form::Close => {
                    if marked.contains(&row) {
                        presence.rows.insert(row);
                    }
                    let height = tag.get("ht").and_then(|height| height.parse().ok()).map(pixels_high);
                    let height = if tag.is_set("hidden") { Some(0.0) } else { height };
                    let is_near = || marked.range(row.saturating_sub(NEAR)..=row.saturating_add(1)).next().is_some();
                    if let Some(height) = height.filter(|_| is_near()) {
                        presence.heights.insert(row, height);
                    }
                }
                Step::Cell(position) if tag.form != Form::Close && cells.contains_key(&position) => {
                    presence.cells.insert(position);
                }
                Step::Row(_) | Step::Cell(_) => {}
            }
            Ok(())
        })?;
        if has_table { Ok(presence) } else { Err(part.lacks("sheetData")) }
    }

    /// Returns the height of a row on the screen.
    pub(super) fn height(&self, row: u32) -> f64 {
        self.heights.get(&row).copied().unwrap_or(self.usual)
    }
}

/// Takes away that a sheet is selected: two selected sheets are edited as one.
pub(super) fn deselect(part: &Part, edits: &mut Edits) -> Result<(), Both> {
    for tag in part.tags() {
        let tag = tag?;
        if tag.begins(1, "sheetData") {
            break;
        }
        if tag.begins(2, "sheetView") && tag.get("tabSelected").is_some() {
            edits.replace(tag.span.clone(), tag.with(tag.form, &[("tabSelected", None)], part)?);
        }
    }
    Ok(())
}
