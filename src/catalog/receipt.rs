//! Files that offices sent and that were taken in: what they were, and how far the office has come with them.

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::{Code, Reported};
use crate::place::Cells;
use crate::record::{Column, Holds, Need, Row, optional, required};
use crate::say;

use super::Names;
use super::basis::Source;
use super::form::{Span, span};
use super::table::{Entity, Key};

choices! {
    /// How far the office has come with a file; what is published and what is frozen the periods tell.
    ReceiptState {
        /// It came, and was not taken in.
        Received = "received",
        /// It was checked without an error and taken in.
        Checked = "checked",
        /// It changed what an earlier file said.
        Corrected = "corrected",
        /// Somebody answers for it by name.
        Confirmed = "confirmed",
    }
}

/// A file that was received.
#[derive(Debug)]
pub struct Receipt {
    /// Its id, which is that of the source it became.
    pub id: String,
    /// The source.
    pub source: Key<Source>,
    /// Its name as it was sent.
    pub file: String,
    /// What it is, in words.
    pub what: String,
    /// The period of its figures.
    pub period: Option<Span>,
    /// When it was taken in.
    pub received_on: NaiveDate,
    /// SHA-256 of its bytes, of which `data/received` has the file.
    pub sha256: String,
    /// How far the office has come.
    pub state: ReceiptState,
    /// Who confirmed it.
    pub by: Option<String>,
    /// When it was confirmed.
    pub confirmed_on: Option<NaiveDate>,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Receipt {
    const TABLE: &'static str = "receipts";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã nguồn"),
        required("file", "Tệp gửi"),
        required("what", "Nội dung"),
        optional("period", "Kỳ báo cáo"),
        required("received_on", "Ngày nhận").holding(Holds::Past),
        required("sha256", "SHA-256"),
        required("state", "Trạng thái"),
        optional("by", "Người xác nhận"),
        optional("confirmed_on", "Ngày xác nhận").holding(Holds::Past),
        optional("note", "Ghi chú"),
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let source = names.sources.required(row, "id");
        let id = row.required("id");
        let file = row.required("file");
        let what = row.required("what");
        let period = if row.is_empty("period") { Ok(None) } else { span(row, "period").map(Some) };
        let received_on = row.required("received_on");
        let sha256 = row.required("sha256");
        let state = row.required("state");
        // Nobody confirms without a name and a day.
        let (by, confirmed_on) = match state {
            Ok(ReceiptState::Confirmed) => (person(row).map(Some), row.required("confirmed_on").map(Some)),
            _ => (row.optional("by"), row.optional("confirmed_on")),
        };
        Ok(Self {
            id: id?,
            source: source?,
            file: file?,
            what: what?,
            period: period?,
            received_on: received_on?,
            sha256: sha256?,
            state: state?,
            by: by?,
            confirmed_on: confirmed_on?,
            cells: row.cells(),
        })
    }
}

/// Reads the name of a person who can be asked.
fn person(row: &mut Row<'_>) -> Result<String, Reported> {
    let name: String = row.required("by")?;
    if name.chars().any(char::is_alphabetic) {
        return Ok(name);
    }
    let message = say!("`{name}` không phải là tên người", "`{name}` is not the name of a person");
    let help = say!("ghi họ và tên người xác nhận", "give the name of the person who confirmed it");
    Err(row.reject("by", Code::BadChoice, message, help))
}
