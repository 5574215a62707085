//! Lists the finished files in the manifest.

use super::File;
use crate::manifest::{Entry, Manifest, NAME};

/// Returns `manifest.json`, which lists every file but itself.
pub(super) fn file(files: &[File]) -> File {
    let entries = files.iter().map(|file| Entry::new(&file.path, &file.bytes, file.input.as_deref()));
    File::new(NAME, entries.collect::<Manifest>().to_json())
}
