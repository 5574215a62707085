//! What rows that were received would change in the tables as they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::form::{Period, PeriodState, Span};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::SourcePath;
use crate::parse::Records;
use crate::place::Location;
use crate::record::{Raw, Record, Sheet};
use crate::say;
use crate::text::number::NumberStyle;
use crate::text::{Amount, Language, PartialDate};

use super::schema::list::Lists;
use super::{Order, Row, receipt, schema, slip};

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
    cells(row, schema::key(row.table))
}

fn cells(row: &Row, columns: &[&str]) -> String {
    let cell = |column: &str| row.cells.get(column).map_or("", |cell| cell.value.as_str());
    columns.iter().map(|column| cell(column)).collect::<Vec<_>>().join("/")
}

/// Keeps each row once: of two alike the first, and of two that contradict each other neither.
///
/// A file whose rows stand in another file, too, is told of once.
pub(super) fn once(rows: Vec<Row>, faults: &mut Diagnostics) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::new();
    let mut known: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut copied: BTreeMap<(SourcePath, SourcePath), usize> = BTreeMap::new();
    for row in rows {
        let name = record(&row);
        match known.get(&(row.table, name.clone())) {
            None => {
                known.insert((row.table, name), kept.len());
                kept.push(row);
            }
            Some(_) if receipt::is_of_file(row.table) => {}
            Some(first) => {
                let first = &kept[*first];
                if first.at.file != row.at.file && contradiction(first, &row).is_none() {
                    *copied.entry((row.at.file.clone(), first.at.file.clone())).or_default() += 1;
                } else {
                    faults.add(repeated(first, &row));
                }
            }
        }
    }
    copied.into_iter().for_each(|((file, first), count)| faults.add(copy(&file, &first, count)));
    kept
}

fn copy(file: &SourcePath, first: &SourcePath, count: usize) -> Diagnostic {
    let message = say!(
        "{count} dòng của tệp này lặp lại tệp {first}; bỏ qua các dòng đó",
        "{count} rows of this file repeat {first}; they were passed over"
    );
    let help = say!("chỉ gửi một trong hai tệp", "send one of the two files only");
    Diagnostic::new(Code::RepeatedRow, &Location::file(file), message).help(help)
}

/// Returns the first column in which two rows about one thing differ.
fn contradiction(first: &Row, row: &Row) -> Option<&'static str> {
    let skipped = ["source", "grade"];
    let differs = |column: &&&'static str| {
        let said = |row: &Row| row.cells.get(**column).map(|cell| cell.value.clone());
        !skipped.contains(*column) && said(first) != said(row)
    };
    first.cells.keys().chain(row.cells.keys()).find(differs).copied()
}

fn repeated(first: &Row, row: &Row) -> Diagnostic {
    let note = say!("dòng thứ nhất ở đây", "the first row is here");
    let Some(column) = contradiction(first, row) else {
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

/// The rows of the tables that files speak of, by what tells them apart.
pub struct Known<'a> {
    rows: BTreeMap<&'static str, BTreeMap<String, &'a Record>>,
    /// The same without their source, where the source is a part of what tells them apart.
    rivals: BTreeMap<&'static str, BTreeMap<String, &'a Record>>,
}

impl<'a> Known<'a> {
    /// Finds the rows of the tables that the files speak of, and the register of conflicts.
    pub fn new(rows: &[Row], records: &'a Records) -> Self {
        let mut known = Self { rows: BTreeMap::new(), rivals: BTreeMap::new() };
        let tables: BTreeSet<&'static str> = rows.iter().map(|row| row.table).chain(["conflicts"]).collect();
        for table in tables {
            let (sheet, key) = (records.sheets.get(table), schema::key(table));
            known.rows.insert(table, named(sheet, key));
            if key.contains(&"source") {
                known.rivals.insert(table, named(sheet, &unsourced(key)));
            }
        }
        known
    }

    /// Returns the row of the table that a row of a file is about.
    pub(super) fn row(&self, row: &Row) -> Option<&'a Record> {
        self.rows.get(row.table)?.get(&record(row)).copied()
    }

    /// Returns the rows of a table with their names.
    pub(super) fn of(&self, table: &str) -> impl Iterator<Item = (&String, &'a Record)> {
        self.rows.get(table).into_iter().flatten().map(|(name, row)| (name, *row))
    }

    /// Returns what another source says of the same.
    pub(super) fn rival(&self, row: &Row) -> Option<&'a Record> {
        let rivals = self.rivals.get(row.table)?;
        let key = unsourced(schema::key(row.table));
        rivals.get(&cells(row, &key)).copied()
    }
}

fn unsourced(key: &[&'static str]) -> Vec<&'static str> {
    key.iter().copied().filter(|column| *column != "source").collect()
}

/// Returns what the rows would change, in their order; a row that says what is known changes nothing.
pub fn compare(
    rows: &[Row],
    known: &Known<'_>,
    catalog: &Catalog,
    order: &Order,
    faults: &mut Diagnostics,
) -> Vec<Change> {
    let mut changes = Vec::new();
    // The files that say something new, and those that said what is known.
    let mut used: BTreeSet<&SourcePath> = BTreeSet::new();
    for row in rows {
        let name = record(row);
        let old = known.row(row);
        let mut cells = differences(row, old);
        if old.is_some_and(|old| said(old, "source") == row.cells.get("source").map_or("", |cell| &cell.value)) {
            used.insert(&row.at.file);
        }
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
            if !receipt::is_of_file(row.table) {
                used.insert(&row.at.file);
            }
            changes.push(Change { table: row.table, record: name, at: row.at.clone(), is_new: old.is_none(), cells });
        }
    }
    // A source of which nothing is taken in is none.
    changes.retain(|change| used.contains(&change.at.file) || !receipt::is_of_file(change.table));
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
fn named<'a>(sheet: Option<&'a Sheet>, key: &[&str]) -> BTreeMap<String, &'a Record> {
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

pub(super) fn differences(row: &Row, old: Option<&Record>) -> Vec<Said> {
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

/// Gives a figure that needs one the reason that was told; one that changes after the report of its period was signed
/// needs it, and keeps the old value.
fn revise(row: &Row, cells: &mut Vec<Said>, catalog: &Catalog, order: &Order, faults: &mut Diagnostics) {
    let value = |column: &str| row.cells.get(column).map_or("", |cell| cell.value.as_str());
    let span = Span::parse(value("period"));
    let signed = catalog.periods.iter().find(|period| Some(period.span) == span && period.state == PeriodState::Signed);
    let Some(changed) = cells.iter().find(|said| said.column == "value").cloned() else { return };
    if let Some(reason) = order.reason.as_ref().filter(|_| value("reason").is_empty()) {
        // The reason belongs to the figures that need one, not to all of the form.
        let is_asked = !changed.old.is_empty() || signed.is_some() || slip::is_asked(row, catalog, order);
        let reason = || Said { column: "reason", old: String::new(), new: reason.clone(), at: changed.at.clone() };
        cells.extend(is_asked.then(reason));
    }
    let Some(period) = signed else { return };
    if !cells.iter().any(|said| said.column == "reason") && value("reason").is_empty() {
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

/// Returns the name of a column as officials know it.
pub fn label(table: &str, column: &str) -> String {
    let entry = schema::ENTRIES.iter().find(|entry| entry.table == table);
    let of_table = || schema::columns(table).iter().find(|known| known.name == column).map(|known| known.label);
    let heading = entry.and_then(|entry| entry.field(column)).map(|field| field.heading).or_else(of_table);
    heading.unwrap_or(column).to_owned()
}

/// Returns the name of a table as officials know it: that of the sheet that fills it.
fn titled(table: &str) -> &str {
    match table {
        "sources" => "Nguồn",
        "receipts" => "Sổ nhận tệp",
        "conflicts" => "Mâu thuẫn",
        table => schema::ENTRIES.iter().find(|entry| entry.table == table).map_or(table, |entry| entry.title),
    }
}

impl Change {
    /// Returns what the row is, in words: `Số liệu kỳ: 6 tháng đầu năm 2026, Ví Dụ 8, 02.4 …`.
    pub fn words(&self, lists: &Lists, language: Language) -> String {
        let parts = schema::key(self.table).iter().zip(self.record.split('/'));
        let told = parts.filter(|(column, part)| **column != "source" && !part.is_empty());
        let told = told.map(|(column, part)| lists.shown(self.table, column, part, language));
        format!("{}: {}", titled(self.table), told.collect::<Vec<_>>().join(", "))
    }
}
