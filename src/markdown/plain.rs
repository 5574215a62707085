//! Markdown that a text of a report does not take: each line is a heading, an item, a placed table or a paragraph, and
//! every other sign is printed as it stands.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// What the sign was meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `**bold**`
    Bold,
    /// `*italic*`
    Italic,
    /// `~~struck~~`
    Struck,
    /// `[words](address)`
    Link,
    /// `![words](address)`
    Image,
    /// `| a | b |`
    Row,
    /// `> words`
    Quote,
    /// `` `words` `` and the fences around lines
    Code,
    /// `---`
    Rule,
    /// `#words`, without a blank
    Heading,
    /// `<b>`
    Tag,
}

/// Returns the signs of a text, each with its bytes.
pub fn marks(text: &str) -> Vec<(Mark, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let from = start + line.len() - line.trim_start().len();
        let whole = from..from + words.len();
        match words.trim_matches(|c: char| c.is_control()) {
            row if row.starts_with('|') => found.push((Mark::Row, whole)),
            rule if rule.len() > 2 && rule.chars().all(|c| matches!(c, '-' | '=')) => found.push((Mark::Rule, whole)),
            heading if is_crowded(heading) => found.push((Mark::Heading, whole)),
            _ => found.extend(of_line(words, from)),
        }
        start += line.len();
    }
    found
}

fn is_crowded(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    words.len() < line.len() && !words.starts_with([' ', '\t'])
}

/// The signs of one line, which begins at a byte of the text; the outermost of those within each other.
fn of_line(line: &str, from: usize) -> Vec<(Mark, Range<usize>)> {
    let mut found: Vec<(Mark, Range<usize>)> = Vec::new();
    for (event, bytes) in Parser::new_ext(line, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        let mark = match event {
            Event::Start(Tag::Strong) => Mark::Bold,
            // "(*)" is the mark of a note.
            Event::Start(Tag::Emphasis) if !line[bytes.start + 1..].starts_with(')') => Mark::Italic,
            Event::Start(Tag::Strikethrough) => Mark::Struck,
            Event::Start(Tag::Link { .. }) => Mark::Link,
            Event::Start(Tag::Image { .. }) => Mark::Image,
            Event::Start(Tag::BlockQuote(_)) => Mark::Quote,
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => Mark::Code,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => Mark::Tag,
            Event::Rule => Mark::Rule,
            _ => continue,
        };
        let length = line[bytes.clone()].trim_end().len();
        let bytes = from + bytes.start..from + bytes.start + length;
        if found.last().is_none_or(|(_, last)| last.end <= bytes.start) {
            found.push((mark, bytes));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Mark, &str)> {
        marks(text).into_iter().map(|(mark, bytes)| (mark, &text[bytes])).collect()
    }

    #[test]
    fn signs_that_would_be_printed_are_found() {
        for (text, expected) in [
            ("Đã **thành lập** cụm", (Mark::Bold, "**thành lập**")),
            ("Đã __thành lập__ cụm", (Mark::Bold, "__thành lập__")),
            ("- Đã *thành lập* cụm", (Mark::Italic, "*thành lập*")),
            ("Đã ~~thành lập~~ cụm", (Mark::Struck, "~~thành lập~~")),
            ("xem [trang](https://vi-du.example)", (Mark::Link, "[trang](https://vi-du.example)")),
            ("![sơ đồ](so-do.png)", (Mark::Image, "![sơ đồ](so-do.png)")),
            ("  | a | b |", (Mark::Row, "| a | b |")),
            ("> trích", (Mark::Quote, "> trích")),
            ("```", (Mark::Code, "```")),
            ("lệnh `ccn`", (Mark::Code, "`ccn`")),
            ("---", (Mark::Rule, "---")),
            ("***", (Mark::Rule, "***")),
            ("#II. KẾT QUẢ", (Mark::Heading, "#II. KẾT QUẢ")),
            ("một<br>hai", (Mark::Tag, "<br>")),
            ("<script>alert(1)</script>", (Mark::Tag, "<script>alert(1)</script>")),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_a_report_prints_otherwise_or_means_is_none() {
        for text in [
            "# I. TÌNH HÌNH",
            "## 1. Thành lập",
            "- Một ý",
            "* Một ý",
            "+ Một ý",
            "1. Một khoản",
            "a) Một điểm",
            "số liệu (*) và số liệu (*)",
            "5 * 3 * 2",
            "nho_hon_muc",
            "đất < 75 ha, > 10 ha",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
