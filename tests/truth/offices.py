"""What is made for each office: Biểu số 03 of a commune, the work of an agency, a page and a message for leaders."""

from decimal import ROUND_HALF_UP, Decimal

from documents import Expected, deadline, form_rows, ratio, shown
from figures import Period, clusters
from grounds import ground, stale, weak
from narrative import disputed_on, sentences
from parts import ANY, GAP, Figure, Marks
from province import due as dates
from report import addressee, with_signs
from tables import day, order, split


def pages(project):
    """Returns page, print and document of each; a message has no print."""
    made = [(f"{folder}/{name}/index.html", f"{folder}/{name}.pdf", document)
            for folder, name, document in commune_forms(project)]
    made += [(f"{folder}/index.html", f"{folder}/{name}.pdf", document) for folder, name, document in agencies(project)]
    for period in (Period(row["id"]) for row in project["periods"]):
        for name, document in briefs(project, period):
            place = f"vi/bao-cao/{period.name.lower()}/{name}"
            made.append((f"{place}/index.html", f"{place}.pdf" if document.tables else None, document))
        made += [(f"{place}/index.html", f"{place}.pdf", document) for place, document in firm_forms(project, period)]
    made += [(f"{place}/index.html", f"{place}.pdf", document) for place, document in blank_forms(project)]
    return made


def blank_forms(project):
    """Biểu số 01 and 02 without a figure."""
    for form in ("bieu-01", "bieu-02"):
        yield f"vi/bao-cao/de-trong/{form}-de-trong", firm_form(project, form, f"{form} blank", [])


def firm_forms(project, period):
    """Biểu số 01 of a project and 02 of a cluster, where a figure is published."""
    reports = [row for row in project["observations"] if row["period"] == period.name and row["value"]]
    for form in ("bieu-01", "bieu-02"):
        own = [row for row in reports if row["indicator"].startswith(f"{form[-2:]}.")]
        for subject in sorted({row["subject"] for row in own}):
            name = f"{form}-{subject}-{period.name.lower()}"
            rows = [row for row in own if row["subject"] == subject]
            yield f"vi/bao-cao/{period.name.lower()}/{form}/{name}", firm_form(project, form, name, rows)


def firm_form(project, form, name, reports):
    reported = {row["indicator"][3:]: row for row in reports}
    expected, rows = Expected(name), []
    for row in (row for row in project["form_rows"] if row["form"] == form):
        report = reported.get(row["number"])
        value = [Figure(project.number("observations", report, "value"), f"row {row['number']}")] if report else []
        reason = [report["reason"]] if report and report["reason"] else []
        if report and report["indicator"] == "02.5":
            way, note = occupancy(project, report, value[0].value)
            reason.append(way)
            expected.sentences = expected.print_sentences = [note] if note else []
        rows.append([[row["number"]], [row["text"]], [row["unit"]], value, reason])
    titles = {"bieu-01": "Biểu số 01. Tình hình hoạt động của dự án đầu tư trong cụm công nghiệp",
              "bieu-02": "Biểu số 02. Tình hình hoạt động của dự án đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp"}
    expected.tables.append((f"bang-{form}", titles[form], rows))
    return expected


def occupancy(project, report, stated):
    """Row 5 of Biểu số 02: land let over industrial land is in use; by the decree land promised to investors counts too.

    Returns the way by which the stated rate comes out, and the note with both."""
    cluster = next(one for one in clusters(project, Period(report["period"]).end) if one.id == report["subject"])
    practice, committed, ways = cluster.occupancy(), cluster.area("committed"), []
    if practice:
        ways.append(("Đất đã cho thuê / đất công nghiệp", "tính bằng đất đã cho thuê / đất công nghiệp:", practice))
    if practice and committed:
        ways.append(("Cả đất đã chấp thuận đầu tư / đất công nghiệp",
                     "tính cả đất đã chấp thuận đầu tư (khoản 7 Điều 2 Nghị định 32/2024/NĐ-CP):",
                     (practice[0].plus(committed), practice[1])))
    unit = Decimal(1).scaleb(stated.normalize().as_tuple().exponent)
    used = [(part.ha * 100 / whole.ha).quantize(unit, ROUND_HALF_UP) == stated for _, _, (part, whole) in ways]
    ways = [way for is_used in (True, False) for way, one in zip(ways, used) if one is is_used]
    told = [part for _, words, parts in ways for part in (words, *ratio(cluster, parts, words), ";")][:-1]
    return ways[0][0] if any(used) else "Chưa rõ cách tính", ["Dòng 5:", *told] if told else []


def commune_forms(project):
    """Returns folder, name and document of Biểu số 03 of each commune that a cluster names first, by period.

    Communes in today's limits are there since 1/7/2025; before, districts sent the form."""
    leading = {split(row["communes"])[0] for row in project["clusters"] if row["communes"]}
    forms = []
    for period in (Period(row["id"]) for row in project["periods"]):
        for commune in project["communes"]:
            if commune["code"] in leading and day(commune["since"]).first <= period.end:
                name = f"bieu-03-{commune['code']}-{period.name.lower()}"
                document = Expected(name)
                caption = deadline(25, 25)
                document.tables.append(("bang-bieu-03", caption, form_rows(project, period, commune["code"])))
                forms.append((f"vi/bao-cao/{period.name.lower()}/bieu-03", name, document))
    return forms


def agencies(project):
    """Returns folder, name and document of what waits for each agency of the day of the build."""
    sheets = []
    for agency in project["agencies"]:
        if not agency["until"] or day(agency["until"]).last >= project.today:
            expected = Expected(f"work of {agency['id']}")
            expected.tables = [
                ("bang-viec-cho", f"Việc đang chờ đến ngày {day(str(project.today)).shown}", waiting(project, agency)),
                ("bang-bieu-phai-gui", "Biểu phải gửi, gần nhất trước", due(project, agency))]
            sheets.append((f"vi/co-quan/{agency['id']}", f"viec-{agency['id']}", expected))
    return sheets


def waiting(project, agency):
    names, rows = project.by_id("clusters"), []
    for row in project["obstacles"]:
        if row["agency"] == agency["id"] and is_open(row, project.today):
            grounds = [ground("obstacles", row)]
            late = (project.today - day(row["due"]).last).days if row["due"] else None
            state = ["chưa ghi thời hạn"] if late is None else ["còn trong hạn"] if late <= 0 else [
                "quá hạn", Figure(late, "days late"), "ngày"]
            rows.append((order(day(row["due"])) if row["due"] else None, [
                [names[row["cluster"]]["short"] if row["cluster"] else "Toàn tỉnh"],
                [row["text"], Marks(weak(grounds), stale(grounds, project, project.today))], [row["request"] or GAP],
                shown(row["since"] or row["as_of"]), shown(row["due"]) if row["due"] else [GAP], state]))
    return [row for _, row in rows]


def due(project, agency):
    """The forms that a duty of the agency asks for (Thông tư 14/2024/TT-BCT, khoản 3 Điều 3)."""
    own = [row["text"] for row in project["duties"] if agency["id"] in split(row["agencies"])
           and row["verb"] == "report" and not (row["in_force_to"] and day(row["in_force_to"]).last < project.today)]
    return [[last, period, form, [ANY], [ANY]] for last, period, form, *_ in dates(project.today)
            if any(form[0].rstrip(".") in text for text in own)]


def briefs(project, period):
    """Returns name and document of the page and of the message for leaders."""
    rows = [row for row in project["obstacles"] if is_open(row, period.end)]
    late = sum(bool(row["due"]) and day(row["due"]).last < period.end for row in rows)
    counts = {"obstacles": len(rows), "overdue": late, "deadlines": sum(bool(row["due"]) for row in rows),
              "conflicts": sum(disputed_on(row, period.end) == "open" for row in project["conflicts"])}
    made = []
    for name, template in (("mot-trang", "mot-trang.md"), ("tin-nhan", "tin-nhan.md")):
        expected = Expected(f"{name} {period.name}")
        expected.sentences = sentences(project, period, counts, template)
        expected.print_sentences = expected.sentences
        made.append((f"{name}-{period.name.lower()}", expected))
    made[0][1].tables.append(("bang-vuong-mac", "Việc đang vướng,", with_signs(stuck(project, rows, period.end))))
    return made


def stuck(project, rows, on):
    """The five obstacles that are due first; those without a day last, what is known for longest before."""
    clusters = project.by_id("clusters")
    rows = sorted(rows, key=lambda row: (day(row["due"]).last.isoformat() if row["due"] else "9999",
                                         order(day(row["since"] or row["as_of"])), row["id"]))
    shown_rows = []
    for row in rows[:5]:
        grounds = [ground("obstacles", row)]
        shown_rows.append([[clusters[row["cluster"]]["short"] if row["cluster"] else "Toàn tỉnh"],
                           [row["text"].rstrip("."), Marks(weak(grounds), stale(grounds, project, on))],
                           [asked(project, row) if row["agency"] else GAP], shown(row["since"] or row["as_of"]),
                           shown(row["due"]) if row["due"] else [GAP]])
    return shown_rows


def asked(project, row):
    """Who is asked, by a short name."""
    agency, name = project.by_id("agencies")[row["agency"]], addressee(project, row)
    return agency["short"] if name == agency["name"] else name.replace("Ủy ban nhân dân", "UBND")


def is_open(row, on):
    begun, settled = [row[name] for name in ("since", "as_of") if row[name]], day(row["resolved_on"])
    return any(day(one).first <= on for one in begun) and not (settled and settled.last <= on)
