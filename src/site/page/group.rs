//! The clusters of a stage, a commune, an industry: what the filter of the list gives, for readers without script.

use crate::catalog::cluster::Cluster;
use crate::catalog::commune::Commune;
use crate::catalog::standing::Stage;
use crate::catalog::table::Key;
use crate::site::document::{Address, Block, Words};
use crate::site::facet::{Finder, Industry};
use crate::site::show::Show;
use crate::site::url::{self, Place};
use crate::site::{Page, PageBody, origin};
use crate::text::sign;

use super::{blank, clusters, home_crumb, land};

/// Clusters that have something in common.
#[derive(Debug)]
struct Group {
    path: String,
    /// What they have in common, as a link says it.
    name: String,
    title: String,
    members: Vec<Key<Cluster>>,
}

/// Returns the pages of all groups.
pub fn pages(show: &Show<'_>) -> Vec<Page> {
    let finder = Finder::new(show);
    let groups = [stages(show), communes(show), industries(show, &finder)].into_iter().flatten();
    groups.map(|group| page(&finder, &group)).collect()
}

/// Returns links to the groups of communes and industries, and in a few words to those of stages.
pub fn links(show: &Show<'_>, finder: &Finder<'_>) -> Vec<Block> {
    let heading = |id: &str, key: &str| Block::heading(id, &show.term(key));
    let list = |groups: Vec<Group>| Block::List { items: groups.iter().map(link).collect() };
    let mut blocks = vec![heading("trang-tung-giai-doan", "group.stages"), list(stages(show))];
    let (communes, industries) = (communes(show), industries(show, finder));
    if !communes.is_empty() {
        blocks.extend([heading("theo-xa", "group.communes"), list(communes)]);
    }
    if !industries.is_empty() {
        blocks.extend([heading("theo-nganh", "group.industries"), list(industries)]);
    }
    blocks
}

/// Returns links to the groups of industries on one line.
pub fn industry_links(show: &Show<'_>, finder: &Finder<'_>) -> Option<Block> {
    let links: Vec<Words> = industries(show, finder).iter().map(link).collect();
    let list = Words::join(links, show.signs().items);
    (!list.is_empty()).then(|| Block::paragraph(show.sentence("group.by-industry", &[("list", list)])))
}

fn link(group: &Group) -> Words {
    let count = group.members.len().to_string();
    Words::link(group.name.clone(), Address::file(&group.path)).then(sign::of(&group.name).remark(&count))
}

fn stages(show: &Show<'_>) -> Vec<Group> {
    let group = |stage: Stage| {
        let name = show.term(&format!("stage.{}", stage.name()));
        let title = show.phrase("group.stage-title", &[("stage", &name)]);
        Group { path: url::stage_path(stage), name, title, members: clusters::members(show, stage) }
    };
    Stage::ALL.into_iter().map(group).filter(|group| !group.members.is_empty()).collect()
}

fn communes(show: &Show<'_>) -> Vec<Group> {
    let mut communes: Vec<_> = show.catalog.communes.iter().collect();
    show.order.sort_by(&mut communes, |(_, commune)| &commune.name);
    let told = |name: String| show.said(name).text();
    let group = |(key, commune): (_, &Commune)| {
        let members = show.clusters().into_iter().filter(|(_, cluster)| cluster.communes.contains(&key));
        Group {
            path: url::commune_path(&commune.code),
            name: told(commune.running_name()),
            title: show.phrase("group.commune-title", &[("commune", &told(commune.running_name()))]),
            members: members.map(|(key, _)| key).collect(),
        }
    };
    communes.into_iter().map(group).filter(|group| !group.members.is_empty()).collect()
}

fn industries(show: &Show<'_>, finder: &Finder<'_>) -> Vec<Group> {
    let members = |industry: &Industry| {
        let of_plots = |key| show.catalog.plots.of(key).iter().any(|plot| industry.is_in(&plot.industries));
        let all = show.clusters().into_iter();
        let chosen = all.filter(|(key, cluster)| industry.is_in(&cluster.industries) || of_plots(*key));
        chosen.map(|(key, _)| key).collect()
    };
    let group = |industry: &Industry| Group {
        path: url::industry_path(&industry.slug),
        name: show.said(industry.name.clone()).text(),
        title: show.phrase("group.industry-title", &[("industry", &show.said(industry.name.clone()).text())]),
        members: members(industry),
    };
    finder.industries.iter().map(group).collect()
}

fn page(finder: &Finder<'_>, group: &Group) -> Page {
    let show = finder.show;
    let crumbs = vec![home_crumb(show), (show.term("nav.clusters"), Place::Clusters.address())];
    Page {
        body: PageBody::Blocks(blocks(finder, group)),
        crumbs,
        origin: origin("clusters.csv"),
        ..blank(group.path.clone(), "clusters", "group", &group.title, &show.term("group.sentence"))
    }
}

fn blocks(finder: &Finder<'_>, group: &Group) -> Vec<Block> {
    let show = finder.show;
    let plots: usize = group.members.iter().map(|key| show.standing(*key).vacant_plots().len()).sum();
    let counts = [("clusters", &*group.members.len().to_string()), ("plots", &*plots.to_string())];
    let answer = if plots > 0 { "group.some" } else { "group.none" };
    let all = Words::link(show.term("group.list"), Place::Clusters.address());
    let land = Words::link(show.term("group.land"), Place::Land.address());
    vec![
        Block::Answer { words: Words::plain(show.phrase(answer, &counts)) },
        Block::Table(land::by_cluster(finder, &group.members)),
        Block::paragraph(show.sentence("group.more", &[("list", all), ("land", land)])),
    ]
}
