//! The days on which forms have to be sent and other work has to be done, for the calendar that an official keeps on phone
//! or desk.

mod term;

use chrono::NaiveDate;

use crate::catalog::form::{Form, Span};
use crate::catalog::law::{Duty, Verb};

use super::document::Words;
use super::page::{statistics, task};
use super::show::Show;
use super::url::Place;

pub use term::{Term, terms};

/// A form that has to be sent for a period, and the last day in time.
pub struct Due<'a> {
    /// The last day in time.
    pub last: NaiveDate,
    /// The period.
    pub span: Span,
    /// The form.
    pub form: &'a Form,
}

/// A calendar as a file.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Its file.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The day of the build.
    pub stamp: NaiveDate,
    /// Its days, the first due first.
    pub events: Vec<Event>,
}

/// A day in a calendar.
#[derive(Debug, Clone)]
pub struct Event {
    /// What it is for good: made of the province and of the form and the period, or of the row, alone.
    pub id: String,
    /// The day, as a whole.
    pub day: NaiveDate,
    /// What is due.
    pub summary: String,
    /// Who sends it to whom, and by which clause.
    pub description: String,
}

/// Returns what is due on the day of the build or later, the first due first.
pub fn due<'a>(show: &Show<'a>) -> Vec<Due<'a>> {
    let forms =
        forms(show).flat_map(|form| form.due_from(show.today).map(move |(span, last)| Due { last, span, form }));
    let mut due: Vec<Due<'a>> = forms.collect();
    due.sort_by_key(|due| (due.last, due.form.form));
    due
}

/// Returns the forms in force on the day of the build.
pub fn forms<'a>(show: &Show<'a>) -> impl Iterator<Item = &'a Form> {
    let today = show.today;
    show.catalog.forms.iter().filter(move |form| form.holds(today))
}

/// Returns the duties that oblige to send a form on the day of the build.
pub fn duties<'a>(show: &Show<'a>, form: &'a Form) -> impl Iterator<Item = &'a Duty> {
    let today = show.today;
    show.catalog.duties.iter().filter(move |duty| {
        duty.document == form.document
            && duty.verb == Verb::Report
            && duty.text.contains(&form.number)
            && duty.in_force_to.is_none_or(|last| last.last() >= today)
    })
}

/// Returns the clauses that oblige to send the form, each leading to the duty, and the circular.
pub fn basis(show: &Show<'_>, form: &Form) -> Words {
    let clauses = duties(show, form).filter_map(|duty| Some(task::clause(show, *duty.agencies.first()?, duty)));
    let documents = [Some(form.document), form.amended_by].into_iter().flatten().map(|key| show.document_link(key));
    Words::join(clauses.chain(documents), ", ")
}

/// Returns the file of the calendar, beside its page.
pub fn path() -> String {
    Place::Calendar.path().replace("index.html", "lich-bao-cao.ics")
}

/// Returns every day on which a form is due, from the day of the build to the middle of the next year, and the last days
/// of other work.
pub(super) fn calendar(show: &Show<'_>) -> Calendar {
    let province = &show.catalog.province.name;
    let forms = due(show).into_iter().map(|due| event(show, &due));
    let mut events: Vec<Event> = forms.chain(terms(show).into_iter().map(|term| term.event(show))).collect();
    events.sort_by_key(|event| event.day);
    Calendar {
        path: path(), title: format!("Lịch báo cáo cụm công nghiệp tỉnh {province}"), stamp: show.today, events
    }
}

fn event(show: &Show<'_>, due: &Due<'_>) -> Event {
    let form = due.form;
    let period = statistics::period_name(due.span).to_lowercase();
    let lines = [
        form.title.clone(),
        format!("Người gửi: {}", form.sender),
        format!("Nơi nhận: {}", form.receiver),
        format!("{} Gửi chậm nhất ngày {}.", form.deadline_line, show.day(due.last)),
        format!("Căn cứ: {}", basis(show, form).text()),
    ];
    Event {
        id: id(show, form.form.name(), &due.span.id().to_lowercase()),
        day: due.last,
        summary: format!("Hạn gửi {}, {period}", form.number),
        description: lines.join("\n"),
    }
}

fn id(show: &Show<'_>, kind: &str, of: &str) -> String {
    format!("{kind}-{of}@{}.ccn", crate::text::slug(&show.catalog.province.name))
}
