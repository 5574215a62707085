//! What a person must read and mend, and the proof that it was written.
//!
//! A [`Diagnostic`] has a stable code, a place, what was found, what was expected and how to mend it.
//! [`Reported`] is what the code branches on: only [`Diagnostics::reject`] makes one, so nothing stops in silence.

pub mod code;
pub mod page;
pub mod print;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::place::Location;
use crate::text::Both;

pub use code::{Code, Family, Severity};

/// One fault in the data, the text or the templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault.
    pub code: Code,
    /// Where it is.
    pub at: Location,
    /// What is there and what is expected.
    pub message: Both,
    /// The offending text, as it was read.
    pub found: Option<String>,
    /// The other half of a contradiction.
    pub notes: Vec<(Location, Both)>,
    /// What to do about it.
    pub help: Option<Both>,
    /// Who takes responsibility for leaving it as it is.
    pub waived: Option<Waived>,
}

/// Somebody's word that a fault is known and may stay for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Who answers for it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: NaiveDate,
}

impl Diagnostic {
    /// Makes a diagnostic of a code at a place.
    pub fn new(code: Code, at: &Location, message: Both) -> Self {
        Self { code, at: at.clone(), message, found: None, notes: Vec::new(), help: None, waived: None }
    }

    /// Returns how bad the fault is; one that somebody answers for is a note.
    pub fn severity(&self) -> Severity {
        if self.waived.is_some() { Severity::Note } else { self.code.severity() }
    }

    /// Adds the text that was read.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn note(mut self, at: &Location, message: Both) -> Self {
        self.notes.push((at.clone(), message));
        self
    }

    /// Adds the action that mends the fault.
    #[must_use]
    pub fn help(mut self, help: Both) -> Self {
        self.help = Some(help);
        self
    }
}

/// Proof that an error was reported; the code stops on it, the person reads the diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported(());

/// The most faults of one severity that are told: more than a person mends before the next run.
const MOST: usize = 1000;

/// All diagnostics of a run.
///
/// What is broken a million times over is told a thousand times, and the stages do not look for more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    told: Vec<Diagnostic>,
    /// How many were found of each severity, told or not; what is waived later counts as what it was.
    found: BTreeMap<Severity, usize>,
}

impl Diagnostics {
    /// Records a fault of any severity.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        let count = self.found.entry(diagnostic.severity()).or_default();
        *count += 1;
        if *count <= MOST {
            self.told.push(diagnostic);
        }
    }

    /// Records an error and returns the proof.
    pub fn reject(&mut self, diagnostic: Diagnostic) -> Reported {
        debug_assert_eq!(diagnostic.code.severity(), Severity::Error, "only errors stop a build");
        self.add(diagnostic);
        Reported(())
    }

    /// Returns the proof if any error was recorded: the gate between two stages.
    pub fn gate(&self) -> Result<(), Reported> {
        if self.count(Severity::Error) > 0 { Err(Reported(())) } else { Ok(()) }
    }

    /// Returns how many diagnostics have this severity, told or not.
    pub fn count(&self, severity: Severity) -> usize {
        self.told.iter().filter(|diagnostic| diagnostic.severity() == severity).count() + self.untold(severity)
    }

    /// Returns how many of this severity were found beyond those that are told.
    pub fn untold(&self, severity: Severity) -> usize {
        self.found.get(&severity).map_or(0, |count| count.saturating_sub(MOST))
    }

    /// Returns whether there are more errors than are told, so that it is no use to look for another.
    pub fn is_full(&self) -> bool {
        self.untold(Severity::Error) > 0
    }

    /// Adds what another list holds.
    pub fn append(&mut self, other: Self) {
        let untold = Severity::ALL.map(|severity| (severity, other.untold(severity)));
        self.extend(other.told);
        for (severity, count) in untold {
            *self.found.entry(severity).or_default() += count;
        }
    }

    /// Returns every fault that is told, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.told.iter()
    }

    /// Marks each fault that somebody answers for.
    pub fn waive(&mut self, answer: impl Fn(&Diagnostic) -> Option<Waived>) {
        for diagnostic in &mut self.told {
            diagnostic.waived = diagnostic.waived.take().or_else(|| answer(diagnostic));
        }
    }

    /// Returns the diagnostics, the most important first and then in order of place, nothing twice.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.told.iter().collect();
        sorted.sort_by(|a, b| {
            let importance = |fault: &Diagnostic| (fault.severity(), fault.code.family().urgency());
            importance(a)
                .cmp(&importance(b))
                .then_with(|| a.at.cmp(&b.at))
                .then_with(|| a.code.cmp(&b.code))
                .then_with(|| a.message.cmp(&b.message))
        });
        sorted.dedup();
        sorted
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, faults: I) {
        faults.into_iter().for_each(|fault| self.add(fault));
    }
}
