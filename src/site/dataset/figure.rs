//! Figures of the province: what others published, where sources disagree, and the rows of Biểu số 04.

use crate::catalog::figure::{Conflict, ConflictState, Total};
use crate::catalog::form::Span;
use crate::catalog::project::Qualifier;
use crate::catalog::rollup::{self, Line, Scope};
use crate::site::page::statistics::{remark, result_cell};
use crate::site::show::Show;

use super::sheet::Sheet;
use super::{Dataset, Rhythm};

/// Returns the tables.
pub(super) fn all(show: &Show<'_>) -> Vec<Dataset> {
    vec![totals(show), conflicts(show), form_04(show)]
}

fn totals(show: &Show<'_>) -> Dataset {
    Sheet::<&Total>::of::<Total>(
        show,
        "Số liệu toàn tỉnh đã công bố",
        "Mỗi dòng là một con số toàn tỉnh đúng như nơi đăng, giữ cả khi các con số không khớp nhau.",
    )
    .text("id", |total| total.id.as_str())
    .text("indicator", |total| total.indicator.as_ref().map(ToString::to_string))
    .about("Số biểu, dấu chấm, số dòng của chỉ tiêu cùng nghĩa: 04.3.")
    .text("text", |total| total.text.as_str())
    .number("value", "", |total| total.value)
    .about("Theo đơn vị ở trường unit.")
    .text("unit", |total| total.unit.as_str())
    .text("qualifier", |total| total.qualifier.name())
    .choices("qualifier", Qualifier::ALL.iter().map(|qualifier| qualifier.name()))
    .grounded(|total| total)
    .sorted(&show.catalog.totals)
}

fn conflicts(show: &Show<'_>) -> Dataset {
    let clusters = &show.catalog.clusters;
    Sheet::<&Conflict>::of::<Conflict>(
        show,
        "Số liệu chưa thống nhất",
        "Mỗi dòng là một số liệu mà hai nguồn ghi khác nhau, với số đang dùng và lý do; trường cluster trống: của toàn tỉnh.",
    )
    .text("id", |conflict| conflict.id.as_str())
    .text("cluster", |conflict| conflict.cluster.map(|key| clusters[key].id.as_str()))
    .refers("clusters", "id")
    .text("field", |conflict| conflict.field.as_str())
    .date("as_of", |conflict| conflict.as_of)
    .text("value_a", |conflict| conflict.value_a.as_str())
    .sources("source_a", |conflict| &conflict.source_a)
    .text("value_b", |conflict| conflict.value_b.as_str())
    .sources("source_b", |conflict| &conflict.source_b)
    .text("used", |conflict| conflict.used.as_ref())
    .about("Trống: không dùng số nào.")
    .text("reason", |conflict| conflict.reason.as_str())
    .text("state", |conflict| conflict.state.name())
    .choices("conflict", ConflictState::ALL.iter().map(|state| state.name()))
    .date("decided_on", |conflict| conflict.decided_on)
    .text("decided_by", |conflict| conflict.decided_by.as_ref())
    .sorted(show.catalog.conflicts.iter())
}

fn form_04(show: &Show<'_>) -> Dataset {
    let spans: Vec<Span> = show.catalog.periods.iter().map(|period| period.span).collect();
    let lines: Vec<(Span, Line<'_>)> = spans
        .into_iter()
        .flat_map(|span| rollup::lines(show.catalog, Scope::Province, span).into_iter().map(move |line| (span, line)))
        // A heading of the form has no unit and no figure.
        .filter(|(_, line)| line.row.unit.is_some())
        .collect();
    Sheet::<&(Span, Line<'_>)>::new(
        show,
        "form_04",
        "Chỉ tiêu của Biểu số 04 theo kỳ",
        "Mỗi dòng là một chỉ tiêu của Biểu số 04, Thông tư 14/2024/TT-BCT trong một kỳ báo cáo, cộng từ các cụm có số liệu; giống hệt trang số liệu theo kỳ và báo cáo.",
    )
    .text("period", |(span, _)| span.id())
    .titled("Kỳ báo cáo")
    .about("2026-H1: 15/12/2025 đến 14/6/2026; 2026: 15/12/2025 đến 14/12/2026.")
    .text("row", |(_, line)| line.row.number.as_str())
    .titled("TT")
    .about("Số dòng như in trong biểu.")
    .text("text", |(_, line)| line.row.text.as_str())
    .titled("Chỉ tiêu")
    .text("unit", |(_, line)| line.row.unit.as_ref())
    .titled("Đơn vị tính")
    .number("value", "", |(_, line)| result_cell(line).number)
    .titled("Kết quả")
    .about("Theo đơn vị ở trường unit; tỷ lệ làm tròn một số lẻ. Trống: không cụm nào có số liệu, hoặc bảo mật (trường withheld).")
    .boolean("withheld", |(_, line)| Some(line.sum.is_withheld))
    .titled("Bảo mật")
    .about("Có: đã có tổng nhưng không công bố, vì từ đó có thể biết số liệu của một doanh nghiệp.")
    .integer("clusters_known", |(_, line)| line.sum.known)
    .titled("Số cụm có số liệu")
    .integer("clusters_total", |(_, line)| line.sum.whole())
    .titled("Số cụm phải có số liệu")
    .about("Dòng đếm số cụm: mọi cụm. Dòng khác: những cụm thuộc dòng, như cụm đã hoạt động.")
    .integer("clusters_unclear", |(_, line)| line.sum.unclear.len())
    .titled("Số cụm chưa rõ có thuộc dòng hay không")
    .boolean("unverified", |(_, line)| line.sum.value.map(|_| line.sum.is_weak))
    .titled("Gồm số liệu chưa kiểm chứng")
    .boolean("reconfirm", |(_, line)| line.sum.value.map(|_| line.sum.is_stale))
    .titled("Gồm số liệu cần xác nhận lại vào ngày cuối kỳ")
    .text("remark", |(_, line)| remark(show, line).text())
    .titled("Ghi chú")
    .every(Rhythm::HalfYearly)
    .fill(&lines)
}
