//! What a Markdown page may not have: raw tags, pictures, links without words, headings that skip a level.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::markdown::{Heading, Outline};
use crate::parse::Document;
use crate::place::{Lines, Location};
use crate::record::written;
use crate::say;

/// Reports the faults of a page's body.
pub(super) fn check(page: &Document, lines: &Lines<'_>, outline: &Outline, faults: &mut Diagnostics) {
    let place = |bytes: &Range<usize>| lines.place(&page.path, bytes.clone());
    tags(page, place, outline, faults);
    links(place, outline, faults);
    images(place, outline, faults);
    levels(place, &outline.headings, faults);
    anchors(place, &outline.headings, faults);
    writing(page, place, faults);
}

fn tags(page: &Document, place: impl Fn(&Range<usize>) -> Location, outline: &Outline, faults: &mut Diagnostics) {
    for bytes in &outline.tags {
        let tag = page.text[bytes.clone()].lines().next().unwrap_or_default().trim().to_owned();
        let message = say!("thẻ HTML `{tag}` không được dùng", "the HTML tag `{tag}` is not allowed");
        let help = say!("xóa thẻ; dùng cú pháp Markdown", "remove the tag; use Markdown");
        faults.add(Diagnostic::new(Code::RawHtml, &place(bytes), message).found(tag).help(help));
    }
    for bytes in &outline.attributes {
        let message =
            say!("đề mục có thuộc tính HTML trong ngoặc nhọn", "the heading has HTML attributes in its braces");
        let help = say!("trong ngoặc chỉ ghi mã của mục: {{#ma-muc}}", "write only the id there: {{#the-id}}");
        faults.add(Diagnostic::new(Code::RawHtml, &place(bytes), message).help(help));
    }
}

fn links(place: impl Fn(&Range<usize>) -> Location, outline: &Outline, faults: &mut Diagnostics) {
    for link in &outline.undefined {
        let target = &link.target;
        let message = say!("liên kết `[{target}]` chưa được định nghĩa", "the link `[{target}]` is not defined");
        let help = say!("viết [chữ](địa chỉ)", "write [words](address)");
        faults.add(Diagnostic::new(Code::BrokenLink, &place(&link.bytes), message).found(target).help(help));
    }
    for link in &outline.wordless {
        let target = &link.target;
        let message = say!("liên kết đến `{target}` không có chữ", "the link to `{target}` has no words");
        let help = say!("viết [tên trang](địa chỉ)", "write [name of the page](address)");
        faults.add(Diagnostic::new(Code::EmptyLink, &place(&link.bytes), message).found(target).help(help));
    }
}

/// Pages carry no pictures: the site has no place for their files, and none may be fetched from elsewhere.
/// One without words in its stead is told as that, because its content would be lost.
fn images(place: impl Fn(&Range<usize>) -> Location, outline: &Outline, faults: &mut Diagnostics) {
    for (image, has_words) in &outline.images {
        let target = &image.target;
        let (code, message, help) = if *has_words {
            let message = say!("trang không đăng được hình `{target}`", "pages carry no pictures such as `{target}`");
            let help = say!(
                "xóa hình, giữ lại chữ; tệp bên ngoài thì dẫn liên kết [chữ](địa chỉ)",
                "remove the picture and keep its words; link to a file outside by [words](address)"
            );
            (Code::UnsupportedImage, message, help)
        } else {
            let message = say!(
                "hình `{target}` không có chữ thay thế; người không nhìn được không biết hình nói gì",
                "the picture `{target}` has no words in its stead; who cannot see it learns nothing"
            );
            let help = say!(
                "trang không đăng hình: viết nội dung của hình thành chữ hoặc bảng, rồi xóa hình",
                "pages carry no pictures: write what it shows as words or a table, then remove it"
            );
            (Code::MissingAlt, message, help)
        };
        faults.add(Diagnostic::new(code, &place(&image.bytes), message).found(target).help(help));
    }
}

fn levels(place: impl Fn(&Range<usize>) -> Location, headings: &[Heading], faults: &mut Diagnostics) {
    // The page's title is its h1, so the body begins at level 2.
    let mut above = 1;
    for heading in headings {
        let (level, next) = (heading.level, above + 1);
        if level < 2 || level > next {
            let message = match (level, above) {
                (1, _) => {
                    say!("đề mục cấp 1 là tiêu đề trang, lấy từ title", "level 1 is the page's title, from `title`")
                }
                (_, 1) => say!(
                    "đề mục đầu tiên ở cấp {level}, phải ở cấp 2",
                    "the first heading has level {level}, it must have level 2"
                ),
                _ => {
                    say!("đề mục cấp {level} đứng sau cấp {above}", "a heading of level {level} follows level {above}")
                }
            };
            let marks = "#".repeat(usize::from(if level < 2 { 2 } else { next }));
            let help = say!("dùng `{marks}`", "use `{marks}`");
            faults.add(Diagnostic::new(Code::HeadingOrder, &place(&heading.bytes), message).help(help));
        }
        above = level.max(2);
    }
}

/// Two headings with one anchor: a link could lead to the wrong one.
fn anchors(place: impl Fn(&Range<usize>) -> Location, headings: &[Heading], faults: &mut Diagnostics) {
    let mut first: BTreeMap<&str, &Heading> = BTreeMap::new();
    for heading in headings {
        let id = &heading.id;
        let Some(other) = first.get(id.as_str()) else {
            first.insert(id, heading);
            continue;
        };
        let message = say!("hai đề mục cùng mã `#{id}`", "two headings have the anchor `#{id}`");
        let fault = Diagnostic::new(Code::RepeatedHeading, &place(&heading.bytes), message).found(id);
        let fault = fault.note(&place(&other.bytes), say!("đề mục thứ nhất", "the first heading"));
        faults.add(fault.help(say!("đổi mã trong {{#…}} của một đề mục", "change the anchor in {{#…}} of one")));
    }
}

/// Reports how the lines of a page are written.
fn writing(page: &Document, place: impl Fn(&Range<usize>) -> Location, faults: &mut Diagnostics) {
    let mut start = page.body;
    for line in page.text[page.body..].split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_ascii() || words.contains(char::is_control) {
            faults.extend(written(words, &place(&(start..start + words.len()))));
        }
        start += line.len();
    }
}
