//! Nothing that is marked internal leaves the office, in whatever table and column it stands.
//!
//! Internal rows whose words, figures and days stand nowhere else are planted in every table that knows the mark. The
//! site must be the same, byte for byte, as without them: no sum, stage, count or order may know of them. What they say
//! is also searched for in every file, as a reader of each format sees it; and the same rows without the mark show that
//! this search finds what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use ccn::catalog::attribute::Attribute;
use ccn::catalog::fact::{Distance, Infrastructure, Price};
use ccn::catalog::figure::{Conflict, Observation, Total};
use ccn::catalog::inspection::Inspection;
use ccn::catalog::land::{Area, Clearance, Plot};
use ccn::catalog::law::{Document, Relation};
use ccn::catalog::milestone::Milestone;
use ccn::catalog::procedure::Procedure;
use ccn::catalog::project::{Capital, Obstacle, Project};
use ccn::catalog::table::Entity;
use ccn::files::{Output, SourcePath, Sources};

use crate::cases::base;
use crate::project::{ROOT, built, pdf_text};

/// A table whose rows may be internal: its name and its columns.
type Kept = (&'static str, Vec<&'static str>);

fn kept<T: Entity>() -> Kept {
    (T::TABLE, T::COLUMNS.iter().map(|column| column.name).collect())
}

fn tables() -> Vec<Kept> {
    vec![
        kept::<Area>(),
        kept::<Milestone>(),
        kept::<Clearance>(),
        kept::<Plot>(),
        kept::<Infrastructure>(),
        kept::<Distance>(),
        kept::<Attribute>(),
        kept::<Price>(),
        kept::<Project>(),
        kept::<Capital>(),
        kept::<Obstacle>(),
        kept::<Observation>(),
        kept::<Total>(),
        kept::<Conflict>(),
        kept::<Document>(),
        kept::<Relation>(),
        kept::<Procedure>(),
        kept::<Inspection>(),
    ]
}

/// A word that stands in no row of the invented province.
const WORD: &str = "Bimatzq";

/// Cells that must be one of a few words or name a row of another table. The choices are such that a row that counts
/// would show: a stage that changes, a sum that grows, a figure that is newer.
const CHOSEN: &[(&str, &str, &str)] = &[
    ("areas", "kind", "leased"),
    ("milestones", "act", "suspension"),
    ("milestones", "state", "done"),
    ("clearances", "act", "handover"),
    ("plots", "status", "vacant"),
    ("plots", "term_until", "2075-08-09"),
    ("plots", "expected", "2028-08-09"),
    ("plots", "division", "split"),
    ("plots", "price_tax", "excluded"),
    ("plots", "price_valid_until", "2027-08-09"),
    ("infrastructure", "kind", "power"),
    ("infrastructure", "state", "present"),
    ("infrastructure", "unit", "MVA"),
    ("attributes", "item", "soil"),
    ("prices", "kind", "sublease"),
    ("prices", "unit", "VND/m²"),
    ("prices", "tax", "included"),
    ("prices", "valid_until", "2027-08-09"),
    ("projects", "kind", "tenant"),
    ("projects", "foreign", "yes"),
    ("projects", "state", "operating"),
    ("capital", "kind", "paid"),
    ("capital", "fund", "developer"),
    ("capital", "qualifier", "about"),
    ("obstacles", "category", "land"),
    ("obstacles", "agency", "so-cong-thuong"),
    ("obstacles", "resolved_on", ""),
    ("inspections", "field", "environment"),
    ("inspections", "agency", "so-cong-thuong"),
    ("inspections", "finding", "breach"),
    ("inspections", "resolved_on", ""),
    ("observations", "period", "2026-H1"),
    ("observations", "indicator", "02.6"),
    ("observations", "unit", "Dự án"),
    ("observations", "state", "reported"),
    ("totals", "indicator", "04.4"),
    ("totals", "unit", "ha"),
    ("totals", "qualifier", "exact"),
    ("conflicts", "state", "settled"),
    ("documents", "kind", "quyết định"),
    ("documents", "issuer", "UBND tỉnh Ví Dụ"),
    ("documents", "in_force_to", "2075-08-09"),
    ("documents", "scope", "province"),
    ("documents", "seen", "original"),
    ("procedures", "track", "developer"),
    ("procedures", "order", "98"),
    ("procedures", "deciders", "ubnd-tinh"),
    ("procedures", "parties", "so-cong-thuong"),
    ("procedures", "days", "98"),
    ("procedures", "day_kind", "working"),
    ("procedures", "submit_to", "ubnd-cap-xa"),
    ("procedures", "in_force_from", ""),
    ("procedures", "in_force_to", ""),
    ("procedures", "seen", "original"),
    ("relations", "relation", "implements"),
    ("relations", "target", "nd-32-2024"),
];

/// Returns what a cell of a planted row holds, and what of it must not be seen; `turn` makes each cell another.
fn cell(table: &str, column: &str, cluster: &str, turn: usize) -> (String, Vec<String>) {
    if let Some((.., value)) = CHOSEN.iter().find(|(a, b, _)| (*a, *b) == (table, column)) {
        return ((*value).to_owned(), Vec::new());
    }
    let known = |value: &str| (value.to_owned(), Vec::new());
    let mark = |value: &str| (value.to_owned(), vec![value.to_owned()]);
    match column {
        // Of the first cluster the invented province has this observation.
        "subject" if cluster == "vi-du-7" => known("vi-du-8"),
        "cluster" | "subject" => known(cluster),
        "document" => mark(DOCUMENT),
        "id" if table == "documents" => mark(DOCUMENT),
        "number" => mark("98765/QĐ-UBND"),
        "grade" => known("A"),
        "id" => {
            let id = format!("bimatzq-{table}-{turn}");
            (id.clone(), vec![id])
        }
        "source" | "source_a" | "source_b" => mark(SOURCE),
        // Published totals stand beside the sums of a period, if they are not after its end.
        // A reported figure is of its period.
        "as_of" if ["totals", "observations"].contains(&table) => day(turn),
        "as_of" | "confirmed_on" => recent(turn),
        "date" | "since" | "due" | "decided_on" | "issued_on" | "in_force_from" | "checked_on" => day(turn),
        // What is left of a capacity is less than it.
        "available" => decimal(1, turn),
        // The largest piece of a plot is smaller than the plot.
        "largest_m2" => number(1_009 + 13 * turn),
        // Projects are counted.
        "value" if table == "attributes" => mark(&format!("{WORD} {turn}")),
        "value" if table == "observations" => number(10_007 + 13 * turn),
        "households" | "minutes" | "jobs" | "area_m2" | "price_vnd_per_m2" | "amount" => number(10_007 + 13 * turn),
        "area_ha" | "density_percent" | "floor_area_ratio" | "height_m" | "green_percent" | "distance_km"
        | "capacity" | "road_width_m" | "capital_bn_vnd" | "amount_bn_vnd" | "value" => figure(table, turn),
        _ => (format!("{WORD} {table} {column} {turn}"), vec![format!("{WORD} {table} {column}")]),
    }
}

/// A whole number of more than a thousand, as the table and as the site write it.
fn number(number: usize) -> (String, Vec<String>) {
    let shown = format!("{}.{:03}", number / 1000, number % 1000);
    (number.to_string(), vec![number.to_string(), shown])
}

/// A figure with three decimals, the last not zero, as the table writes numbers.
fn figure(table: &str, turn: usize) -> (String, Vec<String>) {
    let (typed, said) = decimal(2 + turn / 400, turn);
    (if table == "capital" { typed.replace('.', ",") } else { typed }, said)
}

/// A figure of so many wholes; a fourth decimal, lest it be read as thousands.
fn decimal(whole: usize, turn: usize) -> (String, Vec<String>) {
    let decimals = 101 + 2 * (turn % 400);
    let (shown, plain) = (format!("{whole},{decimals}"), format!("{whole}.{decimals}"));
    (format!("{plain}0"), vec![shown, plain])
}

/// A day after every other figure, so that a row that counts is the newest.
fn recent(turn: usize) -> (String, Vec<String>) {
    // Not the 24th: a page says that Biểu số 03 was due by then.
    const DAYS: [usize; 7] = [21, 22, 23, 25, 26, 27, 28];
    dated(6, DAYS[turn % DAYS.len()])
}

/// A day of spring 2026, which no other row has; the first of a month also begins what is known by the month.
fn day(turn: usize) -> (String, Vec<String>) {
    dated(3 + turn / 27 % 3, turn % 27 + 2)
}

fn dated(month: usize, day: usize) -> (String, Vec<String>) {
    let (iso, shown) = (format!("2026-{month:02}-{day:02}"), format!("{day:02}/{month:02}/2026"));
    (iso.clone(), vec![iso, shown])
}

/// A source that only planted rows cite.
const SOURCE: &str = "nguon-bimatzq";

/// A document that only planted rows name.
const DOCUMENT: &str = "qd-98765-2026-ubnd-vi-du";

/// What planted rows say: table, column, and the ways in which the site would write the cell.
type Said = Vec<(&'static str, String, Vec<String>)>;

/// Tables whose rows may be counted in sums without being told.
const COUNTED: [&str; 2] = ["projects", "observations"];

/// Returns the invented province with a row of this visibility in every table and for each cluster, and what they say.
fn planted(clusters: &[&str], visibility: &str) -> (Sources, Said) {
    let (mut sources, mut said) = (base(), Said::new());
    let source = |column: &str| match column {
        "id" => SOURCE.to_owned(),
        "url" => "https://bimatzq.example/".to_owned(),
        "checked_on" => "2026-06-20".to_owned(),
        "kind" => "press".to_owned(),
        _ => format!("{WORD} {column}"),
    };
    append(&mut sources, "sources", &["title"], source);
    let mut turn = 0;
    for (index, cluster) in clusters.iter().enumerate() {
        // The document and its relation belong to no cluster.
        let belongs = |table: &str| {
            let knows = visibility != "counted" || COUNTED.contains(&table);
            knows && (index == 0 || !["documents", "relations"].contains(&table))
        };
        for (table, columns) in tables().into_iter().filter(|(table, _)| belongs(table)) {
            append(&mut sources, table, &columns, |column| {
                turn += 1;
                let (value, seen) = match column {
                    "visibility" => (visibility.to_owned(), Vec::new()),
                    _ => cell(table, column, cluster, turn),
                };
                if !seen.is_empty() {
                    said.push((table, column.to_owned(), seen));
                }
                value
            });
        }
    }
    (sources, said)
}

/// Adds a row to a CSV table, and the columns that the table does not have yet.
fn append(sources: &mut Sources, table: &str, columns: &[&str], mut value: impl FnMut(&str) -> String) {
    let path = SourcePath::new(format!("data/{table}.csv"));
    let text = sources.get(&path).expect("the table is there");
    let mut rows: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text)
        .deserialize()
        .map(|row| row.expect("the table is CSV"))
        .collect();
    for column in columns {
        if !rows[0].iter().any(|name| name == column) {
            let note = |row: usize| {
                if *column == "internal_note" { format!("{WORD} internal_note {row}") } else { String::new() }
            };
            rows.iter_mut()
                .enumerate()
                .for_each(|(row, cells)| cells.push(if row == 0 { (*column).to_owned() } else { note(row) }));
        }
    }
    let row = rows[0].iter().map(|column| value(column)).collect();
    rows.push(row);
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("memory can be written"));
    sources.insert(path, writer.into_inner().expect("memory can be written"));
}

/// Returns what a reader of each file can find, by path: text, parts of archives, and what a print says of itself.
pub(crate) fn readable(output: &Output) -> BTreeMap<String, String> {
    output.iter().map(|(path, bytes)| (path.as_str().to_owned(), words(path.as_str(), bytes))).collect()
}

/// Returns the text of a file; an archive is the text of its parts, which may be prints and workbooks.
fn words(path: &str, bytes: &[u8]) -> String {
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("pdf") => {
            [pdf_text(bytes, "-raw"), pdf_said(bytes, &["-meta"]), pdf_said(bytes, &["-url"]), pdf_said(bytes, &[])]
                .concat()
        }
        Some("docx") => crate::docx::words(bytes),
        Some("xlsx" | "zip") => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the file is an archive");
            let count = archive.len();
            let part = |index| {
                let mut part = archive.by_index(index).expect("the part is there");
                let name = part.name().expect("its name can be read").into_owned();
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).expect("the part can be unpacked");
                words(&name, &bytes)
            };
            (0..count).map(part).collect()
        }
        _ => without_digests(&String::from_utf8_lossy(bytes)),
    }
}

/// Sizes and digests of files say nothing of what a row says, and may hold any number.
fn without_digests(text: &str) -> String {
    let is_hex = |sign: char| sign.is_ascii_digit() || ('a'..='f').contains(&sign);
    let digests = text.split(|sign: char| !is_hex(sign)).filter(|run| run.len() == 64);
    let text = digests.fold(text.to_owned(), |text, digest| text.replace(digest, ""));
    let mut parts = text.split("\"bytes\":");
    let start = parts.next().unwrap_or_default().to_owned();
    let is_size = |sign: char| sign.is_ascii_digit() || sign.is_whitespace();
    parts.fold(start, |text, part| text + part.trim_start_matches(is_size))
}

/// Returns what `pdfinfo` tells of a print: its fields, its metadata, the addresses that it links to.
fn pdf_said(bytes: &[u8], order: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("print.pdf");
    fs::write(&path, bytes).expect("the file can be written");
    let output = Command::new("pdfinfo").args(order).arg(&path).output();
    let output = output.expect("pdfinfo is missing: apt-get install -y poppler-utils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Returns whether a text has a mark; a number must not be a part of a longer one.
pub(crate) fn holds(text: &str, mark: &str) -> bool {
    let is_part = |other: Option<char>| other.is_some_and(|c| c.is_ascii_digit());
    let starts_with_digit = mark.starts_with(|c: char| c.is_ascii_digit());
    text.match_indices(mark).any(|(at, _)| {
        !starts_with_digit
            || !is_part(text[..at].chars().next_back()) && !is_part(text[at + mark.len()..].chars().next())
    })
}

#[test]
fn every_table_that_knows_the_mark_is_planted() {
    let folder = Path::new(ROOT).join("src/catalog");
    let mut declared = 0;
    for entry in fs::read_dir(folder).expect("the folder is in the repository") {
        let path = entry.expect("the folder can be listed").path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        declared += lines.iter().filter(|line| ["VISIBILITY,", "COUNTABLE,"].contains(*line)).count();
    }
    // Outlines are shapes of a map, which `outlined` plants.
    assert_eq!(tables().len() + 1, declared, "a table whose rows can be internal has no planted row");
    assert!(tables().iter().all(|(_, columns)| columns.contains(&"visibility")));
}

/// The province with the shape of a cluster that has no other.
fn outlined(cluster: &str, visibility: &str) -> Sources {
    let mut sources = base();
    let path = SourcePath::new("data/outlines.geojson");
    let text = String::from_utf8(sources.get(&path).expect("the map is there").to_vec()).expect("UTF-8");
    let told = format!(
        r#"{{"cluster": "{cluster}", "source": "chu-dau-tu", "as_of": "2026-06-11", "grade": "B", "note": "{WORD} hình", "visibility": "{visibility}"}}"#
    );
    let ring = "[[105.30521, 20.30729], [105.30979, 20.30729], [105.30979, 20.31271], [105.30521, 20.31271], [105.30521, 20.30729]]";
    let geometry = format!(r#"{{"type": "Polygon", "coordinates": [{ring}]}}"#);
    let feature = format!(r#",{{"type": "Feature", "properties": {told}, "geometry": {geometry}}}]}}"#);
    let end = text.rfind("]}").expect("the collection ends");
    sources.insert(path, format!("{}{feature}", text[..end].trim_end()).into_bytes());
    sources
}

#[test]
fn an_internal_outline_is_drawn_nowhere() {
    let plain = built(&base());
    // Ví Dụ 1 is of level C: of it only what the province plans is told.
    for (cluster, visibility) in [("vi-du-4", "internal"), ("vi-du-1", "public")] {
        let hidden = built(&outlined(cluster, visibility));
        for (path, bytes) in plain.iter() {
            assert!(hidden.get(path) == Some(bytes), "{path} differs when {cluster} has a {visibility} outline");
        }
    }
    let files = readable(&built(&outlined("vi-du-4", "public")));
    for path in ["vi/ccn/vi-du-4/index.html", "du-lieu/outlines.geojson", "du-lieu/outlines.csv"] {
        assert!(files[path].contains(&format!("{WORD} hình")), "{path}");
    }
}

#[test]
fn an_internal_row_changes_no_byte_of_the_site() {
    let plain = built(&base());
    let hidden = built(&planted(&["vi-du-7", "vi-du-2", "vi-du-1"], "internal").0);
    let names = |output: &Output| output.iter().map(|(path, _)| path.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&hidden), names(&plain));
    for (path, bytes) in plain.iter() {
        assert!(hidden.get(path) == Some(bytes), "{path} differs when there are internal rows");
    }
}

#[test]
fn nothing_that_an_internal_row_says_is_in_any_file() {
    is_told_nowhere("internal");
}

/// What is counted shows in sums of three firms or more; here each row is of the only one.
#[test]
fn nothing_that_a_counted_row_says_is_in_any_file() {
    is_told_nowhere("counted");
}

fn is_told_nowhere(visibility: &str) {
    let (sources, said) = planted(&["vi-du-7", "vi-du-2", "vi-du-1"], visibility);
    let marks: BTreeSet<String> = said.into_iter().flat_map(|(.., ways)| ways).chain([WORD.to_owned()]).collect();
    for (path, text) in readable(&built(&sources)) {
        for mark in &marks {
            assert!(!holds(&text, mark), "{path} says `{mark}` of a row that is {visibility}");
        }
    }
}

/// The same rows without the mark are told: in the file of the table, on pages, in prints and in the workbook.
#[test]
fn the_same_rows_without_the_mark_are_found() {
    let (sources, said) = planted(&["vi-du-7"], "public");
    let seen = readable(&built(&sources));
    let found = |end: &str, ways: &[String]| {
        seen.iter().any(|(path, text)| path.ends_with(end) && ways.iter().any(|way| holds(text, way)))
    };
    // No page or file tells of clearances, of single observations (they show in sums), of remarks on relations.
    let untold = |table: &str, column: &str| {
        ["clearances", "observations"].contains(&table)
            || column == "internal_note"
            || (table, column) == ("relations", "note")
    };
    for (table, column, ways) in said.iter().filter(|(table, column, _)| !untold(table, column)) {
        assert!(found("", ways), "{ways:?} of {table}.{column} is nowhere");
    }
    for end in [".html", ".pdf", ".docx", ".json", ".csv", ".xlsx"] {
        assert!(said.iter().any(|(.., ways)| found(end, ways)), "no {end} tells anything of the planted rows");
    }
    assert!(!seen.values().any(|text| text.contains("internal_note")), "a remark for the office is told");
}
