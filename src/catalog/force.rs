//! Which documents still count, by their own dates and by what replaced them.

use chrono::NaiveDate;

use crate::text::PartialDate;

use super::Catalog;
use super::law::{Document, Relation, RelationKind};
use super::table::Key;

/// Chains of replacement are short; the limit only ends a circle in the data, which `check` reports.
const LONGEST_CHAIN: usize = 16;

/// Where a document stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// Its first day in force is yet to come.
    Future,
    /// Nothing ended it, as far as the register knows.
    InForce,
    /// It was in force until this day.
    Ended(PartialDate),
    /// Another stands in its place, through every replacement.
    Replaced(Key<Document>),
}

impl Catalog {
    /// Returns where a document stands on a day.
    pub fn force(&self, document: Key<Document>, on: NaiveDate) -> Force {
        let row = &self.documents[document];
        match (self.successor(document, on), row.in_force_to.filter(|last| last.last() < on)) {
            (Some(newer), _) => Force::Replaced(newer),
            (None, Some(last)) => Force::Ended(last),
            (None, None) if row.is_future(on) => Force::Future,
            (None, None) => Force::InForce,
        }
    }

    /// A document once replaced stays so, even when what replaced it has ended too.
    fn successor(&self, document: Key<Document>, on: NaiveDate) -> Option<Key<Document>> {
        let next = |old: Key<Document>| {
            // What is not in force yet has replaced nothing.
            let replaces = |relation: &&Relation| {
                let begun = !self.documents[relation.document].is_future(on);
                relation.relation == RelationKind::Replaces && relation.target == old && begun
            };
            self.relations.iter().find(replaces).map(|relation| relation.document)
        };
        std::iter::successors(next(document), |newer| next(*newer)).take(LONGEST_CHAIN).last()
    }
}
