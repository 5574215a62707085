//! Which paragraph is which part of an administrative document, by what it says: styles may have been lost.

use super::document::{At, Document, Paragraph};

/// How far from the beginning the head of a document reaches, in paragraphs.
const HEAD: usize = 40;

/// The parts of a document, as places in its list of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) nation: Option<usize>,
    pub(super) motto: Option<usize>,
    pub(super) number: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) subject: Option<usize>,
    pub(super) addressed: Option<usize>,
    /// The running text.
    pub(super) text: Vec<usize>,
    /// The agency above the one that issues the document, and this one.
    pub(super) agencies: Vec<usize>,
    pub(super) recipients: Option<usize>,
    /// The entries below "Nơi nhận".
    pub(super) entries: Vec<usize>,
    pub(super) signer: Vec<usize>,
    /// Word, title and note of each annex.
    pub(super) annexes: Vec<[Option<usize>; 3]>,
    /// Words of annexes that have no section of their own.
    pub(super) within: Vec<usize>,
}

/// Words without marks, spaces and case, so that a slip of the hand does not hide a part.
fn bare(text: &str) -> String {
    crate::text::fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

impl Parts {
    /// Finds the parts of a document.
    pub(super) fn of(document: &Document) -> Self {
        let all = &document.paragraphs;
        let main = all.iter().position(|paragraph| paragraph.section > 0).unwrap_or(all.len());
        let find = |within: usize, is: &dyn Fn(&Paragraph) -> bool| {
            (0..within.min(main)).find(|index| !all[*index].text.trim().is_empty() && is(&all[*index]))
        };
        let starts = |word: &'static str| move |paragraph: &Paragraph| paragraph.text.trim().starts_with(word);
        let says = |words: &'static str| move |paragraph: &Paragraph| bare(&paragraph.text) == words;
        let kind = find(HEAD, &says("baocao"));
        let begins = |paragraph: &Paragraph| paragraph.text.trim().starts_with('(') || starts("Kính gửi")(paragraph);
        let filled = |from: usize| (from..main).find(|index| !all[*index].text.trim().is_empty());
        // The text ends before it; a table of the text may have a column of that name.
        let end = (0..main).rfind(|index| all[*index].at.is_none() && all[*index].text.trim_end().ends_with("./."));
        let is_label = |paragraph: &Paragraph| starts("Nơi nhận:")(paragraph) || bare(&paragraph.text) == "noinhan";
        let recipients = (end.map_or(0, |end| end + 1)..main).rfind(|index| is_label(&all[*index]));
        let mut parts = Self {
            nation: find(HEAD, &says("conghoaxahoichunghiavietnam")),
            motto: find(HEAD, &says("doclaptudohanhphuc")),
            number: find(HEAD, &|paragraph| is_number(&paragraph.text)),
            date: find(HEAD, &|paragraph| is_date(&paragraph.text)),
            kind,
            // What follows in brackets, or to whom it goes, is no subject.
            subject: kind.and_then(|kind| filled(kind + 1)).filter(|index| !begins(&all[*index])),
            addressed: find(HEAD, &starts("Kính gửi")),
            recipients,
            ..Self::default()
        };
        parts.issue(all);
        parts.sign(all, main);
        parts.running(all, main);
        parts.annexes(document);
        parts
    }

    /// The agencies stand beside the national name.
    fn issue(&mut self, all: &[Paragraph]) {
        let Some(nation) = self.nation.and_then(|nation| all[nation].at) else { return };
        let is_beside = |at: At| (at.table, at.row) == (nation.table, nation.row) && at.column < nation.column;
        let own = |index: &usize| all[*index].at.is_some_and(is_beside) && !all[*index].text.trim().is_empty();
        self.agencies = (0..all.len().min(HEAD)).filter(own).collect();
    }

    /// Entries and signer stand in the row of the table that "Nơi nhận" stands in.
    fn sign(&mut self, all: &[Paragraph], main: usize) {
        let Some(first) = self.recipients else { return self.sign_alone(all, main) };
        let row = |paragraph: &Paragraph| paragraph.at.map(|at| (at.table, at.row));
        let (own, cell) = (row(&all[first]), all[first].at);
        for (index, paragraph) in all.iter().enumerate().take(main).skip(first + 1) {
            if paragraph.text.trim().is_empty() {
                continue;
            }
            if paragraph.at == cell && (cell.is_some() || paragraph.text.trim().starts_with('-')) {
                self.entries.push(index);
            } else if own.is_some() && row(paragraph) == own {
                self.signer.push(index);
            }
        }
    }

    /// Without "Nơi nhận", who signs stands in a table behind the last words of the text, or is known by his office.
    fn sign_alone(&mut self, all: &[Paragraph], main: usize) {
        let is_filled = |index: &usize| !all[*index].text.trim().is_empty();
        let last = (0..main).filter(is_filled).rfind(|index| all[*index].at.is_none()).map_or(0, |last| last + 1);
        let is_signer = |index: &usize| is_filled(index) && !all[*index].text.trim().starts_with('-');
        self.signer = (last..main).filter(is_signer).collect();
    }

    fn running(&mut self, all: &[Paragraph], main: usize) {
        let from = [self.subject, self.addressed, self.date].into_iter().flatten().max().map_or(0, |last| last + 1);
        let to = self.recipients.or(self.signer.first().copied()).unwrap_or(main);
        let is_text = |index: &usize| all[*index].at.is_none() && !all[*index].text.trim().is_empty();
        self.text = (from..to).filter(is_text).collect();
    }

    fn annexes(&mut self, document: &Document) {
        let all = &document.paragraphs;
        for section in 1..document.sections.len() {
            let mut own = (0..all.len()).filter(|index| all[*index].section == section);
            let first = own.find(|index| !all[*index].text.trim().is_empty());
            let Some(first) = first.filter(|index| bare(&all[*index].text).starts_with("phuluc")) else { continue };
            let mut next = own.filter(|index| !all[*index].text.trim().is_empty());
            let title = next.next();
            let note = next.next().filter(|index| all[*index].text.trim().starts_with("(Kèm theo"));
            self.annexes.push([Some(first), title, note]);
        }
        let is_word = |index: &usize| {
            let number = bare(&all[*index].text);
            let number = number.strip_prefix("phuluc");
            all[*index].at.is_none()
                && number.is_some_and(|number| number.chars().all(|letter| "ivx".contains(letter)))
                && !self.annexes.iter().any(|annex| annex[0] == Some(*index))
        };
        self.within = (0..all.len()).filter(is_word).collect();
    }
}

/// Words that the office of a signer begins with, or has in it, without marks.
const OFFICES: [&str; 9] =
    ["tm.", "kt.", "tl.", "tuq.", "q. ", "giam doc", "chu tich", "truong phong", "chanh van phong"];

/// Returns whether a paragraph is the office of a signer, written in capitals.
pub(super) fn is_office(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    let words = crate::text::fold(text);
    text == text.to_uppercase() && OFFICES.iter().any(|office| words.contains(office))
}

/// Returns whether a line of the head is number and sign of the document.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("Số:") || text.starts_with("Số ") && text.contains('/') && text.chars().count() < 60
}

/// Returns whether a line of the head is place and date: `Lạng Sơn, ngày 05 tháng 7 năm 2026`.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim();
    let Some((place, day)) = text.split_once(',') else { return false };
    let is_place = !place.starts_with('(') && !place.contains(|sign: char| sign.is_ascii_digit());
    is_place
        && text.chars().count() < 80
        && day.trim_start().starts_with("ngày")
        && ["tháng", "năm"].iter().all(|word| day.contains(word))
        && !day.ends_with(['.', ';', ':'])
}

/// Styles of what is no running text, although it stands in it.
const NOTES: [&str; 8] = [
    "caption",
    "tên hình",
    "phụ đề hình",
    "chú giải hình",
    "ghi chú và nguồn",
    "nơi kính gửi",
    "ghi chú dưới tiêu đề",
    "chữ nhỏ cuối văn bản",
];

/// Returns whether a paragraph is a caption, a note or a line of sources.
pub(super) fn is_note(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim_start();
    NOTES.contains(&paragraph.style.to_lowercase().as_str())
        || ["Nguồn:", "Ghi chú:"].iter().any(|word| text.starts_with(word))
}

/// Returns whether a paragraph is a heading, by its style or because all of it is bold.
pub(super) fn is_heading(paragraph: &Paragraph) -> bool {
    let mut runs = paragraph.runs.iter().filter(|run| !run.text.trim().is_empty());
    paragraph.style.to_lowercase().starts_with("heading") || runs.all(|run| run.letters.bold == Some(true))
}
