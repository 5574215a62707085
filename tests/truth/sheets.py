"""Compares the factsheets in other languages with the data and with the page of the same cluster in the same language.

`translated` has compared the tables and facts of that page with the Vietnamese one, figure by figure. Here each row and
fact of the page must stand in the print as it is, what has no figure must be named, and no further number may be there;
the answer, the stage and the ladder are made anew from the data. Spaces and brackets are no words: a print breaks its
lines anywhere between Chinese characters, and sets remarks in one bracket, with commas, that are boxes on a page.
"""

import re
from decimal import Decimal

from documents import LADDER
from formats import MARKS, page_of, pdf_text, word_text
from grounds import stale, weak
from parts import GAP, tokens
from tables import capital, day, order

BLANK = re.compile(rf",\s+|[\s()（）{MARKS[0]}{MARKS[1]}]+")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
# What the factsheet has of the page; see `documents` for what it leaves out.
TABLES = ["bang-dat-dai", "bang-ha-tang", "bang-khoang-cach", "bang-gia", "bang-du-an"]


def compare(comparison, cluster, language):
    """Finds both prints of a cluster beside its page, and compares each."""
    folder = comparison.site / f"{language}/ccn/{cluster.id}"
    if not (folder / "index.html").exists():
        return
    page = page_of(folder / "index.html")
    for ending in ("pdf", "docx"):
        found = sorted(folder.glob(f"*.{ending}"))
        if len(found) == 1:
            compare_print(comparison, cluster, language, page, found[0])
        else:
            place = f"{language}/ccn/{cluster.id}/*.{ending}"
            comparison.differs("the print", cluster.id, place, "one", len(found))


def compare_print(comparison, cluster, language, page, path):
    place = path.relative_to(comparison.site).as_posix()
    words, pages = word_text(path) if path.suffix == ".docx" else pdf_text(path)
    if pages > 2:
        comparison.differs("the number of sheets", cluster.id, place, "2 at most", pages)
    text = squeezed(words)
    for said in sentences(cluster, language):
        expect(comparison, cluster, place, said, text)
    facts = len(cluster_facts(page, cluster, language))
    for label, said in page.facts[:facts]:
        expect(comparison, cluster, f"{place}#{label}", label + said, text)
    starts = {table.name: text.find(squeezed(table.caption)) for table in page.tables if table.name in TABLES}
    for table in (table for table in page.tables if table.name in TABLES):
        later = [start for start in starts.values() if start > starts[table.name]]
        # What is not there at all has one sentence, whose words are those of the caption.
        stretch = text[starts[table.name]:min(later, default=len(text))] if starts[table.name] >= 0 else ""
        compare_table(comparison, cluster, f"{place}#{table.name}", table, stretch, empty(cluster, language))
    known = set(tokens(page.text)) | set(tokens(" ".join(sentences(cluster, language))))
    for token in tokens(footless(words, cluster, language)):
        if token not in known and not (token.isdigit() and int(token) <= pages):
            comparison.differs("a number", cluster.id, place, "none that the page has not", token)


def cluster_facts(page, cluster, language):
    """The key facts: those of the page up to whether the cluster lies in the border-gate zone."""
    last = capital(cluster.project.word("cluster.border-zone", language))
    labels = [label for label, _ in page.facts]
    return labels[:labels.index(last) + 1]


def footless(words, cluster, language):
    """The words without the address of the page, in which the name of a cluster may have a number."""
    return re.sub(r"https?:\S+(?:\s?\S+/)?", " ", words)


def expect(comparison, cluster, place, said, text):
    comparison.compared += len(tokens(said))
    if squeezed(said) not in text:
        comparison.differs("what is said", cluster.id, place, said, "not found")


def compare_table(comparison, cluster, place, table, text, gaps):
    """Each row with a figure as it is; other rows and columns by name, in the line that tells what is missing."""
    is_gap = [[text in gaps for text, _ in row[1:]] for row in table.rows]
    kept = [row for row, empty in zip(table.rows, is_gap) if not all(empty)]
    missing = [row[0][0] for row, empty in zip(table.rows, is_gap) if all(empty)]
    columns = [at for at in range(len(table.heads[0])) if at == 0 or any(row[at][0] not in gaps for row in kept)]
    missing += [table.heads[0][at][0] for at in range(len(table.heads[0])) if kept and at not in columns]
    # Whole rows first: one that is the beginning of another must not take its place.
    for row in sorted(kept, key=lambda row: -sum(len(text) for text, _ in row)):
        said = " ".join(row[at][0] for at in columns)
        comparison.compared += len(tokens(said))
        if squeezed(said) not in text:
            comparison.differs("the row", cluster.id, place, said, "not found")
        text = text.replace(squeezed(said), "\x00", 1)
    for name in missing:
        if squeezed(name) not in text:
            comparison.differs("what is missing", cluster.id, place, name, "not named")


def empty(cluster, language):
    return {"", GAP, cluster.project.word("unknown", language), cluster.project.word("contact-developer", language)}


def squeezed(text):
    return BLANK.sub("", text)


def sentences(cluster, language):
    """The answer, the stage and each step that is done or expected, from the data and the words of the language."""
    word = lambda key, **values: filled(cluster.project.word(key, language), values)
    name, grounds = cluster.stage_and_grounds
    told = word(f"stage.{name}") + marked(cluster, grounds, language)
    as_of = cluster.row["as_of"]
    note = {"stage": told, "as-of": shown(day(as_of), language) if as_of else "",
            "day": shown(day(cluster.project.today.isoformat()), language)}
    return [filled(cluster.project.word("sheet.note", language), note), answer(cluster, language),
            *ladder(cluster, language)]


def answer(cluster, language):
    word = lambda key, **values: filled(cluster.project.word(f"cluster.{key}", language), values)
    land, name, plots = cluster.leasable(), cluster.stage(), cluster.vacant()
    if land and land.ha:
        size = measured(land.ha, language) + marked(cluster, land.grounds, language)
        return word("yes-plots", size=size, plots=str(len(plots))) if plots else word("yes-published", size=size)
    fixed = {"full": "no-full", "stopped": "no-stopped", "operating": "unknown-operating", "unknown": "unknown-stage"}
    if name in fixed:
        return word(fixed[name])
    stage = cluster.project.word(f"stage.{name}", language).lower()
    rows = [row for row in cluster.rows("milestones") if row["state"] == "planned" and row["date"]]
    dates = [day(row["date"]) for row in rows if row["act"] in ("infrastructure", "operation")]
    first = min(dates, key=order, default=None)
    if not first:
        return word("not-yet", stage=stage)
    key = "not-yet-expected" if first.last >= cluster.project.today else "not-yet-overdue"
    return word(key, stage=stage, date=shown(first, language))


def ladder(cluster, language):
    word, said = cluster.project.word, []
    for act in LADDER:
        label, row = capital(word(f"act.{act}", language)), cluster.act(act)
        planned = [row for row in cluster.rows("milestones") if row["act"] == act and row["state"] == "planned"]
        planned.sort(key=lambda row: (order(day(row["date"])), row["id"]))
        if row:
            when = shown(day(row["date"]), language) if row["date"] else word("cluster.date-unknown", language)
        elif planned and planned[0]["date"]:
            when = filled(word("cluster.planned-date", language), {"date": shown(day(planned[0]["date"]), language)})
        elif planned:
            when = word("cluster.planned", language)
        else:
            continue
        said.append(f"{label}{'：' if language == 'zh' else ': '}{when}")
    return said


def marked(cluster, grounds, language):
    project = cluster.project
    said = ["grade.C"] if weak(grounds) else []
    said += ["reconfirm"] if stale(grounds, project, cluster.on) else []
    return "".join(f" {project.word(key, language)}" for key in said)


def measured(hectares, language):
    if language == "en":
        return f"{written(hectares)} ha"
    return f"{written(hectares)} 公顷（{written(hectares * 15)} 亩）"


def written(value):
    """1,234.5: thousands by a comma, at most three decimals, none that is nought."""
    text = f"{Decimal(value):,.3f}".rstrip("0")
    return text.rstrip(".")


def shown(when, language):
    """A date as precise as its source, in English and in Chinese."""
    parts = re.fullmatch(r"(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?", when.text).groups()
    year, quarter, month, date = (part and int(part) for part in parts)
    if language == "zh":
        rest = f"第{quarter}季度" if quarter else f"{month}月" if month else ""
        return f"{year}年{rest}" + (f"{date}日" if date else "")
    if quarter:
        return f"Q{quarter} {year}"
    return " ".join(str(part) for part in (date, month and MONTHS[month - 1], year) if part)


def filled(sentence, values):
    return re.sub(r"\{([a-z-]+)\}", lambda name: values[name[1]], sentence)
