//! Words of a row against the choice typed beside them: `Khởi công hạ tầng` under `recovery`.
//!
//! A phrase tells of some choices. A row whose words tell of choices, and not of its own, has slipped. Words that tell
//! of nothing are trusted.

use chrono::NaiveDate;

use super::statements::words;
use crate::catalog::Catalog;
use crate::catalog::cluster::{Cluster, DeveloperKind, Level};
use crate::catalog::fact::InfrastructureKind::{self, Drainage, Fire, Power, Road, Telecom, Waste, Wastewater, Water};
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::catalog::project::ObstacleCategory::{self as Category, Capacity, Labour, Land, Planning, Weather};
use crate::catalog::project::{Obstacle, Project, ProjectKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Cells;
use crate::say;

/// A phrase in plain letters, and the choices that it may stand beside.
type Phrase<T> = (&'static str, &'static [T]);

/// Acts by the words of NĐ 32/2024/NĐ-CP and of the Land Law (Luật Đất đai Điều 85 to 94).
const ACTS: &[Phrase<Act>] = &[
    (
        "thanh lap",
        &[
            Act::Establishment,
            Act::Expansion,
            Act::Adjustment,
            Act::Revocation,
            Act::Plan,
            Act::Notice,
            Act::Dossier,
            Act::Appraisal,
        ],
    ),
    ("khoi cong", &[Act::Construction]),
    ("san lap", &[Act::Construction, Act::Infrastructure]),
    ("ban giao mat bang", &[Act::Handover, Act::Recovery, Act::Lease]),
    ("ban giao toan bo mat bang", &[Act::Handover, Act::Recovery, Act::Lease]),
    ("ban giao dat", &[Act::Handover, Act::Recovery, Act::Lease]),
    ("giai phong mat bang", CLEARANCE),
    ("thu hoi dat", CLEARANCE),
    ("hoan thanh ha tang", &[Act::Infrastructure]),
    ("hoan thanh dau tu xay dung ha tang", &[Act::Infrastructure]),
    ("vao hoat dong", &[Act::Operation, Act::Infrastructure]),
    ("dang hoat dong", &[Act::Operation, Act::Infrastructure]),
];

/// Clearance goes on while the first works begin.
const CLEARANCE: &[Act] = &[
    Act::Recovery,
    Act::LandNotice,
    Act::Inventory,
    Act::Compensation,
    Act::Payment,
    Act::Handover,
    Act::Lease,
    Act::Construction,
];

/// First words that leave no doubt what was done, so that `other` is wrong too.
const PLAIN_ACTS: &[&str] =
    &["thanh lap ccn", "thanh lap cum", "khoi cong ha tang", "giai phong mat bang", "dang hoat dong"];

const WORKS: &[Phrase<InfrastructureKind>] = &[
    ("quoc lo", &[Road]),
    ("cao toc", &[Road]),
    ("duong tinh", &[Road]),
    ("duong truc", &[Road]),
    ("duong noi bo", &[Road]),
    ("cap dien", &[Power]),
    ("duong day", &[Power]),
    ("bien ap", &[Power]),
    ("cap nuoc", &[Water, Fire]),
    ("nha may nuoc", &[Water]),
    ("nuoc thai", &[Wastewater]),
    ("thoat nuoc", &[Drainage, Wastewater]),
    ("vien thong", &[Telecom]),
    ("cap quang", &[Telecom]),
    ("chua chay", &[Fire]),
    ("chat thai ran", &[Waste]),
];

const OBSTACLES: &[Phrase<Category>] = &[
    ("mua nhieu", &[Weather]),
    ("mua lu", &[Weather]),
    ("bao lu", &[Weather]),
    ("thoi tiet", &[Weather]),
    ("giai phong mat bang", &[Land]),
    ("thu hoi dat", &[Land]),
    ("boi thuong", &[Land]),
    ("chuyen muc dich", &[Land, Planning, Category::Procedure]),
    ("thu tuc", &[Category::Procedure, Planning, Land, Category::Environment, Category::Capital, Category::Law]),
    ("thieu von", &[Category::Capital]),
    ("thu xep duoc von", &[Category::Capital]),
    ("lao dong", &[Labour, Capacity]),
    ("vao hoat dong", &[Capacity]),
    ("lap day", &[Capacity]),
];

const PROJECTS: &[Phrase<ProjectKind>] = &[
    ("ha tang ky thuat", &[ProjectKind::Infrastructure]),
    ("ha tang ccn", &[ProjectKind::Infrastructure]),
    ("ha tang cum cong nghiep", &[ProjectKind::Infrastructure]),
];

/// Reports rows whose words tell of another choice than the one typed.
pub(super) fn disagreements(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for row in catalog.milestones.iter() {
        faults.extend(act(row, &catalog.clusters[row.cluster]));
        faults.extend(state(row).or_else(|| undated_plan(row)));
    }
    for row in catalog.infrastructure.iter() {
        let typed = ("kind", row.kind, InfrastructureKind::name as fn(_) -> _);
        faults.extend(disagreement(WORKS, ("item", &row.item), typed, &row.basis.cells));
    }
    for row in &catalog.obstacles {
        let typed = ("category", row.category, Category::name as fn(_) -> _);
        faults.extend(disagreement(OBSTACLES, ("text", &row.text), typed, &row.basis.cells));
        faults.extend(request(catalog, row));
        faults.extend(cause(row));
    }
    for row in catalog.projects.iter() {
        let typed = ("kind", row.kind, ProjectKind::name as fn(_) -> _);
        faults.extend(disagreement(PROJECTS, ("name", &row.name), typed, &row.basis.cells));
        faults.extend(investor(row));
    }
    for cluster in catalog.clusters.rows() {
        faults.extend(point(cluster));
        faults.extend(developer(cluster));
    }
}

/// A column, what is typed there, and the name of a choice.
type Typed<T> = (&'static str, T, fn(T) -> &'static str);

fn disagreement<T: Copy + PartialEq>(
    phrases: &[Phrase<T>],
    (text_column, text): (&'static str, &str),
    (column, typed, name): Typed<T>,
    cells: &Cells,
) -> Option<Diagnostic> {
    let said = words(text);
    let found = phrases.iter().filter(|(phrase, _)| said.contains(&format!(" {phrase} ")));
    let found: Vec<&Phrase<T>> = found.collect();
    let (_, choices) = found.first().filter(|_| found.iter().all(|(_, choices)| !choices.contains(&typed)))?;
    let (typed, wanted) = (name(typed), choices.first().map(|choice| name(*choice)).unwrap_or_default());
    let message = say!(
        "ô `{text_column}` ghi \"{text}\" nhưng `{column}` là `{typed}`",
        "the cell `{text_column}` says \"{text}\", and `{column}` is `{typed}`"
    );
    let help = say!(
        "ghi {column} = {wanted}, hoặc viết lại nội dung cho rõ",
        "set {column} = {wanted}, or word the text more clearly"
    );
    Some(slipped(cells, column, text_column, message).found(typed).help(help))
}

fn slipped(cells: &Cells, column: &'static str, other: &'static str, message: crate::text::Both) -> Diagnostic {
    let note = say!("ô `{other}`", "the cell `{other}`");
    Diagnostic::new(Code::WordsDisagree, &cells.at(column), message).note(&cells.at(other), note)
}

fn act(row: &Milestone, cluster: &Cluster) -> Option<Diagnostic> {
    let said = words(&row.text);
    // `UBND tỉnh thành lập …`, `CCN Hồ Sơn 1 đang hoạt động`.
    let subjects = [" ubnd tinh".to_owned(), format!(" ccn{}", words(&cluster.short).trim_end())];
    let said = subjects.iter().find_map(|subject| said.strip_prefix(subject.as_str())).unwrap_or(&said);
    let is_plain = PLAIN_ACTS.iter().any(|phrase| said.starts_with(&format!(" {phrase} ")));
    if row.act == Act::Other && !is_plain {
        return None;
    }
    disagreement(ACTS, ("text", &row.text), ("act", row.act, Act::name), &row.basis.cells)
}

/// `Dự kiến …` is not done, `Đã …` is not planned.
fn state(row: &Milestone) -> Option<Diagnostic> {
    let said = words(&row.text);
    let (first, wanted) = match row.state {
        ActState::Done if said.starts_with(" du kien ") => ("Dự kiến", ActState::Planned.name()),
        ActState::Planned if said.starts_with(" da ") => ("Đã", ActState::Done.name()),
        _ => return None,
    };
    let typed = row.state.name();
    let message = say!(
        "nội dung bắt đầu bằng \"{first}\" nhưng trạng thái ghi `{typed}`",
        "the text begins with \"{first}\", and the state is `{typed}`"
    );
    let help = say!("ghi state = {wanted}, hoặc sửa nội dung", "set state = {wanted}, or correct the text");
    Some(slipped(&row.basis.cells, "state", "text", message).found(typed).help(help))
}

/// Words that tell of what is still to come.
const TO_COME: &[&str] = &["du kien", "se", "ke hoach", "phan dau", "de nghi"];

/// A plan is told by a later day or by words; without both the row has slipped.
fn undated_plan(row: &Milestone) -> Option<Diagnostic> {
    let news = row.basis.as_of.filter(|_| row.state == ActState::Planned)?;
    let said = words(&row.text);
    // `Đang lập hồ sơ` is not done yet, `đã thành lập vì đang xây dựng` is.
    let is_under_way = said.contains(" dang ") && !said.contains(" da ");
    let is_told = is_under_way || TO_COME.iter().any(|word| said.contains(&format!(" {word} ")));
    // A plan from before the news of it is told by another rule.
    let is_later = row.date.is_some_and(|date| date.last() > news.last() || date.last() <= news.first());
    (!is_told && !is_later).then(|| {
        let message = say!(
            "trạng thái ghi `planned` nhưng không có ngày sau {news} và nội dung không nói là dự kiến",
            "the state is `planned`, and there is neither a day after {news} nor a word that it is planned"; news = news
        );
        let help = say!(
            "đã thực hiện thì ghi state = done; dự kiến thì ghi ngày dự kiến hoặc viết \"Dự kiến …\"",
            "if it is done set state = done; if it is planned give the day or write \"Dự kiến …\""
        );
        slipped(&row.basis.cells, "state", "text", message).found(row.state.name()).help(help)
    })
}

/// First words of a project that no firm has in its name.
const OF_PROJECTS: &[&str] = &[" dau tu xay dung ", " du an ", " nha may ", " ha tang "];

fn investor(row: &Project) -> Option<Diagnostic> {
    let name = &row.investor.as_ref()?.value;
    let said = words(name);
    OF_PROJECTS.iter().any(|first| said.starts_with(first)).then(|| {
        let message = say!("nhà đầu tư \"{name}\" là tên dự án", "the investor \"{name}\" is the name of a project");
        let help = say!("kiểm tra hai ô có bị đổi chỗ không", "check whether the two cells have changed places");
        slipped(&row.basis.cells, "investor", "name", message).found(name).help(help)
    })
}

/// The id of an agency belongs into the column beside.
fn request(catalog: &Catalog, row: &Obstacle) -> Option<Diagnostic> {
    let request = row.request.as_deref()?;
    catalog.agencies.rows().iter().any(|agency| agency.id.as_str() == request).then(|| {
        let message = say!("đề nghị ghi `{request}` là mã cơ quan", "the request `{request}` is the id of an agency");
        let help = say!(
            "ghi mã cơ quan ở cột agency, đề nghị bằng chữ ở cột request",
            "give the agency in the column agency, and what is asked in words"
        );
        Diagnostic::new(Code::WordsDisagree, &row.basis.cells.at("request"), message).found(request).help(help)
    })
}

/// A cause in the words of the obstacle tells nothing, and stands in the report twice.
fn cause(row: &Obstacle) -> Option<Diagnostic> {
    let cause = row.cause.as_deref().filter(|cause| words(cause) == words(&row.text))?;
    let message = say!("nguyên nhân lặp lại nội dung vướng mắc", "the cause repeats the obstacle");
    let help = say!(
        "ghi nguyên nhân mà nguồn nêu; nguồn không nêu thì để trống cột cause",
        "give the cause that the source tells; leave the column cause empty if it tells none"
    );
    Some(slipped(&row.basis.cells, "cause", "text", message).found(cause).help(help))
}

/// A cluster without a point of its own is drawn at that of its commune.
fn point(cluster: &Cluster) -> Option<Diagnostic> {
    let said = words(cluster.coordinate_note.as_deref()?);
    let has = |phrase: &str| said.contains(phrase);
    let message = match cluster.communes.is_empty() {
        true if has(" dai dien cua xa ") || has(" dai dien cua phuong ") => say!(
            "ghi chú nói vẽ theo điểm của xã, phường, mà cột communes để trống",
            "the note says that the point is that of the commune, and the column communes is empty"
        ),
        false if has(" chua ro xa ") || has(" chua ro phuong ") => say!(
            "ghi chú nói chưa rõ xã, phường, mà cột communes có ghi",
            "the note says that the commune is unknown, and the column communes has one"
        ),
        _ => return None,
    };
    let cells = &cluster.basis.cells;
    let help = say!("sửa ghi chú hoặc cột communes", "correct the note or the column communes");
    let fault = Diagnostic::new(Code::WordsDisagree, &cells.at("coordinate_note"), message).help(help);
    let note = say!("cột communes", "the column communes");
    Some(if cluster.communes.is_empty() { fault } else { fault.note(&cells.at("communes"), note) })
}

/// Whoever has a name is a firm or a public unit.
fn developer(cluster: &Cluster) -> Option<Diagnostic> {
    // Below level A the name itself is the fault.
    let name = &cluster.developers.first().filter(|_| cluster.level == Level::A)?.value;
    let is_told = matches!(cluster.developer_kind, Some(DeveloperKind::Enterprise | DeveloperKind::Public));
    (!is_told).then(|| {
        let message = say!(
            "có chủ đầu tư \"{name}\" mà chưa ghi là doanh nghiệp hay đơn vị công",
            "there is the developer \"{name}\", and whether it is a firm or a public unit is not said"
        );
        let help = say!(
            "ghi developer_kind = enterprise hoặc public; dòng 7 Biểu số 04 đếm theo ô này",
            "set developer_kind = enterprise or public; row 7 of form 04 counts by this cell"
        );
        let cells = &cluster.basis.cells;
        let fault = Diagnostic::new(Code::WordsDisagree, &cells.at("developers"), message).found(name);
        fault.help(help)
    })
}
