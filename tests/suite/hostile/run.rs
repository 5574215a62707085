//! One file, or a whole project, through the stages, and the reports printed: for the tests and for `fuzz/` alike.
//!
//! A finding is a panic, an overflow, a run of many seconds or gigabytes; a diagnostic is none. Pages and PDF are
//! left out: they cost a thousand times what the reading costs.

use ccn::catalog::Catalog;
use ccn::diagnostic::print::{Form, print};
use ccn::diagnostic::{Code, Diagnostics};
use ccn::files::{SourcePath, Sources};
use ccn::intake::{self, Order, Received, answer};
use ccn::markdown;
use ccn::parse::{self, Records};
use ccn::settings::Settings;
use ccn::text::Language;
use ccn::{catalog, check, site};

/// Reads one file as the program would, says what there is to say about it, and prints its Markdown.
pub(crate) fn file(path: &str, bytes: &[u8]) -> Diagnostics {
    let sources = Sources::from_iter([(SourcePath::new(path), bytes.to_vec())]);
    let mut found = Diagnostics::default();
    let records: Option<Records> = parse::records(&sources, &mut found).ok();
    for document in records.into_iter().flat_map(|records| records.documents) {
        let html = markdown::html(&document.text, document.body, Language::Vi, str::to_owned);
        assert!(!html.to_lowercase().contains("<script"), "raw HTML never passes: {html}");
    }
    report(&found, &sources);
    found
}

/// Takes a project through every stage that comes before pages, and its data files.
pub(crate) fn project(sources: &Sources) -> Diagnostics {
    let mut found = Diagnostics::default();
    let planned = parse::records(sources, &mut found).and_then(|records| {
        let catalog = catalog::resolve(records, &mut found)?;
        let today = catalog.province.date;
        check::run(&catalog, today, &mut found)?;
        site::plan(&catalog.publish(), today, &Settings::default(), &mut found)
    });
    match planned {
        Ok(site) => drop(site::dataset::files(&site.datasets, &site.frame)),
        Err(_) => assert!(found.gate().is_err(), "a stage stops only on an error that is told"),
    }
    report(&found, sources);
    found
}

/// The catalog of a sound project.
pub(crate) fn catalog(sources: &Sources) -> Catalog {
    let mut found = Diagnostics::default();
    let records = parse::records(sources, &mut found).expect("the project is sound");
    catalog::resolve(records, &mut found).expect("the project is sound")
}

/// Reads a file that was received, and makes the page and the marked copy; returns the codes of what is found.
pub(crate) fn received(sent: &Received, catalog: &Catalog) -> Vec<Code> {
    let order = Order::default();
    let taken = intake::take(std::slice::from_ref(sent), catalog, &order);
    answer::words(&taken, &[], false, Language::Vi);
    let page = answer::page(&taken, &[], &taken.faults, "20/06/2026", Language::Vi);
    assert!(!page.contains("<script"), "what a cell says is no markup");
    match answer::copy(sent, &order, &taken.faults, Language::Vi) {
        Ok(copy) => assert!(copy.starts_with(b"PK"), "the copy is a workbook"),
        Err(reason) => assert!(!reason.get(Language::Vi).is_empty(), "why there is no copy is told"),
    }
    taken.faults.iter().map(|fault| fault.code).collect()
}

/// Prints every form, as a snippet is where a place that lies outside its file would be found out.
fn report(found: &Diagnostics, sources: &Sources) {
    for form in [Form::Human, Form::Short, Form::Json] {
        for language in [Language::Vi, Language::En] {
            let text = print(found, sources, form, language);
            assert_eq!(text.is_empty(), found.sorted().is_empty(), "what is found is told");
        }
    }
    print(found, sources, Form::Sarif, Language::Vi);
}
