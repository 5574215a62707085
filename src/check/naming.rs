//! Clusters by name in what rows say: a row that speaks of another cluster is filed in the wrong place.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::statements::{Statement, statements, words};
use crate::catalog::Catalog;
use crate::catalog::basis::Source;
use crate::catalog::cluster::Cluster;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;

/// The ways in which texts name clusters.
struct Naming<'a> {
    catalog: &'a Catalog,
    names: Vec<(Key<Cluster>, String)>,
}

impl<'a> Naming<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let names = catalog.clusters.iter().flat_map(|(key, cluster)| {
            let aliases = cluster.aliases.iter().chain([&cluster.short, &cluster.name]);
            aliases.flat_map(|name| forms(&words(name))).map(move |form| (key, form)).collect::<Vec<_>>()
        });
        Self { catalog, names: names.collect() }
    }

    /// Returns the clusters that a text names.
    fn named(&self, text: &str) -> BTreeSet<Key<Cluster>> {
        let text = words(text);
        self.names.iter().filter(|(_, name)| stands_in(&text, name)).map(|(key, _)| *key).collect()
    }

    /// Returns the clusters that the id or the title of a source names.
    fn of_source(&self, source: &Source) -> BTreeSet<Key<Cluster>> {
        let id = words(source.id.as_str());
        let by_id = self.catalog.clusters.iter().filter(|(_, cluster)| id.contains(&words(&cluster.id)));
        by_id.map(|(key, _)| key).chain(self.named(&source.title)).collect()
    }
}

/// A name with a number is a cluster's wherever it stands; `Đình Lập` alone is a commune's or a district's too.
fn forms(name: &str) -> Vec<String> {
    let is_told = is_numbered(name) || [" ccn ", " cum "].iter().any(|word| name.starts_with(word));
    if is_told { vec![name.to_owned()] } else { vec![format!(" ccn{name}"), format!(" cum cong nghiep{name}")] }
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit()) || matches!(word, "i" | "ii" | "iii" | "iv" | "v")
}

fn is_numbered(name: &str) -> bool {
    name.trim().rsplit(' ').next().is_some_and(is_number)
}

/// Returns whether a name stands in a text and is not the beginning of a longer one: `CCN Hợp Thành 1`.
fn stands_in(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(start, _)| {
        let next = text[start + name.len()..].split(' ').next().unwrap_or_default();
        is_numbered(name) || next.is_empty() || !is_number(next)
    })
}

/// Reports rows whose text names another cluster than their own.
pub(super) fn texts(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let naming = Naming::new(catalog);
    for row in statements(catalog) {
        let Some(own) = row.cluster else { continue };
        for (column, text) in &row.texts {
            let named = naming.named(text);
            if let Some(other) = named.first().filter(|_| !named.contains(&own)) {
                faults.add(other_cluster(catalog, &row, column, [own, *other]));
            }
        }
    }
}

fn other_cluster(
    catalog: &Catalog,
    row: &Statement<'_>,
    column: &'static str,
    clusters: [Key<Cluster>; 2],
) -> Diagnostic {
    let [own, other] = clusters.map(|key| catalog.clusters[key].short.as_str());
    let message = say!(
        "dòng của cụm {own} nhưng nội dung nói về cụm {other}",
        "this row is of cluster {own} and speaks of cluster {other}"
    );
    let note = say!("dòng này ghi cho cụm {own}", "the row is of cluster {own}");
    let help = say!(
        "sửa mã cụm hoặc nội dung; nói về cả hai cụm thì nêu tên cả hai",
        "correct the cluster or the text; if it concerns both name both"
    );
    let fault = Diagnostic::new(Code::OtherCluster, &row.cells.at(column), message).found(other);
    fault.note(&row.cells.at("cluster"), note).help(help)
}

/// Reports rows all of whose sources are about other clusters.
pub(super) fn sources(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let naming = Naming::new(catalog);
    let about: BTreeMap<Key<Source>, BTreeSet<Key<Cluster>>> =
        catalog.sources.iter().map(|(key, source)| (key, naming.of_source(source))).collect();
    for row in statements(catalog) {
        let Some(own) = row.cluster else { continue };
        let others = row.sources.iter().map(|key| about[key].first().filter(|_| !about[key].contains(&own)));
        let others: Option<Vec<&Key<Cluster>>> = others.collect();
        if let (Some(first), Some(other)) = (row.sources.first(), others.as_ref().and_then(|others| others.first())) {
            faults.add(foreign_source(catalog, &row, &catalog.sources[*first], [own, **other]));
        }
    }
}

fn foreign_source(catalog: &Catalog, row: &Statement<'_>, source: &Source, clusters: [Key<Cluster>; 2]) -> Diagnostic {
    let [own, other] = clusters.map(|key| catalog.clusters[key].short.as_str());
    let id = source.id.as_str();
    let message = say!(
        "dòng của cụm {own} nhưng nguồn `{id}` nói về cụm {other}",
        "this row is of cluster {own}, its source `{id}` of cluster {other}"
    );
    let title = &source.title;
    let note = say!("nguồn: {title}", "the source: {title}");
    let help = say!(
        "kiểm tra mã nguồn và mã cụm; bài viết có nói về cụm {own} thì đổi mã nguồn cho dễ hiểu",
        "check source and cluster; if the article does speak of {own} give the source a clearer id"
    );
    let fault = Diagnostic::new(Code::ForeignSource, &row.cells.at(row.source_column), message).found(id);
    fault.note(&source.cells.at("id"), note).help(help)
}
