//! Comparing a result with that of another period: how much, how much of it, or why the two cannot be compared.

use std::cmp::Ordering;

use crate::catalog::form::Span;
use crate::catalog::rollup::Line;
use crate::site::document::Cell;
use crate::site::show::number;
use crate::text::{Amount, Language};

use super::when;

/// How a result changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    /// This result less the other one.
    pub(super) by: Amount,
    /// The change as a part of the other result, per cent; nothing where that is zero, or the row is a percentage.
    pub(super) percent: Option<Amount>,
}

/// A line of this period beside that of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    /// The result of this period, and the period.
    pub(super) now: (&'a Line<'a>, Span),
    /// The other.
    pub(super) other: (&'a Line<'a>, Span),
    /// What the other period is to this one: "kỳ báo cáo trước", "cùng kỳ năm trước".
    pub(super) words: &'a str,
}

impl Pair<'_> {
    /// Returns the change, or why there is none to tell.
    ///
    /// Sums over other clusters are not compared, nor what was counted within six months with what was within a year.
    pub(super) fn change(&self) -> Result<Change, String> {
        let ((now, span), (other, before)) = (self.now, self.other);
        let is_longer = span.half != before.half || span.day() != before.day();
        if now.row.nature.as_deref() == Some("flow") && is_longer {
            return Err("hai kỳ dài ngắn khác nhau".to_owned());
        }
        let told = |line: &Line<'_>| line.sum.value.filter(|_| !line.sum.is_withheld);
        let value = told(now).ok_or_else(|| "kỳ này chưa có số liệu".to_owned())?;
        let was = told(other).ok_or_else(|| "kỳ đó chưa có số liệu".to_owned())?;
        if now.sum.missing != other.sum.missing {
            let covered = |line: &Line<'_>| format!("{}/{}", line.sum.known, line.sum.known + line.sum.missing.len());
            let (here, there) = (covered(now), covered(other));
            return Err(if here == there {
                "hai kỳ tính trên các cụm khác nhau".to_owned()
            } else {
                format!("hai kỳ tính trên số cụm khác nhau ({here} và {there})")
            });
        }
        let by = value - was;
        let is_share = now.row.unit.as_deref() == Some("%");
        Ok(Change { by, percent: by.percent_of(was).filter(|_| !is_share) })
    }

    /// Says the change in a sentence: "tăng 1 (20,0 %) so với kỳ báo cáo trước (năm 2025)".
    pub(super) fn sentence(&self) -> String {
        let period = format!("{} ({})", self.words, when(self.other.1));
        let change = match self.change() {
            Err(reason) => return format!("không so được với {period} vì {reason}"),
            Ok(change) => change,
        };
        let (word, size) = match change.by.cmp(&Amount::ZERO) {
            Ordering::Equal => return format!("bằng {period}"),
            Ordering::Greater => ("tăng", change.by),
            Ordering::Less => ("giảm", Amount::ZERO - change.by),
        };
        let percent =
            change.percent.map(|percent| if percent < Amount::ZERO { Amount::ZERO - percent } else { percent });
        let percent =
            percent.map(|percent| format!(" ({} %)", percent.show_fixed(Language::Vi, 1))).unwrap_or_default();
        let unit = if self.now.0.row.unit.as_deref() == Some("%") { " điểm phần trăm" } else { "" };
        format!("{word} {}{unit}{percent} so với {period}", number(rounded(&self.now.0.row.unit, size)))
    }

    /// Returns the change and its percentage as two cells of a table; why there is none the note below says.
    pub(super) fn cells(&self) -> [Cell; 2] {
        let Ok(change) = self.change() else { return [Cell::text(NOT_COMPARED), Cell::text("")] };
        let signed = |amount: Amount, text: String| {
            let text = if amount > Amount::ZERO { format!("+{text}") } else { text };
            Cell::number(amount, text)
        };
        let by = rounded(&self.now.0.row.unit, change.by);
        let percent = change.percent.map(|percent| percent.round(1));
        let percent = percent.map(|percent| signed(percent, percent.show_fixed(Language::Vi, 1)));
        [signed(by, number(by)), percent.unwrap_or_default()]
    }
}

/// What stands in a cell of two results that cannot be compared.
pub(super) const NOT_COMPARED: &str = "không so được";

/// Percentages have one decimal everywhere.
fn rounded(unit: &Option<String>, amount: Amount) -> Amount {
    if unit.as_deref() == Some("%") { amount.round(1) } else { amount }
}
