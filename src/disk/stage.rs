//! Writes files where nobody sees them yet: a whole tree for a site, one file at a time for reports.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use walkdir::WalkDir;

use super::place::{outside_sources, unwritable};
use super::published::below;
use super::read::unreadable;
use super::{Error, published};
use crate::files::{Output, OutputPath};
use crate::manifest::{Manifest, REPORTS};

/// Disks answer many requests for durability at once far faster than one after the other.
const THREADS: usize = 8;

/// Writes every file into an empty folder and returns how many were taken over from the old tree.
///
/// A file whose bytes are the same is a second name (hard link) of the old one: it costs nothing, and it keeps its
/// time, so that `rsync` and browsers fetch only what changed. Nobody writes into a published file, thus sharing is safe.
pub(super) fn fill(stage: &Path, output: &Output, old: &Path) -> Result<usize, Error> {
    let files: Vec<(PathBuf, &OutputPath, &[u8])> =
        output.iter().map(|(path, bytes)| Ok((inside(stage, path)?, path, bytes))).collect::<Result<_, Error>>()?;
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(place, ..)| place.parent()).collect();
    for folder in &folders {
        fs::create_dir_all(folder).map_err(|cause| unwritable(folder, cause))?;
    }
    let kept = AtomicUsize::new(0);
    at_once(&files, |(place, path, bytes)| {
        let before = old.join(path.as_str());
        if holds(&before, bytes) && fs::hard_link(&before, place).is_ok() {
            kept.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        fs::write(place, bytes).map_err(|cause| unwritable(place, cause))
    })?;
    Ok(kept.into_inner())
}

/// Makes a tree survive a power cut.
///
/// The data must be on the disk before the swap, or the swap could survive and the pages not. Everything is written
/// first and then made durable by several threads, which the file system gathers into a few commits; file after file
/// takes many times as long.
pub(super) fn make_durable(tree: &Path, output: &Output) -> Result<(), Error> {
    let files: Vec<PathBuf> = output.iter().map(|(path, _)| inside(tree, path)).collect::<Result<_, Error>>()?;
    at_once(&files, |file| {
        let synced = File::open(file).and_then(|open| open.sync_all());
        // Windows refuses to flush a file opened for reading and writes it out by itself.
        synced.or_else(|cause| if cfg!(windows) { Ok(()) } else { Err(unwritable(file, cause)) })
    })?;
    for entry in WalkDir::new(tree) {
        let entry = entry.map_err(|cause| unreadable(tree, cause))?;
        if entry.file_type().is_dir() {
            flush_folder(entry.path());
        }
    }
    Ok(())
}

/// Asks for the names in a folder to be durable; Windows cannot be asked and does it by itself.
pub(super) fn flush_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|open| open.sync_all());
}

/// Returns whether a plain file has exactly these bytes.
pub(super) fn holds(file: &Path, bytes: &[u8]) -> bool {
    let fits = |found: fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    file.symlink_metadata().is_ok_and(fits) && fs::read(file).is_ok_and(|found| found == bytes)
}

/// Writes each file into a folder of the person who asked, replacing an earlier one of the same name in one step.
///
/// Nothing else in the folder is touched; returns where the files are.
pub fn save(output: &Output, folder: &Path, root: &Path) -> Result<Vec<PathBuf>, Error> {
    outside_sources(folder, root)?;
    put(output, folder)
}

/// Writes ordered reports like [`save`]; their list goes on from the one that is there, and is no file that was ordered.
///
/// Whatever a run that dies has written of it, the list tells a digest of each file: what differs is made anew.
pub fn hand_out(mut output: Output, folder: &Path, root: &Path) -> Result<Vec<PathBuf>, Error> {
    let list = OutputPath::new(REPORTS);
    if let Some(newer) = output.get(&list).and_then(Manifest::parse) {
        output.insert(list.clone(), published::reports(folder).amended(newer).to_json());
    }
    let mut saved = save(&output, folder, root)?;
    saved.retain(|path| *path != folder.join(list.as_str()));
    Ok(saved)
}

/// Writes tables into the data folder of a project, each in one step.
pub fn amend(output: &Output, root: &Path) -> Result<Vec<PathBuf>, Error> {
    put(output, &root.join("data"))
}

fn put(output: &Output, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    fs::create_dir_all(folder).map_err(|cause| unwritable(folder, cause))?;
    let stage = tempfile::Builder::new().prefix(".ccn-new-").tempdir_in(folder);
    let stage = stage.map_err(|cause| unwritable(folder, cause))?;
    fill(stage.path(), output, folder)?;
    make_durable(stage.path(), output)?;
    let mut saved = Vec::new();
    for (path, _) in output.iter() {
        let place = inside(folder, path)?;
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(|cause| unwritable(parent, cause))?;
        }
        fs::rename(stage.path().join(path.as_str()), &place).map_err(|cause| unwritable(&place, cause))?;
        saved.push(place);
    }
    flush_folder(folder);
    Ok(saved)
}

fn inside(folder: &Path, path: &OutputPath) -> Result<PathBuf, Error> {
    let outside = || unwritable(Path::new(path.as_str()), io::ErrorKind::InvalidFilename.into());
    below(folder, path.as_str()).ok_or_else(outside)
}

fn at_once<T: Sync>(items: &[T], work: impl Fn(&T) -> Result<(), Error> + Sync) -> Result<(), Error> {
    let share = items.len().div_ceil(THREADS).max(1);
    thread::scope(|scope| {
        let shares = items.chunks(share).map(|items| scope.spawn(|| items.iter().try_for_each(&work)));
        let threads: Vec<_> = shares.collect();
        threads.into_iter().try_for_each(|thread| thread.join().expect("writing a file does not panic"))
    })
}
