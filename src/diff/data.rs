//! Compares the open data of two sites, table by table and row by row.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::package::{Field, Package, Table};
use super::row::{self, Cell, Row};
use super::{Change, Part, State, Subject, taken};
use crate::files::Output;
use crate::say;
use crate::text::{Amount, Language, PartialDate};

/// The description for data catalogues, beside the package.
const CATALOGUE: &str = "dcat.jsonld";

/// Compares the tables of two sites and takes their files out of the list; what is told by rows needs no file name.
pub(super) fn compare(
    old: &Output,
    new: &Output,
    language: Language,
    files: &mut BTreeMap<String, State>,
) -> Vec<Subject> {
    let (Some(old), Some(new)) = (Package::read(old), Package::read(new)) else { return Vec::new() };
    if old.folder != new.folder {
        return Vec::new();
    }
    let mut subjects = Vec::new();
    let names: BTreeSet<&String> = old.tables.keys().chain(new.tables.keys()).collect();
    for name in names {
        let path = |extension: &str| format!("{}{name}.{extension}", new.folder);
        let subject = match (old.tables.get(name), new.tables.get(name)) {
            (Some(before), Some(after)) => {
                let rows = rows([&old, &new], [before, after], language);
                (State::Changed, after, columns(before, after).into_iter().chain(rows).collect())
            }
            (Some(table), None) => (State::Removed, table, Vec::new()),
            (None, Some(table)) => (State::Added, table, Vec::new()),
            (None, None) => continue,
        };
        let (state, table, parts) = subject;
        // A workbook repeats the rows and has the day of the build in it.
        taken(files, |file| file == path("xlsx"));
        if state != State::Changed || !parts.is_empty() {
            taken(files, |file| file == path("csv") || file == path("json"));
            subjects.push(Subject { path: path("csv"), title: table.title.clone(), state, parts });
        }
    }
    // The descriptions repeat sizes and digests of the files.
    if !subjects.is_empty() {
        taken(files, |file| file == new.path() || file == format!("{}{CATALOGUE}", new.folder));
    }
    subjects
}

/// Tells columns that are new, gone, or called something else: a unit stands in the title.
fn columns(old: &Table, new: &Table) -> Option<Part> {
    let title = |table: &Table, name: &str| table.field(name).map(|field| field.title.clone());
    let all: BTreeSet<&str> = old.fields.iter().chain(&new.fields).map(|field| field.name.as_str()).collect();
    let changes = all.into_iter().filter_map(|name| {
        let (before, after) = (title(old, name), title(new, name));
        (before != after).then(|| Change { row: None, what: name.to_owned(), old: before, new: after })
    });
    let changes: Vec<Change> = changes.collect();
    (!changes.is_empty()).then(|| Part { name: String::new(), state: State::Changed, changes })
}

/// Compares the rows in the columns that both tables have.
fn rows(packages: [&Package; 2], tables: [&Table; 2], language: Language) -> Vec<Part> {
    let [old, new] = tables;
    let common: Vec<&str> =
        new.fields.iter().map(|field| field.name.as_str()).filter(|name| old.field(name).is_some()).collect();
    let key = new.key.as_ref().filter(|key| old.key.as_ref() == Some(key));
    // Without a key of its own a row is known by what it is of and of what kind: its first two cells.
    let key: Vec<&str> = key.map_or_else(|| common.iter().copied().take(2).collect(), |key| vec![key.as_str()]);
    let made = [0, 1].map(|side| {
        let reader = Reader { package: packages[side], table: tables[side], language };
        let fields: Vec<&Field> = common.iter().filter_map(|name| tables[side].field(name)).collect();
        tables[side].rows.iter().map(|cells| reader.row(cells, &fields, &key)).collect::<Vec<Row>>()
    });
    row::compare(&made[0], &made[1])
}

/// Turns the cells of a table into words.
struct Reader<'a> {
    package: &'a Package,
    table: &'a Table,
    language: Language,
}

impl Reader<'_> {
    fn row(&self, cells: &Value, fields: &[&Field], key: &[&str]) -> Row {
        let raw = |name: &str| cells.get(name).filter(|value| !value.is_null()).map(ToString::to_string);
        let key_text = key.iter().map(|name| raw(name).unwrap_or_default()).collect::<Vec<String>>().join("\n");
        let cells_of_row = fields.iter().map(|field| Cell {
            column: field.title.clone(),
            raw: raw(&field.name).unwrap_or_default(),
            shown: self.shown(field, cells),
        });
        Row { key: key_text, name: self.name(cells), cells: cells_of_row.collect() }
    }

    /// A row is called by what it belongs to and by its own name, else by its first words.
    fn name(&self, cells: &Value) -> String {
        let shown = |field: &Field| self.shown(field, cells);
        let owner = self.table.fields.iter().take(2).filter(|field| field.refers.is_some());
        let own = self.table.key.as_deref().and_then(|key| {
            let name = self.package.name(&self.table.name, cells.get(key)?.as_str()?)?;
            Some(name.to_owned())
        });
        // Beyond the first two columns a value from a list, such as a grade, says nothing of which row it is.
        let tells = |(at, field): &(usize, &Field)| {
            field.is_word && field.name != "note" && (*at < 2 || field.words.is_empty())
        };
        let parts: Vec<String> = match own {
            Some(own) => owner.filter_map(shown).chain([own]).collect(),
            None => self
                .table
                .fields
                .iter()
                .enumerate()
                .filter(tells)
                .map(|(_, field)| field)
                .filter_map(shown)
                .take(3)
                .collect(),
        };
        parts.iter().map(|part| short(part)).collect::<Vec<String>>().join("; ")
    }

    fn shown(&self, field: &Field, cells: &Value) -> Option<String> {
        match cells.get(&field.name)? {
            Value::Null => None,
            Value::Bool(true) => Some(say!("có", "yes").get(self.language).to_owned()),
            Value::Bool(false) => Some(say!("không", "no").get(self.language).to_owned()),
            Value::Number(number) => {
                let plain = number.to_string();
                let shown = Amount::from_plain(&plain).map_or(plain, |amount| amount.show(self.language, 10));
                let beside = || cells.get("unit")?.as_str().filter(|_| field.is_figure);
                let unit = field.unit.as_deref().or_else(beside);
                Some(unit.map_or_else(|| shown.clone(), |unit| format!("{shown} {unit}")))
            }
            Value::String(text) => {
                if field.name == "period" {
                    return Some(period(text, self.language));
                }
                let date = field.is_date.then(|| PartialDate::parse(text)).flatten();
                Some(date.map_or_else(|| self.word(field, text), |date| date.show(self.language)))
            }
            Value::Array(items) => {
                let words = items.iter().filter_map(Value::as_str).map(|item| self.word(field, item));
                Some(words.collect::<Vec<String>>().join("; "))
            }
            other @ Value::Object(_) => Some(other.to_string()),
        }
    }

    /// Returns the word for a value: its label, or the name of the row whose id it is.
    fn word(&self, field: &Field, text: &str) -> String {
        let name = || self.package.name(field.refers.as_deref()?, text);
        field.words.get(text).map(String::as_str).or_else(name).unwrap_or(text).to_owned()
    }
}

/// Reporting periods are `2026-H1`, the first half of a year, and `2026`.
fn period(id: &str, language: Language) -> String {
    let words = match id.strip_suffix("-H1") {
        Some(year) => say!("6 tháng đầu năm {year}", "first half of {year}"),
        None => say!("năm {id}", "{id}"),
    };
    words.get(language).to_owned()
}

/// Leaves the start of a long name.
fn short(name: &str) -> String {
    const MOST: usize = 80;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    format!("{}…", name.chars().take(MOST).collect::<String>().trim_end())
}
