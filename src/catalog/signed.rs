//! What the signed report of a period says, row by row: it stays, whatever is corrected later.

use chrono::NaiveDate;

use crate::diagnostic::Reported;
use crate::place::Cells;
use crate::record::{Column, Holds, Need, Row, optional, required};
use crate::say;
use crate::text::{Amount, Both};

use super::form::{PeriodState, Span, span};
use super::indicator::Indicator;
use super::table::Entity;
use super::{Catalog, Names};

/// A row of Biểu số 04 as it was signed.
#[derive(Debug)]
pub struct Signed {
    /// The period.
    pub period: Span,
    /// The row.
    pub indicator: Indicator,
    /// Its result; nothing where the report had none.
    pub value: Option<Amount>,
    /// Whether the public was not told, because the result would tell of a single firm.
    pub is_withheld: bool,
    /// What stood in the column "Ghi chú".
    pub remark: Option<String>,
    /// Who kept it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Signed {
    const TABLE: &'static str = "signed";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["period", "indicator"];
    const COLUMNS: &'static [Column] = &[
        required("period", "Kỳ"),
        required("indicator", "Chỉ tiêu"),
        optional("value", "Giá trị đã ký"),
        optional("withheld", "Không công bố"),
        optional("remark", "Ghi chú đã ký"),
        required("by", "Người chốt số"),
        required("on", "Ngày chốt").holding(Holds::Past),
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let period = span(row, "period");
        let indicator = Indicator::required(row, names);
        let value = row.optional("value");
        let withheld = row.optional("withheld");
        let remark = row.optional("remark");
        let by = row.required("by");
        let on = row.required("on");
        Ok(Self {
            period: period?,
            indicator: indicator?,
            value: value?,
            is_withheld: withheld?.unwrap_or(false),
            remark: remark?,
            by: by?,
            on: on?,
            cells: row.cells(),
        })
    }
}

impl Catalog {
    /// Returns the period of that id if its report is signed and its figures were not kept yet.
    ///
    /// # Errors
    /// No such period; a report that is not signed; figures that were kept, which nobody changes any more.
    pub fn signed_span(&self, id: &str) -> Result<Span, Both> {
        let period = self
            .periods
            .iter()
            .find(|period| period.span.id() == id)
            .ok_or_else(|| say!("bảng kỳ báo cáo chưa có kỳ {id}", "table periods has no period {id}"))?;
        if period.state != PeriodState::Signed {
            return Err(say!(
                "báo cáo kỳ {id} chưa ký: ghi state là signed, số báo cáo và ngày ký vào bảng periods rồi chạy lại",
                "the report of {id} is not signed: give state signed, its number and day in table periods first"
            ));
        }
        match self.signed.iter().find(|kept| kept.period == period.span) {
            Some(kept) => {
                let (by, on) = (&kept.by, kept.on);
                Err(say!(
                    "số của kỳ {id} đã chốt ngày {on} ({by}) và không đổi nữa; số sửa về sau tự hiện là số sửa đổi",
                    "the figures of {id} were kept on {on} by {by} and stay; later corrections show as revisions";
                    on = on
                ))
            }
            None => Ok(period.span),
        }
    }
}
