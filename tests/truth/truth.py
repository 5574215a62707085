#!/usr/bin/env python3
"""Reads every figure of a built site back and compares it with what the input files give.

    truth.py ROOT SITE

ROOT is the project (data, templates), SITE the folder that `ccn build` wrote. Pages, prints, workbooks, CSV and JSON
are compared with figures computed here from the tables alone; and no number may stand in a table of data that is
not expected there. Prints each disagreement with figure, subject, format, both values and place.
Exit code 0: all agree; 1: something differs; 2: wrong arguments, or an input that this script does not understand.
"""

import hashlib
import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import documents
import offices
import opendata
import province
import report
import shapes
import sheets
import translated
from figures import Period, clusters
from formats import Page, csv_rows, json_rows, page_of, pdf_text, word_text, workbook
from parts import ANY, GAP, UNKNOWN, Beside, Figure, differences, flat, pattern, rounded, said, tokens
from tables import Project, Refused, day

# Numbers that the pages write of themselves: the change of 1 July 2025 (NĐ 139/2025), heads of columns of the forms,
# documents that the descriptions of the open data name.
OWN_WORDS = ["01/7/2025", "1", "2", "3", "4", "5", "1143", "303/2025"]


ALL_CLUSTERS = "vi/in-tat-ca/index.html"

# Tables that a print may not leave out.
PRINTED = ["bang-dat-dai", "bang-gia", "bang-bieu-04", "bang-T1", "bang-T3", "bang-PL2"]

# What the page of all clusters shows of each.
ON_SHEET = ["bang-dat-dai", "bang-ha-tang", "bang-khoang-cach", "bang-gia", "bang-du-an"]

# What tells the rows of a file apart.
KEYS = ["id", "code", "period", "row", "cluster", "kind", "document", "target", "place", "item"]


class Comparison:
    """What was compared and what differs."""

    def __init__(self, project, site):
        self.project, self.site = project, Path(site)
        self.compared, self.wrong = 0, []
        self.allowed = allowed(project)

    def differs(self, figure, subject, place, expected, shown):
        form = Path(place.split("#")[0]).suffix.lstrip(".").upper()
        values = f"expected {said(expected)}, shown {said(shown)}"
        self.wrong.append(f"{figure} of {subject} in {form}: {values}, in {place}")

    def figures(self, subject, place, parts, match):
        """Compares the figures of a place that was found, and the numbers within its free words."""
        wrong, free = differences(parts, match)
        self.compared += sum(isinstance(part, Figure) for part in parts)
        for name, expected, shown in wrong:
            self.differs(name, subject, place, expected, shown)
        for words in free:
            self.explained(subject, place, words)

    def explained(self, subject, place, words):
        for token in tokens(words):
            if token not in self.allowed:
                self.differs("a number", subject, place, "none that the data have not", token)


def allowed(project):
    """Returns every number-like word of the public rows, dates in the form in which pages write them."""
    known = set(OWN_WORDS)
    for rows in project.tables.values():
        for row in rows:
            for text in (value for value in row.values() if isinstance(value, str)):
                known.update(tokens(text))
                known.update(part for token in tokens(text) for part in re.split("[-/:]", token))
                if re.fullmatch(r"\d{4}(-(Q[1-4]|\d\d(-\d\d)?))?", text):
                    known.update(tokens(day(text).shown))
    return known


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        comparison = compare(Project(arguments[0]), arguments[1])
    except Refused as reason:
        print(f"not understood: {reason}", file=sys.stderr)
        return 2
    for line in comparison.wrong:
        print(line)
    print(f"{comparison.compared} figures compared, {len(comparison.wrong)} disagreements")
    return 1 if comparison.wrong else 0


def compare(project, site):
    comparison = Comparison(project, site)
    expected = province.pages(project, comparison.site)
    prints = {}
    translated.compare_coverage(comparison, "vi/ban-dich/index.html")
    compare_all_clusters(comparison)
    for cluster in clusters(project, project.today):
        folder = f"vi/ccn/{cluster.id}"
        expected[f"{folder}/index.html"] = documents.cluster_document(cluster)
        prints[only(comparison.site / folder, "*.pdf")] = expected[f"{folder}/index.html"]
    for row in project["periods"]:
        period, name = Period(row["id"]), row["id"].lower()
        for kind, made in ((f"bao-cao-{name}", report.report), (f"bieu-04-{name}", province.form)):
            document = made(project, period)
            expected[f"vi/bao-cao/{name}/{kind}/index.html"] = document
            prints[comparison.site / f"vi/bao-cao/{name}/{kind}.pdf"] = document
        compare_workbook(comparison, f"vi/bao-cao/{name}/bieu-04-{name}.xlsx", province.form(project, period))
        compare_workbook(comparison, f"vi/bao-cao/{name}/bao-cao-{name}.xlsx", report.report(project, period))
    for folder, name, document in offices.commune_forms(project):
        compare_workbook(comparison, f"{folder}/{name}.xlsx", document)
    for page, printed, document in offices.pages(project):
        expected[page] = document
        if printed:
            prints[comparison.site / printed] = document
        else:
            compare_text(comparison, f"{page.removesuffix('/index.html')}.txt", document)
    for path in sorted(comparison.site.rglob("*.html")):
        if path == comparison.site / ALL_CLUSTERS:
            continue
        place = path.relative_to(comparison.site).as_posix()
        language, _, rest = place.partition("/")
        if language in ("en", "zh") and (comparison.site / "vi" / rest).exists():
            translated.compare(comparison, place, page_of(path, "vi"), page_of(comparison.site / "vi" / rest))
        else:
            compare_page(comparison, place, page_of(path), expected.pop(place, None))
    for cluster in clusters(project, project.today):
        for language in ("en", "zh"):
            sheets.compare(comparison, cluster, language)
    for place, document in expected.items():
        comparison.differs("the page", document.subject, place, "there", "not there")
    for path, document in prints.items():
        compare_print(comparison, path, document)
        compare_print(comparison, path.with_suffix(".docx"), document)
    compare_data(comparison)
    for path in sorted((comparison.site / "vi/du-lieu-mo").rglob("index.html")):
        compare_downloads(comparison, path)
    return comparison


def compare_downloads(comparison, path):
    """What a page tells programs of each file is what the file is."""
    place = path.relative_to(comparison.site).as_posix()
    for told in re.findall(r'"contentUrl":"[^"]*/(du-lieu/[^"]+)","contentSize":"(\d+) B","sha256":"(\w+)"',
                           path.read_text(encoding="utf-8")):
        data = (comparison.site / told[0]).read_bytes()
        comparison.compared += 1
        if (str(len(data)), hashlib.sha256(data).hexdigest()) != told[1:]:
            comparison.differs("size and digest", told[0], place, len(data), told[1])


def compare_all_clusters(comparison):
    """The page to print has the list of clusters, then of each what its own page says."""
    members = clusters(comparison.project, comparison.project.today)
    html = (comparison.site / ALL_CLUSTERS).read_text(encoding="utf-8")
    first, *sheets = re.split(r'<h2 id="(?=[^"]*">[^<]*</h2>)', html.split("</main>")[0])
    whole = province.cluster_list(comparison.project, members)
    whole.sentences = []
    compare_page(comparison, ALL_CLUSTERS, Page(first), whole)
    shown = {sheet.split('"')[0]: sheet for sheet in sheets}
    if sorted(shown) != sorted(cluster.id for cluster in members) or len(shown) != len(sheets):
        comparison.differs("the clusters", "province", ALL_CLUSTERS, len(members), len(sheets))
    for cluster in members:
        sheet = shown.get(cluster.id, "").replace(f'id="{cluster.id}-', 'id="')
        expected = documents.cluster_document(cluster)
        expected.page_facts, expected.page_sentences = [], documents.chart(cluster, True) + shapes.drawing(cluster)
        expected.tables = [table for table in expected.tables if table[0] in ON_SHEET]
        compare_page(comparison, f"{ALL_CLUSTERS}#{cluster.id}", Page(f'<main><i id="{sheet}'), expected)


def only(folder, glob):
    found = sorted(folder.glob(glob))
    return found[0] if found else folder / glob


def compare_page(comparison, place, page, expected):
    tables = {table.name: table for table in page.tables if table.name}
    for name, _, rows in expected.tables if expected else []:
        table = tables.pop(name, None)
        if rows and not table:
            comparison.differs("the table", expected.subject, f"{place}#{name}", "there", "not there")
        elif table:
            compare_table(comparison, expected.subject, f"{place}#{name}", table, rows)
    for name, table in tables.items():
        if not name.startswith("bang-truong-"):
            for row in table.rows:
                for text, _ in row:
                    comparison.explained("the site", f"{place}#{name}", text)
    if expected:
        for label, parts in expected.facts + expected.page_facts:
            fact = next((words for term, words in page.facts if term == label), None)
            compare_words(comparison, expected.subject, f"{place}#{label}", parts, fact, re.fullmatch)
        for parts in [*expected.sentences, *expected.page_sentences]:
            compare_words(comparison, expected.subject, place, parts, page.text, re.search)
        for parts in expected.items:
            item = next((words for words in page.items if words.startswith(parts[0])), None)
            compare_words(comparison, expected.subject, place, parts, item, re.fullmatch)


def compare_words(comparison, subject, place, parts, words, find):
    match = find(pattern(parts), words) if words is not None else None
    if match:
        comparison.figures(subject, place, parts, match)
    else:
        shown = "not found" if words is None or len(words) > 300 else words
        comparison.differs("what is said", subject, place, plain(parts), shown)


def compare_table(comparison, subject, place, table, rows):
    """Finds each expected row among those shown, by its words; compares their figures; nothing may be left over."""
    left = [row + [("", None)] * (len(table.heads[0]) - len(row)) for row in table.rows]
    for row in rows:
        matches = [[re.fullmatch(pattern(cell), text) for cell, (text, _) in zip(row, found)] for found in left]
        index = next((index for index, cells in enumerate(matches) if all(cells)), None)
        if index is None:
            comparison.differs("the row", subject, place, plain_row(row), nearest(row, left))
            continue
        for cell, match, (text, number) in zip(row, matches[index], left.pop(index)):
            comparison.figures(subject, place, cell, match)
            own = held(cell)
            if number is not None and (len(own) != 1 or rounded(Decimal(number), max(3, own[0].decimals or 0)) != own[0].value):
                expected = own[0].value if own else "no number"
                comparison.differs("the number for programs", subject, place, expected, number)
    for row in left:
        comparison.differs("a row", subject, place, "none", " | ".join(text for text, _ in row))


def nearest(row, shown):
    """Returns the row with the same first words, for the message."""
    for found in shown:
        if re.fullmatch(pattern(row[0]), found[0][0]):
            return " | ".join(text for text, _ in found)
    return "not there"


def plain(parts):
    words = ("…" if part is ANY else part if isinstance(part, str) else said(part.value) for part in parts)
    return flat(" ".join(words))


def plain_row(row):
    return " | ".join(plain(cell) for cell in row)


def compare_print(comparison, path, expected):
    """Reads the print, or the Word document with the same words, as running text: captions, then rows, in whatever order; facts; sentences."""
    place = path.relative_to(comparison.site).as_posix()
    if not path.exists():
        return comparison.differs("the print", expected.subject, place, "there", "not there")
    text, pages = word_text(path) if path.suffix == ".docx" else pdf_text(path)
    if path.parts[-3:-2] == ("ccn",) and pages > 2:
        comparison.differs("the number of sheets", expected.subject, place, "2 at most", pages)
    ends = [text.find(flat(caption)) for _, caption, _ in expected.tables]
    for (name, caption, rows), start in zip(expected.tables, ends):
        # The factsheet leaves out some sections of the page; what it prints must agree.
        if start < 0:
            if name in PRINTED and any(map(figures_of, rows)):
                comparison.differs("the table", expected.subject, f"{place}#{name}", "there", "not there")
            continue
        end = min((other for other in ends if other > start), default=len(text))
        rows = on_paper(rows) if path.parts[-3:-2] == ("ccn",) else rows
        compare_rows(comparison, expected.subject, f"{place}#{name}", rows, text[start + len(caption):end], pages)
    for label, parts in expected.facts:
        compare_words(comparison, expected.subject, f"{place}#{label}", [label, *parts], text, shortest)
    for parts in expected.print_sentences:
        compare_words(comparison, expected.subject, place, parts, text, re.search)


def on_paper(rows):
    """The factsheet names rows and columns without a figure below the table instead of printing them."""
    empty = [[UNKNOWN], [GAP], ["liên hệ chủ đầu tư"]]
    rows = [row for row in rows if any(cell not in empty for cell in row[1:])]
    told = [index for index in range(max(map(len, rows), default=0))
            if index == 0 or any(row[index] not in empty for row in rows)]
    return [[row[index] for index in told] for row in rows]


def shortest(wanted, text):
    """Returns the closest match: the label of a fact may stand within other words before its own place."""
    starts = [match.start() for match in re.finditer(wanted.split(r"\s*")[0], text)]
    found = [match for start in starts if (match := re.compile(wanted).match(text, start))]
    return min(found, key=lambda match: match.end() - match.start(), default=None)


def figures_of(row):
    return [part for cell in row for part in cell if isinstance(part, Figure)]


def compare_rows(comparison, subject, place, rows, text, pages):
    """Finds the rows of a table in its stretch of text; between the first and the last no number may be left."""
    last, rest = 0, text
    for row in rows:
        parts = [part for cell in row for part in cell]
        match = re.search(r"(?<!\S)" + r"\s+".join(pattern(cell) for cell in row if cell), rest)
        if match:
            comparison.figures(subject, place, parts, match)
            last = max(last, match.end())
            rest = rest[:match.start()] + "\x00" * (match.end() - match.start()) + rest[match.end():]
        elif figures_of(row):
            comparison.differs("the row", subject, place, plain_row(row), "not found")
    for token in tokens(rest[:last]):
        if token not in comparison.allowed and not (token.isdigit() and int(token) <= pages):
            comparison.differs("a number", subject, place, "none that the data have not", token)


def compare_workbook(comparison, place, expected):
    """Each table is a sheet, with its lines around it in the first cell only; a number is a number."""
    path, subject = comparison.site / place, expected.subject
    if not path.exists():
        return comparison.differs("the workbook", subject, place, "there", "not there")
    sheets = workbook(path)
    for name, _, rows in expected.tables:
        sheet = name.removeprefix("bang-")
        if rows and sheet not in sheets:
            comparison.differs("the sheet", subject, place, sheet, "not there")
        elif rows:
            compare_sheet(comparison, subject, f"{place}#{sheet}", sheets[sheet], rows)


def compare_sheet(comparison, subject, place, shown, rows):
    """Finds each expected row among those of the sheet; from the first to the last none may be left over."""
    shown = [[row.get(letter, "") for letter in "ABCDEFGHIJKLMN"] for row in shown]
    found = []
    for row in rows:
        fitting = [index for index, cells in enumerate(shown) if index not in found and fits(row, cells)]
        index = next((index for index in fitting if is_equal(row, shown[index])), next(iter(fitting), None))
        if index is None:
            comparison.differs("the row", subject, place, plain_row(row), "not there")
            continue
        found.append(index)
        for cell, value in zip(row, shown[index]):
            if isinstance(value, Decimal):
                comparison.compared += 1
                if not is_number(cell, value):
                    comparison.differs(plain(row[0]), subject, place, plain(cell), value)
            else:
                compare_words(comparison, subject, place, cell, flat(value), re.fullmatch)
    for index in set(range(min(found, default=0), max(found, default=0))) - set(found):
        comparison.differs("a row", subject, place, "none", shown[index])


def fits(row, cells):
    """Tells whether the words of a row are those shown; numbers are compared later."""
    return all(isinstance(value, Decimal) or re.fullmatch(pattern(cell), flat(value)) for cell, value in zip(row, cells))


def is_equal(row, cells):
    return all(not isinstance(value, Decimal) or is_number(cell, value) for cell, value in zip(row, cells))


def held(cell):
    """The figures of a cell of which one may be its number."""
    return [part for part in cell if isinstance(part, Figure) and not isinstance(part, Beside)]


def is_number(cell, value):
    own = held(cell)
    return len(own) == 1 and rounded(value, max(3, own[0].decimals or 0)) == own[0].value


def compare_text(comparison, place, expected):
    path = comparison.site / place
    if not path.exists():
        return comparison.differs("the text", expected.subject, place, "there", "not there")
    text = flat(path.read_text(encoding="utf-8"))
    for parts in expected.print_sentences:
        compare_words(comparison, expected.subject, place, parts, text, re.search)


def compare_data(comparison):
    expected = opendata.expected(comparison.project)
    folder = comparison.site / "du-lieu"
    names = {path.stem for path in folder.glob("*.csv")}
    for name in sorted(names):
        rows, place = expected.get(name, []), f"du-lieu/{name}"
        for form, shown in ((".csv", csv_rows(folder / f"{name}.csv")), (".json", json_rows(folder / f"{name}.json")),
                            (".xlsx", named(next(iter(workbook(folder / f"{name}.xlsx").values()))))):
            compare_file(comparison, name, place + form, rows, shown)
    compare_map(comparison, expected["clusters"])
    shapes.compare(comparison)
    for name in sorted(set(expected) - names):
        if expected[name] and name != "clearances":
            comparison.differs("the file", name, f"du-lieu/{name}.csv", f"{len(expected[name])} rows", "not there")


def named(rows):
    """Returns the rows of a workbook by the names in its head; what has no cell is None."""
    return [{name: row.get(letter) for letter, name in rows[0].items()} for row in rows[1:]]


def compare_map(comparison, rows):
    """Each cluster with coordinates is a point of the map file."""
    place = "du-lieu/cum-cong-nghiep.geojson"
    placed = [row for row in rows if row["lon"] is not None and row["lat"] is not None]
    path = comparison.site / place
    features = json_rows(path)["features"] if path.exists() else []
    compare_file(comparison, "map", place, [{**row, "point": [row["lon"], row["lat"]]} for row in placed],
                 [{**one["properties"], "point": one["geometry"]["coordinates"]} for one in features])


def compare_file(comparison, name, place, rows, shown):
    if len(rows) != len(shown):
        comparison.differs("rows", name, place, len(rows), len(shown))
    left = list(shown)
    for row in rows:
        key = [column for column in KEYS if column in row]
        alike = [all(same(row[column], other[column]) for column in key if column in other) for other in left]
        index = alike.index(True) if True in alike else None
        if index is None:
            comparison.differs("the row", name, place, " ".join(str(row[column]) for column in key), "not there")
            continue
        other = left.pop(index)
        for column, value in other.items():
            comparison.compared += isinstance(row.get(column), Decimal)
            # A column that the input does not have is empty; remarks are made by the program.
            expected = value if column == "remark" and column not in row else row.get(column)
            if not same(expected, value):
                comparison.differs(column, f"{name} {row[key[0]]}", place, row.get(column, "no such field"), value)
    for row in left:
        comparison.differs("a row", name, place, "none", row)


def same(expected, shown):
    """Tells whether a value of a file is the expected one; a file of texts writes lists with `; `, yes as true."""
    if shown in (None, "", []):
        return expected in (None, "", [])
    if isinstance(expected, bool):
        return shown is expected or shown == str(expected).lower()
    if isinstance(expected, list):
        return shown == expected or shown == "; ".join(expected)
    if isinstance(expected, (Decimal, int)):
        try:
            return Decimal(shown) == expected
        except InvalidOperation:
            return False
    return shown == expected or shown == f"'{expected}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
