//! The grammar of links in Markdown pages: one place for the check and for the page builder.
//!
//! `ccn:cluster/ID`, `ccn:document/ID`, `ccn:agency/ID` and `ccn:page/NAME` lead to pages made from data;
//! `other.md#anchor` and `#anchor` to pages of the same language; http, https, mailto and tel outside.

use crate::choices;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Location;
use crate::record::nearest;
use crate::say;
use crate::text::Both;

use super::Catalog;
use super::agency::Agency;
use super::cluster::Cluster;
use super::guide::Guide;
use super::law::Document;
use super::table::Key;

choices! {
    /// A page made from data.
    PageName {
        /// Land that can be leased.
        Land = "land",
        /// All clusters.
        Clusters = "clusters",
        /// Agencies and duties.
        Agencies = "agencies",
        /// The steps to become a developer.
        DeveloperSteps = "developer-steps",
        /// The steps to lease land.
        TenantSteps = "tenant-steps",
        /// Legal documents.
        Documents = "documents",
        /// Reports.
        Reports = "reports",
        /// When which report is due.
        Calendar = "calendar",
        /// Figures.
        Statistics = "statistics",
        /// Definitions.
        Definitions = "definitions",
        /// Open data.
        OpenData = "open-data",
        /// Communes.
        Communes = "communes",
        /// Changes.
        Changes = "changes",
        /// The list of guidance pages.
        Guidance = "guidance",
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The page of a cluster.
    Cluster(Key<Cluster>),
    /// A legal document.
    Document(Key<Document>),
    /// An agency.
    Agency(Key<Agency>),
    /// A page made from data.
    Page(PageName),
    /// A Markdown page.
    Guide {
        /// Its place in [`Catalog::guides`].
        index: usize,
        /// The section, if one is named.
        anchor: Option<String>,
    },
    /// A section of the same page.
    Anchor(String),
    /// An address outside the site.
    Outside(String),
}

/// Why a link leads nowhere; the caller knows the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    code: Code,
    message: Both,
    help: Both,
}

impl Fault {
    fn new(code: Code, message: Both, help: Both) -> Self {
        Self { code, message, help }
    }

    /// Returns the fault as a diagnostic of a link at its place.
    pub fn at(self, link: &str, at: &Location) -> Diagnostic {
        Diagnostic::new(self.code, at, self.message).found(link).help(self.help)
    }
}

impl Target {
    /// Reads a link of a page, or says what is wrong with it.
    pub fn parse(link: &str, guide: &Guide, catalog: &Catalog) -> Result<Self, Fault> {
        if let Some(anchor) = link.strip_prefix('#') {
            check_anchor(anchor, guide, guide)?;
            return Ok(Self::Anchor(anchor.to_owned()));
        }
        match scheme(link).as_deref() {
            Some("ccn") => record(&link["ccn:".len()..], catalog),
            Some(scheme @ ("http" | "https" | "mailto" | "tel")) if is_clean(link) => {
                Ok(Self::Outside(format!("{scheme}{}", &link[scheme.len()..])))
            }
            Some(_) => Err(unsafe_link(link)),
            None if link.starts_with("//") => Err(unsafe_link(link)),
            None => page(link, guide, catalog),
        }
    }
}

/// Returns what stands before the colon in lower case, if it has the form of a scheme.
fn scheme(link: &str) -> Option<String> {
    let (scheme, _) = link.split_once(':')?;
    let fits =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.') || c.is_whitespace() || c.is_control();
    scheme.chars().all(fits).then(|| scheme.trim().to_lowercase())
}

fn is_clean(link: &str) -> bool {
    !link.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'))
}

fn unsafe_link(link: &str) -> Fault {
    Fault::new(
        Code::UnsafeUrl,
        say!("liên kết `{link}` không an toàn", "the link `{link}` is not safe"),
        say!(
            "chỉ dùng https://…, http://…, mailto:…, tel:…, ccn:… hoặc tên tệp .md",
            "use only https://…, http://…, mailto:…, tel:…, ccn:… or the name of an .md file"
        ),
    )
}

/// Reads what follows `ccn:`.
fn record(rest: &str, catalog: &Catalog) -> Result<Target, Fault> {
    let (kind, id) = rest.split_once('/').unwrap_or((rest, ""));
    match kind {
        "cluster" => {
            let ids = catalog.clusters.iter().map(|(key, cluster)| (key, cluster.id.as_str()));
            lookup(kind, id, ids).map(Target::Cluster)
        }
        "document" => {
            let ids = catalog.documents.iter().map(|(key, document)| (key, document.id.as_str()));
            lookup(kind, id, ids).map(Target::Document)
        }
        "agency" => {
            let ids = catalog.agencies.iter().map(|(key, agency)| (key, agency.id.as_str()));
            lookup(kind, id, ids).map(Target::Agency)
        }
        "page" => lookup(kind, id, PageName::ALL.iter().map(|page| (*page, page.name()))).map(Target::Page),
        _ => Err(unknown_kind(kind)),
    }
}

fn lookup<'a, T>(kind: &str, id: &str, ids: impl Iterator<Item = (T, &'a str)>) -> Result<T, Fault> {
    let mut names = Vec::new();
    for (key, name) in ids {
        if name == id {
            return Ok(key);
        }
        names.push(name);
    }
    let message = match kind {
        "cluster" => say!("không có cụm công nghiệp nào mã `{id}`", "no cluster has the id `{id}`"),
        "document" => say!("không có văn bản nào mã `{id}`", "no document has the id `{id}`"),
        "agency" => say!("không có cơ quan nào mã `{id}`", "no agency has the id `{id}`"),
        _ => say!("không có trang nào tên `{id}`", "no page is named `{id}`"),
    };
    let help = match (nearest(id, names.iter().copied()), kind) {
        (Some(near), _) => say!("có phải là `ccn:{kind}/{near}`?", "did you mean `ccn:{kind}/{near}`?"),
        (None, "cluster") => say!("xem cột id của bảng clusters", "see the column id of table clusters"),
        (None, "document") => say!("xem cột id của bảng documents", "see the column id of table documents"),
        (None, "agency") => say!("xem cột id của bảng agencies", "see the column id of table agencies"),
        (None, _) => {
            let all = names.join(", ");
            say!("dùng một trong: {all}", "use one of: {all}")
        }
    };
    Err(Fault::new(Code::BrokenLink, message, help))
}

fn unknown_kind(kind: &str) -> Fault {
    const KINDS: [&str; 4] = ["cluster", "document", "agency", "page"];
    let help = match nearest(kind, KINDS.into_iter()) {
        Some(near) => say!("có phải là `ccn:{near}/…`?", "did you mean `ccn:{near}/…`?"),
        None => say!(
            "viết ccn:cluster/…, ccn:document/…, ccn:agency/… hoặc ccn:page/…",
            "write ccn:cluster/…, ccn:document/…, ccn:agency/… or ccn:page/…"
        ),
    };
    let message = say!("không có loại liên kết `ccn:{kind}`", "there is no kind of link `ccn:{kind}`");
    Fault::new(Code::BrokenLink, message, help)
}

/// Reads the name of another Markdown page, relative to the folder of this one.
fn page(link: &str, guide: &Guide, catalog: &Catalog) -> Result<Target, Fault> {
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    let path = resolved(guide.path.as_str(), file);
    let found = catalog.guides.iter().enumerate().find(|(_, other)| Some(other.path.as_str()) == path.as_deref());
    let Some((index, other)) = found.filter(|(_, other)| other.language == guide.language) else {
        return Err(no_page(file, guide, catalog));
    };
    if let Some(anchor) = anchor {
        check_anchor(anchor, other, guide)?;
    }
    Ok(Target::Guide { index, anchor: anchor.map(str::to_owned) })
}

/// Returns the path of a file named relative to the folder of another; nothing above the root.
fn resolved(from: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn no_page(file: &str, guide: &Guide, catalog: &Catalog) -> Fault {
    let message = say!("không có trang `{file}`", "there is no page `{file}`");
    let written: Vec<String> = catalog
        .guides
        .iter()
        .filter(|other| other.language == guide.language)
        .map(|other| relative(guide.path.as_str(), other.path.as_str()))
        .collect();
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md").to_owned();
    let same_name = written.iter().find(|path| name(path) == name(file));
    let near = same_name.map(String::as_str).or_else(|| nearest(file, written.iter().map(String::as_str)));
    let help = match near {
        Some(near) => say!("có phải là `{near}`?", "did you mean `{near}`?"),
        None if file.starts_with("www.") => say!("viết `https://{file}`", "write `https://{file}`"),
        None => say!(
            "viết tên một tệp .md trong content, ccn:cluster/…, ccn:page/… hoặc https://…",
            "write the name of an .md file in content, ccn:cluster/…, ccn:page/… or https://…"
        ),
    };
    Fault::new(Code::BrokenLink, message, help)
}

/// Returns how a page is written in a link from another: `../trang/lien-he.md`.
fn relative(from: &str, to: &str) -> String {
    let from = crate::files::OutputPath::new(from);
    crate::files::OutputPath::new(to).relative_from(&from)
}

fn check_anchor(anchor: &str, page: &Guide, from: &Guide) -> Result<(), Fault> {
    if page.headings.iter().any(|heading| heading.id == anchor) {
        return Ok(());
    }
    let message = if page.path == from.path {
        say!("trang này không có mục `#{anchor}`", "this page has no section `#{anchor}`")
    } else {
        let file = relative(from.path.as_str(), page.path.as_str());
        say!("trang `{file}` không có mục `#{anchor}`", "the page `{file}` has no section `#{anchor}`")
    };
    let ids: Vec<&str> = page.headings.iter().map(|heading| heading.id.as_str()).collect();
    let help = match nearest(anchor, ids.iter().copied()) {
        Some(near) => say!("có phải là `#{near}`?", "did you mean `#{near}`?"),
        None if ids.is_empty() => {
            say!("trang không có đề mục; bỏ phần `#{anchor}`", "the page has no headings; drop `#{anchor}`")
        }
        None => {
            let all = ids.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(", ");
            say!("dùng một trong: {all}", "use one of: {all}")
        }
    };
    Err(Fault::new(Code::BrokenAnchor, message, help))
}
