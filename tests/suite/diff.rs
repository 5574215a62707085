//! `ccn diff`: what a person reads who must approve a new site, and that no pair of folders breaks it.

use std::fs;

use ccn::diff::{Changes, State, compare, print};
use ccn::files::{Output, OutputPath};
use ccn::text::Language;
use proptest::prelude::*;
use serde_json::json;

use crate::published::{Project, Run, copy};

/// Publishes the invented province to `cu`, changes something and publishes it to `public`.
fn changed(change: impl FnOnce(&Project), arguments: &[&str]) -> Project {
    let project = Project::in_memory();
    project.build();
    copy(&project.target(), &project.root().join("cu"));
    change(&project);
    let run = project.run(&[&["build"], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    project
}

fn replace(project: &Project, path: &str, old: &str, new: &str) {
    let text = fs::read_to_string(project.root().join(path)).unwrap();
    assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in {path}");
    project.put(path, &text.replacen(old, new, 1));
}

fn diff(project: &Project, arguments: &[&str]) -> Run {
    project.run(&[&["diff", "cu", "public"], arguments].concat())
}

/// Asserts that the lines stand in the text in this order.
fn told(text: &str, lines: &[&str]) {
    let mut rest = text;
    for line in lines {
        let Some(at) = rest.find(&format!("{line}\n")) else { panic!("`{line}` is not told in its place:\n{text}") };
        rest = &rest[at + line.len()..];
    }
}

#[test]
fn one_cell_is_told_from_the_table_to_the_page_and_the_report() {
    let change =
        |project: &Project| replace(project, "data/areas.csv", "vi-du-4,decision,25,", "vi-du-4,decision,26.5,");
    let project = changed(change, &[]);
    let run = diff(&project, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    told(
        &run.stdout,
        &[
            "Khác nhau giữa cu (cũ) và public (mới):",
            "SỐ LIỆU MỞ",
            "Diện tích (du-lieu/areas.csv)",
            "  Ví Dụ 4; diện tích theo quyết định",
            "    Diện tích (ha): 25 → 26,5",
            "Cụm công nghiệp (du-lieu/clusters.csv)",
            "  Ví Dụ 4",
            "    Diện tích theo quyết định thành lập, mở rộng: 25 ha → 26,5 ha",
            "TRANG",
            "Cụm công nghiệp Ví Dụ 4 (vi/ccn/vi-du-4/index.html)",
            "  Thông tin chính",
            "    Diện tích theo quyết định: 25 ha → 26,5 ha",
            "BÁO CÁO, PHIẾU ĐỂ IN",
            "  đổi: Cụm công nghiệp Ví Dụ 4 (PDF)",
        ],
    );
    // What has nothing to do with the cell is not told.
    assert!(!run.stdout.contains("Ví Dụ 3") && !run.stdout.contains("PHẦN CHUNG"), "{}", run.stdout);
    let form =
        "đổi: Biểu số 04. Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp tỉnh, 6 tháng đầu năm 2026 (PDF, XLSX)";
    assert!(run.stdout.contains(form), "{}", run.stdout);
    let english = diff(&project, &["--lang", "en"]);
    told(&english.stdout, &["From cu (old) to public (new):", "OPEN DATA", "    Diện tích (ha): 25 → 26.5", "PAGES"]);
    let json: serde_json::Value = serde_json::from_str(&diff(&project, &["--message-format", "json"]).stdout).unwrap();
    let row = json!({"row": null, "what": "Diện tích (ha)", "old": "25", "new": "26,5"});
    assert_eq!(json["data"][0]["parts"][0]["changes"][0], row);
}

#[test]
fn another_day_is_told_once_and_not_on_every_page() {
    let project = changed(|_| {}, &["--date", "2026-06-29"]);
    let run = diff(&project, &[]);
    assert_eq!(run.code, Some(1));
    told(&run.stdout, &["PHẦN CHUNG CỦA CÁC TRANG (đầu trang, chân trang)", "    Xuất bản: 30/6/2026 → 29/6/2026"]);
    assert_eq!(run.stdout.matches("Xuất bản: 30/6/2026").count(), 1, "{}", run.stdout);
    assert!(!run.stdout.contains("SỐ LIỆU MỞ"), "{}", run.stdout);
    let again = "  in lại: Cụm công nghiệp Ví Dụ 1 (PDF); trang tương ứng không đổi chữ nào\n";
    assert!(run.stdout.contains(again), "{}", run.stdout);
}

#[test]
fn pages_rows_words_and_links_that_come_and_go_are_told() {
    let change = |project: &Project| {
        let clusters = fs::read_to_string(project.root().join("data/clusters.csv")).unwrap();
        let ten = clusters.lines().find(|line| line.starts_with("vi-du-10,")).unwrap();
        let eleven = ten.replace("vi-du-10", "vi-du-11").replace("Ví Dụ 10", "Ví Dụ 11");
        project.put("data/clusters.csv", &format!("{}\n{eleven}\n", clusters.trim_end()));
        replace(
            project,
            "data/milestones.csv",
            "m03,vi-du-2,notice,done,2026-04,2026-04,,Thông báo nhận hồ sơ.,bao-vi-du,B,\n",
            "",
        );
        let mail = "Gửi thư đến lien-he@vi-du.example.";
        let more = "Gửi thư đến lien-he@vi-du.example. Xem [trang của tỉnh](https://vi-du.example/moi).";
        replace(project, "content/vi/trang/lien-he.md", mail, more);
        let link = "Xem [Dành cho nhà đầu tư](nha-dau-tu.md).";
        replace(project, "content/vi/huong-dan/dat-dai.md", link, "Hỏi cơ quan quản lý.");
        fs::remove_file(project.root().join("content/vi/huong-dan/nha-dau-tu.md")).unwrap();
        project.put("templates/assets/anh.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    };
    let project = changed(change, &[]);
    let run = diff(&project, &[]);
    assert_eq!(run.code, Some(1));
    told(
        &run.stdout,
        &[
            "Cụm công nghiệp (du-lieu/clusters.csv)",
            "  thêm dòng: Ví Dụ 11",
            "Mốc tiến độ (du-lieu/milestones.csv)",
            "    Nội dung: Thông báo nhận hồ sơ.",
            "thêm: Cụm công nghiệp Ví Dụ 11 (vi/ccn/vi-du-11/index.html)",
            "bỏ: Dành cho nhà đầu tư (vi/huong-dan/nha-dau-tu/index.html)",
            "    Gửi thư đến lien-he@vi-du.example. [+ Xem trang của tỉnh.]",
            "  liên kết ra ngoài",
            "    thêm: https://vi-du.example/moi",
            "  thêm: Cụm công nghiệp Ví Dụ 11 (PDF)",
            "TỆP KHÁC",
            "  thêm: assets/anh.svg",
        ],
    );
    // One more cluster changes the same note in many rows of the form, told once.
    assert!(run.stdout.contains(" dòng như nhau ("), "{}", run.stdout);
}

#[test]
fn two_equal_sites_have_no_difference() {
    let project = changed(|_| {}, &[]);
    for (language, words) in [("vi", "cu và public: không có gì khác\n"), ("en", "cu and public: no difference\n")]
    {
        let run = diff(&project, &["--lang", language]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), words), "{run:?}");
    }
}

#[test]
fn what_cannot_be_compared_ends_with_2() {
    let project = changed(|_| {}, &[]);
    fs::remove_file(project.target().join("robots.txt")).unwrap();
    for (language, words) in
        [("vi", "public không còn như lúc xuất bản: `robots.txt`"), ("en", "`robots.txt` is in manifest")]
    {
        let run = diff(&project, &["--lang", language]);
        assert!(run.code == Some(2) && run.stderr.contains(words) && run.stdout.is_empty(), "{run:?}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", project.target().join("robots.txt")).unwrap();
        assert_eq!(diff(&project, &[]).code, Some(2));
    }
    for folders in [["cu", "nowhere"], ["data", "cu"]] {
        let run = project.run(&["diff", folders[0], folders[1]]);
        assert!(run.code == Some(2) && run.stderr.contains("không phải là trang do ccn xuất bản"), "{run:?}");
    }
    assert_eq!(project.run(&["diff", "cu"]).code, Some(2));
    let path = json!({"generator": "ccn", "files": [{"path": "../data/areas.csv", "bytes": 1, "sha256": ""}]});
    project.put("ra-ngoai/manifest.json", &path.to_string());
    assert_eq!(project.run(&["diff", "cu", "ra-ngoai"]).code, Some(2));
}

fn site(files: &[(&str, &str)]) -> Output {
    files.iter().map(|(path, text)| (OutputPath::new(*path), text.as_bytes().to_vec())).collect()
}

fn account(old: &[(&str, &str)], new: &[(&str, &str)]) -> String {
    print::print(&compare(&site(old), &site(new), Language::Vi), ["cũ", "mới"], Language::Vi)
}

/// A table with a description, as another program might publish it.
fn table(rows: &str) -> Output {
    let field = |name: &str, kind: &str| json!({"name": name, "type": kind});
    let fields = [field("cluster", "string"), field("kind", "string"), field("ha", "number"), field("note", "string")];
    let package = json!({"resources": [{"name": "t", "schema": {"fields": fields}}]});
    site(&[("d/datapackage.json", package.to_string().as_str()), ("d/t.json", rows)])
}

/// Rows without a key of their own are known by their first two cells, and among those by how much is alike.
#[test]
fn rows_without_a_key_find_their_partner() {
    let old = table(
        r#"[{"cluster":"a","kind":"k","ha":1,"note":"x"},{"cluster":"a","kind":"k","ha":2,"note":"y"},
            {"cluster":"b","kind":"k","ha":3,"note":null},{"cluster":"c","kind":"k","ha":4,"note":null}]"#,
    );
    let new = table(
        r#"[{"cluster":"a","kind":"k","ha":5,"note":"y"},{"cluster":"a","kind":"k","ha":1,"note":"x"},
            {"cluster":"b","kind":"k","ha":null,"note":"z"},{"cluster":"d","kind":"k","ha":4,"note":null}]"#,
    );
    let changes = compare(&old, &new, Language::Vi);
    let rows: Vec<_> =
        changes.data[0].parts.iter().map(|row| (row.name.as_str(), row.state, row.changes.len())).collect();
    let expected = [
        ("a; k", State::Changed, 1),
        ("b; k", State::Changed, 2),
        ("d; k", State::Added, 3),
        ("c; k", State::Removed, 3),
    ];
    assert_eq!(rows, expected);
    let figures = &changes.data[0].parts[1].changes[0];
    assert_eq!((figures.old.as_deref(), figures.new.as_deref()), (Some("3"), None));
}

#[test]
fn a_page_is_read_as_its_reader_does() {
    let page = |main: &str| {
        format!("<html><head><title>x</title></head><body><p>Đầu trang</p><main>{main}</main></body></html>")
    };
    let old = page(
        "<h1>Trang</h1><p>Một <b>hai</b> ba bốn năm sáu bảy tám chín mười mười một mười hai.</p>\
         <h2 id=a>Mục</h2><dl><dt>Giá<dd>5 đồng <span class=note>Ngày 1.</span></dd></dl>\
         <table id=t><caption>Bảng 2025</caption><tr><th>Cụm<th>Đất (ha)</tr><tr><td>A</td><td>1</td></tr></table>\
         <svg><title>Hình</title><path d='M0 0'/></svg>",
    );
    let new = old
        .replace("<b>hai</b>", "hai rưỡi")
        .replace("5 đồng", "6 đồng")
        .replace("Ngày 1.", "Ngày 2.")
        .replace("Bảng 2025", "Bảng 2026")
        .replace("<td>1</td>", "<td>2</td>")
        .replace("M0 0", "M1 1")
        .replace("Đầu trang", "Đầu trang mới");
    let text = account(&[("vi/index.html", old.as_str())], &[("vi/index.html", new.as_str())]);
    told(
        &text,
        &[
            "Trang (vi/index.html)",
            "    Một hai [+ rưỡi] ba bốn năm sáu bảy tám…",
            "  Mục",
            "    Giá: 5 đồng → 6 đồng",
            "    Giá – ngày, nguồn: Ngày 1. → Ngày 2.",
            "  Bảng 2026",
            "    Bảng 2025 → Bảng 2026",
            "    A – Đất (ha): 1 → 2",
            "  hình vẽ",
            "    hình đổi, chữ giữ nguyên",
            "  trên 1 trang:",
            "    Đầu trang → Đầu trang mới",
        ],
    );
}

#[test]
fn what_is_malformed_is_named_as_a_file() {
    let package = |text: &'static str| [("d/datapackage.json", text), ("d/t.json", "[{\"a\": 1}]"), ("d/t.csv", "a")];
    for text in ["", "[]", "{\"resources\": 3}", "{\"resources\": [{}, 3, {\"name\": \"t\", \"schema\": []}]}", "\u{0}"]
    {
        let mut new = package(text);
        new[1].1 = "[{\"a\": 2}]";
        assert!(account(&package(text), &new).contains("đổi: d/t.json"), "{text}");
    }
    let changes = compare(&site(&[("a.html", "<p>x")]), &site(&[("a.html", "<p>y"), ("b/", "")]), Language::En);
    assert_eq!((changes.pages.len(), changes.files.len()), (0, 1));
    assert_eq!(changes.surroundings.pages, 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Pieces of HTML and JSON in any order give an account, and no difference only if there is none.
    #[test]
    fn any_two_trees_give_an_account(old in pieces(), new in pieces()) {
        let tree = |pieces: &[&str]| {
            let text = pieces.concat();
            site(&["a.html", "d/datapackage.json", "d/t.json", "r/x.pdf"].map(|path| (path, text.as_str())))
        };
        let (old, new) = (tree(&old), tree(&new));
        let changes = compare(&old, &new, Language::Vi);
        prop_assert_eq!(changes == Changes::default(), old == new);
        prop_assert!(!print::print(&changes, ["cũ", "mới"], Language::En).is_empty());
        prop_assert!(compare(&new, &new, Language::En).is_empty());
    }
}

fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
    let pieces = [
        "<main>",
        "</main>",
        "<h1>",
        "<h2 id=x>",
        "</h2>",
        "<table>",
        "</table>",
        "<caption>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<dt>",
        "</dt>",
        "<dd>",
        "</dd>",
        "<span class=note>",
        "</span>",
        "<svg>",
        "</svg>",
        "<script>",
        "</script>",
        "<a href='https://x'>",
        "</a>",
        "<!--",
        "-->",
        "chữ",
        " 12 ",
        "&amp;",
        "\u{0}",
        "<",
        ">",
        "[",
        "{\"resources\":[{\"name\":\"t\",\"schema\":{\"fields\":[{\"name\":\"a\"}]}}]}",
        "[{\"a\":1}]",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..24)
}
