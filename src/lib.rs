//! Static site and report generator for a province's industrial clusters.
//!
//! The build is a pure function from files to files:
//!
//! ```text
//! disk ─read→ Sources ─parse→ Records ─resolve→ Catalog ─plan→ Site ─render→ Output ─write→ disk
//!                                                  └check
//! ```
//!
//! Every stage reports what a person must mend into one [`Diagnostics`]; a stage that reported an error is the last.

pub mod catalog;
pub mod check;
pub mod diagnostic;
pub mod files;
pub mod markdown;
pub mod parse;
pub mod place;
pub mod record;
pub mod render;
pub mod settings;
pub mod site;
pub mod text;

use diagnostic::Diagnostics;
use files::{Output, Sources};
use settings::{Settings, Step, Watch, watched};
use text::Language;

/// What a run gives: the finished files if nothing was wrong, and what a person must read.
#[derive(Debug)]
pub struct Build {
    /// The files; nothing after an error.
    pub output: Option<Output>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
    /// The language in which to print it.
    pub language: Language,
}

/// Looks at everything that can be wrong with the sources and makes nothing.
pub fn check(sources: &Sources, settings: &Settings, watch: &dyn Watch) -> Build {
    let mut diagnostics = Diagnostics::default();
    let catalog = watched(watch, Step::Stage("parse"), || parse::records(sources, &mut diagnostics))
        .and_then(|records| watched(watch, Step::Stage("resolve"), || catalog::resolve(records, &mut diagnostics)));
    if let Ok(catalog) = &catalog {
        let today = settings.date.unwrap_or(catalog.province.date);
        let _ = check::run(catalog, today, &mut diagnostics);
    }
    let language = settings.language.or(catalog.ok().map(|catalog| catalog.province.language));
    Build { output: None, diagnostics, language: language.unwrap_or(Language::Vi) }
}
