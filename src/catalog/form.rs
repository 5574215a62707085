//! The report forms Biểu 01–04 (Thông tư 14/2024/TT-BCT, Phụ lục I) as dated data, and the periods.

mod span;

use chrono::{Datelike, NaiveDate};

use crate::choices;
use crate::diagnostic::{Code, Reported};
use crate::place::{Cells, Location};
use crate::record::{Column, Holds, Row, optional, required};
use crate::say;
use crate::text::{Both, PartialDate};

use super::basis::NOTE;
use super::indicator::FormId;
use super::law::Document;
use super::table::{Entity, Key};
use super::{Catalog, Names};

pub use span::Span;

/// A form in the wording of one time.
#[derive(Debug)]
pub struct Form {
    /// Which form.
    pub form: FormId,
    /// Which wording.
    pub version: String,
    /// First day of this wording.
    pub in_force_from: PartialDate,
    /// Last day.
    pub in_force_to: Option<PartialDate>,
    /// The circular.
    pub document: Key<Document>,
    /// The circular that changed the words.
    pub amended_by: Option<Key<Document>>,
    /// As printed: Biểu số 04.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Who sends it.
    pub sender: String,
    /// Who receives it.
    pub receiver: String,
    /// The line on the period.
    pub period_line: String,
    /// The line on the deadline.
    pub deadline_line: String,
    /// Heading of column 4.
    pub result_heading: String,
    /// Lines of the signer.
    pub signer: Vec<String>,
    /// The note under the table.
    pub footnote: Option<String>,
    /// Lines between sender and receiver.
    pub extra_lines: Vec<String>,
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Form {
    const TABLE: &'static str = "forms";
    const KEY: &'static [&'static str] = &["form", "version"];
    const IS_CONTINUED: bool = true;
    const COLUMNS: &'static [Column] = &[
        required("form", "Biểu"),
        required("version", "Phiên bản"),
        required("in_force_from", "Hiệu lực từ"),
        optional("in_force_to", "Hiệu lực đến"),
        required("document", "Văn bản"),
        optional("amended_by", "Văn bản sửa đổi"),
        required("number", "Số biểu"),
        required("title", "Tên biểu"),
        required("sender", "Đơn vị gửi báo cáo"),
        required("receiver", "Đơn vị nhận báo cáo"),
        required("period_line", "Kỳ báo cáo"),
        required("deadline_line", "Thời hạn gửi"),
        required("result_heading", "Tên cột kết quả"),
        required("signer", "Người ký"),
        optional("footnote", "Ghi chú dưới biểu"),
        optional("extra_lines", "Dòng thêm"),
        NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            form: row.required("form"),
            version: row.required("version"),
            in_force_from: row.required("in_force_from"),
            in_force_to: row.optional("in_force_to"),
            document: names.documents.required(row, "document"),
            amended_by: names.documents.optional(row, "amended_by"),
            number: row.required("number"),
            title: row.required("title"),
            sender: row.required("sender"),
            receiver: row.required("receiver"),
            period_line: row.required("period_line"),
            deadline_line: row.required("deadline_line"),
            result_heading: row.required("result_heading"),
            signer: row.list("signer"),
            footnote: row.optional("footnote"),
            extra_lines: row.list("extra_lines");
            at: row.at().clone(),
            cells: row.cells(),
        }
    }
}

impl Form {
    /// Returns whether this wording is in force on a day.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.in_force_from.first() <= on && self.in_force_to.is_none_or(|last| last.last() >= on)
    }

    /// Returns the last day on which the form of a period is in time, read from the form's own line on the deadline:
    /// "gửi trước ngày 20 tháng 6" means that the 19th is in time (Thông tư 14/2024/TT-BCT, khoản 3 Điều 3).
    ///
    /// Nothing if the line does not have the words of the circular; then only the line itself can be told.
    pub fn last_day(&self, span: Span) -> Option<NaiveDate> {
        let phrase =
            if span.half { "Báo cáo 6 tháng gửi trước ngày " } else { "Báo cáo năm gửi trước ngày " };
        let (_, rest) = self.deadline_line.split_once(phrase)?;
        let (day, rest) = rest.split_once(" tháng ")?;
        let month: String = rest.chars().take_while(char::is_ascii_digit).collect();
        NaiveDate::from_ymd_opt(span.year, month.parse().ok()?, day.parse().ok()?)?.pred_opt()
    }

    /// Returns the periods that are due on a day or later, until the middle of the next year, the first due first.
    pub fn due_from(&self, today: NaiveDate) -> impl Iterator<Item = (Span, NaiveDate)> {
        let year = today.year();
        let spans = [Span::new(year, true), Span::new(year, false), Span::new(year + 1, true)];
        let due = spans.into_iter().filter_map(|span| Some((span, self.last_day(span)?)));
        due.filter(move |(_, last)| *last >= today)
    }

    /// Returns the period whose last day has passed most recently, and that day.
    pub fn due_before(&self, today: NaiveDate) -> Option<(Span, NaiveDate)> {
        let year = today.year();
        let spans = [Span::new(year, false), Span::new(year, true), Span::new(year - 1, false)];
        let due = spans.into_iter().filter_map(|span| Some((span, self.last_day(span)?)));
        due.into_iter().find(|(_, last)| *last < today)
    }
}

choices! {
    /// What a row of a form is.
    RowKind {
        /// A section head, I to III.
        Head = "head",
        /// A numbered row.
        Main = "row",
        /// A row below another: 15.1.
        Sub = "sub",
    }
}

/// A row of a form.
#[derive(Debug)]
pub struct FormRow {
    /// Which form.
    pub form: FormId,
    /// Its number as printed.
    pub number: String,
    /// Its text as printed.
    pub text: String,
    /// Its unit as printed.
    pub unit: Option<String>,
    /// What it is.
    pub kind: RowKind,
    /// Stock, flow, ratio, …
    pub nature: Option<String>,
    /// The first day of the version of the form to which it belongs; empty for the first.
    pub in_force_from: Option<PartialDate>,
    /// The row.
    pub at: Location,
}

impl Entity for FormRow {
    const TABLE: &'static str = "form_rows";
    const KEY: &'static [&'static str] = &["form", "number", "in_force_from"];
    const IS_CONTINUED: bool = true;
    const COLUMNS: &'static [Column] = &[
        required("form", "Biểu"),
        required("number", "TT"),
        required("text", "Chỉ tiêu"),
        optional("unit", "Đơn vị tính"),
        required("kind", "Loại dòng"),
        optional("nature", "Tính chất"),
        optional("in_force_from", "Hiệu lực từ"),
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        whole! {
            form: row.required("form"),
            number: row.required("number"),
            text: row.required("text"),
            unit: row.optional("unit"),
            kind: row.required("kind"),
            nature: row.optional("nature"),
            in_force_from: row.optional("in_force_from");
            at: row.at().clone(),
        }
    }
}

/// Keeps the rows of the version in force on a day: the last that began by then. A version is whole: what an amended form
/// no longer has is not in its file.
pub(super) fn in_force<T>(
    rows: impl Iterator<Item = T> + Clone,
    from: impl Fn(&T) -> Option<PartialDate>,
    on: NaiveDate,
) -> impl Iterator<Item = T> {
    let first = move |row: &T| from(row).map(PartialDate::first);
    let version = rows.clone().map(|row| first(&row)).filter(|from| from.is_none_or(|from| from <= on)).max().flatten();
    rows.filter(move |row| first(row) == version)
}

impl Catalog {
    /// Returns the rows of a form in force on a day, in the order of the form.
    pub fn rows_of(&self, form: FormId, on: NaiveDate) -> impl Iterator<Item = &FormRow> {
        in_force(self.form_rows.iter().filter(move |row| row.form == form), |row| row.in_force_from, on)
    }
}

choices! {
    /// Whether the report of a period is signed.
    PeriodState {
        /// Not signed.
        Provisional = "provisional",
        /// Signed.
        Signed = "signed",
    }
}

/// A period of which a report is made.
#[derive(Debug)]
pub struct Period {
    /// Which.
    pub span: Span,
    /// Whether its report is signed.
    pub state: PeriodState,
    /// Number of the signed report.
    pub report_number: Option<String>,
    /// Day of signature.
    pub signed_on: Option<PartialDate>,
    /// The row.
    pub at: Location,
}

impl Entity for Period {
    const TABLE: &'static str = "periods";
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Kỳ báo cáo"),
        required("state", "Trạng thái"),
        optional("report_number", "Số báo cáo"),
        optional("signed_on", "Ngày ký").holding(Holds::Fact),
        NOTE,
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        whole! {
            span: span(row, "id"),
            state: row.required("state"),
            report_number: row.optional("report_number"),
            signed_on: row.optional("signed_on");
            at: row.at().clone(),
        }
    }
}

/// Reads a period id.
pub(super) fn span(row: &mut Row<'_>, column: &'static str) -> Result<Span, Reported> {
    let text: String = row.required(column)?;
    Span::parse(&text).ok_or_else(|| {
        let message = say!("`{text}` không phải là kỳ báo cáo", "`{text}` is not a period");
        row.reject(column, Code::BadDate, message, span_help())
    })
}

/// How a period is written.
pub(super) fn span_help() -> Both {
    say!("viết 2026-H1 (6 tháng đầu năm) hoặc 2026 (cả năm)", "write 2026-H1 (first six months) or 2026 (the year)")
}
