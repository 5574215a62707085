//! Figures of a text: runs of digits with what writes numbers and counts, whole dates, numbers of documents.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::text::citation::citations;

use super::citation::Citable;
use super::document::Document;
use super::mention::{date, key, tail};

/// A figure: `1.234,5`, `8/10`, `ngày 15 tháng 3 năm 2024`, `32/2024/NĐ-CP`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// As it is written.
    pub(super) text: String,
    /// The same in every way of writing it.
    pub(super) key: String,
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
}

/// What a figure counts or names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number or a ratio.
    Number,
    /// A day.
    Day,
    /// The number of a document.
    Document,
    /// The day behind the number of a document.
    DayOfDocument,
}

/// Words behind which a number is none of the data: places in a law, captions.
const ORDINALS: [&str; 9] = ["điều", "khoản", "điểm", "mục", "phần", "chương", "bảng", "hình", "biểu đồ"];

/// Returns the figures of a text in order; `is_prose` when a number in front of it is that of a heading.
pub(super) fn figures(text: &str, is_prose: bool) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let documents: BTreeMap<usize, Figure> = citations(text)
        .into_iter()
        .map(|(at, number)| {
            let (serial, symbol, year) = key(&number);
            let key = format!("{serial}/{}/{symbol}", year.unwrap_or_default());
            (at.start, Figure { text: text[at.clone()].to_owned(), key, at, kind: Kind::Document })
        })
        .collect();
    let mut from = 0;
    while let Some(start) = text[from..].find(|sign: char| sign.is_ascii_digit()).map(|start| from + start) {
        let mut figure =
            documents.get(&start).cloned().or_else(|| dated(text, start)).unwrap_or_else(|| plain(text, start));
        from = figure.at.end;
        let is_behind =
            |last: &Figure| last.kind == Kind::Document && text[last.at.end..figure.at.start].trim().is_empty();
        if figure.kind == Kind::Day && found.last().is_some_and(is_behind) {
            figure.kind = Kind::DayOfDocument;
        }
        let before = &text[..figure.at.start];
        // `m2`, `QL1A`: a part of a name.
        let is_named = before.ends_with(char::is_alphabetic);
        let is_number = is_prose && is_heading(text, &figure.at);
        if !(is_named || is_number || is_ordinal(before)) {
            found.push(figure);
        }
    }
    found
}

/// A whole date whose first digit is at `start`.
fn dated(text: &str, start: usize) -> Option<Figure> {
    let before = text[..start].trim_end();
    let word = tail(before, "ngày".chars().count());
    let from = if word.to_lowercase() == "ngày" { before.len() - word.len() } else { start };
    let ([day, month, year], length) = date(&text[from..])?;
    Some(Figure {
        text: text[from..from + length].to_owned(),
        key: format!("{day}/{month}/{year}"),
        at: from..from + length,
        kind: Kind::Day,
    })
}

/// A run of digits with points, commas and strokes.
fn plain(text: &str, start: usize) -> Figure {
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '/');
    let run = &text[start..];
    let run = &run[..run.find(|sign: char| !is_part(sign)).unwrap_or(run.len())];
    let figure = run.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    Figure { text: figure.to_owned(), key: same(figure), at: start..start + figure.len(), kind: Kind::Number }
}

/// One way of writing a number: `05` is `5`, `1.234` is `1234`, `20,50` is `20,5`; a month keeps its year.
fn same(figure: &str) -> String {
    let parts: Vec<&str> = figure.split('/').collect();
    let one = |part: &&str| {
        let (whole, fraction) = part.split_once(',').unwrap_or((part, ""));
        let mut groups = whole.split('.');
        let first = groups.next().unwrap_or_default();
        let is_grouped = first.len() <= 3 && groups.all(|group| group.len() == 3);
        let whole = if is_grouped { whole.replace('.', "") } else { whole.to_owned() };
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            rest if rest.starts_with('.') => whole.as_str(),
            rest => rest,
        };
        match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            fraction => format!("{whole},{fraction}"),
        }
    };
    parts.iter().map(one).collect::<Vec<_>>().join("/")
}

fn is_ordinal(before: &str) -> bool {
    // The longest of these words and a letter before it.
    let before = tail(before.trim_end(), 10).to_lowercase();
    ORDINALS.iter().any(|word| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// `2. Đầu tư hạ tầng`: the number of a heading or an item.
fn is_heading(text: &str, at: &Range<usize>) -> bool {
    text[..at.start].trim().is_empty() && text[at.end..].starts_with(['.', ')'])
}

/// What the report and the data have of figures.
pub(super) struct Known(BTreeSet<String>);

impl Known {
    /// Those of a report, and numbers and days of documents that may be cited.
    pub(super) fn new(anew: &Document, citable: &[Citable]) -> Self {
        let text = anew.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
        let drawn = anew.asides.iter().flat_map(|aside| aside.words.iter().map(String::as_str));
        let cited = citable.iter().map(|one| one.first.as_str());
        Self(text.chain(drawn).chain(cited).flat_map(|text| figures(text, false)).map(|figure| figure.key).collect())
    }

    /// Returns whether a figure is among them.
    pub(super) fn has(&self, figure: &Figure) -> bool {
        self.0.contains(&figure.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_whole() {
        let keys = |text: &str| figures(text, true).into_iter().map(|figure| figure.key).collect::<Vec<_>>().join(" ");
        for (text, expected) in [
            ("5 cụm (8/10 cụm có số liệu), 1.234,50 ha", "5 8/10 1234,5"),
            ("05 cụm, 205,0 ha; 0,5 km; 15.1", "5 205 0,5 15.1"),
            ("ngày 05 tháng 01 năm 2026, 14/06/2026 và 14/6/2026", "5/1/2026 14/6/2026 14/6/2026"),
            ("từ 09/2025 đến tháng 9/2025", "9/2025 9/2025"),
            ("khoản 4 Điều 35 Nghị định số 32/2024/NĐ-CP", "32/2024/nd-cp"),
            ("Quyết định 03/QĐ-UBND ngày 3/2/2025", "3/0/qd-ubnd 3/2/2025"),
            ("2. Đầu tư 3 cụm ở Bảng 7", "3"),
            ("tháng 6 năm 2026, 25 m2, QL1A, Luật Đầu tư số 143/2025/QH15", "6 2026 25 143/2025/qh15"),
        ] {
            assert_eq!(keys(text), expected, "{text}");
        }
    }

    #[test]
    fn no_beginning_and_no_end_of_a_text_stops_it() {
        let text = "（Nghị định số 32/2024/NĐ-CP，ngày 5-3-2024 của Ă、ngày\u{a0}7 tháng 1，năm 2026）, Điều 7“8”/9·第3/QĐ-UBND ngày 3/2/2025号";
        for (at, _) in text.char_indices() {
            let all = [&text[at..], &text[..at]];
            assert!(
                all.iter().all(|part| figures(part, true).iter().all(|figure| part[figure.at.clone()] == figure.text))
            );
            assert!(all.iter().all(|part| super::super::mention::mentions(part).len() <= 2), "{at}");
        }
    }
}
