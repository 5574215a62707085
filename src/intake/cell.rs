//! Reads a cell by what its column holds, and gives it as the data files write it.

use chrono::Datelike;

use crate::diagnostic::{Code, Diagnostic};
use crate::place::Location;
use crate::record::{Raw, nearest};
use crate::say;
use crate::text::{Amount, fold};
use crate::workbook::Cell;

use super::schema::list::Word;
use super::schema::{Field, Kind};
use super::{Desk, Intake, figure, name, percent, position};

impl Desk<'_> {
    /// Reads a cell; gives nothing for an empty one, and reports one that cannot be read.
    ///
    /// A sheet says the same names and choices row after row, so one that needed no repair is looked up once a file.
    pub(super) fn cell(&self, cell: &Cell, field: &Field, at: &Location, intake: &mut Intake) -> Option<String> {
        let Raw::Text(text) = &cell.value else { return self.read(cell, field, at, intake) };
        if !field.kind.is_looked_up() || cell.typed.is_some() {
            return self.read(cell, field, at, intake);
        }
        if let Some(meant) = self.meant.borrow().get(&field.kind).and_then(|known| known.get(text)) {
            return Some(meant.clone());
        }
        let repairs = intake.repairs.len();
        let read = self.read(cell, field, at, intake)?;
        if intake.repairs.len() == repairs {
            self.meant.borrow_mut().entry(field.kind).or_default().insert(text.clone(), read.clone());
        }
        Some(read)
    }

    fn read(&self, cell: &Cell, field: &Field, at: &Location, intake: &mut Intake) -> Option<String> {
        if let Raw::Error(error) = &cell.value {
            intake.faults.add(formula_error(error, at));
            return None;
        }
        let read = match field.kind {
            Kind::Text | Kind::Contact => Ok(self.words(cell, at, intake)),
            Kind::Texts => Ok(self.words(cell, at, intake).map(|text| items(&text).join("; "))),
            Kind::Money { unit } => {
                self.figure(cell, unit, at, intake).and_then(|read| within(read, unit, u32::MAX, at))
            }
            Kind::Number { unit, most } => {
                self.figure(cell, unit, at, intake).and_then(|read| within(read, unit, most, at))
            }
            Kind::Whole { unit, most } => {
                let read = self.figure(cell, unit, at, intake).and_then(|read| within(read, unit, most, at));
                read.and_then(|read| whole(read, at))
            }
            Kind::Percent => self.figure(cell, "%", at, intake).and_then(|read| within(read, "%", 100, at)),
            Kind::Degrees => position::degrees(cell, at, intake),
            Kind::Day | Kind::Date => self.date(cell, at, intake),
            Kind::Period => self.named(cell, at, intake, |text| {
                super::identity::span(text).map(crate::catalog::form::Span::id).ok_or_else(|| bad_period(text, at))
            }),
            Kind::Cluster => self.named(cell, at, intake, |text| {
                name::cluster(self.catalog, text).map_err(|unknown| unmatched(unknown, text, at))
            }),
            Kind::Subject => self.named(cell, at, intake, |text| self.subject(text, at)),
            Kind::Communes => self.named(cell, at, intake, |text| {
                let codes: Result<Vec<String>, name::Unknown> =
                    items(text).into_iter().map(|item| name::commune(self.catalog, item)).collect();
                codes.map(|codes| codes.join("; ")).map_err(|unknown| unmatched(unknown, text, at))
            }),
            Kind::Choice { .. } | Kind::YesNo | Kind::Agency | Kind::Document | Kind::Indicator => {
                self.named(cell, at, intake, |text| self.listed(text, field.kind, at))
            }
        };
        read.unwrap_or_else(|fault| {
            intake.faults.add(fault);
            None
        })
    }

    /// Reads words and notes what was cleaned of them.
    pub(super) fn words(&self, cell: &Cell, at: &Location, intake: &mut Intake) -> Option<String> {
        let text = match &cell.value {
            Raw::Text(text) => clean(text),
            Raw::Number(number) => number.clone(),
            Raw::Date(day) => day.to_string(),
            Raw::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Raw::Empty | Raw::Error(_) | Raw::List(_) => String::new(),
        };
        let typed = cell.typed.as_deref().or(match &cell.value {
            Raw::Text(text) => Some(text.as_str()),
            _ => None,
        });
        if let Some(typed) = typed.filter(|typed| *typed != text) {
            let how = say!("bỏ dấu cách thừa, ký tự ẩn; chữ về dạng NFC", "surplus blanks and hidden signs; NFC");
            Self::repair(intake, at, typed, &text, how);
        }
        (!text.is_empty()).then_some(text)
    }

    fn named(
        &self,
        cell: &Cell,
        at: &Location,
        intake: &mut Intake,
        find: impl Fn(&str) -> Result<String, Diagnostic>,
    ) -> Result<Option<String>, Diagnostic> {
        self.words(cell, at, intake).map(|text| find(&text)).transpose()
    }

    /// Reads a number and notes how, when it was not typed as one.
    pub(super) fn figure(
        &self,
        cell: &Cell,
        unit: &str,
        at: &Location,
        intake: &mut Intake,
    ) -> Result<Option<String>, Diagnostic> {
        let read = figure::read(cell, unit, at)?;
        Ok(read.map(|read| {
            if let (Some(how), typed) = (read.how, shown(&cell.value)) {
                // A CSV file knows no other numbers.
                if !(self.is_text && figure::is_bare(&typed)) {
                    Self::repair(intake, at, &typed, &read.value.plain(), how);
                }
            }
            if read.may_be_share {
                intake.faults.add(percent::unsure(read.value, at));
            }
            read.value.plain()
        }))
    }

    fn subject(&self, text: &str, at: &Location) -> Result<String, Diagnostic> {
        match (name::cluster(self.catalog, text), name::project(self.catalog, text)) {
            (Ok(id), _) | (Err(_), Ok(id)) => Ok(id),
            (Err(unknown), Err(_)) => Err(unmatched(unknown, text, at)),
        }
    }

    /// Finds a word of a list, whatever its case; a like one is asked about.
    fn listed(&self, text: &str, kind: Kind, at: &Location) -> Result<String, Diagnostic> {
        let words = self.lists.words(kind);
        let wanted = fold(text);
        let is = |word: &&Word| fold(&word.shown) == wanted || word.value == text;
        // The row of a form may be given by its number alone, a document by its number without the day.
        let begins = |word: &&Word| fold(&word.shown).split(' ').next() == Some(wanted.as_str());
        let found: Vec<&Word> = words.iter().filter(is).collect();
        let found = if found.is_empty() { words.iter().filter(begins).collect() } else { found };
        match found.as_slice() {
            [one] => Ok(one.value.clone()),
            _ if kind == Kind::Document => Err(no_document(text, words, at)),
            _ => Err(no_choice(text, words, at)),
        }
    }
}

/// Holds a figure to what its column can hold; beyond it a unit or a comma slipped.
fn within(read: Option<String>, unit: &str, most: u32, at: &Location) -> Result<Option<String>, Diagnostic> {
    let value = read.as_deref().and_then(Amount::from_plain);
    let fits = |value: &Amount| *value >= Amount::ZERO && *value <= Amount::from(most as usize);
    let Some(value) = value.filter(|value| !fits(value)) else { return Ok(read) };
    let most = Amount::from(most as usize);
    let message = say!(
        "{value} {unit} nằm ngoài mức 0 đến {most} {unit}",
        "{value} {unit} is not between 0 and {most} {unit}";
        value = value, most = most
    );
    let help =
        say!("kiểm tra đơn vị, dấu phẩy và số chữ số 0", "check the unit, the decimal mark and the number of zeros");
    Err(Diagnostic::new(Code::OutOfRange, at, message).found(value.plain()).help(help))
}

fn whole(read: Option<String>, at: &Location) -> Result<Option<String>, Diagnostic> {
    let Some(value) = read.as_deref().filter(|value| value.contains('.')) else { return Ok(read) };
    let message = say!("`{value}` không phải là số đếm", "`{value}` is not a whole number");
    let help = say!("gõ số nguyên", "type a whole number");
    Err(Diagnostic::new(Code::OutOfRange, at, message).found(value).help(help))
}

/// The most words of a list that a message names.
const NAMED: usize = 12;

fn no_choice(text: &str, words: &[Word], at: &Location) -> Diagnostic {
    let message = say!("`{text}` không có trong danh mục", "`{text}` is not in the list");
    let wanted = fold(text);
    let quoted = |words: Vec<&str>| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join("; ");
    let begun: Vec<&str> =
        words.iter().map(|word| word.shown.as_str()).filter(|word| fold(word).starts_with(&wanted)).collect();
    let near = nearest(text, words.iter().map(|word| word.shown.as_str()));
    let begun = if begun.is_empty() { near.into_iter().collect() } else { begun };
    let help = if begun.is_empty() || begun.len() > NAMED {
        let list = quoted(words.iter().take(NAMED).map(|word| word.shown.as_str()).collect());
        let more = if words.len() > NAMED { "; …" } else { "" };
        say!("chọn một trong: {list}{more}", "choose one of: {list}{more}")
    } else {
        let list = quoted(begun);
        say!("có phải là {list}? ghi đúng như trong danh mục", "did you mean {list}? write it as in the list")
    };
    Diagnostic::new(Code::BadChoice, at, message).found(text).help(help)
}

fn no_document(text: &str, words: &[Word], at: &Location) -> Diagnostic {
    let message = say!("chưa có văn bản số `{text}` trong bảng văn bản", "no document has the number `{text}`");
    let near = nearest(text, words.iter().map(|word| word.shown.as_str()));
    let help = match near {
        Some(near) => say!("có phải là `{near}`?", "did you mean `{near}`?"),
        None => say!(
            "kiểm tra số, ký hiệu và năm; văn bản mới thì ghi ở trang Văn bản",
            "check number and year; enter a new document on the sheet Văn bản"
        ),
    };
    Diagnostic::new(Code::UnknownReference, at, message).found(text).help(help)
}

fn unmatched(unknown: name::Unknown, text: &str, at: &Location) -> Diagnostic {
    Diagnostic::new(Code::UnknownName, at, unknown.message).found(text).help(unknown.help)
}

fn bad_period(text: &str, at: &Location) -> Diagnostic {
    let message = say!("`{text}` không phải là kỳ báo cáo", "`{text}` is no period");
    let help = say!("ghi \"6 tháng đầu năm 2026\" hoặc \"Năm 2026\"", "write \"6 tháng đầu năm 2026\" or \"Năm 2026\"");
    Diagnostic::new(Code::UnknownPeriod, at, message).found(text).help(help)
}

fn formula_error(error: &str, at: &Location) -> Diagnostic {
    let message = say!("ô chứa lỗi công thức `{error}`", "the cell holds the formula error `{error}`");
    let help = say!("sửa công thức hoặc gõ lại giá trị", "mend the formula or type the value");
    Diagnostic::new(Code::FormulaError, at, message).found(error).help(help)
}

/// A text without hidden signs, with single blanks; lines of a cell become one.
pub(super) fn clean(text: &str) -> String {
    let shown: String = crate::text::letters::hidden(text).map_or_else(|| text.to_owned(), |odd| odd.mended);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The entries of a cell with several, with `;` between.
pub(super) fn items(text: &str) -> Vec<&str> {
    text.split(';').map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// A cell as it is shown, for the record of repairs.
pub(super) fn shown(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) | Raw::Number(text) | Raw::Error(text) => text.clone(),
        Raw::Date(day) => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        Raw::Bool(flag) => flag.to_string(),
        Raw::Empty | Raw::List(_) => String::new(),
    }
}
