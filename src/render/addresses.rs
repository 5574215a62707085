//! Looks over the paths of all files before one is written: each must be a file of its own on every machine.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::site::Site;
use crate::text::nfc;

use super::File;

/// The longest name of a file or folder in bytes that ext4, NTFS and APFS all take.
const NAME_LIMIT: usize = 255;

/// Reports paths that are one file where capitals or accents do not count, and names that are too long for a disk.
pub(super) fn check(files: &[File], site: &Site, faults: &mut Diagnostics) {
    // What stands under each path, folders included, in the spelling of the file that came first.
    let mut known: BTreeMap<String, (&str, &File)> = BTreeMap::new();
    for file in files {
        if let Some(name) = file.path.split('/').find(|name| name.len() > NAME_LIMIT) {
            faults.add(too_long(name, &origin_of(file, site)));
        }
        let clash = prefixes(&file.path).find_map(|spelling| {
            let (first, owner) = *known.entry(folded(spelling)).or_insert((spelling, file));
            let same_folder = first == spelling && first != owner.path && spelling != file.path;
            let own = std::ptr::eq(owner, file);
            (!own && !same_folder).then_some(owner)
        });
        if let Some(owner) = clash {
            faults.add(one_file(file, owner, site));
        }
    }
}

/// Returns the folders of a path, the outermost first, then the path itself.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end]).chain([path])
}

/// Windows and macOS take names that differ in capitals for one; macOS also those that compose accents differently.
fn folded(path: &str) -> String {
    nfc(&nfc(path).to_lowercase())
}

fn one_file(second: &File, first: &File, site: &Site) -> Diagnostic {
    let (path, other) = (&second.path, &first.path);
    let (message, note) = if path == other {
        let message = say!("hai trang có cùng địa chỉ `{path}`", "two pages have the address `{path}`");
        (message, say!("trang thứ nhất", "the first page"))
    } else {
        let message = say!(
            "`{path}` và `{other}` là một tệp hoặc thư mục trên máy không phân biệt chữ hoa, chữ thường",
            "`{path}` and `{other}` are one file or folder on a machine that does not tell capitals from small letters"
        );
        (message, say!("tệp kia", "the other file"))
    };
    let help = say!("đổi tên tệp hoặc mã của một trang", "rename the file or id of one of them");
    let fault = Diagnostic::new(Code::DuplicateUrl, &origin_of(second, site), message);
    fault.note(&origin_of(first, site), note).help(help)
}

fn too_long(name: &str, at: &Location) -> Diagnostic {
    let length = name.len();
    let message = say!(
        "tên tệp hoặc thư mục của trang dài {length} byte; ổ đĩa chỉ nhận tên đến {NAME_LIMIT} byte",
        "a file or folder of the site has a name of {length} bytes; disks take names up to {NAME_LIMIT} bytes"
    );
    let help = say!("rút ngắn tên tệp hoặc mã tạo ra tên đó", "shorten the file name or the id behind it");
    Diagnostic::new(Code::LongName, at, message).found(name).help(help)
}

/// Returns what a file is made of: a report beside a page is made of the same record.
fn origin_of(file: &File, site: &Site) -> Location {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = || site.pages.iter().find(|page| page.path == format!("{folder}/index.html"));
    let origin = file.origin.clone().or_else(|| beside().map(|page| page.origin.clone()));
    origin.unwrap_or_else(|| crate::site::origin("site.yaml"))
}
