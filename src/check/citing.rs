//! Which documents prose names: pages by number and by link, texts of the tables by number.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::catalog::Catalog;
use crate::catalog::guide::Guide;
use crate::catalog::law::Document;
use crate::catalog::table::Key;
use crate::catalog::target::Target;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Cells, Location, Place};
use crate::record::nearest;
use crate::say;
use crate::text::citation::{Loose, Number, citations, loose};

/// The documents of the table by their numbers without the year.
pub(super) struct Register<'a> {
    catalog: &'a Catalog,
    numbers: BTreeMap<(String, String), Vec<Entry<'a>>>,
}

/// A document and its number.
type Entry<'a> = (Key<Document>, Number<'a>);

/// What a citation names.
pub(super) enum Named {
    /// A document of the table.
    Document(Key<Document>),
    /// None; one with the same number and symbol is of another year.
    OtherYear(Key<Document>),
    /// None.
    Nothing,
}

impl<'a> Register<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut numbers: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (key, document) in catalog.documents.iter() {
            let number = Number::parse(&document.number);
            number.into_iter().for_each(|number| numbers.entry(number.without_year()).or_default().push((key, number)));
        }
        Self { catalog, numbers }
    }

    /// Finds a document by its number; the years must agree where both have one.
    pub(super) fn find(&self, cited: &Number<'_>) -> Named {
        let issued = |key: Key<Document>| self.catalog.documents[key].issued_on.map(|date| date.first().year());
        let mut other = Named::Nothing;
        for (key, number) in self.numbers.get(&cited.without_year()).into_iter().flatten() {
            match (cited.year, number.year.or_else(|| issued(*key))) {
                (Some(cited), Some(year)) if cited != year => other = Named::OtherYear(*key),
                _ => return Named::Document(*key),
            }
        }
        other
    }

    /// Finds the document that is cited otherwise than by its number as printed; only one that fits is meant.
    fn find_loose(&self, cited: &Loose) -> Option<Key<Document>> {
        let serial = cited.serial.trim_start_matches('0');
        let fits = |symbol: &str| symbol == cited.symbol || symbol.split('-').next() == Some(&cited.symbol);
        let entries = self.numbers.iter().filter(|((known, symbol), _)| known == serial && fits(symbol));
        let issued = |key: Key<Document>| self.catalog.documents[key].issued_on.map(|date| date.first().year());
        let mut found = entries
            .flat_map(|(_, entries)| entries)
            .filter(|(key, number)| number.year.or_else(|| issued(*key)) == Some(cited.year));
        let first = found.next()?;
        found.next().is_none().then_some(first.0)
    }
}

/// A document that a page names, by number or by link.
pub(super) struct Mention {
    pub document: Key<Document>,
    /// Bytes in the page's file.
    pub bytes: Range<usize>,
}

/// Returns the documents that a page names, in the order of the text; a number within a link is told once.
pub(super) fn mentions(catalog: &Catalog, register: &Register<'_>, guide: &Guide) -> Vec<Mention> {
    let cited = citations(&guide.text).into_iter().filter_map(|(bytes, number)| match register.find(&number) {
        Named::Document(document) => Some(Mention { document, bytes }),
        Named::OtherYear(_) | Named::Nothing => None,
    });
    let mut mentions: Vec<Mention> = cited.collect();
    mentions.extend(
        loose(&guide.text)
            .into_iter()
            .filter_map(|(bytes, cited)| register.find_loose(&cited).map(|document| Mention { document, bytes })),
    );
    for link in &guide.links {
        let (Place::Text(stretch), Ok(Target::Document(document))) =
            (&link.at.place, Target::parse(&link.value, guide, catalog))
        else {
            continue;
        };
        let bytes = stretch.start..stretch.end;
        if !mentions.iter().any(|other| other.document == document && bytes.contains(&other.bytes.start)) {
            mentions.push(Mention { document, bytes });
        }
    }
    mentions.sort_by_key(|mention| mention.bytes.start);
    mentions
}

/// Returns the place of a stretch of a page.
pub(super) fn place(guide: &Guide, bytes: &Range<usize>) -> Location {
    Location::text(&guide.path, &guide.text, bytes.clone())
}

/// A text of a table that readers see.
struct Prose<'a> {
    text: &'a str,
    at: Location,
}

/// Returns the texts of the tables that may cite documents.
///
/// Not those of documents and sources: a register may speak of texts that it does not hold, and titles are others' words.
fn prose(catalog: &Catalog) -> Vec<Prose<'_>> {
    let mut all: Vec<(&Cells, &'static str, Option<&str>)> = Vec::new();
    for duty in &catalog.duties {
        all.extend(
            [("clause", Some(&duty.clause)), ("text", Some(&duty.text)), ("note", duty.note.as_ref())]
                .map(|(column, text)| (&duty.cells, column, text.map(String::as_str))),
        );
    }
    for step in &catalog.procedures {
        let texts = [
            ("title", Some(&step.title)),
            ("fee", step.fee.as_ref()),
            ("result", step.result.as_ref()),
            ("complaint", step.complaint.as_ref()),
            ("article", step.article.as_ref()),
        ];
        all.extend(texts.map(|(column, text)| (&step.basis.cells, column, text.map(String::as_str))));
        all.extend(step.papers.iter().map(|paper| (&step.basis.cells, "papers", Some(paper.as_str()))));
    }
    for definition in &catalog.definitions {
        let texts = [
            ("text", Some(&definition.text)),
            ("article", definition.article.as_ref()),
            ("not_to_be_confused", definition.not_to_be_confused.as_ref()),
        ];
        all.extend(texts.map(|(column, text)| (&definition.cells, column, text.map(String::as_str))));
    }
    all.extend(catalog.limits.iter().map(|limit| (&limit.cells, "article", limit.article.as_deref())));
    for milestone in catalog.milestones.iter() {
        all.push((&milestone.basis.cells, "text", Some(&milestone.text)));
    }
    all.extend(catalog.totals.iter().map(|total| (&total.basis.cells, "text", Some(total.text.as_str()))));
    for obstacle in &catalog.obstacles {
        all.push((&obstacle.basis.cells, "text", Some(&obstacle.text)));
        all.push((&obstacle.basis.cells, "cause", obstacle.cause.as_deref()));
        all.push((&obstacle.basis.cells, "request", obstacle.request.as_deref()));
    }
    for project in catalog.projects.iter() {
        all.push((&project.basis.cells, "expected_result", project.expected_result.as_deref()));
    }
    all.extend(catalog.conflicts.iter().map(|conflict| (&conflict.cells, "reason", Some(conflict.reason.as_str()))));
    all.extend(catalog.changes.iter().map(|change| (&change.cells, "text", Some(change.text.as_str()))));
    all.extend(notes(catalog).map(|(cells, note)| (cells, "note", note)));
    all.into_iter().filter_map(|(cells, column, text)| Some(Prose { text: text?, at: cells.at(column) })).collect()
}

/// Returns the remarks of the tables of facts.
fn notes(catalog: &Catalog) -> impl Iterator<Item = (&Cells, Option<&str>)> {
    let bases = catalog.facts().chain(catalog.agencies.rows().iter().map(|row| &row.basis));
    let bases = bases.chain(catalog.communes.rows().iter().map(|row| &row.basis));
    bases.map(|basis| (&basis.cells, basis.note.as_deref()))
}

/// Reports citations of documents that the table of documents does not hold.
pub(super) fn unknown(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let register = Register::new(catalog);
    for guide in &catalog.guides {
        for (bytes, number) in citations(&guide.text) {
            let fault = stranger(&register, &guide.text[bytes.clone()], &number, || place(guide, &bytes));
            faults.extend(fault);
        }
    }
    for prose in prose(catalog) {
        for (bytes, number) in citations(prose.text) {
            let at = || prose.at.part(prose.text, bytes.clone());
            faults.extend(stranger(&register, &prose.text[bytes.clone()], &number, at));
        }
    }
}

fn stranger(
    register: &Register<'_>,
    typed: &str,
    number: &Number<'_>,
    at: impl Fn() -> Location,
) -> Option<Diagnostic> {
    let documents = &register.catalog.documents;
    match register.find(number) {
        Named::Document(_) => None,
        Named::OtherYear(key) => {
            let other = &documents[key];
            let name = other.citation();
            let message = say!(
                "`{typed}` không có trong bảng documents; văn bản cùng số trong bảng là {name}",
                "`{typed}` is not in table documents; the one with this number is {name}"
            );
            let meant = &other.number;
            let help = say!(
                "có phải {meant}? Nếu đúng là văn bản khác thì thêm dòng `{typed}` vào bảng documents",
                "did you mean {meant}? If it is another text add a row `{typed}` to table documents"
            );
            let note = say!("{name} ở đây", "{name} is here");
            let fault = Diagnostic::new(Code::WrongDocumentYear, &at(), message).found(typed);
            Some(fault.note(&other.basis.cells.at("number"), note).help(help))
        }
        Named::Nothing => {
            let message = say!("bảng documents không có văn bản `{typed}`", "table documents has no `{typed}`");
            let fault = Diagnostic::new(Code::UnknownDocument, &at(), message).found(typed);
            let near = nearest(typed, documents.rows().iter().map(|document| document.number.as_str()));
            let near = near.filter(|near| strsim::damerau_levenshtein(near, typed) == 1);
            Some(fault.help(match near {
                Some(near) => say!(
                    "có phải `{near}`? Nếu không, thêm văn bản vào bảng documents với ngày, cơ quan và cách đọc",
                    "did you mean `{near}`? If not add the text to table documents, with date, issuer and how it was read"
                ),
                None => say!(
                    "thêm văn bản vào bảng documents với ngày, cơ quan và cách đọc (seen)",
                    "add the text to table documents, with date, issuer and how it was read (seen)"
                ),
            }))
        }
    }
}
