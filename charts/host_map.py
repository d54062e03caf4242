"""Host jurisdictions on a world map: fill and pattern say the status, rings say the number."""

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.theme import (
    MEASURE_WORDS,
    SANS,
    STATUS_WORDS,
    Palette,
    Words,
    count,
    frame,
    is_missing,
    plural,
    safe,
    span_words,
)

# Views: (longitudes, latitudes) in degrees. The world leaves out the empty far south.
REGIONS = {
    "world": ((-179, 179), (-56, 80)),
    "east_asia": ((70, 150), (-10, 56)),
    "russia_central_asia": ((20, 180), (32, 78)),
    "gulf": ((16, 78), (10, 40)),
    "africa": ((-20, 55), (-36, 38)),
    "europe": ((-12, 45), (34, 66)),
}
LARGEST = 88  # px: diameter of the ring of LARGEST_COUNT workers; area follows the number
LARGEST_COUNT = 100_000
SMALLEST = 5  # px: rings never get smaller, so that the smallest claim can be seen and hit
LEGEND_LINE = 24
MOST_NAMES = 20


def places_in(anchors: pd.DataFrame, region: str) -> set[str]:
    """The codes of the places whose anchor (`iso3`, `lon`, `lat`) lies in a view."""
    (west, east), (south, north) = REGIONS[region]
    inside = anchors["lon"].between(west, east) & anchors["lat"].between(south, north)
    return set(anchors["iso3"] if region == "world" else anchors.loc[inside, "iso3"])


def ring_px(number: float) -> float:
    """Diameter in px of the ring for a number of workers: the area, not the radius, follows the number."""
    return max(SMALLEST, LARGEST * math.sqrt(number / LARGEST_COUNT))


def finding(statuses: pd.DataFrame, spans: pd.DataFrame) -> str:
    """The title: in how many places workers are reported after the deadline, and where the largest claims are."""
    after = int((statuses["status"] == "reported_after_deadline").sum())
    tops = spans.dropna(subset=["highest"]).sort_values(["highest", "iso3"], ascending=[False, True])
    names = statuses.set_index("iso3")["name"]
    if not after or len(tops) < 2:
        return "Where DPRK workers are reported"
    first, second = (names[iso3] for iso3 in tops["iso3"].head(2))
    still = f"Workers are still reported in {plural(after, 'place')} after the 2019 deadline"
    return f"{still}; most in {first} and {second}"


def host_map(
    statuses: pd.DataFrame,
    spans: pd.DataFrame,
    anchors: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
    outlines: str,
    hatches: tuple[str, str],
    measure: str = "present",
    region: str = "world",
    chosen: str | None = None,
    width: int = 900,
    plot_height: int = 450,
) -> go.Figure:
    """The map with its legend of classes and sizes.

    `statuses`: `iso3`, `name`, `status`, one row a jurisdiction with a claim or a listing. `spans`: rows of
    `summaries.spans` by `iso3`, and `is_part`. `anchors`: `iso3`, `lon`, `lat`. `outlines` and `hatches` are addresses
    on our own server. The lowest figure is a disc, the highest a ring around it; where the lower end is open there is
    no disc, where the upper end is open the ring is thin and the name carries a plus. Every mark and shape carries its
    `iso3` in customdata. `width` is what the legend is laid out for (px).
    """
    per_line = max(1, (width - 20) // 268)
    legend = LEGEND_LINE * math.ceil(len(STATUS_WORDS) / per_line) + 60
    figure = frame(
        palette, words, plot_height=plot_height, left=0, right=0, axis=legend, top=8, columns=int(width / 5.9)
    )
    lon, lat = REGIONS[region]
    figure.update_geos(
        projection_type="natural earth" if region == "world" else "mercator",
        projection_rotation_lon=11 if region == "world" else (lon[0] + lon[1]) / 2,
        lonaxis_range=lon if region != "world" else None,
        lataxis_range=lat,
        showframe=False,
        showland=False,
        showcoastlines=False,
        showcountries=False,
        showlakes=False,
        showocean=False,
        bgcolor=palette.paper,
        domain={"x": [0, 1], "y": [0, 1]},
    )
    figure.update_layout(uirevision=region)
    hover = _hovers(statuses, spans, measure)
    _fills(figure, statuses, hover, palette, outlines, hatches, anchors, chosen)
    _rings(figure, spans, hover, anchors, palette)
    _labels(figure, statuses, spans, anchors, palette, region, chosen, width, plot_height)
    _legend(figure, statuses, palette, per_line, legend, spans)
    return figure


def _hovers(statuses: pd.DataFrame, spans: pd.DataFrame, measure: str) -> dict[str, str]:
    span = spans.set_index("iso3")
    texts = {}
    for _, row in statuses.iterrows():
        lines = [f"<b>{safe(row['name'])}</b>", STATUS_WORDS[row["status"]]]
        if row["iso3"] in span.index:
            s = span.loc[row["iso3"]]
            lines.append(f"{safe(span_words(s))} {MEASURE_WORDS[measure]}")
            lines.append(f"{plural(int(s['n_claims']), 'claim')} by {plural(int(s['n_sources']), 'source')}")
            if s.get("is_part", False):
                lines.append("Counts of a part only: a region, firm or sector")
        else:
            lines.append(f"No claim on {MEASURE_WORDS[measure]} in this selection; that is not zero")
        texts[row["iso3"]] = "<br>".join(lines)
    return texts


def _shape(
    figure: go.Figure,
    places: list[str],
    geojson: str,
    colour: str,
    *,
    name: str,
    hover: dict[str, str] | None = None,
    line: float = 0.5,
    line_colour: str = "rgba(0,0,0,0)",
) -> None:
    """One flat colour over some places."""
    figure.add_trace(
        go.Choropleth(
            geojson=geojson,
            featureidkey="id",
            locations=places,
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
    known = set(statuses["iso3"])
    rest = [iso3 for iso3 in anchors["iso3"] if iso3 not in known and iso3 != "ATA"]
    _shape(figure, rest, outlines, palette.land, name="other land", line_colour=palette.border)
    for status, fill in palette.status.items():
        places = statuses.loc[statuses["status"] == status, "iso3"].tolist()
        if not places:
            continue
        gone = status == "reported_gone"
        _shape(
            figure,
            places,
            outlines,
            fill,
            name=status,
            hover=hover,
            line=1.1 if gone else 0.5,
            line_colour=palette.muted if gone else palette.border,
        )
        for pattern, hatch in zip(("reported_before_deadline", "listed_2018_only"), hatches, strict=True):
            if status == pattern:
                _shape(figure, places, hatch, palette.hatch, name=f"{status} pattern", line=0)
    if chosen in hover:
        _shape(
            figure,
            [str(chosen)],
            outlines,
            "rgba(0,0,0,0)",
            name="chosen",
            hover=hover,
            line=2.2,
            line_colour=palette.ink,
        )
    # Places too small for their fill to be seen get a square of it.
    at = anchors[anchors["iso3"].isin(SMALL & known)].merge(statuses[["iso3", "status"]], on="iso3")
    figure.add_trace(
        go.Scattergeo(
            lon=at["lon"],
            lat=at["lat"],
            mode="markers",
            name="small places",
            hovertemplate="%{customdata[1]}<extra></extra>",
            customdata=[[iso3, hover[iso3]] for iso3 in at["iso3"]],
            marker={
                "symbol": "square",
                "size": 9,
                "color": [palette.status[s] for s in at["status"]],
                "line": {"width": 1, "color": palette.muted},
            },
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )


# Places whose outline is a few pixels on a world map; each must be reachable by eye and pointer.
SMALL = {
    "BHR",
    "BRN",
    "HKG",
    "LBN",
    "MAC",
    "MLT",
    "MUS",
    "QAT",
    "SGP",
    "SYC",
    "KWT",
    "GNQ",
    "GMB",
    "TWN",
    "ARE",
    "CYP",
    "SWZ",
    "LUX",
}


def _rings(
    figure: go.Figure, spans: pd.DataFrame, hover: dict[str, str], anchors: pd.DataFrame, palette: Palette
) -> None:
    """Rings and their discs, large ones first, so that small ones stay on top and can be hit."""
    rows = spans[spans["iso3"].isin(set(hover))].merge(anchors, on="iso3").dropna(subset=["highest"])
    rows = rows.sort_values(["highest", "iso3"], ascending=[False, True])
    ring = [ring_px(float(v)) for v in rows["highest"]]
    # The disc stays inside its ring, so that even the smallest pair shows both.
    disc = [
        ring_px(float(low)) if low == high else max(1.5, min(ring_px(float(low)), outer - 3))
        for low, high, outer in zip(rows["lowest"], rows["highest"], ring, strict=True)
    ]
    common = {"symbol": "circle", "opacity": 1}
    shown = ~rows["is_low_open"] & rows["lowest"].gt(0)
    marks: list[tuple[str, list[float], pd.Series, dict[str, Any]]] = [
        (
            "highest claim",
            ring,
            rows["highest"].gt(0),
            {
                "color": _veil(palette),
                "line": {
                    "width": [0.7 if is_open else 1.7 for is_open in rows["is_high_open"]],
                    "color": palette.people,
                },
            },
        ),
        ("lowest claim", disc, shown, {"color": palette.people, "line": {"width": 0}}),
    ]
    for name, size, part, marker in marks:
        keep = part.to_numpy().tolist()
        if isinstance(marker["line"]["width"], list):
            marker["line"]["width"] = [w for w, k in zip(marker["line"]["width"], keep, strict=True) if k]
        end = "highest" if name.startswith("highest") else "lowest"
        figure.add_trace(
            go.Scattergeo(
                lon=rows["lon"][keep],
                lat=rows["lat"][keep],
                mode="markers",
                name=name,
                customdata=[[r["iso3"], hover[r["iso3"]], float(r[end])] for _, r in rows[keep].iterrows()],
                marker={**common, **marker, "size": [s for s, k in zip(size, keep, strict=True) if k]},
                hovertemplate="%{customdata[1]}<extra></extra>",
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 1}},
            )
        )


def _veil(palette: Palette) -> str:
    """A breath of the ring's colour, so that the whole ring can be pointed at."""
    red, green, blue = (int(palette.people[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.07)"


def _labels(
    figure: go.Figure,
    statuses: pd.DataFrame,
    spans: pd.DataFrame,
    anchors: pd.DataFrame,
    palette: Palette,
    region: str,
    chosen: str | None,
    width: int,
    height: int,
) -> None:
    """Names of the places with the largest claims, as many as find room; the chosen place always."""
    (west, east), (south, north) = REGIONS[region]
    rows = spans.assign(size=spans["highest"]).merge(anchors, on="iso3")
    rows = rows.merge(statuses[["iso3", "name"]], on="iso3").sort_values("size", ascending=False, na_position="last")
    if chosen is not None and chosen not in set(rows["iso3"]):
        rows = pd.concat([statuses[statuses["iso3"] == chosen].merge(anchors, on="iso3"), rows])
    rows = rows.assign(first=(rows["iso3"] == chosen)).sort_values("first", ascending=False, kind="stable")
    across = (east - west) / max(width, 1)
    down = max((north - south) / height, across)
    discs = {  # iso3: middle and radius of its ring (px); a name must not stand on another place's ring
        row["iso3"]: ((row["lon"] - west) / across, (north - row["lat"]) / down, _radius(row.get("size")))
        for _, row in rows.iterrows()
    }
    taken: list[tuple[float, float, float, float]] = []
    for _, row in rows.iterrows():
        iso3, (x, y, radius) = row["iso3"], discs[row["iso3"]]
        if not (west <= row["lon"] <= east and south <= row["lat"] <= north) or len(taken) >= MOST_NAMES:
            continue
        box = (x + radius + 3, y - 9, x + radius + 3 + 7.4 * len(row["name"]), y + 9)
        rings = [(a - r, b - r, a + r, b + r) for other, (a, b, r) in discs.items() if other != iso3 and r < 25]
        if iso3 != chosen and any(
            b[0] < box[2] and box[0] < b[2] and b[1] < box[3] and box[1] < b[3] for b in (*taken, *rings)
        ):
            continue
        taken.append(box)
        plus = "+" if row.get("is_high_open") is True else ""
        figure.add_trace(
            go.Scattergeo(
                lon=[row["lon"]],
                lat=[row["lat"]],
                mode="text",
                text=[f"{chr(160) * max(1, round(radius / 3.4))}{safe(row['name'])}{plus}"],
                hoverinfo="skip",
                textposition="middle right",
                name=f"label {iso3}",
                textfont={
                    "family": SANS,
                    "size": 14,
                    "color": palette.ink,
                    "weight": 700 if iso3 == chosen else 400,
                },
            )
        )


def _radius(number: object) -> float:
    """The radius of a ring in px; of a place without a number, that of its square."""
    return SMALLEST if is_missing(number) or not float(number) > 0 else ring_px(float(number)) / 2  # type: ignore[arg-type]


def _legend(
    figure: go.Figure, statuses: pd.DataFrame, palette: Palette, per_line: int, height: int, spans: pd.DataFrame
) -> None:
    """Classes with their counts, and rings of round numbers drawn to the map's own scale."""

    def box(x0: float, x1: float, y0: float, y1: float, **style: object) -> None:
        figure.add_shape(
            xref="paper",
            yref="paper",
            xsizemode="pixel",
            ysizemode="pixel",
            xanchor=0,
            yanchor=0,
            x0=x0,
            x1=x1,
            y0=y0,
            y1=y1,
            **style,
        )

    def note(text: str, x: float, y: float, colour: str) -> None:
        figure.add_annotation(
            text=text,
            xref="paper",
            yref="paper",
            x=0,
            y=0,
            xshift=x,
            yshift=y,
            xanchor="left",
            yanchor="middle",
            showarrow=False,
            font={"family": SANS, "size": 14, "color": colour},
        )

    counts = statuses["status"].value_counts()
    for place, (status, text) in enumerate(STATUS_WORDS.items()):
        x, y = (place % per_line) * 268, -14 - LEGEND_LINE * (place // per_line)
        gone = status == "reported_gone"
        box(
            x,
            x + 18,
            y - 7,
            y + 7,
            type="rect",
            fillcolor=palette.status[status],
            line={"width": 1.1 if gone else 0.6, "color": palette.muted},
        )
        rising = {"reported_before_deadline": True, "listed_2018_only": False}.get(status)
        if rising is not None:
            for step in (2, 7, 12):
                ends = (y - 6, y + 6) if rising else (y + 6, y - 6)
                box(
                    x + step - 1,
                    x + step + 5,
                    ends[0],
                    ends[1],
                    type="line",
                    line={"width": 1.4, "color": palette.hatch},
                )
        note(f"{text} <b>{int(counts.get(status, 0))}</b>", x + 24, y, palette.ink)
    y = 30 - height
    note("Disc: lowest claim. Ring: highest (thin, and +: or more).", 0, y, palette.muted)
    across = 362.0
    highest = float(spans["highest"].max()) if spans["highest"].notna().any() else 0.0
    for number in (100, 1_000, 10_000, 100_000):
        if number > 10 * max(highest, 100):
            continue
        size = ring_px(number)
        if size > 50:
            # The largest ring would not fit under the map: show the part of it that does.
            continue
        ring = {"width": 1.6, "color": palette.people}
        box(across, across + size, y - size / 2, y + size / 2, type="circle", line=ring)
        note(count(number), across + size + 5, y, palette.ink)
        across += size + 5 + 8 * len(count(number)) + 14
    figure.layout.meta = {**figure.layout.meta, "legend": {s: int(counts.get(s, 0)) for s in STATUS_WORDS}}
