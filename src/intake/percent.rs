//! Percentages that may have been typed as shares of one: `0,29` for 29 %.

use crate::catalog::form::FormRow;
use crate::catalog::indicator::FormId;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Location;
use crate::say;
use crate::text::Amount;

use super::figure;

/// Returns whether a number that stands for a percentage may be a share of one.
pub(super) fn may_be_share(value: Amount, unit: &str) -> bool {
    unit == "%" && value > Amount::ZERO && value <= Amount::from(1)
}

/// Asks which of the two a value is; it was read as a percentage.
pub(super) fn unsure(value: Amount, at: &Location) -> Diagnostic {
    let message = say!(
        "{value} ở đây là {value} % hay {share} %? Đã đọc là {value} %",
        "is {value} here {value} % or {share} %? It was read as {value} %";
        share = value.hundredfold(), value = value
    );
    let help = say!(
        "là {share} % thì gõ {share}; đúng là {value} % thì gõ {value} %",
        "type {share} if it is {share} %; type {value} % if it is that";
        share = value.hundredfold(), value = value
    );
    Diagnostic::new(Code::PercentOrShare, at, message).found(value.plain()).help(help)
}

/// The rate of occupancy that a form states, and the rows of leased and of industrial land that it is computed from.
fn rows(form: FormId) -> Option<[&'static str; 3]> {
    match form {
        FormId::Project => None,
        FormId::Developer => Some(["5", "4", "3"]),
        FormId::Commune | FormId::Province => Some(["19", "18", "17"]),
    }
}

/// Reads a rate of occupancy that was typed as a share when the land of the same form says what is meant.
///
/// `land` gives the hectares of a row. Without them, or of a rate typed plainly, nothing is said here.
pub(super) fn occupancy(
    read: &figure::Read,
    row: &FormRow,
    at: &Location,
    land: impl Fn(&str) -> Option<Amount>,
) -> Option<Result<Amount, Diagnostic>> {
    let [_, leased, industrial] = rows(row.form).filter(|[rate, ..]| *rate == row.number && read.may_be_share)?;
    let computed = land(leased)?.percent_of(land(industrial)?)?;
    let fits = |value: &Amount| is_about(*value, computed);
    let meant = [read.value.hundredfold(), read.value].into_iter().find(fits);
    Some(meant.ok_or_else(|| differs(read.value, computed, [leased, industrial], at)))
}

/// Returns whether a stated rate is the computed one, but for its last digit.
fn is_about(stated: Amount, computed: Amount) -> bool {
    let unit = match stated.decimals() {
        0 => Amount::from(1),
        1 => Amount::hundredths(10),
        _ => Amount::hundredths(1),
    };
    stated + unit >= computed && computed + unit >= stated
}

fn differs(value: Amount, computed: Amount, [leased, industrial]: [&str; 2], at: &Location) -> Diagnostic {
    let message = say!(
        "{value} ở đây là {value} % hay {share} %? Dòng {leased} chia dòng {industrial} của biểu là {computed} %; đã đọc là {value} %",
        "is {value} here {value} % or {share} %? Row {leased} over row {industrial} of the form is {computed} %; it was read as {value} %";
        share = value.hundredfold(), value = value, computed = computed.round(2)
    );
    let help = say!(
        "kiểm tra ba dòng; là {share} % thì gõ {share}, đúng là {value} % thì gõ {value} %",
        "check the three rows; type {share} if it is {share} %, or {value} % if it is that";
        share = value.hundredfold(), value = value
    );
    Diagnostic::new(Code::PercentOrShare, at, message).found(value.plain()).help(help)
}
