//! Finds the reports that a person orders alone.

use std::collections::BTreeSet;

use crate::record::nearest;
use crate::say;
use crate::settings::{Asked, Order};
use crate::text::Both;

use super::Site;

/// The place of the period among the names that are asked.
const PERIOD: usize = 0;

/// Returns the reports that an order names, by their place in [`Site::reports`], or says that there is none.
///
/// A report that has no such name is not meant: a factsheet shows the day of the build, and a period asked of it would be
/// ignored in silence.
pub fn choose(site: &Site, order: &Order) -> Result<Vec<usize>, Both> {
    let of_kind = site.reports.iter().enumerate().filter(|(_, report)| report.kind == order.kind);
    let of_kind: Vec<(usize, Asked)> = of_kind.map(|(index, report)| (index, report.subject.named())).collect();
    let chosen = of_kind.iter().filter(|(_, own)| order.about.is_met_by(own));
    let chosen: Vec<usize> = chosen.map(|(index, _)| *index).collect();
    if chosen.is_empty() { Err(nothing(&order.about, &of_kind)) } else { Ok(chosen) }
}

/// Says which name is wrong, and which there are instead.
fn nothing(asked: &Asked, of_kind: &[(usize, Asked)]) -> Both {
    if of_kind.is_empty() {
        return say!("dữ liệu không có báo cáo nào loại này", "the data have no report of this kind");
    }
    let asked = asked.parts();
    let is_known = |part: usize| of_kind.iter().any(|(_, own)| own.parts()[part] == asked[part]);
    let named: Vec<usize> = (0..asked.len()).filter(|part| asked[*part].is_some()).collect();
    let wrong = named.iter().copied().find(|part| !is_known(*part)).or(named.first().copied()).unwrap_or(0);
    let own = |part: usize| of_kind.iter().filter_map(|(_, own)| own.parts()[part].map(str::to_owned)).collect();
    // A kind that has no such name at all is told with the names that it has.
    let parts = [wrong].into_iter().chain((0..asked.len()).rev());
    let known: BTreeSet<String> = parts.map(own).find(|known: &BTreeSet<String>| !known.is_empty()).unwrap_or_default();
    let list = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let wanted = asked[wrong].unwrap_or_default();
    if wrong == PERIOD && named.contains(&PERIOD) {
        if of_kind.iter().all(|(_, own)| own.parts()[PERIOD].is_none()) {
            return say!("báo cáo loại này không theo kỳ: bỏ --period", "this kind has no period: leave out --period");
        }
        return say!(
            "không có báo cáo cho `{wanted}`; có: {list}; kỳ mới thì thêm vào data/periods.yaml",
            "there is no report for `{wanted}`; there are: {list}; add a new period to data/periods.yaml"
        );
    }
    match nearest(wanted, known.iter().map(String::as_str)) {
        Some(near) => say!(
            "không có báo cáo cho `{wanted}`; có phải là `{near}`?",
            "there is no report for `{wanted}`; did you mean `{near}`?"
        ),
        None => {
            say!("không có báo cáo cho `{wanted}`; có: {list}", "there is no report for `{wanted}`; there are: {list}")
        }
    }
}
