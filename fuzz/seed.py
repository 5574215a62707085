#!/usr/bin/env python3
"""Writes the first inputs of each fuzz target below fuzz/corpus/, made from tests/base and tests/cases.

usage: python3 fuzz/seed.py
"""
import re
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz" / "corpus"
TARGETS = {".csv": "csv", ".yaml": "yaml", ".geojson": "geojson", ".md": "markdown"}
PARTS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]


def seed(target, name, content):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def base():
    """Each file of the invented province is an input of the reader of its kind."""
    for path in sorted((ROOT / "tests/base").rglob("*.*")):
        if path.suffix in TARGETS:
            seed(TARGETS[path.suffix], path.name, path.read_bytes())


def cases():
    """So is each whole file that a case puts into it."""
    for case in sorted((ROOT / "tests/cases").rglob("*.txt")):
        sections = re.split(r"^--- (.*)\n", case.read_text(encoding="utf-8"), flags=re.M)[1:]
        for number, (head, body) in enumerate(zip(sections[::2], sections[1::2])):
            suffix = Path(head.split(" ")[0]).suffix
            if " " not in head and suffix in TARGETS:
                seed(TARGETS[suffix], f"{case.stem}-{number}", body.encode())
            if " sheet " in head:
                rows = [line.split("\t") for line in body.splitlines()]
                for target in ("xlsx", "received"):
                    seed(target, f"{case.stem}-{number}", b"parts:" + workbook(rows).encode())
            if head.endswith(".csv text"):
                seed("received", f"{case.stem}-{number}", body.encode())


def workbook(rows):
    """The parts of a workbook with the cells as shared strings, divided by zero bytes."""
    cells = [cell for row in rows for cell in row]
    texts = "".join(f"<si><t>{cell}</t></si>" for cell in cells)
    index = iter(range(len(cells)))
    lines = []
    for row, line in enumerate(rows, 1):
        names = (f'{chr(64 + column)}{row}' for column in range(1, len(line) + 1))
        written = "".join(f'<c r="{name}" t="s"><v>{next(index)}</v></c>' for name in names)
        lines.append(f'<row r="{row}">{written}</row>')
    return f'<worksheet><sheetData>{"".join(lines)}</sheetData></worksheet>\0<sst>{texts}</sst>'


def books():
    """Whole workbooks, as a build writes them."""
    for path in sorted((ROOT / "public").rglob("*.xlsx"))[:5]:
        seed("xlsx", path.name, path.read_bytes())
        with zipfile.ZipFile(path) as book:
            parts = [book.read(name) if name in book.namelist() else b"" for name in PARTS]
        seed("xlsx", f"{path.name}-parts", b"parts:" + b"\0".join(parts))


def edits():
    """Each kind of edit at places spread over the files of the base."""
    texts = [b"2026-06-20", b"-5", b"1.234", b"vi-du-1", b"\x01\x01", b"7900000000000000", b"internal"]
    for file in range(1, 40):
        for kind in range(1, 7):
            head = bytes([file, 1 + file % 7, 1 + (file + kind) % 9, kind])
            seed("check", f"{file}-{kind}", head + texts[(file + kind) % len(texts)])


for make in (base, cases, books, edits):
    make()
for folder in sorted(CORPUS.iterdir()):
    print(folder.name, len(list(folder.iterdir())))
