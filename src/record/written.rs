//! How a text is written, whatever it says: rules that hold for every cell of every table and every page.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Located, Location};
use crate::say;
use crate::text::encoding::{Garbled, How, garbled, is_vietnamese};
use crate::text::letters::{hidden, is_han, is_latin, mixed, repeated};

use super::{Bound, Holds};

/// Reports what is wrong with the writing of a row's texts.
pub(super) fn check(row: &Bound, faults: &mut Diagnostics) {
    for (column, text, at) in row.texts() {
        let fault = written(text, at).or_else(|| twice(text, at)).or_else(|| wrong_script(text, column.holds, at));
        faults.extend(fault.map(|fault| Diagnostic { at: fault.at.clone().with_field(column.name), ..fault }));
    }
}

/// Returns the worst that is wrong with the writing of a text at a place.
pub fn written(text: &str, at: &Location) -> Option<Diagnostic> {
    if let Some(found) = garbled(text) {
        return Some(wrong_encoding(text, found, at));
    }
    if let Some(odd) = hidden(text) {
        let c = text[odd.bytes.clone()].chars().next().map_or(0, u32::from);
        let message = say!("có ký tự ẩn U+{c:04X}", "there is a hidden character, U+{c:04X}");
        let clean = short(&odd.mended);
        let help = say!("gõ lại chỗ này, hoặc thay bằng: {clean}", "type it again, or replace it by: {clean}");
        return Some(Diagnostic::new(Code::HiddenCharacter, &at.part(text, odd.bytes), message).help(help));
    }
    let odd = mixed(text)?;
    let (word, mended) = (text[odd.bytes.clone()].to_owned(), odd.mended);
    let message = say!(
        "`{word}` có chữ trông giống chữ Việt nhưng thuộc bảng chữ khác",
        "`{word}` has letters that look Latin and are of another alphabet"
    );
    let help = say!("gõ lại thành `{mended}` bằng bộ gõ tiếng Việt", "type it again as `{mended}`");
    Some(Diagnostic::new(Code::MixedScript, &at.part(text, odd.bytes), message).found(word).help(help))
}

fn wrong_encoding(text: &str, found: Garbled, at: &Location) -> Diagnostic {
    let part = &text[found.bytes.clone()];
    let message = match found.how {
        How::Reread => say!(
            "`{part}` là chữ bị mở sai bảng mã (UTF-8 đọc thành Windows-1252 hoặc 1258)",
            "`{part}` was opened with the wrong encoding (UTF-8 read as Windows-1252 or 1258)"
        ),
        How::Tcvn3 => say!("`{part}` là chữ của phông TCVN3 (.VnTime)", "`{part}` is of a TCVN3 font (.VnTime)"),
        How::Vni => say!("`{part}` là chữ của phông VNI", "`{part}` is of a VNI font"),
        How::Lost => say!("chữ ở đây đã mất, chỉ còn dấu �", "letters were lost here, only � is left"),
        How::Questioned => say!(
            "dấu `?` ở giữa từ: chữ có dấu đã mất khi lưu tệp với bảng mã không đủ chữ Việt",
            "`?` within a word: letters were lost when the file was saved without the letters of Vietnamese"
        ),
    };
    let help = match &found.typed {
        Some(typed) => {
            let typed = short(typed);
            say!("gõ lại bằng phông Unicode: {typed}", "type it again in Unicode: {typed}")
        }
        None => say!(
            "lấy lại tệp gốc (.xlsx) rồi lưu thành \"CSV UTF-8\", hoặc gõ lại theo bản gốc",
            "take the original file (.xlsx) and save it as \"CSV UTF-8\", or type it again from the original"
        ),
    };
    Diagnostic::new(Code::WrongEncoding, &at.part(text, found.bytes.clone()), message).found(part).help(help)
}

/// Returns what is wrong with words that stand in the column of another language.
///
/// English may hold Vietnamese proper names, which begin with a capital, and Chinese a short name of Latin capitals.
fn wrong_script(text: &str, holds: Holds, at: &Location) -> Option<Diagnostic> {
    let (expected, is_odd) = match holds {
        Holds::Vietnamese => (
            say!("chữ Việt", "Vietnamese letters"),
            has_letters(text) && !text.contains(is_latin) || text.contains(is_han),
        ),
        Holds::English => (say!("chữ tiếng Anh", "English words"), text.contains(is_han) || has_vietnamese_words(text)),
        Holds::Chinese => {
            let words = without_names(text);
            (say!("chữ Hán", "Chinese characters"), words.contains(char::is_lowercase) && !words.contains(is_han))
        }
        _ => return None,
    };
    let message = say!(
        "ô này phải là {expected}", "this cell must hold {expected}"; expected = expected
    );
    let help = say!(
        "chuyển sang cột của ngôn ngữ đó, hoặc dịch lại",
        "move it to the column of its language, or translate it"
    );
    is_odd.then(|| Diagnostic::new(Code::WrongScript, at, message).found(text).help(help))
}

/// A sentence without the names of the values that stand in it, as in `{count} lô`.
fn without_names(text: &str) -> String {
    let parts = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    parts.collect()
}

fn has_letters(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// Words with letters that only Vietnamese has and no capital at the beginning.
fn has_vietnamese_words(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.starts_with(char::is_lowercase)).any(|word| word.contains(is_vietnamese))
}

/// Returns what is wrong with a cell that says the same words twice.
fn twice(text: &str, at: &Location) -> Option<Diagnostic> {
    let half = short(repeated(text)?);
    let message = say!("ô ghi hai lần cùng một nội dung", "the cell says the same thing twice");
    let help = say!("giữ một lần: {half}", "keep it once: {half}");
    Some(Diagnostic::new(Code::RepeatedText, at, message).found(text).help(help))
}

/// Reports entries of a list cell that stand there before.
pub(super) fn check_repeats(items: &[Located<String>], faults: &mut Diagnostics) {
    let mut first: BTreeMap<&str, &Location> = BTreeMap::new();
    for item in items {
        if let Some(first) = first.insert(&item.value, &item.at) {
            let entry = &item.value;
            let message = say!("`{entry}` có hai lần trong danh sách", "`{entry}` stands twice in the list");
            let fault = Diagnostic::new(Code::RepeatedItem, &item.at, message).found(entry);
            let fault = fault.note(first, say!("lần trước", "the one before"));
            faults.add(fault.help(say!("xóa một lần", "remove one of them")));
        }
    }
}

/// The beginning of a text, long enough to be found again.
fn short(text: &str) -> String {
    const SHOWN: usize = 120;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
