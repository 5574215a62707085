"""The sentences of the reports: their templates, filled in with figures computed here.

Of the template language only what the texts in `content/vi/bao-cao/` use is understood: `{{ name }}`, `{% if name %}`,
`{% if name > 0 %}`, else and endif, comments, `[[table]]`. Anything else is refused.
"""

import re

from figures import STAGES, ZERO, clusters
from form04 import lines
from documents import coverage_marks, remark
from parts import UNKNOWN, WITHHELD, Figure, Names
from tables import Refused


def sentences(project, period, counts, name="bao-cao-ky.md"):
    """Returns each line of the template that holds a figure or a name, as parts."""
    template = (project.root / "content" / "vi" / "bao-cao" / name).read_text(encoding="utf-8")
    template = re.sub(r"{#.*?#}", "", template, flags=re.S)
    values = names(project, period, counts)
    parts, shown = [], [True]
    for piece in re.split(r"({%.*?%}|{{.*?}})", template):
        if piece.startswith("{%"):
            control(piece.strip("{%} "), shown, values)
        elif all(shown):
            parts += value(piece.strip("{} "), values) if piece.startswith("{{") else [piece]
    return [line for line in by_line(parts) if any(isinstance(part, Figure) for part in line)]


def control(words, shown, values):
    condition = re.fullmatch(r"if ([a-z0-9_.]+)( > 0)?", words)
    if condition:
        shown.append(holds(condition[1], values))
    elif words == "else":
        shown[-1] = not shown[-1]
    elif words == "endif":
        shown.pop()
    else:
        raise Refused(f"a text of a report: {words}")


def holds(name, values):
    first = value(name, values)[0]
    return first.value > 0 if isinstance(first, Figure) else bool(first)


def value(name, values):
    if name not in values:
        raise Refused(f"a text of a report names {name}, which tests/truth does not know")
    return values[name] if isinstance(values[name], list) else [values[name]]


def by_line(parts):
    found = [[]]
    for part in parts:
        if not isinstance(part, str):
            found[-1].append(part)
            continue
        first, *rest = part.split("\n")
        found[-1].append(first)
        found += [[line] for line in rest]
    return [[re.sub(r"^(#+|-) ", "", part) if isinstance(part, str) and index == 0 else part
             for index, part in enumerate(line)] for line in found]


def names(project, period, counts):
    now, before, year = (lines(project, when) for when in (period, period.previous(), period.year_before()))
    values = {}
    for line, previous, earlier in zip(now, before, year):
        if not line.unit:
            continue
        row = f"r{line.number.replace('.', '_')}"
        known = line.value is not None
        values[f"{row}.known"] = known
        values[f"{row}.value"] = [Figure(line.value, f"row {line.number}", 1 if line.unit == "%" else None)] if known else [WITHHELD if line.withheld else UNKNOWN]
        values[f"{row}.coverage"] = ["tính trên", Figure(line.known, f"coverage {line.number}"), "/",
                                     Figure(line.whole(), "clusters"), "cụm có số liệu",
                                     *(", " + words[0] for words in coverage_marks(line))]
        values[f"{row}.remark"] = remark(project, line, period.end)
        values[f"{row}.against_previous"] = against(line, previous, period.previous())
        values[f"{row}.against_year_before"] = against(line, earlier, period.year_before())
    members = clusters(project, period.end)
    for stage in STAGES:
        at = [cluster.row["short"] for cluster in members if cluster.stage() == stage]
        values[f"stage_{stage}.count"] = [Figure(len(at), f"clusters {stage}")] if at else [Figure(0, stage)]
        values[f"stage_{stage}.names"] = [Names(at)]
    for name, count in {**counts, "clusters": len(members)}.items():
        values[name] = [Figure(count, name)]
    formal = "ngày {0.day} tháng {0.month} năm {0.year}"
    signed = any(row["id"] == period.name and row["state"] == "signed" for row in project["periods"])
    values.update({"province": project.site["province"], "signed": signed, "period": period.shown.lower(),
                   "from": formal.format(period.start), "to": formal.format(period.end)})
    return values


def against(line, other, period):
    """Compares with another period; sums over different clusters are not compared."""
    name = period.shown.lower()
    if line.value is None or other.value is None:
        return [f"không so sánh được với {name}"]
    if line.missing != other.missing:
        return [f"không so sánh được với {name} vì số cụm có số liệu khác nhau"]
    change = line.value - other.value
    if change == ZERO:
        return [f"bằng {name}"]
    parts = ["tăng" if change > 0 else "giảm", Figure(abs(change), f"change of row {line.number}")]
    if other.value:
        parts += ["(", Figure(abs(change) * 100 / other.value, f"change of row {line.number} %", 1), "%)"]
    return [*parts, f"so với {name}"]
