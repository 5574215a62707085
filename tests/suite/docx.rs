//! Reports as Word documents: the same text as the print, the measures of NĐ 30/2020/NĐ-CP, well-formed whatever is typed.

pub(crate) mod reader;

use std::collections::{BTreeMap, BTreeSet};

use ccn::catalog::form::Span;
use ccn::files::{Output, OutputPath, SourcePath};
use ccn::render::docx;
use ccn::render::pdf::Typesetter;
use ccn::settings::ReportKind;
use ccn::site::document::{Align, Block, Cell, Table, TableRow, columns};
use ccn::site::report::{Annex, Body, Head, Meta, Report, Subject, Title};

use crate::cases::base;
use crate::project::{built, pdf_text, site, sources};

use reader::{Node, body, paragraphs, root};
pub(crate) use reader::{outline, parts, words};

/// The site of the invented province, built once.
pub(crate) fn example() -> &'static Output {
    static SITE: std::sync::OnceLock<Output> = std::sync::OnceLock::new();
    SITE.get_or_init(|| built(&base()))
}

/// Returns every document of a site with the print beside it.
fn documents(site: &Output) -> Vec<(String, &[u8], &[u8])> {
    let documents = site.iter().filter(|(path, _)| path.as_str().ends_with(".docx"));
    let pairs = documents.map(|(path, bytes)| {
        let print = OutputPath::new(path.as_str().replace(".docx", ".pdf"));
        (path.as_str().to_owned(), bytes, site.get(&print).expect("every report has a print"))
    });
    pairs.collect()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text of a print, page by page, without the number on top of a page.
fn printed(print: &[u8]) -> String {
    let text = pdf_text(print, "-raw");
    let page = |page: &str| {
        let (first, rest) = page.split_once('\n').unwrap_or((page, ""));
        if first.trim().parse::<u32>().is_ok() { rest.to_owned() } else { page.to_owned() }
    };
    // A dotted line is dots in the print and the leader of a tab in the document.
    let lines = text.lines().map(|line| line.strip_suffix("........").map_or(line, |line| line.trim_end_matches('.')));
    flat(&lines.collect::<Vec<_>>().join("\n").split('\u{c}').map(page).collect::<String>())
}

/// Takes away what only the print says in front of a text: the head of a table and the name of a group of rows again on the
/// next page, the dash of a list.
fn within<'a>(rest: &'a str, said: &str, heads: &[String]) -> Option<&'a str> {
    if let Some(behind) = rest.strip_prefix(said) {
        return Some(behind);
    }
    let besides = heads.iter().map(String::as_str).chain(["-"]);
    besides.filter_map(|besides| rest.strip_prefix(besides)?.strip_prefix(said)).next()
}

#[test]
fn a_document_says_what_the_print_says_in_the_same_order() {
    for (path, bytes, print) in documents(example()).into_iter().chain(documents(site())) {
        let body = body(bytes);
        let print = printed(print);
        let is_head = |row: &&&Node| !row.all("w:tblHeader").is_empty();
        let head =
            |table: &Node| flat(&table.all("w:tr").iter().filter(is_head).map(|row| row.said()).collect::<String>());
        let heads: Vec<String> = body.all("w:tbl").into_iter().map(head).filter(|head| !head.is_empty()).collect();
        let groups = body.all("w:tr").into_iter().filter(|row| !row.all("w:gridSpan").is_empty());
        let groups: Vec<String> = groups.map(|row| flat(&row.said())).collect();
        let within_group = |head: &String| groups.iter().map(|group| format!("{head}{group}")).collect::<Vec<_>>();
        let heads: Vec<String> = heads.iter().flat_map(within_group).chain(heads.iter().cloned()).collect();
        let mut rest = print.as_str();
        for paragraph in paragraphs(&body) {
            let said = flat(&paragraph.said());
            rest = within(rest, &said, &heads).unwrap_or_else(|| {
                let print: String = rest.chars().take(200).collect();
                panic!("{path}: the document says `{said}`, the print `{print}`")
            });
        }
        assert_eq!(rest, "", "{path}: the print goes on");
    }
}

/// The twips of millimetres, as Word rounds them.
fn twips(millimetres: f64) -> i64 {
    (millimetres / 25.4 * 1440.0).round() as i64
}

fn status() -> &'static [u8] {
    let path = OutputPath::new("vi/bao-cao/2026-h1/bao-cao-2026-h1.docx");
    example().get(&path).expect("the report of the period is made")
}

/// The properties of a style by the name that officials see, those of the style itself.
fn style(bytes: &[u8], name: &str) -> Node {
    let styles = root(&parts(bytes)["word/styles.xml"]);
    let named = |style: &&Node| style.child("w:name").and_then(|it| it.get("w:val")) == Some(name);
    styles.all("w:style").into_iter().find(named).unwrap_or_else(|| panic!("there is a style {name}")).clone()
}

/// Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục I: A4, margins 20–25, 15–20, 20–25 and 30–35 mm, number on top of the page.
#[test]
fn pages_have_the_measures_of_the_decree() {
    let body = body(status());
    let sections = body.all("w:sectPr");
    assert!(sections.len() > 2, "the text and its annexes");
    for section in &sections {
        let margin = |side| section.number("w:pgMar", side).expect("a margin");
        for (side, from, to) in
            [("w:top", 20.0, 25.0), ("w:bottom", 20.0, 25.0), ("w:left", 30.0, 35.0), ("w:right", 15.0, 20.0)]
        {
            assert!((twips(from)..=twips(to)).contains(&margin(side)), "{side}: {}", margin(side));
        }
        let across = section.child("w:pgSz").and_then(|size| size.get("w:orient")) == Some("landscape");
        let (width, height) = if across { (297.0, 210.0) } else { (210.0, 297.0) };
        assert_eq!(section.number("w:pgSz", "w:w"), Some(twips(width)));
        assert_eq!(section.number("w:pgSz", "w:h"), Some(twips(height)));
        // Each annex is numbered by itself, and no first page shows its number (mục I.7, mục III.1).
        assert_eq!(section.number("w:pgNumType", "w:start"), Some(1));
        assert!(section.child("w:titlePg").is_some());
        assert!(margin("w:header") < margin("w:top"), "the number stands in the margin");
    }
    assert!(sections.iter().any(|section| section.child("w:pgSz").is_some_and(|size| size.get("w:orient").is_some())));
    let numbered = root(&parts(status())["word/header2.xml"]);
    assert_eq!(numbered.all("w:instrText")[0].text.trim(), "PAGE");
    let blank = root(&parts(status())["word/header1.xml"]);
    assert_eq!(blank.said(), "");
}

/// Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II và III: sizes in points, bold, italic, side of every part.
#[test]
fn letters_have_the_sizes_of_the_decree() {
    const RULES: [(&str, [i64; 2], bool, bool, &str); 17] = [
        ("Quốc hiệu", [12, 13], true, false, "center"),
        ("Tiêu ngữ", [13, 14], true, false, "center"),
        ("Cơ quan chủ quản", [12, 13], false, false, "center"),
        ("Cơ quan ban hành", [12, 13], true, false, "center"),
        ("Số và ký hiệu", [13, 13], false, false, "center"),
        ("Địa danh và ngày", [13, 14], false, true, "center"),
        ("Title", [13, 14], true, false, "center"),
        ("Trích yếu", [13, 14], true, false, "center"),
        ("Kính gửi", [13, 14], false, false, "left"),
        ("Nội dung", [13, 14], false, false, "both"),
        ("Quyền hạn và chức vụ ký", [13, 14], true, false, "center"),
        ("Họ tên người ký", [13, 14], true, false, "center"),
        ("Nơi nhận", [12, 12], true, true, "left"),
        ("Danh sách nơi nhận", [11, 11], false, false, "left"),
        ("Phụ lục", [14, 14], true, false, "center"),
        ("Tên phụ lục", [13, 14], true, false, "center"),
        ("Kèm theo", [13, 14], false, true, "center"),
    ];
    for (name, [least, most], bold, italic, side) in RULES {
        let style = style(status(), name);
        let (run, own) = (style.child("w:rPr").expect("letters"), style.child("w:pPr").expect("a place"));
        let size = run.number("w:sz", "w:val").expect("a size");
        assert!((2 * least..=2 * most).contains(&size), "{name}: {size} half points");
        assert_eq!((run.child("w:b").is_some(), run.child("w:i").is_some()), (bold, italic), "{name}");
        assert_eq!(own.child("w:jc").and_then(|it| it.get("w:val")), Some(side), "{name}");
    }
    // The number of the page: 13 or 14 points upright in the middle (mục I.7).
    let number = style(status(), "header");
    assert_eq!(number.child("w:rPr").and_then(|run| run.number("w:sz", "w:val")), Some(28));
    // Text: first line 1 cm or 1,27 cm, 6 points between paragraphs, single lines (mục II.6.e).
    let text = style(status(), "Nội dung");
    let own = text.child("w:pPr").expect("a place");
    assert_eq!(own.number("w:ind", "w:firstLine"), Some(twips(10.0)));
    assert_eq!((own.number("w:spacing", "w:after"), own.number("w:spacing", "w:line")), (Some(120), Some(240)));
    let styles = root(&parts(status())["word/styles.xml"]);
    let defaults = styles.all("w:rPrDefault")[0].all("w:rFonts")[0];
    assert_eq!(defaults.get("w:ascii"), Some("Times New Roman"));
    assert_eq!(styles.all("w:rPrDefault")[0].all("w:lang")[0].get("w:val"), Some("vi-VN"));
    assert_eq!(styles.all("w:rPrDefault")[0].all("w:color")[0].get("w:val"), Some("000000"));
}

/// Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.1, II.2 và II.5: the line below the motto is as long as it, the one below
/// the issuing body and the title a third to a half.
#[test]
fn rules_have_the_length_of_the_decree() {
    let body = body(status());
    let rules: Vec<&Node> = body.all("w:p").into_iter().filter(|it| it.style() == "DuongKe").collect();
    assert_eq!(rules.len(), 3);
    let length = |rule: &Node, column: f64| {
        let own = rule.child("w:pPr").expect("a place");
        assert!(own.child("w:pBdr").is_some_and(|edges| edges.child("w:top").is_some()), "a line is a border");
        let side = |name| own.number("w:ind", name).expect("an indent");
        twips(column) - side("w:left") - side("w:right")
    };
    // The motto in Times New Roman, bold, added up from the table of its widths: 12,2 sizes of 14 points.
    let motto = 12.2 * 14.0 * 20.0;
    assert!((length(rules[1], 102.0) as f64 - motto).abs() < 0.03 * motto, "{}", length(rules[1], 102.0));
    assert!(length(rules[0], 58.0) < twips(58.0) / 2 + 1);
    assert!(length(rules[2], 160.0) <= twips(160.0) / 2);
}

#[test]
fn heads_of_tables_repeat_and_rows_stay_whole() {
    for (path, bytes, _) in documents(example()) {
        for table in body(bytes).all("w:tbl") {
            let rows: Vec<&Node> = table.children.iter().filter(|child| child.name == "w:tr").collect();
            let head = |row: &&Node| row.child("w:trPr").is_some_and(|own| own.child("w:tblHeader").is_some());
            let heads = rows.iter().filter(|row| head(row)).count();
            // Word repeats only rows from the first on.
            assert!(rows.iter().take(heads).all(head), "{path}");
            let ruled = table.all("w:tblStyle")[0].get("w:val") == Some("BangKe");
            assert_eq!(heads > 0, ruled, "{path}: a table of figures has a head, one that only places text has none");
            let columns: Vec<i64> =
                table.all("w:gridCol").iter().filter_map(|column| column.get("w:w")?.parse().ok()).collect();
            for row in rows {
                let cells: Vec<&Node> = row.children.iter().filter(|child| child.name == "w:tc").collect();
                let span = |cell: &Node| cell.all("w:gridSpan").first().and_then(|it| it.get("w:val")?.parse().ok());
                let spans: usize = cells.iter().map(|cell| span(cell).unwrap_or(1)).sum();
                assert_eq!(spans, columns.len(), "{path}: {}", row.said());
                let is_long = cells.iter().any(|cell| cell.said().len() > 1500);
                let whole = row.child("w:trPr").is_some_and(|own| own.child("w:cantSplit").is_some());
                assert_eq!(whole, !is_long, "{path}: {}", row.said());
                assert!(cells.iter().all(|cell| cell.children.last().is_some_and(|last| last.name == "w:p")));
            }
        }
    }
}

#[test]
fn every_id_is_there_once_and_every_style_is_defined() {
    for (path, bytes, _) in documents(example()).into_iter().chain(documents(site())) {
        let (parts, body) = (parts(bytes), body(bytes));
        let drawings = ["wp:docPr", "wps:cNvPr"].into_iter().flat_map(|name| body.all(name));
        let ids: Vec<&str> = drawings.filter_map(|drawing| drawing.get("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}");
        let told = |drawing: &&Node| drawing.get("descr").is_some_and(|told| !told.is_empty());
        assert!(body.all("wp:docPr").iter().all(told), "{path}: a drawing says what it shows");
        let styles = root(&parts["word/styles.xml"]);
        let defined: BTreeSet<&str> = styles.all("w:style").iter().filter_map(|style| style.get("w:styleId")).collect();
        let used = ["w:pStyle", "w:tblStyle"].into_iter().flat_map(|name| body.all(name));
        used.for_each(|used| assert!(used.get("w:val").is_some_and(|id| defined.contains(id)), "{path}: {used:?}"));
        let types = root(&parts["[Content_Types].xml"]);
        let typed: BTreeSet<&str> = types.all("Override").iter().filter_map(|part| part.get("PartName")).collect();
        let plain = parts.keys().filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml");
        let names: BTreeSet<String> = plain.map(|name| format!("/{name}")).collect();
        assert_eq!(typed, names.iter().map(String::as_str).collect(), "{path}");
    }
}

#[test]
fn the_last_lines_and_the_signature_stay_together() {
    let body = body(status());
    let children: Vec<&Node> = body.children.iter().collect();
    let place =
        children.iter().position(|child| child.all("w:pStyle").iter().any(|it| it.get("w:val") == Some("QuyenHanKy")));
    let place = place.expect("the report is signed");
    let signed = children[place];
    assert!(signed.all("w:trPr").iter().all(|own| own.child("w:cantSplit").is_some()));
    let last = children[..place].iter().rposition(|child| !child.said().is_empty()).expect("the report has a text");
    assert!(children[last].said().ends_with("./."), "{}", children[last].said());
    let is_kept = |child: &&Node| !child.all("w:keepNext").is_empty();
    assert!(children[last..place].iter().all(is_kept), "the last paragraph stays with the signature");
}

#[test]
fn a_document_says_of_what_and_when_it_was_made() {
    let parts = parts(status());
    let core = root(&parts["docProps/core.xml"]);
    let said = |name: &str| core.child(name).map(|it| it.text.clone()).unwrap_or_default();
    assert_eq!(said("dc:title"), "Báo cáo tình hình phát triển cụm công nghiệp tỉnh Ví Dụ 6 tháng đầu năm 2026");
    assert_eq!(said("dc:language"), "vi-VN");
    assert_eq!(said("dcterms:created"), said("dcterms:modified"));
    let custom = root(&parts["docProps/custom.xml"]);
    let told: BTreeMap<&str, String> =
        custom.children.iter().map(|it| (it.get("name").unwrap_or_default(), it.children[0].text.clone())).collect();
    assert_eq!((told["ccn.kind"].as_str(), told["ccn.subject"].as_str()), ("status", "2026-H1"));
    assert_eq!(told["ccn.report"], "bao-cao-2026-h1");
}

/// A report that says one text wherever it can say something.
fn saying(text: &str) -> (Report, Vec<Block>) {
    let said = || text.to_owned();
    let heads = columns(&[(text, Align::Left, 1), (text, Align::Right, 2), (text, Align::Center, 3)]);
    let rows = vec![
        TableRow::new(vec![Cell::text(said()), Cell::text(said()), Cell::text(said())]),
        TableRow::new(vec![Cell::text(said())]),
        TableRow::new(Vec::new()),
    ];
    let table = Block::Table(Table::new("x", said(), heads, rows).note(said()).source(said()));
    let blocks = vec![
        Block::section(text),
        Block::paragraph(said()),
        Block::List { items: vec![said().into()] },
        Block::Notice { words: said().into() },
        table,
        Block::Signature { lines: vec![said()] },
    ];
    let meta = Meta {
        title: said(),
        author: said(),
        date: "2026-11-22".into(),
        description: said(),
        keywords: vec![said()],
        language: "vi".into(),
    };
    let report = Report {
        kind: ReportKind::Status,
        subject: Subject::Period(Span::new(2026, true)),
        name: "x".into(),
        meta,
        head: Some(Head { parent: said(), agency: said(), number: said(), place_date: said() }),
        title: Title { kind: said(), text: said(), note: said() },
        addressees: vec![said(), said()],
        body: Body::Blocks(Vec::new()),
        recipients: vec![said()],
        signer: vec![said()],
        annexes: vec![Annex {
            number: "I".into(),
            title: said(),
            note: said(),
            landscape: true,
            blocks: blocks.clone(),
        }],
        footer: said(),
        qr: None,
    };
    (report, blocks)
}

pub(crate) fn typesetter() -> Typesetter {
    let sources = sources();
    let files = sources.below("templates/report/").filter(|(path, _)| path.extension() != "md");
    let name = |path: &SourcePath| path.as_str()["templates/report/".len()..].to_owned();
    let files = files.map(|(path, bytes)| (name(path), bytes.to_vec())).filter(|(path, _)| !path.ends_with(".md"));
    Typesetter::new(&files.collect()).expect("the templates of the package are sound")
}

#[test]
fn whatever_is_typed_the_parts_are_well_formed() {
    let fonts = typesetter();
    let long = "dàidằngdặc".repeat(400);
    for text in [
        "",
        "<w:p>&amp;]]>\"'</w:t>",
        "a\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{ffff}b",
        "một\nhai\tba\r\n",
        "😀 中文 \u{301} e\u{302}\u{301}",
        "\u{202e}الكتل العنقودية\u{200f}",
        long.as_str(),
    ] {
        let (report, blocks) = saying(text);
        let bytes = docx::document(&report, &blocks, &fonts);
        assert!(bytes == docx::document(&report, &blocks, &fonts), "the same bytes twice");
        for (name, part) in parts(&bytes) {
            root(&part);
            let part = String::from_utf8(part).expect("a part is UTF-8");
            let odd = |sign: char| sign.is_control() && !"\n".contains(sign) || matches!(sign, '\u{fffe}' | '\u{ffff}');
            assert!(!part.contains(odd), "{name} holds what XML has no room for");
        }
        let seen: String =
            text.chars().filter(|sign| !sign.is_control() && !"\u{fffe}\u{ffff}".contains(*sign)).collect();
        let body = body(&bytes);
        let paragraph = body.all("w:p").into_iter().find(|it| it.style() == "NoiDung").expect("the paragraph");
        assert_eq!(flat(&paragraph.said()), flat(&seen));
    }
}
