"""The parts of a map: outlines filled by class, rings, names, from a coarse outline in the map's own projection."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from exports.drawing import Area, Part, Point, colour_and_opacity, each
from exports.drawing_axes import Plane, labels, marks
from loaders.boundaries import LAND, NOT_DRAWN, load_outlines

Outlines = Mapping[str, tuple[tuple[tuple[float, float], ...], ...]]
"""The rings of each place by its code, longitude and latitude in degrees."""

COARSE: Final = 0.5  # degrees
SMALLEST: Final = 0.5  # degrees across; smaller islands are left out, and their places have a mark
HATCHES: Final = ("rising", "falling")


@cache
def coarse_outlines() -> Outlines:
    """The outlines of all places, coarse; geopandas is loaded when they are first asked for."""
    places = load_outlines()
    return coarse(dict(zip(places["iso3"], places.geometry, strict=True)))


def coarse(shapes: Mapping[str, Any]) -> Outlines:
    """Outlines of places (shapely geometries, degrees) coarse enough for a slide."""
    found = {}
    for place, shape in shapes.items():
        pieces = getattr(simplified := shape.simplify(COARSE), "geoms", [simplified])
        rings = [ring for piece in pieces for ring in (piece.exterior, *piece.interiors) if not piece.is_empty]
        found[place] = tuple(tuple(ring.coords) for ring in rings if _is_seen(ring.bounds))
    return found


def _is_seen(bounds: Sequence[float]) -> bool:
    west, south, east, north = bounds
    return max(east - west, north - south) >= SMALLEST


class Globe:
    """The projection of a map: Natural Earth or Mercator, fitted into an area as Plotly fits it.

    A map of the world is turned so that its edge lies at `middle` plus and minus 180 degrees.
    """

    def __init__(self, geo: Mapping[str, Any], left: float, top: float, right: float, bottom: float) -> None:
        self.is_world = geo["projection"]["type"] == "natural earth"
        self.middle = float(geo["projection"].get("rotation", {}).get("lon", 0))
        south, north = (float(end) for end in geo["lataxis"]["range"])
        west, east = geo.get("lonaxis", {}).get("range", (self.middle - 180, self.middle + 180))
        half = math.pi * 0.8707 if self.is_world else math.radians(float(east) - float(west)) / 2
        self.south, self.north = south, north
        high, low = self._up(north), self._up(south)
        self.scale = min((right - left) / (2 * half), (bottom - top) / (high - low))
        self.centre = (left + right) / 2, (top + bottom) / 2 + (high + low) / 2 * self.scale
        self.reach = 180.0 if self.is_world else (float(east) - float(west)) / 2 * 1.02
        self.frame = left, top, right, bottom

    def _up(self, lat: float) -> float:
        y = math.radians(lat)
        if not self.is_world:
            return math.log(math.tan(math.pi / 4 + y / 2))
        y2, y4 = y**2, y**4
        return y * (1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4)))

    def turned(self, lon: float) -> float:
        """A longitude as degrees from the middle of the map, -180 to 180."""
        return (lon - self.middle + 180) % 360 - 180

    def at(self, lon: float, lat: float) -> Point:
        """Where a place stands; `lon`: degrees from the middle of the map."""
        across = math.radians(lon)
        if self.is_world:
            y2, y4 = math.radians(lat) ** 2, math.radians(lat) ** 4
            across *= 0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4))
        return self.centre[0] + across * self.scale, self.centre[1] - self._up(lat) * self.scale

    def ring(self, ring: Sequence[Sequence[float]]) -> tuple[Point, ...]:
        """A ring of an outline within the map, empty where none of it is."""
        from shapely import Polygon, box

        turned = [(self.turned(lon), lat) for lon, lat, *_ in ring]
        if max(lon for lon, _ in turned) - min(lon for lon, _ in turned) > 180:  # over the edge of the map
            turned = [(lon + 360 if lon < 0 else lon, lat) for lon, lat in turned]
        shape = Polygon(turned)
        inside = shape if shape.is_valid else shape.buffer(0)
        inside = inside.intersection(box(-self.reach, self.south, 200 if self.is_world else self.reach, self.north))
        pieces = [piece for piece in getattr(inside, "geoms", [inside]) if piece.geom_type == "Polygon"]
        if not pieces:
            return ()
        largest = max(pieces, key=lambda piece: piece.area)
        return tuple(self.at(lon, lat) for lon, lat in largest.exterior.coords) if not largest.is_empty else ()


def map_parts(plane: Plane, outlines: Callable[[], Outlines]) -> Iterator[Part]:
    """The classes of the places, then marks and names, as the figure has them."""
    globe = Globe(plane.layout["geo"], plane.left, plane.top, plane.right, plane.bottom)
    shapes = outlines()
    told = {place for trace in plane.traces for place in trace.get("locations") or ()}

    @cache
    def rings(place: str) -> tuple[tuple[Point, ...], ...]:
        codes = [code for code in shapes if code not in told and code != NOT_DRAWN] if place == LAND else [place]
        found = (globe.ring(outline) for code in codes for outline in shapes.get(code, ()))
        return tuple(ring for ring in found if len(ring) > 2)

    for trace in plane.traces:
        if trace["type"] == "choropleth":
            yield from _fills(trace, rings)
        elif trace["type"] == "scattergeo":
            yield from _places(trace, globe, plane.layout["font"])


def _fills(trace: Mapping[str, Any], rings: Callable[[str], tuple[tuple[Point, ...], ...]]) -> Iterator[Part]:
    fill, _ = colour_and_opacity(trace["colorscale"][-1][1])
    line = trace.get("marker", {}).get("line", {})
    stroke, width = colour_and_opacity(line.get("color"))[0], float(each(line.get("width"), 1, 0)[0])
    hatch = next((name for name in HATCHES if f"/{name}" in str(trace.get("geojson", ""))), "")
    for place in trace["locations"]:
        if found := rings(str(place)):
            if hatch:
                yield Area(found, None, hatch=hatch, hatch_colour=fill or "", name=str(place))
            else:
                yield Area(found, fill, stroke, width, name=str(place))


def _places(trace: Mapping[str, Any], globe: Globe, font: Mapping[str, Any]) -> Iterator[Part]:
    left, top, right, bottom = globe.frame
    points: list[Point | None] = []
    for lon, lat in zip(trace.get("lon") or [], trace.get("lat") or [], strict=True):
        across = globe.turned(lon)
        x, y = globe.at(across, lat)
        is_within = abs(across) <= globe.reach and globe.south <= lat <= globe.north  # the map may not fill its frame
        points.append((x, y) if is_within and left <= x <= right and top <= y <= bottom else None)
    mode = trace.get("mode", "markers")
    if "markers" in mode:
        told = each(trace.get("customdata"), len(points))
        yield from marks(trace.get("marker", {}), points, called=[_name(trace, about) for about in told])
    if "text" in mode:
        yield from labels(trace, points, font)


def _name(trace: Mapping[str, Any], about: Any) -> str:
    """A mark by its place and what it is: 'CHN highest claim'."""
    return f"{about[0]} {trace.get('name', '')}".strip() if isinstance(about, list) and about else ""
