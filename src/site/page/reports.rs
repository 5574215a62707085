//! The archive of reports, and each report of a period as a page.

use crate::catalog::form::PeriodState;
use crate::site::document::{Address, Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::report::{Kind, Report};
use crate::site::show::Show;
use crate::site::url::{self, Place};
use crate::site::{Download, Page, PageBody};

use super::{blank, home_crumb, statistics};

/// Returns the blocks of the archive.
pub fn index(show: &Show<'_>, reports: &[Report]) -> Vec<Block> {
    let rows = show.catalog.periods.iter().rev().map(|period| {
        let folder = url::period_folder(period.span);
        let own = |kind: Kind| reports.iter().find(|report| report.folder == folder && report.kind == kind);
        let state = match period.state {
            PeriodState::Provisional => "tạm tính, chưa ký",
            PeriodState::Signed => "đã ký",
        };
        TableRow::new(vec![
            Cell::text(statistics::period_name(period.span)),
            Cell::text(format!("{} – {}", show.day(period.span.from()), show.day(period.span.to()))),
            Cell::text(state),
            own(Kind::Status).map_or_else(Cell::default, |report| Cell::text(files(report))),
            own(Kind::Form)
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
        let folder = url::cluster_folder(cluster);
        let report = reports.iter().find(|report| report.folder == folder)?;
        Some(Words::link(cluster.name.clone(), file(report, "pdf")).then(" (PDF)"))
    });
    vec![
        Block::paragraph(Words::plain("Báo cáo được lập tự động từ dữ liệu của trang; số, ngày và chữ ký để trống cho cơ quan ban hành. Mọi con số giống hệt trang ").with(Words::link("số liệu theo kỳ", Place::Statistics.address())).then(".")),
        Block::Table(Table::new("bao-cao", "Báo cáo theo kỳ, mới nhất trước", heads, rows.collect())),
        Block::section("Phiếu thông tin từng cụm"),
        Block::List { items: sheets.collect() },
    ]
}

fn file(report: &Report, extension: &str) -> Address {
    Address::file(&format!("{}/{}.{extension}", report.folder, report.name))
}

fn page_path(report: &Report) -> String {
    format!("{}/{}/index.html", report.folder, report.name)
}

fn files(report: &Report) -> Words {
    let mut words =
        Words::link("xem", Address::file(&page_path(report))).then(", ").with(Words::link("PDF", file(report, "pdf")));
    if report.workbook.is_some() {
        words = words.then(", ").with(Words::link("XLSX", file(report, "xlsx")));
    }
    words
}

/// Returns a page for each report of a period; factsheets are the pages of their clusters.
pub fn pages<'a>(show: &'a Show<'_>, reports: &'a [Report]) -> impl Iterator<Item = Page> + 'a {
    reports.iter().enumerate().filter(|(_, report)| report.kind != Kind::Factsheet).map(|(index, report)| {
        let mut downloads = vec![Download { text: "Bản in".into(), link: file(report, "pdf"), note: "PDF".into() }];
        if report.workbook.is_some() {
            downloads.push(Download { text: "Bảng tính".into(), link: file(report, "xlsx"), note: "XLSX".into() });
        }
        Page {
            body: PageBody::Report(index),
            crumbs: vec![home_crumb(), ("Báo cáo".to_owned(), Place::Reports.address())],
            downloads,
            updated: Some(show.catalog.province.as_of),
            ..blank(page_path(report), "reports", "report", &report.meta.title, &report.meta.description)
        }
    })
}
