//! Reads the sheets of the data-entry workbook row by row.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::attribute::Item;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::place::{Located, Location};
use crate::record::{Need, Raw};
use crate::say;
use crate::text::{Both, fold, slug};
use crate::workbook::{Cell, Grid};

use super::position::Axes;
use super::recognise::Sheet;
use super::schema::{Entry, Field, Kind};
use super::{Desk, Intake, Row, sums};

/// Returns the rows of a sheet, and what the sheet is in words.
pub(super) fn rows(grid: &Grid, sheet: &Sheet, desk: &Desk<'_>, intake: &mut Intake) -> (Vec<Row>, Both) {
    let title = sheet.entry.title;
    let what = say!("trang {title}", "sheet {title}");
    for field in sheet.entry.fields.iter().filter(|field| field.need == Need::Required) {
        if !sheet.headings.columns.contains_key(field.column) {
            intake.faults.add(missing_column(grid, sheet, field, desk));
        }
    }
    let plan = Plan { entry: sheet.entry, columns: columns(sheet), axes: Axes::of(grid, sheet) };
    let mut rows = Vec::new();
    let mut totals = sums::Totals::default();
    for number in grid.rows().into_iter().filter(|row| *row > sheet.headings.row) {
        match sums::kind(grid, number, sheet) {
            sums::RowKind::Blank => {}
            sums::RowKind::Group => {
                totals.close();
                let how = say!(
                    "dòng đầu nhóm hoặc dòng đánh số cột: không phải số liệu",
                    "the head of a group or of columns: no data"
                );
                passed_over(grid, number, desk, intake, how);
            }
            sums::RowKind::Total(label) => {
                totals.compare(grid, number, &label, sheet, desk, intake);
                let how = say!("dòng tổng: chỉ để đối chiếu, không nhập", "a total: compared, not taken in");
                passed_over(grid, number, desk, intake, how);
            }
            sums::RowKind::Data => {
                totals.add(grid, number, sheet);
                rows.extend(row(grid, number, &plan, desk, intake));
            }
        }
        if intake.faults.is_full() {
            break;
        }
    }
    (rows, what)
}

/// Notes a row that is not taken in, by its first words.
fn passed_over(grid: &Grid, row: u32, desk: &Desk<'_>, intake: &mut Intake, how: Both) {
    if let Some((column, cell)) = grid.row(row).find(|(_, cell)| cell.value != Raw::Empty) {
        Desk::repair(intake, &grid.at(&desk.file, (row, column)), &super::cell::shown(&cell.value), "", how);
    }
}

/// What is read of each row of a sheet.
struct Plan {
    entry: &'static Entry,
    columns: Vec<Column>,
    axes: Option<Axes>,
}

/// A column of a sheet: its number, what it holds, and its heading as every cell below it carries it.
type Column = (u32, &'static Field, Arc<str>);

fn columns(sheet: &Sheet) -> Vec<Column> {
    let place = |field: &'static Field| Some((*sheet.headings.columns.get(field.column)?, field, field.heading.into()));
    sheet.entry.fields.iter().filter_map(place).collect()
}

fn row(grid: &Grid, number: u32, plan: &Plan, desk: &Desk<'_>, intake: &mut Intake) -> Option<Row> {
    let entry = plan.entry;
    let at = grid.at(&desk.file, (number, 1));
    let errors = intake.faults.count(Severity::Error);
    let mut cells = BTreeMap::new();
    let point = plan.axes.as_ref().map(|axes| axes.point(grid, number, desk, intake)).unwrap_or_default();
    for (column, field, heading) in &plan.columns {
        let field = &measured(entry, field, &cells);
        let place = grid.at(&desk.file, (number, *column)).with_field(heading.clone());
        let value = point.get(field.column).cloned().unwrap_or_else(|| {
            held(grid, (number, *column), field, &place, intake).and_then(|cell| desk.cell(cell, field, &place, intake))
        });
        match value {
            Some(value) => drop(cells.insert(field.column, Located::new(value, place))),
            None if field.need == Need::Required && is_open(grid, (number, *column)) => {
                intake.faults.add(empty(&place, field));
            }
            None => {}
        }
    }
    // Of a row with a fault nothing is taken in: without the cell that is wrong the others may say something else.
    let lacks = |field: &Field| field.need == Need::Required && !cells.contains_key(field.column);
    if intake.faults.count(Severity::Error) > errors || entry.fields.iter().any(lacks) {
        return None;
    }
    complete(entry, &mut cells, &at, desk);
    Some(Row { table: entry.table, at, cells })
}

/// What is measured of a cluster is a number in the unit of its item; what else is said of it are words.
fn measured(entry: &Entry, field: &Field, cells: &BTreeMap<&'static str, Located<String>>) -> Field {
    const MOST: u32 = 1000;
    let item = cells.get("item").filter(|_| (entry.table, field.column) == ("attributes", "value"));
    let item = item.and_then(|item| Item::ALL.iter().find(|known| known.name() == item.value));
    match item.and_then(|item| item.unit()) {
        Some("%") => Field { kind: Kind::Percent, ..*field },
        Some(unit) => Field { kind: Kind::Number { unit, most: MOST }, ..*field },
        None => *field,
    }
}

/// Returns whether a cell is empty, and no part of a merged stretch, which was reported.
fn is_open(grid: &Grid, at: (u32, u32)) -> bool {
    grid.value(at) == &Raw::Empty && grid.merged.over(at).is_none()
}

/// Returns a cell; one below a name that is merged over several rows has that name.
fn held<'a>(grid: &'a Grid, at: (u32, u32), field: &Field, place: &Location, intake: &mut Intake) -> Option<&'a Cell> {
    if let Some(cell) = grid.cells.get(&at) {
        return Some(cell);
    }
    let is_tall = |(from, to): &((u32, u32), (u32, u32))| from.1 == to.1 && from.0 < at.0;
    let (from, _) = grid.merged.over(at).filter(is_tall).filter(|_| field.kind.is_label())?;
    let cell = grid.cells.get(&from)?;
    let how = say!("ô gộp: lấy giá trị của ô đầu", "merged cells: the value of the first");
    Desk::repair(intake, place, "", &super::cell::shown(&cell.value), how);
    Some(cell)
}

/// Fills in what no official is asked for; see [`super::schema::FILLED`].
fn complete(entry: &Entry, cells: &mut BTreeMap<&'static str, Located<String>>, at: &Location, desk: &Desk<'_>) {
    let text = |cells: &BTreeMap<&'static str, Located<String>>, column: &str| {
        cells.get(column).map(|cell| cell.value.clone()).unwrap_or_default()
    };
    let said = |value: String| Located::new(value, at.clone());
    let catalog = desk.catalog;
    let mut fill: Vec<(&'static str, String)> = Vec::new();
    match entry.table {
        "clusters" => {
            let known = super::name::clusters(catalog, &text(cells, "short"));
            let id = known.first().map_or_else(|| slug(&text(cells, "short")), |cluster| cluster.id.clone());
            fill.push(("id", id));
            if known.is_empty() {
                fill.push(("level", "C".to_owned()));
            }
        }
        "projects" => {
            let name = text(cells, "name");
            let known = catalog.projects.iter().find(|row| fold(&row.name) == fold(&name));
            let made = || slug(&format!("{} {}", text(cells, "cluster"), name)).chars().take(80).collect();
            fill.push(("id", known.map_or_else(made, |row| row.id.clone())));
        }
        "plots" => fill.push(("id", slug(&format!("{} {}", text(cells, "cluster"), text(cells, "code"))))),
        "milestones" => {
            let said = ["cluster", "act", "date", "document"].map(|column| text(cells, column));
            fill.push(("id", milestone(desk, &said)));
        }
        "observations" => {
            let number = text(cells, "indicator");
            let row = catalog.form_rows.iter().find(|row| format!("{}.{}", row.form.number(), row.number) == number);
            let state = if cells.contains_key("value") { "reported" } else { "missing" };
            fill.push(("state", state.to_owned()));
            fill.extend(row.and_then(|row| row.unit.clone()).map(|unit| ("unit", unit)));
            let period = crate::catalog::form::Span::parse(&text(cells, "period"));
            fill.extend(period.map(|period| ("as_of", period.to().to_string())));
        }
        "documents" => {
            let parts =
                [text(cells, "number"), text(cells, "issued_on").chars().take(4).collect(), text(cells, "issuer")];
            fill.push(("id", slug(&parts.join(" ")).chars().take(80).collect()));
            fill.push(("seen", "secondary".to_owned()));
            fill.push(("checked_on", desk.order.today.to_string()));
        }
        // The name was looked up and stands as the id.
        "agencies" => fill.extend(cells.remove("name").map(|id| ("id", id.value))),
        _ => {}
    }
    for (column, value) in fill {
        cells.insert(column, said(value));
    }
    if !matches!(entry.table, "agencies" | "documents") {
        cells.entry("source").or_insert_with(|| said(desk.source.clone()));
        cells.entry("grade").or_insert_with(|| said("B".to_owned()));
    }
    if entry.table == "documents" {
        cells.entry("grade").or_insert_with(|| said("B".to_owned()));
    }
}

/// Returns the id of the same act of the same cluster; acts of one kind are told apart by document or date.
fn milestone(desk: &Desk<'_>, [cluster, act, date, document]: &[String; 4]) -> String {
    let catalog = desk.catalog;
    let same = |row: &&crate::catalog::milestone::Milestone| {
        let of_document = row.document.map(|key| catalog.documents[key].id.as_str()).unwrap_or_default();
        let of_date = row.date.map(|date| date.to_string()).unwrap_or_default();
        let is_same = (!document.is_empty() && of_document == document) || (!date.is_empty() && of_date == *date);
        catalog.clusters[row.cluster].id == *cluster && row.act.name() == act && is_same
    };
    let made = || slug(&[cluster.as_str(), act, date, document].join(" ")).chars().take(80).collect();
    catalog.milestones.iter().find(same).map_or_else(made, |row| row.id.clone())
}

fn missing_column(grid: &Grid, sheet: &Sheet, field: &Field, desk: &Desk<'_>) -> Diagnostic {
    let (title, heading) = (sheet.entry.title, field.heading);
    let message = say!("trang {title} thiếu cột \"{heading}\"", "sheet {title} lacks the column \"{heading}\"");
    let help = say!("thêm cột vào dòng tiêu đề, đúng tên này", "add a column of this name to the header row");
    Diagnostic::new(Code::MissingColumn, &grid.at(&desk.file, (sheet.headings.row, 1)), message).help(help)
}

fn empty(at: &Location, field: &Field) -> Diagnostic {
    let heading = field.heading;
    let message = say!("ô \"{heading}\" bị trống", "the cell \"{heading}\" is empty");
    let meaning = field.meaning;
    let example = field.example;
    let help = say!("{meaning} Ví dụ: {example}", "fill it in, for example: {example}");
    Diagnostic::new(Code::EmptyCell, at, message).help(help)
}
