//! The text of a report as an official edits it, `content/vi/bao-cao/`: prose with names in the places of figures.

use crate::files::SourcePath;
use crate::markdown::template;
use crate::parse;

pub use crate::markdown::plain::{Mark, marks};
pub use crate::markdown::template::{BLOT, Kind, Piece, Slip, slips};

/// The text of a report.
#[derive(Debug)]
pub struct Narrative {
    /// The file.
    pub path: SourcePath,
    /// The whole file.
    pub text: String,
    /// Its prose, names, commands and remarks in their order.
    pub pieces: Vec<Piece>,
}

impl Narrative {
    pub(super) fn read(file: parse::Narrative) -> Self {
        let pieces = template::pieces(&file.text);
        Self { path: file.path, text: file.text, pieces }
    }

    /// Returns its prose with every name and every placed table blotted out, so that places in it stay what they are.
    pub fn prose(&self) -> String {
        template::prose(&self.text, &self.pieces)
    }
}
