//! The whole site as one ZIP file, which opens from a folder without a network.
//!
//! It holds every file but itself, and a manifest of what it holds, so that `ccn verify` works on the unpacked folder.

use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDate};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::site::Site;
use crate::site::page::offline;

use super::{File, manifest};

/// What is packed already gains nothing from being packed again.
const PACKED: [&str; 3] = [".pdf", ".docx", ".xlsx"];

/// Returns the archive; its times are the day of the build, so that two runs give the same bytes.
pub(super) fn archive(files: &[File], site: &Site) -> Vec<u8> {
    let folder = offline::folder(&site.frame);
    let listing = manifest::file(files);
    let written = write(&folder, files.iter().chain([&listing]), midnight(&site.frame.date_iso));
    written.expect("files of a site have different names and fit into memory")
}

fn write<'a>(folder: &str, files: impl Iterator<Item = &'a File>, time: DateTime) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let is_packed = PACKED.iter().any(|ending| file.path.ends_with(ending));
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default();
        let options = options.compression_method(method).last_modified_time(time).unix_permissions(0o644);
        archive.start_file(format!("{folder}/{}", file.path), options)?;
        archive.write_all(&file.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Midnight of a day; the format knows years from 1980 to 2107.
pub(super) fn midnight(date: &str) -> DateTime {
    let day: Option<NaiveDate> = date.parse().ok();
    let parts = day.and_then(|day| Some((u16::try_from(day.year()).ok()?, day.month() as u8, day.day() as u8)));
    let time = parts.and_then(|(year, month, day)| DateTime::from_date_and_time(year, month, day, 0, 0, 0).ok());
    time.unwrap_or_default()
}
