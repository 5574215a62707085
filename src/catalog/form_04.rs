//! The rows of Biểu số 04 (Thông tư 14/2024/TT-BCT, Phụ lục I), summed from the clusters.
//!
//! Totals come from clusters, never from commune forms: a cluster in two communes would count twice.
//! An unknown cluster is not a zero: each line says how many clusters it covers.

mod rule;

use chrono::NaiveDate;

use crate::text::Amount;

use super::cluster::{Cluster, DeveloperKind};
use super::figure::Total;
use super::form::{FormRow, Span};
use super::indicator::{FormId, Subject};
use super::milestone::Act;
use super::project::{Capital, CapitalKind, Qualifier};
use super::public::Public;
use super::standing::Standing;
use super::standing::age::{Ground, Grounded};
use super::standing::figure::Figure;
use super::table::Key;

use rule::{Adds, Belongs, RULES, Rule};

/// Returns the numbers of the rows that have a result.
pub fn numbers() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.number)
}

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
    if let Some(rule) = RULES.iter().find(|rule| rule.number == row.number) {
        match rule.adds {
            Adds::Occupancy => average_occupancy(catalog, span, &mut line),
            _ => sum(catalog, span, rule, &mut line),
        }
        line.published = published(catalog, rule.number, span.to());
    }
    line
}

impl Line<'_> {
    /// Notes what a part of the result rests on.
    fn rest_on(&mut self, catalog: &Public, grounds: &[Ground<'_>]) {
        self.is_weak |= grounds.iter().any(Ground::is_weak);
        self.is_stale |= grounds.iter().any(|ground| ground.is_stale(catalog, self.on));
    }
}

fn sum(catalog: &Public, span: Span, rule: &Rule, line: &mut Line<'_>) {
    let mut member_missing = false;
    for (key, _) in catalog.clusters.iter() {
        let cluster = View { catalog, key, span, standing: Standing::new(catalog, key, span.to()) };
        match cluster.share(rule) {
            Ok(share) => {
                line.known += 1;
                line.value = Some(line.value.unwrap_or(Amount::ZERO) + share);
                if share > Amount::ZERO {
                    line.rest_on(catalog, &cluster.grounds(rule));
                    line.undecided += usize::from(cluster.is_undecided(rule));
                    line.is_approximate |= cluster.is_approximate(rule.adds);
                }
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
    /// A figure counts when the cluster belongs to the row; when it does not, the cluster adds nothing.
    fn share(&self, rule: &Rule) -> Share {
        match self.belongs(rule.belongs) {
            Some(true) => self.adds(rule.adds).ok_or(match rule.belongs {
                // Of such a row only the figure says whether there is anything to report.
                Belongs::Any => Gap::Membership,
                _ => Gap::Figure,
            }),
            Some(false) => Ok(Amount::ZERO),
            None => Err(Gap::Membership),
        }
    }

    fn belongs(&self, belongs: Belongs) -> Option<bool> {
        let standing = &self.standing;
        let cluster = standing.cluster();
        match belongs {
            Belongs::Any => Some(true),
            Belongs::Done(act) => standing.has(act),
            Belongs::Established => standing.is_established(),
            Belongs::EstablishedInPeriod => self.established_in_period(),
            Belongs::ByEnterprise => {
                both(standing.is_established(), cluster.developer_kind.map(|kind| kind == DeveloperKind::Enterprise))
            }
            Belongs::Operating => standing.is_operating(),
            Belongs::OperatingEstablished(is) => {
                both(standing.is_operating(), standing.is_established().map(|established| established == is))
            }
            Belongs::OperatingKind(kind) => both(standing.is_operating(), cluster.kind.map(|known| known == kind)),
        }
    }

    fn adds(&self, adds: Adds) -> Option<Amount> {
        let standing = &self.standing;
        match adds {
            Adds::One => Some(Amount::from(1)),
            Adds::Decided => standing.decided_ha(),
            Adds::Area(kind) => ha(standing.figure(kind)),
            Adds::Whole => ha(standing.whole()),
            Adds::Capital(row, kind) => {
                self.reported(row).or_else(|| self.newest_capital(kind).map(|capital| capital.amount_bn_vnd.value))
            }
            Adds::Reported(row) => self.reported(row),
            Adds::Built(row) => self.reported(row).or_else(|| self.not_built()),
            Adds::OfTenants(row) => self.reported_by_tenants(row),
            Adds::Occupancy => None,
        }
    }

    fn established_in_period(&self) -> Option<bool> {
        match self.standing.act(Act::Establishment) {
            Some(milestone) => milestone.is_between(self.span.from(), self.span.to()),
            None => self.standing.is_established(),
        }
    }

    /// A cluster whose works have not begun has no treatment plant.
    fn not_built(&self) -> Option<Amount> {
        let begun = [Act::Construction, Act::Infrastructure, Act::Operation].map(|act| self.standing.has(act));
        (begun == [Some(false); 3]).then_some(Amount::ZERO)
    }

    fn newest_capital(&self, kind: CapitalKind) -> Option<&Capital> {
        let rows = self.catalog.capital.iter().filter(|capital| {
            let seen = capital.basis.as_of.is_none_or(|date| date.first() <= self.span.to());
            seen && capital.cluster == Some(self.key) && capital.kind == kind
        });
        rows.max_by_key(|capital| (capital.basis.as_of, capital.amount_bn_vnd.value))
    }

    fn is_approximate(&self, adds: Adds) -> bool {
        let Adds::Capital(row, kind) = adds else { return false };
        let exact = |capital: &Capital| capital.qualifier == Qualifier::Exact;
        self.reported(row).is_none() && self.newest_capital(kind).is_some_and(|capital| !exact(capital))
    }

    /// What the share of the cluster in a row rests on; a reported figure rests on the report alone.
    fn grounds(&self, rule: &Rule) -> Vec<Ground<'_>> {
        let standing = &self.standing;
        let figure = match rule.adds {
            Adds::One => Vec::new(),
            Adds::Decided => grounds(standing.decided()),
            Adds::Area(kind) => grounds(standing.figure(kind)),
            Adds::Whole => grounds(standing.whole()),
            Adds::Capital(row, kind) if self.reported(row).is_none() => {
                self.newest_capital(kind).map(Grounded::ground).into_iter().collect()
            }
            _ => return Vec::new(),
        };
        let acts: &[Act] = match &rule.belongs {
            Belongs::Any => &[],
            Belongs::Done(act) => std::slice::from_ref(act),
            Belongs::Established | Belongs::EstablishedInPeriod | Belongs::ByEnterprise => &[Act::Establishment],
            Belongs::OperatingEstablished(true) => &[Act::Operation, Act::Establishment],
            Belongs::Operating | Belongs::OperatingEstablished(false) | Belongs::OperatingKind(_) => &[Act::Operation],
        };
        let done = acts.iter().filter_map(|act| standing.act(*act)).map(Grounded::ground);
        done.chain(figure).collect()
    }

    /// Whether the cluster counts as established although no decision is in the data.
    fn is_undecided(&self, rule: &Rule) -> bool {
        let act = self.standing.act(Act::Establishment);
        rule.belongs == Belongs::Established && act.is_some_and(|milestone| milestone.document.is_none())
    }

    /// The value of a row of Biểu 02 of the cluster.
    fn reported(&self, row: &str) -> Option<Amount> {
        self.value_of(Subject::Cluster(self.key), row)
    }

    /// Σ of Biểu 01 over the projects of the cluster; one project without a figure makes the sum unknown, and so
    /// does a list without projects, for Biểu 01 is reported by project.
    fn reported_by_tenants(&self, row: &str) -> Option<Amount> {
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

/// Three-valued and: a certain "no" decides, whatever the other is.
fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
