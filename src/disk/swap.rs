//! Puts the new tree in the place of the old one, and puts right what a run that was killed in between left behind.
//!
//! Linux and macOS exchange two folders in one step, so that a reader always meets a whole site. Where the drive
//! cannot, two renames do it, and for a moment there is no site. What may stand beside the target, and what it means:
//!
//! | name | holds | the next run |
//! |---|---|---|
//! | `.public.ccn-new-…` | a tree that is being filled or removed | removes it |
//! | `.public.ccn-next` | the new tree before the exchange, the old one after it | takes late foreign files from it, removes it |
//! | `.public.ccn-old` | the old tree, moved out of the way | puts it back if no new one is in its place |

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::carry::{Moment, carry};
use super::place::{Place, unwritable};
use super::{Error, published, stage};

/// Puts a complete tree in the place of the target.
pub(super) fn swap(tree: &Path, place: &Place) -> Result<(), Error> {
    let (target, next) = (&place.target, place.next());
    let standing = fs::metadata(target).ok();
    if let Some(found) = &standing {
        // The folder may belong to a group of web servers.
        fs::set_permissions(tree, found.permissions()).map_err(|cause| unwritable(tree, cause))?;
    }
    fs::rename(tree, &next).map_err(|cause| unwritable(&next, cause))?;
    let swapped = match standing {
        None => fs::rename(&next, target).map_err(|cause| unwritable(target, cause)),
        Some(_) => exchange(&next, target).or_else(|_| rename_twice(&next, place)),
    };
    if swapped.is_err() {
        // Back to where it is removed with the stage.
        let _ = fs::rename(&next, tree);
    }
    swapped?;
    stage::flush_folder(&place.parent);
    Ok(())
}

/// Gives each of two folders the name of the other, so that at no time either name is missing.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Moves the target aside and the new tree in; if that fails, the target comes back.
fn rename_twice(next: &Path, place: &Place) -> Result<(), Error> {
    let (target, aside) = (&place.target, place.aside());
    fs::rename(target, &aside).map_err(|cause| unwritable(target, cause))?;
    let Err(cause) = fs::rename(next, target) else { return Ok(()) };
    let stranded = |_| Error::Stranded { target: target.clone(), aside: aside.clone() };
    fs::rename(&aside, target).map_err(stranded)?;
    Err(unwritable(target, cause))
}

/// Ends what a killed run began: the target is then one whole site, and nothing stands beside it.
pub(super) fn restore(place: &Place) -> Result<(), Error> {
    if !place.is_unsettled() {
        return Ok(());
    }
    put_back(place)?;
    settle(place, place.stage()?)
}

/// Puts the old tree back if the run died before the new one was in its place.
fn put_back(place: &Place) -> Result<(), Error> {
    let aside = place.aside();
    if aside.symlink_metadata().is_err() || published::of(&place.target).is_some() {
        return Ok(());
    }
    // An empty folder may have been made by whoever missed the site; one with files is for a person to judge.
    let _ = fs::remove_dir(&place.target);
    let stranded = |_| Error::Stranded { target: place.target.clone(), aside: aside.clone() };
    if place.target.symlink_metadata().is_ok() {
        return Err(stranded(()));
    }
    fs::rename(&aside, &place.target).map_err(|_| stranded(()))
}

/// Removes what is left of the old tree, once more looking for files that are not ours.
///
/// It is removed under a name that says so: a run which dies meanwhile has nothing left to decide.
pub(super) fn settle(place: &Place, bin: TempDir) -> Result<(), Error> {
    for (name, left) in [("old", place.aside()), ("next", place.next())] {
        if left.symlink_metadata().is_ok() {
            carry(&left, &place.target, published::of(&left).as_ref(), Moment::AfterSwap)?;
            fs::rename(&left, bin.path().join(name)).map_err(|cause| unwritable(&left, cause))?;
        }
    }
    // Litter that cannot be removed hinders nobody; each run tries again.
    let _ = bin.close();
    Ok(())
}
