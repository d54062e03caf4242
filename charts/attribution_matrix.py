"""Who attributes which theft: attributors against incidents, one mark for each attribution."""

import pandas as pd

from charts import figure as go
from charts.apart import sharing
from charts.labels import names_room, victim_label
from charts.marks import still
from charts.theme import SANS, Words, broken, empty, frame, lane_axis, quiet_axis, safe
from charts.widths import short_name
from language.messages import plural, tr
from loaders.codes import STRENGTHS
from loaders.rows import FrameRow, each_row
from look.coded import look_of
from look.palette import Palette
from subjects.quantities import top_of
from words.dates import date_words
from words.numbers import range_words
from words.text import is_missing

ROW, COLUMN_LABEL = 30, 150  # px
INCIDENTS, ATTRIBUTORS = 40, 16


def finding(n_one: int, n: int) -> str:
    """The title: how many of the thefts shown rest on one attributor only."""
    if n == 0:
        return tr("Who attributes which theft")
    if n_one == 0:
        return plural(
            "None of {n} theft rests on one attributor only", "None of {n} thefts rests on one attributor only", n
        )
    total = plural("{n} theft", "{n} thefts", n)
    return plural(
        "{n} of {thefts} rests on one attributor only",
        "{n} of {thefts} rest on one attributor only",
        n_one,
        thefts=total,
    )


def shown(incidents: pd.DataFrame, attributions: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The incidents with the largest amounts, largest first, and the attributors with most attributions of them.

    An incident without an amount comes after all that have one.
    """
    amount = top_of(incidents).fillna(-1)
    columns = incidents.assign(amount=amount).sort_values(["amount", "incident_id"], ascending=[False, True])
    columns = columns.head(INCIDENTS)
    theirs = attributions[attributions["incident_id"].isin(columns["incident_id"])]
    counts = theirs.groupby("attributed_by")["incident_id"].nunique()
    names = sorted(counts.index, key=lambda name: (-int(counts[name]), str(name)))
    return columns, [str(name) for name in names[:ATTRIBUTORS]]


def attribution_matrix(
    incidents: pd.DataFrame, attributions: pd.DataFrame, *, palette: Palette, words: Words
) -> go.Figure:
    """Attributors from top to bottom, those with most first; incidents from left to right, the largest first.

    `incidents`: `incident_id`, `victim`, `date`, `low`, `high`; `attributions`: `attribution_id`, `incident_id`,
    `attributed_by`, `strength`, `date`, `publisher`, `title`, `note`. Shape and colour follow the strength. Every mark
    carries its `attribution_id`; those of one attributor about one theft share its height. What is beyond the largest
    incidents or the attributors with most is not drawn.
    """
    thefts, names = shown(incidents, attributions)
    rows = attributions[
        attributions["incident_id"].isin(thefts["incident_id"]) & attributions["attributed_by"].isin(names)
    ]
    if rows.empty:
        return empty(palette, words, tr("No attribution in this selection."))
    place = {theft: i for i, theft in enumerate(thefts["incident_id"])}
    lane = {name: -i for i, name in enumerate(names)}
    counts = rows.groupby("attributed_by")["incident_id"].nunique()
    labels = [f"{short_name(name, 240)} ({int(counts[name])})" for name in names]
    figure = frame(
        palette,
        words,
        plot_height=ROW * len(names),
        left=names_room(labels),
        right=16,
        axis=COLUMN_LABEL,
        top=16,
    )
    figure.told.update(_told(thefts["victim"].tolist()))
    by_id = thefts.set_index("incident_id")
    shared = sharing([(row["attributed_by"], 100.0 * place[row["incident_id"]]) for row in each_row(rows)])
    rows = rows.assign(shift=[shift for shift, _ in shared], part=[part for _, part in shared])
    for strength in STRENGTHS:
        look = look_of(strength)
        part = rows[rows["strength"] == strength]
        figure.add_trace(
            go.Scatter(
                x=part["incident_id"].map(place).tolist(),
                y=(part["attributed_by"].map(lane) + part["shift"]).tolist(),
                mode="markers",
                name=STRENGTHS[strength],
                **still(),
                marker={
                    "symbol": look.symbol,
                    "size": [min(12 if look.symbol == "square" else 11, ROW * share - 2) for share in part["part"]],
                    "opacity": 1,
                    "color": look.colour_in(palette),
                    "line": {"width": 0},
                },
                customdata=[
                    [row["attribution_id"], _hover(row, by_id.loc[row["incident_id"]])] for row in each_row(part)
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    figure.update_xaxes(
        **quiet_axis(
            palette,
            tickvals=list(place.values()),
            ticktext=[safe(victim_label(str(victim), 140)) for victim in thefts["victim"]],
            tickangle=-90,
            range=[-0.7, len(place) - 0.3],
            tickfont={"family": SANS, "size": 13, "color": palette.ink},
        )
    )
    figure.update_yaxes(
        **lane_axis(palette, lane.values(), (safe(label) for label in labels), [-len(names) + 0.4, 0.6])
    )
    return figure


def _told(victims: list[str]) -> dict[str, object]:
    """How many columns there are, and what a phone says of the first and the last of them."""
    return {"columns": len(victims), "ends": [f"{victims[n]} ({n + 1})" for n in sorted({0, len(victims) - 1})]}


def _hover(row: FrameRow, theft: FrameRow) -> str:
    lines = [f"<b>{safe(row['attributed_by'])}</b>: {STRENGTHS[row['strength']]}, {safe(date_words(row['date']))}"]
    amount = range_words(theft["low"], theft["high"], kind="money")
    lines.append(f"{safe(theft['victim'])}, {safe(date_words(theft['date']))}, {safe(amount)}")
    lines.append(broken(f"{row['publisher']}: {row['title']}", 60))
    if not is_missing(row.get("note")):
        lines.append(broken(str(row["note"]), 60))
    return "<br>".join(lines)
