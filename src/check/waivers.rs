//! Faults that somebody answers for, and waivers that no longer hold.

use chrono::{Days, NaiveDate};

use crate::catalog::Catalog;
use crate::catalog::waiver::Waiver;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;

/// The longest time that a fault may be left as it is: each is looked at again once a year.
const LONGEST_DAYS: u64 = 366;

/// Marks the faults that a waiver in force covers, and reports waivers that are out of place.
pub(super) fn apply(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let mut own = Diagnostics::default();
    // A build for an earlier day meets waivers that were given later.
    let given = today.max(catalog.province.date);
    for waiver in &catalog.waivers {
        let covered = faults.iter().filter(|fault| waiver.covers(fault)).count();
        let is_unused = covered == 0 && !waiver.is_of_received();
        own.extend(judge(waiver, is_unused, [today, given]));
    }
    hold(catalog, today, faults);
    faults.append(own);
}

/// Marks the faults that a waiver in force covers.
pub(crate) fn hold(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let in_force = |waiver: &&Waiver| waiver.waived.until >= today && waiver.code.may_be_waived();
    let holding: Vec<&Waiver> = catalog.waivers.iter().filter(in_force).collect();
    faults.waive(|fault| holding.iter().find(|waiver| waiver.covers(fault)).map(|waiver| waiver.waived.clone()));
}

fn judge(waiver: &Waiver, is_unused: bool, [today, given]: [NaiveDate; 2]) -> Option<Diagnostic> {
    let (code, until) = (waiver.code.name(), waiver.waived.until);
    let latest = given.checked_add_days(Days::new(LONGEST_DAYS)).unwrap_or(NaiveDate::MAX);
    let at = |column| waiver.cells.at(column);
    let fault = if !waiver.code.may_be_waived() {
        let message = say!("lỗi `{code}` không được miễn", "`{code}` cannot be waived");
        let help = say!("xóa dòng này và sửa lỗi", "remove this row and mend the fault");
        Diagnostic::new(Code::BadWaiver, &at("code"), message).found(code).help(help)
    } else if until > latest {
        let message = say!(
            "thời hạn miễn đến {until} dài hơn một năm", "waived until {until}, more than a year"; until = until
        );
        let help = say!("ghi ngày không muộn hơn {latest}", "give a day no later than {latest}");
        Diagnostic::new(Code::BadWaiver, &at("until"), message).found(until.to_string()).help(help)
    } else if until < today {
        let message = say!("đã hết thời hạn miễn từ {until}", "this waiver ended on {until}"; until = until);
        let help = say!("sửa lỗi rồi xóa dòng này, hoặc gia hạn", "mend the fault and remove this row, or extend it");
        Diagnostic::new(Code::ExpiredWaiver, &at("until"), message).found(until.to_string()).help(help)
    } else if is_unused {
        let file = &waiver.file;
        let message = say!("không còn lỗi `{code}` nào ở {file}", "there is no `{code}` in {file} any more");
        let help = say!(
            "xóa dòng này; còn lỗi thì xem lại tên tệp và tên dòng",
            "remove this row, or look at file and record again"
        );
        Diagnostic::new(Code::UnusedWaiver, &at("code"), message).found(code).help(help)
    } else {
        return None;
    };
    Some(fault)
}
