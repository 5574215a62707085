//! Two short texts for leaders: one page of A4, and a message of a few lines for the phone.
//!
//! Their sentences stand in `content/vi/bao-cao/`, which an official can edit; their figures are those of the report of the
//! period.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::catalog::form::{Period, PeriodState, Span};
use crate::catalog::project::Obstacle;
use crate::settings::ReportKind;
use crate::site::document::{Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::show::{Show, running};

use super::{Body, Meta, Narrative, Report, Subject, Title, cite, form, signs, status};

/// The text of the page.
pub const PAGE: &str = "mot-trang.md";

/// The text of the message.
pub const MESSAGE: &str = "tin-nhan.md";

/// What stands on the page before it is too long for one sheet.
const SHOWN: usize = 5;

/// What the sign in an empty cell means.
const NONE: &str = "… : chưa xác định.";

/// Returns the page for leaders.
pub fn page(show: &Show<'_>, span: Span) -> Report {
    of(show, span, ReportKind::Leaders, ("mot-trang", "Tóm tắt tình hình cụm công nghiệp", PAGE))
}

/// Returns the message.
pub fn message(show: &Show<'_>, span: Span) -> Report {
    of(show, span, ReportKind::Message, ("tin-nhan", "Tin nhắn về tình hình cụm công nghiệp", MESSAGE))
}

fn of(show: &Show<'_>, span: Span, kind: ReportKind, (file, title, template): (&str, &str, &'static str)) -> Report {
    let province = &show.catalog.province.name;
    let (then, when) = (show.on(span.to()), form::period_line(span));
    let title = format!("{title} tỉnh {province}, {when}");
    Report {
        kind,
        subject: Subject::Period(span),
        name: format!("{file}-{}", span.id().to_lowercase()),
        meta: Meta {
            title: title.clone(),
            author: show.catalog.office(),
            date: show.today.to_string(),
            description: format!("{title}, từ cùng số liệu với báo cáo kỳ"),
            keywords: vec!["cụm công nghiệp".into(), "tóm tắt".into(), province.clone()],
            language: "vi".into(),
        },
        head: None,
        title: Title { kind: String::new(), text: title, note: String::new() },
        addressees: Vec::new(),
        body: Body::Narrative(narrative(&then, span, template)),
        recipients: Vec::new(),
        signer: Vec::new(),
        annexes: Vec::new(),
        footer: String::new(),
        qr: None,
    }
}

fn narrative(show: &Show<'_>, span: Span, template: &'static str) -> Narrative {
    let open = open(show);
    let mut figures = status::figures(show, span);
    let is_signed = |period: &Period| period.span == span && period.state == PeriodState::Signed;
    figures.insert("signed".to_owned(), json!(show.catalog.periods.iter().any(is_signed)));
    let tables = [("vuong-mac", stuck(show, &open)), ("quyet-dinh", requests(show, &open))];
    let tables: BTreeMap<String, Vec<Block>> =
        tables.into_iter().map(|(name, block)| (name.to_owned(), signs::signed(show, vec![block]))).collect();
    Narrative { template, figures, tables, citations: cite::citations(show) }
}

/// What is open on the day: what was due first before all, what has no day last, what is known for longest first.
fn open<'a>(show: &Show<'a>) -> Vec<&'a Obstacle> {
    let mut open: Vec<&Obstacle> = show.catalog.obstacles.iter().filter(|row| row.is_open(show.today)).collect();
    let since = |row: &Obstacle| row.since.or(row.basis.as_of);
    open.sort_by_key(|row| (row.last_day().unwrap_or(NaiveDate::MAX), since(row), row.id.as_str()));
    open
}

fn stuck(show: &Show<'_>, open: &[&Obstacle]) -> Block {
    if open.is_empty() {
        return Block::paragraph("Không có khó khăn, vướng mắc nào được ghi nhận.");
    }
    let rows = open.iter().take(SHOWN).map(|row| {
        let cluster = row.cluster.map_or("Toàn tỉnh", |key| &show.catalog.clusters[key].short);
        let agency = row.agency.map(|key| &show.catalog.agencies[key]);
        let agency = agency.map(|agency| match status::addressee(show, agency, row.cluster) {
            name if name == agency.name => agency.short.clone(),
            name => name.replace("Ủy ban nhân dân", "UBND"),
        });
        TableRow::new(vec![
            Cell::text(cluster),
            Cell::text(show.sourced(row.text.trim_end_matches('.').to_owned(), *row)),
            agency.map_or_else(Cell::gap, Cell::text),
            show.date_cell(row.since.or(row.basis.as_of)),
            row.due.map_or_else(Cell::gap, |due| Cell::text(show.date(due))),
        ])
    });
    let heads = columns(&[
        ("Cụm", Align::Left, 2),
        ("Vướng mắc", Align::Left, 8),
        ("Cơ quan xử lý", Align::Left, 3),
        ("Ghi nhận từ", Align::Left, 3),
        ("Thời hạn", Align::Left, 3),
    ]);
    let caption = match open.iter().any(|row| row.due.is_some()) {
        true => "Việc đang vướng, việc đến hạn trước xếp trước",
        false => "Việc đang vướng, chưa việc nào ghi thời hạn xử lý",
    };
    let table = Table::new("vuong-mac", caption, heads, rows.collect());
    Block::Table(match open.len().saturating_sub(SHOWN) {
        0 => table.note(NONE),
        more => table.note(format!("{NONE} Còn {more} việc khác ở báo cáo kỳ.")),
    })
}

/// What somebody is asked to do; an obstacle without a named agency is a request to nobody.
fn requests(show: &Show<'_>, open: &[&Obstacle]) -> Block {
    let item = |row: &&Obstacle| {
        let (agency, request) = (&show.catalog.agencies[row.agency?], row.request.as_ref()?);
        let due = row.due.map(|due| format!(" (thời hạn {})", show.date(due))).unwrap_or_default();
        let (agency, request) = (status::addressee(show, agency, row.cluster), running(request.trim_end_matches('.')));
        Some(Words::plain(format!("{agency}: {request}{due}.")))
    };
    let items: Vec<Words> = open.iter().filter_map(item).take(SHOWN).collect();
    if items.is_empty() {
        return Block::paragraph("Không có đề nghị nào ghi rõ cơ quan phải xử lý.");
    }
    Block::List { items }
}
