//! Which documents still count: what replaced what, and what lost its ground with its basis.

use chrono::NaiveDate;

use super::Catalog;
use super::law::{Document, RelationKind};
use super::table::Key;

/// Chains of replacement are short; the limit only ends a circle in the data.
const LONGEST_CHAIN: usize = 16;

impl Catalog {
    /// Returns the document that stands in the place of this one on a day, through every replacement.
    ///
    /// A document once replaced stays so, even when what replaced it has ended too.
    pub fn successor(&self, document: Key<Document>, on: NaiveDate) -> Option<Key<Document>> {
        let next = |old: Key<Document>| {
            let replaces = |relation: &&super::law::Relation| {
                let begun = !self.documents[relation.document].is_future(on);
                relation.relation == RelationKind::Replaces && relation.target == old && begun
            };
            self.relations.iter().find(replaces).map(|relation| relation.document)
        };
        std::iter::successors(next(document), |newer| next(*newer)).take(LONGEST_CHAIN).last()
    }

    /// Returns whether a document is out of force by its own dates or because another replaced it.
    pub fn is_out_of_force(&self, document: Key<Document>, on: NaiveDate) -> bool {
        self.documents[document].is_expired(on) || self.successor(document, on).is_some()
    }

    /// Returns whether a document is history: out of force, or all that it carries out or explains is.
    ///
    /// A letter that applied a decision is seldom revoked by name; it ends with the decision.
    pub fn is_history(&self, document: Key<Document>, on: NaiveDate) -> bool {
        self.is_history_within(document, on, LONGEST_CHAIN)
    }

    fn is_history_within(&self, document: Key<Document>, on: NaiveDate, depth: usize) -> bool {
        if depth == 0 || self.is_out_of_force(document, on) {
            return depth > 0;
        }
        let rests = |relation: &&super::law::Relation| {
            let kind = matches!(relation.relation, RelationKind::Implements | RelationKind::Guides);
            kind && relation.document == document
        };
        let mut bases = self.relations.iter().filter(rests).peekable();
        bases.peek().is_some() && bases.all(|relation| self.is_history_within(relation.target, on, depth - 1))
    }
}
