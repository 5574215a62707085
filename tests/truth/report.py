"""What the status report of a period must say, as page and print: its tables T1 to T10 and its annexes."""

from documents import (QUALIFIERS, Expected, conflicts, form_rows, marks, number, or_unknown, ratio, result, shown, sized,
                       stage, stages, tag)
from figures import clusters
from form04 import lines
from grounds import ground, stale, weak
from narrative import change, sentences
from parts import ANY, GAP, UNKNOWN, Figure, Marks, Names
from tables import capital, day, split

SHORT = ["1", "3", "4", "5", "9", "11", "13", "14", "15", "16", "17", "18", "19", "20"]
PRODUCTION = ["22", "23", "24", "25"]
GROUPS = ["planning", "land", "capital", "environment", "law", "procedure", "capacity", "labour", "weather"]
STATES = {"present": "đã có", "planned": "dự kiến"}


def report(project, period):
    expected = Expected(f"report {period.name}")
    members = clusters(project, period.end)
    end = f"{period.end:%d/%m/%Y}"
    shorter = period.shown.lower()
    expected.tables = [
        ("bang-T1", f"Các chỉ tiêu chính {shorter} so với", compared(project, period, SHORT)),
        ("bang-T2", "Hồ sơ thành lập, mở rộng đang làm thủ tục", dossiers(members, period)),
        ("bang-T3", f"Tiến độ đầu tư hạ tầng các cụm đã thành lập đến {end}",
         [progress(cluster) for cluster in members if cluster.is_established()]),
        ("bang-T4", f"Dự án và lấp đầy từng cụm đến {end}", tenants(project, members, period)),
        ("bang-T5", "Kết quả sản xuất, nộp ngân sách, lao động", compared(project, period, PRODUCTION)),
        ("bang-T6", "Bảo vệ môi trường, phòng cháy, chữa cháy từng cụm", environment(members)),
        ("bang-T7", "Các cụm hình thành trước ngày 05/10/2009", old(members)),
        ("bang-T8", "Khó khăn, vướng mắc chưa được giải quyết", obstacles(project, period)),
        ("bang-bieu-04", "Biểu số 04. Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp tỉnh,",
         form_rows(project, period)),
        ("bang-PL2", f"Các cụm công nghiệp, số liệu đến {end}", [listed(cluster) for cluster in members]),
        ("bang-PL3", f"Các cụm có chủ đầu tư hạ tầng, số liệu đến {end}", detail(members)),
        ("bang-lap-day", "Tỷ lệ lấp đầy theo hai cách tính", occupancy(members)),
        ("bang-chua-thong-nhat", "Số liệu các nguồn còn khác nhau, chưa chọn", disputed(project, "open")),
        ("bang-da-chon", "Số liệu các nguồn khác nhau, đã chọn một giá trị", disputed(project, "settled")),
        ("bang-con-thieu", "Các dòng chưa đủ số liệu của tất cả các cụm", missing(project, period)),
    ]
    said = sentences(project, period, counts(project, period))
    said += [parts for cluster in developed(members) if (parts := works_told(cluster))]
    expected.sentences = [*said, *stages(project, period.end, ":", ";")]
    expected.print_sentences = [*said, *stages(project, period.end, "", "")]
    return expected


def open_obstacles(project, period):
    for row in project["obstacles"]:
        known, settled = day(row["as_of"]), day(row["resolved_on"])
        if known and known.first <= period.end and not (settled and settled.last <= period.end):
            yield row


def counts(project, period):
    rows = list(open_obstacles(project, period))
    states = [row["state"] for row in project["conflicts"]]
    return {"obstacles": len(rows), "requests": sum(bool(row["request"] and row["agency"]) for row in rows),
            "overdue": sum(bool(row["request"] and row["due"] and day(row["due"]).last < period.end) for row in rows),
            "conflicts": states.count("open"), "settled": states.count("settled")}


def compared(project, period, chosen):
    periods = [period, period.year_before(), period.previous()]
    rows = []
    for now, year, previous in zip(*(lines(project, when) for when in periods)):
        told = any(line.value is not None or line.withheld for line in (now, year, previous))
        if now.number in chosen and told:
            by, percent = changed(now, year, periods[:2])
            rows.append([[now.number], [now.text], [now.unit], result(now), result(year), by, percent, result(previous),
                         changed(now, previous, [period, periods[2]])[0]])
    return rows


def changed(line, other, periods):
    found = change(line, other, periods)
    if isinstance(found, list):
        return [["không so được"], []]
    by, percent = found
    figure = Figure(by, f"change of row {line.number}", 1 if line.unit == "%" else None)
    share = [] if percent is None else signed(Figure(percent, f"change of row {line.number} %", 1))
    return [signed(figure), share]


def signed(figure):
    return ["+", figure] if figure.value > 0 else [figure]


def dossiers(members, period):
    rows = []
    for cluster in members:
        if cluster.stage() == "procedure":
            found = [(when.last, when.first, row["id"], row) for when, row in cluster.done
                     if row["act"] in ("notice", "dossier", "appraisal")]
            row = max(found, key=lambda entry: entry[:3])[3]
            when = day(row["date"] or row["as_of"])
            days = Figure((period.end - min(when.last, period.end)).days, f"days of {cluster.id}")
            rows.append([[cluster.row["short"]], [cluster.project.label(f"act.{row['act']}"), tag(cluster, "milestones", row)],
                         [when.shown], [days] if when.first == when.last else ["ít nhất", days], [ANY]])
    return rows


def seen(cluster, row):
    return not row["as_of"] or day(row["as_of"]).first <= cluster.on


def progress(cluster):
    """The works of an established cluster; its area is that of the decision, expansions included."""
    areas = [("decided", cluster.decided())] + [(kind, cluster.area(kind)) for kind in ("cleared", "levelled", "serviced")]
    works = []
    for kind in ("road", "power", "water", "wastewater"):
        states = [row["state"] for row in cluster.rows("infrastructure") if row["kind"] == kind and seen(cluster, row)]
        works.append([STATES["present" if "present" in states else "planned"] if states else GAP])
    sums = [cluster.newest_capital(kind) for kind in ("paid", "approved")]
    money = [*summed(cluster, sums[0]), "/", *summed(cluster, sums[1])] if any(sums) else [GAP]
    return [[cluster.row["short"]], *(sized(cluster, area, f"{cluster.id} {kind}", GAP) for kind, area in areas), *works, money]


def summed(cluster, row, unit=""):
    if not row:
        return [GAP]
    figure = number(cluster.project, "capital", row, "amount_bn_vnd", f"{cluster.id} {row['kind']}")
    return [QUALIFIERS.get(row["qualifier"], ""), *figure, unit, tag(cluster, "capital", row)]


def tenants(project, members, period):
    rows = []
    for cluster in members:
        own = {row["indicator"]: row for row in project["observations"]
               if (row["period"], row["subject"]) == (period.name, cluster.id) and row["value"]}
        reported = [[*number(project, "observations", own[name], "value", name), tag(cluster, "observations", own[name])]
                    if name in own else [GAP] for name in ("02.6", "02.7", "02.8")]
        leased, free, rate = cluster.area("leased"), cluster.leasable(), cluster.occupancy()
        if own.keys() & {"02.6", "02.7", "02.8"} or leased or free:
            rows.append([[cluster.row["short"]], *reported, sized(cluster, cluster.area("industrial"), "industrial", GAP),
                         sized(cluster, leased, "leased", GAP), ratio(cluster, rate, cluster.id) if rate else [GAP],
                         sized(cluster, free, "leasable", GAP)])
    return rows


def environment(members):
    rows = []
    for cluster in members:
        cells = []
        for kind in ("wastewater", "waste", "fire"):
            told = [work(cluster, row) for row in cluster.rows("infrastructure") if row["kind"] == kind and seen(cluster, row)]
            cells.append([part for parts in told for part in (*parts, ";")][:-1] or [GAP])
        if any(cell != [GAP] for cell in cells):
            rows.append([[cluster.row["short"]], *cells])
    return rows


def work(cluster, row):
    size = [",", *number(cluster.project, "infrastructure", row, "capacity", row["item"]), row["unit"]] if row["capacity"] else []
    date = [day(row["date"]).shown] if row["date"] else []
    return [row["item"], *size, ",", STATES[row["state"]], *date, tag(cluster, "infrastructure", row)]


def old(members):
    rows = []
    for cluster in members:
        if cluster.row["before_2009"] == "yes":
            size = next((area for kind in ("decision", "detailed-plan", "plan") if (area := cluster.area(kind))), None)
            decided = {True: "đã có", False: "chưa có", None: UNKNOWN}[cluster.is_established()]
            rows.append([[cluster.row["short"]], stage(cluster), sized(cluster, size, "area"), [decided]])
    return rows


def obstacles(project, period):
    names, agencies, rows = project.by_id("clusters"), project.by_id("agencies"), []
    found = list(open_obstacles(project, period))
    for group in GROUPS:
        own = [row for row in found if row["category"] == group]
        if own:
            rows.append([[project.label(f"obstacle.{group}")], [], [], [], []])
        for row in own:
            grounds = [ground("obstacles", row)]
            rows.append([[row["text"], Marks(weak(grounds), stale(grounds, project, period.end))],
                         [names[row["cluster"]]["short"] if row["cluster"] else "Toàn tỉnh"],
                         [agencies[row["agency"]]["name"] if row["agency"] else UNKNOWN],
                         shown(row["since"] or row["as_of"]), [ANY]])
    return rows


def listed(cluster):
    act = cluster.act("establishment")
    return [[cluster.row["short"], tag(cluster, "clusters", cluster.row)], [ANY],
            sized(cluster, cluster.decided(), f"{cluster.id} decided"),
            [ANY] if act and act["document"] else [UNKNOWN],
            or_unknown("; ".join(split(cluster.row["developers"]))), stage(cluster), [ANY]]


def developed(members):
    return [cluster for cluster in members
            if split(cluster.row["developers"]) or cluster.row["developer_kind"] in ("enterprise", "public")]


def works_told(cluster):
    """The areas in the line on progress of a cluster with a developer."""
    told = [part for kind in ("cleared", "levelled", "serviced") if (area := cluster.area(kind))
            for part in (cluster.project.term(f"area.{kind}"), *sized(cluster, area, f"{cluster.id} {kind}")[:1], "ha",
                         marks(cluster, area.grounds), ";")]
    return told[:-1]


def detail(members):
    rows = []
    for cluster in developed(members):
        rows.append([[cluster.row["name"]], [], [], [], []])
        project, term = cluster.project, cluster.project.label
        for row in filter(lambda row: seen(cluster, row), cluster.rows("areas")):
            size = [*number(project, "areas", row, "area_ha", row["kind"]), "ha", tag(cluster, "areas", row)]
            rows.append([[term(f"area.{row['kind']}")], size, shown(row["as_of"]), [ANY], [ANY]])
        for row in filter(lambda row: seen(cluster, row), cluster.rows("capital")):
            rows.append([[capital(project.term(f"capital.{row['kind']}"))], summed(cluster, row, "tỷ đồng"),
                         shown(row["as_of"]), [ANY], [ANY]])
        for row in filter(lambda row: seen(cluster, row), cluster.rows("infrastructure")):
            size = [",", *number(project, "infrastructure", row, "capacity", row["item"]), row["unit"]] if row["capacity"] else []
            rows.append([[row["item"]], [STATES[row["state"]], *size, tag(cluster, "infrastructure", row)],
                         shown(row["as_of"]), [ANY], [ANY]])
    return rows


def occupancy(members):
    rows = []
    for cluster in members:
        rate, committed = cluster.occupancy(), cluster.area("committed")
        if rate and rate[1].ha:
            law = ratio(cluster, (rate[0].plus(committed), rate[1]), "by law") if committed else [UNKNOWN]
            rows.append([[cluster.row["short"]], ratio(cluster, rate, "in practice"), law])
    return rows


def disputed(project, state):
    said = {"open": "(chưa thống nhất)", "settled": "(đã chọn)"}[state]
    return [row for row in conflicts(project) if row[4][1] == said]


def missing(project, period):
    names, groups = project.by_id("clusters"), {}
    for line in lines(project, period):
        if line.unit and line.missing:
            groups.setdefault(tuple(line.missing), []).append(line)
    rows = []
    for lacking, found in groups.items():
        told = ["tất cả các cụm"] if len(lacking) == len(names) else [Names([names[name]["short"] for name in lacking])]
        covered = [Figure(found[0].known, "coverage"), "/", Figure(found[0].whole(), "clusters")]
        rows.append([[", ".join(line.number for line in found)], told, covered])
    return rows
