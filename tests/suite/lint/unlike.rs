//! The same figure with another meaning, and words of tables: units, rise and fall, the wording of a form.

use ccn::review::{self, Findings};
use ccn::text::Language;

use super::sample::{in_text, sample};
use super::told;

fn compared(changes: &[(&str, &str)], anew: &[u8]) -> Findings {
    let read = |bytes| review::read(bytes).expect("a document");
    read(&in_text(changes)).figures(&read(anew), &[])
}

#[test]
fn a_unit_that_was_changed_is_told() {
    let unit = |old: &str, new: &str| {
        let found = compared(&[(old, new)], sample());
        found
            .mend
            .iter()
            .map(|finding| (finding.rule, finding.message.get(Language::Vi).to_owned()))
            .collect::<Vec<_>>()
    };
    let told = |message: &str| vec![("unit", message.to_owned())];
    assert_eq!(unit("diện tích 205 ha", "diện tích 205 m²"), told("văn bản ghi “205 m²”, số liệu là “205 ha”"));
    assert_eq!(unit(">tỷ đồng<", ">Triệu đồng<"), told("văn bản ghi “Triệu đồng”, số liệu là “tỷ đồng”"));
    // Another way of writing it, and a sentence that leaves it to the reader.
    assert_eq!(unit("diện tích 205 ha", "diện tích 205 héc ta"), []);
    assert_eq!(unit("tổng diện tích 205 ha", "tổng diện tích (ha) là 205"), []);
    assert_eq!(unit(">tỷ đồng<", ">Tỷ đồng<"), []);
    // In the head of a table.
    let head = (">Kết quả<", ">Kết quả (ha)<");
    let found = compared(&[(">Kết quả<", ">Kết quả (m²)<")], &in_text(&[head]));
    assert_eq!(super::told(&found.mend)[0], ("unit", "văn bản ghi “Kết quả (m²)”, số liệu là “Kết quả (ha)”"));
}

#[test]
fn a_rise_that_was_a_fall_is_told() {
    let fallen = ("tổng diện tích 205 ha", "tổng diện tích giảm 205 ha");
    let anew = in_text(&[fallen, (">700,5<", ">−700,5<")]);
    let same = compared(&[("tổng diện tích 205 ha", "diện tích cả tỉnh giảm 205 ha"), (">700,5<", ">-700,5<")], &anew);
    assert_eq!(same, super::NOTHING);
    let risen = compared(&[("tổng diện tích 205 ha", "tổng diện tích tăng 205 ha"), (">700,5<", ">−700,5<")], &anew);
    assert_eq!(told(&risen.mend), [("direction", "văn bản ghi “tăng 205”, số liệu là “giảm 205”")]);
    let signed = compared(&[fallen, (">700,5<", ">+700,5<")], &anew);
    assert_eq!(told(&signed.mend), [("direction", "văn bản ghi “tăng 700,5”, số liệu là “giảm 700,5”")]);
}

#[test]
fn words_of_a_form_are_held_and_other_words_are_noted() {
    let row = (">Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật<", ">Tổng vốn đầu tư xây dựng hạ tầng<");
    let message =
        "văn bản ghi “Tổng vốn đầu tư xây dựng hạ tầng”, số liệu là “Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật”";
    let found = compared(&[row], sample());
    assert_eq!((found.mend.len(), told(&found.notes)), (0, vec![("words", message)]));
    let form = (">Các chỉ tiêu chính<", ">Biểu số 04. Các chỉ tiêu chính<");
    let found = compared(&[form, row], &in_text(&[form]));
    assert_eq!((told(&found.mend), found.notes.len()), (vec![("words", message)], 0));
}

#[test]
fn a_cell_without_data_gets_no_figure_of_another() {
    let blank = (">700,5<", ">…<");
    let found = compared(&[(">700,5<", ">205<")], &in_text(&[blank]));
    assert_eq!(told(&found.mend), [("figure", "ô ghi 205, số liệu của ô này chưa có")]);
}

#[test]
fn each_place_of_a_figure_is_told() {
    let places = "Cụm A: 60 ha, Cụm B: 60 ha, Cụm C: 60 ha, Cụm D: 60 ha. Theo phương án";
    let anew = in_text(&[("Theo phương án", places)]);
    let found = compared(&[("Theo phương án", &places.replace("60", "61"))], &anew).mend;
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.also.len(), 3);
    assert!(finding.place.get(Language::Vi).ends_with("và 3 chỗ khác như vậy"));
    assert!(finding.also[2].get(Language::Vi).contains("Cụm D: 61 ha"), "{finding:?}");
}
