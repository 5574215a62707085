//! Places in a legal text as each language cites them: `khoản 5 Điều 19`, `Clause 5, Article 19`, `第19条第5款`.

use super::Language;

/// A level of a legal text: its Vietnamese and English word, and the signs Chinese sets around the number.
struct Level {
    vi: &'static str,
    en: &'static str,
    zh: (&'static str, &'static str),
}

/// From the smallest to the largest, as Vietnamese names them (Decree 30/2020/NĐ-CP, Annex II, V.8: "điểm c khoản 1 Điều 8").
const LEVELS: [Level; 5] = [
    Level { vi: "điểm", en: "Point", zh: ("第", "点") },
    Level { vi: "khoản", en: "Clause", zh: ("第", "款") },
    Level { vi: "Điều", en: "Article", zh: ("第", "条") },
    Level { vi: "Phụ lục", en: "Annex", zh: ("附录", "") },
    Level { vi: "Nghị định", en: "Decree", zh: ("第", "号议定") },
];

/// What else stands in citations.
const REST: [(&str, &str, &str); 5] = [
    (" (sửa đổi)", " (as amended)", "（修订）"),
    ("; ", "; ", "；"),
    (", ", ", ", "，"),
    (" (", " (", "（"),
    (")", ")", "）"),
];

/// Returns a citation in a language: Chinese goes from the largest part to the smallest, the others the other way.
fn article(text: &str, language: Language) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let (place, after) = place(rest);
        if place.is_empty() {
            let (words, after) = other(rest, sign, language);
            said.push_str(words);
            rest = after;
        } else {
            said.push_str(&named(&place, language));
            rest = after;
        }
    }
    said
}

/// Returns the words of a citation before the document they are in: `khoản 1 Điều 33 `, `Điều 10 Nghị định … (sửa đổi), `.
pub fn within(text: &str, language: Language) -> String {
    article(text, language) + gap(text, language)
}

/// Returns what parts a citation from its document: a bracket has named another one, so that a comma must.
pub fn gap(text: &str, language: Language) -> &'static str {
    match language {
        Language::Vi if !text.ends_with(')') => " ",
        Language::Zh => "，",
        _ => ", ",
    }
}

/// Takes the levels with their numbers from the start of a text, as long as only a space parts them.
fn place(text: &str) -> (Vec<(&'static Level, &str)>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((level, number, after)) = part(rest.strip_prefix(' ').filter(|_| !found.is_empty()).unwrap_or(rest))
    {
        found.push((level, number));
        rest = after;
    }
    (found, rest)
}

fn part(text: &str) -> Option<(&'static Level, &str, &str)> {
    LEVELS.iter().find_map(|level| {
        let number = text.strip_prefix(level.vi)?.strip_prefix(' ')?;
        let end = number.find(|sign: char| !sign.is_alphanumeric() && !"/-".contains(sign)).unwrap_or(number.len());
        (end > 0).then(|| (level, &number[..end], &number[end..]))
    })
}

fn named(place: &[(&Level, &str)], language: Language) -> String {
    let names = place.iter().map(|(level, number)| match language {
        Language::Vi => format!("{} {number}", level.vi),
        Language::En => format!("{} {number}", level.en),
        Language::Zh => format!("{}{number}{}", level.zh.0, level.zh.1),
    });
    match language {
        Language::Vi => names.collect::<Vec<_>>().join(" "),
        Language::En => names.collect::<Vec<_>>().join(", "),
        Language::Zh => names.rev().collect(),
    }
}

/// Words between two places: one of [`REST`] in the language, or a sign as it stands.
fn other(text: &str, sign: char, language: Language) -> (&str, &str) {
    let known = REST.iter().find_map(|(vi, en, zh)| {
        let after = text.strip_prefix(vi)?;
        let said = match language {
            Language::Vi => vi,
            Language::En => en,
            Language::Zh => zh,
        };
        Some((*said, after))
    });
    known.unwrap_or_else(|| text.split_at(sign.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_cites_in_its_own_order() {
        let table = [
            ("Điều 20", "Article 20", "第20条"),
            ("khoản 5 Điều 19", "Clause 5, Article 19", "第19条第5款"),
            (
                "khoản 1 Điều 21; khoản 4 Điều 18",
                "Clause 1, Article 21; Clause 4, Article 18",
                "第21条第1款；第18条第4款",
            ),
            ("điểm đ khoản 3 Điều 3", "Point đ, Clause 3, Article 3", "第3条第3款第đ点"),
            (
                "khoản 1 Điều 10 Nghị định 32/2024/NĐ-CP (sửa đổi)",
                "Clause 1, Article 10, Decree 32/2024/NĐ-CP (as amended)",
                "第32/2024/NĐ-CP号议定第10条第1款（修订）",
            ),
            (
                "Điều 11 (khoản 1 Điều 10 Nghị định 32/2024/NĐ-CP)",
                "Article 11 (Clause 1, Article 10, Decree 32/2024/NĐ-CP)",
                "第11条（第32/2024/NĐ-CP号议定第10条第1款）",
            ),
            ("Mẫu 01 Phụ lục II", "Mẫu 01 Annex II", "Mẫu 01 附录II"),
            ("đoạn kết", "đoạn kết", "đoạn kết"),
        ];
        for (vi, en, zh) in table {
            let said = [Language::Vi, Language::En, Language::Zh].map(|language| article(vi, language));
            assert_eq!(said, [vi, en, zh]);
        }
    }

    #[test]
    fn a_document_follows_its_article() {
        let table = [
            ("khoản 1 Điều 33", "khoản 1 Điều 33 "),
            ("khoản 2, gạch đầu dòng thứ ba", "khoản 2, gạch đầu dòng thứ ba "),
            ("Điều 13 Nghị định 32/2024/NĐ-CP (sửa đổi)", "Điều 13 Nghị định 32/2024/NĐ-CP (sửa đổi), "),
        ];
        for (clause, said) in table {
            assert_eq!(within(clause, Language::Vi), said);
        }
    }
}
