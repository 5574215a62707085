//! How documents are cited: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.b; where a false alarm would be easy there is none.

use ccn::review::{self, Citable, Findings};
use ccn::text::Language;
use chrono::NaiveDate;

use super::sample::{in_text, sample};

const FULL: &str =
    "Nghị định số 32/2024/NĐ-CP ngày 15 tháng 3 năm 2024 của Chính phủ về quản lý, phát triển cụm công nghiệp";

/// The documents that the data have.
fn known() -> Vec<Citable> {
    let one = |number: &str, (year, month, day), first: &str| Citable {
        number: number.to_owned(),
        day: NaiveDate::from_ymd_opt(year, month, day),
        first: first.to_owned(),
    };
    vec![
        one("32/2024/NĐ-CP", (2024, 3, 15), FULL),
        one(
            "3/QĐ-UBND",
            (2025, 2, 3),
            "Quyết định số 3/QĐ-UBND ngày 03 tháng 02 năm 2025 của UBND tỉnh Ví Dụ về việc thành lập Cụm công nghiệp Ví Dụ 3",
        ),
    ]
}

/// The sample with a sentence in front of its first paragraph.
fn with(sentence: &str) -> Vec<u8> {
    let first = "Theo phương án phát triển cụm công nghiệp có 2 cụm";
    in_text(&[(first, &format!("{sentence} {first}"))])
}

fn layout(bytes: &[u8]) -> Findings {
    review::read(bytes).expect("a document").layout(&known())
}

fn figures(bytes: &[u8]) -> Findings {
    let anew = review::read(sample()).expect("a document");
    review::read(bytes).expect("a document").figures(&anew, &known())
}

#[test]
fn a_first_citation_that_lacks_something_is_told_with_the_whole_one() {
    let cases = [
        ("Thực hiện Nghị định số 32/2024/NĐ-CP, Sở báo cáo.", "ngày ban hành, cơ quan ban hành, trích yếu nội dung"),
        ("Thực hiện Nghị định 32/2024/NĐ-CP của Chính phủ về cụm công nghiệp.", "ngày ban hành"),
        ("Thực hiện Nghị định số 32/2024/NĐ-CP ngày 15/3/2024 về cụm công nghiệp.", "cơ quan ban hành"),
        ("Nghị định số 32/2024/NĐ-CP ngày 15/3/2024 của Chính phủ, Sở báo cáo về tiến độ.", "trích yếu nội dung"),
    ];
    for (sentence, lacks) in cases {
        let found = layout(&with(sentence));
        let [finding] = found.mend.as_slice() else { panic!("{sentence}: {found:?}") };
        assert_eq!((finding.rule, finding.source), ("citation", "mục II.6.b"), "{sentence}");
        let message = finding.message.get(Language::Vi);
        assert!(
            message.starts_with(&format!("viện dẫn lần đầu Nghị định số 32/2024/NĐ-CP còn thiếu {lacks};")),
            "{message}"
        );
        assert_eq!(finding.help.get(Language::Vi), format!("ghi: “{FULL}”"));
        assert!(finding.place.get(Language::Vi).contains("32/2024/NĐ-CP"), "{finding:?}");
    }
    // A document that the data do not have.
    let found = layout(&with("Theo Kế hoạch số 77/KH-UBND, Sở báo cáo."));
    assert!(found.mend[0].help.get(Language::Vi).starts_with("ghi đủ tên loại, số, ký hiệu"), "{found:?}");
}

#[test]
fn a_later_citation_in_full_is_noted_and_no_fault() {
    let found = layout(&with(&format!("Theo {FULL}. Căn cứ {FULL}.")));
    assert_eq!(found.mend, []);
    let notes: Vec<(&str, &str)> = found.notes.iter().map(|note| (note.rule, note.help.get(Language::Vi))).collect();
    assert_eq!(notes, [("citation-again", "chỉ ghi “Nghị định số 32/2024/NĐ-CP”")]);
}

#[test]
fn a_day_that_is_not_that_of_the_document_is_told_once() {
    let bytes = with(&FULL.replace("15 tháng 3", "16 tháng 3"));
    let found = layout(&bytes);
    let told: Vec<(&str, &str)> = found.mend.iter().map(|one| (one.rule, one.message.get(Language::Vi))).collect();
    let message = "Nghị định số 32/2024/NĐ-CP ghi ngày 16/3/2024, bảng documents ghi ngày 15 tháng 3 năm 2024";
    assert_eq!(told, [("citation-date", message)]);
    assert_eq!(figures(&bytes), Findings::default());
}

#[test]
fn what_is_no_citation_of_the_text_is_left_in_peace() {
    let sentences = [
        FULL.to_owned(),
        format!("Theo {FULL}; khoản 7 Điều 2 Nghị định số 32/2024/NĐ-CP quy định tỷ lệ lấp đầy."),
        // The issuer may stand before the verb, or before the day.
        "UBND tỉnh Ví Dụ ban hành Quyết định số 3/QĐ-UBND ngày 03/02/2025 về việc thành lập cụm.".to_owned(),
        "Nghị định số 32/2024/NĐ-CP của Chính phủ ngày 15/3/2024 về quản lý, phát triển cụm công nghiệp.".to_owned(),
        // Documents in the titles of others, one and two.
        "Nghị định số 303/2026/NĐ-CP ngày 01/8/2026 của Chính phủ sửa đổi một số điều của Nghị định số 32/2024/NĐ-CP."
            .to_owned(),
        "Thông tư số 28/2020/TT-BCT ngày 16/11/2020 của Bộ Công Thương hướng dẫn Nghị định 68/2017/NĐ-CP và Nghị định \
         66/2020/NĐ-CP."
            .to_owned(),
        // Laws go by their names.
        "Thực hiện Luật Đầu tư số 143/2025/QH15.".to_owned(),
    ];
    for sentence in &sentences {
        let found = layout(&with(sentence));
        assert_eq!(found, Findings::default(), "{sentence}");
    }
    // Cells, the letterhead and lines of sources name documents in short.
    for (old, new) in [
        ("Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật", "Tổng vốn theo Quyết định 9/QĐ-UBND"),
        ("Tình hình phát triển cụm công nghiệp 6 tháng", "Tình hình thực hiện Nghị định số 32/2024/NĐ-CP 6 tháng"),
        ("Theo phương án phát triển cụm công nghiệp có", "Nguồn: Nghị định số 32/2024/NĐ-CP. Theo phương án có"),
    ] {
        assert_eq!(layout(&in_text(&[(old, new)])), Findings::default(), "{new}");
    }
}

#[test]
fn a_document_of_the_data_may_be_cited_and_another_is_told_once() {
    let known = &known()[1].first;
    assert_eq!(figures(&with(&format!("Theo khoản 4 Điều 35 {known}."))), Findings::default());
    let other = "Căn cứ Kế hoạch số 77/KH-UBND ngày 05 tháng 6 năm 2026 của UBND tỉnh Ví Dụ về việc rà soát.";
    let found = figures(&with(other)).mend;
    let told: Vec<(&str, &str)> = found.iter().map(|one| (one.rule, one.message.get(Language::Vi))).collect();
    assert_eq!(told, [("unknown-figure", "văn bản 77/KH-UBND không có trong báo cáo và bảng documents")]);
}
