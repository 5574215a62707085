"""Readers of the built site, each with a library of its own: HTML, PDF text, workbooks, CSV, JSON."""

import csv
import functools
import io
import json
import re
import subprocess
import zipfile
from decimal import Decimal
from html.parser import HTMLParser
from xml.etree import ElementTree

from parts import flat

BREAKS = {"p", "li", "h1", "h2", "h3", "h4", "tr", "dt", "dd", "div", "figcaption", "caption", "text", "title", "desc",
          "td", "th", "section", "ol", "ul"}
MARKS = ("\ue000", "\ue001")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Table:
    """A table: its id, its caption, and rows of (text, number for programs)."""

    def __init__(self, name):
        self.name, self.caption, self.rows, self.heads = name, "", [], []


class Page(HTMLParser):
    """The main part of a page: its text, its tables by id, its facts as (term, words), the items of its lists."""

    def __init__(self, source, foreign=None):
        """Reads a file, or HTML as text; words of the language `foreign` stand between the signs `MARKS`."""
        super().__init__(convert_charrefs=True)
        self.foreign, self.open = foreign, []
        self.text, self.tables, self.facts, self.items = "", [], [], []
        self.inside, self.head, self.cell, self.row, self.number, self.item = 0, False, None, None, None, None
        self.feed(source if isinstance(source, str) else source.read_text(encoding="utf-8"))
        self.text = flat(self.text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in ("a", "span"):
            self.open.append(self.foreign is not None and given.get("lang") == self.foreign)
            self.take(MARKS[0] if self.open[-1] else "")
        if tag == "main":
            self.inside += 1
        if tag in BREAKS:
            self.take(" ")
        if tag == "table":
            self.tables.append(Table(given.get("id")))
        elif tag in ("thead", "tbody"):
            self.head = tag == "thead"
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th"):
            self.cell, self.number = "", given.get("data-value")
        elif tag in ("dt", "dd", "caption"):
            self.cell = ""
        elif tag == "li":
            self.item = ""

    def handle_endtag(self, tag):
        if tag in ("a", "span") and self.open and self.open.pop():
            self.take(MARKS[1])
        if tag == "main":
            self.inside -= 1
        if tag in ("td", "th"):
            self.row.append((flat(self.cell), self.number))
            self.cell = None
        elif tag == "tr" and self.tables:
            (self.tables[-1].heads if self.head else self.tables[-1].rows).append(self.row)
        elif tag == "caption":
            self.tables[-1].caption, self.cell = flat(self.cell), None
        elif tag == "dt":
            self.facts.append((flat(self.cell), ""))
            self.cell = None
        elif tag == "dd":
            self.facts[-1] = (self.facts[-1][0], flat(self.cell))
            self.cell = None
        elif tag == "li" and self.item is not None:
            self.items.append(flat(self.item))
            self.item = None
        if tag in BREAKS:
            self.take(" ")

    def handle_data(self, data):
        if self.inside:
            self.take(data)

    def take(self, data):
        self.text += data
        if self.cell is not None:
            self.cell += data
        if self.item is not None:
            self.item += data


def page_of(path, foreign=None):
    """Returns a page, which nobody may change: a text is read once."""
    return parsed(path.read_text(encoding="utf-8"), foreign)


@functools.cache
def parsed(text, foreign):
    return Page(text, foreign)


def pdf_text(path):
    """Returns the text of a PDF in reading order, and its number of pages."""
    return text_of(path.read_bytes())


def word_text(path):
    """Returns the text of a Word document in the order of its paragraphs; no page number is text."""
    return word_text_of(path.read_bytes())


@functools.cache
def word_text_of(document):
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    pieces = (" " if part.tag == f"{WORD}p" else part.text or "" for part in body.iter() if part.tag in (f"{WORD}p", f"{WORD}t"))
    return flat("".join(pieces)), 0


@functools.cache
def text_of(pdf):
    try:
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    except FileNotFoundError:
        raise SystemExit("pdftotext is missing: apt-get install -y poppler-utils") from None
    text = done.stdout.decode("utf-8")
    # A sentence goes on below the number of the next page.
    return flat(re.sub(r"\f(\d+\n)?", " ", text)), text.count("\f")


def workbook(path):
    """Returns the rows of each sheet by its name: texts and Decimals by column letter."""
    with zipfile.ZipFile(path) as archive:
        shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        words = ["".join(text.text or "" for text in entry.iter(f"{SHEET}t")) for entry in shared.iter(f"{SHEET}si")]
        names = [sheet.get("name") for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]
        parts = (ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")) for number in range(1, len(names) + 1))
        return {name: [cells(row, words) for row in part.iter(f"{SHEET}row")] for name, part in zip(names, parts)}


def cells(row, words):
    found = {}
    for cell in row.iter(f"{SHEET}c"):
        value = cell.find(f"{SHEET}v")
        if value is not None:
            letter, kind = re.match(r"[A-Z]+", cell.get("r"))[0], cell.get("t")
            found[letter] = words[int(value.text)] if kind == "s" else value.text == "1" if kind == "b" else Decimal(value.text)
    return found


def csv_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def json_rows(path):
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
