//! What the register of conflicts says of figures: units that fit the field, and sources that say so elsewhere too.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::basis::{Basis, Source};
use crate::catalog::cluster::Cluster;
use crate::catalog::figure::Conflict;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::number::NumberStyle;
use crate::text::{Amount, fold};

use super::statements::words;

/// Units behind a figure, in plain letters, and what they measure.
const UNITS: &[(&str, &str)] = &[
    ("ha", "ha"),
    ("m2", "ha"),
    ("km2", "ha"),
    ("%", "%"),
    ("ty", "đồng"),
    ("trieu", "đồng"),
    ("dong", "đồng"),
    ("usd", "đồng"),
    ("vnd/m2", "đồng"),
    ("km", "km"),
    ("cum", "cụm"),
    ("ccn", "cụm"),
    ("khu", "cụm"),
    ("nguoi", "người"),
];

/// Words of a field, and the unit in which it is measured.
const FIELDS: &[(&str, &str)] = &[
    ("dien tich", "ha"),
    ("von", "đồng"),
    ("gia dat", "đồng"),
    ("gia thue", "đồng"),
    ("gia cho thue", "đồng"),
    ("khoang cach", "km"),
    ("ty le", "%"),
    ("so cum", "cụm"),
    ("so ccn", "cụm"),
    ("so khu", "cụm"),
    ("lao dong", "người"),
];

/// The figures of a text, each with what its unit measures.
pub(super) fn figures(text: &str) -> Vec<(Amount, &'static str)> {
    let folded = fold(text).replace('²', "2").replace('%', " %").replace("  ", " ");
    let told: Vec<&str> = folded.split(' ').collect();
    let pair = |pair: &[&str]| {
        let number = pair[0].trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let unit = pair[1].trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '%');
        let (_, measures) = UNITS.iter().find(|(known, _)| *known == unit)?;
        Some((Amount::parse(number, NumberStyle::Vietnamese).ok()?, *measures))
    };
    told.windows(2).filter_map(pair).collect()
}

fn measures(text: &str) -> BTreeSet<&'static str> {
    figures(text).into_iter().map(|(_, unit)| unit).collect()
}

/// Reports conflicts between figures that do not measure the same, or not what the field says.
pub(super) fn units(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for conflict in &catalog.conflicts {
        faults.extend(of_field(conflict).or_else(|| of_sides(conflict)));
    }
}

fn of_field(conflict: &Conflict) -> Option<Diagnostic> {
    let said = words(&conflict.field);
    let wanted: BTreeSet<&str> =
        FIELDS.iter().filter(|(word, _)| said.contains(&format!(" {word} "))).map(|(_, unit)| *unit).collect();
    let sides = [("value_a", &conflict.value_a), ("value_b", &conflict.value_b)];
    let strange = |(_, value): &(&'static str, &String)| {
        let found = measures(value);
        !found.is_empty() && !wanted.is_empty() && found.is_disjoint(&wanted)
    };
    let (column, value) = sides.into_iter().find(strange)?;
    let (field, unit) = (conflict.field.as_str(), wanted.iter().next()?);
    let message = say!(
        "mâu thuẫn về \"{field}\" tính bằng {unit}, mà giá trị ghi `{value}`",
        "a conflict on \"{field}\" is counted in {unit}, and the value is `{value}`"
    );
    let fault = Diagnostic::new(Code::UnitMismatch, &conflict.cells.at(column), message).found(value);
    let help = say!("kiểm tra ô có bị lệch dòng không", "check whether cells have slipped");
    Some(fault.note(&conflict.cells.at("field"), say!("nội dung mâu thuẫn", "what it is about")).help(help))
}

fn of_sides(conflict: &Conflict) -> Option<Diagnostic> {
    let (one, other) = (measures(&conflict.value_a), measures(&conflict.value_b));
    if one.is_empty() || other.is_empty() || !one.is_disjoint(&other) {
        return None;
    }
    let (a, b) = (conflict.value_a.as_str(), conflict.value_b.as_str());
    let message =
        say!("hai giá trị `{a}` và `{b}` không cùng đại lượng", "the values `{a}` and `{b}` do not measure the same");
    let help = say!("kiểm tra ô có bị lệch dòng không", "check whether cells have slipped");
    let fault = Diagnostic::new(Code::UnitMismatch, &conflict.cells.at("value_b"), message).found(b);
    Some(fault.note(&conflict.cells.at("value_a"), say!("giá trị A", "value A")).help(help))
}

/// A figure of a table, whose it is, what it measures and where it comes from.
struct Stated<'a> {
    cluster: Option<Key<Cluster>>,
    figure: Amount,
    measures: &'static str,
    basis: &'a Basis,
    at: Location,
}

/// Counts of a few may be equal by chance.
const FEW: usize = 20;

/// Reports sides of a conflict whose figure stands in a table by other sources only, and figures used that none has.
pub(super) fn origins(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let stated = stated(catalog);
    for conflict in &catalog.conflicts {
        let (of_a, of_b) = (figures(&conflict.value_a), figures(&conflict.value_b));
        let sides = [
            ("value_a", "source_a", &of_a, &of_b, &conflict.source_a),
            ("value_b", "source_b", &of_b, &of_a, &conflict.source_b),
        ];
        for (value, column, own, other, sources) in sides {
            let own = own.iter().filter(|figure| !other.contains(figure) && figure.0 >= Amount::from(FEW));
            let fault = own.filter_map(|figure| elsewhere(conflict, *figure, sources, &stated)).next();
            faults.extend(fault.map(|row| other_origin(catalog, conflict, (value, column), row)));
        }
        faults.extend(used(conflict, &stated));
    }
}

/// Returns a row with the figure, when no row with it shares a source.
fn elsewhere<'a>(
    conflict: &Conflict,
    (figure, measures): (Amount, &str),
    sources: &[Key<Source>],
    stated: &'a [Stated<'_>],
) -> Option<&'a Stated<'a>> {
    let is_same =
        |row: &&Stated<'_>| row.cluster == conflict.cluster && row.figure == figure && row.measures == measures;
    let same: Vec<&Stated<'_>> = stated.iter().filter(is_same).collect();
    let shares = |row: &&Stated<'_>| row.basis.sources.iter().any(|source| sources.contains(source));
    same.first().filter(|_| !same.iter().any(shares)).copied()
}

fn other_origin(
    catalog: &Catalog,
    conflict: &Conflict,
    (value, column): (&'static str, &'static str),
    row: &Stated<'_>,
) -> Diagnostic {
    let source = row.basis.sources.first().map(|key| catalog.sources[*key].id.as_str()).unwrap_or_default();
    let figure = row.figure;
    let message = say!(
        "`{column}` không phải nguồn của con số {figure}: ở bảng số liệu, con số này lấy từ `{source}`",
        "`{column}` is not the source of {figure}: among the figures it comes from `{source}`"; figure = figure
    );
    let help = say!(
        "sửa mã nguồn của một trong hai dòng; bài nào cũng ghi con số này thì thêm mã nguồn vào dòng kia",
        "correct the source of one of the rows; if both say so add the source to the other row"
    );
    let fault = Diagnostic::new(Code::IdleConflict, &conflict.cells.at(column), message);
    fault
        .note(&conflict.cells.at(value), say!("con số", "the figure"))
        .note(&row.at, say!("bảng số liệu", "the row"))
        .help(help)
}

/// The figure that is used is the one that the tables publish.
fn used(conflict: &Conflict, stated: &[Stated<'_>]) -> Option<Diagnostic> {
    let used = conflict.used.as_deref()?;
    let told = figures(used);
    let mut rows = stated.iter().filter(|row| row.cluster == conflict.cluster);
    let is_there = rows.any(|row| told.contains(&(row.figure, row.measures)));
    // What neither side says is told by another rule.
    let is_said = [&conflict.value_a, &conflict.value_b].iter().any(|value| fold(value).contains(&fold(used)));
    (is_said && !told.is_empty() && !is_there).then(|| {
        let message = say!(
            "ghi dùng `{used}`, mà không bảng số liệu nào có con số này",
            "`{used}` is said to be used, and no table has this figure"
        );
        let help = say!(
            "ghi con số này vào bảng số liệu (areas, capital, totals …), hoặc sửa used",
            "give the figure in its table (areas, capital, totals …), or correct used"
        );
        Diagnostic::new(Code::IdleConflict, &conflict.cells.at("used"), message).found(used).help(help)
    })
}

fn stated(catalog: &Catalog) -> Vec<Stated<'_>> {
    let mut rows = Vec::new();
    let mut add = |cluster, figure, measures, basis, at| {
        rows.push(Stated { cluster, figure, measures, basis, at });
    };
    for row in catalog.areas.iter() {
        add(Some(row.cluster), row.area_ha.value, "ha", &row.basis, row.area_ha.at.clone());
    }
    for row in &catalog.capital {
        add(row.cluster, row.amount_bn_vnd.value, "đồng", &row.basis, row.amount_bn_vnd.at.clone());
    }
    for row in catalog.distances.iter() {
        add(Some(row.cluster), row.distance_km, "km", &row.basis, row.basis.cells.at("distance_km"));
    }
    for row in &catalog.totals {
        let unit = fold(&row.unit);
        let first = unit.split([' ', ',']).next().unwrap_or_default();
        if let Some((_, measures)) = UNITS.iter().find(|(known, _)| *known == first) {
            add(None, row.value, measures, &row.basis, row.basis.cells.at("value"));
        }
    }
    for row in catalog.projects.iter() {
        let amounts = [("area_ha", row.area_ha, "ha"), ("capital_bn_vnd", row.capital_bn_vnd, "đồng")];
        for (column, amount, measures) in amounts {
            if let Some(amount) = amount {
                add(Some(row.cluster), amount, measures, &row.basis, row.basis.cells.at(column));
            }
        }
    }
    rows
}
