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
pub mod settings;
pub mod site;
pub mod text;
pub mod workbook;

use catalog::approval::Register;
use diagnostic::{Diagnostics, Reported};
use files::{Output, OutputPath, Sources};
use render::Press;
use settings::{Order, Previous, Settings, Step, Watch, watched};
use site::Site;
use text::{Both, Language};

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
    run(sources, settings, watch, |site, faults| {
        watched(watch, Step::Stage("render"), || Press::new(site, sources, watch, faults)?.site(previous, faults))
    })
}

/// Finds what a build would find, and gives no files; see [`Press::proof`] for what is not printed.
pub fn check(sources: &Sources, settings: &Settings, watch: &dyn Watch) -> Build {
    let build = run(sources, settings, watch, |site, faults| {
        watched(watch, Step::Stage("render"), || Press::new(site, sources, watch, faults)?.proof(faults))?;
        Ok(Output::default())
    });
    Build { output: None, ..build }
}

/// Makes the files of the reports that an order names.
pub fn report(sources: &Sources, settings: &Settings, order: &Order, watch: &dyn Watch) -> Build {
    let mut unmet = None;
    let build = run(sources, settings, watch, |site, faults| {
        let chosen = site::choose(site, order).unwrap_or_else(|reason| {
            unmet = Some(reason);
            Vec::new()
        });
        Press::new(site, sources, watch, faults)?.reports(&chosen, &order.formats, faults)
    });
    let empty = build.output.as_ref().is_some_and(Output::is_empty);
    let no_format = say!(
        "báo cáo này không có dạng tệp được yêu cầu; chỉ biểu có dạng xlsx",
        "this report has no file of that format; only forms have a workbook"
    );
    Build { unmet: unmet.or(empty.then_some(no_format)), ..build }
}

/// Makes the register of approvals, `approvals.csv` of the data folder, after somebody approved tables as they are.
///
/// Returns with it the rows that were not approved before.
pub fn approve(sources: &Sources, settings: &Settings, tables: &[String], by: &str) -> (Build, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let catalog =
        parse::records(sources, &mut diagnostics).and_then(|records| catalog::resolve(records, &mut diagnostics));
    let language = catalog.as_ref().map_or(Language::Vi, |catalog| catalog.province.language);
    let language = settings.language.unwrap_or(language);
    let Ok(catalog) = catalog else {
        return (Build { output: None, diagnostics, language, is_partial: true, unmet: None }, Vec::new());
    };
    let on = settings.date.unwrap_or(catalog.province.date);
    let (output, unmet, fresh) = match catalog::approval::register(&catalog, tables, by, on) {
        Ok(Register { csv, fresh }) => {
            (Some(Output::from_iter([(OutputPath::new("approvals.csv"), csv)])), None, fresh)
        }
        Err(reason) => (None, Some(reason), Vec::new()),
    };
    // What else is wrong with the data is not the question here.
    (Build { output, diagnostics: Diagnostics::default(), language, is_partial: false, unmet }, fresh)
}

fn run(
    sources: &Sources,
    settings: &Settings,
    watch: &dyn Watch,
    finish: impl FnOnce(&Site, &mut Diagnostics) -> Result<Output, Reported>,
) -> Build {
    let mut diagnostics = Diagnostics::default();
    let mut language = settings.language;
    let site = prepare(sources, settings, watch, &mut language, &mut diagnostics);
    let is_partial = site.is_err();
    let output = site.and_then(|site| finish(&site, &mut diagnostics)).ok();
    Build { output, diagnostics, language: language.unwrap_or(Language::Vi), is_partial, unmet: None }
}

fn prepare(
    sources: &Sources,
    settings: &Settings,
    watch: &dyn Watch,
    language: &mut Option<Language>,
    diagnostics: &mut Diagnostics,
) -> Result<Site, Reported> {
    let records = watched(watch, Step::Stage("parse"), || parse::records(sources, diagnostics))?;
    let catalog = watched(watch, Step::Stage("resolve"), || catalog::resolve(records, diagnostics))?;
    *language = language.or(Some(catalog.province.language));
    let today = settings.date.unwrap_or(catalog.province.date);
    watched(watch, Step::Stage("check"), || check::run(&catalog, today, diagnostics))?;
    let public = catalog.publish();
    watched(watch, Step::Stage("plan"), || site::plan(&public, today, settings, diagnostics))
}
