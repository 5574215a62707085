//! What may leave the office, as a type: pages, reports and data sets are made of [`Public`] and of nothing else.
//!
//! Rows marked internal are not in it, and a cluster in it tells no more than its level allows: level A is published
//! in full, level B names no company and no capital, level C gives what planning says of it.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::Catalog;
use super::basis::Visibility;
use super::cluster::{Cluster, Level};
use super::fact::{Price, PriceKind};
use super::figure::Conflict;
use super::land::{Area, AreaKind};
use super::milestone::{Act, Milestone};
use super::project::Project;
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
    /// Who sent what and when is the office's own matter. An internal figure is not part of a sum either, where it could
    /// be found by subtraction. Nothing that stays names a row that goes: references of public rows were resolved so.
    pub fn publish(mut self) -> Public {
        let levels = Levels(self.clusters.iter().map(|(key, cluster)| (key, cluster.level)).collect());
        // Every table is named, so that the compiler asks of each new one what of it may be published.
        let Self {
            province: _,
            sources: _,
            agencies: _,
            documents,
            relations,
            duties: _,
            limits: _,
            districts: _,
            communes: _,
            clusters,
            areas,
            milestones,
            clearances,
            plots,
            infrastructure,
            distances,
            prices,
            projects,
            capital,
            obstacles,
            observations,
            totals,
            conflicts,
            periods: _,
            forms: _,
            form_rows: _,
            rollup: _,
            definitions: _,
            terms: _,
            changes: _,
            waivers: _,
            approvals: _,
            receipts,
            seals: _,
            told,
            guides: _,
            outline: _,
            district_shapes: _,
            files: _,
        } = &mut self;
        told.clear();
        receipts.clear();
        documents.retain(|row| row.basis.is_public());
        relations.retain(|row| row.visibility == Visibility::Public);
        clusters.iter_mut().filter(|(key, _)| levels.hide_firms(*key)).for_each(|(_, row)| without_firms(row));
        areas.retain(|row| row.basis.is_public() && levels.show_area(row));
        milestones.retain(|row| row.basis.is_public() && levels.show_act(row));
        clearances.retain(|row| row.basis.is_public() && levels.beyond_plan(row.cluster));
        plots.retain(|row| row.basis.is_public() && levels.beyond_plan(row.cluster));
        plots.iter_mut().filter(|row| levels.hide_firms(row.cluster)).for_each(|row| row.contact = None);
        infrastructure.retain(|row| row.basis.is_public() && levels.beyond_plan(row.cluster));
        distances.retain(|row| row.basis.is_public());
        prices.retain(|row| row.basis.is_public() && levels.show_price(row));
        prices.iter_mut().filter(|row| levels.hide_publisher(row)).for_each(|row| row.publisher = None);
        projects.retain(|row| row.basis.is_public() && levels.beyond_plan(row.cluster));
        projects.iter_mut().filter(|row| levels.hide_firms(row.cluster)).for_each(without_investor);
        capital.retain(|row| row.basis.is_public() && !row.cluster.is_some_and(|key| levels.hide_firms(key)));
        obstacles.retain(|row| row.basis.is_public() && row.cluster.is_none_or(|key| levels.beyond_plan(key)));
        observations.retain(|row| {
            let of_firm = row.firm_cluster(projects.iter());
            row.basis.is_public() && !of_firm.is_some_and(|key| levels.hide_firms(key))
        });
        totals.retain(|row| row.basis.is_public());
        conflicts.retain(|row| row.visibility == Visibility::Public && levels.show_conflict(row));
        Public(self)
    }
}

fn without_firms(cluster: &mut Cluster) {
    cluster.developers.clear();
    cluster.developer_kind = None;
}

fn without_investor(project: &mut Project) {
    project.investor = None;
    project.country = None;
    project.foreign = None;
    project.capital_bn_vnd = None;
}

/// What the level of a cluster lets out.
struct Levels(BTreeMap<Key<Cluster>, Level>);

impl Levels {
    /// Of clusters of level C only what planning says of them leaves the office.
    fn beyond_plan(&self, key: Key<Cluster>) -> bool {
        self.0[&key] != Level::C
    }

    /// Below level A no company and no capital is named.
    fn hide_firms(&self, key: Key<Cluster>) -> bool {
        self.0[&key] != Level::A
    }

    fn show_area(&self, area: &Area) -> bool {
        const PLANNED: [AreaKind; 3] = [AreaKind::Plan, AreaKind::DetailedPlan, AreaKind::Industrial];
        self.beyond_plan(area.cluster) || PLANNED.contains(&area.kind)
    }

    fn show_act(&self, milestone: &Milestone) -> bool {
        // Changes of a plan are recorded as `other`, because the ladder has no step for them.
        const PLANNING: [Act; 3] = [Act::Plan, Act::DetailedPlan, Act::Other];
        self.beyond_plan(milestone.cluster) || PLANNING.contains(&milestone.act)
    }

    /// The province's own table of land prices is public for every place.
    fn show_price(&self, price: &Price) -> bool {
        self.beyond_plan(price.cluster) || price.kind == PriceKind::LandTable
    }

    fn hide_publisher(&self, price: &Price) -> bool {
        self.hide_firms(price.cluster) && price.kind != PriceKind::LandTable
    }

    fn show_conflict(&self, conflict: &Conflict) -> bool {
        !conflict.cluster.is_some_and(|key| self.hide_firms(key)) || conflict.company_column().is_none()
    }
}
