"""Writes the outlines, hatchings and points of data/boundaries/ from the npm package world-atlas.

Run by hand, from the root of the repository, when the outlines are to change:

    python scripts/make_boundaries.py

It needs `npm`, a package mirror, and antimeridian, geopandas and pycountry. The same input gives the same bytes.
data/boundaries/README.md says what the outlines are and what they do not mean.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import antimeridian
import geopandas as gpd
import numpy as np
import pandas as pd
import pycountry
import shapely

PACKAGE = "world-atlas@2.0.2"
MEMBER = "package/countries-50m.json"
SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
FOLDER = Path(__file__).parents[1] / "data" / "boundaries"


class Detail(NamedTuple):
    """How fine a set of shapes is, in degrees."""

    tolerance: float  # of the outlines; borders that two places share stay shared
    step: float  # from stripe to stripe of the hatchings by which the classes of a map differ in grey print
    width: float  # across a stripe


# For the world, whose map is drawn at two to five pixels a degree, and for its parts, drawn two to five times as large.
DETAILS = {"": Detail(0.2, 2.4, 0.55), "-fine": Detail(0.1, 0.6, 0.14)}

DECIMALS = 3  # about a hundred metres, below what 1:50m can tell
EQUAL_EARTH = "EPSG:8857"  # equal area, and close to how the maps are drawn

LONGEST_EDGE = 4.0
SMALLEST_STRIPE = 0.02  # square degrees; what is smaller is a speck at any size of the map

# Places that Natural Earth draws by themselves and ISO 3166-1 has no number for. XKX is in wide use; the
# others come from the range that the standard leaves to its users.
OWN_IDS = {
    "Kosovo": "XKX",
    "N. Cyprus": "XNC",
    "Somaliland": "XSL",
    "Siachen Glacier": "XSG",
    "Indian Ocean Ter.": "XIO",
}

SMALL = 30_000  # square kilometres; so small an outline is about four pixels wide on the map of the world

# Where the widest part of the largest piece is not where a reader looks.
ANCHORS = {
    "MYS": (102.0, 4.2),  # the peninsula with the capital, not the larger piece on Borneo
}


def fetch_topology() -> dict[str, Any]:
    """The package's 1:50m topology, refused if it is not the one that was reviewed."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder], check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            member = tar.extractfile(MEMBER)
            content = member.read() if member else b""
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SystemExit(f"{PACKAGE}: {MEMBER} is not the file these outlines were reviewed with")
    topology: dict[str, Any] = json.loads(content)
    return topology


def decode_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The lines of a quantised topology, in degrees."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]
    return [[tuple(point) for point in arc.tolist()] for arc in arcs]


def join_ring(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """One closed ring; a negative index means the arc `~index`, walked backwards."""
    ring: list[tuple[float, float]] = []
    for index in indices:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += line[1:] if ring else line
    return ring


def decode_countries(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """GeoJSON features of all countries, on the sphere: some still run across the 180th meridian."""
    arcs = decode_arcs(topology)
    features = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        features.append(
            {
                "type": "Feature",
                "properties": {"iso3": identify(country), "name": country["properties"]["name"]},
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[join_ring(ring, arcs) for ring in polygon] for polygon in polygons],
                },
            }
        )
    return features


def identify(country: dict[str, Any]) -> str:
    """The ISO 3166-1 alpha-3 code of a country of the topology, or our own id from OWN_IDS."""
    known = pycountry.countries.get(numeric=country.get("id", ""))
    return known.alpha_3 if known else OWN_IDS[country["properties"]["name"]]


def draw_outlines(features: list[dict[str, Any]], tolerance: float) -> gpd.GeoDataFrame:
    """One flat, valid outline a place, ordered by `iso3`, its exterior rings clockwise as d3 wants them."""
    flat = antimeridian.fix_geojson({"type": "FeatureCollection", "features": features}, fix_winding=True)
    places = gpd.GeoDataFrame.from_features(flat, crs="EPSG:4326")
    if not (places.is_valid.all() and places.geometry.is_valid_coverage()):
        raise SystemExit("the outlines overlap or break before they are simplified")

    # A place may come in several features (Australia and its Ashmore and Cartier Islands): the larger one names it.
    places = places.iloc[places.to_crs(EQUAL_EARTH).area.argsort()[::-1]]
    places = places.dissolve("iso3", aggfunc="first", method="coverage").reset_index()

    shapes = shapely.transform(places.geometry.simplify_coverage(tolerance).array, lambda xy: xy.round(DECIMALS))
    shapes = [shapely.MultiPolygon([part for part in shapely.get_parts(shape) if part.area > 0]) for shape in shapes]
    places.geometry = shapely.orient_polygons(shapes, exterior_cw=True)
    if not (places.is_valid.all() and places.geometry.is_valid_coverage()):
        raise SystemExit("the outlines overlap or break after they are simplified")
    return places[["iso3", "name", "geometry"]]


def hatch(outlines: gpd.GeoDataFrame, slope: int, step: float, width: float) -> gpd.GeoDataFrame:
    """Stripes that rise (`slope` 1) or fall (-1) to the right, cut to each place; too small a place has none."""
    stripes = [
        shapely.Polygon(
            [(x - 90 * slope, -90), (x - 90 * slope + width, -90), (x + 90 * slope + width, 90), (x + 90 * slope, 90)]
        )
        for x in np.arange(-270, 270, step)
    ]
    tree = shapely.STRtree(stripes)
    shapes = []
    for outline in outlines.geometry:
        hits = [stripes[i].intersection(outline) for i in sorted(tree.query(outline, predicate="intersects"))]
        parts = [part for hit in hits for part in shapely.get_parts(hit)]
        parts = [part for part in parts if part.geom_type == "Polygon" and part.area > SMALLEST_STRIPE]
        # Long edges are arcs of great circles to d3: without points on the way two edges of a stripe may cross.
        fine = shapely.segmentize(shapely.MultiPolygon(parts), LONGEST_EDGE)
        rounded = shapely.get_parts(shapely.set_precision(fine, 10.0 ** (1 - DECIMALS)))
        pieces = [part for part in rounded if part.geom_type == "Polygon" and part.area > SMALLEST_STRIPE]
        shapes.append(shapely.MultiPolygon(pieces))
    hatched = outlines.set_geometry(shapely.orient_polygons(shapes, exterior_cw=True), crs=outlines.crs)
    return hatched[~hatched.is_empty & hatched["iso3"].ne("ATA")]


def place_anchors(outlines: gpd.GeoDataFrame) -> pd.DataFrame:
    """`iso3`, `lon`, `lat`: the middle of the widest part of each largest piece, unless ANCHORS says otherwise.

    `is_small`: whether the whole outline is smaller than SMALL.
    """
    pieces = outlines[["iso3", "geometry"]].to_crs(EQUAL_EARTH).explode(ignore_index=True)
    largest = pieces.loc[pieces.area.groupby(pieces["iso3"]).idxmax()].set_index("iso3").geometry
    middles = shapely.get_point(shapely.maximum_inscribed_circle(largest.array), 0)
    points = gpd.GeoSeries(middles, index=largest.index, crs=EQUAL_EARTH).to_crs("EPSG:4326").get_coordinates()
    points.loc[list(ANCHORS)] = list(ANCHORS.values())
    area = pieces.area.groupby(pieces["iso3"]).sum() / 1e6
    is_small = area.lt(SMALL).map({True: "true", False: "false"})
    points = points.round(DECIMALS).set_axis(["lon", "lat"], axis="columns")
    return pd.DataFrame(points.assign(is_small=is_small).reset_index())


def write_outlines(outlines: gpd.GeoDataFrame, path: Path) -> None:
    """One feature a line, with the code as its `id`: a changed outline is one changed line."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "id": place.iso3,
                "properties": {"name": place.name},
                "geometry": shapely.geometry.mapping(place.geometry),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for place in outlines.itertuples(index=False)
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    countries = decode_countries(fetch_topology())
    for kind, (tolerance, step, width) in DETAILS.items():
        outlines = draw_outlines(countries, tolerance)
        write_outlines(outlines, FOLDER / f"world{kind}.geojson")
        write_outlines(hatch(outlines, 1, step, width), FOLDER / f"rising{kind}.geojson")
        write_outlines(hatch(outlines, -1, step, width), FOLDER / f"falling{kind}.geojson")
    place_anchors(outlines).to_csv(FOLDER / "points.csv", index=False, lineterminator="\n")
    print(f"{len(outlines)} outlines")
