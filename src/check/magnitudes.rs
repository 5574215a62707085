//! Amounts that are possible and yet hardly meant: a price a thousand times too high, a road of 60 000 km.
//!
//! The bounds are wide: inside them a figure may still be wrong, outside them somebody slipped a unit or a comma.

use chrono::NaiveDate;

use super::disagreements::price_words;
use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::fact::{Distance, PriceKind};
use crate::catalog::project::{CapitalKind, Project, ProjectKind};
use crate::catalog::standing::Standing;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::{Amount, Both, Language};

use super::{projects, units};

/// Reports amounts outside the bounds of their kind.
pub(super) fn amounts(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let mut check = Bounds { faults };
    prices(catalog, &mut check);
    distances(catalog, &mut check);
    capacities(catalog, &mut check);
    for (key, _) in catalog.clusters.iter() {
        investment(catalog, key, today, &mut check);
    }
    statistics(catalog, &mut check);
    for commune in catalog.communes.rows() {
        if let Some(size) = commune.area_km2 {
            let what = say!("diện tích xã, phường", "the area of a commune");
            check.between(&commune.basis.cells.at("area_km2"), what, size, ("1", "1000", "km²"));
        }
    }
}

/// Lowest and highest sensible price by what it is for, in the unit of [`units::of_price`] that comes first.
fn price_bounds(kind: PriceKind) -> (&'static str, &'static str) {
    match kind {
        PriceKind::LandTable | PriceKind::Sublease => ("10000", "20000000"),
        PriceKind::InfrastructureFee => ("500", "200000"),
        PriceKind::WastewaterFee | PriceKind::Water => ("1000", "100000"),
        PriceKind::Power => ("500", "10000"),
    }
}

fn prices(catalog: &Catalog, check: &mut Bounds<'_>) {
    for price in catalog.prices.iter() {
        let (least, most) = price_bounds(price.kind);
        if units::of_price(price.kind).first() == Some(&price.unit.as_str()) {
            let at = price.basis.cells.at("amount");
            check.between(&at, price_words(price.kind), price.amount, (least, most, &price.unit));
        }
    }
    let (least, most) = price_bounds(PriceKind::Sublease);
    for plot in catalog.plots.iter() {
        if let Some(amount) = plot.price_vnd_per_m2 {
            let what = say!("giá của lô đất", "the price of the plot");
            check.between(&plot.basis.cells.at("price_vnd_per_m2"), what, amount, (least, most, "VND/m²"));
        }
        if let Some(width) = plot.road_width_m {
            let what = say!("bề rộng đường đến lô", "the width of the road to the plot");
            check.between(&plot.basis.cells.at("road_width_m"), what, width, ("2", "100", "m"));
        }
    }
}

fn distances(catalog: &Catalog, check: &mut Bounds<'_>) {
    for distance in catalog.distances.iter() {
        let at = distance.basis.cells.at("distance_km");
        let place = &distance.place;
        let what = say!("khoảng cách đến {place}", "the distance to {place}");
        if check.between(&at, what, distance.distance_km, ("0.1", "2500", "km")) {
            check.speed(distance);
        }
    }
    for work in catalog.infrastructure.iter() {
        if let Some(distance) = work.distance_km {
            let what = say!("khoảng cách đấu nối", "the distance to the connection");
            check.between(&work.basis.cells.at("distance_km"), what, distance, ("0", "100", "km"));
        }
    }
}

/// Voltages of the Vietnamese grid, kV.
const VOLTAGES: &[&str] = &["0.4", "6", "10", "22", "35", "110", "220", "500"];

/// Lowest and highest sensible capacity of a work, by unit.
const CAPACITIES: &[(&str, &str, &str)] = &[
    ("kVA", "10", "1000000"),
    ("MVA", "0.1", "2000"),
    ("MW", "0.1", "2000"),
    ("m³/ngày đêm", "50", "100000"),
    ("m³/ngày", "50", "100000"),
    ("m³/giờ", "2", "5000"),
    ("m³/h", "2", "5000"),
    ("làn", "1", "12"),
    ("km", "0.05", "300"),
    ("m", "1", "100000"),
];

fn capacities(catalog: &Catalog, check: &mut Bounds<'_>) {
    for work in catalog.infrastructure.iter() {
        let (Some(capacity), Some(unit)) = (work.capacity, work.unit.as_deref()) else { continue };
        let at = work.basis.cells.at("capacity");
        if unit == "kV" && !VOLTAGES.contains(&capacity.plain().as_str()) {
            let all = [Language::Vi, Language::En].map(|language| {
                let voltages = VOLTAGES.iter().filter_map(|plain| Amount::from_plain(plain));
                voltages.map(|voltage| voltage.show(language, 1)).collect::<Vec<_>>().join("; ")
            });
            let (all, all_en) = (&all[0], &all[1]);
            let message = say!(
                "không có cấp điện áp {capacity} kV", "there is no voltage of {capacity} kV"; capacity = capacity
            );
            let help = say!("ghi một trong các cấp: {all}", "write one of: {all_en}");
            let fault = Diagnostic::new(Code::ImplausibleAmount, &at, message);
            check.faults.add(fault.found(capacity.plain()).help(help));
        }
        if let Some((unit, least, most)) = CAPACITIES.iter().find(|(known, ..)| *known == unit) {
            let item = &work.item;
            let what = say!("công suất của \"{item}\"", "the capacity of \"{item}\"");
            check.between(&at, what, capacity, (least, most, unit));
        }
    }
}

/// Lowest and highest sensible capital of infrastructure, tỷ đồng a hectare: real clusters take 8 to 15.
const WORKS: (&str, &str) = ("1", "100");

/// Returns whether the capital of infrastructure is in proportion to the whole cluster; what is not is told once.
pub(super) fn is_in_proportion(capital: Amount, whole: Option<Amount>) -> bool {
    let each = whole.and_then(|whole| capital.per(whole));
    let limits = (Amount::from_plain(WORKS.0), Amount::from_plain(WORKS.1));
    each.is_none_or(|each| limits.0 <= Some(each) && Some(each) <= limits.1)
}

fn investment(catalog: &Catalog, key: Key<Cluster>, today: NaiveDate, check: &mut Bounds<'_>) {
    let standing = Standing::new(catalog, key, today);
    let whole = projects::whole(&standing).map(|land| land.size);
    let works = (WORKS.0, WORKS.1, &money());
    for capital in catalog.capital.iter() {
        if capital.cluster == Some(key) && capital.kind == CapitalKind::Approved {
            let amount = &capital.amount_bn_vnd;
            check.per_hectare(&amount.at, capital_words(), (Some(amount.value), whole), works);
        }
    }
    for project in catalog.projects.of(key) {
        let at = project.basis.cells.at("capital_bn_vnd");
        match project.kind {
            ProjectKind::Infrastructure => {
                check.per_hectare(&at, capital_words(), (project.capital_bn_vnd, whole), works);
            }
            ProjectKind::Tenant => {
                let tenants = ("0.1", "1000", &money());
                check.per_hectare(&at, capital_words(), (project.capital_bn_vnd, project.area_ha), tenants);
            }
        }
        jobs(project, whole, check);
    }
}

fn money() -> Both {
    say!("tỷ đồng", "billion VND")
}

fn capital_words() -> Both {
    say!("vốn", "capital")
}

fn jobs(project: &Project, whole: Option<Amount>, check: &mut Bounds<'_>) {
    let land = project.area_ha.or(whole);
    let (what, people) = (say!("lao động", "jobs"), say!("người", "people"));
    check.per_hectare(&project.basis.cells.at("jobs"), what, (project.jobs, land), ("0", "500", &people));
}

/// Highest sensible figure of a province by the unit of a form row (TT 14/2024/TT-BCT, Phụ lục I).
const STATISTICS: &[(&str, &str, &str)] = &[
    ("cụm", "0", "200"),
    ("khu, cụm", "0", "300"),
    ("ha", "0", "15000"),
    ("dự án", "0", "5000"),
    ("người", "0", "500000"),
    ("tỷ đồng", "0", "500000"),
    ("triệu đồng/người/tháng", "2", "200"),
];

fn statistics(catalog: &Catalog, check: &mut Bounds<'_>) {
    let observed = catalog.observations.iter().filter_map(|row| Some((&row.basis, &row.unit, row.value?)));
    let published = catalog.totals.iter().map(|row| (&row.basis, &row.unit, row.value));
    // Nobody publishes a province's total below one hectare.
    for total in catalog.totals.iter().filter(|row| row.unit == "ha" && row.value > Amount::ZERO) {
        if total.value < Amount::from(1) {
            check.between(
                &total.basis.cells.at("value"),
                say!("số liệu", "the figure"),
                total.value,
                ("1", "15000", "ha"),
            );
        }
    }
    for (basis, unit, value) in observed.chain(published) {
        let unit = unit.to_lowercase();
        if let Some((unit, least, most)) = STATISTICS.iter().find(|(known, ..)| *known == unit) {
            check.between(&basis.cells.at("value"), say!("số liệu", "the figure"), value, (least, most, unit));
        }
    }
}

struct Bounds<'a> {
    faults: &'a mut Diagnostics,
}

/// Lowest and highest amount as plain numbers, and the unit.
type Range<'a> = (&'a str, &'a str, &'a str);

impl Bounds<'_> {
    /// Reports an amount outside a range; what is below zero was told by the rule of the possible.
    fn between(&mut self, at: &Location, what: Both, amount: Amount, range: Range<'_>) -> bool {
        let (least, most, unit) = range;
        let limits = (Amount::from_plain(least), Amount::from_plain(most));
        let (Some(least), Some(most)) = limits else { return true };
        if amount < Amount::ZERO || (least..=most).contains(&amount) {
            return true;
        }
        let message = say!(
            "{what} {amount} {unit}, ngoài khoảng thường gặp {least}–{most} {unit}",
            "{what} is {amount} {unit}, outside the usual {least}–{most} {unit}";
            what = what, amount = amount, least = least, most = most
        );
        self.faults.add(Diagnostic::new(Code::ImplausibleAmount, at, message).found(amount.plain()).help(unit_help()));
        false
    }

    /// Reports an amount that is out of proportion to its land.
    fn per_hectare(
        &mut self,
        at: &Location,
        what: Both,
        of: (Option<Amount>, Option<Amount>),
        (least, most, unit): (&str, &str, &Both),
    ) {
        let (Some(amount), Some(land)) = of else { return };
        let limits = (Amount::from_plain(least), Amount::from_plain(most));
        let (Some(each), (Some(least), Some(most))) = (amount.per(land), limits) else { return };
        if amount < Amount::ZERO || (least..=most).contains(&each) {
            return;
        }
        let message = say!(
            "{what} {amount} {unit} trên {land} ha là {each} {unit}/ha, ngoài khoảng thường gặp {least}–{most}",
            "{what} of {amount} {unit} on {land} ha make {each} {unit}/ha, outside the usual {least}–{most}";
            what = what, amount = amount, land = land, each = each.round(2), least = least, most = most, unit = unit
        );
        self.faults.add(Diagnostic::new(Code::ImplausibleAmount, at, message).found(amount.plain()).help(unit_help()));
    }

    /// Reports a drive that is slower than a bicycle or faster than a motorway allows.
    fn speed(&mut self, distance: &Distance) {
        let Some(minutes) = distance.minutes.filter(|minutes| *minutes > Amount::ZERO) else { return };
        let hours = minutes.per(Amount::from(60));
        let speed = hours.and_then(|hours| distance.distance_km.per(hours));
        let Some(speed) = speed.map(|speed| speed.round(0)) else { return };
        if (Amount::from(10)..=Amount::from(120)).contains(&speed) {
            return;
        }
        let message = say!(
            "{km} km trong {minutes} phút là {speed} km/giờ, ngoài khoảng thường gặp 10–120 km/giờ",
            "{km} km in {minutes} minutes make {speed} km/h, outside the usual 10–120 km/h";
            km = distance.distance_km, minutes = minutes, speed = speed
        );
        let cells = &distance.basis.cells;
        let note = say!("khoảng cách: {km} km", "the distance: {km} km"; km = distance.distance_km);
        let help = say!("kiểm tra số km và số phút", "check the kilometres and the minutes");
        let fault = Diagnostic::new(Code::ImplausibleAmount, &cells.at("minutes"), message).found(minutes.plain());
        self.faults.add(fault.note(&cells.at("distance_km"), note).help(help));
    }
}

fn unit_help() -> Both {
    say!(
        "kiểm tra đơn vị và dấu phẩy thập phân; số liệu đúng thì ghi lý do ở bảng waivers",
        "check the unit and the decimal mark; if the figure is right give the reason in table waivers"
    )
}
