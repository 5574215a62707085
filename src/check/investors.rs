//! The infrastructure project of a cluster against the cluster: who builds, on how much land, for how much.

use chrono::NaiveDate;

use super::projects;
use crate::catalog::Catalog;
use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::project::{CapitalKind, Project, ProjectKind, ProjectState};
use crate::catalog::standing::Standing;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::fold;

/// Reports infrastructure projects that leave open what the rows of their cluster tell, and the reverse.
pub(super) fn open(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for (key, cluster) in catalog.clusters.iter() {
        let works: Vec<&Project> = catalog.projects.of(key).iter().filter(|project| is_under_way(project)).collect();
        faults.extend(developer(cluster, &works));
        // Of several projects none need be the whole.
        if let [project] = works.as_slice() {
            faults.extend(area(catalog, key, project, today));
            faults.extend(capital(catalog, key, project));
        }
    }
}

fn is_under_way(project: &Project) -> bool {
    project.kind == ProjectKind::Infrastructure && project.state != ProjectState::Stopped
}

/// The developer of a cluster is the investor of its infrastructure.
fn developer(cluster: &Cluster, works: &[&Project]) -> Option<Diagnostic> {
    let name = &cluster.short;
    let note = say!("chủ đầu tư hạ tầng của cụm", "the developer of the cluster");
    let help = say!(
        "ghi cùng một tên ở hai bảng clusters (developers) và projects (investor)",
        "give one name in both tables, clusters (developers) and projects (investor)"
    );
    let invested = works.iter().find_map(|project| Some((*project, project.investor.as_ref()?)));
    match (cluster.developers.first(), invested) {
        (None, Some((_, investor))) if cluster.level == Level::A => {
            let named = &investor.value;
            let message = say!(
                "dự án hạ tầng cụm {name} có nhà đầu tư \"{named}\", bảng clusters để trống developers",
                "the infrastructure project of {name} has the investor \"{named}\", and clusters has no developers"
            );
            let note = say!("dòng của cụm", "the row of the cluster");
            let fault = Diagnostic::new(Code::FiguresDisagree, &investor.at, message).found(named);
            Some(fault.note(&cluster.basis.cells.at("id"), note).help(help))
        }
        (Some(developer), None) => {
            let project = works.first()?;
            let named = &developer.value;
            let message = say!(
                "dự án hạ tầng cụm {name} chưa ghi nhà đầu tư, bảng clusters ghi \"{named}\"",
                "the infrastructure project of {name} has no investor, and clusters names \"{named}\""
            );
            let fault = Diagnostic::new(Code::FiguresDisagree, &project.basis.cells.at("name"), message);
            Some(fault.note(&developer.at, note).help(help))
        }
        (Some(developer), Some((_, investor))) if !is_one(cluster, works) => {
            let (named, typed) = (&developer.value, &investor.value);
            let message = say!(
                "dự án hạ tầng cụm {name} có nhà đầu tư \"{typed}\", bảng clusters ghi \"{named}\"",
                "the infrastructure project of {name} has the investor \"{typed}\", and clusters names \"{named}\""
            );
            let fault = Diagnostic::new(Code::FiguresDisagree, &investor.at, message).found(typed);
            Some(fault.note(&developer.at, note).help(help))
        }
        _ => None,
    }
}

/// Returns whether some developer is an investor; a joint venture has the names of its firms.
fn is_one(cluster: &Cluster, works: &[&Project]) -> bool {
    let developers: Vec<String> = cluster.developers.iter().map(|developer| fold(&developer.value)).collect();
    let mut investors = works.iter().filter_map(|project| project.investor.as_ref()).map(|name| fold(&name.value));
    investors.any(|investor| developers.iter().any(|name| investor.contains(name) || name.contains(&investor)))
}

fn area(catalog: &Catalog, key: Key<Cluster>, project: &Project, today: NaiveDate) -> Option<Diagnostic> {
    let standing = Standing::new(catalog, key, today);
    let land = projects::whole(&standing).filter(|_| project.area_ha.is_none())?;
    let name = &project.name;
    let message = say!(
        "dự án hạ tầng \"{name}\" chưa ghi diện tích, {what} là {size} ha",
        "the infrastructure project \"{name}\" has no area, {what} is {size} ha";
        what = land.what, size = land.size
    );
    let note = say!("diện tích của cụm", "the area of the cluster");
    Some(left_open(project, "area_ha", message, (&land.at, note)))
}

fn capital(catalog: &Catalog, key: Key<Cluster>, project: &Project) -> Option<Diagnostic> {
    let is_approved = |kind, cluster| kind == CapitalKind::Approved && cluster == Some(key);
    let approved = catalog.capital.iter().filter(|sum| is_approved(sum.kind, sum.cluster));
    let newest = approved.max_by_key(|sum| sum.basis.as_of).filter(|_| project.capital_bn_vnd.is_none())?;
    // A public project must not tell the capital that is internal.
    if newest.basis.is_public() != project.basis.is_public() {
        return None;
    }
    let name = &project.name;
    let message = say!(
        "dự án hạ tầng \"{name}\" chưa ghi vốn, bảng capital ghi {amount} tỷ đồng",
        "the infrastructure project \"{name}\" has no capital, table capital says {amount} billion VND";
        amount = newest.amount_bn_vnd.value
    );
    let note = say!("vốn được duyệt", "the approved capital");
    Some(left_open(project, "capital_bn_vnd", message, (&newest.amount_bn_vnd.at, note)))
}

fn left_open(
    project: &Project,
    column: &str,
    message: crate::text::Both,
    (at, note): (&Location, crate::text::Both),
) -> Diagnostic {
    let help = say!(
        "ghi cùng con số ở cột {column}; nếu là số khác thì ghi số ấy và thêm một dòng vào conflicts",
        "give the same figure in the column {column}; if it is another give that and add a row to conflicts"
    );
    Diagnostic::new(Code::FiguresDisagree, &project.basis.cells.at("name"), message).note(at, note).help(help)
}
