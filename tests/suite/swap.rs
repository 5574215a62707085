//! What stands beside the target after a run that died in the swap, and what the next run makes of it.

use std::fs;
use std::path::{Path, PathBuf};

use ccn::disk;
use ccn::files::{Output, OutputPath};
use serde_json::json;
use tempfile::TempDir;

use crate::published::{digest, tree};

/// A folder with a project, and a target in it with the old site and a file that is not ours.
struct Swap {
    root: TempDir,
}

fn site(word: &str) -> Output {
    let entries = [json!({"path": "index.html", "bytes": word.len(), "sha256": digest(word.as_bytes())})];
    let manifest = json!({"generator": "ccn", "files": entries}).to_string();
    let files = [("index.html", word.to_owned()), ("manifest.json", manifest)];
    files.into_iter().map(|(path, text)| (OutputPath::new(path), text.into_bytes())).collect()
}

impl Swap {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("data")).unwrap();
        let swap = Self { root };
        disk::write(&site("old"), &swap.target(), swap.root.path()).unwrap();
        fs::write(swap.target().join("mine.txt"), "not ours").unwrap();
        swap
    }

    fn target(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn beside(&self, end: &str) -> PathBuf {
        self.root.path().join(format!(".public.ccn-{end}"))
    }

    /// Makes a complete new tree, as it waits for the swap, with a link to each file that is not ours.
    fn wait(&self, at: &Path) {
        fs::create_dir(at).unwrap();
        for (path, bytes) in site("new").iter() {
            fs::write(at.join(path.as_str()), bytes).unwrap();
        }
        fs::hard_link(self.target().join("mine.txt"), at.join("mine.txt")).unwrap();
    }

    fn recovered(&self) -> String {
        disk::recover(&self.target(), self.root.path()).unwrap();
        let litter = [self.beside("next"), self.beside("old")];
        assert!(litter.iter().all(|left| !left.exists()), "something is left beside the target");
        assert_eq!(fs::read_to_string(self.target().join("mine.txt")).unwrap(), "not ours");
        fs::read_to_string(self.target().join("index.html")).unwrap()
    }
}

#[test]
fn a_new_tree_that_never_had_its_turn_is_removed() {
    let swap = Swap::new();
    swap.wait(&swap.beside("next"));
    assert_eq!(swap.recovered(), "old");
}

#[test]
fn an_old_tree_behind_the_new_one_is_removed_but_for_late_files() {
    let swap = Swap::new();
    let (next, target) = (swap.beside("next"), swap.target());
    swap.wait(&next);
    let exchanged = swap.root.path().join("exchange");
    for (from, to) in [(&target, &exchanged), (&next, &target), (&exchanged, &next)] {
        fs::rename(from, to).unwrap();
    }
    fs::write(next.join("late.txt"), "came during the swap").unwrap();
    assert_eq!(swap.recovered(), "new");
    assert_eq!(fs::read_to_string(target.join("late.txt")).unwrap(), "came during the swap");
}

#[test]
fn between_two_renames_the_old_tree_comes_back_and_the_new_one_goes() {
    let swap = Swap::new();
    swap.wait(&swap.beside("next"));
    fs::rename(swap.target(), swap.beside("old")).unwrap();
    assert_eq!(swap.recovered(), "old");
}

/// The first publication into a folder that a repository keeps with a note.
#[test]
fn a_folder_without_a_site_stays_without_one() {
    let swap = Swap::new();
    fs::remove_file(swap.target().join("index.html")).unwrap();
    fs::remove_file(swap.target().join("manifest.json")).unwrap();
    fs::rename(swap.target().join("mine.txt"), swap.target().join("README.md")).unwrap();
    let before = tree(&swap.target());
    let next = swap.beside("next");
    fs::create_dir(&next).unwrap();
    for (path, bytes) in site("new").iter() {
        fs::write(next.join(path.as_str()), bytes).unwrap();
    }
    fs::hard_link(swap.target().join("README.md"), next.join("README.md")).unwrap();
    disk::recover(&swap.target(), swap.root.path()).unwrap();
    assert_eq!(tree(&swap.target()), before);
    assert!(!next.exists());
    disk::write(&site("new"), &swap.target(), swap.root.path()).unwrap();
    assert!(swap.target().join("README.md").exists() && swap.target().join("index.html").exists());
}

/// The exchange is one step: whoever looks at any time finds the old or the new page.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_reader_always_finds_a_site() {
    let swap = Swap::new();
    let page = swap.target().join("index.html");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for index in 0..100 {
                disk::write(&site(&format!("site {index}")), &swap.target(), swap.root.path()).unwrap();
            }
        });
        while !writer.is_finished() {
            let found = fs::read_to_string(&page);
            assert!(found.is_ok_and(|text| text == "old" || text.starts_with("site ")), "there was no site");
        }
    });
}
