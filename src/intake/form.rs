//! Reads the legal forms Biểu số 01 to 04 as they arrive, each row by its words and its number.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::basis::Visibility;
use crate::catalog::form::{FormRow, Span};
use crate::catalog::indicator::{FormId, Indicator};
use crate::diagnostic::{Code, Diagnostic};
use crate::place::{Located, Location};
use crate::record::Raw;
use crate::say;
use crate::text::{Amount, Both, fold};
use crate::workbook::{Cell, Grid};

use super::recognise::{Frame, ROWS, SAME, likeness};
use super::{Desk, Intake, Row, figure, heading, identity, percent};

/// What a form says of itself.
struct Head {
    form: FormId,
    period: Span,
    subject: String,
}

/// Returns the figures of a form, and what the sheet is in words.
pub(super) fn rows(grid: &Grid, frame: &Frame, desk: &Desk<'_>, intake: &mut Intake) -> (Vec<Row>, Both) {
    let form = frame.form;
    let at = grid.at(&desk.file, (frame.headings.first, 1));
    let lines = identity::lines(grid, frame.headings.first, desk);
    let period = identity::period(&lines, &at, desk, intake);
    let subject = identity::subject(form, &lines, grid, &at, desk, intake);
    let number = form.number();
    let what = match (&subject, period) {
        (Some(subject), Some(period)) => {
            let (subject, period) = (called(desk, subject), super::schema::list::period(period));
            say!("Biểu số {number} của {subject}, kỳ {period}", "Form {number} of {subject}, {period}")
        }
        _ => say!("Biểu số {number}", "Form {number}"),
    };
    // The cells are looked at even when nobody knows whose they are: all faults in one answer.
    let head =
        Head { form, period: period.unwrap_or(Span::new(2010, false)), subject: subject.clone().unwrap_or_default() };
    let found = matched(grid, frame, desk, intake);
    let rows = head.read(grid, frame, desk, &found, intake);
    let known = subject.is_some() && period.is_some();
    (if known { rows } else { Vec::new() }, what)
}

/// The name of a subject as a reader knows it.
fn called(desk: &Desk<'_>, id: &str) -> String {
    let catalog = desk.catalog;
    let cluster = catalog.clusters.rows().iter().find(|row| row.id == id).map(|row| row.short.clone());
    let commune = || catalog.communes.rows().iter().find(|row| row.code == id).map(|row| row.name.clone());
    let project = || catalog.projects.iter().find(|row| row.id == id).map(|row| row.name.clone());
    cluster.or_else(commune).or_else(project).unwrap_or_else(|| id.to_owned())
}

/// Finds the row of the form that each row of the sheet is; what is none is reported.
fn matched<'a>(grid: &Grid, frame: &Frame, desk: &'a Desk<'_>, intake: &mut Intake) -> BTreeMap<u32, &'a FormRow> {
    let form = desk.catalog.rows_of(frame.form, desk.catalog.province.date);
    let form: Vec<(String, &FormRow)> = form.map(|row| (heading::plain(&row.text), row)).collect();
    let mut found: BTreeMap<u32, &FormRow> = BTreeMap::new();
    let below: Vec<u32> = grid.rows().into_iter().filter(|row| *row > frame.headings.row).collect();
    if let Some(row) = below.get(ROWS) {
        intake.faults.add(too_many(&grid.at(&desk.file, (*row, 1)), frame.form));
    }
    for row in below.into_iter().take(ROWS) {
        let text = text(grid, frame, row, "text");
        let number = text_of_number(grid, frame, row);
        if heading::plain(&text).is_empty() || is_count_of_columns(grid, row) {
            continue;
        }
        let at = grid.at(&desk.file, (row, frame.headings.columns["text"]));
        let plain = heading::plain(&text);
        let best = form.iter().map(|(words, one)| (likeness(&plain, words), *one)).max_by(|a, b| a.0.total_cmp(&b.0));
        let numbered = form.iter().find(|(_, one)| one.number == number);
        match (best, numbered) {
            (Some((like, one)), _) if like >= SAME => {
                if one.number != number && !number.is_empty() {
                    intake.faults.add(moved(&at, &number, one));
                }
                keep(&mut found, row, one, &at, grid, desk, intake);
            }
            (_, Some((words, one))) if likeness(&plain, words) >= 0.6 => {
                intake.faults.add(reworded(&at, &text, one));
                keep(&mut found, row, one, &at, grid, desk, intake);
            }
            // Below the table: date, signature, remark.
            _ if grid.value((row, frame.headings.columns["value"])) == &Raw::Empty => {}
            _ => intake.faults.add(unknown(&at, &text, frame.form)),
        }
    }
    missing(&form, &found, grid, frame, desk, intake);
    found
}

fn keep<'a>(
    found: &mut BTreeMap<u32, &'a FormRow>,
    row: u32,
    one: &'a FormRow,
    at: &Location,
    grid: &Grid,
    desk: &Desk<'_>,
    intake: &mut Intake,
) {
    if let Some((first, _)) = found.iter().find(|(_, known)| known.number == one.number) {
        let number = &one.number;
        let message = say!("dòng {number} của biểu có hai lần", "row {number} of the form stands twice");
        let help = say!("xóa một dòng", "remove one of them");
        let note = say!("lần thứ nhất", "the first");
        let first = grid.at(&desk.file, (*first, 1));
        intake.faults.add(Diagnostic::new(Code::RepeatedFormRow, at, message).note(&first, note).help(help));
        return;
    }
    found.insert(row, one);
}

fn text(grid: &Grid, frame: &Frame, row: u32, column: &str) -> String {
    let column = frame.headings.columns.get(column);
    column.map(|column| super::cell::shown(grid.value((row, *column)))).unwrap_or_default()
}

/// The number of a row as printed; a spreadsheet takes `15.1` for a number, and keeps it so.
fn text_of_number(grid: &Grid, frame: &Frame, row: u32) -> String {
    text(grid, frame, row, "number").trim_end_matches('.').replace(',', ".")
}

/// The row `(1) (2) (3) (4) (5)` below the headings.
fn is_count_of_columns(grid: &Grid, row: u32) -> bool {
    let mut cells = grid.row(row).map(|(_, cell)| super::cell::shown(&cell.value)).peekable();
    cells.peek().is_some() && cells.all(|text| text.trim_matches(['(', ')', ' ']).parse::<u32>().is_ok_and(|n| n < 10))
}

fn missing(
    form: &[(String, &FormRow)],
    found: &BTreeMap<u32, &FormRow>,
    grid: &Grid,
    frame: &Frame,
    desk: &Desk<'_>,
    intake: &mut Intake,
) {
    let there: BTreeSet<&str> = found.values().map(|row| row.number.as_str()).collect();
    let gone: Vec<&str> = form
        .iter()
        .map(|(_, row)| row)
        .filter(|row| row.unit.is_some() && !there.contains(row.number.as_str()))
        .map(|row| row.number.as_str())
        .collect();
    if gone.is_empty() {
        return;
    }
    let (number, list) = (frame.form.number(), gone.join(", "));
    let message = say!("Biểu số {number} thiếu dòng {list}", "Form {number} lacks the rows {list}");
    let help = say!("dùng mẫu đủ dòng (ccn template)", "use the blank form with all rows (ccn template)");
    let at = grid.at(&desk.file, (frame.headings.row, 1));
    intake.faults.add(Diagnostic::new(Code::MissingFormRow, &at, message).help(help));
}

impl Head {
    fn read(
        &self,
        grid: &Grid,
        frame: &Frame,
        desk: &Desk<'_>,
        found: &BTreeMap<u32, &FormRow>,
        intake: &mut Intake,
    ) -> Vec<Row> {
        let column = frame.headings.columns["value"];
        let mut rows = Vec::new();
        let mut blank = Vec::new();
        for (row, of_form) in found {
            let Some(unit) = &of_form.unit else { continue };
            let at = grid.at(&desk.file, (*row, column)).with_field("Kết quả");
            let Some(cell) = grid.cells.get(&(*row, column)) else {
                blank.push(of_form.number.as_str());
                continue;
            };
            let land = |number: &str| {
                let (row, of_form) = found.iter().find(|(_, known)| known.number == number)?;
                amount(grid.cells.get(&(*row, column))?, of_form, &at)
            };
            let settled = occupancy(cell, of_form, &at, land, intake);
            if let Some(value) = settled.or_else(|| self.value(cell, unit, &at, desk, intake)) {
                let written = text(grid, frame, *row, "unit");
                let unit_at =
                    frame.headings.columns.get("unit").map_or(at.clone(), |unit| grid.at(&desk.file, (*row, *unit)));
                let differs = figure::unit_differs(&written, unit, Amount::from_plain(&value), &unit_at);
                intake.faults.extend(differs);
                let note = frame.headings.columns.get("note").and_then(|note| {
                    let at = grid.at(&desk.file, (*row, *note)).with_field("Ghi chú");
                    let text = desk.words(grid.cells.get(&(*row, *note))?, &at, intake)?;
                    Some(Located::new(text, at))
                });
                rows.push(self.row(of_form, unit, Located::new(value, at), note, desk));
            } else if figure::is_blank(cell) {
                blank.push(of_form.number.as_str());
            }
        }
        if !blank.is_empty() && !found.is_empty() {
            intake.faults.add(unfilled(&grid.at(&desk.file, (frame.headings.row, column)), &blank));
        }
        rows
    }

    fn value(&self, cell: &Cell, unit: &str, at: &Location, desk: &Desk<'_>, intake: &mut Intake) -> Option<String> {
        if let (Raw::Text(text), "Công trình") = (&cell.value, unit) {
            let flag = match fold(text).as_str() {
                "co" | "x" | "da co" | "da dau tu" | "dang dau tu" => Some("1"),
                "khong" | "chua" | "chua co" | "chua dau tu" => Some("0"),
                _ => None,
            };
            if let Some(flag) = flag {
                let how = say!("biểu ghi 1 hoặc 0", "the form has 1 or 0");
                Desk::repair(intake, at, text, flag, how);
                return Some(flag.to_owned());
            }
        }
        desk.figure(cell, unit, at, intake).unwrap_or_else(|fault| {
            intake.faults.add(fault);
            None
        })
    }

    fn row(
        &self,
        of_form: &FormRow,
        unit: &str,
        value: Located<String>,
        note: Option<Located<String>>,
        desk: &Desk<'_>,
    ) -> Row {
        let at = value.at.clone();
        let indicator = Indicator { form: self.form, row: of_form.number.clone() }.to_string();
        let said = |text: &str| Located::new(text.to_owned(), at.clone());
        let mut cells = BTreeMap::from([
            ("period", said(&self.period.id())),
            ("subject", said(&self.subject)),
            ("indicator", said(&indicator)),
            ("value", value),
            ("unit", said(unit)),
            ("state", said("reported")),
            ("as_of", said(&self.period.to().to_string())),
            ("source", said(&desk.source)),
            ("grade", said("B")),
        ]);
        // What a single firm earns and pays is in the form of that firm, and is nobody else's to publish: sums count it.
        if self.form == FormId::Project {
            let of_project = desk.catalog.projects.iter().find(|row| row.id == self.subject);
            let openness = of_project.map_or(Visibility::Counted, |row| row.basis.visibility.max(Visibility::Counted));
            cells.insert("visibility", said(openness.name()));
        }
        cells.extend(note.map(|note| ("note", note)));
        Row { table: "observations", at, cells }
    }
}

/// Settles what a rate of occupancy typed as 0,29 means, by the land of the same form.
fn occupancy(
    cell: &Cell,
    of_form: &FormRow,
    at: &Location,
    land: impl Fn(&str) -> Option<Amount>,
    intake: &mut Intake,
) -> Option<String> {
    let read = figure::read(cell, of_form.unit.as_deref()?, at).ok()??;
    let value = match percent::occupancy(&read, of_form, at, land)? {
        Ok(meant) => meant,
        Err(fault) => {
            intake.faults.add(fault);
            read.value
        }
    };
    if value != read.value {
        let how = say!("theo diện tích ghi trong biểu, đây là phần trăm", "by the land of the form these are percent");
        Desk::repair(intake, at, &super::cell::shown(&cell.value), &value.plain(), how);
    }
    Some(value.plain())
}

/// The number of a cell, without a word on what is wrong with it.
fn amount(cell: &Cell, of_form: &FormRow, at: &Location) -> Option<Amount> {
    figure::read(cell, of_form.unit.as_deref()?, at).ok().flatten().map(|read| read.value)
}

fn too_many(at: &Location, form: FormId) -> Diagnostic {
    let number = form.number();
    let message = say!(
        "Biểu số {number} có hơn {ROWS} dòng dưới tiêu đề; từ dòng này không đọc",
        "Form {number} has more than {ROWS} rows below its headings; from this row on nothing was read"
    );
    let help = say!("xóa các dòng không thuộc biểu", "delete the rows that are not of the form");
    Diagnostic::new(Code::TooLarge, at, message).help(help)
}

fn moved(at: &Location, number: &str, row: &FormRow) -> Diagnostic {
    let known = &row.number;
    let message = say!(
        "dòng này ghi số {number}, nội dung là dòng {known} của biểu; đọc theo nội dung",
        "the row has number {number} and the words of row {known}; read by the words"
    );
    let help = say!("sửa số thứ tự cho khớp mẫu", "correct the number");
    Diagnostic::new(Code::MovedFormRow, at, message).found(number).help(help)
}

fn reworded(at: &Location, text: &str, row: &FormRow) -> Diagnostic {
    let (number, words) = (&row.number, &row.text);
    let message =
        say!("nội dung dòng {number} khác mẫu: `{text}`", "the words of row {number} differ from the form: `{text}`");
    let help = say!("mẫu ghi: {words}", "the form says: {words}");
    Diagnostic::new(Code::RewordedFormRow, at, message).found(text).help(help)
}

fn unknown(at: &Location, text: &str, form: FormId) -> Diagnostic {
    let number = form.number();
    let message = say!(
        "`{text}` không phải dòng nào của Biểu số {number}, mà có số liệu",
        "`{text}` is no row of Form {number}, and has a figure"
    );
    let help = say!("chép lại tên chỉ tiêu như trong mẫu", "copy the words of the form");
    Diagnostic::new(Code::UnknownFormRow, at, message).found(text).help(help)
}

fn unfilled(at: &Location, rows: &[&str]) -> Diagnostic {
    let list = rows.join(", ");
    let message = say!("chưa điền kết quả của dòng {list}", "rows {list} have no result");
    let help = say!(
        "bằng không thì ghi 0; chưa có số thì để trống và nói lý do ở cột Ghi chú",
        "write 0 if there is none; leave it empty if it is not known and say why in the remarks"
    );
    Diagnostic::new(Code::UnfilledForm, at, message).help(help)
}
