//! Reading a project and publishing a site: what is refused, what survives, what is left untouched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ccn::disk::{self, Error, Refusal, Written};
use ccn::files::{Output, OutputPath, SourcePath};
use ccn::text::Language;
use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// A project root with one table, in a folder of its own.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "data/areas.csv", "id\n");
    folder
}

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Makes a site with its manifest; files that end in `.pdf` are reports.
fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    let mut entries = Vec::new();
    for (path, text) in files {
        let digest: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut entry = json!({"path": path, "bytes": text.len(), "sha256": digest});
        if path.ends_with(".pdf") {
            entry["input"] = json!(format!("input of {path}"));
        }
        entries.push(entry);
        output.insert(OutputPath::new(*path), text.as_bytes().to_vec());
    }
    let manifest = json!({"generator": "ccn", "files": entries}).to_string();
    output.insert(OutputPath::new("manifest.json"), manifest.into_bytes());
    output
}

/// Returns every file below a folder with its text; links by where they lead.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    let named = files.map(|entry| {
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let link = fs::read_link(entry.path()).map(|to| to.display().to_string());
        (name, link.unwrap_or_else(|_| fs::read_to_string(entry.path()).unwrap()))
    });
    named.filter(|(name, _)| name != "manifest.json").collect()
}

fn names(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().collect()
}

/// Returns what lies beside the output folder, but for the lock, which stays.
fn litter(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.filter(|name| name.contains(".ccn-") && !name.ends_with("-lock")).collect()
}

fn refusal(target: &Path, root: &Path) -> Refusal {
    match disk::write(&site(&[("index.html", "new")]), target, root) {
        Err(Error::Refused { why, .. }) => why,
        other => panic!("{} must be refused, not {other:?}", target.display()),
    }
}

#[test]
fn reads_the_inputs_and_nothing_else() {
    let root = project();
    for path in [
        "data/CLUSTERS.XLSX",
        "data/map.geojson",
        "data/site.yaml",
        "data/note.txt",
        "data/plots.ods",
        "data/.areas.csv.swp",
        "data/~$clusters.xlsx",
        "data/old/areas.csv",
        "content/vi/a.md",
        "content/vi/a.md~",
        "content/.git/b.md",
        "templates/site/page.html",
        "templates/assets/fonts/a.ttf",
        "src/main.csv",
    ] {
        put(root.path(), path, path);
    }
    let sources = disk::read(root.path()).unwrap();
    let read: Vec<&str> = sources.below("").map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        read,
        [
            "content/vi/a.md",
            "data/CLUSTERS.XLSX",
            "data/areas.csv",
            "data/map.geojson",
            "data/note.txt",
            "data/plots.ods",
            "data/site.yaml",
            "templates/assets/fonts/a.ttf",
            "templates/site/page.html",
        ]
    );
    assert_eq!(sources.get(&SourcePath::new("data/areas.csv")), Some(b"id\n".as_slice()));
}

#[test]
fn a_folder_without_data_is_not_a_project() {
    let root = tempfile::tempdir().unwrap();
    let error = disk::read(root.path()).unwrap_err();
    assert!(matches!(error, Error::NotAProject { .. }));
    for language in [Language::Vi, Language::En] {
        let message = error.message();
        assert!(["data", "content", "templates", "--root"].iter().all(|word| message.get(language).contains(word)));
    }
}

#[cfg(unix)]
#[test]
fn a_link_among_the_inputs_is_named() {
    for path in ["data/areas2.csv", "content/vi", "templates/page.html", "content"] {
        let root = project();
        let link = root.path().join(path);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
        let error = disk::read(root.path()).unwrap_err();
        assert!(matches!(&error, Error::Irregular { path } if *path == link), "{error}");
    }
}

#[test]
fn a_file_over_the_limit_is_named() {
    let root = project();
    let file = root.path().join("data/large.csv");
    fs::File::create(&file).unwrap().set_len((64 << 20) + 1).unwrap();
    let error = disk::read(root.path()).unwrap_err();
    assert!(matches!(&error, Error::LargeFile { path, limit: 64 } if *path == file), "{error}");
}

#[test]
fn dangerous_folders_are_refused_and_untouched() {
    let root = project();
    for folder in ["content", "templates", "src"] {
        put(root.path(), &format!("{folder}/a"), "a");
    }
    let before = tree(root.path());
    let at = |path: &str| refusal(&root.path().join(path), root.path());
    assert_eq!(refusal(Path::new("/"), root.path()), Refusal::FileSystem);
    assert_eq!(at("."), Refusal::Project);
    assert_eq!(at("data/.."), Refusal::Project);
    assert_eq!(at(""), Refusal::Project);
    // Who keeps temporary files in the home folder meets the other refusal first.
    let above = refusal(root.path().parent().unwrap(), root.path());
    assert!(matches!(above, Refusal::AboveProject | Refusal::Home), "{above:?}");
    assert_eq!(at("data"), Refusal::Source("data"));
    assert_eq!(at("data/public"), Refusal::Source("data"));
    assert_eq!(at("content/deep/er"), Refusal::Source("content"));
    assert_eq!(at("public/../templates/x"), Refusal::Unclear);
    assert_eq!(at("templates/x"), Refusal::Source("templates"));
    assert_eq!(at("src/x"), Refusal::Source("src"));
    assert_eq!(at("data/areas.csv"), Refusal::File);
    if let Some(home) = std::env::home_dir().filter(|home| home.is_dir()) {
        assert_eq!(refusal(&home, root.path()), Refusal::Home);
    }
    assert_eq!(tree(root.path()), before);
    assert!(litter(root.path()).is_empty());
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let root = project();
    let target = root.path().join("www");
    put(&target, "photo.jpg", "x");
    assert_eq!(refusal(&target, root.path()), Refusal::Foreign("photo.jpg".to_owned()));
    put(&target, "manifest.json", r#"{"name": "an app", "icons": []}"#);
    assert_eq!(refusal(&target, root.path()), Refusal::Foreign("manifest.json".to_owned()));
    assert_eq!(names(&target), ["photo.jpg"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_refused_as_output() {
    let root = project();
    let elsewhere = tempfile::tempdir().unwrap();
    let link = root.path().join("public");
    std::os::unix::fs::symlink(elsewhere.path(), &link).unwrap();
    assert_eq!(refusal(&link, root.path()), Refusal::Link);
    assert_eq!(refusal(&root.path().join("public/"), root.path()), Refusal::Link);
    assert!(names(elsewhere.path()).is_empty());
}

#[test]
fn publishes_prunes_and_keeps_foreign_files() {
    let root = project();
    let target = root.path().join("public");
    put(&target, "README.md", "kept in the repository");
    put(&target, ".gitkeep", "");
    let first = site(&[("index.html", "1"), ("vi/a/index.html", "a"), ("vi/old/index.html", "o")]);
    let written = disk::write(&first, &target, root.path()).unwrap();
    assert_eq!(written, Written::Changed { written: 4, kept: 0, removed: 0 });
    put(&target, ".well-known/security.txt", "mine");
    put(&target, "vi/old/notes.txt", "mine too");
    fs::create_dir_all(target.join(".git/refs/tags")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", target.join("link")).unwrap();
    let second = site(&[("index.html", "2"), ("vi/a/index.html", "a"), ("vi/new.html", "n")]);
    let written = disk::write(&second, &target, root.path()).unwrap();
    assert_eq!(written, Written::Changed { written: 3, kept: 1, removed: 1 });
    let found = tree(&target);
    for (path, text) in [
        ("README.md", "kept in the repository"),
        (".gitkeep", ""),
        (".well-known/security.txt", "mine"),
        ("vi/old/notes.txt", "mine too"),
        ("index.html", "2"),
        ("vi/a/index.html", "a"),
        ("vi/new.html", "n"),
    ] {
        assert_eq!(found.get(path).map(String::as_str), Some(text), "{path}");
    }
    #[cfg(unix)]
    assert_eq!(found["link"], "nowhere");
    assert!(!found.contains_key("vi/old/index.html"));
    assert!(target.join(".git/refs/tags").is_dir());
    assert!(litter(root.path()).is_empty());
}

#[test]
fn an_unchanged_site_is_not_touched_and_an_unchanged_page_keeps_its_time() {
    let root = project();
    let target = root.path().join("public");
    let first = site(&[("a.html", "a"), ("b.html", "b")]);
    disk::write(&first, &target, root.path()).unwrap();
    let past = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for name in ["a.html", "b.html", "manifest.json"] {
        fs::File::options().append(true).open(target.join(name)).unwrap().set_modified(past).unwrap();
    }
    let time = |name: &str| fs::metadata(target.join(name)).unwrap().modified().unwrap();
    let folder = time("");
    assert_eq!(disk::write(&first, &target, root.path()).unwrap(), Written::Unchanged);
    assert_eq!((time("a.html"), time("manifest.json"), time("")), (past, past, folder));

    disk::write(&site(&[("a.html", "a"), ("b.html", "changed")]), &target, root.path()).unwrap();
    assert_eq!(time("a.html"), past);
    assert!(time("b.html") > past);
}

#[test]
fn a_page_changed_by_hand_is_mended() {
    let root = project();
    let target = root.path().join("public");
    let output = site(&[("a.html", "a"), ("b.html", "b")]);
    disk::write(&output, &target, root.path()).unwrap();
    put(&target, "a.html", "x");
    fs::remove_file(target.join("b.html")).unwrap();
    let written = disk::write(&output, &target, root.path()).unwrap();
    assert_eq!(written, Written::Changed { written: 2, kept: 1, removed: 0 });
    assert_eq!(tree(&target)["a.html"], "a");
}

#[test]
fn a_failing_write_leaves_the_old_site() {
    let root = project();
    let target = root.path().join("public");
    disk::write(&site(&[("index.html", "old"), ("b.html", "b")]), &target, root.path()).unwrap();
    put(&target, "vi", "a foreign file where a folder must go");
    put(&target, "robots.txt", "foreign");
    let before = tree(&target);
    for path in ["vi/index.html", "robots.txt", "robots.txt/index.html"] {
        let error = disk::write(&site(&[("index.html", "new"), (path, "new")]), &target, root.path()).unwrap_err();
        assert!(matches!(error, Error::Occupied { .. }), "{error}");
        assert_eq!(tree(&target), before);
        assert!(litter(root.path()).is_empty());
    }
    let error = disk::write(&site(&[("../escape.html", "new")]), &target, root.path()).unwrap_err();
    assert!(matches!(error, Error::Unwritable { .. }), "{error}");
    assert_eq!(tree(&target), before);
}

#[test]
fn a_place_that_cannot_be_written_is_an_error() {
    let root = project();
    put(root.path(), "file", "x");
    let output = site(&[("index.html", "new")]);
    let error = disk::write(&output, &root.path().join("file/public"), root.path()).unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. } | Error::Unwritable { .. }), "{error}");
    if cfg!(target_os = "linux") {
        let error = disk::write(&output, Path::new("/proc/ccn-site"), root.path()).unwrap_err();
        assert!(matches!(error, Error::Unwritable { .. }), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_parent_without_write_permission_leaves_the_old_site() {
    use std::os::unix::fs::PermissionsExt;
    let root = project();
    let parent = root.path().join("www");
    let target = parent.join("ccn");
    disk::write(&site(&[("index.html", "old")]), &target, root.path()).unwrap();
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o555)).unwrap();
    // The administrator of the machine may write everywhere; for them there is nothing to test.
    let may_write_anyway = fs::write(parent.join("probe"), "").is_ok();
    if !may_write_anyway {
        let error = disk::write(&site(&[("index.html", "new")]), &target, root.path()).unwrap_err();
        assert!(matches!(error, Error::Unwritable { .. }), "{error}");
        assert_eq!(tree(&target)["index.html"], "old");
    }
    fs::set_permissions(&parent, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A run died after it moved the old site aside.
#[test]
fn a_site_left_aside_is_put_back() {
    for standing in [false, true] {
        let root = project();
        let target = root.path().join("public");
        disk::write(&site(&[("index.html", "old")]), &target, root.path()).unwrap();
        put(&target, "README.md", "foreign");
        fs::rename(&target, root.path().join(".public.ccn-old")).unwrap();
        put(root.path(), ".public.ccn-new-x1/site/index.html", "half");
        if standing {
            fs::create_dir(&target).unwrap();
        }
        disk::recover(&target, root.path()).unwrap();
        assert_eq!(tree(&target)["index.html"], "old");
        disk::write(&site(&[("index.html", "new")]), &target, root.path()).unwrap();
        assert_eq!(names(&target), ["README.md", "index.html"]);
        assert_eq!(tree(&target)["index.html"], "new");
        assert!(litter(root.path()).is_empty());
    }
}

/// A run died after the new site was in place and before the old one was removed.
#[test]
fn an_old_site_left_behind_is_removed_but_not_what_is_foreign_in_it() {
    let root = project();
    let (target, aside) = (root.path().join("public"), root.path().join(".public.ccn-old"));
    disk::write(&site(&[("index.html", "old"), ("gone.html", "old")]), &target, root.path()).unwrap();
    fs::rename(&target, &aside).unwrap();
    put(&aside, "late.txt", "arrived during the swap");
    put(root.path(), ".public.ccn-new-x1/site/index.html", "half");
    let new = site(&[("index.html", "new")]);
    fs::create_dir(&target).unwrap();
    for (path, bytes) in new.iter() {
        fs::write(target.join(path.as_str()), bytes).unwrap();
    }
    assert_eq!(disk::write(&new, &target, root.path()).unwrap(), Written::Unchanged);
    assert_eq!(names(&target), ["index.html", "late.txt"]);
    assert_eq!(tree(&target)["index.html"], "new");
    assert!(litter(root.path()).is_empty());
}

#[test]
fn a_site_left_aside_is_not_put_over_other_files() {
    let root = project();
    let (target, aside) = (root.path().join("public"), root.path().join(".public.ccn-old"));
    disk::write(&site(&[("index.html", "old")]), &target, root.path()).unwrap();
    fs::rename(&target, &aside).unwrap();
    put(&target, "index.html", "down for maintenance");
    let error = disk::write(&site(&[("index.html", "new")]), &target, root.path()).unwrap_err();
    assert!(matches!(error, Error::Stranded { .. }), "{error}");
    assert_eq!(tree(&target)["index.html"], "down for maintenance");
    assert_eq!(tree(&aside)["index.html"], "old");
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let root = project();
    let target = root.path().join("public");
    disk::write(&site(&[("index.html", "old")]), &target, root.path()).unwrap();
    let lock = fs::File::open(root.path().join(".public.ccn-lock")).unwrap();
    lock.try_lock().unwrap();
    let error = disk::write(&site(&[("index.html", "new")]), &target, root.path()).unwrap_err();
    assert!(matches!(error, Error::Busy { .. }), "{error}");
    assert!(error.to_string().contains("another build is running"), "{error}");
    assert_eq!(tree(&target)["index.html"], "old");
    lock.unlock().unwrap();
    disk::write(&site(&[("index.html", "new")]), &target, root.path()).unwrap();
}

#[cfg(unix)]
#[test]
fn a_published_site_is_readable_by_the_web_server() {
    use std::os::unix::fs::PermissionsExt;
    let root = project();
    let target = root.path().join("public");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    fs::create_dir(root.path().join("plain")).unwrap();
    put(root.path(), "plain.html", "");
    disk::write(&site(&[("index.html", "1")]), &target, root.path()).unwrap();
    assert_eq!(mode(&target), mode(&root.path().join("plain")));
    assert_eq!(mode(&target.join("index.html")), mode(&root.path().join("plain.html")));
    fs::set_permissions(&target, fs::Permissions::from_mode(0o775)).unwrap();
    disk::write(&site(&[("index.html", "2")]), &target, root.path()).unwrap();
    assert_eq!(mode(&target), 0o775);
}

#[test]
fn earlier_reports_are_found_by_their_input() {
    let root = project();
    let target = root.path().join("public");
    assert!(disk::previous(&target).is_empty());
    let output = site(&[("index.html", "page"), ("a.pdf", "one"), ("b.pdf", "two"), ("c.pdf", "three")]);
    disk::write(&output, &target, root.path()).unwrap();
    put(&target, "b.pdf", "damaged");
    fs::remove_file(target.join("c.pdf")).unwrap();
    let expected = BTreeMap::from([("input of a.pdf".to_owned(), b"one".to_vec())]);
    assert_eq!(disk::previous(&target), expected);
    put(&target, "manifest.json", r#"{"generator": "ccn", "files": 3}"#);
    assert!(disk::previous(&target).is_empty());
    put(
        &target,
        "manifest.json",
        r#"{"generator":"ccn","files":[{"path":"../data/areas.csv","sha256":"","input":"x"}]}"#,
    );
    assert!(disk::previous(&target).is_empty());
}

#[test]
fn reports_are_saved_without_touching_anything_else() {
    let root = project();
    let folder = root.path().join("reports");
    put(&folder, "bieu-04.pdf", "old");
    put(&folder, "mine.xlsx", "mine");
    let mut output = Output::default();
    output.insert(OutputPath::new("bieu-04.pdf"), b"new".to_vec());
    output.insert(OutputPath::new("bieu-04.xlsx"), b"sheet".to_vec());
    let saved = disk::save(&output, &folder, root.path()).unwrap();
    assert_eq!(saved, [folder.join("bieu-04.pdf"), folder.join("bieu-04.xlsx")]);
    let expected = [("bieu-04.pdf", "new"), ("bieu-04.xlsx", "sheet"), ("mine.xlsx", "mine")];
    assert_eq!(tree(&folder), expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
    disk::save(&output, &folder, root.path()).unwrap();
    disk::save(&output, root.path(), root.path()).unwrap();
    let sources: PathBuf = root.path().join("data");
    assert!(matches!(disk::save(&output, &sources, root.path()), Err(Error::Refused { .. })));
    assert_eq!(names(&sources), ["areas.csv"]);
    assert!(matches!(disk::save(&output, &folder.join("mine.xlsx"), root.path()), Err(Error::Unwritable { .. })));
}
