//! What may leave the office: rows marked internal never do, and a cluster tells no more than its level allows.
//!
//! Level A is published in full; level B names no company and no capital; level C gives what planning says of it.

use crate::catalog::basis::Visibility;
use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::fact::{Price, PriceKind};
use crate::catalog::land::AreaKind;
use crate::catalog::milestone::Act;
use crate::catalog::table::Key;
use crate::site::show::Show;

/// Returns whether a row is not marked internal.
pub(super) fn is_open(visibility: Option<Visibility>) -> bool {
    visibility != Some(Visibility::Internal)
}

/// Returns whether companies and capital of a cluster may be told.
pub(super) fn names_companies(show: &Show<'_>, key: Key<Cluster>) -> bool {
    show.catalog.clusters[key].level == Level::A
}

/// Returns whether more than planning may be told of a cluster.
pub(super) fn is_beyond_plan(show: &Show<'_>, key: Key<Cluster>) -> bool {
    show.catalog.clusters[key].level != Level::C
}

/// Returns whether an area of a kind may be told.
pub(super) fn tells_area(show: &Show<'_>, key: Key<Cluster>, kind: AreaKind) -> bool {
    const PLANNED: [AreaKind; 3] = [AreaKind::Plan, AreaKind::DetailedPlan, AreaKind::Industrial];
    is_beyond_plan(show, key) || PLANNED.contains(&kind)
}

/// Returns whether an act may be told.
pub(super) fn tells_act(show: &Show<'_>, key: Key<Cluster>, act: Act) -> bool {
    // Changes of a plan are recorded as `other`, because the ladder has no step for them.
    const PLANNED: [Act; 3] = [Act::Plan, Act::DetailedPlan, Act::Other];
    is_beyond_plan(show, key) || PLANNED.contains(&act)
}

/// Returns whether a price may be told: the province's own table of land prices always is.
pub(super) fn tells_price(show: &Show<'_>, price: &Price) -> bool {
    is_beyond_plan(show, price.cluster) || price.kind == PriceKind::LandTable
}

/// Returns who published a price, unless that names a developer too early.
pub(super) fn price_publisher<'a>(show: &Show<'_>, price: &'a Price) -> Option<&'a String> {
    let tells = names_companies(show, price.cluster) || price.kind == PriceKind::LandTable;
    price.publisher.as_ref().filter(|_| tells)
}
