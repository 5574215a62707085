//! Units that go with what they measure.

use chrono::NaiveDate;

use super::disagreements::price_words;
use crate::catalog::Catalog;
use crate::catalog::fact::{Infrastructure, InfrastructureKind, PriceKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;

/// Returns the units in which a price is given; the first is the usual one.
pub(super) fn of_price(kind: PriceKind) -> &'static [&'static str] {
    match kind {
        PriceKind::LandTable => &["VND/m²"],
        PriceKind::Sublease => &["VND/m²", "VND/m²/năm", "USD/m²", "USD/m²/năm"],
        PriceKind::InfrastructureFee => &["VND/m²/năm", "VND/m²/tháng", "USD/m²/năm"],
        PriceKind::WastewaterFee | PriceKind::Water => &["VND/m³"],
        PriceKind::Power => &["VND/kWh"],
    }
}

/// Returns the units of a capacity; nothing where any unit may be right.
fn of_work(kind: InfrastructureKind) -> Option<&'static [&'static str]> {
    const FLOW: &[&str] = &["m³/ngày đêm", "m³/ngày", "m³/giờ", "m³/h"];
    match kind {
        InfrastructureKind::Road => Some(&["km", "m", "làn"]),
        InfrastructureKind::Power => Some(&["kV", "kVA", "MVA", "MW"]),
        InfrastructureKind::Water | InfrastructureKind::Wastewater => Some(FLOW),
        InfrastructureKind::Drainage | InfrastructureKind::Telecom => None,
        InfrastructureKind::Fire | InfrastructureKind::Waste => None,
    }
}

/// Reports capacities and prices whose unit is missing or measures something else.
pub(super) fn mismatches(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for work in catalog.infrastructure.iter() {
        faults.extend(capacity(work));
    }
    for price in catalog.prices.iter() {
        let (unit, units) = (price.unit.as_str(), of_price(price.kind));
        if !units.contains(&unit) {
            let all = units.join("; ");
            let message = say!(
                "{what} có đơn vị `{unit}`, phải là: {all}",
                "{what} has the unit `{unit}`, expected is: {all}";
                what = price_words(price.kind)
            );
            let help = say!("đổi số tiền sang một đơn vị trên, hoặc sửa kind", "convert the amount, or correct kind");
            let fault = Diagnostic::new(Code::UnitMismatch, &price.basis.cells.at("unit"), message);
            faults.add(fault.found(unit).help(help));
        }
    }
}

fn capacity(work: &Infrastructure) -> Option<Diagnostic> {
    let (item, cells) = (&work.item, &work.basis.cells);
    let (column, message) = match (work.capacity, work.unit.as_deref(), of_work(work.kind)) {
        (Some(capacity), None, _) => (
            "capacity",
            say!(
                "\"{item}\": công suất {capacity} chưa có đơn vị",
                "\"{item}\": the capacity of {capacity} has no unit";
                capacity = capacity
            ),
        ),
        (None, Some(unit), _) => (
            "unit",
            say!(
                "\"{item}\": có đơn vị `{unit}` mà chưa có công suất",
                "\"{item}\": the unit `{unit}` has no capacity"
            ),
        ),
        (_, Some(unit), Some(units)) if !units.contains(&unit) => {
            let (kind, all) = (work.kind.name(), units.join("; "));
            let message = say!(
                "\"{item}\": đơn vị `{unit}` không hợp với loại `{kind}` ({all})",
                "\"{item}\": the unit `{unit}` does not go with the kind `{kind}` ({all})"
            );
            ("unit", message)
        }
        _ => return None,
    };
    let help = say!(
        "ghi cả công suất lẫn đơn vị; điều không đo được thì mô tả ở cột item",
        "give both capacity and unit; what cannot be measured is described in the column item"
    );
    let found = work.unit.clone().unwrap_or_default();
    Some(Diagnostic::new(Code::UnitMismatch, &cells.at(column), message).found(found).help(help))
}
