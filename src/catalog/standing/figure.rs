//! Figures of a cluster that keep what they rest on: a number alone forgets its date, its source and its grade.

use crate::catalog::basis::Grade;
use crate::catalog::land::Area;
use crate::text::{Amount, PartialDate};

use super::age::{Ground, Grounded};

/// An area of a cluster, stated or summed, with what it rests on.
#[derive(Debug, Clone)]
pub struct Figure<'a> {
    /// The area, hectares.
    pub ha: Amount,
    /// What it rests on, the parts of a sum in their order.
    pub grounds: Vec<Ground<'a>>,
}

impl<'a> Figure<'a> {
    /// Takes an area as it is stated.
    pub(super) fn stated(area: &'a Area) -> Self {
        Self { ha: area.area_ha.value, grounds: vec![area.ground()] }
    }

    /// Adds another figure; the sum rests on both.
    #[must_use]
    pub fn plus(mut self, other: Self) -> Self {
        self.ha = self.ha + other.ha;
        self.grounds.extend(other.grounds);
        self
    }

    /// Returns the grade of the weakest part.
    pub fn grade(&self) -> Grade {
        self.grounds.iter().map(|ground| ground.basis.grade).max().unwrap_or(Grade::C)
    }

    /// Returns the date for which the figure holds.
    ///
    /// A sum of what ages is as old as its oldest part; one that documents settled holds since the newest of them.
    pub fn as_of(&self) -> Option<PartialDate> {
        let dates = || self.grounds.iter().map(|ground| ground.confirmed);
        let ages = self.grounds.iter().any(|ground| ground.age.is_some());
        if ages { dates().min().flatten() } else { dates().max().flatten() }
    }
}

/// A part of a whole; printed as both with their percentage, never as the percentage alone.
#[derive(Debug, Clone)]
pub struct Ratio<'a> {
    /// The part.
    pub part: Figure<'a>,
    /// The whole.
    pub whole: Figure<'a>,
}

impl<'a> Ratio<'a> {
    /// Returns what the ratio rests on.
    pub fn grounds(&self) -> Vec<Ground<'a>> {
        [&self.part, &self.whole].into_iter().flat_map(|figure| figure.grounds.iter().copied()).collect()
    }
}
