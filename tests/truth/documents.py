"""What each page and print must say: its tables, facts and sentences, made from the computed figures."""

import shapes
from figures import AREAS, STAGES, clusters
from form04 import lines, published
from grounds import ground, stale, weak
from parts import ANY, GAP, UNKNOWN, WITHHELD, Beside, Figure, Marks, rounded
from tables import alphabetical, capital, day, order, small, split

LADDER = ["plan", "notice", "dossier", "appraisal", "establishment", "detailed-plan", "investment-project",
          "environment", "recovery", "lease", "construction", "infrastructure", "operation"]
# What else the page says of a cluster, with the unit of what is measured.
ATTRIBUTES = {
    "density": "%", "floor-area": "", "height": "m", "green": "%", "setback": "m", "limited-industries": None,
    "industry-codes": None, "term": None, "developer-tax-code": None, "developer-languages": None, "road-width": "m",
    "road-load": "t", "gas": None, "flood-level": "m", "level-difference": "m", "soil": None, "survey": None,
    "groundwater": None, "ground-obstacles": None, "pollution": None, "land-conversion": None, "labour": None,
    "wage-region": None, "housing": None, "wastewater-standard": None, "receiving-water": None}
WORKS = ["road", "power", "water", "wastewater", "drainage", "telecom", "fire", "waste"]
PRICES = ["land-table", "sublease", "infrastructure-fee", "wastewater-fee", "water", "power"]
QUALIFIERS = {"over": "hơn", "about": "khoảng"}


class Expected:
    """A page or print: tables as (id, caption, rows), facts as (label, parts), also those
    that only the page has; sentences and items of lists as parts."""

    def __init__(self, subject):
        self.subject = subject
        self.tables, self.facts, self.page_facts = [], [], []
        self.sentences, self.print_sentences, self.items = [], [], []
        self.page_sentences = []


def marks(cluster, grounds):
    """Returns the marks of what rests on these grounds, on the day of the cluster."""
    return Marks(weak(grounds), stale(grounds, cluster.project, cluster.on))


def tag(cluster, table, row):
    return marks(cluster, [ground(table, row)])


def stage(cluster):
    """Returns the stage with its marks."""
    name, grounds = cluster.stage_and_grounds
    return [cluster.project.term(f"stage.{name}"), marks(cluster, grounds)]


def sized(cluster, area, name, missing=UNKNOWN):
    """Returns an area with its marks."""
    return [Figure(area.ha, name), marks(cluster, area.grounds)] if area else [missing]


def shown(text):
    return [day(text).shown] if text else [UNKNOWN]


def or_unknown(text):
    return [text] if text else [UNKNOWN]


def number(project, table, row, column, name, missing=UNKNOWN):
    value = project.number(table, row, column)
    return [missing] if value is None else [Figure(value, f"{name} {column}")]


def provenance(row):
    return (["Số liệu đến", day(row["as_of"]).shown] if row["as_of"] else []) + [ANY]


def ratio(cluster, parts, name):
    part, whole = parts
    return [Beside(part.ha, f"{name} part"), "/", Beside(whole.ha, f"{name} whole"), "ha =",
            Figure(part.ha * 100 / whole.ha, f"{name} %", 1), "%", marks(cluster, part.grounds + whole.grounds)]


def cluster_document(cluster):
    """The page of a cluster, which its factsheet prints in parts."""
    expected, project = Expected(cluster.id), cluster.project
    expected.sentences.append(["Có thuê được đất ngay không?", *answer(cluster)])
    expected.facts += [("Xã, phường", [ANY, *provenance(cluster.row)])]
    expected.facts += [area_fact(cluster, "decision"), area_fact(cluster, "industrial"), occupancy_fact(cluster)]
    expected.facts += [capital_fact(cluster, kind) for kind in ("approved", "paid")]
    expected.page_facts = [attribute_fact(cluster, item) for item in ATTRIBUTES]
    expected.page_facts += [inspection_fact(cluster, row) for row in cluster.rows("inspections")]
    act = cluster.act("establishment")
    if act and act["date"]:
        expected.facts.append(("Quyết định thành lập", [ANY, "ngày", day(act["date"]).shown, ANY]))
    expected.sentences += [["Giai đoạn:", *stage(cluster), ". Giai đoạn được suy ra"]]
    expected.sentences += ladder(cluster, False)
    expected.page_sentences = chart(cluster, False) + shapes.drawing(cluster)
    expected.print_sentences += [["Giai đoạn:", *stage(cluster), ". Số liệu đến"], *ladder(cluster, True)]
    expected.print_sentences += chart(cluster, True) + shapes.drawing(cluster)[1:]
    short = cluster.row["short"]
    expected.tables = [
        ("bang-dat-dai", f"Các diện tích của cụm {short}, ha", areas(cluster)),
        ("bang-lo-dat", f"Các lô đất của cụm {short}", [plot(cluster, row) for row in cluster.rows("plots")]),
        ("bang-dieu-kien-lo", f"Điều kiện xây dựng và cho thuê từng lô của cụm {short}",
         [plot_terms(cluster, row) for row in cluster.rows("plots")]),
        ("bang-dau-noi-lo", f"Đấu nối, hạn chế và giá của từng lô của cụm {short}",
         [plot_ways(cluster, row) for row in cluster.rows("plots")]),
        ("bang-ha-tang", f"Hạ tầng của cụm {short}", works(cluster)),
        ("bang-khoang-cach", f"Khoảng cách từ cụm {short}, km", distances(cluster)),
        ("bang-gia", f"Giá và phí tại cụm {short}", prices(cluster)),
        ("bang-du-an", f"Dự án tại cụm {short}", projects(cluster)),
        ("bang-chua-thong-nhat", "Hai nguồn cho một số liệu", conflicts(project, cluster.id)),
    ]
    return expected


def inspection_fact(cluster, row):
    term = cluster.project.term
    ends = []
    if row["resolved_on"]:
        ends = [f"Đã khắc phục: {day(row['resolved_on']).shown}."]
    elif row["finding"] == "breach":
        ends = ["Chưa có thông tin về việc khắc phục."] + ([f"Thời hạn: {day(row['due']).shown}."] if row["due"] else [])
    found = f"{term('inspection.' + row['field'])}: {small(term('inspection.' + row['finding']))}."
    return (f"Thanh tra, kiểm tra {day(row['date']).shown}",
            [found, row["text"], *ends, tag(cluster, "inspections", row), *provenance(row)])


def answer(cluster):
    land, name, plots = cluster.leasable(), cluster.stage(), cluster.vacant()
    if land and land.ha:
        size = ["Có:", Figure(land.ha, "leasable"), "ha", marks(cluster, land.grounds)]
        confirmed = ["trong", Figure(len(plots), "vacant plots"), "lô"]
        return size + (confirmed if plots else [", theo số liệu đã công bố"])
    said = {"full": "Không: cụm đã kín", "stopped": "Không: cụm đang tạm dừng",
            "operating": "Chưa có số liệu: cụm đang hoạt động", "unknown": "Chưa có số liệu: dữ liệu chưa có mốc"}
    if name in said:
        return [said[name]]
    rows = [row for row in cluster.rows("milestones") if row["state"] == "planned" and row["date"]]
    dates = [day(row["date"]) for row in rows if row["act"] in ("infrastructure", "operation")]
    first = min(dates, key=order, default=None)
    waits = f"Chưa: cụm ở giai đoạn “{cluster.project.term(f'stage.{name}').lower()}”"
    if not first:
        return [f"{waits}; chưa công bố thời gian dự kiến"]
    if first.last >= cluster.project.today:
        return [f"{waits}; dự kiến {first.shown}"]
    return [f"{waits}; thời hạn đã công bố ({first.shown}) đã qua"]


def area_fact(cluster, kind):
    label = cluster.project.label(f"area.{kind}")
    area = cluster.decided() if kind == "decision" else cluster.area(kind)
    if not area:
        return label, [UNKNOWN, ANY]
    return label, [Figure(area.ha, kind), "ha", *made_of(cluster, kind, "(", ")"), marks(cluster, area.grounds),
                   *provenance(cluster.area_row(kind))]


def attribute_fact(cluster, item):
    label, own = cluster.project.label(f"attribute.{item}"), cluster.rows("attributes")
    row = max((row for row in own if row["item"] == item), key=lambda row: order(day(row["as_of"])), default=None)
    if not row:
        return label, [UNKNOWN]
    value, unit = [row["value"]], ATTRIBUTES[item]
    if unit is not None:
        value = [*number(cluster.project, "attributes", row, "value", item), unit]
    return label, [*value, tag(cluster, "attributes", row), *provenance(row)]


def made_of(cluster, kind, before, after):
    """Says of what the decided area of an expanded cluster is made."""
    own, expansion = cluster.area(kind), cluster.area("expansion")
    if kind != "decision" or not expansion:
        return []
    return [f"{before}thành lập", Figure(own.ha, kind), "ha, mở rộng", Figure(expansion.ha, "expansion"), f"ha{after}"]


def occupancy_fact(cluster):
    parts, committed = cluster.occupancy(), cluster.area("committed")
    if not parts:
        return "Tỷ lệ lấp đầy", [UNKNOWN]
    practice = [*ratio(cluster, parts, "occupancy"), "(đã cho thuê / đất công nghiệp)"]
    if not committed:
        return "Tỷ lệ lấp đầy", practice
    legal = ratio(cluster, (parts[0].plus(committed), parts[1]), "occupancy by law")
    return "Tỷ lệ lấp đầy", [*legal, "(theo luật);", *practice]


def capital_fact(cluster, kind):
    label, row = cluster.project.label(f"capital.{kind}"), cluster.newest_capital(kind)
    if not row:
        return label, [UNKNOWN]
    value = number(cluster.project, "capital", row, "amount_bn_vnd", kind)
    sum_said = [QUALIFIERS.get(row["qualifier"], ""), *value, "tỷ đồng"]
    return label, [*sum_said, tag(cluster, "capital", row), *provenance(row)]


def ladder(cluster, is_print):
    """The acts in their order: done with its date, planned, known not to be done, or not known."""
    project, said = cluster.project, []
    for act in LADDER:
        label, row = project.label(f"act.{act}"), cluster.act(act)
        planned = [row for row in cluster.rows("milestones") if row["act"] == act and row["state"] == "planned"]
        planned.sort(key=lambda row: (order(day(row["date"])), row["id"]))
        if row:
            state, when = "done", day(row["date"]).shown if row["date"] else "đã có, chưa rõ ngày"
        elif planned:
            state, when = "planned", f"dự kiến {day(planned[0]['date']).shown}" if planned[0]["date"] else "dự kiến"
        else:
            state, when = ("open" if cluster.has(act) is False else "unknown"), ""
        if not is_print:
            said.append([label, project.term(f"ui.state-{state}"), when])
        elif when:
            said.append([f"{label}:", when])
    return said


def land_parts(cluster):
    """The land from the inside out: what is let, then what each known step adds; None where steps contradict each other."""
    term, whole = cluster.project.term, cluster.decided()
    let = [("leased", cluster.area("leased")), ("leasable", cluster.leasable())]
    let = [(kind, area) for kind, area in let if area]
    parts = [(term(f"area.{kind}"), area.ha, area.grounds) for kind, area in let]
    held, rests, sure = sum(part[1] for part in parts), [one for part in parts for one in part[2]], len(let) == 2
    for area, named, unnamed in ((cluster.area("serviced"), "chart.serviced-rest", "chart.serviced-open"),
                                 (cluster.area("cleared"), "plot.cleared", "chart.cleared-open"),
                                 (whole, "plot.uncleared", "chart.part-unknown")):
        if not area:
            sure = False
            continue
        if area.ha < held:
            return None
        if area.ha > held:
            parts.append((term(named if sure else unnamed), area.ha - held, [*area.grounds, *rests]))
        held, rests, sure = area.ha, area.grounds, True
    return parts


def chart(cluster, is_print):
    """The stacked bar of the land, or why there is none; on the page also leased over industrial land."""
    whole, term = cluster.decided(), cluster.project.term
    parts = land_parts(cluster) if whole else []
    if not whole or parts is None or len(parts) < 2:
        reason = "no-whole" if not whole else "no-match" if parts is None else "no-parts"
        return [] if is_print else [[term(f"chart.{reason}")]]
    said = [[capital(words) + ":", Figure(ha, f"land {words}"), "ha", marks(cluster, on)] for words, ha, on in parts]
    leased, industrial = cluster.area("leased"), cluster.area("industrial")
    if not is_print and leased and industrial and industrial.ha:
        said.append(["Đã cho thuê", Figure(leased.ha, "chart leased"), "/", Figure(industrial.ha, "chart industrial"),
                     "ha đất công nghiệp =", Figure(leased.ha * 100 / industrial.ha, "chart %", 1), "%"])
    return said


def areas(cluster):
    rows = []
    for kind in AREAS:
        label, row, vacant = cluster.project.label(f"area.{kind}"), cluster.area_row(kind), cluster.vacant()
        area = cluster.decided() if kind == "decision" else cluster.area(kind)
        if kind == "leasable" and vacant:
            oldest = min((day(plot["confirmed_on"]) for plot in vacant), key=order)
            count = ["Cộng", Figure(len(vacant), "vacant plots"), "lô còn trống đã được xác nhận."]
            rows.append([[label], sized(cluster, cluster.leasable(), kind), [oldest.shown], count])
        elif row:
            said = [*made_of(cluster, kind, "", ""), ANY]
            # An area that documents settled holds since the newest of them.
            newest = max((one.confirmed for one in area.grounds), key=order)
            rows.append([[label], sized(cluster, area, kind), [newest.shown], said])
        else:
            rows.append([[label], [UNKNOWN], [GAP], [GAP]])
    return rows


def plot(cluster, row, with_cluster=False):
    project, name = cluster.project, f"plot {row['code']}"
    status = project.term(f"plot.{row['status']}")
    cells = [[row["code"]], number(project, "plots", row, "area_m2", name),
             number(project, "plots", row, "largest_m2", name),
             [status, tag(cluster, "plots", row)], shown(row["expected"]),
             [*number(project, "plots", row, "price_vnd_per_m2", name), *taxed(project, row)], shown(row["confirmed_on"]),
             or_unknown(row["contact"])]
    return [cells[0], [cluster.row["short"]], *cells[1:]] if with_cluster else cells


def taxed(project, row):
    tax = row.get("price_tax") and row["price_vnd_per_m2"]
    return [f"({project.term('tax.' + row['price_tax'])})"] if tax else []


def plot_ways(cluster, row):
    """What comes to the border of a plot, what limits it, and on what its price rests."""
    project, told = cluster.project, lambda column: [row.get(column) or GAP]
    named = lambda family, column: [project.term(f"{family}.{row[column]}") if row.get(column) else GAP]
    until = [day(row["price_valid_until"]).shown] if row.get("price_valid_until") else [GAP]
    width = number(project, "plots", row, "road_width_m", f"plot {row['code']}", GAP)
    return [[row["code"]], named("division", "division"), told("shape"), told("power"), told("water"), told("wastewater"),
            width, told("restrictions"), named("tax", "price_tax"), until]


def plot_terms(cluster, row):
    project, name = cluster.project, f"plot {row['code']}"
    limits = [number(project, "plots", row, column, name, GAP)
              for column in ("density_percent", "floor_area_ratio", "height_m", "green_percent")]
    term = [day(row["term_until"]).shown] if row["term_until"] else [GAP]
    return [[row["code"]], [row["industries"] or GAP], *limits, term, [row["deposit"] or GAP], [row["allocation"] or GAP]]


def works(cluster):
    project, rows = cluster.project, []
    for kind in WORKS:
        label = project.label(f"infra.{kind}")
        own = [row for row in cluster.rows("infrastructure") if row["kind"] == kind]
        if not own:
            rows.append([[label], [UNKNOWN], [UNKNOWN], [GAP], [GAP]])
        for row in own:
            item = work(cluster, row)
            states = [item, [GAP]] if row["state"] == "present" else [[GAP], item]
            rows.append([[label], *states, shown(row["date"] or row["as_of"]), [ANY]])
    return rows


def work(cluster, row):
    """A work with its capacity, the distance to its connection and its marks."""
    project, item = cluster.project, [row["item"]]
    if row["capacity"] and row["unit"]:
        left = number(project, "infrastructure", row, "available", row["item"]) if row.get("available") else []
        left = ["; còn cấp được", *left, row["unit"]] if left else []
        item += ["(", *number(project, "infrastructure", row, "capacity", row["item"]), row["unit"], *left, ")"]
    if row["distance_km"]:
        item += [", cách", *number(project, "infrastructure", row, "distance_km", row["item"]), "km"]
    return [*item, tag(cluster, "infrastructure", row)]


def distances(cluster):
    """A row for each place of the site's list, known or not, then the others."""
    project, asked = cluster.project, split(cluster.project.site.get("distance_places", ""))
    rows, own = [], cluster.rows("distances")
    for place in asked:
        rows += [distance(cluster, row) for row in own if row["place"] == place] or [
            [[place], [UNKNOWN], [GAP], [GAP], [GAP], [GAP]]]
    return rows + [distance(cluster, row) for row in own if row["place"] not in asked]


def distance(cluster, row):
    km = number(cluster.project, "distances", row, "distance_km", row["place"])
    minutes = number(cluster.project, "distances", row, "minutes", row["place"])
    return [[row["place"]], [*km, tag(cluster, "distances", row)], minutes, or_unknown(row["method"]),
            shown(row["as_of"]), [ANY]]


def prices(cluster):
    project, rows = cluster.project, []
    for kind in PRICES:
        label = project.label(f"price.{kind}")
        own = [row for row in cluster.rows("prices") if row["kind"] == kind]
        if not own:
            ask = UNKNOWN if kind == "land-table" else "liên hệ chủ đầu tư"
            rows.append([[label], [ask], [GAP], [GAP], [GAP], [GAP], [GAP]])
        for row in own:
            amount = number(project, "prices", row, "amount", label)
            unit = row["unit"].replace("VND", "đồng")
            tax = or_unknown(row["tax"] and project.term(f"tax.{row['tax']}"))
            name = [label] + ([f"– {row['position']}"] if row["position"] else [])
            rows.append([name, [*amount, unit, tag(cluster, "prices", row)], tax, shown(row["valid_until"]),
                         or_unknown(row["publisher"]), shown(row["as_of"]), [ANY]])
    return rows


def projects(cluster):
    project, rows = cluster.project, []
    for row in cluster.rows("projects"):
        rows.append([[row["name"], tag(cluster, "projects", row)], [project.label(f"project.{row['kind']}")],
                     or_unknown(row["investor"]),
                     number(project, "projects", row, "area_ha", row["id"]),
                     [project.label(f"project.{row['state']}")], shown(row["as_of"]), [ANY]])
    return rows


def conflicts(project, cluster=None, state=None):
    names, rows = project.by_id("clusters"), []
    for row in project["conflicts"]:
        if cluster in (None, row["cluster"]) and state in (None, row["state"]):
            chosen = ["đã chọn", row.get("decided_by"), row["decided_on"] and day(row["decided_on"]).shown]
            settled = f"({', '.join(filter(None, chosen))})" if row["state"] == "settled" else "(chưa thống nhất)"
            rows.append([[names[row["cluster"]]["short"] if row["cluster"] else "Toàn tỉnh"], [row["field"]],
                         [row["value_a"], "–", ANY], [row["value_b"], "–", ANY],
                         [row["used"] or "không dùng số nào", settled], [row["reason"]]])
    return rows


def stages(project, on, after_label, after_value, before=None):
    """The chart of clusters by stage: its title and its bars, beside those of an earlier day of which anything is known."""
    counts, earlier = counted(project, on), counted(project, before) if before else {}
    if not any(earlier.get(stage) for stage in STAGES if stage != "unknown"):
        earlier = {}
    title = [Figure(counts["building"], "clusters building"), "cụm đang xây hạ tầng,"]
    free = counts["leasable"]
    title += [Figure(free, "clusters leasable"), "cụm có đất cho thuê được"] if free else ["chưa cụm nào có lô"]
    bars = []
    for stage in (stage for stage in STAGES if counts[stage] or earlier.get(stage)):
        bars += [project.term(f"stage.{stage}") + after_label, Figure(counts[stage], f"clusters {stage}"), "cụm"]
        if earlier:
            of, end = (f"({day(before.isoformat()).shown}:", "cụm)") if after_label else ("", "cụm")
            bars += [of, Figure(earlier[stage], f"clusters {stage} before"), end]
        bars.append(after_value)
    return [title, bars[:-1]]


def counted(project, on):
    found = [cluster.stage() for cluster in clusters(project, on)]
    return {stage: found.count(stage) for stage in STAGES}


def result(line):
    if line.withheld:
        return [WITHHELD]
    if line.value is None:
        return [GAP]
    return [Figure(rounded(line.value, 1 if line.unit == "%" else 3), f"row {line.number}")]


def remark(project, line, until):
    """The words beside a result: coverage, what a sum rests on, what others published."""
    said = []
    said += lacking(project, line)
    if line.withheld:
        said.append(["không công bố tổng này vì từ đó có thể biết số liệu của một doanh nghiệp"])
    if line.rough:
        said.append(["gồm số được công bố là “hơn” hoặc “khoảng”"])
    if line.undecided:
        said.append([Figure(line.undecided, "without decision"), "cụm chưa có quyết định thành lập để đối chiếu"])
    said += coverage_marks(line)
    if line.number == "19" and line.value is not None:
        said.append(["đã cho thuê / đất công nghiệp"])
    if line.reason:
        said.append(["lý do tăng, giảm:", line.reason])
    totals = published(project, line, until)[:2]
    for index, row in enumerate(totals):
        value = number(project, "totals", row, "value", f"published {line.number}")
        head = "đã công bố:" if index == 0 else ","
        words = [head, QUALIFIERS.get(row["qualifier"], ""), *value, small(row["unit"]), *dated(project, row, until)]
        said.append(words) if index == 0 else said[-1].extend(words)
    parts = [part for index, words in enumerate(said) for part in ([";"] if index else []) + words]
    return [capital(parts[0]), *parts[1:]] if parts and isinstance(parts[0], str) else parts


def lacking(project, line):
    """Says which of the clusters of a row have no figure, and of how many it is not known whether they belong."""
    covered = ["tính trên", Figure(line.known, "coverage"), "/", Figure(line.whole(), "clusters"), "cụm"]
    if line.is_of_all():
        return [] if not line.missing else [covered] if line.known else [["chưa có số liệu"]]
    said = []
    if line.known and line.missing:
        said.append([*covered, "thuộc dòng này"])
    elif line.missing and len(line.missing) < 4:
        said.append([f"chưa có số liệu của cụm thuộc dòng này: {shorts(project, line.missing)}"])
    elif line.missing:
        said.append(["chưa có số liệu của cả", Figure(len(line.missing), "without figure"), "cụm thuộc dòng này"])
    elif line.value is None and not line.known:
        said.append(["chưa có số liệu" if line.unclear else "không có cụm thuộc dòng này"])
    if line.unclear:
        said.append(["chưa rõ", Figure(len(line.unclear), "unclear"), "cụm có thuộc dòng này hay không"])
    return said


def shorts(project, ids):
    names = project.by_id("clusters")
    return ", ".join(sorted((names[one]["short"] for one in ids), key=alphabetical))


def coverage_marks(line):
    """Says that a sum has weak or old parts."""
    told = [(line.weak, "chưa kiểm chứng"), (line.stale, "cần xác nhận lại")]
    return [[f"gồm số liệu {mark}"] for holds, mark in told if holds]


def dated(project, row, on):
    """Says of a published total when, and its marks, in brackets."""
    grounds = [ground("totals", row)]
    told = Marks(weak(grounds), stale(grounds, project, on)).said
    return ["(" + ", ".join([day(row["as_of"]).shown, *told]) + ")"]


def deadline(first, second):
    """The line above the table of a form, which names it on paper (Thông tư 14/2024/TT-BCT, Phụ lục I)."""
    return (f"(Thời hạn gửi báo cáo: Báo cáo 6 tháng gửi trước ngày {first} tháng 6 hằng năm; "
            f"Báo cáo năm gửi trước ngày {second} tháng 12 hằng năm)")


def form_rows(project, period, commune=""):
    rows = []
    for line in lines(project, period, commune):
        if line.unit:
            rows.append([[line.number], [line.text], [line.unit], result(line), remark(project, line, period.end)])
        else:
            rows.append([[line.number], [line.text], [], [], []])
    return rows
