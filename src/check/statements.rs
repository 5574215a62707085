//! What each row states, of whom and by which source, whatever its table: for rules that hold in all of them.

use crate::catalog::Catalog;
use crate::catalog::basis::{Basis, Grade, Source, Visibility};
use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::figure::{Change, Conflict};
use crate::catalog::table::Key;
use crate::place::Cells;
use crate::text::fold;

/// A row that states something of a cluster or of the province.
pub(super) struct Statement<'a> {
    /// Its cells.
    pub(super) cells: &'a Cells,
    /// The cluster; nothing for the province.
    pub(super) cluster: Option<Key<Cluster>>,
    /// Whether the table has a column for the cluster.
    pub(super) has_cluster: bool,
    /// Its sources and the column that names them.
    pub(super) sources: Vec<Key<Source>>,
    pub(super) source_column: &'static str,
    /// How well it is sourced, where the table says so.
    pub(super) grade: Option<Grade>,
    pub(super) is_public: bool,
    /// The text that says what the row is about, by column.
    pub(super) texts: Vec<Text<'a>>,
    /// Other words for readers, which may speak of anything.
    pub(super) remarks: Vec<Text<'a>>,
}

/// A column and its words.
pub(super) type Text<'a> = (&'static str, &'a str);

/// Returns the words of a text, folded, with a space around each: ` cum cong nghiep ho son 1 `.
pub(super) fn words(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// Returns each run of words of a text as [`words`] gives it, with what follows.
///
/// A run is looked up at once among thousands of names; to search the text for each of them takes longer with each name.
pub(super) fn runs(text: &str, longest: usize) -> Vec<(&str, &str)> {
    let gaps: Vec<usize> = text.match_indices(' ').map(|(place, _)| place).collect();
    let from = |(index, start): (usize, &usize)| {
        let ends = gaps[index + 1..].iter().take(longest);
        ends.map(|end| (&text[*start..=*end], &text[end + 1..])).collect::<Vec<_>>()
    };
    gaps.iter().enumerate().flat_map(from).collect()
}

/// Returns how many words a name has, as [`words`] gives it.
pub(super) fn length(name: &str) -> usize {
    name.split_whitespace().count()
}

/// Returns what every row states, by table, in file order.
pub(super) fn statements(catalog: &Catalog) -> Vec<Statement<'_>> {
    let mut rows: Vec<Statement<'_>> = clusters(catalog).chain(land(catalog)).chain(facts(catalog)).collect();
    rows.extend(catalog.conflicts.iter().map(|row| conflict(catalog, row)));
    rows.extend(catalog.changes.iter().map(change));
    rows
}

fn clusters(catalog: &Catalog) -> impl Iterator<Item = Statement<'_>> {
    catalog.clusters.iter().map(|(key, cluster)| {
        let mut statement = statement(&cluster.basis, Some(key), Vec::new());
        statement.remarks.extend(cluster.industries.iter().map(|industry| ("industries", industry.as_str())));
        statement.remarks.extend(cluster.coordinate_note.iter().map(|note| ("coordinate_note", note.as_str())));
        statement
    })
}

fn land(catalog: &Catalog) -> impl Iterator<Item = Statement<'_>> {
    let areas = catalog.areas.iter().map(|row| statement(&row.basis, Some(row.cluster), Vec::new()));
    let clearances = catalog.clearances.iter().map(|row| statement(&row.basis, Some(row.cluster), Vec::new()));
    let plots = catalog.plots.iter().map(|row| statement(&row.basis, Some(row.cluster), Vec::new()));
    areas.chain(clearances).chain(plots)
}

fn facts(catalog: &Catalog) -> impl Iterator<Item = Statement<'_>> {
    let milestones =
        catalog.milestones.iter().map(|row| statement(&row.basis, Some(row.cluster), text("text", &row.text)));
    let works =
        catalog.infrastructure.iter().map(|row| statement(&row.basis, Some(row.cluster), text("item", &row.item)));
    let distances = catalog.distances.iter().map(|row| statement(&row.basis, Some(row.cluster), Vec::new()));
    let attributes = catalog.attributes.iter();
    let attributes = attributes.map(|row| statement(&row.basis, Some(row.cluster), text("value", &row.value)));
    let prices = catalog.prices.iter().map(|row| statement(&row.basis, Some(row.cluster), Vec::new()));
    let projects = catalog.projects.iter().map(|row| {
        let mut statement = statement(&row.basis, Some(row.cluster), text("name", &row.name));
        statement.remarks.extend(row.expected_result.iter().map(|result| ("expected_result", result.as_str())));
        statement
    });
    let capital = catalog.capital.iter().map(|row| statement(&row.basis, row.cluster, Vec::new()));
    let obstacles = catalog.obstacles.iter().map(|row| {
        let mut statement = statement(&row.basis, row.cluster, text("text", &row.text));
        let told = [("cause", &row.cause), ("request", &row.request)];
        statement.remarks.extend(told.iter().filter_map(|(column, text)| Some((*column, text.as_deref()?))));
        statement
    });
    let observations = catalog.observations.iter().map(|row| {
        let mut statement = Statement { has_cluster: false, ..statement(&row.basis, None, Vec::new()) };
        statement.remarks.extend(row.reason.iter().map(|reason| ("reason", reason.as_str())));
        statement
    });
    let totals = catalog.totals.iter();
    let totals =
        totals.map(|row| Statement { has_cluster: false, ..statement(&row.basis, None, text("text", &row.text)) });
    let steps = catalog.procedures.iter().map(|row| {
        let mut statement = Statement { has_cluster: false, ..statement(&row.basis, None, text("title", &row.title)) };
        let others = [("result", &row.result), ("fee", &row.fee), ("complaint", &row.complaint)];
        statement.remarks.extend(others.iter().filter_map(|(column, text)| Some((*column, text.as_deref()?))));
        statement.remarks.extend(row.papers.iter().map(|paper| ("papers", paper.as_str())));
        statement
    });
    let of_clusters = milestones.chain(works).chain(distances).chain(attributes).chain(prices).chain(projects);
    of_clusters.chain(capital).chain(obstacles).chain(observations).chain(totals).chain(steps)
}

fn text<'a>(column: &'static str, text: &'a str) -> Vec<Text<'a>> {
    vec![(column, text)]
}

fn statement<'a>(basis: &'a Basis, cluster: Option<Key<Cluster>>, texts: Vec<Text<'a>>) -> Statement<'a> {
    Statement {
        cells: &basis.cells,
        cluster,
        has_cluster: true,
        sources: basis.sources.clone(),
        source_column: "source",
        grade: Some(basis.grade),
        is_public: basis.is_public(),
        texts,
        remarks: basis.note.iter().map(|note| ("note", note.as_str())).collect(),
    }
}

/// A conflict that the level of its cluster forbids is not published, and told by the rule of levels.
fn conflict<'a>(catalog: &Catalog, row: &'a Conflict) -> Statement<'a> {
    let is_established = row.cluster.is_none_or(|key| catalog.clusters[key].level == Level::A);
    let mut remarks = vec![("value_a", row.value_a.as_str()), ("value_b", &row.value_b), ("reason", &row.reason)];
    remarks.extend(row.used.iter().map(|used| ("used", used.as_str())));
    Statement {
        cells: &row.cells,
        cluster: row.cluster,
        has_cluster: true,
        sources: [row.source_a.as_slice(), &row.source_b].concat(),
        source_column: "source_a",
        grade: None,
        is_public: row.visibility == Visibility::Public && (is_established || row.company_column().is_none()),
        texts: vec![("field", &row.field)],
        remarks,
    }
}

fn change(row: &Change) -> Statement<'_> {
    Statement {
        cells: &row.cells,
        cluster: row.cluster,
        has_cluster: true,
        sources: row.source.clone(),
        source_column: "source",
        grade: None,
        is_public: true,
        texts: vec![("text", &row.text)],
        remarks: Vec::new(),
    }
}
