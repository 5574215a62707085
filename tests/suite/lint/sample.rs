//! A report with every part that the decree knows, about clusters that do not exist, and ways to alter it.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use ccn::catalog::form::Span;
use ccn::render::docx;
use ccn::settings::ReportKind;
use ccn::site::document::{Align, Block, Cell, Table, TableRow, columns};
use ccn::site::report::{Annex, Body, Head, Meta, Report, Subject, Title};

use crate::docx::{parts, typesetter};

/// A report about clusters that do not exist, with every part that the decree knows.
pub(super) fn sample() -> &'static [u8] {
    static SAMPLE: OnceLock<Vec<u8>> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let (report, text) = report();
        docx::document(&report, &text, &typesetter())
    })
}

fn report() -> (Report, Vec<Block>) {
    let said = |text: &str| text.to_owned();
    let meta = Meta {
        title: said("Báo cáo mẫu, số liệu bịa"),
        author: said("Sở Công Thương tỉnh Ví Dụ"),
        date: said("2026-06-30"),
        description: said("Báo cáo mẫu"),
        keywords: vec![said("ví dụ")],
        language: said("vi"),
    };
    let note = "(Kèm theo Báo cáo số        /BC-SCT ngày      tháng      năm        của Sở Công Thương)";
    let annex = Annex {
        number: said("I"),
        title: said("Danh sách cụm"),
        note: said(note),
        landscape: true,
        blocks: vec![Block::Table(table("Các cụm", &[["1", "Cụm Ví Dụ 1", "ha", "50"]]))],
    };
    let report = Report {
        kind: ReportKind::Status,
        subject: Subject::Period(Span::new(2026, true)),
        name: said("bao-cao-mau"),
        meta,
        head: Some(Head {
            parent: said("UBND tỉnh Ví Dụ"),
            agency: said("Sở Công Thương"),
            number: said("Số:          /BC-SCT"),
            place_date: said("Ví Dụ, ngày      tháng      năm 2026"),
        }),
        title: Title {
            kind: said("Báo cáo"),
            text: said("Tình hình phát triển cụm công nghiệp 6 tháng đầu năm 2026"),
            note: said("(Số liệu chốt từ ngày 15/12/2025 đến ngày 14/6/2026)"),
        },
        addressees: vec![said("Ủy ban nhân dân tỉnh Ví Dụ"), said("Bộ Công Thương")],
        body: Body::Blocks(Vec::new()),
        recipients: vec![said("Như trên"), said("Lưu: VT, …")],
        signer: vec![said("Giám đốc")],
        annexes: vec![annex],
        footer: String::new(),
        qr: None,
    };
    (report, text())
}

fn text() -> Vec<Block> {
    let rows = [
        ["4", "Tổng diện tích các cụm công nghiệp đã thành lập", "ha", "205"],
        ["13", "Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật", "tỷ đồng", "700,5"],
        ["17", "Tổng diện tích đất công nghiệp của các cụm đã hoạt động", "ha", "60,5"],
    ];
    vec![
        Block::section("I. TÌNH HÌNH CHUNG"),
        Block::paragraph(
            "Theo phương án phát triển cụm công nghiệp có 2 cụm (tính trên 8/10 cụm có số liệu), nằm trên địa bàn các xã của \
             tỉnh Ví Dụ.",
        ),
        Block::paragraph(
            "Đến ngày 14 tháng 6 năm 2026 có 5 cụm công nghiệp đã thành lập, tổng diện tích 205 ha (tính trên 8/10 cụm có \
             số liệu).",
        ),
        Block::Table(table("Các chỉ tiêu chính", &rows)),
        Block::paragraph(
            "Đất công nghiệp của các cụm đã hoạt động: 60,5 ha (tính trên 7/10 cụm có số liệu). Vốn đã đầu tư: 450,25 tỷ \
             đồng. Đã phê duyệt quy hoạch chi tiết: 1 cụm.",
        ),
        Block::section("II. PHƯƠNG HƯỚNG"),
        // What follows is on the second page, which shows its number.
        Block::paragraph("Các cụm Ví Dụ tiếp tục được rà soát theo quy hoạch đã duyệt của tỉnh Ví Dụ. ".repeat(40)),
        Block::List { items: vec!["Ủy ban nhân dân xã bàn giao mặt bằng còn lại.".into()] },
        Block::paragraph(
            "Tiếp tục thu thập số liệu còn thiếu từ chủ đầu tư hạ tầng và Ủy ban nhân dân cấp xã theo các biểu đã ban hành.",
        ),
        Block::paragraph(
            "Trên đây là báo cáo tình hình phát triển cụm công nghiệp, kính đề nghị Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.",
        ),
    ]
}

fn table(caption: &str, rows: &[[&str; 4]]) -> Table {
    let heads = columns(&[
        ("TT", Align::Center, 1),
        ("Chỉ tiêu", Align::Left, 6),
        ("Đơn vị", Align::Center, 2),
        ("Kết quả", Align::Right, 2),
    ]);
    let row = |row: &[&str; 4]| TableRow::new(row.iter().map(|text| Cell::text(*text)).collect());
    Table::new("mau", caption, heads, rows.iter().map(row).collect())
}

/// Packs parts.
pub(super) fn packed<'a>(parts: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

/// Replaces text in a part of the sample; what is not there fails the test.
pub(super) fn altered(part: &str, changes: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = parts(sample());
    let text = parts.get_mut(part).expect("the part is there");
    let mut new = String::from_utf8(text.clone()).expect("UTF-8");
    for (old, with) in changes {
        assert!(new.contains(old), "{part} lacks {old}");
        new = new.replace(old, with);
    }
    *text = new.into_bytes();
    packed(&parts)
}

pub(super) fn in_text(changes: &[(&str, &str)]) -> Vec<u8> {
    altered("word/document.xml", changes)
}

/// The element of a name around some words.
pub(super) fn element<'a>(text: &'a str, words: &str, name: &str) -> &'a str {
    let at = text.find(words).expect("the words are there");
    let from = text[..at].rfind(&format!("<{name}>")).expect("the element begins");
    let end = format!("</{name}>");
    &text[from..at + text[at..].find(&end).expect("the element ends") + end.len()]
}
