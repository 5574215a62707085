//! Rows that give different figures for one fact and one date, and no row of the register that says so.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{conflicts, sizes};
use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::fact::PriceKind;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::{Amount, Both, PartialDate};

/// What rows must share to speak of the same: the cluster or the province, the fact, the date.
type Fact = (Option<Key<Cluster>>, String, PartialDate);

/// A figure that several rows may give.
struct Stated<'a> {
    fact: Fact,
    /// What the figure is of.
    what: Both,
    figure: Amount,
    unit: &'a str,
    at: Location,
}

/// Reports figures of clusters that contradict each other outside the register.
pub(super) fn unregistered(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let stated = areas(catalog).chain(prices(catalog)).chain(distances(catalog));
    compare(catalog, Code::UnregisteredConflict, stated, faults);
}

/// Reports published totals of one indicator and date that contradict each other outside the register.
pub(super) fn totals(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let stated = catalog.totals.iter().filter_map(|total| {
        let (indicator, date) = (total.indicator.as_ref()?, total.basis.as_of?);
        Some(Stated {
            fact: (None, indicator.to_string(), date),
            what: say!("chỉ tiêu {indicator}", "indicator {indicator}"),
            figure: total.value,
            unit: &total.unit,
            at: total.basis.cells.at("value"),
        })
    });
    compare(catalog, Code::TotalDiffers, stated, faults);
}

fn areas(catalog: &Catalog) -> impl Iterator<Item = Stated<'_>> {
    catalog.areas.iter().filter(|area| sizes::is_sound(area)).filter_map(|area| {
        Some(Stated {
            fact: (Some(area.cluster), format!("area {}", area.kind.name()), area.basis.as_of?),
            what: sizes::words(area.kind),
            figure: area.area_ha.value,
            unit: "ha",
            at: area.area_ha.at.clone(),
        })
    })
}

fn prices(catalog: &Catalog) -> impl Iterator<Item = Stated<'_>> {
    catalog.prices.iter().filter_map(|price| {
        let position = price.position.as_deref().unwrap_or_default();
        Some(Stated {
            fact: (
                Some(price.cluster),
                format!("price {} {} {position}", price.kind.name(), price.unit),
                price.basis.as_of?,
            ),
            what: price_words(price.kind),
            figure: price.amount,
            unit: &price.unit,
            at: price.basis.cells.at("amount"),
        })
    })
}

/// Returns what a price is for, in words.
pub(super) fn price_words(kind: PriceKind) -> Both {
    match kind {
        PriceKind::LandTable => say!("giá trong bảng giá đất", "the price in the land table"),
        PriceKind::Sublease => say!("giá cho thuê lại đất", "the sub-lease price"),
        PriceKind::InfrastructureFee => say!("phí sử dụng hạ tầng", "the infrastructure fee"),
        PriceKind::WastewaterFee => say!("phí xử lý nước thải", "the wastewater fee"),
        PriceKind::Water => say!("giá nước", "the price of water"),
        PriceKind::Power => say!("giá điện", "the price of electricity"),
    }
}

fn distances(catalog: &Catalog) -> impl Iterator<Item = Stated<'_>> {
    catalog.distances.iter().filter_map(|distance| {
        let place = &distance.place;
        Some(Stated {
            fact: (Some(distance.cluster), format!("distance {place}"), distance.basis.as_of?),
            what: say!("khoảng cách đến {place}", "the distance to {place}"),
            figure: distance.distance_km,
            unit: "km",
            at: distance.basis.cells.at("distance_km"),
        })
    })
}

fn compare<'a>(catalog: &Catalog, code: Code, stated: impl Iterator<Item = Stated<'a>>, faults: &mut Diagnostics) {
    let mut first: BTreeMap<Fact, Stated<'a>> = BTreeMap::new();
    for row in stated {
        let Some(earlier) = first.get(&row.fact) else {
            first.insert(row.fact.clone(), row);
            continue;
        };
        let figures = [earlier.figure, row.figure];
        if figures[0] != figures[1] && !conflicts::is_registered(catalog, row.fact.0, figures) {
            faults.add(different(code, catalog, earlier, &row));
        }
    }
}

fn different(code: Code, catalog: &Catalog, earlier: &Stated<'_>, row: &Stated<'_>) -> Diagnostic {
    let (cluster, _, date) = &row.fact;
    let whose = match cluster {
        Some(key) => {
            let name = &catalog.clusters[*key].short;
            say!("cụm {name}", "cluster {name}")
        }
        None => say!("toàn tỉnh", "the province"),
    };
    let unit = row.unit;
    let message = say!(
        "{whose}: {what} ({date}) có hai con số, {one} và {other} {unit}, chưa ghi ở bảng conflicts",
        "{whose}: {what} ({date}) has two figures, {one} and {other} {unit}, and no row in table conflicts";
        whose = whose, what = row.what, date = date, one = earlier.figure, other = row.figure
    );
    let note = say!("con số kia: {one} {unit}", "the other figure: {one} {unit}"; one = earlier.figure);
    let help = say!(
        "sửa số sai; nếu hai nguồn thật sự khác nhau thì thêm một dòng vào conflicts với cả hai con số và hai nguồn",
        "correct the wrong figure; if the sources do differ add a row to conflicts with both figures and sources"
    );
    Diagnostic::new(code, &row.at, message).found(row.figure.plain()).note(&earlier.at, note).help(help)
}
