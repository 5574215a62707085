"""What each file of the open data must hold: the public rows of its table, and what is derived.

Taken from the code (site/dataset): a grade that is not given counts as C; a source without title bears the name of its
publisher, and is told when a public row cites it (description of the file `sources`).
"""

from decimal import Decimal

import shapes
from figures import Period, clusters
from form04 import lines
from grounds import ground, stale, worst
from parts import rounded
from tables import split

LISTS = {"aliases", "communes", "former_communes", "developers", "industries", "source", "source_a", "source_b",
         "successors", "agencies", "former_districts", "formed_from", "issuer", "deciders", "parties", "papers"}
UNPUBLISHED = ["site", "terms", "translations", "periods", "limits", "forms", "form_rows", "rollup", "changes", "redirects", "observations", "waivers", "approvals", "receipts", "signed", "reasons"]
FLAGS = {"yes": True, "no": False}


def expected(project):
    """Returns the rows of each file by name: dicts of text, Decimal, bool, list or None."""
    files = {}
    for table, rows in project.tables.items():
        if table not in UNPUBLISHED:
            files[table] = [{name: value(project, table, row, name) for name in row} for row in rows]
            for row, told in zip(rows, files[table]):
                aged = "as_of" in row and "grade" in row
                told["reconfirm"] = ground(table, row).is_stale(project, project.today) if aged else None
    on = {cluster.id: cluster for cluster in clusters(project, project.today)}
    for row in files["clusters"]:
        row.update(derived(project, on[row["id"]]))
    plots = project.by_id("plots")
    for row in files.get("outlines", []):
        plot = plots.get(row["plot"], {})
        row.update(code=plot.get("code"), status=plot.get("status"),
                   drawn_m2=Decimal(shapes.square_metres(row.pop("polygons"))))
        del row["reconfirm"]
    files["form_04"] = form_rows(project)
    cited = {name for rows in files.values() for row in rows for column in ("source", "source_a", "source_b")
             for name in row.get(column) or []}
    files["sources"] = [row for row in files["sources"] if row["id"] in cited]
    return files


def value(project, table, row, name):
    text = row[name]
    if name == "grade":
        return text or "C"
    if table == "sources" and name == "title":
        return text or row["publisher"]
    if name in LISTS and not (table == "documents" and name == "issuer"):
        return split(text)
    if table == "procedures" and name == "day_kind":
        return (text or "working") if row["days"] else None
    if not text:
        return None
    if name in ("border_zone", "before_2009", "foreign"):
        return FLAGS[text]
    numeric = name.endswith(("_ha", "_m2", "_km", "_km2", "_vnd", "_percent", "_m")) or name in (
        "amount", "capacity", "available", "minutes", "jobs", "households", "lon", "lat", "floor_area_ratio")
    counted = table == "procedures" and name in ("order", "days")
    if numeric or counted or name == "value" and table == "totals":
        return project.number(table, row, name)
    return text


def derived(project, cluster):
    stage, grounds = cluster.stage_and_grounds
    figures = {"plan": cluster.area("plan"), "decided": cluster.decided(), "industrial": cluster.area("industrial"),
               "leased": cluster.area("leased"), "leasable": cluster.leasable()}
    sizes = {f"{name}_ha": area and area.ha for name, area in figures.items()}
    grades = {f"{name}_grade": area and worst(area.grounds) for name, area in figures.items()}
    leased = figures["leased"]
    return {
        **sizes, **grades, "leased_reconfirm": leased and stale(leased.grounds, project, project.today),
        "stage": stage, "stage_label": project.term(f"stage.{stage}"), "stage_grade": worst(grounds),
        "stage_reconfirm": stale(grounds, project, project.today) if grounds else None,
        "established": cluster.is_established(), "operating": cluster.is_operating(),
    }


def form_rows(project):
    rows = []
    for entry in project["periods"]:
        for line in lines(project, Period(entry["id"])):
            if line.unit:
                shown = None if line.value is None else rounded(line.value, 1) if line.unit == "%" else line.value
                rows.append({"period": entry["id"], "row": line.number, "text": line.text, "unit": line.unit,
                             "value": shown, "withheld": line.withheld, "clusters_known": line.known, "clusters_total": line.whole(), "clusters_unclear": len(line.unclear),
                             "unverified": None if shown is None else line.weak,
                             "reconfirm": None if shown is None else line.stale})
    return rows
