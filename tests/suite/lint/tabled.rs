//! Tables as tables: columns, merged cells, heads, the size of letters, annexes, where a cell is.

use ccn::review::{self, Findings};
use ccn::text::Language;

use super::sample::{element, in_text, sample};
use super::told;
use crate::docx::parts;

fn compared(bytes: &[u8], anew: &[u8]) -> [Findings; 2] {
    let read = |bytes| review::read(bytes).expect("a document");
    [read(bytes).figures(&read(anew), &[]), read(bytes).kept(&read(anew))]
}

fn text() -> String {
    String::from_utf8(parts(sample())["word/document.xml"].clone()).expect("UTF-8")
}

/// The first table of the text.
fn table(text: &str) -> &str {
    element(text, ">Tổng diện tích các cụm công nghiệp đã thành lập<", "w:tbl")
}

/// A table with something done to the cells of each row.
fn by_row(table: &str, change: impl Fn(usize, Vec<&str>) -> String) -> String {
    let mut rows = table.split("<w:tr>");
    let front = rows.next().expect("the properties of the table").to_owned();
    let rows = rows.enumerate().map(|(index, row)| {
        let from = row.find("<w:tc>").expect("a cell");
        let to = row.rfind("</w:tc>").expect("a cell") + "</w:tc>".len();
        let cells = row[from..to].split_inclusive("</w:tc>").collect();
        format!("<w:tr>{}{}{}", &row[..from], change(index, cells), &row[to..])
    });
    front + &rows.collect::<String>()
}

#[test]
fn a_column_more_or_less_is_told_once() {
    let all = text();
    let table = table(&all);
    let less = by_row(table, |_, cells| format!("{}{}{}", cells[0], cells[1], cells[3]));
    let [found, _] = compared(&in_text(&[(table, &less)]), sample());
    assert_eq!(told(&found.mend), [("lost-column", "bảng mất cột 3 “Đơn vị”")]);
    let more = by_row(table, |row, cells| {
        let own = cells[2]
            .replace("ha<", &format!("{}<", 7000 + row))
            .replace("tỷ đồng<", "7009<")
            .replace("Đơn vị", "Kế hoạch");
        format!("{}{}{}{own}{}", cells[0], cells[1], cells[2], cells[3])
    });
    let [found, _] = compared(&in_text(&[(table, &more)]), sample());
    assert_eq!(told(&found.mend), [("added-column", "bảng có thêm cột 4 “Kế hoạch”")]);
    // A figure in a table with a column less still has the column that it had.
    let wrong = less.replace(">700,5<", ">700,6<");
    let [found, _] = compared(&in_text(&[(table, &wrong)]), sample());
    assert!(told(&found.mend).contains(&("figure", "văn bản ghi 700,6, số liệu là 700,5")), "{found:?}");
}

#[test]
fn cells_that_were_merged_are_told_once() {
    let all = text();
    let table = table(&all);
    let merged = by_row(table, |row, cells| match row {
        1 => {
            format!("{}{}{}", cells[0], cells[1], cells[2].replacen("<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"2\"/>", 1))
        }
        _ => cells.concat(),
    });
    let [found, _] = compared(&in_text(&[(table, &merged)]), sample());
    let message = "bảng có ô bị gộp (dòng 2 cột 3–4); số ở các ô đó không so được";
    assert_eq!(told(&found.mend), [("merged-cells", message)]);
}

#[test]
fn an_annex_that_is_gone_is_named() {
    let all = text();
    let annex = element(&all, ">Cụm Ví Dụ 1<", "w:tbl");
    let [found, _] = compared(&in_text(&[(annex, ""), (">Phụ lục I<", "><"), (">DANH SÁCH CỤM<", "><")]), sample());
    assert_eq!(told(&found.mend), [("lost-annex", "mất cả Phụ lục I “DANH SÁCH CỤM”")]);
    assert_eq!(found.mend[0].place.get(Language::Vi), "phần “Phụ lục I”");
}

#[test]
fn a_table_without_a_caption_is_told_by_its_rows_and_columns() {
    let caption = (">Các chỉ tiêu chính<", "><");
    let anew = in_text(&[caption]);
    let [found, _] = compared(&in_text(&[caption, (">60,5</w:t>", ">61,5</w:t>")]), &anew);
    let places: Vec<&str> = found.mend.iter().map(|finding| finding.place.get(Language::Vi)).collect();
    assert_eq!(places, ["phần chính, bảng “Các chỉ tiêu chính”, TT 17 cột 4 (Kết quả) “61,5”"]);
}

#[test]
fn the_head_repeats_and_letters_stay_readable() {
    let [_, kept] = compared(&in_text(&[("<w:tblHeader/>", "")]), sample());
    assert_eq!(told(&kept.mend)[0], ("table-head", "dòng đầu bảng không còn lặp lại ở trang sau"));
    let small = "<w:rPr><w:sz w:val=\"14\"/></w:rPr><w:t xml:space=\"preserve\">60,5<";
    let [_, kept] = compared(&in_text(&[("<w:t xml:space=\"preserve\">60,5<", small)]), sample());
    assert_eq!(told(&kept.mend), [("table-letters", "cỡ chữ trong bảng 7, bản ccn lập 12")]);
    // A table may be set some smaller to fit its page.
    let [_, kept] =
        compared(&in_text(&[("<w:t xml:space=\"preserve\">60,5<", &small.replace("\"14\"", "\"20\""))]), sample());
    assert_eq!(
        (kept.mend.len(), told(&kept.notes)),
        (0, vec![("table-letters", "cỡ chữ trong bảng 10, bản ccn lập 12")])
    );
}
