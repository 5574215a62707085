//! Points against the bounds of the province.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Cells, Location};
use crate::record::Degrees;
use crate::say;
use crate::text::{Amount, Language};

/// The bounds of the province in degrees.
pub(super) struct Bounds {
    west: Amount,
    south: Amount,
    east: Amount,
    north: Amount,
}

/// Reports points outside the province, and points with longitude and latitude exchanged.
pub(super) fn points(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let [west, _, east, _] = catalog.province.bounds.map(|Degrees(degrees)| degrees);
    let Some(bounds) = bounds(catalog) else {
        faults.add(bad_bounds(catalog, west >= east));
        return;
    };
    for cluster in catalog.clusters.rows() {
        let degrees = |place: &Option<crate::place::Located<Degrees>>| place.as_ref().map(|place| place.value);
        point(&bounds, &cluster.basis.cells, (degrees(&cluster.lon), degrees(&cluster.lat)), faults);
    }
    for commune in catalog.communes.rows() {
        point(&bounds, &commune.basis.cells, (commune.lon, commune.lat), faults);
    }
    for district in catalog.districts.rows() {
        point(&bounds, &district.cells, (district.lon, district.lat), faults);
    }
}

/// Returns the bounds of the province, unless they are turned about, which is told by itself.
pub(super) fn bounds(catalog: &Catalog) -> Option<Bounds> {
    let [west, south, east, north] = catalog.province.bounds.map(|Degrees(degrees)| degrees);
    (west < east && south < north).then_some(Bounds { west, south, east, north })
}

fn bad_bounds(catalog: &Catalog, is_longitude: bool) -> Diagnostic {
    let (small, large) = if is_longitude { ("west", "east") } else { ("south", "north") };
    let message = say!(
        "giới hạn của tỉnh: `{small}` phải nhỏ hơn `{large}`",
        "the bounds of the province: `{small}` must be less than `{large}`"
    );
    let help = say!(
        "ghi kinh độ phía tây, phía đông và vĩ độ phía nam, phía bắc bằng độ thập phân",
        "give west and east longitude, south and north latitude in decimal degrees"
    );
    let cells = &catalog.province.cells;
    let note = say!("`{large}` ở đây", "`{large}` is here");
    Diagnostic::new(Code::OutOfRange, &cells.at(small), message).note(&cells.at(large), note).help(help)
}

impl Bounds {
    pub(super) fn has_longitude(&self, degrees: Amount) -> bool {
        (self.west..=self.east).contains(&degrees)
    }

    pub(super) fn has_latitude(&self, degrees: Amount) -> bool {
        (self.south..=self.north).contains(&degrees)
    }
}

/// Reports a point outside the province, or one with longitude and latitude exchanged.
pub(super) fn point(
    bounds: &Bounds,
    cells: &Cells,
    place: (Option<Degrees>, Option<Degrees>),
    faults: &mut Diagnostics,
) {
    let (lon, lat) = (place.0.map(|Degrees(lon)| lon), place.1.map(|Degrees(lat)| lat));
    if let (Some(lon), Some(lat)) = (lon, lat)
        && bounds.has_longitude(lat)
        && bounds.has_latitude(lon)
    {
        faults.add(swapped(cells, lon, lat));
        return;
    }
    if let Some(lon) = lon.filter(|lon| !bounds.has_longitude(*lon)) {
        let axis = Axis { at: cells.at("lon"), value: lon, from: bounds.west, to: bounds.east };
        faults.add(outside(&axis, "kinh độ", "longitude"));
    }
    if let Some(lat) = lat.filter(|lat| !bounds.has_latitude(*lat)) {
        let axis = Axis { at: cells.at("lat"), value: lat, from: bounds.south, to: bounds.north };
        faults.add(outside(&axis, "vĩ độ", "latitude"));
    }
}

fn swapped(cells: &Cells, lon: Amount, lat: Amount) -> Diagnostic {
    let message = say!(
        "`lon` = {lon} và `lat` = {lat} bị đảo: kinh độ của tỉnh lớn hơn vĩ độ",
        "`lon` = {lon} and `lat` = {lat} are exchanged"
    );
    let note = say!("ô `lat`", "the cell `lat`");
    let help = say!("ghi lon = {lat}, lat = {lon}", "set lon = {lat}, lat = {lon}");
    let fault = Diagnostic::new(Code::CoordinatesSwapped, &cells.at("lon"), message).found(lon.plain());
    fault.note(&cells.at("lat"), note).help(help)
}

/// A coordinate and the stretch that the province covers on its axis.
struct Axis {
    at: Location,
    value: Amount,
    from: Amount,
    to: Amount,
}

fn outside(axis: &Axis, vi: &str, en: &str) -> Diagnostic {
    let show = |amount: Amount, language| amount.show(language, 6);
    let (value, from, to) =
        (show(axis.value, Language::Vi), show(axis.from, Language::Vi), show(axis.to, Language::Vi));
    let (value_en, from_en, to_en) =
        (show(axis.value, Language::En), show(axis.from, Language::En), show(axis.to, Language::En));
    let message = say!(
        "{vi} {value} nằm ngoài tỉnh; {vi} của tỉnh từ {from} đến {to}",
        "{en} {value_en} lies outside the province, which spans {from_en} to {to_en}"
    );
    let help = if axis.value > Amount::from(1000) {
        say!(
            "đây có vẻ là tọa độ VN-2000 (mét); đổi sang WGS 84, độ thập phân",
            "this looks like VN-2000 metres; convert to WGS 84 in decimal degrees"
        )
    } else {
        say!("kiểm tra tọa độ; dùng WGS 84, độ thập phân", "check the coordinate; use WGS 84 in decimal degrees")
    };
    Diagnostic::new(Code::OutsideProvince, &axis.at, message).found(axis.value.plain()).help(help)
}
