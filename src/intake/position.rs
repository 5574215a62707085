//! Reads where a cluster lies: decimal degrees, degrees with minutes and seconds, and metres of VN-2000 when its central
//! meridian and the width of its zone are declared.
//!
//! VN-2000 has the ellipsoid of WGS 84 and the projection of UTM, with a scale at the central meridian of 0.9999 in a zone
//! of 3 degrees and 0.9996 in one of 6 (Quyết định 83/2000/QĐ-TTg; Thông tư 973/2001/TT-TCĐC). X is the northing and Y
//! the easting, which is 500 km at the meridian.

use std::collections::BTreeMap;

use proj4rs::proj::Proj;
use proj4rs::transform::transform;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Location;
use crate::say;
use crate::text::{Amount, Both, fold};
use crate::workbook::{Cell, Grid, Position};

use super::cell::shown;
use super::recognise::Sheet;
use super::{Desk, Intake, figure};

/// From VN-2000 to WGS 84: three shifts in metres, three turns in seconds of arc, the scale in millionths (Quyết định
/// 05/2007/QĐ-BTNMT, Điều 1). The decision turns the axes and PROJ the point, so the turns change their signs.
const SHIFT: &str = "-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278";

/// From this on a coordinate is in metres.
const METRES: usize = 1000;

/// A zone of VN-2000 as somebody declared it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Zone {
    /// The central meridian, degrees.
    meridian: Amount,
    /// 3 or 6 degrees.
    width: char,
}

impl Zone {
    /// Reads `VN-2000, KTT 107°15', múi 3°`; without meridian or width it says nothing.
    fn declared(text: &str) -> Option<Self> {
        let folded = fold(text);
        let behind = |word: &str| folded.split_once(word).map(|(_, rest)| rest.trim_start_matches([' ', ':', '=']));
        let (meridian, _) = angle(behind("kinh tuyen truc").or_else(|| behind("ktt"))?)?;
        let width = behind("mui chieu").or_else(|| behind("mui"))?;
        let next = width.chars().nth(1);
        let width = width.chars().next().filter(|width| matches!(width, '3' | '6'))?;
        // Every meridian of the country is a multiple of 15 minutes: 107.15 is 107°15' or a slip, and not taken.
        let quarters = meridian.times(Amount::from(4))?;
        (quarters.decimals() == 0 && !next.is_some_and(|c| c.is_ascii_digit())).then_some(Self { meridian, width })
    }

    /// Returns longitude and latitude in degrees of WGS 84, to a tenth of a metre.
    fn to_wgs84(&self, easting: Amount, northing: Amount) -> Option<[Amount; 2]> {
        let (meridian, scale) = (self.meridian, if self.width == '3' { "0.9999" } else { "0.9996" });
        let from =
            format!("+proj=tmerc +lat_0=0 +lon_0={meridian} +k={scale} +x_0=500000 +ellps=WGS84 +towgs84={SHIFT}");
        let (from, to) =
            (Proj::from_proj_string(&from).ok()?, Proj::from_proj_string("+proj=longlat +datum=WGS84").ok()?);
        let mut point = (easting.to_f64(), northing.to_f64(), 0.0);
        transform(&from, &to, &mut point).ok()?;
        let degrees = |radians: f64| Amount::from_plain(&format!("{:.6}", radians.to_degrees()));
        Some([degrees(point.0)?, degrees(point.1)?])
    }

    fn name(&self) -> Both {
        let minutes = self.meridian.times(Amount::from(60)).and_then(|all| all.plain().parse::<u32>().ok());
        let (degrees, minutes) = minutes.map_or((0, 0), |all| (all / 60, all % 60));
        let width = self.width;
        say!(
            "VN-2000, kinh tuyến trục {degrees}°{minutes:02}', múi {width}°",
            "VN-2000, central meridian {degrees}°{minutes:02}', zone of {width}°"
        )
    }
}

/// Returns a heading without the system of coordinates that it declares in brackets.
pub(super) fn without_system(text: &str) -> &str {
    let declares =
        |rest: &str| ["vn-2000", "vn2000", "vn 2000", "ktt", "kinh tuyen"].iter().any(|word| rest.contains(word));
    text.split_once('(').filter(|(_, rest)| declares(&fold(rest))).map_or(text, |(bare, _)| bare)
}

/// The columns of a sheet that say where something lies.
pub(super) struct Axes {
    lon: u32,
    lat: u32,
    note: Option<u32>,
    headings: [&'static str; 2],
    /// What the headings and the lines above them declare; of two zones none.
    zone: Option<Zone>,
}

impl Axes {
    /// Returns the columns of a sheet that has both.
    pub(super) fn of(grid: &Grid, sheet: &Sheet) -> Option<Self> {
        let column = |name: &str| sheet.headings.columns.get(name).copied();
        let (lon, lat) = (column("lon")?, column("lat")?);
        let above = grid.cells.range(..(sheet.headings.row + 1, 0));
        let mut zones = above.filter_map(|(_, cell)| Zone::declared(&shown(&cell.value)));
        let zone = zones.next().filter(|first| zones.all(|other| other == *first));
        let headings = ["lon", "lat"].map(|column| sheet.entry.field(column).map_or("", |field| field.heading));
        Some(Self { lon, lat, note: column("coordinate_note"), headings, zone })
    }

    /// Reads the point of a row in metres of a declared zone; gives the cells that it settles, empty ones when it is refused.
    ///
    /// What is in degrees, and metres without a declaration, are left to each cell.
    pub(super) fn point(
        &self,
        grid: &Grid,
        row: u32,
        desk: &Desk<'_>,
        intake: &mut Intake,
    ) -> BTreeMap<&'static str, Option<String>> {
        let places = [(row, self.lon), (row, self.lat)];
        let [Some(easting), Some(northing)] = places.map(|place| metres(grid, place)) else { return BTreeMap::new() };
        let noted = self.note.and_then(|note| Zone::declared(&shown(grid.value((row, note)))));
        let Some(zone) = noted.or_else(|| self.zone.clone()) else { return BTreeMap::new() };
        let [lon, lat] = places.map(|place| grid.at(&desk.file, place));
        let at = [lon.with_field(self.headings[0]), lat.with_field(self.headings[1])];
        let inside = |point: &[Amount; 2]| is_inside(point, desk);
        let Some(point) = zone.to_wgs84(easting, northing).filter(inside) else {
            let swapped = zone.to_wgs84(northing, easting).as_ref().is_some_and(inside);
            intake.faults.add(outside(&zone, [easting, northing], swapped, &at));
            return BTreeMap::from([("lon", None), ("lat", None)]);
        };
        for ((place, at), degrees) in places.into_iter().zip(&at).zip(point) {
            let how = say!(
                "{name}, đổi sang WGS 84 theo Quyết định 05/2007/QĐ-BTNMT",
                "{name}, turned into WGS 84 by Quyết định 05/2007/QĐ-BTNMT";
                name = zone.name()
            );
            Desk::repair(intake, at, &shown(grid.value(place)), &degrees.plain(), how);
        }
        BTreeMap::from([("lon", Some(point[0].plain())), ("lat", Some(point[1].plain()))])
    }
}

/// Returns the metres of a cell; degrees are fewer.
fn metres(grid: &Grid, place: Position) -> Option<Amount> {
    let nowhere = Location::file(&crate::files::SourcePath::new(""));
    let read = figure::read(grid.cells.get(&place)?, "m", &nowhere).ok()??;
    Some(read.value).filter(|value| *value >= Amount::from(METRES))
}

fn is_inside([lon, lat]: &[Amount; 2], desk: &Desk<'_>) -> bool {
    let [west, south, east, north] = desk.catalog.province.bounds.map(|bound| bound.0);
    (west..=east).contains(lon) && (south..=north).contains(lat)
}

fn outside(zone: &Zone, [easting, northing]: [Amount; 2], swapped: bool, at: &[Location; 2]) -> Diagnostic {
    let message = say!(
        "X = {northing}, Y = {easting} ({name}) nằm ngoài tỉnh",
        "X = {northing}, Y = {easting} ({name}) lies outside the province";
        northing = northing, easting = easting, name = zone.name()
    );
    let help = if swapped {
        say!(
            "có phải đảo X và Y? X là tọa độ theo hướng bắc, Y theo hướng đông; đúng thì đổi chỗ hai ô",
            "are X and Y exchanged? X goes north and Y east; if so swap the two cells"
        )
    } else {
        say!(
            "kinh tuyến trục và múi chiếu có đúng như trên bản đồ gốc không? Hỏi nơi đo; đừng đoán",
            "are the central meridian and the zone those of the original map? Ask who measured; never guess"
        )
    };
    let note = say!("ô vĩ độ", "the latitude");
    Diagnostic::new(Code::OutsideProvince, &at[0], message).found(easting.plain()).note(&at[1], note).help(help)
}

/// Reads degrees, which have no thousands: `105,512` has one reading; metres of an undeclared zone are asked about.
pub(super) fn degrees(cell: &Cell, at: &Location, intake: &mut Intake) -> Result<Option<String>, Diagnostic> {
    let text = shown(&cell.value);
    if text.is_empty() {
        return Ok(None);
    }
    match Amount::from_plain(&text.replace(',', ".")) {
        Some(value) if value < Amount::from(METRES) => Ok(Some(value.plain())),
        Some(_) => Err(undeclared(&text, at)),
        None => {
            let value = in_words(&text).ok_or_else(|| no_degrees(&text, at))?;
            let how = say!("độ, phút, giây đổi ra độ thập phân", "degrees, minutes and seconds as decimal degrees");
            Desk::repair(intake, at, &text, &value.plain(), how);
            Ok(Some(value.plain()))
        }
    }
}

/// Reads `21°51'10"N`, `21,853°`, `106°45' Đ`.
fn in_words(text: &str) -> Option<Amount> {
    let folded = fold(text);
    let marked = folded.contains(['°', 'º', '˚']).then_some(folded.as_str())?;
    let sides = ["bac", "dong", "n", "e", "b", "d"];
    let bare = sides.iter().find_map(|side| marked.strip_suffix(side).or_else(|| marked.strip_prefix(side)));
    let (value, rest) = angle(bare.unwrap_or(marked).trim())?;
    rest.is_empty().then_some(value)
}

/// Reads an angle at the start of a folded text, in decimal degrees, and gives what stands behind it.
fn angle(text: &str) -> Option<(Amount, &str)> {
    let (degrees, rest) = number(text)?;
    let Some(rest) = unit(rest, &["°", "º", "˚", "do", "o"]) else { return Some((degrees, rest)) };
    let sixtieth = |value: Amount, of: usize| value.per(Amount::from(of)).filter(|_| value < Amount::from(60));
    let minutes = number(rest).and_then(|(value, rest)| Some((value, unit(rest, &["'", "′", "’", "‘", "phut"])?)));
    let Some((minutes, rest)) = minutes else { return Some((degrees.round(6), rest)) };
    let seconds =
        number(rest).and_then(|(value, rest)| Some((value, unit(rest, &["\"", "″", "”", "“", "''", "’’", "giay"])?)));
    let (seconds, rest) = seconds.unwrap_or((Amount::ZERO, rest));
    let value = degrees + sixtieth(minutes, 60)? + sixtieth(seconds, 3600)?;
    Some((value.round(6), rest))
}

/// Reads a number at the start of a text.
fn number(text: &str) -> Option<(Amount, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(text.len());
    let digits = text[..end].trim_end_matches([',', '.']);
    Some((Amount::from_plain(&digits.replace(',', "."))?, &text[digits.len()..]))
}

fn unit<'a>(text: &'a str, signs: &[&str]) -> Option<&'a str> {
    let text = text.trim_start();
    signs.iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim_start)
}

fn no_degrees(text: &str, at: &Location) -> Diagnostic {
    let message = say!("`{text}` không phải là tọa độ", "`{text}` is no coordinate");
    let help = say!(
        "gõ độ thập phân, ví dụ 21,853; hoặc độ, phút, giây, ví dụ 21°51'10\"",
        "type decimal degrees such as 21.853, or degrees, minutes and seconds such as 21°51'10\""
    );
    Diagnostic::new(Code::BadNumber, at, message).found(text).help(help)
}

fn undeclared(text: &str, at: &Location) -> Diagnostic {
    let message = say!(
        "`{text}` là tọa độ tính bằng mét (VN-2000) mà không rõ kinh tuyến trục và múi chiếu",
        "`{text}` is in metres (VN-2000), and central meridian and zone are not declared"
    );
    let help = say!(
        "ghi vào tiêu đề cột hoặc cột Ghi chú tọa độ, ví dụ: VN-2000, KTT 107°15', múi 3°; điền đủ X và Y; đừng đoán kinh tuyến trục",
        "write it into the heading or the column Ghi chú tọa độ, such as: VN-2000, KTT 107°15', múi 3°; fill in both X and Y; never guess the meridian"
    );
    Diagnostic::new(Code::ProjectedCoordinates, at, message).found(text).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Amount {
        Amount::from_plain(text).expect("a number")
    }

    #[test]
    fn a_zone_has_a_meridian_and_a_width() {
        for (text, meridian, width) in [
            ("X (VN-2000, KTT 107°15', múi 3°)", "107.25", '3'),
            ("Hệ tọa độ VN2000, kinh tuyến trục: 107 độ 15 phút, múi chiếu 3 độ", "107.25", '3'),
            ("KTT 107o15’ múi 3", "107.25", '3'),
            ("KTT 107,25; múi 3", "107.25", '3'),
            ("VN-2000, kinh tuyến trục 105°, múi 6°", "105", '6'),
        ] {
            assert_eq!(Zone::declared(text), Some(Zone { meridian: plain(meridian), width }), "{text}");
        }
        for text in ["VN-2000", "KTT 107°15'", "múi 3°", "KTT 107.15, múi 3", "KTT 107°15', múi 48", "Y"] {
            assert_eq!(Zone::declared(text), None, "{text}");
        }
    }

    /// By PROJ 9.5: `EPSG:9215` (107°15', 3°) and `EPSG:3405` (105°, 6°) to `EPSG:4326` with `EPSG:6960`, which has the
    /// parameters of the decision.
    #[test]
    fn metres_become_degrees_as_proj_turns_them() {
        for (text, easting, northing, lon, lat) in [
            ("KTT 107°15', múi 3°", "432567", "2415123", 106.599_573_31, 21.831_223_69),
            ("KTT 107°15', múi 3°", "411234.56", "2380345.67", 106.395_082_46, 21.516_199_06),
            ("KTT 107°15', múi 3°", "540000", "2450000", 107.639_696_00, 22.147_045_75),
            ("KTT 105°, múi 6°", "650000", "2420000", 106.453_732_41, 21.876_725_00),
        ] {
            let zone = Zone::declared(text).expect("a zone");
            let [east, north] = zone.to_wgs84(plain(easting), plain(northing)).expect("a point");
            // A millionth of a degree is 11 cm.
            assert!((east.to_f64() - lon).abs() < 2e-6 && (north.to_f64() - lat).abs() < 2e-6, "{east} {north}");
        }
        let zone = Zone::declared("KTT 107°15', múi 3°").expect("a zone");
        assert_eq!(zone.to_wgs84(plain("99999999999999999999"), plain("99999999999")), None);
    }

    #[test]
    fn degrees_are_read_with_minutes_and_seconds() {
        for (text, expected) in [
            ("21°51'10\"N", Some("21.852778")),
            ("21,853°", Some("21.853")),
            ("106° 45’ 30,5” Đ", Some("106.758472")),
            ("21°30'", Some("21.5")),
            ("21º51′10″ Bắc", Some("21.852778")),
            ("N 21°51'10''", Some("21.852778")),
            ("21°61'", None),
            ("21°51'10\"S", None),
            ("khoảng 21°", None),
            ("21", None),
        ] {
            assert_eq!(in_words(text).map(Amount::plain).as_deref(), expected, "{text}");
        }
    }
}
