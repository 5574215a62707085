"""What a figure rests on: the grade of its source, and whether somebody must confirm it again.

The rule on age is in the description of `reconfirm` in the open data: prices and the state of land 90
days, progress 45 days (the days stand in `limits`), figures of the province one closed half year. From the
code (catalog/standing/age.rs): which facts age, and that of a date only its first day is surely within the rule.
"""

from datetime import date, timedelta

from tables import day

LAND = ["cleared", "levelled", "serviced", "leased", "committed", "leasable"]


class Ground:
    """The grade of a fact, the date on which it was confirmed, and the rule on its age, if any."""

    def __init__(self, grade, confirmed, rule):
        self.grade, self.confirmed, self.rule = grade or "C", confirmed, rule

    def is_stale(self, project, on):
        recent = self.confirmed is not None and self.confirmed.first >= oldest(project, self.rule, on)
        return self.rule is not None and not recent


def ground(table, row):
    """Returns what a row rests on."""
    confirmed = day(row["confirmed_on"] if table == "plots" else row["as_of"])
    return Ground(row["grade"], confirmed, rule(table, row))


def rule(table, row):
    ages = {
        "areas": "land" if row.get("kind") in LAND else None,
        "plots": "land",
        "prices": "price",
        "totals": "statistics",
        "milestones": "progress" if row.get("state") == "planned" else None,
        "infrastructure": "progress" if row.get("state") == "planned" else None,
        "projects": "progress" if row.get("state") in ("registered", "building", "interested") else None,
        "capital": "progress" if row.get("kind") == "paid" else None,
        "obstacles": None if row.get("resolved_on") else "progress",
        "inspections": None if row.get("finding") == "sound" or row.get("resolved_on") else "progress",
    }
    return ages.get(table)


def oldest(project, name, on):
    """Returns the first day that still counts on a day; without a rule nothing does."""
    if name == "statistics":
        return last_closed_half(on)
    for row in project["limits"]:
        start, end = day(row["in_force_from"]), day(row["in_force_to"])
        if row["id"] == f"{name}-age-days" and start.first <= on and (not end or on <= end.last):
            return on - timedelta(days=int(row["value"]))
    return date.max


def last_closed_half(on):
    """Half years close on 14 June and 14 December."""
    closed = [date(on.year, 12, 14), date(on.year, 6, 14), date(on.year - 1, 12, 14)]
    end = next(end for end in closed if end <= on)
    return date(end.year - 1, 12, 15) if end.month == 6 else date(end.year, 6, 15)


def weak(grounds):
    return any(one.grade == "C" for one in grounds)


def stale(grounds, project, on):
    return any(one.is_stale(project, on) for one in grounds)


def worst(grounds):
    """Returns the grade of the weakest, nothing where nothing is."""
    return max((one.grade for one in grounds), default=None)
