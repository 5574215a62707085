//! `ccn approve`: who compared a row with its document, and that a later change of it is told.

use std::fs;

use crate::published::{Project, Run};

fn approve(project: &Project, by: &str) -> Run {
    project.run(&["approve", "duties", "--by", by])
}

fn register(project: &Project) -> String {
    fs::read_to_string(project.root().join("data/approvals.csv")).unwrap()
}

fn reword(project: &Project, old: &str, new: &str) {
    let path = project.root().join("data/duties.csv");
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{old}");
    fs::write(path, text.replace(old, new)).unwrap();
}

#[test]
fn an_approved_row_that_changes_is_told_until_it_is_approved_again() {
    let project = Project::in_memory();
    assert_eq!(approve(&project, "Nguyễn Văn Ví Dụ").code, Some(0));
    let twice = approve(&project, "Nguyễn Văn Ví Dụ");
    assert_eq!(twice.stdout, "", "nothing is new");
    let sound = project.run(&["check", "--deny-warnings"]);
    assert_eq!(sound.code, Some(0), "{}", sound.stderr);
    reword(&project, "Giải phóng mặt bằng.", "Góp ý về mặt bằng.");
    let run = project.run(&["check", "--deny-warnings"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("dòng này đã đổi sau khi Nguyễn Văn Ví Dụ duyệt ngày 30/06/2026"), "{}", run.stderr);
    let again = approve(&project, "Trần Thị Ví Dụ");
    assert_eq!((again.code, again.stdout.as_str()), (Some(0), "duties: 9-2\n"));
    assert_eq!(project.run(&["check", "--deny-warnings"]).code, Some(0));
    // Whoever compared the other rows still answers for them.
    let by = |name: &str| register(&project).lines().filter(|line| line.contains(name)).count();
    assert_eq!((by("Nguyễn Văn Ví Dụ"), by("Trần Thị Ví Dụ")), (6, 1));
    let once = register(&project);
    approve(&project, "Lê Văn Ví Dụ");
    assert_eq!(register(&project), once, "approving twice changes nothing");
}

#[test]
fn the_order_of_columns_and_rows_and_the_format_of_the_file_are_not_its_contents() {
    let project = Project::in_memory();
    approve(&project, "Nguyễn Văn Ví Dụ");
    let path = project.root().join("data/duties.csv");
    let mut rows: Vec<csv::StringRecord> =
        csv::Reader::from_path(&path).unwrap().into_records().map(Result::unwrap).collect();
    let header = csv::Reader::from_path(&path).unwrap().headers().unwrap().clone();
    rows.reverse();
    let mut yaml = String::new();
    for row in &rows {
        let cells: Vec<(&str, &str)> = header.iter().zip(row).filter(|(_, cell)| !cell.is_empty()).collect();
        for (at, (name, cell)) in cells.iter().rev().enumerate() {
            let value = match *name {
                "agencies" => {
                    format!("[{}]", cell.split("; ").map(|id| format!("{id:?}")).collect::<Vec<_>>().join(", "))
                }
                _ => format!("{cell:?}"),
            };
            yaml.push_str(&format!("{} {name}: {value}\n", if at == 0 { "-" } else { " " }));
        }
    }
    fs::remove_file(path).unwrap();
    project.put("data/duties.yaml", &yaml);
    let run = project.run(&["check", "--deny-warnings"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn what_is_gone_is_approved_as_gone() {
    let project = Project::in_memory();
    approve(&project, "Nguyễn Văn Ví Dụ");
    let path = project.root().join("data/duties.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.lines().next().unwrap()).unwrap();
    let run = project.run(&["check", "--message-format", "short"]);
    assert_eq!(run.stderr.matches("[idle-approval]").count(), 7, "{}", run.stderr);
    assert_eq!(approve(&project, "Nguyễn Văn Ví Dụ").code, Some(0));
    assert!(!project.run(&["check"]).stderr.contains("idle-approval"));
}

#[test]
fn an_approval_has_a_person() {
    let project = Project::in_memory();
    for by in ["", " ", "…", "a\tb"] {
        assert_eq!(approve(&project, by).code, Some(2), "{by:?}");
    }
    assert_eq!(project.run(&["approve", "approvals", "--by", "Nguyễn Văn Ví Dụ"]).code, Some(2));
    project.put(
        "data/approvals.yaml",
        "- table: \"duties\"\n  record: \"9-1\"\n  digest: \"k0\"\n  by: \"A\"\n  on: \"2026-06-30\"\n",
    );
    let run = approve(&project, "Nguyễn Văn Ví Dụ");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("data/approvals.yaml"), "{}", run.stderr);
}

#[test]
fn what_is_no_table_is_not_approved() {
    let project = Project::in_memory();
    let run = project.run(&["approve", "dutie", "--by", "Nguyễn Văn Ví Dụ"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("không có bảng nào tên `dutie`") && run.stderr.contains("`duties`"), "{}", run.stderr);
    assert!(!project.root().join("data/approvals.csv").exists());
}
