//! Biểu số 03 and 04 word by word (Thông tư 14/2024/TT-BCT, Phụ lục I, in the wording of the period).

use crate::catalog::commune::Commune;
use crate::catalog::form::{Form, Span};
use crate::catalog::indicator::FormId;
use crate::catalog::rollup::{self, Line, Scope};
use crate::catalog::table::Key;
use crate::settings::ReportKind;
use crate::site::document::{Align, Block, Cell, RowKind, Table, TableRow, columns};
use crate::site::page::statistics::{period_name, remark, result_cell};
use crate::site::show::{Show, running};
use crate::text::{Language, PartialDate};

use super::{Body, Meta, Report, Subject, Title};

/// Who sends the form of a period, and of which clusters.
struct Sender {
    kind: ReportKind,
    subject: Subject,
    scope: Scope,
    file: String,
    /// Its name: Sở Công Thương tỉnh …, Ủy ban nhân dân xã ….
    name: String,
    /// Its name as the form asks for it.
    line: String,
    /// Of what it tells: tỉnh …, xã ….
    whole: String,
    /// Where it signs.
    place: String,
}

/// Returns Biểu số 04 of a period; nothing when no wording was in force at its end.
pub fn report(show: &Show<'_>, span: Span) -> Option<Report> {
    let form = show.catalog.form(FormId::Province, span.to())?;
    Some(of_sender(show, form, span, province(show, form, span)))
}

/// Returns Biểu số 04 as an annex has it: its name, and the lines of the form without its signature.
pub fn annex(show: &Show<'_>, span: Span) -> Option<(String, Vec<Block>)> {
    let form = show.catalog.form(FormId::Province, span.to())?;
    let sender = province(show, form, span);
    Some((title(form), lines(form, span, &sender, table(show, form, sender.scope, span))))
}

fn province(show: &Show<'_>, form: &Form, span: Span) -> Sender {
    let province = &show.catalog.province.name;
    Sender {
        kind: ReportKind::Bieu04,
        subject: Subject::Period(span),
        scope: Scope::Province,
        file: "bieu-04".to_owned(),
        name: show.catalog.office(),
        line: format!("{} tỉnh {province}", form.sender),
        whole: format!("tỉnh {province}"),
        place: province.clone(),
    }
}

/// Returns Biểu số 03 of a period for each commune for which a cluster counts, in Vietnamese order; none from before
/// there were communes in today's limits, when another level sent it.
pub fn of_communes(show: &Show<'_>, span: Span) -> Vec<Report> {
    let mut communes: Vec<(Key<Commune>, &Commune)> = show.catalog.communes.iter().collect();
    show.order.sort_by(&mut communes, |(_, commune)| &commune.name);
    let leads = |key: Key<Commune>| show.catalog.clusters.iter().any(|(_, row)| row.communes.first() == Some(&key));
    let sends = communes.into_iter().filter(|(key, row)| leads(*key) && row.since.first() <= span.to());
    let form = show.catalog.form(FormId::Commune, span.to());
    sends.filter_map(|(key, commune)| form.map(|form| of_commune(show, form, span, (key, commune)))).collect()
}

fn of_commune(show: &Show<'_>, form: &Form, span: Span, (key, commune): (Key<Commune>, &Commune)) -> Report {
    let name = commune.running_name();
    let committee = format!("Ủy ban nhân dân {name}");
    let sender = Sender {
        kind: ReportKind::Bieu03,
        subject: Subject::Commune(commune.code.clone(), span),
        scope: Scope::Commune(key),
        file: format!("bieu-03-{}", commune.code),
        name: committee.clone(),
        line: committee,
        whole: name,
        // The place of a document of a commune is the commune, by its name alone (NĐ 30/2020/NĐ-CP, Phụ lục I, II.4).
        place: commune.name.split_once(' ').map_or(commune.name.clone(), |(_, name)| name.to_owned()),
    };
    of_sender(show, form, span, sender)
}

fn of_sender(show: &Show<'_>, form: &Form, span: Span, sender: Sender) -> Report {
    let table = table(show, form, sender.scope, span);
    let title = title(form);
    let short = form.number.replace(" số", "");
    let (when, whole) = (period_line(span), &sender.whole);
    let of_whom = if sender.scope == Scope::Province { String::new() } else { format!(", {whole}") };
    Report {
        kind: sender.kind,
        name: format!("{}-{}", sender.file, span.id().to_lowercase()),
        meta: Meta {
            title: format!("{title}{of_whom}, {when}"),
            author: sender.name.clone(),
            date: show.today.to_string(),
            description: format!("{} của {whole}, {when}", form.title),
            keywords: vec!["cụm công nghiệp".into(), short, show.catalog.province.name.clone()],
            language: "vi".into(),
        },
        head: None,
        title: Title { kind: String::new(), text: title, note: String::new() },
        addressees: Vec::new(),
        body: Body::Blocks(blocks(form, span, &sender, table.clone())),
        recipients: Vec::new(),
        signer: Vec::new(),
        annexes: Vec::new(),
        footer: String::new(),
        qr: None,
        subject: sender.subject,
    }
}

/// Returns the name of the form: `Biểu số 04. Tổng hợp …`.
pub fn title(form: &Form) -> String {
    format!("{}. {}", form.number, form.title)
}

/// The lines of the form above its table, and the table.
fn lines(form: &Form, span: Span, sender: &Sender, table: Table) -> Vec<Block> {
    vec![
        Block::paragraph(format!("Đơn vị gửi báo cáo: {}", sender.line)),
        Block::paragraph(format!("Đơn vị nhận báo cáo: {}", form.receiver)),
        Block::paragraph(format!("Kỳ báo cáo: {}", period_line(span))),
        Block::paragraph(form.deadline_line.clone()),
        Block::Table(table),
    ]
}

/// Returns the lines of the form above and below its table.
fn blocks(form: &Form, span: Span, sender: &Sender, table: Table) -> Vec<Block> {
    let mut blocks = self::lines(form, span, sender, table);
    let mut lines = vec![format!("{}, ngày      tháng      năm {}", sender.place, span.to().format("%Y"))];
    lines.extend(form.signer.iter().cloned());
    let footnote = form.footnote.clone().map(Block::paragraph);
    blocks.extend([Block::Signature { lines }].into_iter().chain(footnote));
    blocks
}

/// Names the period within a sentence: "6 tháng đầu năm 2026", "năm 2025".
pub fn period_line(span: Span) -> String {
    match span.day() {
        Some(day) => format!("đến ngày {}", PartialDate::Day(day).written(Language::Vi)),
        None => running(&period_name(span)),
    }
}

/// Returns the table of the form: five columns, thirty-eight rows, each figure with its coverage.
pub fn table(show: &Show<'_>, form: &Form, scope: Scope, span: Span) -> Table {
    let heads = columns(&[
        ("TT", Align::Center, 2),
        ("Chỉ tiêu", Align::Left, 9),
        ("Đơn vị tính", Align::Center, 3),
        (form.result_heading.as_str(), Align::Right, 4),
        ("Ghi chú", Align::Left, 9),
    ]);
    let rows = rollup::lines(show.catalog, scope, span).iter().map(|line| row(show, line)).collect();
    let caption = format!("{}, {}", title(form), period_line(span));
    Table { numbered: true, head_column: 1, ..Table::new(form.form.name(), caption, heads, rows) }
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
