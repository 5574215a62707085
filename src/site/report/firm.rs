//! Biểu số 01 and 02 word by word (Thông tư 14/2024/TT-BCT, Phụ lục I): blank, to print and fill in; and for a period with
//! what a firm lets be published.
//!
//! A form of a firm holds nothing that is counted without being told, nor does the copy for the administration: what one
//! firm reports stays with it and with the office that it reported to.

use crate::catalog::cluster::Cluster;
use crate::catalog::figure::Observation;
use crate::catalog::form::{Form, RowKind, Span};
use crate::catalog::indicator::{FormId, Subject as Counted};
use crate::catalog::project::Project;
use crate::catalog::table::Key;
use crate::settings::ReportKind;
use crate::site::document::{self, Align, Block, Cell, Table, TableRow, columns};
use crate::site::show::{Show, number};

use super::{Body, Meta, Report, Subject, Title, form, occupancy};

/// The two forms that firms send.
const FORMS: [(ReportKind, FormId); 2] =
    [(ReportKind::Bieu01, FormId::Project), (ReportKind::Bieu02, FormId::Developer)];

/// Who sends a form of a period, and what the form says of it between sender and receiver.
struct Sender<'a> {
    id: &'a str,
    counted: Counted,
    cluster: &'a Cluster,
    /// The name of the developer, or of the investor.
    name: Option<String>,
    /// What is known for the form's own further lines.
    extra: Vec<Option<String>>,
}

/// Returns the blank forms in the wording of the day of the build.
pub fn blank(show: &Show<'_>) -> Vec<Report> {
    let made = |(kind, id): &(ReportKind, FormId)| {
        let form = show.catalog.form(*id, show.today)?;
        Some(of(show, form, (*kind, Subject::Blank(*id)), None))
    };
    FORMS.iter().filter_map(made).collect()
}

/// Returns the forms of a period of which something is published.
pub fn of_period(show: &Show<'_>, span: Span) -> Vec<Report> {
    let mut reports = Vec::new();
    for (kind, id) in FORMS {
        let Some(form) = show.catalog.form(id, span.to()) else { continue };
        for sender in senders(show, id).into_iter().filter(|sender| is_told(show, span, sender.counted)) {
            let subject = Subject::Firm { form: id, cluster: sender.cluster.id.clone(), span };
            reports.push(of(show, form, (kind, subject), Some((&sender, span))));
        }
    }
    reports
}

fn senders<'a>(show: &Show<'a>, form: FormId) -> Vec<Sender<'a>> {
    let clusters = show.clusters().into_iter();
    match form {
        FormId::Developer => clusters.map(|(key, cluster)| developer(key, cluster)).collect(),
        _ => {
            let own = clusters.flat_map(|(key, cluster)| {
                let tenants = show.catalog.projects.of(key).iter().filter(|row| row.is_tenant());
                tenants.map(move |row| tenant(row, cluster))
            });
            own.collect()
        }
    }
}

fn developer(key: Key<Cluster>, cluster: &Cluster) -> Sender<'_> {
    let names: Vec<&str> = cluster.developers.iter().map(|name| name.value.as_str()).collect();
    let name = (!names.is_empty()).then(|| names.join("; "));
    Sender { id: &cluster.id, counted: Counted::Cluster(key), cluster, name, extra: Vec::new() }
}

fn tenant<'a>(row: &'a Project, cluster: &'a Cluster) -> Sender<'a> {
    let name = row.investor.as_ref().map(|name| name.value.clone());
    let extra = vec![Some(row.name.clone()), row.sector.clone()];
    Sender { id: &row.id, counted: Counted::Project(row.key), cluster, name, extra }
}

fn reports<'a>(show: &Show<'a>, span: Span, counted: Counted) -> impl Iterator<Item = &'a Observation> {
    show.catalog.observations.of(&counted).filter(move |row| row.period == span)
}

fn is_told(show: &Show<'_>, span: Span, counted: Counted) -> bool {
    reports(show, span, counted).any(|row| row.value.is_some())
}

fn of(
    show: &Show<'_>,
    form: &Form,
    (kind, subject): (ReportKind, Subject),
    filled: Option<(&Sender<'_>, Span)>,
) -> Report {
    let title = form::title(form);
    let short = form.form.name();
    let (name, about) = match filled {
        Some((sender, span)) => (
            format!("{short}-{}-{}", sender.id, span.id().to_lowercase()),
            format!(
                "{}, {}",
                sender.extra.first().cloned().flatten().unwrap_or_else(|| sender.cluster.name.clone()),
                form::period_line(span)
            ),
        ),
        None => (format!("{short}-de-trong"), "mẫu để trống".to_owned()),
    };
    Report {
        kind,
        subject,
        name,
        meta: Meta {
            title: format!("{title}, {about}"),
            author: filled.and_then(|(sender, _)| sender.name.clone()).unwrap_or_else(|| form.sender.clone()),
            date: show.today.to_string(),
            description: format!("{} ({about})", form.title),
            keywords: vec![
                "cụm công nghiệp".into(),
                form.number.replace(" số", ""),
                show.catalog.province.name.clone(),
            ],
            language: "vi".into(),
        },
        head: None,
        title: Title { kind: String::new(), text: title, note: String::new() },
        addressees: Vec::new(),
        body: Body::Blocks(blocks(form, filled, table(show, form, filled))),
        recipients: Vec::new(),
        signer: Vec::new(),
        annexes: Vec::new(),
        footer: String::new(),
        qr: None,
    }
}

/// The lines of the form above and below its table; what is not known keeps the dots of the circular.
fn blocks(form: &Form, filled: Option<(&Sender<'_>, Span)>, table: Table) -> Vec<Block> {
    let sender = filled.map(|(sender, _)| sender);
    let who = sender.and_then(|sender| sender.name.clone()).unwrap_or_else(|| form.sender.clone());
    let mut blocks = vec![Block::paragraph(format!("Đơn vị gửi báo cáo: {who}"))];
    blocks.extend(form.extra_lines.iter().enumerate().map(|(index, line)| {
        let known = sender.and_then(|sender| sender.extra.get(index)?.clone());
        Block::paragraph(known.map_or_else(|| line.clone(), |known| with(line, &known)))
    }));
    let period =
        filled.map_or_else(|| form.period_line.clone(), |(_, span)| with(&form.period_line, &form::period_line(span)));
    blocks.extend([
        Block::paragraph(format!("Đơn vị nhận báo cáo: {}", form.receiver)),
        Block::paragraph(period),
        Block::paragraph(form.deadline_line.clone()),
        Block::Table(table),
    ]);
    let mut lines = vec!["…, ngày … tháng … năm …".to_owned()];
    lines.extend(form.signer.iter().cloned());
    blocks.push(Block::Signature { lines });
    blocks.extend(form.footnote.clone().map(Block::paragraph));
    blocks
}

/// Puts what is known behind the colon of a line, in place of dots or of the choice.
fn with(line: &str, known: &str) -> String {
    line.split_once(": ").map_or_else(|| line.to_owned(), |(name, _)| format!("{name}: {known}"))
}

/// The table of the form; a row of which nothing is published stays blank, for the firm to fill in.
fn table(show: &Show<'_>, form: &Form, filled: Option<(&Sender<'_>, Span)>) -> Table {
    let told: Vec<&Observation> =
        filled.into_iter().flat_map(|(sender, span)| reports(show, span, sender.counted)).collect();
    let on = filled.map_or(show.today, |(_, span)| span.to());
    let rows = show.catalog.rows_of(form.form, on).map(|row| {
        let report = told.iter().find(|report| report.indicator.is(form.form, &row.number));
        let value = report.and_then(|report| report.value);
        let kind = match row.kind {
            RowKind::Head => document::RowKind::Head,
            RowKind::Main => document::RowKind::Row,
            RowKind::Sub => document::RowKind::Sub,
        };
        let cells = vec![
            Cell::text(row.number.clone()),
            Cell::text(row.text.clone()),
            Cell::text(row.unit.clone().unwrap_or_default()),
            value.map_or_else(Cell::default, |value| Cell::number(value, number(value))),
            Cell::text(remark(show, report.copied())),
        ];
        TableRow { kind, ..TableRow::new(cells) }
    });
    let heads = columns(&[
        ("TT", Align::Center, 3),
        ("Chỉ tiêu", Align::Left, 24),
        ("Đơn vị tính", Align::Center, 7),
        (form.result_heading.as_str(), Align::Right, 6),
        ("Ghi chú", Align::Left, 6),
    ]);
    let when = filled.map(|(_, span)| format!(", {}", form::period_line(span))).unwrap_or_default();
    let caption = format!("{}{when}", form::title(form));
    let method = told.iter().find_map(|report| occupancy::note(show, occupancy_of(report)?, report));
    let table =
        Table { numbered: true, head_column: 1, ..Table::new(form.form.name(), caption, heads, rows.collect()) };
    table.note(method.unwrap_or_default())
}

/// Why a figure differs from what was expected, and how a rate of occupancy was computed.
fn remark(show: &Show<'_>, report: Option<&Observation>) -> String {
    let Some(report) = report else { return String::new() };
    let method = occupancy_of(report).map(|key| occupancy::used(show, key, report).to_owned());
    report.reason.clone().into_iter().chain(method).collect::<Vec<_>>().join(" ")
}

/// The cluster of which a report tells the occupancy.
fn occupancy_of(report: &Observation) -> Option<Key<Cluster>> {
    match report.subject {
        Counted::Cluster(key) if report.value.is_some() && report.indicator.is(FormId::Developer, occupancy::ROW) => {
            Some(key)
        }
        _ => None,
    }
}
