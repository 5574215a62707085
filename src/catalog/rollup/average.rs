//! The average income of workers: Biểu số 01 row 4 over the projects, Biểu số 02 row 12 over the developers.
//!
//! Biểu số 03 and 04 have no such row, and Thông tư 14/2024/TT-BCT gives no rule for averaging. Here the mean is weighted
//! by the workers of the same report (row 3 of Biểu 01, row 11 of Biểu 02) and covers the reports that have both figures;
//! the rest is told as missing. A mean of few firms is the pay of one of them: everybody is told it only when at least as
//! many firms as table `limits` says are behind it, and behind the parts of it that are not published, if there are any.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::form::{FormRow, Span};
use crate::catalog::indicator::{FormId, Indicator, Subject};
use crate::catalog::public::{Public, Reader};
use crate::text::Amount;

use super::Firms;

/// What the reports give together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Average {
    /// The mean, million VND a worker a month; nothing without a report that has income and workers.
    pub value: Option<Amount>,
    /// How many reports it covers.
    pub known: usize,
    /// Who has to report and lacks a figure.
    pub missing: Vec<Subject>,
    /// Whether there is a mean that would tell of single firms, so that the public is not told.
    pub is_withheld: bool,
}

/// A row of income with the row of workers by which it is weighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Income {
    /// Of the projects in the clusters, Biểu số 01.
    Projects,
    /// Of the developers' own projects, Biểu số 02.
    Developers,
}

impl Income {
    /// Both, in the order of the forms.
    pub const ALL: [Self; 2] = [Self::Projects, Self::Developers];

    fn rows(self) -> (FormId, &'static str, &'static str) {
        match self {
            Self::Projects => (FormId::Project, "4", "3"),
            Self::Developers => (FormId::Developer, "12", "11"),
        }
    }

    /// Returns the row of income.
    pub fn indicator(self) -> Indicator {
        let (form, income, _) = self.rows();
        Indicator { form, row: income.to_owned() }
    }

    /// Returns the row of workers, the weight.
    pub fn workers(self) -> Indicator {
        let (form, _, workers) = self.rows();
        Indicator { form, row: workers.to_owned() }
    }

    /// Who has to report: every tenant, or every cluster that somebody develops.
    fn subjects(self, catalog: &Catalog) -> Vec<Subject> {
        match self {
            Self::Projects => {
                let tenants = catalog.projects.iter().filter(|project| project.is_tenant());
                tenants.map(|project| Subject::Project(project.key)).collect()
            }
            Self::Developers => {
                let developed = catalog.clusters.iter().filter(|(_, cluster)| cluster.is_developed());
                developed.map(|(key, _)| Subject::Cluster(key)).collect()
            }
        }
    }

    /// Averages the reports of a period.
    pub(super) fn of(self, catalog: &Catalog, span: Span, firms: &Firms, reader: Reader) -> Average {
        let [incomes, workers] = [self.indicator(), self.workers()].map(|row| reports(catalog, span, &row));
        let (mut paid, mut heads) = (Some(Amount::ZERO), Amount::ZERO);
        let (mut missing, mut counted) = (Vec::new(), Vec::new());
        for subject in self.subjects(catalog) {
            let (Some(income), Some(count)) = (incomes.get(&subject), workers.get(&subject)) else {
                missing.push(subject);
                continue;
            };
            paid = paid.and_then(|paid| Some(paid + income.value.times(count.value)?));
            heads = heads + count.value;
            counted.push((subject, income.is_public && count.is_public));
        }
        let known = counted.len();
        let value = paid.and_then(|paid| paid.per(heads)).map(|value| value.round(3));
        let is_shown = reader == Reader::Administration || is_safe(catalog, span, &counted, firms);
        let is_withheld = value.is_some() && !is_shown;
        Average { value: value.filter(|_| is_shown), known, missing, is_withheld }
    }
}

/// A reported figure.
struct Report {
    value: Amount,
    is_public: bool,
}

fn reports(catalog: &Catalog, span: Span, row: &Indicator) -> BTreeMap<Subject, Report> {
    let told = catalog.observations.iter().filter(|it| it.period == span.reported() && it.indicator == *row);
    told.filter_map(|it| Some((it.subject, Report { value: it.value?, is_public: it.basis.is_public() }))).collect()
}

/// What is published can be taken away by any reader, so that only the firms behind the rest protect each other.
fn is_safe(catalog: &Catalog, span: Span, counted: &[(Subject, bool)], firms: &Firms) -> bool {
    let hidden = counted.iter().filter(|(_, is_public)| !is_public);
    let is_mixed = hidden.clone().count() > 0;
    let protecting = counted.iter().filter(|(_, is_public)| !is_mixed || !is_public);
    let names: BTreeSet<&str> = protecting.map(|(subject, _)| firms.name(*subject)).collect();
    catalog.least_firms(span.to()).is_some_and(|least| Amount::from(names.len()) >= least)
}

impl Public {
    /// Returns the average income that was reported for a period; of a period without reports nothing is known.
    pub fn income(&self, income: Income, span: Span) -> Average {
        self.carried().average(income, span).cloned().unwrap_or_default()
    }

    /// Returns the row of the form that asks for it.
    pub fn income_row(&self, income: Income) -> Option<&FormRow> {
        self.form_row(&income.indicator())
    }
}
