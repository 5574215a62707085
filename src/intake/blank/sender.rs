//! Who sends which form (Thông tư 14/2024/TT-BCT khoản 3 Điều 3), and what is known of each.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::commune::Commune;
use crate::catalog::indicator::FormId;
use crate::catalog::project::Project;
use crate::catalog::table::Key;
use crate::say;
use crate::text::{Both, slug};

/// An office that sends a form.
#[derive(Debug)]
pub(super) struct Sender {
    /// Name of its file, without period and ending: `bieu-02-ho-son-1`.
    pub(super) file: String,
    /// Its name for the title and the sheet *Đọc trước*; nothing when nobody is known.
    pub(super) name: Option<String>,
    /// What the form's own lines between sender and receiver say of it, in their order.
    pub(super) extra: Vec<Option<String>>,
    /// Lines of our own, with which the form comes back to its cluster or commune: it has no place for them itself.
    pub(super) identity: Vec<String>,
}

/// Returns the senders of a form, those of one cluster only if it is named.
pub(super) fn senders(catalog: &Catalog, form: FormId, cluster: Option<&str>) -> Result<Vec<Sender>, Both> {
    let known = |row: &Cluster| cluster.is_none_or(|id| row.id == id);
    let clusters: Vec<(Key<Cluster>, &Cluster)> = catalog.clusters.iter().filter(|(_, row)| known(row)).collect();
    if let (Some(id), true) = (cluster, clusters.is_empty()) {
        return Err(say!("không có cụm công nghiệp `{id}`", "there is no cluster `{id}`"));
    }
    Ok(match form {
        FormId::Project => projects(catalog, &clusters, cluster.is_some()),
        FormId::Developer => {
            let developed = clusters.iter().filter(|(_, row)| !row.developers.is_empty());
            developed.map(|(_, row)| developer(row)).collect()
        }
        FormId::Commune => communes(catalog, &clusters),
        FormId::Province => Vec::new(),
    })
}

/// One form for each project; where none is known, one with the dotted lines of the circular.
fn projects(catalog: &Catalog, clusters: &[(Key<Cluster>, &Cluster)], is_named: bool) -> Vec<Sender> {
    let tenants = clusters.iter().flat_map(|(key, cluster)| {
        let own = catalog.projects.of(*key).iter().filter(|row| row.is_tenant());
        own.map(|row| project(row, cluster))
    });
    let tenants: Vec<Sender> = tenants.collect();
    if !tenants.is_empty() {
        return tenants;
    }
    let named = clusters.first().filter(|_| is_named).map(|(_, cluster)| *cluster);
    let name = named.map_or("……………………………………", |cluster| cluster.short.as_str());
    vec![Sender {
        file: named.map_or("bieu-01".to_owned(), |cluster| format!("bieu-01-{}", cluster.id)),
        name: None,
        extra: Vec::new(),
        identity: vec![format!("Cụm công nghiệp: {name}")],
    }]
}

fn project(row: &Project, cluster: &Cluster) -> Sender {
    let mut identity = vec![format!("Cụm công nghiệp: {}", cluster.short)];
    identity.extend(row.investor.iter().map(|investor| format!("Nhà đầu tư: {}", investor.value)));
    Sender {
        file: format!("bieu-01-{}", row.id),
        name: Some(row.name.clone()),
        extra: vec![Some(row.name.clone()), row.sector.clone()],
        identity,
    }
}

fn developer(cluster: &Cluster) -> Sender {
    let names: Vec<&str> = cluster.developers.iter().map(|name| name.value.as_str()).collect();
    Sender {
        file: format!("bieu-02-{}", cluster.id),
        name: Some(format!("Chủ đầu tư hạ tầng cụm công nghiệp {}", cluster.short)),
        extra: Vec::new(),
        identity: vec![format!("Cụm công nghiệp: {}", cluster.short), format!("Chủ đầu tư: {}", names.join("; "))],
    }
}

/// One form for each commune with land of a cluster, in the order of the clusters.
fn communes(catalog: &Catalog, clusters: &[(Key<Cluster>, &Cluster)]) -> Vec<Sender> {
    let mut keys: Vec<Key<Commune>> = Vec::new();
    for key in clusters.iter().flat_map(|(_, cluster)| &cluster.communes) {
        if !keys.contains(key) {
            keys.push(*key);
        }
    }
    let rows: Vec<&Commune> = keys.iter().map(|key| &catalog.communes[*key]).collect();
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *uses.entry(slug(&row.name)).or_default() += 1);
    let sender = |row: &&Commune| {
        let name = slug(&row.name);
        // Two communes of one name without marks must not write one file.
        let code = if uses[&name] > 1 { format!("-{}", row.code) } else { String::new() };
        Sender {
            file: format!("bieu-03-{name}{code}"),
            name: Some(format!("UBND {}", row.running_name())),
            extra: Vec::new(),
            identity: vec![format!("Xã, phường: {}", row.name)],
        }
    };
    rows.iter().map(sender).collect()
}
