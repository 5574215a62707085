#!/usr/bin/env bash
# Times `ccn intake` on 100 000 invented rows of 10 columns, as a workbook and as CSV: read, compared, checked, answered, taken in.
# usage: benches/intake.sh [ROWS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rows=${1:-100000}
[ -x /usr/bin/time ] || { echo 'GNU time is missing: apt-get install time' >&2; exit 1; }

cargo build --quiet
ccn=$(realpath "${CARGO_TARGET_DIR:-target}/debug/ccn")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r tests/base templates "$work"
cp -r content/vi/bao-cao "$work/base/content/vi/"

python3 -B - "$rows" "$work" <<'PYTHON'
import csv, sys, zipfile
from pathlib import Path
from xml.sax.saxutils import escape

rows, work = int(sys.argv[1]), Path(sys.argv[2])
plots = ["Cụm công nghiệp", "Ký hiệu lô", "Diện tích (m²)", "Khoảnh lớn nhất (m²)", "Trạng thái", "Ngành, nghề",
         "Mật độ xây dựng (%)", "Chiều cao (m)", "Xác nhận ngày", "Ghi chú"]
papers = ["Số, ký hiệu", "Loại văn bản", "Cơ quan ban hành", "Ngày ban hành", "Hiệu lực từ", "Hiệu lực đến", "Trích yếu",
          "Phạm vi", "Ghi chú", "Công bố"]
# Plots that no cluster has room for, so that every row is wrong; documents of which every row is taken in.
def plot(n):
    return ["Ví Dụ 7", f"CN-{n}", 0.3, 0.2, "còn trống, thuê được ngay", "dệt may; cơ khí", 60, 20, "10/06/2026",
            f"Lô bịa đặt số {n}"]
def paper(n):
    day = f"{n % 28 + 1:02}/{n % 12 + 1:02}/{2011 + n % 13}"
    return [f"{n + 1}/QĐ-UBND", "quyết định", "UBND tỉnh Ví Dụ", day, day, "", f"Việc bịa đặt số {n}", "trong tỉnh",
            f"Văn bản bịa đặt số {n}", ""]
tables = {"plots": ("Lô đất", [plots] + [plot(n) for n in range(rows)]),
          "papers": ("Văn bản", [papers] + [paper(n) for n in range(rows)])}
def cell(name, value):
    if isinstance(value, (int, float)):
        return f'<c r="{name}"><v>{value}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
packages = "http://schemas.openxmlformats.org/package/2006"
sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
def parts(title, table):
    lines = (f'<row r="{n}">' + "".join(cell(f"{chr(65 + i)}{n}", v) for i, v in enumerate(r)) + "</row>"
             for n, r in enumerate(table, 1))
    return {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
            f'"{sheet_type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
            f'"{sheet_type}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type='
            f'"{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="{title}" sheetId="1" '
            f'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type='
            f'"{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
for name, (title, table) in tables.items():
    with open(work / f"{name}.csv", "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table)
    with zipfile.ZipFile(work / f"{name}.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        for part, text in parts(title, table).items():
            book.writestr(part, text)
PYTHON

measure() {
    local name=$1
    shift
    if ! /usr/bin/time -f "%e s  %M KiB" -o "$work/time" "$ccn" intake --root "$work/base" "$@" >"$work/out" 2>&1; then
        tail -n 5 "$work/out"
    fi
    printf '%-44s %s\n' "$name" "$(tail -n 1 "$work/time")"
}

cp -r "$work/templates" "$work/base/"
measure 'workbook, every row wrong' "$work/plots.xlsx"
measure 'the same, with page and marked copy' "$work/plots.xlsx" -o "$work/answer"
measure 'CSV, every row wrong' "$work/plots.csv"
measure 'workbook, every row new' "$work/papers.xlsx"
measure 'the same, with page and marked copy' "$work/papers.xlsx" -o "$work/answer"
measure 'CSV, every row new' "$work/papers.csv"
measure 'workbook, taken in' "$work/papers.xlsx" --apply
measure 'the same again, nothing changes' "$work/papers.xlsx"
