//! The clusters and what belongs to them: areas, acts, plots, works, prices, projects, capital.

use crate::catalog::attribute::{Attribute, Item};
use crate::catalog::cluster::{Cluster, ClusterKind, DeveloperKind, Level};
use crate::catalog::fact::{Distance, Infrastructure, InfrastructureKind, Price, PriceKind, Tax, WorkState};
use crate::catalog::land::{Area, AreaKind, Division, Plot, PlotStatus};
use crate::catalog::law::Document;
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::catalog::project::{Capital, CapitalKind, Fund, Project, ProjectKind, ProjectState, Qualifier};
use crate::catalog::standing::Stage;
use crate::catalog::standing::figure::Figure;
use crate::catalog::table::Key;
use crate::site::show::Show;

use super::sheet::Sheet;
use super::{Dataset, course, outline};

/// Returns the tables, the clusters first.
pub(super) fn all(show: &Show<'_>) -> Vec<Dataset> {
    vec![
        clusters(show),
        areas(show),
        milestones(show),
        plots(show),
        outline::outlines(show),
        infrastructure(show),
        distances(show),
        attributes(show),
        prices(show),
        projects(show),
        capital(show),
        course::obstacles(show),
        course::inspections(show),
    ]
}

/// A cluster with its key.
type Row<'a> = (Key<Cluster>, &'a Cluster);

fn clusters(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<Row<'_>>::of::<Cluster>(
        show,
        "Cụm công nghiệp",
        "Mỗi dòng là một cụm công nghiệp có trong dữ liệu, chưa phải danh mục đầy đủ của quy hoạch tỉnh. Tên chủ đầu tư chỉ công bố với cụm mức A; cụm mức C chỉ có số liệu quy hoạch.",
    );
    let sheet = figures(show, places(show, identity(sheet)));
    sheet.basis(|(_, cluster)| &cluster.basis).fill(show.clusters())
}

fn identity<'a>(sheet: Sheet<'a, Row<'a>>) -> Sheet<'a, Row<'a>> {
    sheet
        .text("id", |(_, cluster)| cluster.id.as_str())
        .about("Cũng là tên thư mục của trang về cụm.")
        .text("name", |(_, cluster)| cluster.name.as_str())
        .text("short", |(_, cluster)| cluster.short.as_str())
        .text("name_en", |(_, cluster)| cluster.name_en.as_ref())
        .text("name_zh", |(_, cluster)| cluster.name_zh.as_ref())
        .list("aliases", |(_, cluster)| cluster.aliases.as_slice())
        .text("kind", |(_, cluster)| cluster.kind.map(ClusterKind::name))
        .choices("kind", ClusterKind::ALL.iter().map(|kind| kind.name()))
        .text("level", |(_, cluster)| cluster.level.name())
        .choices("level", Level::ALL.iter().map(|level| level.name()))
}

fn places<'a>(show: &'a Show<'a>, sheet: Sheet<'a, Row<'a>>) -> Sheet<'a, Row<'a>> {
    let catalog = show.catalog;
    let communes = |row: Row<'a>| row.1.communes.iter().map(|key| catalog.communes[*key].code.clone());
    let developers = |row: Row<'a>| row.1.developers.iter().map(|name| name.value.clone()).collect::<Vec<_>>();
    sheet
        .boolean("border_zone", |(_, cluster)| cluster.border_zone)
        .text("manager", |(_, cluster)| cluster.manager.map(|key| catalog.agencies[key].id.as_str()))
        .refers("agencies", "id")
        .list("communes", move |row| communes(row).collect::<Vec<_>>())
        .refers("communes", "code")
        .list("former_communes", |(_, cluster)| cluster.former_communes.as_slice())
        .text("former_district", |(_, cluster)| cluster.former_district.map(|key| catalog.districts[key].code.as_str()))
        .refers("districts", "code")
        .list("developers", developers)
        .about("Chỉ công bố với cụm mức A.")
        .text("developer_kind", |(_, cluster)| cluster.developer_kind.map(DeveloperKind::name))
        .choices("developer-kind", DeveloperKind::ALL.iter().map(|kind| kind.name()))
        .about("Chỉ công bố với cụm mức A.")
        .list("industries", |(_, cluster)| cluster.industries.as_slice())
        .boolean("before_2009", |(_, cluster)| cluster.before_2009)
        .number("lon", "độ", |(_, cluster)| cluster.lon.as_ref().map(|lon| lon.value))
        .number("lat", "độ", |(_, cluster)| cluster.lat.as_ref().map(|lat| lat.value))
        .text("coordinate_note", |(_, cluster)| cluster.coordinate_note.as_ref())
}

/// What the pages derive from acts and areas on the build date.
fn figures<'a>(show: &'a Show<'a>, sheet: Sheet<'a, Row<'a>>) -> Sheet<'a, Row<'a>> {
    let sheet = stage(show, sheet);
    let area = |kind| move |key| show.standing(key).figure(kind);
    let sheet = figure(sheet, ["plan_ha", "plan_grade"], "Diện tích theo quy hoạch", area(AreaKind::Plan));
    let decided = |key| show.standing(key).decided();
    let title = "Diện tích theo quyết định thành lập, mở rộng";
    let sheet = figure(sheet, ["decided_ha", "decided_grade"], title, decided);
    let industrial = area(AreaKind::Industrial);
    let sheet = figure(sheet, ["industrial_ha", "industrial_grade"], "Đất công nghiệp", industrial);
    let sheet = figure(sheet, ["leased_ha", "leased_grade"], "Đã cho thuê", area(AreaKind::Leased));
    let sheet = sheet.reconfirm("leased_reconfirm", move |(key, _)| {
        let standing = show.standing(key);
        standing.area(AreaKind::Leased).map(|area| standing.is_stale(area))
    });
    let leasable = |key| show.standing(key).leasable();
    sheet
        .number("leasable_ha", "ha", move |(key, _)| leasable(key).map(|figure| figure.ha))
        .titled("Cho thuê được ngay")
        .about("Từ các lô trống đã được xác nhận trong thời hạn, hoặc từ diện tích chủ đầu tư công bố trong thời hạn.")
        .grade("leasable_grade", move |(key, _)| leasable(key).map(|figure| figure.grade()))
}

/// A figure with the grade of its weakest part beside it.
fn figure<'a>(
    sheet: Sheet<'a, Row<'a>>,
    [name, grade]: [&'static str; 2],
    title: &'static str,
    read: impl Fn(Key<Cluster>) -> Option<Figure<'a>> + Copy + 'a,
) -> Sheet<'a, Row<'a>> {
    let sheet = sheet.number(name, "ha", move |(key, _)| read(key).map(|figure| figure.ha)).titled(title);
    sheet.grade(grade, move |(key, _)| read(key).map(|figure| figure.grade()))
}

/// How far a cluster has come, with the grade of what says so.
fn stage<'a>(show: &'a Show<'a>, sheet: Sheet<'a, Row<'a>>) -> Sheet<'a, Row<'a>> {
    let grounds = |key| show.standing(key).stage_with_grounds().1;
    sheet
        .text("stage", |(key, _)| show.standing(key).stage().name())
        .titled("Giai đoạn")
        .about("Suy ra từ các mốc và diện tích vào ngày lập trang.")
        .choices("stage", Stage::ALL.iter().map(|stage| stage.name()))
        .text("stage_label", |(key, _)| show.term(&format!("stage.{}", show.standing(key).stage().name())))
        .titled("Giai đoạn, bằng chữ")
        .grade("stage_grade", move |(key, _)| grounds(key).iter().map(|ground| ground.basis.grade).max())
        .reconfirm("stage_reconfirm", move |(key, _)| {
            let grounds = grounds(key);
            let stale = grounds.iter().any(|ground| ground.is_stale(show.catalog, show.today));
            (!grounds.is_empty()).then_some(stale)
        })
        .boolean("established", |(key, _)| show.standing(key).is_established())
        .titled("Đã thành lập")
        .about("Trống: chưa có số liệu.")
        .boolean("operating", |(key, _)| show.standing(key).is_operating())
        .titled("Đang hoạt động")
        .about("Trống: chưa có số liệu.")
}

/// Begins a table of facts of a cluster, which every reader joins to the clusters by this field.
pub(super) fn of_cluster<'a, T: Copy + 'a>(
    sheet: Sheet<'a, T>,
    show: &'a Show<'a>,
    read: impl Fn(T) -> Option<Key<Cluster>> + 'a,
) -> Sheet<'a, T> {
    let clusters = &show.catalog.clusters;
    sheet.text("cluster", move |row| read(row).map(|key| clusters[key].id.as_str())).refers("clusters", "id")
}

pub(super) fn with_document<'a, T: Copy + 'a>(
    sheet: Sheet<'a, T>,
    show: &'a Show<'a>,
    read: impl Fn(T) -> Option<Key<Document>> + 'a,
) -> Sheet<'a, T> {
    let documents = &show.catalog.documents;
    sheet.text("document", move |row| read(row).map(|key| documents[key].id.as_str())).refers("documents", "id")
}

fn areas(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Area>::of::<Area>(
        show,
        "Diện tích",
        "Mỗi dòng là một loại diện tích của một cụm vào một ngày. Các loại không cộng với nhau. Cụm mức C chỉ có diện tích quy hoạch.",
    );
    let sheet = of_cluster(sheet, show, |area| Some(area.cluster))
        .text("kind", |area| area.kind.name())
        .choices("area", AreaKind::ALL.iter().map(|kind| kind.name()))
        .number("area_ha", "ha", |area| area.area_ha.value);
    with_document(sheet, show, |area| area.document).grounded(|area| area).sorted(show.catalog.areas.iter())
}

fn milestones(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Milestone>::of::<Milestone>(
        show,
        "Mốc tiến độ",
        "Mỗi dòng là một việc đã làm hoặc dự kiến của một cụm, có ngày và nguồn; giai đoạn của cụm suy ra từ bảng này.",
    )
    .text("id", |milestone| milestone.id.as_str());
    let sheet = of_cluster(sheet, show, |milestone| Some(milestone.cluster))
        .text("act", |milestone| milestone.act.name())
        .choices("act", Act::ALL.iter().map(|act| act.name()))
        .text("state", |milestone| milestone.state.name())
        .choices("milestone", ActState::ALL.iter().map(|state| state.name()))
        .date("date", |milestone| milestone.date)
        .about("Trống: chỉ biết việc đã xong vào ngày as_of.");
    with_document(sheet, show, |milestone| milestone.document)
        .text("text", |milestone| milestone.text.as_str())
        .grounded(|milestone| milestone)
        .sorted(show.catalog.milestones.iter())
}

fn plots(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Plot>::of::<Plot>(
        show,
        "Lô đất",
        "Mỗi dòng là một lô đất công nghiệp. Lô trống chỉ tính là thuê được ngay khi ngày xác nhận còn trong thời hạn quy định.",
    )
    .text("id", |plot| plot.id.as_str());
    of_cluster(sheet, show, |plot| Some(plot.cluster))
        .text("code", |plot| plot.code.as_str())
        .number("area_m2", "m²", |plot| plot.area_m2.value)
        .number("largest_m2", "m²", |plot| plot.largest_m2)
        .text("status", |plot| plot.status.name())
        .choices("plot", PlotStatus::ALL.iter().map(|status| status.name()))
        .list("industries", |plot| plot.industries.as_slice())
        .number("density_percent", "%", |plot| plot.density_percent)
        .number("floor_area_ratio", "lần", |plot| plot.floor_area_ratio)
        .number("height_m", "m", |plot| plot.height_m)
        .number("green_percent", "%", |plot| plot.green_percent)
        .number("price_vnd_per_m2", "đồng/m²", |plot| plot.price_vnd_per_m2)
        .about("Cho cả thời hạn thuê.")
        .text("price_tax", |plot| plot.price_tax.map(Tax::name))
        .choices("tax", Tax::ALL.iter().map(|tax| tax.name()))
        .date("price_valid_until", |plot| plot.price_valid_until)
        .date("term_until", |plot| plot.term_until)
        .text("deposit", |plot| plot.deposit.as_ref())
        .text("allocation", |plot| plot.allocation.as_ref())
        .text("division", |plot| plot.division.map(Division::name))
        .choices("division", Division::ALL.iter().map(|division| division.name()))
        .text("shape", |plot| plot.shape.as_ref())
        .text("power", |plot| plot.power.as_ref())
        .text("water", |plot| plot.water.as_ref())
        .text("wastewater", |plot| plot.wastewater.as_ref())
        .number("road_width_m", "m", |plot| plot.road_width_m)
        .text("restrictions", |plot| plot.restrictions.as_ref())
        .date("expected", |plot| plot.expected)
        .date("confirmed_on", |plot| plot.confirmed_on)
        .text("contact", |plot| plot.contact.as_ref())
        .grounded(|plot| plot)
        .sorted(show.catalog.plots.iter())
}

fn infrastructure(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Infrastructure>::of::<Infrastructure>(
        show,
        "Hạ tầng kỹ thuật",
        "Mỗi dòng là một hạng mục hạ tầng hiện có hoặc dự kiến của một cụm. Cụm không có dòng nào: chưa có số liệu.",
    );
    of_cluster(sheet, show, |work| Some(work.cluster))
        .text("kind", |work| work.kind.name())
        .choices("infra", InfrastructureKind::ALL.iter().map(|kind| kind.name()))
        .text("state", |work| work.state.name())
        .choices("infra", WorkState::ALL.iter().map(|state| state.name()))
        .text("item", |work| work.item.as_str())
        .number("capacity", "", |work| work.capacity)
        .about("Theo đơn vị ở trường unit.")
        .number("available", "", |work| work.available)
        .about("Phần công suất còn cấp được cho người dùng mới, theo đơn vị ở trường unit.")
        .text("unit", |work| work.unit.as_ref())
        .number("distance_km", "km", |work| work.distance_km)
        .date("date", |work| work.date)
        .grounded(|work| work)
        .sorted(show.catalog.infrastructure.iter())
}

fn distances(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Distance>::of::<Distance>(
        show,
        "Khoảng cách",
        "Mỗi dòng là khoảng cách từ một cụm đến cửa khẩu, sân bay, cảng hoặc đô thị, theo nguồn đã ghi.",
    );
    of_cluster(sheet, show, |distance| Some(distance.cluster))
        .text("place", |distance| distance.place.as_str())
        .number("distance_km", "km", |distance| distance.distance_km)
        .number("minutes", "phút", |distance| distance.minutes)
        .text("method", |distance| distance.method.as_ref())
        .basis(|distance| &distance.basis)
        .sorted(show.catalog.distances.iter())
}

fn attributes(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Attribute>::of::<Attribute>(
        show,
        "Đặc điểm của cụm",
        "Mỗi dòng là một đặc điểm khác của một cụm: chỉ tiêu xây dựng, nền đất, đấu nối, nơi liên hệ của chủ đầu tư.",
    );
    of_cluster(sheet, show, |attribute| Some(attribute.cluster))
        .text("item", |attribute| attribute.item.name())
        .choices("attribute", Item::ALL.iter().map(|item| item.name()))
        .text("value", |attribute| attribute.value.as_str())
        .about("Đặc điểm đo được thì là số, theo đơn vị nêu ở tên đặc điểm.")
        .basis(|attribute| &attribute.basis)
        .sorted(show.catalog.attributes.iter())
}

fn prices(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Price>::of::<Price>(
        show,
        "Giá và phí",
        "Mỗi dòng là một mức giá đã công bố. Giá trong bảng giá đất của tỉnh không phải là giá cho thuê lại đất.",
    );
    of_cluster(sheet, show, |price| Some(price.cluster))
        .text("kind", |price| price.kind.name())
        .choices("price", PriceKind::ALL.iter().map(|kind| kind.name()))
        .number("amount", "", |price| price.amount)
        .about("Theo đơn vị ở trường unit.")
        .text("unit", |price| price.unit.as_str())
        .text("position", |price| price.position.as_ref())
        .text("tax", |price| price.tax.map(Tax::name))
        .choices("tax", Tax::ALL.iter().map(|tax| tax.name()))
        .date("valid_until", |price| price.valid_until)
        .text("publisher", |price| price.publisher.as_ref())
        .grounded(|price| price)
        .sorted(show.catalog.prices.iter())
}

fn projects(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Project>::of::<Project>(
        show,
        "Dự án",
        "Mỗi dòng là một dự án hạ tầng hoặc sản xuất kinh doanh trong cụm. Nhà đầu tư và vốn chỉ công bố với cụm mức A; cụm mức C không có dòng nào.",
    )
    .text("id", |project| project.id.as_str());
    of_cluster(sheet, show, |project| Some(project.cluster))
        .text("kind", |project| project.kind.name())
        .choices("project", ProjectKind::ALL.iter().map(|kind| kind.name()))
        .text("name", |project| project.name.as_str())
        .text("investor", |project| project.investor.as_ref().map(|name| name.value.as_str()))
        .text("country", |project| project.country.as_ref())
        .boolean("foreign", |project| project.foreign)
        .text("sector", |project| project.sector.as_ref())
        .number("area_ha", "ha", |project| project.area_ha)
        .number("capital_bn_vnd", "tỷ đồng", |project| project.capital_bn_vnd)
        .number("jobs", "người", |project| project.jobs)
        .text("expected_result", |project| project.expected_result.as_ref())
        .text("state", |project| project.state.name())
        .choices("project", ProjectState::ALL.iter().map(|state| state.name()))
        .grounded(|project| project)
        .sorted(show.catalog.projects.iter())
}

fn capital(show: &Show<'_>) -> Dataset {
    let sheet = Sheet::<&Capital>::of::<Capital>(
        show,
        "Vốn hạ tầng",
        "Mỗi dòng là một khoản vốn hạ tầng của một cụm mức A, hoặc của tỉnh khi trường cluster trống.",
    )
    .text("id", |capital| capital.id.as_str());
    let sheet = of_cluster(sheet, show, |capital| capital.cluster)
        .text("kind", |capital| capital.kind.name())
        .choices("capital", CapitalKind::ALL.iter().map(|kind| kind.name()))
        .text("fund", |capital| capital.fund.map(Fund::name))
        .choices("fund", Fund::ALL.iter().map(|fund| fund.name()))
        .number("amount_bn_vnd", "tỷ đồng", |capital| capital.amount_bn_vnd.value)
        .text("qualifier", |capital| capital.qualifier.name())
        .choices("qualifier", Qualifier::ALL.iter().map(|qualifier| qualifier.name()));
    with_document(sheet, show, |capital| capital.document)
        .grounded(|capital| capital)
        .sorted(show.catalog.capital.iter())
}
