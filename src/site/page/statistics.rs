//! Figures of the province by period, what others published, and where sources disagree.

mod coverage;
mod trend;

use crate::catalog::basis::Source;
use crate::catalog::figure::{Conflict, ConflictState, Total};
use crate::catalog::form::Span;
use crate::catalog::rollup::{self, Line, Scope};
use crate::catalog::signed::Signed;

use crate::catalog::standing::age::Grounded;
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Mark, RowKind, Table, TableRow, Words, columns};
use crate::site::show::{Show, number, running};
use crate::site::url::Place;
use crate::text::{Language, PartialDate};

pub use coverage::{coverage, missing};

/// Returns the blocks of the page.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let conflicts: Vec<&Conflict> = show.catalog.conflicts.iter().collect();
    let spans: Vec<Span> = show.catalog.periods.iter().map(|period| period.span).collect();
    let results: Vec<Vec<Line<'_>>> =
        spans.iter().map(|span| rollup::lines_as(show.catalog, Scope::Province, *span, show.today)).collect();
    let mut blocks = vec![
        Block::paragraph(Words::plain("Mỗi con số dưới đây được cộng từ các cụm theo chỉ tiêu của Biểu số 04, Thông tư 14/2024/TT-BCT. Khái niệm ở trang ").with(Words::link("định nghĩa", Place::Definitions.address())).then(".")),
        Block::section("27 chỉ tiêu theo kỳ báo cáo"),
        Block::Table(series(show, &spans, &results)),
    ];
    blocks.extend(trend::blocks(show, &spans, &results));
    blocks.extend([
        Block::section("Số liệu toàn tỉnh đã được công bố"),
        Block::paragraph("Các con số này do cơ quan, báo chí công bố, có ngày và nguồn; trang giữ nguyên cả khi chúng không khớp nhau."),
        Block::Table(totals(show)),
        Block::section("Số liệu chưa thống nhất"),
        Block::Table(conflict_table(show, &conflicts)),
    ]);
    blocks
}

/// Says a result of the form: the figure, or that there is none.
pub fn result_cell(line: &Line<'_>) -> Cell {
    match line.sum.value {
        _ if line.row.unit.is_none() => Cell::default(),
        _ if line.sum.is_withheld => Cell::withheld(),
        Some(value) => {
            let shown = if line.row.unit.as_deref() == Some("%") { value.round(1) } else { value };
            Cell::number(shown, number(shown))
        }
        // The remark beside it says in words whose figure is not known.
        None => Cell::gap(),
    }
}

const WITHHELD: &str = "không công bố tổng này vì từ đó có thể biết số liệu của một doanh nghiệp";

/// Says how many clusters a result covers, and what others published: the column "Ghi chú".
pub fn remark(show: &Show<'_>, line: &Line<'_>) -> Words {
    if line.row.unit.is_none() {
        return Words::default();
    }
    if let Some(kept) = line.signed {
        return signed(kept, line);
    }
    let mut parts = coverage::remarks(show, line);
    if line.sum.is_withheld {
        parts.push(WITHHELD.to_owned());
    }
    if line.sum.rough.is_some() {
        parts.push("gồm số được công bố là “hơn” hoặc “khoảng”".to_owned());
    }
    if line.sum.undecided > 0 {
        parts.push(format!("{} cụm chưa có quyết định thành lập để đối chiếu", line.sum.undecided));
    }
    if line.sum.is_weak {
        parts.push(format!("gồm số liệu {}", show.term("grade.C")));
    }
    if line.sum.is_stale {
        parts.push(format!("gồm số liệu {}", show.term("reconfirm")));
    }
    if line.row.number == "19" && line.sum.value.is_some() {
        parts.push("đã cho thuê / đất công nghiệp".to_owned());
    }
    parts.extend(line.reason.map(|told| format!("lý do tăng, giảm: {}", told.reason.trim_end_matches('.'))));
    // Two sources that disagree are both named; choosing one would settle the conflict in silence.
    let published = published_for(show, line);
    if !published.is_empty() {
        parts.push(format!("đã công bố: {published}"));
    }
    Words::plain(crate::site::show::capital(&parts.join("; ")))
}

/// The remark of a signed report as it was signed, and what the row would be by the data as they are.
fn signed(kept: &Signed, line: &Line<'_>) -> Words {
    let mut parts: Vec<String> = kept.remark.iter().cloned().collect();
    if line.sum.is_withheld {
        parts.push(WITHHELD.to_owned());
    }
    parts.extend(line.revised.map(|now| format!("số sửa đổi sau khi ký (đc): {}", number(now))));
    Words::plain(crate::site::show::capital(&parts.join("; ")))
}

/// Says what others published for a row, the newest two; nothing where nobody did.
fn published_for(show: &Show<'_>, line: &Line<'_>) -> String {
    let then = show.on(line.on);
    line.published.iter().take(2).map(|total| published(&then, total)).collect::<Vec<_>>().join(", ")
}

/// Says the same for a sentence, each with its date alone: the remark of the form has the marks.
pub fn published_elsewhere(show: &Show<'_>, line: &Line<'_>) -> String {
    let said = line.published.iter().take(2).map(|total| in_brackets(show, total, Vec::new()));
    said.collect::<Vec<_>>().join(", ")
}

/// Says what others published, with its date and marks in brackets.
pub fn published(show: &Show<'_>, total: &Total) -> String {
    in_brackets(show, total, show.marks(&[total.ground()]))
}

fn in_brackets(show: &Show<'_>, total: &Total, marks: Vec<String>) -> String {
    let value = show.qualified(show.measure(total.value, &running(&total.unit)), total.qualifier);
    let date = total.basis.as_of.map(|date| show.date(date));
    let said: Vec<String> = date.into_iter().chain(marks).collect();
    if said.is_empty() { value } else { format!("{value}{}", show.signs().remark(&said.join(show.signs().comma))) }
}

fn series(show: &Show<'_>, spans: &[Span], results: &[Vec<Line<'_>>]) -> Table {
    let mut heads = columns(&[("TT", Align::Left, 1), ("Chỉ tiêu", Align::Left, 6), ("Đơn vị tính", Align::Left, 2)]);
    heads.extend(spans.iter().flat_map(|span| columns(&[(period_name(*span).as_str(), Align::Right, 2)])));
    heads.extend(columns(&[("Ghi chú kỳ mới nhất", Align::Left, 5)]));
    let rows = (0..results.first().map_or(0, Vec::len)).map(|index| {
        let line = &results[0][index];
        let newest = &results[results.len() - 1][index];
        let mut cells = vec![Cell::text(line.row.number.clone()), Cell::text(line.row.text.clone())];
        if line.row.unit.is_none() {
            return TableRow { kind: RowKind::Head, ..TableRow::new(cells) };
        }
        cells.push(Cell::text(line.row.unit.clone().unwrap_or_default()));
        cells.extend(results.iter().map(|lines| result_cell(&lines[index])));
        cells.push(Cell::text(remark(show, newest)));
        let kind = if line.row.number.contains('.') { RowKind::Sub } else { RowKind::Row };
        TableRow { kind, ..TableRow::new(cells) }
    });
    let mut table = Table::new(
        "chi-tieu",
        format!("Chỉ tiêu về cụm công nghiệp tỉnh {} theo kỳ báo cáo", show.catalog.province.name),
        heads,
        rows.collect(),
    );
    table.head_column = 1;
    table.note("Kỳ 6 tháng: 15/12 năm trước đến 14/6. Kỳ năm: 15/12 năm trước đến 14/12 (gồm cả kỳ 6 tháng). Số liệu tạm tính đến khi báo cáo được ký.")
}

/// Names a period in words: `6 tháng đầu năm 2026`, `Năm 2025`, `Ngày 01/8/2026`.
pub fn period_name(span: Span) -> String {
    match span.day() {
        Some(day) => format!("Ngày {}", PartialDate::Day(day).written(Language::Vi)),
        None if span.half => format!("6 tháng đầu năm {}", span.year),
        None => format!("Năm {}", span.year),
    }
}

fn totals(show: &Show<'_>) -> Table {
    let mut totals: Vec<_> = show.catalog.totals.iter().collect();
    totals.sort_by_key(|total| (std::cmp::Reverse(total.basis.as_of), total.id.as_str()));
    let rows = totals.into_iter().map(|total| {
        let value = show.qualified(number(total.value), total.qualifier);
        TableRow::new(vec![
            Cell::text(total.text.clone()),
            Cell::number(total.value, show.sourced(value, total)),
            Cell::text(total.unit.clone()),
            show.date_cell(total.basis.as_of),
            Cell::text(show.publishers(&total.basis.sources)),
            Cell::text(total.basis.note.clone().unwrap_or_default()),
        ])
    });
    let heads = columns(&[
        ("Nội dung", Align::Left, 6),
        ("Giá trị", Align::Right, 2),
        ("Đơn vị", Align::Left, 1),
        ("Đến ngày", Align::Left, 2),
        ("Nguồn", Align::Left, 3),
        ("Ghi chú", Align::Left, 5),
    ]);
    Table::new("da-cong-bo", "Số liệu toàn tỉnh đã được công bố, mới nhất trước", heads, rows.collect())
}

/// Says whether a conflict is settled, by whom and when.
fn settled(show: &Show<'_>, conflict: &Conflict) -> Words {
    if conflict.state == ConflictState::Open {
        return Words::plain(show.term("dispute.open"));
    }
    let by = conflict.decided_by.clone().map(|by| show.said(by));
    let on = conflict.decided_on.map(|on| Words::plain(show.date(on)));
    let told = [Some(Words::plain(show.term("dispute.chosen"))), by, on];
    Words::join(told.into_iter().flatten(), show.signs().comma)
}

/// Returns conflicts as a table: source A, source B, the value used, who chose it and when, why.
pub fn conflict_table(show: &Show<'_>, conflicts: &[&Conflict]) -> Table {
    let mut conflicts = conflicts.to_vec();
    conflicts.sort_by_key(|conflict| conflict.id.as_str());
    let rows = conflicts.into_iter().map(|conflict| {
        let subject =
            conflict.cluster.map_or_else(|| Words::plain(show.term("dispute.whole")), |key| show.cluster_link(key));
        let none = || Words::marked(show.term("dispute.none"), Mark::Unknown);
        let used = conflict.used.clone().map_or_else(none, |used| show.said(used));
        let told = |value: &str, sources: &[Key<Source>]| {
            show.said(value).then(show.signs().aside).with(show.publishers(sources))
        };
        TableRow::new(vec![
            Cell::text(subject),
            Cell::text(show.said(conflict.field.clone())),
            Cell::text(told(&conflict.value_a, &conflict.source_a)),
            Cell::text(told(&conflict.value_b, &conflict.source_b)),
            Cell::text(used.then(show.signs().open).with(settled(show, conflict)).then(show.signs().close)),
            Cell::text(show.said(conflict.reason.clone())),
        ])
    });
    let heads = show.columns(&[
        ("dispute.cluster", Align::Left, 2),
        ("dispute.field", Align::Left, 3),
        ("dispute.source-a", Align::Left, 4),
        ("dispute.source-b", Align::Left, 4),
        ("dispute.used", Align::Left, 3),
        ("dispute.reason", Align::Left, 5),
    ]);
    Table::new("chua-thong-nhat", show.term("dispute.caption"), heads, rows.collect())
}
