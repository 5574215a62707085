//! The sheets *Tiến độ* and *Số liệu kỳ*: acts with their documents, and the figures of Biểu số 01 and 02.

use super::field::{AS_OF, CLUSTER, DOCUMENT, NOTE, VISIBILITY, field, must};
use super::{Entry, Kind};

const ACTS: Kind = Kind::Choice {
    term: "act",
    values: &[
        "plan",
        "notice",
        "dossier",
        "appraisal",
        "establishment",
        "expansion",
        "adjustment",
        "detailed-plan",
        "investment-project",
        "environment",
        "land-notice",
        "inventory",
        "compensation",
        "payment",
        "recovery",
        "handover",
        "lease",
        "construction",
        "infrastructure",
        "operation",
        "suspension",
        "resumption",
        "revocation",
        "other",
    ],
};
const STATES: Kind = Kind::Choice { term: "milestone", values: &["done", "planned"] };

pub(super) const MILESTONES: Entry = Entry {
    title: "Tiến độ",
    table: "milestones",
    about: "Mỗi việc đã làm hoặc dự kiến của một cụm một dòng, kèm văn bản; giai đoạn của cụm được suy ra từ đây.",
    fields: &[
        CLUSTER,
        must("act", "Việc", ACTS)
            .also(&["Công việc", "Mốc", "Bước", "Nội dung công việc"])
            .says("Việc nào, chọn trong danh sách.", "Quyết định thành lập"),
        must("state", "Trạng thái", STATES)
            .also(&["Tình trạng", "Kết quả"])
            .says("Đã thực hiện, hay mới dự kiến.", "đã thực hiện"),
        field("date", "Ngày", Kind::Date)
            .also(&["Thời gian", "Ngày thực hiện", "Thời gian thực hiện", "Thời gian hoàn thành"])
            .says("Ngày thực hiện; chỉ biết tháng, quý, năm thì ghi 03/2026, quý 4/2026, 2026.", "02/06/2023"),
        DOCUMENT,
        must("text", "Nội dung", Kind::Text)
            .also(&["Diễn giải", "Mô tả"])
            .says("Một câu nói rõ việc đã làm.", "UBND tỉnh thành lập cụm công nghiệp Ví Dụ 1."),
        AS_OF,
        NOTE,
        VISIBILITY,
    ],
};

pub(super) const OBSERVATIONS: Entry = Entry {
    title: "Số liệu kỳ",
    table: "observations",
    about: "Số liệu của Biểu số 01, Biểu số 02 theo kỳ, mỗi chỉ tiêu một dòng; đơn vị đã gửi biểu thì không phải ghi lại.",
    fields: &[
        must("period", "Kỳ", Kind::Period)
            .also(&["Kỳ báo cáo"])
            .says("Kỳ báo cáo, chọn trong danh sách.", "6 tháng đầu năm 2026"),
        must("subject", "Cụm hoặc dự án", Kind::Subject)
            .also(&["Đối tượng", "Cụm công nghiệp", "Cụm", "Dự án", "Đơn vị báo cáo"])
            .says("Tên ngắn của cụm (Biểu số 02) hoặc tên dự án (Biểu số 01).", "Ví Dụ 1"),
        must("indicator", "Chỉ tiêu", Kind::Indicator)
            .also(&["Tên chỉ tiêu", "Nội dung chỉ tiêu"])
            .says("Dòng của biểu, chọn trong danh sách.", "02.4 Diện tích đất công nghiệp của dự án đã cho thuê"),
        field("unit", "Đơn vị", Kind::Text)
            .also(&["Đơn vị tính", "ĐVT"])
            .says("Đơn vị tính của chỉ tiêu như trong biểu; để trống thì lấy theo biểu.", "ha"),
        field("value", "Kết quả", Kind::Number { unit: "", most: 1_000_000 })
            .also(&["Giá trị", "Số liệu", "Thực hiện", "Số lượng"])
            .says("Kết quả theo đơn vị của biểu; chưa có thì để trống, bằng không thì ghi 0.", "30,5"),
        NOTE,
        field("reason", "Lý do nếu giảm", Kind::Text)
            .also(&["Lý do", "Lý do thay đổi", "Giải trình"])
            .says("Số lũy kế nhỏ hơn kỳ trước, hoặc số đã gửi nay sửa lại, thì ghi vì sao.", "Sửa lỗi đánh máy."),
        VISIBILITY,
    ],
};
