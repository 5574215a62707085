//! Where our code comes from: each dependency says what for, and nothing of ours runs when the program is compiled.
//!
//! Licences, sources and known holes are `cargo deny`'s, by `deny.toml`.

use std::fs;
use std::path::Path;

use crate::project::ROOT;

/// Returns the folders of the packages of this repository: the program, the members of its workspace, the fuzzer.
fn packages() -> Vec<String> {
    let root = manifest("");
    let (_, members) = root.split_once("members = [").expect("a workspace has members");
    let (members, _) = members.split_once(']').expect("the list ends");
    let members = members.split('"').skip(1).step_by(2).map(|name| format!("{name}/"));
    [String::new(), "fuzz/".to_owned()].into_iter().chain(members).collect()
}

fn manifest(package: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(package).join("Cargo.toml")).expect("a package has a manifest")
}

/// Crates of one family, such as typst and typst-pdf, may share a reason.
fn family(name: &str) -> &str {
    name.split(['-', '_']).next().unwrap_or(name)
}

#[test]
fn each_dependency_says_what_it_is_for() {
    let mut without = Vec::new();
    for package in &packages() {
        let (mut within, mut reason, mut count) = (false, None, 0);
        for line in manifest(package).lines() {
            let name = line.split_once('=').map(|(name, _)| name.trim());
            match name {
                _ if line.starts_with('[') => within = line.ends_with("dependencies]"),
                _ if line.starts_with('#') => reason = Some(""),
                Some(name) if within && (reason == Some("") || reason == Some(family(name))) => {
                    reason = Some(family(name));
                    count += 1;
                }
                Some(name) if within => without.push(format!("{package}Cargo.toml: {name}")),
                _ => reason = None,
            }
        }
        assert!(count > 0, "{package}Cargo.toml has dependencies");
    }
    assert!(without.is_empty(), "write above each, as a comment, what it is for: {without:?}");
}

#[test]
fn no_code_of_ours_runs_at_compile_time() {
    for package in &packages() {
        assert!(!Path::new(ROOT).join(package).join("build.rs").exists(), "{package}build.rs");
        let manifest = manifest(package);
        let keys: Vec<&str> =
            manifest.lines().filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim()).collect();
        assert!(!keys.contains(&"build") && !keys.contains(&"proc-macro"), "{package}Cargo.toml");
        assert!(!manifest.contains("build-dependencies"), "{package}Cargo.toml");
    }
}
