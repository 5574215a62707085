"""What the pages of the whole province must say: lists, land, statistics, communes, reports."""

import functools
import re
import unicodedata
from datetime import date, timedelta

import opendata
import quality
import shelf
from compare import compared
from documents import (QUALIFIERS, WORKS, Expected, answer, conflicts, dated, deadline, form_rows, number, or_unknown, plot, ratio,
                       remark, result, shown, sized, stage, stages, tag, work)
from figures import Period, Stated, clusters
from form04 import lines
from grounds import ground, stale, weak
from parts import ANY, GAP, UNKNOWN, Figure, Marks
from tables import Refused, day, order, small, split

COUNTERS = [("plan", "cụm trong quy hoạch", "04.1"), ("establishment", "cụm đã thành lập", "04.3"),
            ("operation", "cụm đang hoạt động", "04.15")]


def pages(project, site):
    """Returns what is expected by page path; the page of the open data tells the sizes of the files of the site."""
    on = project.today
    members = clusters(project, on)
    return {
        "vi/index.html": home(project, members),
        "vi/ccn/index.html": cluster_list(project, members),
        "vi/quy-dat/index.html": land(project, members),
        "vi/ha-tang/index.html": infrastructure(project, members),
        "vi/so-lieu/index.html": statistics(project),
        "vi/xa-phuong/index.html": communes(project),
        "vi/bao-cao/index.html": archive(project),
        "vi/lich-bao-cao/index.html": calendar(project, on),
        "vi/du-lieu-mo/index.html": open_data(project, site),
        "vi/a-z/index.html": names(project, members),
        **shelf.pages(site),
        "vi/chat-luong-du-lieu/index.html": quality.page(project, members),
        "vi/so-sanh/index.html": compared(project, members, site),
        **groups(project, members),
    }


def home(project, members):
    expected = Expected("province")
    for act, label, indicator in COUNTERS:
        known = [cluster.is_established() if act == "establishment" else cluster.has(act) for cluster in members]
        counted = [state for state in known if state is not None]
        figure = Figure(sum(counted), f"clusters {act}") if counted else GAP
        coverage = [Figure(len(counted), "coverage"), "/", Figure(len(known), "clusters")]
        counted_acts = [cluster.act(act) for cluster, state in zip(members, known) if state]
        grounds = [ground("milestones", row) for row in counted_acts]
        told = Marks(weak(grounds), stale(grounds, project, project.today)).said
        parts = [figure, label, "có dữ liệu của", *coverage, "cụm", *(f"; gồm số liệu {mark}" for mark in told)]
        totals = [row for row in project["totals"] if row["indicator"] == indicator]
        if totals:
            newest = max(totals, key=lambda row: (order(day(row["as_of"])), project["totals"].index(row)))
            value = number(project, "totals", newest, "value", f"published {indicator}")
            qualifier = QUALIFIERS.get(newest["qualifier"], "")
            parts += ["; đã công bố:", qualifier, *value, small(newest["unit"]), *dated(project, newest, project.today)]
        expected.sentences.append(parts)
    expected.sentences += stages(project, project.today, ":", ";")
    return expected


def cluster_list(project, members):
    expected, rows = Expected("province"), []
    for cluster in members:
        def area(figure, name):
            return sized(cluster, figure, f"{cluster.id} {name}", GAP)

        occupancy = cluster.occupancy()
        rows.append([[cluster.row["short"], tag(cluster, "clusters", cluster.row)], [ANY], stage(cluster),
                     area(cluster.decided(), "decided"), area(cluster.area("industrial"), "industrial"),
                     area(cluster.area("leased"), "leased"), area(cluster.leasable(), "leasable"),
                     ratio(cluster, occupancy, f"{cluster.id} occupancy") if occupancy else [GAP],
                     ["; ".join(split(cluster.row["developers"])) or GAP], shown(cluster.row["as_of"])])
    known = [cluster.decided() for cluster in members if cluster.decided()]
    if known:
        total = ["Cộng", Figure(len(known), "coverage"), "/", Figure(len(members), "clusters"), "cụm có số liệu"]
        summed = sized(members[0], functools.reduce(Stated.plus, known), "decided, all clusters")
        rows.append([total, [], [], summed, *([] for _ in range(6))])
    expected.tables.append(("bang-danh-sach", "", rows))
    expected.sentences += [["Danh sách gồm", Figure(len(members), "clusters"), "cụm công nghiệp"]]
    expected.sentences += stages(project, project.today, ":", ";")
    return expected


def land(project, members):
    expected = Expected("province")
    now, later, again, coming = [], [], [], []
    for cluster in members:
        for row in cluster.rows("plots"):
            if row["status"] == "vacant":
                (now if cluster.is_fresh("plots", row) else again).append(plot(cluster, row, True))
            elif row["status"] in ("cleared", "uncleared"):
                later.append(plot(cluster, row, True))
        works = [day(row["date"]) for row in cluster.rows("milestones") if row["state"] == "planned" and row["date"]
                 and row["act"] in ("infrastructure", "operation")]
        first = min(works, key=order, default=None)
        if first and first.last >= project.today:
            coming.append([[cluster.row["short"], tag(cluster, "clusters", cluster.row)], [first.shown], stage(cluster),
                           sized(cluster, cluster.area("industrial"), "industrial"),
                           sized(cluster, cluster.decided(), "decided")])
    rows = [told(cluster) for cluster in members]
    expected.tables = [("bang-thue-ngay", "", now), ("bang-se-co", "", later), ("bang-cum-se-co", "", coming),
                       ("bang-can-xac-nhan-lai", "", again), ("bang-tung-cum", "", rows)]
    leasable = sum(cluster.stage() == "leasable" for cluster in members)
    plots = sum(len(cluster.vacant()) for cluster in members)
    if leasable:
        expected.sentences.append([Figure(leasable, "clusters leasable"), "cụm có đất cho thuê được,",
                                   Figure(plots, "vacant plots"), "lô"])
    return expected


def told(cluster):
    """What one may lease there, and whom to ask: the developer, else the agency that answers for the site."""
    project = cluster.project
    agency = project.by_id("agencies")[project.site["agency"]]["name"]
    whom = "; ".join(split(cluster.row["developers"])) or agency
    return [[cluster.row["short"], tag(cluster, "clusters", cluster.row)], [*answer(cluster), ANY],
            [f"{whom}. Liên hệ của cụm"], stage(cluster), [ANY], shown(cluster.row["as_of"])]


def groups(project, members):
    """The pages of stages, communes and industries: an industry has those whose wording has its words in a row."""
    chosen = {}
    allowed = {cluster.id: [spoken(name) for row in [cluster.row, *cluster.rows("plots")]
                            for name in split(row["industries"])] for cluster in members}
    for name in {name for names in allowed.values() for name in names}:
        plain = unicodedata.normalize("NFD", name.replace("đ", "d"))
        slug = re.sub(r"[^a-z0-9]+", "-", "".join(sign for sign in plain if not unicodedata.combining(sign)))
        having = [cluster for cluster in members if any(f" {name} " in f" {other} " for other in allowed[cluster.id])]
        if f"vi/ccn/nganh/{slug}/index.html" in chosen:
            raise Refused(f"two industries with the address {slug}")
        chosen[f"vi/ccn/nganh/{slug}/index.html"] = having
    for cluster in members:
        places = [f"giai-doan/{cluster.stage()}", *(f"xa/{code}" for code in split(cluster.row["communes"]))]
        for place in places:
            chosen.setdefault(f"vi/ccn/{place}/index.html", []).append(cluster)
    return {path: group(clusters) for path, clusters in chosen.items()}


def spoken(name):
    """Returns the words of a name, in lower case, with their marks."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", name).lower()))


def group(members):
    expected = Expected("group")
    expected.tables = [("bang-tung-cum", "", [told(cluster) for cluster in members])]
    expected.sentences.append([Figure(len(members), "clusters"), "cụm,"])
    return expected


def infrastructure(project, members):
    """How far the data reach; the newest distance of each cluster to each place; its works by kind."""
    expected, coverage, ways, works = Expected("province"), [], [], []
    for kind in WORKS:
        states = [{row["state"] for row in cluster.rows("infrastructure") if row["kind"] == kind} for cluster in members]
        there = sum("present" in state for state in states)
        planned = sum(state == {"planned"} for state in states)
        counts = [there, planned, len(states) - there - planned]
        coverage.append([[project.label(f"infra.{kind}")], *([Figure(count, f"clusters {kind}")] for count in counts)])
    places = split(project.site.get("distance_places", ""))
    places += list(dict.fromkeys(row["place"] for cluster in members for row in cluster.rows("distances")
                                 if row["place"] not in places))
    for cluster in members:
        head = [cluster.row["short"], tag(cluster, "clusters", cluster.row)]
        cells = []
        for place in places:
            own = [row for row in cluster.rows("distances") if row["place"] == place]
            newest = max(own, key=lambda row: order(day(row["as_of"])), default=None)
            cells.append([*number(project, "distances", newest, "distance_km", place), tag(cluster, "distances", newest)]
                         if newest else [GAP])
        ways.append([head, *cells])
        works.append([head, *(kind_works(cluster, kind) for kind in WORKS)])
    expected.tables = [("bang-do-phu-ha-tang", "", coverage), ("bang-khoang-cach", "", ways),
                       ("bang-ha-tang-cac-cum", "", works)]
    return expected


def kind_works(cluster, kind):
    own = [row for row in cluster.rows("infrastructure") if row["kind"] == kind]
    own.sort(key=lambda row: (row["state"] != "present", row["item"]))
    said = []
    for row in own:
        said += [";"] if said else []
        said += [cluster.project.term(f"infra.{row['state']}"), ":", *work(cluster, row)]
    return said or [GAP]


def statistics(project):
    expected = Expected("province")
    periods = [Period(row["id"]) for row in project["periods"]]
    results = [lines(project, period) for period in periods]
    rows = []
    for index, line in enumerate(results[0]):
        if line.unit:
            said = remark(project, results[-1][index], periods[-1].end)
            rows.append([[line.number], [line.text], [line.unit], *(result(found[index]) for found in results), said])
        else:
            rows.append([[line.number], [line.text], *([] for _ in range(len(periods) + 2))])
    totals = [[[row["text"]], [QUALIFIERS.get(row["qualifier"], ""),
                               *number(project, "totals", row, "value", row["id"]), Marks(*total_marks(project, row))],
               [row["unit"]], shown(row["as_of"]), [ANY], [row["note"]]] for row in project["totals"]]
    expected.tables = [("bang-chi-tieu", "", rows), ("bang-da-cong-bo", "", totals),
                       ("bang-chua-thong-nhat", "", conflicts(project))]
    return expected


def total_marks(project, row):
    grounds = [ground("totals", row)]
    return weak(grounds), stale(grounds, project, project.today)


def communes(project):
    expected = Expected("province")
    used = {code for cluster in project["clusters"] for code in split(cluster["communes"])}

    def rows(chosen):
        return [[[row["name"]], [row["code"]], [ANY], [ANY],
                 number(project, "communes", row, "area_km2", row["code"]), [ANY]] for row in chosen]

    former = []
    for row in project["districts"]:
        count = sum(row["code"] in split(commune["former_districts"]) for commune in project["communes"])
        former.append([[row["name"]], shown(row["until"]), [Figure(count, f"communes of {row['code']}")], [ANY]])
    every = project["communes"]
    expected.tables = [("bang-co-cum", "", rows(row for row in every if row["code"] in used)),
                       ("bang-tat-ca", "", rows(every)), ("bang-huyen-cu", "", former)]
    expected.sentences.append(["có", Figure(len(every), "communes"), "xã, phường"])
    return expected


def calendar(project, on):
    expected = Expected("province")
    expected.tables = [("bang-den-han", "", due(on))]
    others = terms(project, on)
    if others:
        expected.tables.append(("bang-thoi-han-khac", "", others))
    return expected


def terms(project, on):
    """Other work with a last day that is not past: of duties that name one day, of obstacles, of breaches."""
    names, agencies, found = project.by_id("clusters"), project.by_id("agencies"), []
    for row in project["duties"]:
        told = re.search(r"(trước )?ngày (\d+)/(\d+)/(\d{4})$", row.get("deadline") or "")
        if told and day(row["in_force_from"]).first <= on and not (row["in_force_to"] and day(row["in_force_to"]).last < on):
            last = date(int(told[4]), int(told[3]), int(told[2])) - timedelta(bool(told[1]))
            who = "; ".join(agencies[name]["name"] for name in split(row["agencies"]))
            found.append((last, "nhiem-vu", row["id"], [row["text"]], [who], ["Toàn tỉnh"]))
    for row in project["obstacles"]:
        if row["due"] and not row["resolved_on"] and day(row["as_of"]).first <= on:
            grounds = [ground("obstacles", row)]
            marks = Marks(weak(grounds), stale(grounds, project, on))
            found.append((day(row["due"]).last, "vuong-mac", row["id"], [row["request"] or row["text"], marks],
                          [agencies[row["agency"]]["name"]] if row["agency"] else [GAP],
                          [names[row["cluster"]]["short"] if row["cluster"] else "Toàn tỉnh"]))
    for row in project["inspections"]:
        if row["finding"] == "breach" and row["due"] and not row["resolved_on"] and day(row["date"]).first <= on:
            grounds = [ground("inspections", row)]
            marks = Marks(weak(grounds), stale(grounds, project, on))
            found.append((day(row["due"]).last, "khac-phuc", row["id"], ["Khắc phục vi phạm:", row["text"], marks],
                          [GAP], [names[row["cluster"]]["short"]]))
    return [[shown(str(last)), text, who, place, [ANY]]
            for last, _, _, text, who, place in sorted(found, key=lambda entry: entry[:3]) if last >= on]


def due(on):
    """What is due from the day of the build to the middle of the next year, by Thông tư 14/2024/TT-BCT, khoản 3 Điều 3.

    "Trước ngày 20/6" is kept by who sends on the 19th."""
    year, rows = int(str(on)[:4]), []
    for of, name, days in [(year, f"6 tháng đầu năm {year}", ["06-19", "06-19", "06-24", "06-29"]),
                           (year, f"Năm {year}", ["12-19", "12-19", "12-24", "12-30"]),
                           (year + 1, f"6 tháng đầu năm {year + 1}", ["06-19", "06-19", "06-24", "06-29"])]:
        rows += [[shown(f"{of}-{last}"), [name], [f"Biểu số 0{number}.", ANY], [ANY], [ANY]]
                 for number, last in enumerate(days, 1) if f"{of}-{last}" >= str(on)]
    return rows


def names(project, members):
    """Each cluster by name, with its place and its stage."""
    expected = Expected("province")
    expected.items = [[f"{cluster.row['name']} –", ANY, "·", *stage(cluster)] for cluster in members]
    return expected


def archive(project):
    expected = Expected("province")
    rows = []
    for row in project["periods"]:
        period = Period(row["id"])
        dates = " – ".join(day(str(one)).shown for one in (period.start, period.end))
        rows.append([[period.shown], [dates], *([ANY] for _ in range(5))])
    expected.tables.append(("bang-bao-cao", "", rows))
    return expected


def open_data(project, site):
    expected, rows = Expected("open data"), []
    files = {name: len(rows) for name, rows in opendata.expected(project).items() if rows}
    for path in sorted((site / "du-lieu").glob("*.csv")):
        sizes = [(path.with_suffix(ending), f"{path.stem}{ending}") for ending in (".csv", ".xlsx", ".json")]
        sizes = [(Figure(-(-file.stat().st_size // 1000), f"kB of {name}"), name) for file, name in sizes]
        cells = [[name, "(", size, "kB)"] for size, name in sizes]
        rows.append([[ANY], [ANY], [Figure(files.get(path.stem, 0), f"rows of {path.stem}")], *cells])
    expected.tables.append(("bang-cac-bang", "", rows))
    return expected


def form(project, period):
    """Biểu số 04 of a period, as page and print."""
    expected = Expected(f"bieu-04 {period.name}")
    expected.tables.append(("bang-bieu-04", deadline(30, 31), form_rows(project, period)))
    return expected
