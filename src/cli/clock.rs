//! The clock of a run: times every step, and shows progress to a person at a terminal who has to wait.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::say;
use crate::settings::{Step, Watch};
use crate::text::Language;

use super::guard::Guard;

/// A bar that flashes by disturbs more than it tells.
const PATIENCE: Duration = Duration::from_millis(500);

/// Collects times and shows progress; many threads report to it at once.
#[derive(Debug)]
pub(super) struct Clock {
    start: Instant,
    bar: ProgressBar,
    is_shown: AtomicBool,
    timings: Mutex<Vec<Timing>>,
    guard: Arc<Guard>,
}

#[derive(Debug)]
struct Timing {
    kind: Kind,
    name: String,
    count: u32,
    total: Duration,
    slowest: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stage,
    Template,
}

impl Clock {
    /// Starts to run; the bar speaks this language.
    pub(super) fn new(language: Language) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}").expect("the template is constant");
        bar.set_style(style);
        bar.set_message(say!("đang dựng trang và báo cáo", "making pages and reports").get(language).to_owned());
        Self {
            start: Instant::now(),
            bar,
            is_shown: AtomicBool::new(false),
            timings: Mutex::default(),
            guard: Guard::start(language),
        }
    }

    /// Takes the bar away before anything else is printed.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Returns the time since the start.
    pub(super) fn elapsed(&self, language: Language) -> String {
        milliseconds(self.start.elapsed(), language)
    }

    /// Returns the times by stage, in order, and by template, the costliest first.
    ///
    /// Pages are made on several threads, so the times of templates add up to more than that of their stage.
    pub(super) fn table(&self, language: Language) -> String {
        let mut timings = self.timings.lock().unwrap_or_else(PoisonError::into_inner);
        // A stage is recorded when it ends; the sort is stable and leaves stages in that order.
        timings.sort_by_key(|timing| (timing.kind == Kind::Template).then_some(Reverse(timing.total)));
        let heads = say!("bước hoặc mẫu|số lần|tổng|lâu nhất", "stage or template|count|total|slowest");
        let mut rows: Vec<Vec<String>> = vec![heads.get(language).split('|').map(str::to_owned).collect()];
        rows.extend(timings.iter().map(|timing| {
            let indent = if timing.kind == Kind::Template { "  " } else { "" };
            let (total, slowest) = (milliseconds(timing.total, language), milliseconds(timing.slowest, language));
            vec![format!("{indent}{}", timing.name), timing.count.to_string(), total, slowest]
        }));
        align(&rows)
    }

    fn record(&self, kind: Kind, name: &str, spent: Duration) {
        let mut timings = self.timings.lock().unwrap_or_else(PoisonError::into_inner);
        let known = timings.iter().position(|timing| timing.kind == kind && timing.name == name);
        let index = known.unwrap_or_else(|| {
            let name = name.to_owned();
            timings.push(Timing { kind, name, count: 0, total: Duration::ZERO, slowest: Duration::ZERO });
            timings.len() - 1
        });
        let timing = &mut timings[index];
        timing.count += 1;
        timing.total += spent;
        timing.slowest = timing.slowest.max(spent);
    }
}

impl Watch for Clock {
    fn expect(&self, pages: usize, reports: usize) {
        self.bar.set_length((pages + reports) as u64);
    }

    fn during(&self, step: Step<'_>, work: &mut dyn FnMut()) {
        let begun = Instant::now();
        match step {
            Step::Page(name) | Step::Report(name) | Step::Stage(name @ ("narratives" | "frame")) => {
                self.guard.during(name, work)
            }
            Step::Stage(_) => work(),
        }
        let spent = begun.elapsed();
        let (kind, name) = match step {
            Step::Stage(name) => (Kind::Stage, name),
            Step::Page(name) | Step::Report(name) => (Kind::Template, name),
        };
        self.record(kind, name, spent);
        if kind == Kind::Template {
            if self.start.elapsed() > PATIENCE && !self.is_shown.swap(true, Ordering::Relaxed) {
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            self.bar.inc(1);
        }
    }
}

fn milliseconds(time: Duration, language: Language) -> String {
    let text = format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    if language == Language::Vi { text.replace('.', ",") } else { text }
}

/// Sets the first column to the left and the numbers to the right.
fn align(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let lines = rows.iter().map(|row| {
        let name = format!("{:<width$}", row[0], width = widths[0]);
        let numbers = (1..columns).map(|column| format!("  {:>width$}", row[column], width = widths[column]));
        format!("{name}{}\n", numbers.collect::<String>())
    });
    lines.collect()
}
