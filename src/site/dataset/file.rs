//! The files of a table, each made once: pages tell their size and digest, catalogues describe them.

use sha2::{Digest, Sha256};

use crate::text::hex;

use super::workbook::{self, About};
use super::{Dataset, MAP, format, path};

/// A format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text with commas, RFC 4180.
    Csv,
    /// Workbook.
    Xlsx,
    /// Array of objects.
    Json,
    /// Points or shapes, RFC 7946.
    GeoJson,
}

impl FileKind {
    /// Returns the name as readers know it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Json => "JSON",
            Self::GeoJson => "GeoJSON",
        }
    }

    /// Returns the media type as IANA lists it.
    pub fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
        }
    }
}

/// A table in one format.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// Its format.
    pub kind: FileKind,
    /// Where it stands in the site, `du-lieu/areas.csv`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

impl DataFile {
    fn new(kind: FileKind, path: String, bytes: Vec<u8>) -> Self {
        let sha256 = hex(&Sha256::digest(&bytes));
        Self { kind, path, bytes, sha256 }
    }

    /// Returns the name of the file without its folder.
    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, name)| name)
    }
}

/// Makes the files of a table; the clusters are a map, too, when one of them has a point, and so are rows with shapes.
pub(super) fn of(dataset: &Dataset, about: &About) -> Vec<DataFile> {
    let named = |kind, extension: &str, bytes| DataFile::new(kind, path(dataset.name, extension), bytes);
    // Communes and districts have points, too: those of their seats, which no map of clusters needs.
    let map = match dataset.name {
        "clusters" => Some(MAP),
        name => (!dataset.shapes.is_empty()).then_some(name),
    };
    let map = map.and_then(|name| Some((path(name, "geojson"), format::geojson(dataset)?)));
    let mut files = vec![
        named(FileKind::Csv, "csv", format::csv(dataset)),
        named(FileKind::Xlsx, "xlsx", workbook::xlsx(dataset, about)),
        named(FileKind::Json, "json", format::json(dataset)),
    ];
    files.extend(map.map(|(path, bytes)| DataFile::new(FileKind::GeoJson, path, bytes)));
    files
}
