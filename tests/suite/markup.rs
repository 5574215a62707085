//! Markup and script typed into every field that takes text: each format shows it as the letters that it is.
//!
//! Leaves the site behind for `tests/browser/markup.mjs`, which looks at it with the eyes of a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Reader, Xlsx};
use ccn::diagnostic::print::{Form, print};
use ccn::diagnostic::{Diagnostics, Severity};
use ccn::files::{Output, OutputPath, SourcePath, Sources};
use ccn::settings::Settings;
use ccn::site::document::Block;
use ccn::site::report::Body;
use ccn::text::Language;
use ccn::{catalog, check, parse, render, site};
use html5gum::{Token, Tokenizer};

use crate::cases::base;
use crate::project::{built, pdf_text};

/// Closes what may be open in HTML, XML, JSON, Tera, Markdown and Typst, and starts something of its own.
const VANDAL: &str = "\"'></title></script>]]><script>planted()</script><img src=x onerror=planted()>\
                      {{7*7}}{%x%}#panic()*a*_b_$c$`d`&lt;[e](f)";

/// What a spreadsheet would run, typed before a text.
const FORMULA: &str = "=HYPERLINK(A1)&";

/// Names that other tables or the program itself look up, under which no fault would tell the field.
const NAMES: [&str; 4] = ["id", "key", "form", "number"];

/// A column of a table, or a key of a record or of a front matter.
type Field = (SourcePath, String);

/// Puts a text at one end of every filled cell of some fields.
struct Planting<'a> {
    fields: &'a BTreeSet<Field>,
    before: &'a str,
    behind: &'a str,
}

impl Planting<'_> {
    fn sources(&self, sources: &Sources) -> Sources {
        let files = sources.below("").map(|(path, bytes)| {
            let planted = match path.extension().as_str() {
                "csv" => self.table(path, bytes),
                "yaml" => self.records(path, bytes, 0),
                "md" if path.as_str().starts_with("content/") => self.records(path, bytes, 1),
                _ => bytes.to_vec(),
            };
            (path.clone(), planted)
        });
        files.collect()
    }

    fn has(&self, path: &SourcePath, name: &str) -> bool {
        self.fields.contains(&(path.clone(), name.to_owned()))
    }

    fn table(&self, path: &SourcePath, bytes: &[u8]) -> Vec<u8> {
        let (header, rows) = table(bytes);
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header).unwrap();
        for row in rows {
            let cells = row.iter().zip(&header).map(|(cell, name)| match self.has(path, name) {
                true if !cell.is_empty() => format!("{}{cell}{}", self.before, self.behind),
                _ => cell.to_owned(),
            });
            writer.write_record(cells).unwrap();
        }
        writer.into_inner().unwrap()
    }

    /// Works on lines `key: text`, up to the line `---` that ends a front matter.
    fn records(&self, path: &SourcePath, bytes: &[u8], fences: usize) -> Vec<u8> {
        let text = std::str::from_utf8(bytes).unwrap();
        let (mut planted, mut fence) = (String::new(), 0);
        for line in text.lines() {
            fence += usize::from(line == "---");
            let line = match pair(line).filter(|(_, name, _)| fence <= fences && self.has(path, name)) {
                Some((lead, _, value)) => {
                    let value = value.trim_matches('"').replace('\'', "''");
                    let (before, behind) = (self.before.replace('\'', "''"), self.behind.replace('\'', "''"));
                    format!("{lead} '{before}{value}{behind}'")
                }
                None => line.to_owned(),
            };
            planted.push_str(&line);
            planted.push('\n');
        }
        planted.into_bytes()
    }
}

/// Splits `- key: text` behind the colon; lists and empty values are no text.
fn pair(line: &str) -> Option<(&str, &str, &str)> {
    let (lead, value) = line.split_once(": ")?;
    let is_text = !value.starts_with(['[', '{', '#', '&', '*', '|', '>']);
    is_text.then(|| (&line[..=lead.len()], lead.trim_start_matches(['-', ' ']), value.trim()))
}

fn table(bytes: &[u8]) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let mut reader = csv::Reader::from_reader(bytes);
    (reader.headers().unwrap().clone(), reader.records().map(Result::unwrap).collect())
}

/// Returns every field that somebody can fill.
fn fields(sources: &Sources) -> BTreeSet<Field> {
    let mut fields = BTreeSet::new();
    // A text of a report is a template: what stands in it is meant to run.
    let pages = sources.below("content/").filter(|(path, _)| !path.as_str().contains("/bao-cao/"));
    for (path, bytes) in sources.below("data/").chain(pages) {
        let names: Vec<String> = match path.extension().as_str() {
            "csv" => table(bytes).0.iter().map(str::to_owned).collect(),
            "yaml" | "md" => String::from_utf8_lossy(bytes)
                .lines()
                .filter_map(|line| pair(line).map(|(_, name, _)| name.to_owned()))
                .collect(),
            _ => Vec::new(),
        };
        // The number of a document is read by people only.
        let is_text = |name: &String| !NAMES.contains(&name.as_str()) || path.stem() == "documents" && name == "number";
        fields.extend(names.into_iter().filter(is_text).map(|name| (path.clone(), name)));
    }
    fields
}

/// Runs the stages before pages.
fn found(sources: &Sources) -> Diagnostics {
    let mut found = Diagnostics::default();
    let _ = plan(sources, &mut found);
    found
}

fn plan(sources: &Sources, found: &mut Diagnostics) -> Result<site::Site, ccn::diagnostic::Reported> {
    let records = parse::records(sources, found)?;
    let catalog = catalog::resolve(records, found)?;
    let today = catalog.province.date;
    check::run(&catalog, today, found)?;
    site::plan(&catalog.publish(), today, &Settings::default(), found)
}

/// Returns the fields that take any text: all but those whose cell is refused as no number, date, id, choice or address.
fn text_fields(sources: &Sources, before: &str, behind: &str) -> BTreeSet<Field> {
    let mut fields = fields(sources);
    loop {
        let planted = Planting { fields: &fields, before, behind }.sources(sources);
        let found = found(&planted);
        if found.count(Severity::Error) == 0 {
            return fields;
        }
        let left = fields.len();
        for fault in found.sorted().into_iter().filter(|fault| fault.severity() == Severity::Error) {
            let places = fault.notes.iter().map(|(at, _)| at).chain([&fault.at]);
            for at in places {
                fields.remove(&(at.file.clone(), at.field.as_deref().unwrap_or_default().to_owned()));
            }
        }
        let report = print(&found, &planted, Form::Short, Language::En);
        assert!(fields.len() < left, "a fault that no field explains:\n{report}");
    }
}

/// A body whose text is `words` in every place where Markdown keeps text.
fn guide(words: &str) -> String {
    let escaped: String =
        words.chars().map(|c| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() }).collect();
    let entities: String = words.chars().map(|c| format!("&#{};", u32::from(c))).collect();
    let code = words.replace('`', "'");
    let title = escaped.replace('|', "");
    format!(
        "\n## {escaped}\n\n{escaped}, {entities}, ``{code}`` và [{escaped}](https://vi-du.example \"{title}\").\n\n\
         ```{}\n{code}\n```\n\n| {escaped} |\n|---|\n| {entities} |\n",
        code.split_whitespace().next().unwrap_or_default()
    )
}

fn with_guide(mut sources: Sources, words: &str) -> Sources {
    let path = SourcePath::new("content/vi/trang/gioi-thieu.md");
    let text = String::from_utf8(sources.get(&path).expect("the base has the page").to_vec()).unwrap();
    sources.insert(path, format!("{text}{}", guide(words)).into_bytes());
    sources
}

/// The elements of a page in order, each with the names of its attributes, and its text.
fn read(page: &[u8]) -> (Vec<String>, String) {
    let (mut elements, mut text) = (Vec::new(), String::new());
    for token in Tokenizer::new(page) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let mut names: Vec<_> =
                    tag.attributes.keys().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
                names.sort();
                elements.push(format!("{} {}", String::from_utf8_lossy(&tag.name), names.join(" ")));
            }
            Token::String(string) => text.push_str(&String::from_utf8_lossy(&string)),
            _ => {}
        }
    }
    (elements, text)
}

#[test]
fn what_is_typed_is_shown_and_never_run() {
    let base = base();
    let fields = text_fields(&base, "", VANDAL);
    for (path, name) in [
        ("data/clusters.csv", "name"),
        ("data/terms.csv", "vi"),
        ("data/projects.csv", "investor"),
        ("data/agencies.yaml", "name"),
        ("data/site.yaml", "title"),
        ("data/form_rows.csv", "text"),
        ("content/vi/trang/gioi-thieu.md", "title"),
    ] {
        assert!(fields.contains(&(SourcePath::new(path), name.to_owned())), "{path} {name} takes no text: {fields:?}");
    }
    let planting = Planting { fields: &fields, before: "", behind: VANDAL };
    let plain = built(&with_guide(base.clone(), "x"));
    let planted = built(&with_guide(planting.sources(&base), VANDAL));
    save(&planted, Path::new(env!("CARGO_TARGET_TMPDIR")).join("planted").as_path());
    // A text may decide what is counted, so that rows differ; but no kind of element may be new.
    let known: BTreeSet<String> =
        plain.iter().filter(|(path, _)| is_markup(path)).flat_map(|(_, page)| read(page).0).collect();
    let mut shown = BTreeMap::new();
    for (path, bytes) in planted.iter() {
        let typed = "<script>planted()</script>";
        let count = match path.as_str().rsplit('.').next() {
            Some("html" | "xml") => {
                let (elements, text) = read(bytes);
                let odd: Vec<&String> = elements.iter().filter(|element| !known.contains(*element)).collect();
                assert!(odd.is_empty(), "{path}: {odd:?}");
                text.matches(typed).count()
            }
            Some("pdf") => pdf_text(bytes, "-raw").matches("#panic()").count(),
            Some("docx") => crate::docx::words(bytes).matches(typed).count(),
            Some("csv" | "json") => String::from_utf8_lossy(bytes).matches(typed).count(),
            _ => 0,
        };
        *shown.entry(path.as_str().rsplit('.').next().unwrap_or_default().to_owned()).or_insert(0) += count;
    }
    let pages = |site: &Output| -> Vec<OutputPath> {
        site.iter().map(|(path, _)| path).filter(|path| is_markup(path)).cloned().collect()
    };
    // The pages of industries have addresses made of what is typed, and of plain letters only.
    let (named, fixed): (Vec<OutputPath>, Vec<OutputPath>) = pages(&planted).into_iter().partition(is_industry);
    assert_eq!(pages(&plain).into_iter().filter(|path| !is_industry(path)).collect::<Vec<_>>(), fixed);
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/.".contains(c);
    assert!(!named.is_empty() && named.iter().all(|path| path.as_str().chars().all(is_plain)), "{named:?}");
    for end in ["html", "xml", "pdf", "docx", "csv", "json"] {
        assert!(shown.get(end).is_some_and(|count| *count > 0), "nothing of it is shown in any {end}: {shown:?}");
    }
}

fn is_industry(path: &OutputPath) -> bool {
    path.as_str().starts_with("vi/ccn/nganh/")
}

fn is_markup(path: &OutputPath) -> bool {
    path.as_str().ends_with(".html") || path.as_str().ends_with(".xml")
}

fn save(site: &Output, folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (path, bytes) in site.iter() {
        let place = folder.join(path.as_str());
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}

/// JSON keeps the text as it is; a table that Excel opens has no cell that it would run.
#[test]
fn no_cell_of_the_open_data_is_a_formula() {
    let base = base();
    let fields = text_fields(&base, FORMULA, "");
    let planted = Planting { fields: &fields, before: FORMULA, behind: "" }.sources(&base);
    let site = plan(&planted, &mut Diagnostics::default()).expect("the text fields take any text");
    let (mut guarded, mut kept, mut books) = (0_usize, 0_usize, 0_usize);
    for (path, bytes) in site::dataset::files(&site.datasets, &site.frame) {
        match path.rsplit('.').next() {
            Some("csv") => {
                for cell in table(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)).1.iter().flatten() {
                    let is_number = cell.parse::<f64>().is_ok();
                    assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{path}: {cell}");
                    guarded += usize::from(cell.starts_with(&format!("'{FORMULA}")));
                }
            }
            Some("json") => kept += String::from_utf8(bytes).unwrap().matches(&format!("\"{FORMULA}")).count(),
            _ => {}
        }
    }
    for report in &site.reports {
        let text: Vec<Block> = match &report.body {
            Body::Blocks(blocks) => blocks.clone(),
            Body::Narrative(narrative) => narrative.tables.values().flatten().cloned().collect(),
        };
        let sheets = render::xlsx::sheets(report, &text);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render::xlsx::workbook(&sheets, &report.meta))).unwrap();
        for name in book.sheet_names() {
            assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{}: sheet {name} has a formula", report.name);
        }
        books += 1;
    }
    assert!(guarded > 50 && kept > 50 && books > 0, "{guarded} guarded, {kept} kept, {books} workbooks");
}
