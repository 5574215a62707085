//! Lines over periods, with every value at its mark and every name at its line.

use crate::site::document::{Anchor, Dot, Label, LabelKind, Line, Panel, Stroke};
use crate::text::Amount;

/// A line: one value for each period, or nothing where there is no figure; the line then has a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name, empty where the title of the panel says it.
    pub name: String,
    /// Its values with their printed forms.
    pub values: Vec<Option<(Amount, String)>>,
}

/// The strokes of the series; more than four lines cannot be told apart.
const STROKES: [Stroke; 4] = [Stroke::First, Stroke::Second, Stroke::Third, Stroke::Fourth];

/// The height of the drawing: what a single line takes, and what each line adds.
const PLOT: i64 = 400;
const EACH: i64 = 250;
/// The height of a line of text, and of the gap between a mark and its value.
const TEXT: i64 = 115;
const GAP: i64 = 45;
/// How far, thousandths, the first and the last period stand from the edges.
const EDGE: usize = 25;

/// Draws at most four series over periods, on an axis from 0.
pub fn lines(periods: &[String], series: &[Series]) -> Panel {
    let series = &series[..series.len().min(STROKES.len())];
    let values = series.iter().flat_map(|line| line.values.iter().flatten().map(|(value, _)| *value));
    let highest = values.max().unwrap_or(Amount::ZERO);
    let across = |period: usize| match periods.len() {
        0 | 1 => 500,
        more => (EDGE + period * (1000 - 2 * EDGE) / (more - 1)) as u32,
    };
    let plot = PLOT + EACH * series.len() as i64;
    let down = |value: Amount| plot - i64::from(value.thousandths_of(highest)) * plot / 1000;
    let columns: Vec<Vec<Text>> = (0..periods.len()).map(|period| texts(series, period, down)).collect();
    let top = columns.iter().flatten().map(|text| text.baseline - TEXT).min().unwrap_or(0).min(-GAP);
    let shift = |y: i64| u32::try_from(y - top).unwrap_or(0);

    let mut panel = Panel { height: shift(plot + TEXT + GAP), alt: alt(periods, series), ..Panel::default() };
    panel.lines.push(Line { from: (0, shift(plot)), to: (1000, shift(plot)), stroke: Stroke::Axis });
    for (line, stroke) in series.iter().zip(STROKES) {
        let at = |period: usize| {
            let value = line.values.get(period)?.as_ref();
            value.map(|(value, _)| (across(period), shift(down(*value))))
        };
        let spots: Vec<_> = (0..periods.len()).map(at).collect();
        let pairs = spots.windows(2).filter_map(|pair| pair[0].zip(pair[1]));
        panel.lines.extend(pairs.map(|(from, to)| Line { from, to, stroke }));
        panel.dots.extend(spots.into_iter().flatten().map(|at| Dot { at, stroke }));
    }
    let placed = |(period, column): (usize, &Vec<Text>)| {
        let label = |text: &Text| at(period, periods.len(), (across(period), shift(text.baseline)), text);
        column.iter().map(label).collect::<Vec<_>>()
    };
    panel.labels = columns.iter().enumerate().flat_map(placed).collect();
    let foot = |(period, name): (usize, &String)| {
        let text = Text { baseline: 0, kind: LabelKind::Name, text: name.clone() };
        at(period, periods.len(), (across(period), shift(plot + TEXT)), &text)
    };
    panel.labels.extend(periods.iter().enumerate().map(foot));
    panel
}

/// Words in the column of a period.
struct Text {
    baseline: i64,
    kind: LabelKind,
    text: String,
}

/// The values of a period above their marks, the lowest first, each pushed up by those below; a name above its last value.
fn texts(series: &[Series], period: usize, down: impl Fn(Amount) -> i64) -> Vec<Text> {
    let known = series.iter().filter_map(|line| Some((line, line.values.get(period)?.as_ref()?)));
    let mut known: Vec<_> = known.map(|(line, (value, text))| (down(*value), line, text)).collect();
    known.sort_by_key(|(y, ..)| std::cmp::Reverse(*y));
    let (mut texts, mut free) = (Vec::new(), i64::MAX);
    for (y, line, text) in known {
        let is_last = line.values[period + 1..].iter().all(Option::is_none);
        let name = (is_last && !line.name.is_empty()).then(|| (LabelKind::Name, line.name.clone()));
        for (kind, text) in [(LabelKind::Value, text.clone())].into_iter().chain(name) {
            let baseline = free.min(y - GAP);
            texts.push(Text { baseline, kind, text });
            free = baseline - TEXT;
        }
    }
    texts
}

/// The first and the last column keep within the edges.
fn at(period: usize, periods: usize, at: (u32, u32), text: &Text) -> Label {
    let anchor = match period {
        _ if periods < 2 => Anchor::Middle,
        0 => Anchor::Start,
        last if last + 1 == periods => Anchor::End,
        _ => Anchor::Middle,
    };
    let at = match anchor {
        Anchor::Start => (0, at.1),
        Anchor::Middle => at,
        Anchor::End => (1000, at.1),
    };
    Label { at, anchor, kind: text.kind, text: text.text.clone() }
}

fn alt(periods: &[String], series: &[Series]) -> String {
    let told = |line: &Series| {
        let values = periods.iter().zip(&line.values).map(|(period, value)| {
            let value = value.as_ref().map_or("…", |(_, text)| text.as_str());
            format!("{period}: {value}")
        });
        let values = values.collect::<Vec<_>>().join("; ");
        if line.name.is_empty() { values } else { format!("{}: {values}", line.name) }
    };
    series.iter().map(told).collect::<Vec<_>>().join(". ")
}
