//! What the rows of a table can be asked for, and the form that asks.

use std::collections::BTreeMap;

use serde::Serialize;

/// What is known of a row, by name; what is missing is not known.
///
/// A value is a plain number (`80.5`), `yes` or `no`, the names of choices with spaces between them, or numbers with
/// their names: `huu-nghi=80 chi-ma=41.5`.
pub type Facets = BTreeMap<&'static str, String>;

/// How a field compares what it is given with what is known of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ask {
    /// The row has the choice.
    Has,
    /// The row says `yes`.
    Yes,
    /// The number of the row is not below.
    Least,
    /// The number of the row is not above.
    Most,
}

/// A value that a field offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// As rows have it.
    pub value: String,
    /// As it is read.
    pub label: String,
}

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The facet that it asks for, which is also its name in the address of the page.
    pub facet: &'static str,
    /// Which of the named numbers of the facet; empty when there is but one.
    pub part: String,
    /// What it asks for, with the unit.
    pub label: String,
    /// The figure that a row may lack.
    pub figure: String,
    /// How it compares.
    pub ask: Ask,
    /// What can be chosen, in order; without choices a number is typed.
    pub choices: Vec<Choice>,
}

impl Field {
    /// A field that asks for a number or for `yes`.
    pub fn new(facet: &'static str, label: String, figure: String, ask: Ask) -> Self {
        Self { facet, part: String::new(), label, figure, ask, choices: Vec::new() }
    }

    /// The same field with choices.
    #[must_use]
    pub fn choices(mut self, choices: Vec<Choice>) -> Self {
        self.choices = choices;
        self
    }

    /// The same field for one of several named numbers.
    #[must_use]
    pub fn part(mut self, part: String) -> Self {
        self.part = part;
        self
    }
}
