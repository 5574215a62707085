"""The input files as plain rows, numbers and dates.

Reads what `data/` is kept in: CSV with a header row; and of YAML only flat records of one line a key
(`key: value`, `- key: value`), with a value that is bare, in double quotes, or a list in brackets.
Anything else is refused with its line, so that no figure is missed in silence.
"""

import calendar
import csv
import functools
import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import shapes


class Refused(Exception):
    """An input that this script does not understand."""


# What a level C cluster tells: planning data (in detail from catalog/public.rs).
PLANNED = {"areas": ("kind", ["plan", "detailed-plan", "industrial"]), "prices": ("kind", ["land-table"]),
           "milestones": ("act", ["plan", "detailed-plan", "other"]), "clearances": ("act", []),
           "plots": ("status", []), "infrastructure": ("kind", []), "projects": ("kind", []),
           "obstacles": ("category", []), "outlines": ("plot", [])}

# What names a company or its capital: told of level A clusters only.
COMPANIES = {"clusters": ["developers", "developer_kind"], "plots": ["contact"], "prices": ["publisher"],
             "projects": ["investor", "country", "foreign", "capital_bn_vnd"]}


class Project:
    """The public rows of a project folder: `project["areas"]` is a list of rows, each a dict of texts."""

    def __init__(self, root):
        self.root = Path(root)
        self.tables, self.counted = {}, {"observations": [], "projects": []}
        for path in sorted((self.root / "data").iterdir()):
            if path.suffix == ".csv":
                with open(path, encoding="utf-8-sig", newline="") as file:
                    self.tables[path.stem] = [trimmed(row) for row in csv.DictReader(file)]
            elif path.suffix == ".yaml":
                self.tables[path.stem] = yaml_records(path)
            elif path.name == "outlines.geojson":
                self.tables[path.stem] = shapes.rows(path)
        self.publish()
        self.site = self.tables["site"][0]
        self.terms = {row["key"]: row["vi"] for row in self["terms"]}
        self.today = Day(self.site["date"]).first

    def publish(self):
        """Leaves out internal rows (data/README.md: visibility), counted ones for the sums, and what the level of a cluster keeps back."""
        levels = {row["id"]: row["level"] for row in self["clusters"]}
        for table, rows in self.tables.items():
            column, planned = PLANNED.get(table, (None, None))
            kept = []
            for row in rows:
                level = levels.get(row["id"] if table == "clusters" else row.get("cluster"), "A")
                if row.get("visibility") == "counted":
                    self.counted[table].append(row)
                    continue
                if row.get("visibility") == "internal" or table == "capital" and level != "A":
                    continue
                if level == "C" and column and row[column] not in planned:
                    continue
                if level != "A" and row.get("kind") != "land-table":
                    row.update({name: "" for name in COMPANIES.get(table, [])})
                kept.append(row)
            self.tables[table] = kept

    def __getitem__(self, table):
        return self.tables.get(table, [])

    def number(self, table, row, column):
        """Returns a cell as a Decimal, in the number style that site.yaml declares for its table."""
        text = row.get(column, "")
        if not text:
            return None
        vietnamese = self.site.get("vietnamese_numbers", "")
        if self.site.get("number_style") == "vi" or table in split(vietnamese):
            text = text.replace(".", "").replace(",", ".")
        return Decimal(text)

    def by_id(self, table, key="id"):
        """Returns the rows of a table by their id."""
        return {row[key]: row for row in self[table]}

    def term(self, key):
        """Returns a word of the interface."""
        return self.terms[key]

    def word(self, key, language):
        """Returns a word of the interface in a language, in Vietnamese where it has none."""
        row = next(row for row in self["terms"] if row["key"] == key)
        return row[language] or row["vi"]

    def label(self, key):
        """Returns a word of the interface with a capital first letter."""
        return capital(self.term(key))


def small(text):
    """Returns text with a small first letter."""
    return text[:1].lower() + text[1:]


def in_documents(month):
    """The months 1 and 2 have a zero, the others none (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4b)."""
    return f"{month:02}" if month < 3 else str(month)


class Day:
    """A date as precise as its source: a day, month, quarter or year; orders by its last, then its first day."""

    def __init__(self, text):
        self.text = text
        part = re.fullmatch(r"(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?", text)
        if not part:
            raise Refused(f"not a date: {text}")
        year, quarter, month, day = (int(group) if group else None for group in part.groups())
        if day:
            self.first = self.last = date(year, month, day)
            self.shown = f"{day:02}/{in_documents(month)}/{year}"
            return
        if month:
            months, self.shown = (month, month), f"{in_documents(month)}/{year}"
        elif quarter:
            months, self.shown = (quarter * 3 - 2, quarter * 3), f"quý {quarter}/{year}"
        else:
            months, self.shown = (1, 12), str(year)
        self.first = date(year, months[0], 1)
        self.last = date(year, months[1], calendar.monthrange(year, months[1])[1])

    def __lt__(self, other):
        return (self.last, self.first) < (other.last, other.first)


@functools.cache
def day(text):
    """Returns a date, or nothing for an empty cell."""
    return Day(text) if text else None


def order(when):
    """Returns a key that sorts dates, an unknown one first."""
    return (when.last, when.first) if when else (date.min, date.min)


def alphabetical(name):
    """Returns a key that sorts names as Vietnamese do: a ă â … d đ, numbers by value, tones left out."""
    letters = unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", unicodedata.normalize("NFD", name.lower())))
    return [(1, int(part), "") if part.isdigit() else (2, "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".find(part), part) if part != " "
            else (0, 0, "") for part in re.findall(r"\d+|.", letters)]


def split(cell):
    """Returns the values of a cell that holds several."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def capital(text):
    """Returns the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def trimmed(row):
    return {name: (value or "").strip() for name, value in row.items()}


def yaml_records(path):
    records = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = re.fullmatch(r"(- )? *([a-z0-9_]+):(.*)", line)
        if not entry:
            raise Refused(f"{path.name}:{number}: not a line `key: value`")
        if entry[1] or not records:
            records.append({})
        records[-1][entry[2]] = yaml_value(entry[3].strip(), f"{path.name}:{number}")
    keys = {key: "" for record in records for key in record}
    return [{**keys, **record} for record in records]


def yaml_value(text, where):
    if text.startswith("["):
        if not text.endswith("]"):
            raise Refused(f"{where}: a list of several lines")
        return "; ".join(unquoted(item, where) for item in re.findall(r'"(?:[^"\\]|\\.)*"|[^",\[\] ]+', text))
    return unquoted(text, where)


def unquoted(text, where):
    if text.startswith('"'):
        if len(text) < 2 or not text.endswith('"'):
            raise Refused(f"{where}: a quote that is not closed")
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    if text[:1] in ("'", "|", ">", "{", "&", "*", "!"):
        raise Refused(f"{where}: a value that this reader does not know: {text}")
    return text
