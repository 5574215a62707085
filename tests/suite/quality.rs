//! The page on the quality of the data: who is late, what is missing, never in the public tree.

use crate::published::Project;

/// Expected by hand: on 30/06/2026 the form for the first half was due on 19/06; of the invented province only Ví Dụ 7
/// has sent Biểu 02, and Ví Dụ 8 has not; the waiver and the open conflict are those of `tests/base`.
#[test]
fn tells_who_has_not_reported_and_what_is_missing() {
    let project = Project::in_memory();
    let table = project.root().join("data/observations.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    // Two clusters too many; of the projects only those of Ví Dụ 7 are known, 2 of 9.
    let more = "2026-H1,90201,03.20,9,Dự án,reported,,2026-06-14,van-ban,A,\n";
    std::fs::write(&table, format!("{}{more}", text.replace("90201,03.3,3,", "90201,03.3,5,"))).unwrap();
    let folder = project.root().join("noi-bo");
    let run = project.run(&["quality", "-o", folder.to_str().unwrap()]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let page = std::fs::read_to_string(project.root().join("noi-bo/chat-luong-du-lieu.html")).unwrap();
    let row = |words: &str| page.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("no row: {words}"));
    let late = row("<td>Biểu số 02</td><td>Ví Dụ 8 (");
    assert!(late.contains("<td>6 tháng đầu năm 2026</td><td>19/06/2026</td><td>11</td>"), "{late}");
    assert!(!page.contains("<td>Biểu số 02</td><td>Ví Dụ 7 ("), "{page}");
    let commune = row("<td>Biểu số 03</td><td>Xã Ví Dụ Nam</td>");
    assert!(commune.contains("<td>24/06/2026</td><td>6</td>"), "{commune}");
    let differs = row("<td>3. Số lượng cụm công nghiệp đã thành lập</td>");
    assert!(differs.contains("<td>5 Cụm</td><td>3</td><td>3 / 3</td><td>khác nhau</td>"), "{differs}");
    let open = row("<td>20. Tổng số dự án đầu tư sản xuất kinh doanh trong các cụm công nghiệp</td>");
    assert!(open.contains("<td>9 Dự án</td><td>2</td><td>1 / 2</td><td>chưa đủ số liệu để so</td>"), "{open}");
    assert!(!page.contains("<td>15.1. "), "what agrees is not listed");
    assert!(row("<td>Ví Dụ 10</td>").contains("quyết định thành lập"));
    assert!(page.contains("default-src 'none'"), "a page for the office asks for nothing from elsewhere");
    assert!(!project.root().join("public").exists());
}
