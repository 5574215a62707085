//! Annexes that somebody took out as a whole.

use std::collections::BTreeSet;

use super::align::{Pair, Unit};
use super::document::Document;
use super::figure::SOURCE;
use super::parts::Parts;
use super::{Finding, section_name};
use crate::say;

/// Returns the section of a text.
pub(super) fn section(unit: &Unit<'_>) -> usize {
    unit.cells.first().map_or(0, |(_, paragraph)| paragraph.section)
}

/// Returns the sections of the report of which no text is left but what every annex says.
pub(super) fn gone(anew: &Document, pairs: &[Pair<'_>]) -> BTreeSet<usize> {
    let with_rows = |is: &dyn Fn(&Pair<'_>) -> bool| -> BTreeSet<usize> {
        let own = pairs.iter().filter(|pair| is(pair)).filter_map(|pair| pair.0);
        own.filter(|unit| unit.table.is_some()).map(section).filter(|section| *section > 0).collect()
    };
    let lost = with_rows(&|pair| pair.1.is_none());
    let kept = with_rows(&|pair| pair.1.is_some());
    lost.difference(&kept).copied().filter(|section| *section < anew.sections.len()).collect()
}

/// Tells of each annex that is gone once, with its title.
pub(super) fn findings(anew: &Document, gone: &BTreeSet<usize>) -> Vec<Finding> {
    let parts = Parts::of(anew);
    let text = |index: Option<usize>| index.map_or("", |index| anew.paragraphs[index].text.trim());
    let of = |annex: &&[Option<usize>; 3], section: usize| {
        annex[0].is_some_and(|first| anew.paragraphs[first].section == section)
    };
    let one = |section: &usize| {
        let annex = parts.annexes.iter().find(|annex| of(annex, *section));
        let [word, title, _] = annex.copied().unwrap_or_default();
        let (word, title) = (text(word), text(title));
        Finding {
            also: Vec::new(),
            rule: "lost-annex",
            place: section_name(anew, *section),
            message: say!("mất cả {word} “{title}”", "{word} “{title}” is gone"),
            help: say!(
                "chép lại phụ lục này từ bản ccn lập; nếu bỏ thì sửa cả những chỗ dẫn đến nó",
                "copy it again from the document that ccn makes; or mend what refers to it, too"
            ),
            source: SOURCE,
        }
    };
    gone.iter().map(one).collect()
}
