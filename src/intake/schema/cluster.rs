//! The sheets *Cụm* and *Dự án*: clusters, and the projects in them.

use super::field::{AS_OF, AS_OF_OPTIONAL, CLUSTER, NOTE, OPENNESS, field, must};
use super::{Entry, Kind};

const KINDS: Kind =
    Kind::Choice { term: "kind", values: &["general", "craft", "specialised", "support", "high-tech", "eco"] };
const DEVELOPERS: Kind = Kind::Choice { term: "developer-kind", values: &["enterprise", "public", "none"] };
const PROJECT_KINDS: Kind = Kind::Choice { term: "project", values: &["infrastructure", "tenant"] };
const STATES: Kind =
    Kind::Choice { term: "project", values: &["registered", "building", "operating", "stopped", "interested"] };

pub(super) const CLUSTERS: Entry = Entry {
    title: "Cụm",
    table: "clusters",
    about: "Mỗi cụm công nghiệp một dòng: tên, nơi có cụm, chủ đầu tư hạ tầng, ngành nghề.",
    fields: &[
        must("name", "Tên cụm công nghiệp", Kind::Text)
            .also(&["Tên cụm", "Tên CCN", "Cụm công nghiệp", "Tên đầy đủ"])
            .says("Tên đầy đủ như trong quyết định.", "Cụm công nghiệp Ví Dụ 1"),
        must("short", "Tên ngắn", Kind::Text)
            .also(&["Tên gọi tắt", "Tên viết gọn"])
            .says("Tên không kèm chữ cụm công nghiệp; các trang khác gọi cụm bằng tên này.", "Ví Dụ 1"),
        field("aliases", "Tên khác", Kind::Texts)
            .also(&["Tên cũ", "Tên gọi khác"])
            .says("Tên cũ và cách viết khác, cách nhau bằng dấu chấm phẩy.", "Ví Dụ I; CCN Ví Dụ 1"),
        field("kind", "Loại hình", KINDS)
            .also(&["Loại cụm", "Loại hình cụm"])
            .says("Loại hình ghi trong quyết định thành lập.", "cụm công nghiệp làng nghề"),
        field("communes", "Xã, phường", Kind::Communes)
            .also(&["Xã", "Xã/phường", "Địa điểm", "Địa bàn"])
            .says("Xã, phường hiện nay có đất của cụm, nơi có phần lớn nhất ghi trước.", "Xã Ví Dụ; Phường Ví Dụ"),
        field("former_communes", "Xã cũ", Kind::Texts)
            .also(&["Xã trước sắp xếp", "Xã trước 01/7/2025"])
            .says("Xã, thị trấn ghi trong văn bản ban hành trước ngày 01/7/2025.", "xã Ví Dụ Cũ"),
        field("developers", "Chủ đầu tư hạ tầng", Kind::Texts)
            .also(&["Chủ đầu tư", "Chủ đầu tư hạ tầng kỹ thuật", "Đơn vị đầu tư hạ tầng"])
            .says("Tên đầy đủ; liên danh thì ghi đủ các đơn vị.", "Công ty Hạ tầng Ví Dụ; Công ty Liên danh Ví Dụ"),
        field("developer_kind", "Loại chủ đầu tư", DEVELOPERS)
            .also(&["Hình thức chủ đầu tư"])
            .says("Chủ đầu tư hạ tầng thuộc loại nào.", "doanh nghiệp, hợp tác xã"),
        field("manager", "Cơ quan quản lý", Kind::Agency)
            .also(&["Đơn vị quản lý"])
            .says("Cơ quan được giao quản lý cụm.", "Sở Công Thương"),
        field("industries", "Ngành, nghề", Kind::Texts)
            .also(&["Ngành nghề", "Ngành nghề hoạt động", "Ngành nghề thu hút đầu tư"])
            .says("Ngành, nghề ghi trong quyết định, cách nhau bằng dấu chấm phẩy.", "chế biến gỗ; may mặc"),
        field("border_zone", "Trong khu kinh tế cửa khẩu", Kind::YesNo)
            .also(&["Thuộc khu kinh tế cửa khẩu"])
            .says("Cụm có nằm trong khu kinh tế cửa khẩu không.", "không"),
        field("before_2009", "Có trước 05/10/2009", Kind::YesNo)
            .also(&["Hình thành trước 05/10/2009"])
            .says("Cụm có hình thành trước ngày 05/10/2009 không (Điều 35 Nghị định 32/2024/NĐ-CP).", "không"),
        field("lon", "Kinh độ (độ)", Kind::Degrees)
            .also(&["Kinh độ", "Longitude", "Y", "Y (m)", "Tọa độ Y", "Tọa độ Y (m)"])
            .says(
                "Kinh độ của điểm giữa cụm, hệ WGS 84, độ thập phân; chỉ có VN-2000 thì gõ Y (mét) và ghi ở cột Ghi chú tọa độ: \
                 VN-2000, KTT 107°15', múi 3°.",
                "105,512",
            ),
        field("lat", "Vĩ độ (độ)", Kind::Degrees)
            .also(&["Vĩ độ", "Latitude", "X", "X (m)", "Tọa độ X", "Tọa độ X (m)"])
            .says(
                "Vĩ độ của điểm giữa cụm, hệ WGS 84, độ thập phân; chỉ có VN-2000 thì gõ X (mét) và ghi ở cột Ghi chú tọa độ: \
                 VN-2000, KTT 107°15', múi 3°.",
                "20,524",
            ),
        field("coordinate_note", "Ghi chú tọa độ", Kind::Text)
            .also(&["Nguồn tọa độ"])
            .says(
                "Điểm lấy ở đâu, bằng cách nào; tọa độ bằng mét thì ghi kinh tuyến trục và múi chiếu.",
                "Điểm giữa cụm, đọc trên bản đồ quy hoạch.",
            ),
        AS_OF,
        NOTE,
    ],
};

pub(super) const PROJECTS: Entry = Entry {
    title: "Dự án",
    table: "projects",
    about: "Mỗi dự án trong cụm một dòng, cả dự án hạ tầng; diện tích, vốn, quốc tịch nhà đầu tư không có trong Biểu 01.",
    fields: &[
        CLUSTER,
        must("kind", "Loại dự án", PROJECT_KINDS)
            .says("Dự án hạ tầng, hay dự án thuê đất.", "dự án sản xuất kinh doanh"),
        must("name", "Tên dự án", Kind::Text)
            .also(&["Dự án", "Tên dự án đầu tư", "Tên dự án đầu tư sản xuất kinh doanh"])
            .says("Tên ghi trong giấy chứng nhận đăng ký đầu tư.", "Nhà máy may Ví Dụ"),
        field("investor", "Nhà đầu tư", Kind::Text)
            .also(&["Tên nhà đầu tư", "Tên doanh nghiệp", "Doanh nghiệp"])
            .says("Tên đầy đủ của nhà đầu tư.", "Công ty May Ví Dụ"),
        field("country", "Nước", Kind::Text)
            .also(&["Quốc tịch", "Nước đầu tư", "Quốc gia"])
            .says("Nước hoặc vùng lãnh thổ của nhà đầu tư.", "Việt Nam"),
        field("foreign", "Vốn nước ngoài", Kind::YesNo)
            .also(&["FDI", "Có vốn đầu tư nước ngoài", "Dự án FDI"])
            .says("Dự án có vốn đầu tư nước ngoài không.", "không"),
        field("sector", "Ngành", Kind::Text)
            .also(&["Ngành, nghề, lĩnh vực sản xuất", "Lĩnh vực", "Ngành nghề", "Ngành nghề sản xuất"])
            .says("Ngành, nghề, lĩnh vực sản xuất, như ở Biểu số 01.", "dệt may"),
        field("area_ha", "Diện tích (ha)", Kind::Number { unit: "ha", most: 500 })
            .also(&["Diện tích", "Diện tích thuê (ha)", "Diện tích đất (ha)"])
            .says("Diện tích đất của dự án.", "15,5"),
        field("capital_bn_vnd", "Vốn (tỷ đồng)", Kind::Money { unit: "tỷ đồng" })
            .also(&["Vốn đầu tư", "Tổng vốn đầu tư (tỷ đồng)", "Vốn đăng ký (tỷ đồng)", "Tổng mức đầu tư (tỷ đồng)"])
            .says("Vốn đầu tư đăng ký.", "250,5"),
        field("jobs", "Lao động (người)", Kind::Whole { unit: "người", most: 100_000 })
            .also(&["Số lao động", "Lao động", "Số lao động (người)"])
            .says("Số lao động có hợp đồng; dự án chưa hoạt động thì ghi số dự kiến và nói rõ ở Ghi chú.", "1.200"),
        field("expected_result", "Hiệu quả dự kiến", Kind::Text)
            .also(&["Hiệu quả", "Hiệu quả kinh tế - xã hội", "Hiệu quả đầu tư"])
            .says(
                "Dự án sẽ mang lại gì, theo hồ sơ đã duyệt; số lao động ghi ở cột riêng.",
                "Thu hút 12 dự án dệt may.",
            ),
        must("state", "Trạng thái", STATES)
            .also(&["Tình trạng", "Tình hình hoạt động", "Tình trạng hoạt động"])
            .says("Dự án đang ở bước nào.", "đang hoạt động"),
        AS_OF_OPTIONAL,
        NOTE,
        OPENNESS,
    ],
};
