//! This period beside another: the average income of Biểu 01 and 02, and the charts of the report.
//!
//! Reckoned by hand for the invented province. Its tenants are `may-vi-du`, `soi-vi-du` and `go-vi-du`, each of another
//! firm; clusters 3, 4, 7 and 8 are developed by one firm, 5 by another.

use ccn::catalog::form::Span;
use ccn::catalog::public::Public;
use ccn::catalog::rollup::{Average, Income};
use ccn::diagnostic::Diagnostics;
use ccn::files::{SourcePath, Sources};
use ccn::{catalog, parse};

use crate::cases::base;
use crate::leak::{holds, readable};
use crate::project::{Page, built};

/// Project, workers and average income of Biểu 01; figures that stand nowhere else.
const FIRMS: [[&str; 3]; 3] = [["may-vi-du", "850", "9.27"], ["soi-vi-du", "400", "7.53"], ["go-vi-du", "250", "6.14"]];

const REPORT: &str = "vi/bao-cao/2026-h1/bao-cao-2026-h1/index.html";

fn edited(mut sources: Sources, table: &str, edit: impl Fn(&str) -> String) -> Sources {
    let path = SourcePath::new(format!("data/{table}.csv"));
    let text = String::from_utf8(sources.get(&path).expect("the table is there").to_vec()).expect("tables are UTF-8");
    sources.insert(path, edit(&text).into_bytes());
    sources
}

/// Adds reports: period, subject, row, value, visibility.
fn reported(sources: Sources, rows: &[[&str; 5]]) -> Sources {
    edited(sources, "observations", |text| {
        let has_column = text.lines().next().is_some_and(|head| head.ends_with(",visibility"));
        let widen = |(n, line): (usize, &str)| match (has_column, n) {
            (true, _) => format!("{line}\n"),
            (false, 0) => format!("{line},visibility\n"),
            (false, _) => format!("{line},\n"),
        };
        let old: String = text.lines().enumerate().map(widen).collect();
        let new = rows.iter().map(|[period, subject, row, value, openness]| {
            let unit = if ["01.3", "02.11"].contains(row) { "Người" } else { "Triệu đồng/người/tháng" };
            let until = if *period == "2026-H1" { "2026-06-14" } else { "2025-06-14" };
            format!("{period},{subject},{row},{value},{unit},reported,,{until},chu-dau-tu,B,,{openness}\n")
        });
        format!("{old}{}", new.collect::<String>())
    })
}

/// The invented province with Biểu 01 of its three firms, each with its visibility.
fn province(openness: [&str; 3]) -> Sources {
    let rows: Vec<[&str; 5]> = FIRMS
        .iter()
        .zip(openness)
        .flat_map(|([firm, workers, income], open)| {
            [["2026-H1", firm, "01.3", workers, open], ["2026-H1", firm, "01.4", income, open]]
        })
        .collect();
    reported(base(), &rows)
}

fn catalog(sources: &Sources) -> catalog::Catalog {
    let mut faults = Diagnostics::default();
    let records = parse::records(sources, &mut faults).expect("the tables can be read");
    catalog::resolve(records, &mut faults).expect("the tables are sound")
}

/// Value, whether it is withheld, how many reports it covers, how many are missing.
fn told(catalog: &Public, income: Income) -> (Option<String>, bool, usize, usize) {
    let Average { value, known, missing, is_withheld } =
        catalog.income(income, Span::parse("2026-H1").expect("a period"));
    (value.map(|value| value.plain()), is_withheld, known, missing.len())
}

/// 850 × 9.27 + 400 × 7.53 + 250 × 6.14 = 12426.5; of 1500 workers that is 8.28433…
#[test]
fn the_mean_is_weighted_by_workers_and_told_of_three_firms_only() {
    let public = |openness| told(&catalog(&province(openness)).publish(), Income::Projects);
    let all = (Some("8.284".to_owned()), false, 3, 0);
    assert_eq!(public(["counted"; 3]), all);
    assert_eq!(public(["public"; 3]), all);
    // Who takes the published firm away has the mean of two.
    assert_eq!(public(["public", "counted", "counted"]), (None, true, 3, 0));
    // Two firms are too few, published or not.
    assert_eq!(public(["public", "public", "internal"]), (None, true, 2, 1));
    assert_eq!(told(&catalog(&base()).publish(), Income::Projects), (None, false, 0, 3), "nobody has reported income");
}

/// (850 × 9.27 + 250 × 6.14) / 1100 = 8.55863…
#[test]
fn a_firm_without_workers_is_not_averaged_and_told_as_missing() {
    let sources = edited(province(["counted"; 3]), "observations", |text| {
        text.lines().filter(|line| !line.contains(",soi-vi-du,01.3,")).map(|line| format!("{line}\n")).collect()
    });
    assert_eq!(told(&catalog(&sources).publish(), Income::Projects), (None, true, 2, 1));
    assert_eq!(told(&catalog(&sources).submit(), Income::Projects), (Some("8.559".to_owned()), false, 2, 1));
}

/// (10 × 8 + 30 × 10 + 20 × 7 + 25 × 9.5) / 85 = 8.9117…, with what Ví Dụ 7 reports in the base; that of 4 did not report.
#[test]
fn the_developers_are_averaged_by_themselves() {
    let rows = [("vi-du-3", "10", "8"), ("vi-du-5", "30", "10"), ("vi-du-8", "20", "7")]
        .map(|(id, workers, income)| [["2026-H1", id, "02.11", workers, ""], ["2026-H1", id, "02.12", income, ""]]);
    let sources = reported(base(), rows.as_flattened());
    assert_eq!(told(&catalog(&sources).publish(), Income::Developers), (None, true, 4, 1), "two firms");
    let three = edited(sources, "clusters", |text| {
        text.replace(",902,Công ty Hạ tầng Ví Dụ,enterprise,,", ",902,Công ty Thứ Ba,enterprise,,")
    });
    assert_eq!(told(&catalog(&three).publish(), Income::Developers), (Some("8.912".to_owned()), false, 4, 1));
}

/// A year before all earned 8: 8.284 is 0.284 more, 3.55 %.
#[test]
fn the_report_tells_the_mean_beside_that_of_a_year_ago_and_no_firm() {
    let before: Vec<[&str; 5]> = FIRMS
        .iter()
        .flat_map(|[firm, ..]| [["2025-H1", firm, "01.3", "500", "counted"], ["2025-H1", firm, "01.4", "8", "counted"]])
        .collect();
    let output = built(&reported(province(["counted"; 3]), &before));
    let files = readable(&output);
    let page = Page::read(files[REPORT].as_bytes());
    let row = page.table("bang-T5").rows.iter().find(|row| row.texts()[0] == "01.4").expect("the row is there");
    assert_eq!(row.texts()[3..6], ["8,284", "8", "+0,284 (+3,6 %)"]);
    for words in [
        "8,284 triệu đồng/người/tháng (3/3 dự án có số liệu), bình quân theo số lao động; tăng 0,284 (3,6 %) so với",
        "01.4 là dòng 4 Biểu số 01, kỳ này tính trên 3/3 dự án",
    ] {
        assert!(crate::project::plain(&files[REPORT]).contains(words), "the report does not say: {words}");
    }
    for (path, text) in &files {
        for income in FIRMS.map(|[.., income]| income) {
            let shown = income.replace('.', ",");
            assert!(!holds(text, income) && !holds(text, &shown), "{path} tells {income}, which one firm reported");
        }
    }
}

/// Ví Dụ 7 had let 20 of 45.5 ha a year ago, 44.0 %; of Ví Dụ 8 nothing was known then.
#[test]
fn occupancy_is_drawn_beside_that_of_a_year_ago() {
    let sources = edited(base(), "areas", |text| format!("{text}vi-du-7,leased,20,2025-06-10,,chu-dau-tu,B,\n"));
    let files = readable(&built(&sources));
    for words in [
        "Ví Dụ 7: 30 / 45,5 ha = 65,9 % (14/6/2025: 20 / 45,5 ha = 44,0 %); Ví Dụ 8: 15 / 15 ha = 100,0 %",
        "số liệu đến 14/6/2026; cột nhạt: cùng kỳ năm trước, ngày 14/6/2025",
        "Chưa đủ số liệu cùng kỳ năm trước: Ví Dụ 8.",
    ] {
        assert!(crate::project::plain(&files[REPORT]).contains(words), "the report does not say: {words}");
    }
}
