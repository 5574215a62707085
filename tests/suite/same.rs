//! The same files give the same bytes: whatever the machine, the folder, the language and the order of the rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use ccn::files::{Output, OutputPath, SourcePath, Sources};
use ccn::settings::{Previous, Settings, Unwatched};

use crate::project::{copy_to, site, sources};

/// Tables whose order is that of the law: the clauses of a document, the rows of a form.
const ORDERED: &[&str] = &["duties", "form_rows"];

/// Builds with the real program in a folder of its own and returns every file.
fn run(root: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    fs::create_dir_all(root).unwrap();
    copy_to(root);
    let mut command = Command::new(env!("CARGO_BIN_EXE_ccn"));
    let run = command.arg("build").current_dir(root).envs(environment.iter().copied()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    tree(&root.join("public"))
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn threads_language_time_zone_and_folder_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let one = [("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C")];
    let vietnamese = "vi_VN.UTF-8";
    let four = [("RAYON_NUM_THREADS", "4"), ("TZ", "Asia/Ho_Chi_Minh"), ("LANG", vietnamese), ("LC_ALL", vietnamese)];
    let first = run(&folder.path().join("a"), &one);
    let second = run(&folder.path().join("another place/cụm công nghiệp"), &four);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = first.keys().filter(|path| first[*path] != second[*path]).collect();
    assert!(differing.is_empty(), "{differing:?}");
    for kind in ["pdf", "docx", "xlsx", "html", "xml", "json"] {
        assert!(first.keys().any(|path| path.ends_with(kind)), "no {kind} was compared");
    }
    // What the library gives is what the program writes.
    let given: BTreeMap<String, Vec<u8>> =
        site().iter().map(|(path, bytes)| (path.as_str().to_owned(), bytes.to_vec())).collect();
    assert!(given == first);
}

/// Puts the rows in the opposite order, which exchanges every two of them, as no single shuffle does.
fn reversed(bytes: &[u8]) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(bytes);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().expect("the table has a head")).unwrap();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for record in records.iter().rev() {
        writer.write_record(record).unwrap();
    }
    writer.into_inner().unwrap()
}

/// Returns the reports of a site by what they print, so that only those that change are made again.
fn reports(output: &Output) -> Previous {
    let manifest = output.get(&OutputPath::new("manifest.json")).expect("every site has one");
    let manifest: serde_json::Value = serde_json::from_slice(manifest).expect("the manifest is JSON");
    let files = manifest["files"].as_array().expect("it lists files").iter();
    files
        .filter_map(|file| {
            let path = OutputPath::new(file["path"].as_str()?);
            Some((file["input"].as_str()?.to_owned(), output.get(&path)?.to_vec()))
        })
        .collect()
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let sources = sources();
    let previous = reports(site());
    let mut changed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, bytes) in sources.below("data/").filter(|(path, _)| path.extension() == "csv") {
        let mut other: Sources = sources.clone();
        other.insert(SourcePath::new(path.as_str()), reversed(bytes));
        let build = ccn::build(&other, &Settings::default(), &previous, &Unwatched);
        let output = build.output.unwrap_or_else(|| panic!("{path}: {:?}", build.diagnostics));
        let differing: Vec<String> = site()
            .iter()
            .filter(|(file, bytes)| *bytes != output.get(file).unwrap_or_default())
            .map(|(file, _)| file.as_str().to_owned())
            .collect();
        if !differing.is_empty() && !ORDERED.contains(&path.stem()) {
            changed.insert(path.stem().to_owned(), differing);
        }
    }
    assert!(changed.is_empty(), "{changed:#?}");
}
