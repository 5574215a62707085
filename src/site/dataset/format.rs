//! The files of a table: CSV, JSON, and GeoJSON for rows with a point.

use serde_json::{Map, Number, json};

use super::{Dataset, Value, outline};

/// Prints a table as CSV: UTF-8 with a byte order mark, commas, CRLF, numbers as `1234.5`, dates in ISO order.
///
/// The mark is what makes Excel read Vietnamese letters. Text that a spreadsheet would run as a formula gets an
/// apostrophe before it; the JSON file keeps the text as it is.
pub(super) fn csv(dataset: &Dataset) -> Vec<u8> {
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    let names = dataset.fields.iter().map(|field| field.name.to_owned()).collect::<Vec<_>>();
    let rows = dataset.rows.iter().map(|row| row.iter().map(cell).collect());
    for record in std::iter::once(names).chain(rows) {
        writer.write_record(&record).expect("every row has a value for every field, and memory takes all bytes");
    }
    writer.into_inner().expect("memory takes all bytes")
}

fn cell(value: &Value) -> String {
    match value {
        Value::Text(_) | Value::List(_) => without_formula(value.to_string()),
        _ => value.to_string(),
    }
}

/// Spreadsheets run what begins so, in full-width letters too where Chinese or Japanese is set.
fn without_formula(text: String) -> String {
    const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(STARTS) { format!("'{text}") } else { text }
}

/// Prints a table as a JSON array of objects, a row a line, keys in the order of the fields.
pub(super) fn json(dataset: &Dataset) -> Vec<u8> {
    let rows: Vec<String> = dataset.rows.iter().map(|row| object(dataset, row, &[]).to_string()).collect();
    let text = if rows.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", rows.join(",\n")) };
    text.into_bytes()
}

/// Prints the rows that have a point or a shape as GeoJSON (RFC 7946: WGS 84, which a `crs` may not say again), a row
/// a line; nothing when none has.
pub(super) fn geojson(dataset: &Dataset) -> Option<Vec<u8>> {
    let feature = |(index, row): (usize, &Vec<Value>)| {
        let geometry = match dataset.shapes.get(index) {
            Some(shape) => outline::geometry(shape),
            None => point(dataset, row)?,
        };
        let properties = object(dataset, row, &["lon", "lat"]);
        Some(json!({ "type": "Feature", "geometry": geometry, "properties": properties }).to_string())
    };
    let features: Vec<String> = dataset.rows.iter().enumerate().filter_map(feature).collect();
    let bounds = outline::bounds(&dataset.shapes).map(|bounds| format!("\"bbox\":{},", json!(bounds)));
    let (bounds, rows) = (bounds.unwrap_or_default(), features.join(",\n"));
    let text = format!("{{\"type\":\"FeatureCollection\",{bounds}\"features\":[\n{rows}\n]}}\n");
    (!features.is_empty()).then(|| text.into_bytes())
}

fn point(dataset: &Dataset, row: &[Value]) -> Option<serde_json::Value> {
    let (lon, lat) = (&row[dataset.position("lon")?], &row[dataset.position("lat")?]);
    let is_known = matches!((lon, lat), (Value::Number(_), Value::Number(_)));
    is_known.then(|| json!({ "type": "Point", "coordinates": [plain(lon), plain(lat)] }))
}

fn object(dataset: &Dataset, row: &[Value], without: &[&str]) -> serde_json::Value {
    let fields = dataset.fields.iter().zip(row).filter(|(field, _)| !without.contains(&field.name));
    let pairs = fields.map(|(field, value)| (field.name.to_owned(), plain(value)));
    serde_json::Value::Object(pairs.collect::<Map<_, _>>())
}

fn plain(value: &Value) -> serde_json::Value {
    match value {
        Value::Unknown => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Number(amount) => match amount.plain().parse::<i64>() {
            Ok(whole) => whole.into(),
            Err(_) => Number::from_f64(amount.to_f64()).into(),
        },
        Value::Integer(count) => (*count).into(),
        Value::Date(date) => date.to_string().into(),
        Value::Boolean(yes) => (*yes).into(),
        Value::List(items) => items.as_slice().into(),
    }
}

#[cfg(test)]
mod tests {
    use crate::site::dataset::{Field, Kind};
    use crate::text::{Amount, PartialDate};

    use super::*;

    fn field(name: &'static str, kind: Kind) -> Field {
        Field { name, title: name, kind, description: "", unit: None, required: false, choices: vec![], refers: None }
    }

    fn amount(plain: &str) -> Value {
        Value::Number(Amount::from_plain(plain).expect("a plain number"))
    }

    fn sample() -> Dataset {
        let fields = vec![
            field("name", Kind::Text),
            field("area", Kind::Number),
            field("since", Kind::Date),
            field("lon", Kind::Number),
            field("lat", Kind::Number),
            field("tags", Kind::List),
        ];
        let day = PartialDate::parse("2026-Q1").expect("a quarter");
        let list = Value::List(vec!["a".into(), "b".into()]);
        let rows = vec![
            vec!["=1+1, \"đá\"".into(), amount("-1234.50"), day.into(), amount("106.36"), amount("21.5"), list],
            vec![Value::Unknown, amount("0"), Value::Unknown, Value::Unknown, Value::Unknown, Value::Unknown],
        ];
        Dataset { fields, rows, ..Dataset::empty("sample", "Mẫu", "") }
    }

    #[test]
    fn csv_opens_in_a_spreadsheet_and_runs_nothing() {
        let text = String::from_utf8(csv(&sample())).expect("text");
        let expected = "\u{feff}name,area,since,lon,lat,tags\r\n\
            \"'=1+1, \"\"đá\"\"\",-1234.5,2026-Q1,106.36,21.5,a; b\r\n,0,,,,\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn json_keeps_text_and_types() {
        let text = String::from_utf8(json(&sample())).expect("text");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[1],
            r#"{"name":"=1+1, \"đá\"","area":-1234.5,"since":"2026-Q1","lon":106.36,"lat":21.5,"tags":["a","b"]},"#
        );
        assert_eq!(lines[2], r#"{"name":null,"area":0,"since":null,"lon":null,"lat":null,"tags":null}"#);
    }

    #[test]
    fn only_rows_with_a_point_are_on_the_map() {
        let bytes = geojson(&sample()).expect("a row has a point");
        let points: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(points["features"].as_array().map(Vec::len), Some(1));
        assert_eq!(points["features"][0]["geometry"]["coordinates"], json!([106.36, 21.5]));
        let mut without = sample();
        without.rows.remove(0);
        assert_eq!(geojson(&without), None);
    }
}
