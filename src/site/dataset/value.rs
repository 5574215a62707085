//! A cell of open data with its type, and how values of the catalog become one.

use std::fmt;

use chrono::NaiveDate;

use crate::record::Degrees;
use crate::text::{Amount, PartialDate};

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// A day, month, quarter or year in the ISO order; kept as text because no format has a type for all four.
    Date,
    /// Yes or no.
    Boolean,
    /// Several texts.
    List,
}

impl Kind {
    /// Returns its Vietnamese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "chữ",
            Self::Number => "số",
            Self::Integer => "số nguyên",
            Self::Date => "ngày",
            Self::Boolean => "đúng/sai",
            Self::List => "danh sách",
        }
    }
}

/// A cell of a public table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// There is no figure; not zero, not "no".
    Unknown,
    /// Text.
    Text(String),
    /// A decimal number.
    Number(Amount),
    /// A whole number.
    Integer(i64),
    /// A date with its precision.
    Date(PartialDate),
    /// Yes or no.
    Boolean(bool),
    /// Several texts.
    List(Vec<String>),
}

/// Between the items of a list in one cell, as in the data folder.
pub(super) const SEPARATOR: &str = "; ";

/// As in the files: numbers as `1234.5`, dates in ISO order, nothing where there is no figure.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => Ok(()),
            Self::Text(text) => out.write_str(text),
            Self::Number(amount) => out.write_str(&amount.plain()),
            Self::Integer(count) => write!(out, "{count}"),
            Self::Date(date) => write!(out, "{date}"),
            Self::Boolean(yes) => write!(out, "{yes}"),
            Self::List(items) => out.write_str(&items.join(SEPARATOR)),
        }
    }
}

impl Value {
    /// Returns whether the value can stand in a field of a kind.
    pub fn fits(&self, kind: Kind) -> bool {
        match self {
            Self::Unknown => true,
            Self::Text(_) => kind == Kind::Text,
            Self::Number(_) => kind == Kind::Number,
            Self::Integer(_) => kind == Kind::Integer,
            Self::Date(_) => kind == Kind::Date,
            Self::Boolean(_) => kind == Kind::Boolean,
            Self::List(_) => kind == Kind::List,
        }
    }

    /// Returns the texts of a list, or the one text.
    pub fn items(&self) -> &[String] {
        match self {
            Self::List(items) => items,
            Self::Text(text) => std::slice::from_ref(text),
            _ => &[],
        }
    }

    /// Returns the number.
    pub fn amount(&self) -> Option<Amount> {
        match self {
            Self::Number(amount) => Some(*amount),
            Self::Integer(count) => Amount::from_plain(&count.to_string()),
            _ => None,
        }
    }

    /// Returns the date.
    pub fn date(&self) -> Option<PartialDate> {
        if let Self::Date(date) = self { Some(*date) } else { None }
    }
}

impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Unknown } else { Self::Text(text) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<Amount> for Value {
    fn from(amount: Amount) -> Self {
        Self::Number(amount)
    }
}

impl From<Degrees> for Value {
    fn from(degrees: Degrees) -> Self {
        Self::Number(degrees.0)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Unknown, Self::Integer)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Integer(i64::from(count))
    }
}

impl From<PartialDate> for Value {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Self {
        Self::Date(PartialDate::Day(day))
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Boolean(yes)
    }
}

/// A list without items says that none is known.
impl From<Vec<String>> for Value {
    fn from(items: Vec<String>) -> Self {
        if items.is_empty() { Self::Unknown } else { Self::List(items) }
    }
}

impl From<&[String]> for Value {
    fn from(items: &[String]) -> Self {
        items.to_vec().into()
    }
}
