//! The description of all tables for machines: Frictionless Data Package, version 2.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::site::Frame;
use crate::site::url::{self, Place};
use crate::text::slug;

use super::law::SOURCE_ID;
use super::value::SEPARATOR;
use super::{Dataset, Field, FileKind, Kind, Value as Cell};

/// A day, month, quarter or year: no date type of the standard takes all four.
const DATE_PATTERN: &str = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-Q[1-4])?$";

/// Describes every CSV file: fields, types, units, keys, licence, sources, size and digest.
pub fn package(datasets: &[Dataset], frame: &Frame) -> Vec<u8> {
    let resources: Vec<Value> = datasets.iter().filter_map(|dataset| resource(dataset, frame, datasets)).collect();
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug(&frame.title),
        "title": frame.title,
        "description": "Mỗi bảng là một tệp CSV, kèm tệp XLSX và JSON cùng tên và cùng nội dung. Ô trống (null trong JSON) nghĩa là chưa có số liệu, không phải số 0. Trong tệp CSV, ô chữ bắt đầu bằng dấu mà bảng tính coi là công thức được thêm dấu nháy đơn ở trước.",
        "homepage": url::public(&frame.base_url, &Place::OpenData.path()),
        "version": frame.date_iso,
        "created": format!("{}T00:00:00Z", frame.date_iso),
        "keywords": ["cụm công nghiệp", frame.province, "dữ liệu mở"],
        "contributors": [contributor(frame)],
        "licenses": [license(frame)],
        "sources": sources(datasets, datasets),
        "resources": resources,
    });
    drop_empty(&mut package, &["sources", "homepage"]);
    let text = serde_json::to_string_pretty(&package).unwrap_or_default();
    format!("{text}\n").into_bytes()
}

/// The standard wants at least one item in a list that is there, and no `null`.
fn drop_empty(object: &mut Value, keys: &[&str]) {
    if let Some(object) = object.as_object_mut() {
        object.retain(|key, value| !keys.contains(&key.as_str()) || !is_empty(value));
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn contributor(frame: &Frame) -> Value {
    let mut contributor =
        json!({ "title": frame.contact.agency, "path": url::public(&frame.base_url, ""), "roles": ["publisher"] });
    drop_empty(&mut contributor, &["path"]);
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

/// Returns the sources that tables cite, in the order of the table of sources; all when it is among them.
fn sources(cited_by: &[Dataset], all: &[Dataset]) -> Vec<Value> {
    let Some(table) = all.iter().find(|dataset| dataset.name == "sources") else {
        return Vec::new();
    };
    let citing = |dataset: &'_ Dataset| {
        let fields = dataset.fields.iter().filter(|field| field.refers == Some(SOURCE_ID)).map(|field| field.name);
        let ids = fields.flat_map(|name| dataset.column(name)).flat_map(Cell::items);
        ids.cloned().collect::<Vec<String>>()
    };
    let is_all = cited_by.iter().any(|dataset| dataset.name == table.name);
    let cited: BTreeSet<String> = cited_by.iter().flat_map(citing).collect();
    let text = |value: &Cell| value.items().first().cloned().unwrap_or_default();
    let columns = ["id", "publisher", "title", "url"].map(|name| table.column(name).map(text).collect::<Vec<_>>());
    let [ids, publishers, titles, urls] = columns;
    let rows = ids.iter().zip(publishers).zip(titles).zip(urls);
    let cited = rows.filter(|(((id, _), _), _)| is_all || cited.contains(*id));
    cited.map(|(((_, publisher), title), url)| source(&format!("{publisher} – {title}"), &url)).collect()
}

fn source(title: &str, url: &str) -> Value {
    let mut source = json!({ "title": title });
    if !url.is_empty() {
        source["path"] = url.into();
    }
    source
}

fn resource(dataset: &Dataset, frame: &Frame, all: &[Dataset]) -> Option<Value> {
    let file = dataset.file(FileKind::Csv)?;
    let mut resource = json!({
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": dataset.name,
        "type": "table",
        "title": dataset.title,
        "description": dataset.description,
        "path": format!("{}.csv", dataset.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{}", file.sha256),
        "dialect": {
            "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
            "header": true,
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
        },
        "homepage": url::public(&frame.base_url, &url::dataset_path(dataset.name)),
        "licenses": [license(frame)],
        "sources": sources(std::slice::from_ref(dataset), all),
        "schema": schema(dataset),
    });
    drop_empty(&mut resource, &["sources", "homepage"]);
    Some(resource)
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
    // Not in the standard, which lets a description have more than it lists.
    if let Some(unit) = field.unit {
        described["unit"] = unit.into();
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
    let (least, most) = field.bounds();
    for (name, bound) in [("minimum", least), ("maximum", most)] {
        if let Some(whole) = bound.and_then(|bound| bound.plain().parse::<i64>().ok()) {
            constraints[name] = whole.into();
        }
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
