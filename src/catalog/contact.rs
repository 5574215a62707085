//! Telephones and e-mail addresses of offices, and personal data where none may stand.
//!
//! Names, numbers and addresses of persons in reports never go onto the site: Luật 91/2025/QH15 Điều 16.
//! Contacts of an office are public by Nghị định 224/2026/NĐ-CP Điều 9.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::place::Location;
use crate::record::{Bound, Holds, Row};
use crate::say;
use crate::text::Both;
use crate::text::personal::{Personal, dialled, is_email, is_free_mail, traces};

/// Reads the telephone of an office; several stand with `;` between.
pub(super) fn phone(row: &mut Row<'_>, column: &'static str) -> Result<Option<String>, Reported> {
    let Some(text) = row.optional::<String>(column)? else { return Ok(None) };
    if text.split(';').all(is_phone) {
        return Ok(Some(text));
    }
    let message = say!("`{text}` không phải là số điện thoại", "`{text}` is not a telephone number");
    let help = say!(
        "gõ số có mã vùng, ví dụ 0205 3812 345; nhiều số thì ngăn bằng dấu chấm phẩy",
        "type the number with its area code, such as 0205 3812 345; put a semicolon between several"
    );
    Err(row.reject(column, Code::BadPhone, message, help))
}

/// Reads the e-mail address of an office; several stand with `;` between.
pub(super) fn email(row: &mut Row<'_>, column: &'static str) -> Result<Option<String>, Reported> {
    let Some(text) = row.optional::<String>(column)? else { return Ok(None) };
    if text.split(';').all(|address| is_email(address.trim())) {
        return Ok(Some(text));
    }
    let message = say!("`{text}` không phải là địa chỉ thư điện tử", "`{text}` is not an e-mail address");
    let help = say!(
        "gõ địa chỉ dạng ten@coquan.gov.vn, không dấu, không dấu cách; chưa có thì để trống",
        "type it as name@office.gov.vn, without accents or blanks; leave it empty if there is none"
    );
    Err(row.reject(column, Code::BadEmail, message, help))
}

/// Digits with blanks, dots, hyphens and brackets: 10 or 11 from 0 on, 8 to 10 from 1800 or 1900 on, or a short number.
fn is_phone(text: &str) -> bool {
    let (number, extension) = text.trim().split_once("máy lẻ").unwrap_or((text.trim(), ""));
    let sound = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '.' | '-' | '(' | ')' | '+');
    let digits = dialled(number);
    let fits = match digits.len() {
        10 | 11 if digits.starts_with('0') => true,
        8..=10 => digits.starts_with("1800") || digits.starts_with("1900"),
        3 | 4 => digits.starts_with('1'),
        _ => false,
    };
    fits && number.chars().all(sound) && extension.trim().chars().all(|c| c.is_ascii_digit())
}

/// The words by which a row is not published.
const HIDDEN: [&str; 2] = ["counted", "internal"];

/// Reports personal data in what a row makes public.
pub(super) fn check(row: &Bound, faults: &mut Diagnostics) {
    if row.texts().any(|(column, text, _)| column.name == "visibility" && HIDDEN.contains(&text)) {
        return;
    }
    for (column, text, at) in row.texts().filter(|(column, ..)| column.holds != Holds::Internal) {
        for trace in traces(text) {
            let part = &text[trace.bytes.clone()];
            let is_office = match (trace.kind, column.holds) {
                (Personal::Mobile, Holds::Phone) => true,
                (Personal::Email, Holds::Email | Holds::Contact) => !is_free_mail(part),
                _ => false,
            };
            if !is_office {
                let help = mend(trace.kind, row.has_column("visibility"));
                faults.add(personal(trace.kind, part, &at.part(text, trace.bytes).with_field(column.name)).help(help));
            }
        }
    }
}

/// Says that personal data stand where everybody may read.
pub fn personal(kind: Personal, part: &str, at: &Location) -> Diagnostic {
    let (code, message) = match kind {
        Personal::Id => (
            Code::PersonalId,
            say!(
                "`{part}` là số căn cước hoặc chứng minh nhân dân, không được công khai",
                "`{part}` is the number of a citizen's identity paper and must not be public"
            ),
        ),
        Personal::Mobile => (
            Code::PersonalPhone,
            say!(
                "`{part}` là số điện thoại di động của cá nhân, không được công khai",
                "`{part}` is the mobile number of a person and must not be public"
            ),
        ),
        Personal::Email => (
            Code::PersonalEmail,
            say!(
                "`{part}` là thư điện tử của cá nhân, không được công khai",
                "`{part}` is the e-mail address of a person and must not be public"
            ),
        ),
    };
    Diagnostic::new(code, at, message).found(part)
}

fn mend(kind: Personal, has_visibility: bool) -> Both {
    let office = match kind {
        Personal::Id => return keep(has_visibility),
        Personal::Mobile => say!("số máy bàn", "the fixed line"),
        Personal::Email => say!("thư công vụ", "the official address"),
    };
    let keep = keep(has_visibility);
    say!(
        "ghi {office} của cơ quan, hoặc {keep}",
        "give {office} of the office, or {keep}"; office = office, keep = keep
    )
}

fn keep(has_visibility: bool) -> Both {
    if has_visibility {
        return say!(
            "xóa khỏi ô này; cần giữ trong cơ quan thì chuyển sang cột internal_note, hoặc ghi visibility = internal",
            "remove it from this cell; to keep it in the office move it to internal_note, or set visibility = internal"
        );
    }
    say!("xóa khỏi ô này", "remove it from this cell")
}
