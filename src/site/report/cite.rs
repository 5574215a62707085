//! How a report cites documents: the first time in full, later by kind and number (NĐ 30/2020/NĐ-CP, Phụ lục I, II.6b).
//!
//! A text and the sections made for it name a document by its id; which of them comes first is known only when the
//! whole text is written out, so a sign stands for the citation until then.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::law::{Document, RelationKind, Seen};
use crate::catalog::table::Key;
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
    let doubt = |document: &Document| match document.seen {
        Seen::Original | Seen::House => String::new(),
        Seen::Secondary | Seen::Unseen => format!(" ({})", show.term("verify")),
    };
    let cite = |(key, document): (Key<Document>, &Document)| {
        let written = citation(document, &doubt(document));
        let first = format!("{}{}", written.first, amended(show, key));
        (document.id.as_str().to_owned(), Citation { first, ..written })
    };
    show.catalog.documents.iter().map(cite).collect()
}

/// Names a document in a table by kind and number, leading to it.
pub fn named(show: &Show<'_>, key: Key<Document>) -> Words {
    let document = &show.catalog.documents[key];
    let (from, to) = (format!("{} {}", capital(&document.kind), document.number), numbered(document));
    let mut link = show.document_link(key);
    link.edit(&mut |text| (text == from).then(|| to.clone()));
    link
}

/// Says which documents in force on the day have changed it; a reader of a citation must know of them.
fn amended(show: &Show<'_>, key: Key<Document>) -> String {
    let changes = show.catalog.relations.iter().filter(|it| it.relation == RelationKind::Amends && it.target == key);
    let documents = changes.map(|it| &show.catalog.documents[it.document]);
    let in_force = documents.filter(|it| it.in_force_from.is_some_and(|first| first.first() <= show.today));
    let mut in_force: Vec<&Document> = in_force.collect();
    in_force.sort_by_key(|it| (it.in_force_from, it.id.as_str()));
    in_force.dedup_by_key(|it| it.id.as_str());
    if in_force.is_empty() {
        return String::new();
    }
    let signs: Vec<String> = in_force.into_iter().map(sign).collect();
    format!(", được sửa đổi, bổ sung bởi {}", signs.join(", "))
}

/// Returns kind and number; a rule of this site has no number.
fn numbered(document: &Document) -> String {
    let has_number = document.number.starts_with(|c: char| c.is_ascii_digit());
    let kind = capital(&document.kind);
    if has_number { format!("{kind} số {}", document.number) } else { document.number.clone() }
}

/// Returns the citation of a document; `doubt` stands behind the title.
pub fn citation(document: &Document, doubt: &str) -> Citation {
    let date = document.issued_on.and_then(formal).map(|date| format!(" {date}")).unwrap_or_default();
    let number = &document.number;
    // A circular is the minister's, not the ministry's.
    let is_minister = document.kind == "thông tư" && document.issuer.starts_with("Bộ ");
    let issuer = if is_minister { format!("Bộ trưởng {}", document.issuer) } else { document.issuer.clone() };
    // Laws go by their names.
    if document.kind == "luật" {
        let name = document.subject.strip_prefix("Luật ").unwrap_or(&document.subject);
        let first = format!("Luật {name} số {number}{date} của {issuer}{doubt}");
        return Citation { first, later: format!("Luật {name}") };
    }
    let later = numbered(document);
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
        if let Some(citation) = citations.get(id) {
            written = without(&written, citation);
        }
        let form = citations.get(id).map(|it| if told.insert(id.to_owned()) { &it.first } else { &it.later });
        let form = form.map_or(id, String::as_str);
        // A citation names others: what has changed it. Each is told in full once, so that this comes to an end.
        written.push_str(cited(form, citations, told).as_deref().unwrap_or(form));
        written.push_str(rest);
    }
    Some(written)
}

/// A text without the document in brackets that is cited behind it: of two mentions the first would not be in full.
fn without(text: &str, citation: &Citation) -> String {
    let short = [citation.later.clone(), citation.later.replacen(" số ", " ", 1)];
    short.iter().fold(text.to_owned(), |text, name| text.replace(&format!(" ({name})"), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_cited_in_full_once() {
        let decree = Citation {
            first: "Nghị định số 1 của Chính phủ".into(), later: "Nghị định số 1".into()
        };
        let change = Citation {
            first: format!("Nghị định số 2 sửa đổi {OPEN}nd-1{CLOSE}"),
            later: "Nghị định số 2".into(),
        };
        let changed = Citation {
            first: format!("Nghị định số 3, được sửa đổi bởi {OPEN}nd-2{CLOSE}"),
            later: "Nghị định số 3".into(),
        };
        let citations = BTreeMap::from([("nd-1", decree), ("nd-2", change), ("nd-3", changed)]);
        let citations = citations.into_iter().map(|(id, it)| (id.to_owned(), it)).collect();
        let sign = format!("{OPEN}nd-1{CLOSE}");
        let mut blocks = vec![
            Block::paragraph(format!("Theo {sign}; Điều 2 {sign}.")),
            Block::List {
                items: vec![Words::plain(format!("Ban hành quy chế (Nghị định 1) hôm qua ({sign})."))]
            },
            Block::paragraph(format!("{OPEN}nd-3{CLOSE}; {OPEN}nd-3{CLOSE}; {OPEN}nd-2{CLOSE}.")),
        ];
        resolve(&mut blocks, &citations);
        let expected = vec![
            Block::paragraph("Theo Nghị định số 1 của Chính phủ; Điều 2 Nghị định số 1."),
            Block::List { items: vec![Words::plain("Ban hành quy chế hôm qua (Nghị định số 1).")] },
            Block::paragraph(
                "Nghị định số 3, được sửa đổi bởi Nghị định số 2 sửa đổi Nghị định số 1; Nghị định số 3; Nghị định số 2.",
            ),
        ];
        assert_eq!(blocks, expected);
    }
}
