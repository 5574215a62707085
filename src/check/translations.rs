//! Words and names that a language of the site lacks.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::{Both, Language};

/// How many missing words a message names.
const NAMED: usize = 5;

/// Reports, once for each table and language that `site.yaml` declares, what has no translation.
pub(super) fn missing(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for language in &catalog.province.languages {
        let column = match language {
            Language::Vi => continue,
            Language::En => ("en", "name_en"),
            Language::Zh => ("zh", "name_zh"),
        };
        let terms = catalog.terms.values().filter(|term| translated(*language, &term.en, &term.zh).is_none());
        let terms = terms.map(|term| (term.key.as_str(), term.at.clone().with_field(column.0)));
        report("terms", *language, terms.collect(), faults);
        let clusters = catalog.clusters.rows().iter();
        let clusters = clusters.filter(|row| translated(*language, &row.name_en, &row.name_zh).is_none());
        let clusters = clusters.map(|row| (row.id.as_str(), row.basis.cells.at(column.1)));
        report("clusters", *language, clusters.collect(), faults);
    }
}

fn translated<'a>(language: Language, en: &'a Option<String>, zh: &'a Option<String>) -> Option<&'a str> {
    if language == Language::Zh { zh.as_deref() } else { en.as_deref() }
}

fn report(table: &str, language: Language, missing: Vec<(&str, Location)>, faults: &mut Diagnostics) {
    let [(_, at), ..] = missing.as_slice() else { return };
    let count = missing.len();
    let mut names = missing.iter().take(NAMED).map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if count > NAMED {
        names.push_str(", …");
    }
    let tongue = match language {
        Language::Zh => say!("tiếng Trung", "Chinese"),
        _ => say!("tiếng Anh", "English"),
    };
    let names = Both::new(names.clone(), names);
    let message = say!(
        "bảng `{table}` có {count} dòng chưa có {tongue}: {names}",
        "table `{table}` has {count} rows without {tongue}: {names}";
        tongue = tongue, names = names
    );
    let help = say!(
        "điền các ô đó, hoặc bỏ ngôn ngữ này khỏi `languages` trong data/site.yaml",
        "fill the cells, or remove the language from `languages` in data/site.yaml"
    );
    faults.add(Diagnostic::new(Code::MissingTranslation, at, message).help(help));
}
