"""Compares a page of another language with the Vietnamese page, figure by figure, each read in its own notation.

1,234.5 stands for 1.234,5; 1 公顷 is followed by its 15 亩; 10 亿 and 100 万 stand for 1 tỷ and 1 triệu đồng;
14 June 2026 and 2026年6月14日 for 14/06/2026.
"""

import re
from decimal import Decimal

from formats import MARKS

# Figures with a mark of thousands or of decimals; others are written alike in every language, or belong to dates.
VIETNAMESE = re.compile(r"(?<![\w.,/])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\w,/]|\.\d)")
OTHER = re.compile(r"(?<![\w.,/])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![A-Za-z,]|\.\d)", re.ASCII)
FOREIGN = re.compile(f"{MARKS[0]}(.*?){MARKS[1]}")
MU = re.compile(r"([\d.,]+)\s公顷（([\d.,]+)\s亩）")
UNITS = [("亿越南盾", 10), ("万越南盾", 100)]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
# A day or a month of each language; a number of a document has letters behind the year.
DATES = {
    "vi": re.compile(r"(?<![\d/.,])(?:(?P<day>\d\d?)/)?(?<!quý )(?P<month>\d\d?)/(?P<year>\d{4})(?![\d/])"),
    "en": re.compile(rf"(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})"),
    "zh": re.compile(r"(?P<year>\d{4})年(?P<month>\d\d?)月(?:(?P<day>\d\d?)日)?"),
}


def compare(comparison, place, page, source):
    """Tables must have the same rows with the same numbers for programs; figures in words must be the same."""
    theirs = {table.name: table for table in source.tables if table.name}
    # Tables without a name are written by hand in guidance, which is translated freely.
    for table in (table for table in page.tables if table.name):
        other = theirs.pop(table.name, None)
        if other is None or [len(row) for row in table.rows] != [len(row) for row in other.rows]:
            comparison.differs("the table", "a translation", f"{place}#{table.name}", "as in Vietnamese", "other rows")
            continue
        for row, own in zip(other.rows, table.rows):
            for (vietnamese, number), (words, shown) in zip(row, own):
                comparison.compared += number is not None
                if number != shown:
                    comparison.differs("the number", "a translation", f"{place}#{table.name}", number, shown)
                same_figures(comparison, f"{place}#{table.name}", vietnamese, words)
    for name in theirs:
        comparison.differs("the table", "a translation", f"{place}#{name}", "there", "not there")
    if len(page.facts) != len(source.facts):
        comparison.differs("the facts", "a translation", place, len(source.facts), len(page.facts))
    for (label, vietnamese), (_, words) in zip(source.facts, page.facts):
        same_figures(comparison, f"{place}#{label}", vietnamese, words)


def compare_coverage(comparison, place):
    """The page of translations tells of each page how many stretches of its text are still Vietnamese."""
    path = comparison.site / place
    if not path.exists():
        return
    table = path.read_text(encoding="utf-8").split('id="bang-ban-dich"')[1].split("</table>")[0]
    told = re.findall(r'href="../../([^"]+)"[^>]*>[^<]*</a>(?: – còn ([\d.]+) chỗ tiếng Việt)?', table)
    for page, count in told:
        if page.startswith(("en/", "zh/")):
            main = (comparison.site / page).read_text(encoding="utf-8").split("<main")[1].split("</main>")[0]
            counted = len(re.findall(r'<(?:a|span)[^>]* lang="vi"', main))
            comparison.compared += 1
            if counted != int(count.replace(".", "") or 0):
                comparison.differs("what is not translated", "a translation", f"{place}#{page}", counted, count)
            else:
                comparison.allowed.add(count)


def same_figures(comparison, place, vietnamese, words):
    expected, shown = read(vietnamese, VIETNAMESE, ".", ","), []
    language, told = place[:2], dates(vietnamese, "vi")
    # What is not translated stands in Vietnamese and says so.
    found = []
    for untranslated in FOREIGN.findall(words):
        shown += read(untranslated, VIETNAMESE, ".", ",")
        found += dates(untranslated, "vi")
    words = FOREIGN.sub(" ", words)
    if sorted(told) != sorted(found + dates(words, language)):
        comparison.differs("dates", "a translation", place, vietnamese, words)
    comparison.compared += len(told)
    for hectares, mu in MU.findall(words):
        if value(hectares, ",", ".") * 15 != value(mu, ",", "."):
            comparison.differs("mu", "a translation", place, f"15 x {hectares}", mu)
    words = MU.sub(r"\1 ", words)
    for unit, factor in UNITS:
        for figure in re.findall(rf"([\d.,]+)\s{unit}", words):
            amount = value(figure, ",", ".") / factor
            shown += [amount] if is_marked(amount) else []
        words = re.sub(rf"[\d.,]+\s{unit}", " ", words)
    shown += read(words, OTHER, ",", ".")
    comparison.compared += len(expected)
    if sorted(expected) != sorted(shown):
        comparison.differs("figures", "a translation", place, vietnamese, words)


def dates(text, language):
    """Returns the days and months of a text as ISO writes them."""
    found = [match.groupdict() for match in DATES[language].finditer(text)]
    month = lambda name: MONTHS.index(name) + 1 if name in MONTHS else int(name)
    return ["-".join(f"{int(part):02}" for part in (one["year"], month(one["month"]), one["day"]) if part) for one in found]


def is_marked(amount):
    """Whether Vietnamese writes a mark in the figure, so that it is among those that are compared."""
    return amount >= 1000 or amount != amount.to_integral_value()


def read(text, pattern, group, point):
    return [value(figure, group, point) for figure in pattern.findall(text)]


def value(figure, group, point):
    return Decimal(figure.replace(group, "").replace(point, "."))
