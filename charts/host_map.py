"""Host jurisdictions on a world map: fill and hatching say the status, rings say the number."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from charts import figure as go
from charts.apart import apart
from charts.map_view import REGIONS, STEP, View, add_names, add_shapes, places_in
from charts.theme import SANS, SERIF, Words, frame, quiet_geo, safe
from charts.widths import lines as lines_of
from language.messages import mark, plural, tr
from loaders.codes import WORKER_MEASURES
from loaders.rows import each_row
from look.coded import FILLS
from look.palette import CLEAR, Palette, veil
from look.rings import LARGEST_COUNT, ring_px
from subjects.hosts import AFTER_DEADLINE, STATUSES
from words.claims import claims_words, places_words
from words.numbers import count, open_words, span_words
from words.text import is_missing

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
    outlines: str,
    land: Sequence[str],
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
    `workers.spans_of_places` gives them. `anchors`: `iso3`, `lon`, `lat`, `is_small`, `region`. `outlines` and
    `hatches` are addresses on our own server; `land`: the codes in `outlines` of the land of no place of the
    record. The lowest figure is a disc, the highest a ring around it; where the lower end is open there is no disc,
    where the upper end is open the ring is thin and the name carries a plus; a claim of zero is a cross. Every mark
    and shape carries its `iso3` in customdata. The legend counts the places of the view. `about`: the years that
    the figures are about, written large. `width` is what names and title are laid out for (px).
    """
    view = View(region, width)
    legend = _legend_rows(statuses[statuses["iso3"].isin(places_in(anchors, region))])
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
    hover = _hovers(statuses, spans, measure)
    anchors = _apart(anchors, spans[spans["iso3"].isin(hover)], set(hover), view)
    add_shapes(figure, land, outlines, palette.land, name="other land", line_colour=palette.border)
    _fills(figure, statuses, hover, palette, outlines, hatches, anchors, chosen)
    _rings(figure, spans, hover, anchors, palette)
    _zeros(figure, spans, hover, anchors, palette)
    add_names(figure, statuses, spans, anchors, palette, view, chosen)
    _legend(figure, legend, palette, region)
    figure.told["width"] = width
    if about:
        size = 56 if len(about) == 4 else 32
        figure.add_annotation(
            text=safe(about), name="years", xref="paper", yref="paper", x=0.13, y=0.02, xanchor="left",
            yanchor="bottom", showarrow=False, font={"family": SERIF, "size": size, "color": palette.ink},
        )  # fmt: skip
    return figure


def _apart(anchors: pd.DataFrame, spans: pd.DataFrame, known: set[str], view: View) -> pd.DataFrame:
    """The anchors with those moved whose marks would answer for a neighbour's, such as Bahrain's and Qatar's."""
    span = {row["iso3"]: row for row in each_row(spans)}
    shown = places_in(anchors, view.region) & known
    lon, lat = anchors["lon"].tolist(), anchors["lat"].tolist()
    points = [view.at(*place) for place in zip(lon, lat, strict=True)]
    radii = []
    for iso3, is_small in zip(anchors["iso3"], anchors["is_small"], strict=True):
        sizes: list[float] = [SQUARE] if is_small and iso3 in shown else []
        if (row := span.get(iso3)) is not None and iso3 in shown and not is_missing(row["highest"]):
            sizes += [ring_px(float(row["highest"]))] if row["highest"] > 0 else [CROSS]
            if not row["is_low_open"] and row["lowest"] > 0:
                sizes.append(_disc_px(float(row["lowest"]), float(row["highest"])))
        radii.append([size / 2 for size in sizes])
    for at, (old, new) in enumerate(zip(points, apart(points, radii), strict=True)):
        if new != old:
            east, north = view.at(lon[at] + STEP, lat[at])[0] - old[0], view.at(lon[at], lat[at] + STEP)[1] - old[1]
            lon[at], lat[at] = lon[at] + (new[0] - old[0]) / east * STEP, lat[at] + (new[1] - old[1]) / north * STEP
    return anchors.assign(lon=lon, lat=lat)


def _hovers(statuses: pd.DataFrame, spans: pd.DataFrame, measure: str) -> dict[str, str]:
    span = spans.set_index("iso3")
    texts = {}
    for row in each_row(statuses):
        lines = [f"<b>{safe(row['name'])}</b>", STATUSES[row["status"]]]
        if row["iso3"] in span.index:
            s = span.loc[row["iso3"]]
            lines.append(safe(span_words(s, what=WORKER_MEASURES[measure])))
            lines.append(
                tr(
                    "{claims} by {sources}",
                    claims=claims_words(int(s["n_claims"]), int(s["n_numbered"])),
                    sources=plural("{n} source", "{n} sources", int(s["n_sources"])),
                )
            )
            if open_words(s):
                lines.append(safe(open_words(s).capitalize()))
            if s.get("is_unsigned", False):
                lines.append(tr("Anonymous or undated claims only"))
            if s.get("is_part", False):
                lines.append(tr("Counts of a part only: a region, firm or sector"))
        else:
            lines.append(
                tr("No claim about {measure} in this selection: unknown, not zero", measure=WORKER_MEASURES[measure])
            )
        texts[row["iso3"]] = "<br>".join(lines)
    return texts


def _fills(
    figure: go.Figure,
    statuses: pd.DataFrame,
    hover: dict[str, str],
    palette: Palette,
    outlines: str,
    hatches: tuple[str, str],
    anchors: pd.DataFrame,
    chosen: str | None,
) -> None:
    whole = statuses[~statuses["is_area"]]
    for status, fill in FILLS.items():
        places = whole.loc[whole["status"] == status, "iso3"].tolist()
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
        if places := whole.loc[whole["status"].isin(hatched), "iso3"].tolist():
            add_shapes(figure, places, hatching, palette.hatch, name="hatching", line=0)
    if chosen in set(whole["iso3"]):
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
    # Places too small for their fill to be seen, and areas, which have no shape, get a square of it.
    at = anchors[anchors["is_small"]].merge(statuses[["iso3", "status"]], on="iso3")
    figure.add_trace(
        go.Scattergeo(
            lon=at["lon"].tolist(),
            lat=at["lat"].tolist(),
            mode="markers",
            name="small places",
            hovertemplate="%{customdata[1]}<extra></extra>",
            customdata=[[iso3, hover[iso3]] for iso3 in at["iso3"]],
            marker={
                "symbol": "square",
                "size": SQUARE,
                "color": [FILLS[status].colour_in(palette) for status in at["status"]],
                "line": {"width": 1, "color": palette.muted},
            },
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )


def _rings(
    figure: go.Figure, spans: pd.DataFrame, hover: dict[str, str], anchors: pd.DataFrame, palette: Palette
) -> None:
    """Rings and their discs, large ones first, so that small ones stay on top and can be hit."""
    rows = spans[spans["iso3"].isin(set(hover))].merge(anchors, on="iso3").dropna(subset=["highest"])
    rows = rows.sort_values(["highest", "iso3"], ascending=[False, True])
    ring = [ring_px(float(v)) for v in rows["highest"]]
    disc = [_disc_px(float(low), float(high)) for low, high in zip(rows["lowest"], rows["highest"], strict=True)]
    common = {"symbol": "circle", "opacity": 1}
    shown = ~rows["is_low_open"] & rows["lowest"].gt(0)
    marks: list[tuple[str, list[float], pd.Series, dict[str, Any]]] = [
        (
            tr("highest claim"),
            ring,
            rows["highest"].gt(0),
            {
                "color": veil(palette.people, 0.07),  # so that the whole ring can be pointed at
                "line": {
                    "width": [0.7 if is_open else 1.7 for is_open in rows["is_high_open"]],
                    "color": palette.people,
                },
            },
        ),
        (tr("lowest claim"), disc, shown, {"color": palette.people, "line": {"width": 0}}),
    ]
    for name, size, part, marker in marks:
        keep = part.to_numpy().tolist()
        if isinstance(marker["line"]["width"], list):
            marker["line"]["width"] = [w for w, k in zip(marker["line"]["width"], keep, strict=True) if k]
        end = "highest" if name.startswith("highest") else "lowest"
        figure.add_trace(
            go.Scattergeo(
                lon=rows["lon"][keep].tolist(),
                lat=rows["lat"][keep].tolist(),
                mode="markers",
                name=name,
                customdata=[[r["iso3"], hover[r["iso3"]], float(r[end])] for r in each_row(rows[keep])],
                marker={**common, **marker, "size": [s for s, k in zip(size, keep, strict=True) if k]},
                hovertemplate="%{customdata[1]}<extra></extra>",
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 1}},
            )
        )


def _zeros(
    figure: go.Figure, spans: pd.DataFrame, hover: dict[str, str], anchors: pd.DataFrame, palette: Palette
) -> None:
    """A cross for each place of which nothing but zero is claimed, so that zero is not taken for silence."""
    rows = spans[spans["iso3"].isin(set(hover)) & spans["highest"].eq(0).fillna(value=False)].merge(anchors, on="iso3")
    figure.add_trace(
        go.Scattergeo(
            lon=rows["lon"].tolist(),
            lat=rows["lat"].tolist(),
            mode="markers",
            name="zero",
            customdata=[[iso3, hover[iso3], 0.0] for iso3 in rows["iso3"]],
            marker={"symbol": "x-thin", "size": CROSS, "opacity": 1, "line": {"width": 2, "color": palette.ink}},
            hovertemplate="%{customdata[1]}<extra></extra>",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )


Row = list[tuple[str, int, list[str]]]
"""Texts of the legend side by side: of which class or none, how many places are of it, and the lines of its name."""


def _legend_rows(statuses: pd.DataFrame) -> list[Row]:
    """The legend from the top: the classes in two columns, then what the marks are."""
    counts = {status: int(number) for status, number in statuses["status"].value_counts().items()}
    rows: list[Row] = []
    for place, (status, text) in enumerate(STATUSES.items()):
        column, number = place % 2, counts.get(status, 0)
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
