//! Whether a page speaks of a document as of something past.

use std::ops::Range;

use chrono::NaiveDate;

use crate::catalog::guide::Guide;
use crate::text::{PartialDate, fold};

/// Words that tell of the past, in a sentence, a row of a table or the headings above.
const WORDS: &[&str] = &[
    "trước đây",
    "hết hiệu lực",
    "hết thời hạn",
    "thay thế",
    "thay bằng",
    "được thay",
    "bãi bỏ",
    "khi đó",
    "lúc đó",
    "lịch sử",
    "quy định cũ",
    "văn bản cũ",
];

/// Words after which a document is named as one that went before: `hình thành trước Quyết định 105/2009/QĐ-TTg`.
const LINKS: &[&str] = &["trước", "trước khi có", "thay", "thay cho", "thay thế", "thay thế cho", "bãi bỏ"];

/// Words before a day that end a time: `Trước 15/9/2026`, `đến hết ngày 14/9/2026`.
const ENDS: &[&str] = &["trước", "đến", "hết"];

/// Returns whether the sentence or table row around the bytes, or a heading above, tells of the past.
pub(super) fn is_told(guide: &Guide, bytes: &Range<usize>, kind: &str, today: NaiveDate) -> bool {
    let around = passage(&guide.text, bytes);
    let headings = above(guide, bytes.start);
    let texts = around.iter().chain(&headings);
    let lower: Vec<String> = texts.map(|text| text.to_lowercase()).collect();
    lower.iter().any(|text| {
        WORDS.iter().any(|word| text.contains(word)) || has_past_day(text, today) || has_past_year(text, today)
    }) || follows_link(&guide.text[..bytes.start], kind)
}

/// Returns the sentence around the bytes; in a table the row and the head of the table.
fn passage<'a>(text: &'a str, bytes: &Range<usize>) -> Vec<&'a str> {
    let Range { start: from, end: to } = paragraph(text, bytes);
    if text[from..].starts_with('|') {
        let rows = text[..from].lines().rev().take_while(|row| row.starts_with('|'));
        return std::iter::once(&text[from..to]).chain(rows.last()).collect();
    }
    let is_end = |place: &(usize, &str)| {
        let next = text[place.0 + 1..].chars().next();
        next.is_none_or(char::is_whitespace)
    };
    let starts = text[from..bytes.start].match_indices(['.', '!', '?', ';']).map(|(at, mark)| (from + at, mark));
    let start = { starts }.rfind(is_end).map_or(from, |(at, _)| at + 1);
    let ends = text[bytes.end..to].match_indices(['.', '!', '?', ';']).map(|(at, mark)| (bytes.end + at, mark));
    let end = { ends }.find(is_end).map_or(to, |(at, _)| at);
    vec![&text[start..end]]
}

/// Returns the headings that the bytes stand under, the nearest of each level.
fn above(guide: &Guide, start: usize) -> Vec<&str> {
    let mut level = 7;
    let mut headings = Vec::new();
    for heading in guide.headings.iter().rev().filter(|heading| heading.bytes.start <= start) {
        if heading.level < level {
            level = heading.level;
            headings.push(heading.text.as_str());
        }
    }
    headings
}

/// A full day that is over, behind a word that ends a time.
fn has_past_day(text: &str, today: NaiveDate) -> bool {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let words: Vec<String> = text.split_whitespace().map(bare).collect();
    words.iter().enumerate().any(|(index, word)| {
        let is_past = matches!(PartialDate::parse(word), Some(PartialDate::Day(day)) if day <= today);
        let before = words[..index].iter().rev().find(|word| *word != "ngày");
        is_past && before.is_some_and(|word| ENDS.contains(&word.as_str()))
    })
}

/// `năm 2009`, of a year that is over.
fn has_past_year(text: &str, today: NaiveDate) -> bool {
    let this_year = chrono::Datelike::year(&today);
    text.split("năm ").skip(1).any(|rest| {
        let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
        digits.len() == 4 && digits.parse::<i32>().is_ok_and(|year| year < this_year)
    })
}

fn follows_link(before: &str, kind: &str) -> bool {
    let before = before.trim_end_matches(|letter: char| letter.is_whitespace() || letter == '[').to_lowercase();
    let before = before.strip_suffix(kind).unwrap_or(&before);
    let before = before.trim_end_matches(|letter: char| letter.is_whitespace() || letter == '[');
    LINKS.iter().any(|link| {
        let rest = before.strip_suffix(link);
        rest.is_some_and(|rest| rest.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric()))
    })
}

/// Returns the paragraph or the table row around the bytes.
pub(super) fn paragraph(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let line_start = text[..bytes.start].rfind('\n').map_or(0, |newline| newline + 1);
    let gap = if text[line_start..].starts_with('|') { "\n" } else { "\n\n" };
    let from = text[..bytes.start].rfind(gap).map_or(0, |at| at + gap.len());
    let to = text[bytes.end..].find(gap).map_or(text.len(), |at| bytes.end + at);
    from..to
}

/// Returns whether a text carries the mark of what was not read in the original.
pub(super) fn is_marked(text: &str) -> bool {
    let folded = fold(text);
    ["cho doi chieu", "to be checked against the original", "待与原文核对"].iter().any(|mark| folded.contains(mark))
}
