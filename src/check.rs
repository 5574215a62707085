//! What is plausible: contradictions within the catalog that no single cell shows.
//!
//! Each rule is a small function with a sentence; a new rule is a function and a line in `CHECKS`.

mod amounts;
mod areas;
mod content;
mod dates;
mod forms;
mod law;
mod levels;
mod places;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostics, Reported};
use chrono::NaiveDate;

/// A rule: what it ensures, and the function that does.
type Check = (&'static str, fn(&Catalog, NaiveDate, &mut Diagnostics));

/// Every rule, in the order in which they run.
const CHECKS: &[Check] = &[
    ("leased ≤ serviced ≤ cleared ≤ whole cluster, and industrial land within the whole", areas::chain),
    ("a decided area keeps to the limits that held on the day of the decision", areas::limits),
    ("plots together fit into the land of their cluster", areas::plots),
    ("an act that is done is not in the future", dates::future),
    ("acts follow each other as the law and the works allow", dates::order),
    ("no end lies before its beginning", dates::reversed),
    ("the rows of a form stand once each, and Biểu 04 is whole", forms::rows),
    ("sums of form rows are right", forms::sums),
    ("a part of a form is not larger than its whole", forms::parts),
    ("an indicator has one value for a subject and a period", forms::once),
    ("amounts and percentages are possible", amounts::ranges),
    ("points lie in the province", places::points),
    ("what is public keeps to the publication level of its cluster", levels::breaches),
    ("pages and live duties rest on documents in force", law::bases),
    ("every link of a page leads somewhere", content::links),
    ("every word that the site asks for is there", content::terms),
];

/// Runs every rule for a day that counts as today.
pub fn run(catalog: &Catalog, today: NaiveDate, diagnostics: &mut Diagnostics) -> Result<(), Reported> {
    for (_, check) in CHECKS {
        check(catalog, today, diagnostics);
    }
    diagnostics.gate()
}
