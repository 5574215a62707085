//! Names of firms that must stay in the office, in words that leave it.

use chrono::NaiveDate;

use super::statements::{statements, words};
use crate::catalog::Catalog;
use crate::catalog::cluster::Level;
use crate::catalog::guide::Guide;
use crate::catalog::project::{Project, ProjectState};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Located, Location};
use crate::say;

/// Names of firms, by what may be said of them.
struct Firms<'a> {
    /// Those that only internal rows name, or rows of a cluster that is not established.
    hidden: Vec<(&'a Located<String>, Vec<String>)>,
    /// What stands for the published ones in a text, the longest first.
    told: Vec<String>,
}

/// Legal forms, as words, the longer first: a text may write any of them, or `công ty` alone.
const FORMS: &[&str] = &[
    " cong ty trach nhiem huu han mot thanh vien ",
    " cong ty trach nhiem huu han ",
    " cong ty tnhh mot thanh vien ",
    " cong ty tnhh mtv ",
    " cong ty tnhh ",
    " cong ty co phan ",
    " cong ty cp ",
    " tap doan ",
];

/// Reports hidden names in public texts and pages.
pub(super) fn names(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let firms = Firms::new(catalog);
    if firms.hidden.is_empty() {
        return;
    }
    for row in statements(catalog).iter().filter(|row| row.is_public) {
        for (column, text) in row.texts.iter().chain(&row.remarks) {
            faults.extend(firms.hidden_in(text).map(|name| leak(name, &row.cells.at(column))));
        }
    }
    // Few pages name a hidden firm, and only those are read line by line.
    for guide in catalog.guides.iter().filter(|guide| firms.hidden_in(&guide.text).next().is_some()) {
        page(&firms, guide, faults);
    }
}

/// A name may run over the end of a line, so each line is read with the next.
fn page(firms: &Firms<'_>, guide: &Guide, faults: &mut Diagnostics) {
    let lines: Vec<&str> = guide.text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).copied().unwrap_or_default();
        let begins_later: Vec<&Located<String>> = firms.hidden_in(next).collect();
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let at = || Location::line(&guide.path, &guide.text, number, 1);
        let here = firms.hidden_in(line);
        let over_the_end = firms.hidden_in(&format!("{line} {next}")).filter(|name| !begins_later.contains(name));
        let mut names: Vec<&Located<String>> = here.chain(over_the_end).collect();
        names.dedup();
        faults.extend(names.into_iter().map(|name| leak(name, &at())));
    }
}

fn leak(name: &Located<String>, at: &Location) -> Diagnostic {
    let firm = &name.value;
    let message = say!(
        "nội dung công khai nêu tên \"{firm}\", doanh nghiệp chưa được công bố",
        "this public text names \"{firm}\", a firm that is not to be published"
    );
    let note = say!("tên này chỉ dùng nội bộ", "this name is internal");
    let help = say!(
        "bỏ tên khỏi nội dung, hoặc ghi visibility = internal cho dòng này",
        "take the name out of the text, or set visibility = internal for the row"
    );
    Diagnostic::new(Code::NameLeak, at, message).found(firm).note(&name.at, note).help(help)
}

impl<'a> Firms<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let established = |key| catalog.clusters[key].level == Level::A;
        let is_told = |project: &Project| {
            project.basis.is_public() && established(project.cluster) && project.state != ProjectState::Interested
        };
        let developers = catalog
            .clusters
            .iter()
            .flat_map(|(key, cluster)| cluster.developers.iter().map(move |name| (established(key), name)));
        let investors =
            catalog.projects.iter().flat_map(|row| row.investor.iter().map(move |name| (is_told(row), name)));
        let (told, hidden): (Vec<_>, Vec<_>) = developers.chain(investors).partition(|(is_told, _)| *is_told);
        let mut told: Vec<String> = told.iter().flat_map(|(_, name)| spellings(&name.value)).collect();
        told.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
        Self { hidden: hidden.into_iter().map(|(_, name)| (name, spellings(&name.value))).collect(), told }
    }

    /// Returns the hidden names in a text, once what is published is taken out of it.
    ///
    /// Few texts name a hidden firm, and only of those the published ones, of which there are many, are taken out.
    fn hidden_in<'t>(&'t self, text: &str) -> impl Iterator<Item = &'a Located<String>> + use<'a, 't> {
        let text = plain(text);
        let found: Vec<_> = self.hidden.iter().filter(|(_, spellings)| is_named(&text, spellings)).collect();
        let left = match found.is_empty() {
            true => String::new(),
            false => self.told.iter().fold(text, |text, told| text.replace(told, " ")),
        };
        found.into_iter().filter(move |(_, spellings)| is_named(&left, spellings)).map(|(name, _)| *name)
    }
}

fn is_named(text: &str, spellings: &[String]) -> bool {
    spellings.iter().any(|spelling| text.contains(spelling))
}

/// Returns the words of a text, with every legal form as `công ty`.
fn plain(text: &str) -> String {
    FORMS.iter().fold(words(text), |text, form| text.replace(form, " cong ty "))
}

/// Returns each firm of a name, and without its legal form where three words or more are left: two may be a place's.
fn spellings(name: &str) -> Vec<String> {
    let name = plain(name).replace(" lien danh cong ty ", " cong ty ");
    let mut spellings = Vec::new();
    for (index, part) in name.split(" va cong ty ").enumerate() {
        let bare = part.trim().trim_start_matches("cong ty ").trim_end_matches(" joint stock company");
        let is_firm = index > 0 || part.starts_with(" cong ty ");
        spellings.push(if is_firm { format!(" cong ty {bare} ") } else { format!(" {bare} ") });
        if bare.split(' ').count() > 2 {
            spellings.push(format!(" {bare} "));
        }
    }
    spellings.dedup();
    spellings
}
