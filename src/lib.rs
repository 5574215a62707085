//! Static site and report generator for a province's industrial clusters.
//!
//! The build is a pure function from files to files:
//!
//! ```text
//! disk ─read→ Sources ─parse→ Records ─resolve→ Catalog ─publish→ Public ─plan→ Site ─render→ Output ─write→ disk
//!                                                  └check
//! ```
//!
//! Every stage reports what a person must mend into one [`Diagnostics`]; a stage that reported an error is the last.

pub mod catalog;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod disk;
pub mod files;
pub mod intake;
pub mod manifest;
pub mod markdown;
pub mod parse;
pub mod place;
pub mod record;
pub mod render;
pub mod review;
pub mod settings;
pub mod site;
pub mod text;
pub mod workbook;

use std::collections::BTreeMap;

use catalog::Catalog;
use catalog::approval::Register;
use catalog::public::Public;
use chrono::NaiveDate;
use diagnostic::{Diagnostics, Reported};
use files::{Output, OutputPath, SourcePath, Sources};
use intake::{Change, Intake, Received};
use place::Location;
use render::Press;
use settings::{BlankOrder, Order, Previous, Settings, Step, Unwatched, Watch, watched};
use site::Site;
use site::report;
use site::show::Show;
use text::{Amount, Both, Language};

/// What a run gives: the finished files if nothing was wrong, and what a person must read.
#[derive(Debug)]
pub struct Build {
    /// The files; nothing after an error, and nothing when only checking.
    pub output: Option<Output>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
    /// The language in which to print it.
    pub language: Language,
    /// Whether an error kept later stages from looking, so that there may be more to find.
    pub is_partial: bool,
    /// Why an order names nothing: a fault of the arguments, not of the data.
    pub unmet: Option<Both>,
}

/// Turns source files into site files, or reports why it cannot.
pub fn build(sources: &Sources, settings: &Settings, previous: &Previous, watch: &dyn Watch) -> Build {
    run(sources, settings, watch, Catalog::publish, |site, faults| {
        watched(watch, Step::Stage("render"), || Press::new(site, sources, watch, faults)?.site(previous, faults))
    })
}

/// Finds what a build would find, and gives no files; see [`Press::proof`] for what is not printed.
pub fn check(sources: &Sources, settings: &Settings, watch: &dyn Watch) -> Build {
    let build = run(sources, settings, watch, Catalog::publish, |site, faults| {
        watched(watch, Step::Stage("render"), || Press::new(site, sources, watch, faults)?.proof(faults))?;
        Ok(Output::default())
    });
    Build { output: None, ..build }
}

/// Makes the files of the reports that an order names.
pub fn report(sources: &Sources, settings: &Settings, order: &Order, watch: &dyn Watch) -> Build {
    printed(sources, settings, order, None, watch)
}

/// The same, but takes reports that an earlier order printed from the same text, and lists for a later one what these were
/// made of ([`manifest::REPORTS`]).
pub fn report_again(
    sources: &Sources,
    settings: &Settings,
    order: &Order,
    previous: &Previous,
    watch: &dyn Watch,
) -> Build {
    printed(sources, settings, order, Some(previous), watch)
}

fn printed(
    sources: &Sources,
    settings: &Settings,
    order: &Order,
    previous: Option<&Previous>,
    watch: &dyn Watch,
) -> Build {
    let mut unmet = None;
    let tell = if order.official { Catalog::submit } else { Catalog::publish };
    let build = run(sources, settings, watch, tell, |site, faults| {
        let chosen = site::choose(site, order).unwrap_or_else(|reason| {
            unmet = Some(reason);
            Vec::new()
        });
        Press::new(site, sources, watch, faults)?.reports(&chosen, &order.formats, previous, faults)
    });
    let empty = build.output.as_ref().is_some_and(Output::is_empty);
    let no_format = say!(
        "báo cáo này không có dạng tệp được yêu cầu; bỏ --format thì được mọi dạng có",
        "this report has no file of that format; without --format every format it has is made"
    );
    Build { unmet: unmet.or(empty.then_some(no_format)), ..build }
}

/// Returns how a report cites each document of the data; none when the tables cannot be read.
pub fn citable(sources: &Sources, settings: &Settings) -> Vec<review::Citable> {
    let Ok(Opened { catalog, .. }) = opened(sources, settings) else { return Vec::new() };
    let cite = |document: &catalog::law::Document| review::Citable {
        number: document.number.clone(),
        day: document.issued_on.filter(|date| date.first() == date.last()).map(text::PartialDate::first),
        first: report::cite::citation(document, "").first,
    };
    catalog.documents.rows().iter().map(cite).collect()
}

/// Makes the register of approvals, `approvals.csv` of the data folder, after somebody approved tables as they are.
///
/// Returns with it the rows that were not approved before.
pub fn approve(sources: &Sources, settings: &Settings, tables: &[String], by: &str) -> (Build, Vec<String>) {
    let Opened { catalog, language, today } = match opened(sources, settings) {
        Ok(opened) => opened,
        Err(build) => return (build, Vec::new()),
    };
    let (output, unmet, fresh) = match catalog::approval::register(&catalog, tables, by, today) {
        Ok(Register { csv, fresh }) => {
            (Some(Output::from_iter([(OutputPath::new("approvals.csv"), csv)])), None, fresh)
        }
        Err(reason) => (None, Some(reason), Vec::new()),
    };
    // What else is wrong with the data is not the question here.
    (Build { output, diagnostics: Diagnostics::default(), language, is_partial: false, unmet }, fresh)
}

/// Makes the page of what the office has to look after in its data; none when the data cannot be read.
pub fn quality(sources: &Sources, settings: &Settings) -> Build {
    let Opened { catalog, language, today } = match opened(sources, settings) {
        Ok(opened) => opened,
        Err(build) => return build,
    };
    let page = intake::quality(&catalog, &examined(sources, settings), today, language);
    let output = Output::from_iter([(OutputPath::new("chat-luong-du-lieu.html"), page.into_bytes())]);
    Build { output: Some(output), diagnostics: Diagnostics::default(), language, is_partial: false, unmet: None }
}

/// Notes in the register of received files who answers for them; returns with it what was confirmed.
pub fn confirm(sources: &Sources, settings: &Settings, ids: &[String], by: &str) -> (Build, Vec<String>) {
    let Opened { catalog, language, today } = match opened(sources, settings) {
        Ok(opened) => opened,
        Err(build) => return (build, Vec::new()),
    };
    match intake::confirm(&catalog, ids, by, today) {
        Ok(confirmed) => {
            let (changes, told): (Vec<Change>, Vec<String>) = confirmed.into_iter().unzip();
            let mut found = Diagnostics::default();
            let tables = intake::amend(sources, &changes, &mut found);
            let output = found.gate().is_ok().then(|| below_data(tables).collect());
            (Build { output, diagnostics: found, language, is_partial: false, unmet: None }, told)
        }
        Err(reason) => {
            let diagnostics = Diagnostics::default();
            (Build { output: None, diagnostics, language, is_partial: false, unmet: Some(reason) }, Vec::new())
        }
    }
}

/// Notes what the signed report of a period says, row by row, so that it stays whatever is corrected later.
pub fn freeze(sources: &Sources, settings: &Settings, period: &str, by: &str) -> Build {
    let (official, public) = match (opened(sources, settings), opened(sources, settings)) {
        (Ok(official), Ok(public)) => (official, public),
        (Err(build), _) | (_, Err(build)) => return build,
    };
    let Opened { catalog, language, today } = official;
    let build = |output, diagnostics, unmet| Build { output, diagnostics, language, is_partial: false, unmet };
    let span = match catalog.signed_span(period) {
        Ok(span) => span,
        Err(reason) => return build(None, Diagnostics::default(), Some(reason)),
    };
    let at = Location::file(&SourcePath::new("data/signed.csv"));
    let catalog = catalog.submit();
    let kept = report::kept(&Show::new(&catalog, today), &public.catalog.publish(), span);
    let change = |row: report::Kept| {
        let said = |column, new: String| intake::Said { column, old: String::new(), new, at: at.clone() };
        let cells = vec![
            said("period", span.id()),
            said("indicator", row.indicator.to_string()),
            said("value", row.value.map(Amount::plain).unwrap_or_default()),
            said("withheld", if row.is_withheld { "yes".to_owned() } else { String::new() }),
            said("remark", row.remark),
            said("by", by.to_owned()),
            said("on", today.to_string()),
        ];
        let record = format!("{}/{}", span.id(), row.indicator);
        Change { table: "signed", record, at: at.clone(), is_new: true, cells }
    };
    let changes: Vec<Change> = kept.into_iter().map(change).collect();
    let mut found = Diagnostics::default();
    let tables = intake::amend(sources, &changes, &mut found);
    let output = found.gate().is_ok().then(|| below_data(tables).collect());
    build(output, found, None)
}

/// The tables of a project as files of its data folder.
fn below_data(tables: BTreeMap<SourcePath, Vec<u8>>) -> impl Iterator<Item = (OutputPath, Vec<u8>)> {
    tables.into_iter().map(|(path, bytes)| (OutputPath::new(path.as_str().trim_start_matches("data/")), bytes))
}

/// What taking in files would do.
#[derive(Debug, Default)]
pub struct Taken {
    /// What was read, and what was mended to read it.
    pub intake: Intake,
    /// What the tables of the project would change in.
    pub changes: Vec<Change>,
    /// The day on which it was done, as readers write it.
    pub date: String,
}

/// Reads files that offices sent against the data as they are; the output is what to write below `data`.
///
/// The tables as they would be are checked like any others, and what is wrong with them because of the files is told
/// with the cells of the files; what is wrong with the data already is not the question here, unless they cannot be read.
pub fn intake(sources: &Sources, settings: &Settings, received: &[Received], order: &intake::Order) -> (Build, Taken) {
    let Opened { catalog, language, today } = match opened(sources, settings) {
        Ok(opened) => opened,
        Err(build) => return (build, Taken::default()),
    };
    // The catalog has taken the records; what changes is told by them as the files have them.
    let mut again = Diagnostics::default();
    let Ok(records) = parse::records(sources, &mut again) else {
        return (Build { output: None, diagnostics: again, language, is_partial: true, unmet: None }, Taken::default());
    };
    let order = intake::Order { today, ..order.clone() };
    let mut intake = intake::take(received, &catalog, &order);
    let mut found = std::mem::take(&mut intake.faults);
    let known = intake::Known::new(&intake.rows, &records);
    intake.absent = intake::absent(&intake.rows, &known);
    intake::weigh(&mut intake, &known, &catalog, &order, &mut found);
    let changes = intake::compare(&intake.rows, &known, &catalog, &order, &mut found);
    let tables = intake::amend(sources, &changes, &mut found);
    if !changes.is_empty() {
        let mut amended = sources.clone();
        tables.iter().for_each(|(path, bytes)| amended.insert(path.clone(), bytes.clone()));
        let after = examined(&amended, settings);
        // What was wrong already matters only where something is wrong.
        let before = if after.iter().next().is_none() { Diagnostics::default() } else { examined(sources, settings) };
        found.append(intake::relocate(&before, &after, &intake.rows));
    }
    check::hold(&catalog, today, &mut found);
    let is_sound = found.gate().is_ok() && !changes.is_empty();
    let output = is_sound.then(|| {
        let tables = below_data(tables);
        let log = (!intake.repairs.is_empty()).then(|| intake.log(language));
        let logs: Vec<_> =
            intake.kept.keys().filter_map(|path| Some((path.beside("repairs.csv"), log.clone()?))).collect();
        tables.chain(intake.kept.clone()).chain(logs).collect()
    });
    let build = Build { output, diagnostics: found, language, is_partial: false, unmet: None };
    (build, Taken { intake, changes, date: text::PartialDate::Day(today).show(language) })
}

/// Returns what is wrong with the tables of a project.
fn examined(sources: &Sources, settings: &Settings) -> Diagnostics {
    let mut found = Diagnostics::default();
    let mut language = settings.language;
    // What keeps them from being read or published is among what was found.
    let _ = checked(sources, settings, &Unwatched, &mut language, &mut found);
    found
}

/// A catalog as it is read, with the language and the day of the run.
struct Opened {
    catalog: Catalog,
    language: Language,
    today: NaiveDate,
}

/// Reads the tables for a command that makes no site; gives what it found in them when they cannot be read.
fn opened(sources: &Sources, settings: &Settings) -> Result<Opened, Build> {
    let mut diagnostics = Diagnostics::default();
    let catalog =
        parse::records(sources, &mut diagnostics).and_then(|records| catalog::resolve(records, &mut diagnostics));
    let language = catalog.as_ref().map_or(Language::Vi, |catalog| catalog.province.language);
    let language = settings.language.unwrap_or(language);
    match catalog {
        Ok(catalog) => {
            let today = settings.date.unwrap_or(catalog.province.date);
            Ok(Opened { catalog, language, today })
        }
        Err(_) => Err(Build { output: None, diagnostics, language, is_partial: true, unmet: None }),
    }
}

/// Makes the blank workbooks that offices fill in.
///
/// The data need only be read without error: an office is asked for figures just where they are wrong.
pub fn template(sources: &Sources, settings: &Settings, order: &BlankOrder) -> Build {
    let Opened { catalog, language, today } = match opened(sources, settings) {
        Ok(opened) => opened,
        Err(build) => return build,
    };
    let (output, unmet) = match intake::blank::workbooks(&catalog.publish(), today, order) {
        Ok(output) => (Some(output), None),
        Err(reason) => (None, Some(reason)),
    };
    Build { output, diagnostics: Diagnostics::default(), language, is_partial: false, unmet }
}

/// How a catalog gives up what its readers are not told.
type Tell = fn(Catalog) -> Public;

fn run(
    sources: &Sources,
    settings: &Settings,
    watch: &dyn Watch,
    tell: Tell,
    finish: impl FnOnce(&Site, &mut Diagnostics) -> Result<Output, Reported>,
) -> Build {
    let mut diagnostics = Diagnostics::default();
    let mut language = settings.language;
    let site = prepare(sources, settings, watch, tell, &mut language, &mut diagnostics);
    let is_partial = site.is_err();
    let output = site.and_then(|site| finish(&site, &mut diagnostics)).ok();
    Build { output, diagnostics, language: language.unwrap_or(Language::Vi), is_partial, unmet: None }
}

fn prepare(
    sources: &Sources,
    settings: &Settings,
    watch: &dyn Watch,
    tell: Tell,
    language: &mut Option<Language>,
    diagnostics: &mut Diagnostics,
) -> Result<Site, Reported> {
    let (catalog, today) = checked(sources, settings, watch, language, diagnostics)?;
    let public = tell(catalog);
    watched(watch, Step::Stage("plan"), || site::plan(&public, today, settings, diagnostics))
}

/// Reads the tables and checks them, and tells the day of the run.
fn checked(
    sources: &Sources,
    settings: &Settings,
    watch: &dyn Watch,
    language: &mut Option<Language>,
    diagnostics: &mut Diagnostics,
) -> Result<(Catalog, NaiveDate), Reported> {
    let records = watched(watch, Step::Stage("parse"), || parse::records(sources, diagnostics))?;
    let catalog = watched(watch, Step::Stage("resolve"), || catalog::resolve(records, diagnostics))?;
    *language = language.or(Some(catalog.province.language));
    let today = settings.date.unwrap_or(catalog.province.date);
    let today = settings.as_of.map_or(today, |day| day.max(today));
    watched(watch, Step::Stage("check"), || check::run(&catalog, today, diagnostics))?;
    Ok((catalog, today))
}
