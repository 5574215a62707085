//! The drawing of a cluster, as `templates/report/sketch.typ` prints it.

use crate::site::document::{Area as Plot, Fill, Part, Sketch, Stroke, Words};

use super::Paper;
use super::blocks::remarks;
use super::chart::legend;
use super::drawing::{Area, POINT, group, line, plane, words};
use super::head::apart;
use super::paragraph::Paragraph;
use super::style::{Side, Style};
use super::xml::Element;

/// The land fits this box.
const MOST: (i64, i64) = (150 * POINT, 66 * POINT);
/// A line of small letters.
const LINE: i64 = 10 * POINT;

/// Title, drawing, what it tells, states, scale and source; they stay on one page.
pub(super) fn sketch(drawn: &Sketch, paper: &mut Paper<'_>) -> Vec<Element> {
    let title = Paragraph::of(Style::ChartTitle, &drawn.title);
    let told = Paragraph::of(Style::ChartSubtitle, &drawn.description);
    let mut printed = vec![title, land(drawn, paper), told];
    // One behind the other: the sheet keeps its place for the tables.
    let add = |states: Paragraph, part: &Part| legend(states, part, paper).run("   ");
    printed.push(drawn.parts.iter().fold(Paragraph::empty(Style::ChartPart), add));
    printed.push(scale(drawn, paper));
    let kept = printed.into_iter().map(|paragraph| paragraph.kept(true).element());
    let below = remarks(&drawn.credit, &Words::default()).unwrap_or_else(apart);
    kept.chain([below]).collect()
}

/// EMU of a unit of the drawing.
fn unit(drawn: &Sketch) -> i64 {
    (MOST.0 / i64::from(drawn.size.0).max(1)).min(MOST.1 / i64::from(drawn.land).max(1))
}

fn land(drawn: &Sketch, paper: &mut Paper<'_>) -> Paragraph {
    let (width, height) = (i64::from(drawn.size.0), i64::from(drawn.land));
    let unit = unit(drawn);
    let size = (width * unit, height * unit);
    let mut shapes: Vec<Element> = Vec::new();
    for plot in &drawn.areas {
        shapes.push(plane(paper.drawing(), size, &rings(&plot.path, unit), Some(plot.fill)));
    }
    if !drawn.border.is_empty() {
        shapes.push(plane(paper.drawing(), size, &rings(&drawn.border, unit), None));
    }
    for plot in &drawn.areas {
        shapes.push(code(plot, unit, paper));
    }
    let states = drawn.parts.iter().map(|part| format!(" {}: {}.", part.label, part.text));
    let told: String = [drawn.description.clone()].into_iter().chain(states).collect();
    let room = u32::try_from(size.1 * 20 / POINT).unwrap_or(0);
    Paragraph::empty(Style::ChartPart).tall(room).drawn(group(paper.drawing(), &told, size, shapes))
}

/// Reads path data of the program: `M x y`, then steps `l dx dy`, each ring closed by `z`.
fn rings(path: &str, unit: i64) -> Vec<Vec<(i64, i64)>> {
    let ring = |ring: &str| {
        let steps = ring.trim_start_matches('M').split('l').filter_map(|step| {
            let (x, y) = step.split_once(' ')?;
            Some((x.parse::<i64>().ok()?, y.parse::<i64>().ok()?))
        });
        let mut here = (0, 0);
        let places = steps.map(|(x, y)| {
            here = (here.0 + x, here.1 + y);
            (here.0 * unit, here.1 * unit)
        });
        places.collect()
    };
    path.split_terminator('z').map(ring).collect()
}

/// The code of a plot in its middle.
fn code(plot: &Plot, unit: i64, paper: &mut Paper<'_>) -> Element {
    let paragraph = Paragraph::empty(Style::ChartLabel).at(Side::Center);
    let inside = plot.fill == Fill::Solid;
    let paragraph = if inside { paragraph.light(&plot.label) } else { paragraph.strong(&plot.label) };
    let letters = (paper.fonts.width(&plot.label, true) * LINE as f64).round() as i64;
    let width = letters + 3 * POINT;
    let (x, y) = (i64::from(plot.at.0) * unit - width / 2, i64::from(plot.at.1) * unit - LINE / 2);
    words(paper.drawing(), Area { x, y, width, height: LINE }, !inside, paragraph)
}

/// A bar as long as its words say, and the arrow to the north.
fn scale(drawn: &Sketch, paper: &mut Paper<'_>) -> Paragraph {
    let (said, length) = (&drawn.scale.0, i64::from(drawn.scale.1) * unit(drawn));
    let bar = (length.max(POINT), 4 * POINT);
    let sides = [((0, 0), (0, bar.1)), ((0, bar.1), bar), ((bar.0, 0), bar)];
    let sides = sides.map(|(from, to)| line(paper.drawing(), from, to, Stroke::First));
    let bar = group(paper.drawing(), said, bar, sides.into());
    let tip = (7 * POINT, 10 * POINT);
    let ring = vec![(tip.0 / 2, 0), tip, (tip.0 / 2, 8 * POINT), (0, tip.1)];
    let arrow = plane(paper.drawing(), tip, &[ring], Some(Fill::Solid));
    let arrow = group(paper.drawing(), &drawn.north, tip, vec![arrow]);
    let words = Paragraph::empty(Style::ChartPart).drawn(bar).run(&format!(" {said}   "));
    words.drawn(arrow).strong(&format!(" {}", drawn.north))
}
