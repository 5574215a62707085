//! What `docs/may-chu.md` tells a host to send: the same for each server, strict, and enough for every file of the site.
//!
//! The server of the browser test sends exactly its lists `headers` and `types`.

use std::collections::BTreeSet;

use ccn::files::Output;

use crate::project::{ROOT, site};

/// Returns the lines of the fenced blocks of a kind.
fn block(kind: &str) -> String {
    let page = std::fs::read_to_string(format!("{ROOT}/docs/may-chu.md")).expect("the page is there");
    let (_, rest) = page.split_once(&format!("```{kind}\n")).expect(kind);
    rest.split_once("```").expect("the block ends").0.to_owned()
}

fn pairs(kind: &str) -> Vec<(String, String)> {
    let split = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    block(kind).lines().map(|line| split(line).expect(line)).collect()
}

fn extensions(site: &Output) -> BTreeSet<&str> {
    site.iter().map(|(path, _)| path.as_str().rsplit_once('.').expect("a file has an ending").1).collect()
}

#[test]
fn each_server_is_told_every_header_and_every_type() {
    let headers = pairs("headers");
    assert!(headers.len() >= 6);
    let [nginx, apache, iis] = ["nginx", "apache", "xml"].map(block);
    for (name, value) in &headers {
        assert!(nginx.contains(&format!("add_header {name} \"{value}\" always;")), "nginx: {name}");
        assert!(apache.contains(&format!("Header always set {name} \"{value}\"\n")), "Apache: {name}");
        assert!(iis.contains(&format!("<add name=\"{name}\" value=\"{value}\" />")), "IIS: {name}");
    }
    for (ending, media) in pairs("types") {
        let (plain, _) = media.split_once(';').unwrap_or((&media, ""));
        assert!(nginx.contains(&format!("        {plain} {ending};\n")), "nginx: {ending}");
        assert!(apache.contains(&format!("AddType \"{media}\" .{ending}\n")), "Apache: {ending}");
        assert!(
            iis.contains(&format!("<mimeMap fileExtension=\".{ending}\" mimeType=\"{media}\" />")),
            "IIS: {ending}"
        );
    }
}

#[test]
fn every_file_of_the_site_has_a_type() {
    let types: BTreeSet<String> = pairs("types").into_iter().map(|(ending, _)| ending).collect();
    let missing: Vec<&str> = extensions(site()).into_iter().filter(|ending| !types.contains(*ending)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_policy_is_strict_on_the_server_and_in_the_page() {
    let headers = pairs("headers");
    let (_, policy) = headers.iter().find(|(name, _)| name == "Content-Security-Policy").expect("a policy");
    assert!(policy.starts_with("default-src 'self';"), "{policy}");
    let base = std::fs::read_to_string(format!("{ROOT}/templates/site/base.html")).expect("the template");
    let (_, meta) = base.split_once("http-equiv=\"Content-Security-Policy\" content=\"").expect("a policy of its own");
    let (meta, _) = meta.split_once('"').expect("the policy ends");
    for policy in [policy.as_str(), meta] {
        for loose in ["unsafe-", "*", "http:", "https:"] {
            assert!(!policy.contains(loose), "{loose} in {policy}");
        }
    }
}
