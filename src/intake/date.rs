//! Reads dates as offices type them: in figures or in words, the day before the month.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::{Located, Location};
use crate::record::{Cell as _, Raw};
use crate::say;
use crate::text::date::show_formal;
use crate::text::number::NumberStyle;
use crate::text::{Both, Language, PartialDate, fold};
use crate::workbook::{Book, Cell};

use super::cell::{clean, shown};
use super::{Desk, Intake};

impl Desk<'_> {
    /// Reads a date, and notes how when it was not typed as one.
    pub(super) fn date(&self, cell: &Cell, at: &Location, intake: &mut Intake) -> Result<Option<String>, Diagnostic> {
        match &cell.value {
            Raw::Empty => Ok(None),
            // The number of days since 30 December 1899, of a cell that lost its format; a year is one, too.
            Raw::Number(number) => {
                let day =
                    number.parse::<u64>().ok().filter(|days| (20_000..80_000).contains(days)).and_then(|days| {
                        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))
                    });
                match day {
                    Some(day) => {
                        let how = say!("số thứ tự ngày của Excel", "the number of a day in Excel");
                        Self::repair(intake, at, number, &day.to_string(), how);
                        Ok(Some(day.to_string()))
                    }
                    None => moment(number, cell, at).map(Some),
                }
            }
            Raw::Text(text) => {
                let text = clean(text);
                if let Some((american, days)) = self.american.as_ref().zip(two_days(&text)) {
                    return Err(ambiguous(&text, days, at, american));
                }
                let read = moment(&text, cell, at)?;
                let how =
                    say!("ngày gõ dạng chữ, đọc theo ngày/tháng/năm", "a date typed as text, read as day/month/year");
                if read != text {
                    Self::repair(intake, at, &text, &read, how);
                }
                Ok(Some(read))
            }
            other => PartialDate::read(&Located::new(other.clone(), at.clone()), NumberStyle::Vietnamese)
                .map(|date| Some(date.to_string())),
        }
    }
}

/// Reads a date in words; `quý 4/2027` and `tháng 3 năm 2026` too.
fn moment(text: &str, cell: &Cell, at: &Location) -> Result<String, Diagnostic> {
    let raw = Located::new(Raw::Text(in_figures(text)), at.clone());
    let read = PartialDate::read(&raw, NumberStyle::Vietnamese);
    read.map(|date| date.to_string()).map_err(|fault| match month_first(text) {
        Some(day) => {
            let meant = day.format("%d/%m/%Y").to_string();
            fault.help(say!(
                "ngày ghi trước tháng: có phải là {meant}?",
                "the day comes before the month: did you mean {meant}?"
            ))
        }
        None => Diagnostic { found: Some(shown(&cell.value)), ..fault },
    })
}

/// Returns the first text of a file that is a date only when its month stands first, as American programs write it.
///
/// Where one is, the others of the file may be so too: `03/04/2026` is no longer the third of April for certain.
pub(super) fn american(book: &Book) -> Option<Location> {
    let is_american = |text: &str| {
        // Most texts of a large file are looked at no further.
        let may_be = text.len() <= 10 && text.starts_with(|c: char| c.is_ascii_digit());
        may_be && month_first(text).is_some() && day_first(text).is_none()
    };
    book.grids.iter().find_map(|grid| {
        let found = grid.cells.iter().find(|(_, cell)| matches!(&cell.value, Raw::Text(text) if is_american(text)));
        found.map(|(at, _)| grid.at(&book.file, *at))
    })
}

/// Returns the two days that a date can mean, read with the day first and with the month first.
fn two_days(text: &str) -> Option<[NaiveDate; 2]> {
    let days = [day_first(text)?, month_first(text)?];
    (days[0] != days[1]).then_some(days)
}

fn day_first(text: &str) -> Option<NaiveDate> {
    parts(text).and_then(|[day, month, year]| day_of(day, month, year))
}

fn month_first(text: &str) -> Option<NaiveDate> {
    parts(text).and_then(|[month, day, year]| day_of(day, month, year))
}

/// The three figures of a date whose year comes last.
fn parts(text: &str) -> Option<[&str; 3]> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    <[&str; 3]>::try_from(parts).ok()
}

fn day_of(day: &str, month: &str, year: &str) -> Option<NaiveDate> {
    match PartialDate::parse(&format!("{day}/{month}/{year}"))? {
        PartialDate::Day(day) => Some(day),
        _ => None,
    }
}

fn ambiguous(text: &str, days: [NaiveDate; 2], at: &Location, american: &Location) -> Diagnostic {
    let said = |day: NaiveDate| Both::new(show_formal(day), PartialDate::Day(day).show(Language::En));
    let message = say!(
        "`{text}` là {one} hay {other}? Tệp này có chỗ ghi tháng trước ngày",
        "`{text}` is {one} or {other}: a date of this file has the month first";
        one = said(days[0]), other = said(days[1])
    );
    let [one, other] = days;
    let help = say!(
        "gõ năm trước cho rõ: {one} hoặc {other}; hoặc sửa ngày được nêu rồi gửi lại",
        "type the year first to make it plain: {one} or {other}; or correct the date named and send it again"
    );
    let note = say!("ngày này chỉ đọc được khi tháng đứng trước", "this one is a date only with the month first");
    Diagnostic::new(Code::AmbiguousDate, at, message).found(text).note(american, note).help(help)
}

/// Turns the words of a date into the form of the data files.
fn in_figures(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let quarter = |word: &str| {
        ["1", "2", "3", "4"]
            .iter()
            .zip(["i", "ii", "iii", "iv"])
            .find(|(digit, roman)| **digit == word || *roman == word)
            .map(|(digit, _)| *digit)
    };
    match words.as_slice() {
        ["quy", number, rest @ ..] if let (Some(quarter), Some(year)) = (quarter(number), rest.last()) => {
            format!("{year}-Q{quarter}")
        }
        ["ngay", day, "thang", month, "nam", year] => format!("{day}/{month}/{year}"),
        ["thang", month, rest @ ..] if let Some(year) = rest.last() => format!("{month}/{year}"),
        ["nam", year] => (*year).to_owned(),
        [day, month, year] if day.len() <= 2 && year.len() == 4 => format!("{day}/{month}/{year}"),
        _ => text.to_owned(),
    }
}
