//! Vietnamese text that went through the wrong table of characters, and what it was.
//!
//! Three ways that offices meet: UTF-8 opened as Windows-1252 or Windows-1258 and saved again (`Cá»¥m`), and the fonts of
//! before Unicode, TCVN3 (`C«ng nghiÖp`) and VNI (`Coâng nghieäp`), whose letters are other Latin letters.

use std::ops::Range;

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};

use super::{legacy, nfc};

/// A text that is not what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Garbled {
    /// Bytes of the first stretch that shows it.
    pub bytes: Range<usize>,
    /// How it came about.
    pub how: How,
    /// What was typed, as far as it can be told.
    pub typed: Option<String>,
}

/// How a text was garbled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// UTF-8 read as a table of single bytes.
    Reread,
    /// Letters of a TCVN3 font.
    Tcvn3,
    /// Letters of a VNI font.
    Vni,
    /// The sign U+FFFD, which stands where letters were lost.
    Lost,
    /// Question marks within words, which a table without these letters put in their stead.
    Questioned,
}

/// Returns what shows that a text went through the wrong table.
pub fn garbled(text: &str) -> Option<Garbled> {
    if let Some(bytes) = questioned(text) {
        return Some(Garbled { bytes, how: How::Questioned, typed: None });
    }
    if text.is_ascii() {
        return None;
    }
    let lost = text.find('\u{fffd}').map(|start| start..start + '\u{fffd}'.len_utf8());
    if let Some(bytes) = lost {
        return Some(Garbled { bytes, how: How::Lost, typed: None });
    }
    let tables = [WINDOWS_1258, WINDOWS_1252].into_iter().filter(|_| may_be_reread(text));
    let best = tables.filter_map(|table| reread(text, table)).max_by_key(|(stretches, _)| *stretches);
    best.map(|(_, found)| found).or_else(|| legacy::tcvn3(text)).or_else(|| legacy::vni(text))
}

/// Returns the old font of which a text has letters beside those of Unicode, so that no table reads the whole of it.
pub fn mixed(text: &str) -> Option<How> {
    legacy::beside_unicode(text).filter(|_| garbled(text).is_none())
}

/// Returns the first question mark between two letters; addresses have them by right.
fn questioned(text: &str) -> Option<Range<usize>> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let within = |at: &usize| is_letter(text[..*at].chars().next_back()) && is_letter(text[at + 1..].chars().next());
    let at = text.match_indices('?').map(|(at, _)| at).find(within)?;
    (!text.contains("://")).then_some(at..at + 1)
}

/// Reads the bytes of a table as UTF-8 again, once more when the text went through it twice.
///
/// Gives how many stretches could be read, too.
fn reread(text: &str, table: &'static Encoding) -> Option<(usize, Garbled)> {
    let runs = runs(text, table);
    let decoded: Vec<Option<String>> = runs.iter().map(|run| decode(&text[run.clone()], table)).collect();
    // `Ã´` alone may be typed; beside proper Vietnamese letters only what spells one of them is certain.
    let certain = |letters: &Option<String>| letters.as_deref().is_some_and(|letters| letters.contains(is_vietnamese));
    let all = !decoded.is_empty() && decoded.iter().all(Option::is_some) && covers(text, table);
    let first = decoded.iter().position(certain).or(all.then_some(0))?;
    let mut typed = String::new();
    let mut end = 0;
    for (run, letters) in runs.iter().zip(&decoded) {
        typed.push_str(&text[end..run.start]);
        typed.push_str(letters.as_deref().unwrap_or(&text[run.clone()]));
        end = run.end;
    }
    typed.push_str(&text[end..]);
    let typed = nfc(&typed);
    let twice = self::reread(&typed, table).and_then(|(_, twice)| twice.typed);
    let found = Garbled { bytes: runs[first].clone(), how: How::Reread, typed: Some(twice.unwrap_or(typed)) };
    Some((decoded.iter().flatten().count(), found))
}

/// Returns whether a letter is one that Vietnamese has and the languages of Western Europe have not.
pub fn is_vietnamese(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
}

/// Returns the longest stretches of characters beyond ASCII that the table has.
fn runs(text: &str, table: &'static Encoding) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, c) in text.char_indices().filter(|(_, c)| byte(*c, table).is_some()) {
        match runs.last_mut() {
            Some(last) if last.end == index => last.end += c.len_utf8(),
            _ => runs.push(index..index + c.len_utf8()),
        }
    }
    runs
}

/// Returns whether the table has everything beyond ASCII.
fn covers(text: &str, table: &'static Encoding) -> bool {
    text.chars().all(|c| c.is_ascii() || byte(c, table).is_some())
}

/// Two characters beyond ASCII stand together, and the first is what begins a Vietnamese letter in UTF-8.
fn may_be_reread(text: &str) -> bool {
    let begins = |c: char| matches!(c, 'Â' | 'Ã' | 'Ă' | 'Ä' | 'Å' | 'Æ' | 'Ì' | 'á' | 'â' | '\u{300}');
    text.chars().zip(text.chars().skip(1)).any(|(one, next)| begins(one) && !next.is_ascii())
}

/// The byte of a character beyond ASCII; programs that know no table keep the bytes 80–9F as they are.
fn byte(c: char, table: &'static Encoding) -> Option<u8> {
    match c {
        '\0'..='\x7f' => None,
        '\u{80}'..='\u{9f}' => u8::try_from(c).ok(),
        _ => {
            let mut buffer = [0; 4];
            let (bytes, _, unknown) = table.encode(c.encode_utf8(&mut buffer));
            bytes.first().copied().filter(|_| !unknown)
        }
    }
}

/// Reads a run as UTF-8; gives nothing unless all of it is letters and signs of Vietnamese text.
fn decode(run: &str, table: &'static Encoding) -> Option<String> {
    let bytes: Option<Vec<u8>> = run.chars().map(|c| byte(c, table)).collect();
    let mut bytes = bytes?;
    // The blank at the end of a cell is trimmed, and it may be the last byte of `à`.
    if matches!(bytes.as_slice(), [.., 0xc3]) && bytes.len() > 1 {
        bytes.push(0xa0);
    }
    let letters = String::from_utf8(bytes).ok()?;
    // What went through the table twice is garbled still after one reading.
    let expected = letters.chars().all(is_expected) || decode(&letters, table).is_some();
    expected.then_some(letters)
}

fn is_expected(c: char) -> bool {
    matches!(c,
        '\u{a0}' | '²' | '³' | '°' | '·' | '«' | '»' | '×' | '±' | '½' | '₫'
        | 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý'
        | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý'
        | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư'
        | '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' | '\u{1ea0}'..='\u{1ef9}'
        | '–' | '—' | '‘' | '’' | '“' | '”' | '•' | '…' | '≤' | '≥' | '→')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_typed() {
        for (text, how, typed) in [
            ("Cá»¥m cÃ´ng nghiá»‡p", How::Reread, "Cụm công nghiệp"),
            ("Cá»¥m cÃ´ng nghiá»\u{87}p", How::Reread, "Cụm công nghiệp"),
            ("Cá»¥m cĂ´ng nghiá»‡p", How::Reread, "Cụm công nghiệp"),
            ("xÃ£", How::Reread, "xã"),
            ("Cụm Há»“ Sơn", How::Reread, "Cụm Hồ Sơn"),
            ("â€œxÃ£â€\u{9d}", How::Reread, "“xã”"),
            ("CÃ¡Â»Â¥m", How::Reread, "Cụm"),
            ("C«ng nghiÖp L¹ng S¬n", How::Tcvn3, "Công nghiệp Lạng Sơn"),
            ("®Êt cho thuª", How::Tcvn3, "đất cho thuê"),
            ("Coâng nghieäp ñöôïc", How::Vni, "Công nghiệp được"),
            ("Laïng Sôn", How::Vni, "Lạng Sơn"),
        ] {
            let found = garbled(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.how, found.typed.as_deref()), (how, Some(typed)), "{text}");
        }
        assert_eq!(garbled("C\u{fffd}ng").map(|found| (found.how, found.typed)), Some((How::Lost, None)));
    }

    #[test]
    fn finds_letters_of_old_fonts_beside_unicode() {
        for (text, how) in [
            ("C«ng nghiệp", Some(How::Tcvn3)),
            ("Cụm công nghiÖp Hå S¬n", Some(How::Tcvn3)),
            ("Coâng nghiệp", Some(How::Vni)),
            ("Cụm Há»“ Sơn", None),
            ("C«ng nghiÖp", None),
            ("Công nghiệp «sạch», đã hoà mạng, quá 5 %", None),
        ] {
            assert_eq!(mixed(text), how, "{text}");
        }
    }

    #[test]
    fn proper_text_of_any_language_is_left_alone() {
        for text in [
            "Cụm công nghiệp Hồ Sơn 1, 73,76 ha – “đất sạch”…",
            "ỦY BAN NHÂN DÂN XÔ”",
            "ĐÃ…",
            "xã",
            "hoà",
            "toà án",
            "Ô tô",
            "cà phê",
            "thuế GTGT ≤ 10 %",
            "m², m³, 5 µm",
            "Nestlé Zürich",
            "Citroën",
            "naïve où",
            "España",
            "Samsung® Việt Nam",
            "© 2026",
            "«cụm»",
            "§5",
            "22 kV·A",
            "凉山工业集群",
            "Å, Malmö",
            "thuê đất: 1½ năm",
            "khoảng ±5 %",
            "Hòa Lạc – Láng",
            "uỷ quyền",
            "quý I",
            "iý",
        ] {
            assert_eq!((garbled(text), mixed(text)), (None, None), "{text}");
        }
    }
}
