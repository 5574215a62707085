//! Biểu số 04 word by word (Thông tư 14/2024/TT-BCT, Phụ lục I, in the wording of the period).

use crate::catalog::form::{Form, Span};
use crate::catalog::indicator::FormId;
use crate::catalog::rollup::{self, Line, Scope};
use crate::settings::ReportKind;
use crate::site::document::{Align, Block, Cell, RowKind, Table, TableRow, columns};
use crate::site::page::statistics::{remark, result_cell};
use crate::site::show::Show;

use super::{Body, Meta, Report, Subject, Title};

/// Returns the form of a period; nothing when no wording was in force at its end.
pub fn report(show: &Show<'_>, span: Span) -> Option<Report> {
    let form = show.catalog.form(FormId::Province, span.to())?;
    let table = table(show, form, span);
    let agency = &show.catalog.agencies[show.catalog.province.agency];
    let title = format!("{}. {}", form.number, form.title);
    Some(Report {
        kind: ReportKind::Bieu04,
        subject: Subject::Period(span),
        name: format!("bieu-04-{}", span.id().to_lowercase()),
        meta: Meta {
            title: format!("{title}, {}", period_line(span)),
            author: format!("{} tỉnh {}", agency.name, show.catalog.province.name),
            date: show.today.to_string(),
            description: format!("{} của tỉnh {}, {}", form.title, show.catalog.province.name, period_line(span)),
            keywords: vec!["cụm công nghiệp".into(), "Biểu 04".into(), show.catalog.province.name.clone()],
            language: "vi".into(),
        },
        head: None,
        title: Title { kind: String::new(), text: title, note: String::new() },
        addressees: Vec::new(),
        body: Body::Blocks(blocks(show, form, span, table.clone())),
        recipients: Vec::new(),
        signer: Vec::new(),
        annexes: Vec::new(),
        footer: String::new(),
        qr: None,
        workbook: Some(table),
    })
}

/// Returns the lines of the form above and below its table.
fn blocks(show: &Show<'_>, form: &Form, span: Span, table: Table) -> Vec<Block> {
    let mut blocks = vec![
        Block::paragraph(format!("Đơn vị gửi báo cáo: {} tỉnh {}", form.sender, show.catalog.province.name)),
        Block::paragraph(format!("Đơn vị nhận báo cáo: {}", form.receiver)),
        Block::paragraph(format!("Kỳ báo cáo: {}", period_line(span))),
        Block::paragraph(form.deadline_line.clone()),
        Block::Table(table),
    ];
    if let Some(footnote) = &form.footnote {
        blocks.push(Block::paragraph(footnote.clone()));
    }
    let mut lines =
        vec![format!("{}, ngày      tháng      năm {}", show.catalog.province.name, span.to().format("%Y"))];
    lines.extend(form.signer.iter().cloned());
    blocks.push(Block::Signature { lines });
    blocks
}

/// Names the period as the form does: "6 tháng" or "năm", with the year.
pub fn period_line(span: Span) -> String {
    if span.half { format!("6 tháng năm {}", span.year) } else { format!("năm {}", span.year) }
}

/// Returns the table of the form: five columns, thirty-eight rows, each figure with its coverage.
pub fn table(show: &Show<'_>, form: &Form, span: Span) -> Table {
    let heads = columns(&[
        ("TT", Align::Center, 2),
        ("Chỉ tiêu", Align::Left, 11),
        ("Đơn vị tính", Align::Center, 3),
        (form.result_heading.as_str(), Align::Right, 4),
        ("Ghi chú", Align::Left, 7),
    ]);
    let rows = rollup::lines(show.catalog, Scope::Province, span).iter().map(|line| row(show, line)).collect();
    let caption = format!("{}. {}, {}", form.number, form.title, period_line(span));
    Table { numbered: true, head_column: 1, ..Table::new("bieu-04", caption, heads, rows) }
}

fn row(show: &Show<'_>, line: &Line<'_>) -> TableRow {
    let kind = match line.row.kind {
        crate::catalog::form::RowKind::Head => RowKind::Head,
        crate::catalog::form::RowKind::Main => RowKind::Row,
        crate::catalog::form::RowKind::Sub => RowKind::Sub,
    };
    let cells = vec![
        Cell::text(line.row.number.clone()),
        Cell::text(line.row.text.clone()),
        Cell::text(line.row.unit.clone().unwrap_or_default()),
        result_cell(line),
        Cell::text(remark(show, line)),
    ];
    TableRow { kind, ..TableRow::new(cells) }
}
