//! Characters that a reader cannot see or takes for others: hidden ones, and letters of another alphabet.

use std::ops::Range;

/// A stretch of text that is not what it seems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// What it should be.
    pub mended: String,
}

/// Finds the first character that cannot be seen: control characters, marks of no width, and those that turn the
/// direction of writing, by which a text can be made to read otherwise than it is (CVE-2021-42574).
///
/// A line break is no fault, and no blank is: typists set U+00A0 between figure and unit.
pub fn hidden(text: &str) -> Option<Odd> {
    let (start, first) = text.char_indices().find(|(_, c)| is_hidden(*c))?;
    let mended = text.chars().filter(|c| !is_hidden(*c)).collect();
    Some(Odd { bytes: start..start + first.len_utf8(), mended })
}

fn is_hidden(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\r');
    let has_no_width =
        matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    is_control
        || has_no_width
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
}

/// Finds the first word with letters that only look Latin: Cyrillic, Greek and full-width ones, or `Ð` for `Đ`.
///
/// A word counts when it has a Latin letter beside them, or when all of it, two letters or more, looks Latin.
pub fn mixed(text: &str) -> Option<Odd> {
    if !text.contains(may_look_latin) {
        return None;
    }
    words(text).into_iter().find_map(|bytes| {
        let word = &text[bytes.clone()];
        let odd = word.chars().filter(|c| latin(*c).is_some()).count();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let has_latin = word.chars().any(|c| is_latin(c) && latin(c).is_none());
        let wide = word.chars().any(|c| matches!(c, '\u{ff10}'..='\u{ff5a}'));
        let counts = odd > 0 && (has_latin || wide || odd >= 2 && odd == letters);
        counts.then(|| Odd { bytes, mended: word.chars().map(|c| latin(c).unwrap_or(c)).collect() })
    })
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (index, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match words.last_mut() {
            Some(last) if last.end == index => last.end += c.len_utf8(),
            _ => words.push(index..index + c.len_utf8()),
        }
    }
    words
}

/// Returns whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// Returns whether a letter is Latin, with marks or without.
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

fn may_look_latin(c: char) -> bool {
    matches!(c, 'Ð' | 'ð' | 'Ɖ' | '\u{370}'..='\u{52f}' | '\u{ff10}'..='\u{ff5a}')
}

/// The Latin letter or digit that a letter looks like; units such as `µ` and `Ω` look like none.
fn latin(c: char) -> Option<char> {
    const ALIKE: &[(&str, &str)] = &[
        ("АВЕКМНОРСТУХІЈЅаеорсухіјѕԁ", "ABEKMHOPCTYXIJSaeopcyxijsd"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοκνρ", "ABEZHIKMNOPTYXokvp"),
        ("ÐðƉ", "ĐđĐ"),
    ];
    if let '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' = c {
        return char::from_u32(c as u32 - 0xfee0);
    }
    ALIKE
        .iter()
        .find_map(|(odd, plain)| odd.chars().zip(plain.chars()).find(|(odd, _)| *odd == c).map(|(_, plain)| plain))
}

/// Returns the half of a text that is the same words twice.
pub fn repeated(text: &str) -> Option<&str> {
    let words = words(text);
    let half = words.len() / 2;
    let is_even = half > 0 && words.len() == half * 2;
    let said = |index: usize| &text[words[index].clone()];
    // Entries with `;` between are a list, of which another rule tells.
    let is_list = is_even && text[words[half - 1].end..words[half].start].contains(';');
    let twice = is_even && !is_list && (0..half).all(|index| said(index) == said(index + half));
    // `12 12` may be a list of figures; words are not.
    let has_letters = text.chars().any(char::is_alphabetic);
    (twice && has_letters).then(|| &text[..words[half - 1].end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_cannot_be_seen() {
        for (text, mended) in [("Hồ\u{200b} Sơn", "Hồ Sơn"), ("a\u{202e}b", "ab"), ("a\tb", "ab"), ("x\u{7}", "x")]
        {
            assert_eq!(hidden(text).map(|odd| odd.mended).as_deref(), Some(mended), "{text:?}");
        }
        for text in ["73,76\u{a0}ha", "một\nhai", "中 文", "👷"] {
            assert_eq!(hidden(text), None, "{text:?}");
        }
    }

    #[test]
    fn finds_letters_of_another_alphabet() {
        for (text, mended) in
            [("Ðồng Đăng", "Đồng"), ("CСN Hồ Sơn", "CCN"), ("lô Ａ１", "A1"), ("СС", "CC"), ("Αn Bình", "An")]
        {
            assert_eq!(mixed(text).map(|odd| odd.mended).as_deref(), Some(mended), "{text}");
        }
        for text in ["5 µm", "10 kΩ", "Δt", "Москва", "工业集群", "Đồng Đăng", "lô А"] {
            assert_eq!(mixed(text), None, "{text}");
        }
    }

    #[test]
    fn finds_words_said_twice() {
        assert_eq!(repeated("Hồ Sơn 1 Hồ Sơn 1"), Some("Hồ Sơn 1"));
        assert_eq!(repeated("đã khởi công. đã khởi công."), Some("đã khởi công"));
        for text in ["Hồ Sơn 1 Hồ Sơn 2", "12 12", "cụm", "Bắc Sơn, Hữu Lũng"] {
            assert_eq!(repeated(text), None, "{text}");
        }
    }
}
