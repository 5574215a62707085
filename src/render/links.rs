//! Walks the finished pages: every link and anchor leads somewhere within the tree, every id stands once.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::SourcePath;
use crate::place::Location;
use crate::say;

use super::File;

#[derive(Default)]
struct Seen {
    ids: BTreeSet<String>,
    repeated: Vec<String>,
    links: Vec<String>,
}

/// Reports every link without a target and every repeated id.
pub(super) fn check(files: &[File], base: &str, faults: &mut Diagnostics) {
    let pages: Vec<(&str, Seen)> = files
        .par_iter()
        .filter(|file| file.path.ends_with(".html"))
        .map(|file| (file.path.as_str(), read(&file.bytes)))
        .collect();
    let anchors: BTreeMap<&str, &Seen> = pages.iter().map(|(path, seen)| (*path, seen)).collect();
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for (path, seen) in &pages {
        for id in &seen.repeated {
            let message = say!("mã định danh `{id}` có hai lần trong trang", "the id `{id}` stands twice on the page");
            faults.add(fault(path, message, id));
        }
        for link in &seen.links {
            // Only the page for missing addresses has links from the root of the host.
            let local = link.strip_prefix(base).filter(|_| *path == "404.html").unwrap_or(link);
            if let Some(reason) = broken(path, local, &paths, &anchors) {
                faults.add(fault(path, reason, link));
            }
        }
    }
}

fn fault(path: &str, message: crate::text::Both, found: &str) -> Diagnostic {
    let at = Location::file(&SourcePath::new(format!("public/{path}")));
    let help = say!("sửa tệp mẫu hoặc nội dung tạo ra trang này", "mend the template or the content behind this page");
    Diagnostic::new(Code::BrokenPage, &at, message).found(found).help(help)
}

fn read(bytes: &[u8]) -> Seen {
    let mut seen = Seen::default();
    for token in Tokenizer::new(bytes) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value).into_owned();
            match &name[..] {
                b"id" if !seen.ids.insert(value.clone()) => seen.repeated.push(value),
                b"href" | b"src" | b"action" => seen.links.push(value),
                _ => {}
            }
        }
    }
    seen
}

fn broken(
    page: &str,
    link: &str,
    paths: &BTreeSet<&str>,
    anchors: &BTreeMap<&str, &Seen>,
) -> Option<crate::text::Both> {
    let outside = ["https://", "http://", "mailto:", "tel:", "geo:", "data:"];
    if outside.iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let target = if path.is_empty() { page.to_owned() } else { join(page, path) };
    if !paths.contains(target.as_str()) {
        return Some(say!("liên kết `{link}` không dẫn đến tệp nào", "the link `{link}` leads to no file"));
    }
    let missing = anchor.filter(|anchor| {
        !anchor.is_empty() && anchors.get(target.as_str()).is_some_and(|seen| !seen.ids.contains(*anchor))
    });
    missing.map(|anchor| {
        say!(
            "liên kết `{link}`: trang `{target}` không có mục `{anchor}`",
            "the link `{link}`: page `{target}` has no section `{anchor}`"
        )
    })
}

/// Resolves a relative address against its page.
fn join(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            other => parts.push(other),
        }
    }
    parts.join("/")
}
