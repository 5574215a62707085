//! Where a site may be published: refuses every folder in which writing could destroy something.

use std::env;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

use tempfile::TempDir;

use super::{Error, Refusal, published};
use crate::manifest::Manifest;

/// Files that may lie in a folder which counts as empty: a repository keeps `public` with them.
const KEEPERS: [&str; 2] = ["README.md", ".gitkeep"];

/// A folder that may be written to, and the names beside it that belong to it.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) target: PathBuf,
    pub(super) parent: PathBuf,
    name: String,
}

/// Keeps every other build away from a folder while it lives.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    /// Closing the file would do, but for a process that another thread is just starting: it has the file open as well.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

impl Place {
    /// Accepts a folder for a site, or says why not; looks at its path, not yet at what it holds.
    pub(super) fn new(target: &Path, root: &Path) -> Result<Self, Error> {
        let refused = |why| Error::Refused { target: target.to_owned(), why };
        let real = vetted(target, root)?;
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            return Err(refused(Refusal::FileSystem));
        };
        let name = name.to_str().ok_or_else(|| Error::OddName { path: target.to_owned() })?.to_owned();
        Ok(Self { parent: parent.to_owned(), target: real, name })
    }

    /// Returns where the old site stands between the two renames of a swap.
    pub(super) fn aside(&self) -> PathBuf {
        self.beside("old")
    }

    /// Returns where the new tree waits for its turn, and after an exchange the old one to be removed.
    pub(super) fn next(&self) -> PathBuf {
        self.beside("next")
    }

    /// Returns whether a run died while it swapped.
    pub(super) fn is_unsettled(&self) -> bool {
        [self.aside(), self.next()].iter().any(|left| left.symlink_metadata().is_ok())
    }

    /// Makes a folder on the same drive for a tree that nobody shall see yet, or no longer.
    pub(super) fn stage(&self) -> Result<TempDir, Error> {
        let stage = tempfile::Builder::new().prefix(&self.stage_prefix()).tempdir_in(&self.parent);
        stage.map_err(|cause| unwritable(&self.parent, cause))
    }

    /// Returns how the names of such folders begin.
    pub(super) fn stage_prefix(&self) -> String {
        format!(".{}.ccn-new-", self.name)
    }

    fn beside(&self, end: &str) -> PathBuf {
        self.parent.join(format!(".{}.ccn-{end}", self.name))
    }

    /// Keeps every other build away from this folder, or says that one is at work.
    ///
    /// The empty lock file stays: a build that waits on a removed one would lock a file that nobody else sees.
    pub(super) fn lock(&self) -> Result<Lock, Error> {
        fs::create_dir_all(&self.parent).map_err(|cause| unwritable(&self.parent, cause))?;
        let path = self.beside("lock");
        let file = File::options().append(true).create(true).open(&path);
        let file = file.map_err(|cause| unwritable(&path, cause))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => Err(Error::Busy { target: self.target.clone() }),
            // Some network drives have no locks; a build alone on them must still be possible.
            Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => Ok(Lock(file)),
            Err(TryLockError::Error(cause)) => Err(unwritable(&path, cause)),
        }
    }

    /// Returns the list of our files, if a site of ours is there; a folder with other things is refused.
    pub(super) fn published(&self) -> Result<Option<Manifest>, Error> {
        let entries = match fs::read_dir(&self.target) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::Unreadable { path: self.target.clone(), cause }),
        };
        if let Some(manifest) = published::of(&self.target) {
            return Ok(Some(manifest));
        }
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        match names.filter(|name| !KEEPERS.contains(&name.as_str())).min() {
            Some(name) => Err(Error::Refused { target: self.target.clone(), why: Refusal::Foreign(name) }),
            None => Ok(None),
        }
    }
}

/// Returns the real path of a folder to write to, or refuses it by where it is.
fn vetted(target: &Path, root: &Path) -> Result<PathBuf, Error> {
    let refused = |why| Err(Error::Refused { target: target.to_owned(), why });
    // Rebuilding the path drops a final `/`, behind which a link would look like its folder.
    let plain: PathBuf = target.components().collect();
    match plain.symlink_metadata() {
        Ok(found) if found.is_symlink() => return refused(Refusal::Link),
        Ok(found) if !found.is_dir() => return refused(Refusal::File),
        _ => {}
    }
    let real = resolve(&plain).map_err(|cause| Error::Unreadable { path: target.to_owned(), cause })?;
    let root = resolve(root).map_err(|cause| Error::Unreadable { path: root.to_owned(), cause })?;
    if real.components().any(|part| part == Component::ParentDir) {
        return refused(Refusal::Unclear);
    }
    if real.parent().is_none() {
        return refused(Refusal::FileSystem);
    }
    let home = env::home_dir().and_then(|home| home.canonicalize().ok());
    if home.is_some_and(|home| home.starts_with(&real)) {
        return refused(Refusal::Home);
    }
    if real == root {
        return refused(Refusal::Project);
    }
    if root.starts_with(&real) {
        return refused(Refusal::AboveProject);
    }
    if let Some(folder) = source_folder(&real, &root) {
        return refused(Refusal::Source(folder));
    }
    if is_mount(&real) { refused(Refusal::Mount) } else { Ok(real) }
}

/// Returns whether another drive begins at this folder, which therefore can be neither renamed nor linked from.
#[cfg(unix)]
pub(super) fn is_mount(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let drive = |path: &Path| path.symlink_metadata().ok().map(|found| found.dev());
    drive(folder).is_some_and(|own| folder.parent().and_then(drive).is_some_and(|above| above != own))
}

#[cfg(not(unix))]
pub(super) fn is_mount(_: &Path) -> bool {
    false
}

/// Refuses a folder for reports only if the next build would read them as sources: nothing else there is touched.
pub(super) fn outside_sources(folder: &Path, root: &Path) -> Result<(), Error> {
    let real = resolve(folder).map_err(|cause| Error::Unreadable { path: folder.to_owned(), cause })?;
    let root = resolve(root).map_err(|cause| Error::Unreadable { path: root.to_owned(), cause })?;
    let refused = |source| Err(Error::Refused { target: folder.to_owned(), why: Refusal::Source(source) });
    source_folder(&real, &root).map_or(Ok(()), refused)
}

fn source_folder(real: &Path, root: &Path) -> Option<&'static str> {
    let folders = ["data", "content", "templates", "src", ".git"];
    folders.into_iter().find(|folder| real.starts_with(root.join(folder)))
}

/// Follows the links in the part of a path that exists and appends the rest.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let existing = absolute.ancestors().find_map(|base| Some((base, base.canonicalize().ok()?)));
    let Some((base, real)) = existing else {
        return Ok(absolute);
    };
    let rest = absolute.strip_prefix(base).expect("an ancestor is a prefix");
    Ok(rest.components().fold(real, |path, part| path.join(part)))
}

/// Names the path that could not be written.
pub(super) fn unwritable(path: &Path, cause: io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), cause }
}
