//! Reads one cell as a typed value, or says what is wrong with it and how to mend it.

use std::marker::PhantomData;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Located;
use crate::say;
use crate::text::number::{NumberFault, NumberStyle};
use crate::text::{Amount, Language, PartialDate, fold};

use super::{Raw, nearest};

/// A type that a cell can hold.
pub trait Cell: Sized {
    /// Reads the value, or says what is wrong with the cell.
    fn read(raw: &Located<Raw>, style: NumberStyle) -> Result<Self, Diagnostic>;
}

pub(super) fn text_of(raw: &Located<Raw>) -> Result<String, Diagnostic> {
    match &raw.value {
        Raw::Text(text) | Raw::Number(text) => Ok(text.clone()),
        Raw::Bool(flag) => Ok(if *flag { "yes" } else { "no" }.to_owned()),
        Raw::Date(day) => Ok(day.format("%Y-%m-%d").to_string()),
        Raw::List(items) => Ok(items.iter().map(|item| item.value.as_str()).collect::<Vec<_>>().join("; ")),
        Raw::Empty => Ok(String::new()),
        Raw::Error(error) => {
            let message = say!("ô chứa lỗi công thức `{error}`", "the cell holds the formula error `{error}`");
            let help = say!("sửa công thức hoặc gõ lại giá trị", "mend the formula or type the value");
            Err(Diagnostic::new(Code::FormulaError, &raw.at, message).found(error).help(help))
        }
    }
}

impl Cell for String {
    fn read(raw: &Located<Raw>, _: NumberStyle) -> Result<Self, Diagnostic> {
        text_of(raw)
    }
}

impl Cell for Amount {
    fn read(raw: &Located<Raw>, style: NumberStyle) -> Result<Self, Diagnostic> {
        let text = text_of(raw)?;
        let amount = match &raw.value {
            Raw::Number(plain) => Amount::from_plain(plain).ok_or_else(|| bad_number(raw, &text))?,
            _ => Amount::parse(&text, style).map_err(|fault| match fault {
                NumberFault::NotANumber => bad_number(raw, &text),
                NumberFault::Ambiguous(one, other) => ambiguous_number(raw, style, (one, other)),
            })?,
        };
        // A bound far above every land price in dong, so that no sum of cells leaves what a decimal holds.
        let most = Amount::from(1_000_000_000_000_000);
        if amount > most || amount < Amount::ZERO - most { Err(huge_number(raw, &text)) } else { Ok(amount) }
    }
}

/// A longitude or latitude; degrees have no thousands, so `106.360` has one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Degrees(pub Amount);

impl Cell for Degrees {
    fn read(raw: &Located<Raw>, style: NumberStyle) -> Result<Self, Diagnostic> {
        let text = text_of(raw)?;
        match Amount::parse(&text, style) {
            Err(NumberFault::Ambiguous(one, other)) => Ok(Self(one.min(other))),
            _ => Amount::read(raw, style).map(Self),
        }
    }
}

fn bad_number(raw: &Located<Raw>, text: &str) -> Diagnostic {
    let message = say!("`{text}` không phải là số", "`{text}` is not a number");
    let pieces = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let numbers: Vec<&str> = pieces.filter(|piece| piece.contains(|c: char| c.is_ascii_digit())).collect();
    let help = match numbers.as_slice() {
        [] => say!(
            "gõ số, ví dụ 48.5; chưa biết thì để trống hoặc bỏ cả dòng",
            "type a number such as 48.5; if it is not known leave it empty, or leave the row out"
        ),
        [number] => say!("chỉ gõ số, không kèm chữ, đơn vị hay dấu ~: {number}", "type the number alone: {number}"),
        [first, ..] => say!(
            "gõ một số, ví dụ {first}; khoảng và lời giải thích ghi ở cột `note`",
            "type one number, such as {first}; put a range or a remark into the column `note`"
        ),
    };
    Diagnostic::new(Code::BadNumber, &raw.at, message).found(text).help(help)
}

fn huge_number(raw: &Located<Raw>, text: &str) -> Diagnostic {
    let message = say!("số `{text}` lớn hơn một triệu tỷ", "the number `{text}` is above a million billion");
    let help = say!("kiểm tra đơn vị và số chữ số 0", "check the unit and the number of zeros");
    Diagnostic::new(Code::OutOfRange, &raw.at, message).found(text).help(help)
}

fn ambiguous_number(raw: &Located<Raw>, style: NumberStyle, readings: (Amount, Amount)) -> Diagnostic {
    let text = text_of(raw).unwrap_or_default();
    let (large, small) = (readings.0.max(readings.1), readings.0.min(readings.1));
    let (point, comma) = (small.plain(), small.plain().replace('.', ","));
    let message = say!("`{text}` có thể là {large} hoặc {comma}", "`{text}` may be {large} or {point}");
    // Three decimals are what makes the number ambiguous; a fourth one does not change it.
    let zero = if small.decimals() == 3 { "0" } else { "" };
    let mend = if style == NumberStyle::Plain { point } else { comma };
    let help = say!("gõ {large}, hoặc {mend}{zero} nếu là số lẻ", "type {large}, or {mend}{zero} if it has decimals");
    Diagnostic::new(Code::AmbiguousNumber, &raw.at, message).found(text).help(help)
}

impl Cell for PartialDate {
    fn read(raw: &Located<Raw>, _: NumberStyle) -> Result<Self, Diagnostic> {
        if let Raw::Date(day) = &raw.value {
            return plausible(Self::Day(*day), raw);
        }
        let text = text_of(raw)?;
        let date = Self::parse(&text).ok_or_else(|| {
            let message = say!("`{text}` không phải là ngày", "`{text}` is not a date");
            let help = match meant_date(&text) {
                Some(date) => say!("có phải là {date}?", "did you mean {date}?"),
                None => say!(
                    "gõ 2026-01-23, 23/01/2026, 2026-01, 2026-Q1 hoặc 2026",
                    "type 2026-01-23, 23/01/2026, 2026-01, 2026-Q1 or 2026"
                ),
            };
            Diagnostic::new(Code::BadDate, &raw.at, message).found(&text).help(help)
        })?;
        plausible(date, raw)
    }
}

/// The years that a date of these tables can be of: no office, text or cluster is older than the state.
const YEARS: RangeInclusive<i32> = 1945..=2100;

/// Returns the date if its year can be meant; 1900 is what spreadsheets make of an empty or mistyped cell.
fn plausible(date: PartialDate, raw: &Located<Raw>) -> Result<PartialDate, Diagnostic> {
    let year = date.first().year();
    if YEARS.contains(&year) {
        return Ok(date);
    }
    let (first, last) = (YEARS.start(), YEARS.end());
    let message = say!("năm {year} nằm ngoài khoảng {first}–{last}", "the year {year} is not within {first}–{last}");
    let help =
        say!("kiểm tra năm; chưa biết ngày thì để trống", "check the year; leave the cell empty if it is not known");
    Err(Diagnostic::new(Code::ImplausibleDate, &raw.at, message).found(text_of(raw).unwrap_or_default()).help(help))
}

/// Guesses a date in words, or one that a spreadsheet turned into its number of days since 30 December 1899.
fn meant_date(text: &str) -> Option<PartialDate> {
    let words = fold(text);
    let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let guess = match numbers.as_slice() {
        [days] if *days == words && days.len() == 5 => {
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            return epoch.checked_add_days(chrono::Days::new(days.parse().ok()?)).map(PartialDate::Day);
        }
        [quarter, year] if words.contains('q') => format!("{year}-Q{quarter}"),
        [month, year] => format!("{month}/{year}"),
        [day, month, year] => format!("{day}/{month}/{year}"),
        [year] => (*year).to_owned(),
        _ => return None,
    };
    PartialDate::parse(&guess)
}

impl Cell for NaiveDate {
    fn read(raw: &Located<Raw>, style: NumberStyle) -> Result<Self, Diagnostic> {
        match PartialDate::read(raw, style)? {
            PartialDate::Day(day) => Ok(day),
            other => {
                let text = other.to_string();
                let message = say!("`{text}` thiếu ngày cụ thể", "`{text}` lacks the day");
                let help = say!("gõ đủ ngày, ví dụ 2026-01-23", "type the whole date, such as 2026-01-23");
                Err(Diagnostic::new(Code::BadDate, &raw.at, message).found(&text).help(help))
            }
        }
    }
}

impl Cell for bool {
    fn read(raw: &Located<Raw>, _: NumberStyle) -> Result<Self, Diagnostic> {
        let text = text_of(raw)?;
        match fold(&text).as_str() {
            "yes" | "co" | "true" | "1" => Ok(true),
            "no" | "khong" | "false" | "0" => Ok(false),
            _ => Err(bad_choice(raw, &text, &["yes", "no"])),
        }
    }
}

impl Cell for Language {
    fn read(raw: &Located<Raw>, _: NumberStyle) -> Result<Self, Diagnostic> {
        let text = text_of(raw)?;
        Self::from_tag(&text).ok_or_else(|| bad_choice(raw, &text, &["vi", "en", "zh"]))
    }
}

impl Cell for NumberStyle {
    fn read(raw: &Located<Raw>, _: Self) -> Result<Self, Diagnostic> {
        let text = text_of(raw)?;
        match text.as_str() {
            "plain" => Ok(Self::Plain),
            "vi" => Ok(Self::Vietnamese),
            _ => Err(bad_choice(raw, &text, &["plain", "vi"])),
        }
    }
}

impl Cell for u32 {
    fn read(raw: &Located<Raw>, style: NumberStyle) -> Result<Self, Diagnostic> {
        let amount = Amount::read(raw, style)?;
        let text = amount.plain();
        text.parse().map_err(|_| {
            let message = say!("`{text}` không phải là số đếm", "`{text}` is not a whole number");
            let help = say!("gõ số nguyên không âm", "type a whole number, not negative");
            Diagnostic::new(Code::OutOfRange, &raw.at, message).found(&text).help(help)
        })
    }
}

/// Says that a cell is not one of the allowed values.
pub fn bad_choice(raw: &Located<Raw>, text: &str, allowed: &[&str]) -> Diagnostic {
    let list = allowed.join(", ");
    let message = say!("`{text}` không thuộc danh mục: {list}", "`{text}` is not one of: {list}");
    let fault = Diagnostic::new(Code::BadChoice, &raw.at, message).found(text);
    match nearest(text, allowed.iter().copied()) {
        Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
        None => fault.help(say!("chọn một giá trị trong danh mục", "choose one of the values listed")),
    }
}

/// Declares an enum whose values are the closed list of a column.
#[macro_export]
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$value_doc])* $variant,)*
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the value's name in the data files.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl $crate::record::Cell for $name {
            fn read(
                raw: &$crate::place::Located<$crate::record::Raw>,
                style: $crate::text::number::NumberStyle,
            ) -> Result<Self, $crate::diagnostic::Diagnostic> {
                let text = <String as $crate::record::Cell>::read(raw, style)?;
                let found = Self::ALL.iter().find(|value| value.name() == text);
                found.copied().ok_or_else(|| {
                    $crate::record::bad_choice(raw, &text, &[$($text,)*])
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}

/// The id of a row of `T`, unique in its table and part of addresses.
#[derive(Debug)]
pub struct Id<T>(String, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

/// The most characters of an id: it becomes the name of a folder and part of the names of files.
const LONGEST_ID: usize = 80;

impl<T> Cell for Id<T> {
    fn read(raw: &Located<Raw>, _: NumberStyle) -> Result<Self, Diagnostic> {
        let text = text_of(raw)?;
        let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
        let fits = text.len() <= LONGEST_ID
            && text.chars().all(sound)
            && !text.starts_with(['-', '.'])
            && !text.ends_with(['-', '.']);
        if fits {
            return Ok(Self(text, PhantomData));
        }
        let length = text.chars().count();
        if length > LONGEST_ID {
            let message = say!(
                "mã dài {length} ký tự; dài nhất là {LONGEST_ID}",
                "the id has {length} characters; the most is {LONGEST_ID}"
            );
            let help = say!("rút ngắn mã ở đây và ở mọi chỗ nhắc đến nó", "shorten it here and wherever it is named");
            return Err(Diagnostic::new(Code::BadId, &raw.at, message).found(&text).help(help));
        }
        let message = say!("`{text}` không phải là mã hợp lệ", "`{text}` is not a valid id");
        let better = crate::text::slug(&text);
        let help = say!(
            "mã chỉ gồm chữ thường không dấu, số và dấu gạch ngang, ví dụ `{better}`",
            "an id has only a-z, 0-9 and hyphens, such as `{better}`"
        );
        Err(Diagnostic::new(Code::BadId, &raw.at, message).found(&text).help(help))
    }
}
