//! A page as its reader sees it, and what changed on it.

use std::collections::BTreeMap;

use super::row::{self, Row};
use super::{Change, Part, State, words};
use crate::say;
use crate::text::Language;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The h1.
    pub(super) title: String,
    /// What is on this page alone.
    pub(super) main: Zone,
    /// Head, foot and menu.
    pub(super) around: Zone,
    /// The words in each drawing.
    pub(super) drawings: Vec<String>,
    /// The lines of each drawing.
    pub(super) shapes: Vec<String>,
    /// The addresses outside the site to which the page leads.
    pub(super) links: Vec<String>,
}

/// The sections of a part of a page, in their order.
#[derive(Debug, Default)]
pub(super) struct Zone(pub(super) Vec<Section>);

/// What stands under a heading, or a table.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// By what it is found again though its title changes: its id, else the title.
    pub(super) key: String,
    pub(super) title: String,
    /// Facts and rows of a table.
    pub(super) rows: Vec<Row>,
    pub(super) texts: Vec<String>,
}

impl Page {
    /// Returns what changed in the main part, section by section.
    pub(super) fn compare(&self, new: &Self, language: Language) -> Vec<Part> {
        let mut parts = self.main.compare(&new.main);
        let mut drawings = words::compare(&self.drawings, &new.drawings);
        if drawings.is_empty() && self.shapes != new.shapes {
            drawings.push(Change { row: None, what: String::new(), old: None, new: None });
        }
        let links = words::compare(&self.links, &new.links);
        for (name, changes) in [(say!("hình vẽ", "drawings"), drawings), (say!("liên kết ra ngoài", "links"), links)]
        {
            if !changes.is_empty() {
                parts.push(Part { name: name.get(language).to_owned(), state: State::Changed, changes });
            }
        }
        parts
    }

    /// Returns what changed outside the main part.
    pub(super) fn compare_around(&self, new: &Self) -> Vec<Change> {
        self.around.compare(&new.around).into_iter().flat_map(|part| part.changes).collect()
    }
}

impl Zone {
    fn compare(&self, new: &Self) -> Vec<Part> {
        let none = Section::default();
        let index = |zone: &'_ Self| -> BTreeMap<String, usize> {
            zone.0.iter().enumerate().map(|(at, section)| (section.key.clone(), at)).collect()
        };
        let (before, after) = (index(self), index(new));
        let continued = new.0.iter().filter_map(|section| {
            let old = before.get(&section.key).map_or(&none, |at| &self.0[*at]);
            old.compare(section)
        });
        let gone = self.0.iter().filter(|section| !after.contains_key(&section.key));
        continued.chain(gone.filter_map(|section| section.compare(&none))).collect()
    }
}

impl Section {
    fn compare(&self, new: &Self) -> Option<Part> {
        let titles = [&self.title, &new.title].map(|title| Some(title.clone()).filter(|title| !title.is_empty()));
        let name = titles[1].clone().or_else(|| titles[0].clone()).unwrap_or_default();
        let mut changes = Vec::new();
        if titles[0] != titles[1] {
            let [old, new] = titles;
            changes.push(Change { row: None, what: String::new(), old, new });
        }
        changes.extend(row::compare(&self.rows, &new.rows).into_iter().flat_map(flat));
        changes.extend(words::compare(&self.texts, &new.texts));
        (!changes.is_empty()).then_some(Part { name, state: State::Changed, changes })
    }
}

/// Tells a row that is new or gone as one text, and each changed cell by row and column.
fn flat(part: Part) -> Vec<Change> {
    let row = Some(part.name);
    if part.state == State::Changed {
        return part.changes.into_iter().map(|change| Change { row: row.clone(), ..change }).collect();
    }
    let side = |change: &Change| change.new.clone().or_else(|| change.old.clone()).unwrap_or_default();
    // The row is called by its first cell; "…" stands for what is not known.
    let told = part.changes.iter().filter(|change| Some(side(change)) != row && side(change) != "…");
    let cells = told.map(|change| match change.what.as_str() {
        "" => side(change),
        what => format!("{what}: {}", side(change)),
    });
    let text = Some(cells.collect::<Vec<String>>().join("; "));
    let (old, new) = if part.state == State::Added { (None, text) } else { (text, None) };
    vec![Change { row, what: String::new(), old, new }]
}
