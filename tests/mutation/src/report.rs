//! Counts and prints what became of the mutants.

use std::collections::BTreeMap;

use crate::Tried;
use crate::legitimate::Legitimate;
use crate::verdict::Verdict;

/// Everything that was tried, counted.
pub(crate) struct Tally {
    legitimate: Legitimate,
    caught: BTreeMap<&'static str, usize>,
    equivalent: usize,
    reasons: BTreeMap<String, usize>,
    /// By table, column and way: how many were missed of how many, and one example.
    groups: BTreeMap<(String, String, &'static str), (usize, usize, String)>,
}

impl Tally {
    /// Starts to count.
    pub(crate) fn new(legitimate: Legitimate) -> Self {
        Self { legitimate, caught: BTreeMap::new(), equivalent: 0, reasons: BTreeMap::new(), groups: BTreeMap::new() }
    }

    /// Counts what was tried.
    pub(crate) fn add(&mut self, tried: Vec<Tried>) {
        for Tried { table, column, way, example, verdict } in tried {
            let group = self.groups.entry((table, column, way)).or_default();
            group.1 += 1;
            match verdict {
                Verdict::Caught(code) => *self.caught.entry(code.name()).or_default() += 1,
                Verdict::Equivalent => self.equivalent += 1,
                Verdict::Missed => {
                    group.0 += 1;
                    if group.2.is_empty() {
                        group.2 = example;
                    }
                }
            }
        }
    }

    /// Tells whether nothing was tried.
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Prints the groups that were missed, then the counts; tells whether the aim in percent was met.
    pub(crate) fn print(mut self, aim: usize, is_whole: bool) -> bool {
        let mut missed = 0;
        for ((table, column, way), (count, of, example)) in &self.groups {
            if *count == 0 {
                continue;
            }
            match self.legitimate.reason(table, column, way) {
                Some(reason) => *self.reasons.entry(reason.to_owned()).or_default() += count,
                None => {
                    missed += count;
                    println!("missed {table}.{column}.{way}: {count} of {of}, such as {}", short(example));
                }
            }
        }
        for (reason, count) in &self.reasons {
            println!("legitimate {count}: {reason}");
        }
        for (code, count) in &self.caught {
            println!("caught {count}: {code}");
        }
        if is_whole {
            self.legitimate.unused().iter().for_each(|line| println!("legitimate.csv: nothing needs `{line}`"));
        }
        let caught: usize = self.caught.values().sum();
        let excused: usize = self.reasons.values().sum();
        let harmful = caught + missed;
        println!(
            "{} mutants: {caught} caught, {} equivalent, {excused} legitimate, {missed} missed; {:.2} % of {harmful} harmful ones caught",
            harmful + self.equivalent + excused,
            self.equivalent,
            percent(caught, harmful),
        );
        caught * 100 >= harmful * aim
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    let share = part as f64 / whole.max(1) as f64;
    share * 100.0
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(160).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
