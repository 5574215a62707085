"""The rows of Biểu số 04 and 03 for a period (Thông tư 14/2024/TT-BCT), summed cluster by cluster."""

import functools
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from figures import ZERO, Period, both, clusters
from grounds import ground, stale, weak
from tables import day, order, split


class Line:
    """One row: its value, the clusters that it covers, and what is said beside it.

    A row that counts clusters, and one on all of them, has to have a figure of every cluster; any other of those that
    belong to it: `missing` are those of them without a figure, `unclear` those that may belong."""

    covers = "cụm"

    def __init__(self, form_row):
        self.form, self.number = form_row["form"], form_row["number"]
        self.text, self.unit = form_row["text"], form_row["unit"]
        self.nature = form_row["nature"]
        self.value, self.known, self.missing, self.unclear, self.reason = None, 0, [], [], ""
        self.undecided, self.rough, self.weak, self.stale = 0, [], False, False
        self.hidden, self.withheld = [], False

    def whole(self):
        return self.known + len(self.missing)

    def is_of_all(self):
        return self.unit == "Cụm" or self.number in ("13", "14")

    def is_whole(self):
        return not self.missing and not self.unclear

    def lacks(self):
        return self.missing, self.unclear

    def rest_on(self, cluster, grounds):
        """Notes on what a part of the result rests, by the day of the cut-off."""
        self.weak |= weak(grounds)
        self.stale |= stale(grounds, cluster.project, cluster.on)


def lines(project, period, commune=""):
    """Returns the rows in the order of the form; a heading has no unit. A commune has the clusters that name it first."""
    return summed(project, period.name, commune)


@functools.cache
def summed(project, name, commune):
    period = Period(name)
    rows = [Line(row) for row in project["form_rows"] if row["form"] == ("bieu-03" if commune else "bieu-04")]
    members = [cluster for cluster in clusters(project, period.end)
               if not commune or split(cluster.row["communes"])[:1] == [commune]]
    for line in rows:
        if line.unit and line.number == "19":
            average(line, members)
        elif line.unit:
            add(line, members, period)
        told = [row["reason"] for row in project["reasons"]
                if (row["period"], row["indicator"]) == (name, f"{line.form[-2:]}.{line.number}")]
        line.reason = told[0].rstrip(".") if told else ""
    return rows


def average(line, members):
    """Row 19: leased over industrial land of the operating clusters that have both."""
    leased, industrial = ZERO, ZERO
    for cluster in members:
        operating, occupancy = cluster.is_operating(), cluster.occupancy()
        if operating and occupancy:
            leased, industrial = leased + occupancy[0].ha, industrial + occupancy[1].ha
            line.rest_on(cluster, occupancy[0].grounds + occupancy[1].grounds)
            line.known += 1
        elif operating:
            line.missing.append(cluster.id)
        elif operating is None:
            line.unclear.append(cluster.id)
    line.value = leased * 100 / industrial if industrial else None


def add(line, members, period):
    lost = False
    for cluster in members:
        belongs, figure = share(cluster, line.number, period)
        if belongs is None and not line.is_of_all():
            line.unclear.append(cluster.id)
            continue
        if belongs is None or belongs and figure is None:
            line.missing.append(cluster.id)
            lost |= belongs is True
            continue
        line.known += belongs or line.is_of_all()
        part = figure if belongs else ZERO
        line.hidden += counted(cluster, line.number, period) if belongs else []
        line.value = (line.value or ZERO) + part
        if part > 0:
            remember(line, cluster, period)
    if lost and line.value == ZERO:
        line.value = None
    withhold(line, members, period)


# The rows of Biểu 01 and 02 of which a row is the sum.
REPORTED = {"13": "02.1", "14": "02.2", "20": "02.6", "21": "02.7", "22": "02.8", "23": "01.1", "24": "01.2",
            "25": "01.3", "26": "02.13", "27": "02.14"}


def counted(cluster, number, period):
    """Returns firm and figure of what a sum counts and the public is not told."""
    indicator = REPORTED.get(number, "")
    whose = {cluster.id: cluster.row["developers"].split(";")[0]}
    if indicator.startswith("01"):
        whose = {row["id"]: row["investor"] for row in cluster.tenants()}
    rows = [(firm or subject, cluster.observation(period.name, indicator, subject)) for subject, firm in whose.items()]
    return [(firm.casefold(), cluster.project.number("observations", row, "value"))
            for firm, row in rows if row and row.get("visibility") == "counted" and row["value"]]


def least_firms(project, period):
    rules = [row for row in project["limits"] if row["id"] == "published-sum-least-firms"]
    return max((int(row["value"]) for row in rules if day(row["in_force_from"]).first <= period.end), default=None)


def withhold(line, members, period):
    """A sum with figures of fewer firms than the rule says, or of nothing, would tell of one of them."""
    if not line.hidden:
        return
    least = least_firms(members[0].project, period)
    firms = {firm for firm, _ in line.hidden}
    # The province less a commune would be a sum of which nobody has counted the firms.
    if line.form == "bieu-03" or least is None or len(firms) < least or not any(value for _, value in line.hidden):
        line.value, line.withheld = None, True


def share(cluster, number, period):
    """Returns whether a cluster belongs to a row (nothing when not known) and what it adds."""
    one = ZERO + 1
    established, operating = cluster.is_established(), cluster.is_operating()
    decided, whole = ha(cluster.decided()), ha(cluster.whole())
    plan, detailed, project = cluster.has("plan"), cluster.has("detailed-plan"), cluster.has("investment-project")
    enterprise = both(established, {"": None, "enterprise": True}.get(cluster.row["developer_kind"], False))
    begun = in_period(cluster, period)
    not_yet = None if established is None else not established

    def kind(name):
        return both(operating, cluster.row["kind"] == name if cluster.row["kind"] else None)

    def observed(indicator):
        return cluster.observed(period.name, indicator)

    def sewage(indicator):
        value = observed(indicator)
        works = [cluster.has(act) for act in ("construction", "infrastructure", "operation")]
        value = ZERO if value is None and works == [False] * 3 else value
        return (None if value is None else True), value

    def money(indicator, name):
        value = observed(indicator)
        row = cluster.newest_capital(name)
        if value is None and row:
            value = cluster.project.number("capital", row, "amount_bn_vnd")
        return (None if value is None else True), value

    rows = {
        "1": (plan, one), "2": (plan, ha(cluster.area("plan"))),
        "3": (established, one), "4": (established, decided),
        "5": (begun, one), "6": (begun, decided),
        "7": (enterprise, one), "8": (enterprise, decided),
        "9": (detailed, one), "10": (detailed, ha(cluster.area("detailed-plan"))),
        "11": (project, one), "12": (project, decided),
        "13": money("02.1", "approved"), "14": money("02.2", "paid"),
        "15": (operating, one), "15.1": (both(operating, established), one),
        "15.2": (both(operating, not_yet), one), "15.3": (kind("craft"), one), "15.4": (kind("specialised"), one),
        "16": (operating, whole), "16.1": (both(operating, established), whole),
        "16.2": (both(operating, not_yet), whole), "16.3": (kind("craft"), whole), "16.4": (kind("specialised"), whole),
        "17": (operating, ha(cluster.area("industrial"))), "18": (operating, ha(cluster.area("leased"))),
        "20": (operating, observed("02.6")), "21": (operating, observed("02.7")), "22": (operating, observed("02.8")),
        "23": (operating, of_tenants(cluster, "01.1", period)), "24": (operating, of_tenants(cluster, "01.2", period)),
        "25": (operating, of_tenants(cluster, "01.3", period)), "26": sewage("02.13"), "27": sewage("02.14"),
    }
    return rows[number]


def ha(area):
    return area.ha if area else None


def in_period(cluster, period):
    """Returns whether a cluster was established between the cut-offs; nothing when its date does not tell."""
    act = cluster.act("establishment")
    if not act:
        return cluster.is_established()
    when, known_by = day(act["date"]), day(act["as_of"])
    if when and when.first >= period.start and when.last <= period.end:
        return True
    if when and (when.last < period.start or when.first > period.end):
        return False
    return False if not when and known_by and known_by.last < period.start else None


def of_tenants(cluster, indicator, period):
    """Returns the sum over the tenants of a cluster; one without a figure makes it unknown, and so does none at all."""
    values = [cluster.observed(period.name, indicator, row["id"]) for row in cluster.tenants()]
    return None if not values or None in values else sum(values)


def remember(line, cluster, period):
    """Notes on what the part of a cluster in a sum rests."""
    establishment = cluster.act("establishment")
    if line.number in ("3", "4") and establishment and not establishment["document"]:
        line.undecided += 1
    money = {"13": ("02.1", "approved"), "14": ("02.2", "paid")}.get(line.number)
    if money and cluster.observed(period.name, money[0]) is None:
        row = cluster.newest_capital(money[1])
        if row["qualifier"] != "exact":
            amount = cluster.project.number("capital", row, "amount_bn_vnd").normalize()
            line.rough.append((row["qualifier"], max(0, -amount.as_tuple().exponent)))
        line.rest_on(cluster, [ground("capital", row)])
    acts, area = RESTS.get(line.number, ([], None))
    rows = [cluster.act(act) for act in acts]
    areas = {None: None, "decided": cluster.decided(), "whole": cluster.whole()}
    area = areas[area] if area in areas else cluster.area(area)
    line.rest_on(cluster, [ground("milestones", row) for row in rows if row] + (area.grounds if area else []))


def roughly(value, rough):
    """Returns the word and the figure that a sum is told with, no more exact than its roughest part.

    What is over each of its parts is over their sum; rounded up it might be more than there is."""
    if not rough:
        return "", value
    over = all(qualifier == "over" for qualifier, _ in rough)
    unit = Decimal(1).scaleb(-min(decimals for _, decimals in rough))
    return "hơn" if over else "khoảng", value.quantize(unit, ROUND_FLOOR if over else ROUND_HALF_UP)


# The clusters that belong to a row, by the words of its rule.
BELONGS = {"2": "planned", "4": "established", "6": "established-in-period", "8": "by-enterprise",
           "10": "detailed-planned", "12": "project-approved", "16.1": "operating-established",
           "16.2": "operating-unestablished", "16.3": "operating-craft", "16.4": "operating-specialised"}


def members(project, line):
    return project.term(f"belongs.{BELONGS.get(line.number, 'operating')}")


# The acts and the area on which a cluster's part of a row rests.
RESTS = {
    "1": (["plan"], None), "2": (["plan"], "plan"),
    "3": (["establishment"], None), "5": (["establishment"], None), "7": (["establishment"], None),
    "4": (["establishment"], "decided"), "6": (["establishment"], "decided"), "8": (["establishment"], "decided"),
    "9": (["detailed-plan"], None), "10": (["detailed-plan"], "detailed-plan"),
    "11": (["investment-project"], None), "12": (["investment-project"], "decided"),
    "15": (["operation"], None), "15.1": (["operation", "establishment"], None),
    "15.2": (["operation"], None), "15.3": (["operation"], None), "15.4": (["operation"], None),
    "16": (["operation"], "whole"), "16.1": (["operation", "establishment"], "whole"),
    "16.2": (["operation"], "whole"), "16.3": (["operation"], "whole"), "16.4": (["operation"], "whole"),
    "17": (["operation"], "industrial"), "18": (["operation"], "leased"),
}


def published(project, line, until):
    """Returns what others published for a row, newest first, not after the cut-off."""
    indicator = f"{line.form.removeprefix('bieu-')}.{line.number}"
    rows = [row for row in project["totals"] if row["indicator"] == indicator]
    rows = [row for row in rows if day(row["as_of"]).first <= until]
    return sorted(rows, key=lambda row: order(day(row["as_of"])), reverse=True)
