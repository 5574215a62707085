//! Reads the polygons of a GeoJSON file (RFC 7946: WGS 84, longitude first).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::Location;
use crate::say;
use crate::text::Both;

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
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(words, _)| words);
        faults.reject(bad_json(&at, say!("cú pháp JSON sai ở đây ({reason})", "malformed JSON here ({reason})")))
    })?;
    let features = match root["type"].as_str() {
        Some("FeatureCollection") => root["features"].as_array().cloned().unwrap_or_default(),
        Some("Feature") => vec![root],
        _ => {
            let message =
                say!("tệp không phải FeatureCollection của GeoJSON", "the file is no GeoJSON FeatureCollection");
            return Err(faults.reject(bad_json(&Location::file(path), message)));
        }
    };
    let mut shapes = Vec::with_capacity(features.len());
    for (index, feature) in features.iter().enumerate() {
        let Some(read) = shape(feature) else {
            let number = index + 1;
            let message = say!(
                "đối tượng thứ {number} không có vùng Polygon hoặc MultiPolygon",
                "feature {number} has no Polygon or MultiPolygon"
            );
            return Err(faults.reject(bad_json(&Location::file(path), message)));
        };
        shapes.push(read);
    }
    Ok(shapes)
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

fn bad_json(at: &Location, message: Both) -> Diagnostic {
    let help = say!(
        "xuất lại tệp GeoJSON dạng vùng (polygon), hệ tọa độ WGS 84",
        "export the GeoJSON file again, as polygons in WGS 84"
    );
    Diagnostic::new(Code::BadJson, at, message).help(help)
}
