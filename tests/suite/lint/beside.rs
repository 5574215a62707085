//! What stands beside the text, and what is wrong everywhere: drawings, charts, pictures, changes that wait.

use ccn::review::{self, Finding, Findings};
use ccn::text::Language;

use super::sample::{in_text, packed, sample};
use crate::docx::parts;

const BODY: &str = "<w:t xml:space=\"preserve\">Theo phương án phát triển";

/// The sample with something in front of its first paragraph's words.
fn with(inserted: &str) -> Vec<u8> {
    in_text(&[(BODY, &format!("<w:t/></w:r>{inserted}<w:r>{BODY}"))])
}

/// A drawing as Word and LibreOffice write it: the newer form and the older one with the same words.
fn drawing(words: &[&str]) -> String {
    let one = |word: &&str| {
        format!("<wps:txbx><w:txbxContent><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:txbxContent></wps:txbx>")
    };
    let boxes: String = words.iter().map(one).collect();
    format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing>{boxes}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{boxes}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
}

fn figures(bytes: &[u8], anew: &[u8]) -> Findings {
    let read = |bytes| review::read(bytes).expect("a document");
    read(bytes).figures(&read(anew), &[])
}

fn told(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|finding| (finding.rule, finding.message.get(Language::Vi))).collect()
}

#[test]
fn a_figure_of_a_drawing_is_compared() {
    let anew = with(&drawing(&["Ví Dụ 7", "30 ha", "2,5 ha"]));
    // Another order is the same drawing.
    assert_eq!(figures(&with(&drawing(&["2,5 ha", "Ví Dụ 7", "30 ha"])), &anew), Findings::default());
    let typed = figures(&with(&drawing(&["Ví Dụ 7", "35 ha", "2,5 ha"])), &anew);
    assert_eq!(told(&typed.mend), [("drawn-figure", "hình ghi 35, số liệu là 30")]);
    // A box that somebody drew beside the text.
    let own = figures(&with(&drawing(&["Tăng 93,7 % so với năm trước"])), sample());
    assert_eq!(told(&own.mend), [("drawn-figure", "số 93,7 không có trong số liệu của báo cáo")]);
    let gone = figures(sample(), &anew);
    assert_eq!((gone.mend.len(), gone.notes[0].rule), (0, "drawing-gone"));
}

#[test]
fn the_values_of_a_native_chart_are_compared_and_pictures_are_told() {
    let chart = "<w:r><w:drawing><a:graphic><c:chart r:id=\"rIdBieuDo\"/></a:graphic></w:drawing></w:r>";
    let mut all = parts(&with(chart));
    let values = "<c:chartSpace><c:cat><c:strRef><c:strCache><c:pt><c:v>Đất công nghiệp</c:v></c:pt></c:strCache></c:strRef></c:cat>\
                  <c:val><c:numRef><c:numCache><c:pt><c:v>60.5</c:v></c:pt><c:pt><c:v>93.7</c:v></c:pt></c:numCache></c:numRef></c:val></c:chartSpace>";
    all.insert("word/charts/chart1.xml".to_owned(), values.as_bytes().to_vec());
    let name = "word/_rels/document.xml.rels";
    let relations = String::from_utf8(all[name].clone()).expect("UTF-8");
    let own = "<Relationship Id=\"rIdBieuDo\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart\" \
               Target=\"charts/chart1.xml\"/></Relationships>";
    all.insert(name.to_owned(), relations.replace("</Relationships>", own).into_bytes());
    let found = figures(&packed(&all), sample());
    assert_eq!(told(&found.mend), [("drawn-figure", "số 93,7 không có trong số liệu của báo cáo")]);
    let picture = figures(&with("<w:r><w:drawing><pic:pic/></w:drawing></w:r>"), sample());
    assert_eq!((picture.mend.len(), picture.notes[0].rule), (0, "picture"));
}

#[test]
fn changes_that_wait_and_remarks_are_noted() {
    let own = "w:id=\"9\" w:author=\"A\"";
    let changed = with(&format!(
        "<w:del {own}><w:r><w:delText>99 ha</w:delText></w:r></w:del><w:ins {own}><w:r><w:t>60,5 ha </w:t></w:r></w:ins>\
         <w:r><w:commentReference w:id=\"1\"/></w:r>"
    ));
    let layout = review::read(&changed).expect("a document").layout(&[]);
    let notes: Vec<&str> = layout.notes.iter().map(|note| note.rule).collect();
    assert_eq!((layout.mend.len(), notes), (0, vec!["tracked", "remarks"]));
    // What was deleted is not there, what was added is.
    assert_eq!(figures(&changed, sample()).mend, []);
}

#[test]
fn what_is_wrong_everywhere_is_told_once() {
    let bytes = in_text(&[(
        "<w:t xml:space=\"preserve\">",
        "<w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t xml:space=\"preserve\">",
    )]);
    let found = review::read(&bytes).expect("a document").layout(&[]).mend;
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.rule, "colour");
    assert!(finding.place.get(Language::Vi).contains("chỗ khác như vậy"), "{finding:?}");
}

/// A document of something else is asked what it is, instead of for each part of a report.
#[test]
fn what_is_no_report_is_asked_what_it_is() {
    let text = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Biên bản họp, ngày 5 tháng 3 năm 2026, ngày 5 tháng 4 năm \
                2026./.</w:t></w:r></w:p></w:body></w:document>";
    let bytes = packed([(&"word/document.xml".to_owned(), &text.as_bytes().to_vec())]);
    let found = review::read(&bytes).expect("a document").layout(&[]).mend;
    let rules: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules.iter().filter(|rule| **rule == "missing").count(), 1, "{found:?}");
    // The same fault twice in a paragraph is told once.
    assert_eq!(rules.iter().filter(|rule| **rule == "date").count(), 1, "{found:?}");
}

#[test]
fn figures_that_differ_all_over_lead_to_the_question_of_which_data() {
    let typed: String = (0..60).map(|number| format!("{}, ", 7001 + number)).collect();
    let found = figures(&with(&format!("<w:r><w:t>{typed}</w:t></w:r>")), sample());
    assert_eq!((found.mend.len(), found.notes.len(), found.notes[0].rule), (60, 1, "other-data"));
    // Fifty places that differ in what stands before the figure.
    let letters = (b'a'..=b'z').map(char::from);
    let same = letters.flat_map(|one| ["m", "n"].map(|other| format!("{one}{other} 7001 ha, "))).take(50);
    let same: String = same.collect();
    let found = figures(&with(&format!("<w:r><w:t>{same}</w:t></w:r>")), sample());
    assert_eq!((found.mend.len(), found.notes.len()), (1, 0));
    assert!(found.mend[0].place.get(Language::Vi).ends_with("và 49 chỗ khác như vậy"));
}

#[test]
fn a_table_that_is_gone_is_one_finding_and_a_row_that_was_put_in_is_told() {
    let text = String::from_utf8(parts(sample())["word/document.xml"].clone()).expect("UTF-8");
    let at = text.find("Tổng diện tích các cụm công nghiệp đã thành lập<").expect("the row of the first table");
    let end = |from: usize, tag: &str| from + text[from..].find(tag).expect("its end") + tag.len();
    let table = &text[text[..at].rfind("<w:tbl>").expect("a table")..end(at, "</w:tbl>")];
    let gone = figures(&in_text(&[(table, "")]), sample()).mend;
    assert_eq!(told(&gone), [("lost-table", "mất cả bảng “Các chỉ tiêu chính”, 3 dòng")]);
    let row = &text[text[..at].rfind("<w:tr>").expect("a row")..end(at, "</w:tr>")];
    let other = row.replace("đã thành lập", "sẽ thành lập");
    let added = figures(&in_text(&[(row, &format!("{row}{other}"))]), sample()).mend;
    let message = "bảng có thêm dòng “4 | Tổng diện tích các cụm công nghiệp sẽ thành lập | ha | 205”";
    assert_eq!(told(&added), [("added-row", message)]);
}

#[test]
fn an_annex_without_a_section_of_its_own_is_told() {
    let text = String::from_utf8(parts(sample())["word/document.xml"].clone()).expect("UTF-8");
    let from = text.find("<w:sectPr>").expect("the end of the first section");
    let to = from + text[from..].find("</w:sectPr>").expect("its end") + "</w:sectPr>".len();
    let found = review::read(&in_text(&[(&text[from..to], "")])).expect("a document").layout(&[]).mend;
    let annex = found.iter().find(|finding| finding.message.get(Language::Vi).starts_with("phụ lục không ở phần"));
    assert!(annex.is_some_and(|finding| finding.source == "mục I.7"), "{found:?}");
}
