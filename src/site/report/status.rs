//! The six-month and yearly report on the development of clusters (Thông tư 14/2024/TT-BCT, NĐ 30/2020/NĐ-CP).
//!
//! The sentences stand in `content/vi/bao-cao/bao-cao-ky.md`, which an official can edit; this module gives the figures
//! and tables that the sentences may name.

mod ahead;
mod change;
mod charts;
mod compared;
mod figures;
mod frame;
mod inspected;
mod obstacles;
mod results;
mod works;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalog::basis::{Basis, Source};
use crate::catalog::cluster::Cluster;
use crate::catalog::form::{Period, PeriodState, Span};
use crate::catalog::indicator::FormId;
use crate::catalog::land::AreaKind;
use crate::catalog::law::Document;
use crate::catalog::milestone::{Act, Milestone};
use crate::catalog::table::Key;
use crate::settings::ReportKind;
use crate::site::document::{Align, Block, Cell, Mark, Table, TableRow, Words, columns};
use crate::site::page::statistics::period_name;
use crate::site::show::{Show, running};
use crate::text::date::show_formal;
use crate::text::{Language, PartialDate};

pub(super) use figures::figures;
pub(super) use obstacles::addressee;

use super::{Annex, Body, Head, Meta, Narrative, Report, Subject, Title, cite, form, notes, signs};

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
            author: show.catalog.office(),
            date: show.today.to_string(),
            description: format!("{text}, dự thảo"),
            keywords: vec!["cụm công nghiệp".into(), "báo cáo".into(), province.clone()],
            language: "vi".into(),
        },
        head: Some(Head {
            parent: format!("UBND TỈNH {}", province.to_uppercase()),
            agency: agency.name.to_uppercase(),
            number: format!("Số:          /BC-{}", show.symbol()),
            place_date: format!("{province}, ngày      tháng      năm {year}"),
        }),
        title: Title { kind: "BÁO CÁO".into(), text, note: note(show, span) },
        addressees: vec![format!("Ủy ban nhân dân tỉnh {province}"), ministry(show, span)],
        body: Body::Narrative(Narrative {
            template: TEMPLATE,
            figures: figures(then, span),
            tables: tables(then, span),
            citations: cite::citations(then),
        }),
        recipients: vec!["Như trên".into(), kept_by(show)],
        signer: vec!["GIÁM ĐỐC".into()],
        annexes: annexes(then, span),
        footer: String::new(),
        qr: None,
    }
}

/// Who keeps a copy: the clerk, and the unit that drafted it.
fn kept_by(show: &Show<'_>) -> String {
    let drafter = show.catalog.province.drafter.as_ref();
    drafter.map_or_else(|| "Lưu: VT".to_owned(), |unit| format!("Lưu: VT, {unit}"))
}

/// From when to when, and that what was signed is another text.
fn note(show: &Show<'_>, span: Span) -> String {
    let told = format!("Số liệu chốt từ ngày {} đến ngày {}", show.day(span.from()), show.day(span.to()));
    let signed = show.catalog.periods.iter().find(|it| it.span == span && it.state == PeriodState::Signed);
    let number = |it: &Period| it.report_number.as_ref().map(|number| format!(" số {number}")).unwrap_or_default();
    let date = |it: &Period| it.signed_on.map(|date| format!(" ngày {}", show.date(date))).unwrap_or_default();
    signed.map_or_else(
        || format!("({told})"),
        |it| format!("({told}; lập lại từ số liệu hiện có, không thay Báo cáo{}{} đã ký)", number(it), date(it)),
    )
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
        ("cac-cum", frame::frames(show, span)),
        ("T1", vec![compared::indicators(show, span)]),
        ("T2", vec![works::dossiers(show, span)]),
        ("T3", vec![works::progress_table(show, span)]),
        ("T4", vec![results::tenants(show, span)]),
        ("T5", vec![compared::production(show, span)]),
        ("T6", [results::environment(show, span)].into_iter().chain(inspected::table(show, span)).collect()),
        ("T7", results::old(show, span)),
        ("T8", vec![obstacles::table(show, span)]),
        ("T9", vec![obstacles::next(show, span)]),
        ("T10", obstacles::requests(show, span)),
        ("C1", charts::stages(show, span)),
        ("C2", charts::paid(show)),
        ("C3", charts::land(show)),
        ("C4", charts::occupancy(show, span)),
        ("C5", charts::production(show, span)),
    ];
    tables.into_iter().map(|(name, blocks)| (name.to_owned(), signs::signed(show, blocks))).collect()
}

/// The documents on clusters that came into force within the period.
fn law(show: &Show<'_>, span: Span) -> Vec<Block> {
    let on_clusters = on_clusters(show);
    let documents = show.catalog.documents.iter().filter(|(key, _)| on_clusters.contains(key)).map(|(_, it)| it);
    let begun =
        documents.filter_map(|it| Some((it.in_force_from.filter(|day| day.first() == day.last())?.first(), it)));
    let mut begun: Vec<_> = begun.filter(|(day, _)| (span.from()..=span.to()).contains(day)).collect();
    begun.sort_by_key(|(day, document)| (*day, document.id.as_str()));
    if begun.is_empty() {
        return vec![Block::paragraph(
            "Trong kỳ không có văn bản liên quan đến cụm công nghiệp nào bắt đầu có hiệu lực.",
        )];
    }
    let item = |(day, document): (NaiveDate, &Document)| {
        Words::plain(format!("{}, có hiệu lực từ {};", cite::sign(document), show_formal(day)))
    };
    let mut items: Vec<Words> = begun.into_iter().map(item).collect();
    if let Some(last) = items.last_mut() {
        last.edit(&mut |text| Some(format!("{}.", text.trim_end_matches(';'))));
    }
    vec![Block::paragraph("Văn bản liên quan đến cụm công nghiệp bắt đầu có hiệu lực trong kỳ:"), Block::List { items }]
}

/// The documents that give duties, limits or procedures on clusters or ask for forms, and those that change, explain or carry them out;
/// not the decisions on a single cluster, which II tells.
fn on_clusters(show: &Show<'_>) -> BTreeSet<Key<Document>> {
    let catalog = show.catalog;
    let duties = catalog.duties.iter().map(|duty| duty.document);
    let limits = catalog.limits.iter().filter_map(|limit| limit.document);
    let forms = catalog.forms.iter().flat_map(|form| [Some(form.document), form.amended_by]).flatten();
    let steps = catalog.procedures.iter().filter_map(|step| step.document);
    let base: BTreeSet<Key<Document>> = duties.chain(limits).chain(forms).chain(steps).collect();
    let related = catalog.relations.iter().filter(|it| base.contains(&it.target)).map(|it| it.document);
    let single: BTreeSet<Key<Document>> = catalog.milestones.iter().filter_map(|act| act.document).collect();
    let mut found: BTreeSet<Key<Document>> = base.iter().copied().chain(related).collect();
    found.retain(|key| !single.contains(key));
    found
}

/// Names who published the facts that a table is made of.
fn published<'a>(show: &Show<'_>, facts: impl Iterator<Item = &'a Basis>) -> String {
    let keys: BTreeSet<Key<Source>> = facts.flat_map(|basis| &basis.sources).copied().collect();
    let mut names: Vec<&str> = keys.into_iter().map(|key| show.catalog.sources[key].publisher.as_str()).collect();
    show.order.sort_by(&mut names, |name| name);
    names.dedup();
    if names.is_empty() { "chưa ghi nơi công bố.".to_owned() } else { format!("{}.", names.join("; ")) }
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

/// What is said of who or which document is not known; "chưa có số liệu" is said of figures.
const UNDETERMINED: &str = "chưa xác định";

/// Says that who or which document is not known.
pub(super) fn undetermined() -> Cell {
    Cell::text(Words::marked(UNDETERMINED, Mark::Unknown))
}

/// Names a period within a sentence: "6 tháng đầu năm 2026", "năm 2025", "đến ngày 01/8/2026".
fn when(span: Span) -> String {
    match span.day() {
        Some(day) => format!("đến ngày {}", PartialDate::Day(day).written(Language::Vi)),
        None => running(&period_name(span)),
    }
}

fn annexes(show: &Show<'_>, span: Span) -> Vec<Annex> {
    let agency = &show.catalog.agencies[show.catalog.province.agency].name;
    let symbol = show.symbol();
    let note = format!("(Kèm theo Báo cáo số        /BC-{symbol} ngày      tháng      năm        của {agency})");
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
    if let Some((title, blocks)) = form::annex(show, span) {
        add(&title, false, blocks);
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

/// The decision, or its day where its number is not known.
fn decided(show: &Show<'_>, act: &Milestone) -> Option<Words> {
    let day = act.date.map(|date| Words::plain(format!("ngày {}, chưa rõ số", show.date(date))));
    act.document.map(|key| cite::named(show, key)).or(day)
}

fn cluster_list(show: &Show<'_>, span: Span) -> Table {
    let area = |figure| show.figure_cell(figure, Cell::gap());
    let rows = show.clusters().into_iter().map(|(key, cluster)| {
        let standing = show.standing(key);
        let decision = standing.act(Act::Establishment);
        let developers: Vec<&str> = cluster.developers.iter().map(|name| name.value.as_str()).collect();
        TableRow::new(vec![
            Cell::text(show.sourced(cluster.short.clone(), cluster)),
            Cell::text(show.place(cluster)),
            area(standing.figure(AreaKind::Plan)),
            area(standing.decided()),
            area(standing.figure(AreaKind::DetailedPlan)),
            area(standing.figure(AreaKind::Industrial)),
            decision.and_then(|act| decided(show, act)).map_or_else(undetermined, Cell::text),
            if developers.is_empty() { undetermined() } else { Cell::text(developers.join("; ")) },
            Cell::text(show.stage_of(key)),
            Cell::text(show.publisher_names(&cluster.basis.sources)),
        ])
    });
    let heads = columns(&[
        ("Cụm", Align::Left, 3),
        ("Xã, phường (cũ)", Align::Left, 4),
        ("Theo quy hoạch (ha)", Align::Right, 2),
        ("Theo quyết định (ha)", Align::Right, 2),
        ("Theo quy hoạch chi tiết (ha)", Align::Right, 2),
        ("Đất công nghiệp (ha)", Align::Right, 2),
        ("Quyết định", Align::Left, 3),
        ("Chủ đầu tư hạ tầng", Align::Left, 4),
        ("Giai đoạn", Align::Left, 3),
        ("Nguồn", Align::Left, 4),
    ]);
    let caption = format!("Các cụm công nghiệp, số liệu đến {}", show.day(span.to()));
    let table = Table::new("PL2", caption, heads, rows.collect());
    table
        .note("… : chưa có số liệu. Diện tích của mỗi loại có ngày và nguồn riêng, không cộng với nhau.")
        .source("ghi ở cột Nguồn của từng cụm.")
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
