//! The text form of a case: a sentence, sections of files, and the expected reports.
//!
//! A section begins with `--- PATH MODE`. Without a mode the section is the whole file. `edit` changes the file of
//! the base: a line `-text` that stands in it once, and the lines `+text` in its place. `removed` takes the file out.
//! `escaped` reads `\xNN`, `\r`, `\n` and `\t`. `sheet NAME` makes a sheet of a workbook of lines with tabs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ccn::files::{SourcePath, Sources};

use super::workbook;

/// A case as it stands in its file.
pub(super) struct Case {
    about: String,
    sections: Vec<Section>,
    /// The reports in Vietnamese and in English.
    pub(super) expected: [String; 2],
}

struct Section {
    head: String,
    body: String,
}

impl Case {
    /// Reads a case; a malformed one is a bug of the test.
    pub(super) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("the case is UTF-8");
        let mut case = Self { about: String::new(), sections: Vec::new(), expected: Default::default() };
        for line in text.split_inclusive('\n') {
            let head = line.strip_prefix("--- ").map(str::trim_end);
            match (head, case.sections.last_mut()) {
                (Some(head), _) => case.sections.push(Section { head: head.to_owned(), body: String::new() }),
                (None, Some(section)) => section.body.push_str(line),
                (None, None) => case.about.push_str(line),
            }
        }
        assert!(!case.about.trim().is_empty(), "{}: say in a sentence what the case shows", path.display());
        for (index, head) in ["expected vi", "expected en"].into_iter().enumerate() {
            if let Some(at) = case.sections.iter().position(|section| section.head == head) {
                case.expected[index] = case.sections.remove(at).body;
            }
        }
        case
    }

    /// Returns the base with the files of the case.
    pub(super) fn sources(&self, base: &Sources) -> Sources {
        let mut files: BTreeMap<SourcePath, Vec<u8>> =
            base.below("").map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect();
        let mut sheets: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for section in &self.sections {
            let (path, mode) = section.head.split_once(' ').unwrap_or((&section.head, ""));
            if let Some(sheet) = mode.strip_prefix("sheet ") {
                sheets.entry(path).or_default().push((sheet, &section.body));
                continue;
            }
            let path = SourcePath::new(path);
            let bytes = match mode {
                "" => section.body.clone().into_bytes(),
                "edit" => edited(files.get(&path).expect("the base has the file"), &section.body),
                "escaped" => unescaped(&section.body),
                "removed" => {
                    files.remove(&path);
                    continue;
                }
                _ => panic!("no mode `{mode}`"),
            };
            files.insert(path, bytes);
        }
        files.extend(sheets.into_iter().map(|(path, sheets)| (SourcePath::new(path), workbook::bytes(&sheets))));
        files.into_iter().collect()
    }

    /// Writes the case with new reports.
    pub(super) fn write(&self, path: &Path, reports: &[String; 2]) {
        let mut text = self.about.clone();
        for section in &self.sections {
            text.push_str(&format!("--- {}\n{}", section.head, section.body));
        }
        let [vi, en] = reports;
        text.push_str(&format!("--- expected vi\n{vi}--- expected en\n{en}"));
        fs::write(path, text).expect("the case can be written");
    }
}

fn edited(bytes: &[u8], edits: &str) -> Vec<u8> {
    let mut text = String::from_utf8(bytes.to_vec()).expect("the base is UTF-8");
    let mut lines = edits.lines().peekable();
    while let Some(line) = lines.next() {
        let old = line.strip_prefix('-').unwrap_or_else(|| panic!("`{line}` begins with neither - nor +"));
        let mut new = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with('+')) {
            new.push(&line[1..]);
        }
        assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in the base");
        text = text.replacen(old, &new.join("\n"), 1);
    }
    text.into_bytes()
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend(plain.bytes());
        let (byte, length) = match escape.as_bytes()[0] {
            b'r' => (b'\r', 1),
            b'n' => (b'\n', 1),
            b't' => (b'\t', 1),
            b'x' => (u8::from_str_radix(&escape[1..3], 16).expect("two hexadecimal digits"), 3),
            other => panic!("no escape `{}`", other as char),
        };
        bytes.push(byte);
        rest = &escape[length..];
    }
    bytes.extend(rest.bytes());
    bytes
}
