//! Open data: each public table as typed rows, before it is a CSV or JSON file.

use super::Frame;
use super::show::Show;

/// A public table.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Its name, which is its file name.
    pub name: String,
}

/// Returns every public table.
pub fn all(_show: &Show<'_>) -> Vec<Dataset> {
    Vec::new()
}

/// Returns the files of all tables.
pub fn files(_datasets: &[Dataset], _frame: &Frame) -> Vec<(String, Vec<u8>)> {
    Vec::new()
}
