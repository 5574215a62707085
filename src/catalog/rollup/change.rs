//! How the rows of Biểu số 04 changed between the periods of which reports are made, and which change needs a reason.

use crate::catalog::Catalog;
use crate::catalog::form::{FormRow, Period, Span};
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
    /// The earlier period, of which there need be no report, and its figure.
    pub was: (Span, Amount),
    /// Whether a figure that only grows has fallen.
    pub fell: bool,
    /// Whether somebody gave the reason.
    pub is_explained: bool,
}

impl Catalog {
    /// Returns the changes that need a reason, one for each row and period: a cumulative figure that fell, any that
    /// changed by more than [`NOTABLE_PERCENT`] or from nothing. They are those that the report of the period tells: against
    /// the report before and the same period a year before; what is counted within a period, against the latter alone.
    pub fn notable_changes(&self) -> Vec<Changed<'_>> {
        let rows =
            |period: &Period| self.rows_of(Scope::Province.form(), period.span.to()).filter(|row| row.unit.is_some());
        let pairs = self.periods.iter().flat_map(|period| rows(period).map(move |row| (row, period)));
        pairs.filter_map(|(row, period)| self.notable_change(row, period)).collect()
    }

    fn notable_change<'a>(&'a self, row: &'a FormRow, period: &'a Period) -> Option<Changed<'a>> {
        let is_flow = row.nature.as_deref() == Some("flow");
        let others = [Some(period.span.previous()).filter(|_| !is_flow), Some(period.span.year_before())];
        others.into_iter().flatten().find_map(|other| self.notable_against(row, period, other))
    }

    fn notable_against<'a>(&'a self, row: &'a FormRow, period: &'a Period, other: Span) -> Option<Changed<'a>> {
        let (now, was) = (self.result(row, period, period.span)?, self.result(row, period, other)?);
        if !now.lacks_as(&was) {
            return None;
        }
        let (value, before) = (now.value?, was.value?);
        let indicator = Indicator { form: row.form, row: row.number.clone() };
        let fell = indicator.is_cumulative() && value < before;
        let size = if value < before { before - value } else { value - before };
        let notable = |percent| percent > Amount::from(NOTABLE_PERCENT);
        let grew = size > Amount::ZERO && size.percent_of(before).is_none_or(notable);
        let told = |reason: &crate::catalog::reason::Reason| {
            reason.period == period.span && reason.indicator.is(row.form, &row.number)
        };
        let is_explained = self.reasons.iter().any(told);
        (fell || grew).then_some(Changed { row, now: (period, value), was: (other, before), fell, is_explained })
    }

    /// The result of a row of the form of a period: as it was signed, or by the data as they are.
    fn result(&self, row: &FormRow, period: &Period, span: Span) -> Option<Sum> {
        let sum = sum(self, Scope::Province, span, self.rule(row, period.span.to())?);
        let kept = self.signed.iter().find(|kept| kept.period == span && kept.indicator.is(row.form, &row.number));
        Some(match kept {
            Some(kept) => Sum { value: kept.value, ..sum },
            None => sum,
        })
    }
}
