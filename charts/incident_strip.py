"""Thefts in time: one disc an incident, its area the amount, a lane for each kind of victim."""

import pandas as pd

from charts import figure as go
from charts.apart import sharing
from charts.labels import CHARACTER, names_beside, names_room, short_range, victim_label
from charts.marks import day_axis, days_around, incident_hover, middle_day, still
from charts.theme import COLUMNS, Words, empty, frame, lane_axis
from language.messages import plural, tr
from loaders.codes import VICTIM_KINDS
from loaders.rows import each_row
from look.coded import LOOKS, kinds_drawn
from look.palette import Palette
from subjects.quantities import has_number, top_of
from words.dates import date_words
from words.numbers import range_words

LANE, LARGEST, SHARED = 74, 62, 36  # px: a lane's height, the diameter of the largest disc, of what stands on one spot
LEFT, RIGHT = 124, 30  # px


def finding(incidents: pd.DataFrame) -> str:
    """The title: the largest theft shown, with its amount and date."""
    known = top_of(incidents).dropna()
    if known.empty or float(known.sum()) <= 0:
        return tr("Thefts attributed to DPRK actors")
    top = incidents.loc[[known.idxmax()]].iloc[0]
    figure = range_words(top["low"], top["high"], kind="money")
    return tr(
        "The largest theft: {victim}, {figure}, {date}",
        victim=top["victim"],
        figure=figure,
        date=date_words(top["date"]),
    )


def incident_strip(incidents: pd.DataFrame, *, palette: Palette, words: Words, named: int = 14) -> go.Figure:
    """Discs whose area follows the amount, on a time axis, outlined by how firmly the theft is attributed.

    `incidents`: `incident_id`, `date`, `date_first`, `date_last`, `victim`, `victim_kind`, `low`, `high` (US dollars),
    `strength`, `attributors` (text). The disc is drawn at the amount's high end, and the hover gives both ends.
    Incidents without an amount are small crosses: unknown is not zero. Those of one time in one lane stand above one
    another.
    """
    if incidents.empty:
        return empty(palette, words, tr("No theft in this selection."))
    rows = incidents.assign(
        amount=top_of(incidents),
        middle=middle_day(incidents),
        kind=kinds_drawn(incidents),
        hover=[incident_hover(row) for row in each_row(incidents)],
    )
    kinds = [kind for kind in VICTIM_KINDS if (rows["kind"] == kind).any()]
    lane = {kind: -float(i) for i, kind in enumerate(kinds)}
    left = names_room((VICTIM_KINDS[kind] for kind in kinds), LEFT)
    figure = frame(palette, words, plot_height=LANE * len(kinds), left=left, right=RIGHT, axis=8, top=40)
    first, last = days_around(rows)
    width, height = COLUMNS * CHARACTER - left - RIGHT, LANE * len(kinds)
    across = [float((day - first) / (last - first)) * width for day in rows["middle"]]
    shared = sharing(list(zip(rows["kind"], across, strict=True)))
    rows = rows.assign(
        across=across,
        place=[lane[kind] + shift * SHARED / LANE for kind, (shift, _) in zip(rows["kind"], shared, strict=True)],
    )
    known = rows[rows["amount"].notna()].sort_values("amount", ascending=False)
    unknown = rows[rows["amount"].isna()]
    largest = float(known["amount"].max()) if len(known) else 1.0
    _discs(figure, known, largest, palette)
    _crosses(figure, unknown, palette)
    bottom = min(lane.values()) - 0.6
    marks = [
        (
            float(row["across"]),
            (row["place"] - bottom) / (0.72 - bottom) * height,
            max(2.5, LARGEST / 2 * (float(row["amount"]) / largest) ** 0.5) if largest else 2.5,
        )
        for row in each_row(known.head(60))
    ]
    texts = [
        f"{victim_label(row['victim'])} {short_range(row['low'], row['high'])}" if place < named else ""
        for place, row in enumerate(each_row(known.head(60)))
    ]
    spots = [(row["middle"], row["place"]) for row in each_row(known.head(60))]
    figure.add_annotations(names_beside(marks, spots, texts, palette, width=width, height=height))
    figure.update_xaxes(**day_axis(palette, first, last, side="top"))
    figure.update_yaxes(**lane_axis(palette, lane.values(), (VICTIM_KINDS[k] for k in kinds), [bottom, 0.72]))
    return figure


def _discs(figure: go.Figure, known: pd.DataFrame, largest: float, palette: Palette) -> None:
    """The thefts with an amount; `largest` has the largest disc."""
    looks = [LOOKS.get(strength) for strength in known["strength"]]
    figure.add_trace(
        go.Scatter(
            x=known["middle"],
            y=known["place"],
            mode="markers",
            name="incident",
            **still(0.5),
            customdata=known[["incident_id", "hover"]].to_numpy().tolist(),
            hovertemplate="%{customdata[1]}<extra></extra>",
            marker={
                "size": known["amount"].astype(float).tolist(),
                "sizemode": "area",
                "sizeref": 2 * largest / LARGEST**2,
                "sizemin": 2.5,
                "color": palette.money,
                "opacity": 0.5,
                "line": {
                    "width": [look.ring if look else 0.6 for look in looks],
                    "color": [look.colour_in(palette) if look else palette.muted for look in looks],
                },
            },
        )
    )


def _crosses(figure: go.Figure, unknown: pd.DataFrame, palette: Palette) -> None:
    """The thefts without an amount."""
    figure.add_trace(
        go.Scatter(
            x=unknown["middle"],
            y=unknown["place"],
            mode="markers",
            name="incident without an amount",
            **still(0.8),
            customdata=unknown[["incident_id", "hover"]].to_numpy().tolist(),
            hovertemplate="%{customdata[1]}<extra></extra>",
            marker={"symbol": "x-thin", "size": 7, "opacity": 0.8, "line": {"width": 1.4, "color": palette.muted}},
        )
    )


def without_amount(incidents: pd.DataFrame) -> str:
    """One sentence on how many thefts a sum leaves out."""
    missing = int((~has_number(incidents)).sum())
    if missing == 0:
        return tr("Every theft shown has an amount.")
    total = plural("{n} theft", "{n} thefts", len(incidents))
    return plural(
        "{n} of {thefts} has no amount and is in no sum.",
        "{n} of {thefts} have no amount and are in no sum.",
        missing,
        thefts=total,
    )
