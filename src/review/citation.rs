//! How a report cites documents: the first time in full, later by kind and number (Phụ lục I, II.6b).
//!
//! Only the running text is read: tables, annexes, notes, headings and the letterhead name documents in short.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::document::{Document, Paragraph};
use super::mention::{CLAUSE, Day, Key, Mention, Said, key, mentions, tail};
use super::parts::{Parts, is_heading, is_note};
use super::{Finding, Findings, place_at};
use crate::say;
use crate::text::citation::Number;
use crate::text::date::show_formal;

/// A document of the data, as a report cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citable {
    /// `32/2024/NĐ-CP`
    pub number: String,
    /// When it was issued, where the day is known.
    pub day: Option<NaiveDate>,
    /// Kind, number, date, issuer and title.
    pub first: String,
}

const SOURCE: &str = "mục II.6.b";

/// Finds first citations that lack something and dates that are not those of the data; notes later ones in full.
pub(super) fn findings(document: &Document, parts: &Parts, known: &[Citable]) -> Findings {
    let mut found = Findings::default();
    // Whether the first citation of a document was in full, and the day that it gave.
    let mut told: BTreeMap<Key, (bool, Option<Day>)> = BTreeMap::new();
    for index in &parts.text {
        let paragraph = &document.paragraphs[*index];
        if is_note(paragraph) || is_heading(paragraph) {
            continue;
        }
        let read = mentions(&paragraph.text);
        for mention in &read {
            let Said { day, issuer, title, .. } = mention.said;
            let is_full = day.is_some() && issuer && title;
            if mention.in_title {
                // An act that amends the one cited before it may be cited there in full: "được sửa đổi bởi …".
                if is_full {
                    told.entry(key(&mention.number)).or_insert((true, day));
                }
                continue;
            }
            let about = About { document, paragraph, mention, known: citable(mention, known) };
            found.mend.extend(about.misdated());
            match told.get(&key(&mention.number)) {
                // Without a year in its number, another day is another document.
                Some((was_full, other)) if mention.number.year.is_some() || day.is_none() || *other == day => {
                    found.notes.extend(about.repeated().filter(|_| *was_full && day.is_some()));
                }
                _ => {
                    found.mend.extend(about.lacking().filter(|_| !is_full));
                    told.insert(key(&mention.number), (is_full, day));
                }
            }
        }
    }
    found
}

/// The document of the data that is meant; of two with one number the one of the day that is told.
pub(super) fn citable<'a>(mention: &Mention<'_>, known: &'a [Citable]) -> Option<&'a Citable> {
    let year = |number: &Number<'_>, day: Option<NaiveDate>| number.year.or(day.map(|day| day.year()));
    let told = mention.said.day.and_then(|[day, month, year]| NaiveDate::from_ymd_opt(year as i32, month, day));
    let is_meant = |one: &&Citable| {
        Number::parse(&one.number).is_some_and(|number| {
            let (ours, theirs) = (year(&mention.number, told), year(&number, one.day));
            number.without_year() == mention.number.without_year() && (ours.is_none() || ours == theirs)
        })
    };
    let meant: Vec<&Citable> = known.iter().filter(is_meant).collect();
    meant.iter().find(|one| told.is_some() && one.day == told).or(meant.first()).copied()
}

/// A citation, and the document of the data that it names.
struct About<'a> {
    document: &'a Document,
    paragraph: &'a Paragraph,
    mention: &'a Mention<'a>,
    known: Option<&'a Citable>,
}

impl About<'_> {
    fn short(&self) -> String {
        let kind = self.mention.kind.map(|kind| format!("{kind} số ")).unwrap_or_default();
        let written = &self.paragraph.text[self.mention.at.clone()];
        format!("{kind}{written}")
    }

    fn finding(&self, rule: &'static str, [message, help]: [crate::text::Both; 2]) -> Finding {
        let place = place_at(self.document, self.paragraph, self.mention.at.clone());
        Finding { also: Vec::new(), rule, place, message, help, source: SOURCE }
    }

    fn lacking(&self) -> Option<Finding> {
        let Said { day, issuer, title, .. } = &self.mention.said;
        // A sentence may say before the number who issued it.
        let before = tail(&self.paragraph.text[..self.mention.at.start], CLAUSE).to_lowercase();
        let sentence = before.rsplit([';', '.', '\n']).next().unwrap_or_default();
        let issuer = *issuer || sentence.contains("ban hành");
        let parts = [
            (day.is_some(), "ngày ban hành", "its date"),
            (issuer, "cơ quan ban hành", "its issuer"),
            (*title, "trích yếu nội dung", "its title"),
        ];
        let lacks = || parts.iter().filter(|(is, ..)| !is);
        lacks().next()?;
        let vi = lacks().map(|(_, vi, _)| *vi).collect::<Vec<_>>().join(", ");
        let en = lacks().map(|(.., en)| *en).collect::<Vec<_>>().join(", ");
        let short = self.short();
        let message = say!(
            "viện dẫn lần đầu {short} còn thiếu {vi}; lần đầu phải ghi đủ, các lần sau chỉ ghi tên loại và số, ký hiệu",
            "the first citation of {short} lacks {en}; the first is in full, later ones have kind and number only"
        );
        let help = match self.known.map(|known| &known.first) {
            Some(first) => say!("ghi: “{first}”", "write: “{first}”"),
            None => say!(
                "ghi đủ tên loại, số, ký hiệu, ngày ban hành, cơ quan ban hành và trích yếu theo bản gốc",
                "write kind, number, date, issuer and title as the original has them"
            ),
        };
        Some(self.finding("citation", [message, help]))
    }

    fn misdated(&self) -> Option<Finding> {
        let (known, [day, month, year]) = (self.known?, self.mention.said.day?);
        let right =
            known.day.filter(|known| [known.day(), known.month(), known.year() as u32] != [day, month, year])?;
        let (short, right) = (self.short(), show_formal(right));
        let message = say!(
            "{short} ghi ngày {day}/{month}/{year}, bảng documents ghi {right}",
            "{short} is dated {day}/{month}/{year}, table documents has {right}"
        );
        let help = say!(
            "xem bản gốc; văn bản sai thì sửa thành “{right}”, bảng sai thì sửa data/documents.csv",
            "look at the original; mend the document (“{right}”) or data/documents.csv"
        );
        Some(self.finding("citation-date", [message, help]))
    }

    fn repeated(&self) -> Option<Finding> {
        let short = self.short();
        let message = say!(
            "{short} đã viện dẫn đầy đủ ở trên, lần này không cần ghi lại ngày, cơ quan ban hành, trích yếu",
            "{short} was cited in full above; date, issuer and title need not be said again"
        );
        Some(self.finding("citation-again", [message, say!("chỉ ghi “{short}”", "write “{short}” only")]))
    }
}
