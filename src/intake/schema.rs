//! The data-entry workbook as data: its sheets, their columns, and what may stand in each.
//!
//! Officials see Vietnamese headings and the words of the lists, never a code: a cluster is named by its short name, a
//! document by its number. Columns and units are those of the entities in `catalog`, to which a test holds them. Source
//! and grade are not asked for: the file that was received is the source.

mod cluster;
mod contact;
mod field;
mod land;
pub mod list;
mod report;
mod works;

use crate::catalog::agency::Agency;
use crate::catalog::attribute::Attribute;
use crate::catalog::basis::Source;
use crate::catalog::cluster::Cluster;
use crate::catalog::fact::Infrastructure;
use crate::catalog::figure::{Conflict, Observation};
use crate::catalog::land::{Area, Plot};
use crate::catalog::law::Document;
use crate::catalog::milestone::Milestone;
use crate::catalog::project::Project;
use crate::catalog::receipt::Receipt;
use crate::catalog::signed::Signed;
use crate::catalog::table::Entity;
use crate::record::{Column, Need};

/// A sheet of the data-entry workbook, and the table of the data folder that it fills.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its name: "Lô đất".
    pub title: &'static str,
    /// The table: `plots`.
    pub table: &'static str,
    /// What it is for, one sentence.
    pub about: &'static str,
    /// Its columns, from the left.
    pub fields: &'static [Field],
}

/// A column of such a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in the table.
    pub column: &'static str,
    /// Its heading as printed, with the unit in brackets behind it where there is one.
    pub heading: &'static str,
    /// Headings that offices use for the same thing, and those of earlier years.
    pub aliases: &'static [&'static str],
    /// Whether every row must fill it.
    pub need: Need,
    /// What may stand in it.
    pub kind: Kind,
    /// What it means, one sentence.
    pub meaning: &'static str,
    /// A cell as an official would type it.
    pub example: &'static str,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Words.
    Text,
    /// Several, with `;` between.
    Texts,
    /// A number from 0; above `most` it is a slip of unit or comma.
    Number {
        /// Its unit; empty where the row says it.
        unit: &'static str,
        /// The most that is let in.
        most: u32,
    },
    /// A number of things, from 0.
    Whole {
        /// What is counted.
        unit: &'static str,
        /// The most that is let in.
        most: u32,
    },
    /// A share in percent, 0 to 100: 29 means 29 %.
    Percent,
    /// A sum of money, from 0.
    Money {
        /// Its unit in full: tỷ đồng.
        unit: &'static str,
    },
    /// A longitude or latitude, decimal degrees of WGS 84.
    Degrees,
    /// A day.
    Day,
    /// A day, a month, a quarter or a year.
    Date,
    /// Có or không.
    YesNo,
    /// A word of a closed list.
    Choice {
        /// Its family in `data/terms.csv`: "plot" of `plot.vacant`.
        term: &'static str,
        /// The names of the values in the data files.
        values: &'static [&'static str],
    },
    /// A cluster, by its short name.
    Cluster,
    /// Communes by name, with `;` between.
    Communes,
    /// An agency, by its name.
    Agency,
    /// A document, by its number as printed (số, ký hiệu).
    Document,
    /// A reporting period: 6 tháng đầu năm 2026.
    Period,
    /// A row of a form: 02.4 and its words.
    Indicator,
    /// What a reported figure was counted for: a cluster or a project, by name.
    Subject,
    /// A telephone number or an e-mail address of an office.
    Contact,
}

/// The sheets in their order; a sheet names only what stands on one before it, or in the data already.
pub const ENTRIES: &[Entry] = &[
    cluster::CLUSTERS,
    land::AREAS,
    cluster::PROJECTS,
    land::PLOTS,
    report::MILESTONES,
    report::OBSERVATIONS,
    works::INFRASTRUCTURE,
    works::ATTRIBUTES,
    contact::DOCUMENTS,
    contact::AGENCIES,
];

/// A column that a table needs and that no official is asked for, and what the intake writes into it.
#[derive(Debug, Clone, Copy)]
pub struct Filled {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// Where the value comes from.
    pub from: &'static str,
}

/// Every required column of a table above that is not a required field of its sheet.
pub const FILLED: &[Filled] = &[
    filled("clusters", "id", "the id of the cluster of that short name; for a new one made of the short name"),
    filled("clusters", "level", "as it was; a new cluster begins at C, and the office raises it"),
    filled("clusters", "source", "the received file"),
    filled("clusters", "grade", "the grade of a received file"),
    filled("areas", "source", "the received file"),
    filled("areas", "grade", "the grade of a received file"),
    filled("projects", "id", "the id of the project of that name and cluster; for a new one made of both"),
    filled("projects", "source", "the received file"),
    filled("projects", "grade", "the grade of a received file"),
    filled("plots", "id", "the id of the cluster and the code of the plot"),
    filled("milestones", "id", "the id of the row with the same cluster, act and document; else the next number"),
    filled("milestones", "source", "the received file"),
    filled("milestones", "grade", "the grade of a received file"),
    filled("observations", "unit", "the unit of the row of the form, with which a typed one is compared"),
    filled("observations", "state", "reported, or missing where the result is empty; revised over an earlier value"),
    filled("infrastructure", "source", "the received file"),
    filled("infrastructure", "grade", "the grade of a received file"),
    filled("attributes", "source", "the received file"),
    filled("attributes", "grade", "the grade of a received file"),
    filled("documents", "id", "kind, number, year and issuer"),
    filled("documents", "seen", "secondary, until somebody of the office has read the document itself"),
    filled("documents", "checked_on", "the day on which the file was received"),
    filled("documents", "grade", "the grade of a received file"),
    filled("agencies", "id", "the id of the agency of that name; a new agency is entered by the office"),
    filled("agencies", "short", "as it was"),
    filled("agencies", "level", "as it was"),
];

/// The tables that are filled, each with what tells its rows apart and its columns.
type Shape = (&'static str, &'static [&'static str], &'static [Column]);

fn shapes() -> [Shape; 14] {
    [
        (Cluster::TABLE, Cluster::KEY, Cluster::COLUMNS),
        (Area::TABLE, Area::KEY, Area::COLUMNS),
        (Project::TABLE, Project::KEY, Project::COLUMNS),
        (Plot::TABLE, Plot::KEY, Plot::COLUMNS),
        (Milestone::TABLE, Milestone::KEY, Milestone::COLUMNS),
        (Observation::TABLE, Observation::KEY, Observation::COLUMNS),
        (Infrastructure::TABLE, Infrastructure::KEY, Infrastructure::COLUMNS),
        (Attribute::TABLE, Attribute::KEY, Attribute::COLUMNS),
        (Document::TABLE, Document::KEY, Document::COLUMNS),
        (Agency::TABLE, Agency::KEY, Agency::COLUMNS),
        (Source::TABLE, Source::KEY, Source::COLUMNS),
        (Receipt::TABLE, Receipt::KEY, Receipt::COLUMNS),
        (Conflict::TABLE, Conflict::KEY, Conflict::COLUMNS),
        (Signed::TABLE, Signed::KEY, Signed::COLUMNS),
    ]
}

/// Returns the columns that tell the rows of a table apart.
pub(super) fn key(table: &str) -> &'static [&'static str] {
    shapes().into_iter().find(|(name, ..)| *name == table).map_or(&[], |(_, key, _)| key)
}

/// Returns every column of a table.
pub(super) fn columns(table: &str) -> &'static [Column] {
    shapes().into_iter().find(|(name, ..)| *name == table).map_or(&[], |(.., columns)| columns)
}

const fn filled(table: &'static str, column: &'static str, from: &'static str) -> Filled {
    Filled { table, column, from }
}

impl Entry {
    /// Returns the field that fills a column of the table.
    pub fn field(&self, column: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.column == column)
    }
}

impl Field {
    /// Returns the heading without its unit: "Diện tích" of "Diện tích (m²)".
    pub fn name(&self) -> &'static str {
        match self.kind.unit() {
            "" => self.heading,
            unit => {
                let bare = self.heading.strip_suffix(')').and_then(|heading| heading.strip_suffix(unit));
                bare.and_then(|heading| heading.strip_suffix(" (")).unwrap_or(self.heading)
            }
        }
    }
}

impl Kind {
    /// Returns whether the cells are words that may stand for several rows, when they are merged.
    pub fn is_label(self) -> bool {
        !self.is_number() && !matches!(self, Self::Day | Self::Date)
    }

    /// Returns whether the cells are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number { .. } | Self::Whole { .. } | Self::Percent | Self::Money { .. } | Self::Degrees)
    }

    /// Returns whether a cell names something that the data or a list know.
    pub fn is_looked_up(self) -> bool {
        self.is_label() && !matches!(self, Self::Text | Self::Texts | Self::Contact)
    }

    /// Returns the unit that stands in the heading, or nothing.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Number { unit, .. } | Self::Whole { unit, .. } | Self::Money { unit } => unit,
            Self::Percent => "%",
            Self::Degrees => "độ",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests;
