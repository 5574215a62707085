//! What inspectors found in a cluster, and whether it was put right.

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::Reported;
use crate::record::{Column, Holds, Id, Need, Row, optional, required};
use crate::text::PartialDate;

use super::Names;
use super::agency::Agency;
use super::basis::{AS_OF, Basis, GRADE, INTERNAL_NOTE, NOTE, SOURCE, VISIBILITY};
use super::cluster::Cluster;
use super::law::Document;
use super::table::{Entity, Key};

choices! {
    /// What was inspected.
    InspectionField {
        /// Protection of the environment.
        Environment = "environment",
        /// Fire prevention and fighting.
        Fire = "fire",
        /// Use of land.
        Land = "land",
        /// Construction.
        Construction = "construction",
    }
}

choices! {
    /// What was found.
    Finding {
        /// No breach.
        Sound = "sound",
        /// A breach, which must be put right.
        Breach = "breach",
    }
}

/// An inspection of a cluster, or of a firm in it (II.5 of the report).
#[derive(Debug)]
pub struct Inspection {
    /// Its id.
    pub id: String,
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// What was inspected.
    pub field: InspectionField,
    /// Who inspected.
    pub agency: Option<Key<Agency>>,
    /// When.
    pub date: PartialDate,
    /// What was found.
    pub finding: Finding,
    /// The finding in words.
    pub text: String,
    /// By when a breach must be put right.
    pub due: Option<PartialDate>,
    /// When it was put right.
    pub resolved_on: Option<PartialDate>,
    /// The conclusion of the inspection.
    pub document: Option<Key<Document>>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Inspection {
    /// Returns whether a breach found by a day was not put right by then.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        let is_found = self.finding == Finding::Breach && self.date.first() <= on;
        is_found && self.resolved_on.is_none_or(|date| date.last() > on)
    }
}

impl Entity for Inspection {
    const TABLE: &'static str = "inspections";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã"),
        required("cluster", "Mã cụm"),
        required("field", "Lĩnh vực"),
        optional("agency", "Cơ quan kiểm tra"),
        required("date", "Ngày kiểm tra").holding(Holds::Fact),
        required("finding", "Kết quả"),
        required("text", "Nội dung kết luận"),
        optional("due", "Thời hạn khắc phục"),
        optional("resolved_on", "Khắc phục xong ngày").holding(Holds::Fact),
        optional("document", "Văn bản"),
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
            field: row.required("field"),
            agency: names.agencies.optional(row, "agency"),
            date: row.required("date"),
            finding: row.required("finding"),
            text: row.required("text"),
            due: row.optional("due"),
            resolved_on: row.optional("resolved_on"),
            document: names.documents.optional(row, "document"),
            basis: Basis::read(row, names),
        }
    }
}
