//! What nobody has confirmed for a while: the value stays, marked, and somebody should ask again.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::fact::Price;
use crate::catalog::form::Span;
use crate::catalog::land::{AreaKind, PlotStatus};
use crate::catalog::limit::LimitId;
use crate::catalog::project::CapitalKind;
use crate::catalog::standing::age::Grounded;
use crate::catalog::standing::{Stage, Standing};
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::{Both, PartialDate};

use super::disagreements::price_words;

/// Tells of prices older than their rule; one that holds until a day is not asked for before.
pub(super) fn prices(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    // Without a rule nothing can be called old; its absence is told by the rule of constants.
    if catalog.oldest(LimitId::PriceAge, today).is_none() {
        return;
    }
    let holds = |price: &Price| price.valid_until.is_some_and(|last| last.last() >= today);
    let rows: Vec<&Price> = catalog.prices.iter().filter(|price| price.basis.is_public()).collect();
    for price in rows.iter().filter(|price| !holds(price) && price.ground().is_stale(catalog, today)) {
        let newer = |other: &&&Price| is_same(price, other) && other.basis.as_of > price.basis.as_of;
        if rows.iter().find(newer).is_some() {
            continue;
        }
        let (what, date) = (price_words(price.kind), price.basis.as_of);
        let message = say!(
            "{what} là số liệu {date}, đã quá hạn xác nhận",
            "{what} is of {date} and has to be confirmed again";
            what = what, date = date
        );
        let help = say!(
            "hỏi lại nơi công bố; giá không đổi thì thêm dòng với as_of mới, giá có hạn thì ghi valid_until",
            "ask the publisher; if it is unchanged add a row with a new as_of, if it holds until a day set valid_until"
        );
        faults.add(Diagnostic::new(Code::StalePrice, &price.basis.cells.at("as_of"), message).help(help));
    }
}

fn is_same(one: &Price, other: &Price) -> bool {
    one.cluster == other.cluster && one.kind == other.kind && one.position == other.position && one.unit == other.unit
}

/// Tells of land to lease that nobody has confirmed: it is not listed as land to lease now.
pub(super) fn land(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    if catalog.oldest(LimitId::LandAge, today).is_none() {
        return;
    }
    for plot in catalog.plots.iter().filter(|plot| plot.basis.is_public() && plot.status == PlotStatus::Vacant) {
        if let Some(date) = plot.confirmed_on.filter(|_| plot.ground().is_stale(catalog, today)) {
            let code = &plot.code;
            let what = say!("tình trạng lô {code}", "the state of plot {code}");
            faults.add(unconfirmed(&plot.basis.cells.at("confirmed_on"), &what, date));
        }
    }
    for (key, cluster) in catalog.clusters.iter() {
        let declared = Standing::new(catalog, key, today).area(AreaKind::Leasable);
        if let Some(area) = declared.filter(|area| area.basis.is_public() && area.ground().is_stale(catalog, today))
            && let Some(date) = area.basis.as_of
        {
            let name = &cluster.short;
            let what = say!("đất cho thuê được ngay của cụm {name}", "land to lease now of cluster {name}");
            faults.add(unconfirmed(&area.basis.cells.at("as_of"), &what, date));
        }
    }
}

fn unconfirmed(at: &Location, what: &Both, date: PartialDate) -> Diagnostic {
    let message = say!(
        "{what} xác nhận lần cuối {date}, đã quá hạn, nên không được xếp vào \"thuê được ngay\"",
        "{what} was last confirmed on {date}, too long ago to be listed as land to lease now";
        what = what, date = date
    );
    let help = say!(
        "hỏi chủ đầu tư hạ tầng rồi ghi ngày xác nhận mới",
        "ask the developer and write the new day of confirmation"
    );
    Diagnostic::new(Code::StaleLand, at, message).help(help)
}

/// Tells of clusters under way of which no news has come since the rule on progress.
pub(super) fn progress(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let Some(oldest) = catalog.oldest(LimitId::ProgressAge, today) else { return };
    for (key, cluster) in catalog.clusters.iter() {
        let under_way = matches!(Standing::new(catalog, key, today).stage(), Stage::Clearing | Stage::Building);
        let Some((date, at)) = last_news(catalog, key).filter(|(date, _)| under_way && date.first() < oldest) else {
            continue;
        };
        let name = &cluster.short;
        let message = say!(
            "cụm {name} đang giải phóng mặt bằng hoặc xây dựng, tin mới nhất là {date}",
            "cluster {name} is being cleared or built, and the newest word on it is of {date}";
            date = date
        );
        let help = say!(
            "hỏi chủ đầu tư, UBND cấp xã; thêm mốc hoặc bước giải phóng mặt bằng mới, hoặc ghi as_of mới",
            "ask the developer or the commune; add a new act or step of clearance, or a new as_of"
        );
        faults.add(Diagnostic::new(Code::StaleProgress, &at, message).help(help));
    }
}

/// Returns the newest date of an act, a step of clearance, an area or a payment of a cluster, with its place.
fn last_news(catalog: &Catalog, key: Key<Cluster>) -> Option<(PartialDate, Location)> {
    let acts = catalog.milestones.of(key).iter().map(|row| &row.basis);
    let steps = catalog.clearances.of(key).iter().map(|row| &row.basis);
    let areas = catalog.areas.of(key).iter().map(|row| &row.basis);
    let paid = |row: &&crate::catalog::project::Capital| row.cluster == Some(key) && row.kind == CapitalKind::Paid;
    let payments = catalog.capital.iter().filter(paid).map(|row| &row.basis);
    let rows = acts.chain(steps).chain(areas).chain(payments);
    let dated = rows.filter_map(|basis| Some((basis.as_of?, basis)));
    dated.max_by_key(|(date, _)| *date).map(|(date, basis)| (date, basis.cells.at("as_of")))
}

/// Tells of the last period closed without a single figure.
pub(super) fn statistics(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let reported: BTreeSet<Span> =
        catalog.observations.iter().filter(|row| row.value.is_some()).map(|row| row.period).collect();
    let closed = catalog.periods.iter().filter(|period| period.span.to() < today).max_by_key(|period| period.span);
    let Some(period) = closed.filter(|period| !reported.contains(&period.span)) else { return };
    let id = period.span.id();
    let message = say!(
        "kỳ {id} đã chốt ngày {to} mà chưa có số liệu nào trong bảng observations",
        "the period {id} closed on {to}, and table observations has no figure of it";
        to = period.span.to()
    );
    let help = say!(
        "nhập số liệu từ các Biểu đã nhận; đơn vị nào chưa gửi thì ghi state = missing",
        "enter the figures of the forms received; for an office that sent none set state = missing"
    );
    faults
        .add(Diagnostic::new(Code::StaleStatistics, &period.at.clone().with_field("id"), message).found(id).help(help));
}
