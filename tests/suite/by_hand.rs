//! Biểu số 04 of the invented province, reckoned by hand from `tests/base/data`.
//!
//! Period 2026-H1, cut-off 14/6/2026. Established: clusters 3, 4, 5, 7, 8 (9 was revoked on 20/01/2026); operating:
//! 6 (since 2008, never established), 7, 8; 9 does not, as it is no cluster any more. Clusters 2 and 10 have no complete
//! list of acts.

use ccn::catalog::form::Span;
use ccn::catalog::rollup::{Scope, lines};
use ccn::diagnostic::Diagnostics;
use ccn::{catalog, parse};

use crate::cases::base;

/// Row, result and the number of clusters that it covers.
const EXPECTED: &[(&str, Option<&str>, usize)] = &[
    ("3", Some("5"), 8),
    // 50 + 25 + 40 + (60 + 10) + 20
    ("4", Some("205"), 8),
    ("5", Some("0"), 8),
    ("9", Some("1"), 7),
    ("10", Some("60"), 7),
    ("11", Some("1"), 7),
    ("12", Some("50"), 7),
    ("13", Some("700.5"), 1),
    ("15", Some("3"), 8),
    ("15.1", Some("2"), 8),
    ("15.2", Some("1"), 8),
    // cluster 2 is of the kind eco: whether it operates or not, it is no craft cluster
    ("15.3", Some("1"), 9),
    // 70 + 20; cluster 6 operates and has no decided area, so it is not covered
    ("16", Some("90"), 7),
    ("16.1", Some("90"), 8),
    // its one cluster has no figure: unknown, not zero
    ("16.2", None, 7),
    // 45.5 + 15
    ("17", Some("60.5"), 7),
    // 30 + 15
    ("18", Some("45"), 7),
    // 45 / 60.5 = 74.38 %
    ("19", Some("74.4"), 7),
];

#[test]
fn the_form_is_what_a_person_reckons() {
    let mut faults = Diagnostics::default();
    let records = parse::records(&base(), &mut faults).unwrap();
    let catalog = catalog::resolve(records, &mut faults).unwrap().publish();
    let lines = lines(&catalog, Scope::Province, Span::parse("2026-H1").unwrap());
    for (number, value, known) in EXPECTED {
        let line = lines.iter().find(|line| line.row.number == *number).unwrap();
        let found = line.sum.value.map(|value| value.round(if *number == "19" { 1 } else { 3 }).plain());
        assert_eq!((found.as_deref(), line.sum.known), (*value, *known), "row {number}");
    }
}
