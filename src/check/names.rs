//! Names that should differ, and names of one thing that should agree.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::agency::{Agency, AgencyLevel};
use crate::catalog::cluster::{Cluster, heard};
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Cells, Location};
use crate::say;
use crate::text::{Both, fold, slug};

/// A name of a cluster and where it stands.
type Named<'a> = (&'a Cluster, &'static str, &'a str);

/// Reports clusters and agencies that readers could take for each other; a number tells names apart.
pub(super) fn similar(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let clusters = catalog.clusters.rows().iter();
    let names = clusters
        .clone()
        .flat_map(|cluster| [(cluster, "name", cluster.name.as_str()), (cluster, "short", &cluster.short)]);
    let aliases =
        clusters.flat_map(|cluster| cluster.aliases.iter().map(move |alias| (cluster, "aliases", alias.as_str())));
    let mut first: BTreeMap<String, Named<'_>> = BTreeMap::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (cluster, column, name) in names.chain(aliases) {
        let (other, other_column, known) = *first.entry(heard(name)).or_insert((cluster, column, name));
        // A row with a name of another is told once.
        if other.id != cluster.id && told.insert(&cluster.id) {
            let at = other.basis.cells.at(other_column);
            faults.add(alike(name, (&cluster.basis.cells, column), (known, at)));
        }
    }
    agencies(catalog, faults);
}

/// Two agencies may share a name when one became the other.
fn agencies(catalog: &Catalog, faults: &mut Diagnostics) {
    let mut first: BTreeMap<String, Vec<(Key<Agency>, &Agency)>> = BTreeMap::new();
    for (key, agency) in catalog.agencies.iter() {
        let others = first.entry(fold(&agency.name)).or_default();
        let related =
            |(other, row): &&(Key<Agency>, &Agency)| row.successors.contains(&key) || agency.successors.contains(other);
        if let Some((_, other)) = others.iter().find(|other| !related(other)) {
            let pair = (other.name.as_str(), other.basis.cells.at("name"));
            faults.add(alike(&agency.name, (&agency.basis.cells, "name"), pair));
        }
        others.push((key, agency));
    }
}

fn alike(name: &str, at: (&Cells, &'static str), other: (&str, Location)) -> Diagnostic {
    let (known, place) = other;
    let message = say!("tên `{name}` trùng hoặc dễ nhầm với `{known}`", "the name `{name}` is or reads like `{known}`");
    let help = say!(
        "nếu là một thì giữ một dòng; nếu là hai thì thêm số hoặc địa danh vào tên để phân biệt",
        "if they are one keep one row; if they are two tell them apart by a number or a place"
    );
    let fault = Diagnostic::new(Code::SimilarNames, &at.0.at(at.1), message).found(name);
    fault.note(&place, say!("`{known}` ở đây", "`{known}` is here")).help(help)
}

/// Reports clusters and agencies whose names, ids and levels do not belong together.
pub(super) fn consistent(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for cluster in catalog.clusters.rows() {
        let said = [("name", full_name(cluster)), ("id", id(catalog, cluster)), ("name_en", english(catalog, cluster))];
        let said = said.into_iter().find_map(|(column, said)| Some((column, said?)));
        faults.extend(said.map(|(column, (message, help))| {
            let cells = &cluster.basis.cells;
            let note = say!("ô `short`", "the cell `short`");
            Diagnostic::new(Code::InconsistentName, &cells.at(column), message)
                .note(&cells.at("short"), note)
                .help(help)
        }));
    }
    for agency in catalog.agencies.rows() {
        faults.extend(level(agency));
    }
}

fn full_name(cluster: &Cluster) -> Option<(Both, Both)> {
    let (name, short) = (cluster.name.as_str(), cluster.short.as_str());
    (fold(name) != format!("cum cong nghiep {}", fold(short))).then(|| {
        (
            say!(
                "tên `{name}` không phải là \"Cụm công nghiệp\" kèm tên ngắn `{short}`",
                "`{name}` is not \"Cụm công nghiệp\" and the short name `{short}`"
            ),
            say!(
                "ghi name = Cụm công nghiệp {short}, hoặc sửa short",
                "set name = Cụm công nghiệp {short}, or correct short"
            ),
        )
    })
}

/// The id is the short name in plain letters, alone or with the province behind it.
fn id(catalog: &Catalog, cluster: &Cluster) -> Option<(Both, Both)> {
    let (id, plain) = (cluster.id.as_str(), slug(&cluster.short));
    let province = slug(&catalog.province.name);
    let province = province.strip_prefix("tinh-").unwrap_or(&province);
    let fits = id == plain || id == format!("{plain}-{province}") || id == format!("ccn-{plain}");
    let short = cluster.short.as_str();
    (!fits).then(|| {
        (
            say!("mã `{id}` không theo tên ngắn `{short}`", "the id `{id}` does not follow the short name `{short}`"),
            say!(
                "kiểm tra dòng có bị lệch không; cụm mới thì đặt mã `{plain}`; đổi mã làm đổi địa chỉ của trang đã công bố",
                "check that the row has not slipped; a new cluster gets `{plain}`; another id changes a published address"
            ),
        )
    })
}

/// A translated name keeps the number, and does not name another cluster.
fn english(catalog: &Catalog, cluster: &Cluster) -> Option<(Both, Both)> {
    let (name, short) = (cluster.name_en.as_deref()?, cluster.short.as_str());
    let folded = format!(" {} ", fold(name));
    let has = |short: &str| folded.contains(&format!(" {} ", fold(short)));
    let others = catalog.clusters.rows().iter().filter(|other| other.id != cluster.id);
    let other = { others }.map(|other| other.short.as_str()).find(|other| has(other)).filter(|_| !has(short));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = digits(short);
    if let Some(other) = other {
        let message = say!(
            "tên tiếng Anh `{name}` là của cụm {other}, dòng này là {short}",
            "the English name `{name}` is that of {other}, this row is {short}"
        );
        return Some((message, say!("sửa name_en", "correct name_en")));
    }
    (digits(&heard(name)) != number && !number.is_empty() || number.is_empty() && !digits(name).is_empty()).then(|| {
        (
            say!(
                "số trong tên tiếng Anh `{name}` khác tên ngắn `{short}`",
                "the number in `{name}` differs from the short name `{short}`"
            ),
            say!("sửa name_en", "correct name_en"),
        )
    })
}

/// First words of a name that tell where an agency stands.
const LEVELS: &[(&str, AgencyLevel)] = &[
    ("Bộ ", AgencyLevel::Central),
    ("Ủy ban nhân dân tỉnh", AgencyLevel::Province),
    ("UBND tỉnh", AgencyLevel::Province),
    ("Sở ", AgencyLevel::Department),
    ("Ban Quản lý ", AgencyLevel::Board),
    ("Ban quản lý ", AgencyLevel::Board),
    ("Ủy ban nhân dân cấp xã", AgencyLevel::Commune),
    ("Ủy ban nhân dân xã", AgencyLevel::Commune),
    ("Ủy ban nhân dân phường", AgencyLevel::Commune),
    ("Ủy ban nhân dân cấp huyện", AgencyLevel::District),
    ("Ủy ban nhân dân các huyện", AgencyLevel::District),
    ("Ủy ban nhân dân huyện", AgencyLevel::District),
];

fn level(agency: &Agency) -> Option<Diagnostic> {
    let (words, level) = LEVELS.iter().find(|(words, _)| agency.name.starts_with(words))?;
    let (words, wanted, typed, name) = (words.trim(), level.name(), agency.level.name(), agency.name.as_str());
    (agency.level != *level).then(|| {
        let message = say!(
            "tên bắt đầu bằng \"{words}\" nhưng cấp ghi `{typed}`",
            "the name begins with \"{words}\" but the level is `{typed}`"
        );
        let help = say!("ghi level = {wanted}, hoặc sửa tên", "set level = {wanted}, or correct the name");
        let cells = &agency.basis.cells;
        let fault = Diagnostic::new(Code::InconsistentName, &cells.at("name"), message).found(name);
        fault.note(&cells.at("level"), say!("ô `level`", "the cell `level`")).help(help)
    })
}
