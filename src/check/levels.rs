//! What may be public of a cluster: established ones everything, others neither firm nor capital.

use chrono::NaiveDate;

use super::statements::statements;
use crate::catalog::Catalog;
use crate::catalog::basis::Visibility;
use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::figure::{Observation, tells_of_firms};
use crate::catalog::indicator::Subject;
use crate::catalog::land::AreaKind;
use crate::catalog::milestone::{Act, ActState};
use crate::catalog::project::ProjectState;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::{Both, Language};

/// Reports public rows that say more than the level of their cluster allows.
pub(super) fn breaches(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for (key, cluster) in catalog.clusters.iter().filter(|(_, cluster)| cluster.level != Level::A) {
        firms(catalog, key, cluster, faults);
        capital(catalog, key, cluster, faults);
        reported(catalog, key, cluster, faults);
        words(catalog, key, cluster, faults);
        conflicts(catalog, key, cluster, faults);
        if cluster.level == Level::C {
            decisions(catalog, key, cluster, faults);
        }
    }
}

fn hide() -> Both {
    say!(
        "xóa ô này hoặc ghi visibility = internal; nếu cụm đã thành lập thì ghi level = A ở bảng clusters",
        "empty the cell or set visibility = internal; if the cluster is established set level = A in clusters"
    )
}

fn firms(catalog: &Catalog, key: Key<Cluster>, cluster: &Cluster, faults: &mut Diagnostics) {
    if let Some(developer) = cluster.developers.first() {
        let help = say!(
            "xóa tên doanh nghiệp ở ô này; nếu cụm đã thành lập thì ghi level = A",
            "remove the firm from this cell; if the cluster is established set level = A"
        );
        let what = say!("tên chủ đầu tư", "the name of the developer");
        faults.add(breach(cluster, &developer.at, &what, help).found(&developer.value));
    }
    let attributes = catalog.attributes.of(key).iter().filter(|row| row.basis.is_public() && row.item.is_of_firm());
    for attribute in attributes {
        let what = say!("thông tin về chủ đầu tư", "what tells of the developer");
        let at = attribute.basis.cells.at("value");
        faults.add(breach(cluster, &at, &what, hide()).found(&attribute.value));
    }
    for project in catalog.projects.of(key).iter().filter(|project| project.basis.is_public()) {
        if let Some(investor) = &project.investor {
            let what = say!("tên nhà đầu tư", "the name of the investor");
            faults.add(breach(cluster, &investor.at, &what, hide()).found(&investor.value));
        }
        if let Some(amount) = project.capital_bn_vnd {
            let what = say!("vốn của dự án", "the capital of a project");
            let at = project.basis.cells.at("capital_bn_vnd");
            faults.add(breach(cluster, &at, &what, hide()).found(amount.plain()));
        }
    }
}

fn capital(catalog: &Catalog, key: Key<Cluster>, cluster: &Cluster, faults: &mut Diagnostics) {
    for capital in catalog.capital.of(&Some(key)).filter(|capital| capital.basis.is_public()) {
        let what = say!("vốn", "capital");
        let amount = &capital.amount_bn_vnd;
        faults.add(breach(cluster, &amount.at, &what, hide()).found(amount.value.plain()));
    }
}

/// Rows 1 and 2 of Biểu 02 are the capital of a cluster; Biểu 01 tells the money of a single firm.
fn reported(catalog: &Catalog, key: Key<Cluster>, cluster: &Cluster, faults: &mut Diagnostics) {
    let firms = catalog.projects.of(key).iter().map(|project| Subject::Project(project.key));
    let rows = firms.chain([Subject::Cluster(key)]).flat_map(|subject| catalog.observations.of(&subject));
    let of_firm = |row: &&Observation| row.firm_cluster(|_| Some(key)).is_some();
    for row in rows.filter(|row| row.basis.is_public()).filter(of_firm) {
        let what = say!("vốn, doanh thu hoặc nộp ngân sách", "capital, revenue or taxes paid");
        faults.add(breach(cluster, &row.basis.cells.at("value"), &what, hide()));
    }
}

/// Words tell as much as columns.
fn words(catalog: &Catalog, key: Key<Cluster>, cluster: &Cluster, faults: &mut Diagnostics) {
    for row in statements(catalog).iter().filter(|row| row.is_public && row.cluster == Some(key)) {
        // What sources disagree on has a rule of its own.
        let texts = row.texts.iter().chain(&row.remarks).filter(|_| row.source_column == "source");
        for (column, text) in texts.filter(|(_, text)| tells_of_firms(text)) {
            let what = say!("tên doanh nghiệp hoặc số tiền", "a firm or a sum of money");
            let help = say!(
                "bỏ tên doanh nghiệp và số tiền ở đây; nếu cụm đã thành lập thì ghi level = A ở bảng clusters",
                "remove firm and money from this text; if the cluster is established set level = A in clusters"
            );
            faults.add(breach(cluster, &row.cells.at(column), &what, help).found(*text));
        }
    }
}

/// The register of conflicts is public too, and its words may name what the tables may not.
fn conflicts(catalog: &Catalog, key: Key<Cluster>, cluster: &Cluster, faults: &mut Diagnostics) {
    let rows = catalog.conflicts.iter().filter(|conflict| conflict.cluster == Some(key));
    for conflict in rows.filter(|conflict| conflict.visibility == Visibility::Public) {
        if let Some(column) = conflict.company_column() {
            let what = say!("mâu thuẫn số liệu về doanh nghiệp hoặc vốn", "a conflict about a firm or capital");
            let help = say!(
                "ghi visibility = internal cho dòng này; nếu cụm đã thành lập thì ghi level = A ở bảng clusters",
                "set visibility = internal for this row; if the cluster is established set level = A in clusters"
            );
            faults.add(breach(cluster, &conflict.cells.at(column), &what, help));
        }
    }
}

/// A cluster of level C stands only in the plan, so nothing can have been decided.
fn decisions(catalog: &Catalog, key: Key<Cluster>, cluster: &Cluster, faults: &mut Diagnostics) {
    for area in catalog.areas.of(key).iter().filter(|area| area.kind == AreaKind::Decision) {
        let what = say!("diện tích theo quyết định", "an area by decision");
        faults.add(decided(cluster, &area.basis.cells.at("kind"), &what).found(area.kind.name()));
    }
    for milestone in catalog.milestones.of(key) {
        if milestone.act == Act::Establishment && milestone.state == ActState::Done {
            let what = say!("mốc thành lập đã thực hiện", "an establishment that is done");
            faults.add(decided(cluster, &milestone.basis.cells.at("act"), &what).found(milestone.act.name()));
        }
    }
}

fn decided(cluster: &Cluster, at: &Location, what: &Both) -> Diagnostic {
    let (name, vi, en) = (&cluster.short, what.get(Language::Vi), what.get(Language::En));
    let message = say!(
        "cụm {name} ở mức C (mới có trong quy hoạch) nhưng có {vi}",
        "cluster {name} has level C (only in the plan) and yet {en}"
    );
    let help = say!(
        "nếu cụm đã thành lập thì ghi level = A ở bảng clusters; nếu chưa thì sửa loại của dòng này",
        "if the cluster is established set level = A in clusters; if not, correct the kind of this row"
    );
    at_level(Diagnostic::new(Code::LevelBreach, at, message), cluster).help(help)
}

/// Shows where the level of the cluster is set.
fn at_level(fault: Diagnostic, cluster: &Cluster) -> Diagnostic {
    let level = cluster.level.name();
    let note = say!("mức công bố của cụm: {level}", "the level of the cluster: {level}");
    fault.note(&cluster.basis.cells.at("level"), note)
}

fn breach(cluster: &Cluster, at: &Location, what: &Both, help: Both) -> Diagnostic {
    let (name, level, vi, en) = (&cluster.short, cluster.level.name(), what.get(Language::Vi), what.get(Language::En));
    let (state, state_en) = match cluster.level {
        Level::B => ("đang làm thủ tục", "under procedure"),
        _ => ("mới có trong quy hoạch", "only in the plan"),
    };
    let message = say!(
        "cụm {name} ở mức {level} ({state}), chưa được công khai {vi}",
        "cluster {name} has level {level} ({state_en}); {en} must not be public"
    );
    at_level(Diagnostic::new(Code::LevelBreach, at, message), cluster).help(help)
}

/// Reports firms that only think of coming: proposals are never published.
pub(super) fn proposals(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let interested = catalog.projects.iter().filter(|project| project.state == ProjectState::Interested);
    for project in interested.filter(|project| project.basis.is_public()) {
        let name = &project.name;
        let message = say!(
            "dự án \"{name}\" mới bày tỏ quan tâm, chưa được công khai",
            "the project \"{name}\" is only an interest and must not be public"
        );
        let help = say!(
            "ghi visibility = internal; đã đăng ký hoặc được chấp thuận thì ghi state = registered",
            "set visibility = internal; once it is registered or approved set state = registered"
        );
        let at = project.basis.cells.at("state");
        faults.add(Diagnostic::new(Code::LevelBreach, &at, message).found(project.state.name()).help(help));
    }
}

/// Reports clusters of level A, which is for established ones, that nothing in the data shows to be so.
///
/// A cluster that operates may not have been established yet (TT 14/2024/TT-BCT, Biểu 04, dòng 15.2).
pub(super) fn unproven(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for (key, cluster) in catalog.clusters.iter().filter(|(_, cluster)| cluster.level == Level::A) {
        let acts = [Act::Establishment, Act::Operation];
        let mut done = catalog.milestones.of(key).iter().filter(|milestone| milestone.state == ActState::Done);
        let is_decided = catalog.areas.of(key).iter().any(|area| area.kind == AreaKind::Decision);
        if is_decided || done.any(|milestone| acts.contains(&milestone.act)) {
            continue;
        }
        let name = &cluster.short;
        let message = say!(
            "cụm {name} ở mức A nhưng chưa có mốc thành lập, mốc hoạt động hay diện tích theo quyết định",
            "cluster {name} has level A, but no establishment, operation or area by decision"
        );
        let help = say!(
            "thêm mốc thành lập (establishment) hoặc diện tích theo quyết định; chưa thành lập thì ghi B hoặc C",
            "add the act establishment or the area by decision; if it is not established write B or C"
        );
        let at = cluster.basis.cells.at("level");
        faults.add(Diagnostic::new(Code::LevelUnproven, &at, message).found(cluster.level.name()).help(help));
    }
}
