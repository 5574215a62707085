//! Rows of one table that say the same thing.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Bound;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;

/// Reports rows that agree in every column of their key: the same thing said twice, or two things under one name.
pub fn check(rows: &[Bound], faults: &mut Diagnostics) {
    let mut first: BTreeMap<&str, &Bound> = BTreeMap::new();
    for row in rows {
        if faults.is_full() {
            break;
        }
        let Some(name) = &row.at.record else { continue };
        match first.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(row);
            }
            Entry::Occupied(entry) => faults.add(duplicate_row(name, row, entry.get())),
        }
    }
}

fn duplicate_row(name: &str, row: &Bound, first: &Bound) -> Diagnostic {
    let columns = row.differs_in(first).join(", ");
    let note = say!("dòng thứ nhất", "the first row");
    let fault = |message| Diagnostic::new(Code::DuplicateRow, &row.at, message).note(&first.at, note);
    if columns.is_empty() {
        return fault(say!("dòng này giống hệt một dòng ở trên", "this row repeats a row above"))
            .help(say!("xóa một trong hai dòng", "remove one of the two rows"));
    }
    let message = say!(
        "dòng này cùng khóa `{name}` với một dòng ở trên nhưng khác ở cột {columns}",
        "this row has the key `{name}` of a row above and differs in {columns}"
    );
    fault(message).help(say!(
        "giữ dòng đúng; cả hai đều đúng thì sửa ngày, nguồn hoặc tên để phân biệt",
        "keep the right one; if both are right tell them apart by date, source or name"
    ))
}
