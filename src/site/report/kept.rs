//! What is kept of a report when it is signed.

use crate::catalog::form::Span;
use crate::catalog::indicator::Indicator;
use crate::catalog::public::Public;
use crate::catalog::rollup::{self, Line, Scope};
use crate::site::page::statistics::remark;
use crate::site::show::Show;
use crate::text::Amount;

/// A row of Biểu số 04 as it is signed.
#[derive(Debug)]
pub struct Kept {
    /// The row.
    pub indicator: Indicator,
    /// Its result.
    pub value: Option<Amount>,
    /// Whether the public is not told.
    pub is_withheld: bool,
    /// The column "Ghi chú".
    pub remark: String,
}

/// Returns the rows of the form that is signed; `public` is what everybody is told of the same data.
pub fn kept(show: &Show<'_>, public: &Public, span: Span) -> Vec<Kept> {
    let told = rollup::lines(public, Scope::Province, span);
    let row = |(line, told): (&Line<'_>, &Line<'_>)| Kept {
        indicator: Indicator { form: line.row.form, row: line.row.number.clone() },
        value: line.sum.value,
        is_withheld: told.sum.is_withheld,
        remark: remark(show, line).text(),
    };
    let lines = rollup::lines(show.catalog, Scope::Province, span);
    lines.iter().zip(&told).filter(|(line, _)| line.row.unit.is_some()).map(row).collect()
}
