//! A map as shapes and points in drawing units; which marks they bear is the renderer's business.

use serde::Serialize;

use super::{Address, Fill, Part, Words};

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

/// The drawing of a cluster at a scale: its outline and its plots, in units of the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sketch {
    /// Its id on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows, in words.
    pub description: String,
    /// Width and height of the drawing.
    pub size: (u32, u32),
    /// Height of the land, below which scale and north stand.
    pub land: u32,
    /// The outline of the cluster as SVG path data, to be filled by the even-odd rule; empty when only plots are known.
    pub border: String,
    /// The plots.
    pub areas: Vec<Area>,
    /// What the fillings mean, with the plots of each.
    pub parts: Vec<Part>,
    /// What the scale bar says, and its length.
    pub scale: (String, u32),
    /// What stands below the arrow to the north.
    pub north: String,
    /// The table of the page that tells the same; empty where no plots are known.
    pub table: Words,
    /// What must be said below: legal force, date, source.
    pub credit: Words,
}

/// A plot in a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Area {
    /// How it is filled.
    pub fill: Fill,
    /// SVG path data.
    pub path: String,
    /// Its code.
    pub label: String,
    /// Where its code stands.
    pub at: (u32, u32),
}
