//! Land that was in use before its cluster was established.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::basis::Basis;
use crate::catalog::cluster::Cluster;
use crate::catalog::land::{AreaKind, PlotStatus};
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::catalog::project::{ProjectKind, ProjectState};
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::Both;

/// Reports land in use, plots let and firms at work before the decision that established their cluster.
///
/// A cluster from before 2009 is exempt, and one that operates without being established (TT 14/2024/TT-BCT, Biểu 04,
/// dòng 15.2), for which an act of operation before the decision stands.
pub(super) fn establishment(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let clusters = catalog.clusters.iter().filter(|(_, cluster)| cluster.before_2009 != Some(true));
    for (key, cluster) in clusters {
        let Some((established, decided)) = established(catalog, key) else { continue };
        for (basis, column, what) in used(catalog, key) {
            if let Some(as_of) = basis.as_of.filter(|as_of| as_of.last() < decided) {
                let message = say!(
                    "{what} ở cụm {name} ngày {as_of}, trước khi cụm được thành lập ({decided})",
                    "{what} in cluster {name} on {as_of}, before it was established ({decided})";
                    what = what, name = name(cluster), as_of = as_of, decided = decided
                );
                let help = say!(
                    "kiểm tra hai ngày; cụm có trước 05/10/2009 thì ghi before_2009 = yes, cụm hoạt động trước khi thành lập thì thêm mốc operation",
                    "check both dates; for a cluster older than 5 October 2009 set before_2009 = yes, for one that operated before it was established add an act of operation"
                );
                let fault = Diagnostic::new(Code::BeforeEstablishment, &basis.cells.at(column), message);
                let note = say!("quyết định thành lập", "the establishment");
                faults.add(fault.note(&established.basis.cells.at("date"), note).help(help));
            }
        }
    }
}

fn name(cluster: &Cluster) -> Both {
    Both::new(&cluster.short, &cluster.short)
}

/// The act that established a cluster and its day, unless the cluster operated before.
fn established(catalog: &Catalog, key: Key<Cluster>) -> Option<(&Milestone, NaiveDate)> {
    let done = |act: Act| {
        let acts = catalog.milestones.of(key).iter();
        acts.filter(move |milestone| milestone.act == act && milestone.state == ActState::Done)
    };
    let dated = done(Act::Establishment).filter_map(|act| Some((act, act.date?.first())));
    let (act, decided) = dated.min_by_key(|(_, day)| *day)?;
    let mut operations = done(Act::Operation).filter_map(|act| act.date.or(act.basis.as_of));
    (!operations.any(|date| date.last() < decided)).then_some((act, decided))
}

type Used<'a> = (&'a Basis, &'static str, Both);

fn used(catalog: &Catalog, key: Key<Cluster>) -> Vec<Used<'_>> {
    let mut used: Vec<Used<'_>> = Vec::new();
    for area in catalog.areas.of(key) {
        match area.kind {
            AreaKind::Serviced => used.push((&area.basis, "as_of", say!("có đất đủ hạ tầng", "serviced land"))),
            AreaKind::Leased => used.push((&area.basis, "as_of", say!("có đất đã cho thuê", "leased land"))),
            _ => {}
        }
    }
    let let_out = |status| matches!(status, PlotStatus::Leased | PlotStatus::Operating);
    for plot in catalog.plots.of(key).iter().filter(|plot| let_out(plot.status)) {
        used.push((&plot.basis, "as_of", say!("có lô đã cho thuê", "a plot let")));
    }
    let at_work = |state| matches!(state, ProjectState::Building | ProjectState::Operating);
    for project in catalog.projects.of(key) {
        if project.kind == ProjectKind::Tenant && at_work(project.state) {
            used.push((&project.basis, "as_of", say!("có dự án thứ cấp", "a firm at work")));
        }
    }
    used
}
