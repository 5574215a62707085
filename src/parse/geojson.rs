//! Reads the polygons of a GeoJSON file (RFC 7946: WGS 84, longitude first).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::Location;
use crate::say;

/// A feature: its properties as text and its outer and inner rings in degrees.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Properties, numbers and texts alike as text.
    pub properties: BTreeMap<String, String>,
    /// Rings of `(longitude, latitude)`.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// Reads all polygons and multipolygons.
pub(super) fn shapes(path: &SourcePath, text: &str, faults: &mut Diagnostics) -> Result<Vec<Shape>, Reported> {
    let root: Value = serde_json::from_str(text).map_err(|error| {
        let at = Location::line(path, text, error.line() as u32, error.column() as u32);
        faults.reject(bad_json(&at, &error.to_string()))
    })?;
    let features = match root["type"].as_str() {
        Some("FeatureCollection") => root["features"].as_array().cloned().unwrap_or_default(),
        Some("Feature") => vec![root],
        _ => return Err(faults.reject(bad_json(&Location::file(path), "no FeatureCollection"))),
    };
    let shapes: Option<Vec<Shape>> = features.iter().map(shape).collect();
    shapes.ok_or_else(|| faults.reject(bad_json(&Location::file(path), "a feature without Polygon coordinates")))
}

fn shape(feature: &Value) -> Option<Shape> {
    let geometry = &feature["geometry"];
    let coordinates = geometry["coordinates"].as_array()?;
    let rings = match geometry["type"].as_str()? {
        "Polygon" => polygon(coordinates)?,
        "MultiPolygon" => {
            let polygons: Option<Vec<_>> = coordinates.iter().map(|part| polygon(part.as_array()?)).collect();
            polygons?.concat()
        }
        _ => return None,
    };
    let properties = feature["properties"]
        .as_object()?
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    Some(Shape { properties: properties.collect(), rings })
}

fn polygon(rings: &[Value]) -> Option<Vec<Vec<(f64, f64)>>> {
    let ring = |ring: &Value| -> Option<Vec<(f64, f64)>> {
        ring.as_array()?.iter().map(|point| Some((point[0].as_f64()?, point[1].as_f64()?))).collect()
    };
    rings.iter().map(ring).collect()
}

fn bad_json(at: &Location, reason: &str) -> Diagnostic {
    let message = say!("tệp bản đồ sai quy cách ({reason})", "malformed map file ({reason})");
    let help = say!("xuất lại tệp GeoJSON, hệ tọa độ WGS 84", "export the GeoJSON file again, in WGS 84");
    Diagnostic::new(Code::BadJson, at, message).help(help)
}
