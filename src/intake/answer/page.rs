//! The answer as one page that needs nothing beside it: to be read, printed, and sent back.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::place::{Location, Place};
use crate::say;
use crate::text::{Both, Language};

use super::super::receipt::is_of_file;
use super::super::schema::ENTRIES;
use super::super::{Change, Intake, label, shown};
use super::tells;

/// Forbids everything that the page does not bring along.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "body{font:16px/1.5 'Times New Roman',Tinos,serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#111}\
h1{font-size:1.5rem}h2{font-size:1.25rem;margin:1.5rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .25rem}\
table{border-collapse:collapse;width:100%;margin:.25rem 0 1rem}\
th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}\
th{background:#eee}.counts li{display:inline-block;margin-right:1rem;padding:.25rem .75rem;border:2px solid;list-style:none}\
.counts{padding:0}.error{background:#fbe3e4;border-color:#8a1f11}.warning{background:#fff6d5;border-color:#7a5b00}\
.note{background:#f0f0f0;border-color:#555}.scroll{overflow-x:auto}\
@media print{body{max-width:none;margin:0}thead{display:table-header-group}tr{break-inside:avoid}}";

/// Returns the page.
pub fn page(intake: &Intake, changes: &[Change], faults: &Diagnostics, date: &str, language: Language) -> String {
    let said = |text: Both| escape(text.get(language)).into_owned();
    let title = said(say!("Phiếu kiểm tra tệp nhận được", "What was found in the files received"));
    let tag = if language == Language::Vi { "vi" } else { "en" };
    let mut body = format!("<h1>{title}</h1>\n");
    body.push_str(&files(intake, date, language));
    body.push_str(&counts(faults, language));
    body.push_str(&found(faults, language));
    body.push_str(&changed(changes, language));
    body.push_str(&repaired(intake, language));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn files(intake: &Intake, date: &str, language: Language) -> String {
    let mut text = format!("<p>{}</p>\n<ul>\n", escape(say!("Ngày kiểm tra: {date}", "Date: {date}").get(language)));
    for sheet in &intake.sheets {
        let (name, _) = sheet.at.cell_names();
        let (file, what, rows) = (&sheet.at.file, sheet.what.get(language), sheet.rows);
        let line = say!(
            "{file}, trang \"{name}\": {what}, đọc được {rows} dòng",
            "{file}, sheet \"{name}\": {what}, {rows} rows read"
        );
        text.push_str(&format!("<li>{}</li>\n", escape(line.get(language))));
    }
    text.push_str("</ul>\n");
    text
}

fn counts(faults: &Diagnostics, language: Language) -> String {
    let classes = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let items = classes.map(|(severity, class)| {
        format!("<li class=\"{class}\">{} {}</li>\n", faults.count(severity), severity.word(language))
    });
    let verdict = if faults.count(Severity::Error) > 0 {
        say!(
            "Tệp chưa nhận được: sửa các chỗ ghi \"lỗi\" rồi gửi lại.",
            "The file cannot be taken in: mend what says \"error\" and send it again."
        )
    } else if faults.count(Severity::Warning) > 0 {
        say!("Tệp nhận được; xem lại các chỗ cảnh báo.", "The file can be taken in; look at the warnings.")
    } else {
        say!("Tệp đạt.", "The file is sound.")
    };
    format!(
        "<ul class=\"counts\">\n{}</ul>\n<p><strong>{}</strong></p>\n",
        items.concat(),
        escape(verdict.get(language))
    )
}

/// The sheet and the column of a fault, by which the page is ordered.
type Group = (String, String, String);

fn found(faults: &Diagnostics, language: Language) -> String {
    let mut groups: BTreeMap<Group, Vec<&Diagnostic>> = BTreeMap::new();
    for fault in faults.sorted() {
        let (sheet, _) = fault.at.cell_names();
        let column = fault.at.field.clone().unwrap_or_default();
        groups.entry((fault.at.file.to_string(), sheet, column)).or_default().push(fault);
    }
    if groups.is_empty() {
        return String::new();
    }
    let mut text = format!("<h2>{}</h2>\n", say!("Cần xem và sửa", "To be looked at").get(language));
    for ((file, sheet, column), faults) in groups {
        let name = match (sheet.is_empty(), column.is_empty()) {
            (true, _) => file,
            (false, true) => say!("{file}, trang \"{sheet}\"", "{file}, sheet \"{sheet}\"").get(language).to_owned(),
            (false, false) => {
                say!("{file}, trang \"{sheet}\", cột \"{column}\"", "{file}, sheet \"{sheet}\", column \"{column}\"")
                    .get(language)
                    .to_owned()
            }
        };
        text.push_str(&format!("<h3>{}</h3>\n", escape(&name)));
        let heads = say!("Mức|Ô|Đang ghi|Vấn đề|Cách sửa|Mã", "Level|Cell|Says|What is wrong|How to mend it|Code");
        text.push_str(&table(heads.get(language), faults.iter().map(|fault| row(fault, language))));
    }
    text
}

fn row(fault: &Diagnostic, language: Language) -> (&'static str, Vec<String>) {
    let class = match fault.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut message = fault.message.get(language).to_owned();
    for (at, note) in &fault.notes {
        message.push_str(&format!(" – {}: {}", note.get(language), where_to(at)));
    }
    if let Some(waived) = &fault.waived {
        let (by, reason, until) = (&waived.by, &waived.reason, waived.until);
        let words = say!(
            " (được miễn đến {until}: {reason}; {by})", " (waived until {until}: {reason}; {by})"; until = until
        );
        message.push_str(words.get(language));
    }
    let help = fault.help.as_ref().map(|help| help.get(language).to_owned()).unwrap_or_default();
    let cells = vec![
        fault.severity().word(language).to_owned(),
        where_to(&fault.at),
        fault.found.clone().unwrap_or_default(),
        message,
        help,
        fault.code.name().to_owned(),
    ];
    (class, cells)
}

/// The cell, or where else it is.
fn where_to(at: &Location) -> String {
    match &at.place {
        Place::File => String::new(),
        Place::Text(stretch) => format!("{}:{}", at.file, stretch.line),
        Place::Cell { .. } => at.cell_names().1,
    }
}

fn changed(changes: &[Change], language: Language) -> String {
    let title = say!("Số liệu sẽ thay đổi", "What would change in the data");
    let mut text = format!("<h2>{}</h2>\n", title.get(language));
    if changes.is_empty() {
        let none = say!("Không có gì thay đổi.", "Nothing.");
        text.push_str(&format!("<p>{}</p>\n", none.get(language)));
        return text;
    }
    let heads = say!("Bảng|Dòng|Cột|Đang có|Tệp ghi|Ô", "Table|Row|Column|Now|File|Cell");
    // The source is the file itself, which the reader has.
    let rows = changes.iter().filter(|change| !is_of_file(change.table)).flat_map(|change| {
        let told = change.cells.iter().filter(|said| !change.is_new || tells(said.column));
        told.map(|said| {
            let new = if change.is_new { say!(" (mới)", " (new)") } else { Both::new("", "") };
            let cells = vec![
                titled(change.table),
                format!("{}{}", change.record, new.get(language)),
                label(change.table, said.column),
                shown(change.table, said.column, &said.old),
                shown(change.table, said.column, &said.new),
                where_to(&said.at),
            ];
            ("", cells)
        })
    });
    text.push_str(&table(heads.get(language), rows));
    text
}

/// The name of the sheet that fills a table.
fn titled(table: &str) -> String {
    let entry = ENTRIES.iter().find(|entry| entry.table == table);
    entry.map_or(table, |entry| entry.title).to_owned()
}

fn repaired(intake: &Intake, language: Language) -> String {
    if intake.repairs.is_empty() {
        return String::new();
    }
    let title = say!("Đã tự sửa khi đọc", "Repairs while reading");
    let heads = say!("Trang|Ô|Đang ghi|Đọc là|Vì sao", "Sheet|Cell|Says|Read as|Why");
    let rows = intake.repairs.iter().map(|repair| {
        let (sheet, cell) = repair.at.cell_names();
        ("", vec![sheet, cell, repair.from.clone(), repair.to.clone(), repair.how.get(language).to_owned()])
    });
    format!("<h2>{}</h2>\n{}", title.get(language), table(heads.get(language), rows))
}

fn table(heads: &str, rows: impl Iterator<Item = (&'static str, Vec<String>)>) -> String {
    let heads: String = heads.split('|').map(|head| format!("<th scope=\"col\">{}</th>", escape(head))).collect();
    let rows: String = rows
        .map(|(class, cells)| {
            let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escape(cell))).collect();
            let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
            format!("<tr{class}>{cells}</tr>\n")
        })
        .collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}
