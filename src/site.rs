//! Plans the site: which pages, reports and data files there are, and what stands in each.
//!
//! Takes the catalog, gives a [`Site`] of documents; knows no template and no file format.

pub mod dataset;
pub mod document;
pub mod index;
pub mod map;
pub mod page;
pub mod report;
pub mod show;
pub mod url;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::catalog::guide::{Guide, Section};
use crate::catalog::public::{Public, Reader};
use crate::diagnostic::{Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::Location;
use crate::record::nearest;
use crate::say;
use crate::settings::{Order, Settings};
use crate::text::{Both, PartialDate};

use dataset::Dataset;
use document::{Address, Block};
use index::Entry;
use report::{Report, Subject};
use show::Show;
use url::Place;

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
    /// The address of the site.
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
    /// Contact of the responsible agency.
    pub contact: Contact,
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

/// A stage as a tag beside a title.
#[derive(Debug, Clone, Serialize)]
pub struct StageTag {
    /// Its name, for the style.
    pub name: String,
    /// Its words.
    pub text: String,
    /// What must be said beside it.
    pub marks: Vec<String>,
}

/// A file to take along.
#[derive(Debug, Clone, Serialize)]
pub struct Download {
    /// Its words.
    pub text: String,
    /// Where it is.
    pub link: Address,
    /// Its kind.
    pub note: String,
}

/// A page and what is said of it.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file, `vi/ccn/index.html`.
    pub path: String,
    /// The part of the site.
    pub section: &'static str,
    /// The kind of page, for styles and timings.
    pub kind: &'static str,
    /// The h1.
    pub title: String,
    /// One sentence.
    pub description: String,
    /// When its words changed.
    pub updated: Option<PartialDate>,
    /// The way from the home page, without the page itself.
    pub crumbs: Vec<(String, Address)>,
    /// The stage beside the title.
    pub stage: Option<StageTag>,
    /// Files to take along.
    pub downloads: Vec<Download>,
    /// Machine-readable description (schema.org).
    pub json_ld: serde_json::Value,
    /// Its text.
    pub body: PageBody,
    /// Where the page comes from, for messages.
    pub origin: Location,
}

/// The text of a page.
#[derive(Debug, Clone)]
pub enum PageBody {
    /// Blocks.
    Blocks(Vec<Block>),
    /// A Markdown page, by its place in [`Site::guides`].
    Guide(usize),
    /// A report, by its place in [`Site::reports`].
    Report(usize),
}

/// A Markdown page with its links resolved.
#[derive(Debug, Clone)]
pub struct GuidePage {
    /// The whole file.
    pub text: String,
    /// Where its body begins.
    pub body: usize,
    /// What each link target became.
    pub links: BTreeMap<String, Address>,
    /// Blocks below the text.
    pub after: Vec<Block>,
}

/// An entry of the feed.
#[derive(Debug, Clone, Serialize)]
pub struct News {
    /// Its permanent id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its moment, from the data.
    pub updated: String,
    /// The page.
    pub url: String,
    /// What happened.
    pub summary: String,
}

/// Everything that will be written, before it has a form.
#[derive(Debug)]
pub struct Site {
    /// What every page shows.
    pub frame: Frame,
    /// Words of the interface.
    pub words: BTreeMap<String, String>,
    /// Pages, in path order.
    pub pages: Vec<Page>,
    /// Markdown pages.
    pub guides: Vec<GuidePage>,
    /// Reports.
    pub reports: Vec<Report>,
    /// Open data.
    pub datasets: Vec<Dataset>,
    /// What can be searched, by kind and in Vietnamese order.
    pub index: Vec<Entry>,
    /// The feed of changes, newest first.
    pub feed: Vec<News>,
}

/// Plans every page, report and data file, for a day that counts as today.
pub fn plan(
    catalog: &Public,
    today: NaiveDate,
    settings: &Settings,
    faults: &mut Diagnostics,
) -> Result<Site, Reported> {
    let show = Show::new(catalog, today);
    let frame = frame(&show, settings);
    let mut reports = reports(&show, &frame.base_url);
    if settings.draft {
        reports.iter_mut().for_each(mark_draft);
    }
    if catalog.reader() == Reader::Administration {
        reports.iter_mut().for_each(mark_confidential);
    }
    let guides = page::guide::resolve(&show);
    let datasets = dataset::all(&show);
    let mut pages = page::all(&show, &reports, &datasets, &frame);
    let index = index::entries(&show, &pages);
    pages.push(page::index::page(&index));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let words = catalog.terms.iter().map(|(key, term)| (key.clone(), term.vi.clone())).collect();
    let feed = feed(&show, &frame.base_url);
    faults.gate()?;
    Ok(Site { frame, words, pages, guides, reports, datasets, index, feed })
}

fn reports(show: &Show<'_>, base_url: &str) -> Vec<Report> {
    let mut reports = Vec::new();
    for period in &show.catalog.periods {
        reports.push(report::status::report(show, period.span));
        reports.extend(report::form::report(show, period.span));
    }
    let sheets = show.clusters().into_iter().map(|(key, _)| report::factsheet::report(show, key, base_url));
    reports.extend(sheets);
    reports
}

/// A draft says so on paper and in the workbook too, lest it be taken for the report.
fn mark_draft(report: &mut Report) {
    report.title.note = format!("BẢN NHÁP, không dùng làm căn cứ. {}", report.title.note).trim_end().to_owned();
    if let Some(table) = &mut report.workbook {
        table.caption = format!("BẢN NHÁP. {}", table.caption);
    }
}

/// A report that tells sums which the public is not told says so, and its files have names of their own.
fn mark_confidential(report: &mut Report) {
    const MARK: &str = "BẢN GỬI CƠ QUAN NHÀ NƯỚC, có số liệu bảo mật, không đăng công khai.";
    if let Subject::Period(_) = report.subject {
        report.name.push_str("-noi-bo");
        report.title.note = format!("{MARK} {}", report.title.note).trim_end().to_owned();
        if let Some(table) = &mut report.workbook {
            table.caption = format!("{MARK} {}", table.caption);
        }
    }
}

fn frame(show: &Show<'_>, settings: &Settings) -> Frame {
    let province = &show.catalog.province;
    let agency = &show.catalog.agencies[province.agency];
    let base_url = settings
        .base_url
        .as_ref()
        .map_or_else(|| province.base_url.clone(), |url| format!("{}/", url.trim_end_matches('/')));
    let nav = [
        ("Cụm công nghiệp", Place::Clusters, "clusters"),
        ("Quỹ đất", Place::Land, "land"),
        ("Hướng dẫn", Place::Guidance, "guidance"),
        ("Cơ quan", Place::Agencies, "agencies"),
        ("Báo cáo, số liệu", Place::Reports, "reports"),
        ("Văn bản", Place::Documents, "documents"),
    ];
    let nav_link = |(text, place, section): (&str, Place, &str)| NavLink {
        text: text.to_owned(),
        link: Some(place.address()),
        section: section.to_owned(),
    };
    let mut foot: Vec<NavLink> = [
        ("Tra cứu A–Z", Place::Index, "index"),
        ("Xã, phường", Place::Communes, "communes"),
        ("Số liệu theo kỳ", Place::Statistics, "reports"),
        ("Định nghĩa", Place::Definitions, "definitions"),
        ("Dữ liệu mở", Place::OpenData, "open-data"),
        ("Thay đổi", Place::Changes, "changes"),
    ]
    .map(nav_link)
    .into();
    let mut fixed: Vec<&Guide> = show.catalog.guides.iter().filter(|guide| guide.section == Section::Fixed).collect();
    fixed.sort_by_key(|guide| guide.order);
    foot.extend(fixed.into_iter().map(|guide| NavLink {
        text: guide.title.clone(),
        link: Some(Address::file(&url::guide_path(guide))),
        section: "fixed".to_owned(),
    }));
    Frame {
        title: province.title.clone(),
        province: province.name.clone(),
        agency: NavLink {
            text: format!("{} tỉnh {}", agency.name, province.name),
            link: Some(url::agency(show.catalog, province.agency)),
            section: "agencies".to_owned(),
        },
        base_url,
        date: show.day(show.today),
        date_iso: show.today.to_string(),
        as_of: show.date(province.as_of),
        as_of_iso: province.as_of.to_string(),
        license: province.license.clone(),
        license_url: province.license_url.clone(),
        draft: settings.draft,
        nav: nav.map(nav_link).into(),
        foot,
        contact: Contact {
            agency: format!("{} tỉnh {}", agency.name, province.name),
            phone: province.phone.clone(),
            email: province.email.clone(),
            address: province.address.clone(),
        },
    }
}

/// The feed has no clock: an entry's moment is the date in the data, at midnight UTC.
fn feed(show: &Show<'_>, base_url: &str) -> Vec<News> {
    let entry = |change: &crate::catalog::figure::Change| {
        let page = change.cluster.map_or_else(
            || Place::Changes.path(),
            |key| format!("{}/index.html", url::cluster_folder(&show.catalog.clusters[key].id)),
        );
        News {
            id: format!("{}#{}", url::canonical(base_url, &Place::Changes.path()), change.id),
            title: change.text.clone(),
            updated: format!("{}T00:00:00Z", change.date.last().min(show.today)),
            url: url::canonical(base_url, &page),
            summary: format!("{}: {}", show.date(change.date), change.text),
        }
    };
    page::word::sorted_changes(show).into_iter().map(entry).collect()
}

/// Returns a place that stands for the whole of a data table.
pub(crate) fn origin(table: &str) -> Location {
    Location::file(&SourcePath::new(format!("data/{table}")))
}

/// Returns the reports that an order names, by their place in [`Site::reports`], or says that there is none.
pub fn choose(site: &Site, order: &Order) -> Result<Vec<usize>, Both> {
    // A factsheet shows the day of the build; a period asked of it would be ignored in silence.
    let about = |subject: &Subject| match subject {
        Subject::Period(span) => {
            order.cluster.is_none() && order.period.as_ref().is_none_or(|period| *period == span.id())
        }
        Subject::Cluster(id) => order.period.is_none() && order.cluster.as_ref().is_none_or(|cluster| cluster == id),
    };
    let of_kind = || site.reports.iter().enumerate().filter(|(_, report)| report.kind == order.kind);
    let chosen: Vec<usize> = of_kind().filter(|(_, report)| about(&report.subject)).map(|(index, _)| index).collect();
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let wanted = order.period.as_deref().or(order.cluster.as_deref()).unwrap_or_default();
    let known: Vec<String> = of_kind().map(|(_, report)| report.subject.id()).collect();
    let list = known.join(", ");
    Err(match nearest(wanted, known.iter().map(String::as_str)) {
        Some(near) => say!(
            "không có báo cáo cho `{wanted}`; có phải là `{near}`?",
            "there is no report for `{wanted}`; did you mean `{near}`?"
        ),
        None => {
            say!("không có báo cáo cho `{wanted}`; có: {list}", "there is no report for `{wanted}`; there are: {list}")
        }
    })
}
