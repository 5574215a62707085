//! What waits for an agency: obstacles that it must clear, since when and by when, and the forms that it has to send.

use chrono::NaiveDate;

use crate::catalog::agency::Agency;
use crate::catalog::project::Obstacle;
use crate::catalog::table::Key;
use crate::site::calendar;
use crate::site::document::{Align, Block, Cell, Mark, Table, TableRow, Words, columns};
use crate::site::show::Show;

use super::statistics;

/// Returns what waits for an agency on the day of the build, what was due first before all, what has no day last.
pub fn obstacles<'a>(show: &Show<'a>, key: Key<Agency>) -> Vec<&'a Obstacle> {
    let own = show.catalog.obstacles.iter().filter(|row| row.agency == Some(key) && row.is_open(show.today));
    let mut own: Vec<&Obstacle> = own.collect();
    own.sort_by_key(|row| (row.last_day().unwrap_or(NaiveDate::MAX), row.id.as_str()));
    own
}

/// Returns the table of what waits, or the sentence that nothing does.
pub fn block(show: &Show<'_>, key: Key<Agency>) -> Block {
    let own = obstacles(show, key);
    if own.is_empty() {
        return Block::paragraph("Dữ liệu công khai không ghi việc nào đang chờ cơ quan này.");
    }
    let rows = own.into_iter().map(|row| {
        let cluster = row.cluster.map_or_else(|| Words::plain("Toàn tỉnh"), |key| show.cluster_link(key));
        TableRow::new(vec![
            Cell::text(cluster),
            Cell::text(show.sourced(row.text.clone(), row)),
            row.request.clone().map_or_else(Cell::gap, Cell::text),
            show.date_cell(row.since.or(row.basis.as_of)),
            row.due.map_or_else(Cell::gap, |due| Cell::text(show.date(due))),
            Cell::text(state(show, row)),
        ])
    });
    let heads = columns(&[
        ("Cụm", Align::Left, 2),
        ("Khó khăn, vướng mắc", Align::Left, 5),
        ("Đề nghị", Align::Left, 4),
        ("Chờ từ", Align::Left, 3),
        ("Thời hạn", Align::Left, 3),
        ("Tình trạng", Align::Left, 3),
    ]);
    let table =
        Table::new("viec-cho", format!("Việc đang chờ đến ngày {}", show.day(show.today)), heads, rows.collect());
    Block::Table(
        table.note("Chờ từ: ngày ghi trong dữ liệu, không có thì ngày thông tin được biết. … : chưa có số liệu."),
    )
}

/// Says whether the day is past, and by how many days.
fn state(show: &Show<'_>, row: &Obstacle) -> Words {
    match row.last_day() {
        None => Words::plain("chưa ghi thời hạn"),
        Some(last) if last < show.today => {
            Words::marked(format!("quá hạn {} ngày", show.today.signed_duration_since(last).num_days()), Mark::Tag)
        }
        Some(_) => Words::plain("còn trong hạn"),
    }
}

/// Returns the forms that an agency has to send next; nothing when no duty of its own asks for one.
pub fn forms(show: &Show<'_>, key: Key<Agency>) -> Option<Table> {
    let due = calendar::due(show).into_iter();
    let own = due.filter(|due| calendar::duties(show, due.form).any(|duty| duty.agencies.contains(&key)));
    let rows: Vec<TableRow> = own
        .map(|due| {
            TableRow::new(vec![
                Cell::text(show.day(due.last)),
                Cell::text(statistics::period_name(due.span)),
                Cell::text(format!("{}. {}", due.form.number, due.form.title)),
                Cell::text(due.form.receiver.clone()),
                Cell::text(calendar::basis(show, due.form)),
            ])
        })
        .collect();
    let heads = columns(&[
        ("Gửi chậm nhất", Align::Left, 3),
        ("Kỳ báo cáo", Align::Left, 2),
        ("Biểu", Align::Left, 5),
        ("Nơi nhận", Align::Left, 5),
        ("Căn cứ", Align::Left, 4),
    ]);
    (!rows.is_empty()).then(|| Table::new("bieu-phai-gui", "Biểu phải gửi, gần nhất trước", heads, rows))
}
