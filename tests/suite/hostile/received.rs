//! Files that offices might send, made to do harm: read, answered and marked within bounds.
//!
//! What asks for much memory or time is given to the program itself, in a process that may not have more than
//! [`MEMORY`]; what is only odd is read here.

use std::io::{Cursor, Write};
use std::process::Command;

use ccn::catalog::Catalog;
use ccn::diagnostic::Code;
use ccn::intake::{Order, Received, answer};
use ccn::text::Language;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::parts;
use super::run;

/// Address space in kB: a page of 64 MB of text, its cells, faults and answer fit in.
const MEMORY: u32 = 3 << 20;

/// A file by its name and bytes, with what must be said of it; nothing where an ordinary answer will do.
struct Attack {
    name: &'static str,
    bytes: Vec<u8>,
    code: Option<Code>,
}

fn attack(name: &'static str, bytes: impl Into<Vec<u8>>, code: impl Into<Option<Code>>) -> Attack {
    Attack { name, bytes: bytes.into(), code: code.into() }
}

/// A package of these parts.
fn package<'a>(parts: impl IntoIterator<Item = (String, &'a [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn ods(content: &str) -> Vec<u8> {
    package([("content.xml".to_owned(), content.as_bytes())])
}

/// An OpenDocument sheet of these rows.
fn table(rows: &str) -> Vec<u8> {
    ods(&format!("<x><table:table table:name=\"Lô đất\">{rows}</table:table></x>"))
}

/// The same parts packed well, so that it is not the size of the file that is refused.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return bytes.to_vec() };
    if archive.len() > 100 {
        return bytes.to_vec();
    }
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        parts.push((part.name().unwrap().into_owned(), text));
    }
    package(parts.iter().map(|(name, text)| (name.clone(), text.as_slice())))
}

/// A workbook whose sheet has these elements behind its name.
fn sheet(body: &str) -> Vec<u8> {
    parts::workbook(format!("<worksheet>{body}</worksheet>").as_bytes())
}

/// A workbook of rows of texts; the name of its sheet says nothing.
fn rows<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> Vec<u8> {
    let mut text = String::from("<sheetData>");
    for (row, cells) in (1..).zip(rows) {
        text.push_str(&format!("<row r=\"{row}\">"));
        for (column, cell) in (1..).zip(cells) {
            let name = ccn::place::cell_name(row, column);
            text.push_str(&format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"));
        }
        text.push_str("</row>");
    }
    sheet(&(text + "</sheetData>"))
}

const PLOTS: [&str; 4] = ["Cụm công nghiệp", "Ký hiệu lô", "Diện tích (m²)", "Trạng thái"];
const FORM: [&str; 5] = ["TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả", "Ghi chú"];

/// The sheet *Lô đất* with so many rows like one.
fn plots(row: [&str; 4], count: usize) -> Vec<u8> {
    rows(std::iter::once(PLOTS.to_vec()).chain(std::iter::repeat_n(row.to_vec(), count)))
}

/// What is too large in one way or another, or slow for a careless reader.
fn heavy() -> Vec<Attack> {
    let cells = |count: u32| -> String {
        let row = |row| format!("<row r=\"{row}\">{}</row>", "<c><v>1</v></c>".repeat(500));
        (1..=count / 500).map(row).collect()
    };
    let long = "ă".repeat(30_000);
    let wide: Vec<String> = (0..500).map(|column| format!("{}{column}", "Diện tích lô đất ".repeat(110))).collect();
    let near: Vec<String> = (0..500).map(|column| format!("Diện tịch lô đát số {column}")).collect();
    let words = "Tổng diện tích đất công nghiệp theo quy hoạch";
    let many: String = (1..=100_000).map(|row| format!("<mergeCell ref=\"A{row}:XFD{row}\"/>")).collect();
    let crowded: String = (0..200_000).map(|number| format!(" a{number}=\"\"")).collect();
    let all =
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"16384\"/>";
    let sheets = "<table:table><table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1048576\"/>\
                  </table:table>";
    vec![
        attack("zeros.xlsx", package([("xl/media/a.png".to_owned(), &*vec![0; 400 << 20])]), Code::TooLarge),
        attack(
            "one.xlsx",
            sheet("<sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>"),
            Code::TooLarge,
        ),
        attack("ten-million.xlsx", sheet(&format!("<sheetData>{}</sheetData>", cells(4_200_000))), Code::TooLarge),
        attack("shared.xlsx", parts::workbook(super::shared(40_000).as_bytes()), Code::TooLarge),
        attack("strings.xlsx", parts::workbook(format!("\0<sst>{}</sst>", "<si/>".repeat(12 << 20)).as_bytes()), None),
        attack("parts.xlsx", package((0..10_001).map(|part| (format!("{part}"), &b""[..]))), Code::TooLarge),
        attack("crowded.xlsx", sheet(&format!("<sheetData{crowded}/>")), Code::BadWorkbook),
        attack("deep.xlsx", sheet(&"<a>".repeat(5_000_000)), None),
        attack("merged.xlsx", sheet(&format!("<sheetData/><mergeCells>{many}</mergeCells>")), Code::TooLarge),
        attack(
            "columns.xlsx",
            sheet(&format!(
                "<cols>{}</cols><sheetData/>",
                "<col min=\"1\" max=\"99999999\" hidden=\"1\"/>".repeat(1_000_000)
            )),
            None,
        ),
        attack("large.xlsx", [b"PK\x03\x04".to_vec(), vec![0; 16 << 20]].concat(), Code::TooLarge),
        attack("large.csv", vec![b'a'; (16 << 20) + 1], Code::TooLarge),
        attack(
            "repeated.ods",
            table(&format!("<table:table-row table:number-rows-repeated=\"1048576\">{all}</table:table-row>")),
            Code::TooLarge,
        ),
        attack("deep.ods", ods(&"<a>".repeat(5_000_000)), None),
        attack(
            "note.ods",
            table(&format!(
                "<table:table-row><table:table-cell><office:annotation>{}",
                "<text:p>a</text:p>".repeat(3_000_000)
            )),
            Code::BadWorkbook,
        ),
        attack(
            "blanks.ods",
            table(&format!(
                "<table:table-row><table:table-cell><text:p>a{}a</text:p></table:table-cell></table:table-row>",
                "<text:s text:c=\"100\"/>".repeat(2_000_000)
            )),
            Code::TooLarge,
        ),
        attack("sheets.ods", ods(&format!("<x>{}</x>", sheets.repeat(300))), Code::TooLarge),
        attack("wide.csv", ",".repeat(1_000_000), Code::UnknownSheet),
        attack("wide-filled.csv", "a,".repeat(1_000_000), Code::TooLarge),
        attack("open.csv", format!("a,b\n\"{}", "x,\n".repeat(1_000_000)), Code::BadCsv),
        attack("nothing.csv", vec![0; 4 << 20], Code::TooLarge),
        attack(
            "headings.xlsx",
            rows(std::iter::repeat_n(wide.iter().map(String::as_str).collect::<Vec<_>>(), 12)),
            Code::UnknownSheet,
        ),
        attack("near.xlsx", rows(std::iter::repeat_n(near.iter().map(String::as_str).collect::<Vec<_>>(), 40)), None),
        attack("totals.xlsx", plots(["Tổng cộng", "", "1", ""], 199_999), None),
        attack("groups.xlsx", plots(["I. Các lô", "", "", ""], 199_999), None),
        attack("unknown.xlsx", plots(["Cụm không có", "A", "1", "còn"], 100_000), Code::UnknownName),
        attack("long-names.xlsx", plots([&long, "A", "1", "còn"], 100), Code::UnknownName),
        attack(
            "form.xlsx",
            rows(std::iter::once(FORM.to_vec()).chain(std::iter::repeat_n(vec!["1", words, "ha", "1"], 100_000))),
            None,
        ),
    ]
}

#[test]
fn what_asks_for_too_much_is_refused_within_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    for (path, bytes) in crate::cases::base().below("") {
        let path = root.join(path.as_str());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let mut wrong = String::new();
    for Attack { name, bytes, code } in heavy() {
        let file = folder.path().join(name);
        std::fs::write(&file, packed(&bytes)).unwrap();
        let script = format!("ulimit -v {MEMORY}; exec \"$0\" intake \"$1\" --root \"$2\" -o \"$3\"");
        let run = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_ccn")])
            .args([&file, &root, &folder.path().join("answer")])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        let ends = matches!(run.status.code(), Some(0 | 1));
        let is_told = code.is_none_or(|code| said.contains(&format!("[{}]", code.name())));
        if !ends || !is_told || said.contains("panicked") {
            let shown: String = said.chars().take(600).collect();
            wrong.push_str(&format!("{name}: {:?}, {code:?} expected\n{shown}\n", run.status));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_file_of_two_hundred_megabytes_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["lo-dat.csv", "lo-dat.xlsx"] {
        let path = folder.path().join(name);
        let file = std::fs::File::create(&path).unwrap();
        file.set_len(200 << 20).unwrap();
        // Less memory than the file has bytes.
        let script = "ulimit -v 131072; exec \"$0\" intake \"$1\" --root \"$2\"";
        let run = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_ccn")])
            .args([&path, &crate::cases::root().join("tests/base")])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains(name) && said.contains("64 MiB"), "{said}");
    }
}

/// What is odd, and small.
fn odd() -> Vec<Attack> {
    let cell = |name: &str| sheet(&format!("<sheetData><row r=\"1\"><c r=\"{name}\"><v>1</v></c></row></sheetData>"));
    let row = |number: &str| sheet(&format!("<sheetData><row r=\"{number}\"><c><v>1</v></c></row></sheetData>"));
    let one = "<sheetData><row r=\"1\"><c r=\"A1\" s=\"4294967295\"><v>1</v></c></row></sheetData>";
    let named = |name: &str| {
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let sheets = format!("<sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets>");
        parts::workbook(
            format!("\0\0\0<workbook xmlns:r=\"{relations}\"><workbookPr date1904=\"1\"/>{sheets}</workbook>")
                .as_bytes(),
        )
    };
    let span = "<table:table-row><table:table-cell table:number-columns-spanned=\"4294967295\" \
                table:number-rows-spanned=\"4294967295\" table:number-columns-repeated=\"4294967295\"/>\
                <table:table-cell><office:annotation/><text:p>a</text:p></table:table-cell></table:table-row>";
    let columns = "<table:table-column table:number-columns-repeated=\"4294967295\"/>".repeat(2);
    vec![
        attack("empty.csv", "", Code::UnknownSheet),
        attack("empty.xlsx", "", Code::UnknownSheet),
        attack("mark.csv", "\u{feff}", Code::UnknownSheet),
        attack("wide-mark.csv", [0xff, 0xfe], Code::UnknownSheet),
        attack("half.csv", [0xff, 0xfe, b'a'], None),
        attack("nulls.csv", [0; 30], None),
        attack("lines.csv", "\n".repeat(100_000), Code::UnknownSheet),
        attack("zip.xlsx", "PK\u{5}\u{6}", Code::BadWorkbook),
        attack("page.xls", "<html><table/>", Code::BadWorkbook),
        attack("dimension.xlsx", sheet(&format!("<dimension ref=\"A1:XFD1048576\"/>{one}")), None),
        attack("nonsense.xlsx", sheet(&format!("<dimension ref=\"ZZZZ9:A0\"/>{one}")), None),
        attack("zero.xlsx", cell("A0"), None),
        attack("beyond.xlsx", cell("ZZZZZ99999999"), None),
        attack("no-letters.xlsx", cell("1"), None),
        attack("no-digits.xlsx", cell("A"), None),
        attack("row-0.xlsx", row("0"), None),
        attack("last-row.xlsx", row("4294967295"), None),
        attack("no-row.xlsx", row("-1"), None),
        attack(
            "merged.xlsx",
            sheet(&format!("{one}<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>")),
            None,
        ),
        attack("unmerged.xlsx", sheet(&format!("{one}<mergeCells><mergeCell ref=\"B2:A0\"/></mergeCells>")), None),
        attack(
            "columns.xlsx",
            sheet(&format!("<cols><col min=\"1\" max=\"99999999\" hidden=\"1\"/></cols>{one}")),
            None,
        ),
        attack(
            "rows.xlsx",
            sheet("<sheetData><row r=\"4294967295\" hidden=\"1\"/><row hidden=\"1\"/></sheetData>"),
            None,
        ),
        attack(
            "string.xlsx",
            sheet("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999</v></c></row></sheetData>"),
            None,
        ),
        attack(
            "count.xlsx",
            parts::workbook(b"\0<sst uniqueCount=\"99999999999\"><si><t>id</t></si></sst>"),
            Code::BadWorkbook,
        ),
        attack("quotes.xlsx", named("&quot;'a[1]'!*?:/\\"), None),
        attack("no-name.xlsx", named(""), None),
        attack("span.ods", table(&format!("{columns}{span}")), None),
        attack(
            "again.ods",
            table(&format!("<table:table-row table:number-rows-repeated=\"4294967295\"/>{span}{span}")),
            None,
        ),
        attack(
            "name.ods",
            ods(
                "<x><table:table table:name=\"'[a]:*?/\\'\"><table:table-row><table:table-cell><text:p>=1+1</text:p></table:table-cell></table:table-row></table:table><table:table/><table:table/></x>",
            ),
            None,
        ),
        attack(
            "number.ods",
            table(
                "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1e308\"/><table:table-cell office:value-type=\"date\" office:value=\"2026-13-45€\"/></table:table-row>",
            ),
            None,
        ),
    ]
}

fn catalog() -> Catalog {
    run::catalog(&crate::cases::base())
}

/// Reads a file as the program would, and makes its answers; returns the codes of what is found.
fn answered(name: &str, bytes: Vec<u8>, catalog: &Catalog) -> Vec<Code> {
    run::received(&Received { name: name.to_owned(), bytes }, catalog)
}

#[test]
fn what_is_odd_has_an_answer() {
    let catalog = catalog();
    for Attack { name, bytes, code } in odd() {
        let found = answered(name, bytes, &catalog);
        assert!(!found.is_empty(), "{name} says nothing that is known, so something is to be told");
        assert!(code.is_none_or(|code| found.contains(&code)), "{name}: {found:?}, {code:?} expected");
    }
}

/// Files of the cases of `tests/cases/intake`, an OpenDocument sheet and a CSV file.
fn real() -> Vec<Received> {
    let names =
        ["silent/legacy-font.txt", "merged-cells.txt", "hidden-rows.txt", "form-falling.txt", "near-heading.txt"];
    let sent = names.map(|name| crate::intake::sent(&format!("tests/cases/intake/{name}")));
    let cells: Vec<String> = [PLOTS, ["Ví Dụ 7", "A9", "1.000", "còn trống, thuê được ngay"]]
        .iter()
        .map(|row| row.map(|text| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>")).concat())
        .map(|row| format!("<table:table-row>{row}</table:table-row>"))
        .collect();
    let csv = format!("{}\n\"Ví Dụ 7\";A9;1.000;\"còn trống\"\n", PLOTS.join(";"));
    let more = [("a.ods", table(&cells.concat())), ("a.csv", csv.into_bytes())];
    let more = more.map(|(name, bytes)| Received { name: name.to_owned(), bytes });
    sent.into_iter().flatten().chain(more).collect()
}

#[test]
fn a_file_cut_anywhere_has_an_answer() {
    let catalog = catalog();
    for sent in real() {
        for part in 0..20 {
            let bytes = sent.bytes[..sent.bytes.len() * part / 20].to_vec();
            let found = answered(&sent.name, bytes, &catalog);
            assert!(!found.is_empty() || sent.name.ends_with(".csv"), "{} cut at {part}/20", sent.name);
        }
    }
}

#[test]
fn no_edit_of_a_received_file_makes_it_panic() {
    use proptest::prelude::*;
    let (catalog, real) = (catalog(), real());
    // File, part, and for each edit two bytes of place, what is done, and with what.
    let bytes = prop::collection::vec(any::<u8>(), 3..40);
    let take = |bytes: Vec<u8>| {
        let sent = &real[usize::from(bytes[0]) % real.len()];
        let edited = super::edit::package(&sent.bytes, &bytes[1..]);
        answered(&sent.name, edited, &catalog);
        Ok(())
    };
    super::runner(2000).run(&bytes, take).unwrap_or_else(|failure| panic!("{failure}"));
}

/// Formula-looking text goes back as text.
#[test]
fn the_copy_of_a_text_file_runs_no_formula() {
    let sent = Received { name: "a.csv".to_owned(), bytes: b"=1+1,+2,-3,@a\n".to_vec() };
    let taken = ccn::intake::take(std::slice::from_ref(&sent), &catalog(), &Order::default());
    let copy = answer::copy(&sent, &Order::default(), &taken.faults, Language::Vi).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(copy)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut text).unwrap();
    assert!(text.contains("t=\"s\"") && !text.contains("<f>"), "{text}");
}
