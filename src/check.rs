//! What is plausible: contradictions within the catalog that no single cell shows.
//!
//! Each rule is a small function with a sentence and its codes; a new rule is a function and a line in `RULES`.

mod addresses;
mod agencies;
mod amounts;
mod approvals;
mod areas;
mod before;
mod changes;
mod circles;
mod citing;
mod communes;
mod conflicts;
mod content;
mod contested;
mod dates;
mod decisions;
mod disagreements;
mod distances;
mod drawn;
mod exactness;
mod explained;
mod forms;
mod freshness;
mod inspections;
mod investors;
mod law;
mod leaks;
mod levels;
mod magnitudes;
mod names;
mod naming;
mod narratives;
mod outlines;
mod past;
mod periods;
mod personal;
mod places;
mod projects;
mod prose;
mod receipts;
mod register;
mod relations;
mod reliance;
mod reported;
mod rollup;
mod site;
mod sizes;
mod sources;
mod statements;
mod told;
mod totals;
mod translations;
mod units;
mod waivers;
mod wording;

pub(crate) use waivers::hold;

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
    rule("land has a size", &[Code::EmptyArea], sizes::empty),
    rule("an area can be that of a cluster", &[Code::ImplausibleArea], sizes::implausible),
    rule("a plot is larger than a shed", &[Code::ImplausibleArea], sizes::small_plots),
    rule("plan, decision and detailed plan are near each other", &[Code::PlanDiffers], sizes::plans),
    rule(
        "a piece of a plot fits into it, and a vacant plot is confirmed",
        &[Code::LargestExceedsPlot, Code::PlotUnconfirmed],
        sizes::plots,
    ),
    rule("a work gives no more than it can", &[Code::AvailableExceedsCapacity], sizes::works),
    rule("projects fit into the land of their cluster", &[Code::ProjectExceedsCluster], projects::lands),
    rule(
        "an infrastructure project has the land and capital of its cluster",
        &[Code::FiguresDisagree],
        projects::figures,
    ),
    rule("an infrastructure project tells what its cluster does", &[Code::FiguresDisagree], investors::open),
    rule("words and the choice beside them agree", &[Code::WordsDisagree], wording::disagreements),
    rule("what inspectors found sound needs no mending", &[Code::WordsDisagree], inspections::sound),
    rule("a total has the words of its indicator", &[Code::WordsDisagree], totals::indicators),
    rule("a figure is as exact in every row", &[Code::WordsDisagree], exactness::told_otherwise),
    rule("an investor from abroad is marked as such", &[Code::ForeignCountry], projects::foreign),
    rule("amounts lie within what is usual for their kind", &[Code::ImplausibleAmount], magnitudes::amounts),
    rule("clusters are of a possible size on average", &[Code::ImplausibleAmount], totals::averages),
    rule("ways to one place are near each other for near clusters", &[Code::ImplausibleAmount], distances::triangles),
    rule("units go with what they measure", &[Code::UnitMismatch], units::mismatches),
    rule("the unit of a total goes with its words", &[Code::UnitMismatch], totals::units),
    rule("the sides of a conflict measure the same", &[Code::UnitMismatch], contested::units),
    rule("an act that is done is not in the future", &[Code::MilestoneInFuture], dates::future),
    rule("what tells of the past is not in the future", &[Code::DateInFuture], told::future),
    rule("no fact is older than the tables", &[Code::ImplausibleDate], told::implausible),
    rule("nothing is planned for beyond any plan", &[Code::ImplausibleDate], told::too_far),
    rule("an act fits the day of the news of it", &[Code::FactAfterCheck], dates::against_news),
    rule("a fact is not younger than the look at its source", &[Code::FactAfterCheck], told::after_check),
    rule("an act planned for a day now past is told", &[Code::OverdueMilestone], told::overdue),
    rule("no land is in use before its cluster is established", &[Code::BeforeEstablishment], before::establishment),
    rule("acts follow each other as the law and the works allow", &[Code::MilestoneOrder], dates::order),
    rule("no end lies before its beginning", &[Code::DatesReversed], dates::reversed),
    rule(
        "the rows of a form belong to it, and those of Biểu 03 and 04 can be summed",
        &[Code::UnknownReference],
        forms::rows,
    ),
    rule("what is summed has the unit of its row", &[Code::WrongUnit], forms::summands),
    rule("forms of communes are what their clusters add up to", &[Code::CommuneDiffers], rollup::communes),
    rule("sums of form rows are right", &[Code::FormSum], forms::sums),
    rule("a part of a form is not larger than its whole", &[Code::FormOrder, Code::FormUnusual], forms::parts),
    rule("a figure is of a form that reports on its subject", &[Code::WrongSubject], reported::subjects),
    rule("a figure is in the unit of its row", &[Code::WrongUnit], reported::units),
    rule("a rate of occupancy is leased over industrial land", &[Code::FormRatio], forms::rates),
    rule("a figure is of its period", &[Code::PeriodMismatch], periods::windows),
    rule("counts are whole", &[Code::FractionalCount], periods::counts),
    rule("a row that is 0 or 1 is", &[Code::FormFlag], periods::flags),
    rule("cumulative figures do not fall without a reason", &[Code::FormFalling], periods::falling),
    rule("a report says why its figures fall or change much", &[Code::UnexplainedChange], explained::unexplained),
    rule("amounts and percentages are possible", &[Code::OutOfRange], amounts::ranges),
    rule(
        "points lie in the province",
        &[Code::OutsideProvince, Code::CoordinatesSwapped, Code::OutOfRange],
        places::points,
    ),
    rule(
        "an outline lies in the province, is of a plot of its cluster, and as large as is said of it",
        &[Code::OutsideProvince, Code::CoordinatesSwapped, Code::UnknownReference, Code::OutlineDiffers],
        drawn::outlines,
    ),
    rule("the register of conflicts holds conflicts", &[Code::IdleConflict], conflicts::idle),
    rule("the figures of a conflict are those of the tables", &[Code::IdleConflict], contested::origins),
    rule("figures that differ are registered", &[Code::UnregisteredConflict], disagreements::unregistered),
    rule("published totals that differ are registered", &[Code::TotalDiffers], disagreements::totals),
    rule("public figures have a source and a date", &[Code::MissingSource], sources::missing),
    rule("a grade is what the sources bear", &[Code::GradeTooHigh], sources::grades),
    rule("every source is named", &[Code::UnusedSource], sources::unused),
    rule("sources of a row speak of its cluster", &[Code::ForeignSource], naming::sources),
    rule("a row speaks of its own cluster", &[Code::OtherCluster], naming::texts),
    rule("a project has the id of its own cluster", &[Code::OtherCluster], naming::ids),
    rule("no public text names a hidden firm", &[Code::NameLeak], leaks::names),
    rule("a firm's interest is not public", &[Code::LevelBreach], levels::proposals),
    rule("a cluster of level A is established", &[Code::LevelUnproven], levels::unproven),
    rule("prices were confirmed within their rule", &[Code::StalePrice], freshness::prices),
    rule("land to lease was confirmed within its rule", &[Code::StaleLand], freshness::land),
    rule("news of works are within their rule", &[Code::StaleProgress], freshness::progress),
    rule("a closed period has figures", &[Code::StaleStatistics], freshness::statistics),
    rule("points lie in the unit that they belong to", &[Code::PointOutsideDistrict], outlines::points),
    rule("communes and districts have sound names and codes", &[Code::CommuneName], communes::names),
    rule("communes and districts are named while they exist", &[Code::EndedUnit], communes::ended),
    rule("former places became the communes of today", &[Code::FormerPlace], communes::former),
    rule("it is clear under which commune a cluster counts", &[Code::LeadCommune], communes::leading),
    rule("names of two things are told apart", &[Code::SimilarNames], names::similar),
    rule("names of one thing agree", &[Code::InconsistentName], names::consistent),
    rule("work is given to agencies that exist", &[Code::EndedAgency], agencies::ended),
    rule("an agency ends the day before its successor begins", &[Code::AgencySuccession], agencies::succession),
    rule("sources have addresses of their own", &[Code::SourceAddress], addresses::shared),
    rule("id, title, publisher and address are of one source", &[Code::SourceAddress], addresses::slipped),
    rule("frame, dates and title are those of the province", &[Code::SiteMismatch], site::facts),
    rule("definitions are numbered", &[Code::DefinitionOrder], site::definitions),
    rule("what is public keeps to the publication level of its cluster", &[Code::LevelBreach], levels::breaches),
    rule(
        "no page tells a person's number or address",
        &[Code::PersonalId, Code::PersonalPhone, Code::PersonalEmail],
        personal::pages,
    ),
    rule("agencies and documents do not succeed each other in a circle", &[Code::ReferenceCycle], circles::successions),
    rule("every constant that the program computes with is there today", &[Code::MissingLimit], law::limits),
    rule("a document's number fits its kind, issuer, date and id", &[Code::BadCitation], register::numbers),
    rule("a document stands in the table once", &[Code::DuplicateDocument], register::twice),
    rule("relations run from the later text to the earlier, by rank", &[Code::RelationOrder], relations::order),
    rule("a text ends the day before the one that replaces it", &[Code::ValidityUnclear], relations::validity),
    rule(
        "documents cited by number are in the table",
        &[Code::UnknownDocument, Code::WrongDocumentYear],
        citing::unknown,
    ),
    rule("what counts today rests on documents in force", &[Code::ExpiredBasis], law::bases),
    rule("pages tell of documents out of force as of the past", &[Code::ExpiredBasis], reliance::expired),
    rule("what counts today rests on documents that have begun", &[Code::NotYetInForce], law::not_yet),
    rule("pages say when a document begins that has not", &[Code::NotYetInForce], reliance::not_yet),
    rule("duties, steps and constants are in force while their document is", &[Code::OutsideForce], law::terms_within),
    rule("what was not read in the original says so", &[Code::UnmarkedBasis], law::unread),
    rule("pages mark documents that were not read", &[Code::UnmarkedBasis], reliance::unmarked),
    rule("areas and acts fit the decisions that they name", &[Code::DecisionMismatch], decisions::mismatches),
    rule("news of a document have its day", &[Code::DecisionMismatch], changes::days),
    rule(
        "every link of a page leads somewhere",
        &[Code::BrokenLink, Code::BrokenAnchor, Code::UnsafeUrl, Code::InternalReference],
        content::links,
    ),
    rule("approved tables are as they were approved", &[Code::NotApproved, Code::IdleApproval], approvals::rows),
    rule("what a signed report rests on was confirmed by name", &[Code::UnconfirmedReceipt], receipts::confirmed),
    rule("the figures of a signed report are kept", &[Code::UnkeptReport], receipts::kept),
    rule("kept figures are those of a signed report, all of them", &[Code::SignedRows], receipts::signed),
    rule("each period has its forms", &[Code::FormGap], forms::versions),
    rule("every word that the site asks for is there", &[Code::MissingTerm], content::terms),
    rule("a declared language has every word and name", &[Code::MissingTranslation], translations::missing),
    rule("no page tells a figure that the data could change", &[Code::TypedFigure], prose::figures),
    rule("no text of a report tells a figure that the data could change", &[Code::TypedFigure], narratives::figures),
    rule("headings of a report go down level by level", &[Code::HeadingOrder], narratives::headings),
    rule("headings of a report are numbered in order", &[Code::SectionNumber], narratives::numbers),
    rule(
        "no sign of a text of a report is printed that was meant otherwise",
        &[Code::PrintedMarkup, Code::RawHtml, Code::BadTemplate],
        narratives::marks,
    ),
    rule("no text of a report repeats what it prints", &[Code::BadTemplate], narratives::loops),
    rule(
        "texts of reports are in Unicode",
        &[Code::WrongEncoding, Code::HiddenCharacter, Code::MixedScript],
        narratives::writing,
    ),
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
