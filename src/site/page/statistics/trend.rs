//! What the figures of the province look like: clusters over the periods, areas in small multiples, sizes side by side.

use crate::catalog::form::Span;
use crate::catalog::rollup::Line;
use crate::catalog::standing::figure::Figure;
use crate::site::chart::{self, Bar, Series};
use crate::site::document::{Address, Block, Chart, Panel, Words};
use crate::site::show::Show;
use crate::site::url::Place;
use crate::text::Amount;

use super::period_name;

/// The rows that count clusters, with the names of their lines.
const COUNTS: [(&str, &str); 3] = [("1", "chart.planned"), ("3", "chart.established"), ("15", "chart.operating")];

/// The rows that are drawn as small multiples: what stands at the end of a period, not what was added within it.
const LEVELS: [&str; 6] = ["4", "16", "17", "18", "19", "20"];

/// Returns the charts of the periods, oldest first, and of the sizes of clusters.
pub(super) fn blocks(show: &Show<'_>, spans: &[Span], results: &[Vec<Line<'_>>]) -> Vec<Block> {
    let periods: Vec<String> = spans.iter().map(|span| period_name(*span)).collect();
    let over_time = [counts(show, &periods, results), levels(show, &periods, results)];
    let drawn: Vec<Block> = over_time.into_iter().flatten().collect();
    let missing = drawn.is_empty().then(|| Block::paragraph(show.term("chart.small-none")));
    drawn.into_iter().chain(missing).chain(sizes(show)).collect()
}

fn counts(show: &Show<'_>, periods: &[String], results: &[Vec<Line<'_>>]) -> Option<Block> {
    let line = |(row, name): &(&str, &str)| Series { name: show.term(name), values: values(show, results, row) };
    let series: Vec<Series> = COUNTS.iter().map(line).filter(is_trend).collect();
    let newest = series.iter().filter_map(|line| {
        let (_, text) = line.values.last()?.as_ref()?;
        Some(format!("{text} {}", line.name))
    });
    let values = newest.collect::<Vec<_>>().join("; ");
    let title = show.phrase("chart.clusters-title", &[("period", periods.last()?), ("values", &values)]);
    let panels = vec![chart::lines(periods, &series)];
    let chart = figure(show, "bieu-do-so-cum", title, "chart.clusters-subtitle", panels);
    (!series.is_empty()).then_some(chart)
}

fn levels(show: &Show<'_>, periods: &[String], results: &[Vec<Line<'_>>]) -> Option<Block> {
    let newest = results.last()?;
    let panels = LEVELS.iter().filter_map(|row| {
        let line = newest.iter().find(|line| line.row.number == *row)?;
        let series = Series { name: String::new(), values: values(show, results, row) };
        let unit = line.row.unit.as_deref().unwrap_or_default();
        let title = format!("{}. {} ({unit})", line.row.number, line.row.text);
        is_trend(&series).then(|| Panel { title, ..chart::lines(periods, &[series]) })
    });
    let panels: Vec<Panel> = panels.collect();
    let title = show.term("chart.small-title");
    (!panels.is_empty()).then(|| figure(show, "bieu-do-chi-tieu", title, "chart.small-subtitle", panels))
}

/// One figure is a fact, two are a course.
fn is_trend(series: &Series) -> bool {
    series.values.iter().flatten().count() > 1
}

/// Returns the public results of a row by period, rounded as the table prints them.
fn values(show: &Show<'_>, results: &[Vec<Line<'_>>], row: &str) -> Vec<Option<(Amount, String)>> {
    let value = |lines: &Vec<Line<'_>>| {
        let line = lines.iter().find(|line| line.row.number == row && !line.sum.is_withheld)?;
        let value = line.sum.value?;
        let shown = if line.row.unit.as_deref() == Some("%") { value.round(1) } else { value };
        Some((shown, show.number(shown)))
    };
    results.iter().map(value).collect()
}

fn figure(show: &Show<'_>, id: &str, title: String, subtitle: &str, panels: Vec<Panel>) -> Block {
    Block::Chart(Chart {
        id: id.to_owned(),
        title,
        subtitle: show.phrase(subtitle, &[("province", &show.province())]),
        panels,
        parts: Vec::new(),
        source: Words::default(),
        data: chart::figures(show, Address::anchor("bang-chi-tieu"), "form_04"),
    })
}

/// The clusters by the area of their decisions, the largest first.
fn sizes(show: &Show<'_>) -> Option<Block> {
    let clusters = show.clusters();
    let area = |figure: &Figure<'_>| show.marked(show.measure(figure.ha, "ha"), &figure.grounds).text();
    let bars: Vec<Bar> = clusters
        .iter()
        .filter_map(|(key, cluster)| {
            let decided = show.standing(*key).decided()?;
            Some(Bar { label: cluster.short.clone(), text: area(&decided), value: decided.ha })
        })
        .collect();
    let largest = bars.iter().rev().max_by_key(|bar| bar.value)?;
    let (known, all) = (bars.len().to_string(), clusters.len().to_string());
    Some(Block::Chart(Chart {
        id: "bieu-do-dien-tich".to_owned(),
        title: show.phrase("chart.sizes-title", &[("cluster", &largest.label), ("area", &largest.text)]),
        subtitle: show.phrase("chart.sizes-subtitle", &[("known", &known), ("all", &all)]),
        parts: Vec::new(),
        source: Words::default(),
        data: chart::figures(show, Place::Clusters.address(), "areas"),
        panels: vec![chart::sorted(bars)],
    }))
}
