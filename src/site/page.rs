//! The pages of the site, one file a kind; each turns the catalog into blocks.

pub mod agency;
pub mod cluster;
pub mod clusters;
pub mod commune;
pub mod guide;
pub mod home;
pub mod index;
pub mod land;
pub mod law;
pub mod open_data;
pub mod procedure;
pub mod reports;
pub mod statistics;
pub mod word;

use serde_json::{Value, json};

use crate::catalog::guide::Section;
use crate::catalog::procedure::Track;
use crate::place::Location;
use crate::settings::Format;
use crate::site::dataset::Dataset;
use crate::site::report::{Report, Subject};
use crate::site::{Download, Frame, Page, PageBody, StageTag, origin};
use crate::text::PartialDate;

use super::document::{Address, Block};
use super::show::Show;
use super::url::{self, Place};

/// Returns the address of a definition, or of the page of definitions when there is no such entry.
pub fn definition_address(show: &Show<'_>, id: &str) -> Address {
    let known = show.catalog.definitions.iter().any(|definition| definition.id == id);
    let anchor = if known { format!("#{id}") } else { String::new() };
    Address::file(&format!("{}{anchor}", Place::Definitions.path()))
}

/// Returns every page.
pub fn all(show: &Show<'_>, reports: &[Report], datasets: &[Dataset], frame: &Frame) -> Vec<Page> {
    let mut pages = single_pages(show, reports, datasets, frame);
    pages.extend(show.clusters().into_iter().map(|(key, _)| cluster_page(show, key, reports)));
    pages.extend(show.catalog.agencies.iter().map(|(key, agency)| {
        let crumbs = vec![home_crumb(), ("Cơ quan".to_owned(), Place::Agencies.address())];
        let description = agency.role.clone().unwrap_or_else(|| format!("Nhiệm vụ của {} về cụm công nghiệp", agency.name));
        Page {
            body: PageBody::Blocks(agency::agency_blocks(show, key)),
            crumbs,
            origin: agency.basis.at.clone(),
            json_ld: json!({ "@context": "https://schema.org", "@type": "GovernmentOrganization", "name": agency.name }),
            ..blank(url::agency_path(agency), "agencies", "agency", &agency.name, &description)
        }
    }));
    pages.extend(show.catalog.documents.iter().map(|(key, document)| Page {
        body: PageBody::Blocks(law::document_blocks(show, key)),
        crumbs: vec![home_crumb(), ("Văn bản".to_owned(), Place::Documents.address())],
        origin: document.basis.at.clone(),
        updated: Some(document.checked_on),
        ..blank(url::document_path(document), "documents", "document", &title_of(document), &document.subject)
    }));
    pages.extend(guide_pages(show));
    pages.extend(reports::pages(show, reports));
    pages
}

/// Number, year and issuer: two documents may share a number.
pub(super) fn title_of(document: &crate::catalog::law::Document) -> String {
    let year = document.issued_on.map(|date| format!(" ({})", date.first().format("%Y"))).unwrap_or_default();
    format!("{}{year}, {}", document.citation(), document.issuer)
}

/// A page that there is once: its address, its part of the site, its title and its sentence.
type Single = (Place, &'static str, &'static str, &'static str, &'static str);

const SINGLES: &[Single] = &[
    (
        Place::Clusters,
        "clusters",
        "clusters",
        "Danh sách cụm công nghiệp",
        "Bảng đầy đủ các cụm công nghiệp có trong dữ liệu: xã, giai đoạn, diện tích, chủ đầu tư.",
    ),
    (Place::Land, "land", "land", "Quỹ đất cho thuê", "Đất công nghiệp thuê được ngay, sẽ có và chưa có ở từng cụm."),
    (
        Place::Agencies,
        "agencies",
        "agencies",
        "Cơ quan và nhiệm vụ",
        "Cơ quan nào làm việc gì về cụm công nghiệp, hôm nay và theo công văn năm 2009.",
    ),
    (
        Place::Communes,
        "communes",
        "communes",
        "Xã, phường và huyện cũ",
        "Địa danh trước và sau 01/7/2025, với các cụm công nghiệp.",
    ),
    (
        Place::Guidance,
        "guidance",
        "guides",
        "Hướng dẫn",
        "Hướng dẫn cho chủ đầu tư hạ tầng, nhà đầu tư thứ cấp và cơ quan.",
    ),
    (
        Place::Steps(Track::Developer),
        "guidance",
        "steps",
        "Làm chủ đầu tư hạ tầng: từng bước",
        "Các bước để làm chủ đầu tư hạ tầng cụm công nghiệp: ai quyết định, giấy tờ, thời hạn, nơi nộp, căn cứ.",
    ),
    (
        Place::Checklist(Track::Developer),
        "guidance",
        "checklist",
        "Làm chủ đầu tư hạ tầng: danh mục việc cần làm",
        "Danh mục việc cần làm để in, cho người muốn làm chủ đầu tư hạ tầng cụm công nghiệp.",
    ),
    (
        Place::Steps(Track::Tenant),
        "guidance",
        "steps",
        "Thuê đất trong cụm: từng bước",
        "Các bước để thuê đất và hoạt động trong cụm công nghiệp: ai quyết định, giấy tờ, thời hạn, nơi nộp, căn cứ.",
    ),
    (
        Place::Checklist(Track::Tenant),
        "guidance",
        "checklist",
        "Thuê đất trong cụm: danh mục việc cần làm",
        "Danh mục việc cần làm để in, cho người muốn thuê đất trong cụm công nghiệp.",
    ),
    (
        Place::Documents,
        "documents",
        "documents",
        "Văn bản pháp luật",
        "Văn bản về cụm công nghiệp từ 2009 đến nay, hiệu lực và văn bản thay thế.",
    ),
    (Place::Reports, "reports", "reports", "Báo cáo", "Báo cáo 6 tháng và năm, Biểu số 04, phiếu thông tin từng cụm."),
    (
        Place::Statistics,
        "reports",
        "statistics",
        "Số liệu theo kỳ",
        "27 chỉ tiêu về cụm công nghiệp theo kỳ báo cáo, số liệu đã công bố và chỗ chưa thống nhất.",
    ),
    (
        Place::Definitions,
        "definitions",
        "definitions",
        "Định nghĩa",
        "Các khái niệm dùng trong bảng số liệu, với điều khoản.",
    ),
    (Place::OpenData, "open-data", "open-data", "Dữ liệu mở", "Các bảng dữ liệu dạng CSV và JSON kèm mô tả."),
    (Place::Changes, "changes", "changes", "Thay đổi", "Thay đổi về pháp luật, cụm công nghiệp và số liệu."),
];

fn single_pages(show: &Show<'_>, reports: &[Report], datasets: &[Dataset], frame: &Frame) -> Vec<Page> {
    let province = &show.catalog.province.name;
    let title = format!("Cụm công nghiệp tỉnh {province}");
    let sentence = format!("Tìm đất, tiến độ, thủ tục, báo cáo và dữ liệu mở về cụm công nghiệp tỉnh {province}.");
    let home = Page {
        body: PageBody::Blocks(home::blocks(show)),
        crumbs: Vec::new(),
        json_ld: web_site(frame),
        ..blank(Place::Home.path(), "home", "home", &title, &sentence)
    };
    let singles = SINGLES.iter().map(|(place, section, kind, title, sentence)| Page {
        body: PageBody::Blocks(single_blocks(show, *place, reports, datasets)),
        json_ld: if *place == Place::OpenData {
            open_data::json_ld(datasets, frame)
        } else {
            web_page(title, sentence)
        },
        crumbs: single_crumbs(*place),
        ..blank(place.path(), section, kind, title, sentence)
    });
    [home].into_iter().chain(singles).collect()
}

/// Steps and their lists stand below guidance.
fn single_crumbs(place: Place) -> Vec<(String, Address)> {
    let below = matches!(place, Place::Steps(_) | Place::Checklist(_));
    let guidance = below.then(|| ("Hướng dẫn".to_owned(), Place::Guidance.address()));
    [home_crumb()].into_iter().chain(guidance).collect()
}

fn single_blocks(show: &Show<'_>, place: Place, reports: &[Report], datasets: &[Dataset]) -> Vec<Block> {
    match place {
        Place::Home => home::blocks(show),
        Place::Clusters => clusters::blocks(show),
        Place::Land => land::blocks(show),
        Place::Agencies => agency::blocks(show),
        Place::Communes => commune::blocks(show),
        Place::Guidance => guide::index(show),
        Place::Steps(track) => procedure::blocks(show, track),
        Place::Checklist(track) => procedure::checklist(show, track),
        Place::Documents => law::blocks(show),
        Place::Reports => reports::index(show, reports),
        Place::Statistics => statistics::blocks(show),
        Place::Definitions => word::definitions(show),
        Place::OpenData => open_data::blocks(show, datasets),
        Place::Changes => word::change_blocks(show),
        // Made when all others are known.
        Place::Index => Vec::new(),
    }
}

fn cluster_page(
    show: &Show<'_>,
    key: crate::catalog::table::Key<crate::catalog::cluster::Cluster>,
    reports: &[Report],
) -> Page {
    let cluster = &show.catalog.clusters[key];
    let subject = Subject::Cluster(cluster.id.clone());
    let (stage, grounds) = show.standing(key).stage_with_grounds();
    let description = format!("{}, tỉnh {}: {}", cluster.name, show.catalog.province.name, cluster::answer(show, key));
    let sheet = reports.iter().find(|report| report.subject == subject);
    let downloads = sheet.map(|report| Download {
        text: "Phiếu thông tin để in (A4)".into(),
        link: Address::file(&report.path(Format::Pdf)),
        note: "PDF".into(),
    });
    Page {
        body: PageBody::Blocks(cluster::blocks(show, key, cluster::Section::PAGE)),
        crumbs: vec![home_crumb(), ("Cụm công nghiệp".to_owned(), Place::Clusters.address())],
        stage: Some(StageTag {
            name: stage.name().into(),
            text: show.term(&format!("stage.{}", stage.name())),
            marks: show.marks(&grounds),
        }),
        downloads: downloads.into_iter().collect(),
        updated: cluster.basis.as_of,
        origin: cluster.basis.at.clone(),
        json_ld: json!({ "@context": "https://schema.org", "@type": "Place", "name": cluster.name, "description": description }),
        ..blank(
            format!("{}/index.html", url::cluster_folder(&cluster.id)),
            "clusters",
            "cluster",
            &cluster.name,
            &description,
        )
    }
}

fn guide_pages(show: &Show<'_>) -> impl Iterator<Item = Page> {
    show.catalog.guides.iter().enumerate().map(|(index, guide)| {
        let guidance = guide.section == Section::Guidance;
        let mut crumbs = vec![home_crumb()];
        if guidance {
            crumbs.push(("Hướng dẫn".to_owned(), Place::Guidance.address()));
        }
        Page {
            body: PageBody::Guide(index),
            crumbs,
            updated: Some(PartialDate::Day(guide.updated)),
            origin: Location::file(&guide.path),
            json_ld: web_page(&guide.title, &guide.summary),
            ..blank(
                url::guide_path(guide),
                if guidance { "guidance" } else { "fixed" },
                "guide",
                &guide.title,
                &guide.summary,
            )
        }
    })
}

/// A page with nothing optional; every caller gives its body.
pub(crate) fn blank(path: String, section: &'static str, kind: &'static str, title: &str, description: &str) -> Page {
    Page {
        path,
        section,
        kind,
        title: title.to_owned(),
        description: description.to_owned(),
        updated: None,
        crumbs: vec![home_crumb()],
        stage: None,
        downloads: Vec::new(),
        json_ld: web_page(title, description),
        body: PageBody::Blocks(Vec::new()),
        origin: origin("site.yaml"),
    }
}

pub(super) fn home_crumb() -> (String, Address) {
    ("Trang chủ".to_owned(), Place::Home.address())
}

fn web_page(title: &str, description: &str) -> Value {
    json!({ "@context": "https://schema.org", "@type": "WebPage", "name": title, "description": description, "inLanguage": "vi" })
}

fn web_site(frame: &Frame) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": frame.title,
        "url": frame.base_url,
        "inLanguage": "vi",
        "publisher": { "@type": "GovernmentOrganization", "name": frame.contact.agency },
    })
}
