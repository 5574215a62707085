"""What the status report of a period must say, as page and print: its tables T1 to T10 and its annexes."""

from documents import (QUALIFIERS, Expected, conflicts, deadline, form_rows, marks, number, or_unknown, ratio, result, shorts,
                       shown, sized, stage, stages, tag)
from figures import clusters
from form04 import lines
from grounds import ground, stale, weak
from income import ROWS, Mean
from narrative import change, disputed_on, sentences
from parts import ANY, GAP, UNKNOWN, Beside, Figure, Marks, Sign
from tables import capital, day, order, small, split

WHOLE = [str(number) for number in range(1, 28)]
PRODUCTION = ["22", "23", "24", "25"]
GROUPS = ["planning", "land", "capital", "environment", "law", "procedure", "capacity", "labour", "weather"]
UNDETERMINED = "chưa xác định"
STATES = {"present": "đã có", "planned": "dự kiến"}


def report(project, period):
    expected = Expected(f"report {period.name}")
    members = clusters(project, period.end)
    end = day(str(period.end)).shown
    shorter = period.shown.lower()
    expected.tables = [
        ("bang-T1", f"Các chỉ tiêu chính {shorter} so với", compared(project, period, WHOLE)),
        ("bang-T2", "Hồ sơ thành lập, mở rộng đang làm thủ tục", dossiers(members, period)),
        ("bang-T3", f"Tiến độ đầu tư hạ tầng các cụm đã thành lập đến {end}",
         [progress(cluster) for cluster in members if cluster.is_established()]),
        ("bang-T4", f"Dự án và lấp đầy từng cụm đến {end}", tenants(project, members, period)),
        ("bang-T5", "Kết quả sản xuất, nộp ngân sách, lao động", compared(project, period, PRODUCTION, ROWS)),
        ("bang-T6", "Bảo vệ môi trường, phòng cháy, chữa cháy từng cụm", environment(members)),
        ("bang-T6b", "Thanh tra, kiểm tra trong kỳ và vi phạm từ kỳ trước", inspections(project, period)),
        ("bang-T7", "Các cụm hình thành trước khi có quy chế quản lý", old(members)),
        ("bang-T8", "Khó khăn, vướng mắc chưa có thông tin về việc giải quyết", obstacles(project, period)),
        ("bang-T9", f"Các mốc dự kiến, kể cả mốc đã quá hạn, theo thông tin đến {end}", ahead(members, period)),
        ("bang-T10", f"Đề nghị với các cơ quan, đơn vị, đến {end}", requests(project, period)),
        ("bang-bieu-04", deadline(30, 31), form_rows(project, period)),
        ("bang-PL2", f"Các cụm công nghiệp, số liệu đến {end}", [listed(cluster) for cluster in members]),
        ("bang-PL3", f"Các cụm có chủ đầu tư hạ tầng, số liệu đến {end}", detail(members)),
        ("bang-lap-day", "Tỷ lệ lấp đầy theo hai cách tính", occupancy(members)),
        ("bang-chua-thong-nhat", "Số liệu các nguồn còn khác nhau, chưa thống nhất", disputed(project, "open", period.end)),
        ("bang-da-chon", "Số liệu các nguồn khác nhau, đã chọn một giá trị", disputed(project, "settled", period.end)),
        ("bang-con-thieu", "Các dòng chưa đủ số liệu", missing(project, period)),
    ]
    expected.tables = [(name, caption, with_signs(rows) if name.startswith("bang-T") else rows)
                       for name, caption, rows in expected.tables]
    said = sentences(project, period, counts(project, period))
    said += [parts for cluster in developed(members) if (parts := works_told(cluster))]
    said += [parts for cluster in developed(members) for parts in framed(cluster, period)]
    before = period.year_before().end
    expected.sentences = [*said, *stages(project, period.end, ":", ";", before)]
    expected.print_sentences = [*said, *stages(project, period.end, "", "", before)]
    return expected


def with_signs(rows):
    """In the tables of the text one sign stands for what is weak or old, explained below."""
    return [[[Sign() if isinstance(part, Marks) and part else part for part in cell] for cell in row] for row in rows]


def open_obstacles(project, period):
    for row in project["obstacles"]:
        begun, settled = [row[name] for name in ("since", "as_of") if row[name]], day(row["resolved_on"])
        if any(day(one).first <= period.end for one in begun) and not (settled and settled.last <= period.end):
            yield row


def is_within(row, period):
    return period.start <= day(row["date"]).first <= period.end


def is_breach(row, period):
    mended = day(row["resolved_on"])
    return row["finding"] == "breach" and day(row["date"]).first <= period.end and not (mended and mended.last <= period.end)


def counts(project, period):
    rows = list(open_obstacles(project, period))
    states = [disputed_on(row, period.end) for row in project["conflicts"]]
    return {"obstacles": len(rows), "deadlines": sum(bool(row["due"]) for row in rows),
            "requests": sum(bool(row["request"] and row["agency"]) for row in rows),
            "overdue": sum(bool(row["due"]) and day(row["due"]).last < period.end for row in rows),
            "inspections": sum(is_within(row, period) for row in project["inspections"]),
            "breaches": sum(is_breach(row, period) for row in project["inspections"]),
            "conflicts": states.count("open"), "settled": states.count("settled")}


def compared(project, period, chosen, means=()):
    periods = [period, period.year_before(), period.previous()]
    rows, trios = [], [trio for trio in zip(*(lines(project, when) for when in periods)) if trio[0].number in chosen]
    trios += [tuple(Mean(project, when, name) for when in periods) for name in means]
    for now, year, previous in trios:
        if any(line.value is not None or line.withheld for line in (now, year, previous)):
            rows.append([[now.number], [now.text], [now.unit], result(now), result(year), changed(now, year, periods[:2]),
                         result(previous), changed(now, previous, [period, periods[2]])])
    return rows


def changed(line, other, periods):
    found = change(line, other, periods)
    if isinstance(found, list):
        return ["không so được"]
    by, percent = found
    figure = Figure(by, f"change of row {line.number}", 1 if line.unit == "%" else None)
    share = [] if percent is None else ["(", *signed(Beside(percent, f"change of row {line.number} %", 1)), "%)"]
    return [*signed(figure), *share]


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
    return [[cluster.row["short"]], *(sized(cluster, area, f"{cluster.id} {kind}", GAP) for kind, area in areas), *works,
            *(summed(cluster, row) for row in sums)]


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


def inspections(project, period):
    """Breaches of earlier periods that are not put right, then the inspections of the period."""
    rows, names = project["inspections"], project.by_id("clusters")
    told = [row for row in rows if is_within(row, period) or is_breach(row, period)]
    told.sort(key=lambda row: (is_within(row, period), day(row["date"]).first, row["id"]))
    found = []
    for row in told:
        grounds = [ground("inspections", row)]
        marks = Marks(weak(grounds), stale(grounds, project, period.end))
        if row["finding"] == "sound":
            mended = ["không phải khắc phục"]
        elif is_breach(row, period):
            late = ", đã quá hạn" if row["due"] and day(row["due"]).last < period.end else ""
            due = [f"; thời hạn {day(row['due']).shown}{late}"] if row["due"] else []
            mended = ["chưa có thông tin về việc khắc phục", *due]
        else:
            mended = [f"xong {day(row['resolved_on']).shown}"]
        found.append([[day(row["date"]).shown], [names[row["cluster"]]["short"]], [project.label(f"inspection.{row['field']}")],
                      [addressee(project, row) if row["agency"] else UNDETERMINED],
                      [project.label(f"inspection.{row['finding']}"), ":", row["text"].rstrip(". "), marks], mended, [ANY]])
    return found


def old(members):
    rows = []
    for cluster in members:
        if cluster.row["before_2009"] == "yes":
            kinds = [kind for kind in ("decision", "detailed-plan", "plan") if cluster.area(kind)]
            size = cluster.area(kinds[0]) if kinds else None
            decided = {True: "đã có", False: "chưa có", None: UNKNOWN}[cluster.is_established()]
            kind = [cluster.project.label(f"area.{kinds[0]}")] if size else [GAP]
            rows.append([[cluster.row["short"]], stage(cluster), sized(cluster, size, "area"), kind, [decided]])
    return rows


def obstacles(project, period):
    names, rows = project.by_id("clusters"), []
    found = list(open_obstacles(project, period))
    for group in GROUPS:
        own = [row for row in found if row["category"] == group]
        if own:
            rows.append([[project.label(f"obstacle.{group}")], [], [], [], []])
        for row in own:
            grounds = [ground("obstacles", row)]
            cause = ["; nguyên nhân:", small(row["cause"]).rstrip(".")] if row.get("cause") else []
            rows.append([[row["text"].rstrip("."), *cause, Marks(weak(grounds), stale(grounds, project, period.end))],
                         [names[row["cluster"]]["short"] if row["cluster"] else "Toàn tỉnh"],
                         [addressee(project, row) if row["agency"] else UNDETERMINED],
                         shown(row["since"] or row["as_of"]), [ANY]])
    return rows


def ahead(members, period):
    """What is announced and not told as done by the end of the period, the first due first."""
    found = []
    for cluster in members:
        planned = [(row, row["text"].removeprefix("Dự kiến "), "milestones") for row in cluster.rows("milestones")
                   if row["state"] == "planned" and row["date"] and not is_done(cluster, row)]
        planned += [(row, f"Hoàn thành: {row['item']}", "infrastructure") for row in cluster.rows("infrastructure")
                    if row["state"] == "planned" and row["date"]]
        for row, text, table in planned:
            if row["as_of"] and day(row["as_of"]).first <= period.end:
                when = day(row["date"])
                late = "(đã quá hạn, chưa có thông tin thực hiện)" if when.last <= period.end else ""
                news = latest(cluster, row) if late and table == "milestones" else []
                found.append((when.last, when.first, [[cluster.row["short"]],
                                                      [capital(text.rstrip(". ")), tag(cluster, table, row), *news],
                                                      [when.shown, late], [ANY]]))
    return [row for *_, row in sorted(found, key=lambda entry: (entry[:2], entry[2][0], entry[2][1][0]))]


def latest(cluster, planned):
    """The last event told as done, if it was known after the plan."""
    events = [(when.last, when.first, row["id"], row) for when, row in cluster.done
              if row["act"] != "establishment" or row["document"] or row["date"]]
    row = max(events, key=lambda entry: entry[:3], default=[None])[-1]
    if not row or not order(day(row["date"] or row["as_of"])) > order(day(planned["as_of"])):
        return []
    return ["; việc mới nhất:", row["text"].rstrip(". "), tag(cluster, "milestones", row), ANY]


def is_done(cluster, row):
    return any(done["act"] == row["act"] and not when < day(row["as_of"]) for when, done in cluster.done)


LEVELS = [["central"], ["province"], ["department", "board"], ["district", "commune"], ["developer", "tenant"]]


def requests(project, period):
    """What is asked, under the name of who is asked."""
    names, agencies, groups = project.by_id("clusters"), project.by_id("agencies"), {}
    for row in sorted(open_obstacles(project, period), key=lambda row: row["id"]):
        if row["request"] and row["agency"]:
            level = agencies[row["agency"]]["level"]
            place = next((place for place, levels in enumerate(LEVELS) if level in levels), 2)
            groups.setdefault((place, addressee(project, row)), []).append(row)
    rows = []
    for (_, name), asked in sorted(groups.items()):
        rows.append([[name], [], [], []])
        for row in asked:
            grounds, due = [ground("obstacles", row)], day(row["due"])
            late = "(đã quá hạn)" if due and due.last < period.end else ""
            rows.append([[capital(row["request"].rstrip(". ")), Marks(weak(grounds), stale(grounds, project, period.end))],
                         [names[row["cluster"]]["short"] if row["cluster"] else "Toàn tỉnh"],
                         [due.shown, late] if due else ["chưa ghi"], [ANY]])
    return rows


def addressee(project, row):
    """Who is asked: of the committees of communes that of the cluster."""
    agency, cluster = project.by_id("agencies")[row["agency"]], project.by_id("clusters").get(row["cluster"])
    names = project.by_id("communes", "code")
    communes = [small(names[code]["name"]) for code in split(cluster["communes"])] if cluster else []
    of_communes = agency["level"] == "commune" and communes
    return "Ủy ban nhân dân " + ", ".join(communes) if of_communes else agency["name"]


def listed(cluster):
    act = cluster.act("establishment")
    return [[cluster.row["short"], tag(cluster, "clusters", cluster.row)], [ANY],
            *(sized(cluster, cluster.area(kind) if kind else cluster.decided(), f"{cluster.id} {kind or 'decided'}", GAP)
              for kind in ("plan", "", "detailed-plan", "industrial")),
            [ANY] if act and act["document"] else
            [f"ngày {day(act['date']).shown}, chưa rõ số"] if act and act["date"] else [UNDETERMINED],
            ["; ".join(split(cluster.row["developers"])) or UNDETERMINED], stage(cluster), [ANY]]


def developed(members):
    return [cluster for cluster in members
            if split(cluster.row["developers"]) or cluster.row["developer_kind"] in ("enterprise", "public")]


def works_told(cluster):
    """The areas in the line on progress of a cluster with a developer."""
    told = [part for kind in ("cleared", "levelled", "serviced") if (area := cluster.area(kind))
            for part in (cluster.project.term(f"area.{kind}"), *sized(cluster, area, f"{cluster.id} {kind}")[:1], "ha",
                         marks(cluster, area.grounds), ";")]
    return told[:-1]


def framed(cluster, period):
    """Why each obstacle of a cluster came about and who must act, and what its infrastructure is expected to bring."""
    project, told = cluster.project, []
    for row in open_obstacles(project, period):
        if row["cluster"] == cluster.id:
            agency = addressee(project, row) if row["agency"] else UNDETERMINED
            group = project.term(f"obstacle.{row['category']}").lower()
            told.append(["Nguyên nhân:", unstopped(row.get("cause")) or UNDETERMINED, f"(nhóm {group}); trách nhiệm xử lý: {agency}."])
    brought = []
    for row in cluster.rows("projects"):
        if row["kind"] == "infrastructure" and seen(cluster, row):
            ahead = row["jobs"] and row["state"] in ("registered", "building")
            jobs = ["lao động dự kiến", *number(project, "projects", row, "jobs", row["id"]), "người"] if ahead else []
            result = unstopped(row.get("expected_result"))
            if result or jobs:
                brought += [";"] * bool(brought) + [result, *[";"] * bool(result and jobs), *jobs, tag(cluster, "projects", row)]
    for row in project["inspections"]:
        if row["cluster"] == cluster.id and is_breach(row, period):
            due = f"; thời hạn {day(row['due']).shown}" if row["due"] else ""
            told.append(["Vi phạm chưa có thông tin về việc khắc phục:", row["text"].rstrip(". "), tag(cluster, "inspections", row),
                         f"(kiểm tra {day(row['date']).shown}{due})."])
    return [*told, ["Hiệu quả dự kiến:", *(brought or [UNKNOWN]), "."]]


def unstopped(text):
    return (text or "").rstrip(". ")


def detail(members):
    rows = []
    for cluster in developed(members):
        if not any(seen(cluster, row) for table in ("areas", "capital", "infrastructure") for row in cluster.rows(table)):
            continue
        rows.append([[cluster.row["name"]], [], [], [], []])
        project, term = cluster.project, cluster.project.label
        for row in filter(lambda row: seen(cluster, row), cluster.rows("areas")):
            size = [*number(project, "areas", row, "area_ha", row["kind"]), "ha", tag(cluster, "areas", row)]
            rows.append([[term(f"area.{row['kind']}")], size, shown(row["as_of"]), [ANY], [ANY, *superseded(cluster, row)]])
        for row in filter(lambda row: seen(cluster, row), cluster.rows("capital")):
            rows.append([[capital(project.term(f"capital.{row['kind']}"))], summed(cluster, row, "tỷ đồng"),
                         shown(row["as_of"]), [ANY], [ANY]])
        for row in filter(lambda row: seen(cluster, row), cluster.rows("infrastructure")):
            size = [",", *number(project, "infrastructure", row, "capacity", row["item"]), row["unit"]] if row["capacity"] else []
            rows.append([[row["item"]], [STATES[row["state"]], *size, tag(cluster, "infrastructure", row)],
                         shown(row["as_of"]), [ANY], [ANY]])
    return rows


def superseded(cluster, row):
    """The area that the tables have instead: with its expansion, newer, or summed from plots."""
    kind = row["kind"]
    used = cluster.decided() if kind == "decision" else cluster.leasable() if kind == "leasable" else cluster.area(kind)
    if not used or used.ha == cluster.project.number("areas", row, "area_ha"):
        return []
    why = ("gồm phần mở rộng" if kind == "decision" and cluster.area("expansion") else
           "theo các lô được xác nhận" if kind == "leasable" and cluster.rows("plots") else "")
    return ["Các bảng của báo cáo dùng", Figure(used.ha, f"{cluster.id} {kind} used"), "ha", why, "."]


def occupancy(members):
    rows = []
    for cluster in members:
        rate, committed = cluster.occupancy(), cluster.area("committed")
        if rate and rate[1].ha:
            law = ratio(cluster, (rate[0].plus(committed), rate[1]), "by law") if committed else [UNKNOWN]
            rows.append([[cluster.row["short"]], ratio(cluster, rate, "in practice"), law])
    return rows


def disputed(project, state, on):
    rows = zip(project["conflicts"], conflicts(project))
    return [shown_row for row, shown_row in rows if disputed_on(row, on) == state]


def missing(project, period):
    groups = {}
    for line in lines(project, period):
        if line.unit and not line.is_whole():
            groups.setdefault((tuple(line.missing), tuple(line.unclear), line.known), []).append(line)
    rows = []
    for (*lacking, known), found in groups.items():
        told = [["tất cả các cụm"] if len(one) == len(project["clusters"]) else [shorts(project, one)] if one else []
                for one in lacking]
        covered = [Figure(known, "coverage"), "/", Figure(found[0].whole(), "clusters")] if found[0].whole() else ["chưa rõ"]
        rows.append([[", ".join(line.number for line in found)], *told, covered])
    return rows
