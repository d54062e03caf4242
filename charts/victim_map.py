"""Where victims of theft are based, as far as a source says so: a disc for the low ends, a ring for the high ends."""

import pandas as pd

from charts import figure as go
from charts.map_view import add_shapes
from charts.theme import SANS, Words, empty, frame, quiet_geo, safe
from language.messages import plural, tr, whole
from loaders.boundaries import OutlinesOfMap
from loaders.rows import FrameRow, each_row
from look.palette import CLEAR, Palette
from words.numbers import money, range_words
from words.text import is_missing

LARGEST, SMALLEST = 74, 6  # px: diameters
HEIGHT, LEGEND = 450, 70  # px
NAMED, NEAR = 8, (26, 12)  # how many places are named; degrees within which a name would meet a disc
SCALE = (1e9, 1e8, 1e7)  # US dollars, the discs of the legend


def finding(places: pd.DataFrame, n: int) -> str:
    """The title: of how many thefts the victim's place is known, and the place with the largest sum."""
    if places.empty or places["high"].isna().all():
        return tr("Where victims of theft are based")
    top = places.sort_values(["high", "iso3"], ascending=[False, True], na_position="last").iloc[0]
    return tr(
        "The victim's place is known for {sum} of {n} thefts; largest sum: {name}",
        sum=int(places["n"].sum()),
        n=whole(n),
        name=top["name"],
    )


def victim_map(
    places: pd.DataFrame,
    anchors: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
    outlines: OutlinesOfMap,
) -> go.Figure:
    """A world with a disc for the sum of low ends and a ring for that of high ends; areas follow the dollars.

    `places`: as `subjects.thefts.victim_places` gives them, with `name`. `anchors`: `iso3`, `lon`, `lat`. A place whose
    thefts name no amount is a cross. Every mark carries its `iso3`.
    """
    if places.empty:
        return empty(palette, words, tr("The victim's place is not known for any theft shown."))
    rows = places.merge(anchors, on="iso3").sort_values(["high", "iso3"], ascending=[False, True], na_position="last")
    rows = rows.assign(hover=[_hover(row) for row in each_row(rows)])
    figure = frame(palette, words, plot_height=HEIGHT, left=0, right=0, axis=LEGEND, top=8)
    figure.told["outlines"] = True
    largest = max([float(end) for end in rows["high"].dropna()] + [SCALE[0]])
    figure.told["sizes"] = {money(value): round(_px(value, largest)) for value in SCALE}
    figure.update_geos(
        projection_type="natural earth",
        projection_rotation_lon=11,
        lonaxis_range=None,
        lataxis_range=(-56, 80),
        **quiet_geo(palette),
    )
    add_shapes(figure, outlines.land, outlines.address, palette.land, name="land", line_colour=palette.border)
    known, unknown = rows[rows["high"].notna()], rows[rows["high"].isna()]
    names = [str(name) if place < NAMED else "" for place, name in enumerate(known["name"])]
    for name, end, colour, line in (
        ("high ends", "high", CLEAR, 1.8),
        ("low ends", "low", palette.money, 0.0),
    ):
        figure.add_trace(
            go.Scattergeo(
                lon=known["lon"],
                lat=known["lat"],
                mode="markers+text" if end == "high" else "markers",
                text=[safe(name) for name in names] if end == "high" else None,
                textposition=_sides(known) if end == "high" else None,
                textfont={"family": SANS, "size": 13, "color": palette.ink},
                name=name,
                customdata=known[["iso3", "hover"]].to_numpy().tolist(),
                hovertemplate="%{customdata[1]}<extra></extra>",
                marker={
                    "size": [_px(float(value), largest) for value in known[end].fillna(0)],
                    "color": colour,
                    "opacity": 1 if end == "high" else 0.55,
                    "line": {"width": line, "color": palette.money},
                },
            )
        )
    figure.add_trace(
        go.Scattergeo(
            lon=unknown["lon"],
            lat=unknown["lat"],
            mode="markers",
            name="no amount",
            customdata=unknown[["iso3", "hover"]].to_numpy().tolist(),
            hovertemplate="%{customdata[1]}<extra></extra>",
            marker={"symbol": "x-thin", "size": 9, "line": {"width": 2, "color": palette.money}},
        )
    )
    _legend(figure, palette, largest)
    return figure


def _sides(rows: pd.DataFrame) -> list[str]:
    """Where each name stands: beside its disc, away from the largest disc near it, else above."""
    sides = []
    for place, (lon, lat) in enumerate(zip(rows["lon"], rows["lat"], strict=True)):
        near = [
            float(other_lon - lon)
            for other, (other_lon, other_lat) in enumerate(zip(rows["lon"], rows["lat"], strict=True))
            if other != place and abs(other_lon - lon) < NEAR[0] and abs(other_lat - lat) < NEAR[1]
        ]
        sides.append("middle left" if near and near[0] > 0 else "middle right" if near else "top center")
    return sides


def _px(value: float, largest: float) -> float:
    """The diameter of a disc: its area follows the value."""
    return max(SMALLEST if value > 0 else 0.0, float(LARGEST * (value / largest) ** 0.5))


def _legend(figure: go.Figure, palette: Palette, largest: float) -> None:
    """Round sums as discs to scale, below the map."""
    x = 14.0
    notes: list[dict[str, object]] = []
    for value in SCALE:
        size = _px(value, largest)
        figure.add_shape(
            type="circle", xref="paper", yref="paper", xsizemode="pixel", ysizemode="pixel", xanchor=0, yanchor=0,
            x0=x, x1=x + size, y0=-LEGEND / 2 - size / 2, y1=-LEGEND / 2 + size / 2,
            line={"color": palette.money, "width": 1.8}, fillcolor=CLEAR,
        )  # fmt: skip
        notes.append(
            {
                "xref": "paper", "yref": "paper", "x": 0, "y": 0, "xshift": x + size + 8, "yshift": -LEGEND / 2,
                "xanchor": "left", "yanchor": "middle", "showarrow": False, "text": safe(money(value)),
                "font": {"family": SANS, "size": 13, "color": palette.ink},
            }
        )  # fmt: skip
        x += size + 110
    figure.add_annotations(notes)


def _hover(row: FrameRow) -> str:
    lines = [f"<b>{safe(row['name'])}</b>, {plural('{n} theft', '{n} thefts', int(row['n']))}"]
    if is_missing(row["low"]) and is_missing(row["high"]):
        lines.append(tr("Amount unknown, not zero"))
    else:
        together = tr("{amount} or more together") if row["is_high_open"] else tr("{amount} together")
        lines.append(together.format(amount=safe(range_words(row["low"], row["high"], kind="money"))))
    if row["n_without_amount"]:
        lines.append(tr("{n} without an amount, in no sum", n=int(row["n_without_amount"])))
    return "<br>".join([*lines, tr("Largest: {largest}", largest=safe(row["largest"]))])
