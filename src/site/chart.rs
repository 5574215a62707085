//! The five kinds of charts, from values to shapes: bars, a bar with its target, a stacked bar, lines, small multiples.
//!
//! Small multiples are several panels of one chart. A builder knows no cluster and no table, and formats no figure.

mod bars;
mod lines;
mod stack;

pub use bars::{Bar, Goal, Pair, bars, compared, goal, pair, sorted};
pub use lines::{Series, lines};
pub use stack::{Slice, stack};

use crate::site::dataset;
use crate::site::document::{Address, Words};
use crate::site::show::Show;
use crate::text::sign;

/// Says where the figures of a chart stand: the table on a page, and the file of the table they come from.
pub fn figures(show: &Show<'_>, table: Address, data: &str) -> Words {
    Words::link(show.term("chart.table"), table).then(" · ").with(file(show, data))
}

/// Leads to the file of the table from which the figures of a chart come.
pub fn file(show: &Show<'_>, data: &str) -> Words {
    Words::link(show.term("chart.csv"), Address::file(&dataset::path(data, "csv")))
}

/// Says what is drawn in words, each label with its figure, in the signs of their script.
fn told<'a>(parts: impl IntoIterator<Item = (&'a String, &'a String)>) -> String {
    let mut signs = sign::of("");
    let part = |(label, text): (&String, &String)| {
        signs = sign::of(label);
        signs.labelled(label, text)
    };
    let parts: Vec<String> = parts.into_iter().map(part).collect();
    parts.join(signs.items)
}
