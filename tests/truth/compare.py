"""What the page of the comparison must say: fields down, clusters or plots across, in the order in which the page has them."""

import re

from documents import Expected, number, or_unknown, ratio, shown, sized, stage, tag
from parts import ANY, UNKNOWN
from tables import Refused, day, order, split

# A field, and the column of the table of plots that has it.
PLOTS = [("column.plot-area", "area_m2"), ("column.plot-largest", "largest_m2"), ("compare.density", "density_percent"),
         ("compare.floor-area", "floor_area_ratio"), ("compare.height", "height_m"),
         ("column.plot-price", "price_vnd_per_m2"), ("column.road-width", "road_width_m")]


def compared(project, members, site):
    expected = Expected("comparison")
    html = (site / "vi/so-sanh/index.html").read_text(encoding="utf-8")
    clusters = across(html, "bang-so-sanh-cum", {cluster.id: cluster for cluster in members})
    plots = {row["id"]: (cluster, row) for cluster in members for row in cluster.rows("plots")}
    expected.tables.append(("bang-so-sanh-cum", "", cluster_rows(project, clusters)))
    if len(plots) > 1:
        expected.tables.append(("bang-so-sanh-lo", "", plot_rows(project, across(html, "bang-so-sanh-lo", plots))))
    return expected


def across(html, table, known):
    """Returns the records in the order of the columns, which the alphabet of Vietnamese gives; each must be there."""
    head = re.search(rf'<table id="{table}".*?</thead>', html, re.S)
    keys = re.findall(r'<th[^>]* data-key="([^"]+)"', head[0]) if head else []
    if sorted(keys) != sorted(known):
        raise Refused(f"the columns of {table} are not the records of the data: {keys}")
    return [known[key] for key in keys]


def cluster_rows(project, clusters):
    def line(key, cell):
        return [[project.term(key)], *(cell(cluster) for cluster in clusters)]

    def works(cluster, kind):
        own = sorted((row for row in cluster.rows("infrastructure") if row["kind"] == kind), key=lambda row: row["state"] != "present")
        said = []
        for row in own:
            size = number(project, "infrastructure", row, "capacity", row["item"]) if row["unit"] and row["capacity"] else []
            planned = [",", project.term("infra.planned").lower()] if row["state"] == "planned" else []
            left = [", còn cấp được", *number(project, "infrastructure", row, "available", row["item"]), row["unit"]] if row.get("available") else []
            said += [";"] * bool(said) + [row["item"], *([",", *size, row["unit"]] if size else []), *left, *planned, tag(cluster, "infrastructure", row)]
        return said or [UNKNOWN]

    def gates(cluster):
        newest = {}
        for row in cluster.rows("distances"):
            if row["place"].lower().startswith("cửa khẩu"):
                newest[row["place"]] = max(newest.get(row["place"], row), row, key=lambda row: order(day(row["as_of"])))
        if len(newest) > 1:
            return [ANY]
        return [part for row in newest.values() for part in
                (f"{row['place']}:", *number(project, "distances", row, "distance_km", row["place"]), "km", tag(cluster, "distances", row))] or [UNKNOWN]

    def said(cluster, column):
        words = "; ".join(split(cluster.row[column]))
        return [words, tag(cluster, "clusters", cluster.row)] if words else [UNKNOWN]

    return [
        line("compare.page", lambda cluster: [cluster.row["short"]]),
        line("column.commune", lambda cluster: [ANY]),
        line("column.stage", stage),
        line("column.decided", lambda cluster: sized(cluster, cluster.decided(), f"{cluster.id} decided")),
        line("column.industrial", lambda cluster: sized(cluster, cluster.area("industrial"), f"{cluster.id} industrial")),
        line("column.leasable", lambda cluster: sized(cluster, cluster.leasable(), f"{cluster.id} leasable")),
        line("column.occupancy", lambda cluster: ratio(cluster, cluster.occupancy(), f"{cluster.id} occupancy")
             if cluster.occupancy() else [UNKNOWN]),
        line("filter.industry", lambda cluster: said(cluster, "industries")),
        line("compare.power", lambda cluster: works(cluster, "power")),
        line("compare.wastewater", lambda cluster: works(cluster, "wastewater")),
        line("compare.gates", gates),
        line("column.developer", lambda cluster: said(cluster, "developers")),
        line("column.as-of", lambda cluster: shown(cluster.row["as_of"])),
    ]


def plot_rows(project, plots):
    def line(key, cell):
        return [[project.term(key)], *(cell(cluster, row) for cluster, row in plots)]

    def figure(column):
        return lambda cluster, row: number(project, "plots", row, column, f"plot {row['code']}")

    figures = [line(key, figure(column)) for key, column in PLOTS]
    words = [
        line("column.cluster", lambda cluster, row: [cluster.row["short"]]),
        line("column.plot-status", lambda cluster, row: [project.term(f"plot.{row['status']}"), tag(cluster, "plots", row)]),
        line("column.plot-expected", lambda cluster, row: shown(row["expected"])),
        line("filter.industry", lambda cluster, row: or_unknown("; ".join(split(row["industries"])))),
        *(line(f"column.{key}", lambda cluster, row, column=column: or_unknown(row.get(column, "")))
          for key, column in [("plot-power", "power"), ("plot-water", "water"), ("plot-wastewater", "wastewater"),
                              ("restrictions", "restrictions")]),
        line("column.plot-division", lambda cluster, row: named(project, "division", row.get("division"))),
        line("column.price-tax", lambda cluster, row: named(project, "tax", row.get("price_tax"))),
        line("column.plot-confirmed", lambda cluster, row: shown(row["confirmed_on"])),
        line("column.contact", lambda cluster, row: or_unknown(row["contact"])),
    ]
    return figures + words


def named(project, family, word):
    return [project.term(f"{family}.{word}")] if word else [UNKNOWN]
