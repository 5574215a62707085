//! What the office has no reason to change: letterhead and symbol, addressees, the look of tables.

use super::align::units;
use super::document::{Document, Paragraph};
use super::layout::halves;
use super::parts::Parts;
use super::table::same;
use super::{Finding, Findings, about, section_name, table_place};
use crate::say;
use crate::text::{Both, fold};

/// Finds what the report made anew has, and the document no longer.
pub(super) fn findings(edited: &Document, anew: &Document, official: bool) -> Findings {
    let mut found = tables(edited, anew);
    if official {
        let (ours, theirs) = (Parts::of(edited), Parts::of(anew));
        found.mend.extend(agencies(edited, &ours, anew, &theirs));
        found.notes.extend(subject(edited, &ours, anew, &theirs));
        found.mend.extend(symbol(edited, &ours, anew, &theirs));
        found.mend.extend(addressed(edited, &ours, anew, &theirs));
    }
    found
}

/// The name of an agency in one way of writing it.
fn name(text: &str) -> String {
    fold(text).replace("uy ban nhan dan", "ubnd")
}

fn joined(document: &Document, parts: &Parts) -> String {
    let names = parts.agencies.iter().map(|index| document.paragraphs[*index].text.trim());
    names.collect::<Vec<&str>>().join(" ")
}

fn agencies(edited: &Document, ours: &Parts, anew: &Document, theirs: &Parts) -> Option<Finding> {
    let (is, was) = (joined(edited, ours), joined(anew, theirs));
    // Whose place is told elsewhere may be left out: "SỞ CÔNG THƯƠNG" below "UBND TỈNH …".
    let words = |text: &str| name(text).split_whitespace().map(str::to_owned).collect::<Vec<String>>();
    let (own, known) = (words(&is), words(&was));
    let lines = |document: &Document, parts: &Parts| {
        parts.agencies.iter().map(|index| name(&document.paragraphs[*index].text)).collect::<Vec<String>>()
    };
    let (last, right) = (lines(edited, ours).pop().unwrap_or_default(), lines(anew, theirs).pop().unwrap_or_default());
    let is_same = own.iter().all(|word| known.contains(word)) && (right.starts_with(&last) || last.starts_with(&right));
    if was.is_empty() || ours.nation.is_none() || is_same && !last.is_empty() {
        return None;
    }
    let message = match is.is_empty() {
        true => say!("thiếu tên cơ quan: “{was}”", "the agency is missing: “{was}”"),
        false => say!("tên cơ quan ghi “{is}”, theo dự án là “{was}”", "the agency is “{is}”, the project has “{was}”"),
    };
    let help = say!(
        "ghi lại như bản ccn lập; đổi tên cơ quan thì sửa data/agencies.yaml rồi lập lại",
        "write it as in the document that ccn made; a new name belongs into data/agencies.yaml"
    );
    Some(Finding {
        also: Vec::new(),
        rule: "agency",
        place: section_name(edited, 0),
        message,
        help,
        source: "mục II.2",
    })
}

/// The subject names the period; who rewrites it should know what it was.
fn subject(edited: &Document, ours: &Parts, anew: &Document, theirs: &Parts) -> Option<Finding> {
    let (line, was) = (&edited.paragraphs[ours.subject?], anew.paragraphs[theirs.subject?].text.trim());
    if fold(&line.text) == fold(was) {
        return None;
    }
    let message = say!("trích yếu khác bản ccn lập: “{was}”", "the subject is not that of ccn: “{was}”");
    let help = say!("xem lại kỳ báo cáo và địa bàn trong trích yếu", "look at period and place in the subject");
    Some(about(edited, line, "subject", message, help, "mục II.5.b"))
}

fn symbol(edited: &Document, ours: &Parts, anew: &Document, theirs: &Parts) -> Option<Finding> {
    let line = &edited.paragraphs[ours.number?];
    let after = |paragraph: &Paragraph| Some(paragraph.text.split_once('/')?.1.trim().to_owned());
    let (is, was) = (after(line)?, after(&anew.paragraphs[theirs.number?])?);
    if is.to_uppercase() == was.to_uppercase() {
        return None;
    }
    let message = say!("ký hiệu “{is}”, bản ccn lập là “{was}”", "the symbol is “{is}”, that of ccn is “{was}”");
    let help = say!("ghi “Số: …/{was}”", "write “Số: …/{was}”");
    Some(about(edited, line, "symbol", message, help, "mục II.3.c"))
}

fn addressed(edited: &Document, ours: &Parts, anew: &Document, theirs: &Parts) -> Option<Finding> {
    let is_named = |document: &Document, parts: &Parts| {
        parts.addressed.is_some_and(|first| {
            let own = document.paragraphs[first].text.trim().trim_start_matches("Kính gửi").trim_matches([':', ' ']);
            let next = document.paragraphs[first + 1..].iter().find(|paragraph| !paragraph.text.trim().is_empty());
            !own.is_empty() || next.is_some_and(|next| next.text.trim().starts_with(['-', '–', '+']))
        })
    };
    if is_named(edited, ours) || !is_named(anew, theirs) {
        return None;
    }
    let (message, help): (Both, Both) = (
        say!("thiếu nơi nhận sau “Kính gửi:”", "nobody is addressed (“Kính gửi:”)"),
        say!(
            "ghi cơ quan cấp trên nhận báo cáo như bản ccn lập",
            "name the agency that receives the report as ccn does"
        ),
    );
    let place = section_name(edited, 0);
    Some(Finding { also: Vec::new(), rule: "missing", place, message, help, source: "mục IV, ô số 9a" })
}

/// From so many half points on, letters of a table are told as smaller; below the other, nobody reads them on paper.
const SMALLER: i64 = 2;
const LEAST: i64 = 18;

fn tables(edited: &Document, anew: &Document) -> Findings {
    let mut found = Findings::default();
    let (theirs, ours) = (units(anew), units(edited));
    for ((was, is), rows) in same(&theirs, &ours) {
        let (Some(old), Some(new)) = (anew.tables.get(&was), edited.tables.get(&is)) else { continue };
        let cell = rows.first().and_then(|(_, row)| row.cells.first()).map(|(_, cell)| *cell);
        let place = table_place(edited, is, cell);
        let tell = |rule, message, help| Finding {
            also: Vec::new(),
            rule,
            place: place.clone(),
            message,
            help,
            source: "bản ccn lập",
        };
        // Of a table that was cut in two the second part has none.
        if old.heads > 0 && new.heads == 0 && rows.iter().any(|(row, _)| row.row == 1) {
            found.mend.push(tell(
                "table-head",
                say!(
                    "dòng đầu bảng không còn lặp lại ở trang sau",
                    "the head of the table is not repeated on each page"
                ),
                say!(
                    "chọn dòng đầu bảng: Table Layout (Bố trí) > Repeat Header Rows (Lặp lại Hàng Tiêu đề)",
                    "select the first row: Table Layout > Repeat Header Rows"
                ),
            ));
        }
        let sizes = |cells: &[(usize, &Paragraph)]| {
            let runs = cells.iter().flat_map(|(_, cell)| &cell.runs).filter(|run| !run.text.trim().is_empty());
            runs.map(|run| run.letters.size.unwrap_or(20)).min()
        };
        let smaller = rows.iter().filter_map(|(before, after)| Some((sizes(&before.cells)?, sizes(&after.cells)?)));
        if let Some((wanted, have)) = smaller.filter(|(was, is)| was - is >= SMALLER).min_by_key(|(_, is)| *is) {
            let into = if have < LEAST { &mut found.mend } else { &mut found.notes };
            let (have, wanted) = (halves(have), halves(wanted));
            into.push(tell(
                "table-letters",
                say!("cỡ chữ trong bảng {have}, bản ccn lập {wanted}", "letters of {have} points, ccn made {wanted}"),
                say!("chọn cả bảng, đặt lại cỡ {wanted}", "select the table, set {wanted} points"),
            ));
        }
    }
    found
}
