//! What would be printed as it stands though it was meant for the program, and how the lines are written.

use std::ops::Range;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::narrative::{self, BLOT, Kind, Mark, Narrative, Slip, slips};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Lines;
use crate::record::written;
use crate::say;
use crate::text::Both;

use super::command;

/// Reports markup that no report prints as such, tags, and names and tables whose brackets are not all there.
pub(in super::super) fn marks(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for text in &catalog.narratives {
        let lines = Lines::new(&text.text);
        let prose = text.prose();
        for (mark, bytes) in narrative::marks(&prose) {
            faults.add(printed(text, &lines, mark, bytes));
        }
        slips(&prose).into_iter().for_each(|slip| faults.add(slipped(text, &lines, slip)));
    }
}

fn printed(narrative: &Narrative, lines: &Lines<'_>, mark: Mark, bytes: Range<usize>) -> Diagnostic {
    let found = narrative.text[bytes.clone()].to_owned();
    let at = lines.place(&narrative.path, bytes);
    if mark == Mark::Tag {
        let message = say!("thẻ HTML `{found}` không được dùng", "the HTML tag `{found}` is not allowed");
        let help = say!(
            "xóa thẻ; báo cáo in ra nguyên chữ của thẻ",
            "remove the tag; the report would print its very letters"
        );
        return Diagnostic::new(Code::RawHtml, &at, message).found(found).help(help);
    }
    let (sign, help) = meant(mark);
    let message = say!(
        "báo cáo không dùng {sign}; `{found}` sẽ in ra nguyên như thế",
        "reports have no {sign}; `{found}` would be printed as it stands"; sign = sign
    );
    Diagnostic::new(Code::PrintedMarkup, &at, message).found(found).help(help)
}

/// What a sign was meant for, and what to write instead.
fn meant(mark: Mark) -> (Both, Both) {
    match mark {
        Mark::Bold => (
            say!("dấu in đậm `**`", "sign `**` for bold letters"),
            say!("bỏ dấu; chữ đậm, chữ nghiêng sửa ở bản Word", "remove it; make letters bold in the Word document"),
        ),
        Mark::Italic => (
            say!("dấu in nghiêng `*`, `_`", "sign `*` or `_` for italic letters"),
            say!("bỏ dấu; chữ đậm, chữ nghiêng sửa ở bản Word", "remove it; make letters italic in the Word document"),
        ),
        Mark::Struck => (
            say!("dấu gạch ngang chữ `~~`", "sign `~~` for struck letters"),
            say!("bỏ dấu, hoặc xóa cả đoạn chữ", "remove it, or the words with it"),
        ),
        Mark::Link => (
            say!("đường dẫn kiểu Markdown", "links"),
            say!(
                "viết chữ thường; văn bản thì viện dẫn bằng {{{{ doc[\"mã văn bản\"] }}}}",
                "write plain words; cite a document as {{{{ doc[\"its id\"] }}}}"
            ),
        ),
        Mark::Image => (
            say!("hình chèn", "pictures"),
            say!("bỏ hình; biểu đồ có sẵn đặt bằng [[C1]]", "remove it; place a chart of the program as [[C1]]"),
        ),
        Mark::Row => (
            say!("bảng gõ tay", "tables typed by hand"),
            say!(
                "đặt bảng có sẵn bằng [[T1]], riêng một dòng",
                "place a table of the program as [[T1]] on its own line"
            ),
        ),
        Mark::Quote => (
            say!("dấu trích dẫn `>`", "sign `>` for a quotation"),
            say!("bỏ dấu, đặt lời trích trong “ ”", "remove it and put the words in “ ”"),
        ),
        Mark::Code => (say!("dấu nháy ngược", "sign for code"), say!("bỏ dấu", "remove it")),
        Mark::Rule => (say!("dòng kẻ ngang", "lines across the page"), say!("bỏ dòng này", "remove the line")),
        Mark::Heading => (
            say!("dấu `#` viết liền chữ", "sign `#` without a blank behind it"),
            say!("thêm một dấu cách sau `#`: # I. …", "put a blank behind `#`: # I. …"),
        ),
        Mark::Tag => unreachable!("a tag has a message of its own"),
    }
}

fn slipped(narrative: &Narrative, lines: &Lines<'_>, slip: Slip) -> Diagnostic {
    let found = narrative.text[slip.bytes.clone()].to_owned();
    let at = lines.place(&narrative.path, slip.bytes);
    let message =
        say!("`{found}` sẽ in ra nguyên như thế trong báo cáo", "the report would print `{found}` as it stands");
    let help = match &slip.meant {
        Some(meant) => say!("có phải là {meant}?", "did you mean {meant}?"),
        None => say!(
            "dấu ngoặc nhọn đi từng cặp: {{{{ tên }}}}, {{% if … %}}, {{# chú thích #}}; bỏ dấu thừa, hoặc thêm dấu thiếu",
            "braces go in pairs: {{{{ name }}}}, {{% if … %}}, {{# remark #}}; remove it, or add the other"
        ),
    };
    Diagnostic::new(Code::BadTemplate, &at, message).found(found).help(help)
}

/// Reports loops: no name is a list, so that a loop can only print what somebody typed.
pub(in super::super) fn loops(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for narrative in &catalog.narratives {
        let lines = Lines::new(&narrative.text);
        let commands = narrative.pieces.iter().filter(|piece| piece.kind == Kind::Command);
        for piece in commands.filter(|piece| command(narrative, piece).starts_with("for ")) {
            let found = command(narrative, piece);
            let message =
                say!("lời văn báo cáo không dùng vòng lặp: `{found}`", "the text of a report has no loops: `{found}`");
            let help = say!(
                "bỏ {{% for … %}} và {{% endfor %}}; mỗi số liệu là một tên ghi ở đầu tệp, bảng đặt bằng [[T1]]",
                "remove {{% for … %}} and {{% endfor %}}; every figure has a name listed at the top of the file, and tables are placed as [[T1]]"
            );
            let at = lines.place(&narrative.path, piece.bytes.clone());
            faults.add(Diagnostic::new(Code::BadTemplate, &at, message).found(found).help(help));
        }
    }
}

/// Reports lines in an old font or with characters that nobody sees.
pub(in super::super) fn writing(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for narrative in &catalog.narratives {
        let lines = Lines::new(&narrative.text);
        let mut start = 0;
        for line in narrative.prose().split_inclusive('\n') {
            // Between names of figures, each stretch for itself.
            for words in line.split_inclusive(BLOT) {
                let kept = words.trim_end_matches(|c: char| c == BLOT || c.is_whitespace());
                if !kept.is_empty() {
                    faults.extend(written(kept, &lines.place(&narrative.path, start..start + kept.len())));
                }
                start += words.len();
            }
        }
    }
}
