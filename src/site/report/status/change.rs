//! Comparing a result with that of another period: how much, how much of it, or why the two cannot be compared.

use std::cmp::Ordering;

use crate::catalog::form::{FormRow, Span};
use crate::catalog::indicator::Subject;
use crate::catalog::rollup::{Average, Line, Rough};
use crate::site::document::Cell;
use crate::site::page::statistics::result_cell;
use crate::site::show::number;
use crate::text::{Amount, Language};

use super::when;

/// How a result changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    /// This result less the other one.
    pub(super) by: Amount,
    /// How exact that is, when a part of either result was given as "over" or "about".
    pub(super) rough: Option<Rough>,
    /// The change as a part of the other result, per cent; nothing where that is zero, or the row is a percentage.
    pub(super) percent: Option<Amount>,
}

/// A result as it is compared: of a row of a form, and over what it was reckoned.
#[derive(Debug, Clone)]
pub(super) struct Reading<'a> {
    /// The row.
    pub(super) row: &'a FormRow,
    /// The result, where it is known and told.
    pub(super) value: Option<Amount>,
    /// What stands in a table.
    pub(super) cell: Cell,
    /// Whether it is known and not told.
    pub(super) is_withheld: bool,
    /// Of what it covers how many: clusters, or projects.
    covers: &'static str,
    known: usize,
    missing: Vec<Subject>,
    /// Those of which it is not known whether they should have a figure.
    unclear: Vec<Subject>,
    /// How exact it is, when a part of it was given as "over" or "about".
    rough: Option<Rough>,
}

impl<'a> From<&Line<'a>> for Reading<'a> {
    fn from(line: &Line<'a>) -> Self {
        let sum = &line.sum;
        let [missing, unclear] =
            [&sum.missing, &sum.unclear].map(|keys| keys.iter().map(|key| Subject::Cluster(*key)).collect());
        Self {
            row: line.row,
            value: sum.value.filter(|_| !sum.is_withheld),
            cell: result_cell(line),
            is_withheld: sum.is_withheld,
            covers: "cụm",
            known: sum.known,
            missing,
            unclear,
            rough: sum.rough,
        }
    }
}

impl<'a> Reading<'a> {
    /// A mean over reports of Biểu 01 or 02.
    pub(super) fn of(row: &'a FormRow, average: &Average) -> Self {
        let cell = match average.value {
            _ if average.is_withheld => Cell::withheld(),
            Some(value) => Cell::number(value, number(value)),
            None => Cell::gap(),
        };
        Self {
            row,
            value: average.value,
            cell,
            is_withheld: average.is_withheld,
            covers: "dự án",
            known: average.known,
            missing: average.missing.clone(),
            unclear: Vec::new(),
            rough: None,
        }
    }

    /// Returns whether a part of it was given as "over" or "about".
    pub(super) fn is_rough(&self) -> bool {
        self.rough.is_some()
    }

    /// Returns whether there is nothing to print, not even that it is withheld.
    pub(super) fn is_silent(&self) -> bool {
        self.value.is_none() && !self.is_withheld
    }

    /// Returns the result of a period, or that it is not known, or known and not published.
    fn told(&self, period: &str) -> Result<Amount, String> {
        self.value.ok_or_else(|| match self.is_withheld {
            true => format!("số liệu {period} không công bố"),
            false => format!("{period} chưa có số liệu"),
        })
    }

    /// Says how many it covers: "2/3".
    pub(super) fn coverage(&self) -> String {
        format!("{}/{}", self.known, self.known + self.missing.len())
    }
}

/// A result of this period beside that of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    /// The result of this period, and the period.
    pub(super) now: (&'a Reading<'a>, Span),
    /// The other.
    pub(super) other: (&'a Reading<'a>, Span),
    /// What the other period is to this one: "kỳ báo cáo trước", "cùng kỳ năm trước".
    pub(super) words: &'a str,
}

impl Pair<'_> {
    /// Returns the change, or why there is none to tell.
    ///
    /// Results over other clusters are not compared, nor what was counted within six months with what was within a year.
    pub(super) fn change(&self) -> Result<Change, String> {
        let ((now, span), (other, before)) = (self.now, self.other);
        let is_longer = span.half != before.half || span.day() != before.day();
        if now.row.nature.as_deref() == Some("flow") && is_longer {
            return Err("hai kỳ dài ngắn khác nhau".to_owned());
        }
        let (value, was) = (now.told("kỳ này")?, other.told("kỳ đó")?);
        if (&now.missing, &now.unclear) != (&other.missing, &other.unclear) {
            let (covers, here, there) = (now.covers, now.coverage(), other.coverage());
            return Err(if here == there {
                format!("hai kỳ tính trên các {covers} khác nhau")
            } else {
                format!("hai kỳ tính trên số {covers} khác nhau ({here} và {there})")
            });
        }
        let by = value - was;
        let is_share = now.row.unit.as_deref() == Some("%");
        let rough = Rough::both(now.rough, other.rough);
        Ok(Change { by, rough, percent: by.percent_of(was).filter(|_| !is_share) })
    }

    /// Returns whether the two can be compared and differ.
    pub(super) fn has_changed(&self) -> bool {
        self.change().is_ok_and(|change| change.by != Amount::ZERO)
    }

    /// Says the change in a sentence: "tăng 1 (20,0 %) so với kỳ báo cáo trước (năm 2025)".
    pub(super) fn sentence(&self) -> String {
        let period = format!("{} ({})", self.words, when(self.other.1));
        let change = match self.change() {
            Err(reason) => return format!("không so được với {period} vì {reason}"),
            Ok(change) => change,
        };
        let size = |amount: Amount| if amount < Amount::ZERO { Amount::ZERO - amount } else { amount };
        // The difference of figures that are "over" or "about" something is about so much.
        let (by, about) = match change.rough {
            Some(rough) => (change.by.round(rough.decimals), "khoảng "),
            None => (rounded(&self.now.0.row.unit, change.by), ""),
        };
        let word = match by.cmp(&Amount::ZERO) {
            Ordering::Equal => return format!("{}bằng {period}", if change.by == by { "" } else { "gần " }),
            Ordering::Greater => "tăng",
            Ordering::Less => "giảm",
        };
        let decimals = if change.rough.is_some() { 0 } else { 1 };
        let percent =
            change.percent.map(|percent| format!(" ({} %)", size(percent).show_fixed(Language::Vi, decimals)));
        let unit = if self.now.0.row.unit.as_deref() == Some("%") { " điểm phần trăm" } else { "" };
        format!("{word} {about}{}{unit}{} so với {period}", number(size(by)), percent.unwrap_or_default())
    }

    /// Returns the change with its percentage as a cell, "−1 (−16,7 %)"; why there is none the note below says.
    pub(super) fn cell(&self) -> Cell {
        let Ok(change) = self.change() else { return Cell::text(NOT_COMPARED) };
        let signed = |amount: Amount, text: String| if amount > Amount::ZERO { format!("+{text}") } else { text };
        let by = rounded(&self.now.0.row.unit, change.by);
        let percent = change.percent.map(|percent| percent.round(1));
        let percent = percent.map(|percent| signed(percent, percent.show_fixed(Language::Vi, 1)));
        let percent = percent.map(|percent| format!(" ({percent} %)")).unwrap_or_default();
        Cell::number(by, signed(by, number(by)) + &percent)
    }
}

/// What stands in a cell of two results that cannot be compared.
pub(super) const NOT_COMPARED: &str = "không so được";

/// Percentages have one decimal everywhere.
fn rounded(unit: &Option<String>, amount: Amount) -> Amount {
    if unit.as_deref() == Some("%") { amount.round(1) } else { amount }
}
