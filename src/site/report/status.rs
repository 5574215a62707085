//! The six-month and yearly report on the development of clusters (Thông tư 14/2024/TT-BCT, NĐ 30/2020/NĐ-CP).
//!
//! The sentences stand in `content/vi/bao-cao/bao-cao-ky.md`, which an official can edit; this module gives the figures
//! and tables that the sentences may name.

mod change;
mod charts;
mod figures;
mod obstacles;
mod results;
mod works;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalog::basis::{Basis, Source};
use crate::catalog::cluster::Cluster;
use crate::catalog::form::Span;
use crate::catalog::indicator::FormId;
use crate::catalog::law::Document;
use crate::catalog::rollup::Scope;
use crate::catalog::table::Key;
use crate::settings::ReportKind;
use crate::site::document::{Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::page::statistics::period_name;
use crate::site::show::{Show, running};
use crate::text::date::show_formal;

pub(super) use figures::figures;

use super::{Annex, Body, Head, Meta, Narrative, Report, Subject, Title, cite, form, notes};

/// The text of the report.
pub const TEMPLATE: &str = "bao-cao-ky.md";

/// Returns the report of a period.
pub fn report(show: &Show<'_>, span: Span) -> Report {
    let province = &show.catalog.province.name;
    let agency = &show.catalog.agencies[show.catalog.province.agency];
    let text = format!("Tình hình phát triển cụm công nghiệp tỉnh {province} {}", when(span));
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
            citations: cite::citations(then),
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

/// What the text may place.
fn tables(show: &Show<'_>, span: Span) -> BTreeMap<String, Vec<Block>> {
    let tables = [
        ("phap-luat", law(show, span)),
        ("quyet-dinh", works::decisions(show, span)),
        ("cac-cum", works::frames(show, span)),
        ("T1", vec![results::indicators(show, span)]),
        ("T2", vec![works::dossiers(show, span)]),
        ("T3", vec![works::progress_table(show, span)]),
        ("T4", vec![results::tenants(show, span)]),
        ("T5", vec![results::production(show, span)]),
        ("T6", vec![results::environment(show, span)]),
        ("T7", results::old(show, span)),
        ("T8", vec![obstacles::table(show, span)]),
        ("T9", vec![obstacles::next(show, span)]),
        ("T10", obstacles::requests(show, span)),
        ("C1", charts::stages(show)),
        ("C2", charts::paid(show)),
        ("C3", charts::land(show)),
        ("C4", charts::occupancy(show)),
        ("C5", charts::production(show, span)),
    ];
    tables.into_iter().map(|(name, blocks)| (name.to_owned(), blocks)).collect()
}

/// The documents that came into force within the period.
fn law(show: &Show<'_>, span: Span) -> Vec<Block> {
    let documents = show.catalog.documents.rows().iter();
    let begun =
        documents.filter_map(|it| Some((it.in_force_from.filter(|day| day.first() == day.last())?.first(), it)));
    let mut begun: Vec<_> = begun.filter(|(day, _)| (span.from()..=span.to()).contains(day)).collect();
    begun.sort_by_key(|(day, document)| (*day, document.id.as_str()));
    if begun.is_empty() {
        return vec![Block::paragraph("Trong kỳ, danh mục văn bản không ghi nhận văn bản nào bắt đầu có hiệu lực.")];
    }
    let item = |(day, document): (NaiveDate, &Document)| {
        Words::plain(format!("{}, có hiệu lực từ {};", cite::sign(document), show_formal(day)))
    };
    let mut items: Vec<Words> = begun.into_iter().map(item).collect();
    if let Some(last) = items.last_mut() {
        last.edit(&mut |text| Some(format!("{}.", text.trim_end_matches(';'))));
    }
    vec![Block::paragraph("Văn bản bắt đầu có hiệu lực trong kỳ:"), Block::List { items }]
}

/// Names who published the facts that a table is made of.
fn published<'a>(show: &Show<'_>, facts: impl Iterator<Item = &'a Basis>) -> String {
    let keys: BTreeSet<Key<Source>> = facts.flat_map(|basis| &basis.sources).copied().collect();
    let mut names: Vec<&str> = keys.into_iter().map(|key| show.catalog.sources[key].publisher.as_str()).collect();
    show.order.sort_by(&mut names, |name| name);
    names.dedup();
    if names.is_empty() {
        "dữ liệu chưa ghi nơi công bố.".to_owned()
    } else {
        format!("{}.", names.join("; "))
    }
}

/// The facts on the land, the works and the capital of a cluster known on the day.
fn facts<'a>(show: &Show<'a>, key: Key<Cluster>) -> impl Iterator<Item = &'a Basis> {
    let today = show.today;
    let catalog = show.catalog;
    let areas = catalog.areas.of(key).iter().map(|row| &row.basis);
    let works = catalog.infrastructure.of(key).iter().map(|row| &row.basis);
    let capital = catalog.capital.iter().filter(move |row| row.cluster == Some(key)).map(|row| &row.basis);
    let all = areas.chain(works).chain(capital);
    all.filter(move |basis| basis.as_of.is_none_or(|date| date.first() <= today))
}

/// Names a period within a sentence: "6 tháng đầu năm 2026", "năm 2025".
fn when(span: Span) -> String {
    match span.day() {
        None if span.half => format!("6 tháng đầu năm {}", span.year),
        _ => running(&period_name(span)),
    }
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
    add("Các cụm công nghiệp có chủ đầu tư hạ tầng", true, vec![works::detail(show)]);
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
    let caption = format!("Các cụm công nghiệp, số liệu đến {}", show.day(span.to()));
    Table::new("PL2", caption, heads, rows.collect()).source("ghi ở cột Nguồn của từng cụm.")
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
