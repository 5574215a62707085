//! What the home page leads to its parts with.

use serde::Serialize;

use super::Address;

/// A large figure of the home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counter {
    /// What is counted.
    pub label: String,
    /// The figure.
    pub figure: String,
    /// Its date and coverage.
    pub note: String,
    /// Where it leads.
    pub link: Address,
}

/// A door to a part of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Door {
    /// Its name.
    pub title: String,
    /// What is behind it.
    pub text: String,
    /// Where it leads.
    pub link: Address,
}
