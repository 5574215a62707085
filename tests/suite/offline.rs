//! The copy of the site to take along: it is the site, opens from a folder, and can be verified there.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

use ccn::files::Output;
use ccn::settings::{Previous, Settings, Unwatched};
use zip::ZipArchive;

use crate::cases::base;

const ARCHIVE: &str = "tai-ve/cum-cong-nghiep-tinh-vi-du.zip";
const FOLDER: &str = "cum-cong-nghiep-tinh-vi-du/";
const PAGE: &str = "vi/ngoai-tuyen/index.html";

fn site() -> Output {
    let build = ccn::build(&base(), &Settings::default(), &Previous::new(), &Unwatched);
    build.output.expect("the invented province builds")
}

fn files(output: &Output) -> BTreeMap<String, Vec<u8>> {
    output.iter().map(|(path, bytes)| (path.as_str().to_owned(), bytes.to_vec())).collect()
}

/// Returns the files of the archive by their path below its one folder.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let time = entry.last_modified().expect("a time");
        // The build date in tests/base/data/site.yaml, not the clock.
        let name =
            entry.name().expect("a name in UTF-8").strip_prefix(FOLDER).expect("one folder holds all").to_owned();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (2026, 6, 30, 0), "{name}");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("the entry is sound");
        assert!(files.insert(name.clone(), bytes).is_none(), "{name} stands twice");
    }
    files
}

#[test]
fn the_archive_holds_every_file_but_itself() {
    let mut site = files(&site());
    let archive = site.remove(ARCHIVE).expect("the archive is a file of the site");
    let mut copy = unpacked(&archive);
    // These two say where they stand.
    let [online, offline] = [&mut site, &mut copy].map(|files| files.remove(PAGE).expect(PAGE));
    let manifests = [&mut site, &mut copy].map(|files| files.remove("manifest.json").expect("the manifest"));
    assert_eq!(site.keys().collect::<Vec<_>>(), copy.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = site.keys().filter(|path| site[*path] != copy[*path]).collect();
    assert!(differing.is_empty(), "{differing:?}");
    let link = format!("../../{ARCHIVE}");
    let has_link = |page: &[u8]| String::from_utf8_lossy(page).contains(&link);
    assert!(has_link(&online), "the published page leads to the archive");
    assert!(!has_link(&offline), "within the copy there is no archive to lead to");
    let lists = |manifest: &[u8]| String::from_utf8_lossy(manifest).contains(&format!("\"{ARCHIVE}\""));
    assert!(lists(&manifests[0]) && !lists(&manifests[1]));
}

#[test]
fn every_page_leads_to_the_page_of_the_copy() {
    for (path, bytes) in files(&site()).iter().filter(|(path, _)| path.ends_with(".html") && *path != PAGE) {
        let page = String::from_utf8_lossy(bytes);
        assert!(page.contains("ngoai-tuyen/index.html"), "{path}");
    }
}

#[test]
fn the_unpacked_copy_can_be_verified() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in unpacked(&files(&site())[ARCHIVE]) {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_ccn")).arg("verify").arg(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}
