//! Who a form is of, and for which period: the lines above its table.

use crate::catalog::form::Span;
use crate::catalog::indicator::FormId;
use crate::place::{Located, Location};
use crate::record::Raw;
use crate::say;
use crate::text::{Both, fold};
use crate::workbook::Grid;

use super::name::{self, Unknown};
use super::{Desk, Intake};
use crate::diagnostic::{Code, Diagnostic};

/// A line above the table: what stands in one row, from left to right.
pub(super) struct Line {
    text: String,
    at: Location,
}

/// The most characters of a line above the table that are looked at.
const LONGEST: usize = 1000;

/// Returns the lines above a row.
pub(super) fn lines(grid: &Grid, header: u32, desk: &Desk<'_>) -> Vec<Line> {
    let rows = grid.rows().into_iter().filter(|row| *row < header);
    rows.filter_map(|row| {
        let filled: Vec<(u32, String)> = grid.row(row).map(|(column, cell)| (column, words(&cell.value))).collect();
        let text = filled.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
        let text = text.chars().take(LONGEST).collect();
        let (column, _) = filled.first()?;
        Some(Line { text, at: grid.at(&desk.file, (row, *column)) })
    })
    .collect()
}

fn words(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) | Raw::Number(text) => text.clone(),
        Raw::Date(day) => day.to_string(),
        _ => String::new(),
    }
}

/// Returns what follows a label such as `Cụm công nghiệp:`; dots that wait for a pen are nothing.
fn labelled(lines: &[Line], labels: &[&str]) -> Option<Located<String>> {
    lines.iter().find_map(|line| {
        let (label, value) = line.text.split_once(':')?;
        let label = fold(label.trim_start_matches(|c: char| !c.is_alphanumeric()));
        let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_' | ';'));
        let known = labels.contains(&label.as_str()) && !value.is_empty();
        known.then(|| Located::new(value.to_owned(), line.at.clone()))
    })
}

/// Returns the period of a form: what it says, or what the person said; the two must not differ.
pub(super) fn period(lines: &[Line], at: &Location, desk: &Desk<'_>, intake: &mut Intake) -> Option<Span> {
    let said = lines
        .iter()
        .find(|line| fold(&line.text).contains("ky bao cao"))
        .or_else(|| lines.iter().find(|line| span(&line.text).is_some() && fold(&line.text).starts_with("ky")));
    let read = said.and_then(|line| span(&line.text));
    match (read, desk.order.period) {
        (Some(read), Some(told)) if read != told => {
            let (read, told) = (read.id(), told.id());
            let message =
                say!("biểu ghi kỳ {read}, lệnh ghi --period {told}", "the form says {read}, --period says {told}");
            let help = say!("sửa kỳ trong biểu hoặc trong lệnh", "correct the period in the form or in the command");
            let at = said.map_or(at, |line| &line.at);
            intake.faults.add(Diagnostic::new(Code::TwoPeriods, at, message).help(help));
            None
        }
        (Some(span), _) | (None, Some(span)) => Some(span),
        (None, None) => {
            let found = said.map_or(String::new(), |line| line.text.clone());
            let message = if fold(&found).contains("cuoi nam") {
                say!(
                    "không có kỳ sáu tháng cuối năm; kỳ năm gồm cả sáu tháng đầu (Thông tư 14/2024/TT-BCT Điều 3)",
                    "there is no second half; the year contains the first one (Thông tư 14/2024/TT-BCT Điều 3)"
                )
            } else {
                say!("biểu không ghi rõ kỳ báo cáo", "the form does not say its period")
            };
            let help = say!(
                "ghi \"Kỳ báo cáo: 6 tháng đầu năm 2026\" hoặc \"Kỳ báo cáo: Năm 2026\"; hoặc chạy lại với --period 2026-H1",
                "write \"Kỳ báo cáo: 6 tháng đầu năm 2026\" or \"Kỳ báo cáo: Năm 2026\"; or run again with --period 2026-H1"
            );
            let at = said.map_or(at, |line| &line.at);
            intake.faults.add(Diagnostic::new(Code::UnknownPeriod, at, message).found(found).help(help));
            None
        }
    }
}

/// Reads a period in words: `6 tháng đầu năm 2026`, `Năm 2026`, `2026-H1`.
pub(super) fn span(text: &str) -> Option<Span> {
    if let Some(span) = Span::parse(text.trim()) {
        return Some(span);
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let years: Vec<&str> = words.iter().copied().filter(|word| word.len() == 4 && word.starts_with("20")).collect();
    let [year] = years.as_slice() else { return None };
    let half = words.windows(2).any(|pair| matches!(pair, ["6" | "sau" | "06", "thang"]));
    let other = words.windows(2).any(|pair| matches!(pair, ["cuoi", "nam"] | ["9" | "3", "thang"] | ["quy", _]));
    if other {
        return None;
    }
    Span::parse(&if half { format!("{year}-H1") } else { (*year).to_owned() })
}

/// Returns the id of the cluster, commune or project of a form.
pub(super) fn subject(
    form: FormId,
    lines: &[Line],
    grid: &Grid,
    at: &Location,
    desk: &Desk<'_>,
    intake: &mut Intake,
) -> Option<String> {
    if let Some(told) = &desk.order.subject {
        let told = found(form, told, desk).map_err(|unknown| intake.faults.add(fault(unknown, at))).ok()?;
        let said = named(form, lines);
        let other = said.as_ref().and_then(|said| Some((said, found(form, &said.value, desk).ok()?)));
        if let Some((said, id)) = other.filter(|(_, id)| *id != told) {
            intake.faults.add(contradicted(&said.value, &id, &told, &said.at));
            return None;
        }
        return Some(told);
    }
    if form == FormId::Province {
        return Some("province".to_owned());
    }
    if let Some(said) = named(form, lines) {
        return match found(form, &said.value, desk) {
            Ok(id) => Some(id),
            Err(unknown) => {
                intake.faults.add(fault(unknown, &said.at).found(&said.value));
                None
            }
        };
    }
    if let Some((id, how)) = hinted(form, lines, grid, desk) {
        Desk::repair(intake, at, "", &id, how);
        return Some(id);
    }
    intake.faults.add(nobody(form, at));
    None
}

/// Returns the name that a form gives its cluster, commune or project.
pub(super) fn named(form: FormId, lines: &[Line]) -> Option<Located<String>> {
    labelled(lines, labels(form))
}

fn labels(form: FormId) -> &'static [&'static str] {
    match form {
        FormId::Project => &["ten du an dau tu san xuat kinh doanh", "ten du an", "du an"],
        FormId::Developer => &["cum cong nghiep", "ten cum cong nghiep", "ten cum", "cum", "ccn"],
        FormId::Commune => &["xa, phuong", "xa", "phuong", "uy ban nhan dan xa", "ubnd xa"],
        FormId::Province => &[],
    }
}

fn found(form: FormId, name: &str, desk: &Desk<'_>) -> Result<String, Unknown> {
    match form {
        FormId::Project => name::project(desk.catalog, name),
        FormId::Developer => name::cluster(desk.catalog, name),
        FormId::Commune => name::commune(desk.catalog, name),
        FormId::Province => Ok("province".to_owned()),
    }
}

/// Finds the subject by the sender or by the names of sheet and file; the answer is noted, not hidden.
fn hinted(form: FormId, lines: &[Line], grid: &Grid, desk: &Desk<'_>) -> Option<(String, Both)> {
    let sender = labelled(lines, &["don vi gui bao cao", "don vi bao cao"]).map(|sender| sender.value);
    if let Some(sender) = &sender {
        if form == FormId::Commune
            && let Ok(id) = name::commune(desk.catalog, sender)
        {
            return Some((id, say!("theo đơn vị gửi báo cáo", "by the sender")));
        }
        let built = |cluster: &&crate::catalog::cluster::Cluster| {
            cluster.developers.iter().any(|developer| fold(&developer.value) == fold(sender))
        };
        let found: Vec<_> = desk.catalog.clusters.rows().iter().filter(built).collect();
        if let (FormId::Developer, [one]) = (form, found.as_slice()) {
            return Some((one.id.clone(), say!("theo tên chủ đầu tư gửi báo cáo", "by the developer who sent it")));
        }
    }
    if form != FormId::Developer {
        return None;
    }
    let hint = crate::text::slug(&format!("{} {}", grid.name, desk.file.stem()));
    let held = |id: &str| format!("-{hint}-").contains(&format!("-{id}-"));
    let mut found = desk.catalog.clusters.rows().iter().filter(|cluster| held(&cluster.id));
    let one = found.next()?;
    found
        .next()
        .is_none()
        .then(|| (one.id.clone(), say!("theo tên tệp hoặc tên trang", "by the name of file or sheet")))
}

fn fault(unknown: Unknown, at: &Location) -> Diagnostic {
    Diagnostic::new(Code::UnknownSubject, at, unknown.message).help(unknown.help)
}

fn contradicted(name: &str, id: &str, told: &str, at: &Location) -> Diagnostic {
    let message = say!(
        "biểu ghi `{name}` (`{id}`), còn --subject ghi `{told}`",
        "the form says `{name}` (`{id}`), and --subject says `{told}`"
    );
    let help = say!(
        "bỏ --subject nếu biểu ghi đúng; nếu không thì sửa tên trong biểu",
        "leave --subject out if the form is right, else correct the name in the form"
    );
    Diagnostic::new(Code::UnknownSubject, at, message).found(name).help(help)
}

fn nobody(form: FormId, at: &Location) -> Diagnostic {
    let (label, example) = match form {
        FormId::Project => ("Tên dự án đầu tư sản xuất kinh doanh", "Nhà máy …"),
        FormId::Commune => ("Xã, phường", "Xã …"),
        FormId::Developer | FormId::Province => ("Cụm công nghiệp", "Hồ Sơn 1"),
    };
    let message = say!("không biết biểu này là của ai", "the form does not say whom it is of");
    let help = say!(
        "ghi thêm một dòng phía trên bảng: \"{label}: {example}\"; hoặc chạy lại với --subject và mã trong bảng dữ liệu",
        "add a line above the table: \"{label}: {example}\"; or run again with --subject and its id"
    );
    Diagnostic::new(Code::UnknownSubject, at, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn periods_are_read_as_offices_write_them() {
        for (text, expected) in [
            ("Kỳ báo cáo: 6 tháng đầu năm 2026", Some("2026-H1")),
            ("Kỳ báo cáo: 6 tháng năm 2026", Some("2026-H1")),
            ("Năm 2026", Some("2026")),
            ("cả năm 2025", Some("2025")),
            ("2026-H1", Some("2026-H1")),
            ("Kỳ báo cáo: 6 tháng/năm", None),
            ("6 tháng cuối năm 2026", None),
            ("quý II năm 2026", None),
            ("năm 2025 và năm 2026", None),
        ] {
            assert_eq!(span(text).map(crate::catalog::form::Span::id).as_deref(), expected, "{text}");
        }
    }
}
