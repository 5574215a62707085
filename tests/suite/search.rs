//! What a visitor types and what must stand first; the script of the pages passes the same list in `tests/browser`.

use std::fs;
use std::path::Path;

use ccn::diagnostic::Diagnostics;
use ccn::settings::Settings;
use ccn::site::Site;
use ccn::site::index::{Searched, find};
use ccn::text::VietnameseOrder;
use ccn::{catalog, parse, site};

use crate::project::{ROOT, file, sources};

fn planned() -> Site {
    let mut found = Diagnostics::default();
    let records = parse::records(&sources(), &mut found).unwrap();
    let catalog = catalog::resolve(records, &mut found).unwrap();
    let today = catalog.province.date;
    site::plan(&catalog.publish(), today, &Settings::default(), &mut found).unwrap()
}

#[test]
fn each_query_finds_first_what_was_meant() {
    let text = fs::read_to_string(Path::new(ROOT).join("tests/search/vectors.tsv")).unwrap();
    let site = planned();
    let index: Vec<Searched<'_>> = site.index.iter().map(Searched::new).collect();
    let vectors = text.lines().filter(|line| !line.starts_with('#'));
    let mut faults = Vec::new();
    let mut count = 0;
    for vector in vectors {
        count += 1;
        let (query, titles) = vector.split_once('\t').expect("a query, a tab, the titles that stand first");
        let expected: Vec<&str> = titles.split(" | ").filter(|title| !title.is_empty()).collect();
        let found: Vec<&str> = find(&index, query).iter().map(|entry| entry.title.as_str()).collect();
        if !found.starts_with(&expected) || expected.is_empty() && !found.is_empty() {
            faults.push(format!("`{query}` finds {:?} instead of {expected:?}", &found[..found.len().min(4)]));
        }
    }
    assert!(count >= 200, "only {count} queries");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn words_stand_in_the_order_of_icu() {
    let text = fs::read_to_string(Path::new(ROOT).join("tests/search/order.txt")).unwrap();
    let expected: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(expected.len() >= 200, "only {} words", expected.len());
    let mut words = expected.clone();
    words.sort_unstable();
    VietnameseOrder::new().sort_by(&mut words, |word| word);
    assert_eq!(words, expected);
}

#[test]
fn the_index_is_a_script_of_one_constant() {
    let script = String::from_utf8(file("assets/search-index.js").to_vec()).unwrap();
    let json = script.strip_prefix("const SEARCH_INDEX = ").and_then(|rest| rest.strip_suffix(";\n")).unwrap();
    let index: serde_json::Value = serde_json::from_str(json).unwrap();
    let entries = index["entries"].as_array().unwrap();
    assert_eq!(entries.len(), planned().index.len());
    for entry in entries {
        let path = entry[1].as_str().unwrap().split('#').next().unwrap();
        assert!(path.starts_with("vi/"), "{path}");
        file(path);
    }
}
