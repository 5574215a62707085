//! Facts around a cluster: infrastructure, distances, prices, projects, capital, obstacles.

use crate::choices;
use crate::diagnostic::Reported;
use crate::record::{Column, Need, Row, optional, required};
use crate::text::{Amount, PartialDate};

use super::Names;
use super::basis::{AS_OF, Basis, GRADE, INTERNAL_NOTE, NOTE, SOURCE, VISIBILITY};
use super::cluster::Cluster;
use super::table::{Entity, Key};

choices! {
    /// Kinds of technical infrastructure; each has a row on every cluster page.
    InfrastructureKind {
        /// Roads.
        Road = "road",
        /// Electricity.
        Power = "power",
        /// Water.
        Water = "water",
        /// Wastewater.
        Wastewater = "wastewater",
        /// Drainage.
        Drainage = "drainage",
        /// Telecommunication.
        Telecom = "telecom",
        /// Fire safety.
        Fire = "fire",
        /// Solid waste.
        Waste = "waste",
    }
}

choices! {
    /// Whether a work is there.
    WorkState {
        /// It is there.
        Present = "present",
        /// It is planned.
        Planned = "planned",
    }
}

/// A work of infrastructure.
#[derive(Debug)]
pub struct Infrastructure {
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// Which kind.
    pub kind: InfrastructureKind,
    /// There or planned.
    pub state: WorkState,
    /// What it is.
    pub item: String,
    /// Capacity, in `unit`.
    pub capacity: Option<Amount>,
    /// What of it new users can still have, in `unit`.
    pub available: Option<Amount>,
    /// Unit of the capacity.
    pub unit: Option<String>,
    /// Distance to the connection, km.
    pub distance_km: Option<Amount>,
    /// When it is or will be ready.
    pub date: Option<PartialDate>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Infrastructure {
    const TABLE: &'static str = "infrastructure";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["cluster", "kind", "item"];
    const COLUMNS: &'static [Column] = &[
        required("cluster", "Mã cụm"),
        required("kind", "Loại"),
        required("state", "Trạng thái"),
        required("item", "Hạng mục"),
        optional("capacity", "Công suất"),
        optional("available", "Còn cấp được"),
        optional("unit", "Đơn vị"),
        optional("distance_km", "Khoảng cách đấu nối (km)"),
        optional("date", "Ngày"),
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
            state: row.required("state"),
            item: row.required("item"),
            capacity: row.optional("capacity"),
            available: row.optional("available"),
            unit: row.optional("unit"),
            distance_km: row.optional("distance_km"),
            date: row.optional("date"),
            basis: Basis::read(row, names),
        }
    }
}

/// A distance by road.
#[derive(Debug)]
pub struct Distance {
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// The other end.
    pub place: String,
    /// Road distance, km.
    pub distance_km: Amount,
    /// Driving time, minutes.
    pub minutes: Option<Amount>,
    /// How it was measured.
    pub method: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Distance {
    const TABLE: &'static str = "distances";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["cluster", "place", "as_of", "source"];
    const COLUMNS: &'static [Column] = &[
        required("cluster", "Mã cụm"),
        required("place", "Đến"),
        required("distance_km", "Khoảng cách (km)"),
        optional("minutes", "Thời gian (phút)"),
        optional("method", "Cách đo"),
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
            place: row.required("place"),
            distance_km: row.required("distance_km"),
            minutes: row.optional("minutes"),
            method: row.optional("method"),
            basis: Basis::read(row, names),
        }
    }
}

choices! {
    /// What a price is for.
    PriceKind {
        /// Bảng giá đất of the province.
        LandTable = "land-table",
        /// Sub-lease of land.
        Sublease = "sublease",
        /// Use of infrastructure.
        InfrastructureFee = "infrastructure-fee",
        /// Wastewater treatment.
        WastewaterFee = "wastewater-fee",
        /// Water.
        Water = "water",
        /// Electricity.
        Power = "power",
    }
}

choices! {
    /// Whether tax is in a price.
    Tax {
        /// Included.
        Included = "included",
        /// Not included.
        Excluded = "excluded",
    }
}

/// A published price.
#[derive(Debug)]
pub struct Price {
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// What it is for.
    pub kind: PriceKind,
    /// The amount, in `unit`.
    pub amount: Amount,
    /// Its unit.
    pub unit: String,
    /// For which position.
    pub position: Option<String>,
    /// Whether tax is in it.
    pub tax: Option<Tax>,
    /// Until when it holds.
    pub valid_until: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Price {
    const TABLE: &'static str = "prices";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["cluster", "kind", "position", "as_of", "source"];
    const COLUMNS: &'static [Column] = &[
        required("cluster", "Mã cụm"),
        required("kind", "Loại giá"),
        required("amount", "Mức giá"),
        required("unit", "Đơn vị"),
        optional("position", "Vị trí"),
        optional("tax", "Thuế"),
        optional("valid_until", "Có giá trị đến"),
        optional("publisher", "Nơi công bố"),
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
            amount: row.required("amount"),
            unit: row.required("unit"),
            position: row.optional("position"),
            tax: row.optional("tax"),
            valid_until: row.optional("valid_until"),
            publisher: row.optional("publisher"),
            basis: Basis::read(row, names),
        }
    }
}
