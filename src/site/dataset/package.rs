//! The description of all tables for machines: Frictionless Data Package, version 2.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::site::Frame;
use crate::site::url::{self, Place};
use crate::text::{hex, slug};

use super::format::SEPARATOR;
use super::{Dataset, Field, Kind, Value as Cell, csv};

/// A day, month, quarter or year: no date type of the standard takes all four.
const DATE_PATTERN: &str = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-Q[1-4])?$";

/// Describes every CSV file: fields, types, units, keys, licence, sources, size and digest.
pub fn package(datasets: &[Dataset], frame: &Frame) -> Vec<u8> {
    let resources: Vec<Value> = datasets.iter().map(resource).collect();
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug(&frame.title),
        "title": frame.title,
        "description": "Mỗi bảng là một tệp CSV, kèm tệp JSON cùng tên và cùng nội dung. Ô trống (null trong JSON) nghĩa là chưa có số liệu, không phải số 0. Trong tệp CSV, ô chữ bắt đầu bằng dấu mà bảng tính coi là công thức được thêm dấu nháy đơn ở trước.",
        "homepage": url::canonical(&frame.base_url, &Place::OpenData.path()),
        "version": frame.date_iso,
        "created": format!("{}T00:00:00Z", frame.date_iso),
        "keywords": ["cụm công nghiệp", frame.province, "dữ liệu mở"],
        "contributors": [contributor(frame)],
        "licenses": [license(frame)],
        "sources": sources(datasets),
        "resources": resources,
    });
    drop_empty(&mut package, &["sources"]);
    let text = serde_json::to_string_pretty(&package).unwrap_or_default();
    format!("{text}\n").into_bytes()
}

/// The standard wants at least one item in a list that is there.
fn drop_empty(object: &mut Value, keys: &[&str]) {
    if let Some(object) = object.as_object_mut() {
        object.retain(|key, value| !keys.contains(&key.as_str()) || value.as_array().is_none_or(|v| !v.is_empty()));
    }
}

fn contributor(frame: &Frame) -> Value {
    let mut contributor = json!({ "title": frame.contact.agency, "path": frame.base_url, "roles": ["publisher"] });
    if let Some(email) = &frame.contact.email {
        contributor["email"] = email.as_str().into();
    }
    contributor
}

/// The standard names licences as the Open Definition does: `CC-BY-4.0`.
fn license(frame: &Frame) -> Value {
    let name: String = frame.license.split_whitespace().collect::<Vec<_>>().join("-");
    let fits = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    let name = if fits { name } else { slug(&frame.license) };
    let mut license = json!({ "name": name, "title": frame.license });
    if let Some(url) = &frame.license_url {
        license["path"] = url.as_str().into();
    }
    license
}

fn sources(datasets: &[Dataset]) -> Vec<Value> {
    let Some(table) = datasets.iter().find(|dataset| dataset.name == "sources") else {
        return Vec::new();
    };
    let text = |value: &Cell| value.items().first().cloned().unwrap_or_default();
    let publishers = table.column("publisher").map(text);
    let titles = table.column("title").map(text);
    let urls = table.column("url").map(text);
    let sources = publishers.zip(titles).zip(urls);
    sources.map(|((publisher, title), url)| json!({ "title": format!("{publisher} – {title}"), "path": url })).collect()
}

fn resource(dataset: &Dataset) -> Value {
    let bytes = csv(dataset);
    let digest = hex(&Sha256::digest(&bytes));
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": dataset.name,
        "type": "table",
        "title": dataset.title,
        "description": dataset.description,
        "path": format!("{}.csv", dataset.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{digest}"),
        "dialect": {
            "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
            "header": true,
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
        },
        "schema": schema(dataset),
    })
}

fn schema(dataset: &Dataset) -> Value {
    let fields: Vec<Value> = dataset.fields.iter().map(|field| describe(dataset, field)).collect();
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": fields,
        "missingValues": [""],
    });
    if let Some(key) = dataset.key {
        schema["primaryKey"] = json!([key]);
    }
    // A list of ids cannot be a foreign key in the standard; its description names the table instead.
    let foreign: Vec<Value> = dataset
        .fields
        .iter()
        .filter(|field| field.kind != Kind::List)
        .filter_map(|field| {
            let (table, target) = field.refers?;
            Some(json!({ "fields": [field.name], "reference": { "resource": table, "fields": [target] } }))
        })
        .collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.into();
    }
    schema
}

fn describe(dataset: &Dataset, field: &Field) -> Value {
    let mut described = json!({ "name": field.name, "type": type_of(field.kind), "title": field.title });
    let description = description(field);
    if !description.is_empty() {
        described["description"] = description.into();
    }
    if field.kind == Kind::List {
        described["delimiter"] = SEPARATOR.into();
        described["itemType"] = "string".into();
    }
    let mut constraints = json!({});
    if field.required {
        constraints["required"] = true.into();
    }
    if dataset.key == Some(field.name) {
        constraints["unique"] = true.into();
    }
    if field.kind == Kind::Date {
        constraints["pattern"] = DATE_PATTERN.into();
    }
    if !field.choices.is_empty() {
        let values: Vec<&str> = field.choices.iter().map(|(value, _)| *value).collect();
        constraints["enum"] = values.into();
        let categories = field.choices.iter().map(|(value, label)| json!({ "value": value, "label": label }));
        described["categories"] = categories.collect();
    }
    if constraints != json!({}) {
        described["constraints"] = constraints;
    }
    described
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Date => "string",
        Kind::Number => "number",
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
        Kind::List => "list",
    }
}

/// Says what the standard has no place for: the unit, the precision of dates, the table of ids.
fn description(field: &Field) -> String {
    let unit = field.unit.map(|unit| format!("Đơn vị: {unit}."));
    let date = (field.kind == Kind::Date)
        .then(|| "Ngày, tháng, quý hoặc năm đúng như nguồn: YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY.".to_owned());
    let ids = field.refers.map(|(table, target)| format!("Mã ở cột {target} của bảng {table}."));
    let own = (!field.description.is_empty()).then(|| field.description.to_owned());
    [own, unit, date, ids].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
