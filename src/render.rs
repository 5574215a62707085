//! Prints a planned site: pages, reports, data files, feed, site map, manifest.
//!
//! Takes the site and the template files, gives every byte that will be written; never sees the catalog.
//! Work is done in parallel and collected in path order, so that the number of threads changes nothing.

pub mod engine;
pub mod frame;
pub mod links;
pub mod manifest;
pub mod narrative;
pub mod pdf;
pub mod print;
pub mod xlsx;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics, Reported};
use crate::files::{Output, OutputPath, Sources};
use crate::settings::{Format, Previous, Step, Watch, watched};
use crate::site::document::Block;
use crate::site::report::Report;
use crate::site::{PageBody, Site, dataset};

use engine::Engine;
use print::Printer;

/// A finished file; reports carry the digest of what they print.
pub(crate) struct File {
    /// Where it will stand.
    pub(crate) path: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Digest of the input, for files that are made again only when it changes.
    pub(crate) input: Option<String>,
}

impl File {
    pub(crate) fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into(), input: None }
    }
}

/// Renders the whole site.
pub fn site(
    site: &Site,
    sources: &Sources,
    previous: &Previous,
    watch: &dyn Watch,
    faults: &mut Diagnostics,
) -> Result<Output, Reported> {
    watch.expect(site.pages.len(), site.reports.len());
    let engine = collect(Engine::new(sources), faults);
    let printer = collect(Printer::new(sources), faults);
    faults.gate()?;
    let (Some(engine), Some(printer)) = (engine, printer) else {
        return Err(faults.gate().expect_err("a fault was reported"));
    };
    engine.missing_terms(site).into_iter().for_each(|fault| faults.add(fault));
    let texts = narratives(site, &engine, faults)?;
    let mut files = pages(site, &engine, &texts, watch, faults)?;
    files.extend(reports(site, &printer, &texts, previous, watch, faults)?);
    files.extend(frame::files(site, &engine, faults)?);
    files.extend(dataset::files(&site.datasets, &site.frame).into_iter().map(|(path, bytes)| File::new(path, bytes)));
    files.extend(assets(sources));
    watched(watch, Step::Stage("links"), || {
        links::check(&files, &crate::site::url::base_path(&site.frame.base_url), faults)
    });
    faults.gate()?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = manifest::file(&files);
    Ok(files.into_iter().chain([manifest]).map(|file| (OutputPath::new(file.path), file.bytes)).collect())
}

/// Renders the files of some reports in some formats.
pub fn reports_only(
    site: &Site,
    sources: &Sources,
    chosen: &[usize],
    formats: &[Format],
    watch: &dyn Watch,
    faults: &mut Diagnostics,
) -> Result<Output, Reported> {
    let engine = collect(Engine::new(sources), faults);
    let printer = collect(Printer::new(sources), faults);
    let (Some(engine), Some(printer)) = (engine, printer) else {
        return Err(faults.gate().expect_err("a fault was reported"));
    };
    let texts = narratives(site, &engine, faults)?;
    let mut output = Output::default();
    for index in chosen {
        let report = &site.reports[*index];
        for format in formats {
            let made = watched(watch, Step::Report(&report.name), || match format {
                Format::Pdf => printer.pdf(report, &texts[index]).map(Some),
                Format::Xlsx => Ok(report.workbook.as_ref().map(|table| xlsx::workbook(table, &report.meta))),
                Format::Html => engine.report(site, report, &texts[index]).map(Some),
            });
            if let Some(bytes) = collect(made.map_err(|fault| vec![fault]), faults).flatten() {
                output.insert(OutputPath::new(format!("{}.{}", report.name, format.extension())), bytes);
            }
        }
    }
    if formats.contains(&Format::Html) {
        assets(sources).for_each(|file| output.insert(OutputPath::new(file.path), file.bytes));
    }
    faults.gate()?;
    Ok(output)
}

/// The blocks of every report, narratives written out.
type Texts = BTreeMap<usize, Vec<Block>>;

fn narratives(site: &Site, engine: &Engine, faults: &mut Diagnostics) -> Result<Texts, Reported> {
    let mut texts = Texts::new();
    for (index, report) in site.reports.iter().enumerate() {
        let blocks = narrative::blocks(&report.body, engine);
        if let Some(blocks) = collect(blocks.map_err(|fault| vec![fault]), faults) {
            texts.insert(index, blocks);
        }
    }
    faults.gate()?;
    Ok(texts)
}

fn pages(
    site: &Site,
    engine: &Engine,
    texts: &Texts,
    watch: &dyn Watch,
    faults: &mut Diagnostics,
) -> Result<Vec<File>, Reported> {
    let shared = engine.shared(site);
    let render = |page: &crate::site::Page| {
        watched(watch, Step::Page(page.kind), || {
            let blocks = match &page.body {
                PageBody::Blocks(blocks) => engine::blocks(blocks),
                PageBody::Guide(index) => engine::guide(&site.guides[*index]),
                PageBody::Report(index) => engine::report_blocks(&site.reports[*index], &texts[index]),
            };
            engine.page(&shared, site, page, blocks).map(|bytes| File::new(page.path.clone(), bytes))
        })
    };
    let made: Vec<Result<File, Diagnostic>> = site.pages.par_iter().map(render).collect();
    gather(made, faults)
}

fn reports(
    site: &Site,
    printer: &Printer<'_>,
    texts: &Texts,
    previous: &Previous,
    watch: &dyn Watch,
    faults: &mut Diagnostics,
) -> Result<Vec<File>, Reported> {
    let render = |(index, report): (usize, &Report)| {
        watched(watch, Step::Report(&report.name), || {
            let pdf = printer.cached(report, &texts[&index], previous)?;
            let xlsx = report.workbook.as_ref().map(|table| {
                File::new(format!("{}/{}.xlsx", report.folder, report.name), xlsx::workbook(table, &report.meta))
            });
            Ok([Some(pdf), xlsx].into_iter().flatten().collect::<Vec<File>>())
        })
    };
    let made: Vec<Result<Vec<File>, Diagnostic>> = site.reports.par_iter().enumerate().map(render).collect();
    Ok(gather(made, faults)?.into_iter().flatten().collect())
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
    sources
        .below(folder)
        .map(move |(path, bytes)| File::new(format!("assets/{}", &path.as_str()[folder.len()..]), bytes))
}
