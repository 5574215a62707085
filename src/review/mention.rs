//! Where a text cites a document, and how much of it is said there: kind, date, issuer, title.

use std::ops::Range;

use crate::text::citation::{Number, citations};
use crate::text::fold;

/// Day, month and year as they are written.
pub(super) type Day = [u32; 3];

/// What a citation has behind its number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) day: Option<Day>,
    pub(super) issuer: bool,
    pub(super) title: bool,
    /// Where it ends, in bytes of the text.
    pub(super) end: usize,
}

/// A citation in a text.
#[derive(Debug, Clone)]
pub(super) struct Mention<'a> {
    pub(super) number: Number<'a>,
    /// The bytes of the number.
    pub(super) at: Range<usize>,
    /// The kind before the number as it is written: `Nghị định`.
    pub(super) kind: Option<&'a str>,
    pub(super) said: Said,
    /// It stands in the title of the document that is cited before it.
    pub(super) in_title: bool,
}

/// Kinds of documents as they stand before a number, the longer ones first.
const KINDS: &str = "thông tư liên tịch|văn bản hợp nhất|thông báo kết luận|nghị định|thông tư|quyết định|nghị quyết|công văn|\
     công điện|chỉ thị|kế hoạch|chương trình|hướng dẫn|báo cáo|tờ trình|thông báo|kết luận|quy định|đề án|\
     phương án|giấy phép|văn bản";

/// Words with which a title begins within a sentence.
const TITLES: &str = "về|v/v|quy định|sửa đổi|bổ sung|ban hành|hướng dẫn|phê duyệt|thành lập|phân định|phân cấp|phân quyền|công bố|công nhận|\
     giao|bãi bỏ|triển khai|thực hiện|điều chỉnh|hợp nhất|thông qua|mở rộng|thu hồi|cho phép|cho thuê|chấp thuận|kiện toàn|\
     thay thế|đính chính|tổ chức|kế hoạch|thông báo|kết luận|đề nghị|báo cáo|trả lời|đôn đốc|góp ý|tăng cường|đẩy mạnh|rà soát|\
     kiểm tra|chủ trương|“";

/// Words with which a sentence goes on behind a day: everything else there begins a title.
const ONWARD: &str =
    "và|hoặc|thì|đã|đang|sẽ|được|có|là|do|tại|để|nhưng|trong|từ|theo|nên|như|nêu|của|cho|với|khi|này|đến|ngày";

/// An issuer has at most so many words; a longer stretch has the title in it.
const ISSUER_WORDS: usize = 12;

/// Returns the citations of a text in order; laws are left out, for they go by their names (II.6b).
pub(super) fn mentions(text: &str) -> Vec<Mention<'_>> {
    let mut found: Vec<Mention<'_>> = Vec::new();
    let all = citations(text);
    let ends: Vec<usize> = all.iter().skip(1).map(|(at, _)| at.start).chain([text.len()]).collect();
    for ((at, number), end) in all.into_iter().zip(ends) {
        if is_law(&text[..at.start], &number) {
            continue;
        }
        let kind = kind(&text[..at.start]);
        let said = said(&text[..end], at.end);
        let in_title = found.last().is_some_and(|last| is_within(last, &text[last.at.end..at.start], kind));
        found.push(Mention { number, at, kind, said, in_title });
    }
    share(text, &mut found);
    found
}

/// Of documents of one kind that are named in a row the last may say issuer and title for all.
fn share(text: &str, mentions: &mut [Mention<'_>]) {
    for index in (1..mentions.len()).rev() {
        let (before, next) = mentions.split_at_mut(index);
        let (Some(last), Some(next)) = (before.last_mut(), next.first()) else { continue };
        let between = text.get(last.said.end..next.at.start).unwrap_or_default().trim_end();
        let between = between.strip_suffix("số").unwrap_or(between).trim_end();
        let between = between.strip_suffix(next.kind.unwrap_or_default()).unwrap_or(between);
        let is_same =
            next.kind.is_none_or(|kind| last.kind.is_none_or(|own| own.to_lowercase() == kind.to_lowercase()));
        if is_same && ["", ",", "và", ", và", "và các"].contains(&between.trim()) {
            last.said.day = last.said.day.or(next.said.day);
            last.said.issuer |= next.said.issuer;
            last.said.title |= next.said.title;
        }
    }
}

/// The last letters of a text.
pub(super) fn tail(text: &str, letters: usize) -> &str {
    text.char_indices().rev().nth(letters.saturating_sub(1)).map_or(text, |(start, _)| &text[start..])
}

/// The first letters of a text.
fn front(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(end, _)| &text[..end])
}

/// How far a clause is looked back at, and an issuer forward, in letters.
pub(super) const CLAUSE: usize = 300;

/// The texts of the National Assembly that are no resolutions.
fn is_law(before: &str, number: &Number<'_>) -> bool {
    let clause = tail(before, CLAUSE).rsplit([';', '.', '(', ')']).next().unwrap_or_default();
    let words = clause.to_lowercase();
    let last = |word: &str| words.rfind(word);
    number.symbol.starts_with("QH")
        && last("luật").or(last("pháp lệnh")).is_some_and(|law| last("nghị quyết").is_none_or(|other| other < law))
}

/// The kind that stands before a number, with or without "số" between them.
fn kind(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let before = before.strip_suffix("số").unwrap_or(before).trim_end();
    KINDS.split('|').find_map(|kind| {
        let length = kind.chars().count();
        let start = before.char_indices().rev().nth(length - 1).map(|(start, _)| start)?;
        (before[start..].to_lowercase() == kind).then_some(&before[start..])
    })
}

/// Whether a citation stands in the title of the one before it, of which it is told what is between them.
fn is_within(last: &Mention<'_>, between: &str, kind: Option<&str>) -> bool {
    if between.contains([';', '(', ')', '\n']) || between.contains(". ") {
        return false;
    }
    let between = between.trim_end().trim_end_matches("số").trim_end();
    let between = without_article(between.strip_suffix(kind.unwrap_or_default()).unwrap_or(between)).to_lowercase();
    let is_joined = [",", " và", " hoặc", " cùng", " với"].iter().any(|word| between.ends_with(word));
    // Of two that one title names, the second is joined to the first.
    if is_joined { last.in_title && last.said.day.is_none() } else { last.said.title }
}

/// A text without the article, clause and point at its end: `và khoản 5 Điều 2` is `và`.
fn without_article(text: &str) -> &str {
    let text = text.trim_end();
    let Some((rest, name)) = text.rsplit_once(' ') else { return text };
    let Some((before, word)) = rest.trim_end().rsplit_once(' ') else { return text };
    let is_name = name.starts_with(|sign: char| sign.is_ascii_digit()) || name.chars().count() == 1;
    let is_article = ["điều", "khoản", "điểm", "mục", "chương"].contains(&word.to_lowercase().as_str());
    if is_name && is_article { without_article(before) } else { text }
}

/// What stands behind a number: date, issuer and title in the order in which they are written.
fn said(text: &str, from: usize) -> Said {
    let mut said = Said { end: from, ..Said::default() };
    loop {
        let rest = text[said.end..].trim_start_matches([' ', '\u{a0}']);
        let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start_matches([' ', '\u{a0}']);
        let at = text.len() - rest.len();
        let rest_of = |word: &str| rest.strip_prefix(word);
        let dated = rest_of("ban hành ").or(rest_of("ký ")).unwrap_or(rest);
        if let Some((day, length)) = date(dated).filter(|_| said.day.is_none()) {
            said.day = Some(day);
            said.end = text.len() - dated.len() + length;
        } else if let Some(issuer) = rest_of("của ").or(rest_of("do ")).filter(|_| !said.issuer) {
            let length = issuer_length(issuer);
            said.issuer = length > 0;
            said.title |= issuer[..length].split_whitespace().count() > ISSUER_WORDS;
            said.end = text.len() - issuer.len() + length;
            if length == 0 || said.title {
                return said;
            }
        } else {
            // Behind a comma a sentence goes on.
            let is_behind = text[said.end..at].trim().is_empty() && said.day.is_some() && !said.issuer;
            said.title |= begins_title(rest) || is_behind && is_open(rest);
            said.issuer |= said.title && names_issuer(rest);
            said.end = if said.title { at } else { said.end };
            return said;
        }
    }
}

/// Whether a text goes on with a title of which the first word is not known.
fn is_open(text: &str) -> bool {
    let word = text.split(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
    word.chars().next().is_some_and(char::is_lowercase) && !ONWARD.split('|').any(|onward| onward == word)
}

/// Whether a title names who issued it: `thông báo kết luận của Chủ tịch UBND tỉnh`.
fn names_issuer(title: &str) -> bool {
    let clause = front(title, CLAUSE).split([';', '.', '\n']).next().unwrap_or_default();
    clause.match_indices("của ").any(|(at, word)| clause[at + word.len()..].starts_with(char::is_uppercase))
}

fn begins_title(text: &str) -> bool {
    TITLES.split('|').any(|word| {
        let behind = text.char_indices().nth(word.chars().count()).map_or(text.len(), |(behind, _)| behind);
        let is_word = text[behind..].chars().next().is_none_or(|next| !next.is_alphanumeric()) || word == "“";
        text[..behind].to_lowercase() == word && is_word
    })
}

/// The bytes of an issuer: to the title or the end of the clause.
fn issuer_length(text: &str) -> usize {
    let text = front(text, CLAUSE);
    if !text.chars().next().is_some_and(char::is_uppercase) {
        return 0;
    }
    let ends = |at: &usize| {
        let rest = &text[*at..];
        rest.starts_with([',', ';', '.', '(', ')', '\n'])
            || rest.strip_prefix(' ').is_some_and(|rest| begins_title(rest) || date(rest).is_some())
    };
    text.char_indices().map(|(at, _)| at).find(ends).unwrap_or(text.len())
}

/// A day at the beginning of a text, `ngày 15 tháng 3 năm 2024`, `15/3/2024` or `15-3-2024`, and its length in bytes.
pub(super) fn date(text: &str) -> Option<(Day, usize)> {
    let rest = text.strip_prefix("ngày").or(text.strip_prefix("Ngày")).unwrap_or(text);
    let is_named = rest.len() < text.len();
    let (day, rest) = digits(rest, 2)?;
    let (month, year) = match rest.chars().next() {
        Some(stroke @ ('/' | '-')) if rest[1..].starts_with(|sign: char| sign.is_ascii_digit()) => {
            let (month, rest) = digits(&rest[1..], 2)?;
            (month, rest.strip_prefix(stroke)?)
        }
        _ if is_named => {
            let (month, rest) = digits(rest.trim_start_matches(is_space).strip_prefix("tháng")?, 2)?;
            (month, rest.trim_start_matches([' ', '\u{a0}', ',']).strip_prefix("năm")?)
        }
        _ => return None,
    };
    let (year, behind) = digits(year, 4)?;
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2200).contains(&year);
    (is_day && !behind.starts_with(|sign: char| sign.is_alphanumeric() || sign == '/'))
        .then(|| ([day, month, year], text.len() - behind.len()))
}

fn is_space(sign: char) -> bool {
    sign == ' ' || sign == '\u{a0}'
}

fn digits(text: &str, most: usize) -> Option<(u32, &str)> {
    let text = text.trim_start_matches(is_space);
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length > most {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}

/// What two citations of one document share: serial and symbol, and the year where the number has one.
pub(super) type Key = (String, String, Option<i32>);

/// Returns the key of a number.
pub(super) fn key(number: &Number<'_>) -> Key {
    (number.serial.trim_start_matches('0').to_owned(), fold(number.symbol), number.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of each citation: kind, then d for date, i for issuer, t for title, and * within a title.
    fn told(text: &str) -> Vec<String> {
        let one = |mention: Mention<'_>| {
            let Said { day, issuer, title, .. } = mention.said;
            let parts = [(day.is_some(), "d"), (issuer, "i"), (title, "t"), (mention.in_title, "*")];
            let parts: String = parts.into_iter().filter(|(is, _)| *is).map(|(_, sign)| sign).collect();
            format!("{} {} {parts}", mention.kind.unwrap_or("-"), mention.number.serial)
        };
        mentions(text).into_iter().map(one).collect()
    }

    #[test]
    fn reads_how_much_is_said_of_a_document() {
        let table: [(&str, &[&str]); 17] = [
            (
                "Căn cứ Nghị định số 32/2024/NĐ-CP ngày 15 tháng 3 năm 2024 của Chính phủ về quản lý cụm công nghiệp;",
                &["Nghị định 32 dit"],
            ),
            ("Nghị định số 32/2024/NĐ-CP của Chính phủ ngày 15/3/2024 về quản lý", &["Nghị định 32 dit"]),
            ("theo Nghị định 32/2024/NĐ-CP.", &["Nghị định 32 "]),
            (
                "theo Nghị định số 32/2024/NĐ-CP ngày 15/3/2024 của Chính phủ, Sở báo cáo về tiến độ",
                &["Nghị định 32 di"],
            ),
            ("Quyết định số 609/QĐ-UBND ngày 10/3/2025 của UBND tỉnh Lạng Sơn", &["Quyết định 609 di"]),
            ("các văn bản số 12/SCT-QLCN, số 15/SCT-QLCN", &["văn bản 12 ", "- 15 "]),
            ("Luật Đầu tư số 143/2025/QH15, Nghị quyết số 198/2025/QH15", &["Nghị quyết 198 "]),
            ("Nghị định số 303/2026/NĐ-CP sửa đổi Nghị định số 32/2024/NĐ-CP", &["Nghị định 303 t", "Nghị định 32 *"]),
            (
                "Thông tư số 28/2020/TT-BCT hướng dẫn Nghị định 68/2017/NĐ-CP và Nghị định 66/2020/NĐ-CP",
                &["Thông tư 28 t", "Nghị định 68 *", "Nghị định 66 *"],
            ),
            (
                "Nghị định số 32/2024/NĐ-CP của Chính phủ về quản lý cụm công nghiệp và Thông tư số 14/2024/TT-BCT",
                &["Nghị định 32 it", "Thông tư 14 "],
            ),
            (
                "Nghị định số 32/2024/NĐ-CP về quản lý cụm công nghiệp và khoản 3 Điều 2 Thông tư số 14/2024/TT-BCT",
                &["Nghị định 32 t", "Thông tư 14 "],
            ),
            ("Thông tư số 14/2024/TT-BCT; Điều 5 Nghị định số 32/2024/NĐ-CP", &["Thông tư 14 ", "Nghị định 32 "]),
            (
                "Quyết định số 854/QĐ-UBND, 855/QĐ-UBND ngày 02/6/2023 của UBND tỉnh về thành lập các cụm công nghiệp",
                &["Quyết định 854 dit", "- 855 dit"],
            ),
            (
                "Quyết định số 8/QĐ-UBND ngày 02/6/2023 của UBND tỉnh và Quyết định số 9/QĐ-UBND ngày 03/6/2023.",
                &["Quyết định 8 di", "Quyết định 9 d"],
            ),
            ("Thông báo số 12/TB-UBND ngày 05/6/2026 nêu ý kiến của Chủ tịch UBND tỉnh", &["Thông báo 12 d"]),
            ("Thông báo số 12/TB-UBND ngày 05/6/2026 kết luận của Chủ tịch UBND tỉnh", &["Thông báo 12 dit"]),
            ("ngày 15/3/2024, 1/2 diện tích, 74,4%", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_as_documents_write_it() {
        for text in ["ngày 05 tháng 01 năm 2026", "05/01/2026", "ngày 5-1-2026", "Ngày 5 tháng 1, năm 2026 và"]
        {
            assert_eq!(date(text).map(|(day, _)| day), Some([5, 1, 2026]), "{text}");
        }
        for text in ["ngày     tháng      năm 2026", "5/10 cụm", "ngày 45/01/2026", "5.1.2026", "5/1/2026/QĐ", "1/500"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
