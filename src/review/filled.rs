//! What the office fills in: the day of signing, and the note of each annex that has to say the same.

use chrono::NaiveDate;

use super::document::{Document, Paragraph};
use super::mention::{Day, date};
use super::number::{Kind, figures};
use super::parts::Parts;
use super::{Finding, Findings, about, place_at};
use crate::say;
use crate::text::date::show_formal;

const DATE: &str = "mục II.4.b";
const ANNEX: &str = "mục III.1";

/// Finds days that cannot be, and notes of annexes that do not agree with number and day of the document.
pub(super) fn findings(document: &Document, parts: &Parts, official: bool) -> Findings {
    let mut found = Findings::default();
    found.mend.extend(document.paragraphs.iter().flat_map(|paragraph| impossible(document, paragraph)));
    if official {
        found.mend.extend(early(document, parts));
        found.append(annexes(document, parts));
        found.mend.extend(numbers(document, parts));
    }
    found
}

fn calendar([day, month, year]: Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The day in the key of a figure.
fn day_of(key: &str) -> Option<Day> {
    let parts: Vec<u32> = key.split('/').filter_map(|part| part.parse().ok()).collect();
    parts.try_into().ok()
}

fn impossible(document: &Document, paragraph: &Paragraph) -> Vec<Finding> {
    let days = figures(&paragraph.text, false);
    let days = days.into_iter().filter(|figure| matches!(figure.kind, Kind::Day | Kind::DayOfDocument));
    let wrong = days.filter(|figure| day_of(&figure.key).is_some_and(|day| calendar(day).is_none()));
    let tell = |figure: super::number::Figure| {
        let text = &figure.text;
        let message = say!("“{text}” không có trong lịch", "“{text}” is in no calendar");
        let help = say!("xem lại ngày, tháng", "look at day and month");
        let place = place_at(document, paragraph, figure.at.clone());
        Finding { also: Vec::new(), rule: "date", place, message, help, source: DATE }
    };
    wrong.map(tell).collect()
}

/// The first day in a text.
fn day(text: &str) -> Option<Day> {
    text.match_indices("ngày").find_map(|(at, _)| date(&text[at..])).map(|(day, _)| day)
}

/// Signed before the last day of the data.
fn early(document: &Document, parts: &Parts) -> Option<Finding> {
    let all = &document.paragraphs;
    let line = &all[parts.date?];
    let signed = calendar(day(&line.text)?)?;
    let head = parts.subject?..*parts.text.first()?;
    let cut = all[head].iter().filter(|paragraph| paragraph.text.contains("chốt")).find_map(|paragraph| {
        let last = figures(&paragraph.text, false).into_iter().rfind(|figure| figure.kind == Kind::Day)?;
        calendar(day_of(&last.key)?)
    })?;
    let (signed, until) = (Some(signed).filter(|signed| *signed < cut)?, show_formal(cut));
    let signed = show_formal(signed);
    let message = say!(
        "văn bản ghi {signed}, trước ngày chốt số liệu ({until})",
        "the document is dated {signed}, before the last day of its data ({until})"
    );
    let help = say!("ghi ngày ký, ban hành thật", "write the day on which it is signed");
    Some(about(document, line, "date", message, help, DATE))
}

/// Number, symbol and day as a line says them; nothing where it is blank.
#[derive(Debug, Default, PartialEq, Eq)]
struct Issued {
    serial: Option<String>,
    symbol: Option<String>,
    day: Option<Day>,
}

impl Issued {
    fn read(text: &str) -> Self {
        let behind = ["Số", "số"].iter().find_map(|word| text.split_once(word)).map_or("", |(_, rest)| rest);
        let (serial, rest) = behind.split_once('/').unwrap_or_default();
        let serial: String = serial.chars().filter(char::is_ascii_digit).collect();
        let symbol = rest.split_whitespace().next().unwrap_or_default().trim_end_matches([',', ';', ')']);
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self { serial: some(serial.trim_start_matches('0')), symbol: some(symbol), day: day(text) }
    }

    fn is_blank(&self) -> bool {
        self.serial.is_none() && self.day.is_none()
    }
}

fn annexes(document: &Document, parts: &Parts) -> Findings {
    let mut found = Findings::default();
    let of = |part: Option<usize>| part.map_or("", |index| document.paragraphs[index].text.trim());
    let issued = Issued { day: day(of(parts.date)), ..Issued::read(of(parts.number)) };
    let notes = document.paragraphs.iter().filter(|paragraph| paragraph.text.trim().starts_with("(Kèm theo"));
    for paragraph in notes {
        let note = Issued::read(&paragraph.text);
        let differs = |own: bool, vi, en| own.then_some((vi, en));
        let is_other = |one: &Option<String>, other: &Option<String>| {
            one.is_some()
                && other.is_some()
                && one.as_deref().map(str::to_uppercase) != other.as_deref().map(str::to_uppercase)
        };
        let odd = [
            differs(is_other(&note.serial, &issued.serial), "số", "number"),
            differs(!note.is_blank() && is_other(&note.symbol, &issued.symbol), "ký hiệu", "symbol"),
            differs(note.day.is_some() && issued.day.is_some() && note.day != issued.day, "ngày", "day"),
        ];
        let odd: Vec<(&str, &str)> = odd.into_iter().flatten().collect();
        let (head, place) = (of(parts.number), of(parts.date));
        let help = say!(
            "ghi số, ngày như đầu văn bản (“{head}”, “{place}”); văn bản điện tử thì để trống",
            "write number and day of the head (“{head}”, “{place}”); leave them blank in an electronic document"
        );
        if !odd.is_empty() {
            let vi = odd.iter().map(|(vi, _)| *vi).collect::<Vec<_>>().join(", ");
            let en = odd.iter().map(|(_, en)| *en).collect::<Vec<_>>().join(", ");
            let message =
                say!("{vi} ở dòng “Kèm theo” khác đầu văn bản", "{en} of the annex are not those of the head");
            found.mend.push(about(document, paragraph, "annex", message, help, ANNEX));
        } else if note.is_blank() && issued.serial.is_some() && issued.day.is_some() {
            let message = say!(
                "đầu văn bản đã có số, ngày; dòng “Kèm theo” còn để trống",
                "number and day of the head are filled in, those of the annex are blank"
            );
            found.notes.push(about(document, paragraph, "annex", message, help, ANNEX));
        }
    }
    found.notes.truncate(1);
    found
}

/// Annexes are counted in Roman numbers.
fn numbers(document: &Document, parts: &Parts) -> Vec<Finding> {
    let one = |word: Option<usize>| {
        let paragraph = &document.paragraphs[word?];
        let number: String =
            paragraph.text.split_whitespace().nth(2)?.chars().take_while(char::is_ascii_digit).collect();
        let roman = roman(number.parse().ok()?);
        let message = say!(
            "phụ lục đánh số “{number}”, cần chữ số La Mã: “Phụ lục {roman}”",
            "the annex has number {number}, a Roman one is wanted: “Phụ lục {roman}”"
        );
        let help = say!("ghi “Phụ lục {roman}”", "write “Phụ lục {roman}”");
        Some(about(document, paragraph, "annex", message, help, ANNEX))
    };
    parts.annexes.iter().filter_map(|[word, ..]| one(*word)).collect()
}

fn roman(mut number: u32) -> String {
    let mut text = String::new();
    for (value, letters) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value && text.len() < 20 {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}
