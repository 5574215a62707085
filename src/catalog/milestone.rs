//! Dated acts in the life of a cluster; the stage is derived from them, never typed.

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::Reported;
use crate::record::{Column, Id, Row, optional, required};
use crate::text::PartialDate;

use super::Names;
use super::basis::{AS_OF, Basis, GRADE, INTERNAL_NOTE, NOTE, SOURCE, VISIBILITY};
use super::cluster::Cluster;
use super::law::Document;
use super::table::{Entity, Key};

choices! {
    /// What was done (NĐ 32/2024/NĐ-CP Điều 4 to 17, Luật Đất đai Điều 85 to 94).
    Act {
        /// Entered in the plan.
        Plan = "plan",
        /// Notice to receive dossiers.
        Notice = "notice",
        /// Dossier handed in.
        Dossier = "dossier",
        /// Dossier appraised.
        Appraisal = "appraisal",
        /// Established by decision.
        Establishment = "establishment",
        /// Enlarged.
        Expansion = "expansion",
        /// Decision changed.
        Adjustment = "adjustment",
        /// Detailed plan approved.
        DetailedPlan = "detailed-plan",
        /// Infrastructure project approved.
        InvestmentProject = "investment-project",
        /// Environmental approval.
        Environment = "environment",
        /// Notice of land recovery.
        LandNotice = "land-notice",
        /// Inventory.
        Inventory = "inventory",
        /// Compensation plan approved.
        Compensation = "compensation",
        /// Compensation paid.
        Payment = "payment",
        /// Land recovered, cleared.
        Recovery = "recovery",
        /// Land handed over.
        Handover = "handover",
        /// Land leased to the developer.
        Lease = "lease",
        /// Works begun.
        Construction = "construction",
        /// Infrastructure complete.
        Infrastructure = "infrastructure",
        /// First project in operation.
        Operation = "operation",
        /// Suspended.
        Suspension = "suspension",
        /// Resumed.
        Resumption = "resumption",
        /// Revoked.
        Revocation = "revocation",
        /// Something else worth telling.
        Other = "other",
    }
}

choices! {
    /// Whether an act happened.
    ActState {
        /// It happened.
        Done = "done",
        /// It was announced.
        Planned = "planned",
    }
}

/// One act with its date and document.
#[derive(Debug)]
pub struct Milestone {
    /// Its id.
    pub id: String,
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// What was done.
    pub act: Act,
    /// Done or planned.
    pub state: ActState,
    /// When; empty if only known to have happened by `as_of`.
    pub date: Option<PartialDate>,
    /// The document that shows it.
    pub document: Option<Key<Document>>,
    /// The act in words.
    pub text: String,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Milestone {
    const TABLE: &'static str = "milestones";
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã mốc"),
        required("cluster", "Mã cụm"),
        required("act", "Việc"),
        required("state", "Trạng thái"),
        optional("date", "Ngày"),
        optional("document", "Văn bản"),
        required("text", "Nội dung"),
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
            cluster: names.clusters.required(row, "cluster"),
            act: row.required("act"),
            state: row.required("state"),
            date: row.optional("date"),
            document: names.documents.optional(row, "document"),
            text: row.required("text"),
            basis: Basis::read(row, names),
        }
    }
}

impl Milestone {
    /// Returns the date of the act, or else the one at which it was known: it had happened by then.
    pub fn known_by(&self) -> Option<PartialDate> {
        self.date.or(self.basis.as_of)
    }

    /// Returns whether the act had happened by a day, as far as is known.
    pub fn is_done_by(&self, on: NaiveDate) -> bool {
        self.state == ActState::Done && self.known_by().is_some_and(|date| date.first() <= on)
    }

    /// Returns whether the act fell between two days, or nothing when its date is not known well enough.
    ///
    /// An act known to have happened before the first day did not fall into the period, whatever its date.
    pub fn is_between(&self, from: NaiveDate, to: NaiveDate) -> Option<bool> {
        if self.state != ActState::Done {
            return Some(false);
        }
        match (self.date, self.basis.as_of) {
            (Some(date), _) if date.first() >= from && date.last() <= to => Some(true),
            (Some(date), _) if date.last() < from || date.first() > to => Some(false),
            (None, Some(known_by)) if known_by.last() < from => Some(false),
            _ => None,
        }
    }
}
