//! Every diagnostic as a text file: what differs from the invented province of `tests/base`, and the whole report.
//!
//! `UPDATE=1 cargo test --test suite cases` writes the reports anew; read them before you commit.

mod case;
pub(crate) mod workbook;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ccn::catalog::standing::{Stage, Standing};
use ccn::diagnostic::print::{Form, print};
use ccn::diagnostic::{Code, Diagnostics, Severity};
use ccn::files::{SourcePath, Sources};
use ccn::settings::{Settings, Unwatched};
use ccn::text::Language;
use ccn::{catalog, parse};

use case::Case;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files of a project that the program reads.
pub(crate) fn project(folder: &Path) -> Sources {
    let mut sources = Sources::default();
    for part in ["data", "content", "templates"] {
        add(&mut sources, folder, &folder.join(part));
    }
    sources
}

/// Adds the files below a folder; a project without templates of its own has none there.
fn add(sources: &mut Sources, folder: &Path, part: &Path) {
    let mut waiting: Vec<PathBuf> = part.is_dir().then(|| part.to_path_buf()).into_iter().collect();
    while let Some(folder_below) = waiting.pop() {
        for entry in fs::read_dir(&folder_below).expect("the folder is in the repository") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("the path is below the folder");
            let name = name.to_string_lossy().replace('\\', "/");
            sources.insert(SourcePath::new(name), fs::read(&path).expect("the file can be read"));
        }
    }
}

/// The invented province, printed with the real templates and texts of reports.
pub(crate) fn base() -> Sources {
    let mut sources = project(&root().join("tests/base"));
    add(&mut sources, root(), &root().join("templates"));
    add(&mut sources, root(), &root().join("content/vi/bao-cao"));
    sources
}

fn report(sources: &Sources, form: Form, language: Language) -> String {
    print(&ccn::check(sources, &Settings::default(), &Unwatched).diagnostics, sources, form, language)
}

pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is in the repository");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut cases: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    cases.sort();
    cases
}

/// The code that a case shows: `bad-date` for `bad-date.txt` and for `bad-date.month.txt`.
pub(crate) fn code_of(path: &Path) -> Code {
    let name = path.file_stem().expect("a case has a name").to_string_lossy().into_owned();
    let name = name.split('.').next().unwrap_or_default();
    Code::from_name(name).unwrap_or_else(|| panic!("{}: `{name}` is no code", path.display()))
}

#[test]
fn every_report_is_as_expected() {
    let base = base();
    let update = std::env::var_os("UPDATE").is_some();
    let mut stale = Vec::new();
    for path in files("tests/cases") {
        let case = Case::read(&path);
        let sources = case.sources(&base);
        let build = ccn::check(&sources, &Settings::default(), &Unwatched);
        let found =
            [Language::Vi, Language::En].map(|language| print(&build.diagnostics, &sources, Form::Human, language));
        let code = code_of(&path).name();
        assert!(found[0].contains(&format!("[{code}]")), "{}: the report lacks its code\n{}", path.display(), found[0]);
        if update {
            case.write(&path, &found);
        } else if case.expected != found {
            stale.push(format!("{}\n{}\n{}", path.display(), found[0], found[1]));
        }
    }
    assert!(stale.is_empty(), "stale or missing expectations; run with UPDATE=1 and read them:\n{}", stale.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let shown = ["tests/cases", "tests/cases/intake"].map(files).concat();
    let shown: BTreeSet<Code> = shown.iter().map(|path| code_of(path)).collect();
    for code in Code::ALL {
        let name = code.name();
        assert!(shown.contains(code), "write tests/cases/{name}.txt");
    }
}

#[test]
fn input_close_to_a_fault_is_silent() {
    let base = base();
    let mut loud = String::new();
    for path in files("tests/cases/silent") {
        let sources = Case::read(&path).sources(&base);
        let build = ccn::check(&sources, &Settings::default(), &Unwatched);
        let report = print(&build.diagnostics, &sources, Form::Human, Language::Vi);
        let worse = build.diagnostics.iter().any(|fault| fault.severity() != Severity::Note);
        let shown = build.diagnostics.iter().any(|fault| fault.code == code_of(&path));
        if worse || shown {
            loud.push_str(&format!("{}: {report}\n", path.display()));
        }
    }
    assert!(loud.is_empty(), "{loud}");
}

#[test]
fn every_code_has_a_silent_case() {
    let silent = ["tests/cases/silent", "tests/cases/intake/silent"].map(files).concat();
    let silent: BTreeSet<Code> = silent.iter().map(|path| code_of(path)).collect();
    let without: Vec<&str> = Code::ALL.iter().filter(|code| !silent.contains(code)).map(|code| code.name()).collect();
    assert!(without.is_empty(), "no tests/cases/silent file for {without:?}");
}

#[test]
fn the_base_project_is_sound_and_has_every_stage() {
    let sources = base();
    assert_eq!(report(&sources, Form::Human, Language::Vi), "");
    let mut faults = Diagnostics::default();
    let records = parse::records(&sources, &mut faults).expect("the base parses");
    let catalog = catalog::resolve(records, &mut faults).expect("the base resolves");
    let stages: BTreeSet<Stage> =
        catalog.clusters.iter().map(|(key, _)| Standing::new(&catalog, key, catalog.province.date).stage()).collect();
    assert_eq!(stages.len(), Stage::ALL.len(), "{stages:?}");
}

#[test]
fn the_data_of_the_province_have_no_errors() {
    let sources = project(root());
    let build = ccn::check(&sources, &Settings::default(), &Unwatched);
    let report = print(&build.diagnostics, &sources, Form::Human, Language::Vi);
    assert_eq!(build.diagnostics.count(Severity::Error), 0, "{report}");
}

#[test]
fn a_json_line_has_exactly_the_documented_keys() {
    let case = Case::read(&root().join("tests/cases/bad-number.txt"));
    let keys = |text: &str| -> Vec<String> {
        let line: serde_json::Value = serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
        line.as_object().expect("an object").keys().cloned().collect()
    };
    let text = report(&case.sources(&base()), Form::Json, Language::Vi);
    let documented =
        ["code", "severity", "file", "row", "column", "line", "field", "record", "found", "message", "help"];
    assert_eq!(keys(&text), documented);
    let case = Case::read(&root().join("tests/cases/formula-error.txt"));
    let text = report(&case.sources(&base()), Form::Json, Language::En);
    let documented =
        ["code", "severity", "file", "sheet", "row", "column", "cell", "field", "record", "found", "message", "help"];
    assert_eq!(keys(&text), documented);
    let case = Case::read(&root().join("tests/cases/duplicate-id.txt"));
    let text = report(&case.sources(&base()), Form::Json, Language::En);
    assert!(keys(&text).contains(&"notes".to_owned()), "{text}");
    let case = Case::read(&root().join("tests/cases/area-over-limit.waived.txt"));
    let text = report(&case.sources(&base()), Form::Json, Language::En);
    assert!(keys(&text).contains(&"waived".to_owned()), "{text}");
}

/// "CSV UTF-8" of Excel begins with a byte-order mark; the caret on line 1 must not count it.
#[test]
fn a_byte_order_mark_moves_no_caret() {
    let mut sources = base();
    let path = SourcePath::new("data/areas.csv");
    let text = String::from_utf8(sources.get(&path).expect("the base has areas").to_vec()).expect("UTF-8");
    let marked = format!("\u{feff}{}", text.replacen("cluster,", "cụm lạ,", 1));
    sources.insert(path, marked.into_bytes());
    let report = report(&sources, Form::Human, Language::Vi);
    assert!(report.contains("  1 | cụm lạ,kind,"), "{report}");
    assert!(report.contains("    | ^^^^^^\n"), "{report}");
}

#[test]
fn a_short_line_names_file_line_and_column() {
    let case = Case::read(&root().join("tests/cases/bad-number.txt"));
    let text = report(&case.sources(&base()), Form::Short, Language::En);
    let expected = "data/areas.csv:4:18: error[bad-number]: `50 ha` is not a number\n";
    assert_eq!(text, expected);
}

/// The properties that SARIF 2.1.0 requires (sections 3.13, 3.14, 3.27), and what the faults say.
#[test]
fn sarif_tells_the_same_faults() {
    let case = Case::read(&root().join("tests/cases/duplicate-id.txt"));
    let sources = case.sources(&base());
    let log: serde_json::Value = serde_json::from_str(&report(&sources, Form::Sarif, Language::Vi)).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let (rules, results) = (&run["tool"]["driver"]["rules"], run["results"].as_array().expect("results"));
    let lines = report(&sources, Form::Short, Language::Vi);
    assert_eq!(results.len(), lines.lines().count());
    for (result, line) in results.iter().zip(lines.lines()) {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let (file, row) = (place["artifactLocation"]["uri"].as_str().expect("a file"), &place["region"]["startLine"]);
        assert!(line.starts_with(&format!("{file}:{row}:")), "{line}");
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(result["relatedLocations"][0]["message"]["text"].is_string());
    }
    let sound: serde_json::Value = serde_json::from_str(&report(&base(), Form::Sarif, Language::Vi)).expect("JSON");
    assert_eq!(sound["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn the_page_of_codes_is_that_of_the_program() {
    let path = root().join("docs/ma-loi.md");
    let page = ccn::diagnostic::page::page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "docs/ma-loi.md is stale: cargo run -- explain --all > docs/ma-loi.md");
}
