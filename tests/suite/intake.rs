//! Received files: what is found in them, what they would change, and what `--apply` writes.
//!
//! A case of `tests/cases/intake` describes workbooks cell by cell (see `intake/sent.rs`) and holds the whole answer in
//! Vietnamese and what is wrong in English. `UPDATE=1 cargo test --test suite intake` writes the answers anew; read them.

mod sent;

use std::path::Path;

use ccn::diagnostic::print::{Form, print};
use ccn::diagnostic::{Diagnostics, Severity};
use ccn::files::{SourcePath, Sources};
use ccn::intake::{Order, answer};
use ccn::settings::Settings;
use ccn::text::Language;
use ccn::{Build, Taken};

use crate::cases::{base, code_of, files};
use sent::Sent;

/// The files of a case, for other tests.
pub(crate) fn sent(path: &str) -> Vec<ccn::intake::Received> {
    Sent::read(&crate::cases::root().join(path)).files()
}

fn taken(sources: &Sources, sent: &Sent) -> (Build, Taken) {
    ccn::intake(sources, &Settings::default(), &sent.files(), &sent.order())
}

/// The whole answer in Vietnamese, and what is wrong in English.
fn answers(sources: &Sources, sent: &Sent) -> [String; 2] {
    let (build, taken) = taken(sources, sent);
    let told = |language| print(&build.diagnostics, sources, Form::Human, language);
    let words = answer::words(&taken.intake, &taken.changes, false, Language::Vi);
    [format!("{words}\n{}", told(Language::Vi)), told(Language::En)]
}

#[test]
fn every_answer_is_as_expected() {
    let base = base();
    let update = std::env::var_os("UPDATE").is_some();
    let mut stale = Vec::new();
    for path in files("tests/cases/intake") {
        let sent = Sent::read(&path);
        let sources = sent.sources(&base);
        let found = answers(&sources, &sent);
        let code = code_of(&path).name();
        if !found[0].contains(&format!("[{code}]")) {
            stale.push(format!("{}: the answer lacks its code\n{}", path.display(), found[0]));
        }
        if update {
            sent.write(&path, &found);
        } else if sent.expected != found {
            stale.push(format!("{}\n{}\n{}", path.display(), found[0], found[1]));
        }
    }
    assert!(stale.is_empty(), "stale or missing expectations; run with UPDATE=1 and read them:\n{}", stale.join("\n"));
}

#[test]
fn sound_files_raise_no_alarm_and_applying_twice_changes_nothing() {
    let base = base();
    let mut loud = String::new();
    for path in files("tests/cases/intake/silent") {
        let sent = Sent::read(&path);
        let sources = sent.sources(&base);
        let (build, taken) = taken(&sources, &sent);
        let report = print(&build.diagnostics, &sources, Form::Human, Language::Vi);
        let worse = build.diagnostics.iter().any(|fault| fault.severity() != Severity::Note);
        let shown = build.diagnostics.iter().any(|fault| fault.code == code_of(&path));
        if worse || shown || taken.changes.is_empty() {
            loud.push_str(&format!("{}: {} changes\n{report}\n", path.display(), taken.changes.len()));
            continue;
        }
        let applied = applied(&sources, &build);
        let (again, twice) = self::taken(&applied, &sent);
        if !twice.changes.is_empty() || again.output.is_some() {
            loud.push_str(&format!("{}: again {:?}\n", path.display(), twice.changes));
        }
        let after = ccn::check(&applied, &Settings::default(), &ccn::settings::Unwatched);
        loud.push_str(&told(&after.diagnostics));
    }
    assert!(loud.is_empty(), "{loud}");
}

/// The project after the output was written below `data`.
fn applied(sources: &Sources, build: &Build) -> Sources {
    let mut applied = sources.clone();
    for (path, bytes) in build.output.as_ref().expect("a sound file is taken in").iter() {
        if !path.as_str().contains('/') {
            applied.insert(SourcePath::new(format!("data/{path}")), bytes.to_vec());
        }
    }
    applied
}

fn told(diagnostics: &Diagnostics) -> String {
    let worse = diagnostics.iter().filter(|fault| fault.severity() != Severity::Note);
    worse.map(|fault| fault.message.get(Language::Vi)).collect::<Vec<_>>().join("\n")
}

/// The codes and cells of what is wrong, by which two answers are compared.
fn found(sources: &Sources, files: &[ccn::intake::Received], order: &Order) -> Vec<String> {
    let (build, _) = ccn::intake(sources, &Settings::default(), files, order);
    let mut found: Vec<String> =
        build.diagnostics.iter().map(|fault| format!("{} {}", fault.code.name(), fault.at.cell_names().1)).collect();
    found.sort();
    found
}

#[test]
fn what_libreoffice_saved_anew_is_read_alike() {
    let base = base();
    let folder = tempfile::tempdir().unwrap();
    let cases: Vec<_> = ["tests/cases/intake", "tests/cases/intake/silent"].map(files).concat();
    let mut originals = Vec::new();
    for path in &cases {
        let sent = Sent::read(path);
        let name = path.strip_prefix(crate::cases::root()).unwrap().to_string_lossy().replace(['/', '.'], "-");
        if let [file] = sent.files().as_slice()
            && file.name.ends_with(".xlsx")
            && !sent.is_raw()
        {
            std::fs::write(folder.path().join(format!("{name}.xlsx")), &file.bytes).unwrap();
            originals.push((name, sent, file.clone()));
        }
    }
    assert!(originals.len() > 30, "{}", originals.len());
    let mut other = String::new();
    for end in ["ods", "xlsx"] {
        let out = folder.path().join(end);
        convert(folder.path(), &out, end);
        for (name, sent, file) in &originals {
            let bytes = std::fs::read(out.join(format!("{name}.{end}"))).unwrap();
            let saved = ccn::intake::Received { name: file.name.clone(), bytes };
            let sources = sent.sources(&base);
            let before = found(&sources, std::slice::from_ref(file), &sent.order());
            let after = found(&sources, &[saved], &sent.order());
            // LibreOffice calculates what had no result yet, and so mends the one fault it can.
            let before: Vec<&String> = before.iter().filter(|one| !sent.differs(one)).collect();
            let after: Vec<&String> = after.iter().filter(|one| !sent.differs(one)).collect();
            if after != before {
                other.push_str(&format!("{name}.{end}: {before:?}, saved anew {after:?}\n"));
            }
        }
    }
    assert!(other.is_empty(), "{other}");
}

fn convert(folder: &Path, out: &Path, end: &str) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "xlsx"))
        .collect();
    let run = std::process::Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", end, "--outdir"])
        .arg(out)
        .args(&files)
        .output();
    let run = run.expect("LibreOffice is needed: apt-get install libreoffice-calc");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
