//! Communes and former districts: names and codes, the days on which they exist, and the clusters in them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::commune::Commune;
use crate::catalog::indicator::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Cells, Location};
use crate::say;
use crate::text::fold;

/// Kinds of unit below the province since 1 July 2025 (Luật Tổ chức chính quyền địa phương 2025).
const KINDS: &[&str] = &["xã", "phường", "đặc khu"];

/// Reports communes and districts whose name, kind and code do not belong together.
///
/// The statistical code has five digits for a commune and three for a district (Quyết định 19/2025/QĐ-TTg and the
/// list before it); within a province no two communes share a name.
pub(super) fn names(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut first: BTreeMap<String, &Commune> = BTreeMap::new();
    for commune in catalog.communes.rows() {
        let cells = &commune.basis.cells;
        faults.extend(code(&commune.code, 5, cells));
        faults.extend(kind(commune));
        if let Some(other) = first.get(&fold(&commune.name)) {
            let (name, code) = (commune.name.as_str(), other.code.as_str());
            let message = say!("{name} đã có mã {code}", "{name} has the code {code} already");
            let help = say!("sửa tên hoặc xóa dòng trùng", "correct the name or remove the repeated row");
            let fault = Diagnostic::new(Code::CommuneName, &cells.at("name"), message).found(name);
            let note = say!("lần thứ nhất", "the first time");
            faults.add(fault.note(&other.basis.cells.at("name"), note).help(help));
        }
        first.entry(fold(&commune.name)).or_insert(commune);
    }
    for district in catalog.districts.rows() {
        faults.extend(code(&district.code, 3, &district.cells));
    }
}

fn code(code: &str, length: usize, cells: &Cells) -> Option<Diagnostic> {
    let fits = code.len() == length && code.bytes().all(|byte| byte.is_ascii_digit());
    let message = say!("mã `{code}` không có đúng {length} chữ số", "the code `{code}` does not have {length} digits");
    let help = say!(
        "dùng mã trong Bảng danh mục đơn vị hành chính; Excel hay làm mất số 0 ở đầu, định dạng cột là văn bản",
        "use the statistical code; Excel drops leading zeros, format the column as text"
    );
    (!fits).then(|| Diagnostic::new(Code::CommuneName, &cells.at("code"), message).found(code).help(help))
}

fn kind(commune: &Commune) -> Option<Diagnostic> {
    let (name, kind) = (commune.name.as_str(), commune.kind.as_str());
    let fits = KINDS.contains(&kind) && name.to_lowercase().starts_with(&format!("{kind} "));
    let kinds = KINDS.join(", ");
    let message = say!(
        "`{name}` không khớp với loại `{kind}`; tên bắt đầu bằng loại: {kinds}",
        "`{name}` does not fit its kind `{kind}`; a name begins with its kind: {kinds}"
    );
    let help = say!(
        "viết tên đủ loại, ví dụ `Xã Hữu Lũng`, và kind = xã",
        "write the name with its kind, such as `Xã Hữu Lũng`, and kind = xã"
    );
    let at = commune.basis.cells.at("name");
    let fault = Diagnostic::new(Code::CommuneName, &at, message).found(name);
    (!fits).then(|| fault.note(&commune.basis.cells.at("kind"), say!("ô `kind`", "the cell `kind`")).help(help))
}

/// Reports units named for a day on which they do not exist (districts ended on 30 June 2025).
pub(super) fn ended(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for commune in catalog.communes.rows() {
        let begun = commune.since.first() <= today;
        let named =
            catalog.clusters.rows().iter().find(|cluster| {
                !begun && cluster.communes.iter().any(|key| catalog.communes[*key].code == commune.code)
            });
        if let Some(cluster) = named {
            let name = commune.running_name();
            let message = say!(
                "{name} đến {day} mới có, sau ngày lập trang {now}",
                "{name} exists only from {day}, after the build date {now}"; day = commune.since, now = today
            );
            let help = say!(
                "ghi xã, phường hiện nay; sửa `since` nếu sai",
                "name today's commune; correct `since` if it is wrong"
            );
            let at = cluster.basis.cells.at("communes");
            faults.add(unit(&at, message, (&commune.basis.cells, "since")).help(help));
        }
    }
    reports(catalog, faults);
    districts(catalog, today, faults);
}

fn unit(at: &Location, message: crate::text::Both, other: (&Cells, &'static str)) -> Diagnostic {
    let (cells, column) = other;
    let note = say!("ô `{column}`", "the cell `{column}`");
    Diagnostic::new(Code::EndedUnit, at, message).note(&cells.at(column), note)
}

/// A commune reports on periods in which it exists; what its predecessors reported is not its own.
fn reports(catalog: &Catalog, faults: &mut Diagnostics) {
    for observation in &catalog.observations {
        let Subject::Commune(key) = observation.subject else { continue };
        let (commune, cut) = (&catalog.communes[key], observation.period.to());
        if commune.since.first() <= cut {
            continue;
        }
        let (name, period, old) = (commune.running_name(), observation.period.id(), commune.formed_from.join(", "));
        let message = say!(
            "{name} có từ {since}, không thể báo cáo kỳ {period} (chốt ngày {cut})",
            "{name} begins on {since} and cannot report on {period} (cut-off {cut})"; since = commune.since, cut = cut
        );
        let help = say!(
            "ghi kỳ báo cáo sau đó; số liệu của các đơn vị cũ ({old}) không ghi cho xã mới",
            "use a later period; figures of the former units ({old}) are not the new commune's"
        );
        let at = observation.basis.cells.at("subject");
        faults.add(unit(&at, message, (&commune.basis.cells, "since")).found(&commune.code).help(help));
    }
}

/// A former district has ended, and before the communes began that were formed from its land.
fn districts(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for (key, district) in catalog.districts.iter() {
        let (name, at) = (district.running_name(), district.cells.at("until"));
        let formed = |commune: &&Commune| commune.former_districts.contains(&key);
        let early = |commune: &&Commune| commune.since.last() <= district.until.first();
        let help = say!(
            "sửa `until` của huyện hoặc `since` của xã",
            "correct `until` of the district or `since` of the commune"
        );
        if let Some(commune) = catalog.communes.rows().iter().filter(formed).find(early) {
            let now = commune.running_name();
            let message = say!(
                "{name} kết thúc {until}, khi {now} đã có từ {since}",
                "{name} ended ({until}) when {now} had begun ({since})"; until = district.until, since = commune.since
            );
            let fault = unit(&at, message, (&commune.basis.cells, "since"));
            faults.add(fault.found(district.until.to_string()).help(help));
        } else if district.until.first() >= today {
            let message = say!(
                "{name} ghi là huyện cũ nhưng đến {until} mới kết thúc",
                "{name} is given as a former district but ends only on {until}"; until = district.until
            );
            faults.add(Diagnostic::new(Code::EndedUnit, &at, message).found(district.until.to_string()).help(help));
        }
    }
}

/// Reports former places that are not those which today's communes were formed from.
pub(super) fn former(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for cluster in catalog.clusters.rows().iter().filter(|cluster| !cluster.communes.is_empty()) {
        let communes: Vec<&Commune> = cluster.communes.iter().map(|key| &catalog.communes[*key]).collect();
        let units: Vec<&String> = communes.iter().flat_map(|commune| &commune.formed_from).collect();
        let said = communes.iter().map(|commune| commune.running_name()).collect::<Vec<_>>().join(", ");
        for place in cluster.former_communes.iter().filter(|_| !units.is_empty()) {
            if units.iter().any(|unit| bare(unit) == bare(place)) {
                continue;
            }
            let message = say!(
                "{place} không nằm trong các đơn vị hình thành {said}",
                "{place} is not among the units that {said} was formed from"
            );
            let now: Vec<String> = formed(catalog, place).map(Commune::running_name).collect();
            let now = now.join(", ");
            let help = if now.is_empty() {
                say!("sửa tên xã cũ, hoặc sửa cột communes", "correct the former commune, or the column communes")
            } else {
                say!(
                    "{place} nay thuộc {now}; sửa cột communes hoặc former_communes",
                    "{place} is now in {now}; correct communes or former_communes"
                )
            };
            faults.add(
                elsewhere(cluster, "former_communes", message, communes[0], "formed_from").found(place).help(help),
            );
        }
        let Some(key) = cluster.former_district else {
            faults.extend(only_district(catalog, cluster, &communes));
            continue;
        };
        if communes.iter().any(|commune| commune.former_districts.contains(&key) || commune.former_districts.is_empty())
        {
            continue;
        }
        let name = catalog.districts[key].running_name();
        let message = say!("{said} không thuộc {name} trước đây", "{said} did not lie in {name}");
        let help = say!("sửa former_district hoặc communes", "correct former_district or communes");
        let fault = elsewhere(cluster, "former_district", message, communes[0], "former_districts");
        faults.add(fault.found(&catalog.districts[key].code).help(help));
    }
}

/// Where all communes of a cluster were formed from one district, the cluster lay in it.
fn only_district(catalog: &Catalog, cluster: &Cluster, communes: &[&Commune]) -> Option<Diagnostic> {
    let first = *communes.first()?.former_districts.first()?;
    if communes.iter().any(|commune| commune.former_districts != [first]) {
        return None;
    }
    let (name, code) = (catalog.districts[first].running_name(), catalog.districts[first].code.as_str());
    let message = say!(
        "ô former_district để trống, mà mọi xã của cụm trước đây đều thuộc {name}",
        "the cell former_district is empty, and all communes of the cluster lay in {name}"
    );
    let help = say!("ghi former_district = {code}", "set former_district = {code}");
    Some(elsewhere(cluster, "communes", message, communes[0], "former_districts").help(help))
}

fn elsewhere(
    cluster: &Cluster,
    column: &'static str,
    message: crate::text::Both,
    commune: &Commune,
    other: &'static str,
) -> Diagnostic {
    let name = commune.running_name();
    let note = say!("{name}: ô `{other}`", "{name}: the cell `{other}`");
    let fault = Diagnostic::new(Code::FormerPlace, &cluster.basis.cells.at(column), message);
    fault.note(&commune.basis.cells.at(other), note)
}

/// `Phường Đông Kinh (TP Lạng Sơn)` and `một phần xã Mai Pha` name the unit alone.
fn bare(name: &str) -> String {
    let name = fold(name.split(" (").next().unwrap_or(name));
    name.strip_prefix("mot phan ").unwrap_or(&name).to_owned()
}

fn formed<'a>(catalog: &'a Catalog, place: &str) -> impl Iterator<Item = &'a Commune> {
    let place = bare(place);
    let communes = catalog.communes.rows().iter();
    communes.filter(move |commune| commune.formed_from.iter().any(|unit| bare(unit) == place))
}

/// Reports clusters of which it is not clear under which commune they are counted.
///
/// Biểu số 03 is of a commune, and a cluster in several counts in the one with the larger share (the rule that
/// provinces write into their Quy chế, such as Quyết định 16/2026/QĐ-UBND of Lào Cai, khoản 3 Điều 14); it stands first.
pub(super) fn leading(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for cluster in catalog.clusters.rows() {
        let cells = &cluster.basis.cells;
        let fault = |message| Diagnostic::new(Code::LeadCommune, &cells.at("communes"), message);
        match cluster.communes.as_slice() {
            [] if !cluster.former_communes.is_empty() => faults.add(unplaced(catalog, cluster)),
            [first, _, ..] if !tells_share(cluster) => {
                let (first, count) = (catalog.communes[*first].running_name(), cluster.communes.len());
                let message = say!(
                    "cụm nằm trên {count} xã, phường; chưa rõ {first} có phần diện tích lớn hơn hay không",
                    "the cluster lies in {count} communes; it is not clear that {first} has the larger share"
                );
                faults.add(fault(message).help(say!(
                    "để xã có phần diện tích lớn hơn đứng đầu và ghi ở note, ví dụ \"phần lớn diện tích ở {first}\"",
                    "put the commune with the larger share first and say so in note: \"phần lớn diện tích ở {first}\""
                )));
            }
            _ => {}
        }
    }
}

fn tells_share(cluster: &Cluster) -> bool {
    let note = cluster.basis.note.as_deref().unwrap_or_default().to_lowercase();
    ["phần lớn", "diện tích lớn hơn", "chủ yếu"].iter().any(|words| note.contains(words))
}

fn unplaced(catalog: &Catalog, cluster: &Cluster) -> Diagnostic {
    let place = cluster.former_communes.join(", ");
    let now: Vec<String> = cluster
        .former_communes
        .iter()
        .flat_map(|place| formed(catalog, place))
        .map(|commune| format!("{} ({})", commune.code, commune.running_name()))
        .collect();
    let now = now.join(", ");
    let message = say!(
        "chưa ghi xã, phường hiện nay, trong khi đã biết xã cũ: {place}",
        "no commune of today, while the former one is known: {place}"
    );
    let help = if now.is_empty() {
        say!(
            "tra bảng communes (cột formed_from) rồi ghi mã xã",
            "look the place up in communes, column formed_from, and give its code"
        )
    } else {
        say!(
            "xã cũ nay thuộc {now}; ghi mã vào communes",
            "the former commune is now in {now}; put the code into communes"
        )
    };
    let cells = &cluster.basis.cells;
    let note = say!("xã cũ", "the former commune");
    Diagnostic::new(Code::LeadCommune, &cells.at("communes"), message)
        .note(&cells.at("former_communes"), note)
        .help(help)
}
