//! The text of a report as an official edits it, `content/vi/bao-cao/`: prose with names in the places of figures.

use std::ops::Range;

use crate::files::SourcePath;
use crate::markdown::template;
use crate::parse;

pub use crate::markdown::template::{Kind, Piece};

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
        let mut bytes = vec![BLOT; self.text.len()];
        let mut copy = |range: Range<usize>| bytes[range.clone()].copy_from_slice(&self.text.as_bytes()[range]);
        self.pieces.iter().filter(|piece| piece.kind == Kind::Prose).for_each(|piece| copy(piece.bytes.clone()));
        self.text.match_indices('\n').for_each(|(newline, _)| copy(newline..newline + 1));
        template::placed(&self.text).for_each(|(_, range)| bytes[range].fill(BLOT));
        String::from_utf8(bytes).expect("pieces begin and end between characters")
    }
}

/// Stands for what is no prose; no text has this character.
const BLOT: u8 = 1;
