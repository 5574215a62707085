//! Blank workbooks: the data-entry workbook of `schema`, and Biểu số 01 to 03 as the circular prints them.
//!
//! They are made of what may leave the office and carry no figure; what an office is known by stands in them already.
//! The same data and the same day give the same bytes.

mod cover;
pub(super) mod due;
mod entry;
mod form;
mod layout;
mod lists;
mod rule;
mod sender;
mod style;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::catalog::form::{Form, Span};
use crate::catalog::indicator::FormId;
use crate::catalog::public::Public;
use crate::files::{Output, OutputPath};
use crate::say;
use crate::settings::{BlankKind, BlankOrder};
use crate::text::Both;

/// Returns the workbooks that were ordered, or why there are none: a fault of the order, not of the data.
pub fn workbooks(catalog: &Public, today: NaiveDate, order: &BlankOrder) -> Result<Output, Both> {
    let span = order.period.as_deref().map(period).transpose()?;
    let run = Run { catalog, today, span };
    let mut output = Output::default();
    for kind in BlankKind::ALL.iter().filter(|kind| order.kind.is_none_or(|ordered| ordered == **kind)) {
        match form_of(*kind) {
            None => output.insert(run.path(kind.name()), run.bytes(entry::title(&run), |book| entry::fill(book, &run))),
            Some(id) => run.forms(id, order.cluster.as_deref(), &mut output)?,
        }
    }
    if output.is_empty() {
        return Err(say!("không cụm nào có đơn vị gửi biểu này", "no cluster has an office that sends this form"));
    }
    Ok(output)
}

/// What every workbook of a run is made of.
struct Run<'a> {
    catalog: &'a Public,
    today: NaiveDate,
    /// The period; without one the office chooses.
    span: Option<Span>,
}

impl Run<'_> {
    /// The day on which the wording of a form has to be in force: the last of the period.
    fn worded_on(&self) -> NaiveDate {
        self.span.map_or(self.today, Span::to)
    }

    fn form(&self, id: FormId) -> Option<&Form> {
        self.catalog.form(id, self.worded_on())
    }

    /// Makes a form for each of its senders.
    fn forms(&self, id: FormId, cluster: Option<&str>, output: &mut Output) -> Result<(), Both> {
        let senders = sender::senders(self.catalog, id, cluster)?;
        let Some(form) = self.form(id) else {
            let (number, day) = (id.number(), self.worded_on());
            return Err(say!(
                "ngày {day} chưa có mẫu Biểu số {number}",
                "no wording of form {number} was in force on {day}";
                day = day
            ));
        };
        for sender in senders {
            let title = form::title(form, &sender, self);
            output.insert(
                self.path(&sender.file),
                self.bytes(title, |book| form::fill(book, &form::Sheet { form, sender: &sender, run: self })),
            );
        }
        Ok(())
    }

    fn path(&self, stem: &str) -> OutputPath {
        let period = self.span.map(|span| format!("-{}", span.id().to_lowercase())).unwrap_or_default();
        OutputPath::new(format!("{stem}{period}.xlsx"))
    }

    fn bytes(&self, title: String, fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
        let made = || {
            let mut book = Workbook::new();
            let created = ExcelDateTime::parse_from_str(&self.today.to_string())?;
            let author = self.catalog.agencies[self.catalog.province.agency].name.as_str();
            let properties = DocProperties::new().set_title(&title).set_author(author);
            book.set_properties(&properties.set_creation_datetime(&created));
            fill(&mut book)?;
            book.save_to_buffer()
        };
        made().expect("sheets of bounded size with shortened texts fit a workbook")
    }
}

fn form_of(kind: BlankKind) -> Option<FormId> {
    match kind {
        BlankKind::Entry => None,
        BlankKind::Project => Some(FormId::Project),
        BlankKind::Developer => Some(FormId::Developer),
        BlankKind::Commune => Some(FormId::Commune),
    }
}

fn period(text: &str) -> Result<Span, Both> {
    Span::parse(text).ok_or_else(|| {
        say!(
            "`{text}` không phải là kỳ báo cáo: viết 2026-H1 hoặc 2026",
            "`{text}` is not a period: write 2026-H1 or 2026"
        )
    })
}
