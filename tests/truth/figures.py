"""The figures of a project, computed from its tables alone.

Rules, and where they are written:
* An area is the newest of its kind with `as_of` not after the day asked (data/README.md: as_of); on one date the
  better grade counts. Decided = decision + expansion (table `clusters` of the open data: "thành lập, mở rộng").
* Established and operating are independent, and an act not in the data has not happened only if the cluster's
  `complete_on` reaches the day (ARCHITECTURE.md, invariants; data/README.md). A revoked cluster is not established.
* Biểu 04 (Thông tư 14/2024/TT-BCT): periods, rows, sums. Unknown is not zero; each sum says how many clusters it covers.
* Row 19 is Σ leased / Σ industrial land over operating clusters that have both.
* Not in a document, taken from the code (catalog/standing.rs, catalog/rollup.rs): the order in which stages win, and
  that a stage rests on its best sourced act as of the newest word on any act; row 16 uses the decided area, else the
  planned one; rows 20-22 and 26-27 take observations of Biểu 02 (02.6, 02.7, 02.8, 02.13, 02.14), rows 23-25 those of
  the cluster's tenants (01.1-01.3); 13 and 14 take 02.1 and 02.2, else the newest public row of `capital`; rows 26, 27
  are 0 for a cluster of which construction, infrastructure and operation are known not to have happened; a sum of which
  a member has no figure is unknown when the rest is 0; row 5 needs a date within the period.
"""

import functools
from datetime import date
from decimal import Decimal

from grounds import Ground, ground
from tables import day, order

ZERO = Decimal(0)
STAGES = ["planned", "procedure", "established", "clearing", "building", "operating", "leasable", "full", "stopped",
          "unknown"]
STEPS = [
    ("operating", ["operation"]),
    ("building", ["construction", "infrastructure"]),
    ("clearing", ["land-notice", "inventory", "compensation", "payment", "recovery", "handover", "lease"]),
    ("established", ["establishment", "investment-project"]),
    ("procedure", ["notice", "dossier", "appraisal"]),
    ("planned", ["plan"]),
]
AREAS = ["plan", "decision", "expansion", "detailed-plan", "industrial", "cleared", "levelled", "serviced", "leased",
         "committed", "leasable"]


def both(one, other):
    """Three-valued and: a certain no decides."""
    if one is False or other is False:
        return False
    return True if one and other else None


class Stated:
    """An area, ha, with what it rests on."""

    def __init__(self, ha, grounds):
        self.ha, self.grounds = ha, grounds

    def plus(self, other):
        return Stated(self.ha + other.ha, self.grounds + other.grounds) if other else self


class Cluster:
    """A cluster on a day."""

    def __init__(self, project, row, on):
        self.project, self.row, self.id, self.on = project, row, row["id"], on

    def rows(self, table):
        return [row for row in self.project[table] if row["cluster"] == self.id]

    @functools.cached_property
    def done(self):
        known = [(day(row["date"] or row["as_of"]), row) for row in self.rows("milestones") if row["state"] == "done"]
        return [(when, row) for when, row in known if when and when.first <= self.on]

    def act(self, act):
        """Returns the last act of a kind."""
        found = [(order(when), row["id"], row) for when, row in self.done if row["act"] == act]
        return max(found, key=lambda entry: entry[:2])[2] if found else None

    def newest_act(self):
        found = [(order(when), row["id"], row) for when, row in self.done]
        return max(found, key=lambda entry: entry[:2])[2] if found else None

    def has(self, act):
        if self.act(act):
            return True
        complete = day(self.row["complete_on"])
        return False if complete and complete.last >= self.on else None

    def is_established(self):
        return False if self.act("revocation") else self.has("establishment")

    def is_operating(self):
        return False if self.act("revocation") else self.has("operation")

    def area_row(self, kind):
        seen = [row for row in self.rows("areas") if row["kind"] == kind and day(row["as_of"]).first <= self.on]
        seen.sort(key=lambda row: (order(day(row["as_of"])), [-ord(letter) for letter in row["grade"]]))
        return seen[-1] if seen else None

    def area(self, kind):
        row = self.area_row(kind)
        return Stated(self.project.number("areas", row, "area_ha"), [ground("areas", row)]) if row else None

    def decided(self):
        area, row, added = self.area("decision"), self.area_row("decision"), self.area_row("expansion")
        newer = row and added and order(day(added["as_of"])) >= order(day(row["as_of"]))
        return area and area.plus(self.area("expansion") if newer else None)

    def whole(self):
        return self.decided() or self.area("plan")

    def occupancy(self):
        """Returns leased and industrial land."""
        leased, industrial = self.area("leased"), self.area("industrial")
        return (leased, industrial) if leased and industrial else None

    def is_fresh(self, table, row):
        return not ground(table, row).is_stale(self.project, self.on)

    def vacant(self):
        return [plot for plot in self.rows("plots") if plot["status"] == "vacant" and self.is_fresh("plots", plot)]

    def stop(self):
        """Returns the act that stopped the cluster, unless it was resumed since."""
        last = {act: order(day(row["date"] or row["as_of"])) for act in ("suspension", "resumption", "revocation")
                if (row := self.act(act))}
        if "revocation" in last:
            return self.act("revocation")
        if "suspension" in last and last["suspension"] > last.get("resumption", (date.min,)):
            return self.act("suspension")
        return None

    def leasable(self):
        """Nothing of a cluster that was stopped; of one whose plots are listed what they are."""
        plots = self.vacant()
        if self.stop() or not plots and list(self.rows("plots")):
            return None
        if plots:
            square_metres = sum(self.project.number("plots", plot, "area_m2") for plot in plots)
            return Stated(square_metres / 10000, [ground("plots", plot) for plot in plots])
        row = self.area_row("leasable")
        return self.area("leasable") if row and self.is_fresh("areas", row) else None

    def stage(self):
        return self.stage_and_grounds[0]

    @functools.cached_property
    def stage_and_grounds(self):
        if self.stop():
            return "stopped", [ground("milestones", self.stop())]
        leasable, occupancy = self.leasable(), self.occupancy()
        if leasable and leasable.ha > 0:
            return "leasable", leasable.grounds
        if occupancy and occupancy[0].ha >= occupancy[1].ha > 0:
            return "full", occupancy[0].grounds + occupancy[1].grounds
        drawn = [] if self.row["level"] == "A" else [("planned", ["detailed-plan"])]
        for stage, acts in STEPS + drawn:
            found = [row for _, row in self.done if row["act"] in acts]
            if found:
                best = min(found, key=lambda row: row["grade"] or "C")
                return stage, [Ground(best["grade"], self.last_news(), "progress")]
        return "unknown", []

    def last_news(self):
        """Returns the newest date of a word on any act of the cluster."""
        known = [day(row["as_of"]) for row in self.rows("milestones") if row["as_of"]]
        return max((when for when in known if when.first <= self.on), key=order, default=None)

    def observation(self, period, indicator, subject=None):
        """Returns the row that reports a figure, which may be counted only."""
        for row in self.project["observations"] + self.project.counted["observations"]:
            if (row["period"], row["subject"], row["indicator"]) == (period, subject or self.id, indicator):
                return row
        return None

    def observed(self, period, indicator, subject=None):
        row = self.observation(period, indicator, subject)
        return self.project.number("observations", row, "value") if row else None

    def tenants(self):
        rows = [row for row in self.project.counted["projects"] if row["cluster"] == self.id] + self.rows("projects")
        return [row for row in rows if row["kind"] == "tenant" and row["state"] != "interested"]

    def capital_rows(self, kind):
        rows = [row for row in self.rows("capital") if row["kind"] == kind]
        return [row for row in rows if not row["as_of"] or day(row["as_of"]).first <= self.on]

    def newest_capital(self, kind):
        def key(row):
            return order(day(row["as_of"])), self.project.number("capital", row, "amount_bn_vnd")

        return max(self.capital_rows(kind), key=key, default=None)


class Period:
    """A reporting period: `2026-H1` or `2026`."""

    def __init__(self, name):
        self.name = name
        self.year, self.half = int(name[:4]), name.endswith("-H1")
        self.start = date(self.year - 1, 12, 15)
        self.end = date(self.year, 6 if self.half else 12, 14)
        self.shown = f"6 tháng đầu năm {self.year}" if self.half else f"Năm {self.year}"

    def year_before(self):
        return Period(f"{self.year - 1}{'-H1' if self.half else ''}")

    def previous(self):
        return Period(str(self.year - 1) if self.half else f"{self.year}-H1")


def clusters(project, on):
    return [Cluster(project, row, on) for row in project["clusters"]]
