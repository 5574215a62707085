//! The pages of the site, one file a kind; each turns the catalog into blocks.

pub mod agency;
pub mod calendar;
pub mod changes;
pub mod cluster;
pub mod clusters;
pub mod commune;
pub mod compare;
pub mod coverage;
pub mod group;
pub mod guide;
pub mod home;
pub mod index;
pub mod infrastructure;
pub mod land;
pub mod law;
pub mod moved;
pub mod offline;
pub mod open_data;
pub mod print_all;
pub mod procedure;
pub mod quality;
pub mod reports;
pub mod statistics;
pub mod task;
pub mod waiting;
pub mod word;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::catalog::guide::Section;
use crate::catalog::procedure::Track;
use crate::place::Location;
use crate::settings::Format;
use crate::site::dataset::Dataset;
use crate::site::report::{Report, Subject};
use crate::site::{Download, Frame, Page, PageBody, StageTag, origin};
use crate::text::{Language, PartialDate};

use super::document::{Address, Block, Words};
use super::show::Show;
use super::url::{self, Place};

/// Returns a label that leads to its definition, or the label alone when the project does not define it.
pub fn defined(show: &Show<'_>, label: String, id: &str) -> Words {
    if show.catalog.definitions.iter().any(|definition| definition.id == id) {
        Words::link(label, Address::file(&format!("{}#{id}", Place::Definitions.path())))
    } else {
        Words::plain(label)
    }
}

/// Returns every page.
pub fn all(show: &Show<'_>, reports: &[Report], datasets: &[Dataset], frame: &Frame) -> Vec<Page> {
    let mut pages = single_pages(show, reports, datasets, frame);
    pages.extend(show.clusters().into_iter().map(|(key, _)| cluster_page(show, key, reports)));
    pages.extend(show.catalog.agencies.iter().map(|(key, agency)| {
        let crumbs = vec![home_crumb(show), (show.term("nav.agencies"), Place::Agencies.address())];
        // A department of today may bear the name of one that ended.
        let until = agency.until.map(|until| format!(" (đến {})", show.date(until))).unwrap_or_default();
        let title = format!("{}{until}", agency.name);
        let description = agency.role.clone().unwrap_or_else(|| format!("Nhiệm vụ của {} về cụm công nghiệp", agency.name));
        Page {
            body: PageBody::Blocks(agency::agency_blocks(show, key)),
            crumbs,
            downloads: reports::of(reports, &Subject::Agency(agency.id.clone())),
            origin: agency.basis.at.clone(),
            json_ld: json!({ "@context": "https://schema.org", "@type": "GovernmentOrganization", "name": agency.name }),
            ..blank(url::agency_path(agency), "agencies", "agency", &title, &description)
        }
    }));
    pages.extend(show.catalog.documents.iter().map(|(key, document)| Page {
        body: PageBody::Blocks(law::document_blocks(show, key)),
        crumbs: vec![home_crumb(show), (show.term("nav.documents"), Place::Documents.address())],
        origin: document.basis.at.clone(),
        updated: Some(document.checked_on),
        ..blank(url::document_path(document), "documents", "document", &title_of(document), &document.subject)
    }));
    pages.extend(open_data::table::pages(show, datasets, frame));
    pages.extend(group::pages(show));
    pages.extend(guide_pages(show));
    pages.extend(reports::pages(show, reports));
    pages
}

/// Number, year and issuer: two documents may share a number.
pub(super) fn title_of(document: &crate::catalog::law::Document) -> String {
    let year = document.issued_on.map(|date| format!(" ({})", date.first().format("%Y"))).unwrap_or_default();
    format!("{}{year}, {}", document.citation(), document.issuer)
}

/// A page that there is once: its address, its part of the site, its kind and the family of its words, which has its
/// title, `page.land`, and its sentence, `page.land-about`.
type Single = (Place, &'static str, &'static str, &'static str);

const SINGLES: &[Single] = &[
    (Place::Clusters, "clusters", "clusters", "page.clusters"),
    (Place::Land, "land", "land", "page.land"),
    (Place::Compare, "clusters", "compare", "page.compare"),
    (Place::Infrastructure, "clusters", "infrastructure", "page.infrastructure"),
    (Place::Agencies, "agencies", "agencies", "page.agencies"),
    (Place::Communes, "communes", "communes", "page.communes"),
    (Place::Guidance, "guidance", "guides", "page.guidance"),
    (Place::Steps(Track::Developer), "guidance", "steps", "page.steps-developer"),
    (Place::Checklist(Track::Developer), "guidance", "checklist", "page.checklist-developer"),
    (Place::Steps(Track::Tenant), "guidance", "steps", "page.steps-tenant"),
    (Place::Checklist(Track::Tenant), "guidance", "checklist", "page.checklist-tenant"),
    (Place::Documents, "documents", "documents", "page.documents"),
    (Place::Reports, "reports", "reports", "page.reports"),
    (Place::Calendar, "reports", "calendar", "page.calendar"),
    (Place::Statistics, "reports", "statistics", "page.statistics"),
    (Place::Definitions, "definitions", "definitions", "page.definitions"),
    (Place::OpenData, "open-data", "open-data", "page.open-data"),
    (Place::Quality, "open-data", "quality", "page.quality"),
    (Place::Changes, "changes", "changes", "page.changes"),
    (Place::Offline, "offline", "offline", "page.offline"),
    (Place::OldAddresses, "changes", "old-addresses", "page.old-addresses"),
    (Place::PrintAll, "clusters", "print-all", "page.print-all"),
];

/// The single pages that there are in every language.
const FOR_INVESTORS: &[Place] = &[
    Place::Clusters,
    Place::Land,
    Place::Compare,
    Place::Infrastructure,
    Place::Guidance,
    Place::Steps(Track::Tenant),
    Place::Checklist(Track::Tenant),
];

/// Tells whether a single page is made in a language.
fn has_page(language: Language, place: Place) -> bool {
    language == Language::Vi || FOR_INVESTORS.contains(&place)
}

fn single_pages(show: &Show<'_>, reports: &[Report], datasets: &[Dataset], frame: &Frame) -> Vec<Page> {
    let singles = SINGLES.iter().map(|single| {
        let page = single_page(show, single, single_blocks(show, single.0, reports, datasets));
        let json_ld =
            if single.0 == Place::OpenData { open_data::described::catalog(datasets, frame) } else { page.json_ld };
        Page { json_ld, ..page }
    });
    [home_page(show, Some(frame))].into_iter().chain(singles).collect()
}

fn home_page(show: &Show<'_>, frame: Option<&Frame>) -> Page {
    let sentence = show.phrase("page.home-about", &[("province", &show.province())]);
    let page = blank(Place::Home.path(), "home", "home", &show.title(), &sentence);
    let json_ld = frame.map_or(page.json_ld, web_site);
    Page { body: PageBody::Blocks(home::blocks(show)), crumbs: Vec::new(), json_ld, ..page }
}

fn single_page(show: &Show<'_>, (place, section, kind, key): &Single, blocks: Vec<Block>) -> Page {
    let (title, sentence) = (show.term(key), show.term(&format!("{key}-about")));
    Page {
        body: PageBody::Blocks(blocks),
        crumbs: single_crumbs(show, *place),
        ..blank(place.path(), section, kind, &title, &sentence)
    }
}

/// Returns the pages that there are in a language other than Vietnamese: those for investors.
///
/// Their addresses and links are those of the Vietnamese pages below another first folder.
pub fn translated(show: &Show<'_>, reports: &[Report]) -> Vec<Page> {
    let singles = SINGLES.iter().filter(|single| FOR_INVESTORS.contains(&single.0));
    let singles = singles.map(|single| single_page(show, single, single_blocks(show, single.0, reports, &[])));
    let clusters = show.clusters().into_iter().map(|(key, _)| cluster_page(show, key, reports));
    let pages = [home_page(show, None)].into_iter().chain(singles).chain(clusters).chain(group::pages(show));
    pages.chain(guide_pages(show)).map(|page| in_language(page, show.language)).collect()
}

/// A page planned with a Vietnamese address stands below the folder of its language; a guide's file says where it is.
fn in_language(page: Page, language: Language) -> Page {
    let mut json_ld = page.json_ld;
    // A place has no language (schema.org); a page and a collection of data have.
    if let Some(told) = json_ld.get_mut("inLanguage") {
        *told = json!(language.tag());
    }
    Page { path: url::spoken(&page.path, language), language, json_ld, ..page }
}

/// Returns the page that tells what is translated, made when all others are known.
pub fn coverage(show: &Show<'_>, pages: &[Page]) -> Page {
    let single = (Place::Coverage, "coverage", "coverage", "page.coverage");
    single_page(show, &single, coverage::blocks(show, pages))
}

/// Tells each page the languages in which there is the same page.
pub fn translate(pages: &mut [Page]) {
    let mut same: BTreeMap<String, Vec<(Language, String)>> = BTreeMap::new();
    for page in pages.iter() {
        same.entry(below(page).to_owned()).or_default().push((page.language, page.path.clone()));
    }
    for page in pages {
        let mut others = same.get(below(page)).cloned().unwrap_or_default();
        others.sort_unstable();
        page.translations = if others.len() > 1 { others } else { Vec::new() };
    }
}

/// Returns the address of a page below the folder of its language.
fn below(page: &Page) -> &str {
    page.path.split_once('/').map_or(page.path.as_str(), |(_, rest)| rest)
}

/// Steps and their lists stand below guidance.
fn single_crumbs(show: &Show<'_>, place: Place) -> Vec<(String, Address)> {
    let below = matches!(place, Place::Steps(_) | Place::Checklist(_));
    let guidance = below.then(|| (show.term("nav.guidance"), Place::Guidance.address()));
    [home_crumb(show)].into_iter().chain(guidance).collect()
}

fn single_blocks(show: &Show<'_>, place: Place, reports: &[Report], datasets: &[Dataset]) -> Vec<Block> {
    match place {
        Place::Home => home::blocks(show),
        Place::Clusters => clusters::blocks(show),
        Place::Land => land::blocks(show),
        Place::Compare => compare::blocks(show),
        Place::Infrastructure => infrastructure::blocks(show),
        Place::Agencies => agency::blocks(show),
        Place::Communes => commune::blocks(show),
        Place::Guidance => guide::index(show),
        Place::Steps(track) => procedure::blocks(show, track),
        Place::Checklist(track) => procedure::checklist(show, track),
        Place::Documents => law::blocks(show),
        Place::Reports => reports::index(show, reports),
        Place::Calendar => calendar::blocks(show),
        Place::Statistics => statistics::blocks(show),
        Place::Definitions => word::definitions(show),
        Place::OpenData => open_data::blocks(show, datasets),
        Place::Quality => quality::blocks(show, datasets),
        Place::Changes => changes::blocks(show),
        Place::Offline => offline::blocks(show),
        Place::OldAddresses => moved::blocks(show),
        Place::PrintAll => print_all::blocks(show),
        // Made when all others are known.
        Place::Index | Place::Coverage => Vec::new(),
    }
}

fn cluster_page(
    show: &Show<'_>,
    key: crate::catalog::table::Key<crate::catalog::cluster::Cluster>,
    reports: &[Report],
) -> Page {
    let cluster = &show.catalog.clusters[key];
    let subject = Subject::Cluster(cluster.id.clone());
    let (stage, grounds) = show.standing(key).stage_with_grounds();
    let name = show.cluster_name(cluster).text();
    let values = [("cluster", name.as_str()), ("province", &show.province()), ("answer", &cluster::answer(show, key))];
    let description = show.phrase("page.cluster-about", &values);
    let tag = show.language.tag();
    let sheet = reports.iter().find(|report| report.subject == subject && report.meta.language == tag);
    let downloads = sheet.map(|report| Download {
        text: show.term("ui.factsheet"),
        link: Address::file(&report.path(Format::Pdf)),
        note: "PDF".into(),
    });
    Page {
        body: PageBody::Blocks(cluster::page(show, key)),
        crumbs: vec![home_crumb(show), (show.term("nav.clusters"), Place::Clusters.address())],
        stage: Some(StageTag {
            name: stage.name().into(),
            text: show.term(&format!("stage.{}", stage.name())),
            marks: show.marks(&grounds),
        }),
        downloads: downloads.into_iter().collect(),
        updated: cluster.basis.as_of,
        origin: cluster.basis.at.clone(),
        json_ld: json!({ "@context": "https://schema.org", "@type": "Place", "name": name, "description": description }),
        ..blank(format!("{}/index.html", url::cluster_folder(&cluster.id)), "clusters", "cluster", &name, &description)
    }
}

fn guide_pages(show: &Show<'_>) -> impl Iterator<Item = Page> {
    let own = show.catalog.guides.iter().enumerate().filter(|(_, guide)| guide.language == show.language);
    own.map(|(index, guide)| {
        let guidance = guide.section == Section::Guidance;
        let mut crumbs = vec![home_crumb(show)];
        if guidance {
            crumbs.push((show.term("nav.guidance"), Place::Guidance.address()));
        }
        Page {
            language: guide.language,
            body: PageBody::Guide(index),
            crumbs,
            updated: Some(PartialDate::Day(guide.updated)),
            origin: Location::file(&guide.path),
            json_ld: web_page(&guide.title, &guide.summary),
            ..blank(
                url::guide_path(guide),
                if guidance { "guidance" } else { "fixed" },
                "guide",
                &guide.title,
                &guide.summary,
            )
        }
    })
}

/// A page with nothing optional; every caller gives its body.
pub(crate) fn blank(path: String, section: &'static str, kind: &'static str, title: &str, description: &str) -> Page {
    Page {
        path,
        language: Language::Vi,
        translations: Vec::new(),
        section,
        kind,
        title: title.to_owned(),
        description: description.to_owned(),
        updated: None,
        crumbs: Vec::new(),
        stage: None,
        downloads: Vec::new(),
        json_ld: web_page(title, description),
        leads_to: None,
        body: PageBody::Blocks(Vec::new()),
        origin: origin("site.yaml"),
    }
}

pub(super) fn home_crumb(show: &Show<'_>) -> (String, Address) {
    (show.term("nav.home"), Place::Home.address())
}

fn web_page(title: &str, description: &str) -> Value {
    json!({ "@context": "https://schema.org", "@type": "WebPage", "name": title, "description": description, "inLanguage": "vi" })
}

fn web_site(frame: &Frame) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": frame.title,
        "url": url::public(&frame.base_url, ""),
        "inLanguage": "vi",
        "publisher": { "@type": "GovernmentOrganization", "name": frame.contact.agency },
    })
}
