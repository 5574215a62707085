//! The dress of the running text: headings are bold, what is no heading is plain.

use super::document::{Document, Paragraph, Run};
use super::layout::joined;
use super::parts::{Parts, is_note};
use super::{Finding, about};
use crate::say;
use crate::text::Both;

/// A paragraph with more letters is no heading.
const HEADING: usize = 150;

/// Finds headings that lost their dress and text that got one.
pub(super) fn findings(document: &Document, parts: &Parts) -> Vec<Finding> {
    let mut found = Vec::new();
    for index in &parts.text {
        let paragraph = &document.paragraphs[*index];
        let odd = match level(paragraph) {
            Some(level) => heading(paragraph, level),
            None if is_note(paragraph) => Vec::new(),
            None => plain(paragraph),
        };
        if !odd.is_empty() {
            let help = say!(
                "chọn đoạn, chọn lại kiểu (Style) của ccn: Heading 1–3 cho đề mục, “Nội dung” cho lời văn",
                "select it and choose its style again: Heading 1–3 for headings, “Nội dung” for text"
            );
            found.push(about(document, paragraph, "dress", joined(&odd), help, "mục II.6.e"));
        }
    }
    found.extend(document.paragraphs.iter().filter_map(|paragraph| marked(document, paragraph)));
    found
}

/// What kind of heading a paragraph is: 1 with a Roman number, 2 with a digit, 3 with a letter.
fn level(paragraph: &Paragraph) -> Option<u8> {
    let text = paragraph.text.trim();
    if text.chars().count() > HEADING {
        return None;
    }
    let by_style = match paragraph.style.to_lowercase().as_str() {
        "heading 1" => Some(1),
        "heading 2" => Some(2),
        "heading 3" => Some(3),
        _ => None,
    };
    if is_roman(text) && !text.ends_with(['.', ';']) { Some(1) } else { by_style }
}

/// `IV. PHƯƠNG HƯỚNG`
fn is_roman(text: &str) -> bool {
    let number = text.split_once(". ").map_or("", |(number, _)| number);
    !number.is_empty() && number.chars().all(|letter| "IVX".contains(letter))
}

fn runs(paragraph: &Paragraph) -> impl Iterator<Item = &Run> {
    paragraph.runs.iter().filter(|run| run.text.chars().any(char::is_alphanumeric))
}

fn heading(paragraph: &Paragraph, level: u8) -> Vec<Both> {
    let mut odd = Vec::new();
    let is_bold = |run: &Run| run.letters.bold == Some(true);
    if level < 3 && !runs(paragraph).all(is_bold) {
        odd.push(say!("đề mục cần chữ đậm", "a heading is bold"));
    }
    if level == 3 && runs(paragraph).any(is_bold) {
        odd.push(say!("điểm a), b) … không dùng chữ đậm", "a point a), b) … is not bold"));
    }
    if runs(paragraph).any(|run| run.letters.italic == Some(true)) {
        odd.push(say!("đề mục cần chữ đứng", "a heading is upright"));
    }
    if paragraph.lines.side.as_deref() == Some("right") {
        odd.push(say!("đề mục không canh phải", "a heading is not at the right"));
    }
    let is_small = |run: &Run| run.letters.caps != Some(true) && run.text != run.text.to_uppercase();
    if level == 1 && is_roman(paragraph.text.trim()) && runs(paragraph).any(is_small) {
        odd.push(say!("tiêu đề mục cần chữ in hoa", "the title of a section is in capitals"));
    }
    odd
}

/// A paragraph with fewer letters may be a heading that somebody made by hand.
const SENTENCE: usize = 100;

/// Text is upright and plain; words within it may be made to stand out, all of it may not.
fn plain(paragraph: &Paragraph) -> Vec<Both> {
    let text = paragraph.text.trim();
    let mut odd = Vec::new();
    let is_sentence = text.chars().count() > SENTENCE || text.ends_with(['.', ';']);
    let is_numbered = text.starts_with(|sign: char| sign.is_ascii_digit()) && text.chars().count() <= HEADING;
    let all = |is: &dyn Fn(&Run) -> bool| runs(paragraph).next().is_some() && runs(paragraph).all(is);
    if is_sentence && !is_numbered && all(&|run| run.letters.bold == Some(true)) {
        odd.push(say!("cả đoạn chữ đậm, lời văn dùng chữ thường", "all of it is bold, text is plain"));
    }
    // The grounds of a document are in italics.
    if is_sentence && !text.starts_with("Căn cứ") && all(&|run| run.letters.italic == Some(true)) {
        odd.push(say!("cả đoạn chữ nghiêng, lời văn dùng chữ đứng", "all of it is in italics, text is upright"));
    }
    if all(&|run| run.letters.underline == Some(true)) {
        odd.push(say!("cả đoạn gạch chân", "all of it is underlined"));
    }
    let is_shouted = text.chars().count() > SENTENCE
        && all(&|run| run.letters.caps == Some(true) || run.text == run.text.to_uppercase());
    if is_shouted {
        odd.push(say!("cả đoạn chữ in hoa, lời văn dùng chữ in thường", "all of it is in capitals"));
    }
    odd
}

/// Words that are struck out or marked in colour are of a draft.
fn marked(document: &Document, paragraph: &Paragraph) -> Option<Finding> {
    let mut odd = Vec::new();
    if runs(paragraph).any(|run| run.letters.strike == Some(true)) {
        odd.push(say!("có chữ bị gạch ngang", "words are struck out"));
    }
    if runs(paragraph).any(|run| run.letters.highlight == Some(true)) {
        odd.push(say!("có chữ tô nền màu", "words are highlighted"));
    }
    let help = say!(
        "chọn chỗ đó, Ctrl+Space để bỏ định dạng riêng; chữ gạch ngang thì xóa hẳn",
        "select it and press Ctrl+Space; delete what is struck out"
    );
    (!odd.is_empty()).then(|| about(document, paragraph, "dress", joined(&odd), help, "mục II.6.e"))
}
