//! The tables described for data catalogues: DCAT 3 as JSON-LD, with what DCAT-AP asks for.

use serde_json::{Value, json};

use crate::site::Frame;
use crate::site::url::{self, Place};

use super::{DataFile, Dataset, Rhythm, coverage};

/// The words of the frequency table of the Publications Office, which DCAT-AP names.
const FREQUENCY: &str = "http://publications.europa.eu/resource/authority/frequency/";

/// Where IANA keeps media types.
const MEDIA: &str = "https://www.iana.org/assignments/media-types/";

/// Returns the catalogue with its data sets and their files.
pub(super) fn catalogue(datasets: &[Dataset], frame: &Frame) -> Vec<u8> {
    let address = address_of(&Place::OpenData.path(), frame);
    let filled = datasets.iter().filter(|dataset| !dataset.rows.is_empty());
    let document = json!({
        "@context": context(),
        "@id": format!("{address}#dcat"),
        "@type": "dcat:Catalog",
        "title": text(&format!("{}: dữ liệu mở", frame.title)),
        "description": text(&format!("Các bảng về cụm công nghiệp tỉnh {}, kèm nguồn và ngày của từng số liệu.", frame.province)),
        "publisher": publisher(frame),
        "language": "http://publications.europa.eu/resource/authority/language/VIE",
        "license": license(frame),
        "homepage": address,
        "modified": day(&frame.date_iso),
        "spatial": spatial(frame),
        "dataset": filled.map(|dataset| described(dataset, frame)).collect::<Value>(),
    });
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    format!("{text}\n").into_bytes()
}

fn context() -> Value {
    let iri = |id: &str| json!({ "@id": id, "@type": "@id" });
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "spdx": "http://spdx.org/rdf/terms#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "title": "dct:title",
        "description": "dct:description",
        "publisher": "dct:publisher",
        "name": "foaf:name",
        "language": iri("dct:language"),
        "license": iri("dct:license"),
        "homepage": iri("foaf:homepage"),
        "issued": "dct:issued",
        "modified": "dct:modified",
        "identifier": "dct:identifier",
        "keyword": "dcat:keyword",
        "accrualPeriodicity": iri("dct:accrualPeriodicity"),
        "spatial": "dct:spatial",
        "temporal": "dct:temporal",
        "startDate": "dcat:startDate",
        "endDate": "dcat:endDate",
        "contactPoint": "dcat:contactPoint",
        "landingPage": iri("dcat:landingPage"),
        "dataset": "dcat:dataset",
        "distribution": "dcat:distribution",
        "accessURL": iri("dcat:accessURL"),
        "downloadURL": iri("dcat:downloadURL"),
        "mediaType": iri("dcat:mediaType"),
        "byteSize": { "@id": "dcat:byteSize", "@type": "xsd:nonNegativeInteger" },
        "checksum": "spdx:checksum",
        "version": "owl:versionInfo",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
    })
}

fn described(dataset: &Dataset, frame: &Frame) -> Value {
    let address = address_of(&url::dataset_path(dataset.name), frame);
    let frequency = match dataset.rhythm {
        Rhythm::Irregular => "IRREG",
        Rhythm::HalfYearly => "ANNUAL_2",
    };
    let mut described = json!({
        "@id": format!("{address}#dataset"),
        "@type": "dcat:Dataset",
        "identifier": dataset.name,
        "title": text(dataset.title),
        "description": text(dataset.description),
        "publisher": publisher(frame),
        "contactPoint": contact(frame),
        "keyword": [text("cụm công nghiệp"), text(&frame.province)],
        "language": "http://publications.europa.eu/resource/authority/language/VIE",
        "issued": day(&frame.date_iso),
        "modified": day(&frame.date_iso),
        "version": frame.date_iso,
        "accrualPeriodicity": format!("{FREQUENCY}{frequency}"),
        "spatial": spatial(frame),
        "landingPage": address,
        "distribution": dataset.files.iter().map(|file| distribution(file, frame)).collect::<Value>(),
    });
    if let Some((from, to)) = coverage([dataset]) {
        described["temporal"] = json!({ "@type": "dct:PeriodOfTime", "startDate": day(&from.to_string()), "endDate": day(&to.to_string()) });
    }
    described
}

/// The catalogue names what stands beside it by the way there, where the address of the site is not known.
fn address_of(path: &str, frame: &Frame) -> String {
    url::seen_from(&frame.base_url, path, &super::path("dcat", "jsonld"))
}

fn distribution(file: &DataFile, frame: &Frame) -> Value {
    let address = address_of(&file.path, frame);
    json!({
        "@id": address,
        "@type": "dcat:Distribution",
        "title": file.name(),
        "accessURL": address,
        "downloadURL": address,
        "mediaType": format!("{MEDIA}{}", file.kind.media()),
        "byteSize": file.bytes.len().to_string(),
        "license": license(frame),
        "checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": { "@value": file.sha256, "@type": "xsd:hexBinary" },
        },
    })
}

fn publisher(frame: &Frame) -> Value {
    json!({ "@id": format!("{}#publisher", frame.base_url), "@type": "foaf:Agent", "name": text(&frame.contact.agency) })
}

fn contact(frame: &Frame) -> Value {
    let mut contact = json!({ "@type": "vcard:Organization", "vcard:fn": frame.contact.agency });
    if let Some(email) = &frame.contact.email {
        contact["vcard:hasEmail"] = json!({ "@id": format!("mailto:{email}") });
    }
    if let Some(phone) = &frame.contact.phone {
        let digits: String = phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        contact["vcard:hasTelephone"] = json!({ "@id": format!("tel:{digits}") });
    }
    contact
}

fn spatial(frame: &Frame) -> Value {
    json!({ "@type": "dct:Location", "label": text(&format!("Tỉnh {}, Việt Nam", frame.province)) })
}

/// An address, or the name of the licence where it has none.
fn license(frame: &Frame) -> Value {
    match &frame.license_url {
        Some(url) => url.as_str().into(),
        None => json!({ "@type": "dct:LicenseDocument", "label": text(&frame.license) }),
    }
}

fn text(words: &str) -> Value {
    json!({ "@value": words, "@language": "vi" })
}

fn day(date: &str) -> Value {
    json!({ "@value": date, "@type": "xsd:date" })
}
