//! Steps of the two ways into a cluster: to become its developer, and to lease land in it.

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::Reported;
use crate::record::{Column, Id, Need, Row, optional, required};
use crate::text::PartialDate;

use super::agency::Agency;
use super::basis::{Basis, GRADE, INTERNAL_NOTE, NOTE, SOURCE_OPTIONAL, VISIBILITY};
use super::law::{Document, Seen};
use super::table::{Entity, Key};
use super::{Catalog, Names};

choices! {
    /// Whose steps they are.
    Track {
        /// To become the developer of a cluster's infrastructure (NĐ 32/2024/NĐ-CP Điều 8 to 17).
        Developer = "developer",
        /// To lease land in a cluster and run a project there (NĐ 32/2024/NĐ-CP Điều 20 to 23).
        Tenant = "tenant",
    }
}

choices! {
    /// How a text counts days.
    DayKind {
        /// Working days.
        Working = "working",
        /// All days of the calendar.
        Calendar = "calendar",
    }
}

/// One step of a track by one text; a step that the law changed has a row for each version, with the same order.
#[derive(Debug)]
pub struct Procedure {
    /// Its id.
    pub id: Id<Procedure>,
    /// Whose step it is.
    pub track: Track,
    /// Its place in the track.
    pub order: u32,
    /// What is done.
    pub title: String,
    /// Who decides, or takes the matter in hand where nothing is decided.
    pub deciders: Vec<Key<Agency>>,
    /// Who else takes part.
    pub parties: Vec<Key<Agency>>,
    /// What is handed in.
    pub papers: Vec<String>,
    /// The time that the text gives, in days of `day_kind`.
    pub days: Option<u32>,
    /// How the days are counted; working days unless the row says otherwise.
    pub day_kind: DayKind,
    /// The fee as the text gives it.
    pub fee: Option<String>,
    /// Where the papers are handed in.
    pub submit_to: Option<Key<Agency>>,
    /// What comes out.
    pub result: Option<String>,
    /// Where to complain.
    pub complaint: Option<String>,
    /// The legal basis.
    pub document: Option<Key<Document>>,
    /// Its article.
    pub article: Option<String>,
    /// First day of this version.
    pub in_force_from: Option<PartialDate>,
    /// Last day of this version.
    pub in_force_to: Option<PartialDate>,
    /// How the document was read.
    pub seen: Seen,
    /// Where it comes from.
    pub basis: Basis,
}

impl Procedure {
    /// Returns whether this version holds on a day.
    pub fn is_live(&self, on: NaiveDate) -> bool {
        let begun = self.in_force_from.is_none_or(|first| first.first() <= on);
        begun && self.in_force_to.is_none_or(|last| last.last() >= on)
    }

    /// Returns every agency that the step names.
    pub fn agencies(&self) -> impl Iterator<Item = Key<Agency>> {
        self.deciders.iter().chain(&self.parties).copied().chain(self.submit_to)
    }
}

impl Catalog {
    /// Returns the steps of a track that hold on a day, in order.
    pub fn steps(&self, track: Track, on: NaiveDate) -> Vec<&Procedure> {
        let live = self.procedures.iter().filter(|step| step.track == track && step.is_live(on));
        let mut steps: Vec<&Procedure> = live.collect();
        steps.sort_by_key(|step| step.order);
        steps
    }
}

impl Entity for Procedure {
    const TABLE: &'static str = "procedures";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã bước"),
        required("track", "Thủ tục"),
        required("order", "Thứ tự"),
        required("title", "Việc phải làm"),
        optional("deciders", "Ai quyết định"),
        optional("parties", "Ai tham gia"),
        optional("papers", "Giấy tờ"),
        optional("days", "Thời hạn (ngày)"),
        optional("day_kind", "Cách tính ngày"),
        optional("fee", "Phí, lệ phí"),
        optional("submit_to", "Nơi nộp"),
        optional("result", "Kết quả"),
        optional("complaint", "Khiếu nại ở đâu"),
        optional("document", "Văn bản"),
        optional("article", "Điều khoản"),
        optional("in_force_from", "Hiệu lực từ"),
        optional("in_force_to", "Hiệu lực đến"),
        required("seen", "Cách đọc"),
        SOURCE_OPTIONAL,
        GRADE,
        NOTE,
        VISIBILITY,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let id = row.required("id");
        let track = row.required("track");
        let order = row.required("order");
        let title = row.required("title");
        let deciders = names.agencies.list(row, "deciders");
        let parties = names.agencies.list(row, "parties");
        let papers = row.list("papers");
        let days = row.optional("days");
        let day_kind: Result<Option<DayKind>, _> = row.optional("day_kind");
        let fee = row.optional("fee");
        let submit_to = names.agencies.optional(row, "submit_to");
        let result = row.optional("result");
        let complaint = row.optional("complaint");
        let document = names.documents.optional(row, "document");
        let article = row.optional("article");
        let in_force_from = row.optional("in_force_from");
        let in_force_to = row.optional("in_force_to");
        let seen = row.required("seen");
        let basis = Basis::read(row, names);
        Ok(Self {
            id: id?,
            track: track?,
            order: order?,
            title: title?,
            deciders: deciders?,
            parties: parties?,
            papers: papers?,
            days: days?,
            day_kind: day_kind?.unwrap_or(DayKind::Working),
            fee: fee?,
            submit_to: submit_to?,
            result: result?,
            complaint: complaint?,
            document: document?,
            article: article?,
            in_force_from: in_force_from?,
            in_force_to: in_force_to?,
            seen: seen?,
            basis: basis?,
        })
    }
}
