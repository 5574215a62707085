//! What a single firm reports is counted in the sums of the province and told to nobody.
//!
//! Reckoned by hand for the period 2026-H1 of the invented province. Operating: clusters 6, 7, 8 (see `by_hand`). Their
//! tenants: none in 6, `may-vi-du` and `soi-vi-du` in 7, `go-vi-du` in 8, each of another firm. Cluster 6 has no tenants
//! whose reports could be summed, of 2 and 10 it is not known whether they operate: 2 of the 3 clusters are covered.

use std::collections::BTreeMap;
use std::fs;

use ccn::catalog::form::Span;
use ccn::catalog::public::Public;
use ccn::catalog::rollup::{Scope, Sum, lines};
use ccn::diagnostic::Diagnostics;
use ccn::files::{SourcePath, Sources};
use ccn::settings::{Asked, Format, Order, ReportKind, Settings, Unwatched};
use ccn::{Build, catalog, parse};

use crate::cases::base;
use crate::leak::{holds, readable};
use crate::project::{Page, built};
use crate::published::Project;

/// Biểu 01 of the three firms: revenue and taxes, tỷ đồng; workers. Figures that stand nowhere else.
const FIRMS: [(&str, [&str; 3]); 3] = [
    ("may-vi-du", ["8517.31", "853.19", "8519"]),
    ("soi-vi-du", ["4093.27", "409.37", "4099"]),
    ("go-vi-du", ["1277.13", "127.73", "1279"]),
];

/// 8517.31 + 4093.27 + 1277.13; 853.19 + 409.37 + 127.73; 8519 + 4099 + 1279.
const SUMS: [(&str, &str, &str); 3] =
    [("23", "13887.71", "13.887,71"), ("24", "1390.29", "1.390,29"), ("25", "13897", "13.897")];

const UNITS: [&str; 3] = ["Tỷ đồng", "Tỷ đồng", "Người"];

fn edited(mut sources: Sources, path: &str, edit: impl Fn(&str) -> String) -> Sources {
    let path = SourcePath::new(path);
    let text = String::from_utf8(sources.get(&path).expect("the table is there").to_vec()).expect("tables are UTF-8");
    sources.insert(path, edit(&text).into_bytes());
    sources
}

/// The invented province with Biểu 01 of its three tenants, each with its visibility.
fn province(openness: [&str; 3]) -> Sources {
    edited(base(), "data/observations.csv", |text| {
        let kept: Vec<&str> = text.lines().filter(|line| !line.contains(",may-vi-du,")).collect();
        let mut table = kept.join("\n").replace("grade,note", "grade,note,visibility");
        // Each row has a cell for the new column.
        table = table
            .lines()
            .enumerate()
            .map(|(n, line)| if n == 0 { format!("{line}\n") } else { format!("{line},\n") })
            .collect();
        for ((firm, figures), openness) in FIRMS.iter().zip(openness) {
            for (row, figure) in figures.iter().enumerate() {
                let (number, unit) = (row + 1, UNITS[row]);
                table.push_str(&format!(
                    "2026-H1,{firm},01.{number},{figure},{unit},reported,,2026-06-14,chu-dau-tu,B,,{openness}\n"
                ));
            }
        }
        table
    })
}

fn published(sources: &Sources) -> Public {
    let mut faults = Diagnostics::default();
    let records = parse::records(sources, &mut faults).expect("the tables can be read");
    catalog::resolve(records, &mut faults).expect("the tables are sound").publish()
}

fn sum(catalog: &Public, row: &str) -> Sum {
    let found = lines(catalog, Scope::Province, Span::parse("2026-H1").expect("a period"))
        .into_iter()
        .find(|line| line.row.number == row);
    found.expect("the form has the row").sum
}

/// Row, value, whether it is withheld, and coverage.
fn told(sources: &Sources) -> Vec<(&'static str, Option<String>, bool, usize)> {
    let catalog = published(sources);
    let rows = SUMS.iter().map(|(row, ..)| (*row, sum(&catalog, row)));
    rows.map(|(row, sum)| (row, sum.value.map(|value| value.plain()), sum.is_withheld, sum.known)).collect()
}

const WITHHELD: [(&str, Option<String>, bool, usize); 3] =
    [("23", None, true, 2), ("24", None, true, 2), ("25", None, true, 2)];

fn all_told() -> Vec<(&'static str, Option<String>, bool, usize)> {
    SUMS.iter().map(|(row, value, _)| (*row, Some((*value).to_owned()), false, 2)).collect()
}

/// The remark of each of the three rows: cluster 6 has no figure, of 2 and 10 nobody knows.
const LACKING: &str = "Tính trên 2/3 cụm thuộc dòng này; chưa rõ 2 cụm có thuộc dòng này hay không; không công bố";

#[test]
fn three_firms_are_told_as_one_sum_and_two_are_not() {
    assert_eq!(told(&province(["counted"; 3])), all_told());
    assert_eq!(told(&province(["public"; 3])), all_told(), "what is public hides nothing");
    // Who takes the published firm away has the sum of two, and with one of them in his own hand the other.
    assert_eq!(told(&province(["public", "counted", "counted"])), WITHHELD);
    assert_eq!(told(&province(["counted", "public", "public"])), WITHHELD);
    let five = edited(province(["counted"; 3]), "data/limits.yaml", |text| {
        let (before, rule) = text.split_once("published-sum-least-firms").expect("the rule is there");
        format!("{before}published-sum-least-firms{}", rule.replacen("value: 3", "value: 5", 1))
    });
    assert_eq!(told(&five), WITHHELD, "the number of firms is the office's to set");
}

/// A figure that is internal is in no sum, so that of its cluster nothing is known: 1 of 3 clusters is covered.
#[test]
fn internal_figures_are_in_no_sum() {
    let unknown = told(&province(["internal", "public", "public"]));
    // 1277.13 of cluster 8; cluster 7 lacks one of its two.
    assert_eq!(unknown[0], ("23", Some("1277.13".to_owned()), false, 1));
}

#[test]
fn projects_of_one_firm_are_one() {
    let one = edited(province(["counted"; 3]), "data/projects.csv", |text| {
        text.replace("Công ty Sợi Ví Dụ", "CÔNG TY MAY VÍ DỤ")
    });
    assert_eq!(told(&one), WITHHELD);
}

/// A sum of nothing tells of each firm that it has nothing.
#[test]
fn a_sum_of_nothing_is_not_told() {
    let none = edited(province(["counted"; 3]), "data/observations.csv", |text| {
        FIRMS.iter().fold(text.to_owned(), |text, (_, figures)| text.replace(&format!(",{},", figures[1]), ",0,"))
    });
    assert_eq!(told(&none)[1], WITHHELD[1]);
    assert_eq!(told(&none)[0], all_told()[0]);
}

/// A firm that is not told of at all still counts; its figures cannot be public.
#[test]
fn a_counted_project_counts() {
    let hidden = edited(province(["counted"; 3]), "data/projects.csv", |text| {
        text.replace(
            "building,2026-06-14,,chu-dau-tu,B,\ngo-vi-du",
            "building,2026-06-14,counted,chu-dau-tu,B,\ngo-vi-du",
        )
    });
    assert_eq!(told(&hidden), all_told());
    let catalog = published(&hidden);
    assert!(catalog.projects.iter().all(|project| project.id != "soi-vi-du"));
    assert!(catalog.observations.iter().all(|row| row.indicator.to_string() != "01.1"));
}

/// The developer's own project in rows 23 to 25, when the office says so: 02.9 is 19.73 in cluster 7 and 5.11 in 8.
#[test]
fn the_developer_counts_when_the_table_says_so() {
    let sources = edited(province(["counted"; 3]), "data/rollup.csv", |text| {
        text.replace("23,operating,01.1,", "23,operating,01.1; 02.9,")
    });
    assert_eq!(sum(&published(&sources), "23").value, None, "cluster 8 operates and has no Biểu 02: nothing is whole");
    let sources = edited(sources, "data/observations.csv", |text| {
        let row =
            |cluster, value| format!("2026-H1,{cluster},02.9,{value},Tỷ đồng,reported,,2026-06-14,chu-dau-tu,B,,\n");
        format!("{text}{}{}", row("vi-du-7", "19.73"), row("vi-du-8", "5.11"))
    });
    // 13887.71 + 19.73 + 5.11
    assert_eq!(sum(&published(&sources), "23").value.map(|value| value.plain()).as_deref(), Some("13912.55"));
}

/// A figure as tables, pages and workbooks write it.
fn ways(figure: &str) -> [String; 2] {
    let (whole, rest) = figure.split_once('.').map_or((figure, String::new()), |(a, b)| (a, format!(",{b}")));
    let cut = whole.len().saturating_sub(3);
    let grouped = if cut == 0 { whole.to_owned() } else { format!("{}.{}", &whole[..cut], &whole[cut..]) };
    [figure.to_owned(), format!("{grouped}{rest}")]
}

fn nothing_of_a_firm(files: &BTreeMap<String, String>) {
    for (path, text) in files {
        for figure in FIRMS.iter().flat_map(|(_, figures)| figures).flat_map(|figure| ways(figure)) {
            assert!(!holds(text, &figure), "{path} tells {figure}, which one firm reported");
        }
    }
}

#[test]
fn the_public_tree_tells_the_sum_of_three_and_no_firm() {
    let output = built(&province(["counted"; 3]));
    let files = readable(&output);
    nothing_of_a_firm(&files);
    for (_, plain, shown) in SUMS {
        for (path, way) in [
            ("vi/so-lieu/index.html", shown),
            ("vi/bao-cao/2026-h1/bieu-04-2026-h1/index.html", shown),
            ("vi/bao-cao/2026-h1/bieu-04-2026-h1.pdf", shown),
            ("vi/bao-cao/2026-h1/bao-cao-2026-h1.pdf", shown),
            ("vi/bao-cao/2026-h1/bao-cao-2026-h1.docx", shown),
            ("vi/bao-cao/2026-h1/bieu-04-2026-h1.xlsx", plain),
            ("du-lieu/form_04.csv", plain),
        ] {
            assert!(holds(&files[path], way), "{path} lacks {way}");
        }
    }
}

#[test]
fn the_public_tree_tells_of_two_firms_that_it_is_withheld() {
    let sources = province(["public", "counted", "counted"]);
    let output = built(&sources);
    let files = readable(&output);
    for (path, text) in &files {
        for figure in FIRMS[1..].iter().flat_map(|(_, figures)| figures).chain(SUMS.iter().map(|(_, sum, _)| sum)) {
            assert!(!ways(figure).iter().any(|way| holds(text, way)), "{path} tells {figure}");
        }
    }
    let page = files.get("vi/bao-cao/2026-h1/bieu-04-2026-h1/index.html").expect("the form has a page");
    let page = Page::read(page.as_bytes());
    for (row, ..) in SUMS {
        let line =
            page.table("bang-bieu-04").rows.iter().find(|line| line.cells[0].text == row).expect("the row is there");
        assert_eq!(line.cells[3].text, "bảo mật", "row {row}");
        assert_eq!(line.cells[3].value, None, "row {row}");
        assert!(line.cells[4].text.contains(LACKING), "{}", line.cells[4].text);
    }
    assert!(files["du-lieu/form_04.csv"].contains("bảo mật") || files["du-lieu/form_04.csv"].contains("không công bố"));
}

/// The form that is signed and sent within the administration has the true sum, says what it is, and tells no firm.
#[test]
fn the_official_form_has_the_true_sum() {
    let order = Order {
        kind: ReportKind::Bieu04,
        about: Asked { period: Some("2026-H1".to_owned()), ..Asked::default() },
        formats: Format::ALL.to_vec(),
        official: true,
    };
    let sources = province(["public", "counted", "counted"]);
    let Build { output, .. } = ccn::report(&sources, &Settings::default(), &order, &Unwatched);
    let files = readable(&output.expect("the report is made"));
    let reports: Vec<_> = files.iter().filter(|(path, _)| !path.starts_with("assets/")).collect();
    assert_eq!(reports.len(), 4, "{reports:?}");
    for (path, text) in reports {
        assert!(path.starts_with("bieu-04-2026-h1-noi-bo"), "{path}");
        assert!(text.contains("BẢN GỬI CƠ QUAN NHÀ NƯỚC"), "{path} does not say what it is");
        for (_, plain, shown) in SUMS {
            assert!(holds(text, plain) || holds(text, shown), "{path} lacks {shown}");
        }
    }
    let order = Order { official: false, ..order };
    let Build { output, .. } = ccn::report(&sources, &Settings::default(), &order, &Unwatched);
    for (path, text) in readable(&output.expect("the report is made")) {
        assert!(!SUMS.iter().any(|(_, plain, shown)| holds(&text, plain) || holds(&text, shown)), "{path}");
    }
}

/// Biểu 01 of a firm is taken in to be counted; of a project that is internal it stays so.
#[test]
fn a_form_of_a_firm_is_taken_in_to_be_counted() {
    for (openness, kept) in [("", "counted"), ("counted", "counted"), ("internal", "internal")] {
        let project = Project::in_memory();
        let path = project.root().join("data/projects.csv");
        let text = fs::read_to_string(&path).unwrap();
        let row = "300,stopped,2026-06-14,,";
        assert!(text.contains(row));
        fs::write(&path, text.replace(row, &format!("300,stopped,2026-06-14,{openness},"))).unwrap();
        let file = project.root().join("bieu-01.csv");
        let rows = ["Doanh thu của dự án trong kỳ báo cáo", "Số nộp ngân sách nhà nước của dự án trong kỳ báo cáo"];
        let head = "Biểu số 01\nTT,Chỉ tiêu,Đơn vị tính,Kết quả,Ghi chú\n";
        fs::write(&file, format!("{head}1,{},Tỷ đồng,\"1277,13\",\n2,{},Tỷ đồng,\"127,73\",\n", rows[0], rows[1]))
            .unwrap();
        let name = file.to_str().unwrap();
        let run = project.run(&["intake", name, "--subject", "go-vi-du", "--period", "2026-H1", "--apply"]);
        assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
        let table = fs::read_to_string(project.root().join("data/observations.csv")).unwrap();
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        let rows: Vec<BTreeMap<String, String>> = rows.deserialize().map(|row| row.unwrap()).collect();
        let taken = rows.iter().find(|row| row["subject"] == "go-vi-du" && row["indicator"] == "01.1").unwrap();
        assert_eq!((taken["value"].as_str(), taken["visibility"].as_str()), ("1277.13", kept));
    }
}

/// The official copy is refused where everybody could fetch it.
#[test]
fn the_official_form_is_not_written_into_a_site() {
    let project = Project::in_memory();
    assert_eq!(project.run(&["build", "--output", "public"]).code, Some(0));
    let public = project.root().join("public");
    let within = public.join("vi");
    for folder in [&public, &within] {
        let run = project.run(&["report", "bieu-04", "--official", "--format", "xlsx", "-o", folder.to_str().unwrap()]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(run.stderr.contains("nằm trong một trang đã xuất bản"), "{}", run.stderr);
    }
    let run = project.run(&["report", "bieu-04", "--official", "--format", "xlsx", "-o", "ky"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// Of a commune not even a sum of three firms is told outside: province less commune would be a sum, too.
#[test]
fn the_form_of_a_commune_has_the_true_sum_in_the_official_copy_alone() {
    let about = Asked { commune: Some("90201".to_owned()), period: Some("2026-H1".to_owned()), ..Asked::default() };
    for (official, name, figure) in
        [(false, "bieu-03-90201-2026-h1", "bảo mật"), (true, "bieu-03-90201-2026-h1-noi-bo", "13.887,71")]
    {
        let order = Order { kind: ReportKind::Bieu03, about: about.clone(), formats: Format::ALL.to_vec(), official };
        let sources = province(["counted"; 3]);
        let Build { output, .. } = ccn::report(&sources, &Settings::default(), &order, &Unwatched);
        let files = readable(&output.expect("the form is made"));
        let page = Page::read(files[&format!("{name}.html")].as_bytes());
        let row = page.table("bang-bieu-03").rows.iter().find(|row| row.texts()[0] == "23").expect("row 23");
        assert_eq!(row.texts()[3], figure);
        for ending in ["pdf", "xlsx"] {
            assert!(files.contains_key(&format!("{name}.{ending}")), "{:?}", files.keys());
        }
    }
}

/// Biểu 03 of Phường Ví Dụ beside its clusters 3, 7 and 8, of which 7 and 8 operate: three are established, and the
/// firms of 7 and 8 earned 13887.71. What firms reported stays out of the notes that everybody reads.
#[test]
fn figures_of_a_commune_are_compared_with_the_sum_of_its_clusters() {
    let sources = edited(province(["counted"; 3]), "data/observations.csv", |text| {
        let row = "2026-H1,90201,03.23,29997.5,Tỷ đồng,reported,,2026-06-14,van-ban,A,,\n";
        format!("{}{row}", text.replace("90201,03.3,3,", "90201,03.3,5,"))
    });
    let order = |official| Order {
        kind: ReportKind::Status,
        about: Asked { period: Some("2026-H1".to_owned()), ..Asked::default() },
        formats: vec![Format::Html],
        official,
    };
    let rows = |official| {
        let Build { output, .. } = ccn::report(&sources, &Settings::default(), &order(official), &Unwatched);
        let files = readable(&output.expect("the report is made"));
        let page = files.iter().find(|(path, _)| path.ends_with(".html")).expect("there is a page").1.clone();
        let table = Page::read(page.as_bytes());
        let found = table.table("bang-bieu-03").rows.iter();
        let found: Vec<String> =
            found.map(|row| row.texts().join("|")).filter(|row| row.contains("phường Ví Dụ")).collect();
        (found, page)
    };
    let established = "phường Ví Dụ|3|Số lượng cụm công nghiệp đã thành lập|Cụm|5|3|3/3";
    // Of the three clusters of the commune 7 and 8 operate.
    let earned = "phường Ví Dụ|23|Tổng doanh thu của các dự án đầu tư trong các cụm công nghiệp trong kỳ báo cáo|Tỷ đồng|\
                  29.997,5|13.887,71|2/2";
    let (told, page) = rows(false);
    assert_eq!(told, [established]);
    assert!(!holds(&page, "29.997,5"));
    assert_eq!(rows(true).0, [established, earned]);
}
