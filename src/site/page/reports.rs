//! The archive of reports, and each report of a period as a page.

use crate::catalog::agency::Agency;
use crate::catalog::cluster::Cluster;
use crate::catalog::commune::Commune;
use crate::catalog::form::{PeriodState, Span};
use crate::settings::{Format, ReportKind};
use crate::site::document::{Address, Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::report::{Report, Subject};
use crate::site::show::Show;
use crate::site::url::{self, Place};
use crate::site::{Download, Page, PageBody};
use crate::text::Language;

use super::{blank, home_crumb, statistics};

/// Returns the blocks of the archive.
pub fn index(show: &Show<'_>, reports: &[Report]) -> Vec<Block> {
    let rows = show.catalog.periods.iter().rev().map(|period| {
        let subject = Subject::Period(period.span);
        let own = |kind: ReportKind| reports.iter().find(|report| report.subject == subject && report.kind == kind);
        let state = match period.state {
            PeriodState::Provisional => "tạm tính, chưa ký",
            PeriodState::Signed => "đã ký",
        };
        TableRow::new(vec![
            Cell::text(statistics::period_name(period.span)),
            Cell::text(format!("{} – {}", show.day(period.span.from()), show.day(period.span.to()))),
            Cell::text(state),
            own(ReportKind::Status).map_or_else(Cell::default, |report| Cell::text(files(report))),
            own(ReportKind::Leaders).map_or_else(Cell::default, |report| Cell::text(files(report))),
            own(ReportKind::Message).map_or_else(Cell::default, |report| Cell::text(files(report))),
            own(ReportKind::Bieu04)
                .map_or_else(|| Cell::text("chưa có mẫu biểu cho kỳ này"), |report| Cell::text(files(report))),
        ])
    });
    let heads = columns(&[
        ("Kỳ báo cáo", Align::Left, 2),
        ("Số liệu từ – đến", Align::Left, 3),
        ("Trạng thái", Align::Left, 2),
        ("Báo cáo tình hình", Align::Left, 4),
        ("Tóm tắt một trang", Align::Left, 3),
        ("Tin nhắn", Align::Left, 3),
        ("Biểu số 04", Align::Left, 4),
    ]);
    let mut blocks = vec![
        Block::paragraph(Words::plain("Báo cáo được lập tự động từ dữ liệu của trang; số, ngày và chữ ký để trống cho cơ quan ban hành. Mọi con số giống hệt trang ").with(Words::link("số liệu theo kỳ", Place::Statistics.address())).then(".")),
        Block::paragraph(Words::plain("Biểu nào đến hạn khi nào, ai gửi cho ai: ").with(Words::link("lịch báo cáo", Place::Calendar.address())).then(".")),
        Block::Table(Table::new("bao-cao", "Báo cáo theo kỳ, mới nhất trước", heads, rows.collect())),
    ];
    blocks.extend(of_communes(show, reports));
    blocks.extend([
        Block::section("Biểu số 01 và 02"),
        Block::paragraph(
            "Số mà một doanh nghiệp báo cáo chỉ được cộng vào tổng, không được kể riêng; biểu dưới đây để trống, hoặc chỉ có số mà doanh nghiệp cho công bố.",
        ),
        Block::List { items: of_firms(reports) },
    ]);
    blocks.extend([
        Block::section("Phiếu thông tin từng cụm"),
        Block::List { items: sheets(show, reports) },
        Block::section("Việc của từng cơ quan"),
        Block::paragraph("Nhiệm vụ theo điều khoản, việc đang chờ, từ khi nào và thời hạn, biểu phải gửi."),
        Block::List { items: of_agencies(show, reports) },
    ]);
    blocks
}

/// Biểu số 03 of each commune, a column for each period; the commune looks it through before it signs.
fn of_communes(show: &Show<'_>, reports: &[Report]) -> Vec<Block> {
    let forms: Vec<(&str, Span, &Report)> = reports.iter().filter_map(of_commune).collect();
    if forms.is_empty() {
        return Vec::new();
    }
    let mut spans: Vec<Span> = forms.iter().map(|(_, span, _)| *span).collect();
    spans.sort_unstable_by(|a, b| b.cmp(a));
    spans.dedup();
    let mut communes: Vec<&Commune> = show.catalog.communes.rows().iter().collect();
    show.order.sort_by(&mut communes, |commune| &commune.name);
    let rows = communes.into_iter().filter_map(|commune| {
        let own: Vec<_> = forms.iter().filter(|(code, ..)| *code == commune.code).collect();
        let cell = |span: &Span| {
            let form = own.iter().find(|(_, of, _)| of == span);
            form.map_or_else(Cell::gap, |(.., report)| Cell::text(files(report)))
        };
        let name = Words::link(commune.name.clone(), Address::file(&url::commune_path(&commune.code)));
        let cells = [Cell::text(name)].into_iter().chain(spans.iter().map(cell));
        (!own.is_empty()).then(|| TableRow::new(cells.collect()))
    });
    let mut heads = columns(&[("Xã, phường", Align::Left, 3)]);
    heads.extend(spans.iter().flat_map(|span| columns(&[(&*statistics::period_name(*span), Align::Left, 4)])));
    let table = Table::new("bieu-03-tung-xa", "Tệp của từng xã, phường theo kỳ, mới nhất trước", heads, rows.collect());
    vec![
        Block::section("Biểu số 03 của từng xã, phường"),
        Block::paragraph(
            "Số cộng từ các cụm mà phần diện tích lớn nằm trên địa bàn xã, lập sẵn để Ủy ban nhân dân xã đối chiếu trước khi ký; không phải biểu xã đã gửi.",
        ),
        Block::Table(table),
    ]
}

fn of_commune(report: &Report) -> Option<(&str, Span, &Report)> {
    match &report.subject {
        Subject::Commune(code, span) => Some((code.as_str(), *span, report)),
        _ => None,
    }
}

/// The blank forms, and those of firms that let something be published.
fn of_firms(reports: &[Report]) -> Vec<Words> {
    let is_own = |report: &&Report| matches!(report.subject, Subject::Blank(_) | Subject::Firm { .. });
    let line = |report: &Report| Words::plain(format!("{}: ", report.meta.title)).with(files(report));
    reports.iter().filter(is_own).map(line).collect()
}

/// The factsheet of each cluster, in every language in which there is one.
fn sheets(show: &Show<'_>, reports: &[Report]) -> Vec<Words> {
    let sheet = |cluster: &Cluster| {
        let subject = Subject::Cluster(cluster.id.clone());
        let own = reports.iter().filter(|report| report.subject == subject);
        let link = |report: &Report| {
            let name = match Language::from_tag(&report.meta.language) {
                None | Some(Language::Vi) => cluster.name.clone(),
                Some(language) => language.name().to_owned(),
            };
            Words::link(name, file(report, Format::Pdf)).with(word_beside(report))
        };
        let links: Vec<Words> = own.map(link).collect();
        (!links.is_empty()).then(|| Words::join(links, ", "))
    };
    show.clusters().into_iter().filter_map(|(_, cluster)| sheet(cluster)).collect()
}

/// The file that an official edits, behind the print.
fn word_beside(report: &Report) -> Words {
    Words::plain(" (PDF, ").with(Words::link("DOCX", file(report, Format::Docx))).then(")")
}

fn of_agencies(show: &Show<'_>, reports: &[Report]) -> Vec<Words> {
    let sheet = |agency: &Agency| {
        let subject = Subject::Agency(agency.id.clone());
        let report = reports.iter().find(|report| report.subject == subject)?;
        Some(Words::link(agency.name.clone(), file(report, Format::Pdf)).with(word_beside(report)))
    };
    show.catalog.agencies.rows().iter().filter_map(sheet).collect()
}

fn file(report: &Report, format: Format) -> Address {
    Address::file(&report.path(format))
}

fn files(report: &Report) -> Words {
    let link = |format: Format| {
        let name = if format == Format::Html { "xem".to_owned() } else { format.extension().to_uppercase() };
        Words::link(name, file(report, format))
    };
    let printed = report.formats().into_iter().filter(|format| *format != Format::Html).map(link);
    Words::join([link(Format::Html)].into_iter().chain(printed), ", ")
}

/// Returns the printed files of a report about a subject, to take along from the page that has its words.
pub fn of(reports: &[Report], subject: &Subject) -> Vec<Download> {
    reports.iter().find(|report| report.subject == *subject).map(downloads).unwrap_or_default()
}

fn downloads(report: &Report) -> Vec<Download> {
    let download = |format: Format| {
        let text = match format {
            Format::Pdf => "Bản in",
            Format::Docx => "Bản sửa được",
            Format::Xlsx => "Bảng tính",
            Format::Txt => "Văn bản để chép vào tin nhắn",
            Format::Html => return None,
        };
        let note = format.extension().to_uppercase();
        Some(Download { text: text.to_owned(), link: file(report, format), note })
    };
    report.formats().into_iter().filter_map(download).collect()
}

/// Returns a page for each report of a period; the others are on the pages of what they are about.
pub fn pages<'a>(show: &'a Show<'_>, reports: &'a [Report]) -> impl Iterator<Item = Page> + 'a {
    let of_periods = |(_, report): &(usize, &Report)| report.subject.has_page();
    reports.iter().enumerate().filter(of_periods).map(|(index, report)| Page {
        body: PageBody::Report(index),
        crumbs: vec![home_crumb(show), (show.term("nav.reports"), Place::Reports.address())],
        downloads: downloads(report),
        updated: Some(show.catalog.province.as_of),
        ..blank(report.path(Format::Html), "reports", "report", &report.meta.title, &report.meta.description)
    })
}
