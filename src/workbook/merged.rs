//! The merged stretches of a sheet, found by the cells that they cover: a sheet may have a hundred thousand.

use std::collections::BTreeMap;

use super::{COLUMN_LIMIT, Position};

/// Merged stretches, each by its first and its last cell.
#[derive(Debug, Default)]
pub struct Merged {
    all: Vec<(Position, Position)>,
    /// The stretch that begins in a column at a row; of a wide one, each column has it.
    by_column: BTreeMap<(u32, u32), usize>,
}

impl Merged {
    /// Adds a stretch; of its columns those are found that a sheet may have.
    pub(super) fn add(&mut self, first: Position, last: Position) {
        let index = self.all.len();
        self.all.push((first, last));
        self.by_column.extend((first.1..=last.1.min(COLUMN_LIMIT)).map(|column| ((column, first.0), index)));
    }

    /// Returns the stretches in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (Position, Position)> {
        self.all.iter().copied()
    }

    /// Returns the stretch that covers a cell; stretches of a sound sheet never overlap.
    pub fn over(&self, (row, column): Position) -> Option<(Position, Position)> {
        let (_, index) = self.by_column.range((column, 0)..=(column, row)).next_back()?;
        Some(self.all[*index]).filter(|(_, last)| row <= last.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_stretch_over_a_cell() {
        let mut merged = Merged::default();
        merged.add((2, 2), (4, 3));
        merged.add((5, 2), (5, u32::MAX));
        merged.add((9, 9), (8, 8));
        for (at, first) in [
            ((2, 2), Some((2, 2))),
            ((4, 3), Some((2, 2))),
            ((1, 2), None),
            ((4, 4), None),
            ((5, 3), Some((5, 2))),
            ((5, 500), Some((5, 2))),
            ((6, 2), None),
            ((9, 9), None),
        ] {
            assert_eq!(merged.over(at).map(|(first, _)| first), first, "{at:?}");
        }
    }
}
