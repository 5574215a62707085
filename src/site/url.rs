//! Addresses of the site: ids own them, and a published address never changes.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::agency::Agency;
use crate::catalog::cluster::Cluster;
use crate::catalog::form::Span;
use crate::catalog::guide::{Guide, Section};
use crate::catalog::law::Document;
use crate::catalog::procedure::Track;
use crate::catalog::standing::Stage;
use crate::catalog::table::Key;
use crate::files::OutputPath;
use crate::text::slug;

use crate::text::Language;

use super::document::Address;

/// A part of the site that has one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The home page.
    Home,
    /// The list of clusters.
    Clusters,
    /// Land that can be leased.
    Land,
    /// Clusters and plots side by side.
    Compare,
    /// The works of all clusters.
    Infrastructure,
    /// Agencies and duties.
    Agencies,
    /// Communes and former districts.
    Communes,
    /// Guidance.
    Guidance,
    /// The steps of a track.
    Steps(Track),
    /// Its list to tick off.
    Checklist(Track),
    /// Legal documents.
    Documents,
    /// Reports.
    Reports,
    /// When which report is due.
    Calendar,
    /// Figures by period.
    Statistics,
    /// Definitions.
    Definitions,
    /// Open data.
    OpenData,
    /// How far the public data reach, how well sourced and how old they are.
    Quality,
    /// What changed.
    Changes,
    /// Every record by its name.
    Index,
    /// Which pages there are in which language.
    Coverage,
    /// The copy to take along.
    Offline,
    /// Addresses that are no more.
    OldAddresses,
    /// The list and the sheet of every cluster, to print at once.
    PrintAll,
}

impl Place {
    /// Returns the file, `vi/ccn/index.html`.
    pub fn path(self) -> String {
        let folder = match self {
            Self::Home => return "vi/index.html".to_owned(),
            Self::Clusters => "ccn",
            Self::Land => "quy-dat",
            Self::Compare => "so-sanh",
            Self::Infrastructure => "ha-tang",
            Self::Agencies => "co-quan",
            Self::Communes => "xa-phuong",
            Self::Guidance => "huong-dan",
            Self::Steps(Track::Developer) => "thu-tuc/lam-chu-dau-tu",
            Self::Steps(Track::Tenant) => "thu-tuc/thue-dat",
            Self::Checklist(Track::Developer) => "thu-tuc/lam-chu-dau-tu/danh-muc",
            Self::Checklist(Track::Tenant) => "thu-tuc/thue-dat/danh-muc",
            Self::Documents => "van-ban",
            Self::Reports => "bao-cao",
            Self::Calendar => "lich-bao-cao",
            Self::Statistics => "so-lieu",
            Self::Definitions => "dinh-nghia",
            Self::OpenData => "du-lieu-mo",
            Self::Quality => "chat-luong-du-lieu",
            Self::Changes => "thay-doi",
            Self::Index => "a-z",
            Self::Coverage => "ban-dich",
            Self::Offline => "ngoai-tuyen",
            Self::OldAddresses => "dia-chi-cu",
            Self::PrintAll => "in-tat-ca",
        };
        format!("vi/{folder}/index.html")
    }

    /// Returns the address.
    pub fn address(self) -> Address {
        Address::file(&self.path())
    }
}

/// Returns the folder of a cluster's page, `vi/ccn/ho-son-1`.
pub fn cluster_folder(id: &str) -> String {
    format!("vi/ccn/{id}")
}

/// Returns the address of a cluster's page.
pub fn cluster(catalog: &Catalog, key: Key<Cluster>) -> Address {
    Address::file(&format!("{}/index.html", cluster_folder(&catalog.clusters[key].id)))
}

/// Returns the address of the contacts on a cluster's page.
pub fn contact(catalog: &Catalog, key: Key<Cluster>) -> Address {
    Address::file(&format!("{}/index.html#lien-he", cluster_folder(&catalog.clusters[key].id)))
}

/// Returns the file of the page of clusters at a stage.
pub fn stage_path(stage: Stage) -> String {
    format!("vi/ccn/giai-doan/{}/index.html", stage.name())
}

/// Returns the file of the page of clusters in a commune, by its statistical code.
pub fn commune_path(code: &str) -> String {
    format!("vi/ccn/xa/{code}/index.html")
}

/// Returns the file of the page of clusters that allow an industry.
pub fn industry_path(slug: &str) -> String {
    format!("vi/ccn/nganh/{slug}/index.html")
}

/// Returns the folder of an agency's page, `vi/co-quan/so-cong-thuong`.
pub fn agency_folder(id: &str) -> String {
    format!("vi/co-quan/{id}")
}

/// Returns the file of an agency's page.
pub fn agency_path(agency: &Agency) -> String {
    format!("{}/index.html", agency_folder(&agency.id))
}

/// Returns the address of an agency's page.
pub fn agency(catalog: &Catalog, key: Key<Agency>) -> Address {
    Address::file(&agency_path(&catalog.agencies[key]))
}

/// Returns the file of a legal document's page.
pub fn document_path(document: &Document) -> String {
    format!("vi/van-ban/{}/index.html", document.id.as_str())
}

/// Returns the address of a legal document's page.
pub fn document(catalog: &Catalog, key: Key<Document>) -> Address {
    Address::file(&document_path(&catalog.documents[key]))
}

/// Returns the file of a Markdown page.
pub fn guide_path(guide: &Guide) -> String {
    let language = guide.language;
    match guide.section {
        Section::Guidance => format!("{language}/huong-dan/{}/index.html", guide.slug),
        Section::Fixed => format!("{language}/{}/index.html", guide.slug),
    }
}

/// Returns the file of the page of an open table, `vi/du-lieu-mo/areas/index.html`.
pub fn dataset_path(name: &str) -> String {
    format!("vi/du-lieu-mo/{name}/index.html")
}

/// Returns the folder of a period's reports, `vi/bao-cao/2026-h1`.
pub fn period_folder(span: Span) -> String {
    format!("vi/bao-cao/{}", span.id().to_lowercase())
}

/// Returns the file in another language of what is planned with a Vietnamese address: `en/ccn/index.html`.
pub fn spoken(path: &str, language: Language) -> String {
    path.strip_prefix("vi/").map_or_else(|| path.to_owned(), |rest| format!("{language}/{rest}"))
}

/// Returns the folder of the forms that nobody has filled in.
pub fn blank_folder() -> String {
    "vi/bao-cao/de-trong".to_owned()
}

/// Returns the folder of the report of a day, `vi/bao-cao/den-2026-08-01`; the site itself has none.
pub fn day_folder(day: NaiveDate) -> String {
    format!("vi/bao-cao/den-{day}")
}

/// Returns the path part of the site's address, with slashes at both ends: `/` or `/cum-cong-nghiep/`.
pub fn base_path(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    rest.split_once('/').map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"))
}

/// Returns the public address of a file: folders stand for their `index.html`. Only the path, when the site has none.
pub fn canonical(base_url: &str, path: &str) -> String {
    format!("{base_url}{}", path.strip_suffix("index.html").unwrap_or(path))
}

/// Returns the public address of a file, when the address of the site is known.
pub fn public(base_url: &str, path: &str) -> Option<String> {
    (!base_url.is_empty()).then(|| canonical(base_url, path))
}

/// Returns the public address of a file, or the way to it from another file when the address of the site is not known.
pub fn seen_from(base_url: &str, path: &str, from: &str) -> String {
    public(base_url, path).unwrap_or_else(|| OutputPath::new(path).relative_from(&OutputPath::new(from)))
}

/// Returns what the ids of feeds begin with: the address of the site, or a tag of nobody's when it is not known.
///
/// A tag (RFC 4151) wants a domain and a day on which it was held; `.invalid` is held by nobody at any time (RFC 2606).
pub fn id_base(base_url: &str, title: &str) -> String {
    if base_url.is_empty() { format!("tag:{}.invalid,2026:", slug(title)) } else { base_url.to_owned() }
}
