//! Tells the changes in words: what the approver must know first comes first, figures before words.

use std::collections::BTreeMap;
use std::fmt::Write;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{Change, Changes, Part, Report, State, Subject};
use crate::say;
use crate::text::{Both, Language};

/// Values up to this many characters stand side by side.
const SHORT: usize = 40;

/// Of a text that is longer the beginning is shown, in characters.
const LONG: usize = 300;

/// How many of the words around a change are shown.
const AROUND: usize = 6;

/// Longer texts are not compared word by word, in words.
const COMPARED: usize = 2_000;

/// What changed alike in so many rows is told once.
const MANY: usize = 4;

/// Returns the whole account for a person; `names` are the two sites as the person named them.
pub fn print(changes: &Changes, names: [&str; 2], language: Language) -> String {
    let mut account = Account { text: String::new(), language };
    let [old, new] = names;
    if changes.is_empty() {
        account.line(0, &say!("{old} và {new}: không có gì khác", "{old} and {new}: no difference"));
        return account.text;
    }
    account.line(0, &say!("Khác nhau giữa {old} (cũ) và {new} (mới):", "From {old} (old) to {new} (new):"));
    account.counts(changes);
    account.subjects(&say!("SỐ LIỆU MỞ", "OPEN DATA"), &changes.data);
    account.subjects(&say!("TRANG", "PAGES"), &changes.pages);
    account.reports(&changes.reports);
    account.surroundings(changes);
    account.files(&changes.files);
    account.text
}

struct Account {
    text: String,
    language: Language,
}

impl Account {
    fn line(&mut self, depth: usize, words: &Both) {
        let words = words.get(self.language);
        writeln!(self.text, "{:depth$}{words}", "", depth = depth * 2).expect("a string takes any text");
    }

    fn head(&mut self, words: &Both) {
        self.text.push('\n');
        self.line(0, words);
    }

    fn counts(&mut self, changes: &Changes) {
        let rows = || changes.data.iter().flat_map(|table| &table.parts).filter(|row| !row.name.is_empty());
        if !changes.data.is_empty() {
            let [added, removed, changed] = count(rows().map(|row| row.state));
            let tables = changes.data.len();
            self.line(
                1,
                &say!(
                    "số liệu mở: {changed} dòng đổi, {added} dòng thêm, {removed} dòng bỏ, trong {tables} bảng",
                    "open data: {changed} rows changed, {added} added, {removed} removed, in {tables} tables"
                ),
            );
        }
        let [added, removed, changed] = count(changes.pages.iter().map(|page| page.state));
        let only = changes.surroundings.pages;
        self.line(
            1,
            &say!(
                "trang: {changed} trang đổi nội dung, {added} trang thêm, {removed} trang bỏ; {only} trang chỉ đổi phần chung",
                "pages: {changed} with other content, {added} added, {removed} removed; {only} differ only in what all share"
            ),
        );
        let (reports, files) = (changes.reports.len(), changes.files.len());
        self.line(
            1,
            &say!(
                "báo cáo, phiếu để in: {reports}; tệp khác: {files}",
                "reports, sheets to print: {reports}; other files: {files}"
            ),
        );
    }

    fn subjects(&mut self, head: &Both, subjects: &[Subject]) {
        if subjects.is_empty() {
            return;
        }
        self.head(head);
        for subject in subjects {
            let (title, path) = (&subject.title, &subject.path);
            let words = match subject.state {
                State::Added => say!("thêm: {title} ({path})", "added: {title} ({path})"),
                State::Removed => say!("bỏ: {title} ({path})", "removed: {title} ({path})"),
                State::Changed => say!("{title} ({path})", "{title} ({path})"),
            };
            self.text.push('\n');
            self.line(0, &words);
            let often = often(subject);
            subject.parts.iter().for_each(|part| self.part(part, &often));
            self.often(&often);
        }
    }

    fn part(&mut self, part: &Part, often: &Often<'_>) {
        let name = &part.name;
        let changes: Vec<&Change> =
            part.changes.iter().filter(|change| !often.contains_key(&Same::of(change))).collect();
        match part.state {
            State::Added => self.line(1, &say!("thêm dòng: {name}", "added row: {name}")),
            State::Removed => self.line(1, &say!("bỏ dòng: {name}", "removed row: {name}")),
            State::Changed if !name.is_empty() && !changes.is_empty() => self.line(1, &say!("{name}", "{name}")),
            State::Changed => {}
        }
        changes.into_iter().for_each(|change| self.change(change, part.state));
    }

    fn change(&mut self, change: &Change, state: State) {
        let label = label(change);
        let words = match (&change.old, &change.new) {
            (Some(old), Some(new)) => {
                let both = arrow(old, new);
                say!("{label}{both}", "{label}{both}")
            }
            // The row says already that it is new or gone.
            (None, Some(text)) | (Some(text), None) if state != State::Changed => {
                let text = beginning(text);
                say!("{label}{text}", "{label}{text}")
            }
            (None, Some(new)) => {
                let new = beginning(new);
                say!("thêm: {label}{new}", "added: {label}{new}")
            }
            (Some(old), None) => {
                let old = beginning(old);
                say!("bỏ: {label}{old}", "removed: {label}{old}")
            }
            (None, None) => say!("hình đổi, chữ giữ nguyên", "another shape, the same words"),
        };
        self.line(2, &words);
    }

    /// Tells once what changed alike in many rows.
    fn often(&mut self, often: &Often<'_>) {
        for (same, rows) in often {
            let count = rows.len();
            let first = rows.iter().take(2).copied().collect::<Vec<&str>>().join(" | ");
            self.line(1, &say!("{count} dòng như nhau ({first} | …)", "{count} rows alike ({first} | …)"));
            let [old, new] = [same.old, same.new].map(|side| side.map(str::to_owned));
            let change = Change { row: None, what: same.what.to_owned(), old, new };
            self.change(&change, State::Changed);
        }
    }

    fn reports(&mut self, reports: &[Report]) {
        if reports.is_empty() {
            return;
        }
        self.head(&say!("BÁO CÁO, PHIẾU ĐỂ IN", "REPORTS, SHEETS TO PRINT"));
        for report in reports {
            for state in [State::Changed, State::Added, State::Removed] {
                let files = report.files.iter().filter(|(_, found)| **found == state);
                let forms: Vec<String> =
                    files.map(|(path, _)| path.rsplit('.').next().unwrap_or(path).to_uppercase()).collect();
                if !forms.is_empty() {
                    self.line(1, &report_line(report, state, &forms.join(", ")));
                }
            }
        }
    }

    fn surroundings(&mut self, changes: &Changes) {
        if changes.surroundings.changes.is_empty() {
            return;
        }
        self.head(&say!("PHẦN CHUNG CỦA CÁC TRANG (đầu trang, chân trang)", "WHAT PAGES SHARE (head, foot)"));
        for (change, pages) in &changes.surroundings.changes {
            self.line(1, &say!("trên {pages} trang:", "on {pages} pages:"));
            self.change(change, State::Changed);
        }
    }

    fn files(&mut self, files: &BTreeMap<String, State>) {
        if files.is_empty() {
            return;
        }
        self.head(&say!("TỆP KHÁC", "OTHER FILES"));
        for (path, state) in files {
            let words = match state {
                State::Added => say!("thêm: {path}", "added: {path}"),
                State::Removed => say!("bỏ: {path}", "removed: {path}"),
                State::Changed => say!("đổi: {path}", "changed: {path}"),
            };
            self.line(1, &words);
        }
    }
}

fn report_line(report: &Report, state: State, forms: &str) -> Both {
    let title = &report.title;
    match state {
        State::Added => say!("thêm: {title} ({forms})", "added: {title} ({forms})"),
        State::Removed => say!("bỏ: {title} ({forms})", "removed: {title} ({forms})"),
        State::Changed if report.page.is_some() && !report.page_changed => say!(
            "in lại: {title} ({forms}); trang tương ứng không đổi chữ nào",
            "printed anew: {title} ({forms}); its page has the same words"
        ),
        State::Changed => say!("đổi: {title} ({forms})", "changed: {title} ({forms})"),
    }
}

/// Counts what is added, removed and changed.
fn count(states: impl Iterator<Item = State>) -> [usize; 3] {
    let mut counts = [0; 3];
    for state in states {
        counts[state as usize] += 1;
    }
    counts
}

/// What changed in one column from one value to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Same<'a> {
    what: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

/// The rows in which the same changed, if they are many.
type Often<'a> = BTreeMap<Same<'a>, Vec<&'a str>>;

impl<'a> Same<'a> {
    fn of(change: &'a Change) -> Self {
        Self { what: &change.what, old: change.old.as_deref(), new: change.new.as_deref() }
    }
}

fn often(subject: &Subject) -> Often<'_> {
    let mut often = Often::new();
    for part in subject.parts.iter().filter(|part| part.state == State::Changed) {
        for change in part.changes.iter().filter(|change| change.old.is_some() && change.new.is_some()) {
            often.entry(Same::of(change)).or_default().push(change.row.as_ref().unwrap_or(&part.name));
        }
    }
    often.retain(|_, rows| rows.len() >= MANY);
    often
}

fn label(change: &Change) -> String {
    match (change.row.as_deref(), change.what.as_str()) {
        (None, "") => String::new(),
        (None, name) | (Some(name), "") => format!("{name}: "),
        (Some(row), what) => format!("{row} – {what}: "),
    }
}

/// Shows both values; of two long texts the words that differ, in brackets among the words around them.
fn arrow(old: &str, new: &str) -> String {
    let [from, to] = [old, new].map(|text| text.split_whitespace().collect::<Vec<&str>>());
    let is_short = old.chars().count().max(new.chars().count()) <= SHORT;
    let changes = if is_short || from.len().max(to.len()) > COMPARED {
        Vec::new()
    } else {
        capture_diff_slices(Algorithm::Myers, &from, &to)
    };
    if !changes.iter().any(|change| change.tag() == DiffTag::Equal) {
        return format!("{} → {}", beginning(old), beginning(new));
    }
    let last = changes.len() - 1;
    let pieces = changes.iter().enumerate().map(|(index, change)| {
        let (was, is) = (from[change.old_range()].join(" "), to[change.new_range()].join(" "));
        match change.tag() {
            DiffTag::Equal => around(&from[change.old_range()], index > 0, index < last),
            DiffTag::Insert => format!("[+ {}]", beginning(&is)),
            DiffTag::Delete => format!("[− {}]", beginning(&was)),
            DiffTag::Replace => format!("[{} → {}]", beginning(&was), beginning(&is)),
        }
    });
    pieces.collect::<Vec<String>>().join(" ")
}

/// Leaves of the words that stayed those next to the ones that changed.
fn around(words: &[&str], after: bool, before: bool) -> String {
    let shown = AROUND * (usize::from(after) + usize::from(before));
    if words.len() <= shown {
        return words.join(" ");
    }
    let (start, end) = (usize::from(after) * AROUND, words.len() - usize::from(before) * AROUND);
    format!("{}…{}", words[..start].join(" "), words[end..].join(" "))
}

/// Returns a text, of a long one its beginning.
fn beginning(text: &str) -> String {
    if text.chars().count() <= LONG {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(LONG).collect::<String>().trim_end())
}
