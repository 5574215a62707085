//! The mutants that may be right, each with its reason, from `legitimate.csv` beside this program.

const LIST: &str = include_str!("../legitimate.csv");

/// A line of the list; `*` stands for any.
#[derive(Debug)]
struct Rule {
    table: String,
    column: String,
    way: String,
    reason: String,
}

/// The whole list, and how often each line was used.
#[derive(Debug)]
pub(crate) struct Legitimate(Vec<(Rule, usize)>);

impl Legitimate {
    /// Reads the list.
    pub(crate) fn read() -> Result<Self, String> {
        let mut rules = Vec::new();
        for record in csv::Reader::from_reader(LIST.as_bytes()).records() {
            let record = record.map_err(|error| format!("legitimate.csv: {error}"))?;
            let cell = |index| record.get(index).unwrap_or_default().to_owned();
            rules.push((Rule { table: cell(0), column: cell(1), way: cell(2), reason: cell(3) }, 0));
        }
        Ok(Self(rules))
    }

    /// Returns the reason why such a mutant may be right.
    pub(crate) fn reason(&mut self, table: &str, column: &str, way: &str) -> Option<&str> {
        let fits = |pattern: &str, name: &str| pattern == "*" || pattern == name;
        let found = self
            .0
            .iter_mut()
            .find(|(rule, _)| fits(&rule.table, table) && fits(&rule.column, column) && fits(&rule.way, way))?;
        found.1 += 1;
        Some(&found.0.reason)
    }

    /// Returns the lines that excused nothing, which are to be removed.
    pub(crate) fn unused(&self) -> Vec<String> {
        let unused = self.0.iter().filter(|(_, uses)| *uses == 0);
        unused.map(|(rule, _)| format!("{},{},{}", rule.table, rule.column, rule.way)).collect()
    }
}
