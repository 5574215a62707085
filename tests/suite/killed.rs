//! A build that is killed with SIGKILL, which nothing can catch: at more than 200 points of its run.
//!
//! 90 points are system calls, so that each means the same on every machine: `strace` delivers the signal when the
//! program enters its n-th `mkdir`, `linkat`, `rename` …; every step of the swap is among them. The others are moments
//! spread over the time that a run takes, for the work between the calls. Whenever it dies, the target is the whole
//! old or the whole new site, files that are not ours stand, and the next build ends well and leaves nothing behind.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::published::{Project, STRACE, Tree, strace};

/// The calls by which a build changes the disk or reads it, and at how many of them it is killed at most. The kernel
/// of each processor has its own of `mkdir` and `mkdirat`, `rename` and `renameat`, `chmod` and `fchmodat`.
const CALLS: [(&[&str], usize); 9] = [
    (&["renameat2"], 1),
    (&["rename", "renameat"], 2),
    (&["chmod", "fchmod", "fchmodat"], 1),
    (&["flock"], 1),
    (&["mkdir", "mkdirat"], 20),
    (&["linkat"], 15),
    (&["write"], 15),
    (&["fsync"], 15),
    (&["unlinkat"], 21),
];

/// How many moments are spread over the time of a run.
const MOMENTS: u32 = 115;

/// A build that a project survives: two sites that alternate, and things in the target that are not ours.
struct Survivor {
    project: Project,
    /// The sites with "một" and with "hai" on every page.
    sites: [Tree; 2],
    standing: usize,
}

impl Survivor {
    fn new() -> Self {
        let project = Project::in_memory();
        project.word("một");
        project.build();
        project.put("public/.well-known/security.txt", "not ours");
        project.put("public/vi/ccn/ghi-chu.txt", "not ours, among our pages");
        fs::create_dir_all(project.target().join(".git/refs/tags")).unwrap();
        std::os::unix::fs::symlink("/nowhere", project.target().join("link")).unwrap();
        let first = project.build();
        project.word("hai");
        let second = project.build();
        assert!(first != second && first.keys().eq(second.keys()) && first.contains_key("vi/ccn/ghi-chu.txt"));
        Self { project, sites: [first, second], standing: 1 }
    }

    /// Starts the other site with a command that dies under way, and looks at what is left.
    fn survives(&mut self, at: &str, die: impl FnOnce(&Project)) {
        let other = 1 - self.standing;
        self.project.word(["một", "hai"][other]);
        die(&self.project);
        let left = self.project.tree();
        assert!(self.sites.contains(&left), "{at}: the target is neither the old nor the new site");
        let next = self.project.build();
        assert!(next == self.sites[other], "{at}: the next build gives another site");
        assert_eq!(self.project.litter(), Vec::<String>::new(), "{at}");
        self.standing = other;
    }
}

/// Counts the calls of a run by thread and returns the points at which to kill: a call and its number in its thread.
fn points(survivor: &mut Survivor) -> Vec<(String, usize)> {
    let log = survivor.project.root().join("log");
    let names: Vec<&str> = CALLS.iter().flat_map(|(names, _)| *names).copied().collect();
    survivor.survives("no harm", |project| {
        let trace = format!("trace=?{}", names.join(",?"));
        let mut command = strace();
        command.arg("-o").arg(&log).args(["-e", &trace]).args([env!("CARGO_BIN_EXE_ccn"), "build"]);
        assert!(command.current_dir(project.root()).status().expect(STRACE).success());
    });
    let text = fs::read_to_string(&log).unwrap();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in text.lines() {
        let call = line.split_whitespace().nth(1).and_then(|word| word.split_once('('));
        let thread = line.split(' ').next().unwrap();
        if let Some((name, _)) = call {
            *counts.entry((name, thread)).or_default() += 1;
        }
    }
    let most = |name: &str| counts.iter().filter(|((call, _), _)| *call == name).map(|(_, count)| *count).max();
    let mut points = Vec::new();
    for (names, wanted) in CALLS {
        let (name, most) = names.iter().find_map(|name| Some((*name, most(name)?))).expect("a build makes this call");
        let wanted = wanted.min(most);
        points.extend((1..=wanted).map(|index| (name.to_owned(), index * most / wanted)));
    }
    points
}

#[test]
fn a_build_killed_at_any_step_of_writing_leaves_one_whole_site() {
    let mut survivors = [Survivor::new(), Survivor::new()];
    let points = points(&mut survivors[0]);
    assert!(points.len() >= 86, "{points:?}");
    thread::scope(|scope| {
        for (survivor, share) in survivors.iter_mut().zip(points.chunks(points.len().div_ceil(2))) {
            scope.spawn(move || {
                for (call, number) in share {
                    let at = format!("{call} {number}");
                    survivor.survives(&at, |project| {
                        let harm = ["-e", &format!("inject={call}:signal=KILL:when={number}")].map(str::to_owned);
                        let run = project.harmed(&harm, &["build"]);
                        assert_eq!(run.code, None, "{at}: the run was not killed: {}", run.stderr);
                    });
                }
            });
        }
    });
}

#[test]
fn a_build_killed_at_any_moment_leaves_one_whole_site() {
    let mut survivor = Survivor::new();
    let mut longest = Duration::ZERO;
    for _ in 0..3 {
        let start = Instant::now();
        survivor.survives("no harm", |project| assert_eq!(project.run(&["build"]).code, Some(0)));
        longest = longest.max(start.elapsed() / 2);
    }
    for index in 0..MOMENTS {
        let moment = longest * index / MOMENTS;
        survivor.survives(&format!("after {moment:?}"), |project| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_ccn"));
            let mut run = command.arg("build").current_dir(project.root()).stderr(Stdio::null()).spawn().unwrap();
            thread::sleep(moment);
            // A run that is over already is one that was killed after its end.
            let _ = run.kill();
            run.wait().unwrap();
        });
    }
}

/// Where the file system cannot exchange two folders, two renames do it: killed between them there is no site, and
/// whatever runs next puts the old one back, even a build that fails.
#[test]
fn killed_between_two_renames_the_site_comes_back() {
    let mut survivor = Survivor::new();
    let refused = ["-e", "inject=renameat2:error=EINVAL"].map(str::to_owned);
    survivor.survives("no harm", |project| assert_eq!(project.harmed(&refused, &["build"]).code, Some(0)));
    let old = survivor.sites[survivor.standing].clone();
    survivor.project.word("ba");
    let sound = fs::read(survivor.project.root().join("data/areas.csv")).unwrap();
    for number in 1..=4 {
        let kill = format!("inject=rename,renameat:signal=KILL:when={number}");
        let harm = [refused.as_slice(), &["-e".to_owned(), kill]].concat();
        assert_eq!(survivor.project.harmed(&harm, &["build"]).code, None, "rename {number}");
        let missing = number == 3;
        assert_eq!(survivor.project.tree().is_empty(), missing, "rename {number}");
        survivor.project.put("data/areas.csv", "broken");
        assert_eq!(survivor.project.run(&["build"]).code, Some(1));
        survivor.project.put("data/areas.csv", std::str::from_utf8(&sound).unwrap());
        let swapped = number == 4;
        assert_eq!(survivor.project.tree() == old, !swapped, "rename {number}");
        assert_eq!(survivor.project.litter().iter().filter(|name| !name.contains("-new-")).count(), 0);
    }
    survivor.project.build();
    assert_eq!(survivor.project.litter(), Vec::<String>::new());
}
