//! Reads a published site: its manifest, what stands in its folder, its files.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::{DirEntry, WalkDir};

use super::Error;
use super::read::unreadable;
use crate::files::{Output, OutputPath};
use crate::manifest::{Found, Manifest, NAME, REPORTS, Survey, digest};
use crate::settings::Previous;
use crate::text::hex;

/// No manifest that this program writes comes near this size.
const MANIFEST_LIMIT: u64 = 64 << 20;

/// A site that is larger is not compared: all of it must fit into memory, twice.
const SITE_LIMIT: u64 = 512 << 20;
const SITE_FILES: usize = 100_000;

/// Reads the manifest of a folder; nothing if the folder has none of ours.
pub(super) fn of(folder: &Path) -> Option<Manifest> {
    read(folder, NAME)
}

/// Reads the list of the reports that were ordered into a folder.
pub(super) fn reports(folder: &Path) -> Manifest {
    read(folder, REPORTS).unwrap_or_default()
}

fn read(folder: &Path, name: &str) -> Option<Manifest> {
    Manifest::parse(&fs::read(folder.join(name)).ok()?)
}

/// Returns whether a folder is a published site or lies within one: what is written there, everybody can fetch.
pub fn is_within_site(folder: &Path) -> bool {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole.ancestors().any(|folder| of(folder).is_some())
}

/// Returns the reports of a published site by what they print; anything odd is left out and made anew.
pub fn previous(target: &Path) -> Previous {
    unaltered(target, &of(target).unwrap_or_default())
}

/// Returns the reports that were ordered into a folder, by what they print; one that somebody changed is made anew.
pub fn ordered(folder: &Path) -> Previous {
    unaltered(folder, &reports(folder))
}

/// Returns the files that are still what a list says, by what they were made of.
fn unaltered(folder: &Path, list: &Manifest) -> Previous {
    let files = list.iter().filter_map(|entry| {
        let input = entry.input.clone()?;
        let bytes = fs::read(below(folder, &entry.path)?).ok()?;
        (digest(&bytes) == entry.sha256).then_some((input, bytes))
    });
    files.collect()
}

/// Returns the manifest of a published site and its own digest.
pub fn manifest(folder: &Path) -> Result<(Manifest, String), Error> {
    let none = || Error::NotASite { folder: folder.to_owned() };
    let path = folder.join(NAME);
    let found = path.symlink_metadata().map_err(|cause| match cause.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => none(),
        _ => Error::Unreadable { path: path.clone(), cause },
    })?;
    if !found.is_file() || found.len() > MANIFEST_LIMIT {
        return Err(none());
    }
    let bytes = fs::read(&path).map_err(|cause| Error::Unreadable { path, cause })?;
    let manifest = Manifest::parse(&bytes).ok_or_else(none)?;
    Ok((manifest, digest(&bytes)))
}

/// Looks at everything in a folder; digests only what may be a file that its manifest lists.
pub fn survey(folder: &Path, manifest: &Manifest) -> Result<Survey, Error> {
    let mut survey = Survey::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|cause| unreadable(folder, cause))?;
        let relative = entry.path().strip_prefix(folder).expect("the walk starts at this folder");
        let name: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let name = name.join("/");
        let size = manifest.get(&name).map(|entry| entry.bytes);
        let found = look(&entry, size).map_err(|cause| Error::Unreadable { path: entry.path().to_owned(), cause })?;
        survey.insert(name, found);
    }
    Ok(survey)
}

/// Reads the files that a published site lists, within limits.
pub fn site(folder: &Path) -> Result<Output, Error> {
    let (manifest, _) = manifest(folder)?;
    let mut output = Output::default();
    let mut total = 0;
    for (count, entry) in manifest.iter().enumerate() {
        let path = below(folder, &entry.path).filter(|path| is_plain(folder, path));
        let path = path.ok_or_else(|| Error::Damaged { folder: folder.to_owned(), file: entry.path.clone() })?;
        let unreadable = |cause| Error::Unreadable { path: path.clone(), cause };
        total += path.symlink_metadata().map_err(unreadable)?.len();
        if total > SITE_LIMIT || count >= SITE_FILES {
            return Err(Error::LargeSite { path, files: SITE_FILES, limit: SITE_LIMIT >> 20 });
        }
        output.insert(OutputPath::new(entry.path.as_str()), fs::read(&path).map_err(unreadable)?);
    }
    Ok(output)
}

/// Returns whether a path is a plain file, to which no link leads.
fn is_plain(folder: &Path, path: &Path) -> bool {
    let mut folders = path.ancestors().skip(1).take_while(|above| *above != folder);
    let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_dir());
    path.symlink_metadata().is_ok_and(|found| found.is_file()) && folders.all(is_folder)
}

fn look(entry: &DirEntry, expected: Option<u64>) -> io::Result<Found> {
    let (path, kind) = (entry.path(), entry.file_type());
    if kind.is_symlink() {
        return Ok(Found::Link { to: fs::read_link(path)?.display().to_string() });
    }
    if kind.is_dir() {
        return Ok(Found::Folder);
    }
    if !kind.is_file() {
        return Ok(Found::Other);
    }
    let bytes = entry.metadata()?.len();
    let sha256 = if expected == Some(bytes) { Some(digest_of(path)?) } else { None };
    Ok(Found::File { bytes, sha256 })
}

/// Digests a file piece by piece: what stands there may be of any size.
fn digest_of(path: &Path) -> io::Result<String> {
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path)?);
    let mut hash = Sha256::new();
    loop {
        let piece = reader.fill_buf()?;
        if piece.is_empty() {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(piece);
        let length = piece.len();
        reader.consume(length);
    }
}

/// Joins a relative path with `/` to a folder; nothing if it would lead out of the folder.
pub(super) fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    (plain && !path.is_empty()).then(|| folder.join(path))
}
