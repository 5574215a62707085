//! What is plausible: contradictions within the catalog that no single cell shows.
//!
//! Each rule is a small function with a sentence; a new rule is a function and a line in [`CHECKS`].

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostics, Reported};
use chrono::NaiveDate;

/// A rule: what it ensures, and the function that does.
type Check = (&'static str, fn(&Catalog, NaiveDate, &mut Diagnostics));

/// Every rule, in the order in which they run.
const CHECKS: &[Check] = &[];

/// Runs every rule for a day that counts as today.
pub fn run(catalog: &Catalog, today: NaiveDate, diagnostics: &mut Diagnostics) -> Result<(), Reported> {
    for (_, check) in CHECKS {
        check(catalog, today, diagnostics);
    }
    diagnostics.gate()
}
