//! Sizes that cannot be meant: zero, square metres for hectares, a plan and a decision far apart, plots of their own.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::land::{Area, AreaKind, Plot, PlotStatus};
use crate::catalog::standing::Standing;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::{Amount, Both};

/// Returns what an area is, in words.
pub(super) fn words(kind: AreaKind) -> Both {
    match kind {
        AreaKind::Plan => say!("diện tích theo quy hoạch", "the planned area"),
        AreaKind::Decision => say!("diện tích theo quyết định", "the area by decision"),
        AreaKind::Expansion => say!("diện tích mở rộng", "the expansion"),
        AreaKind::DetailedPlan => say!("diện tích theo quy hoạch chi tiết", "the area of the detailed plan"),
        AreaKind::Industrial => say!("đất công nghiệp", "industrial land"),
        AreaKind::Cleared => say!("đất đã giải phóng mặt bằng", "cleared land"),
        AreaKind::Levelled => say!("đất đã san lấp", "levelled land"),
        AreaKind::Serviced => say!("đất đã xây dựng hạ tầng", "serviced land"),
        AreaKind::Leased => say!("đất đã cho thuê", "leased land"),
        AreaKind::Committed => say!("đất đã chấp thuận đầu tư", "committed land"),
        AreaKind::Leasable => say!("đất cho thuê được ngay", "land that can be leased"),
    }
}

/// Returns what a size is of, where a decision may have been enlarged since.
pub(super) fn words_of(area: &Area, size: Amount) -> Both {
    match area.kind {
        AreaKind::Decision if size != area.area_ha.value => {
            say!("diện tích theo quyết định và mở rộng", "the area by decision and expansion")
        }
        kind => words(kind),
    }
}

/// Land of a cluster that is there or is not a cluster: of the other kinds zero is a figure like any other.
fn is_whole(kind: AreaKind) -> bool {
    use AreaKind::{Decision, DetailedPlan, Expansion, Industrial, Plan};
    matches!(kind, Plan | Decision | Expansion | DetailedPlan | Industrial)
}

/// Reports land of no size.
pub(super) fn empty(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let help = say!(
        "ghi diện tích thật; chưa có số liệu thì bỏ cả dòng, không ghi 0",
        "type the real size; if it is not known leave the row out, do not write 0"
    );
    for area in catalog.areas.iter().filter(|area| is_whole(area.kind) && area.area_ha.value == Amount::ZERO) {
        let message = say!("{kind} là 0 ha", "{kind} is 0 ha"; kind = words(area.kind));
        faults.add(Diagnostic::new(Code::EmptyArea, &area.area_ha.at, message).found("0").help(help.clone()));
    }
    for plot in catalog.plots.iter().filter(|plot| plot.area_m2.value == Amount::ZERO) {
        let code = &plot.code;
        let message = say!("lô {code} có diện tích 0 m²", "plot {code} has an area of 0 m²");
        faults.add(Diagnostic::new(Code::EmptyArea, &plot.area_m2.at, message).found("0").help(help.clone()));
    }
    for project in catalog.projects.iter().filter(|project| project.area_ha == Some(Amount::ZERO)) {
        let name = &project.name;
        let message = say!("diện tích của dự án \"{name}\" là 0 ha", "the project \"{name}\" has an area of 0 ha");
        let help = say!("chưa có số liệu thì để trống ô này", "if the area is not known leave the cell empty");
        let at = project.basis.cells.at("area_ha");
        faults.add(Diagnostic::new(Code::EmptyArea, &at, message).found("0").help(help));
    }
}

/// Bounds of a cluster's land, hectares: far outside the 5 to 75 ha of the law (NĐ 32/2024/NĐ-CP khoản 1 Điều 2).
fn bounds(kind: AreaKind) -> (Amount, Amount) {
    let least = match kind {
        AreaKind::Expansion => Amount::hundredths(1),
        kind if is_whole(kind) => Amount::hundredths(50),
        _ => Amount::ZERO,
    };
    (least, Amount::from(500))
}

/// Returns whether an area can be meant; one that cannot is told once and compared with nothing.
pub(super) fn is_sound(area: &Area) -> bool {
    let (least, most) = bounds(area.kind);
    (least..=most).contains(&area.area_ha.value)
}

/// Reports areas that are no cluster's (square metres in a column of hectares).
pub(super) fn implausible(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for (key, cluster) in catalog.clusters.iter() {
        for area in catalog.areas.of(key) {
            if !is_sound(area) && area.area_ha.value > Amount::ZERO {
                faults.add(beyond_bounds(area, cluster));
            } else if let Some(larger) = thousandfold(catalog.areas.of(key), area) {
                faults.add(slip(area, larger));
            }
        }
    }
}

/// The smallest plot that a factory is let, square metres; below it hectares were typed.
const LEAST_PLOT_M2: u32 = 100;

/// Reports plots whose size is in another unit.
pub(super) fn small_plots(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let least = Amount::from(LEAST_PLOT_M2 as usize);
    for plot in catalog.plots.iter().filter(|plot| plot.area_m2.value > Amount::ZERO && plot.area_m2.value < least) {
        let size = plot.area_m2.value;
        let message = say!("lô chỉ rộng {size} m²", "the plot has {size} m² only"; size = size);
        let help = say!("ô ghi theo m²; 1 ha là 10.000 m²", "the cell is in m²; 1 ha is 10,000 m²");
        let fault = Diagnostic::new(Code::ImplausibleArea, &plot.area_m2.at, message);
        faults.add(fault.found(size.plain()).help(help));
    }
}

fn beyond_bounds(area: &Area, cluster: &Cluster) -> Diagnostic {
    let ((least, most), size) = (bounds(area.kind), area.area_ha.value);
    let name = &cluster.short;
    let message = say!(
        "{kind} của cụm {name} là {size} ha, ngoài khoảng {least}–{most} ha",
        "{kind} of cluster {name} is {size} ha, outside {least}–{most} ha";
        kind = words(area.kind), size = size, least = least, most = most
    );
    let hectares = size.percent_of(Amount::from(1_000_000)).filter(|hectares| *hectares >= Amount::hundredths(50));
    let help = match hectares.filter(|_| size > most) {
        Some(hectares) => say!(
            "kiểm tra đơn vị: ô ghi theo ha; nếu {size} là m² thì ghi {hectares}",
            "check the unit: the cell is in ha; if {size} are m² write {hectares}";
            size = size, hectares = hectares
        ),
        None => say!("kiểm tra đơn vị (ha) và dấu phẩy thập phân", "check the unit (ha) and the decimal mark"),
    };
    Diagnostic::new(Code::ImplausibleArea, &area.area_ha.at, message).found(size.plain()).help(help)
}

/// Returns a sound area of the cluster that is a thousand times as large, or more.
fn thousandfold<'a>(areas: &'a [Area], area: &Area) -> Option<&'a Area> {
    let sound = areas.iter().filter(|other| is_sound(other));
    let largest = sound.max_by_key(|other| other.area_ha.value)?;
    let share = area.area_ha.value.percent_of(largest.area_ha.value)?;
    (share > Amount::ZERO && share <= Amount::hundredths(10)).then_some(largest)
}

fn slip(area: &Area, larger: &Area) -> Diagnostic {
    let (size, large) = (area.area_ha.value, larger.area_ha.value);
    let message = say!(
        "{kind} {size} ha chỉ bằng một phần nghìn của {other} {large} ha, hoặc ít hơn",
        "{kind} of {size} ha is a thousandth of {other}, {large} ha, or less";
        kind = words(area.kind), other = words(larger.kind), size = size, large = large
    );
    let note = say!("{other}: {large} ha", "{other}: {large} ha"; other = words(larger.kind), large = large);
    let help = say!(
        "kiểm tra đơn vị (ha, không phải km²) và dấu phẩy thập phân",
        "check the unit (ha, not km²) and the decimal mark"
    );
    let fault = Diagnostic::new(Code::ImplausibleArea, &area.area_ha.at, message).found(size.plain());
    fault.note(&larger.area_ha.at, note).help(help)
}

/// Share of the larger area by which plan, decision and detailed plan of a cluster may differ, percent.
const USUAL_DIFFERENCE: usize = 20;

/// Reports a plan, a decision and a detailed plan of one cluster that are far apart.
pub(super) fn plans(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for (key, cluster) in catalog.clusters.iter() {
        let standing = Standing::new(catalog, key, today);
        let kinds = [AreaKind::Plan, AreaKind::Decision, AreaKind::DetailedPlan];
        let newest = kinds.into_iter().filter_map(|kind| standing.area(kind));
        let areas: Vec<&Area> = newest.filter(|area| is_sound(area)).collect();
        for pair in areas.windows(2) {
            let (before, after) = (beside(catalog, pair[0], pair[1]), beside(catalog, pair[1], pair[0]));
            let (small, large) = if before < after { (before, after) } else { (after, before) };
            let is_far = |share: Amount| share > Amount::from(USUAL_DIFFERENCE);
            if let Some(share) = (large - small).percent_of(large).filter(|share| is_far(*share)) {
                faults.add(far_apart(cluster, (pair[0], before), (pair[1], after), share));
            }
        }
    }
}

/// Returns the size to compare with another area: a decision as it had been enlarged by the date of that area.
fn beside(catalog: &Catalog, area: &Area, other: &Area) -> Amount {
    let then = other.basis.as_of.map(|date| Standing::new(catalog, area.cluster, date.last()));
    let enlarged = then.and_then(|then| then.decided_ha()).filter(|_| area.kind == AreaKind::Decision);
    enlarged.unwrap_or(area.area_ha.value)
}

fn far_apart(cluster: &Cluster, one: (&Area, Amount), other: (&Area, Amount), share: Amount) -> Diagnostic {
    let name = &cluster.short;
    let ((earlier, before), (later, after)) = (one, other);
    let message = say!(
        "cụm {name}: {kind} {after} ha, {base} {before} ha, lệch nhau {share} %",
        "cluster {name}: {kind} is {after} ha, {base} {before} ha, {share} % apart";
        kind = words_of(later, after), base = words_of(earlier, before), after = after, before = before, share = share.round(0)
    );
    let note = say!("{base}: {before} ha", "{base}: {before} ha"; base = words_of(earlier, before), before = before);
    let help = say!(
        "kiểm tra hai con số với văn bản; nếu đều đúng thì ghi lý do ở bảng waivers",
        "compare both figures with their documents; if both are right give the reason in table waivers"
    );
    let fault = Diagnostic::new(Code::PlanDiffers, &later.area_ha.at, message).found(later.area_ha.value.plain());
    fault.note(&earlier.area_ha.at, note).help(help)
}

/// Reports plots whose largest piece is larger than they are, and vacant plots that nobody has confirmed.
pub(super) fn plots(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for plot in catalog.plots.iter() {
        if let Some(largest) = plot.largest_m2.filter(|largest| *largest > plot.area_m2.value) {
            faults.add(larger_piece(plot, largest));
        }
        if plot.status == PlotStatus::Vacant && plot.confirmed_on.is_none() {
            let code = &plot.code;
            let message = say!(
                "lô {code} ghi còn trống nhưng chưa có ngày xác nhận, nên không được xếp vào \"thuê được ngay\"",
                "plot {code} is vacant but nobody has confirmed it, so it is not listed as land to lease now"
            );
            let help = say!(
                "hỏi chủ đầu tư hạ tầng rồi ghi ngày trả lời vào confirmed_on",
                "ask the developer and write the day of the answer into confirmed_on"
            );
            faults.add(Diagnostic::new(Code::PlotUnconfirmed, &plot.basis.cells.at("status"), message).help(help));
        }
    }
}

fn larger_piece(plot: &Plot, largest: Amount) -> Diagnostic {
    let code = &plot.code;
    let message = say!(
        "khoảnh lớn nhất của lô {code} là {largest} m², lớn hơn cả lô {whole} m²",
        "the largest piece of plot {code} is {largest} m², more than the whole plot of {whole} m²";
        largest = largest, whole = plot.area_m2.value
    );
    let note = say!("diện tích lô: {whole} m²", "the plot: {whole} m²"; whole = plot.area_m2.value);
    let help = say!("kiểm tra hai con số; có thể đã đổi chỗ hai ô", "check both figures; the cells may be swapped");
    let at = plot.basis.cells.at("largest_m2");
    let fault = Diagnostic::new(Code::LargestExceedsPlot, &at, message).found(largest.plain());
    fault.note(&plot.area_m2.at, note).help(help)
}

/// Reports works of which more can still be had than there is.
pub(super) fn works(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for work in catalog.infrastructure.iter() {
        let (Some(available), Some(capacity)) = (work.available, work.capacity) else { continue };
        if available <= capacity {
            continue;
        }
        let (item, unit) = (&work.item, work.unit.as_deref().unwrap_or_default());
        let message = say!(
            "{item} còn cấp được {available} {unit}, lớn hơn công suất {capacity} {unit}",
            "{item} can still give {available} {unit}, more than its capacity of {capacity} {unit}";
            available = available, capacity = capacity
        );
        let note = say!("công suất: {capacity} {unit}", "the capacity: {capacity} {unit}"; capacity = capacity);
        let help = say!(
            "kiểm tra hai con số cùng một đơn vị; có thể đã đổi chỗ hai ô",
            "check both figures, in one unit; the cells may be swapped"
        );
        let fault = Diagnostic::new(Code::AvailableExceedsCapacity, &work.basis.cells.at("available"), message);
        faults.add(fault.found(available.plain()).note(&work.basis.cells.at("capacity"), note).help(help));
    }
}
