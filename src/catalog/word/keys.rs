//! The keys of terms that the program asks for; `terms.csv` must have each.

use crate::catalog::agency::AgencyLevel;
use crate::catalog::attribute::Item;
use crate::catalog::basis::{Grade, Visibility};
use crate::catalog::cluster::{ClusterKind, DeveloperKind, Level};
use crate::catalog::fact::{InfrastructureKind, PriceKind, Tax, WorkState};
use crate::catalog::figure::{ConflictState, ObservationState};
use crate::catalog::form::PeriodState;
use crate::catalog::inspection::{Finding, InspectionField};
use crate::catalog::land::{AreaKind, ClearanceAct, Division, PlotStatus};
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
    "ui.printed-from",
    "ui.printed-more",
    "ui.qr",
];

/// The keys of the words of a page: the family, which is the page's file, and its names.
///
/// `column` holds the heads that tables share. A test holds the list to what the pages ask for, both ways.
pub const PAGES: &[(&str, &str)] = &[
    (
        "column",
        "cluster commune stage decided industrial leased leasable occupancy developer as-of plot-area \
     plot-largest plot-status plot-expected road-width plot-division plot-power plot-water \
     plot-wastewater restrictions plot-price price-tax plot-confirmed contact plot can-lease ask \
     item document issued issuer subject area-kind area-ha basis industries density floor-area \
     height green term-until deposit allocation plot-shape price-valid source to distance-km minutes \
     method price amount tax valid-until publisher source-note project kind investor state",
    ),
    (
        "cluster",
        "facts contact land plots infrastructure ground location prices incentives progress environment \
     projects documents conflicts history sources yes-published yes-plots no-full no-stopped \
     unknown-operating unknown-stage not-yet-expected not-yet-overdue not-yet names question \
     communes kind industries border-zone level area-parts occupancy-both occupancy-practice \
     occupancy developer-withheld developers decision dated no-decision ask-developer ask-agency \
     ask-commune ask-first change-sources gap-note away no-documents documents-caption \
     documents-note no-changes all-conflicts see no-conflicts source-checked definitions defined \
     error-subject error-body error no-figure not-done open-map coordinates land-caption land-note \
     plots-summed no-plots plots-caption conditions-caption connections-caption \
     infrastructure-caption place-line no-distances distances-caption distances-note prices-caption \
     prices-note incentives-guide incentives-rule stage-line other-acts obstacles date-unknown \
     planned planned-date environment-act wastewater-plant wastewater-standard wastewater-rule \
     no-projects projects-caption project-result tenants obstacle-cause obstacle-agency \
     obstacle-request obstacle-settled obstacle-due inspection inspection-open inspection-mended",
    ),
    ("guide", "basis agencies steps lead"),
    (
        "nav",
        "agencies documents guidance clusters home land reports index communes statistics definitions \
     open-data changes coverage offline print-all",
    ),
    (
        "page",
        "clusters land compare infrastructure agencies communes guidance steps-developer \
     checklist-developer steps-tenant checklist-tenant documents reports calendar statistics \
     definitions open-data quality changes offline old-addresses print-all home-about coverage \
     cluster-about clusters-about land-about agencies-about communes-about guidance-about \
     steps-developer-about checklist-developer-about steps-tenant-about checklist-tenant-about \
     documents-about reports-about statistics-about definitions-about open-data-about changes-about \
     print-all-about offline-about coverage-about compare-about infrastructure-about calendar-about \
     old-addresses-about quality-about",
    ),
    ("moved", "to title about"),
    ("dispute", "whole open chosen none cluster field source-a source-b used reason caption"),
    ("home", "lead map stages changes all-changes published coverage with-marks planned established operating"),
    ("door", "land clusters guidance reports land-about clusters-about guidance-about reports-about"),
    (
        "chart",
        "table csv stages-unknown stages-none stages-free stages-list stages-subtitle stages-source \
     planned established operating small-none clusters-title clusters-subtitle small-title \
     small-subtitle sizes-title sizes-subtitle no-whole no-match no-parts serviced-rest \
     serviced-open cleared-open part-unknown split-subtitle split-leased split-serviced \
     split-cleared split-free occupancy-subtitle occupancy",
    ),
    ("sketch", "title border what off table"),
    ("map", "legal title what off as-of table left-out"),
    ("note", "document as-of over about from until before"),
    ("place", "before-2025 before"),
    ("sheet", "page title about keyword full note gaps gaps-of-all"),
    (
        "steps",
        "lead step checklist deciders parties papers days fee submit result complaint basis in-force \
     step-head changed before-and-from done task checklist-caption basis-at step-word",
    ),
    (
        "land",
        "ask now later later-caption again again-caption by-cluster basis clusters-caption clusters-note \
     some none no-plot stale-note by-cluster-caption ask-page basis-decree definitions basis-text",
    ),
    (
        "infrastructure",
        "lead coverage distances works coverage-caption distances-caption distances-note works-caption \
     available",
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
        "attribute" Item,
        "price" PriceKind,
        "tax" Tax,
        "division" Division,
        "project" ProjectKind,
        "project" ProjectState,
        "capital" CapitalKind,
        "fund" Fund,
        "qualifier" Qualifier,
        "obstacle" ObstacleCategory,
        "inspection" InspectionField,
        "inspection" Finding,
        "observation" ObservationState,
        "conflict" ConflictState,
        "period" PeriodState,
        "belongs" Belongs,
        "adds" Measure,
        "or-else" OrElse,
    }
    keys
}
