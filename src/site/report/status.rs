//! The six-month and yearly report on the development of clusters (Thông tư 14/2024/TT-BCT, NĐ 30/2020/NĐ-CP).
//!
//! The sentences stand in `content/vi/bao-cao/bao-cao-ky.md`, which an official can edit; this module gives the figures
//! and tables that the sentences may name.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::catalog::figure::ConflictState;
use crate::catalog::form::Span;
use crate::catalog::indicator::FormId;
use crate::catalog::land::AreaKind;
use crate::catalog::project::Obstacle;
use crate::catalog::rollup::{self, Line, Scope};
use crate::catalog::standing::Stage;
use crate::settings::ReportKind;
use crate::site::document::{Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::page::statistics::{self, remark, result_cell};
use crate::site::show::{Show, number};
use crate::text::Amount;
use crate::text::date::show_formal;

use super::{Annex, Body, Head, Meta, Narrative, Report, Subject, Title, form, notes};

/// The text of the report.
pub const TEMPLATE: &str = "bao-cao-ky.md";

/// Returns the report of a period.
pub fn report(show: &Show<'_>, span: Span) -> Report {
    let province = &show.catalog.province.name;
    let agency = &show.catalog.agencies[show.catalog.province.agency];
    let when = if span.half { format!("6 tháng đầu năm {}", span.year) } else { format!("năm {}", span.year) };
    let text = format!("Tình hình phát triển cụm công nghiệp tỉnh {province} {when}");
    let year = span.to().format("%Y");
    // The head tells the day of the build; what the report says is of its cut-off.
    let then = &show.on(span.to());
    Report {
        kind: ReportKind::Status,
        subject: Subject::Period(span),
        name: format!("bao-cao-{}", span.id().to_lowercase()),
        meta: Meta {
            title: format!("Báo cáo {}", text.to_lowercase().replacen(&province.to_lowercase(), province, 1)),
            author: format!("{} tỉnh {province}", agency.name),
            date: show.today.to_string(),
            description: format!("{text}, dự thảo từ dữ liệu"),
            keywords: vec!["cụm công nghiệp".into(), "báo cáo".into(), province.clone()],
            language: "vi".into(),
        },
        head: Some(Head {
            parent: format!("UBND TỈNH {}", province.to_uppercase()),
            agency: agency.name.to_uppercase(),
            number: format!("Số:          /BC-{}", show.symbol()),
            place_date: format!("{province}, ngày      tháng      năm {year}"),
        }),
        title: Title {
            kind: "BÁO CÁO".into(),
            text,
            note: format!("(Số liệu chốt từ ngày {} đến ngày {})", show.day(span.from()), show.day(span.to())),
        },
        addressees: vec![format!("Ủy ban nhân dân tỉnh {province}"), ministry(show, span)],
        body: Body::Narrative(Narrative {
            template: TEMPLATE,
            figures: figures(then, span),
            tables: tables(then, span),
        }),
        recipients: vec!["Như trên".into(), "Lưu: VT, …".into()],
        signer: vec!["GIÁM ĐỐC".into()],
        annexes: annexes(then, span),
        footer: String::new(),
        qr: None,
    }
}

/// The receiving unit of the ministry changed its name on 1 July 2025 (Thông tư 38/2025/TT-BCT Điều 29).
fn ministry(show: &Show<'_>, span: Span) -> String {
    let receiver =
        show.catalog.form(FormId::Province, span.to()).map(|form| form.receiver.as_str()).unwrap_or_default();
    receiver.split_once(", ").map_or(receiver, |(_, ministry)| ministry).to_owned()
}

/// Every row of Biểu 04 as `r3`, `r15_1`, …, with its comparison, and the words around them.
pub(super) fn figures(show: &Show<'_>, span: Span) -> BTreeMap<String, Value> {
    let now = rollup::lines(show.catalog, Scope::Province, span);
    let before = rollup::lines(show.catalog, Scope::Province, span.previous());
    let year_before = rollup::lines(show.catalog, Scope::Province, span.year_before());
    let mut figures: BTreeMap<String, Value> = BTreeMap::new();
    for ((line, before), year_before) in now.iter().zip(&before).zip(&year_before) {
        if line.row.unit.is_some() {
            let is_told = line.sum.value.is_some() || line.sum.is_withheld;
            let name = format!("r{}", line.row.number.replace('.', "_"));
            let against_previous = against(line, before, &statistics::period_name(span.previous()).to_lowercase());
            let against_year = against(line, year_before, &statistics::period_name(span.year_before()).to_lowercase());
            figures.insert(
                name,
                json!({
                    "known": line.sum.value.is_some(),
                    "value": if is_told { result_cell(line).words.text() } else { show.term("unknown") },
                    "unit": line.row.unit.clone().unwrap_or_default().to_lowercase(),
                    "coverage": coverage(show, line),
                    "complete": line.sum.missing.is_empty(),
                    "remark": remark(show, line).text(),
                    "against_previous": against_previous,
                    "against_year_before": against_year,
                }),
            );
        }
    }
    let clusters = show.clusters();
    let at = |stage: Stage| clusters.iter().filter(|(key, _)| show.standing(*key).stage() == stage).count();
    let names = |stage: Stage| {
        let members = clusters.iter().filter(|(key, _)| show.standing(*key).stage() == stage);
        members.map(|(_, cluster)| cluster.short.clone()).collect::<Vec<_>>().join(", ")
    };
    for stage in Stage::ALL {
        figures.insert(format!("stage_{}", stage.name()), json!({ "count": at(stage), "names": names(stage) }));
    }
    figures.insert("province".into(), json!(show.catalog.province.name));
    figures.insert("from".into(), json!(show_formal(span.from())));
    figures.insert("to".into(), json!(show_formal(span.to())));
    figures.insert("period".into(), json!(statistics::period_name(span).to_lowercase()));
    figures.insert("clusters".into(), json!(clusters.len()));
    figures.insert("obstacles".into(), json!(open_obstacles(show, span).len()));
    let open = show.catalog.conflicts.iter().filter(|conflict| conflict.state == ConflictState::Open).count();
    figures.insert("conflicts".into(), json!(open));
    figures
}

/// Says how many clusters a result covers, and what its weak or old parts are.
fn coverage(show: &Show<'_>, line: &Line<'_>) -> String {
    let counted = format!("tính trên {}/{} cụm có số liệu", line.sum.known, line.sum.known + line.sum.missing.len());
    let marks = [(line.sum.is_weak, "grade.C"), (line.sum.is_stale, "reconfirm")];
    let told = marks.into_iter().filter(|(is_told, _)| *is_told).map(|(_, key)| show.term(key));
    told.fold(counted, |counted, mark| format!("{counted}, gồm số liệu {mark}"))
}

/// Compares two results; only results over the same clusters can be compared.
fn against(now: &Line<'_>, before: &Line<'_>, period: &str) -> String {
    let (Some(value), Some(other)) = (now.sum.value, before.sum.value) else {
        return format!("không so sánh được với {period}");
    };
    if now.sum.missing != before.sum.missing {
        return format!("không so sánh được với {period} vì số cụm có số liệu khác nhau");
    }
    let change = value - other;
    let percent = |part: Amount| {
        let percent = part.percent_of(other).map(|percent| percent.show_fixed(crate::text::Language::Vi, 1));
        percent.map(|percent| format!(" ({percent} %)")).unwrap_or_default()
    };
    match change.cmp(&Amount::ZERO) {
        std::cmp::Ordering::Equal => format!("bằng {period}"),
        std::cmp::Ordering::Greater => format!("tăng {}{} so với {period}", number(change), percent(change)),
        std::cmp::Ordering::Less => {
            let fall = Amount::ZERO - change;
            format!("giảm {}{} so với {period}", number(fall), percent(fall))
        }
    }
}

fn tables(show: &Show<'_>, span: Span) -> BTreeMap<String, Vec<Block>> {
    let tables = [
        ("T1", Block::Table(comparison(show, span))),
        ("T3", Block::Table(progress(show, span))),
        ("T8", Block::Table(obstacles(show, span))),
        ("C1", crate::site::page::clusters::chart(show)),
        ("kien-nghi", requests(show, span)),
    ];
    tables.into_iter().map(|(name, block)| (name.to_owned(), vec![block])).collect()
}

fn comparison(show: &Show<'_>, span: Span) -> Table {
    const SHORT: &[&str] = &["3", "4", "5", "9", "11", "13", "14", "15", "16", "17", "18", "19", "20"];
    let (previous, year_before) = (span.previous(), span.year_before());
    let results = [span, year_before, previous].map(|span| rollup::lines(show.catalog, Scope::Province, span));
    let rows =
        (0..results[0].len()).filter(|index| SHORT.contains(&results[0][*index].row.number.as_str())).map(|index| {
            let line = &results[0][index];
            let mut cells = vec![
                Cell::text(line.row.number.clone()),
                Cell::text(line.row.text.clone()),
                Cell::text(line.row.unit.clone().unwrap_or_default()),
            ];
            cells.extend(results.iter().map(|lines| result_cell(&lines[index])));
            TableRow::new(cells)
        });
    let heads = columns(&[
        ("TT", Align::Center, 1),
        ("Chỉ tiêu", Align::Left, 7),
        ("Đơn vị", Align::Center, 2),
        (&statistics::period_name(span), Align::Right, 3),
        (&statistics::period_name(year_before), Align::Right, 3),
        (&statistics::period_name(previous), Align::Right, 3),
    ]);
    let caption = format!(
        "Các chỉ tiêu chính, {} so với cùng kỳ năm trước và kỳ báo cáo trước",
        statistics::period_name(span).to_lowercase()
    );
    Table { head_column: 1, ..Table::new("T1", caption, heads, rows.collect()) }
        .note("Số thứ tự theo Biểu số 04; số cụm có số liệu ở cột Ghi chú của Phụ lục I.")
}

fn progress(show: &Show<'_>, span: Span) -> Table {
    let rows = show.clusters().into_iter().map(|(key, cluster)| {
        let standing = show.standing(key);
        let area = |figure| show.figure_cell(figure, show.unknown_cell());
        let last = standing.done().max_by_key(|milestone| (milestone.known_by(), milestone.id.as_str()));
        let last = last.map_or_else(|| show.unknown(), |milestone| show.sourced(milestone.text.clone(), milestone));
        TableRow::new(vec![
            Cell::text(cluster.short.clone()),
            Cell::text(show.stage_of(key)),
            area(standing.decided()),
            area(standing.figure(AreaKind::Cleared)),
            area(standing.figure(AreaKind::Serviced)),
            Cell::text(last),
        ])
    });
    let heads = columns(&[
        ("Cụm", Align::Left, 3),
        ("Giai đoạn", Align::Left, 3),
        ("Theo quyết định (ha)", Align::Right, 2),
        ("Đã giải phóng (ha)", Align::Right, 2),
        ("Có hạ tầng (ha)", Align::Right, 2),
        ("Mốc mới nhất", Align::Left, 6),
    ]);
    Table::new("T3", format!("Tiến độ từng cụm đến {}", show.day(span.to())), heads, rows.collect())
}

/// Obstacles known by the end of the period and not settled by then.
fn open_obstacles<'a>(show: &Show<'a>, span: Span) -> Vec<&'a Obstacle> {
    let open = show.catalog.obstacles.iter().filter(|obstacle| {
        let known = obstacle.basis.as_of.is_some_and(|date| date.first() <= span.to());
        let settled = obstacle.resolved_on.is_some_and(|date| date.last() <= span.to());
        known && !settled
    });
    let mut open: Vec<&Obstacle> = open.collect();
    open.sort_by_key(|obstacle| obstacle.id.as_str());
    open
}

fn obstacles(show: &Show<'_>, span: Span) -> Table {
    let rows = open_obstacles(show, span).into_iter().map(|obstacle| {
        let cluster = obstacle.cluster.map_or("Toàn tỉnh", |key| &show.catalog.clusters[key].short);
        let agency = obstacle.agency.map(|key| show.catalog.agencies[key].name.as_str());
        TableRow::new(vec![
            Cell::text(show.label(&format!("obstacle.{}", obstacle.category.name()))),
            Cell::text(cluster),
            Cell::text(show.sourced(obstacle.text.clone(), obstacle)),
            show.text_cell(agency),
            show.date_cell(obstacle.since.or(obstacle.basis.as_of)),
        ])
    });
    let heads = columns(&[
        ("Nhóm", Align::Left, 3),
        ("Cụm", Align::Left, 2),
        ("Khó khăn, vướng mắc", Align::Left, 8),
        ("Cơ quan xử lý", Align::Left, 3),
        ("Biết từ", Align::Left, 2),
    ]);
    Table::new("T8", "Khó khăn, vướng mắc chưa được giải quyết", heads, rows.collect())
}

/// Requests grouped by who must act; an obstacle without a named agency is not a request to anybody.
fn requests(show: &Show<'_>, span: Span) -> Block {
    let mut by_agency: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for obstacle in open_obstacles(show, span) {
        if let (Some(agency), Some(request)) = (obstacle.agency, &obstacle.request) {
            let due = obstacle.due.map(|due| format!(" (thời hạn {})", show.date(due))).unwrap_or_default();
            let request = show.sourced(format!("{request}{due}"), obstacle).text();
            by_agency.entry(show.catalog.agencies[agency].name.clone()).or_default().push(request);
        }
    }
    if by_agency.is_empty() {
        return Block::paragraph("Dữ liệu chưa có đề nghị nào ghi rõ cơ quan phải xử lý.");
    }
    let items =
        by_agency.into_iter().map(|(agency, requests)| Words::plain(format!("{agency}: {}", requests.join("; "))));
    Block::List { items: items.collect() }
}

fn annexes(show: &Show<'_>, span: Span) -> Vec<Annex> {
    let agency = &show.catalog.agencies[show.catalog.province.agency].name;
    let symbol = show.symbol();
    let note = format!("(Kèm theo Báo cáo số        /BC-{symbol} ngày      tháng      năm        của {agency})");
    let form =
        show.catalog.form(FormId::Province, span.to()).map(|wording| form::table(show, wording, Scope::Province, span));
    let mut annexes: Vec<Annex> = Vec::new();
    let mut add = |title: &str, landscape: bool, blocks: Vec<Block>| {
        annexes.push(Annex {
            number: roman(annexes.len() + 1),
            title: title.to_uppercase(),
            note: note.clone(),
            landscape,
            blocks,
        });
    };
    if let Some(table) = form {
        add("Biểu số 04. Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp tỉnh", false, vec![Block::Table(table)]);
    }
    add("Danh sách cụm công nghiệp", true, vec![Block::Table(cluster_list(show, span))]);
    add("Ghi chú về số liệu", true, notes::blocks(show, span));
    annexes
}

/// Writes a number as annexes are numbered (NĐ 30/2020/NĐ-CP, Phụ lục I).
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 5] = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        text.push_str(&sign.repeat(rest / value));
        rest %= value;
    }
    text
}

fn cluster_list(show: &Show<'_>, span: Span) -> Table {
    let rows = show.clusters().into_iter().map(|(key, cluster)| {
        let standing = show.standing(key);
        let decision = standing.act(crate::catalog::milestone::Act::Establishment).and_then(|act| act.document);
        let developers: Vec<&str> = cluster.developers.iter().map(|name| name.value.as_str()).collect();
        TableRow::new(vec![
            Cell::text(show.sourced(cluster.short.clone(), cluster)),
            Cell::text(show.place(cluster)),
            show.figure_cell(standing.decided(), show.unknown_cell()),
            decision.map_or_else(|| show.unknown_cell(), |key| Cell::text(show.document_link(key))),
            if developers.is_empty() { show.unknown_cell() } else { Cell::text(developers.join("; ")) },
            Cell::text(show.stage_of(key)),
            Cell::text(Words::plain(show.publishers(&cluster.basis.sources).text())),
        ])
    });
    let heads = columns(&[
        ("Cụm", Align::Left, 3),
        ("Xã, phường (cũ)", Align::Left, 5),
        ("Diện tích theo quyết định (ha)", Align::Right, 2),
        ("Quyết định", Align::Left, 3),
        ("Chủ đầu tư hạ tầng", Align::Left, 5),
        ("Giai đoạn", Align::Left, 3),
        ("Nguồn", Align::Left, 4),
    ]);
    Table::new("PL2", format!("Các cụm công nghiệp, số liệu đến {}", show.day(span.to())), heads, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn annexes_are_numbered_in_roman_beyond_the_fourth() {
        let written: Vec<String> = [1, 3, 4, 5, 9, 14, 19, 20].map(roman).into();
        assert_eq!(written, ["I", "III", "IV", "V", "IX", "XIV", "XIX", "XX"]);
    }
}
