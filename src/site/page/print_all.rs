//! The page to print at once: the list of clusters, then the sheet of each, which begins on a new sheet of paper.

use crate::catalog::cluster::Cluster;
use crate::catalog::table::Key;
use crate::site::document::{Block, Words};
use crate::site::facet::Finder;
use crate::site::report::factsheet::SECTIONS;
use crate::site::show::Show;
use crate::site::url;

use super::{cluster, clusters};

/// Returns the blocks: the only headings of level 2 are the names of the clusters, where the print begins a new sheet.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let lead = format!(
        "Bản in ngày {}: danh sách cụm công nghiệp, rồi phiếu thông tin của từng cụm, mỗi cụm bắt đầu ở một tờ mới. Chọn In trong trình duyệt, khổ A4.",
        show.day(show.today)
    );
    // The filter of the list stays on the list, and with it what it counts.
    let mut list = clusters::table(show, &Finder::new(show));
    list.counted.clear();
    let sheets = show.clusters().into_iter().flat_map(|(key, it)| sheet(show, key, it));
    [Block::paragraph(lead), Block::Table(list)].into_iter().chain(sheets).collect()
}

fn sheet(show: &Show<'_>, key: Key<Cluster>, of: &Cluster) -> Vec<Block> {
    let page = Words::link("Trang của cụm", url::cluster(show.catalog, key));
    let stage = Words::plain("Giai đoạn: ").with(show.stage_of(key)).then(". ").with(page).then(".");
    let blocks = cluster::blocks(show, key, SECTIONS).into_iter().map(|block| block.apart(&of.id));
    [Block::heading(&of.id, &of.name), Block::paragraph(stage)].into_iter().chain(blocks).collect()
}
