//! Publishes a finished site: all of it or nothing, and never at the cost of a file that is not ours.
//!
//! The new tree is completed beside the old one, then takes its place in one step. Whatever fails before leaves the
//! old tree untouched; what a run that dies leaves beside the target, the next run puts right.

use std::fs;
use std::path::Path;

use super::carry::{Moment, carry};
use super::place::{Place, unwritable};
use super::swap::{restore, settle, swap};
use super::{Error, stage};
use crate::files::{Output, OutputPath};
use crate::manifest::Entry;

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The site was already there, byte for byte; nothing was touched.
    Unchanged,
    /// The new site is in place.
    Changed {
        /// Files that are new or differ.
        written: usize,
        /// Files that were there before with the same bytes.
        kept: usize,
        /// Files of the old site that the new one no longer has.
        removed: usize,
    },
}

/// Puts the site into the folder in one step; the project at `root` is protected from it.
pub fn write(output: &Output, target: &Path, root: &Path) -> Result<Written, Error> {
    recover(target, root)?;
    let place = Place::new(target, root)?;
    let _lock = place.lock()?;
    sweep(&place);
    restore(&place)?;
    let old = place.published()?;
    if old.is_some() && output.iter().all(|(path, bytes)| stage::holds(&place.target.join(path.as_str()), bytes)) {
        return Ok(Written::Unchanged);
    }
    let stage = place.stage()?;
    // A folder within: the temporary one is readable by its owner only, a site by everybody.
    let tree = stage.path().join("site");
    fs::create_dir(&tree).map_err(|cause| unwritable(&tree, cause))?;
    let kept = stage::fill(&tree, output, &place.target)?;
    carry(&place.target, &tree, old.as_ref(), Moment::BeforeSwap)?;
    stage::make_durable(&tree, output)?;
    swap(&tree, &place)?;
    // The site is published; what is left of the old one, if it cannot be removed now, the next run removes.
    let _ = settle(&place, stage);
    let gone = |file: &&Entry| output.get(&OutputPath::new(file.path.as_str())).is_none();
    let removed = old.map_or(0, |old| old.iter().filter(gone).count());
    Ok(Written::Changed { written: output.len() - kept, kept, removed })
}

/// Checks that a site may be published there and puts right what an interrupted run left beside it.
pub fn recover(target: &Path, root: &Path) -> Result<(), Error> {
    let place = Place::new(target, root)?;
    if place.is_unsettled() {
        let _lock = place.lock()?;
        restore(&place)?;
    }
    place.published().map(|_| ())
}

/// Removes the trees of runs that were killed while they filled or removed them; under the lock nobody else has one.
fn sweep(place: &Place) {
    let prefix = place.stage_prefix();
    for entry in fs::read_dir(&place.parent).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            // Litter that cannot be removed hinders nobody: each run has a folder of its own.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
