//! The program as a person or a script runs it: exit codes, streams, and what is left on the disk.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The project of this repository, whose data is sound.
const SOUND: &str = env!("CARGO_MANIFEST_DIR");

struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn ccn(arguments: &[&str]) -> Run {
    ccn_in(Path::new(SOUND), arguments)
}

fn ccn_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_ccn")).current_dir(folder).args(arguments).output();
    let Output { status, stdout, stderr } = output.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
}

/// A project with a table that is not UTF-8, of which a site was published when it was sound.
fn broken() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("data")).unwrap();
    fs::write(root.path().join("data/areas.csv"), b"id,area_ha\nho-s\xacn,1\n").unwrap();
    let public = root.path().join("public");
    fs::create_dir(&public).unwrap();
    fs::write(public.join("manifest.json"), r#"{"generator":"ccn","files":[]}"#).unwrap();
    root
}

/// A copy of the sound project with a table that nothing reads, which is a warning.
fn doubtful() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for folder in ["data", "content", "templates"] {
        for entry in walkdir::WalkDir::new(Path::new(SOUND).join(folder)).into_iter().flatten() {
            let place = root.path().join(entry.path().strip_prefix(SOUND).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(place).unwrap();
            } else {
                fs::copy(entry.path(), place).unwrap();
            }
        }
    }
    fs::write(root.path().join("data/zzz-notes.csv"), "id\n").unwrap();
    root
}

#[test]
fn a_good_build_publishes_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    let run = ccn_in(folder.path(), &["build", "--root", SOUND, "--output", "site", "--date", "2026-06-30"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert!(!run.stderr.contains("site"), "a summary is for terminals: {}", run.stderr);
    assert!(folder.path().join("site/manifest.json").is_file());
}

#[test]
fn checking_writes_nothing() {
    let root = broken();
    let before = walkdir::WalkDir::new(root.path()).into_iter().count();
    assert_eq!(ccn_in(root.path(), &["check"]).code, Some(1));
    assert_eq!(walkdir::WalkDir::new(root.path()).into_iter().count(), before);
    assert_eq!(ccn(&["check"]).code, Some(0));
}

#[test]
fn wrong_data_is_told_and_nothing_is_published() {
    let root = broken();
    let run = ccn_in(root.path(), &["build"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("lỗi[not-utf8]"), "{}", run.stderr);
    assert!(run.stderr.contains("giữ nguyên như trước"), "{}", run.stderr);
    let english = ccn_in(root.path(), &["build", "--lang", "en", "--message-format", "short"]);
    assert!(english.stderr.starts_with("data/areas.csv:2:5: error[not-utf8]"), "{}", english.stderr);
    assert!(english.stderr.contains("stays as it was"), "{}", english.stderr);
    assert_eq!(fs::read_dir(root.path().join("public")).unwrap().count(), 1);
}

#[test]
fn json_messages_go_to_stdout() {
    let root = broken();
    let run = ccn_in(root.path(), &["check", "--message-format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    for line in run.stdout.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["code"].is_string());
    }
    assert!(run.stdout.contains(r#""code":"not-utf8""#), "{}", run.stdout);
}

#[test]
fn warnings_stop_a_build_only_when_denied() {
    let root = doubtful();
    let run = ccn_in(root.path(), &["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("cảnh báo[unknown-file]"), "{}", run.stderr);
    fs::remove_dir_all(root.path().join("public")).unwrap();
    for command in ["build", "check"] {
        let run = ccn_in(root.path(), &[command, "--deny-warnings"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
    }
    assert!(!root.path().join("public").exists());
}

#[test]
fn wrong_arguments_and_folders_end_with_2() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        ["build", "--date", "30/06/2026"].as_slice(),
        &["build", "--date", "2026-02-30"],
        &["build", "--base-url", "ccn.example.vn"],
        &["build", "--lang", "zh"],
        &["check", "--output", "x"],
        &["report", "bieu-05"],
        &["report", "bieu-04", "--period", "2026-H2"],
        &["report", "bieu-04", "--format", "docx"],
        &["check", "--root", "nowhere"],
        &["publish"],
        &[],
    ] {
        let run = ccn_in(folder.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!run.stderr.is_empty());
    }
    let run = ccn_in(folder.path(), &["check"]);
    assert!(run.stderr.contains("không phải là thư mục dự án"), "{}", run.stderr);
    let run = ccn_in(folder.path(), &["check", "--lang", "en"]);
    assert!(run.stderr.contains("is not a project folder"), "{}", run.stderr);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn dangerous_output_is_refused_before_any_work() {
    let root = broken();
    for output in ["/", ".", "..", "data", "data/public", "data/areas.csv"] {
        let run = ccn_in(root.path(), &["build", "--output", output]);
        assert_eq!(run.code, Some(2), "{output}: {}", run.stderr);
        assert!(run.stderr.contains("không ghi vào"), "{output}: {}", run.stderr);
    }
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ccn"));
    let run = command.env("HOME", home.path()).arg("build").arg("--output").arg(home.path()).current_dir(root.path());
    if cfg!(unix) {
        assert_eq!(run.output().unwrap().status.code(), Some(2));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_site_left_aside_comes_back_even_if_the_data_is_wrong() {
    let root = broken();
    fs::rename(root.path().join("public"), root.path().join(".public.ccn-old")).unwrap();
    assert_eq!(ccn_in(root.path(), &["build"]).code, Some(1));
    assert!(root.path().join("public/manifest.json").is_file());
}

#[test]
fn a_report_is_written_where_it_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["report", "bieu-04", "--root", SOUND, "--format", "xlsx"];
    arguments.extend(["-o", "out"]);
    let run = ccn_in(folder.path(), &arguments);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    let names: Vec<_> = fs::read_dir(folder.path().join("out")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(
        !names.is_empty() && names.iter().all(|path| path.extension().is_some_and(|end| end == "xlsx")),
        "{names:?}"
    );
    let root = broken();
    assert_eq!(ccn_in(root.path(), &["report", "status", "-o", "out"]).code, Some(1));
    assert!(!root.path().join("out").exists());
}

#[test]
fn timings_are_a_table_on_stderr() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("site");
    let run = ccn(&["build", "--timings", "--lang", "en", "--output", output.to_str().unwrap()]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    for word in ["stage or template", "slowest", "read", "write"] {
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
}

#[test]
fn codes_are_explained() {
    let both = ccn(&["explain", "bad-number"]);
    assert_eq!((both.code, both.stderr.as_str()), (Some(0), ""));
    assert!(both.stdout.contains("lỗi[bad-number]") && both.stdout.contains("error[bad-number]"));
    let english = ccn(&["explain", "bad-number", "--lang", "en"]);
    assert!(!english.stdout.contains("lỗi[") && english.stdout.contains("help: "));
    let unknown = ccn(&["explain", "bad-numbr"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (Some(2), ""));
    assert!(unknown.stderr.contains("did you mean `bad-number`?"), "{}", unknown.stderr);
    let list = ccn(&["explain"]);
    assert_eq!(list.stdout.lines().count(), ccn::diagnostic::Code::ALL.len());
}

#[test]
fn help_and_completions_teach() {
    let help = ccn(&["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
    for word in ["build", "check", "report", "template", "explain", "completions", "Ví dụ", "Exit codes"] {
        assert!(help.stdout.contains(word), "{word}");
    }
    assert!(ccn(&["--version"]).stdout.starts_with("ccn "));
    for command in ["build", "check", "report", "template", "explain", "completions"] {
        assert_eq!(ccn(&[command, "--help"]).code, Some(0));
        assert_eq!(ccn(&[command, "-h"]).code, Some(0));
    }
    let script = ccn(&["completions", "bash"]);
    assert!(script.code == Some(0) && script.stdout.contains("build"));
    assert!(script.stdout.contains("nhap-lieu bieu-01 bieu-02 bieu-03"));
}

#[test]
fn blank_workbooks_are_written_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let run = ccn_in(
        folder.path(),
        &["template", "bieu-02", "--root", SOUND, "--period", "2026-H1", "--cluster", "ho-son-1", "-o", "mau"],
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(Path::new(run.stdout.trim_end()), Path::new("mau/bieu-02-ho-son-1-2026-h1.xlsx"));
    assert!(folder.path().join(run.stdout.trim_end()).is_file());
    for (arguments, said) in [
        (["template", "bieu-02", "--cluster", "ho-son-99"], "ho-son-99"),
        (["template", "bieu-02", "--period", "2015"], "Biểu số 02"),
        (["template", "bieu-02", "--cluster", "bac-son-2"], "không cụm nào"),
        (["template", "bieu-04", "--period", "2026"], "bieu-03"),
    ] {
        let run = ccn_in(folder.path(), &[&arguments[..], &["--root", SOUND, "-o", "khong"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
    assert!(!folder.path().join("khong").exists());
}
