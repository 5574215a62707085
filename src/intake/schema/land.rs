//! The sheets *Diện tích* and *Lô đất*: the areas of a cluster, each with its decision and date, and its plots.

use super::field::{AS_OF, AS_OF_OPTIONAL, CLUSTER, DOCUMENT, NOTE, VISIBILITY, field, must};
use super::{Entry, Kind};

const AREAS_OF: Kind = Kind::Choice {
    term: "area",
    values: &[
        "plan",
        "decision",
        "expansion",
        "detailed-plan",
        "industrial",
        "cleared",
        "levelled",
        "serviced",
        "leased",
        "committed",
        "leasable",
    ],
};
const STATES: Kind =
    Kind::Choice { term: "plot", values: &["vacant", "reserved", "leased", "operating", "cleared", "uncleared"] };

const DIVISIONS: Kind = Kind::Choice { term: "division", values: &["split", "merge", "split-merge", "whole"] };
const TAXES: Kind = Kind::Choice { term: "tax", values: &["included", "excluded"] };

/// Above the 75 ha of a whole cluster (khoản 1 Điều 2 Nghị định 32/2024/NĐ-CP), with room for older ones.
const MOST_HA: u32 = 500;
/// The same in m², of a plot.
const MOST_M2: u32 = 1_000_000;

pub(super) const AREAS: Entry = Entry {
    title: "Diện tích",
    table: "areas",
    about: "Mỗi loại diện tích của một cụm tại một ngày là một dòng, vì mỗi số có văn bản và ngày riêng.",
    fields: &[
        CLUSTER,
        must("kind", "Loại diện tích", AREAS_OF)
            .also(&["Chỉ tiêu diện tích", "Nội dung"])
            .says("Diện tích này là diện tích gì.", "diện tích theo quyết định"),
        must("area_ha", "Diện tích (ha)", Kind::Number { unit: "ha", most: MOST_HA })
            .also(&["Diện tích", "Số ha", "DT (ha)"])
            .says("Diện tích tính bằng héc-ta; 10.000 m² là 1 ha.", "73,76"),
        DOCUMENT,
        AS_OF,
        NOTE,
        VISIBILITY,
    ],
};

pub(super) const PLOTS: Entry = Entry {
    title: "Lô đất",
    table: "plots",
    about: "Mỗi lô đất công nghiệp một dòng; đất chưa cho thuê phải được công bố (khoản 5 Điều 19 Nghị định 32/2024/NĐ-CP).",
    fields: &[
        CLUSTER,
        must("code", "Ký hiệu lô", Kind::Text)
            .also(&["Lô", "Tên lô", "Số lô", "Mã lô", "Lô đất"])
            .says("Ký hiệu của lô trên bản vẽ quy hoạch chi tiết.", "CN-01"),
        must("area_m2", "Diện tích (m²)", Kind::Number { unit: "m²", most: MOST_M2 })
            .also(&["Diện tích", "Diện tích (m2)", "Diện tích lô đất (m²)", "Diện tích lô (m2)", "DT (m2)"])
            .says("Diện tích của lô tính bằng mét vuông.", "25.000"),
        field("largest_m2", "Khoảnh lớn nhất (m²)", Kind::Number { unit: "m²", most: MOST_M2 })
            .also(&["Khoảnh liền lớn nhất (m²)"])
            .says("Khoảnh liền lớn nhất còn thuê được trong lô.", "15.000"),
        must("status", "Trạng thái", STATES)
            .also(&["Tình trạng", "Hiện trạng", "Tình trạng lô", "Trạng thái lô"])
            .says("Lô đang ở trạng thái nào.", "còn trống, thuê được ngay"),
        field("industries", "Ngành, nghề", Kind::Texts)
            .also(&["Ngành nghề", "Ngành nghề được phép"])
            .says("Ngành, nghề được nhận vào lô, cách nhau bằng dấu chấm phẩy.", "dệt may; cơ khí"),
        field("density_percent", "Mật độ xây dựng (%)", Kind::Percent)
            .also(&["Mật độ xây dựng", "MĐXD", "MĐXD (%)"])
            .says("Mật độ xây dựng tối đa.", "60"),
        field("floor_area_ratio", "Hệ số sử dụng đất (lần)", Kind::Number { unit: "lần", most: 20 })
            .also(&["Hệ số sử dụng đất", "HSSDĐ", "Hệ số SDĐ"])
            .says("Tổng diện tích sàn chia cho diện tích lô, tối đa.", "1,8"),
        field("height_m", "Chiều cao (m)", Kind::Number { unit: "m", most: 200 })
            .also(&["Chiều cao", "Chiều cao tối đa (m)", "Chiều cao xây dựng (m)"])
            .says("Chiều cao xây dựng tối đa.", "20"),
        field("green_percent", "Cây xanh (%)", Kind::Percent)
            .also(&["Tỷ lệ cây xanh", "Tỷ lệ cây xanh (%)"])
            .says("Tỷ lệ đất cây xanh tối thiểu.", "20"),
        field("price_vnd_per_m2", "Giá (đồng/m²)", Kind::Money { unit: "đồng/m²" })
            .also(&["Giá thuê", "Giá thuê (đồng/m²)", "Giá cho thuê (đồng/m2)", "Đơn giá (đồng/m²)"])
            .says("Giá cho thuê lại đất cho cả thời hạn.", "998.000"),
        field("price_tax", "Thuế trong giá", TAXES)
            .also(&["Thuế", "VAT", "Thuế GTGT"])
            .says("Giá đã gồm thuế giá trị gia tăng hay chưa.", "chưa gồm thuế"),
        field("price_valid_until", "Giá có giá trị đến", Kind::Date)
            .also(&["Hiệu lực của giá", "Giá áp dụng đến"])
            .says("Ngày cuối cùng giá này còn áp dụng.", "31/12/2026"),
        field("term_until", "Thời hạn đến", Kind::Date)
            .also(&["Thời hạn thuê", "Thuê đến", "Thời hạn thuê đến"])
            .says("Ngày hết thời hạn thuê đất.", "07/07/2074"),
        field("deposit", "Đặt cọc", Kind::Text).also(&["Tiền cọc", "Tiền đặt cọc"]).says("Điều kiện đặt cọc.", "10 %"),
        field("allocation", "Cách giao", Kind::Text)
            .also(&["Hình thức cho thuê", "Hình thức giao đất"])
            .says("Lô được giao bằng cách nào.", "cho thuê lại"),
        field("division", "Tách, gộp lô", DIVISIONS)
            .also(&["Khả năng tách, gộp", "Tách/gộp lô"])
            .says("Lô có thể tách nhỏ hoặc gộp với lô bên không.", "tách được"),
        field("shape", "Hình dạng", Kind::Text)
            .also(&["Hình dạng lô", "Hình thể"])
            .says("Hình dạng, kích thước của lô.", "chữ nhật, 100 m × 250 m"),
        field("power", "Điện đến ranh lô", Kind::Text)
            .also(&["Cấp điện", "Điện"])
            .says("Nguồn điện tại ranh lô, hoặc khoảng cách đến điểm đấu nối.", "22 kV tại ranh lô"),
        field("water", "Nước đến ranh lô", Kind::Text)
            .also(&["Cấp nước", "Nước"])
            .says("Đường ống nước tại ranh lô, hoặc khoảng cách đến điểm đấu nối.", "ống D110 tại ranh lô"),
        field("wastewater", "Thu gom nước thải", Kind::Text)
            .also(&["Nước thải", "Thoát nước thải"])
            .says("Nước thải của lô được thu gom thế nào.", "hố ga đấu nối tại ranh lô"),
        field("road_width_m", "Đường gần nhất rộng (m)", Kind::Number { unit: "m", most: 200 })
            .also(&["Bề rộng đường", "Bề rộng đường (m)"])
            .says("Bề rộng mặt đường gần lô nhất.", "15"),
        field("restrictions", "Hạn chế", Kind::Text).also(&["Hạn chế sử dụng", "Ràng buộc"]).says(
            "Điều hạn chế việc dùng lô: hành lang an toàn, khoảng lùi, nghĩa vụ khác.",
            "hành lang đường điện 110 kV",
        ),
        field("expected", "Dự kiến cho thuê", Kind::Date)
            .also(&["Dự kiến cho thuê từ", "Thời điểm dự kiến cho thuê"])
            .says("Lô chưa thuê được ngay thì bao giờ thuê được.", "quý 4/2026"),
        field("confirmed_on", "Xác nhận ngày", Kind::Day)
            .also(&["Ngày xác nhận"])
            .says("Ngày chủ đầu tư hạ tầng xác nhận trạng thái; quá 90 ngày phải xác nhận lại.", "10/06/2026"),
        field("contact", "Liên hệ", Kind::Contact)
            .also(&["Người liên hệ", "Đầu mối", "Điện thoại liên hệ"])
            .says("Đơn vị, điện thoại cơ quan để hỏi thuê; không ghi số di động của cá nhân.", "Công ty Hạ tầng Ví Dụ"),
        AS_OF_OPTIONAL,
        NOTE,
        VISIBILITY,
    ],
};
