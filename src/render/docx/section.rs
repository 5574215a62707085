//! Parts of the document with pages and page numbers of their own: the text, and each annex.

use super::look::{Look, mm};
use super::paragraph::{Paragraph, run};
use super::style::Style;
use super::xml::Element;

/// The relations of the document to the heads of its pages.
const FIRST: &str = "rId6";
const OTHERS: &str = "rId7";

/// Returns the properties of a section: A4, the margins, numbers from 1 in the top margin and none on the first page
/// (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục I.1, I.3, I.7 và III.1).
pub(super) fn section(look: &Look, landscape: bool) -> Element {
    let (width, height) = Look::paper(landscape);
    let size = Element::new("w:pgSz").with("w:w", width).with("w:h", height);
    let size = if landscape { size.with("w:orient", "landscape") } else { size };
    let [top, right, bottom, left] = look.margin;
    let margin = Element::new("w:pgMar").with("w:top", top).with("w:right", right).with("w:bottom", bottom);
    let margin = margin.with("w:left", left).with("w:header", mm(10)).with("w:footer", mm(8)).with("w:gutter", 0);
    let head = |kind, relation| Element::new("w:headerReference").with("w:type", kind).with("r:id", relation);
    Element::new("w:sectPr")
        .child(head("default", OTHERS))
        .child(head("first", FIRST))
        .child(Element::val("w:type", "nextPage"))
        .child(size)
        .child(margin)
        .child(Element::new("w:pgNumType").with("w:start", 1))
        .child(Element::new("w:cols").with("w:space", 720))
        .child(Element::new("w:titlePg"))
}

/// Returns the head of pages: the number of the page, or nothing.
pub(super) fn head(numbered: bool) -> Element {
    let field = |kind| Element::new("w:r").child(Element::new("w:fldChar").with("w:fldCharType", kind));
    let mut line = Paragraph::empty(Style::Header);
    if numbered {
        let code = Element::new("w:instrText").with("xml:space", "preserve").text(" PAGE ");
        let runs = [field("begin"), Element::new("w:r").child(code), field("separate"), run("2", None), field("end")];
        line = runs.into_iter().fold(line, Paragraph::drawn);
    }
    Element::new("w:hdr").with("xmlns:w", super::MAIN).with("xmlns:r", super::RELATED).child(line.element())
}
