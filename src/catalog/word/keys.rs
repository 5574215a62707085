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

use super::seeking::SEEKING;

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
    "ui.languages",
    "ui.factsheet",
    "ui.translated",
    "ui.site-title",
    "ui.site-agency",
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
    "find.offline",
];

/// The keys of the words of a page: the family, which is the page's file, and its names.
///
/// `column` holds the heads that tables share. A test holds the list to what the pages ask for, both ways.
pub const PAGES: &[(&str, &str)] = &[
    (
        "column",
        "area-ha area-kind as-of source source-note basis item to distance-km method price amount tax project \
     kind investor state document issued issuer subject plot industries density floor-area height green \
     term-until deposit allocation minutes valid-until publisher",
    ),
    (
        "cluster",
        "question yes-published yes-plots no-full no-stopped unknown-operating unknown-stage not-yet \
     not-yet-expected not-yet-overdue facts contact land plots infrastructure location prices incentives \
     progress environment projects documents conflicts communes kind occupancy occupancy-both \
     occupancy-practice industries developers developer-withheld decision no-decision dated border-zone \
     level area-parts ask-first ask-developer ask-agency ask-commune land-caption land-note land-chart \
     land-chart-what table-below plots-summed no-plots plots-caption infrastructure-caption away gap-note \
     place-line distances-caption prices-caption prices-note incentives-rule incentives-guide see \
     stage-line other-acts obstacles obstacle-agency obstacle-request obstacle-settled obstacle-due \
     date-unknown planned planned-date environment-act wastewater-plant wastewater-standard \
     wastewater-rule no-projects projects-caption no-documents all-conflicts no-conflicts names \
     conditions-caption tenants documents-caption documents-note history no-changes change-sources \
     sources source-checked definitions defined error error-subject error-body distances-note \
     no-distances",
    ),
    (
        "nav",
        "home clusters land guidance agencies reports documents index communes statistics definitions \
     open-data changes offline",
    ),
    (
        "page",
        "home-about cluster-about clusters clusters-about land land-about agencies agencies-about \
     communes communes-about guidance guidance-about steps-developer steps-developer-about \
     checklist-developer checklist-developer-about steps-tenant steps-tenant-about checklist-tenant \
     checklist-tenant-about documents documents-about reports reports-about statistics \
     statistics-about definitions definitions-about open-data open-data-about changes changes-about offline offline-about",
    ),
    ("home", "lead map stages changes all-changes planned established operating published coverage with-marks"),
    ("door", "land land-about clusters clusters-about guidance guidance-about reports reports-about"),
    ("note", "as-of over about from until before"),
    ("place", "before before-2025"),
    (
        "steps",
        "lead step step-word step-head checklist deciders parties papers days fee submit result \
     complaint basis in-force changed before-and-from done task checklist-caption basis-at",
    ),
];

/// Returns every key that must be there: those that stand alone, those of the pages, and one for each value of a list.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = KEYS.iter().chain(SEEKING).map(|key| (*key).to_owned()).collect();
    let words = |(family, names): &(&str, &'static str)| -> Vec<String> {
        names.split_whitespace().map(|name| format!("{family}.{name}")).collect()
    };
    keys.extend(PAGES.iter().flat_map(words));
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
