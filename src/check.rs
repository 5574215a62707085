//! What is plausible: contradictions within the catalog that no single cell shows.
//!
//! Each rule is a small function with a sentence and its codes; a new rule is a function and a line in `RULES`.

mod amounts;
mod areas;
mod before;
mod circles;
mod content;
mod dates;
mod forms;
mod law;
mod levels;
mod personal;
mod places;
mod prose;
mod reported;
mod told;
mod translations;
mod waivers;

use crate::catalog::Catalog;
use crate::diagnostic::{Code, Diagnostics, Reported};
use chrono::NaiveDate;

/// A rule of the table.
struct Rule {
    /// What it ensures.
    ensures: &'static str,
    /// What it may report.
    codes: &'static [Code],
    /// The function that does, for a day that counts as today.
    check: fn(&Catalog, NaiveDate, &mut Diagnostics),
}

const fn rule(ensures: &'static str, codes: &'static [Code], check: fn(&Catalog, NaiveDate, &mut Diagnostics)) -> Rule {
    Rule { ensures, codes, check }
}

/// Every rule, in the order in which they run.
const RULES: &[Rule] = &[
    rule(
        "leased ≤ serviced ≤ cleared ≤ whole cluster, and industrial land within the whole",
        &[Code::AreaChain],
        areas::chain,
    ),
    rule("a decided area keeps to the limits of the day of the decision", &[Code::AreaOverLimit], areas::limits),
    rule("plots together fit into the land of their cluster", &[Code::PlotsExceedLand], areas::plots),
    rule("an act that is done is not in the future", &[Code::MilestoneInFuture], dates::future),
    rule("what tells of the past is not in the future", &[Code::DateInFuture], told::future),
    rule("no fact is older than the tables", &[Code::ImplausibleDate], told::implausible),
    rule("a fact is not younger than the look at its source", &[Code::FactAfterCheck], told::after_check),
    rule("an act planned for a day now past is told", &[Code::OverdueMilestone], told::overdue),
    rule("no land is in use before its cluster is established", &[Code::BeforeEstablishment], before::establishment),
    rule("acts follow each other as the law and the works allow", &[Code::MilestoneOrder], dates::order),
    rule("no end lies before its beginning", &[Code::DatesReversed], dates::reversed),
    rule("the rows of a form belong to it, and Biểu 04 is whole", &[Code::UnknownReference], forms::rows),
    rule("sums of form rows are right", &[Code::FormSum], forms::sums),
    rule("a part of a form is not larger than its whole", &[Code::FormOrder, Code::FormUnusual], forms::parts),
    rule("a figure is of a form that reports on its subject", &[Code::WrongSubject], reported::subjects),
    rule("a figure is in the unit of its row", &[Code::WrongUnit], reported::units),
    rule("amounts and percentages are possible", &[Code::OutOfRange], amounts::ranges),
    rule(
        "points lie in the province",
        &[Code::OutsideProvince, Code::CoordinatesSwapped, Code::OutOfRange],
        places::points,
    ),
    rule("what is public keeps to the publication level of its cluster", &[Code::LevelBreach], levels::breaches),
    rule(
        "no page tells a person's number or address",
        &[Code::PersonalId, Code::PersonalPhone, Code::PersonalEmail],
        personal::pages,
    ),
    rule("agencies and documents do not succeed each other in a circle", &[Code::ReferenceCycle], circles::successions),
    rule("every constant that the program computes with is there today", &[Code::MissingLimit], law::limits),
    rule("pages and live duties rest on documents in force", &[Code::ExpiredBasis], law::bases),
    rule(
        "every link of a page leads somewhere",
        &[Code::BrokenLink, Code::BrokenAnchor, Code::UnsafeUrl, Code::InternalReference],
        content::links,
    ),
    rule("every word that the site asks for is there", &[Code::MissingTerm], content::terms),
    rule("a declared language has every word and name", &[Code::MissingTranslation], translations::missing),
    rule("no page tells a figure that the data could change", &[Code::TypedFigure], prose::figures),
];

/// Runs every rule for a day that counts as today, then marks what somebody answers for.
pub fn run(catalog: &Catalog, today: NaiveDate, diagnostics: &mut Diagnostics) -> Result<(), Reported> {
    for rule in RULES {
        let mut found = Diagnostics::default();
        (rule.check)(catalog, today, &mut found);
        for fault in found.iter() {
            debug_assert!(
                rule.codes.contains(&fault.code),
                "the rule \"{}\" reports {}",
                rule.ensures,
                fault.code.name()
            );
        }
        diagnostics.append(found);
    }
    waivers::apply(catalog, today, diagnostics);
    diagnostics.gate()
}
