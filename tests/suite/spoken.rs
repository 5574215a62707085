//! The site of this repository in English and in Chinese: nothing stays Vietnamese but proper names, and Chinese has its
//! own signs. Which names may stay is read from the data, so that a new leftover is found by itself.

use std::collections::BTreeSet;

use ccn::text::Language;
use ccn::text::letters::is_han;
use html5gum::{Token, Tokenizer};

use crate::docx::reader;
use crate::project::{rows, site};

/// Tags that stand within a line.
const INLINE: [&str; 4] = ["a", "span", "strong", "em"];

/// Attributes that are read out or shown.
const SPOKEN: [&str; 4] = ["title", "alt", "aria-label", "content"];

/// Returns each text of a language with its place: the lines of pages and the paragraphs of Word documents, whose words
/// are those of the PDFs beside them.
fn texts(language: &str) -> Vec<(String, String)> {
    let own = site().iter().filter(|(path, _)| path.as_str().starts_with(&format!("{language}/")));
    let texts = own.flat_map(|(path, bytes)| {
        let lines = match path.as_str().rsplit('.').next() {
            Some("html") => lines(bytes),
            Some("docx") => {
                let body = reader::body(bytes);
                reader::paragraphs(&body).into_iter().map(|paragraph| paragraph.said()).collect()
            }
            _ => Vec::new(),
        };
        lines.into_iter().map(|line| (path.as_str().to_owned(), line)).collect::<Vec<_>>()
    });
    texts.collect()
}

/// Returns the lines of a page, broken at every tag that does not stand within a line, and what is only read out.
fn lines(page: &[u8]) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut is_script = false;
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                is_script = matches!(name.as_str(), "script" | "style");
                let said = tag.attributes.iter().filter(|(name, _)| SPOKEN.iter().any(|it| name[..] == *it.as_bytes()));
                let said: Vec<String> = said.map(|(_, text)| String::from_utf8_lossy(text).into_owned()).collect();
                lines.splice(0..0, said);
                if !INLINE.contains(&name.as_str()) {
                    lines.push(String::new());
                }
            }
            Token::EndTag(tag) => {
                is_script = false;
                if !INLINE.iter().any(|it| tag.name[..] == *it.as_bytes()) {
                    lines.push(String::new());
                }
            }
            Token::String(text) if !is_script => {
                lines.last_mut().expect("there is a line").push_str(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Returns whether a letter is one that Vietnamese has and English has not.
fn is_vietnamese(letter: char) -> bool {
    letter.is_alphabetic() && matches!(letter, '\u{c0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}')
}

/// Columns whose words are names: of firms, newspapers, articles and clusters, and the ends of a road.
const NAMES: [(&str, &str); 7] = [
    ("clusters", "developers"),
    ("projects", "investor"),
    ("sources", "publisher"),
    ("sources", "title"),
    ("infrastructure", "item"),
    ("clusters", "name_zh"),
    ("clusters", "short"),
];

/// What stands before the name of a place.
const KINDS: [&str; 5] = ["xã ", "phường ", "thị trấn ", "huyện ", "thành phố "];

/// Returns the proper names of the data that may stay in Vietnamese: those that have no translation, other names of a
/// cluster, the words that guides explain; in Chinese the names of places that its translations of the data keep.
fn names(language: &str) -> BTreeSet<String> {
    let known = rows("translations");
    let translated = |name: &String| known.iter().any(|row| row["vi"] == *name && !row[language].is_empty());
    let column =
        |table: &str, name: &str| -> Vec<String> { rows(table).iter().flat_map(|row| parts(&row[name])).collect() };
    let cells = NAMES.into_iter().flat_map(|(table, name)| column(table, name));
    let mut names: BTreeSet<String> = cells.filter(|name| !translated(name)).collect();
    names.extend(column("clusters", "aliases"));
    let quoted = rows("terms").into_iter().filter(|row| matches!(row["key"].as_str(), "term.cluster" | "term.park"));
    names.extend(quoted.map(|row| row["vi"].clone()));
    let firms = known.iter().filter_map(|row| row["vi"].find("Công ty").map(|at| &row["vi"][at..]));
    names.extend(firms.flat_map(parts));
    let places = known.iter().filter(|row| KINDS.iter().any(|kind| row["vi"].starts_with(kind)));
    names.extend(places.flat_map(|row| parts(&row[language])));
    names.insert(Language::Vi.name().to_owned());
    names.retain(|name| name.chars().any(is_vietnamese));
    names
}

/// Returns a cell, and each of the names in it; Chinese ends a Vietnamese name too.
fn parts(cell: &str) -> Vec<String> {
    let named = cell.replace(" - ", ";").replace(" và Công ty", ";Công ty");
    let each = named.split(|sign: char| sign == ';' || sign == '.' || is_chinese(sign)).map(str::trim);
    each.chain([cell]).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn is_chinese(sign: char) -> bool {
    is_han(sign) || matches!(sign, '“' | '”' | '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}')
}

/// Returns the text without names and without the numbers of documents.
fn without(text: &str, names: &BTreeSet<String>) -> String {
    let mut longest: Vec<&String> = names.iter().collect();
    longest.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let text = text.replace('\u{a0}', " ");
    let text = longest.into_iter().fold(text, |text, name| text.replace(name.as_str(), " "));
    let is_number = |word: &&str| word.starts_with(|sign: char| sign.is_ascii_digit()) && word.contains('/');
    let words = text.split(|sign: char| sign.is_whitespace() || is_chinese(sign) || "()".contains(sign));
    words.filter(|word| !is_number(word)).collect::<Vec<_>>().join(" ")
}

#[test]
fn only_proper_names_of_the_data_stay_in_vietnamese() {
    for language in ["en", "zh"] {
        let names = names(language);
        let texts = texts(language);
        assert!(texts.len() > 1_000, "{language}");
        let left = texts.iter().filter(|(_, text)| without(text, &names).chars().any(is_vietnamese));
        let left: BTreeSet<String> =
            left.map(|(path, text)| format!("{}  in: {text}  ({path})", without(text, &names).trim())).collect();
        let left: Vec<String> = left.into_iter().collect();
        assert!(left.is_empty(), "not translated in data/translations.csv:\n{}", left.join("\n"));
    }
}

/// GB/T 15834-2011: Chinese takes full-width signs; numbers and Latin words keep theirs.
#[test]
fn chinese_words_have_chinese_signs() {
    let is_word = |sign: Option<char>| sign.is_some_and(|sign| is_han(sign) || "《》“”".contains(sign));
    let mut left = BTreeSet::new();
    for (path, text) in texts("zh") {
        let signs: Vec<char> = text.chars().collect();
        for (at, sign) in signs.iter().enumerate().filter(|(_, sign)| ":;,.?!()".contains(**sign)) {
            let before = signs[..at].iter().rev().copied().find(|sign| !sign.is_whitespace());
            let after = signs[at + 1..].iter().copied().find(|sign| !sign.is_whitespace());
            let is_full_stop = *sign == '.';
            if is_word(before) || (is_word(after) && !is_full_stop) {
                left.insert(format!("{sign} in: {text}  ({path})"));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.into_iter().collect::<Vec<_>>().join("\n"));
}
