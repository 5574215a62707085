//! The data-entry workbook: *Đọc trước*, a sheet for each table, *Danh mục*.

use rust_xlsxwriter::{Note, Workbook, XlsxError};

use super::cover::{self, Line};
use super::lists::{self, List};
use super::{Run, due, rule, style};
use crate::catalog::indicator::FormId;
use crate::intake::schema::{ENTRIES, Entry, Field, list};
use crate::record::Need;

/// Rows that have formats and limits; what an office has more of it may type below.
const ROWS: u32 = 300;

/// Returns the title of the workbook.
pub(super) fn title(run: &Run<'_>) -> String {
    let period = run.span.map(|span| format!(", {}", list::period(span).to_lowercase())).unwrap_or_default();
    format!("Bảng nhập liệu cụm công nghiệp tỉnh {}{period}", run.catalog.province.name)
}

/// Fills the workbook.
pub(super) fn fill(book: &mut Workbook, run: &Run<'_>) -> Result<(), XlsxError> {
    let lists = lists::lists(run);
    cover::add(book, &cover(run))?;
    for entry in ENTRIES {
        sheet(book, entry, &lists, run)?;
    }
    lists::add(book, &lists)
}

fn sheet(book: &mut Workbook, entry: &Entry, lists: &[List], run: &Run<'_>) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(entry.title)?.set_freeze_panes(1, 0)?.set_row_height(0, 36)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (column, field) in (0..).zip(entry.fields) {
        sheet.set_column_width(column, rule::width(field))?.set_column_format(column, &rule::format(field.kind))?;
        let head = style::head(field.need == Need::Required);
        sheet.write_string_with_format(0, column, field.heading, &head)?;
        sheet.insert_note(0, column, &note(field))?;
        let list = lists::name(lists, field.kind);
        if let Some(validation) = rule::validation(field, list.as_deref(), &run.catalog.province)? {
            sheet.add_data_validation(1, column, ROWS, column, &validation)?;
        }
    }
    Ok(())
}

/// What a head says when the mouse is over it.
fn note(field: &Field) -> Note {
    let unit = field.kind.unit();
    let unit = if unit.is_empty() { String::new() } else { format!("\nĐơn vị: {unit}") };
    let need = if field.need == Need::Required { "\nBắt buộc." } else { "\nChưa biết thì để trống." };
    let text = format!("{}{unit}\nVí dụ: {}{need}", field.meaning, field.example);
    let lines = 1 + text.lines().map(|line| line.chars().count() / 34 + 1).sum::<usize>();
    let height = u32::try_from(lines * 18).unwrap_or(200);
    Note::new(text)
        .add_author_prefix(false)
        .set_width(240)
        .set_height(height)
        .set_font_name("Times New Roman")
        .set_font_size(11)
}

fn cover(run: &Run<'_>) -> Vec<Line> {
    let mut lines = vec![Line::Title(title(run)), Line::Head("Nơi nhận và giải đáp")];
    lines.extend(cover::contact(run));
    lines.push(Line::Head("Kỳ và hạn gửi"));
    lines.extend(deadlines(run));
    lines.push(Line::Head("Các trang"));
    lines.extend(ENTRIES.iter().map(|entry| Line::text(format!("{}: {}", entry.title, entry.about))));
    lines.push(Line::text("Danh mục: các danh sách để chọn; chỉ đọc, không sửa."));
    lines.push(Line::Head("Cách ghi"));
    lines.extend(RULES.iter().map(|rule| Line::text(*rule)));
    lines.push(Line::Head("Cách gửi"));
    lines.push(Line::text(
        "Chỉ điền những trang mình có số liệu; trang khác để trống. Lưu ở dạng Excel (.xlsx), không đặt mật khẩu, gửi cả \
         tệp về nơi nhận.",
    ));
    lines
}

const RULES: [&str; 9] = [
    "Mỗi dòng một cụm, một lô, một việc …, bắt đầu từ dòng 2. Không đổi tên trang, không đổi hàng tiêu đề.",
    "Cột có tiêu đề màu vàng là bắt buộc: dòng nào đã ghi thì phải có. Đưa chuột lên tiêu đề để xem giải thích và ví dụ.",
    "Cột có danh sách thì chọn trong danh sách, không gõ chữ khác.",
    "Số: phần lẻ sau dấu phẩy (73,76); không gõ kèm đơn vị, dấu ~ hay khoảng 12–15. Đơn vị đã có ở tiêu đề cột: cột ha \
     không ghi m², cột tỷ đồng không ghi triệu đồng.",
    "Ngày: ngày/tháng/năm, như 02/06/2026; chỉ biết tháng, quý, năm thì ghi 06/2026, quý 2/2026, 2026 nếu cột cho phép.",
    "Chưa biết thì để trống. Số 0 nghĩa là biết chắc bằng không. Không ghi “chưa có”, “đang cập nhật”.",
    "Không gộp ô, không thêm dòng cộng, dòng nhóm, không dùng màu để nói điều gì. Phần mềm tự cộng.",
    "Nhiều giá trị trong một ô thì cách nhau bằng dấu chấm phẩy.",
    "Không ghi số căn cước, số di động, thư riêng của cá nhân.",
];

/// Until when the forms whose figures the workbook holds are in time, and the period that is due next.
fn deadlines(run: &Run<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(span) = run.span {
        let (from, to) = (due::day(span.from()), due::day(span.to()));
        lines.push(Line::text(format!("Kỳ: {}, số liệu từ {from} đến {to}.", list::period(span).to_lowercase())));
    } else {
        lines.push(Line::text("Kỳ: chọn ở cột Kỳ của trang Số liệu kỳ."));
    }
    let forms = [FormId::Project, FormId::Developer, FormId::Commune, FormId::Province];
    for form in forms.into_iter().filter_map(|id| run.form(id)) {
        let due = match run.span {
            Some(span) => form.last_day(span).map(|last| (span, last)),
            None => form.due_from(run.today).next(),
        };
        lines.push(Line::text(match due {
            Some((span, last)) => {
                let kept = if run.span.is_some() {
                    String::new()
                } else {
                    format!(" ({})", list::period(span).to_lowercase())
                };
                format!("{}: ngày cuối cùng còn đúng hạn là {}{kept}.", form.number, due::day(last))
            }
            None => format!("{} {}", form.number, form.deadline_line),
        }));
    }
    lines
}
