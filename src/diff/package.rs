//! Reads the open data of a site: the tables that its Data Package describes, with their rows as JSON.
//!
//! The standard has no place for the unit of a column and for ids in lists; the description says them in fixed words,
//! as `site::dataset` writes them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::get;
use crate::files::Output;

/// The file that describes the tables beside it.
const FILE: &str = "datapackage.json";

/// The columns that name a row, the best first.
const NAMES: [&str; 7] = ["short", "name", "number", "title", "term", "text", "code"];

/// The tables of one site.
#[derive(Debug)]
pub(super) struct Package {
    /// The folder of the files, with a `/` at its end.
    pub(super) folder: String,
    /// The tables by name.
    pub(super) tables: BTreeMap<String, Table>,
    /// What ids mean: the name of the row, by table and id.
    names: BTreeMap<(String, String), String>,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) fields: Vec<Field>,
    /// The column whose values are unique.
    pub(super) key: Option<String>,
    /// Objects by the names of the columns.
    pub(super) rows: Vec<Value>,
}

/// A column.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) title: String,
    /// The unit of its numbers, unless the title says it.
    pub(super) unit: Option<String>,
    /// Whether its numbers are in the unit that the row says, unlike mere counts.
    pub(super) is_figure: bool,
    /// Whether it holds words, neither dates nor numbers nor lists.
    pub(super) is_word: bool,
    pub(super) is_date: bool,
    /// The labels of its values.
    pub(super) words: BTreeMap<String, String>,
    /// The table whose ids it holds.
    pub(super) refers: Option<String>,
}

impl Package {
    /// Reads the tables; nothing if the site describes none.
    pub(super) fn read(site: &Output) -> Option<Self> {
        let mut paths = site.iter().map(|(path, _)| path.as_str());
        let path = paths.find(|path| path.rsplit('/').next() == Some(FILE))?;
        let folder = path.strip_suffix(FILE)?.to_owned();
        let package: Value = serde_json::from_slice(get(site, path)).ok()?;
        let tables = package.get("resources")?.as_array()?.iter().filter_map(|resource| {
            let table = Table::read(resource, site, &folder)?;
            Some((table.name.clone(), table))
        });
        let tables: BTreeMap<String, Table> = tables.collect();
        let names = tables.values().flat_map(Table::names).collect();
        Some(Self { folder, tables, names })
    }

    /// Returns where the description stands.
    pub(super) fn path(&self) -> String {
        format!("{}{FILE}", self.folder)
    }

    /// Returns the name of the row with an id.
    pub(super) fn name(&self, table: &str, id: &str) -> Option<&str> {
        self.names.get(&(table.to_owned(), id.to_owned())).map(String::as_str)
    }
}

impl Table {
    fn read(resource: &Value, site: &Output, folder: &str) -> Option<Self> {
        let name = text(resource, "name")?;
        let schema = resource.get("schema")?;
        let fields = schema.get("fields")?.as_array()?.iter().filter_map(|field| Field::read(field, schema));
        let key = schema.get("primaryKey").and_then(|key| match key {
            Value::Array(fields) if fields.len() == 1 => fields[0].as_str(),
            other => other.as_str(),
        });
        let rows: Vec<Value> = serde_json::from_slice(get(site, &format!("{folder}{name}.json"))).ok()?;
        let title = text(resource, "title").unwrap_or_else(|| name.clone());
        Some(Self { title, fields: fields.collect(), key: key.map(str::to_owned), rows, name })
    }

    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn names(&self) -> impl Iterator<Item = ((String, String), String)> {
        let key = self.key.as_deref().unwrap_or_default();
        let column = NAMES.into_iter().filter(move |name| *name != key && self.field(name).is_some());
        let columns: Vec<&str> = column.collect();
        self.rows.iter().filter_map(move |row| {
            let name = columns.iter().find_map(|column| text(row, column))?;
            Some(((self.name.clone(), text(row, key)?), name))
        })
    }
}

impl Field {
    fn read(field: &Value, schema: &Value) -> Option<Self> {
        let name = text(field, "name")?;
        let title = text(field, "title").unwrap_or_else(|| name.clone());
        let description = text(field, "description").unwrap_or_default();
        let unit = between(&description, "Đơn vị: ", ".").filter(|unit| !title.contains(&format!("({unit})")));
        let list = |of: &Value, key: &str| of.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let words = list(field, "categories")
            .iter()
            .filter_map(|word| Some((text(word, "value")?, text(word, "label")?)))
            .collect();
        let foreign = list(schema, "foreignKeys").iter().find_map(|key| {
            let fits = key.get("fields")?.as_array()?.first()?.as_str()? == name;
            text(key.get("reference")?, "resource").filter(|_| fits)
        });
        let refers = foreign.or_else(|| between(&description, " của bảng ", "."));
        let is_date =
            field.pointer("/constraints/pattern").and_then(Value::as_str).is_some_and(|p| p.starts_with("^[0-9]{4}"));
        let is_figure = text(field, "type").as_deref() == Some("number");
        let is_word = !is_date && text(field, "type").as_deref() == Some("string");
        Some(Self { name, title, unit, is_figure, is_word, is_date, words, refers })
    }
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

fn between(text: &str, start: &str, end: &str) -> Option<String> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0.to_owned())
}
