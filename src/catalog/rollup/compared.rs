//! Biểu số 03 of a commune beside the sum of its clusters: two ways to one figure, of which the province uses the second.

use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::commune::Commune;
use crate::catalog::figure::Observation;
use crate::catalog::form::{FormRow, Span};
use crate::catalog::indicator::{FormId, Subject};
use crate::catalog::public::{Public, Reader};
use crate::catalog::table::Key;
use crate::place::Location;
use crate::text::Amount;

use super::rule::Rule;
use super::share::{Share, View};
use super::{Scope, Sum, sum};

/// A figure as a commune reports it, and what its clusters add up to.
#[derive(Debug)]
pub struct Compared<'a> {
    /// The commune.
    pub commune: Key<Commune>,
    /// What it reports.
    pub report: &'a Observation,
    /// The same, which is known.
    pub stated: Amount,
    /// The row of Biểu số 03.
    pub row: &'a FormRow,
    /// How it is summed.
    pub rule: &'a Rule,
    /// The sum of the clusters that count for the commune.
    pub sum: Sum,
}

impl Compared<'_> {
    /// Returns the sum, or nothing when it is not known; no cluster adds up to zero.
    pub fn own(&self) -> Option<Amount> {
        let none = self.sum.is_whole() && !self.rule.is_ratio() && !self.sum.is_withheld;
        self.sum.value.or(none.then_some(Amount::ZERO))
    }

    /// The sum as exact as the commune reports.
    fn rounded(&self) -> Option<Amount> {
        self.own().map(|own| own.round(self.stated.decimals()))
    }

    /// Returns whether both ways lead to one figure.
    pub fn agrees(&self) -> bool {
        self.rounded() == Some(self.stated)
    }

    /// Returns whether one of them is wrong: clusters that are not covered can only add to a sum.
    pub fn contradicts(&self) -> bool {
        let is_whole = self.sum.is_whole();
        let is_short = self.rounded().is_some_and(|own| own < self.stated);
        self.own().is_some() && !self.agrees() && (is_whole || !is_short && !self.rule.is_ratio())
    }
}

impl Catalog {
    /// Returns every figure of communes with the sum of all that the office knows, internal rows too.
    pub fn compared(&self) -> Vec<Compared<'_>> {
        compared(self, |scope, span, rule| sum(self, scope, span, rule))
    }

    /// Returns what adds to the sum of a commune in a row: the cluster, its share, and where that comes from.
    pub fn shares(&self, compared: &Compared<'_>) -> Vec<(&Cluster, Amount, Location)> {
        let (scope, span) = (Scope::Commune(compared.commune), compared.report.period);
        let shares = scope.clusters(self).filter_map(|(key, cluster)| {
            let view = View::new(self, key, span);
            let Share::Adds(share) = view.share(compared.rule) else { return None };
            (share > Amount::ZERO).then(|| (cluster, share, view.place(compared.rule)))
        });
        shares.collect()
    }
}

impl Public {
    /// Returns the figures of communes of a period with the sums that its reader is told.
    ///
    /// Of a commune with few firms its own figure tells of them as much as the sum does: everybody is shown only those
    /// that rest on the records of clusters.
    pub fn compared_in(&self, span: Span) -> Vec<Compared<'_>> {
        let all = compared(self, |scope, span, rule| self.sum(scope, span, rule));
        let is_told =
            |one: &Compared<'_>| self.reader() == Reader::Administration || one.rule.reported().next().is_none();
        all.into_iter().filter(|one| one.report.period == span.reported() && is_told(one)).collect()
    }
}

fn compared<'a>(catalog: &'a Catalog, sum: impl Fn(Scope, Span, &Rule) -> Sum) -> Vec<Compared<'a>> {
    let reports = catalog.observations.iter().filter(|report| report.indicator.form == FormId::Commune);
    let compared = reports.filter_map(|report| {
        let Subject::Commune(commune) = report.subject else { return None };
        let (stated, row) = (report.value?, catalog.form_row(&report.indicator)?);
        let rule = catalog.rule(row, report.period.to())?;
        let sum = sum(Scope::Commune(commune), report.period, rule);
        Some(Compared { commune, report, stated, row, rule, sum })
    });
    compared.collect()
}
