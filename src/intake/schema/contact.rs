//! The sheets *Văn bản* and *Liên hệ*: documents by their numbers, and how to reach the offices.

use super::field::{NOTE, VISIBILITY, field, must};
use super::{Entry, Kind};

const SCOPES: Kind = Kind::Choice { term: "scope", values: &["national", "province"] };

pub(super) const DOCUMENTS: Entry = Entry {
    title: "Văn bản",
    table: "documents",
    about: "Mỗi văn bản được nhắc ở các trang khác một dòng; văn bản đã có trong Danh mục thì không phải ghi lại.",
    fields: &[
        must("number", "Số, ký hiệu", Kind::Text)
            .also(&["Số ký hiệu", "Số/ký hiệu", "Số hiệu", "Số văn bản", "Số quyết định"])
            .says("Số, ký hiệu đúng như in trên văn bản.", "12/QĐ-UBND"),
        must("kind", "Loại văn bản", Kind::Text)
            .also(&["Loại", "Hình thức", "Hình thức văn bản"])
            .says("Tên loại văn bản, viết thường.", "quyết định"),
        must("issuer", "Cơ quan ban hành", Kind::Text)
            .also(&["Nơi ban hành", "Cơ quan"])
            .says("Cơ quan ký văn bản.", "UBND tỉnh Ví Dụ"),
        field("issued_on", "Ngày ban hành", Kind::Date)
            .also(&["Ngày ký", "Ngày tháng", "Ngày văn bản", "Ngày, tháng, năm"])
            .says("Ngày ghi trên văn bản.", "02/06/2023"),
        field("in_force_from", "Hiệu lực từ", Kind::Date)
            .also(&["Ngày hiệu lực", "Ngày có hiệu lực", "Có hiệu lực từ"])
            .says("Ngày văn bản bắt đầu có hiệu lực.", "02/06/2023"),
        field("in_force_to", "Hiệu lực đến", Kind::Date)
            .also(&["Ngày hết hiệu lực", "Hết hiệu lực"])
            .says("Ngày cuối cùng văn bản có hiệu lực; còn hiệu lực thì để trống.", "30/06/2025"),
        must("subject", "Trích yếu", Kind::Text)
            .also(&["Nội dung", "Trích yếu nội dung", "Về việc"])
            .says("Trích yếu nội dung in dưới tên loại văn bản.", "Thành lập cụm công nghiệp Ví Dụ 1"),
        must("scope", "Phạm vi", SCOPES)
            .also(&["Phạm vi áp dụng"])
            .says("Văn bản áp dụng trong cả nước hay trong tỉnh.", "trong tỉnh"),
        NOTE,
        VISIBILITY,
    ],
};

pub(super) const AGENCIES: Entry = Entry {
    title: "Liên hệ",
    table: "agencies",
    about: "Điện thoại, thư điện tử, địa chỉ của cơ quan, đơn vị; đây là số sẽ in trên trang.",
    fields: &[
        must("name", "Tên cơ quan, đơn vị", Kind::Agency)
            .also(&["Tên", "Cơ quan", "Đơn vị", "Tên cơ quan", "Tên đơn vị"])
            .says("Tên cơ quan, chọn trong danh sách; cơ quan chưa có thì báo cho nơi nhận.", "Sở Công Thương"),
        field("phone", "Điện thoại", Kind::Contact)
            .also(&["Số điện thoại", "ĐT", "Điện thoại cơ quan"])
            .says("Điện thoại cố định của cơ quan; không ghi số di động của cá nhân.", "0200 000 000"),
        field("email", "Thư điện tử", Kind::Contact)
            .also(&["Email", "E-mail", "Hộp thư", "Thư điện tử công vụ"])
            .says("Hộp thư công vụ của cơ quan.", "lien-he@vi-du.example"),
        field("address", "Địa chỉ", Kind::Text)
            .also(&["Địa chỉ trụ sở", "Trụ sở"])
            .says("Địa chỉ trụ sở.", "1 đường Ví Dụ, phường Ví Dụ"),
        field("website", "Trang thông tin", Kind::Text)
            .also(&["Website", "Trang web", "Trang thông tin điện tử"])
            .says("Địa chỉ trang thông tin điện tử, chép từ trình duyệt.", "https://vi-du.example/"),
        NOTE,
    ],
};
