//! Biểu số 01, 02, 03 word by word (Thông tư 14/2024/TT-BCT, Phụ lục I), with what is known of the sender.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cover::{self, Line};
use super::layout::{self, Part};
use super::sender::Sender;
use super::{Run, due};
use crate::catalog::form::{Form, Span};
use crate::intake::schema::list;

/// What a form is made of.
pub(super) struct Sheet<'a> {
    /// Its words.
    pub(super) form: &'a Form,
    /// Who sends it.
    pub(super) sender: &'a Sender,
    /// The run.
    pub(super) run: &'a Run<'a>,
}

/// Returns the title of the workbook.
pub(super) fn title(form: &Form, sender: &Sender, run: &Run<'_>) -> String {
    let mut title = format!("{}. {}", form.number, form.title);
    title.extend(sender.name.iter().map(|name| format!(", {name}")));
    title.extend(run.span.iter().map(|span| format!(", {}", list::period(*span).to_lowercase())));
    title
}

/// Fills the workbook: the form, then the sheet *Đọc trước*.
pub(super) fn fill(book: &mut Workbook, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    layout::add(book, sheet.form, &sheet.parts())?;
    cover::add(book, &sheet.cover())
}

impl<'a> Sheet<'a> {
    /// The lines and rows of the form from top to bottom.
    fn parts(&self) -> Vec<Part<'a>> {
        let form = self.form;
        let mut parts = vec![
            Part::Title(format!("{}. {}", form.number, form.title)),
            Part::Line(format!("Đơn vị gửi báo cáo: {}", form.sender)),
        ];
        parts.extend(form.extra_lines.iter().enumerate().map(|(index, line)| {
            let known = self.sender.extra.get(index).and_then(Option::as_ref);
            Part::Open(known.map_or(line.clone(), |known| with(line, known)))
        }));
        parts.push(Part::Line(format!("Đơn vị nhận báo cáo: {}", form.receiver)));
        parts.push(match self.run.span {
            Some(span) => Part::Line(with(&form.period_line, &words(span))),
            None => Part::Open(form.period_line.clone()),
        });
        parts.push(Part::Line(form.deadline_line.clone()));
        parts.extend(self.sender.identity.iter().map(|line| Part::Own(line.clone())));
        parts.push(Part::Head);
        let on = self.run.span.map_or(self.run.catalog.province.date, |span| span.to());
        let rows = self.run.catalog.rows_of(form.form, on);
        parts.extend(rows.map(Part::Row));
        parts.push(Part::Signer(&form.signer));
        parts.extend(form.footnote.iter().map(|note| Part::Line(note.clone())));
        parts
    }

    fn cover(&self) -> Vec<Line> {
        let (form, run) = (self.form, self.run);
        let mut lines = vec![Line::Title(title(form, self.sender, run)), Line::Head("Hạn gửi")];
        lines.extend(self.deadlines());
        lines.push(Line::Head("Nơi nhận và giải đáp"));
        lines.push(Line::text(format!("Đơn vị nhận báo cáo: {}", form.receiver)));
        lines.push(Line::text("Hỏi về cách ghi và nơi gửi bản Excel này:"));
        lines.extend(cover::contact(run));
        lines.push(Line::Head("Cách ghi"));
        lines.extend(RULES.iter().map(|rule| Line::text(*rule)));
        lines.push(Line::Head("Cách gửi"));
        lines.push(Line::text(
            "Gửi bản giấy hoặc bản điện tử có chữ ký, dấu: trực tiếp, qua bưu chính, qua trục liên thông văn bản quốc gia \
             hoặc thư điện tử (khoản 4 Điều 3 Thông tư 14/2024/TT-BCT). Gửi kèm tệp Excel này để khỏi phải gõ lại.",
        ));
        lines
    }

    fn deadlines(&self) -> Vec<Line> {
        let last = |span: Span| self.form.last_day(span).map(due::day);
        let mut lines = Vec::new();
        match self.run.span {
            Some(span) => {
                lines.extend(last(span).map(|day| Line::text(format!("Ngày cuối cùng còn đúng hạn: {day}."))));
                let (from, to) = (due::day(span.from()), due::day(span.to()));
                lines.push(Line::text(format!("Số liệu chốt từ {from} đến {to}; số liệu sau đó thuộc kỳ sau.")));
            }
            None => lines.extend(self.form.due_from(self.run.today).next().map(|(span, day)| {
                let (period, day) = (list::period(span).to_lowercase(), due::day(day));
                Line::text(format!("Kỳ tới là {period}; ngày cuối cùng còn đúng hạn: {day}."))
            })),
        }
        lines.push(Line::text(self.form.deadline_line.clone()));
        lines
    }
}

const RULES: [&str; 5] = [
    "Chỉ ghi vào cột Kết quả, cột Ghi chú và các dòng để mở; phần lời của biểu được khóa, không đặt mật khẩu (Xem lại, Bỏ \
     bảo vệ trang tính).",
    "Số: phần lẻ sau dấu phẩy (73,76), không gõ kèm đơn vị, dấu ~ hay khoảng. Đơn vị theo cột (3).",
    "Chưa có số liệu thì để trống và nói ở cột Ghi chú. Số 0 nghĩa là biết chắc bằng không.",
    "Số lũy kế nhỏ hơn kỳ trước thì ghi lý do ở cột Ghi chú.",
    "Dòng chữ nghiêng trên bảng không có trong mẫu của Thông tư; dòng đó cho biết biểu của cụm, xã nào. Sai thì sửa.",
];

/// Names a period as the line of the form goes on: `6 tháng đầu năm 2026`, `năm 2026`.
fn words(span: Span) -> String {
    list::period(span).to_lowercase()
}

/// Puts what is known behind the colon of a line, in place of dots or of the choice.
fn with(line: &str, known: &str) -> String {
    line.split_once(": ").map_or_else(|| line.to_owned(), |(name, _)| format!("{name}: {known}"))
}
