//! `ccn lint-report`: what somebody changed in a report is found, what may be changed is left in peace.
//!
//! Documents are altered in their XML, as an editor would; one is saved anew by LibreOffice.

use std::fs;
use std::io::{Cursor, Write};
use std::process::Command;
use std::sync::OnceLock;

use ccn::catalog::form::Span;
use ccn::files::OutputPath;
use ccn::render::docx;
use ccn::review::{self, Finding};
use ccn::settings::ReportKind;
use ccn::site::document::{Align, Block, Cell, Table, TableRow, columns};
use ccn::site::report::{Annex, Body, Head, Meta, Report, Subject, Title};
use ccn::text::Language;
use serde_json::Value;

use crate::docx::{example, parts, typesetter};
use crate::published::Project;

/// A report about clusters that do not exist, with every part that the decree knows.
fn sample() -> &'static [u8] {
    static SAMPLE: OnceLock<Vec<u8>> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let (report, text) = report();
        docx::document(&report, &text, &typesetter())
    })
}

fn report() -> (Report, Vec<Block>) {
    let said = |text: &str| text.to_owned();
    let meta = Meta {
        title: said("Báo cáo mẫu, số liệu bịa"),
        author: said("Sở Công Thương tỉnh Ví Dụ"),
        date: said("2026-06-30"),
        description: said("Báo cáo mẫu"),
        keywords: vec![said("ví dụ")],
        language: said("vi"),
    };
    let note = "(Kèm theo Báo cáo số        /BC-SCT ngày      tháng      năm        của Sở Công Thương)";
    let annex = Annex {
        number: said("I"),
        title: said("Danh sách cụm"),
        note: said(note),
        landscape: true,
        blocks: vec![Block::Table(table("Các cụm", &[["1", "Cụm Ví Dụ 1", "ha", "50"]]))],
    };
    let report = Report {
        kind: ReportKind::Status,
        subject: Subject::Period(Span::new(2026, true)),
        name: said("bao-cao-mau"),
        meta,
        head: Some(Head {
            parent: said("UBND tỉnh Ví Dụ"),
            agency: said("Sở Công Thương"),
            number: said("Số:          /BC-SCT"),
            place_date: said("Ví Dụ, ngày      tháng      năm 2026"),
        }),
        title: Title {
            kind: said("Báo cáo"),
            text: said("Tình hình phát triển cụm công nghiệp 6 tháng đầu năm 2026"),
            note: said("(Số liệu chốt từ ngày 15/12/2025 đến ngày 14/06/2026)"),
        },
        addressees: vec![said("Ủy ban nhân dân tỉnh Ví Dụ"), said("Bộ Công Thương")],
        body: Body::Blocks(Vec::new()),
        recipients: vec![said("Như trên"), said("Lưu: VT, …")],
        signer: vec![said("Giám đốc")],
        annexes: vec![annex],
        footer: String::new(),
        qr: None,
    };
    (report, text())
}

fn text() -> Vec<Block> {
    let rows = [
        ["4", "Tổng diện tích các cụm công nghiệp đã thành lập", "ha", "205"],
        ["13", "Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật", "tỷ đồng", "700,5"],
        ["17", "Tổng diện tích đất công nghiệp của các cụm đã hoạt động", "ha", "60,5"],
    ];
    vec![
        Block::section("I. TÌNH HÌNH CHUNG"),
        Block::paragraph(
            "Theo phương án phát triển cụm công nghiệp có 2 cụm (tính trên 8/10 cụm có số liệu), nằm trên địa bàn các xã của \
             tỉnh Ví Dụ.",
        ),
        Block::paragraph(
            "Đến ngày 14 tháng 6 năm 2026 có 5 cụm công nghiệp đã thành lập, tổng diện tích 205 ha (tính trên 8/10 cụm có \
             số liệu).",
        ),
        Block::Table(table("Các chỉ tiêu chính", &rows)),
        Block::paragraph(
            "Đất công nghiệp của các cụm đã hoạt động: 60,5 ha (tính trên 7/10 cụm có số liệu). Vốn đã đầu tư: 450,25 tỷ \
             đồng. Đã phê duyệt quy hoạch chi tiết: 1 cụm.",
        ),
        Block::section("II. PHƯƠNG HƯỚNG"),
        // What follows is on the second page, which shows its number.
        Block::paragraph("Các cụm Ví Dụ tiếp tục được rà soát theo quy hoạch đã duyệt của tỉnh Ví Dụ. ".repeat(40)),
        Block::List { items: vec!["Ủy ban nhân dân xã bàn giao mặt bằng còn lại.".into()] },
        Block::paragraph(
            "Tiếp tục thu thập số liệu còn thiếu từ chủ đầu tư hạ tầng và Ủy ban nhân dân cấp xã theo các biểu đã ban hành.",
        ),
        Block::paragraph(
            "Trên đây là báo cáo tình hình phát triển cụm công nghiệp, kính đề nghị Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.",
        ),
    ]
}

fn table(caption: &str, rows: &[[&str; 4]]) -> Table {
    let heads = columns(&[
        ("TT", Align::Center, 1),
        ("Chỉ tiêu", Align::Left, 6),
        ("Đơn vị", Align::Center, 2),
        ("Kết quả", Align::Right, 2),
    ]);
    let row = |row: &[&str; 4]| TableRow::new(row.iter().map(|text| Cell::text(*text)).collect());
    Table::new("mau", caption, heads, rows.iter().map(row).collect())
}

/// Packs parts.
fn packed<'a>(parts: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

/// Replaces text in a part of the sample; what is not there fails the test.
fn altered(part: &str, changes: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = parts(sample());
    let text = parts.get_mut(part).expect("the part is there");
    let mut new = String::from_utf8(text.clone()).expect("UTF-8");
    for (old, with) in changes {
        assert!(new.contains(old), "{part} lacks {old}");
        new = new.replace(old, with);
    }
    *text = new.into_bytes();
    packed(&parts)
}

fn in_text(changes: &[(&str, &str)]) -> Vec<u8> {
    altered("word/document.xml", changes)
}

fn layout(bytes: &[u8]) -> Vec<Finding> {
    review::read(bytes).expect("a document").layout()
}

fn figures(bytes: &[u8]) -> Vec<Finding> {
    let anew = review::read(sample()).expect("a document");
    review::read(bytes).expect("a document").figures(&anew)
}

fn told(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|finding| (finding.rule, finding.message.get(Language::Vi))).collect()
}

#[test]
fn what_the_program_makes_has_nothing_to_mend() {
    for (path, bytes) in example().iter().filter(|(path, _)| path.as_str().ends_with(".docx")) {
        let read = review::read(bytes).unwrap_or_else(|reason| panic!("{path}: {reason:?}"));
        assert_eq!(told(&read.layout()), [], "{path}");
        assert_eq!(told(&read.figures(&review::read(bytes).expect("a document"))), [], "{path}");
        assert!(read.origin().is_some(), "{path} says of what it was made");
    }
}

/// Each departure from Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I is told by its rule, its article and nothing else.
#[test]
fn each_departure_from_the_decree_is_told() {
    const BODY: &str = "<w:t xml:space=\"preserve\">Theo phương án phát triển";
    let run = |own: &str| format!("<w:rPr>{own}</w:rPr>{BODY}");
    let in_style = |old: &str, new: &str| altered("word/styles.xml", &[(old, new)]);
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("margin", "mục I.3", in_text(&[("w:left=\"1701\"", "w:left=\"1134\"")])),
        ("paper", "mục I.1", in_text(&[("w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\"")])),
        ("font", "mục I.4", in_text(&[(BODY, &run("<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\"/>"))])),
        ("colour", "mục I.4", in_text(&[(BODY, &run("<w:color w:val=\"FF0000\"/>"))])),
        ("text", "mục II.6.e", in_text(&[(BODY, &run("<w:sz w:val=\"24\"/>"))])),
        (
            "text",
            "mục II.6.e",
            in_style(
                "<w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"567\"/><w:jc w:val=\"both\"/>",
                "<w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"567\"/><w:jc w:val=\"left\"/>",
            ),
        ),
        ("page-number", "mục I.7", altered("word/header2.xml", &[(" PAGE ", " NUMPAGES ")])),
        ("page-number", "mục I.7", in_text(&[("<w:titlePg/>", "")])),
        ("page-number", "mục I.7", in_text(&[("<w:pgNumType w:start=\"1\"/>", "")])),
        ("missing", "mục II.1.a", in_text(&[("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "")])),
        ("motto", "mục II.1.b", in_text(&[("Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc")])),
        (
            "letters",
            "mục II.1.b",
            in_text(&[(
                "<w:t xml:space=\"preserve\">Độc lập - Tự do - Hạnh phúc",
                "<w:rPr><w:b w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\">Độc lập - Tự do - Hạnh phúc",
            )]),
        ),
        ("rule", "mục II.1.b", in_text(&[("<w:top w:val=\"single\" w:sz=\"5\"", "<w:top w:val=\"none\" w:sz=\"5\"")])),
        ("number", "mục II.3.c", in_text(&[("Số:          /BC-SCT", "Số: 5/BC-SCT")])),
        ("number", "mục II.3.c", in_text(&[("Số:          /BC-SCT", "Số 15/BC-SCT")])),
        ("number", "mục II.3.c", in_text(&[("Số:          /BC-SCT", "Số: 15/ BC-SCT")])),
        ("date", "mục II.4.b", in_text(&[(", ngày      tháng      năm 2026", ", ngày 5 tháng 7 năm 2026")])),
        ("date", "mục II.4.b", in_text(&[(", ngày      tháng      năm 2026", ", ngày 15 tháng 2 năm 2026")])),
        ("end", "mẫu 1.4 Phụ lục III", in_text(&[("chỉ đạo./.", "chỉ đạo.")])),
        ("recipients", "mục II.9, mục IV ô số 9b", in_text(&[("- Lưu: VT, ….", "- Phòng Quản lý công nghiệp.")])),
        ("recipients", "mục II.9, mục IV ô số 9b", in_text(&[("- Như trên;", "- Như trên,")])),
        ("decimal", "cách viết số trong tiếng Việt", in_text(&[("450,25 tỷ đồng", "450.25 tỷ đồng")])),
    ];
    for (rule, source, bytes) in cases {
        let found = layout(&bytes);
        assert!(!found.is_empty(), "{rule}: nothing was told");
        for finding in &found {
            // The two lines of a head that has none are of two articles.
            let is_source = finding.source == source || rule == "rule";
            assert!(finding.rule == rule && is_source, "{rule}: {finding:?}");
            assert!(!finding.place.get(Language::Vi).is_empty() && !finding.help.get(Language::Vi).is_empty());
        }
    }
}

#[test]
fn what_the_office_fills_in_and_rewrites_is_left_in_peace() {
    let filled = in_text(&[
        ("Số:          /BC-SCT", "Số: 05/BC-SCT"),
        (", ngày      tháng      năm 2026", ", ngày 05 tháng 7 năm 2026"),
        (
            "(Kèm theo Báo cáo số        /BC-SCT ngày      tháng      năm        của",
            "(Kèm theo Báo cáo số 05/BC-SCT ngày 05 tháng 7 năm 2026 của",
        ),
        ("- Lưu: VT, ….", "- Lưu: VT, QLCN."),
        ("Đã phê duyệt quy hoạch chi tiết: 1 cụm", "Đến nay có 1 cụm được phê duyệt quy hoạch chi tiết"),
        ("Tiếp tục thu thập số liệu còn thiếu", "Sở tiếp tục đôn đốc, thu thập số liệu còn thiếu"),
    ]);
    assert_eq!(told(&layout(&filled)), []);
    assert_eq!(told(&figures(&filled)), []);
}

#[test]
fn a_figure_that_is_not_that_of_the_data_is_told_with_both() {
    // A cell of a table, and the same in a sentence.
    let cell = in_text(&[("<w:t xml:space=\"preserve\">60,5</w:t>", "<w:t xml:space=\"preserve\">61,5</w:t>")]);
    let found = figures(&cell);
    assert!(!found.is_empty());
    for finding in &found {
        assert_eq!((finding.rule, finding.message.get(Language::Vi)), ("figure", "văn bản ghi 61,5, số liệu là 60,5"));
        assert!(finding.place.get(Language::Vi).contains("cột 4"), "{finding:?}");
    }
    let sentence = in_text(&[("tổng diện tích 205 ha", "tổng diện tích là 208,4 ha")]);
    assert_eq!(told(&figures(&sentence)), [("figure", "văn bản ghi 208,4, số liệu là 205")]);
    // A count with its coverage is one figure each.
    let coverage = in_text(&[("60,5 ha (tính trên 7/10 cụm", "60,5 ha (tính trên 10/10 cụm")]);
    assert_eq!(told(&figures(&coverage)), [("figure", "văn bản ghi 10/10, số liệu là 7/10")]);
}

#[test]
fn a_figure_without_data_and_a_row_that_is_gone_are_told() {
    let sentence = in_text(&[("Tiếp tục thu thập", "Phấn đấu lấp đầy 93,7 %. Tiếp tục thu thập")]);
    assert_eq!(told(&figures(&sentence)), [("unknown-figure", "số 93,7 không có trong số liệu của báo cáo")]);
    let text = String::from_utf8(parts(sample())["word/document.xml"].clone()).expect("UTF-8");
    let at = text.find("Tổng diện tích các cụm công nghiệp đã thành lập<").expect("the row of the first table");
    let (from, to) = (text[..at].rfind("<w:tr>").expect("a row"), at + text[at..].find("</w:tr>").expect("a row") + 7);
    let found = figures(&in_text(&[(&text[from..to], "")]));
    assert_eq!(
        told(&found),
        [("lost-row", "bảng mất dòng “4 | Tổng diện tích các cụm công nghiệp đã thành lập | ha | 205”")]
    );
}

#[test]
fn what_is_no_document_is_refused_with_a_reason() {
    let named = |name: &str, bytes: Vec<u8>| {
        let (name, bytes) = (name.to_owned(), bytes);
        packed([(&name, &bytes)])
    };
    let deep = format!("{}{}", "<a>".repeat(5000), "</a>".repeat(5000));
    let body = |inner: &str| format!("<w:document xmlns:w=\"w\"><w:body>{inner}</w:body></w:document>");
    let hostile: Vec<(&str, Vec<u8>)> = vec![
        ("không phải văn bản Word", b"no zip at all".to_vec()),
        ("không phải văn bản Word", named("xl/workbook.xml", b"<a/>".to_vec())),
        ("không phải văn bản Word", named("word/document.xml", b"<w:document/>".to_vec())),
        ("không đọc được phần word/document.xml", named("word/document.xml", b"<w:document><w:body>".to_vec())),
        ("không đọc được phần word/document.xml", named("word/document.xml", b"\xff\xfe<".to_vec())),
        (
            "không đọc được phần word/document.xml",
            named("word/document.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".to_vec()),
        ),
        ("không đọc được phần word/document.xml", named("word/document.xml", deep.into_bytes())),
        ("64 MB sau khi giải nén", named("word/document.xml", vec![b' '; 70 << 20])),
        ("20001 đoạn", named("word/document.xml", body(&"<w:p/>".repeat(20_001)).into_bytes())),
    ];
    for (expected, bytes) in hostile {
        let reason = review::read(&bytes).expect_err(expected);
        assert!(reason.get(Language::Vi).contains(expected), "{}", reason.get(Language::Vi));
    }
    // What is only odd is read: styles in a circle, no section, numbers that are none.
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"a\"/></w:style></w:styles>";
    let paragraph =
        body("<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:ind w:left=\"x\"/></w:pPr><w:r><w:t>Số: /</w:t></w:r></w:p>");
    let parts = [
        ("word/document.xml".to_owned(), paragraph.into_bytes()),
        ("word/styles.xml".to_owned(), styles.as_bytes().to_vec()),
    ];
    let odd = packed(parts.iter().map(|(name, bytes)| (name, bytes)));
    assert!(!layout(&odd).is_empty());
}

#[test]
fn the_command_compares_with_the_data_of_the_project() {
    let project = Project::new();
    let lint = |arguments: &[&str]| project.run(&[&["lint-report"], arguments].concat());
    let form = OutputPath::new("vi/bao-cao/2026-h1/bieu-04-2026-h1.docx");
    fs::write(project.root().join("a.docx"), example().get(&form).expect("the form is made")).unwrap();
    let good = lint(&["a.docx"]);
    assert_eq!((good.code, good.stdout.as_str()), (Some(0), "a.docx: đúng thể thức, các con số khớp với số liệu\n"));
    // An area of the data is corrected after the report was made.
    let areas = project.root().join("data/areas.csv");
    let text = fs::read_to_string(&areas).unwrap();
    assert!(text.contains("vi-du-8,industrial,15,"));
    fs::write(&areas, text.replace("vi-du-8,industrial,15,", "vi-du-8,industrial,15.5,")).unwrap();
    let old = lint(&["a.docx", "--message-format", "json"]);
    assert_eq!(old.code, Some(1));
    let answer: Value = serde_json::from_str(&old.stdout).unwrap();
    let messages: Vec<&str> =
        answer["figures"].as_array().unwrap().iter().filter_map(|finding| finding["message"].as_str()).collect();
    assert!(messages.contains(&"văn bản ghi 60,5, số liệu là 61"), "{messages:?}");
    assert_eq!(answer["layout"].as_array().map(Vec::len), Some(0));
    assert_eq!(lint(&["a.docx", "--layout-only"]).code, Some(0));
    fs::write(project.root().join("b.docx"), b"no document").unwrap();
    let bad = lint(&["b.docx"]);
    assert_eq!((bad.code, bad.stdout.as_str()), (Some(2), ""));
    assert!(bad.stderr.contains("b.docx: tệp không phải văn bản Word (.docx)"), "{}", bad.stderr);
    assert_eq!(lint(&["nowhere.docx"]).code, Some(2));
}

#[test]
fn a_document_saved_anew_by_libreoffice_has_nothing_to_mend() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (sent, back) = (folder.path().join("sent.docx"), folder.path().join("back"));
    fs::write(&sent, sample()).unwrap();
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(&back)
        .arg(&sent)
        .output()
        .expect("soffice is missing: apt-get install -y --no-install-recommends libreoffice-writer");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let saved = fs::read(back.join("sent.docx"))
        .expect("soffice cannot read Word documents: apt-get install -y --no-install-recommends libreoffice-writer");
    assert_eq!(told(&layout(&saved)), []);
    assert_eq!(told(&figures(&saved)), []);
    assert_eq!(
        review::read(&saved).expect("a document").origin(),
        review::read(sample()).expect("a document").origin()
    );
}
