//! What is made for each office: Biểu số 03 of a commune word by word, and the sheet of an agency with what waits for it.

use ccn::Build;
use ccn::files::{Output, SourcePath, Sources};
use ccn::settings::{Asked, Format, Order, ReportKind, Settings, Unwatched};
use ccn::text::Language;

use crate::cases::base;
use crate::forms::{circular, swapped};
use crate::leak::readable;
use crate::project::{Page, file, pdf_text, plain, site};

fn ordered(sources: &Sources, kind: ReportKind, about: Asked, formats: &[Format]) -> Build {
    let order = Order { kind, about, formats: formats.to_vec(), official: false };
    ccn::report(sources, &Settings::default(), &order, &Unwatched)
}

fn named(commune: &str, period: &str) -> Asked {
    Asked { commune: Some(commune.to_owned()), period: Some(period.to_owned()), ..Asked::default() }
}

fn names(output: &Output) -> Vec<&str> {
    output.iter().map(|(path, _)| path.as_str()).filter(|path| !path.starts_with("assets/")).collect()
}

/// The communes of Lạng Sơn in their limits of 1/7/2025: before that day districts sent the form.
#[test]
fn each_commune_with_a_cluster_has_its_form_since_there_are_communes() {
    let forms: Vec<&str> =
        site().iter().map(|(path, _)| path.as_str()).filter(|path| path.contains("/bieu-03-")).collect();
    assert!(forms.iter().any(|path| path.starts_with("vi/bao-cao/2026-h1/bieu-03/bieu-03-")), "{forms:?}");
    assert!(forms.iter().any(|path| path.starts_with("vi/bao-cao/2025/bieu-03/bieu-03-")), "{forms:?}");
    assert!(!forms.iter().any(|path| path.contains("2025-h1")), "{forms:?}");
    let form = &circular()[2];
    for path in forms.iter().filter(|path| path.ends_with("/index.html")) {
        let page = Page::of(path);
        let rows: Vec<[String; 3]> = page
            .table("bang-bieu-03")
            .rows
            .iter()
            .skip(2)
            .map(|row| [0, 1, 2].map(|at| row.texts()[at].to_owned()))
            .collect();
        assert_eq!(rows, form.rows, "{path}");
        let print = plain(&pdf_text(file(&path.replace("/index.html", ".pdf")), "-raw"));
        for text in [&page.text, &print] {
            for line in [
                format!("{}. {}", form.number, swapped(&form.title)),
                format!("Đơn vị nhận báo cáo: {}", form.receiver),
                form.deadline.clone(),
                form.footnote.clone(),
            ] {
                assert!(text.contains(&line), "{path}: {line}\n{text}");
            }
            let senders = ["xã ", "phường "].map(|kind| format!("Đơn vị gửi báo cáo: Ủy ban nhân dân {kind}"));
            assert!(senders.iter().any(|sender| text.contains(sender)), "{path}: {senders:?}\n{text}");
        }
        for signer in &form.signer {
            assert!(print.contains(signer.as_str()), "{path}: {signer}\n{print}");
        }
    }
}

/// Phường Ví Dụ leads clusters 3, 7 and 8, all established, of which 7 and 8 operate; cluster 3 lies in Xã Ví Dụ Nam, too,
/// and counts once.
#[test]
fn a_commune_sums_the_clusters_that_it_leads() {
    let Build { output, .. } = ordered(&base(), ReportKind::Bieu03, named("90201", "2026-H1"), Format::ALL);
    let output = output.expect("the form is made");
    assert_eq!(names(&output), ["docx", "html", "pdf", "xlsx"].map(|ending| format!("bieu-03-90201-2026-h1.{ending}")));
    let page = readable(&output)["bieu-03-90201-2026-h1.html"].clone();
    let page = Page::read(page.as_bytes());
    let figure = |number: &str| {
        let rows = &page.table("bang-bieu-03").rows;
        rows.iter().find(|row| row.texts()[0] == number).expect(number).texts()[3].to_owned()
    };
    assert_eq!([figure("3"), figure("15")], ["3", "2"]);
    assert!(page.text.contains("Đơn vị gửi báo cáo: Ủy ban nhân dân phường Ví Dụ"), "{}", page.text);
}

#[test]
fn a_name_that_nothing_has_is_told_with_those_that_are_there() {
    for (kind, about, words) in [
        (ReportKind::Bieu03, named("90210", "2026-H1"), "không có báo cáo cho `90210`; có: 90101, 90102, 90201, 90202"),
        (ReportKind::Bieu03, named("902O1", "2026-H1"), "không có báo cáo cho `902O1`; có phải là `90201`?"),
        (ReportKind::Bieu03, named("90201", "2024"), "không có báo cáo cho `2024`"),
        (
            ReportKind::Agency,
            Asked { agency: Some("ubnd-cap-huyen".to_owned()), ..Asked::default() },
            "không có báo cáo cho `ubnd-cap-huyen`",
        ),
        (ReportKind::Bieu04, Asked { commune: Some("90201".to_owned()), ..Asked::default() }, "có: 2025, 2026-H1"),
    ] {
        let Build { unmet, .. } = ordered(&base(), kind, about, &[Format::Html]);
        let told = unmet.expect("nothing is meant");
        let told = told.get(Language::Vi);
        assert!(told.contains(words), "{told}");
    }
}

/// The obstacle waits for UBND cấp xã; the province is built on 30/6/2026: due on 31/5, it is thirty days late.
#[test]
fn what_is_late_is_told_with_its_days() {
    for (due, state) in [("2026-05-31", "quá hạn 30 ngày"), ("2026-06-30", "còn trong hạn"), ("", "chưa ghi thời hạn")]
    {
        let mut sources = base();
        let table = SourcePath::new("data/obstacles.csv");
        let text = String::from_utf8(sources.get(&table).expect("the table is there").to_vec()).expect("UTF-8");
        assert!(text.contains(",2026-09-30,"));
        sources.insert(table, text.replace(",2026-09-30,", &format!(",{due},")).into_bytes());
        let about = Asked { agency: Some("ubnd-cap-xa".to_owned()), ..Asked::default() };
        let made = ordered(&sources, ReportKind::Agency, about, &[Format::Html, Format::Pdf]);
        let files = readable(&made.output.expect("the sheet is made"));
        let page = Page::read(files["viec-ubnd-cap-xa.html"].as_bytes());
        assert_eq!(page.table("bang-viec-cho").rows[1].texts()[5], state);
        assert!(plain(&files["viec-ubnd-cap-xa.pdf"]).contains(state), "{due} in print");
    }
}
