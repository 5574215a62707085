//! Numbers of headings: "I.", "1.", "a)", each one more than the one before it below the same heading.

use std::ops::Range;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::narrative::{Kind, Narrative};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Lines;
use crate::say;

use super::{DEEPEST, command, is_open};

/// The last number of each level.
type Counts = [usize; DEEPEST];

/// What may stand before a place: either branch of a condition, or none of them.
#[derive(Clone)]
struct Branches {
    before: Vec<Counts>,
    ends: Vec<Counts>,
    has_else: bool,
}

/// Reports a heading whose number does not follow the number before it; one without a number counts for none.
pub(in super::super) fn numbers(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    // A name or command that is not closed has headings in it, which are told when it is.
    let is_closed = |text: &&Narrative| !text.pieces.iter().any(|piece| is_open(text, piece));
    for narrative in catalog.narratives.iter().filter(is_closed) {
        let lines = Lines::new(&narrative.text);
        let mut states = vec![Counts::default()];
        let mut open: Vec<Branches> = Vec::new();
        for (at, event) in events(narrative) {
            match event {
                Event::Command(words) => branch(words, &mut states, &mut open),
                Event::Heading(level, number) => {
                    let follows = |state: &&Counts| state[level] + 1 == number;
                    let mut next: Vec<Counts> =
                        states.iter().filter(follows).map(|state| with(*state, level, number)).collect();
                    if next.is_empty() {
                        faults.add(out_of_order(narrative, &lines, at, (level, states[0][level], number)));
                        // What follows may be numbered after it, or as if it were right.
                        next = [number, states[0][level] + 1].map(|number| with(states[0], level, number)).to_vec();
                    }
                    states = next;
                }
            }
        }
    }
}

/// The counts behind a heading: below it, numbers begin anew.
fn with(mut counts: Counts, level: usize, number: usize) -> Counts {
    counts[level] = number;
    counts[level + 1..].fill(0);
    counts
}

fn branch(words: &str, states: &mut Vec<Counts>, open: &mut Vec<Branches>) {
    let word = words.split_whitespace().next().unwrap_or_default();
    match (word, open.last_mut()) {
        ("if", _) => open.push(Branches { before: states.clone(), ends: Vec::new(), has_else: false }),
        ("elif" | "else", Some(branches)) => {
            branches.ends.append(states);
            branches.has_else |= word == "else";
            states.clone_from(&branches.before);
        }
        ("endif", Some(_)) => {
            let mut branches = open.pop().expect("one is open");
            states.append(&mut branches.ends);
            if !branches.has_else {
                states.append(&mut branches.before);
            }
            states.sort_unstable();
            states.dedup();
        }
        _ => {}
    }
}

enum Event<'a> {
    Command(&'a str),
    /// The level, from 0, and the number.
    Heading(usize, usize),
}

/// Conditions and numbered headings in their order, each with its bytes.
fn events(narrative: &Narrative) -> Vec<(Range<usize>, Event<'_>)> {
    let commands = narrative.pieces.iter().filter(|piece| piece.kind == Kind::Command);
    let mut events: Vec<(Range<usize>, Event<'_>)> =
        commands.map(|piece| (piece.bytes.clone(), Event::Command(command(narrative, piece)))).collect();
    let mut start = 0;
    for line in narrative.prose().split_inclusive('\n') {
        let shown = line.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
        let words = shown.trim_start_matches('#');
        let level = shown.len() - words.len();
        if let Some(number) = (1..=DEEPEST).contains(&level).then(|| number(level, words.trim_start())).flatten() {
            let from = start + line.len() - shown.len();
            let shown = shown.trim_end_matches(|c: char| c.is_whitespace() || c.is_control());
            events.push((from..from + shown.len(), Event::Heading(level - 1, number)));
        }
        start += line.len();
    }
    events.sort_by_key(|(bytes, _)| bytes.start);
    events
}

fn number(level: usize, words: &str) -> Option<usize> {
    let (number, _) = words.split_once(if level == 3 { ')' } else { '.' })?;
    match level {
        1 => (1..=LARGEST).find(|it| roman(*it) == number),
        2 => number.parse().ok().filter(|it| *it <= LARGEST),
        _ => POINTS.split(' ').position(|point| point == number).map(|index| index + 1),
    }
}

fn shown(level: usize, number: usize) -> String {
    match level {
        0 => format!("{}.", roman(number)),
        1 => format!("{number}."),
        _ => POINTS.split(' ').nth(number - 1).map_or_else(String::new, |point| format!("{point})")),
    }
}

/// More sections than any report has.
const LARGEST: usize = 39;

/// The letters of points, in the order of the Vietnamese alphabet.
const POINTS: &str = "a b c d đ e g h i k l m n o p q r s t u v x y";

fn roman(mut number: usize) -> String {
    let mut text = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

fn out_of_order(
    narrative: &Narrative,
    lines: &Lines<'_>,
    bytes: Range<usize>,
    (level, last, number): (usize, usize, usize),
) -> Diagnostic {
    let (found, next) = (shown(level, number), shown(level, last + 1));
    let message = match last {
        0 => say!(
            "đề mục đầu tiên mang số `{found}`, phải là `{next}`",
            "the first heading is `{found}`, it must be `{next}`"
        ),
        _ if number == last => say!("đề mục `{found}` có hai lần", "there are two headings `{found}`"),
        _ if number < last => {
            let last = shown(level, last);
            say!("đề mục `{found}` đứng sau đề mục `{last}`", "the heading `{found}` stands behind `{last}`")
        }
        _ => {
            let last = shown(level, last);
            say!(
                "đề mục `{found}` đứng ngay sau đề mục `{last}`, thiếu `{next}`",
                "the heading `{found}` follows `{last}`, and `{next}` is missing"
            )
        }
    };
    let help = say!(
        "đánh số `{next}`; nếu một mục bị xóa hoặc chép hai lần thì sửa chỗ ấy",
        "number it `{next}`; if a section was lost or copied twice, mend that"
    );
    Diagnostic::new(Code::SectionNumber, &lines.place(&narrative.path, bytes), message).found(found).help(help)
}
