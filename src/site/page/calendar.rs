//! The calendar of reports: what is due next, who sends which form to whom, and by which clause.

use crate::site::calendar::{self, Due, Term, basis, due, forms, terms};
use crate::site::document::{Address, Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::show::Show;
use crate::site::url::Place;

use super::statistics;

/// Returns the blocks of the calendar.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let (due, terms) = (due(show), terms(show));
    let reports = Words::link("Báo cáo", Place::Reports.address());
    vec![
        Block::Notice { words: next(show, &due) },
        Block::Table(days(show, &due)),
        Block::paragraph(
            "Văn bản ghi “trước ngày”: trang này hiểu là không tính ngày đó, nên ngày cuối còn đúng hạn là ngày liền trước. Hạn tính từ ngày xuất bản của trang.",
        ),
        Block::paragraph(to_take_in()),
        Block::section("Thời hạn khác"),
        others(show, &terms),
        Block::section("Ai gửi biểu nào, cho ai"),
        Block::Table(rules(show)),
        Block::paragraph(Words::plain("Báo cáo các kỳ trước: ").with(reports).then(".")),
    ]
}

/// Leads to the days as a file that calendars read.
fn to_take_in() -> Words {
    Words::plain("Đưa các hạn này vào lịch của điện thoại, Outlook hoặc Google, có nhắc trước một tuần: ")
        .with(Words::link("tải tệp lịch", Address::file(&calendar::path())))
        .then(" (ICS). Tệp ghi các hạn tính đến ngày xuất bản; tải lại thì lịch cập nhật, không ghi trùng.")
}

fn next(show: &Show<'_>, due: &[Due<'_>]) -> Words {
    let Some(first) = due.first() else { return show.unknown() };
    let same = due.iter().take_while(|due| due.last == first.last).map(|due| due.form.number.as_str());
    let names = same.collect::<Vec<_>>().join(", ");
    let period = statistics::period_name(first.span).to_lowercase();
    format!("Hạn gần nhất: {} gửi chậm nhất ngày {}, cho kỳ {period}.", names, show.day(first.last)).into()
}

fn days(show: &Show<'_>, due: &[Due<'_>]) -> Table {
    let rows = due.iter().map(|due| {
        TableRow::new(vec![
            Cell::text(show.day(due.last)),
            Cell::text(statistics::period_name(due.span)),
            Cell::text(format!("{}. {}", due.form.number, due.form.title)),
            Cell::text(due.form.sender.clone()),
            Cell::text(due.form.receiver.clone()),
        ])
    });
    let heads = columns(&[
        ("Gửi chậm nhất", Align::Left, 2),
        ("Kỳ báo cáo", Align::Left, 2),
        ("Biểu", Align::Left, 5),
        ("Người gửi", Align::Left, 4),
        ("Nơi nhận", Align::Left, 4),
    ]);
    Table::new("den-han", "Biểu đến hạn từ ngày xuất bản, gần nhất trước", heads, rows.collect())
}

/// What is due on one day by a document, by a request to an agency or after an inspection.
fn others(show: &Show<'_>, terms: &[Term]) -> Block {
    if terms.is_empty() {
        return Block::paragraph("Không có thời hạn nào khác trong dữ liệu công khai.");
    }
    let rows = terms.iter().map(|term| {
        TableRow::new(vec![
            Cell::text(show.day(term.last)),
            Cell::text(term.text.clone()),
            if term.who.is_empty() { Cell::gap() } else { Cell::text(term.who.clone()) },
            Cell::text(term.place.clone().unwrap_or_else(|| Words::plain("Toàn tỉnh"))),
            Cell::text(term.basis.clone()),
        ])
    });
    let heads = columns(&[
        ("Chậm nhất", Align::Left, 2),
        ("Việc", Align::Left, 5),
        ("Cơ quan", Align::Left, 3),
        ("Nơi thực hiện", Align::Left, 2),
        ("Căn cứ", Align::Left, 5),
    ]);
    let table = Table::new("thoi-han-khac", "Việc có thời hạn từ ngày xuất bản, gần nhất trước", heads, rows.collect());
    let is_told = terms.iter().all(|term| !term.who.is_empty());
    Block::Table(if is_told { table } else { table.note("… : dữ liệu không ghi cơ quan.") })
}

fn rules(show: &Show<'_>) -> Table {
    let rows = forms(show).map(|form| {
        let lines = [&form.period_line, &form.deadline_line];
        TableRow::new(vec![
            Cell::text(form.number.clone()),
            Cell::text(lines.map(String::as_str).join(" ")),
            Cell::text(basis(show, form)),
        ])
    });
    let heads = columns(&[
        ("Biểu", Align::Left, 2),
        ("Kỳ và thời hạn ghi trên biểu", Align::Left, 7),
        ("Căn cứ", Align::Left, 5),
    ]);
    Table::new("quy-dinh", "Thời hạn theo quy định đang áp dụng", heads, rows.collect())
}
