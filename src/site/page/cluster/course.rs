//! The course of a cluster: the ladder of acts, obstacles, environment, projects.

use std::cmp::Reverse;

use crate::catalog::fact::InfrastructureKind;
use crate::catalog::inspection::{Finding, Inspection};
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::catalog::project::{Obstacle, Project, ProjectKind, ProjectState};
use crate::site::document::{Align, Block, Cell, Fact, Mark, Rung, Step, Table, TableRow, Words};
use crate::site::show::{Show, running};

use super::Sheet;
use super::attribute::WATER;

impl Sheet<'_> {
    pub(super) fn progress(&self) -> Vec<Block> {
        const LADDER: &[Act] = &[
            Act::Plan,
            Act::Notice,
            Act::Dossier,
            Act::Appraisal,
            Act::Establishment,
            Act::DetailedPlan,
            Act::InvestmentProject,
            Act::Environment,
            Act::Recovery,
            Act::Lease,
            Act::Construction,
            Act::Infrastructure,
            Act::Operation,
        ];
        let rungs = LADDER.iter().map(|act| self.rung(*act)).collect();
        let stage = self.show.sentence("cluster.stage-line", &[("stage", self.show.stage_of(self.key))]);
        let mut blocks = vec![Block::paragraph(stage), Block::Ladder { rungs }];
        let mut others: Vec<_> = self
            .show
            .catalog
            .milestones
            .of(self.key)
            .iter()
            .filter(|milestone| !LADDER.contains(&milestone.act))
            .collect();
        others.sort_by_key(|milestone| (milestone.known_by(), milestone.id.as_str()));
        let others: Vec<Words> = others
            .into_iter()
            .map(|milestone| {
                let provenance = self.show.sourced(self.show.provenance(&milestone.basis), milestone);
                Words::sentences([self.show.said(milestone.text.clone()), provenance], self.show.signs())
            })
            .collect();
        if !others.is_empty() {
            blocks.push(Block::Heading {
                level: 3,
                id: "moc-khac".into(),
                text: self.show.label("cluster.other-acts"),
            });
            blocks.push(Block::List { items: others });
        }
        let obstacles: Vec<Words> = self.obstacles().map(|obstacle| obstacle_words(self.show, obstacle)).collect();
        blocks.push(Block::Heading { level: 3, id: "vuong-mac".into(), text: self.show.label("cluster.obstacles") });
        blocks.push(if obstacles.is_empty() {
            Block::paragraph(self.show.unknown())
        } else {
            Block::List { items: obstacles }
        });
        blocks
    }

    pub(super) fn obstacles(&self) -> impl Iterator<Item = &Obstacle> {
        let all = self.show.catalog.obstacles.iter();
        let mut own: Vec<&Obstacle> = all.filter(|obstacle| obstacle.cluster == Some(self.key)).collect();
        own.sort_by_key(|obstacle| obstacle.id.as_str());
        own.into_iter()
    }

    pub(super) fn rung(&self, act: Act) -> Rung {
        let label = self.show.label(&format!("act.{}", act.name()));
        if let Some(done) = self.standing.act(act) {
            return Rung {
                date: done.date.map_or_else(|| self.show.term("cluster.date-unknown"), |date| self.show.date(date)),
                document: done.document.map(|key| self.show.document_link(key)).unwrap_or_default(),
                text: self.show.said(done.text.clone()),
                ..self.told(label, Step::Done, done)
            };
        }
        if let Some(planned) = self.planned(act) {
            let date = planned.date.map_or_else(
                || self.show.term("cluster.planned"),
                |date| self.show.phrase("cluster.planned-date", &[("date", &self.show.date(date))]),
            );
            return Rung { date, ..self.told(label, Step::Planned, planned) };
        }
        // "Not done" is a statement; it is made only when the list of acts is declared complete.
        let not_done = self.standing.has(act) == Some(false);
        Rung::bare(label, if not_done { Step::Open } else { Step::Unknown })
    }

    fn planned(&self, act: Act) -> Option<&Milestone> {
        let all = self.show.catalog.milestones.of(self.key).iter();
        let planned = all.filter(|milestone| milestone.act == act && milestone.state == ActState::Planned);
        planned.min_by_key(|milestone| (milestone.date, milestone.id.as_str()))
    }

    fn told(&self, label: String, state: Step, milestone: &Milestone) -> Rung {
        let marks = self.show.sourced(Words::default(), milestone);
        let provenance = self.show.provenance(&milestone.basis);
        Rung { marks, provenance, ..Rung::bare(label, state) }
    }

    pub(super) fn environment(&self) -> Block {
        let act = self.rung(Act::Environment).words();
        let plant = self
            .show
            .catalog
            .infrastructure
            .of(self.key)
            .iter()
            .filter(|work| work.kind == InfrastructureKind::Wastewater)
            .min_by_key(|work| (work.state, work.item.as_str()));
        let plant_words = plant
            .map_or_else(|| self.show.unknown(), |work| self.show.sourced(self.show.said(work.item.clone()), work));
        let note = plant.map(|work| self.show.provenance(&work.basis)).unwrap_or_default();
        let rows = vec![
            Fact::new(
                self.show.label("cluster.environment-act"),
                if act.is_empty() { self.show.unknown() } else { act },
                Words::default(),
            ),
            Fact::new(self.show.label("cluster.wastewater-plant"), plant_words, note),
            Fact::new(
                self.show.label("cluster.wastewater-standard"),
                self.show.term("cluster.wastewater-rule"),
                Words::marked(self.show.term("verify"), Mark::Tag),
            ),
        ];
        Block::Facts { rows: [rows, self.inspections(), self.attributes(WATER)].concat() }
    }

    /// What inspectors found, the last first.
    fn inspections(&self) -> Vec<Fact> {
        let mut own: Vec<&Inspection> = self.show.catalog.inspections.of(self.key).iter().collect();
        own.sort_by_key(|it| (Reverse(it.date), it.id.as_str()));
        own.into_iter().map(|it| inspected(self.show, it)).collect()
    }

    pub(super) fn projects(&self) -> Vec<Block> {
        let projects = self.show.catalog.projects.of(self.key).iter();
        let rows: Vec<TableRow> = projects
            .map(|project| {
                let investor = project.investor.as_ref().map(|name| name.value.as_str());
                let area = project
                    .area_ha
                    .map_or_else(|| self.show.unknown_cell(), |area| Cell::number(area, self.show.number(area)));
                TableRow::new(vec![
                    Cell::text(self.show.sourced(self.show.said(project.name.clone()), project)),
                    Cell::text(self.show.label(&format!("project.{}", project.kind.name()))),
                    self.show.text_cell(investor),
                    area,
                    Cell::text(self.show.label(&format!("project.{}", project.state.name()))),
                    self.show.date_cell(project.basis.as_of),
                    Cell::text(self.show.publishers(&project.basis.sources)),
                ])
            })
            .collect();
        if rows.is_empty() {
            let none = self.show.sentence("cluster.no-projects", &[("unknown", self.show.unknown())]);
            return vec![Block::paragraph(none)];
        }
        let heads = self.show.columns(&[
            ("column.project", Align::Left, 4),
            ("column.kind", Align::Left, 5),
            ("column.investor", Align::Left, 4),
            ("column.area-ha", Align::Right, 2),
            ("column.state", Align::Left, 3),
            ("column.as-of", Align::Left, 3),
            ("column.source", Align::Left, 5),
        ]);
        let table = Table::new("du-an", self.caption("cluster.projects-caption"), heads, rows);
        self.tenants().map(Block::paragraph).into_iter().chain([Block::Table(table)]).collect()
    }

    /// What the projects are expected to bring, of those that say it.
    pub(super) fn expected_results(&self) -> Option<Block> {
        let told = self.show.catalog.projects.of(self.key).iter().filter_map(|project| {
            let result = self.show.said(project.expected_result.clone()?);
            let values = [("project", self.show.said(project.name.clone())), ("result", result)];
            Some(self.show.sourced(self.show.sentence("cluster.project-result", &values), project))
        });
        let items: Vec<Words> = told.collect();
        (!items.is_empty()).then_some(Block::List { items })
    }

    /// How many firms the data know, which need not be all of them.
    fn tenants(&self) -> Option<String> {
        let all = self.show.catalog.projects.of(self.key).iter();
        let own: Vec<&Project> = all.filter(|project| project.kind == ProjectKind::Tenant).collect();
        let count = |fits: fn(&Project) -> bool| own.iter().filter(|project| fits(project)).count().to_string();
        let foreign = count(|project| project.foreign == Some(true));
        let operating = count(|project| project.state == ProjectState::Operating);
        let counts = [("count", own.len().to_string()), ("foreign", foreign), ("operating", operating)];
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        (!own.is_empty()).then(|| self.show.phrase("cluster.tenants", &counts))
    }
}

/// Says what was found, and whether a breach is put right.
fn inspected(show: &Show<'_>, inspection: &Inspection) -> Fact {
    let of = |name: &str| show.term(&format!("inspection.{name}"));
    let found =
        format!("{}{}{}", of(inspection.field.name()), show.signs().colon, running(&of(inspection.finding.name())));
    let mut parts = vec![Words::plain(found), show.said(inspection.text.clone())];
    if let Some(mended) = inspection.resolved_on.filter(|date| date.first() <= show.today) {
        parts.push(show.phrase("cluster.inspection-mended", &[("date", &show.date(mended))]).into());
    } else if inspection.finding == Finding::Breach {
        parts.push(show.term("cluster.inspection-open").into());
        parts
            .extend(inspection.due.map(|due| show.phrase("cluster.obstacle-due", &[("date", &show.date(due))]).into()));
    }
    let label = show.phrase("cluster.inspection", &[("date", &show.date(inspection.date))]);
    let words = show.sourced(Words::sentences(parts, show.signs()), inspection);
    Fact::new(label, words, show.provenance(&inspection.basis))
}

/// Says an obstacle with its date, who must act, and what is asked.
fn obstacle_words(show: &Show<'_>, obstacle: &Obstacle) -> Words {
    let category = show.label(&format!("obstacle.{}", obstacle.category.name()));
    let text = Words::marked(category, Mark::Strong).then(show.signs().colon).with(show.said(obstacle.text.clone()));
    let mut parts = vec![text];
    if let Some(cause) = &obstacle.cause {
        parts.push(show.sentence("cluster.obstacle-cause", &[("cause", show.said(cause.clone()))]));
    }
    if let Some(agency) = obstacle.agency {
        parts.push(show.sentence("cluster.obstacle-agency", &[("agency", show.agency_link(agency))]));
    }
    if let Some(request) = &obstacle.request {
        parts.push(show.sentence("cluster.obstacle-request", &[("request", show.said(request.clone()))]));
    }
    let settled = obstacle.resolved_on.filter(|date| date.first() <= show.today);
    if let Some(settled) = settled {
        parts.push(show.phrase("cluster.obstacle-settled", &[("date", &show.date(settled))]).into());
    } else if let Some(due) = obstacle.due {
        parts.push(show.phrase("cluster.obstacle-due", &[("date", &show.date(due))]).into());
    }
    parts.push(show.sourced(show.provenance(&obstacle.basis), obstacle));
    Words::sentences(parts, show.signs())
}
