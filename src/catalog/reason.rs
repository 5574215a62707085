//! Why a figure of the report changed as it did, in the words of who answers for it.

use crate::diagnostic::Reported;
use crate::place::Cells;
use crate::record::{Column, Need, Row, required};

use super::Names;
use super::basis::{NOTE, SOURCE_OPTIONAL, Source};
use super::form::{Span, span};
use super::indicator::Indicator;
use super::table::{Entity, Key};

/// The reason of a change of a row of Biểu số 04 in a period.
#[derive(Debug)]
pub struct Reason {
    /// The period.
    pub period: Span,
    /// The row.
    pub indicator: Indicator,
    /// The reason, a sentence without its full stop.
    pub reason: String,
    /// Where it is told.
    pub source: Vec<Key<Source>>,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Reason {
    const TABLE: &'static str = "reasons";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["period", "indicator"];
    const COLUMNS: &'static [Column] = &[
        required("period", "Kỳ"),
        required("indicator", "Chỉ tiêu"),
        required("reason", "Lý do tăng, giảm"),
        SOURCE_OPTIONAL,
        NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            period: span(row, "period"),
            indicator: Indicator::required(row, names),
            reason: row.required("reason"),
            source: names.sources.list(row, "source");
            cells: row.cells(),
        }
    }
}
