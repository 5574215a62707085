//! The letters of TCVN3 and VNI fonts, which older office files still bring along.
//!
//! TCVN 5712:1993 (VN3) gives each letter one byte; VNI writes the vowel and then its marks. Both show as other Latin
//! letters where the font is not known.

use std::ops::Range;

use super::encoding::{Garbled, How};

/// The letters of TCVN3 by byte, from A1 to FE; a dot where there is none.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

/// Signs of TCVN3 that stand between letters in no proper text.
const TCVN3_SIGNS: &str = "¡¢£¤¥¦§¨©ª«¬®µ¶¸¹»¼½¾";

/// Vowel and mark of VNI, and the letter.
const VNI: &[(&str, &str)] = &[
    ("aù", "á"),
    ("aø", "à"),
    ("aû", "ả"),
    ("aõ", "ã"),
    ("aï", "ạ"),
    ("aê", "ă"),
    ("aé", "ắ"),
    ("aè", "ằ"),
    ("aú", "ẳ"),
    ("aü", "ẵ"),
    ("aë", "ặ"),
    ("aâ", "â"),
    ("aá", "ấ"),
    ("aà", "ầ"),
    ("aå", "ẩ"),
    ("aã", "ẫ"),
    ("aä", "ậ"),
    ("eù", "é"),
    ("eø", "è"),
    ("eû", "ẻ"),
    ("eõ", "ẽ"),
    ("eï", "ẹ"),
    ("eâ", "ê"),
    ("eá", "ế"),
    ("eà", "ề"),
    ("eå", "ể"),
    ("eã", "ễ"),
    ("eä", "ệ"),
    ("où", "ó"),
    ("oø", "ò"),
    ("oû", "ỏ"),
    ("oõ", "õ"),
    ("oï", "ọ"),
    ("oâ", "ô"),
    ("oá", "ố"),
    ("oà", "ồ"),
    ("oå", "ổ"),
    ("oã", "ỗ"),
    ("oä", "ộ"),
    ("ôù", "ớ"),
    ("ôø", "ờ"),
    ("ôû", "ở"),
    ("ôõ", "ỡ"),
    ("ôï", "ợ"),
    ("uù", "ú"),
    ("uø", "ù"),
    ("uû", "ủ"),
    ("uõ", "ũ"),
    ("uï", "ụ"),
    ("öù", "ứ"),
    ("öø", "ừ"),
    ("öû", "ử"),
    ("öõ", "ữ"),
    ("öï", "ự"),
    ("yù", "ý"),
    ("yø", "ỳ"),
    ("yû", "ỷ"),
    ("yõ", "ỹ"),
    ("ñ", "đ"),
    ("ô", "ơ"),
    ("ö", "ư"),
    ("æ", "ỉ"),
    ("ó", "ĩ"),
    ("ò", "ị"),
    ("î", "ỵ"),
];

/// Pairs of VNI that no proper Vietnamese or French word has.
const VNI_SIGNS: &[&str] = &[
    "aù", "aø", "aû", "aõ", "aâ", "aê", "aä", "aå", "eù", "eø", "eõ", "eâ", "eä", "eå", "oâ", "oä", "oå", "oø", "ôù",
    "ôø", "ôû", "ôõ", "ôï", "uø", "uû", "uõ", "uï", "öù", "öø", "öû", "öõ", "öï", "ñö", "ñô", "ñò", "aá", "aà", "eà",
    "ieá", "yø", "aïng", "aïnh", "aïch", "aïc", "aïp", "oïc", "oïng",
];

/// Signs of TCVN3 that end no proper word.
const TCVN3_ENDS: &str = "¡¤¥¦¬¶¸";

/// Finds text of a TCVN3 font: one of its signs between two letters, at the end of a word, or `®` and `§` before one.
pub(super) fn tcvn3(text: &str) -> Option<Garbled> {
    if text.chars().any(beyond_latin_1) {
        return None;
    }
    let start = tcvn3_sign(text)?;
    Some(Garbled { bytes: word(text, start), how: How::Tcvn3, typed: Some(from_tcvn3(text)) })
}

fn tcvn3_sign(text: &str) -> Option<usize> {
    // Most texts have none of the signs, and are asked no further.
    if !text.contains(|c: char| ('\u{a1}'..='\u{be}').contains(&c)) {
        return None;
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let sign = chars.iter().enumerate().find(|(index, (_, c))| {
        let before = index.checked_sub(1).and_then(|before| chars.get(before)).map(|(_, c)| *c);
        let after = chars.get(index + 1).map(|(_, c)| *c);
        let opens = matches!(c, '®' | '§') && !before.is_some_and(char::is_alphanumeric);
        let inside = TCVN3_SIGNS.contains(*c) && before.is_some_and(is_letter);
        let ends =
            TCVN3_ENDS.contains(*c) && before.is_some_and(is_letter) && !after.is_some_and(char::is_alphanumeric);
        ends || (opens || inside) && after.is_some_and(is_letter)
    });
    sign.map(|(_, (start, _))| *start)
}

/// Returns the text of a TCVN3 font, whose bytes were read as Latin-1.
pub fn from_tcvn3(text: &str) -> String {
    text.chars().map(tcvn3_letter).collect()
}

fn tcvn3_letter(c: char) -> char {
    let index = (c as usize).checked_sub(0xa1);
    index.and_then(|index| TCVN3.chars().nth(index)).filter(|letter| *letter != '.').unwrap_or(c)
}

/// Finds text of a VNI font.
pub(super) fn vni(text: &str) -> Option<Garbled> {
    if text.chars().any(beyond_latin_1) {
        return None;
    }
    let start = vni_sign(text)?;
    Some(Garbled { bytes: word(text, start), how: How::Vni, typed: Some(from_vni(text)) })
}

fn vni_sign(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    // Most texts have no vowel with such a letter behind it, and are asked no further.
    let leads = |c: char| matches!(c, 'a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö' | 'ñ');
    let pairs = || lower.chars().zip(lower.chars().skip(1));
    if !pairs().any(|(one, next)| leads(one) && matches!(next, 'à'..='ü') || next == 'ñ') {
        return None;
    }
    VNI_SIGNS.iter().filter_map(|sign| lower.find(sign)).min()
}

/// Returns the old font whose letters stand in a text that has letters of Unicode, too: `C«ng nghiệp`.
pub(super) fn beside_unicode(text: &str) -> Option<How> {
    if !text.chars().any(super::encoding::is_vietnamese) {
        return None;
    }
    tcvn3_sign(text).map(|_| How::Tcvn3).or_else(|| vni_sign(text).map(|_| How::Vni))
}

/// Returns the text of a VNI font, whose bytes were read as Windows-1252.
pub fn from_vni(text: &str) -> String {
    let mut typed = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let small: String = rest.chars().take(2).flat_map(char::to_lowercase).collect();
        let found = VNI.iter().find(|(sign, _)| small.starts_with(sign));
        let (length, letter) = found.map_or((first.len_utf8(), first.to_string()), |(sign, letter)| {
            (sign.len(), if first.is_uppercase() { letter.to_uppercase() } else { (*letter).to_owned() })
        });
        typed.push_str(&letter);
        rest = &rest[length..];
    }
    typed
}

/// Letters that neither font can show, so the text is Unicode.
fn beyond_latin_1(c: char) -> bool {
    c.is_alphabetic() && c > '\u{ff}'
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'µ')
}

/// The blank-free stretch around a byte.
fn word(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |blank| at + blank);
    start..end
}
