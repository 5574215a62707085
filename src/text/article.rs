//! Places in a legal text as each language cites them: `khoản 5 Điều 19`, `Article 19 clause 5` in the same order of words.

use super::Language;

/// Vietnamese words of a citation, in English, and the sign that Chinese sets behind the number.
const PARTS: &[(&str, &str, &str, &str)] = &[
    ("Điều", "Article", "第", "条"),
    ("điều", "article", "第", "条"),
    ("Khoản", "Clause", "第", "款"),
    ("khoản", "clause", "第", "款"),
    ("Điểm", "Point", "第", "点"),
    ("điểm", "point", "第", "点"),
    ("Phụ lục", "Annex", "附录", ""),
];

/// Returns a citation with its words in a language; the order stays that of the text, so that it can be found again.
pub fn article(text: &str, language: Language) -> String {
    if language == Language::Vi {
        return text.to_owned();
    }
    let mut said = text.to_owned();
    for (vi, en, before, behind) in PARTS {
        said = match language {
            Language::Zh => numbered(&said, vi, before, behind),
            _ => said.replace(&format!("{vi} "), &format!("{en} ")),
        };
    }
    said
}

/// Sets the Chinese signs around the number that follows each `word`.
fn numbered(text: &str, word: &str, before: &str, behind: &str) -> String {
    let opening = format!("{word} ");
    let mut parts = text.split(opening.as_str());
    let start = parts.next().unwrap_or_default().to_owned();
    parts.fold(start, |said, part| {
        let end = part.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(part.len());
        format!("{said}{before}{}{behind}{}", &part[..end], &part[end..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_translated_and_numbers_stay() {
        let table = [
            ("Điều 20", "Article 20", "第20条"),
            ("khoản 5 Điều 19", "clause 5 Article 19", "第5款 第19条"),
            (
                "Điều 21 khoản 1; Điều 18 khoản 4",
                "Article 21 clause 1; Article 18 clause 4",
                "第21条 第1款; 第18条 第4款",
            ),
            ("điểm đ khoản 3 Điều 3", "point đ clause 3 Article 3", "第đ点 第3款 第3条"),
        ];
        for (vi, en, zh) in table {
            let said = [Language::Vi, Language::En, Language::Zh].map(|language| article(vi, language));
            assert_eq!(said, [vi, en, zh]);
        }
    }
}
