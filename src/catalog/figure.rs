//! Reported figures: observations by period, published totals, conflicts between sources, changes.

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::Reported;
use crate::place::{Cells, Location};
use crate::record::{Column, Holds, Id, Need, Row, optional, required};
use crate::text::{Amount, PartialDate, fold};

use super::Names;
use super::basis::{
    AS_OF, AS_OF_OPTIONAL, Basis, COUNTABLE, GRADE, GRADE_OPTIONAL, INTERNAL_NOTE, NOTE, SOURCE, SOURCE_OPTIONAL,
    Source, VISIBILITY, Visibility, visibility,
};
use super::cluster::Cluster;
use super::form::{Span, span};
use super::indicator::{Indicator, Subject};
use super::project::{Project, Qualifier};
use super::table::{Entity, Key};

choices! {
    /// State of an observation.
    ObservationState {
        /// As reported.
        Reported = "reported",
        /// Estimated.
        Estimated = "estimated",
        /// Asked for and not given.
        Missing = "missing",
        /// Changed after it was first published.
        Revised = "revised",
    }
}

/// A value of a form row for a period and a subject.
#[derive(Debug)]
pub struct Observation {
    /// The period.
    pub period: Span,
    /// For whom it was counted.
    pub subject: Subject,
    /// The form row.
    pub indicator: Indicator,
    /// The value, in `unit`.
    pub value: Option<Amount>,
    /// Its unit.
    pub unit: String,
    /// Its state.
    pub state: ObservationState,
    /// Why it changed.
    pub reason: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Observation {
    /// Returns the cluster of whose developer or tenant the figure tells money: capital, revenue, taxes paid.
    ///
    /// Those are rows 1, 2, 9 and 10 of Biểu 02, and all of Biểu 01, which is about a single firm.
    pub fn firm_cluster(&self, cluster_of: impl Fn(Key<Project>) -> Option<Key<Cluster>>) -> Option<Key<Cluster>> {
        const MONEY: [&str; 4] = ["1", "2", "9", "10"];
        match self.subject {
            Subject::Cluster(key) => MONEY.contains(&self.indicator.row.as_str()).then_some(key),
            Subject::Project(key) => cluster_of(key),
            Subject::Commune(_) | Subject::Province => None,
        }
    }
}

impl Entity for Observation {
    const TABLE: &'static str = "observations";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["period", "subject", "indicator"];
    const COLUMNS: &'static [Column] = &[
        required("period", "Kỳ"),
        required("subject", "Đối tượng"),
        required("indicator", "Chỉ tiêu"),
        optional("value", "Giá trị"),
        required("unit", "Đơn vị"),
        required("state", "Trạng thái"),
        optional("reason", "Lý do"),
        AS_OF_OPTIONAL,
        SOURCE_OPTIONAL,
        GRADE_OPTIONAL,
        NOTE,
        COUNTABLE,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            period: span(row, "period"),
            subject: Subject::read(row, names),
            indicator: Indicator::required(row, names),
            value: row.optional("value"),
            unit: row.required("unit"),
            state: row.required("state"),
            reason: row.optional("reason"),
            basis: Basis::read(row, names),
        }
    }
}

/// A figure for the province as somebody published it.
#[derive(Debug)]
pub struct Total {
    /// Its id.
    pub id: String,
    /// The form row with the same meaning.
    pub indicator: Option<Indicator>,
    /// What was counted.
    pub text: String,
    /// The value, in `unit`.
    pub value: Amount,
    /// Its unit.
    pub unit: String,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Total {
    const TABLE: &'static str = "totals";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã"),
        optional("indicator", "Chỉ tiêu"),
        required("text", "Nội dung"),
        required("value", "Giá trị"),
        required("unit", "Đơn vị"),
        required("qualifier", "Độ chính xác"),
        AS_OF,
        SOURCE,
        GRADE,
        NOTE,
        VISIBILITY,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            indicator: Indicator::optional(row, names),
            text: row.required("text"),
            value: row.required("value"),
            unit: row.required("unit"),
            qualifier: row.required("qualifier"),
            basis: Basis::read(row, names),
        }
    }
}

choices! {
    /// Whether a conflict is settled.
    ConflictState {
        /// Nobody has decided.
        Open = "open",
        /// Decided.
        Settled = "settled",
    }
}

/// Two sources that disagree.
#[derive(Debug)]
pub struct Conflict {
    /// Its id.
    pub id: String,
    /// The cluster; empty for the province.
    pub cluster: Option<Key<Cluster>>,
    /// What they disagree on.
    pub field: String,
    /// For which date.
    pub as_of: Option<PartialDate>,
    /// What the first says.
    pub value_a: String,
    /// The first source.
    pub source_a: Vec<Key<Source>>,
    /// What the second says.
    pub value_b: String,
    /// The second source.
    pub source_b: Vec<Key<Source>>,
    /// The value used; empty for none.
    pub used: Option<String>,
    /// Why.
    pub reason: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// Settled or open.
    pub state: ConflictState,
    /// When it was settled.
    pub decided_on: Option<PartialDate>,
    /// Which agency settled it.
    pub decided_by: Option<String>,
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

/// Words that name a firm or a sum of money, folded: `457,6 tỷ đồng`, `Công ty …`.
const FIRM_WORDS: &[&str] = &["ty dong", "ti dong", "trieu dong", "usd", "cong ty", "tap doan", "hop tac xa"];

/// Words by which a figure is that of a firm or of capital: `vốn`, `chủ đầu tư`.
const COMPANY_WORDS: &[&str] = &["von", "dau tu", "doanh nghiep"];

impl Conflict {
    /// Returns how it stood on a day: what is of a later day was not known yet, what was settled later was open.
    pub fn state_on(&self, on: NaiveDate) -> Option<ConflictState> {
        let is_known = self.as_of.is_none_or(|date| date.first() <= on);
        let is_later = self.decided_on.is_some_and(|date| date.first() > on);
        is_known.then_some(if is_later { ConflictState::Open } else { self.state })
    }

    /// Returns the first column that tells of a firm or of capital, which only clusters of level A may.
    ///
    /// What sources disagree on is free text, so the words decide; the reason may speak of an investor without a name.
    pub fn company_column(&self) -> Option<&'static str> {
        let used = self.used.as_deref().unwrap_or_default();
        let figures = [("field", self.field.as_str()), ("value_a", &self.value_a), ("value_b", &self.value_b)];
        let figures = figures.into_iter().chain([("used", used)]);
        let told = figures.clone().find(|(_, text)| names_one(text, COMPANY_WORDS));
        let named = || figures.chain([("reason", self.reason.as_str())]).find(|(_, text)| names_one(text, FIRM_WORDS));
        told.or_else(named).map(|(column, _)| column)
    }
}

/// Returns whether a text names a firm or a sum of money, which only that of a cluster of level A may.
pub fn tells_of_firms(text: &str) -> bool {
    names_one(text, FIRM_WORDS)
}

fn names_one(text: &str, words: &[&str]) -> bool {
    let text = format!(" {} ", fold(text).replace(|c: char| !c.is_alphanumeric(), " "));
    words.iter().any(|word| text.contains(&format!(" {word} ")))
}

impl Entity for Conflict {
    const TABLE: &'static str = "conflicts";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã"),
        optional("cluster", "Mã cụm"),
        required("field", "Nội dung"),
        optional("as_of", "Số liệu đến ngày").holding(Holds::Fact),
        required("value_a", "Giá trị A"),
        required("source_a", "Nguồn A"),
        required("value_b", "Giá trị B"),
        required("source_b", "Nguồn B"),
        optional("used", "Giá trị dùng"),
        required("reason", "Lý do"),
        VISIBILITY,
        INTERNAL_NOTE,
        required("state", "Trạng thái"),
        optional("decided_on", "Ngày quyết định").holding(Holds::Fact),
        optional("decided_by", "Cơ quan quyết định"),
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            cluster: names.clusters.optional(row, "cluster"),
            field: row.required("field"),
            as_of: row.optional("as_of"),
            value_a: row.required("value_a"),
            source_a: names.sources.list(row, "source_a"),
            value_b: row.required("value_b"),
            source_b: names.sources.list(row, "source_b"),
            used: row.optional("used"),
            reason: row.required("reason"),
            visibility: visibility(row),
            state: row.required("state"),
            decided_on: row.optional("decided_on"),
            decided_by: row.optional("decided_by");
            at: row.at().clone(),
            cells: row.cells(),
        }
    }
}

/// A change worth telling the readers.
#[derive(Debug)]
pub struct Change {
    /// Its id.
    pub id: String,
    /// When.
    pub date: PartialDate,
    /// Data, law, report or site.
    pub kind: Option<String>,
    /// The cluster it concerns.
    pub cluster: Option<Key<Cluster>>,
    /// The change in words.
    pub text: String,
    /// Sources.
    pub source: Vec<Key<Source>>,
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Change {
    const TABLE: &'static str = "changes";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã"),
        required("date", "Ngày").holding(Holds::Fact),
        optional("kind", "Loại"),
        optional("cluster", "Mã cụm"),
        required("text", "Nội dung"),
        optional("source", "Nguồn"),
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            date: row.required("date"),
            kind: row.optional("kind"),
            cluster: names.clusters.optional(row, "cluster"),
            text: row.required("text"),
            source: names.sources.list(row, "source");
            at: row.at().clone(),
            cells: row.cells(),
        }
    }
}
