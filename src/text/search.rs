//! What one word is to somebody who searches: the fold that finds `Hòa Sơn I` for `hoa son 1`.
//!
//! The tables here are written into the search index, so that the script of the pages reads the same ones. What both do
//! with them is held together by `tests/search/vectors.tsv`.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::letters::is_han;
use super::{fold, nfc};

/// Short forms, folded, and the words that they stand for.
pub const SHORT: &[(&str, &str)] = &[
    ("ccn", "cụm công nghiệp"),
    ("cum cn", "cụm công nghiệp"),
    ("kcn", "khu công nghiệp"),
    ("ubnd", "ủy ban nhân dân"),
    ("gpmb", "giải phóng mặt bằng"),
    ("tp", "thành phố"),
];

/// Roman numbers from one on; behind a name they are its number.
pub const ROMAN: &[&str] = &[
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
];

/// The five marks of tone.
pub const TONES: &str = "\u{300}\u{301}\u{303}\u{309}\u{323}";

/// A word in the forms that are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it sounds: the tone behind the letters, `i` for a lone `y`; `hoà` and `hòa` are one.
    pub exact: String,
    /// Its letters with their marks, without the tone: what one has typed of a longer word.
    pub letters: String,
    /// Its letters without any mark.
    pub plain: String,
    /// The same as it sounds.
    pub sound: String,
    /// Its number: of `05` it is 5, of `III` behind a name 3.
    pub number: Option<u32>,
}

impl Word {
    /// Returns whether it was typed with marks, so that it asks for these.
    pub fn is_marked(&self) -> bool {
        self.exact != self.sound
    }

    /// Returns how well a word of a record answers this one, 4 to 1, or 0; the last word of a query may be half typed.
    pub fn grade(&self, other: &Self, last: bool) -> u32 {
        let is_number = self.number.is_some() && self.number == other.number;
        let mut letters = self.plain.chars();
        let is_sign = letters.next().is_some_and(is_han) && letters.next().is_none();
        match () {
            () if is_number || self.exact == other.exact => 4,
            () if self.sound == other.sound => 3,
            () if is_sign && other.plain.contains(&self.plain) => 3,
            () if last && other.exact.starts_with(&self.letters) => 2,
            () if last && other.plain.starts_with(&self.plain) => 1,
            () => 0,
        }
    }
}

/// Returns the words of a text: short forms written out, Chinese in pairs of signs (one alone stays one).
pub fn words(text: &str) -> Vec<Word> {
    let half: String = text.chars().map(half).collect();
    let pieces = written_out(pieces(&nfc(&half).to_lowercase()));
    let before = [None].into_iter().chain(pieces.iter().map(Some));
    pieces.iter().zip(before).map(|(piece, before)| word(piece, before.map(String::as_str))).collect()
}

/// Returns the half-width form of a full-width sign.
fn half(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        other => other,
    }
}

fn pieces(text: &str) -> Vec<String> {
    let belongs = |letter: char| letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36f}');
    let mut pieces = Vec::new();
    for run in text.split(|letter| !belongs(letter)).filter(|run| run.contains(char::is_alphanumeric)) {
        let letters: Vec<char> = run.chars().collect();
        for part in letters.chunk_by(|left, right| is_han(*left) == is_han(*right)) {
            match part {
                [first, _, ..] if is_han(*first) => pieces.extend(part.windows(2).map(String::from_iter)),
                part => pieces.push(String::from_iter(part)),
            }
        }
    }
    pieces
}

fn written_out(pieces: Vec<String>) -> Vec<String> {
    let folded: Vec<String> = pieces.iter().map(|piece| fold(piece)).collect();
    let short = |at: usize| {
        SHORT.iter().find_map(|(short, long)| {
            let words: Vec<&str> = short.split(' ').collect();
            let rest = folded[at..].iter().map(String::as_str);
            (rest.take(words.len()).eq(words.iter().copied())).then_some((words.len(), *long))
        })
    };
    let (mut whole, mut at) = (Vec::with_capacity(pieces.len()), 0);
    while at < pieces.len() {
        if let Some((count, long)) = short(at) {
            whole.extend(long.split(' ').map(str::to_owned));
            at += count;
        } else {
            whole.push(pieces[at].clone());
            at += 1;
        }
    }
    whole
}

fn word(piece: &str, before: Option<&str>) -> Word {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(piece);
    let tone: String = decomposed.chars().filter(|c| TONES.contains(*c)).collect();
    let letters: String = decomposed.chars().filter(|c| !TONES.contains(*c)).collect();
    let plain = fold(piece);
    Word {
        exact: format!("{}{tone}", spoken(&letters)),
        sound: spoken(&plain),
        number: number(piece, before),
        letters,
        plain,
    }
}

/// Writes `i` for a `y` that is the only vowel: `ly` and `li`, `quy` and `qui` are one.
fn spoken(letters: &str) -> String {
    let is_onset = |onset: &&str| *onset == "qu" || !onset.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    letters.strip_suffix('y').filter(is_onset).map_or_else(|| letters.to_owned(), |onset| format!("{onset}i"))
}

fn number(piece: &str, before: Option<&str>) -> Option<u32> {
    let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if is_digits(piece) {
        return piece.parse().ok();
    }
    before.filter(|before| !is_digits(before))?;
    (1..).zip(ROMAN).find(|(_, roman)| **roman == piece).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_form_however_it_is_typed() {
        for text in ["CCN Hoà Sơn I", "cụm CN hòa sơn 1", "Cụm công nghiệp Ｈòa Sơn １", "ccn ho\u{300}a so\u{31b}n 01"]
        {
            let found = words(text);
            let expected = words("cụm công nghiệp hòa sơn 1");
            assert_eq!(found.len(), expected.len(), "{text}");
            assert!(expected.iter().zip(&found).all(|(one, other)| one.grade(other, false) == 4), "{text}");
        }
        assert_eq!(words("quý")[0].sound, words("qui")[0].sound);
        assert_ne!(words("thúy")[0].sound, words("thúi")[0].sound);
    }

    #[test]
    fn chinese_is_found_by_signs_and_pairs() {
        let found: Vec<String> = words("工业集群 CCN 地").into_iter().map(|word| word.plain).collect();
        assert_eq!(found, ["工业", "业集", "集群", "cum", "cong", "nghiep", "地"]);
        assert_eq!(words("群")[0].grade(&words("集群")[0], false), 3);
        assert_eq!(words("群集")[0].grade(&words("集群")[0], false), 0);
    }
}
