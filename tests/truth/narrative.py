"""The sentences of the reports: their templates, filled in with figures computed here.

Of the template language only what the texts in `content/vi/bao-cao/` use is understood: `{{ name }}`, `{% if name %}`,
`{% if name > 0 %}`, else and endif, comments, `[[table]]`. Anything else is refused.
"""

import re
from datetime import date

from figures import STAGES, ZERO, clusters
from form04 import lines, members as belonging, published, roughly
from income import ROWS, Mean
from documents import QUALIFIERS, coverage_marks, number, remark
from parts import ANY, UNKNOWN, WITHHELD, Figure, Names
from tables import Refused, day, small


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
    found = [part for part in value(name, values) if part != ""]
    return found[0].value > 0 if len(found) == 1 and isinstance(found[0], Figure) else any(found)


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
        covered = [*coverage(project, line), *(", " + words[0] for words in marks)]
        shown = told(line) if known else [WITHHELD if line.withheld else UNKNOWN]
        unit = line.unit if line.unit == "ha" else line.unit.lower()
        values[f"{row}.known"] = known
        values[f"{row}.value"] = shown
        values[f"{row}.said"] = [*shown, unit, *([] if line.is_whole() and not marks else ["(", *short(covered), ")"])] if known else shown
        values[f"{row}.coverage"] = covered
        values[f"{row}.complete"] = line.is_whole()
        values[f"{row}.undecided"] = [Figure(line.undecided, f"without decision {line.number}")]
        values[f"{row}.published"] = said_elsewhere(project, line, period.end)
        values[f"{row}.remark"] = remark(project, line, period.end)
        values[f"{row}.against_previous"] = against(line, previous, (period, period.previous()), "kỳ báo cáo trước")
        values[f"{row}.against_year_before"] = against(line, earlier, (period, period.year_before()), "cùng kỳ năm trước")
        # A reason stands behind a change only; what is counted within a period is compared with the year before.
        change = values[f"{row}.against_{'year_before' if line.nature == 'flow' else 'previous'}"]
        values[f"{row}.reason"] = [line.reason if str(change[0]).startswith(("tăng", "giảm")) else ""]
    for name in ROWS:
        mean, earlier = (Mean(project, when, name) for when in (period, period.year_before()))
        covered = [Figure(mean.known, "coverage"), "/", Figure(mean.whole(), "projects"), "dự án có số liệu"]
        values[f"{name}.known"] = mean.value is not None
        values[f"{name}.said"] = [Figure(mean.value or 0, name), mean.unit.lower(), "(", *covered, ")"]
        values[f"{name}.against_year_before"] = against(mean, earlier, (period, period.year_before()), "cùng kỳ năm trước")
    members = clusters(project, period.end)
    unclear = sum(cluster.stage() == "unknown" for cluster in members)
    for stage in STAGES:
        at = [cluster.row["short"] for cluster in members if cluster.stage() == stage]
        values[f"stage_{stage}.count"] = [Figure(len(at), f"clusters {stage}")] if at else [Figure(0, stage)]
        values[f"stage_{stage}.names"] = [Names(at)]
        values[f"stage_{stage}.complete"] = not unclear
        others = [Figure(unclear, "stage unknown"), "/", Figure(len(members), "clusters"), "cụm chưa rõ giai đoạn"]
        others = others if unclear and stage != "unknown" else []
        own = [Figure(len(at), f"clusters {stage}"), "cụm (", Names(at), ")"] if at else [
            "chưa ghi nhận cụm nào" if others else "không có cụm nào"]
        values[f"stage_{stage}.said"] = [*own, *([";", *others] if others else [])]
    for name, count in {**counts, "clusters": len(members)}.items():
        values[name] = [Figure(count, name)]
    values.update(ahead(project, period.end))
    signed = any(row["id"] == period.name and row["state"] == "signed" for row in project["periods"])
    values.update({"province": project.site["province"], "period": when(period), "half": period.half, "signed": signed,
                   "from": formal(period.start), "to": formal(period.end)})
    return values


def coverage(project, line):
    """Says over how many of the clusters that belong to a row it is summed, and how many may belong."""
    whose = "cụm" if line.is_of_all() else belonging(project, line)
    if not line.whole():
        said = [f"chưa ghi nhận {whose}"]
    else:
        said = ["tính trên", Figure(line.known, f"coverage {line.number}"), "/", Figure(line.whole(), "clusters"),
                f"{whose} có số liệu"]
    return said + ([", còn", Figure(len(line.unclear), "unclear"), "cụm chưa rõ"] if line.unclear else [])


def short(covered):
    return covered[1:] if covered[0] == "tính trên" else covered


def told(line):
    """The figure as exact as its parts are."""
    word, figure = roughly(line.value, line.rough)
    return [word, Figure(figure, f"row {line.number}", 1 if line.unit == "%" else None)]


def said_elsewhere(project, line, until):
    said = []
    for row in published(project, line, until)[:2]:
        value = number(project, "totals", row, "value", f"published {line.number}")
        said += [",", QUALIFIERS.get(row["qualifier"], ""), *value, small(row["unit"]), f"({day(row['as_of']).shown})"]
    return said[1:] or [""]


def formal(on):
    return f"ngày {on.day:02} tháng {on.month:02} năm {on.year}" if on.month < 3 else (
        f"ngày {on.day:02} tháng {on.month} năm {on.year}")


def ahead(project, on):
    """By when forms of the next period are sent (Thông tư 14/2024/TT-BCT, Điều 3 khoản 3) and old clusters settled (Nghị định
    32/2024/NĐ-CP, Điều 35 khoản 4)."""
    days = {1: ((6, 19), (12, 19)), 2: ((6, 19), (12, 19)), 3: ((6, 24), (12, 24)), 4: ((6, 29), (12, 30))}
    values = {}
    for number_of, due in days.items():
        due = [date(year, *month_day) for year in (on.year, on.year + 1) for month_day in due]
        values[f"form_0{number_of}.next"] = formal(min(last for last in due if last > min(last for last in due if last >= on)))
    limits = {row["id"]: row["value"] for row in project["limits"]}
    before, divide = (limits.get(f"pre-2009-{name}", "") for name in ("deadline", "divide"))
    told = lambda value: formal(date.fromisoformat(value)) if value else ""
    return {**values, "settle.before": told(before),
            "settle.ahead": bool(before) and date.fromisoformat(before) > on, "settle.divide": told(divide), "settle.basis": [ANY]}


def disputed_on(row, on):
    """How a conflict stood on a day: of a later day it was not known, settled later it was open."""
    if row["as_of"] and day(row["as_of"]).first > on:
        return None
    return "open" if row["decided_on"] and day(row["decided_on"]).first > on else row["state"]


def when(period):
    return f"6 tháng đầu năm {period.year}" if period.half else f"năm {period.year}"


def change(line, other, periods):
    """Returns the change and its percentage, or the words on why there is none: what is in a period is not compared
    with what is in a longer one, nor sums over different clusters."""
    if line.nature == "flow" and periods[0].half != periods[1].half:
        return ["hai kỳ dài ngắn khác nhau"]
    for one, words in ((line, "kỳ này"), (other, "kỳ đó")):
        if one.withheld:
            return [f"số liệu {words} không công bố"]
        if one.value is None:
            return [f"{words} chưa có số liệu"]
    if line.lacks() != other.lacks():
        if (line.known, line.whole()) == (other.known, other.whole()):
            return [f"hai kỳ tính trên các {line.covers} khác nhau"]
        covered = [part for one in (line, other) for part in
                   (Figure(one.known, "coverage"), "/", Figure(one.whole(), "clusters"), "và")]
        return [f"hai kỳ tính trên số {line.covers} khác nhau (", *covered[:-1], ")"]
    by = line.value - other.value
    return by, by * 100 / other.value if other.value and line.unit != "%" else None


def against(line, other, periods, words):
    """Compares with another period in a sentence."""
    named = f"{words} ({when(periods[1])})"
    changed = change(line, other, periods)
    if isinstance(changed, list):
        return [f"không so được với {named} vì", *changed]
    exact, percent = changed
    # A difference of rough figures is about so much, whatever each of them is.
    rough = [("about", decimals) for _, decimals in line.rough + other.rough]
    about, by = roughly(exact, rough)
    if by == ZERO:
        return [f"bằng {named}" if exact == by else f"gần bằng {named}"]
    share = line.unit == "%"
    parts = ["tăng" if by > 0 else "giảm", about, Figure(abs(by), f"change of row {line.number}", 1 if share else None)]
    parts += ["điểm phần trăm"] if share else []
    if percent is not None:
        parts += ["(", Figure(abs(percent), f"change of row {line.number} %", 0 if rough else 1), "%)"]
    return [*parts, f"so với {named}"]
