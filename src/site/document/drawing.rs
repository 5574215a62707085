//! A map as shapes and points in drawing units; which marks they bear is the renderer's business.

use serde::Serialize;

use super::{Address, Words};

/// A drawing: its SVG is made by the renderer from shapes and points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Map {
    /// Its id on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows, in words.
    pub description: String,
    /// Width and height of the drawing.
    pub size: (u32, u32),
    /// Outlines as SVG path data, the province last.
    pub outlines: Vec<Outline>,
    /// Marks on the map.
    pub points: Vec<Point>,
    /// Kilometres and length of the scale bar.
    pub scale: (u32, u32),
    /// What must be said below: the table that tells the same, legal force, date, source.
    pub credit: Words,
}

/// What an outline is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OutlineKind {
    /// The province.
    Province,
    /// A former district.
    District,
}

/// An outline on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// What it is the outline of.
    pub kind: OutlineKind,
    /// SVG path data.
    pub path: String,
    /// Its name and where to write it.
    pub label: Option<(String, u32, u32)>,
}

/// A mark on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// Number printed in the mark.
    pub number: String,
    /// Name beside it.
    pub label: String,
    /// Where it leads.
    pub link: Address,
    /// Stage name, for its shape.
    pub stage: &'static str,
    /// Position from the left and the top.
    pub at: (u32, u32),
    /// On which side its name stands: `left` or `right`.
    pub side: &'static str,
}
