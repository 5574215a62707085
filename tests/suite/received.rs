//! `ccn intake` and `ccn confirm` as a clerk runs them: what is written, where the file is kept, who answers for it.

use std::fs;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::published::Project;

/// A sheet of two plots, one of which is wrong.
fn sheet(area: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::parse_from_str("2026-06-20").unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Lô đất").unwrap();
    let head = ["Cụm công nghiệp", "Ký hiệu lô", "Diện tích (m²)", "Trạng thái", "Số liệu đến ngày"];
    let row = ["Ví Dụ 8", "C1", area, "đã cho thuê, chưa xây", "14/06/2026"];
    for (column, (head, cell)) in (0..).zip(head.into_iter().zip(row)) {
        sheet.write_string(0, column, head).unwrap();
        sheet.write_string(1, column, cell).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

fn read(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join(path)).unwrap()
}

#[test]
fn takes_in_what_is_sound_keeps_the_file_and_asks_for_a_name() {
    let project = Project::in_memory();
    let file = project.root().join("lo-dat.xlsx");
    fs::write(&file, sheet("10000")).unwrap();
    let name = file.to_str().unwrap();
    let before = read(&project, "data/plots.csv");
    let looked = project.run(&["intake", name]);
    assert_eq!(looked.code, Some(0), "{}", looked.stderr);
    assert!(looked.stdout.contains("+ Lô đất: vi-du-8-c1"), "{}", looked.stdout);
    assert_eq!(read(&project, "data/plots.csv"), before, "nothing is written without --apply");
    let applied = project.run(&["intake", name, "--apply"]);
    assert_eq!(applied.code, Some(0), "{}", applied.stderr);
    let after = read(&project, "data/plots.csv");
    // Every line that was there stays as it is; the new one comes last.
    assert!(after.starts_with(before.trim_end()), "{after}");
    assert!(after.lines().last().unwrap().starts_with("vi-du-8-c1,vi-du-8,C1,10000,"), "{after}");
    let receipts = read(&project, "data/receipts.csv");
    let id = receipts.lines().nth(1).unwrap().split(',').next().unwrap();
    assert_eq!(fs::read(project.root().join(format!("data/received/{id}/lo-dat.xlsx"))).unwrap(), sheet("10000"));
    assert!(read(&project, &format!("data/received/{id}/repairs.csv")).contains("Lô đất,C2,10000,10000,"));
    let twice = project.run(&["intake", name, "--apply"]);
    assert!(twice.stdout.contains("số liệu không có gì thay đổi"), "{}", twice.stdout);
    assert_eq!(read(&project, "data/plots.csv"), after);
    let unknown = project.run(&["confirm", "nhan-0", "--by", "Nguyễn Văn Ví Dụ"]);
    assert_eq!(unknown.code, Some(2), "{}", unknown.stderr);
    let confirmed = project.run(&["confirm", id, "--by", "Nguyễn Văn Ví Dụ"]);
    assert_eq!(confirmed.code, Some(0), "{}", confirmed.stderr);
    assert!(read(&project, "data/receipts.csv").contains(",confirmed,Nguyễn Văn Ví Dụ,2026-06-30,"));
    assert_eq!(project.run(&["check", "--deny-warnings"]).code, Some(0));
}

#[test]
fn an_error_leaves_the_data_as_they_are_and_answers_in_three_ways() {
    let project = Project::in_memory();
    let file = project.root().join("lo-dat.xlsx");
    fs::write(&file, sheet("1,5 ha")).unwrap();
    let answer = project.root().join("tra-loi");
    let run = project.run(&["intake", file.to_str().unwrap(), "--apply", "-o", answer.to_str().unwrap()]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("lỗi[other-unit]") && run.stderr.contains("ô C2"), "{}", run.stderr);
    assert!(!project.root().join("data/receipts.csv").exists() && !project.root().join("data/received").exists());
    let page = fs::read_to_string(answer.join("phieu-kiem-tra.html")).unwrap();
    assert!(page.contains("<td>C2</td><td>1,5 ha</td>"), "{page}");
    assert!(fs::read(answer.join("da-danh-dau-lo-dat.xlsx")).unwrap().starts_with(b"PK"));
    let json = project.run(&["intake", file.to_str().unwrap(), "--message-format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((&json["errors"], &json["applied"]), (&1.into(), &false.into()));
    assert_eq!(json["diagnostics"][0]["at"]["cell"], "C2");
}

/// A run that dies between the tables leaves the source first: the next run completes what is missing.
#[test]
fn a_half_applied_file_is_completed_by_the_next_run() {
    let project = Project::in_memory();
    let file = project.root().join("lo-dat.xlsx");
    fs::write(&file, sheet("10000")).unwrap();
    let name = file.to_str().unwrap();
    let before = read(&project, "data/plots.csv");
    assert_eq!(project.run(&["intake", name, "--apply"]).code, Some(0));
    let whole = read(&project, "data/plots.csv");
    fs::write(project.root().join("data/plots.csv"), before).unwrap();
    assert_eq!(project.run(&["intake", name, "--apply"]).code, Some(0));
    assert_eq!(read(&project, "data/plots.csv"), whole);
}

/// What is measured is read as a number in Vietnamese, whatever else stands in the same column; words stay words.
#[test]
fn what_else_is_known_of_a_cluster_and_its_works_is_taken_in() {
    let project = Project::in_memory();
    let mut workbook = Workbook::new();
    let sheets: [(&str, &[&[&str]]); 2] = [
        (
            "Hạ tầng",
            &[
                &[
                    "Cụm công nghiệp",
                    "Loại hạ tầng",
                    "Hiện có hay dự kiến",
                    "Hạng mục",
                    "Công suất",
                    "Còn cấp được",
                    "Đơn vị công suất",
                    "Số liệu đến ngày",
                ],
                &["Ví Dụ 8", "Điện", "hiện có", "Trạm 110 kV", "63", "12,5", "MVA", "14/06/2026"],
            ],
        ),
        (
            "Đặc điểm",
            &[
                &["Cụm công nghiệp", "Đặc điểm", "Giá trị", "Số liệu đến ngày"],
                &["Ví Dụ 8", "hệ số sử dụng đất tối đa", "1,8", "14/06/2026"],
                &["Ví Dụ 8", "loại đất nền", "đất đồi, 2 lớp", "14/06/2026"],
            ],
        ),
    ];
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (number, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*row) {
                sheet.write_string(number, column, *text).unwrap();
            }
        }
    }
    let file = project.root().join("ha-tang.xlsx");
    workbook.save(&file).unwrap();
    let run = project.run(&["intake", file.to_str().unwrap(), "--apply"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let works = read(&project, "data/infrastructure.csv");
    let work = works.lines().find(|line| line.starts_with("vi-du-8,power,present,Trạm 110 kV,63,MVA,,,2026-06-14,"));
    assert!(work.is_some_and(|line| line.ends_with(",12.5")), "{works}");
    let attributes = read(&project, "data/attributes.csv");
    assert!(attributes.contains("vi-du-8,floor-area,1.8,2026-06-14,"), "{attributes}");
    assert!(attributes.contains("vi-du-8,soil,\"đất đồi, 2 lớp\",2026-06-14,"), "{attributes}");
}
