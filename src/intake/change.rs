//! What rows that were received would change in the tables as they are.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::form::{Period, PeriodState, Span};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::Records;
use crate::place::Location;
use crate::record::{Raw, Record, Sheet};
use crate::say;
use crate::text::number::NumberStyle;
use crate::text::{Amount, Language, PartialDate};

use super::schema::Kind;
use super::{Order, Row, receipt, schema};

/// A row that comes, or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The table.
    pub table: &'static str,
    /// What tells the row apart, with `/` between.
    pub record: String,
    /// The row of the file that was received.
    pub at: Location,
    /// Whether the table has no such row yet.
    pub is_new: bool,
    /// What changes, by column.
    pub cells: Vec<Said>,
}

/// A cell before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The column.
    pub column: &'static str,
    /// What the table has; empty for nothing.
    pub old: String,
    /// What the file says.
    pub new: String,
    /// Where the file says it.
    pub at: Location,
}

/// Returns what tells a row apart.
pub(super) fn record(row: &Row) -> String {
    let cell = |column| row.cells.get(column).map_or("", |cell| cell.value.as_str());
    schema::key(row.table).iter().map(|column| cell(*column)).collect::<Vec<_>>().join("/")
}

/// Keeps each row once: of two alike the first, and of two that contradict each other neither.
pub(super) fn once(rows: Vec<Row>, faults: &mut Diagnostics) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::new();
    let mut known: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for row in rows {
        let name = record(&row);
        match known.get(&(row.table, name.clone())) {
            None => {
                known.insert((row.table, name), kept.len());
                kept.push(row);
            }
            Some(_) if receipt::is_of_file(row.table) => {}
            Some(first) => faults.add(repeated(&kept[*first], &row)),
        }
    }
    kept
}

fn repeated(first: &Row, row: &Row) -> Diagnostic {
    let skipped = ["source", "grade"];
    let differs = |column: &&&'static str| {
        let said = |row: &Row| row.cells.get(**column).map(|cell| cell.value.clone());
        !skipped.contains(*column) && said(first) != said(row)
    };
    let columns: Vec<&'static str> = first.cells.keys().chain(row.cells.keys()).filter(differs).copied().collect();
    let note = say!("dòng thứ nhất ở đây", "the first row is here");
    let Some(column) = columns.first() else {
        let message = say!("dòng này lặp lại một dòng đã có; bỏ qua", "the row repeats another; it was passed over");
        let help = say!("xóa một dòng", "remove one of them");
        return Diagnostic::new(Code::RepeatedRow, &row.at, message).note(&first.at, note).help(help);
    };
    let cell = |row: &Row| {
        row.cells.get(column).map_or((String::new(), row.at.clone()), |cell| (cell.value.clone(), cell.at.clone()))
    };
    let ((one, there), (other, here)) = (cell(first), cell(row));
    let message = say!(
        "hai dòng nói về cùng một việc mà khác nhau: `{other}` ở đây, `{one}` ở dòng kia",
        "two rows are about one thing and differ: `{other}` here, `{one}` in the other"
    );
    let help = say!("giữ dòng đúng, xóa dòng kia", "keep the right one and remove the other");
    Diagnostic::new(Code::ContradictingRows, &here, message).found(other).note(&there, note).help(help)
}

/// Returns what the rows would change, in their order; a row that says what is known changes nothing.
pub fn compare(
    rows: &[Row],
    records: &Records,
    catalog: &Catalog,
    order: &Order,
    faults: &mut Diagnostics,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut known: BTreeMap<&str, BTreeMap<String, &Record>> = BTreeMap::new();
    for row in rows {
        let name = record(row);
        let table = known.entry(row.table).or_insert_with(|| named(records.sheets.get(row.table), row.table));
        let old = table.get(&name).copied();
        let mut cells = differences(row, old);
        // A source is known by the bytes of its file: on what day it was looked at again changes nothing.
        // What the office wrote into the register of conflicts stays.
        if old.is_some() && (receipt::is_of_file(row.table) || row.table == "conflicts") {
            continue;
        }
        // The same figures sent again, in another file: what was there first keeps its source.
        if old.is_some() && cells.iter().all(|said| matches!(said.column, "source" | "grade" | "as_of" | "state")) {
            continue;
        }
        if row.table == "observations" {
            revise(row, &mut cells, catalog, order, faults);
        }
        if !cells.is_empty() {
            changes.push(Change { table: row.table, record: name, at: row.at.clone(), is_new: old.is_none(), cells });
        }
    }
    // A source of which nothing is taken in is none.
    let used = changes.iter().any(|change| !receipt::is_of_file(change.table));
    changes.retain(|change| used || !receipt::is_of_file(change.table));
    correct(&mut changes);
    changes
}

/// A file that changes figures which another one reported is a correction.
fn correct(changes: &mut [Change]) {
    let source =
        |change: &Change| change.cells.iter().find(|said| said.column == "source").map(|said| said.new.clone());
    let corrected: Vec<String> =
        changes.iter().filter(|change| !change.is_new && change.table == "observations").filter_map(source).collect();
    for change in changes.iter_mut().filter(|change| change.table == "receipts" && corrected.contains(&change.record)) {
        let state = change.cells.iter_mut().filter(|said| said.column == "state");
        state.for_each(|said| said.new = "corrected".to_owned());
    }
}

/// The rows of a table by what tells them apart; of two alike the first.
fn named<'a>(sheet: Option<&'a Sheet>, table: &str) -> BTreeMap<String, &'a Record> {
    let key = schema::key(table);
    let mut named = BTreeMap::new();
    for record in sheet.iter().flat_map(|sheet| &sheet.records) {
        let cells: Vec<String> = key.iter().map(|column| said(record, column).trim().to_owned()).collect();
        named.entry(cells.join("/")).or_insert(record);
    }
    named
}

/// Returns what a row of a table says in a column, as text.
pub(super) fn said(record: &Record, column: &str) -> String {
    let cell = record.fields.iter().find(|(name, _)| name.value == column);
    match cell.map(|(_, cell)| &cell.value) {
        Some(Raw::Text(text) | Raw::Number(text) | Raw::Error(text)) => text.clone(),
        Some(Raw::Bool(flag)) => if *flag { "yes" } else { "no" }.to_owned(),
        Some(Raw::Date(day)) => day.to_string(),
        Some(Raw::List(items)) => items.iter().map(|item| item.value.as_str()).collect::<Vec<_>>().join("; "),
        Some(Raw::Empty) | None => String::new(),
    }
}

fn differences(row: &Row, old: Option<&Record>) -> Vec<Said> {
    let order = |column: &str| schema::columns(row.table).iter().position(|known| known.name == column);
    let mut cells: Vec<_> = row.cells.iter().collect();
    cells.sort_by_key(|(column, _)| order(column));
    let changed = cells.into_iter().filter_map(|(column, new)| {
        let old = old.map(|record| said(record, column)).unwrap_or_default();
        let is_same = same(&old, &new.value);
        (!is_same).then(|| Said { column, old, new: new.value.clone(), at: new.at.clone() })
    });
    changed.collect()
}

/// Returns whether two cells say the same, however numbers, days and lists are written.
fn same(old: &str, new: &str) -> bool {
    let plain = |text: &str| {
        let items = text.split(';').map(|item| {
            let item = item.trim();
            let is_code = item.starts_with('0') && item.len() > 1 && item.bytes().all(|byte| byte.is_ascii_digit());
            let number = || Amount::parse(item, NumberStyle::Plain).ok().filter(|_| !is_code).map(Amount::plain);
            let day = || PartialDate::parse(item).filter(|_| item.len() > 4).map(|date| date.to_string());
            day().or_else(number).unwrap_or_else(|| item.to_owned())
        });
        items.collect::<Vec<_>>()
    };
    old == new || !old.is_empty() && !new.is_empty() && plain(old) == plain(new)
}

/// Marks a figure that changes after the report of its period was signed; it needs a reason, and keeps the old value.
fn revise(row: &Row, cells: &mut Vec<Said>, catalog: &Catalog, order: &Order, faults: &mut Diagnostics) {
    let value = |column: &str| row.cells.get(column).map_or("", |cell| cell.value.as_str());
    let span = Span::parse(value("period"));
    let signed = catalog.periods.iter().find(|period| Some(period.span) == span && period.state == PeriodState::Signed);
    let Some(changed) = cells.iter().find(|said| said.column == "value").cloned() else { return };
    let Some(period) = signed else { return };
    if value("reason").is_empty() {
        faults.add(frozen(period, &changed));
        return;
    }
    let today = order.today.format("%d/%m/%Y");
    let note = match changed.old.as_str() {
        "" => format!("Bổ sung ngày {today}, sau khi báo cáo đã ký."),
        old => format!("Số đã công bố: {old}; sửa ngày {today}."),
    };
    let said = |column, new: String| Said { column, old: String::new(), new, at: changed.at.clone() };
    cells.retain(|said| !matches!(said.column, "state" | "note"));
    cells.push(said("state", "revised".to_owned()));
    cells.push(said("note", note));
}

fn frozen(period: &Period, changed: &Said) -> Diagnostic {
    let (id, number) = (period.span.id(), period.report_number.clone().unwrap_or_default());
    let new = &changed.new;
    let message = match changed.old.as_str() {
        "" => say!(
            "kỳ {id} đã ký báo cáo {number}, trong đó chưa có số này",
            "the report {number} of {id} is signed and has no such figure"
        ),
        old => say!(
            "kỳ {id} đã ký báo cáo {number}, số {old} đã công bố; tệp này ghi {new}",
            "the report {number} of {id} is signed and says {old}; this file says {new}"
        ),
    };
    let help = say!(
        "nếu là số sửa đổi thì ghi cột \"Lý do\", hoặc chạy lại với --reason; số cũ, số mới và lý do được giữ lại",
        "if it is a revision give the reason in the sheet or with --reason; old value, new value and reason are kept"
    );
    Diagnostic::new(Code::FrozenPeriod, &changed.at, message).found(new).help(help)
}

/// Returns a value of the data files as officials write it: 12,5 for 12.5.
pub fn shown(table: &str, column: &str, value: &str) -> String {
    let entry = schema::ENTRIES.iter().find(|entry| entry.table == table);
    let is_number = entry.and_then(|entry| entry.field(column)).is_some_and(|field| {
        matches!(
            field.kind,
            Kind::Number { .. } | Kind::Whole { .. } | Kind::Money { .. } | Kind::Percent | Kind::Degrees
        )
    });
    let number = Amount::from_plain(value).filter(|_| is_number);
    number.map_or_else(|| value.to_owned(), |number| number.show(Language::Vi, number.decimals()))
}

/// Returns the name of a column as officials know it.
pub fn label(table: &str, column: &str) -> String {
    let entry = schema::ENTRIES.iter().find(|entry| entry.table == table);
    let of_table = || schema::columns(table).iter().find(|known| known.name == column).map(|known| known.label);
    let heading = entry.and_then(|entry| entry.field(column)).map(|field| field.heading).or_else(of_table);
    heading.unwrap_or(column).to_owned()
}
