//! Figures agree wherever they stand, and nothing of an internal row stands anywhere.

use std::collections::BTreeMap;

use ccn::files::{SourcePath, Sources};

use crate::leak::readable;
use crate::project::{Page, built, file, pdf_text, plain, rows, site, sources};

/// The areas by decision that the sources give, as a Vietnamese reader writes them.
const AREAS: [(&str, &str); 5] = [
    ("ho-son-1", "73,76"),
    ("hoa-son-1", "74,9"),
    ("dinh-lap", "71,39"),
    ("bac-son-2", "25"),
    ("dia-phuong-so-2", "8,5"),
];

/// Clusters of which no source gives the area by decision.
const UNKNOWN: [&str; 5] = ["minh-son", "na-duong-1", "na-duong-2", "na-duong-3", "hop-thanh"];

/// 73.76 + 74.9 + 71.39 + 25 + 8.5, summed by hand.
const SUM: (&str, &str) = ("253,55", "253.55");

const DECISION: &str = "Diện tích theo quyết định";
const NO_DATA: &str = "chưa có số liệu";

/// Returns the cell of a cluster in the list of clusters, under the given heading number.
fn listed(cluster: &str, column: usize) -> String {
    let page = Page::of("vi/ccn/index.html");
    let table = page.table("bang-danh-sach");
    let row = table.rows.iter().find(|row| row.links.contains(&format!("{cluster}/index.html")));
    row.unwrap_or_else(|| panic!("{cluster} is not listed")).cells[column].text.clone()
}

fn sheet(cluster: &str) -> String {
    plain(&pdf_text(file(&format!("vi/ccn/{cluster}/{cluster}-lang-son.pdf")), "-raw"))
}

#[test]
fn the_clusters_of_this_test_are_those_of_the_data() {
    let mut known: Vec<&str> = AREAS.iter().map(|(cluster, _)| *cluster).chain(UNKNOWN).collect();
    let data = rows("clusters");
    let mut ids: Vec<&str> = data.iter().map(|row| row["id"].as_str()).collect();
    known.sort_unstable();
    ids.sort_unstable();
    assert_eq!(ids, known);
}

#[test]
fn the_area_by_decision_is_the_same_on_list_page_and_print() {
    let head = Page::of("vi/ccn/index.html").table("bang-danh-sach").rows[0].cells[3].text.clone();
    assert_eq!(head, format!("{DECISION} (ha)"));
    for (cluster, area) in AREAS {
        assert_eq!(listed(cluster, 3), area, "{cluster}");
        let page = Page::of(&format!("vi/ccn/{cluster}/index.html"));
        assert!(page.fact(DECISION).starts_with(&format!("{area} ha ")), "{cluster}: {}", page.fact(DECISION));
        let row = page.table("bang-dat-dai").rows.iter().find(|row| row.cells[0].text == DECISION);
        assert_eq!(row.expect("the page has the row").cells[1].text, area, "{cluster}");
        let sheet = sheet(cluster);
        assert!(sheet.contains(&format!("{DECISION} {area} ha ")), "{cluster}: {sheet}");
        assert!(sheet.matches(&format!("{DECISION} {area} ")).count() >= 2, "facts and table of {cluster}: {sheet}");
    }
}

#[test]
fn an_unknown_area_is_nowhere_a_number() {
    for cluster in UNKNOWN {
        assert_eq!(listed(cluster, 3), "…", "{cluster}");
        let page = Page::of(&format!("vi/ccn/{cluster}/index.html"));
        assert!(page.fact(DECISION).starts_with(NO_DATA), "{cluster}: {}", page.fact(DECISION));
        let sheet = sheet(cluster);
        assert!(sheet.contains(&format!("{DECISION} {NO_DATA}")), "{cluster}: {sheet}");
    }
}

#[test]
fn the_sum_of_the_list_is_row_4_of_the_form() {
    let page = Page::of("vi/ccn/index.html");
    let total = page.table("bang-danh-sach").rows.last().expect("the list has a total");
    assert_eq!(total.cells[0].text, "Cộng 5/10 cụm có số liệu");
    assert_eq!((total.cells[3].text.as_str(), total.cells[3].value.as_deref()), (SUM.0, Some(SUM.1)));
    let form = Page::of("vi/bao-cao/2026-h1/bieu-04-2026-h1/index.html");
    let row = |number: &str| {
        let row = form.table("bang-bieu-04").rows.iter().find(|row| row.cells[0].text == number);
        let cells = &row.expect("the form has the row").cells;
        (cells[3].text.clone(), cells[3].value.clone(), cells[4].text.clone())
    };
    let (count, _, _) = row("3");
    assert_eq!(count, "5");
    let (area, value, remark) = row("4");
    assert_eq!((area.as_str(), value.as_deref()), (SUM.0, Some(SUM.1)));
    assert!(remark.starts_with("Chưa rõ 5 cụm có thuộc dòng này hay không"), "{remark}");
    let report = Page::of("vi/bao-cao/2026-h1/bao-cao-2026-h1/index.html").text;
    let print = plain(&pdf_text(file("vi/bao-cao/2026-h1/bao-cao-2026-h1.pdf"), "-raw"));
    for text in [report, print] {
        assert!(text.contains(&format!("{} ha", SUM.0)), "the narrative says the sum: {text}");
    }
}

#[test]
fn the_open_data_have_the_same_areas() {
    let read = |path: &str| -> Vec<BTreeMap<String, serde_json::Value>> {
        serde_json::from_slice(file(path)).expect("the file is an array of objects")
    };
    let (clusters, areas) = (read("du-lieu/clusters.json"), read("du-lieu/areas.json"));
    for (cluster, area) in
        AREAS.iter().map(|(cluster, area)| (*cluster, Some(area))).chain(UNKNOWN.map(|id| (id, None)))
    {
        let number = area.map(|area| area.replace(',', "."));
        let row = clusters.iter().find(|row| row["id"] == cluster).expect("every cluster is in the open data");
        let given = row["decided_ha"].as_number().map(ToString::to_string);
        assert_eq!(given, number, "{cluster} in clusters.json");
        let row = areas.iter().find(|row| row["cluster"] == cluster && row["kind"] == "decision");
        let given = row.and_then(|row| row["area_ha"].as_number()).map(ToString::to_string);
        assert_eq!(given, number, "{cluster} in areas.json");
    }
}

/// A word and numbers that stand in no true row.
const PLANTED: [&str; 6] = ["bimatzq", "98765", "98.765", "98,765", "3,21987", "3.21987"];

/// Returns the sources with rows of the given visibility in every table that has one.
fn planted(visibility: &str) -> Sources {
    let mut sources = sources();
    let source = "laodong-anh-ho-son-1,B,Ghi chú bimatzq";
    for (table, lines) in [
        (
            "capital",
            vec![
                format!("c98,ho-son-1,paid,developer,98765.4321,exact,2026-06-01,,{visibility},{source}"),
                format!("c99,bac-son-2,approved,developer,98765.4321,exact,2026-06-01,,{visibility},{source}"),
            ],
        ),
        (
            "projects",
            vec![format!(
                "p99,ho-son-1,tenant,Nhà máy bimatzq,Công ty bimatzq,Hàn Quốc,yes,Ngành bimatzq,3.21987,98765.4321,98765,\
                 Hiệu quả bimatzq,operating,2026-06-01,{visibility},{source}"
            )],
        ),
        (
            "obstacles",
            vec![format!(
                "o99,ho-son-1,land,Vướng mắc bimatzq về 98765.4321 tỷ đồng.,Nguyên nhân bimatzq,Đề nghị bimatzq,\
                 so-cong-thuong,2026-06-01,,,{visibility},,2026-06-01,{source}"
            )],
        ),
    ] {
        let path = SourcePath::new(format!("data/{table}.csv"));
        let mut text = String::from_utf8(sources.get(&path).expect("the table is there").to_vec()).unwrap();
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
        sources.insert(path, text.into_bytes());
    }
    sources
}

#[test]
fn nothing_of_an_internal_row_is_published() {
    let hidden = built(&planted("internal"));
    let seen = readable(&hidden);
    for (path, text) in &seen {
        if let Some(word) = PLANTED.iter().find(|word| text.contains(**word)) {
            let at = text.find(word).expect("it was found");
            let near: String = text[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
            panic!("{path} has {word} of an internal row, after: {near}");
        }
    }
    // The same rows without the mark are published, in pages, prints and workbooks: this test does see them.
    let open = readable(&built(&planted("")));
    for path in ["vi/ccn/ho-son-1/index.html", "vi/ccn/ho-son-1/ho-son-1-lang-son.pdf", "vi/ccn/bac-son-2/index.html"] {
        assert!(PLANTED.iter().any(|word| open[path].contains(word)), "{path}");
    }
    assert!(open.iter().any(|(path, text)| path.ends_with(".xlsx") && text.contains("98765.4321")));
}

/// The invented province has an internal document, which an internal obstacle and a relation name.
#[test]
fn an_internal_document_has_no_page_and_no_row() {
    let seen = readable(&built(&super::cases::base()));
    for (path, text) in &seen {
        for told in ["bc-1-2026-sct-vi-du", "Báo cáo riêng về vốn"] {
            assert!(!text.contains(told) && !path.contains(told), "{path} tells {told}");
        }
    }
    assert!(seen["du-lieu/documents.csv"].contains("qd-7-2024-ubnd-vi-du"));
}

/// Returns the invented province with one text of a table in the place of another.
fn changed(table: &str, old: &str, new: &str) -> Sources {
    let mut sources = super::cases::base();
    let path = SourcePath::new(format!("data/{table}"));
    let text = String::from_utf8(sources.get(&path).expect("the table is there").to_vec()).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{old} stands once in {table}");
    sources.insert(path, text.replace(old, new).into_bytes());
    sources
}

/// 85.5 of one factory and 10 of the other, by hand; who has only stated an interest has no revenue to report.
#[test]
fn a_stated_interest_is_no_tenant() {
    let line = "2026-H1,may-vi-du,01.2,";
    let mut sources = changed(
        "observations.csv",
        line,
        &format!("2026-H1,soi-vi-du,01.1,10,Tỷ đồng,reported,,2026-06-14,chu-dau-tu,B,\n{line}"),
    );
    let projects = changed("projects.csv", "quan-tam,vi-du-3,tenant,", "quan-tam,vi-du-7,tenant,");
    let path = SourcePath::new("data/projects.csv");
    sources.insert(path.clone(), projects.get(&path).expect("the table is there").to_vec());
    let site = built(&sources);
    let table = site.get(&ccn::files::OutputPath::new("du-lieu/form_04.csv")).expect("the table is public");
    let text = String::from_utf8_lossy(table);
    let row = text.lines().find(|line| line.starts_with("2026-H1,23,")).expect("row 23");
    assert!(row.contains(",95.5,"), "{row}");
}

#[test]
fn periods_may_stand_in_any_order() {
    let text = super::cases::base();
    let path = SourcePath::new("data/periods.yaml");
    let text = String::from_utf8(text.get(&path).expect("the table is there").to_vec()).unwrap();
    let (first, second) = text.split_at(text.find("- id: \"2026-H1\"").expect("the second period"));
    let mut sources = super::cases::base();
    sources.insert(path, format!("{}\n{first}", second.trim_end()).into_bytes());
    let (site, turned) = (built(&super::cases::base()), built(&sources));
    let differ: Vec<&str> =
        site.iter().filter(|(path, bytes)| turned.get(path) != Some(*bytes)).map(|(path, _)| path.as_str()).collect();
    assert!(differ.is_empty() && site.len() == turned.len(), "{differ:?}");
}

#[test]
fn a_settled_obstacle_is_marked() {
    let site = built(&super::cases::base());
    let page = site.get(&ccn::files::OutputPath::new("vi/ccn/vi-du-5/index.html")).expect("the page is made");
    assert!(plain(&String::from_utf8_lossy(page)).contains("Mưa lũ. Đã giải quyết: 01/2026."));
}

/// NĐ 303/2026/NĐ-CP is in force from 15 September 2026, after the build date of the invented province.
#[test]
fn what_is_not_in_force_yet_has_replaced_nothing() {
    let relation = ("nd-303-2026,amends,nd-32-2024", "nd-303-2026,replaces,nd-32-2024");
    let site = built(&changed("relations.csv", relation.0, relation.1));
    let status = |id: &str| {
        let path = ccn::files::OutputPath::new(format!("vi/van-ban/{id}/index.html"));
        Page::read(site.get(&path).expect("each document has a page")).fact("Tình trạng").to_owned()
    };
    let (now, then) = (status("nd-32-2024"), status("qd-105-2009"));
    assert!(now.starts_with("không thấy văn bản bãi bỏ; sẽ được thay bằng Nghị định 303/2026/NĐ-CP"), "{now}");
    assert!(then.starts_with("đã được thay thế; thay bằng Nghị định 68/2017/NĐ-CP"), "{then}");
}

#[test]
fn an_internal_row_changes_no_figure() {
    let hidden = built(&planted("internal"));
    for period in ["2025-h1", "2025", "2026-h1"] {
        for end in ["/index.html", ".xlsx", ".pdf", ".docx"] {
            let path = format!("vi/bao-cao/{period}/bieu-04-{period}{end}");
            let now = hidden.get(&ccn::files::OutputPath::new(path.clone())).expect("the report is made");
            assert!(now == file(&path), "{path} counts an internal row");
        }
    }
    assert_eq!(hidden.len(), site().len());
}
