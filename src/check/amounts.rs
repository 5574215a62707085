//! Amounts that cannot be: below zero, or a percentage outside 0 to 100.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Cells;
use crate::say;
use crate::text::{Amount, Language};

/// Reports every impossible amount.
pub(super) fn ranges(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut check = Ranges { faults };
    land(catalog, &mut check);
    facts(catalog, &mut check);
    figures(catalog, &mut check);
}

fn land(catalog: &Catalog, check: &mut Ranges<'_>) {
    for plot in catalog.plots.iter() {
        let cells = &plot.basis.cells;
        check.not_negative(cells, "area_m2", Some(plot.area_m2.value));
        check.not_negative(cells, "largest_m2", plot.largest_m2);
        check.percent(cells, "density_percent", plot.density_percent);
        check.not_negative(cells, "floor_area_ratio", plot.floor_area_ratio);
        check.not_negative(cells, "height_m", plot.height_m);
        check.percent(cells, "green_percent", plot.green_percent);
        check.not_negative(cells, "price_vnd_per_m2", plot.price_vnd_per_m2);
        check.not_negative(cells, "road_width_m", plot.road_width_m);
    }
    for clearance in catalog.clearances.iter() {
        check.not_negative(&clearance.basis.cells, "area_ha", clearance.area_ha);
    }
    for commune in catalog.communes.rows() {
        check.not_negative(&commune.basis.cells, "area_km2", commune.area_km2);
    }
}

fn facts(catalog: &Catalog, check: &mut Ranges<'_>) {
    for work in catalog.infrastructure.iter() {
        check.not_negative(&work.basis.cells, "capacity", work.capacity);
        check.not_negative(&work.basis.cells, "available", work.available);
        check.not_negative(&work.basis.cells, "distance_km", work.distance_km);
    }
    for distance in catalog.distances.iter() {
        check.not_negative(&distance.basis.cells, "distance_km", Some(distance.distance_km));
        check.not_negative(&distance.basis.cells, "minutes", distance.minutes);
    }
    for price in catalog.prices.iter() {
        check.not_negative(&price.basis.cells, "amount", Some(price.amount));
    }
    for project in catalog.projects.iter() {
        check.not_negative(&project.basis.cells, "area_ha", project.area_ha);
        check.not_negative(&project.basis.cells, "capital_bn_vnd", project.capital_bn_vnd);
        check.not_negative(&project.basis.cells, "jobs", project.jobs);
    }
    for capital in &catalog.capital {
        check.not_negative(&capital.basis.cells, "amount_bn_vnd", Some(capital.amount_bn_vnd.value));
    }
}

fn figures(catalog: &Catalog, check: &mut Ranges<'_>) {
    for observation in &catalog.observations {
        let cells = &observation.basis.cells;
        match observation.unit.as_str() {
            "%" => check.percent(cells, "value", observation.value),
            _ => check.not_negative(cells, "value", observation.value),
        }
    }
    for total in &catalog.totals {
        let cells = &total.basis.cells;
        match total.unit.as_str() {
            "%" => check.percent(cells, "value", Some(total.value)),
            _ => check.not_negative(cells, "value", Some(total.value)),
        }
    }
}

struct Ranges<'a> {
    faults: &'a mut Diagnostics,
}

impl Ranges<'_> {
    fn not_negative(&mut self, cells: &Cells, column: &'static str, amount: Option<Amount>) {
        let Some(amount) = amount.filter(|amount| *amount < Amount::ZERO) else { return };
        let (shown, shown_en) = (amount.show(Language::Vi, 4), amount.show(Language::En, 4));
        let message = say!("`{column}` là {shown}, nhỏ hơn 0", "`{column}` is {shown_en}, below 0");
        let help = say!(
            "bỏ dấu trừ; chưa có số liệu thì để trống hoặc bỏ cả dòng",
            "drop the minus; if it is not known leave it empty, or leave the row out"
        );
        let fault = Diagnostic::new(Code::OutOfRange, &cells.at(column), message);
        self.faults.add(fault.found(amount.plain()).help(help));
    }

    fn percent(&mut self, cells: &Cells, column: &'static str, amount: Option<Amount>) {
        let fits = |amount: &Amount| *amount >= Amount::ZERO && *amount <= Amount::from(100);
        let Some(amount) = amount.filter(|amount| !fits(amount)) else { return };
        let (shown, shown_en) = (amount.show(Language::Vi, 4), amount.show(Language::En, 4));
        let message =
            say!("`{column}` là {shown} %, ngoài khoảng từ 0 đến 100", "`{column}` is {shown_en} %, outside 0 to 100");
        let help = say!("kiểm tra dấu phẩy thập phân và đơn vị (%)", "check the decimal mark and the unit (%)");
        let fault = Diagnostic::new(Code::OutOfRange, &cells.at(column), message);
        self.faults.add(fault.found(amount.plain()).help(help));
    }
}
