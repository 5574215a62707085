//! A figure keeps its date, grade and age wherever it stands: pages, reports, open data say the same of it.
//!
//! The invented province is built on 30/06/2026. By hand: 90 days before is 01/04/2026, 45 days before is 16/05/2026,
//! and the last half year that a report closed began on 15/12/2025.

use ccn::files::{Output, OutputPath, SourcePath, Sources};

use crate::cases::base;
use crate::project::{Page, built, pdf_text, plain};

const RECONFIRM: &str = "cần xác nhận lại";
const UNVERIFIED: &str = "chưa kiểm chứng";

/// Returns the invented province with lines more in a table.
fn with(table: &str, lines: &[&str]) -> Sources {
    changed(table, |text| format!("{}\n{}\n", text.trim_end(), lines.join("\n")))
}

fn changed(table: &str, change: impl Fn(String) -> String) -> Sources {
    let mut sources = base();
    let path = SourcePath::new(format!("data/{table}.csv"));
    let text = String::from_utf8(sources.get(&path).expect(table).to_vec()).expect("tables are UTF-8");
    sources.insert(path, change(text).into_bytes());
    sources
}

fn bytes<'a>(site: &'a Output, path: &str) -> &'a [u8] {
    site.get(&OutputPath::new(path)).unwrap_or_else(|| panic!("the site has no {path}"))
}

/// Returns the cell of the first row that begins so, by its place.
fn cell(site: &Output, page: &str, table: &str, row: &str, column: usize) -> String {
    let page = Page::read(bytes(site, page));
    let found = page.table(table).rows.iter().find(|known| known.cells[0].text.starts_with(row));
    found.unwrap_or_else(|| panic!("{table} has no row {row}")).cells[column].text.clone()
}

/// Returns a field of the open data in the row where another field has a value.
fn datum(site: &Output, table: &str, (key, value): (&str, &str), field: &str) -> serde_json::Value {
    let rows: Vec<serde_json::Value> =
        serde_json::from_slice(bytes(site, &format!("du-lieu/{table}.json"))).expect("rows");
    let row = rows.iter().find(|row| row[key] == value).unwrap_or_else(|| panic!("{table} has no {value}"));
    assert!(row.get(field).is_some(), "{table} has no field {field}");
    row[field].clone()
}

const LIST: &str = "vi/ccn/index.html";
const REPORT: &str = "vi/bao-cao/2026-h1/bao-cao-2026-h1/index.html";

/// 60 ha by decision and 10 ha by expansion since 01/02/2026 are 70 ha, before and after the cut-off of 14/06/2026.
#[test]
fn an_expansion_is_in_every_area_by_decision() {
    let site = built(&base());
    let page = "vi/ccn/vi-du-7/index.html";
    assert_eq!(cell(&site, LIST, "bang-danh-sach", "Ví Dụ 7", 3), "70");
    assert_eq!(cell(&site, page, "bang-dat-dai", "Diện tích theo quyết định", 1), "70");
    let fact = Page::read(bytes(&site, page)).fact("Diện tích theo quyết định").to_owned();
    assert!(fact.starts_with("70 ha (thành lập 60 ha, mở rộng 10 ha) "), "{fact}");
    assert_eq!(cell(&site, REPORT, "bang-T3", "Ví Dụ 7", 1), "70");
    assert_eq!(cell(&site, REPORT, "bang-PL2", "Ví Dụ 7", 3), "70");
    assert_eq!(datum(&site, "clusters", ("id", "vi-du-7"), "decided_ha"), 70);
    let sheet = plain(&pdf_text(bytes(&site, "vi/ccn/vi-du-7/vi-du-7-vi-du.pdf"), "-raw"));
    assert!(sheet.contains("Diện tích theo quyết định 70 ha (thành lập 60 ha"), "{sheet}");
}

/// 31/03/2026 is 91 days before the build, 01/04/2026 is 90.
#[test]
fn land_confirmed_too_long_ago_keeps_its_value_and_is_not_leasable_now() {
    let page = "vi/ccn/vi-du-3/index.html";
    for (as_of, stale) in [("2026-03-31", true), ("2026-04", false), ("2026-Q1", true)] {
        let row = format!("vi-du-3,leasable,5.5,{as_of},,chu-dau-tu,B,");
        let site = built(&with("areas", &[row.as_str()]));
        let stands = if stale { format!("5,5 {RECONFIRM}") } else { "5,5".to_owned() };
        assert_eq!(cell(&site, page, "bang-dat-dai", "Cho thuê được ngay", 1), stands, "{as_of}");
        assert_eq!(cell(&site, LIST, "bang-danh-sach", "Ví Dụ 3", 6), if stale { "…" } else { "5,5" }, "{as_of}");
        assert_eq!(datum(&site, "areas", ("as_of", as_of), "reconfirm"), stale, "{as_of}");
        let leasable = datum(&site, "clusters", ("id", "vi-du-3"), "leasable_ha");
        assert_eq!(leasable, if stale { serde_json::Value::Null } else { 5.5.into() }, "{as_of}");
        let stage = datum(&site, "clusters", ("id", "vi-du-3"), "stage");
        assert_eq!(stage == "leasable", !stale, "{as_of}: {stage}");
    }
}

#[test]
fn a_price_is_marked_after_90_days() {
    for (as_of, stale) in [("2026-03-31", true), ("2026-04-01", false)] {
        let row = format!("vi-du-3,sublease,700000,VND/m²,,,,,{as_of},chu-dau-tu,B,");
        let site = built(&with("prices", &[row.as_str()]));
        let said = cell(&site, "vi/ccn/vi-du-3/index.html", "bang-gia", "Giá cho thuê lại", 1);
        let expected =
            if stale { format!("700.000 đồng/m² {RECONFIRM}") } else { "700.000 đồng/m²".to_owned() };
        assert_eq!(said, expected, "{as_of}");
        assert_eq!(datum(&site, "prices", ("as_of", as_of), "reconfirm"), stale, "{as_of}");
    }
}

/// What is expected, and the stage itself, are marked 45 days after the last word; what was done stays done.
#[test]
fn progress_is_marked_after_45_days() {
    for (as_of, stale) in [("2026-05-15", true), ("2026-05-16", false)] {
        let row = format!("m99,vi-du-5,operation,planned,2027,{as_of},,Dự kiến hoạt động.,chu-dau-tu,B,");
        let site = built(&with("milestones", &[row.as_str()]));
        let page = Page::read(bytes(&site, "vi/ccn/vi-du-5/index.html")).text;
        let planned = format!("dự kiến 2027{}.", if stale { format!(" {RECONFIRM}") } else { String::new() });
        assert!(page.contains(&planned), "{as_of}: {page}");
        assert!(page.contains("20/5/2024. Thành lập cụm."), "a date of the past bears no mark: {page}");
        assert_eq!(datum(&site, "milestones", ("id", "m99"), "reconfirm"), stale);
        assert_eq!(datum(&site, "milestones", ("id", "m15"), "reconfirm"), false);
        assert_eq!(datum(&site, "clusters", ("id", "vi-du-5"), "stage_reconfirm"), stale);
        let stage = cell(&site, LIST, "bang-danh-sach", "Ví Dụ 5", 2);
        assert_eq!(stage.contains(RECONFIRM), stale, "{as_of}: {stage}");
        let pdf = plain(&pdf_text(bytes(&site, "vi/ccn/vi-du-5/vi-du-5-vi-du.pdf"), "-raw"));
        assert_eq!(pdf.contains(&format!("Giai đoạn: {} ({RECONFIRM})", "Đang xây hạ tầng")), stale, "{pdf}");
    }
}

#[test]
fn a_published_total_is_marked_when_a_reporting_period_has_passed() {
    for (as_of, stale) in [("2025-12-14", true), ("2025-12-15", false)] {
        let row = format!("t99,04.9,Số cụm có quy hoạch chi tiết,3,Cụm,exact,{as_of},bao-vi-du,B,");
        let site = built(&with("totals", &[row.as_str()]));
        let said = cell(&site, "vi/so-lieu/index.html", "bang-da-cong-bo", "Số cụm có quy hoạch chi tiết", 1);
        assert_eq!(said, if stale { format!("3 {RECONFIRM}") } else { "3".to_owned() }, "{as_of}");
        let day = ccn::text::PartialDate::parse(as_of).expect("a day").written(ccn::text::Language::Vi);
        let mark = if stale { format!(", {RECONFIRM}") } else { String::new() };
        let remark = cell(&site, "vi/bao-cao/2026-h1/bieu-04-2026-h1/index.html", "bang-bieu-04", "9", 4);
        assert!(remark.ends_with(&format!("đã công bố: 3 cụm ({day}{mark})")), "{as_of}: {remark}");
        assert_eq!(datum(&site, "totals", ("id", "t99"), "reconfirm"), stale);
    }
}

/// One weak source of an area by decision is told in every table that shows it, and in every sum.
#[test]
fn a_weak_source_is_marked_wherever_its_figure_stands() {
    let weak = |text: String| text.replace("qd-3-2025-ubnd-vi-du,van-ban,A", "qd-3-2025-ubnd-vi-du,van-ban,C");
    let site = built(&changed("areas", weak));
    let said = format!("50 {UNVERIFIED}");
    assert_eq!(cell(&site, LIST, "bang-danh-sach", "Ví Dụ 3", 3), said);
    assert_eq!(cell(&site, LIST, "bang-danh-sach", "Cộng", 3), format!("205 {UNVERIFIED}"));
    assert_eq!(cell(&site, "vi/ccn/vi-du-3/index.html", "bang-dat-dai", "Diện tích theo quyết định", 1), said);
    // A table of the text has a sign, and says below what it means.
    assert_eq!(cell(&site, REPORT, "bang-T3", "Ví Dụ 3", 1).replace('\u{a0}', " "), "50 (*)");
    assert_eq!(cell(&site, REPORT, "bang-PL2", "Ví Dụ 3", 3), said);
    assert_eq!(datum(&site, "clusters", ("id", "vi-du-3"), "decided_grade"), "C");
    let remark = cell(&site, "vi/bao-cao/2026-h1/bieu-04-2026-h1/index.html", "bang-bieu-04", "4", 4);
    assert!(remark.contains(&format!("gồm số liệu {UNVERIFIED}")), "{remark}");
}

/// In a workbook the number stays a number and its mark stands in the same cell, as part of its format.
#[test]
fn a_workbook_keeps_the_words_beside_a_number() {
    use ccn::render::xlsx::Sheet;
    use ccn::site::document::{Align, Cell, Mark, Table, TableRow, Words, columns};
    let amount = ccn::text::Amount::from_plain("73.76").expect("a number");
    let words = Words::plain("khoảng 73,76").then(" ").with(Words::marked(UNVERIFIED, Mark::Tag));
    let row = TableRow::new(vec![Cell::text("Ví Dụ 1"), Cell::number(amount, words)]);
    let heads = columns(&[("Cụm", Align::Left, 2), ("Diện tích (ha)", Align::Right, 2)]);
    let table = Table::new("thu", "Thử", heads, vec![row]);
    let meta = ccn::site::report::Meta {
        title: String::new(),
        author: String::new(),
        date: "2026-06-30".to_owned(),
        description: String::new(),
        keywords: Vec::new(),
        language: "vi".to_owned(),
    };
    let sheet = Sheet { title: "Thử", above: Vec::new(), table: &table, signed: &[], below: Vec::new() };
    let bytes = ccn::render::xlsx::workbook(&[sheet], &meta);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook is an archive");
    let mut part =
        |name: &str| std::io::read_to_string(archive.by_name(name).expect(name)).expect("its parts are text");
    assert!(part("xl/worksheets/sheet1.xml").contains("<v>73.76</v>"));
    let styles = part("xl/styles.xml");
    let format = format!("&quot;khoảng &quot;#,##0.00&quot; ({UNVERIFIED})&quot;");
    assert!(styles.contains(&format), "{styles}");
}
