//! The table of legal documents by itself: numbers that agree with kind, issuer and year, each document once.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::catalog::Catalog;
use crate::catalog::law::{Document, Scope, Seen};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::citation::Number;
use crate::text::{Both, fold};

/// Abbreviations of kinds in a document's symbol (Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I; Luật Ban hành văn bản
/// quy phạm pháp luật for decrees, circulars and consolidated texts). A letter (công văn) has none.
const KINDS: &[(&str, &str)] = &[
    ("NĐ", "nghị định"),
    ("TT", "thông tư"),
    ("TTLT", "thông tư liên tịch"),
    ("VBHN", "văn bản hợp nhất"),
    ("NQ", "nghị quyết"),
    ("QĐ", "quyết định"),
    ("CT", "chỉ thị"),
    ("QC", "quy chế"),
    ("QyĐ", "quy định"),
    ("TB", "thông báo"),
    ("HD", "hướng dẫn"),
    ("CTr", "chương trình"),
    ("KH", "kế hoạch"),
    ("PA", "phương án"),
    ("ĐA", "đề án"),
    ("BC", "báo cáo"),
    ("BB", "biên bản"),
    ("TTr", "tờ trình"),
    ("CĐ", "công điện"),
    ("KL", "kết luận"),
    ("CV", "công văn"),
];

/// Kinds whose numbers always carry the year (Luật Ban hành văn bản quy phạm pháp luật).
const WITH_YEAR: &[&str] = &["NĐ", "TT", "TTLT", "QH", "UBTVQH"];

/// Reports documents whose number contradicts their kind, issuer, date or id.
///
/// A document is known by number, year and issuer together: 303/2025/NĐ-CP is not 303/2026/NĐ-CP.
pub(super) fn numbers(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for document in catalog.documents.rows().iter().filter(|document| document.seen != Seen::House) {
        let Some(number) = Number::parse(&document.number) else {
            faults.extend(unreadable(document));
            continue;
        };
        // A number typed wrong contradicts several cells; the first is enough to find it.
        let said = [
            ("kind", kind(document, &number)),
            ("issuer", issuer(document, &number)),
            ("issued_on", year(document, &number)),
            ("id", id(document, &number)),
            ("scope", scope(document)),
        ];
        let said = said.into_iter().find_map(|(column, said)| Some((column, said?)));
        faults.extend(said.map(|(column, (message, help))| mismatch(document, column, message, help)));
    }
}

/// What is said of a cell, and how to mend it.
type Said = (Both, Both);

fn mismatch(document: &Document, column: &'static str, message: Both, help: Both) -> Diagnostic {
    let cells = &document.basis.cells;
    let fault = Diagnostic::new(Code::BadCitation, &cells.at("number"), message).found(&document.number).help(help);
    fault.note(&cells.at(column), say!("ô `{column}`", "the cell `{column}`"))
}

/// A source may give a serial alone; then the issuer stands behind it in brackets: `04 (HĐND tỉnh)`.
fn unreadable(document: &Document) -> Option<Diagnostic> {
    let number = &document.number;
    let bare = number.split_once(" (").is_some_and(|(serial, rest)| {
        serial.chars().all(|letter| letter.is_ascii_digit()) && !serial.is_empty() && rest.ends_with(')')
    });
    let message = say!("`{number}` không phải là số, ký hiệu văn bản", "`{number}` is not the number of a document");
    let help = say!(
        "viết số, năm (nếu có) và ký hiệu như 32/2024/NĐ-CP, 854/QĐ-UBND, 143/2025/QH15; chỉ biết số thì viết `04 (HĐND tỉnh)`",
        "write serial, year if any, and symbol, such as 32/2024/NĐ-CP, 854/QĐ-UBND, 143/2025/QH15; if only the serial is known write `04 (HĐND tỉnh)`"
    );
    let at = document.basis.cells.at("number");
    (!bare).then(|| Diagnostic::new(Code::BadCitation, &at, message).found(number).help(help))
}

/// The National Assembly's own texts have no abbreviation of a kind: `143/2025/QH15`.
fn assembly<'a>(number: &Number<'a>) -> Option<&'a str> {
    let name = number.symbol.trim_end_matches(|letter: char| letter.is_ascii_digit());
    matches!(name, "QH" | "UBTVQH").then_some(name)
}

fn kind(document: &Document, number: &Number<'_>) -> Option<Said> {
    let (typed, symbol) = (document.kind.as_str(), number.symbol);
    let first = number.parts().first().copied().unwrap_or_default();
    let named = KINDS.iter().find(|(short, _)| *short == first).map(|(_, kind)| *kind);
    let allowed = match (assembly(number), named) {
        (Some("QH"), _) => vec!["luật", "bộ luật", "nghị quyết"],
        (Some(_), _) => vec!["pháp lệnh", "nghị quyết"],
        (None, Some(kind)) => vec![kind],
        (None, None) if document.kind == "công văn" || !is_letter(document, first) => return None,
        (None, None) => vec!["công văn"],
    };
    if allowed.contains(&typed) {
        return None;
    }
    let wanted = allowed.join(", ");
    Some((
        say!(
            "ký hiệu `{symbol}` là của {wanted}, nhưng cột kind ghi `{typed}`",
            "the symbol `{symbol}` belongs to {wanted}, but kind says `{typed}`"
        ),
        say!("sửa số, ký hiệu hoặc ghi kind = {wanted}", "correct the number, or set kind = {wanted}"),
    ))
}

/// A symbol that begins with its issuer is a letter's; kinds that few know have abbreviations too.
fn is_letter(document: &Document, first: &str) -> bool {
    matches!(first, "UBND" | "HĐND")
        || (first.chars().count() > 2 && initials(&document.issuer).starts_with(&fold(first)))
}

fn issuer(document: &Document, number: &Number<'_>) -> Option<Said> {
    let (typed, symbol) = (document.issuer.as_str(), number.symbol);
    let parts = number.parts();
    let named = |part: &str| KINDS.iter().any(|(short, _)| *short == part);
    // A joint circular names each ministry; a letter names the unit that drafted it behind its issuer.
    let signers: Vec<&str> = match (assembly(number), parts.as_slice()) {
        (Some(name), _) => vec![name],
        (None, ["TTLT", signers @ ..]) => signers.to_vec(),
        (None, [first, signer, ..]) if named(first) || document.kind != "công văn" => vec![signer],
        (None, [signer, ..]) => vec![signer],
        (None, []) => return None,
    };
    let names: Vec<&str> = typed.split(';').filter_map(|name| name.split(" (").next()).map(str::trim).collect();
    let signers: Vec<&str> = signers.into_iter().map(|signer| signer.trim_end_matches(char::is_numeric)).collect();
    let fits = names.len() == signers.len() && names.iter().zip(&signers).all(|(name, signer)| signs(name, signer));
    let help = say!(
        "kiểm tra số, ký hiệu và cơ quan ban hành với bản gốc",
        "check number and issuer against the document itself"
    );
    let message = say!(
        "ký hiệu `{symbol}` không phải của `{typed}` (cột issuer)",
        "the symbol `{symbol}` is not that of `{typed}` (column issuer)"
    );
    (!fits).then_some((message, help))
}

/// Returns whether an issuer may be abbreviated like this in numbers.
///
/// The State's own bodies shorten to the first letters of their words, but for the Prime Minister; an office of a
/// province leaves its place out. Others shorten freely (`ĐCK` for Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến
/// công), so nothing is said of them.
fn signs(name: &str, signer: &str) -> bool {
    const BODIES: &[&str] = &["Bộ ", "Chính phủ", "Thủ tướng", "Quốc hội", "Ủy ban Thường vụ"];
    const LOCAL: &[&str] = &["Sở ", "UBND", "HĐND", "Ủy ban nhân dân", "Hội đồng nhân dân", "Tỉnh ủy"];
    let begins = |names: &[&str]| names.iter().any(|body| name.starts_with(body));
    let (wanted, initials) = (fold(signer), initials(name));
    let is_ministry = signer.starts_with('B') && signer.chars().count() > 2 && !name.starts_with("Ban ");
    match signer {
        "TTg" => name == "Thủ tướng Chính phủ",
        "CP" | "QH" | "UBTVQH" => initials == wanted,
        "UBND" | "HĐND" => initials.contains(&wanted),
        _ if begins(LOCAL) || signer == "TU" => initials.starts_with(&wanted),
        _ if begins(BODIES) || is_ministry => initials == wanted,
        _ => true,
    }
}

/// Returns the folded first letters of the words; `UBND` stays whole and `và` counts for nothing.
fn initials(name: &str) -> String {
    let words = name.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '-'));
    let words = words.filter(|word| !word.is_empty() && *word != "và" && *word != "của");
    let letters = words.map(|word| {
        let is_short = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if is_short { fold(word) } else { fold(word).chars().take(1).collect() }
    });
    letters.collect()
}

fn year(document: &Document, number: &Number<'_>) -> Option<Said> {
    let first = assembly(number).or_else(|| number.parts().first().copied()).unwrap_or_default();
    let Some(year) = number.year else {
        let symbol = number.symbol;
        let serial = number.serial;
        return WITH_YEAR.contains(&first).then(|| {
            (
                say!(
                    "số văn bản thiếu năm: ký hiệu `{symbol}` luôn đi sau năm ban hành",
                    "the number lacks its year: the symbol `{symbol}` always follows a year"
                ),
                say!("viết {serial}/năm/{symbol}", "write {serial}/year/{symbol}"),
            )
        });
    };
    let issued = document.issued_on?;
    (issued.first().year() != year).then(|| {
        (
            say!(
                "số văn bản ghi năm {year}, ngày ban hành là {date}",
                "the number says {year}, the document was issued on {date}"; date = issued
            ),
            say!(
                "kiểm tra năm với bản gốc: cùng số nhưng khác năm là văn bản khác",
                "check the year against the document itself: one number in two years is two documents"
            ),
        )
    })
}

/// An id with digits names the serial, and the year if it names one.
fn id(document: &Document, number: &Number<'_>) -> Option<Said> {
    let id = document.id.as_str();
    let parts: Vec<&str> = id.split('-').collect();
    let serial: Vec<&str> = number.serial.split('.').map(|part| part.trim_start_matches('0')).collect();
    let has_digits = id.bytes().any(|byte| byte.is_ascii_digit());
    let says_serial = parts
        .windows(serial.len())
        .any(|window| window.iter().map(|part| part.trim_start_matches('0')).eq(serial.iter().copied()));
    let year = number.year.or_else(|| document.issued_on.map(|date| date.first().year()));
    let typed = parts.iter().filter_map(|part| (part.len() == 4).then(|| part.parse::<i32>().ok())?);
    let mut typed = typed.filter(|typed| (1945..2200).contains(typed) && typed.to_string() != number.serial).peekable();
    let says_year = typed.peek().is_none() || year.is_none_or(|year| typed.any(|typed| typed == year));
    let fits = !has_digits || (says_serial && says_year);
    (!fits).then(|| {
        (
            say!("mã `{id}` nói đến số hoặc năm khác", "the id `{id}` names another serial or year"),
            say!(
                "kiểm tra cả dòng: mã, số, ngày ban hành phải là của cùng một văn bản",
                "check the whole row: id, number and date must belong to one document"
            ),
        )
    })
}

/// What an office of the province issues holds in the province alone.
fn scope(document: &Document) -> Option<Said> {
    let issuer = document.issuer.as_str();
    let local = ["UBND", "HĐND", "Ủy ban nhân dân", "Hội đồng nhân dân", "Tỉnh ủy", "Thành ủy", "Sở "];
    let is_local = local.iter().any(|office| issuer.starts_with(office));
    (is_local && document.scope == Scope::National).then(|| {
        (
            say!(
                "`{issuer}` là cơ quan của tỉnh, nhưng cột scope ghi `national`",
                "`{issuer}` is an office of the province, but scope says `national`"
            ),
            say!("ghi scope = province, hoặc sửa cơ quan ban hành", "set scope = province, or correct the issuer"),
        )
    })
}

/// Reports documents that stand in the table twice.
pub(super) fn twice(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut first: BTreeMap<(String, Option<i32>, String), &Document> = BTreeMap::new();
    for document in catalog.documents.rows() {
        let written = Number::parse(&document.number).and_then(|number| number.year);
        let year = written.or_else(|| document.issued_on.map(|date| date.first().year()));
        let key = (fold(&document.number), year, fold(&document.issuer));
        let Some(other) = first.get(&key) else {
            first.insert(key, document);
            continue;
        };
        let citation = document.citation();
        let message = say!(
            "{citation} đã có trong bảng: cùng số, cùng năm, cùng cơ quan ban hành",
            "{citation} is in the table already: same number, year and issuer"
        );
        let id = other.id.as_str();
        let help = say!(
            "giữ một dòng, chuyển mọi chỗ dùng mã kia sang `{id}`; nếu là hai văn bản thì sửa số hoặc ngày",
            "keep one row and let everything name `{id}`; if they are two documents correct number or date"
        );
        let fault = Diagnostic::new(Code::DuplicateDocument, &document.basis.cells.at("number"), message);
        let note = say!("lần thứ nhất", "the first time");
        faults.add(fault.found(&document.number).note(&other.basis.cells.at("number"), note).help(help));
    }
}
