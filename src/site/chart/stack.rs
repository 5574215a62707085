//! A stacked bar: a whole and its parts, what is not known among them.

use crate::site::document::{Anchor, Fill, Label, LabelKind, Panel, Part, Rect};
use crate::text::Amount;

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// What it is.
    pub label: String,
    /// Its value with unit and marks.
    pub text: String,
    /// Its value as printed upon the bar.
    pub short: String,
    /// Its value.
    pub value: Amount,
    /// How it is filled.
    pub fill: Fill,
}

const TOP: u32 = 15;
const THICK: u32 = 220;
const VALUE: u32 = 165;
/// A part narrower than this, thousandths, has its value only in the list of parts.
const NARROW: u32 = 130;

/// Draws the parts of a whole side by side, and names them in their order.
pub fn stack(slices: &[Slice], whole: Amount) -> (Panel, Vec<Part>) {
    let mut panel = Panel { height: TOP * 2 + THICK, ..Panel::default() };
    let (mut sum, mut left) = (Amount::ZERO, 0);
    for slice in slices {
        sum = sum + slice.value;
        let right = sum.thousandths_of(whole);
        let width = right.saturating_sub(left);
        panel.rects.push(Rect { x: left, y: TOP, width, height: THICK, fill: slice.fill });
        if width >= NARROW {
            let kind = if slice.fill == Fill::Solid { LabelKind::Inside } else { LabelKind::Upon };
            let at = (left + width / 2, TOP + VALUE);
            panel.labels.push(Label { at, anchor: Anchor::Middle, kind, text: slice.short.clone() });
        }
        left = right;
    }
    panel.alt = super::told(slices.iter().map(|slice| (&slice.label, &slice.text)));
    let part = |slice: &Slice| Part { fill: slice.fill, label: slice.label.clone(), text: slice.text.clone() };
    (panel, slices.iter().map(part).collect())
}
