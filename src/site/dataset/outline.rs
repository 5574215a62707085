//! The shapes of clusters and plots: a table of what is drawn, and a map of the shapes themselves (RFC 7946).

use serde_json::{Value, json};

use crate::catalog::land::{Plot, PlotStatus};
use crate::catalog::outline::{Outline, signed};
use crate::parse::{Ring, Shape};
use crate::site::show::Show;

use super::Dataset;
use super::cluster::of_cluster;
use super::sheet::Sheet;

/// Returns the table, each row with its shape.
pub(super) fn outlines(show: &Show<'_>) -> Dataset {
    let plots = &show.catalog.plots;
    let plot = |outline: &Outline| -> Option<&Plot> {
        let id = outline.plot.as_ref()?;
        plots.of(outline.cluster).iter().find(|plot| plot.id == *id)
    };
    let sheet = Sheet::<&Outline>::of::<Outline>(
        show,
        "Hình của cụm và lô đất",
        "Mỗi dòng là hình của một cụm, hoặc của một lô của cụm khi trường plot có mã lô, theo bản vẽ của nguồn; không có giá trị pháp lý thay hồ sơ địa chính. Hình ở tệp GeoJSON (WGS 84); cụm mức C không công bố hình.",
    );
    let sheet = of_cluster(sheet, show, |outline| Some(outline.cluster))
        .text("plot", |outline| outline.plot.as_ref())
        .refers("plots", "id")
        .about("Trống: hình của cả cụm.")
        .text("code", move |outline| plot(outline).map(|plot| plot.code.as_str()))
        .titled("Ký hiệu lô")
        .text("status", move |outline| plot(outline).map(|plot| plot.status.name()))
        .titled("Trạng thái của lô")
        .choices("plot", PlotStatus::ALL.iter().map(|status| status.name()))
        .number("drawn_m2", "m²", Outline::square_metres)
        .titled("Diện tích tính trên hình")
        .about("Trên ê-líp-xô-ít WGS 84, làm tròn đến m²; để đối chiếu, không thay diện tích theo văn bản.")
        .basis(|outline| &outline.basis);
    let rows = || show.catalog.outlines.iter();
    Dataset { shapes: rows().map(|outline| wound(&outline.shape)).collect(), ..sheet.fill(rows()) }
}

/// Turns the rings as RFC 7946, 3.1.6, asks: an outer one counter-clockwise, a hole clockwise.
fn wound(shape: &Shape) -> Shape {
    let turned = |(index, ring): (usize, &Ring)| {
        let (is_outer, is_counter_clockwise) = (index == 0, signed(ring) > 0.0);
        if is_outer == is_counter_clockwise { ring.clone() } else { ring.iter().rev().copied().collect() }
    };
    let polygons = shape.polygons.iter().map(|rings| rings.iter().enumerate().map(turned).collect());
    Shape { polygons: polygons.collect(), ..shape.clone() }
}

/// Returns a shape as a GeoJSON geometry.
pub(super) fn geometry(shape: &Shape) -> Value {
    match shape.polygons.as_slice() {
        [rings] => json!({ "type": "Polygon", "coordinates": rings }),
        polygons => json!({ "type": "MultiPolygon", "coordinates": polygons }),
    }
}

/// Returns the least and greatest longitude and latitude as a `bbox`: west, south, east, north (RFC 7946, section 5).
pub(super) fn bounds(shapes: &[Shape]) -> Option<[f64; 4]> {
    let points = || shapes.iter().flat_map(Shape::rings).flatten();
    let (lon, lat) = (|| points().map(|point| point.0), || points().map(|point| point.1));
    let least = |values: &mut dyn Iterator<Item = f64>| values.min_by(f64::total_cmp);
    let most = |values: &mut dyn Iterator<Item = f64>| values.max_by(f64::total_cmp);
    Some([least(&mut lon())?, least(&mut lat())?, most(&mut lon())?, most(&mut lat())?])
}

/// Returns for each ring whether it is one by RFC 7946, 3.1.6: closed, of four positions or more, wound to its side.
pub(super) fn rings(shapes: &[Shape]) -> Vec<bool> {
    let is_ring = |(index, ring): (usize, &Ring)| {
        let is_closed = ring.len() >= 4 && ring.first() == ring.last();
        is_closed && (index == 0) == (signed(ring) > 0.0)
    };
    let polygons = shapes.iter().flat_map(|shape| &shape.polygons);
    polygons.flat_map(|rings| rings.iter().enumerate().map(is_ring)).collect()
}

#[cfg(test)]
mod tests {
    use crate::files::SourcePath;
    use crate::place::Location;

    use super::*;

    /// A square of ten units with a hole, both drawn the wrong way round, and a triangle drawn the right way.
    fn shape() -> Shape {
        let square = vec![(0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0), (0.0, 0.0)];
        let hole = vec![(2.0, 2.0), (4.0, 2.0), (4.0, 4.0), (2.0, 2.0)];
        let triangle = vec![(20.0, -1.0), (22.0, -1.0), (21.0, 3.0), (20.0, -1.0)];
        let at = Location::file(&SourcePath::new("data/outlines.geojson"));
        Shape { at, properties: Default::default(), polygons: vec![vec![square, hole], vec![triangle]] }
    }

    #[test]
    fn rings_are_wound_by_the_right_hand_rule() {
        assert_eq!(rings(&[shape()]), [false, false, true]);
        let wound = wound(&shape());
        assert_eq!(rings(std::slice::from_ref(&wound)), [true, true, true]);
        assert_eq!(wound.polygons[0][0], [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]);
        assert_eq!(wound.polygons[0][1], [(2.0, 2.0), (4.0, 4.0), (4.0, 2.0), (2.0, 2.0)]);
        assert_eq!(wound.polygons[1], shape().polygons[1]);
    }

    #[test]
    fn a_map_says_its_bounds_from_west_and_south() {
        assert_eq!(bounds(&[shape()]), Some([0.0, -1.0, 22.0, 10.0]));
        assert_eq!(bounds(&[]), None);
        assert_eq!(geometry(&shape())["type"], "MultiPolygon");
    }
}
