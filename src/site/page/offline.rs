//! The page of the copy to take along: what it is, and the file; within the copy, that it is one.
//!
//! The copy holds every page, and a page cannot tell the size of what it is in. Therefore the page is planned as it
//! stands in the copy, and [`online`] makes the one that is published.

use crate::site::document::{Address, Block, Words};
use crate::site::show::{Show, with_unit};
use crate::site::{Download, Frame, Page, PageBody};
use crate::text::{Amount, slug};

/// Returns the blocks of the page as it stands in the copy.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let day = show.day(show.today);
    vec![
        Block::paragraph(format!("Đây là bản xem ngoại tuyến, lập ngày {day}: mọi trang, báo cáo và bảng dữ liệu.")),
        Block::paragraph("Bản mới hơn, nếu có, ở địa chỉ ghi cuối trang này hoặc ở cơ quan phụ trách."),
    ]
}

/// Returns the name of the folder in the archive, and of the archive.
pub fn folder(frame: &Frame) -> String {
    slug(&frame.title)
}

/// Returns where the archive stands in the site.
pub fn path(frame: &Frame) -> String {
    format!("tai-ve/{}.zip", folder(frame))
}

/// Returns the page as it is published, with the size of the archive in bytes.
pub fn online(page: &Page, frame: &Frame, bytes: usize) -> Page {
    // In tenths of a megabyte, so that the page does not change with every byte of the site.
    let hundredths = i64::try_from(bytes.div_ceil(100_000) * 10).unwrap_or(i64::MAX);
    let size = with_unit(Amount::hundredths(hundredths), "MB");
    let steps = [
        "Tải tệp ZIP về máy, rồi giải nén (chuột phải, Giải nén tất cả).",
        "Mở thư mục vừa giải nén, bấm đúp vào index.html.",
        "Chép cả thư mục vào USB hoặc máy khác cũng dùng được; không cần mạng, không cần cài đặt gì.",
    ];
    let download = Download {
        text: "Cả trang trong một tệp".to_owned(),
        link: Address::file(&path(frame)),
        note: format!("ZIP, {size}"),
    };
    let blocks = vec![
        Block::paragraph(format!(
            "Mọi trang, báo cáo và bảng dữ liệu của trang này, lập ngày {}, để xem khi không có mạng: tìm kiếm và lọc bảng vẫn dùng được.",
            frame.date
        )),
        Block::List { items: steps.map(Words::plain).into() },
        Block::paragraph(
            "Mã băm SHA-256 của tệp ZIP ghi trong manifest.json của trang; thư mục giải nén có manifest.json của chính nó.",
        ),
    ];
    Page { body: PageBody::Blocks(blocks), downloads: vec![download], ..page.clone() }
}
