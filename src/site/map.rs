//! The drawing of the province: outline, former districts, clusters as numbered marks.
//!
//! Degrees become drawing units by a plain equirectangular projection at the middle latitude; at the size of a
//! province the error is below a pixel. Coordinates are rounded to whole units, so the drawing is the same everywhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::Shape;
use crate::record::Degrees;

use super::document::{Map, Outline, OutlineKind, Point, Words};
use super::show::Show;
use super::url::{self, Place};

const WIDTH: f64 = 800.0;
/// Kilometres of a degree of latitude.
const KM_PER_DEGREE: f64 = 111.32;

/// Draws the province with its clusters.
pub fn province(show: &Show<'_>) -> Map {
    let frame = Frame::new(show.catalog.province.bounds);
    let districts = show.catalog.district_shapes.iter().map(|shape| frame.outline(show, OutlineKind::District, shape));
    let province = show
        .catalog
        .outline
        .iter()
        .map(|shape| Outline { label: None, ..frame.outline(show, OutlineKind::Province, shape) });
    let (kilometres, length) = frame.scale();
    let points = points(show, &frame);
    Map {
        id: "ban-do".to_owned(),
        title: show.phrase("map.title", &[("province", &show.province())]),
        description: description(show, &points),
        size: (WIDTH as u32, frame.height.round() as u32),
        outlines: districts.chain(province).collect(),
        points,
        scale: (kilometres, length),
        credit: credit(show),
    }
}

/// Says what the marks are, and names the clusters whose place is not known well enough for one.
fn description(show: &Show<'_>, points: &[Point]) -> String {
    let on: BTreeSet<&str> = points.iter().map(|point| point.label.as_str()).collect();
    let off: Vec<String> = show
        .clusters()
        .into_iter()
        .map(|(_, cluster)| show.cluster_short(cluster))
        .filter(|short| !on.contains(short.as_str()))
        .collect();
    let general = show.term("map.what");
    if off.is_empty() {
        general
    } else {
        let off = show.phrase("map.off", &[("clusters", &off.join(show.signs().list))]);
        format!("{general}{}{off}", show.signs().gap)
    }
}

/// Table, legal force, date, source, and what the sketch leaves out.
fn credit(show: &Show<'_>) -> Words {
    let as_of = show.phrase("map.as-of", &[("date", &show.date(show.catalog.province.as_of))]);
    let table = Words::link(show.term("map.table"), Place::Clusters.address());
    let rest = [show.term("map.legal"), as_of, show.term("map.left-out")].map(Words::plain);
    let source = show.said(show.catalog.province.map_credit.clone());
    Words::sentences([table].into_iter().chain(rest).chain([source]), show.signs())
}

fn points(show: &Show<'_>, frame: &Frame) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut marks = Marks::default();
    for (index, (key, cluster)) in show.clusters().into_iter().enumerate() {
        let own = cluster.lon.as_ref().zip(cluster.lat.as_ref()).map(|(lon, lat)| (lon.value, lat.value));
        let commune = cluster.communes.first().map(|key| &show.catalog.communes[*key]);
        let Some((lon, lat)) = own.or_else(|| commune.and_then(|commune| commune.lon.zip(commune.lat))) else {
            continue;
        };
        let at = marks.place(frame.point(degrees(lon), degrees(lat)));
        points.push(Point {
            number: (index + 1).to_string(),
            label: show.cluster_short(cluster),
            link: url::cluster(show.catalog, key),
            stage: show.standing(key).stage().name(),
            at,
            side: "right",
        });
    }
    name_sides(points)
}

/// A name stands on the left where the right edge or another mark is near.
fn name_sides(points: Vec<Point>) -> Vec<Point> {
    const NAME: u32 = 130;
    const LINE: u32 = 24;
    let spots: BTreeSet<(u32, u32)> = points.iter().map(|point| (point.at.1, point.at.0)).collect();
    let crowded = |(x, y): (u32, u32)| {
        let mut level = spots.range((y.saturating_sub(LINE - 1), 0)..(y.saturating_add(LINE), 0));
        f64::from(x) + f64::from(NAME) > WIDTH || level.any(|(_, other)| *other > x && *other < x + NAME)
    };
    let side = |point: &Point| if crowded(point.at) { "left" } else { "right" };
    points.into_iter().map(|point| Point { side: side(&point), ..point }).collect()
}

/// How far marks stand apart, so that each can be pressed.
const TARGET: u32 = 42;

/// The marks that were placed: a square as wide as their distance holds one at most.
#[derive(Default)]
struct Marks {
    squares: BTreeMap<(u32, u32), (u32, u32)>,
    /// The last mark of those that wanted one place.
    last: BTreeMap<(u32, u32), (u32, u32)>,
}

impl Marks {
    /// Clusters of one commune share its point; their marks are set one below the other.
    fn place(&mut self, wanted: (u32, u32)) -> (u32, u32) {
        let mut at = self.last.get(&wanted).copied().unwrap_or(wanted);
        while self.is_near(at) && at.1 < u32::MAX - TARGET {
            at.1 += TARGET;
        }
        self.squares.insert((at.0 / TARGET, at.1 / TARGET), at);
        self.last.insert(wanted, at);
        at
    }

    fn is_near(&self, (x, y): (u32, u32)) -> bool {
        let (column, row) = (x / TARGET, y / TARGET);
        let columns = column.saturating_sub(1)..=column + 1;
        columns
            .flat_map(|column| self.squares.range((column, row.saturating_sub(1))..=(column, row + 1)))
            .any(|(_, mark)| mark.0.abs_diff(x) < TARGET && mark.1.abs_diff(y) < TARGET)
    }
}

fn degrees(degrees: Degrees) -> f64 {
    degrees.0.to_f64()
}

struct Frame {
    west: f64,
    north: f64,
    per_lon: f64,
    per_lat: f64,
    height: f64,
}

impl Frame {
    fn new(bounds: [Degrees; 4]) -> Self {
        let [west, south, east, north] = bounds.map(degrees);
        let middle = ((south + north) / 2.0).to_radians().cos();
        let per_lon = WIDTH / (east - west).max(f64::EPSILON);
        let per_lat = per_lon / middle;
        Self { west, north, per_lon, per_lat, height: (north - south) * per_lat }
    }

    fn point(&self, lon: f64, lat: f64) -> (u32, u32) {
        let x = (lon - self.west) * self.per_lon;
        let y = (self.north - lat) * self.per_lat;
        (x.round().max(0.0) as u32, y.round().max(0.0) as u32)
    }

    fn outline(&self, show: &Show<'_>, kind: OutlineKind, shape: &Shape) -> Outline {
        let path: String = shape.rings().map(|ring| self.path(ring)).collect();
        let number = |name: &str| shape.properties.get(name).and_then(|text| text.parse::<f64>().ok());
        let label = shape.properties.get("name").zip(number("label_lon").zip(number("label_lat")));
        let label = label.map(|(name, (lon, lat))| {
            let (x, y) = self.point(lon, lat);
            (show.said(name.clone()).text(), x, y)
        });
        Outline { kind, path, label }
    }

    fn path(&self, ring: &[(f64, f64)]) -> String {
        let places = ring.iter().map(|(lon, lat)| self.point(*lon, *lat));
        closed(places.map(|(x, y)| (i64::from(x), i64::from(y))))
    }

    /// A round number of kilometres about an eighth of the width.
    fn scale(&self) -> (u32, u32) {
        let per_km = self.per_lat / KM_PER_DEGREE;
        let fits = |kilometres: &u32| f64::from(*kilometres) * per_km <= WIDTH / 6.0;
        let kilometres = [50, 20, 10, 5, 2, 1].into_iter().find(fits).unwrap_or(1);
        (kilometres, (f64::from(kilometres) * per_km).round() as u32)
    }
}

/// Returns a ring as path data; relative steps keep it short, and a step of nothing is left out.
pub(super) fn closed(places: impl Iterator<Item = (i64, i64)>) -> String {
    let mut path = String::new();
    let mut last: Option<(i64, i64)> = None;
    for here in places {
        match last {
            None => path.push_str(&format!("M{} {}", here.0, here.1)),
            Some(before) if before == here => continue,
            Some(before) => path.push_str(&format!("l{} {}", here.0 - before.0, here.1 - before.1)),
        }
        last = Some(here);
    }
    path.push('z');
    path
}
