//! Opens every table, then reads every row: ids are known before the first reference is followed.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::parse::{Records, Shape};
use crate::place::Location;
use crate::record::{Seal, nearest};
use crate::say;

use super::agency::Agency;
use super::approval::Approval;
use super::attribute::Attribute;
use super::basis::Source;
use super::cluster::Cluster;
use super::commune::{Commune, District};
use super::fact::{Distance, Infrastructure, Price};
use super::figure::{Change, Conflict, Observation, Total};
use super::form::{Form, FormRow, Period};
use super::guide::{self, Guide};
use super::inspection::Inspection;
use super::land::{Area, Clearance, Plot};
use super::law::{Document, Duty, Relation};
use super::limit::Limit;
use super::milestone::Milestone;
use super::narrative::Narrative;
use super::outline::{self, Outline};
use super::procedure::Procedure;
use super::project::{Capital, Obstacle, Project};
use super::province::Province;
use super::reason::Reason;
use super::receipt::Receipt;
use super::redirect::Redirect;
use super::rollup::Rule;
use super::signed::Signed;
use super::style::Styles;
use super::table::{Entity, Grouped, Indexed, Key, Pending, Table, open};
use super::waiver::Waiver;
use super::word::{Definition, Term, Translation};
use super::{Catalog, Names};

/// Reads every table and resolves every reference.
pub fn resolve(mut records: Records, diagnostics: &mut Diagnostics) -> Result<Catalog, Reported> {
    outline::open(&mut records, diagnostics);
    let styles = Styles::read(&records);
    let (pending, mut names) = open_all(&mut records, &styles, diagnostics);
    let all = pending.get(FormRow::TABLE).map_or(0, Pending::len);
    names.form_rows = Reader { waiting: &pending, names: &names, faults: diagnostics }.rows();
    names.has_all_form_rows = all > 0 && names.form_rows.len() == all;
    styles.check(&pending.keys().copied().collect::<Vec<_>>(), diagnostics);
    check_leftovers(&records, &pending, diagnostics);
    let guides = std::mem::take(&mut records.documents);
    let guides = guides.into_iter().filter_map(|guide| guide::read(guide, &names, diagnostics)).collect();
    let draft = read_all(&pending, &names, records, guides, diagnostics);
    if let Some(more) = pending.get(Province::TABLE).and_then(Pending::second) {
        let message = say!("bảng site chỉ có một bản ghi", "table site has one record only");
        let help = say!("xóa bản ghi này", "remove this record");
        diagnostics.add(Diagnostic::new(Code::DuplicateRow, more, message).help(help));
    }
    diagnostics.gate()?;
    match draft {
        Some(catalog) => Ok(Catalog { form_rows: names.form_rows, ..catalog }),
        None => Err(diagnostics.reject(no_site(&pending))),
    }
}

/// The outlines that are drawn.
const MAPS: [&str; 3] = ["province", "districts", Outline::TABLE];

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
        plots: keyed!(Plot),
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
        Procedure,
        Limit,
        Area,
        Milestone,
        Clearance,
        Outline,
        Infrastructure,
        Distance,
        Attribute,
        Price,
        Capital,
        Obstacle,
        Inspection,
        Observation,
        Total,
        Conflict,
        Period,
        Form,
        FormRow,
        Rule,
        Definition,
        Term,
        Translation,
        Change,
        Redirect,
        Waiver,
        Approval,
        Receipt,
        Signed,
        Reason,
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
    let translations: Vec<Translation> = reader.rows();
    let provinces: Vec<Province> = reader.rows();
    let mut periods: Vec<Period> = reader.rows();
    // The order of time, whatever the order of the file.
    periods.sort_by_key(|period| period.span);
    Some(Catalog {
        sources: Table::new(reader.rows()),
        agencies: Table::new(reader.rows()),
        documents: Table::new(reader.rows()),
        relations: reader.rows(),
        duties: reader.rows(),
        procedures: reader.rows(),
        limits: reader.rows(),
        districts: Table::new(reader.rows()),
        communes: Table::new(reader.rows()),
        clusters: Table::new(reader.rows()),
        areas: reader.grouped(|area: &Area| area.cluster),
        milestones: reader.grouped(|milestone: &Milestone| milestone.cluster),
        clearances: reader.grouped(|clearance: &Clearance| clearance.cluster),
        plots: reader.grouped(|plot: &Plot| plot.cluster),
        outlines: Grouped::new(outline::shaped(reader.rows(), &shapes(&mut records, MAPS[2])), |it| it.cluster),
        infrastructure: reader.grouped(|work: &Infrastructure| work.cluster),
        distances: reader.grouped(|distance: &Distance| distance.cluster),
        attributes: reader.grouped(|attribute: &Attribute| attribute.cluster),
        prices: reader.grouped(|price: &Price| price.cluster),
        projects: reader.grouped(|project: &Project| project.cluster),
        capital: Indexed::new(reader.rows(), |capital| capital.cluster),
        obstacles: reader.rows(),
        inspections: reader.grouped(|it: &Inspection| it.cluster),
        observations: Indexed::new(reader.rows(), |observation| observation.subject),
        totals: reader.rows(),
        conflicts: reader.rows(),
        periods,
        forms: reader.rows(),
        form_rows: Vec::new(),
        rollup: reader.rows(),
        definitions: reader.rows(),
        terms: terms.into_iter().map(|term| (term.key.clone(), term)).collect(),
        translations: translations.into_iter().map(|it| (it.vi.clone(), it)).collect(),
        changes: reader.rows(),
        redirects: reader.rows(),
        waivers: reader.rows(),
        approvals: reader.rows(),
        receipts: reader.rows(),
        signed: reader.rows(),
        reasons: reader.rows(),
        seals: seals(waiting),
        told: waiting.values().flat_map(Pending::told).collect(),
        guides,
        narratives: std::mem::take(&mut records.narratives).into_iter().map(Narrative::read).collect(),
        outline: shapes(&mut records, MAPS[0]),
        district_shapes: shapes(&mut records, MAPS[1]),
        files: waiting.iter().filter_map(|(table, pending)| Some((*table, pending.file.clone()?))).collect(),
        province: provinces.into_iter().next()?,
    })
}

/// The register of approvals is not approved itself: each approval would change it.
fn seals(waiting: &Waiting) -> BTreeMap<&'static str, Vec<Seal>> {
    let tables = waiting.iter().filter(|(table, _)| **table != Approval::TABLE);
    tables.map(|(table, pending)| (*table, pending.seals())).collect()
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

/// Takes the shapes of a map out of the records.
fn shapes(records: &mut Records, name: &str) -> Vec<Shape> {
    records.maps.remove(name).map(|map| map.shapes).unwrap_or_default()
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
    for (name, map) in records.maps.iter().filter(|(name, _)| !MAPS.contains(&name.as_str())) {
        let message = say!("không có bản đồ nào tên `{name}`", "no map is named `{name}`");
        let known = MAPS.map(|map| format!("{map}.geojson")).join(", ");
        let fault = Diagnostic::new(Code::UnknownFile, &Location::file(&map.file), message).found(name);
        faults.add(fault.help(say!(
            "đặt tên là {known}, hoặc chuyển tệp ra ngoài thư mục data",
            "name it {known}, or move the file out of the data folder"
        )));
    }
}

/// The file of the site is there, or its absence was reported; but nothing stands in it.
fn no_site(waiting: &Waiting) -> Diagnostic {
    let file = waiting.get(Province::TABLE).and_then(|pending| pending.file.clone());
    let file = file.unwrap_or_else(|| SourcePath::new("data/site.yaml"));
    let message = say!("tệp không có nội dung", "the file is empty");
    let help =
        say!("điền province, title, agency và các khóa khác", "fill in province, title, agency and the other keys");
    Diagnostic::new(Code::MissingTable, &Location::file(&file), message).help(help)
}
