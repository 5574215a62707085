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
pub mod diagnostic;
pub mod files;
pub mod markdown;
pub mod parse;
pub mod place;
pub mod record;
pub mod render;
pub mod settings;
pub mod text;

use diagnostic::{Diagnostics, Reported};
use files::{Output, Sources};
use settings::{Previous, Settings, Step, Watch, watched};
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
