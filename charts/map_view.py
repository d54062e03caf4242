"""A part of the world on a page: its places, where each lies, how large its ring is, where its name stands."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from charts import figure as go
from charts.labels import LABEL_SIZE
from charts.theme import SANS, safe
from charts.widths import text_width
from language.messages import mark
from loaders.rows import FrameRow
from look.palette import CLEAR, Palette
from look.rings import SMALLEST, ring_px
from words.text import is_missing


class PartOfWorld(NamedTuple):
    """A view of the map: what it is called, its longitudes and latitudes (degrees), and the regions of the UN's M49 of
    which its places are."""

    name: str
    lon: tuple[int, int]
    lat: tuple[int, int]
    regions: tuple[str, ...]


AFRICA = ("Northern Africa", "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa")
EUROPE = ("Northern Europe", "Western Europe", "Southern Europe", "Eastern Europe")
AROUND_RUSSIA = ("Eastern Europe", "Central Asia", "Eastern Asia", "Western Asia")
REGIONS: Final = {
    "world": PartOfWorld(mark("World"), (-179, 179), (-56, 80), ()),  # without the empty far south
    "east_asia": PartOfWorld(
        mark("East and Southeast Asia"), (58, 162), (-10, 54), ("Eastern Asia", "South-eastern Asia")
    ),
    "russia_central_asia": PartOfWorld(mark("Russia and Central Asia"), (22, 180), (40, 78), AROUND_RUSSIA),
    "gulf": PartOfWorld(mark("Gulf and West Asia"), (12, 78), (12, 44), ("Western Asia",)),
    "africa": PartOfWorld(mark("Africa"), (-30, 76), (-36, 38), AFRICA),
    "europe": PartOfWorld(mark("Europe"), (-30, 62), (34, 66), EUROPE),
}
STEP = 0.5  # degrees: over such a step the projection is taken as straight
AIR = 1.06, 1.02  # of the world, of a part
LOWEST, TALLEST = 330, 470  # px, the height of a map
MOST_NAMES = 26
SPACE = 2.6  # px, the width of the space that moves a name off its mark


def places_in(anchors: pd.DataFrame, view: str) -> set[str]:
    """The codes of the places of a view: those of its regions that lie in it by `lon` and `lat`; all for the world."""
    if view == "world":
        return set(anchors["iso3"])
    _, (west, east), (south, north), regions = REGIONS[view]
    inside = anchors["lon"].between(west, east) & anchors["lat"].between(south, north)
    return set(anchors.loc[inside & anchors["region"].isin(regions), "iso3"])


class Place(NamedTuple):
    """A place of the record on a map: what it is called, its status, where its marks stand (degrees), and what claims
    say together of its workers, a row of `workers.spans_of_places`, if there are any."""

    iso3: str
    label: str
    status: str
    is_small: bool
    lon: float
    lat: float
    span: FrameRow | None

    @property
    def highest(self) -> float | None:
        """The highest figure that a claim names."""
        return None if self.span is None or is_missing(self.span["highest"]) else float(self.span["highest"])

    @property
    def lowest(self) -> float | None:
        """The lowest figure that a claim names, where the lower end is not open."""
        if self.span is None or self.span["is_low_open"] or is_missing(self.span["lowest"]):
            return None
        return float(self.span["lowest"])

    @property
    def is_high_open(self) -> bool:
        """Whether the upper end is open."""
        return self.span is not None and bool(self.span["is_high_open"])


class View:
    """Where a place comes to stand, in px from the upper left corner of the map.

    `middle`: longitude and latitude of its middle. Plotly fits the ranges in with some air around them: `AIR`.
    """

    def __init__(self, region: str, width: int) -> None:
        _, (west, east), (south, north), _ = REGIONS[region]
        self.region, self.width = region, width
        half = math.pi * 0.8707 if region == "world" else math.radians(east - west) / 2
        top, bottom = self._up(north), self._up(south)
        air = AIR[region != "world"]
        self.height = max(LOWEST, min(TALLEST, int(air * width * (top - bottom) / (2 * half))))
        self.scale = min(width / (2 * half), self.height / (top - bottom) / air)
        self.centre = (top + bottom) / 2
        lat = (
            min(range(int(south * 10), int(north * 10)), key=lambda tenth: abs(self._up(tenth / 10) - self.centre)) / 10
        )
        self.middle = (11 if region == "world" else (west + east) / 2, lat)

    def _up(self, lat: float) -> float:
        y = math.radians(lat)
        if self.region != "world":
            return math.log(math.tan(math.pi / 4 + y / 2))  # Mercator's projection
        y2, y4 = y**2, y**4  # the polynomial of the Natural Earth projection
        return y * (1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4)))

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        across = math.radians((lon - self.middle[0] + 180) % 360 - 180)
        if self.region == "world":
            y2, y4 = math.radians(lat) ** 2, math.radians(lat) ** 4
            across *= 0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4))
        return self.width / 2 + across * self.scale, self.height / 2 + (self.centre - self._up(lat)) * self.scale


_Box = tuple[float, float, float, float]


def halo(palette: Palette) -> str:
    """A rim of paper around a name, which keeps it legible on coastlines and hatching."""
    return ", ".join(f"{x}px {y}px 1px {palette.paper}" for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


def add_names(figure: go.Figure, places: list[Place], palette: Palette, view: View, chosen: str | None) -> None:
    """Names of the places of a view with the largest claims, as many as find room; the chosen place always, and
    first."""
    named = [place for place in places if place.span is not None or place.iso3 == chosen]
    named.sort(key=lambda place: (place.iso3 != chosen, place.highest is None, -(place.highest or 0), place.iso3))
    rings = [(*view.at(place.lon, place.lat), _radius(place.highest)) for place in named]  # middle and radius (px)
    taken: list[_Box] = []
    names: dict[bool, list[tuple[float, float, str, str]]] = {False: [], True: []}
    for place, (x, y, radius) in [*zip(named, rings, strict=True)][:MOST_NAMES]:
        is_chosen, name = place.iso3 == chosen, place.label + ("+" if place.is_high_open else "")
        sides = _sides(x, y, radius, name, text_width(name, LABEL_SIZE, "bold" if is_chosen else "sans"))
        free = [
            side
            for side in sides
            if side[2][0] > 0 and side[2][2] < view.width and not any(_meet(side[2], box) for box in taken)
            and not any(_meets_ring(side[2], ring) for ring in rings)
        ]  # fmt: skip
        if not free and not is_chosen:
            continue
        position, said, box = free[0] if free else sides[0]
        taken.append(box)
        names[is_chosen].append((place.lon, place.lat, said, position))
    for is_chosen, written in names.items():
        if not written:
            continue
        lon, lat, texts, positions = map(list, zip(*written, strict=True))
        figure.add_trace(
            go.Scattergeo(
                lon=lon,
                lat=lat,
                mode="text",
                text=texts,
                hoverinfo="skip",
                textposition=positions,
                name="names",
                textfont={
                    "family": SANS,
                    "size": LABEL_SIZE,
                    "color": palette.ink,
                    "weight": 700 if is_chosen else 400,
                    "shadow": halo(palette),
                },
            )
        )


def _sides(x: float, y: float, radius: float, name: str, wide: float) -> list[tuple[str, str, _Box]]:
    """Where a name may stand beside its mark: Plotly's word for the side, the text, and what it covers (px)."""
    spaces, text = max(1, math.ceil((radius + 2) / SPACE)), safe(name)
    right, left = x + SPACE * spaces, x - SPACE * spaces
    sides: list[tuple[str, str, _Box]] = [
        ("middle right", "\u00a0" * spaces + text, (right, y - 9, right + wide, y + 9)),
        ("middle left", text + "\u00a0" * spaces, (left - wide, y - 9, left, y + 9)),
    ]
    if radius < SMALL_RING:
        above, below = (y - radius - 18, y - radius), (y + radius, y + radius + 18)
        sides += [
            ("top center", text, (x - wide / 2, above[0], x + wide / 2, above[1])),
            ("bottom center", text, (x - wide / 2, below[0], x + wide / 2, below[1])),
        ]
    return sides


SMALL_RING = 8  # px: a name above or below a mark stands where Plotly puts it, too near to a larger ring


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _meets_ring(box: _Box, ring: tuple[float, float, float]) -> bool:
    """Whether a name would stand on the line of a ring or on a small one; inside a large ring there is room."""
    x, y, radius = ring
    near = math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))
    far = math.hypot(max(x - box[0], box[2] - x), max(y - box[1], box[3] - y))
    return near < radius and (radius < 2 * SMALL_RING or far > radius - 2 or near < 2 * SMALL_RING)


def _radius(number: float | None) -> float:
    """The radius of a ring in px; of a place without a number, that of its square."""
    return ring_px(number) / 2 if number else SMALLEST


def add_shapes(
    figure: go.Figure,
    places: Sequence[str],
    geojson: str,
    colour: str,
    *,
    name: str,
    hover: dict[str, str] | None = None,
    line: float = 0.5,
    line_colour: str = CLEAR,
) -> None:
    """One flat colour over some places."""
    figure.add_trace(
        go.Choropleth(
            geojson=geojson,
            featureidkey="id",
            locations=list(places),
            z=[1] * len(places),
            showscale=False,
            name=name,
            colorscale=[[0, colour], [1, colour]],
            marker={"line": {"width": line, "color": line_colour}},
            customdata=[[place, hover[place]] for place in places] if hover else None,
            hovertemplate="%{customdata[1]}<extra></extra>" if hover else None,
            hoverinfo=None if hover else "skip",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )
