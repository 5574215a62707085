//! Markdown pages: their links turned into addresses, and the lists that lead to them.

use std::collections::BTreeMap;

use crate::catalog::guide::{Guide, Section};
use crate::catalog::procedure::Track;
use crate::catalog::target::{PageName, Target};
use crate::site::GuidePage;
use crate::site::document::{Address, Block, Door, Words};
use crate::site::page::{has_page, procedure};
use crate::site::show::Show;
use crate::site::url::{self, Place};

/// Returns every Markdown page with its links resolved; the checks have proved that each leads somewhere.
pub fn resolve(show: &Show<'_>) -> Vec<GuidePage> {
    show.catalog.guides.iter().map(|guide| resolve_one(&show.speaking(guide.language), guide)).collect()
}

fn resolve_one(show: &Show<'_>, guide: &Guide) -> GuidePage {
    let links = guide.links.iter().filter_map(|link| {
        let target = Target::parse(&link.value, guide, show.catalog).ok()?;
        Some((link.value.clone(), address(show, &target)))
    });
    GuidePage {
        text: guide.text.clone(),
        body: guide.body,
        links: links.collect::<BTreeMap<_, _>>(),
        language: guide.language,
        after: basis(show, guide),
    }
}

fn address(show: &Show<'_>, target: &Target) -> Address {
    match target {
        Target::Cluster(key) => url::cluster(show.catalog, *key),
        Target::Document(key) => url::document(show.catalog, *key),
        Target::Agency(key) => url::agency(show.catalog, *key),
        Target::Page(name) => page_place(*name).address(),
        Target::Guide { index, anchor } => {
            let path = url::guide_path(&show.catalog.guides[*index]);
            let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
            Address::file(&format!("{path}{anchor}"))
        }
        Target::Anchor(anchor) => Address::anchor(anchor),
        Target::Outside(url) => Address::outside(url),
    }
}

fn page_place(name: PageName) -> Place {
    match name {
        PageName::Land => Place::Land,
        PageName::Clusters => Place::Clusters,
        PageName::Agencies => Place::Agencies,
        PageName::DeveloperSteps => Place::Steps(Track::Developer),
        PageName::TenantSteps => Place::Steps(Track::Tenant),
        PageName::Documents => Place::Documents,
        PageName::Reports => Place::Reports,
        PageName::Calendar => Place::Calendar,
        PageName::Statistics => Place::Statistics,
        PageName::Definitions => Place::Definitions,
        PageName::OpenData => Place::OpenData,
        PageName::Communes => Place::Communes,
        PageName::Changes => Place::Changes,
        PageName::Guidance => Place::Guidance,
    }
}

/// The documents and agencies of the front matter, so that pages, texts and agencies lead to each other both ways.
fn basis(show: &Show<'_>, guide: &Guide) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !guide.documents.is_empty() {
        let items = guide.documents.iter().map(|key| {
            let subject = show.catalog.documents[key.value].subject.clone();
            show.document_link(key.value).then(show.signs().colon).with(show.said(subject))
        });
        blocks.push(Block::heading("trang-dua-tren", &show.term("guide.basis")));
        blocks.push(Block::List { items: items.collect() });
    }
    if !guide.agencies.is_empty() {
        let items = guide.agencies.iter().map(|key| show.agency_link(*key)).collect();
        blocks.push(Block::heading("co-quan-lien-quan", &show.term("guide.agencies")));
        blocks.push(Block::List { items });
    }
    blocks
}

/// Returns the blocks of the list of guidance pages: the steps and the pages that there are in the language of `show`.
pub fn index(show: &Show<'_>) -> Vec<Block> {
    let mut guides: Vec<&Guide> = own(show).filter(|guide| guide.section == Section::Guidance).collect();
    guides.sort_by_key(|guide| guide.order);
    let tracks = Track::ALL.iter().filter(|track| has_page(show.language, Place::Steps(**track)));
    let steps = tracks.map(|track| Door {
        title: procedure::name(show, *track),
        text: show.term("guide.steps"),
        link: Place::Steps(*track).address(),
    });
    let guides = guides.into_iter().map(|guide| Door {
        title: guide.title.clone(),
        text: guide.summary.clone(),
        link: Address::file(&url::guide_path(guide)),
    });
    vec![Block::paragraph(show.term("guide.lead")), Block::Doors { items: steps.chain(guides).collect() }]
}

/// Returns the Markdown pages in the language of `show`.
pub fn own<'a>(show: &Show<'a>) -> impl Iterator<Item = &'a Guide> {
    let language = show.language;
    show.catalog.guides.iter().filter(move |guide| guide.language == language)
}

/// Returns links to those of them that name a document or an agency.
pub fn naming<'a>(show: &Show<'a>, names: impl Fn(&Guide) -> bool) -> Vec<Words> {
    let guides = own(show).filter(|guide| names(guide));
    guides.map(|guide| Words::link(guide.title.clone(), Address::file(&url::guide_path(guide)))).collect()
}
