//! Workbooks written by hand, in ways that are legal and rare, or broken.

use std::collections::BTreeMap;

use ccn::diagnostic::Severity;
use ccn::text::Language;
use ccn::workbook::mark::mark;

use super::book::{cells, package, pages, part, parts, rich, sheets, tags};
use super::{at, fill, legend, marked};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Biểu" sheetId="7" q:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
/// Positions are counted: A1, B1; D2, E2; A4.
const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row spans="4:5"><c r="D2"><v>3</v></c><c><v>4</v></c></row><row r="4"><c><v>5</v></c></row><row/></sheetData></worksheet>"#;

/// Returns the smallest workbook that holds a sheet: no looks, no texts, no properties.
fn minimal(book: &str, sheet: &[u8]) -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// Returns the names of the cells in the order in which they are written, `-` where there is none.
fn names(sheet: &str) -> Vec<String> {
    let named = tags(sheet).into_iter().filter(|tag| tag.0 == "c");
    named.map(|tag| tag.1.get("r").cloned().unwrap_or_else(|| "-".to_owned())).collect()
}

#[test]
fn cells_without_names_are_counted() {
    let sent = minimal(BOOK, SHEET.as_bytes());
    let places = [(1, 2), (2, 1), (2, 5), (2, 6), (3, 2), (4, 1), (5, 3), (9, 1)];
    let marks = places.map(|(row, column)| at("Biểu", row, column, Severity::Error));
    let back = marked(&sent, &marks);
    let sheet = part(&back, "xl/worksheets/sheet1.xml");
    assert_eq!(names(&sheet), ["-", "-", "A2", "D2", "-", "F2", "B3", "-", "C5", "A9"]);
    assert!(sheet.contains("<row spans=\"1:6\">"), "{sheet}");
    assert_eq!(cells(&sent, "Biểu"), cells(&back, "Biểu"));
    let coloured = tags(&sheet).into_iter().filter(|tag| tag.1.contains_key("s")).count();
    assert_eq!(coloured, places.len());
    assert_eq!(fill(&back, "xl/worksheets/sheet1.xml", "F2"), "FFFFC7CE");
    assert!(pages(&back).contains("Những ô cần sửa"));
}

#[test]
fn an_empty_sheet_gets_its_first_row() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/><sheetData/></worksheet>"#;
    let back = marked(&minimal(BOOK, sheet.as_bytes()), &[at("Biểu", 3, 2, Severity::Note)]);
    let sheet = part(&back, "xl/worksheets/sheet1.xml");
    assert_eq!(names(&sheet), ["B3"]);
    assert!(sheet.contains("<dimension ref=\"A1:B3\"/>"), "{sheet}");
}

#[test]
fn names_with_a_prefix_are_read_and_written() {
    let sheet = r#"<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    let book = r#"<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:sheets><x:sheet name="Biểu" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>"#;
    let sent = minimal(book, sheet.as_bytes());
    let back = marked(&sent, &[at("Biểu", 1, 1, Severity::Error), at("Biểu", 2, 2, Severity::Error)]);
    let sheet = part(&back, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<x:row r=\"2\"><x:c r=\"B2\"") && sheet.contains("<x:legacyDrawing "), "{sheet}");
    assert!(part(&back, "xl/workbook.xml").contains("<x:sheet xmlns:r="));
    assert_eq!(cells(&sent, "Biểu"), cells(&back, "Biểu"));
    assert_eq!(sheets(&back), ["Cần sửa", "Biểu"]);
}

#[test]
fn a_part_in_utf_16_is_read() {
    let text = format!("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{SHEET}");
    let sent = minimal(BOOK, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    let back = marked(&sent, &[at("Biểu", 1, 1, Severity::Error)]);
    let sheet = part(&back, "xl/worksheets/sheet1.xml");
    assert!(sheet.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\""), "{sheet}");
    assert_eq!(cells(&back, "Biểu").len(), 5);
}

#[test]
fn texts_keep_their_letters_whatever_they_are() {
    let mut odd = at("Biểu", 1, 1, Severity::Error);
    odd.text = "=HYPERLINK(\"x\") <b>&amp; ]]> _x0041_ \u{1}\u{0}\u{fffe} dòng\r\nmới".to_owned();
    let mut title = legend();
    title.sheet = "Cần/sửa: những ô có lỗi trong biểu này".to_owned();
    let back = mark(&minimal(BOOK, SHEET.as_bytes()), &[odd], &title).unwrap();
    let name = "Cầnsửa những ô có lỗi trong biể";
    assert_eq!(sheets(&back)[0], name);
    let list = cells(&back, name);
    assert_eq!(list[&(5, 3)], "=HYPERLINK(\"x\") <b>&amp; ]]> _x0041_  dòng\nmới");
    assert!(part(&back, "xl/comments1.xml").contains("_x005F_x0041_"));
}

#[test]
fn a_comment_in_plain_text_stays_and_threads_are_left_alone() {
    let sent = marked(&minimal(BOOK, SHEET.as_bytes()), &[at("Biểu", 1, 1, Severity::Error)]);
    let plain = r#"<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList><comment ref="A1" authorId="0"><text><t>cũ &amp; plain</t></text></comment><comment ref="B1" authorId="0"><text/></comment></commentList></comments>"#;
    let mut all = parts(&sent);
    all.insert("xl/comments1.xml".to_owned(), plain.as_bytes().to_vec());
    all.insert("xl/threadedComments/threadedComment1.xml".to_owned(), b"<ThreadedComments/>".to_vec());
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let marks = [(1, 1), (1, 2), (2, 4)].map(|(row, column)| at("Biểu", row, column, Severity::Error));
    let back = marked(&package(&all), &marks);
    let comments = part(&back, "xl/comments1.xml");
    let count = |name: &str| tags(&comments).into_iter().filter(|tag| tag.0 == name).count();
    assert_eq!([count("comment"), count("author"), count("r")], [3, 1, 2], "{comments}");
    assert!(comments.contains("\n\ncũ &amp; plain</t>"), "{comments}");
    assert_eq!(parts(&back)["xl/threadedComments/threadedComment1.xml"], b"<ThreadedComments/>");
}

/// Returns why a file cannot be marked.
fn reason(bytes: &[u8]) -> String {
    let refused = mark(bytes, &[at("Biểu", 1, 1, Severity::Error)], &legend()).expect_err("it cannot be marked");
    refused.get(Language::Vi).to_owned()
}

#[test]
fn what_cannot_be_changed_says_why() {
    assert!(reason(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ...").contains("mật khẩu"));
    assert!(reason(b"ten,dien_tich\n").contains("không phải sổ tính .xlsx"));
    let open = SHEET.replace("</sheetData>", "");
    assert!(reason(&minimal(BOOK, open.as_bytes())).contains("phần xl/worksheets/sheet1.xml của tệp bị hỏng"));
    let empty = SHEET.replace("sheetData", "otherData");
    assert!(reason(&minimal(BOOK, empty.as_bytes())).contains("thiếu <sheetData>"));
    let none = BOOK.replace("<sheet ", "<none ");
    assert!(reason(&minimal(&none, SHEET.as_bytes())).contains("thiếu <sheet>"));
    let parts: [(&str, &[u8]); 2] = [("[Content_Types].xml", TYPES.as_bytes()), ("_rels/.rels", ROOT.as_bytes())];
    assert!(reason(&package(&parts)).contains("xl/workbook.xml"));
}

/// Every part in turn is cut, emptied and spoiled; the answer is a workbook or a reason.
#[test]
fn no_broken_part_ends_the_program() {
    let sent = rich();
    let whole: BTreeMap<String, Vec<u8>> = parts(&sent);
    let marks = [(4, 2), (4, 3), (30, 30)].map(|(row, column)| at("Biểu 01", row, column, Severity::Error));
    let mut refused = 0;
    for name in whole.keys() {
        let size = whole[name].len();
        for step in 0..24 {
            let mut broken = whole.clone();
            let text = broken.get_mut(name).unwrap();
            match step {
                0 => drop(broken.remove(name)),
                1 => text.clear(),
                2..12 => text.truncate(size * (step - 1) / 11),
                _ => text[size * (step - 12) / 12] = b"<>\"&/ =0\xffA'\0"[step % 12],
            }
            let parts: Vec<(&str, &[u8])> =
                broken.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            refused += usize::from(mark(&package(&parts), &marks, &legend()).is_err());
        }
    }
    assert!(refused > 100, "{refused} were refused");
}
