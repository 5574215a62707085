//! What is left in a document of the work on it: changes that were not accepted, remarks of readers.

use super::document::Document;
use super::{Finding, section_name};
use crate::say;
use crate::text::Both;

/// Notes what has to go before the document is signed.
pub(super) fn notes(document: &Document) -> Vec<Finding> {
    let (changes, remarks) = (document.changes, document.remarks);
    let note = |rule, message: Both, help: Both| Finding {
        also: Vec::new(),
        rule,
        place: section_name(document, 0),
        message,
        help,
        source: "trước khi trình ký",
    };
    let mut notes = Vec::new();
    if changes > 0 {
        notes.push(note(
            "tracked",
            say!(
                "còn {changes} chỗ sửa có vết (Track Changes); đã soát như khi các chỗ đó được chấp nhận",
                "{changes} tracked changes are left; the document was checked as if they were accepted"
            ),
            say!(
                "Review (Xem lại) > Accept > Accept All Changes and Stop Tracking",
                "Review > Accept > Accept All Changes and Stop Tracking"
            ),
        ));
    }
    if document.decomposed > 0 {
        let count = document.decomposed;
        notes.push(note(
            "unicode",
            say!(
                "{count} đoạn gõ bằng Unicode tổ hợp (chữ và dấu rời nhau); đã soát như Unicode dựng sẵn",
                "{count} paragraphs have letters and marks apart (NFD); they were checked as if composed"
            ),
            say!(
                "đổi cả văn bản sang Unicode dựng sẵn: UniKey > Công cụ (Ctrl+Shift+F6), nguồn “Unicode tổ hợp”, đích “Unicode”",
                "convert it to composed Unicode (NFC), such as with UniKey > Toolkit"
            ),
        ));
    }
    if remarks > 0 {
        notes.push(note(
            "remarks",
            say!("còn {remarks} ý kiến ở lề (Comments)", "{remarks} comments are left in the margin"),
            say!(
                "xử lý từng ý kiến, rồi Review (Xem lại) > Delete > Delete All Comments",
                "settle each, then Review > Delete > Delete All Comments"
            ),
        ));
    }
    notes
}
