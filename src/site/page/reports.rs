//! The archive of reports, and each report of a period as a page.

use crate::catalog::form::PeriodState;
use crate::settings::{Format, ReportKind};
use crate::site::document::{Address, Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::report::{Report, Subject};
use crate::site::show::Show;
use crate::site::url::Place;
use crate::site::{Download, Page, PageBody};

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
            own(ReportKind::Bieu04)
                .map_or_else(|| Cell::text("chưa có mẫu biểu cho kỳ này"), |report| Cell::text(files(report))),
        ])
    });
    let heads = columns(&[
        ("Kỳ báo cáo", Align::Left, 2),
        ("Số liệu từ – đến", Align::Left, 3),
        ("Trạng thái", Align::Left, 2),
        ("Báo cáo tình hình", Align::Left, 4),
        ("Biểu số 04", Align::Left, 4),
    ]);
    let sheets = show.clusters().into_iter().filter_map(|(_, cluster)| {
        let subject = Subject::Cluster(cluster.id.clone());
        let report = reports.iter().find(|report| report.subject == subject)?;
        Some(Words::link(cluster.name.clone(), file(report, Format::Pdf)).then(" (PDF)"))
    });
    vec![
        Block::paragraph(Words::plain("Báo cáo được lập tự động từ dữ liệu của trang; số, ngày và chữ ký để trống cho cơ quan ban hành. Mọi con số giống hệt trang ").with(Words::link("số liệu theo kỳ", Place::Statistics.address())).then(".")),
        Block::paragraph(Words::plain("Biểu nào đến hạn khi nào, ai gửi cho ai: ").with(Words::link("lịch báo cáo", Place::Calendar.address())).then(".")),
        Block::Table(Table::new("bao-cao", "Báo cáo theo kỳ, mới nhất trước", heads, rows.collect())),
        Block::section("Phiếu thông tin từng cụm"),
        Block::List { items: sheets.collect() },
    ]
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

/// Returns a page for each report of a period; factsheets are the pages of their clusters.
pub fn pages<'a>(show: &'a Show<'_>, reports: &'a [Report]) -> impl Iterator<Item = Page> + 'a {
    let of_periods = |(_, report): &(usize, &Report)| matches!(report.subject, Subject::Period(_));
    reports.iter().enumerate().filter(of_periods).map(|(index, report)| {
        let downloads = report.formats().into_iter().filter_map(|format| {
            let text = match format {
                Format::Pdf => "Bản in",
                Format::Xlsx => "Bảng tính",
                Format::Html => return None,
            };
            let note = format.extension().to_uppercase();
            Some(Download { text: text.to_owned(), link: file(report, format), note })
        });
        Page {
            body: PageBody::Report(index),
            crumbs: vec![home_crumb(show), (show.term("nav.reports"), Place::Reports.address())],
            downloads: downloads.collect(),
            updated: Some(show.catalog.province.as_of),
            ..blank(report.path(Format::Html), "reports", "report", &report.meta.title, &report.meta.description)
        }
    })
}
