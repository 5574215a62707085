//! Reads one ring of a polygon and proves that it bounds an area: closed, on the globe, without a crossing.

use serde_json::Value;

use crate::say;
use crate::text::Both;

type Point = (f64, f64);

/// A point in billionths of a degree, so that which side of a line it lies on is exact.
type Whole = (i64, i64);

/// Reads a ring, or says why it is none.
pub(super) fn read(ring: &Value) -> Result<Vec<Point>, Both> {
    let points = ring.as_array().ok_or_else(|| say!("không phải là một dãy điểm", "it is no list of points"))?;
    let points: Vec<Point> =
        points.iter().enumerate().map(|(index, point)| position(point, index + 1)).collect::<Result<_, _>>()?;
    // RFC 7946, section 3.1.6.
    if points.len() < 4 || points.first() != points.last() {
        return Err(say!(
            "cần ít nhất 4 điểm, điểm cuối trùng điểm đầu",
            "it takes at least 4 points, the last of them the same as the first"
        ));
    }
    let whole: Vec<Whole> = points.iter().map(|(lon, lat)| (billionths(*lon), billionths(*lat))).collect();
    if let Some((one, other)) = crossing(&whole) {
        let (one, other) = (one + 1, other + 1);
        return Err(say!(
            "cạnh từ điểm {one} cắt cạnh từ điểm {other}",
            "the side from point {one} crosses the side from point {other}"
        ));
    }
    let other = whole.iter().find(|point| **point != whole[0]).copied().unwrap_or(whole[0]);
    if whole.iter().all(|point| side(whole[0], other, *point) == 0) {
        return Err(say!("các điểm nằm trên một đường thẳng", "its points lie on one line"));
    }
    Ok(points)
}

fn position(point: &Value, number: usize) -> Result<Point, Both> {
    let (Some(lon), Some(lat)) = (point[0].as_f64(), point[1].as_f64()) else {
        return Err(say!("điểm {number} không phải [kinh độ, vĩ độ]", "point {number} is no [longitude, latitude]"));
    };
    if lon.abs() > 180.0 || lat.abs() > 90.0 {
        return Err(say!(
            "điểm {number} ({lon}, {lat}) không phải kinh độ, vĩ độ theo độ thập phân",
            "point {number} ({lon}, {lat}) is no longitude and latitude in degrees"
        ));
    }
    Ok((lon, lat))
}

fn billionths(degrees: f64) -> i64 {
    (degrees * 1e9).round() as i64
}

/// Returns the first points of two sides that cross each other; sides that merely touch do not.
///
/// Only sides that overlap from west to east are compared: few in a map, and all of them, fifty million pairs at the
/// limit of points, in a ring that was made to be slow.
fn crossing(ring: &[Whole]) -> Option<(usize, usize)> {
    let span = |index: usize| (ring[index].0.min(ring[index + 1].0), ring[index].0.max(ring[index + 1].0));
    let mut order: Vec<usize> = (0..ring.len() - 1).collect();
    order.sort_by_key(|index| span(*index));
    let mut open: Vec<usize> = Vec::new();
    for index in order {
        let (west, _) = span(index);
        open.retain(|other| span(*other).1 >= west);
        if let Some(other) = open.iter().find(|other| cross(ring, index, **other)) {
            return Some((index.min(*other), index.max(*other)));
        }
        open.push(index);
    }
    None
}

fn cross(ring: &[Whole], one: usize, other: usize) -> bool {
    let (a, b, c, d) = (ring[one], ring[one + 1], ring[other], ring[other + 1]);
    side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/// Returns 1 if `point` lies to the left of the line from `from` to `to`, -1 to the right, 0 on it.
fn side(from: Whole, to: Whole, point: Whole) -> i128 {
    let [(from_x, from_y), (to_x, to_y), (x, y)] = [from, to, point].map(|(x, y)| (i128::from(x), i128::from(y)));
    ((to_x - from_x) * (y - from_y) - (to_y - from_y) * (x - from_x)).signum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn why(points: &str) -> String {
        let ring: Value = serde_json::from_str(points).expect("JSON");
        read(&ring).err().map(|reason| reason.get(Language::En).to_owned()).unwrap_or_default()
    }

    #[test]
    fn a_ring_bounds_an_area() {
        for (points, reason) in [
            ("[[0,0],[2,0],[2,2],[0,2],[0,0]]", ""),
            // Two parts that meet in a corner, as simplified outlines do.
            ("[[0,0],[1,1],[2,0],[2,2],[1,1],[0,2],[0,0]]", ""),
            ("[[0,0],[2,2],[2,0],[0,2],[0,0]]", "the side from point 1 crosses the side from point 3"),
            ("[[0,0],[2,0],[2,2],[0,2]]", "it takes at least 4 points, the last of them the same as the first"),
            ("[[0,0],[2,0],[0,0]]", "it takes at least 4 points, the last of them the same as the first"),
            ("[]", "it takes at least 4 points, the last of them the same as the first"),
            ("[[0,0],[1,1],[2,2],[0,0]]", "its points lie on one line"),
            ("[[0,0],[0,0],[2,0],[2,0],[2,2],[2,2],[0,0],[0,0]]", ""),
            ("[[0,0],[0,0],[0,0],[0,0]]", "its points lie on one line"),
            ("[[0,0],[2,null],[2,2],[0,0]]", "point 2 is no [longitude, latitude]"),
            ("[[0,0],[2],[2,2],[0,0]]", "point 2 is no [longitude, latitude]"),
            ("[0,1,2,0]", "point 1 is no [longitude, latitude]"),
            ("\"x\"", "it is no list of points"),
            ("[[0,0],[1e300,0],[2,2],[0,0]]", "is no longitude and latitude in degrees"),
            ("[[0,0],[648231.5,2398125.1],[2,2],[0,0]]", "point 2 (648231.5, 2398125.1) is no longitude and"),
        ] {
            assert!(
                why(points).contains(reason) && why(points).is_empty() == reason.is_empty(),
                "{points}: {}",
                why(points)
            );
        }
    }
}
