//! Where a cluster stands on a day: which acts are done, its stage, its areas, whether land can be leased.
//!
//! *Established* and *operating* are independent (TT 14/2024/TT-BCT, Biểu 04, row 15.2), and an act that is not
//! in the data has not happened only if the cluster's list of milestones is declared complete.

use chrono::NaiveDate;

use crate::text::Amount;

use super::Catalog;
use super::cluster::{Cluster, Level};
use super::land::{Area, AreaKind, Plot, PlotStatus};
use super::milestone::{Act, Milestone};
use super::table::Key;

/// The public stage of a cluster: where it stands on the way from the plan to a full cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// No act is in the data.
    Unknown,
    /// In the plan.
    Planned,
    /// Being established.
    Procedure,
    /// Established, preparing investment.
    Established,
    /// Land being cleared.
    Clearing,
    /// Infrastructure being built.
    Building,
    /// In operation, with no word on free land. A stage of its own, lest "operating" be read as "land to lease".
    Operating,
    /// Land can be leased.
    Leasable,
    /// Full.
    Full,
    /// Stopped or withdrawn.
    Stopped,
}

impl Stage {
    /// Every stage, in the order of the ladder.
    pub const ALL: [Self; 10] = [
        Self::Planned,
        Self::Procedure,
        Self::Established,
        Self::Clearing,
        Self::Building,
        Self::Operating,
        Self::Leasable,
        Self::Full,
        Self::Stopped,
        Self::Unknown,
    ];

    /// Returns the name that keys of terms and styles use: `stage.planned`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Planned => "planned",
            Self::Procedure => "procedure",
            Self::Established => "established",
            Self::Clearing => "clearing",
            Self::Building => "building",
            Self::Operating => "operating",
            Self::Leasable => "leasable",
            Self::Full => "full",
            Self::Stopped => "stopped",
        }
    }
}

/// A cluster on a day.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    catalog: &'a Catalog,
    key: Key<Cluster>,
    on: NaiveDate,
}

impl<'a> Standing<'a> {
    /// Looks at a cluster on a day; later facts are not seen.
    pub fn new(catalog: &'a Catalog, key: Key<Cluster>, on: NaiveDate) -> Self {
        Self { catalog, key, on }
    }

    /// Returns the cluster.
    pub fn cluster(&self) -> &'a Cluster {
        &self.catalog.clusters[self.key]
    }

    /// Returns the acts done by the day, in file order.
    pub fn done(&self) -> impl Iterator<Item = &'a Milestone> {
        let on = self.on;
        self.catalog.milestones.of(self.key).iter().filter(move |milestone| milestone.is_done_by(on))
    }

    /// Returns the last act of a kind done by the day.
    pub fn act(&self, act: Act) -> Option<&'a Milestone> {
        self.done()
            .filter(|milestone| milestone.act == act)
            .max_by_key(|milestone| (milestone.date.or(milestone.basis.as_of), milestone.id.as_str()))
    }

    /// Returns whether an act is done, or nothing when that is not known.
    pub fn has(&self, act: Act) -> Option<bool> {
        if self.act(act).is_some() { Some(true) } else { self.is_complete().then_some(false) }
    }

    /// Returns whether the list of acts is declared complete up to the day.
    pub fn is_complete(&self) -> bool {
        self.cluster().complete_on.is_some_and(|complete| complete >= self.on)
    }

    /// Returns whether the cluster is established, or nothing when that is not known.
    ///
    /// A decision that was revoked (NĐ 32/2024/NĐ-CP Điều 12 khoản 2) establishes nothing.
    pub fn is_established(&self) -> Option<bool> {
        if self.act(Act::Revocation).is_some() { Some(false) } else { self.has(Act::Establishment) }
    }

    /// Returns whether a project operates in it, or nothing when that is not known.
    pub fn is_operating(&self) -> Option<bool> {
        self.has(Act::Operation)
    }

    /// Returns the newest area of a kind known on the day.
    pub fn area(&self, kind: AreaKind) -> Option<&'a Area> {
        let seen = |area: &&Area| area.kind == kind && area.basis.as_of.is_some_and(|date| date.first() <= self.on);
        // On one date the better source counts: grades sort A before C.
        self.catalog.areas.of(self.key).iter().filter(seen).max_by(|a, b| {
            let date = a.basis.as_of.cmp(&b.basis.as_of);
            date.then(b.basis.grade.cmp(&a.basis.grade))
        })
    }

    /// Returns the size of the newest area of a kind.
    pub fn area_ha(&self, kind: AreaKind) -> Option<Amount> {
        self.area(kind).map(|area| area.area_ha.value)
    }

    /// Returns the area by decision, with what expansions added.
    pub fn decided_ha(&self) -> Option<Amount> {
        let decided = self.area_ha(AreaKind::Decision)?;
        Some(decided + self.area_ha(AreaKind::Expansion).unwrap_or(Amount::ZERO))
    }

    /// Returns leased land over industrial land, as reports in use compute it.
    pub fn occupancy_in_practice(&self) -> Option<(Amount, Amount)> {
        Some((self.area_ha(AreaKind::Leased)?, self.area_ha(AreaKind::Industrial)?))
    }

    /// Returns leased and committed land over industrial land (NĐ 32/2024/NĐ-CP Điều 2 khoản 7).
    pub fn occupancy_by_law(&self) -> Option<(Amount, Amount)> {
        let (leased, industrial) = self.occupancy_in_practice()?;
        Some((leased + self.area_ha(AreaKind::Committed)?, industrial))
    }

    /// Returns the plots that can be leased now: vacant, and confirmed within the age rule.
    pub fn vacant_plots(&self) -> Vec<&'a Plot> {
        let plots = self.catalog.plots.of(self.key).iter();
        plots.filter(|plot| plot.status == PlotStatus::Vacant && self.is_fresh(plot)).collect()
    }

    /// Returns whether the state of a plot was confirmed recently enough; without a rule for the age nothing is.
    pub fn is_fresh(&self, plot: &Plot) -> bool {
        let oldest = self.catalog.oldest_land(self.on);
        plot.confirmed_on.zip(oldest).is_some_and(|(confirmed, oldest)| confirmed.first() >= oldest)
    }

    fn is_stale(&self, area: &Area) -> bool {
        let oldest = self.catalog.oldest_land(self.on);
        area.basis.as_of.is_some_and(|date| oldest.is_none_or(|oldest| date.last() < oldest))
    }

    /// Returns the size of the land that can be leased now, from plots or from a fresh declared area.
    pub fn leasable_ha(&self) -> Option<Amount> {
        let plots = self.vacant_plots();
        if !plots.is_empty() {
            let square_metres: Amount = plots.iter().map(|plot| plot.area_m2.value).sum();
            return square_metres.percent_of(Amount::from(1_000_000));
        }
        let declared = self.area(AreaKind::Leasable)?;
        (!self.is_stale(declared)).then_some(declared.area_ha.value)
    }

    /// Returns the stage, derived from the acts and areas.
    pub fn stage(&self) -> Stage {
        if self.is_stopped() {
            return Stage::Stopped;
        }
        let any = |acts: &[Act]| self.done().any(|milestone| acts.contains(&milestone.act));
        match (self.leasable_ha(), self.occupancy_in_practice()) {
            (Some(leasable), _) if leasable > Amount::ZERO => Stage::Leasable,
            (_, Some((leased, industrial))) if leased >= industrial && industrial > Amount::ZERO => Stage::Full,
            _ if any(&[Act::Operation]) => Stage::Operating,
            _ if any(&[Act::Construction, Act::Infrastructure]) => Stage::Building,
            _ if any(CLEARANCE) => Stage::Clearing,
            _ if any(&[Act::Establishment, Act::InvestmentProject]) => Stage::Established,
            _ if any(&[Act::Notice, Act::Dossier, Act::Appraisal]) => Stage::Procedure,
            _ if any(&[Act::Plan]) || self.cluster().level != Level::A && any(&[Act::DetailedPlan]) => Stage::Planned,
            _ => Stage::Unknown,
        }
    }

    fn is_stopped(&self) -> bool {
        let last = |act| self.act(act).and_then(|milestone| milestone.date.or(milestone.basis.as_of));
        match (last(Act::Revocation), last(Act::Suspension), last(Act::Resumption)) {
            (Some(_), _, _) => true,
            (None, Some(suspended), resumed) => resumed.is_none_or(|resumed| resumed < suspended),
            (None, None, _) => false,
        }
    }
}

const CLEARANCE: &[Act] =
    &[Act::LandNotice, Act::Inventory, Act::Compensation, Act::Payment, Act::Recovery, Act::Handover, Act::Lease];
