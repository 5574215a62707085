//! What can go wrong with the machine while a site is built: the old site stands, and the message says what to do.
//!
//! Full and read-only disks, and files that vanish, are made by `strace`, which lets a system call fail as the kernel
//! would: it needs no root, unlike a small tmpfs, and it reaches each call, not only the one that happens to fill the
//! disk. One test lets the kernel itself refuse: a limit on the size of files.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::published::{Project, Run, tree};

const STANDS: [&str; 2] = ["giữ nguyên như trước", "stays as it was"];

/// A published project whose next build would change every page.
fn changed() -> Project {
    let project = Project::in_memory();
    project.build();
    project.put("public/ghi-chu.txt", "not ours");
    project.word("mới");
    project
}

fn inject(rules: &[&str]) -> Vec<String> {
    rules.iter().flat_map(|rule| ["-e".to_owned(), format!("inject={rule}")]).collect()
}

/// Runs a build that must fail in both languages with these words, and change nothing.
fn fails(project: &Project, harm: &[String], arguments: &[&str], words: [&str; 2]) {
    let before = project.tree();
    for (language, word, stands) in [("vi", words[0], STANDS[0]), ("en", words[1], STANDS[1])] {
        let arguments = [&["build", "--lang", language], arguments].concat();
        let run = if harm.is_empty() { project.run(&arguments) } else { project.harmed(harm, &arguments) };
        let Run { code, stdout, stderr } = run;
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{harm:?}: {stderr}");
        assert!(stderr.contains(word), "{harm:?}: `{word}` is not said:\n{stderr}");
        let while_reading = stderr.contains("không đọc được") || stderr.contains("cannot read");
        assert!(while_reading || stderr.contains(stands), "{stderr}");
    }
    assert!(project.tree() == before, "{harm:?} changed the published site");
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let project = changed();
    let words = ["đĩa đầy; xóa bớt tệp rồi chạy lại", "the disk is full; free some space and run again"];
    for rules in [
        ["mkdir,?mkdirat:error=ENOSPC:when=2+"].as_slice(),
        &["mkdir,?mkdirat:error=ENOSPC:when=30+"],
        // The first two writes of the main thread are the message.
        &["write:error=ENOSPC:when=3+"],
        &["linkat:error=ENOSPC", "write:error=ENOSPC:when=3+"],
        &["write:error=EDQUOT:when=9+"],
        &["fsync:error=ENOSPC:when=5+"],
        &["?rename,?renameat,renameat2:error=ENOSPC"],
        &["renameat2:error=ENOSPC", "?rename,?renameat:error=ENOSPC:when=2+"],
    ] {
        fails(&project, &inject(rules), &[], words);
    }
    let new = project.build();
    assert_eq!(new["ghi-chu.txt"].len(), 64);
    assert_eq!(project.litter(), Vec::<String>::new());
}

/// Some drives refuse one exchange of folders or hard links altogether; the site is published all the same.
#[test]
fn a_drive_that_lacks_an_operation_still_gets_the_site() {
    let project = changed();
    let expected = {
        let other = Project::in_memory();
        other.word("mới");
        other.put("public/README.md", "a keeper");
        let mut tree = other.build();
        tree.remove("README.md");
        tree
    };
    for (index, rules) in [
        ["renameat2:error=EINVAL"].as_slice(),
        &["renameat2:error=ENOSYS", "linkat:error=EPERM"],
        &["renameat2:error=EOPNOTSUPP", "linkat:error=EMLINK"],
    ]
    .into_iter()
    .enumerate()
    {
        project.word(&format!("lần {index}"));
        project.build();
        project.word("mới");
        let run = project.harmed(&inject(rules), &["build"]);
        assert_eq!(run.code, Some(0), "{rules:?}: {}", run.stderr);
        let mut found = project.tree();
        assert!(found.remove("ghi-chu.txt").is_some());
        assert!(found == expected, "{rules:?}");
        assert_eq!(project.litter(), Vec::<String>::new());
    }
}

/// The kernel refuses by itself what goes over a limit of 8 KiB; the signal that comes with it is ignored by the shell.
#[test]
fn a_limit_on_the_size_of_files_leaves_the_old_site() {
    let project = changed();
    let before = project.tree();
    let mut shell = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f 16; exec \"$0\" build";
    let run: Run =
        shell.args(["-c", script, env!("CARGO_BIN_EXE_ccn")]).current_dir(project.root()).output().unwrap().into();
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("hạn mức của người dùng") && run.stderr.contains(STANDS[0]), "{}", run.stderr);
    assert!(project.tree() == before);
    project.build();
    assert_eq!(project.litter(), Vec::<String>::new());
}

#[test]
fn a_read_only_target_is_told() {
    let project = changed();
    let words = ["ổ đĩa chỉ cho đọc; chọn thư mục khác", "the drive is read-only; choose another folder"];
    let lock = project.root().join(".public.ccn-lock").display().to_string();
    let no_lock = ["-P".to_owned(), lock, "-e".to_owned(), "inject=openat:error=EROFS".to_owned()];
    fails(&project, &no_lock, &[], words);
    fails(&project, &inject(&["mkdir,?mkdirat:error=EROFS:when=2+"]), &[], words);
    let denied = ["không có quyền", "no permission"];
    fails(&project, &inject(&["?rename,?renameat,renameat2:error=EACCES"]), &[], denied);
    project.build();
    assert_eq!(project.litter(), Vec::<String>::new());
}

/// A source that was listed and is gone when it is read.
#[test]
fn a_source_that_vanishes_is_named() {
    let project = changed();
    for (path, call) in
        [("data/areas.csv", "openat"), ("templates/site/page.html", "openat"), ("data/plots.csv", "statx")]
    {
        let harm = ["-P".to_owned(), format!("./{path}"), "-e".to_owned(), format!("inject={call}:error=ENOENT")];
        fails(&project, &harm, &[], ["chạy lại nếu nó vừa bị chuyển đi", "run again if it has just been moved"]);
        let run = project.harmed(&harm, &["check"]);
        assert!(run.code == Some(2) && run.stderr.contains(path), "{}", run.stderr);
    }
}

/// It is seen, cannot be linked, is still there, and is gone when it shall be copied.
#[test]
fn a_foreign_file_that_vanishes_while_it_is_taken_over_is_not_missed() {
    let project = changed();
    let file = project.target().join("ghi-chu.txt").to_string_lossy().into_owned();
    let rules = inject(&["linkat:error=ENOENT", "openat:error=ENOENT"]);
    let run = project.harmed(&[vec!["-P".to_owned(), file], rules].concat(), &["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let found = project.tree();
    assert!(found.contains_key("vi/thay-doi/index.html") && !found.contains_key("ghi-chu.txt"));
}

/// Somebody else makes and removes files in the target all the while, ours among them.
#[test]
fn files_that_come_and_go_in_the_target_disturb_no_build() {
    let project = changed();
    std::thread::scope(|scope| {
        let builds = scope.spawn(|| {
            for index in 0..12 {
                project.word(&format!("lần {index}"));
                let run = project.run(&["build"]);
                assert_eq!(run.code, Some(0), "{}", run.stderr);
            }
        });
        for index in 0_u32.. {
            // Also when a build failed: a disturber that waited for a word would go on for ever.
            if builds.is_finished() {
                break;
            }
            let own = project.target().join("vi/thay-doi/index.html");
            let foreign = project.target().join(format!("tam-{}.txt", index % 7));
            let _ = fs::write(&foreign, "comes and goes");
            let _ = fs::remove_file(&own);
            let _ = fs::remove_file(&foreign);
        }
    });
    let found = project.build();
    assert!(found.contains_key("ghi-chu.txt") && found.contains_key("vi/thay-doi/index.html"));
    assert_eq!(project.litter(), Vec::<String>::new());
}

#[test]
fn builds_at_the_same_time_publish_one_site() {
    let projects = [Project::in_memory(), Project::in_memory(), Project::in_memory()];
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("www");
    let trees = ["một", "hai", "ba"].map(|word| format!("bản {word}"));
    let trees: Vec<_> = projects
        .iter()
        .zip(trees)
        .map(|(project, word)| {
            project.word(&word);
            project.build()
        })
        .collect();
    for _ in 0..4 {
        let children = projects.each_ref().map(|project| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_ccn"));
            command.args(["build", "--output"]).arg(&target).current_dir(project.root());
            command.stderr(std::process::Stdio::piped()).spawn().unwrap()
        });
        let runs = children.map(|child| Run::from(child.wait_with_output().unwrap()));
        assert!(runs.iter().any(|run| run.code == Some(0)), "{runs:?}");
        for run in &runs {
            let busy = run.code == Some(2) && run.stderr.contains("đợi lệnh đó xong rồi chạy lại");
            assert!(busy || run.code == Some(0), "{run:?}");
        }
        assert!(trees.contains(&tree(&target)), "the sites are mixed");
    }
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "the site and its lock, not {beside:?}");
}

#[test]
fn a_target_on_another_drive_is_a_target_like_any() {
    let project = Project::new();
    let memory = tempfile::tempdir_in("/dev/shm").unwrap();
    let device = |path: &Path| fs::metadata(path).unwrap().dev();
    assert_ne!(device(project.root()), device(memory.path()), "TMPDIR must not be on the drive of /dev/shm");
    let target = memory.path().join("www");
    let output = target.display().to_string();
    for word in ["một", "hai"] {
        project.word(word);
        let run = project.run(&["build", "--output", &output]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(fs::read_to_string(target.join("vi/index.html")).unwrap().contains(&format!("<p>{word}</p>")));
        fs::write(target.join("ghi-chu.txt"), "not ours").unwrap();
    }
    assert_eq!(fs::read_dir(memory.path()).unwrap().count(), 2, "the site and its lock");
}

/// A folder where a drive is mounted cannot be renamed; it is refused before a byte is written.
#[test]
fn a_mount_point_is_refused() {
    let project = Project::in_memory();
    for (language, words) in [("vi", "điểm gắn của một ổ đĩa"), ("en", "where another drive is mounted")] {
        let run = project.run(&["build", "--output", "/proc", "--lang", language]);
        assert!(run.code == Some(2) && run.stderr.contains(words), "{}", run.stderr);
    }
}

#[test]
fn links_are_kept_in_the_target_and_refused_in_the_sources() {
    let project = changed();
    symlink("/etc/hostname", project.target().join("lien-ket")).unwrap();
    symlink("/etc", project.target().join("thu-muc")).unwrap();
    let found = project.build();
    assert_eq!((found["lien-ket"].as_str(), found["thu-muc"].as_str()), ("/etc/hostname", "/etc"));
    // Where one of our folders must go, a link of somebody else is in the way.
    fs::rename(project.target().join("vi/van-ban"), project.root().join("elsewhere")).unwrap();
    symlink(project.root().join("elsewhere"), project.target().join("vi/van-ban")).unwrap();
    project.word("lần nữa");
    fails(&project, &[], &[], ["chuyển nó đi, rồi chạy lại", "move it away, and run again"]);
    for path in ["data/them.csv", "content/vi/huong-dan/them.md", "templates/assets/anh.svg", "templates/assets/muc"] {
        symlink("/etc/hostname", project.root().join(path)).unwrap();
        for (language, words) in [("vi", "thay liên kết bằng chính tệp đó"), ("en", "put the file itself in place of")]
        {
            let run = project.run(&["build", "--lang", language]);
            assert!(run.code == Some(2) && run.stderr.contains(words) && run.stderr.contains(path), "{}", run.stderr);
        }
        fs::remove_file(project.root().join(path)).unwrap();
    }
}

#[test]
fn a_place_with_too_long_a_name_is_told() {
    let project = Project::in_memory();
    let long = "x".repeat(256);
    let deep = vec!["y".repeat(200); 21].join("/");
    for output in [long.as_str(), &deep] {
        for (language, words) in [("vi", "tên hoặc đường dẫn quá dài"), ("en", "the name or path is too long")]
        {
            let run = project.run(&["build", "--output", output, "--lang", language]);
            assert!(run.code == Some(2) && run.stderr.contains(words), "{}", run.stderr);
        }
    }
    // Short enough for the folder, too long for a page in it: the message names the page's file.
    let output = vec!["y".repeat(200); 19].join("/") + "/" + &"z".repeat(200);
    let run = project.run(&["build", "--output", &output]);
    assert!(run.code == Some(2) && run.stderr.contains("tên hoặc đường dẫn quá dài"), "{}", run.stderr);
}

/// The times of files say nothing: neither of sources nor of published pages, be they of 1970 or of 2100.
#[test]
fn a_wrong_clock_changes_nothing() {
    let project = Project::in_memory();
    let first = project.build();
    let (past, future) = (Duration::from_secs(1), Duration::from_secs(4_102_444_800));
    for times in [[past, future], [future, past]] {
        let [sources, site] = times.map(|since| SystemTime::UNIX_EPOCH + since);
        for (folder, time) in [("data", sources), ("content", sources), ("templates", sources), ("public", site)] {
            for entry in walkdir::WalkDir::new(project.root().join(folder)).into_iter().map(Result::unwrap) {
                fs::File::open(entry.path()).unwrap().set_modified(time).unwrap();
            }
        }
        assert!(project.build() == first);
        project.word("mới");
        assert!(project.build() != first, "a change was missed");
        fs::copy(
            Path::new(crate::project::ROOT).join("templates/site/base.html"),
            project.root().join("templates/site/base.html"),
        )
        .unwrap();
        assert!(project.build() == first);
    }
}
