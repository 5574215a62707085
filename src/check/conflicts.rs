//! The register of conflicts: what stands in it is a conflict, and what is one stands in it.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::figure::{Conflict, ConflictState};
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::{Amount, Both, Language, fold};

/// Returns whether the register has both figures as the two sides of one conflict of a cluster or of the province.
pub(super) fn is_registered(catalog: &Catalog, cluster: Option<Key<Cluster>>, figures: [Amount; 2]) -> bool {
    let [one, other] = figures;
    catalog.conflicts.iter().filter(|conflict| conflict.cluster == cluster).any(|conflict| {
        let (a, b) = (conflict.value_a.as_str(), conflict.value_b.as_str());
        names(a, one) && names(b, other) || names(a, other) && names(b, one)
    })
}

/// Returns whether a text names a figure, written as in Vietnamese or plainly.
fn names(text: &str, figure: Amount) -> bool {
    // A date such as 8/2025 stays in one piece and is no figure.
    let mut numbers = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '/'));
    let (shown, plain) = (figure.show(Language::Vi, 6), figure.plain());
    numbers.any(|number| {
        let number = number.trim_end_matches(['.', ',']);
        number == shown || number == plain
    })
}

/// Reports rows of the register that tell of no conflict, or use what nobody said.
pub(super) fn idle(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for conflict in &catalog.conflicts {
        faults.extend(alike(conflict));
        faults.extend(used_by_nobody(conflict));
        faults.extend(decided_and_open(conflict));
        faults.extend(chosen_and_open(conflict));
    }
}

fn alike(conflict: &Conflict) -> Option<Diagnostic> {
    let value = &conflict.value_a;
    (fold(value) == fold(&conflict.value_b)).then(|| {
        let message = say!("hai nguồn cùng ghi `{value}`, không mâu thuẫn", "both sources say `{value}`: no conflict");
        let note = say!("giá trị A", "value A");
        let help = say!(
            "sửa value_b theo nguồn B; hai nguồn đã thống nhất thì xóa dòng này",
            "correct value_b by source B; if the sources agree now remove the row"
        );
        let fault = Diagnostic::new(Code::IdleConflict, &conflict.cells.at("value_b"), message).found(value);
        fault.note(&conflict.cells.at("value_a"), note).help(help)
    })
}

fn used_by_nobody(conflict: &Conflict) -> Option<Diagnostic> {
    let used = conflict.used.as_ref()?;
    let (a, b) = (&conflict.value_a, &conflict.value_b);
    let said = [a, b].into_iter().any(|value| fold(value).contains(&fold(used)));
    (!said).then(|| {
        let message = say!(
            "giá trị dùng `{used}` không phải giá trị A (`{a}`) và cũng không phải giá trị B (`{b}`)",
            "the value used, `{used}`, is neither value A (`{a}`) nor value B (`{b}`)"
        );
        let help = say!(
            "chép đúng giá trị của một bên vào used; chưa chọn thì để trống",
            "copy one of the two values into used; leave it empty if none is chosen"
        );
        Diagnostic::new(Code::IdleConflict, &conflict.cells.at("used"), message).found(used).help(help)
    })
}

fn decided_and_open(conflict: &Conflict) -> Option<Diagnostic> {
    let decided = conflict.decided_on.filter(|_| conflict.state == ConflictState::Open)?;
    let message = say!(
        "đã quyết định ngày {decided} nhưng trạng thái vẫn là `open`",
        "decided on {decided} and yet `open`";
        decided = decided
    );
    Some(yet_open(conflict, "decided_on", message).found(decided.to_string()))
}

/// One word on the same row is enough.
fn chosen_and_open(conflict: &Conflict) -> Option<Diagnostic> {
    let is_open = conflict.state == ConflictState::Open && conflict.decided_on.is_none();
    let by = conflict.decided_by.as_ref().filter(|_| is_open)?;
    let message = say!("`{by}` đã quyết định nhưng trạng thái vẫn là `open`", "decided by `{by}` and yet `open`");
    Some(yet_open(conflict, "decided_by", message).found(by))
}

fn yet_open(conflict: &Conflict, column: &'static str, message: Both) -> Diagnostic {
    let note = say!("trạng thái", "the state");
    let help = say!(
        "đã quyết định thì ghi state = settled; chưa thì để trống {column}",
        "if it is decided set state = settled; if not leave {column} empty"
    );
    let fault = Diagnostic::new(Code::IdleConflict, &conflict.cells.at(column), message);
    fault.note(&conflict.cells.at("state"), note).help(help)
}
