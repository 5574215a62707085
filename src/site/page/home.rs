//! The home page: who answers, three counters, four doors, the map, what changed.

use crate::catalog::indicator::FormId;
use crate::catalog::milestone::Act;
use crate::catalog::standing::Standing;
use crate::catalog::standing::age::{Ground, Grounded};
use crate::site::document::{Block, Counter, Door, GAP, Words};
use crate::site::map;
use crate::site::show::Show;
use crate::site::url::Place;

/// Returns the blocks of the home page.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let agency = show.catalog.province.agency;
    let lead = Words::plain(format!("Thông tin về các cụm công nghiệp trên địa bàn tỉnh {}: đất, hạ tầng, tiến độ, thủ tục, báo cáo. Cơ quan chịu trách nhiệm: ", show.catalog.province.name)).with(show.agency_link(agency)).then(".");
    let mut blocks = vec![Block::paragraph(lead), counters(show), doors(), Block::section("Các cụm trên bản đồ")];
    blocks.push(Block::Map(map::province(show)));
    blocks.push(Block::section("Cụm theo giai đoạn"));
    blocks.push(super::clusters::chart(show));
    blocks.push(Block::section("Thay đổi gần đây"));
    blocks.push(Block::List { items: super::word::changes(show).into_iter().take(5).collect() });
    blocks.push(Block::paragraph(Words::link("Tất cả thay đổi", Place::Changes.address())));
    blocks
}

fn counters(show: &Show<'_>) -> Block {
    let count = |act: Act, label: &str, row: &str| {
        let states: Vec<Option<bool>> =
            show.clusters().iter().map(|(key, _)| known(show.standing(*key), act)).collect();
        let yes = states.iter().filter(|state| **state == Some(true)).count();
        let known = states.iter().filter(|state| state.is_some()).count();
        let published = show
            .catalog
            .totals
            .iter()
            .filter(|total| total.indicator.as_ref().is_some_and(|indicator| indicator.is(FormId::Province, row)))
            .max_by_key(|total| total.basis.as_of);
        let published = published.map(|total| format!("; đã công bố: {}", super::statistics::published(show, total)));
        let figure = if known == 0 { GAP.to_owned() } else { yes.to_string() };
        let coverage = format!("có dữ liệu của {known}/{} cụm", states.len());
        let counted = show.clusters().into_iter().zip(&states).filter(|(_, state)| **state == Some(true));
        let resting = counted.filter_map(|((key, _), _)| show.standing(key).act(act));
        let grounds: Vec<Ground<'_>> = resting.map(Grounded::ground).collect();
        let marks: String = show.marks(&grounds).iter().map(|mark| format!("; gồm số liệu {mark}")).collect();
        Counter {
            label: label.to_owned(),
            figure,
            note: format!("{coverage}{marks}{}", published.unwrap_or_default()),
            link: Place::Statistics.address(),
        }
    };
    Block::Counters {
        items: vec![
            count(Act::Plan, "cụm trong quy hoạch", "1"),
            count(Act::Establishment, "cụm đã thành lập", "3"),
            count(Act::Operation, "cụm đang hoạt động", "15"),
        ],
    }
}

fn doors() -> Block {
    let door = |title: &str, text: &str, place: Place| Door {
        title: title.to_owned(),
        text: text.to_owned(),
        link: place.address(),
    };
    Block::Doors {
        items: vec![
            door("Tìm đất", "Cụm nào thuê được đất, cụm nào chờ việc gì", Place::Land),
            door("Danh sách cụm", "Vị trí, diện tích, tiến độ, chủ đầu tư", Place::Clusters),
            door("Thủ tục", "Hướng dẫn cho chủ đầu tư và nhà đầu tư thứ cấp", Place::Guidance),
            door("Báo cáo và số liệu", "Báo cáo 6 tháng, năm; Biểu 04; dữ liệu mở", Place::Reports),
        ],
    }
}

/// The counters count what Biểu 04 counts: a revoked cluster is not established.
fn known(standing: Standing<'_>, act: Act) -> Option<bool> {
    match act {
        Act::Establishment => standing.is_established(),
        other => standing.has(other),
    }
}
