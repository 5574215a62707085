//! What is known of a cluster beyond its areas, works and prices: building limits, ground, terms, the developer's office.

use crate::choices;
use crate::diagnostic::Reported;
use crate::record::{Column, Need, Row, required};
use crate::text::Amount;

use super::Names;
use super::basis::{AS_OF, Basis, GRADE, INTERNAL_NOTE, NOTE, SOURCE, VISIBILITY};
use super::cluster::Cluster;
use super::table::{Entity, Key};

choices! {
    /// The items of the table, in the order of the page.
    Item {
        /// Building density, %.
        Density = "density",
        /// Floor-area ratio.
        FloorArea = "floor-area",
        /// Height limit, m.
        Height = "height",
        /// Green ratio, %.
        Green = "green",
        /// Setback, m.
        Setback = "setback",
        /// Industries that the decision limits or forbids.
        LimitedIndustries = "limited-industries",
        /// Industries by VSIC code, with the edition.
        IndustryCodes = "industry-codes",
        /// Until when the cluster's land is let.
        Term = "term",
        /// The developer's tax code.
        TaxCode = "developer-tax-code",
        /// The developer's office telephone.
        Phone = "developer-phone",
        /// The developer's office e-mail.
        Email = "developer-email",
        /// Languages spoken at the developer's office.
        Languages = "developer-languages",
        /// Width of the road to the gate, m.
        RoadWidth = "road-width",
        /// Load limit of the road, tonnes.
        RoadLoad = "road-load",
        /// Gas.
        Gas = "gas",
        /// Flood level, m.
        FloodLevel = "flood-level",
        /// Level difference of the ground, m.
        LevelDifference = "level-difference",
        /// Soil.
        Soil = "soil",
        /// Geological survey.
        Survey = "survey",
        /// Groundwater.
        Groundwater = "groundwater",
        /// Lines, graves, pipes.
        GroundObstacles = "ground-obstacles",
        /// Pollution.
        Pollution = "pollution",
        /// Forest or rice land to convert.
        LandConversion = "land-conversion",
        /// Standard of the wastewater let out.
        WastewaterStandard = "wastewater-standard",
        /// Where it goes.
        ReceivingWater = "receiving-water",
        /// People of working age near by.
        Labour = "labour",
        /// Region of the minimum wage.
        WageRegion = "wage-region",
        /// Housing for workers.
        Housing = "housing",
    }
}

impl Item {
    /// Returns the unit of an item that is measured; a ratio has an empty one.
    pub fn unit(self) -> Option<&'static str> {
        match self {
            Self::Density | Self::Green => Some("%"),
            Self::FloorArea => Some(""),
            Self::Height | Self::Setback | Self::RoadWidth | Self::FloodLevel | Self::LevelDifference => Some("m"),
            Self::RoadLoad => Some("t"),
            _ => None,
        }
    }

    /// Returns whether the item tells of the firm that develops the cluster.
    pub fn is_of_firm(self) -> bool {
        matches!(self, Self::TaxCode | Self::Phone | Self::Email | Self::Languages)
    }
}

/// One thing known of a cluster.
#[derive(Debug)]
pub struct Attribute {
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// Which.
    pub item: Item,
    /// What the source says; a number in the item's unit when the item is measured.
    pub value: String,
    /// The number.
    pub amount: Option<Amount>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Attribute {
    const TABLE: &'static str = "attributes";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["cluster", "item", "as_of", "source"];
    const COLUMNS: &'static [Column] = &[
        required("cluster", "Mã cụm"),
        required("item", "Đặc điểm"),
        required("value", "Giá trị"),
        AS_OF,
        SOURCE,
        GRADE,
        NOTE,
        VISIBILITY,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let named: Result<Item, Reported> = row.required("item");
        let is_measured = named.as_ref().is_ok_and(|item| item.unit().is_some());
        whole! {
            cluster: names.clusters.required(row, "cluster"),
            item: named,
            amount: if is_measured { row.required("value").map(Some) } else { Ok(None) },
            value: row.required("value"),
            basis: Basis::read(row, names),
        }
    }
}
