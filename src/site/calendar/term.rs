//! Last days of work other than forms: what a document sets to one day, what waits for an agency, what inspectors want mended.

use chrono::NaiveDate;

use crate::catalog::agency::Agency;
use crate::catalog::basis::Basis;
use crate::catalog::cluster::Cluster;
use crate::catalog::law::{Document, Duty};
use crate::catalog::table::Key;
use crate::site::document::Words;
use crate::site::page::task;
use crate::site::show::Show;

use super::Event;

/// Work that must be done, and the last day in time.
pub struct Term {
    /// The last day in time.
    pub last: NaiveDate,
    /// The table and the row that set it.
    source: (&'static str, String),
    /// What must be done.
    pub text: Words,
    /// Who must do it; empty when that is not told.
    pub who: Words,
    /// Where; nothing for the province.
    pub place: Option<Words>,
    /// The clause, the document or the publisher.
    pub basis: Words,
}

/// Returns the work whose last day is the day of the build or later, the first due first.
pub fn terms(show: &Show<'_>) -> Vec<Term> {
    let mut terms: Vec<Term> = duties(show).into_iter().chain(obstacles(show)).chain(breaches(show)).collect();
    terms.retain(|term| term.last >= show.today);
    terms.sort_by(|one, other| (one.last, &one.source).cmp(&(other.last, &other.source)));
    terms
}

fn duties(show: &Show<'_>) -> Vec<Term> {
    let live = show.catalog.duties.iter().filter(|duty| duty.is_live(show.today));
    live.filter_map(|duty| Some(of_duty(show, duty, duty.last_day()?))).collect()
}

fn of_duty(show: &Show<'_>, duty: &Duty, last: NaiveDate) -> Term {
    let first = duty.agencies.first();
    let clause = first.map_or_else(|| Words::plain(duty.clause.clone()), |key| task::clause(show, *key, duty));
    let note = duty.note.iter().map(|note| Words::plain(format!(". {note}")));
    let basis = clause.then(" ").with(show.document_link(duty.document));
    Term {
        last,
        source: ("nhiem-vu", duty.id.as_str().to_owned()),
        text: Words::plain(duty.text.clone()),
        who: Words::join(duty.agencies.iter().map(|key| show.agency_link(*key)), "; "),
        place: None,
        basis: note.fold(basis, Words::with),
    }
}

fn obstacles(show: &Show<'_>) -> Vec<Term> {
    let open = show.catalog.obstacles.iter().filter(|row| row.is_open(show.today));
    let term = |row: &crate::catalog::project::Obstacle| {
        let request = row.request.as_ref().unwrap_or(&row.text);
        Some(Term {
            last: row.last_day()?,
            source: ("vuong-mac", row.id.clone()),
            text: show.sourced(request.clone(), row),
            who: who(show, row.agency),
            place: place(show, row.cluster),
            basis: basis(show, row.document, &row.basis),
        })
    };
    open.filter_map(term).collect()
}

fn breaches(show: &Show<'_>) -> Vec<Term> {
    let open = show.catalog.inspections.iter().filter(|row| row.is_open(show.today));
    let term = |row: &crate::catalog::inspection::Inspection| {
        Some(Term {
            last: row.due?.last(),
            source: ("khac-phuc", row.id.clone()),
            text: show.sourced(format!("Khắc phục vi phạm: {}", row.text), row),
            who: Words::default(),
            place: place(show, Some(row.cluster)),
            basis: basis(show, row.document, &row.basis),
        })
    };
    open.filter_map(term).collect()
}

fn who(show: &Show<'_>, agency: Option<Key<Agency>>) -> Words {
    agency.map(|key| show.agency_link(key)).unwrap_or_default()
}

fn place(show: &Show<'_>, cluster: Option<Key<Cluster>>) -> Option<Words> {
    cluster.map(|key| show.cluster_link(key))
}

fn basis(show: &Show<'_>, document: Option<Key<Document>>, basis: &Basis) -> Words {
    document.map_or_else(|| show.publishers(&basis.sources), |key| show.document_link(key))
}

impl Term {
    pub(super) fn event(&self, show: &Show<'_>) -> Event {
        let text = self.text.text();
        let place = self.place.as_ref().map_or_else(|| "toàn tỉnh".to_owned(), Words::text);
        let told = [("Nơi thực hiện", place), ("Cơ quan", self.who.text()), ("Căn cứ", self.basis.text())];
        let lines = told.iter().filter(|(_, told)| !told.is_empty()).map(|(name, told)| format!("{name}: {told}"));
        Event {
            id: super::id(show, self.source.0, &self.source.1),
            day: self.last,
            summary: format!("Thời hạn: {}", text.trim_end_matches('.')),
            description: [text.clone()].into_iter().chain(lines).collect::<Vec<_>>().join("\n"),
        }
    }
}
