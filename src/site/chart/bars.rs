//! Horizontal bars, alone or against a target.

use crate::site::document::{Anchor, Fill, Label, LabelKind, Line, Panel, Part, Rect, Stroke};
use crate::text::Amount;

/// A bar: its label stands above it, its value at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// The value at the bar.
    pub text: String,
    /// The value.
    pub value: Amount,
}

/// Height of a bar with its label, and within it: the baseline of the label, the bar, the baseline of the value.
const ROW: u32 = 310;
const LABEL: u32 = 100;
const TOP: u32 = 135;
const THICK: u32 = 120;
const VALUE: u32 = 230;
/// Where the bar of a goal begins: its mark stands out above it.
const GOAL_TOP: u32 = 40;
/// A bar longer than this, thousandths, holds its value.
const LONG: u32 = 600;

/// Draws bars in the order given, on an axis from 0 to `whole`.
pub fn bars(bars: &[Bar], whole: Amount) -> Panel {
    let mut panel = Panel { height: ROW * bars.len() as u32, ..Panel::default() };
    for (bar, row) in bars.iter().zip(0..) {
        let (top, length) = (row * ROW, bar.value.thousandths_of(whole));
        panel.rects.push(Rect { x: 0, y: top + TOP, width: length, height: THICK, fill: Fill::Solid });
        panel.lines.push(axis(top));
        panel.labels.push(name(&bar.label, top));
        panel.labels.push(value(&bar.text, length, top));
    }
    panel.alt = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.text)).collect::<Vec<_>>().join("; ");
    panel
}

/// Draws bars from the longest to the shortest; equal ones keep their order.
pub fn sorted(mut all: Vec<Bar>) -> Panel {
    all.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    let longest = all.first().map_or(Amount::ZERO, |bar| bar.value);
    bars(&all, longest)
}

/// A value of this period and of one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// This period, drawn solid.
    pub now: Bar,
    /// The period before, drawn lighter.
    pub before: Bar,
}

/// Draws two periods one above the other, this one first, on an axis from 0 to the larger value.
pub fn pair(pair: &Pair) -> Panel {
    let all = [pair.now.clone(), pair.before.clone()];
    let mut panel = bars(&all, pair.now.value.max(pair.before.value));
    panel.rects.iter_mut().skip(1).for_each(|rect| rect.fill = Fill::Light);
    // White words cannot be read upon the lighter bar.
    let inside = panel.labels.iter_mut().skip(2).filter(|label| label.kind == LabelKind::Inside);
    inside.for_each(|label| label.kind = LabelKind::Upon);
    panel
}

/// What there is against what is aimed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// What there is.
    pub bar: Bar,
    /// What is to be added to it, outlined as plans are.
    pub planned: Option<Bar>,
    /// The target, a mark across the bar.
    pub target: Bar,
}

/// Draws a bar with a mark at its target, which stands at nine tenths of the width, and names the bar and what is planned.
pub fn goal(goal: &Goal) -> (Panel, Vec<Part>) {
    const MARK: u32 = 900;
    const BELOW: u32 = 130;
    let length = |amount: Amount| amount.thousandths_of(goal.target.value) * MARK / 1000;
    let mut end = Amount::ZERO;
    let mut rects = Vec::new();
    let mut parts = Vec::new();
    let outlined = goal.planned.iter().map(|bar| (bar, Fill::Outline));
    for (bar, fill) in [(&goal.bar, Fill::Solid)].into_iter().chain(outlined) {
        let x = length(end);
        end = end + bar.value;
        rects.push(Rect { x, y: GOAL_TOP, width: length(end).saturating_sub(x), height: THICK, fill });
        parts.push(Part { fill, label: bar.label.clone(), text: bar.text.clone() });
    }
    let target = format!("{}: {}", goal.target.label, goal.target.text);
    let foot = GOAL_TOP + THICK;
    let mark = Line { from: (MARK, GOAL_TOP - 30), to: (MARK, foot + 40), stroke: Stroke::Target };
    let told = parts.iter().map(|part| format!("{}: {}", part.label, part.text)).chain([target.clone()]);
    let panel = Panel {
        alt: told.collect::<Vec<_>>().join("; "),
        height: foot + BELOW + 50,
        rects,
        lines: vec![Line { from: (0, GOAL_TOP), to: (0, foot), stroke: Stroke::Axis }, mark],
        labels: vec![label((MARK, foot + BELOW), Anchor::End, LabelKind::Name, target)],
        ..Panel::default()
    };
    (panel, parts)
}

fn axis(top: u32) -> Line {
    Line { from: (0, top + TOP), to: (0, top + TOP + THICK), stroke: Stroke::Axis }
}

fn name(text: &str, top: u32) -> Label {
    label((0, top + LABEL), Anchor::Start, LabelKind::Name, text.to_owned())
}

fn value(text: &str, length: u32, top: u32) -> Label {
    let (anchor, kind) =
        if length > LONG { (Anchor::End, LabelKind::Inside) } else { (Anchor::Start, LabelKind::Value) };
    label((length, top + VALUE), anchor, kind, text.to_owned())
}

fn label(at: (u32, u32), anchor: Anchor, kind: LabelKind, text: String) -> Label {
    Label { at, anchor, kind, text }
}
