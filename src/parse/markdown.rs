//! Splits a Markdown file into front matter and body; the body's meaning is read elsewhere.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::SourcePath;
use crate::place::Location;
use crate::record::Record;
use crate::say;

use super::yaml;

/// A Markdown file: its front matter as a record, and where its body begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file.
    pub path: SourcePath,
    /// The front matter.
    pub front: Record,
    /// The whole text, so that places in it can be told.
    pub text: String,
    /// The byte at which the body begins.
    pub body: usize,
}

/// Reads a document; reports a missing or malformed front matter.
pub(super) fn document(path: &SourcePath, text: String, faults: &mut Diagnostics) -> Option<Document> {
    let Some((front, body)) = split(&text) else {
        let message =
            say!("tệp không bắt đầu bằng phần khai báo giữa hai dòng ---", "no front matter between two --- lines");
        let help = say!(
            "thêm vào đầu tệp: ---, title: …, summary: …, rồi ---",
            "begin the file with ---, title: …, summary: …, and ---"
        );
        let at = Location::line(path, &text, 1, 1);
        faults.add(Diagnostic::new(Code::BadFrontMatter, &at, message).help(help));
        return None;
    };
    match yaml::front_matter(path, &text, front) {
        Ok(front) => Some(Document { path: path.clone(), front, text, body }),
        Err(fault) => {
            faults.add(Diagnostic { code: Code::BadFrontMatter, ..fault });
            None
        }
    }
}

fn split(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = text[start..].strip_prefix("---")?;
    let open = text.len() - rest.trim_start_matches('\r').strip_prefix('\n')?.len();
    let close = open
        + text[open..].split_inclusive('\n').take_while(|line| line.trim_end() != "---").map(str::len).sum::<usize>();
    let end = text[close..].split_inclusive('\n').next()?;
    Some((open..close, close + end.len()))
}
