//! Spoils each cell of a project's data in turn and counts what the checks notice.
//!
//! `mutation [ROOT] [--table NAME]… [--cells N] [--aim PERCENT]` runs the pipeline without printing for each spoiled
//! cell. Of the cells that a way spoils in one column, N are tried (4; 0 for all), spread evenly over the rows.
//! A mutant is caught (a new error or warning), equivalent (the planned site is the same), legitimate (a line of
//! `legitimate.csv` gives the reason why such data may be right), or missed.
//! Exit code 0: measured; 1: fewer harmful mutants are caught than the aim (99); 2: wrong arguments, or data that are not sound.

#![expect(clippy::disallowed_methods, reason = "a program of its own, which reads the folder that it is given")]

mod grid;
mod legitimate;
mod mutant;
mod report;
mod verdict;

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::ExitCode;

use ccn::disk;
use ccn::files::{SourcePath, Sources};
use rayon::prelude::*;

use grid::Grid;
use legitimate::Legitimate;
use mutant::Mutant;
use report::Tally;
use verdict::{Rest, Verdict};

const USAGE: &str = "usage: mutation [ROOT] [--table NAME]… [--cells N] [--aim PERCENT]";

struct Arguments {
    root: String,
    tables: Vec<String>,
    cells: usize,
    /// The percentage of harmful mutants that the checks must notice.
    aim: usize,
}

/// A mutant that was tried.
pub(crate) struct Tried {
    pub(crate) table: String,
    pub(crate) column: String,
    pub(crate) way: &'static str,
    /// The row as the spreadsheet program numbers it, what stood there and what came instead.
    pub(crate) example: String,
    pub(crate) verdict: Verdict,
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| measure(&arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut arguments = Arguments { root: ".".to_owned(), tables: Vec::new(), cells: 4, aim: 99 };
    let mut given = env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(USAGE.to_owned());
        let number = |text: String| text.parse().map_err(|_| USAGE.to_owned());
        match argument.as_str() {
            "--table" => arguments.tables.push(value()?),
            "--cells" => arguments.cells = value().and_then(number)?,
            "--aim" => arguments.aim = value().and_then(number)?,
            option if option.starts_with('-') => return Err(USAGE.to_owned()),
            root => root.clone_into(&mut arguments.root),
        }
    }
    Ok(arguments)
}

/// Tries everything, prints what came of it, and tells whether enough was caught.
fn measure(arguments: &Arguments) -> Result<bool, String> {
    let sources = disk::read(Path::new(&arguments.root)).map_err(|error| format!("{error:?}"))?;
    let mut tally = Tally::new(Legitimate::read()?);
    for (path, bytes) in sources.below("data/") {
        let chosen = arguments.tables.is_empty() || arguments.tables.iter().any(|table| table == path.stem());
        if chosen && matches!(path.extension().as_str(), "csv" | "yaml") {
            let grid = Grid::read(path.as_str(), bytes)?;
            tally.add(try_table(&sources, path, &grid, arguments.cells)?);
        }
    }
    if tally.is_empty() {
        return Err("no such table".to_owned());
    }
    Ok(tally.print(arguments.aim, arguments.tables.is_empty()))
}

fn try_table(sources: &Sources, path: &SourcePath, grid: &Grid, cells: usize) -> Result<Vec<Tried>, String> {
    let unsound = || format!("{path}: the data must be sound before they are spoiled; run ccn check");
    let rest = Rest::of(sources, path).ok_or_else(unsound)?;
    let sound = rest.with(path, grid.write());
    let digest = sound.digest().ok_or_else(unsound)?;
    let attempts = attempts(path.stem(), grid, cells);
    let tried = attempts.into_par_iter().map(|(column, row, mutant)| {
        let outcome = rest.with(path, mutant.apply(grid).write());
        let example = match mutant.changes.first() {
            Some((row, column, value)) => format!("row {}: `{}` → `{value}`", row + 2, grid.rows[*row][*column]),
            None => format!("row {} again", row + 2),
        };
        let verdict = outcome.judge(&sound, digest);
        Tried { table: path.stem().to_owned(), column, way: mutant.way, example, verdict }
    });
    Ok(tried.collect())
}

/// Returns the mutants to try with their column and row, at most so many cells for a column and a way.
fn attempts(table: &str, grid: &Grid, cells: usize) -> Vec<(String, usize, Mutant)> {
    let mut all = Vec::new();
    for (column, name) in grid.columns.iter().enumerate() {
        let mut ways: BTreeMap<&str, Vec<(String, usize, Mutant)>> = BTreeMap::new();
        for row in 0..grid.rows.len() {
            for mutant in mutant::of_cell(table, grid, row, column) {
                ways.entry(mutant.way).or_default().push((name.clone(), row, mutant));
            }
        }
        all.extend(ways.into_values().flat_map(|ways| spread(ways, cells)));
    }
    let rows = (0..grid.rows.len()).map(|row| ("(row)".to_owned(), row, mutant::of_row(row))).collect();
    all.extend(spread(rows, cells));
    all
}

/// Returns so many of the items, evenly spread; all for 0.
fn spread<T>(items: Vec<T>, most: usize) -> Vec<T> {
    let count = items.len();
    if most == 0 || count <= most {
        return items;
    }
    let kept = |index: &usize| (index + 1) * most / count > index * most / count;
    items.into_iter().enumerate().filter(|(index, _)| kept(index)).map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn a_part_of_the_cells_is_spread_over_all() {
        assert_eq!(spread((1..=8).collect(), 4), [2, 4, 6, 8]);
        assert_eq!(spread((1..=3).collect(), 4), [1, 2, 3]);
        assert_eq!(spread((1..=9).collect(), 0).len(), 9);
    }
}
