"""What the page on the state of the data must say: what is known, graded, old; who has reported; what sums cover."""

from datetime import date

from documents import Expected, conflicts
from figures import Period
from form04 import lines
from grounds import ground
from parts import Figure
from tables import alphabetical, capital, day, order, split

# What a cluster should have, and the levels of which the public is told it (data/README.md: level).
WANTED = [("xã, phường", "ABC"), ("chủ đầu tư hạ tầng", "A"), ("loại hình", "ABC"), ("ngành, nghề", "ABC"),
          ("tọa độ", "ABC"), ("quyết định thành lập", "AB"), ("diện tích theo quyết định", "AB"),
          ("đất công nghiệp", "ABC"), ("đất đã cho thuê", "AB"), ("lô đất", "AB"), ("hạ tầng", "AB"), ("giá", "AB")]

# The tables of facts about clusters, and what a row of theirs is about where a newer row takes its place.
TABLES = {"clusters": None, "areas": ["cluster", "kind"], "milestones": None, "plots": None, "infrastructure": None,
          "distances": ["cluster", "place"], "attributes": ["cluster", "item"],
          "prices": ["cluster", "kind", "position", "unit"], "projects": None, "obstacles": None, "inspections": None}


def page(project, members):
    expected = Expected("quality")
    facts = current(project)
    known = {cluster.id: known_of(cluster) for cluster in members}
    told = {cluster.id: [(name, has) for (name, levels), has in zip(WANTED, known[cluster.id])
                         if cluster.row["level"] in levels] for cluster in members}
    rows = []
    for cluster in members:
        lacks = [name for name, has in told[cluster.id] if not has]
        own = [row for of, row, _ in facts if of == cluster.id]
        rows.append([[cluster.row["short"]], [Figure(len(told[cluster.id]) - len(lacks), "known"), "/",
                     Figure(len(told[cluster.id]), "wanted")], [capital("; ".join(lacks))], *counts(project, own)])
    expected.tables = [("bang-tung-cum", "", rows), ("bang-tung-bang", "", by_table(project, facts)),
                       ("bang-ky-den-han", "", rounds(project)), ("bang-do-phu", "", coverage(project))]
    open_ones = conflicts(project, state="open")
    expected.tables.append(("bang-chua-thong-nhat", "", open_ones))
    whole = [has for one in told.values() for _, has in one]
    old = [one for _, one, _ in facts if one.is_stale(project, project.today)]
    expected.sentences.append([
        "có", Figure(sum(map(bool, whole)), "known of all"), "trong", Figure(len(whole), "wanted of all"), "thông tin cần có của",
        Figure(len(members), "clusters"), "cụm;", Figure(len(old), "stale"), "trong", Figure(len(facts), "facts"),
        "số liệu hiện hành cần xác nhận lại;", Figure(len(open_ones), "conflicts"), "chỗ hai nguồn chưa thống nhất"])
    return expected


def known_of(cluster):
    row, act = cluster.row, cluster.act("establishment")
    return [row["communes"], row["developers"], row["kind"], row["industries"], row["lon"], act and act["document"],
            cluster.decided(), cluster.area("industrial"), cluster.area("leased"), list(cluster.rows("plots")),
            list(cluster.rows("infrastructure")), list(cluster.rows("prices"))]


def current(project):
    """Returns cluster, ground and table of every fact that no newer row on the same matter replaces."""
    facts = []
    for table, matter in TABLES.items():
        rows = [row for row in project[table] if table == "clusters" or row["cluster"]]
        newest = {}
        for row in rows:
            about = tuple(row[column] for column in matter or [])
            newest[about] = max(newest.get(about, order(None)), order(day(row["as_of"])))
        for row in rows:
            about = tuple(row[column] for column in matter or [])
            if not matter or newest[about] == order(day(row["as_of"])):
                facts.append((row["id"] if table == "clusters" else row["cluster"], ground(table, row), table))
    return facts


def counts(project, grounds):
    graded = [sum(one.grade == grade for one in grounds) for grade in "ABC"]
    old = sum(one.is_stale(project, project.today) for one in grounds)
    return [[Figure(count, name)] for count, name in zip([*graded, old], ["A", "B", "C", "stale"])]


def by_table(project, facts):
    rows = []
    for table in TABLES:
        own = [one for _, one, of in facts if of == table]
        dates = sorted((one.confirmed for one in own if one.confirmed), key=order)
        if own:
            rows.append([[TITLE[table]], [Figure(len(own), table)], *counts(project, own),
                         [dates[0].shown if dates else "chưa có số liệu"], [dates[-1].shown if dates else "chưa có số liệu"]])
    return rows


TITLE = {"clusters": "Cụm công nghiệp", "areas": "Diện tích", "milestones": "Mốc tiến độ", "plots": "Lô đất",
         "infrastructure": "Hạ tầng kỹ thuật", "distances": "Khoảng cách", "attributes": "Đặc điểm của cụm", "prices": "Giá và phí",
         "projects": "Dự án", "obstacles": "Khó khăn, vướng mắc",
         "inspections": "Thanh tra, kiểm tra"}


def rounds(project):
    """Biểu 02 was last due on 19 June or 19 December, Biểu 03 on the 24th (Thông tư 14/2024/TT-BCT, khoản 3 Điều 3)."""
    led = [(row["id"], row["short"]) for row in project["clusters"] if row["developers"]]
    names = {row["code"]: row["name"] for row in project["communes"]}
    leading = [split(row["communes"])[0] for row in project["clusters"] if row["communes"]]
    of = [(code, name) for code, name in names.items() if code in leading]
    rows = []
    for number, due, senders in [("02", 19, led), ("03", 24, of)]:
        year, on = project.today.year, project.today
        days = [(date(year, 12, due), Period(str(year))), (date(year, 6, due), Period(f"{year}-H1")),
                (date(year - 1, 12, due), Period(str(year - 1)))]
        last, period = next(one for one in days if one[0] < on)
        heard = {row["subject"] for row in project["observations"]
                 if row["period"] == period.name and row["indicator"].startswith(f"{number}.") and row["value"]}
        silent = sorted((name for id, name in senders if id not in heard), key=alphabetical)
        rows.append([[f"Biểu số {number}"], [period.shown], [day(str(last)).shown], [Figure(len(senders), "senders")],
                     [Figure(len(senders) - len(silent), "heard")], ["; ".join(silent)]])
    return rows


def coverage(project):
    newest = max((Period(row["id"]) for row in project["periods"]), key=lambda period: period.end)
    rows = []
    for line in lines(project, newest):
        if line.unit:
            said = ["chưa kiểm chứng"] * line.weak + ["cần xác nhận lại"] * line.stale
            rows.append([[line.number], [line.text], [Figure(line.known, "covered")], [Figure(line.whole(), "whole")],
                         [Figure(len(line.unclear), "unclear")], [capital("; ".join(said))]])
    return rows
