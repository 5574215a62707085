//! Reads the input files of a project, in name order and within limits.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Error;
use crate::files::{SourcePath, Sources};
use crate::intake::Received;

const FILE_LIMIT: u64 = 64 << 20;
const TOTAL_LIMIT: u64 = 512 << 20;
const COUNT_LIMIT: usize = 20_000;

/// Reads the files of `data`, the Markdown of `content` and everything in `templates`.
///
/// Which file of `data` is a table is for `parse` to judge, which can say what is wrong with the others.
/// Hidden files and the lock files of office programs (`~$areas.xlsx`) are passed over.
pub fn read(root: &Path) -> Result<Sources, Error> {
    if !root.join("data").is_dir() {
        return Err(Error::NotAProject { root: root.to_owned() });
    }
    let mut reader = Reader { root, sources: Sources::default(), count: 0, total: 0 };
    reader.folder("data", 1, |_| true)?;
    reader.folder("content", usize::MAX, |path| path.extension() == "md")?;
    reader.folder("templates", usize::MAX, |_| true)?;
    Ok(reader.sources)
}

/// Reads files that somebody sent, each within the limit of a file; that of a workbook is smaller and told with its code.
pub fn receive(paths: &[PathBuf]) -> Result<Vec<Received>, Error> {
    let read = paths.iter().map(|path| {
        let unreadable = |cause| Error::Unreadable { path: path.clone(), cause };
        let size = fs::metadata(path).map_err(unreadable)?.len();
        if size > FILE_LIMIT {
            return Err(Error::LargeFile { path: path.clone(), limit: FILE_LIMIT >> 20 });
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Received { name, bytes: fs::read(path).map_err(unreadable)? })
    });
    read.collect()
}

struct Reader<'a> {
    root: &'a Path,
    sources: Sources,
    count: usize,
    total: u64,
}

impl Reader<'_> {
    fn folder(&mut self, name: &str, depth: usize, wanted: impl Fn(&SourcePath) -> bool) -> Result<(), Error> {
        let folder = self.root.join(name);
        // A missing `content` or `templates` is a fault of the project, which the stages report in their own words.
        if folder.symlink_metadata().is_err() {
            return Ok(());
        }
        let walk = WalkDir::new(&folder).max_depth(depth).follow_root_links(false).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
            let entry = entry.map_err(|cause| unreadable(&folder, cause))?;
            if entry.file_type().is_dir() {
                continue;
            }
            if !entry.file_type().is_file() {
                return Err(Error::Irregular { path: entry.into_path() });
            }
            let path = source_path(self.root, entry.path())?;
            if wanted(&path) {
                self.file(&entry, path)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, entry: &DirEntry, path: SourcePath) -> Result<(), Error> {
        let place = entry.path();
        let size = entry.metadata().map_err(|cause| unreadable(place, cause))?.len();
        self.count += 1;
        self.total += size;
        if size > FILE_LIMIT {
            return Err(Error::LargeFile { path: place.to_owned(), limit: FILE_LIMIT >> 20 });
        }
        if self.count > COUNT_LIMIT || self.total > TOTAL_LIMIT {
            let path = place.to_owned();
            return Err(Error::LargeProject { path, files: COUNT_LIMIT, limit: TOTAL_LIMIT >> 20 });
        }
        let bytes = fs::read(place).map_err(|cause| Error::Unreadable { path: place.to_owned(), cause })?;
        self.sources.insert(path, bytes);
        Ok(())
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

fn source_path(root: &Path, place: &Path) -> Result<SourcePath, Error> {
    let relative = place.strip_prefix(root).expect("the walk starts below the root");
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    let odd = || Error::OddName { path: place.to_owned() };
    Ok(SourcePath::new(parts.ok_or_else(odd)?.join("/")))
}

/// Turns an error of the walk into ours; it knows the entry, or else the folder is named.
pub(super) fn unreadable(folder: &Path, cause: walkdir::Error) -> Error {
    let path = cause.path().map_or_else(|| folder.to_owned(), PathBuf::from);
    Error::Unreadable { path, cause: cause.into() }
}
