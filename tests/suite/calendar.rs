//! The days on which forms are due, as a file that calendars take in: the rules of RFC 5545, and the days of the law.

use chrono::NaiveDate;

use ccn::files::{OutputPath, SourcePath, Sources};
use ccn::settings::{Previous, Settings, Unwatched};

use crate::cases::base;

const FILE: &str = "vi/lich-bao-cao/lich-bao-cao.ics";

/// Returns the file of a build on a day.
fn made(day: Option<&str>) -> Vec<u8> {
    made_of(&base(), day)
}

fn made_of(sources: &Sources, day: Option<&str>) -> Vec<u8> {
    let date = day.map(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").expect(day));
    let settings = Settings { date, ..Settings::default() };
    let output = ccn::build(sources, &settings, &Previous::new(), &Unwatched).output.expect("the province builds");
    output.get(&OutputPath::new(FILE)).expect(FILE).to_vec()
}

/// Returns the lines of content, unfolded (RFC 5545, 3.1).
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_suffix("\r\n").expect("the last line ends, too").replace("\r\n ", "");
    text.split("\r\n").map(str::to_owned).collect()
}

/// Returns the values of a property, without its parameters, in the order of the file.
fn values(lines: &[String], name: &str) -> Vec<String> {
    let value = |line: &String| {
        let (head, value) = line.split_once(':').expect("name and value");
        (head.split(';').next() == Some(name)).then(|| value.to_owned())
    };
    lines.iter().filter_map(value).collect()
}

#[test]
fn the_file_keeps_the_rules_of_the_format() {
    let bytes = made(None);
    let raw: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let (last, raw) = raw.split_last().expect("lines");
    assert!(last.is_empty());
    for line in raw {
        let line = line.strip_suffix(b"\r").expect("CRLF at the end of each line");
        assert!(line.len() <= 75 && !line.contains(&b'\r'), "75 octets at most: {}", String::from_utf8_lossy(line));
        assert!(std::str::from_utf8(line).is_ok(), "no letter is cut in two");
    }
    let lines = lines(&bytes);
    assert_eq!(lines[..2], ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    assert_eq!(lines.last().map(String::as_str), Some("END:VCALENDAR"));
    assert_eq!(values(&lines, "PRODID").len(), 1);
    let mut open: Vec<String> = Vec::new();
    for line in &lines {
        match line.split_once(':').expect("name and value") {
            ("BEGIN", part) => open.push(part.to_owned()),
            ("END", part) => assert_eq!(open.pop().as_deref(), Some(part), "components lie within each other"),
            (_, value) => assert!(!value.contains(';') || value.contains("\\;"), "{value}: a semicolon is escaped"),
        }
    }
    assert!(open.is_empty());
    let count = values(&lines, "UID").len();
    for name in ["DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRIGGER", "ACTION"] {
        assert_eq!(values(&lines, name).len(), count, "each event has its {name}");
    }
    assert!(lines.iter().filter(|line| line.starts_with("DTSTART")).all(|line| line.contains(";VALUE=DATE:")));
}

/// Thông tư 14/2024/TT-BCT, khoản 3 Điều 3: "trước ngày 20" is kept on the 19th; the province is built on 30/6/2026.
#[test]
fn it_has_every_deadline_from_the_day_of_the_build() {
    let lines = lines(&made(None));
    let days = values(&lines, "DTSTART");
    assert_eq!(days[..2], ["20260731", "20260930"], "a breach to be put right, a request to an agency");
    assert_eq!(
        days[2..],
        ["20261219", "20261219", "20261224", "20261230", "20270619", "20270619", "20270624", "20270629"]
    );
    let summaries = values(&lines, "SUMMARY");
    assert_eq!(summaries[1], "Thời hạn: Đẩy nhanh đối thoại");
    assert_eq!(summaries[5], "Hạn gửi Biểu số 04\\, năm 2026");
    assert_eq!(summaries[6], "Hạn gửi Biểu số 01\\, 6 tháng đầu năm 2027");
    assert_eq!(values(&lines, "DTEND")[5], "20261231", "a whole day ends where the next begins");
    assert!(values(&lines, "DTSTAMP").iter().all(|stamp| stamp == "20260630T000000Z"));
    assert!(values(&lines, "TRIGGER").iter().all(|trigger| trigger == "-P6DT16H"), "a week before, at eight");
    let description = &values(&lines, "DESCRIPTION")[10];
    assert!(description.contains("Báo cáo năm gửi trước ngày 31 tháng 12 hằng năm"), "{description}");
    assert!(description.contains("Gửi chậm nhất ngày 30/12/2026."), "{description}");
}

#[test]
fn a_deadline_is_the_same_event_in_every_build() {
    let (first, later) = (lines(&made(None)), lines(&made(Some("2026-12-22"))));
    let (mut old, new) = (values(&first, "UID"), values(&later, "UID"));
    assert_eq!(new, old[4..], "what is past is left out, the rest stays what it was");
    assert!(old.iter().all(|id| id.contains('@')));
    old.dedup();
    assert_eq!(old.len(), 10);
}

/// A duty whose deadline is one day: NĐ 32/2024/NĐ-CP khoản 4 Điều 35 wants old clusters established "trước ngày 31/12/2026".
/// Days that come every year, and numbers of days, are none of the calendar's.
#[test]
fn a_duty_that_names_one_day_is_a_deadline() {
    let mut sources = base();
    let path = SourcePath::new("data/duties.csv");
    let table = String::from_utf8(sources.get(&path).expect("duties").to_vec()).expect("UTF-8");
    let deadlines =
        ["trước ngày 31/12/2026", "trước ngày 20/6 hằng năm", "07 ngày làm việc", "chậm nhất ngày 15/8/2026"];
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    for (index, line) in lines.iter_mut().enumerate() {
        let deadline =
            if index == 0 { "deadline" } else { deadlines.get(index.wrapping_sub(3)).copied().unwrap_or("") };
        line.push_str(&format!(",{deadline}"));
    }
    sources.insert(path, (lines.join("\n") + "\n").into_bytes());
    let lines = self::lines(&made_of(&sources, None));
    let of_duties: Vec<(String, String)> = values(&lines, "UID")
        .into_iter()
        .zip(values(&lines, "DTSTART"))
        .filter(|(id, _)| id.starts_with("nhiem-vu-"))
        .collect();
    let days: Vec<&str> = of_duties.iter().map(|(_, day)| day.as_str()).collect();
    assert_eq!(days, ["20260815", "20261230"], "{of_duties:?}");
}
