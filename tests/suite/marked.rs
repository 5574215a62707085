//! The marked copy of a workbook: what is marked is seen, and everything else is as the sender made it.

mod book;
mod hand;

use std::collections::BTreeMap;

use ccn::diagnostic::Severity;
use ccn::text::Language;
use ccn::workbook::mark::{Legend, Mark, mark};
use proptest::prelude::*;

use book::{cells, children, numbered, pages, part, parts, rich, saved_by_libreoffice, sheets, tags};

/// The order of the elements of a sheet (ECMA-376 part 1, 18.3.1.99, `CT_Worksheet`).
const ORDER: [&str; 38] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

fn legend() -> Legend {
    Legend {
        sheet: "Cần sửa".to_owned(),
        title: "Những ô cần sửa trong tệp bieu-01.xlsx".to_owned(),
        summary: vec!["2 lỗi, 1 cảnh báo, 1 ghi chú".to_owned(), "=1+1 chỉ là chữ".to_owned()],
        headings: ["Mức", "Trang tính", "Ô", "Nội dung", "Mã"].map(str::to_owned),
        severities: ["Lỗi", "Cảnh báo", "Ghi chú"].map(str::to_owned),
    }
}

fn at(sheet: &str, row: u32, column: u32, severity: Severity) -> Mark {
    let text = format!("'12.5' có thể là 12,5 hoặc 125.\nHãy gõ lại dạng số ({row}, {column}).");
    Mark { sheet: sheet.to_owned(), row, column, severity, code: "SO-01".to_owned(), text }
}

fn marked(bytes: &[u8], marks: &[Mark]) -> Vec<u8> {
    mark(bytes, marks, &legend()).unwrap_or_else(|reason| panic!("{}", reason.get(Language::Vi)))
}

/// Returns the element of a look: its attributes and what it holds.
fn look(bytes: &[u8], sheet: &str, cell: &str) -> (BTreeMap<String, String>, String) {
    let cell =
        tags(&part(bytes, sheet)).into_iter().find(|tag| tag.0 == "c" && tag.1.get("r").is_some_and(|r| r == cell));
    let number: usize = cell.expect("the cell is there").1["s"].parse().unwrap();
    let styles = part(bytes, "xl/styles.xml");
    let (_, list) = styles.split_once("<cellXfs").unwrap();
    let (list, _) = list.split_once("</cellXfs>").unwrap();
    let text = format!("<xf {}", list.split("<xf ").nth(number + 1).unwrap());
    let attributes = tags(&text.replace("</xf>", "").replace("/>", ">").replace('>', "/>")).remove(0).1;
    (attributes, text.split_once('>').unwrap().1.to_owned())
}

/// Returns the colour of the fill of a cell.
fn fill(bytes: &[u8], sheet: &str, cell: &str) -> String {
    let number: usize = look(bytes, sheet, cell).0["fillId"].parse().unwrap();
    let styles = part(bytes, "xl/styles.xml");
    let fill = styles.split("<fill>").nth(number + 1).unwrap();
    fill.split("fgColor rgb=\"").nth(1).unwrap_or_default().chars().take(8).collect()
}

#[test]
fn the_sheets_of_the_sender_stay_and_the_list_stands_in_front() {
    let sent = rich();
    let back = marked(&sent, &[at("Biểu 01", 4, 2, Severity::Error), at("Tờ 'hai' (b)", 9, 9, Severity::Warning)]);
    assert_eq!(sheets(&back), ["Cần sửa", "Biểu 01", "Tờ 'hai' (b)", "Ba"]);
    for sheet in ["Biểu 01", "Tờ 'hai' (b)", "Ba"] {
        assert_eq!(cells(&sent, sheet), cells(&back, sheet), "{sheet}");
    }
    let list = cells(&back, "Cần sửa");
    let row = |row: u32| (0..5).map(|column| list[&(row, column)].as_str()).collect::<Vec<_>>();
    assert_eq!(list[&(2, 0)], "=1+1 chỉ là chữ", "text that looks like a formula is text");
    assert_eq!(row(4), ["Mức", "Trang tính", "Ô", "Nội dung", "Mã"]);
    let text = "'12.5' có thể là 12,5 hoặc 125.\nHãy gõ lại dạng số (9, 9).";
    assert_eq!(row(6), ["Cảnh báo", "Tờ 'hai' (b)", "I9", text, "SO-01"]);
    let links: Vec<_> =
        tags(&part(&back, "xl/worksheets/sheet4.xml")).into_iter().filter(|tag| tag.0 == "hyperlink").collect();
    assert_eq!(links[0].1["location"], "'Biểu 01'!B4");
    assert_eq!(links[1].1["location"], "'Tờ ''hai'' (b)'!I9");
}

#[test]
fn what_is_not_marked_is_the_same_byte_for_byte() {
    let sent = rich();
    let back = parts(&marked(&sent, &[at("Biểu 01", 4, 2, Severity::Error)]));
    let changed: Vec<String> =
        parts(&sent).into_iter().filter(|(name, bytes)| back[name] != *bytes).map(|(name, _)| name).collect();
    let expected = [
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        // It was the sheet that is shown first.
        "xl/worksheets/sheet3.xml",
    ];
    assert_eq!(changed, expected);
}

#[test]
fn a_marked_cell_keeps_everything_of_its_look_but_the_fill() {
    let sent = rich();
    let back = marked(&sent, &[at("Biểu 01", 4, 2, Severity::Error), at("Biểu 01", 4, 3, Severity::Note)]);
    let sheet = "xl/worksheets/sheet1.xml";
    let (mut old, inner_before) = look(&sent, sheet, "B4");
    let (mut new, inner_after) = look(&back, sheet, "B4");
    assert_eq!(inner_before, inner_after, "alignment");
    assert_eq!(fill(&back, sheet, "B4"), "FFFFC7CE");
    assert_eq!(fill(&back, sheet, "C4"), "FFE4E4E4");
    for look in [&mut old, &mut new] {
        look.remove("fillId");
        look.remove("applyFill");
    }
    assert_eq!(old, new, "font, number format, borders");
}

#[test]
fn white_letters_become_black_because_the_fill_is_light() {
    let sent = rich();
    let back = marked(&sent, &[at("Biểu 01", 3, 1, Severity::Error)]);
    let font: usize = look(&back, "xl/worksheets/sheet1.xml", "A3").0["fontId"].parse().unwrap();
    let styles = part(&back, "xl/styles.xml");
    let font = styles.split("<font>").nth(font + 1).unwrap();
    assert!(font.contains("<color rgb=\"FF000000\"/>") && font.starts_with("<b/>"), "{font}");
}

#[test]
fn marks_of_one_cell_share_a_comment_and_the_worst_colour() {
    let sent = rich();
    let marks = [at("Biểu 01", 5, 2, Severity::Note), at("Biểu 01", 5, 2, Severity::Error)];
    let back = marked(&sent, &marks);
    assert_eq!(fill(&back, "xl/worksheets/sheet1.xml", "B5"), "FFFFC7CE");
    let comments = part(&back, "xl/comments1.xml");
    assert_eq!(comments.matches("ref=\"B5\"").count(), 1);
    let (_, comment) = comments.split_once("ref=\"B5\"").unwrap();
    assert!(comment.contains("Ghi chú [SO-01]: ") && comment.contains("\n\nLỗi [SO-01]: "), "{comment}");
}

#[test]
fn a_comment_of_the_sender_stays_behind_ours() {
    let sent = rich();
    // C4 has a comment, A5 has none.
    let back = marked(&sent, &[at("Biểu 01", 4, 3, Severity::Error), at("Biểu 01", 5, 1, Severity::Error)]);
    let comments = part(&back, "xl/comments1.xml");
    assert_eq!(comments.matches("<comment ").count(), 2);
    let ours = comments.find("Hãy gõ lại dạng số (4, 3)").expect("our words are there");
    let theirs = comments.find("theo hợp đồng").expect("the words of the sender are there");
    assert!(ours < theirs);
    let boxes = part(&back, "xl/drawings/vmlDrawing1.vml");
    assert_eq!(boxes.matches("ObjectType=\"Note\"").count(), 2);
    let mut numbers: Vec<&str> =
        boxes.split("id=\"_x0000_s").skip(1).map(|shape| shape.split('"').next().unwrap()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 2, "each box has a number of its own");
}

#[test]
fn comments_of_a_sheet_without_any_are_found_from_the_sheet() {
    let back = marked(&rich(), &[at("Tờ 'hai' (b)", 2, 1, Severity::Error)]);
    let order = children(&part(&back, "xl/worksheets/sheet2.xml"));
    let places: Vec<usize> = order.iter().map(|name| ORDER.iter().position(|known| known == name).unwrap()).collect();
    assert!(places.is_sorted(), "{order:?}");
    assert!(order.contains(&"legacyDrawing".to_owned()) && order.contains(&"legacyDrawingHF".to_owned()), "{order:?}");
    let relations = part(&back, "xl/worksheets/_rels/sheet2.xml.rels");
    assert!(relations.contains("/comments\" Target=\"/xl/comments2.xml\""), "{relations}");
    assert!(part(&back, "[Content_Types].xml").contains("/xl/comments2.xml"));
}

#[test]
fn names_that_hold_in_one_sheet_move_with_it() {
    let back = marked(&rich(), &[at("Biểu 01", 4, 2, Severity::Error)]);
    let workbook = part(&back, "xl/workbook.xml");
    let names: Vec<(String, Option<String>)> = tags(&workbook)
        .into_iter()
        .filter(|tag| tag.0 == "definedName")
        .map(|tag| (tag.1["name"].clone(), tag.1.get("localSheetId").cloned()))
        .collect();
    let named = |name: &str, sheet: Option<&str>| (name.to_owned(), sheet.map(str::to_owned));
    // In the sheet sent, print titles were of sheet 0 and the print area of sheet 1.
    let expected = [named("_xlnm.Print_Area", Some("2")), named("_xlnm.Print_Titles", Some("1")), named("Tong", None)];
    assert_eq!(names, expected);
    let view = tags(&workbook).into_iter().find(|tag| tag.0 == "workbookView").unwrap();
    assert_eq!(view.1["activeTab"], "0");
    let selected =
        |number: u32| part(&back, &format!("xl/worksheets/sheet{number}.xml")).matches("tabSelected").count();
    assert_eq!([1, 2, 3, 4].map(selected), [0, 0, 0, 1]);
}

#[test]
fn what_is_said_of_merged_cells_stands_at_the_first() {
    let back = marked(&rich(), &[at("Biểu 01", 2, 3, Severity::Warning)]);
    let comments = part(&back, "xl/comments1.xml");
    assert!(comments.contains("ref=\"A2\"") && !comments.contains("ref=\"C2\""), "{comments}");
    assert_eq!(fill(&back, "xl/worksheets/sheet1.xml", "A2"), "FFFFEB9C");
}

#[test]
fn a_list_that_came_back_is_not_mistaken_for_the_new_one() {
    let once = marked(&rich(), &[at("Biểu 01", 4, 2, Severity::Error)]);
    let twice = marked(&once, &[at("Biểu 01", 4, 2, Severity::Error)]);
    assert_eq!(sheets(&twice), ["Cần sửa 2", "Cần sửa", "Biểu 01", "Tờ 'hai' (b)", "Ba"]);
    assert_eq!(cells(&twice, "Biểu 01"), cells(&once, "Biểu 01"));
}

#[test]
fn marks_beyond_the_cells_stand_in_the_list_only() {
    let sent = rich();
    let marks = [at("Biểu 01", 0, 0, Severity::Error), at("Không có", 3, 3, Severity::Note)];
    let back = marked(&sent, &marks);
    let list = part(&back, "xl/worksheets/sheet4.xml");
    assert!(list.contains("Không có") && !list.contains("<hyperlink "), "{list}");
    assert_eq!(parts(&back)["xl/comments1.xml"], parts(&sent)["xl/comments1.xml"]);
}

#[test]
fn a_workbook_of_libreoffice_is_marked_and_opened_by_it() {
    let sent = saved_by_libreoffice(&rich());
    let marks = [
        at("Biểu 01", 4, 2, Severity::Error),
        at("Biểu 01", 4, 3, Severity::Warning),
        at("Biểu 01", 30, 7, Severity::Note),
        at("Tờ 'hai' (b)", 9, 9, Severity::Warning),
    ];
    let back = marked(&sent, &marks);
    for sheet in ["Biểu 01", "Tờ 'hai' (b)", "Ba"] {
        assert_eq!(cells(&sent, sheet), cells(&back, sheet), "{sheet}");
    }
    let text = pages(&back);
    assert!(text.contains("Những ô cần sửa trong tệp bieu-01.xlsx"), "{text}");
    // What LibreOffice writes anew holds every comment that it found.
    let comments: String = parts(&saved_by_libreoffice(&back))
        .into_iter()
        .filter(|(name, _)| name.starts_with("xl/comments"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    let found: Vec<String> =
        tags(&comments.replace("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>", ""))
            .into_iter()
            .filter(|tag| tag.0 == "comment")
            .map(|tag| tag.1["ref"].clone())
            .collect();
    assert_eq!(found, ["B4", "C4", "G30", "I9"]);
    assert!(comments.contains("theo hợp đồng"), "{comments}");
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let (sent, marks) = (rich(), [at("Biểu 01", 4, 2, Severity::Error)]);
    assert_eq!(marked(&sent, &marks), marked(&sent, &marks));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_anywhere_keep_every_cell(places in prop::collection::vec((1..40_u32, 1..12_u32, 0..3_usize), 1..60)) {
        let sent = rich();
        let marks: Vec<Mark> =
            places.iter().map(|(row, column, level)| at("Biểu 01", *row, *column, Severity::ALL[*level])).collect();
        let back = marked(&sent, &marks);
        prop_assert_eq!(cells(&sent, "Biểu 01"), cells(&back, "Biểu 01"));
        let (before, after) = (part(&sent, "xl/worksheets/sheet1.xml"), part(&back, "xl/worksheets/sheet1.xml"));
        let places: Vec<(u32, u32)> = numbered(&after).into_iter().map(|(place, _)| place).collect();
        prop_assert!(places.windows(2).all(|two| two[0] < two[1]), "{places:?}");
        // The cells of A2:D2 are merged, so what is said of them is said at A2.
        let moved = |row, column| if row == 2 && column <= 4 { (2, 1) } else { (row, column) };
        let touched: Vec<(u32, u32)> = marks.iter().map(|mark| moved(mark.row, mark.column)).collect();
        let rest = |text: &str| {
            let cells = numbered(text).into_iter().filter(|(place, _)| !touched.contains(place));
            cells.collect::<Vec<_>>()
        };
        prop_assert_eq!(rest(&before), rest(&after), "other cells keep their look and value");
    }
}
