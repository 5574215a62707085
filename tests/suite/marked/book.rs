//! Workbooks to be marked, and readers of what came of them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::process::Command;

use calamine::{Reader, Xlsx};
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, HeaderImagePosition, Image, Note, Table, Url, Workbook,
};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A picture of one dot.
const DOT: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0,
    1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// Returns a workbook as an office makes it: invented figures, and of everything a little.
pub(super) fn rich() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let head = Format::new().set_bold().set_font_color(Color::White).set_background_color(Color::Navy);
    let area = Format::new()
        .set_num_format("#,##0.00")
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Right)
        .set_italic()
        .set_background_color(Color::Yellow);
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet().set_name("Biểu 01").unwrap();
    sheet.set_column_width(1, 30).unwrap();
    sheet.merge_range(1, 0, 1, 3, "Báo cáo cụm công nghiệp (số liệu giả định)", &Format::new().set_bold()).unwrap();
    for (column, name) in (0..).zip(["Tên cụm", "Diện tích (ha)", "Đã cho thuê", "Ngày"]) {
        sheet.write_string_with_format(2, column, name, &head).unwrap();
    }
    for row in 3..8 {
        sheet.write_string(row, 0, format!("Cụm giả định {row} <&> \"hai\"")).unwrap();
        sheet.write_number_with_format(row, 1, f64::from(row) * 12.5, &area).unwrap();
        sheet.write_number(row, 2, 0.1 + f64::from(row)).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 1, u8::try_from(row).unwrap()).unwrap();
        sheet.write_datetime_with_format(row, 3, &date, &day).unwrap();
    }
    sheet.write_formula(8, 1, Formula::new("=SUM(B4:B8)").set_result("343.75")).unwrap();
    sheet.write_url(9, 0, Url::new("internal:'Ba'!A1").set_text("xem trang Ba")).unwrap();
    sheet.write_string(20, 5, "xa").unwrap();
    sheet.insert_note(3, 2, &Note::new("theo hợp đồng").set_author("Phòng Kinh tế")).unwrap();
    let list = DataValidation::new().allow_list_strings(&["có", "không"]).unwrap();
    sheet.add_data_validation(3, 4, 20, 4, &list).unwrap();
    let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::GreaterThan(50.0)).set_format(&area);
    sheet.add_conditional_format(3, 2, 8, 2, &rule).unwrap();
    sheet.set_repeat_rows(0, 2).unwrap().set_freeze_panes(3, 1).unwrap();
    let second = workbook.add_worksheet().set_name("Tờ 'hai' (b)").unwrap();
    second.add_table(0, 0, 4, 1, &Table::new()).unwrap();
    second.write_string(1, 0, "a").unwrap();
    second.set_print_area(0, 0, 9, 3).unwrap();
    second
        .set_header("&C&G")
        .set_header_image(&Image::new_from_buffer(&DOT).unwrap(), HeaderImagePosition::Center)
        .unwrap();
    second.protect();
    second.set_column_format(8, &area).unwrap();
    let third = workbook.add_worksheet().set_name("Ba").unwrap();
    third.write_string(0, 0, "không có gì").unwrap();
    third.set_active(true);
    workbook.define_name("Tong", "='Biểu 01'!$B$9").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// Returns every part by its path.
pub(super) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        assert!(parts.insert(part.name().unwrap().into_owned(), bytes).is_none(), "one part of each name");
    }
    parts
}

/// Makes a package of parts.
pub(super) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Returns a part as text.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let bytes = parts(bytes).remove(name).unwrap_or_else(|| panic!("there is no {name}"));
    String::from_utf8(bytes).unwrap()
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).expect("calamine opens the workbook")
}

/// Returns the names of the sheets.
pub(super) fn sheets(bytes: &[u8]) -> Vec<String> {
    open(bytes).sheet_names()
}

/// Returns each cell that has a value or a formula, row and column from 0, and what is merged under its first cell.
pub(super) fn cells(bytes: &[u8], sheet: &str) -> BTreeMap<(u32, u32), String> {
    let mut workbook = open(bytes);
    let mut cells: BTreeMap<(u32, u32), String> = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(sheet).unwrap();
    while let Some(cell) = reader.next_cell().unwrap() {
        if *cell.get_value() != calamine::DataRef::Empty {
            let value = calamine::Data::from(cell.get_value().clone());
            cells.insert(cell.get_position(), value.to_string());
        }
    }
    drop(reader);
    let mut reader = workbook.worksheet_cells_reader(sheet).unwrap();
    while let Some(formula) = reader.next_formula().unwrap() {
        if !formula.get_value().is_empty() {
            *cells.entry(formula.get_position()).or_default() += &format!(" = {}", formula.get_value());
        }
    }
    drop(reader);
    for merged in workbook.merge_cells_by_sheet_name(sheet).unwrap() {
        *cells.entry(merged.start).or_default() += &format!(" : {:?}", merged.end);
    }
    cells
}

/// Returns each element of a text that must be well-formed, with its attributes, in order.
pub(super) fn tags(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut tags = Vec::new();
    elements(text, |_, name, attributes| tags.push((name, attributes)));
    tags
}

/// Returns the names of the elements right below the root.
pub(super) fn children(text: &str) -> Vec<String> {
    let mut children = Vec::new();
    elements(text, |depth, name, _| {
        if depth == 1 {
            children.push(name)
        }
    });
    children
}

fn elements(text: &str, mut tell: impl FnMut(usize, String, BTreeMap<String, String>)) {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0;
    loop {
        let (start, opens) = match reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}")) {
            Event::Start(start) => (start, true),
            Event::Empty(start) => (start, false),
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned();
            (attribute.key.into_inner().to_owned(), value)
        });
        tell(depth, start.local_name().into_inner().to_owned(), attributes.collect());
        depth += usize::from(opens);
    }
    assert_eq!(depth, 0, "everything is closed");
}

/// Returns each cell of a sheet with its XML, in the order in which they are written; each must have its name.
pub(super) fn numbered(sheet: &str) -> Vec<((u32, u32), String)> {
    let cells = sheet.split("<c ").skip(1).map(|cell| {
        // The first tag says whether the cell has content.
        let head = cell.find('>').unwrap();
        let end = if cell[..head].ends_with('/') { head } else { cell.find("</c>").unwrap() };
        let own = &cell[..end];
        let name = own.split("r=\"").nth(1).unwrap().split('"').next().unwrap();
        let digits = name.find(|letter: char| letter.is_ascii_digit()).unwrap();
        let column = name[..digits].bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A' + 1));
        ((name[digits..].parse().unwrap(), column), own.to_owned())
    });
    cells.collect()
}

/// Has LibreOffice open a workbook and write it in another format.
fn converted(bytes: &[u8], format: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let sent = folder.path().join("sent.xlsx");
    fs::write(&sent, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let target = folder.path().join("made");
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--norestore", "--convert-to", format, "--outdir"])
        .arg(&target)
        .arg(&sent)
        .output()
        .expect("soffice is missing: apt-get install -y libreoffice-calc");
    let made = target.join(format!("sent.{format}"));
    fs::read(&made).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// Returns the workbook as LibreOffice writes it.
pub(super) fn saved_by_libreoffice(bytes: &[u8]) -> Vec<u8> {
    converted(bytes, "xlsx")
}

/// Returns the text of the workbook as LibreOffice prints it.
pub(super) fn pages(bytes: &[u8]) -> String {
    crate::project::plain(&crate::project::pdf_text(&converted(bytes, "pdf"), "-layout"))
}
