//! The home page: who answers, three counters, four doors, the map, what changed.

use crate::catalog::indicator::FormId;
use crate::catalog::milestone::Act;
use crate::catalog::standing::Standing;
use crate::catalog::standing::age::{Ground, Grounded};
use crate::site::document::{Block, Counter, Door, GAP, Words};
use crate::site::map;
use crate::site::show::Show;
use crate::site::url::Place;

/// Returns the blocks of the home page.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let agency = show.catalog.province.agency;
    let lead = show.phrase("home.lead", &[("province", &show.province())]);
    let office = Words::plain(show.term("ui.responsible")).then(show.signs().colon).with(show.agency_link(agency));
    let lead = Words::sentences([Words::plain(lead), office], show.signs());
    let section = |id: &str, key: &str| Block::heading(id, &show.term(key));
    vec![
        Block::paragraph(lead.then(show.signs().end)),
        counters(show),
        doors(show),
        section("cac-cum-tren-ban-do", "home.map"),
        Block::Map(map::province(show)),
        section("cum-theo-giai-doan", "home.stages"),
        super::clusters::chart(show),
        section("thay-doi-gan-day", "home.changes"),
        Block::List { items: super::word::changes(show).into_iter().take(5).collect() },
        Block::paragraph(Words::link(show.term("home.all-changes"), Place::Changes.address())),
    ]
}

fn counters(show: &Show<'_>) -> Block {
    let count = |act: Act, label: &str, row: &str| {
        let states: Vec<Option<bool>> =
            show.clusters().iter().map(|(key, _)| known(show.standing(*key), act)).collect();
        let yes = states.iter().filter(|state| **state == Some(true)).count();
        let known = states.iter().filter(|state| state.is_some()).count();
        let published = show
            .catalog
            .totals
            .iter()
            .filter(|total| total.indicator.as_ref().is_some_and(|indicator| indicator.is(FormId::Province, row)))
            .max_by_key(|total| total.basis.as_of);
        let published = published.map(|total| {
            let said = super::statistics::published(show, total);
            show.phrase("home.published", &[("figure", &said)])
        });
        let figure = if known == 0 { GAP.to_owned() } else { yes.to_string() };
        let parts = [("known", known.to_string()), ("all", states.len().to_string())];
        let coverage = show.phrase("home.coverage", &parts.each_ref().map(|(name, text)| (*name, text.as_str())));
        let counted = show.clusters().into_iter().zip(&states).filter(|(_, state)| **state == Some(true));
        let resting = counted.filter_map(|((key, _), _)| show.standing(key).act(act));
        let grounds: Vec<Ground<'_>> = resting.map(Grounded::ground).collect();
        let marks = show.marks(&grounds);
        let marks = marks.iter().map(|mark| show.phrase("home.with-marks", &[("mark", mark)]));
        let note: Vec<String> = [coverage].into_iter().chain(marks).chain(published).collect();
        Counter {
            label: show.term(label),
            figure,
            note: note.join(show.signs().items),
            link: Place::Statistics.address(),
        }
    };
    Block::Counters {
        items: vec![
            count(Act::Plan, "home.planned", "1"),
            count(Act::Establishment, "home.established", "3"),
            count(Act::Operation, "home.operating", "15"),
        ],
    }
}

fn doors(show: &Show<'_>) -> Block {
    let door = |key: &str, place: Place| Door {
        title: show.term(key),
        text: show.term(&format!("{key}-about")),
        link: place.address(),
    };
    Block::Doors {
        items: vec![
            door("door.land", Place::Land),
            door("door.clusters", Place::Clusters),
            door("door.guidance", Place::Guidance),
            door("door.reports", Place::Reports),
        ],
    }
}

/// The counters count what Biểu 04 counts: a revoked cluster is not established.
fn known(standing: Standing<'_>, act: Act) -> Option<bool> {
    match act {
        Act::Establishment => standing.is_established(),
        other => standing.has(other),
    }
}
