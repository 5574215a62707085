//! Open data: the files say what the catalog says, no internal row among them, and describe themselves truly.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use ccn::catalog::rollup::{self, Scope};
use ccn::catalog::{self, public::Public};
use ccn::diagnostic::Diagnostics;
use ccn::files::{SourcePath, Sources};
use ccn::parse;
use ccn::settings::Settings;
use ccn::site::dataset::proof::{self, Promise};
use ccn::site::dataset::{self, Dataset, FileKind, Value};
use ccn::site::document::Block;
use ccn::site::show::Show;
use ccn::site::{self, PageBody, Site};
use ccn::text::Amount;
use sha2::{Digest, Sha256};

/// Returns the data and pages of the project.
fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Sources::default();
    for folder in ["data", "content"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry.expect("the folder can be listed");
            if entry.file_type().is_file() {
                let name = entry.path().strip_prefix(root).expect("the file is below the root");
                let name = name.to_string_lossy().replace('\\', "/");
                sources.insert(SourcePath::new(name), fs::read(entry.path()).expect("the file can be read"));
            }
        }
    }
    sources
}

/// Adds lines to a file of the data folder, in memory.
fn plant(sources: &mut Sources, file: &str, lines: &str) {
    let path = SourcePath::new(file);
    let mut bytes = sources.get(&path).expect(file).to_vec();
    bytes.extend(lines.bytes());
    sources.insert(path, bytes);
}

fn catalog(sources: &Sources) -> Public {
    let mut faults = Diagnostics::default();
    let records = parse::records(sources, &mut faults).expect("the data can be read");
    catalog::resolve(records, &mut faults).expect("the data are sound").publish()
}

fn plan(catalog: &Public) -> Site {
    site::plan(catalog, catalog.province.date, &Settings::default(), &mut Diagnostics::default())
        .expect("the site can be planned")
}

fn table<'a>(datasets: &'a [Dataset], name: &str) -> &'a Dataset {
    datasets.iter().find(|dataset| dataset.name == name).expect(name)
}

/// Returns the value of a field in the row whose first field is `id`.
fn value<'a>(dataset: &'a Dataset, id: &str, field: &str) -> &'a Value {
    let row = dataset.rows.iter().find(|row| row[0] == Value::Text(id.into())).expect(id);
    &row[dataset.position(field).expect(field)]
}

#[test]
fn every_value_fits_its_field() {
    let catalog = catalog(&sources());
    let site = plan(&catalog);
    assert_eq!(site.datasets.len(), 25);
    for dataset in &site.datasets {
        for field in &dataset.fields {
            let place = format!("{}.{}", dataset.name, field.name);
            assert_ne!(field.title, field.name, "{place} has a Vietnamese title");
            if let Some((table_name, target)) = field.refers {
                let known: Vec<&Value> = table(&site.datasets, table_name).column(target).collect();
                let ids = dataset.column(field.name).flat_map(Value::items);
                for id in ids {
                    assert!(known.contains(&&Value::Text(id.clone())), "{place}: {id} is in {table_name}");
                }
            }
            for value in dataset.column(field.name) {
                assert!(value.fits(field.kind), "{place}: {value:?}");
                assert!(!field.required || *value != Value::Unknown, "{place} is filled");
                let known =
                    field.choices.is_empty() || field.choices.iter().any(|(known, _)| value.items() == [*known]);
                assert!(known || *value == Value::Unknown, "{place}: {value:?}");
            }
            for (choice, label) in &field.choices {
                assert!(!label.ends_with(&format!(".{choice}")), "{place}: {choice} has a Vietnamese word");
            }
        }
        assert!(dataset.rows.iter().all(|row| row.len() == dataset.fields.len()), "{}", dataset.name);
    }
}

#[test]
fn figures_are_those_of_the_catalog() {
    let catalog = catalog(&sources());
    let show = Show::new(&catalog, catalog.province.date);
    let datasets = dataset::all(&show, "https://vi-du.example/");
    let clusters = table(&datasets, "clusters");
    assert_eq!(clusters.rows.len(), catalog.clusters.len());
    for (key, cluster) in catalog.clusters.iter() {
        let standing = show.standing(key);
        assert_eq!(*value(clusters, &cluster.id, "stage"), standing.stage().name().into());
        assert_eq!(*value(clusters, &cluster.id, "established"), standing.is_established().into());
        assert_eq!(*value(clusters, &cluster.id, "decided_ha"), standing.decided_ha().into());
    }
    let hectares = Amount::from_plain("73.76").expect("a number");
    assert_eq!(*value(clusters, "ho-son-1", "decided_ha"), Value::Number(hectares));
    assert_eq!(*value(clusters, "na-duong-1", "established"), Value::Unknown);
    let form = table(&datasets, "form_04");
    let mut rows = form.rows.iter();
    for period in &catalog.periods {
        for line in rollup::lines(&catalog, Scope::Province, period.span).iter().filter(|line| line.row.unit.is_some())
        {
            let row = rows.next().expect("every row of the form is there");
            let figure = line.sum.value.map(|value| if line.row.number == "19" { value.round(1) } else { value });
            let expected: [Value; 6] = [
                period.span.id().into(),
                line.row.number.as_str().into(),
                figure.into(),
                line.sum.known.into(),
                line.sum.whole().into(),
                line.sum.unclear.len().into(),
            ];
            let positions = ["period", "row", "value", "clusters_known", "clusters_total", "clusters_unclear"];
            let found = positions.map(|field| row[form.position(field).expect(field)].clone());
            assert_eq!(found, expected);
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn nothing_internal_leaves_the_office() {
    let mut sources = sources();
    plant(
        &mut sources,
        "data/sources.csv",
        "nguon-kin,Bài kín 4711,Báo kín 4711,https://kin.example/4711,press,2026-01-01\n",
    );
    plant(
        &mut sources,
        "data/projects.csv",
        "du-an-kin,ho-son-1,tenant,Dự án kín 4711,Công ty kín 4711,,,,4711,4711,,Hiệu quả kín 4711,registered,2026-01,internal,nguon-kin,B,\n",
    );
    plant(&mut sources, "data/capital.csv", "c-kin,ho-son-1,paid,,4711,exact,2026-01,,internal,nguon-kin,B,\n");
    plant(
        &mut sources,
        "data/obstacles.csv",
        "o-kin,ho-son-1,land,Vướng mắc kín 4711,Nguyên nhân kín 4711,,,,,,internal,,2026-01,nguon-kin,B,\n",
    );
    let level_b =
        "kin-b,Cụm công nghiệp Kín B,Kín B,,,,,B,,,,,,Công ty kín 4711,enterprise,,,,,,,2026-01,nguon-mo,B,\n";
    plant(&mut sources, "data/clusters.csv", level_b);
    plant(&mut sources, "data/sources.csv", "nguon-mo,Bài mở,Báo mở,https://mo.example/,press,2026-01-01\n");
    plant(&mut sources, "data/capital.csv", "c-b,kin-b,approved,,4711,exact,2026-01,,,nguon-kin,B,\n");
    plant(
        &mut sources,
        "data/projects.csv",
        "du-an-b,kin-b,tenant,Dự án mở,Công ty kín 4711,,,,1,4711,,,registered,2026-01,,nguon-mo,B,\n",
    );
    let site = plan(&catalog(&sources));
    for (path, bytes) in dataset::files(&site.datasets, &site.frame) {
        let text = match path.strip_suffix(".xlsx") {
            Some(_) => sheets(bytes).concat().concat().join("\n"),
            None => String::from_utf8(bytes).expect("text"),
        };
        assert!(!text.contains("4711"), "{path}");
        assert!(!text.contains("457.67") && !text.contains("457,67"), "{path} tells capital of a planned cluster");
    }
    let clusters = table(&site.datasets, "clusters");
    assert_eq!(*value(clusters, "kin-b", "developers"), Value::Unknown);
    assert_eq!(*value(table(&site.datasets, "projects"), "du-an-b", "capital_bn_vnd"), Value::Unknown);
    assert!(!site.datasets.iter().any(|dataset| dataset.fields.iter().any(|field| field.name == "visibility")));
}

#[test]
fn files_read_back_and_match_their_description() {
    let site = plan(&catalog(&sources()));
    let files = dataset::files(&site.datasets, &site.frame);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("open-data");
    let bytes_of = |path: &str| &files.iter().find(|(known, _)| known == path).expect(path).1;
    for (path, bytes) in &files {
        // Left there for the conformance checks of open data.
        let target = folder.join(path);
        fs::create_dir_all(target.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(target, bytes).expect("the file can be written");
    }
    for dataset in &site.datasets {
        let bytes = bytes_of(&format!("du-lieu/{}.csv", dataset.name));
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{}", dataset.name);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let names: Vec<&str> = dataset.fields.iter().map(|field| field.name).collect();
        assert_eq!(reader.headers().expect("a header"), names);
        // The reader refuses a row with another number of columns than the header.
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect(dataset.name);
        assert_eq!(rows.len(), dataset.rows.len());
        let json: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_slice(bytes_of(&format!("du-lieu/{}.json", dataset.name))).expect("JSON");
        assert_eq!(json.len(), dataset.rows.len());
        for (object, row) in json.iter().zip(&dataset.rows) {
            assert!(object.keys().eq(&names), "{}", dataset.name);
            let unknown = row.iter().map(|value| *value == Value::Unknown);
            assert!(object.values().map(serde_json::Value::is_null).eq(unknown), "{}", dataset.name);
        }
    }
    let package: serde_json::Value = serde_json::from_slice(bytes_of("du-lieu/datapackage.json")).expect("JSON");
    let resources = package["resources"].as_array().expect("resources");
    assert_eq!(resources.len(), site.datasets.len());
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        let bytes = bytes_of(&format!("du-lieu/{path}"));
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{digest}"), "{path}");
        assert_eq!(resource["bytes"], bytes.len(), "{path}");
    }
}

/// Returns every sheet of a workbook as rows of cells, a number as the shortest text that means it.
fn sheets(bytes: Vec<u8>) -> Vec<Vec<Vec<String>>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let names = workbook.sheet_names();
    let read = |name: &String| workbook.worksheet_range(name).expect("a sheet");
    let ranges: Vec<_> = names.iter().map(read).collect();
    ranges.iter().map(|range| range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()).collect()
}

#[test]
fn a_workbook_has_the_rows_of_the_table_with_numbers_as_numbers() {
    let site = plan(&catalog(&sources()));
    let mut numbers = 0;
    for dataset in &site.datasets {
        let bytes = &dataset.file(FileKind::Xlsx).expect("every table is a workbook").bytes;
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.clone())).expect(dataset.name);
        let range = workbook.worksheet_range(dataset.name).expect("the first sheet is named like the table");
        assert_eq!(range.height(), dataset.rows.len() + 1, "{}", dataset.name);
        let head: Vec<String> = range.rows().next().expect("a head").iter().map(ToString::to_string).collect();
        assert_eq!(head, dataset.fields.iter().map(|field| field.name).collect::<Vec<_>>());
        for (cells, row) in range.rows().skip(1).zip(&dataset.rows) {
            for (cell, value) in cells.iter().zip(row) {
                let place = format!("{}: {cell:?} for {value:?}", dataset.name);
                match value {
                    Value::Unknown => assert_eq!(*cell, Data::Empty, "{place}"),
                    Value::Number(amount) => assert_eq!(*cell, Data::Float(amount.to_f64()), "{place}"),
                    Value::Integer(count) => assert_eq!(*cell, Data::Float(*count as f64), "{place}"),
                    Value::Boolean(yes) => assert_eq!(*cell, Data::Bool(*yes), "{place}"),
                    other => assert_eq!(*cell, Data::String(other.to_string()), "{place}"),
                }
                numbers += usize::from(value.amount().is_some());
            }
        }
        let described = &sheets(bytes.clone())[1];
        let names: Vec<&str> = described.iter().skip(1).map(|row| row[0].as_str()).collect();
        assert_eq!(names, head, "the second sheet explains each field of {}", dataset.name);
    }
    assert!(numbers > 500, "{numbers} numbers were compared");
}

#[test]
fn every_promise_of_the_description_is_kept_and_a_broken_one_is_counted() {
    let site = plan(&catalog(&sources()));
    for dataset in &site.datasets {
        for tried in proof::tried(dataset, &site.datasets) {
            assert_eq!(tried.broken, 0, "{}: {tried:?}", dataset.name);
            assert!(tried.values > 0, "{}: {tried:?}", dataset.name);
        }
    }
    let broken = |field: &str, value: Value| {
        let mut areas = table(&site.datasets, "areas").clone();
        let position = areas.position(field).expect(field);
        areas.rows[0][position] = value;
        let found = proof::tried(&areas, &site.datasets);
        found
            .into_iter()
            .filter(|tried| tried.broken > 0)
            .map(|tried| (tried.promise, tried.broken))
            .collect::<Vec<_>>()
    };
    assert_eq!(broken("area_ha", Value::Unknown), [(Promise::Filled, 1)]);
    assert_eq!(broken("area_ha", Value::Number(Amount::from_plain("-1").expect("a number"))), [(Promise::Bounds, 1)]);
    assert_eq!(broken("area_ha", "12 ha".into()), [(Promise::Type, 1)]);
    assert_eq!(broken("kind", "vuon".into()), [(Promise::Listed, 1)]);
    assert_eq!(broken("cluster", "khong-co".into()), [(Promise::Known, 1)]);
    let mut clusters = table(&site.datasets, "clusters").clone();
    clusters.rows.push(clusters.rows[0].clone());
    let twice = proof::tried(&clusters, &site.datasets);
    assert!(twice.iter().any(|tried| tried.promise == Promise::Unique && tried.broken == 1));
}

/// What DCAT-AP makes mandatory, and what a provincial catalogue harvests besides.
#[test]
fn the_catalogue_names_every_table_with_its_files() {
    let site = plan(&catalog(&sources()));
    let files = dataset::files(&site.datasets, &site.frame);
    let (_, bytes) = files.iter().find(|(path, _)| path == "du-lieu/dcat.jsonld").expect("the catalogue");
    let catalogue: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    for mandatory in ["title", "description", "publisher", "license", "language", "modified", "spatial"] {
        assert!(!catalogue[mandatory].is_null(), "{mandatory}");
    }
    let described = catalogue["dataset"].as_array().expect("data sets");
    let filled: Vec<&Dataset> = site.datasets.iter().filter(|dataset| !dataset.rows.is_empty()).collect();
    assert_eq!(described.len(), filled.len());
    for (described, dataset) in described.iter().zip(filled) {
        for needed in ["title", "description", "publisher", "contactPoint", "issued", "modified", "accrualPeriodicity"]
        {
            assert!(!described[needed].is_null(), "{}: {needed}", dataset.name);
        }
        let addresses: Vec<&str> = described["distribution"]
            .as_array()
            .expect("files")
            .iter()
            .filter_map(|file| file["downloadURL"].as_str())
            .collect();
        let expected = dataset.files.iter().map(|file| format!("{}{}", site.frame.base_url, file.path));
        assert_eq!(addresses, expected.collect::<Vec<_>>());
    }
    let form = described.iter().find(|described| described["identifier"] == "form_04").expect("the form");
    // Điều 5 Thông tư 14/2024/TT-BCT: a report for six months and one for the year.
    assert_eq!(form["accrualPeriodicity"], "http://publications.europa.eu/resource/authority/frequency/ANNUAL_2");
}

#[test]
fn the_page_describes_every_table() {
    let mut sources = sources();
    let with_point =
        "co-diem,Cụm công nghiệp Có Điểm,Có Điểm,,,,,A,,,,,,,,,,,106.5,21.8,,2026-01,laodong-tien-do-2025,B,\n";
    plant(&mut sources, "data/clusters.csv", with_point);
    let site = plan(&catalog(&sources));
    let page = site.pages.iter().find(|page| page.path == "vi/du-lieu-mo/index.html").expect("the page");
    let PageBody::Blocks(blocks) = &page.body else { panic!("blocks") };
    // The place of each table on this page, which had no page of its own before.
    let rows = blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None });
    let anchors: Vec<String> = rows.flatten().filter_map(|row| row.id.clone()).collect();
    assert_eq!(anchors, site.datasets.iter().map(|dataset| format!("bang-{}", dataset.name)).collect::<Vec<_>>());
    let links = serde_json::to_string(blocks).expect("blocks can be printed");
    for dataset in &site.datasets {
        let path = format!("vi/du-lieu-mo/{}/index.html", dataset.name);
        assert!(links.contains(&format!("\"@/{path}\"")), "{path} is linked");
        let own = site.pages.iter().find(|page| page.path == path).expect("every table has a page");
        assert_eq!(own.json_ld["@type"], "Dataset");
        let PageBody::Blocks(blocks) = &own.body else { panic!("blocks") };
        let text = serde_json::to_string(blocks).expect("blocks can be printed");
        for file in &dataset.files {
            assert!(
                text.contains(&format!("\"@/{}\"", file.path)) && text.contains(&file.sha256),
                "{path}: {}",
                file.path
            );
        }
        assert!(dataset.fields.iter().all(|field| text.contains(field.title)), "{path} explains every field");
    }
    let distribution = page.json_ld["distribution"].as_array().expect("files");
    let files = dataset::files(&site.datasets, &site.frame);
    assert!(files.iter().any(|(path, _)| path == "du-lieu/cum-cong-nghiep.geojson"), "a cluster has a point");
    for (path, _) in files.into_iter().filter(|(path, _)| !path.ends_with("dcat.jsonld")) {
        assert!(links.contains(&format!("\"@/{path}\"")), "{path} is linked");
        let address = format!("{}{path}", site.frame.base_url);
        assert!(distribution.iter().any(|file| file["contentUrl"] == address), "{path} is described");
    }
    assert_eq!(page.json_ld["@type"], "Dataset");
    assert_eq!(page.json_ld["license"], "https://creativecommons.org/licenses/by/4.0/");
}
