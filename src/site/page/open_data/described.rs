//! The tables described for search engines: schema.org Dataset.
//!
//! Where the address of the site is not known, `null` stands for each address, and is left out when it is printed.

use serde_json::{Value, json};

use crate::site::Frame;
use crate::site::dataset::{self, DataFile, Dataset, Field};
use crate::site::url::{self, Place};

/// Describes all tables as one data set with its parts.
pub fn catalog(datasets: &[Dataset], frame: &Frame) -> Value {
    let parts = datasets.iter().filter(|dataset| !dataset.rows.is_empty());
    let parts = parts.map(|dataset| json!({ "@type": "Dataset", "name": dataset.title, "description": dataset.description, "url": url::public(&frame.base_url, &url::dataset_path(dataset.name)), "license": license(frame) }));
    let files = datasets.iter().flat_map(|dataset| &dataset.files).map(|file| download(file, frame));
    let package = dataset::path("datapackage", "json");
    let package = json!({ "@type": "DataDownload", "name": "datapackage.json", "encodingFormat": "application/json", "contentUrl": url::public(&frame.base_url, &package) });
    let name = format!("{}: dữ liệu mở", frame.title);
    let text = format!(
        "Các bảng về cụm công nghiệp tỉnh {}: diện tích, mốc tiến độ, hạ tầng, dự án, nhiệm vụ của cơ quan, văn bản và chỉ tiêu theo kỳ, kèm nguồn và ngày của từng số liệu.",
        frame.province
    );
    let mut described = of(&name, &text, &Place::OpenData.path(), frame);
    described["distribution"] = files.chain([package]).collect();
    described["hasPart"] = parts.collect();
    temporal(&mut described, dataset::coverage(datasets));
    described
}

/// Describes a table with its files and the meaning of its fields.
pub fn table(table: &Dataset, frame: &Frame) -> Value {
    let name = format!("{}, tỉnh {}", table.title, frame.province);
    let mut described = of(&name, table.description, &url::dataset_path(table.name), frame);
    described["distribution"] = table.files.iter().map(|file| download(file, frame)).collect();
    described["variableMeasured"] = table.fields.iter().map(variable).collect();
    let whole = url::public(&frame.base_url, &Place::OpenData.path());
    described["isPartOf"] = json!({ "@type": "Dataset", "@id": whole, "name": format!("{}: dữ liệu mở", frame.title), "description": frame.title, "url": whole, "license": license(frame) });
    temporal(&mut described, dataset::coverage([table]));
    described
}

fn of(name: &str, description: &str, path: &str, frame: &Frame) -> Value {
    let publisher = publisher(frame);
    json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": url::public(&frame.base_url, path),
        "inLanguage": "vi",
        "isAccessibleForFree": true,
        "license": license(frame),
        "creator": publisher.clone(),
        "publisher": publisher,
        "dateModified": frame.date_iso,
        "version": frame.date_iso,
        "keywords": ["cụm công nghiệp", frame.province, "dữ liệu mở"],
        "spatialCoverage": { "@type": "Place", "name": format!("Tỉnh {}, Việt Nam", frame.province) },
    })
}

fn temporal(described: &mut Value, coverage: Option<(chrono::NaiveDate, chrono::NaiveDate)>) {
    if let Some((from, to)) = coverage {
        described["temporalCoverage"] = format!("{from}/{to}").into();
    }
}

fn license(frame: &Frame) -> &String {
    frame.license_url.as_ref().unwrap_or(&frame.license)
}

fn publisher(frame: &Frame) -> Value {
    let mut publisher = json!({ "@type": "GovernmentOrganization", "name": frame.contact.agency, "url": url::public(&frame.base_url, "") });
    let contact = [("telephone", &frame.contact.phone), ("email", &frame.contact.email)];
    for (key, value) in contact {
        if let Some(value) = value {
            publisher[key] = value.as_str().into();
        }
    }
    publisher
}

fn download(file: &DataFile, frame: &Frame) -> Value {
    json!({
        "@type": "DataDownload",
        "name": file.name(),
        "encodingFormat": file.kind.media(),
        "contentUrl": url::public(&frame.base_url, &file.path),
        "contentSize": format!("{} B", file.bytes.len()),
        "sha256": file.sha256,
    })
}

fn variable(field: &Field) -> Value {
    let mut variable = json!({ "@type": "PropertyValue", "name": field.name, "description": field.title });
    if let Some(unit) = field.unit {
        variable["unitText"] = unit.into();
    }
    variable
}
