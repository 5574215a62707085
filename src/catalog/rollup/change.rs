//! How the rows of Biểu số 04 changed between the periods of which reports are made, and which change needs a reason.

use crate::catalog::Catalog;
use crate::catalog::form::{FormRow, Period};
use crate::catalog::indicator::Indicator;
use crate::text::Amount;

use super::{Scope, Sum, sum};

/// A change that is told with its reason: more than this part of the earlier figure, per cent (a rule of the site).
pub const NOTABLE_PERCENT: usize = 30;

/// A change of a row from one period to another, both over the same clusters.
#[derive(Debug)]
pub struct Changed<'a> {
    /// The row.
    pub row: &'a FormRow,
    /// The later period, and its figure.
    pub now: (&'a Period, Amount),
    /// The earlier period, and its figure.
    pub was: (&'a Period, Amount),
    /// Whether a figure that only grows has fallen.
    pub fell: bool,
    /// Whether somebody gave the reason.
    pub is_explained: bool,
}

impl Catalog {
    /// Returns the changes that need a reason: a cumulative figure that fell, any that changed by more than
    /// [`NOTABLE_PERCENT`]. What is counted within a period is compared with the same period a year before, the rest with
    /// the report before; only with a period of table `periods`.
    pub fn notable_changes(&self) -> Vec<Changed<'_>> {
        let rows = self.form_rows.iter().filter(|row| row.form == Scope::Province.form() && row.unit.is_some());
        let pairs = rows.flat_map(|row| self.periods.iter().map(move |period| (row, period)));
        pairs.filter_map(|(row, period)| self.notable_change(row, period)).collect()
    }

    fn notable_change<'a>(&'a self, row: &'a FormRow, period: &'a Period) -> Option<Changed<'a>> {
        let is_flow = row.nature.as_deref() == Some("flow");
        let other = if is_flow { period.span.year_before() } else { period.span.previous() };
        let other = self.periods.iter().find(|known| known.span == other)?;
        let (now, was) = (self.result(row, period)?, self.result(row, other)?);
        if now.missing != was.missing {
            return None;
        }
        let (value, before) = (now.value?, was.value?);
        let indicator = Indicator { form: row.form, row: row.number.clone() };
        let fell = indicator.is_cumulative() && value < before;
        let size = if value < before { before - value } else { value - before };
        let grew = size.percent_of(before).is_some_and(|percent| percent > Amount::from(NOTABLE_PERCENT));
        let told = |reason: &crate::catalog::reason::Reason| {
            reason.period == period.span && reason.indicator.is(row.form, &row.number)
        };
        let is_explained = self.reasons.iter().any(told);
        (fell || grew).then_some(Changed { row, now: (period, value), was: (other, before), fell, is_explained })
    }

    /// The result of a row: as it was signed, or by the data as they are.
    fn result(&self, row: &FormRow, period: &Period) -> Option<Sum> {
        let sum = sum(self, Scope::Province, period.span, self.rule(row)?);
        let kept =
            self.signed.iter().find(|kept| kept.period == period.span && kept.indicator.is(row.form, &row.number));
        Some(match kept {
            Some(kept) => Sum { value: kept.value, ..sum },
            None => sum,
        })
    }
}
