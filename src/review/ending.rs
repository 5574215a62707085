//! The end of a report: `./.` behind the last words, the recipients, who signs.

use super::document::Document;
use super::parts::{Parts, is_office};
use super::{Finding, about, place_at, section_name};
use crate::say;
use crate::text::Both;

/// Finds what is missing or wrong behind the last sentence.
pub(super) fn findings(document: &Document, parts: &Parts) -> Vec<Finding> {
    let mut found: Vec<Finding> = end(document, parts).into_iter().collect();
    found.extend(within(document, parts));
    found.extend(unsigned(document, parts));
    found.extend(recipients(document, parts));
    found
}

/// The text ends with `./.` (the models of Phụ lục III).
fn end(document: &Document, parts: &Parts) -> Option<Finding> {
    let last = &document.paragraphs[*parts.text.last()?];
    if last.text.trim_end().ends_with("./.") {
        return None;
    }
    let message = say!("hết lời văn không có “./.”", "the text does not end with “./.”");
    let help = say!("ghi “./.” sau câu cuối cùng", "write “./.” behind the last sentence");
    Some(about(document, last, "end", message, help, "mẫu 1.4 Phụ lục III"))
}

/// `./.` within the text tells the reader that it is over.
fn within(document: &Document, parts: &Parts) -> Vec<Finding> {
    let last = parts.text.last();
    let one = |index: &usize| {
        let paragraph = &document.paragraphs[*index];
        let text = paragraph.text.trim_end();
        let text = if Some(index) == last { text.strip_suffix("./.").unwrap_or(text) } else { text };
        let at = text.find("./.")?;
        let message = say!("“./.” ở giữa lời văn", "“./.” stands within the text");
        let help = say!("“./.” chỉ ghi một lần, sau câu cuối cùng", "“./.” stands once, behind the last sentence");
        let place = place_at(document, paragraph, at..at + "./.".len());
        Some(Finding { also: Vec::new(), rule: "end", place, message, help, source: "mẫu 1.4 Phụ lục III" })
    };
    parts.text.iter().filter_map(one).collect()
}

/// Nobody signs: the cell beside the recipients is empty or gone.
fn unsigned(document: &Document, parts: &Parts) -> Option<Finding> {
    let all = &document.paragraphs;
    if !parts.signer.is_empty() || all.iter().any(|paragraph| paragraph.section == 0 && is_office(paragraph)) {
        return None;
    }
    let is_report = parts.kind.is_some() || document.origin.contains_key("ccn.kind");
    is_report.then(|| Finding {
        also: Vec::new(),
        rule: "missing",
        place: section_name(document, 0),
        message: say!(
            "thiếu khối chữ ký: quyền hạn, chức vụ và họ tên người ký",
            "the signature is missing: power, office and name of who signs"
        ),
        help: say!(
            "chép lại bảng cuối phần chính (Nơi nhận bên trái, chức vụ bên phải) từ bản ccn lập",
            "copy the last table of the main part (recipients left, office right) again from the document that ccn made"
        ),
        source: "mục II.7",
    })
}

fn recipients(document: &Document, parts: &Parts) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut tell = |index: usize, message: Both, help: Both| {
        found.push(about(
            document,
            &document.paragraphs[index],
            "recipients",
            message,
            help,
            "mục II.9, mục IV ô số 9b",
        ));
    };
    let text = |index: &usize| document.paragraphs[*index].text.trim();
    let Some((last, others)) = parts.entries.split_last() else {
        let label = parts.recipients.filter(|label| text(label).trim_end_matches(':') == "Nơi nhận");
        if let Some(label) = label {
            let message = say!("dưới “Nơi nhận:” không có nơi nhận nào", "there is no recipient below “Nơi nhận:”");
            let help =
                say!("ghi “- Như trên;”, … “- Lưu: VT, <đơn vị soạn>.”", "write “- Như trên;” … “- Lưu: VT, <unit>.”");
            tell(label, message, help);
        }
        return found;
    };
    if parts.addressed.is_some() && !text(&parts.entries[0]).starts_with("- Như trên") {
        let message = say!("dòng đầu của Nơi nhận cần là “- Như trên;”", "the first recipient is “- Như trên;”");
        tell(parts.entries[0], message, say!("thêm dòng “- Như trên;”", "add it"));
    }
    for entry in others.iter().filter(|entry| !text(entry).ends_with(';') || !text(entry).starts_with("- ")) {
        let message = say!("dòng nơi nhận cần “- …;”", "a recipient is written “- …;”");
        tell(*entry, message, say!("đầu dòng gạch “- ”, cuối dòng chấm phẩy", "a dash in front, a semicolon behind"));
    }
    let is_kept = text(last).starts_with("- Lưu:") && text(last).ends_with(['.', '…']);
    if !is_kept {
        let message = say!("dòng cuối của Nơi nhận cần là “- Lưu: VT, ….”", "the last recipient is “- Lưu: VT, ….”");
        tell(*last, message, say!("ghi “- Lưu: VT, <đơn vị soạn>.”", "write “- Lưu: VT, <unit>.”"));
    }
    found
}
