//! What may leave the office, as a type: pages, reports and data sets are made of [`Public`] and of nothing else.
//!
//! Rows marked internal are not in it, and a cluster in it tells no more than its level allows: level A is published
//! in full, level B names no company and no capital, level C gives what planning says of it.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::Catalog;
use super::attribute::Attribute;
use super::basis::Visibility;
use super::cluster::{Cluster, Level};
use super::fact::{Distance, Infrastructure, Price, PriceKind};
use super::figure::{Conflict, Observation};
use super::indicator::Subject;
use super::inspection::Inspection;
use super::land::{Area, AreaKind, Plot};
use super::law::{Document, Relation};
use super::milestone::{Act, Milestone};
use super::outline::Outline;
use super::project::{Obstacle, Project};
use super::rollup::{Carried, Firms};
use super::table::{Grouped, Indexed, Key, Table};

/// Who reads what is made of a catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Everybody: sums that would tell of a single firm are withheld.
    Everybody,
    /// Those to whom the office sends its signed forms: every sum is told, and still no single row behind it.
    Administration,
}

/// A catalog without anything that is not to be told; only [`Catalog::publish`] and [`Catalog::submit`] make one.
#[derive(Debug)]
pub struct Public {
    catalog: Catalog,
    reader: Reader,
    /// Sums of what is counted and not in the catalog any more.
    carried: Carried,
}

impl Public {
    /// Returns for whom it is.
    pub fn reader(&self) -> Reader {
        self.reader
    }

    pub(super) fn carried(&self) -> &Carried {
        &self.carried
    }
}

impl Deref for Public {
    type Target = Catalog;

    fn deref(&self) -> &Catalog {
        &self.catalog
    }
}

impl Catalog {
    /// Gives up everything that must not leave the office.
    pub fn publish(self) -> Public {
        self.shown_to(Reader::Everybody)
    }

    /// The same for a form that is signed and sent within the administration: its sums are told, whoever is in them.
    pub fn submit(self) -> Public {
        self.shown_to(Reader::Administration)
    }

    /// What is counted goes last, when the sums are made: from here on nobody can tell it by itself.
    fn shown_to(mut self, reader: Reader) -> Public {
        let firms = Firms::of(&self);
        self.trim();
        let carried = Carried::of(&self, &firms, reader);
        self.projects.retain(|row| row.basis.is_public());
        self.observations.retain(|row| row.basis.is_public());
        if reader == Reader::Everybody {
            self.signed.iter_mut().filter(|row| row.is_withheld).for_each(|row| row.value = None);
        }
        Public { catalog: self, reader, carried }
    }

    /// Takes out internal rows, and what the level of a cluster forbids.
    ///
    /// Who sent what and when is the office's own matter. An internal figure is not part of a sum either, where it could
    /// be found by subtraction. Nothing that stays names a row that goes: references of public rows were resolved so.
    /// Every table is named, so that the compiler asks of each new one what of it may be published.
    fn trim(&mut self) {
        let levels = Levels(self.clusters.iter().map(|(key, cluster)| (key, cluster.level)).collect());
        let Self {
            province: _,
            sources: _,
            agencies: _,
            documents,
            relations,
            duties: _,
            procedures,
            limits: _,
            districts: _,
            communes: _,
            clusters,
            areas,
            milestones,
            clearances,
            plots,
            outlines,
            infrastructure,
            distances,
            attributes,
            prices,
            projects,
            capital,
            obstacles,
            inspections,
            observations,
            totals,
            conflicts,
            periods: _,
            forms: _,
            form_rows: _,
            rollup: _,
            definitions: _,
            terms: _,
            translations: _,
            changes: _,
            redirects: _,
            waivers: _,
            approvals: _,
            receipts,
            signed: _,
            reasons: _,
            seals: _,
            told,
            guides: _,
            narratives: _,
            outline: _,
            district_shapes: _,
            files: _,
        } = self;
        told.clear();
        receipts.clear();
        trim_law(documents, relations);
        procedures.retain(|row| row.basis.is_public());
        clusters.iter_mut().filter(|(key, _)| levels.hide_firms(*key)).for_each(|(_, row)| without_firms(row));
        areas.retain(|row| row.basis.is_public() && levels.show_area(row));
        milestones.retain(|row| row.basis.is_public() && levels.show_act(row));
        clearances.retain(|row| row.basis.is_public() && levels.beyond_plan(row.cluster));
        levels.trim_plots(plots, outlines);
        levels.trim_works(infrastructure, distances, attributes);
        levels.trim_prices(prices);
        levels.trim_projects(projects);
        capital.retain(|row| row.basis.is_public() && !row.cluster.is_some_and(|key| levels.hide_firms(key)));
        levels.trim_course(obstacles, inspections);
        levels.trim_reports(observations, projects);
        totals.retain(|row| row.basis.is_public());
        conflicts.retain(|row| row.visibility == Visibility::Public && levels.show_conflict(row));
    }
}

fn trim_law(documents: &mut Table<Document>, relations: &mut Vec<Relation>) {
    documents.retain(|row| row.basis.is_public());
    relations.retain(|row| row.visibility == Visibility::Public);
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

    /// Of a cluster that is only planned nothing of this is told, and below level A nothing of the developer's office.
    fn show_attribute(&self, attribute: &Attribute) -> bool {
        let of_firm = attribute.item.is_of_firm() && self.hide_firms(attribute.cluster);
        self.beyond_plan(attribute.cluster) && !of_firm
    }

    /// How far a place is away is no secret of a plan.
    fn trim_works(
        &self,
        works: &mut Grouped<Cluster, Infrastructure>,
        distances: &mut Grouped<Cluster, Distance>,
        attributes: &mut Grouped<Cluster, Attribute>,
    ) {
        works.retain(|row| row.basis.is_public() && self.beyond_plan(row.cluster));
        distances.retain(|row| row.basis.is_public());
        attributes.retain(|row| row.basis.is_public() && self.show_attribute(row));
    }

    fn trim_reports(&self, observations: &mut Indexed<Subject, Observation>, projects: &Grouped<Cluster, Project>) {
        let homes: BTreeMap<Key<Project>, Key<Cluster>> = projects.iter().map(|it| (it.key, it.cluster)).collect();
        observations.retain(|row| self.show_report(row, row.firm_cluster(|project| homes.get(&project).copied())));
    }

    fn trim_plots(&self, plots: &mut Grouped<Cluster, Plot>, outlines: &mut Grouped<Cluster, Outline>) {
        plots.retain(|row| row.basis.is_public() && self.beyond_plan(row.cluster));
        outlines.retain(|row| row.basis.is_public() && self.beyond_plan(row.cluster));
        plots.iter_mut().filter(|row| self.hide_firms(row.cluster)).for_each(|row| row.contact = None);
    }

    fn trim_prices(&self, prices: &mut Grouped<Cluster, Price>) {
        prices.retain(|row| row.basis.is_public() && self.show_price(row));
        prices.iter_mut().filter(|row| self.hide_publisher(row)).for_each(|row| row.publisher = None);
    }

    fn trim_course(&self, obstacles: &mut Vec<Obstacle>, inspections: &mut Grouped<Cluster, Inspection>) {
        obstacles.retain(|row| row.basis.is_public() && row.cluster.is_none_or(|key| self.beyond_plan(key)));
        inspections.retain(|row| row.basis.is_public() && self.beyond_plan(row.cluster));
    }

    fn trim_projects(&self, projects: &mut Grouped<Cluster, Project>) {
        projects.retain(|row| !row.basis.is_internal() && self.beyond_plan(row.cluster));
        projects.iter_mut().filter(|row| self.hide_firms(row.cluster)).for_each(without_investor);
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

    /// What is counted stays until the sums are made, whoever reports it.
    fn show_report(&self, report: &Observation, firm: Option<Key<Cluster>>) -> bool {
        let is_shown = !firm.is_some_and(|key| self.hide_firms(key));
        report.basis.visibility == Visibility::Counted || report.basis.is_public() && is_shown
    }

    fn show_conflict(&self, conflict: &Conflict) -> bool {
        !conflict.cluster.is_some_and(|key| self.hide_firms(key)) || conflict.company_column().is_none()
    }
}
