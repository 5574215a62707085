//! How the site says things in Vietnamese: figures with units, dates, sources, unknowns.

use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::catalog::agency::Agency;
use crate::catalog::basis::{Basis, Source};
use crate::catalog::cluster::Cluster;
use crate::catalog::law::{Document, Seen};
use crate::catalog::project::Qualifier;
use crate::catalog::public::Public;
use crate::catalog::standing::age::{Ground, Grounded};
use crate::catalog::standing::figure::{Figure, Ratio};
use crate::catalog::standing::{Stage, Standing};
use crate::catalog::table::Key;
use crate::text::sign::Signs;
use crate::text::{Amount, Language, PartialDate, VietnameseOrder, measure};

use super::document::{Address, Align, Cell, Heading, Mark, Words};
use super::url;

/// A no-break space: a number and its unit stay on one line.
const NBSP: char = '\u{a0}';

/// The catalog on a day, with the means to print it.
#[derive(Debug)]
pub struct Show<'a> {
    /// What is printed.
    pub catalog: &'a Public,
    /// The day that "today" means.
    pub today: NaiveDate,
    /// The language in which it is printed.
    pub language: Language,
    /// Vietnamese order.
    pub order: Rc<VietnameseOrder>,
}

impl<'a> Show<'a> {
    /// Looks at a catalog on a day.
    pub fn new(catalog: &'a Public, today: NaiveDate) -> Self {
        Self { catalog, today, language: Language::Vi, order: Rc::new(VietnameseOrder::new()) }
    }

    /// Looks at the same catalog on another day: a report shows its cut-off, not the day of the build.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        Self { catalog: self.catalog, today: day, language: self.language, order: Rc::clone(&self.order) }
    }

    /// Says the same in another language.
    #[must_use]
    pub fn speaking(&self, language: Language) -> Self {
        Self { language, ..self.on(self.today) }
    }

    /// Looks at it in each other language in which the site is published.
    pub fn others(&self) -> impl Iterator<Item = Self> + '_ {
        let languages = self.catalog.province.languages.iter().filter(|language| **language != Language::Vi);
        languages.map(|language| self.speaking(*language))
    }

    /// Returns the signs between words.
    pub fn signs(&self) -> &'static Signs {
        self.language.signs()
    }

    /// Returns the name of the province.
    pub fn province(&self) -> String {
        let province = &self.catalog.province;
        self.named(&province.name, province.name_en.as_ref(), province.name_zh.as_ref()).text()
    }

    /// Returns the title of the site.
    pub fn title(&self) -> String {
        match self.language {
            Language::Vi => self.catalog.province.title.clone(),
            _ => self.phrase("ui.site-title", &[("province", &self.province())]),
        }
    }

    /// Returns the name of the department with that of its province.
    pub fn office(&self) -> String {
        let name = self.said(self.catalog.department()).text();
        self.phrase("ui.site-agency", &[("agency", &name), ("province", &self.province())])
    }

    /// Returns the short name of a cluster.
    pub fn cluster_short(&self, cluster: &Cluster) -> String {
        self.said(cluster.short.clone()).text()
    }

    /// Returns the name of a cluster.
    pub fn cluster_name(&self, cluster: &Cluster) -> Words {
        self.named(&cluster.name, cluster.name_en.as_ref(), cluster.name_zh.as_ref())
    }

    /// Returns a word of the interface; the check `missing-term` makes sure that it is there in Vietnamese, and
    /// `missing-translation` tells those that stay in Vietnamese on pages of another language.
    pub fn term(&self, key: &str) -> String {
        self.catalog.terms.get(key).map_or_else(|| key.to_owned(), |term| term.get(self.language).to_owned())
    }

    /// Returns a fixed sentence with its values in the places of their names: `{count} lô`.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.term(key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// Returns a fixed sentence whose values are words with links and marks.
    pub fn sentence(&self, key: &str, values: &[(&str, Words)]) -> Words {
        Words::filled(&self.term(key), values)
    }

    /// Returns the columns of a table from the terms of their heads, alignment and width.
    pub fn columns(&self, columns: &[(&str, Align, u32)]) -> Vec<Heading> {
        let column = |(key, align, width): &(&str, Align, u32)| Heading {
            heading: self.label(key),
            align: *align,
            width: *width,
        };
        columns.iter().map(column).collect()
    }

    /// Returns words of the data; on a page of another language their translation, or themselves, saying so.
    pub fn said(&self, text: impl Into<String>) -> Words {
        let text = text.into();
        if self.language == Language::Vi {
            return Words::plain(text);
        }
        // A name at the beginning of a line has a capital.
        let known = |text: &str| self.catalog.translations.get(text).and_then(|it| it.get(self.language));
        let translation = known(&text).or_else(|| known(&running(&text)));
        translation.map(Words::plain).unwrap_or_else(|| Words::plain(text).spoken(Language::Vi))
    }

    /// Returns words of the data one behind the other, each in its own translation; nothing when there are none.
    pub fn list(&self, items: &[String]) -> Option<Words> {
        let said = items.iter().map(|item| self.said(item.as_str()));
        (!items.is_empty()).then(|| Words::join(said, self.signs().items))
    }

    /// Returns a name in the language of the page, or the Vietnamese one.
    pub fn named(&self, vi: &str, en: Option<&String>, zh: Option<&String>) -> Words {
        let own = match self.language {
            Language::Vi => None,
            Language::En => en,
            Language::Zh => zh,
        };
        own.map_or_else(|| self.said(vi), Words::plain)
    }

    /// Prints a number with the decimals that it has, at most three.
    pub fn number(&self, amount: Amount) -> String {
        amount.show(self.language, 3)
    }

    /// Prints a number with its unit on one line: `73,76 ha`, `73.76 公顷(1,106.4 亩)`.
    pub fn measure(&self, amount: Amount, unit: &str) -> String {
        measure(amount, unit, self.language)
    }

    /// Returns a word with a capital, for labels.
    pub fn label(&self, key: &str) -> String {
        capital(&self.term(key))
    }

    /// Returns "chưa có số liệu".
    pub fn unknown(&self) -> Words {
        Words::marked(self.term("unknown"), Mark::Unknown)
    }

    /// Returns a cell that says that there is no figure.
    pub fn unknown_cell(&self) -> Cell {
        Cell::text(self.unknown())
    }

    /// Returns the letters that stand for the responsible agency in document numbers: `SCT`.
    pub fn symbol(&self) -> String {
        let initials = self.catalog.department().split_whitespace().filter_map(|word| word.chars().next());
        initials.flat_map(char::to_uppercase).collect()
    }

    /// Returns a cluster on the day.
    pub fn standing(&self, key: Key<Cluster>) -> Standing<'a> {
        Standing::new(self.catalog, key, self.today)
    }

    /// Returns the clusters in Vietnamese order of their short names.
    pub fn clusters(&self) -> Vec<(Key<Cluster>, &'a Cluster)> {
        let mut clusters: Vec<(Key<Cluster>, &Cluster)> = self.catalog.clusters.iter().collect();
        self.order.sort_by(&mut clusters, |(_, cluster)| &cluster.short);
        clusters
    }

    /// Returns a link to a cluster by its short name.
    pub fn cluster_link(&self, key: Key<Cluster>) -> Words {
        self.said(self.catalog.clusters[key].short.clone()).leading(url::cluster(self.catalog, key))
    }

    /// Returns a link to an agency by its name.
    pub fn agency_link(&self, key: Key<Agency>) -> Words {
        self.said(self.catalog.agencies[key].name.clone()).leading(url::agency(self.catalog, key))
    }

    /// Returns a link to a legal document by kind and number, marked when its text was not read.
    pub fn document_link(&self, key: Key<Document>) -> Words {
        let document = &self.catalog.documents[key];
        let kind = capital(&self.said(document.kind.clone()).text());
        let name = self.phrase("note.document", &[("kind", &kind), ("number", &document.number)]);
        let link = Words::link(name, url::document(self.catalog, key));
        match document.seen {
            Seen::Original | Seen::House => link,
            Seen::Secondary | Seen::Unseen => {
                link.then(self.signs().gap).with(Words::marked(self.term("verify"), Mark::Tag))
            }
        }
    }

    /// Returns the communes of a cluster, with the former ones in brackets.
    pub fn place(&self, cluster: &Cluster) -> Words {
        let now = cluster.communes.iter().map(|key| self.said(self.catalog.communes[*key].running_name()));
        let now = Words::join(now, self.signs().list);
        let before = self.former_place(cluster);
        match (now.is_empty(), before.is_empty()) {
            (true, true) => self.unknown(),
            (true, false) => before.then(self.signs().remark(&self.term("place.before-2025"))),
            (false, true) => now,
            (false, false) => {
                let Signs { open, colon, close, .. } = self.signs();
                now.then(format!("{open}{}{colon}", self.term("place.before"))).with(before).then(*close)
            }
        }
    }

    fn former_place(&self, cluster: &Cluster) -> Words {
        let district = cluster.former_district.map(|key| self.catalog.districts[key].running_name());
        let parts = cluster.former_communes.iter().cloned().chain(district);
        Words::join(parts.map(|part| self.said(part)), self.signs().list)
    }

    /// Returns the stage as a tag.
    pub fn stage(&self, stage: Stage) -> Words {
        Words::marked(self.term(&format!("stage.{}", stage.name())), Mark::Stage(stage))
    }

    /// Returns the stage of a cluster as a tag, with the marks of what it rests on.
    pub fn stage_of(&self, key: Key<Cluster>) -> Words {
        let (stage, grounds) = self.standing(key).stage_with_grounds();
        self.marked(self.stage(stage), &grounds)
    }

    /// Returns what must be said beside what rests on these grounds: "chưa kiểm chứng", "cần xác nhận lại".
    pub fn marks(&self, grounds: &[Ground<'_>]) -> Vec<String> {
        let weak = grounds.iter().any(Ground::is_weak).then(|| self.term("grade.C"));
        let stale = grounds.iter().any(|ground| ground.is_stale(self.catalog, self.today));
        weak.into_iter().chain(stale.then(|| self.term("reconfirm"))).collect()
    }

    /// Returns text followed by the marks of what it rests on.
    pub fn marked(&self, text: impl Into<Words>, grounds: &[Ground<'_>]) -> Words {
        let text = text.into();
        if text.is_unknown() {
            return text;
        }
        let gap = self.signs().gap;
        self.marks(grounds).into_iter().fold(text, |text, mark| text.then(gap).with(Words::marked(mark, Mark::Tag)))
    }

    /// Returns text followed by the marks of the fact that it tells.
    pub fn sourced(&self, text: impl Into<Words>, fact: &impl Grounded) -> Words {
        self.marked(text, &[fact.ground()])
    }

    /// Returns a figure as a table cell with its marks, or `none` when there is no figure.
    pub fn figure_cell(&self, figure: Option<Figure<'_>>, none: Cell) -> Cell {
        figure.map_or(none, |figure| Cell::number(figure.ha, self.marked(self.number(figure.ha), &figure.grounds)))
    }

    /// Returns date, sources and remark of a fact: the line below a figure.
    pub fn provenance(&self, basis: &Basis) -> Words {
        let as_of = basis.as_of.map(|date| Words::plain(self.phrase("note.as-of", &[("date", &self.date(date))])));
        let source = format!("{}{}", self.label("source"), self.signs().colon);
        let sources = (!basis.sources.is_empty()).then(|| Words::plain(source).with(self.publishers(&basis.sources)));
        let note = basis.note.clone().map(|note| self.said(note));
        Words::sentences([as_of, sources, note].into_iter().flatten(), self.signs())
    }

    /// Returns links to sources by their publishers.
    pub fn sources(&self, keys: &[Key<Source>]) -> Option<Words> {
        let link = |key: &Key<Source>| {
            let source = &self.catalog.sources[*key];
            if self.language == Language::Vi {
                return linked(Words::plain(format!("{} – {}", source.publisher, source.title)), source);
            }
            // The publisher has a name in the language of the page, the title seldom has.
            let publisher = self.said(source.publisher.clone()).then(self.signs().aside);
            publisher.with(linked(self.said(source.title.clone()), source))
        };
        (!keys.is_empty()).then(|| Words::join(keys.iter().map(link), self.signs().items))
    }

    /// Returns the publishers alone, for narrow columns.
    pub fn publishers(&self, keys: &[Key<Source>]) -> Words {
        let link = |key: &Key<Source>| {
            let source = &self.catalog.sources[*key];
            linked(self.said(source.publisher.clone()), source)
        };
        Words::join(keys.iter().map(link), self.signs().items)
    }

    /// Returns the names of the publishers for paper, where nothing is a link: each once.
    pub fn publisher_names(&self, keys: &[Key<Source>]) -> Words {
        let mut told = BTreeSet::new();
        let names = keys.iter().map(|key| &self.catalog.sources[*key].publisher);
        Words::join(names.filter(|name| told.insert(*name)).map(|name| self.said(name.clone())), self.signs().items)
    }

    /// Prints a date in its short form.
    pub fn date(&self, date: PartialDate) -> String {
        date.written(self.language)
    }

    /// Prints a day.
    pub fn day(&self, day: NaiveDate) -> String {
        self.date(PartialDate::Day(day))
    }

    /// Prints a date that may be unknown.
    pub fn date_cell(&self, date: Option<PartialDate>) -> Cell {
        date.map_or_else(|| self.unknown_cell(), |date| Cell::text(self.date(date)))
    }

    /// Returns optional text as a cell.
    pub fn text_cell(&self, text: Option<&str>) -> Cell {
        text.map_or_else(|| self.unknown_cell(), |text| Cell::text(self.said(text)))
    }

    /// Says how exact a figure is: "hơn 814".
    pub fn qualified(&self, text: String, qualifier: Qualifier) -> String {
        match qualifier {
            Qualifier::Exact => text,
            Qualifier::Over => self.phrase("note.over", &[("figure", &text)]),
            Qualifier::About => self.phrase("note.about", &[("figure", &text)]),
        }
    }

    /// Prints numerator / denominator = percent; occupancy never stands alone.
    pub fn ratio(&self, ratio: &Ratio<'_>) -> Option<Words> {
        let (part, whole) = (ratio.part.ha, ratio.whole.ha);
        let percent = part.percent_of(whole)?.show_fixed(self.language, 1);
        // English and Chinese set the sign at the figure.
        let gap = if self.language == Language::Vi { NBSP.to_string() } else { String::new() };
        let text = format!("{} / {} ha = {percent}{gap}%", self.number(part), self.number(whole));
        Some(self.marked(text, &ratio.grounds()))
    }

    /// Returns the cell of a ratio; its number is the percentage as it is shown.
    pub fn ratio_cell(&self, ratio: Option<&Ratio<'_>>, none: Cell) -> Cell {
        let told = ratio.and_then(|it| Some((it.part.ha.percent_of(it.whole.ha)?.round(1), self.ratio(it)?)));
        told.map_or(none, |(percent, words)| Cell::number(percent, words))
    }
}

/// Prints a number in Vietnamese with the decimals that it has, at most three.
pub fn number(amount: Amount) -> String {
    amount.show(Language::Vi, 3)
}

/// Prints a number with its unit on one line: `73,76 ha`.
pub fn with_unit(amount: Amount, unit: &str) -> String {
    format!("{}{NBSP}{unit}", number(amount))
}

/// Returns the text with a small first letter.
pub fn running(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|letter| letter.to_lowercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// Returns the text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// Returns words that lead to a source, when it is on the web.
fn linked(words: Words, source: &Source) -> Words {
    match &source.url {
        Some(url) => words.leading(Address::outside(url)),
        None => words,
    }
}
