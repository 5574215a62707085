//! Personal data in running text: numbers of citizens' papers, mobile numbers, e-mail addresses.
//!
//! Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 lets them be public by consent or by law only.

use std::ops::Range;

use super::fold;

/// A kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// The 12 digits of a citizen's id, or the 9 of the identity card before it.
    Id,
    /// A mobile number.
    Mobile,
    /// An e-mail address.
    Email,
}

/// Where personal data stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What it is.
    pub kind: Personal,
    /// Its bytes in the text.
    pub bytes: Range<usize>,
}

/// Hosts where anybody gets an address: what stands before the `@` is a person, not an office.
const FREE_HOSTS: [&str; 11] = [
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "yahoo.com.vn",
    "hotmail.com",
    "outlook.com",
    "outlook.com.vn",
    "live.com",
    "icloud.com",
    "proton.me",
    "qq.com",
];

/// Words before a number that say it is that of a person.
const ID_WORDS: [&str; 5] = ["cccd", "cmnd", "can cuoc", "chung minh", "dinh danh"];

/// Words before a number that say it is that of a firm, whose ten digits may look like a mobile number.
const FIRM_WORDS: [&str; 4] = ["mst", "ma so thue", "ma so doanh nghiep", "tax code"];

/// How far before a number such words count, in characters.
const NEAR: usize = 40;

/// Finds personal data in a text, in the order in which they stand.
pub fn traces(text: &str) -> Vec<Trace> {
    let mut traces: Vec<Trace> = numbers(text).into_iter().filter_map(|number| named(text, number)).collect();
    traces.extend(emails(text).into_iter().map(|bytes| Trace { kind: Personal::Email, bytes }));
    traces.sort_by_key(|trace| trace.bytes.start);
    traces
}

/// Returns whether an address is of a host where anybody gets one.
pub fn is_free_mail(address: &str) -> bool {
    let host = address.rsplit('@').next().unwrap_or_default().to_lowercase();
    FREE_HOSTS.contains(&host.as_str())
}

/// Returns whether the text as a whole is one e-mail address.
pub fn is_email(text: &str) -> bool {
    emails(text) == std::iter::once(0..text.len()).collect::<Vec<_>>()
}

/// Returns the digits of a telephone number as it is dialled within the country: `+84 205` is `0205`.
pub fn dialled(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad = digits.strip_prefix("0084").or_else(|| digits.strip_prefix("84").filter(|_| number.contains('+')));
    abroad.map_or(digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')))
}

fn named(text: &str, bytes: Range<usize>) -> Option<Trace> {
    let number = &text[bytes.clone()];
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if !(9..=14).contains(&digits.len()) {
        return None;
    }
    let start = text[..bytes.start].char_indices().rev().take(NEAR).last().map_or(bytes.start, |(index, _)| index);
    let before = fold(&text[start..bytes.start]);
    let said = |words: &[&str]| words.iter().any(|word| before.contains(word));
    let kind = if is_id(&digits, said(&ID_WORDS)) {
        Personal::Id
    } else if is_mobile(&dialled(number)) && !said(&FIRM_WORDS) {
        Personal::Mobile
    } else {
        return None;
    };
    Some(Trace { kind, bytes })
}

/// Twelve digits: province 001–096, sex and century 0–3, year, number (Nghị định 137/2015/NĐ-CP Điều 13). Nine on the
/// identity card before it.
///
/// An amount never begins with 0; any other number of that length counts when the words before it say so.
fn is_id(digits: &str, said: bool) -> bool {
    match digits.len() {
        9 => said || digits.starts_with('0'),
        12 => said || ("001".."097").contains(&&digits[..3]) && matches!(digits.as_bytes()[3], b'0'..=b'3'),
        _ => false,
    }
}

/// Prefixes of mobile networks (Thông tư 22/2014/TT-BTTTT and the renumbering of 2018); 02 is a fixed line.
fn is_mobile(digits: &str) -> bool {
    let first = digits.as_bytes();
    match digits.len() {
        10 => matches!(
            first,
            [b'0', b'3', b'2'..=b'9', ..]
                | [b'0', b'5', b'2' | b'5' | b'6' | b'8' | b'9', ..]
                | [b'0', b'7', b'0' | b'6'..=b'9', ..]
                | [b'0', b'8', b'1'..=b'9', ..]
                | [b'0', b'9', ..]
        ),
        11 => matches!(first, [b'0', b'1', b'2' | b'6' | b'8' | b'9', ..]),
        _ => false,
    }
}

/// Finds the numbers of a text: groups of digits with single blanks, dots or hyphens between, else the blank-free parts.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for stretch in stretches(text) {
        if named(text, stretch.clone()).is_some() {
            found.push(stretch);
            continue;
        }
        let mut start = stretch.start;
        for part in text[stretch].split_inclusive(is_blank) {
            let kept = part.trim_end_matches(is_blank);
            found.push(start..start + kept.len());
            start += part.len();
        }
    }
    found
}

/// Finds the longest stretches of digits and single separators that stand free: no letter, slash or decimal beside them.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let joins = |c: char| is_blank(c) || matches!(c, '.' | '-' | ')');
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (index, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match stretches.last_mut() {
            Some(last) if between(&text[last.end..index], joins) => last.end = index + c.len_utf8(),
            _ => stretches.push(index..index + c.len_utf8()),
        }
    }
    for stretch in &mut stretches {
        let sign = text[..stretch.start].ends_with('+');
        stretch.start -= usize::from(sign);
    }
    stretches.retain(|stretch| is_free(text, stretch));
    stretches
}

/// Nothing, one separator, or a bracket and a blank.
fn between(gap: &str, joins: impl Fn(char) -> bool) -> bool {
    gap.is_empty() || gap == ") " || gap.chars().count() == 1 && gap.chars().all(joins)
}

fn is_free(text: &str, stretch: &Range<usize>) -> bool {
    let glued = |c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '=' | '&' | '#' | '%');
    let before = text[..stretch.start].chars().next_back();
    let mut after = text[stretch.end..].chars();
    let decimal =
        text[..stretch.start].strip_suffix(',').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let hyphen = text[..stretch.start].strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_alphanumeric));
    let next = after.next();
    let fraction = next == Some(',') && after.next().is_some_and(|c| c.is_ascii_digit());
    !before.is_some_and(glued) && !next.is_some_and(glued) && !decimal && !hyphen && !fraction
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

fn emails(text: &str) -> Vec<Range<usize>> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let found = text.match_indices('@').filter_map(|(at, _)| {
        let name = text[..at].len() - text[..at].trim_end_matches(local).len();
        let rest = &text[at + 1..];
        let domain = &rest[..rest.find(|c| !host(c)).unwrap_or(rest.len())];
        let domain = domain.trim_end_matches(['.', '-']);
        let (first, last) = domain.rsplit_once('.')?;
        let sound = name > 0 && !first.is_empty() && !first.starts_with('.') && !domain.contains("..");
        let top = last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic());
        (sound && top).then_some(at - name..at + 1 + domain.len())
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Personal, &str)> {
        traces(text).into_iter().map(|trace| (trace.kind, &text[trace.bytes])).collect()
    }

    #[test]
    fn finds_papers_mobiles_and_addresses() {
        for (text, kind, part) in [
            ("Ông A, CCCD 020090001234.", Personal::Id, "020090001234"),
            ("số 020 090 001 234", Personal::Id, "020 090 001 234"),
            ("số 020.090.001.234,", Personal::Id, "020.090.001.234"),
            ("CMND số 812345678", Personal::Id, "812345678"),
            ("(081234567)", Personal::Id, "081234567"),
            ("gọi 0912 345 678", Personal::Mobile, "0912 345 678"),
            ("gọi 0912.345.678 (anh B)", Personal::Mobile, "0912.345.678"),
            ("+84 912 345 678", Personal::Mobile, "+84 912 345 678"),
            ("(+84) 912345678", Personal::Mobile, "+84) 912345678"),
            ("năm 2026 0352345678", Personal::Mobile, "0352345678"),
            ("thư a.b-c@gmail.com.", Personal::Email, "a.b-c@gmail.com"),
            ("<x@langson.gov.vn>", Personal::Email, "x@langson.gov.vn"),
        ] {
            assert_eq!(found(text), [(kind, part)], "{text}");
        }
    }

    #[test]
    fn leaves_amounts_decisions_offices_and_firms_alone() {
        for text in [
            "814.000.000.000 đồng",
            "1.012.345.678 đồng",
            "1 012 345 678 đồng",
            "123456789 đồng",
            "Quyết định 854/QĐ-UBND ngày 02/6/2023",
            "0205 3812 345",
            "+84 205 3812 345",
            "mã số thuế 0900123456",
            "tên@, @vi, a@b",
            "lô 0912345678A",
            "https://vi-du.vn/bai-0912345678.html",
            "0,0912345678",
            "06385; 06427",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_number_is_dialled_without_the_code_of_the_country() {
        for (typed, dialled_as) in [("+84 205 3812 345", "02053812345"), ("(0205) 3.812.345", "02053812345")] {
            assert_eq!(dialled(typed), dialled_as);
        }
    }
}
