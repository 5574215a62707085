//! Whether a report that was written out has the end and the length that it must have.

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::template::{self, BLOT};
use crate::place::Location;
use crate::say;
use crate::settings::ReportKind;
use crate::site::document::Block;
use crate::site::report::{Body, Report};

use super::engine::{Engine, source};
use super::{message, narrative};

/// What a report ends with (the models of Phụ lục III, Nghị định số 30/2020/NĐ-CP).
const END: &str = "./.";

/// The most lines of a message.
const LINES: usize = 6;

/// Returns warnings on the ends of reports and on the longest message; `texts` are the texts of the reports, written out.
pub(super) fn told(reports: &[Report], texts: &[Vec<Block>], engine: &Engine) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (report, text) in reports.iter().zip(texts).filter(|(report, _)| report.kind == ReportKind::Status) {
        // Every period prints the same text: what is wrong with it is told once.
        let fault = file(report).and_then(|name| ending(&name, engine.text(&name), text));
        faults.extend(fault.filter(|fault| !faults.contains(fault)));
    }
    let messages = reports.iter().zip(texts).filter(|(report, _)| report.kind == ReportKind::Message);
    let counted = messages.map(|(report, text)| (message::text(text).lines().count(), report));
    let longest = counted.max_by_key(|(count, _)| *count).filter(|(count, _)| *count > LINES);
    faults.extend(longest.and_then(|(count, report)| {
        let name = &report.name;
        let message = say!(
            "tin nhắn `{name}` có {count} dòng, nhiều nhất là {LINES}",
            "the message `{name}` has {count} lines, the most is {LINES}"
        );
        let help = say!("bỏ bớt dòng, hoặc gộp các dòng ngắn", "remove lines, or join short ones");
        Some(Diagnostic::new(Code::LongReport, &Location::file(&source(&file(report)?)), message).help(help))
    }));
    faults
}

/// Tells of a page for leaders that has more pages than one.
pub(super) fn pages(report: &Report, count: usize) -> Option<Diagnostic> {
    let text = file(report).filter(|_| count > 1)?;
    let name = &report.name;
    let message = say!(
        "tóm tắt `{name}` in ra {count} trang, phải vừa một trang A4",
        "the summary `{name}` has {count} pages, it must fit on one of A4"
    );
    let help =
        say!("rút gọn lời văn; chi tiết để ở báo cáo kỳ", "shorten it; details belong to the report of the period");
    Some(Diagnostic::new(Code::LongReport, &Location::file(&source(&text)), message).help(help))
}

fn file(report: &Report) -> Option<String> {
    match &report.body {
        Body::Narrative(narrative) => Some(narrative::name(narrative)),
        Body::Blocks(_) => None,
    }
}

/// Returns what is wrong with the end of a text, at the place where it stands in its file.
fn ending(name: &str, text: &str, printed: &[Block]) -> Option<Diagnostic> {
    let is_end = |block: &Block| words(block).last().is_some_and(|words| words.ends_with(END));
    let ends = printed.iter().flat_map(words).map(|words| words.matches(END).count()).sum::<usize>();
    let is_ended = printed.last().is_some_and(is_end);
    if is_ended && ends == 1 {
        return None;
    }
    let prose = template::prose(text, &template::pieces(text));
    let help =
        say!("ghi \"{END}\" một lần, sau câu cuối cùng của báo cáo", "write \"{END}\" once, behind the last sentence");
    if ends > 0 {
        let start = prose.find(END).unwrap_or(text.len());
        let bytes = start..(start + END.len()).min(text.len());
        let message = say!(
            "\"{END}\" là dấu hết văn bản, nhưng sau nó báo cáo còn nội dung",
            "\"{END}\" ends a document, and more follows it here"
        );
        let at = Location::text(&source(name), text, bytes);
        return Some(Diagnostic::new(Code::ReportEnding, &at, message).found(END).help(help));
    }
    let end = prose.trim_end_matches(|c: char| c.is_whitespace() || c == BLOT).len();
    let start = prose[..end].rfind(['\n', BLOT]).map_or(0, |before| before + 1);
    let message = say!("hết lời văn mà không có \"{END}\"", "the text does not end with \"{END}\"");
    let at = Location::text(&source(name), text, start..end);
    Some(Diagnostic::new(Code::ReportEnding, &at, message).help(help))
}

/// The sentences of a block.
fn words(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { text, .. } => vec![text.clone()],
        Block::Paragraph { words } => vec![words.text()],
        Block::List { items } => items.iter().map(|item| item.text()).collect(),
        _ => Vec::new(),
    }
}
