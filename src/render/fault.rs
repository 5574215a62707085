//! What Tera says of a template, in words for the person who edits it, at the place where it can be mended.
//!
//! Texts of reports are edited by clerks, so that their faults are told in the words of these texts; what the library
//! says stands in the English half alone, where no rule knows better.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::files::NARRATIVES;
use crate::markdown::template::{self, Kind, Piece};
use crate::place::Location;
use crate::record::nearest;
use crate::say;

use super::engine::source;

/// Turns what Tera says of a stretch of a template into a diagnostic.
pub(super) fn fault(name: &str, text: &str, reason: &str, bytes: Range<usize>) -> Diagnostic {
    let is_narrative = name.starts_with(NARRATIVES);
    // Tera knows no letters beyond ASCII: it stops within a Vietnamese word.
    let rest = text.get(bytes.end..).filter(|_| is_narrative && !bytes.is_empty()).unwrap_or_default();
    let end = bytes.end + rest.len() - rest.trim_start_matches(char::is_alphanumeric).len();
    let bytes = bytes.start..end;
    let at = Location::text(&source(name), text, bytes.clone());
    let found = text.get(bytes).unwrap_or_default();
    let open = || unclosed(name, text).or_else(|| unbalanced(name, text));
    let known = is_narrative.then(open).flatten().or_else(|| undefined_name(&at, reason, found));
    known.unwrap_or_else(|| if is_narrative { misspelt(&at, reason, found) } else { bad_template(&at, reason) })
}

/// Returns the names that nothing has, of which Tera tells in one text: template, line, column and reason.
pub(super) fn unresolved(told: &str) -> impl Iterator<Item = (&str, usize, usize, &str)> {
    let mut reason = "";
    told.lines().filter_map(move |line| {
        reason = line.strip_prefix("error: ").unwrap_or(reason);
        let mut place = line.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, name) = (place.next()?, place.next()?, place.next()?);
        Some((name, line.parse().ok()?, column.parse().ok()?, reason))
    })
}

/// Returns the bytes of the name that a reason quotes, at a line and a column.
pub(super) fn quoted_at(text: &str, line: usize, column: usize, reason: &str) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let before: usize = text[start..].chars().take(column - 1).map(char::len_utf8).sum();
    let length = reason.split('`').nth(1).map_or(0, str::len);
    start + before..(start + before + length).min(text.len())
}

/// Tera lists the names that it knows behind the one that it does not.
fn undefined_name(at: &Location, reason: &str, found: &str) -> Option<Diagnostic> {
    if !(reason.contains("not defined") || reason.contains("undefined") || reason.contains("not found")) {
        return None;
    }
    let known = reason.split_once(": ").map(|(_, names)| names).unwrap_or_default();
    Some(unknown_name(at, found, known))
}

/// The most names that a help lists; a text of a report has all of its names at its top.
const LISTED: usize = 12;

/// Tells of a name that a template does not know; `known` are those that it does, with commas between them.
pub(super) fn unknown_name(at: &Location, found: &str, known: &str) -> Diagnostic {
    let message = say!("mẫu này không có tên `{found}`", "this template knows no name `{found}`");
    let fault = Diagnostic::new(Code::BadTemplate, at, message).found(found);
    let last = found.rsplit('.').next().unwrap_or(found);
    let is_narrative = at.file.as_str().starts_with(NARRATIVES);
    match nearest(last, known.split(", ").filter(|name| !name.is_empty())) {
        Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
        None if is_narrative && (known.is_empty() || known.split(", ").count() > LISTED) => {
            fault.help(say!("tên dùng được ghi ở đầu tệp này", "the names that it may use are listed at its top"))
        }
        None if known.is_empty() => fault.help(say!(
            "xem các tên dùng được trong ARCHITECTURE.md, mục Templates",
            "see the names in ARCHITECTURE.md, Templates"
        )),
        None => fault.help(say!("dùng một trong: {known}", "use one of: {known}")),
    }
}

/// Tells of the first name, command or remark without an end; what follows it is read as its inside.
fn unclosed(name: &str, text: &str) -> Option<Diagnostic> {
    let is_open = |piece: &&Piece| {
        let inside = &text[piece.bytes.clone()];
        let (_, end) = marks(piece.kind);
        match piece.kind {
            Kind::Prose => false,
            Kind::Remark => !text[piece.bytes.end..].starts_with(end),
            Kind::Print | Kind::Command => !text[piece.bytes.end..].starts_with(end) || inside.contains('{'),
        }
    };
    let pieces = template::pieces(text);
    let piece = pieces.iter().find(is_open)?;
    let (start, end) = marks(piece.kind);
    let line = text[piece.bytes.clone()].lines().next().unwrap_or_default().trim_end();
    let bytes = piece.bytes.start - start.len()..piece.bytes.start + line.len();
    let message = match piece.kind {
        Kind::Remark => say!(
            "chú thích mở bằng `{start}` chưa đóng bằng `{end}`",
            "the remark that `{start}` begins is not closed by `{end}`"
        ),
        _ => say!("thiếu dấu `{end}` đóng dấu `{start}`", "`{start}` is not closed by `{end}`"),
    };
    let help = match piece.kind {
        Kind::Print => say!("viết đủ hai dấu: {{{{ r3.said }}}}", "write both: {{{{ r3.said }}}}"),
        Kind::Command => say!("viết đủ hai dấu: {{% if r3.known %}}", "write both: {{% if r3.known %}}"),
        _ => say!("thêm `{end}` sau chú thích", "put `{end}` behind the remark"),
    };
    let at = Location::text(&source(name), text, bytes.clone());
    Some(Diagnostic::new(Code::BadTemplate, &at, message).found(&text[bytes]).help(help))
}

/// What stands before and behind a piece.
fn marks(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Prose => ("", ""),
        Kind::Print => ("{{", "}}"),
        Kind::Command => ("{%", "%}"),
        Kind::Remark => ("{#", "#}"),
    }
}

/// Tells of a condition without an end, or of an end or a branch without its condition.
fn unbalanced(name: &str, text: &str) -> Option<Diagnostic> {
    let pieces = template::pieces(text);
    let mut open: Vec<&Piece> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.kind == Kind::Command) {
        // What begins within a sentence ends within it.
        if let Some(left) = open.last().filter(|left| is_within(text, left) && parted(text, left, piece)) {
            return Some(without_end(name, text, left));
        }
        match word(text, piece) {
            "if" => open.push(piece),
            "elif" | "else" if open.is_empty() => return Some(without_beginning(name, text, piece)),
            "endif" if open.pop().is_none() => return Some(without_beginning(name, text, piece)),
            word if !COMMANDS.contains(&word) && !OTHERS.contains(&word) => {
                let start = text[..piece.bytes.end].rfind(word).unwrap_or(piece.bytes.start);
                let at = Location::text(&source(name), text, start..start + word.len());
                return Some(unknown_command(&at, word));
            }
            _ => {}
        }
    }
    open.last().map(|left| without_end(name, text, left))
}

fn parted(text: &str, one: &Piece, other: &Piece) -> bool {
    text[one.bytes.end..other.bytes.start].contains('\n')
}

/// Returns whether anything else is printed on the line of a command.
fn is_within(text: &str, piece: &Piece) -> bool {
    let start = text[..piece.bytes.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[piece.bytes.end..].find('\n').map_or(text.len(), |newline| piece.bytes.end + newline);
    let before = &text[start..piece.bytes.start - 2];
    let after = text[piece.bytes.end..end].trim_start_matches("%}");
    !before.trim().is_empty() || !after.trim().is_empty()
}

fn word<'a>(text: &'a str, piece: &Piece) -> &'a str {
    text[piece.bytes.clone()].trim_start_matches('-').split_whitespace().next().unwrap_or_default()
}

fn whole(name: &str, text: &str, piece: &Piece) -> Location {
    Location::text(&source(name), text, piece.bytes.start - 2..(piece.bytes.end + 2).min(text.len()))
}

fn without_end(name: &str, text: &str, piece: &Piece) -> Diagnostic {
    let line = text[..piece.bytes.start].matches('\n').count() + 1;
    let found = text[piece.bytes.clone()].trim_matches(['-', ' ']);
    let message = say!(
        "khối {{% {found} %}} mở ở dòng {line} chưa có {{% endif %}}",
        "the block {{% {found} %}} that begins on line {line} has no {{% endif %}}"
    );
    let help = say!("thêm {{% endif %}} ở chỗ hết khối", "put {{% endif %}} where the block ends");
    Diagnostic::new(Code::BadTemplate, &whole(name, text, piece), message).found(found).help(help)
}

fn without_beginning(name: &str, text: &str, piece: &Piece) -> Diagnostic {
    let found = text[piece.bytes.clone()].trim_matches(['-', ' ']);
    let message =
        say!("{{% {found} %}} không thuộc khối {{% if … %}} nào", "{{% {found} %}} belongs to no block {{% if … %}}");
    let help = say!(
        "xóa nó, hoặc thêm {{% if … %}} ở chỗ bắt đầu khối",
        "remove it, or put {{% if … %}} where the block begins"
    );
    Diagnostic::new(Code::BadTemplate, &whole(name, text, piece), message).found(found).help(help)
}

/// Commands that a text of a report may use.
const COMMANDS: [&str; 5] = ["if", "elif", "else", "endif", "set"];

/// Commands that Tera knows, too, and that have no use in a text of a report.
const OTHERS: [&str; 11] =
    ["for", "endfor", "break", "continue", "endset", "filter", "endfilter", "raw", "endraw", "include", "block"];

/// Filters that change words and numbers; those that cut lists apart have nothing to work on.
const FILTERS: [&str; 9] = ["capitalize", "default", "lower", "replace", "round", "title", "trim", "truncate", "upper"];

fn unknown_command(at: &Location, word: &str) -> Diagnostic {
    let all = COMMANDS.join(", ");
    let message = say!("không có lệnh `{word}`; có: {all}", "there is no command `{word}`; the commands are: {all}");
    one_of(Diagnostic::new(Code::BadTemplate, at, message).found(word), word, &COMMANDS)
}

fn one_of(fault: Diagnostic, word: &str, known: &[&str]) -> Diagnostic {
    let all = known.join(", ");
    match nearest(word, known.iter().copied()) {
        Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
        None => fault.help(say!("dùng một trong: {all}", "use one of: {all}")),
    }
}

/// Tells what is wrong within the marks of a name or a command.
fn misspelt(at: &Location, reason: &str, found: &str) -> Diagnostic {
    let quoted = reason.split('`').nth(1).unwrap_or(found);
    if reason.starts_with("Unknown filter") {
        let all = FILTERS.join(", ");
        let message =
            say!("không có bộ lọc `{quoted}`; có: {all}", "there is no filter `{quoted}`; the filters are: {all}");
        return one_of(Diagnostic::new(Code::BadTemplate, at, message).found(found), quoted, &FILTERS);
    }
    if reason.starts_with("Unknown tag") {
        return unknown_command(at, quoted);
    }
    if reason.contains("unction `") {
        let message =
            say!("lời văn báo cáo không dùng hàm `{quoted}`", "the text of a report has no function `{quoted}`");
        let help = say!(
            "dùng tên của số liệu; tên dùng được ghi ở đầu tệp này",
            "use the name of a figure; the names are listed at the top of the file"
        );
        return Diagnostic::new(Code::BadTemplate, at, message).found(found).help(help);
    }
    let message = match found.trim() {
        "" => say!("chỗ này viết sai quy cách", "this is not as it must be written: {reason}"),
        found if reason.starts_with("Unexpected character") => {
            say!("ký tự `{found}` không dùng được ở đây", "the character `{found}` cannot stand here")
        }
        found => {
            say!("`{found}` ở đây viết sai quy cách", "`{found}` is not as it must be written here: {reason}")
        }
    };
    let help = say!(
        "viết theo mẫu {{{{ r3.said }}}}, {{% if r3.known %}} … {{% endif %}}; tên dùng được ghi ở đầu tệp này",
        "write it as {{{{ r3.said }}}}, {{% if r3.known %}} … {{% endif %}}; the names are listed at the top of the file"
    );
    Diagnostic::new(Code::BadTemplate, at, message).found(found).help(help)
}

/// Tells what is wrong with a template of pages.
pub(super) fn bad_template(at: &Location, reason: &str) -> Diagnostic {
    if reason.contains("recursion depth") {
        let message =
            say!("một thành phần của mẫu gọi chính nó quá sâu", "a component of the template calls itself too deep");
        let help = say!("bỏ lần gọi trong chính thành phần đó", "remove the call within that component");
        return Diagnostic::new(Code::BadTemplate, at, message).help(help);
    }
    if reason.contains("Function `range`") {
        let message = say!("vòng lặp dài hơn mức cho phép: {reason}", "the loop is longer than allowed: {reason}");
        let help =
            say!("lặp trên các dòng của bảng, không dùng range", "loop over the rows of a table, not over range");
        return Diagnostic::new(Code::BadTemplate, at, message).help(help);
    }
    let message = say!("tệp mẫu có lỗi: {reason}", "the template is wrong: {reason}");
    let help = say!(
        "sửa tên hoặc cú pháp ở dòng được chỉ; tên dùng được ghi trong ARCHITECTURE.md, mục Templates",
        "correct the name or syntax on the line shown; the names are listed in ARCHITECTURE.md, Templates"
    );
    Diagnostic::new(Code::BadTemplate, at, message).help(help)
}
