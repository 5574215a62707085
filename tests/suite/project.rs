//! The project of this repository: its sources, its site built once, and readers of what the site holds.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use ccn::diagnostic::print::{Form, print};
use ccn::files::{Output, OutputPath, SourcePath, Sources};
use ccn::settings::{Previous, Settings, Unwatched};
use ccn::{Build, disk};
use html5gum::{Token, Tokenizer};

/// The folder of this repository, whose data is sound.
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Reads `data`, `content` and `templates` of this repository.
pub(crate) fn sources() -> Sources {
    disk::read(Path::new(ROOT)).expect("the repository is a project")
}

/// Returns the site of this repository; it is built once for all tests.
pub(crate) fn site() -> &'static Output {
    static SITE: OnceLock<Output> = OnceLock::new();
    SITE.get_or_init(|| built(&sources()))
}

/// Builds sources that must be sound.
pub(crate) fn built(sources: &Sources) -> Output {
    let Build { output, diagnostics, language, .. } =
        ccn::build(sources, &Settings::default(), &Previous::new(), &Unwatched);
    output.unwrap_or_else(|| panic!("{}", print(&diagnostics, sources, Form::Human, language)))
}

/// Returns a file of the site as bytes.
pub(crate) fn file(path: &str) -> &'static [u8] {
    site().get(&OutputPath::new(path)).unwrap_or_else(|| panic!("the site has no {path}"))
}

/// Returns a source as text.
pub(crate) fn source(path: &str) -> String {
    let sources = sources();
    let bytes = sources.get(&SourcePath::new(path)).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(bytes.to_vec()).expect("tables are UTF-8")
}

/// Returns the rows of a CSV table of this repository, each cell by the name of its column.
pub(crate) fn rows(table: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = source(&format!("data/{table}.csv"));
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("the table is CSV")).collect()
}

/// Copies what a build reads into another folder.
pub(crate) fn copy_to(folder: &Path) {
    for name in ["data", "content", "templates"] {
        for entry in walkdir::WalkDir::new(Path::new(ROOT).join(name)) {
            let entry = entry.expect("the folder can be listed");
            let place = folder.join(entry.path().strip_prefix(ROOT).expect("the walk starts below the root"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(place).expect("the folder can be made");
            } else {
                fs::copy(entry.path(), place).expect("the file can be copied");
            }
        }
    }
}

/// Returns the text of a PDF as `pdftotext` reads it, with the given way of ordering it (`-layout`, `-raw`).
pub(crate) fn pdf_text(bytes: &[u8], order: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("report.pdf");
    fs::write(&path, bytes).expect("the file can be written");
    let output = Command::new("pdftotext").arg(order).arg(&path).arg("-").output();
    let output = output.expect("pdftotext is missing: apt-get install -y poppler-utils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("pdftotext writes UTF-8")
}

/// Returns text with every run of white space as one space, as a reader sees it.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the main part of a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) tables: Vec<Table>,
    /// Each `dt` with its `dd`.
    pub(crate) facts: Vec<(String, String)>,
}

#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) id: String,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) cells: Vec<Cell>,
    pub(crate) links: Vec<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// The number that stands beside the text for programs.
    pub(crate) value: Option<String>,
}

impl Page {
    /// Reads a page of the site of this repository.
    pub(crate) fn of(path: &str) -> Self {
        Self::read(file(path))
    }

    /// Reads the main part of a page.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut page = Self::default();
        let mut within = false;
        let mut heard: Option<String> = None;
        let mut term = String::new();
        for token in Tokenizer::new(bytes) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let attribute = |wanted: &str| {
                        let found = tag.attributes.iter().find(|(name, _)| name[..] == *wanted.as_bytes());
                        found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                    };
                    match &tag.name[..] {
                        b"main" => within = true,
                        b"table" => {
                            page.tables.push(Table { id: attribute("id").unwrap_or_default(), rows: Vec::new() });
                        }
                        b"tr" => page.row(Row { id: attribute("id").unwrap_or_default(), ..Row::default() }),
                        b"td" | b"th" => {
                            heard = Some(String::new());
                            page.last_row().cells.push(Cell { value: attribute("data-value"), ..Cell::default() });
                        }
                        b"dt" | b"dd" => heard = Some(String::new()),
                        b"a" => {
                            if let (Some(table), Some(link)) = (page.tables.last_mut(), attribute("href"))
                                && let Some(row) = table.rows.last_mut()
                            {
                                row.links.push(link);
                            }
                        }
                        b"p" | b"li" | b"h1" | b"h2" | b"h3" => page.text.push(' '),
                        _ => {}
                    }
                }
                Token::EndTag(tag) => match &tag.name[..] {
                    b"main" => within = false,
                    b"td" | b"th" => {
                        page.last_row().cells.last_mut().expect("the cell was opened").text =
                            plain(&heard.take().unwrap_or_default());
                    }
                    b"dt" => term = plain(&heard.take().unwrap_or_default()),
                    b"dd" => page.facts.push((term.clone(), plain(&heard.take().unwrap_or_default()))),
                    _ => {}
                },
                Token::String(text) if within => {
                    let text = String::from_utf8_lossy(&text);
                    page.text.push_str(&text);
                    if let Some(heard) = &mut heard {
                        heard.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        page.text = plain(&page.text);
        page
    }

    /// Returns a table by its id.
    pub(crate) fn table(&self, id: &str) -> &Table {
        let known: Vec<&str> = self.tables.iter().map(|table| table.id.as_str()).collect();
        self.tables.iter().find(|table| table.id == id).unwrap_or_else(|| panic!("no table {id} among {known:?}"))
    }

    /// Returns what stands beside a term of a list of facts.
    pub(crate) fn fact(&self, term: &str) -> &str {
        let found = self.facts.iter().find(|(name, _)| name == term);
        &found.unwrap_or_else(|| panic!("no fact {term} among {:?}", self.facts)).1
    }

    fn row(&mut self, row: Row) {
        self.tables.last_mut().expect("rows stand in tables").rows.push(row);
    }

    fn last_row(&mut self) -> &mut Row {
        self.tables.last_mut().and_then(|table| table.rows.last_mut()).expect("cells stand in rows")
    }
}

impl Row {
    /// Returns the text of each cell.
    pub(crate) fn texts(&self) -> Vec<&str> {
        self.cells.iter().map(|cell| cell.text.as_str()).collect()
    }
}
