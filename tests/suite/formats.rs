//! One table in every format: CSV with comma and semicolon, a workbook and YAML give the same catalog.

use std::collections::BTreeSet;

use ccn::catalog::land::AreaKind;
use ccn::diagnostic::Diagnostics;
use ccn::files::{SourcePath, Sources};
use ccn::text::{Amount, PartialDate};
use ccn::{catalog, parse};
use proptest::prelude::*;

use crate::cases::{base, workbook};

const HEADER: [&str; 6] = ["cluster", "kind", "area_ha", "as_of", "source", "grade"];

/// An area as somebody types it.
#[derive(Debug, Clone)]
struct Typed {
    kind: AreaKind,
    hundredths: u32,
    date: String,
}

impl Typed {
    fn plain(&self) -> String {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") }
    }

    fn cells(&self) -> [String; 6] {
        let [cluster, source, grade] = ["vi-du-3", "van-ban", "A"].map(str::to_owned);
        [cluster, self.kind.name().to_owned(), self.plain(), self.date.clone(), source, grade]
    }
}

fn date() -> impl Strategy<Value = String> {
    let day = (2010u32..2026, 1u32..=12, 1u32..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let month = (2010u32..2026, 1u32..=12).prop_map(|(y, m)| format!("{y}-{m:02}"));
    let quarter = (2010u32..2026, 1u32..=4).prop_map(|(y, q)| format!("{y}-Q{q}"));
    prop_oneof![day, month, quarter, (2010u32..2026).prop_map(|y| y.to_string())]
}

fn typed() -> impl Strategy<Value = Typed> {
    let kind = prop::sample::select(AreaKind::ALL);
    (kind, 0u32..7_500_000, date()).prop_map(|(kind, hundredths, date)| Typed { kind, hundredths, date })
}

/// Rows that differ in kind or date: two that do not would be a row said twice.
fn rows() -> impl Strategy<Value = Vec<Typed>> {
    prop::collection::vec(typed(), 1..8).prop_map(|mut rows| {
        let mut seen = BTreeSet::new();
        rows.retain(|row| seen.insert((row.kind.name(), row.date.clone())));
        rows
    })
}

fn csv(rows: &[Typed], delimiter: &str, decimal: &str) -> Vec<u8> {
    let mut text = format!("{}\r\n", HEADER.join(delimiter));
    for row in rows {
        let mut cells = row.cells();
        cells[2] = cells[2].replace('.', decimal);
        text.push_str(&format!("{}\r\n", cells.join(delimiter)));
    }
    text.into_bytes()
}

fn yaml(rows: &[Typed]) -> Vec<u8> {
    let record = |row: &Typed| {
        let pairs: Vec<String> = HEADER.iter().zip(row.cells()).map(|(key, value)| format!("{key}: {value}")).collect();
        format!("- {}\n", pairs.join("\n  "))
    };
    rows.iter().map(record).collect::<String>().into_bytes()
}

fn xlsx(rows: &[Typed]) -> Vec<u8> {
    let lines: Vec<String> = rows.iter().map(|row| row.cells().join("\t")).collect();
    workbook::bytes(&[("Diện tích", &format!("{}\n{}", HEADER.join("\t"), lines.join("\n")))])
}

/// The same cells as OpenDocument writes them (ISO/IEC 26300-1, 9.1).
fn ods(rows: &[Typed]) -> Vec<u8> {
    let cell = |text: &str| match text.parse::<f64>() {
        Ok(_) => format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{text}\"><text:p>{text}</text:p></table:table-cell>"
        ),
        Err(_) => format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"),
    };
    let row = |cells: &[String]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|text| cell(text)).collect::<String>())
    };
    let header = row(&HEADER.map(str::to_owned));
    let body: String = rows.iter().map(|typed| row(&typed.cells().map(|text| text.to_string()))).collect();
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Diện tích\">{header}{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    std::io::Write::write_all(&mut zip, content.as_bytes()).expect("a part");
    zip.finish().expect("an archive").into_inner()
}

/// Returns kind, size and date of every area.
fn areas(base: &Sources, file: &str, bytes: Vec<u8>) -> Vec<(AreaKind, Amount, Option<PartialDate>)> {
    let csv = SourcePath::new("data/areas.csv");
    let kept = base.below("").filter(|(path, _)| **path != csv);
    let mut sources: Sources = kept.map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect();
    sources.insert(SourcePath::new(file), bytes);
    let mut faults = Diagnostics::default();
    let records = parse::records(&sources, &mut faults).unwrap_or_else(|_| panic!("{file}: {faults:?}"));
    let catalog = catalog::resolve(records, &mut faults).unwrap_or_else(|_| panic!("{file}: {faults:?}"));
    catalog.areas.iter().map(|area| (area.kind, area.area_ha.value, area.basis.as_of)).collect()
}

#[test]
fn every_format_gives_the_same_areas() {
    let base = base();
    proptest!(ProptestConfig::with_cases(24), |(rows in rows())| {
        let expected: Vec<_> = rows
            .iter()
            .map(|row| (row.kind, Amount::from_plain(&row.plain()).expect("a number"), PartialDate::parse(&row.date)))
            .collect();
        for (file, bytes) in [
            ("data/areas.csv", csv(&rows, ",", ".")),
            ("data/areas.csv", csv(&rows, ";", ",")),
            ("data/areas.yaml", yaml(&rows)),
            ("data/areas.xlsx", xlsx(&rows)),
            ("data/areas.ods", ods(&rows)),
        ] {
            prop_assert_eq!(areas(&base, file, bytes), expected.clone());
        }
    });
}
