//! Normal forms of Vietnamese text: NFC, the search fold and the slug.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// Returns the text in Unicode normal form C.
pub fn nfc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// Returns the text of a file as the program reads it: without byte-order mark, in normal form C.
///
/// Whoever turns byte positions back into text has to start from the same text.
pub fn clean(text: &str) -> String {
    nfc(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Returns whether the text is in Unicode normal form C already.
pub fn is_nfc(text: &str) -> bool {
    ComposingNormalizerBorrowed::new_nfc().is_normalized(text)
}

/// Returns the text in lower case without marks, with `đ` as `d` and single spaces.
///
/// `đ` (U+0111) has no decomposition in Unicode, so dropping marks alone would keep it.
/// Placement of the tone mark no longer matters after the fold: `hoà` and `hòa` are both `hoa`.
pub fn fold(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(text);
    let mut folded = String::with_capacity(text.len());
    let letters = decomposed.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).map(plain);
    for letter in letters {
        if !letter.is_whitespace() {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Returns an ASCII kebab-case name for addresses and anchors, `cum-cong-nghiep-ho-son-1`.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in fold(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn plain(letter: char) -> char {
    match letter {
        'đ' | 'ð' => 'd',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    }
}

/// Returns what stands before the dotted line of a form, on which something is to be written by hand.
///
/// On paper the dots run to the edge, however many of them were typed.
pub fn dotted(line: &str) -> Option<&str> {
    const LEAST: usize = 8;
    let name = line.trim_end_matches(['.', '…']);
    (line[name.len()..].chars().count() >= LEAST).then(|| name.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_to_write_on_is_dotted() {
        assert_eq!(dotted("Ngành, nghề: ……………..………"), Some("Ngành, nghề:"));
        assert_eq!(dotted("Lưu: VT, …."), None);
        assert_eq!(dotted("Đã xong."), None);
    }

    #[test]
    fn folds_as_a_vietnamese_reader_searches() {
        for (text, expected) in [
            ("Đồng Đăng", "dong dang"),
            ("HOÀ SƠN  I", "hoa son i"),
            ("Hòa\u{a0}Sơn I ", "hoa son i"),
            ("đường", "duong"),
            ("Ưu tiên, ỷ", "uu tien, y"),
            ("D\u{31b}o\u{31b}ng", "dong"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
            assert_eq!(fold(&nfc(text)), expected, "{text}");
        }
    }

    #[test]
    fn slugs_are_ascii_and_stable() {
        for (text, expected) in [
            ("Cụm công nghiệp Hồ Sơn 1", "cum-cong-nghiep-ho-son-1"),
            ("32/2024/NĐ-CP", "32-2024-nd-cp"),
            ("  – Điều 2 –  ", "dieu-2"),
        ] {
            assert_eq!(slug(text), expected);
            assert_eq!(slug(&slug(text)), expected);
        }
    }
}
