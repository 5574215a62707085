//! Ends a run that a template keeps busy for ever, or that takes the memory of the whole machine.
//!
//! Templates may loop within loops, in Tera and in Typst, and neither can be stopped from outside; so the process ends
//! with a message. Pages are made before anything is written: the published site stays as it was.

use std::fs;
use std::process;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::say;
use crate::text::{Both, Language};

use super::{WRONG_DATA, tell};

/// Some hundred times what the longest report takes.
const PATIENCE: Duration = Duration::from_secs(60);
const TICK: Duration = Duration::from_millis(100);

/// Knows what is being made, and looks at it ten times a second.
#[derive(Debug)]
pub(super) struct Guard {
    language: Language,
    /// Three quarters of the machine, in kB; nothing where the system does not tell.
    memory: Option<u64>,
    running: Mutex<Vec<(Instant, String)>>,
}

impl Guard {
    /// Starts to look, until the last owner of the guard is gone.
    pub(super) fn start(language: Language) -> Arc<Self> {
        let memory = amount("/proc/meminfo", "MemTotal:").map(|total| total / 4 * 3);
        let guard = Arc::new(Self { language, memory, running: Mutex::default() });
        let weak = Arc::downgrade(&guard);
        thread::spawn(move || {
            while let Some(guard) = weak.upgrade() {
                if let Some(reason) = guard.excess(Instant::now(), amount("/proc/self/status", "VmRSS:")) {
                    tell(&say!("lỗi", "error"), &reason, guard.language);
                    process::exit(i32::from(WRONG_DATA));
                }
                drop(guard);
                thread::sleep(TICK);
            }
        });
        guard
    }

    /// Runs a piece of work that templates do.
    pub(super) fn during(&self, name: &str, work: &mut dyn FnMut()) {
        let entry = (Instant::now(), name.to_owned());
        self.running().push(entry.clone());
        work();
        self.running().retain(|other| *other != entry);
    }

    fn running(&self) -> std::sync::MutexGuard<'_, Vec<(Instant, String)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says what goes beyond time or memory; memory in kB.
    fn excess(&self, now: Instant, resident: Option<u64>) -> Option<Both> {
        let running = self.running();
        let late = running.iter().find(|(since, _)| now.saturating_duration_since(*since) > PATIENCE);
        let seconds = PATIENCE.as_secs();
        if let Some((_, name)) = late {
            return Some(say!(
                "`{name}` chưa xong sau {seconds} giây: tệp mẫu của trang hoặc báo cáo này có lẽ lặp không dứt; \
                 không ghi gì, trang đã xuất bản giữ nguyên",
                "`{name}` is not done after {seconds} seconds: the template of this page or report seems to loop \
                 without end; nothing was written, the published site stays as it was"
            ));
        }
        let names = running.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
        let size = self.memory? >> 20;
        (resident? > self.memory?).then(|| {
            say!(
                "bộ nhớ quá {size} GB khi đang dựng: {names}; tệp mẫu có lẽ lặp không dứt, hoặc số liệu quá lớn cho \
                 máy này; không ghi gì, trang đã xuất bản giữ nguyên",
                "more than {size} GB of memory while making: {names}; a template seems to loop without end, or the \
                 data are too much for this machine; nothing was written, the published site stays as it was"
            )
        })
    }
}

/// Reads `Name:  123 kB` of a file by which Linux tells about memory.
fn amount(file: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_or_too_much_is_named() {
        let now = Instant::now();
        let running = Mutex::new(vec![(now, "home".to_owned())]);
        let guard = Guard { language: Language::En, memory: Some(6 << 20), running };
        let said = |after: u64, resident: Option<u64>| {
            let reason = guard.excess(now + Duration::from_secs(after), resident);
            reason.map(|reason| reason.get(Language::En).split(':').next().unwrap_or_default().to_owned())
        };
        assert_eq!(said(59, Some(6 << 20)), None);
        assert_eq!(said(59, None), None);
        assert_eq!(said(61, None), Some("`home` is not done after 60 seconds".to_owned()));
        assert_eq!(said(1, Some((6 << 20) + 1)), Some("more than 6 GB of memory while making".to_owned()));
    }
}
