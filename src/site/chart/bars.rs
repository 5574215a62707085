//! Horizontal bars, alone or against a target.

use crate::site::document::{Anchor, Fill, Label, LabelKind, Line, Panel, Part, Rect, Stroke};
use crate::text::{Amount, sign};

use super::told;

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
/// The thinner bar of another period, and how far its value stands below that of this period.
const THIN: u32 = 115;
const STEP: u32 = 118;
/// Where the bar of a goal begins: its mark stands out above it.
const GOAL_TOP: u32 = 40;
/// A bar longer than this, thousandths, holds its value.
const LONG: u32 = 600;

/// Draws bars in the order given, on an axis from 0 to `whole`.
pub fn bars(bars: &[Bar], whole: Amount) -> Panel {
    compared(&bars.iter().map(|bar| (bar.clone(), None)).collect::<Vec<_>>(), whole)
}

/// Draws bars in the order given, each with that of another period lighter and thinner below it where there is one
/// (IBCS); of the lighter bar the label stands in the words only.
pub fn compared(all: &[(Bar, Option<Bar>)], whole: Amount) -> Panel {
    let mut panel = Panel::default();
    for (bar, before) in all {
        let top = panel.height;
        panel.height += ROW;
        let length = bar.value.thousandths_of(whole);
        panel.rects.push(Rect { x: 0, y: top + TOP, width: length, height: THICK, fill: Fill::Solid });
        panel.lines.push(axis(top + TOP, THICK));
        panel.labels.push(name(&bar.label, top));
        panel.labels.push(value(&bar.text, length, top + VALUE));
        if let Some(before) = before {
            let length = before.value.thousandths_of(whole);
            let (y, baseline) = (top + TOP + THICK, top + VALUE + STEP);
            panel.height += THIN;
            panel.rects.push(Rect { x: 0, y, width: length, height: THIN, fill: Fill::Light });
            panel.lines.push(axis(y, THIN));
            panel.labels.push(upon(value(&before.text, length, baseline)));
        }
    }
    let texts = all.iter().map(|(bar, before)| {
        let before = before.as_ref().map(|before| format!(" ({}: {})", before.label, before.text));
        format!("{}{}", bar.text, before.unwrap_or_default())
    });
    let texts: Vec<String> = texts.collect();
    panel.alt = told(all.iter().zip(&texts).map(|((bar, _), text)| (&bar.label, text)));
    panel
}

/// White words cannot be read upon a lighter bar.
fn upon(label: Label) -> Label {
    let kind = if label.kind == LabelKind::Inside { LabelKind::Upon } else { label.kind };
    Label { kind, ..label }
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
    panel.labels = panel.labels.into_iter().enumerate().map(|(at, it)| if at < 2 { it } else { upon(it) }).collect();
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
    let target = sign::of(&goal.target.label).labelled(&goal.target.label, &goal.target.text);
    let foot = GOAL_TOP + THICK;
    let mark = Line { from: (MARK, GOAL_TOP - 30), to: (MARK, foot + 40), stroke: Stroke::Target };
    let whole = [(&goal.target.label, &goal.target.text)];
    let panel = Panel {
        alt: told(parts.iter().map(|part| (&part.label, &part.text)).chain(whole)),
        height: foot + BELOW + 50,
        rects,
        lines: vec![Line { from: (0, GOAL_TOP), to: (0, foot), stroke: Stroke::Axis }, mark],
        labels: vec![label((MARK, foot + BELOW), Anchor::End, LabelKind::Name, target)],
        ..Panel::default()
    };
    (panel, parts)
}

fn axis(y: u32, height: u32) -> Line {
    Line { from: (0, y), to: (0, y + height), stroke: Stroke::Axis }
}

fn name(text: &str, top: u32) -> Label {
    label((0, top + LABEL), Anchor::Start, LabelKind::Name, text.to_owned())
}

fn value(text: &str, length: u32, baseline: u32) -> Label {
    let (anchor, kind) =
        if length > LONG { (Anchor::End, LabelKind::Inside) } else { (Anchor::Start, LabelKind::Value) };
    label((length, baseline), anchor, kind, text.to_owned())
}

fn label(at: (u32, u32), anchor: Anchor, kind: LabelKind, text: String) -> Label {
    Label { at, anchor, kind, text }
}
