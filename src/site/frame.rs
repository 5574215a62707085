//! What every page of a language shares: navigation, footer, dates, contact, the words of the interface.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::guide::{Guide, Section};
use crate::settings::Settings;

use super::document::Address;
use super::show::Show;
use super::url::{self, Place};

/// A link of the frame around every page.
#[derive(Debug, Clone, Serialize)]
pub struct NavLink {
    /// The words.
    pub text: String,
    /// Where it leads.
    pub link: Option<Address>,
    /// The part of the site, to mark the current one.
    pub section: String,
}

/// What every page shows.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The site's title.
    pub title: String,
    /// The province.
    pub province: String,
    /// The agency that answers.
    pub agency: NavLink,
    /// The address of the site, with a slash at its end; empty when it is not known.
    pub base_url: String,
    /// The build date in words.
    pub date: String,
    /// The build date, ISO 8601.
    pub date_iso: String,
    /// Data as of, in words.
    pub as_of: String,
    /// Data as of, ISO 8601.
    pub as_of_iso: String,
    /// Licence of the data.
    pub license: String,
    /// Its address.
    pub license_url: Option<String>,
    /// Whether this is a draft.
    pub draft: bool,
    /// The main navigation.
    pub nav: Vec<NavLink>,
    /// The links of the footer.
    pub foot: Vec<NavLink>,
    /// The home page in each other language.
    pub homes: Vec<HomeLink>,
    /// Contact of the responsible agency.
    pub contact: Contact,
}

/// The home page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct HomeLink {
    /// The tag of the language.
    pub language: &'static str,
    /// The language in its own name.
    pub name: &'static str,
    /// The page.
    pub link: Address,
}

/// How to reach the responsible agency.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// Its name.
    pub agency: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Office.
    pub address: Option<String>,
}

/// What the pages of one language share.
#[derive(Debug)]
pub struct Edition {
    /// What every page shows.
    pub frame: Frame,
    /// Words of the interface.
    pub words: BTreeMap<String, String>,
}

/// Returns what the pages share in the language of `show`.
pub(super) fn edition(show: &Show<'_>, settings: &Settings) -> Edition {
    let words = show.catalog.terms.iter().map(|(key, term)| (key.clone(), term.get(show.language).to_owned()));
    Edition { frame: frame(show, settings), words: words.collect() }
}

/// Returns the frame in a language.
fn frame(show: &Show<'_>, settings: &Settings) -> Frame {
    let province = &show.catalog.province;
    let ordered = settings.base_url.as_deref().map(with_slash);
    let nav = [
        ("nav.clusters", Place::Clusters, "clusters"),
        ("nav.land", Place::Land, "land"),
        ("nav.guidance", Place::Guidance, "guidance"),
        ("nav.agencies", Place::Agencies, "agencies"),
        ("nav.reports", Place::Reports, "reports"),
        ("nav.documents", Place::Documents, "documents"),
    ];
    let nav_link = |(key, place, section): (&str, Place, &str)| NavLink {
        text: show.term(key),
        link: Some(place.address()),
        section: section.to_owned(),
    };
    let mut foot: Vec<NavLink> = [
        ("nav.index", Place::Index, "index"),
        ("nav.communes", Place::Communes, "communes"),
        ("nav.statistics", Place::Statistics, "reports"),
        ("nav.definitions", Place::Definitions, "definitions"),
        ("nav.open-data", Place::OpenData, "open-data"),
        ("nav.changes", Place::Changes, "changes"),
        ("nav.coverage", Place::Coverage, "coverage"),
        ("nav.offline", Place::Offline, "offline"),
        ("nav.print-all", Place::PrintAll, "clusters"),
    ]
    .map(nav_link)
    .into();
    let fixed = show.catalog.guides.iter().filter(|guide| guide.section == Section::Fixed);
    let mut fixed: Vec<&Guide> = fixed.filter(|guide| guide.language == show.language).collect();
    fixed.sort_by_key(|guide| guide.order);
    foot.extend(fixed.into_iter().map(|guide| NavLink {
        text: guide.title.clone(),
        link: Some(Address::file(&url::guide_path(guide))),
        section: "fixed".to_owned(),
    }));
    let name = show.office();
    Frame {
        title: show.title(),
        province: show.province(),
        agency: NavLink {
            text: name.clone(),
            link: Some(url::agency(show.catalog, province.agency)),
            section: "agencies".to_owned(),
        },
        base_url: ordered.unwrap_or_else(|| province.base_url.clone()),
        date: show.day(show.today),
        date_iso: show.today.to_string(),
        as_of: show.date(province.as_of),
        as_of_iso: province.as_of.to_string(),
        license: province.license.clone(),
        license_url: province.license_url.clone(),
        draft: settings.draft,
        nav: nav.map(nav_link).into(),
        foot,
        homes: show.others().filter(|other| other.language != show.language).map(|other| home_link(&other)).collect(),
        contact: Contact {
            agency: name,
            phone: province.phone.clone(),
            email: province.email.clone(),
            address: province.address.clone(),
        },
    }
}

/// An address that is not known stays empty.
fn with_slash(url: &str) -> String {
    if url.is_empty() { String::new() } else { format!("{}/", url.trim_end_matches('/')) }
}

fn home_link(show: &Show<'_>) -> HomeLink {
    let path = format!("{}/index.html", show.language);
    HomeLink { language: show.language.tag(), name: show.language.name(), link: Address::file(&path) }
}
