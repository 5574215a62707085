//! Plans the site: which pages, reports and data files there are, and what stands in each.
//!
//! Takes the catalog, gives a [`Site`] of documents; knows no template and no file format.

pub mod calendar;
pub mod chart;
pub mod dataset;
pub mod document;
pub mod facet;
pub mod feed;
pub mod frame;
pub mod index;
pub mod map;
pub mod order;
pub mod page;
pub mod qr;
pub mod report;
pub mod show;
pub mod sketch;
pub mod url;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::catalog::public::{Public, Reader};
use crate::diagnostic::{Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::Location;
use crate::settings::Settings;
use crate::text::{Language, PartialDate};

pub use frame::{Contact, Edition, Frame, HomeLink, NavLink};
pub use order::choose;

use calendar::Calendar;
use dataset::Dataset;
use document::{Address, Block};
use feed::Feed;
use index::Entry;
use report::Report;
use show::Show;

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
    /// The language of its words.
    pub language: Language,
    /// The languages in which there is the same page, its own among them, with its file in each.
    pub translations: Vec<(Language, String)>,
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
    /// The page that has its text today, when this is an old address.
    pub leads_to: Option<String>,
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
    /// Its language.
    pub language: Language,
    /// Blocks below the text.
    pub after: Vec<Block>,
}

/// Everything that will be written, before it has a form.
#[derive(Debug)]
pub struct Site {
    /// What every page shows, in Vietnamese.
    pub frame: Frame,
    /// By language; the Vietnamese one is complete, the others have the pages for investors.
    pub editions: BTreeMap<Language, Edition>,
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
    /// The feeds, that of the whole site first.
    pub feeds: Vec<Feed>,
    /// When which report is due.
    pub calendar: Calendar,
}

/// Plans every page, report and data file, for a day that counts as today.
pub fn plan(
    catalog: &Public,
    today: NaiveDate,
    settings: &Settings,
    faults: &mut Diagnostics,
) -> Result<Site, Reported> {
    let show = Show::new(catalog, today);
    let editions: BTreeMap<Language, Edition> = [show.speaking(Language::Vi)]
        .into_iter()
        .chain(show.others())
        .map(|show| (show.language, frame::edition(&show, settings)))
        .collect();
    let frame = editions[&Language::Vi].frame.clone();
    let mut reports = reports(&show, settings, &frame.base_url);
    if settings.draft {
        reports.iter_mut().for_each(mark_draft);
    }
    if catalog.reader() == Reader::Administration {
        reports.iter_mut().for_each(mark_confidential);
    }
    let guides = page::guide::resolve(&show);
    let datasets = dataset::all(&show, &frame.base_url);
    let mut pages = page::all(&show, &reports, &datasets, &frame);
    let index = index::entries(&show, &pages);
    pages.push(page::index::page(&show, &index));
    pages.extend(show.others().flat_map(|show| page::translated(&show, &reports)));
    page::translate(&mut pages);
    pages.push(page::coverage(&show, &pages));
    pages.extend(page::moved::pages(&show, &pages, faults));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let feeds = feed::all(&show, &reports, &frame.base_url);
    let calendar = calendar::calendar(&show);
    faults.gate()?;
    Ok(Site { frame, editions, pages, guides, reports, datasets, index, feeds, calendar })
}

fn reports(show: &Show<'_>, settings: &Settings, base_url: &str) -> Vec<Report> {
    let mut reports = Vec::new();
    for period in &show.catalog.periods {
        reports.push(report::status::report(show, period.span));
        reports.push(report::brief::page(show, period.span));
        reports.push(report::brief::message(show, period.span));
        reports.extend(report::form::report(show, period.span));
        reports.extend(report::form::of_communes(show, period.span));
        reports.extend(report::firm::of_period(show, period.span));
    }
    reports.extend(report::firm::blank(show));
    reports.extend(settings.as_of.map(|day| report::day::report(show, day)));
    let live = show.catalog.agencies.iter().filter(|(_, agency)| agency.is_live(show.today));
    reports.extend(live.map(|(key, _)| report::agency::report(show, key)));
    for show in [show.speaking(Language::Vi)].into_iter().chain(show.others()) {
        let sheets = show.clusters().into_iter().map(|(key, _)| report::factsheet::report(&show, key, base_url));
        reports.extend(sheets);
    }
    reports
}

/// A draft says so on paper and in the workbook too, lest it be taken for the report.
fn mark_draft(report: &mut Report) {
    report.title.note = format!("BẢN NHÁP, không dùng làm căn cứ. {}", report.title.note).trim_end().to_owned();
}

/// A report that tells sums which the public is not told says so, and its files have names of their own.
fn mark_confidential(report: &mut Report) {
    const MARK: &str = "BẢN GỬI CƠ QUAN NHÀ NƯỚC, có số liệu bảo mật, không đăng công khai.";
    if report.subject.has_sums() {
        report.name.push_str("-noi-bo");
        report.title.note = format!("{MARK} {}", report.title.note).trim_end().to_owned();
    }
}

/// Returns a place that stands for the whole of a data table.
pub(crate) fn origin(table: &str) -> Location {
    Location::file(&SourcePath::new(format!("data/{table}")))
}
