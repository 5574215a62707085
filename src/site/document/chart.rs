//! A chart as shapes at whole positions: the builders of `site::chart` compute them, a printer only draws them.
//!
//! Across, a position is in thousandths of the width, so that a chart fits any; down, in hundredths of the size of its
//! text, so that the text may grow. The portal's rules (5.6): five kinds, values at the marks, axis from 0, no legend
//! where a label can stand at the data, and nothing told by colour alone.

use serde::Serialize;

use super::Words;

/// How a shape is filled; the seven differ on a printer without colour.
///
/// IBCS: this period solid, the previous one lighter, plan outlined, forecast hatched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fill {
    /// What is, in this period.
    Solid,
    /// The period before.
    Light,
    /// Planned.
    Outline,
    /// Forecast.
    Hatched,
    /// A further part of a whole.
    Crossed,
    /// A further part of a whole.
    Dotted,
    /// A part of which nothing is known.
    Unknown,
}

/// A filled rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rect {
    /// Its left edge, thousandths of the width.
    pub x: u32,
    /// Its upper edge, hundredths of the size of the text.
    pub y: u32,
    /// Its width, thousandths.
    pub width: u32,
    /// Its height, hundredths of the size of the text.
    pub height: u32,
    /// How it is filled.
    pub fill: Fill,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stroke {
    /// Where the values begin.
    Axis,
    /// The value that is aimed at.
    Target,
    /// The first series.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
}

/// A straight line between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Where it begins.
    pub from: (u32, u32),
    /// Where it ends.
    pub to: (u32, u32),
    /// What it is.
    pub stroke: Stroke,
}

/// A mark of a value on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Dot {
    /// Where it is.
    pub at: (u32, u32),
    /// Which series it belongs to.
    pub stroke: Stroke,
}

/// Which part of a label stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// What a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelKind {
    /// A name.
    Name,
    /// A value beside its mark.
    Value,
    /// A value within a solid bar.
    Inside,
    /// A value upon a bar of any filling.
    Upon,
}

/// Words at a position: the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Where it stands.
    pub at: (u32, u32),
    /// Which part of it stands there.
    pub anchor: Anchor,
    /// What it is.
    pub kind: LabelKind,
    /// The words.
    pub text: String,
}

/// One drawing of a chart; small multiples have several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Panel {
    /// Its own title, empty where the chart has but one.
    pub title: String,
    /// What it shows in words, for those who do not see it.
    pub alt: String,
    /// Its height, hundredths of the size of the text.
    pub height: u32,
    /// Its rectangles.
    pub rects: Vec<Rect>,
    /// Its lines, above the rectangles.
    pub lines: Vec<Line>,
    /// The marks of its values.
    pub dots: Vec<Dot>,
    /// Its words.
    pub labels: Vec<Label>,
}

/// A part of a whole with its filling, for parts that are narrower than their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// How it is filled.
    pub fill: Fill,
    /// What it is.
    pub label: String,
    /// Its value.
    pub text: String,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Its id on the page.
    pub id: String,
    /// The message.
    pub title: String,
    /// Who, what, unit, period.
    pub subtitle: String,
    /// Its drawings.
    pub panels: Vec<Panel>,
    /// The parts of a whole, in their order.
    pub parts: Vec<Part>,
    /// The source below.
    pub source: Words,
    /// The way to the table and to the file that have the same figures.
    pub data: Words,
}
