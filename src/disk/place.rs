//! Where a site may be published: refuses every folder in which writing could destroy something.

use std::env;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::Manifest;
use super::{Error, Refusal};

/// Files that may lie in a folder which counts as empty: a repository keeps `public` with them.
const KEEPERS: [&str; 2] = ["README.md", ".gitkeep"];

/// A folder that may be written to, and the names beside it that belong to it.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) target: PathBuf,
    pub(super) parent: PathBuf,
    name: String,
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

    /// Returns how the names of unfinished trees begin.
    pub(super) fn stage_prefix(&self) -> String {
        format!(".{}.ccn-new-", self.name)
    }

    fn beside(&self, end: &str) -> PathBuf {
        self.parent.join(format!(".{}.ccn-{end}", self.name))
    }

    /// Keeps every other build away from this folder until the file is dropped.
    ///
    /// The empty lock file stays: a build that waits on a removed one would lock a file that nobody else sees.
    pub(super) fn lock(&self) -> Result<File, Error> {
        fs::create_dir_all(&self.parent).map_err(|cause| unwritable(&self.parent, cause))?;
        let path = self.beside("lock");
        let file = File::options().append(true).create(true).open(&path);
        let file = file.map_err(|cause| unwritable(&path, cause))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Error::Busy { target: self.target.clone() }),
            // Some network drives have no locks; a build alone on them must still be possible.
            Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => Ok(file),
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
        if let Some(manifest) = Manifest::of(&self.target) {
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
    match source_folder(&real, &root) {
        Some(folder) => refused(Refusal::Source(folder)),
        None => Ok(real),
    }
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
