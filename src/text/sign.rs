//! Signs between words as each language sets them: `; ` in Vietnamese and English, `；` in Chinese.
//!
//! Chinese takes full-width signs without spaces, 、 between the words of a list, and sets no space between sentences
//! (GB/T 15834-2011). Numbers and words in Latin letters stay as they are.

use serde::Serialize;

use super::Language;
use super::letters::is_han;

/// The signs of a language, each with the spaces that belong to it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Signs {
    /// Between items that may have commas of their own.
    pub items: &'static str,
    /// Between the words of a list.
    pub list: &'static str,
    /// Between parts of a sentence.
    pub comma: &'static str,
    /// Before what is told of a label.
    pub colon: &'static str,
    /// Between sentences that have no stop of their own.
    pub stop: &'static str,
    /// At the end of the last sentence.
    pub end: &'static str,
    /// Between two things that need no sign.
    pub gap: &'static str,
    /// Before what stands beside a name or date.
    pub aside: &'static str,
    /// Before a remark.
    pub open: &'static str,
    /// Behind a remark.
    pub close: &'static str,
}

const LATIN: Signs = Signs {
    items: "; ",
    list: ", ",
    comma: ", ",
    colon: ": ",
    stop: ". ",
    end: ".",
    gap: " ",
    aside: " – ",
    open: " (",
    close: ")",
};

const CHINESE: Signs = Signs {
    items: "；",
    list: "、",
    comma: "，",
    colon: "：",
    stop: "。",
    end: "。",
    gap: "",
    aside: "，",
    open: "（",
    close: "）",
};

impl Language {
    /// Returns the signs of the language.
    pub fn signs(self) -> &'static Signs {
        match self {
            Self::Vi | Self::En => &LATIN,
            Self::Zh => &CHINESE,
        }
    }
}

impl Signs {
    /// Returns a remark in brackets, to stand behind what it is about.
    pub fn remark(&self, remark: &str) -> String {
        format!("{}{remark}{}", self.open, self.close)
    }

    /// Returns a label with what is told of it.
    pub fn labelled(&self, label: &str, told: &str) -> String {
        format!("{label}{}{told}", self.colon)
    }
}

/// Returns the signs that go with a text, by its script.
pub fn of(text: &str) -> &'static Signs {
    if text.chars().any(is_han) { &CHINESE } else { &LATIN }
}

/// Returns whether a text ends as a sentence does, in any language.
pub fn is_ended(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '。', '？', '！'])
}

/// Returns a remark in the brackets of its own script, without spaces.
pub fn bracketed(remark: &str) -> String {
    of(remark).remark(remark).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_signs_are_full_width_and_without_spaces() {
        let signs = Language::Zh.signs();
        let all = [signs.items, signs.list, signs.comma, signs.colon, signs.stop, signs.end, signs.aside];
        for sign in all.into_iter().chain([signs.open, signs.close]) {
            assert!(sign.chars().count() == 1 && !sign.is_ascii(), "{sign:?}");
        }
    }

    #[test]
    fn a_remark_has_the_brackets_of_its_script() {
        assert_eq!(bracketed("chưa kiểm chứng"), "(chưa kiểm chứng)");
        assert_eq!(bracketed("待重新确认"), "（待重新确认）");
    }
}
