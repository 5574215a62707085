//! Clusters by name in what rows say: a row that speaks of another cluster is filed in the wrong place.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::statements::{Statement, length, runs, statements, words};
use crate::catalog::Catalog;
use crate::catalog::basis::Source;
use crate::catalog::cluster::Cluster;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Cells;
use crate::say;

/// The ways in which texts name clusters.
pub(super) struct Naming<'a> {
    catalog: &'a Catalog,
    names: Vec<(Key<Cluster>, String)>,
    by_name: BTreeMap<String, Vec<Key<Cluster>>>,
    /// How many words the longest name has.
    longest: usize,
}

impl<'a> Naming<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let names = catalog.clusters.iter().flat_map(|(key, cluster)| {
            let aliases = cluster.aliases.iter().chain([&cluster.short, &cluster.name]);
            aliases.flat_map(|name| forms(&words(name))).map(move |form| (key, form)).collect::<Vec<_>>()
        });
        let names: Vec<(Key<Cluster>, String)> = names.collect();
        let mut by_name: BTreeMap<String, Vec<Key<Cluster>>> = BTreeMap::new();
        for (key, name) in &names {
            by_name.entry(name.clone()).or_default().push(*key);
        }
        let longest = by_name.keys().map(|name| length(name)).max().unwrap_or(0);
        Self { catalog, names, by_name, longest }
    }

    /// Returns the clusters that a text names.
    pub(super) fn named(&self, text: &str) -> BTreeSet<Key<Cluster>> {
        let text = words(text);
        let runs = runs(&text, self.longest).into_iter().filter(|(name, rest)| is_whole(name, rest));
        runs.filter_map(|(name, _)| self.by_name.get(name)).flatten().copied().collect()
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

/// Returns whether a name is not the beginning of a longer one, by what follows it: `CCN Hợp Thành 1`.
fn is_whole(name: &str, rest: &str) -> bool {
    let next = rest.split(' ').next().unwrap_or_default();
    is_numbered(name) || next.is_empty() || !is_number(next)
}

/// Reports rows whose text names another cluster than their own.
pub(super) fn texts(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let naming = Naming::new(catalog);
    for row in statements(catalog) {
        let Some(own) = row.cluster else {
            faults.extend(unfiled(catalog, &naming, &row));
            continue;
        };
        for (column, text) in &row.texts {
            let named = naming.named(text);
            if let Some(other) = named.first().filter(|_| !named.contains(&own)) {
                faults.add(other_cluster(catalog, &row, column, [own, *other]));
            }
        }
    }
}

/// Reports projects whose id has the name of another cluster: `ha-tang-hoa-son-1` in a row of Đình Lập.
pub(super) fn ids(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let clusters = catalog.clusters.rows();
    let by_id: BTreeMap<String, usize> =
        clusters.iter().enumerate().map(|(place, cluster)| (words(&cluster.id), place)).collect();
    let longest = by_id.keys().map(|id| length(id)).max().unwrap_or(0);
    for project in catalog.projects.iter() {
        let (id, own) = (words(&project.id), &catalog.clusters[project.cluster]);
        let named = runs(&id, longest).into_iter().filter_map(|(name, _)| by_id.get(name)).min();
        let Some(place) = named.filter(|_| !id.contains(&words(&own.id))) else { continue };
        let other = &clusters[*place];
        let (typed, short, named) = (project.id.as_str(), own.short.as_str(), other.short.as_str());
        let message = say!(
            "mã dự án `{typed}` có tên cụm {named}, mà dự án ở cụm {short}",
            "the id `{typed}` has the name of {named}, and the project is in {short}"
        );
        let help = say!(
            "kiểm tra mã có bị lệch dòng không; mã đặt nhầm thì đổi mã",
            "check whether ids have slipped; if it is wrong change it"
        );
        let cells = &project.basis.cells;
        let fault = Diagnostic::new(Code::OtherCluster, &cells.at("id"), message).found(typed);
        faults.add(fault.note(&cells.at("cluster"), say!("cụm của dự án", "its cluster")).help(help));
    }
}

/// Columns of the words that a row may begin with.
const LEADING: &[&str] = &["text", "field", "value_a"];

/// A row of no cluster whose words begin with the name of one: `CCN Hồ Sơn 1: giải phóng mặt bằng 100 %`.
fn unfiled(catalog: &Catalog, naming: &Naming<'_>, row: &Statement<'_>) -> Option<Diagnostic> {
    if !row.has_cluster {
        return None;
    }
    let mut leading = row.texts.iter().chain(&row.remarks).filter(|(column, _)| LEADING.contains(column));
    let (column, key) = leading.find_map(|(column, text)| {
        let said = words(text);
        let kinds = [" ccn", " cum cong nghiep", " cum"];
        let bare = kinds.iter().find_map(|kind| said.strip_prefix(kind)).unwrap_or(&said);
        let key = naming
            .names
            .iter()
            .find(|(_, name)| {
                let rest = [bare, &said].into_iter().filter_map(|said| said.strip_prefix(name.as_str()));
                rest.into_iter().any(|rest| is_whole(name, rest))
            })?
            .0;
        (naming.named(text).len() == 1).then_some((*column, key))
    })?;
    let (short, id) = (catalog.clusters[key].short.as_str(), catalog.clusters[key].id.as_str());
    let message = say!(
        "nội dung nói về cụm {short} nhưng cột cluster để trống",
        "the words are about cluster {short}, and the column cluster is empty"
    );
    let help = say!("ghi cluster = {id}", "set cluster = {id}");
    Some(Diagnostic::new(Code::OtherCluster, &row.cells.at(column), message).found(short).help(help))
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
    let about: About = catalog.sources.iter().map(|(key, source)| (key, naming.of_source(source))).collect();
    for row in statements(catalog) {
        let Some(own) = row.cluster else {
            faults.extend(of_one_cluster(catalog, &row, &about));
            continue;
        };
        // Each side of a conflict has sources of its own.
        if row.source_column == "source_a" {
            continue;
        }
        // One article may tell of several clusters: most of them decide, and any of the own.
        let has_own = row.sources.iter().any(|key| about[key].contains(&own));
        let others = row.sources.iter().filter_map(|key| Some((key, about[key].first()?)));
        let others: Vec<_> = others.collect();
        if let Some((source, other)) = others.first().filter(|_| !has_own && others.len() * 2 > row.sources.len()) {
            let at = (row.cells, row.source_column);
            faults.add(foreign_source(catalog, at, &catalog.sources[**source], [own, **other]));
        }
    }
    sides(catalog, &about, faults);
}

/// Which clusters each source is about.
type About = BTreeMap<Key<Source>, BTreeSet<Key<Cluster>>>;

/// Sides of a conflict all of whose sources are about other clusters.
fn sides(catalog: &Catalog, about: &About, faults: &mut Diagnostics) {
    for conflict in &catalog.conflicts {
        let Some(own) = conflict.cluster else { continue };
        for (column, sources) in [("source_a", &conflict.source_a), ("source_b", &conflict.source_b)] {
            let others = sources.iter().map(|key| about[key].first().filter(|_| !about[key].contains(&own)));
            let others: Option<Vec<&Key<Cluster>>> = others.collect();
            if let (Some(first), Some(other)) = (sources.first(), others.as_ref().and_then(|others| others.first())) {
                let at = (&conflict.cells, column);
                faults.add(foreign_source(catalog, at, &catalog.sources[*first], [own, **other]));
            }
        }
    }
}

/// Words by which a row of no cluster tells that it is of the province, or of several clusters.
const OF_ALL: &[&str] =
    &["tỉnh", "các cụm", "các ccn", "các dự án", "nhiều cụm", "nhiều ccn", "mỗi cụm", "khu, cụm", "mười ccn"];

/// A row of no cluster, all of whose sources are about one, unless its words tell of all.
fn of_one_cluster(catalog: &Catalog, row: &Statement<'_>, about: &About) -> Option<Diagnostic> {
    // With marks: `tình hình` and `tính` are not `tỉnh`.
    let is_of_all = |text: &str| OF_ALL.iter().any(|word| text.to_lowercase().contains(word));
    if !row.has_cluster || row.texts.iter().chain(&row.remarks).any(|(_, text)| is_of_all(text)) {
        return None;
    }
    let first = &catalog.sources[*row.sources.first()?];
    let mut clusters = row.sources.iter().map(|key| (about[key].len() == 1).then(|| about[key].first()).flatten());
    let key = *clusters.next()??;
    let is_one = clusters.all(|other| other == Some(&key));
    let (id, short) = (catalog.clusters[key].id.as_str(), catalog.clusters[key].short.as_str());
    is_one.then(|| {
        let message = say!(
            "cột cluster để trống, mà mọi nguồn của dòng đều nói về cụm {short}",
            "the column cluster is empty, and all sources of the row are about cluster {short}"
        );
        let help = say!(
            "ghi cluster = {id}; nếu nói về cả tỉnh thì nêu rõ trong nội dung, ví dụ \"toàn tỉnh\"",
            "set cluster = {id}; if the row is of the whole province say so in its words, such as \"toàn tỉnh\""
        );
        let fault = Diagnostic::new(Code::ForeignSource, &row.cells.at(row.source_column), message);
        let title = &first.title;
        fault.note(&first.cells.at("id"), say!("nguồn: {title}", "the source: {title}")).help(help)
    })
}

fn foreign_source(
    catalog: &Catalog,
    (cells, column): (&Cells, &'static str),
    source: &Source,
    clusters: [Key<Cluster>; 2],
) -> Diagnostic {
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
    let fault = Diagnostic::new(Code::ForeignSource, &cells.at(column), message).found(id);
    fault.note(&source.cells.at("id"), note).help(help)
}
