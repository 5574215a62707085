//! Ways to spoil a cell: as a tired clerk would, a spreadsheet program, or a slipped mouse.

use crate::grid::Grid;

/// What a column holds, by its name; the data folder uses a name in one sense only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    Number,
    Date,
    /// Ids of this or another table.
    Reference,
    /// One of a few words.
    Choice,
    Text,
}

impl Holds {
    /// Tells what a column of a table holds.
    pub(crate) fn of(table: &str, column: &str) -> Self {
        match (table, column) {
            ("form_rows" | "forms", "number" | "version") | ("duties", "document") => Self::Reference,
            ("limits", "unit") | ("totals" | "observations" | "prices" | "infrastructure", "unit") => Self::Choice,
            ("terms", "key") | ("relations", "target") | ("observations", "period" | "subject" | "indicator") => {
                Self::Reference
            }
            (_, name) => Self::named(name),
        }
    }

    fn named(column: &str) -> Self {
        match column {
            "area_ha" | "area_m2" | "largest_m2" | "households" | "density_percent" | "floor_area_ratio"
            | "height_m" | "green_percent" | "price_vnd_per_m2" | "road_width_m" | "capacity" | "available"
            | "distance_km" | "minutes" | "amount" | "capital_bn_vnd" | "amount_bn_vnd" | "jobs" | "value"
            | "area_km2" | "lon" | "lat" | "west" | "south" | "east" | "north" | "order" => Self::Number,
            "as_of" | "since" | "until" | "issued_on" | "in_force_from" | "in_force_to" | "checked_on" | "date"
            | "due" | "resolved_on" | "decided_on" | "valid_until" | "confirmed_on" | "term_until" | "complete_on"
            | "signed_on" | "price_valid_until" => Self::Date,
            "id" | "code" | "cluster" | "document" | "source" | "source_a" | "source_b" | "agency" | "agencies"
            | "issuer" | "manager" | "communes" | "former_district" | "former_districts" | "successors"
            | "amended_by" | "contact_agency" | "indicator" | "form" => Self::Reference,
            "kind" | "level" | "state" | "act" | "status" | "grade" | "visibility" | "border_zone" | "foreign"
            | "fund" | "qualifier" | "category" | "developer_kind" | "before_2009" | "seen" | "relation" | "nature"
            | "language" | "languages" | "number_style" | "tax" | "price_tax" | "division" | "verb" | "scope" => {
                Self::Choice
            }
            _ => Self::Text,
        }
    }
}

/// One way to spoil a table: its name, and the cells that change.
#[derive(Debug, Clone)]
pub(crate) struct Mutant {
    pub(crate) way: &'static str,
    pub(crate) changes: Vec<(usize, usize, String)>,
    /// A row that is entered a second time.
    pub(crate) repeated: Option<usize>,
}

impl Mutant {
    /// Returns the table as this mutant leaves it.
    pub(crate) fn apply(&self, grid: &Grid) -> Grid {
        let mut spoiled = grid.clone();
        for (row, column, value) in &self.changes {
            spoiled.rows[*row][*column].clone_from(value);
        }
        if let Some(row) = self.repeated {
            spoiled.rows.insert(row + 1, grid.rows[row].clone());
        }
        spoiled
    }
}

/// Returns every way to spoil one cell that changes something.
pub(crate) fn of_cell(table: &str, grid: &Grid, row: usize, column: usize) -> Vec<Mutant> {
    let value = grid.rows[row][column].as_str();
    let mut ways: Vec<(&'static str, String)> = vec![("empty", String::new())];
    let holds = Holds::of(table, &grid.columns[column]);
    ways.extend(match holds {
        Holds::Number => number(value),
        Holds::Date => vec![
            ("1900", "1900-01-01".to_owned()),
            ("2099", "2099-12-31".to_owned()),
            ("2999", "2999-12-31".to_owned()),
            ("word", "chưa rõ".to_owned()),
            ("twice", format!("{value} {value}")),
        ],
        Holds::Reference => vec![("unknown", "ma-khong-co".to_owned()), ("twice", format!("{value}; {value}"))],
        Holds::Choice => {
            let mut ways = vec![("unknown", "khac-thuong".to_owned()), ("twice", format!("{value}; {value}"))];
            let others = grid.rows.iter().map(|row| row[column].as_str());
            let mut others: Vec<&str> = others.filter(|other| *other != value && !other.is_empty()).collect();
            others.sort_unstable();
            others.dedup();
            ways.extend(others.into_iter().map(|other| ("other", other.to_owned())));
            ways
        }
        Holds::Text => vec![
            ("twice", format!("{value} {value}")),
            ("formula-error", "#REF!".to_owned()),
            ("wrong-encoding", value.bytes().map(char::from).collect()),
        ],
    });
    ways.retain(|(_, spoiled)| spoiled.trim() != value && !(value.is_empty() && spoiled.trim() == ";"));
    let mut mutants: Vec<Mutant> = ways
        .into_iter()
        .map(|(way, spoiled)| Mutant { way, changes: vec![(row, column, spoiled)], repeated: None })
        .collect();
    mutants.extend(swap("swap-below", grid, (row, column), (row + 1, column)));
    mutants.extend(swap("swap-right", grid, (row, column), (row, column + 1)));
    mutants
}

/// Returns the row entered twice.
pub(crate) fn of_row(row: usize) -> Mutant {
    Mutant { way: "twice", changes: Vec::new(), repeated: Some(row) }
}

fn number(value: &str) -> Vec<(&'static str, String)> {
    let mut ways =
        vec![("word", "mười hai".to_owned()), ("negative", "-1".to_owned()), ("unit", format!("{value} ha"))];
    if value.is_empty() {
        ways.truncate(2);
    }
    if let Ok(number) = value.parse::<f64>() {
        ways.push(("twice", plain(number * 2.0)));
        ways.push(("thousandfold", plain(number * 1000.0)));
        ways.push(("thousandth", plain(number / 1000.0)));
        ways[1].1 = plain(-number);
    }
    ways
}

/// Writes a number with no digit more than it needs, and never one that could be read in two ways.
fn plain(number: f64) -> String {
    let text = format!("{number:.7}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => format!("{text}0"),
        _ => text.to_owned(),
    }
}

fn swap(way: &'static str, grid: &Grid, one: (usize, usize), other: (usize, usize)) -> Option<Mutant> {
    let here = &grid.rows[one.0][one.1];
    let there = grid.rows.get(other.0)?.get(other.1)?;
    let changes = vec![(one.0, one.1, there.clone()), (other.0, other.1, here.clone())];
    (here != there).then_some(Mutant { way, changes, repeated: None })
}

#[cfg(test)]
mod tests {
    use super::{of_cell, plain};
    use crate::grid::Grid;

    #[test]
    fn a_number_is_spoiled_in_every_way() {
        let grid = Grid::read("data/areas.csv", b"cluster,area_ha,note\na,73.76,x\nb,25,y\n").unwrap();
        let mutants = of_cell("areas", &grid, 0, 1);
        let said: Vec<(&str, &str)> = mutants.iter().map(|mutant| (mutant.way, mutant.changes[0].2.as_str())).collect();
        assert_eq!(
            said,
            [
                ("empty", ""),
                ("word", "mười hai"),
                ("negative", "-73.76"),
                ("unit", "73.76 ha"),
                ("twice", "147.52"),
                ("thousandfold", "73760"),
                ("thousandth", "0.07376"),
                ("swap-below", "25"),
                ("swap-right", "x"),
            ]
        );
        assert_eq!(mutants[7].apply(&grid).rows[1][1], "73.76");
    }

    #[test]
    fn a_number_is_not_written_so_that_it_reads_in_two_ways() {
        assert_eq!([plain(0.814), plain(1_234.5), plain(25.0)], ["0.8140", "1234.5", "25"]);
    }
}
