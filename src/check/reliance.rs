//! What pages say of the law in their own words: documents out of force, not in force yet, or not read.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::citing::{Mention, Register, mentions, place};
use super::{law, past};
use crate::catalog::Catalog;
use crate::catalog::guide::Guide;
use crate::catalog::law::Document;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::PartialDate;

/// Reports pages that name a document out of force as if it still counted.
///
/// History may be told: the sentence, the row or a heading above says so, or the front matter names the document and
/// was reported.
pub(super) fn expired(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for_each(
        catalog,
        |key| law::is_past(catalog, key, today),
        |guide, mention| {
            let kind = &catalog.documents[mention.document].kind;
            let listed = guide.documents.iter().any(|document| document.value == mention.document);
            if listed || past::is_told(guide, &mention.bytes, kind, today) {
                return;
            }
            let at = place(guide, &mention.bytes);
            faults.extend(law::expired(catalog, mention.document, &at, today).map(|fault| {
            fault.found(&guide.text[mention.bytes.clone()]).help(say!(
                "dẫn văn bản đang có hiệu lực; nếu nói về quá khứ thì viết rõ, ví dụ \"trước đây\", \"đã hết hiệu lực\"",
                "cite the document in force; if the sentence tells of the past say so: \"trước đây\", \"đã hết hiệu lực\""
            ))
        }));
        },
    );
}

/// Reports pages that name a document which comes into force later and do not say from which day.
pub(super) fn not_yet(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    for_each(
        catalog,
        |key| catalog.documents[key].is_future(today),
        |guide, mention| {
            let first = catalog.documents[mention.document].in_force_from;
            let said =
                first.is_some_and(|first| says_day(&guide.text, first)) || guide.text.contains("chưa có hiệu lực");
            if said || !told.insert((guide.path.clone(), mention.document)) {
                return;
            }
            let at = place(guide, &mention.bytes);
            faults.extend(law::future(catalog, mention.document, &at, today).map(|fault| {
                fault.found(&guide.text[mention.bytes.clone()]).help(say!(
                    "ghi trong trang ngày bắt đầu có hiệu lực, ví dụ \"từ {first}\", hoặc \"chưa có hiệu lực\"",
                    "say on the page from which day, such as \"từ {first}\", or \"chưa có hiệu lực\""; first = first
                ))
            }));
        },
    );
}

fn says_day(text: &str, first: PartialDate) -> bool {
    let bare = |word: &str| PartialDate::parse(word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    text.split_whitespace().any(|word| bare(word) == Some(first))
}

/// Reports pages that name a document which was not read, without the mark that says so.
///
/// The front matter's documents are listed on the page with the mark; the others need it in the same paragraph.
pub(super) fn unmarked(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    let is_open = |key| law::is_unread(&catalog.documents[key]) && !law::is_past(catalog, key, today);
    for_each(catalog, is_open, |guide, mention| {
        let document = &catalog.documents[mention.document];
        let listed = guide.documents.iter().any(|listed| listed.value == mention.document);
        let is_marked = past::is_marked(&guide.text[past::paragraph(&guide.text, &mention.bytes)]);
        if listed || is_marked || !told.insert((guide.path.clone(), mention.document)) {
            return;
        }
        let (name, id) = (document.citation(), document.id.as_str());
        let message = say!(
            "{name} mới biết qua nguồn khác, nhưng trang không ghi \"chờ đối chiếu bản gốc\"",
            "{name} was not read in the original, and the page does not say so"
        );
        let help = say!(
            "thêm `{id}` vào documents ở đầu tệp, hoặc viết \"(chờ đối chiếu bản gốc)\" cùng đoạn",
            "add `{id}` to documents in the front matter, or write \"(chờ đối chiếu bản gốc)\" in the paragraph"
        );
        let note = say!("{name} ở bảng documents", "{name} in table documents");
        let fault = Diagnostic::new(Code::UnmarkedBasis, &place(guide, &mention.bytes), message);
        let fault = fault.found(&guide.text[mention.bytes.clone()]).help(help);
        faults.add(fault.note(&document.basis.cells.at("seen"), note));
    });
}

/// Judges each mention of the documents that matter.
fn for_each(catalog: &Catalog, matters: impl Fn(Key<Document>) -> bool, mut judge: impl FnMut(&Guide, &Mention)) {
    let documents: BTreeSet<Key<Document>> =
        catalog.documents.iter().map(|(key, _)| key).filter(|key| matters(*key)).collect();
    if documents.is_empty() {
        return;
    }
    let register = Register::new(catalog);
    for guide in &catalog.guides {
        let mentions = mentions(catalog, &register, guide);
        mentions
            .iter()
            .filter(|mention| documents.contains(&mention.document))
            .for_each(|mention| judge(guide, mention));
    }
}
