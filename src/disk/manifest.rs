//! The list of our own files that a published site carries; by it we know what may be replaced.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::settings::Previous;
use crate::text::hex;

/// The file whose presence makes a folder ours.
pub(super) const NAME: &str = "manifest.json";

/// The files of a published site.
#[derive(Debug)]
pub(super) struct Manifest(BTreeMap<String, Entry>);

#[derive(Debug, Deserialize)]
struct Document {
    generator: String,
    files: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    path: String,
    sha256: String,
    input: Option<String>,
}

impl Manifest {
    /// Reads the manifest of a folder; nothing if the folder has none of ours.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let bytes = fs::read(folder.join(NAME)).ok()?;
        let document: Document = serde_json::from_slice(&bytes).ok()?;
        let entries = document.files.into_iter().map(|entry| (entry.path.clone(), entry));
        (document.generator == "ccn").then(|| Self(entries.collect()))
    }

    /// Returns whether a file is ours.
    pub(super) fn lists(&self, path: &str) -> bool {
        path == NAME || self.0.contains_key(path)
    }

    /// Returns the paths of our files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// Returns the reports of a published site by what they print; anything odd is left out and made anew.
pub fn previous(target: &Path) -> Previous {
    let Some(manifest) = Manifest::of(target) else {
        return Previous::new();
    };
    let reports = manifest.0.into_values().filter_map(|entry| {
        let bytes = fs::read(below(target, &entry.path)?).ok()?;
        (hex(&Sha256::digest(&bytes)) == entry.sha256).then_some((entry.input?, bytes))
    });
    reports.collect()
}

/// Joins a relative path with `/` to a folder; nothing if it would lead out of the folder.
pub(super) fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    (plain && !path.is_empty()).then(|| folder.join(path))
}
