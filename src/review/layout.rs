//! The layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I: paper, margins, page numbers, letters of each part, lines.

use super::document::{Document, Paragraph, Run, Section};
use super::parts::{Parts, is_heading, is_note};
use super::{Finding, about, dress, script, section_name};
use crate::say;
use crate::text::{Both, Language};

/// Twips of a millimetre, and what printers and rounding may take from it.
const MILLIMETRE: f64 = 56.693;
const TOLERANCE: f64 = 0.5;

/// Finds what departs from the decree; `official` tells whether it is a document with head and signature.
pub(super) fn findings(document: &Document, parts: &Parts, official: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, section) in document.sections.iter().enumerate() {
        page(document, index, section, &mut found);
        number(document, index, section, &mut found);
    }
    found.extend(document.paragraphs.iter().filter_map(|paragraph| script::finding(document, paragraph)));
    found.extend(document.paragraphs.iter().flat_map(|paragraph| font(document, paragraph)));
    if official {
        for (part, rule) in parts_by_rule(parts) {
            found.extend(part.and_then(|index| letters(document, &document.paragraphs[index], &rule)));
        }
        found.extend(parts.text.iter().flat_map(|index| lines(document, &document.paragraphs[*index])));
        found.extend(rules(document, parts));
        found.extend(dress::findings(document, parts));
        found.extend(parts.within.iter().map(|index| apart(document, &document.paragraphs[*index])));
    }
    found
}

/// A part with fewer letters may have but one page.
const PAGE: usize = 2500;

fn millimetres(twips: i64) -> String {
    let tenths = (twips as f64 / MILLIMETRE * 10.0).round() / 10.0;
    format!("{tenths}").replace('.', ",")
}

fn page(document: &Document, index: usize, section: &Section, found: &mut Vec<Finding>) {
    let place = section_name(document, index);
    let near = |twips: i64, wanted: f64| (twips as f64 / MILLIMETRE - wanted).abs() <= 1.0;
    let across = section.width > section.height;
    let (short, long) = if across { (section.height, section.width) } else { (section.width, section.height) };
    if !near(short, 210.0) || !near(long, 297.0) {
        let (width, height) = (millimetres(section.width), millimetres(section.height));
        found.push(Finding {
            also: Vec::new(),
            rule: "paper",
            place: place.clone(),
            message: say!(
                "khổ giấy {width} × {height} mm, cần A4 (210 × 297 mm)",
                "paper of {width} × {height} mm, A4 is wanted"
            ),
            help: say!("Layout (Bố trí) > Size (Kích cỡ) > A4", "Layout > Size > A4"),
            source: "mục I.1",
        });
    }
    let fits = |twips: i64, from: f64, to: f64| {
        let length = twips as f64 / MILLIMETRE;
        (from - TOLERANCE..=to + TOLERANCE).contains(&length)
    };
    let named = [
        ("trên", "top", 20.0, 25.0),
        ("phải", "right", 15.0, 20.0),
        ("dưới", "bottom", 20.0, 25.0),
        ("trái", "left", 30.0, 35.0),
    ];
    for ((vi, en, from, to), twips) in named.into_iter().zip(section.margin) {
        // A page that was turned has its edges turned with it.
        if fits(twips, from, to) || across && fits(twips, 15.0, 35.0) {
            continue;
        }
        let length = millimetres(twips);
        found.push(Finding {
            also: Vec::new(),
            rule: "margin",
            place: place.clone(),
            message: say!(
                "lề {vi} {length} mm, cần {from}–{to} mm",
                "the {en} margin is {length} mm, {from}–{to} mm are wanted"
            ),
            help: say!(
                "Layout (Bố trí) > Margins (Lề) > Custom Margins; LibreOffice: Format > Page Style",
                "Layout > Margins > Custom Margins; LibreOffice: Format > Page Style"
            ),
            source: "mục I.3",
        });
    }
}

fn number(document: &Document, index: usize, section: &Section, found: &mut Vec<Finding>) {
    let mut tell = |message: Both, help: Both| {
        found.push(Finding {
            also: Vec::new(),
            rule: "page-number",
            place: section_name(document, index),
            message,
            help,
            source: "mục I.7",
        });
    };
    let own = document.paragraphs.iter().filter(|paragraph| paragraph.section == index);
    let letters: usize = own.map(|paragraph| paragraph.text.chars().count()).sum();
    let Some(run) = &section.number else {
        // LibreOffice keeps of a part that has one page only the head of its first page, which has no number.
        if letters < PAGE && !section.number_below {
            return;
        }
        let below = section.number_below;
        let message = match below {
            true => say!(
                "số trang ở chân trang, cần ở lề trên",
                "the page number is in the foot, it belongs into the top margin"
            ),
            false => say!("không có số trang", "there is no page number"),
        };
        let help = say!(
            "Insert (Chèn) > Page Number (Số Trang) > Top of Page, kiểu ở giữa, cỡ 14",
            "Insert > Page Number > Top of Page, centred, 14 points"
        );
        return tell(message, help);
    };
    let size = run.letters.size.unwrap_or(20);
    if section.number_side != "center" {
        tell(
            say!("số trang không ở giữa", "the page number is not in the middle"),
            say!("bấm đúp vào đầu trang, chọn số trang, Ctrl+E", "double-click the head, select it, Ctrl+E"),
        );
    }
    if !(26..=28).contains(&size) || run.letters.italic == Some(true) {
        let points = halves(size);
        let message = say!(
            "số trang cỡ {points} hoặc không đứng, cần cỡ 13–14, đứng",
            "the page number has {points} points or is not upright; 13–14 upright is wanted"
        );
        tell(message, say!("chọn số trang, đặt cỡ 14, bỏ nghiêng", "select it, set 14 points, no italics"));
    }
    if section.number_first {
        let message = say!("trang thứ nhất hiện số trang", "the first page shows its number");
        tell(
            message,
            say!(
                "bấm đúp vào đầu trang, đánh dấu Different First Page (Trang đầu Khác biệt)",
                "double-click the head, check Different First Page"
            ),
        );
    }
    if index > 0 && section.start != Some(1) {
        let message = say!("phụ lục không đánh số trang lại từ 1", "the annex is not numbered from 1");
        tell(
            message,
            say!(
                "Insert (Chèn) > Page Number (Số Trang) > Format Page Numbers > Start at 1",
                "Insert > Page Number > Format Page Numbers > Start at 1"
            ),
        );
    }
}

fn apart(document: &Document, paragraph: &Paragraph) -> Finding {
    let message = say!(
        "phụ lục không ở phần (section) riêng nên không đánh số trang riêng từ 1",
        "the annex has no section of its own, so that its pages are not numbered from 1"
    );
    let help = say!(
        "đặt con trỏ trước chữ “Phụ lục”: Layout (Bố trí) > Breaks > Next Page; rồi đặt số trang bắt đầu từ 1",
        "put the cursor before “Phụ lục”: Layout > Breaks > Next Page; then number the pages from 1"
    );
    about(document, paragraph, "page-number", message, help, "mục I.7")
}

pub(super) fn halves(size: i64) -> String {
    if size % 2 == 0 { (size / 2).to_string() } else { format!("{},5", size / 2) }
}

fn font(document: &Document, paragraph: &Paragraph) -> Vec<Finding> {
    let mut found = Vec::new();
    let seen = |text: &str| text.chars().any(char::is_alphanumeric);
    let odd = paragraph.runs.iter().filter(|run| seen(&run.text));
    // Letters of an old set are converted, and get their font with that.
    let is_converted = |font: &str| script::is_old_font(font) && !paragraph.text.is_ascii();
    let is_other = |font: &str| font != "Times New Roman" && !is_converted(font);
    let other = odd.clone().find(|run| run.letters.font.as_deref().is_some_and(is_other));
    if let Some(run) = other {
        let name = run.letters.font.clone().unwrap_or_default();
        let message = say!("phông chữ {name}, cần Times New Roman", "the font is {name}, Times New Roman is wanted");
        let help = say!(
            "chọn chỗ đó (cả văn bản: Ctrl+A), đặt phông Times New Roman",
            "select it (all of it: Ctrl+A), set Times New Roman"
        );
        found.push(about(document, paragraph, "font", message, help, "mục I.4"));
    }
    let is_black = |colour: &str| ["000000", "AUTO"].contains(&colour);
    if let Some(run) = odd.clone().find(|run| run.letters.colour.as_deref().is_some_and(|colour| !is_black(colour))) {
        let colour = run.letters.colour.clone().unwrap_or_default();
        let message = say!("chữ màu #{colour}, cần màu đen", "the letters have colour #{colour}, black is wanted");
        let help = say!(
            "chọn chỗ đó (cả văn bản: Ctrl+A), đặt màu chữ Automatic",
            "select it (all of it: Ctrl+A), set the colour Automatic"
        );
        found.push(about(document, paragraph, "colour", message, help, "mục I.4"));
    }
    found
}

/// How the letters of a part look.
struct Rule {
    name: (&'static str, &'static str),
    /// Half points.
    sizes: (i64, i64),
    bold: bool,
    italic: bool,
    centered: bool,
    capitals: bool,
    source: &'static str,
}

fn parts_by_rule(parts: &Parts) -> Vec<(Option<usize>, Rule)> {
    let rule = |name, points: (i64, i64), looks: &str, source| Rule {
        name,
        sizes: (points.0 * 2, points.1 * 2),
        bold: looks.contains('b'),
        italic: looks.contains('i'),
        centered: looks.contains('c'),
        capitals: looks.contains('A'),
        source,
    };
    let mut all = vec![
        (parts.nation, rule(("Quốc hiệu", "the national name"), (12, 13), "bcA", "mục II.1.a")),
        (parts.motto, rule(("Tiêu ngữ", "the motto"), (13, 14), "bc", "mục II.1.b")),
        (parts.number, rule(("số, ký hiệu", "number and sign"), (13, 13), "c", "mục II.3.c")),
        (parts.date, rule(("địa danh và ngày", "place and date"), (13, 14), "ic", "mục II.4.c")),
        (parts.kind, rule(("tên loại văn bản", "the kind of document"), (13, 14), "bcA", "mục II.5.b")),
        (parts.subject, rule(("trích yếu", "the subject"), (13, 14), "bc", "mục II.5.b")),
        (parts.addressed, rule(("Kính gửi", "the addressee"), (13, 14), "", "mục IV, ô số 9a")),
        (parts.recipients, rule(("chữ “Nơi nhận”", "the word “Nơi nhận”"), (12, 12), "bi", "mục IV, ô số 9b")),
    ];
    let entry = |index: &usize| (Some(*index), rule(("dòng nơi nhận", "a recipient"), (11, 11), "", "mục IV, ô số 9b"));
    all.extend(parts.entries.iter().map(entry));
    // Power and office come first, then the name, which has small letters.
    let signer = |(place, index): (usize, &usize)| {
        let looks = if place == 0 { "bcA" } else { "bc" };
        (Some(*index), rule(("quyền hạn, chức vụ, họ tên người ký", "the signer"), (13, 14), looks, "mục II.7.đ"))
    };
    all.extend(parts.signer.iter().enumerate().map(signer));
    if let Some((own, above)) = parts.agencies.split_last() {
        let issuer = rule(("tên cơ quan ban hành", "the agency"), (12, 13), "bcA", "mục II.2.b");
        all.push((Some(*own), issuer));
        let parent = |index: &usize| {
            (Some(*index), rule(("tên cơ quan chủ quản", "the agency above"), (12, 13), "cA", "mục II.2.b"))
        };
        all.extend(above.iter().map(parent));
    }
    for [word, title, note] in &parts.annexes {
        all.push((*word, rule(("chữ “Phụ lục”", "the word “Phụ lục”"), (14, 14), "bc", "mục III.1")));
        all.push((*title, rule(("tên phụ lục", "the title of the annex"), (13, 14), "bcA", "mục III.1")));
        all.push((*note, rule(("dòng “Kèm theo”", "the line “Kèm theo”"), (13, 14), "ic", "mục III.1")));
    }
    all
}

fn letters(document: &Document, paragraph: &Paragraph, rule: &Rule) -> Option<Finding> {
    let (vi, en) = rule.name;
    let mut odd: Vec<Both> = Vec::new();
    let runs = || paragraph.runs.iter().filter(|run| !run.text.trim().is_empty());
    let size = |size: Option<i64>| size.unwrap_or(20);
    if let Some(run) = runs().find(|run| !(rule.sizes.0..=rule.sizes.1).contains(&size(run.letters.size))) {
        let (have, from, to) = (halves(size(run.letters.size)), halves(rule.sizes.0), halves(rule.sizes.1));
        let wanted = if from == to { from } else { format!("{from}–{to}") };
        odd.push(say!("cỡ chữ {have}, cần {wanted}", "{have} points, {wanted} are wanted"));
    }
    if runs().any(|run| run.letters.bold.unwrap_or(false) != rule.bold) {
        odd.push(match rule.bold {
            true => say!("cần chữ đậm", "bold is wanted"),
            false => say!("không dùng chữ đậm", "not bold is wanted"),
        });
    }
    if runs().any(|run| run.letters.italic.unwrap_or(false) != rule.italic) {
        odd.push(match rule.italic {
            true => say!("cần chữ nghiêng", "italic is wanted"),
            false => say!("cần chữ đứng", "upright is wanted"),
        });
    }
    let is_small = |run: &Run| run.letters.caps != Some(true) && run.text != run.text.to_uppercase();
    if rule.capitals && runs().any(is_small) {
        odd.push(say!("cần chữ in hoa", "capitals are wanted"));
    }
    if rule.centered && paragraph.lines.side.as_deref() != Some("center") {
        odd.push(say!("cần canh giữa", "centred is wanted"));
    }
    if odd.is_empty() {
        return None;
    }
    let message = say!("{vi}: {odd}", "{en}: {odd}"; odd = joined(&odd));
    let help = say!(
        "chọn đoạn và đặt lại như trên, hoặc chọn lại kiểu (Style) của ccn",
        "select it and set that, or its style again"
    );
    Some(about(document, paragraph, "letters", message, help, rule.source))
}

/// Running text: size, both edges straight, first line, room between paragraphs and lines.
fn lines(document: &Document, paragraph: &Paragraph) -> Option<Finding> {
    let mut odd: Vec<Both> = Vec::new();
    if is_note(paragraph) {
        return None;
    }
    let size = |size: Option<i64>| size.unwrap_or(20);
    let runs = || paragraph.runs.iter().filter(|run| !run.text.trim().is_empty());
    if let Some(run) = runs().find(|run| !(26..=28).contains(&size(run.letters.size))) {
        let have = halves(size(run.letters.size));
        odd.push(say!("cỡ chữ {have}, cần 13–14", "{have} points, 13–14 are wanted"));
    }
    let is_listed = paragraph.in_list || paragraph.style == "Gạch đầu dòng" || paragraph.text.starts_with("- ");
    let is_text = !is_heading(paragraph) && !is_listed && paragraph.lines.ruled != Some(true);
    if is_text && paragraph.text.chars().count() > 100 {
        if paragraph.lines.side.as_deref() != Some("both") {
            odd.push(say!("cần canh đều hai lề", "justified is wanted"));
        }
        // 1 cm or 1,27 cm.
        let first = paragraph.lines.first.unwrap_or(0);
        if ![567, 720].iter().any(|wanted| (first - wanted).abs() <= 15) {
            odd.push(say!("đầu dòng lùi vào 1 cm hoặc 1,27 cm", "a first line of 1 cm or 1.27 cm is wanted"));
        }
        if paragraph.lines.above.unwrap_or(0).max(paragraph.lines.below.unwrap_or(0)) < 115 {
            odd.push(say!("cách đoạn tối thiểu 6 pt", "6 pt between paragraphs are wanted"));
        }
    }
    if paragraph.lines.height.is_some_and(|height| !(238..=362).contains(&height)) {
        odd.push(say!("dãn dòng từ đơn đến 1,5", "single to 1.5 line spacing is wanted"));
    }
    let help = say!(
        "chọn đoạn, chọn lại kiểu “Nội dung” (đoạn dán vào: dán kiểu Keep Text Only rồi chọn kiểu)",
        "select it and choose the style “Nội dung” again (paste as Keep Text Only)"
    );
    (!odd.is_empty()).then(|| about(document, paragraph, "text", joined(&odd), help, "mục II.6.e"))
}

/// Several faults in one sentence.
pub(super) fn joined(odd: &[Both]) -> Both {
    let all = |language| odd.iter().map(|one| one.get(language)).collect::<Vec<_>>().join(", ");
    Both::new(all(Language::Vi), all(Language::En))
}

/// The lines below motto, issuing body and subject.
fn rules(document: &Document, parts: &Parts) -> Vec<Finding> {
    let all = &document.paragraphs;
    let named = [
        (parts.motto, "Tiêu ngữ", "the motto", "mục II.1.b"),
        (parts.subject, "trích yếu", "the subject", "mục II.5.b"),
    ];
    let missing = named.into_iter().filter_map(|(part, vi, en, source)| {
        let index = part?;
        let is_ruled = |paragraph: &Paragraph| paragraph.lines.ruled == Some(true);
        let next = all.get(index + 1).is_some_and(|next| is_ruled(next) && next.text.trim().is_empty());
        if is_ruled(&all[index]) || next {
            return None;
        }
        let message = say!("dưới {vi} không có đường kẻ ngang", "there is no line below {en}");
        let help =
            say!("kẻ đường viền dưới đoạn, không gõ dấu gạch", "give the paragraph a lower border, type no dashes");
        Some(about(document, &all[index], "rule", message, help, source))
    });
    missing.collect()
}
