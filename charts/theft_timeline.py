"""Thefts by day and amount: a mark for each, its shape the kind of victim, its filling how firmly it is attributed."""

import math

import pandas as pd

from charts import figure as go
from charts.labels import CHARACTER, names_beside, names_room, short_range, victim_label
from charts.marks import day_axis, days_around, incident_hover, middle_day, still
from charts.theme import COLUMNS, SANS, Words, empty, frame, money_ticks, quiet_axis, safe
from language.messages import mark, tr
from loaders.codes import VICTIM_KINDS
from loaders.rows import each_row
from look.coded import key_of_looks, kinds_drawn, look_of, shape_of_victim
from look.palette import CLEAR, Palette
from subjects.quantities import top_of
from words.numbers import money

PLOT, LEFT, RIGHT, RUG, SIZE = 330, 92, 30, 34, 10  # px
NO_AMOUNT = mark("no amount")


def key() -> str:
    """How the chart is read."""
    return tr(
        "Marks: highest figure named; lines: down to the lowest. {fillings} Below the axis: no amount known.",
        fillings=key_of_looks("filling"),
    )


def theft_timeline(
    incidents: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
    log: bool = False,
    named: int = 16,
) -> go.Figure:
    """Marks at the day and the amount of each theft; the axis is linear unless `log`, which its title then says.

    `incidents`: `incident_id`, `date`, `date_first`, `date_last`, `victim`, `victim_kind`, `low`, `high` (US dollars),
    `strength`, `attributors`. A theft without an amount stands in a band below the axis, and one of zero dollars there
    too on a logarithmic axis. Every mark carries its `incident_id`.
    """
    if incidents.empty:
        return empty(palette, words, tr("No theft in this selection."))
    top = top_of(incidents)
    rows = incidents.assign(
        top=top,
        bottom=incidents["low"].astype("Float64"),
        middle=middle_day(incidents),
        kind=kinds_drawn(incidents),
        hover=[incident_hover(row) for row in each_row(incidents)],
        placed=(top.gt(0) if log else top.ge(0)).fillna(False),
    ).sort_values(["top", "incident_id"], ascending=[False, True], na_position="last")
    known = rows[rows["placed"]]
    marks = rows[["incident_id", "kind", "strength", "middle", "top", "placed", "hover"]]
    left = names_room([*_ticks(known, log)[1], tr(NO_AMOUNT)], LEFT)
    figure = frame(palette, words, plot_height=PLOT, left=left, right=RIGHT, axis=30, top=62)
    # The lines go first, so that marks lie above them.
    ranges = known[known["bottom"].lt(known["top"]).fillna(False)]
    figure.add_trace(
        go.Scatter(
            x=[day for day in ranges["middle"] for _ in range(3)],
            y=[end for r in each_row(ranges) for end in (float(r["bottom"]), float(r["top"]), None)],
            mode="lines",
            name="lowest to highest",
            hoverinfo="skip",
            showlegend=False,
            line={"color": palette.ghost, "width": 2},
        )
    )
    for kind in VICTIM_KINDS:
        part = marks[marks["kind"] == kind]
        if len(part):
            _add_kind(figure, part, shape_of_victim(kind), VICTIM_KINDS[kind], palette)
    first, last = days_around(rows)
    figure.update_xaxes(**day_axis(palette, first, last))
    axis = _amounts(figure, known, palette, log, has_band=len(known) < len(rows))
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "yref": "paper",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"family": SANS, "size": 13, "color": palette.ink},
            "bgcolor": CLEAR,
        },
    )
    _name_largest(figure, known, palette, named, (first, last), axis)
    return figure


def _add_kind(figure: go.Figure, part: pd.DataFrame, shape: str, name: str, palette: Palette) -> None:
    """The marks of one kind of victim: those with an amount, those without in the band below, and their legend."""
    for is_placed in (True, False):
        rows = part[part["placed"] == is_placed]
        if rows.empty:
            continue
        looks = [look_of(strength) for strength in rows["strength"]]
        figure.add_trace(
            go.Scatter(
                x=rows["middle"],
                y=rows["top"].astype(float).tolist() if is_placed else [0.5] * len(rows),
                yaxis="y" if is_placed else "y2",
                mode="markers",
                name=name if is_placed else f"{name}, no amount",
                showlegend=False,
                customdata=rows[["incident_id", "hover"]].to_numpy().tolist(),
                hovertemplate="%{customdata[1]}<extra></extra>",
                marker={
                    "symbol": [shape + look.filling for look in looks],
                    "size": SIZE,
                    "opacity": 0.8,
                    "color": palette.money,
                    "line": {
                        "width": [look.outline for look in looks],
                        "color": [palette.ink if look.colour == "ink" else palette.money for look in looks],
                    },
                },
                **still(0.8),
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=safe(f"{name} ({len(part)})"),
            showlegend=True,
            hoverinfo="skip",
            marker={"symbol": shape, "size": SIZE, "color": palette.money},
        )
    )


def _highest(known: pd.DataFrame) -> float:
    return float(known["top"].max()) if len(known) else 1e6


def _ticks(known: pd.DataFrame, log: bool) -> tuple[list[float], list[str]]:
    """Round amounts with their labels, or where the axis is logarithmic powers of ten."""
    if not log:
        return money_ticks(_highest(known))
    low = math.floor(math.log10(float(known["top"].min()) if len(known) else 1e3))
    values = [10.0**power for power in range(low, math.ceil(math.log10(_highest(known) * 1.3)) + 1)]
    return values, [money(value) for value in values]


def _amounts(
    figure: go.Figure, known: pd.DataFrame, palette: Palette, log: bool, *, has_band: bool
) -> tuple[float, float]:
    """The axis of amounts and the band below it; the ends of the axis, as powers of ten where it is logarithmic."""
    highest, (values, texts) = _highest(known), _ticks(known, log)
    band = RUG / PLOT if has_band else 0.0
    options: dict[str, object] = {"domain": [band, 1]}
    if log:
        low = math.log10(values[0])
        ends = (low - 0.15, math.log10(highest) + 0.45)
        options |= {"type": "log"}
        name = tr("US dollars, logarithmic scale")
    else:
        ends = (-0.03 * highest, max(highest * 1.12, values[-2]))
        name = tr("US dollars")
    figure.update_yaxes(**quiet_axis(palette, range=list(ends), tickvals=values, ticktext=texts, **options))
    if has_band:
        below = quiet_axis(palette, domain=[0, band * 0.8], range=[0, 1], tickvals=[0.5], ticktext=[tr(NO_AMOUNT)])
        figure.update_layout(yaxis2=below, xaxis_anchor="y2")
    figure.add_annotations(
        [
            {
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": 1,
                "xshift": -figure.parts["layout"]["margin"]["l"],
                "yshift": 28,
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "text": name,
                "font": {"family": SANS, "size": 13, "color": palette.muted},
            }
        ],
    )
    return ends


def _name_largest(
    figure: go.Figure,
    known: pd.DataFrame,
    palette: Palette,
    named: int,
    days: tuple[pd.Timestamp, pd.Timestamp],
    axis: tuple[float, float],
) -> None:
    """Names and amounts beside the largest thefts, where they meet no mark and no other name."""
    log = figure.parts["layout"]["yaxis"].get("type") == "log"
    width, height = COLUMNS * CHARACTER - figure.parts["layout"]["margin"]["l"] - RIGHT, float(PLOT - RUG)
    near = known.head(120)

    def up(value: float) -> float:
        at = math.log10(value) if log else value
        return (at - axis[0]) / (axis[1] - axis[0]) * height

    marks = [
        (float((day - days[0]) / (days[1] - days[0])) * width, up(float(top)), SIZE / 2)
        for day, top in zip(near["middle"], near["top"], strict=True)
    ]
    texts = [
        f"{victim_label(str(row['victim']))} {short_range(row['low'], row['high'])}" if place < named else ""
        for place, row in enumerate(each_row(near))
    ]
    spots = [
        (day, math.log10(float(top)) if log else float(top))
        for day, top in zip(near["middle"], near["top"], strict=True)
    ]
    figure.add_annotations(names_beside(marks, spots, texts, palette, width=width, height=height))
