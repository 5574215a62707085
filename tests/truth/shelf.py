"""What the page of each table of the open data must say: its files with size and digest, its first rows, what was tried.

The files themselves are compared with the input by `opendata`; here the page is compared with the files, and the counts
of what was tried with the constraints that `datapackage.json` promises.
"""

import hashlib
import json
import re
from decimal import Decimal

import shapes
from documents import Expected
from formats import json_rows
from parts import GAP, Figure

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "geojson": "GeoJSON"}
SHOWN = 5
LABELS = ["Giá trị đúng kiểu của trường", "Trường bắt buộc có giá trị", "Khóa không trùng",
          "Giá trị thuộc danh sách cho phép", "Mã tham chiếu có trong bảng được dẫn", "Số trong khoảng cho phép",
          "Đường biên của hình khép kín, đúng chiều theo RFC 7946"]


def pages(site):
    folder = site / "du-lieu"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {f"vi/du-lieu-mo/{resource['name']}/index.html": page(folder, resource) for resource in package["resources"]}


def page(folder, resource):
    name, fields = resource["name"], resource["schema"]["fields"]
    expected, rows = Expected(f"open data {name}"), json_rows(folder / f"{name}.json")
    expected.facts.append(("Số dòng", [Figure(len(rows), "rows")]))
    grades = [row["grade"] for row in rows if row.get("grade")]
    told = [["A", "B", "C"][at] for at in range(3) if "ABC"[at] in grades]
    if told:
        parts = [[f"{grade}:", Figure(grades.count(grade), f"rows of grade {grade}"), "dòng"] for grade in told]
        expected.facts.append(("Độ tin cậy của các dòng", joined(parts)))
    expected.tables.append((f"bang-tep-{name}", "", files(folder, name)))
    expected.tables.append((f"bang-dong-{name}", "", [[cell(row[field["name"]], field) for field in fields]
                                                      for row in rows[:SHOWN]]))
    counts = [*tried(resource, rows), rings(folder / f"{name}.geojson")]
    expected.tables.append(("bang-kiem-tra", "", [[[label], [Figure(count, label)], [Figure(0, "broken")]]
                                                  for label, count in zip(LABELS, counts) if count]))
    return expected


def joined(lists):
    parts = []
    for at, more in enumerate(lists):
        parts += ([";"] if at else []) + more
    return parts


def files(folder, name):
    stems = [(name, ending) for ending in ("csv", "xlsx", "json")]
    stems += [("cum-cong-nghiep" if name == "clusters" else name, "geojson")]
    paths = [(folder / f"{stem}.{ending}", ending) for stem, ending in stems]
    paths = [(path, ending) for path, ending in paths if path.exists() or ending != "geojson"]
    return [[[path.name], [FORMATS[ending]], [Figure(-(-path.stat().st_size // 1000), "kB"), "kB"],
             [hashlib.sha256(path.read_bytes()).hexdigest()]] for path, ending in paths]


def rings(path):
    features = json_rows(path)["features"] if path.exists() else []
    return sum(len(polygon) for one in features for polygon in shapes.polygons(one["geometry"]))


def cell(value, field):
    if value is None:
        return [GAP]
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, Decimal):
        # Written whole, with as many decimals as the file has.
        decimals = max(0, -value.normalize().as_tuple().exponent)
        return [Figure(value, field["name"], decimals)] if decimals > 3 else [Figure(value, field["name"])]
    return ["; ".join(value)] if isinstance(value, list) else [value]


def tried(resource, rows):
    """Returns on how many values each promise can be tried, in the order of `LABELS`."""
    schema = resource["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    foreign = {key["fields"][0] for key in schema.get("foreignKeys", [])}
    foreign |= {name for name, field in fields.items() if re.search(r"Mã ở cột \w+ của bảng", field.get("description", ""))}
    held = {name: field.get("constraints", {}) for name, field in fields.items()}
    filled = [(name, value) for row in rows for name, value in row.items() if value not in (None, [], "")]
    items = [name for name, value in filled for _ in (value if isinstance(value, list) else [value])]
    return [
        len(filled),
        sum(len(rows) for name in fields if held[name].get("required")),
        len(rows) * len(schema.get("primaryKey", [])),
        sum("enum" in held[name] for name, _ in filled),
        sum(name in foreign for name in items),
        sum("minimum" in held[name] for name, value in filled),
    ]
