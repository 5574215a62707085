//! II.2 of the report: each cluster with a developer in its frame of seven parts, and the same words elsewhere.

use ccn::files::{SourcePath, Sources};

use crate::cases::base;
use crate::leak::readable;
use crate::project::{built, plain};

const OBSTACLES: &str = "\
id,cluster,category,text,cause,request,agency,since,due,document,visibility,resolved_on,as_of,source,grade,note
o01,vi-du-4,land,Còn 20 hộ chưa nhận tiền.,Giá đất chưa thống nhất.,Đẩy nhanh đối thoại.,ubnd-cap-xa,2025-09,2026-09-30,nd-32-2024,,,2026-06-14,bao-vi-du,B,
o02,,procedure,Thủ tục kéo dài.,,,,,,,,,2026-06,bao-vi-du,B,
o03,vi-du-3,capital,Chưa đủ vốn.,Ngân hàng từ chối cho vay.,,,,,,internal,,2026-06,bao-vi-du,C,
";

/// Causes of obstacles, and what the infrastructure of Ví Dụ 7, of which 900 jobs are expected, will bring.
fn province() -> Sources {
    let mut sources = base();
    let path = SourcePath::new("data/projects.csv");
    let text = String::from_utf8(sources.get(&path).expect("the table is there").to_vec()).expect("tables are UTF-8");
    let widen = |line: &str| match line.split_once(',').map(|(id, _)| id) {
        Some("id") => format!("{line},expected_result\n"),
        Some("ha-tang-vi-du-7") => format!("{},Thu hút dự án dệt may.\n", line.replace("700.5,,", "700.5,900,")),
        _ => format!("{line},\n"),
    };
    sources.insert(path, text.lines().map(widen).collect::<String>().into_bytes());
    sources.insert(SourcePath::new("data/obstacles.csv"), OBSTACLES.as_bytes().to_vec());
    sources
}

#[test]
fn each_cluster_has_its_seven_parts_in_their_order() {
    let files = readable(&built(&province()));
    let report = plain(&files["vi/bao-cao/2026-h1/bao-cao-2026-h1.docx"]);
    let frame = |from: &str, to: &str| {
        let start = report.find(from).unwrap_or_else(|| panic!("no {from}"));
        let end = report[start..].find(to).unwrap_or_else(|| panic!("no {to}"));
        report[start..start + end].to_owned()
    };
    let fourth = frame("b) Cụm công nghiệp Ví Dụ 4", "c) Cụm công nghiệp");
    let parts = [
        "Chủ đầu tư: Công ty Hạ tầng Ví Dụ.",
        "Tiến độ: đang giải phóng mặt bằng",
        "Vướng mắc: Còn 20 hộ chưa nhận tiền (từ 9/2025; Nghị định số 32/2024/NĐ-CP).",
        "Nguyên nhân: Giá đất chưa thống nhất (nhóm đất đai, giải phóng mặt bằng); trách nhiệm xử lý: Ủy ban nhân dân xã Ví Dụ Nam.",
        "Hiệu quả dự kiến: chưa có số liệu.",
        "Mốc tiếp theo: chưa có số liệu.",
        "Đề nghị: Ủy ban nhân dân xã Ví Dụ Nam đẩy nhanh đối thoại, thời hạn 30/9/2026.",
    ];
    let places = parts.map(|part| fourth.find(part).unwrap_or_else(|| panic!("no {part} in {fourth}")));
    assert!(places.is_sorted(), "{fourth}");
    let seventh = frame("d) Cụm công nghiệp Ví Dụ 7", "đ) Cụm công nghiệp");
    assert!(seventh.contains("Hiệu quả dự kiến: Thu hút dự án dệt may; lao động dự kiến 900 người."), "{seventh}");
    // What holds up the whole province is no obstacle of its own, and is not nothing either.
    let elsewhere = "Vướng mắc: chưa ghi nhận riêng; vướng mắc chung toàn tỉnh ở mục III.";
    assert!(seventh.contains(elsewhere) && seventh.contains("Đề nghị: chưa ghi nhận."), "{seventh}");
    let breach = "Vi phạm chưa có thông tin về việc khắc phục: Xả nước thải chưa xử lý ra suối (kiểm tra 15/01/2026; thời hạn 31/5/2026).";
    assert!(seventh.contains(breach), "{seventh}");
}

#[test]
fn causes_and_expected_results_are_told_where_the_rows_are_and_internal_ones_nowhere() {
    let files = readable(&built(&province()));
    for (path, words) in [
        ("vi/ccn/vi-du-4/index.html", "Còn 20 hộ chưa nhận tiền. Nguyên nhân: Giá đất chưa thống nhất."),
        ("vi/ccn/vi-du-7/index.html", "Hiệu quả dự kiến của Hạ tầng CCN Ví Dụ 7: Thu hút dự án dệt may."),
        (
            "vi/bao-cao/2026-h1/bao-cao-2026-h1/index.html",
            "Còn 20 hộ chưa nhận tiền; nguyên nhân: giá đất chưa thống nhất",
        ),
        ("du-lieu/obstacles.csv", "Còn 20 hộ chưa nhận tiền.,Giá đất chưa thống nhất.,"),
        ("du-lieu/projects.csv", "900,Thu hút dự án dệt may.,building"),
    ] {
        assert!(plain(&files[path]).contains(words), "{path} does not say: {words}");
    }
    for (path, text) in &files {
        assert!(!text.contains("Ngân hàng từ chối"), "{path} tells what is internal");
    }
}
