//! How a report cites documents: the first time in full, later by kind and number (NĐ 30/2020/NĐ-CP, Phụ lục I, II.6b).
//!
//! A text and the sections made for it name a document by its id; which of them comes first is known only when the
//! whole text is written out, so a sign stands for the citation until then.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::law::{Document, Seen};
use crate::site::document::{Block, Words};
use crate::site::show::{Show, capital, running};
use crate::text::PartialDate;
use crate::text::date::show_formal;

/// The two forms of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Kind, number, date, issuer and title.
    pub first: String,
    /// Kind and number.
    pub later: String,
}

/// Begins and ends the id of a document; no text of the data has these signs.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// Returns what stands for the citation of a document until the text is written out.
pub fn sign(document: &Document) -> String {
    format!("{OPEN}{}{CLOSE}", document.id.as_str())
}

/// Returns the citations of every document by its id.
pub fn citations(show: &Show<'_>) -> BTreeMap<String, Citation> {
    let cite = |document: &Document| (document.id.as_str().to_owned(), citation(show, document));
    show.catalog.documents.rows().iter().map(cite).collect()
}

fn citation(show: &Show<'_>, document: &Document) -> Citation {
    let kind = capital(&document.kind);
    let date = document.issued_on.and_then(formal).map(|date| format!(" {date}")).unwrap_or_default();
    let doubt = match document.seen {
        Seen::Original | Seen::House => String::new(),
        Seen::Secondary | Seen::Unseen => format!(" ({})", show.term("verify")),
    };
    let (number, issuer) = (&document.number, &document.issuer);
    // Laws go by their names.
    if document.kind == "luật" {
        let name = document.subject.strip_prefix("Luật ").unwrap_or(&document.subject);
        let first = format!("Luật {name} số {number}{date} của {issuer}{doubt}");
        return Citation { first, later: format!("Luật {name}") };
    }
    // A rule of this site has no number.
    let has_number = number.starts_with(|c: char| c.is_ascii_digit());
    let later = if has_number { format!("{kind} số {number}") } else { number.clone() };
    let first = format!("{later}{date} của {issuer} {}{doubt}", title(document));
    Citation { first, later }
}

/// Says a date as documents do; the year alone stands in the number already.
fn formal(date: PartialDate) -> Option<String> {
    match date {
        PartialDate::Day(day) => Some(show_formal(day)),
        PartialDate::Month(year, month) => Some(format!("tháng {month} năm {year}")),
        PartialDate::Quarter(..) | PartialDate::Year(_) => None,
    }
}

/// The title within a sentence: "về …", of a decision "về việc …", or with its own verb.
fn title(document: &Document) -> String {
    const VERBS: [&str; 4] = ["Quy định", "Sửa đổi", "Ban hành", "Hướng dẫn"];
    let title = running(&document.subject);
    match document.kind.as_str() {
        _ if VERBS.iter().any(|verb| document.subject.starts_with(verb)) => title,
        "quyết định" | "công văn" => format!("về việc {title}"),
        _ => format!("về {title}"),
    }
}

/// Puts the citations in the places of their signs, in the order in which a reader comes to them.
pub fn resolve(blocks: &mut [Block], citations: &BTreeMap<String, Citation>) {
    let mut told = BTreeSet::new();
    let mut put = |words: &mut Words| words.edit(&mut |text| cited(text, citations, &mut told));
    for block in blocks {
        match block {
            Block::Paragraph { words } | Block::Notice { words } | Block::Answer { words } => put(words),
            Block::List { items } => items.iter_mut().for_each(&mut put),
            _ => {}
        }
    }
}

fn cited(text: &str, citations: &BTreeMap<String, Citation>, told: &mut BTreeSet<String>) -> Option<String> {
    let mut parts = text.split(OPEN);
    let mut written = parts.next().unwrap_or_default().to_owned();
    if written.len() == text.len() {
        return None;
    }
    for part in parts {
        let (id, rest) = part.split_once(CLOSE).unwrap_or((part, ""));
        let form = citations.get(id).map(|it| if told.insert(id.to_owned()) { &it.first } else { &it.later });
        written.push_str(form.map_or(id, String::as_str));
        written.push_str(rest);
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_cited_in_full_once() {
        let decree = Citation {
            first: "Nghị định số 1 của Chính phủ".into(), later: "Nghị định số 1".into()
        };
        let citations = BTreeMap::from([("nd-1".to_owned(), decree)]);
        let sign = format!("{OPEN}nd-1{CLOSE}");
        let mut blocks = vec![
            Block::paragraph(format!("Theo {sign}; Điều 2 {sign}.")),
            Block::List { items: vec![Words::plain(format!("Theo {sign}."))] },
        ];
        resolve(&mut blocks, &citations);
        let expected = vec![
            Block::paragraph("Theo Nghị định số 1 của Chính phủ; Điều 2 Nghị định số 1."),
            Block::List { items: vec![Words::plain("Theo Nghị định số 1.")] },
        ];
        assert_eq!(blocks, expected);
    }
}
