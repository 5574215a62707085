//! The report of the period as it would stand on any other day: acts and areas up to the day, reported figures of the last
//! period that ended by then.

use chrono::NaiveDate;

use crate::catalog::form::Span;
use crate::site::page::statistics;
use crate::site::show::Show;

use super::{Meta, Report, Subject, Title, status};

/// Returns the report of a day.
pub fn report(show: &Show<'_>, day: NaiveDate) -> Report {
    let (span, province, when) = (Span::until(day), &show.catalog.province.name, show.day(day));
    let (period, from) = (statistics::period_name(span.reported()).to_lowercase(), show.day(span.from()));
    let report = status::report(show, span);
    Report {
        subject: Subject::Day(day),
        meta: Meta {
            title: format!("Báo cáo tình hình phát triển cụm công nghiệp tỉnh {province} đến ngày {when}"),
            description: format!("Tình hình phát triển cụm công nghiệp tỉnh {province} đến ngày {when}, dự thảo"),
            ..report.meta
        },
        title: Title {
            text: format!("Tình hình phát triển cụm công nghiệp tỉnh {province} đến ngày {when}"),
            note: format!("(Số liệu từ ngày {from} đến ngày {when}; số theo biểu báo cáo là của kỳ {period})"),
            ..report.title
        },
        ..report
    }
}
