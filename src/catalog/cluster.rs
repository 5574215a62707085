//! The industrial cluster (cụm công nghiệp) itself: identity, places, people.

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::Reported;
use crate::place::Located;
use crate::record::{Cell, Column, Degrees, Holds, Id, Row, optional, required};
use crate::text::fold;

use super::Names;
use super::agency::Agency;
use super::basis::{AS_OF, Basis, GRADE, INTERNAL_NOTE, NOTE, SOURCE};
use super::commune::{Commune, District};
use super::table::{Entity, Key};

choices! {
    /// Kinds of cluster (NĐ 32/2024/NĐ-CP Điều 2, with the kinds of NĐ 303/2026/NĐ-CP).
    ClusterKind {
        /// No special kind.
        General = "general",
        /// Làng nghề.
        Craft = "craft",
        /// Chuyên ngành.
        Specialised = "specialised",
        /// Hỗ trợ.
        Support = "support",
        /// Công nghệ cao.
        HighTech = "high-tech",
        /// Sinh thái.
        Eco = "eco",
    }
}

choices! {
    /// How much may be published.
    Level {
        /// Established: full data.
        A = "A",
        /// Under procedure: no company name, no capital.
        B = "B",
        /// Only in the plan: planning data.
        C = "C",
    }
}

choices! {
    /// Who develops the infrastructure.
    DeveloperKind {
        /// A firm or co-operative.
        Enterprise = "enterprise",
        /// A public unit.
        Public = "public",
        /// Nobody yet.
        Nobody = "none",
    }
}

/// An industrial cluster.
#[derive(Debug)]
pub struct Cluster {
    /// Its id, which owns its address.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its name without the kind: Hồ Sơn 1.
    pub short: String,
    /// English name.
    pub name_en: Option<String>,
    /// Chinese name.
    pub name_zh: Option<String>,
    /// Other spellings and old names.
    pub aliases: Vec<String>,
    /// Its kind, if known.
    pub kind: Option<ClusterKind>,
    /// How much may be published.
    pub level: Level,
    /// Whether it lies in the border-gate economic zone.
    pub border_zone: Option<bool>,
    /// The body that manages it.
    pub manager: Option<Key<Agency>>,
    /// Communes of today, the one with the largest share first.
    pub communes: Vec<Key<Commune>>,
    /// Communes before 1 July 2025.
    pub former_communes: Vec<String>,
    /// District before 1 July 2025.
    pub former_district: Option<Key<District>>,
    /// Developers of the infrastructure.
    pub developers: Vec<Located<String>>,
    /// Who develops.
    pub developer_kind: Option<DeveloperKind>,
    /// Industries of the decision.
    pub industries: Vec<String>,
    /// Whether it was formed before 5 October 2009 (NĐ 32/2024/NĐ-CP Điều 35).
    pub before_2009: Option<bool>,
    /// Day up to which its list of milestones is declared complete.
    pub complete_on: Option<NaiveDate>,
    /// Longitude, degrees.
    pub lon: Option<Located<Degrees>>,
    /// Latitude, degrees.
    pub lat: Option<Located<Degrees>>,
    /// How exact the point is.
    pub coordinate_note: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Cluster {
    const TABLE: &'static str = "clusters";
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã cụm"),
        required("name", "Tên cụm công nghiệp"),
        required("short", "Tên ngắn"),
        optional("name_en", "Tên tiếng Anh").holding(Holds::English),
        optional("name_zh", "Tên tiếng Trung").holding(Holds::Chinese),
        optional("aliases", "Tên khác"),
        optional("kind", "Loại hình"),
        required("level", "Mức công bố"),
        optional("border_zone", "Trong khu kinh tế cửa khẩu"),
        optional("manager", "Cơ quan quản lý"),
        optional("communes", "Xã, phường"),
        optional("former_communes", "Xã cũ"),
        optional("former_district", "Huyện cũ"),
        optional("developers", "Chủ đầu tư hạ tầng"),
        optional("developer_kind", "Loại chủ đầu tư"),
        optional("industries", "Ngành nghề"),
        optional("before_2009", "Có trước 05/10/2009"),
        optional("complete_on", "Mốc đủ đến ngày").holding(Holds::Fact),
        optional("lon", "Kinh độ"),
        optional("lat", "Vĩ độ"),
        optional("coordinate_note", "Ghi chú tọa độ"),
        AS_OF,
        SOURCE,
        GRADE,
        NOTE,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            name: row.required("name"),
            short: row.required("short"),
            name_en: row.optional("name_en"),
            name_zh: row.optional("name_zh"),
            aliases: row.list("aliases"),
            kind: row.optional("kind"),
            level: row.required("level"),
            border_zone: row.optional("border_zone"),
            manager: names.agencies.optional(row, "manager"),
            communes: names.communes.list(row, "communes"),
            former_communes: row.list("former_communes"),
            former_district: names.districts.optional(row, "former_district"),
            developers: row.items("developers"),
            developer_kind: row.optional("developer_kind"),
            industries: row.list("industries"),
            before_2009: row.optional("before_2009"),
            complete_on: row.optional("complete_on"),
            lon: located(row, "lon"),
            lat: located(row, "lat"),
            coordinate_note: row.optional("coordinate_note"),
            basis: Basis::read(row, names),
        }
    }
}

impl Cluster {
    /// Returns whether somebody develops its infrastructure, as far as it is told.
    pub fn is_developed(&self) -> bool {
        let kind = self.developer_kind;
        !self.developers.is_empty() || matches!(kind, Some(DeveloperKind::Enterprise | DeveloperKind::Public))
    }
}

/// Reads a number with its place, for checks that must point at the cell.
pub(super) fn located<T: Cell>(row: &mut Row<'_>, column: &'static str) -> Result<Option<Located<T>>, Reported> {
    let value: Option<T> = row.optional(column)?;
    Ok(value.map(|value| Located::new(value, row.place(column).clone().with_field(column))))
}

/// Returns a name as two people would hear it: folded, without `Cụm công nghiệp`, Roman numbers at the end as digits.
pub fn heard(name: &str) -> String {
    let folded = fold(name);
    let short = ["cum cong nghiep ", "ccn "].iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(&folded);
    match short.rsplit_once(' ').and_then(|(rest, last)| Some((rest, roman(last)?))) {
        Some((rest, number)) => format!("{rest} {number}"),
        None => short.to_owned(),
    }
}

fn roman(word: &str) -> Option<usize> {
    let numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    numbers.iter().position(|number| *number == word).map(|index| index + 1)
}
