"""Shapes of clusters and plots: their rows, their size, what the page draws of them.

RFC 7946: longitude before latitude, WGS 84; the first ring of a polygon is its edge, the others are holes.
"""

import json
from math import cos, radians, sin, sqrt

from formats import json_rows

# WGS 84: semi-major axis in metres, flattening.
AXIS, FLATTENING = 6378137.0, 1 / 298.257223563

COLUMNS = ["cluster", "plot", "as_of", "source", "grade", "note", "visibility"]


def rows(path):
    """Returns the features as rows of a table: their properties as text, and their polygons."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [{**{name: feature["properties"].get(name) or "" for name in COLUMNS}, "polygons": polygons(feature["geometry"])}
            for feature in features]


def polygons(geometry):
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def square_metres(shape):
    """Returns the area on the ellipsoid, whole square metres."""
    sizes = [[abs(signed(ring)) for ring in rings] for rings in shape]
    return round(sum(edge - sum(holes) for edge, *holes in sizes))


def signed(ring):
    """Returns the area of a ring, positive when it runs counter-clockwise: Green's theorem, side by side."""
    south = min(lat for _, lat in ring)
    sides = list(zip(ring, ring[1:]))
    return sum(-(radians(lon) - radians(before)) * (strip(south, lat) + strip(south, start)) / 2
               for (before, start), (lon, lat) in sides)


def strip(south, north, steps=8):
    """Returns the area between two parallels, square metres a radian of longitude, by Simpson's rule."""
    low, high = radians(south), radians(north)
    weights = [1 if step in (0, steps) else 4 if step % 2 else 2 for step in range(steps + 1)]
    return (high - low) / steps / 3 * sum(weight * density(low + (high - low) * step / steps)
                                          for step, weight in enumerate(weights))


def density(lat):
    """The product of the radii of curvature along the meridian and across it, at the circle of the latitude."""
    squared = FLATTENING * (2 - FLATTENING)
    across = AXIS / sqrt(1 - squared * sin(lat) ** 2)
    along = AXIS * (1 - squared) / sqrt(1 - squared * sin(lat) ** 2) ** 3
    return across * along * cos(lat)


def is_wound(shape):
    """Tells whether edges run counter-clockwise and holes clockwise, each closed (RFC 7946, 3.1.6)."""
    return all(len(ring) >= 4 and ring[0] == ring[-1] and (signed(ring) > 0) == (number == 0)
               for rings in shape for number, ring in enumerate(rings))


def points(shape):
    """Returns the points of every ring whatever its direction and where it begins."""
    return [sorted(map(tuple, ring[1:])) for rings in shape for ring in rings]


def compare(comparison):
    """Each public shape is in the map file as it is in the input, wound by the right-hand rule, within the box told."""
    place, rows = "du-lieu/outlines.geojson", comparison.project["outlines"]
    path = comparison.site / place
    told = json_rows(path) if path.exists() else {"features": []}
    found = {(one["properties"]["cluster"], one["properties"]["plot"] or ""): polygons(one["geometry"])
             for one in told["features"]}
    for row in rows:
        key = (row["cluster"], row["plot"])
        shape = [[[[float(degree) for degree in point] for point in ring] for ring in rings]
                 for rings in found.pop(key, [])]
        comparison.compared += sum(len(ring) for rings in shape for ring in rings)
        if points(shape) != points(row["polygons"]) or not is_wound(shape):
            comparison.differs("the shape", " ".join(key), place, row["polygons"], shape)
    for key in found:
        comparison.differs("a shape", " ".join(key), place, "none", found[key])
    corners = [point for row in rows for rings in row["polygons"] for ring in rings for point in ring]
    box = [bound(point[axis] for point in corners) for bound in (min, max) for axis in (0, 1)] if corners else []
    if [float(edge) for edge in told.get("bbox", [])] != box or "crs" in told:
        comparison.differs("bbox", "the map", place, box, told.get("bbox"))


def drawing(cluster):
    """Returns what is said beside the drawing of a cluster: what is drawn, then the plots of each state."""
    drawn = [row["plot"] for row in cluster.rows("outlines")]
    if not drawn:
        return []
    plots, project = cluster.rows("plots"), cluster.project
    shown = [row for row in plots if row["id"] in drawn]
    off = ", ".join(row["code"] for row in plots if row["id"] not in drawn)
    words = project.term("sketch.what" if shown else "sketch.border")
    more = [project.term("sketch.off").replace("{plots}", off)] if off else []
    states = [name for name in project.terms if name.startswith("plot.")]
    by_state = [(state, [row["code"] for row in shown if f"plot.{row['status']}" == state]) for state in states]
    told = [[f"{project.label(state)}:", ", ".join(codes)] for state, codes in by_state if codes]
    return [[project.term("sketch.title").replace("{cluster}", cluster.row["short"]), words, *more], *told]
