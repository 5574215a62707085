//! Compares what stands in a folder with the manifest of the site that was published there.

use std::collections::{BTreeMap, BTreeSet};

use super::Manifest;

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A plain file.
    File {
        /// Its size.
        bytes: u64,
        /// Its SHA-256; nothing when its size alone tells that it is not the published file.
        sha256: Option<String>,
    },
    /// A symbolic link.
    Link {
        /// Where it leads.
        to: String,
    },
    /// A folder.
    Folder,
    /// A pipe, a device.
    Other,
}

/// Everything that stands in a folder, by its path with `/`.
pub type Survey = BTreeMap<String, Found>;

/// A file, or a folder with files, that something else stands in the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its path.
    pub path: String,
    /// The size of the published file; nothing when a folder was published there.
    pub published: Option<u64>,
    /// What stands there now.
    pub now: Found,
}

/// How a folder differs from the site that was published there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deviations {
    /// How many files are as published.
    pub intact: usize,
    /// Files that are not the published ones.
    pub changed: Vec<Changed>,
    /// Published files that are gone.
    pub missing: Vec<String>,
    /// What was not published there, with how many files it is: a folder of which nothing was published counts as one.
    pub extra: BTreeMap<String, usize>,
}

impl Deviations {
    /// Returns whether everything is as published.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.extra.is_empty()
    }
}

/// Compares a folder with its manifest; what `allowed` names, or folders hold that it names, is not told as extra.
pub fn verify(manifest: &Manifest, survey: &Survey, allowed: &[String]) -> Deviations {
    let mut deviations = Deviations::default();
    let mut replaced: BTreeSet<&str> = BTreeSet::new();
    for entry in manifest.iter() {
        match survey.get(&entry.path) {
            Some(Found::File { sha256: Some(sha256), .. }) if *sha256 == entry.sha256 => deviations.intact += 1,
            Some(now) => {
                let published = Some(entry.bytes);
                deviations.changed.push(Changed { path: entry.path.clone(), published, now: now.clone() });
            }
            None => {
                match folders(&entry.path).find(|folder| survey.get(*folder).is_some_and(|at| *at != Found::Folder)) {
                    Some(folder) => drop(replaced.insert(folder)),
                    None => deviations.missing.push(entry.path.clone()),
                }
            }
        }
    }
    let in_place =
        |folder: &&str| Changed { path: (*folder).to_owned(), published: None, now: survey[*folder].clone() };
    deviations.changed.extend(replaced.iter().map(in_place));
    deviations.changed.sort_by(|a, b| a.path.cmp(&b.path));
    let ours: BTreeSet<&str> = manifest.iter().flat_map(|entry| folders(&entry.path)).collect();
    let foreign = survey.iter().filter(|(path, found)| {
        let within = |name: &String| {
            path.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        **found != Found::Folder
            && !manifest.lists(path)
            && !replaced.contains(path.as_str())
            && !allowed.iter().any(within)
    });
    for (path, _) in foreign {
        let whole = folders(path).find(|folder| !ours.contains(folder));
        *deviations.extra.entry(whole.map_or_else(|| path.clone(), |folder| format!("{folder}/"))).or_default() += 1;
    }
    deviations
}

/// Returns the folders that a path lies in, the outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}
