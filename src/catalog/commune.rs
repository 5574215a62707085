//! Communes and wards since 1 July 2025, and the districts that ended the day before.

use crate::diagnostic::Reported;
use crate::place::{Cells, Location};
use crate::record::{Column, Degrees, Holds, Id, Row, optional, required};
use crate::text::{Amount, PartialDate};

use super::Names;
use super::basis::{Basis, GRADE_OPTIONAL, NOTE, SOURCE_OPTIONAL};
use super::table::{Entity, Key};

/// A former district; it names places in older documents.
#[derive(Debug)]
pub struct District {
    /// Its statistical code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its last day.
    pub until: PartialDate,
    /// What became of it.
    pub successor_note: Option<String>,
    /// Longitude of its label, degrees.
    pub lon: Option<Degrees>,
    /// Latitude of its label, degrees.
    pub lat: Option<Degrees>,
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for District {
    const TABLE: &'static str = "districts";
    const KEY: &'static [&'static str] = &["code"];
    const COLUMNS: &'static [Column] = &[
        required("code", "Mã"),
        required("name", "Tên"),
        required("until", "Đến ngày").holding(Holds::Past),
        optional("successor_note", "Nay là"),
        optional("lon", "Kinh độ"),
        optional("lat", "Vĩ độ"),
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        whole! {
            code: row.required::<Id<Self>>("code").map(|id| id.as_str().to_owned()),
            name: row.required("name"),
            until: row.required("until"),
            successor_note: row.optional("successor_note"),
            lon: row.optional("lon"),
            lat: row.optional("lat");
            at: row.at().clone(),
            cells: row.cells(),
        }
    }
}

/// A commune or ward.
#[derive(Debug)]
pub struct Commune {
    /// Its statistical code.
    pub code: String,
    /// Its name with kind: Xã Hữu Lũng.
    pub name: String,
    /// Xã or phường.
    pub kind: String,
    /// First day in these limits.
    pub since: PartialDate,
    /// The districts its land lay in.
    pub former_districts: Vec<Key<District>>,
    /// The units it was formed from.
    pub formed_from: Vec<String>,
    /// Area, km².
    pub area_km2: Option<Amount>,
    /// Longitude of a point inside, degrees.
    pub lon: Option<Degrees>,
    /// Latitude of a point inside, degrees.
    pub lat: Option<Degrees>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Commune {
    const TABLE: &'static str = "communes";
    const KEY: &'static [&'static str] = &["code"];
    const COLUMNS: &'static [Column] = &[
        required("code", "Mã"),
        required("name", "Tên"),
        required("kind", "Loại"),
        required("since", "Từ ngày").holding(Holds::Past),
        optional("former_districts", "Huyện cũ"),
        optional("formed_from", "Hình thành từ"),
        optional("area_km2", "Diện tích (km²)"),
        optional("lon", "Kinh độ"),
        optional("lat", "Vĩ độ"),
        SOURCE_OPTIONAL,
        GRADE_OPTIONAL,
        NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            code: row.required::<Id<Self>>("code").map(|id| id.as_str().to_owned()),
            name: row.required("name"),
            kind: row.required("kind"),
            since: row.required("since"),
            former_districts: names.districts.list(row, "former_districts"),
            formed_from: row.list("formed_from"),
            area_km2: row.optional("area_km2"),
            lon: row.optional("lon"),
            lat: row.optional("lat"),
            basis: Basis::read(row, names),
        }
    }
}

impl District {
    /// Returns the name as it stands within a sentence: `huyện Hữu Lũng`.
    pub fn running_name(&self) -> String {
        lower_first(&self.name)
    }
}

impl Commune {
    /// Returns the name as it stands within a sentence: `xã Hữu Lũng`.
    ///
    /// The common noun keeps its capital before a person's name (Nghị định 30/2020/NĐ-CP, Phụ lục II, III.1b);
    /// which names are persons' is not in the data, so only the ordinary rule is applied to `Xã` and `Phường`.
    pub fn running_name(&self) -> String {
        lower_first(&self.name)
    }
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
