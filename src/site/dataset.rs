//! Open data: each public table as typed rows, before it is a CSV or JSON file.
//!
//! Takes the catalog through the same functions as the pages, so that a file and a page cannot differ; leaves out
//! what may not be published. A value that is not known stays [`Value::Unknown`] in every format, never a zero.

mod catalogue;
mod cluster;
mod course;
mod figure;
mod file;
mod format;
mod law;
mod outline;
mod package;
pub mod proof;
mod sheet;
mod value;
mod workbook;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::parse::Shape;

use super::Frame;
use super::show::Show;

pub use file::{DataFile, FileKind};
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
    /// The shape of each row, wound as RFC 7946 asks; empty where rows have none.
    pub shapes: Vec<Shape>,
    /// How often it changes.
    pub rhythm: Rhythm,
    /// Which kind of change of the list of changes tells of it: `law`, `data`.
    pub log: &'static str,
    /// The table as files, by [`FileKind`]; filled by [`all`].
    pub files: Vec<DataFile>,
}

/// How often a table changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// When there is something new.
    Irregular,
    /// Twice a year, with the reports of Điều 5 Thông tư 14/2024/TT-BCT.
    HalfYearly,
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
    /// A table without fields and rows.
    fn empty(name: &'static str, title: &'static str, description: &'static str) -> Self {
        let (fields, rows, shapes, files) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            name,
            title,
            description,
            fields,
            key: None,
            rows,
            shapes,
            rhythm: Rhythm::Irregular,
            log: "data",
            files,
        }
    }

    /// Returns the place of a field in every row.
    pub fn position(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|known| known.name == field)
    }

    /// Returns the table as a file; [`FileKind::GeoJson`] only where rows have points or shapes.
    pub fn file(&self, kind: FileKind) -> Option<&DataFile> {
        self.files.iter().find(|file| file.kind == kind)
    }

    /// Returns the values of a field; none when there is no such field.
    pub fn column<'a>(&'a self, field: &str) -> impl Iterator<Item = &'a Value> {
        let position = self.position(field);
        self.rows.iter().filter_map(move |row| row.get(position?))
    }
}

/// Returns every public table with its files.
pub fn all(show: &Show<'_>, base_url: &str) -> Vec<Dataset> {
    let mut datasets = cluster::all(show);
    datasets.extend(law::all(show).into_iter().map(|dataset| Dataset { log: "law", ..dataset }));
    datasets.extend(figure::all(show));
    let cited = cited(show, &datasets);
    datasets.push(law::sources(show, &cited));
    let about = workbook::About::new(show, base_url);
    datasets.par_iter_mut().for_each(|dataset| dataset.files = file::of(dataset, &about));
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
pub fn coverage<'a>(datasets: impl IntoIterator<Item = &'a Dataset> + Clone) -> Option<(NaiveDate, NaiveDate)> {
    let dates = || datasets.clone().into_iter().flat_map(|dataset| dataset.column("as_of")).filter_map(Value::date);
    Some((dates().map(|date| date.first()).min()?, dates().map(|date| date.last()).max()?))
}

/// Returns the file name of a table in a format.
pub fn path(name: &str, extension: &str) -> String {
    format!("{FOLDER}/{name}.{extension}")
}

/// Returns every data file with its path in the site.
pub fn files(datasets: &[Dataset], frame: &Frame) -> Vec<(String, Vec<u8>)> {
    let tables = datasets.iter().flat_map(|dataset| &dataset.files);
    let mut files: Vec<(String, Vec<u8>)> = tables.map(|file| (file.path.clone(), file.bytes.clone())).collect();
    files.push((path("datapackage", "json"), package(datasets, frame)));
    files.push((path("dcat", "jsonld"), catalogue::catalogue(datasets, frame)));
    files
}
