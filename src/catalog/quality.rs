//! How far the data reach: what is known of each cluster, which facts are current, who has reported in time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::choices;
use crate::say;
use crate::text::{Both, PartialDate};

use super::Catalog;
use super::cluster::{Cluster, Level};
use super::form::{Form, Span};
use super::indicator::{FormId, Subject};
use super::land::AreaKind;
use super::milestone::Act;
use super::standing::Standing;
use super::standing::age::{Ground, Grounded};
use super::table::Key;

choices! {
    /// What everybody who looks at a cluster asks first, in the order of its page.
    Wanted {
        /// Its commune.
        Commune = "commune",
        /// Its developer.
        Developer = "developer",
        /// Its kind.
        Kind = "kind",
        /// The industries that it takes.
        Industries = "industries",
        /// Where it lies.
        Coordinates = "coordinates",
        /// The decision that established it.
        Decision = "decision",
        /// Its area by that decision.
        DecidedArea = "decided-area",
        /// Its industrial land.
        IndustrialLand = "industrial-land",
        /// The land leased.
        LeasedLand = "leased-land",
        /// Its plots.
        Plots = "plots",
        /// Its works.
        Infrastructure = "infrastructure",
        /// Prices there.
        Prices = "prices",
    }
}

impl Wanted {
    /// Returns what it is called.
    pub fn words(self) -> Both {
        match self {
            Self::Commune => say!("xã, phường", "commune"),
            Self::Developer => say!("chủ đầu tư hạ tầng", "developer"),
            Self::Kind => say!("loại hình", "kind"),
            Self::Industries => say!("ngành, nghề", "industries"),
            Self::Coordinates => say!("tọa độ", "coordinates"),
            Self::Decision => say!("quyết định thành lập", "decision of establishment"),
            Self::DecidedArea => say!("diện tích theo quyết định", "area by decision"),
            Self::IndustrialLand => say!("đất công nghiệp", "industrial land"),
            Self::LeasedLand => say!("đất đã cho thuê", "land leased"),
            Self::Plots => say!("lô đất", "plots"),
            Self::Infrastructure => say!("hạ tầng", "infrastructure"),
            Self::Prices => say!("giá", "prices"),
        }
    }

    /// Returns whether the public is told this of a cluster of a level at all.
    pub fn is_told(self, level: Level) -> bool {
        const OF_A_PLAN: [Wanted; 5] =
            [Wanted::Commune, Wanted::Kind, Wanted::Industries, Wanted::Coordinates, Wanted::IndustrialLand];
        match level {
            Level::A => true,
            Level::B => self != Self::Developer,
            Level::C => OF_A_PLAN.contains(&self),
        }
    }

    fn is_known(self, standing: &Standing<'_>, catalog: &Catalog, key: Key<Cluster>) -> bool {
        let cluster = &catalog.clusters[key];
        match self {
            Self::Commune => !cluster.communes.is_empty(),
            Self::Developer => !cluster.developers.is_empty(),
            Self::Kind => cluster.kind.is_some(),
            Self::Industries => !cluster.industries.is_empty(),
            Self::Coordinates => cluster.lon.is_some(),
            Self::Decision => standing.act(Act::Establishment).is_some_and(|act| act.document.is_some()),
            Self::DecidedArea => standing.decided_ha().is_some(),
            Self::IndustrialLand => standing.area(AreaKind::Industrial).is_some(),
            Self::LeasedLand => standing.area(AreaKind::Leased).is_some(),
            Self::Plots => !catalog.plots.of(key).is_empty(),
            Self::Infrastructure => !catalog.infrastructure.of(key).is_empty(),
            Self::Prices => !catalog.prices.of(key).is_empty(),
        }
    }
}

/// The round of a form whose last day has passed most recently.
#[derive(Debug)]
pub struct Round<'a> {
    /// The form.
    pub form: &'a Form,
    /// For which period.
    pub span: Span,
    /// The last day in time.
    pub last: NaiveDate,
    /// Who is to send it.
    pub senders: Vec<Subject>,
    /// Who of them has a figure of that form and period.
    pub heard: BTreeSet<Subject>,
}

impl Round<'_> {
    /// Returns those of whom there is no figure.
    pub fn silent(&self) -> impl Iterator<Item = Subject> {
        self.senders.iter().copied().filter(|subject| !self.heard.contains(subject))
    }
}

impl Catalog {
    /// Returns what is not known of a cluster on a day.
    pub fn lacking(&self, key: Key<Cluster>, today: NaiveDate) -> Vec<Wanted> {
        let standing = Standing::new(self, key, today);
        Wanted::ALL.iter().copied().filter(|wanted| !wanted.is_known(&standing, self, key)).collect()
    }

    /// Returns the last round of a form; nothing when no wording of it is in force, or its line on the deadline is other
    /// than the circular's.
    pub fn round(&self, form: FormId, today: NaiveDate) -> Option<Round<'_>> {
        let wording = self.form(form, today)?;
        let (span, last) = wording.due_before(today)?;
        let rows = self.observations.iter().filter(|row| row.period == span && row.indicator.form == form);
        let heard = rows.filter(|row| row.value.is_some()).map(|row| row.subject).collect();
        Some(Round { form: wording, span, last, senders: self.senders(form), heard })
    }

    /// Returns who is to send a form (Thông tư 14/2024/TT-BCT, khoản 3 Điều 3), as far as the data know them.
    fn senders(&self, form: FormId) -> Vec<Subject> {
        match form {
            FormId::Project => {
                let tenants = self.projects.iter().filter(|project| project.is_tenant());
                tenants.map(|project| Subject::Project(project.key)).collect()
            }
            FormId::Developer => {
                let led = self.clusters.iter().filter(|(_, cluster)| !cluster.developers.is_empty());
                led.map(|(key, _)| Subject::Cluster(key)).collect()
            }
            FormId::Commune => {
                let leading = self.clusters.iter().filter_map(|(_, cluster)| cluster.communes.first());
                leading.collect::<BTreeSet<_>>().into_iter().map(|key| Subject::Commune(*key)).collect()
            }
            FormId::Province => vec![Subject::Province],
        }
    }

    /// Returns what every current fact about a cluster rests on: one with a newer row on the same matter is history.
    pub fn current(&self) -> Vec<(Key<Cluster>, Ground<'_>)> {
        let areas = newest(self.areas.iter(), |row| (row.cluster, row.kind));
        let prices = newest(self.prices.iter(), |row| (row.cluster, row.kind, &row.position, &row.unit));
        let distances = newest(self.distances.iter(), |row| (row.cluster, &row.place));
        let attributes = newest(self.attributes.iter(), |row| (row.cluster, row.item));
        let mut current: Vec<(Key<Cluster>, Ground<'_>)> = Vec::new();
        current.extend(self.clusters.iter().map(|(key, row)| (key, row.ground())));
        current.extend(areas.into_iter().map(|row| (row.cluster, row.ground())));
        current.extend(self.milestones.iter().map(|row| (row.cluster, row.ground())));
        current.extend(self.plots.iter().map(|row| (row.cluster, row.ground())));
        current.extend(self.infrastructure.iter().map(|row| (row.cluster, row.ground())));
        current.extend(distances.into_iter().map(|row| (row.cluster, row.ground())));
        current.extend(attributes.into_iter().map(|row| (row.cluster, row.ground())));
        current.extend(prices.into_iter().map(|row| (row.cluster, row.ground())));
        current.extend(self.projects.iter().map(|row| (row.cluster, row.ground())));
        current.extend(self.obstacles.iter().filter_map(|row| Some((row.cluster?, row.ground()))));
        current.extend(self.inspections.iter().map(|row| (row.cluster, row.ground())));
        current
    }
}

/// Returns the rows than which none is newer on the same matter; two of one date are both told.
fn newest<'a, R: Grounded, K: Ord>(rows: impl Iterator<Item = &'a R>, matter: impl Fn(&'a R) -> K) -> Vec<&'a R> {
    let rows: Vec<&R> = rows.collect();
    let of = |row: &R| row.ground().basis.as_of;
    let mut last: BTreeMap<K, Option<PartialDate>> = BTreeMap::new();
    for row in &rows {
        let date = last.entry(matter(row)).or_default();
        *date = (*date).max(of(row));
    }
    rows.into_iter().filter(|row| last.get(&matter(row)) == Some(&of(row))).collect()
}
