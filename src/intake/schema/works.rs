//! The sheets *Hạ tầng* and *Đặc điểm*: what works a cluster has, and what else is to be said of it.

use super::field::{AS_OF, CLUSTER, NOTE, VISIBILITY, field, must};
use super::{Entry, Kind};

const KINDS: Kind = Kind::Choice {
    term: "infra",
    values: &["road", "power", "water", "wastewater", "drainage", "telecom", "fire", "waste"],
};
const STATES: Kind = Kind::Choice { term: "infra", values: &["present", "planned"] };
const ITEMS: Kind = Kind::Choice {
    term: "attribute",
    values: &[
        "density",
        "floor-area",
        "height",
        "green",
        "setback",
        "limited-industries",
        "industry-codes",
        "term",
        "developer-tax-code",
        "developer-phone",
        "developer-email",
        "developer-languages",
        "road-width",
        "road-load",
        "gas",
        "flood-level",
        "level-difference",
        "soil",
        "survey",
        "groundwater",
        "ground-obstacles",
        "pollution",
        "land-conversion",
        "wastewater-standard",
        "receiving-water",
        "labour",
        "wage-region",
        "housing",
    ],
};

/// Above any capacity in kVA or m³ a day that a cluster could have.
const MOST_CAPACITY: u32 = 10_000_000;

pub(super) const INFRASTRUCTURE: Entry = Entry {
    title: "Hạ tầng",
    table: "infrastructure",
    about: "Mỗi công trình hạ tầng hiện có hoặc dự kiến của một cụm một dòng: đường, điện, nước, xử lý nước thải và các loại khác.",
    fields: &[
        CLUSTER,
        must("kind", "Loại hạ tầng", KINDS).says("Công trình thuộc loại nào.", "Điện"),
        must("state", "Hiện có hay dự kiến", STATES).says("Công trình đã có hay mới dự kiến.", "hiện có"),
        must("item", "Hạng mục", Kind::Text)
            .also(&["Công trình", "Tên công trình"])
            .says("Tên công trình; điện thì ghi cấp điện áp.", "Trạm biến áp 110 kV"),
        field("capacity", "Công suất", Kind::Number { unit: "", most: MOST_CAPACITY })
            .says("Công suất thiết kế, theo đơn vị ở cột Đơn vị công suất.", "63"),
        field("available", "Còn cấp được", Kind::Number { unit: "", most: MOST_CAPACITY })
            .also(&["Công suất còn cấp được"])
            .says("Phần công suất còn cấp được cho người thuê mới, cùng đơn vị.", "12,5"),
        field("unit", "Đơn vị công suất", Kind::Text).says("Đơn vị của công suất.", "MVA"),
        field("distance_km", "Khoảng cách đấu nối (km)", Kind::Number { unit: "km", most: 100 })
            .says("Từ hàng rào cụm đến điểm đấu nối.", "2"),
        field("date", "Có từ, dự kiến xong", Kind::Date)
            .says("Công trình có từ ngày nào, hoặc dự kiến xong khi nào.", "quý 4/2026"),
        AS_OF,
        NOTE,
        VISIBILITY,
    ],
};

pub(super) const ATTRIBUTES: Entry = Entry {
    title: "Đặc điểm",
    table: "attributes",
    about: "Mỗi đặc điểm khác của một cụm một dòng: chỉ tiêu xây dựng, nền đất, lao động, liên hệ của chủ đầu tư.",
    fields: &[
        CLUSTER,
        must("item", "Đặc điểm", ITEMS).says("Đặc điểm nào, chọn trong danh sách.", "hệ số sử dụng đất tối đa"),
        must("value", "Giá trị", Kind::Text).says(
            "Mật độ, cây xanh tính bằng %; chiều cao, khoảng lùi, bề rộng, mực nước, chênh cao bằng m; tải trọng bằng tấn; \
             đặc điểm khác ghi bằng chữ.",
            "1,8",
        ),
        AS_OF,
        NOTE,
        VISIBILITY,
    ],
};
