//! Charts and the QR code: the shapes stand where the program put them, as `templates/report/chart.typ` prints them.

use crate::site::document::{Anchor, Chart, Label, LabelKind, Panel, Part, Words};
use crate::site::qr::Qr;

use super::Paper;
use super::blocks::remarks;
use super::drawing::{Area, POINT, corner, dot, group, line, modules, rect, single, words};
use super::head::apart;
use super::paragraph::Paragraph;
use super::style::{Side, Style};
use super::xml::Element;

/// EMU of a twip.
const TWIP: i64 = POINT / 20;
/// The side of a module of a QR code: 0.42 mm.
const MODULE: i64 = 15_120;
/// How far the code stands above the text: 8 mm.
const RAISED: i64 = 288_000;

/// Title, drawings, parts and source of a chart; they stay on one page.
pub(super) fn chart(chart: &Chart, paper: &mut Paper<'_>, landscape: bool) -> Vec<Element> {
    let mut printed = vec![Paragraph::of(Style::ChartTitle, &chart.title)];
    if !chart.subtitle.is_empty() {
        printed.push(Paragraph::of(Style::ChartSubtitle, &chart.subtitle));
    }
    for panel in &chart.panels {
        if !panel.title.is_empty() {
            printed.push(Paragraph::empty(Style::ChartPart).strong(&panel.title));
        }
        printed.push(drawing(panel, paper, landscape));
    }
    printed.extend(chart.parts.iter().map(|part| legend(Paragraph::empty(Style::ChartPart), part, paper)));
    let below = remarks(&Words::default(), &chart.source).unwrap_or_else(apart);
    printed.into_iter().map(|paragraph| paragraph.kept(true).element()).chain([below]).collect()
}

/// Adds a part of a whole with a sample of its filling.
pub(super) fn legend(to: Paragraph, part: &Part, paper: &mut Paper<'_>) -> Paragraph {
    let size = (16 * POINT, i64::from(paper.look.small) * POINT * 2 / 5);
    let area = Area { x: 0, y: 0, width: size.0, height: size.1 };
    let sample = single(paper.drawing(), &format!("Ô mẫu: {}", part.label), size, rect(None, area, part.fill));
    to.drawn(sample).run(&format!(" {}: ", part.label)).strong(&part.text)
}

/// The measures of a drawing, EMU.
#[derive(Clone, Copy)]
struct Canvas {
    width: i64,
    /// The size of its letters.
    em: i64,
}

impl Canvas {
    fn across(self, x: u32) -> i64 {
        i64::from(x) * self.width / 1000
    }

    fn down(self, y: u32) -> i64 {
        i64::from(y) * self.em / 100
    }

    fn at(self, (x, y): (u32, u32)) -> (i64, i64) {
        (self.across(x), self.down(y))
    }
}

fn drawing(panel: &Panel, paper: &mut Paper<'_>, landscape: bool) -> Paragraph {
    let width = i64::from(paper.look.width(landscape)) * TWIP;
    let canvas = Canvas { width, em: i64::from(paper.look.small) * POINT / 2 };
    let id = paper.drawing();
    let mut shapes = Vec::new();
    for form in &panel.rects {
        let (x, y) = canvas.at((form.x, form.y));
        let area = Area { x, y, width: canvas.across(form.width), height: canvas.down(form.height) };
        shapes.push(rect(Some(paper.drawing()), area, form.fill));
    }
    for edge in &panel.lines {
        shapes.push(line(paper.drawing(), canvas.at(edge.from), canvas.at(edge.to), edge.stroke));
    }
    for mark in &panel.dots {
        shapes.push(dot(paper.drawing(), canvas.at(mark.at)));
    }
    for said in &panel.labels {
        shapes.push(label(said, canvas, paper));
    }
    let told = if panel.title.is_empty() { panel.alt.clone() } else { format!("{}: {}", panel.title, panel.alt) };
    let height = canvas.down(panel.height);
    let room = u32::try_from(height / TWIP).unwrap_or(0);
    Paragraph::empty(Style::ChartPart).tall(room).drawn(group(id, &told, (width, height), shapes))
}

/// Words whose baseline and beginning, middle or end stand at a place.
fn label(label: &Label, canvas: Canvas, paper: &mut Paper<'_>) -> Element {
    let (x, baseline) = canvas.at(label.at);
    let is_bold = label.kind != LabelKind::Name;
    let letters = (paper.fonts.width(&label.text, is_bold) * canvas.em as f64).round() as i64;
    let gap = match (label.kind, label.anchor) {
        (LabelKind::Value, Anchor::Start) => 4 * POINT,
        (LabelKind::Inside, Anchor::End) => -4 * POINT,
        _ => 0,
    };
    // Words that stand upon a pattern have a white ground as wide as themselves; the others room for other fonts.
    let on_white = label.kind == LabelKind::Upon;
    let width = if on_white { letters + 4 * POINT } else { letters * 9 / 8 + 8 * POINT };
    let (left, side) = match label.anchor {
        Anchor::Start => (x, Side::Left),
        Anchor::Middle => (x - width / 2, Side::Center),
        Anchor::End => (x - width, Side::Right),
    };
    // The ascent of Times New Roman is 0.891 of its size.
    let area = Area { x: left + gap, y: baseline - canvas.em * 891 / 1000, width, height: canvas.em * 6 / 5 };
    let paragraph = Paragraph::empty(Style::ChartLabel).at(side);
    let paragraph = match label.kind {
        LabelKind::Name => paragraph.run(&label.text),
        LabelKind::Inside => paragraph.light(&label.text),
        LabelKind::Value | LabelKind::Upon => paragraph.strong(&label.text),
    };
    words(paper.drawing(), area, on_white, paragraph)
}

/// A QR code in the upper right corner.
pub(super) fn qr(qr: &Qr, paper: &mut Paper<'_>) -> Element {
    let side = qr.size as i64 * MODULE;
    corner(paper.drawing(), &format!("QR: {}", qr.address), (side, RAISED), modules(qr.size, side, &qr.runs))
}
