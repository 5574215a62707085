//! Areas and plots of a cluster against each other and against the limits of the law.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::sizes;
use crate::catalog::Catalog;
use crate::catalog::cluster::{Cluster, ClusterKind};
use crate::catalog::land::{Area, AreaKind, Plot};
use crate::catalog::limit::LimitId;
use crate::catalog::standing::Standing;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::{Amount, Language, PartialDate};

/// An area of a cluster in words, by its newest figure.
#[derive(Clone, Copy)]
struct Stated<'a> {
    row: &'a Area,
    size: Amount,
    vi: &'static str,
    en: &'static str,
}

impl Stated<'_> {
    fn date(&self) -> String {
        self.row.basis.as_of.map(|date| date.to_string()).unwrap_or_default()
    }
}

/// Compares the newest areas of each cluster.
pub(super) fn chain(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for (key, _) in catalog.clusters.iter() {
        let standing = Standing::new(catalog, key, today);
        let stated = |kind, vi, en| stated(&standing, kind, vi, en);
        let leased = stated(AreaKind::Leased, "đất đã cho thuê", "leased land");
        let serviced = stated(AreaKind::Serviced, "đất đã xây dựng hạ tầng", "serviced land");
        let cleared = stated(AreaKind::Cleared, "đất đã giải phóng mặt bằng", "cleared land");
        let industrial = stated(AreaKind::Industrial, "đất công nghiệp", "industrial land");
        let committed = stated(AreaKind::Committed, "đất đã chấp thuận đầu tư", "committed land");
        let whole = whole(&standing);
        let steps: Vec<Stated<'_>> = [leased, serviced, cleared, whole].into_iter().flatten().collect();
        for pair in steps.windows(2) {
            compare(pair[0], pair[1], faults);
        }
        if let (Some(industrial), Some(whole)) = (industrial, whole) {
            compare(industrial, whole, faults);
        }
        if let (Some(taken), Some(industrial)) = (taken(leased, committed), industrial) {
            compare(taken, industrial, faults);
        }
    }
}

/// The newest area of a kind, unless it cannot be meant, which [`sizes`] tells.
fn stated<'a>(standing: &Standing<'a>, kind: AreaKind, vi: &'static str, en: &'static str) -> Option<Stated<'a>> {
    let row = standing.area(kind).filter(|area| sizes::is_sound(area))?;
    Some(Stated { row, size: row.area_ha.value, vi, en })
}

/// The whole cluster: by decision, else by the detailed plan, else by the provincial plan.
fn whole<'a>(standing: &Standing<'a>) -> Option<Stated<'a>> {
    let stated = |kind, vi, en| stated(standing, kind, vi, en);
    let decided =
        stated(AreaKind::Decision, "diện tích theo quyết định", "the area by decision").map(|decision| {
            match (standing.area(AreaKind::Expansion), standing.decided_ha()) {
                (Some(_), Some(size)) => Stated {
                    size,
                    vi: "diện tích theo quyết định và mở rộng",
                    en: "the area by decision and expansion",
                    ..decision
                },
                _ => decision,
            }
        });
    decided
        .or_else(|| {
            stated(AreaKind::DetailedPlan, "diện tích theo quy hoạch chi tiết", "the area of the detailed plan")
        })
        .or_else(|| stated(AreaKind::Plan, "diện tích theo quy hoạch", "the planned area"))
}

fn taken<'a>(leased: Option<Stated<'a>>, committed: Option<Stated<'a>>) -> Option<Stated<'a>> {
    match (leased, committed) {
        (Some(leased), Some(committed)) => Some(Stated {
            size: leased.size + committed.size,
            vi: "đất đã cho thuê cộng đất đã chấp thuận đầu tư",
            en: "leased and committed land together",
            ..leased
        }),
        (leased, committed) => leased.or(committed),
    }
}

fn compare(part: Stated<'_>, whole: Stated<'_>, faults: &mut Diagnostics) {
    if part.size <= whole.size {
        return;
    }
    let (part_vi, whole_vi, part_en, whole_en) = (part.vi, whole.vi, part.en, whole.en);
    let (part_date, whole_date) = (part.date(), whole.date());
    let (small, large) = (whole.size.show(Language::Vi, 4), part.size.show(Language::Vi, 4));
    let (small_en, large_en) = (whole.size.show(Language::En, 4), part.size.show(Language::En, 4));
    let message = say!(
        "{part_vi} {large} ha ({part_date}) lớn hơn {whole_vi} {small} ha ({whole_date})",
        "{part_en} is {large_en} ha ({part_date}), {whole_en} only {small_en} ha ({whole_date})"
    );
    let note = say!("{whole_vi}: {small} ha", "{whole_en}: {small_en} ha");
    let help = say!(
        "sửa số sai; nếu số nhỏ hơn đã cũ thì thêm một dòng với số và ngày as_of mới",
        "correct the wrong figure; if the smaller one is out of date add a row with the new figure and as_of"
    );
    let found = part.row.area_ha.value.plain();
    let fault = Diagnostic::new(Code::AreaChain, &part.row.area_ha.at, message).found(found);
    faults.add(fault.note(&whole.row.area_ha.at, note).help(help));
}

/// Compares each decided area with the limits on the day of its decision.
///
/// Clusters formed before 5 October 2009 are exempt (NĐ 32/2024/NĐ-CP khoản 1 Điều 35).
pub(super) fn limits(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for (key, cluster) in catalog.clusters.iter().filter(|(_, cluster)| cluster.before_2009 != Some(true)) {
        for area in catalog.areas.of(key).iter().filter(|area| area.kind == AreaKind::Decision) {
            let issued = area.document.and_then(|document| catalog.documents[document].issued_on);
            if let Some(date) = issued.or(area.basis.as_of) {
                let decided = Stated {
                    row: area,
                    size: area.area_ha.value,
                    vi: "diện tích theo quyết định",
                    en: "the decided area",
                };
                limit(catalog, cluster, decided, date, faults);
            }
        }
        enlarged(catalog, key, cluster, faults);
    }
}

fn enlarged(catalog: &Catalog, key: Key<Cluster>, cluster: &Cluster, faults: &mut Diagnostics) {
    for area in catalog.areas.of(key).iter().filter(|area| area.kind == AreaKind::Expansion) {
        let Some(date) = area.basis.as_of else { continue };
        if let Some(size) = Standing::new(catalog, key, date.last()).decided_ha() {
            let enlarged = Stated { row: area, size, vi: "diện tích sau khi mở rộng", en: "the enlarged area" };
            limit(catalog, cluster, enlarged, date, faults);
        }
    }
}

fn limit(catalog: &Catalog, cluster: &Cluster, stated: Stated<'_>, date: PartialDate, faults: &mut Diagnostics) {
    let Stated { row: area, size, vi, en } = stated;
    if !sizes::is_sound(area) {
        return;
    }
    let value = |id| catalog.limit_ha(id, date.first());
    // The data do not say which clusters lie in a mountain district, so the lower limit is taken for all.
    let craft = (cluster.kind == Some(ClusterKind::Craft)).then(|| value(LimitId::AreaMinCraft)).flatten();
    let least = [value(LimitId::AreaMin), value(LimitId::AreaMinMountain), craft].into_iter().flatten().min();
    let (shown, shown_en) = (size.show(Language::Vi, 4), size.show(Language::En, 4));
    let (day, day_en) = (date.show(Language::Vi), date.show(Language::En));
    let message = match (value(LimitId::AreaMax), least) {
        (Some(most), _) if size > most => say!(
            "{vi} {shown} ha, quá mức {most} ha áp dụng vào thời điểm {day}",
            "{en} is {shown_en} ha, above the limit of {most} ha at {day_en}"
        ),
        (_, Some(least)) if size < least => say!(
            "{vi} {shown} ha, dưới mức {least} ha áp dụng vào thời điểm {day}",
            "{en} is {shown_en} ha, below the limit of {least} ha at {day_en}"
        ),
        _ => return,
    };
    let help = say!(
        "kiểm tra đơn vị (ha, không phải m²) và quyết định; cụm có trước 05/10/2009 thì ghi before_2009 = yes",
        "check the unit (ha, not m²) and the decision; for a cluster older than 5 October 2009 set before_2009 = yes"
    );
    let fault = Diagnostic::new(Code::AreaOverLimit, &area.area_ha.at, message);
    faults.add(fault.found(area.area_ha.value.plain()).help(help));
}

/// Compares the plots of a cluster with its industrial land, or with the whole when that is not known.
pub(super) fn plots(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for (key, _) in catalog.clusters.iter() {
        let standing = Standing::new(catalog, key, today);
        let industrial = stated(&standing, AreaKind::Industrial, "đất công nghiệp", "the industrial land");
        let (plots, Some(land)) = (catalog.plots.of(key), industrial.or_else(|| whole(&standing))) else { continue };
        let sum: Amount = plots.iter().map(|plot| plot.area_m2.value).sum();
        let largest = plots.iter().max_by_key(|plot| plot.area_m2.value);
        if let (Some(hectares), Some(largest)) = (sum.percent_of(Amount::from(1_000_000)), largest)
            && hectares > land.size
        {
            faults.add(too_many(plots, largest, hectares, land));
        }
    }
}

fn too_many(plots: &[Plot], largest: &Plot, sum: Amount, land: Stated<'_>) -> Diagnostic {
    let (count, vi, en) = (plots.len(), land.vi, land.en);
    let (have, most) = (sum.show(Language::Vi, 4), land.size.show(Language::Vi, 4));
    let (have_en, most_en) = (sum.show(Language::En, 4), land.size.show(Language::En, 4));
    let message = say!(
        "{count} lô của cụm cộng lại {have} ha, lớn hơn {vi} {most} ha; ô này là lô lớn nhất",
        "the {count} plots of the cluster make {have_en} ha, {en} is {most_en} ha; this is the largest plot"
    );
    let mut codes = BTreeSet::new();
    let twice = plots.iter().find(|plot| !codes.insert(&plot.code));
    let help = match twice {
        Some(plot) => {
            let code = &plot.code;
            say!("lô `{code}` có hai dòng; xóa dòng thừa", "plot `{code}` has two rows; remove one")
        }
        None => say!(
            "kiểm tra đơn vị của area_m2 (m²: 1 ha = 10000 m²) và lô bị ghi hai lần",
            "check the unit of area_m2 (m²: 1 ha = 10000 m²) and plots entered twice"
        ),
    };
    let note = say!("{vi}: {most} ha", "{en}: {most_en} ha");
    let fault = Diagnostic::new(Code::PlotsExceedLand, &largest.area_m2.at, message);
    fault.found(largest.area_m2.value.plain()).note(&land.row.area_ha.at, note).help(help)
}
