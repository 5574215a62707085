//! The rows of Biểu số 04 (Thông tư 14/2024/TT-BCT, Phụ lục I), summed from the clusters.
//!
//! Totals come from clusters, never from commune forms: a cluster in two communes would count twice.
//! An unknown cluster is not a zero: each line says how many clusters it covers.

use chrono::NaiveDate;

use crate::text::Amount;

use super::cluster::{Cluster, ClusterKind, DeveloperKind};
use super::figure::Total;
use super::form::{FormRow, Span};
use super::indicator::{FormId, Subject};
use super::land::AreaKind;
use super::milestone::Act;
use super::project::{Capital, CapitalKind, Qualifier};
use super::public::Public;
use super::standing::Standing;
use super::standing::age::{Ground, Grounded};
use super::standing::figure::Figure;
use super::table::Key;

/// The rows that have a result: their numbers tie the form's data to the sums below.
pub const ROWS: &[&str] = &[
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "15.1", "15.2", "15.3", "15.4",
    "16", "16.1", "16.2", "16.3", "16.4", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27",
];

/// One row of the form with its result.
#[derive(Debug)]
pub struct Line<'a> {
    /// The row as printed.
    pub row: &'a FormRow,
    /// The result; nothing when no cluster has a figure, or for a heading.
    pub value: Option<Amount>,
    /// How many clusters the result covers.
    pub known: usize,
    /// The clusters without a figure.
    pub missing: Vec<Key<Cluster>>,
    /// Whether a sum has figures given as "over" or "about".
    pub is_approximate: bool,
    /// Whether a part rests on a source of grade C.
    pub is_weak: bool,
    /// Whether a part was older than its age rule at the cut-off.
    pub is_stale: bool,
    /// How many clusters count as established without a decision in the data.
    pub undecided: usize,
    /// What others published for the same row, newest first, not later than the cut-off.
    pub published: Vec<&'a Total>,
    /// The cut-off, by which the age of figures is judged.
    pub on: NaiveDate,
}

/// Why a cluster adds nothing that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// It belongs to the row, but its figure is not in the data.
    Figure,
    /// Whether it belongs to the row is not known.
    Membership,
}

/// What one cluster adds to a row.
type Share = Result<Amount, Gap>;

/// Returns every row of the form for a period, in the order of the form.
pub fn lines(catalog: &Public, span: Span) -> Vec<Line<'_>> {
    let rows = catalog.form_rows.iter().filter(|row| row.form == FormId::Province);
    rows.map(|row| line(catalog, row, span)).collect()
}

fn line<'a>(catalog: &'a Public, row: &'a FormRow, span: Span) -> Line<'a> {
    let mut line = Line {
        row,
        value: None,
        known: 0,
        missing: Vec::new(),
        is_approximate: false,
        is_weak: false,
        is_stale: false,
        undecided: 0,
        published: Vec::new(),
        on: span.to(),
    };
    if row.number.chars().next().is_none_or(|c| !c.is_ascii_digit()) {
        return line;
    }
    if row.number == "19" {
        average_occupancy(catalog, span, &mut line);
    } else {
        sum(catalog, span, &mut line);
    }
    line.published = published(catalog, &row.number, span.to());
    line
}

impl Line<'_> {
    /// Notes what a part of the result rests on.
    fn rest_on(&mut self, catalog: &Public, grounds: &[Ground<'_>]) {
        self.is_weak |= grounds.iter().any(Ground::is_weak);
        self.is_stale |= grounds.iter().any(|ground| ground.is_stale(catalog, self.on));
    }
}

fn sum(catalog: &Public, span: Span, line: &mut Line<'_>) {
    let mut member_missing = false;
    for (key, _) in catalog.clusters.iter() {
        let cluster = View { catalog, key, span, standing: Standing::new(catalog, key, span.to()) };
        match cluster.share(&line.row.number) {
            Ok(share) => {
                line.known += 1;
                line.value = Some(line.value.unwrap_or(Amount::ZERO) + share);
                if share > Amount::ZERO {
                    line.rest_on(catalog, &cluster.grounds(&line.row.number));
                    line.undecided += usize::from(cluster.is_undecided(&line.row.number));
                }
                line.is_approximate |= share > Amount::ZERO && cluster.is_approximate(&line.row.number);
            }
            Err(gap) => {
                line.missing.push(key);
                member_missing |= gap == Gap::Figure;
            }
        }
    }
    // A cluster belongs to the row and its figure is not known: a sum of nothing is then not zero.
    if member_missing && line.value == Some(Amount::ZERO) {
        line.value = None;
    }
}

/// Row 19 is a ratio of sums over the operating clusters that have both figures, never a mean of percentages.
fn average_occupancy(catalog: &Public, span: Span, line: &mut Line<'_>) {
    let (mut leased, mut industrial) = (Amount::ZERO, Amount::ZERO);
    for (key, _) in catalog.clusters.iter() {
        let standing = Standing::new(catalog, key, span.to());
        match (standing.is_operating(), standing.occupancy_in_practice()) {
            (Some(true), Some(ratio)) => {
                line.known += 1;
                line.rest_on(catalog, &ratio.grounds());
                leased = leased + ratio.part.ha;
                industrial = industrial + ratio.whole.ha;
            }
            (Some(false), _) => line.known += 1,
            _ => line.missing.push(key),
        }
    }
    line.value = leased.percent_of(industrial);
}

fn published<'a>(catalog: &'a Public, number: &str, cut_off: NaiveDate) -> Vec<&'a Total> {
    let fits = |total: &&Total| {
        let dated = total.basis.as_of.is_some_and(|date| date.first() <= cut_off);
        dated && total.indicator.as_ref().is_some_and(|indicator| indicator.is(FormId::Province, number))
    };
    let mut totals: Vec<&Total> = catalog.totals.iter().filter(fits).collect();
    totals.sort_by_key(|total| std::cmp::Reverse(total.basis.as_of));
    totals
}

/// A cluster seen from a period.
struct View<'a> {
    catalog: &'a Public,
    key: Key<Cluster>,
    span: Span,
    standing: Standing<'a>,
}

impl View<'_> {
    fn share(&self, number: &str) -> Share {
        let standing = &self.standing;
        match number {
            "1" => count(standing.has(Act::Plan)),
            "2" => when(standing.has(Act::Plan), || ha(standing.figure(AreaKind::Plan))),
            "3" => count(standing.is_established()),
            "4" => when(standing.is_established(), || standing.decided_ha()),
            "5" => count(self.established_in_period()),
            "6" => when(self.established_in_period(), || standing.decided_ha()),
            "7" => count(self.has_enterprise()),
            "8" => when(self.has_enterprise(), || standing.decided_ha()),
            "9" => count(standing.has(Act::DetailedPlan)),
            "10" => when(standing.has(Act::DetailedPlan), || ha(standing.figure(AreaKind::DetailedPlan))),
            "11" => count(standing.has(Act::InvestmentProject)),
            "12" => when(standing.has(Act::InvestmentProject), || standing.decided_ha()),
            "13" => self.capital("1", CapitalKind::Approved).ok_or(Gap::Membership),
            "14" => self.capital("2", CapitalKind::Paid).ok_or(Gap::Membership),
            _ => self.share_of_operation(number),
        }
    }

    fn share_of_operation(&self, number: &str) -> Share {
        let standing = &self.standing;
        match number {
            "15" => count(standing.is_operating()),
            "15.1" => count(both(standing.is_operating(), standing.is_established())),
            "15.2" => count(both(standing.is_operating(), standing.is_established().map(|yes| !yes))),
            "15.3" => count(self.operating_kind(ClusterKind::Craft)),
            "15.4" => count(self.operating_kind(ClusterKind::Specialised)),
            "16" => when(standing.is_operating(), || ha(standing.whole())),
            "16.1" => when(both(standing.is_operating(), standing.is_established()), || ha(standing.whole())),
            "16.2" => {
                when(both(standing.is_operating(), standing.is_established().map(|yes| !yes)), || ha(standing.whole()))
            }
            "16.3" => when(self.operating_kind(ClusterKind::Craft), || ha(standing.whole())),
            "16.4" => when(self.operating_kind(ClusterKind::Specialised), || ha(standing.whole())),
            "17" => when(standing.is_operating(), || ha(standing.figure(AreaKind::Industrial))),
            "18" => when(standing.is_operating(), || ha(standing.figure(AreaKind::Leased))),
            "20" => when(standing.is_operating(), || self.observed("6")),
            "21" => when(standing.is_operating(), || self.observed("7")),
            "22" => when(standing.is_operating(), || self.observed("8")),
            "23" => when(standing.is_operating(), || self.observed_of_projects("1")),
            "24" => when(standing.is_operating(), || self.observed_of_projects("2")),
            "25" => when(standing.is_operating(), || self.observed_of_projects("3")),
            "26" => self.observed("13").or_else(|| self.not_built()).ok_or(Gap::Membership),
            "27" => self.observed("14").or_else(|| self.not_built()).ok_or(Gap::Membership),
            _ => Err(Gap::Membership),
        }
    }

    fn established_in_period(&self) -> Option<bool> {
        match self.standing.act(Act::Establishment) {
            Some(milestone) => milestone.is_between(self.span.from(), self.span.to()),
            None => self.standing.is_established(),
        }
    }

    fn has_enterprise(&self) -> Option<bool> {
        let kind = self.standing.cluster().developer_kind;
        both(self.standing.is_established(), kind.map(|kind| kind == DeveloperKind::Enterprise))
    }

    fn operating_kind(&self, kind: ClusterKind) -> Option<bool> {
        both(self.standing.is_operating(), self.standing.cluster().kind.map(|known| known == kind))
    }

    /// A cluster whose works have not begun has no treatment plant.
    fn not_built(&self) -> Option<Amount> {
        let begun = [Act::Construction, Act::Infrastructure, Act::Operation].map(|act| self.standing.has(act));
        (begun == [Some(false); 3]).then_some(Amount::ZERO)
    }

    fn capital(&self, row: &str, kind: CapitalKind) -> Option<Amount> {
        self.observed(row).or_else(|| self.newest_capital(kind).map(|capital| capital.amount_bn_vnd.value))
    }

    fn newest_capital(&self, kind: CapitalKind) -> Option<&Capital> {
        let rows = self.catalog.capital.iter().filter(|capital| {
            let seen = capital.basis.as_of.is_none_or(|date| date.first() <= self.span.to());
            seen && capital.cluster == Some(self.key) && capital.kind == kind
        });
        rows.max_by_key(|capital| (capital.basis.as_of, capital.amount_bn_vnd.value))
    }

    fn is_approximate(&self, number: &str) -> bool {
        let (row, kind) = match number {
            "13" => ("1", CapitalKind::Approved),
            "14" => ("2", CapitalKind::Paid),
            _ => return false,
        };
        let exact = |capital: &Capital| capital.qualifier == Qualifier::Exact;
        self.observed(row).is_none() && self.newest_capital(kind).is_some_and(|capital| !exact(capital))
    }

    /// What the share of the cluster in a row rests on.
    fn grounds(&self, number: &str) -> Vec<Ground<'_>> {
        let standing = &self.standing;
        let act = |act: Act| standing.act(act).map(Grounded::ground).into_iter().collect::<Vec<_>>();
        let capital = |row: &str, kind| match self.observed(row) {
            Some(_) => Vec::new(),
            None => self.newest_capital(kind).map(Grounded::ground).into_iter().collect(),
        };
        match number {
            "1" => act(Act::Plan),
            "2" => [act(Act::Plan), grounds(standing.figure(AreaKind::Plan))].concat(),
            "3" | "5" | "7" => act(Act::Establishment),
            "4" | "6" | "8" => [act(Act::Establishment), grounds(standing.decided())].concat(),
            "9" => act(Act::DetailedPlan),
            "10" => [act(Act::DetailedPlan), grounds(standing.figure(AreaKind::DetailedPlan))].concat(),
            "11" => act(Act::InvestmentProject),
            "12" => [act(Act::InvestmentProject), grounds(standing.decided())].concat(),
            "13" => capital("1", CapitalKind::Approved),
            "14" => capital("2", CapitalKind::Paid),
            "15" | "15.2" | "15.3" | "15.4" => act(Act::Operation),
            "15.1" => [act(Act::Operation), act(Act::Establishment)].concat(),
            "16" | "16.2" | "16.3" | "16.4" => [act(Act::Operation), grounds(standing.whole())].concat(),
            "16.1" => [act(Act::Operation), act(Act::Establishment), grounds(standing.whole())].concat(),
            "17" => [act(Act::Operation), grounds(standing.figure(AreaKind::Industrial))].concat(),
            "18" => [act(Act::Operation), grounds(standing.figure(AreaKind::Leased))].concat(),
            _ => Vec::new(),
        }
    }

    /// Whether the cluster counts as established although no decision is in the data.
    fn is_undecided(&self, number: &str) -> bool {
        let act = self.standing.act(Act::Establishment);
        matches!(number, "3" | "4") && act.is_some_and(|milestone| milestone.document.is_none())
    }

    /// The value of a row of Biểu 02 of the cluster.
    fn observed(&self, row: &str) -> Option<Amount> {
        self.value_of(Subject::Cluster(self.key), row)
    }

    /// Σ of Biểu 01 over the projects of the cluster; one project without a figure makes the sum unknown, and so
    /// does a list without projects, for Biểu 01 is reported by project.
    fn observed_of_projects(&self, row: &str) -> Option<Amount> {
        let projects = self.catalog.projects.of(self.key).iter();
        let tenants = projects.filter(|project| project.is_tenant());
        let values: Vec<Option<Amount>> =
            tenants.map(|project| self.value_of(Subject::Project(project.key), row)).collect();
        if values.is_empty() { None } else { values.into_iter().sum() }
    }

    fn value_of(&self, subject: Subject, row: &str) -> Option<Amount> {
        let found = self.catalog.observations.iter().find(|observation| {
            observation.period == self.span
                && observation.subject == subject
                && observation.indicator.is(subject.form(), row)
        });
        found.and_then(|observation| observation.value)
    }
}

fn grounds(figure: Option<Figure<'_>>) -> Vec<Ground<'_>> {
    figure.map(|figure| figure.grounds).unwrap_or_default()
}

fn ha(figure: Option<Figure<'_>>) -> Option<Amount> {
    figure.map(|figure| figure.ha)
}

fn count(known: Option<bool>) -> Share {
    known.map(|yes| Amount::from(usize::from(yes))).ok_or(Gap::Membership)
}

/// A figure counts when its condition holds; when the condition does not hold the cluster adds nothing.
fn when(condition: Option<bool>, figure: impl FnOnce() -> Option<Amount>) -> Share {
    match condition {
        Some(true) => figure().ok_or(Gap::Figure),
        Some(false) => Ok(Amount::ZERO),
        None => Err(Gap::Membership),
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
