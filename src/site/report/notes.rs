//! What a reader of the report must know of its figures: how they are summed, and where sources disagree.

use crate::catalog::form::Span;
use crate::catalog::indicator::FormId;
use crate::catalog::rollup::{Compared, Rule};
use crate::site::document::{Align, Block, Cell, RowKind, Table, TableRow, columns};
use crate::site::page::statistics;
use crate::site::show::{Show, number};

/// Returns the blocks of the annex.
pub(super) fn blocks(show: &Show<'_>, span: Span) -> Vec<Block> {
    let conflicts: Vec<_> = show.catalog.conflicts.iter().collect();
    let mut table = statistics::conflict_table(show, &conflicts);
    table.rows.iter_mut().for_each(|row| row.kind = RowKind::Row);
    let mut notes = vec![
        Block::paragraph(
            "Kỳ 6 tháng tính từ 15/12 năm trước đến 14/6, kỳ năm đến 14/12 (Điều 3 Thông tư 14/2024/TT-BCT). Tổng số cộng từ các cụm, không cộng từ biểu của xã. “Chưa có số liệu” không phải là 0. “Chưa kiểm chứng”: chỉ có một nguồn yếu.",
        ),
        Block::paragraph(of_firms(show)),
        Block::Table(table),
    ];
    let compared = show.catalog.compared_in(span);
    let other: Vec<&Compared<'_>> = compared.iter().filter(|compared| compared.contradicts()).collect();
    if !other.is_empty() {
        notes.push(Block::Table(communes(show, &other)));
    }
    notes
}

/// Figures of communes that contradict the sums of their clusters.
fn communes(show: &Show<'_>, other: &[&Compared<'_>]) -> Table {
    let rows = other.iter().map(|compared| {
        let (row, sum) = (compared.row, &compared.sum);
        TableRow::new(vec![
            Cell::text(show.catalog.communes[compared.commune].running_name()),
            Cell::text(row.number.clone()),
            Cell::text(row.text.clone()),
            Cell::text(row.unit.clone().unwrap_or_default()),
            Cell::number(compared.stated, number(compared.stated)),
            compared.own().map_or_else(Cell::gap, |own| Cell::number(own, number(own))),
            Cell::text(format!("{}/{}", sum.known, sum.known + sum.missing.len())),
        ])
    });
    let heads = columns(&[
        ("Xã, phường", Align::Left, 3),
        ("TT", Align::Center, 1),
        ("Chỉ tiêu", Align::Left, 7),
        ("Đơn vị tính", Align::Center, 2),
        ("Biểu số 03 ghi", Align::Right, 2),
        ("Cộng từ các cụm", Align::Right, 2),
        ("Số cụm có số liệu", Align::Right, 2),
    ]);
    Table::new("bieu-03", "Biểu số 03 của xã khác với số cộng từ các cụm của xã", heads, rows.collect())
}

/// Says whether the developers' own projects are in the rows on firms, which the circular leaves open.
fn of_firms(show: &Show<'_>) -> String {
    let of_form = |rule: &Rule, form: FormId| rule.reported().any(|indicator| indicator.form == form);
    let rules = show.catalog.form_rows.iter().filter(|row| row.form == FormId::Province);
    let rules = rules.filter_map(|row| show.catalog.rule(row)).filter(|rule| of_form(rule, FormId::Project));
    let (with, without): (Vec<&Rule>, Vec<&Rule>) = rules.partition(|rule| of_form(rule, FormId::Developer));
    let said = [(with, "cộng cả"), (without, "không cộng")].into_iter().filter(|(rules, _)| !rules.is_empty());
    let said = said.map(|(rules, word)| {
        let numbers = rules.iter().map(|rule| rule.row.as_str()).collect::<Vec<_>>().join(", ");
        format!(
            "Dòng {numbers} cộng Biểu số 01 của các dự án trong cụm, {word} dự án hạ tầng của chủ đầu tư (Biểu số 02)."
        )
    });
    said.chain(["Cách cộng từng dòng: trang Định nghĩa.".to_owned()]).collect::<Vec<_>>().join(" ")
}
