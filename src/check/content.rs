//! Links of Markdown pages, and the words that the site asks for.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::table::{Entity, internal_reference};
use crate::catalog::target::Target;
use crate::catalog::word::{Term, keys};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::record::nearest;
use crate::say;

/// Reports links that lead nowhere, or to what stays inside the office.
pub(super) fn links(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for guide in &catalog.guides {
        for link in &guide.links {
            match Target::parse(&link.value, guide, catalog) {
                Err(fault) => faults.add(fault.at(&link.value, &link.at)),
                Ok(Target::Document(key)) if !catalog.documents[key].basis.is_public() => {
                    let document = &catalog.documents[key];
                    let mark = document.basis.cells.at("visibility");
                    faults.add(internal_reference(
                        "documents",
                        document.id.as_str(),
                        document.basis.visibility,
                        &link.at,
                        &mark,
                    ));
                }
                Ok(_) => {}
            }
        }
    }
}

/// Reports words without a row in the table of terms.
pub(super) fn terms(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let file = catalog.file(Term::TABLE);
    let wanted = keys();
    for key in wanted.iter().filter(|key| !catalog.terms.contains_key(*key)) {
        let message = say!("thiếu từ có khóa `{key}`", "the word with the key `{key}` is missing");
        let unused = catalog.terms.keys().filter(|typed| !wanted.contains(typed)).map(String::as_str);
        let similar = nearest(key, unused).and_then(|typed| catalog.terms.get(typed));
        let fault = Diagnostic::new(Code::MissingTerm, &file, message).found(key);
        faults.add(match similar {
            Some(term) => {
                let typed = &term.key;
                let note = say!("khóa `{typed}` ở đây không được dùng đến", "nothing asks for the key `{typed}` here");
                fault.note(&term.at, note).help(say!("sửa `{typed}` thành `{key}`", "change `{typed}` to `{key}`"))
            }
            None => fault.help(say!(
                "thêm dòng có khóa `{key}` và từ tiếng Việt ở cột vi",
                "add a row with the key `{key}` and the Vietnamese word in the column vi"
            )),
        });
    }
}
