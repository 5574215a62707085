//! Steps of a track, one below the other with everything that the text says of each, and the list to tick off.

use std::collections::BTreeMap;

use crate::catalog::agency::Agency;
use crate::catalog::law::{Document, Seen};
use crate::catalog::procedure::{Procedure, Track};
use crate::catalog::table::Key;
use crate::site::document::{Address, Align, Block, Cell, Fact, Mark, Table, TableRow, Words, columns};
use crate::site::show::Show;
use crate::site::url::Place;
use crate::text::PartialDate;

/// Returns the blocks of a track.
pub fn blocks(show: &Show<'_>, track: Track) -> Vec<Block> {
    let steps = show.catalog.steps(track, show.today);
    let mut blocks = vec![
        Block::paragraph(
            "Từng bước theo quy định đang áp dụng, mỗi bước có điều khoản làm căn cứ. Cơ quan có thẩm quyền quyết định từng trường hợp; khi lập hồ sơ phải đọc văn bản gốc.",
        ),
        Block::List { items: ways(show, track) },
    ];
    if steps.is_empty() {
        blocks.push(Block::Notice { words: show.unknown() });
    }
    for (index, step) in steps.into_iter().enumerate() {
        let title = format!("Bước {}. {}", index + 1, step.title);
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
        Words::link("Danh mục việc cần làm để in", Place::Checklist(track).address()),
        Words::link("Cơ quan và nhiệm vụ", Place::Agencies.address()),
    ]
    .into_iter()
    .chain(others)
    .collect()
}

/// Returns the name of a track as a title: `Làm chủ đầu tư hạ tầng: từng bước`.
pub fn name(show: &Show<'_>, track: Track) -> String {
    format!("{}: từng bước", show.label(&format!("track.{}", track.name())))
}

fn anchor(step: &Procedure) -> String {
    format!("buoc-{}", step.id.as_str())
}

fn facts(show: &Show<'_>, step: &Procedure) -> Vec<Fact> {
    let text = |text: &Option<String>| text.clone().map_or_else(|| show.unknown(), Words::plain);
    let fact = |label: &str, words: Words| Fact::new(label, words, Words::default());
    vec![
        fact("Ai quyết định, chủ trì", agencies(show, &step.deciders)),
        fact("Ai tham gia", agencies(show, &step.parties)),
        fact("Giấy tờ", papers(show, step)),
        fact("Thời hạn", days(show, step)),
        fact("Phí, lệ phí", text(&step.fee)),
        fact("Nộp ở đâu", agencies(show, step.submit_to.as_slice())),
        fact("Kết quả", text(&step.result)),
        fact("Khiếu nại ở đâu", text(&step.complaint)),
        Fact::new("Căn cứ", basis(show, step), show.provenance(&step.basis)),
        fact("Hiệu lực", in_force(show, step)),
    ]
}

fn agencies(show: &Show<'_>, keys: &[Key<Agency>]) -> Words {
    if keys.is_empty() {
        return show.unknown();
    }
    Words::join(keys.iter().map(|key| show.agency_link(*key)), "; ")
}

fn papers(show: &Show<'_>, step: &Procedure) -> Words {
    if step.papers.is_empty() { show.unknown() } else { Words::plain(step.papers.join("; ")) }
}

fn days(show: &Show<'_>, step: &Procedure) -> Words {
    let unit = show.term(&format!("days.{}", step.day_kind.name()));
    step.days.map_or_else(|| show.unknown(), |days| Words::plain(format!("{days} {unit}")))
}

/// Article and document, marked once when the text was not read.
fn basis(show: &Show<'_>, step: &Procedure) -> Words {
    let Some(document) = step.document else { return show.unknown() };
    let article = step.article.clone().map(|article| format!("{article}, ")).unwrap_or_default();
    let words = show.sourced(Words::plain(article).with(show.document_link(document)), step);
    let read = |seen: Seen| matches!(seen, Seen::Original | Seen::House);
    if read(step.seen) || !read(show.catalog.documents[document].seen) {
        return words;
    }
    words.then(" ").with(Words::marked(show.term("verify"), Mark::Tag))
}

fn in_force(show: &Show<'_>, step: &Procedure) -> Words {
    match (step.in_force_from, step.in_force_to) {
        (Some(from), Some(to)) => Words::plain(format!("{} – {}", show.date(from), show.date(to))),
        (Some(from), None) => Words::plain(format!("từ {}", show.date(from))),
        (None, Some(to)) => Words::plain(format!("đến {}", show.date(to))),
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
    let title = format!("Trước và từ {date}");
    let rows = turns.iter().map(|(before, after)| {
        let title = Words::plain(after.title.clone());
        TableRow::new(vec![Cell::text(title), Cell::text(version(show, before)), Cell::text(version(show, after))])
    });
    let (before, after) = (format!("Trước {date}"), format!("Từ {date}"));
    let heads =
        columns(&[("Bước", Align::Left, 3), (before.as_str(), Align::Left, 4), (after.as_str(), Align::Left, 4)]);
    let table = Table::new(&format!("doi-{day}"), format!("Các bước thay đổi từ {date}"), heads, rows.collect());
    vec![Block::section(&title), Block::Table(table)]
}

fn version(show: &Show<'_>, step: &Procedure) -> Words {
    let deciders = (!step.deciders.is_empty()).then(|| agencies(show, &step.deciders));
    let days = step.days.map(|_| days(show, step));
    let note = step.basis.note.clone().map(|note| Words::plain(note.trim_end_matches('.')));
    let parts = [deciders, days, Some(basis(show, step)), note];
    Words::join(parts.into_iter().flatten(), ". ")
}

/// Returns the blocks of the list to tick off: one table that fits on paper.
pub fn checklist(show: &Show<'_>, track: Track) -> Vec<Block> {
    let rows = show.catalog.steps(track, show.today).into_iter().map(|step| {
        let address = Address::file(&format!("{}#{}", Place::Steps(track).path(), anchor(step)));
        TableRow::new(vec![
            Cell::text("☐"),
            Cell::text(Words::link(step.title.clone(), address)),
            Cell::text(papers(show, step)),
            Cell::text(agencies(show, step.submit_to.as_slice())),
            Cell::text(days(show, step)),
        ])
    });
    let heads = columns(&[
        ("Xong", Align::Center, 1),
        ("Việc cần làm", Align::Left, 4),
        ("Giấy tờ", Align::Left, 5),
        ("Nộp ở đâu", Align::Left, 3),
        ("Thời hạn", Align::Left, 2),
    ]);
    let caption = format!("Danh mục việc cần làm, theo quy định áp dụng ngày {}", show.day(show.today));
    let mut table = Table::new("viec-can-lam", caption, heads, rows.collect());
    table.head_column = 1;
    vec![
        Block::paragraph(
            Words::plain("Căn cứ của từng việc ở ")
                .with(Words::link(name(show, track), Place::Steps(track).address()))
                .then("."),
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
            Words::plain(format!("{track}, bước {}: ", index + 1)).with(Words::link(step.title.clone(), address))
        })
    };
    Track::ALL.iter().flat_map(|track| of_track(*track).collect::<Vec<_>>()).collect()
}
