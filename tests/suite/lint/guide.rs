//! What the guide for officials shows is what the program prints.
//!
//! `UPDATE=1 cargo test --test suite lint::guide` writes the example anew; read the difference before you commit.

use std::fs;

use ccn::files::OutputPath;

use super::sample::packed;
use crate::docx::{example, parts};
use crate::project::ROOT;
use crate::published::Project;

/// The report of the invented province as somebody edited it for the guide.
fn edited() -> Vec<u8> {
    let report = OutputPath::new("vi/bao-cao/2026-h1/bao-cao-2026-h1.docx");
    let mut all = parts(example().get(&report).expect("the report is made"));
    let part = all.get_mut("word/document.xml").expect("the text");
    let mut text = String::from_utf8(part.clone()).expect("UTF-8");
    for (old, new) in [
        ("w:left=\"1701\"", "w:left=\"1417\""),
        ("Số:          /BC-SCT", "Số: 5/BC-SCT"),
        (">205</w:t>", ">208</w:t>"),
        (" ngày 15 tháng 3 năm 2024 của Chính phủ về quản lý, phát triển cụm công nghiệp.", "."),
        (
            "<w:t xml:space=\"preserve\">Báo cáo lập theo",
            "<w:commentReference w:id=\"1\"/><w:t xml:space=\"preserve\">Báo cáo lập theo",
        ),
    ] {
        assert!(text.contains(old), "the report lacks {old}");
        text = text.replacen(old, new, 1);
    }
    *part = text.into_bytes();
    packed(&all)
}

#[test]
fn the_guide_shows_what_the_program_prints() {
    let project = Project::new();
    fs::create_dir(project.root().join("soan")).unwrap();
    fs::write(project.root().join("soan/bao-cao-2026-h1.docx"), edited()).unwrap();
    let run = project.run(&["lint-report", "soan/bao-cao-2026-h1.docx"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let page = format!("{ROOT}/docs/soan-bao-cao.md");
    let guide = fs::read_to_string(&page).unwrap();
    let command = "> ccn lint-report soan/bao-cao-2026-h1.docx\n";
    let shown =
        guide.split("```\n").find_map(|block| block.strip_prefix(command)).expect("the guide shows the command");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&page, guide.replace(shown, &run.stdout)).unwrap();
        return;
    }
    assert_eq!(shown, run.stdout, "docs/soan-bao-cao.md, section 4, is stale; run with UPDATE=1 and read it");
}
