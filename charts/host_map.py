"""Host jurisdictions on a world map: fill and hatching say the status, rings say the number."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from charts import figure as go
from charts.apart import apart
from charts.map_view import REGIONS, STEP, Place, View, add_names, add_shapes, places_in
from charts.theme import SANS, SERIF, Words, frame, quiet_geo, safe
from charts.widths import lines as lines_of
from language.messages import mark, plural, tr
from loaders.boundaries import OutlinesOfMap
from loaders.codes import WORKER_MEASURES
from loaders.rows import FrameRow, each_row
from look.coded import FILLS
from look.palette import CLEAR, Palette, veil
from look.rings import LARGEST_COUNT, ring_px
from subjects.hosts import AFTER_DEADLINE, STATUSES
from words.claims import claims_words, places_words
from words.numbers import count, open_words, span_words

NEUTRAL = mark("Where DPRK workers are reported")
SQUARE, CROSS = 9, 8  # px: marks of places too small for their fill, and of a zero
LEGEND, LEGEND_LINE, LEGEND_COLUMN = 120, 24, 268  # px
LEGEND_ROOM, BESIDE_ROOM, NOTE_ROOM = (LEGEND_COLUMN - 32, 256), 180, 2 * LEGEND_COLUMN + 20  # px: words of the legend
"""Letters of a line in each column of the legend, beside the rings, and beneath both columns."""
NOTE_LINE = 20  # px
FURTHER = 18  # px, a further line of a text of the legend
RISING = [status for status, fill in FILLS.items() if fill.rising]
FALLING = [status for status, fill in FILLS.items() if fill.falling]
MARKS_WORDS = mark("Disc: lowest claim. Ring: highest. Thin ring and + after a name: no upper limit. Cross: zero.")


def _disc_px(low: float, high: float) -> float:
    """Diameter in px of the disc for the lowest number: inside its ring, so that even the smallest pair shows both."""
    return ring_px(low) if low == high else max(1.5, min(ring_px(low), ring_px(high) - 3))


def finding(statuses: pd.DataFrame) -> str:
    """The title: where workers are reported after the deadline. Numbers of different years are not set side by side."""
    after = statuses[statuses["status"].eq(AFTER_DEADLINE)]
    return (
        tr("Workers reported after the deadline of 2019 in {places}", places=places_words(after))
        if len(after)
        else tr(NEUTRAL)
    )


def host_map(
    statuses: pd.DataFrame,
    spans: pd.DataFrame,
    anchors: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
    outlines: OutlinesOfMap,
    hatches: tuple[str, str],
    measure: str,
    region: str = "world",
    chosen: str | None = None,
    about: str = "",
    width: int = 913,
) -> go.Figure:
    """The map with its legend of classes and sizes.

    `statuses`: `iso3`, `name`, `label`, `status`, `is_area`, one row a place of the record, the DPRK left out; an
    area has no outline and is a square at its own point, never a colour of its jurisdiction. `spans`: as
    `workers.spans_of_places` gives them. `anchors`: `iso3`, `lon`, `lat`, `is_small`, `region`. `hatches` are
    addresses on our own server. The lowest figure is a disc, the highest a ring around it; where the lower end is
    open there is no disc, where the upper end is open the ring is thin and the name carries a plus; a claim of zero
    is a cross. Every mark and shape carries its `iso3` in customdata. The legend counts the places of the view.
    `about`: the years that the figures are about, written large. `width` is what names and title are laid out for
    (px).
    """
    view = View(region, width)
    shown, status, span = places_in(anchors, region), _by_place(statuses), _by_place(spans)
    legend = _legend_rows(Counter(row["status"] for iso3, row in status.items() if iso3 in shown))
    axis = LEGEND + FURTHER * sum(map(_further, legend))
    figure = frame(palette, words, plot_height=view.height, left=0, right=0, axis=axis, top=8, columns=int(width / 5.9))
    _, lon, lat, _ = REGIONS[region]
    centre = dict(zip(("lon", "lat"), view.middle, strict=True))
    figure.update_geos(
        projection_type="natural earth" if region == "world" else "mercator",
        projection_rotation_lon=view.middle[0],
        center=centre,
        lonaxis_range=lon if region != "world" else None,
        lataxis_range=lat,
        **quiet_geo(palette),
    )
    figure.update_layout(uirevision=region)
    hover = {iso3: _hover(row, span.get(iso3), measure) for iso3, row in status.items()}
    columns = (anchors[name].tolist() for name in ("iso3", "is_small", "lon", "lat"))
    places = [
        Place(iso3, status[iso3]["label"], status[iso3]["status"], is_small, lon, lat, span.get(iso3))
        for iso3, is_small, lon, lat in zip(*columns, strict=True)
        if iso3 in status
    ]
    places = _apart(places, shown, view)
    add_shapes(figure, outlines.land, outlines.address, palette.land, name="other land", line_colour=palette.border)
    _fills(figure, status, hover, palette, outlines.address, hatches, chosen)
    _squares(figure, [place for place in places if place.is_small], hover, palette)
    _rings(figure, places, hover, palette)
    _zeros(figure, [place for place in places if place.highest == 0], hover, palette)
    add_names(figure, [place for place in places if place.iso3 in shown], palette, view, chosen)
    _legend(figure, legend, palette, region)
    figure.told["width"] = width
    if about:
        size = 56 if len(about) == 4 else 32
        figure.add_annotation(
            text=safe(about), name="years", xref="paper", yref="paper", x=0.13, y=0.02, xanchor="left",
            yanchor="bottom", showarrow=False, font={"family": SERIF, "size": size, "color": palette.ink},
        )  # fmt: skip
    return figure


def _by_place(rows: pd.DataFrame) -> dict[str, FrameRow]:
    return {row["iso3"]: row for row in each_row(rows)}


def _apart(places: list[Place], shown: set[str], view: View) -> list[Place]:
    """The places with those moved whose marks would answer for a neighbour's, such as Bahrain's and Qatar's."""
    points = [view.at(place.lon, place.lat) for place in places]
    radii = [[size / 2 for size in _sizes(place)] if place.iso3 in shown else [] for place in places]
    moved = []
    for place, old, new in zip(places, points, apart(points, radii), strict=True):
        if new != old:
            lon, lat = place.lon, place.lat
            east, north = view.at(lon + STEP, lat)[0] - old[0], view.at(lon, lat + STEP)[1] - old[1]
            lon, lat = lon + (new[0] - old[0]) / east * STEP, lat + (new[1] - old[1]) / north * STEP
            place = place._replace(lon=lon, lat=lat)
        moved.append(place)
    return moved


def _sizes(place: Place) -> list[float]:
    """The diameters of the marks of a place in px."""
    sizes: list[float] = [SQUARE] if place.is_small else []
    if place.highest is not None:
        sizes.append(ring_px(place.highest) if place.highest else CROSS)
        if place.lowest:
            sizes.append(_disc_px(place.lowest, place.highest))
    return sizes


def _hover(place: FrameRow, span: FrameRow | None, measure: str) -> str:
    """What is read at the marks of a place and on its shape, as HTML lines."""
    lines = [f"<b>{safe(place['name'])}</b>", STATUSES[place["status"]]]
    what = WORKER_MEASURES[measure]
    if span is None:
        lines.append(tr("No claim about {measure} in this selection: unknown, not zero", measure=what))
        return "<br>".join(lines)
    lines.append(safe(span_words(span, what=what)))
    lines.append(
        tr(
            "{claims} by {sources}",
            claims=claims_words(int(span["n_claims"]), int(span["n_numbered"])),
            sources=plural("{n} source", "{n} sources", int(span["n_sources"])),
        )
    )
    if open_words(span):
        lines.append(safe(open_words(span).capitalize()))
    if span.get("is_unsigned", False):
        lines.append(tr("Anonymous or undated claims only"))
    if span.get("is_part", False):
        lines.append(tr("Counts of a part only: a region, firm or sector"))
    return "<br>".join(lines)


def _fills(
    figure: go.Figure,
    statuses: Mapping[str, FrameRow],
    hover: dict[str, str],
    palette: Palette,
    outlines: str,
    hatches: tuple[str, str],
    chosen: str | None,
) -> None:
    whole = {iso3: row["status"] for iso3, row in statuses.items() if not row["is_area"]}
    for status, fill in FILLS.items():
        places = [iso3 for iso3, its in whole.items() if its == status]
        if not places:
            continue
        add_shapes(
            figure,
            places,
            outlines,
            fill.colour_in(palette),
            name=status,
            hover=hover,
            line=1.1 if fill.is_outlined else 0.5,
            line_colour=palette.muted if fill.is_outlined else palette.border,
        )
    for hatching, hatched in zip(hatches, (RISING, FALLING), strict=True):
        if places := [iso3 for iso3, status in whole.items() if status in hatched]:
            add_shapes(figure, places, hatching, palette.hatch, name="hatching", line=0)
    if chosen in whole:
        add_shapes(
            figure,
            [str(chosen)],
            outlines,
            CLEAR,
            name="chosen",
            hover=hover,
            line=1.6,
            line_colour=palette.ink,
        )


def _marks(figure: go.Figure, places: list[Place], name: str, marker: dict[str, Any], customdata: list[Any]) -> None:
    """A mark of each of some places."""
    figure.add_trace(
        go.Scattergeo(
            lon=[place.lon for place in places],
            lat=[place.lat for place in places],
            mode="markers",
            name=name,
            customdata=customdata,
            marker=marker,
            hovertemplate="%{customdata[1]}<extra></extra>",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )


def _squares(figure: go.Figure, places: list[Place], hover: dict[str, str], palette: Palette) -> None:
    """Places too small for their fill to be seen, and areas, which have no shape, get a square of it."""
    colours = [FILLS[place.status].colour_in(palette) for place in places]
    line = {"width": 1, "color": palette.muted}
    marker = {"symbol": "square", "size": SQUARE, "color": colours, "line": line}
    _marks(figure, places, "small places", marker, [[place.iso3, hover[place.iso3]] for place in places])


def _rings(figure: go.Figure, places: list[Place], hover: dict[str, str], palette: Palette) -> None:
    """Rings and their discs, large ones first, so that small ones stay on top and can be hit."""
    rings = [(place, place.highest) for place in places if place.highest]
    rings.sort(key=lambda ring: (-ring[1], ring[0].iso3))
    discs = [(place, place.lowest, highest) for place, highest in rings if place.lowest]
    widths = [0.7 if place.is_high_open else 1.7 for place, _ in rings]
    marker = {
        "symbol": "circle",
        "opacity": 1,
        "color": veil(palette.people, 0.07),  # so that the whole ring can be pointed at
        "line": {"width": widths, "color": palette.people},
        "size": [ring_px(highest) for _, highest in rings],
    }
    said: list[list[Any]] = [[place.iso3, hover[place.iso3], highest] for place, highest in rings]
    _marks(figure, [place for place, _ in rings], tr("highest claim"), marker, said)
    sizes = [_disc_px(lowest, highest) for _, lowest, highest in discs]
    marker = {"symbol": "circle", "opacity": 1, "color": palette.people, "line": {"width": 0}, "size": sizes}
    said = [[place.iso3, hover[place.iso3], lowest] for place, lowest, _ in discs]
    _marks(figure, [place for place, _, _ in discs], tr("lowest claim"), marker, said)


def _zeros(figure: go.Figure, places: list[Place], hover: dict[str, str], palette: Palette) -> None:
    """A cross for each place of which nothing but zero is claimed, so that zero is not taken for silence."""
    marker = {"symbol": "x-thin", "size": CROSS, "opacity": 1, "line": {"width": 2, "color": palette.ink}}
    _marks(figure, places, "zero", marker, [[place.iso3, hover[place.iso3], 0.0] for place in places])


Row = list[tuple[str, int, list[str]]]
"""Texts of the legend side by side: of which class or none, how many places are of it, and the lines of its name."""


def _legend_rows(counts: Counter[str]) -> list[Row]:
    """The legend from the top: the classes in two columns, each with how many places are of it, then what the marks
    are."""
    rows: list[Row] = []
    for place, (status, text) in enumerate(STATUSES.items()):
        column, number = place % 2, counts[status]
        said = tr("{status}, as all other land", status=text) if FILLS[status].colour == "land" else text
        lines = lines_of(f"{said}\N{NO-BREAK SPACE}{number}", LEGEND_ROOM[column], 14)
        lines[-1] = lines[-1].removesuffix(f"\N{NO-BREAK SPACE}{number}")
        rows += [] if column else [[]]
        rows[-1].append((status, number, lines))
    square = tr("Square: a small place, or an area not under its jurisdiction's control.")
    return [*rows, *([("", 0, lines_of(text, NOTE_ROOM, 14))] for text in (tr(MARKS_WORDS), square))]


def _further(row: Row) -> int:
    """How many lines a row of the legend has beyond its first."""
    return max(len(lines) for _, _, lines in row) - 1


def _legend(figure: go.Figure, rows: list[Row], palette: Palette, region: str) -> None:
    """Classes with their counts, and rings of round numbers drawn to the map's own scale."""

    def box(x0: float, x1: float, y0: float, y1: float, **style: object) -> None:
        figure.add_shape(
            xref="paper", yref="paper", xsizemode="pixel", ysizemode="pixel", xanchor=0, yanchor=0,
            x0=x0, x1=x1, y0=y0, y1=y1, **style,
        )  # fmt: skip

    def note(text: str, x: float, y: float, colour: str, **more: object) -> None:
        figure.add_annotation(
            text=text, xref="paper", yref="paper", x=0, y=0, xshift=x, yshift=y, xanchor="left", yanchor="middle",
            showarrow=False, font={"family": SANS, "size": 14, "color": colour},
            **({"align": "left"} if "<br>" in text and x < 2 * LEGEND_COLUMN else {}), **more,
        )  # fmt: skip

    y = -18
    for row in rows:
        for x, (status, number, lines) in zip((0, LEGEND_COLUMN), row, strict=False):
            middle = y - FURTHER // 2 * (len(lines) - 1)
            if status:
                _swatch(box, status, x, y, palette)
                note(f"{'<br>'.join(map(safe, lines))} <b>{number}</b>", x + 24, middle, palette.ink)
            else:
                note("<br>".join(map(safe, lines)), x, middle, palette.muted)
        y -= (LEGEND_LINE if row[0][0] else NOTE_LINE) + FURTHER * _further(row)
    floor, middle = 4 - LEGEND, 2 * LEGEND_COLUMN + 74
    line = {"width": 1.6, "color": palette.people}
    for number in (LARGEST_COUNT, LARGEST_COUNT // 10, LARGEST_COUNT // 100):
        size = ring_px(number)
        box(middle - size / 2, middle + size / 2, floor, floor + size, type="circle", line=line)
        height = floor + max(size, 12) - 2
        leader = {"width": 0.6, "color": palette.muted}
        box(middle, middle + 52, height, height, type="line", line=leader)
        note(count(number), middle + 56, height, palette.ink)
    if region != "world":  # beside the rings: beneath them it would run into their numbers
        lines = lines_of(tr("The counts are those of this part of the world."), BESIDE_ROOM, 14)
        note("<br>".join(map(safe, lines)), middle + 112, -18 - LEGEND_LINE, palette.muted, name="beside")
    figure.told["legend"] = {status: number for row in rows for status, number, _ in row if status}


def _swatch(box: Callable[..., None], status: str, x: int, y: int, palette: Palette) -> None:
    """The fill and the pattern of a class, as the map has them."""
    fill = FILLS[status]
    outline = {"width": 1.1 if fill.is_outlined else 0.6, "color": palette.muted}
    box(x, x + 18, y - 7, y + 7, type="rect", fillcolor=fill.colour_in(palette), line=outline)
    for is_hatched, ends in ((fill.rising, (y - 6, y + 6)), (fill.falling, (y + 6, y - 6))):
        for step in (2, 7, 12) if is_hatched else ():
            hatch = {"width": 1.4, "color": palette.hatch}
            box(x + step - 1, x + step + 5, ends[0], ends[1], type="line", line=hatch)
