//! What may leave the office, as a type: pages, reports and data sets are made of [`Public`] and of nothing else.
//!
//! Rows marked internal are not in it, and a cluster in it tells no more than its level allows: level A is published
//! in full, level B names no company and no capital, level C gives what planning says of it.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::Catalog;
use super::basis::{Basis, Visibility};
use super::cluster::{Cluster, Level};
use super::fact::PriceKind;
use super::land::AreaKind;
use super::milestone::Act;
use super::table::Key;

/// A catalog without anything internal; only [`Catalog::publish`] makes one.
#[derive(Debug)]
pub struct Public(Catalog);

impl Deref for Public {
    type Target = Catalog;

    fn deref(&self) -> &Catalog {
        &self.0
    }
}

impl Catalog {
    /// Gives up everything that must not leave the office.
    ///
    /// An internal figure is not part of a sum either, where it could be found by subtraction.
    pub fn publish(mut self) -> Public {
        let levels = Levels(self.clusters.iter().map(|(key, cluster)| (key, cluster.level)).collect());
        self.drop_internal();
        self.drop_beyond_plan(&levels);
        self.drop_companies(&levels);
        Public(self)
    }

    fn drop_internal(&mut self) {
        self.areas.retain(|row| is_public(&row.basis));
        self.milestones.retain(|row| is_public(&row.basis));
        self.clearances.retain(|row| is_public(&row.basis));
        self.plots.retain(|row| is_public(&row.basis));
        self.infrastructure.retain(|row| is_public(&row.basis));
        self.distances.retain(|row| is_public(&row.basis));
        self.prices.retain(|row| is_public(&row.basis));
        self.projects.retain(|row| is_public(&row.basis));
        self.capital.retain(|row| is_public(&row.basis));
        self.obstacles.retain(|row| is_public(&row.basis));
        self.observations.retain(|row| is_public(&row.basis));
        self.totals.retain(|row| is_public(&row.basis));
        self.conflicts.retain(|row| row.visibility == Visibility::Public);
    }

    /// Leaves of clusters of level C what planning says of them.
    fn drop_beyond_plan(&mut self, levels: &Levels) {
        const AREAS: [AreaKind; 3] = [AreaKind::Plan, AreaKind::DetailedPlan, AreaKind::Industrial];
        // Changes of a plan are recorded as `other`, because the ladder has no step for them.
        const ACTS: [Act; 3] = [Act::Plan, Act::DetailedPlan, Act::Other];
        let beyond = |key| levels.of(key) != Level::C;
        self.areas.retain(|row| beyond(row.cluster) || AREAS.contains(&row.kind));
        self.milestones.retain(|row| beyond(row.cluster) || ACTS.contains(&row.act));
        self.clearances.retain(|row| beyond(row.cluster));
        self.plots.retain(|row| beyond(row.cluster));
        self.infrastructure.retain(|row| beyond(row.cluster));
        // The province's own table of land prices is public for every place.
        self.prices.retain(|row| beyond(row.cluster) || row.kind == PriceKind::LandTable);
        self.projects.retain(|row| beyond(row.cluster));
        self.obstacles.retain(|row| row.cluster.is_none_or(beyond));
    }

    /// Takes companies and capital out of clusters below level A.
    fn drop_companies(&mut self, levels: &Levels) {
        let hidden = |key| levels.of(key) != Level::A;
        for (_, cluster) in self.clusters.iter_mut().filter(|(key, _)| hidden(*key)) {
            cluster.developers.clear();
            cluster.developer_kind = None;
        }
        for plot in self.plots.iter_mut().filter(|plot| hidden(plot.cluster)) {
            plot.contact = None;
        }
        for price in self.prices.iter_mut().filter(|price| hidden(price.cluster)) {
            price.publisher = price.publisher.take().filter(|_| price.kind == PriceKind::LandTable);
        }
        for project in self.projects.iter_mut().filter(|project| hidden(project.cluster)) {
            project.investor = None;
            project.country = None;
            project.foreign = None;
            project.capital_bn_vnd = None;
        }
        self.capital.retain(|row| row.cluster.is_none_or(|key| !hidden(key)));
    }
}

fn is_public(basis: &Basis) -> bool {
    basis.visibility == Visibility::Public
}

struct Levels(BTreeMap<Key<Cluster>, Level>);

impl Levels {
    fn of(&self, key: Key<Cluster>) -> Level {
        self.0[&key]
    }
}
