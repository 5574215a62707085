//! Where a fact comes from: its date, sources, grade and note.

use std::net::Ipv4Addr;

use crate::choices;
use crate::diagnostic::{Code, Reported};
use crate::place::{Cells, Location};
use crate::record::{Column, Holds, Id, Row, optional, required};
use crate::say;
use crate::text::PartialDate;

use super::Names;
use super::table::{Entity, Key};

choices! {
    /// How well a fact is sourced.
    Grade {
        /// The document itself or an official site.
        A = "A",
        /// Press quoting authorities, or the investor's own page.
        B = "B",
        /// A weak source: shown as "chưa kiểm chứng".
        C = "C",
    }
}

choices! {
    /// Who may read a row, the most open first.
    Visibility {
        /// Everybody.
        Public = "public",
        /// The office only; the public sees it in sums alone, and only where no single firm can be told from them.
        Counted = "counted",
        /// The office only; never reaches the site.
        Internal = "internal",
    }
}

choices! {
    /// Who may read a row of a table that adds to no sum.
    Access {
        /// Everybody.
        Public = "public",
        /// The office only.
        Internal = "internal",
    }
}

impl From<Access> for Visibility {
    fn from(access: Access) -> Self {
        match access {
            Access::Public => Self::Public,
            Access::Internal => Self::Internal,
        }
    }
}

choices! {
    /// What kind of page a source is.
    SourceKind {
        /// The text of a law, decree or decision.
        Law = "law",
        /// A page of the state.
        Official = "official",
        /// A newspaper or magazine.
        Press = "press",
        /// A page of a firm.
        Company = "company",
        /// A page of a broker, or one that copies others.
        Broker = "broker",
        /// A collection of data.
        Data = "data",
        /// A file that an office or a firm sent, kept in `data/received`; it has no address.
        Received = "received",
    }
}

impl SourceKind {
    /// Returns whether the state itself speaks, so that a fact may have grade A.
    pub fn is_official(self) -> bool {
        matches!(self, Self::Law | Self::Official)
    }
}

/// A publication that facts were taken from.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: Id<Source>,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its address, http or https; a file that was received has none.
    pub url: Option<String>,
    /// What kind of page it is.
    pub kind: Option<SourceKind>,
    /// When it was last looked at.
    pub checked_on: PartialDate,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Source {
    const TABLE: &'static str = "sources";
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã nguồn"),
        optional("title", "Tên bài"),
        required("publisher", "Nơi đăng"),
        optional("url", "Địa chỉ"),
        optional("kind", "Loại nguồn"),
        required("checked_on", "Ngày kiểm tra").holding(Holds::Fact),
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        let id = row.required("id");
        let publisher: Result<String, _> = row.required("publisher");
        let title = row.optional::<String>("title");
        let kind: Result<Option<SourceKind>, _> = row.optional("kind");
        let url = match kind {
            Ok(Some(SourceKind::Received)) => optional_url(row, "url"),
            _ => safe_url(row, "url").map(Some),
        };
        let checked_on = row.required("checked_on");
        let publisher = publisher?;
        Ok(Self {
            id: id?,
            title: title?.unwrap_or_else(|| publisher.clone()),
            publisher,
            url: url?,
            kind: kind?,
            checked_on: checked_on?,
            cells: row.cells(),
        })
    }
}

/// Reads an address that a page may link to and that may be missing.
pub(super) fn optional_url(row: &mut Row<'_>, column: &'static str) -> Result<Option<String>, Reported> {
    if row.is_empty(column) { Ok(None) } else { safe_url(row, column).map(Some) }
}

/// Reads an address that a page may link to.
pub(super) fn safe_url(row: &mut Row<'_>, column: &'static str) -> Result<String, Reported> {
    let url: String = row.required(column)?;
    let scheme_fits = url.starts_with("https://") || url.starts_with("http://");
    if scheme_fits && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>')) {
        if is_open(&url) {
            return Ok(url);
        }
        let message = say!(
            "`{url}` là địa chỉ trong mạng nội bộ, hoặc có tên đăng nhập",
            "`{url}` is an address of an inner network, or holds a login"
        );
        let help = say!("ghi địa chỉ mà ai cũng mở được", "give an address that everybody can open");
        return Err(row.reject(column, Code::UnsafeUrl, message, help));
    }
    let message = say!("`{url}` không phải là địa chỉ http(s)", "`{url}` is not an http(s) address");
    let bare = !url.contains(':') && url.contains('.') && !url.contains(' ');
    let help = if bare {
        say!("viết `https://{url}`", "write `https://{url}`")
    } else {
        say!(
            "chép địa chỉ từ trình duyệt, bắt đầu bằng https:// và không có dấu cách",
            "copy the address from the browser; it begins with https:// and has no spaces"
        )
    };
    Err(row.reject(column, Code::UnsafeUrl, message, help))
}

/// Returns whether everybody may open an http address: no login in it, no host of an inner network.
fn is_open(url: &str) -> bool {
    let authority =
        url.split_once("://").map_or("", |(_, rest)| rest).split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host).to_ascii_lowercase();
    let inner = match host.parse::<Ipv4Addr>() {
        Ok(address) => address.is_private() || address.is_loopback() || address.is_link_local(),
        Err(_) => !host.contains('.') || [".local", ".lan", ".internal"].iter().any(|end| host.ends_with(end)),
    };
    !authority.contains('@') && !inner
}

/// The provenance of one row of facts.
#[derive(Debug)]
pub struct Basis {
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
    /// The date for which the fact holds.
    pub as_of: Option<PartialDate>,
    /// Where it was published.
    pub sources: Vec<Key<Source>>,
    /// How well it is sourced.
    pub grade: Grade,
    /// A remark for the reader.
    pub note: Option<String>,
    /// Who may read the row.
    pub visibility: Visibility,
}

impl Basis {
    /// Returns whether everybody may read the row.
    pub fn is_public(&self) -> bool {
        self.visibility == Visibility::Public
    }

    /// Returns whether the row is for the office alone and in no sum.
    pub fn is_internal(&self) -> bool {
        self.visibility == Visibility::Internal
    }

    /// Reads the columns `as_of`, `source`, `grade`, `note` and `visibility` that tables of facts have.
    pub(super) fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let (at, cells) = (row.at().clone(), row.cells());
        let as_of = row.declared("as_of");
        let sources = row.demand("source").and_then(|()| names.sources.list(row, "source"));
        let grade: Result<Option<Grade>, _> = row.declared("grade");
        let note = row.optional("note");
        let visibility = visibility(row);
        Ok(Self {
            at,
            cells,
            as_of: as_of?,
            sources: sources?,
            grade: grade?.unwrap_or(Grade::C),
            note: note?,
            visibility: visibility?,
        })
    }
}

/// Reads who may read a row; one that does not say is public.
pub(super) fn visibility(row: &mut Row<'_>) -> Result<Visibility, Reported> {
    let found = if row.is_countable() {
        row.optional("visibility")?
    } else {
        row.optional::<Access>("visibility")?.map(Visibility::from)
    };
    Ok(found.unwrap_or(Visibility::Public))
}

/// The column of the date for which a fact holds.
pub(super) const AS_OF: Column = required("as_of", "Số liệu đến ngày").holding(Holds::Fact);
/// The same where the date may be unknown.
pub(super) const AS_OF_OPTIONAL: Column = optional("as_of", "Số liệu đến ngày").holding(Holds::Fact);
/// The column of the sources.
pub(super) const SOURCE: Column = required("source", "Nguồn");
/// The same where a source may be missing.
pub(super) const SOURCE_OPTIONAL: Column = optional("source", "Nguồn");
/// The column of the grade.
pub(super) const GRADE: Column = required("grade", "Độ tin cậy");
/// The same where a grade may be missing.
pub(super) const GRADE_OPTIONAL: Column = optional("grade", "Độ tin cậy");
/// The column of remarks.
pub(super) const NOTE: Column = optional("note", "Ghi chú");
/// The column that keeps a row inside the office.
pub(super) const VISIBILITY: Column = optional("visibility", "Mức công khai");
/// The same of a table whose rows are parts of sums.
pub(super) const COUNTABLE: Column = VISIBILITY.holding(Holds::Openness);
/// The column of remarks for the office; it is never read, so nothing can print it.
pub(super) const INTERNAL_NOTE: Column = optional("internal_note", "Ghi chú nội bộ").holding(Holds::Internal);
