//! The keys of terms that the program asks for; `terms.csv` must have each.

use crate::catalog::agency::AgencyLevel;
use crate::catalog::basis::{Grade, Visibility};
use crate::catalog::cluster::{ClusterKind, DeveloperKind, Level};
use crate::catalog::fact::{InfrastructureKind, PriceKind, Tax, WorkState};
use crate::catalog::figure::{ConflictState, ObservationState};
use crate::catalog::form::PeriodState;
use crate::catalog::land::{AreaKind, ClearanceAct, PlotStatus};
use crate::catalog::law::{RelationKind, Scope, Seen, Task, Verb};
use crate::catalog::milestone::{Act, ActState};
use crate::catalog::procedure::{DayKind, Track};
use crate::catalog::project::{CapitalKind, Fund, ObstacleCategory, ProjectKind, ProjectState, Qualifier};
use crate::catalog::rollup::{Belongs, Measure, OrElse};
use crate::catalog::standing::Stage;

/// The keys that stand alone, not for a value of a closed list.
pub const KEYS: &[&str] = &[
    "yes",
    "no",
    "unknown",
    "verify",
    "reconfirm",
    "as-of",
    "updated",
    "published",
    "source",
    "untranslated",
    "legal-language",
    "contact-developer",
    "report-error",
    "occupancy.legal",
    "occupancy.leased",
    "status.in-force",
    "status.lapsed",
    "status.not-yet",
    "relation.replaced-by",
    "relation.amended-by",
    "relation.guided-by",
    "relation.implemented-by",
    "relation.consolidated-by",
    "relation.transferred-by",
    "ui.skip",
    "ui.official",
    "ui.nav",
    "ui.crumbs",
    "ui.draft",
    "ui.draft-text",
    "ui.downloads",
    "ui.notice",
    "ui.source",
    "ui.north",
    "ui.state-done",
    "ui.state-planned",
    "ui.state-open",
    "ui.filter",
    "ui.filter-found",
    "ui.filter-none",
    "ui.sorted-up",
    "ui.sorted-down",
    "ui.feed",
    "ui.as-of",
    "ui.updated",
    "ui.published",
    "ui.contact",
    "ui.responsible",
    "ui.contact-agency",
    "ui.address",
    "ui.phone",
    "ui.email",
    "ui.no-contact",
    "ui.about",
    "ui.licence",
    "ui.home",
    "ui.missing",
    "ui.enter",
    "ui.not-found",
    "ui.state-unknown",
    "ui.search",
    "ui.search-button",
    "ui.search-found",
    "ui.search-more",
    "ui.search-none",
    "find.clusters",
    "find.land",
    "find.agencies",
    "find.communes",
    "find.guides",
    "find.documents",
    "find.reports",
    "find.statistics",
    "find.definitions",
    "find.open-data",
    "find.changes",
];

/// Returns every key that must be there: those that stand alone, and one for each value of a closed list.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = KEYS.iter().map(|key| (*key).to_owned()).collect();
    let mut family = |prefix: &str, names: Vec<&str>| {
        keys.extend(names.into_iter().map(|name| format!("{prefix}.{name}")));
    };
    macro_rules! families {
        ($($prefix:literal $list:ty,)*) => {
            $(family($prefix, <$list>::ALL.iter().map(|value| value.name()).collect());)*
        };
    }
    families! {
        "stage" Stage,
        "plot" PlotStatus,
        "area" AreaKind,
        "act" Act,
        "milestone" ActState,
        "clearance" ClearanceAct,
        "grade" Grade,
        "visibility" Visibility,
        "level" Level,
        "level" AgencyLevel,
        "kind" ClusterKind,
        "developer-kind" DeveloperKind,
        "verb" Verb,
        "task" Task,
        "track" Track,
        "days" DayKind,
        "relation" RelationKind,
        "seen" Seen,
        "scope" Scope,
        "infra" InfrastructureKind,
        "infra" WorkState,
        "price" PriceKind,
        "tax" Tax,
        "project" ProjectKind,
        "project" ProjectState,
        "capital" CapitalKind,
        "fund" Fund,
        "qualifier" Qualifier,
        "obstacle" ObstacleCategory,
        "observation" ObservationState,
        "conflict" ConflictState,
        "period" PeriodState,
        "belongs" Belongs,
        "adds" Measure,
        "or-else" OrElse,
    }
    keys
}
