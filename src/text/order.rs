//! Vietnamese alphabetical order, with numbers in names compared by value.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

/// Compares names in Vietnamese order: a ă â, d đ, e ê, o ô ơ, u ư, tones second.
#[derive(Debug)]
pub struct VietnameseOrder(CollatorBorrowed<'static>);

impl VietnameseOrder {
    /// Makes the comparer from the tables compiled into the program.
    pub fn new() -> Self {
        let mut preferences = CollatorPreferences::from(locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = Collator::try_new(preferences, CollatorOptions::default());
        Self(collator.expect("the Vietnamese collation is compiled in"))
    }

    /// Compares two names.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.0.compare(left, right)
    }

    /// Sorts values by a name each has; equal names keep their order.
    pub fn sort_by<T>(&self, values: &mut [T], name: impl Fn(&T) -> &str) {
        values.sort_by(|left, right| self.compare(name(left), name(right)));
    }
}

impl Default for VietnameseOrder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_letters_then_tones_then_numbers_by_value() {
        let sorted = [
            "ba", "bà", "bả", "bã", "bá", "bạ", "băng", "bâng", "CCN 2", "CCN 10", "da", "đa", "e", "ê", "o", "ô", "ơ",
            "u", "ư",
        ];
        let mut names = sorted;
        names.reverse();
        VietnameseOrder::new().sort_by(&mut names, |name| name);
        assert_eq!(names, sorted);
    }
}
