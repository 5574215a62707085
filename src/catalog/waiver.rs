//! Faults that somebody answers for: by name, with a reason and a last day.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Reported, Waived};
use crate::place::{Cells, Located};
use crate::record::{Cell, Column, Need, Raw, Row, nearest, optional, required};
use crate::say;
use crate::text::number::NumberStyle;

use super::Names;
use super::table::Entity;

/// A known fault that may stay for a while.
#[derive(Debug)]
pub struct Waiver {
    /// What kind of fault.
    pub code: Code,
    /// The input file: `data/areas.csv`; or one that is sent again and again, by its name: `bieu-02.xlsx`.
    pub file: String,
    /// The record within the file, as messages in JSON name it, or the cell of a workbook: `Biểu 02!D10`; the whole file
    /// when not said.
    pub record: Option<String>,
    /// What stays, and for how long.
    pub waived: Waived,
    /// The row.
    pub cells: Cells,
}

impl Cell for Code {
    fn read(raw: &Located<Raw>, style: NumberStyle) -> Result<Self, Diagnostic> {
        let name = String::read(raw, style)?;
        Code::from_name(&name).ok_or_else(|| {
            let message = say!("không có mã lỗi `{name}`", "there is no code `{name}`");
            let fault = Diagnostic::new(Code::BadWaiver, &raw.at, message).found(&name);
            match nearest(&name, Code::ALL.iter().map(|code| code.name())) {
                Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
                None => fault.help(say!(
                    "chép mã trong ngoặc vuông của thông báo; `ccn explain` liệt kê tất cả",
                    "copy the code in brackets from the message; `ccn explain` lists all"
                )),
            }
        })
    }
}

impl Entity for Waiver {
    const TABLE: &'static str = "waivers";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["code", "file", "record"];
    const COLUMNS: &'static [Column] = &[
        required("code", "Mã lỗi"),
        required("file", "Tệp"),
        optional("record", "Dòng"),
        required("reason", "Lý do"),
        required("by", "Người chịu trách nhiệm"),
        required("until", "Đến hết ngày"),
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        let code = row.required("code");
        let file = row.required("file");
        let record = row.optional("record");
        let reason = row.required("reason");
        let by = row.required("by");
        let until: Result<NaiveDate, _> = row.required("until");
        Ok(Self {
            code: code?,
            file: file?,
            record: record?,
            waived: Waived { by: by?, reason: reason?, until: until? },
            cells: row.cells(),
        })
    }
}

impl Waiver {
    /// Returns whether this is about a fault.
    pub fn covers(&self, fault: &Diagnostic) -> bool {
        let file = fault.at.file.as_str() == self.file;
        let (sheet, cell) = fault.at.cell_names();
        let is_there = |record: &str| fault.at.record.as_deref() == Some(record) || record == format!("{sheet}!{cell}");
        fault.code == self.code && file && self.record.as_deref().is_none_or(is_there)
    }

    /// Returns whether this is about a file that offices send, which is met when it is taken in and not before.
    pub fn is_of_received(&self) -> bool {
        !self.file.contains('/')
    }
}
