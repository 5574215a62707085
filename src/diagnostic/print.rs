//! Prints diagnostics: for a person with a snippet, one line each, as JSON objects, or as SARIF.

mod json;
mod sarif;

use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity};
use crate::files::{SourcePath, Sources};
use crate::place::{Location, Place, cell_name};
use crate::say;
use crate::text::{Both, Language, clean};

/// The form in which diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Counts first, then each with its snippet.
    Human,
    /// `file:line:column: error[code]: message`, one a line.
    Short,
    /// One JSON object a line.
    Json,
    /// One SARIF 2.1.0 log, for programs that show faults beside the file.
    Sarif,
}

/// Returns the text of all diagnostics; empty when there are none, but for SARIF, which says that there are none.
pub fn print(diagnostics: &Diagnostics, sources: &Sources, form: Form, language: Language) -> String {
    let sorted = diagnostics.sorted();
    match form {
        Form::Human if sorted.is_empty() => String::new(),
        Form::Human => {
            let texts = texts(&sorted, sources);
            let body: String = groups(&sorted).iter().map(|group| human(group, &texts, language)).collect();
            format!("{}\n\n{body}", counts(&sorted, diagnostics).get(language))
        }
        Form::Short => sorted.iter().map(|diagnostic| short(diagnostic, language)).collect(),
        Form::Json => sorted.iter().map(|diagnostic| json::line(diagnostic, language)).collect(),
        Form::Sarif => sarif::log(&sorted, language),
    }
}

fn counts(sorted: &[&Diagnostic], diagnostics: &Diagnostics) -> Both {
    let [errors, warnings, notes] =
        Severity::ALL.map(|severity| sorted.iter().filter(|diagnostic| diagnostic.severity() == severity).count());
    let waived = sorted.iter().filter(|diagnostic| diagnostic.waived.is_some()).count();
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let mut vi = format!("{errors} lỗi, {warnings} cảnh báo");
    let mut en = format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"));
    if notes > 0 {
        vi.push_str(&format!(", {notes} ghi chú"));
        en.push_str(&format!(", {}", plural(notes, "note")));
    }
    if waived > 0 {
        vi.push_str(&format!(" ({waived} trường hợp đã được miễn)"));
        en.push_str(&format!(" ({waived} waived)"));
    }
    let untold = diagnostics.untold(Severity::Warning);
    if diagnostics.is_full() {
        vi.push_str("; còn nữa, chương trình đã ngừng tìm: thường do một nguyên nhân chung");
        en.push_str("; there are more, the search was stopped: they often have one cause");
    } else if untold > 0 {
        vi.push_str(&format!("; còn {untold} cảnh báo không nêu"));
        en.push_str(&format!("; {} not told", plural(untold, "warning")));
    }
    Both::new(vi, en)
}

/// The texts of the files that are shown, as their readers read them; each is brought to that form once.
type Texts<'a> = BTreeMap<&'a SourcePath, String>;

fn texts<'a>(sorted: &[&'a Diagnostic], sources: &Sources) -> Texts<'a> {
    let places = sorted.iter().flat_map(|fault| fault.notes.iter().map(|(at, _)| at).chain([&fault.at]));
    let files: BTreeSet<&SourcePath> =
        places.filter(|at| matches!(at.place, Place::Text(_))).map(|at| &at.file).collect();
    let read = |file: &'a SourcePath| Some((file, clean(std::str::from_utf8(sources.get(file)?).ok()?)));
    files.into_iter().filter_map(read).collect()
}

/// Puts together what differs only by its place, where its first stands: one cause is told once.
fn groups<'a>(sorted: &[&'a Diagnostic]) -> Vec<Vec<&'a Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for fault in sorted {
        let alike = known.entry((fault.code, fault.message.get(Language::En))).or_default();
        let same =
            |first: &Diagnostic| first.notes == fault.notes && first.help == fault.help && first.waived == fault.waived;
        match alike.iter().find(|number| same(groups[**number][0])) {
            Some(number) => groups[*number].push(fault),
            None => {
                alike.push(groups.len());
                groups.push(vec![fault]);
            }
        }
    }
    groups
}

/// The most other places of one fault that a person is shown; the machine-readable forms have all.
const MOST_PLACES: usize = 10;

/// Prints a fault once with the snippet of its first place, then where else it stands.
fn human(group: &[&Diagnostic], texts: &Texts<'_>, language: Language) -> String {
    let [diagnostic, others @ ..] = group else { return String::new() };
    let severity = diagnostic.severity().word(language);
    let mut text = format!("{severity}[{}]: {}\n", diagnostic.code.name(), diagnostic.message.get(language));
    text.push_str(&place(&diagnostic.at, texts, language));
    for other in others.iter().take(MOST_PLACES) {
        let record = other.at.record.as_ref().map(|record| format!(" ({record})")).unwrap_or_default();
        let place = describe(&other.at, language);
        text.push_str(&format!("  {}: {place}{record}\n", say!("cũng ở", "also").get(language)));
    }
    if let more @ 1.. = others.len().saturating_sub(MOST_PLACES) {
        text.push_str(&format!("  {}\n", say!("và {more} chỗ khác", "and {more} more").get(language)));
    }
    for (at, note) in &diagnostic.notes {
        text.push_str(&format!("  {}: {}\n", say!("xem", "see").get(language), note.get(language)));
        text.push_str(&place(at, texts, language));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("  {}: {}\n", say!("cách sửa", "help").get(language), help.get(language)));
    }
    if let Some(waived) = &diagnostic.waived {
        let (by, reason) = (&waived.by, &waived.reason);
        let line = say!("được miễn đến hết {until}: {reason} ({by})", "waived until {until}: {reason} ({by})"; until = waived.until);
        text.push_str(&format!("  {}\n", line.get(language)));
    }
    text.push('\n');
    text
}

fn place(at: &Location, texts: &Texts<'_>, language: Language) -> String {
    let mut line = format!("  --> {}\n", describe(at, language));
    if let Some(snippet) = snippet(at, texts) {
        line.push_str(&snippet);
    }
    line
}

/// Says a place in words: `data/areas.csv, dòng 14, cột "area_ha"`.
fn describe(at: &Location, language: Language) -> String {
    let file = &at.file;
    let mut said = match &at.place {
        // A shape of a map is known by its name alone.
        Place::File => match &at.record {
            Some(record) => format!("{file} ({record})"),
            None => file.to_string(),
        },
        Place::Text(stretch) => {
            let (line, column) = (stretch.line, stretch.column);
            match stretch.row {
                Some(_) => say!("{file}, dòng {line}", "{file}, line {line}"),
                None => say!("{file}, dòng {line}, ký tự {column}", "{file}, line {line}, column {column}"),
            }
            .get(language)
            .to_owned()
        }
        Place::Cell { sheet, row, column } => {
            let cell = cell_name(*row, *column);
            say!("{file}, trang \"{sheet}\", ô {cell}", "{file}, sheet \"{sheet}\", cell {cell}")
                .get(language)
                .to_owned()
        }
    };
    if let Some(field) = &at.field {
        let is_key = matches!(&at.place, Place::Text(stretch) if stretch.row.is_none());
        let field = if is_key {
            say!(", khóa \"{field}\"", ", key \"{field}\"")
        } else {
            say!(", cột \"{field}\"", ", column \"{field}\"")
        };
        said.push_str(field.get(language));
    }
    said
}

/// Returns the faulty line with carets under the stretch; only text files have one.
fn snippet(at: &Location, texts: &Texts<'_>) -> Option<String> {
    let Place::Text(stretch) = &at.place else {
        return None;
    };
    let text = texts.get(&at.file)?;
    let before = text.get(..stretch.start)?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next()?;
    let start = stretch.start.saturating_sub(line_start).min(line.len());
    let end = stretch.end.saturating_sub(line_start).clamp(start, line.len());
    if !line.is_char_boundary(start) || !line.is_char_boundary(end) {
        return None;
    }
    let (line, start, end) = shorten(line, start, end);
    let annotation = AnnotationKind::Primary.span(start..end.max(start));
    let source = Snippet::source(line.as_str()).line_start(stretch.line as usize).annotation(annotation);
    let report = [Level::ERROR.no_name().primary_title("").element(source)];
    let drawn = Renderer::plain().render(&report);
    let kept = drawn.lines().skip_while(|line| !line.contains('|')).filter(|line| line.contains('|'));
    Some(kept.map(|line| format!("  {}\n", line.trim_end())).collect())
}

/// Long rows are cut around the faulty cell: a clerk's terminal is 80 wide and a source column may be 900.
fn shorten(line: &str, start: usize, end: usize) -> (String, usize, usize) {
    const AROUND: usize = 40;
    let from = line[..start].char_indices().rev().nth(AROUND - 1).map_or(0, |(index, _)| index);
    let shown_end = line[start..end].char_indices().nth(AROUND).map_or(end, |(index, _)| start + index);
    let to = line[shown_end..].char_indices().nth(AROUND).map_or(line.len(), |(index, _)| shown_end + index);
    let lead = if from > 0 { "…" } else { "" };
    let tail = if to < line.len() { "…" } else { "" };
    let cut = format!("{lead}{}{tail}", &line[from..to]);
    (cut, start - from + lead.len(), shown_end - from + lead.len())
}

fn short(diagnostic: &Diagnostic, language: Language) -> String {
    let spot = match &diagnostic.at.place {
        Place::File => diagnostic.at.file.to_string(),
        Place::Text(stretch) => {
            format!("{}:{}:{}", diagnostic.at.file, stretch.line, stretch.column)
        }
        Place::Cell { sheet, row, column } => format!("{}:{sheet}!{}", diagnostic.at.file, cell_name(*row, *column)),
    };
    let severity = diagnostic.severity().word(language);
    format!("{spot}: {severity}[{}]: {}\n", diagnostic.code.name(), diagnostic.message.get(language))
}
