//! A cluster seen from a period: whether it belongs to a row of Biểu 03 or 04, and what it adds.

use crate::catalog::Catalog;
use crate::catalog::cluster::{Cluster, ClusterKind, DeveloperKind};
use crate::catalog::figure::Observation;
use crate::catalog::form::Span;
use crate::catalog::indicator::{FormId, Indicator, Subject};
use crate::catalog::land::AreaKind;
use crate::catalog::milestone::Act;
use crate::catalog::project::{Capital, CapitalKind, Qualifier};
use crate::catalog::standing::Standing;
use crate::catalog::standing::age::{Ground, Grounded};
use crate::catalog::standing::figure::Figure;
use crate::catalog::table::Key;
use crate::place::Location;
use crate::text::Amount;

use super::rough::Rough;
use super::rule::{Belongs, Measure, OrElse, Rule, Term};

/// What a cluster adds to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// This much.
    Adds(Amount),
    /// It belongs to the row, but its figure is not in the data.
    Missing,
    /// Nothing: it does not belong.
    Outside,
    /// Whether it belongs to the row is not known.
    Unclear,
}

/// A cluster seen from a period.
pub(super) struct View<'a> {
    catalog: &'a Catalog,
    key: Key<Cluster>,
    span: Span,
    pub(super) standing: Standing<'a>,
}

impl<'a> View<'a> {
    pub(super) fn new(catalog: &'a Catalog, key: Key<Cluster>, span: Span) -> Self {
        Self { catalog, key, span, standing: Standing::new(catalog, key, span.to()) }
    }

    /// A figure counts when the cluster belongs to the row; when it does not, the cluster adds nothing.
    pub(super) fn share(&self, rule: &Rule) -> Share {
        match self.belongs(rule.belongs) {
            Some(true) => self.adds(rule).map_or(Share::Missing, Share::Adds),
            Some(false) => Share::Outside,
            None => Share::Unclear,
        }
    }

    fn belongs(&self, belongs: Belongs) -> Option<bool> {
        let standing = &self.standing;
        let cluster = standing.cluster();
        let operating_of = |kind: ClusterKind| both(standing.is_operating(), cluster.kind.map(|known| known == kind));
        match belongs {
            Belongs::Any => Some(true),
            Belongs::Planned => standing.has(Act::Plan),
            Belongs::DetailedPlanned => standing.has(Act::DetailedPlan),
            Belongs::ProjectApproved => standing.has(Act::InvestmentProject),
            Belongs::Established => standing.is_established(),
            Belongs::EstablishedInPeriod => self.established_in_period(),
            Belongs::ByEnterprise => {
                both(standing.is_established(), cluster.developer_kind.map(|kind| kind == DeveloperKind::Enterprise))
            }
            Belongs::Operating => standing.is_operating(),
            Belongs::OperatingEstablished => both(standing.is_operating(), standing.is_established()),
            Belongs::OperatingUnestablished => both(standing.is_operating(), standing.is_established().map(|is| !is)),
            Belongs::OperatingCraft => operating_of(ClusterKind::Craft),
            Belongs::OperatingSpecialised => operating_of(ClusterKind::Specialised),
        }
    }

    fn established_in_period(&self) -> Option<bool> {
        match self.standing.act(Act::Establishment) {
            Some(milestone) => milestone.is_between(self.span.from(), self.span.to()),
            None => self.standing.is_established(),
        }
    }

    fn adds(&self, rule: &Rule) -> Option<Amount> {
        self.told(rule).or_else(|| match rule.or_else? {
            OrElse::CapitalApproved => self.capital(CapitalKind::Approved),
            OrElse::CapitalPaid => self.capital(CapitalKind::Paid),
            OrElse::ZeroBeforeWorks => self.not_built(),
        })
    }

    /// What its terms give together; one that is not known makes the sum unknown.
    fn told(&self, rule: &Rule) -> Option<Amount> {
        let figures = rule.adds.iter().map(|term| match term {
            Term::Measure(Measure::Itself) => Some(Amount::from(1)),
            Term::Measure(measure) => self.figure(*measure).map(|figure| figure.ha),
            Term::Reported(indicator) => self.reported(indicator),
        });
        figures.sum()
    }

    fn figure(&self, measure: Measure) -> Option<Figure<'_>> {
        let standing = &self.standing;
        match measure {
            Measure::Plan => standing.figure(AreaKind::Plan),
            Measure::Decided => standing.decided(),
            Measure::DetailedPlan => standing.figure(AreaKind::DetailedPlan),
            Measure::Whole => standing.whole(),
            Measure::Industrial => standing.figure(AreaKind::Industrial),
            Measure::Leased => standing.figure(AreaKind::Leased),
            Measure::Itself | Measure::Occupancy => None,
        }
    }

    /// A cluster whose works have not begun has no treatment plant.
    fn not_built(&self) -> Option<Amount> {
        let begun = [Act::Construction, Act::Infrastructure, Act::Operation].map(|act| self.standing.has(act));
        (begun == [Some(false); 3]).then_some(Amount::ZERO)
    }

    fn capital(&self, kind: CapitalKind) -> Option<Amount> {
        self.newest_capital(kind).map(|capital| capital.amount_bn_vnd.value)
    }

    fn newest_capital(&self, kind: CapitalKind) -> Option<&Capital> {
        let rows = self.catalog.capital.of(&Some(self.key)).filter(|capital| {
            capital.kind == kind && capital.basis.as_of.is_none_or(|date| date.first() <= self.span.to())
        });
        rows.max_by_key(|capital| (capital.basis.as_of, capital.amount_bn_vnd.value))
    }

    /// The capital that stands in for a figure that was not reported.
    fn stand_in(&self, rule: &Rule) -> Option<&Capital> {
        let kind = match rule.or_else? {
            OrElse::CapitalApproved => CapitalKind::Approved,
            OrElse::CapitalPaid => CapitalKind::Paid,
            OrElse::ZeroBeforeWorks => return None,
        };
        self.newest_capital(kind).filter(|_| self.told(rule).is_none())
    }

    /// How exact its share is, when its source gives it as "over" or "about".
    pub(super) fn rough(&self, rule: &Rule) -> Option<Rough> {
        let capital = self.stand_in(rule).filter(|capital| capital.qualifier != Qualifier::Exact)?;
        Some(Rough { qualifier: capital.qualifier, decimals: capital.amount_bn_vnd.value.decimals() })
    }

    /// What the share of the cluster in a row rests on; a reported figure rests on the report alone.
    pub(super) fn grounds(&self, rule: &Rule) -> Vec<Ground<'_>> {
        let stand_in = self.stand_in(rule);
        if stand_in.is_none() && rule.reported().next().is_some() {
            return Vec::new();
        }
        let done = acts(rule.belongs).iter().filter_map(|act| self.standing.act(*act)).map(Grounded::ground);
        let measures = rule.adds.iter().filter_map(|term| match term {
            Term::Measure(measure) => self.figure(*measure),
            Term::Reported(_) => None,
        });
        done.chain(measures.flat_map(|figure| figure.grounds)).chain(stand_in.map(Grounded::ground)).collect()
    }

    /// Where its share comes from: the report, else the figure, else the act by which it belongs.
    pub(super) fn place(&self, rule: &Rule) -> Location {
        let report = self.counted(rule).first().map(|report| report.basis.cells.at("value"));
        let ground = || self.grounds(rule).last().map(|ground| ground.basis.at.clone());
        report.or_else(ground).unwrap_or_else(|| self.standing.cluster().basis.at.clone())
    }

    /// Whether the cluster counts as established although no decision is in the data.
    pub(super) fn is_undecided(&self, rule: &Rule) -> bool {
        let act = self.standing.act(Act::Establishment);
        rule.belongs == Belongs::Established && act.is_some_and(|milestone| milestone.document.is_none())
    }

    /// The reports that are parts of its share.
    pub(super) fn counted(&self, rule: &Rule) -> Vec<&'a Observation> {
        if self.belongs(rule.belongs) != Some(true) || self.told(rule).is_none() {
            return Vec::new();
        }
        rule.reported().filter_map(|indicator| self.reports(indicator)).flatten().collect()
    }

    fn reported(&self, indicator: &Indicator) -> Option<Amount> {
        self.reports(indicator)?.into_iter().map(|report| report.value).sum()
    }

    /// The reports that together give a row of Biểu 01 or 02 for the cluster; nothing when one of them is missing.
    ///
    /// Biểu 01 is reported by project: one tenant without a figure makes the sum unknown, and so does a list without
    /// tenants. Without a developer there is no project of his to report on.
    fn reports(&self, indicator: &Indicator) -> Option<Vec<&'a Observation>> {
        /// Revenue, taxes and workers of the developer's own project (Biểu số 02).
        const OF_DEVELOPER: [&str; 3] = ["9", "10", "11"];
        if indicator.form == FormId::Developer {
            let own = OF_DEVELOPER.contains(&indicator.row.as_str());
            if own && self.standing.cluster().developer_kind == Some(DeveloperKind::Nobody) {
                return Some(Vec::new());
            }
            return self.report(Subject::Cluster(self.key), indicator).map(|report| vec![report]);
        }
        let projects = self.catalog.projects.of(self.key).iter();
        let tenants = projects.filter(|project| project.is_tenant());
        let reports: Option<Vec<_>> =
            tenants.map(|project| self.report(Subject::Project(project.key), indicator)).collect();
        reports.filter(|reports| !reports.is_empty())
    }

    fn report(&self, subject: Subject, indicator: &Indicator) -> Option<&'a Observation> {
        self.catalog.observations.of(&subject).find(|observation| {
            observation.period == self.span.reported()
                && observation.indicator == *indicator
                && observation.value.is_some()
        })
    }
}

/// The acts by which a cluster belongs to a row.
fn acts(belongs: Belongs) -> &'static [Act] {
    match belongs {
        Belongs::Any => &[],
        Belongs::Planned => &[Act::Plan],
        Belongs::DetailedPlanned => &[Act::DetailedPlan],
        Belongs::ProjectApproved => &[Act::InvestmentProject],
        Belongs::Established | Belongs::EstablishedInPeriod | Belongs::ByEnterprise => &[Act::Establishment],
        Belongs::OperatingEstablished => &[Act::Operation, Act::Establishment],
        Belongs::Operating | Belongs::OperatingUnestablished => &[Act::Operation],
        Belongs::OperatingCraft | Belongs::OperatingSpecialised => &[Act::Operation],
    }
}

/// Three-valued and: a certain "no" decides, whatever the other is.
fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
