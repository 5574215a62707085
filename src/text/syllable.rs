//! What a Vietnamese syllable is: by it, text read by the wrong table of characters shows.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Initial consonants, the longer before those that they begin with.
const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "gh", "gi", "kh", "ch", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// Vowels with final consonants, without tones.
const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêu uôc uôi uôm \
    uôn uông uôt uơ uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu \
    y yêm yên yêng yêt yêu ynh yt ";

/// The five marks of tone.
const TONES: &str = "\u{300}\u{301}\u{303}\u{309}\u{323}";

/// Returns whether a word can be spoken in Vietnamese, whatever it means: `nghiệp` can, `nghiÖp` cannot.
pub fn is_syllable(word: &str) -> bool {
    let lower = word.to_lowercase();
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(&lower);
    let tones = decomposed.chars().filter(|c| TONES.contains(*c)).count();
    let plain: String = decomposed.chars().filter(|c| !TONES.contains(*c)).collect();
    let plain = super::nfc(&plain);
    let is_rime = |rest: &str| !rest.is_empty() && RIMES.contains(&format!(" {rest} "));
    tones <= 1 && ONSETS.iter().filter_map(|onset| plain.strip_prefix(onset)).any(is_rime)
}

/// Returns a text by its sounds: small letters, the tone behind its word, `i` for a `y` that is the only vowel.
///
/// Spellings that differ only in where the tone stands (`hoà`, `hòa`) or in i and y (`Lý`, `Lí`) give the same; `thuý` and
/// `thúi` are two sounds.
pub fn spoken(text: &str) -> String {
    words(text).map(|word| sound(&word)).collect::<Vec<_>>().join(" ")
}

/// The words of a text in small letters, without the signs between them.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Returns whether two texts have the same sounds and are written with other letters.
pub fn is_respelt(one: &str, other: &str) -> bool {
    spoken(one) == spoken(other) && !words(one).eq(words(other))
}

fn sound(word: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(word);
    let tone: String = decomposed.chars().filter(|c| TONES.contains(*c)).collect();
    let plain: String = decomposed.chars().filter(|c| !TONES.contains(*c)).collect();
    let lone = plain.strip_suffix('y').filter(|onset| ONSETS.contains(onset));
    lone.map_or_else(|| format!("{plain}{tone}"), |onset| format!("{onset}i{tone}"))
}

/// Returns the share, in percent, of Vietnamese syllables among the words that have a letter beyond ASCII.
///
/// Gives nothing when there is no such word: nothing is told by it.
pub fn share(text: &str) -> Option<usize> {
    let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
    let told: Vec<&str> = words.filter(|word| !word.is_ascii()).collect();
    let sound = told.iter().filter(|word| is_syllable(word)).count();
    (sound * 100).checked_div(told.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hears_through_where_the_tone_stands_and_i_or_y() {
        for (one, other) in [("Hoà Sơn", "Hòa Sơn"), ("thuỷ", "THỦY"), ("Lý Quý", "Lí Quí"), ("Mỹ Hoà - 1", "Mĩ Hòa 1")]
        {
            assert!(is_respelt(one, other), "{one}");
        }
        for (one, other) in [
            ("Hoa Sơn", "Hòa Sơn"),
            ("Hoà Sơn", "HOÀ SƠN"),
            ("thuý", "thúi"),
            ("may", "mai"),
            ("Hòa Sơn 1", "Hoà Sơn 2"),
        ] {
            assert!(!is_respelt(one, other), "{one}");
        }
    }

    #[test]
    fn knows_what_can_be_spoken() {
        for word in
            "cụm công nghiệp huyện Hữu Lũng quyết định gì giêng giữ khuỷu toà tòa quý uỷ ủy Đắk nguyễn ươm ỷ".split(' ')
        {
            assert_eq!(is_syllable(word), word != "Đắk", "{word}");
        }
        for word in ["nghiÖp", "C«ng", "coâng", "cøm", "Zürich", "địịnh", "b", "đ"] {
            assert!(!is_syllable(word), "{word}");
        }
        assert_eq!(share("Cụm công nghiệp 12"), Some(100));
        assert_eq!(share("CCN 12"), None);
    }
}
