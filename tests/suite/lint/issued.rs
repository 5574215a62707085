//! Number, symbol, day, agencies, addressees: what the office fills in, and what it has no reason to change.

use ccn::review;
use ccn::text::Language;

use super::sample::{in_text, sample};
use super::{layout, told};

const NUMBER: &str = "Số:          /BC-SCT<";
const DATE: &str = ", ngày      tháng      năm 2026<";
const NOTE: &str = "(Kèm theo Báo cáo số        /BC-SCT ngày      tháng      năm        của";

#[test]
fn a_day_that_cannot_be_is_told() {
    let dated = |day: &str| told_of(&in_text(&[(DATE, &format!(", {day}<"))]));
    assert_eq!(dated("ngày 15 tháng 6 năm 2026"), [""; 0]);
    assert_eq!(dated("ngày 31 tháng 02 năm 2027"), ["“ngày 31 tháng 02 năm 2027” không có trong lịch"]);
    assert_eq!(
        dated("ngày 13 tháng 6 năm 2026"),
        ["văn bản ghi ngày 13 tháng 6 năm 2026, trước ngày chốt số liệu (ngày 14 tháng 6 năm 2026)"]
    );
}

fn told_of(bytes: &[u8]) -> Vec<String> {
    layout(bytes).iter().map(|finding| finding.message.get(Language::Vi).to_owned()).collect()
}

#[test]
fn an_annex_says_number_and_day_of_the_document() {
    let filled = |note: &str| {
        let bytes = in_text(&[(NUMBER, "Số: 15/BC-SCT<"), (DATE, ", ngày 20 tháng 6 năm 2026<"), (NOTE, note)]);
        review::read(&bytes).expect("a document").layout(&[])
    };
    assert_eq!(filled("(Kèm theo Báo cáo số 15/BC-SCT ngày 20 tháng 6 năm 2026 của"), super::NOTHING);
    for (note, message) in [
        ("(Kèm theo Báo cáo số 51/BC-SCT ngày 20 tháng 6 năm 2026 của", "số ở dòng “Kèm theo” khác đầu văn bản"),
        ("(Kèm theo Báo cáo số 15/BC-SCT ngày 21 tháng 6 năm 2026 của", "ngày ở dòng “Kèm theo” khác đầu văn bản"),
        ("(Kèm theo Báo cáo số 15/BC-SXD ngày 20 tháng 6 năm 2026 của", "ký hiệu ở dòng “Kèm theo” khác đầu văn bản"),
    ] {
        assert_eq!(told(&filled(note).mend), [("annex", message)]);
    }
    // In an electronic document it stays blank (III.1).
    let blank = filled(NOTE);
    assert_eq!((blank.mend.len(), blank.notes.len(), blank.notes[0].rule), (0, 1, "annex"));
}

#[test]
fn annexes_have_roman_numbers() {
    let found = layout(&in_text(&[(">Phụ lục I<", ">Phụ lục 4<")]));
    assert_eq!(told(&found), [("annex", "phụ lục đánh số “4”, cần chữ số La Mã: “Phụ lục IV”")]);
}

#[test]
fn letterhead_and_addressees_are_those_of_the_report() {
    let all = |changes: &[(&str, &str)]| {
        let anew = review::read(sample()).expect("a document");
        review::read(&in_text(changes)).expect("a document").kept(&anew)
    };
    let kept = |changes: &[(&str, &str)]| all(changes).mend;
    let agency = kept(&[(">SỞ CÔNG THƯƠNG<", ">SỞ XÂY DỰNG<")]);
    let message = "tên cơ quan ghi “UBND TỈNH VÍ DỤ SỞ XÂY DỰNG”, theo dự án là “UBND TỈNH VÍ DỤ SỞ CÔNG THƯƠNG”";
    assert_eq!(told(&agency), [("agency", message)]);
    let symbol = kept(&[(NUMBER, "Số: 15/BC-SXD<")]);
    assert_eq!(told(&symbol), [("symbol", "ký hiệu “BC-SXD”, bản ccn lập là “BC-SCT”")]);
    let nobody = kept(&[(">- Ủy ban nhân dân tỉnh Ví Dụ;<", "><"), (">- Bộ Công Thương.<", "><")]);
    assert_eq!(told(&nobody), [("missing", "thiếu nơi nhận sau “Kính gửi:”")]);
    let period = all(&[("6 tháng đầu năm 2026<", "6 tháng cuối năm 2026<")]);
    let message = "trích yếu khác bản ccn lập: “Tình hình phát triển cụm công nghiệp 6 tháng đầu năm 2026”";
    assert_eq!((period.mend.len(), told(&period.notes)), (0, vec![("subject", message)]));
}
