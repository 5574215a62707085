//! What filters ask of clusters and plots: from values of the data, never from what a table prints.
//!
//! What is not known has no facet: a cluster of whose wastewater nobody has said anything is not one without a plant.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::catalog::cluster::Cluster;
use crate::catalog::commune::Commune;
use crate::catalog::fact::{Distance, InfrastructureKind, WorkState};
use crate::catalog::land::{Plot, PlotStatus};
use crate::catalog::milestone::{Act, ActState};
use crate::catalog::standing::Stage;
use crate::catalog::table::Key;
use crate::text::{Amount, Language, PartialDate, fold, nfc, slug};

use super::document::{Ask, Choice, Facets, Field};
use super::show::Show;

/// The most letters of an industry in an address.
const LONGEST: usize = 80;

/// How many years ahead a reader may ask at least.
const YEARS_AHEAD: i32 = 3;

/// An industry as filters and pages name it.
#[derive(Debug)]
pub struct Industry {
    /// Its name in addresses.
    pub slug: String,
    /// Its name as first written.
    pub name: String,
    heard: String,
}

impl Industry {
    /// Returns whether one of the industries of a decision is this one or says more than it:
    /// `chế biến thực phẩm, đồ uống` is also `chế biến thực phẩm`; `giày dép` is not `giấy`.
    pub fn is_in(&self, industries: &[String]) -> bool {
        let within = |said: &str| format!(" {said} ").contains(&format!(" {} ", self.heard));
        industries.iter().any(|industry| within(&words(industry)))
    }
}

/// The words of a name with their marks, in lower case.
fn words(text: &str) -> String {
    let lower = nfc(text).to_lowercase();
    lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns a name for the address: whole words, of which no more than a file name may have.
fn address(name: &str) -> String {
    let slug = slug(name);
    let Some(start) = slug.get(..LONGEST) else { return slug };
    start.rsplit_once('-').map_or(start, |(kept, _)| kept).to_owned()
}

/// Names that differ only in their marks have one slug; the later one gets a number.
fn industries(show: &Show<'_>, names: impl Iterator<Item = String>) -> Vec<Industry> {
    let mut by_words: BTreeMap<String, String> = BTreeMap::new();
    for name in names {
        by_words.entry(words(&name)).or_insert(name);
    }
    let mut named: Vec<(String, String)> = by_words.into_iter().collect();
    show.order.sort_by(&mut named, |(_, name)| name);
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let industry = |(heard, name): (String, String)| {
        let address = address(&name);
        let count = used.entry(address.clone()).or_default();
        *count += 1;
        let slug = if *count == 1 { address } else { format!("{address}-{count}") };
        Industry { slug, name, heard }
    };
    named.into_iter().map(industry).collect()
}

/// The choices that the data give for filters, and what is known of each cluster and plot.
#[derive(Debug)]
pub struct Finder<'a> {
    /// The catalog on a day.
    pub show: &'a Show<'a>,
    /// Industries in Vietnamese order.
    pub industries: Vec<Industry>,
    /// Border gates of which a distance is known, in Vietnamese order.
    pub gates: Vec<&'a str>,
}

impl<'a> Finder<'a> {
    /// Collects the choices.
    pub fn new(show: &'a Show<'a>) -> Self {
        let clusters = || show.catalog.clusters.iter();
        let of_plots = clusters().flat_map(|(key, _)| show.catalog.plots.of(key)).flat_map(|plot| &plot.industries);
        let named = clusters().flat_map(|(_, cluster)| &cluster.industries).chain(of_plots);
        let industries = industries(show, named.cloned());
        let distances = clusters().flat_map(|(key, _)| show.catalog.distances.of(key));
        let mut gates: Vec<&str> =
            distances.map(|distance| distance.place.as_str()).filter(|place| is_gate(place)).collect();
        gates.sort_unstable();
        gates.dedup();
        show.order.sort_by(&mut gates, |gate| gate);
        Self { show, industries, gates }
    }

    /// Returns the distance to a place that was told last.
    pub fn distance(&self, key: Key<Cluster>, place: &str) -> Option<&'a Distance> {
        let told = self.show.catalog.distances.of(key).iter().filter(|distance| distance.place == place);
        told.max_by_key(|distance| distance.basis.as_of)
    }

    /// Returns what is known of a cluster.
    pub fn cluster(&self, key: Key<Cluster>) -> Facets {
        let cluster = &self.show.catalog.clusters[key];
        let stage = Some(self.show.standing(key).stage()).filter(|stage| *stage != Stage::Unknown);
        let communes: Vec<&str> =
            cluster.communes.iter().map(|key| self.show.catalog.communes[*key].code.as_str()).collect();
        let own = [
            ("key", Some(cluster.id.clone())),
            ("giai-doan", stage.map(|stage| stage.name().to_owned())),
            ("xa", some(communes.join(" "))),
            ("thue-duoc", self.leasable(key).map(said)),
            ("khoanh", self.largest(key).map(hectares)),
            ("nganh", self.industries_of(&cluster.industries)),
            ("nuoc-thai", self.has_work(key, InfrastructureKind::Wastewater).map(said)),
            ("dien", self.has_work(key, InfrastructureKind::Power).map(said)),
            ("nam", self.cluster_year(key).map(|year| year.to_string())),
        ];
        self.facets(key, own)
    }

    /// Returns what is known of a plot; its industries are those of its cluster unless it has its own.
    pub fn plot(&self, plot: &Plot) -> Facets {
        let cluster = &self.show.catalog.clusters[plot.cluster];
        let industries = if plot.industries.is_empty() { &cluster.industries } else { &plot.industries };
        let own = [
            ("key", Some(plot.id.clone())),
            ("khoanh", Some(hectares(piece(plot)))),
            ("nganh", self.industries_of(industries)),
            ("nam", self.plot_year(plot).map(|year| year.to_string())),
        ];
        self.facets(plot.cluster, own)
    }

    fn facets<const N: usize>(&self, key: Key<Cluster>, own: [(&'static str, Option<String>); N]) -> Facets {
        let gate = |place: &&str| Some(format!("{}={}", slug(place), self.distance(key, place)?.distance_km.plain()));
        let gates: Vec<String> = self.gates.iter().filter_map(gate).collect();
        let all = own.into_iter().chain([("km", some(gates.join(" ")))]);
        all.filter_map(|(name, value)| Some((name, value?))).collect()
    }

    fn industries_of(&self, allowed: &[String]) -> Option<String> {
        let chosen = self.industries.iter().filter(|industry| industry.is_in(allowed));
        some(chosen.map(|industry| industry.slug.as_str()).collect::<Vec<_>>().join(" "))
    }

    /// Says what the answer on the cluster's page says: yes, not (yet), or nothing.
    fn leasable(&self, key: Key<Cluster>) -> Option<bool> {
        let standing = self.show.standing(key);
        match standing.stage() {
            Stage::Leasable => Some(true),
            Stage::Operating | Stage::Unknown => None,
            // A plot that was free when it was last confirmed may still be.
            _ => (!self.plots(key).any(|plot| plot.status == PlotStatus::Vacant)).then_some(false),
        }
    }

    fn plots(&self, key: Key<Cluster>) -> impl Iterator<Item = &'a Plot> {
        self.show.catalog.plots.of(key).iter()
    }

    /// Returns the largest piece that is free or will be, m²; nothing when no plot is listed.
    fn largest(&self, key: Key<Cluster>) -> Option<Amount> {
        let open = [PlotStatus::Vacant, PlotStatus::Cleared, PlotStatus::Uncleared];
        self.plots(key).map(|plot| if open.contains(&plot.status) { piece(plot) } else { Amount::ZERO }).max()
    }

    fn has_work(&self, key: Key<Cluster>, kind: InfrastructureKind) -> Option<bool> {
        let works = self.show.catalog.infrastructure.of(key).iter().filter(|work| work.kind == kind);
        works.map(|work| work.state == WorkState::Present).max()
    }

    /// Returns the year up to which a plot can surely be leased.
    fn plot_year(&self, plot: &Plot) -> Option<i32> {
        match plot.status {
            PlotStatus::Vacant if !self.show.standing(plot.cluster).is_stale(plot) => Some(self.show.today.year()),
            PlotStatus::Vacant | PlotStatus::Cleared | PlotStatus::Uncleared => {
                plot.expected.and_then(|date| self.ahead(date))
            }
            _ => None,
        }
    }

    /// Returns the first year in which a plot can be leased, else that in which the infrastructure is to be ready.
    fn cluster_year(&self, key: Key<Cluster>) -> Option<i32> {
        if self.leasable(key) == Some(true) {
            return Some(self.show.today.year());
        }
        let acts = self.show.catalog.milestones.of(key).iter().filter(|milestone| {
            milestone.state == ActState::Planned && matches!(milestone.act, Act::Infrastructure | Act::Operation)
        });
        let planned = || acts.filter_map(|milestone| milestone.date).min().and_then(|date| self.ahead(date));
        self.plots(key).filter_map(|plot| self.plot_year(plot)).min().or_else(planned)
    }

    /// A day that was promised and has passed promises nothing.
    fn ahead(&self, date: PartialDate) -> Option<i32> {
        (date.last() >= self.show.today).then(|| date.last().year())
    }

    /// Returns the fields of the list of clusters.
    pub fn cluster_fields(&self) -> Vec<Field> {
        let field = |facet: &'static str, key: &str, ask: Ask| self.field(facet, key, ask);
        let fields = [
            field("giai-doan", "stage", Ask::Has).choices(self.stages()),
            field("xa", "commune", Ask::Has).choices(self.communes()),
            field("thue-duoc", "leasable", Ask::Yes),
            self.piece_field(),
            self.industry_field(),
            field("nuoc-thai", "wastewater", Ask::Yes),
            field("dien", "power", Ask::Yes),
        ];
        fields.into_iter().chain(self.gate_fields()).collect()
    }

    /// Returns the fields of the page of land.
    pub fn land_fields(&self) -> Vec<Field> {
        let first = self.show.today.year();
        let known = self.show.catalog.clusters.iter().filter_map(|(key, _)| self.cluster_year(key));
        let last = known.max().unwrap_or(first).max(first + YEARS_AHEAD);
        let years = (first..=last).map(|year| Choice { value: year.to_string(), label: year.to_string() }).collect();
        let year = self.field("nam", "year", Ask::Most).choices(years);
        [year, self.piece_field(), self.industry_field()].into_iter().chain(self.gate_fields()).collect()
    }

    fn field(&self, facet: &'static str, key: &str, ask: Ask) -> Field {
        let said = |family: &str| self.show.term(&format!("{family}.{key}"));
        Field::new(facet, said("filter"), said("figure"), ask)
    }

    fn piece_field(&self) -> Field {
        self.field("khoanh", "piece", Ask::Least)
    }

    fn industry_field(&self) -> Field {
        let choice = |industry: &Industry| Choice {
            value: industry.slug.clone(),
            label: self.show.said(industry.name.clone()).text(),
        };
        let choices = self.industries.iter().map(choice).collect();
        self.field("nganh", "industry", Ask::Has).choices(choices)
    }

    fn gate_fields(&self) -> impl Iterator<Item = Field> {
        self.gates.iter().map(|gate| {
            let name = self.gate(gate);
            let said = |key: &str| self.show.phrase(key, &[("gate", &name)]);
            Field::new("km", said("filter.gate"), said("figure.gate"), Ask::Most).part(slug(gate))
        })
    }

    /// Returns the name of a gate in the language of the page, where the table of terms has the place.
    pub fn gate(&self, place: &str) -> String {
        let heard = slug(place);
        let is_it = |key: &&String| key.strip_prefix("place.").is_some_and(|name| heard.ends_with(name));
        let known = self.show.catalog.terms.keys().find(is_it).filter(|_| self.show.language != Language::Vi);
        known.map_or_else(|| place.to_owned(), |key| self.show.term(key))
    }

    fn stages(&self) -> Vec<Choice> {
        let stages = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Unknown);
        let label = |stage: Stage| self.show.term(&format!("stage.{}", stage.name()));
        stages.map(|stage| Choice { value: stage.name().to_owned(), label: label(stage) }).collect()
    }

    fn communes(&self) -> Vec<Choice> {
        let catalog = self.show.catalog;
        let used = |key: &Key<Commune>| catalog.clusters.iter().any(|(_, cluster)| cluster.communes.contains(key));
        let mut communes: Vec<_> = catalog.communes.iter().filter(|(key, _)| used(key)).collect();
        self.show.order.sort_by(&mut communes, |(_, commune)| &commune.name);
        let choice = |commune: &Commune| Choice {
            value: commune.code.clone(),
            label: self.show.said(commune.running_name()).text(),
        };
        communes.into_iter().map(|(_, commune)| choice(commune)).collect()
    }
}

fn is_gate(place: &str) -> bool {
    fold(place).starts_with("cua khau")
}

/// Returns the largest single piece of a plot, m²; a plot of which nothing else is said is one piece.
fn piece(plot: &Plot) -> Amount {
    plot.largest_m2.unwrap_or(plot.area_m2.value)
}

/// Square metres as hectares: filters ask for one unit only.
fn hectares(square_metres: Amount) -> String {
    square_metres.percent_of(Amount::from(1_000_000)).unwrap_or(Amount::ZERO).plain()
}

fn said(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
