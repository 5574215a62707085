//! T1 and T5 of the report: rows of Biểu số 04 beside the same period a year ago and the period before, and the average
//! income, for which Biểu số 04 has no row.

use crate::catalog::form::{FormRow, Span};
use crate::catalog::indicator::FormId;
use crate::catalog::rollup::{self, Income, Scope};
use crate::site::document::{Align, Block, Cell, Heading, Table, TableRow, columns};
use crate::site::page::statistics::period_name;
use crate::site::show::{Show, capital, number};

use super::change::{NOT_COMPARED, Pair, Reading};

/// The rows of T5.
const PRODUCTION: &[&str] = &["22", "23", "24", "25"];

const SOURCE: &str = "Phụ lục I (Biểu số 04), cộng từ các cụm; tỷ lệ % làm tròn đến một chữ số thập phân.";

/// A row in three periods: this one, the same a year ago, and the one before.
type Trio<'a> = [Reading<'a>; 3];

/// T1: the 27 indicators of the form, without the parts of rows 15 and 16 (portal.md 6.2).
pub(super) fn indicators(show: &Show<'_>, span: Span) -> Block {
    let caption =
        format!("Các chỉ tiêu chính {} so với cùng kỳ năm trước và kỳ báo cáo trước", period_name(span).to_lowercase());
    let is_whole = |row: &FormRow| row.unit.is_some() && !row.number.contains('.');
    compared(span, ("T1", caption), &rows(show, span, is_whole), "")
}

/// T5: production, taxes, work, and what the workers earn.
pub(super) fn production(show: &Show<'_>, span: Span) -> Block {
    let caption = format!(
        "Kết quả sản xuất, nộp ngân sách, lao động, thu nhập {} so với cùng kỳ năm trước và kỳ báo cáo trước",
        period_name(span).to_lowercase()
    );
    let mut all = rows(show, span, |row| PRODUCTION.contains(&row.number.as_str()));
    all.extend(incomes(show, span));
    compared(span, ("T5", caption), &all, &averaged(show, span, &all))
}

fn spans(span: Span) -> [Span; 3] {
    [span, span.year_before(), span.previous()]
}

fn rows<'a>(show: &Show<'a>, span: Span, is_chosen: impl Fn(&FormRow) -> bool) -> Vec<Trio<'a>> {
    let results = spans(span).map(|other| rollup::lines_as(show.catalog, Scope::Province, other, span.to()));
    let chosen = (0..results[0].len()).filter(|index| is_chosen(results[0][*index].row));
    chosen.map(|index| [0, 1, 2].map(|period| Reading::from(&results[period][index]))).collect()
}

fn incomes<'a>(show: &Show<'a>, span: Span) -> Vec<Trio<'a>> {
    let trio = |income| {
        let row = show.catalog.income_row(income)?;
        Some(spans(span).map(|span| Reading::of(row, &show.catalog.income(income, span))))
    };
    Income::ALL.into_iter().filter_map(trio).collect()
}

/// Says how the mean is made, over what, and when it is not told; nothing where there is none.
fn averaged(show: &Show<'_>, span: Span, rows: &[Trio<'_>]) -> String {
    let means: Vec<&Trio<'_>> =
        rows.iter().filter(|trio| is_mean(trio[0].row) && !trio.iter().all(Reading::is_silent)).collect();
    if means.is_empty() {
        return String::new();
    }
    let named = means.iter().map(|trio| {
        let [now, ..] = trio;
        let form = now.row.form.number();
        let covered = format!("kỳ này tính trên {} dự án", now.coverage());
        format!("{} là dòng {} Biểu số {form}, {covered}", mark(now.row), now.row.number)
    });
    let named = named.collect::<Vec<_>>().join("; ");
    let withheld = means.iter().any(|trio| trio.iter().any(|reading| reading.is_withheld));
    let least = show.catalog.least_firms(span.to()).filter(|_| withheld);
    let withheld = least.map(|least| format!(" Ghi “bảo mật” khi gồm số của ít hơn {} doanh nghiệp.", number(least)));
    format!(
        "Thu nhập bình quân: {named}. Bình quân theo số lao động của từng dự án, gồm các dự án báo cáo đủ thu nhập và lao \
         động; Thông tư không quy định cách tính.{}",
        withheld.unwrap_or_default()
    )
}

fn is_mean(row: &FormRow) -> bool {
    row.form != FormId::Province
}

/// How a row is named: by its number in Biểu 04, or with its form.
fn mark(row: &FormRow) -> String {
    if is_mean(row) { format!("{}.{}", row.form.number(), row.number) } else { row.number.clone() }
}

/// Rows beside two other periods; those without a figure in any of the three are named below.
fn compared(span: Span, (id, caption): (&str, String), rows: &[Trio<'_>], more: &str) -> Block {
    let spans = spans(span);
    let (silent, told): (Vec<&Trio<'_>>, Vec<_>) = rows.iter().partition(|trio| trio.iter().all(Reading::is_silent));
    if told.is_empty() {
        return Block::paragraph(format!(
            "Chưa có số liệu của {}, ở kỳ này, cùng kỳ năm trước và kỳ báo cáo trước.",
            named(silent.iter().map(|trio| trio[0].row))
        ));
    }
    let rough = inexact(&told);
    let (mut printed, mut reasons) = (Vec::new(), Vec::new());
    for trio in told {
        let pairs =
            [1, 2].map(|other| Pair { now: (&trio[0], spans[0]), other: (&trio[other], spans[other]), words: "" });
        for (pair, with) in pairs.iter().zip(&spans[1..]) {
            let reason = pair.change().err();
            reasons.extend(reason.map(|reason| (mark(trio[0].row), period_name(*with).to_lowercase(), reason)));
        }
        printed.push(TableRow::new(row(trio, pairs)));
    }
    let note = [note(&silent, &reasons), rough, more.to_owned()];
    let note = note.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    Block::Table(
        Table { head_column: 1, ..Table::new(id, caption, heads(spans), printed) }.note(note.trim_end()).source(SOURCE),
    )
}

/// Names the rows of which a part was published as "over" or "about" so much, as Biểu 04 does; the sentences say it beside
/// the figure.
fn inexact(told: &[&Trio<'_>]) -> String {
    let rows = told.iter().filter(|trio| trio.iter().any(Reading::is_rough)).map(|trio| mark(trio[0].row));
    let rows: Vec<String> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    format!("Dòng {} cộng cả số được công bố là “hơn” hoặc “khoảng”.", rows.join(", "))
}

/// Names rows of forms: "các dòng 22, 23, Biểu số 04; dòng 4, Biểu số 01".
fn named<'a>(rows: impl Iterator<Item = &'a FormRow>) -> String {
    let mut forms: Vec<(FormId, Vec<&str>)> = Vec::new();
    for row in rows {
        match forms.last_mut() {
            Some((form, numbers)) if *form == row.form => numbers.push(&row.number),
            _ => forms.push((row.form, vec![&row.number])),
        }
    }
    let said = forms.into_iter().map(|(form, numbers)| {
        let word = if numbers.len() == 1 { "dòng" } else { "các dòng" };
        format!("{word} {}, Biểu số {}", numbers.join(", "), form.number())
    });
    said.collect::<Vec<_>>().join("; ")
}

fn row(trio: &Trio<'_>, pairs: [Pair<'_>; 2]) -> Vec<Cell> {
    let [now, year, previous] = trio;
    let [since_year, since_previous] = pairs.map(|pair| pair.cell());
    vec![
        Cell::text(mark(now.row)),
        Cell::text(now.row.text.clone()),
        Cell::text(now.row.unit.clone().unwrap_or_default()),
        now.cell.clone(),
        year.cell.clone(),
        since_year,
        previous.cell.clone(),
        since_previous,
    ]
}

fn heads(spans: [Span; 3]) -> Vec<Heading> {
    let [now, year, previous] = spans.map(period_name);
    columns(&[
        ("TT", Align::Center, 2),
        ("Chỉ tiêu", Align::Left, 10),
        ("Đơn vị", Align::Center, 3),
        (&now, Align::Right, 4),
        (&year, Align::Right, 4),
        ("Tăng, giảm so với cùng kỳ (%)", Align::Right, 4),
        (&previous, Align::Right, 4),
        ("Tăng, giảm so với kỳ trước (%)", Align::Right, 4),
    ])
}

/// Says which rows have no figure, and why others are not compared, each reason once.
fn note(silent: &[&Trio<'_>], reasons: &[(String, String, String)]) -> String {
    let mut parts = vec!["… : chưa có số liệu.".to_owned()];
    if !silent.is_empty() {
        let rows = silent.iter().map(|trio| trio[0].row);
        let numbers = rows.clone().map(mark).collect::<Vec<_>>().join(", ");
        let told = if rows.clone().any(is_mean) { named(rows) } else { format!("dòng {numbers}") };
        parts.push(format!("Chưa có số liệu ở cả ba kỳ: {told}."));
    }
    let mut told: Vec<(&str, &str)> = Vec::new();
    for (_, period, reason) in reasons {
        if !told.contains(&(period, reason)) {
            told.push((period, reason));
        }
    }
    let of = |wanted: &(&str, &str)| {
        let rows = reasons.iter().filter(|(_, period, reason)| (period.as_str(), reason.as_str()) == *wanted);
        rows.map(|(row, ..)| row.as_str()).collect::<Vec<_>>().join(", ")
    };
    let said = told.iter().map(|told| format!("dòng {} với {}: {}", of(told), told.0, told.1));
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        parts.push(format!("{}: {}.", capital(NOT_COMPARED), said.join("; ")));
    }
    parts.join(" ")
}
