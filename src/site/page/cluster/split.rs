//! How the land of a cluster is divided, as one stacked bar, and how much of its industrial land is let.

use crate::catalog::cluster::Cluster;
use crate::catalog::land::AreaKind;
use crate::catalog::standing::figure::{Figure, Ratio};
use crate::catalog::table::Key;
use crate::site::chart::{self, Bar, Goal, Slice};
use crate::site::document::{Address, Block, Chart, Fill, Words};
use crate::site::show::Show;
use crate::text::Amount;

use super::Sheet;

/// A part of the land: what it is, how large, what it rests on.
struct Land<'a> {
    label: String,
    fill: Fill,
    figure: Figure<'a>,
}

/// The filling and the key of the name of a part.
type Name = (Fill, &'static str);

/// Returns how the land of a cluster is divided as one chart among those of other clusters; nothing where it cannot be
/// drawn.
pub fn chart(show: &Show<'_>, key: Key<Cluster>) -> Option<Block> {
    let cluster = &show.catalog.clusters[key];
    let sheet = Sheet { show, key, cluster, standing: show.standing(key) };
    let Block::Chart(drawn) = sheet.split().ok()? else { return None };
    let id = format!("{}-{}", drawn.id, cluster.id);
    let title = show.signs().labelled(&show.cluster_short(cluster), &drawn.title);
    Some(Block::Chart(Chart { id, title, data: chart::file(show, "areas"), ..drawn }))
}

impl<'a> Sheet<'a> {
    /// The areas drawn and as a table, with the reason where they cannot be drawn.
    pub(super) fn land(&self) -> Vec<Block> {
        let split = self.split().unwrap_or_else(|key| Block::paragraph(self.show.term(key)));
        [split, Block::Table(self.areas())].into_iter().chain(self.occupancy_chart()).collect()
    }

    /// The areas as far as a sheet of paper holds them.
    pub(super) fn land_in_brief(&self) -> Vec<Block> {
        self.split().into_iter().chain([Block::Table(self.areas())]).collect()
    }

    /// The land as a chart, or the key of the reason why there is none.
    fn split(&self) -> Result<Block, &'static str> {
        let whole = self.standing.decided().ok_or("chart.no-whole")?;
        match self.parts_of(&whole).ok_or("chart.no-match")? {
            parts if parts.len() < 2 => Err("chart.no-parts"),
            parts => Ok(self.split_chart(&whole, &parts)),
        }
    }

    /// Divides the whole by the steps that are known, the innermost first; nothing when the steps contradict each other.
    ///
    /// Land is cleared, then serviced, then leased (Nghị định 32/2024/NĐ-CP, Điều 2, 19): what is let is a part of what
    /// is serviced, that of what is cleared. What lies between two steps is named only when both are known.
    fn parts_of(&self, whole: &Figure<'a>) -> Option<Vec<Land<'a>>> {
        let (leased, free) = (self.standing.figure(AreaKind::Leased), self.standing.leasable());
        let mut is_told = leased.is_some() && free.is_some();
        let of_kind = |kind: AreaKind, fill, figure: Option<Figure<'a>>| {
            let label = self.show.label(&format!("area.{}", kind.name()));
            figure.map(|figure| Land { label, fill, figure })
        };
        let inner = [of_kind(AreaKind::Leased, Fill::Solid, leased), of_kind(AreaKind::Leasable, Fill::Dotted, free)];
        let mut parts: Vec<Land<'a>> = inner.into_iter().flatten().collect();
        let mut inside = parts.iter().map(|part| part.figure.clone()).reduce(Figure::plus);
        for (step, told, open) in self.steps(whole) {
            let Some(outer) = step else {
                is_told = false;
                continue;
            };
            let ring = inside.map_or_else(|| Some(outer.clone()), |inner| rest(&outer, inner))?;
            let (fill, key) = if is_told { told } else { open };
            if ring.ha > Amount::ZERO {
                parts.push(Land { label: self.show.label(key), fill, figure: ring });
            }
            (inside, is_told) = (Some(outer), true);
        }
        Some(parts)
    }

    /// The steps around what is let, with the name of what a step adds: when the step before is known, and when it is not.
    fn steps(&self, whole: &Figure<'a>) -> [(Option<Figure<'a>>, Name, Name); 3] {
        [
            (
                self.standing.figure(AreaKind::Serviced),
                (Fill::Light, "chart.serviced-rest"),
                (Fill::Light, "chart.serviced-open"),
            ),
            (
                self.standing.figure(AreaKind::Cleared),
                (Fill::Hatched, "plot.cleared"),
                (Fill::Hatched, "chart.cleared-open"),
            ),
            (Some(whole.clone()), (Fill::Outline, "plot.uncleared"), (Fill::Unknown, "chart.part-unknown")),
        ]
    }

    fn split_chart(&self, whole: &Figure<'a>, parts: &[Land<'a>]) -> Block {
        let show = self.show;
        let slices: Vec<Slice> = parts
            .iter()
            .map(|part| Slice {
                label: part.label.clone(),
                text: show.marked(show.measure(part.figure.ha, "ha"), &part.figure.grounds).text(),
                short: show.number(part.figure.ha),
                value: part.figure.ha,
                fill: part.fill,
            })
            .collect();
        let (panel, keys) = chart::stack(&slices, whole.ha);
        Block::Chart(Chart {
            id: "bieu-do-dat".to_owned(),
            title: self.split_title(whole),
            subtitle: show.phrase("chart.split-subtitle", &[("cluster", &show.cluster_short(self.cluster))]),
            panels: vec![panel],
            parts: keys,
            source: Words::default(),
            data: chart::figures(show, Address::anchor("bang-dat-dai"), "areas"),
        })
    }

    /// The message: the step that is nearest to a tenant.
    fn split_title(&self, whole: &Figure<'_>) -> String {
        let steps = [
            (AreaKind::Leased, "chart.split-leased"),
            (AreaKind::Serviced, "chart.split-serviced"),
            (AreaKind::Cleared, "chart.split-cleared"),
        ];
        let known = steps.into_iter().find_map(|(kind, key)| Some((self.standing.figure(kind)?, key)));
        let (part, key) = known.map_or((None, "chart.split-free"), |(figure, key)| (Some(figure), key));
        let part = part.or_else(|| self.standing.leasable()).map_or(Amount::ZERO, |figure| figure.ha);
        self.show
            .phrase(key, &[("part", &self.show.measure(part, "ha")), ("whole", &self.show.measure(whole.ha, "ha"))])
    }

    /// Leased land against the industrial land that is to be leased, numerator and denominator at their marks.
    fn occupancy_chart(&self) -> Option<Block> {
        let show = self.show;
        let ratio = self.standing.occupancy_in_practice().filter(|ratio| ratio.whole.ha > Amount::ZERO)?;
        let bar = |kind: AreaKind, figure: &Figure<'_>| Bar {
            label: show.label(&format!("area.{}", kind.name())),
            text: show.marked(show.measure(figure.ha, "ha"), &figure.grounds).text(),
            value: figure.ha,
        };
        let goal = Goal {
            bar: bar(AreaKind::Leased, &ratio.part),
            planned: self.standing.figure(AreaKind::Committed).map(|figure| bar(AreaKind::Committed, &figure)),
            target: bar(AreaKind::Industrial, &ratio.whole),
        };
        let (panel, parts) = chart::goal(&goal);
        Some(Block::Chart(Chart {
            id: "bieu-do-lap-day".to_owned(),
            title: self.occupancy_title(&ratio)?,
            subtitle: show.phrase("chart.occupancy-subtitle", &[("cluster", &show.cluster_short(self.cluster))]),
            panels: vec![panel],
            parts,
            source: Words::default(),
            data: chart::figures(show, Address::anchor("bang-dat-dai"), "areas"),
        }))
    }

    fn occupancy_title(&self, ratio: &Ratio<'_>) -> Option<String> {
        let (part, whole) = (ratio.part.ha, ratio.whole.ha);
        let percent = part.percent_of(whole)?.show_fixed(self.show.language, 1);
        let (part, whole) = (self.show.number(part), self.show.measure(whole, "ha"));
        Some(self.show.phrase("chart.occupancy", &[("part", &part), ("whole", &whole), ("percent", &percent)]))
    }
}

/// What lies between two steps; nothing when the outer one is the smaller.
fn rest<'a>(outer: &Figure<'a>, inner: Figure<'a>) -> Option<Figure<'a>> {
    let ha = outer.ha - inner.ha;
    (ha >= Amount::ZERO).then(|| Figure { ha, ..outer.clone().plus(inner) })
}
