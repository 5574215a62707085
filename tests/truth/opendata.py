"""What each file of the open data must hold: the public rows of its table, and what is derived.

Which rows and fields a publication level keeps back is law.md 6.4 (A: all; B: no company, no capital; C: planning data
only); in detail, from site/dataset/public.rs: of level C the areas plan, detailed-plan, industrial, the acts plan,
detailed-plan, other, and land-table prices. A grade that is not given counts as C; a source without title bears the
name of its publisher, and is told when a public row cites it (description of the file `sources`).
"""

from figures import Period, clusters, is_public
from form04 import lines
from parts import rounded
from tables import split

LISTS = {"aliases", "communes", "former_communes", "developers", "industries", "source", "source_a", "source_b",
         "successors", "agencies", "former_districts", "formed_from", "issuer"}
COMPANIES = {"clusters": ["developers", "developer_kind"], "plots": ["contact"],
             "projects": ["investor", "country", "foreign", "capital_bn_vnd"]}
FLAGS = {"yes": True, "no": False}


def expected(project):
    """Returns the rows of each file by name: dicts of text, Decimal, bool, list or None."""
    files = {}
    for table, rows in project.tables.items():
        if table not in ("site", "terms", "periods", "limits", "forms", "form_rows", "changes", "observations"):
            files[table] = [typed(project, table, row) for row in rows if may_leave(project, table, row)]
    on = {cluster.id: cluster for cluster in clusters(project, project.today)}
    for row in files["clusters"]:
        row.update(derived(project, on[row["id"]]))
    files["form_04"] = form_rows(project)
    cited = {name for rows in files.values() for row in rows for column in ("source", "source_a", "source_b")
             for name in row.get(column) or []}
    files["sources"] = [row for row in files["sources"] if row["id"] in cited]
    return files


def may_leave(project, table, row):
    level = project.by_id("clusters").get(row.get("cluster"), {}).get("level", "A")
    if not is_public(row):
        return False
    if table == "capital":
        return level == "A"
    if level != "C":
        return True
    kept = {"areas": row.get("kind") in ("plan", "detailed-plan", "industrial"),
            "milestones": row.get("act") in ("plan", "detailed-plan", "other"),
            "prices": row.get("kind") == "land-table",
            "distances": True, "clearances": True, "conflicts": True}
    return kept.get(table, False)


def typed(project, table, row):
    owner = row if table == "clusters" else project.by_id("clusters").get(row.get("cluster"), {})
    level = owner.get("level")
    hidden = COMPANIES.get(table, []) if level in ("B", "C") else []
    if table == "prices" and level == "B" and row["kind"] != "land-table":
        hidden = ["publisher"]
    return {name: None if name in hidden else value(project, table, row, name) for name in row}


def value(project, table, row, name):
    text = row[name]
    if name == "grade":
        return text or "C"
    if table == "sources" and name == "title":
        return text or row["publisher"]
    if name in LISTS and not (table == "documents" and name == "issuer"):
        return split(text)
    if not text:
        return None
    if name in ("border_zone", "before_2009", "foreign"):
        return FLAGS[text]
    numeric = name.endswith(("_ha", "_m2", "_km", "_km2", "_vnd", "_percent", "_m")) or name in (
        "amount", "capacity", "minutes", "jobs", "households", "lon", "lat", "floor_area_ratio")
    if numeric or name == "value" and table == "totals":
        return project.number(table, row, name)
    return text


def derived(project, cluster):
    stage, tells_all = cluster.stage(), cluster.row["level"] != "C"
    leased, decided, leasable = cluster.area("leased"), cluster.decided(), cluster.leasable()
    return {
        "stage": stage, "stage_label": project.term(f"stage.{stage}"),
        "established": cluster.is_established(), "operating": cluster.is_operating(),
        "plan_ha": cluster.area("plan"), "industrial_ha": cluster.area("industrial"),
        "decided_ha": decided if tells_all else None, "leased_ha": leased if tells_all else None,
        "leasable_ha": leasable if tells_all else None,
    }


def form_rows(project):
    rows = []
    for entry in project["periods"]:
        for line in lines(project, Period(entry["id"])):
            if line.unit:
                shown = None if line.value is None else rounded(line.value, 1) if line.unit == "%" else line.value
                rows.append({"period": entry["id"], "row": line.number, "text": line.text, "unit": line.unit,
                             "value": shown, "clusters_known": line.known, "clusters_total": line.whole()})
    return rows
