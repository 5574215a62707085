//! The site of the invented province: which files there are, and what a reader reads on each page.
//!
//! `tests/golden/files.txt` lists every file; `tests/golden/<page>.txt` holds the text of its `main`,
//! `tests/golden/<document>.docx.txt` the styles and texts of a Word document.
//! `UPDATE=1 cargo test --test suite golden` writes them anew; read the difference before you commit.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ccn::files::Output;
use ccn::settings::{Previous, Settings, Unwatched};
use html5gum::{Token, Tokenizer};

use crate::cases::{base, root};

const BLOCKS: &[&str] =
    &["p", "li", "h1", "h2", "h3", "h4", "tr", "dt", "dd", "figcaption", "caption", "text", "title"];
/// One Word document of each kind.
const DOCUMENTS: &[&str] = &[
    "vi/bao-cao/2026-h1/bao-cao-2026-h1.docx",
    "vi/bao-cao/2026-h1/bieu-04-2026-h1.docx",
    "vi/ccn/vi-du-7/vi-du-7-tinh-vi-du.docx",
];
const CELLS: &[&str] = &["td", "th"];

/// The text between `<main>` and `</main>`, a block a line, cells separated by bars.
fn words(page: &[u8]) -> String {
    let (mut text, mut inside) = (String::new(), false);
    for token in Tokenizer::new(page) {
        match token.unwrap() {
            Token::StartTag(tag) if *tag.name == b"main"[..] => inside = true,
            Token::EndTag(tag) if *tag.name == b"main"[..] => inside = false,
            Token::EndTag(tag) if inside => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if BLOCKS.contains(&name.as_str()) {
                    text.push('\n');
                } else if CELLS.contains(&name.as_str()) {
                    text.push_str(" | ");
                }
            }
            Token::String(string) if inside => text.push_str(&String::from_utf8_lossy(&string)),
            _ => {}
        }
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    // A digest changes with every byte of a file; the tests of the open data compare it with the file.
    let lines = lines.map(|line| {
        line.split(' ').map(|word| if is_digest(word) { "<SHA-256>" } else { word }).collect::<Vec<_>>().join(" ")
    });
    let kept: Vec<String> = lines.filter(|line| line.chars().any(|c| !matches!(c, ' ' | '|'))).collect();
    format!("{}\n", kept.join("\n"))
}

fn is_digest(word: &str) -> bool {
    word.len() == 64 && word.chars().all(|letter| letter.is_ascii_hexdigit())
}

fn found(output: &Output) -> BTreeMap<String, String> {
    let mut files = String::new();
    let mut golden = BTreeMap::new();
    for (path, bytes) in output.iter() {
        files.push_str(&format!("{path}\n"));
        if path.as_str().ends_with(".html") {
            golden.insert(format!("{}.txt", path.as_str().trim_end_matches(".html")), words(bytes));
        }
        if DOCUMENTS.contains(&path.as_str()) {
            golden.insert(format!("{path}.txt"), crate::docx::outline(bytes));
        }
    }
    golden.insert("files.txt".to_owned(), files);
    golden
}

fn expected(folder: &Path) -> BTreeMap<String, String> {
    let mut golden = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            golden.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    golden
}

#[test]
fn the_site_of_the_invented_province_is_as_expected() {
    let build = ccn::build(&base(), &Settings::default(), &Previous::new(), &Unwatched);
    let found = found(&build.output.expect("the invented province builds"));
    let folder = root().join("tests/golden");
    if std::env::var_os("UPDATE").is_some() {
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        for (name, text) in &found {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    let expected = expected(&folder);
    let names: Vec<&String> = found.keys().chain(expected.keys()).collect();
    let differing: Vec<&&String> = names.iter().filter(|name| found.get(**name) != expected.get(**name)).collect();
    assert!(
        differing.is_empty(),
        "these differ from tests/golden: {differing:?}\n{}",
        first_difference(&found, &expected)
    );
}

fn first_difference(found: &BTreeMap<String, String>, expected: &BTreeMap<String, String>) -> String {
    for (name, text) in found {
        let old = expected.get(name).map_or("", String::as_str);
        let pair = text.lines().zip(old.lines()).find(|(new, old)| new != old);
        if let Some((new, old)) = pair {
            return format!("{name}\n  was: {old}\n  now: {new}");
        }
    }
    String::new()
}
