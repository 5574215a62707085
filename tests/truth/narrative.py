"""The sentences of the reports: their templates, filled in with figures computed here.

Of the template language only what the texts in `content/vi/bao-cao/` use is understood: `{{ name }}`, `{% if name %}`,
`{% if name > 0 %}`, else and endif, comments, `[[table]]`. Anything else is refused.
"""

import re

from figures import STAGES, ZERO, clusters
from form04 import lines
from documents import coverage_marks, remark
from parts import ANY, UNKNOWN, WITHHELD, Figure, Names
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
    if re.fullmatch(r'doc\["[a-z0-9-]+"\]', name):
        return [ANY]
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
        marks = coverage_marks(line)
        covered = [Figure(line.known, f"coverage {line.number}"), "/", Figure(line.whole(), "clusters"),
                   "cụm có số liệu", *(", " + words[0] for words in marks)]
        shown = [Figure(line.value, f"row {line.number}", 1 if line.unit == "%" else None)] if known else [
            WITHHELD if line.withheld else UNKNOWN]
        unit = line.unit if line.unit == "ha" else line.unit.lower()
        values[f"{row}.known"] = known
        values[f"{row}.value"] = shown
        values[f"{row}.said"] = [*shown, unit, *(["(", *covered, ")"] if line.missing or marks else [])] if known else shown
        values[f"{row}.coverage"] = ["tính trên", *covered]
        values[f"{row}.reason"] = [line.reason]
        values[f"{row}.remark"] = remark(project, line, period.end)
        values[f"{row}.against_previous"] = against(line, previous, (period, period.previous()), "kỳ báo cáo trước")
        values[f"{row}.against_year_before"] = against(line, earlier, (period, period.year_before()), "cùng kỳ năm trước")
    members = clusters(project, period.end)
    for stage in STAGES:
        at = [cluster.row["short"] for cluster in members if cluster.stage() == stage]
        values[f"stage_{stage}.count"] = [Figure(len(at), f"clusters {stage}")] if at else [Figure(0, stage)]
        values[f"stage_{stage}.names"] = [Names(at)]
    for name, count in {**counts, "clusters": len(members)}.items():
        values[name] = [Figure(count, name)]
    signed = any(row["id"] == period.name and row["state"] == "signed" for row in project["periods"])
    formal = "ngày {0.day:02} tháng {1} năm {0.year}"
    values.update({"province": project.site["province"], "period": when(period), "half": period.half, "signed": signed,
                   **{name: formal.format(of, f"{of.month:02}" if of.month < 3 else of.month)
                      for name, of in (("from", period.start), ("to", period.end))}})
    return values


def when(period):
    return f"6 tháng đầu năm {period.year}" if period.half else f"năm {period.year}"


def change(line, other, periods):
    """Returns the change and its percentage, or the words on why there is none: what is in a period is not compared
    with what is in a longer one, nor sums over different clusters."""
    if line.nature == "flow" and periods[0].half != periods[1].half:
        return ["hai kỳ dài ngắn khác nhau"]
    if line.value is None:
        return ["kỳ này chưa có số liệu"]
    if other.value is None:
        return ["kỳ đó chưa có số liệu"]
    if line.missing != other.missing:
        if (line.known, line.whole()) == (other.known, other.whole()):
            return ["hai kỳ tính trên các cụm khác nhau"]
        covered = [part for one in (line, other) for part in
                   (Figure(one.known, "coverage"), "/", Figure(one.whole(), "clusters"), "và")]
        return ["hai kỳ tính trên số cụm khác nhau (", *covered[:-1], ")"]
    by = line.value - other.value
    return by, by * 100 / other.value if other.value and line.unit != "%" else None


def against(line, other, periods, words):
    """Compares with another period in a sentence."""
    named = f"{words} ({when(periods[1])})"
    changed = change(line, other, periods)
    if isinstance(changed, list):
        return [f"không so được với {named} vì", *changed]
    by, percent = changed
    if by == ZERO:
        return [f"bằng {named}"]
    share = line.unit == "%"
    parts = ["tăng" if by > 0 else "giảm", Figure(abs(by), f"change of row {line.number}", 1 if share else None)]
    parts += ["điểm phần trăm"] if share else []
    if percent is not None:
        parts += ["(", Figure(abs(percent), f"change of row {line.number} %", 1), "%)"]
    return [*parts, f"so với {named}"]
