//! Reads the polygons of a GeoJSON file (RFC 7946: WGS 84, longitude first).

mod ring;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::Location;
use crate::say;
use crate::text::{Both, Language};

/// The most points of a file: a map of a province at the size of a screen needs a fifth of them.
const POINT_LIMIT: usize = 10_000;

/// A feature: its properties as text and its outer and inner rings in degrees.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Properties, numbers and texts alike as text.
    pub properties: BTreeMap<String, String>,
    /// Rings of `(longitude, latitude)`: closed, within the globe, no two of its sides crossing.
    pub rings: Vec<Vec<(f64, f64)>>,
}

/// Reads all polygons and multipolygons.
pub(super) fn shapes(path: &SourcePath, text: &str, faults: &mut Diagnostics) -> Result<Vec<Shape>, Reported> {
    let mut root: Value = serde_json::from_str(text).map_err(|error| {
        let at = Location::line(path, text, error.line() as u32, error.column() as u32);
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(words, _)| words);
        faults.reject(bad_json(&at, say!("cú pháp JSON sai ở đây ({reason})", "malformed JSON here ({reason})")))
    })?;
    let at = Location::file(path);
    let features = match (root["type"].as_str(), root.get("features")) {
        (Some("FeatureCollection"), Some(Value::Array(_))) => root["features"].take(),
        (Some("Feature"), _) => Value::Array(vec![root]),
        _ => {
            let message =
                say!("tệp không phải FeatureCollection của GeoJSON", "the file is no GeoJSON FeatureCollection");
            return Err(faults.reject(bad_json(&at, message)));
        }
    };
    let mut shapes = Vec::new();
    let mut left = POINT_LIMIT;
    for (index, feature) in features.as_array().into_iter().flatten().enumerate() {
        let read = shape(feature, index + 1, &mut left);
        shapes.push(read.map_err(|(code, message)| faults.reject(fault(code, &at, message)))?);
    }
    Ok(shapes)
}

/// What is wrong with a feature.
type Fault = (Code, Both);

/// Reads a feature by its number, of at most `left` points.
fn shape(feature: &Value, number: usize, left: &mut usize) -> Result<Shape, Fault> {
    let geometry = &feature["geometry"];
    let coordinates = geometry["coordinates"].as_array();
    let polygons: Vec<&Value> = match (geometry["type"].as_str(), coordinates) {
        (Some("Polygon"), Some(_)) => vec![&geometry["coordinates"]],
        (Some("MultiPolygon"), Some(parts)) => parts.iter().collect(),
        _ => {
            let message = say!(
                "đối tượng thứ {number} không có vùng Polygon hoặc MultiPolygon",
                "feature {number} has no Polygon or MultiPolygon"
            );
            return Err((Code::BadJson, message));
        }
    };
    let mut rings = Vec::new();
    for ring in polygons.into_iter().flat_map(|polygon| polygon.as_array().into_iter().flatten()) {
        let count = ring.as_array().map_or(0, Vec::len);
        *left = left.checked_sub(count).ok_or_else(|| (Code::TooLarge, too_many_points(number)))?;
        rings.push(ring::read(ring).map_err(|reason| (Code::BadRing, in_ring(number, rings.len() + 1, &reason)))?);
    }
    let properties = feature["properties"].as_object().into_iter().flatten();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(Shape { properties: properties.map(|(name, value)| (name.clone(), text(value))).collect(), rings })
}

fn in_ring(feature: usize, ring: usize, reason: &Both) -> Both {
    let (vi, en) = (reason.get(Language::Vi), reason.get(Language::En));
    say!("đối tượng thứ {feature}, đường biên thứ {ring}: {vi}", "feature {feature}, ring {ring}: {en}")
}

fn too_many_points(number: usize) -> Both {
    say!(
        "đến đối tượng thứ {number} tệp có hơn {POINT_LIMIT} điểm, vượt mức cho phép",
        "by feature {number} the file has more than {POINT_LIMIT} points, which is the limit"
    )
}

fn fault(code: Code, at: &Location, message: Both) -> Diagnostic {
    let help = match code {
        Code::TooLarge => say!(
            "đơn giản hóa đường biên (Simplify) trong phần mềm bản đồ rồi xuất lại; ở cỡ màn hình không thấy khác",
            "simplify the outlines in the mapping program and export again; on a screen no one sees the difference"
        ),
        Code::BadRing => say!(
            "sửa hình trong phần mềm bản đồ (Check validity, Fix geometries) rồi xuất lại, hệ tọa độ WGS 84",
            "mend the shape in the mapping program (check validity, fix geometries) and export again, in WGS 84"
        ),
        _ => return bad_json(at, message),
    };
    Diagnostic::new(code, at, message).help(help)
}

fn bad_json(at: &Location, message: Both) -> Diagnostic {
    let help = say!(
        "xuất lại tệp GeoJSON dạng vùng (polygon), hệ tọa độ WGS 84",
        "export the GeoJSON file again, as polygons in WGS 84"
    );
    Diagnostic::new(Code::BadJson, at, message).help(help)
}
