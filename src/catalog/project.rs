//! Investment: projects, capital, and the obstacles that hold them up.

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::Reported;
use crate::place::Located;
use crate::record::{Column, Holds, Id, Need, Row, optional, required};
use crate::text::{Amount, PartialDate};

use super::Names;
use super::agency::Agency;
use super::basis::{AS_OF, AS_OF_OPTIONAL, Basis, COUNTABLE, GRADE, INTERNAL_NOTE, NOTE, SOURCE, VISIBILITY};
use super::cluster::Cluster;
use super::law::Document;
use super::table::{Entity, Key};

choices! {
    /// What a project does.
    ProjectKind {
        /// Builds the infrastructure.
        Infrastructure = "infrastructure",
        /// Produces in the cluster.
        Tenant = "tenant",
    }
}

choices! {
    /// How far a project is.
    ProjectState {
        /// Registered.
        Registered = "registered",
        /// Being built.
        Building = "building",
        /// Operating.
        Operating = "operating",
        /// Stopped.
        Stopped = "stopped",
        /// An interest was stated; not a tenant.
        Interested = "interested",
    }
}

/// An investment project in a cluster.
#[derive(Debug)]
pub struct Project {
    /// Its own key, by which reported figures name it.
    pub key: Key<Project>,
    /// Its id.
    pub id: String,
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// What it does.
    pub kind: ProjectKind,
    /// Its name.
    pub name: String,
    /// The investor.
    pub investor: Option<Located<String>>,
    /// Where the investor comes from.
    pub country: Option<String>,
    /// Whether it has foreign capital.
    pub foreign: Option<bool>,
    /// Its sector.
    pub sector: Option<String>,
    /// Its area, hectares.
    pub area_ha: Option<Amount>,
    /// Its capital, billion VND.
    pub capital_bn_vnd: Option<Amount>,
    /// Jobs expected or present.
    pub jobs: Option<Amount>,
    /// What it is expected to bring, in words; the jobs stand in their own column.
    pub expected_result: Option<String>,
    /// How far it is.
    pub state: ProjectState,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Project {
    const TABLE: &'static str = "projects";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã dự án"),
        required("cluster", "Mã cụm"),
        required("kind", "Loại dự án"),
        required("name", "Tên dự án"),
        optional("investor", "Nhà đầu tư"),
        optional("country", "Nước"),
        optional("foreign", "Vốn nước ngoài"),
        optional("sector", "Ngành"),
        optional("area_ha", "Diện tích (ha)"),
        optional("capital_bn_vnd", "Vốn (tỷ đồng)"),
        optional("jobs", "Lao động"),
        optional("expected_result", "Hiệu quả dự kiến"),
        required("state", "Trạng thái"),
        AS_OF_OPTIONAL,
        SOURCE,
        GRADE,
        NOTE,
        COUNTABLE,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            key: names.projects.required(row, "id"),
            cluster: names.clusters.required(row, "cluster"),
            kind: row.required("kind"),
            name: row.required("name"),
            investor: investor(row),
            country: row.optional("country"),
            foreign: row.optional("foreign"),
            sector: row.optional("sector"),
            area_ha: row.optional("area_ha"),
            capital_bn_vnd: row.optional("capital_bn_vnd"),
            jobs: row.optional("jobs"),
            expected_result: row.optional("expected_result"),
            state: row.required("state"),
            basis: Basis::read(row, names),
        }
    }
}

/// Reads the investor with its place, for the check of publication levels.
fn investor(row: &mut Row<'_>) -> Result<Option<Located<String>>, Reported> {
    let name: Option<String> = row.optional("investor")?;
    Ok(name.map(|name| Located::new(name, row.place("investor").clone().with_field("investor"))))
}

impl Project {
    /// Returns the jobs that it will bring; of one that operates the column has those that are there.
    pub fn expected_jobs(&self) -> Option<Amount> {
        self.jobs.filter(|_| matches!(self.state, ProjectState::Registered | ProjectState::Building))
    }

    /// Returns whether it produces in the cluster, or will: an interest that was only stated is no tenant.
    pub fn is_tenant(&self) -> bool {
        self.kind == ProjectKind::Tenant && self.state != ProjectState::Interested
    }
}

choices! {
    /// Which sum of capital.
    CapitalKind {
        /// Total investment approved.
        Approved = "approved",
        /// Paid so far, cumulative.
        Paid = "paid",
        /// Planned from the budget.
        PlannedBudget = "planned-budget",
        /// For compensation.
        Compensation = "compensation",
    }
}

choices! {
    /// Who pays.
    Fund {
        /// The developer.
        Developer = "developer",
        /// The state budget.
        StateBudget = "state-budget",
        /// Somebody else.
        Other = "other",
    }
}

choices! {
    /// How exact a published figure is.
    Qualifier {
        /// Exact.
        Exact = "exact",
        /// Given as "over".
        Over = "over",
        /// Given as "about".
        About = "about",
    }
}

/// A sum of capital for infrastructure.
#[derive(Debug)]
pub struct Capital {
    /// Its id.
    pub id: String,
    /// The cluster; empty for the province.
    pub cluster: Option<Key<Cluster>>,
    /// Which sum.
    pub kind: CapitalKind,
    /// Who pays.
    pub fund: Option<Fund>,
    /// The sum, billion VND.
    pub amount_bn_vnd: Located<Amount>,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// The document.
    pub document: Option<Key<Document>>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Capital {
    const TABLE: &'static str = "capital";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã"),
        optional("cluster", "Mã cụm"),
        required("kind", "Loại vốn"),
        optional("fund", "Nguồn vốn"),
        required("amount_bn_vnd", "Số tiền (tỷ đồng)"),
        required("qualifier", "Độ chính xác"),
        optional("document", "Văn bản"),
        AS_OF_OPTIONAL,
        SOURCE,
        GRADE,
        NOTE,
        VISIBILITY,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            cluster: names.clusters.optional(row, "cluster"),
            kind: row.required("kind"),
            fund: row.optional("fund"),
            amount_bn_vnd: row
                .required::<Amount>("amount_bn_vnd")
                .map(|amount| Located::new(amount, row.place("amount_bn_vnd").clone().with_field("amount_bn_vnd"))),
            qualifier: row.required("qualifier"),
            document: names.documents.optional(row, "document"),
            basis: Basis::read(row, names),
        }
    }
}

choices! {
    /// What kind of obstacle.
    ObstacleCategory {
        /// Legal procedures.
        Procedure = "procedure",
        /// Land and clearance.
        Land = "land",
        /// Planning.
        Planning = "planning",
        /// Capital.
        Capital = "capital",
        /// Environment.
        Environment = "environment",
        /// Law.
        Law = "law",
        /// Capacity, occupancy.
        Capacity = "capacity",
        /// Weather.
        Weather = "weather",
        /// Labour.
        Labour = "labour",
    }
}

/// Something that holds a cluster up, and what is asked of whom.
#[derive(Debug)]
pub struct Obstacle {
    /// Its id.
    pub id: String,
    /// The cluster; empty for the province.
    pub cluster: Option<Key<Cluster>>,
    /// Its kind.
    pub category: ObstacleCategory,
    /// The obstacle in words.
    pub text: String,
    /// Why it came about, as far as its source says.
    pub cause: Option<String>,
    /// What is asked.
    pub request: Option<String>,
    /// Who must act.
    pub agency: Option<Key<Agency>>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// By when.
    pub due: Option<PartialDate>,
    /// The document that shows it.
    pub document: Option<Key<Document>>,
    /// When it was settled.
    pub resolved_on: Option<PartialDate>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Obstacle {
    /// Returns whether it was there on a day and not settled by then; of one that is told later, `since` says so.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        let is_there = [self.since, self.basis.as_of].into_iter().flatten().any(|date| date.first() <= on);
        is_there && self.resolved_on.is_none_or(|date| date.last() > on)
    }

    /// Returns whether it should have been settled before a day.
    pub fn is_overdue(&self, on: NaiveDate) -> bool {
        self.last_day().is_some_and(|last| last < on)
    }

    /// Returns the last day in time; a day that is not told is the last that the date may mean.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.due.map(PartialDate::last)
    }
}

impl Entity for Obstacle {
    const TABLE: &'static str = "obstacles";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã"),
        optional("cluster", "Mã cụm"),
        required("category", "Nhóm"),
        required("text", "Vướng mắc"),
        optional("cause", "Nguyên nhân"),
        optional("request", "Đề nghị"),
        optional("agency", "Cơ quan phải xử lý"),
        optional("since", "Từ ngày").holding(Holds::Fact),
        optional("due", "Thời hạn"),
        optional("document", "Văn bản"),
        optional("resolved_on", "Giải quyết ngày").holding(Holds::Fact),
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
            cluster: names.clusters.optional(row, "cluster"),
            category: row.required("category"),
            text: row.required("text"),
            cause: row.optional("cause"),
            request: row.optional("request"),
            agency: names.agencies.optional(row, "agency"),
            since: row.optional("since"),
            due: row.optional("due"),
            document: names.documents.optional(row, "document"),
            resolved_on: row.optional("resolved_on"),
            basis: Basis::read(row, names),
        }
    }
}
