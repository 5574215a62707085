//! What a reported figure is about: the row of a form, and who or what it was counted for.

use std::fmt;

use crate::choices;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::record::{Row, nearest};
use crate::say;

use super::cluster::Cluster;
use super::commune::Commune;
use super::form::FormRow;
use super::project::Project;
use super::table::Key;
use super::{Catalog, Names};

choices! {
    /// A form of Thông tư 14/2024/TT-BCT, Phụ lục I.
    FormId {
        /// Reported by each project in a cluster.
        Project = "bieu-01",
        /// Reported by the developer of each cluster.
        Developer = "bieu-02",
        /// Reported by each commune.
        Commune = "bieu-03",
        /// Reported by the province.
        Province = "bieu-04",
    }
}

impl FormId {
    /// Returns the number as indicators and headings have it: `04`.
    pub fn number(self) -> &'static str {
        match self {
            Self::Project => "01",
            Self::Developer => "02",
            Self::Commune => "03",
            Self::Province => "04",
        }
    }
}

/// A row of a form that has a figure: `04.15.1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Indicator {
    /// The form.
    pub form: FormId,
    /// The number of the row as printed: `15.1`.
    pub row: String,
}

impl Indicator {
    /// Returns whether the figure counts up to the date, and falls only for a reason: established, approved, paid.
    pub fn is_cumulative(&self) -> bool {
        const OF_SUMMARY: &[&str] = &[
            "3", "4", "7", "8", "9", "10", "11", "12", "13", "14", "15", "15.1", "16", "16.1", "17", "18", "26", "27",
        ];
        // Capital paid, land with infrastructure, land leased, the treatment plant.
        const OF_DEVELOPER: &[&str] = &["2", "3", "4", "13", "14"];
        match self.form {
            FormId::Developer => OF_DEVELOPER.contains(&self.row.as_str()),
            FormId::Commune | FormId::Province => OF_SUMMARY.contains(&self.row.as_str()),
            FormId::Project => false,
        }
    }

    /// Returns whether it is this row of this form.
    pub fn is(&self, form: FormId, row: &str) -> bool {
        self.form == form && self.row == row
    }

    /// Reads `04.15.1`; whether a form has the row is another question.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (number, row) = text.split_once('.')?;
        let form = FormId::ALL.iter().find(|form| form.number() == number)?;
        Some(Self { form: *form, row: row.to_owned() })
    }

    /// Reads a cell that names a row of a form and must be filled.
    pub(super) fn required(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let text: String = row.required("indicator")?;
        let known = |indicator: &Self| names.form_rows.iter().any(|row| row.is_of(indicator));
        match (Self::parse(&text).filter(known), row.diagnostics.gate()) {
            (Some(indicator), _) => Ok(indicator),
            (None, Err(reported)) if !names.has_all_form_rows => Err(reported),
            (None, _) => {
                let message = say!("không biểu nào có dòng `{text}`", "no form has a row `{text}`");
                let padded = Self::parse(&format!("0{text}")).filter(known);
                let help = match padded {
                    Some(meant) => say!(
                        "có phải là {meant}? Excel bỏ số 0 ở đầu: định dạng cột là văn bản rồi gõ lại",
                        "did you mean {meant}? Excel drops the zero: format the column as text and type it again"
                    ),
                    None => say!("viết số biểu, chấm, số dòng, ví dụ 02.4", "write form, dot, row, such as 02.4"),
                };
                Err(row.reject("indicator", Code::UnknownReference, message, help))
            }
        }
    }

    /// Reads a cell that names a row of a form and may be empty.
    pub(super) fn optional(row: &mut Row<'_>, names: &Names) -> Result<Option<Self>, Reported> {
        if row.is_empty("indicator") { Ok(None) } else { Self::required(row, names).map(Some) }
    }
}

impl fmt::Display for Indicator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.form.number(), self.row)
    }
}

impl FormRow {
    /// Returns whether the indicator is this row; a heading of the form has no figure.
    pub(super) fn is_of(&self, indicator: &Indicator) -> bool {
        self.unit.is_some() && indicator.is(self.form, &self.number)
    }

    /// Returns whether figures of the row may be added up: means and ratios may not.
    pub(super) fn can_be_summed(&self) -> bool {
        !self.nature.as_deref().is_some_and(|nature| ["mean", "ratio"].contains(&nature))
    }
}

/// Whom a figure was counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The province.
    Province,
    /// A cluster.
    Cluster(Key<Cluster>),
    /// A commune.
    Commune(Key<Commune>),
    /// A project.
    Project(Key<Project>),
}

impl Subject {
    /// Returns the form that reports on such a subject (Thông tư 14/2024/TT-BCT Điều 3).
    pub fn form(self) -> FormId {
        match self {
            Self::Project(_) => FormId::Project,
            Self::Cluster(_) => FormId::Developer,
            Self::Commune(_) => FormId::Commune,
            Self::Province => FormId::Province,
        }
    }

    /// Reads `province`, or the id of a cluster, commune or project.
    pub(super) fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let id: String = row.required("subject")?;
        match id.as_str() {
            "province" => Ok(Self::Province),
            id if names.clusters.has(id) => names.clusters.required(row, "subject").map(Self::Cluster),
            id if names.communes.has(id) => names.communes.required(row, "subject").map(Self::Commune),
            id if names.projects.has(id) => names.projects.required(row, "subject").map(Self::Project),
            id => match row.diagnostics.gate() {
                Err(reported) if names.lacks_subjects() => Err(reported),
                _ => Err(row.diagnostics.reject(unknown(id, row, names))),
            },
        }
    }
}

fn unknown(id: &str, row: &Row<'_>, names: &Names) -> Diagnostic {
    let at = row.place("subject").clone().with_field("subject");
    let message = say!(
        "`{id}` không phải là cụm, xã, dự án hay `province`",
        "`{id}` is no cluster, commune, project, nor `province`"
    );
    let ids = names.clusters.iter().chain(names.communes.iter()).chain(names.projects.iter()).chain(["province"]);
    let fault = Diagnostic::new(Code::UnknownReference, &at, message).found(id);
    match nearest(id, ids) {
        Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
        None => fault.help(say!(
            "ghi mã ở bảng clusters, communes hoặc projects, hoặc `province` nếu là số của cả tỉnh",
            "give an id of table clusters, communes or projects, or `province` for a figure of the whole province"
        )),
    }
}

impl Catalog {
    /// Returns the row of a form that an indicator names.
    pub fn form_row(&self, indicator: &Indicator) -> Option<&FormRow> {
        self.form_rows.iter().find(|row| row.is_of(indicator))
    }

    /// Returns the id of a subject as the data files have it.
    pub fn subject_id(&self, subject: Subject) -> &str {
        match subject {
            Subject::Province => "province",
            Subject::Cluster(key) => &self.clusters[key].id,
            Subject::Commune(key) => &self.communes[key].code,
            Subject::Project(key) => {
                self.projects.iter().find(|project| project.key == key).map_or("", |project| &project.id)
            }
        }
    }
}
