//! The tables of characters of office files, and which of them a text without a mark may be written in.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use super::{legacy, syllable};

/// A table of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Charset {
    /// Unicode in bytes.
    Utf8,
    /// Unicode in pairs of bytes, with a mark or without.
    Utf16,
    /// Vietnamese Windows; letters and marks apart.
    Windows1258,
    /// TCVN 5712:1993 (VN3), by fonts whose names begin with `.Vn`.
    Tcvn3,
    /// VNI-Windows, by fonts whose names begin with `VNI-`.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// The table of the Vietnam Professionals Society.
    Vps,
}

/// A table that the text may be written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The table.
    pub charset: Charset,
    /// How many of a hundred words with marks can be spoken.
    pub percent: usize,
    /// The first words, read by it.
    pub sample: String,
}

impl Charset {
    /// Those of which nothing in a file tells.
    pub const UNMARKED: [Self; 5] = [Self::Windows1258, Self::Tcvn3, Self::Vni, Self::Viscii, Self::Vps];

    /// Returns the name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Vps => "vps",
        }
    }

    /// Returns the charset of text in a font, as far as its name tells, and whether the font shows capitals only.
    pub fn of_font(name: &str) -> Option<(Self, bool)> {
        let lower = name.to_lowercase();
        match () {
            () if lower.starts_with(".vn") => Some((Self::Tcvn3, name.ends_with('H'))),
            () if lower.starts_with("vni-") || lower.starts_with("vni ") => Some((Self::Vni, false)),
            () => None,
        }
    }

    /// Returns text that a program showed in Latin letters as this table reads it.
    pub fn reread(self, text: &str) -> String {
        match self {
            Self::Tcvn3 => legacy::from_tcvn3(text),
            Self::Vni => legacy::from_vni(text),
            Self::Utf8 | Self::Utf16 | Self::Windows1258 | Self::Viscii | Self::Vps => text.to_owned(),
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        let text = match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Utf16 => utf_16(bytes).unwrap_or_default(),
            Self::Windows1258 => WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Tcvn3 => legacy::from_tcvn3(&bytes.iter().map(|byte| char::from(*byte)).collect::<String>()),
            Self::Vni => legacy::from_vni(&WINDOWS_1252.decode_without_bom_handling(bytes).0),
            Self::Viscii => bytes.iter().map(|byte| letter(*byte, VISCII_LOW, VISCII)).collect(),
            Self::Vps => bytes.iter().map(|byte| letter(*byte, VPS_LOW, VPS)).collect(),
        };
        super::clean(&text)
    }
}

/// Reads the bytes of a text file, by the table that was told or by the one that its bytes prove.
///
/// # Errors
///
/// Nothing proves a table of single bytes: then those that give the most Vietnamese words, the best first.
pub fn decode(bytes: &[u8], told: Option<Charset>) -> Result<(String, Charset), Vec<Guess>> {
    if let Some(charset) = told {
        return Ok((charset.decode(bytes), charset));
    }
    if let Some(text) = utf_16(bytes) {
        return Ok((super::clean(&text), Charset::Utf16));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((super::clean(text), Charset::Utf8)),
        Err(_) => Err(guesses(bytes)),
    }
}

/// Reads UTF-16 with its mark, or without when every other byte of ASCII is zero.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..64.min(bytes.len() & !1))?;
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let table = match () {
        () if bytes.starts_with(b"\xFF\xFE") => UTF_16LE,
        () if bytes.starts_with(b"\xFE\xFF") => UTF_16BE,
        () if start.len() > 8 && zeros(1) * 3 > start.len() && zeros(0) == 0 => UTF_16LE,
        () if start.len() > 8 && zeros(0) * 3 > start.len() && zeros(1) == 0 => UTF_16BE,
        () => return None,
    };
    Some(table.decode_with_bom_removal(bytes).0.into_owned())
}

/// How many bytes are looked at to tell a table.
const SAMPLE: usize = 200_000;

fn guesses(bytes: &[u8]) -> Vec<Guess> {
    let bytes = &bytes[..bytes.len().min(SAMPLE)];
    let guess = |charset: Charset| {
        let text = charset.decode(bytes);
        let percent = syllable::share(&text)?;
        let shown = text.split_whitespace().skip_while(|word| word.is_ascii()).take(6);
        let sample = shown.collect::<Vec<_>>().join(" ").chars().take(60).collect();
        (percent >= 30).then_some(Guess { charset, percent, sample })
    };
    let mut guesses: Vec<Guess> = Charset::UNMARKED.into_iter().filter_map(guess).collect();
    guesses.sort_by(|a, b| b.percent.cmp(&a.percent).then(a.charset.cmp(&b.charset)));
    guesses
}

/// The letters of VISCII (RFC 1456) from 80 to FF.
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư\
                      àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
/// Six of its capitals stand among the control characters.
const VISCII_LOW: &[(u8, char)] = &[(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];

/// The letters of VPS from 80 to FF, by the table of Mozilla's `x-viet-vps`; GNU recode has the same but for 99.
const VPS: &str = "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ\u{a0}ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕựầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺß\
                   àáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ";
/// Fourteen of its capitals stand among the control characters.
const VPS_LOW: &[(u8, char)] = &[
    (0x02, 'Ạ'),
    (0x03, 'Ậ'),
    (0x04, 'Ặ'),
    (0x05, 'Ẹ'),
    (0x06, 'Ệ'),
    (0x10, 'Ị'),
    (0x11, 'Ọ'),
    (0x12, 'Ộ'),
    (0x13, 'Ợ'),
    (0x14, 'Ụ'),
    (0x15, 'Ự'),
    (0x19, 'Ỵ'),
    (0x1c, 'Ẫ'),
    (0x1d, 'Ữ'),
];

/// The letter of a byte in a table that keeps ASCII, but for a few letters in the place of control characters.
fn letter(byte: u8, low: &[(u8, char)], high: &str) -> char {
    match byte {
        0..0x80 => low.iter().find(|(known, _)| *known == byte).map_or(char::from(byte), |(_, letter)| *letter),
        0x80.. => high.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Cụm công nghiệp huyện Hữu Lũng, đất đã cho thuê: 12,5 ha";

    #[test]
    fn tells_the_table_by_the_words_that_can_be_spoken() {
        // By `iconv -f UTF-8 -t VISCII`, `-t TCVN5712-1`, and `recode UTF-8..VPS`.
        let viscii = b"C\xf8m c\xf4ng nghi\xaep huy\xaen H\xe6u L\xfbng, \xf0\xa4t \xf0\xe3 cho thu\xea: 12,5 ha";
        let tcvn3 = b"C\xf4m c\xabng nghi\xd6p huy\xd6n H\xf7u L\xf2ng, \xae\xcat \xae\xb7 cho thu\xaa: 12,5 ha";
        let vps = b"C\xf8m c\xf4ng nghi\x8cp huy\x8cn H\xbbu L\xdbng, \xc7\xc3t \xc7\xe3 cho thu\xea: 12,5 ha";
        let written = [(&viscii[..], Charset::Viscii), (&tcvn3[..], Charset::Tcvn3), (&vps[..], Charset::Vps)];
        for (bytes, charset) in written {
            let guesses = decode(bytes, None).expect_err("no mark tells");
            assert_eq!((guesses[0].charset, guesses[0].percent), (charset, 100), "{guesses:?}");
            assert_eq!(decode(bytes, Some(charset)), Ok((TEXT.to_owned(), charset)));
        }
    }

    #[test]
    fn marks_and_zeros_tell_unicode() {
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xff\xfe".to_vec(), wide.clone()].concat();
        assert_eq!(decode(&marked, None), Ok((TEXT.to_owned(), Charset::Utf16)));
        assert_eq!(decode(&wide, None), Ok((TEXT.to_owned(), Charset::Utf16)));
        assert_eq!(decode(TEXT.as_bytes(), None), Ok((TEXT.to_owned(), Charset::Utf8)));
        assert_eq!(decode(b"", None), Ok((String::new(), Charset::Utf8)));
    }

    /// The 67 small letters beyond ASCII and their capitals: twelve vowels in six tones, and đ.
    fn letters() -> Vec<char> {
        let toned = "aăâeêioôơuưy".chars().flat_map(|vowel| {
            ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
                .map(|tone| super::super::nfc(&format!("{vowel}{tone}")))
        });
        let small: String = toned.filter(|letter| !letter.is_ascii()).chain(["đ".to_owned()]).collect();
        small.chars().chain(small.to_uppercase().chars()).collect()
    }

    #[test]
    fn single_bytes_have_each_letter_once() {
        assert_eq!(letters().len(), 134);
        for (low, high) in [(VISCII_LOW, VISCII), (VPS_LOW, VPS)] {
            let table: Vec<char> = (0..=255).map(|byte| letter(byte, low, high)).collect();
            for one in letters() {
                assert_eq!(table.iter().filter(|known| **known == one).count(), 1, "{one}");
            }
            assert_eq!(table.iter().collect::<std::collections::BTreeSet<_>>().len(), 256);
        }
    }

    #[test]
    fn text_in_vps_comes_back_letter_by_letter() {
        let text: String = letters().into_iter().collect();
        let byte = |one: char| (0..=255).find(|byte| letter(*byte, VPS_LOW, VPS) == one).expect("the table has it");
        let bytes: Vec<u8> = text.chars().map(byte).collect();
        assert_eq!(Charset::Vps.decode(&bytes), text);
    }

    #[test]
    fn fonts_tell_their_table() {
        assert_eq!(Charset::of_font(".VnTime"), Some((Charset::Tcvn3, false)));
        assert_eq!(Charset::of_font(".VnTimeH"), Some((Charset::Tcvn3, true)));
        assert_eq!(Charset::of_font("VNI-Times"), Some((Charset::Vni, false)));
        assert_eq!(Charset::of_font("Times New Roman"), None);
    }
}
