//! Finds what a name means: a cluster, a commune, a project; never by likeness alone.

use crate::catalog::Catalog;
use crate::catalog::cluster::{Cluster, heard};
use crate::record::nearest;
use crate::say;
use crate::text::{Both, fold};

/// Why a name leads nowhere, and what may be meant.
pub(super) struct Unknown {
    pub(super) message: Both,
    pub(super) help: Both,
}

/// Returns the clusters that a name is of: its name, its short name or an alias, as two people would hear them.
pub(super) fn clusters<'a>(catalog: &'a Catalog, name: &str) -> Vec<&'a Cluster> {
    let wanted = heard(name);
    let rows = catalog.clusters.rows().iter();
    rows.filter(|cluster| names(cluster).any(|known| heard(known) == wanted) || cluster.id == name).collect()
}

fn names(cluster: &Cluster) -> impl Iterator<Item = &str> {
    [cluster.name.as_str(), cluster.short.as_str()].into_iter().chain(cluster.aliases.iter().map(String::as_str))
}

/// Returns the id of the cluster that a name means.
pub(super) fn cluster(catalog: &Catalog, name: &str) -> Result<String, Unknown> {
    match clusters(catalog, name).as_slice() {
        [one] => Ok(one.id.clone()),
        [] if is_park(name) => Err(Unknown {
            message: say!(
                "`{name}` là khu công nghiệp, không phải cụm công nghiệp",
                "`{name}` is an industrial park, no cluster"
            ),
            help: say!(
                "bỏ dòng này; số liệu khu công nghiệp không thuộc báo cáo cụm công nghiệp",
                "remove it: parks do not belong to the report on clusters"
            ),
        }),
        [] => {
            let known = catalog.clusters.rows().iter().flat_map(names);
            let near = nearest(&heard(name), known);
            let numbered = near.map(|near| numbered(catalog, near)).unwrap_or_default();
            let fault = unknown("cụm công nghiệp", "cluster", name, near);
            Err(if numbered.is_empty() { fault } else { Unknown { help: one_of(&numbered), ..fault } })
        }
        [one, other, ..] => {
            let (one, other) = (&one.short, &other.short);
            let message = say!("`{name}` có thể là `{one}` hoặc `{other}`", "`{name}` may be `{one}` or `{other}`");
            Err(Unknown { message, help: say!("ghi đủ tên, kèm số", "write the whole name with its number") })
        }
    }
}

/// The most names that a message lists.
const NAMED: usize = 10;

/// Returns the short names that differ from a name by their number only: which one was meant nothing tells.
fn numbered<'a>(catalog: &'a Catalog, name: &str) -> Vec<&'a str> {
    let stem = |name: &str| {
        let heard = heard(name);
        let (stem, number) = heard.rsplit_once(' ')?;
        number.parse::<u32>().is_ok().then(|| stem.to_owned())
    };
    let Some(wanted) = stem(name) else { return Vec::new() };
    let short = catalog.clusters.rows().iter().map(|cluster| cluster.short.as_str());
    let found: Vec<&str> = short.filter(|short| stem(short).as_deref() == Some(&wanted)).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

fn one_of(names: &[&str]) -> Both {
    let list = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join("; ");
    let more = if names.len() > NAMED { "; …" } else { "" };
    say!(
        "có phải một trong: {list}{more}? ghi đúng tên, kèm số",
        "did you mean one of: {list}{more}? write its name with the number"
    )
}

fn is_park(name: &str) -> bool {
    let folded = fold(name);
    folded.starts_with("kcn ") || folded.starts_with("khu cong nghiep")
}

/// Returns the code of the commune that a name means, with its kind (xã, phường) or without.
pub(super) fn commune(catalog: &Catalog, name: &str) -> Result<String, Unknown> {
    let bare = |name: &str| {
        let folded = fold(name);
        let kinds = ["xa ", "phuong ", "thi tran ", "uy ban nhan dan ", "ubnd "];
        kinds.iter().fold(folded, |rest, kind| rest.strip_prefix(kind).unwrap_or(&rest).to_owned())
    };
    let bare = |name: &str| bare(&bare(name));
    let wanted = bare(name);
    let rows = || catalog.communes.rows().iter();
    let found: Vec<_> = rows().filter(|row| bare(&row.name) == wanted || row.code == name).collect();
    match found.as_slice() {
        [one] => Ok(one.code.clone()),
        _ => Err(unknown("xã, phường", "commune", name, nearest(name, rows().map(|row| row.name.as_str())))),
    }
}

/// Returns the id of the project that a name means.
pub(super) fn project(catalog: &Catalog, name: &str) -> Result<String, Unknown> {
    let wanted = fold(name);
    // Projects of one name are listed with the cluster behind it.
    let listed = |row: &crate::catalog::project::Project| {
        fold(&format!("{} ({})", row.name, catalog.clusters[row.cluster].short))
    };
    let rows = || catalog.projects.iter();
    let found: Vec<_> =
        rows().filter(|row| fold(&row.name) == wanted || row.id == name || listed(row) == wanted).collect();
    match found.as_slice() {
        [one] => Ok(one.id.clone()),
        _ => Err(unknown("dự án", "project", name, nearest(name, rows().map(|row| row.name.as_str())))),
    }
}

/// Says that a name is not known; a like one is asked about and never taken.
pub(super) fn unknown(vi: &str, en: &str, name: &str, near: Option<&str>) -> Unknown {
    let message = Both::new(format!("không có {vi} nào tên `{name}`"), format!("no {en} is named `{name}`"));
    let help = match near {
        Some(near) => say!(
            "có phải là `{near}`? nếu phải thì ghi đúng tên này",
            "did you mean `{near}`? if so write exactly this name"
        ),
        None => Both::new(
            format!("xem tên ở trang Danh mục của mẫu; {vi} mới thì thêm vào bảng trước"),
            format!("see the list in the blank workbook; add a new {en} to its table first"),
        ),
    };
    Unknown { message, help }
}
