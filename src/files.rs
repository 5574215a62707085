//! What goes in and what comes out, as bytes by path; the paths are relative and use `/`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Where the texts of reports lie, which officials edit.
pub const NARRATIVES: &str = "content/vi/bao-cao/";

/// Path of an input file below the project root, such as `data/areas.csv`.
///
/// Shared, because the place of each of a million cells names its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Makes a path from its relative form with `/`.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into().into())
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the file name without folders and extension: `areas` for `data/areas.csv`.
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or(&self.0);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Returns what follows the last dot, in lower case.
    pub fn extension(&self) -> String {
        self.0.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default()
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Every input file of a project, in path order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources(BTreeMap<SourcePath, Vec<u8>>);

impl Sources {
    /// Adds a file; a path given twice keeps the last bytes.
    pub fn insert(&mut self, path: SourcePath, bytes: Vec<u8>) {
        self.0.insert(path, bytes);
    }

    /// Returns the bytes of a file.
    pub fn get(&self, path: &SourcePath) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// Returns the files below a folder such as `data/`, in path order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SourcePath, &'a [u8])> {
        let files = self.0.iter().filter(move |(path, _)| path.as_str().starts_with(folder));
        files.map(|(path, bytes)| (path, bytes.as_slice()))
    }
}

impl FromIterator<(SourcePath, Vec<u8>)> for Sources {
    fn from_iter<I: IntoIterator<Item = (SourcePath, Vec<u8>)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}

/// Path of a written file below the output folder, such as `vi/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

impl OutputPath {
    /// Makes a path from its relative form with `/`.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the path of a file in the same folder.
    #[must_use]
    pub fn beside(&self, name: &str) -> Self {
        match self.0.rsplit_once('/') {
            Some((folder, _)) => Self(format!("{folder}/{name}")),
            None => Self(name.to_owned()),
        }
    }

    /// Returns the relative address of this file as seen from another.
    ///
    /// Pages are linked by file name (`index.html`), so that a site opened from a folder works.
    pub fn relative_from(&self, from: &Self) -> String {
        let target: Vec<&str> = self.0.split('/').collect();
        let base: Vec<&str> = from.0.split('/').collect();
        let folders = base.len() - 1;
        let shared = (0..folders.min(target.len() - 1)).take_while(|&i| base[i] == target[i]).count();
        format!("{}{}", "../".repeat(folders - shared), target[shared..].join("/"))
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Every file of the finished site, in path order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output(BTreeMap<OutputPath, Vec<u8>>);

impl Output {
    /// Adds a file.
    pub fn insert(&mut self, path: OutputPath, bytes: Vec<u8>) {
        self.0.insert(path, bytes);
    }

    /// Returns the bytes of a file.
    pub fn get(&self, path: &OutputPath) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// Returns the files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&OutputPath, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path, bytes.as_slice()))
    }

    /// Returns how many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(OutputPath, Vec<u8>)> for Output {
    fn from_iter<I: IntoIterator<Item = (OutputPath, Vec<u8>)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_file_to_file() {
        for (from, to, expected) in [
            ("vi/index.html", "vi/ccn/ho-son-1/index.html", "ccn/ho-son-1/index.html"),
            ("vi/ccn/ho-son-1/index.html", "vi/index.html", "../../index.html"),
            ("vi/ccn/ho-son-1/index.html", "assets/site.css", "../../../assets/site.css"),
            ("404.html", "vi/index.html", "vi/index.html"),
            ("vi/ccn/index.html", "vi/ccn/index.html", "index.html"),
        ] {
            assert_eq!(OutputPath::new(to).relative_from(&OutputPath::new(from)), expected);
        }
    }
}
