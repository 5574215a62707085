//! Areas by kind and date, plots, and the steps of land clearance.

use crate::choices;
use crate::diagnostic::Reported;
use crate::place::Located;
use crate::record::{Column, Holds, Id, Need, Row, optional, required};
use crate::text::{Amount, PartialDate};

use super::Names;
use super::basis::{
    AS_OF, AS_OF_OPTIONAL, Basis, GRADE, GRADE_OPTIONAL, INTERNAL_NOTE, NOTE, SOURCE, SOURCE_OPTIONAL, VISIBILITY,
};
use super::cluster::Cluster;
use super::fact::Tax;
use super::law::Document;
use super::table::{Entity, Key};

choices! {
    /// Which area is meant; a cluster has many, each with its own date and document.
    AreaKind {
        /// In the provincial plan.
        Plan = "plan",
        /// By the establishment decision.
        Decision = "decision",
        /// Added by an expansion decision.
        Expansion = "expansion",
        /// By the approved detailed plan.
        DetailedPlan = "detailed-plan",
        /// Industrial land of the detailed plan (NĐ 32/2024/NĐ-CP khoản 6 Điều 2).
        Industrial = "industrial",
        /// Land cleared.
        Cleared = "cleared",
        /// Ground levelled.
        Levelled = "levelled",
        /// With infrastructure complete, fit to lease.
        Serviced = "serviced",
        /// Leased or sub-leased.
        Leased = "leased",
        /// With approval or certificate, not leased yet.
        Committed = "committed",
        /// Can be leased now.
        Leasable = "leasable",
    }
}

impl AreaKind {
    /// Returns the id of the definition that says what belongs to the area: an expansion is part of what is decided,
    /// and what is approved without a lease counts in the occupancy of Nghị định 32/2024/NĐ-CP, khoản 7 Điều 2.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Plan => "dien-tich-quy-hoach",
            Self::Decision | Self::Expansion => "dien-tich-quyet-dinh",
            Self::DetailedPlan => "dien-tich-quy-hoach-chi-tiet",
            Self::Industrial => "dat-cong-nghiep",
            Self::Cleared => "dien-tich-giai-phong",
            Self::Levelled => "dien-tich-san-lap",
            Self::Serviced => "dien-tich-co-ha-tang",
            Self::Leased => "dien-tich-da-cho-thue",
            Self::Committed => "ty-le-lap-day",
            Self::Leasable => "dien-tich-cho-thue-duoc",
        }
    }
}

/// One area of a cluster on one date.
#[derive(Debug)]
pub struct Area {
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// Which area.
    pub kind: AreaKind,
    /// The area, hectares.
    pub area_ha: Located<Amount>,
    /// The document that sets it.
    pub document: Option<Key<Document>>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Area {
    const TABLE: &'static str = "areas";
    const KEY: &'static [&'static str] = &["cluster", "kind", "as_of", "source"];
    const COLUMNS: &'static [Column] = &[
        required("cluster", "Mã cụm"),
        required("kind", "Loại diện tích"),
        required("area_ha", "Diện tích (ha)"),
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
            cluster: names.clusters.required(row, "cluster"),
            kind: row.required("kind"),
            area_ha: area(row),
            document: names.documents.optional(row, "document"),
            basis: Basis::read(row, names),
        }
    }
}

/// Reads an area; it is never negative.
fn area(row: &mut Row<'_>) -> Result<Located<Amount>, Reported> {
    let area: Amount = row.required("area_ha")?;
    let at = row.place("area_ha").clone().with_field("area_ha");
    if area < Amount::ZERO {
        let message = crate::say!("diện tích `{area}` ha nhỏ hơn 0", "an area of `{area}` ha is below 0");
        let help = crate::say!("bỏ dấu trừ hoặc bỏ cả dòng", "drop the minus, or the whole row");
        return Err(row.reject("area_ha", crate::diagnostic::Code::OutOfRange, message, help));
    }
    Ok(Located::new(area, at))
}

choices! {
    /// State of a plot; the six of the land page.
    PlotStatus {
        /// Can be leased now.
        Vacant = "vacant",
        /// Reserved or in negotiation.
        Reserved = "reserved",
        /// Leased, not built.
        Leased = "leased",
        /// Leased, operating.
        Operating = "operating",
        /// Cleared, infrastructure not finished.
        Cleared = "cleared",
        /// Not cleared.
        Uncleared = "uncleared",
    }
}

choices! {
    /// Whether a plot can be had in another size.
    Division {
        /// It can be split.
        Split = "split",
        /// It can be merged with its neighbours.
        Merge = "merge",
        /// Either.
        Both = "split-merge",
        /// Only as it is.
        Whole = "whole",
    }
}

/// A plot of industrial land.
#[derive(Debug)]
pub struct Plot {
    /// Its id.
    pub id: String,
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// Its code on the plan.
    pub code: String,
    /// Area, m².
    pub area_m2: Located<Amount>,
    /// Largest single piece, m².
    pub largest_m2: Option<Amount>,
    /// Its state.
    pub status: PlotStatus,
    /// Industries allowed.
    pub industries: Vec<String>,
    /// Building density, %.
    pub density_percent: Option<Amount>,
    /// Floor-area ratio.
    pub floor_area_ratio: Option<Amount>,
    /// Height limit, m.
    pub height_m: Option<Amount>,
    /// Green ratio, %.
    pub green_percent: Option<Amount>,
    /// Price for the whole term, VND/m².
    pub price_vnd_per_m2: Option<Amount>,
    /// Whether tax is in the price.
    pub price_tax: Option<Tax>,
    /// Until when the price holds.
    pub price_valid_until: Option<PartialDate>,
    /// End of the lease term.
    pub term_until: Option<PartialDate>,
    /// Deposit.
    pub deposit: Option<String>,
    /// How it is allotted.
    pub allocation: Option<String>,
    /// Whether it can be had in another size.
    pub division: Option<Division>,
    /// What there is to say of its shape.
    pub shape: Option<String>,
    /// Power at its border.
    pub power: Option<String>,
    /// Water at its border.
    pub water: Option<String>,
    /// How its wastewater is taken away.
    pub wastewater: Option<String>,
    /// Width of the nearest road, m.
    pub road_width_m: Option<Amount>,
    /// What limits its use.
    pub restrictions: Option<String>,
    /// When it can be leased.
    pub expected: Option<PartialDate>,
    /// When the developer last confirmed the state.
    pub confirmed_on: Option<PartialDate>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Plot {
    const TABLE: &'static str = "plots";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã lô"),
        required("cluster", "Mã cụm"),
        required("code", "Ký hiệu lô"),
        required("area_m2", "Diện tích (m²)"),
        optional("largest_m2", "Khoảnh lớn nhất (m²)"),
        required("status", "Trạng thái"),
        optional("industries", "Ngành nghề"),
        optional("density_percent", "Mật độ xây dựng (%)"),
        optional("floor_area_ratio", "Hệ số sử dụng đất"),
        optional("height_m", "Chiều cao (m)"),
        optional("green_percent", "Cây xanh (%)"),
        optional("price_vnd_per_m2", "Giá (đồng/m²)"),
        optional("price_tax", "Thuế trong giá"),
        optional("price_valid_until", "Giá có giá trị đến"),
        optional("term_until", "Thời hạn đến"),
        optional("deposit", "Đặt cọc"),
        optional("allocation", "Cách giao"),
        optional("division", "Tách, gộp lô"),
        optional("shape", "Hình dạng"),
        optional("power", "Điện đến ranh lô"),
        optional("water", "Nước đến ranh lô"),
        optional("wastewater", "Thu gom nước thải"),
        optional("road_width_m", "Đường gần nhất rộng (m)"),
        optional("restrictions", "Hạn chế"),
        optional("expected", "Dự kiến cho thuê"),
        optional("confirmed_on", "Xác nhận ngày").holding(Holds::Fact),
        optional("contact", "Liên hệ").holding(Holds::Contact),
        AS_OF_OPTIONAL,
        SOURCE_OPTIONAL,
        GRADE_OPTIONAL,
        NOTE,
        VISIBILITY,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            cluster: names.clusters.required(row, "cluster"),
            code: row.required("code"),
            area_m2: super::cluster::located(row, "area_m2").and_then(|area| match area {
                Some(area) => Ok(area),
                None => row.required::<Amount>("area_m2").map(|area| Located::new(area, row.at().clone())),
            }),
            largest_m2: row.optional("largest_m2"),
            status: row.required("status"),
            industries: row.list("industries"),
            density_percent: row.optional("density_percent"),
            floor_area_ratio: row.optional("floor_area_ratio"),
            height_m: row.optional("height_m"),
            green_percent: row.optional("green_percent"),
            price_vnd_per_m2: row.optional("price_vnd_per_m2"),
            price_tax: row.optional("price_tax"),
            price_valid_until: row.optional("price_valid_until"),
            term_until: row.optional("term_until"),
            deposit: row.optional("deposit"),
            allocation: row.optional("allocation"),
            division: row.optional("division"),
            shape: row.optional("shape"),
            power: row.optional("power"),
            water: row.optional("water"),
            wastewater: row.optional("wastewater"),
            road_width_m: row.optional("road_width_m"),
            restrictions: row.optional("restrictions"),
            expected: row.optional("expected"),
            confirmed_on: row.optional("confirmed_on"),
            contact: row.optional("contact"),
            basis: Basis::read(row, names),
        }
    }
}

choices! {
    /// A step of land clearance.
    ClearanceAct {
        /// Notice of recovery.
        Notice = "notice",
        /// Inventory.
        Inventory = "inventory",
        /// Plan of compensation approved.
        Approval = "approval",
        /// Paid.
        Payment = "payment",
        /// Recovered.
        Recovery = "recovery",
        /// Handed over.
        Handover = "handover",
    }
}

/// How far one step of clearance has gone.
#[derive(Debug)]
pub struct Clearance {
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// Which step.
    pub act: ClearanceAct,
    /// Area done, hectares.
    pub area_ha: Option<Amount>,
    /// Households done.
    pub households: Option<u32>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Clearance {
    const TABLE: &'static str = "clearances";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["cluster", "act", "as_of", "source"];
    const COLUMNS: &'static [Column] = &[
        required("cluster", "Mã cụm"),
        required("act", "Bước"),
        optional("area_ha", "Diện tích (ha)"),
        optional("households", "Số hộ"),
        AS_OF,
        SOURCE_OPTIONAL,
        GRADE_OPTIONAL,
        NOTE,
        VISIBILITY,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            cluster: names.clusters.required(row, "cluster"),
            act: row.required("act"),
            area_ha: row.optional("area_ha"),
            households: row.optional("households"),
            basis: Basis::read(row, names),
        }
    }
}
