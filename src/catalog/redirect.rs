//! Addresses of pages that are no more, and where each page is now.

use chrono::NaiveDate;

use crate::diagnostic::Reported;
use crate::place::{Cells, Location};
use crate::record::{Column, Need, Row, required};

use super::Names;
use super::table::Entity;

/// An address below the site that was published once: links and printed sheets out there still name it.
#[derive(Debug)]
pub struct Redirect {
    /// The old address below the site, `vi/ccn/ten-cu/`.
    pub old: String,
    /// The address of the same page today.
    pub new: String,
    /// Since when.
    pub since: NaiveDate,
    /// Why, in words.
    pub reason: String,
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Redirect {
    const TABLE: &'static str = "redirects";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["old"];
    const COLUMNS: &'static [Column] = &[
        required("old", "Địa chỉ cũ"),
        required("new", "Địa chỉ mới"),
        required("since", "Từ ngày"),
        required("reason", "Lý do"),
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        whole! {
            old: row.required("old"),
            new: row.required("new"),
            since: row.required("since"),
            reason: row.required("reason");
            at: row.at().clone(),
            cells: row.cells(),
        }
    }
}
