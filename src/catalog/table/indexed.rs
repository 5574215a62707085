//! Rows in file order that are also found by what they are about.

use std::collections::BTreeMap;
use std::slice;

/// Rows in file order, with the places of those about each subject: to look for them one by one in thousands of rows,
/// for each cluster and each line of a form, would take longer than everything else.
#[derive(Debug)]
pub struct Indexed<K, T> {
    rows: Vec<T>,
    about: fn(&T) -> K,
    places: BTreeMap<K, Vec<usize>>,
}

impl<K: Ord, T> Indexed<K, T> {
    /// Holds rows, found by what `about` says of each.
    pub(in super::super) fn new(rows: Vec<T>, about: fn(&T) -> K) -> Self {
        let mut places: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            places.entry(about(row)).or_default().push(place);
        }
        Self { rows, about, places }
    }

    /// Returns the rows about a subject, in file order.
    pub fn of(&self, subject: &K) -> impl Iterator<Item = &T> + use<'_, K, T> {
        self.places.get(subject).into_iter().flatten().map(|place| &self.rows[*place])
    }

    /// Keeps the rows for which this holds.
    pub(in super::super) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.retain(keep);
        *self = Self::new(rows, self.about);
    }

    /// Returns all rows, in file order.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.rows.iter()
    }
}

impl<'a, K, T> IntoIterator for &'a Indexed<K, T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Indexed;

    #[test]
    fn rows_are_found_by_subject_after_others_went() {
        let mut rows = Indexed::new(vec![("b", 1), ("a", 2), ("b", 3), ("a", 4)], |row| row.0);
        rows.retain(|row| row.1 != 1);
        assert_eq!(rows.of(&"a").map(|row| row.1).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(rows.of(&"b").map(|row| row.1).collect::<Vec<_>>(), [3]);
        assert_eq!(rows.of(&"c").count(), 0);
        assert_eq!(rows.iter().map(|row| row.1).collect::<Vec<_>>(), [2, 3, 4]);
    }
}
