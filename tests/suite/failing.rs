//! A project that is broken in one place: the run fails, says where in Vietnamese, and the published site stands.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::project::copy_to;

/// Returns every path below a folder with the digest of what stands there.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let digest =
        |path: &Path| Sha256::digest(fs::read(path).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
    entries
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (name, if entry.file_type().is_file() { digest(entry.path()) } else { String::new() })
        })
        .collect()
}

/// Runs the program and returns its exit code and what it says to people.
fn run(root: &Path, command: &str) -> (Option<i32>, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_ccn")).arg(command).current_dir(root).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stdout), "", "stdout is for programs");
    (run.status.code(), String::from_utf8(run.stderr).unwrap())
}

/// The project of this repository with its site beside it.
fn published() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    copy_to(root.path());
    let (code, said) = run(root.path(), "build");
    assert_eq!(code, Some(0), "{said}");
    root
}

/// One way to break the project, and where the message must point.
struct Damage {
    what: &'static str,
    /// Breaks the project and returns the place: file and line, or file.
    harm: fn(&Path) -> String,
}

/// Puts a text in place of another and returns the place of it.
fn replace(root: &Path, file: &str, old: &str, new: &str) -> String {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap();
    let at = text.find(old).unwrap_or_else(|| panic!("{file} has no {old}"));
    fs::write(&path, text.replacen(old, new, 1)).unwrap();
    format!("{file}, dòng {}", text[..at].matches('\n').count() + 1)
}

fn append(root: &Path, file: &str, line: &str) -> String {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap();
    let text = text.trim_end();
    fs::write(&path, format!("{text}\n\n{line}\n")).unwrap();
    format!("{file}, dòng {}", text.lines().count() + 2)
}

const DAMAGES: [Damage; 6] = [
    Damage { what: "a cell", harm: |root| replace(root, "data/areas.csv", "73.76", "73.7x6") },
    Damage { what: "a YAML file", harm: |root| replace(root, "data/site.yaml", "south: 21.32", "south: 21.32: 3") },
    Damage {
        what: "a Markdown link",
        harm: |root| append(root, "content/vi/huong-dan/ccn-hay-kcn.md", "Xem [bài này](khong-co-bai-nay.md)."),
    },
    Damage {
        what: "a name in a template",
        harm: |root| replace(root, "templates/site/base.html", "<main", "{{ khong_co_ten_nay }}<main"),
    },
    Damage {
        what: "a workbook",
        harm: |root| {
            fs::remove_file(root.join("data/areas.csv")).unwrap();
            let noise: Vec<u8> = (0..4096_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
            fs::write(root.join("data/areas.xlsx"), noise).unwrap();
            "data/areas.xlsx".to_owned()
        },
    },
    Damage {
        what: "a Typst template",
        harm: |root| append(root, "templates/report/chart.typ", "#let broken = khong-co-ten-nay"),
    },
];

#[test]
fn every_damage_is_told_with_its_place_and_changes_nothing() {
    for Damage { what, harm } in DAMAGES {
        let root = published();
        let before = tree(&root.path().join("public"));
        let place = harm(root.path());
        let (code, said) = run(root.path(), "build");
        assert_eq!(code, Some(1), "{what}: {said}");
        assert!(said.contains(&place), "{what}: {place} is not named:\n{said}");
        assert!(said.contains("lỗi[") && !said.contains("error["), "{what}: {said}");
        assert!(said.contains("chưa xuất bản: ") && said.contains("giữ nguyên như trước"), "{what}: {said}");
        assert!(tree(&root.path().join("public")) == before, "{what} changed the published site");
        let beside = fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let left: Vec<String> = beside.filter(|name| name.contains("ccn-new") || name.contains("ccn-old")).collect();
        assert!(left.is_empty(), "{what} left {left:?}");
    }
}

#[test]
fn checking_finds_every_damage_and_writes_nothing() {
    for Damage { what, harm } in DAMAGES {
        let root = tempfile::tempdir().unwrap();
        copy_to(root.path());
        let sound = tree(root.path());
        assert_eq!(run(root.path(), "check").0, Some(0), "{what}");
        assert!(tree(root.path()) == sound, "checking wrote something");
        let place = harm(root.path());
        let damaged = tree(root.path());
        let (code, said) = run(root.path(), "check");
        assert_eq!(code, Some(1), "{what}: {said}");
        assert!(said.contains(&place), "{what}: {place} is not named:\n{said}");
        assert!(tree(root.path()) == damaged, "{what}: checking wrote something");
    }
}
