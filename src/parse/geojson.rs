//! Reads the polygons of a GeoJSON file (RFC 7946: WGS 84, longitude first).

mod ring;

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::place::Location;
use crate::say;
use crate::text::{Both, Language};

/// The most points of a file: the clusters of a province with their plots need half of them.
const POINT_LIMIT: usize = 50_000;

/// The most points of a ring, whose sides are compared with each other: the border of a province at the size of a
/// screen needs a fifth of them.
const RING_LIMIT: usize = 10_000;

/// A closed line of `(longitude, latitude)` in degrees, within the globe, no two of its sides crossing.
pub type Ring = Vec<(f64, f64)>;

/// A feature: its properties as text and its polygons.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Where it begins in its file.
    pub at: Location,
    /// Properties, numbers and texts alike as text.
    pub properties: BTreeMap<String, String>,
    /// The rings of each polygon, the outer one first (RFC 7946, 3.1.6).
    pub polygons: Vec<Vec<Ring>>,
}

impl Shape {
    /// Returns every ring of every polygon.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        self.polygons.iter().flatten()
    }
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
    let features = features.as_array().map_or(&[][..], Vec::as_slice);
    let starts = starts(text).filter(|starts| starts.len() == features.len()).unwrap_or_default();
    let mut shapes = Vec::new();
    let mut left = POINT_LIMIT;
    for (index, feature) in features.iter().enumerate() {
        let at = starts.get(index).map_or_else(|| at.clone(), |start| Location::text(path, text, *start..start + 1));
        let read = shape(feature, index + 1, &at, &mut left);
        shapes.push(read.map_err(|(code, message)| faults.reject(fault(code, &at, message)))?);
    }
    Ok(shapes)
}

/// Finds the byte at which each feature begins, for the reader of JSON tells no places of what it read; nothing where
/// the first list named `features` is not that of the collection.
fn starts(text: &str) -> Option<Vec<usize>> {
    let name = text.find("\"features\"")?;
    let mut at = name + text[name..].find('[')? + 1;
    let mut starts = Vec::new();
    loop {
        let rest = text[at..].trim_start_matches([' ', '\t', '\r', '\n', ',']);
        at = text.len() - rest.len();
        if rest.starts_with(']') {
            return Some(starts);
        }
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        starts.push(at);
        at += values.byte_offset();
    }
}

/// What is wrong with a feature.
type Fault = (Code, Both);

/// Reads a feature by its number, of at most `left` points.
fn shape(feature: &Value, number: usize, at: &Location, left: &mut usize) -> Result<Shape, Fault> {
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
    let mut read = Vec::with_capacity(polygons.len());
    let mut count = 0;
    for polygon in polygons {
        let mut rings = Vec::new();
        for ring in polygon.as_array().into_iter().flatten() {
            count += 1;
            let points = ring.as_array().map_or(0, Vec::len);
            *left = left.checked_sub(points).ok_or_else(|| (Code::TooLarge, too_many_points(number)))?;
            if points > RING_LIMIT {
                return Err((Code::TooLarge, too_long(number, count)));
            }
            rings.push(ring::read(ring).map_err(|reason| (Code::BadRing, in_ring(number, count, &reason)))?);
        }
        read.push(rings);
    }
    let properties = feature["properties"].as_object().into_iter().flatten();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let properties = properties.map(|(name, value)| (name.clone(), text(value))).collect();
    Ok(Shape { at: at.clone(), properties, polygons: read })
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

fn too_long(feature: usize, ring: usize) -> Both {
    say!(
        "đối tượng thứ {feature}, đường biên thứ {ring} có hơn {RING_LIMIT} điểm, vượt mức cho phép",
        "feature {feature}, ring {ring} has more than {RING_LIMIT} points, which is the limit"
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
