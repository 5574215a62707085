//! The drawing of a cluster: its outline, and its plots filled by their state and named by their codes.
//!
//! Degrees become metres by the radii of curvature at the middle of the cluster; at its size the error is far below
//! the whole units to which positions are rounded, so that the drawing is the same everywhere.

use crate::catalog::cluster::Cluster;
use crate::catalog::land::{Plot, PlotStatus};
use crate::catalog::outline::{Outline, metres_per_degree};
use crate::catalog::table::Key;
use crate::parse::{Ring, Shape};

use super::document::{Address, Area, Fill, Part, Sketch, Words};
use super::map::closed;
use super::show::Show;
use super::url;

/// Width and greatest height of the land, units: as many pixels as a telephone shows.
const SIDE: f64 = 320.0;
/// Free space around the land, so that its line is not cut.
const MARGIN: f64 = 4.0;
/// Height of the strip below, with scale and north.
const STRIP: u32 = 54;

/// Draws a cluster of which an outline or one of a plot is known.
pub fn cluster(show: &Show<'_>, key: Key<Cluster>) -> Option<Sketch> {
    let outlines = show.catalog.outlines.of(key);
    let frame = Frame::around(outlines)?;
    let of_plots =
        |outline: &Outline| Some((plot_of(show, outline)?, frame.path(&outline.shape), frame.middle(outline)));
    let plots: Vec<(&Plot, String, (u32, u32))> = outlines.iter().filter_map(of_plots).collect();
    let areas = plots.iter().map(|(plot, path, at)| Area {
        fill: fill(plot.status),
        path: path.clone(),
        label: plot.code.clone(),
        at: *at,
    });
    let drawn: Vec<&Plot> = plots.iter().map(|(plot, ..)| *plot).collect();
    let name = show.catalog.clusters[key].short.as_str();
    let whole = outlines.iter().filter(|outline| outline.plot.is_none());
    Some(Sketch {
        id: "so-do-cum".to_owned(),
        title: show.phrase("sketch.title", &[("cluster", name)]),
        description: description(show, key, &drawn),
        size: (SIDE as u32, frame.land() + STRIP),
        land: frame.land(),
        border: whole.map(|outline| frame.path(&outline.shape)).collect(),
        areas: areas.collect(),
        parts: parts(show, &drawn),
        scale: frame.scale(),
        north: show.term("ui.north"),
        table: table(show, key),
        credit: credit(show, outlines),
    })
}

fn plot_of<'a>(show: &'a Show<'_>, outline: &Outline) -> Option<&'a Plot> {
    let id = outline.plot.as_ref()?;
    show.catalog.plots.of(outline.cluster).iter().find(|plot| plot.id == *id)
}

/// What a state is filled with: what is let is solid, what can be let dotted, as in the charts of land.
fn fill(status: PlotStatus) -> Fill {
    match status {
        PlotStatus::Vacant => Fill::Dotted,
        PlotStatus::Reserved => Fill::Crossed,
        PlotStatus::Leased => Fill::Light,
        PlotStatus::Operating => Fill::Solid,
        PlotStatus::Cleared => Fill::Hatched,
        PlotStatus::Uncleared => Fill::Outline,
    }
}

/// Says what is drawn, and names the plots whose shape is not known.
fn description(show: &Show<'_>, key: Key<Cluster>, drawn: &[&Plot]) -> String {
    let plots = show.catalog.plots.of(key).iter();
    let off: Vec<&str> =
        plots.filter(|plot| !drawn.iter().any(|it| it.id == plot.id)).map(|plot| plot.code.as_str()).collect();
    let general = show.term(if drawn.is_empty() { "sketch.border" } else { "sketch.what" });
    match off.as_slice() {
        [] => general,
        off => {
            let off = show.phrase("sketch.off", &[("plots", &off.join(show.signs().list))]);
            format!("{general}{}{off}", show.signs().gap)
        }
    }
}

/// The states that are drawn, each with the codes of its plots: the same in words.
fn parts(show: &Show<'_>, drawn: &[&Plot]) -> Vec<Part> {
    let states = PlotStatus::ALL.iter().filter_map(|status| {
        let codes: Vec<&str> =
            drawn.iter().filter(|plot| plot.status == *status).map(|plot| plot.code.as_str()).collect();
        let label = show.label(&format!("plot.{}", status.name()));
        (!codes.is_empty()).then(|| Part { fill: fill(*status), label, text: codes.join(show.signs().list) })
    });
    states.collect()
}

/// The link to the table that tells the same.
fn table(show: &Show<'_>, key: Key<Cluster>) -> Words {
    if show.catalog.plots.of(key).is_empty() {
        return Words::default();
    }
    let folder = url::cluster_folder(&show.catalog.clusters[key].id);
    // The page of all clusters has the drawing and not the table.
    Words::link(show.term("sketch.table"), Address::file(&format!("{folder}/index.html#bang-lo-dat")))
        .then(show.signs().end)
}

/// Legal force, and where the shapes come from, each source once.
fn credit(show: &Show<'_>, outlines: &[Outline]) -> Words {
    let mut origins: Vec<Words> = Vec::new();
    for outline in outlines {
        let origin = show.sourced(show.provenance(&outline.basis), outline);
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    let legal = Words::plain(show.term("map.legal"));
    Words::sentences([legal].into_iter().chain(origins), show.signs())
}

/// How degrees become units of the drawing.
struct Frame {
    west: f64,
    north: f64,
    /// Units of a degree of longitude and of latitude.
    per_degree: (f64, f64),
    /// Units of a metre.
    per_metre: f64,
    /// Height of the land, units.
    height: f64,
}

impl Frame {
    fn around(outlines: &[Outline]) -> Option<Self> {
        let points = || outlines.iter().flat_map(|outline| outline.shape.rings()).flatten();
        let least = |axis: fn(&(f64, f64)) -> f64| points().map(axis).min_by(f64::total_cmp);
        let most = |axis: fn(&(f64, f64)) -> f64| points().map(axis).max_by(f64::total_cmp);
        let (west, east) = (least(|point| point.0)?, most(|point| point.0)?);
        let (south, north) = (least(|point| point.1)?, most(|point| point.1)?);
        let (lon, lat) = metres_per_degree((south + north) / 2.0);
        let (width, height) = ((east - west) * lon, (north - south) * lat);
        let per_metre = (SIDE - 2.0 * MARGIN) / width.max(height).max(1.0);
        Some(Self {
            west,
            north,
            per_degree: (lon * per_metre, lat * per_metre),
            per_metre,
            height: height * per_metre,
        })
    }

    fn land(&self) -> u32 {
        (self.height + 2.0 * MARGIN).round() as u32
    }

    fn point(&self, (lon, lat): (f64, f64)) -> (i64, i64) {
        let (x, y) = ((lon - self.west) * self.per_degree.0, (self.north - lat) * self.per_degree.1);
        ((MARGIN + x).round() as i64, (MARGIN + y).round() as i64)
    }

    fn path(&self, shape: &Shape) -> String {
        shape.rings().map(|ring| closed(ring.iter().map(|point| self.point(*point)))).collect()
    }

    /// The middle of the outer ring of the first polygon, where the code of a plot is written.
    fn middle(&self, outline: &Outline) -> (u32, u32) {
        let ring = outline.shape.rings().next();
        let (x, y) = self.point(ring.map_or((self.west, self.north), centroid));
        (x.max(0) as u32, y.max(0) as u32)
    }

    /// A round length of about a third of the width, in words, with its units.
    fn scale(&self) -> (String, u32) {
        const METRES: [u32; 15] = [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];
        let fits = |metres: &u32| f64::from(*metres) * self.per_metre <= SIDE / 3.0;
        let metres = METRES.into_iter().find(fits).unwrap_or(1);
        let words = if metres < 1_000 { format!("{metres} m") } else { format!("{} km", metres / 1_000) };
        (words, (f64::from(metres) * self.per_metre).round() as u32)
    }
}

/// The centre of gravity of the area of a ring, degrees.
fn centroid(ring: &Ring) -> (f64, f64) {
    let origin = ring.first().copied().unwrap_or_default();
    let near = |point: &(f64, f64)| (point.0 - origin.0, point.1 - origin.1);
    let sides = ring.windows(2).map(|ends| (near(&ends[0]), near(&ends[1])));
    let (area, x, y) = sides.fold((0.0, 0.0, 0.0), |(area, x, y), ((x1, y1), (x2, y2))| {
        let cross = x1 * y2 - x2 * y1;
        (area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross)
    });
    if area == 0.0 { origin } else { (origin.0 + x / (3.0 * area), origin.1 + y / (3.0 * area)) }
}
