//! Vector drawings (DrawingML): shapes with fillings that differ without colour, lines, words in boxes.
//!
//! Lengths are EMU: 12,700 a point, 36,000 a millimetre.

use crate::site::document::{Fill, Stroke};

use super::paragraph::Paragraph;
use super::xml::Element;

/// EMU of a point.
pub(super) const POINT: i64 = 12_700;

const INK: &str = "464646";
const GROUP: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";
const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";

/// Where a shape lies and how large it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// Returns a run with several shapes as one drawing, which begins where its paragraph begins.
///
/// It lies above the paper and not among the letters: there LibreOffice 7.4 leaves out the words of a group.
pub(super) fn group(id: u32, told: &str, (width, height): (i64, i64), shapes: Vec<Element>) -> Element {
    let form = Element::new("a:xfrm")
        .children([at("a:off", 0, 0), size("a:ext", width, height)])
        .children([at("a:chOff", 0, 0), size("a:chExt", width, height)]);
    let group = Element::new("wpg:wgp")
        .child(Element::new("wpg:cNvGrpSpPr"))
        .child(Element::new("wpg:grpSpPr").child(form))
        .children(shapes);
    let frame = anchored([("column", Some(0)), ("paragraph", Some(0))], (width, height));
    run("wpg", framed(frame, id, told, GROUP, group))
}

/// Returns a run with one shape among the letters.
pub(super) fn single(id: u32, told: &str, (width, height): (i64, i64), shape: Element) -> Element {
    run("wps", inline(id, told, (width, height), SHAPE, shape))
}

/// Returns a run with one shape at the upper right of the page's text, `above` it, out of the flow.
pub(super) fn corner(id: u32, told: &str, (side, above): (i64, i64), shape: Element) -> Element {
    let frame = anchored([("margin", None), ("margin", Some(-above))], (side, side));
    run("wps", framed(frame, id, told, SHAPE, shape))
}

/// A frame above the paper: from what, across and down, and how far; at the right where no distance is told.
fn anchored(places: [(&str, Option<i64>); 2], (width, height): (i64, i64)) -> Element {
    let anchor = Element::new("wp:anchor").with("distT", 0).with("distB", 0).with("distL", 0).with("distR", 0);
    let anchor = anchor.with("simplePos", 0).with("relativeHeight", 1).with("behindDoc", 0).with("locked", 0);
    let anchor = anchor.with("layoutInCell", 1).with("allowOverlap", 1).child(at("wp:simplePos", 0, 0));
    let names = ["wp:positionH", "wp:positionV"].into_iter().zip(places);
    let positions = names.map(|(name, (from, offset))| {
        let told = match offset {
            Some(offset) => Element::new("wp:posOffset").text(offset.to_string()),
            None => Element::new("wp:align").text("right"),
        };
        Element::new(name).with("relativeFrom", from).child(told)
    });
    anchor.children(positions).child(size("wp:extent", width, height)).child(Element::new("wp:wrapNone"))
}

fn run(needs: &str, drawing: Element) -> Element {
    let choice = Element::new("mc:Choice").with("Requires", needs).child(Element::new("w:drawing").child(drawing));
    Element::new("w:r").child(Element::new("mc:AlternateContent").child(choice))
}

fn inline(id: u32, told: &str, (width, height): (i64, i64), kind: &str, shape: Element) -> Element {
    let inline = Element::new("wp:inline").with("distT", 0).with("distB", 0).with("distL", 0).with("distR", 0);
    framed(inline.child(size("wp:extent", width, height)), id, told, kind, shape)
}

fn framed(frame: Element, id: u32, told: &str, kind: &str, shape: Element) -> Element {
    let name = format!("Hình {id}");
    let data = Element::new("a:graphicData").with("uri", kind).child(shape);
    frame
        .child(Element::new("wp:docPr").with("id", id).with("name", name).with("descr", told))
        .child(Element::new("wp:cNvGraphicFramePr"))
        .child(Element::new("a:graphic").child(data))
}

fn at(name: &'static str, x: i64, y: i64) -> Element {
    Element::new(name).with("x", x).with("y", y)
}

fn size(name: &'static str, width: i64, height: i64) -> Element {
    Element::new(name).with("cx", width.max(0)).with("cy", height.max(0))
}

/// A shape: `form` is its geometry, `letters` what is written in it.
fn shape(id: Option<u32>, properties: Element, letters: Option<Paragraph>) -> Element {
    let named = id.map(|id| Element::new("wps:cNvPr").with("id", id).with("name", format!("Nét {id}")));
    let content = letters
        .map(|paragraph| Element::new("wps:txbx").child(Element::new("w:txbxContent").child(paragraph.element())));
    let body = Element::new("wps:bodyPr").with("wrap", "square").with("lIns", 0).with("tIns", 0).with("rIns", 0);
    let body = body.with("bIns", 0).with("anchor", "t").child(Element::new("a:noAutofit"));
    Element::new("wps:wsp")
        .children(named)
        .child(Element::new("wps:cNvSpPr"))
        .child(properties)
        .children(content)
        .child(body)
}

fn placed(area: Area, rises: bool) -> Element {
    let form = Element::new("a:xfrm");
    let form = if rises { form.with("flipV", 1) } else { form };
    form.child(at("a:off", area.x, area.y)).child(size("a:ext", area.width, area.height))
}

fn preset(name: &str) -> Element {
    Element::new("a:prstGeom").with("prst", name).child(Element::new("a:avLst"))
}

fn solid(colour: &str) -> Element {
    Element::new("a:solidFill").child(paint(colour))
}

fn paint(colour: &str) -> Element {
    Element::new("a:srgbClr").with("val", colour)
}

/// A line; its width is told in tenths of a point.
fn stroke(colour: &str, tenths: i64, dash: Option<&str>) -> Element {
    let line = Element::new("a:ln").with("w", tenths * POINT / 10).child(solid(colour));
    line.children(dash.map(|dash| Element::new("a:prstDash").with("val", dash)))
}

/// A filled rectangle.
pub(super) fn rect(id: Option<u32>, area: Area, fill: Fill) -> Element {
    let own = Element::new("wps:spPr").child(placed(area, false)).child(preset("rect"));
    shape(id, own.children(look(fill)), None)
}

/// What is within a shape, and its edge.
fn look(fill: Fill) -> [Element; 2] {
    let pattern = |name: &str| {
        Element::new("a:pattFill")
            .with("prst", name)
            .child(Element::new("a:fgClr").child(paint(INK)))
            .child(Element::new("a:bgClr").child(paint("FFFFFF")))
    };
    let inside = match fill {
        Fill::Solid => solid(INK),
        Fill::Light => solid("C8C8C8"),
        Fill::Outline | Fill::Unknown => solid("FFFFFF"),
        Fill::Hatched => pattern("wdUpDiag"),
        Fill::Crossed => pattern("diagCross"),
        // LibreOffice draws every pattern of dots as slanted lines.
        Fill::Dotted => pattern("ltVert"),
    };
    let edge = match fill {
        Fill::Outline => stroke(INK, 8, None),
        Fill::Unknown => stroke(INK, 6, Some("dash")),
        _ => stroke(INK, 6, None),
    };
    [inside, edge]
}

/// A shape between straight sides: rings of places, within an area of the size of the drawing; a line alone without fill.
pub(super) fn plane(id: u32, (width, height): (i64, i64), rings: &[Vec<(i64, i64)>], fill: Option<Fill>) -> Element {
    let point = |name, (x, y): (i64, i64)| Element::new(name).child(at("a:pt", x, y));
    let mut path = Element::new("a:path").with("w", width).with("h", height);
    for ring in rings {
        let step = |(index, place): (usize, &(i64, i64))| point(if index == 0 { "a:moveTo" } else { "a:lnTo" }, *place);
        path = path.children(ring.iter().enumerate().map(step)).child(Element::new("a:close"));
    }
    let area = Area { x: 0, y: 0, width, height };
    let own = Element::new("wps:spPr").child(placed(area, false)).child(free(path));
    let line = || [Element::new("a:noFill"), stroke("000000", 12, None)];
    shape(Some(id), own.children(fill.map_or_else(line, look)), None)
}

/// A geometry of its own.
fn free(path: Element) -> Element {
    let whole = Element::new("a:rect").with("l", "0").with("t", "0").with("r", "r").with("b", "b");
    Element::new("a:custGeom")
        .children(["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"].map(Element::new))
        .child(whole)
        .child(Element::new("a:pathLst").child(path))
}

/// A straight line between two places.
pub(super) fn line(id: u32, from: (i64, i64), to: (i64, i64), kind: Stroke) -> Element {
    let (left, right) = if from.0 <= to.0 { (from, to) } else { (to, from) };
    let area = Area { x: left.0, y: left.1.min(right.1), width: right.0 - left.0, height: (right.1 - left.1).abs() };
    let look = match kind {
        Stroke::Axis => stroke("5A5A5A", 8, None),
        Stroke::Target => stroke("000000", 16, None),
        Stroke::First => stroke("000000", 12, None),
        Stroke::Second => stroke("000000", 12, Some("dash")),
        Stroke::Third => stroke("000000", 12, Some("sysDot")),
        Stroke::Fourth => stroke("000000", 12, Some("dashDot")),
    };
    let own = Element::new("wps:spPr").child(placed(area, right.1 < left.1)).child(preset("line")).child(look);
    shape(Some(id), own, None)
}

/// The mark of a value.
pub(super) fn dot(id: u32, (x, y): (i64, i64)) -> Element {
    let radius = POINT * 16 / 10;
    let area = Area { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
    let own = Element::new("wps:spPr").child(placed(area, false)).child(preset("ellipse")).child(solid("000000"));
    shape(Some(id), own.child(Element::new("a:ln").child(Element::new("a:noFill"))), None)
}

/// Words in a box without an edge, on white where they stand upon a pattern.
pub(super) fn words(id: u32, area: Area, on_white: bool, letters: Paragraph) -> Element {
    let inside = if on_white { solid("FFFFFF") } else { Element::new("a:noFill") };
    let own = Element::new("wps:spPr").child(placed(area, false)).child(preset("rect")).child(inside);
    shape(Some(id), own.child(Element::new("a:ln").child(Element::new("a:noFill"))), Some(letters))
}

/// Black squares in a grid of `count` by `count`, each run its column, row and length.
pub(super) fn modules(count: usize, side: i64, runs: &[(usize, usize, usize)]) -> Element {
    let point = |name, x: usize, y: usize| Element::new(name).child(at("a:pt", x as i64, y as i64));
    let mut path = Element::new("a:path").with("w", count).with("h", count);
    for (x, y, length) in runs {
        let (right, below) = (x + length, y + 1);
        path = path
            .child(point("a:moveTo", *x, *y))
            .child(point("a:lnTo", right, *y))
            .child(point("a:lnTo", right, below))
            .child(point("a:lnTo", *x, below))
            .child(Element::new("a:close"));
    }
    let area = Area { x: 0, y: 0, width: side, height: side };
    let own = Element::new("wps:spPr").child(placed(area, false)).child(free(path)).child(solid("000000"));
    shape(None, own.child(Element::new("a:ln").child(Element::new("a:noFill"))), None)
}
