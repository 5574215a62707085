//! What an office has to look after in its data: for officials, never part of the public tree.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::figure::ConflictState;
use crate::catalog::indicator::{FormId, Subject};
use crate::catalog::quality::Wanted;
use crate::catalog::receipt::ReceiptState;
use crate::diagnostic::{Diagnostics, Family};
use crate::say;
use crate::text::{Both, Language};

use super::answer::sheet::{bare, heading, page, table};
use super::blank::due;

/// Returns the page; `found` is what a check of the data told.
pub fn quality(catalog: &Catalog, found: &Diagnostics, today: NaiveDate, language: Language) -> String {
    let day = due::day(today);
    let title = say!("Chất lượng dữ liệu", "Quality of the data");
    let lead = say!(
        "Dùng trong cơ quan, không đưa lên trang công khai. Tính đến ngày {day}.",
        "For the office only, never published. As of {day}."
    );
    let parts = [
        (
            say!("Chưa báo cáo kỳ đến hạn gần nhất", "Not yet reported for the period due last"),
            reports(catalog, today, language),
        ),
        (say!("Còn thiếu theo cụm", "Missing by cluster"), missing(catalog, today, language)),
        (say!("Mâu thuẫn chưa thống nhất", "Open conflicts"), conflicts(catalog, language)),
        (
            say!("Biểu số 03 của xã và số cộng từ các cụm", "Form 03 of communes and the sums of their clusters"),
            compared(catalog, language),
        ),
        (say!("Số liệu đã cũ, cần xác nhận lại", "Figures to be confirmed again"), stale(found, language)),
        (say!("Tuổi của số liệu", "Age of the figures"), ages(catalog, today, language)),
        (say!("Tệp nhận được chưa xác nhận", "Received files not confirmed"), receipts(catalog, language)),
        (say!("Lỗi được miễn", "Waived faults"), waivers(catalog, language)),
    ];
    let body: String = parts.iter().map(|(title, part)| format!("{}{part}", heading(title, language))).collect();
    page(&title, &format!("<p>{}</p>\n{body}", bare(lead.get(language))), language)
}

/// A table, or a word that there is nothing to tell.
fn listed(heads: &Both, rows: Vec<Vec<String>>, language: Language) -> String {
    if rows.is_empty() {
        return format!("<p>{}</p>\n", bare(say!("Không có.", "None.").get(language)));
    }
    table(heads.get(language), rows.into_iter().map(|cells| ("", cells)))
}

/// Who should have sent a form for the last period whose day has passed, and has no figure in it.
fn reports(catalog: &Catalog, today: NaiveDate, language: Language) -> String {
    let mut rows = Vec::new();
    for form in [FormId::Developer, FormId::Project, FormId::Commune] {
        let Some(round) = catalog.round(form, today) else { continue };
        let late = (today - round.last).num_days().to_string();
        rows.extend(round.silent().map(|subject| {
            let (form, period) = (round.form.number.clone(), super::schema::list::period(round.span));
            vec![form, sender(catalog, subject), period, due::day(round.last), late.clone()]
        }));
    }
    let heads = say!(
        "Biểu|Đơn vị|Kỳ|Ngày cuối cùng còn đúng hạn|Quá hạn (ngày)",
        "Form|Sender|Period|Last day in time|Days late"
    );
    listed(&heads, rows, language)
}

fn sender(catalog: &Catalog, subject: Subject) -> String {
    match subject {
        Subject::Cluster(key) => {
            let cluster = &catalog.clusters[key];
            let names = cluster.developers.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("; ");
            format!("{} ({names})", cluster.short)
        }
        Subject::Project(key) => {
            let project = catalog.projects.iter().find(|project| project.key == key);
            project
                .map(|project| format!("{} ({})", project.name, catalog.clusters[project.cluster].short))
                .unwrap_or_default()
        }
        Subject::Commune(key) => catalog.communes[key].name.clone(),
        Subject::Province => catalog.province.name.clone(),
    }
}

fn missing(catalog: &Catalog, today: NaiveDate, language: Language) -> String {
    let rows = catalog.clusters.iter().filter_map(|(key, cluster)| {
        let lacking = catalog.lacking(key, today);
        let names: Vec<String> = lacking.iter().map(|wanted| wanted.words().get(language).to_owned()).collect();
        let count = format!("{} / {}", lacking.len(), Wanted::ALL.len());
        (!lacking.is_empty()).then(|| vec![cluster.short.clone(), count, names.join(", ")])
    });
    listed(&say!("Cụm|Thiếu|Những gì còn thiếu", "Cluster|Missing|What"), rows.collect(), language)
}

fn conflicts(catalog: &Catalog, language: Language) -> String {
    let open = catalog.conflicts.iter().filter(|conflict| conflict.state == ConflictState::Open);
    let rows = open.map(|conflict| {
        let publishers = |keys: &[crate::catalog::table::Key<crate::catalog::basis::Source>]| {
            keys.iter().map(|key| catalog.sources[*key].publisher.as_str()).collect::<Vec<_>>().join(", ")
        };
        vec![
            conflict.cluster.map(|key| catalog.clusters[key].short.clone()).unwrap_or_default(),
            conflict.field.clone(),
            format!("{} ({})", conflict.value_a, publishers(&conflict.source_a)),
            format!("{} ({})", conflict.value_b, publishers(&conflict.source_b)),
            conflict.used.clone().unwrap_or_default(),
            conflict.reason.clone(),
        ]
    });
    let heads = say!(
        "Cụm|Nội dung|Số thứ nhất|Số thứ hai|Đang dùng|Lý do",
        "Cluster|What|First value|Second value|Used|Reason"
    );
    listed(&heads, rows.collect(), language)
}

/// Figures of communes that their clusters do not add up to, be it that not all clusters are known.
fn compared(catalog: &Catalog, language: Language) -> String {
    let compared = catalog.compared();
    let rows = compared.iter().filter(|compared| !compared.agrees()).map(|compared| {
        let (row, sum) = (compared.row, &compared.sum);
        let unknown = say!("chưa có số liệu", "not known");
        let own = compared.own().map(|own| own.show(language, 4));
        let verdict = match compared.contradicts() {
            true => say!("khác nhau", "differs"),
            false => say!("chưa đủ số liệu để so", "not enough known to compare"),
        };
        vec![
            catalog.communes[compared.commune].name.clone(),
            super::schema::list::period(compared.report.period),
            format!("{}. {}", row.number, row.text),
            format!("{} {}", compared.stated.show(language, 4), row.unit.as_deref().unwrap_or_default()),
            own.unwrap_or_else(|| unknown.get(language).to_owned()),
            format!("{} / {}", sum.known, sum.whole()),
            verdict.get(language).to_owned(),
        ]
    });
    let heads = say!(
        "Xã|Kỳ|Chỉ tiêu|Xã ghi|Cộng từ các cụm|Số cụm có số liệu|Kết quả",
        "Commune|Period|Row|Commune says|Sum of clusters|Clusters known|Result"
    );
    listed(&heads, rows.collect(), language)
}

fn stale(found: &Diagnostics, language: Language) -> String {
    let stale = found.sorted().into_iter().filter(|fault| fault.code.family() == Family::Freshness);
    let rows = stale.map(|fault| {
        let record = fault.at.record.as_deref().unwrap_or_default().to_owned();
        vec![fault.at.file.stem().to_owned(), record, fault.message.get(language).to_owned()]
    });
    listed(&say!("Bảng|Dòng|Vì sao", "Table|Row|Why"), rows.collect(), language)
}

/// The oldest and the newest date of the facts of each table.
fn ages(catalog: &Catalog, today: NaiveDate, language: Language) -> String {
    let mut tables: std::collections::BTreeMap<&str, Vec<NaiveDate>> = std::collections::BTreeMap::new();
    for basis in catalog.facts() {
        if let Some(as_of) = basis.as_of {
            tables.entry(basis.at.file.stem()).or_default().push(as_of.last());
        }
    }
    let rows = tables.into_iter().filter_map(|(table, mut days)| {
        days.sort_unstable();
        let (oldest, newest, middle) = (days.first()?, days.last()?, days.get(days.len() / 2)?);
        let age = (today - *middle).num_days().max(0);
        Some(vec![table.to_owned(), days.len().to_string(), due::day(*oldest), due::day(*newest), age.to_string()])
    });
    let heads =
        say!("Bảng|Số dòng|Cũ nhất|Mới nhất|Tuổi trung vị (ngày)", "Table|Rows|Oldest|Newest|Median age (days)");
    listed(&heads, rows.collect(), language)
}

fn receipts(catalog: &Catalog, language: Language) -> String {
    let open = catalog.receipts.iter().filter(|receipt| receipt.state != ReceiptState::Confirmed);
    let rows = open.map(|receipt| {
        let received = due::day(receipt.received_on);
        vec![receipt.id.clone(), receipt.file.clone(), receipt.what.clone(), received, receipt.state.name().to_owned()]
    });
    listed(&say!("Mã|Tệp|Nội dung|Ngày nhận|Trạng thái", "Id|File|What|Received|State"), rows.collect(), language)
}

fn waivers(catalog: &Catalog, language: Language) -> String {
    let rows = catalog.waivers.iter().map(|waiver| {
        let of = waiver.record.as_deref().unwrap_or_default();
        let waived = &waiver.waived;
        let until = due::day(waived.until);
        vec![
            waiver.code.name().to_owned(),
            format!("{} {of}", waiver.file),
            waived.reason.clone(),
            waived.by.clone(),
            until,
        ]
    });
    listed(&say!("Mã lỗi|Ở đâu|Lý do|Ai|Đến hết ngày", "Code|Where|Reason|Who|Until"), rows.collect(), language)
}
