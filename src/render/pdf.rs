//! Prints reports to PDF with Typst, in process.
//!
//! Takes the report templates, their fonts and one report document as JSON; gives the bytes
//! of a file that is PDF/UA-1 and PDF/A-2a at once, the same bytes for the same input.
//! The templates see the files they were given and `/report.json`: no disk, no package,
//! no clock.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Label, Smart};
use typst::introspection::Introspector;
use typst::layout::Abs;
use typst::syntax::{FileId, Lines, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontStyle, FontVariations, FontWeight};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The template that prints a report.
const MAIN: &str = "report.typ";

/// The path at which the templates find the report.
const REPORT: &str = "report.json";

/// The path at which the templates find what a first layout showed: whether the signature of the form stood alone.
const TRIED: &str = "tried.json";

/// The label of the signature of a form.
const SIGNATURE: &str = "signature";

/// What stands no lower than this begins its page, millimetres: the top margin (Decree 30/2020) and a line.
const TOP: f64 = 25.0;

/// The family of the Chinese characters, for which Latin letters stand in the other one.
const HAN: &str = "CCN Han";

/// Reports after which Typst may forget a cached result. One thread must not throw away
/// what another is using, so the age is above zero.
const CACHE_AGE: usize = 3;

/// The templates and fonts of the reports, ready to print any number of them in parallel.
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: BTreeMap<String, Held>,
    main: FileId,
}

/// A fault in a template, a font or the report, at a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The path of the file, as given to [`Typesetter::new`], or `report.json`.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hints: Vec<String>,
}

/// One file the templates may read.
enum Held {
    Template(Source),
    Data(Bytes),
}

/// One report on its way through Typst: the shared files and its own data.
#[derive(Clone)]
struct Job<'a> {
    typesetter: &'a Typesetter,
    report: Bytes,
    /// Whether the last rows of the form go with its signature, which would be alone otherwise.
    is_kept: bool,
}

impl Typesetter {
    /// Takes templates (`.typ`), fonts (`.ttf`) and other files by their virtual path.
    ///
    /// # Errors
    ///
    /// Returns a fault for each file that cannot be used, and one if there is no
    /// `report.typ` or no font.
    pub fn new(files: &BTreeMap<String, Vec<u8>>) -> Result<Typesetter, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut fonts = Vec::new();
        let mut held = BTreeMap::new();
        for (path, bytes) in files {
            match take_file(path, bytes) {
                Ok(Taken::Fonts(found)) => fonts.extend(found),
                Ok(Taken::File(key, file)) => drop(held.insert(key, file)),
                Err(message) => faults.push(Fault::at_start(path, message)),
            }
        }
        if !matches!(held.get(MAIN), Some(Held::Template(_))) {
            faults.push(Fault::at_start(MAIN, "there is no template at this path"));
        }
        if fonts.is_empty() && faults.is_empty() {
            faults.push(Fault::at_start(MAIN, "there is no font for the reports"));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Typesetter {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            files: held,
            main: file_id(MAIN).expect("the constant is a plain relative path"),
        })
    }

    /// Prints one report, given as JSON, to the bytes of a PDF.
    ///
    /// # Errors
    ///
    /// Returns the faults Typst found, warnings included: a template that warns has lost a
    /// font or does not settle, and its page is not the one that was meant.
    pub fn typeset(&self, report_json: &[u8]) -> Result<Vec<u8>, Vec<Fault>> {
        let job = Job { typesetter: self, report: Bytes::new(report_json.to_vec()), is_kept: false };
        let printed = job.print();
        // On every path: Typst keeps each result for ever otherwise. The call goes through
        // Typst's own comemo, since another version of that crate has another cache.
        typst::comemo::evict(CACHE_AGE);
        printed
    }

    /// Returns how many pages one report has, given as JSON.
    ///
    /// # Errors
    ///
    /// Returns the faults Typst found, as [`Typesetter::typeset`] does.
    pub fn pages(&self, report_json: &[u8]) -> Result<usize, Vec<Fault>> {
        let job = Job { typesetter: self, report: Bytes::new(report_json.to_vec()), is_kept: false };
        let pages = job.layout().map(|document| document.pages().len());
        typst::comemo::evict(CACHE_AGE);
        pages
    }

    /// Returns the characters of `text` that some style of the fonts of a language cannot show, sorted.
    ///
    /// Chinese characters have one style, for reports in Chinese alone. A line feed is shown as a line break. A tab has no
    /// width and counts as missing.
    pub fn missing_glyphs(&self, text: &str, language: &str) -> Vec<char> {
        // One by one: to collect a set sorts every letter of the text first, of which few differ.
        let mut characters = BTreeSet::new();
        characters.extend(text.chars().filter(|&found| found != '\n'));
        characters.into_iter().filter(|&character| !self.can_show(character, language == "zh")).collect()
    }

    /// Returns the width of a line of text, in sizes of its letters; kerning is not counted.
    pub fn width(&self, text: &str, bold: bool) -> f64 {
        let weight = if bold { FontWeight::BOLD } else { FontWeight::REGULAR };
        let is_wanted =
            |font: &&Font| font.info().variant.weight == weight && font.info().variant.style == FontStyle::Normal;
        let Some(font) = self.fonts.iter().filter(|font| !is_han(font)).find(is_wanted) else { return 0.0 };
        let font = font.clone().instantiate(font.info().variant, Abs::pt(1.0), &FontVariations::default());
        let glyphs = text.chars().filter_map(|letter| font.ttf().glyph_index(letter));
        glyphs.filter_map(|glyph| font.x_advance(glyph.0)).map(|em| em.get()).sum()
    }

    /// Tells whether each font of a family has a glyph for the character.
    fn can_show(&self, character: char, in_chinese: bool) -> bool {
        let has = |font: &&Font| font.info().coverage.contains(u32::from(character));
        let (han, latin): (Vec<&Font>, Vec<&Font>) = self.fonts.iter().partition(|font| is_han(font));
        latin.iter().all(has) || in_chinese && !han.is_empty() && han.iter().all(has)
    }
}

/// Tells whether a font has the Chinese characters and nothing else.
fn is_han(font: &Font) -> bool {
    font.info().family.eq_ignore_ascii_case(HAN)
}

impl Job<'_> {
    /// Compiles and exports the report; once more where the signature would stand alone on the last page.
    fn print(&self) -> Result<Vec<u8>, Vec<Fault>> {
        let document = self.layout()?;
        let document = if is_parted(&document) { Job { is_kept: true, ..self.clone() }.layout()? } else { document };
        let options = self.options().map_err(|message| vec![Fault::at_start(MAIN, message)])?;
        typst_pdf::pdf(&document, &options).map_err(|errors| self.faults(&errors))
    }

    fn layout(&self) -> Result<PagedDocument, Vec<Fault>> {
        let Warned { output, warnings } = typst::compile::<PagedDocument>(self);
        let document = output.map_err(|errors| self.faults(&errors))?;
        if !warnings.is_empty() {
            return Err(self.faults(&warnings));
        }
        Ok(document)
    }

    /// Returns the options of the export: two standards, and nothing of today.
    fn options(&self) -> Result<PdfOptions, String> {
        let standards =
            PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|error| error.message().to_string())?;
        Ok(PdfOptions {
            ident: Smart::Custom(String::from_utf8_lossy(&self.report).into_owned()),
            timestamp: None,
            standards,
            ..PdfOptions::default()
        })
    }

    /// Turns what Typst reports into faults.
    fn faults(&self, diagnostics: &[SourceDiagnostic]) -> Vec<Fault> {
        diagnostics.iter().map(|diagnostic| self.fault(diagnostic)).collect()
    }

    /// Turns one diagnostic into a fault at its file, line and column.
    fn fault(&self, diagnostic: &SourceDiagnostic) -> Fault {
        let place = diagnostic.span.id().zip(self.range(diagnostic.span));
        let (file, line, column) =
            place.and_then(|(id, range)| self.place(id, &range)).unwrap_or_else(|| (MAIN.to_owned(), 1, 1));
        Fault {
            file,
            line,
            column,
            message: diagnostic.message.to_string(),
            hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        }
    }

    /// Returns path, line and column of the start of a range.
    fn place(&self, id: FileId, range: &Range<usize>) -> Option<(String, usize, usize)> {
        let bytes = self.file(id).ok()?;
        let lines = Lines::new(std::str::from_utf8(&bytes).ok()?);
        let (line, column) = lines.byte_to_line_column(range.start)?;
        Some((key(id).to_owned(), line + 1, column + 1))
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.typesetter.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.held(id)? {
            Held::Template(source) => Ok(source.clone()),
            Held::Data(_) => Err(FileError::NotSource),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if is_project_file(id) && key(id) == REPORT {
            return Ok(self.report.clone());
        }
        if is_project_file(id) && key(id) == TRIED {
            return Ok(Bytes::from_string(self.is_kept.to_string()));
        }
        match self.held(id)? {
            Held::Template(source) => Ok(Bytes::from_string(source.text().to_owned())),
            Held::Data(bytes) => Ok(bytes.clone()),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Returns whether the signature of a form begins a page, parted from the rows that are signed.
fn is_parted(document: &PagedDocument) -> bool {
    let pages = document.introspector();
    let place = Label::new(PicoStr::intern(SIGNATURE))
        .and_then(|label| pages.query_label(label).ok()?.location())
        .and_then(|location| pages.position(location));
    place.is_some_and(|place| place.page.get() > 1 && place.point.y < Abs::mm(TOP))
}

impl Job<'_> {
    /// Finds a file among those given to the typesetter.
    fn held(&self, id: FileId) -> FileResult<&Held> {
        let file = is_project_file(id).then(|| self.typesetter.files.get(key(id)));
        file.flatten().ok_or_else(|| FileError::NotFound(key(id).into()))
    }
}

impl Fault {
    /// Makes a fault that concerns a file as a whole.
    fn at_start(file: &str, message: impl Into<String>) -> Fault {
        let message = message.into();
        Fault { file: file.to_owned(), line: 1, column: 1, message, hints: Vec::new() }
    }
}

/// What a given file turned out to be.
enum Taken {
    Fonts(Vec<Font>),
    File(String, Held),
}

/// Reads one given file by the ending of its name.
fn take_file(path: &str, bytes: &[u8]) -> Result<Taken, String> {
    let id = file_id(path)?;
    if path.ends_with(".ttf") {
        let fonts: Vec<Font> = Font::iter(Bytes::new(bytes.to_vec())).collect();
        let is_font = !fonts.is_empty();
        return is_font.then_some(Taken::Fonts(fonts)).ok_or_else(|| "this is no font".to_owned());
    }
    if !path.ends_with(".typ") {
        return Ok(Taken::File(key(id).to_owned(), Held::Data(Bytes::new(bytes.to_vec()))));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "the template is not UTF-8".to_owned())?;
    Ok(Taken::File(key(id).to_owned(), Held::Template(Source::new(id, text.to_owned()))))
}

/// Returns Typst's name for a path. Names are kept for ever, so each report uses the same.
fn file_id(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|error| error.to_string())?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Returns the path behind Typst's name for it.
fn key(id: FileId) -> &'static str {
    id.get().vpath().get_without_slash()
}

/// Tells whether the file is one of ours and not of a package.
fn is_project_file(id: FileId) -> bool {
    matches!(id.get().root(), VirtualRoot::Project)
}
