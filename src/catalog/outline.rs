//! Outlines of clusters and of their plots: rows of a map, each a shape with its provenance.
//!
//! Areas are those of the WGS 84 ellipsoid, by its equal-area cylindrical projection (Snyder, Map Projections, 1987,
//! equations 3-12 and 10-14): the error is that of taking sides as straight, below a millionth at the size of a cluster.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::parse::{Map, Records, Shape};
use crate::place::{Located, Location};
use crate::record::{Column, Need, Raw, Record, Row, Sheet, optional, required};
use crate::say;
use crate::text::Amount;

use super::Names;
use super::basis::{AS_OF, Basis, GRADE_OPTIONAL, INTERNAL_NOTE, NOTE, SOURCE, VISIBILITY};
use super::cluster::Cluster;
use super::land::Plot;
use super::table::{Entity, Key};

/// The semi-major axis of WGS 84, metres.
const AXIS: f64 = 6_378_137.0;
/// The square of its eccentricity.
const ECCENTRICITY_2: f64 = 0.006_694_379_990_141_317;

/// The shape of a cluster, or of a plot of it.
#[derive(Debug)]
pub struct Outline {
    /// The cluster.
    pub cluster: Key<Cluster>,
    /// The id of the plot; none when the outline is that of the whole cluster.
    pub plot: Option<String>,
    /// The shape.
    pub shape: Shape,
    /// The place of the shape among those of its file.
    index: u32,
    /// Where it comes from.
    pub basis: Basis,
}

impl Outline {
    /// Returns its area on the ellipsoid, whole square metres.
    pub fn square_metres(&self) -> Amount {
        let square_metres: f64 = self.shape.polygons.iter().map(|rings| polygon(rings)).sum();
        Amount::from(square_metres.round() as usize)
    }
}

impl Entity for Outline {
    const TABLE: &'static str = "outlines";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["cluster", "plot"];
    const COLUMNS: &'static [Column] = &[
        required("cluster", "Mã cụm"),
        optional("plot", "Mã lô"),
        required(SHAPE, "Hình"),
        AS_OF,
        SOURCE,
        GRADE_OPTIONAL,
        NOTE,
        VISIBILITY,
        INTERNAL_NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let cluster = names.clusters.required(row, "cluster");
        let known: Result<Option<Key<Plot>>, Reported> = names.plots.optional(row, "plot");
        let plot = row.optional("plot");
        let index = row.required(SHAPE);
        let basis = Basis::read(row, names);
        let shape = Shape { at: row.at().clone(), properties: Default::default(), polygons: Vec::new() };
        let _ = known?;
        Ok(Self { cluster: cluster?, plot: plot?, shape, index: index?, basis: basis? })
    }
}

/// The column that a feature has by its geometry: its place among the features, from 0.
const SHAPE: &str = "geometry";

/// Makes a table of the properties of the map, so that they are read and checked as the rows of every table are.
pub(super) fn open(records: &mut Records, faults: &mut Diagnostics) {
    if let Some(sheet) = records.sheets.remove(Outline::TABLE) {
        let message = say!("ranh giới cụm, lô không đọc từ bảng", "outlines are not read from a table");
        let help = say!("lưu thành data/outlines.geojson", "save them as data/outlines.geojson");
        faults.add(Diagnostic::new(Code::UnknownFile, &Location::file(&sheet.at.file), message).help(help));
    }
    let Some(map) = records.maps.get(Outline::TABLE) else { return };
    let sheet = sheet(map);
    records.sheets.insert(sheet.name.clone(), sheet);
}

fn sheet(map: &Map) -> Sheet {
    let record = |(index, shape): (usize, &Shape)| {
        let at = &shape.at;
        let cell = |name: &str, raw: Raw| {
            (Arc::new(Located::new(name.to_owned(), at.clone())), Located::new(raw, at.clone().with_field(name)))
        };
        let properties = shape.properties.iter().filter(|(name, _)| *name != SHAPE);
        let said = properties.map(|(name, text)| cell(name, if text == "null" { Raw::Empty } else { Raw::of(text) }));
        let fields = said.chain([cell(SHAPE, Raw::Number(index.to_string()))]).collect();
        Record { at: at.clone(), fields }
    };
    let records = map.shapes.iter().enumerate().map(record).collect();
    Sheet { name: Outline::TABLE.to_owned(), at: Location::file(&map.file), header: None, records }
}

/// Gives each outline its shape.
pub(super) fn shaped(outlines: Vec<Outline>, shapes: &[Shape]) -> Vec<Outline> {
    let shape = |outline: &Outline| shapes.get(outline.index as usize).cloned();
    outlines.into_iter().filter_map(|outline| Some(Outline { shape: shape(&outline)?, ..outline })).collect()
}

/// The area of a polygon, square metres: its outer ring without the others.
fn polygon(rings: &[Vec<(f64, f64)>]) -> f64 {
    let areas: Vec<f64> = rings.iter().map(|ring| signed(ring).abs()).collect();
    areas.split_first().map_or(0.0, |(outer, holes)| outer - holes.iter().sum::<f64>())
}

/// The area of a ring, square metres; positive when it runs counter-clockwise.
pub fn signed(ring: &[(f64, f64)]) -> f64 {
    // Differences to the first point keep the digits that coordinates of the globe would lose.
    let Some(origin) = ring.first().map(|point| equal_area(*point)) else { return 0.0 };
    let near = |point: &(f64, f64)| {
        let (x, y) = equal_area(*point);
        (x - origin.0, y - origin.1)
    };
    let sides = ring.windows(2).map(|ends| (near(&ends[0]), near(&ends[1])));
    sides.map(|((x, y), (next_x, next_y))| x * next_y - next_x * y).sum::<f64>() / 2.0
}

/// Longitude and latitude on the equal-area cylinder, metres.
fn equal_area((lon, lat): (f64, f64)) -> (f64, f64) {
    let e = ECCENTRICITY_2.sqrt();
    let sine = lat.to_radians().sin();
    let q = (1.0 - ECCENTRICITY_2)
        * (sine / (1.0 - ECCENTRICITY_2 * sine * sine) - ((1.0 - e * sine) / (1.0 + e * sine)).ln() / (2.0 * e));
    (AXIS * lon.to_radians(), AXIS * q / 2.0)
}

/// Returns the metres of a degree of longitude and of one of latitude at a latitude.
pub fn metres_per_degree(lat: f64) -> (f64, f64) {
    let (sine, cosine) = lat.to_radians().sin_cos();
    let bend = 1.0 - ECCENTRICITY_2 * sine * sine;
    let (east, north) = (AXIS * cosine / bend.sqrt(), AXIS * (1.0 - ECCENTRICITY_2) / bend.powf(1.5));
    (east.to_radians(), north.to_radians())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The zone between two parallels and a degree of longitude has an area in closed form; these figures come from an
    /// integration of the product of the radii of curvature, by Simpson's rule, apart from this code.
    #[test]
    fn areas_are_those_of_the_ellipsoid() {
        for (south, north, square_kilometres) in ZONES {
            let ring = [(105.0, *south), (106.0, *south), (106.0, *north), (105.0, *north), (105.0, *south)];
            let found = signed(&ring) / 1e6;
            assert!((found - square_kilometres).abs() < square_kilometres * 1e-9, "{south}–{north}: {found}");
        }
    }

    const ZONES: &[(f64, f64, f64)] = &[
        (0.0, 1.0, 12_308.463_893_975),
        (20.0, 21.0, 11_548.376_596_239),
        (21.5, 21.51, 114.728_159_701),
        (-45.0, -44.0, 8_837.369_526_150),
    ];
}
