"""The average income of workers: Biểu 01 row 4 over the projects, Biểu 02 row 12 over the developers.

Weighted by the workers of the same report (row 3 of Biểu 01, row 11 of Biểu 02), over the reports with both figures; told
when at least as many firms as the rule says are behind it, and behind what of it is not published (data/README.md).
"""

from figures import ZERO, clusters
from form04 import least_firms
from parts import rounded
from tables import split

ROWS = {"income_projects": ("bieu-01", "4", "3"), "income_developers": ("bieu-02", "12", "11")}


class Mean:
    """A mean as a row of the report: its value, the projects that it covers, and those without a figure."""

    covers, reason = "dự án", ""

    def __init__(self, project, period, name):
        form, row, workers = ROWS[name]
        printed = next(line for line in project["form_rows"] if (line["form"], line["number"]) == (form, row))
        self.number, self.text, self.unit, self.nature = f"{form[-2:]}.{row}", printed["text"], printed["unit"], "mean"
        self.value, self.known, self.missing, self.withheld = None, 0, [], False
        self.reckon(project, period, [f"{form[-2:]}.{one}" for one in (row, workers)])

    def whole(self):
        return self.known + len(self.missing)

    def lacks(self):
        return self.missing, []

    def reckon(self, project, period, indicators):
        paid, heads, firms, hidden = ZERO, ZERO, set(), set()
        reporters = by_project if indicators[0].startswith("01") else by_cluster
        for cluster, subject, firm in reporters(clusters(project, period.end)):
            reports = [cluster.observation(period.name, indicator, subject) for indicator in indicators]
            if not all(report and report["value"] for report in reports):
                self.missing.append(subject)
                continue
            income, workers = (project.number("observations", report, "value") for report in reports)
            paid, heads, self.known = paid + income * workers, heads + workers, self.known + 1
            firms.add(firm)
            hidden |= {firm} if any(report.get("visibility") == "counted" for report in reports) else set()
        if heads:
            least = least_firms(project, period)
            self.withheld = least is None or len(hidden or firms) < least
            self.value = None if self.withheld else rounded(paid / heads, 3)


def by_project(members):
    for cluster in members:
        for row in cluster.tenants():
            yield cluster, row["id"], (row["investor"] or row["id"]).casefold()


def by_cluster(members):
    for cluster in members:
        developers = split(cluster.row["developers"])
        if developers or cluster.row["developer_kind"] in ("enterprise", "public"):
            yield cluster, cluster.id, (developers or [cluster.id])[0].casefold()

