//! The number of a legal document as it is printed, and where a text cites one.
//!
//! Serial, year and symbol, parted by strokes: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3; the year stands in the numbers
//! of normative texts only. Party texts write `45-NQ/TU`.

use std::ops::Range;

use super::fold;
use super::letters::is_han;

/// The number of a document: `32/2024/NĐ-CP`, `854/QĐ-UBND`, `143/2025/QH15`, `45-NQ/TU`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'a> {
    /// `32`; one resolution of the Government is `66.25`.
    pub serial: &'a str,
    /// The year, where the number has one.
    pub year: Option<i32>,
    /// Kind and issuer: `NĐ-CP`.
    pub symbol: &'a str,
}

impl<'a> Number<'a> {
    /// Reads a text that is a number and nothing else.
    pub fn parse(text: &'a str) -> Option<Self> {
        scan(text).filter(|(length, _)| *length == text.len()).map(|(_, number)| number)
    }

    /// Returns what two numbers share that differ in their year at most: `8` and `nd-cp` of `08/2022/NĐ-CP`.
    pub fn without_year(&self) -> (String, String) {
        (self.serial.trim_start_matches('0').to_owned(), fold(self.symbol))
    }

    /// Returns the parts of the symbol: `NĐ`, `CP`.
    pub fn parts(&self) -> Vec<&'a str> {
        self.symbol.split(['-', '/']).collect()
    }
}

/// Returns the numbers that a text cites, with their bytes; addresses cite nothing.
pub fn citations(text: &str) -> Vec<(Range<usize>, Number<'_>)> {
    let mut found: Vec<(Range<usize>, Number<'_>)> = Vec::new();
    let mut before = ' ';
    for (start, letter) in text.char_indices() {
        let begins = letter.is_ascii_digit() && !(is_in_word(before) || matches!(before, '/' | '.' | '-'));
        before = letter;
        if !begins || found.last().is_some_and(|(bytes, _)| start < bytes.end) || is_in_address(&text[..start]) {
            continue;
        }
        found.extend(scan(&text[start..]).map(|(length, number)| (start..start + length, number)));
    }
    found
}

/// A citation that is not written as the number is printed: `Nghị định 68/2017`, `NĐ68/2017/NĐ–CP`, `68 / 2017/nđ-cp`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loose {
    /// `68`
    pub serial: String,
    /// The year.
    pub year: i32,
    /// The symbol, folded, or the kind that begins it: `nd-cp`, `nd`.
    pub symbol: String,
}

/// Kinds as they stand before a number, folded, with the beginning of the symbol.
const KINDS: &[(&str, &str)] = &[
    ("nghi dinh", "nd"),
    ("nd", "nd"),
    ("thong tu", "tt"),
    ("tt", "tt"),
    ("quyet dinh", "qd"),
    ("qd", "qd"),
    ("nghi quyet", "nq"),
    ("nq", "nq"),
];

/// Returns the citations of a text that [`citations`] does not see, with their bytes.
pub fn loose(text: &str) -> Vec<(Range<usize>, Loose)> {
    let strict = citations(text);
    let (plain, places) = plain(text);
    let mut found = Vec::new();
    for (at, _) in plain.match_indices('/') {
        let start = plain[..at].trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let year = plain[at + 1..].get(..4).filter(|year| digits(year) == 4).and_then(|year| year.parse().ok());
        let (Some(year), 1..=4) = (year, at - start) else { continue };
        let rest = &plain[at + 5..];
        let length = rest.strip_prefix('/').map_or(0, |symbol| {
            1 + symbol.find(|letter: char| !is_in_word(letter) && letter != '-').unwrap_or(symbol.len())
        });
        let symbol = rest[..length].trim_matches(['/', '-']);
        let before = plain[..start].trim_end().trim_end_matches(" so").trim_end();
        let kind = KINDS.iter().find(|(kind, _)| before.ends_with(kind)).map(|(_, symbol)| *symbol);
        let symbol = if symbol.is_empty() { kind } else { Some(symbol) };
        let bytes = places[start]..places[at + 5 + length];
        let is_known = strict.iter().any(|(other, _)| other.start < bytes.end && bytes.start < other.end);
        if let Some(symbol) = symbol.filter(|_| !is_known && !is_in_address(&text[..bytes.start])) {
            found.push((bytes, Loose { serial: plain[start..at].to_owned(), year, symbol: symbol.to_owned() }));
        }
    }
    found
}

/// Returns the folded text without emphasis and without blanks around strokes and hyphens, with the byte of the text at
/// which each of its bytes stands.
fn plain(text: &str) -> (String, Vec<usize>) {
    let (mut plain, mut places) = (String::new(), Vec::new());
    let joins = |letter: char| matches!(letter, '/' | '-');
    for (at, letter) in text.char_indices().filter(|(_, letter)| !matches!(letter, '*' | '_')) {
        let letter = match letter {
            '–' | '—' | '‑' | '−' => '-',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        };
        if joins(letter) {
            while plain.ends_with(' ') {
                plain.pop();
                places.pop();
            }
        }
        if letter == ' ' && plain.ends_with(joins) {
            continue;
        }
        let folded = fold(letter.encode_utf8(&mut [0; 4]));
        let folded = if letter == ' ' { " " } else { folded.as_str() };
        plain.push_str(folded);
        places.extend(std::iter::repeat_n(at, folded.len()));
    }
    places.push(text.len());
    (plain, places)
}

fn is_in_address(before: &str) -> bool {
    let word = before.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next();
    word.is_some_and(|word| word.contains("://"))
}

/// Reads the number at the beginning of a text, with its length in bytes.
fn scan(text: &str) -> Option<(usize, Number<'_>)> {
    let serial = digits(text);
    let serial = match text[serial..].strip_prefix('.').map(digits) {
        Some(part) if part > 0 => serial + 1 + part,
        _ => serial,
    };
    if serial == 0 || serial > 6 {
        return None;
    }
    let rest = &text[serial..];
    if let Some(party) = rest.strip_prefix('-') {
        let length = party.find(|letter: char| !letter.is_uppercase() && letter != '/').unwrap_or(party.len());
        let symbol = &party[..length];
        let fits = symbol.split('/').count() == 2 && symbol.split('/').all(|part| part.chars().count() >= 2);
        return fits.then_some((serial + 1 + length, Number { serial: &text[..serial], year: None, symbol }));
    }
    let rest = rest.strip_prefix('/')?;
    let (year, rest) = match rest.split_at_checked(4) {
        Some((year, rest)) if digits(year) == 4 && rest.starts_with('/') => (year.parse().ok(), &rest[1..]),
        _ => (None, rest),
    };
    let length = rest.find(|letter: char| !is_in_word(letter) && letter != '-').unwrap_or(rest.len());
    let symbol = rest[..length].trim_end_matches('-');
    let end = text.len() - rest.len() + symbol.len();
    is_symbol(symbol).then_some((end, Number { serial: &text[..serial], year, symbol }))
}

/// Chinese sets no space between its characters and a number: 第32/2024/NĐ-CP号议定.
fn is_in_word(letter: char) -> bool {
    letter.is_alphanumeric() && !is_han(letter)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `NĐ-CP`, `TTLT-BCT-BKHĐT`, `UBND-KTN`; the texts of the National Assembly name its term: `QH15`, `UBTVQH14`.
fn is_symbol(symbol: &str) -> bool {
    let is_part = |part: &str| part.chars().count() >= 2 && part.chars().next().is_some_and(char::is_uppercase);
    let assembly = symbol.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (symbol.contains('-') && symbol.split('-').all(is_part))
        || (matches!(assembly, "QH" | "UBTVQH") && assembly.len() < symbol.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form_of_a_number() {
        for (text, serial, year, symbol) in [
            ("32/2024/NĐ-CP", "32", Some(2024), "NĐ-CP"),
            ("66.25/2026/NQ-CP", "66.25", Some(2026), "NQ-CP"),
            ("31/2012/TTLT-BCT-BKHĐT", "31", Some(2012), "TTLT-BCT-BKHĐT"),
            ("143/2025/QH15", "143", Some(2025), "QH15"),
            ("1672/NQ-UBTVQH15", "1672", None, "NQ-UBTVQH15"),
            ("105/2009/QĐ-TTg", "105", Some(2009), "QĐ-TTg"),
            ("1143/UBND-KTN", "1143", None, "UBND-KTN"),
            ("45-NQ/TU", "45", None, "NQ/TU"),
        ] {
            assert_eq!(Number::parse(text), Some(Number { serial, year, symbol }), "{text}");
        }
        for text in ["", "nghị định", "32/2024", "01/7/2025", "1/500", "40:2025/BTNMT", "32/2024/NĐ-CP 32/2024/NĐ-CP"]
        {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn finds_what_is_cited_otherwise() {
        let said = |text: &str| {
            let found = loose(text);
            found
                .into_iter()
                .map(|(bytes, cited)| format!("{} {} {} {}", &text[bytes], cited.serial, cited.year, cited.symbol))
                .collect::<Vec<_>>()
        };
        for (text, expected) in [
            ("Theo NĐ68/2017/NĐ-CP.", "68/2017/NĐ-CP 68 2017 nd-cp"),
            ("Theo 68/2017/nđ-cp", "68/2017/nđ-cp 68 2017 nd-cp"),
            ("Nghị định 68/2017/NĐ–CP,", "68/2017/NĐ–CP 68 2017 nd-cp"),
            ("Nghị định số 68/2017 quy định", "68/2017 68 2017 nd"),
            ("**Nghị định 68/2017**/NĐ-CP", "68/2017**/NĐ-CP 68 2017 nd-cp"),
            ("Nghị định 68 /2017/ NĐ-CP", "68 /2017/ NĐ-CP 68 2017 nd-cp"),
        ] {
            assert_eq!(said(text), [expected], "{text}");
        }
        for text in [
            "",
            "/",
            "ngày 15/9/2026",
            "tháng 9/2026",
            "kỳ 6/2026 có 3 cụm",
            "https://a.example/68/2017/nd-cp",
            "68/2017/NĐ-CP",
        ] {
            assert!(said(text).is_empty(), "{text}: {:?}", said(text));
        }
    }

    #[test]
    fn finds_what_a_sentence_cites() {
        let text = "Theo [Nghị định 32/2024/NĐ-CP](ccn:document/nd-32-2024), từ 15/9/2026 (303/2026/NĐ-CP); \
                    QCVN 40:2025/BTNMT; https://vi-du.example/1/2/32/2024/NĐ-CP; Nghị quyết 45-NQ/TU.";
        let found: Vec<&str> = citations(text).into_iter().map(|(bytes, _)| &text[bytes]).collect();
        assert_eq!(found, ["32/2024/NĐ-CP", "303/2026/NĐ-CP", "45-NQ/TU"]);
        let text = "第32/2024/NĐ-CP号议定（经第303/2026/NĐ-CP号议定修改），2026年9月15日起（15/9/2026）；“12/2026";
        let found: Vec<&str> = citations(text).into_iter().map(|(bytes, _)| &text[bytes]).collect();
        assert_eq!(found, ["32/2024/NĐ-CP", "303/2026/NĐ-CP"]);
        assert!(loose(text).is_empty());
    }
}
