//! Biểu số 04 of the invented province, reckoned by hand from `tests/base/data`.
//!
//! Period 2026-H1, cut-off 14/6/2026. Established: clusters 3, 4, 5, 7, 8 (9 was revoked on 20/01/2026); operating:
//! 6 (since 2008, never established), 7, 8; 9 does not, as it is no cluster any more. Clusters 2 and 10 have no complete
//! list of acts.

use ccn::catalog::form::Span;
use ccn::catalog::rollup::{Scope, Sum, lines};
use ccn::diagnostic::Diagnostics;
use ccn::{catalog, parse};

use crate::cases::base;

/// Row, result, and the clusters with a figure, without one, and of which it is not known whether they belong.
///
/// A row that counts clusters has a figure of each cluster that is known to belong or not; another, of those that belong.
const EXPECTED: &[(&str, Option<&str>, [usize; 3])] = &[
    ("3", Some("5"), [8, 2, 0]),
    // 50 + 25 + 40 + (60 + 10) + 20
    ("4", Some("205"), [5, 0, 2]),
    ("5", Some("0"), [8, 2, 0]),
    // cluster 9 has no complete list either, and may have had a detailed plan before it was revoked
    ("9", Some("1"), [7, 3, 0]),
    ("10", Some("60"), [1, 0, 3]),
    ("11", Some("1"), [7, 3, 0]),
    ("12", Some("50"), [1, 0, 3]),
    ("13", Some("700.5"), [1, 9, 0]),
    ("15", Some("3"), [8, 2, 0]),
    ("15.1", Some("2"), [8, 2, 0]),
    ("15.2", Some("1"), [8, 2, 0]),
    // cluster 2 is of the kind eco: whether it operates or not, it is no craft cluster
    ("15.3", Some("1"), [9, 1, 0]),
    // 70 + 20; cluster 6 operates and has no decided area
    ("16", Some("90"), [2, 1, 2]),
    ("16.1", Some("90"), [2, 0, 2]),
    // its one cluster has no figure: unknown, not zero
    ("16.2", None, [0, 1, 2]),
    ("16.3", None, [0, 1, 1]),
    // 45.5 + 15
    ("17", Some("60.5"), [2, 1, 2]),
    // 30 + 15
    ("18", Some("45"), [2, 1, 2]),
    // 45 / 60.5 = 74.38 %
    ("19", Some("74.4"), [2, 1, 2]),
    // of cluster 7 alone, 2 projects
    ("20", Some("2"), [1, 2, 2]),
    // no tenant of 7 has reported taxes, 6 and 8 have nobody who could
    ("24", None, [0, 3, 2]),
];

#[test]
fn the_form_is_what_a_person_reckons() {
    let mut faults = Diagnostics::default();
    let records = parse::records(&base(), &mut faults).unwrap();
    let catalog = catalog::resolve(records, &mut faults).unwrap().publish();
    let lines = lines(&catalog, Scope::Province, Span::parse("2026-H1").unwrap());
    for (number, value, clusters) in EXPECTED {
        let line = lines.iter().find(|line| line.row.number == *number).unwrap();
        let found = line.sum.value.map(|value| value.round(if *number == "19" { 1 } else { 3 }).plain());
        let Sum { known, missing, unclear, .. } = &line.sum;
        let covered = [*known, missing.len(), unclear.len()];
        assert_eq!((found.as_deref(), covered), (*value, *clusters), "row {number}");
    }
}
