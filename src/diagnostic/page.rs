//! The page of all codes, `docs/ma-loi.md`, written from the table of codes so that it cannot go stale.

use super::{Code, Family};
use crate::text::Language;

/// Returns the page in Markdown, Vietnamese with the English meaning below each.
pub fn page() -> String {
    let count = Code::ALL.len();
    let mut text = format!(
        "# Mã lỗi\n\n\
         Trang này do chương trình ghi ra (`ccn explain --all`), đừng sửa tay. Có {count} mã. *Lỗi* thì không xuất bản; \
         *cảnh báo* thì vẫn xuất bản nhưng cần xem; *ghi chú* chỉ để biết.\n"
    );
    for family in Family::ALL {
        let title = family.title();
        text.push_str(&format!("\n## {} / {}\n", title.get(Language::Vi), title.get(Language::En)));
        let codes = Code::ALL.iter().filter(|code| code.family() == *family);
        codes.for_each(|code| text.push_str(&entry(*code)));
    }
    text
}

fn entry(code: Code) -> String {
    let severity = code.severity();
    format!(
        "\n### `{}` ({})\n\n{}\n\n* Ví dụ: {}\n* Cách sửa: {}\n* In English ({}): {} {}\n",
        code.name(),
        severity.word(Language::Vi),
        code.meaning(Language::Vi),
        plain(code.example()),
        plain(code.mend(Language::Vi)),
        severity.word(Language::En),
        plain(code.meaning(Language::En)),
        plain(code.mend(Language::En)),
    )
}

/// Signs of Markdown stand for themselves; within an example nothing is a link or a tag.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}
