//! Takes the files that are not ours from the old tree into the new one.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::place::{is_mount, unwritable};
use super::read::unreadable;
use super::{Error, Refusal, stage};
use crate::manifest::Manifest;

/// When files that are not ours are taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// All of them, and none may stand in the place of ours.
    BeforeSwap,
    /// Only those that arrived while the swap went on.
    AfterSwap,
}

/// Gives the new tree every file of the old one that is not ours.
///
/// A file whose owner removes it under way is not missed: it is not there any more.
pub(super) fn carry(old: &Path, new: &Path, ours: Option<&Manifest>, moment: Moment) -> Result<(), Error> {
    if old.symlink_metadata().is_err() {
        return Ok(());
    }
    for entry in WalkDir::new(old).min_depth(1).sort_by_file_name() {
        let entry = match entry {
            Err(cause) if cause.io_error().is_some_and(|cause| cause.kind() == ErrorKind::NotFound) => continue,
            entry => entry.map_err(|cause| unreadable(old, cause))?,
        };
        let relative = entry.path().strip_prefix(old).expect("the walk starts at this folder");
        let name: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        if entry.file_type().is_dir() {
            if is_mount(entry.path()) {
                return Err(Error::Refused { target: old.to_owned(), why: Refusal::MountWithin(name.join("/")) });
            }
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
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Error::Occupied { path: wanted_by.to_owned() },
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
    let Err(refused) = fs::hard_link(from, to) else { return Ok(()) };
    // Not every drive has hard links. A symbolic link is never copied: that would copy what it points to.
    let taken = if entry.file_type().is_file() { fs::copy(from, to).map(|_| ()) } else { Err(refused) };
    match taken {
        // Its folder was just made, so that what is missing is the file itself: its owner removed it.
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(()),
        taken => taken.map_err(|cause| unwritable(to, cause)),
    }
}
