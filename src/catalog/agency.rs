//! Agencies of 2009 and of today, and what became of each.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::choices;
use crate::diagnostic::Reported;
use crate::record::{Column, Holds, Id, Row, optional, required};
use crate::text::PartialDate;

use super::basis::{Basis, GRADE_OPTIONAL, NOTE, SOURCE_OPTIONAL, optional_url};
use super::contact;
use super::table::{Entity, Key};
use super::{Catalog, Names};

choices! {
    /// Where an agency stands.
    AgencyLevel {
        /// A ministry or national body.
        Central = "central",
        /// The provincial People's Committee.
        Province = "province",
        /// A department of the province.
        Department = "department",
        /// A management board or centre.
        Board = "board",
        /// District level, until 30/6/2025.
        District = "district",
        /// Commune level.
        Commune = "commune",
        /// The developer of infrastructure.
        Developer = "developer",
        /// A firm that leases land in a cluster.
        Tenant = "tenant",
    }
}

/// A public body, or a party that the law gives duties to.
#[derive(Debug)]
pub struct Agency {
    /// Its id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short: String,
    /// Where it stands.
    pub level: AgencyLevel,
    /// First day under this name.
    pub since: Option<PartialDate>,
    /// Last day.
    pub until: Option<PartialDate>,
    /// What it became.
    pub successors: Vec<Key<Agency>>,
    /// What it does for clusters, in one sentence.
    pub role: Option<String>,
    /// Office telephone.
    pub phone: Option<String>,
    /// Official e-mail.
    pub email: Option<String>,
    /// Office.
    pub address: Option<String>,
    /// Web address.
    pub website: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Entity for Agency {
    const TABLE: &'static str = "agencies";
    const KEY: &'static [&'static str] = &["id"];
    const COLUMNS: &'static [Column] = &[
        required("id", "Mã cơ quan"),
        required("name", "Tên"),
        required("short", "Tên ngắn"),
        required("level", "Cấp"),
        optional("since", "Từ ngày").holding(Holds::Past),
        optional("until", "Đến ngày"),
        optional("successors", "Cơ quan kế tục"),
        optional("role", "Việc về cụm công nghiệp"),
        optional("phone", "Điện thoại").holding(Holds::Phone),
        optional("email", "Thư điện tử").holding(Holds::Email),
        optional("address", "Địa chỉ"),
        optional("website", "Trang thông tin"),
        SOURCE_OPTIONAL,
        GRADE_OPTIONAL,
        NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        whole! {
            id: row.required::<Id<Self>>("id").map(|id| id.as_str().to_owned()),
            name: row.required("name"),
            short: row.required("short"),
            level: row.required("level"),
            since: row.optional("since"),
            until: row.optional("until"),
            successors: names.agencies.list(row, "successors"),
            role: row.optional("role"),
            phone: contact::phone(row, "phone"),
            email: contact::email(row, "email"),
            address: row.optional("address"),
            website: optional_url(row, "website"),
            basis: Basis::read(row, names),
        }
    }
}

impl Agency {
    /// Returns whether the agency exists on a day.
    pub fn is_live(&self, on: NaiveDate) -> bool {
        self.until.is_none_or(|last| last.last() >= on)
    }
}

impl Catalog {
    /// Returns the agencies that stand in the place of this one on a day, through every succession.
    ///
    /// A body that exists is its own successor, and so is one of which no successor is known.
    pub fn successors_of(&self, agency: Key<Agency>, on: NaiveDate) -> Vec<Key<Agency>> {
        let (mut living, mut seen) = (Vec::new(), BTreeSet::from([agency]));
        let mut waiting = vec![agency];
        while let Some(key) = waiting.pop() {
            let body = &self.agencies[key];
            if body.is_live(on) || body.successors.is_empty() {
                living.push(key);
            } else {
                // What was seen is not followed again: `check` reports a circle, this walk only has to end.
                waiting.extend(body.successors.iter().rev().filter(|next| seen.insert(**next)));
            }
        }
        living
    }
}
