//! What leaders are sent: one page of A4, a message of a few lines, and the report as of any day.

use ccn::Build;
use ccn::files::{Output, OutputPath};
use ccn::settings::{Asked, Format, Order, ReportKind, Settings, Unwatched};

use crate::cases::base;
use crate::leak::readable;
use crate::project::{Page, file, pdf_text, plain, site};

fn paths<'a>(site: &'a Output, start: &str, end: &str) -> Vec<&'a str> {
    let paths = site.iter().map(|(path, _)| path.as_str());
    paths
        .filter(|path| path.rsplit('/').next().is_some_and(|name| name.starts_with(start) && name.ends_with(end)))
        .collect()
}

/// A form feed ends each page of the text of a print.
#[test]
fn the_page_for_leaders_is_one_page() {
    let prints = paths(site(), "mot-trang-", ".pdf");
    assert_eq!(prints.len(), 3, "{prints:?}");
    for path in prints {
        let text = pdf_text(file(path), "-layout");
        assert_eq!(text.matches('\u{c}').count(), 1, "{path}: {text}");
        for heading in ["Tình hình đến ngày 14 tháng", "Khó khăn, vướng mắc: ", "Đề nghị"] {
            assert!(text.contains(heading), "{path}: {heading}");
        }
    }
    let about = Asked { period: Some("2026-H1".to_owned()), ..Asked::default() };
    let order = Order { kind: ReportKind::Leaders, about, formats: vec![Format::Pdf], official: false };
    let Build { output, .. } = ccn::report(&base(), &Settings::default(), &order, &Unwatched);
    let output = output.expect("the page is made");
    let print = output.get(&OutputPath::new("mot-trang-2026-h1.pdf")).expect("the print");
    assert_eq!(pdf_text(print, "-layout").matches('\u{c}').count(), 1);
}

/// The half year of the invented province: 7 of 10 clusters are known to be established or not (see `by_hand`).
#[test]
fn the_message_is_a_few_lines_with_the_figures_of_the_form() {
    for path in paths(site(), "tin-nhan-", ".txt") {
        let text = std::str::from_utf8(file(path)).expect("UTF-8");
        let lines: Vec<&str> = text.lines().collect();
        assert!((3..=6).contains(&lines.len()), "{path}: {text}");
        assert!(lines.iter().all(|line| !line.is_empty() && line.chars().count() <= 300), "{path}: {text}");
        let period = path.split('/').nth(2).expect("the folder of a period");
        let form = Page::of(&format!("vi/bao-cao/{period}/bieu-04-{period}/index.html"));
        let rows = &form.table("bang-bieu-04").rows;
        let figure =
            |number: &str| rows.iter().find(|row| row.texts()[0] == number).expect(number).texts()[3].to_owned();
        let said = |value: String| if value == "…" { "chưa có số liệu".to_owned() } else { value };
        assert!(text.contains(&format!("Đã thành lập: {} ", said(figure("3")))), "{path}: {text}");
        assert!(text.contains(&format!("Đã hoạt động: {}", said(figure("15")))), "{path}: {text}");
        let page = Page::of(&path.replace(".txt", "/index.html")).text;
        for line in lines {
            assert!(page.contains(plain(line.trim_start_matches("- ")).as_str()), "{path}: the page has {line}");
        }
    }
    assert_eq!(paths(site(), "tin-nhan-", ".txt").len(), 3);
    assert!(paths(site(), "tin-nhan-", ".pdf").is_empty());
}

fn on(day: &str) -> (Vec<String>, Page) {
    let about = Asked { day: Some(day.to_owned()), ..Asked::default() };
    let order = Order { kind: ReportKind::Status, about, formats: vec![Format::Html, Format::Pdf], official: false };
    let settings = Settings { as_of: day.parse().ok(), ..Settings::default() };
    let Build { output, .. } = ccn::report(&base(), &settings, &order, &Unwatched);
    let files = readable(&output.expect("the report is made"));
    let names = files.keys().filter(|name| !name.starts_with("assets/")).cloned().collect();
    (names, Page::read(files[&format!("bao-cao-{day}.html")].as_bytes()))
}

/// The day of the cut-off says what the report of the period says; another day says which one it is.
#[test]
fn the_status_of_a_day_has_the_same_rows_as_that_of_a_period() {
    let (names, page) = on("2026-06-14");
    assert_eq!(names, ["bao-cao-2026-06-14.html", "bao-cao-2026-06-14.pdf"]);
    let about = Asked { period: Some("2026-H1".to_owned()), ..Asked::default() };
    let order = Order { kind: ReportKind::Bieu04, about, formats: vec![Format::Html], official: false };
    let Build { output, .. } = ccn::report(&base(), &Settings::default(), &order, &Unwatched);
    let form = Page::read(readable(&output.expect("the form is made"))["bieu-04-2026-h1.html"].as_bytes());
    let texts = |page: &Page| -> Vec<Vec<String>> {
        let rows = page.table("bang-bieu-04").rows.iter();
        rows.map(|row| row.texts().iter().map(|text| (*text).to_owned()).collect()).collect()
    };
    assert_eq!(texts(&page), texts(&form));
    let (_, later) = on("2026-06-29");
    for words in [
        "Báo cáo tình hình phát triển cụm công nghiệp tỉnh Ví Dụ đến ngày 29/6/2026",
        "Số liệu từ ngày 15/12/2025 đến ngày 29/6/2026; số theo biểu báo cáo là của kỳ 6 tháng đầu năm 2026",
    ] {
        assert!(later.text.contains(words), "{}", later.text);
    }
}
