//! What the pipeline says of a spoiled table.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hasher};

use ccn::diagnostic::{Code, Diagnostics, Severity};
use ccn::files::{SourcePath, Sources};
use ccn::parse::Records;
use ccn::settings::Settings;
use ccn::site::Site;
use ccn::{catalog, check, parse, site};

/// How often each code was reported, by file.
type Told = BTreeMap<(Code, SourcePath), usize>;

/// A project but for one table, read once for all its mutants.
pub(crate) struct Rest(Records);

/// What a run gave: what it told, and the site that it planned.
pub(crate) struct Outcome {
    told: Told,
    site: Option<Site>,
}

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A code told of it.
    Caught(Code),
    /// No reader would see a difference.
    Equivalent,
    /// The site says something else, and nobody was told.
    Missed,
}

impl Rest {
    /// Reads everything but one file, or returns nothing when that is not sound.
    pub(crate) fn of(sources: &Sources, left_out: &SourcePath) -> Option<Self> {
        let rest = ["data/", "content/"].into_iter().flat_map(|folder| sources.below(folder));
        let rest = rest.filter(|(path, _)| *path != left_out).map(|(path, bytes)| (path.clone(), bytes.to_vec()));
        parse::records(&rest.collect(), &mut Diagnostics::default()).ok().map(Self)
    }

    /// Runs everything but the printing, with the bytes of the file that was left out.
    pub(crate) fn with(&self, path: &SourcePath, bytes: Vec<u8>) -> Outcome {
        let mut faults = Diagnostics::default();
        let site = self.plan(&Sources::from_iter([(path.clone(), bytes)]), &mut faults);
        let mut told = Told::new();
        for fault in faults.sorted().into_iter().filter(|fault| fault.severity() != Severity::Note) {
            *told.entry((fault.code, fault.at.file.clone())).or_default() += 1;
        }
        Outcome { told, site }
    }

    fn plan(&self, file: &Sources, faults: &mut Diagnostics) -> Option<Site> {
        let mut records = parse::records(file, faults).ok()?;
        let Records { sheets, maps, documents, narratives } = &self.0;
        records.sheets.extend(sheets.iter().map(|(name, sheet)| (name.clone(), sheet.clone())));
        records.maps.clone_from(maps);
        records.documents.clone_from(documents);
        records.narratives.clone_from(narratives);
        let catalog = catalog::resolve(records, faults).ok()?;
        let today = catalog.province.date;
        check::run(&catalog, today, faults).ok()?;
        site::plan(&catalog.publish(), today, &Settings::default(), faults).ok()
    }
}

impl Outcome {
    /// Returns the digest of the site, when there is one.
    pub(crate) fn digest(&self) -> Option<u64> {
        self.site.as_ref().map(digest)
    }

    /// Compares a spoiled run with the sound one, whose digest is given.
    pub(crate) fn judge(&self, sound: &Self, digest: u64) -> Verdict {
        let known = |key| sound.told.get(key).copied().unwrap_or_default();
        let new = self.told.iter().find(|(key, count)| **count > known(key));
        match new {
            Some(((code, _), _)) => Verdict::Caught(*code),
            None if self.digest() == Some(digest) => Verdict::Equivalent,
            None => Verdict::Missed,
        }
    }
}

/// Hashes all that is printed; not where a page comes from, which moves with every byte.
fn digest(site: &Site) -> u64 {
    let mut sink = Sink(DefaultHasher::new());
    let written = (|| {
        write!(sink, "{:?}{:?}{:?}", site.frame, site.editions, site.guides)?;
        write!(sink, "{:?}{:?}{:?}", site.reports, site.datasets, site.feeds)?;
        for page in &site.pages {
            write!(sink, "{:?}{:?}{:?}", page.path, page.title, page.description)?;
            write!(sink, "{:?}{:?}{:?}", page.updated, page.crumbs, page.stage)?;
            write!(sink, "{:?}{:?}{:?}", page.downloads, page.json_ld, page.body)?;
        }
        Ok::<(), fmt::Error>(())
    })();
    written.expect("a hasher takes all text");
    sink.0.finish()
}

struct Sink(DefaultHasher);

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}
