//! Tries each value of a table on what its description promises, and counts what was tried.
//!
//! The tables were checked before the site was planned; this says of the very rows that are published that they keep
//! the constraints of their Data Package, so that the page of a table tells counts and not a phrase.

use std::collections::BTreeSet;

use super::{Dataset, Field, Kind, Value, outline};
use crate::text::Amount;

/// A promise of the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// Each value is of the type of its field.
    Type,
    /// Fields that are always filled are.
    Filled,
    /// No two rows have the same key.
    Unique,
    /// Values of closed lists are in their list.
    Listed,
    /// Ids are those of rows of the other table.
    Known,
    /// Numbers are within their bounds.
    Bounds,
    /// Rings of shapes are closed and wound as RFC 7946 asks.
    Rings,
}

/// A promise, on how many values it was tried, and how many broke it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// What was tried.
    pub promise: Promise,
    /// On how many values.
    pub values: usize,
    /// How many are not as promised.
    pub broken: usize,
}

impl Promise {
    const ALL: [Self; 7] =
        [Self::Type, Self::Filled, Self::Unique, Self::Listed, Self::Known, Self::Bounds, Self::Rings];

    /// Returns it in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Type => "Giá trị đúng kiểu của trường",
            Self::Filled => "Trường bắt buộc có giá trị",
            Self::Unique => "Khóa không trùng",
            Self::Listed => "Giá trị thuộc danh sách cho phép",
            Self::Known => "Mã tham chiếu có trong bảng được dẫn",
            Self::Bounds => "Số trong khoảng cho phép",
            Self::Rings => "Đường biên của hình khép kín, đúng chiều theo RFC 7946",
        }
    }
}

/// Returns the promises that the table makes, each with what trying it gave.
pub fn tried(dataset: &Dataset, all: &[Dataset]) -> Vec<Tried> {
    let count = |promise| {
        let fields = dataset.fields.iter().flat_map(|field| field_results(promise, dataset, field, all));
        let shapes = if promise == Promise::Rings { outline::rings(&dataset.shapes) } else { Vec::new() };
        let results: Vec<bool> = fields.chain(shapes).collect();
        Tried { promise, values: results.len(), broken: results.iter().filter(|kept| !**kept).count() }
    };
    Promise::ALL.map(count).into_iter().filter(|tried| tried.values > 0).collect()
}

/// Returns for each value on which a promise can be tried whether it keeps it.
fn field_results(promise: Promise, dataset: &Dataset, field: &Field, all: &[Dataset]) -> Vec<bool> {
    let values = || dataset.column(field.name);
    let known = || values().filter(|value| **value != Value::Unknown);
    match promise {
        Promise::Type => known().map(|value| value.fits(field.kind)).collect(),
        Promise::Filled if field.required => values().map(|value| *value != Value::Unknown).collect(),
        Promise::Unique if dataset.key == Some(field.name) => {
            let mut seen = BTreeSet::new();
            values().map(|value| seen.insert(value.to_string())).collect()
        }
        Promise::Listed if !field.choices.is_empty() => {
            known().map(|value| field.choices.iter().any(|(choice, _)| value.items() == [*choice])).collect()
        }
        Promise::Known => field.refers.map_or_else(Vec::new, |refers| references(known(), refers, all)),
        Promise::Bounds => {
            let (least, most) = field.bounds();
            let within = |amount: Amount| least.is_none_or(|l| amount >= l) && most.is_none_or(|m| amount <= m);
            known().filter_map(|value| value.amount()).map(within).collect()
        }
        _ => Vec::new(),
    }
}

fn references<'a>(
    values: impl Iterator<Item = &'a Value>,
    (table, target): (&str, &str),
    all: &[Dataset],
) -> Vec<bool> {
    let table = all.iter().find(|other| other.name == table);
    let ids: BTreeSet<&String> = table.into_iter().flat_map(|t| t.column(target)).flat_map(Value::items).collect();
    values.flat_map(Value::items).map(|id| ids.contains(id)).collect()
}

impl Field {
    /// Returns what a reader must know: the remark on the field, and the words for its values.
    pub fn explanation(&self) -> String {
        let own = (!self.description.is_empty()).then(|| self.description.to_owned());
        let choices =
            self.choices.iter().map(|(value, label)| format!("{value}: {label}")).collect::<Vec<_>>().join("; ");
        let choices = (!choices.is_empty()).then(|| format!("{choices}."));
        own.into_iter().chain(choices).collect::<Vec<_>>().join(" ")
    }

    /// Returns the least and the greatest number that the field may have; the check `out-of-range` holds the data to it.
    pub fn bounds(&self) -> (Option<Amount>, Option<Amount>) {
        match (self.kind, self.unit) {
            (Kind::Number, Some("độ")) => (Amount::from_plain("-180"), Amount::from_plain("180")),
            (Kind::Number, Some("%")) => (Some(Amount::ZERO), Some(Amount::from(100))),
            (Kind::Number | Kind::Integer, _) => (Some(Amount::ZERO), None),
            _ => (None, None),
        }
    }
}

impl Dataset {
    /// Returns what each value of a field must keep, in words.
    pub fn constraints(&self, field: &Field) -> Vec<String> {
        let (least, most) = field.bounds();
        let bounds = match (least, most) {
            (Some(least), Some(most)) => Some(format!("từ {} đến {}", least.plain(), most.plain())),
            (Some(least), None) => Some(format!("từ {} trở lên", least.plain())),
            _ => None,
        };
        [
            field.required.then(|| "bắt buộc".to_owned()),
            (self.key == Some(field.name)).then(|| "không trùng".to_owned()),
            bounds,
            (!field.choices.is_empty()).then(|| "một trong các giá trị được giải thích".to_owned()),
            field.refers.map(|(table, target)| format!("mã ở cột {target} của bảng {table}")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
