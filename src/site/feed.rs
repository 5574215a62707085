//! The feeds: what changed on the whole site, at a cluster, in the law, among the reports.
//!
//! A feed has no clock: an entry's moment is a date in the data, at midnight UTC, and never after the day of the build.
//! Ids are public addresses, which stay; where the address of the site is not known, tags of the same form.

use serde::Serialize;

use crate::catalog::cluster::Cluster;
use crate::catalog::figure::Change;
use crate::catalog::form::PeriodState;
use crate::catalog::milestone::{ActState, Milestone};
use crate::catalog::table::Key;
use crate::settings::{Format, ReportKind};
use crate::text::PartialDate;

use super::page::word::sorted_changes;
use super::report::{Report, Subject};
use super::show::{Show, capital};
use super::url::{self, Place};

/// An Atom feed, RFC 4287.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Its file.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The page whose changes it tells.
    pub page: String,
    /// Newest first.
    pub entries: Vec<News>,
}

/// An entry of a feed.
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

/// Returns the feed of the whole site, then the others.
pub(super) fn all(show: &Show<'_>, reports: &[Report], base_url: &str) -> Vec<Feed> {
    let title = show.catalog.province.title.clone();
    let id_base = url::id_base(base_url, &title);
    let news = Reporter { show, base_url, id_base: &id_base };
    let whole = Feed {
        path: "feed.xml".to_owned(),
        title: title.clone(),
        page: Place::Changes.path(),
        entries: sorted_changes(show).into_iter().map(|change| news.change(change, "feed.xml")).collect(),
    };
    let of = |place: Place, name: &str, entries| Feed {
        path: beside(place),
        title: format!("{name} – {title}"),
        page: place.path(),
        entries: sorted(entries),
    };
    let law = of(Place::Documents, "Văn bản pháp luật", news.documents());
    let archive = of(Place::Reports, "Báo cáo", news.reports(reports));
    let clusters = show.clusters().into_iter().map(|(key, cluster)| news.cluster(key, cluster));
    [whole, law, archive].into_iter().chain(clusters).collect()
}

/// Returns the file of the feed of a page.
fn beside(place: Place) -> String {
    place.path().replace("index.html", "feed.xml")
}

fn sorted(mut entries: Vec<News>) -> Vec<News> {
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id)));
    entries
}

/// Writes entries.
struct Reporter<'a> {
    show: &'a Show<'a>,
    base_url: &'a str,
    /// What ids begin with.
    id_base: &'a str,
}

impl Reporter<'_> {
    /// Midnight of the last day that the date may mean, as far as the build knows it.
    fn moment(&self, date: PartialDate) -> String {
        format!("{}T00:00:00Z", date.last().min(self.show.today))
    }

    /// The address of a page as seen from a feed.
    fn address(&self, page: &str, feed: &str) -> String {
        url::seen_from(self.base_url, page, feed)
    }

    fn id(&self, page: &str) -> String {
        url::canonical(self.id_base, page)
    }

    fn change(&self, change: &Change, feed: &str) -> News {
        let page = change.cluster.map_or_else(|| Place::Changes.path(), |key| self.page(key));
        News {
            id: format!("{}#{}", self.id(&Place::Changes.path()), change.id),
            title: change.text.clone(),
            updated: self.moment(change.date),
            url: self.address(&page, feed),
            summary: format!("{}: {}", self.show.date(change.date), change.text),
        }
    }

    fn page(&self, key: Key<Cluster>) -> String {
        format!("{}/index.html", url::cluster_folder(&self.show.catalog.clusters[key].id))
    }

    /// The acts at a cluster that are done, and the changes that name it.
    fn cluster(&self, key: Key<Cluster>, cluster: &Cluster) -> Feed {
        let acts = self.show.catalog.milestones.of(key).iter().filter(|act| act.state == ActState::Done);
        let changes = self.show.catalog.changes.iter().filter(|change| change.cluster == Some(key));
        let path = format!("{}/feed.xml", url::cluster_folder(&cluster.id));
        let acts = acts.filter_map(|act| self.act(key, act, &path));
        Feed {
            title: format!("{}, tỉnh {}", cluster.name, self.show.catalog.province.name),
            page: self.page(key),
            entries: sorted(acts.chain(changes.map(|change| self.change(change, &path))).collect()),
            path,
        }
    }

    fn act(&self, key: Key<Cluster>, act: &Milestone, feed: &str) -> Option<News> {
        let date = act.known_by()?;
        let page = self.page(key);
        let marks = self.show.sourced(act.text.clone(), act).text();
        Some(News {
            id: format!("{}#{}", self.id(&page), act.id),
            title: capital(&self.show.term(&format!("act.{}", act.act.name()))),
            updated: self.moment(date),
            url: self.address(&page, feed),
            summary: format!("{}: {marks}", self.show.date(date)),
        })
    }

    /// Documents by the day of their signature, or else of the last look at them.
    fn documents(&self) -> Vec<News> {
        let documents = self.show.catalog.documents.rows().iter();
        let feed = beside(Place::Documents);
        let entry = |document: &crate::catalog::law::Document| {
            let page = url::document_path(document);
            let force = document.in_force_from.map(|day| format!(" Hiệu lực từ {}.", self.show.date(day)));
            News {
                id: self.id(&page),
                title: document.citation(),
                updated: self.moment(document.issued_on.unwrap_or(document.checked_on)),
                url: self.address(&page, &feed),
                summary: format!("{}, {}.{}", document.issuer, document.subject, force.unwrap_or_default()),
            }
        };
        documents.map(entry).collect()
    }

    /// The report of each period; one that is signed is another entry than the draft before it.
    fn reports(&self, reports: &[Report]) -> Vec<News> {
        let periods = self.show.catalog.periods.iter();
        let feed = beside(Place::Reports);
        let entry = |period: &crate::catalog::form::Period| {
            let is_own =
                |report: &&Report| report.kind == ReportKind::Status && report.subject == Subject::Period(period.span);
            let report = reports.iter().find(is_own)?;
            let page = report.path(Format::Html);
            let (state, words) = match period.state {
                PeriodState::Provisional => ("tam-tinh", "Số liệu tạm tính, chưa ký."),
                PeriodState::Signed => ("da-ky", "Đã ký."),
            };
            let date = period.signed_on.unwrap_or(PartialDate::Day(period.span.to()));
            let number = period.report_number.as_ref().map(|number| format!(" Số {number}.")).unwrap_or_default();
            Some(News {
                id: format!("{}#{state}", self.id(&page)),
                title: report.meta.title.clone(),
                updated: self.moment(date),
                url: self.address(&page, &feed),
                summary: format!("{words}{number}"),
            })
        };
        periods.filter_map(entry).collect()
    }
}
