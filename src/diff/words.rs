//! Compares texts: which are gone, which are new, and which are the same text rewritten.

use std::collections::BTreeMap;

use super::Change;

/// Among this many texts that are gone the one is looked for that was rewritten.
const CANDIDATES: usize = 100;

/// Returns the texts that differ, in the order of the new ones, and then those that are gone; mere order is no change.
pub(super) fn compare(old: &[String], new: &[String]) -> Vec<Change> {
    let mut gone = beyond(old, new);
    let mut changes = Vec::new();
    for text in beyond(new, old) {
        let rewritten = gone.iter().take(CANDIDATES).position(|before| are_alike(before, text));
        let before = rewritten.map(|at| gone.remove(at).to_owned());
        changes.push(Change { row: None, what: String::new(), old: before, new: Some(text.to_owned()) });
    }
    let gone =
        gone.into_iter().map(|text| Change { row: None, what: String::new(), old: Some(text.to_owned()), new: None });
    changes.extend(gone);
    changes
}

/// Returns the texts of the first list that the second has less often.
fn beyond<'a>(texts: &'a [String], others: &[String]) -> Vec<&'a str> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in others {
        *counts.entry(text.clone()).or_default() += 1;
    }
    let is_beyond = |text: &&str| {
        let Some(count) = counts.get_mut(*text).filter(|count| **count > 0) else { return true };
        *count -= 1;
        false
    };
    texts.iter().map(String::as_str).filter(is_beyond).collect()
}

/// A text is another one rewritten if at least half of its words stand at the same ends.
fn are_alike(old: &str, new: &str) -> bool {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    (start + end) * 2 >= old.len().max(new.len())
}
