//! Every record by its name, for readers without script and for those who would rather look than search.

use crate::site::Page;
use crate::site::PageBody;
use crate::site::document::{Address, Block, Words};
use crate::site::index::{Entry, Kind};
use crate::site::show::Show;
use crate::site::url::Place;
use crate::text::slug;

use super::{blank, home_crumb};

/// Returns the page.
pub fn page(show: &Show<'_>, entries: &[Entry]) -> Page {
    let sentence = "Mọi cụm, xã, cơ quan, văn bản, khái niệm và trang, theo loại và thứ tự chữ cái tiếng Việt.";
    Page {
        body: PageBody::Blocks(blocks(entries)),
        crumbs: vec![home_crumb(show)],
        ..blank(Place::Index.path(), "index", "index", "Tra cứu A–Z", sentence)
    }
}

fn blocks(entries: &[Entry]) -> Vec<Block> {
    let kinds = || Kind::ALL.iter().map(|kind| (kind, entries.iter().filter(move |entry| entry.kind == *kind)));
    let contents = kinds().filter_map(|(kind, entries)| {
        let count = entries.count();
        let link = Words::link(kind.title(), Address::anchor(&slug(kind.title())));
        (count > 0).then(|| link.then(format!(" ({count})")))
    });
    let mut blocks = vec![Block::List { items: contents.collect() }];
    for (kind, entries) in kinds() {
        let items: Vec<Words> = entries.map(line).collect();
        if !items.is_empty() {
            blocks.push(Block::section(kind.title()));
            blocks.push(Block::List { items });
        }
    }
    blocks
}

fn line(entry: &Entry) -> Words {
    let link = Words::link(entry.title.clone(), entry.address.clone());
    if entry.note.is_empty() { link } else { link.then(format!(" – {}", entry.note)) }
}
