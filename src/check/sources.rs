//! Where facts come from: every public figure has a source and a date, and its grade is what the sources bear.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::statements::{Statement, statements};
use super::{contested, past};
use crate::catalog::Catalog;
use crate::catalog::basis::{Basis, Grade, Source, SourceKind, Visibility};
use crate::catalog::fact::{Price, PriceKind};
use crate::catalog::figure::Change;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;

/// Reports public figures without source or date, in the tables that leave these columns open.
pub(super) fn missing(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for plot in catalog.plots.iter() {
        let dated = plot.confirmed_on.or(plot.basis.as_of).is_some();
        require(&plot.basis, "area_m2", dated, "confirmed_on", faults);
    }
    for clearance in catalog.clearances.iter() {
        match (clearance.area_ha, clearance.households) {
            (Some(_), _) => require(&clearance.basis, "area_ha", true, "as_of", faults),
            (None, Some(_)) => require(&clearance.basis, "households", true, "as_of", faults),
            (None, None) => {}
        }
    }
    // The period of an observation is its date.
    for observation in catalog.observations.iter().filter(|observation| observation.value.is_some()) {
        require(&observation.basis, "value", true, "as_of", faults);
    }
    for project in catalog.projects.iter() {
        let figures = [
            ("area_ha", project.area_ha.is_some()),
            ("capital_bn_vnd", project.capital_bn_vnd.is_some()),
            ("jobs", project.jobs.is_some()),
        ];
        if let Some((column, _)) = figures.into_iter().find(|(_, given)| *given) {
            require(&project.basis, column, project.basis.as_of.is_some(), "as_of", faults);
        }
    }
    for capital in &catalog.capital {
        require(&capital.basis, "amount_bn_vnd", capital.basis.as_of.is_some(), "as_of", faults);
    }
    conflicts(catalog, faults);
    tables(catalog, faults);
    news(catalog, faults);
}

/// Who issued a land table is part of its price.
fn tables(catalog: &Catalog, faults: &mut Diagnostics) {
    let of_table = |price: &&Price| price.kind == PriceKind::LandTable && price.basis.is_public();
    for price in catalog.prices.iter().filter(of_table).filter(|price| price.publisher.is_none()) {
        let message =
            say!("giá trong bảng giá đất chưa ghi nơi công bố", "a price of the land table without publisher");
        let help = say!(
            "ghi cơ quan ban hành bảng giá đất ở cột publisher",
            "name the authority that issued the table in the column publisher"
        );
        faults.add(Diagnostic::new(Code::MissingSource, &price.basis.cells.at("amount"), message).help(help));
    }
}

/// News of the law, or of a figure, have a source, unless they say that the text is still to be read.
fn news(catalog: &Catalog, faults: &mut Diagnostics) {
    let needs =
        |change: &&Change| change.kind.as_deref() == Some("law") || !contested::figures(&change.text).is_empty();
    let open = catalog.changes.iter().filter(|change| change.source.is_empty() && !past::is_marked(&change.text));
    for change in open.filter(needs) {
        let message = say!(
            "tin về pháp luật hoặc có số liệu mà chưa có nguồn",
            "news of the law or of a figure without a source"
        );
        let help = say!(
            "ghi mã nguồn ở cột source; chưa đọc được văn bản thì ghi \"chờ đối chiếu bản gốc\" trong nội dung",
            "name the source in the column source; if the text was not read write \"chờ đối chiếu bản gốc\""
        );
        faults.add(Diagnostic::new(Code::MissingSource, &change.cells.at("text"), message).help(help));
    }
}

fn conflicts(catalog: &Catalog, faults: &mut Diagnostics) {
    for conflict in catalog.conflicts.iter().filter(|conflict| conflict.visibility == Visibility::Public) {
        for (column, sources) in [("source_a", &conflict.source_a), ("source_b", &conflict.source_b)] {
            if sources.is_empty() {
                faults.add(without_source(&conflict.cells.at(column)));
            }
        }
        if conflict.as_of.is_none() {
            faults.add(without_date(&conflict.cells.at("value_a"), "as_of"));
        }
    }
}

fn require(basis: &Basis, figure: &'static str, dated: bool, date: &'static str, faults: &mut Diagnostics) {
    if !basis.is_public() {
        return;
    }
    if basis.sources.is_empty() {
        faults.add(without_source(&basis.cells.at(figure)));
    }
    if !dated {
        faults.add(without_date(&basis.cells.at(figure), date));
    }
}

fn without_source(at: &Location) -> Diagnostic {
    let message = say!("số liệu công khai chưa có nguồn", "a public figure without a source");
    let help = say!(
        "ghi mã nguồn ở cột nguồn (bảng sources), hoặc ghi visibility = internal",
        "name the source in the column of sources (table sources), or set visibility = internal"
    );
    Diagnostic::new(Code::MissingSource, at, message).help(help)
}

fn without_date(at: &Location, column: &str) -> Diagnostic {
    let message = say!("số liệu công khai chưa có ngày", "a public figure without a date");
    let help = say!(
        "ghi ngày của số liệu ở cột {column}, hoặc ghi visibility = internal",
        "give the date of the figure in the column {column}, or set visibility = internal"
    );
    Diagnostic::new(Code::MissingSource, at, message).help(help)
}

/// Reports facts of grade A that no official source bears: A is the document itself or a page of the state.
pub(super) fn grades(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for row in statements(catalog).iter().filter(|row| !row.sources.is_empty()) {
        let sources: Vec<&Source> = row.sources.iter().map(|key| &catalog.sources[*key]).collect();
        let is_weak = |source: &&Source| source.kind == Some(SourceKind::Broker);
        if let Some(first) = sources.first().filter(|_| row.grade == Some(Grade::B) && sources.iter().all(is_weak)) {
            faults.add(only_brokers(row, first));
        }
        if row.grade != Some(Grade::A) {
            continue;
        }
        let may_be_official = |source: &&Source| source.kind.is_none_or(SourceKind::is_official);
        if let Some(first) = sources.first().filter(|_| !sources.iter().any(may_be_official)) {
            faults.add(too_high(row, first));
        }
    }
}

fn too_high(row: &Statement<'_>, source: &Source) -> Diagnostic {
    let (id, kind) = (source.id.as_str(), source.kind.map(SourceKind::name).unwrap_or_default());
    let message = say!(
        "độ tin cậy A nhưng không nguồn nào là văn bản hoặc trang của cơ quan nhà nước (`{id}`: kind = {kind})",
        "grade A, and no source is a document or a page of the state (`{id}`: kind = {kind})"
    );
    let note = say!("nguồn `{id}`", "the source `{id}`");
    let help = say!(
        "ghi B khi nguồn là báo chí hoặc nhà đầu tư, C khi chưa kiểm chứng; hoặc thêm nguồn là chính văn bản",
        "write B for the press or an investor, C for what is unconfirmed; or add the document itself as a source"
    );
    let fault = Diagnostic::new(Code::GradeTooHigh, &row.cells.at("grade"), message).found("A");
    fault.note(&source.cells.at("id"), note).help(help)
}

/// B is the press or an investor himself: who only sells, or copies, bears no more than C.
fn only_brokers(row: &Statement<'_>, source: &Source) -> Diagnostic {
    let id = source.id.as_str();
    let message = say!(
        "độ tin cậy B nhưng mọi nguồn là trang môi giới hoặc trang chép lại (`{id}`)",
        "grade B, and every source is the page of a broker, or copies others (`{id}`)"
    );
    let help = say!(
        "ghi C, hoặc thêm nguồn là báo chí, nhà đầu tư hay cơ quan nhà nước",
        "write C, or add a source of the press, the investor or the state"
    );
    let fault = Diagnostic::new(Code::GradeTooHigh, &row.cells.at("grade"), message).found("B");
    fault.note(&source.cells.at("kind"), say!("nguồn `{id}`", "the source `{id}`")).help(help)
}

/// Tells of sources that nothing rests on.
pub(super) fn unused(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut used: BTreeSet<Key<Source>> = statements(catalog).into_iter().flat_map(|row| row.sources).collect();
    used.extend(catalog.documents.rows().iter().flat_map(|row| row.basis.sources.iter().copied()));
    used.extend(catalog.agencies.rows().iter().flat_map(|row| row.basis.sources.iter().copied()));
    used.extend(catalog.communes.rows().iter().flat_map(|row| row.basis.sources.iter().copied()));
    // A file that was received stays on record when later ones replaced all that it said.
    let is_kept = |source: &Source| source.kind == Some(SourceKind::Received);
    for (_, source) in catalog.sources.iter().filter(|(key, source)| !used.contains(key) && !is_kept(source)) {
        let id = source.id.as_str();
        let message = say!("không dòng nào dùng nguồn `{id}`", "nothing names the source `{id}`");
        let help =
            say!("ghi mã này ở số liệu lấy từ nguồn, hoặc xóa dòng", "name it where it is used, or remove the row");
        faults.add(Diagnostic::new(Code::UnusedSource, &source.cells.at("id"), message).found(id).help(help));
    }
}
