//! Personal data in Markdown pages.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::contact::personal;
use crate::diagnostic::Diagnostics;
use crate::place::Lines;
use crate::say;
use crate::text::personal::{Personal, dialled, is_free_mail, traces};

/// Reports personal data in pages; the contacts that agencies and the site declare in the data may stand there.
pub(super) fn pages(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let declared = declared(catalog);
    for guide in &catalog.guides {
        let lines = Lines::new(&guide.text);
        for trace in traces(&guide.text) {
            let part = &guide.text[trace.bytes.clone()];
            if trace.kind != Personal::Id && declared.contains(&plain(trace.kind, part)) {
                continue;
            }
            let help = match trace.kind {
                Personal::Id => say!("xóa khỏi trang", "remove it from the page"),
                Personal::Email if !is_free_mail(part) => say!(
                    "thư công vụ thì ghi ở cột email của bảng agencies rồi dẫn ccn:agency/MÃ; thư của cá nhân thì xóa",
                    "put an official address into the column email of agencies and link to ccn:agency/ID; remove a person's"
                ),
                Personal::Mobile | Personal::Email => say!(
                    "xóa; liên lạc của cơ quan thì ghi ở bảng agencies rồi dẫn ccn:agency/MÃ",
                    "remove it; put contacts of an office into agencies and link to ccn:agency/ID"
                ),
            };
            let at = lines.place(&guide.path, trace.bytes);
            faults.add(personal(trace.kind, part, &at).help(help));
        }
    }
}

/// The telephones and addresses of offices, as they compare.
fn declared(catalog: &Catalog) -> Vec<String> {
    let offices = catalog.agencies.rows().iter().map(|agency| (&agency.phone, &agency.email));
    let contacts = offices.chain([(&catalog.province.phone, &catalog.province.email)]);
    let split = |cell: &Option<String>, kind: Personal| -> Vec<String> {
        cell.iter().flat_map(|text| text.split(';')).map(|entry| plain(kind, entry.trim())).collect()
    };
    contacts
        .flat_map(|(phone, email)| [split(phone, Personal::Mobile), split(email, Personal::Email)].concat())
        .collect()
}

fn plain(kind: Personal, text: &str) -> String {
    if kind == Personal::Email { text.to_lowercase() } else { dialled(text) }
}
