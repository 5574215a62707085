//! Steps of a track, one below the other with everything that the text says of each, and the list to tick off.

use std::collections::BTreeMap;

use crate::catalog::agency::Agency;
use crate::catalog::law::{Document, Seen};
use crate::catalog::procedure::{Procedure, Track};
use crate::catalog::table::Key;
use crate::site::document::{Address, Align, Block, Cell, Fact, Mark, Table, TableRow, Words, columns};
use crate::site::show::{Show, capital};
use crate::site::url::Place;
use crate::text::{Language, PartialDate, gap, within};

/// Returns the blocks of a track.
pub fn blocks(show: &Show<'_>, track: Track) -> Vec<Block> {
    let steps = show.catalog.steps(track, show.today);
    let mut blocks = vec![Block::paragraph(show.term("steps.lead")), Block::List { items: ways(show, track) }];
    if steps.is_empty() {
        blocks.push(Block::Notice { words: show.unknown() });
    }
    for (index, step) in steps.into_iter().enumerate() {
        let (number, title) = ((index + 1).to_string(), show.said(step.title.clone()).text());
        let title = show.phrase("steps.step", &[("number", &number), ("title", &title)]);
        blocks.push(Block::heading(&anchor(step), &title));
        blocks.push(Block::Facts { rows: facts(show, step) });
    }
    blocks.extend(turns(show, track));
    blocks
}

/// The list to tick off, the other track, and who does what.
fn ways(show: &Show<'_>, track: Track) -> Vec<Words> {
    let others = Track::ALL.iter().filter(|other| **other != track);
    let others = others.map(|other| Words::link(name(show, *other), Place::Steps(*other).address()));
    [
        Words::link(show.term("steps.checklist"), Place::Checklist(track).address()),
        Words::link(show.term("page.agencies"), Place::Agencies.address()),
    ]
    .into_iter()
    .chain(others)
    .collect()
}

/// Returns the name of a track as a title: `Làm chủ đầu tư hạ tầng: từng bước`.
pub fn name(show: &Show<'_>, track: Track) -> String {
    show.term(match track {
        Track::Developer => "page.steps-developer",
        Track::Tenant => "page.steps-tenant",
    })
}

fn anchor(step: &Procedure) -> String {
    format!("buoc-{}", step.id.as_str())
}

fn facts(show: &Show<'_>, step: &Procedure) -> Vec<Fact> {
    let text = |text: &Option<String>| text.clone().map_or_else(|| show.unknown(), |text| show.said(text));
    let fact = |key: &str, words: Words| Fact::new(show.term(key), words, Words::default());
    vec![
        fact("steps.deciders", agencies(show, &step.deciders)),
        fact("steps.parties", agencies(show, &step.parties)),
        fact("steps.papers", papers(show, step)),
        fact("steps.days", days(show, step)),
        fact("steps.fee", text(&step.fee)),
        fact("steps.submit", agencies(show, step.submit_to.as_slice())),
        fact("steps.result", text(&step.result)),
        fact("steps.complaint", text(&step.complaint)),
        Fact::new(show.term("steps.basis"), basis(show, step), show.provenance(&step.basis)),
        fact("steps.in-force", in_force(show, step)),
    ]
}

fn agencies(show: &Show<'_>, keys: &[Key<Agency>]) -> Words {
    if keys.is_empty() {
        return show.unknown();
    }
    Words::join(keys.iter().map(|key| show.agency_link(*key)), show.signs().items)
}

fn papers(show: &Show<'_>, step: &Procedure) -> Words {
    if step.papers.is_empty() {
        show.unknown()
    } else {
        Words::join(step.papers.iter().map(|paper| show.said(paper.clone())), show.signs().items)
    }
}

fn days(show: &Show<'_>, step: &Procedure) -> Words {
    let unit = show.term(&format!("days.{}", step.day_kind.name()));
    step.days.map_or_else(|| show.unknown(), |days| Words::plain(format!("{days} {unit}")))
}

/// Article and document, marked once when the text was not read.
fn basis(show: &Show<'_>, step: &Procedure) -> Words {
    let Some(document) = step.document else { return show.unknown() };
    let words = show.sourced(cited(show, step.article.as_deref(), show.document_link(document)), step);
    let read = |seen: Seen| matches!(seen, Seen::Original | Seen::House);
    if read(step.seen) || !read(show.catalog.documents[document].seen) {
        return words;
    }
    words.then(show.signs().gap).with(Words::marked(show.term("verify"), Mark::Tag))
}

/// An article before its document, in Chinese behind it unless it names a document of its own.
fn cited(show: &Show<'_>, at: Option<&str>, document: Words) -> Words {
    let Some(at) = at else { return document };
    let place = within(at, show.language);
    if show.language == Language::Zh && !place.contains('号') {
        return document.then(place.trim_end_matches(gap(at, show.language)));
    }
    Words::plain(place).with(document)
}

fn in_force(show: &Show<'_>, step: &Procedure) -> Words {
    match (step.in_force_from, step.in_force_to) {
        (Some(from), Some(to)) => Words::plain(format!("{} – {}", show.date(from), show.date(to))),
        (Some(from), None) => Words::plain(show.phrase("note.from", &[("date", &show.date(from))])),
        (None, Some(to)) => Words::plain(show.phrase("note.until", &[("date", &show.date(to))])),
        (None, None) => show.unknown(),
    }
}

/// A step before and from a day on which the law changed it.
type Turn<'a> = (&'a Procedure, &'a Procedure);

/// What a day changed, one section a day, the last first.
fn turns(show: &Show<'_>, track: Track) -> Vec<Block> {
    let mut days: BTreeMap<PartialDate, Vec<Turn<'_>>> = BTreeMap::new();
    for (day, turn) in changed(show, track) {
        days.entry(day).or_default().push(turn);
    }
    days.into_iter().rev().flat_map(|(day, turns)| turn_blocks(show, day, &turns)).collect()
}

/// Each version of a step with the one that followed it, by order and day.
fn changed<'a>(show: &Show<'a>, track: Track) -> Vec<(PartialDate, Turn<'a>)> {
    let mut versions: Vec<&Procedure> = show.catalog.procedures.iter().filter(|step| step.track == track).collect();
    versions.sort_by_key(|step| (step.order, step.in_force_from));
    let pairs = versions.windows(2).filter_map(|pair| {
        let [before, after] = pair else { return None };
        Some((after.in_force_from.filter(|_| before.order == after.order)?, (*before, *after)))
    });
    pairs.collect()
}

fn turn_blocks(show: &Show<'_>, day: PartialDate, turns: &[Turn<'_>]) -> Vec<Block> {
    let date = show.date(day);
    let said = |key: &str| show.phrase(key, &[("date", &date)]);
    let rows = turns.iter().map(|(before, after)| {
        let title = show.said(after.title.clone());
        TableRow::new(vec![Cell::text(title), Cell::text(version(show, before)), Cell::text(version(show, after))])
    });
    let (before, after) = (said("note.before"), capital(&said("note.from")));
    let heads = columns(&[
        (show.term("steps.step-head").as_str(), Align::Left, 3),
        (before.as_str(), Align::Left, 4),
        (after.as_str(), Align::Left, 4),
    ]);
    let table = Table::new(&format!("doi-{day}"), said("steps.changed"), heads, rows.collect());
    vec![Block::heading(&format!("truoc-va-tu-{day}"), &said("steps.before-and-from")), Block::Table(table)]
}

fn version(show: &Show<'_>, step: &Procedure) -> Words {
    let deciders = (!step.deciders.is_empty()).then(|| agencies(show, &step.deciders));
    let days = step.days.map(|_| days(show, step));
    let note = step.basis.note.clone().map(|note| show.said(note.trim_end_matches('.')));
    let parts = [deciders, days, Some(basis(show, step)), note];
    Words::sentences(parts.into_iter().flatten(), show.signs())
}

/// Returns the blocks of the list to tick off: one table that fits on paper.
pub fn checklist(show: &Show<'_>, track: Track) -> Vec<Block> {
    let rows = show.catalog.steps(track, show.today).into_iter().map(|step| {
        let address = Address::file(&format!("{}#{}", Place::Steps(track).path(), anchor(step)));
        TableRow::new(vec![
            Cell::text("☐"),
            Cell::text(show.said(step.title.clone()).leading(address)),
            Cell::text(papers(show, step)),
            Cell::text(agencies(show, step.submit_to.as_slice())),
            Cell::text(days(show, step)),
        ])
    });
    let heads = [
        ("steps.done", Align::Center, 1),
        ("steps.task", Align::Left, 4),
        ("steps.papers", Align::Left, 5),
        ("steps.submit", Align::Left, 3),
        ("steps.days", Align::Left, 2),
    ];
    let heads = heads.into_iter().flat_map(|(key, align, width)| columns(&[(&show.term(key), align, width)])).collect();
    let caption = show.phrase("steps.checklist-caption", &[("date", &show.day(show.today))]);
    let mut table = Table::new("viec-can-lam", caption, heads, rows.collect());
    table.head_column = 1;
    vec![
        Block::paragraph(
            Words::plain(show.term("steps.basis-at"))
                .then(show.signs().gap)
                .with(Words::link(name(show, track), Place::Steps(track).address()))
                .then(show.signs().end),
        ),
        Block::Table(table),
    ]
}

/// Returns links to the steps of today in which an agency takes part.
pub fn of_agency(show: &Show<'_>, key: Key<Agency>) -> Vec<Words> {
    links(show, |step| step.agencies().any(|agency| agency == key))
}

/// Returns links to the steps of today that rest on a document.
pub fn of_document(show: &Show<'_>, key: Key<Document>) -> Vec<Words> {
    links(show, |step| step.document == Some(key))
}

fn links(show: &Show<'_>, belongs: impl Fn(&Procedure) -> bool) -> Vec<Words> {
    let of_track = |track: Track| {
        let steps = show.catalog.steps(track, show.today).into_iter().enumerate();
        steps.filter(|(_, step)| belongs(step)).map(move |(index, step)| {
            let address = Address::file(&format!("{}#{}", Place::Steps(track).path(), anchor(step)));
            let track = show.label(&format!("track.{}", track.name()));
            let words = format!("{track}, {} {}: ", show.term("steps.step-word"), index + 1);
            Words::plain(words).with(show.said(step.title.clone()).leading(address))
        })
    };
    Track::ALL.iter().flat_map(|track| of_track(*track).collect::<Vec<_>>()).collect()
}
