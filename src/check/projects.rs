//! Projects against their cluster: land and capital that fit, and an investor who is foreign or is not.

use chrono::NaiveDate;

use super::{conflicts, magnitudes, sizes};
use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::land::AreaKind;
use crate::catalog::project::{CapitalKind, Project, ProjectKind, ProjectState};
use crate::catalog::standing::Standing;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::{Amount, Both, fold};

/// Land in which projects lie.
pub(super) struct Land {
    pub(super) what: Both,
    /// Hectares.
    pub(super) size: Amount,
    pub(super) at: Location,
}

/// Returns the whole of a cluster: by decision with its expansion, else by the detailed plan, else by the plan.
pub(super) fn whole(standing: &Standing<'_>) -> Option<Land> {
    let kinds = [AreaKind::Decision, AreaKind::DetailedPlan, AreaKind::Plan];
    let area = kinds.into_iter().find_map(|kind| standing.area(kind)).filter(|area| sizes::is_sound(area))?;
    let size = standing.decided_ha().unwrap_or(area.area_ha.value);
    Some(Land { what: sizes::words_of(area, size), size, at: area.area_ha.at.clone() })
}

/// Returns the land for tenants: industrial land, else the whole.
fn industrial(standing: &Standing<'_>) -> Option<Land> {
    let area = standing.area(AreaKind::Industrial).filter(|area| sizes::is_sound(area));
    let land = |area: &crate::catalog::land::Area| Land {
        what: sizes::words(area.kind),
        size: area.area_ha.value,
        at: area.area_ha.at.clone(),
    };
    area.map(land).or_else(|| whole(standing))
}

/// Reports projects that take more land than there is, one by one or together.
pub(super) fn lands(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for (key, _) in catalog.clusters.iter() {
        let standing = Standing::new(catalog, key, today);
        let projects = catalog.projects.of(key);
        let (works, tenants): (Vec<&Project>, Vec<&Project>) =
            projects.iter().partition(|project| project.kind == ProjectKind::Infrastructure);
        for (projects, land) in [(works, whole(&standing)), (tenants, industrial(&standing))] {
            let Some(land) = land else { continue };
            let larger = projects.iter().filter(|project| project.area_ha.is_some_and(|size| size > land.size));
            let count = larger.clone().count();
            larger.for_each(|project| faults.add(too_large(project, &land)));
            if count == 0 {
                faults.extend(together(&projects, &land));
            }
        }
    }
}

fn too_large(project: &Project, land: &Land) -> Diagnostic {
    let (name, size) = (&project.name, project.area_ha.unwrap_or_default());
    let message = say!(
        "dự án \"{name}\" có diện tích {size} ha, lớn hơn {what} {whole} ha",
        "the project \"{name}\" has {size} ha, more than {what}, {whole} ha";
        size = size, what = land.what, whole = land.size
    );
    exceeding(project, message, land)
}

/// Tenants share the land; works of a cluster may be several projects on one area.
fn together(projects: &[&Project], land: &Land) -> Option<Diagnostic> {
    let on_land = |project: &&&Project| {
        let takes = !matches!(project.state, ProjectState::Stopped | ProjectState::Interested);
        project.kind == ProjectKind::Tenant && takes && project.area_ha.is_some()
    };
    let on_land: Vec<&&Project> = projects.iter().filter(on_land).collect();
    let sum: Amount = on_land.iter().filter_map(|project| project.area_ha).sum();
    let largest = on_land.iter().max_by_key(|project| project.area_ha).filter(|_| sum > land.size)?;
    let count = on_land.len();
    let message = say!(
        "{count} dự án của cụm cộng lại {sum} ha, lớn hơn {what} {whole} ha; ô này là dự án lớn nhất",
        "the {count} projects of the cluster make {sum} ha, more than {what}, {whole} ha; this is the largest";
        sum = sum, what = land.what, whole = land.size
    );
    Some(exceeding(largest, message, land))
}

fn exceeding(project: &Project, message: Both, land: &Land) -> Diagnostic {
    let note = say!("{what}: {whole} ha", "{what}: {whole} ha"; what = land.what, whole = land.size);
    let help = say!(
        "kiểm tra đơn vị (ha, không phải m²) và cụm của dự án; dự án đã rút thì ghi state = stopped",
        "check the unit (ha, not m²) and the cluster of the project; if it was withdrawn set state = stopped"
    );
    let found = project.area_ha.map(Amount::plain).unwrap_or_default();
    let fault = Diagnostic::new(Code::ProjectExceedsCluster, &project.basis.cells.at("area_ha"), message);
    fault.found(found).note(&land.at, note).help(help)
}

/// Reports infrastructure projects whose land or capital is not what the cluster's own rows say.
pub(super) fn figures(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for (key, cluster) in catalog.clusters.iter() {
        let projects = catalog.projects.of(key).iter();
        for project in projects.filter(|project| project.kind == ProjectKind::Infrastructure) {
            faults.extend(other_area(catalog, key, project, today));
            let whole = whole(&Standing::new(catalog, key, today)).map(|land| land.size);
            let capital = other_capital(catalog, key, cluster, project);
            let in_proportion = |pair: &[Amount; 2]| pair.iter().all(|sum| magnitudes::is_in_proportion(*sum, whole));
            faults.extend(capital.filter(|(pair, _)| in_proportion(pair)).map(|(_, fault)| fault));
        }
    }
}

/// The land of an infrastructure project is the cluster of its decision, before or after an expansion, or of a plan.
fn other_area(catalog: &Catalog, key: Key<Cluster>, project: &Project, today: NaiveDate) -> Option<Diagnostic> {
    let size = project.area_ha.filter(|size| *size > Amount::ZERO)?;
    let standing = Standing::new(catalog, key, today);
    let land = whole(&standing).filter(|land| size <= land.size)?;
    let stated = catalog.areas.of(key).iter().filter(|area| {
        matches!(area.kind, AreaKind::Decision | AreaKind::DetailedPlan | AreaKind::Plan) && sizes::is_sound(area)
    });
    let mut known = stated.map(|area| area.area_ha.value).chain([land.size]);
    if known.any(|area| is_near(area, size)) || conflicts::is_registered(catalog, Some(key), [land.size, size]) {
        return None;
    }
    let name = &project.name;
    let message = say!(
        "dự án hạ tầng \"{name}\" ghi {size} ha, {what} là {whole} ha",
        "the infrastructure project \"{name}\" has {size} ha, {what} is {whole} ha";
        size = size, what = land.what, whole = land.size
    );
    let note = say!("{what}: {whole} ha", "{what}: {whole} ha"; what = land.what, whole = land.size);
    Some(disagreeing(project, "area_ha", size, message).note(&land.at, note))
}

/// Returns the two amounts of capital that differ, and the fault.
fn other_capital(
    catalog: &Catalog,
    key: Key<Cluster>,
    cluster: &Cluster,
    project: &Project,
) -> Option<([Amount; 2], Diagnostic)> {
    let amount = project.capital_bn_vnd?;
    let approved: Vec<_> = catalog
        .capital
        .iter()
        .filter(|capital| capital.cluster == Some(key) && capital.kind == CapitalKind::Approved)
        .collect();
    let newest = approved.iter().max_by_key(|capital| capital.basis.as_of)?;
    let stated = newest.amount_bn_vnd.value;
    let funds: Amount = approved.iter().map(|capital| capital.amount_bn_vnd.value).sum();
    let mut known = approved.iter().map(|capital| capital.amount_bn_vnd.value).chain([funds]);
    if known.any(|sum| is_near(sum, amount)) || conflicts::is_registered(catalog, Some(key), [stated, amount]) {
        return None;
    }
    let name = &cluster.short;
    let message = say!(
        "dự án hạ tầng cụm {name} ghi vốn {amount} tỷ đồng, bảng capital ghi vốn được duyệt {stated} tỷ đồng",
        "the infrastructure project of {name} has a capital of {amount} billion VND, table capital {stated} billion VND";
        amount = amount, stated = stated
    );
    let note = say!("vốn được duyệt: {stated} tỷ đồng", "approved capital: {stated} billion VND"; stated = stated);
    let fault = disagreeing(project, "capital_bn_vnd", amount, message).note(&newest.amount_bn_vnd.at, note);
    Some(([stated, amount], fault))
}

/// Sources round: one percent is no disagreement.
fn is_near(one: Amount, other: Amount) -> bool {
    let (small, large) = if one < other { (one, other) } else { (other, one) };
    (large - small).percent_of(large).is_none_or(|share| share <= Amount::from(1))
}

fn disagreeing(project: &Project, column: &'static str, amount: Amount, message: Both) -> Diagnostic {
    let help = say!(
        "sửa số sai; nếu hai nguồn thật sự khác nhau thì thêm một dòng vào conflicts với cả hai con số",
        "correct the wrong figure; if the sources do differ add a row to conflicts with both figures"
    );
    let fault = Diagnostic::new(Code::FiguresDisagree, &project.basis.cells.at(column), message);
    fault.found(amount.plain()).help(help)
}

/// Reports projects of which one cell says that the investor is foreign and the other that he is not.
pub(super) fn foreign(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for project in catalog.projects.iter() {
        let country = project.country.as_deref().map(|country| (country, fold(country) == "viet nam"));
        let message = match (project.foreign, country) {
            (Some(true), Some((country, true))) => {
                say!("ghi vốn nước ngoài nhưng nước là {country}", "foreign capital, and yet the country is {country}")
            }
            (Some(false), Some((country, false))) => {
                say!("ghi vốn trong nước nhưng nước là {country}", "no foreign capital, and yet from {country}")
            }
            (None, Some((country, _))) => say!(
                "có ghi nước {country} nhưng chưa ghi có vốn nước ngoài hay không",
                "the country is {country}, and whether the capital is foreign is not said"
            ),
            (Some(true), None) => say!("ghi vốn nước ngoài nhưng chưa ghi nước", "foreign capital without a country"),
            (Some(false), None) => {
                say!("ghi vốn trong nước nhưng ô nước để trống", "no foreign capital, and the country is empty")
            }
            _ => continue,
        };
        let found = project.foreign.map(|foreign| if foreign { "yes" } else { "no" }).unwrap_or_default();
        let note = say!("nước", "the country");
        let help = say!(
            "foreign = yes khi có vốn nước ngoài, no khi nhà đầu tư là trong nước; dòng 21 Biểu số 04 đếm theo ô này",
            "foreign = yes with foreign capital, no for a domestic investor; row 21 of form 04 counts by this cell"
        );
        let fault = Diagnostic::new(Code::ForeignCountry, &project.basis.cells.at("foreign"), message).found(found);
        faults.add(fault.note(&project.basis.cells.at("country"), note).help(help));
    }
}
