//! Prints a planned site: pages, reports, data files, feed, site map, manifest.
//!
//! Takes the site and the template files, gives every byte that will be written; never sees the catalog.
//! Work is done in parallel and collected in path order, so that the number of threads changes nothing.

mod addresses;
mod body;
mod calendar;
mod crew;
pub mod docx;
pub mod engine;
mod fault;
pub mod frame;
mod index;
pub mod links;
pub mod manifest;
mod measure;
mod message;
mod names;
pub mod narrative;
mod offline;
pub mod pdf;
pub mod print;
mod target;
mod translation;
pub mod xlsx;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics, Reported};
use crate::files::{Output, OutputPath, Sources};
use crate::place::Location;
use crate::settings::{Format, Previous, ReportKind, Step, Watch, watched};
use crate::site::document::{Block, Words};
use crate::site::report::Report;
use crate::site::{Page, PageBody, Site, dataset, page, url};

use engine::{Engine, Shared};
use print::Printer;

/// A finished file; reports carry the digest of what they print.
pub(crate) struct File {
    /// Where it will stand.
    pub(crate) path: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Digest of the input, for files that are made again only when it changes.
    pub(crate) input: Option<String>,
    /// The record or source file that it is made of, for messages.
    pub(crate) origin: Option<Location>,
}

impl File {
    pub(crate) fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into(), input: None, origin: None }
    }

    fn made_of(self, origin: &Location) -> Self {
        Self { origin: Some(origin.clone()), ..self }
    }
}

/// Everything that prints: a planned site, the text of each of its reports, templates, fonts, and who watches.
pub struct Press<'a> {
    site: &'a Site,
    sources: &'a Sources,
    watch: &'a dyn Watch,
    engine: Engine,
    shared: Shared,
    printer: Printer<'a>,
    /// The blocks of each report, narratives written out, in the order of the site.
    texts: Vec<Vec<Block>>,
}

impl<'a> Press<'a> {
    /// Reads the templates and fonts and writes out the text of every report.
    pub fn new(
        site: &'a Site,
        sources: &'a Sources,
        watch: &'a dyn Watch,
        faults: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        let engine = collect(Engine::new(sources), faults);
        let printer = collect(Printer::new(sources), faults);
        faults.gate()?;
        let (Some(engine), Some(printer)) = (engine, printer) else {
            return Err(faults.gate().expect_err("a fault was reported"));
        };
        engine.missing_terms(site).into_iter().for_each(|fault| faults.add(fault));
        site.reports.iter().flat_map(|report| names::unknown(&report.body, &engine)).for_each(|it| faults.add(it));
        narrative::idle(sources).into_iter().for_each(|fault| faults.add(fault));
        faults.gate()?;
        let texts = watched(watch, Step::Stage("narratives"), || {
            site.reports.iter().map(|report| narrative::blocks(&report.body, &engine)).collect()
        });
        let texts = gather(texts, faults)?;
        measure::told(&site.reports, &texts, &engine).into_iter().for_each(|fault| faults.add(fault));
        let shared = engine.shared(site);
        Ok(Self { site, sources, watch, engine, shared, printer, texts })
    }

    /// Prints the whole site; a report that an earlier build printed from the same text is taken from there.
    pub fn site(&self, previous: &Previous, faults: &mut Diagnostics) -> Result<Output, Reported> {
        self.watch.expect(self.site.pages.len(), self.site.reports.len());
        let mut files = self.pages(faults)?;
        self.measure(0..self.site.reports.len(), faults)?;
        files.extend(self.printed(previous, faults)?);
        files.extend(self.rest(faults)?);
        // Its bytes follow when all others are known to be sound.
        files.push(File::new(page::offline::path(&self.site.frame), Vec::new()));
        self.check_files(&files, faults)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        self.fill_archive(&mut files, faults)?;
        let manifest = manifest::file(&files);
        Ok(files.into_iter().chain([manifest]).map(|file| (OutputPath::new(file.path), file.bytes)).collect())
    }

    /// Proves that the site can be printed, and leaves undone what costs time and shows no further fault.
    ///
    /// Every page is made and its links are walked, every character of every report has a glyph, and of each kind of
    /// report the shortest is typeset, so that its template is known to work.
    pub fn proof(&self, faults: &mut Diagnostics) -> Result<(), Reported> {
        self.watch.expect(self.site.pages.len(), self.site.reports.len());
        let mut files = self.pages(faults)?;
        self.measure(0..self.site.reports.len(), faults)?;
        files.extend(self.proofs(faults)?);
        files.extend(self.rest(faults)?);
        self.check_files(&files, faults)
    }

    /// Prints some reports, named by their place in the site, in those of the formats that they have.
    ///
    /// With those of an earlier order, what that printed from the same text is taken from there, and a list goes with the
    /// files of what they were made of.
    pub fn reports(
        &self,
        chosen: &[usize],
        formats: &[Format],
        previous: Option<&Previous>,
        faults: &mut Diagnostics,
    ) -> Result<Output, Reported> {
        self.watch.expect(0, chosen.len());
        if formats.contains(&Format::Pdf) {
            self.measure(chosen.iter().copied(), faults)?;
        }
        let print = |number: usize| {
            let index = chosen[number];
            let report = &self.site.reports[index];
            let has = report.formats();
            let file = |format: &Format| {
                let path = format!("{}.{}", report.name, format.extension());
                self.report(index, *format, previous).map(|file| File { path, ..file })
            };
            let ordered = formats.iter().filter(|format| has.contains(format));
            watched(self.watch, Step::Report(&report.name), || ordered.map(file).collect::<Result<Vec<File>, _>>())
        };
        let mut files: Vec<File> = gather(crew::each(chosen.len(), print), faults)?.into_iter().flatten().collect();
        files.extend(previous.and_then(|_| manifest::of_reports(&files)));
        if formats.contains(&Format::Html) {
            files.extend(assets(self.sources));
        }
        Ok(files.into_iter().map(|file| (OutputPath::new(file.path), file.bytes)).collect())
    }

    /// Makes a file of a report, where it stands in the site.
    fn report(&self, index: usize, format: Format, previous: Option<&Previous>) -> Result<File, Diagnostic> {
        let (report, text) = (&self.site.reports[index], &self.texts[index]);
        let bytes = match format {
            Format::Pdf => return self.pdf(report, text, previous),
            Format::Docx => self.printer.docx(report, text),
            Format::Xlsx => xlsx::workbook(&xlsx::sheets(report, text), &report.meta),
            Format::Txt => message::text(text).into_bytes(),
            Format::Html => self.engine.report(&self.shared, self.site, report, text)?,
        };
        Ok(File::new(report.path(format), bytes))
    }

    /// Makes the PDF of a report, or takes the one of an earlier run that printed the same.
    fn pdf(&self, report: &Report, text: &[Block], previous: Option<&Previous>) -> Result<File, Diagnostic> {
        let document = print::document(report, text);
        let input = self.printer.input(&document);
        let bytes = match previous.and_then(|previous| previous.get(&input)) {
            Some(bytes) => bytes.clone(),
            None => {
                self.printer.check_glyphs(report, &document)?;
                self.typeset(&document)?
            }
        };
        Ok(File { input: Some(input), ..File::new(report.path(Format::Pdf), bytes) })
    }

    /// Lays out the longest page for leaders among some reports, to see that it is one.
    fn measure(&self, chosen: impl Iterator<Item = usize>, faults: &mut Diagnostics) -> Result<(), Reported> {
        let leaders = chosen.map(|index| (&self.site.reports[index], &self.texts[index]));
        let leaders = leaders.filter(|(report, _)| report.kind == ReportKind::Leaders);
        let documents = leaders.map(|(report, text)| (report, print::document(report, text)));
        let Some((report, document)) = documents.max_by_key(|(_, document)| document.len()) else { return Ok(()) };
        // What a font cannot show is told where the report is printed.
        if self.printer.check_glyphs(report, &document).is_err() {
            return Ok(());
        }
        let counted = crew::each(1, |_| self.printer.pages(&document));
        let count = gather(counted, faults)?;
        count.into_iter().filter_map(|count| measure::pages(report, count)).for_each(|fault| faults.add(fault));
        Ok(())
    }

    /// Lays a report out; the watch counts how many were made anew.
    fn typeset(&self, document: &[u8]) -> Result<Vec<u8>, Diagnostic> {
        watched(self.watch, Step::Stage("typeset"), || self.printer.typeset(document))
    }

    fn pages(&self, faults: &mut Diagnostics) -> Result<Vec<File>, Reported> {
        self.print_pages(&self.site.pages, faults)
    }

    fn print_pages(&self, pages: &[Page], faults: &mut Diagnostics) -> Result<Vec<File>, Reported> {
        let render = |page: &Page| {
            watched(self.watch, Step::Page(page.kind), || {
                let blocks = match &page.body {
                    PageBody::Blocks(blocks) => body::blocks(blocks),
                    PageBody::Guide(index) => body::guide(&self.site.guides[*index]),
                    PageBody::Report(index) => body::report_blocks(&self.site.reports[*index], &self.texts[*index]),
                };
                let made = self.engine.page(&self.shared, self.site, page, blocks);
                made.map(|bytes| File::new(page.path.clone(), bytes).made_of(&page.origin))
            })
        };
        gather(pages.par_iter().map(render).collect(), faults)
    }

    /// Prints the files that lie beside the page of each report.
    fn printed(&self, previous: &Previous, faults: &mut Diagnostics) -> Result<Vec<File>, Reported> {
        let render = |index: usize| {
            let report = &self.site.reports[index];
            watched(self.watch, Step::Report(&report.name), || {
                let beside = report.formats().into_iter().filter(|format| *format != Format::Html);
                beside
                    .map(|format| self.report(index, format, Some(previous)))
                    .collect::<Result<Vec<File>, Diagnostic>>()
            })
        };
        let made = crew::each(self.site.reports.len(), render);
        Ok(gather(made, faults)?.into_iter().flatten().collect())
    }

    /// Stands in for the files that lie beside the page of each report, so that links to them lead somewhere.
    fn proofs(&self, faults: &mut Diagnostics) -> Result<Vec<File>, Reported> {
        let reports = self.site.reports.par_iter().zip(&self.texts);
        let documents: Vec<Vec<u8>> = reports.map(|(report, text)| print::document(report, text)).collect();
        let all = || self.site.reports.iter().zip(&documents);
        let shortest = |kind: &ReportKind| {
            let of_kind = all().filter(|(report, _)| report.kind == *kind);
            of_kind.min_by_key(|(_, document)| document.len()).map(|(report, _)| report.name.as_str())
        };
        let typeset: BTreeSet<&str> = ReportKind::ALL.iter().filter_map(shortest).collect();
        let prove = |index: usize| {
            let (report, document) = (&self.site.reports[index], &documents[index]);
            watched(self.watch, Step::Report(&report.name), || {
                self.printer.check_glyphs(report, document)?;
                if typeset.contains(report.name.as_str()) {
                    self.typeset(document)?;
                }
                let beside = report.formats().into_iter().filter(|format| *format != Format::Html);
                Ok(beside.map(|format| File::new(report.path(format), Vec::new())).collect::<Vec<File>>())
            })
        };
        let made = crew::each(documents.len(), prove);
        Ok(gather(made, faults)?.into_iter().flatten().collect())
    }

    /// Makes what is neither page nor report: frame, open data, assets.
    fn rest(&self, faults: &mut Diagnostics) -> Result<Vec<File>, Reported> {
        let mut files = watched(self.watch, Step::Stage("frame"), || frame::files(self.site, &self.engine, faults))?;
        let data = dataset::files(&self.site.datasets, &self.site.frame);
        files.extend(data.into_iter().map(|(path, bytes)| File::new(path, bytes)));
        files.extend(assets(self.sources));
        files.push(calendar::file(&self.site.calendar));
        files.push(File::new(index::PATH, index::script(self.site)));
        Ok(files)
    }

    /// Fills the archive of the site, and puts the page that leads to it where the archive has the one that does not.
    fn fill_archive(&self, files: &mut Vec<File>, faults: &mut Diagnostics) -> Result<(), Reported> {
        let frame = &self.site.frame;
        let (archive, page) = (page::offline::path(frame), url::Place::Offline.path());
        files.retain(|file| file.path != archive);
        let bytes = watched(self.watch, Step::Stage("archive"), || offline::archive(files, self.site));
        let planned = self.site.pages.iter().filter(|it| it.path == page);
        let online: Vec<Page> = planned.map(|it| page::offline::online(it, frame, bytes.len())).collect();
        let made = self.print_pages(&online, faults)?;
        files.retain(|file| file.path != page);
        files.extend(made);
        files.push(File::new(archive, bytes));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(())
    }

    /// No two files clash, and every link leads to one of them.
    fn check_files(&self, files: &[File], faults: &mut Diagnostics) -> Result<(), Reported> {
        addresses::check(files, self.site, faults);
        faults.gate()?;
        let base = url::base_path(&self.site.frame.base_url);
        watched(self.watch, Step::Stage("links"), || links::check(files, &base, faults));
        faults.gate()
    }
}

/// Returns the line that credits a source, which says that it is one; nothing without a source.
fn credit(source: &Words) -> String {
    let source = source.text();
    if source.is_empty() || source.starts_with("Nguồn") { source } else { format!("Nguồn: {source}") }
}

/// Keeps what was made and reports what was not.
fn gather<T>(made: Vec<Result<T, Diagnostic>>, faults: &mut Diagnostics) -> Result<Vec<T>, Reported> {
    let mut kept = Vec::with_capacity(made.len());
    for result in made {
        match result {
            Ok(value) => kept.push(value),
            Err(fault) => faults.add(fault),
        }
    }
    faults.gate()?;
    Ok(kept)
}

fn collect<T>(result: Result<T, Vec<Diagnostic>>, faults: &mut Diagnostics) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(found) => {
            found.into_iter().for_each(|fault| faults.add(fault));
            None
        }
    }
}

fn assets(sources: &Sources) -> impl Iterator<Item = File> {
    let folder = "templates/assets/";
    sources.below(folder).map(move |(path, bytes)| {
        File::new(format!("assets/{}", &path.as_str()[folder.len()..]), bytes).made_of(&Location::file(path))
    })
}
