//! Figures of the statistics that somebody typed into a page, where no build will ever correct them.

use std::ops::Range;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::guide::Guide;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Lines;
use crate::say;
use crate::text::fold;
use crate::text::letters::is_han;

/// Units of the figures that the site computes.
const UNITS: [&str; 17] = [
    "cụm công nghiệp",
    "doanh nghiệp",
    "tỷ đồng",
    "triệu đồng",
    "lao động",
    "dự án",
    "cụm",
    "CCN",
    "ha",
    "m²",
    "m2",
    "lô",
    "hộ",
    "hectares",
    "clusters",
    "公顷",
    "%",
];

/// Words before a figure that make it a bound which somebody set, not something that was counted.
const BOUNDS: [&str; 13] = [
    "khong qua",
    "toi da",
    "toi thieu",
    "it nhat",
    "khong duoi",
    "tren",
    "duoi",
    "lon hon",
    "nho hon",
    "thue suat",
    "tu",
    "den",
    "muc",
];

/// How many characters before a figure are looked at for such words.
const NEAR: usize = 24;

/// Words in a paragraph that say by what law, or that its figures are none of the province.
const BASES: [&str; 17] = [
    "khoan",
    "dieu",
    "luat",
    "nghi dinh",
    "thong tu",
    "nghi quyet",
    "quyet dinh",
    "quy chuan",
    "cho doi chieu ban goc",
    "to be checked against the original",
    "待与原文核对",
    "vi du",
    "bieu so",
    "article",
    "decree",
    "law",
    "条",
];

/// Reports figures typed in prose: counts in sentences are what pages of other offices grow old by.
///
/// A bound of the law is no such figure: words of a bound stand before it, or the paragraph names the law.
pub(super) fn figures(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for guide in &catalog.guides {
        let lines = Lines::new(&guide.text);
        for paragraph in paragraphs(guide) {
            let words = fold(&guide.text[paragraph.clone()]);
            if BASES.iter().any(|basis| has_word(&words, basis)) {
                continue;
            }
            for figure in measured(&guide.text[paragraph.clone()]) {
                let before = before(&guide.text[paragraph.start..paragraph.start + figure.start]);
                if BOUNDS.iter().any(|bound| ends_with_word(&before, bound)) {
                    continue;
                }
                let bytes = paragraph.start + figure.start..paragraph.start + figure.end;
                faults.add(typed(guide, &lines, bytes));
            }
        }
    }
}

/// The words before a figure, as far as a bound goes.
fn before(text: &str) -> String {
    let start = text.char_indices().rev().take(NEAR).last().map_or(0, |(index, _)| index);
    fold(&text[start..])
}

fn typed(guide: &Guide, lines: &Lines<'_>, bytes: Range<usize>) -> Diagnostic {
    let found = &guide.text[bytes.clone()];
    let message = say!(
        "số liệu `{found}` gõ tay trong trang sẽ không đổi khi dữ liệu đổi",
        "the figure `{found}` is typed and will not change when the data do"
    );
    let help = say!(
        "bỏ số, dẫn đến trang có số liệu, ví dụ [Số liệu](ccn:page/statistics); mức do pháp luật đặt ra thì ghi điều, khoản trong cùng đoạn",
        "remove it and link to the page that has it, such as [figures](ccn:page/statistics); for a bound set by law name the article in the same paragraph"
    );
    let at = lines.place(&guide.path, bytes);
    Diagnostic::new(Code::TypedFigure, &at, message).found(found).help(help)
}

/// The paragraphs of a page; rows of a table and entries of a list stand alone.
fn paragraphs(guide: &Guide) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    let mut start = guide.body;
    for line in guide.text[guide.body..].split_inclusive('\n') {
        let words = line.trim();
        let alone = words.starts_with(['|', '#', '-', '*', '+']) || words.starts_with(|c: char| c.is_ascii_digit());
        match paragraphs.last_mut() {
            _ if words.is_empty() => {}
            Some(last) if goes_on && !alone => last.end = start + line.len(),
            _ => paragraphs.push(start..start + line.len()),
        }
        goes_on = !words.is_empty() && !words.starts_with(['|', '#']);
        start += line.len();
    }
    paragraphs
}

/// The figures of a text that a unit follows, together with it.
fn measured(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(digit) = text[from..].find(|c: char| c.is_ascii_digit()) {
        let start = from + digit;
        let rest = &text[start..];
        let length = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
        let end = start + length;
        let behind = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let is_free = !text[..start].ends_with(|c: char| is_letter(c) || matches!(c, '/' | '-' | '#'));
        if let Some(unit) = unit(behind).filter(|_| is_free) {
            let unit_end = text.len() - behind.len() + unit.len();
            found.push(start..unit_end);
        }
        from = end;
    }
    found
}

fn unit(text: &str) -> Option<&'static str> {
    UNITS.into_iter().find(|unit| {
        let behind = text.strip_prefix(unit).map(|rest| rest.chars().next());
        behind.is_some_and(|next| !next.is_some_and(is_letter))
    })
}

fn has_word(text: &str, word: &str) -> bool {
    let stands_alone = |at: usize| !text[..at].ends_with(is_letter) && !text[at + word.len()..].starts_with(is_letter);
    text.match_indices(word).any(|(at, _)| word.starts_with(is_han) || stands_alone(at))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
}

/// Chinese is written without spaces: its signs end no word.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}
