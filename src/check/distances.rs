//! Ways to one place from two clusters: they differ by no more than the way between the clusters.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::fact::Distance;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::{Amount, fold};

/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.2;
/// How much longer a road is than the straight line, in mountains.
const WINDING: f64 = 1.6;
/// Share of the longer way by which sources round, or choose another road.
const ROUNDING: f64 = 0.15;

/// Reports distances to one place that cannot both be right.
pub(super) fn triangles(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut before: BTreeMap<String, Vec<&Distance>> = BTreeMap::new();
    for row in catalog.distances.iter() {
        let others = before.entry(fold(&row.place)).or_default();
        let mut too_far = others.iter().filter_map(|other| {
            let ways = [row, other].map(|row| row.distance_km.to_f64());
            let more = (ways[0] - ways[1]).abs() - ways[0].max(ways[1]) * ROUNDING;
            // Most ways differ by less than sources round, wherever the two clusters are.
            let apart = (more > 0.0).then(|| between(catalog, [row.cluster, other.cluster])).flatten()?;
            (more > apart * WINDING).then_some((*other, apart))
        });
        faults.extend(too_far.next().map(|(other, apart)| impossible(catalog, row, other, apart)));
        others.push(row);
    }
}

/// Returns the kilometres between the points of two clusters, or else of their leading communes.
fn between(catalog: &Catalog, clusters: [Key<Cluster>; 2]) -> Option<f64> {
    let [one, other] = clusters.map(|key| point(catalog, key));
    let ((lon, lat), (other_lon, other_lat)) = (one?, other?);
    let east = (lon - other_lon) * ((lat + other_lat) / 2.0).to_radians().cos();
    Some(east.hypot(lat - other_lat) * DEGREE).filter(|_| clusters[0] != clusters[1])
}

fn point(catalog: &Catalog, key: Key<Cluster>) -> Option<(f64, f64)> {
    let cluster = &catalog.clusters[key];
    let own = cluster.lon.as_ref().zip(cluster.lat.as_ref()).map(|(lon, lat)| (lon.value, lat.value));
    let commune = || {
        let commune = &catalog.communes[*cluster.communes.first()?];
        commune.lon.zip(commune.lat)
    };
    own.or_else(commune).map(|(lon, lat)| (lon.0.to_f64(), lat.0.to_f64()))
}

fn impossible(catalog: &Catalog, row: &Distance, other: &Distance, apart: f64) -> Diagnostic {
    let [name, known] = [row, other].map(|row| catalog.clusters[row.cluster].short.as_str());
    let place = &row.place;
    let apart = Amount::from_plain(&format!("{apart:.0}")).unwrap_or_default();
    let message = say!(
        "từ {name} đến {place} {km} km, từ {known} {other_km} km, mà hai cụm chỉ cách nhau khoảng {apart} km",
        "{km} km from {name} to {place}, {other_km} km from {known}, and the two are only about {apart} km apart";
        km = row.distance_km, other_km = other.distance_km, apart = apart
    );
    let help = say!("kiểm tra hai khoảng cách và tên nơi đến", "check both distances and the name of the place");
    let fault = Diagnostic::new(Code::ImplausibleAmount, &row.basis.cells.at("distance_km"), message);
    let note = say!("khoảng cách kia", "the other distance");
    fault.found(row.distance_km.plain()).note(&other.basis.cells.at("distance_km"), note).help(help)
}
