//! The page of a cluster: the same sections in the same order for every cluster, a missing figure never dropped.

mod attribute;
mod course;
mod ground;
mod paper;
mod point;
mod sheet;
pub mod split;

use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::land::AreaKind;
use crate::catalog::milestone::{Act, ActState};
use crate::catalog::project::CapitalKind;
use crate::catalog::standing::figure::Figure;
use crate::catalog::standing::{Stage, Standing};
use crate::catalog::table::Key;
use crate::site::document::{Block, Cell, Fact, Mark, Words};
use crate::site::show::Show;
use crate::text::{Amount, Language, PartialDate};

/// A section of the page; whoever wants only some of them names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Its names, its code and the day of its figures.
    Names,
    /// Whether land can be leased now.
    Answer,
    /// The key facts.
    Facts,
    /// The key facts without those that serve to find a cluster in a register, not to judge it.
    FactsInBrief,
    /// Whom to ask.
    Contact,
    /// The areas.
    Land,
    /// The areas without what the key facts tell.
    LandInBrief,
    /// The plots.
    Plots,
    /// The works.
    Infrastructure,
    /// What the ground is like, and what leads to it.
    Ground,
    /// Where it is.
    Location,
    /// Prices and fees.
    Prices,
    /// Incentives.
    Incentives,
    /// The ladder of acts and what holds it up.
    Progress,
    /// Environment.
    Environment,
    /// Projects.
    Projects,
    /// Projects without what they are expected to bring.
    ProjectsInBrief,
    /// Documents.
    Documents,
    /// What changed.
    History,
    /// Where sources disagree.
    Conflicts,
    /// Every source, the definitions, and how to tell of a fault.
    Sources,
}

impl Section {
    /// The sections of the page, in their order.
    pub const PAGE: &[Self] = &[
        Self::Names,
        Self::Answer,
        Self::Facts,
        Self::Contact,
        Self::Land,
        Self::Plots,
        Self::Infrastructure,
        Self::Ground,
        Self::Location,
        Self::Prices,
        Self::Incentives,
        Self::Progress,
        Self::Environment,
        Self::Projects,
        Self::Documents,
        Self::History,
        Self::Conflicts,
        Self::Sources,
    ];

    /// Returns the anchor, which never changes, and the term of the heading.
    fn heading(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Names | Self::Answer => return None,
            Self::Facts | Self::FactsInBrief => ("thong-tin-chinh", "cluster.facts"),
            Self::Contact => ("lien-he", "cluster.contact"),
            Self::Land | Self::LandInBrief => ("dat-dai", "cluster.land"),
            Self::Plots => ("lo-dat", "cluster.plots"),
            Self::Infrastructure => ("ha-tang", "cluster.infrastructure"),
            Self::Ground => ("nen-dat", "cluster.ground"),
            Self::Location => ("vi-tri-va-khoang-cach", "cluster.location"),
            Self::Prices => ("gia-va-phi", "cluster.prices"),
            Self::Incentives => ("uu-dai", "cluster.incentives"),
            Self::Progress => ("tien-do", "cluster.progress"),
            Self::Environment => ("moi-truong", "cluster.environment"),
            Self::Projects | Self::ProjectsInBrief => ("du-an-trong-cum", "cluster.projects"),
            Self::Documents => ("van-ban", "cluster.documents"),
            Self::Conflicts => ("so-lieu-chua-thong-nhat", "cluster.conflicts"),
            Self::History => ("lich-su", "cluster.history"),
            Self::Sources => ("nguon-va-bao-sai-sot", "cluster.sources"),
        })
    }
}

/// Returns the blocks of the page, which says on paper in a line what has no figure.
pub fn page(show: &Show<'_>, key: Key<Cluster>) -> Vec<Block> {
    blocks(show, key, Section::PAGE).into_iter().flat_map(|block| sheet::on_paper(show, block)).collect()
}

/// Returns the blocks of some sections of a cluster's page.
pub fn blocks(show: &Show<'_>, key: Key<Cluster>, sections: &[Section]) -> Vec<Block> {
    let cluster = &show.catalog.clusters[key];
    let page = Sheet { show, key, cluster, standing: show.standing(key) };
    let titled = sections.iter().flat_map(|section| {
        let heading = section.heading().map(|(id, term)| Block::heading(id, &show.label(term)));
        heading.into_iter().chain(page.section(*section))
    });
    titled.collect()
}

struct Sheet<'a> {
    show: &'a Show<'a>,
    key: Key<Cluster>,
    cluster: &'a Cluster,
    standing: Standing<'a>,
}

/// Returns the one sentence on whether land can be leased now, with what it waits for.
pub fn answer(show: &Show<'_>, key: Key<Cluster>) -> String {
    let standing = show.standing(key);
    let plots = standing.vacant_plots().len();
    match (standing.leasable(), standing.stage()) {
        (Some(land), _) if land.ha > Amount::ZERO => {
            let size = show.marked(show.measure(land.ha, "ha"), &land.grounds).text();
            match plots {
                0 => show.phrase("cluster.yes-published", &[("size", &size)]),
                plots => show.phrase("cluster.yes-plots", &[("size", &size), ("plots", &plots.to_string())]),
            }
        }
        (_, Stage::Full) => show.term("cluster.no-full"),
        (_, Stage::Stopped) => show.term("cluster.no-stopped"),
        (_, Stage::Operating) => show.term("cluster.unknown-operating"),
        (_, Stage::Unknown) => show.term("cluster.unknown-stage"),
        (_, stage) => {
            let waits = show.term(&format!("stage.{}", stage.name())).to_lowercase();
            not_yet(show, key, &waits)
        }
    }
}

/// Returns the day on which works were announced to be ready, which may be past.
pub fn expected(show: &Show<'_>, key: Key<Cluster>) -> Option<PartialDate> {
    let planned = show.catalog.milestones.of(key).iter().filter(|milestone| {
        milestone.state == ActState::Planned && matches!(milestone.act, Act::Infrastructure | Act::Operation)
    });
    planned.filter_map(|milestone| milestone.date).min()
}

fn not_yet(show: &Show<'_>, key: Key<Cluster>, stage: &str) -> String {
    match expected(show, key) {
        Some(date) if date.last() >= show.today => {
            show.phrase("cluster.not-yet-expected", &[("stage", stage), ("date", &show.date(date))])
        }
        Some(date) => show.phrase("cluster.not-yet-overdue", &[("stage", stage), ("date", &show.date(date))]),
        None => show.phrase("cluster.not-yet", &[("stage", stage)]),
    }
}

impl Sheet<'_> {
    /// A caption that names the cluster.
    fn caption(&self, key: &str) -> String {
        self.show.phrase(key, &[("cluster", &self.show.cluster_short(self.cluster))])
    }

    /// Text of the data, or nothing.
    fn said(&self, text: Option<&str>) -> Words {
        text.map(|text| self.show.said(text)).unwrap_or_default()
    }

    /// Text of the data as a cell.
    fn said_cell(&self, text: Option<&str>) -> Cell {
        text.map_or_else(|| self.show.unknown_cell(), |text| Cell::text(self.show.said(text)))
    }

    fn section(&self, section: Section) -> Vec<Block> {
        match section {
            Section::Names => vec![Block::paragraph(self.names())],
            Section::Answer => vec![self.answer()],
            Section::Facts => vec![Block::Facts {
                rows: [self.facts(), self.attributes(attribute::LIMITS), self.register()].concat(),
            }],
            Section::FactsInBrief => vec![Block::Facts { rows: self.facts() }],
            Section::Contact => self.contact(),
            Section::Land => self.land(),
            Section::LandInBrief => self.land_in_brief(),
            Section::Plots => self.plots(),
            Section::Infrastructure => self.infrastructure(),
            Section::Ground => vec![Block::Facts { rows: self.attributes(attribute::GROUND) }],
            Section::Location => self.location(),
            Section::Prices => self.prices(),
            Section::Incentives => vec![self.incentives()],
            Section::Progress => self.progress(),
            Section::Environment => vec![self.environment()],
            Section::Projects => self.projects().into_iter().chain(self.expected_results()).collect(),
            Section::ProjectsInBrief => self.projects(),
            Section::Documents => self.documents(),
            Section::History => vec![self.history()],
            Section::Conflicts => self.conflicts(),
            Section::Sources => self.sources(),
        }
    }

    fn names(&self) -> Words {
        let (cluster, show) = (self.cluster, self.show);
        let name = |name: Option<String>, language: Language| {
            let words = name.map(Words::plain);
            words.map_or_else(|| show.unknown(), |it| if language == show.language { it } else { it.spoken(language) })
        };
        let aliases = Some(cluster.aliases.join(show.signs().items)).filter(|aliases| !aliases.is_empty());
        let as_of = cluster.basis.as_of.map_or_else(|| show.unknown(), |date| Words::plain(show.date(date)));
        let values = [
            ("en", name(cluster.name_en.clone(), Language::En)),
            ("zh", name(cluster.name_zh.clone(), Language::Zh)),
            ("aliases", name(aliases, Language::Vi)),
            ("code", Words::plain(cluster.id.clone())),
            ("date", as_of),
        ];
        show.sentence("cluster.names", &values)
    }

    fn answer(&self) -> Block {
        let words = Words::marked(self.show.term("cluster.question"), Mark::Strong).then(self.show.signs().gap);
        Block::Answer { words: words.then(answer(self.show, self.key)) }
    }

    fn facts(&self) -> Vec<Fact> {
        let (cluster, show) = (self.cluster, self.show);
        let own = show.provenance(&cluster.basis);
        let own_fact =
            |term: &str, words: Words| Fact::new(show.label(term), show.sourced(words, cluster), Words::default());
        let kind = cluster.kind.map(|kind| Words::plain(show.term(&format!("kind.{}", kind.name()))));
        let zone = cluster.border_zone.map(|yes| Words::plain(show.label(if yes { "yes" } else { "no" })));
        vec![
            Fact::new(show.label("cluster.communes"), show.sourced(show.place(cluster), cluster), own),
            own_fact("cluster.kind", kind.unwrap_or_else(|| show.unknown())),
            self.area(AreaKind::Decision),
            self.area(AreaKind::Industrial),
            self.occupancy(),
            own_fact("cluster.industries", show.list(&cluster.industries).unwrap_or_else(|| show.unknown())),
            self.developers(),
            self.decision(),
            self.capital(CapitalKind::Approved),
            self.capital(CapitalKind::Paid),
            own_fact("cluster.border-zone", zone.unwrap_or_else(|| show.unknown())),
        ]
    }

    /// What serves to find the cluster in a register.
    fn register(&self) -> Vec<Fact> {
        let (cluster, show) = (self.cluster, self.show);
        let level = show.term(&format!("level.{}", cluster.level.name()));
        let level = Words::plain(format!("{}{}{level}", cluster.level.name(), show.signs().colon));
        vec![Fact::new(show.label("cluster.level"), level, Words::default())]
    }

    fn area(&self, kind: AreaKind) -> Fact {
        let label = self.area_label(kind);
        let Some(figure) = self.figure(kind) else {
            return Fact::new(label, self.show.unknown(), Words::default());
        };
        let parts = self.parts(kind).map(|parts| self.show.signs().remark(&parts)).unwrap_or_default();
        let said = self.show.marked(format!("{}{parts}", self.show.measure(figure.ha, "ha")), &figure.grounds);
        let provenance = figure.grounds.iter().map(|ground| self.show.provenance(ground.basis));
        Fact::new(label, said, Words::sentences(provenance, self.show.signs()))
    }

    /// The name of a kind of area, which leads to what belongs to it.
    fn area_label(&self, kind: AreaKind) -> Words {
        super::defined(self.show, self.show.label(&format!("area.{}", kind.name())), kind.definition())
    }

    /// The figure that the page shows for a kind of area: by decision is with what expansions added.
    fn figure(&self, kind: AreaKind) -> Option<Figure<'_>> {
        if kind == AreaKind::Decision { self.standing.decided() } else { self.standing.figure(kind) }
    }

    /// Says of what the area by decision is made when the cluster was expanded.
    fn parts(&self, kind: AreaKind) -> Option<String> {
        let founded = self.standing.figure(kind).filter(|_| kind == AreaKind::Decision)?;
        let expansion = self.standing.figure(AreaKind::Expansion)?;
        let (founded, expansion) = (self.show.measure(founded.ha, "ha"), self.show.measure(expansion.ha, "ha"));
        Some(self.show.phrase("cluster.area-parts", &[("founded", &founded), ("expansion", &expansion)]))
    }

    fn occupancy(&self) -> Fact {
        let practice = self.standing.occupancy_in_practice().and_then(|ratio| self.show.ratio(&ratio));
        let law = self.standing.occupancy_by_law().and_then(|ratio| self.show.ratio(&ratio));
        let words = match (law, practice) {
            (Some(law), Some(practice)) => {
                self.show.sentence("cluster.occupancy-both", &[("law", law), ("practice", practice)])
            }
            (None, Some(practice)) => self.show.sentence("cluster.occupancy-practice", &[("practice", practice)]),
            _ => self.show.unknown(),
        };
        let label = super::defined(self.show, self.show.label("cluster.occupancy"), "ty-le-lap-day");
        Fact::new(label, words, Words::default())
    }

    fn developers(&self) -> Fact {
        let names: Vec<&str> = self.cluster.developers.iter().map(|name| name.value.as_str()).collect();
        let hidden = self.cluster.level != Level::A;
        let words = match (hidden, names.is_empty()) {
            (true, _) => Words::marked(self.show.term("cluster.developer-withheld"), Mark::Unknown),
            (false, true) => self.show.unknown(),
            (false, false) => self.show.sourced(names.join(self.show.signs().items), self.cluster),
        };
        Fact::new(self.show.label("cluster.developers"), words, Words::default())
    }

    fn decision(&self) -> Fact {
        let label = self.show.label("cluster.decision");
        match self.standing.act(Act::Establishment) {
            Some(act) => {
                let number = act.document.map(|key| self.show.document_link(key));
                let date = act
                    .date
                    .map(|date| Words::plain(self.show.phrase("cluster.dated", &[("date", &self.show.date(date))])));
                let words = Words::join([number, date].into_iter().flatten(), self.show.signs().comma);
                let words = if words.is_empty() {
                    Words::marked(self.show.term("cluster.no-decision"), Mark::Unknown)
                } else {
                    words
                };
                Fact::new(
                    label,
                    self.show.sourced(words, act),
                    Words::sentences(
                        [self.show.said(act.text.clone()), self.show.provenance(&act.basis)],
                        self.show.signs(),
                    ),
                )
            }
            None => Fact::new(label, self.show.unknown(), Words::default()),
        }
    }

    fn capital(&self, kind: CapitalKind) -> Fact {
        let label = self.show.label(&format!("capital.{}", kind.name()));
        let rows = self.show.catalog.capital.iter();
        let rows = rows.filter(|row| row.cluster == Some(self.key) && row.kind == kind);
        match rows.max_by_key(|row| (row.basis.as_of, row.amount_bn_vnd.value)) {
            Some(row) => {
                let sum = self.show.qualified(self.show.measure(row.amount_bn_vnd.value, "tỷ đồng"), row.qualifier);
                Fact::new(label, self.show.sourced(sum, row), self.show.provenance(&row.basis))
            }
            None => Fact::new(label, self.show.unknown(), Words::default()),
        }
    }

    fn contact(&self) -> Vec<Block> {
        let agency = self.show.catalog.province.agency;
        let developers = self.developers().words;
        let names = self.cluster.communes.iter().map(|key| self.show.catalog.communes[*key].running_name());
        let communes = Words::join(names.map(|name| self.show.said(name)), self.show.signs().list);
        let communes = if communes.is_empty() { self.show.unknown() } else { communes };
        let items = vec![
            self.show.sentence("cluster.ask-developer", &[("developers", developers)]),
            self.show.sentence("cluster.ask-agency", &[("agency", self.show.agency_link(agency))]),
            self.show.sentence("cluster.ask-commune", &[("communes", communes)]),
        ];
        vec![
            Block::paragraph(self.show.sentence("cluster.ask-first", &[("contact", self.developer_contact())])),
            Block::List { items },
        ]
    }
}
