//! The domain model: every table read, every reference resolved.
//!
//! Holding a [`Catalog`] proves that each reference in it leads somewhere. Figures that several pages and
//! reports share are computed in [`rollup`] and [`standing`], nowhere else.

/// Makes a row of its cells: each is read before the first that is wrong ends the row, so that every fault of it is told.
/// What stands behind a semicolon cannot be wrong.
macro_rules! whole {
    ($($field:ident: $cell:expr),+ $(; $($plain:ident: $value:expr),+)? $(,)?) => {{
        $(let $field = $cell;)+
        Ok(Self { $($field: $field?,)+ $($($plain: $value,)+)? })
    }};
}

pub mod agency;
pub mod approval;
pub mod attribute;
pub mod basis;
pub mod cluster;
pub mod commune;
pub mod contact;
pub mod fact;
mod facts;
pub mod figure;
pub mod force;
pub mod form;
pub mod guide;
pub mod indicator;
pub mod inspection;
pub mod land;
pub mod law;
pub mod limit;
pub mod milestone;
pub mod narrative;
pub mod outline;
pub mod procedure;
pub mod project;
pub mod province;
pub mod public;
pub mod quality;
pub mod reason;
pub mod receipt;
pub mod redirect;
mod resolve;
pub mod rollup;
pub mod signed;
pub mod standing;
mod style;
pub mod table;
pub mod target;
pub mod waiver;
pub mod word;

use std::collections::BTreeMap;

use crate::files::SourcePath;
pub use crate::parse::Shape;
use crate::place::Location;
use crate::record::{Seal, Told};

pub use resolve::resolve;

use agency::Agency;
use approval::Approval;
use attribute::Attribute;
use basis::Source;
use cluster::Cluster;
use commune::{Commune, District};
use fact::{Distance, Infrastructure, Price};
use figure::{Change, Conflict, Observation, Total};
use form::{Form, FormRow, Period};
use guide::Guide;
use indicator::{FormId, Subject};
use inspection::Inspection;
use land::{Area, Clearance, Plot};
use law::{Document, Duty, Relation};
use limit::Limit;
use milestone::Milestone;
use narrative::Narrative;
use outline::Outline;
use procedure::Procedure;
use project::{Capital, Obstacle, Project};
use province::Province;
use reason::Reason;
use receipt::Receipt;
use redirect::Redirect;
use rollup::Rule;
use signed::Signed;
use table::{Grouped, Ids, Indexed, Key, Table};
use waiver::Waiver;
use word::{Definition, Term, Translation};

/// The ids that rows may refer to.
#[derive(Debug)]
pub struct Names {
    /// Sources.
    pub sources: Ids<Source>,
    /// Agencies.
    pub agencies: Ids<Agency>,
    /// Legal documents.
    pub documents: Ids<Document>,
    /// Former districts.
    pub districts: Ids<District>,
    /// Communes.
    pub communes: Ids<Commune>,
    /// Clusters.
    pub clusters: Ids<Cluster>,
    /// Plots.
    pub plots: Ids<Plot>,
    /// Projects.
    pub projects: Ids<Project>,
    /// Rows of forms, which figures name by form and number.
    pub form_rows: Vec<FormRow>,
    /// Whether every row of the forms could be read; if not, that was reported.
    has_all_form_rows: bool,
}

impl Names {
    /// Returns the row of a form that an indicator names.
    fn form_row(&self, indicator: &indicator::Indicator) -> Option<&FormRow> {
        self.form_rows.iter().find(|row| row.is_of(indicator))
    }

    /// Returns whether a table of subjects is lost, which was reported once.
    fn lacks_subjects(&self) -> bool {
        self.clusters.is_lost() || self.communes.is_lost() || self.projects.is_lost()
    }
}

/// Everything the province's files say.
#[derive(Debug)]
pub struct Catalog {
    /// The site and its province.
    pub province: Province,
    /// Sources.
    pub sources: Table<Source>,
    /// Agencies.
    pub agencies: Table<Agency>,
    /// Legal documents.
    pub documents: Table<Document>,
    /// What documents do to each other.
    pub relations: Vec<Relation>,
    /// Duties of agencies.
    pub duties: Vec<Duty>,
    /// Steps of procedures, each version a row.
    pub procedures: Vec<Procedure>,
    /// Constants of the law.
    pub limits: Vec<Limit>,
    /// Former districts.
    pub districts: Table<District>,
    /// Communes and wards.
    pub communes: Table<Commune>,
    /// Clusters.
    pub clusters: Table<Cluster>,
    /// Areas by cluster.
    pub areas: Grouped<Cluster, Area>,
    /// Acts by cluster.
    pub milestones: Grouped<Cluster, Milestone>,
    /// Steps of clearance by cluster.
    pub clearances: Grouped<Cluster, Clearance>,
    /// Plots by cluster.
    pub plots: Grouped<Cluster, Plot>,
    /// Shapes of clusters and of their plots, by cluster.
    pub outlines: Grouped<Cluster, Outline>,
    /// Infrastructure by cluster.
    pub infrastructure: Grouped<Cluster, Infrastructure>,
    /// Distances by cluster.
    pub distances: Grouped<Cluster, Distance>,
    /// Other things known, by cluster.
    pub attributes: Grouped<Cluster, Attribute>,
    /// Prices by cluster.
    pub prices: Grouped<Cluster, Price>,
    /// Projects by cluster.
    pub projects: Grouped<Cluster, Project>,
    /// Capital, of clusters and of the province.
    pub capital: Indexed<Option<Key<Cluster>>, Capital>,
    /// Obstacles, of clusters and of the province.
    pub obstacles: Vec<Obstacle>,
    /// Inspections.
    pub inspections: Grouped<Cluster, Inspection>,
    /// Reported values.
    pub observations: Indexed<Subject, Observation>,
    /// Totals that others published.
    pub totals: Vec<Total>,
    /// Sources that disagree.
    pub conflicts: Vec<Conflict>,
    /// Periods of reports, oldest first.
    pub periods: Vec<Period>,
    /// Forms.
    pub forms: Vec<Form>,
    /// Their rows.
    pub form_rows: Vec<FormRow>,
    /// How their rows are summed.
    pub rollup: Vec<Rule>,
    /// Definitions.
    pub definitions: Vec<Definition>,
    /// Words of the interface, by key.
    pub terms: BTreeMap<String, Term>,
    /// Words of the data in other languages, by the Vietnamese ones.
    pub translations: BTreeMap<String, Translation>,
    /// Changes told to readers.
    pub changes: Vec<Change>,
    /// Addresses of pages that are no more.
    pub redirects: Vec<Redirect>,
    /// Faults that somebody answers for.
    pub waivers: Vec<Waiver>,
    /// Rows that somebody approved.
    pub approvals: Vec<Approval>,
    /// Files that were received.
    pub receipts: Vec<Receipt>,
    /// What signed reports say.
    pub signed: Vec<Signed>,
    /// Why figures of reports changed as they did.
    pub reasons: Vec<Reason>,
    /// The rows of each table as they are, to be compared with their approvals.
    pub seals: BTreeMap<&'static str, Vec<Seal>>,
    /// Every date that tells of the past, by table.
    pub told: Vec<Told>,
    /// Markdown pages.
    pub guides: Vec<Guide>,
    /// Texts of reports.
    pub narratives: Vec<Narrative>,
    /// Outline of the province.
    pub outline: Vec<Shape>,
    /// Outlines of the former districts.
    pub district_shapes: Vec<Shape>,
    /// The file of each table that was there.
    files: BTreeMap<&'static str, SourcePath>,
}

impl Catalog {
    /// Returns the name of the department without that of its province, which some write behind it.
    pub fn department(&self) -> &str {
        let name = &self.agencies[self.province.agency].name;
        name.strip_suffix(&format!(" tỉnh {}", self.province.name)).unwrap_or(name)
    }

    /// Returns the name of the department with that of its province.
    pub fn office(&self) -> String {
        format!("{} tỉnh {}", self.department(), self.province.name)
    }

    /// Returns the file of a table, whatever its format; of one that is not there, what it would be called.
    pub fn file(&self, table: &str) -> Location {
        let invented = || SourcePath::new(format!("data/{table}.csv"));
        Location::file(&self.files.get(table).cloned().unwrap_or_else(invented))
    }

    /// Returns the wording of a form in force on a day.
    pub fn form(&self, id: FormId, on: chrono::NaiveDate) -> Option<&Form> {
        let held = self.forms.iter().filter(|form| form.form == id && form.holds(on));
        held.max_by_key(|form| form.in_force_from)
    }
}
