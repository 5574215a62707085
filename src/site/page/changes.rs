//! What changed, in groups, each with its feed, and the three dates that readers confuse.

use crate::catalog::figure::Change;
use crate::site::document::{Address, Block, Fact, Words};
use crate::site::show::Show;
use crate::site::url::{self, Place};

use super::{guide, word};

/// A group: its anchor, its title, and where what it tells is kept and can be followed.
struct Group {
    id: &'static str,
    title: &'static str,
    follow: Words,
}

/// Returns the blocks of the page of changes.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let lead = Words::plain(
        "Các thay đổi về pháp luật, cụm công nghiệp, số liệu, báo cáo và trang, mới nhất trước. Theo dõi tất cả bằng ",
    )
    .with(feed("feed.xml"))
    .then(".");
    let mut blocks = vec![Block::paragraph(lead)];
    let changes = word::sorted_changes(show);
    for group in groups() {
        let own = changes.iter().filter(|change| group_of(change) == group.id);
        let items: Vec<Words> = own.map(|change| told(show, change)).collect();
        blocks.push(Block::heading(group.id, group.title));
        blocks.push(Block::paragraph(group.follow));
        blocks.push(match items.is_empty() {
            true => Block::paragraph("Chưa ghi thay đổi nào."),
            false => Block::List { items },
        });
    }
    blocks.extend(dates(show));
    blocks
}

/// Returns the anchor of the group of a change: one at a cluster is told with the clusters, whatever its kind.
fn group_of(change: &Change) -> &'static str {
    match (change.cluster, change.kind.as_deref()) {
        (Some(_), _) => "cum-cong-nghiep",
        (None, Some("law")) => "phap-luat",
        (None, Some("data")) => "so-lieu",
        (None, Some("report")) => "bao-cao",
        (None, _) => "trang",
    }
}

fn groups() -> [Group; 5] {
    let kept = |name: &str, place: Place, path: &str| {
        Words::plain("Xem ")
            .with(Words::link(name, place.address()))
            .then("; theo dõi bằng ")
            .with(feed(path))
            .then(".")
    };
    let beside = |place: Place| place.path().replace("index.html", "feed.xml");
    let clusters = Words::plain("Mỗi cụm có tệp Atom riêng ở cuối trang của cụm. Xem ")
        .with(Words::link("danh sách cụm công nghiệp", Place::Clusters.address()))
        .then(".");
    let figures = Words::plain("Xem ")
        .with(Words::link("số liệu theo kỳ", Place::Statistics.address()))
        .then(" và ")
        .with(Words::link("dữ liệu mở", Place::OpenData.address()))
        .then(".");
    let site = Words::plain("Xem ")
        .with(Words::link("các bản dịch hiện có", Place::Coverage.address()))
        .then(" và ")
        .with(Words::link("địa chỉ cũ và mới", Place::OldAddresses.address()))
        .then(".");
    [
        ("phap-luat", "Pháp luật", kept("danh mục văn bản", Place::Documents, &beside(Place::Documents))),
        ("cum-cong-nghiep", "Cụm công nghiệp", clusters),
        ("so-lieu", "Số liệu", figures),
        ("bao-cao", "Báo cáo", kept("kho báo cáo", Place::Reports, &beside(Place::Reports))),
        ("trang", "Trang thông tin", site),
    ]
    .map(|(id, title, follow)| Group { id, title, follow })
}

fn feed(path: &str) -> Words {
    Words::link("tệp Atom", Address::file(path))
}

/// A change with the documents that its text cites by number, each leading to its page.
fn told(show: &Show<'_>, change: &Change) -> Words {
    let documents = show.catalog.documents.iter().filter(|(_, document)| cites(&change.text, &document.number));
    let mut documents: Vec<_> = documents.collect();
    documents.sort_by_key(|(_, document)| document.id.as_str());
    let links = documents.into_iter().map(|(key, _)| show.document_link(key));
    let words = word::change_words(show, change, change.cluster);
    match Words::join(links, "; ") {
        links if links.is_empty() => words,
        links => words.then(" Xem ").with(links).then("."),
    }
}

/// Tells whether a text has a number as a whole: `132/2024/NĐ-CP` does not cite `32/2024/NĐ-CP`.
fn cites(text: &str, number: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '/' || c == '-';
    text.match_indices(number)
        .any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + number.len()..].starts_with(is_part))
}

/// The three dates of every page's foot, kept apart.
fn dates(show: &Show<'_>) -> Vec<Block> {
    let fact = |label: &str, date: String, meaning: &str| Fact::new(label, date, meaning);
    let rows = vec![
        fact(
            "Số liệu đến ngày",
            show.date(show.catalog.province.as_of),
            "Ngày mà số liệu đúng với thực tế; từng số có ngày riêng ghi cạnh số",
        ),
        fact("Cập nhật", "ghi ở cuối từng trang".to_owned(), "Ngày nội dung của trang thay đổi lần cuối"),
        // The day itself stands in the foot of every page, once.
        fact(
            "Xuất bản",
            "ghi ở cuối mọi trang".to_owned(),
            "Ngày trang được tạo ra từ dữ liệu; ngày mới không làm số liệu mới hơn",
        ),
    ];
    let more = guide::own(show).find(|guide| guide.slug == "cach-doc-so-lieu").map(|guide| {
        let link = Words::link(guide.title.clone(), Address::file(&url::guide_path(guide)));
        Block::paragraph(Words::plain("Xem thêm: ").with(link).then("."))
    });
    let shown = [Block::heading("ba-loai-ngay", "Ba loại ngày trên trang"), Block::Facts { rows }];
    shown.into_iter().chain(more).collect()
}
