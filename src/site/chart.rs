//! The five kinds of charts, from values to shapes: bars, a bar with its target, a stacked bar, lines, small multiples.
//!
//! Small multiples are several panels of one chart. A builder knows no cluster and no table, and formats no figure.

mod bars;
mod lines;
mod stack;

pub use bars::{Bar, Goal, Pair, bars, goal, pair, sorted};
pub use lines::{Series, lines};
pub use stack::{Slice, stack};

use crate::site::dataset;
use crate::site::document::{Address, Words};
use crate::site::show::Show;

/// Says where the figures of a chart stand: the table on a page, and the file of the table they come from.
pub fn figures(show: &Show<'_>, table: Address, data: &str) -> Words {
    Words::link(show.term("chart.table"), table).then(" · ").with(file(show, data))
}

/// Leads to the file of the table from which the figures of a chart come.
pub fn file(show: &Show<'_>, data: &str) -> Words {
    Words::link(show.term("chart.csv"), Address::file(&dataset::path(data, "csv")))
}
