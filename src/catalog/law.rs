//! Legal documents, what replaces what, and the duties they give.

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::Reported;
use crate::place::{Cells, Location};
use crate::record::{Column, Holds, Id, Row, optional, required};
use crate::text::PartialDate;

use super::Names;
use super::agency::Agency;
use super::basis::{Basis, GRADE, GRADE_OPTIONAL, NOTE, SOURCE_OPTIONAL, VISIBILITY, Visibility, visibility};
use super::table::{Entity, Key};

choices! {
    /// How the text was read.
    Seen {
        /// The document itself.
        Original = "original",
        /// Only what others write of it: marked "chờ đối chiếu bản gốc".
        Secondary = "secondary",
        /// Not read.
        Unseen = "unseen",
        /// Not law, but a rule of this site.
        House = "house",
    }
}

choices! {
    /// Where a document applies.
    Scope {
        /// The whole country.
        National = "national",
        /// The province.
        Province = "province",
    }
}

/// A law, decree, circular, decision or letter.
#[derive(Debug)]
pub struct Document {
    /// Its id, with kind, number, year and issuer: numbers alone are not unique.
    pub id: Id<Document>,
    /// Its number as printed.
    pub number: String,
    /// Its kind: nghị định, thông tư, …
    pub kind: String,
    /// Who issued it.
    pub issuer: String,
    /// When it was signed.
    pub issued_on: Option<PartialDate>,
    /// First day in force.
    pub in_force_from: Option<PartialDate>,
    /// Last day in force.
    pub in_force_to: Option<PartialDate>,
    /// Its title.
    pub subject: String,
    /// Where it applies.
    pub scope: Scope,
    /// How it was read.
    pub seen: Seen,
    /// When its state was last checked.
    pub checked_on: PartialDate,
    /// Sources.
    pub basis: Basis,
}

impl Document {
    /// Returns whether the document is not in force yet.
    pub fn is_future(&self, on: NaiveDate) -> bool {
        self.in_force_from.is_some_and(|first| first.first() > on)
    }

    /// Returns kind and number: `Nghị định 32/2024/NĐ-CP`.
    pub fn citation(&self) -> String {
        let mut letters = self.kind.chars();
        let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        format!("{first}{} {}", letters.as_str(), self.number)
    }
}

impl Entity for Document {
    const TABLE: &'static str = "documents";
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã văn bản"),
        required("number", "Số, ký hiệu"),
        required("kind", "Loại văn bản"),
        required("issuer", "Cơ quan ban hành"),
        optional("issued_on", "Ngày ban hành").holding(Holds::Past),
        optional("in_force_from", "Hiệu lực từ"),
        optional("in_force_to", "Hiệu lực đến"),
        required("subject", "Trích yếu"),
        required("scope", "Phạm vi"),
        required("seen", "Cách đọc"),
        required("checked_on", "Ngày kiểm tra").holding(Holds::Fact),
        SOURCE_OPTIONAL,
        GRADE,
        NOTE,
        VISIBILITY,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required("id"),
            number: row.required("number"),
            kind: row.required("kind"),
            issuer: row.required("issuer"),
            issued_on: row.optional("issued_on"),
            in_force_from: row.optional("in_force_from"),
            in_force_to: row.optional("in_force_to"),
            subject: row.required("subject"),
            scope: row.required("scope"),
            seen: row.required("seen"),
            checked_on: row.required("checked_on"),
            basis: Basis::read(row, names),
        }
    }
}

choices! {
    /// What one document does to another.
    RelationKind {
        /// Takes its place.
        Replaces = "replaces",
        /// Changes parts of it.
        Amends = "amends",
        /// Explains how to apply it.
        Guides = "guides",
        /// Carries it out.
        Implements = "implements",
        /// Joins it with its changes in one text.
        Consolidates = "consolidates",
        /// Moves its duties to other bodies.
        Transfers = "transfers",
    }
}

/// What one document does to another.
#[derive(Debug)]
pub struct Relation {
    /// The later document.
    pub document: Key<Document>,
    /// What it does.
    pub relation: RelationKind,
    /// The earlier document.
    pub target: Key<Document>,
    /// By which article.
    pub article: Option<String>,
    /// Who may read it.
    pub visibility: Visibility,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Relation {
    const TABLE: &'static str = "relations";
    const KEY: &'static [&'static str] = &["document", "relation", "target", "article"];
    const COLUMNS: &'static [Column] = &[
        required("document", "Mã văn bản"),
        required("relation", "Quan hệ"),
        required("target", "Văn bản liên quan"),
        optional("article", "Điều khoản"),
        GRADE_OPTIONAL,
        NOTE,
        VISIBILITY,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            document: names.documents.required(row, "document"),
            relation: row.required("relation"),
            target: names.documents.required(row, "target"),
            article: row.optional("article"),
            visibility: visibility(row);
            cells: row.cells(),
        }
    }
}

choices! {
    /// The field of work that a duty belongs to: a row of the matrix of agencies.
    Task {
        /// Plan of clusters.
        Planning = "planning",
        /// Establishing and enlarging.
        Establishment = "establishment",
        /// Investment projects.
        Investment = "investment",
        /// Money.
        Finance = "finance",
        /// Detailed plans and building.
        Construction = "construction",
        /// Land.
        Land = "land",
        /// Environment.
        Environment = "environment",
        /// Working together.
        Coordination = "coordination",
        /// Incentives and help.
        Support = "support",
        /// Running clusters.
        Operation = "operation",
        /// Reports and data.
        Reporting = "reporting",
        /// Clusters in the border-gate economic zone.
        BorderZone = "border-zone",
    }
}

choices! {
    /// What an agency does in a task.
    Verb {
        /// Decides.
        Decide = "decide",
        /// Leads.
        Lead = "lead",
        /// Works with the leader.
        Coordinate = "coordinate",
        /// Is asked.
        Consulted = "consulted",
        /// Reports.
        Report = "report",
        /// Manages and guides.
        Guide = "guide",
    }
}

/// A duty that a document gives to agencies.
#[derive(Debug)]
pub struct Duty {
    /// Its id.
    pub id: Id<Duty>,
    /// The document.
    pub document: Key<Document>,
    /// The clause.
    pub clause: String,
    /// The agencies as the document names them.
    pub agencies: Vec<Key<Agency>>,
    /// The document's own word for the role.
    pub role: String,
    /// The field of work.
    pub task: Task,
    /// What the agency does.
    pub verb: Verb,
    /// The letter's exact words, or today's duty in short.
    pub text: String,
    /// By when, in the words of the document, when it sets a time.
    pub deadline: Option<String>,
    /// First day.
    pub in_force_from: Option<PartialDate>,
    /// Last day.
    pub in_force_to: Option<PartialDate>,
    /// How the document was read.
    pub seen: Seen,
    /// A remark for the reader.
    pub note: Option<String>,
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

impl Duty {
    /// Returns whether the duty's own dates include the day.
    pub fn is_live(&self, on: NaiveDate) -> bool {
        let begun = self.in_force_from.is_none_or(|first| first.first() <= on);
        begun && self.in_force_to.is_none_or(|last| last.last() >= on)
    }

    /// Returns the last day in time, where the deadline is one day: "trước ngày 31/12/2026" is kept on the 30th.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let deadline = self.deadline.as_deref()?;
        let (before, day) = deadline.rsplit_once("ngày ")?;
        let Some(PartialDate::Day(day)) = PartialDate::parse(day) else { return None };
        if before.trim_end().to_lowercase().ends_with("trước") { day.pred_opt() } else { Some(day) }
    }
}

impl Entity for Duty {
    const TABLE: &'static str = "duties";
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã nhiệm vụ"),
        required("document", "Mã văn bản"),
        required("clause", "Điều khoản"),
        required("agencies", "Cơ quan"),
        required("role", "Vai trò"),
        required("task", "Lĩnh vực"),
        required("verb", "Việc làm"),
        required("text", "Nội dung"),
        optional("deadline", "Thời hạn"),
        optional("in_force_from", "Hiệu lực từ"),
        optional("in_force_to", "Hiệu lực đến"),
        required("seen", "Cách đọc"),
        NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required("id"),
            document: names.documents.required(row, "document"),
            clause: row.required("clause"),
            agencies: names.agencies.list(row, "agencies"),
            role: row.required("role"),
            task: row.required("task"),
            verb: row.required("verb"),
            text: row.required("text"),
            deadline: row.optional("deadline"),
            in_force_from: row.optional("in_force_from"),
            in_force_to: row.optional("in_force_to"),
            seen: row.required("seen"),
            note: row.optional("note");
            at: row.at().clone(),
            cells: row.cells(),
        }
    }
}
