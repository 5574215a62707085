//! The list of every file of a published site with its size and SHA-256, so that a site can be pruned and checked.
//!
//! Takes and gives bytes; never reads a file.

mod verify;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::text::hex;

pub use verify::{Changed, Deviations, Found, Survey, verify};

/// The file whose presence makes a folder ours.
pub const NAME: &str = "manifest.json";

/// The list of the reports that were ordered alone into a folder, which stays its owner's.
pub const REPORTS: &str = ".ccn-reports.json";

const GENERATOR: &str = "ccn";

/// The files of a site, but for the manifest itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<String, Entry>);

/// A file of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its path below the site, with `/`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Digest of what it was made of, for a file that is made again only when that changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    generator: String,
    files: Vec<Entry>,
}

impl Manifest {
    /// Reads a manifest; nothing if it is none of ours.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let document: Document = serde_json::from_slice(bytes).ok()?;
        (document.generator == GENERATOR).then(|| document.files.into_iter().collect())
    }

    /// Returns the manifest as it is published.
    pub fn to_json(&self) -> Vec<u8> {
        let document = Document { generator: GENERATOR.to_owned(), files: self.0.values().cloned().collect() };
        let text = serde_json::to_string_pretty(&document).expect("texts and numbers always serialise");
        format!("{text}\n").into_bytes()
    }

    /// Returns whether a file belongs to the site.
    pub fn lists(&self, path: &str) -> bool {
        path == NAME || self.0.contains_key(path)
    }

    /// Returns a file of the site.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.0.get(path)
    }

    /// Returns the list with the files of a newer one, which stand in the place of those of the same path.
    #[must_use]
    pub fn amended(mut self, newer: Self) -> Self {
        self.0.extend(newer.0);
        self
    }

    /// Returns the files in path order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.values()
    }
}

impl FromIterator<Entry> for Manifest {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self(entries.into_iter().map(|entry| (entry.path.clone(), entry)).collect())
    }
}

impl Entry {
    /// Describes a file.
    pub fn new(path: &str, bytes: &[u8], input: Option<&str>) -> Self {
        let (path, input) = (path.to_owned(), input.map(str::to_owned));
        Self { path, bytes: bytes.len() as u64, sha256: digest(bytes), input }
    }
}

/// Returns the SHA-256 of bytes in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
