//! Input that was made to do harm: each ends in the diagnostic meant for it, and no bytes whatever end in a panic.
//!
//! `fuzz/` reads the same bytes by the same functions for hours; here the seeds are fixed and the count is small.

mod edit;
mod parts;
mod received;
mod run;

use std::io::{Cursor, Write};

use ccn::diagnostic::{Code, Diagnostics};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const GUIDE: &str = "content/vi/trang/gioi-thieu.md";
const FRONT: &str = "---\ntitle: A\nsummary: B\norder: 1\nupdated: 2026-06-20\nsection: trang\n---\n\n";

/// Returns the codes of what is found in one file, in order.
fn codes(found: &Diagnostics) -> Vec<Code> {
    found.sorted().iter().map(|fault| fault.code).collect()
}

#[test]
fn each_attack_ends_in_its_own_diagnostic() {
    let deep_markdown = format!("{FRONT}{}", ">".repeat(2 << 20));
    let attacks: Vec<(&str, Vec<u8>, Code)> = vec![
        ("data/areas.csv", ",".repeat(1_000_000).into_bytes(), Code::TooLarge),
        ("data/areas.csv", format!("a,b\n\"{}", "x,\n".repeat(300_000)).into_bytes(), Code::BadCsv),
        ("data/areas.csv", format!("a\n{}\n", "ă".repeat(32_768)).into_bytes(), Code::TooLarge),
        ("data/areas.csv", vec![b' '; (64 << 20) + 1], Code::TooLarge),
        ("data/areas.xlsx", zeros(), Code::TooLarge),
        ("data/areas.xlsx", wide_and_long(), Code::TooLarge),
        ("data/areas.xlsx", parts::workbook(shared(40_000).as_bytes()), Code::TooLarge),
        ("data/areas.xlsx", vec![b' '; (16 << 20) + 1], Code::TooLarge),
        ("data/periods.yaml", "- ".repeat(1_000_000).into_bytes(), Code::BadYaml),
        ("data/periods.yaml", "{a: ".repeat(1_000_000).into_bytes(), Code::BadYaml),
        ("data/periods.yaml", "- {id: a}\n".repeat(100_000).into_bytes(), Code::TooLarge),
        ("data/periods.yaml", aliases(9, 9).into_bytes(), Code::BadYaml),
        ("data/periods.yaml", format!("- id: {}\n", "x".repeat(40_000)).into_bytes(), Code::TooLarge),
        ("data/province.geojson", "[".repeat(1_000_000).into_bytes(), Code::BadJson),
        ("data/province.geojson", map("[1e999, 20]"), Code::BadJson),
        ("data/province.geojson", map(&vec!["[106, 21]"; 20_000].join(",")), Code::TooLarge),
        ("data/province.geojson", map("[105,20],[106,21],[106,20],[105,21],[105,20]"), Code::BadRing),
        ("data/outlines.geojson", map(&vec!["[106, 21]"; 20_000].join(",")), Code::TooLarge),
        ("data/outlines.geojson", features(20_000), Code::TooLarge),
        ("data/outlines.geojson", map("[105,20],[106,21],[106,20],[105,21],[105,20]"), Code::BadRing),
        ("data/outlines.geojson", map("[648231.5, 2398125.1],[6,6],[7,7],[648231.5, 2398125.1]"), Code::BadRing),
        (GUIDE, deep_markdown.into_bytes(), Code::TooLarge),
        (GUIDE, format!("---\n{}\n---\n", "a: {".repeat(100_000)).into_bytes(), Code::BadFrontMatter),
        (GUIDE, "---\n".repeat(100_000).into_bytes(), Code::BadFrontMatter),
        (GUIDE, format!("---\n{}---\n", aliases(9, 9)).into_bytes(), Code::BadFrontMatter),
    ];
    for (path, bytes, code) in attacks {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert_eq!(codes(&run::file(path, &bytes)), [code], "{path}: {shown}");
    }
}

/// What slows a careless Markdown reader down is read in one go, and is no fault of its own.
#[test]
fn markdown_made_to_be_slow_is_read() {
    let table = format!("|{}\n|{}\n{}", "a|".repeat(5000), "-|".repeat(5000), "|a\n".repeat(50_000));
    for body in ["[", "*a_ ", "* ", "`", "![", "<a ", "> "].map(|mark| mark.repeat(200_000)).into_iter().chain([table])
    {
        assert_eq!(codes(&run::file(GUIDE, format!("{FRONT}{body}").as_bytes())), []);
    }
    // Each of a hundred thousand equal headings gets an id of its own.
    let headings = ccn::markdown::outline(&"## a\n".repeat(100_000), 0).headings;
    assert_eq!(headings.last().map(|heading| heading.id.as_str()), Some("a-100000"));
}

/// What is wrong in every row is told a thousand times, not a hundred thousand.
#[test]
fn a_table_that_is_wrong_throughout_is_read_no_further() {
    let mut sources = crate::cases::base();
    let path = ccn::files::SourcePath::new("data/areas.csv");
    let header = "cluster,kind,area_ha,as_of,document,source,grade,note\n";
    let row = |number: u32| format!("la-{number},decision,50,2025-02-03,,van-ban,A,\n");
    let rows: String = (0..100_000).map(row).collect();
    sources.insert(path, format!("{header}{rows}").into_bytes());
    let found = run::project(&sources);
    assert!(found.is_full());
    assert_eq!(codes(&found), vec![Code::UnknownReference; 1000]);
}

/// 80 MB of nothing in some 80 KB.
fn zeros() -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/media/image1.png", SimpleFileOptions::default()).unwrap();
    archive.write_all(&vec![0; 80 << 20]).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A header of 500 columns above 9000 rows of one cell: each row has a cell for each column.
fn wide_and_long() -> Vec<u8> {
    let header: String = (1..=500).map(|column| format!("<c r=\"{}1\"><v>1</v></c>", letters(column))).collect();
    let rows: String = (2..9000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let sheet = format!("<worksheet><sheetData><row r=\"1\">{header}</row>{rows}</sheetData></worksheet>");
    parts::workbook(sheet.as_bytes())
}

fn letters(column: u32) -> String {
    ccn::place::cell_name(0, column).trim_end_matches('0').to_owned()
}

/// A text of two thousand letters that so many cells share.
fn shared(cells: usize) -> String {
    let rows: String =
        (1..=cells).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>\0<sst><si><t>{}</t></si></sst>", "x".repeat(2000))
}

/// Lists that name the list before them so many times each.
fn aliases(lists: usize, times: usize) -> String {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for list in 1..=lists {
        let names = vec![format!("*a{}", list - 1); times].join(", ");
        text.push_str(&format!("a{list}: &a{list} [{names}]\n"));
    }
    text
}

fn map(points: &str) -> Vec<u8> {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{points}]]}}}}"
    )
    .into_bytes()
}

/// As many small shapes as asked for.
fn features(count: usize) -> Vec<u8> {
    let ring = "[[[105,20],[106,20],[106,21],[105,20]]]";
    let feature =
        format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#);
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, vec![feature; count].join(",")).into_bytes()
}

/// What the formats are made of; a reader meets them in any order.
const READERS: [(&str, &[&str]); 6] = [
    (
        "data/areas.csv",
        &["cluster", "area_ha", ",", ",,", ";", "\"", "\"\"", "\n", "\r\n", "\r", "\u{feff}", " ", "ắ", "1.234", "\0"],
    ),
    (
        "data/periods.yaml",
        &[
            "- ",
            "id",
            ": ",
            ":",
            "\n",
            "  ",
            "\t",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a",
            "<<",
            "|\n",
            ">",
            "!!str ",
            "#",
            "---\n",
            "...",
            "?",
            "~",
            "0052",
            "1e3",
            "ắ",
            "%YAML 1.2\n",
            "\u{feff}",
            "\u{2028}",
        ],
    ),
    (
        "data/province.geojson",
        &[
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"type\"",
            "\"Feature\"",
            "\"FeatureCollection\"",
            "\"features\"",
            "\"geometry\"",
            "\"Polygon\"",
            "\"MultiPolygon\"",
            "\"coordinates\"",
            "\"properties\"",
            "105",
            "-1e308",
            "null",
            "\"\\ud800\"",
            "\n",
            "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":",
        ],
    ),
    (
        GUIDE,
        &[
            "---\n",
            "title: A\n",
            "# ",
            "## ",
            "\n",
            "\n\n",
            "[a]",
            "(b)",
            "[",
            "]",
            "(",
            ")",
            "![",
            "`",
            "```\n",
            "*",
            "_",
            "**",
            "|",
            "|-|\n",
            ">",
            "- ",
            "1. ",
            "<b>",
            "<!--",
            "&amp;",
            "\\",
            "{#x}",
            "{",
            "}",
            "ắ",
            "\u{feff}",
            "\0",
            "https://a.b",
            "\t",
            "\r\n",
        ],
    ),
    (
        PARTS,
        &[
            "<worksheet>",
            "<sheetData>",
            "<row r=\"1\">",
            "<row>",
            "</row>",
            "<c r=\"A1\" t=\"s\">",
            "<c r=\"ZZZZ99999999999\">",
            "<c>",
            "<c t=\"e\">",
            "<c t=\"d\">",
            "<c s=\"1\">",
            "<v>0</v>",
            "<v>-1</v>",
            "<v>1e308</v>",
            "<v>99999999</v>",
            "<f>A1</f>",
            "</c>",
            "</sheetData>",
            "</worksheet>",
            "\0",
            "<sst>",
            "<si>",
            "<t>id</t>",
            "</si>",
            "</sst>",
            "&lt;",
            "&#0;",
            "<!--",
            "<mergeCell ref=\"A1:B2\"/>",
            "<dimension ref=\"A1:XFD1048576\"/>",
        ],
    ),
    ("data/areas.xlsx", &["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "\0\0", "\u{1}", "xl/workbook.xml", "ÿ"]),
];

/// Stands for a workbook of the parts that follow.
const PARTS: &str = "parts";

/// A runner with a fixed seed: a failure today is a failure tomorrow.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn no_bytes_make_a_reader_panic() {
    for (path, tokens) in READERS {
        let soup =
            prop::collection::vec(prop::sample::select(tokens), 0..60).prop_map(|parts| parts.concat().into_bytes());
        let bytes = prop_oneof![4 => soup, 1 => prop::collection::vec(any::<u8>(), 0..200)];
        let read = |bytes: Vec<u8>| {
            match path {
                PARTS => run::file("data/areas.xlsx", &parts::workbook(&bytes)),
                _ => run::file(path, &bytes),
            };
            Ok(())
        };
        runner(500).run(&bytes, read).unwrap_or_else(|failure| panic!("{path}: {failure}"));
    }
}

#[test]
fn no_edit_of_a_project_makes_a_stage_panic() {
    let base = crate::cases::base();
    let text = prop_oneof![
        "[0-9]{1,20}",
        "-?[0-9]{0,16}[.,][0-9]{0,4}",
        "[0-9]{4}(-[0-9]{2}){0,2}",
        "[a-z0-9;-]{0,12}",
        ".{0,12}",
        Just("7900000000000000".to_owned()),
        Just("=1+1".to_owned()),
    ];
    let edit = (any::<[u8; 4]>(), text).prop_map(|([file, line, cell, kind], text)| {
        let head = [file, line, cell, kind].map(|number| number.max(1));
        [head.as_slice(), text.replace('\0', "").as_bytes(), &[0]].concat()
    });
    let edits = prop::collection::vec(edit, 1..4).prop_map(|edits| edits.concat());
    let take = |bytes: Vec<u8>| {
        run::project(&edit::edited(&base, &bytes));
        Ok(())
    };
    runner(400).run(&edits, take).unwrap_or_else(|failure| panic!("{failure}"));
}
