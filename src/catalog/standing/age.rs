//! How long a fact holds before somebody must confirm it again.
//!
//! Rules of the site: prices and the state of land 90 days, progress 45 days, their days in `limits`;
//! statistics one reporting period. Over its rule a value stays, is marked, and is no land that can be leased now.

use chrono::{Datelike, Days, NaiveDate};

use crate::catalog::Catalog;
use crate::catalog::attribute::Attribute;
use crate::catalog::basis::{Basis, Grade};
use crate::catalog::cluster::Cluster;
use crate::catalog::fact::{Distance, Infrastructure, Price, WorkState};
use crate::catalog::figure::{Observation, Total};
use crate::catalog::form::Span;
use crate::catalog::inspection::{Finding, Inspection};
use crate::catalog::land::{Area, AreaKind, Plot};
use crate::catalog::law::Document;
use crate::catalog::limit::LimitId;
use crate::catalog::milestone::{ActState, Milestone};
use crate::catalog::outline::Outline;
use crate::catalog::procedure::Procedure;
use crate::catalog::project::{Capital, CapitalKind, Obstacle, Project, ProjectState};
use crate::text::PartialDate;

/// A rule on the age of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Prices and fees.
    Price,
    /// What has been done with the land, and what is free.
    Land,
    /// What is under way or expected.
    Progress,
    /// Figures of the whole province.
    Statistics,
}

impl Age {
    /// Returns the first day on which a fact must have been confirmed to hold on a day.
    fn oldest(self, catalog: &Catalog, on: NaiveDate) -> NaiveDate {
        // Without a rule nobody can say that a fact still holds.
        let days = |rule| catalog.oldest(rule, on).unwrap_or(NaiveDate::MAX);
        match self {
            Self::Price => days(LimitId::PriceAge),
            Self::Land => days(LimitId::LandAge),
            Self::Progress => days(LimitId::ProgressAge),
            Self::Statistics => last_closed_half(on),
        }
    }
}

/// Returns the first day of the last half year that a report closed: 15 December to 14 June, 15 June to 14 December.
fn last_closed_half(on: NaiveDate) -> NaiveDate {
    let first_half = |year| Span::new(year, true);
    let second_half_from = |year| first_half(year).to() + Days::new(1);
    let year = on.year();
    if on >= Span::new(year, false).to() {
        second_half_from(year)
    } else if on >= first_half(year).to() {
        first_half(year).from()
    } else {
        second_half_from(year - 1)
    }
}

/// What a figure or a sentence rests on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Where it comes from.
    pub basis: &'a Basis,
    /// When it was last confirmed.
    pub confirmed: Option<PartialDate>,
    /// The rule on its age; nothing for what a document settled, which does not age.
    pub age: Option<Age>,
}

impl<'a> Ground<'a> {
    fn settled(basis: &'a Basis) -> Self {
        Self { basis, confirmed: basis.as_of, age: None }
    }

    fn aging(basis: &'a Basis, age: Option<Age>) -> Self {
        Self { age, ..Self::settled(basis) }
    }

    /// Returns whether the source is weak.
    pub fn is_weak(&self) -> bool {
        self.basis.grade == Grade::C
    }

    /// Returns whether the fact must be confirmed again: only a date that is surely within the rule is recent enough.
    pub fn is_stale(&self, catalog: &Catalog, on: NaiveDate) -> bool {
        let within = |age: Age| self.confirmed.is_some_and(|date| date.first() >= age.oldest(catalog, on));
        self.age.is_some_and(|age| !within(age))
    }
}

/// A fact that says what it rests on.
pub trait Grounded {
    /// Returns where it comes from, when it was confirmed and how long that holds.
    fn ground(&self) -> Ground<'_>;
}

impl Grounded for Procedure {
    fn ground(&self) -> Ground<'_> {
        Ground::settled(&self.basis)
    }
}

impl Grounded for Area {
    fn ground(&self) -> Ground<'_> {
        let age = match self.kind {
            AreaKind::Cleared | AreaKind::Levelled | AreaKind::Serviced => Some(Age::Land),
            AreaKind::Leased | AreaKind::Committed | AreaKind::Leasable => Some(Age::Land),
            AreaKind::Plan | AreaKind::Decision | AreaKind::Expansion => None,
            AreaKind::DetailedPlan | AreaKind::Industrial => None,
        };
        Ground::aging(&self.basis, age)
    }
}

/// The state of a plot holds as long as its developer's word does.
impl Grounded for Plot {
    fn ground(&self) -> Ground<'_> {
        Ground { basis: &self.basis, confirmed: self.confirmed_on, age: Some(Age::Land) }
    }
}

impl Grounded for Price {
    fn ground(&self) -> Ground<'_> {
        Ground::aging(&self.basis, Some(Age::Price))
    }
}

/// What was done stays done; what is expected must be confirmed.
impl Grounded for Milestone {
    fn ground(&self) -> Ground<'_> {
        Ground::aging(&self.basis, (self.state == ActState::Planned).then_some(Age::Progress))
    }
}

impl Grounded for Infrastructure {
    fn ground(&self) -> Ground<'_> {
        Ground::aging(&self.basis, (self.state == WorkState::Planned).then_some(Age::Progress))
    }
}

impl Grounded for Project {
    fn ground(&self) -> Ground<'_> {
        let age = match self.state {
            ProjectState::Registered | ProjectState::Building | ProjectState::Interested => Some(Age::Progress),
            ProjectState::Operating | ProjectState::Stopped => None,
        };
        Ground::aging(&self.basis, age)
    }
}

impl Grounded for Capital {
    fn ground(&self) -> Ground<'_> {
        Ground::aging(&self.basis, (self.kind == CapitalKind::Paid).then_some(Age::Progress))
    }
}

impl Grounded for Obstacle {
    fn ground(&self) -> Ground<'_> {
        Ground::aging(&self.basis, self.resolved_on.is_none().then_some(Age::Progress))
    }
}

impl Grounded for Inspection {
    fn ground(&self) -> Ground<'_> {
        let is_waiting = self.finding == Finding::Breach && self.resolved_on.is_none();
        Ground::aging(&self.basis, is_waiting.then_some(Age::Progress))
    }
}

impl Grounded for Total {
    fn ground(&self) -> Ground<'_> {
        Ground::aging(&self.basis, Some(Age::Statistics))
    }
}

/// An observation is of its period and of no other day.
impl Grounded for Observation {
    fn ground(&self) -> Ground<'_> {
        Ground::settled(&self.basis)
    }
}

impl Grounded for Cluster {
    fn ground(&self) -> Ground<'_> {
        Ground::settled(&self.basis)
    }
}

impl Grounded for Distance {
    fn ground(&self) -> Ground<'_> {
        Ground::settled(&self.basis)
    }
}

impl Grounded for Outline {
    fn ground(&self) -> Ground<'_> {
        Ground::settled(&self.basis)
    }
}

impl Grounded for Attribute {
    fn ground(&self) -> Ground<'_> {
        Ground::settled(&self.basis)
    }
}

impl Grounded for Document {
    fn ground(&self) -> Ground<'_> {
        Ground::settled(&self.basis)
    }
}
