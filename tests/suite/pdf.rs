//! Reports as PDF: each kind is printed, twice alike, with faults at their place.

mod sample;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ccn::render::pdf::Typesetter;
use serde_json::{Value, json};

use crate::project::pdf_text;

/// Returns templates and fonts by the path the program gives them.
fn files() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/report");
    let mut files = BTreeMap::new();
    for folder in ["", "fonts/"] {
        for entry in fs::read_dir(root.join(folder)).expect("the templates are in the package") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_file() {
                let name = path.file_name().expect("a file has a name").to_string_lossy();
                let bytes = fs::read(&path).expect("the file can be read");
                files.insert(format!("{folder}{name}"), bytes);
            }
        }
    }
    files
}

fn typesetter() -> Typesetter {
    Typesetter::new(&files()).expect("the templates of the package are sound")
}

/// Prints a report and leaves it where the conformance program can be pointed at.
fn printed(typesetter: &Typesetter, name: &str, report: &Value) -> Vec<u8> {
    let bytes = typesetter.typeset(report.to_string().as_bytes()).expect(name);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports");
    fs::create_dir_all(&folder).expect("the folder of test files can be made");
    fs::write(folder.join(format!("{name}.pdf")), &bytes).expect("the file can be written");
    bytes
}

#[test]
fn every_kind_is_printed_and_twice_alike() {
    let typesetter = typesetter();
    for (name, report) in sample::all() {
        let first = printed(&typesetter, name, &report);
        assert!(first.starts_with(b"%PDF-1."), "{name}");
        assert!(first == printed(&self::typesetter(), name, &report), "{name} differs");
    }
}

#[test]
fn threads_share_a_typesetter() {
    let typesetter = &typesetter();
    let report = sample::factsheet();
    let alone = typesetter.typeset(report.to_string().as_bytes()).expect("the sample is sound");
    std::thread::scope(|scope| {
        let prints: Vec<_> =
            (0..4).map(|_| scope.spawn(|| typesetter.typeset(report.to_string().as_bytes()))).collect();
        for print in prints {
            assert!(print.join().expect("no thread panics").as_ref() == Ok(&alone));
        }
    });
}

#[test]
fn optional_parts_may_be_empty() {
    let typesetter = typesetter();
    let mut report = sample::status();
    for part in ["addressees", "blocks", "recipients", "signer", "annexes"] {
        report[part] = json!([]);
    }
    report["footer"] = json!("");
    report["head"] = Value::Null;
    printed(&typesetter, "empty", &report);
}

#[test]
fn a_fault_names_file_and_line() {
    let mut files = files();
    files.insert("chart.typ".to_owned(), b"// One line.\n#let print-chart = nowhere\n".to_vec());
    let typesetter = Typesetter::new(&files).expect("the faults are found on printing");
    let report = sample::status().to_string();
    let faults = typesetter.typeset(report.as_bytes()).expect_err("the template is broken");
    let fault = &faults[0];
    assert_eq!((fault.file.as_str(), fault.line, fault.column), ("chart.typ", 2, 20));
    assert!(fault.message.contains("nowhere"), "{}", fault.message);
}

#[test]
fn a_fault_in_the_report_names_the_report() {
    let faults = typesetter().typeset(b"{\n  \"kind\": }").expect_err("the report is broken");
    assert_eq!((faults[0].file.as_str(), faults[0].line), ("report.json", 2));
}

#[test]
fn the_disk_is_out_of_reach() {
    let mut files = files();
    files.insert("report.typ".to_owned(), b"#read(\"/etc/hostname\")".to_vec());
    let typesetter = Typesetter::new(&files).expect("the faults are found on printing");
    assert!(typesetter.typeset(b"{}").is_err());
}

#[test]
fn unusable_files_are_refused() {
    let mut files = files();
    files.insert("fonts/Other.ttf".to_owned(), b"no font".to_vec());
    files.remove("report.typ");
    let faults = Typesetter::new(&files).err().expect("two files are wrong");
    let named: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(named, ["fonts/Other.ttf", "report.typ"]);
}

#[test]
fn each_vietnamese_letter_has_a_glyph() {
    let letters = sample::vietnamese_letters();
    assert_eq!(letters.chars().count(), 134);
    let typesetter = typesetter();
    assert_eq!(typesetter.missing_glyphs(&letters, "vi"), Vec::<char>::new());
    assert_eq!(typesetter.missing_glyphs("₫ – “…” → ² ₃ ≥ •\u{a0}\n", "en"), Vec::<char>::new());
    assert_eq!(typesetter.missing_glyphs("đất 😀\t中a中", "vi"), ['\t', '中', '😀']);
}

#[test]
fn a_character_without_a_glyph_is_a_fault() {
    let mut report = sample::factsheet();
    report["title"]["text"] = json!("Cụm 中");
    let report = report.to_string();
    let faults = typesetter().typeset(report.as_bytes()).expect_err("no font has the character");
    assert!(faults[0].message.contains('中'), "{:?}", faults[0]);
}

#[test]
fn text_comes_out_as_it_went_in() {
    let letters = sample::vietnamese_letters();
    let spaced: String = letters.chars().flat_map(|letter| [letter, ' ']).collect();
    let mut report = sample::factsheet();
    report["blocks"] = json!([
        { "type": "paragraph", "text": spaced },
        { "type": "paragraph", "text": "một\nhai" },
        { "type": "paragraph", "text": "#panic() *x* $a$ <b> theo Nghị định 32/2024/NĐ-CP" },
    ]);
    let bytes = printed(&typesetter(), "text", &report);
    let text = pdf_text(&bytes, "-layout");
    let joined: String = text.split_whitespace().collect();
    assert!(joined.contains(&letters), "{text}");
    assert!(text.contains("#panic() *x* $a$ <b> theo Nghị định 32/2024/NĐ-CP"), "{text}");
}

#[test]
fn pages_of_annexes_are_numbered_from_one_again() {
    let mut report = sample::status();
    let long = report["annexes"][0].clone();
    report["annexes"].as_array_mut().expect("a list").push(long);
    let bytes = printed(&typesetter(), "annexes", &report);
    let text = pdf_text(&bytes, "-layout");
    let first_lines: Vec<&str> = text
        .split('\u{c}')
        .filter_map(|page| page.lines().find(|line| !line.trim().is_empty()))
        .map(str::trim)
        .collect();
    let annexes: Vec<usize> = first_lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("Phụ lục"))
        .map(|(index, _)| index)
        .collect();
    assert_eq!(annexes.len(), 3, "{first_lines:?}");
    assert_eq!(first_lines[1], "2");
    for annex in [annexes[0], annexes[2]] {
        assert_eq!(first_lines[annex + 1], "2", "{first_lines:?}");
    }
}
