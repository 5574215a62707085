//! The rows of Biểu số 03 and 04 (Thông tư 14/2024/TT-BCT, Phụ lục I), summed from the clusters by table `rollup`.
//!
//! Totals come from clusters, never from commune forms: a cluster in two communes would count twice.
//! An unknown cluster is not a zero: each line says how many of the clusters that belong to it it covers, and of how many
//! it is not known whether they belong.

mod average;
mod carried;
mod change;
mod compared;
mod rough;
mod rule;
mod share;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::text::Amount;

use super::Catalog;
use super::cluster::Cluster;
use super::commune::Commune;
use super::figure::Total;
use super::form::{FormRow, Span, in_force};
use super::indicator::FormId;
use super::public::{Public, Reader};
use super::reason::Reason;
use super::signed::Signed;
use super::standing::age::Ground;
use super::table::Key;

pub use average::{Average, Income};
pub(super) use carried::{Carried, Firms};
pub use change::{Changed, NOTABLE_PERCENT};
pub use compared::Compared;
pub use rough::Rough;
pub use rule::{Belongs, Measure, OrElse, Rule, Term};
use share::{Share, View};

/// What the clusters add up to in a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// The result; nothing when no cluster has a figure, or for a heading.
    pub value: Option<Amount>,
    /// How many of the clusters that should have a figure have one.
    pub known: usize,
    /// Those of them that have none. Each cluster should have a figure in a row that counts clusters, where "does not
    /// belong" is one; in others those that belong.
    pub missing: Vec<Key<Cluster>>,
    /// The clusters of which it is not known whether they should have a figure.
    pub unclear: Vec<Key<Cluster>>,
    /// How exact the result is, when a part of it was given as "over" or "about".
    pub rough: Option<Rough>,
    /// Whether a part rests on a source of grade C.
    pub is_weak: bool,
    /// Whether a part was older than its age rule at the cut-off.
    pub is_stale: bool,
    /// How many clusters count as established without a decision in the data.
    pub undecided: usize,
    /// Whether there is a result that would tell of a single firm, so that the public is not told.
    pub is_withheld: bool,
}

/// Whose clusters are summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// All: Biểu số 04.
    Province,
    /// Those of a commune: Biểu số 03. A cluster in two communes counts for the one with the larger part, named first.
    Commune(Key<Commune>),
}

impl Scope {
    /// Returns the province and every commune for which a cluster counts.
    fn all(catalog: &Catalog) -> BTreeSet<Self> {
        let leading = catalog.clusters.iter().filter_map(|(_, cluster)| cluster.communes.first());
        leading.map(|key| Self::Commune(*key)).chain([Self::Province]).collect()
    }

    fn form(self) -> FormId {
        match self {
            Self::Province => FormId::Province,
            Self::Commune(_) => FormId::Commune,
        }
    }

    fn clusters(self, catalog: &Catalog) -> impl Iterator<Item = (Key<Cluster>, &Cluster)> {
        let holds = move |cluster: &Cluster| match self {
            Self::Province => true,
            Self::Commune(key) => cluster.communes.first() == Some(&key),
        };
        catalog.clusters.iter().filter(move |(_, cluster)| holds(cluster))
    }
}

/// One row of the form with its result.
#[derive(Debug)]
pub struct Line<'a> {
    /// The row as printed.
    pub row: &'a FormRow,
    /// How it is summed; nothing for a heading.
    pub rule: Option<&'a Rule>,
    /// Its result.
    pub sum: Sum,
    /// What the signed report of the period says in this row; the result is that, whatever was corrected since.
    pub signed: Option<&'a Signed>,
    /// The result by the data as they are, where it differs from the signed one.
    pub revised: Option<Amount>,
    /// Why the result changed since the report before.
    pub reason: Option<&'a Reason>,
    /// What others published for the same row, newest first, not later than the cut-off.
    pub published: Vec<&'a Total>,
    /// The cut-off, by which the age of figures is judged.
    pub on: NaiveDate,
}

/// Returns every row of Biểu số 03 or 04 for a period, in the order of the form in force at its end.
pub fn lines(catalog: &Public, scope: Scope, span: Span) -> Vec<Line<'_>> {
    lines_as(catalog, scope, span, span.to())
}

/// Returns a period in the rows of the form in force on a day: what is compared has the rows of one form.
pub fn lines_as(catalog: &Public, scope: Scope, span: Span, on: NaiveDate) -> Vec<Line<'_>> {
    let rows = catalog.rows_of(scope.form(), on);
    let line = |row| {
        let rule = catalog.rule(row, on);
        let sum = rule.map(|rule| catalog.sum(scope, span, rule)).unwrap_or_default();
        let kept = catalog.signed.iter().filter(|kept| kept.period == span);
        let signed = kept.into_iter().find(|kept| kept.indicator.is(row.form, &row.number));
        let is_withheld = |kept: &Signed| kept.is_withheld && catalog.reader() == Reader::Everybody;
        let revised = signed.and_then(|kept| sum.value.filter(|now| !is_withheld(kept) && Some(*now) != kept.value));
        let sum = match signed {
            Some(kept) => Sum { value: kept.value, is_withheld: is_withheld(kept), ..sum },
            None => sum,
        };
        let told = |it: &&Reason| it.period == span.explained() && it.indicator.is(row.form, &row.number);
        let reason = catalog.reasons.iter().find(told);
        let published = published(catalog, row, span.to());
        Line { row, rule, sum, signed, revised, reason, published, on: span.to() }
    };
    rows.map(line).collect()
}

impl Catalog {
    /// Returns how a row of Biểu 03 or 04 is summed on a day; a heading has no rule.
    pub fn rule(&self, row: &FormRow, on: NaiveDate) -> Option<&Rule> {
        let mut rules = in_force(self.rollup.iter(), |rule| rule.in_force_from, on);
        rules.find(|rule| row.unit.is_some() && rule.row == row.number)
    }
}

impl Public {
    /// Sums the clusters in a row, with what is counted and not published.
    fn sum(&self, scope: Scope, span: Span, rule: &Rule) -> Sum {
        self.carried().get(span, scope, rule).cloned().unwrap_or_else(|| sum(self, scope, span, rule))
    }
}

/// Sums the clusters in a row, of what is in the catalog.
fn sum(catalog: &Catalog, scope: Scope, span: Span, rule: &Rule) -> Sum {
    let mut sum = Sum::default();
    let views = scope.clusters(catalog).map(|(key, _)| (key, View::new(catalog, key, span)));
    if rule.is_ratio() {
        average_occupancy(catalog, views, span, &mut sum);
        return sum;
    }
    for (key, cluster) in views {
        match cluster.share(rule) {
            Share::Adds(share) => {
                sum.known += 1;
                sum.value = Some(sum.value.unwrap_or(Amount::ZERO) + share);
                if share > Amount::ZERO {
                    sum.rest_on(catalog, &cluster.grounds(rule), span.to());
                    sum.undecided += usize::from(cluster.is_undecided(rule));
                    sum.rough = Rough::both(sum.rough, cluster.rough(rule));
                }
            }
            Share::Outside => {
                sum.known += usize::from(rule.is_of_all());
                sum.value = sum.value.or(Some(Amount::ZERO));
            }
            Share::Unclear if !rule.is_of_all() => sum.unclear.push(key),
            Share::Missing | Share::Unclear => sum.missing.push(key),
        }
    }
    // A cluster belongs to the row and its figure is not known: a sum of nothing is then not zero.
    if !rule.is_of_all() && !sum.missing.is_empty() && sum.value == Some(Amount::ZERO) {
        sum.value = None;
    }
    sum
}

/// Row 19 is a ratio of sums over the operating clusters that have both figures, never a mean of percentages.
fn average_occupancy<'a>(
    catalog: &Catalog,
    views: impl Iterator<Item = (Key<Cluster>, View<'a>)>,
    span: Span,
    sum: &mut Sum,
) {
    let (mut leased, mut industrial) = (Amount::ZERO, Amount::ZERO);
    for (key, View { standing, .. }) in views {
        match (standing.is_operating(), standing.occupancy_in_practice()) {
            (Some(true), Some(ratio)) => {
                sum.known += 1;
                sum.rest_on(catalog, &ratio.grounds(), span.to());
                leased = leased + ratio.part.ha;
                industrial = industrial + ratio.whole.ha;
            }
            (Some(true), None) => sum.missing.push(key),
            (Some(false), _) => {}
            (None, _) => sum.unclear.push(key),
        }
    }
    sum.value = leased.percent_of(industrial);
}

impl Sum {
    /// Returns how many clusters should have a figure, as far as that is known.
    pub fn whole(&self) -> usize {
        self.known + self.missing.len()
    }

    /// Returns whether each cluster that belongs has its figure, and of each it is known whether it belongs.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.unclear.is_empty()
    }

    /// Returns whether two sums lack the same clusters, so that what they cover can be compared.
    pub fn lacks_as(&self, other: &Self) -> bool {
        (&self.missing, &self.unclear) == (&other.missing, &other.unclear)
    }

    /// Notes what a part of the result rests on.
    fn rest_on(&mut self, catalog: &Catalog, grounds: &[Ground<'_>], on: NaiveDate) {
        self.is_weak |= grounds.iter().any(Ground::is_weak);
        self.is_stale |= grounds.iter().any(|ground| ground.is_stale(catalog, on));
    }
}

fn published<'a>(catalog: &'a Public, row: &FormRow, cut_off: NaiveDate) -> Vec<&'a Total> {
    let fits = |total: &&Total| {
        let dated = total.basis.as_of.is_some_and(|date| date.first() <= cut_off);
        dated && total.indicator.as_ref().is_some_and(|indicator| indicator.is(row.form, &row.number))
    };
    let mut totals: Vec<&Total> = catalog.totals.iter().filter(fits).collect();
    totals.sort_by_key(|total| std::cmp::Reverse(total.basis.as_of));
    totals
}
