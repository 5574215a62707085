//! The invented province as a project on the disk, its site published by the real program, and what stands there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::project::ROOT;

/// What a run of the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program speaks UTF-8");
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// A project in a folder of its own; its site goes to `public` there.
pub(crate) struct Project(TempDir);

/// Every path of a tree with the digest of its file, with where its link leads, or with `/` for a folder.
pub(crate) type Tree = BTreeMap<String, String>;

impl Project {
    /// Copies the invented province and the real templates.
    pub(crate) fn new() -> Self {
        Self::within(&std::env::temp_dir())
    }

    /// The same in a memory file system, where hundreds of builds need not wait for a disk to be flushed.
    pub(crate) fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        assert!(memory.is_dir(), "no memory file system at /dev/shm; as root: mount -t tmpfs tmpfs /dev/shm");
        Self::within(memory)
    }

    fn within(folder: &Path) -> Self {
        let root = tempfile::tempdir_in(folder).expect("a folder can be made");
        let own = [("tests/base/data", "data"), ("tests/base/content", "content")];
        for (from, to) in own.into_iter().chain(["templates", "content/vi/bao-cao"].map(|both| (both, both))) {
            copy(&Path::new(ROOT).join(from), &root.path().join(to));
        }
        Self(root)
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn target(&self) -> PathBuf {
        self.root().join("public")
    }

    /// Writes words that stand on every page; no report prints them, so that those are not made again.
    pub(crate) fn word(&self, word: &str) {
        let path = "templates/site/base.html";
        let text = fs::read_to_string(Path::new(ROOT).join(path)).expect("the template is UTF-8");
        let text = text.replacen("</footer>", &format!("<p>{word}</p></footer>"), 1);
        assert!(text.contains(word), "{path} has a footer");
        fs::write(self.root().join(path), text).expect("the template can be written");
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().expect("the file is in a folder")).expect("the folder can be made");
        fs::write(file, text).expect("the file can be written");
    }

    /// Runs the program in the project.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ccn"));
        command.args(arguments).current_dir(self.root()).output().expect("the program starts").into()
    }

    /// Builds, which must go well, and returns what stands in the target.
    pub(crate) fn build(&self) -> Tree {
        let run = self.run(&["build"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        self.tree()
    }

    /// Returns what stands in the target; nothing when there is none.
    pub(crate) fn tree(&self) -> Tree {
        tree(&self.target())
    }

    /// Returns what lies beside the target, but for the lock, which stays.
    pub(crate) fn litter(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).expect("the project can be listed");
        let names = entries.map(|entry| entry.expect("the project can be listed").file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        names.filter(|name| name.contains(".ccn-") && !name.ends_with("-lock")).collect()
    }

    /// Runs the program under `strace`, which does harm at the named system calls: see `-e inject` in its manual.
    #[cfg(target_os = "linux")]
    pub(crate) fn harmed(&self, harm: &[String], arguments: &[&str]) -> Run {
        let mut command = strace();
        command.args(["-o", "/dev/null"]).args(harm).arg(env!("CARGO_BIN_EXE_ccn")).args(arguments);
        command.current_dir(self.root()).output().expect(STRACE).into()
    }
}

#[cfg(target_os = "linux")]
pub(crate) const STRACE: &str = "strace is missing: apt-get install -y strace";

/// One thread renders, so that a run makes the same calls each time.
#[cfg(target_os = "linux")]
pub(crate) fn strace() -> Command {
    let mut command = Command::new("strace");
    command.env("RAYON_NUM_THREADS", "1").args(["-f", "-qq"]);
    command
}

/// Returns what stands below a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().flatten() {
        let name = entry.path().strip_prefix(folder).expect("the walk starts there").to_string_lossy().into_owned();
        let what = if entry.file_type().is_dir() {
            "/".to_owned()
        } else if entry.file_type().is_symlink() {
            fs::read_link(entry.path()).expect("the link can be read").display().to_string()
        } else {
            digest(&fs::read(entry.path()).expect("the file can be read"))
        };
        tree.insert(name, what);
    }
    tree
}

pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the folder can be listed");
        let place = to.join(entry.path().strip_prefix(from).expect("the walk starts there"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).expect("the folder can be made");
        } else {
            fs::copy(entry.path(), place).expect("the file can be copied");
        }
    }
}
