//! The search index: what on the site has a name, and how a query finds it.
//!
//! The script of the pages searches the same entries in the same way; `tests/search/vectors.tsv` holds both to it.

use serde::Serialize;

use crate::catalog::cluster::Cluster;
use crate::catalog::law::Duty;
use crate::catalog::table::Key;
use crate::text::search::{Word, words};
use crate::text::within;

use super::Page;
use super::document::Address;
use super::page::{agency, title_of};
use super::show::Show;
use super::url::{self, Place};

/// What an entry is; of equal answers the earlier kind stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Kind {
    /// A cluster.
    Cluster,
    /// A commune or ward.
    Commune,
    /// A district that ended.
    District,
    /// A page that there is once.
    Page,
    /// A Markdown page.
    Guide,
    /// An agency.
    Agency,
    /// A legal document.
    Document,
    /// A definition.
    Definition,
    /// A report.
    Report,
    /// A duty of an agency.
    Duty,
}

impl Kind {
    /// All of them, in their order.
    pub const ALL: [Self; 10] = [
        Self::Cluster,
        Self::Commune,
        Self::District,
        Self::Page,
        Self::Guide,
        Self::Agency,
        Self::Document,
        Self::Definition,
        Self::Report,
        Self::Duty,
    ];

    /// Returns its words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Cluster => "Cụm công nghiệp",
            Self::Commune => "Xã, phường",
            Self::District => "Huyện, thành phố cũ",
            Self::Page => "Mục của trang",
            Self::Guide => "Hướng dẫn, giới thiệu",
            Self::Agency => "Cơ quan",
            Self::Document => "Văn bản",
            Self::Definition => "Định nghĩa",
            Self::Report => "Báo cáo",
            Self::Duty => "Nhiệm vụ",
        }
    }
}

/// Something with a name and an address.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its name, as results show it.
    pub title: String,
    /// What tells it from others.
    pub note: String,
    /// Other names: aliases, English, Chinese.
    pub names: Vec<String>,
    /// Other words by which it is found; nobody sees them.
    pub words: String,
    /// Where it is.
    pub address: Address,
}

impl Entry {
    fn new(kind: Kind, title: impl Into<String>, address: Address) -> Self {
        let (title, note, names, words) = (title.into(), String::new(), Vec::new(), String::new());
        Self { kind, title, note, names, words, address }
    }
}

/// Returns every entry, by kind and in Vietnamese order.
pub fn entries(show: &Show<'_>, pages: &[Page]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = show.clusters().into_iter().map(|(key, it)| cluster(show, key, it)).collect();
    entries.extend(places(show));
    entries.extend(pages.iter().filter_map(|page| of_page(show, page)));
    entries.extend(law(show));
    show.order.sort_by(&mut entries, |entry| &entry.title);
    entries.sort_by_key(|entry| entry.kind);
    entries
}

fn cluster(show: &Show<'_>, key: Key<Cluster>, cluster: &Cluster) -> Entry {
    let stage = format!("stage.{}", show.standing(key).stage().name());
    let term = show.catalog.terms.get(&stage);
    let translated = term.into_iter().flat_map(|term| [&term.en, &term.zh]).flatten().cloned();
    let names = [&cluster.name_en, &cluster.name_zh].into_iter().flatten().chain(&cluster.aliases);
    Entry {
        note: format!("{} · {}", show.place(cluster).text(), show.stage_of(key).text()),
        names: [&cluster.short].into_iter().chain(names).cloned().collect(),
        words: joined(cluster.industries.iter().cloned().chain(translated)),
        ..Entry::new(Kind::Cluster, cluster.name.clone(), url::cluster(show.catalog, key))
    }
}

fn places(show: &Show<'_>) -> Vec<Entry> {
    let place = |anchor: String| Address::file(&format!("{}#{anchor}", Place::Communes.path()));
    let kinds = ["Xã ", "Phường ", "Huyện ", "Thành phố "];
    let without_kind = |name: &str| kinds.iter().find_map(|kind| name.strip_prefix(kind)).map(str::to_owned);
    let communes = show.catalog.communes.iter().map(|(_, commune)| {
        let districts = commune.former_districts.iter().map(|key| show.catalog.districts[*key].name.clone());
        let districts = districts.collect::<Vec<_>>().join(", ");
        Entry {
            note: if districts.is_empty() { districts } else { format!("trước 01/7/2025: {districts}") },
            names: without_kind(&commune.name).into_iter().collect(),
            words: joined(commune.formed_from.iter().cloned()),
            ..Entry::new(Kind::Commune, commune.name.clone(), place(format!("xa-{}", commune.code)))
        }
    });
    let districts = show.catalog.districts.iter().map(|(_, district)| Entry {
        note: format!("đến {}", show.date(district.until)),
        names: without_kind(&district.name).into_iter().collect(),
        ..Entry::new(Kind::District, district.name.clone(), place(format!("huyen-{}", district.code)))
    });
    communes.chain(districts).collect()
}

/// Returns the entry of a page that no record stands for.
fn of_page(show: &Show<'_>, page: &Page) -> Option<Entry> {
    let kind = match page.kind {
        "guide" => Kind::Guide,
        "report" => Kind::Report,
        "home" | "cluster" | "agency" | "document" | "print-all" => return None,
        _ => Kind::Page,
    };
    let term = show.catalog.terms.get(&format!("find.{}", page.kind)).filter(|_| kind == Kind::Page);
    let names = term.into_iter().flat_map(|term| [Some(&term.vi), term.en.as_ref(), term.zh.as_ref()]).flatten();
    Some(Entry {
        note: page.description.clone(),
        names: names.flat_map(|list| list.split("; ")).map(str::to_owned).collect(),
        ..Entry::new(kind, page.title.clone(), Address::file(&page.path))
    })
}

fn law(show: &Show<'_>) -> Vec<Entry> {
    let agencies = show.catalog.agencies.iter().map(|(key, agency)| Entry {
        note: agency.until.map(|until| format!("đến {}", show.date(until))).unwrap_or_default(),
        names: vec![agency.short.clone()],
        words: agency.role.clone().unwrap_or_default(),
        ..Entry::new(Kind::Agency, agency.name.clone(), url::agency(show.catalog, key))
    });
    let documents = show.catalog.documents.iter().map(|(key, document)| Entry {
        note: document.subject.clone(),
        names: vec![document.citation(), document.number.clone()],
        ..Entry::new(Kind::Document, title_of(document), url::document(show.catalog, key))
    });
    let definitions = show.catalog.definitions.iter().map(|definition| {
        let address = Address::file(&format!("{}#{}", Place::Definitions.path(), definition.id));
        Entry::new(Kind::Definition, definition.term.clone(), address)
    });
    let duties = show.catalog.duties.iter().filter_map(|it| duty(show, it));
    agencies.chain(documents).chain(definitions).chain(duties).collect()
}

/// A duty is found on the page of the first agency that bears it.
fn duty(show: &Show<'_>, duty: &Duty) -> Option<Entry> {
    const SHOWN: usize = 110;
    let first = duty.agencies.first()?;
    let page = url::agency_path(&show.catalog.agencies[*first]);
    let agencies = duty.agencies.iter().map(|key| show.catalog.agencies[*key].short.clone());
    let title = shortened(&duty.text, SHOWN);
    let rest = duty.text.strip_prefix(title.trim_end_matches('…')).unwrap_or_default().trim().to_owned();
    let citation = show.catalog.documents[duty.document].citation();
    Some(Entry {
        note: format!(
            "{} · {}{citation}",
            agencies.collect::<Vec<_>>().join(", "),
            within(&duty.clause, show.language)
        ),
        words: rest,
        ..Entry::new(Kind::Duty, title, Address::file(&format!("{page}#{}", agency::duty_anchor(duty))))
    })
}

/// Returns the first words of a text, with a sign that there are more.
fn shortened(text: &str, letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(letters) else { return text.to_owned() };
    let kept = text[..end].rsplit_once(' ').map_or(&text[..end], |(kept, _)| kept);
    format!("{kept}…")
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

/// Returns the entries that answer a query, best first.
///
/// Each word of the query has to be there. Words with the marks that were typed stand before those that only fold to the
/// same; then names before other words, whole names before parts; then the order of the index.
pub fn find<'a>(entries: &[Searched<'a>], query: &str) -> Vec<&'a Entry> {
    let query = words(query);
    let mut found: Vec<(u32, &Entry)> =
        entries.iter().filter_map(|it| Some((score(&it.names, &it.others, &query)?, it.entry))).collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// An entry with its words, taken apart once for many queries.
#[derive(Debug)]
pub struct Searched<'a> {
    entry: &'a Entry,
    names: Vec<Vec<Word>>,
    others: Vec<Word>,
}

impl<'a> Searched<'a> {
    /// Takes an entry apart.
    pub fn new(entry: &'a Entry) -> Self {
        let names = [&entry.title].into_iter().chain(&entry.names).map(|name| words(name)).collect();
        Self { entry, names, others: words(&format!("{} {}", entry.note, entry.words)) }
    }
}

fn score(names: &[Vec<Word>], others: &[Word], query: &[Word]) -> Option<u32> {
    let (_, before) = query.split_last()?;
    let mut sum = 0;
    for (index, word) in query.iter().enumerate() {
        let best = |words: &mut dyn Iterator<Item = &Word>| {
            words.map(|other| word.grade(other, index == before.len())).max().unwrap_or(0)
        };
        let (name, other) = (best(&mut names.iter().flatten()), best(&mut others.iter()));
        if name + other == 0 {
            return None;
        }
        let is_exact = [name, other].iter().any(|grade| grade % 2 == 0 && *grade > 0);
        sum += (name * 3).max(other) + if word.is_marked() && is_exact { 1000 } else { 0 };
    }
    Some(sum + names.iter().map(|name| phrase(name, query)).max().unwrap_or(0))
}

/// What it is worth that the query stands in a name as one phrase: whole, at the beginning, within.
fn phrase(name: &[Word], query: &[Word]) -> u32 {
    let last = query.len() - 1;
    let fits =
        |part: &[Word]| query.iter().zip(part).enumerate().all(|(at, (word, it))| word.grade(it, at == last) > 0);
    let Some(start) = name.windows(query.len()).position(fits) else { return 0 };
    match start {
        0 if name.len() == query.len() && query[last].grade(&name[last], false) > 0 => 60,
        0 => 30,
        _ => 20,
    }
}
