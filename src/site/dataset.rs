//! Open data: each public table as typed rows, before it is a CSV or JSON file.
//!
//! Takes the catalog through the same functions as the pages, so that a file and a page cannot differ; leaves out
//! what may not be published. A value that is not known stays [`Value::Unknown`] in every format, never a zero.

mod cluster;
mod figure;
mod format;
mod law;
mod package;
mod sheet;
mod value;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Frame;
use super::show::Show;

pub use format::{csv, geojson, json};
pub use package::package;
pub use value::{Kind, Value};

/// The folder of the data files within the site.
pub const FOLDER: &str = "du-lieu";

/// The name of the file of points.
pub const MAP: &str = "cum-cong-nghiep";

/// A public table.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Its name, which is its file name.
    pub name: &'static str,
    /// Its Vietnamese title.
    pub title: &'static str,
    /// What a row is, and what is left out.
    pub description: &'static str,
    /// Its columns.
    pub fields: Vec<Field>,
    /// The field whose values are unique.
    pub key: Option<&'static str>,
    /// Its rows, each with a value for every field.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a public table.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in English snake case, as in the data folder.
    pub name: &'static str,
    /// Its Vietnamese name.
    pub title: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What a reader must know to read it.
    pub description: &'static str,
    /// The unit of its numbers.
    pub unit: Option<&'static str>,
    /// Whether every row has a value.
    pub required: bool,
    /// The only values that it may have, with their Vietnamese words; empty when any text may stand.
    pub choices: Vec<(&'static str, String)>,
    /// The table and field that its values are ids of.
    pub refers: Option<(&'static str, &'static str)>,
}

impl Dataset {
    /// Returns the place of a field in every row.
    pub fn position(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|known| known.name == field)
    }

    /// Returns the values of a field; none when there is no such field.
    pub fn column<'a>(&'a self, field: &str) -> impl Iterator<Item = &'a Value> {
        let position = self.position(field);
        self.rows.iter().filter_map(move |row| row.get(position?))
    }
}

/// Returns every public table.
pub fn all(show: &Show<'_>) -> Vec<Dataset> {
    let mut datasets = cluster::all(show);
    datasets.extend(law::all(show));
    datasets.extend(figure::all(show));
    let cited = cited(show, &datasets);
    datasets.push(law::sources(show, &cited));
    datasets
}

/// The sources behind what is published; one that only internal rows cite would tell what they are about.
fn cited(show: &Show<'_>, datasets: &[Dataset]) -> BTreeSet<String> {
    let changes = show.catalog.changes.iter().flat_map(|change| change.source.iter());
    let mut cited: BTreeSet<String> = changes.map(|key| show.catalog.sources[*key].id.as_str().to_owned()).collect();
    for dataset in datasets {
        let citing = dataset.fields.iter().filter(|field| field.refers == Some(law::SOURCE_ID));
        for value in citing.flat_map(|field| dataset.column(field.name)) {
            cited.extend(value.items().iter().cloned());
        }
    }
    cited
}

/// Returns the days between which the figures hold, as far as the tables say.
pub fn coverage(datasets: &[Dataset]) -> Option<(NaiveDate, NaiveDate)> {
    let dates = || datasets.iter().flat_map(|dataset| dataset.column("as_of")).filter_map(Value::date);
    Some((dates().map(|date| date.first()).min()?, dates().map(|date| date.last()).max()?))
}

/// Returns the file name of a table in a format.
pub fn path(name: &str, extension: &str) -> String {
    format!("{FOLDER}/{name}.{extension}")
}

/// Returns the clusters as points of a map; nothing when none has coordinates of its own.
pub fn map(datasets: &[Dataset]) -> Option<Vec<u8>> {
    datasets.iter().find(|dataset| dataset.name == "clusters").and_then(geojson)
}

/// Returns every data file with its path in the site.
pub fn files(datasets: &[Dataset], frame: &Frame) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for dataset in datasets {
        files.push((path(dataset.name, "csv"), csv(dataset)));
        files.push((path(dataset.name, "json"), json(dataset)));
    }
    files.push((path("datapackage", "json"), package(datasets, frame)));
    files.extend(map(datasets).map(|points| (path(MAP, "geojson"), points)));
    files
}
