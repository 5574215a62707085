//! Rows that somebody has approved: tables that say what the law says are compared with it once, by a person.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::Reported;
use crate::place::Cells;
use crate::record::{Column, Holds, Need, Row, nearest, optional, required};
use crate::say;
use crate::text::Both;

use super::table::Entity;
use super::{Catalog, Names};

/// A row as somebody approved it.
#[derive(Debug)]
pub struct Approval {
    /// The table.
    pub table: String,
    /// The row's name in it.
    pub record: String,
    /// The digest of what was approved.
    pub digest: String,
    /// Who approved it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// The row.
    pub cells: Cells,
}

impl Entity for Approval {
    const TABLE: &'static str = "approvals";
    const NEED: Need = Need::Optional;
    const KEY: &'static [&'static str] = &["table", "record"];
    const COLUMNS: &'static [Column] = &[
        required("table", "Bảng"),
        optional("record", "Dòng"),
        required("digest", "Mã băm"),
        required("by", "Người duyệt"),
        required("on", "Ngày duyệt").holding(Holds::Past),
    ];

    fn read(row: &mut Row<'_>, _: &Names) -> Result<Self, Reported> {
        let table = row.required("table");
        let record = row.optional("record");
        let digest = row.required("digest");
        let by = row.required("by");
        let on = row.required("on");
        Ok(Self {
            table: table?,
            record: record?.unwrap_or_default(),
            digest: digest?,
            by: by?,
            on: on?,
            cells: row.cells(),
        })
    }
}

/// The register after somebody approved tables.
#[derive(Debug)]
pub struct Register {
    /// The text of `approvals.csv`.
    pub csv: Vec<u8>,
    /// The rows that were not approved as they are before: `duties: nd32-26`.
    pub fresh: Vec<String>,
}

/// Returns the register after somebody approved tables as they are; whoever approved a row that has not
/// changed since remains its approver.
///
/// # Errors
/// A name that is no table of the data folder.
pub fn register(catalog: &Catalog, tables: &[String], by: &str, on: NaiveDate) -> Result<Register, Both> {
    let file = catalog.file(Approval::TABLE).file;
    if !file.as_str().ends_with(".csv") {
        return Err(say!(
            "sổ duyệt đang là {file}; chương trình chỉ ghi approvals.csv: lưu lại thành CSV rồi xóa tệp cũ",
            "the register is {file}; only approvals.csv is written: save it as CSV and remove that file"
        ));
    }
    let mut fresh = Vec::new();
    let mut lines = BTreeMap::new();
    for old in &catalog.approvals {
        let place = (old.table.as_str(), old.record.as_str());
        if !tables.contains(&old.table) {
            lines.insert(place, [old.digest.clone(), old.by.clone(), old.on.to_string()]);
        }
    }
    for table in tables {
        let was_approved = catalog.approvals.iter().any(|old| old.table == *table);
        let seals = catalog.seals.get(table.as_str()).filter(|seals| was_approved || !seals.is_empty());
        for seal in seals.ok_or_else(|| no_table(catalog, table))? {
            let place = (table.as_str(), &*seal.record);
            let same =
                |old: &&Approval| (old.table.as_str(), old.record.as_str()) == place && old.digest == seal.digest;
            let earlier = catalog.approvals.iter().find(same);
            fresh.extend(earlier.is_none().then(|| format!("{table}: {}", seal.record)));
            let (by, on) = earlier.map_or((by, on), |old| (old.by.as_str(), old.on));
            lines.insert(place, [seal.digest.clone(), by.to_owned(), on.to_string()]);
        }
    }
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header = Approval::COLUMNS.iter().map(|column| column.name);
    csv.write_record(header).expect("memory takes every line");
    for ((table, record), [digest, by, on]) in lines {
        csv.write_record([table, record, &digest, &by, &on]).expect("memory takes every line");
    }
    Ok(Register { csv: csv.into_inner().expect("memory takes every line"), fresh })
}

fn no_table(catalog: &Catalog, name: &str) -> Both {
    let filled = catalog.seals.iter().filter(|(_, seals)| !seals.is_empty()).map(|(table, _)| *table);
    match nearest(name, filled) {
        Some(near) => say!(
            "không có bảng nào tên `{name}` có dòng để duyệt; có phải là `{near}`?",
            "no table `{name}` has rows to approve; did you mean `{near}`?"
        ),
        None => say!("không có bảng nào tên `{name}` có dòng để duyệt", "no table `{name}` has rows to approve"),
    }
}
