//! Figures of a received file that another source has otherwise, for the same day: both go to the register of conflicts.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::land::Area;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Located;
use crate::say;
use crate::text::{Amount, Language, slug};

use super::Row;

/// Returns a row of the register for each area that the data have otherwise, and reports it; nobody has decided yet.
pub(super) fn conflicts(rows: &[Row], catalog: &Catalog, faults: &mut Diagnostics) -> Vec<Row> {
    let areas = rows.iter().filter(|row| row.table == "areas");
    areas
        .filter_map(|row| {
            let cell = |column: &str| row.cells.get(column).map_or("", |cell| cell.value.as_str());
            let value = Amount::from_plain(cell("area_ha"))?;
            let other = catalog.areas.iter().find(|area| {
                catalog.clusters[area.cluster].id == cell("cluster")
                    && area.kind.name() == cell("kind")
                    && area.basis.as_of.map(|date| date.to_string()).as_deref() == Some(cell("as_of"))
                    && area.area_ha.value != value
                    && area.basis.sources.iter().all(|key| catalog.sources[*key].id.as_str() != cell("source"))
            })?;
            let at = &row.cells.get("area_ha")?.at;
            let [known, told] = [other.area_ha.value, value].map(|area| area.show(Language::Vi, area.decimals()));
            let what = words(catalog, other);
            let cluster = &catalog.clusters[other.cluster].short;
            let message = say!(
                "{cluster}: {what} đang có là {known} ha, tệp này ghi {told} ha cho cùng ngày; ghi cả hai vào bảng mâu thuẫn",
                "{cluster}: {what} is {known} ha in the data and {told} ha in this file for the same day; both are registered"
            );
            let help = say!(
                "hỏi lại nơi gửi; khi đã rõ thì ghi số được dùng, lý do và ngày vào bảng conflicts, state = settled",
                "ask the sender; when it is clear give the value used, the reason and the day in table conflicts, state = settled"
            );
            let note = say!("số đang có: {known} ha", "in the data: {known} ha");
            faults.add(
                Diagnostic::new(Code::SourceConflict, at, message).found(&told).note(&other.area_ha.at, note).help(help),
            );
            Some(registered(row, other, catalog, [known, told]))
        })
        .collect()
}

/// What the area is, in the words of the site.
fn words(catalog: &Catalog, area: &Area) -> String {
    let key = format!("area.{}", area.kind.name());
    catalog.terms.get(&key).map_or(key, |term| term.vi.clone())
}

fn registered(row: &Row, other: &Area, catalog: &Catalog, [known, told]: [String; 2]) -> Row {
    let said = |text: String| Located::new(text, row.at.clone());
    let cell = |column: &str| row.cells.get(column).map(|cell| cell.value.clone()).unwrap_or_default();
    let parts = [cell("cluster"), cell("kind"), cell("as_of"), cell("source")];
    let sources: Vec<&str> = other.basis.sources.iter().map(|key| catalog.sources[*key].id.as_str()).collect();
    let cells = BTreeMap::from([
        ("id", said(slug(&parts.join(" ")).chars().take(80).collect())),
        ("cluster", said(cell("cluster"))),
        ("field", said(words(catalog, other))),
        ("as_of", said(cell("as_of"))),
        ("value_a", said(format!("{known} ha"))),
        ("source_a", said(sources.join("; "))),
        ("value_b", said(format!("{told} ha"))),
        ("source_b", said(cell("source"))),
        ("reason", said("Hai nguồn ghi khác nhau cho cùng một ngày; chưa đối chiếu.".to_owned())),
        ("state", said("open".to_owned())),
    ]);
    Row { table: "conflicts", at: row.at.clone(), cells }
}
