//! Dates that keep their precision: a day, a month, a quarter or a year.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

use super::Language;

/// A date as precise as its source was; a month is never turned into its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// A calendar day.
    Day(NaiveDate),
    /// A year and a month, 1 to 12.
    Month(i32, u32),
    /// A year and a quarter, 1 to 4.
    Quarter(i32, u32),
    /// A year.
    Year(i32),
}

impl PartialDate {
    /// Reads `2026-01-23`, `2026-01`, `2026-Q1`, `2026`, `23/01/2026` or `01/2026`; years 1900 to 2199.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(['-', '/']).collect();
        let date = match (text.contains('/'), parts.as_slice()) {
            (false, [year]) if year.len() == 4 => Self::Year(number(year)? as i32),
            (false, [year, quarter]) if quarter.starts_with('Q') => {
                Self::Quarter(number(year)? as i32, number(&quarter[1..])?)
            }
            (false, [year, month]) if year.len() == 4 => Self::Month(number(year)? as i32, number(month)?),
            (false, [year, month, day]) if year.len() == 4 => Self::day(year, month, day)?,
            (true, [month, year]) if year.len() == 4 => Self::Month(number(year)? as i32, number(month)?),
            (true, [day, month, year]) if year.len() == 4 => Self::day(year, month, day)?,
            _ => return None,
        };
        date.is_sound().then_some(date)
    }

    fn day(year: &str, month: &str, day: &str) -> Option<Self> {
        NaiveDate::from_ymd_opt(number(year)? as i32, number(month)?, number(day)?).map(Self::Day)
    }

    fn is_sound(self) -> bool {
        let (year, part_fits) = match self {
            Self::Day(day) => (day.year(), true),
            Self::Month(year, month) => (year, (1..=12).contains(&month)),
            Self::Quarter(year, quarter) => (year, (1..=4).contains(&quarter)),
            Self::Year(year) => (year, true),
        };
        part_fits && (1900..2200).contains(&year)
    }

    /// Returns the first day that the date can mean.
    pub fn first(self) -> NaiveDate {
        let (year, month) = match self {
            Self::Day(day) => return day,
            Self::Month(year, month) => (year, month),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2),
            Self::Year(year) => (year, 1),
        };
        NaiveDate::from_ymd_opt(year, month, 1).expect("parse lets only sound months through")
    }

    /// Returns the last day that the date can mean.
    pub fn last(self) -> NaiveDate {
        let months = match self {
            Self::Day(day) => return day,
            Self::Month(..) => 1,
            Self::Quarter(..) => 3,
            Self::Year(_) => 12,
        };
        let next = self.first().checked_add_months(chrono::Months::new(months));
        next.and_then(|day| day.pred_opt()).expect("the years 1900 to 2199 have neighbours")
    }

    /// Prints the short form that spreadsheets have, for what is said of their cells: `14/06/2026`, `12/2009`, `quý 4/2009`,
    /// `2009`.
    pub fn show(self, language: Language) -> String {
        match (self, language) {
            (Self::Day(day), Language::Vi) => day.format("%d/%m/%Y").to_string(),
            (Self::Day(day), Language::En) => day.format("%-d %B %Y").to_string(),
            (Self::Day(day), Language::Zh) => day.format("%Y年%-m月%-d日").to_string(),
            (Self::Month(year, month), Language::Vi) => format!("{month:02}/{year}"),
            (Self::Month(..), Language::En) => self.first().format("%B %Y").to_string(),
            (Self::Month(year, month), Language::Zh) => format!("{year}年{month}月"),
            (Self::Quarter(year, quarter), Language::Vi) => format!("quý {quarter}/{year}"),
            (Self::Quarter(year, quarter), Language::En) => format!("Q{quarter} {year}"),
            (Self::Quarter(year, quarter), Language::Zh) => format!("{year}年第{quarter}季度"),
            (Self::Year(year), Language::Zh) => format!("{year}年"),
            (Self::Year(year), _) => year.to_string(),
        }
    }

    /// Prints the short form of pages and reports: `14/6/2026`, `01/02/2026`, `3/2026`; in Vietnamese with zeros as in
    /// documents (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4b).
    pub fn written(self, language: Language) -> String {
        match (self, language) {
            (Self::Day(day), Language::Vi) => format!("{:02}/{}/{}", day.day(), padded(day.month()), day.year()),
            (Self::Month(year, month), Language::Vi) => format!("{}/{year}", padded(month)),
            _ => self.show(language),
        }
    }
}

/// Prints a day as administrative documents do: `ngày 05 tháng 01 năm 2026`.
///
/// Days below 10 and the months 1 and 2 take a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4b).
pub fn show_formal(day: NaiveDate) -> String {
    format!("ngày {:02} tháng {} năm {}", day.day(), padded(day.month()), day.year())
}

/// A month as documents write it: 01, 02, 3.
fn padded(month: u32) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

fn number(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// The form that data files use: `2009-12-04`, `2009-12`, `2009-Q4`, `2009`.
impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(formatter, "{}", day.format("%Y-%m-%d")),
            Self::Month(year, month) => write!(formatter, "{year}-{month:02}"),
            Self::Quarter(year, quarter) => write!(formatter, "{year}-Q{quarter}"),
            Self::Year(year) => write!(formatter, "{year}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By last possible day, then by first: a month sorts behind its days.
impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.last(), self.first()).cmp(&(other.last(), other.first()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_with_their_precision() {
        for (text, first, last) in [
            ("2009-12-04", "2009-12-04", "2009-12-04"),
            ("04/12/2009", "2009-12-04", "2009-12-04"),
            ("4/12/2009", "2009-12-04", "2009-12-04"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("02/2024", "2024-02-01", "2024-02-29"),
            ("2027-Q4", "2027-10-01", "2027-12-31"),
            ("2026", "2026-01-01", "2026-12-31"),
        ] {
            let date = PartialDate::parse(text).expect(text);
            assert_eq!((date.first().to_string(), date.last().to_string()), (first.into(), last.into()));
            assert_eq!(PartialDate::parse(&date.to_string()), Some(date));
        }
        for text in ["", "2026-13", "31/02/2026", "2026-Q5", "13/24/2026", "26-01-01", "1/2", "2026-1-", "45000"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn prints_dates_as_each_language_does() {
        let day = PartialDate::parse("2009-12-04").expect("a day");
        assert_eq!(day.show(Language::Vi), "04/12/2009");
        assert_eq!(day.show(Language::En), "4 December 2009");
        assert_eq!(day.show(Language::Zh), "2009年12月4日");
        for (data, shown) in
            [("2026-06-14", "14/6/2026"), ("2026-02-01", "01/02/2026"), ("2026-03", "3/2026"), ("2026-01", "01/2026")]
        {
            assert_eq!(PartialDate::parse(data).expect("a date").written(Language::Vi), shown);
        }
        assert_eq!(show_formal(day.first()), "ngày 04 tháng 12 năm 2009");
        let january = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day");
        assert_eq!(show_formal(january), "ngày 05 tháng 01 năm 2026");
        let march = NaiveDate::from_ymd_opt(2026, 3, 15).expect("a day");
        assert_eq!(show_formal(march), "ngày 15 tháng 3 năm 2026");
    }
}
