//! Notes in the register of received files who answers for them.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::receipt::Receipt;
use crate::place::Location;
use crate::record::nearest;
use crate::say;
use crate::text::Both;

use super::{Change, Said};

/// Returns what confirming files changes in their register, for each what was confirmed.
///
/// # Errors
/// An id that no received file has.
pub fn confirm(catalog: &Catalog, ids: &[String], by: &str, on: NaiveDate) -> Result<Vec<(Change, String)>, Both> {
    let found = ids.iter().map(|id| {
        let receipt = catalog.receipts.iter().find(|receipt| receipt.id == *id).ok_or_else(|| unknown(catalog, id))?;
        Ok((confirmed(receipt, by, on), format!("{id}: {}", receipt.what)))
    });
    found.collect()
}

fn confirmed(receipt: &Receipt, by: &str, on: NaiveDate) -> Change {
    let at: Location = receipt.cells.at("state");
    let said = |column, old: &str, new: &str| Said { column, old: old.to_owned(), new: new.to_owned(), at: at.clone() };
    let cells = vec![
        said("state", receipt.state.name(), "confirmed"),
        said("by", receipt.by.as_deref().unwrap_or_default(), by),
        said("confirmed_on", "", &on.to_string()),
    ];
    Change { table: "receipts", record: receipt.id.clone(), at: at.clone(), is_new: false, cells }
}

fn unknown(catalog: &Catalog, id: &str) -> Both {
    match nearest(id, catalog.receipts.iter().map(|receipt| receipt.id.as_str())) {
        Some(near) => say!(
            "chưa nhận tệp nào có mã `{id}`; có phải là `{near}`?",
            "no received file has the id `{id}`; did you mean `{near}`?"
        ),
        None => say!("chưa nhận tệp nào có mã `{id}`", "no received file has the id `{id}`"),
    }
}
