//! The answer as one page that needs nothing beside it: to be read, printed, and sent back.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::place::{Location, Place};
use crate::say;
use crate::text::{Both, Language};

use super::super::receipt::is_of_file;
use super::super::{Change, Intake, Said, label};
use super::sheet::{self, table};
use super::tells;

/// Returns the page.
pub fn page(intake: &Intake, changes: &[Change], faults: &Diagnostics, date: &str, language: Language) -> String {
    let title = say!("Phiếu kiểm tra tệp nhận được", "What was found in the files received");
    let parts = [
        files(intake, date, language),
        counts(faults, language),
        found(faults, language),
        changed(intake, changes, language),
        absent(intake, language),
        repaired(intake, language),
    ];
    sheet::page(&title, &parts.concat(), language)
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

/// What a group of faults has in common: the worst come first, then by file, sheet and column.
type Group = (Severity, String, String, String);

fn found(faults: &Diagnostics, language: Language) -> String {
    let mut groups: BTreeMap<Group, Vec<&Diagnostic>> = BTreeMap::new();
    for fault in faults.sorted() {
        let (sheet, _) = fault.at.cell_names();
        let column = fault.at.field.as_deref().unwrap_or_default().to_owned();
        groups.entry((fault.severity(), fault.at.file.to_string(), sheet, column)).or_default().push(fault);
    }
    if groups.is_empty() {
        return String::new();
    }
    let mut text = format!("<h2>{}</h2>\n", say!("Cần xem và sửa", "To be looked at").get(language));
    for ((_, file, sheet, column), faults) in groups {
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

fn changed(intake: &Intake, changes: &[Change], language: Language) -> String {
    let title = say!("Số liệu sẽ thay đổi", "What would change in the data");
    let mut text = format!("<h2>{}</h2>\n", title.get(language));
    if changes.is_empty() {
        let none = say!("Không có gì thay đổi.", "Nothing.");
        text.push_str(&format!("<p>{}</p>\n", none.get(language)));
        return text;
    }
    let heads = say!("Dòng|Cột|Đang có|Tệp ghi|Ô", "Row|Column|Now|File|Cell");
    // The source is the file itself, which the reader has.
    let rows = changes.iter().filter(|change| !is_of_file(change.table)).flat_map(|change| {
        let told = change.cells.iter().filter(|said| !change.is_new || tells(said.column));
        let shown = |said: &Said, value: &str| intake.lists.shown(change.table, said.column, value, language);
        told.map(move |said| {
            let new = if change.is_new { say!(" (mới)", " (new)") } else { Both::new("", "") };
            let cells = vec![
                format!("{}{}", change.words(&intake.lists, language), new.get(language)),
                label(change.table, said.column),
                shown(said, &said.old),
                shown(said, &said.new),
                where_to(&said.at),
            ];
            ("", cells)
        })
    });
    text.push_str(&table(heads.get(language), rows));
    text
}

fn absent(intake: &Intake, language: Language) -> String {
    if intake.absent.is_empty() {
        return String::new();
    }
    let title = say!(
        "Có trong số liệu mà không có trong tệp (giữ nguyên)",
        "In the data and not in the file (left as they are)"
    );
    let heads = say!("Dòng", "Row");
    let rows = intake.absent.iter().map(|row| ("", vec![row.words(&intake.lists, language)]));
    format!("<h2>{}</h2>\n{}", title.get(language), table(heads.get(language), rows))
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
