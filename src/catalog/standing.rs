//! Where a cluster stands on a day: which acts are done, its stage, its areas, whether land can be leased.
//!
//! *Established* and *operating* are independent (TT 14/2024/TT-BCT, Biểu 04, row 15.2), and an act that is not
//! in the data has not happened only if the cluster's list of milestones is declared complete.

pub mod age;
pub mod figure;

use chrono::NaiveDate;

use crate::text::{Amount, PartialDate};

use super::Catalog;
use super::cluster::{Cluster, Level};
use super::land::{Area, AreaKind, Plot, PlotStatus};
use super::milestone::{Act, Milestone};
use super::table::Key;

use age::{Age, Ground, Grounded};
use figure::{Figure, Ratio};

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
            .max_by_key(|milestone| (milestone.known_by(), milestone.id.as_str()))
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
    /// A decision that was revoked (NĐ 32/2024/NĐ-CP khoản 2 Điều 12) establishes nothing.
    pub fn is_established(&self) -> Option<bool> {
        if self.act(Act::Revocation).is_some() { Some(false) } else { self.has(Act::Establishment) }
    }

    /// Returns whether a project operates in it, or nothing when that is not known.
    ///
    /// A revoked cluster is none any more, so nothing operates in it as a cluster.
    pub fn is_operating(&self) -> Option<bool> {
        if self.act(Act::Revocation).is_some() { Some(false) } else { self.has(Act::Operation) }
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

    /// Returns the newest area of a kind as a figure.
    pub fn figure(&self, kind: AreaKind) -> Option<Figure<'a>> {
        self.area(kind).map(Figure::stated)
    }

    /// Returns the area by decision, with what expansions have added since.
    ///
    /// The newest row of an expansion says all that was added; a later decision says the whole anew.
    pub fn decided(&self) -> Option<Figure<'a>> {
        let decision = self.area(AreaKind::Decision)?;
        let expansion = self.area(AreaKind::Expansion).filter(|area| area.basis.as_of >= decision.basis.as_of);
        let decided = Figure::stated(decision);
        Some(match expansion.map(Figure::stated) {
            Some(expansion) => decided.plus(expansion),
            None => decided,
        })
    }

    /// Returns the size of the area by decision, with what expansions added, hectares.
    pub fn decided_ha(&self) -> Option<Amount> {
        self.decided().map(|figure| figure.ha)
    }

    /// Returns the area of the whole cluster: by decision, else in the plan.
    pub fn whole(&self) -> Option<Figure<'a>> {
        self.decided().or_else(|| self.figure(AreaKind::Plan))
    }

    /// Returns the land that can be leased now, from plots or from a declared area, as far as the age rule lets it.
    ///
    /// A cluster that was stopped leases nothing, and one whose plots are listed has what they are.
    pub fn leasable(&self) -> Option<Figure<'a>> {
        if self.stop().is_some() {
            return None;
        }
        let plots = self.vacant_plots();
        if self.catalog.plots.of(self.key).is_empty() {
            let declared = self.area(AreaKind::Leasable)?;
            return (!self.is_stale(declared)).then(|| Figure::stated(declared));
        }
        if plots.is_empty() {
            return None;
        }
        let square_metres: Amount = plots.iter().map(|plot| plot.area_m2.value).sum();
        let ha = square_metres.percent_of(Amount::from(1_000_000))?;
        Some(Figure { ha, grounds: plots.into_iter().map(Grounded::ground).collect() })
    }

    /// Returns leased land over industrial land, as reports in use compute it.
    pub fn occupancy_in_practice(&self) -> Option<Ratio<'a>> {
        Some(Ratio { part: self.figure(AreaKind::Leased)?, whole: self.figure(AreaKind::Industrial)? })
    }

    /// Returns leased and committed land over industrial land (NĐ 32/2024/NĐ-CP khoản 7 Điều 2).
    pub fn occupancy_by_law(&self) -> Option<Ratio<'a>> {
        let Ratio { part, whole } = self.occupancy_in_practice()?;
        Some(Ratio { part: part.plus(self.figure(AreaKind::Committed)?), whole })
    }

    /// Returns the plots that can be leased now: vacant, and confirmed within the age rule.
    pub fn vacant_plots(&self) -> Vec<&'a Plot> {
        let plots = self.catalog.plots.of(self.key).iter();
        plots.filter(|plot| plot.status == PlotStatus::Vacant && !self.is_stale(*plot)).collect()
    }

    /// Returns whether a fact is older than its age rule, so that it needs confirming again.
    pub fn is_stale(&self, fact: &impl Grounded) -> bool {
        fact.ground().is_stale(self.catalog, self.on)
    }

    /// Returns the stage, derived from the acts and areas.
    pub fn stage(&self) -> Stage {
        self.stage_with_grounds().0
    }

    /// Returns the stage with what it rests on; nothing bears the stage "unknown".
    pub fn stage_with_grounds(&self) -> (Stage, Vec<Ground<'a>>) {
        if let Some(stop) = self.stop() {
            return (Stage::Stopped, vec![stop.ground()]);
        }
        if let Some(leasable) = self.leasable().filter(|figure| figure.ha > Amount::ZERO) {
            return (Stage::Leasable, leasable.grounds);
        }
        let full = |ratio: &Ratio<'_>| ratio.part.ha >= ratio.whole.ha && ratio.whole.ha > Amount::ZERO;
        if let Some(ratio) = self.occupancy_in_practice().filter(full) {
            return (Stage::Full, ratio.grounds());
        }
        let found = LADDER.iter().find_map(|(stage, acts)| Some((*stage, self.best(acts)?)));
        let drawn = || (self.cluster().level != Level::A).then(|| self.best(&[Act::DetailedPlan])).flatten();
        match found.or_else(|| Some((Stage::Planned, drawn()?))) {
            Some((stage, act)) => {
                let news = Ground { confirmed: self.last_news(), age: Some(Age::Progress), ..act.ground() };
                (stage, vec![news])
            }
            None => (Stage::Unknown, Vec::new()),
        }
    }

    /// Returns the best sourced of some acts done by the day.
    fn best(&self, acts: &[Act]) -> Option<&'a Milestone> {
        self.done().filter(|milestone| acts.contains(&milestone.act)).min_by_key(|milestone| milestone.basis.grade)
    }

    /// Returns the date of the newest word on any act of the cluster: how far it has come was last confirmed then.
    fn last_news(&self) -> Option<PartialDate> {
        let known = self.catalog.milestones.of(self.key).iter().filter_map(|milestone| milestone.basis.as_of);
        known.filter(|date| date.first() <= self.on).max()
    }

    /// Returns the act that stopped the cluster, unless it was resumed since.
    fn stop(&self) -> Option<&'a Milestone> {
        let day = Milestone::known_by;
        let suspended = || {
            let suspended = self.act(Act::Suspension)?;
            let resumed = self.act(Act::Resumption).and_then(day);
            (resumed.is_none() || resumed < day(suspended)).then_some(suspended)
        };
        self.act(Act::Revocation).or_else(suspended)
    }
}

/// The stages that acts alone decide, the furthest first.
const LADDER: &[(Stage, &[Act])] = &[
    (Stage::Operating, &[Act::Operation]),
    (Stage::Building, &[Act::Construction, Act::Infrastructure]),
    (Stage::Clearing, CLEARANCE),
    (Stage::Established, &[Act::Establishment, Act::InvestmentProject]),
    (Stage::Procedure, &[Act::Notice, Act::Dossier, Act::Appraisal]),
    (Stage::Planned, &[Act::Plan]),
];

const CLEARANCE: &[Act] =
    &[Act::LandNotice, Act::Inventory, Act::Compensation, Act::Payment, Act::Recovery, Act::Handover, Act::Lease];
