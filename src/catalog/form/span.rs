//! Reporting periods with their cut-offs, and any other day on which somebody asks how things stand.

use chrono::{Datelike, Months, NaiveDate};

/// A reporting period and its cut-offs (Thông tư 14/2024/TT-BCT khoản 2 Điều 3), or what is known on any other day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The year of the period.
    pub year: i32,
    /// Whether it is the first six months only.
    pub half: bool,
    /// The day to which it reaches beyond the period, which is then the last that was reported.
    until: Option<NaiveDate>,
}

impl Span {
    /// A period of the circular.
    pub fn new(year: i32, half: bool) -> Self {
        Self { year, half, until: None }
    }

    /// Returns what is known on a day: acts up to it, and reports of the last period that ended by then.
    pub fn until(day: NaiveDate) -> Self {
        let (year, before) = (day.year(), day.year() - 1);
        let ended = [Self::new(year, false), Self::new(year, true)].into_iter().find(|span| span.to() <= day);
        Self { until: Some(day), ..ended.unwrap_or(Self::new(before, false)) }
    }

    /// Returns the period for which offices have reported.
    pub fn reported(self) -> Self {
        Self { until: None, ..self }
    }

    /// Returns the period whose reasons for changes hold: itself, or the one in which another day lies.
    pub fn explained(self) -> Self {
        let year = self.to().year();
        let lies_in = |span: &Self| self.until.is_some_and(|day| day <= span.to());
        [Self::new(year, true), Self::new(year, false), Self::new(year + 1, true)]
            .into_iter()
            .find(lies_in)
            .unwrap_or(self)
    }

    /// Returns the day, when it is none of a period.
    pub fn day(self) -> Option<NaiveDate> {
        self.until
    }

    /// Reads `2026-H1` or `2026`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, half) = match text.strip_suffix("-H1") {
            Some(year) => (year, true),
            None => (text, false),
        };
        let year: i32 = if year.len() == 4 {
            year.parse().ok()?
        } else {
            return None;
        };
        (2010..2200).contains(&year).then_some(Self::new(year, half))
    }

    /// Returns the id: `2026-H1`, `2026`, `2026-08-01`.
    pub fn id(self) -> String {
        match self.until {
            Some(day) => day.to_string(),
            None if self.half => format!("{}-H1", self.year),
            None => self.year.to_string(),
        }
    }

    /// Returns the first day: 15 December of the year before, for the half year and the year alike; for any other day the
    /// last 15 December by then.
    pub fn from(self) -> NaiveDate {
        let first = |year| NaiveDate::from_ymd_opt(year, 12, 15).expect("parse lets only sound years through");
        match self.until {
            Some(day) if first(day.year()) <= day => first(day.year()),
            Some(day) => first(day.year() - 1),
            None => first(self.year - 1),
        }
    }

    /// Returns the last day: 14 June, 14 December, or the other day.
    pub fn to(self) -> NaiveDate {
        let month = if self.half { 6 } else { 12 };
        let last = || NaiveDate::from_ymd_opt(self.year, month, 14).expect("parse lets only sound years through");
        self.until.unwrap_or_else(last)
    }

    /// Returns the same period, or day, a year earlier.
    pub fn year_before(self) -> Self {
        match self.until {
            Some(day) => Self::until(day - Months::new(12)),
            None => Self::new(self.year - 1, self.half),
        }
    }

    /// Returns the period whose report came before: the year before a half, the half before its year, the last period
    /// before another day.
    pub fn previous(self) -> Self {
        let reported = self.reported();
        match self.until {
            Some(day) if reported.to() < day => reported,
            _ if self.half => Self::new(self.year - 1, false),
            _ => Self::new(self.year, true),
        }
    }
}

/// By the last day: the first half before its year.
impl Ord for Span {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.to().cmp(&other.to())
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_the_cut_offs_of_the_circular() {
        for (id, from, to, previous) in
            [("2026-H1", "2025-12-15", "2026-06-14", "2025"), ("2025", "2024-12-15", "2025-12-14", "2025-H1")]
        {
            let span = Span::parse(id).expect(id);
            assert_eq!(span.id(), id);
            assert_eq!((span.from().to_string(), span.to().to_string()), (from.into(), to.into()));
            assert_eq!(span.previous().id(), previous);
        }
        assert_eq!(Span::parse("2026-H2"), None);
    }

    /// On 1/8/2026 the last reports are those of 6 months, acts count since 15/12/2025; a year earlier the same.
    #[test]
    fn another_day_has_the_reports_of_the_last_period() {
        for (day, from, reported, previous, year_before) in [
            ("2026-08-01", "2025-12-15", "2026-H1", "2026-H1", "2025-H1"),
            ("2026-06-14", "2025-12-15", "2026-H1", "2025", "2025-H1"),
            ("2026-06-13", "2025-12-15", "2025", "2025", "2024"),
            ("2025-12-31", "2025-12-15", "2025", "2025", "2024"),
        ] {
            let span = Span::until(day.parse().expect(day));
            assert_eq!(
                (span.id(), span.to().to_string(), span.from().to_string()),
                (day.into(), day.into(), from.into())
            );
            assert_eq!((span.reported().id(), span.previous().id()), (reported.into(), previous.into()), "{day}");
            let before = span.year_before();
            assert_eq!(
                (before.to(), before.reported().id()),
                (span.to() - Months::new(12), year_before.into()),
                "{day}"
            );
        }
    }
}
