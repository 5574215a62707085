//! Which numbers of a line are figures: all but those of documents, articles, forms, headings and dates of documents.

use std::ops::Range;

/// Words before a number by which it is the number of a part of a text or of a form, not a figure.
const PARTS: [&str; 15] = [
    "Điều",
    "điều",
    "Khoản",
    "khoản",
    "Điểm",
    "điểm",
    "Chương",
    "Mục",
    "mục",
    "Phụ lục",
    "Biểu số",
    "Biểu",
    "Mẫu số",
    "Mẫu",
    "dòng",
];

/// Numbers as words that only count: "một cụm" is any cluster.
const COUNTED: [&str; 14] =
    ["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "mốt", "lăm", "trăm", "nghìn"];

/// What is counted in a report.
const UNITS: [&str; 9] = ["cụm", "CCN", "dự án", "ha", "héc-ta", "tỷ đồng", "triệu đồng", "doanh nghiệp", "hồ sơ"];

/// Returns the figures of a line of prose, digits and words.
pub(super) fn typed(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = heading(line);
    while let Some(digit) = line[from..].find(|c: char| c.is_numeric()) {
        let start = from + digit;
        let word = word(line, start);
        if let Some(length) = document(&line[word.clone()]) {
            let end = word.start + length;
            from = end + date(&line[end..]).unwrap_or_default();
        } else {
            let end = start + number(&line[start..]);
            if !is_part(&line[..start]) {
                found.push(start..end);
            }
            from = end;
        }
    }
    found.extend(in_words(line));
    found
}

/// Returns the figures within the name of a value; the ids of documents stand in brackets.
pub(super) fn within_name(name: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut quote, mut depth, mut before) = (None, 0usize, ' ');
    let mut from = 0;
    while let Some(letter) = name[from..].chars().next() {
        let mut end = from + letter.len_utf8();
        match letter {
            '"' | '\'' | '`' if quote == Some(letter) => quote = None,
            '"' | '\'' | '`' if quote.is_none() => quote = Some(letter),
            // A list of figures stands in brackets, too, but behind no name.
            '[' if quote.is_none() && (depth > 0 || before.is_alphanumeric() || before == '_') => depth += 1,
            ']' if quote.is_none() => depth = depth.saturating_sub(1),
            digit if digit.is_numeric() && depth == 0 && !(before.is_alphanumeric() || before == '_') => {
                end = from + number(&name[from..]);
                found.push(from..end);
            }
            _ => {}
        }
        before = name[..end].chars().next_back().unwrap_or(' ');
        from = end;
    }
    found
}

/// The number of a heading or of an entry at the beginning of a line: "## 1. ", "2.1. ", "3) ".
fn heading(line: &str) -> usize {
    let words = line.trim_start_matches(['#', '-', ' ']);
    let length = words.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ')').unwrap_or(0);
    let (number, rest) = words.split_at(length);
    let parts = number.strip_suffix(['.', ')']).map(|parts| parts.split('.').all(|part| (1..=2).contains(&part.len())));
    if parts == Some(true) && rest.starts_with(' ') { line.len() - rest.len() } else { 0 }
}

/// The bytes of the word around a byte.
fn word(line: &str, at: usize) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "()“”\"".contains(c);
    let start =
        line[..at].rfind(ends).map_or(0, |space| space + line[space..].chars().next().map_or(1, char::len_utf8));
    let end = line[at..].find(ends).map_or(line.len(), |space| at + space);
    start..end
}

/// The length of the number of a document: 32/2024/NĐ-CP, 609/QĐ-UBND, 57-NQ/TW, 31/2024/QH15.
fn document(word: &str) -> Option<usize> {
    let word = word.trim_end_matches(['.', ',', ';', ':']);
    let (number, sign) = word.split_once('/')?;
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let is_sign = |part: &str| {
        let allowed = |c: char| c.is_uppercase() || c.is_ascii_digit() || c == '-';
        part.starts_with(char::is_uppercase) && part.chars().all(allowed)
    };
    let of_party = || number.split_once('-').is_some_and(|(number, kind)| is_number(number) && is_sign(kind));
    let sound = match sign.split_once('/') {
        Some((year, sign)) => is_number(number) && year.len() == 4 && is_number(year) && is_sign(sign),
        None => (is_number(number) || of_party()) && is_sign(sign),
    };
    sound.then_some(word.len())
}

/// The length of the date that follows the number of a document: " ngày 15 tháng 3 năm 2024", " ngày 15/3/2024".
fn date(rest: &str) -> Option<usize> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let mut at = rest.strip_prefix(" ngày ").map(|after| rest.len() - after.len())?;
    let joints = if rest[at + digits(&rest[at..])..].starts_with('/') { ["/", "/"] } else { [" tháng ", " năm "] };
    for (most, joint) in [(2, joints[0]), (2, joints[1]), (4, "")] {
        let length = digits(&rest[at..]);
        let follows = (1..=most).contains(&length) && rest[at + length..].starts_with(joint);
        at += if follows { length + joint.len() } else { return None };
    }
    Some(at)
}

/// The length of a number with its marks, and of a date or a ratio: 1.234,5, 14/6/2026.
fn number(text: &str) -> usize {
    let marks = ['.', ',', '/'];
    let length = text.find(|c: char| !c.is_numeric() && !marks.contains(&c)).unwrap_or(text.len());
    text[..length].trim_end_matches(marks).len()
}

fn is_part(before: &str) -> bool {
    let Some(mut words) = before.strip_suffix([' ', '\u{a0}']) else { return false };
    // "Biểu số 01, 02 và 03": the numbers of forms begin with a zero.
    while let Some(first) = words.strip_suffix(" và").or_else(|| words.strip_suffix(',')) {
        let form = first.trim_end_matches(|c: char| c.is_ascii_digit());
        match first[form.len()..].starts_with('0') && form.ends_with(' ') {
            true => words = form.trim_end(),
            false => return false,
        }
    }
    PARTS.iter().any(|part| words.strip_suffix(part).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Numbers written as words before what they count: "mười hai cụm".
fn in_words(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for number in COUNTED {
        for (start, _) in line.match_indices(number) {
            let rest = &line[start + number.len()..];
            let alone = !line[..start].ends_with(char::is_alphanumeric);
            let unit = rest.strip_prefix(' ').and_then(|rest| UNITS.iter().find(|unit| is_word(rest, unit)));
            if let Some(unit) = unit.filter(|_| alone) {
                found.push(start..start + number.len() + 1 + unit.len());
            }
        }
    }
    found
}

fn is_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        typed(line).into_iter().map(|bytes| &line[bytes]).collect()
    }

    #[test]
    fn figures_are_found_in_digits_and_in_words() {
        for (line, figures) in [
            ("Tỉnh có 10 cụm, 418,5 ha; lấp đầy 62 %.", vec!["10", "418,5", "62"]),
            ("Đến ngày 14/6/2026 có 3 cụm.", vec!["14/6/2026", "3"]),
            ("Tỷ lệ 2/3 số cụm", vec!["2/3"]),
            ("Có mười hai cụm và năm dự án.", vec!["hai cụm", "năm dự án"]),
            ("năm 2026", vec!["2026"]),
            ("12 cụm đã thành lập", vec!["12"]),
            ("Nghị định số 32/2024/NĐ-CP áp dụng cho 7 cụm", vec!["7"]),
            ("Có ٣ cụm", vec!["٣"]),
            ("theo Điều 3, 40 cụm và 05 dự án", vec!["40", "05"]),
        ] {
            assert_eq!(found(line), figures, "{line}");
        }
    }

    #[test]
    fn numbers_of_documents_articles_forms_and_headings_are_none() {
        for line in [
            "## 1. Thành lập",
            "2.1. Chủ đầu tư",
            "theo Nghị định số 32/2024/NĐ-CP ngày 15 tháng 3 năm 2024 của Chính phủ",
            "(Quyết định số 609/QĐ-UBND ngày 10/3/2025)",
            "Luật số 31/2024/QH15, Nghị quyết số 57-NQ/TW",
            "điểm c khoản 1 Điều 8; Biểu số 04; dòng 15.1 của Biểu 04",
            "mỗi cụm, một dự án, hai bên, ba năm",
            "II. Kết quả",
            "theo Biểu số 01, 02 và 03",
        ] {
            assert_eq!(found(line), Vec::<&str>::new(), "{line}");
        }
    }

    #[test]
    fn a_figure_within_a_name_is_found_and_an_id_is_none() {
        for (name, figures) in [
            (" r15_1.value ", vec![]),
            (" doc[\"nd-32-2024\"] ", vec![]),
            (" 12 ", vec!["12"]),
            (" \"12 cụm\" ", vec!["12"]),
            (" r3.value | default(value=7) ", vec!["7"]),
            (" [1, 2] ", vec!["1", "2"]),
        ] {
            let within: Vec<&str> = within_name(name).into_iter().map(|bytes| &name[bytes]).collect();
            assert_eq!(within, figures, "{name}");
        }
    }
}
