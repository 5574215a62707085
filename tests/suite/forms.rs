//! The report forms: data, page, workbook and print hold the rows of the circular, word for word and figure for figure.
//!
//! `forms/tt14-phu-luc-1.txt` is the text of the circular itself; nothing in it comes from this program.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::project::{Page, file, pdf_text, plain, rows, source};

const CIRCULAR: &str = include_str!("forms/tt14-phu-luc-1.txt");

/// The phrases that Điều 29 of Thông tư 38/2025/TT-BCT swaps from 01/7/2025; it changes nothing else in the forms.
const SWAPS: [(&str, &str); 2] =
    [("Cục Công Thương địa phương", "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công"), ("cấp huyện", "cấp xã")];

/// The reports of Biểu số 04 that the periods in the data ask for.
const REPORTS: [&str; 3] = ["2025-h1", "2025", "2026-h1"];

/// A form as the circular prints it.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) sender: String,
    pub(crate) receiver: String,
    pub(crate) extra: Vec<String>,
    pub(crate) period: String,
    pub(crate) deadline: String,
    pub(crate) heads: Vec<String>,
    /// Number, text and unit of each row.
    pub(crate) rows: Vec<[String; 3]>,
    pub(crate) signer: Vec<String>,
    pub(crate) footnote: String,
}

impl Form {
    fn sections(&self) -> usize {
        self.rows.iter().filter(|[_, _, unit]| unit.is_empty()).count()
    }
}

/// Reads the four forms out of the circular.
pub(crate) fn circular() -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    for line in CIRCULAR.lines().filter(|line| !line.contains("TABLE")) {
        if let Some((number, title)) = line.strip_prefix("Biểu số ").and_then(|rest| rest.split_once(". ")) {
            forms.push(Form { number: format!("Biểu số {number}"), title: title.to_owned(), ..Form::default() });
        }
        let Some(form) = forms.last_mut() else { continue };
        let cells: Vec<&str> = line.split(" | ").map(|cell| cell.trim().trim_end_matches('|').trim()).collect();
        let after = |start: &str| line.strip_prefix(start).map(str::to_owned);
        if let Some(sender) = after("Đơn vị gửi báo cáo: ") {
            form.sender = sender;
        } else if let Some(receiver) = after("Đơn vị nhận báo cáo: ") {
            form.receiver = receiver;
        } else if line.starts_with("Kỳ báo cáo") {
            form.period = line.to_owned();
        } else if line.starts_with("(Thời hạn") {
            form.deadline = line.to_owned();
        } else if line.starts_with("Ghi chú: ") {
            form.footnote = line.to_owned();
        } else if line.starts_with("Tên dự án") || line.starts_with("Ngành, nghề") {
            form.extra.push(line.to_owned());
        } else if cells[0] == "TT" {
            form.heads = cells[..5].iter().map(|&cell| cell.to_owned()).collect();
        } else if cells[0].is_empty() && cells.len() == 2 {
            form.signer = cells[1].split(" / ").skip(1).map(str::to_owned).collect();
        } else if cells.len() > 2 && !cells[0].starts_with('(') {
            form.rows.push([0, 1, 2].map(|index| cells[index].to_owned()));
        }
    }
    forms
}

pub(crate) fn swapped(text: &str) -> String {
    SWAPS.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
}

#[test]
fn the_circular_is_read_whole() {
    let forms = circular();
    let counts: Vec<(usize, usize)> = forms.iter().map(|form| (form.rows.len(), form.sections())).collect();
    // 4 and 14 rows; three headings, 27 rows and 8 rows below them.
    assert_eq!(counts, [(4, 0), (14, 0), (38, 3), (38, 3)]);
    for form in &forms {
        assert!(![&form.title, &form.sender, &form.receiver, &form.deadline].iter().any(|line| line.is_empty()));
        assert!(!form.signer.is_empty() && form.heads.len() == 5, "{form:?}");
    }
}

#[test]
fn the_rows_in_the_data_are_the_rows_of_the_circular() {
    let data = rows("form_rows");
    for (index, form) in circular().iter().enumerate() {
        let id = format!("bieu-0{}", index + 1);
        let own: Vec<[String; 3]> = data
            .iter()
            .filter(|row| row["form"] == id)
            .map(|row| [row["number"].clone(), row["text"].clone(), row["unit"].clone()])
            .collect();
        assert_eq!(own.len(), form.rows.len(), "{id}");
        for (own, row) in own.iter().zip(&form.rows) {
            assert_eq!(own, row, "{id}");
        }
    }
    assert_eq!(data.len(), 4 + 14 + 38 + 38);
}

/// A wording of the forms: its name, first and last day, and what it made of the words of 2024.
type Wording = (&'static str, &'static str, &'static str, fn(&str) -> String);

#[test]
fn the_lines_around_the_rows_are_those_of_2024_and_after_the_two_swaps_those_of_2025() {
    let data: Vec<BTreeMap<String, Value>> =
        serde_saphyr::from_str(&source("data/forms.yaml")).expect("the table is YAML");
    assert_eq!(data.len(), 8);
    let versions: [Wording; 2] =
        [("2024", "2024-10-01", "2025-06-30", str::to_owned), ("2025", "2025-07-01", "", swapped)];
    for (index, form) in circular().iter().enumerate() {
        for (version, from, to, now) in versions {
            let id = format!("bieu-0{}", index + 1);
            let row = data.iter().find(|row| row["form"] == id && row["version"] == version).expect(&id);
            let one = |column: &str| row[column].as_str().expect(column).to_owned();
            let all = |column: &str| -> Vec<String> {
                let items = row[column].as_array().expect(column);
                items.iter().map(|item| item.as_str().expect(column).to_owned()).collect()
            };
            let every = |texts: &[String]| texts.iter().map(|text| now(text)).collect::<Vec<_>>();
            for (column, text) in [
                ("number", &form.number),
                ("title", &form.title),
                ("sender", &form.sender),
                ("receiver", &form.receiver),
                ("period_line", &form.period),
                ("deadline_line", &form.deadline),
                ("result_heading", &form.heads[3]),
                ("footnote", &form.footnote),
            ] {
                assert_eq!(one(column), now(text), "{id} {version} {column}");
            }
            assert_eq!(all("signer"), every(&form.signer), "{id} {version}");
            assert_eq!(all("extra_lines"), every(&form.extra), "{id} {version}");
            assert_eq!((one("in_force_from").as_str(), one("in_force_to").as_str()), (from, to));
        }
    }
}

/// A row of Biểu số 04 as one format shows it.
#[derive(Debug, PartialEq)]
struct Shown {
    row: [String; 3],
    figure: String,
    remark: String,
}

/// Returns the rows on the page.
fn on_page(period: &str) -> Vec<Shown> {
    let page = Page::of(&format!("vi/bao-cao/{period}/bieu-04-{period}/index.html"));
    // The head has two rows: names and numbers of the columns.
    let rows = page.table("bang-bieu-04").rows.iter().skip(2);
    let shown = rows.map(|row| {
        let [number, text, unit, figure, remark] = row.texts()[..] else { panic!("{row:?}") };
        if let Some(value) = &row.cells[3].value {
            assert_eq!(value, &figure.replace('.', "").replace(',', "."), "the number beside the text of row {number}");
        }
        Shown { row: [number, text, unit].map(str::to_owned), figure: figure.to_owned(), remark: remark.to_owned() }
    });
    shown.collect()
}

/// Returns the rows in the workbook; a number as a Vietnamese reader sees it.
fn in_workbook(period: &str) -> Vec<Shown> {
    let bytes = file(&format!("vi/bao-cao/{period}/bieu-04-{period}.xlsx"));
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("the file is a workbook");
    let sheet = book.worksheet_range_at(0).expect("there is a sheet").expect("the sheet can be read");
    let text = |cell: &Data| match cell {
        Data::Float(number) => vietnamese(&number.to_string()),
        Data::Int(number) => vietnamese(&number.to_string()),
        Data::Empty => String::new(),
        Data::String(text) => plain(text),
        other => panic!("{other:?}"),
    };
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(text).collect()).collect();
    let form = &circular()[3];
    let head = rows.iter().position(|row| *row == form.heads).expect("the head of the form");
    assert_eq!(rows[head + 1], ["(1)", "(2)", "(3)", "(4)", "(5)"]);
    for line in ["Đơn vị nhận báo cáo: Ủy ban nhân dân cấp tỉnh, Bộ Công Thương", form.deadline.as_str()]
    {
        assert!(rows[..head].iter().any(|row| row[0].contains(line)), "{line} stands above the table");
    }
    let below = |line: &String| rows[head..].iter().any(|row| row.concat() == *line);
    assert!(form.signer.iter().all(below), "{:?} stands below the table", form.signer);
    let body = rows[head + 2..].iter().filter(|row| !row[1].is_empty());
    let shown = body.map(|row| Shown {
        row: [row[0].clone(), row[1].clone(), row[2].clone()],
        figure: row[3].clone(),
        remark: row[4].clone(),
    });
    shown.collect()
}

/// Writes a plain decimal number as Vietnamese do: `2215.756` is `2.215,756`.
fn vietnamese(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits: Vec<char> = whole.chars().collect();
    let mut grouped = String::new();
    for (index, digit) in digits.iter().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(*digit);
    }
    rest.map_or(grouped.clone(), |rest| format!("{grouped},{rest}"))
}

#[test]
fn page_and_workbook_have_the_rows_of_the_circular_with_equal_figures() {
    for period in REPORTS {
        let form = &circular()[3];
        let page = on_page(period);
        let rows: Vec<&[String; 3]> = page.iter().map(|shown| &shown.row).collect();
        assert_eq!(rows, form.rows.iter().collect::<Vec<_>>(), "{period}");
        let book = in_workbook(period);
        assert_eq!(page.len(), book.len(), "{period}");
        for (page, book) in page.iter().zip(&book) {
            assert_eq!(page, book, "{period}");
        }
    }
}

#[test]
fn the_print_has_the_same_rows_in_order() {
    for period in REPORTS {
        let bytes = file(&format!("vi/bao-cao/{period}/bieu-04-{period}.pdf"));
        // The text flow has each row whole, cell by cell; only page numbers and repeated heads stand between rows.
        let text = plain(&pdf_text(bytes, "-raw"));
        let mut rest = text.as_str();
        for shown in on_page(period) {
            let [number, words, unit] = &shown.row;
            let row = plain(&format!("{number} {words} {unit} {} {}", shown.figure, shown.remark));
            let (skipped, behind) =
                rest.split_once(&row).unwrap_or_else(|| panic!("{period}: not printed in order: {row}\n{rest}"));
            assert!(number == "I" || skipped.len() < 150, "{period}: between the rows before {number}: {skipped}");
            rest = behind;
        }
        for signer in &circular()[3].signer {
            assert!(rest.contains(signer.as_str()), "{period}: {rest}");
        }
    }
}

#[test]
fn each_period_has_the_wording_in_force_when_it_is_due() {
    let form = &circular()[3];
    for (period, name, receiver) in [
        // Due before 30/6/2025, the day before the swap.
        ("2025-h1", "6 tháng đầu năm 2025", form.receiver.clone()),
        ("2025", "năm 2025", swapped(&form.receiver)),
        ("2026-h1", "6 tháng đầu năm 2026", swapped(&form.receiver)),
    ] {
        let page = Page::of(&format!("vi/bao-cao/{period}/bieu-04-{period}/index.html")).text;
        let print = plain(&pdf_text(file(&format!("vi/bao-cao/{period}/bieu-04-{period}.pdf")), "-raw"));
        for text in [page, print] {
            for line in [
                format!("{}. {}", form.number, form.title),
                format!("Đơn vị gửi báo cáo: {} tỉnh Lạng Sơn", form.sender),
                format!("Đơn vị nhận báo cáo: {receiver}"),
                format!("Kỳ báo cáo: {name}"),
                form.deadline.clone(),
            ] {
                assert!(text.contains(&line), "{period}: {line}\n{text}");
            }
        }
    }
}

#[test]
fn the_open_data_have_the_rows_of_the_page_with_the_same_figures() {
    let data: Vec<BTreeMap<String, Value>> =
        serde_json::from_slice(file("du-lieu/form_04.json")).expect("the file is an array of objects");
    for (period, id) in REPORTS.iter().zip(["2025-H1", "2025", "2026-H1"]) {
        let own: Vec<_> = data.iter().filter(|row| row["period"] == id).collect();
        // The headings of the form have no unit and no figure; they are no data.
        let page: Vec<Shown> = on_page(period).into_iter().filter(|shown| !shown.row[2].is_empty()).collect();
        assert_eq!((own.len(), page.len()), (35, 35), "{id}");
        for (own, page) in own.iter().zip(page) {
            let text = |field: &str| own[field].as_str().unwrap_or_else(|| panic!("{id}: no {field} in {own:?}"));
            assert_eq!([text("row"), text("text"), text("unit")], page.row.each_ref().map(String::as_str), "{id}");
            let figure = match &own["value"] {
                Value::Number(number) => vietnamese(&number.to_string()),
                Value::Null => "…".to_owned(),
                other => panic!("{id}: {other}"),
            };
            assert_eq!(figure, page.figure, "{id}: row {}", page.row[0]);
        }
    }
}
