//! Points against the outlines of the former districts.

use chrono::NaiveDate;

use crate::catalog::commune::District;
use crate::catalog::table::Key;
use crate::catalog::{Catalog, Shape};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Cells;
use crate::record::Degrees;
use crate::say;

/// How far, in degrees (about 2 km), a point may lie outside: the outlines are simplified and have no legal force.
const TOLERANCE: f64 = 0.02;

/// A point that belongs to some of the former districts.
struct Point<'a> {
    lon: Degrees,
    lat: Degrees,
    districts: Vec<Key<District>>,
    cells: &'a Cells,
}

/// Reports points of clusters, communes and districts outside the former districts that they belong to.
pub(super) fn points(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for point in all(catalog) {
        let shapes: Option<Vec<&Shape>> = point.districts.iter().map(|key| outline(catalog, *key)).collect();
        // A district without an outline may reach anywhere.
        let Some(shapes) = shapes.filter(|shapes| !shapes.is_empty()) else { continue };
        let place = (point.lon.0.to_f64(), point.lat.0.to_f64());
        if !in_frame(catalog, &point) || shapes.iter().any(|shape| holds(shape, place)) {
            continue;
        }
        faults.add(outside(catalog, &point, place));
    }
}

fn all(catalog: &Catalog) -> Vec<Point<'_>> {
    let mut points = Vec::new();
    let mut add = |lon: Option<Degrees>, lat: Option<Degrees>, districts: Vec<Key<District>>, cells| {
        points.extend(lon.zip(lat).map(|(lon, lat)| Point { lon, lat, districts, cells }));
    };
    for cluster in catalog.clusters.rows() {
        let communes = cluster.communes.iter().map(|key| &catalog.communes[*key]);
        let former = communes.flat_map(|commune| commune.former_districts.iter().copied());
        let districts = former.chain(cluster.former_district).collect();
        let degrees = |place: &Option<crate::place::Located<Degrees>>| place.as_ref().map(|place| place.value);
        add(degrees(&cluster.lon), degrees(&cluster.lat), districts, &cluster.basis.cells);
    }
    for commune in catalog.communes.rows() {
        add(commune.lon, commune.lat, commune.former_districts.clone(), &commune.basis.cells);
    }
    for (key, district) in catalog.districts.iter() {
        add(district.lon, district.lat, vec![key], &district.cells);
    }
    points
}

/// A point outside the province is told by another rule.
fn in_frame(catalog: &Catalog, point: &Point<'_>) -> bool {
    let [west, south, east, north] = catalog.province.bounds.map(|Degrees(degrees)| degrees);
    (west..=east).contains(&point.lon.0) && (south..=north).contains(&point.lat.0)
}

fn outline(catalog: &Catalog, key: Key<District>) -> Option<&Shape> {
    let code = &catalog.districts[key].code;
    let mut shapes = catalog.district_shapes.iter();
    shapes.find(|shape| ["gso_code", "code"].iter().any(|name| shape.properties.get(*name) == Some(code)))
}

fn outside(catalog: &Catalog, point: &Point<'_>, place: (f64, f64)) -> Diagnostic {
    let names = |keys: &[Key<District>]| {
        let mut names: Vec<String> = keys.iter().map(|key| catalog.districts[*key].running_name()).collect();
        names.dedup();
        names.join(", ")
    };
    let wanted = names(&point.districts);
    let districts = catalog.districts.iter().map(|(key, _)| key);
    let holder = { districts }.find(|key| outline(catalog, *key).is_some_and(|shape| contains(shape, place)));
    let (lon, lat) = (point.lon.0, point.lat.0);
    let message = match holder.map(|key| names(&[key])) {
        Some(found) => say!(
            "điểm ({lon}; {lat}) nằm trong {found}, không phải {wanted} (trước 01/7/2025)",
            "the point ({lon}; {lat}) lies in {found}, not in {wanted} (before 1 July 2025)"; lon = lon, lat = lat
        ),
        None => say!(
            "điểm ({lon}; {lat}) nằm ngoài {wanted} (trước 01/7/2025)",
            "the point ({lon}; {lat}) lies outside {wanted} (before 1 July 2025)"; lon = lon, lat = lat
        ),
    };
    let help = say!(
        "kiểm tra tọa độ, hoặc cột xã, huyện của dòng này; ranh giới chỉ để tham khảo, sai số khoảng 2 km",
        "check the coordinates, or the commune and district of this row; the outlines are approximate, to about 2 km"
    );
    let fault = Diagnostic::new(Code::PointOutsideDistrict, &point.cells.at("lon"), message).found(lon.plain());
    fault.note(&point.cells.at("lat"), say!("ô `lat`", "the cell `lat`")).help(help)
}

fn holds(shape: &Shape, place: (f64, f64)) -> bool {
    contains(shape, place) || edges(shape).any(|edge| distance(edge, place) <= TOLERANCE)
}

type Edge = ((f64, f64), (f64, f64));

fn edges(shape: &Shape) -> impl Iterator<Item = Edge> {
    shape.rings().flat_map(|ring| ring.windows(2).map(|ends| (ends[0], ends[1])))
}

/// Counts the edges east of the point: an odd number means inside, and holes are rings like others (RFC 7946).
fn contains(shape: &Shape, (x, y): (f64, f64)) -> bool {
    let crosses = |((x1, y1), (x2, y2)): &Edge| (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1;
    edges(shape).filter(crosses).count() % 2 == 1
}

/// Distance of a point from an edge, in degrees.
fn distance(((x1, y1), (x2, y2)): Edge, (x, y): (f64, f64)) -> f64 {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (((x - x1) * dx + (y - y1) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (x - x1 - along * dx).hypot(y - y1 - along * dy)
}
