//! Blank workbooks as an office opens them: the words of the circular, lists that lead somewhere, nothing lost on the way
//! through another program.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use ccn::disk;
use ccn::files::{Output, OutputPath, Sources};
use ccn::intake::schema::ENTRIES;
use ccn::settings::{BlankKind, BlankOrder, Settings};

use crate::forms::{circular, swapped};
use crate::project;

/// A cell with something in it, by sheet, row and column.
type Cells = BTreeMap<(String, u32, u32), String>;

/// The invented project of the tests, with a project, a developer and a commune of each kind.
fn invented() -> Sources {
    disk::read(&Path::new(project::ROOT).join("tests/base")).expect("the folder is a project")
}

fn made(sources: &Sources, kind: Option<BlankKind>, period: Option<&str>) -> Output {
    let order = BlankOrder { kind, period: period.map(str::to_owned), cluster: None };
    let build = ccn::template(sources, &Settings::default(), &order);
    assert!(build.unmet.is_none(), "{:?}", build.unmet);
    build.output.expect("the data are sound")
}

fn book<'a>(output: &'a Output, name: &str) -> &'a [u8] {
    output.get(&OutputPath::new(name)).unwrap_or_else(|| panic!("no {name}"))
}

fn cells(bytes: &[u8]) -> Cells {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("the file is a workbook");
    let mut cells = Cells::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).expect("the sheet can be read");
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells().filter(|(.., value)| **value != Data::Empty) {
            let at = (sheet.clone(), top + row as u32, left + column as u32);
            cells.insert(at, value.to_string());
        }
    }
    cells.retain(|_, text| !text.is_empty());
    cells
}

/// Returns the rows of a sheet, each with its filled cells from the left.
fn rows(cells: &Cells, sheet: &str) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for ((_, row, _), text) in cells.iter().filter(|((name, ..), _)| name == sheet) {
        rows.entry(*row).or_default().push(text.clone());
    }
    rows.into_values().collect()
}

fn text(cells: &Cells, sheet: &str) -> String {
    rows(cells, sheet).concat().join("\n")
}

/// Returns the parts of a workbook's archive with this beginning, by name.
fn parts(bytes: &[u8], start: &str) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("the archive is sound");
        let name = part.name().expect("a part has a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("the part is XML");
        parts.insert(name, text);
    }
    parts.retain(|name, _| name.starts_with(start));
    parts
}

/// Returns the rows that a form has by the circular; `own` are the lines that identify the sender.
fn expected(form: usize, now: fn(&str) -> String, period: &str, extra: &[&str], own: &[&str]) -> Vec<Vec<String>> {
    let form = &circular()[form];
    let mut lines = vec![format!("{}. {}", form.number, form.title), format!("Đơn vị gửi báo cáo: {}", form.sender)];
    lines.extend(
        form.extra.iter().enumerate().map(|(index, line)| extra.get(index).map_or(line.as_str(), |it| it).to_owned()),
    );
    lines.extend([format!("Đơn vị nhận báo cáo: {}", form.receiver), period.to_owned(), form.deadline.clone()]);
    let mut rows: Vec<Vec<String>> = lines.iter().map(|line| vec![now(line)]).collect();
    rows.extend(own.iter().map(|line| vec![(*line).to_owned()]));
    rows.push(form.heads.clone());
    rows.push((1..=5).map(|number| format!("({number})")).collect());
    rows.extend(form.rows.iter().map(|row| row.iter().filter(|cell| !cell.is_empty()).cloned().collect()));
    rows.push(vec!["…, ngày … tháng … năm …".to_owned()]);
    rows.extend(form.signer.iter().map(|line| vec![line.clone()]));
    rows.extend((!form.footnote.is_empty()).then(|| vec![form.footnote.clone()]));
    rows
}

#[test]
fn forms_have_the_words_of_the_circular_and_what_is_known_of_the_sender() {
    let output = made(&invented(), None, Some("2026-H1"));
    let names: Vec<&str> = output.iter().map(|(path, _)| path.as_str()).collect();
    // Three tenants, for the fourth one only has an interest; five clusters with a developer, of which one is below
    // level A; four communes.
    let count = |start: &str| names.iter().filter(|name| name.starts_with(start)).count();
    assert_eq!([count("bieu-01"), count("bieu-02"), count("bieu-03"), count("nhap-lieu")], [3, 5, 4, 1], "{names:?}");
    let period = "Kỳ báo cáo: 6 tháng đầu năm 2026";
    let project =
        ["Tên dự án đầu tư sản xuất kinh doanh: Nhà máy may Ví Dụ", "Ngành, nghề, lĩnh vực sản xuất: Dệt may"];
    let developer = "Chủ đầu tư: Công ty Hạ tầng Ví Dụ; Công ty Liên danh Ví Dụ";
    let forms: [(&str, &str, &[&str], &[&str]); 3] = [
        ("bieu-01-may-vi-du", "Biểu 01", &project, &["Cụm công nghiệp: Ví Dụ 7", "Nhà đầu tư: Công ty May Ví Dụ"]),
        ("bieu-02-vi-du-7", "Biểu 02", &[], &["Cụm công nghiệp: Ví Dụ 7", developer]),
        ("bieu-03-phuong-vi-du", "Biểu 03", &[], &["Xã, phường: Phường Ví Dụ"]),
    ];
    for (index, (file, sheet, extra, own)) in forms.into_iter().enumerate() {
        let form = cells(book(&output, &format!("{file}-2026-h1.xlsx")));
        assert_eq!(rows(&form, sheet), expected(index, swapped, period, extra, own), "{file}");
    }
}

#[test]
fn a_form_without_period_or_sender_keeps_the_dots_and_the_choice_of_the_circular() {
    let output = made(&project::sources(), Some(BlankKind::Project), None);
    assert_eq!(output.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["bieu-01.xlsx"]);
    let form = cells(book(&output, "bieu-01.xlsx"));
    let own = "Cụm công nghiệp: ……………………………………";
    assert_eq!(rows(&form, "Biểu 01"), expected(0, swapped, "Kỳ báo cáo: 6 tháng/năm", &[], &[own]));
}

#[test]
fn the_wording_is_the_one_in_force_on_the_last_day_of_the_period() {
    for (period, name, now) in [
        // Thông tư 38/2025/TT-BCT swaps its words on 01/7/2025.
        ("2025-H1", "6 tháng đầu năm 2025", str::to_owned as fn(&str) -> String),
        ("2025", "năm 2025", swapped),
    ] {
        let output = made(&invented(), Some(BlankKind::Commune), Some(period));
        let form = cells(book(&output, &format!("bieu-03-phuong-vi-du-{}.xlsx", period.to_lowercase())));
        let line = format!("Kỳ báo cáo: {name}");
        assert_eq!(rows(&form, "Biểu 03"), expected(2, now, &line, &[], &["Xã, phường: Phường Ví Dụ"]), "{period}");
    }
}

#[test]
fn the_last_day_in_time_is_the_one_before_the_day_of_the_circular() {
    // "Trước ngày 20 tháng 6": the 19th (Thông tư 14/2024/TT-BCT khoản 3 Điều 3).
    for (period, days) in
        [("2026-H1", ["19/06/2026", "24/06/2026", "29/06/2026"]), ("2026", ["19/12/2026", "24/12/2026", "30/12/2026"])]
    {
        let output = made(&invented(), None, Some(period));
        let id = period.to_lowercase();
        for (file, day) in
            [("bieu-01-may-vi-du", days[0]), ("bieu-02-vi-du-7", days[0]), ("bieu-03-phuong-vi-du", days[1])]
        {
            let cover = text(&cells(book(&output, &format!("{file}-{id}.xlsx"))), "Đọc trước");
            assert!(cover.contains(&format!("Ngày cuối cùng còn đúng hạn: {day}.")), "{file}: {cover}");
            assert!(cover.contains("0200 000 000") && cover.contains("lien-he@vi-du.example"), "{cover}");
        }
        let cover = text(&cells(book(&output, &format!("nhap-lieu-{id}.xlsx"))), "Đọc trước");
        assert!(days.iter().all(|day| cover.contains(day)), "{cover}");
    }
    let cover = text(&cells(book(&made(&project::sources(), None, None), "nhap-lieu.xlsx")), "Đọc trước");
    // The site's date is 22/11/2026: the year is due next, and nobody has confirmed a telephone number.
    assert!(cover.contains("Biểu số 02: ngày cuối cùng còn đúng hạn là 19/12/2026 (năm 2026)."), "{cover}");
    assert!(cover.contains("Chưa có điện thoại, thư điện tử, địa chỉ được xác nhận."), "{cover}");
}

#[test]
fn the_data_entry_workbook_has_a_sheet_for_each_table_with_its_headings_in_the_first_row() {
    let output = made(&invented(), Some(BlankKind::Entry), None);
    let bytes = book(&output, "nhap-lieu.xlsx");
    let names = Xlsx::new(Cursor::new(bytes)).expect("the file is a workbook").sheet_names();
    let mut sheets = vec!["Đọc trước"];
    sheets.extend(ENTRIES.iter().map(|entry| entry.title));
    sheets.push("Danh mục");
    assert_eq!(names, sheets);
    let cells = cells(bytes);
    for entry in ENTRIES {
        let headings: Vec<&str> = entry.fields.iter().map(|field| field.heading).collect();
        assert_eq!(rows(&cells, entry.title), [headings], "{}", entry.title);
    }
    let notes = parts(bytes, "xl/comments").values().map(|part| part.matches("<comment ").count()).sum::<usize>();
    assert_eq!(notes, ENTRIES.iter().map(|entry| entry.fields.len()).sum::<usize>(), "a note for each heading");
    for part in parts(bytes, "xl/worksheets/sheet").values() {
        assert!(!part.contains("<mergeCell") && !part.contains("<autoFilter"));
    }
}

#[test]
fn drop_downs_lead_to_lists_with_words_and_messages_keep_within_excel() {
    for output in [made(&invented(), None, Some("2026-H1")), made(&project::sources(), None, None)] {
        for (path, bytes) in output.iter() {
            let lists = lists(bytes);
            for (sheet, part) in parts(bytes, "xl/worksheets/sheet") {
                for rule in part.split("<dataValidation ").skip(1) {
                    for (name, most) in [("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)] {
                        let said =
                            attribute(rule, name).unwrap_or_else(|| panic!("{path} {sheet}: no {name} in {rule}"));
                        assert!((1..=most).contains(&said.chars().count()), "{path} {sheet}: {said}");
                        assert!(!said.is_ascii(), "{path} {sheet}: not Vietnamese: {said}");
                    }
                    if attribute(rule, "type").as_deref() == Some("list") {
                        let (_, rest) = rule.split_once("<formula1>").expect("a list has a formula");
                        let name = rest.split('<').next().unwrap_or_default();
                        assert!(lists.get(name).is_some_and(|words| !words.is_empty()), "{path} {sheet}: {name}");
                    }
                }
            }
        }
    }
}

/// Returns the words of each defined name of a data-entry workbook.
fn lists(bytes: &[u8]) -> BTreeMap<String, Vec<String>> {
    let book = Xlsx::new(Cursor::new(bytes)).expect("the file is a workbook");
    let cells = cells(bytes);
    let named = book.defined_names().iter().filter(|(name, _)| name.starts_with("DM_"));
    named
        .map(|(name, range)| {
            let (_, area) = range.split_once("!$").expect("an area of a sheet");
            let (first, last) = area.split_once(":$").expect("from and to");
            let corner = |corner: &str| {
                let (letters, row) = corner.split_once('$').expect("column and row");
                let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1) - 1;
                (column, row.parse::<u32>().expect("a row") - 1)
            };
            let ((column, top), (other, bottom)) = (corner(first), corner(last));
            assert_eq!(column, other, "{name}");
            let word = |row| cells.get(&("Danh mục".to_owned(), row, column)).cloned();
            let words = (top..=bottom).map(|row| word(row).unwrap_or_else(|| panic!("{name}: a gap in row {row}")));
            (name.clone(), words.collect())
        })
        .collect()
}

fn attribute(element: &str, name: &str) -> Option<String> {
    let element = element.split('>').next()?;
    let (_, rest) = element.split_once(&format!(" {name}=\"")).or_else(|| element.split_once(&format!("{name}=\"")))?;
    Some(rest.split('"').next()?.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&#10;", "\n"))
}

#[test]
fn lists_offer_what_the_data_hold_in_words() {
    let output = made(&invented(), Some(BlankKind::Entry), Some("2027"));
    let lists = lists(book(&output, "nhap-lieu-2027.xlsx"));
    assert_eq!(lists["DM_cum_cong_nghiep"].len(), 10);
    assert_eq!(lists["DM_cum_cong_nghiep"][0], "Ví Dụ 1");
    assert_eq!(lists["DM_trang_thai_lo_dat"][0], "còn trống, thuê được ngay");
    assert_eq!(lists["DM_ky_bao_cao"][0], "Năm 2027");
    assert_eq!(lists["DM_co_khong"], ["có", "không"]);
    // The site's date is 22/11/2026: without an order the period that is due next is offered first.
    let own = self::lists(book(&made(&project::sources(), Some(BlankKind::Entry), None), "nhap-lieu.xlsx"));
    assert_eq!(own["DM_ky_bao_cao"][0], "Năm 2026");
    // Ten clusters, and the three projects that report.
    assert_eq!(lists["DM_cum_hoac_du_an"].len(), 13);
    assert_eq!(lists["DM_chi_tieu"].len(), 4 + 14);
}

#[test]
fn nothing_internal_leaves_the_office_in_a_blank_workbook() {
    let output = made(&invented(), None, None);
    for (path, bytes) in output.iter() {
        let all = parts(bytes, "").into_values().collect::<String>();
        // An internal project of a cluster below level A, and one of which only an interest was stated.
        for word in ["Chưa Công Bố", "Dự án mới bày tỏ"] {
            assert!(!all.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn forms_are_locked_without_a_password_but_for_what_is_filled_in() {
    let output = made(&invented(), Some(BlankKind::Developer), None);
    for (path, bytes) in output.iter() {
        let sheet = &parts(bytes, "xl/worksheets/sheet1.xml")["xl/worksheets/sheet1.xml"];
        assert!(sheet.contains("<sheetProtection ") && !sheet.contains("password=") && !sheet.contains("hashValue="));
        // No cells are merged over rows: the reader would have to ask what the lower ones hold.
        for area in sheet.split("<mergeCell ref=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let row = |corner: &str| corner.trim_start_matches(char::is_alphabetic).to_owned();
            assert!(area.split_once(':').is_some_and(|(from, to)| row(from) == row(to)), "{path}: {area}");
        }
        // One rule for each of the fourteen results.
        assert_eq!(sheet.matches("<dataValidation ").count(), 14, "{path}");
        assert!(sheet.contains("<printOptions") || sheet.contains("fitToHeight=\"0\""), "{path}");
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert!(made(&invented(), None, Some("2026")) == made(&invented(), None, Some("2026")));
}

#[test]
fn another_program_opens_and_saves_them_without_loss() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (sent, back) = (folder.path().join("sent"), folder.path().join("back"));
    let output = made(&invented(), None, Some("2026-H1"));
    disk::save(&output, &sent, folder.path()).expect("the files can be written");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "xlsx", "--outdir"])
        .arg(&back)
        .args(output.iter().map(|(path, _)| sent.join(path.as_str())))
        .output()
        .expect("soffice is missing: apt-get install -y --no-install-recommends libreoffice-calc");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for (path, bytes) in output.iter() {
        let saved = fs::read(back.join(path.as_str())).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        assert_eq!(cells(&saved), cells(bytes), "{path}");
        let rules = |bytes: &[u8]| -> usize {
            let parts = parts(bytes, "xl/worksheets/sheet");
            parts.values().map(|part| part.matches("type=\"list\"").count()).sum()
        };
        assert_eq!(rules(&saved), rules(bytes), "{path}: drop-downs");
    }
}
