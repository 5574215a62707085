//! What changed between two published sites, told in words to the person who must approve it.
//!
//! Takes the files of two sites and gives a list of [`Changes`]: figures from the open data, words and figures of each
//! page, reports by name. Knows only what a site publishes, not what it was made of, so that any two sites can be
//! compared; what it cannot read it names as a file.

mod data;
mod package;
mod page;
pub mod print;
mod reader;
mod row;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::files::{Output, OutputPath};
use crate::manifest;
use crate::text::Language;

use reader::read;

/// Whether something is new, gone, or other than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Only the new site has it.
    Added,
    /// Only the old site has it.
    Removed,
    /// Both have it and it differs.
    Changed,
}

/// A table of the open data, or a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Its file.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub state: State,
    /// What changed in it.
    pub parts: Vec<Part>,
}

/// A row of a table, or a section of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What a reader calls it.
    pub name: String,
    /// What became of it.
    pub state: State,
    /// What changed in it.
    pub changes: Vec<Change>,
}

/// A figure or a text that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// The row that it stands in, on a page; in the open data the part is the row.
    pub row: Option<String>,
    /// The label of the figure or its column; empty for a text.
    pub what: String,
    /// What stood there, unless it is new.
    pub old: Option<String>,
    /// What stands there, unless it is gone.
    pub new: Option<String>,
}

/// What changed around the content of pages: head, foot, menu.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Surroundings {
    /// How many pages changed only there.
    pub pages: usize,
    /// What changed, each with the number of pages on which it did.
    pub changes: Vec<(Change, usize)>,
}

/// A report, with the formats in which it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Its title with its period, or that of the page beside which it stands; without either its file.
    pub title: String,
    /// The page that says the same.
    pub page: Option<String>,
    /// Whether that page says something else than before.
    pub page_changed: bool,
    /// Each file that differs.
    pub files: BTreeMap<String, State>,
}

/// Everything that differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Tables of the open data.
    pub data: Vec<Subject>,
    /// Pages.
    pub pages: Vec<Subject>,
    /// What changed around them.
    pub surroundings: Surroundings,
    /// Reports.
    pub reports: Vec<Report>,
    /// Other files.
    pub files: BTreeMap<String, State>,
}

impl Changes {
    /// Returns whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two sites; figures and dates are written for readers of the language.
pub fn compare(old: &Output, new: &Output, language: Language) -> Changes {
    let mut files = differing(old, new);
    let data = data::compare(old, new, language, &mut files);
    let (pages, surroundings) = pages(old, new, language, &mut files);
    let changed: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let reports = reports([old, new], &changed, &mut files);
    Changes { data, pages, surroundings, reports, files }
}

/// Returns every file that differs; the manifest and the archive differ with any of them and tell nothing of their own.
fn differing(old: &Output, new: &Output) -> BTreeMap<String, State> {
    let paths: BTreeSet<&OutputPath> = old.iter().chain(new.iter()).map(|(path, _)| path).collect();
    let state = |path: &OutputPath| match (old.get(path), new.get(path)) {
        (None, _) => Some(State::Added),
        (_, None) => Some(State::Removed),
        (before, after) => (before != after).then_some(State::Changed),
    };
    let states = paths.into_iter().filter_map(|path| Some((path.as_str().to_owned(), state(path)?)));
    states.filter(|(path, _)| path != manifest::NAME && !path.ends_with(".zip")).collect()
}

/// Takes out of the files those that fit.
fn taken(files: &mut BTreeMap<String, State>, fits: impl Fn(&str) -> bool) -> BTreeMap<String, State> {
    let (taken, left) = std::mem::take(files).into_iter().partition(|(path, _)| fits(path));
    *files = left;
    taken
}

fn get<'a>(site: &'a Output, path: &str) -> &'a [u8] {
    site.get(&OutputPath::new(path)).unwrap_or_default()
}

fn pages(
    old: &Output,
    new: &Output,
    language: Language,
    files: &mut BTreeMap<String, State>,
) -> (Vec<Subject>, Surroundings) {
    let mut subjects = Vec::new();
    let mut surroundings = Surroundings::default();
    let mut around: BTreeMap<Change, usize> = BTreeMap::new();
    for (path, state) in taken(files, |path| path.ends_with(".html")) {
        let (before, after) = (read(get(old, &path), language), read(get(new, &path), language));
        let title = if state == State::Removed { &before.title } else { &after.title };
        let title = if title.is_empty() { path.clone() } else { title.clone() };
        let parts = if state == State::Changed { before.compare(&after, language) } else { Vec::new() };
        if state == State::Changed {
            for change in before.compare_around(&after) {
                *around.entry(change).or_default() += 1;
            }
            if parts.is_empty() {
                surroundings.pages += 1;
                continue;
            }
        }
        subjects.push(Subject { path, title, state, parts });
    }
    surroundings.changes = around.into_iter().collect();
    (subjects, surroundings)
}

fn reports(sites: [&Output; 2], pages: &BTreeSet<&str>, files: &mut BTreeMap<String, State>) -> Vec<Report> {
    let mut reports: BTreeMap<String, BTreeMap<String, State>> = BTreeMap::new();
    for (path, state) in taken(files, |path| path.ends_with(".pdf") || path.ends_with(".xlsx")) {
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem).to_owned();
        reports.entry(stem).or_default().insert(path, state);
    }
    let named = reports.into_iter().map(|(stem, files)| {
        let named = page_of(&stem, sites);
        let page_changed = named.as_ref().is_some_and(|(page, _)| pages.contains(page.as_str()));
        let (page, title) = named.map_or((None, stem), |(page, title)| (Some(page), title));
        Report { title, page, page_changed, files }
    });
    named.collect()
}

/// A report has a page of its own name, or stands beside the page that it prints; returns that page and its title.
fn page_of(stem: &str, [old, new]: [&Output; 2]) -> Option<(String, String)> {
    let folder = stem.rsplit_once('/').map_or("", |(folder, _)| folder);
    let pages = [format!("{stem}/index.html"), format!("{folder}/index.html")];
    pages.into_iter().find_map(|page| {
        let titles = [new, old].map(|site| read(get(site, &page), Language::Vi).title);
        Some((page, titles.into_iter().find(|title| !title.is_empty())?))
    })
}
