//! Reports about clusters that do not exist, long enough to fill pages.

use serde_json::{Value, json};

/// The indicators of the fourth form of Circular 14/2024, which the sample prints whole.
const INDICATORS: &str = include_str!("indicators.txt");

/// Returns one report of each kind by name.
pub(crate) fn all() -> [(&'static str, Value); 3] {
    [("status", status()), ("bieu-04", bieu_04()), ("factsheet", factsheet())]
}

/// Returns the 134 letters that Vietnamese adds to plain Latin ones or marks with a tone.
pub(crate) fn vietnamese_letters() -> String {
    let small = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
    format!("{small}{}", small.to_uppercase())
}

fn meta(title: &str) -> Value {
    json!({
        "title": title, "author": "Sở Công Thương tỉnh Ví Dụ", "date": "2026-11-22",
        "description": "Báo cáo mẫu, số liệu bịa", "keywords": ["cụm công nghiệp", "ví dụ"],
        "language": "vi",
    })
}

/// A status report with chart, table, notice and two annexes.
pub(crate) fn status() -> Value {
    json!({
        "kind": "status",
        "meta": meta("Báo cáo tình hình cụm công nghiệp tỉnh Ví Dụ"),
        "head": {
            "parent": "UBND tỉnh Ví Dụ", "agency": "Sở Công Thương",
            "number": "Số:        /BC-SCT", "place_date": "Ví Dụ, ngày      tháng      năm 2026",
        },
        "title": {
            "kind": "Báo cáo",
            "text": "Tình hình phát triển cụm công nghiệp 6 tháng đầu năm 2026",
            "note": "(Số liệu chốt từ ngày 15/12/2025 đến ngày 14/6/2026)",
        },
        "addressees": ["Ủy ban nhân dân tỉnh Ví Dụ", "Bộ Công Thương"],
        "blocks": status_blocks(),
        "recipients": ["Như trên", "Các sở, ngành liên quan", "Lưu: VT, QLCN"],
        "signer": ["Giám đốc"],
        "annexes": [cluster_annex(), document_annex()],
        "footer": "Dữ liệu đến ngày 14/6/2026; nguồn: tệp mẫu của chương trình.", "qr": null,
    })
}

fn status_blocks() -> Vec<Value> {
    let text = "Thực hiện Nghị định số 32/2024/NĐ-CP ngày 15/3/2024 của Chính phủ và Thông tư số \
        14/2024/TT-BCT, Sở Công Thương tỉnh Ví Dụ tổng hợp số liệu của mười Cụm Ví Dụ theo \
        Quyết định số 854/QĐ-UBND ngày 02/6/2023; tỷ lệ lấp đầy bình quân đạt 48,5 %, tăng so \
        với cùng kỳ, trong đó các cụm mới thành lập chưa có đất đủ điều kiện cho thuê lại.";
    let mut blocks = vec![json!({ "type": "notice",
        "text": "Hai cụm chưa gửi số liệu trong kỳ; các tổng số dưới đây không gồm hai cụm đó." })];
    for title in ["I. TÌNH HÌNH CHUNG", "II. KẾT QUẢ THỰC HIỆN", "III. KHÓ KHĂN, KIẾN NGHỊ"] {
        blocks.push(json!({ "type": "heading", "level": 1, "text": title }));
        for part in ["1. Quy hoạch và thành lập", "2. Đầu tư hạ tầng"] {
            blocks.push(json!({ "type": "heading", "level": 2, "text": part }));
            blocks.push(json!({ "type": "paragraph", "text": text }));
            blocks.push(json!({ "type": "paragraph", "text": text }));
        }
        blocks.push(json!({ "type": "heading", "level": 3, "text": "a) Việc cần làm" }));
        blocks.push(json!({ "type": "list", "items": [
            "Ủy ban nhân dân xã Ví Dụ bàn giao mặt bằng còn lại trước ngày 30/9/2026, theo văn \
             bản số 110/KH-ĐGS ngày 19/01/2026;",
            "Sở Tài chính cho ý kiến về phần vốn đối ứng.",
        ]}));
        blocks.push(chart());
    }
    blocks.push(table());
    blocks.push(json!({ "type": "paragraph",
        "text": "Sở Công Thương tỉnh Ví Dụ kính báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo./." }));
    blocks
}

fn chart() -> Value {
    let rect =
        |x: u32, width: u32, fill: &str| json!({ "x": x, "y": 135, "width": width, "height": 120, "fill": fill });
    let label = |x: u32, y: u32, anchor: &str, kind: &str, text: &str| json!({ "at": [x, y], "anchor": anchor, "kind": kind, "text": text });
    let line = |x: u32, stroke: &str| json!({ "from": [x, 135], "to": [x, 255], "stroke": stroke });
    let part = |fill: &str, label: &str, text: &str| json!({ "fill": fill, "label": label, "text": text });
    json!({
        "type": "chart", "id": "bieu-do", "title": "Cụm Ví Dụ Một đã cho thuê quá nửa đất công nghiệp",
        "subtitle": "Đất của cụm Ví Dụ Một theo từng bước, ngày 14/6/2026, ha",
        "panels": [{
            "title": "", "alt": "Đã cho thuê 40,5 ha; đã xong hạ tầng 9,5 ha; chưa rõ 10 ha.", "height": 280,
            "rects": [rect(0, 500, "solid"), rect(500, 120, "light"), rect(620, 120, "hatched"),
                rect(740, 60, "crossed"), rect(800, 50, "dotted"), rect(850, 50, "outline"), rect(900, 100, "unknown")],
            "lines": [line(0, "axis"), line(900, "target"), line(100, "first"), line(200, "second"),
                line(300, "third"), line(400, "fourth")],
            "dots": [{ "at": [100, 135], "stroke": "first" }],
            "labels": [label(0, 100, "start", "name", "Cụm Ví Dụ Một"), label(500, 230, "end", "inside", "40,5 ha"),
                label(680, 230, "middle", "upon", "9,5"), label(900, 100, "middle", "value", "60 ha")],
        }],
        "parts": [part("solid", "Đã cho thuê", "40,5 ha"), part("hatched", "Đã giải phóng mặt bằng", "9,5 ha"),
            part("unknown", "Chưa rõ", "10 ha")],
        "note": "Khung: đất chưa giải phóng mặt bằng.", "source": "Biểu số 02.",
    })
}

fn table() -> Value {
    json!({
        "type": "table", "id": "bang", "caption": "Bảng 1. Vốn đầu tư hạ tầng theo năm",
        "columns": [
            { "heading": "Năm", "align": "center", "width": 1 },
            { "heading": "Vốn theo dự án (tỷ đồng)", "align": "right", "width": 2 },
            { "heading": "Đã giải ngân (tỷ đồng)", "align": "right", "width": 2 },
        ],
        "numbered": false,
        "rows": [
            { "kind": "row", "cells": [cell("2025"), cell("1.250,5"), cell("310,2")] },
            { "kind": "row", "cells": [cell("2026"), cell("980"), cell("chưa có số liệu")] },
            { "kind": "total", "cells": [cell("Cộng"), cell("2.230,5"), cell("310,2")] },
        ],
        "note": "", "source": "Nguồn: báo cáo của chủ đầu tư.",
    })
}

fn cell(text: &str) -> Value {
    json!({ "text": text, "number": null })
}

fn cluster_annex() -> Value {
    let names = [
        "STT",
        "Tên cụm",
        "Xã",
        "Chủ đầu tư hạ tầng",
        "Quyết định thành lập",
        "Diện tích (ha)",
        "Đất công nghiệp (ha)",
        "Đã cho thuê (ha)",
        "Tỷ lệ lấp đầy (%)",
        "Vướng mắc",
    ];
    let widths = [1, 3, 3, 4, 3, 2, 2, 2, 2, 6];
    let columns: Vec<Value> = names
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(index, (name, width))| {
            let align = if (5..9).contains(&index) { "right" } else { "left" };
            json!({ "heading": name, "align": align, "width": width })
        })
        .collect();
    let mut rows = vec![json!({ "kind": "head", "cells":
        [cell("I"), cell("Cụm đã thành lập")] })];
    for number in 1..=10 {
        rows.push(json!({ "kind": "row", "cells": [
            cell(&number.to_string()), cell(&format!("Cụm Ví Dụ {number}")), cell("xã Ví Dụ Đông"),
            cell("Công ty cổ phần Ví Dụ Hạ tầng"), cell("1586/QĐ-UBND ngày 04/10/2023"),
            cell("73,76"), cell("51,2"), cell("12"), cell("23,4"),
            cell("Còn 12 hộ chưa nhận tiền bồi thường theo văn bản 110/KH-ĐGS; chờ giá đất cụ thể."),
        ]}));
    }
    rows.push(json!({ "kind": "total", "cells": [cell(""), cell("Tổng cộng"), cell(""), cell(""),
        cell(""), cell("737,6"), cell("512"), cell("120"), cell("23,4"), cell("")] }));
    json!({
        "number": "I", "title": "Danh sách cụm công nghiệp", "landscape": true,
        "note": "(Kèm theo Báo cáo số        /BC-SCT ngày      tháng      năm 2026)",
        "blocks": [{ "type": "table", "id": "ds", "caption": "", "columns": columns,
            "numbered": true, "rows": rows, "note": "Tên bịa.", "source": "" }],
    })
}

fn document_annex() -> Value {
    json!({
        "number": "II", "title": "Văn bản dẫn chiếu", "note": "", "landscape": false,
        "blocks": [
            { "type": "heading", "level": 2, "text": "1. Văn bản của trung ương" },
            { "type": "list", "items": ["Nghị định số 32/2024/NĐ-CP.", "Thông tư số 14/2024/TT-BCT."] },
        ],
    })
}

/// The fourth form with all its rows.
pub(crate) fn bieu_04() -> Value {
    let columns: Vec<Value> = [
        ("TT", "center", 1),
        ("Chỉ tiêu", "left", 8),
        ("Đơn vị tính", "center", 2),
        ("Kết quả (Luỹ kế đến thời điểm báo cáo)", "right", 3),
        ("Ghi chú", "left", 2),
    ]
    .iter()
    .map(|(heading, align, width)| json!({ "heading": heading, "align": align, "width": width }))
    .collect();
    let rows: Vec<Value> = INDICATORS.lines().map(indicator).collect();
    json!({
        "kind": "bieu-04",
        "meta": meta("Biểu số 04. Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp tỉnh"),
        "head": null,
        "title": { "kind": "", "note": "",
            "text": "Biểu số 04. Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp tỉnh" },
        "addressees": [],
        "blocks": [
            { "type": "paragraph", "text": "Đơn vị gửi báo cáo: Sở Công Thương" },
            { "type": "paragraph", "text": "Đơn vị nhận báo cáo: Ủy ban nhân dân cấp tỉnh, Bộ Công Thương (Cục Công Thương địa phương)" },
            { "type": "paragraph", "text": "Kỳ báo cáo: 6 tháng/năm" },
            { "type": "table", "id": "bieu-04", "caption": "", "columns": columns,
              "numbered": true, "rows": rows, "note": "", "source": "" },
            { "type": "signature", "lines": ["..., ngày ... tháng … năm ...",
                "GIÁM ĐỐC SỞ CÔNG THƯƠNG", "(Chữ ký, họ và tên, dấu)"] },
        ],
        "recipients": [], "signer": [], "annexes": [], "footer": "", "qr": null,
    })
}

fn indicator(line: &str) -> Value {
    let mut parts = line.split(" | ");
    let (number, text, unit) = (parts.next(), parts.next(), parts.next());
    let kind = match unit {
        None => "head",
        Some(_) if number.is_some_and(|number| number.contains('.')) => "sub",
        Some(_) => "row",
    };
    let value = if unit.is_some() { "1.234,5" } else { "" };
    json!({ "kind": kind, "cells": [cell(number.unwrap_or("")), cell(text.unwrap_or("")),
        cell(unit.unwrap_or("")), cell(value), cell("")] })
}

/// One cluster on a page or two.
pub(crate) fn factsheet() -> Value {
    let facts: Vec<Value> = [
        "Diện tích theo quyết định",
        "Đất công nghiệp",
        "Đất còn cho thuê được",
        "Ngành, nghề",
        "Chủ đầu tư hạ tầng",
        "Điện thoại liên hệ",
        "Thời hạn hoạt động",
    ]
    .iter()
    .map(|label| {
        json!({ "label": label, "text": "73,76 ha", "note":
            "Quyết định số 854/QĐ-UBND ngày 02/6/2023; xác nhận ngày 14/6/2026" })
    })
    .collect();
    json!({
        "kind": "factsheet",
        "meta": meta("Cụm Ví Dụ Một"),
        "head": null,
        "title": { "kind": "", "text": "Cụm công nghiệp Ví Dụ Một", "note": "Xã Ví Dụ, tỉnh Ví Dụ" },
        "addressees": [],
        "blocks": [
            { "type": "notice", "text": "Có 12 ha đất có thể thuê ngay, chia ba lô." },
            { "type": "heading", "level": 1, "text": "Thông tin chính" },
            { "type": "facts", "rows": facts },
            { "type": "heading", "level": 1, "text": "Đất đai" },
            chart(),
            table(),
            { "type": "heading", "level": 3, "text": "Tiến độ" },
            { "type": "paragraph", "text": "Hạ tầng đang xây dựng; trạm xử lý nước thải chưa khởi công." },
            { "type": "list", "items": ["Đường nội bộ 2,5 km.", "Trạm biến áp 110 kV cách 3 km."] },
        ],
        "recipients": [], "signer": [], "annexes": [],
        "footer": "Dữ liệu đến ngày 14/6/2026; nguồn: tệp mẫu của chương trình.", "qr": ccn::site::qr::Qr::of("https://vi-du.example/ccn/"),
    })
}
