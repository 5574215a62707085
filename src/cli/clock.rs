//! The clock of a run: times every step, and shows progress to a person at a terminal who has to wait.

use std::cmp::Reverse;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::say;
use crate::settings::{Step, Watch};
use crate::text::{Both, Language};

use super::guard::Guard;
use super::to_stderr;

/// A bar that flashes by disturbs more than it tells.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many reports, and how much time, lie between two lines to a log, which shows no bar.
const EVERY: usize = 100;
const PAUSE: Duration = Duration::from_secs(10);

/// Collects times and shows progress; many threads report to it at once.
#[derive(Debug)]
pub(super) struct Clock {
    start: Instant,
    language: Language,
    bar: ProgressBar,
    is_shown: AtomicBool,
    batch: Mutex<Batch>,
    timings: Mutex<Vec<Timing>>,
    guard: Arc<Guard>,
}

/// How far an order of many reports has come.
#[derive(Debug)]
struct Batch {
    /// How many were ordered; none in a run that makes a site.
    ordered: usize,
    made: usize,
    told: Instant,
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
        let start = Instant::now();
        Self {
            start,
            language,
            bar,
            is_shown: AtomicBool::new(false),
            batch: Mutex::new(Batch { ordered: 0, made: 0, told: start }),
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

    /// Counts a report, and tells of a long batch where no terminal shows the bar.
    fn count(&self) {
        let mut batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        let line = batch.count(Instant::now()).filter(|_| !io::stderr().is_terminal());
        if let Some(line) = line {
            to_stderr(&format!("{}\n", line.get(self.language)));
        }
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

impl Batch {
    /// Counts a report; says how many there are when it is time for a line.
    fn count(&mut self, now: Instant) -> Option<Both> {
        self.made += 1;
        let (made, ordered) = (self.made, self.ordered);
        let is_due = made < ordered && made % EVERY == 0 && now.saturating_duration_since(self.told) >= PAUSE;
        is_due.then(|| {
            self.told = now;
            say!("đã lập {made} trong {ordered} báo cáo", "{made} of {ordered} reports made")
        })
    }
}

impl Watch for Clock {
    fn expect(&self, pages: usize, reports: usize) {
        self.bar.set_length((pages + reports) as u64);
        self.batch.lock().unwrap_or_else(PoisonError::into_inner).ordered = if pages == 0 { reports } else { 0 };
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
        if matches!(step, Step::Report(_)) {
            self.count();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten reports a second: a line for every hundredth, and none for the last, of which the end of the run tells.
    #[test]
    fn a_log_is_told_of_a_long_batch() {
        let begin = Instant::now();
        let lines = |ordered: usize, a_second: u64| {
            let mut batch = Batch { ordered, made: 0, told: begin };
            let made = |number: u64| batch.count(begin + Duration::from_millis(number * 1000 / a_second));
            let said: Vec<Both> = (1..=500).filter_map(made).collect();
            said.iter().map(|line| line.get(Language::En).to_owned()).collect::<Vec<_>>()
        };
        let made = |number: usize| format!("{number} of 500 reports made");
        assert_eq!(lines(500, 10), [made(100), made(200), made(300), made(400)]);
        assert_eq!(lines(500, 20), [made(200), made(400)]);
        assert!(lines(500, 1000).is_empty());
        assert!(lines(0, 10).is_empty(), "a site is no batch");
    }
}
