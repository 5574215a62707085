//! How parts look: headings, running text, capitals, the agencies, the end of the report, letters of before Unicode.

use ccn::review;
use ccn::text::Language;

use super::sample::{element, in_text, sample};
use super::{layout, told};
use crate::docx::parts;

const BODY: &str = "<w:t xml:space=\"preserve\">Theo phương án phát triển";
const FIRST: &str = "<w:t xml:space=\"preserve\">I. TÌNH HÌNH CHUNG";

/// The sample with looks of its own for a run.
fn looked(run: &str, looks: &str) -> Vec<u8> {
    in_text(&[(run, &format!("<w:rPr>{looks}</w:rPr>{run}"))])
}

fn text() -> String {
    String::from_utf8(parts(sample())["word/document.xml"].clone()).expect("UTF-8")
}

#[test]
fn headings_and_text_keep_their_dress() {
    let second = "<w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t xml:space=\"preserve\">II. PHƯƠNG HƯỚNG";
    let point =
        "<w:pStyle w:val=\"Heading3\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">a) Cụm Ví Dụ 3";
    let cases = [
        ("đề mục cần chữ đậm", looked(FIRST, "<w:b w:val=\"0\"/>")),
        (
            "đề mục không canh phải",
            in_text(&[(second, &second.replace("/></w:pPr>", "/><w:jc w:val=\"right\"/></w:pPr>"))]),
        ),
        ("đề mục cần chữ đứng", looked(FIRST, "<w:i/>")),
        ("tiêu đề mục cần chữ in hoa", in_text(&[("I. TÌNH HÌNH CHUNG", "I. Tình hình chung")])),
        ("điểm a), b) … không dùng chữ đậm", in_text(&[(second, point)])),
        ("cả đoạn chữ đậm, lời văn dùng chữ thường", looked(BODY, "<w:b/>")),
        ("cả đoạn chữ nghiêng, lời văn dùng chữ đứng", looked(BODY, "<w:i/>")),
        ("cả đoạn gạch chân", looked(BODY, "<w:u w:val=\"single\"/>")),
        ("có chữ bị gạch ngang", looked(BODY, "<w:strike/>")),
        ("có chữ tô nền màu", looked(BODY, "<w:highlight w:val=\"yellow\"/>")),
        ("cả đoạn chữ in hoa, lời văn dùng chữ in thường", looked(BODY, "<w:caps/>")),
    ];
    for (message, bytes) in cases {
        assert_eq!(told(&layout(&bytes)), [("dress", message)]);
    }
    // Words that stand out within a sentence are the author's.
    let word = "<w:t xml:space=\"preserve\">Trong kỳ, </w:t></w:r><w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>hai cụm</w:t></w:r><w:r>";
    assert_eq!(layout(&in_text(&[(BODY, &format!("{word}{BODY}"))])), []);
}

#[test]
fn capitals_and_agencies_are_as_the_decree_has_them() {
    let agency = "<w:t xml:space=\"preserve\">SỞ CÔNG THƯƠNG<";
    let parent = "<w:t xml:space=\"preserve\">UBND TỈNH VÍ DỤ<";
    let cases = [
        (
            "Quốc hiệu: cần chữ in hoa",
            in_text(&[("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam")]),
        ),
        ("tên loại văn bản: cần chữ in hoa", in_text(&[(">BÁO CÁO<", ">Báo cáo<")])),
        ("tên phụ lục: cần chữ in hoa", in_text(&[(">DANH SÁCH CỤM<", ">Danh sách cụm<")])),
        ("quyền hạn, chức vụ, họ tên người ký: cần chữ in hoa", in_text(&[(">GIÁM ĐỐC<", ">Giám đốc<")])),
        ("tên cơ quan ban hành: cần chữ in hoa", in_text(&[(">SỞ CÔNG THƯƠNG<", ">Sở Công Thương<")])),
        ("tên cơ quan ban hành: cần chữ đậm", looked(agency, "<w:b w:val=\"0\"/>")),
        ("tên cơ quan ban hành: cỡ chữ 16, cần 12–13", looked(agency, "<w:sz w:val=\"32\"/>")),
        ("tên cơ quan chủ quản: không dùng chữ đậm", looked(parent, "<w:b/>")),
    ];
    for (message, bytes) in cases {
        assert_eq!(told(&layout(&bytes)), [("letters", message)]);
    }
}

#[test]
fn what_is_missing_at_the_end_is_said() {
    let all = text();
    let block = element(&all, "Nơi nhận:", "w:tbl");
    // A table of the text may have a column that begins with the same words.
    let gone = in_text(&[(block, ""), (">Chỉ tiêu<", ">Nơi nhận, nội dung đề nghị<")]);
    let signature = ("missing", "thiếu khối chữ ký: quyền hạn, chức vụ và họ tên người ký");
    assert_eq!(told(&layout(&gone)), [("missing", "thiếu “Nơi nhận:”"), signature]);
    assert_eq!(told(&layout(&in_text(&[(">GIÁM ĐỐC<", "><")]))), [signature]);
    let label = in_text(&[(">Nơi nhận:<", "><"), (">- Như trên;<", "><")]);
    assert_eq!(told(&layout(&label)), [("missing", "thiếu “Nơi nhận:”")]);
    let nobody = in_text(&[(">- Lưu: VT, ….<", "><"), (">- Như trên;<", "><")]);
    assert_eq!(told(&layout(&nobody)), [("recipients", "dưới “Nơi nhận:” không có nơi nhận nào")]);
    let kept = in_text(&[(">- Lưu: VT, ….<", "><")]);
    assert_eq!(told(&layout(&kept)), [("recipients", "dòng cuối của Nơi nhận cần là “- Lưu: VT, ….”")]);
    let untitled = in_text(&[(">Tình hình phát triển cụm công nghiệp 6 tháng đầu năm 2026<", "><")]);
    assert_eq!(told(&layout(&untitled)), [("missing", "thiếu trích yếu nội dung dưới “BÁO CÁO”")]);
    let twice = in_text(&[("quy hoạch chi tiết: 1 cụm.", "quy hoạch chi tiết: 1 cụm./.")]);
    assert_eq!(told(&layout(&twice)), [("end", "“./.” ở giữa lời văn")]);
}

#[test]
fn letters_of_before_unicode_are_told_with_what_they_say() {
    let tcvn3 = "C¸c ®¬n vÞ ®· phèi hîp chÆt chÏ. ";
    let vni = "Caùc ñôn vò ñaõ phoái hôïp chaët cheõ. ";
    let proper = "gõ lại hoặc chuyển mã: “Các đơn vị đã phối hợp chặt chẽ.”";
    for (typed, font, says) in [
        (tcvn3, "", "chữ TCVN3"),
        (tcvn3, "<w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/>", "chữ TCVN3"),
        (vni, "<w:rFonts w:ascii=\"VNI-Times\" w:hAnsi=\"VNI-Times\"/>", "chữ VNI"),
    ] {
        let own = format!("<w:t/></w:r><w:r><w:rPr>{font}</w:rPr><w:t>{typed}</w:t></w:r><w:r>{BODY}");
        let found = layout(&in_text(&[(BODY, &own)]));
        let [finding] = found.as_slice() else { panic!("{typed} {font}: {found:?}") };
        assert_eq!((finding.rule, finding.help.get(Language::Vi)), ("encoding", proper));
        assert!(finding.message.get(Language::Vi).starts_with(says), "{finding:?}");
    }
}

#[test]
fn letters_and_marks_apart_are_the_same_text_and_noted_once() {
    // "ộ" and "ậ" with their marks apart.
    let apart = in_text(&[("Độc lập - Tự do", "Đo\u{323}\u{302}c la\u{323}\u{302}p - Tự do"), ("công", "co\u{302}ng")]);
    let read = review::read(&apart).expect("a document");
    let layout = read.layout(&[]);
    assert_eq!((layout.mend.len(), layout.notes.len(), layout.notes[0].rule), (0, 1, "unicode"));
    let anew = review::read(sample()).expect("a document");
    assert_eq!((read.figures(&anew, &[]), read.kept(&anew)), (super::NOTHING, super::NOTHING));
}

#[test]
fn looks_and_rows_that_were_changed_with_a_trace_are_noted() {
    let own = "w:id=\"9\" w:author=\"A\"";
    let mark = format!("<w:b/><w:rPrChange {own}><w:rPr/></w:rPrChange>");
    let looks = looked("<w:t xml:space=\"preserve\">II. PHƯƠNG HƯỚNG", &mark);
    let lines = in_text(&[(
        "<w:pStyle w:val=\"NoiDung\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Theo",
        &format!(
            "<w:pStyle w:val=\"NoiDung\"/><w:pPrChange {own}><w:pPr/></w:pPrChange></w:pPr><w:r><w:t xml:space=\"preserve\">Theo"
        ),
    )]);
    let all = text();
    let row = element(&all, "Tổng vốn đầu tư xây dựng", "w:tr");
    let deleted = row.replacen("</w:trPr>", &format!("<w:del {own}/></w:trPr>"), 1);
    assert_ne!(row, deleted);
    let rows = in_text(&[(row, &deleted)]);
    let cells = in_text(&[(row, &row.replacen("</w:tcPr>", &format!("<w:cellDel {own}/></w:tcPr>"), 1))]);
    for bytes in [&looks, &lines, &rows, &cells] {
        let layout = review::read(bytes).expect("a document").layout(&[]);
        assert_eq!((layout.mend.len(), layout.notes.len()), (0, 1), "{layout:?}");
        assert!(layout.notes[0].message.get(Language::Vi).starts_with("còn 1 chỗ sửa có vết"));
    }
    // The row counts as deleted.
    assert_eq!(told(&super::figures(&rows))[0].0, "lost-row");
    assert_eq!(told(&super::figures(&cells)), [("figure", "ô không còn số 13 của số liệu")]);
}
