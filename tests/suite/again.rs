//! Reports that are ordered again: what did not change is taken from the folder, what did is made anew, and nothing else.

use std::fs;
use std::path::Path;

use ccn::manifest::REPORTS;

use crate::published::{Project, Run, Tree, tree};

const FOLDER: &str = "gui";

/// Orders reports into the folder, which must go well; returns how many PDFs were laid out, and what stands there then.
fn order(project: &Project, what: &[&str]) -> (usize, Tree) {
    let arguments = [&["report"], what, &["--timings", "--lang", "en", "-o", FOLDER]].concat();
    let Run { code, stderr, .. } = project.run(&arguments);
    assert_eq!(code, Some(0), "{stderr}");
    let line = stderr.lines().find_map(|line| line.strip_prefix("typeset "));
    let count = line.map_or("0", |line| line.split_whitespace().next().expect("a count follows the name"));
    (count.parse().expect("the count is a number"), standing(project))
}

fn standing(project: &Project) -> Tree {
    tree(&project.root().join(FOLDER))
}

fn endings(tree: &Tree, ending: &str) -> usize {
    tree.keys().filter(|name| name.ends_with(ending)).count()
}

fn differing<'a>(one: &'a Tree, other: &Tree) -> Vec<&'a str> {
    one.iter().filter(|(name, bytes)| other.get(*name) != Some(bytes)).map(|(name, _)| name.as_str()).collect()
}

/// Replaces text in a table of the project, where it must stand.
fn edit(root: &Path, table: &str, old: &str, new: &str) {
    let path = root.join("data").join(table);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{table} has no `{old}`");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// A way that one cluster alone tells of.
const OLD: &str = "vi-du-7,Cửa khẩu Ví Dụ,35.5,";
const NEW: &str = "vi-du-7,Cửa khẩu Ví Dụ,36.5,";

const SHEETS: &[&str] = &["factsheet", "--format", "pdf,docx"];

#[test]
fn a_report_that_did_not_change_is_not_made_again() {
    let project = Project::in_memory();
    let (made, first) = order(&project, SHEETS);
    assert!(made > 5 && made == endings(&first, ".pdf") && made == endings(&first, ".docx"), "{made}: {first:?}");
    assert_eq!(order(&project, SHEETS), (0, first.clone()));

    // What another order leaves in the folder does not make it forget.
    let (made, _) = order(&project, &["bieu-04", "--format", "pdf,xlsx"]);
    assert!(made > 0);
    let (made, all) = order(&project, SHEETS);
    assert_eq!((made, differing(&first, &all)), (0, vec![REPORTS]));
    assert_eq!(order(&project, &["bieu-04", "--format", "pdf"]).0, 0);

    // One cluster has another way to the border gate: its sheet alone is made anew, as it would be in an empty folder.
    edit(project.root(), "distances.csv", OLD, NEW);
    let (made, changed) = order(&project, SHEETS);
    assert_eq!((made, differing(&all, &changed)), (1, vec![REPORTS, "vi-du-7-vi-du.docx", "vi-du-7-vi-du.pdf"]));
    fs::remove_dir_all(project.root().join(FOLDER)).unwrap();
    let (made, anew) = order(&project, SHEETS);
    assert_eq!((made, anew.len()), (endings(&first, ".pdf"), first.len()));
    assert_eq!(differing(&anew, &changed), [REPORTS]);
}

/// Neither what somebody wrote into a file, nor what a killed run left, is taken for a report.
#[test]
#[cfg(target_os = "linux")]
fn only_what_a_run_has_finished_is_taken_over() {
    let project = Project::in_memory();
    let (all, whole) = order(&project, SHEETS);
    project.put("gui/vi-du-7-vi-du.pdf", "%PDF-1.7 written by somebody else");
    project.put("gui/ghi-chu.txt", "not ours");
    let (made, mended) = order(&project, SHEETS);
    assert_eq!((made, differing(&whole, &mended)), (1, vec![]));
    assert!(mended.contains_key("ghi-chu.txt"));

    project.put(&format!("gui/{REPORTS}"), r#"{"generator":"ccn","files":[{"path":"../data/areas.csv"}]}"#);
    assert_eq!(order(&project, SHEETS), (all, mended.clone()));

    fs::remove_file(project.root().join("gui/vi-du-2-vi-du.pdf")).unwrap();
    edit(project.root(), "distances.csv", OLD, NEW);
    let harm = ["-e", "inject=?rename,?renameat,renameat2:signal=KILL:when=9"].map(str::to_owned);
    let arguments = [&["report"], SHEETS, &["-o", FOLDER]].concat();
    assert_ne!(project.harmed(&harm, &arguments).code, Some(0));
    let (_, after) = order(&project, SHEETS);
    let (made, again) = order(&project, SHEETS);
    assert_eq!((made, differing(&after, &again)), (0, vec![]));
    assert_eq!(differing(&mended, &after), [REPORTS, "vi-du-7-vi-du.docx", "vi-du-7-vi-du.pdf"]);
}
