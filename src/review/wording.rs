//! What Nghị định 30/2020/NĐ-CP asks of words: parts that must be there, numbers, dates, recipients, the end of the text.

use super::document::{Document, Paragraph};
use super::parts::Parts;
use super::{Finding, about, ending, section_name};
use crate::say;
use crate::text::Both;

/// Finds what departs from the decree in what is written; some of it is asked of official documents only.
pub(super) fn findings(document: &Document, parts: &Parts, official: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    if official {
        missing(document, parts, &mut found);
        let of = |part: Option<usize>| part.map(|index| &document.paragraphs[index]);
        found.extend(of(parts.motto).and_then(|paragraph| motto(document, paragraph)));
        found.extend(of(parts.number).and_then(|paragraph| number(document, paragraph)));
        found.extend(ending::findings(document, parts));
    }
    for paragraph in &document.paragraphs {
        found.extend(dates(document, paragraph));
        found.extend(points(document, paragraph));
    }
    found
}

fn missing(document: &Document, parts: &Parts, found: &mut Vec<Finding>) {
    let wanted = [
        (parts.nation, "Quốc hiệu “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”", "mục II.1.a"),
        (parts.motto, "Tiêu ngữ “Độc lập - Tự do - Hạnh phúc”", "mục II.1.b"),
        (parts.number, "dòng “Số: …/BC-…”", "mục II.3.c"),
        (parts.date, "địa danh và ngày tháng năm", "mục II.4"),
        (parts.kind, "tên loại “BÁO CÁO”", "mục II.5.b"),
        (parts.recipients, "“Nơi nhận:”", "mục II.9"),
    ];
    let is_own = document.origin.contains_key("ccn.kind");
    let finding = |message: Both, help: Both, source| Finding {
        also: Vec::new(),
        rule: "missing",
        place: section_name(document, 0),
        message,
        help,
        source,
    };
    let model = say!("thêm theo mẫu 1.4 Phụ lục III của Nghị định", "add it after model 1.4 of annex III");
    if !is_own && wanted.iter().all(|(part, ..)| part.is_none()) {
        let message = say!(
            "không thấy Quốc hiệu, số, ngày, tên loại, Nơi nhận: đây có phải báo cáo hành chính không?",
            "neither national name, number, date, kind nor recipients: is this an administrative report?"
        );
        return found.push(finding(message, model, "mục II"));
    }
    let help = if is_own {
        say!("chép lại từ bản ccn lập", "copy it again from the document that ccn made")
    } else {
        model
    };
    let subject = parts.kind.map(|_| (parts.subject, "trích yếu nội dung dưới “BÁO CÁO”", "mục II.5.b"));
    let missing = wanted.into_iter().chain(subject).filter(|(part, ..)| part.is_none());
    found.extend(
        missing.map(|(_, name, source)| finding(say!("thiếu {name}", "{name} is missing"), help.clone(), source)),
    );
}

fn motto(document: &Document, paragraph: &Paragraph) -> Option<Finding> {
    if paragraph.text.trim() == "Độc lập - Tự do - Hạnh phúc" {
        return None;
    }
    let text = paragraph.text.trim();
    let message = say!(
        "Tiêu ngữ viết “{text}”, cần “Độc lập - Tự do - Hạnh phúc”",
        "the motto is written “{text}”, “Độc lập - Tự do - Hạnh phúc” is wanted"
    );
    let help = say!("gạch nối (-) có cách chữ, viết hoa chữ đầu cụm từ", "hyphens with spaces, capitals at each part");
    Some(about(document, paragraph, "motto", message, help, "mục II.1.b"))
}

/// `Số: 05/BC-SCT`; a draft leaves the number blank.
fn number(document: &Document, paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text.trim();
    let tell = |message: Both| {
        let help = say!("viết theo mẫu “Số: 05/BC-SCT”", "write it as “Số: 05/BC-SCT”");
        Some(about(document, paragraph, "number", message, help, "mục II.3.c"))
    };
    let Some(rest) = text.strip_prefix("Số:") else {
        return tell(say!("sau chữ “Số” cần dấu hai chấm: “{text}”", "a colon is wanted behind “Số”: “{text}”"));
    };
    let Some((number, sign)) = rest.split_once('/') else {
        return tell(say!(
            "giữa số và ký hiệu cần dấu “/”: “{text}”",
            "“/” is wanted between number and sign: “{text}”"
        ));
    };
    let number = number.trim_start();
    if !number.is_empty() && (number.ends_with(' ') || !number.chars().all(|sign| sign.is_ascii_digit())) {
        return tell(say!(
            "số “{number}” cần viết liền bằng chữ số",
            "number “{number}”: digits without spaces are wanted"
        ));
    }
    if number.len() == 1 {
        return tell(say!("số nhỏ hơn 10 phải thêm số 0: “0{number}”", "a number below 10 has a 0: “0{number}”"));
    }
    let is_sign =
        |sign: &str| sign.starts_with("BC-") && !sign.contains(char::is_whitespace) && sign == sign.to_uppercase();
    if !is_sign(sign) {
        return tell(say!("ký hiệu “{sign}” cần theo mẫu “BC-SCT”", "sign “{sign}”: “BC-SCT” is the pattern"));
    }
    None
}

/// The digits at the beginning of a text.
fn digits(text: &str) -> &str {
    let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

/// Days below 10, and the months 1 and 2, have a 0 in front.
fn dates(document: &Document, paragraph: &Paragraph) -> Vec<Finding> {
    let mut found = Vec::new();
    for (word, short) in [("ngày ", 9), ("tháng ", 2)] {
        for (at, _) in paragraph.text.match_indices(word) {
            let rest = &paragraph.text[at + word.len()..];
            let number = digits(rest);
            let behind = &rest[number.len()..];
            let is_date = if word == "ngày " { behind.starts_with(" tháng ") } else { behind.starts_with(" năm ") };
            let value: u32 = number.parse().unwrap_or(0);
            if !is_date || number.len() != 1 || value > short {
                continue;
            }
            let message =
                say!("“{word}{number}” cần viết “{word}0{number}”", "“{word}{number}” is written “{word}0{number}”");
            let help = say!("thêm số 0: ngày nhỏ hơn 10, tháng 1 và 2", "add the 0: days below 10, months 1 and 2");
            found.push(about(document, paragraph, "date", message, help, "mục II.4.b"));
        }
    }
    found
}

/// Units behind which a decimal point is certainly none of a heading or a row of a form.
const UNITS: [&str; 10] = ["ha", "%", "tỷ", "triệu", "km", "m²", "m2", "m³", "MW", "lần"];

/// A decimal point where Vietnamese writes a comma.
fn points(document: &Document, paragraph: &Paragraph) -> Vec<Finding> {
    let is_number = |word: &str| {
        let (whole, part) = word.split_once('.')?;
        let all = |text: &str| !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit());
        (all(whole) && all(part) && part.len() != 3).then(|| format!("{whole},{part}"))
    };
    let words: Vec<&str> = paragraph.text.split_whitespace().collect();
    let wrong = words.iter().enumerate().filter_map(|(index, word)| {
        let bare = word.trim_matches(|sign: char| !sign.is_ascii_digit());
        let is_measured = UNITS.iter().any(|unit| {
            let is_unit = |text: &str| text.trim_end_matches([',', '.', ';', ')']) == *unit;
            word.strip_prefix(bare).is_some_and(is_unit) || words.get(index + 1).is_some_and(|next| is_unit(next))
        });
        let in_column = words.len() == 1 && paragraph.at.is_some() && paragraph.lines.side.as_deref() == Some("right");
        (is_measured || in_column).then(|| is_number(bare)).flatten().map(|right| (bare.to_owned(), right))
    });
    let tell = |(wrong, right): (String, String)| {
        let message = say!(
            "số “{wrong}” dùng dấu chấm thập phân, tiếng Việt viết “{right}”",
            "“{wrong}” has a decimal point, Vietnamese writes “{right}”"
        );
        let help = say!("thay dấu chấm bằng dấu phẩy", "write a comma");
        about(document, paragraph, "decimal", message, help, "cách viết số trong tiếng Việt")
    };
    wrong.map(tell).collect()
}
