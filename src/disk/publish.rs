//! Publishes a finished site: all of it or nothing, and never at the cost of a file that is not ours.
//!
//! The new tree is completed beside the old one, then two renames put it in its place. Whatever fails before leaves
//! the old tree untouched; a run that dies between the renames leaves it aside, where the next run finds it.

use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::manifest::{self, Manifest};
use super::place::{Place, unwritable};
use super::read::unreadable;
use super::{Error, stage};
use crate::files::{Output, OutputPath};

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
    restore(&place)?;
    sweep(&place);
    let old = place.published()?;
    if old.is_some() && output.iter().all(|(path, bytes)| stage::holds(&place.target.join(path.as_str()), bytes)) {
        return Ok(Written::Unchanged);
    }
    let stage = tempfile::Builder::new().prefix(&place.stage_prefix()).tempdir_in(&place.parent);
    let stage = stage.map_err(|cause| unwritable(&place.parent, cause))?;
    // A folder within: the temporary one is readable by its owner only, a site by everybody.
    let tree = stage.path().join("site");
    fs::create_dir(&tree).map_err(|cause| unwritable(&tree, cause))?;
    let kept = stage::fill(&tree, output, &place.target)?;
    carry(&place.target, &tree, old.as_ref(), Moment::BeforeSwap)?;
    stage::make_durable(&tree, output)?;
    swap(&tree, &place)?;
    // The site is published; what is left of the old one, if it cannot be removed now, the next run removes.
    let _ = settle(&place);
    let gone = |path: &&str| output.get(&OutputPath::new(*path)).is_none();
    let removed = old.map_or(0, |old| old.paths().filter(gone).count());
    Ok(Written::Changed { written: output.len() - kept, kept, removed })
}

/// Checks that a site may be published there and puts back the one that an interrupted run left aside.
pub fn recover(target: &Path, root: &Path) -> Result<(), Error> {
    let place = Place::new(target, root)?;
    if place.aside().symlink_metadata().is_ok() {
        let _lock = place.lock()?;
        restore(&place)?;
    }
    place.published().map(|_| ())
}

fn restore(place: &Place) -> Result<(), Error> {
    let aside = place.aside();
    if aside.symlink_metadata().is_err() {
        return Ok(());
    }
    if Manifest::of(&place.target).is_some() {
        return settle(place);
    }
    // An empty folder may have been made by whoever missed the site; one with files is for a person to judge.
    let _ = fs::remove_dir(&place.target);
    let stranded = |_| Error::Stranded { target: place.target.clone(), aside: aside.clone() };
    if place.target.symlink_metadata().is_ok() {
        return Err(stranded(()));
    }
    fs::rename(&aside, &place.target).map_err(|_| stranded(()))
}

/// Removes the trees of runs that were killed while they filled them; under the lock nobody else has one.
fn sweep(place: &Place) {
    let prefix = place.stage_prefix();
    for entry in fs::read_dir(&place.parent).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            // Litter that cannot be removed hinders nobody: each run has a folder of its own.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// When files that are not ours are taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// All of them, and none may stand in the place of ours.
    BeforeSwap,
    /// Only those that arrived while the swap went on.
    AfterSwap,
}

/// Gives the new tree every file of the old one that is not ours.
fn carry(old: &Path, new: &Path, ours: Option<&Manifest>, moment: Moment) -> Result<(), Error> {
    if old.symlink_metadata().is_err() {
        return Ok(());
    }
    for entry in WalkDir::new(old).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|cause| unreadable(old, cause))?;
        let relative = entry.path().strip_prefix(old).expect("the walk starts at this folder");
        let name: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        if entry.file_type().is_dir() {
            // An empty folder counts: the repository of a site published with git breaks without its own.
            if moment == Moment::BeforeSwap && is_empty(entry.path()) {
                make_folder(&new.join(relative), entry.path())?;
            }
        } else if !ours.is_some_and(|ours| ours.lists(&name.join("/"))) {
            take(&entry, &new.join(relative), moment)?;
        }
    }
    Ok(())
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn make_folder(folder: &Path, wanted_by: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::AlreadyExists | std::io::ErrorKind::NotADirectory => {
            Error::Occupied { path: wanted_by.to_owned() }
        }
        _ => unwritable(folder, cause),
    })
}

fn take(entry: &DirEntry, to: &Path, moment: Moment) -> Result<(), Error> {
    let from = entry.path();
    if to.symlink_metadata().is_ok() {
        let same = fs::read(from).is_ok_and(|bytes| stage::holds(to, &bytes));
        let settled = moment == Moment::AfterSwap || (entry.file_type().is_file() && same);
        return if settled { Ok(()) } else { Err(Error::Occupied { path: from.to_owned() }) };
    }
    if let Some(folder) = to.parent() {
        make_folder(folder, from)?;
    }
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        // Not every drive has hard links. A symbolic link is never copied: that would copy what it points to.
        Err(_) if entry.file_type().is_file() => {
            fs::copy(from, to).map(|_| ()).map_err(|cause| Error::Unreadable { path: from.to_owned(), cause })
        }
        Err(cause) => Err(unwritable(to, cause)),
    }
}

fn swap(tree: &Path, place: &Place) -> Result<(), Error> {
    let (target, aside) = (&place.target, place.aside());
    let standing = fs::metadata(target).ok();
    if let Some(found) = &standing {
        // The folder may belong to a group of web servers.
        fs::set_permissions(tree, found.permissions()).map_err(|cause| unwritable(tree, cause))?;
        fs::rename(target, &aside).map_err(|cause| unwritable(target, cause))?;
    }
    if let Err(cause) = fs::rename(tree, target) {
        if standing.is_some() {
            let stranded = |_| Error::Stranded { target: target.clone(), aside: aside.clone() };
            fs::rename(&aside, target).map_err(stranded)?;
        }
        return Err(unwritable(target, cause));
    }
    stage::flush_folder(&place.parent);
    Ok(())
}

/// Removes the old tree after the new one is in place, once more looking for files that are not ours.
///
/// The manifest goes last, so that a run which dies here leaves a tree that still says which files are ours.
fn settle(place: &Place) -> Result<(), Error> {
    let aside = place.aside();
    if aside.symlink_metadata().is_err() {
        return Ok(());
    }
    carry(&aside, &place.target, Manifest::of(&aside).as_ref(), Moment::AfterSwap)?;
    let entries = fs::read_dir(&aside).map_err(|cause| Error::Unreadable { path: aside.clone(), cause })?;
    for entry in entries.flatten().filter(|entry| entry.file_name() != manifest::NAME) {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(|cause| unwritable(&path, cause))?;
    }
    fs::remove_dir_all(&aside).map_err(|cause| unwritable(&aside, cause))
}
