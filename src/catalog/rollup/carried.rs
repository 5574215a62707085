//! Sums that hold figures which are counted and not published, and which of them may be told to everybody.
//!
//! A sum tells of a single firm when readers can take away all other parts. Published parts can always be taken away,
//! so only the firms behind unpublished ones count: there must be at least as many as table `limits` says. Statistical
//! offices ask for three or five (OECD, Glossary of Statistical Terms, "threshold rule"). Sums of one commune with such
//! figures are told to nobody outside: province less commune would be a sum that nobody has counted the firms of.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::basis::Basis;
use crate::catalog::figure::Observation;
use crate::catalog::form::Span;
use crate::catalog::indicator::Subject;
use crate::catalog::public::Reader;
use crate::text::{Amount, PartialDate, fold};

use super::average::{Average, Income};
use super::rule::Rule;
use super::share::View;
use super::{Scope, Sum, sum};

/// Who is behind a figure: firms that have one name are one.
#[derive(Debug)]
pub(crate) struct Firms(BTreeMap<Subject, String>);

impl Firms {
    /// Notes who reports for each project and cluster; a project without an investor's name is a firm of its own.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let projects = catalog.projects.iter().map(|row| {
            let name = row.investor.as_ref().map_or(&row.id, |name| &name.value);
            (Subject::Project(row.key), fold(name))
        });
        let clusters = catalog.clusters.iter().map(|(key, row)| {
            let name = row.developers.first().map_or(&row.id, |name| &name.value);
            (Subject::Cluster(key), fold(name))
        });
        Self(projects.chain(clusters).collect())
    }

    pub(super) fn name(&self, subject: Subject) -> &str {
        &self.0[&subject]
    }
}

/// A row of the form, and from when on it is summed so.
type Version = (String, Option<NaiveDate>);

fn version(rule: &Rule) -> Version {
    (rule.row.clone(), rule.in_force_from.map(PartialDate::first))
}

/// What is reckoned before counted rows go.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    /// The sums, by period, scope and row of the form; none when every row is public.
    sums: BTreeMap<(Span, Scope, Version), Sum>,
    /// The average incomes by period.
    averages: BTreeMap<(Span, Income), Average>,
}

impl Carried {
    /// Sums and averages what is reported, of a catalog without internal rows.
    pub(crate) fn of(catalog: &Catalog, firms: &Firms, reader: Reader) -> Self {
        let spans: BTreeSet<Span> = catalog.observations.iter().map(|row| row.period).collect();
        let averages = spans.iter().flat_map(|span| Income::ALL.map(|income| (*span, income)));
        let averages = averages.map(|(span, income)| ((span, income), income.of(catalog, span, firms, reader)));
        Self { averages: averages.collect(), sums: Self::sums(catalog, &spans, firms, reader) }
    }

    fn sums(
        catalog: &Catalog,
        spans: &BTreeSet<Span>,
        firms: &Firms,
        reader: Reader,
    ) -> BTreeMap<(Span, Scope, Version), Sum> {
        let is_hidden = |basis: &Basis| !basis.is_public();
        let counted = catalog.observations.iter().map(|row| &row.basis);
        if !counted.chain(catalog.projects.iter().map(|row| &row.basis)).any(is_hidden) {
            return BTreeMap::new();
        }
        let scopes = Scope::all(catalog);
        let rules = || catalog.rollup.iter().filter(|rule| rule.reported().next().is_some());
        let mut sums = BTreeMap::new();
        for span in spans {
            for scope in &scopes {
                for rule in rules() {
                    let told = told(catalog, *scope, *span, rule, firms, reader);
                    sums.insert((*span, *scope, version(rule)), told);
                }
            }
        }
        sums
    }

    /// Returns an average income of a period for which anybody has reported.
    pub(super) fn average(&self, income: Income, span: Span) -> Option<&Average> {
        self.averages.get(&(span.reported(), income))
    }

    /// Returns a sum that cannot be had from public rows.
    pub(super) fn get(&self, span: Span, scope: Scope, rule: &Rule) -> Option<&Sum> {
        self.sums.get(&(span.reported(), scope, version(rule)))
    }
}

fn told(catalog: &Catalog, scope: Scope, span: Span, rule: &Rule, firms: &Firms, reader: Reader) -> Sum {
    let sum = sum(catalog, scope, span, rule);
    let views = scope.clusters(catalog).map(|(key, _)| View::new(catalog, key, span));
    let hidden: Vec<&Observation> =
        views.flat_map(|view| view.counted(rule)).filter(|report| !report.basis.is_public()).collect();
    let is_shown = match reader {
        Reader::Administration => true,
        Reader::Everybody => hidden.is_empty() || scope == Scope::Province && is_safe(catalog, span, &hidden, firms),
    };
    if is_shown { sum } else { Sum { value: None, is_withheld: true, ..sum } }
}

/// A sum of nothing tells that each part is nothing, however many there are.
fn is_safe(catalog: &Catalog, span: Span, hidden: &[&Observation], firms: &Firms) -> bool {
    let names: BTreeSet<&str> = hidden.iter().map(|report| firms.0[&report.subject].as_str()).collect();
    let enough = catalog.least_firms(span.to()).is_some_and(|least| Amount::from(names.len()) >= least);
    enough && hidden.iter().any(|report| report.value.is_some_and(|value| value != Amount::ZERO))
}
