//! How the sheets are written down: a column with its heading and kind, then what else there is to say of it.

use super::{Field, Kind};
use crate::record::Need;

/// A column that may be left empty.
pub(super) const fn field(column: &'static str, heading: &'static str, kind: Kind) -> Field {
    Field { column, heading, aliases: &[], need: Need::Optional, kind, meaning: "", example: "" }
}

/// A column that every row fills.
pub(super) const fn must(column: &'static str, heading: &'static str, kind: Kind) -> Field {
    Field { need: Need::Required, ..field(column, heading, kind) }
}

impl Field {
    /// The same column, known by other headings too.
    pub(super) const fn also(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// The same column with its meaning and an example.
    pub(super) const fn says(self, meaning: &'static str, example: &'static str) -> Self {
        Self { meaning, example, ..self }
    }
}

/// The cluster that a row is about.
pub(super) const CLUSTER: Field = must("cluster", "Cụm công nghiệp", Kind::Cluster)
    .also(&["Cụm", "Tên cụm", "Tên cụm công nghiệp", "CCN", "Tên CCN", "Mã cụm"])
    .says("Tên ngắn của cụm, chọn trong danh sách.", "Ví Dụ 1");

/// The day for which a row holds.
pub(super) const AS_OF: Field = must("as_of", "Số liệu đến ngày", Kind::Date)
    .also(&["Tính đến ngày", "Ngày số liệu", "Thời điểm", "Số liệu tính đến"])
    .says("Ngày mà số liệu của dòng này còn đúng.", "14/06/2026");

/// The same where it may be unknown.
pub(super) const AS_OF_OPTIONAL: Field = Field { need: Need::Optional, ..AS_OF };

/// The document that a row rests on.
pub(super) const DOCUMENT: Field = field("document", "Văn bản", Kind::Document)
    .also(&["Số văn bản", "Số quyết định", "Quyết định", "Căn cứ", "Văn bản kèm theo"])
    .says("Số, ký hiệu của văn bản làm căn cứ; văn bản mới thì ghi thêm vào trang Văn bản.", "12/QĐ-UBND");

/// A remark for the reader.
pub(super) const NOTE: Field = field("note", "Ghi chú", Kind::Text)
    .also(&["Chú thích", "Ghi chú khác"])
    .says("Điều người đọc cần biết thêm; khoảng và lời giải thích ghi ở đây.", "Số liệu chưa qua quyết toán.");

/// Who may read a row.
pub(super) const VISIBILITY: Field = field("visibility", "Mức công khai", VISIBILITIES)
    .also(&["Công khai", "Phạm vi công khai"])
    .says("Để trống là công khai; chọn nội bộ thì dòng này không bao giờ lên trang.", "công khai");

/// The same for what sums may count without telling it.
pub(super) const OPENNESS: Field = field("visibility", "Mức công khai", OPENNESSES)
    .also(&["Công khai", "Phạm vi công khai"])
    .says("Để trống là công khai; chỉ cộng vào tổng: không lên trang mà tổng của tỉnh có tính; nội bộ: cả tổng cũng không.", "công khai");

const OPENNESSES: Kind = Kind::Choice { term: "visibility", values: &["public", "counted", "internal"] };

const VISIBILITIES: Kind = Kind::Choice { term: "visibility", values: &["public", "internal"] };
