//! The letter of 2009: its 25 duties are in the data word for word, and on the pages of those who bear them.
//!
//! The list is written by hand from the letter itself and its reading in the research notes, not taken from the data.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::project::{Page, ROOT, plain, rows};

const LETTER: &str = "cv-1143-2009-ubnd-lang-son";

/// Every addressee, in the order of the letter.
const ALL: [&str; 8] = [
    "so-cong-thuong-2009",
    "so-ke-hoach-va-dau-tu",
    "so-tai-chinh-2009",
    "so-xay-dung-2009",
    "so-tai-nguyen-va-moi-truong",
    "so-giao-thong-van-tai",
    "bql-kktck",
    "ubnd-cap-huyen",
];

/// What each addressee is today, with the name it goes by.
const TODAY: [(&str, &str, &str); 8] = [
    ("so-cong-thuong-2009", "so-cong-thuong", "Sở Công Thương"),
    ("so-ke-hoach-va-dau-tu", "so-tai-chinh", "Sở Tài chính"),
    ("so-tai-chinh-2009", "so-tai-chinh", "Sở Tài chính"),
    ("so-xay-dung-2009", "so-xay-dung", "Sở Xây dựng"),
    ("so-tai-nguyen-va-moi-truong", "so-nong-nghiep-va-moi-truong", "Sở Nông nghiệp và Môi trường"),
    ("so-giao-thong-van-tai", "so-xay-dung", "Sở Xây dựng"),
    ("bql-kktck", "bql-kktck", "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"),
    ("ubnd-cap-huyen", "ubnd-cap-xa", "Ủy ban nhân dân cấp xã"),
];

struct Expected {
    id: &'static str,
    /// Number of the clause; 9 is the closing paragraph.
    clause: usize,
    /// Which dash under the clause; 0 is the clause itself.
    dash: usize,
    agency: &'static str,
    role: &'static str,
    /// Some words by which the duty is known; the whole is compared with the letter.
    words: &'static str,
}

const fn duty(
    id: &'static str,
    (clause, dash): (usize, usize),
    agency: &'static str,
    role: &'static str,
    words: &'static str,
) -> Expected {
    Expected { id, clause, dash, agency, role, words }
}

const DUTIES: [Expected; 25] = [
    duty("1143-1.1", (1, 0), "all", "tổ chức thực hiện", "quán triệt và triển khai thực hiện các quy định của Quy chế"),
    duty("1143-2.1", (2, 0), "so-cong-thuong-2009", "đầu mối tham mưu", "thực hiện nhiệm vụ quản lý nhà nước"),
    duty("1143-2.2", (2, 0), "so-cong-thuong-2009", "chủ trì", "xây dựng và bổ sung quy hoạch, kế hoạch phát triển"),
    duty("1143-2.3", (2, 0), "so-cong-thuong-2009", "chủ trì", "thẩm định hồ sơ thành lập; mở rộng"),
    duty("1143-2.4", (2, 0), "so-cong-thuong-2009", "đề xuất và thực hiện", "cơ chế, chính sách khuyến khích, hỗ trợ"),
    duty("1143-2.5", (2, 1), "so-cong-thuong-2009", "xây dựng", "quy chế phối hợp giữa các Sở, Ban, ngành"),
    duty("1143-2.6", (2, 2), "so-cong-thuong-2009", "hướng dẫn, tạo điều kiện", "mọi thành phần kinh tế"),
    duty("1143-2.7", (2, 3), "so-cong-thuong-2009", "tổng hợp, đánh giá, báo cáo", "tình hình hoạt động"),
    duty("1143-2.8", (2, 3), "so-cong-thuong-2009", "quản lý theo thẩm quyền", "hoạt động của các doanh nghiệp"),
    duty("1143-3.1", (3, 0), "so-ke-hoach-va-dau-tu", "quản lý, hướng dẫn", "dự án đầu tư xây dựng hạ tầng"),
    duty("1143-3.2", (3, 0), "so-ke-hoach-va-dau-tu", "bố trí", "kế hoạch vốn ngân sách địa phương"),
    duty(
        "1143-4.1",
        (4, 0),
        "so-tai-chinh-2009",
        "chủ trì, phối hợp",
        "cân đối, bố trí nguồn vốn ngân sách địa phương",
    ),
    duty("1143-4.2", (4, 1), "so-tai-chinh-2009", "hướng dẫn", "nghĩa vụ tài chính"),
    duty("1143-5.1", (5, 0), "so-xay-dung-2009", "quản lý, hướng dẫn", "quản lý quy hoạch chi tiết"),
    duty("1143-5.2", (5, 0), "so-xay-dung-2009", "quản lý, hướng dẫn", "xây dựng các công trình hạ tầng kỹ thuật"),
    duty(
        "1143-6.1",
        (6, 0),
        "so-tai-nguyen-va-moi-truong",
        "quản lý, hướng dẫn",
        "giao đất, cho thuê đất, thu hồi đất",
    ),
    duty("1143-6.2", (6, 0), "so-tai-nguyen-va-moi-truong", "quản lý, hướng dẫn", "bảo vệ môi trường"),
    duty("1143-7.1", (7, 0), "bql-kktck", "phối hợp", "phối hợp với Sở Công Thương"),
    duty("1143-7.2", (7, 1), "bql-kktck", "trực tiếp quản lý", "Trực tiếp quản lý cụm công nghiệp"),
    duty("1143-8.1", (8, 1), "ubnd-cap-huyen", "chỉ đạo", "Chỉ đạo Phòng Công Thương"),
    duty("1143-8.2", (8, 2), "ubnd-cap-huyen", "chỉ đạo", "thu hồi đất, bồi thường, hỗ trợ, giải phóng mặt bằng"),
    duty("1143-8.3", (8, 3), "ubnd-cap-huyen", "chỉ đạo lập", "hồ sơ thành lập, mở rộng, bổ sung quy hoạch"),
    duty("1143-8.4", (8, 3), "ubnd-cap-huyen", "chỉ đạo lập, tổ chức", "quy hoạch chi tiết, dự án đầu tư xây dựng"),
    duty("1143-8.5", (8, 4), "ubnd-cap-huyen", "tham gia", "Tham gia xây dựng quy hoạch phát triển"),
    duty("1143-9.1", (9, 0), "all", "báo cáo", "những vướng mắc khó khăn"),
];

impl Expected {
    fn agencies(&self) -> Vec<&'static str> {
        if self.agency == "all" { ALL.to_vec() } else { vec![self.agency] }
    }

    /// Returns how a Vietnamese reader cites the place.
    fn place(&self) -> String {
        let dash = ["", "nhất", "hai", "ba", "tư"][self.dash];
        match (self.clause, self.dash) {
            (9, _) => "đoạn kết".to_owned(),
            (clause, 0) => format!("khoản {clause}"),
            (clause, _) => format!("khoản {clause}, gạch đầu dòng thứ {dash}"),
        }
    }

    /// Returns the words of the duty as the data has them.
    fn text(&self) -> String {
        let found = rows("duties").into_iter().find(|row| row["id"] == self.id);
        found.unwrap_or_else(|| panic!("{} is not in the data", self.id))["text"].clone()
    }
}

/// Returns the clauses of the letter: each with its own words first, then each dash; the closing paragraph is the ninth.
fn clauses() -> Vec<Vec<String>> {
    let letter = fs::read_to_string(Path::new(ROOT).join("data/letters/1143-UBND-KTN-2009.md")).unwrap();
    let mut clauses: Vec<Vec<String>> = Vec::new();
    for line in letter.lines().map(plain).filter(|line| !line.is_empty()) {
        let numbered = line.split_once(". ").filter(|(number, _)| *number == (clauses.len() + 1).to_string());
        if let Some((_, text)) = numbered {
            clauses.push(vec![text.to_owned()]);
        } else if line.starts_with("UBND tỉnh yêu cầu") {
            clauses.push(vec![line]);
        } else if line.starts_with("Nơi nhận") {
            break;
        } else if let (Some(clause), Some(text)) = (clauses.last_mut(), line.strip_prefix("- ")) {
            clause.push(text.to_owned());
        }
    }
    clauses
}

fn anchor(id: &str) -> String {
    id.replace('.', "-")
}

#[test]
fn the_data_has_exactly_the_25_duties() {
    let data: Vec<_> = rows("duties").into_iter().filter(|row| row["document"] == LETTER).collect();
    assert_eq!(data.len(), 25);
    for (row, expected) in data.iter().zip(&DUTIES) {
        assert_eq!(row["id"], expected.id);
        assert_eq!(row["clause"], expected.place(), "{}", expected.id);
        assert_eq!(row["role"], expected.role, "{}", expected.id);
        assert_eq!(row["agencies"].split("; ").collect::<Vec<_>>(), expected.agencies(), "{}", expected.id);
        assert!(row["text"].contains(expected.words), "{}: {}", expected.id, row["text"]);
        assert_eq!(row["in_force_from"], "2009-12-04");
    }
}

#[test]
fn each_duty_is_word_for_word_at_its_place_and_no_word_is_left_over() {
    let mut clauses = clauses();
    let dashes: Vec<usize> = clauses.iter().map(|clause| clause.len() - 1).collect();
    assert_eq!(dashes, [0, 3, 0, 1, 0, 0, 1, 4, 0], "the letter has eight clauses and a closing paragraph");
    for expected in &DUTIES {
        let text = expected.text();
        let place = &mut clauses[expected.clause - 1][expected.dash];
        assert!(place.contains(&text), "{} is not in: {place}", expected.id);
        *place = place.replacen(&text, "", 1);
    }
    // Clause 8 opens with who is meant; every duty stands in its dashes.
    let opening = "Ủy ban nhân dân các huyện, thành phố có trách nhiệm thực hiện quản lý nhà nước đối với các cụm \
                   công nghiệp trên địa bàn gồm:";
    assert_eq!(clauses[7][0], opening);
    clauses[7][0].clear();
    for left in clauses.iter().flatten() {
        assert!(left.chars().all(|letter| " ,;./".contains(letter) || left == " và "), "left over: {left}");
    }
}

#[test]
fn the_table_of_the_letter_has_every_duty() {
    let page = Page::of("vi/co-quan/index.html");
    let table = page.table("bang-cong-van-2009");
    let rows: Vec<_> = table.rows.iter().filter(|row| !row.id.is_empty()).collect();
    assert_eq!(rows.len(), 25);
    for (row, expected) in rows.iter().zip(&DUTIES) {
        assert_eq!(row.id, format!("cong-van-{}", anchor(expected.id)));
        let [number, place, agencies, role, text, now] = row.texts()[..] else { panic!("{row:?}") };
        assert_eq!(number, expected.id.trim_start_matches("1143-"));
        assert_eq!(place, expected.place(), "{}", expected.id);
        assert_eq!(role, expected.role, "{}", expected.id);
        assert_eq!(text, expected.text(), "{}", expected.id);
        assert_eq!(agencies.split("; ").count(), expected.agencies().len(), "{}", expected.id);
        for (agency, today, name) in TODAY.iter().filter(|(agency, ..)| expected.agencies().contains(agency)) {
            let leads = |to: &str| row.links.contains(&format!("{to}/index.html"));
            assert!(leads(agency) && leads(today), "{}: {:?}", expected.id, row.links);
            assert!(now.contains(name), "{}: {now}", expected.id);
        }
    }
}

#[test]
fn every_agency_of_2009_and_of_today_shows_exactly_its_duties() {
    let bodies: BTreeSet<&str> = TODAY.iter().flat_map(|(agency, today, _)| [*agency, *today]).collect();
    for body in bodies {
        let were: Vec<&str> =
            TODAY.iter().filter(|(agency, today, _)| *agency == body || *today == body).map(|(was, ..)| *was).collect();
        let own = |duty: &&Expected| duty.agencies().iter().any(|agency| were.contains(agency));
        let page = Page::of(&format!("vi/co-quan/{body}/index.html"));
        let shown: Vec<_> = page
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .filter(|row| row.id.starts_with("nhiem-vu-1143-"))
            .collect();
        let expected: Vec<&Expected> = DUTIES.iter().filter(own).collect();
        let ids: Vec<&str> = shown.iter().map(|row| row.id.as_str()).collect();
        let wanted: Vec<String> = expected.iter().map(|duty| format!("nhiem-vu-{}", anchor(duty.id))).collect();
        assert_eq!(ids, wanted, "{body}");
        for (row, duty) in shown.iter().zip(expected) {
            let texts = row.texts();
            assert_eq!((texts[0], texts[1]), (duty.text().as_str(), duty.role), "{body}");
            // Between the role and the basis stands the task that the duty belongs to.
            assert!(texts[3].starts_with(&duty.place()) && texts[3].contains("1143/UBND-KTN"), "{body}: {}", texts[3]);
        }
    }
}

#[test]
fn transport_is_an_addressee_without_a_duty_of_its_own() {
    let data = rows("duties");
    let transport =
        || data.iter().filter(|row| row["agencies"].split("; ").any(|agency| agency == "so-giao-thong-van-tai"));
    let ids: Vec<&str> = transport().map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, ["1143-1.1", "1143-9.1"]);
    assert!(transport().all(|row| row["agencies"].split("; ").count() == ALL.len()));
    let letter = fs::read_to_string(Path::new(ROOT).join("data/letters/1143-UBND-KTN-2009.md")).unwrap();
    assert_eq!(letter.matches("Giao thông vận tải").count(), 1, "only among the addressees");
}
