//! Writes a calendar as iCalendar (RFC 5545), which phones, Outlook and Google Calendar take in.

use chrono::{Days, NaiveDate};

use crate::site::calendar::{Calendar, Event};

use super::File;

/// The most octets of a line without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Returns the file; its bytes follow from the data and the day of the build alone.
pub(super) fn file(calendar: &Calendar) -> File {
    let title = escaped(&calendar.title);
    let head = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//ccn//{}//VI", env!("CARGO_PKG_VERSION")),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        // RFC 7986 has the first; Outlook and Google read the second.
        format!("NAME;LANGUAGE=vi:{title}"),
        format!("X-WR-CALNAME:{title}"),
    ];
    let events = calendar.events.iter().flat_map(|event| lines(event, calendar.stamp));
    let all = head.into_iter().chain(events).chain(["END:VCALENDAR".to_owned()]);
    File::new(calendar.path.clone(), all.map(|line| folded(&line)).collect::<String>())
}

/// A day of its own, which does not mark the official as busy, with a reminder at eight in the morning a week before.
fn lines(event: &Event, stamp: NaiveDate) -> Vec<String> {
    let summary = escaped(&event.summary);
    let after = event.day.checked_add_days(Days::new(1)).unwrap_or(event.day);
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", escaped(&event.id)),
        format!("DTSTAMP:{}T000000Z", compact(stamp)),
        format!("DTSTART;VALUE=DATE:{}", compact(event.day)),
        format!("DTEND;VALUE=DATE:{}", compact(after)),
        format!("SUMMARY;LANGUAGE=vi:{summary}"),
        format!("DESCRIPTION;LANGUAGE=vi:{}", escaped(&event.description)),
        "CLASS:PUBLIC".to_owned(),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION;LANGUAGE=vi:{summary}"),
        "TRIGGER:-P6DT16H".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// Text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line of content, cut between letters where it is longer than a line may be.
fn folded(line: &str) -> String {
    let (mut text, mut length) = (String::new(), 0);
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text + "\r\n"
}
