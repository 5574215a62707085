"""What a place of the site must say: words and figures, found again in text whatever its line breaks.

A cell or sentence is a list of parts: a `str` (these words), a `Figure`, or `ANY` (free words of the data).
Figures are read back from Vietnamese text by `parse`, which shares nothing with the writer of the site.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

NUMBER = r"(?<![\d.,])([-\u2212]?\d+(?:[.\u00a0\u2009\u202f]\d{3})*(?:,\d+)?)(?![\d.,]*\d)"
TOKEN = re.compile(r"\d+(?:[.,/:-]\d+)*")


class Figure:
    """A number with its name; shown with at most three decimals, or with exactly `decimals`."""

    def __init__(self, value, name, decimals=None):
        self.name, self.decimals = name, decimals
        self.value = rounded(Decimal(value), 3 if decimals is None else decimals)


class Beside(Figure):
    """A number told in the words beside the number that a cell holds, as the percentage of a change is."""


class Any:
    """Words that this script does not compute; their numbers must stand in the data."""


class Marks:
    """What must be said beside what rests on weak or old facts; "(chưa kiểm chứng)" or without brackets."""

    def __init__(self, weak, stale):
        self.said = (["chưa kiểm chứng"] if weak else []) + (["cần xác nhận lại"] if stale else [])
        self.value = " ".join(self.said)

    def __bool__(self):
        return bool(self.said)


class Sign(Marks):
    """The sign that stands for the words of marks."""

    def __init__(self):
        self.said = ["(*)"]
        self.value = "(*)"


class Names:
    """Names in an order that this script does not know: the alphabet of Vietnamese."""

    def __init__(self, names):
        self.value = sorted(names)

    def read(self, shown):
        return sorted(shown.split(", "))


ANY = Any()
UNKNOWN = "chưa có số liệu"
GAP = "…"
WITHHELD = "bảo mật"


def rounded(value, decimals):
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def said(value):
    """Returns a value as a message says it."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def parse(text):
    """Reads a Vietnamese number: 1.234,5 is one thousand two hundred and thirty-four and a half."""
    plain = re.sub(r"[.\u00a0\u2009\u202f]", "", text).replace("\u2212", "-").replace(",", ".")
    return Decimal(plain)


def flat(text):
    """Returns text with every run of white space as one space."""
    return " ".join(text.split())


def pattern(parts):
    """Returns a regular expression for parts: a group for each figure and each `ANY`."""
    return r"\s*".join(piece(part) for part in parts if part != "" and (part or not isinstance(part, Marks)))


def piece(part):
    if isinstance(part, Figure):
        return NUMBER
    if part is ANY or isinstance(part, Names):
        return r"(.*?)"
    if isinstance(part, Marks):
        return r",?\s*".join(rf"\(?{re.escape(mark)}\)?".replace(r"\ ", r"\s+") for mark in part.said)
    words = [re.sub(r"(?<=[/-])", r"\\s?", re.escape(word).replace(r"\-", "-")) for word in part.split()]
    return r"\s+".join(words)


def differences(parts, match):
    """Compares the figures of a match; returns (name, expected, shown) of those that differ, and the free words."""
    wrong, free = [], []
    wanted = [part for part in parts if not isinstance(part, (str, Marks))]
    for part, shown in zip(wanted, match.groups()):
        if part is ANY:
            free.append(shown)
        elif isinstance(part, Names):
            wrong += [] if part.read(shown) == part.value else [("the names", part.value, shown)]
        elif parse(shown) != part.value:
            wrong.append((part.name, part.value, shown))
        elif part.decimals and len(shown.partition(",")[2]) != part.decimals:
            wrong.append((part.name, f"{part.decimals} decimals", shown))
    return wrong, free


def tokens(text):
    """Returns every number-like word of a text: 854, 2/2025, 23/01/2026, 1.234,5."""
    return TOKEN.findall(text)
