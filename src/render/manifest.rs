//! Lists finished files: all of a site, or the reports that were ordered alone.

use super::File;
use crate::manifest::{Entry, Manifest, NAME, REPORTS};

/// Returns `manifest.json`, which lists every file but itself.
pub(super) fn file(files: &[File]) -> File {
    let entries = files.iter().map(|file| Entry::new(&file.path, &file.bytes, file.input.as_deref()));
    File::new(NAME, entries.collect::<Manifest>().to_json())
}

/// Returns the list of the files that are made again only when what they print changes; nothing where there is none.
pub(super) fn of_reports(files: &[File]) -> Option<File> {
    let kept = files.iter().filter(|file| file.input.is_some());
    let entries: Vec<Entry> = kept.map(|file| Entry::new(&file.path, &file.bytes, file.input.as_deref())).collect();
    (!entries.is_empty()).then(|| File::new(REPORTS, entries.into_iter().collect::<Manifest>().to_json()))
}
