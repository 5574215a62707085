//! News of the law against the documents that they tell of: the day is that of the document.

use chrono::NaiveDate;

use super::citing::{Named, Register};
use super::statements::words;
use crate::catalog::Catalog;
use crate::catalog::figure::Change;
use crate::catalog::law::Document;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::citation::citations;
use crate::text::{Both, PartialDate};

/// Words directly before a document that was issued on the day of the news.
const ISSUED: &[&str] =
    &["ban hanh nghi quyet", "ban hanh nghi dinh", "ban hanh thong tu", "ban hanh quyet dinh", "co ke hoach"];

/// Reports news of a document on another day than the one on which it was issued, or came into force.
pub(super) fn days(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let register = Register::new(catalog);
    for change in &catalog.changes {
        let cited = citations(&change.text);
        let Some((bytes, number)) = cited.first() else { continue };
        let Named::Document(key) = register.find(number) else { continue };
        let (before, after) = (&change.text[..bytes.start], &change.text[bytes.end..]);
        // `Thông tư 14/2024/TT-BCT có hiệu lực`: the sentence begins with the document.
        let is_subject = before.split_whitespace().count() <= 4;
        let document = &catalog.documents[key];
        let said = words(before);
        let is_issued = before.ends_with('(') || ISSUED.iter().any(|phrase| said.ends_with(&format!(" {phrase} ")));
        if is_subject && words(after).contains(" co hieu luc ") {
            let act = say!("có hiệu lực", "in force from");
            faults.extend(other_day(change, document, (document.in_force_from, "in_force_from"), act));
        } else if is_issued && cited.len() == 1 {
            let act = say!("ban hành", "issued on");
            faults.extend(other_day(change, document, (document.issued_on, "issued_on"), act));
        }
    }
}

fn other_day(
    change: &Change,
    document: &Document,
    (day, column): (Option<PartialDate>, &'static str),
    act: Both,
) -> Option<Diagnostic> {
    let day = day.filter(|day| change.date.last() < day.first() || change.date.first() > day.last())?;
    let name = document.citation();
    let message = say!(
        "tin ghi ngày {date}, mà {name} {act} {day}",
        "the news are of {date}, and {name} was {act} {day}";
        date = change.date, act = act, day = day
    );
    let help = say!("sửa ngày của tin, hoặc ngày ở bảng documents", "correct the date of the news, or of the document");
    let fault = Diagnostic::new(Code::DecisionMismatch, &change.cells.at("date"), message);
    let note = say!("{name}: ô `{column}`", "{name}: the cell `{column}`");
    Some(fault.found(change.date.to_string()).note(&document.basis.cells.at(column), note).help(help))
}
