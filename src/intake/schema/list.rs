//! The words that officials choose from, each with its value in the data files: drop-downs offer them, the reader takes
//! them back.

use std::collections::BTreeMap;

use super::Kind;
use crate::catalog::Catalog;
use crate::catalog::form::Span;
use crate::catalog::indicator::{FormId, Indicator};
use crate::text::{Amount, Language, PartialDate, VietnameseOrder};

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What an official sees and types.
    pub shown: String,
    /// What the data files have for it: an id, a code, a name of a closed list.
    pub value: String,
}

/// The words of every kind of column that has a list.
#[derive(Debug, Clone, Default)]
pub struct Lists(Vec<(Kind, Vec<Word>)>);

impl Lists {
    /// Lists the words once: a sheet asks for every cell.
    pub fn new(catalog: &Catalog) -> Self {
        let mut lists: Vec<(Kind, Vec<Word>)> = Vec::new();
        for field in super::ENTRIES.iter().flat_map(|entry| entry.fields) {
            if !lists.iter().any(|(kind, _)| *kind == field.kind) {
                lists.push((field.kind, words(field.kind, catalog)));
            }
        }
        Self(lists)
    }

    /// Returns the words of a kind of column; of free text none.
    pub fn words(&self, kind: Kind) -> &[Word] {
        self.0.iter().find(|(known, _)| *known == kind).map_or(&[], |(_, words)| words)
    }

    /// Returns a value of the data files as an official writes it: `12,5` for 12.5, `Ví Dụ 8` for its id.
    pub fn shown(&self, table: &str, column: &str, value: &str, language: Language) -> String {
        let entry = super::ENTRIES.iter().find(|entry| entry.table == table);
        let Some(kind) = entry.and_then(|entry| entry.field(column)).map(|field| field.kind) else {
            return value.to_owned();
        };
        let number = Amount::from_plain(value).filter(|_| kind.is_number());
        let day = || PartialDate::parse(value).filter(|_| matches!(kind, Kind::Day | Kind::Date));
        let listed = |item: &str| {
            let word = self.words(kind).iter().find(|word| word.value == item);
            word.map_or(item, |word| word.shown.as_str()).to_owned()
        };
        number
            .map(|number| number.show(language, number.decimals()))
            .or_else(|| day().map(|day| day.show(language)))
            .unwrap_or_else(|| value.split("; ").map(listed).collect::<Vec<_>>().join("; "))
    }
}

/// Returns what may be chosen for a kind of column, in the order in which it is offered; free text gives nothing.
///
/// Every `shown` is there once. Whatever the catalog holds is offered: for a list that leaves the office, give it what
/// [`Catalog::publish`] made.
pub fn words(kind: Kind, catalog: &Catalog) -> Vec<Word> {
    match kind {
        Kind::YesNo => [("yes", "yes"), ("no", "no")].map(|(key, value)| word(term(catalog, key), value)).to_vec(),
        Kind::Choice { term: family, values } => {
            values.iter().map(|value| word(term(catalog, &format!("{family}.{value}")), value)).collect()
        }
        Kind::Cluster => clusters(catalog),
        Kind::Communes => {
            let communes = catalog.communes.rows().iter();
            sorted(communes.map(|row| word(row.name.clone(), &row.code)).collect())
        }
        Kind::Agency => {
            let living = catalog.agencies.rows().iter().filter(|row| row.is_live(catalog.province.date));
            living.map(|row| word(row.name.clone(), &row.id)).collect()
        }
        Kind::Document => documents(catalog),
        Kind::Period => catalog.periods.iter().map(|row| word(period(row.span), &row.span.id())).collect(),
        Kind::Indicator => indicators(catalog),
        Kind::Subject => subjects(catalog),
        _ => Vec::new(),
    }
}

/// Names a period as officials do: `6 tháng đầu năm 2026`, `Năm 2026`.
pub fn period(span: Span) -> String {
    let year = span.year;
    if span.half { format!("6 tháng đầu năm {year}") } else { format!("Năm {year}") }
}

fn word(shown: impl Into<String>, value: &str) -> Word {
    Word { shown: shown.into(), value: value.to_owned() }
}

/// The Vietnamese word; the key itself for a word that the data lack, of which `check` tells.
fn term(catalog: &Catalog, key: &str) -> String {
    catalog.terms.get(key).map_or(key, |term| &term.vi).to_owned()
}

fn sorted(mut words: Vec<Word>) -> Vec<Word> {
    let order = VietnameseOrder::new();
    words.sort_by(|one, other| order.compare(&one.shown, &other.shown));
    words
}

fn clusters(catalog: &Catalog) -> Vec<Word> {
    catalog.clusters.rows().iter().map(|row| word(row.short.clone(), &row.id)).collect()
}

/// A number alone may be that of several documents, of other years: then the day stands with it.
fn documents(catalog: &Catalog) -> Vec<Word> {
    let named = catalog.documents.rows().iter().map(|row| {
        let day = row.issued_on.map(|day| format!("{} ngày {}", row.number, day.show(Language::Vi)));
        (row.number.clone(), day, word("", row.id.as_str()))
    });
    told_apart(named.collect())
}

/// The rows of the forms that developers and tenants send; offices above them send sums of these.
fn indicators(catalog: &Catalog) -> Vec<Word> {
    let sent = [FormId::Project, FormId::Developer].into_iter();
    let rows = sent.flat_map(|form| catalog.rows_of(form, catalog.province.date)).filter(|row| row.unit.is_some());
    rows.map(|row| {
        let id = Indicator { form: row.form, row: row.number.clone() }.to_string();
        word(format!("{id} {}", row.text), &id)
    })
    .collect()
}

/// The clusters, then the projects that report by Biểu số 01.
fn subjects(catalog: &Catalog) -> Vec<Word> {
    let tenants = catalog.projects.iter().filter(|row| row.is_tenant()).map(|row| {
        let cluster = &catalog.clusters[row.cluster].short;
        (row.name.clone(), Some(format!("{} ({cluster})", row.name)), word("", &row.id))
    });
    let mut words = clusters(catalog);
    words.extend(told_apart(tenants.collect()));
    words
}

/// Names each entry in the short way, and those that share it in the long one.
fn told_apart(entries: Vec<(String, Option<String>, Word)>) -> Vec<Word> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    entries.iter().for_each(|(short, ..)| *uses.entry(short).or_default() += 1);
    let named = entries.iter().map(|(short, long, entry)| {
        let shown = long.as_ref().filter(|_| uses[short.as_str()] > 1).unwrap_or(short);
        word(shown.clone(), &entry.value)
    });
    named.collect()
}
