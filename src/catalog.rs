//! The domain model: every table read, every reference resolved.
//!
//! Holding a [`Catalog`] proves that each reference in it leads somewhere. Figures that several pages and
//! reports share are computed in [`form_04`] and [`standing`], nowhere else.

pub mod agency;
pub mod basis;
pub mod cluster;
pub mod commune;
pub mod fact;
pub mod figure;
pub mod force;
pub mod form;
pub mod form_04;
pub mod guide;
pub mod indicator;
pub mod land;
pub mod law;
pub mod limit;
pub mod milestone;
pub mod project;
pub mod province;
pub mod public;
pub mod standing;
pub mod table;
pub mod target;
pub mod waiver;
pub mod word;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::parse::{Records, Shape};
use crate::place::Location;
use crate::record::{Raw, nearest};
use crate::say;

use agency::Agency;
use basis::Source;
use cluster::Cluster;
use commune::{Commune, District};
use fact::{Distance, Infrastructure, Price};
use figure::{Change, Conflict, Observation, Total};
use form::{Form, FormRow, Period};
use guide::Guide;
use indicator::FormId;
use land::{Area, Clearance, Plot};
use law::{Document, Duty, Relation};
use limit::Limit;
use milestone::Milestone;
use project::{Capital, Obstacle, Project};
use province::Province;
use table::{Entity, Grouped, Ids, Key, Pending, Styles, Table, open};
use waiver::Waiver;
use word::{Definition, Term};

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
    /// Projects.
    pub projects: Ids<Project>,
    /// Rows of forms, which figures name by form and number.
    pub form_rows: Vec<FormRow>,
    /// Whether every row of the forms could be read; if not, that was reported.
    has_all_form_rows: bool,
}

impl Names {
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
    /// Infrastructure by cluster.
    pub infrastructure: Grouped<Cluster, Infrastructure>,
    /// Distances by cluster.
    pub distances: Grouped<Cluster, Distance>,
    /// Prices by cluster.
    pub prices: Grouped<Cluster, Price>,
    /// Projects by cluster.
    pub projects: Grouped<Cluster, Project>,
    /// Capital, of clusters and of the province.
    pub capital: Vec<Capital>,
    /// Obstacles, of clusters and of the province.
    pub obstacles: Vec<Obstacle>,
    /// Reported values.
    pub observations: Vec<Observation>,
    /// Totals that others published.
    pub totals: Vec<Total>,
    /// Sources that disagree.
    pub conflicts: Vec<Conflict>,
    /// Periods of reports.
    pub periods: Vec<Period>,
    /// Forms.
    pub forms: Vec<Form>,
    /// Their rows.
    pub form_rows: Vec<FormRow>,
    /// Definitions.
    pub definitions: Vec<Definition>,
    /// Words of the interface, by key.
    pub terms: BTreeMap<String, Term>,
    /// Changes told to readers.
    pub changes: Vec<Change>,
    /// Faults that somebody answers for.
    pub waivers: Vec<Waiver>,
    /// Markdown pages.
    pub guides: Vec<Guide>,
    /// Outline of the province.
    pub outline: Vec<Shape>,
    /// Outlines of the former districts.
    pub district_shapes: Vec<Shape>,
}

/// Reads every table and resolves every reference.
pub fn resolve(mut records: Records, diagnostics: &mut Diagnostics) -> Result<Catalog, Reported> {
    let styles = styles(&records);
    let (pending, mut names) = open_all(&mut records, &styles, diagnostics);
    let all = pending.get(FormRow::TABLE).map_or(0, Pending::len);
    names.form_rows = Reader { waiting: &pending, names: &names, faults: diagnostics }.rows();
    names.has_all_form_rows = all > 0 && names.form_rows.len() == all;
    check_leftovers(&records, &pending, diagnostics);
    let guides = std::mem::take(&mut records.documents);
    let guides = guides.into_iter().filter_map(|guide| guide::read(guide, &names, diagnostics)).collect();
    let draft = read_all(&pending, &names, records, guides, diagnostics);
    diagnostics.gate()?;
    match draft {
        Some(catalog) => Ok(Catalog { form_rows: names.form_rows, ..catalog }),
        None => Err(diagnostics.reject(no_site())),
    }
}

/// Tables that are opened but not read, by name.
type Waiting = BTreeMap<&'static str, Pending>;

fn open_all(records: &mut Records, styles: &Styles, faults: &mut Diagnostics) -> (Waiting, Names) {
    let mut waiting = Waiting::new();
    macro_rules! keyed {
        ($entity:ty) => {{
            let (pending, ids) = open::<$entity>(records, styles, faults);
            waiting.insert(<$entity>::TABLE, pending);
            ids
        }};
    }
    let names = Names {
        sources: keyed!(Source),
        agencies: keyed!(Agency),
        documents: keyed!(Document),
        districts: keyed!(District),
        communes: keyed!(Commune),
        clusters: keyed!(Cluster),
        projects: keyed!(Project),
        form_rows: Vec::new(),
        has_all_form_rows: false,
    };
    macro_rules! plain {
        ($($entity:ty),* $(,)?) => {
            $(waiting.insert(<$entity>::TABLE, open::<$entity>(records, styles, faults).0);)*
        };
    }
    plain!(
        Province,
        Relation,
        Duty,
        Limit,
        Area,
        Milestone,
        Clearance,
        Plot,
        Infrastructure,
        Distance,
        Price,
        Capital,
        Obstacle,
        Observation,
        Total,
        Conflict,
        Period,
        Form,
        FormRow,
        Definition,
        Term,
        Change,
        Waiver,
    );
    (waiting, names)
}

fn read_all(
    waiting: &Waiting,
    names: &Names,
    mut records: Records,
    guides: Vec<Guide>,
    faults: &mut Diagnostics,
) -> Option<Catalog> {
    let mut reader = Reader { waiting, names, faults };
    let terms: Vec<Term> = reader.rows();
    let provinces: Vec<Province> = reader.rows();
    Some(Catalog {
        sources: Table::new(reader.rows()),
        agencies: Table::new(reader.rows()),
        documents: Table::new(reader.rows()),
        relations: reader.rows(),
        duties: reader.rows(),
        limits: reader.rows(),
        districts: Table::new(reader.rows()),
        communes: Table::new(reader.rows()),
        clusters: Table::new(reader.rows()),
        areas: reader.grouped(|area: &Area| area.cluster),
        milestones: reader.grouped(|milestone: &Milestone| milestone.cluster),
        clearances: reader.grouped(|clearance: &Clearance| clearance.cluster),
        plots: reader.grouped(|plot: &Plot| plot.cluster),
        infrastructure: reader.grouped(|work: &Infrastructure| work.cluster),
        distances: reader.grouped(|distance: &Distance| distance.cluster),
        prices: reader.grouped(|price: &Price| price.cluster),
        projects: reader.grouped(|project: &Project| project.cluster),
        capital: reader.rows(),
        obstacles: reader.rows(),
        observations: reader.rows(),
        totals: reader.rows(),
        conflicts: reader.rows(),
        periods: reader.rows(),
        forms: reader.rows(),
        form_rows: Vec::new(),
        definitions: reader.rows(),
        terms: terms.into_iter().map(|term| (term.key.clone(), term)).collect(),
        changes: reader.rows(),
        waivers: reader.rows(),
        guides,
        outline: records.shapes.remove("province").unwrap_or_default(),
        district_shapes: records.shapes.remove("districts").unwrap_or_default(),
        province: provinces.into_iter().next()?,
    })
}

struct Reader<'a> {
    waiting: &'a Waiting,
    names: &'a Names,
    faults: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn rows<T: Entity>(&mut self) -> Vec<T> {
        self.waiting.get(T::TABLE).map(|pending| pending.read(self.names, self.faults)).unwrap_or_default()
    }

    fn grouped<O, T: Entity>(&mut self, owner: impl Fn(&T) -> Key<O>) -> Grouped<O, T> {
        Grouped::new(self.rows(), owner)
    }
}

/// Which tables write `1.234,5` is said in `site.yaml` before any other table is read.
fn styles(records: &Records) -> Styles {
    let fields = records.sheets.get(Province::TABLE).and_then(|sheet| sheet.records.first());
    let fields = fields.map(|record| record.fields.as_slice()).unwrap_or_default();
    let value = |name: &str| fields.iter().find(|(field, _)| field.value == name).map(|(_, raw)| &raw.value);
    let mut vietnamese: Vec<String> = match value("vietnamese_numbers") {
        Some(Raw::List(tables)) => tables.iter().map(|table| table.value.clone()).collect(),
        Some(Raw::Text(tables)) => tables.split(';').map(|table| table.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    if value("number_style") == Some(&Raw::Text("vi".to_owned())) {
        vietnamese.push("*".to_owned());
    }
    Styles { vietnamese }
}

fn check_leftovers(records: &Records, waiting: &Waiting, faults: &mut Diagnostics) {
    for sheet in records.sheets.values() {
        let name = &sheet.name;
        let message = say!("không có bảng nào tên `{name}`", "no table is named `{name}`");
        let fault = Diagnostic::new(Code::UnknownFile, &Location::file(&sheet.at.file), message).found(name);
        faults.add(match nearest(name, waiting.keys().copied()) {
            Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
            None => fault.help(say!("chuyển tệp ra ngoài thư mục data", "move the file out of the data folder")),
        });
    }
}

fn no_site() -> Diagnostic {
    let file = SourcePath::new("data/site.yaml");
    let message = say!("tệp không có nội dung", "the file is empty");
    let help =
        say!("điền province, title, agency và các khóa khác", "fill in province, title, agency and the other keys");
    Diagnostic::new(Code::MissingTable, &Location::file(&file), message).help(help)
}

impl Catalog {
    /// Returns the wording of a form in force on a day.
    pub fn form(&self, id: FormId, on: chrono::NaiveDate) -> Option<&Form> {
        self.forms.iter().find(|form| form.form == id && form.holds(on))
    }
}
