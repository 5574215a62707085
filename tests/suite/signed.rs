//! What a signed report says stays as it was signed; what is corrected later shows as a revision.

use std::fs;

use ccn::Build;
use ccn::catalog::form::Span;
use ccn::files::{SourcePath, Sources};
use ccn::settings::{Asked, Format, Order, ReportKind, Settings, Unwatched};

use crate::cases::base;
use crate::leak::readable;
use crate::project::Page;
use crate::published::Project;

/// Biểu số 04 of the signed year 2025 as a page.
fn form(sources: &Sources) -> Page {
    let order = Order {
        kind: ReportKind::Bieu04,
        about: Asked { period: Span::parse("2025").map(Span::id), ..Asked::default() },
        formats: vec![Format::Html],
        official: false,
    };
    let Build { output, .. } = ccn::report(sources, &Settings::default(), &order, &Unwatched);
    let files = readable(&output.expect("the report is made"));
    let (_, text) = files.iter().find(|(path, _)| path.ends_with(".html")).expect("a page");
    Page::read(text.as_bytes())
}

fn edited(path: &str, old: &str, new: &str) -> Sources {
    let mut sources = base();
    let path = SourcePath::new(path);
    let text = String::from_utf8(sources.get(&path).expect("the table is there").to_vec()).expect("tables are UTF-8");
    assert_eq!(text.matches(old).count(), 1, "`{old}` stands once");
    sources.insert(path, text.replace(old, new).into_bytes());
    sources
}

fn row(page: &Page, number: &str) -> Vec<String> {
    let table = page.table("bang-bieu-04");
    let row = table.rows.iter().find(|row| row.cells[0].text == number).expect("the row is there");
    row.cells.iter().map(|cell| cell.text.clone()).collect()
}

#[test]
fn a_correction_leaves_the_signed_form_and_is_told_beside_it() {
    // Row 17 is the industrial land of the operating clusters, Ví Dụ 6 and 8: 15 ha of Ví Dụ 8. Of Ví Dụ 2, 9 and 10 it is
    // not known whether they operated; Ví Dụ 7 did not yet.
    const COVERED: &str = "Tính trên 1/2 cụm thuộc dòng này; chưa rõ 3 cụm có thuộc dòng này hay không";
    let before = row(&form(&base()), "17");
    assert_eq!((before[3].as_str(), before[4].as_str()), ("15", COVERED));
    let corrected = edited("data/areas.csv", "vi-du-8,industrial,15,", "vi-du-8,industrial,16,");
    let after = row(&form(&corrected), "17");
    assert_eq!(after[3], "15");
    assert_eq!(after[4], format!("{COVERED}; số sửa đổi sau khi ký (đc): 16"));
}

#[test]
fn a_report_is_kept_once_and_when_it_is_signed() {
    let project = Project::in_memory();
    let run = |period: &str| project.run(&["freeze", period, "--by", "Nguyễn Văn Ví Dụ"]);
    let again = run("2025");
    assert_eq!(again.code, Some(2), "{}", again.stderr);
    assert!(again.stderr.contains("đã chốt ngày 30/06/2026 (Nguyễn Văn Ví Dụ)"), "{}", again.stderr);
    let unsigned = run("2026-H1");
    assert_eq!(unsigned.code, Some(2), "{}", unsigned.stderr);
    assert!(unsigned.stderr.contains("báo cáo kỳ 2026-H1 chưa ký"), "{}", unsigned.stderr);
    let periods = project.root().join("data/periods.yaml");
    let signed = "state: \"signed\"\n  report_number: \"20/BC-SCT\"\n  signed_on: \"2026-06-28\"";
    let text = fs::read_to_string(&periods).unwrap().replace("state: \"provisional\"", signed);
    fs::write(&periods, text).unwrap();
    let told = project.run(&["check"]);
    assert!(told.stderr.contains("ccn freeze 2026-H1"), "{}", told.stderr);
    let kept = run("2026-H1");
    assert_eq!(kept.code, Some(0), "{}", kept.stderr);
    let table = fs::read_to_string(project.root().join("data/signed.csv")).unwrap();
    // Row 3 of the invented province, as `by_hand` reckons it.
    assert!(table.contains("\n2026-H1,04.3,5,,"), "{table}");
    assert_eq!(table.lines().filter(|line| line.starts_with("2026-H1,")).count(), 35);
    assert_eq!(project.run(&["check", "--deny-warnings"]).code, Some(0));
}
