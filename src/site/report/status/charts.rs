//! C1 to C5 of the report (portal.md 6.2): drawn where the data allow; the tables beside them say what is missing.
//!
//! IBCS: this period solid, the period before lighter, plan outlined; all readable without colour.

use crate::catalog::cluster::Cluster;
use crate::catalog::form::Span;
use crate::catalog::project::CapitalKind;
use crate::catalog::rollup::{self, Line, Scope};
use crate::catalog::standing::Stage;
use crate::catalog::table::Key;
use crate::site::chart::{self, Bar, Goal, Pair};
use crate::site::document::{Block, Chart, Panel, Part, Words};
use crate::site::page::{self, statistics};
use crate::site::show::Show;
use crate::text::{Amount, Language};

use super::works;

/// C1: clusters by stage beside a year ago, unless nothing was known of any of them then.
pub(super) fn stages(show: &Show<'_>, span: Span) -> Vec<Block> {
    let then = &show.on(span.year_before().to());
    let [now, before] = [show, then].map(page::clusters::counts);
    let is_known = before.iter().any(|(stage, count)| *stage != Stage::Unknown && *count > 0);
    let drawn = match page::clusters::chart(show) {
        // Paper has no page of each cluster to look at.
        Block::Chart(drawn) => Chart { source: Words::plain("Nguồn: Phụ lục II."), ..drawn },
        block => return vec![block],
    };
    if !is_known {
        return vec![Block::Chart(Chart { subtitle: format!("{}; {NOTHING_BEFORE}", drawn.subtitle), ..drawn })];
    }
    let told = Stage::ALL.into_iter().filter(|stage| now[stage] + before[stage] > 0);
    let pair = |stage: Stage| {
        let earlier = page::clusters::bar(show, stage, before[&stage]);
        (page::clusters::bar(show, stage, now[&stage]), Some(Bar { label: show.day(then.today), ..earlier }))
    };
    let panel = chart::compared(&told.map(pair).collect::<Vec<_>>(), Amount::from(show.catalog.clusters.len()));
    let subtitle = format!("{}; {}", drawn.subtitle, lighter(then));
    vec![Block::Chart(Chart { panels: vec![panel], subtitle, ..drawn })]
}

const NOTHING_BEFORE: &str = "chưa có số liệu cùng kỳ năm trước";

/// What the lighter bars are.
fn lighter(then: &Show<'_>) -> String {
    format!("cột nhạt: cùng kỳ năm trước, ngày {}", then.day(then.today))
}

fn chart(show: &Show<'_>, id: &str, words: [String; 2], panels: Vec<Panel>, data: &str) -> Chart {
    let [title, subtitle] = words;
    let data = chart::file(show, data);
    Chart { id: format!("bieu-do-{id}"), title, subtitle, panels, parts: Vec::new(), source: Words::default(), data }
}

/// C2: capital paid against capital approved, cluster by cluster.
pub(super) fn paid(show: &Show<'_>) -> Vec<Block> {
    let mut parts: Vec<Part> = Vec::new();
    let mut panels = Vec::new();
    for (key, cluster) in show.clusters() {
        let sums = [CapitalKind::Paid, CapitalKind::Approved].map(|kind| works::paid(show, key, kind));
        let [Some(paid), Some(approved)] = sums else { continue };
        if approved.amount_bn_vnd.value <= Amount::ZERO {
            continue;
        }
        let bar = |label: &str, row: &crate::catalog::project::Capital| Bar {
            label: label.to_owned(),
            text: works::said(show, row, " tỷ đồng"),
            value: row.amount_bn_vnd.value,
        };
        let goal =
            Goal { bar: bar("Đã thanh toán", paid), planned: None, target: bar("Được duyệt", approved) };
        let (panel, keys) = chart::goal(&goal);
        parts.extend(keys.into_iter().map(|part| Part { label: format!("{}, đã thanh toán", cluster.short), ..part }));
        panels.push(Panel { title: cluster.short.clone(), ..panel });
    }
    if panels.is_empty() {
        return Vec::new();
    }
    let title = format!("Vốn đầu tư hạ tầng đã thanh toán so với được duyệt: {} cụm có đủ hai số", panels.len());
    let subtitle = format!("tỷ đồng, lũy kế đến {}; vạch đứng là vốn được duyệt", show.day(show.today));
    let drawn = chart(show, "von", [title, subtitle], panels, "capital");
    vec![Block::Chart(Chart { parts, ..drawn })]
}

/// C3: how the land of each cluster is divided.
pub(super) fn land(show: &Show<'_>) -> Vec<Block> {
    let drawn: Vec<Block> =
        show.clusters().into_iter().filter_map(|(key, _)| page::cluster::split::chart(show, key)).collect();
    if drawn.is_empty() {
        return Vec::new();
    }
    drawn
}

/// C4: occupancy with numerator and denominator, beside a year ago where it was known then.
pub(super) fn occupancy(show: &Show<'_>, span: Span) -> Vec<Block> {
    let then = &show.on(span.year_before().to());
    let (mut silent, mut bars) = (Vec::new(), Vec::new());
    for (key, cluster) in show.clusters() {
        let before = ratio(then, key).map(|bar| Bar { label: then.day(then.today), ..bar });
        match ratio(show, key) {
            Some(bar) => bars.push((bar, before)),
            None => silent.push(cluster.short.clone()),
        }
    }
    if bars.is_empty() {
        return Vec::new();
    }
    let title = format!("Tỷ lệ lấp đầy của {} cụm có đủ số liệu", bars.len());
    let lacking: Vec<&str> =
        bars.iter().filter(|(_, before)| before.is_none()).map(|(bar, _)| bar.label.as_str()).collect();
    let is_compared = lacking.len() < bars.len();
    let subtitle = format!(
        "đất đã cho thuê trên đất công nghiệp, trục đến 100 %, số liệu đến {}; {}",
        show.day(show.today),
        if is_compared { lighter(then) } else { NOTHING_BEFORE.to_owned() }
    );
    let mut notes = Vec::new();
    if !silent.is_empty() {
        notes.push(format!("Chưa đủ số liệu: {}.", silent.join(", ")));
    }
    if is_compared && !lacking.is_empty() {
        notes.push(format!("Chưa đủ số liệu cùng kỳ năm trước: {}.", lacking.join(", ")));
    }
    let panels = vec![chart::compared(&bars, Amount::from(100))];
    let mut drawn = chart(show, "lap-day", [title, subtitle], panels, "areas");
    if !notes.is_empty() {
        drawn.source = Words::plain(format!("như bảng trên. {}", notes.join(" ")));
    }
    vec![Block::Chart(drawn)]
}

/// The bar of a cluster whose let and industrial land were known on the day.
fn ratio(show: &Show<'_>, key: Key<Cluster>) -> Option<Bar> {
    let ratio = show.standing(key).occupancy_in_practice().filter(|ratio| ratio.whole.ha > Amount::ZERO)?;
    let value = ratio.part.ha.percent_of(ratio.whole.ha)?;
    Some(Bar { label: show.catalog.clusters[key].short.clone(), text: show.ratio(&ratio)?.text(), value })
}

/// C5: production in this period beside the same period a year ago.
pub(super) fn production(show: &Show<'_>, span: Span) -> Vec<Block> {
    const ROWS: [(&str, &str); 3] = [("23", "Doanh thu"), ("24", "Nộp ngân sách"), ("25", "Lao động")];
    let year = span.year_before();
    let results = [span, year].map(|other| rollup::lines_as(show.catalog, Scope::Province, other, span.to()));
    let [now, before] = [span, year].map(|span| statistics::period_name(span).to_lowercase());
    let panels: Vec<Panel> = ROWS
        .iter()
        .filter_map(|(row, name)| {
            let of = |lines: &[Line<'_>], label: &str| {
                let line = lines.iter().find(|line| line.row.number == *row && !line.sum.is_withheld)?;
                let value = line.sum.value?;
                let unit = line.row.unit.as_deref().unwrap_or_default().to_lowercase();
                Some(Bar { label: label.to_owned(), text: format!("{} {unit}", value.show(Language::Vi, 3)), value })
            };
            let pair = Pair { now: of(&results[0], &now)?, before: of(&results[1], &before)? };
            Some(Panel { title: (*name).to_owned(), ..chart::pair(&pair) })
        })
        .collect();
    if panels.is_empty() {
        return Vec::new();
    }
    let title = format!("Kết quả sản xuất {now} so với {before}");
    let subtitle = "cột đặc: kỳ này; cột nhạt: cùng kỳ năm trước".to_owned();
    vec![Block::Chart(chart(show, "san-xuat", [title, subtitle], panels, "form_04"))]
}
