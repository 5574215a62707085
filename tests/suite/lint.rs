//! `ccn lint-report`: what somebody changed in a report is found, what may be changed is left in peace.
//!
//! Documents are altered in their XML, as an editor would; one is saved anew by LibreOffice.

mod beside;
mod cited;
mod dressed;
mod guide;
mod issued;
mod sample;
mod tabled;
mod unlike;

use std::fs;
use std::process::Command;

use ccn::files::OutputPath;
use ccn::review::{self, Finding};
use ccn::settings::Settings;
use ccn::text::Language;
use serde_json::Value;

use crate::cases::base;
use crate::docx::{example, parts};
use crate::project::{site, sources};
use crate::published::Project;

use sample::{altered, in_text, packed, sample};

const NOTHING: review::Findings = review::Findings { mend: Vec::new(), notes: Vec::new() };

fn layout(bytes: &[u8]) -> Vec<Finding> {
    review::read(bytes).expect("a document").layout(&[]).mend
}

fn figures(bytes: &[u8]) -> Vec<Finding> {
    let anew = review::read(sample()).expect("a document");
    review::read(bytes).expect("a document").figures(&anew, &[]).mend
}

fn told(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|finding| (finding.rule, finding.message.get(Language::Vi))).collect()
}

#[test]
fn what_the_program_makes_has_nothing_to_mend() {
    let settings = Settings { language: Some(Language::Vi), ..Settings::default() };
    for (site, sources) in [(example(), base()), (site(), sources())] {
        let known = ccn::citable(&sources, &settings);
        assert!(!known.is_empty());
        for (path, bytes) in site.iter().filter(|(path, _)| path.as_str().ends_with(".docx")) {
            let read = review::read(bytes).unwrap_or_else(|reason| panic!("{path}: {reason:?}"));
            let anew = review::read(bytes).expect("a document");
            let found = [read.layout(&known), read.figures(&anew, &known), read.kept(&anew)];
            assert_eq!(found, [const { NOTHING }; 3], "{path}");
            assert!(read.origin().is_some(), "{path} says of what it was made");
        }
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
        ("date", "mục II.4.b", in_text(&[(", ngày      tháng      năm 2026", ", ngày 15 tháng 2 năm 2027")])),
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
        (">GIÁM ĐỐC<", ">KT. GIÁM ĐỐC<"),
        ("UBND TỈNH VÍ DỤ<", "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ<"),
        ("Đã phê duyệt quy hoạch chi tiết: 1 cụm", "Đến nay có 1 cụm được phê duyệt quy hoạch chi tiết"),
        ("Tiếp tục thu thập số liệu còn thiếu", "Sở tiếp tục đôn đốc, thu thập số liệu còn thiếu"),
    ]);
    let read = |bytes| review::read(bytes).expect("a document");
    assert_eq!(read(&filled).layout(&[]), NOTHING);
    assert_eq!(read(&filled).figures(&read(sample()), &[]), NOTHING);
    assert_eq!(read(&filled).kept(&read(sample())), NOTHING);
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
        ("không rõ là kiểu gì", b"no zip at all".to_vec()),
        ("tệp trống, 0 byte", Vec::new()),
        ("đây là kiểu Word 97-2003 (.doc)", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        (
            "văn bản có mật khẩu",
            [b"\xd0\xcf\x11\xe0".to_vec(), "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect()]
                .concat(),
        ),
        ("tệp này là PDF", b"%PDF-1.7".to_vec()),
        ("đây là kiểu RTF", b"{\\rtf1 }".to_vec()),
        ("tệp hỏng hoặc chép, tải về chưa hết", sample()[..2000].to_vec()),
        ("tệp 17 MB, mức cho phép là 16 MB", vec![b' '; 17 << 20]),
        ("đây là bảng tính Excel", named("xl/workbook.xml", b"<a/>".to_vec())),
        ("đây là kiểu OpenDocument", named("content.xml", b"<a/>".to_vec())),
        ("đây là tệp nén", named("anh.png", b"a".to_vec())),
        ("không phải văn bản Word", named("word/styles.xml", b"<a/>".to_vec())),
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
    // What is wrong in the same way in many places is told with each of them.
    let mut units = parts(example().get(&form).expect("the form is made"));
    let part = units.get_mut("word/document.xml").expect("the text");
    *part = String::from_utf8(part.clone()).unwrap().replace(">Tỷ đồng<", ">Triệu đồng<").into_bytes();
    fs::write(project.root().join("d.docx"), packed(&units)).unwrap();
    let printed = lint(&["d.docx"]).stdout;
    assert!(printed.contains("TT 13 cột 3 (Đơn vị tính) “Triệu đồng” và 3 chỗ khác như vậy"), "{printed}");
    for row in ["TT 14 cột 3", "TT 23 cột 3", "TT 24 cột 3"] {
        assert!(printed.lines().any(|line| line.starts_with("    + ") && line.contains(row)), "{row}: {printed}");
    }
    let answer: Value = serde_json::from_str(&lint(&["d.docx", "--message-format", "json"]).stdout).unwrap();
    let unit = answer["figures"].as_array().unwrap().iter().find(|finding| finding["rule"] == "unit").unwrap();
    assert_eq!(unit["also"].as_array().map(Vec::len), Some(3));
    // Without its properties nobody knows what to compare it with: that is no pass.
    let mut bare = parts(example().get(&form).expect("the form is made"));
    bare.remove("docProps/custom.xml");
    fs::write(project.root().join("c.docx"), packed(&bare)).unwrap();
    let alone = lint(&["c.docx"]);
    assert_eq!(alone.code, Some(2));
    assert!(alone.stdout.contains("CHƯA SO ĐƯỢC SỐ LIỆU"), "{}", alone.stdout);
    assert!(alone.stdout.contains("mở bản .docx do ccn lập"), "{}", alone.stdout);
    let answer: Value = serde_json::from_str(&lint(&["c.docx", "--message-format", "json"]).stdout).unwrap();
    assert_eq!((&answer["good"], &answer["compared"]), (&Value::Bool(false), &Value::Bool(false)));
    fs::write(project.root().join("b.docx"), b"no document").unwrap();
    let bad = lint(&["b.docx"]);
    assert_eq!((bad.code, bad.stdout.as_str()), (Some(2), ""));
    assert!(bad.stderr.contains("b.docx: tệp không phải văn bản Word (.docx)"), "{}", bad.stderr);
    assert_eq!(lint(&["nowhere.docx"]).code, Some(2));
}

#[test]
fn a_document_saved_anew_by_libreoffice_has_nothing_to_mend() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    // The other one has charts.
    let report = OutputPath::new("vi/bao-cao/2026-h1/bao-cao-2026-h1.docx");
    let sent = [("sample", sample()), ("report", example().get(&report).expect("the report is made"))];
    for (name, bytes) in sent {
        fs::write(folder.path().join(name).with_extension("docx"), bytes).unwrap();
    }
    let back = folder.path().join("back");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(&back)
        .args(sent.map(|(name, _)| folder.path().join(name).with_extension("docx")))
        .output()
        .expect("soffice is missing: apt-get install -y --no-install-recommends libreoffice-writer");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for (name, bytes) in sent {
        let saved = fs::read(back.join(name).with_extension("docx")).expect(
            "soffice cannot read Word documents: apt-get install -y --no-install-recommends libreoffice-writer",
        );
        let read = |bytes| review::read(bytes).expect("a document");
        let anew = read(bytes);
        let found = [read(&saved).layout(&[]), read(&saved).figures(&anew, &[]), read(&saved).kept(&anew)];
        assert_eq!(found, [const { NOTHING }; 3], "{name}");
        assert_eq!(read(&saved).origin(), read(bytes).origin());
    }
}
